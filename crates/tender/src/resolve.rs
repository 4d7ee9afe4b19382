//! What follows: the resolver, a pure function of edition and profile.
//!
//! Its rules are numbered in `docs/resolution.md`. Every integration and requirement has a status interval on the ladder
//! `excluded < optional < required`: the least and the most it can be over all completions of the facts that are still
//! unknown. The whole is one least fixed point, so neither order nor cycles matter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::reason::{ChosenOr, Reason};
use crate::catalog::completions::{Completions, When};
use crate::catalog::condition::{Condition, Truth};
use crate::catalog::id::{EditionId, FactId, IntegrationId, LineId, PackageId, RequirementId, TypeId};
use crate::catalog::{Edition, Modality, Rule};
use crate::profile::{Answer, Profile};

pub mod explain;
pub mod fault;
mod reason;
pub mod warnings;

/// How strongly something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Excluded,
    Optional,
    Required,
}

impl From<Modality> for Level {
    fn from(modality: Modality) -> Self {
        match modality {
            Modality::May => Level::Optional,
            Modality::Must => Level::Required,
        }
    }
}

/// The level when it is certain, else who decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Required,
    Optional,
    Excluded,
    /// A fact that the buyer has not decided can move it
    Open,
    /// Only facts that the supplier answers can move it
    Supplier,
}

/// What a line can be: the least and the most over all completions, and its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Interval {
    pub status: Status,
    pub at_least: Level,
    pub at_most: Level,
}

/// Who answers a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    Buyer,
    Supplier,
}

/// Whether the profile chose an integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Business,
    Prerequisite,
}

/// What follows from a profile: every integration and requirement of its edition, the excluded ones too.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Resolution {
    /// The version of this format
    pub schema: u32,
    pub edition: EditionId,
    /// The profile's bare file name
    pub profile: String,
    /// A fact that the buyer has not decided can still move something to or from `required`
    pub draft: bool,
    pub integrations: Vec<IntegrationLine>,
    pub requirements: Vec<RequirementLine>,
    pub questions: Vec<Question>,
}

/// An integration, in or out, and why.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IntegrationLine {
    pub id: IntegrationId,
    pub role: Role,
    #[serde(flatten)]
    pub interval: Interval,
    /// What the supplier may show instead
    pub alternative: Option<Arc<str>>,
    /// When it has to be met, if not at the start
    pub deferred: Option<Arc<str>>,
    pub because: Vec<Reason>,
}

/// A requirement, in or out, and why.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RequirementLine {
    pub id: RequirementId,
    pub package: PackageId,
    pub modality: Modality,
    #[serde(rename = "type")]
    pub kind: TypeId,
    #[serde(flatten)]
    pub interval: Interval,
    /// Why the buyer left it out
    pub left_out: Option<String>,
    pub because: Vec<Reason>,
}

/// An unknown fact that can move something. Answering any other changes nothing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Question {
    pub fact: FactId,
    pub asked_of: Asked,
    /// The lines it can move
    pub moves: Vec<LineId>,
}

/// How a line stands, whether it is an integration or a requirement.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'r> {
    pub interval: Interval,
    pub because: &'r [Reason],
}

impl<'r> Standing<'r> {
    fn new(interval: Interval, because: &'r [Reason]) -> Self {
        Self { interval, because }
    }
}

impl Resolution {
    pub fn integration(&self, id: &IntegrationId) -> Option<&IntegrationLine> {
        self.integrations.iter().find(|line| line.id == *id)
    }

    pub fn requirement(&self, id: &RequirementId) -> Option<&RequirementLine> {
        self.requirements.iter().find(|line| line.id == *id)
    }

    /// How an integration or a requirement stands.
    pub fn line(&self, id: &LineId) -> Option<Standing<'_>> {
        match id {
            LineId::Integration(id) => self.integration(id).map(|line| Standing::new(line.interval, &line.because)),
            LineId::Requirement(id) => self.requirement(id).map(|line| Standing::new(line.interval, &line.because)),
        }
    }

    /// What concerns the tender: its lines, and the reasons of the packages that are at work, because they were chosen or because one of
    /// their integrations came into use. What the rest of the catalog says plays no part in it.
    pub fn at_work(&self, profile: &Profile) -> Self {
        let in_use =
            |id: &IntegrationId| self.integration(id).is_some_and(|line| line.interval.at_most > Level::Excluded);
        let packages = profile.edition.packages.values();
        let at_work = packages
            .filter(|package| profile.packages.contains_key(&package.id) || package.business.iter().any(in_use))
            .map(|package| &package.id);
        let at_work: BTreeSet<&PackageId> = at_work.collect();
        let integrations = self.integrations.iter().map(|line| {
            let because = line.because.iter().filter(|reason| at_work.contains(&reason.package));
            IntegrationLine {
                id: line.id.clone(),
                role: line.role,
                interval: line.interval,
                alternative: line.alternative.clone(),
                deferred: line.deferred.clone(),
                because: because.cloned().collect(),
            }
        });
        let requirements = self.requirements.iter().filter(|line| profile.packages.contains_key(&line.package));
        Self {
            schema: self.schema,
            edition: self.edition.clone(),
            profile: self.profile.clone(),
            draft: self.draft,
            integrations: integrations.filter(|line| !line.because.is_empty()).collect(),
            requirements: requirements.cloned().collect(),
            questions: self.questions.clone(),
        }
    }

    /// The JSON Schema of this format, made from its types.
    pub fn json_schema() -> schemars::Schema {
        schemars::schema_for!(Resolution)
    }
}

/// The completions under which something is at least optional, and at least required.
#[derive(Clone, PartialEq)]
struct Reach {
    optional: When,
    required: When,
}

impl Reach {
    /// It is excluded, whatever the facts.
    const NONE: Self = Self { optional: When::Never, required: When::Never };

    fn at_least(&self) -> Level {
        match (self.required.is_true(), self.optional.is_true()) {
            (true, _) => Level::Required,
            (false, true) => Level::Optional,
            (false, false) => Level::Excluded,
        }
    }

    fn at_most(&self) -> Level {
        match (self.required.is_false(), self.optional.is_false()) {
            (false, _) => Level::Required,
            (true, false) => Level::Optional,
            (true, true) => Level::Excluded,
        }
    }

    /// `min(carrier, modality)` while the condition holds, the carrier being the strongest of several.
    fn through(carriers: impl Iterator<Item = Reach>, modality: Modality, when: &When) -> Self {
        let (mut optional, mut required) = (When::Never, When::Never);
        for carrier in carriers {
            optional = optional.or(&carrier.optional);
            required = required.or(&carrier.required);
        }
        match modality {
            Modality::Must => Self { optional: optional.and(when), required: required.and(when) },
            Modality::May => Self { optional: optional.and(when), required: When::Never },
        }
    }

    fn max(&self, other: &Self) -> Self {
        Self { optional: self.optional.or(&other.optional), required: self.required.or(&other.required) }
    }
}

/// Resolves a profile.
pub fn resolve(profile: &Profile) -> Resolution {
    resolve_carrying(profile, &Carrying::default())
}

/// Resolves a profile as a supplier's answers change what integrations bring along.
pub fn resolve_carrying(profile: &Profile, carrying: &Carrying) -> Resolution {
    Resolver::new(profile, carrying).resolution()
}

/// What a supplier's answers change in what integrations bring along. The lines of the integrations themselves stay as they are.
#[derive(Debug, Clone, Default)]
pub struct Carrying {
    /// Met otherwise, or not used: they bring nothing along
    pub nothing: BTreeSet<IntegrationId>,
    /// Taken into use without need: what a `must` brings along with them binds
    pub in_use: BTreeSet<IntegrationId>,
}

struct Resolver<'a> {
    profile: &'a Profile,
    carrying: &'a Carrying,
    edition: &'a Edition,
    completions: Completions<'a>,
    /// The unknown facts and who answers each
    unknown: BTreeMap<&'a FactId, Asked>,
    integrations: BTreeMap<&'a IntegrationId, Reach>,
}

impl<'a> Resolver<'a> {
    fn new(profile: &'a Profile, carrying: &'a Carrying) -> Self {
        let edition = profile.edition.as_ref();
        let unknown = unknown_facts(profile);
        let completions = Completions::new(edition.facts.keys().map(|fact| (fact, known(profile, fact))));
        let mut resolver = Self { profile, carrying, edition, completions, unknown, integrations: BTreeMap::new() };
        resolver.settle();
        resolver
    }

    /// Finds the least fixed point: the chosen integrations are required, and rules are applied until none changes anything.
    fn settle(&mut self) {
        for id in self.edition.integrations.keys() {
            let start = if self.profile.chose(id) { When::Always } else { When::Never };
            self.integrations.insert(id, Reach { optional: start.clone(), required: start });
        }
        let rules: Vec<(&Rule, When)> = self.edition.rules().map(|rule| (rule, self.when(&rule.when))).collect();
        loop {
            let mut changed = false;
            for (rule, when) in &rules {
                let gives = Reach::through(self.reaches(&rule.carriers), rule.modality, when);
                let target = &self.integrations[&rule.target];
                let more = target.max(&gives);
                if more != *target {
                    self.integrations.insert(&rule.target, more);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn when(&self, condition: &Option<Arc<Condition>>) -> When {
        condition.as_ref().map_or(When::Always, |condition| self.completions.of(condition))
    }

    /// The reach with which an integration brings others along.
    fn carries(&self, carrier: &IntegrationId) -> Reach {
        let reach = &self.integrations[carrier];
        if self.carrying.nothing.contains(carrier) {
            Reach::NONE
        } else if self.carrying.in_use.contains(carrier) {
            Reach { optional: reach.optional.clone(), required: reach.optional.clone() }
        } else {
            reach.clone()
        }
    }

    /// The reaches of those carriers that are in use: the others, which are most of the catalog, bring nothing along.
    fn reaches<'b>(&'b self, carriers: &'b [IntegrationId]) -> impl Iterator<Item = Reach> + 'b {
        let in_use = |carrier: &&IntegrationId| !self.integrations[*carrier].optional.is_false();
        carriers.iter().filter(in_use).map(|carrier| self.carries(carrier))
    }

    /// The facts that can move something, in either of its thresholds.
    fn movers(&self, reach: &Reach) -> BTreeSet<&'a FactId> {
        let mut movers = self.completions.deciding(&reach.optional);
        movers.extend(self.completions.deciding(&reach.required));
        movers
    }

    fn interval(&self, reach: &Reach) -> Interval {
        let (at_least, at_most) = (reach.at_least(), reach.at_most());
        let status = if at_least == at_most {
            match at_least {
                Level::Required => Status::Required,
                Level::Optional => Status::Optional,
                Level::Excluded => Status::Excluded,
            }
        } else if self.movers(reach).iter().any(|fact| self.unknown[fact] == Asked::Buyer) {
            Status::Open
        } else {
            Status::Supplier
        };
        Interval { status, at_least, at_most }
    }

    /// The reach of a catalog requirement: of chosen packages only, and none when it was left out.
    fn requirement_reach(&self, requirement: &crate::catalog::Requirement) -> Reach {
        let chosen = self.profile.packages.contains_key(&requirement.id.package());
        if !chosen || self.profile.left_out.contains_key(&requirement.id) {
            return Reach::NONE;
        }
        Reach::through(self.reaches(&requirement.carriers), requirement.modality, &self.when(&requirement.when))
    }

    fn resolution(self) -> Resolution {
        let mut integrations = Vec::new();
        let mut requirements = Vec::new();
        let mut moves: BTreeMap<&FactId, Vec<LineId>> = BTreeMap::new();
        let mut draft = false;
        let mut note = |line: LineId, reach: &Reach| {
            for fact in self.movers(reach) {
                moves.entry(fact).or_default().push(line.clone());
            }
            let moved = self.completions.deciding(&reach.required);
            draft |= moved.iter().any(|fact| self.unknown[fact] == Asked::Buyer);
        };
        for (id, reach) in &self.integrations {
            note(LineId::Integration((*id).clone()), reach);
            let because = self.integration_reasons(id);
            let role = if self.profile.chose(id) { Role::Business } else { Role::Prerequisite };
            let interval = self.interval(reach);
            let (alternative, deferred) = (
                self.shared_text(&because, interval.at_most, |reason| reason.alternative.as_ref()),
                self.shared_text(&because, interval.at_most, |reason| reason.deferred.as_ref()),
            );
            integrations.push(IntegrationLine { id: (*id).clone(), role, interval, alternative, deferred, because });
        }
        for package in self.edition.packages.values() {
            for requirement in &package.requirements {
                let reach = self.requirement_reach(requirement);
                note(LineId::Requirement(requirement.id.clone()), &reach);
                requirements.push(RequirementLine {
                    id: requirement.id.clone(),
                    package: package.id.clone(),
                    modality: requirement.modality,
                    kind: match requirement.modality {
                        Modality::Must => self.edition.must.clone(),
                        Modality::May => self.edition.may.clone(),
                    },
                    interval: self.interval(&reach),
                    left_out: self.profile.left_out.get(&requirement.id).cloned(),
                    because: self.requirement_reasons(requirement),
                });
            }
            requirements.extend(self.own_lines(&package.id));
        }
        let questions = moves
            .into_iter()
            .map(|(fact, moves)| Question { fact: fact.clone(), asked_of: self.unknown[fact], moves })
            .collect();
        Resolution {
            schema: 1,
            edition: self.edition.id.clone(),
            profile: self.profile.name.clone(),
            draft,
            integrations,
            requirements,
            questions,
        }
    }

    /// The buyer's own requirements of a package: they hold because the buyer wrote them.
    fn own_lines(&self, package: &PackageId) -> impl Iterator<Item = RequirementLine> {
        self.profile.own.iter().filter(move |own| own.package == *package).map(|own| {
            let modality = if own.kind == self.edition.may { Modality::May } else { Modality::Must };
            let level = Level::from(modality);
            let status = if level == Level::Required { Status::Required } else { Status::Optional };
            RequirementLine {
                id: own.id.clone(),
                package: own.package.clone(),
                modality,
                kind: own.kind.clone(),
                interval: Interval { status, at_least: level, at_most: level },
                left_out: None,
                because: vec![Reason::chosen(&own.package, level)],
            }
        })
    }

    /// The alternative (or deferral) of a line: it holds when every reason that can bring the line to its level carries one,
    /// because a reason without one asks for the integration itself, at once.
    fn shared_text(
        &self,
        because: &[Reason],
        level: Level,
        text: fn(&Reason) -> Option<&Arc<str>>,
    ) -> Option<Arc<str>> {
        if level == Level::Excluded {
            return None;
        }
        let mut texts: Vec<&Arc<str>> = Vec::new();
        for reason in because.iter().filter(|reason| reason.level == level) {
            let text = text(reason)?;
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        match texts.as_slice() {
            [] => None,
            [only] => Some(Arc::clone(only)),
            several => Some(several.iter().map(|text| &***text).collect::<Vec<_>>().join(" ").into()),
        }
    }
}

/// The facts that are not known, and who answers each: the buyer those that a chosen package asks for and nobody answered, the
/// supplier all others.
pub fn unknown_facts(profile: &Profile) -> BTreeMap<&FactId, Asked> {
    let edition = profile.edition.as_ref();
    let asked: BTreeSet<FactId> = profile.packages.keys().flat_map(|id| edition.packages[id].facts()).collect();
    let mut unknown = BTreeMap::new();
    for fact in edition.facts.keys() {
        match profile.facts.get(fact).map(|answer| answer.value) {
            Some(Answer::Yes | Answer::No) => {}
            None if asked.contains(fact) => drop(unknown.insert(fact, Asked::Buyer)),
            Some(Answer::Supplier) | None => drop(unknown.insert(fact, Asked::Supplier)),
        }
    }
    unknown
}

/// What is known of a fact.
fn known(profile: &Profile, fact: &FactId) -> Truth {
    match profile.facts.get(fact).map(|answer| answer.value) {
        Some(Answer::Yes) => Truth::True,
        Some(Answer::No) => Truth::False,
        Some(Answer::Supplier) | None => Truth::Unknown,
    }
}
