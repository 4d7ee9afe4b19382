//! The profiles that a run is about, and where the documents of each go.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::catalog::read_text;
use crate::complaint::{Complaint, Complaints, Fault};
use crate::profile::ProfileFile;

/// A profile to build.
pub struct Job {
    pub path: PathBuf,
    /// Where its documents go, without their ending: `bilag-ud/social/omsorg`
    pub stem: PathBuf,
}

impl Job {
    /// Reads the profile as it was written.
    pub fn open(&self) -> Result<ProfileFile, Complaints> {
        ProfileFile::open(&self.path)
    }
}

/// Finds the profiles and where their documents go; complains where two would be written to one place.
pub fn find(paths: &[PathBuf], output: &Path) -> Result<(Vec<Job>, Complaints), Complaints> {
    let mut notes = Complaints::new();
    let mut complaints = Complaints::new();
    let mut jobs: Vec<Job> = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = jobs.len();
            find_in(path, output, &mut jobs, &mut notes);
            if jobs.len() == before {
                complaints.error(Fault::NoProfiles { path: path.display().to_string() }, None);
            }
        } else {
            let name = path.file_stem().map(PathBuf::from).unwrap_or_default();
            jobs.push(Job { path: path.clone(), stem: output.join(name) });
        }
    }
    let mut outputs: BTreeMap<&Path, &Path> = BTreeMap::new();
    for job in &jobs {
        if let Some(first) = outputs.insert(&job.stem, &job.path) {
            let (output, first, second) =
                (job.stem.display().to_string(), first.display().to_string(), job.path.display().to_string());
            complaints.error(Fault::SameOutput { output, first, second }, None);
        }
    }
    if complaints.has_errors() { Err(complaints) } else { Ok((jobs, notes)) }
}

/// Finds the profiles of a folder, an output folder in it left out, in the order of their paths.
fn find_in(folder: &Path, output: &Path, jobs: &mut Vec<Job>, notes: &mut Complaints) {
    let written_to = output.canonicalize().ok();
    let is_output = |path: &Path| written_to.is_some() && path.canonicalize().ok() == written_to;
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in
        walk.filter_entry(|entry| !(entry.depth() > 0 && entry.file_type().is_dir() && is_output(entry.path())))
    {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                notes.error(Fault::Unreadable { path, why: error.to_string() }, None);
                continue;
            }
        };
        let path = entry.path();
        if !path.is_file() || path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        // What cannot be read is built, so that its complaint is told with the others.
        if read_text(path).is_ok_and(|source| !ProfileFile::is_profile(&source)) {
            notes.push(Complaint::note(Fault::NotAProfile { path: path.display().to_string() }, None));
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(path).with_extension("");
        jobs.push(Job { path: path.to_owned(), stem: output.join(below) });
    }
}
