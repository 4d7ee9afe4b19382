//! A folder of the user's own, as catalog, templates and fonts are given: every file in it, and nothing that lies outside.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::complaint::{Complaints, Fault};

/// The files of a folder and of the folders below it, in the order of their paths.
///
/// A link is followed within the folder; one that leads out is refused: what is printed must be what the folder holds.
pub fn files(folder: &Path, complaints: &mut Complaints) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let named = folder.display().to_string();
    let root = match fs::canonicalize(folder) {
        Ok(root) if root.is_dir() => root,
        Ok(_) | Err(_) => {
            complaints.error(Fault::NoFolder { path: named }, None);
            return files;
        }
    };
    let mut walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                // The system's own words, without the path that the complaint names already.
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                complaints.error(Fault::Unreadable { path, why }, None);
                continue;
            }
        };
        let path = entry.path();
        let leads_out = || !fs::canonicalize(path).is_ok_and(|target| target.starts_with(&root));
        if entry.depth() > 0 && entry.path_is_symlink() && leads_out() {
            complaints.error(Fault::LeadsOut { path: path.display().to_string(), folder: named.clone() }, None);
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
        } else if entry.file_type().is_file() {
            files.push(path.to_owned());
        }
    }
    files
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_link_out_of_the_folder_is_refused_and_one_inside_is_not() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.md"), "a").unwrap();
        symlink(path("a.md"), path("b.md")).unwrap();
        let mut complaints = Complaints::new();
        assert_eq!(files(folder.path(), &mut complaints), [path("a.md"), path("b.md")]);
        assert!(complaints.is_empty());
        symlink(outside.path().join("secret.md"), path("c.md")).unwrap();
        symlink(outside.path(), path("d")).unwrap();
        symlink("../..", path("e")).unwrap();
        symlink("nowhere", path("f")).unwrap();
        assert_eq!(files(folder.path(), &mut complaints), [path("a.md"), path("b.md")]);
        let codes: Vec<_> = complaints.iter().map(|complaint| complaint.fault.code()).collect();
        assert_eq!(codes, ["leads-out", "leads-out", "leads-out", "unreadable"]);
    }

    #[test]
    fn a_folder_that_is_linked_into_itself_is_complained_of_and_not_walked_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "a").unwrap();
        symlink(folder.path(), folder.path().join("b")).unwrap();
        let mut complaints = Complaints::new();
        assert_eq!(files(folder.path(), &mut complaints).len(), 1);
        assert_eq!(complaints.iter().next().unwrap().fault.code(), "unreadable");
    }
}
