//! A second resolver, written from `docs/resolution.md` alone: it runs through every completion and takes minimum and maximum.
//!
//! It shares nothing with the shipped one but the catalog's data: no decision diagrams, no reasons, no cleverness.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tender::catalog::condition::Condition;
use tender::catalog::id::{FactId, IntegrationId};
use tender::catalog::{Edition, Modality};
use tender::profile::{Answer, Profile};
use tender::resolve::{Asked, Interval, Level, Resolution, Status};

/// What is compared of a resolution: the interval of every line, the questions with what they move, and whether it is a draft.
#[derive(Debug, PartialEq, Eq)]
pub struct Verdict {
    pub lines: BTreeMap<String, (Level, Level, Status)>,
    pub questions: BTreeMap<String, (bool, BTreeSet<String>)>,
    pub draft: bool,
}

impl From<&Resolution> for Verdict {
    fn from(resolution: &Resolution) -> Self {
        let triple = |interval: Interval| (interval.at_least, interval.at_most, interval.status);
        let integrations = resolution.integrations.iter().map(|line| (line.id.to_string(), triple(line.interval)));
        let requirements = resolution.requirements.iter().map(|line| (line.id.to_string(), triple(line.interval)));
        let questions = resolution.questions.iter().map(|question| {
            let moves = question.moves.iter().map(ToString::to_string).collect();
            (question.fact.to_string(), (question.asked_of == Asked::Buyer, moves))
        });
        Self {
            lines: integrations.chain(requirements).collect(),
            questions: questions.collect(),
            draft: resolution.draft,
        }
    }
}

type Facts<'a> = BTreeMap<&'a FactId, bool>;

/// Every line by its name, in the order of [`levels`].
fn names(profile: &Profile) -> Vec<String> {
    let edition: &Edition = &profile.edition;
    let integrations = edition.integrations.keys().map(ToString::to_string);
    let requirements = edition.packages.values().flat_map(|package| &package.requirements);
    let requirements = requirements.map(|requirement| requirement.id.to_string());
    let own = profile.own.iter().map(|own| own.id.to_string());
    integrations.chain(requirements).chain(own).collect()
}

/// The levels of every line under one completion: rules 2 to 8.
fn levels(profile: &Profile, facts: &Facts<'_>) -> Vec<Level> {
    let edition: &Edition = &profile.edition;
    let mut level: BTreeMap<&IntegrationId, Level> =
        edition.integrations.keys().map(|id| (id, Level::Excluded)).collect();
    for id in edition.integrations.keys() {
        if profile.packages.values().any(|choice| choice.integrations.contains(id)) {
            level.insert(id, Level::Required);
        }
    }
    let gives = |level: &BTreeMap<&IntegrationId, Level>,
                 carriers: &[IntegrationId],
                 modality: Modality,
                 when: &Option<Arc<Condition>>| {
        if !when.as_ref().is_none_or(|when| holds(when, facts)) {
            return Level::Excluded;
        }
        let carrier = carriers.iter().map(|id| level[id]).max().unwrap_or(Level::Excluded);
        let modality = if modality == Modality::Must { Level::Required } else { Level::Optional };
        carrier.min(modality)
    };
    // Levels only rise, so this ends, and at the least fixed point.
    loop {
        let before = level.clone();
        for rule in edition.packages.values().flat_map(|package| &package.rules) {
            let given = gives(&level, &rule.carriers, rule.modality, &rule.when);
            let (target, _) = edition.integrations.get_key_value(&rule.target).expect("targets exist");
            level.insert(target, given.max(level[target]));
        }
        if level == before {
            break;
        }
    }
    let mut lines: Vec<Level> = level.values().copied().collect();
    for package in edition.packages.values() {
        for requirement in &package.requirements {
            let counts = profile.packages.contains_key(&package.id) && !profile.left_out.contains_key(&requirement.id);
            let given = gives(&level, &requirement.carriers, requirement.modality, &requirement.when);
            lines.push(if counts { given } else { Level::Excluded });
        }
    }
    for own in &profile.own {
        lines.push(if own.kind == edition.may { Level::Optional } else { Level::Required });
    }
    lines
}

fn holds(condition: &Condition, facts: &Facts<'_>) -> bool {
    match condition {
        Condition::Fact(fact) => facts[fact],
        Condition::Not(inner) => !holds(inner, facts),
        Condition::And(left, right) => holds(left, facts) && holds(right, facts),
        Condition::Or(left, right) => holds(left, facts) || holds(right, facts),
    }
}

/// Resolves by running through every completion.
pub fn verdict(profile: &Profile) -> Verdict {
    let edition: &Edition = &profile.edition;
    let chosen_packages_ask: BTreeSet<FactId> =
        profile.packages.keys().flat_map(|id| edition.packages[id].facts()).collect();
    let mut known = Facts::new();
    let mut unknown: Vec<(&FactId, bool)> = Vec::new();
    for fact in edition.facts.keys() {
        match profile.facts.get(fact).map(|answer| answer.value) {
            Some(Answer::Yes) => drop(known.insert(fact, true)),
            Some(Answer::No) => drop(known.insert(fact, false)),
            Some(Answer::Supplier) => unknown.push((fact, false)),
            None => unknown.push((fact, chosen_packages_ask.contains(fact))),
        }
    }
    assert!(unknown.len() <= 16, "the second resolver enumerates 2^n completions");
    let all: Vec<Vec<Level>> = (0..1_usize << unknown.len())
        .map(|completion| {
            let mut facts = known.clone();
            facts.extend(unknown.iter().enumerate().map(|(bit, (fact, _))| (*fact, completion >> bit & 1 == 1)));
            levels(profile, &facts)
        })
        .collect();
    let mut verdict = Verdict { lines: BTreeMap::new(), questions: BTreeMap::new(), draft: false };
    for (at, line) in names(profile).into_iter().enumerate() {
        let of = |completion: usize| all[completion][at];
        let (least, most) = (0..all.len())
            .map(of)
            .fold((Level::Required, Level::Excluded), |(least, most), level| (least.min(level), most.max(level)));
        let mut buyer_moves = false;
        for (bit, (fact, buyer)) in unknown.iter().enumerate() {
            let pairs =
                (0..all.len()).filter(|completion| completion >> bit & 1 == 0).map(|low| (of(low), of(low | 1 << bit)));
            let mut moved = false;
            for (no, yes) in pairs.filter(|(no, yes)| no != yes) {
                moved = true;
                verdict.draft |= *buyer && (no == Level::Required || yes == Level::Required);
            }
            if moved {
                buyer_moves |= buyer;
                let question = verdict.questions.entry(fact.to_string()).or_insert_with(|| (*buyer, BTreeSet::new()));
                question.1.insert(line.clone());
            }
        }
        let status = match (least == most, least) {
            (true, Level::Required) => Status::Required,
            (true, Level::Optional) => Status::Optional,
            (true, Level::Excluded) => Status::Excluded,
            (false, _) if buyer_moves => Status::Open,
            (false, _) => Status::Supplier,
        };
        verdict.lines.insert(line, (least, most, status));
    }
    verdict
}
