//! Files are written beside their place and then renamed, so that each is old or new and never half.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::complaint::{Complaint, Fault};
use crate::platform;

/// Writes a file whole, with the folders it lies in, and waits until the disk has it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    put(path, bytes, File::sync_data)
}

/// Writes a file whole that can be made again from what the user has, and does not wait for the disk, which in a batch would take
/// longer than printing. A run that is killed leaves no half file either; only a machine that loses its power within seconds may.
pub fn write_product(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    put(path, bytes, |_| Ok(()))
}

fn put(path: &Path, bytes: &[u8], settle: fn(&File) -> io::Result<()>) -> Result<(), Complaint> {
    let unwritable = |error: io::Error| {
        Complaint::error(Fault::Unwritable { path: path.display().to_string(), why: error.to_string() }, None)
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(unwritable)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bilag-");
    platform::readable(&mut builder);
    let mut file = builder.tempfile_in(folder).map_err(unwritable)?;
    file.write_all(bytes).and_then(|()| settle(file.as_file())).map_err(unwritable)?;
    file.persist(path).map_err(|error| unwritable(error.error))?;
    Ok(())
}

/// Writes a file only where none lies.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    if path.exists() {
        return Err(Complaint::error(Fault::FileExists { path: path.display().to_string() }, None));
    }
    write(path, bytes)
}
