//! A tender's profile: what the buyer chose and answered, checked against the catalog.
//!
//! [`ProfileFile`] is the profile as it was written, with places; [`Profile`] is what remains when every name in it
//! exists. The keys are described in `docs/profile-format.md`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::id::{FactId, IntegrationId, LineId, PackageId, ReadingId, RequirementId, TypeId};
use crate::catalog::{Edition, Placeholder, Requirement, RequirementType, TypeKind, filled, filled_in_general};
use crate::text::source::{Place, Written};

mod about;
pub mod cvr;
pub mod days;
pub mod discreet;
mod due;
mod evaluation;
pub mod fault;
mod file;
mod normalised;
mod own;
mod place_of;
mod question;
mod read;
pub mod schema;
mod supplier;
mod tender;
pub mod theme;
mod tidy;

pub use about::About;
pub use due::{Due, OPERATION};
pub use evaluation::Evaluation;
pub use file::ProfileFile;
pub use own::{Allowed, AnswerKind, Dates, Describe, LeftOut, LineChange, Numbers, OwnRequirement};
pub use question::{Asking, Settled};
pub use read::AnswerKey;
pub use tender::{Appendices, Buyer, FormFormat, Procedure, Tender};
pub use theme::{Theme, ThemeFile};
pub use tidy::NOT_KNOWN;
pub(crate) use tidy::goes_on;

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
    pub left_out: BTreeMap<RequirementId, LeftOut>,
    /// Lines of the catalog that the buyer changed
    pub changed: BTreeMap<LineId, LineChange>,
    /// Package by package, those of none at the end
    pub own: Vec<OwnRequirement>,
    /// The edition's requirement types with the profile's own laid over them
    pub types: Vec<RequirementType>,
    pub evaluation: Evaluation,
    /// Questions and answers, by number
    pub questions: Vec<Asking>,
    pub corrections: Vec<Settled>,
    pub theme: Theme,
    /// How the files are called: `Bilag {{bilag}} {{dokument}}`
    pub output_name: Option<String>,
}

impl Profile {
    /// Whether the profile itself chose an integration.
    pub fn chose(&self, integration: &IntegrationId) -> bool {
        self.packages.values().any(|choice| choice.integrations.contains(integration))
    }

    /// The integrations that the buyer made less than minimum requirements: they bring along no more than what may be
    /// used.
    pub fn weakened(&self) -> impl Iterator<Item = &IntegrationId> {
        self.changed.iter().filter_map(|(line, change)| {
            let LineId::Integration(id) = line else { return None };
            let kind = change.kind.as_ref()?;
            (self.requirement_type(kind).kind != TypeKind::Minimum).then_some(id)
        })
    }

    /// How many lines suppliers read the weight of.
    pub fn printed_weights(&self) -> usize {
        let weights = self.own.iter().map(|own| own.weight).chain(self.changed.values().map(|change| change.weight));
        if self.evaluation.prints_weights() { weights.flatten().count() } else { 0 }
    }

    /// Whether the contract is awarded without tenders, so that nothing is evaluated.
    pub fn is_direct_award(&self) -> bool {
        self.tender.procedure == Some(Procedure::DirectAward)
    }

    /// A requirement type. Every type that the profile or its edition names exists.
    pub fn requirement_type(&self, id: &TypeId) -> &RequirementType {
        self.types.iter().find(|known| known.id == *id).expect("the types that are named were checked")
    }

    /// A text of the catalog with its placeholders filled in; `[angives]` is what the tender does not say yet. Without
    /// a tender it reads as in the edition.
    pub fn filled<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.tender.place.is_none() {
            return filled_in_general(text);
        }
        filled(text, &|placeholder| self.tender.value_of(placeholder).unwrap_or("[angives]").to_owned())
    }

    /// The words of a requirement that is about some integrations. Of one that is left out nobody asks for what the
    /// tender does not say.
    pub fn wording(&self, requirement: &Requirement, integrations: &str) -> String {
        let is_asked = self.tender.place.is_some() && !self.left_out.contains_key(&requirement.id);
        let value = |placeholder: Placeholder| match placeholder {
            Placeholder::Integrations => integrations.to_owned(),
            Placeholder::CutOff | Placeholder::SecurityAppendix => {
                let missing = if is_asked { "[angives]" } else { placeholder.in_general() };
                self.tender.value_of(placeholder).unwrap_or(missing).to_owned()
            }
        };
        filled(&requirement.text, &value).into_owned()
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
            changed: BTreeMap::new(),
            own: Vec::new(),
            types: edition.types.clone(),
            evaluation: Evaluation::default(),
            questions: Vec::new(),
            corrections: Vec::new(),
            theme: Theme::default(),
            output_name: None,
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
