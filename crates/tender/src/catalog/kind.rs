//! Requirement types: what kind of answer a type asks for, and what its answers mean.
//!
//! A buyer may call the types and their answers what it likes; their kind says what comes of an answer. The first
//! answer of a type is »met«, the last »not met«, those between »partly«.

use crate::catalog::id::TypeId;

/// What comes of the answer to a requirement of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeKind {
    /// It must be met: a tender that does not meet it is not taken into account
    Minimum,
    /// How well it is met counts when tenders are evaluated
    Evaluated,
    /// What is described may be used or not, and that counts for nothing
    Optional,
}

impl TypeKind {
    /// Every kind with its word in a catalog and a profile.
    pub const ALL: [(&'static str, TypeKind); 3] =
        [("minimum", TypeKind::Minimum), ("evaluated", TypeKind::Evaluated), ("optional", TypeKind::Optional)];

    /// As a catalog and a profile write it.
    pub fn key(self) -> &'static str {
        match self {
            TypeKind::Minimum => "minimum",
            TypeKind::Evaluated => "evaluated",
            TypeKind::Optional => "optional",
        }
    }
}

/// What an answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    Not,
    Partly,
    Fully,
}

/// A requirement type: its name and the answers it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementType {
    pub id: TypeId,
    pub name: String,
    pub kind: TypeKind,
    pub answers: Vec<String>,
    /// What the legend says of it
    pub meaning: Option<String>,
    /// The same where a contract is awarded without tenders, if that is something else
    pub meaning_in_direct_award: Option<String>,
}

impl RequirementType {
    /// What one of its answers means; nothing for a word that is none of them.
    pub fn met(&self, answer: &str) -> Option<Met> {
        let at = self.answers.iter().position(|known| known == answer)?;
        Some(match at {
            0 => Met::Fully,
            last if last + 1 == self.answers.len() => Met::Not,
            _ => Met::Partly,
        })
    }
}

impl RequirementType {
    /// A sentence about another type's answers, with this one's in their places: the first for the first, the last for
    /// the last.
    pub fn in_place_of(&self, other: &Self, sentence: &str) -> String {
        let ends = |kind: &Self| [kind.answers.first().cloned(), kind.answers.last().cloned()];
        let places: Vec<(String, String)> =
            ends(other).into_iter().zip(ends(self)).filter_map(|(theirs, ours)| theirs.zip(ours)).collect();
        let mut pieces = sentence.split('»');
        let mut said = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let replaced = piece.split_once('«').and_then(|(quoted, rest)| {
                let (_, ours) = places.iter().find(|(theirs, _)| theirs == quoted)?;
                Some(format!("{ours}«{rest}"))
            });
            said.push('»');
            said.push_str(replaced.as_deref().unwrap_or(piece));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_about_answers_is_said_with_those_that_take_their_places() {
        let kind = |answers: &[&str]| RequirementType {
            id: TypeId::new("MK"),
            name: "Mindstekrav".to_owned(),
            kind: TypeKind::Minimum,
            answers: answers.iter().map(|answer| (*answer).to_owned()).collect(),
            meaning: None,
            meaning_in_direct_award: None,
        };
        let sentence = "»Ja« forpligter, »Nej« til kravet »Ja tak« gør ikke; »Nej« er nej.";
        let said = kind(&["Nej tak", "Delvist", "Ja"]).in_place_of(&kind(&["Ja", "Nej"]), sentence);
        assert_eq!(said, "»Nej tak« forpligter, »Ja« til kravet »Ja tak« gør ikke; »Ja« er nej.");
    }

    #[test]
    fn the_first_answer_is_met_the_last_is_not_and_those_between_are_partly() {
        let answers = ["Ja", "Næsten", "Delvist", "Nej"].map(str::to_owned).to_vec();
        let kind = TypeKind::Evaluated;
        let kind = RequirementType {
            id: TypeId::new("K"),
            name: "Krav".to_owned(),
            kind,
            answers,
            meaning: None,
            meaning_in_direct_award: None,
        };
        let met = ["Ja", "Næsten", "Delvist", "Nej", "ja"].map(|answer| kind.met(answer));
        assert_eq!(met, [Some(Met::Fully), Some(Met::Partly), Some(Met::Partly), Some(Met::Not), None]);
    }

    #[test]
    fn every_kind_has_its_word() {
        assert!(TypeKind::ALL.iter().all(|(word, kind)| kind.key() == *word));
    }
}
