//! What another edition would change in a tender.

use serde_json::{Value, json};
use tender::change::compare;

use crate::desk::{DANISH, Desk, in_words};
use crate::edit::{self, Edit, Written};

/// The most changes that are told one by one.
const MOST: usize = 200;

/// Compares a tender with the same tender in another edition.
pub fn to_edition(desk: &Desk, text: &str, edition: &str) -> Value {
    let set = Edit::Set { path: vec!["edition".to_owned()], value: Written::Plain(Value::from(edition)) };
    let changed = match edit::apply(text, &[set]) {
        Ok(changed) => changed,
        Err(why) => return json!({ "refused": why }),
    };
    let record = |text: &str| {
        desk.case(text).map(|case| case.say([], &desk.texts, std::sync::Arc::default()).record).map_err(in_words)
    };
    match (record(text), record(&changed)) {
        (Ok(old), Ok(new)) => {
            let told = compare(&old, &new).told(MOST);
            json!({ "changes": told.iter().map(|one| one.of(DANISH)).collect::<Vec<_>>(), "text": changed })
        }
        (Err(why), _) | (_, Err(why)) => json!({ "refused": why, "text": changed }),
    }
}
