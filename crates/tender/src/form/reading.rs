//! What a returned file is, whatever its name says, and which reader it goes to.

use super::refusal::Refusal;
use super::returned::{Reading, Returned};
use super::{pdf, workbook};

impl Reading {
    /// Reads a returned file whose bytes are at hand.
    pub fn of(bytes: &[u8]) -> Self {
        match by_magic(bytes) {
            Ok(returned) => Reading::Form(Box::new(returned)),
            Err(refusal) => Reading::Refused(refusal),
        }
    }
}

/// A file is what it begins as.
fn by_magic(bytes: &[u8]) -> Result<Returned, Refusal> {
    /// Readers of PDF look for the header this far into the file.
    const HEADER: usize = 1024;
    /// The older binary format of Office, in which a workbook with a password is wrapped too.
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let start = &bytes[..bytes.len().min(HEADER)];
    // A package may hold a PDF so near to its beginning that it looks like one.
    if bytes.starts_with(b"PK\x03\x04") {
        workbook::read::read(bytes)
    } else if start.windows(5).any(|window| window == b"%PDF-") {
        pdf::read(bytes)
    } else if bytes.starts_with(COMPOUND) {
        Err(if contains(bytes, &utf16("EncryptedPackage")) { Refusal::Encrypted } else { Refusal::NotAForm })
    } else {
        Err(Refusal::NotAForm)
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
