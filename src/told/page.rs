//! What is told of a page that was written.

use std::path::PathBuf;

use crate::console::Console;
use crate::outcome::Outcome;

/// Names the file.
pub fn tell(page: PathBuf, console: &mut Console) -> Outcome {
    super::wrote(&[page], console);
    Outcome::Done
}
