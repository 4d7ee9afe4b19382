//! What we wrote into a folder that no lock tells of: checklists, comparisons, lists of changes.
//!
//! A checklist is made to be filled in, and a comparison to be written on. So the folder remembers what each was when
//! it was written, and one that is no longer just that is somebody's work. The list can be deleted at any time; then
//! everything that would come out otherwise is taken for somebody's work.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::output::own;
use super::turn::kept_in;

/// What it is called among what a folder keeps for itself.
const NAME: &str = "files.json";

/// The version of the format.
const SCHEMA: u32 = 1;

/// What we wrote into a folder.
pub struct Loose {
    path: PathBuf,
    known: Known,
}

/// The list as it is written.
#[derive(Serialize, Deserialize)]
struct Known {
    schema: u32,
    /// SHA-256 in hexadecimal of what was written, by the names of the files
    files: BTreeMap<String, String>,
}

impl Loose {
    /// The list of a folder. One that is missing or cannot be read knows nothing.
    pub fn open(folder: &Path) -> Self {
        let path = kept_in(folder).join(NAME);
        let known = own(&path).and_then(|bytes| serde_json::from_slice::<Known>(&bytes).ok());
        let known = known.filter(|known| known.schema == SCHEMA);
        Self { path, known: known.unwrap_or(Known { schema: SCHEMA, files: BTreeMap::new() }) }
    }

    /// Whether we wrote a file with just these bytes.
    pub fn knows(&self, name: &str, sha256: &str) -> bool {
        self.known.files.get(name).is_some_and(|known| known == sha256)
    }

    /// Notes what a file is when it is written.
    pub fn note(&mut self, name: String, sha256: String) {
        self.known.files.insert(name, sha256);
    }

    /// The list as a file to be written.
    pub fn into_file(self) -> (PathBuf, Vec<u8>) {
        (self.path, serde_json::to_vec(&self.known).expect("names and hashes are plain data"))
    }
}
