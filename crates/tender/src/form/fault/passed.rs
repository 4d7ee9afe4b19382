//! Why a file among the forms was passed over.

use crate::both;
use crate::text::language::Both;

/// Why a file among the forms was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// A program or a system left it there
    Leftover,
    /// Its ending is none that forms have
    OtherKind,
    /// It has no fields, and a form lies beside it
    NoForm,
    /// It was made of forms
    Comparison,
}

impl Passed {
    /// The reason in words.
    pub(super) fn words(self) -> Both {
        match self {
            Self::Leftover => both!(
                "a program or the system left it there, and it is no form",
                "den er efterladt af et program eller af systemet og er intet svarskema"
            ),
            Self::OtherKind => {
                both!(
                    "it is neither a PDF, a workbook (.xlsx) nor a Word document (.docx)",
                    "den er hverken en PDF-fil, en Excel-fil (.xlsx) eller en Word-fil (.docx)"
                )
            }
            Self::Comparison => both!(
                "it is a comparison that was made of forms",
                "den er en sammenligning, der er lavet af svarskemaer"
            ),
            Self::NoForm => both!(
                "it has none of the form's fields, and a form lies beside it",
                "den har ingen af svarskemaets felter, og der ligger et svarskema ved siden af den"
            ),
        }
    }
}
