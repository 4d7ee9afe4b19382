//! The report of a run as JSON, described in `docs/batches.md`.
//!
//! It depends on what was asked for and what came of it and on nothing else: no time, no thread, no machine. So the parts of a run on eight
//! machines, joined, are byte for byte the report of the same run on one.

use std::path::{MAIN_SEPARATOR, Path};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fate, Report};
use crate::outcome::Outcome;
use crate::run::jobs::Job;
use crate::run::shard::Shard;
use tender::complaint::{Complaint, Complaints, Severity};
use tender::text::seal::sha256;

/// The version of the format.
pub const SCHEMA: u32 = 1;

/// The report of a run, or of one part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RunReport {
    pub schema: u32,
    pub command: Command,
    /// SHA-256 of the program's version, what was asked for, and every profile of the run: the same in all parts of one run
    pub run: String,
    /// Which part it is; absent for a whole run
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<Part>,
    /// Of no profile: what was passed over
    pub complaints: Vec<ComplaintReport>,
    /// In the order of the run
    pub profiles: Vec<ProfileReport>,
    pub totals: Totals,
}

/// What was run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    Build,
    Check,
}

/// One of the parts of a run, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    pub part: usize,
    pub of: usize,
}

/// What became of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ProfileReport {
    /// As messages call it: its path as it was named or found, or a portfolio's path and a name in it
    pub name: String,
    pub outcome: Outcome,
    /// Whether its documents are a draft; false where it was refused before that could be told
    pub draft: bool,
    pub outputs: Vec<OutputReport>,
    pub complaints: Vec<ComplaintReport>,
}

/// A file of a profile's documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OutputReport {
    /// Below the output folder, with `/` between its parts
    pub path: String,
    pub fate: Fate,
    /// In hexadecimal
    pub sha256: Option<String>,
}

/// A complaint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ComplaintReport {
    pub severity: Severity,
    pub code: String,
    pub message: String,
    pub hints: Vec<String>,
    pub place: Option<PlaceReport>,
}

/// Where a complaint points to, counted from 1, the columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PlaceReport {
    pub file: String,
    pub line: usize,
    pub column: usize,
}

/// What the profiles come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Totals {
    pub profiles: usize,
    pub done: usize,
    pub refused: usize,
    pub failed: usize,
    /// Of those that are done
    pub drafts: usize,
    pub written: usize,
    pub kept: usize,
    pub errors: usize,
    pub warnings: usize,
}

/// A path with `/` between its parts, on every system.
fn slashed(path: &str) -> String {
    path.replace(MAIN_SEPARATOR, "/")
}

impl RunReport {
    /// A report without profiles yet. `asked` is what was asked for besides the profiles, in one text.
    pub fn begin(command: Command, asked: &str, jobs: &[Job], output: &Path, notes: &Complaints) -> Self {
        let complaints: Vec<ComplaintReport> = notes.iter().map(ComplaintReport::of).collect();
        let listed = jobs.iter().map(|job| (slashed(&job.to_string()), below(output, &job.stem))).collect::<Vec<_>>();
        let whole = (env!("CARGO_PKG_VERSION"), command, asked, &listed, &complaints);
        let json = serde_json::to_vec(&whole).expect("names are plain data");
        let run = sha256(&json);
        let (shard, profiles, totals) = (None, Vec::new(), Totals::default());
        Self { schema: SCHEMA, command, run, shard, complaints, profiles, totals }
    }

    /// Makes it the report of one part.
    pub fn of_part(mut self, shard: Shard) -> Self {
        self.shard = Some(Part { part: shard.part, of: shard.of });
        self
    }

    /// Adds what became of the next profile.
    pub fn add(&mut self, job: &Job, output: &Path, report: &Report, outcome: Outcome) {
        let outputs = report.outputs.iter().map(|written| OutputReport {
            path: below(output, &written.path),
            fate: written.fate,
            sha256: written.sha256.clone(),
        });
        let profile = ProfileReport {
            name: slashed(&job.to_string()),
            outcome,
            draft: report.draft,
            outputs: outputs.collect(),
            complaints: report.complaints.iter().map(ComplaintReport::of).collect(),
        };
        self.totals.count(&profile);
        self.profiles.push(profile);
    }

    /// Adds the profiles of the next part.
    pub fn join(&mut self, part: RunReport) {
        for profile in part.profiles {
            self.totals.count(&profile);
            self.profiles.push(profile);
        }
    }

    /// What the run came to: the worst of its profiles, and of what belongs to none.
    pub fn outcome(&self) -> Outcome {
        let refused = self.complaints.iter().any(|complaint| complaint.severity == Severity::Error);
        let own = if refused { Outcome::Refused } else { Outcome::Done };
        self.profiles.iter().map(|profile| profile.outcome).max().map_or(own, |worst| worst.max(own))
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a report is plain data") + "\n"
    }

    /// The JSON Schema of the report.
    pub fn json_schema() -> schemars::Schema {
        schemars::schema_for!(RunReport)
    }
}

fn below(output: &Path, path: &Path) -> String {
    slashed(&path.strip_prefix(output).unwrap_or(path).to_string_lossy())
}

impl Totals {
    fn count(&mut self, profile: &ProfileReport) {
        self.profiles += 1;
        match profile.outcome {
            Outcome::Done => self.done += 1,
            Outcome::Refused => self.refused += 1,
            Outcome::Failed => self.failed += 1,
        }
        self.drafts += usize::from(profile.draft && profile.outcome == Outcome::Done);
        for output in &profile.outputs {
            match output.fate {
                Fate::Written => self.written += 1,
                Fate::Kept | Fate::Edited => self.kept += 1,
            }
        }
        for complaint in &profile.complaints {
            match complaint.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => {}
            }
        }
    }
}

impl ComplaintReport {
    fn of(complaint: &Complaint) -> Self {
        let place = complaint.place.as_ref().map(|place| {
            let (line, column) = place.line_column();
            PlaceReport { file: slashed(&place.source.name), line, column }
        });
        Self {
            severity: complaint.severity,
            code: complaint.fault.code().to_owned(),
            message: complaint.fault.to_string(),
            // In English wherever the run was: a report depends on no machine.
            hints: complaint.fault.saying().hints.into_iter().map(|hint| hint.en).collect(),
            place,
        }
    }
}
