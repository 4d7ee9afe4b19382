//! What is told of two that were compared.

use std::path::Path;

use codespan_reporting::term::termcolor::Buffer;

use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::diff::paper::{self, Paper};
use crate::run::diff::{Compared, Made};

/// Prints what became of each line of a paper, or names the file that says it.
pub fn tell_paper(paper: &Paper, path: &Path, console: &mut Console) -> Outcome {
    let outcome = console.complain(&paper.warnings);
    let printed = match &paper.made {
        paper::Made::Text => {
            let mut out = if console.prints_colours() { Buffer::ansi() } else { Buffer::no_color() };
            paper.write_text(path, &mut out, console.language());
            console.show_styled(&String::from_utf8_lossy(out.as_slice()))
        }
        paper::Made::Data(data) => console.print(data),
        paper::Made::Written(path) => {
            super::wrote(std::slice::from_ref(path), console);
            Outcome::Done
        }
    };
    outcome.max(printed)
}

/// Prints what changed, or names the file that says it.
pub fn tell(compared: &Compared, console: &mut Console) -> Outcome {
    let outcome = console.complain(&compared.warnings);
    let printed = match &compared.made {
        Made::Text => {
            let mut out = if console.prints_colours() { Buffer::ansi() } else { Buffer::no_color() };
            compared.write_text(&mut out, console.language());
            console.show_styled(&String::from_utf8_lossy(out.as_slice()))
        }
        Made::Data(data) => console.print(data),
        Made::Written(path) => {
            super::wrote(std::slice::from_ref(path), console);
            Outcome::Done
        }
    };
    outcome.max(printed)
}
