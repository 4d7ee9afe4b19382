//! What a cell of a portfolio's table can hold.

use strum::VariantArray;

use crate::both;
use crate::text::language::Both;

/// What a cell must hold, as people write it in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum CellForm {
    Text,
    Date,
    YesNo,
    Answer,
    Choice,
}

impl CellForm {
    pub fn words(self) -> Both {
        match self {
            Self::Text => both!("a text", "en tekst"),
            Self::Choice => both!("integrations, `alle` or `ingen`", "integrationer, `alle` eller `ingen`"),
            Self::Date => {
                both!("a date such as 2026-11-23 or 23-11-2026", "en dato som 2026-11-23 eller 23-11-2026")
            }
            Self::YesNo => both!("`ja` or `nej`", "`ja` eller `nej`"),
            Self::Answer => {
                both!("`ja`, `nej`, `leverandør` or `ved ikke`", "`ja`, `nej`, `leverandør` eller `ved ikke`")
            }
        }
    }
}
