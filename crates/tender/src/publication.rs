//! A tender that suppliers have read: what was published, and what may still be changed.

pub mod fault;
pub mod lock;
mod version;

pub use version::raised;
