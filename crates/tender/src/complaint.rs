//! Complaints: what is wrong with what a user wrote, where, and the way out.
//!
//! A complaint is a [`Fault`] (the data) at a place; its sentences are made last, in `fault.rs`. All complaints that can be
//! collected are collected, so that one run that fails shows all of it.

use std::io;

use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::term::{self, termcolor::WriteColor};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::excerpt::Excerpts;
pub use self::guide::Guide;
pub use self::message::Message;
pub use crate::complaint::fault::Fault;
use crate::text::source::Place;
use crate::text::terminal;

mod excerpt;
pub mod fault;
mod guide;
mod message;

/// How much a complaint weighs: an error fails the run, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// A fault and where it stands.
#[derive(Debug, Clone)]
pub struct Complaint {
    pub severity: Severity,
    pub fault: Box<Fault>,
    pub place: Option<Place>,
    /// Second places, where two places disagree, each with its label
    pub also: Vec<(Place, String)>,
}

impl Complaint {
    pub fn error(fault: Fault, place: impl Into<Option<Place>>) -> Self {
        Self { severity: Severity::Error, fault: Box::new(fault), place: place.into(), also: Vec::new() }
    }

    pub fn warning(fault: Fault, place: impl Into<Option<Place>>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(fault, place) }
    }

    pub fn note(fault: Fault, place: impl Into<Option<Place>>) -> Self {
        Self { severity: Severity::Note, ..Self::error(fault, place) }
    }

    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also.push((place, label.into()));
        self
    }

    /// Says where a file was named that the complaint is about.
    pub fn named_at(self, place: Place) -> Self {
        if self.place.is_some() { self.also(place, "named here") } else { Self { place: Some(place), ..self } }
    }

    /// Prints the complaint with an excerpt of its source. What would steer a terminal is escaped. Complaints that are printed
    /// together share their excerpts.
    pub fn emit<'c>(&'c self, excerpts: &mut Excerpts<'c>, out: &mut dyn WriteColor) -> io::Result<()> {
        let mut labels = Vec::new();
        if let Some(place) = &self.place {
            let (source, span) = excerpts.add(place);
            labels.push(Label::primary(source, span).with_message(terminal::line(&self.fault.label())));
            for (other, label) in &self.also {
                let (source, span) = excerpts.add(other);
                labels.push(Label::secondary(source, span).with_message(terminal::line(label)));
            }
        }
        let diagnostic = match self.severity {
            Severity::Error => Diagnostic::error(),
            Severity::Warning => Diagnostic::warning(),
            Severity::Note => Diagnostic::note(),
        }
        .with_code(self.fault.code())
        .with_message(terminal::line(&self.fault.to_string()))
        .with_labels(labels)
        .with_notes(self.fault.hints().iter().map(|hint| format!("hint: {}", terminal::line(hint))).collect());
        term::emit_to_write_style(out, &term::Config::default(), excerpts, &diagnostic).map_err(io::Error::other)
    }
}

/// Complaints as they are collected, in the order of finding.
#[derive(Debug, Clone, Default)]
pub struct Complaints(Vec<Complaint>);

impl Complaints {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, complaint: Complaint) {
        self.0.push(complaint);
    }

    pub fn error(&mut self, fault: Fault, place: impl Into<Option<Place>>) {
        self.push(Complaint::error(fault, place));
    }

    pub fn warn(&mut self, fault: Fault, place: impl Into<Option<Place>>) {
        self.push(Complaint::warning(fault, place));
    }

    pub fn append(&mut self, other: Complaints) {
        self.0.extend(other.0);
    }

    /// Gives a place to those that have none.
    pub fn placed(mut self, place: &Place) -> Self {
        for complaint in &mut self.0 {
            complaint.place.get_or_insert_with(|| place.clone());
        }
        self
    }

    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|complaint| complaint.severity == Severity::Error)
    }

    /// How many weigh so much.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|complaint| complaint.severity == severity).count()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Complaint> {
        self.0.iter()
    }

    /// Sorts by file and place, errors and warnings together: the order in which a person mends a file.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| {
            let key = |complaint: &Complaint| {
                complaint.place.as_ref().map(|place| (place.source.name.clone(), place.span.start, place.span.end))
            };
            key(a).cmp(&key(b))
        });
    }
}

impl IntoIterator for Complaints {
    type Item = Complaint;
    type IntoIter = std::vec::IntoIter<Complaint>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Complaint> for Complaints {
    fn from(complaint: Complaint) -> Self {
        Self(vec![complaint])
    }
}
