//! The response form as a Word paper: where its fields stand, how it is written, how it is read when it comes back, and
//! how it is filled in.

mod fill;
pub mod layout;
pub mod read;
mod reworked;
mod rows;
mod write;

pub use fill::fill;
pub use reworked::{Comment, Reworked, kind_of, reworked};
pub use rows::settled;
pub use write::docx;
