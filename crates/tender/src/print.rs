//! What is printed without Typst: Markdown, HTML and figures, with the words that people may change.

pub mod fault;
mod figure;
pub mod html;
mod markdown;
pub mod office;
pub mod templates;
pub mod word;

pub use crate::document::words::{Word, Words};
pub use figure::{dot, mermaid, svg};
pub use html::{html, shown};
pub use markdown::{markdown, markdown_of_changes};
pub use office::{Furnishing, Picture};
pub use templates::Templates;
pub use word::docx;
