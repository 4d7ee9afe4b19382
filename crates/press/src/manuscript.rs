//! What goes to the press.

mod jointing;

use serde::Serialize;
use serde_json::Serializer;
use typst::foundations::Bytes;

use jointing::Jointing;
use tender::document::Document;

/// A document and its data, as a template reads them.
#[derive(Debug, Clone)]
pub struct Manuscript<'d> {
    document: &'d Document,
    data: Bytes,
}

impl<'d> From<&'d Document> for Manuscript<'d> {
    fn from(document: &'d Document) -> Self {
        let data = serde_json::to_vec(document).expect("a document is plain data");
        Self { document, data: Bytes::new(data) }
    }
}

impl<'d> Manuscript<'d> {
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// The document as JSON, on one line.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The document as a template reads it: its running text says where its words may be broken.
    pub(crate) fn bytes(&self) -> Bytes {
        // With its joints it is as long and a little more.
        let mut data = Vec::with_capacity(self.data.len() + self.data.len() / 16);
        let mut writing = Serializer::with_formatter(&mut data, Jointing::default());
        self.document.serialize(&mut writing).expect("a document is plain data");
        Bytes::new(data)
    }
}
