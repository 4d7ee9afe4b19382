//! What is wrong with the templates before anything is printed with them.

use strum::{IntoStaticStr, VariantNames};

use crate::complaint::{Fault, Saying};
use crate::say;

/// What is wrong with the templates.
///
/// The name of a variant is its code: `NameNotUnicode` is printed as `name-not-unicode`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PrintFault {
    /// A file in a folder of templates has a name that templates cannot write
    NameNotUnicode { path: String },
}

/// The codes of these faults.
pub const CODES: &[&str] = PrintFault::VARIANTS;

impl Fault for PrintFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::NameNotUnicode { path } => {
                say!("the name of `{path}` is not Unicode", "navnet på `{path}` er ikke Unicode")
            }
        }
    }
}
