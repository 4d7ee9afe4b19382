//! The catalog: what KOMBIT's packages ask for, edition by edition.
//!
//! An *edition* is the catalog as it stood at a date. It may have a *base*, and then holds only what changes; what is
//! loaded is always whole. A *reading* says how a disagreement between the sources was read, and how sure that is.
//! The files are described in `docs/catalog-format.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use toml::value::Date;

use crate::catalog::condition::Condition;
use crate::catalog::fault::CatalogFault;
use crate::catalog::id::{
    AreaId, EditionId, FactId, IntegrationId, PackageId, ReadingId, RequirementId, RuleId, SourceId, TypeId,
};
use crate::complaint::Complaint;
use crate::input::markdown::Block;
use crate::input::words;
use crate::text::nearest::{nearest, nearest_entry};
use crate::text::source::Place;

pub mod answer;
mod check;
pub mod completions;
pub mod condition;
mod fact;
pub mod fault;
mod files;
pub mod id;
mod kind;
mod note;
mod number;
mod overlay;
mod placeholder;
mod read;
pub(crate) mod record;
pub mod schema;

pub use check::check;
pub use fact::{Fact, Need};
pub use files::CatalogFiles;
pub use kind::{Met, RequirementType, TypeKind};
pub use note::{Note, Seen, Subject};
pub use placeholder::{Placeholder, filled, filled_in_general, placeholders};
pub use read::read_type;

/// All editions of a catalog.
#[derive(Debug, Clone)]
pub struct Catalog {
    pub editions: BTreeMap<EditionId, Arc<Edition>>,
    /// SHA-256 of its files, in hexadecimal
    pub digest: String,
}

impl Catalog {
    /// The edition of an id; a complaint at its place where there is none.
    pub fn edition(&self, id: &str, place: Option<Place>) -> Result<&Arc<Edition>, Complaint> {
        let known = || self.editions.keys().map(EditionId::as_str);
        self.editions.get(&EditionId::new(id)).ok_or_else(|| Complaint::error(unknown_edition(id, known()), place))
    }

    /// The edition of an id; without one the newest.
    pub fn edition_or_newest(&self, id: Option<&str>) -> Result<&Arc<Edition>, Complaint> {
        match id {
            Some(id) => self.edition(id, None),
            None => self.newest().ok_or_else(|| Complaint::error(unknown_edition("", std::iter::empty()), None)),
        }
    }

    /// The newest edition, by date.
    pub fn newest(&self) -> Option<&Arc<Edition>> {
        self.editions.values().max_by_key(|edition| (edition.date, edition.id.clone()))
    }
}

/// What is wrong with the id of an edition that no catalog has.
fn unknown_edition<'a>(id: &str, known: impl Iterator<Item = &'a str> + Clone) -> CatalogFault {
    CatalogFault::UnknownEdition {
        id: id.to_owned(),
        nearest: nearest(id, known.clone()),
        known: known.map(str::to_owned).collect(),
    }
}

/// An edition, whole.
#[derive(Debug, Clone)]
pub struct Edition {
    pub id: EditionId,
    pub base: Option<EditionId>,
    pub title: String,
    pub note: Option<String>,
    /// The date that a document carries when its profile names none
    pub date: Date,
    /// The type of everything that must be met
    pub must: TypeId,
    /// The type of everything that may be used
    pub may: TypeId,
    pub sources: BTreeMap<SourceId, SourceText>,
    pub types: Vec<RequirementType>,
    pub areas: BTreeMap<AreaId, String>,
    pub facts: BTreeMap<FactId, Fact>,
    pub integrations: BTreeMap<IntegrationId, Integration>,
    /// In the order of their numbers
    pub readings: Vec<Reading>,
    /// The reading that prerequisites have prerequisites: what a line rests on that no chosen package leads to directly
    pub derived_reading: Option<ReadingId>,
    /// What was seen since, in the order of writing
    pub notes: Vec<Note>,
    pub packages: BTreeMap<PackageId, Package>,
    /// Requirements and needs of earlier editions; their ids are never reused
    pub dropped: BTreeSet<RequirementId>,
}

impl Edition {
    pub fn reading(&self, id: &ReadingId) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.id == *id)
    }

    /// Every line by its id: integrations, requirements, and the needs that follow from facts.
    pub fn line_ids(&self) -> impl Iterator<Item = String> {
        let integrations = self.integrations.keys().map(ToString::to_string);
        let requirements = self.packages.values().flat_map(|package| &package.requirements);
        let needs = self.facts.values().filter_map(|fact| fact.need.as_ref());
        let needs = needs.map(|need| need.id.to_string());
        integrations.chain(requirements.map(|requirement| requirement.id.to_string())).chain(needs)
    }

    /// An area by its id, its name, both, or its number alone.
    pub fn area(&self, written: &str) -> Option<&AreaId> {
        let said = words::folded(written);
        let said = said.strip_prefix("ydelsesområde-").unwrap_or(&said);
        let means = |id: &AreaId, name: &str| {
            let (id, name) = (id.as_str().to_lowercase(), words::folded(name));
            said == id || said == name || *said == format!("{id}-{name}") || id.strip_prefix('y') == Some(said)
        };
        self.areas.iter().find(|(id, name)| means(id, name)).map(|(id, _)| id)
    }

    /// What is wrong with a name that no package has.
    pub fn unknown_package(&self, id: &str) -> CatalogFault {
        let packages = || self.packages.values().map(|package| (package.id.as_str(), package.title.as_str()));
        CatalogFault::UnknownPackage {
            id: id.to_owned(),
            known: packages().map(|(id, title)| format!("{id} {title}")).collect(),
            nearest: nearest_entry(id, packages()),
        }
    }

    /// All rules of all packages, in the order of packages.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.packages.values().flat_map(|package| &package.rules)
    }

    pub fn requirement(&self, id: &RequirementId) -> Option<&Requirement> {
        self.packages.get(&id.package()?)?.requirements.iter().find(|requirement| requirement.id == *id)
    }

    /// The needs that belong to a package with their facts, in the order of their numbers.
    pub fn needs<'a>(&'a self, package: &'a Package) -> impl Iterator<Item = (&'a Fact, &'a Need)> {
        package
            .needs
            .iter()
            .filter_map(|fact| self.facts.get(fact))
            .filter_map(|fact| Some((fact, fact.need.as_ref()?)))
    }

    /// The fact that is meant by its key, or by the number that papers print: `O-4`.
    pub fn fact_of(&self, written: &str) -> Option<&Fact> {
        let numbered = || {
            let number: u16 = written.trim().to_uppercase().strip_prefix("O-")?.parse().ok()?;
            self.facts.values().find(|fact| fact.number == number)
        };
        self.facts.get(&FactId::parse(written)).or_else(numbered)
    }

    /// The fact that states a need.
    pub fn fact_of_need(&self, id: &RequirementId) -> Option<&Fact> {
        self.facts.values().find(|fact| fact.need.as_ref().is_some_and(|need| need.id == *id))
    }

    /// The notes about an integration or a package, in the order of writing. Those about a package's integrations are not among
    /// the package's.
    pub fn notes_about<'a>(&'a self, subject: &'a Subject) -> impl Iterator<Item = &'a Note> {
        self.notes.iter().filter(move |note| note.about.contains(subject))
    }
}

/// What an entry's `source` refers to.
#[derive(Debug, Clone)]
pub struct SourceText {
    pub title: String,
    pub place: Place,
}

/// Whether an integration can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum IntegrationStatus {
    InOperation,
    InDevelopment,
    Retired,
}

impl IntegrationStatus {
    /// In Danish: »i drift«.
    pub fn word(self) -> &'static str {
        match self {
            IntegrationStatus::InOperation => "i drift",
            IntegrationStatus::InDevelopment => "under udvikling",
            IntegrationStatus::Retired => "udgået",
        }
    }
}

/// An integration of KOMBIT's.
#[derive(Debug, Clone)]
pub struct Integration {
    pub id: IntegrationId,
    pub name: String,
    pub meaning: String,
    /// The package that offers it as a business integration
    pub home: Option<PackageId>,
    pub version: Option<String>,
    pub since: Option<Date>,
    pub status: Option<IntegrationStatus>,
    pub successors: Vec<IntegrationId>,
    /// An address without scheme
    pub page: Option<String>,
    pub source: SourceId,
    pub place: Place,
}

/// How sure a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    Sure,
    Likely,
    Unsettled,
}

impl Confidence {
    /// In Danish.
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Sure => "sikker",
            Confidence::Likely => "sandsynlig",
            Confidence::Unsettled => "uafklaret",
        }
    }
}

/// How a disagreement between the sources was read.
#[derive(Debug, Clone)]
pub struct Reading {
    pub id: ReadingId,
    pub subject: String,
    pub matrix: String,
    pub slide: String,
    pub choice: String,
    pub why: String,
    pub confidence: Confidence,
    /// What to ask, and whom
    pub when_settled: Option<String>,
    pub place: Place,
}

/// What an entry rests on.
#[derive(Debug, Clone)]
pub struct Basis {
    pub source: SourceId,
    pub reading: Option<ReadingId>,
}

/// One of KOMBIT's packages.
#[derive(Debug, Clone)]
pub struct Package {
    pub id: PackageId,
    pub title: String,
    /// What the buyer chooses among
    pub business: Vec<IntegrationId>,
    /// Areas whose profiles get a warning when they leave the package out
    pub expected_in: Vec<AreaId>,
    /// The reading that expects it there
    pub expected_reading: Option<ReadingId>,
    pub basis: Basis,
    pub purpose: Vec<Block>,
    pub guidance: Vec<Block>,
    pub rules: Vec<Rule>,
    pub alternatives: Vec<Alternative>,
    pub requirements: Vec<Requirement>,
    /// The facts whose needs belong to it, in the order of the needs' numbers
    pub needs: Vec<FactId>,
    pub advice: Vec<Advice>,
}

impl Package {
    /// The facts that its rules and requirements ask for, and those whose needs belong to it.
    pub fn facts(&self) -> BTreeSet<FactId> {
        self.conditions().flat_map(Condition::facts).chain(self.needs.iter().cloned()).collect()
    }

    /// Whether it asks for a fact.
    pub fn asks_for(&self, fact: &FactId) -> bool {
        self.needs.contains(fact) || self.conditions().any(|condition| condition.asks_for(fact))
    }

    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let rules = self.rules.iter().filter_map(|rule| rule.when.as_deref());
        rules.chain(self.requirements.iter().filter_map(|requirement| requirement.when.as_deref()))
    }
}

/// How strongly something follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    May,
    Must,
}

/// While a carrier is in use and the condition holds, the target is required (`must`) or optional (`may`).
#[derive(Debug, Clone)]
pub struct Rule {
    pub id: RuleId,
    pub package: PackageId,
    pub target: IntegrationId,
    pub modality: Modality,
    /// Business integrations of the package, never the target itself
    pub carriers: Vec<IntegrationId>,
    pub when: Option<Arc<Condition>>,
    pub purpose: Arc<str>,
    pub alternative: Option<Arc<str>>,
    pub deferred: Option<Arc<str>>,
    pub basis: Basis,
    pub place: Place,
}

/// What the supplier may show in place of a chosen business integration.
#[derive(Debug, Clone)]
pub struct Alternative {
    pub id: String,
    pub integrations: Vec<IntegrationId>,
    pub text: Arc<str>,
    pub basis: Basis,
}

/// A numbered requirement beside the integrations.
#[derive(Debug, Clone)]
pub struct Requirement {
    pub id: RequirementId,
    pub title: String,
    pub text: String,
    pub modality: Modality,
    /// Business integrations of the package
    pub carriers: Vec<IntegrationId>,
    pub when: Option<Arc<Condition>>,
    pub basis: Basis,
    pub place: Place,
}

/// A point for the buyer's attention, never printed for the supplier.
#[derive(Debug, Clone)]
pub struct Advice {
    pub id: String,
    /// A few words, for slides
    pub label: Option<String>,
    pub question: String,
    pub text: String,
    pub basis: Basis,
}
