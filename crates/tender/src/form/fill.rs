//! A form filled in: answers are put into the fields of a form that somebody made, and nothing else of it is touched.
//!
//! Each format fills its own; what it gives is read back as any form that a person filled in.

use super::filling::{Done, Filling, Unfillable};
use super::returned::Kind;
use super::{pdf, word, workbook};

/// Fills a form in. One in which a field is not found that is to be filled in is refused: it could be read by its
/// titles and rows, and would come out without an answer that is told to be in it.
pub fn fill(kind: Kind, bytes: &[u8], filling: &Filling) -> Result<Vec<u8>, Unfillable> {
    let Done { bytes, missed } = match kind {
        Kind::Pdf => pdf::fill(bytes, filling)?,
        Kind::Xlsx => workbook::fill(bytes, filling)?,
        Kind::Docx => word::fill(bytes, filling)?,
    };
    if missed.is_empty() { Ok(bytes) } else { Err(Unfillable::Nameless { fields: missed.len() }) }
}
