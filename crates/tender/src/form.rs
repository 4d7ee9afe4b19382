//! Answers that came back: filled response forms in, one comparison out.
//!
//! A returned file is a stranger's. It is read in a process of its own that can be killed (the program starts it), and
//! what it says ([`returned`]) is judged against a reference ([`mod@reference`]): the buyer's own profile, or, without
//! it, the one that the form carries, which proves nothing. What is found is told per supplier ([`finding`]): nothing
//! is decided here, the buyer decides.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::catalog::id::{FactId, LineId};

mod alike;
pub mod archive;
pub mod asked;
pub mod binding;
pub mod checklist;
mod escaped;
pub mod evaluation;
pub mod fault;
pub mod fill;
pub mod filling;
pub mod finding;
pub mod foreign;
mod judge;
pub mod library;
pub mod limits;
mod names;
pub mod outcome;
mod package;
mod pdf;
pub mod published;
mod reading;
pub mod reference;
pub mod refusal;
pub mod remark;
pub mod report;
pub mod returned;
pub mod seals;
mod sight;
pub mod spelling;
mod surroundings;
pub mod way;
pub mod word;
pub mod workbook;

pub use crate::document::name;
pub use alike::{tell_alike, tell_other_form};
pub use finding::{Finding, What};
pub use judge::{Judged, Verdict, judge, judge_again, judge_earlier, unjudged};
pub use reference::Reference;
pub use returned::{Reading, Returned};

/// A returned form.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Supplier {
    /// The bare file name
    pub file: String,
    pub name: Option<String>,
    pub cvr: Option<String>,
    /// `Ja` or `Nej`, of the facts that the supplier was asked and answered
    pub facts: BTreeMap<FactId, String>,
    pub answers: BTreeMap<LineId, Answer>,
    pub findings: Vec<Finding>,
    /// The facts whose answer may not be what was meant: they count as unknown
    #[serde(skip)]
    pub unclear_facts: BTreeSet<FactId>,
}

/// The answer to a line, as it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub svar: Option<String>,
    pub begrundelse: Option<String>,
}

impl Answer {
    /// The answer without the blanks around it; nothing where only blanks are.
    pub fn given(&self) -> Option<&str> {
        self.svar.as_deref().map(str::trim).filter(|answer| !answer.is_empty())
    }
}

impl Supplier {
    /// Whether a line was answered to other words than the buyer's, as far as it was found.
    pub fn is_reworded(&self, id: &LineId) -> bool {
        self.is_told(id, What::is_of_other_words)
    }

    /// Whether what was read of the answer to a line may not be what was meant.
    pub fn is_doubtful(&self, id: &LineId) -> bool {
        self.is_told(id, What::leaves_in_doubt)
    }

    /// Whether a line may have been answered where it cannot be read.
    pub fn is_unread(&self, id: &LineId) -> bool {
        self.is_told(id, What::hides_the_answer)
    }

    fn is_told(&self, id: &LineId, which: fn(&What) -> bool) -> bool {
        self.findings.iter().any(|finding| finding.requirement.as_ref() == Some(id) && which(&finding.what))
    }

    /// What to call the supplier where there is room for one name.
    pub fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.file)
    }

    /// Whether nothing was answered at all.
    pub fn is_blank(&self) -> bool {
        let is_written = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        self.facts.is_empty() && !self.answers.values().any(|it| is_written(&it.svar) || is_written(&it.begrundelse))
    }
}
