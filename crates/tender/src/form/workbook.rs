//! The response form as a workbook: where its fields stand, how it is written, and how it is read when it comes back.

mod fill;
pub mod layout;
pub mod read;
mod write;

pub use fill::fill;
pub use write::{comparison, summary, workbook};
