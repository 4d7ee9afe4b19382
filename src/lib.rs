//! `bilag`: requirement appendices and response forms for Danish public tenders.
pub mod complaint;
pub mod document;
pub mod fault;
pub mod markdown;
pub mod render;
pub mod source;
