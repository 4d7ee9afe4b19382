//! Every fault that `bilag` complains of: its code, its message, its label and its way out.

use std::fmt;

/// What is wrong, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Typst could not lay a template out
    Typst { message: String, hints: Vec<String> },
}

impl Fault {
    /// The stable name of the fault, as complaints print it.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::Typst { .. } => "typst",
        }
    }

    /// What stands beside the place.
    pub fn label(&self) -> String {
        String::new()
    }

    /// The way out; empty when none is probably right.
    pub fn hints(&self) -> Vec<String> {
        match self {
            Fault::Typst { hints, .. } => hints.clone(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Typst { message, .. } => f.write_str(message),
        }
    }
}
