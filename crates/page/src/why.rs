//! Why a line is in, out or open, for a person who asks; with the place where it is decided.

use serde_json::{Value, json};
use tender::catalog::id::{IntegrationId, LineId};
use tender::compose::sentences::{Sentences, status};
use tender::resolve::Level;

use crate::desk::Desk;
use crate::legible::{blocks, words};
use crate::reading::{key, legible_case, lines};

/// Explains a line, a package or a fact of a tender.
pub fn why(desk: &Desk, text: &str, id: &str) -> Value {
    let Some(case) = legible_case(desk, text) else { return Value::Null };
    let (profile, resolution) = (&case.profile, &case.resolution);
    let edition = &profile.edition;
    if let Some(package) = edition.packages.values().find(|package| package.id.as_str() == id) {
        return json!({
            "id": id, "title": package.title, "kind": "package",
            "purpose": blocks(&package.purpose), "guidance": blocks(&package.guidance),
        });
    }
    let Some(line) = lines(profile, resolution).into_iter().find(|line| line.id.as_str() == id) else {
        return Value::Null;
    };
    let sentences = Sentences::new(profile, resolution);
    let because = resolution.because(&line.id);
    let condition = sentences.condition(because, line.interval, sentences.bond(&line.id));
    let questions = resolution.questions.iter().filter(|question| question.moves.contains(&line.id));
    let meaning = match &line.id {
        LineId::Integration(id) => edition.integrations.get(id).map(|it| it.meaning.trim().to_owned()),
        LineId::Requirement(id) => edition
            .requirement(id)
            .map(|requirement| resolution.wording(profile, requirement))
            .or_else(|| {
                let need = edition.fact_of_need(id).and_then(|fact| fact.need.as_ref());
                need.map(|need| profile.filled(&need.text).into_owned())
            })
            .or_else(|| profile.own.iter().find(|own| own.id == *id).map(|own| own.text.clone())),
    };
    let mut reasons = if line.interval.at_most > Level::Excluded { line.why(profile, resolution) } else { Vec::new() };
    if let Some(need) = &line.fact {
        let question = edition.facts.get(need).map(|fact| fact.question.clone()).unwrap_or_default();
        reasons.push(format!("Det afgøres af svaret på »{question}«"));
    }
    if line.interval.at_most == Level::Excluded {
        reasons.extend(out(&line.id, &sentences, because));
    }
    let alternative = match &line.id {
        LineId::Integration(id) => resolution.integration(id).and_then(|line| line.alternative.clone()),
        LineId::Requirement(id) => resolution.need(id).and_then(|line| line.alternative.clone()),
    };
    let purposes = because.iter().filter(|reason| reason.level > Level::Excluded);
    let mut purpose: Vec<String> =
        purposes.filter_map(|reason| Some(reason.purpose.as_ref()?.trim().to_owned())).collect();
    purpose.dedup();
    json!({
        "id": id,
        "kind": "line",
        "title": line.title,
        "status": key(line.interval.status),
        "word": status(line.interval.status.into()).word,
        "meaning": meaning,
        "why": reasons,
        "condition": condition.as_ref().map(words),
        "purpose": purpose,
        "alternative": alternative.as_deref(),
        "facts": questions.map(|question| question.fact.as_str()).collect::<Vec<_>>(),
        "package": home(&line.id, &case.profile),
    })
}

/// Why a line is out: what would bring it in.
fn out(id: &LineId, sentences: &Sentences<'_>, because: &[tender::resolve::Reason]) -> Vec<String> {
    let rules = sentences.edition.rules().filter(|rule| match id {
        LineId::Integration(id) => rule.target == *id,
        LineId::Requirement(_) => false,
    });
    let chosen = |package| sentences.profile.packages.contains_key(package);
    let mut said: Vec<String> = rules
        .filter(|rule| chosen(&rule.package))
        .map(|rule| format!("{}: {}.", rule.package, sentences.rule(rule)))
        .collect();
    if said.is_empty() && because.is_empty() {
        said.push("Ingen af de valgte pakker bruger den.".to_owned());
    } else if said.is_empty() {
        said.push("Den hører til pakker, som ikke er valgt.".to_owned());
    }
    said
}

fn home(id: &LineId, profile: &tender::profile::Profile) -> Option<String> {
    match id {
        LineId::Integration(id) => home_of(id, profile),
        LineId::Requirement(id) => id.package().map(|package| package.to_string()),
    }
}

fn home_of(id: &IntegrationId, profile: &tender::profile::Profile) -> Option<String> {
    profile.edition.integrations.get(id)?.home.as_ref().map(ToString::to_string)
}
