//! From a profile as written to one in which every name exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use toml::value::Date;

use super::file::beside;
use super::theme::{Colour, Theme};
use super::{Answer, Choice, OwnRequirement, Procedure, Profile, ProfileFile, Tender};
use crate::catalog::id::{AreaId, FactId, IntegrationId, PackageId, ReadingId, RequirementId};
use crate::catalog::{Catalog, Edition, Package, RequirementType, read_type};
use crate::complaint::{Complaint, Complaints, Second};
use crate::input::fault::{Expected, InputFault, Thing};
use crate::input::table::{Kind, Reader, Table, Value};
use crate::profile::cvr;
use crate::profile::fault::ProfileFault;
use crate::text::nearest::{nearest, nearest_entry};
use crate::text::source::Written;

/// The longest text of the tender's own table, in characters.
const LONGEST: usize = 300;

/// The least contrast of text with its paper, by WCAG 2.1 AA.
const LEAST_CONTRAST: f64 = 4.5;

impl Profile {
    /// Checks a profile against the catalog. All complaints are collected.
    pub fn check(file: &ProfileFile, catalog: &Catalog) -> Result<Self, Complaints> {
        let mut complaints = Complaints::new();
        let profile = read(file, catalog, &mut complaints);
        complaints.sort();
        match profile {
            Some(profile) if !complaints.has_errors() => Ok(profile),
            _ => Err(complaints),
        }
    }
}

fn read(file: &ProfileFile, catalog: &Catalog, complaints: &mut Complaints) -> Option<Profile> {
    let mut reader = Reader::new(&file.table, complaints);
    let edition = reader.required_text("edition");
    reader.value("extends");
    let tender = reader.table("tender");
    if tender.is_none() && reader.key_place("tender").is_none() {
        reader.missing("tender");
    }
    let packages = reader.table("packages");
    if packages.is_none() && reader.key_place("packages").is_none() {
        reader.complaints.error(ProfileFault::NoPackage, file.table.place.clone());
    }
    let (facts, readings, theme) = (reader.table("facts"), reader.table("readings"), reader.table("theme"));
    let (left_out, own, types) = (reader.tables("leave-out"), reader.tables("requirement"), reader.tables("type"));
    reader.finish();

    let theme = theme.map(|table| read_theme(table, complaints)).unwrap_or_default();
    let edition = edition.and_then(|id| find_edition(catalog, id, complaints));
    let Some(edition) = edition else {
        // Without an edition no name below can be judged; the tender's own table can.
        if let Some(table) = tender {
            read_tender(table, None, complaints);
        }
        return None;
    };
    let tender = tender.and_then(|table| read_tender(table, Some(&edition), complaints));
    let chosen = packages.map(|table| read_packages(table, &edition, complaints));
    // A broken choice would make everything below look wrong.
    let known = chosen.as_ref().filter(|chosen| !chosen.broken).map(|chosen| &chosen.packages);
    let facts = facts.map(|table| read_facts(table, &edition, complaints)).unwrap_or_default();
    let settled = readings.map(|table| read_readings(table, &edition, complaints)).unwrap_or_default();
    let left_out = read_left_out(&left_out, &edition, known, complaints);
    let types = read_types(&types, &edition, complaints);
    let published = tender.as_ref().is_some_and(|tender| tender.published.is_some());
    let own = read_own(&own, &edition, known, &types, published, complaints);
    Some(Profile {
        name: file.name(),
        edition,
        tender: tender?,
        packages: chosen?.packages,
        facts,
        settled,
        left_out,
        own,
        types: types.known,
        theme,
    })
}

fn find_edition(catalog: &Catalog, id: Written<String>, complaints: &mut Complaints) -> Option<Arc<Edition>> {
    match catalog.edition(&id.value, Some(id.place)) {
        Ok(edition) => Some(Arc::clone(edition)),
        Err(complaint) => {
            complaints.push(complaint);
            None
        }
    }
}

fn read_tender(table: &Table, edition: Option<&Edition>, complaints: &mut Complaints) -> Option<Tender> {
    let mut reader = Reader::new(table, complaints);
    let (title, buyer) = (reader.required_text("title"), reader.required_text("buyer"));
    let mut text = |key| reader.text(key).filter(|text| !text.value.trim().is_empty());
    let (number, contact, reference) = (text("cvr"), text("contact"), text("reference"));
    let (area, procedure, appendix, version) = (text("area"), text("procedure"), text("appendix"), text("version"));
    let (date, published, deadline) = (reader.date("date"), reader.date("published"), reader.date("deadline"));
    let signature = reader.boolean("signature").is_some_and(|signature| signature.value);
    reader.finish();

    for text in [&title, &buyer, &contact, &reference, &appendix, &version].into_iter().flatten() {
        let length = text.value.chars().count();
        if length > LONGEST {
            complaints.error(InputFault::TooLong { length, most: LONGEST }, text.place.clone());
        }
    }
    let number = number.and_then(|number| match cvr::check(&number.value) {
        Ok(digits) => Some(digits),
        Err(error) => {
            complaints.error(ProfileFault::Cvr { number: number.value, error }, number.place);
            None
        }
    });
    let area = area.and_then(|area| {
        let edition = edition?;
        let id = AreaId::new(&area.value);
        if edition.areas.contains_key(&id) {
            return Some(id);
        }
        let known = edition.areas.iter().map(|(id, name)| format!("{id} {name}")).collect();
        let nearest = nearest_entry(&area.value, edition.areas.iter().map(|(id, name)| (id.as_str(), name.as_str())));
        complaints.error(ProfileFault::UnknownArea { id: area.value, known, nearest }, area.place);
        None
    });
    let procedure = procedure.and_then(|word| {
        let found = Procedure::ALL.iter().find(|(key, _)| *key == word.value).map(|(_, procedure)| *procedure);
        if found.is_none() {
            let nearest = nearest(&word.value, Procedure::ALL.iter().map(|(key, _)| *key));
            complaints.error(ProfileFault::UnknownProcedure { word: word.value, nearest }, word.place);
        }
        found
    });
    check_order([("date", &date), ("published", &published), ("deadline", &deadline)], complaints);
    let value = |text: Option<Written<String>>| text.map(|text| text.value);
    Some(Tender {
        title: title?.value,
        buyer: buyer?.value,
        cvr: number,
        contact: value(contact),
        reference: value(reference),
        area,
        procedure,
        appendix: value(appendix),
        version: value(version),
        date: date.map(|date| date.value),
        published: published.map(|date| date.value),
        deadline: deadline.map(|date| date.value),
        signature,
        place: Some(table.place.clone()),
    })
}

/// Complains when a date stands before one that it must follow. Only neighbours are compared, so that one slip is told once.
fn check_order(dates: [(&'static str, &Option<Written<Date>>); 3], complaints: &mut Complaints) {
    let written: Vec<_> = dates.into_iter().filter_map(|(key, date)| Some((key, date.as_ref()?))).collect();
    for pair in written.windows(2) {
        let [(earlier_key, earlier), (later_key, later)] = pair else { continue };
        if later.value < earlier.value {
            let fault = ProfileFault::DatesReversed { earlier: earlier_key, later: later_key };
            let complaint = Complaint::error(fault, later.place.clone());
            complaints.push(
                complaint
                    .also(earlier.place.clone(), Second::Date { key: earlier_key, date: earlier.value.to_string() }),
            );
        }
    }
}

struct Chosen {
    packages: BTreeMap<PackageId, Choice>,
    broken: bool,
}

fn read_packages(table: &Table, edition: &Edition, complaints: &mut Complaints) -> Chosen {
    let mut chosen = Chosen { packages: BTreeMap::new(), broken: false };
    if table.fields.is_empty() {
        complaints.error(ProfileFault::NoPackage, table.place.clone());
    }
    for (key, field) in &table.fields {
        let id = PackageId::parse(key).filter(|id| edition.packages.contains_key(id));
        let Some(id) = id else {
            complaints.error(edition.unknown_package(key), field.key.clone());
            chosen.broken = true;
            continue;
        };
        if let Some(first) = chosen.packages.get(&id) {
            let complaint = Complaint::error(
                InputFault::DuplicateId { what: Thing::Package, id: id.to_string() },
                field.key.clone(),
            );
            complaints.push(complaint.also(first.place.clone(), Second::First));
            continue;
        }
        match read_choice(&edition.packages[&id], &field.value, edition, complaints) {
            Some(integrations) => {
                chosen.packages.insert(id, Choice { integrations, place: field.key.clone() });
            }
            None => chosen.broken = true,
        }
    }
    chosen
}

fn read_choice(
    package: &Package,
    value: &Value,
    edition: &Edition,
    complaints: &mut Complaints,
) -> Option<Vec<IntegrationId>> {
    let values = match &value.kind {
        Kind::Text(all) if all == "all" => return Some(package.business.clone()),
        Kind::List(values) => values,
        other => {
            let expected = Expected::Choice;
            complaints.error(InputFault::WrongKind { expected, found: other.name() }, value.place.clone());
            return None;
        }
    };
    if values.is_empty() {
        let known = package.business.iter().map(ToString::to_string).collect();
        complaints.error(ProfileFault::NothingChosen { package: package.id.clone(), known }, value.place.clone());
        return None;
    }
    let mut written: BTreeMap<IntegrationId, &Value> = BTreeMap::new();
    let mut broken = false;
    for value in values {
        let Kind::Text(text) = &value.kind else {
            complaints.error(
                InputFault::WrongKind { expected: Expected::IntegrationId, found: value.kind.name() },
                value.place.clone(),
            );
            broken = true;
            continue;
        };
        let id = IntegrationId::new(text);
        if !package.business.contains(&id) {
            complaints.error(unknown_integration(package, text, edition), value.place.clone());
            broken = true;
        } else if let Some(first) = written.insert(id, value) {
            let complaint = Complaint::error(
                InputFault::DuplicateId { what: Thing::Integration, id: text.clone() },
                value.place.clone(),
            );
            complaints.push(complaint.also(first.place.clone(), Second::First));
            broken = true;
        }
    }
    let in_order = package.business.iter().filter(|id| written.contains_key(*id)).cloned().collect();
    (!broken).then_some(in_order)
}

fn unknown_integration(package: &Package, id: &str, edition: &Edition) -> ProfileFault {
    let elsewhere = edition.integrations.get(&IntegrationId::new(id));
    ProfileFault::UnknownIntegration {
        package: package.id.clone(),
        id: id.to_owned(),
        known: package.business.iter().map(ToString::to_string).collect(),
        nearest: elsewhere.is_none().then(|| nearest(id, package.business.iter().map(IntegrationId::as_str))).flatten(),
        home: elsewhere.and_then(|integration| integration.home.clone()),
        successors: elsewhere.map(|i| i.successors.iter().map(ToString::to_string).collect()).unwrap_or_default(),
        prerequisite: elsewhere.is_some(),
    }
}

fn read_facts(table: &Table, edition: &Edition, complaints: &mut Complaints) -> BTreeMap<FactId, Written<Answer>> {
    let mut facts = BTreeMap::new();
    for (key, field) in &table.fields {
        let id = FactId::new(key);
        if !edition.facts.contains_key(&id) {
            let known: Vec<String> = edition.facts.keys().map(ToString::to_string).collect();
            let nearest = nearest(key, known.iter().map(String::as_str));
            complaints.error(
                ProfileFault::UnknownFact { id: key.clone(), edition: edition.id.clone(), known, nearest },
                field.key.clone(),
            );
            continue;
        }
        let answer = match &field.value.kind {
            Kind::Bool(true) => Answer::Yes,
            Kind::Bool(false) => Answer::No,
            Kind::Text(text) if text == "supplier" => Answer::Supplier,
            Kind::Text(written) => {
                complaints.error(ProfileFault::UnknownAnswer { written: written.clone() }, field.value.place.clone());
                continue;
            }
            other => {
                let expected = Expected::Answer;
                complaints.error(InputFault::WrongKind { expected, found: other.name() }, field.value.place.clone());
                continue;
            }
        };
        facts.insert(id, Written::new(answer, field.key.clone()));
    }
    facts
}

fn read_readings(table: &Table, edition: &Edition, complaints: &mut Complaints) -> BTreeMap<ReadingId, String> {
    let mut settled = BTreeMap::new();
    for (key, field) in &table.fields {
        let id = ReadingId::new(key);
        if edition.reading(&id).is_none() {
            let fault = InputFault::UnknownReference { what: Thing::Reading, id: key.clone(), nearest: None };
            complaints.error(fault, field.key.clone());
            continue;
        }
        let text = Reader::new(table, complaints).as_text(&field.value);
        match text {
            Some(text) if text.value.trim().is_empty() => {
                complaints.error(InputFault::EmptyText { key: key.clone() }, field.value.place.clone());
            }
            text => settled.extend(text.map(|text| (id, text.value))),
        }
    }
    settled
}

fn read_left_out(
    tables: &[&Table],
    edition: &Edition,
    chosen: Option<&BTreeMap<PackageId, Choice>>,
    complaints: &mut Complaints,
) -> BTreeMap<RequirementId, String> {
    let mut left_out: BTreeMap<RequirementId, (String, Written<String>)> = BTreeMap::new();
    for table in tables {
        let mut reader = Reader::new(table, complaints);
        let (requirement, reason) = (reader.required_text("requirement"), reader.required_text("reason"));
        reader.finish();
        let Some(requirement) = requirement else { continue };
        let id = RequirementId::parse(&requirement.value).filter(|id| edition.requirement(id).is_some());
        let Some(id) = id else {
            complaints.error(unknown_requirement(&requirement.value, edition), requirement.place);
            continue;
        };
        if chosen.is_some_and(|chosen| !chosen.contains_key(&id.package())) {
            complaints.error(ProfileFault::PackageNotChosen { package: id.package() }, requirement.place);
        } else if let Some((_, first)) = left_out.get(&id) {
            let complaint = Complaint::error(
                InputFault::DuplicateId { what: Thing::LeaveOut, id: id.to_string() },
                requirement.place,
            );
            complaints.push(complaint.also(first.place.clone(), Second::First));
        } else if let Some(reason) = reason {
            left_out.insert(id, (reason.value, requirement));
        }
    }
    left_out.into_iter().map(|(id, (reason, _))| (id, reason)).collect()
}

fn unknown_requirement(id: &str, edition: &Edition) -> ProfileFault {
    // A requirement of another package is not what was meant.
    let package = RequirementId::parse(id).and_then(|id| edition.packages.get(&id.package()));
    let known = package.into_iter().flat_map(|package| &package.requirements);
    ProfileFault::UnknownRequirement {
        id: id.to_owned(),
        edition: edition.id.clone(),
        dropped: RequirementId::parse(id).is_some_and(|id| edition.dropped.contains(&id)),
        integration: edition.integrations.contains_key(&IntegrationId::new(id)),
        nearest: nearest(id, known.map(|requirement| requirement.id.as_str())),
    }
}

/// The edition's requirement types and the profile's.
struct Types {
    known: Vec<RequirementType>,
    /// Ids of those that were complained of
    broken: BTreeSet<String>,
}

fn read_types(tables: &[&Table], edition: &Edition, complaints: &mut Complaints) -> Types {
    let mut types = Types { known: edition.types.clone(), broken: BTreeSet::new() };
    let mut seen: BTreeMap<String, &Table> = BTreeMap::new();
    for table in tables {
        let mut reader = Reader::new(table, complaints);
        let id = reader.required_text("id");
        let kind = id.as_ref().and_then(|id| read_type(&mut reader, &id.value));
        reader.finish();
        let Some(id) = id else { continue };
        if let Some(first) = seen.insert(id.value.clone(), table) {
            let complaint = Complaint::error(InputFault::DuplicateId { what: Thing::Type, id: id.value }, id.place);
            complaints.push(complaint.also(first.place.clone(), Second::First));
            continue;
        }
        let Some(kind) = kind else {
            types.broken.insert(id.value);
            continue;
        };
        match types.known.iter_mut().find(|other| other.id == kind.id) {
            // The legend's sentence still holds when only the words of the answers were replaced.
            Some(other) => *other = RequirementType { meaning: kind.meaning.clone().or(other.meaning.take()), ..kind },
            None => types.known.push(kind),
        }
    }
    types
}

fn read_own(
    tables: &[&Table],
    edition: &Edition,
    chosen: Option<&BTreeMap<PackageId, Choice>>,
    types: &Types,
    published: bool,
    complaints: &mut Complaints,
) -> Vec<OwnRequirement> {
    let mut own: Vec<(OwnRequirement, Option<String>)> = Vec::new();
    for table in tables {
        let mut reader = Reader::new(table, complaints);
        let (id, package, kind, text) = (
            reader.text("id"),
            reader.required_text("package"),
            reader.required_text("type"),
            reader.required_text("text"),
        );
        if id.is_none() && published && reader.key_place("id").is_none() {
            reader.complaints.error(ProfileFault::PublishedWithoutId, table.place.clone());
        }
        reader.finish();
        let package = package.and_then(|written| {
            let id = PackageId::parse(&written.value).filter(|id| edition.packages.contains_key(id));
            match id {
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
        });
        let kind = kind.and_then(|written| {
            let known = types.known.iter().find(|known| known.id.as_str() == written.value);
            if known.is_none() {
                let known = types.known.iter().map(|known| format!("{} {}", known.id, known.name)).collect();
                let nearest = nearest_entry(
                    &written.value,
                    types.known.iter().map(|kind| (kind.id.as_str(), kind.name.as_str())),
                );
                // A type whose own table is complained of is written, if not well.
                if !types.broken.contains(&written.value) {
                    complaints.error(ProfileFault::UnknownType { id: written.value, known, nearest }, written.place);
                }
            }
            known.map(|known| known.id.clone())
        });
        let number = match &id {
            Some(id) if !is_own_number(&id.value) => {
                let fault = InputFault::MalformedId { expected: Expected::OwnNumber, id: id.value.clone() };
                complaints.error(fault, id.place.clone());
                continue;
            }
            id => id.as_ref().map(|id| id.value.clone()),
        };
        let (Some(package), Some(kind), Some(text)) = (package, kind, text) else { continue };
        let taken = own
            .iter()
            .find(|(other, other_number)| other.package == package && number.is_some() && *other_number == number);
        if let (Some((first, _)), Some(id)) = (taken, &id) {
            let complaint = Complaint::error(
                InputFault::DuplicateId { what: Thing::Requirement, id: id.value.clone() },
                id.place.clone(),
            );
            complaints.push(complaint.also(first.place.clone(), Second::First));
            continue;
        }
        let provisional = RequirementId::of(&package, number.as_deref().unwrap_or("E0"));
        own.push((
            OwnRequirement { id: provisional, package, kind, text: text.value, place: table.place.clone() },
            number,
        ));
    }
    number_own(own)
}

fn is_own_number(id: &str) -> bool {
    let digits = id.strip_prefix('E').unwrap_or_default();
    !digits.is_empty()
        && digits.len() <= 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

/// Gives the requirements without an id the next free one of their package, in the order of writing.
fn number_own(own: Vec<(OwnRequirement, Option<String>)>) -> Vec<OwnRequirement> {
    let mut taken: BTreeSet<RequirementId> =
        own.iter().filter(|(_, number)| number.is_some()).map(|(requirement, _)| requirement.id.clone()).collect();
    let mut numbered: Vec<OwnRequirement> = own
        .into_iter()
        .map(|(mut requirement, number)| {
            if number.is_none() {
                let free = (1..)
                    .map(|n| RequirementId::of(&requirement.package, &format!("E{n}")))
                    .find(|id| !taken.contains(id));
                requirement.id = free.expect("there is always a next number");
                taken.insert(requirement.id.clone());
            }
            requirement
        })
        .collect();
    numbered.sort_by_key(|requirement| {
        (requirement.package.clone(), requirement.id.number()[1..].parse::<u32>().unwrap_or(0))
    });
    numbered
}

pub(super) fn read_theme(table: &Table, complaints: &mut Complaints) -> Theme {
    let mut reader = Reader::new(table, complaints);
    let (logo, accent, font, organisation) =
        (reader.text("logo"), reader.text("accent"), reader.text("font"), reader.text("organisation"));
    reader.finish();
    let mut theme = Theme { organisation: organisation.map(|name| name.value), font, ..Theme::default() };
    if let Some(accent) = accent {
        match Colour::parse(&accent.value) {
            None => complaints.error(ProfileFault::MalformedColour { written: accent.value }, accent.place),
            Some(colour) if colour.contrast_with_white() < LEAST_CONTRAST => {
                complaints.error(
                    ProfileFault::LowContrast { hundredths: (colour.contrast_with_white() * 100.0) as u32 },
                    accent.place,
                );
            }
            Some(colour) => theme.accent = colour,
        }
    }
    theme.logo = logo.map(|logo| {
        // Written in a base profile, the logo lies beside that one.
        Written { value: beside(Path::new(&logo.place.source.name), &logo.value), place: logo.place }
    });
    theme
}
