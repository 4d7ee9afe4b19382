//! Ids and words in their one form, however they were written.
//!
//! `i-2`, `sf 1461` and `Miniudbud` mean just one thing each. They are set right before layers are joined, so that what extends a
//! profile meets the same names in it. What is no id at all stays as it was written, and is complained of where it is read.

use super::cvr;
use crate::catalog::id::{AreaId, FactId, IntegrationId, LineId, PackageId, ReadingId, RequirementId};
use crate::input::table::{Field, Kind, Table, Value};

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
        for_text(tender, "cvr", number);
        for_text(tender, "procedure", word);
        with_tables(tender, "buyers", |buyer| for_text(buyer, "cvr", number));
        for_texts(tender, "forms", word);
    });
    with_table(profile, "packages", |packages| {
        rename(packages, |key| PackageId::parse(key).map(|id| id.to_string()));
        for field in packages.fields.values_mut() {
            match &mut field.value.kind {
                Kind::Text(text) if word(text) == "all" => *text = word(text),
                Kind::List(values) => {
                    values.iter_mut().for_each(|value| set(value, |id| IntegrationId::parse(id).to_string()));
                }
                Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) | Kind::Table(_) => {}
            }
        }
    });
    with_table(profile, "facts", |facts| {
        rename(facts, |key| Some(FactId::parse(key).to_string()));
        facts.fields.values_mut().for_each(|field| set(&mut field.value, supplier));
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
    with_tables(profile, "question", |question| for_texts(question, "lines", line));
    with_tables(profile, "correction", |correction| {
        for_texts(correction, "lines", line);
        for_text(correction, "weight", word);
    });
}

/// A word in small letters, joined by hyphens; a Danish one in the profile's own words.
fn word(written: &str) -> String {
    let word = written.trim().to_lowercase().replace([' ', '_'], "-");
    WORDS.iter().find(|(other, _)| *other == word).map_or(word, |(_, own)| (*own).to_owned())
}

/// The answer that hands a fact to the supplier. Any other text is no answer, and stays as it was written.
fn supplier(written: &str) -> String {
    let word = word(written);
    if word == "supplier" { word } else { written.to_owned() }
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
