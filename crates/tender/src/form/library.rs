//! The supplier's side: a library of earlier answers, which learns from forms that were filled in and fills in new
//! ones.
//!
//! An answer belongs to the words that it was given to: the requirement's text, its condition and its alternative. A
//! new form's line with the same words gets the newest answer, which is that of the latest deadline, whenever it was
//! learned. Where the words changed, the earlier answer is shown beside the difference and the line is left empty; so it
//! is where nothing is known. A requirement of the catalog is known by its number too, one that a buyer wrote by its
//! words alone: its number says nothing in another tender. What else an answer was given under, such as a deadline, is
//! kept with it: what differs is told, and an answer that would say something else now is not put in. What somebody
//! wrote into the form already stays as it is.
//!
//! Nothing is sent anywhere: the library is a file of the supplier's own.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::asked::BoundLine;
use super::seals::of_words;
use crate::catalog::id::LineId;
use crate::text::calendar::read_date;

mod learn;
mod prefill;
mod review;
mod subject;
mod terms;
mod twin;

pub use learn::{About, learn};
pub use prefill::{Counted, Earlier, Filled, Standing, Taken, prefill};
pub use review::review;
pub use subject::Subject;
pub use terms::{Differs, Term, Terms};
pub use twin::{from_workbook, to_workbook};

/// The version of the format.
pub const SCHEMA: u32 = 1;

/// What a supplier answered before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    pub schema: u32,
    /// The forms that were learned from, in that order
    pub forms: Vec<Form>,
    /// The supplier's own data, by the names of their fields
    pub supplier: BTreeMap<String, Own>,
    pub facts: Vec<Known>,
    pub lines: Vec<Known>,
}

/// A form that was learned from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    pub number: u32,
    pub file: String,
    pub buyer: String,
    pub title: String,
    pub version: Option<String>,
    /// The tender's deadline, if it names one: `2027-02-01`, or as a person wrote it
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// What tells it from another: what it asks and what was answered
    pub seal: String,
}

/// A value of the supplier's own, and the number of the form that it is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    pub value: String,
    pub form: u32,
}

/// Something that was asked, and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The line, or the fact
    pub id: String,
    /// The fingerprint of its words
    pub words: String,
    pub title: String,
    pub text: String,
    pub condition: Option<String>,
    pub alternative: Option<String>,
    /// The newest last
    pub answers: Vec<Past>,
}

/// An earlier answer, and the number of the form that it is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    pub svar: Option<String>,
    pub begrundelse: Option<String>,
    /// The line that it was given to; absent of facts
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// What it was given under; absent of facts, and where a person wrote the answer into the library
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    pub form: u32,
}

impl Default for Library {
    fn default() -> Self {
        Self { schema: SCHEMA, forms: Vec::new(), supplier: BTreeMap::new(), facts: Vec::new(), lines: Vec::new() }
    }
}

impl Library {
    /// Reads a library; nothing where it is none, or of a version that is not known.
    pub fn from_json(json: &str) -> Option<Self> {
        let mut library: Self = serde_json::from_str(json).ok()?;
        (library.schema == SCHEMA).then_some(())?;
        // A person may have mended a text: an answer holds for what stands there.
        for known in library.facts.iter_mut().chain(&mut library.lines) {
            known.words = of_words(&known.text, known.condition.as_deref(), known.alternative.as_deref());
        }
        library.put_in_order();
        Some(library)
    }

    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).expect("a library is plain data");
        json.push('\n');
        json
    }

    /// Puts the newest answers last.
    fn put_in_order(&mut self) {
        let ages = Ages::of(self);
        for known in self.facts.iter_mut().chain(&mut self.lines) {
            known.answers.sort_by_key(|past| ages.of_form(past.form));
        }
    }

    /// The form of a number.
    pub fn form(&self, number: u32) -> Option<&Form> {
        self.forms.iter().find(|form| form.number == number)
    }
}

/// How new the answers of each form are: by the deadline of its tender, and of one deadline by the order in which it was
/// learned. One that names no deadline that can be read is as new as the newest that was learned before it.
struct Ages(BTreeMap<u32, Age>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Age {
    OfForm {
        /// How many of the library's deadlines are before it
        deadlines: usize,
        number: u32,
    },
    /// What a person wrote into the library is newer than what any form says.
    ByHand,
}

impl Ages {
    fn of(library: &Library) -> Self {
        // Of one day the hour tells; one that names none lasts the whole day.
        let moment = |form: &Form| {
            let deadline = form.deadline.as_deref()?.trim();
            let hour = deadline.split_once('T').map_or("24", |(_, hour)| hour);
            read_date(deadline).map(|day| format!("{day}T{hour}"))
        };
        let deadlines: BTreeSet<String> = library.forms.iter().filter_map(moment).collect();
        let mut learned: Vec<&Form> = library.forms.iter().collect();
        learned.sort_by_key(|form| form.number);
        let mut newest = 0;
        let ages = learned.into_iter().map(|form| {
            let deadlines = moment(form).map_or(newest, |moment| deadlines.range(..moment).count());
            newest = newest.max(deadlines);
            (form.number, Age::OfForm { deadlines, number: form.number })
        });
        Self(ages.collect())
    }

    fn of_form(&self, number: u32) -> Age {
        self.0.get(&number).copied().unwrap_or(Age::ByHand)
    }
}

impl Past {
    /// Whether it says the same as another.
    fn says_as(&self, other: &Past) -> bool {
        (&self.svar, &self.begrundelse) == (&other.svar, &other.begrundelse)
    }
}

impl Known {
    /// Something that is asked, with no words yet.
    fn asked(id: String, title: &str) -> Self {
        Self {
            id,
            words: String::new(),
            title: title.to_owned(),
            text: String::new(),
            condition: None,
            alternative: None,
            answers: Vec::new(),
        }
    }

    fn of(line: &BoundLine) -> Self {
        let words = of_words(&line.text, line.condition.as_deref(), line.alternative.as_deref());
        Self {
            id: line.id.to_string(),
            words,
            title: line.title.clone(),
            text: line.text.clone(),
            condition: line.condition.clone(),
            alternative: line.alternative.clone(),
            answers: Vec::new(),
        }
    }

    /// All its words, as they are compared and shown.
    pub fn whole(&self) -> String {
        let condition = self.condition.iter().map(|text| format!("Betingelse: {text}"));
        let alternative = self.alternative.iter().map(|text| format!("Alternativ: {text}"));
        [self.text.clone()].into_iter().chain(condition).chain(alternative).collect::<Vec<_>>().join("\n")
    }

    /// The earlier answers, the newest first.
    pub fn newest(&self) -> impl Iterator<Item = &Past> {
        self.answers.iter().rev()
    }
}

/// Whether a line's number is the catalog's, and so means the same in every tender.
fn is_of_catalog(id: &LineId) -> bool {
    match id {
        LineId::Integration(_) => true,
        LineId::Requirement(id) => !id.is_own(),
    }
}
