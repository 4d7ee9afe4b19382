//! The catalog, told at the terminal.

use std::fmt::Write as _;

use tender::both;
use tender::catalog::id::IntegrationId;
use tender::catalog::{
    Catalog, Edition, Fact, Integration, Modality, Package, Reading, Requirement, Subject, filled_in_general,
};

use super::FILE;
use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::catalog::{Entry, Exported};

/// Writing to a string never fails.
macro_rules! line {
    ($text:expr, $($format:tt)*) => { writeln!($text, $($format)*).expect("writing to a string never fails") };
}

/// Lists the editions, and the packages of one.
pub fn list(catalog: &Catalog, shown: &Edition, console: &mut Console) -> Outcome {
    let mut text = String::from("editions\n");
    for edition in catalog.editions.values() {
        line!(text, "  {}  {}", edition.id, edition.title);
    }
    line!(text, "\npackages of {}", shown.id);
    for package in shown.packages.values() {
        let business: Vec<&str> = package.business.iter().map(IntegrationId::as_str).collect();
        line!(text, "  {} {:<28} {}", package.id, package.title, business.join(", "));
    }
    line!(text, "\nareas of {}", shown.id);
    for (id, name) in &shown.areas {
        line!(text, "  {id} {name}");
    }
    console.show(&text)
}

/// Shows one entry of an edition; nothing where it has none such.
pub fn show(edition: &Edition, id: &str, console: &mut Console) -> Outcome {
    let text = Entry::of(edition, id).map(|entry| match entry {
        Entry::Package(package) => package_text(edition, package),
        Entry::Requirement(requirement) => requirement_text(requirement),
        Entry::Integration(integration) => integration_text(edition, integration),
        Entry::Fact(fact) => fact_text(edition, fact),
        Entry::Reading(reading) => reading_text(reading),
    });
    console.show(&text.unwrap_or_default())
}

/// Tells what the editions hold, when all are sound.
pub fn sound(catalog: &Catalog, console: &mut Console) -> Outcome {
    for edition in catalog.editions.values() {
        let (id, packages, integrations) = (&edition.id, edition.packages.len(), edition.integrations.len());
        let (rules, facts, readings) = (edition.rules().count(), edition.facts.len(), edition.readings.len());
        let notes = edition.notes.len();
        let requirements: usize = edition.packages.values().map(|package| package.requirements.len()).sum();
        console.say(&both!(
            "{id}: {packages} packages, {integrations} integrations, {rules} rules, {requirements} requirements, \
             {facts} facts, {readings} readings, {notes} notes: sound",
            "{id}: {packages} pakker, {integrations} integrationer, {rules} regler, {requirements} krav, \
             {facts} oplysninger, {readings} fortolkninger, {notes} noter: uden fejl"
        ));
    }
    Outcome::Done
}

/// Tells how much was written out, and what was not.
pub fn exported(exported: &Exported, console: &mut Console) -> Outcome {
    let (written, folder) = (exported.written, exported.folder.display());
    let da = FILE.counted(written).da;
    console.say(&both!("wrote {written} files to {folder}", "{da} er skrevet til {folder}"));
    console.complain(&exported.complaints)
}

fn requirement_text(requirement: &Requirement) -> String {
    let when = requirement.when.as_ref().map(|when| format!("when: {when}\n")).unwrap_or_default();
    format!(
        "{} {}\n{}\n{when}source: {}\n",
        requirement.id,
        requirement.title,
        filled_in_general(&requirement.text),
        requirement.basis.source
    )
}

fn fact_text(edition: &Edition, fact: &Fact) -> String {
    let asking = edition.packages.values().filter(|package| package.asks_for(&fact.id));
    let asking: Vec<&str> = asking.map(|package| package.id.as_str()).collect();
    let need = fact.need.as_ref().map(|need| format!("need {}: {}\n", need.id, filled_in_general(&need.text)));
    format!(
        "{} {} (Oplysning {})\n{}\n{}\n{}asked by: {}\n\nto the supplier\n{}\n{}\n",
        fact.id,
        fact.label,
        fact.number,
        fact.question,
        fact.help,
        need.unwrap_or_default(),
        asking.join(", "),
        fact.supplier_question,
        fact.supplier_help
    )
}

fn reading_text(reading: &Reading) -> String {
    let settle = reading.when_settled.as_ref().map(|text| format!("{text}\n")).unwrap_or_default();
    format!(
        "{} {}\nmatrix: {}\nslide: {}\nread as: {}\nwhy: {}\nconfidence: {}\n{settle}",
        reading.id,
        reading.subject,
        reading.matrix,
        reading.slide,
        reading.choice,
        reading.why,
        reading.confidence.word()
    )
}

fn integration_text(edition: &Edition, integration: &Integration) -> String {
    let mut text = format!("{} {}\n{}\n", integration.id, integration.name, integration.meaning);
    if let Some(version) = &integration.version {
        line!(text, "version: {version}");
    }
    if let Some(status) = integration.status {
        let since = integration.since.map(|since| format!(", {since}")).unwrap_or_default();
        line!(text, "status: {}{since}", status.word());
    }
    if !integration.successors.is_empty() {
        let successors: Vec<&str> = integration.successors.iter().map(IntegrationId::as_str).collect();
        line!(text, "replaced by: {}", successors.join(", "));
    }
    if let Some(home) = &integration.home {
        line!(text, "chosen in: {home} {}", edition.packages[home].title);
    }
    let followed =
        edition.rules().filter(|rule| rule.target == integration.id).map(|rule| rule.id.as_str()).collect::<Vec<_>>();
    if !followed.is_empty() {
        line!(text, "follows by: {}", followed.join(", "));
    }
    if let Some(page) = &integration.page {
        line!(text, "page: https://{page}");
    }
    line!(text, "source: {}", integration.source);
    notes(edition, &Subject::Integration(integration.id.clone()), &mut text);
    text
}

fn package_text(edition: &Edition, package: &Package) -> String {
    let mut text = format!("{} {}\n\nto choose among\n", package.id, package.title);
    for id in &package.business {
        line!(text, "  {:<12} {}", id.as_str(), edition.integrations[id].name);
    }
    line!(text, "\nrules");
    for rule in &package.rules {
        let verb = match rule.modality {
            Modality::Must => "must",
            Modality::May => "may ",
        };
        let carriers: Vec<&str> = rule.carriers.iter().map(IntegrationId::as_str).collect();
        let when = rule.when.as_ref().map(|when| format!(" when {when}")).unwrap_or_default();
        line!(text, "  {verb} {:<12} with {}{when}", rule.target.as_str(), carriers.join(", "));
    }
    if !package.needs.is_empty() {
        line!(text, "\nneeds");
    }
    for (fact, need) in edition.needs(package) {
        line!(text, "  {} when {}\n    {}", need.id, fact.id, filled_in_general(&need.text));
    }
    if !package.requirements.is_empty() {
        line!(text, "\nrequirements");
    }
    for requirement in &package.requirements {
        let when = requirement.when.as_ref().map(|when| format!(" (when {when})")).unwrap_or_default();
        let wording = filled_in_general(&requirement.text);
        line!(text, "  {} {}{when}\n    {wording}", requirement.id, requirement.title);
    }
    if !package.advice.is_empty() {
        line!(text, "\nadvice");
    }
    for advice in &package.advice {
        line!(text, "  {}\n    {}", advice.question, advice.text);
    }
    notes(edition, &Subject::Package(package.id.clone()), &mut text);
    text
}

/// What was seen since the edition of an integration or a package.
fn notes(edition: &Edition, subject: &Subject, text: &mut String) {
    for (at, note) in edition.notes_about(subject).enumerate() {
        if at == 0 {
            line!(text, "\nseen since the edition");
        }
        line!(text, "  {}: {}", note.seen.words(), note.text);
        for page in &note.pages {
            line!(text, "    https://{page}");
        }
    }
}
