//! A second resolver, written from `docs/resolution.md` alone: it runs through every completion and takes minimum and
//! maximum.
//!
//! It shares nothing with the shipped one but the catalog's data: no decision diagrams, no reasons, no cleverness.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tender::catalog::condition::Condition;
use tender::catalog::id::{FactId, IntegrationId};
use tender::catalog::{Edition, Modality, TypeKind};
use tender::profile::{Answer, Due, Profile};
use tender::resolve::{Asked, Interval, Level, Resolution, Status};

/// What is compared of a resolution: interval and type of every line, the questions with what they move, what lapses
/// where alternatives are accepted, the times that the buyer set, which lines are derived, and whether it is a draft.
#[derive(Debug, PartialEq, Eq)]
pub struct Verdict {
    pub lines: BTreeMap<String, (Level, Level, Status, String)>,
    pub questions: BTreeMap<String, (bool, BTreeSet<String>, BTreeSet<String>)>,
    /// For each line with an alternative: what lapses, and what applies less
    pub accepted: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>,
    /// The same where an alternative is accepted for all lines that have it
    pub together: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>,
    /// When lines are due by the buyer's own words
    pub due: BTreeMap<String, String>,
    pub derived: BTreeSet<String>,
    pub draft: bool,
}

impl From<&Resolution> for Verdict {
    fn from(resolution: &Resolution) -> Self {
        let of = |interval: Interval, kind: &dyn ToString| {
            (interval.at_least, interval.at_most, interval.status, kind.to_string())
        };
        let integrations =
            resolution.integrations.iter().map(|line| (line.id.to_string(), of(line.interval, &line.kind)));
        let needs = resolution.needs.iter().map(|line| (line.id.to_string(), of(line.interval, &line.kind)));
        let requirements =
            resolution.requirements.iter().map(|line| (line.id.to_string(), of(line.interval, &line.kind)));
        let ids = |lines: &[tender::catalog::id::LineId]| lines.iter().map(ToString::to_string).collect();
        let questions = resolution.questions.iter().map(|question| {
            let only = ids(&question.moves_if_accepted);
            (question.fact.to_string(), (question.asked_of == Asked::Buyer, ids(&question.moves), only))
        });
        let of_integrations = resolution.integrations.iter().map(|line| (line.id.to_string(), &line.if_accepted));
        let of_needs = resolution.needs.iter().map(|line| (line.id.to_string(), &line.if_accepted));
        let accepted = of_integrations.chain(of_needs).filter_map(|(id, accepted)| Some((id, accepted.as_ref()?)));
        let accepted: Vec<_> = accepted.collect();
        let together = accepted.iter().filter_map(|(id, accepted)| {
            let together = accepted.together.as_ref()?;
            Some((id.clone(), (ids(&together.lapses), ids(&together.eases))))
        });
        let together = together.collect();
        let accepted = accepted.iter().map(|(id, it)| (id.clone(), (ids(&it.lapses), ids(&it.eases))));
        let of_integrations = resolution.integrations.iter().map(|line| (line.id.to_string(), &line.due));
        let of_requirements = resolution.requirements.iter().map(|line| (line.id.to_string(), &line.due));
        let of_needs = resolution.needs.iter().map(|line| (line.id.to_string(), &line.due));
        let due = of_integrations.chain(of_requirements).chain(of_needs);
        let derived = resolution.integrations.iter().filter(|line| line.derived);
        Self {
            lines: integrations.chain(needs).chain(requirements).collect(),
            questions: questions.collect(),
            accepted: accepted.collect(),
            together,
            due: due.filter_map(|(id, due)| Some((id, due.as_ref()?.clause()))).collect(),
            derived: derived.map(|line| line.id.to_string()).collect(),
            draft: resolution.draft,
        }
    }
}

type Facts<'a> = BTreeMap<&'a FactId, bool>;

/// Every line by its name, in the order of [`levels`].
fn names(profile: &Profile) -> Vec<String> {
    let edition: &Edition = &profile.edition;
    let integrations = edition.integrations.keys().map(ToString::to_string);
    let needs = edition.facts.values().filter_map(|fact| fact.need.as_ref()).map(|need| need.id.to_string());
    let requirements = edition.packages.values().flat_map(|package| &package.requirements);
    let requirements = requirements.map(|requirement| requirement.id.to_string());
    let own = profile.own.iter().map(|own| own.id.to_string());
    integrations.chain(needs).chain(requirements).chain(own).collect()
}

/// The most at which each integration brings others along: rules 19 and 20. One that is not named has no such limit.
fn limits(profile: &Profile, accepted: &BTreeSet<String>) -> BTreeMap<IntegrationId, Level> {
    let mut limits = BTreeMap::new();
    for (line, change) in &profile.changed {
        if change.kind.as_ref().is_some_and(|kind| profile.requirement_type(kind).kind != TypeKind::Minimum) {
            limits.insert(IntegrationId::new(&line.to_string()), Level::Optional);
        }
    }
    limits.extend(accepted.iter().map(|id| (IntegrationId::new(id), Level::Excluded)));
    limits
}

fn given(
    level: &BTreeMap<&IntegrationId, Level>,
    carriers: &[IntegrationId],
    modality: Modality,
    holds: bool,
    limits: &BTreeMap<IntegrationId, Level>,
) -> Level {
    if !holds {
        return Level::Excluded;
    }
    let carrier = carriers.iter().map(|id| limits.get(id).copied().unwrap_or(Level::Required).min(level[id])).max();
    let modality = if modality == Modality::Must { Level::Required } else { Level::Optional };
    carrier.unwrap_or(Level::Excluded).min(modality)
}

/// The levels of every line under one completion, some alternatives accepted: rules 2 to 8, 16, 19 and 20. A line that
/// is accepted otherwise has here the level that its own rules give; the caller keeps that of R(∅).
fn levels(profile: &Profile, facts: &Facts<'_>, accepted: &BTreeSet<String>) -> Vec<Level> {
    let edition: &Edition = &profile.edition;
    // The fact of a need that is met otherwise counts as false.
    let mut counting = facts.clone();
    for (id, fact) in &edition.facts {
        if fact.need.as_ref().is_some_and(|need| accepted.contains(need.id.as_str())) {
            counting.insert(id, false);
        }
    }
    let holds = |when: &Option<Arc<Condition>>| when.as_ref().is_none_or(|when| holds(when, &counting));
    let limits = limits(profile, accepted);
    let mut level: BTreeMap<&IntegrationId, Level> =
        edition.integrations.keys().map(|id| (id, Level::Excluded)).collect();
    for id in edition.integrations.keys() {
        if profile.packages.values().any(|choice| choice.integrations.contains(id)) {
            level.insert(id, Level::Required);
        }
    }
    // Levels only rise, so this ends, and at the least fixed point.
    loop {
        let before = level.clone();
        for rule in edition.packages.values().flat_map(|package| &package.rules) {
            let given = given(&level, &rule.carriers, rule.modality, holds(&rule.when), &limits);
            let (target, _) = edition.integrations.get_key_value(&rule.target).expect("targets exist");
            level.insert(target, given.max(level[target]));
        }
        if level == before {
            break;
        }
    }
    let mut lines: Vec<Level> = level.values().copied().collect();
    for fact in edition.facts.values() {
        let Some(need) = &fact.need else { continue };
        let handed_over = profile.facts.get(&fact.id).is_some_and(|answer| answer.value == Answer::Supplier);
        let stated = profile.packages.contains_key(&need.package) && !handed_over && facts[&fact.id];
        lines.push(if stated { Level::Required } else { Level::Excluded });
    }
    for package in edition.packages.values() {
        for requirement in &package.requirements {
            let counts = profile.packages.contains_key(&package.id) && !profile.left_out.contains_key(&requirement.id);
            let holds = holds(&requirement.when);
            let given = given(&level, &requirement.carriers, requirement.modality, holds, &limits);
            lines.push(if counts { given } else { Level::Excluded });
        }
    }
    for own in &profile.own {
        let optional = profile.requirement_type(&own.kind).kind == TypeKind::Optional;
        lines.push(if optional { Level::Optional } else { Level::Required });
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

/// A rule or a requirement with one of its carriers, or a choice: what it gives at most over all completions, whether
/// it says »may«, and whether it has an alternative. Rules 14, 15, 17, 22 and 23 judge lines by these.
struct Giver {
    target: String,
    /// Nothing carries a choice of the buyer's
    carrier: Option<IntegrationId>,
    at_most: Level,
    may: bool,
    /// The words of its alternative
    alternative: Option<String>,
    /// Neither its carrier nor its package was chosen
    remote: bool,
}

fn givers(profile: &Profile, completions: &[Facts<'_>], lines: &[Vec<Level>]) -> Vec<Giver> {
    let edition: &Edition = &profile.edition;
    let index: BTreeMap<&IntegrationId, usize> = edition.integrations.keys().zip(0..).collect();
    let limits = limits(profile, &BTreeSet::new());
    let at_most = |carrier: &IntegrationId, modality: Modality, when: &Option<Arc<Condition>>| {
        let under = completions.iter().zip(lines).map(|(facts, levels)| {
            let level = limits.get(carrier).copied().unwrap_or(Level::Required).min(levels[index[carrier]]);
            let modality = if modality == Modality::Must { Level::Required } else { Level::Optional };
            let holds = when.as_ref().is_none_or(|when| holds(when, facts));
            if holds { level.min(modality) } else { Level::Excluded }
        });
        under.max().unwrap_or(Level::Excluded)
    };
    let needed = |when: &Option<Arc<Condition>>| {
        when.as_ref().is_some_and(|when| {
            when.facts().iter().any(|fact| {
                let fact = &edition.facts[fact];
                let answer = profile.facts.get(&fact.id).map(|answer| answer.value);
                let printed = !matches!(answer, Some(Answer::No | Answer::Supplier));
                let need = fact.need.as_ref().filter(|need| need.alternative.is_some());
                need.is_some_and(|need| profile.packages.contains_key(&need.package) && printed)
            })
        })
    };
    let mut givers = Vec::new();
    for package in edition.packages.values() {
        let otherwise = |id: &IntegrationId| {
            let of_it = package.alternatives.iter().find(|alternative| alternative.integrations.contains(id));
            of_it.map(|alternative| alternative.text.to_string())
        };
        let is_chosen = profile.packages.contains_key(&package.id);
        let remote = |carrier: &IntegrationId| !is_chosen && !profile.chose(carrier);
        for id in profile.packages.get(&package.id).into_iter().flat_map(|choice| &choice.integrations) {
            let (target, alternative) = (id.to_string(), otherwise(id));
            givers.push(Giver {
                target,
                carrier: None,
                at_most: Level::Required,
                may: false,
                alternative,
                remote: false,
            });
        }
        for rule in &package.rules {
            let own = rule.alternative.as_ref().filter(|_| !needed(&rule.when)).map(ToString::to_string);
            givers.extend(rule.carriers.iter().map(|carrier| Giver {
                target: rule.target.to_string(),
                carrier: Some(carrier.clone()),
                at_most: at_most(carrier, rule.modality, &rule.when),
                may: rule.modality == Modality::May,
                alternative: own.clone().or_else(|| otherwise(&rule.target)),
                remote: remote(carrier),
            }));
        }
        let chosen = profile.packages.contains_key(&package.id);
        for requirement in &package.requirements {
            givers.extend(requirement.carriers.iter().map(|carrier| Giver {
                target: requirement.id.to_string(),
                carrier: Some(carrier.clone()),
                at_most: match chosen {
                    true => at_most(carrier, requirement.modality, &requirement.when),
                    false => Level::Excluded,
                },
                may: requirement.modality == Modality::May,
                alternative: None,
                remote: remote(carrier),
            }));
        }
    }
    givers
}

/// The type of a line: rules 8, 17 and 19.
fn kind(profile: &Profile, line: &str, givers: &[Giver]) -> String {
    if let Some(own) = profile.own.iter().find(|own| own.id.as_str() == line) {
        return own.kind.to_string();
    }
    let changed = profile.changed.iter().find(|(id, _)| id.to_string() == line);
    if let Some(kind) = changed.and_then(|(_, change)| change.kind.as_ref()) {
        return kind.to_string();
    }
    let of_line: Vec<&Giver> = givers.iter().filter(|giver| giver.target == line).collect();
    let reaching: Vec<&Giver> = of_line.iter().copied().filter(|giver| giver.at_most > Level::Excluded).collect();
    let counting = if reaching.is_empty() { of_line } else { reaching };
    let may = !counting.is_empty() && counting.iter().all(|giver| giver.may);
    let edition: &Edition = &profile.edition;
    if may { edition.may.to_string() } else { edition.must.to_string() }
}

/// When lines are due by the buyer's own words: rules 19 and 22, of dates alone.
fn due(
    profile: &Profile,
    givers: &[Giver],
    lines: &BTreeMap<String, (Level, Level, Status, String)>,
) -> BTreeMap<String, String> {
    let own: BTreeMap<String, toml::value::Date> = profile
        .changed
        .iter()
        .filter_map(|(line, change)| match change.due.as_ref()? {
            Due::Date(date) => Some((line.to_string(), *date)),
            Due::Words(_) | Due::EarliestOf(_) => panic!("the second resolver puts dates alone in order"),
        })
        .collect();
    // Who may use it asks for nothing, unless nobody else does.
    let reaching = |line: &str| -> Vec<&Giver> {
        let all = givers.iter().filter(|giver| giver.target == line && giver.at_most > Level::Excluded);
        let (may, must): (Vec<&Giver>, Vec<&Giver>) = all.partition(|giver| giver.may);
        if must.is_empty() { may } else { must }
    };
    let own_requirement = |line: &str| profile.own.iter().find(|own| own.id.as_str() == line);
    let catalog = |line: &String| own_requirement(line).is_none();
    let all: Vec<&String> = lines.keys().filter(|line| catalog(line)).collect();
    // What is asked for at the start: grown from the choices until nothing is added.
    let mut at_start: BTreeSet<&str> = BTreeSet::new();
    loop {
        let before = at_start.len();
        for line in &all {
            let brought = |giver: &&Giver| giver.carrier.as_ref().is_none_or(|id| at_start.contains(id.as_str()));
            if !own.contains_key(*line) && reaching(line).iter().any(brought) {
                at_start.insert(line);
            }
        }
        if at_start.len() == before {
            break;
        }
    }
    let mut due: BTreeMap<String, toml::value::Date> = own.clone();
    let place = |date: &toml::value::Date| (date.year, date.month, date.day);
    // The earliest time of what leads to a line, a step further in each round.
    for _ in 0..=all.len() {
        for line in all.iter().filter(|line| !own.contains_key(**line) && !at_start.contains(line.as_str())) {
            let of_carriers = reaching(line).into_iter().filter_map(|giver| due.get(giver.carrier.as_ref()?.as_str()));
            if let Some(earliest) = of_carriers.min_by_key(|date| place(date)).copied() {
                due.insert((*line).clone(), earliest);
            }
        }
    }
    // A need goes with the integrations that were chosen of its package, as far as none of them is there at the start.
    for need in profile.edition.facts.values().filter_map(|fact| fact.need.as_ref()) {
        let Some(choice) = profile.packages.get(&need.package) else { continue };
        let times: Vec<_> = choice.integrations.iter().map(|id| due.get(id.as_str()).copied()).collect();
        let starts = choice.integrations.iter().any(|id| at_start.contains(id.as_str()));
        if !starts && !own.contains_key(need.id.as_str()) {
            let earliest = times.into_iter().flatten().min_by_key(|date| place(date));
            due.extend(earliest.map(|date| (need.id.to_string(), date)));
        }
    }
    due.into_iter().map(|(line, date)| (line, Due::Date(date).clause())).collect()
}

/// Resolves by running through every completion, and every choice of alternatives.
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
    let completions: Vec<Facts<'_>> = (0..1_usize << unknown.len())
        .map(|completion| {
            let mut facts = known.clone();
            facts.extend(unknown.iter().enumerate().map(|(bit, (fact, _))| (*fact, completion >> bit & 1 == 1)));
            facts
        })
        .collect();
    let under = |accepted: &BTreeSet<String>| -> Vec<Vec<Level>> {
        completions.iter().map(|facts| levels(profile, facts, accepted)).collect()
    };
    let plain = under(&BTreeSet::new());
    let names = names(profile);
    let givers = givers(profile, &completions, &plain);
    let range = |all: &[Vec<Level>], at: usize| {
        let levels = || all.iter().map(|levels| levels[at]);
        (levels().min().unwrap_or(Level::Excluded), levels().max().unwrap_or(Level::Excluded))
    };
    let mut verdict = Verdict {
        lines: BTreeMap::new(),
        questions: BTreeMap::new(),
        accepted: BTreeMap::new(),
        together: BTreeMap::new(),
        due: BTreeMap::new(),
        derived: BTreeSet::new(),
        draft: false,
    };
    // The lines with an alternative: rule 15 for integrations, rule 16 for needs.
    let (mut claimable, mut texts): (Vec<usize>, Vec<String>) = (Vec::new(), Vec::new());
    for (at, line) in names.iter().enumerate() {
        let (least, most) = range(&plain, at);
        let reaching = || givers.iter().filter(|giver| giver.target == *line && giver.at_most == most);
        let by_givers = reaching().next().is_some() && reaching().all(|giver| giver.alternative.is_some());
        let need = edition.facts.values().filter_map(|fact| fact.need.as_ref()).find(|need| need.id.as_str() == line);
        let of_need = need.and_then(|need| need.alternative.as_ref()).map(ToString::to_string);
        let words =
            of_need.or_else(|| reaching().next().and_then(|giver| giver.alternative.clone()).filter(|_| by_givers));
        if let Some(words) = words.filter(|_| most > Level::Excluded) {
            claimable.push(at);
            texts.push(words);
        }
        let mut reached =
            givers.iter().filter(|giver| giver.target == *line && giver.at_most > Level::Excluded).peekable();
        let is_integration = edition.integrations.contains_key(&IntegrationId::new(line));
        if is_integration && reached.peek().is_some() && reached.all(|giver| giver.remote) {
            verdict.derived.insert(line.clone());
        }
        // Rules 10 and 11: moved in R(∅).
        let buyer_moves = unknown.iter().enumerate().any(|(bit, (_, buyer))| *buyer && moves(&plain, at, bit));
        let status = match (least == most, least) {
            (true, Level::Required) => Status::Required,
            (true, Level::Optional) => Status::Optional,
            (true, Level::Excluded) => Status::Excluded,
            (false, _) if buyer_moves => Status::Open,
            (false, _) => Status::Supplier,
        };
        verdict.lines.insert(line.clone(), (least, most, status, kind(profile, line, &givers)));
    }
    verdict.due = due(profile, &givers, &verdict.lines);
    assert!(claimable.len() <= 8, "the second resolver enumerates every choice of alternatives");
    for choice in 0..1_usize << claimable.len() {
        let accepted: Vec<usize> =
            claimable.iter().enumerate().filter(|(bit, _)| choice >> bit & 1 == 1).map(|(_, at)| *at).collect();
        let mut all = under(&accepted.iter().map(|at| names[*at].clone()).collect());
        for (levels, kept) in all.iter_mut().zip(&plain) {
            accepted.iter().for_each(|at| levels[*at] = kept[*at]);
        }
        for (bit, (fact, buyer)) in unknown.iter().enumerate() {
            for (at, line) in names.iter().enumerate().filter(|(at, _)| moves(&all, *at, bit)) {
                verdict.draft |= buyer;
                let question = verdict
                    .questions
                    .entry(fact.to_string())
                    .or_insert_with(|| (*buyer, BTreeSet::new(), BTreeSet::new()));
                question.1.insert(line.clone());
                if !moves(&plain, at, bit) {
                    question.2.insert(line.clone());
                }
            }
        }
        let (mut lapses, mut eases) = (BTreeSet::new(), BTreeSet::new());
        for (at, line) in names.iter().enumerate().filter(|(at, _)| range(&plain, *at).1 > Level::Excluded) {
            if range(&all, at).1 == Level::Excluded {
                lapses.insert(line.clone());
            } else if all.iter().zip(&plain).any(|(now, was)| now[at] != was[at]) {
                eases.insert(line.clone());
            }
        }
        // All lines that have the alternative of one of them, and no other.
        let is_accepted = |bit: usize| choice >> bit & 1 == 1;
        let first = (0..claimable.len()).find(|bit| is_accepted(*bit));
        let alike = |first: usize| (0..claimable.len()).all(|bit| is_accepted(bit) == (texts[bit] == texts[first]));
        if accepted.len() > 1 && first.is_some_and(alike) {
            for at in &accepted {
                verdict.together.insert(names[*at].clone(), (lapses.clone(), eases.clone()));
            }
        }
        if let [only] = accepted.as_slice() {
            verdict.accepted.insert(names[*only].clone(), (lapses, eases));
        }
    }
    verdict
}

/// Whether the fact of a bit moves a line: under some completion of the others its two values give different levels.
fn moves(all: &[Vec<Level>], at: usize, bit: usize) -> bool {
    (0..all.len()).filter(|completion| completion >> bit & 1 == 0).any(|low| all[low][at] != all[low | 1 << bit][at])
}
