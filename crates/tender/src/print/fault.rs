//! What is wrong with the templates before anything is printed with them.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::complaint::words::meant;
use crate::complaint::{Fault, Saying};
use crate::say;
use crate::text::language::Both;

pub use self::flaw::TemplateFlaw;

mod flaw;

/// What is wrong with the templates.
///
/// The name of a variant is its code: `NameNotUnicode` is printed as `name-not-unicode`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PrintFault {
    /// A file in a folder of templates has a name that templates cannot write
    NameNotUnicode { path: String },
    /// A Word template that nothing can be taken from
    WordTemplate { path: String, flaw: TemplateFlaw },
    /// Nothing in a folder of templates takes the place of one of ours
    NoTemplates { folder: String, there: Option<String> },
    /// A file in a folder of templates has no namesake among ours, and no template names it
    UnusedTemplate { path: String, nearest: Option<String> },
    /// A word stands under a key that is none of ours, and no template asks for it
    UnusedWord { key: String, nearest: Option<String> },
}

/// The codes of these faults.
pub const CODES: &[&str] = PrintFault::VARIANTS;

impl Fault for PrintFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::WordTemplate { path, flaw } => {
                let Both { en, da } = flaw.words();
                say!(
                    "nothing can be taken from the Word template `{path}`: {en}",
                    "Word-skabelonen `{path}` kan ikke bruges: {da}"
                )
            }
            Self::NameNotUnicode { path } => {
                say!("the name of `{path}` is not Unicode", "navnet på `{path}` er ikke Unicode")
            }
            Self::NoTemplates { folder, there } => {
                say!("no template is replaced by `{folder}`", "`{folder}` erstatter ingen skabelon").hint(match there {
                    Some(there) => both!("the templates lie in `{there}`", "skabelonerne ligger i `{there}`"),
                    None => both!(
                        "name the folder in which files such as `kravbilag.typ`, `ord.toml` or `tekster/` lie",
                        "angiv den mappe, som filer som `kravbilag.typ`, `ord.toml` eller `tekster/` ligger i"
                    ),
                })
            }
            Self::UnusedTemplate { path, nearest } => {
                say!("nothing uses `{path}`", "`{path}` bruges ikke til noget").hints(meant(nearest))
            }
            Self::UnusedWord { key, nearest } => {
                say!("nothing uses the word `{key}`", "ordet `{key}` bruges ikke til noget").hints(meant(nearest))
            }
        }
    }
}
