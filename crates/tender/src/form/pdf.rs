//! Filled PDF forms.

use lopdf::{Document, Error, LoadOptions};

use super::returned::{Kind, Returned};
use crate::form::refusal::Refusal;

mod active;
mod binding;
mod fields;

/// The most that one stream may unpack to.
const UNPACKED: usize = 16 << 20;

/// Reads a PDF. Its pages are not looked at.
pub fn read(bytes: &[u8]) -> Result<Returned, Refusal> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED), ..LoadOptions::default() };
    let pdf = Document::load_mem_with_options(bytes, options).map_err(refusal)?;
    if pdf.is_encrypted() {
        return Err(Refusal::Encrypted);
    }
    let mut returned = Returned::new(Kind::Pdf);
    active::find(&pdf, &mut returned.oddities);
    fields::read(&pdf, &mut returned);
    returned.binding = binding::find(&pdf);
    if returned.values.is_empty() && returned.binding.is_none() { Err(Refusal::NoFields) } else { Ok(returned) }
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::Decryption(_) | Error::InvalidPassword | Error::AlreadyEncrypted => Refusal::Encrypted,
        Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Refusal::Bomb,
        error => Refusal::Damaged(error.to_string()),
    }
}
