//! The evaluation: the comparison's workbook goes out to those who evaluate, and comes back with what they wrote.
//!
//! A row of its sheet »Vurdering« is a line and a supplier, told by a hidden key; each evaluator has columns for
//! points, reason and note. What they agree on, and how far they are apart where they do not, is told in the summary;
//! nothing is decided here.

pub mod basis;
pub mod layout;
pub mod paper;
pub mod read;
pub mod summary;

pub use basis::Basis;
pub use paper::paper;
pub use read::{Evaluator, Sheet, Slip, Unfit};
pub use summary::{Evaluated, Gone, TooMany, evaluate};

use crate::form::workbook::read::cell_name;
