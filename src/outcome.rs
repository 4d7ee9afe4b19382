//! What a run came to.

use std::process::ExitCode;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tender::complaint::{Complaint, Complaints, Severity};

/// What a run came to, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Done, perhaps with warnings
    Done,
    /// There were complaints about the input
    Refused,
    /// The environment failed: a disk is full, a folder is not writable
    Failed,
}

impl Outcome {
    /// What complaints make of a run.
    pub fn of(complaints: &Complaints) -> Self {
        let errors = complaints.iter().filter(|complaint| complaint.severity == Severity::Error);
        let outcome =
            |complaint: &Complaint| if complaint.fault.is_environment() { Self::Failed } else { Self::Refused };
        errors.map(outcome).max().unwrap_or(Self::Done)
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Refused => 1,
            Outcome::Failed => 3,
        })
    }
}
