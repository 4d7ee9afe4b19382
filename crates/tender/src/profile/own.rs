//! What the buyer writes itself: requirements of its own, and changes to lines of the catalog.

use toml::value::Date;

use super::Due;
use crate::catalog::id::{PackageId, RequirementId, TypeId};
use crate::text::source::Place;

/// A requirement of the buyer's own: `I-02.E1`, or `E1` where it belongs to no package.
#[derive(Debug, Clone)]
pub struct OwnRequirement {
    pub id: RequirementId,
    /// Without one it stands in the chapter »Øvrige krav«
    pub package: Option<PackageId>,
    pub kind: TypeId,
    pub title: Option<String>,
    pub text: String,
    /// Where its text is written
    pub text_place: Place,
    pub answer: AnswerKind,
    pub describe: Describe,
    /// Of an evaluated requirement
    pub weight: Option<f64>,
    pub due: Option<Due>,
    pub allow: Vec<Allowed>,
    pub place: Place,
}

/// How the supplier answers a requirement.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum AnswerKind {
    /// With one of the type's words
    #[default]
    Choice,
    Text,
    Number(Numbers),
    Date(Dates),
}

/// Which numbers answer a requirement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Numbers {
    /// »timer«
    pub unit: Option<String>,
    pub at_least: Option<f64>,
    pub at_most: Option<f64>,
}

/// Which dates answer a requirement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dates {
    pub at_least: Option<Date>,
    pub at_most: Option<Date>,
}

impl AnswerKind {
    /// Whether the buyer said which answers meet the requirement.
    pub fn is_limited(&self) -> bool {
        match self {
            AnswerKind::Choice | AnswerKind::Text => false,
            AnswerKind::Number(numbers) => numbers.at_least.or(numbers.at_most).is_some(),
            AnswerKind::Date(dates) => dates.at_least.or(dates.at_most).is_some(),
        }
    }
}

/// Whether the supplier describes how a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Describe {
    /// Required of an evaluated requirement that is answered with what is neither the first nor the last of its type's
    /// words
    #[default]
    ByAnswer,
    Required,
    Optional,
    /// There is no field for it
    None,
}

impl Describe {
    /// Every word of the key.
    pub const ALL: [(&'static str, Describe); 3] =
        [("required", Describe::Required), ("optional", Describe::Optional), ("none", Describe::None)];
}

/// A remark of the linter that the buyer has weighed: `vague-word: målt i kravets bilag 2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    pub remark: String,
    pub because: String,
    pub place: Place,
}

/// A requirement of the catalog that does not apply to this tender.
#[derive(Debug, Clone)]
pub struct LeftOut {
    pub reason: String,
    /// Where its reason is written
    pub reason_place: Place,
    pub allow: Vec<Allowed>,
    /// Where its id is written
    pub place: Place,
}

/// A line of the catalog that the buyer changed. It stays where it is, and what it asks for stays as it is.
#[derive(Debug, Clone)]
pub struct LineChange {
    pub kind: Option<TypeId>,
    pub weight: Option<f64>,
    pub due: Option<Due>,
    pub reason: String,
    pub reason_place: Place,
    pub allow: Vec<Allowed>,
    /// Where its id is written
    pub place: Place,
    /// Where its type is written
    pub kind_place: Option<Place>,
}
