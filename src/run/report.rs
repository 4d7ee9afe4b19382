//! What became of each profile of a run.

use std::collections::BTreeSet;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use tender::catalog::id::FactId;
use tender::complaint::Complaints;
use tender::document::DocumentKind;
use tender::publication::fault::Because;

mod whole;

pub use whole::{Command, Part, ProfileReport, RunReport, SCHEMA, Totals};

/// What became of a profile.
#[derive(Default)]
pub struct Report {
    pub complaints: Complaints,
    pub draft: bool,
    /// What the buyer has not answered yet
    pub questions: Vec<FactId>,
    pub goes_out: GoesOut,
    pub outputs: Vec<Output>,
    /// Why something was made again, for a person
    pub why: Vec<Because>,
    /// The seal of all that the outputs were made of, if each is what it should be
    pub settled: Option<String>,
}

/// What of a profile's documents goes out to suppliers as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GoesOut {
    #[default]
    Nothing,
    /// A version is being prepared, and what is answered meanwhile goes out beside it
    Answers,
    All,
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
    /// Which document it is; unknown of one that is only known to be up to date
    pub kind: Option<DocumentKind>,
    pub fate: Fate,
    /// SHA-256 of its bytes, in hexadecimal
    pub sha256: Option<String>,
}

/// What became of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    Written,
    /// It would say the same, and was left as it was
    Kept,
    /// Somebody changed it, and it was left as it was
    Edited,
}

/// What has been told: profiles that are made from one file share its complaints, and each is told once.
#[derive(Default)]
pub struct Told(BTreeSet<(String, String, usize, usize)>);

impl Told {
    /// The complaints that have not been told yet. One without a place is of its profile alone.
    pub fn new_among(&mut self, complaints: &Complaints) -> Complaints {
        let mut new = Complaints::new();
        for complaint in complaints.iter() {
            let told = complaint.place.as_ref().is_some_and(|place| {
                let said = format!("{} {}", complaint.fault.code(), complaint.fault);
                !self.0.insert((said, place.source.name.clone(), place.span.start, place.span.end))
            });
            if !told {
                new.push(complaint.clone());
            }
        }
        new
    }
}
