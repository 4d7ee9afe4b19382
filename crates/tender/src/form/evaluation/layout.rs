//! Where the evaluation stands in the workbook: the one place that its writer and its reader share.
//!
//! A hidden row over the table names each column that is read, and a hidden column each row. So rows may be sorted and
//! filtered, and columns moved or put in between, and what was written still belongs to its line and its supplier.

use crate::catalog::id::LineId;

/// The columns as they are written, from the left.
pub const KEY: u16 = 0;
pub const SUPPLIER_NUMBER: u16 = 1;
pub const ID: u16 = 2;
pub const KIND: u16 = 3;
pub const TEXT: u16 = 4;
pub const SUPPLIER: u16 = 5;
pub const ANSWER: u16 = 6;
pub const DESCRIPTION: u16 = 7;
pub const MARKS: u16 = 8;
pub const WEIGHT: u16 = 9;
pub const MODEL: u16 = 10;
pub const ACCEPTED: u16 = 11;
/// The first evaluator's; each has as many as [`Column::ALL`]
pub const FIRST: u16 = 12;

/// The names in the hidden row.
pub const KEY_NAME: &str = "bilag.key";
pub const ACCEPTED_NAME: &str = "bilag.accepted";
pub const MODEL_NAME: &str = "bilag.model";
/// What a person sees of a row, and what sums are made of: they must belong to the row's key
pub const NUMBER_NAME: &str = "bilag.supplier";
pub const ID_NAME: &str = "bilag.id";
pub const SUPPLIER_NAME: &str = "bilag.supplier-name";

/// An evaluator's own columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Points,
    Reason,
    Note,
    /// What counts: the evaluator's points, else the model's
    Counts,
}

/// More evaluators than these no sheet has columns for.
const MOST: usize = 4096;

impl Column {
    pub const ALL: [Self; 4] = [Self::Points, Self::Reason, Self::Note, Self::Counts];

    fn key(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Reason => "reason",
            Self::Note => "note",
            Self::Counts => "counts",
        }
    }

    /// Its name in the hidden row, for the evaluator of a number: `bilag.points.1`.
    pub fn name(self, evaluator: usize) -> String {
        format!("bilag.{}.{evaluator}", self.key())
    }

    /// The column and the evaluator that a name in the hidden row stands for.
    pub fn named(name: &str) -> Option<(Self, usize)> {
        let (key, evaluator) = name.strip_prefix("bilag.")?.split_once('.')?;
        let column = Self::ALL.into_iter().find(|column| column.key() == key)?;
        Some((column, evaluator.parse().ok().filter(|evaluator| *evaluator < MOST)?))
    }

    /// Where it stands for the evaluator of a number, counted from zero.
    pub fn place(self, evaluator: usize) -> u16 {
        let own = Self::ALL.iter().position(|column| *column == self).unwrap_or_default();
        FIRST + u16::try_from(evaluator * Self::ALL.len() + own).unwrap_or(u16::MAX / 2)
    }
}

/// A row: a line and a supplier by its number, counted from one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub line: LineId,
    pub supplier: usize,
}

impl Key {
    /// `SF1461 2`
    pub fn written(&self) -> String {
        format!("{} {}", self.line, self.supplier)
    }

    pub fn read(text: &str) -> Option<Self> {
        let (line, supplier) = text.trim().rsplit_once(' ')?;
        Some(Self { line: line.parse().ok()?, supplier: supplier.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_a_column_or_a_row_is_read_back() {
        for column in Column::ALL {
            assert_eq!(Column::named(&column.name(3)), Some((column, 3)));
        }
        for name in ["bilag.key", "bilag.points.18446744073709551615", "bilag.points.4096"] {
            assert_eq!(Column::named(name), None);
        }
        let key = Key { line: "I-02.E1".parse().unwrap(), supplier: 12 };
        assert_eq!(Key::read(&key.written()), Some(key));
        assert_eq!(Key::read("I-02.E1"), None);
    }
}
