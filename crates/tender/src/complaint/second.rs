//! Second places: where two places disagree.

use crate::both;
use crate::text::language::Both;

/// What stands at a second place, where two places disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Second {
    /// What is written twice stands here too
    First,
    /// The file that the complaint is about is named here
    Named,
    /// What is empty is needed here
    Needed,
    /// It came up with this row of a table
    Row,
    /// The other of two dates
    Date { key: &'static str, date: String },
    /// What is said of it there
    Said(Both),
}

impl Second {
    /// What stands beside the place.
    pub fn label(&self) -> Both {
        match self {
            Self::First => both!("first here", "første gang her"),
            Self::Named => both!("named here", "angivet her"),
            Self::Needed => both!("and is needed here", "men skal bruges her"),
            Self::Row => both!("with this row", "i denne række"),
            Self::Date { key, date } => both!("`{key}` is {date}", "`{key}` er {date}"),
            Self::Said(words) => words.clone(),
        }
    }
}
