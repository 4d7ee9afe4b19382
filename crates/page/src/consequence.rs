//! What comes of an answer: which lines changed, and why, in sentences.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use tender::case::Case;
use tender::catalog::condition::{Condition, Truth};
use tender::catalog::id::{FactId, LineId};
use tender::compose::sentences::{Sentences, condition};
use tender::profile::{Answer, Profile};
use tender::resolve::{Level, Resolution, Status, resolve};
use tender::text::danish;
use tender::text::source::{Place, Source, Written};

use crate::desk::Desk;
use crate::reading::{Line, key, legible_case, lines};

/// A tender before or after a change.
struct Side<'a> {
    profile: &'a Profile,
    resolution: &'a Resolution,
    /// Whether the answer is only supposed
    supposed: bool,
}

/// What changed between two texts of a profile, as far as they can be read; null where that is not known.
pub fn between(desk: &Desk, before: &str, after: &str) -> Value {
    match (legible_case(desk, before), legible_case(desk, after)) {
        (Some(before), Some(after)) => told(side(&before), side(&after)),
        (None, _) | (_, None) => Value::Null,
    }
}

fn side(case: &Case) -> Side<'_> {
    Side { profile: &case.profile, resolution: &case.resolution, supposed: false }
}

/// What each answer to some facts would bring, by fact and answer.
pub fn prospects(desk: &Desk, text: &str, facts: &[String]) -> Value {
    let Some(case) = legible_case(desk, text) else { return json!({}) };
    let mut prospects = Map::new();
    for id in facts.iter().map(|fact| FactId::new(fact)) {
        if !case.profile.edition.facts.contains_key(&id) {
            continue;
        }
        let mut of_fact = Map::new();
        for (word, answer) in [("yes", Answer::Yes), ("no", Answer::No), ("supplier", Answer::Supplier)] {
            let mut profile = case.profile.clone();
            let place = Place::start(&Source::new(crate::desk::NAME, ""));
            profile.facts.insert(id.clone(), Written::new(answer, place));
            let resolution = resolve(&profile);
            let supposed = Side { profile: &profile, resolution: &resolution, supposed: true };
            of_fact.insert(word.to_owned(), told(side(&case), supposed));
        }
        prospects.insert(id.to_string(), Value::Object(of_fact));
    }
    Value::Object(prospects)
}

/// The lines that changed, those that came first, then those that went, then what is asked.
fn told(before: Side<'_>, after: Side<'_>) -> Value {
    let was: BTreeMap<LineId, Line> =
        lines(before.profile, before.resolution).into_iter().map(|line| (line.id.clone(), line)).collect();
    let mut came = Vec::new();
    let mut went = Vec::new();
    let now = lines(after.profile, after.resolution);
    for line in &now {
        let earlier = was.get(&line.id).map_or(Status::Excluded, |line| line.interval.status);
        let status = line.interval.status;
        if earlier == status {
            continue;
        }
        let sentence = json!({
            "id": line.id.as_str(),
            "from": key(earlier),
            "to": key(status),
            "text": sentence(line, &after),
        });
        if status == Status::Excluded { went.push(sentence) } else { came.push(sentence) }
    }
    // What the buyer wrote itself and took away again.
    let kept: BTreeSet<&LineId> = now.iter().map(|line| &line.id).collect();
    for line in was.values().filter(|line| !kept.contains(&line.id) && line.interval.at_most > Level::Excluded) {
        went.push(json!({
            "id": line.id.as_str(), "from": key(line.interval.status), "to": "excluded",
            "text": format!("{} udgår.", named(line)),
        }));
    }
    came.extend(went);
    came.extend(asked(&before, &after));
    Value::Array(came)
}

/// The questions that came up or fell away.
fn asked(before: &Side<'_>, after: &Side<'_>) -> Vec<Value> {
    let of = |side: &Side<'_>| -> BTreeSet<FactId> {
        side.resolution.questions.iter().map(|question| question.fact.clone()).collect()
    };
    let (was, is) = (of(before), of(after));
    let question = |id: &FactId| after.profile.edition.facts.get(id).map(|fact| fact.question.clone());
    let came = is.difference(&was).filter(|id| !before.profile.facts.contains_key(*id)).filter_map(|id| {
        let question = question(id)?;
        Some(json!({ "fact": id.as_str(), "to": "open", "text": format!("Nyt spørgsmål: »{question}«") }))
    });
    let went = was.difference(&is).filter(|id| !after.profile.facts.contains_key(*id)).filter_map(|id| {
        let question = question(id)?;
        Some(json!({
            "fact": id.as_str(), "to": "excluded",
            "text": format!("Spørgsmålet »{question}« afgør ikke længere noget."),
        }))
    });
    came.chain(went).collect()
}

fn named(line: &Line) -> String {
    format!("{} {}", line.id, line.title).trim_end().to_owned()
}

/// What became of a line: »SF1601 Afsend post kræves, fordi SF1606 er valgt, og …«
fn sentence(line: &Line, side: &Side<'_>) -> String {
    let name = named(line);
    if let Some(fact) = &line.fact {
        return need(&name, fact, line.interval.status, side);
    }
    match line.interval.status {
        Status::Excluded => gone(&name, line, side),
        status => {
            let sentences = Sentences::new(side.profile, side.resolution);
            let because = side.resolution.because(&line.id);
            let telling = sentences.telling(because, line.interval.at_least, line.interval.at_most);
            let groups = sentences.groups(telling);
            let why = groups.first().map(|group| sentences.because(group, sentences.bond(&line.id)));
            let why = match why.as_deref() {
                Some("valgt af ordregiver") => "er valgt".to_owned(),
                Some(why) => why.to_owned(),
                // The buyer's own requirements follow from nothing.
                None => "gælder".to_owned(),
            };
            match status {
                Status::Open => format!("{name} afventer dit svar: {why}."),
                Status::Supplier => format!("{name} afhænger af leverandørens svar: {why}."),
                Status::Required | Status::Optional | Status::Excluded => format!("{name} {why}."),
            }
        }
    }
}

/// What became of a need, which follows from the buyer's answer alone.
fn need(name: &str, fact: &FactId, status: Status, side: &Side<'_>) -> String {
    let answer = side.profile.facts.get(fact).map(|answer| answer.value);
    let because = |answer: &str| match side.supposed {
        true => format!("hvis du svarer {answer}"),
        false => format!("fordi du har svaret {answer}"),
    };
    match (status, answer) {
        (Status::Excluded, Some(Answer::No)) => format!("{name} stilles ikke som krav, {}.", because("nej")),
        (Status::Excluded, Some(Answer::Supplier)) => {
            format!("{name} stilles ikke som krav, fordi leverandøren svarer.")
        }
        (Status::Excluded, Some(Answer::Yes) | None) => format!("{name} stilles ikke som krav."),
        (Status::Open, _) => format!("{name} afventer dit svar."),
        (Status::Required | Status::Optional | Status::Supplier, _) => {
            format!("{name} stilles som krav, {}.", because("ja"))
        }
    }
}

/// Why a line does not hold any more: the conditions that fail, or that nothing in use needs it.
fn gone(name: &str, line: &Line, side: &Side<'_>) -> String {
    if side.profile.left_out.keys().any(|id| id.as_str() == line.id.as_str()) {
        return format!("{name} er fraveget.");
    }
    let failing = side.resolution.because(&line.id).iter().filter(|reason| {
        let in_use = reason.carrier.as_ref().and_then(|carrier| side.resolution.integration(carrier));
        reason.truth == Truth::False && in_use.is_some_and(|line| line.interval.at_most > Level::Excluded)
    });
    let mut clauses: Vec<String> = Vec::new();
    for when in failing.filter_map(|reason| reason.when.as_deref()) {
        let clause = condition(side.profile, &Condition::Not(Box::new(when.clone())));
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    if clauses.is_empty() {
        return format!("{name} gælder ikke, fordi intet af det valgte bruger den.");
    }
    format!("{name} gælder ikke, fordi {}.", danish::list(clauses, "og"))
}
