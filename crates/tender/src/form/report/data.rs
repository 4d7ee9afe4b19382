//! The comparison as data: the format of `collect --format json`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::id::{FactId, LineId};
use crate::document::Tally;
use crate::form::asked::BoundLine;
use crate::form::finding::Finding;
use crate::form::judge::Judged;
use crate::form::outcome::{self, Outcome, weighed};
use crate::form::{Answer, Reference, Supplier};

/// The version of the format.
const SCHEMA: u32 = 1;

/// What the suppliers answered.
#[derive(Serialize)]
struct Data<'a> {
    /// The version of this format
    schema: u32,
    /// What was asked, in the order of the form; empty where nothing could be judged
    requirements: Vec<Asked<'a>>,
    /// In the order in which the forms were named
    suppliers: Vec<Told<'a>>,
}

/// A line as the buyer words it.
#[derive(Serialize)]
struct Asked<'a> {
    id: &'a LineId,
    #[serde(rename = "type")]
    kind: &'a str,
    /// `minimum`, `evaluated` or `optional`
    kind_of_type: &'static str,
    title: &'a str,
    text: &'a str,
    condition: Option<&'a str>,
    alternative: Option<&'a str>,
    deferred: Option<&'a str>,
    weight: Option<f64>,
}

#[derive(Serialize)]
struct Told<'a> {
    file: &'a str,
    name: Option<&'a str>,
    cvr: Option<&'a str>,
    facts: &'a BTreeMap<FactId, String>,
    answers: BTreeMap<&'a LineId, Answered<'a>>,
    findings: &'a [Finding],
    /// Absent where the form was not read, or not judged
    result: Option<Tally>,
    /// What each answer comes to by the supplier's own word
    verdicts: BTreeMap<LineId, Outcome>,
    /// What the profile's own model gives
    points: BTreeMap<LineId, f64>,
}

/// An answer as it was given, and what it is worth to a machine.
#[derive(Serialize)]
struct Answered<'a> {
    #[serde(flatten)]
    answer: &'a Answer,
    /// A number, or a date as `2027-06-01`, where the line asks for one and it can be read
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<serde_json::Value>,
}

fn told<'a>(judged: &'a Judged, reference: Option<&Reference>) -> Told<'a> {
    let Supplier { file, name, cvr, facts, answers, findings, unclear_facts: _ } = &judged.supplier;
    let answered = answers.iter().map(|(id, answer)| {
        let value = reference.and_then(|reference| reference.kind_of(id)?.value(answer.given()?));
        (id, Answered { answer, value })
    });
    Told {
        file,
        name: name.as_deref(),
        cvr: cvr.as_deref(),
        facts,
        answers: answered.collect(),
        findings,
        result: reference.and_then(|reference| outcome::tally(judged, reference)).map(outcome::shown),
        verdicts: reference.map(|reference| verdicts(judged, reference)).unwrap_or_default(),
        points: reference.map(|reference| points(judged, reference)).unwrap_or_default(),
    }
}

/// The comparison of one row of a portfolio.
pub struct OfRow<'a> {
    pub row: &'a str,
    pub judged: &'a [Judged],
    pub reference: Option<&'a Reference>,
}

#[derive(Serialize)]
struct RowData<'a> {
    row: &'a str,
    #[serde(flatten)]
    data: Data<'a>,
}

/// The comparisons of several tenders.
#[derive(Serialize)]
struct Rows<'a> {
    schema: u32,
    rows: Vec<RowData<'a>>,
    /// Forms that belong to none of them, or could not be read
    unplaced: Vec<Told<'a>>,
}

/// The comparison as JSON.
pub fn data(judged: &[Judged], reference: Option<&Reference>) -> Vec<u8> {
    json(&compared(judged, reference))
}

/// The comparisons of several rows as JSON.
pub fn data_of_rows(rows: &[OfRow<'_>], unplaced: &[Judged]) -> Vec<u8> {
    let rows = rows.iter().map(|it| RowData { row: it.row, data: compared(it.judged, it.reference) }).collect();
    json(&Rows { schema: SCHEMA, rows, unplaced: unplaced.iter().map(|judged| told(judged, None)).collect() })
}

fn json(data: &impl Serialize) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(data).expect("a comparison is plain data");
    json.push(b'\n');
    json
}

fn compared<'a>(judged: &'a [Judged], reference: Option<&'a Reference>) -> Data<'a> {
    Data {
        schema: SCHEMA,
        requirements: reference.map(asked).unwrap_or_default(),
        suppliers: judged.iter().map(|judged| told(judged, reference)).collect(),
    }
}

fn asked(reference: &Reference) -> Vec<Asked<'_>> {
    let lines = weighed(reference).filter_map(|line| {
        let BoundLine { id, kind, title, text, condition, alternative, deferred, .. } =
            reference.binding.line(line.id())?;
        Some(Asked {
            id,
            kind,
            kind_of_type: line.of_type.kind.key(),
            title,
            text,
            condition: condition.as_deref(),
            alternative: alternative.as_deref(),
            deferred: deferred.as_deref(),
            weight: line.weight,
        })
    });
    lines.collect()
}

fn verdicts(judged: &Judged, reference: &Reference) -> BTreeMap<LineId, Outcome> {
    let outcomes = weighed(reference).filter_map(|line| {
        let outcome = match line.outcome(judged)? {
            outcome @ (Outcome::Away | Outcome::Unanswered) => outcome,
            // What was answered to other words is no answer to these.
            _ if outcome::is_reworded(line.id(), judged) => Outcome::Unsettled,
            outcome => outcome,
        };
        Some((line.id().clone(), outcome))
    });
    outcomes.collect()
}

fn points(judged: &Judged, reference: &Reference) -> BTreeMap<LineId, f64> {
    let points = weighed(reference).filter_map(|line| {
        let points = line.points(judged, reference)?;
        Some((line.id().clone(), outcome::rounded(points)))
    });
    points.collect()
}
