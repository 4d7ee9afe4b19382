//! Seals of what a response form asks, each by its name: where two forms differ, they say in what.
//!
//! The fingerprint tells that a form was not made of this tender; the seals tell why. Sealed is what a supplier reads
//! and answers: whose tender it is, its version, what the types mean and how they are answered, the facts, the fixed
//! texts and each line. What changes nothing for the supplier, such as the theme, is not. The lock of a published
//! tender keeps the same seals, so that a form of any published version is known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::asked::form_lines;
use crate::catalog::id::LineId;
use crate::document::Svarskema;
use crate::profile::Profile;
use crate::publication::lock::{Issued, Lock};
use crate::publication::seals::{of_facts, of_line, of_tender, of_types, of_version, seal};
use crate::text::seal::sha256;

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

/// A version that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub version: Option<String>,
    /// As `2026-11-24`
    pub published: Option<String>,
    pub seals: Seals,
}

impl Seals {
    pub(super) fn of(profile: &Profile, form: &Svarskema) -> Self {
        let lines: BTreeMap<LineId, String> =
            form_lines(form).map(|line| (line.line.id.clone(), of_line(line, profile))).collect();
        let parts = [
            (Part::Tender, of_tender(profile)),
            (Part::Version, of_version(profile)),
            (Part::Types, of_types(profile, form)),
            (Part::Facts, of_facts(form)),
            (Part::Texts, seal(&(&form.instruction, &form.supplier_intro))),
            (Part::Lines, seal(&lines)),
        ];
        Self { parts: parts.into(), lines }
    }

    /// The parts in which two forms differ, as far as both are sealed.
    pub fn differing(&self, other: &Self) -> Vec<Part> {
        let differ = |(part, seal): (&Part, &String)| other.parts.get(part).is_some_and(|other| other != seal);
        self.parts.iter().filter(|entry| differ(*entry)).map(|(part, _)| *part).collect()
    }

    /// Whether two forms ask the same of the same: how to fill them in may be said otherwise.
    pub fn ask_the_same(&self, other: &Self) -> bool {
        let asked = [Part::Tender, Part::Version, Part::Types, Part::Facts];
        let same = |part: &Part| self.parts.get(part).is_some_and(|seal| other.parts.get(part) == Some(seal));
        asked.iter().all(same) && self.lines == other.lines
    }
}

impl Version {
    /// Every version that a lock tells of.
    pub fn all_of(lock: &Lock) -> Vec<Self> {
        lock.publications.iter().map(Self::of).collect()
    }

    /// How to fill its form in is not among its seals: the lock seals all fixed texts together.
    fn of(issued: &Issued) -> Self {
        let sealed = &issued.seals;
        let parts = [
            (Part::Tender, &sealed.tender),
            (Part::Version, &sealed.version),
            (Part::Types, &sealed.types),
            (Part::Facts, &sealed.facts),
        ];
        let lines = sealed.lines.iter().filter_map(|(id, seal)| Some((id.parse().ok()?, seal.clone())));
        Self {
            version: issued.release.version.clone(),
            published: issued.release.published.clone(),
            seals: Seals {
                parts: parts.into_iter().map(|(part, seal)| (part, seal.clone())).collect(),
                lines: lines.collect(),
            },
        }
    }
}

/// The fingerprint of a requirement's words alone: what a supplier's earlier answer holds for, whoever asks.
pub fn of_words(text: &str, condition: Option<&str>, alternative: Option<&str>) -> String {
    let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = [Some(text), condition, alternative].map(|part| part.map(bare).unwrap_or_default());
    sha256(words.join("\u{1f}").as_bytes())
}
