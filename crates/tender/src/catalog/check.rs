//! What can be wrong with an edition that reads well: things that never matter.

use std::collections::{BTreeMap, BTreeSet};

use super::Edition;
use crate::catalog::completions::{Completions, When};
use crate::catalog::condition::Truth;
use crate::catalog::fault::CatalogFault;
use crate::catalog::id::{FactId, IntegrationId, ReadingId};
use crate::complaint::Complaints;
use crate::input::fault::Thing;

/// Proves that every fact decides something or states a need, that every rule can hold, and that every reading is
/// cited.
pub fn check(edition: &Edition) -> Complaints {
    let mut complaints = Complaints::new();
    let completions = Completions::new(edition.facts.keys().map(|fact| (fact, Truth::Unknown)));
    let mut deciding: BTreeSet<&FactId> = BTreeSet::new();
    let rules = edition.rules().map(|rule| (rule.id.to_string(), &rule.when, &rule.carriers, &rule.place));
    let requirements =
        edition.packages.values().flat_map(|package| &package.requirements).map(|requirement| {
            (requirement.id.to_string(), &requirement.when, &requirement.carriers, &requirement.place)
        });
    for (id, when, carriers, place) in rules.chain(requirements) {
        let function = when.as_ref().map(|condition| completions.of(condition));
        if carriers.is_empty() || function.as_ref().is_some_and(When::is_false) {
            complaints.error(CatalogFault::NeverHolds { id }, place.clone());
        } else if function.as_ref().is_some_and(When::is_true) {
            complaints.error(CatalogFault::AlwaysHolds { id }, place.clone());
        }
        deciding.extend(function.iter().flat_map(|function| completions.deciding(function)));
    }
    for (id, fact) in &edition.facts {
        if !deciding.contains(id) && fact.need.is_none() {
            complaints.error(CatalogFault::FactDecidesNothing { id: id.clone() }, fact.place.clone());
        }
    }
    check_citations(edition, &mut complaints);
    check_homes(edition, &mut complaints);
    complaints
}

/// A reading stands in the catalog because something rests on it.
fn check_citations(edition: &Edition, complaints: &mut Complaints) {
    let mut readings: BTreeSet<&ReadingId> = BTreeSet::new();
    for package in edition.packages.values() {
        let bases = std::iter::once(&package.basis)
            .chain(package.rules.iter().map(|rule| &rule.basis))
            .chain(package.alternatives.iter().map(|alternative| &alternative.basis))
            .chain(package.requirements.iter().map(|requirement| &requirement.basis))
            .chain(package.advice.iter().map(|advice| &advice.basis));
        readings.extend(bases.filter_map(|basis| basis.reading.as_ref()));
    }
    readings.extend(edition.derived_reading.iter());
    readings.extend(edition.packages.values().filter_map(|package| package.expected_reading.as_ref()));
    for reading in &edition.readings {
        if !readings.contains(&reading.id) {
            complaints.error(
                CatalogFault::NeverCited { what: Thing::Reading, id: reading.id.to_string() },
                reading.place.clone(),
            );
        }
    }
}

/// A business integration's home is the package that offers it.
fn check_homes(edition: &Edition, complaints: &mut Complaints) {
    let mut offered: BTreeMap<&IntegrationId, Vec<String>> = BTreeMap::new();
    for package in edition.packages.values() {
        for id in &package.business {
            offered.entry(id).or_default().push(package.id.to_string());
        }
    }
    for (id, integration) in &edition.integrations {
        let packages = offered.remove(id).unwrap_or_default();
        let home: Vec<String> = integration.home.iter().map(ToString::to_string).collect();
        if packages != home {
            complaints.error(CatalogFault::WrongHome { id: id.clone(), packages }, integration.place.clone());
        }
    }
}
