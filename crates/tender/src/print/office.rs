//! What Word and PowerPoint papers share: the XML of their parts, and the package that they are kept in.

pub(crate) mod package;
pub(crate) mod picture;
pub(crate) mod xml;

pub use picture::{Furnishing, Picture};
