//! Complaints for programs: one line of JSON each, made of the same values as the text. The format is described in
//! `docs/complaints.md`.

use serde::Serialize;

use super::{Complaint, Severity};
use crate::text::language::Language;
use crate::text::source::Place;
use crate::text::terminal;

/// A line on stderr. Every key is always there, with `null` for what there is none of.
#[derive(Debug, Serialize)]
pub struct Message<'a> {
    /// The version of this format
    schema: u32,
    /// `error`, `warning`, `note`, or `info` for what is no complaint
    severity: &'static str,
    code: Option<&'static str>,
    message: String,
    #[serde(flatten)]
    spot: Spot<'a>,
    label: Option<String>,
    hints: Vec<String>,
    /// Second places, where two places disagree
    also: Vec<Also<'a>>,
}

#[derive(Debug, Serialize)]
struct Also<'a> {
    #[serde(flatten)]
    spot: Spot<'a>,
    label: String,
}

/// A place as numbers. Lines and columns are counted from one, columns in characters, bytes from zero; what ends is not
/// included.
#[derive(Debug, Default, Serialize)]
struct Spot<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    byte_start: Option<usize>,
    byte_end: Option<usize>,
}

impl<'a> Spot<'a> {
    fn of(place: &'a Place) -> Self {
        let ((line, column), (end_line, end_column)) = (place.line_column(), place.end_line_column());
        Self {
            file: Some(&place.source.name),
            line: Some(line),
            column: Some(column),
            end_line: Some(end_line),
            end_column: Some(end_column),
            byte_start: Some(place.span.start),
            byte_end: Some(place.span.end),
        }
    }
}

impl<'a> Message<'a> {
    /// A complaint. Severity, code and places are the same in every language.
    pub fn of(complaint: &'a Complaint, language: Language) -> Self {
        let saying = complaint.fault.saying();
        let also = complaint.also.iter();
        Self {
            schema: 1,
            severity: match complaint.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            code: Some(complaint.fault.code()),
            message: saying.message.of(language).to_owned(),
            spot: complaint.place.as_ref().map(Spot::of).unwrap_or_default(),
            label: complaint.place.as_ref().and(saying.label).map(|label| label.of(language).to_owned()),
            hints: saying.hints.iter().map(|hint| hint.of(language).to_owned()).collect(),
            also: also
                .map(|(place, second)| Also { spot: Spot::of(place), label: second.label().of(language).to_owned() })
                .collect(),
        }
    }

    /// Something that is said and is no complaint.
    pub fn info(line: &str) -> Self {
        Self {
            schema: 1,
            severity: "info",
            code: None,
            message: line.to_owned(),
            spot: Spot::default(),
            label: None,
            hints: Vec::new(),
            also: Vec::new(),
        }
    }

    /// One line, without its end.
    pub fn to_json(&self) -> String {
        terminal::json(&serde_json::to_string(self).expect("a message is plain data")).into_owned()
    }
}
