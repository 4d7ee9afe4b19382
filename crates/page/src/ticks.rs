//! A checklist that was filled in, as the beginning of a tender.

use serde::Deserialize;
use serde_json::Value;
use tender::catalog::Edition;
use tender::complaint::Fault;
use tender::form::Reading;
use tender::form::checklist::{Checklist, Mark};
use tender::profile::Answer;

use crate::edit::{self, Edit, Written};

/// A field of a checklist, as the page reads it.
#[derive(Debug, Clone, Deserialize)]
pub struct Tick {
    name: String,
    /// A box that is ticked
    #[serde(default)]
    ticked: bool,
    /// What stands in it
    #[serde(default)]
    text: String,
}

impl From<Tick> for Mark {
    fn from(Tick { name, ticked, text }: Tick) -> Self {
        Self { name, ticked, text }
    }
}

/// The fields of a checklist in a PDF; nothing of another file.
pub fn of_pdf(bytes: &[u8]) -> Vec<Mark> {
    let Reading::Form(form) = Reading::of(bytes) else { return Vec::new() };
    form.values.iter().map(|(name, value)| Mark::of_form(name, value.as_deref())).collect()
}

/// A profile with what a checklist says, and what of it was not taken along, in Danish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    pub profile: String,
    pub left: Vec<String>,
}

/// A profile with what was ticked and answered in place of what it chose and answered before, as far as the checklist
/// asks; nothing where none of the fields is of a checklist.
pub fn into(profile: &str, marks: &[Mark], edition: &Edition) -> Option<Begun> {
    let read = Checklist::of(marks, edition)?;
    let path = |table: &str, key: &str| vec![table.to_owned(), key.to_owned()];
    let packages = read.offered.iter().map(|package| {
        let path = path("packages", package.as_str());
        match read.packages.get(package) {
            Some(ids) => {
                let ids = ids.iter().map(|id| Value::from(id.as_str())).collect();
                Edit::Set { path, value: Written::Plain(Value::Array(ids)) }
            }
            None => Edit::Unset { path },
        }
    });
    let facts = read.facts.iter().map(|(fact, answer)| {
        let value = match answer {
            Answer::Yes => Value::Bool(true),
            Answer::No => Value::Bool(false),
            Answer::Supplier => Value::from("supplier"),
        };
        Edit::Set { path: path("facts", fact.as_str()), value: Written::Plain(value) }
    });
    let open = read.open.iter().map(|fact| Edit::Unset { path: path("facts", fact.as_str()) });
    let edits: Vec<Edit> = packages.chain(facts).chain(open).collect();
    let profile = edit::apply(profile, &edits).ok()?;
    Some(Begun { profile, left: read.left.iter().map(|left| left.saying().message.da).collect() })
}
