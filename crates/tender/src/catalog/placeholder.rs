//! Placeholders in the catalog's texts: what the tender decides, and the catalog cannot know.
//!
//! A requirement says `{{skaeringsdag}}` where its wording depends on the procedure, `{{sikkerhedsbilag}}` where it
//! points at an appendix of the buyer's, and `{{integrationer}}` where it is about those of its package's integrations
//! that are in use. They may stand only in the text of a requirement; the first two also in that of a need.

use std::borrow::Cow;
use std::ops::Range;

use crate::complaint::Complaints;
use crate::input::braces;
use crate::input::table::{Kind, Table};

/// What stands for something of the tender's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// »ved tilbudsfristen«; in a direct award »ved aftalens indgåelse«
    CutOff,
    /// »Bilag 7«: where the buyer's demands on security stand
    SecurityAppendix,
    /// »SF1411_B og SF1411_D«: the carriers of a requirement that are in use
    Integrations,
}

/// The names of the placeholders that the text of a need may hold: it has no carriers.
pub(super) const OF_NEEDS: &[&str] = &["skaeringsdag", "sikkerhedsbilag"];
/// The names of those that the text of a requirement may hold.
pub(super) const OF_REQUIREMENTS: &[&str] = &["skaeringsdag", "sikkerhedsbilag", "integrationer"];

impl Placeholder {
    /// Every placeholder with its name in the texts.
    pub const ALL: [(&'static str, Placeholder); 3] = [
        ("skaeringsdag", Placeholder::CutOff),
        ("sikkerhedsbilag", Placeholder::SecurityAppendix),
        ("integrationer", Placeholder::Integrations),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name.trim()).map(|(_, placeholder)| placeholder)
    }

    /// What is printed as long as the tender does not say it.
    pub fn in_general(self) -> &'static str {
        match self {
            Placeholder::CutOff => "ved tilbudsfristen",
            Placeholder::SecurityAppendix => "ordregivers bilag om sikkerhed",
            Placeholder::Integrations => "de integrationer i pakken, som løsningen anvender",
        }
    }
}

/// The placeholders that a text holds.
pub fn placeholders(text: &str) -> impl Iterator<Item = Placeholder> {
    braces::placeholders(text).filter_map(|(_, name)| Placeholder::named(name))
}

/// A text with its placeholders filled in.
pub fn filled<'t>(text: &'t str, value: &dyn Fn(Placeholder) -> String) -> Cow<'t, str> {
    let mut filled = String::new();
    let mut begun = 0;
    for (place, name) in braces::placeholders(text) {
        let Some(placeholder) = Placeholder::named(name) else { continue };
        filled.push_str(&text[begun..place.start]);
        filled.push_str(&value(placeholder));
        begun = place.end;
    }
    if begun == 0 {
        return Cow::Borrowed(text);
    }
    filled.push_str(&text[begun..]);
    Cow::Owned(filled)
}

/// A text as it reads in an edition, of which no tender is known.
pub fn filled_in_general(text: &str) -> Cow<'_, str> {
    filled(text, &|placeholder| placeholder.in_general().to_owned())
}

/// Complains of placeholders that nobody fills in: an entry's `text` may hold the known ones, all other texts none.
pub(super) fn check(entry: &Table, in_text: &[&'static str], complaints: &mut Complaints) {
    for (key, field) in &entry.fields {
        match &field.value.kind {
            Kind::Text(text) => {
                let known: &[&str] = if key.as_str() == "text" { in_text } else { &[] };
                // The text's own place begins at its opening quote.
                let part = |at: Range<usize>| field.value.place.part(at.start + 1..at.end + 1);
                braces::check(text, known, part, complaints);
            }
            Kind::Table(table) => check(table, in_text, complaints),
            Kind::List(_) | Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_filled_in_and_the_rest_stays() {
        let text = "Gældende {{skaeringsdag}} efter {{ sikkerhedsbilag }}.";
        assert_eq!(filled_in_general(text), "Gældende ved tilbudsfristen efter ordregivers bilag om sikkerhed.");
        assert_eq!(filled(text, &|placeholder| format!("{placeholder:?}")), "Gældende CutOff efter SecurityAppendix.");
        assert_eq!(placeholders(text).collect::<Vec<_>>(), [Placeholder::CutOff, Placeholder::SecurityAppendix]);
        for plain in ["", "Løsningen skal.", "{{", "{{ukendt}} og }}"] {
            assert_eq!(filled_in_general(plain), plain);
        }
    }
}
