//! Runs beside each other take turns at a tender: one at a time reads what was built of it, decides, and writes.
//!
//! Two runs that build one profile in two formats would otherwise each write what it knows over what the other has just
//! noted. Whoever has the turn also knows that whatever lies there unfinished was left by a run that is no more. The
//! system gives the turn back when a process ends, however it ends.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::fault::unwritable;
use tender::complaint::Complaint;
use tender::text::seal::sha256;

/// The folder of an output folder in which it keeps what it knows of itself.
pub fn kept_in(output: &Path) -> PathBuf {
    output.join(".bilag")
}

/// A turn at something in an output folder, until it is dropped.
pub struct Turn {
    _held: File,
}

impl Turn {
    /// Waits for the turn at the outputs of a profile, which begin with `stem`. Tenders share some files to wait at, so
    /// that a large batch does not have as many again.
    pub fn at(output: &Path, stem: &Path) -> Result<Self, Complaint> {
        let below = stem.strip_prefix(output).unwrap_or(stem).as_os_str().as_encoded_bytes();
        Self::take(output, &sha256(below)[..2])
    }

    /// Waits for the turn at a file that several runs read and write anew, wherever their outputs go: the lock of a
    /// tender, a library of answers. A system that has no place for what is waited at, or no rights to it, makes do
    /// without.
    pub fn at_file(file: &Path) -> Option<Self> {
        let whole = resolved(file).or_else(|| std::path::absolute(file).ok())?;
        let turns = std::env::temp_dir().join("bilag-turns");
        let held = to_wait_at(&turns.join(&sha256(whole.as_os_str().as_encoded_bytes())[..16])).ok()?;
        held.lock().ok().map(|()| Self { _held: held })
    }

    /// Waits for the turn at what the output folder knows as a whole.
    pub fn at_index(output: &Path) -> Result<Self, Complaint> {
        Self::take(output, "index")
    }

    /// Waits for the turn at writing files that are called as their buyers say.
    pub fn at_names(output: &Path) -> Result<Self, Complaint> {
        Self::take(output, "names")
    }

    fn take(folder: &Path, name: &str) -> Result<Self, Complaint> {
        let path = kept_in(folder).join("turns").join(name);
        // Nobody knows of these files: it is the folder that cannot be written to.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let unwritable = |error: &io::Error| unwritable(folder, error);
        let held = to_wait_at(&path).map_err(|error| unwritable(&error))?;
        match held.lock() {
            // Some file systems of networks know no locks: there one run has to be enough.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(unwritable(&error)),
            Ok(()) | Err(_) => Ok(Self { _held: held }),
        }
    }
}

/// Opens a file that runs wait at, and makes it where there is none: it stays empty.
fn to_wait_at(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // To open a pipe would wait for who reads it.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    File::options().create(true).append(true).open(path)
}

/// The one path of a file, whichever way its folder was named and wherever a link leads; it need not be there yet.
pub fn resolved(file: &Path) -> Option<PathBuf> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let there = || Some(folder.canonicalize().ok()?.join(file.file_name()?));
    file.canonicalize().ok().or_else(there)
}
