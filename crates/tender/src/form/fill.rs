//! A form filled in: answers are put into the fields of a form that somebody made, and nothing else of it is touched.
//!
//! Each format fills its own; what it gives is read back as any form that a person filled in.

use super::filling::{Filling, Unfillable};
use super::returned::Kind;
use super::{pdf, word, workbook};

/// Fills a form in. Fields that it lacks are passed over.
pub fn fill(kind: Kind, bytes: &[u8], filling: &Filling) -> Result<Vec<u8>, Unfillable> {
    match kind {
        Kind::Pdf => pdf::fill(bytes, filling),
        Kind::Xlsx => workbook::fill(bytes, filling),
        Kind::Docx => word::fill(bytes, filling),
    }
}
