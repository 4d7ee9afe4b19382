//! From a profile as written to one in which every name exists.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use toml::value::Date;

use self::evaluation::{read_evaluation, read_output};
use self::lines::{read_allowed, read_changes};
use self::own::read_own;
use self::questions::{read_corrections, read_questions};
use self::tender::read_tender;
use super::place_of::{home, home_of_misplaced, misplaced};
use super::theme::read_theme;
use super::tidy::NOT_KNOWN;
use super::{Answer, Choice, LeftOut, Profile, ProfileFile};
use crate::catalog::id::{FactId, IntegrationId, PackageId, ReadingId, RequirementId, TypeId};
use crate::catalog::{Catalog, Edition, Package, RequirementType, TypeKind, read_type};
use crate::complaint::{Complaint, Complaints, Second};
use crate::input::fault::{Expected, Home, InputFault, Thing};
use crate::input::table::{Kind, Reader, Table, Value};
use crate::input::words;
use crate::profile::fault::ProfileFault;
use crate::text::nearest::{nearest, nearest_entry};
use crate::text::source::{Place, Written};

pub use self::own::AnswerKey;

mod evaluation;
mod lines;
mod own;
mod questions;
mod tender;

/// The longest text of the tender's own table, in characters.
const LONGEST: usize = 300;

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
    let elsewhere = |key: &str| home_of_misplaced(key, None);
    let mut reader = Reader::new(&file.table, complaints);
    reader.knowing(&elsewhere);
    let edition = reader.required_text("edition");
    reader.value("extends");
    let tender = reader.table("tender");
    if tender.is_none() && reader.key_place("tender").is_none() {
        reader.missing("tender");
    }
    let packages = reader.table("packages");
    // A heading that means the packages is complained of where it stands.
    let misspelt =
        |key: &String| words::key(key, ["packages"].into_iter()).is_some() || nearest(key, ["packages"]).is_some();
    let named = reader.key_place("packages").is_some() || file.table.fields.keys().any(misspelt);
    if packages.is_none() && !named {
        reader.complaints.error(ProfileFault::NoPackage, file.table.place.clone());
    }
    let edition_below = edition.is_none().then(|| below(&file.table, "edition")).flatten();
    if let Some(place) = edition_below {
        let edition = "edition".to_owned();
        let fault = InputFault::UnknownKey { key: edition, known: Vec::new(), nearest: None, belongs: Some(Home::Top) };
        reader.complaints.error(fault, place);
    }
    let (facts, readings, theme) = (reader.table("facts"), reader.table("readings"), reader.table("theme"));
    let (left_out, own, types) = (reader.tables("leave-out"), reader.tables("requirement"), reader.tables("type"));
    let (changed, asked, settled_changes) =
        (reader.tables("line"), reader.tables("question"), reader.tables("correction"));
    let (evaluation, output) = (reader.table("evaluation"), reader.table("output"));
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
    let changed = read_changes(&changed, &edition, &left_out, &types, complaints);
    let evaluation = evaluation.map(|table| read_evaluation(table, &types, complaints)).unwrap_or_default();
    let questions = read_questions(&asked, &edition, complaints);
    let corrections = read_corrections(&settled_changes, &edition, complaints);
    let output_name = output.and_then(|table| read_output(table, complaints));
    Some(Profile {
        name: file.name(),
        edition,
        tender: tender?,
        packages: chosen?.packages,
        facts,
        settled,
        left_out,
        changed,
        own,
        types: types.known,
        evaluation,
        questions,
        corrections,
        theme,
        output_name,
    })
}

/// Where a key of the top stands below a heading.
fn below(table: &Table, key: &str) -> Option<Place> {
    table.fields.values().find_map(|field| match &field.value.kind {
        Kind::Table(inner) => inner.fields.get(key).map(|field| field.key.clone()),
        Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) | Kind::List(_) => None,
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

/// Complains when a date stands before one that it must follow. Only neighbours are compared, so that one slip is told
/// once.
fn check_order(dates: &[(&'static str, &Option<Written<Date>>)], complaints: &mut Complaints) {
    let written: Vec<_> = dates.iter().filter_map(|(key, date)| Some((*key, date.as_ref()?))).collect();
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
            match misplaced(key, edition) {
                Some(fault) => complaints.error(fault, field.key.clone()),
                None => complaints.error(edition.unknown_package(key), field.key.clone()),
            }
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
        // `false` takes a package out that the base chooses.
        if matches!(field.value.kind, Kind::Bool(false)) {
            continue;
        }
        match read_choice(&edition.packages[&id], &field.value, edition, complaints) {
            Some(integrations) => {
                chosen.packages.insert(id, Choice { integrations, place: field.key.clone() });
            }
            None => chosen.broken = true,
        }
    }
    if chosen.packages.is_empty() && !chosen.broken && !table.fields.is_empty() {
        complaints.error(ProfileFault::NoPackage, table.place.clone());
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
        let id = named(text, package, edition).unwrap_or_else(|| integration_of(text, package));
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

/// The integration of a package that is called by its name: »CPR – Hændelser«.
fn named(written: &str, package: &Package, edition: &Edition) -> Option<IntegrationId> {
    let bare = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let called = |id: &&IntegrationId| {
        edition.integrations.get(*id).is_some_and(|integration| bare(&integration.name) == bare(written))
    };
    package.business.iter().find(called).cloned()
}

/// The integration of a package that is written; also with its parts in one: `SF1320A`.
fn integration_of(written: &str, package: &Package) -> IntegrationId {
    let glued = |id: &str| id.replace('_', "");
    let mut alike = package.business.iter().filter(|known| glued(known.as_str()) == glued(written));
    match (alike.next(), alike.next()) {
        (Some(only), None) => only.clone(),
        _ => IntegrationId::new(written),
    }
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
        let id = fact_of(key, edition);
        if let Some(fault) = misplaced(key, edition).filter(|_| !edition.facts.contains_key(&id)) {
            complaints.error(fault, field.key.clone());
            continue;
        }
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
            Kind::Text(text) if text == NOT_KNOWN => continue,
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

/// The fact of a key. Who writes æ, ø and å, or ae, oe and aa for them, means the fact that is called so without.
fn fact_of(key: &str, edition: &Edition) -> FactId {
    let bare = |id: &str| id.replace("ae", "a").replace("oe", "o").replace("aa", "a");
    let mut alike = edition.facts.keys().filter(|known| bare(known.as_str()) == bare(key));
    match (edition.facts.contains_key(&FactId::new(key)), alike.next(), alike.next()) {
        (false, Some(only), None) => only.clone(),
        _ => FactId::new(key),
    }
}

fn read_readings(table: &Table, edition: &Edition, complaints: &mut Complaints) -> BTreeMap<ReadingId, String> {
    let mut settled = BTreeMap::new();
    for (key, field) in &table.fields {
        let id = ReadingId::new(key);
        if edition.reading(&id).is_none() {
            if let Some(fault) = misplaced(key, edition) {
                complaints.error(fault, field.key.clone());
                continue;
            }
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
) -> BTreeMap<RequirementId, LeftOut> {
    let mut left_out: BTreeMap<RequirementId, LeftOut> = BTreeMap::new();
    for table in tables {
        let elsewhere = |key: &str| home(key, Some(edition));
        let mut reader = Reader::new(table, complaints);
        reader.knowing(&elsewhere);
        let (requirement, reason) = (reader.required_text("requirement"), reader.required_text("reason"));
        let allow = read_allowed(&mut reader);
        reader.finish();
        let Some(requirement) = requirement else { continue };
        if let Some(fact) = RequirementId::parse(&requirement.value).and_then(|id| edition.fact_of_need(&id)) {
            let fault = ProfileFault::NeedLeftOut { id: RequirementId::new(&requirement.value), fact: fact.id.clone() };
            complaints.error(fault, requirement.place);
            continue;
        }
        let id = RequirementId::parse(&requirement.value).filter(|id| edition.requirement(id).is_some());
        let Some(id) = id else {
            complaints.error(unknown_requirement(&requirement.value, edition), requirement.place);
            continue;
        };
        let not_chosen = |package: &PackageId| chosen.is_some_and(|chosen| !chosen.contains_key(package));
        if let Some(package) = id.package().filter(not_chosen) {
            complaints.error(ProfileFault::PackageNotChosen { package }, requirement.place);
        } else if let Some(first) = left_out.get(&id) {
            let complaint = Complaint::error(
                InputFault::DuplicateId { what: Thing::LeaveOut, id: id.to_string() },
                requirement.place,
            );
            complaints.push(complaint.also(first.place.clone(), Second::First));
        } else if let Some(Written { value: reason, place: reason_place }) = reason {
            left_out.insert(id, LeftOut { reason, reason_place, allow, place: requirement.place });
        }
    }
    left_out
}

fn unknown_requirement(id: &str, edition: &Edition) -> ProfileFault {
    // A requirement of another package is not what was meant.
    let package = RequirementId::parse(id).and_then(|id| edition.packages.get(&id.package()?));
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

impl Types {
    /// The type of a name, in any case; what is complained of is not known.
    fn find(&self, written: Written<String>, complaints: &mut Complaints) -> Option<Written<TypeId>> {
        let exact = self.known.iter().find(|known| known.id.as_str() == written.value);
        let word = written.value.trim().trim_end_matches('.').to_lowercase();
        let same = |known: &&RequirementType| known.id.as_str().to_lowercase() == word;
        let called = |known: &&RequirementType| known.name.to_lowercase() == word;
        // »skal-krav« is the one type that must be met.
        let kind = words::own("kind", &written.value);
        let mut of_kind = self.known.iter().filter(|known| kind.is_some_and(|kind| known.kind.key() == kind));
        let only = of_kind.next().filter(|_| of_kind.next().is_none());
        let found = exact.or_else(|| self.known.iter().find(same)).or_else(|| self.known.iter().find(called)).or(only);
        if let Some(known) = found {
            return Some(Written::new(known.id.clone(), written.place));
        }
        // A type whose own table is complained of is written, if not well.
        if !self.broken.contains(&written.value) {
            let known = self.known.iter().map(|known| format!("{} {}", known.id, known.name)).collect();
            let entries = self.known.iter().map(|kind| (kind.id.as_str(), kind.name.as_str()));
            let nearest = nearest_entry(&written.value, entries);
            complaints.error(ProfileFault::UnknownType { id: written.value, known, nearest }, written.place);
        }
        None
    }

    /// The words that answer a type.
    fn answers(&self, id: &TypeId) -> &[String] {
        self.known.iter().find(|known| known.id == *id).map_or(&[], |known| &known.answers)
    }

    /// The kind of a type that is known.
    fn kind(&self, id: &TypeId) -> Option<TypeKind> {
        self.known.iter().find(|known| known.id == *id).map(|known| known.kind)
    }
}

fn read_types(tables: &[&Table], edition: &Edition, complaints: &mut Complaints) -> Types {
    let mut types = Types { known: edition.types.clone(), broken: BTreeSet::new() };
    let mut seen: BTreeMap<String, &Table> = BTreeMap::new();
    for table in tables {
        let elsewhere = |key: &str| home(key, Some(edition));
        let mut reader = Reader::new(table, complaints);
        reader.knowing(&elsewhere);
        let id = reader.required_text("id");
        let fixed = |id: &str| match id {
            id if id == edition.must.as_str() => Some(TypeKind::Minimum),
            id if id == edition.may.as_str() => Some(TypeKind::Optional),
            _ => None,
        };
        let kind = id.as_ref().and_then(|id| read_type(&mut reader, &id.value, fixed(&id.value)));
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
            Some(other) if kind.meaning.is_none() => {
                let said = |meaning: &Option<String>| meaning.as_ref().map(|it| kind.in_place_of(other, it));
                let (meaning, in_direct_award) = (said(&other.meaning), said(&other.meaning_in_direct_award));
                *other = RequirementType { meaning, meaning_in_direct_award: in_direct_award, ..kind };
            }
            Some(other) => *other = kind,
            None => types.known.push(kind),
        }
    }
    types
}
