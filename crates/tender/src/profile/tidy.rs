//! Ids and words in their one form, however they were written.
//!
//! `i-2`, `sf 1461` and `Miniudbud` mean just one thing each. They are set right before layers are joined, so that what
//! extends a profile meets the same names in it. What is no id at all stays as it was written, and is complained of
//! where it is read.

use toml::value::Datetime;

use super::cvr;
use crate::catalog::id::{AreaId, FactId, IntegrationId, LineId, PackageId, ReadingId, RequirementId};
use crate::input::table::{Field, Kind, Table, Value};
use crate::text::calendar::read_moment;
use crate::text::source::Place;

/// The words of a profile that are also written otherwise, each with its one form.
const WORDS: [(&str, &str); 10] = [
    ("alle", "all"),
    ("leverandør", "supplier"),
    ("leverandøren", "supplier"),
    ("leverandoer", "supplier"),
    ("miniudbud", "mini-tender"),
    ("eget-udbud", "own-tender"),
    ("direkte-tildeling", "direct-award"),
    ("word", "docx"),
    ("excel", "xlsx"),
    ("regneark", "xlsx"),
];

/// Sets the ids and words of a profile right.
pub(super) fn tidy(profile: &mut Table) {
    with_table(profile, "tender", |tender| {
        for_text(tender, "area", |area| AreaId::parse(area).to_string());
        ["cvr", "reference", "appendix", "version"].iter().for_each(|key| as_written(tender, key));
        with_table(tender, "appendix", |numbers| {
            for field in numbers.fields.values_mut() {
                as_text(&mut field.value);
                set(&mut field.value, appendix);
            }
        });
        for_text(tender, "cvr", number);
        for_text(tender, "procedure", word);
        for_text(tender, "appendix", appendix);
        for_text(tender, "version", version);
        ["date", "published", "deadline", "cancelled"].iter().for_each(|key| for_moment(tender, key));
        with_tables(tender, "buyers", |buyer| for_text(buyer, "cvr", number));
        for_texts(tender, "forms", word);
    });
    with_table(profile, "packages", |packages| {
        rename(packages, |key| PackageId::parse(key).map(|id| id.to_string()));
        for field in packages.fields.values_mut() {
            match &mut field.value.kind {
                Kind::Text(_) | Kind::Bool(_) | Kind::List(_) | Kind::Table(_) => choose(&mut field.value),
                Kind::Date(_) | Kind::Number(_) => {}
            }
        }
    });
    with_table(profile, "facts", |facts| {
        rename(facts, |key| Some(FactId::parse(key).to_string()));
        facts.fields.values_mut().for_each(|field| answer(&mut field.value));
    });
    with_table(profile, "readings", |readings| rename(readings, |key| Some(ReadingId::parse(key).to_string())));
    with_tables(profile, "leave-out", |entry| for_text(entry, "requirement", requirement));
    with_tables(profile, "line", |entry| for_text(entry, "id", line));
    with_tables(profile, "requirement", |own| {
        for_text(own, "package", |id| PackageId::parse(id).map_or_else(|| id.to_owned(), |id| id.to_string()));
        for_text(own, "id", own_number);
        for_text(own, "answer", word);
        for_text(own, "describe", word);
    });
    with_tables(profile, "question", |question| {
        for_texts(question, "lines", line);
        as_written(question, "version");
        for_text(question, "version", version);
        ["received", "answered"].iter().for_each(|key| for_moment(question, key));
    });
    with_tables(profile, "correction", |correction| {
        as_written(correction, "version");
        for_text(correction, "version", version);
        for_texts(correction, "lines", line);
        for_text(correction, "weight", word);
    });
}

/// A word in small letters, joined by hyphens; a Danish one in the profile's own words.
fn word(written: &str) -> String {
    let word = written.trim().to_lowercase().replace([' ', '_'], "-");
    WORDS.iter().find(|(other, _)| *other == word).map_or(word, |(_, own)| (*own).to_owned())
}

/// An answer to a fact: yes and no in words, the supplier's, or that nobody knows yet. Any other text is no answer, and
/// stays as it was written.
fn answer(value: &mut Value) {
    let Kind::Text(written) = &value.kind else { return };
    match word(written).trim_end_matches('.') {
        "ja" | "yes" | "true" | "sand" => value.kind = Kind::Bool(true),
        "nej" | "no" | "false" | "falsk" => value.kind = Kind::Bool(false),
        "supplier" => value.kind = Kind::Text("supplier".to_owned()),
        "ved-ikke" | "uafklaret" => value.kind = Kind::Text(NOT_KNOWN.to_owned()),
        _ => {}
    }
}

/// How a profile says that nobody knows a fact yet, where it would otherwise take the answer of the one that it
/// extends.
pub const NOT_KNOWN: &str = "ved ikke";

/// What is chosen of a package, in the one form: all, a list, or nothing at all (`false`), which leaves out what a base
/// chooses.
fn choose(value: &mut Value) {
    let id = |place: &Place, id: &str| Value {
        place: place.clone(),
        kind: Kind::Text(IntegrationId::parse(id).to_string()),
    };
    let all = || Kind::Text("all".to_owned());
    let several = |place: &Place, written: &str| match word(written).trim_end_matches('.') {
        "all" => all(),
        "ingen" | "none" | "nej" | "no" => Kind::Bool(false),
        _ => Kind::List(apart(written).iter().map(|part| id(place, part)).collect()),
    };
    value.kind = match std::mem::replace(&mut value.kind, Kind::Bool(true)) {
        Kind::Bool(true) => all(),
        Kind::Text(written) => several(&value.place, &written),
        Kind::List(values) => match values.as_slice() {
            [Value { kind: Kind::Text(only), .. }] if word(only) == "all" => all(),
            _ => Kind::List(
                values
                    .into_iter()
                    .map(|mut value| {
                        set(&mut value, |id| IntegrationId::parse(id).to_string());
                        value
                    })
                    .collect(),
            ),
        },
        Kind::Table(table) if table.fields.values().all(|field| matches!(field.value.kind, Kind::Bool(_))) => {
            let chosen = || table.fields.iter().filter(|(_, field)| matches!(field.value.kind, Kind::Bool(true)));
            if chosen().any(|(name, _)| word(name) == "all") {
                all()
            } else {
                Kind::List(chosen().map(|(name, field)| id(&field.key, name)).collect())
            }
        }
        other @ (Kind::Bool(false) | Kind::Table(_) | Kind::Date(_) | Kind::Number(_)) => other,
    };
}

/// Ids that are written in one text: »SF1520, SF1525«, »SF1520 og SF1525«, »sf 1520/sf 1525«.
fn apart(written: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for part in written.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '+' | '&')) {
        let number = part.starts_with(|c: char| c.is_ascii_digit());
        match (part.to_lowercase().as_str(), ids.last_mut()) {
            ("" | "og" | "samt" | "and", _) => {}
            (_, Some(before)) if number && before.eq_ignore_ascii_case("sf") => before.push_str(part),
            (_, Some(_) | None) => ids.push(part.to_owned()),
        }
    }
    ids
}

/// The number of an appendix without the word that is printed before it: »Bilag 3.2« is 3.2.
fn appendix(written: &str) -> String {
    without(written, &["underbilag", "bilag", "bil.", "nr.", "nr"])
}

/// A version without the word that is printed before it: »Version 1.0«, »v1.0«.
fn version(written: &str) -> String {
    without(written, &["version", "vers.", "ver.", "v.", "v"])
}

/// A number behind words that say what it is. What holds no number, or is a word that only begins so, stays.
fn without(written: &str, words: &[&str]) -> String {
    let mut rest = written.trim();
    for word in words {
        let front = rest.get(..word.len()).filter(|front| front.eq_ignore_ascii_case(word));
        let after =
            front.and_then(|_| rest.get(word.len()..)).map(|after| after.trim_start_matches([' ', '\u{a0}', ':']));
        // »vinter« begins with a v, and is no version.
        let numbered =
            |after: &&str| after.starts_with(|c: char| c.is_ascii_digit()) || after.len() < rest.len() - word.len();
        if let Some(after) = after.filter(numbered).filter(|after| after.contains(|c: char| c.is_ascii_digit())) {
            rest = after;
        }
    }
    rest.to_owned()
}

/// A number that is meant as a text is the text that was written.
fn as_text(value: &mut Value) {
    if let Kind::Number(_) = &value.kind {
        value.kind = Kind::Text(value.place.source.text[value.place.span.clone()].to_owned());
    }
}

fn as_written(table: &mut Table, key: &str) {
    if let Some(field) = table.fields.get_mut(key) {
        as_text(&mut field.value);
    }
}

/// A date that is written as a text, as Danes write it.
fn for_moment(table: &mut Table, key: &str) {
    if let Some(Field { value: Value { kind, .. }, .. }) = table.fields.get_mut(key)
        && let Kind::Text(written) = kind
        && let Some((date, time)) = read_moment(written)
    {
        *kind = Kind::Date(Datetime { date: Some(date), time, offset: None });
    }
}

fn number(written: &str) -> String {
    cvr::check(written).unwrap_or_else(|_| written.to_owned())
}

fn requirement(written: &str) -> String {
    RequirementId::parse(written).map_or_else(|| written.to_owned(), |id| id.to_string())
}

fn line(written: &str) -> String {
    let Ok(id) = written.parse::<LineId>();
    id.to_string()
}

/// `E1`; where the whole id was written, `I-02.E1`, the package stands in its own key.
fn own_number(written: &str) -> String {
    let number = written.rsplit_once('.').map_or(written, |(_, number)| number);
    RequirementId::own_number(number).unwrap_or_else(|| written.to_owned())
}

/// Gives keys their one form. Where two keys come to the same, the later stays as it was written.
fn rename(table: &mut Table, form: impl Fn(&str) -> Option<String>) {
    for key in table.fields.keys().cloned().collect::<Vec<String>>() {
        if let Some(name) = form(&key).filter(|name| *name != key && !table.fields.contains_key(name))
            && let Some(field) = table.fields.remove(&key)
        {
            table.fields.insert(name, field);
        }
    }
}

fn set(value: &mut Value, form: impl Fn(&str) -> String) {
    if let Kind::Text(text) = &mut value.kind {
        *text = form(text);
    }
}

fn for_text(table: &mut Table, key: &str, form: impl Fn(&str) -> String) {
    if let Some(field) = table.fields.get_mut(key) {
        set(&mut field.value, form);
    }
}

fn for_texts(table: &mut Table, key: &str, form: impl Fn(&str) -> String) {
    if let Some(Field { value: Value { kind: Kind::List(values), .. }, .. }) = table.fields.get_mut(key) {
        values.iter_mut().for_each(|value| set(value, &form));
    }
}

fn with_table(table: &mut Table, key: &str, change: impl FnOnce(&mut Table)) {
    if let Some(Field { value: Value { kind: Kind::Table(inner), .. }, .. }) = table.fields.get_mut(key) {
        change(inner);
    }
}

fn with_tables(table: &mut Table, key: &str, change: impl Fn(&mut Table)) {
    if let Some(Field { value: Value { kind: Kind::List(values), .. }, .. }) = table.fields.get_mut(key) {
        for value in values {
            if let Kind::Table(inner) = &mut value.kind {
                change(inner);
            }
        }
    }
}
