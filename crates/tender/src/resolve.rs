//! What follows: the resolver, a pure function of edition and profile.
//!
//! Its rules are numbered in `docs/resolution.md`. Every integration and requirement has a status interval on the ladder
//! `excluded < optional < required`: the least and the most it can be over all completions of the facts that are still
//! unknown. The whole is one least fixed point, so neither order nor cycles matter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::alternatives::{IfAccepted, Together};
pub use self::lines::{Clause, check_changes};
pub use self::reason::{ChosenOr, Reason};
pub use self::standing::{Pending, Standing};
use crate::catalog::completions::{Completions, When};
use crate::catalog::condition::{Condition, Truth};
use crate::catalog::id::{EditionId, FactId, IntegrationId, LineId, PackageId, RequirementId, TypeId};
use crate::catalog::{Edition, Fact, Modality, Need, Rule};
use crate::profile::{Answer, Due, Profile};

mod alternatives;
pub mod explain;
pub mod fault;
mod lines;
pub mod listed;
mod reason;
mod standing;
mod supplier;
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

impl Interval {
    /// Out, whatever the facts.
    const NONE: Self = Self { status: Status::Excluded, at_least: Level::Excluded, at_most: Level::Excluded };
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
    /// The buyer has not answered something that can still move a line
    pub draft: bool,
    pub integrations: Vec<IntegrationLine>,
    pub requirements: Vec<RequirementLine>,
    /// What the buyer asks for by its answers
    pub needs: Vec<NeedLine>,
    pub questions: Vec<Question>,
}

/// An integration, in or out, and why.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IntegrationLine {
    pub id: IntegrationId,
    pub role: Role,
    #[serde(rename = "type")]
    pub kind: TypeId,
    #[serde(flatten)]
    pub interval: Interval,
    /// When the line binds: in any of these cases; absent when it always does
    pub condition: Option<Vec<Clause>>,
    /// It is there only because something that was not chosen needs it
    pub derived: bool,
    /// What the supplier may show instead
    pub alternative: Option<Arc<str>>,
    /// What becomes of the other lines where that is accepted
    pub if_accepted: Option<IfAccepted>,
    /// When it has to be met, if not at the start
    pub deferred: Option<Arc<str>>,
    /// When it has to be met by the buyer's own words
    #[schemars(with = "Option<String>")]
    pub due: Option<Due>,
    /// The buyer changed its type, its weight or its time
    pub changed_by_buyer: bool,
    pub because: Vec<Reason>,
}

impl IntegrationLine {
    /// Whether a reason that depends on something adds nothing, because another reason suffices by itself.
    pub fn makes_idle(&self, reason: &Reason) -> bool {
        let suffices = |reason: &Reason| reason.at_least == self.interval.at_most;
        reason.at_least != reason.level && !suffices(reason) && self.because.iter().any(suffices)
    }
}

/// A requirement, in or out, and why.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RequirementLine {
    pub id: RequirementId,
    /// Absent for one of the buyer's own that belongs to none
    pub package: Option<PackageId>,
    pub modality: Modality,
    #[serde(rename = "type")]
    pub kind: TypeId,
    #[serde(flatten)]
    pub interval: Interval,
    /// When the line binds: in any of these cases; absent when it always does
    pub condition: Option<Vec<Clause>>,
    /// When it has to be met by the buyer's own words
    #[schemars(with = "Option<String>")]
    pub due: Option<Due>,
    /// The buyer changed its type, its weight or its time
    pub changed_by_buyer: bool,
    /// Why the buyer left it out
    pub left_out: Option<String>,
    pub because: Vec<Reason>,
}

/// A need: what the buyer asks for by saying that a fact is true.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NeedLine {
    pub id: RequirementId,
    pub package: PackageId,
    /// The fact that states it
    pub fact: FactId,
    #[serde(rename = "type")]
    pub kind: TypeId,
    #[serde(flatten)]
    pub interval: Interval,
    /// A need always binds: there is none
    pub condition: Option<Vec<Clause>>,
    /// What the supplier may show instead
    pub alternative: Option<Arc<str>>,
    /// What becomes of the other lines where that is accepted
    pub if_accepted: Option<IfAccepted>,
    /// When it has to be met, if not at the start
    pub deferred: Option<Arc<str>>,
    /// When it has to be met by the buyer's own words
    #[schemars(with = "Option<String>")]
    pub due: Option<Due>,
    /// The buyer changed its type, its weight or its time
    pub changed_by_buyer: bool,
}

/// An unknown fact that can move something. Answering any other changes nothing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Question {
    pub fact: FactId,
    pub asked_of: Asked,
    /// The lines it can move, whatever becomes of alternatives
    pub moves: Vec<LineId>,
    /// Those of them that it can move only where some alternative is accepted
    pub moves_if_accepted: Vec<LineId>,
}

impl Question {
    /// The lines it can move though no alternative is accepted.
    pub fn moves_always(&self) -> impl Iterator<Item = &LineId> {
        self.moves.iter().filter(|line| !self.moves_if_accepted.contains(line))
    }
}

impl Resolution {
    pub fn integration(&self, id: &IntegrationId) -> Option<&IntegrationLine> {
        self.integrations.iter().find(|line| line.id == *id)
    }

    pub fn requirement(&self, id: &RequirementId) -> Option<&RequirementLine> {
        self.requirements.iter().find(|line| line.id == *id)
    }

    pub fn need(&self, id: &RequirementId) -> Option<&NeedLine> {
        self.needs.iter().find(|line| line.id == *id)
    }

    /// The lines that lapse where some alternative is accepted, for one line or for all that have it.
    pub fn lapsing(&self) -> BTreeSet<&LineId> {
        let of_integrations = self.integrations.iter().filter_map(|line| line.if_accepted.as_ref());
        let of_needs = self.needs.iter().filter_map(|line| line.if_accepted.as_ref());
        let lapses = of_integrations.chain(of_needs).flat_map(|accepted| {
            accepted.lapses.iter().chain(accepted.together.iter().flat_map(|together| &together.lapses))
        });
        lapses.collect()
    }

    /// What a line can be, whatever kind of line it is.
    pub fn interval(&self, line: &LineId) -> Option<Interval> {
        match line {
            LineId::Integration(id) => self.integration(id).map(|line| line.interval),
            LineId::Requirement(id) => {
                let need = || self.need(id).map(|line| line.interval);
                self.requirement(id).map(|line| line.interval).or_else(need)
            }
        }
    }

    /// What brings a line about; a need follows from nothing but the buyer's answer.
    pub fn because(&self, line: &LineId) -> &[Reason] {
        let because = match line {
            LineId::Integration(id) => self.integration(id).map(|line| &line.because),
            LineId::Requirement(id) => self.requirement(id).map(|line| &line.because),
        };
        because.map(Vec::as_slice).unwrap_or_default()
    }

    /// The type of a line.
    pub fn type_of(&self, line: &LineId) -> Option<&TypeId> {
        match line {
            LineId::Integration(id) => self.integration(id).map(|line| &line.kind),
            LineId::Requirement(id) => {
                self.requirement(id).map(|line| &line.kind).or_else(|| self.need(id).map(|line| &line.kind))
            }
        }
    }

    /// When a line must be met, where the buyer says it of the line or of what it follows from.
    pub fn due(&self, line: &LineId) -> Option<&Due> {
        match line {
            LineId::Integration(id) => self.integration(id).and_then(|line| line.due.as_ref()),
            LineId::Requirement(id) => {
                let need = || self.need(id).and_then(|line| line.due.as_ref());
                self.requirement(id).and_then(|line| line.due.as_ref()).or_else(need)
            }
        }
    }

    /// The lines that come about, or can: integrations, needs, requirements.
    pub fn lines(&self) -> impl Iterator<Item = LineId> {
        let integrations = self.integrations.iter().map(|line| (LineId::Integration(line.id.clone()), line.interval));
        let needs = self.needs.iter().map(|line| (LineId::Requirement(line.id.clone()), line.interval));
        let requirements = self.requirements.iter().filter(|line| line.left_out.is_none());
        let requirements = requirements.map(|line| (LineId::Requirement(line.id.clone()), line.interval));
        let all = integrations.chain(needs).chain(requirements);
        all.filter(|(_, interval)| interval.at_most > Level::Excluded).map(|(id, _)| id)
    }

    /// The type that a line has by what reaches it, whatever the buyer made of it.
    pub fn catalog_type(&self, profile: &Profile, line: &LineId) -> TypeId {
        let is_need = |id: &RequirementId| self.need(id).is_some();
        match line {
            LineId::Requirement(id) if is_need(id) => profile.edition.must.clone(),
            LineId::Integration(_) | LineId::Requirement(_) => lines::own_type(profile, self.because(line)),
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
            IntegrationLine { because: because.cloned().collect(), ..line.clone() }
        });
        let chosen = |package: &PackageId| profile.packages.contains_key(package);
        let requirements = self.requirements.iter().filter(|line| line.package.as_ref().is_none_or(chosen));
        Self {
            schema: self.schema,
            edition: self.edition.clone(),
            profile: self.profile.clone(),
            draft: self.draft,
            integrations: integrations.filter(|line| !line.because.is_empty()).collect(),
            requirements: requirements.cloned().collect(),
            needs: self.needs.iter().filter(|line| chosen(&line.package)).cloned().collect(),
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
    /// Needs that are met otherwise: their facts count as false
    pub needs: BTreeSet<RequirementId>,
}

struct Resolver<'a> {
    profile: &'a Profile,
    carrying: &'a Carrying,
    edition: &'a Edition,
    completions: Completions<'a>,
    /// The unknown facts and who answers each
    unknown: BTreeMap<&'a FactId, Asked>,
    /// When each integration is claimed to be met otherwise, and so brings nothing along
    claims: BTreeMap<&'a IntegrationId, When>,
    /// The integrations that the buyer made less than minimum requirements
    weakened: BTreeSet<&'a IntegrationId>,
    integrations: BTreeMap<&'a IntegrationId, Reach>,
}

impl<'a> Resolver<'a> {
    fn new(profile: &'a Profile, carrying: &'a Carrying) -> Self {
        Self::claiming(profile, carrying, &[])
    }

    /// Resolves for every way in which some alternatives may be claimed.
    fn claiming(profile: &'a Profile, carrying: &'a Carrying, alternatives: &[LineId]) -> Self {
        let edition = profile.edition.as_ref();
        let facts = edition.facts.keys().map(|fact| (fact, known(profile, fact)));
        let mut completions = Completions::with_claims(facts, alternatives.len());
        let mut claims = BTreeMap::new();
        for id in &carrying.nothing {
            claims.extend(edition.integrations.get_key_value(id).map(|(id, _)| (id, When::Always)));
        }
        for fact in carrying.needs.iter().filter_map(|id| edition.fact_of_need(id)) {
            completions.guard(&fact.id, When::Never);
        }
        for (at, line) in alternatives.iter().enumerate() {
            let claimed = completions.claimed(at);
            match line {
                LineId::Integration(id) => {
                    claims.extend(edition.integrations.get_key_value(id).map(|(id, _)| (id, claimed)));
                }
                LineId::Requirement(id) => {
                    if let Some(fact) = edition.fact_of_need(id) {
                        completions.guard(&fact.id, claimed.not());
                    }
                }
            }
        }
        let mut resolver = Self {
            profile,
            carrying,
            edition,
            completions,
            unknown: unknown_facts(profile),
            claims,
            weakened: profile.weakened().collect(),
            integrations: BTreeMap::new(),
        };
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
        let mut reach = if self.carrying.in_use.contains(carrier) {
            Reach { optional: reach.optional.clone(), required: reach.optional.clone() }
        } else if self.weakened.contains(carrier) {
            Reach { optional: reach.optional.clone(), required: When::Never }
        } else {
            reach.clone()
        };
        if let Some(claimed) = self.claims.get(carrier) {
            let unclaimed = claimed.not();
            reach = Reach { optional: reach.optional.and(&unclaimed), required: reach.required.and(&unclaimed) };
        }
        reach
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
        let chosen = requirement.id.package().is_some_and(|package| self.profile.packages.contains_key(&package));
        if !chosen || self.profile.left_out.contains_key(&requirement.id) {
            return Reach::NONE;
        }
        Reach::through(self.reaches(&requirement.carriers), requirement.modality, &self.when(&requirement.when))
    }

    /// The reach of a need: of chosen packages only, while its fact is true or the buyer may still say so. Whatever is left to
    /// suppliers is none of the buyer's needs.
    fn need_reach(&self, fact: &FactId, need: &Need) -> Reach {
        let chosen = self.profile.packages.contains_key(&need.package);
        let when = match self.profile.facts.get(fact).map(|answer| answer.value) {
            Some(Answer::Yes) if chosen => When::Always,
            None if chosen => self.completions.of(&Condition::Fact(fact.clone())),
            Some(Answer::Yes | Answer::No | Answer::Supplier) | None => When::Never,
        };
        Reach { optional: when.clone(), required: when }
    }

    /// The needs of the edition with their facts, package by package.
    fn needs(&self) -> impl Iterator<Item = (&'a Fact, &'a Need)> {
        let edition = self.edition;
        edition.packages.values().flat_map(|package| edition.needs(package))
    }

    /// Every line of the catalog with its reach.
    fn lines(&self) -> Vec<(LineId, Reach)> {
        let integrations =
            self.integrations.iter().map(|(id, reach)| (LineId::Integration((*id).clone()), reach.clone()));
        let needs = self.needs();
        let needs = needs.map(|(fact, need)| (LineId::Requirement(need.id.clone()), self.need_reach(&fact.id, need)));
        let requirements = self.edition.packages.values().flat_map(|package| &package.requirements);
        let requirements = requirements.map(|one| (LineId::Requirement(one.id.clone()), self.requirement_reach(one)));
        integrations.chain(needs).chain(requirements).collect()
    }

    fn resolution(self) -> Resolution {
        let lines = self.lines();
        let reaches: BTreeMap<&LineId, &Reach> = lines.iter().map(|(id, reach)| (id, reach)).collect();
        let interval = |id: LineId| reaches.get(&id).map_or(Interval::NONE, |reach| self.interval(reach));
        let mut integrations: Vec<IntegrationLine> = self
            .integrations
            .keys()
            .map(|id| self.integration_line(id, interval(LineId::Integration((*id).clone()))))
            .collect();
        let mut needs: Vec<NeedLine> = self
            .needs()
            .map(|(fact, need)| self.need_line(fact, need, interval(LineId::Requirement(need.id.clone()))))
            .collect();
        let mut requirements = Vec::new();
        for package in self.edition.packages.values() {
            for requirement in &package.requirements {
                let interval = interval(LineId::Requirement(requirement.id.clone()));
                requirements.push(self.requirement_line(requirement, &package.id, interval));
            }
            requirements.extend(self.own_lines(Some(&package.id)));
        }
        requirements.extend(self.own_lines(None));
        lines::inherit_due(self.profile, &mut integrations, &mut needs, &mut requirements);
        let (moves, moves_if_accepted) = alternatives::accept(&self, &lines, &mut integrations, &mut needs);
        let questions: Vec<Question> = moves
            .into_iter()
            .map(|(fact, moves)| Question {
                fact: fact.clone(),
                asked_of: self.unknown[fact],
                moves,
                moves_if_accepted: moves_if_accepted.get(fact).cloned().unwrap_or_default(),
            })
            .collect();
        Resolution {
            schema: 2,
            edition: self.edition.id.clone(),
            profile: self.profile.name.clone(),
            draft: questions.iter().any(|question| question.asked_of == Asked::Buyer),
            integrations,
            requirements,
            needs,
            questions,
        }
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
