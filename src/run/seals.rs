//! What outputs are made of, sealed: two seals are the same just when what they seal is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::{Case, Format, Workshop};
use crate::catalog::Catalog;
use crate::change::{Aspect, Entry, Kind, Record};
use crate::document::{Document, front};
use crate::id::{EditionId, PackageId};
use crate::lock::Parts;
use crate::render::{Assets, Fonts, Templates};
use crate::seal::{Seal, sha256};

/// The seals of what all profiles share.
pub struct Seals {
    pub templates: String,
    pub fonts: String,
    /// Everything: the whole catalog's files, templates, fonts, and this version of the program
    pub house: String,
    /// What each edition says
    editions: BTreeMap<EditionId, OnceLock<Record>>,
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
        Self { templates: templates_seal, fonts: fonts_seal, house, editions }
    }

    /// Seals everything that goes into a profile's outputs: where it is the same, so are they.
    pub fn whole(&self, case: &Case, assets: &Assets) -> String {
        let seal = Seal::new().with(&self.house).with(&case.normalised);
        seal.with(assets.picture(front::LOGO).unwrap_or_default()).hex()
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

    /// What the edition says of the packages at work, of the integrations in use, and of what those cite.
    fn part_of_catalog(&self, case: &Case) -> String {
        let edition = &case.profile.edition;
        let record = self.editions[&edition.id].get_or_init(|| Record::of_edition(edition));
        let reasons = case.at_work.integrations.iter().flat_map(|line| &line.because);
        let packages: BTreeSet<&PackageId> =
            reasons.map(|reason| &reason.package).chain(case.profile.packages.keys()).collect();
        let facts: BTreeSet<_> = packages.iter().flat_map(|id| edition.packages[*id].facts()).collect();
        let of_package =
            |id: &str| packages.iter().any(|package| id.split(['/', '.']).next() == Some(package.as_str()));
        let used = |entry: &&Entry| match entry.subject.kind {
            Kind::Tender | Kind::Type => true,
            Kind::Package | Kind::Rule | Kind::Requirement | Kind::Alternative | Kind::Advice => {
                of_package(&entry.subject.id)
            }
            Kind::Integration => case.at_work.integrations.iter().any(|line| line.id.as_str() == entry.subject.id),
            Kind::Fact => facts.iter().any(|fact| fact.as_str() == entry.subject.id),
            Kind::Area => case.profile.tender.area.as_ref().is_some_and(|area| area.as_str() == entry.subject.id),
            Kind::Reading | Kind::Source | Kind::Choice | Kind::Consequence | Kind::Deviation | Kind::Text => false,
        };
        let entries: Vec<&Entry> = record.entries.iter().filter(used).collect();
        let cited = |entry: &&Entry| {
            let by = match entry.subject.kind {
                Kind::Reading => Aspect::Reading,
                Kind::Source => Aspect::Source,
                Kind::Tender
                | Kind::Package
                | Kind::Choice
                | Kind::Integration
                | Kind::Rule
                | Kind::Consequence
                | Kind::Requirement
                | Kind::Alternative
                | Kind::Deviation
                | Kind::Fact
                | Kind::Type
                | Kind::Advice
                | Kind::Area
                | Kind::Text => return false,
            };
            entries.iter().any(|citing| citing.aspects.get(&by) == Some(&entry.subject.id))
        };
        let cited: Vec<&Entry> = record.entries.iter().filter(cited).collect();
        let json = serde_json::to_vec(&(entries, cited)).expect("entries are plain data");
        sha256(&json)
    }
}

impl Workshop {
    /// Seals everything that decides the bytes of an output.
    pub fn made_of(&self, case: &Case, document: &Document, format: Format, assets: &Assets) -> String {
        let binding = match document {
            Document::Svarskema(form) => case.binding(form).to_json(),
            Document::Kravbilag(_)
            | Document::Tjekliste(_)
            | Document::Sammenligning(_)
            | Document::Rettelsesblad(_)
            | Document::Slides(_) => String::new(),
        };
        let seals = self.seals();
        let seal = Seal::new().with(env!("CARGO_PKG_VERSION")).with(format.extension()).with(&seals.templates);
        let seal = seal.with(serde_json::to_vec(document).expect("a document is plain data"));
        let seal = seal.with(binding);
        let seal = match format {
            Format::Pdf => assets.parts().fold(seal.with(&seals.fonts), |seal, part| seal.with(part)),
            Format::Md | Format::Json | Format::Xlsx => seal,
        };
        seal.hex()
    }
}
