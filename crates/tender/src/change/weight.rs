//! What a change of a published tender may weigh in procurement law.
//!
//! The tool sorts and a lawyer decides: where it is in doubt it sorts upwards, and only a change in which every word
//! stays the same counts as editorial.

use serde::{Deserialize, Serialize};

use super::{Aspect, Changes, Entry, Kind};
use crate::text::language::Both;

/// How much a change may weigh, from the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Every word is the same
    #[default]
    Editorial,
    /// It explains, and asks for nothing else
    Clarifying,
    /// It may be a material change, which extends the deadline
    Substantial,
    /// It may change a basic element, which cancels the tender
    Basic,
}

impl Weight {
    /// From the heaviest, as they are told.
    pub const ALL: [Weight; 4] = [Weight::Basic, Weight::Substantial, Weight::Clarifying, Weight::Editorial];

    /// In Danish.
    pub fn word(self) -> &'static str {
        match self {
            Weight::Editorial => "redaktionel",
            Weight::Clarifying => "præciserende",
            Weight::Substantial => "muligvis væsentlig",
            Weight::Basic => "mulig ændring af grundlæggende element",
        }
    }

    /// For a person at the terminal.
    pub fn words(self) -> Both {
        let en = match self {
            Weight::Editorial => "editorial",
            Weight::Clarifying => "clarifying",
            Weight::Substantial => "may be material",
            Weight::Basic => "may change a basic element",
        };
        Both { en: en.to_owned(), da: self.word().to_owned() }
    }

    /// In Danish, of a change whose weight the buyer has settled.
    pub fn settled_word(self) -> &'static str {
        match self {
            Weight::Editorial => "redaktionel",
            Weight::Clarifying => "præciserende",
            Weight::Substantial => "væsentlig",
            Weight::Basic => "ændring af et grundlæggende element",
        }
    }
}

/// The lines that weigh otherwise in the evaluation than suppliers have read, by their ids. `printed` is how many weights
/// they read now: where those come into the paper or go out of it, none is another for that.
pub fn weighed_otherwise(changes: &Changes, printed: usize) -> Vec<String> {
    let lines = changes.iter().filter(|change| matches!(change.subject.kind, Kind::Requirement | Kind::Integration));
    let weights = lines.flat_map(|change| {
        let aspects = change.aspects().iter().filter(|it| it.aspect == Aspect::Weight);
        aspects.map(|it| (change.subject.id.clone(), it.old.clone(), it.new.clone()))
    });
    let weights: Vec<(String, Option<String>, Option<String>)> = weights.collect();
    let come = weights.iter().filter(|(_, old, _)| old.is_none()).count();
    let differs = |(_, old, new): &(String, Option<String>, Option<String>)| match (old, new) {
        (Some(_), Some(_)) => true,
        (None, _) => come < printed,
        (Some(_), None) => printed > 0,
    };
    weights.into_iter().filter(differs).map(|(id, _, _)| id).collect()
}

/// What it weighs that an aspect differs.
pub(super) fn of_aspect(was: &Entry, is: &Entry, aspect: Aspect) -> Weight {
    let (old, new) = (was.aspects.get(&aspect), is.aspects.get(&aspect));
    if let (Some(old), Some(new)) = (old, new)
        && same_words(old, new)
    {
        return Weight::Editorial;
    }
    let heaviest = was.weight.max(is.weight);
    if is.subject.kind.about().weighs_whole {
        return heaviest;
    }
    match aspect {
        // What a requirement weighs in the evaluation decides who wins.
        Aspect::Weight => Weight::Basic,
        // The type is the same and only called otherwise: what that weighs is told of the type.
        Aspect::Type if first_word(old) == first_word(new) => Weight::Clarifying,
        // Whether it is asked for at all: as if it came or went.
        Aspect::Status | Aspect::Type | Aspect::Modality => heaviest.max(Weight::Substantial),
        // What may stand for it, and when it is due, is part of what a line asks for.
        Aspect::Condition | Aspect::Alternative | Aspect::Deferred
            if matches!(is.subject.kind, Kind::Requirement | Kind::Integration) =>
        {
            heaviest.max(Weight::Substantial)
        }
        // What a requirement asks for and when: whether other words ask for the same is not for a machine to say.
        Aspect::Text | Aspect::Target | Aspect::Carriers | Aspect::Condition
            if matches!(is.subject.kind, Kind::Requirement | Kind::Rule) =>
        {
            heaviest.max(Weight::Substantial)
        }
        Aspect::Text
        | Aspect::Target
        | Aspect::Carriers
        | Aspect::Condition
        | Aspect::Alternative
        | Aspect::Deferred
        | Aspect::Need
        | Aspect::Answers
        | Aspect::Answer
        | Aspect::Description
        | Aspect::Business
        | Aspect::Value => Weight::Substantial.min(heaviest.max(Weight::Clarifying)),
        Aspect::Title
        | Aspect::Question
        | Aspect::SupplierQuestion
        | Aspect::Help
        | Aspect::Packages
        | Aspect::Decides
        | Aspect::Holds
        | Aspect::Fails
        | Aspect::SupplierHelp
        | Aspect::BuyerHolds
        | Aspect::BuyerFails
        | Aspect::AnsweredBy
        | Aspect::Number
        | Aspect::Label
        | Aspect::Meaning
        | Aspect::Purpose
        | Aspect::Guidance
        | Aspect::Expected
        | Aspect::Version
        | Aspect::Since
        | Aspect::Operation
        | Aspect::Successors
        | Aspect::Page
        | Aspect::Home
        | Aspect::Matrix
        | Aspect::Slide
        | Aspect::Choice
        | Aspect::Why
        | Aspect::Confidence
        | Aspect::Settled
        | Aspect::Source
        | Aspect::Reading => Weight::Clarifying,
    }
}

/// A type's id, which stands before its name.
fn first_word(text: Option<&String>) -> Option<&str> {
    text.and_then(|text| text.split_whitespace().next())
}

/// Whether two texts differ only in what can have no meaning: how words are set apart, which quotation marks and dashes
/// are used, and whether a full stop ends the text. Every other sign can turn a sentence, `≤` into `≥`, and a comma
/// too: »må ikke, slettes«.
fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let text = text.trim().trim_end_matches('.').replace('\u{ad}', "");
        text.split_whitespace().map(|word| word.chars().map(plain_mark).collect()).collect()
    };
    words(one) == words(other)
}

/// The sign that stands for all of its kind.
fn plain_mark(mark: char) -> char {
    match mark {
        '»' | '«' | '„' | '“' | '”' | '‟' => '"',
        '’' | '‘' | '‚' => '\'',
        '‐' | '‑' | '–' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_quotation_marks_and_dashes_are_editorial_and_every_other_sign_is_not() {
        assert!(same_words("Løsningen skal »sende« 5–7 breve.", "Løsningen  skal\u{a0}\"sende\" 5-7 breve"));
        for (one, other) in [
            ("inden for ≤ 5 sek", "inden for ≥ 5 sek"),
            ("-5 grader", "5 grader"),
            ("5 %", "5 ‰"),
            ("10 €", "10 $"),
            ("2 GB", "2 Gb"),
            ("Data må ikke, slettes", "Data må ikke slettes"),
            ("svar [inden 5 dage]", "svar inden 5 dage"),
            ("sende og/eller modtage", "sende og eller modtage"),
        ] {
            assert!(!same_words(one, other), "{one}");
        }
        assert!(!same_words("version 1.0", "version 10"));
        assert!(!same_words("skal sende", "skal ikke sende"));
        assert!(!same_words("kl. 12.00", "kl. 12.30"));
    }
}
