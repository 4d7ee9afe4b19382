//! Complaints: what is wrong with what a user wrote, where, and the way out.
//!
//! A complaint is a [`Fault`] at a place. Every stage has an enum of its own faults, which are data, and says what each
//! means when it is told. All complaints that can be collected are collected, so that one run that fails shows all of it.

use std::fmt;
use std::io;
use std::sync::Arc;

use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::term::{self, termcolor::WriteColor};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::excerpt::Excerpts;
pub use self::guide::Guide;
use self::heading::Heading;
pub use self::message::Message;
pub use self::saying::Saying;
pub use self::second::Second;
use crate::text::language::Language;
use crate::text::source::Place;
use crate::text::terminal;

mod excerpt;
mod guide;
mod heading;
mod message;
mod saying;
mod second;
pub mod words;

/// How much a complaint weighs: an error fails the run, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// What is wrong, as data. Each stage has an enum of them, and the name of a variant is its code.
pub trait Fault: fmt::Debug + Send + Sync {
    /// The stable name of the fault, as complaints print it.
    fn code(&self) -> &'static str;

    /// What the fault says.
    fn saying(&self) -> Saying;

    /// Whether it lies with the machine and not with what the user wrote.
    fn is_environment(&self) -> bool {
        false
    }
}

/// The message in English, as logs and reports of runs hold it.
impl fmt::Display for dyn Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.saying().message.en)
    }
}

/// A fault and where it stands.
#[derive(Debug, Clone)]
pub struct Complaint {
    pub severity: Severity,
    pub fault: Arc<dyn Fault>,
    pub place: Option<Place>,
    /// Second places, where two places disagree, each with what stands there
    pub also: Vec<(Place, Second)>,
}

impl Complaint {
    pub fn error(fault: impl Fault + 'static, place: impl Into<Option<Place>>) -> Self {
        Self { severity: Severity::Error, fault: Arc::new(fault), place: place.into(), also: Vec::new() }
    }

    pub fn warning(fault: impl Fault + 'static, place: impl Into<Option<Place>>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(fault, place) }
    }

    pub fn note(fault: impl Fault + 'static, place: impl Into<Option<Place>>) -> Self {
        Self { severity: Severity::Note, ..Self::error(fault, place) }
    }

    pub fn also(mut self, place: Place, second: Second) -> Self {
        self.also.push((place, second));
        self
    }

    /// Says where a file was named that the complaint is about.
    pub fn named_at(self, place: Place) -> Self {
        if self.place.is_some() { self.also(place, Second::Named) } else { Self { place: Some(place), ..self } }
    }

    /// Prints the complaint with an excerpt of its source. What would steer a terminal is escaped. Complaints that are printed
    /// together share their excerpts.
    pub fn emit<'c>(
        &'c self,
        language: Language,
        excerpts: &mut Excerpts<'c>,
        out: &mut dyn WriteColor,
    ) -> io::Result<()> {
        self.emit_within(language, None, excerpts, out)
    }

    /// Prints the complaint in so many columns: hints are wrapped; what is an excerpt is shown as it stands.
    pub fn emit_within<'c>(
        &'c self,
        language: Language,
        columns: Option<usize>,
        excerpts: &mut Excerpts<'c>,
        out: &mut dyn WriteColor,
    ) -> io::Result<()> {
        let saying = self.fault.saying();
        let mut labels = Vec::new();
        if let Some(place) = &self.place {
            let (source, span) = excerpts.add(place);
            let label = saying.label.as_ref().map(|label| label.of(language)).unwrap_or_default();
            labels.push(Label::primary(source, span).with_message(terminal::line(label)));
            for (other, second) in &self.also {
                let (source, span) = excerpts.add(other);
                labels.push(Label::secondary(source, span).with_message(terminal::line(second.label().of(language))));
            }
        }
        let code = self.fault.code();
        let before = heading::length(self.severity, code, language);
        let message = headed(&terminal::line(saying.message.of(language)), before, columns);
        let hints = saying
            .hints
            .iter()
            .map(|hint| hung(&format!("{}: {}", way_out(language), terminal::line(hint.of(language))), columns));
        let diagnostic = Diagnostic::new(heading::rendered(self.severity))
            .with_code(code)
            .with_message(message)
            .with_labels(labels)
            .with_notes(hints.collect());
        let mut out = Heading::new(language, out);
        term::emit_to_write_style(&mut out, &term::Config::default(), excerpts, &diagnostic).map_err(io::Error::other)
    }
}

/// A message in lines that fit behind the word and the code that it begins with; what goes on is indented.
fn headed(message: &str, heading: usize, columns: Option<usize>) -> String {
    const INDENT: &str = "  ";
    let Some(columns) = columns else { return message.to_owned() };
    within(message, columns.saturating_sub(heading), columns.saturating_sub(INDENT.len())).join(&format!("\n{INDENT}"))
}

/// A hint in lines that fit beside the rule that it hangs on.
fn hung(hint: &str, columns: Option<usize>) -> String {
    /// What the renderer puts before a hint, beside the widest number of a line.
    const MARGIN: usize = 8;
    let Some(room) = columns.map(|columns| columns.saturating_sub(MARGIN)) else { return hint.to_owned() };
    within(hint, room, room).join("\n")
}

/// A text in lines that fit: the first has its own room. A word is never broken, so that an address or an id can be
/// copied.
fn within(text: &str, first: usize, others: usize) -> Vec<String> {
    /// Lines that are narrower are no lines.
    const LEAST: usize = 20;
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        let room = if lines.is_empty() { first } else { others }.max(LEAST);
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// What stands before a hint.
fn way_out(language: Language) -> &'static str {
    match language {
        Language::English => "hint",
        Language::Danish => "forslag",
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

    pub fn error(&mut self, fault: impl Fault + 'static, place: impl Into<Option<Place>>) {
        self.push(Complaint::error(fault, place));
    }

    pub fn warn(&mut self, fault: impl Fault + 'static, place: impl Into<Option<Place>>) {
        self.push(Complaint::warning(fault, place));
    }

    pub fn append(&mut self, other: Complaints) {
        self.0.extend(other.0);
    }

    /// Appends what is not said already: two documents may fail over the same text.
    pub fn append_new(&mut self, other: Complaints) {
        for complaint in other {
            let said = complaint.fault.saying().message;
            let is_said = |known: &Complaint| known.place == complaint.place && known.fault.saying().message == said;
            if !self.0.iter().any(is_said) {
                self.0.push(complaint);
            }
        }
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
