//! Seals of what a response form asks, each by its name: where two forms differ, they say in what.
//!
//! The fingerprint tells that a form was not made of this tender; the seals tell why. Sealed is what a supplier reads
//! and answers: whose tender it is, its version, what the types mean and how they are answered, the facts, the fixed
//! texts and each line. What changes nothing for the supplier, such as the theme, is not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::asked::{BoundLine, form_lines};
use crate::catalog::id::LineId;
use crate::document::{FrontKey, Svarskema};
use crate::text::seal::{Seal, sha256};

/// What of a tender a form was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Buyers and title
    Tender,
    Version,
    /// Names, meanings and answers of the types
    Types,
    /// The questions about the solution
    Facts,
    /// The fixed texts: how to fill the form in
    Texts,
    Lines,
}

impl Part {
    /// »ordregiver eller titel«
    pub fn words(self) -> &'static str {
        match self {
            Self::Tender => "ordregiver eller titel",
            Self::Version => "versionen",
            Self::Types => "kravtyperne og deres svarmuligheder",
            Self::Facts => "spørgsmålene om løsningen",
            Self::Texts => "vejledningen",
            Self::Lines => "kravene",
        }
    }
}

/// A seal for each part, and one for each line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seals {
    pub parts: BTreeMap<Part, String>,
    pub lines: BTreeMap<LineId, String>,
}

impl Seals {
    pub(super) fn of(form: &Svarskema, lines: &[BoundLine]) -> Self {
        let front = &form.front;
        let said = |keys: &[FrontKey]| {
            let entries = front.entries.iter().filter(|entry| keys.contains(&entry.key));
            entries.fold(Seal::new(), |seal, entry| seal.with(&entry.value))
        };
        let tender = said(&[FrontKey::Buyer, FrontKey::Cvr, FrontKey::JoinedBy]).with(&front.title);
        let types = form.legend.types.iter().fold(Seal::new(), |seal, kind| {
            kind.answers.iter().fold(seal.with(&kind.id).with(&kind.name).with(&kind.meaning), Seal::with)
        });
        let rows = form.facts.iter().flat_map(|facts| &facts.rows);
        let facts = rows.fold(Seal::new(), |seal, row| seal.with(row.answer.name.to_string()).with(&row.question));
        let texts = Seal::new().with(json(&form.instruction)).with(json(&form.supplier_intro));
        let offered: BTreeMap<&LineId, &[String]> =
            form_lines(form).map(|line| (&line.line.id, line.answer.options.as_slice())).collect();
        let lines: BTreeMap<LineId, String> = lines
            .iter()
            .map(|line| {
                let options = offered.get(&line.id).copied().unwrap_or_default();
                let seal = Seal::new().with(json(line));
                (line.id.clone(), options.iter().fold(seal, Seal::with).hex())
            })
            .collect();
        let all = lines.iter().fold(Seal::new(), |seal, (id, line)| seal.with(id.as_str()).with(line));
        let parts = [
            (Part::Tender, tender),
            (Part::Version, said(&[FrontKey::Version])),
            (Part::Types, types),
            (Part::Facts, facts),
            (Part::Texts, texts),
            (Part::Lines, all),
        ];
        Self { parts: parts.into_iter().map(|(part, seal)| (part, seal.hex())).collect(), lines }
    }

    /// The parts in which two forms differ, as far as both are sealed.
    pub fn differing(&self, other: &Self) -> Vec<Part> {
        let differ = |(part, seal): (&Part, &String)| other.parts.get(part).is_some_and(|other| other != seal);
        self.parts.iter().filter(|entry| differ(*entry)).map(|(part, _)| *part).collect()
    }
}

/// The bytes of a value as JSON.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("a form is plain data")
}

/// The fingerprint of a requirement's words alone: what a supplier's earlier answer holds for, whoever asks.
pub fn of_words(text: &str, condition: Option<&str>, alternative: Option<&str>) -> String {
    let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = [Some(text), condition, alternative].map(|part| part.map(bare).unwrap_or_default());
    sha256(words.join("\u{1f}").as_bytes())
}
