//! What goes to the press.

use typst::foundations::Bytes;

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

    pub(crate) fn bytes(&self) -> Bytes {
        self.data.clone()
    }
}
