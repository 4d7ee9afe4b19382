//! What is told of a checklist.

use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::checklist::Made;

/// Names the files that were written.
pub fn tell(made: &Made, console: &mut Console) -> Outcome {
    let outcome = console.complain(&made.warnings);
    super::wrote(&made.written, console);
    outcome
}
