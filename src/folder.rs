//! A folder of the user's: a catalog, templates or fonts of their own.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::complaint::{Complaints, Fault};
use crate::fault::Why;

/// Where links in a folder may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// To what the folder holds: it can be handed on, and what it gives is there to be read
    Inside,
    Anywhere,
}

/// The files of a folder and of the folders below it, in the order of their paths. What is neither file nor folder is complained
/// of: a pipe or a device may have no end, and what is passed over in silence is missed later.
pub fn files(folder: &Path, links: Links) -> (Vec<PathBuf>, Complaints) {
    let mut files = Vec::new();
    let mut complaints = Complaints::new();
    if !folder.is_dir() {
        complaints.error(Fault::NoFolder { path: folder.display().to_string() }, None);
        return (files, complaints);
    }
    let root = fs::canonicalize(folder).ok();
    let mut walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                complaints.error(Fault::Unreadable { path, why: why(error) }, None);
                continue;
            }
        };
        let path = entry.path();
        let shown = path.display().to_string();
        let is_inside =
            || fs::canonicalize(path).ok().zip(root.as_ref()).is_some_and(|(to, root)| to.starts_with(root));
        if links == Links::Inside && entry.depth() > 0 && entry.path_is_symlink() && !is_inside() {
            complaints.error(Fault::LeadsOut { path: shown, folder: folder.display().to_string() }, None);
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
        } else if entry.file_type().is_file() {
            files.push(entry.into_path());
        } else if !entry.file_type().is_dir() {
            complaints.error(Fault::NotAFile { path: shown }, None);
        }
    }
    (files, complaints)
}

/// A path by which a file is known, whichever way it was named; as it was named if there is none.
pub fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The system's own words, without the path that the complaint names already.
pub fn why(error: walkdir::Error) -> Why {
    match error.io_error() {
        Some(error) => error.into(),
        None => Why::Loop(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(folder: &Path, links: Links) -> (usize, Vec<&'static str>) {
        let (files, complaints) = files(folder, links);
        (files.len(), complaints.iter().map(|complaint| complaint.fault.code()).collect())
    }

    #[test]
    fn a_folder_that_is_none_is_complained_of() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "a").unwrap();
        assert_eq!(codes(&folder.path().join("a.md"), Links::Inside), (0, vec!["no-folder"]));
        assert_eq!(codes(&folder.path().join("b"), Links::Anywhere), (0, vec!["no-folder"]));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_refused_where_it_must_stand_alone_and_one_inside_is_not() {
        use std::os::unix::fs::symlink;

        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "a").unwrap();
        symlink(folder.path().join("a.md"), folder.path().join("b.md")).unwrap();
        assert_eq!(codes(folder.path(), Links::Inside), (2, vec![]));
        symlink(outside.path().join("secret.md"), folder.path().join("c.md")).unwrap();
        symlink(outside.path(), folder.path().join("d")).unwrap();
        assert_eq!(codes(folder.path(), Links::Inside), (2, vec!["leads-out", "leads-out"]));
        assert_eq!(codes(folder.path(), Links::Anywhere), (4, vec![]));
        symlink(folder.path().join("nowhere"), folder.path().join("e.md")).unwrap();
        assert_eq!(codes(folder.path(), Links::Anywhere), (4, vec!["unreadable"]));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_neither_file_nor_folder_is_complained_of() {
        let folder = tempfile::tempdir().unwrap();
        let _listening = std::os::unix::net::UnixListener::bind(folder.path().join("ord.toml")).unwrap();
        assert_eq!(codes(folder.path(), Links::Inside), (0, vec!["not-a-file"]));
        assert_eq!(codes(folder.path(), Links::Anywhere), (0, vec!["not-a-file"]));
    }
}
