//! Checklists that were filled in: as a PDF or a Word paper, as a page of a browser, as Markdown.

use std::collections::BTreeMap;
use std::path::Path;

use html5gum::{Token, Tokenizer};
use tender::catalog::Edition;
use tender::catalog::id::PackageId;
use tender::complaint::Complaint;
use tender::form::Reading;
use tender::form::checklist::Mark;
use tender::form::fault::FormFault;
use tender::form::refusal::Refusal;

use crate::run::apart::read_apart;

/// The parts of a package's page that are not to choose among, by their headings.
const NOTES: &str = "Noter";
const ADVICE: &str = "Gode råd";

/// The fields of a PDF or of a Word paper, none where it is no form; a complaint where it cannot be read.
pub fn of_form(program: &Path, source: &Path) -> Result<Vec<Mark>, Complaint> {
    match read_apart(program, source, &[]) {
        Reading::Form(form) => {
            Ok(form.values.iter().map(|(name, value)| Mark::of_form(name, value.as_deref())).collect())
        }
        Reading::Archive(_) | Reading::Refused(Refusal::NoFields | Refusal::NotAForm | Refusal::Foreign(_)) => {
            Ok(Vec::new())
        }
        Reading::Refused(refusal) => {
            Err(Complaint::error(FormFault::RefusedForm { path: source.display().to_string(), refusal }, None))
        }
    }
}

/// Whether a text is a page of a browser.
pub fn is_page(text: &str) -> bool {
    let begin = text.trim_start().get(..15).unwrap_or_default().to_lowercase();
    begin.starts_with("<!doctype html") || begin.starts_with("<html")
}

/// The boxes and notes of a page.
pub fn of_page(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
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
                        let ticked = attribute(b"checked").is_some();
                        // The answers to a question have one name, and each its own words.
                        let text = attribute(b"value").filter(|_| ticked).unwrap_or_default();
                        marks.push(Mark { name, ticked, text });
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
                marks.extend(noting.take().map(|(name, text)| Mark { name, ticked: false, text }));
            }
            Token::EndTag(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    marks
}

/// The boxes and notes of Markdown as we write it: a heading for a package, a box for an integration, and a question with
/// its boxes. What an edition does not know has the name that is written there.
pub fn of_markdown(text: &str, edition: &Edition) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut notes: BTreeMap<PackageId, String> = BTreeMap::new();
    let (mut package, mut fact, mut part): (Option<PackageId>, Option<String>, &str) = (None, None, "");
    let questions: BTreeMap<String, String> =
        edition.facts.values().map(|fact| (plain(&fact.question), fact.id.to_string())).collect();
    for line in text.lines() {
        // Whoever writes notes may part them with headings of their own.
        let is_packages =
            |heading: &str| heading.split_whitespace().next().is_some_and(|word| PackageId::parse(word).is_some());
        if let Some(heading) = line.strip_prefix("## ").filter(|heading| part != NOTES || is_packages(heading)) {
            package = heading.split_whitespace().next().and_then(PackageId::parse);
            (fact, part) = (None, "");
            continue;
        }
        let Some(package) = &package else { continue };
        if let Some(heading) = line.strip_prefix("### ").filter(|_| part != NOTES) {
            (fact, part) = (None, heading.trim_end());
            continue;
        }
        if part == NOTES {
            let note = notes.entry(package.clone()).or_default();
            note.push_str(line);
            note.push('\n');
            continue;
        }
        if let Some((asked, _)) = line.trim().strip_prefix("**").and_then(|line| line.split_once("**")) {
            // »O-4 Skal løsningen …?«
            let number = asked.strip_prefix("O-").and_then(|numbered| numbered.split_once(' '));
            let question = number.map_or(asked, |(_, question)| question);
            let known = questions.get(&plain(question)).cloned();
            fact = Some(known.unwrap_or_else(|| format!("»{}«", question.replace('\\', ""))));
            continue;
        }
        let Some((ticked, said)) = ticked(line).filter(|_| part != ADVICE) else { continue };
        let word = said.split_whitespace().next().unwrap_or_default().replace('\\', "");
        marks.push(match &fact {
            Some(fact) => {
                let text = if ticked { said.trim().to_owned() } else { String::new() };
                Mark { name: format!("{package}.fakta.{fact}"), ticked, text }
            }
            None => Mark { name: format!("{package}.valg.{word}"), ticked, text: String::new() },
        });
    }
    marks.extend(notes.into_iter().map(|(package, text)| Mark {
        name: format!("{package}.noter"),
        ticked: false,
        text,
    }));
    marks
}

/// `- [x] SF1601 …`; people tick with other marks too, number their lists, and lose the dash. Editors escape the
/// brackets.
fn ticked(line: &str) -> Option<(bool, &str)> {
    const MARKS: [&str; 13] = ["x", "v", "ja", "✓", "✔", "✗", "✘", "☑", "☒", "*", "+", "\\*", "\\+"];
    let line = line.trim_start();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = Some(number).filter(|number| number.len() < line.len());
    let listed = line.strip_prefix(['-', '*', '+']).or(numbered.and_then(|number| number.strip_prefix(['.', ')'])));
    let item = listed.unwrap_or(line).trim_start();
    let (mark, said) = item.trim_start_matches('\\').strip_prefix('[')?.split_once(']')?;
    let mark = mark.trim().to_lowercase();
    let mark = mark.trim_end_matches('\\').trim();
    let ticked = MARKS.contains(&mark);
    // What stands in no list is a box only if something stands in it.
    (listed.is_some() || ticked).then(|| (ticked, said.trim_start()))
}

/// A text as it is compared: letters and digits alone, whatever Markdown puts between them.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}
