//! The profiles that a run is about, and where the documents of each go.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::catalog::read_text;
use crate::complaint::{Complaint, Complaints, Fault};
use crate::folder::why;
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
    for job in jobs.iter().filter(|job| is_hidden(&job.path)) {
        complaints.error(Fault::HiddenOutput { path: job.path.display().to_string() }, None);
    }
    let mut outputs: BTreeMap<&Path, &Path> = BTreeMap::new();
    for job in &jobs {
        if let Some(first) = outputs.insert(&job.stem, &job.path) {
            let (output, first, second) =
                (job.stem.display().to_string(), first.display().to_string(), job.path.display().to_string());
            complaints.error(Fault::SameOutput { output, first, second }, None);
        }
    }
    if complaints.has_errors() {
        notes.append(complaints);
        return Err(notes);
    }
    Ok((jobs, notes))
}

/// Whether a file's name begins with a period, and with it those of its documents.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Finds the profiles of a folder, the output folder left out, in the order of their paths.
fn find_in(folder: &Path, output: &Path, jobs: &mut Vec<Job>, notes: &mut Complaints) {
    let written_to = output.canonicalize().ok();
    let is_output = |path: &Path| written_to.is_some() && path.canonicalize().ok() == written_to;
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| !(entry.file_type().is_dir() && is_output(entry.path()))) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                notes.error(Fault::Unreadable { path, why: why(error) }, None);
                continue;
            }
        };
        let path = entry.path();
        // A file that is called just `.toml` has no ending, but is meant for a profile.
        let is_toml = path.extension().is_some_and(|ending| ending == "toml") || entry.file_name() == ".toml";
        if !is_toml || path.is_dir() {
            continue;
        }
        if path.exists() && !path.is_file() {
            notes.error(Fault::NotAFile { path: path.display().to_string() }, None);
            continue;
        }
        // What cannot be read is built, so that its complaint is told with the others; but editors leave hidden links that lead nowhere.
        let passed_over = match read_text(path) {
            Ok(source) => !ProfileFile::is_profile(&source),
            Err(_) => is_hidden(path),
        };
        if passed_over {
            notes.push(Complaint::note(Fault::NotAProfile { path: path.display().to_string() }, None));
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(path).with_extension("");
        jobs.push(Job { path: path.to_owned(), stem: output.join(below) });
    }
}
