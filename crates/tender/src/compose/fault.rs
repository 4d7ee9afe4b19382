//! What is wrong with the fixed texts.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::complaint::{Fault, Saying};
use crate::say;

/// What is wrong with a fixed text.
///
/// The name of a variant is its code: `MissingPlaceholder` is printed as `missing-placeholder`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ComposeFault {
    MissingTitle,
    MissingPlaceholder { name: String },
}

/// The codes of these faults.
pub const CODES: &[&str] = ComposeFault::VARIANTS;

impl Fault for ComposeFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::MissingTitle => say!("the text has no heading", "teksten har ingen overskrift").hint(both!(
                "begin the text with a line such as `# Vejledning`",
                "begynd teksten med en linje som `# Vejledning`"
            )),
            Self::MissingPlaceholder { name } => say!(
                "the placeholder `{name}` is missing from this text",
                "pladsholderen `{name}` mangler i denne tekst"
            )
            .hint(both!("write `{{{{{name}}}}}` where it belongs", "skriv `{{{{{name}}}}}` dér, hvor den hører til")),
        }
    }
}
