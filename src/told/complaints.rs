//! What complaints mean, told at the terminal.

use tender::complaint::Guide;

use crate::console::Console;
use crate::outcome::Outcome;

/// Lists codes, each on a line.
pub fn list(codes: &[&str], console: &mut Console) -> Outcome {
    console.show(&(codes.join("\n") + "\n"))
}

/// Tells the cause and the remedy of a complaint, and shows one.
pub fn explain(guide: &Guide, console: &mut Console) -> Outcome {
    let Guide { code, cause, remedy, example } = guide;
    console.show(&format!("{code}\n\nCause: {cause}\n\nRemedy: {remedy}\n\n{example}"))
}
