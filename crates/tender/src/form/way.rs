//! Ways of reading an answer that are not the plain one.
//!
//! Programs keep forms in their own manner. What can be read is read, and the buyer is told which way was used.

use serde::{Deserialize, Serialize};

/// How an answer was found where it was not found in the plain way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// The form's list lacks the field, or has a copy that is on no page: what the page shows counts
    Page,
    /// The value is stored, and no mark is set
    ValueOnly,
    /// A mark is set, and no value is stored
    MarkOnly,
    /// The state is a number, which stands for an answer in a list
    Numbered,
    /// The choice is kept as its place in the list
    Index,
    /// The list has pairs: what is shown counts, not what is stored
    Shown,
    /// Nothing is stored: what is drawn in the field counts
    Drawn,
    /// Only the formatted text holds something
    Formatted,
    /// The field has another name, which holds its own
    Renamed,
    /// The sheet has another name: it was found by the fields in it
    Sheet,
    /// The answers stand in another column: it was found by its heading
    Column,
    /// The answer stands in a cell that was merged over several rows, and counts for each
    Merged,
    /// The names of the fields are gone: the rows were found by their numbers
    Numbers,
    /// The field has lost its name: it was found by its title
    Title,
    /// The field has lost its name and its title: it was found by the row that it stands in
    Row,
    /// The names of the fields are gone: they were found by the words of their questions
    Labels,
    /// The field says that it waits for an answer, and shows other words than it waits with
    Waiting,
    /// A date, a time or a number, written as the cell shows it
    AsShown,
    /// Letters, blanks and full stops differ from the answer that was offered
    Spelling,
    /// Æ, ø and å were turned into other signs
    Garbled,
}
