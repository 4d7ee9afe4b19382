//! What outputs are made of, sealed: two seals are the same just when what they seal is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use press::{Assets, Fonts, uses};
use tender::case::Case;
use tender::catalog::id::{AreaId, EditionId, IntegrationId, PackageId};
use tender::catalog::{Catalog, Edition};
use tender::change::{Entry, Kind, Record};
use tender::compose::front;
use tender::document::DocumentKind;
use tender::print::Templates;
use tender::publication::Parts;
use tender::publication::lock::Lock;
use tender::text::seal::{Seal, sha256};

/// The seals of what all profiles share.
pub struct Seals {
    /// All that decides how documents look
    templates: String,
    /// What of it each kind of document is printed with
    layouts: BTreeMap<DocumentKind, OnceLock<String>>,
    /// The fixed words, which is all that other formats than PDF take from the templates
    pub words: String,
    pub fonts: String,
    /// Everything: the whole catalog's files, templates, fonts, and this version of the program
    pub house: String,
    /// What each edition says
    editions: BTreeMap<EditionId, OnceLock<Record>>,
    /// The seals of the parts that have been asked for: many tenders share one
    parts: Mutex<HashMap<Part, String>>,
}

impl Seals {
    pub fn new(catalog: &Catalog, templates: &Templates, fonts: &Fonts) -> Self {
        // The fixed texts are part of what a document says, and are judged there.
        let layout = templates.files().filter(|(name, _)| !name.starts_with("tekster/"));
        let templates_seal = layout.fold(Seal::new(), |seal, (name, bytes)| seal.with(name).with(bytes)).hex();
        let fonts_seal = fonts.files().fold(Seal::new(), |seal, bytes| seal.with(bytes)).hex();
        let house = templates.files().fold(Seal::new(), |seal, (name, bytes)| seal.with(name).with(bytes));
        let house = house.with(&fonts_seal).with(&catalog.digest).with(env!("CARGO_PKG_VERSION")).hex();
        let editions = catalog.editions.keys().map(|id| (id.clone(), OnceLock::new())).collect();
        let words = sha256(templates.words().to_toml().as_bytes());
        let layouts = DocumentKind::ALL.iter().map(|kind| (*kind, OnceLock::new())).collect();
        Self { templates: templates_seal, layouts, words, fonts: fonts_seal, house, editions, parts: Mutex::default() }
    }

    /// Seals the templates that a kind of document is printed with, and what they show.
    pub fn layout(&self, kind: DocumentKind, templates: &Templates) -> &str {
        let sealed = || {
            uses::used_for(templates, kind).iter().fold(Seal::new(), |seal, (name, bytes)| seal.with(name).with(bytes))
        };
        self.layouts[&kind].get_or_init(|| sealed().hex())
    }

    /// Seals everything that goes into a profile's outputs: where it is the same, so are they.
    pub fn whole(&self, case: &Case, assets: &Assets, lock: Option<&Lock>) -> String {
        let seal = Seal::new().with(&self.house).with(&case.normalised);
        let seal = seal.with(lock.map(Lock::to_json).unwrap_or_default());
        let seal = seal.with(assets.picture(front::LOGO).unwrap_or_default());
        assets.office_parts().fold(seal, |seal, part| seal.with(part)).hex()
    }

    /// Seals all that a profile's outputs are made of.
    pub fn parts(&self, case: &Case, assets: &Assets) -> Parts {
        Parts {
            catalog: self.part_of_catalog(case),
            profile: sha256(case.normalised.as_bytes()),
            templates: self.templates.clone(),
            fonts: self.fonts.clone(),
            logo: assets.picture(front::LOGO).map(sha256),
        }
    }

    /// Seals what the edition says of the part of it that concerns a profile.
    fn part_of_catalog(&self, case: &Case) -> String {
        let part = Part::of(case);
        if let Some(seal) = self.known().get(&part) {
            return seal.clone();
        }
        let edition = &case.profile.edition;
        let record = self.editions[&edition.id].get_or_init(|| Record::of_edition(edition));
        let seal = part.seal(edition, record);
        self.known().insert(part, seal.clone());
        seal
    }

    /// What is known so far stays right whatever became of a thread that added to it.
    fn known(&self) -> MutexGuard<'_, HashMap<Part, String>> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The part of an edition that concerns a profile: the packages at work, the integrations in use, and what those cite.
#[derive(PartialEq, Eq, Hash)]
struct Part {
    edition: EditionId,
    packages: BTreeSet<PackageId>,
    integrations: BTreeSet<IntegrationId>,
    area: Option<AreaId>,
}

impl Part {
    fn of(case: &Case) -> Self {
        let reasons = case.at_work.integrations.iter().flat_map(|line| &line.because);
        Self {
            edition: case.profile.edition.id.clone(),
            packages: reasons.map(|reason| &reason.package).chain(case.profile.packages.keys()).cloned().collect(),
            integrations: case.at_work.integrations.iter().map(|line| line.id.clone()).collect(),
            area: case.profile.tender.area.clone(),
        }
    }

    /// Seals what the edition, as its record tells it, says of this part.
    fn seal(&self, edition: &Edition, record: &Record) -> String {
        let facts: BTreeSet<_> = self.packages.iter().flat_map(|id| edition.packages[id].facts()).collect();
        let of_package =
            |id: &str| self.packages.iter().any(|package| id.split(['/', '.']).next() == Some(package.as_str()));
        let used = |entry: &&Entry| match entry.subject.kind {
            Kind::Tender | Kind::Type => true,
            Kind::Package | Kind::Rule | Kind::Requirement | Kind::Alternative | Kind::Advice => {
                of_package(&entry.subject.id)
            }
            Kind::Integration => self.integrations.iter().any(|id| id.as_str() == entry.subject.id),
            Kind::Fact => facts.iter().any(|fact| fact.as_str() == entry.subject.id),
            Kind::Area => self.area.as_ref().is_some_and(|area| area.as_str() == entry.subject.id),
            Kind::Note => true,
            Kind::Reading | Kind::Source | Kind::Choice | Kind::Consequence | Kind::Deviation | Kind::Text => false,
        };
        let entries: Vec<&Entry> = record.entries.iter().filter(used).collect();
        let cited = |entry: &&Entry| {
            let Some(by) = entry.subject.kind.about().cited_in else { return false };
            entries.iter().any(|citing| citing.aspects.get(&by) == Some(&entry.subject.id))
        };
        let cited: Vec<&Entry> = record.entries.iter().filter(cited).collect();
        let json = serde_json::to_vec(&(entries, cited)).expect("entries are plain data");
        sha256(&json)
    }
}
