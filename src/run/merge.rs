//! `bilag report merge`: the parts of a run become its report.

use crate::disk::Disk;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tender::input::files::Files;

use super::output;
use super::report::{Command, Part, RunReport, SCHEMA};
use crate::console::Console;
use crate::fault::{NoReport, RunFault};
use crate::outcome::Outcome;
use tender::complaint::{Complaint, Complaints};
use tender::input::fault::Thing;
use tender::input::wildcard;
use tender::text::count::counted;

/// The largest part that is read, in bytes: a profile takes a few kilobytes.
const LARGEST: u64 = 256 << 20;

/// Joins the parts of a run, and comes to what the run came to. Without a file to write to, the report is printed.
pub fn merge(parts: &[PathBuf], to: Option<&Path>, console: &mut Console) -> Result<Outcome, Complaints> {
    let parts = read(parts)?;
    let of = parts.len();
    let report = join(parts)?;
    let written = match to {
        Some(path) => output::write(path, report.to_json().as_bytes()).map(|()| Outcome::Done)?,
        None => console.print(&report.to_json()),
    };
    console.say(&summary(of, &report));
    Ok(written.max(report.outcome()))
}

/// A part and the file that it was read from.
struct Read {
    path: String,
    part: Part,
    report: RunReport,
}

fn read(paths: &[PathBuf]) -> Result<Vec<Read>, Complaints> {
    let mut complaints = Complaints::new();
    let (here, mut files) = (Path::new(""), Vec::new());
    for path in paths {
        match wildcard::is_pattern(here, path, &Disk).then(|| Disk.expand(here, path, Thing::Part)) {
            Some(Ok(found)) => files.extend(found),
            Some(Err(complaint)) => complaints.push(complaint),
            None => files.push(path.clone()),
        }
    }
    let mut parts = Vec::new();
    for path in files {
        match read_part(&path) {
            Ok(part) => parts.push(part),
            Err(complaint) => complaints.push(complaint),
        }
    }
    if complaints.has_errors() { Err(complaints) } else { Ok(parts) }
}

fn read_part(path: &Path) -> Result<Read, Complaint> {
    let bytes = Disk.read_up_to(path, LARGEST)?;
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

/// »8 parts joined: 96 profiles done (3 drafts), 2 refused, 288 files written, 12 warnings«
fn summary(parts: usize, report: &RunReport) -> String {
    let totals = &report.totals;
    let drafts = if totals.drafts > 0 { format!(" ({})", counted(totals.drafts, "draft")) } else { String::new() };
    let mut said = vec![format!("{} done{drafts}", counted(totals.done, "profile"))];
    for (number, what) in [(totals.refused, "refused"), (totals.failed, "failed")] {
        if number > 0 {
            said.push(format!("{number} {what}"));
        }
    }
    let verb = if report.command == Command::Check { "to write" } else { "written" };
    said.push(format!("{} {verb}", counted(totals.written, "file")));
    if totals.kept > 0 {
        said.push(format!("{} kept", totals.kept));
    }
    if totals.warnings > 0 {
        said.push(counted(totals.warnings, "warning"));
    }
    format!("{} joined: {}", counted(parts, "part"), said.join(", "))
}
