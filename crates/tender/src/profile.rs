//! A tender's profile: what the buyer chose and answered, checked against the catalog.
//!
//! [`ProfileFile`] is the profile as it was written, with places; [`Profile`] is what remains when every name in it exists.
//! The keys are described in `docs/profile-format.md`.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::value::Date;

use crate::catalog::id::{AreaId, FactId, IntegrationId, PackageId, ReadingId, RequirementId, TypeId};
use crate::catalog::{Edition, RequirementType};
use crate::text::source::{Place, Written};

pub mod cvr;
pub mod fault;
mod file;
mod normalised;
mod read;
pub mod theme;

pub use file::ProfileFile;
pub use theme::{Theme, ThemeFile};

/// A checked profile: whatever it names exists in its edition.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The bare file name
    pub name: String,
    pub edition: Arc<Edition>,
    pub tender: Tender,
    /// The chosen business integrations of each chosen package
    pub packages: BTreeMap<PackageId, Choice>,
    pub facts: BTreeMap<FactId, Written<Answer>>,
    /// How unsettled readings were settled
    pub settled: BTreeMap<ReadingId, String>,
    /// Requirements that do not apply to this tender, each with the reason
    pub left_out: BTreeMap<RequirementId, String>,
    pub own: Vec<OwnRequirement>,
    /// The edition's requirement types with the profile's own laid over them
    pub types: Vec<RequirementType>,
    pub theme: Theme,
}

impl Profile {
    /// Whether the profile itself chose an integration.
    pub fn chose(&self, integration: &IntegrationId) -> bool {
        self.packages.values().any(|choice| choice.integrations.contains(integration))
    }

    /// A requirement type. Every type that the profile or its edition names exists.
    pub fn requirement_type(&self, id: &TypeId) -> &RequirementType {
        self.types.iter().find(|known| known.id == *id).expect("the types that are named were checked")
    }

    /// A profile that chooses everything of some packages and answers nothing: for checklists without a tender.
    pub fn of_packages(edition: &Arc<Edition>, packages: &[PackageId], place: &Place) -> Self {
        let choice =
            |id: &PackageId| Choice { integrations: edition.packages[id].business.clone(), place: place.clone() };
        Self {
            name: String::new(),
            edition: Arc::clone(edition),
            tender: Tender::default(),
            packages: packages.iter().map(|id| (id.clone(), choice(id))).collect(),
            facts: BTreeMap::new(),
            settled: BTreeMap::new(),
            left_out: BTreeMap::new(),
            own: Vec::new(),
            types: edition.types.clone(),
            theme: Theme::default(),
        }
    }
}

/// The tender that the documents belong to.
#[derive(Debug, Clone, Default)]
pub struct Tender {
    pub title: String,
    pub buyer: String,
    pub cvr: Option<String>,
    pub contact: Option<String>,
    /// Journalnummer
    pub reference: Option<String>,
    pub area: Option<AreaId>,
    pub procedure: Option<Procedure>,
    /// Bilagsnummer
    pub appendix: Option<String>,
    pub version: Option<String>,
    pub date: Option<Date>,
    pub published: Option<Date>,
    /// Tilbudsfrist
    pub deadline: Option<Date>,
    pub signature: bool,
    /// Where the tender's table begins
    pub place: Option<Place>,
}

/// How the contract is awarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Procedure {
    DirectAward,
    MiniTender,
    OwnTender,
}

impl Procedure {
    /// Every procedure with its key in a profile.
    pub const ALL: [(&'static str, Procedure); 3] = [
        ("direct-award", Procedure::DirectAward),
        ("mini-tender", Procedure::MiniTender),
        ("own-tender", Procedure::OwnTender),
    ];

    /// In Danish.
    pub fn word(self) -> &'static str {
        match self {
            Procedure::DirectAward => "Direkte tildeling",
            Procedure::MiniTender => "Miniudbud",
            Procedure::OwnTender => "Eget udbud",
        }
    }
}

/// What a profile chose of a package.
#[derive(Debug, Clone)]
pub struct Choice {
    /// In the order of the catalog
    pub integrations: Vec<IntegrationId>,
    pub place: Place,
}

/// The buyer's answer to a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    /// The supplier answers it in the response form
    Supplier,
}

/// A requirement of the buyer's own: `I-02.E1`.
#[derive(Debug, Clone)]
pub struct OwnRequirement {
    pub id: RequirementId,
    pub package: PackageId,
    pub kind: TypeId,
    pub text: String,
    pub place: Place,
}
