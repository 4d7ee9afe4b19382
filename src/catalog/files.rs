//! The files of a catalog: embedded in the binary, or a folder of the user's.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::complaint::{Complaint, Complaints, Fault};
use crate::folder::{Links, files};
use crate::source::{Place, Source};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/catalog");

/// The files of a catalog, by their path below its folder, with `/` between the parts.
#[derive(Debug, Clone)]
pub struct CatalogFiles {
    pub files: BTreeMap<String, Arc<Source>>,
}

impl CatalogFiles {
    /// The catalog that travels with the program.
    pub fn embedded() -> Self {
        fn collect(dir: &Dir<'_>, files: &mut BTreeMap<String, Arc<Source>>) {
            for file in dir.files() {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let text = file.contents_utf8().expect("the embedded catalog is UTF-8");
                files.insert(path.clone(), Source::new(format!("catalog/{path}"), text));
            }
            for dir in dir.dirs() {
                collect(dir, files);
            }
        }
        let mut files = BTreeMap::new();
        collect(&EMBEDDED, &mut files);
        Self { files }
    }

    /// Reads a folder of the user's.
    pub fn open(folder: &Path) -> Result<Self, Complaints> {
        let (paths, mut complaints) = files(folder, Links::Inside);
        let mut files = BTreeMap::new();
        for path in paths {
            if !matches!(path.extension().and_then(|extension| extension.to_str()), Some("toml" | "md")) {
                continue;
            }
            let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            match read_text(&path) {
                Ok(source) => {
                    files.insert(below, source);
                }
                Err(complaint) => complaints.push(complaint),
            }
        }
        if complaints.has_errors() { Err(complaints) } else { Ok(Self { files }) }
    }
}

/// The largest file that is read, in bytes: profiles and catalog files are a few kilobytes, a logo some hundreds.
const LARGEST: u64 = 4 << 20;

/// Reads a file whole; a complaint when it is no file, cannot be read or is far too large.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Complaint> {
    read_up_to(path, LARGEST)
}

/// The same for a file that may have up to `most` bytes.
pub fn read_up_to(path: &Path, most: u64) -> Result<Vec<u8>, Complaint> {
    let name = path.display().to_string();
    let unreadable =
        |error: std::io::Error| Complaint::error(Fault::Unreadable { path: name.clone(), why: error.into() }, None);
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    // A device or a pipe may have no end.
    if !metadata.is_file() {
        return Err(Complaint::error(Fault::NotAFile { path: name }, None));
    }
    let size = metadata.len();
    if size > most {
        return Err(Complaint::error(Fault::TooLarge { path: name, bytes: size, most }, None));
    }
    std::fs::read(path).map_err(unreadable)
}

/// Reads a text file whole; a complaint also when it is not UTF-8.
pub fn read_text(path: &Path) -> Result<Arc<Source>, Complaint> {
    decoded(path.display().to_string(), read_bytes(path)?)
}

/// A text under its name; a complaint when it is not UTF-8.
pub fn decoded(name: String, bytes: Vec<u8>) -> Result<Arc<Source>, Complaint> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            // What can be read of it is enough to show the place; before it nothing is replaced.
            let source = Source::new(name.clone(), String::from_utf8_lossy(error.as_bytes()));
            Err(Complaint::error(Fault::NotUtf8 { path: name }, Place::new(&source, at..at)))
        }
    }
}
