//! Files that a document carries along: what it was made from, for machines.

/// A file inside a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name: `profil.toml`
    pub name: String,
    pub bytes: Vec<u8>,
    /// `application/json`
    pub mime: &'static str,
    pub relationship: Relationship,
    /// What it is, in the document's language
    pub description: String,
}

/// What an attachment is to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// The document was made from it
    Source,
    /// What the document says, for machines
    Data,
}
