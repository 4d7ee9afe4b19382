//! What is wrong with a workbook that was evaluated in.

use crate::both;
use crate::form::evaluation::Unfit;
use crate::text::danish;
use crate::text::language::Both;

/// What stands in a workbook and does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvaluationSlip {
    /// Points that are no number
    NoPoints { cell: String, line: String, text: String },
    /// More points than the requirement weighs
    TooMany { line: String, supplier: Both, evaluator: String, points: String, weight: String },
    /// What somebody wrote stands in another workbook too
    Copied { evaluator: String, other: String },
    /// Neither yes nor no to an alternative
    NoAnswer { cell: String, line: String, text: String },
    /// A second row of the same line and supplier
    Twice { cell: String, line: String },
    /// What is seen in a row belongs to another than its hidden key
    Torn { cell: String, line: String, supplier: String, text: String },
    /// A row of the table stands above the rows that name its columns
    Misplaced { cell: String, line: String },
    /// Rows that count in the sums, and are not there
    Gone { rows: Vec<String> },
    /// A formula without what it comes to
    NoValue { cell: String, line: String },
    /// Something else where the workbook counts by itself
    Overwritten { cell: String, line: String, text: String },
    /// A comment on a cell
    Commented { cell: String, text: String },
}

impl EvaluationSlip {
    pub(super) fn words(&self) -> Both {
        match self {
            Self::NoPoints { cell, line, text } => both!(
                "`{text}` in {cell} is no number of points for {line}, and does not count",
                "»{text}« i {cell} er ikke et antal point til {line} og er ikke regnet med"
            ),
            Self::TooMany { line, supplier: Both { en, da }, evaluator, points, weight } => both!(
                "{evaluator} gives {points} points for {line}, which weighs {weight}, to {en}: they do not count",
                "{evaluator} har givet {points} point for {line}, som vægter {weight}, til {da}: De er ikke regnet med"
            ),
            Self::Copied { evaluator, other } => both!(
                "{evaluator} wrote the same in `{other}`: if one is a copy of the other, the points count twice",
                "{evaluator} har skrevet det samme i `{other}`: Er den ene en kopi af den anden, tæller pointene to gange"
            ),
            Self::NoAnswer { cell, line, text } => both!(
                "`{text}` in {cell} says neither Ja nor Nej to the alternative of {line}",
                "»{text}« i {cell} er hverken Ja eller Nej til alternativet til {line}"
            ),
            Self::Twice { cell, line } => both!(
                "the row of {line} stands there twice; the one at {cell} does not count",
                "rækken med {line} står der to gange; den i {cell} er ikke regnet med"
            ),
            Self::Torn { cell, line, supplier, text } => both!(
                "{cell} shows `{text}`, but its hidden key is of {line} and {supplier}, for whom the row counts: the row's cells were sorted apart",
                "{cell} viser »{text}«, men rækkens skjulte nøgle er {line} og {supplier}, som den er regnet med for: Rækkens celler er sorteret fra hinanden"
            ),
            Self::Misplaced { cell, line } => both!(
                "the row of {line} at {cell} stands above the hidden row that names the columns, and does not count",
                "rækken med {line} i {cell} står over den skjulte række, der navngiver kolonnerne, og er ikke regnet med"
            ),
            Self::Gone { rows } => {
                let (en, da) = (danish::list(rows, "and"), danish::list(rows, "og"));
                both!(
                    "the table has no row of {en} any more: what was written in it does not count",
                    "tabellen har ikke længere nogen række med {da}: Hvad der er skrevet i den, er ikke regnet med"
                )
            }
            Self::NoValue { cell, line } => both!(
                "{cell} holds a formula that was never computed: what it says of {line} does not count",
                "{cell} indeholder en formel, der ikke er beregnet: Hvad den siger om {line}, er ikke regnet med"
            ),
            Self::Overwritten { cell, line, text } => both!(
                "`{text}` in {cell} stands where the workbook counts by itself: it does not count for {line}",
                "»{text}« i {cell} står, hvor projektmappen selv tæller pointene til {line}, og er ikke regnet med"
            ),
            Self::Commented { cell, text } => both!(
                "the comment on {cell} is not read: write it under Begrundelse or Note (`{text}`)",
                "kommentaren til {cell} er ikke læst: Skriv den under Begrundelse eller Note (»{text}«)"
            ),
        }
    }
}

impl Unfit {
    pub(super) fn words(&self) -> Both {
        match self {
            Self::Unreadable => both!(
                "it cannot be read as an .xlsx workbook; one in another format is saved as .xlsx first",
                "den kan ikke læses som .xlsx; en projektmappe i et andet format skal først gemmes som .xlsx"
            ),
            Self::NoBasis => both!(
                "it does not carry the answers that it compares",
                "den har ikke de svar med, som den sammenligner"
            ),
            Self::NoSheet => both!("it has no table to evaluate in", "den har ingen tabel til evalueringen"),
        }
    }
}
