//! `bilag catalog`: list, show, check, export.

use std::fmt::Write as _;
use std::path::Path;

use super::checklist::edition;
use super::output;
use crate::console::Console;
use crate::fault::RunFault;
use crate::outcome::Outcome;
use press::font_files;
use tender::catalog::id::{FactId, IntegrationId, PackageId, ReadingId, RequirementId};
use tender::catalog::{Catalog, CatalogFiles, Edition, Modality, Package, check as check_edition, Subject, filled_in_general};
use tender::complaint::{Complaint, Complaints};
use tender::print::Templates;
use tender::text::nearest::nearest;

/// Writing to a string never fails.
macro_rules! line {
    ($text:expr, $($format:tt)*) => { writeln!($text, $($format)*).expect("writing to a string never fails") };
}

/// Lists the editions, and the packages of one.
pub fn list(catalog: &Catalog, id: Option<&str>, console: &mut Console) -> Result<Outcome, Complaints> {
    let shown = edition(catalog, id)?;
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
    Ok(console.show(&text))
}

/// Shows one entry of an edition.
pub fn show(catalog: &Catalog, id: &str, of: Option<&str>, console: &mut Console) -> Result<Outcome, Complaints> {
    let edition = edition(catalog, of)?;
    match entry(&edition, id) {
        Some(text) => Ok(console.show(&text)),
        None => {
            let packages = edition.packages.keys().map(PackageId::as_str);
            let integrations = edition.integrations.keys().map(IntegrationId::as_str);
            let facts = edition.facts.keys().map(FactId::as_str);
            let readings = edition.readings.iter().map(|reading| reading.id.as_str());
            let nearest = nearest(id, packages.chain(integrations).chain(facts).chain(readings));
            Err(Complaint::error(
                RunFault::UnknownEntry { id: id.to_owned(), edition: edition.id.clone(), nearest },
                None,
            )
            .into())
        }
    }
}

fn entry(edition: &Edition, id: &str) -> Option<String> {
    let package =
        PackageId::parse(id).and_then(|id| edition.packages.get(&id)).map(|package| package_text(edition, package));
    let requirement = RequirementId::parse(id).and_then(|id| edition.requirement(&id)).map(|requirement| {
        let when = requirement.when.as_ref().map(|when| format!("when: {when}\n")).unwrap_or_default();
        format!(
            "{} {}\n{}\n{when}source: {}\n",
            requirement.id,
            requirement.title,
            filled_in_general(&requirement.text),
            requirement.basis.source
        )
    });
    let integration =
        edition.integrations.get(&IntegrationId::new(id)).map(|integration| integration_text(edition, integration));
    let fact = edition.facts.get(&FactId::new(id)).map(|fact| {
        let packages: Vec<&str> = edition
            .packages
            .values()
            .filter(|package| package.asks_for(&fact.id))
            .map(|package| package.id.as_str())
            .collect();
        let need = fact.need.as_ref().map(|need| format!("need {}: {}\n", need.id, filled_in_general(&need.text)));
        format!(
            "{} {} (Oplysning {})\n{}\n{}\n{}asked by: {}\n\nto the supplier\n{}\n{}\n",
            fact.id,
            fact.label,
            fact.number,
            fact.question,
            fact.help,
            need.unwrap_or_default(),
            packages.join(", "),
            fact.supplier_question,
            fact.supplier_help
        )
    });
    let reading = edition.reading(&ReadingId::new(id)).map(|reading| {
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
    });
    package.or(requirement).or(integration).or(fact).or(reading)
}

fn integration_text(edition: &Edition, integration: &tender::catalog::Integration) -> String {
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

/// Proves that every edition is sound. Reading it has proved its references already.
pub fn check(catalog: &Catalog, console: &mut Console) -> Result<Outcome, Complaints> {
    let mut complaints = Complaints::new();
    for edition in catalog.editions.values() {
        complaints.append(check_edition(edition));
    }
    if complaints.has_errors() {
        return Err(complaints);
    }
    for edition in catalog.editions.values() {
        let rules = edition.rules().count();
        let requirements: usize = edition.packages.values().map(|package| package.requirements.len()).sum();
        console.say(&format!(
            "{}: {} packages, {} integrations, {rules} rules, {requirements} requirements, {} facts, {} readings, {} notes: sound",
            edition.id,
            edition.packages.len(),
            edition.integrations.len(),
            edition.facts.len(),
            edition.readings.len(),
            edition.notes.len()
        ));
    }
    Ok(Outcome::Done)
}

/// Writes catalog, templates and fonts out. What lies there already is left as it is.
pub fn export(
    catalog: &CatalogFiles,
    templates: &Templates,
    folder: &Path,
    console: &mut Console,
) -> Result<Outcome, Complaints> {
    let mut complaints = Complaints::new();
    let catalog = catalog.files.iter().map(|(path, source)| (format!("catalog/{path}"), source.text.as_bytes()));
    let templates = templates.files().map(|(path, bytes)| (format!("templates/{path}"), bytes));
    let fonts = font_files().into_iter().map(|(path, bytes)| (format!("fonts/{path}"), bytes));
    let mut written = 0;
    for (path, bytes) in catalog.chain(templates).chain(fonts) {
        match output::write_new(&folder.join(path), bytes) {
            Ok(()) => written += 1,
            Err(complaint) => complaints.push(complaint),
        }
    }
    console.say(&format!("wrote {written} files to {}", folder.display()));
    if complaints.has_errors() { Err(complaints) } else { Ok(Outcome::Done) }
}
