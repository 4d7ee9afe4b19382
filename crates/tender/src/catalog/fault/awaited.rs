//! What a condition lacks where it cannot be read.

use strum::VariantArray;

use crate::both;
use crate::text::language::Both;

/// What would have to stand in a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Awaited {
    Operator,
    Operand,
    Fact,
    Shallower,
    Closing,
}

impl Awaited {
    pub fn words(self) -> Both {
        match self {
            Self::Operator => both!("`and`, `or` or the end", "`and`, `or` eller ikke mere"),
            Self::Operand => both!(
                "a fact, `not`, `and`, `or` or a parenthesis",
                "en oplysning, `not`, `and`, `or` eller en parentes"
            ),
            Self::Fact => both!("a fact", "en oplysning"),
            Self::Shallower => {
                both!("a condition that is nested less deeply", "en betingelse med færre niveauer inden i hinanden")
            }
            Self::Closing => Both::same("`)`"),
        }
    }
}
