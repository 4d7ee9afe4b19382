//! Fields that are told by the row that they stand in, where a program dropped their names.

use crate::form::returned::{Oddity, Passage, Returned};
use crate::form::way::Way;

/// A returned form whose rows have the fields that they have in the form as it was made.
pub fn settled(returned: &Returned, original: Option<&Returned>) -> Returned {
    let mut settled = returned.clone();
    let Some(original) = original else { return settled };
    for (called, row) in &returned.rows {
        let own = original.rows.get(called);
        let Some(field) = own.and_then(|own| own.field.as_ref()) else {
            // A row that asks nothing, or that the form did not have, answers nothing; what it says now is told.
            let is_new = own.is_none_or(|own| own.value != row.value);
            let text = row.value.clone().filter(|_| row.field.is_none() && is_new);
            settled.passages.extend(text.map(|text| Passage { text, field: None, generated: false }));
            continue;
        };
        if let Some(moved) = row.field.as_ref().filter(|moved| *moved != field) {
            settled.oddities.insert(Oddity::OtherRow { field: moved.clone(), row: called.clone() });
        }
        if row.field.is_none() && !settled.values.contains_key(field) {
            settled.keep(field.clone(), row.value.clone());
            settled.read_by(Way::Row, field);
        }
    }
    settled
}
