//! A tender that suppliers have read: what was published, and what may still be changed.

pub mod fault;
pub mod lock;
pub mod names;
mod packed;
pub mod release;
mod reweighed;
pub mod seals;
pub mod shelf;
mod standing;
pub mod targets;
mod version;

pub use names::Names;
pub use release::{Published, Release, document_of};
pub use reweighed::Reweighed;
pub use shelf::{Locked, Parts, Shelf};
pub use standing::{NAMED, Publication, Standing, WentOut};
