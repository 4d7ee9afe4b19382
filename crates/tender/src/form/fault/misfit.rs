//! What a workbook cannot hold.

use crate::complaint::words::quoted;

/// What a workbook cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    SheetNameEmpty,
    SheetNameTooLong,
    SheetNameTwice,
    SheetNameCharacter,
    SheetNameApostrophe,
    TextTooLong,
    Other,
}

impl Misfit {
    /// In Danish, with what the writer said where we cannot say it.
    pub(super) fn danish(&self, words: &str) -> String {
        match self {
            Self::SheetNameEmpty => "et ark har intet navn".to_owned(),
            Self::SheetNameTooLong => "navnet på et ark har mere end 31 tegn".to_owned(),
            Self::SheetNameTwice => "to ark har det samme navn".to_owned(),
            Self::SheetNameCharacter => "navnet på et ark indeholder et af tegnene `[ ] : * ? / \\`".to_owned(),
            Self::SheetNameApostrophe => "navnet på et ark begynder eller slutter med en apostrof".to_owned(),
            Self::TextTooLong => "en tekst har flere tegn, end en celle kan rumme".to_owned(),
            Self::Other => quoted(words),
        }
    }
}
