//! The last pass over a printed PDF: form fields, attachments, and a tighter file.

use lopdf::{Document, SaveOptions};

use crate::complaint::{Complaints, Fault};
use crate::document::Field;
use crate::render::attachment::{Attachment, attach};
use crate::render::form::{self, TypingFont};

/// How many objects share a stream: tags are small and alike.
const TOGETHER: usize = 200;

/// The level of compression, of nine: more takes longer than it saves.
const COMPRESSION: u32 = 6;

/// Finishes a PDF of Typst's. The same PDF gives the same bytes.
pub(super) fn finish<'f>(
    bytes: &[u8],
    fields: &[&Field],
    attachments: &[Attachment],
    font: impl FnOnce() -> &'f TypingFont,
) -> Result<Vec<u8>, Complaints> {
    let mut pdf = Document::load_mem(bytes).map_err(unreadable)?;
    form::place(&mut pdf, fields, font)?;
    attach(&mut pdf, attachments).map_err(unreadable)?;
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(TOGETHER)
        .compression_level(COMPRESSION)
        .build();
    let mut finished = Vec::with_capacity(bytes.len());
    pdf.save_with_options(&mut finished, options).map_err(|error| unreadable(error.into()))?;
    Ok(finished)
}

/// Complains that the printed PDF is not what Typst usually writes.
pub(super) fn unreadable(error: lopdf::Error) -> Complaints {
    let mut complaints = Complaints::new();
    complaints.error(Fault::UnexpectedPdf { why: error.to_string() }, None);
    complaints
}
