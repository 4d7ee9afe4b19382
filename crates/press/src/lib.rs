//! What is printed with Typst: a [`Document`](tender::document::Document) as accessible, archivable PDF.
//!
//! The only crate that names Typst. A document reaches a template as data, never as Typst source: whatever a user
//! wrote, it stays text.
#![forbid(unsafe_code)]

mod dots;
pub mod fault;
mod fonts;
mod furnish;
mod logo;
mod manuscript;
pub mod pdf;
mod press;
mod proof;
mod sheets;
mod thread;
pub mod uses;
mod world;

#[cfg(test)]
#[rustfmt::skip]
mod specimen;

pub use fonts::{Fonts, font_files};
pub use manuscript::Manuscript;
pub use press::{Assets, Pdf, Press, Sheets};
pub use thread::on_typesetting_thread;
#[cfg(not(target_family = "wasm"))]
pub use thread::read_ahead;
