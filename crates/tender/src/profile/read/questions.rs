//! Questions and answers, and what was settled of corrections.

use std::collections::BTreeMap;

use super::super::place_of::home;
use super::super::{About, Asking, Settled};
use super::check_order;
use super::lines::read_allowed;
use crate::catalog::Edition;
use crate::change::Weight;
use crate::complaint::Second;
use crate::complaint::{Complaint, Complaints};
use crate::input::fault::{InputFault, Thing};
use crate::input::table::{Reader, Table};
use crate::text::source::{Place, Written};

/// Reads the questions, in the order of their numbers.
pub(super) fn read_questions(tables: &[&Table], edition: &Edition, complaints: &mut Complaints) -> Vec<Asking> {
    let mut questions: BTreeMap<u32, Asking> = BTreeMap::new();
    for table in tables {
        let elsewhere = |key: &str| home(key, None);
        let mut reader = Reader::new(table, complaints);
        reader.knowing(&elsewhere);
        let number = reader.count("number");
        if number.is_none() && reader.key_place("number").is_none() {
            reader.missing("number");
        }
        let (received, answered) = (reader.date("received"), reader.date("answered"));
        let pointer = reader.boolean("pointer").is_some_and(|pointer| pointer.value);
        let (question, version) = (reader.required_text("question"), reader.text("version"));
        let answer = reader.text("answer").filter(|answer| !answer.value.trim().is_empty());
        if answered.is_some() && answer.is_none() && reader.key_place("answer").is_none() {
            reader.missing("answer");
        }
        let (lines, allow) = (read_lines(&mut reader, edition), read_allowed(&mut reader));
        reader.finish();
        check_order(&[("received", &received), ("answered", &answered)], complaints);
        let (Some(number), Some(question)) = (number, question) else { continue };
        if let Some(first) = questions.get(&number.value) {
            let fault = InputFault::DuplicateId { what: Thing::Question, id: number.value.to_string() };
            complaints.push(Complaint::error(fault, number.place).also(first.place.clone(), Second::First));
            continue;
        }
        let (answer, answer_place) = answer.map(|answer| (answer.value, answer.place)).unzip();
        let asking = Asking {
            number: number.value,
            received: received.map(|date| date.value),
            answered: answered.map(|date| date.value),
            pointer,
            question: question.value,
            answer,
            answer_place,
            version: version.map(|version| version.value),
            lines,
            allow,
            place: number.place,
        };
        questions.insert(number.value, asking);
    }
    questions.into_values().collect()
}

/// Reads what was settled of corrections, in the order of writing.
pub(super) fn read_corrections(tables: &[&Table], edition: &Edition, complaints: &mut Complaints) -> Vec<Settled> {
    let words = [
        ("editorial", Weight::Editorial),
        ("clarifying", Weight::Clarifying),
        ("material", Weight::Substantial),
        ("basic", Weight::Basic),
    ];
    let mut settled: Vec<Settled> = Vec::new();
    for table in tables {
        let elsewhere = |key: &str| home(key, None);
        let mut reader = Reader::new(table, complaints);
        reader.knowing(&elsewhere);
        let (version, lines) = (reader.required_text("version"), read_lines(&mut reader, edition));
        // A text that was begun and left empty says nothing; one that a weight rests on must say something.
        let said = |text: Option<Written<String>>| text.filter(|text| !text.value.trim().is_empty());
        let (cause, weight) = (said(reader.text("cause")), reader.keyword("weight", &words));
        let reason = if weight.is_some() { reader.required_text("reason") } else { said(reader.text("reason")) };
        let lines_place: Option<Place> = reader.key_place("lines").cloned();
        if lines_place.is_none() {
            reader.missing("lines");
        }
        reader.finish();
        let Some(version) = version else { continue };
        let earlier =
            |line: &About| settled.iter().find(|other| other.version == version.value && other.lines.contains(line));
        if let Some((line, first)) = lines.iter().find_map(|line| Some((line, earlier(line)?))) {
            let fault = InputFault::DuplicateId { what: Thing::Correction, id: line.to_string() };
            let place = lines_place.unwrap_or(version.place);
            complaints.push(Complaint::error(fault, place).also(first.place.clone(), Second::First));
            continue;
        }
        settled.push(Settled {
            version: version.value,
            lines,
            cause: cause.map(|cause| cause.value),
            weight: weight.map(|weight| weight.value),
            reason: reason.map(|reason| reason.value),
            place: table.place.clone(),
        });
    }
    settled
}

/// What of the tender something is about, by ids.
fn read_lines(reader: &mut Reader<'_, '_>, edition: &Edition) -> Vec<About> {
    let lines = reader.texts("lines").unwrap_or_default();
    lines.into_iter().map(|line| About::read(&line.value, edition)).collect()
}
