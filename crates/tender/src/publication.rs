//! A tender that suppliers have read: what was published, and what may still be changed.

pub mod fault;
pub mod lock;
pub mod release;
mod standing;
mod version;

pub use release::{Published, Release};
pub use standing::{NAMED, Publication, Standing, output_name};
