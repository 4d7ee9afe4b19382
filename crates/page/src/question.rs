//! What the page can ask.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::edit::Edit;
use crate::{change, consequence, edit, guide, outputs, reading, why};

/// A question of the page's. Each hands over the whole profile as a text.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Question {
    /// What there is to choose from: packages, areas, types
    Guide { edition: Option<String> },
    /// An empty profile of the newest edition
    Start,
    /// What a profile comes to
    Read { text: String },
    /// A change to the profile, and what comes of it
    Edit { text: String, edits: Vec<Edit> },
    /// What came of a change
    Changed { before: String, text: String },
    /// What each answer to an open question would bring
    Prospects { text: String, facts: Vec<String> },
    /// Why a line, a package or a fact is in, out or open
    Why { text: String, id: String },
    /// A document as HTML
    Legible { text: String, kind: String },
    /// The figure of what requires what, as SVG
    Figure { text: String },
    /// Which documents there are, and their file names
    Outputs { text: String },
    /// What another edition would change
    Edition { text: String, edition: String },
}

impl Question {
    /// The answer, as data.
    pub fn answer(self, desk: &Desk) -> Value {
        match self {
            Self::Guide { edition } => guide::guide(desk, edition.as_deref()),
            Self::Start => json!({ "text": guide::start(desk) }),
            Self::Read { text } => reading::read(desk, &text),
            Self::Edit { text, edits } => match edit::apply(&text, &edits) {
                Ok(changed) => json!({
                    "reading": reading::read(desk, &changed),
                    "changes": consequence::between(desk, &text, &changed),
                    "text": changed,
                }),
                Err(why) => json!({ "refused": why }),
            },
            Self::Changed { before, text } => json!({ "changes": consequence::between(desk, &before, &text) }),
            Self::Prospects { text, facts } => consequence::prospects(desk, &text, &facts),
            Self::Why { text, id } => why::why(desk, &text, &id),
            Self::Legible { text, kind } => outputs::legible(desk, &text, &kind),
            Self::Figure { text } => outputs::figure(desk, &text),
            Self::Outputs { text } => outputs::outputs(desk, &text),
            Self::Edition { text, edition } => change::to_edition(desk, &text, &edition),
        }
    }
}
