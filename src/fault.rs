//! Every fault that `bilag` complains of: its code, its message, its label and its way out.

use std::fmt;

/// What is wrong, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Typst could not lay a template out
    Typst { message: String, hints: Vec<String> },
    /// A file or folder of templates or fonts cannot be read
    Unreadable { path: String, why: String },
    /// A link in a folder of templates leads out of it
    LeadsOut { path: String, folder: String },
    /// A template or fixed text is not UTF-8
    NotText { path: String },
    /// The file of fixed words is not what it should be
    Words { message: String },
    /// A file among the fonts holds none
    NotAFont { path: String },
    /// A folder of fonts holds none
    NoFonts { folder: String },
}

impl Fault {
    /// The stable name of the fault, as complaints print it.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::Typst { .. } => "typst",
            Fault::Unreadable { .. } => "unreadable",
            Fault::LeadsOut { .. } => "leads-out",
            Fault::NotText { .. } => "not-utf-8",
            Fault::Words { .. } => "words",
            Fault::NotAFont { .. } => "not-a-font",
            Fault::NoFonts { .. } => "no-fonts",
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
            Fault::LeadsOut { .. } => vec!["put a copy of the file into the folder".into()],
            Fault::Unreadable { .. }
            | Fault::NotText { .. }
            | Fault::Words { .. }
            | Fault::NotAFont { .. }
            | Fault::NoFonts { .. } => Vec::new(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Typst { message, .. } => f.write_str(message),
            Fault::Unreadable { path, why } => write!(f, "cannot read `{path}`: {why}"),
            Fault::LeadsOut { path, folder } => write!(f, "`{path}` leads out of the folder `{folder}`"),
            Fault::NotText { path } => write!(f, "`{path}` is not UTF-8 text"),
            Fault::Words { message } => write!(f, "cannot read the fixed words: {message}"),
            Fault::NotAFont { path } => write!(f, "`{path}` holds no font"),
            Fault::NoFonts { folder } => write!(f, "no fonts in `{folder}`"),
        }
    }
}
