//! Locks that no profile has.
//!
//! A lock is found by the name of its profile, or of its row. Where that gets another name, what suppliers have read of
//! the tender would be forgotten in silence, and its next version would go out as the first.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::jobs::{Job, Origin, composed_path, is_toml};
use crate::fault::RunFault;
use tender::complaint::Complaints;
use tender::publication::lock::{ENDING, FOLDER, Lock};

/// Warns of the locks beside some profiles, and among those of portfolios, that belong to none.
pub fn lone_locks(jobs: &[Job]) -> Complaints {
    let mut warnings = Complaints::new();
    let alone = |lock: &Path| RunFault::LockAlone { lock: lock.display().to_string(), link: None };
    let locks: BTreeSet<PathBuf> = jobs.iter().map(|job| composed_path(&job.lock)).collect();
    for folder in folders(jobs) {
        let there = files(&folder);
        let written: BTreeSet<PathBuf> =
            there.iter().filter(|path| is_toml(path)).map(|path| composed_path(&path.with_extension(""))).collect();
        for path in &there {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let of = name.strip_suffix(ENDING).or_else(|| name.strip_suffix(FOLDER).filter(|_| path.is_dir()));
            let of = of.filter(|of| !of.is_empty()).map(|of| composed_path(&path.with_file_name(of)));
            if of.is_some_and(|of| !written.contains(&of)) && !locks.contains(&composed_path(path)) {
                warnings.warn(alone(path), None);
            }
        }
    }
    for portfolio in portfolios(jobs) {
        let mut of_rows = portfolio.with_extension("").into_os_string();
        of_rows.push(FOLDER);
        let walk = walkdir::WalkDir::new(of_rows).sort_by_file_name().into_iter();
        let visible = walk.filter_entry(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
        for entry in visible.filter_map(Result::ok).filter(|entry| entry.path().is_file()) {
            if !locks.contains(&composed_path(entry.path())) {
                warnings.warn(alone(entry.path()), None);
            }
        }
    }
    for job in jobs {
        let Origin::File(path) = &job.origin else { continue };
        let of_target = path.canonicalize().ok().filter(|_| path.is_symlink()).map(|target| Lock::path(&target));
        if let Some(lock) = of_target.filter(|lock| lock.is_file() && !job.lock.exists()) {
            let (lock, link) = (lock.display().to_string(), Some(path.display().to_string()));
            warnings.warn(RunFault::LockAlone { lock, link }, None);
        }
    }
    warnings
}

/// The folders in which profiles and portfolios lie.
fn folders(jobs: &[Job]) -> BTreeSet<PathBuf> {
    let files = jobs.iter().map(|job| match &job.origin {
        Origin::File(path) => path.as_path(),
        Origin::Row(portfolio, _) => portfolio.path.as_path(),
    });
    files.filter_map(Path::parent).map(Path::to_owned).collect()
}

fn portfolios(jobs: &[Job]) -> BTreeSet<&Path> {
    let portfolios = jobs.iter().filter_map(|job| match &job.origin {
        Origin::File(_) => None,
        Origin::Row(portfolio, _) => Some(portfolio.path.as_path()),
    });
    portfolios.collect()
}

/// What lies in a folder, in the order of the names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let here = folder.as_os_str().is_empty();
    // A folder that cannot be read is complained of by who reads the profiles.
    let entries = fs::read_dir(if here { Path::new(".") } else { folder });
    let names = entries.into_iter().flatten().filter_map(Result::ok).map(|entry| folder.join(entry.file_name()));
    let mut names: Vec<PathBuf> = names.collect();
    names.sort();
    names
}
