//! An edition as it was written, and how one is laid over another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::fault::CatalogFault;
use crate::catalog::id::{PackageId, RequirementId};
use crate::complaint::{Complaint, Complaints, Second};
use crate::input::fault::{Expected, InputFault, Thing};
use crate::input::markdown;
use crate::input::markdown::Block;
use crate::input::table::{Field, Kind, Reader, Table};
use crate::text::source::{Place, Source};

/// The entries of one kind, by id, in the order of writing.
#[derive(Debug, Clone, Default)]
pub struct Entries(pub Vec<(String, Table)>);

impl Entries {
    /// Lays the entries of a newer edition over these. Returns the ids that were dropped.
    fn overlay(&mut self, over: Entries, complaints: &mut Complaints) -> BTreeSet<String> {
        let mut dropped = BTreeSet::new();
        for (id, mut entry) in over.0 {
            let at = self.0.iter().position(|(other, _)| *other == id);
            let drop = entry.fields.remove("dropped");
            let without = entry.fields.remove("without");
            match at {
                None => match drop.as_ref().or(without.as_ref()) {
                    Some(key) => complaints.error(CatalogFault::NothingToChange { id: id.clone() }, key.key.clone()),
                    None => self.0.push((id, entry)),
                },
                Some(at) if drop.as_ref().is_some_and(|field| is_true(field, complaints)) => {
                    self.0.remove(at);
                    dropped.insert(id);
                }
                Some(at) => {
                    let under = &mut self.0[at].1;
                    if let Some(without) = without {
                        take_away(under, &without, complaints);
                    }
                    under.fields.extend(entry.fields);
                    under.place = entry.place;
                }
            }
        }
        dropped
    }

    /// The id of a fact's need, if it has one that can be read.
    fn need(&self, fact: &str) -> Option<RequirementId> {
        let (_, entry) = self.0.iter().find(|(id, _)| id == fact)?;
        let Kind::Table(need) = &entry.fields.get("need")?.value.kind else { return None };
        Some(RequirementId::of(&PackageId::parse(&need.text("package")?)?, &need.text("id")?))
    }
}

fn is_true(field: &Field, complaints: &mut Complaints) -> bool {
    let known = matches!(field.value.kind, Kind::Bool(true));
    if !known {
        let found = field.value.kind.name();
        complaints.error(InputFault::WrongKind { expected: Expected::True, found }, field.value.place.clone());
    }
    known
}

/// Takes the optional keys that `without` names away.
fn take_away(entry: &mut Table, without: &Field, complaints: &mut Complaints) {
    let Kind::List(keys) = &without.value.kind else {
        let found = without.value.kind.name();
        complaints.error(InputFault::WrongKind { expected: Expected::Keys, found }, without.value.place.clone());
        return;
    };
    for key in keys {
        match &key.kind {
            Kind::Text(name) if entry.fields.remove(name).is_some() => {}
            Kind::Text(name) => complaints.error(CatalogFault::NothingToChange { id: name.clone() }, key.place.clone()),
            other => complaints
                .error(InputFault::WrongKind { expected: Expected::Text, found: other.name() }, key.place.clone()),
        }
    }
}

/// A package file as it was written.
#[derive(Debug, Clone)]
pub struct PackageFile {
    pub head: Table,
    pub rules: Entries,
    pub alternatives: Entries,
    pub requirements: Entries,
    pub advice: Entries,
    /// The sections of the body, by heading
    pub sections: BTreeMap<String, (Place, Vec<Block>)>,
}

/// An edition as it was written; laid over its base it is whole.
#[derive(Debug, Clone)]
pub struct EditionFile {
    pub head: Table,
    pub sources: Entries,
    pub types: Entries,
    pub areas: Entries,
    pub facts: Entries,
    pub integrations: Entries,
    pub readings: Entries,
    pub notes: Entries,
    pub packages: BTreeMap<PackageId, PackageFile>,
    pub dropped: BTreeSet<RequirementId>,
}

impl EditionFile {
    /// Reads the files of an edition, given by their path below its folder.
    pub fn read(files: &BTreeMap<&str, &Arc<Source>>, complaints: &mut Complaints) -> Option<Self> {
        let mut head = Table::parse(files.get("edition.toml")?, complaints);
        let mut entries = |file: &str, key: &'static str, what| match files.get(file) {
            None => Entries::default(),
            Some(source) => {
                let mut table = Table::parse(source, complaints);
                let entries = take_entries(&mut table, key, what, complaints);
                Reader::new(&table, complaints).finish();
                entries
            }
        };
        let facts = entries("facts.toml", "fact", Thing::Fact);
        let integrations = entries("integrations.toml", "integration", Thing::Integration);
        let readings = entries("readings.toml", "reading", Thing::Reading);
        let notes = entries("notes.toml", "note", Thing::Note);
        let sources = take_entries(&mut head, "source", Thing::Source, complaints);
        let types = take_entries(&mut head, "type", Thing::Type, complaints);
        let areas = take_entries(&mut head, "area", Thing::Area, complaints);
        let mut packages = BTreeMap::new();
        for (path, source) in files {
            if path.starts_with("packages/") && path.ends_with(".md") {
                read_package(source, &mut packages, complaints);
            }
        }
        let dropped = BTreeSet::new();
        Some(Self { head, sources, types, areas, facts, integrations, readings, notes, packages, dropped })
    }

    /// Lays a newer edition over this one.
    pub fn overlay(&mut self, over: EditionFile, complaints: &mut Complaints) {
        let place = over.head.place.clone();
        self.head.fields.remove("note");
        self.head.fields.extend(over.head.fields);
        self.head.place = place;
        self.sources.overlay(over.sources, complaints);
        self.types.overlay(over.types, complaints);
        self.areas.overlay(over.areas, complaints);
        let needs = self.facts.clone();
        let facts = self.facts.overlay(over.facts, complaints);
        self.dropped.extend(facts.iter().filter_map(|fact| needs.need(fact)));
        self.integrations.overlay(over.integrations, complaints);
        self.readings.overlay(over.readings, complaints);
        self.notes.overlay(over.notes, complaints);
        for (id, package) in over.packages {
            let Some(under) = self.packages.get_mut(&id) else {
                self.packages.insert(id, package);
                continue;
            };
            under.head.fields.extend(package.head.fields);
            under.rules.overlay(package.rules, complaints);
            under.alternatives.overlay(package.alternatives, complaints);
            let numbers = under.requirements.overlay(package.requirements, complaints);
            self.dropped.extend(numbers.iter().map(|number| RequirementId::of(&id, number)));
            under.advice.overlay(package.advice, complaints);
            under.sections.extend(package.sections);
        }
        for (id, package) in &self.packages {
            for (number, entry) in &package.requirements.0 {
                let id = RequirementId::of(id, number);
                if self.dropped.contains(&id) {
                    complaints.error(CatalogFault::ReusedRequirement { id }, entry.place.clone());
                }
            }
        }
    }
}

/// Takes the entries of an array of tables out of a table, by their ids.
fn take_entries(table: &mut Table, key: &'static str, what: Thing, complaints: &mut Complaints) -> Entries {
    let Some(field) = table.fields.remove(key) else { return Entries::default() };
    let holder = Table { place: table.place.clone(), fields: BTreeMap::from([(key.to_owned(), field)]) };
    let tables: Vec<Table> = Reader::new(&holder, complaints).tables(key).into_iter().cloned().collect();
    let mut entries: Vec<(String, Table)> = Vec::new();
    for table in tables {
        let Some(id) = Reader::new(&table, complaints).required_text("id") else { continue };
        match entries.iter().find(|(other, _)| *other == id.value) {
            Some((_, first)) => {
                let fault = InputFault::DuplicateId { what, id: id.value };
                complaints.push(Complaint::error(fault, id.place).also(first.place.clone(), Second::First));
            }
            None => entries.push((id.value, table)),
        }
    }
    Entries(entries)
}

/// Reads a package file: TOML between two lines `+++`, then Markdown in sections.
fn read_package(source: &Arc<Source>, packages: &mut BTreeMap<PackageId, PackageFile>, complaints: &mut Complaints) {
    let text = source.text.as_str();
    // A text in the TOML may hold the sign: only on a line of its own it is one.
    let fence = |from: usize| {
        let own_line = |at: &usize| {
            let rest = &text[at + 3..];
            (*at == 0 || text[..*at].ends_with('\n')) && (rest.is_empty() || rest.starts_with('\n'))
        };
        text[from..].match_indices("+++").map(|(at, _)| from + at).find(own_line)
    };
    let Some((open, close)) = fence(0).filter(|at| *at == 0).and_then(|open| Some((open, fence(open + 3)?))) else {
        complaints.error(CatalogFault::NoFrontMatter, Place::start(source));
        return;
    };
    let mut head = Table::parse_part(source, open + 3..close, complaints);
    let Some(id) = Reader::new(&head, complaints).required_text("id") else { return };
    let Some(package) = PackageId::parse(&id.value) else {
        complaints.error(InputFault::MalformedId { expected: Expected::PackageId, id: id.value }, id.place);
        return;
    };
    if let Some(other) = packages.get(&package) {
        let fault = InputFault::DuplicateId { what: Thing::Package, id: id.value };
        complaints.push(Complaint::error(fault, id.place).also(other.head.place.clone(), Second::First));
        return;
    }
    let mut take = |key, what| take_entries(&mut head, key, what, complaints);
    let rules = take("rule", Thing::Rule);
    let alternatives = take("alternative", Thing::Alternative);
    let requirements = take("requirement", Thing::Requirement);
    let advice = take("advice", Thing::Advice);
    let sections = markdown::sections(source, close + 3..text.len(), complaints);
    packages.insert(package, PackageFile { head, rules, alternatives, requirements, advice, sections });
}
