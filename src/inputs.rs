//! What a run has read.
//!
//! Whatever a run reads of the user's is read through here, for two reasons: none of its outputs may take the place of
//! a file that it was made of, and a text that is asked for more than once is read once, so that a run never sees two
//! states of one file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tender::input::fault::Thing;

use tender::complaint::{Complaint, Complaints};
use tender::input::files::{Files, Links, decoded};
use tender::text::source::Source;

use crate::disk::Disk;

/// The files that a run has read, and the texts of those that it may ask for again.
#[derive(Debug, Default)]
pub struct Inputs(Mutex<Read>);

#[derive(Debug, Default)]
struct Read {
    /// By the paths that they were read by; a text is there until it is released
    files: BTreeMap<PathBuf, Option<Arc<Source>>>,
    /// Those of them that are not among the whole paths yet
    new: Vec<PathBuf>,
    /// The same, whichever way they were named
    whole: BTreeSet<PathBuf>,
}

impl Read {
    fn note(&mut self, path: &Path) {
        if !self.files.contains_key(path) {
            self.files.insert(path.to_owned(), None);
            self.new.push(path.to_owned());
        }
    }
}

impl Inputs {
    fn known(&self) -> MutexGuard<'_, Read> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a file that is read in another way.
    pub fn note(&self, path: &Path) {
        self.known().note(path);
    }

    /// Gives up every text, so that each is read anew. What was read stays known.
    pub fn forget_texts(&self) {
        self.known().files.values_mut().for_each(|text| *text = None);
    }

    /// The files that were read, by the paths that they were read by.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.known().files.keys().cloned().collect()
    }

    /// Whether a file was read, under whichever name.
    pub fn holds(&self, path: &Path) -> bool {
        // What is not there was not read.
        let Ok(path) = path.canonicalize() else { return false };
        let mut known = self.known();
        // Most runs write where nothing lies, and need no whole path at all.
        for new in std::mem::take(&mut known.new) {
            known.whole.insert(Disk.whole(&new));
        }
        known.whole.contains(&path)
    }

    /// Gives up the text of a file that will not be asked for again: many profiles take much memory together.
    pub fn release(&self, path: &Path) {
        if let Some(text) = self.known().files.get_mut(path) {
            *text = None;
        }
    }
}

impl Files for Inputs {
    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, Complaint> {
        self.note(path);
        Disk.read_up_to(path, most)
    }

    fn exists(&self, path: &Path) -> bool {
        Disk.exists(path)
    }

    fn whole(&self, path: &Path) -> PathBuf {
        Disk.whole(path)
    }

    fn folder(&self, folder: &Path, links: Links) -> (Vec<PathBuf>, Complaints) {
        Disk.folder(folder, links)
    }

    fn expand(&self, folder: &Path, pattern: &Path, what: Thing) -> Result<Vec<PathBuf>, Complaint> {
        Disk.expand(folder, pattern, what)
    }

    fn read_text(&self, path: &Path) -> Result<Arc<Source>, Complaint> {
        if let Some(Some(source)) = self.known().files.get(path) {
            return Ok(Arc::clone(source));
        }
        let source = decoded(path.display().to_string(), self.read(path)?)?;
        self.known().files.insert(path.to_owned(), Some(Arc::clone(&source)));
        Ok(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_text_is_read_once_until_it_is_released() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.toml");
        let inputs = Inputs::default();
        let text = || inputs.read_text(&path).unwrap().text.clone();
        fs::write(&path, "før").unwrap();
        assert_eq!(text(), "før");
        fs::write(&path, "efter").unwrap();
        assert_eq!(text(), "før");
        inputs.release(&path);
        assert_eq!(text(), "efter");
        fs::write(&path, "senere").unwrap();
        inputs.forget_texts();
        assert_eq!(text(), "senere");
        assert_eq!(inputs.paths(), [path]);
    }

    #[test]
    fn a_file_is_known_as_read_under_every_name_and_another_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("mappe")).unwrap();
        fs::write(path("a"), "").unwrap();
        fs::write(path("b"), "").unwrap();
        let inputs = Inputs::default();
        inputs.read_up_to(&path("a"), 1).unwrap();
        assert!(inputs.holds(&path("a")) && inputs.holds(&path("mappe/../a")));
        assert!(!inputs.holds(&path("b")) && !inputs.holds(&path("c")));
        inputs.note(&path("b"));
        assert!(inputs.holds(&path("b")));
    }
}
