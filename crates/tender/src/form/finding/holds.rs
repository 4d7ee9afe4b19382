//! What a field holds, as a finding speaks of it.

use crate::document::name::{FieldName, Part};

/// Of a line there is an answer and its description; elsewhere something is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Answer,
    Description,
    Entry,
}

impl Holds {
    /// What a field of this name holds.
    pub fn of(field: &str) -> Self {
        match field.parse() {
            Ok(FieldName::Line(_, Part::Answer) | FieldName::Fact(_)) => Holds::Answer,
            Ok(FieldName::Line(_, Part::Description)) => Holds::Description,
            Ok(FieldName::Supplier(_) | FieldName::Signature(_) | FieldName::Checklist(..)) | Err(_) => Holds::Entry,
        }
    }

    /// The field, with which a sentence begins.
    pub(super) fn field(self) -> &'static str {
        match self {
            Holds::Answer => "Feltet til svaret",
            Holds::Description => "Feltet til beskrivelsen",
            Holds::Entry => "Feltet",
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Holds::Answer => "Svaret",
            Holds::Description => "Beskrivelsen",
            Holds::Entry => "Det udfyldte",
        }
    }

    pub(super) fn pronoun(self) -> &'static str {
        match self {
            Holds::Answer | Holds::Entry => "det",
            Holds::Description => "den",
        }
    }

    /// What became of it, after what was read in its place.
    pub(super) fn taken(self) -> &'static str {
        match self {
            Holds::Answer => "er taget som svar",
            Holds::Description | Holds::Entry => "er læst",
        }
    }
}
