//! What the workbook carries along, so that the answers can be judged again with what the evaluators accept.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::catalog::id::{FactId, LineId};
use crate::form::finding::{Finding, What};
use crate::form::judge::Judged;
use crate::form::{Answer, Reference, Supplier};
use crate::text::seal::sha256;

/// The version of the format.
pub const SCHEMA: u32 = 1;

/// What a comparison was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    pub schema: u32,
    /// The buyer's profile as TOML that stands alone
    pub profile: String,
    /// In the order of the comparison
    pub suppliers: Vec<Given>,
}

/// What a supplier answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub file: String,
    pub name: Option<String>,
    pub cvr: Option<String>,
    pub facts: BTreeMap<FactId, String>,
    pub answers: BTreeMap<LineId, Answer>,
    /// The form was read and could be judged
    pub judged: bool,
    /// The lines that were answered to other words, or in more ways than one
    #[serde(default, alias = "reworded")]
    pub unclear: BTreeSet<LineId>,
    /// The lines that may have been answered where it could not be read
    #[serde(default)]
    pub unread: BTreeSet<LineId>,
}

impl Basis {
    pub fn of(judged: &[Judged], reference: &Reference) -> Self {
        let given = judged.iter().map(|judged| {
            let Supplier { file, name, cvr, facts, answers, findings, unclear_facts } = &judged.supplier;
            let is_unclear = |what: &What| what.is_of_other_words() || what.leaves_in_doubt();
            let unclear = |finding: &Finding| finding.requirement.clone().filter(|_| is_unclear(&finding.what));
            let unread = |finding: &Finding| finding.requirement.clone().filter(|_| finding.what.hides_the_answer());
            let facts = facts.iter().filter(|(fact, _)| !unclear_facts.contains(*fact));
            Given {
                file: file.clone(),
                name: name.clone(),
                cvr: cvr.clone(),
                facts: facts.map(|(fact, answer)| (fact.clone(), answer.clone())).collect(),
                answers: answers.clone(),
                judged: !judged.verdicts.is_empty(),
                unread: findings.iter().filter_map(unread).collect(),
                unclear: findings.iter().filter_map(unclear).chain(judged.apart.iter().cloned()).collect(),
            }
        });
        Self { schema: SCHEMA, profile: reference.case.normalised.clone(), suppliers: given.collect() }
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a basis is plain data")
    }

    /// Tells one comparison from another.
    pub fn seal(&self) -> String {
        sha256(self.to_json().as_bytes())
    }
}

impl Given {
    pub(super) fn supplier(&self) -> Supplier {
        Supplier {
            file: self.file.clone(),
            name: self.name.clone(),
            cvr: self.cvr.clone(),
            facts: self.facts.clone(),
            answers: self.answers.clone(),
            ..Supplier::default()
        }
    }

    /// What to call the supplier where there is room for one name.
    pub fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.file)
    }
}
