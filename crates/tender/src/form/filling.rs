//! What is put into a form, and why it cannot be.

use std::collections::BTreeMap;

/// What is put into fields, by their names.
pub type Filling = BTreeMap<String, String>;

/// A form that was filled in, and the fields that were not found in it.
pub struct Done {
    pub bytes: Vec<u8>,
    pub missed: Vec<String>,
}

/// Why a form cannot be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfillable {
    /// It does not carry what ties it to a tender, so it is not known what its lines ask
    NoBinding,
    /// It is kept in another format than the one that was sent out
    OtherFormat,
    /// Fields that the form was made with are not found in it any more, so that answers would be lost
    Nameless { fields: usize },
    /// The file is not made as forms are
    Broken(String),
}
