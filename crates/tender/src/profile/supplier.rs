//! The profile as suppliers get it, inside what is published.
//!
//! It says what the documents say. How tenders are evaluated, how sources were read, what was weighed, what was settled
//! of changes and what else is the buyer's own stays with the buyer.

use toml::{Table, Value};

use super::{Evaluation, Profile, ProfileFile};

/// What stays with the buyer whole: evaluation, readings, questions and what was settled of changes, names of files.
/// Questions and answers are a document of their own, outside the version.
const INTERNAL: [&str; 5] = ["evaluation", "readings", "question", "correction", "output"];

/// What stays with the buyer of the tender's own table.
const OF_TENDER: [&str; 3] = ["late-because", "first-notice", "cancelled"];

impl ProfileFile {
    /// The profile in its normal form without what is the buyer's own.
    pub fn for_suppliers(&self, profile: &Profile) -> String {
        let mut table = self.normal();
        INTERNAL.iter().for_each(|key| drop(table.remove(*key)));
        if let Some(Value::Table(tender)) = table.get_mut("tender") {
            OF_TENDER.iter().for_each(|key| drop(tender.remove(*key)));
        }
        let weights = profile.evaluation.prints_weights();
        for key in ["requirement", "line", "leave-out"] {
            with_tables(&mut table, key, |entry| {
                entry.remove("allow");
                if !weights {
                    entry.remove("weight");
                }
            });
        }
        if let Some(Value::Array(lines)) = table.get_mut("line") {
            // What changed nothing but a weight that is not shown is no change to a supplier.
            let shown = |line: &Value| ["type", "due", "weight"].iter().any(|key| line.get(key).is_some());
            lines.retain(shown);
        }
        toml::to_string(&table).expect("a table that was read from TOML can be written as TOML")
    }
}

impl Evaluation {
    /// Whether a change of a line shows to suppliers.
    pub fn shows(&self, change: &super::LineChange) -> bool {
        change.kind.is_some() || change.due.is_some() || (change.weight.is_some() && self.prints_weights())
    }
}

fn with_tables(table: &mut Table, key: &str, change: impl Fn(&mut Table)) {
    let Some(Value::Array(entries)) = table.get_mut(key) else { return };
    entries.iter_mut().filter_map(Value::as_table_mut).for_each(change);
}
