//! All that goes out as the buyer wrote it, to be looked over: each with the field where it is mended.

use serde_json::{Value, json};
use tender::case::Case;
use tender::profile::{Answer, Procedure};
use tender::text::danish;

use crate::desk::Desk;
use crate::fields;

/// A profile as it was written.
pub struct Written<'a> {
    pub fields: &'a Value,
    pub lists: &'a Value,
}

/// A table of what was answered.
fn table(title: &str, rows: Vec<Value>) -> Option<Value> {
    (!rows.is_empty()).then(|| json!({ "title": title, "rows": rows }))
}

fn row(name: &str, value: Option<String>, path: &[&str]) -> Value {
    let value = value.filter(|value| !value.trim().is_empty());
    json!({ "name": name, "value": value.as_deref().unwrap_or("Ikke udfyldt"), "path": path })
}

/// What was answered, table by table.
pub fn review(desk: &Desk, written: &Written<'_>, case: Option<&Case>) -> Value {
    let tables = [
        table("Udbuddet", tender(desk, written)),
        table("Pakker", packages(desk, written)),
        table("Oplysninger", case.map(facts).unwrap_or_default()),
        table("Egne krav", own(written, case)),
        table("Fravigelser", deviations(written)),
        table("Evaluering", evaluation(written)),
    ];
    tables.into_iter().flatten().collect()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// One text or several.
fn texts(value: &Value) -> Vec<String> {
    value.as_array().map_or_else(|| text(value).into_iter().collect(), |all| all.iter().filter_map(text).collect())
}

/// »15. januar 2027 kl. 12.00«
fn day(value: &Value) -> Option<String> {
    let read: toml_edit::Datetime = value.as_str()?.parse().ok()?;
    Some(danish::date_and_hour(read.date?, read.time))
}

fn tender(desk: &Desk, Written { fields, .. }: &Written<'_>) -> Vec<Value> {
    let (tender, theme) = (&fields["tender"], &fields["theme"]);
    let edition = desk.catalog.edition_or_newest(fields["edition"].as_str()).ok();
    let named = |key: &str, value: Option<String>| {
        row(fields::name(Some("tender"), key).unwrap_or(key), value, &["tender", key])
    };
    let written = |key: &str| named(key, text(&tender[key]));
    let dated = |key: &str| named(key, day(&tender[key]));
    let procedure = tender["procedure"].as_str();
    let procedure = Procedure::ALL.iter().find(|(key, _)| Some(*key) == procedure).map(|(_, it)| it.word().to_owned());
    let area = tender["area"].as_str().zip(edition).and_then(|(area, edition)| {
        edition.areas.iter().find(|(id, _)| id.as_str() == area).map(|(id, name)| format!("{id} {name}"))
    });
    let appendix = match &tender["appendix"] {
        Value::Object(numbers) => {
            let numbers = numbers.iter().map(|(kind, number)| format!("{kind} {}", text(number).unwrap_or_default()));
            Some(numbers.collect::<Vec<_>>().join(", "))
        }
        one => text(one),
    };
    let format = |format: String| match format.as_str() {
        "pdf" => "PDF".to_owned(),
        "xlsx" => "Excel".to_owned(),
        "docx" => "Word".to_owned(),
        _ => format,
    };
    let forms = match texts(&tender["forms"]) {
        none if none.is_empty() => vec!["pdf".to_owned(), "xlsx".to_owned()],
        forms => forms,
    };
    let forms: Vec<String> = forms.into_iter().map(format).collect();
    let buyers = tender["buyers"].as_array().map(|buyers| {
        let buyers = buyers.iter().map(|buyer| match (text(&buyer["name"]), text(&buyer["cvr"])) {
            (name, Some(cvr)) => format!("{} (CVR {cvr})", name.unwrap_or_default()),
            (name, None) => name.unwrap_or_default(),
        });
        buyers.collect::<Vec<_>>().join(", ")
    });
    let signed = if tender["signature"] == true { "Svarskemaet skal underskrives" } else { "Ingen" };
    let due =
        text(&tender["due"]).unwrap_or_else(|| "Ved idriftsættelsen, hvor intet andet står ved et krav".to_owned());
    let mut rows = vec![written("title")];
    match buyers {
        Some(buyers) => rows.push(named("buyers", Some(buyers))),
        None => rows.extend([written("buyer"), written("cvr")]),
    }
    rows.extend([
        written("contact"),
        written("reference"),
        named("procedure", procedure),
        named("area", area),
        dated("deadline"),
        named("appendix", appendix),
        written("version"),
        dated("date"),
        written("security-appendix"),
        named("due", Some(due)),
        named("forms", Some(forms.join(", "))),
        row("Underskrift", Some(signed.to_owned()), &["tender", "signature"]),
    ]);
    let looks = ["organisation", "logo"]
        .into_iter()
        .filter_map(|key| Some(row(fields::name(Some("theme"), key)?, Some(text(&theme[key])?), &["theme", key])));
    rows.extend(looks);
    rows
}

fn packages(desk: &Desk, Written { fields, .. }: &Written<'_>) -> Vec<Value> {
    let Ok(edition) = desk.catalog.edition_or_newest(fields["edition"].as_str()) else { return Vec::new() };
    let chosen = edition.packages.values().filter_map(|package| {
        let chosen = match fields["packages"].get(package.id.as_str())? {
            all if all == "all" => package.business.iter().map(ToString::to_string).collect(),
            chosen => texts(chosen),
        };
        let name = format!("{} {}", package.id, package.title);
        Some(row(&name, Some(chosen.join(", ")), &["packages", package.id.as_str()]))
    });
    chosen.collect()
}

/// What was answered, and what is left to answer.
fn facts(case: &Case) -> Vec<Value> {
    let (profile, resolution) = (&case.profile, &case.resolution);
    let is_asked = |fact: &&tender::catalog::Fact| {
        profile.facts.contains_key(&fact.id)
            || resolution.questions.iter().any(|it| it.fact == fact.id && it.asked_of == tender::resolve::Asked::Buyer)
    };
    let told = profile.edition.facts.values().filter(is_asked).map(|fact| {
        let answer = match profile.facts.get(&fact.id).map(|answer| answer.value) {
            Some(Answer::Yes) => "Ja",
            Some(Answer::No) => "Nej",
            Some(Answer::Supplier) => "Leverandøren svarer",
            None => "Ved ikke endnu",
        };
        row(&fact.label, Some(answer.to_owned()), &["facts", fact.id.as_str()])
    });
    told.collect()
}

fn entries<'a>(lists: &'a Value, list: &str) -> impl Iterator<Item = (String, &'a Value)> + use<'a> {
    let entries = lists[list].as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().enumerate().map(|(at, entry)| (at.to_string(), entry))
}

/// »K, vægt 10, skal være opfyldt senest den 1. juni 2027«
fn weighed(entry: &Value, kind: Option<&str>) -> String {
    let weight = entry["weight"].as_f64().map(|weight| format!("vægt {}", danish::number(weight)));
    let due = text(&entry["due"]).map(|due| format!("skal være opfyldt {due}"));
    let kind = text(&entry["type"]).or_else(|| kind.map(str::to_owned));
    [kind, weight, due].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn own(Written { lists, .. }: &Written<'_>, case: Option<&Case>) -> Vec<Value> {
    let told = entries(lists, "requirement").map(|(at, own)| {
        let number = at.parse::<usize>().unwrap_or_default() + 1;
        let id = text(&own["id"]).unwrap_or_else(|| format!("nr. {number}"));
        let id = text(&own["package"]).map_or_else(|| id.clone(), |package| format!("{package}.{id}"));
        let kind = case.and_then(|case| case.profile.own.iter().find(|own| own.id.as_str() == id));
        let title = format!("{id} {}", text(&own["title"]).unwrap_or_default());
        let said = text(&own["text"]).filter(|text| !text.trim().is_empty());
        let mut told = row(title.trim_end(), said, &["requirement", &at, "text"]);
        told["note"] = weighed(own, kind.map(|own| own.kind.as_str())).into();
        told
    });
    told.collect()
}

fn deviations(Written { lists, .. }: &Written<'_>) -> Vec<Value> {
    let named = |entry: &Value, key: &str| {
        text(&entry[key]).filter(|id| !id.is_empty()).unwrap_or_else(|| "Intet krav valgt".to_owned())
    };
    let reason = |entry: &Value| text(&entry["reason"]).filter(|reason| !reason.trim().is_empty());
    let left_out = entries(lists, "leave-out").map(|(at, entry)| {
        let reason = reason(entry).unwrap_or_else(|| "uden begrundelse".to_owned());
        row(&named(entry, "requirement"), Some(format!("Udelades: {reason}")), &["leave-out", &at, "reason"])
    });
    let changed = entries(lists, "line").map(|(at, entry)| {
        let parts = [Some(weighed(entry, None)).filter(|it| !it.is_empty()), reason(entry)];
        let said = parts.into_iter().flatten().collect::<Vec<_>>().join(": ");
        row(&named(entry, "id"), Some(said), &["line", &at, "reason"])
    });
    left_out.chain(changed).collect()
}

/// Where suppliers read how tenders are evaluated: said of a tender in which something may be.
fn evaluation(Written { fields, lists }: &Written<'_>) -> Vec<Value> {
    let mut lines = entries(lists, "requirement").chain(entries(lists, "line")).map(|(_, entry)| entry).peekable();
    if lines.peek().is_none() {
        return Vec::new();
    }
    let beside = lines.any(|entry| entry["weight"].is_number()).then(|| "Vægtene står ved kravene".to_owned());
    let said = text(&fields["evaluation"]["described-in"]).or(beside);
    vec![row("Hvor tilbudsgiverne kan læse om den", said, &["evaluation", "described-in"])]
}
