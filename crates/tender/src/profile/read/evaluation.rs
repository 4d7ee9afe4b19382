//! How the buyer evaluates, and how files are called.

use super::super::place_of::home_of_misplaced;
use std::collections::BTreeMap;

use super::super::Evaluation;
use super::{LONGEST, Types};
use crate::catalog::id::TypeId;
use crate::complaint::Complaints;
use crate::input::braces;
use crate::input::fault::{Expected, InputFault};
use crate::input::table::{Kind, Reader, Table};
use crate::text::nearest::nearest;
use crate::text::source::Written;

/// Reads `[evaluation]`.
pub(super) fn read_evaluation(table: &Table, types: &Types, complaints: &mut Complaints) -> Evaluation {
    let elsewhere = |key: &str| home_of_misplaced(key, None);
    let mut reader = Reader::new(table, complaints);
    reader.knowing(&elsewhere);
    let described_in = reader.text("described-in").filter(|place| !place.value.trim().is_empty());
    let show_weights = reader.boolean("show-weights").map(|show| show.value);
    let points = reader.table("points");
    reader.finish();
    let mut evaluation =
        Evaluation { described_in: described_in.map(|place| place.value), show_weights, ..Evaluation::default() };
    for (key, field) in points.into_iter().flat_map(|points| &points.fields) {
        let kind = types.find(Written::new(key.clone(), field.key.clone()), complaints);
        let Kind::Table(shares) = &field.value.kind else {
            let fault = InputFault::WrongKind { expected: Expected::Table, found: field.value.kind.name() };
            complaints.error(fault, field.value.place.clone());
            continue;
        };
        if let Some(kind) = kind {
            let shares = read_shares(shares, &kind.value, types, complaints);
            evaluation.points.insert(kind.value, shares);
        }
    }
    evaluation
}

/// What each answer of a type earns.
fn read_shares(table: &Table, kind: &TypeId, types: &Types, complaints: &mut Complaints) -> BTreeMap<String, f64> {
    let answers = types.answers(kind);
    let mut shares = BTreeMap::new();
    for (answer, field) in &table.fields {
        let share = match &field.value.kind {
            Kind::Number(written) => written.parse().ok().filter(|share: &f64| (0.0..=1.0).contains(share)),
            Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::List(_) | Kind::Table(_) => None,
        };
        if !answers.contains(answer) {
            let fault = InputFault::UnknownWord {
                key: format!("points.{kind}"),
                word: answer.clone(),
                known: answers.to_vec(),
                nearest: nearest(answer, answers.iter().map(String::as_str)),
            };
            complaints.error(fault, field.key.clone());
        } else if let Some(share) = share {
            shares.insert(answer.clone(), share);
        } else {
            let fault = InputFault::WrongKind { expected: Expected::Share, found: field.value.kind.name() };
            complaints.error(fault, field.value.place.clone());
        }
    }
    shares
}

/// What a file's name may say of its document.
const IN_NAMES: [&str; 9] = ["bilag", "dokument", "version", "profil", "titel", "ordregiver", "sag", "dato", "nummer"];

/// Reads `[output]`.
pub(super) fn read_output(table: &Table, complaints: &mut Complaints) -> Option<String> {
    let elsewhere = |key: &str| home_of_misplaced(key, None);
    let mut reader = Reader::new(table, complaints);
    reader.knowing(&elsewhere);
    let name = reader.text("name").filter(|name| !name.value.trim().is_empty());
    reader.finish();
    let name = name?;
    let length = name.value.chars().count();
    if length > LONGEST {
        complaints.error(InputFault::TooLong { length, most: LONGEST }, name.place.clone());
    }
    braces::check_name(&name.value, &IN_NAMES, |_| name.place.clone(), complaints);
    Some(name.value)
}
