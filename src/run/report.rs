//! What became of each profile of a run.

use std::path::PathBuf;

use crate::complaint::Complaints;

/// What became of a profile.
#[derive(Default)]
pub struct Report {
    pub complaints: Complaints,
    pub draft: bool,
    pub outputs: Vec<Output>,
    /// Why something was made again, for a person
    pub why: Vec<String>,
}

impl Report {
    /// How many outputs met a fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.outputs.iter().filter(|output| output.fate == fate).count()
    }
}

/// A file that a profile's documents are written to.
pub struct Output {
    pub path: PathBuf,
    pub fate: Fate,
}

/// What became of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Written,
    /// It would say the same, and was left as it was
    Kept,
}
