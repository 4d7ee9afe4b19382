//! What is wrong with a Word template.

use crate::both;
use crate::text::language::Both;

/// What is wrong with a Word template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateFlaw {
    /// It is no file of Word's
    NotWord,
    NoStyles,
    /// It, or a part of it, is larger than any template
    TooLarge,
    /// A part is named that it does not hold
    PartMissing(String),
    /// Its head or foot needs something that is no picture and no link
    Carries(String),
}

impl TemplateFlaw {
    /// The flaw in words.
    pub(super) fn words(&self) -> Both {
        match self {
            Self::NotWord => both!("it is no Word template (.dotx)", "den er ikke en Word-skabelon (.dotx)"),
            Self::NoStyles => both!("it has no styles", "den har ingen typografier"),
            Self::TooLarge => both!("it is larger than a template can be", "den er større, end en skabelon kan være"),
            Self::PartMissing(part) => both!("its part `{part}` is missing", "dens del `{part}` mangler"),
            Self::Carries(kind) => both!(
                "its head or foot needs more than pictures and links (`{kind}`)",
                "dens sidehoved eller sidefod kræver mere end billeder og links (`{kind}`)"
            ),
        }
    }
}
