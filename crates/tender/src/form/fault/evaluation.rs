//! What is wrong with a workbook that was evaluated in.

use crate::both;
use crate::form::evaluation::Unfit;
use crate::text::language::Both;

/// What stands in a workbook and does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvaluationSlip {
    /// Points that are no number
    NoPoints { cell: String, line: String, text: String },
    /// More points than the requirement weighs
    TooMany { line: String, points: String, weight: String },
    /// Neither yes nor no to an alternative
    NoAnswer { cell: String, line: String, text: String },
    /// A second row of the same line and supplier
    Twice { cell: String, line: String },
}

impl EvaluationSlip {
    pub(super) fn words(&self) -> Both {
        match self {
            Self::NoPoints { cell, line, text } => both!(
                "`{text}` in {cell} is no number of points for {line}, and does not count",
                "»{text}« i {cell} er ikke et antal point til {line} og er ikke regnet med"
            ),
            Self::TooMany { line, points, weight } => both!(
                "{line} is given {points} points and weighs {weight}: they do not count",
                "{line} har fået {points} point og vægter {weight}: De er ikke regnet med"
            ),
            Self::NoAnswer { cell, line, text } => both!(
                "`{text}` in {cell} says neither Ja nor Nej to the alternative of {line}",
                "»{text}« i {cell} er hverken Ja eller Nej til alternativet til {line}"
            ),
            Self::Twice { cell, line } => both!(
                "the row of {line} stands there twice; the one at {cell} does not count",
                "rækken med {line} står der to gange; den i {cell} er ikke regnet med"
            ),
        }
    }
}

impl Unfit {
    pub(super) fn words(&self) -> Both {
        match self {
            Self::Unreadable => both!("it cannot be read as a workbook", "den kan ikke læses som en Excel-fil"),
            Self::NoBasis => both!(
                "it does not carry the answers that it compares",
                "den har ikke de svar med, som den sammenligner"
            ),
            Self::NoSheet => both!("it has no table to evaluate in", "den har ingen tabel til evalueringen"),
        }
    }
}
