//! Why a file that came back was not read.

use serde::{Deserialize, Serialize};

use super::foreign::Foreign;
use crate::input::fault::System;

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The system could not give it
    Unreadable(System),
    /// More bytes than a form can have
    TooLarge(u64),
    /// A small file that unpacks to a huge one
    Bomb,
    /// It opens with a password only
    Encrypted,
    /// It begins as a form and does not go on as one
    Damaged(String),
    /// Neither a PDF, a workbook nor a Word paper, and nothing else that is known
    NotAForm,
    /// Known, and read in no way
    Foreign(Foreign),
    /// A PDF or a workbook without fields of a response form: printed and scanned, or another document
    NoFields,
    /// It carries what ties it to its tender, and none of this many fields: it was printed or flattened
    Flattened(usize),
    /// It was not read within its time
    TooSlow,
    /// It was not read within its memory, or the reader broke down over it
    TooDemanding,
}
