//! What is wrong with what a buyer allows, and remarks as complaints.

use strum::{IntoStaticStr, VariantNames};

use super::Remark;
use crate::both;
use crate::complaint::{Fault, Saying};
use crate::say;
use crate::text::language::Both;

/// What is wrong with an `allow`.
///
/// The name of a variant is its code: `UnknownRule` is printed as `unknown-rule`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum LintFault {
    UnknownRule {
        name: String,
        nearest: Option<&'static str>,
    },
    /// The rule says nothing of the text
    NothingToAllow {
        rule: &'static str,
    },
}

/// The codes of these faults. A remark's code is the name of its rule.
pub const CODES: &[&str] = LintFault::VARIANTS;

impl Fault for LintFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::UnknownRule { name, nearest } => {
                let list = || {
                    both!(
                        "`bilag explain --code` lists the rules after the complaints",
                        "`bilag explain --code` viser reglerne efter meddelelserne"
                    )
                };
                let meant = nearest.map(|rule| both!("did you mean `{rule}`?", "mente du `{rule}`?"));
                say!("the linter has no rule `{name}`", "der er ingen regel, som hedder `{name}`")
                    .hint(meant.unwrap_or_else(list))
            }
            Self::NothingToAllow { rule } => say!(
                "the rule `{rule}` says nothing of this text, so there is nothing to allow",
                "reglen `{rule}` har ingen bemærkning til teksten, så der er intet at tillade"
            )
            .hint(both!(
                "delete the entry, or see whether it belongs to another requirement",
                "slet linjen, eller se efter, om den hører til et andet krav"
            )),
        }
    }
}

impl Fault for Remark {
    fn code(&self) -> &'static str {
        self.rule.name
    }

    fn saying(&self) -> Saying {
        let Self { message, label, hint, .. } = self;
        let said = Saying { message: message.clone(), label: Some(label.clone()), hints: Vec::<Both>::new() };
        said.hints(hint.clone())
    }
}
