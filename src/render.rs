//! What is printed: a [`Document`](crate::document::Document) as PDF or Markdown.
//!
//! The only module that names Typst. A document reaches a template as data, never as Typst source: whatever a user wrote, it
//! stays text.

mod attachment;
mod figure;
mod finish;
mod fonts;
mod form;
mod html;
mod manuscript;
mod markdown;
mod objects;
mod press;
mod templates;
mod thread;
mod uses;
mod words;
mod world;
mod xlsx;

#[cfg(test)]
#[rustfmt::skip]
mod specimen;

pub use attachment::{Attachment, Relationship};
pub use figure::{dot, mermaid, svg};
pub use fonts::{Fonts, font_files};
pub use html::html;
pub use manuscript::Manuscript;
pub use markdown::{markdown, markdown_of_changes};
pub use press::{Assets, Pdf, Press, Sheets};
pub use templates::Templates;
pub use thread::on_typesetting_thread;
pub use words::Words;
pub use xlsx::{comparison, workbook};
