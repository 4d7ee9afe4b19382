//! Files are written beside their place and then renamed, so that each is old or new and never half.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::complaint::{Complaint, Fault};
use crate::platform;

/// Writes a file whole, with the folders it lies in.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    let unwritable = |error: io::Error| {
        Complaint::error(Fault::Unwritable { path: path.display().to_string(), why: error.to_string() }, None)
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(unwritable)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bilag-");
    platform::readable(&mut builder);
    let mut file = builder.tempfile_in(folder).map_err(unwritable)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_data()).map_err(unwritable)?;
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

/// The SHA-256 of a file's bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string never fails");
        hex
    })
}
