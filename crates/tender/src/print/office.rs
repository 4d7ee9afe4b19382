//! What Word and PowerPoint papers share: the XML of their parts, and the package that they are kept in.

pub(crate) mod package;
pub(crate) mod picture;
pub(crate) mod xml;

pub use picture::{Furnishing, Picture};

/// What stands in the overview where a package brings a prerequisite along, always and in some cases: as on the PDF's
/// pages.
pub(crate) const ALWAYS: &str = "●";
pub(crate) const CONDITIONAL: &str = "○";
