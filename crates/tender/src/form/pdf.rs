//! Filled PDF forms.

use lopdf::{Document, Error, LoadOptions};

use super::returned::{Kind, Returned};
use crate::form::binding::Binding;
use crate::form::foreign::Foreign;
use crate::form::refusal::Refusal;

mod active;
mod binding;
mod coverings;
mod drawn;
mod field;
mod fields;
mod fill;
mod notes;
mod pages;
mod resources;
mod sight;
mod text;
mod value;

pub use fill::fill;

/// The most that one stream may unpack to.
const UNPACKED: usize = 16 << 20;

/// Opens a PDF, whose streams unpack to no more than that.
fn open(bytes: &[u8]) -> Result<Document, Error> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options)
}

/// Reads a PDF: its fields, what was put beside them, and a hash of what each page draws.
pub fn read(bytes: &[u8]) -> Result<Returned, Refusal> {
    let pdf = open(bytes).map_err(refusal)?;
    if pdf.is_encrypted() {
        return Err(Refusal::Encrypted);
    }
    let mut returned = Returned::new(Kind::Pdf);
    active::find(&pdf, &mut returned.oddities);
    let pages = pages::read(&pdf);
    fields::read(&pdf, &pages, &mut returned);
    returned.binding = binding::find(&pdf);
    let bound = returned.binding.as_deref().and_then(|json| serde_json::from_str::<Binding>(json).ok());
    // A field that was put there by whoever sent the form for signature does not make up for those that are gone.
    let own = bound.as_ref().filter(|bound| !fields::any_of(bound, &returned));
    match (own, &returned.binding) {
        (Some(bound), _) => return Err(Refusal::Flattened(bound.fields.len())),
        (None, None) if returned.values.is_empty() => {
            let wrapped = binding::has_files(&pdf);
            return Err(if wrapped { Refusal::Foreign(Foreign::Wrapped) } else { Refusal::NoFields });
        }
        (None, _) => {}
    }
    notes::find(&pdf, &pages, &mut returned.remarks);
    binding::others(&pdf, &mut returned.remarks);
    returned.pages = pages.contents(&pdf);
    Ok(returned)
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::Decryption(_) | Error::InvalidPassword | Error::AlreadyEncrypted => Refusal::Encrypted,
        Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Refusal::Bomb,
        error => Refusal::Damaged(error.to_string()),
    }
}
