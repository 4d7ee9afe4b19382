//! The last pass over a printed PDF: form fields, attachments, and a tighter file.

use crate::complaint::{Complaints, Fault};
use crate::document::Field;
use crate::render::attachment::{Enclosure, attach};
use crate::render::form::{self, TypingFont};
use crate::render::objects::{Missing, Objects};

/// Finishes a PDF of Typst's. The same PDF gives the same bytes.
pub(super) fn finish<'f>(
    bytes: &[u8],
    fields: &[&Field],
    attachments: &[Enclosure],
    font: impl FnOnce() -> &'f TypingFont,
) -> Result<Vec<u8>, Complaints> {
    let mut objects = Objects::read(bytes).map_err(unfinished)?;
    form::place(&mut objects, fields, font)?;
    attach(&mut objects, attachments)?;
    objects.write().map_err(unfinished)
}

/// Complains that the printed PDF is not what Typst usually writes.
pub(super) fn unfinished(missing: Missing) -> Complaints {
    let mut complaints = Complaints::new();
    complaints.error(Fault::UnexpectedPdf { missing }, None);
    complaints
}
