//! Fields whose names were changed on the way: `form1.SF1461.svar`, `SF1461[0].svar[0]`, `SF1461.svar_2`.
//!
//! Programs that merge, split or rebuild forms put names before ours, number them and write them in small letters. A
//! field that is missing is looked for among those that nobody asked for, and taken where just one can be meant.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::form_lines;
use super::binding::Binding;
use super::reference::Reference;
use super::returned::{Fixed, Oddity, Returned};
use super::spelling::fold;
use super::way::Way;
use super::workbook::layout;

/// A returned form whose fields have the names that were asked for, as far as they can be told.
pub fn settled(returned: &Returned, reference: &Reference) -> Returned {
    let mut settled = settled_by(returned, &reference.binding);
    by_tips(&mut settled, reference);
    by_labels(&mut settled, reference);
    settled
}

/// Fields that are called by what is read out of them, because all else of their names is gone.
fn by_tips(settled: &mut Returned, reference: &Reference) {
    let form = &reference.form;
    let facts = form.facts.iter().flat_map(|facts| &facts.rows).map(|row| &row.answer);
    let lines = form_lines(form).flat_map(|line| std::iter::once(&line.answer).chain(&line.description));
    let signing = form.signature.iter().flat_map(|signature| &signature.fields);
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for field in form.supplier.iter().chain(facts).chain(lines).chain(signing) {
        let name = field.name.to_string();
        if !settled.values.contains_key(&name) && settled.values.contains_key(&field.tip) {
            renamed.entry(field.tip.clone()).or_insert(name);
        }
    }
    // How such a field was found says less than what it was told by.
    for fields in settled.ways.values_mut() {
        fields.retain(|field| !renamed.contains_key(field));
    }
    rename(settled, &renamed, Way::Labels);
}

/// The same, as far as it can be told without the questions' words.
pub fn settled_by(returned: &Returned, asked: &Binding) -> Returned {
    let mut settled = returned.clone();
    let Renamed { renamed, idle } = renamed(returned, asked);
    for found in &idle {
        settled.values.remove(found);
        settled.shapes.remove(found);
    }
    rename(&mut settled, &renamed, Way::Renamed);
    settled
}

/// Calls fields by the names that are meant, wherever they are named, and says which way they were told.
fn rename(settled: &mut Returned, renamed: &BTreeMap<String, String>, way: Way) {
    for (found, wanted) in renamed {
        if let Some(value) = settled.values.remove(found) {
            settled.values.insert(wanted.clone(), value);
            settled.read_by(way, wanted);
        }
        if let Some(shape) = settled.shapes.remove(found) {
            settled.shapes.insert(wanted.clone(), shape);
        }
        if let Some(wording) = settled.wordings.remove(found) {
            settled.wordings.insert(wanted.clone(), wording);
        }
        for fields in settled.ways.values_mut() {
            if fields.remove(found) {
                fields.insert(wanted.clone());
            }
        }
    }
    let name = |field: &mut String| {
        if let Some(wanted) = renamed.get(field) {
            wanted.clone_into(field);
        }
    };
    let oddities = std::mem::take(&mut settled.oddities).into_iter();
    settled.oddities = oddities
        .map(|mut oddity| {
            oddity.field_mut().into_iter().for_each(name);
            oddity
        })
        .collect();
    for cell in &mut settled.cells {
        cell.field.as_mut().into_iter().chain(&mut cell.below).for_each(name);
    }
}

/// Finds what is answered to questions whose hidden names are gone: what stands to the right of a question's words.
fn by_labels(settled: &mut Returned, reference: &Reference) {
    let form = &reference.form;
    let facts = form.facts.iter().flat_map(|facts| &facts.rows).map(|row| (&row.question, &row.answer));
    let signing = form.signature.iter().flat_map(|signature| &signature.fields);
    let fields = form.supplier.iter().chain(signing).map(|field| (&field.label, field)).chain(facts);
    let missing: Vec<(String, String)> = fields
        .map(|(label, field)| (label.clone(), field.name.to_string()))
        .filter(|(_, name)| !settled.values.contains_key(name))
        .collect();
    for (label, name) in missing {
        // The number of a question may stand before it.
        let label = fold(&label);
        let is_question = label.contains(' ');
        let is_label = |text: &str| {
            let line = text.lines().next().map(fold).unwrap_or_default();
            line == label || (is_question && line.ends_with(&format!(" {label}")))
        };
        // How to fill the form in is told on a sheet of its own, in words like these.
        let may_ask = |cell: &&Fixed| cell.field.is_none() && cell.sheet != layout::INSTRUCTIONS;
        let mut found = settled.cells.iter().filter(may_ask).filter(|cell| is_label(&cell.text));
        let (Some(question), None) = (found.next(), found.next()) else { continue };
        let row = |cell: &str| cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
        let beside = settled.cells.iter().position(|cell| {
            cell.sheet == question.sheet && row(&cell.cell) == row(&question.cell) && cell.column == question.column + 1
        });
        let (sheet, number) = (question.sheet.clone(), row(&question.cell));
        let value = beside.map(|at| settled.cells.remove(at).text);
        // What else stands in its row belongs to it.
        for cell in settled.cells.iter_mut().filter(|cell| cell.sheet == sheet && row(&cell.cell) == number) {
            cell.field = Some(name.clone());
        }
        settled.values.insert(name.clone(), value);
        settled.read_by(Way::Labels, &name);
    }
}

/// Fields with other names.
struct Renamed {
    /// Each name that was found with the one that is meant
    renamed: BTreeMap<String, String>,
    /// Parts of a field that was taken apart which say nothing
    idle: BTreeSet<String>,
}

/// The names that were found, each with the one that is meant.
fn renamed(returned: &Returned, asked: &Binding) -> Renamed {
    let mut missing: BTreeMap<String, &str> = BTreeMap::new();
    let mut alike: BTreeSet<String> = BTreeSet::new();
    let names: BTreeSet<String> = asked.fields.iter().map(|field| field.name.to_string()).collect();
    for name in names.iter().filter(|name| !returned.values.contains_key(*name)) {
        if missing.insert(bare(name), name).is_some() {
            alike.insert(bare(name));
        }
    }
    let mut candidates: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for found in returned.values.keys().filter(|name| !names.contains(*name)) {
        let meant = readings(found).find_map(|reading| missing.get(&reading).filter(|_| !alike.contains(&reading)));
        if let Some(meant) = meant {
            candidates.entry(meant).or_default().push(found);
        }
    }
    let mut sure = Renamed { renamed: BTreeMap::new(), idle: BTreeSet::new() };
    for (wanted, found) in candidates {
        // Of several the one that says something, if no other does.
        let says = |name: &String| returned.values.get(name).is_some_and(Option::is_some);
        let saying = found.iter().filter(|name| says(name)).count();
        let Some(taken) = found.iter().find(|name| says(name)).or(found.first()).filter(|_| saying <= 1) else {
            continue;
        };
        sure.idle.extend(found.iter().filter(|name| *name != taken).map(|name| (*name).clone()));
        sure.renamed.insert((*taken).clone(), wanted.to_owned());
    }
    sure
}

/// Whether a name stands for one of the fields, however it is written.
pub(super) fn is_one_of(asked: &Binding, name: &str) -> bool {
    let wanted: BTreeSet<String> = asked.fields.iter().map(|field| bare(&field.name.to_string())).collect();
    readings(name).any(|reading| wanted.contains(&reading))
}

/// What a name may stand for: as it is, and without what was put before or behind it.
fn readings(name: &str) -> impl Iterator<Item = String> {
    let plain: Vec<&str> = name.split('.').collect();
    let bare_parts: Vec<&str> = plain.iter().map(|part| without_number(part)).collect();
    // A number of ours looks like one that a program put there: `SF1590_B_01`.
    let fronts =
        |parts: Vec<&str>| (0..parts.len().min(8)).map(move |from| parts[from..].join(".")).collect::<Vec<_>>();
    let fronts = fronts(plain).into_iter().chain(fronts(bare_parts));
    fronts.flat_map(|name| {
        let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let behind = numbered.strip_suffix(['_', '#', ' ', '-', '(', '.']).map(str::to_owned);
        [Some(name), behind].into_iter().flatten().map(|name| bare(&name))
    })
}

/// A part of a name without the number that a program put behind it, when it made room for a second of the name.
fn without_number(part: &str) -> &str {
    let numbered = part.trim_end_matches(|c: char| c.is_ascii_digit());
    match numbered.strip_suffix(['_', '#', '(']) {
        Some(bare) if numbered.len() < part.len() => bare,
        _ => part,
    }
}

/// A name by its letters and digits alone: programs differ in the rest.
fn bare(name: &str) -> String {
    let mut letters = String::new();
    let mut inside = false;
    for c in name.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            c if c.is_alphanumeric() && !inside => letters.extend(c.to_lowercase()),
            _ => {}
        }
    }
    letters
}

impl Oddity {
    /// The field that it is about.
    pub(super) fn field_mut(&mut self) -> Option<&mut String> {
        match self {
            Oddity::Active(_) | Oddity::OtherBook(_) | Oddity::TooManyFields => None,
            Oddity::Formula { field, .. }
            | Oddity::Ambiguous { field, .. }
            | Oddity::Twice { field, .. }
            | Oddity::Cut { field }
            | Oddity::Drawn { field, .. }
            | Oddity::Painted { field }
            | Oddity::Marks { field }
            | Oddity::Unseen { field }
            | Oddity::Disguised { field, .. }
            | Oddity::Struck { field }
            | Oddity::OtherRow { field, .. } => Some(field),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_without_what_was_put_around_it() {
        for name in [
            "form1.I-02-01.svar",
            "form1[0].I-02-01[0].svar[0]",
            "i-02-01.svar_2",
            "I_02_01_svar",
            "I-02-01.svar.1",
            "I-02-01_2.svar",
        ] {
            assert!(readings(name).any(|reading| reading == bare("I-02-01.svar")), "{name}");
        }
        assert!(readings("form1.SF1590_B_01.svar").any(|reading| reading == bare("SF1590_B_01.svar")));
        assert!(!readings("I-02-01.begrundelse").any(|reading| reading == bare("I-02-01.svar")));
        assert!(!readings("I-02-E1.svar").any(|reading| reading == bare("E1.svar")));
    }
}
