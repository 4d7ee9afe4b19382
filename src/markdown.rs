//! Markdown as nodes: what comrak read, reduced to what a document can print.
//!
//! Raw HTML, images, and links to other than `https:`, `http:` and `mailto:` are refused at their place.

use serde::Serialize;

/// A run of text.
pub type Rich = Vec<Inline>;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Inline {
    Text { s: String },
    /// `SF1461`, `I-02.03`: semibold, never broken over a line
    Id { s: String },
    Strong { c: Rich },
    Emph { c: Rich },
    Link { url: String, c: Rich },
    Break,
}

/// A paragraph, a list, a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Block {
    Paragraph { c: Rich },
    List { ordered: bool, items: Vec<Vec<Block>> },
    Heading { level: u8, c: Rich },
    Quote { blocks: Vec<Block> },
}
