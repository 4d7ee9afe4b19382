//! What the evaluators wrote, put together: totals, agreement, and what each said.

use serde::Serialize;

use super::{Front, Rich, Section, Tally};
use crate::catalog::id::LineId;

/// The summary of an evaluation.
#[derive(Debug, Clone, Serialize)]
pub struct Evaluering {
    pub front: Front,
    /// What leads into the totals
    pub result: Section,
    /// By the names they gave, or by their files
    pub evaluators: Vec<String>,
    pub suppliers: Vec<EvaluatedSupplier>,
    /// What leads into the alternatives; absent where none is claimed
    pub alternatives_intro: Option<Section>,
    pub alternatives: Vec<EvaluatedAlternative>,
    pub lines_intro: Section,
    /// The lines that are weighed, or of which something was written
    pub lines: Vec<EvaluatedLine>,
}

/// A supplier's totals.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluatedSupplier {
    pub name: String,
    pub cvr: Option<String>,
    /// With the alternatives that are accepted; absent where the form was not judged
    pub tally: Option<Tally>,
    /// »12,5«
    pub total: String,
    pub of: String,
    /// What each evaluator's points come to, in their order; empty where one gave none
    pub by_evaluator: Vec<String>,
    /// How many weighed requirements have no points
    pub open: usize,
    /// Of how many the evaluators differ
    pub apart: usize,
}

/// An alternative that a supplier claims.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluatedAlternative {
    pub line: LineId,
    pub title: String,
    pub supplier: String,
    pub description: Rich,
    /// »Godtages«, »Godtages ikke«, »Der er ikke enighed«, »Mangler vurdering«
    pub verdict: String,
    /// What lapses with it, where it is accepted
    pub lapses: Vec<LineId>,
}

/// A line with what was written of each supplier's answer.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluatedLine {
    pub id: LineId,
    pub title: String,
    pub text: Rich,
    /// Empty where it has none
    pub weight: String,
    pub cells: Vec<EvaluatedCell>,
}

/// A supplier's answer, and what the evaluators wrote of it.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluatedCell {
    pub supplier: String,
    pub answer: String,
    /// What the supplier said of it
    pub description: Rich,
    /// What counts; empty where there is nothing
    pub points: String,
    /// How it came about: »Enighed«, »Gennemsnit; spredning 2«, »Point efter modellen«
    pub agreement: String,
    pub apart: bool,
    pub sayings: Vec<Saying>,
}

/// What one evaluator wrote.
#[derive(Debug, Clone, Serialize)]
pub struct Saying {
    pub evaluator: String,
    pub points: String,
    pub reason: Rich,
    pub note: Rich,
}
