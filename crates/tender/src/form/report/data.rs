//! The comparison as data: the format of `collect --format json`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::id::LineId;
use crate::document::Tally;
use crate::form::asked::BoundLine;
use crate::form::judge::Judged;
use crate::form::outcome::{self, Outcome, weighed};
use crate::form::{Answer, Reference, Supplier};

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
    #[serde(flatten)]
    supplier: &'a Supplier,
    /// Absent where the form was not read, or not judged
    result: Option<Tally>,
    /// What each answer comes to by the supplier's own word
    verdicts: BTreeMap<&'a LineId, Outcome>,
    /// What the profile's own model gives
    points: BTreeMap<LineId, f64>,
}

/// The comparison as JSON.
pub fn data(judged: &[Judged], reference: Option<&Reference>) -> Vec<u8> {
    let told = judged.iter().map(|judged| Told {
        supplier: &judged.supplier,
        result: reference.and_then(|reference| outcome::tally(judged, reference)).map(outcome::shown),
        verdicts: verdicts(judged),
        points: reference.map(|reference| points(judged, reference)).unwrap_or_default(),
    });
    let data = Data { schema: 1, requirements: reference.map(asked).unwrap_or_default(), suppliers: told.collect() };
    let mut json = serde_json::to_vec_pretty(&data).expect("a comparison is plain data");
    json.push(b'\n');
    json
}

fn asked(reference: &Reference) -> Vec<Asked<'_>> {
    let lines = weighed(reference).filter_map(|line| {
        let BoundLine { id, kind, title, text, condition, alternative, deferred, .. } =
            reference.binding.line(line.id())?;
        Some(Asked {
            id,
            kind,
            kind_of_type: line.kind.key(),
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

fn verdicts(judged: &Judged) -> BTreeMap<&LineId, Outcome> {
    let outcomes = judged.verdicts.iter().map(|(id, verdict)| {
        let answer = judged.supplier.answers.get(id).and_then(Answer::given);
        let outcome = match Outcome::of(verdict, answer) {
            // Nothing that was answered to other words is met.
            Outcome::Met if outcome::is_reworded(id, judged) => Outcome::Unsettled,
            outcome => outcome,
        };
        (id, outcome)
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
