//! What a buyer should know of a profile that can be built all the same.

use std::collections::BTreeSet;

use super::{ChosenOr, Level, Pending, Reason, Resolution, Standing, resolve};
use crate::catalog::id::{FactId, IntegrationId, LineId, PackageId, ReadingId, RequirementId, TypeId};
use crate::catalog::{Confidence, IntegrationStatus, Package, TypeKind};
use crate::complaint::Complaints;
use crate::profile::{Answer, Due, LineChange, OPERATION, OwnRequirement, Procedure, Profile};
use crate::resolve::fault::ResolveFault;
use crate::text::danish;
use crate::text::source::Place;

/// Collects the warnings of a resolved profile; they fail nothing.
pub fn warnings(profile: &Profile, resolution: &Resolution) -> Complaints {
    let mut complaints = Complaints::new();
    let used = used_packages(profile, resolution);
    facts_nobody_asks_for(profile, &mut complaints);
    unsettled_readings(profile, resolution, &mut complaints);
    expected_packages(profile, &mut complaints);
    integrations_not_in_operation(profile, resolution, &mut complaints);
    packages_used_and_not_chosen(profile, resolution, &used, &mut complaints);
    what_the_buyer_knows(profile, resolution, &mut complaints);
    what_is_left_to_settle(profile, resolution, &mut complaints);
    minimum_met_in_part(profile, &mut complaints);
    what_is_needed_anyway(profile, resolution, &mut complaints);
    what_the_framework_may_forbid(profile, resolution, &mut complaints);
    complaints.sort();
    complaints
}

/// The packages that were not chosen and whose business integrations can come into use.
fn used_packages(profile: &Profile, resolution: &Resolution) -> BTreeSet<PackageId> {
    let in_use = resolution.integrations.iter().filter(|line| line.interval.at_most > Level::Excluded);
    let homes = in_use.filter_map(|line| profile.edition.integrations[&line.id].home.clone());
    homes.filter(|home| !profile.packages.contains_key(home)).collect()
}

fn facts_nobody_asks_for(profile: &Profile, complaints: &mut Complaints) {
    let packages = &profile.edition.packages;
    for (fact, answer) in &profile.facts {
        let asking = packages.values().filter(|package| package.asks_for(fact));
        let asking: Vec<PackageId> = asking.map(|package| package.id.clone()).collect();
        if !asking.iter().any(|id| profile.packages.contains_key(id)) && !decides(profile, fact) {
            complaints.warn(ResolveFault::FactNotAsked { fact: fact.clone(), packages: asking }, answer.place.clone());
        }
    }
}

/// Whether an answered fact decides something: unanswered, it would be a question. The rules of a package that is used
/// through a prerequisite ask too.
fn decides(profile: &Profile, fact: &FactId) -> bool {
    let mut unanswered = profile.clone();
    unanswered.facts.remove(fact);
    resolve(&unanswered).questions.iter().any(|question| question.fact == *fact)
}

/// Facts that are left to suppliers though the solution alone does not answer them.
fn what_the_buyer_knows(profile: &Profile, resolution: &Resolution, complaints: &mut Complaints) {
    for (id, answer) in profile.facts.iter().filter(|(_, answer)| answer.value == Answer::Supplier) {
        let fact = &profile.edition.facts[id];
        if fact.supplier_knows {
            continue;
        }
        let question = resolution.questions.iter().find(|question| question.fact == *id);
        // What hangs on nothing but a need of the buyer's is no question to anybody: the need is then not asked for.
        let has_need = |package: &PackageId| profile.edition.packages[package].needs.contains(id);
        let is_need = || fact.need.is_some() && profile.packages.keys().any(has_need);
        let moves = question.map(|question| question.moves.clone()).or_else(|| is_need().then(Vec::new));
        if let Some(moves) = moves {
            let fault = ResolveFault::BuyerKnows { fact: id.clone(), moves };
            complaints.warn(fault, answer.place.clone());
        }
    }
}

/// What keeps the tender from being final beside the buyer's questions. Unsettled readings have a warning of their own.
fn what_is_left_to_settle(profile: &Profile, resolution: &Resolution, complaints: &mut Complaints) {
    for pending in Standing::of(profile, resolution).pending {
        if !matches!(pending, Pending::Reading { .. }) {
            complaints.warn(ResolveFault::Unfinished { pending }, profile.tender.place.clone());
        }
    }
}

/// What cannot be met in part must not be answered so.
fn minimum_met_in_part(profile: &Profile, complaints: &mut Complaints) {
    for kind in profile.types.iter().filter(|kind| kind.kind == TypeKind::Minimum) {
        if let [_, between @ .., _] = kind.answers.as_slice()
            && !between.is_empty()
        {
            let fault = ResolveFault::PartlyMinimum { kind: kind.id.clone(), answers: between.to_vec() };
            complaints.warn(fault, profile.tender.place.clone());
        }
    }
}

/// Integrations that the buyer made less than a minimum requirement, where another minimum requirement cannot be met
/// without them: a need whose fact brings one along, or of a package whose chosen integrations are all of that kind, or
/// what names one.
fn what_is_needed_anyway(profile: &Profile, resolution: &Resolution, complaints: &mut Complaints) {
    let is_weakened = |id: &&IntegrationId| {
        let catalogs = resolution.catalog_type(profile, &LineId::Integration((*id).clone()));
        profile.requirement_type(&catalogs).kind == TypeKind::Minimum
    };
    let weakened: Vec<&IntegrationId> = profile.weakened().filter(is_weakened).collect();
    let is_minimum = |kind: &TypeId| profile.requirement_type(kind).kind == TypeKind::Minimum;
    let needs =
        resolution.needs.iter().filter(|line| line.interval.at_most > Level::Excluded && is_minimum(&line.kind));
    let needs = needs.filter_map(|line| {
        let need = profile.edition.facts.get(&line.fact)?.need.as_ref()?;
        // What may be met otherwise needs none.
        if line.alternative.is_some() {
            return None;
        }
        let chosen = profile.packages.get(&line.package).map_or(&[][..], |choice| &choice.integrations);
        let rests_on_all = chosen.iter().all(|id| weakened.contains(&id));
        let brought = resolution.integrations.iter().filter(|other| {
            let asks = |reason: &Reason| reason.when.as_ref().is_some_and(|when| when.facts().contains(&line.fact));
            let binds = |reason: &Reason| reason.modality == ChosenOr::Must && reason.level > Level::Excluded;
            other.because.iter().any(|reason| binds(reason) && asks(reason))
        });
        let brought = brought.map(|other| &other.id);
        Some((&line.id, &*need.text, chosen.iter().filter(|_| rests_on_all).chain(brought).collect()))
    });
    let own = profile.own.iter().filter(|own| is_minimum(&own.kind));
    let own = own.map(|own| (&own.id, own.text.as_str(), Vec::new()));
    let lines: Vec<(&RequirementId, &str, Vec<&IntegrationId>)> = needs.chain(own).collect();
    for &id in &weakened {
        let names_it = |text: &str| {
            text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).any(|word| word == id.as_str())
        };
        let needing = lines.iter().filter(|(_, text, needed)| needed.contains(&id) || names_it(text));
        let lines: Vec<LineId> = needing.map(|(line, ..)| LineId::Requirement((*line).clone())).collect();
        let change = profile.changed.get(&LineId::Integration(id.clone()));
        let place = change.and_then(|change| change.kind_place.as_ref().or(Some(&change.place)));
        if !lines.is_empty()
            && let Some(place) = place
        {
            complaints.warn(ResolveFault::NeededAnyway { integration: id.clone(), lines }, place.clone());
        }
    }
}

/// In a mini-tender and a direct award the framework agreement says how far the catalog's requirements may be relaxed,
/// and what may be made a condition beside them.
fn what_the_framework_may_forbid(profile: &Profile, resolution: &Resolution, complaints: &mut Complaints) {
    if !matches!(profile.tender.procedure, Some(Procedure::MiniTender | Procedure::DirectAward)) {
        return;
    }
    let general = profile.tender.due.as_deref().unwrap_or(OPERATION);
    let later = |due: &Due| due.clause() != general;
    // What may be left out asks less than what is evaluated, and that less than what must be met.
    let asks = |kind: &TypeId| match profile.requirement_type(kind).kind {
        TypeKind::Optional => 0,
        TypeKind::Evaluated => 1,
        TypeKind::Minimum => 2,
    };
    let is_less = |id: &LineId, change: &LineChange| {
        change.kind.as_ref().is_some_and(|kind| asks(kind) < asks(&resolution.catalog_type(profile, id)))
    };
    let changed = profile.changed.iter();
    let changed = changed.filter(|(id, change)| is_less(id, change) || change.due.as_ref().is_some_and(later));
    let left_out = profile.left_out.keys().map(|id| LineId::Requirement(id.clone()));
    let changed: Vec<(&LineId, &LineChange)> = changed.collect();
    // The first of them in the file shows where.
    let own_minimum = |own: &&OwnRequirement| profile.requirement_type(&own.kind).kind == TypeKind::Minimum;
    let of_lines = changed
        .iter()
        .map(|(id, change)| change.kind_place.as_ref().filter(|_| is_less(id, change)).unwrap_or(&change.place));
    let of_left_out = profile.left_out.values().map(|left_out| &left_out.place);
    let of_own = profile.own.iter().filter(own_minimum).map(|own| &own.place);
    let mut places: Vec<Place> = of_lines.chain(of_left_out).chain(of_own).cloned().collect();
    places.sort_by(|one, other| (&one.source.name, one.span.start).cmp(&(&other.source.name, other.span.start)));
    let lines: Vec<LineId> = changed.into_iter().map(|(id, _)| id.clone()).chain(left_out).collect();
    let own = profile.own.iter().filter(own_minimum);
    let own: Vec<LineId> = own.map(|own| LineId::Requirement(own.id.clone())).collect();
    if !(lines.is_empty() && own.is_empty()) {
        let place = places.into_iter().next().or_else(|| profile.tender.place.clone());
        complaints.warn(ResolveFault::Relaxed { lines, own }, place);
    }
}

fn unsettled_readings(profile: &Profile, resolution: &Resolution, complaints: &mut Complaints) {
    for id in cited_readings(profile, resolution) {
        let Some(reading) = profile.edition.reading(&id) else { continue };
        if reading.confidence == Confidence::Unsettled && !profile.settled.contains_key(&id) {
            let packages = profile.packages.iter().filter(|(package, _)| cites(profile, package, &id));
            let place = packages.map(|(_, choice)| choice.place.clone()).next();
            let fault = ResolveFault::UnsettledReading { reading: id, subject: reading.subject.clone() };
            complaints.warn(fault, place.or_else(|| profile.tender.place.clone()));
        }
    }
}

fn cites(profile: &Profile, package: &PackageId, reading: &ReadingId) -> bool {
    let package = &profile.edition.packages[package];
    let rules = package.rules.iter().map(|rule| &rule.basis);
    let requirements = package.requirements.iter().map(|requirement| &requirement.basis);
    rules.chain(requirements).chain([&package.basis]).any(|basis| basis.reading.as_ref() == Some(reading))
}

/// The readings that a profile rests on: those of chosen packages, and of every rule whose carrier can come into use,
/// whatever became of its condition.
fn cited_readings(profile: &Profile, resolution: &Resolution) -> BTreeSet<ReadingId> {
    let mut readings: BTreeSet<ReadingId> =
        profile.packages.keys().filter_map(|id| profile.edition.packages[id].basis.reading.clone()).collect();
    let in_use = |id| resolution.integration(id).is_some_and(|line| line.interval.at_most > Level::Excluded);
    let of_integrations = resolution.integrations.iter().flat_map(|line| &line.because);
    let of_requirements = resolution
        .requirements
        .iter()
        .filter(|line| line.package.as_ref().is_some_and(|package| profile.packages.contains_key(package)))
        .filter(|line| line.left_out.is_none())
        .flat_map(|line| &line.because);
    let reasons = of_integrations.chain(of_requirements);
    readings.extend(
        reasons.filter(|reason| reason.carrier.as_ref().is_none_or(in_use)).filter_map(|reason| reason.reading.clone()),
    );
    readings
}

fn expected_packages(profile: &Profile, complaints: &mut Complaints) {
    let Some(area) = &profile.tender.area else { return };
    for package in profile.edition.packages.values() {
        if package.expected_in.contains(area) && !profile.packages.contains_key(&package.id) {
            let area = format!("{area} {}", profile.edition.areas[area]);
            let fault =
                ResolveFault::ExpectedPackage { package: package.id.clone(), title: package.title.clone(), area };
            complaints.warn(fault, profile.tender.place.clone());
        }
    }
}

fn integrations_not_in_operation(profile: &Profile, resolution: &Resolution, complaints: &mut Complaints) {
    let date = profile.tender.date.unwrap_or(profile.edition.date);
    for line in resolution.integrations.iter().filter(|line| line.interval.at_most > Level::Excluded) {
        let integration = &profile.edition.integrations[&line.id];
        let why = match (integration.status, integration.since) {
            (Some(status @ (IntegrationStatus::InDevelopment | IntegrationStatus::Retired)), _) => {
                match integration.since {
                    Some(since) => format!("{} ({})", status.word(), danish::date(since)),
                    None => status.word().to_owned(),
                }
            }
            (_, Some(since)) if since > date => format!("i drift fra {}", danish::date(since)),
            (Some(IntegrationStatus::InOperation) | None, _) => continue,
        };
        let chosen_in = profile.packages.values().find(|choice| choice.integrations.contains(&line.id));
        let place = chosen_in.map(|choice| choice.place.clone()).or_else(|| profile.tender.place.clone());
        let successors = integration.successors.iter().map(ToString::to_string).collect();
        complaints.warn(ResolveFault::NotInOperation { id: line.id.clone(), why, successors }, place);
    }
}

fn packages_used_and_not_chosen(
    profile: &Profile,
    resolution: &Resolution,
    used: &BTreeSet<PackageId>,
    complaints: &mut Complaints,
) {
    // A package without requirements has none that would come along.
    for package in
        used.iter().map(|id| &profile.edition.packages[id]).filter(|package| !package.requirements.is_empty())
    {
        let in_use = |id: &&IntegrationId| {
            resolution.integration(id).is_some_and(|line| line.interval.at_most > Level::Excluded)
        };
        let integrations = package.business.iter().filter(in_use).map(ToString::to_string).collect();
        let fault = ResolveFault::UsedNotChosen {
            package: package.id.clone(),
            title: package.title.clone(),
            integrations,
            requirements: package.requirements.len(),
        };
        complaints.warn(fault, bringing_place(profile, resolution, package));
    }
}

/// Where the profile chose what brings a package's integrations along.
fn bringing_place(profile: &Profile, resolution: &Resolution, used: &Package) -> Option<Place> {
    let lines = used.business.iter().filter_map(|id| resolution.integration(id));
    let reasons = lines.flat_map(|line| &line.because).filter(|reason| reason.level > Level::Excluded);
    let bringing = reasons.filter_map(|reason| profile.packages.get(&reason.package)).next();
    bringing.or_else(|| profile.packages.values().next()).map(|choice| choice.place.clone())
}
