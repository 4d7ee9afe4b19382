//! An edition as a record.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::catalog::{
    Basis, Edition, Fact, Integration, Modality, Note, Package, Reading, Requirement, RequirementType, Rule,
    filled_in_general,
};
use crate::change::prose::blocks;
use crate::change::{Aspect, Entry, Kind, Record, Weight};
use crate::text::danish;

impl Record {
    /// Sets down an edition: everything that its catalog says.
    pub fn of_edition(edition: &Edition) -> Self {
        let mut entries = vec![about(edition), types_of_modalities(edition)];
        entries.extend(edition.types.iter().map(requirement_type));
        entries.extend(edition.facts.values().map(fact));
        entries.extend(edition.integrations.values().map(integration));
        entries.extend(edition.readings.iter().map(reading));
        entries.extend(edition.notes.iter().map(note));
        entries.extend(edition.sources.iter().map(|(id, source)| {
            Entry::new(Kind::Source, id.as_str(), "", Weight::Editorial).with(Aspect::Title, source.title.clone())
        }));
        entries.extend(edition.areas.iter().map(|(id, title)| {
            Entry::new(Kind::Area, id.as_str(), "", Weight::Clarifying).with(Aspect::Title, title.clone())
        }));
        for package in edition.packages.values() {
            entries.push(entry_of_package(package));
            entries.extend(package.rules.iter().map(|entry| rule(edition, entry)));
            entries.extend(package.requirements.iter().map(requirement));
            entries.extend(package.alternatives.iter().map(|alternative| {
                let id = format!("{}/{}", package.id, alternative.id);
                let entry = Entry::new(Kind::Alternative, id, "", Weight::Substantial)
                    .with(Aspect::Carriers, listed(&alternative.integrations))
                    .with(Aspect::Text, alternative.text.to_string());
                based(entry, &alternative.basis)
            }));
            entries.extend(package.advice.iter().map(|advice| {
                let id = format!("{}/{}", package.id, advice.id);
                let entry = Entry::new(Kind::Advice, id, "", Weight::Clarifying)
                    .with(Aspect::Label, advice.label.clone())
                    .with(Aspect::Question, advice.question.clone())
                    .with(Aspect::Text, advice.text.clone());
                based(entry, &advice.basis)
            }));
        }
        Self::new(edition.id.to_string(), entries, retired(edition))
    }
}

/// What replaced each integration that the edition names successors of.
pub(crate) fn retired(edition: &Edition) -> BTreeMap<String, Vec<String>> {
    let replaced = edition.integrations.values().filter(|integration| !integration.successors.is_empty());
    replaced.map(|old| (old.id.to_string(), old.successors.iter().map(ToString::to_string).collect())).collect()
}

fn about(edition: &Edition) -> Entry {
    Entry::new(Kind::Tender, "edition", edition.id.as_str(), Weight::Clarifying)
        .with(Aspect::Title, edition.title.clone())
        .with(Aspect::Value, edition.note.clone())
        .with(Aspect::Reading, edition.derived_reading.as_ref().map(ToString::to_string))
        .with(Aspect::Since, danish::date(edition.date))
}

/// Which type everything has that must be met, and everything that may be used.
fn types_of_modalities(edition: &Edition) -> Entry {
    let types = format!("{}: {}, {}: {}", modality(Modality::Must), edition.must, modality(Modality::May), edition.may);
    Entry::new(Kind::Tender, "modality", "Kravtype efter styrke", Weight::Basic).with(Aspect::Type, types)
}

/// What a type means, and what in a direct award.
fn said(kind: &RequirementType) -> Option<String> {
    match (&kind.meaning, &kind.meaning_in_direct_award) {
        (Some(meaning), Some(direct)) => Some(format!("{meaning}\nVed direkte tildeling: {direct}")),
        (meaning, direct) => meaning.clone().or_else(|| direct.clone()),
    }
}

fn requirement_type(kind: &RequirementType) -> Entry {
    Entry::new(Kind::Type, kind.id.as_str(), kind.name.as_str(), Weight::Substantial)
        .with(Aspect::Title, kind.name.clone())
        .with(Aspect::Meaning, said(kind))
        .with(Aspect::Answers, listed(&kind.answers))
}

fn fact(fact: &Fact) -> Entry {
    Entry::new(Kind::Fact, fact.id.as_str(), fact.label.as_str(), Weight::Substantial)
        .with(Aspect::Label, fact.label.clone())
        .with(Aspect::Question, fact.question.clone())
        .with(Aspect::SupplierQuestion, fact.supplier_question.clone())
        .with(Aspect::Help, fact.help.clone())
        .with(Aspect::Holds, fact.holds.clone())
        .with(Aspect::Fails, fact.fails.clone())
        .with(Aspect::SupplierHelp, fact.supplier_help.clone())
        .with(Aspect::BuyerHolds, fact.buyer_holds.clone())
        .with(Aspect::BuyerFails, fact.buyer_fails.clone())
        .with(Aspect::AnsweredBy, fact.supplier_knows.then(|| "leverandøren".to_owned()))
        .with(Aspect::Number, fact.number.to_string())
        .with(Aspect::Need, fact.need.as_ref().map(|need| format!("{}: {}", need.id, filled_in_general(&need.text))))
        .with(Aspect::Alternative, fact.need.as_ref().and_then(|need| need.alternative.as_deref()).map(str::to_owned))
        .with(Aspect::Deferred, fact.need.as_ref().and_then(|need| need.deferred.as_deref()).map(str::to_owned))
}

fn integration(integration: &Integration) -> Entry {
    Entry::new(Kind::Integration, integration.id.as_str(), integration.name.as_str(), Weight::Substantial)
        .with(Aspect::Title, integration.name.clone())
        .with(Aspect::Meaning, integration.meaning.clone())
        .with(Aspect::Home, integration.home.as_ref().map(ToString::to_string))
        .with(Aspect::Version, integration.version.clone())
        .with(Aspect::Since, integration.since.map(danish::date))
        .with(Aspect::Operation, integration.status.map(|status| status.word().to_owned()))
        .with(Aspect::Successors, listed(&integration.successors))
        .with(Aspect::Page, integration.page.clone())
        .with(Aspect::Source, integration.source.to_string())
}

fn reading(reading: &Reading) -> Entry {
    Entry::new(Kind::Reading, reading.id.as_str(), reading.subject.as_str(), Weight::Clarifying)
        .with(Aspect::Title, reading.subject.clone())
        .with(Aspect::Matrix, reading.matrix.clone())
        .with(Aspect::Slide, reading.slide.clone())
        .with(Aspect::Choice, reading.choice.clone())
        .with(Aspect::Why, reading.why.clone())
        .with(Aspect::Confidence, reading.confidence.word().to_owned())
        .with(Aspect::Settled, reading.when_settled.clone())
}

/// »Y14, R21«: where a package is expected, and the reading that says so.
fn expected(package: &Package) -> String {
    let areas = package.expected_in.iter().map(ToString::to_string);
    listed(&areas.chain(package.expected_reading.iter().map(ToString::to_string)).collect::<Vec<_>>())
}

fn note(note: &Note) -> Entry {
    Entry::new(Kind::Note, note.id.as_str(), note.seen.words().as_str(), Weight::Clarifying)
        .with(Aspect::Text, note.text.clone())
        .with(Aspect::Since, note.seen.words())
        .with(Aspect::Packages, listed(&note.about))
        .with(Aspect::Page, listed(&note.pages))
}

fn entry_of_package(package: &Package) -> Entry {
    let entry = Entry::new(Kind::Package, package.id.as_str(), package.title.as_str(), Weight::Basic)
        .with(Aspect::Title, package.title.clone())
        .with(Aspect::Business, listed(&package.business))
        .with(Aspect::Expected, expected(package))
        .with(Aspect::Purpose, blocks(&package.purpose))
        .with(Aspect::Guidance, blocks(&package.guidance));
    based(entry, &package.basis)
}

fn rule(edition: &Edition, rule: &Rule) -> Entry {
    let name = edition.integrations.get(&rule.target).map_or("", |target| target.name.as_str());
    let entry = Entry::new(Kind::Rule, rule.id.as_str(), name, weight_of(rule.modality))
        .with(Aspect::Target, rule.target.to_string())
        .with(Aspect::Modality, modality(rule.modality).to_owned())
        .with(Aspect::Carriers, listed(&rule.carriers))
        .with(Aspect::Condition, rule.when.as_ref().map(ToString::to_string))
        .with(Aspect::Purpose, rule.purpose.to_string())
        .with(Aspect::Alternative, rule.alternative.as_ref().map(ToString::to_string))
        .with(Aspect::Deferred, rule.deferred.as_ref().map(ToString::to_string));
    based(entry, &rule.basis)
}

fn requirement(requirement: &Requirement) -> Entry {
    let (id, title) = (requirement.id.as_str(), requirement.title.as_str());
    let entry = Entry::new(Kind::Requirement, id, title, weight_of(requirement.modality))
        .with(Aspect::Title, requirement.title.clone())
        .with(Aspect::Text, filled_in_general(&requirement.text).into_owned())
        .with(Aspect::Modality, modality(requirement.modality).to_owned())
        .with(Aspect::Carriers, listed(&requirement.carriers))
        .with(Aspect::Condition, requirement.when.as_ref().map(ToString::to_string));
    based(entry, &requirement.basis)
}

fn based(entry: Entry, basis: &Basis) -> Entry {
    entry
        .with(Aspect::Source, basis.source.to_string())
        .with(Aspect::Reading, basis.reading.as_ref().map(ToString::to_string))
}

fn weight_of(modality: Modality) -> Weight {
    match modality {
        Modality::Must => Weight::Basic,
        Modality::May => Weight::Substantial,
    }
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Must => "skal",
        Modality::May => "kan",
    }
}

fn listed<T: Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
