//! Where a response form's fields stand in its Word paper: the one place that its writer and its reader share.
//!
//! A field is a content control with the field's name as its tag. Programs drop tags, and some drop the titles too; so
//! each field also stands in a row of a table whose first cell says what the row asks. Where all else is gone, that
//! cell tells which field it is.

use crate::document::FieldName;
use crate::document::name::Part;
use crate::print::word::control::LONGEST;
use crate::text::seal::sha256;

/// The columns of the tables with fields, from the left: what the row is called, what it asks, the answer.
pub const ID: usize = 0;
pub const TEXT: usize = 1;
pub const ANSWER: usize = 2;

/// The columns of the table of the supplier's own data.
pub const FIELD: usize = 1;

/// The widths of the columns.
pub(super) const WIDTHS: [u32; 3] = [1560, 4300, 3495];
pub(super) const FIELD_WIDTHS: [u32; 2] = [2860, 6495];

/// What stands between a name that is too long for Word and what tells it from others.
const SHORTENED: char = '~';

/// The tag of a field: its name, or as much of it as Word takes with a hash of the whole.
pub fn tag(name: &FieldName) -> String {
    /// So many letters of the hash.
    const HASH: usize = 12;
    let name = name.to_string();
    if name.chars().count() <= LONGEST {
        return name;
    }
    let front: String = name.chars().take(LONGEST - HASH - 1).collect();
    format!("{front}{SHORTENED}{}", &sha256(name.as_bytes())[..HASH])
}

/// The title of a field, as a screen reader says it: the row, and which of its fields.
pub fn title(name: &FieldName, row: &str, label: &str) -> String {
    let title = match name {
        FieldName::Line(line, _) => format!("{line} {label}"),
        FieldName::Fact(_) => format!("{row} {label}"),
        FieldName::Supplier(_) | FieldName::Signature(_) | FieldName::Checklist(..) => label.to_owned(),
    };
    title.chars().take(LONGEST).collect()
}

/// Which of a line's fields a name is of.
pub fn part(name: &FieldName) -> Option<Part> {
    match name {
        FieldName::Line(_, part) => Some(*part),
        FieldName::Supplier(_) | FieldName::Fact(_) | FieldName::Signature(_) | FieldName::Checklist(..) => None,
    }
}
