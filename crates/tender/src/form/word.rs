//! The response form as a Word paper: where its fields stand, how it is written, how it is read when it comes back, and how it is filled in.

pub mod layout;
mod write;

pub use write::docx;
