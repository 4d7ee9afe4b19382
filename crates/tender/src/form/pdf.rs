//! Filled PDF forms.

use lopdf::{Document, Error, LoadOptions};

use super::returned::{Kind, Returned};
use crate::document::DocumentKind;
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

/// Whether the end of a file is missing. A reader can put together what is left of it, but not what is gone: the last
/// answers, or all that were saved behind an earlier end.
fn is_cut(bytes: &[u8]) -> bool {
    let end = rfind(bytes, b"%%EOF").unwrap_or(0);
    let last = &bytes[end..];
    let objects_follow = [b" obj\n".as_slice(), b" obj\r", b" obj<"].iter().any(|begin| rfind(last, begin).is_some());
    // Whatever else stands behind the mark of the end is of no account.
    if end > 0 && !objects_follow {
        return false;
    }
    // Without the mark a file is whole that has come to its table of objects: after them, or the last of them.
    let behind = rfind(last, b"endobj").map_or(last, |at| &last[at..]);
    let has_table = [b"startxref".as_slice(), b"trailer"].iter().any(|word| rfind(behind, word).is_some());
    let last_object = rfind(last, b" obj").map_or(last, |at| &last[at..]);
    let is_table = rfind(last_object, b"/XRef").is_some() && rfind(last_object, b"endobj").is_some();
    !has_table && !is_table
}

/// Where a word stands last.
fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|part| part == word)
}

/// Reads a PDF: its fields, what was put beside them, and a hash of what each page draws.
pub fn read(bytes: &[u8]) -> Result<Returned, Refusal> {
    let pdf = open(bytes).map_err(refusal)?;
    if is_cut(bytes) {
        return Err(Refusal::Damaged("filens slutning mangler".to_owned()));
    }
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
            return Err(match (is_comparison(&pdf), binding::has_files(&pdf)) {
                (true, _) => Refusal::Foreign(Foreign::Comparison),
                (false, true) => Refusal::Foreign(Foreign::Wrapped),
                (false, false) => Refusal::NoFields,
            });
        }
        (None, _) => {}
    }
    notes::find(&pdf, &pages, &mut returned.remarks);
    binding::others(&pdf, &mut returned.remarks);
    returned.pages = pages.contents(&pdf);
    Ok(returned)
}

/// Whether a file says of itself that this program made it of forms.
fn is_comparison(pdf: &Document) -> bool {
    let info = pdf.trailer.get(b"Info").ok().and_then(|info| pdf.dereference(info).ok());
    let Some(info) = info.and_then(|(_, info)| info.as_dict().ok()) else { return false };
    let said =
        |key: &[u8]| info.get(key).ok().and_then(|text| lopdf::decode_text_string(text).ok()).unwrap_or_default();
    let made_of_forms = [DocumentKind::Sammenligning, DocumentKind::Evaluering];
    let is_titled = made_of_forms.iter().any(|kind| said(b"Keywords").starts_with(kind.about().name));
    is_titled && said(b"Creator").starts_with("bilag")
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::Decryption(_) | Error::InvalidPassword | Error::AlreadyEncrypted => Refusal::Encrypted,
        Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Refusal::Bomb,
        error => Refusal::Damaged(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn a_file_without_its_end_is_known() {
        let object = "1 0 obj\n<<>>\nendobj\n";
        let end = "trailer\n<<>>\nstartxref\n20\n%%EOF\n";
        for (file, cut) in [
            (format!("{object}{end}"), false),
            (format!("{object}{end}\0\0 attached by a portal"), false),
            (format!("{object}{end}{object}{end}"), false),
            (format!("{object}trailer\n<<>>\n"), false),
            (format!("{object}trailer\n<<>>\nstartxref\n2"), false),
            (format!("{object}2 0 obj\n<</Type /XRef>>stream\n\nendstream\nendobj\n"), false),
            (format!("{object}2 0 obj\n<</Type /XRef>>str"), true),
            (object.to_owned(), true),
            (format!("{object}2 0 obj\n<<"), true),
            // What was saved last is gone.
            (format!("{object}{end}{object}"), true),
        ] {
            assert_eq!(is_cut(file.as_bytes()), cut, "{file}");
        }
    }
}
