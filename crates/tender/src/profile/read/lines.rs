//! Lines of the catalog that the buyer changed, and the keys that they share with the buyer's own requirements.

use std::collections::BTreeMap;

use toml::value::Datetime;

use super::super::place_of::home;
use super::super::{Allowed, Due, LeftOut, LineChange};
use super::{LONGEST, Types};
use crate::catalog::fault::CatalogFault;
use crate::catalog::id::{LineId, RequirementId};
use crate::catalog::{Edition, TypeKind};
use crate::complaint::Second;
use crate::complaint::{Complaint, Complaints};
use crate::input::fault::{InputFault, Thing};
use crate::input::table::{Kind, Reader, Table};
use crate::profile::fault::{NoChange, ProfileFault};
use crate::text::nearest::nearest;
use crate::text::source::Written;

/// Reads the changes. Whether a line is printed at all is judged when it is known what follows from the profile.
pub(super) fn read_changes(
    tables: &[&Table],
    edition: &Edition,
    left_out: &BTreeMap<RequirementId, LeftOut>,
    types: &Types,
    complaints: &mut Complaints,
) -> BTreeMap<LineId, LineChange> {
    let mut changes: BTreeMap<LineId, LineChange> = BTreeMap::new();
    for table in tables {
        let elsewhere = |key: &str| home(key, Some(edition));
        let mut reader = Reader::new(table, complaints);
        reader.knowing(&elsewhere);
        let (id, kind, reason) = (reader.required_text("id"), reader.text("type"), reader.required_text("reason"));
        let weight = reader.number("weight");
        let (due, allow) = (read_due(&mut reader), read_allowed(&mut reader));
        let kind = kind.and_then(|kind| types.find(kind, reader.complaints));
        let changes_something = ["type", "weight", "due"].iter().any(|key| reader.key_place(key).is_some());
        if let (Some(weight), Some(kind)) = (&weight, &kind)
            && types.kind(&kind.value).is_some_and(|kind| kind != TypeKind::Evaluated)
        {
            let fault = ProfileFault::WeightNotEvaluated { kind: kind.value.clone() };
            reader.complaints.error(fault, weight.place.clone());
        }
        reader.finish();
        let Some(id) = id else { continue };
        let Ok(line) = id.value.parse::<LineId>();
        let why = match &line {
            LineId::Requirement(own) if own.is_own() => Some(NoChange::Own),
            LineId::Requirement(requirement) if left_out.contains_key(requirement) => Some(NoChange::LeftOut),
            LineId::Integration(_) | LineId::Requirement(_) => (!changes_something).then_some(NoChange::Nothing),
        };
        if !line_exists(&line, edition) && why != Some(NoChange::Own) {
            let known: Vec<String> = edition.line_ids().collect();
            let nearest = nearest(&id.value, known.iter().map(String::as_str)).into_iter().collect();
            let fault = CatalogFault::UnknownLine { id: id.value, edition: edition.id.clone(), nearest };
            complaints.error(fault, id.place);
        } else if let Some(why) = why {
            complaints.error(ProfileFault::LineChange { id: line, why }, id.place);
        } else if let Some(first) = changes.get(&line) {
            let fault = InputFault::DuplicateId { what: Thing::LineChange, id: line.to_string() };
            complaints.push(Complaint::error(fault, id.place).also(first.place.clone(), Second::First));
        } else if let Some(reason) = reason {
            let (kind, kind_place) = kind.map(|kind| (kind.value, kind.place)).unzip();
            let weight = weight.map(|weight| weight.value);
            let Written { value: reason, place: reason_place } = reason;
            let place = id.place;
            let change = LineChange { kind, weight, due, reason, reason_place, allow, place, kind_place };
            changes.insert(line, change);
        }
    }
    changes
}

fn line_exists(line: &LineId, edition: &Edition) -> bool {
    match line {
        LineId::Integration(id) => edition.integrations.contains_key(id),
        LineId::Requirement(id) => edition.requirement(id).is_some() || edition.fact_of_need(id).is_some(),
    }
}

/// A time of fulfilment: words or a date.
pub(super) fn read_due(reader: &mut Reader<'_, '_>) -> Option<Due> {
    let value = reader.value("due")?;
    if let Kind::Date(Datetime { .. }) = &value.kind {
        return reader.date("due").map(|date| Due::Date(date.value));
    }
    let words = reader.as_text(value).filter(|words| !words.value.trim().is_empty())?;
    let length = words.value.chars().count();
    if length > LONGEST {
        reader.complaints.error(InputFault::TooLong { length, most: LONGEST }, words.place);
        return None;
    }
    Some(Due::Words(words.value.trim().to_owned()))
}

/// The remarks of the linter that the buyer has weighed, each with why.
pub(super) fn read_allowed(reader: &mut Reader<'_, '_>) -> Vec<Allowed> {
    let mut allowed = Vec::new();
    for written in reader.texts("allow").unwrap_or_default() {
        let parts = written.value.split_once(':').map(|(remark, because)| (remark.trim(), because.trim()));
        match parts.filter(|(remark, because)| !remark.is_empty() && !because.is_empty()) {
            Some((remark, because)) => {
                let (remark, because) = (remark.to_owned(), because.to_owned());
                allowed.push(Allowed { remark, because, place: written.place });
            }
            None => reader.complaints.error(ProfileFault::AllowWithoutReason { written: written.value }, written.place),
        }
    }
    allowed
}
