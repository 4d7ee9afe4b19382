//! The lines of a response form as the supplier was asked them.

use serde::{Deserialize, Serialize};

use crate::catalog::id::LineId;
use crate::document::{FormLine, Svarskema};
use crate::input::markdown::words;
use crate::resolve::{Level, Resolution};

/// A line as the supplier was asked it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundLine {
    pub id: LineId,
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    /// What an integration does, in one sentence
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
    pub text: String,
    pub condition: Option<String>,
    pub alternative: Option<String>,
    pub deferred: Option<String>,
    pub at_least: Level,
    pub at_most: Level,
}

impl BoundLine {
    pub(super) fn new(line: &FormLine, resolution: &Resolution) -> Self {
        let line = &line.line;
        let interval = resolution.interval(&line.id).expect("a form asks for lines of its resolution");
        Self {
            id: line.id.clone(),
            kind: line.type_id.clone(),
            title: line.title.clone(),
            meaning: line.meaning.clone(),
            text: words(&line.text),
            condition: line.condition.as_deref().map(words),
            alternative: line.alternative.as_deref().map(words),
            deferred: line.deferred.as_deref().map(words),
            at_least: interval.at_least,
            at_most: interval.at_most,
        }
    }
}

/// The lines of a form, group after group.
pub fn form_lines(form: &Svarskema) -> impl Iterator<Item = &FormLine> {
    form.groups.iter().flat_map(|group| &group.lines)
}
