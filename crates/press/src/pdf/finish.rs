//! The last pass over a printed PDF: form fields, attachments, and a tighter file.

use crate::pdf::attachment::{Enclosure, attach};
use crate::pdf::fields;
use crate::pdf::fields::TypingFont;
use crate::pdf::objects::Objects;
use tender::complaint::Complaints;
use tender::document::Field;

/// Finishes a PDF of Typst's. The same PDF gives the same bytes.
pub(crate) fn finish<'f>(
    bytes: &[u8],
    fields: &[&Field],
    attachments: &[Enclosure],
    font: impl FnOnce() -> &'f TypingFont,
) -> Result<Vec<u8>, Complaints> {
    let mut objects = Objects::read(bytes)?;
    fields::place(&mut objects, fields, font)?;
    attach(&mut objects, attachments)?;
    Ok(objects.write()?)
}
