//! Fields that are told by the row that they stand in, where a program dropped their names.

use crate::form::returned::Returned;
use crate::form::way::Way;

/// A returned form whose rows have the fields that they have in the form as it was made.
pub fn settled(returned: &Returned, original: Option<&Returned>) -> Returned {
    let mut settled = returned.clone();
    let Some(original) = original else { return settled };
    for (called, row) in &returned.rows {
        let Some(field) = original.rows.get(called).and_then(|row| row.field.as_ref()) else { continue };
        if row.field.is_none() && !settled.values.contains_key(field) {
            settled.keep(field.clone(), row.value.clone());
            settled.read_by(Way::Row, field);
        }
    }
    settled
}
