//! Files are written beside their place and then renamed, so that each is old or new and never half.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::complaint::{Complaint, Fault};
use crate::platform;

/// How the name of a file begins that is still being written: `.bilag-omsorg-kravbilag.pdf.x7Gq2a`.
const UNFINISHED: &str = ".bilag-";

/// Removes what runs that were cut short left unfinished in some folders, if `is_ours` knows the name of the output it should have become.
pub fn sweep<'f>(folders: impl IntoIterator<Item = &'f Path>, is_ours: impl Fn(&Path) -> bool) {
    for folder in folders {
        // A folder that is not there yet has nothing to be swept, and one that cannot be read is complained of on writing.
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name();
            let Some(name) = name.to_str().and_then(|name| name.strip_prefix(UNFINISHED)) else { continue };
            if name.rsplit_once('.').is_some_and(|(output, _)| is_ours(&folder.join(output))) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Writes a file whole, with the folders it lies in.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    let unwritable = |error: io::Error| {
        Complaint::error(Fault::Unwritable { path: path.display().to_string(), why: error.to_string() }, None)
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(unwritable)?;
    let prefix = format!("{UNFINISHED}{}.", path.file_name().unwrap_or_default().to_string_lossy());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    platform::readable(&mut builder);
    let mut file = builder.tempfile_in(folder).map_err(unwritable)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_data()).map_err(unwritable)?;
    file.persist(path).map_err(|error| unwritable(error.error))?;
    Ok(())
}

/// Writes a file anew that is the user's own: who may read and write it stays as it was.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    let permissions = fs::metadata(path).map(|metadata| metadata.permissions());
    write(path, bytes)?;
    let kept = permissions.and_then(|permissions| fs::set_permissions(path, permissions));
    kept.map_err(|error| {
        Complaint::error(Fault::Unwritable { path: path.display().to_string(), why: error.to_string() }, None)
    })
}

/// Writes a file only where none lies.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    if path.exists() {
        return Err(Complaint::error(Fault::FileExists { path: path.display().to_string() }, None));
    }
    write(path, bytes)
}
