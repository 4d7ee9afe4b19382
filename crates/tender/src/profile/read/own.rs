//! The buyer's own requirements.

use std::collections::{BTreeMap, BTreeSet};

use super::super::place_of::home;
use super::super::{AnswerKind, Choice, Dates, Describe, Numbers, OwnRequirement};
use super::lines::{read_allowed, read_due};
use super::{LONGEST, Types};
use crate::catalog::id::{PackageId, RequirementId};
use crate::catalog::{Edition, TypeKind};
use crate::complaint::Second;
use crate::complaint::{Complaint, Complaints};
use crate::input::fault::{Expected, InputFault, Thing};
use crate::input::table::{Reader, Table};
use crate::profile::fault::{Limits, ProfileFault};
use crate::text::source::{Place, Written};

/// The kinds of answers, before what limits them is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKey {
    Choice,
    Text,
    Number,
    Date,
}

impl AnswerKey {
    /// Every word of the key.
    pub const ALL: [(&'static str, AnswerKey); 4] = [
        ("choice", AnswerKey::Choice),
        ("text", AnswerKey::Text),
        ("number", AnswerKey::Number),
        ("date", AnswerKey::Date),
    ];

    /// In Danish, for who writes a profile.
    pub fn meaning(self) -> &'static str {
        match self {
            AnswerKey::Choice => "Med et af kravtypens svar",
            AnswerKey::Text => "Med tekst",
            AnswerKey::Number => "Med et tal",
            AnswerKey::Date => "Med en dato",
        }
    }
}

/// Reads the requirements that the buyer wrote, and numbers those that it did not.
pub(super) fn read_own(
    tables: &[&Table],
    edition: &Edition,
    chosen: Option<&BTreeMap<PackageId, Choice>>,
    types: &Types,
    published: bool,
    complaints: &mut Complaints,
) -> Vec<OwnRequirement> {
    let mut own: Vec<(OwnRequirement, Option<String>)> = Vec::new();
    // Where each number that was given stands first
    let mut given: BTreeMap<(Option<PackageId>, String), Place> = BTreeMap::new();
    for table in tables {
        let elsewhere = |key: &str| home(key, Some(edition));
        let mut reader = Reader::new(table, complaints);
        reader.knowing(&elsewhere);
        let (id, package, kind, text) = (
            reader.text("id"),
            reader.text("package").filter(|package| !package.value.trim().is_empty()),
            reader.required_text("type"),
            reader.required_text("text"),
        );
        let title = reader.text("title").filter(|title| !title.value.trim().is_empty());
        let (describe, weight) = (reader.keyword("describe", &Describe::ALL), reader.number("weight"));
        let (due, allow) = (read_due(&mut reader), read_allowed(&mut reader));
        if id.is_none() && published && reader.key_place("id").is_none() {
            reader.complaints.error(ProfileFault::PublishedWithoutId, table.place.clone());
        }
        let belongs = package.is_some();
        let package = package.and_then(|written| find_package(written, edition, chosen, reader.complaints));
        let kind = kind.and_then(|written| types.find(written, reader.complaints));
        let answer = read_answer(&mut reader, kind.as_ref().and_then(|kind| types.kind(&kind.value)));
        if let (Some(weight), Some(kind)) = (&weight, &kind)
            && types.kind(&kind.value).is_some_and(|kind| kind != TypeKind::Evaluated)
        {
            let fault = ProfileFault::WeightNotEvaluated { kind: kind.value.clone() };
            reader.complaints.error(fault, weight.place.clone());
        }
        reader.finish();
        if let Some(title) = &title
            && title.value.chars().count() > LONGEST
        {
            let fault = InputFault::TooLong { length: title.value.chars().count(), most: LONGEST };
            complaints.error(fault, title.place.clone());
        }
        let number = match &id {
            Some(id) => match RequirementId::own_number(&id.value) {
                Some(number) => Some(number),
                None => {
                    let fault = InputFault::MalformedId { expected: Expected::OwnNumber, id: id.value.clone() };
                    complaints.error(fault, id.place.clone());
                    continue;
                }
            },
            None => None,
        };
        let (Some(kind), Some(text), true) = (kind, text, package.is_some() == belongs) else { continue };
        let taken = number.as_ref().and_then(|number| given.get(&(package.clone(), number.clone())));
        if let (Some(first), Some(id)) = (taken, &id) {
            let complaint = Complaint::error(
                InputFault::DuplicateId { what: Thing::Requirement, id: id.value.clone() },
                id.place.clone(),
            );
            complaints.push(complaint.also(first.clone(), Second::First));
            continue;
        }
        if let Some(number) = &number {
            given.insert((package.clone(), number.clone()), table.place.clone());
        }
        let requirement = OwnRequirement {
            id: RequirementId::own(package.as_ref(), number.as_deref().unwrap_or("E0")),
            package,
            kind: kind.value,
            title: title.map(|title| title.value),
            text: text.value,
            text_place: text.place,
            answer,
            describe: describe.map(|describe| describe.value).unwrap_or_default(),
            weight: weight.map(|weight| weight.value),
            due,
            allow,
            place: table.place.clone(),
        };
        own.push((requirement, number));
    }
    number_own(own)
}

fn find_package(
    written: Written<String>,
    edition: &Edition,
    chosen: Option<&BTreeMap<PackageId, Choice>>,
    complaints: &mut Complaints,
) -> Option<PackageId> {
    match PackageId::parse(&written.value).filter(|id| edition.packages.contains_key(id)) {
        None => {
            complaints.error(edition.unknown_package(&written.value), written.place);
            None
        }
        Some(id) if chosen.is_some_and(|chosen| !chosen.contains_key(&id)) => {
            complaints.error(ProfileFault::PackageNotChosen { package: id }, written.place);
            None
        }
        id => id,
    }
}

/// The kind of the answer, and what limits it.
fn read_answer(reader: &mut Reader<'_, '_>, kind: Option<TypeKind>) -> AnswerKind {
    let written = reader.keyword("answer", &AnswerKey::ALL);
    let answer = written.as_ref().map_or(AnswerKey::Choice, |written| written.value);
    let unit = reader.text("unit").filter(|unit| !unit.value.trim().is_empty());
    let misplaced = |reader: &mut Reader<'_, '_>, keys: &[&'static str], why: Limits| {
        for key in keys {
            if reader.value(key).is_some() {
                let place = reader.key_place(key).cloned();
                reader.complaints.error(ProfileFault::AnswerLimits { key, why }, place);
            }
        }
    };
    let answer = match answer {
        AnswerKey::Choice | AnswerKey::Text => {
            misplaced(reader, &["unit", "at-least", "at-most"], Limits::NothingToLimit);
            return if answer == AnswerKey::Choice { AnswerKind::Choice } else { AnswerKind::Text };
        }
        AnswerKey::Number => {
            let (least, most) = (reader.number("at-least"), reader.number("at-most"));
            if let (Some(least), Some(most)) = (&least, &most)
                && least.value > most.value
            {
                let fault = ProfileFault::AnswerLimits { key: "at-most", why: Limits::Crossed };
                reader.complaints.push(Complaint::error(fault, most.place.clone()));
            }
            let value = |number: Option<Written<f64>>| number.map(|number| number.value);
            let unit = unit.map(|unit| unit.value);
            AnswerKind::Number(Numbers { unit, at_least: value(least), at_most: value(most) })
        }
        AnswerKey::Date => {
            misplaced(reader, &["unit"], Limits::NothingToLimit);
            let (least, most) = (reader.date("at-least"), reader.date("at-most"));
            if let (Some(least), Some(most)) = (&least, &most)
                && least.value > most.value
            {
                let fault = ProfileFault::AnswerLimits { key: "at-most", why: Limits::Crossed };
                reader.complaints.push(Complaint::error(fault, most.place.clone()));
            }
            AnswerKind::Date(Dates { at_least: least.map(|date| date.value), at_most: most.map(|date| date.value) })
        }
    };
    // Otherwise nothing would say which answer meets it.
    let broken = ["at-least", "at-most"].iter().any(|key| reader.key_place(key).is_some());
    if kind == Some(TypeKind::Minimum) && !answer.is_limited() && !broken {
        let fault = ProfileFault::AnswerLimits { key: "answer", why: Limits::Unlimited };
        reader.complaints.error(fault, written.map(|written| written.place));
    }
    answer
}

/// Gives the requirements without an id the next free one of their package, in the order of writing.
fn number_own(own: Vec<(OwnRequirement, Option<String>)>) -> Vec<OwnRequirement> {
    let mut taken: BTreeSet<RequirementId> =
        own.iter().filter(|(_, number)| number.is_some()).map(|(requirement, _)| requirement.id.clone()).collect();
    // By package, the number below which none is free: a long list is not looked through from its beginning each time.
    let mut next: BTreeMap<Option<PackageId>, u32> = BTreeMap::new();
    let mut numbered: Vec<OwnRequirement> = own
        .into_iter()
        .map(|(mut requirement, number)| {
            if number.is_none() {
                let package = requirement.package.as_ref();
                let next = next.entry(requirement.package.clone()).or_insert(1);
                let ids = (*next..).map(|n| (n, RequirementId::own(package, &format!("E{n}"))));
                let (free, id) =
                    ids.into_iter().find(|(_, id)| !taken.contains(id)).expect("there is always a next number");
                *next = free + 1;
                taken.insert(id.clone());
                requirement.id = id;
            }
            requirement
        })
        .collect();
    numbered.sort_by_key(|requirement| {
        let number = requirement.id.number()[1..].parse::<u32>().unwrap_or(0);
        // Those of no package stand in the last chapter.
        (requirement.package.is_none(), requirement.package.clone(), number)
    });
    numbered
}
