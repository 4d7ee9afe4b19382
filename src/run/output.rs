//! Files are written beside their place and then renamed, so that each is old or new and never half.
//!
//! What belongs together is renamed together: a disk that fills up leaves all the old ones. An interrupt waits until nothing is being
//! written, so that it leaves nothing behind.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Once, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::platform;
use tender::complaint::{Complaint, Fault};

/// How the name of a file begins that is still being written: `.bilag-omsorg-kravbilag.pdf.x7Gq2a`.
const UNFINISHED: &str = ".bilag-";

/// What lies unfinished in some folders, with the output that each file should have become. It may be another run's,
/// which is still writing it: who removes it has the turn at that output.
pub fn unfinished<'f>(folders: impl IntoIterator<Item = &'f Path>) -> Vec<(PathBuf, PathBuf)> {
    let mut unfinished = Vec::new();
    for folder in folders {
        // A folder that is not there yet has nothing unfinished, and one that cannot be read is complained of on
        // writing.
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name();
            let Some(name) = name.to_str().and_then(|name| name.strip_prefix(UNFINISHED)) else { continue };
            if let Some((output, _)) = name.rsplit_once('.') {
                unfinished.push((entry.path(), folder.join(output)));
            }
        }
    }
    unfinished
}

/// Removes what was left unfinished of a file, if nobody has written to it for some time.
pub fn remove_unfinished(path: &Path, since: Duration) {
    let old = |left: &Path| {
        let written = fs::metadata(left).and_then(|metadata| metadata.modified()).ok();
        written.is_some_and(|written| written.elapsed().is_ok_and(|elapsed| elapsed >= since))
    };
    for (left, _) in
        unfinished(path.parent()).into_iter().filter(|(left, output)| output.as_path() == path && old(left))
    {
        let _ = fs::remove_file(left);
    }
}

/// Shared by those who write; an interrupt takes it whole before it ends the program.
static WRITING: RwLock<()> = RwLock::new(());

/// Until something is written, an interrupt may come at any time.
static WATCHED: Once = Once::new();

/// Writes a file whole, with the folders it lies in.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    together(&[(path.to_owned(), bytes)])
}

/// Writes files that belong together: when one cannot be written, none is.
pub fn together(files: &[(PathBuf, impl AsRef<[u8]>)]) -> Result<(), Complaint> {
    let _writing = writing();
    let mut staged = Vec::new();
    for (path, bytes) in files {
        staged.push((path, stage(path, bytes.as_ref()).map_err(|error| unwritable(path, &error))?));
    }
    for (path, file) in staged {
        file.persist(path).map_err(|error| unwritable(path, &error.error))?;
    }
    Ok(())
}

/// Keeps an interrupt waiting until it is dropped.
fn writing() -> RwLockReadGuard<'static, ()> {
    // Never given back: nobody begins to write any more.
    WATCHED.call_once(|| platform::before_interrupt(|| std::mem::forget(WRITING.write())));
    WRITING.read().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a file beside its place. Dropped, it is gone.
///
/// It does not wait for the disk, which takes longer than printing: whatever becomes of the program, the system has the bytes. After a loss
/// of power the lock tells which output is not what was written.
fn stage(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let prefix = format!("{UNFINISHED}{}.", path.file_name().unwrap_or_default().to_string_lossy());
    // Made as any other file is, so that others may read it; a temporary file would be its owner's alone.
    let mut staged = tempfile::Builder::new().prefix(&prefix).make_in(folder, |path| File::create_new(path))?;
    // The file itself, because its errors are the system's own words.
    staged.as_file_mut().write_all(bytes)?;
    Ok(staged)
}

fn unwritable(path: &Path, error: &io::Error) -> Complaint {
    Complaint::error(Fault::Unwritable { path: path.display().to_string(), why: error.into() }, None)
}

/// Writes a file anew that is the user's own: who may read and write it stays as it was.
///
/// Nothing could make it again, so this waits for the disk, before the new file takes the old one's place.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    let _writing = writing();
    let permissions = fs::metadata(path).map(|metadata| metadata.permissions());
    let rewritten = stage(path, bytes).and_then(|staged| {
        staged.as_file().sync_all()?;
        staged.as_file().set_permissions(permissions?)?;
        staged.persist(path).map_err(|error| error.error)
    });
    rewritten.map(drop).map_err(|error| unwritable(path, &error))
}

/// Removes a file of ours.
pub fn remove(path: &Path) -> Result<(), Complaint> {
    let _writing = writing();
    fs::remove_file(path).map_err(|error| unwritable(path, &error))
}

/// Writes a file only where none lies.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    if path.exists() {
        return Err(Complaint::error(Fault::FileExists { path: path.display().to_string() }, None));
    }
    write(path, bytes)
}
