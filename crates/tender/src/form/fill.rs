//! A form filled in: answers are put into the fields of a form that somebody made, and nothing else of it is touched.
//!
//! Each format fills its own; what it gives is read back as any form that a person filled in.

use std::collections::BTreeMap;

use super::returned::Kind;
use super::{pdf, workbook};

/// What is put into fields, by their names.
pub type Filling = BTreeMap<String, String>;

/// Why a form cannot be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfillable {
    /// It does not carry what ties it to a tender, so it is not known what its lines ask
    NoBinding,
    /// The file is not made as forms are
    Broken(String),
}

/// Fills a form in. Fields that it lacks are passed over.
pub fn fill(kind: Kind, bytes: &[u8], filling: &Filling) -> Result<Vec<u8>, Unfillable> {
    match kind {
        Kind::Pdf => pdf::fill(bytes, filling),
        Kind::Xlsx => workbook::fill(bytes, filling),
    }
}
