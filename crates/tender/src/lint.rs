//! The linter: what a careful colleague would say of the buyer's own requirements, deviations and answers.
//!
//! It reads a whole requirement and not one sentence, since what looks loose in the first is often pinned in the
//! second. Few
//! rules warn, the rest advise, and none of them stops anything: a remark that the buyer has weighed is allowed with a
//! reason
//! (`allow = ["vague-word: målt i bilag 2"]`), and the reason is printed in the baggrundsnotat.
//!
//! Nothing here reads a file, a clock or the environment: the catalog comes as [`Grounds`], the dictionary as its text.

use std::ops::Range;

pub use self::allow::Allowance;
pub use self::grounds::{Grounds, Integration, Line};
pub use self::own::{Weighed, check_allowed, remarks, weighed};
pub use self::page::{Example, Page, guide};
pub use self::rules::{RULES, Rule};
pub use self::spelling::{Dictionary, DictionaryError};
use self::text::Text;
use crate::text::language::Both;

mod allow;
pub mod fault;
mod grounds;
mod measure;
mod own;
mod page;
mod rules;
mod spelling;
mod text;
mod words;

/// How much a remark weighs. None of them stops a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth a look
    Advice,
    /// Likely to cost the tender something
    Warning,
}

/// The kind of a requirement's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An offer that does not meet it cannot be taken
    Minimum,
    /// Counts in the evaluation
    Evaluated,
    /// May be offered
    Optional,
}

/// What the buyer wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    Requirement,
    /// The reason of a line that was changed or left out
    Deviation,
    /// A question's answer
    Answer,
}

/// One text of the buyer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// As it is printed: `E1`, `I-02.E1`, »Svar 7«
    pub id: String,
    /// Of its type, as the buyer writes it: `MK`
    pub type_name: String,
    pub kind: Kind,
    pub what: What,
    pub title: Option<String>,
    pub text: String,
    /// Remarks that the buyer has weighed: `rule: reason`
    pub allow: Vec<String>,
}

/// Something that the linter says of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Of the subjects that were given
    pub subject: usize,
    pub rule: &'static Rule,
    /// The fact
    pub message: Both,
    /// What to see at the place
    pub label: Both,
    /// The way out
    pub hint: Option<Both>,
    /// In the text, on character boundaries
    pub span: Range<usize>,
    /// The buyer's reason to let it stand
    pub allowed: Option<String>,
}

impl Remark {
    pub fn level(&self) -> Level {
        self.rule.level
    }
}

/// What was said of all subjects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// By subject, then by place
    pub remarks: Vec<Remark>,
    /// The `allow` entries that do nothing
    pub idle: Vec<Allowance>,
}

/// What a rule found, before it is known whether the buyer allows it.
#[derive(Debug, Clone)]
struct Finding {
    span: Range<usize>,
    message: Both,
    label: Both,
    hint: Option<Both>,
}

impl Finding {
    fn new(span: Range<usize>, message: Both, label: Both) -> Self {
        Self { span, message, label, hint: None }
    }

    fn hint(mut self, hint: Both) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// A subject whose text was read.
struct Reading<'s> {
    subject: &'s Subject,
    text: Text<'s>,
}

/// Everything that a rule may look at.
struct Desk<'s> {
    grounds: &'s Grounds,
    dictionary: Option<&'s Dictionary>,
    readings: &'s [Reading<'s>],
}

/// Reads all subjects of a tender together: some remarks are about two of them.
pub fn review(subjects: &[Subject], grounds: &Grounds, dictionary: Option<&Dictionary>) -> Review {
    let readings: Vec<Reading> =
        subjects.iter().map(|subject| Reading { subject, text: Text::read(&subject.text) }).collect();
    let desk = Desk { grounds, dictionary, readings: &readings };
    let mut review = Review::default();
    for rule in RULES {
        for (subject, Finding { span, message, label, hint }) in rule.look(&desk) {
            review.remarks.push(Remark { subject, rule, message, label, hint, span, allowed: None });
        }
    }
    // Those of one place stay in the order of the rules.
    review.remarks.sort_by_key(|remark| (remark.subject, remark.span.start));
    allow::weigh(subjects, &mut review);
    review
}
