//! The suppliers' answers side by side: what they come to, what was answered to each line, and what was found.

use serde::Serialize;

use super::{Front, Rich, Section};
use crate::catalog::id::LineId;

/// The comparison.
#[derive(Debug, Clone, Serialize)]
pub struct Sammenligning {
    pub front: Front,
    /// What leads into the results
    pub result: Section,
    /// In the order of the columns
    pub suppliers: Vec<Compared>,
    /// Whether any requirement is weighed, so that points are shown
    pub weighed: bool,
    pub intro: Section,
    pub answers: Section,
    /// The facts that the suppliers answered
    pub facts: Vec<ComparedRow>,
    pub groups: Vec<ComparedGroup>,
    /// What leads into the findings
    pub findings: Section,
    /// The most serious first
    pub found: Vec<FindingGroup>,
}

/// A supplier, and what its answers come to.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    pub name: String,
    pub cvr: Option<String>,
    /// The bare file name
    pub file: String,
    /// Absent where the form was not read, or not judged
    pub tally: Option<Tally>,
    /// What must be known of the whole form before its counts are read: that it was not filled in, that it is of an older
    /// version
    pub notes: Vec<String>,
}

/// What a supplier's answers come to by its own word: minimum requirements counted, points summed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Tally {
    pub met: usize,
    pub not_met: usize,
    pub unanswered: usize,
    /// Claimed to be met »På anden vis«, which the buyer has not accepted
    pub otherwise: usize,
    /// What must be settled before it can be said: contradictions, invalid answers, missing facts
    pub unsettled: usize,
    /// The minimum requirements that are not met or not answered, in their order
    pub failing: Vec<LineId>,
    /// Absent where no requirement is weighed
    pub points: Option<Points>,
}

/// The points that the profile's own model gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Points {
    pub got: f64,
    /// The weights of what could be had
    pub of: f64,
    /// How many weighed requirements the model gives nothing for, and a person must
    pub open: usize,
}

/// Findings of one weight: »Bør undersøges«.
#[derive(Debug, Clone, Serialize)]
pub struct FindingGroup {
    pub title: String,
    /// Supplier by supplier, without those of whom nothing was found
    pub parts: Vec<FindingPart>,
}

/// What was found of one supplier.
#[derive(Debug, Clone, Serialize)]
pub struct FindingPart {
    /// Its place among the suppliers, counted from zero
    pub supplier: usize,
    pub rows: Vec<FindingRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FindingRow {
    /// The line that it is about, if it is about one
    pub requirement: Option<LineId>,
    pub message: String,
}

/// Lines under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedGroup {
    pub title: Rich,
    pub rows: Vec<ComparedRow>,
}

/// A line, or a fact, with each supplier's answer in the order of the suppliers.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedRow {
    /// Absent for a fact
    pub id: Option<LineId>,
    /// The number of a fact: »O-4«
    pub fact: Option<String>,
    pub title: String,
    /// The requirement type's id
    pub kind: String,
    /// The whole wording, with condition, time and alternative
    pub text: Rich,
    pub minimum: bool,
    pub weight: Option<f64>,
    pub cells: Vec<ComparedCell>,
}

/// An answer and what it comes to. The tone colours what the word says.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedCell {
    pub answer: String,
    pub word: String,
    pub tone: Tone,
    /// What the supplier wrote beside the answer
    pub description: Rich,
    /// What is odd about it, in words: a changed wording, an answer that was struck out
    pub marks: Vec<String>,
    /// What the profile's own model gives for it
    pub points: Option<f64>,
    /// It is claimed to be met »På anden vis«
    pub otherwise: bool,
}

/// How an answer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    #[default]
    Plain,
    Fine,
    Notable,
    Bad,
    /// It does not hold for the supplier, or was not read
    Away,
}
