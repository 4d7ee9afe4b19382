//! What follows from a supplier's own answers.
//!
//! Answers change what is required, and what is required changes what an answer means: that an integration is not used
//! says whoever is free not to use it, and whoever is not says that it is not met. So the profile is resolved a few
//! times, each time with what the one before has shown.

use std::collections::{BTreeMap, BTreeSet};

use super::Judge;
use crate::catalog::Met;
use crate::catalog::answer::{NOT_RELEVANT, OTHERWISE};
use crate::catalog::id::{FactId, IntegrationId, LineId, RequirementId, TypeId};
use crate::document::FormLine;
use crate::form::asked::form_lines;
use crate::profile::{Answer as Fact, Profile};
use crate::resolve::{Carrying, Level, Resolution, resolve_carrying};
use crate::text::source::Written;

/// What follows from the supplier's own answers, in the different cases.
pub(super) struct View {
    /// The profile with the supplier's facts
    pub profile: Profile,
    pub known: BTreeMap<FactId, Fact>,
    /// The lines of which it is said that they are met otherwise, and of which the buyer has said nothing
    pub claimed: BTreeSet<LineId>,
    pub carrying: Carrying,
    pub own: Resolution,
    /// The integrations that need not be used and of which nothing is said
    pub silent: BTreeSet<IntegrationId>,
    /// With what is used without need
    pub bound: Resolution,
    /// If those were used as well of which nothing is said
    pub possible: Resolution,
    /// If every alternative that is claimed were accepted
    pub accepted: Resolution,
}

impl View {
    /// Resolves the profile with what the supplier knows of its solution, and with what it says of each line.
    pub fn new(judge: &Judge<'_>, known: BTreeMap<FactId, Fact>) -> Self {
        let profile = with_facts(judge, &known);
        let answers = Answers { judge, weakened: profile.weakened().cloned().collect() };
        let resolve = |carrying: &Carrying| resolve_carrying(&profile, carrying);
        let mut carrying = answers.decided();
        let first = resolve(&carrying);
        // What something that is used needs is not free: whoever says that it is not used contradicts himself.
        let needed = resolve(&using(&carrying, answers.used(&first)));
        // What need not be used, by its rules or because the buyer said so, and is not used brings nothing along.
        carrying.nothing.extend(answers.unused(&first, &needed));
        let own = resolve(&carrying);
        // What need not be used and is used binds in what must come along with it.
        carrying.in_use = answers.used(&own);
        let bound = resolve(&carrying);
        // Of what nobody has said whether it is used, each may bind if it is.
        let silent = answers.silent(&own);
        let possible = resolve(&using(&carrying, silent.clone()));
        // An alternative that is claimed makes nothing lapse by itself: the buyer has not accepted it.
        let claimed = answers.claimed();
        let accepted = resolve(&accepting(&carrying, &claimed));
        Self { profile, known, claimed, carrying, own, silent, bound, possible, accepted }
    }

    /// The alternatives without which a line would have to be met whatever else is answered; all of them where none of
    /// them does it alone.
    pub fn eased_by(&self, id: &LineId) -> BTreeSet<LineId> {
        let eases = |claim: &&LineId| {
            let accepted =
                resolve_carrying(&self.profile, &accepting(&self.carrying, &BTreeSet::from([(*claim).clone()])));
            accepted.interval(id).is_some_and(|interval| interval.at_least < Level::Required)
        };
        let alone: BTreeSet<LineId> = self.claimed.iter().filter(eases).cloned().collect();
        if alone.is_empty() { self.claimed.clone() } else { alone }
    }

    /// The alternatives with which a line lapses if they are accepted, and whether each of them alone suffices; else it
    /// takes all of them.
    pub fn lapses_with(&self, id: &LineId) -> (BTreeSet<LineId>, bool) {
        let lapses = |claims: &BTreeSet<LineId>| {
            let accepted = resolve_carrying(&self.profile, &accepting(&self.carrying, claims));
            accepted.interval(id).is_some_and(|interval| interval.at_most == Level::Excluded)
        };
        let alone = self.claimed.iter().filter(|claim| lapses(&BTreeSet::from([(*claim).clone()])));
        let alone: BTreeSet<LineId> = alone.cloned().collect();
        if !alone.is_empty() {
            return (alone, true);
        }
        let mut together = self.claimed.clone();
        for claim in &self.claimed {
            let mut fewer = together.clone();
            fewer.remove(claim);
            if lapses(&fewer) {
                together = fewer;
            }
        }
        (together, false)
    }
}

/// The buyer's profile with the supplier's facts.
fn with_facts(judge: &Judge<'_>, known: &BTreeMap<FactId, Fact>) -> Profile {
    let mut profile = judge.reference.case.profile.clone();
    let place = judge.place();
    profile.facts.extend(known.iter().map(|(fact, answer)| (fact.clone(), Written::new(*answer, place.clone()))));
    profile
}

/// The same, if more were used as well.
fn using(carrying: &Carrying, more: BTreeSet<IntegrationId>) -> Carrying {
    let mut using = carrying.clone();
    using.in_use.extend(more);
    using
}

/// The same, if some alternatives were accepted.
fn accepting(carrying: &Carrying, claims: &BTreeSet<LineId>) -> Carrying {
    let mut accepting = carrying.clone();
    for claim in claims {
        match claim {
            LineId::Integration(id) => drop(accepting.nothing.insert(id.clone())),
            LineId::Requirement(id) => drop(accepting.needs.insert(id.clone())),
        }
    }
    accepting
}

/// The answers to the lines of a form, by what they say of being used.
struct Answers<'a> {
    judge: &'a Judge<'a>,
    /// The integrations that the buyer made less than minimum requirements
    weakened: BTreeSet<IntegrationId>,
}

impl Answers<'_> {
    /// What the alternatives that the buyer has accepted change.
    fn decided(&self) -> Carrying {
        let is_accepted = |line: &FormLine| self.decision(line) == Some(true);
        Carrying {
            nothing: self.integrations(|chosen, line| chosen == OTHERWISE && is_accepted(line)),
            needs: self.needs_met_otherwise(is_accepted),
            in_use: BTreeSet::new(),
        }
    }

    /// The lines of which it is said that they are met otherwise, and of which the buyer has said nothing.
    fn claimed(&self) -> BTreeSet<LineId> {
        let is_undecided = |line: &FormLine| self.decision(line).is_none();
        let integrations = self.integrations(|chosen, line| chosen == OTHERWISE && is_undecided(line));
        let needs = self.needs_met_otherwise(is_undecided).into_iter().map(LineId::Requirement);
        integrations.into_iter().map(LineId::Integration).chain(needs).collect()
    }

    /// What need not be used, and is.
    fn used(&self, resolution: &Resolution) -> BTreeSet<IntegrationId> {
        self.integrations(|chosen, line| {
            self.is_used(chosen, line) == Some(true) && self.is_free(resolution, &line.line.id)
        })
    }

    /// What need not be used and is not: nothing that is used needs it.
    fn unused(&self, free: &Resolution, needed: &Resolution) -> BTreeSet<IntegrationId> {
        let is_needed = |id: &LineId| needed.interval(id).is_some_and(|it| it.at_least == Level::Required);
        self.integrations(|chosen, line| {
            let id = &line.line.id;
            // What is free is met otherwise only by who would have to use it.
            let is_otherwise = chosen == OTHERWISE && (self.is_weakened(id) || self.decision(line) == Some(false));
            let is_unused = is_otherwise || chosen == NOT_RELEVANT || self.is_used(chosen, line) == Some(false);
            is_unused && self.is_free(free, id) && (self.is_weakened(id) || !is_needed(id))
        })
    }

    /// What need not be used, and has no answer.
    fn silent(&self, resolution: &Resolution) -> BTreeSet<IntegrationId> {
        let silent = self.lines().filter(|line| self.judge.chosen(line).is_none());
        silent.filter(|line| self.is_free(resolution, &line.line.id)).filter_map(integration_of).collect()
    }

    /// The integrations whose line was answered in a certain way.
    fn integrations(&self, when: impl Fn(&str, &FormLine) -> bool) -> BTreeSet<IntegrationId> {
        let lines = self.lines().filter(|line| self.judge.chosen(line).is_some_and(|chosen| when(&chosen, line)));
        lines.filter_map(integration_of).collect()
    }

    /// The buyer's needs of which it is said that they are met otherwise.
    fn needs_met_otherwise(&self, which: impl Fn(&FormLine) -> bool) -> BTreeSet<RequirementId> {
        let edition = &self.judge.reference.case.profile.edition;
        let otherwise = self
            .lines()
            .filter(|line| which(line) && self.judge.chosen(line).is_some_and(|chosen| chosen == OTHERWISE));
        let needs = otherwise.filter_map(|line| match &line.line.id {
            LineId::Requirement(id) if edition.fact_of_need(id).is_some() => Some(id.clone()),
            LineId::Requirement(_) | LineId::Integration(_) => None,
        });
        needs.collect()
    }

    fn lines(&self) -> impl Iterator<Item = &FormLine> {
        form_lines(&self.judge.reference.form)
    }

    /// Whether the buyer has accepted the alternative of a line, where it has decided.
    fn decision(&self, line: &FormLine) -> Option<bool> {
        self.judge.decided.get(&line.line.id).copied()
    }

    /// Whether an answer says that what the line is about is used, be it in part; nothing where it says neither.
    fn is_used(&self, chosen: &str, line: &FormLine) -> Option<bool> {
        let kind = self.judge.reference.case.profile.requirement_type(&TypeId::new(&line.line.type_id));
        kind.met(chosen).filter(|_| chosen != OTHERWISE).map(|met| met > Met::Not)
    }

    fn is_weakened(&self, id: &LineId) -> bool {
        matches!(id, LineId::Integration(id) if self.weakened.contains(id))
    }

    /// Whether a line need not be used, by its rules or because the buyer said so.
    fn is_free(&self, resolution: &Resolution, id: &LineId) -> bool {
        let at_most = resolution.interval(id).map(|interval| interval.at_most);
        at_most == Some(Level::Optional) || self.is_weakened(id) && at_most > Some(Level::Excluded)
    }
}

/// The integration that a line is about.
fn integration_of(line: &FormLine) -> Option<IntegrationId> {
    match &line.line.id {
        LineId::Integration(id) => Some(id.clone()),
        LineId::Requirement(_) => None,
    }
}
