//! Checklists that were filled in: as a PDF or a Word paper, as a page of a browser, as Markdown.

use std::collections::BTreeMap;
use std::path::Path;

use html5gum::{Token, Tokenizer};
use tender::catalog::Edition;
use tender::catalog::id::{FactId, IntegrationId, PackageId};
use tender::form::Reading;

use super::Start;
use crate::run::apart::read_apart;

/// Reads the fields of a PDF or of a Word paper; nothing where it has none of a checklist.
pub fn of_form(program: &Path, source: &Path, edition: &Edition) -> Option<Start> {
    let Reading::Form(form) = read_apart(program, source, &[]) else { return None };
    let ticked = |value: &Option<String>| value.as_deref().is_some_and(|value| !matches!(value, "" | "Off" | "Nej"));
    let mut start = Start::default();
    let mut found = false;
    for (name, value) in &form.values {
        found |= take(&mut start, edition, name, ticked(value), value.as_deref().unwrap_or_default());
    }
    found.then_some(start)
}

/// Whether a text is a page of a browser.
pub fn is_page(text: &str) -> bool {
    let begin = text.trim_start().get(..15).unwrap_or_default().to_lowercase();
    begin.starts_with("<!doctype html") || begin.starts_with("<html")
}

/// Reads the boxes and notes of a page.
pub fn of_page(text: &str, edition: &Edition) -> Option<Start> {
    let mut start = Start::default();
    let mut found = false;
    let mut noting: Option<(String, String)> = None;
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &[u8]| {
                    let value =
                        tag.attributes.iter().find(|(known, _)| known.as_slice() == name).map(|(_, value)| value);
                    value.map(|value| String::from_utf8_lossy(value.as_slice()).into_owned())
                };
                let Some(name) = attribute(b"name") else { continue };
                match tag.name.as_slice() {
                    b"input" => {
                        let checked = attribute(b"checked").is_some();
                        // The answers to a question have one name, and each its own words.
                        let said = attribute(b"value").filter(|_| checked).unwrap_or_default();
                        found |= take(&mut start, edition, &name, checked, &said);
                    }
                    b"textarea" => noting = Some((name, String::new())),
                    _ => {}
                }
            }
            Token::String(said) => {
                if let Some((_, note)) = &mut noting {
                    note.push_str(&String::from_utf8_lossy(said.as_slice()));
                }
            }
            Token::EndTag(tag) if tag.name.as_slice() == b"textarea" => {
                if let Some((name, note)) = noting.take() {
                    found |= take(&mut start, edition, &name, true, &note);
                }
            }
            Token::EndTag(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    found.then_some(start)
}

/// Reads Markdown as we write it: a heading for a package, a box for an integration, and a question with its boxes.
pub fn of_markdown(text: &str, edition: &Edition) -> Option<Start> {
    let mut start = Start::default();
    let mut found = false;
    let (mut package, mut fact, mut noting): (Option<PackageId>, Option<FactId>, bool) = (None, None, false);
    let questions: BTreeMap<String, &FactId> =
        edition.facts.values().map(|fact| (plain(&fact.question), &fact.id)).collect();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let id = heading.split_whitespace().next().and_then(PackageId::parse);
            package = id.filter(|id| edition.packages.contains_key(id));
            (fact, noting) = (None, false);
            continue;
        }
        let Some(package) = &package else { continue };
        if line.starts_with("### ") {
            noting = line.trim_end() == "### Noter";
            fact = None;
            continue;
        }
        if noting {
            let note = start.notes.entry(package.clone()).or_default();
            note.push_str(line);
            note.push('\n');
            continue;
        }
        if let Some(asked) = line.trim().strip_prefix("**").and_then(|line| line.split_once("**")) {
            // »O-4 Skal løsningen …?«
            let number = asked.0.strip_prefix("O-").and_then(|numbered| numbered.split_once(' '));
            let question = number.map_or(asked.0, |(_, question)| question);
            fact = questions.get(&plain(question)).map(|fact| (*fact).clone());
            continue;
        }
        let Some((ticked, said)) = ticked(line) else { continue };
        let word = said.split_whitespace().next().unwrap_or_default();
        let name = match &fact {
            Some(fact) => {
                let answer = match said.trim().to_lowercase().as_str() {
                    "ja" => "ja",
                    "nej" => "nej",
                    said if said.starts_with("leverandør") => "leverandoer",
                    _ => continue,
                };
                format!("{package}.fakta.{fact}.{answer}")
            }
            None => format!("{package}.valg.{}", word.replace('\\', "")),
        };
        found |= take(&mut start, edition, &name, ticked, "");
    }
    start.notes.values_mut().for_each(|note| *note = note.trim().to_owned());
    start.notes.retain(|_, note| !note.is_empty());
    found.then_some(start)
}

/// `- [x] SF1601 …`
fn ticked(line: &str) -> Option<(bool, &str)> {
    let mark = line.trim_start().strip_prefix(['-', '*'])?.trim_start().strip_prefix('[')?;
    let (mark, said) = mark.split_once(']')?;
    Some((mark.trim().eq_ignore_ascii_case("x"), said.trim_start()))
}

/// A text as it is compared: letters and digits alone, whatever Markdown puts between them.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// Takes what a field says; whether it is one of a checklist at all.
fn take(start: &mut Start, edition: &Edition, name: &str, ticked: bool, text: &str) -> bool {
    let mut parts = name.split('.');
    let package = parts.next().and_then(PackageId::parse).and_then(|id| edition.packages.get(&id));
    let (Some(package), Some(kind)) = (package, parts.next()) else { return false };
    let id = package.id.clone();
    match (kind, parts.next(), parts.next()) {
        ("valg", Some(integration), None) => {
            let integration = IntegrationId::parse(integration);
            let known = package.business.contains(&integration);
            if known && ticked {
                let chosen = start.packages.entry(id).or_default();
                if !chosen.contains(&integration) {
                    chosen.push(integration);
                }
            }
            known
        }
        ("fakta", Some(fact), Some(answer)) => {
            let fact = FactId::parse(fact);
            let said = match answer {
                "ja" => "true",
                "nej" => "false",
                "leverandoer" => "\"supplier\"",
                _ => return false,
            };
            let known = edition.facts.contains_key(&fact);
            if known && ticked {
                start.facts.insert(fact, said);
            }
            known
        }
        // One field with the answer in words.
        ("fakta", Some(fact), None) => {
            let fact = FactId::parse(fact);
            let said = match text {
                "Ja" => "true",
                "Nej" => "false",
                "Leverandøren" => "\"supplier\"",
                _ => return edition.facts.contains_key(&fact),
            };
            if edition.facts.contains_key(&fact) {
                start.facts.insert(fact, said);
            }
            true
        }
        ("noter", None, None) => {
            if !text.trim().is_empty() {
                start.notes.insert(id, text.trim().to_owned());
            }
            true
        }
        ("raad", Some(_), None) => true,
        _ => false,
    }
}
