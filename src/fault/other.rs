//! Files that are named in the place of a profile.

use std::path::Path;

use tender::both;
use tender::text::language::Both;

/// What a file is that is no profile, as far as its ending tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherFile {
    /// The table of a portfolio
    Table,
    /// A document, perhaps one of ours
    Document,
}

impl OtherFile {
    /// What a file is; nothing of one that may be a profile.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "csv" | "tsv" | "xlsx" | "xls" | "xlsm" | "ods" => Some(Self::Table),
            "pdf" | "docx" | "doc" | "odt" | "html" | "htm" | "pptx" => Some(Self::Document),
            _ => None,
        }
    }

    /// What it is, as a part of a sentence.
    pub fn words(self) -> Both {
        match self {
            Self::Table => both!("a table", "en tabel"),
            Self::Document => both!("a document", "et dokument"),
        }
    }

    /// The way out.
    pub fn way_out(self) -> Both {
        match self {
            Self::Table => both!(
                "name the portfolio that reads it, a `.toml` file with a `[portfolio]` table",
                "angiv den portefølje, der læser den: en `.toml`-fil med en `[portfolio]`-tabel"
            ),
            Self::Document => both!(
                "name the profile, a `.toml` file with a `[tender]` table; `bilag init` writes one",
                "angiv profilen: en `.toml`-fil med en `[tender]`-tabel; `bilag init` skriver en"
            ),
        }
    }
}
