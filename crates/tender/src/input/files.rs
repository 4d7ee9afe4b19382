//! Where files are read: a disk, or what a page in a browser holds.
//!
//! Nothing in this crate opens a file by itself. Whoever asks hands over a [`Files`], and a path means what it means
//! there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::complaint::{Complaint, Complaints};
use crate::input::encoding::Encoding;
use crate::input::fault::{InputFault, NoPattern, Thing, Why};
use crate::text::source::{Place, Source};

/// The largest file that is read, in bytes: profiles and catalog files are a few kilobytes, a logo some hundreds.
pub const LARGEST: u64 = 4 << 20;

/// Where links in a folder may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// To what the folder holds: it can be handed on, and what it gives is there to be read
    Inside,
    Anywhere,
}

/// Files that can be read, by their paths.
pub trait Files: Sync {
    /// Reads a file whole; a complaint when it is no file, cannot be read or has more than `most` bytes.
    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, Complaint>;

    /// Whether there is a file or a folder of that name.
    fn exists(&self, path: &Path) -> bool;

    /// A path by which a file is known, whichever way it was named; as it was named if there is none.
    fn whole(&self, path: &Path) -> PathBuf;

    /// The files of a folder and of the folders below it, in the order of their paths, with complaints of what cannot
    /// be read.
    fn folder(&self, folder: &Path, links: Links) -> (Vec<PathBuf>, Complaints);

    /// What a pattern matches below a folder, in the order of the paths; a complaint that no such thing is there.
    fn expand(&self, folder: &Path, pattern: &Path, what: Thing) -> Result<Vec<PathBuf>, Complaint>;

    /// Reads a file whole that is no larger than such files are.
    fn read(&self, path: &Path) -> Result<Vec<u8>, Complaint> {
        self.read_up_to(path, LARGEST)
    }

    /// Reads a text file whole; a complaint also when it cannot be told how it was saved.
    fn read_text(&self, path: &Path) -> Result<Arc<Source>, Complaint> {
        decoded(path.display().to_string(), self.read(path)?)
    }
}

/// A text under its name, however it was saved; a complaint where that cannot be told.
pub fn decoded(name: String, bytes: Vec<u8>) -> Result<Arc<Source>, Complaint> {
    match Encoding::decode(&bytes) {
        Ok((text, _)) => Ok(Source::new(name, text)),
        Err(at) => {
            // What can be read of it is enough to show the place. What comes before is the same text, but may have been
            // written with more bytes than it is kept in.
            let source = Source::new(name.clone(), String::from_utf8_lossy(&bytes));
            let at = Source::new(name.clone(), String::from_utf8_lossy(&bytes[..at])).text.len();
            Err(Complaint::error(InputFault::NotUtf8 { path: name }, Place::new(&source, at..at)))
        }
    }
}

/// Files in memory, by their paths: what a browser was given, or nothing at all for what strangers send.
#[derive(Debug, Clone, Default)]
pub struct Memory(BTreeMap<PathBuf, Vec<u8>>);

impl Memory {
    /// No file at all.
    pub const fn empty() -> Self {
        Self(BTreeMap::new())
    }
}

impl<P: Into<PathBuf>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        Self(files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect())
    }
}

impl Files for Memory {
    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, Complaint> {
        let shown = path.display().to_string();
        match self.0.get(path) {
            Some(bytes) if bytes.len() as u64 > most => {
                Err(Complaint::error(InputFault::TooLarge { path: shown, bytes: bytes.len() as u64, most }, None))
            }
            Some(bytes) => Ok(bytes.clone()),
            None => Err(Complaint::error(InputFault::Unreadable { path: shown, why: Why::NotGiven }, None)),
        }
    }

    fn exists(&self, path: &Path) -> bool {
        self.0.contains_key(path) || self.0.keys().any(|file| file.starts_with(path))
    }

    fn whole(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    fn folder(&self, folder: &Path, _links: Links) -> (Vec<PathBuf>, Complaints) {
        let files: Vec<PathBuf> = self.0.keys().filter(|path| path.starts_with(folder)).cloned().collect();
        let mut complaints = Complaints::new();
        if files.is_empty() {
            complaints.error(InputFault::NoFolder { path: folder.display().to_string() }, None);
        }
        (files, complaints)
    }

    fn expand(&self, folder: &Path, pattern: &Path, what: Thing) -> Result<Vec<PathBuf>, Complaint> {
        let shown = pattern.display().to_string();
        let matcher = glob::Pattern::new(&shown).map_err(|error| {
            Complaint::error(
                InputFault::MalformedPattern { pattern: shown.clone(), why: NoPattern::Malformed(error.msg) },
                None,
            )
        })?;
        let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
        let matches =
            |path: &&PathBuf| path.strip_prefix(folder).is_ok_and(|below| matcher.matches_path_with(below, options));
        let found: Vec<PathBuf> = self.0.keys().filter(matches).cloned().collect();
        if found.is_empty() {
            Err(Complaint::error(InputFault::NoMatch { what, pattern: shown }, None))
        } else {
            Ok(found)
        }
    }
}

/// The file that another one names, from the folder in which that one lies.
pub fn beside(file: &Path, name: &str) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(written(name))
}

/// A path as it was written: with either stroke, since Windows takes both.
pub fn written(path: &str) -> PathBuf {
    PathBuf::from(path.replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_text_holds_is_shown_where_it_stands_however_the_rest_was_written() {
        for front in ["", "a = 1\r\nb = 2\r\n", "\u{feff}a = 1\n", "# A\u{30a}rhus, e\u{301}n\r\n", "# \u{f0b7} æ\r"] {
            let bytes = [front.as_bytes(), b"\x81\x8d\x90 = 3\r\n"].concat();
            let complaint = decoded("p.toml".to_owned(), bytes).expect_err("it is no text");
            let place = complaint.place.as_ref().expect("it stands somewhere");
            assert!(place.source.text[place.span.start..].starts_with('\u{fffd}'), "{front:?}");
        }
    }

    #[test]
    fn files_in_memory_are_found_by_path_by_folder_and_by_pattern() {
        let files: Memory = [("a/x.toml", "1"), ("a/b/y.toml", "2"), ("a/.z.toml", "3")].into_iter().collect();
        assert!(files.exists(Path::new("a")) && files.exists(Path::new("a/x.toml")) && !files.exists(Path::new("c")));
        assert_eq!(files.read(Path::new("a/b/y.toml")).ok(), Some(b"2".to_vec()));
        assert_eq!(files.read_up_to(Path::new("a/x.toml"), 0).unwrap_err().fault.code(), "too-large");
        assert_eq!(files.folder(Path::new("a/b"), Links::Inside).0, [PathBuf::from("a/b/y.toml")]);
        assert_eq!(files.folder(Path::new("c"), Links::Inside).1.iter().next().unwrap().fault.code(), "no-folder");
        let found = files.expand(Path::new("a"), Path::new("*.toml"), Thing::Profile).unwrap();
        assert_eq!(
            found,
            [PathBuf::from("a/x.toml"), PathBuf::from("a/b/y.toml")].map(|p| p).into_iter().rev().collect::<Vec<_>>()
        );
    }
}
