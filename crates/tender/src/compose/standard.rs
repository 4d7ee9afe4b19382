//! What a document says once of all its lines, so that a line says only where it deviates.

use std::collections::BTreeMap;

use crate::document::{Line, StatusWord};

/// Finds what holds of most lines, marks those that deviate, and says the rest in a sentence. Nothing holds of most
/// when no type has more than half of the lines, and of one line there is nothing to say at once.
pub(super) fn say_once<'l>(lines: impl IntoIterator<Item = &'l mut Line>) -> Option<String> {
    let mut lines: Vec<&mut Line> = lines.into_iter().collect();
    if lines.len() < 2 {
        return None;
    }
    let most = |count: usize| count * 2 > lines.len();
    let mut types: BTreeMap<(String, String), usize> = BTreeMap::new();
    lines.iter().for_each(|line| *types.entry(type_of(line)).or_default() += 1);
    let usual = types.into_iter().find(|(_, count)| most(*count)).map(|(kind, _)| kind);
    let holding = most(lines.iter().filter(|line| line.status.key == StatusWord::Required).count());
    for line in &mut lines {
        line.other_type = usual.as_ref() != Some(&type_of(line));
        line.other_status = !holding || line.status.key != StatusWord::Required;
    }
    let deviates = lines.iter().any(|line| usual.is_some() && line.other_type || holding && line.other_status);
    // »Alle« only where it is so: a requirement of another type says that of itself.
    let (all, rest) = match deviates {
        true => ("Kravene", ", medmindre andet står ved kravet"),
        false => ("Alle krav", ""),
    };
    match (usual, holding) {
        (Some((id, name)), true) => Some(format!("{all} er af typen {id} {name} og gælder{rest}.")),
        (Some((id, name)), false) => Some(format!("{all} er af typen {id} {name}{rest}.")),
        (None, true) => Some(format!("{all} gælder{rest}.")),
        (None, false) => None,
    }
}

fn type_of(line: &Line) -> (String, String) {
    (line.type_id.clone(), line.type_shown.clone())
}
