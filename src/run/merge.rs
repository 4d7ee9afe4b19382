//! `bilag report merge`: the parts of a run become its report.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tender::input::files::Files;

use super::output::Outputs;
use super::report::{Part, RunReport, SCHEMA};
use crate::fault::{NoReport, RunFault};
use crate::inputs::Inputs;
use tender::complaint::{Complaint, Complaints};
use tender::input::fault::Thing;
use tender::input::wildcard;

/// The largest part that is read, in bytes: a profile takes a few kilobytes.
const LARGEST: u64 = 256 << 20;

/// A run's report, joined.
pub struct Merged {
    /// How many parts it had
    pub parts: usize,
    pub report: RunReport,
    /// Where it was written, if anywhere
    pub written: Option<PathBuf>,
}

/// Joins the parts of a run, and writes the report if it is told where.
pub fn merge(parts: &[PathBuf], to: Option<&Path>) -> Result<Merged, Complaints> {
    let inputs = Inputs::default();
    let parts = read(parts, &inputs)?;
    let of = parts.len();
    let report = join(parts)?;
    if let Some(path) = to {
        Outputs::over(&inputs).report(path, &report, "-o")?;
    }
    Ok(Merged { parts: of, report, written: to.map(Path::to_owned) })
}

/// A part and the file that it was read from.
struct Read {
    path: String,
    part: Part,
    report: RunReport,
}

fn read(paths: &[PathBuf], inputs: &Inputs) -> Result<Vec<Read>, Complaints> {
    let mut complaints = Complaints::new();
    let (here, mut files) = (Path::new(""), Vec::new());
    for path in paths {
        match wildcard::is_pattern(here, path, inputs).then(|| inputs.expand(here, path, Thing::Part)) {
            Some(Ok(found)) => files.extend(found),
            Some(Err(complaint)) => complaints.push(complaint),
            None => files.push(path.clone()),
        }
    }
    let mut parts = Vec::new();
    for path in files {
        match read_part(&path, inputs) {
            Ok(part) => parts.push(part),
            Err(complaint) => complaints.push(complaint),
        }
    }
    if complaints.has_errors() { Err(complaints) } else { Ok(parts) }
}

fn read_part(path: &Path, inputs: &Inputs) -> Result<Read, Complaint> {
    let bytes = inputs.read_up_to(path, LARGEST)?;
    let path = path.display().to_string();
    let not_a_report = |why| Complaint::error(RunFault::NotAReport { path: path.clone(), why }, None);
    let report: RunReport =
        serde_json::from_slice(&bytes).map_err(|error| not_a_report(NoReport::Json((&error).into())))?;
    if report.schema != SCHEMA {
        return Err(not_a_report(NoReport::Schema { found: report.schema, ours: SCHEMA }));
    }
    match report.shard {
        None => Err(Complaint::error(RunFault::NotAPart { path }, None)),
        Some(part) if part.part == 0 || part.part > part.of => {
            Err(not_a_report(NoReport::Part { part: part.part, of: part.of }))
        }
        Some(part) => Ok(Read { path, part, report }),
    }
}

/// Joins parts of one run, each of which is there once.
fn join(parts: Vec<Read>) -> Result<RunReport, Complaints> {
    let mut complaints = Complaints::new();
    let mut by_part: BTreeMap<usize, Read> = BTreeMap::new();
    let Some(first) = parts.first() else { return Err(complaints) };
    let (run, of, first) = (first.report.run.clone(), first.part.of, first.path.clone());
    for read in parts {
        if read.report.run != run || read.part.of != of {
            complaints.error(RunFault::AnotherRun { path: read.path, first: first.clone() }, None);
        } else if let Some(other) = by_part.get(&read.part.part) {
            let (first, second) = (other.path.clone(), read.path);
            complaints.error(RunFault::PartTwice { part: read.part.part, of, first, second }, None);
        } else {
            by_part.insert(read.part.part, read);
        }
    }
    let missing: Vec<usize> = (1..=of).filter(|part| !by_part.contains_key(part)).collect();
    if !missing.is_empty() {
        complaints.error(RunFault::PartsMissing { parts: missing, of }, None);
    }
    if complaints.has_errors() {
        return Err(complaints);
    }
    let mut parts = by_part.into_values().map(|read| read.report);
    let mut report = parts.next().expect("no part is missing");
    report.shard = None;
    parts.for_each(|part| report.join(part));
    Ok(report)
}
