//! What a change of a published tender may weigh in procurement law.
//!
//! The tool sorts and a lawyer decides: where it is in doubt it sorts upwards, and only a change in which every word stays the same counts as
//! editorial.

use serde::{Deserialize, Serialize};

use super::{Aspect, Entry, Kind};

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
            Weight::Substantial => "mulig væsentlig",
            Weight::Basic => "mulig ændring af grundlæggende element",
        }
    }
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
    match is.subject.kind {
        Kind::Tender | Kind::Text | Kind::Area | Kind::Source => return heaviest,
        Kind::Package
        | Kind::Choice
        | Kind::Integration
        | Kind::Rule
        | Kind::Consequence
        | Kind::Requirement
        | Kind::Alternative
        | Kind::Deviation
        | Kind::Fact
        | Kind::Type
        | Kind::Reading
        | Kind::Advice => {}
    }
    match aspect {
        // The type is the same and only called otherwise: what that weighs is told of the type.
        Aspect::Type if first_word(old) == first_word(new) => Weight::Clarifying,
        // Whether it is asked for at all: as if it came or went.
        Aspect::Status | Aspect::Type | Aspect::Modality => heaviest.max(Weight::Substantial),
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
        | Aspect::Answers
        | Aspect::Answer
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

/// Whether two texts have the same words, whatever stands between them. A mark inside a word, as in `1.0` or `SF1590_A`, belongs to it.
fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
    };
    words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_spaces_between_words_are_editorial_and_a_number_is_not() {
        assert!(same_words("Løsningen skal sende, og modtage", "løsningen skal  sende og modtage."));
        assert!(!same_words("version 1.0", "version 10"));
        assert!(!same_words("skal sende", "skal ikke sende"));
        assert!(!same_words("kl. 12.00", "kl. 12.30"));
    }
}
