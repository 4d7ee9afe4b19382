//! The disk, as the tender's crate reads it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tender::complaint::{Complaint, Complaints};
use tender::input::fault::{InputFault, NoPattern, Thing, Why};
use tender::input::files::{Files, Links, decoded};
use tender::input::wildcard::fixed_part;
use tender::publication::lock::Lock;
use tender::text::nearest::nearest;
use tender::text::source::decomposed;
use walkdir::WalkDir;

/// The files of this machine.
#[derive(Debug, Clone, Copy)]
pub struct Disk;

impl Files for Disk {
    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, Complaint> {
        let name = path.display().to_string();
        let path = as_named(path);
        let unreadable = |error: std::io::Error| {
            let fault = match error.kind() {
                ErrorKind::NotFound => InputFault::NoSuchFile { path: name.clone(), nearest: almost(&path) },
                _ => InputFault::Unreadable { path: name.clone(), why: error.into() },
            };
            Complaint::error(fault, None)
        };
        let metadata = fs::metadata(&path).map_err(unreadable)?;
        // A device or a pipe may have no end.
        if !metadata.is_file() {
            return Err(Complaint::error(InputFault::NotAFile { path: name }, None));
        }
        let size = metadata.len();
        if size > most {
            return Err(Complaint::error(InputFault::TooLarge { path: name, bytes: size, most }, None));
        }
        fs::read(&path).map_err(unreadable)
    }

    fn exists(&self, path: &Path) -> bool {
        as_named(path).exists()
    }

    fn whole(&self, path: &Path) -> PathBuf {
        as_named(path).canonicalize().unwrap_or_else(|_| path.to_owned())
    }

    fn folder(&self, folder: &Path, links: Links) -> (Vec<PathBuf>, Complaints) {
        files(folder, links)
    }

    fn expand(&self, folder: &Path, pattern: &Path, what: Thing) -> Result<Vec<PathBuf>, Complaint> {
        expand(folder, pattern, what)
    }
}

/// The file beside a path that is called almost so: in another case, with an ending that was left out or that Windows
/// hides.
fn almost(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let files = fs::read_dir(folder).ok()?.flatten().filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let said = |meant: &str| names.iter().find(|known| known.to_lowercase() == meant).cloned();
    let endings = ["", ".toml", ".txt", ".csv", ".xlsx"];
    let ending = endings.iter().find_map(|ending| said(&format!("{name}{ending}")));
    let found = ending.or_else(|| nearest(&name, names.iter().map(String::as_str)))?;
    Some(path.with_file_name(found).display().to_string())
}

/// Reads a lock if there is one.
pub fn lock_if_there(path: &Path) -> Result<Option<Lock>, Complaint> {
    match path.symlink_metadata() {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Ok(_) | Err(_) => read_lock(path, &Disk).map(Some),
    }
}

/// Reads a lock, however large: it holds what tenders say, and what was written must be read again.
pub fn read_lock(path: &Path, files: &dyn Files) -> Result<Lock, Complaint> {
    Lock::read(&decoded(path.display().to_string(), files.read_up_to(path, u64::MAX)?)?)
}

/// The path of a file as the disk has it: texts are composed, the names of files and folders may not be.
fn as_named(path: &Path) -> PathBuf {
    if path.exists() {
        return path.to_owned();
    }
    let named = path.components().fold(PathBuf::new(), |above, part| {
        let other = part.as_os_str().to_str().map(|name| above.join(decomposed(name)));
        let path = above.join(part);
        other.filter(|other| !path.exists() && other.exists()).unwrap_or(path)
    });
    if named.exists() { named } else { path.to_owned() }
}

/// The files of a folder and of the folders below it, in the order of their paths. What is neither file nor folder is
/// complained of: a pipe or a device may have no end, and what is passed over in silence is missed later.
fn files(folder: &Path, links: Links) -> (Vec<PathBuf>, Complaints) {
    let mut files = Vec::new();
    let mut complaints = Complaints::new();
    if !folder.is_dir() {
        complaints.error(InputFault::NoFolder { path: folder.display().to_string() }, None);
        return (files, complaints);
    }
    let root = fs::canonicalize(folder).ok();
    let mut walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                complaints.error(InputFault::Unreadable { path, why: why(error) }, None);
                continue;
            }
        };
        let path = entry.path();
        let shown = path.display().to_string();
        let is_inside =
            || fs::canonicalize(path).ok().zip(root.as_ref()).is_some_and(|(to, root)| to.starts_with(root));
        if links == Links::Inside && entry.depth() > 0 && entry.path_is_symlink() && !is_inside() {
            complaints.error(InputFault::LeadsOut { path: shown, folder: folder.display().to_string() }, None);
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
        } else if entry.file_type().is_file() {
            files.push(entry.into_path());
        } else if !entry.file_type().is_dir() {
            complaints.error(InputFault::NotAFile { path: shown }, None);
        }
    }
    (files, complaints)
}

/// What a pattern matches below a folder, files and folders, in the order of their paths; a complaint that no such
/// thing is there.
fn expand(folder: &Path, pattern: &Path, what: Thing) -> Result<Vec<PathBuf>, Complaint> {
    let shown = pattern.display().to_string();
    let malformed = |why| Complaint::error(InputFault::MalformedPattern { pattern: shown.clone(), why }, None);
    let unicode = |path: &Path| path.to_str().map(str::to_owned).ok_or_else(|| malformed(NoPattern::NotUnicode));
    // The folder's own name is no pattern, whatever stands in it.
    let text = unicode(&Path::new(&glob::Pattern::escape(&unicode(folder)?)).join(pattern))?;
    // As in a shell: what begins with a period is found only by name.
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
    let is_deep = pattern.components().any(|part| part.as_os_str() == "**");
    let mut paths = if is_deep {
        let wanted = glob::Pattern::new(&text).map_err(|error| malformed(NoPattern::Malformed(error.msg)))?;
        let options = glob::MatchOptions { require_literal_separator: true, ..options };
        below(&folder.join(fixed_part(pattern)), |path| wanted.matches_path_with(path, options))?
    } else {
        let found = glob::glob_with(&text, options).map_err(|error| malformed(NoPattern::Malformed(error.msg)))?;
        let unreadable = |error: glob::GlobError| {
            let path = error.path().to_owned();
            unreadable(&path, std::io::Error::from(error).into())
        };
        found.map(|path| path.map_err(unreadable)).collect::<Result<_, _>>()?
    };
    paths.sort();
    if paths.is_empty() { Err(Complaint::error(InputFault::NoMatch { what, pattern: shown }, None)) } else { Ok(paths) }
}

/// All that lies below a folder, at any depth, and is wanted. Links to folders are not gone through, as when a folder
/// is named: two that lead back to where they lie would have no end.
fn below(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, Complaint> {
    let here = folder.as_os_str().is_empty();
    let walk = WalkDir::new(if here { Path::new(".") } else { folder });
    let mut paths = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                let path = if here { path.strip_prefix(".").unwrap_or(path) } else { path };
                if wanted(path) {
                    paths.push(path.to_owned());
                }
            }
            // What is not there has nothing below it.
            Err(error) if error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound) => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                return Err(unreadable(&path, why(error)));
            }
        }
    }
    Ok(paths)
}

fn unreadable(path: &Path, why: Why) -> Complaint {
    Complaint::error(InputFault::Unreadable { path: path.display().to_string(), why }, None)
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
        let (files, complaints) = Disk.folder(folder, links);
        (files.len(), complaints.iter().map(|complaint| complaint.fault.code()).collect())
    }

    /// The attack of links that lead back: each more made the search longer without end.
    #[cfg(unix)]
    #[test]
    fn a_deep_pattern_goes_through_no_link_and_finds_each_file_once() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("u/b/.skjult")).unwrap();
        for file in ["u/a.toml", "u/b/c.toml", "u/b/.d.toml", "u/b/.skjult/e.toml", "u/b/f.md"] {
            fs::write(folder.path().join(file), "").unwrap();
        }
        for link in ["u/s1", "u/s2", "u/b/s3"] {
            std::os::unix::fs::symlink(folder.path().join("u"), folder.path().join(link)).unwrap();
        }
        let found = |pattern: &str| -> Vec<String> {
            let found = Disk.expand(folder.path(), Path::new(pattern), Thing::Profile).unwrap_or_default();
            let below = found.iter().map(|path| path.strip_prefix(folder.path()).unwrap());
            below.map(|path| path.display().to_string()).collect()
        };
        assert_eq!(found("u/**/*.toml"), ["u/a.toml", "u/b/c.toml"]);
        assert_eq!(found("**/b/*"), ["u/b/c.toml", "u/b/f.md", "u/b/s3"]);
        assert_eq!(found("u/**/.*.toml"), ["u/b/.d.toml"]);
        assert_eq!(found("borte/**/*.toml"), [""; 0]);
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
