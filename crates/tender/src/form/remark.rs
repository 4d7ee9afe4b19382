//! What a supplier says outside the fields: no answer, but perhaps a reservation.

use serde::{Deserialize, Serialize};

/// Something that was put into a form beside its fields.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Remark {
    pub place: Place,
    /// The name of the field that it stands at, if it stands at one
    pub field: Option<String>,
    /// Its words; empty where it has none, such as a line drawn through a text
    pub text: String,
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A note on a page
    Note { page: u32 },
    /// Text typed onto a page
    Typed { page: u32 },
    /// A mark in a page's text: struck through, underlined, highlighted
    Marked { page: u32, how: Marking },
    /// Something drawn or stamped on a page
    Drawn { page: u32 },
    /// A file that the form did not have
    Attachment { name: String },
    /// A comment on a cell
    Comment { sheet: String, cell: String },
    /// A cell that is no field
    Cell { sheet: String, cell: String },
    /// A sheet that the form did not have, with its first words
    Sheet { sheet: String },
    /// Text in a shape, or a picture, laid over a sheet
    Shape { sheet: String },
    /// A paragraph of a Word paper that the form did not have
    Paragraph,
    /// A comment in the margin
    Margin { author: String },
    /// Words that were put in, or taken out, while Word kept track
    Tracked { author: String, gone: bool },
    /// Text in a box, or a picture
    Box,
}

/// How a text on a page is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marking {
    StruckOut,
    Underlined,
    Highlighted,
}

/// The most remarks of one form, and the most letters of one.
pub(super) const MOST: usize = 200;
pub(super) const LONGEST: usize = 1_000;

/// As much of a remark's words as is told, on one line.
pub(super) fn words(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{} […]", line[..at].trim_end()),
        None => line,
    }
}
