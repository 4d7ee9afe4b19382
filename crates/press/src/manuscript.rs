//! What goes to the press.

use serde_json::Value;
use typst::foundations::Bytes;

use tender::document::Document;
use tender::text::joints::jointed;

/// What holds running text: whole sentences, which are set in lines. Titles, names, answers and ids are never broken.
const PROSE: &[&str] = &["meaning", "help", "reason", "purpose", "message", "standard", "sentences"];

/// What is a title, whatever it holds.
const TITLES: &[&str] = &["title", "subject"];

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
        let mut value: Value = serde_json::from_slice(&self.data).expect("it was just written");
        joint(&mut value, "");
        Bytes::new(serde_json::to_vec(&value).expect("a document is plain data"))
    }
}

/// Puts joints into the running text of what stands under a key.
fn joint(value: &mut Value, key: &str) {
    match value {
        Value::Object(fields) => {
            // A heading is a title; words that are compared are set as they were written.
            let kind = fields.get("t").and_then(Value::as_str).unwrap_or_default();
            if kind == "heading" {
                return;
            }
            let is_text = kind == "text";
            for (key, value) in fields.iter_mut().filter(|(key, _)| !TITLES.contains(&key.as_str())) {
                let prose = is_text && key == "s" || PROSE.contains(&key.as_str());
                match value {
                    Value::String(text) if prose => {
                        if let std::borrow::Cow::Owned(joined) = jointed(text) {
                            *text = joined;
                        }
                    }
                    Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
                    Value::Array(_) | Value::Object(_) => joint(value, key),
                }
            }
        }
        Value::Array(values) => {
            for value in values {
                match value {
                    Value::String(text) if PROSE.contains(&key) => *text = jointed(text).into_owned(),
                    Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
                    Value::Array(_) | Value::Object(_) => joint(value, key),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
