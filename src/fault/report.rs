//! Why a file is not the report of a run.

use tender::both;
use tender::input::fault::BadJson;
use tender::text::language::Both;

/// Why a file is not the report of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoReport {
    Json(BadJson),
    /// It is written otherwise than we write it
    Schema {
        found: u32,
        ours: u32,
    },
    /// There is no such part
    Part {
        part: usize,
        of: usize,
    },
}

impl NoReport {
    pub fn words(&self) -> Both {
        match self {
            Self::Json(json) => json.words(),
            Self::Schema { found, ours } => both!(
                "its schema is {found}, and this program writes {ours}",
                "dens format er {found}, og dette program skriver {ours}"
            ),
            Self::Part { part, of } => {
                both!("it says that it is part {part} of {of}", "den siger, at den er del {part} af {of}")
            }
        }
    }
}
