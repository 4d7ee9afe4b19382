//! Weights that suppliers read elsewhere, held up against those of the version that they have.
//!
//! Where `described-in` names the place, no document prints them, and no change to them shows in one.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::lock::Lock;
use crate::catalog::id::LineId;
use crate::profile::{LineChange, Profile};

/// What weighs otherwise than when it was published, though nothing that is printed says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reweighed {
    /// The lines of both versions whose weight differs
    pub lines: Vec<String>,
    /// The types whose answers earn other shares
    pub types: Vec<String>,
}

impl Reweighed {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.types.is_empty()
    }

    /// Compares the profile with the one that the lock holds. What cannot be read there differs in nothing.
    pub(super) fn of(lock: Option<&Lock>, profile: &Profile) -> Self {
        let Some(was) = lock.and_then(|lock| lock.profile_text().parse::<Table>().ok()) else { return Self::default() };
        let evaluation = |table: &Table| table.get("evaluation").and_then(Value::as_table).cloned().unwrap_or_default();
        let (was_weighing, hidden) = (evaluation(&was), !profile.evaluation.prints_weights());
        let weights = weights_of(profile);
        let weighed = listed(&was, "requirement").chain(listed(&was, "line"));
        let lines = weighed.filter(|_| hidden && was_weighing.contains_key("described-in")).filter_map(|entry| {
            let id: LineId = entry.get("id")?.as_str()?.parse().ok()?;
            let (kind, now) = weights.get(&id)?;
            // Of a line of another type that is told.
            let is_same = entry.get("type").and_then(Value::as_str).is_none_or(|was| was == kind.as_str());
            (is_same && entry.get("weight").and_then(number) != *now).then(|| id.to_string())
        });
        let points = was_weighing.get("points").and_then(Value::as_table).cloned().unwrap_or_default();
        let shares = |table: &Value| -> BTreeMap<String, f64> {
            let shares = table.as_table().into_iter().flatten();
            shares.filter_map(|(answer, share)| Some((answer.clone(), number(share)?))).collect()
        };
        // Where nothing was said of points before, or is any more, none are others.
        let types = points.iter().filter(|(kind, shares_then)| {
            let now = profile.evaluation.points.iter().find(|(id, _)| id.as_str() == kind.as_str());
            now.is_some_and(|(_, now)| *now != shares(shares_then))
        });
        let types = types.map(|(kind, _)| kind.clone());
        Self { lines: lines.collect(), types: types.collect() }
    }
}

/// The type and the weight of each line of the profile's own or changed by it.
fn weights_of(profile: &Profile) -> BTreeMap<LineId, (String, Option<f64>)> {
    let own = profile.own.iter();
    let own = own.map(|own| (LineId::Requirement(own.id.clone()), (own.kind.to_string(), own.weight)));
    let kind = |change: &LineChange| change.kind.as_ref().map(ToString::to_string).unwrap_or_default();
    let changed = profile.changed.iter().map(|(id, change)| (id.clone(), (kind(change), change.weight)));
    own.chain(changed).collect()
}

fn listed<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_str()?.parse().ok()).or_else(|| {
        #[expect(clippy::cast_precision_loss, reason = "no weight has so many digits")]
        value.as_integer().map(|whole| whole as f64)
    })
}
