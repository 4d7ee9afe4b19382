//! What is said on the page: complaints and changes in whole sentences, with the page's names for keys and facts.
//!
//! The program's complaints speak to who writes a profile as text. Who fills in fields reads the same without keys,
//! values and commands; what only helps in the text is left out.

use tender::catalog::id::FactId;
use tender::complaint::{Complaint, Complaints};
use tender::text::danish;
use tender::text::language::Both;

use crate::desk::{DANISH, Desk};
use crate::fields;

/// What helps here in the place of what the program says of its commands and of the text of a profile.
const WAYS: &[(&str, &str)] = &[
    (
        "published-changed",
        "Skal det ændres, så begynd en rettelse under »Efter udsendelsen«: Dér vises hvert ord, der er ændret, og \
         rettelsesbladet følger med.",
    ),
    ("lock-missing", "Kun den ved, hvad leverandørerne har fået, og uden den bliver der intet rettelsesblad."),
    ("buyer-knows", "Svar ja eller nej: Det er ordregiver, der ved, hvad der er behov for."),
    ("nothing-chosen", "Vælg noget i pakken, eller fjern den under »Pakker«."),
    ("package-not-chosen", "Vælg pakken under »Pakker«, eller fjern det, der står her."),
    ("need-left-out", "Svar nej under »Oplysninger«, så bortfalder kravet."),
    ("allow-without-reason", "Skriv en begrundelse."),
    ("published-without-id", "Giv kravet det nummer, det er offentliggjort med."),
];

/// A complaint about a place of a profile, in the page's words: what is wrong, and the ways out.
pub fn complaint(desk: &Desk, complaint: &Complaint, path: &[String]) -> (String, Vec<String>) {
    let saying = complaint.fault.saying();
    let code = complaint.fault.code();
    let table = path.first().map(String::as_str);
    let message = saying.message.of(DANISH);
    let asked = match code {
        "missing-key" | "empty-text" => path.last().and_then(|key| filling_in(table, key)),
        "unknown-requirement" | "unknown-line" if message.contains("``") => Some("Vælg et krav.".to_owned()),
        "no-package" => Some("Vælg mindst én pakke.".to_owned()),
        _ => None,
    };
    if let Some(asked) = asked {
        return (asked, Vec::new());
    }
    if let Some((_, way)) = WAYS.iter().find(|(of, _)| *of == code) {
        return (sentence(desk, table, message), vec![(*way).to_owned()]);
    }
    // What stands beside the place in a text says here why a field is refused.
    let why = saying.label.as_ref().filter(|_| matches!(code, "cvr" | "low-contrast"));
    let ways = why.into_iter().chain(&saying.hints).filter_map(|hint| way(desk, table, hint));
    (sentence(desk, table, message), ways.collect())
}

/// Complaints as one text, for what no place in a profile can be given.
pub fn all(desk: &Desk, complaints: &Complaints) -> String {
    let said = complaints.iter().map(|complaint| sentence(desk, None, complaint.fault.saying().message.of(DANISH)));
    said.collect::<Vec<_>>().join("\n")
}

/// What is to be done about a field that is missing or empty.
fn filling_in(table: Option<&str>, key: &str) -> Option<String> {
    Some(match (table, key) {
        (_, "packages") => "Vælg mindst én pakke.".to_owned(),
        (Some("correction"), "reason") => "Skriv en begrundelse for væsentligheden.".to_owned(),
        (_, "reason") => "Skriv en begrundelse.".to_owned(),
        (_, "type") => "Vælg en type.".to_owned(),
        (Some("leave-out"), "requirement") | (Some("line"), "id") => "Vælg et krav.".to_owned(),
        _ => format!("Udfyld »{}«.", fields::name(table, key)?),
    })
}

/// A way out for who fills in fields; nothing where it is about commands or the text of a profile.
fn way(desk: &Desk, table: Option<&str>, hint: &Both) -> Option<String> {
    let hint = hint.of(DANISH).replace(
        "skriv `pointer = true`",
        &format!("sæt kryds ved »{}«", fields::name(Some("question"), "pointer").unwrap_or_default()),
    );
    let is_of_text = |word: &str| {
        word.starts_with("bilag ") || word.starts_with("--") || word.starts_with('[') || word.contains(" = ")
    };
    let mut words = hint.split('`').skip(1).step_by(2);
    (!words.any(is_of_text)).then(|| sentence(desk, table, &hint))
}

/// A message as a sentence: with a capital and a full stop, and with the page's words for keys, facts and values.
pub fn sentence(desk: &Desk, table: Option<&str>, message: &str) -> String {
    let mut told = String::new();
    for (at, part) in message.split('`').enumerate() {
        if at % 2 == 0 { told.push_str(part) } else { told.push_str(&word(desk, table, part)) }
    }
    let told = with_dates(&quoted(&told));
    let told = danish::capitalised(&told);
    let is_ended = told.ends_with(['.', '?', '!', '…', ':']);
    if is_ended { told } else { told + "." }
}

/// What a word of a profile is called on the page.
fn word(desk: &Desk, table: Option<&str>, written: &str) -> String {
    let is_id = |word: &str| {
        let numbered = |front: &str| {
            let rest = word.strip_prefix(front).unwrap_or_default();
            !rest.is_empty() && rest.starts_with(|c: char| c.is_ascii_digit())
        };
        word == "SFTP" || ["SF", "I-", "E", "R"].into_iter().any(numbered)
    };
    let fact = |word: &str| desk.catalog.editions.values().rev().find_map(|it| it.facts.get(&FactId::parse(word)));
    match written {
        "true" => "ja".to_owned(),
        "false" => "nej".to_owned(),
        "supplier" => "»Leverandøren svarer«".to_owned(),
        word if is_id(word) => word.to_owned(),
        word => {
            let called = fields::name(table, word).or_else(|| fact(word).map(|fact| fact.label.as_str()));
            format!("»{}«", called.unwrap_or(word))
        }
    }
}

/// Danish quotation marks in the place of those of a profile.
fn quoted(text: &str) -> String {
    let mut is_open = false;
    let turn = |c: char| {
        if c != '"' {
            return c;
        }
        is_open = !is_open;
        if is_open { '»' } else { '«' }
    };
    text.chars().map(turn).collect()
}

/// Dates as people write them.
fn with_dates(text: &str) -> String {
    let date = |word: &str| word.parse::<toml_edit::Datetime>().ok().and_then(|it| it.date).map(danish::date);
    let read = |word: &str| {
        let bare = word.trim_end_matches([',', '.', ';']);
        date(bare).filter(|_| bare.len() == 10).map(|date| date + &word[bare.len()..])
    };
    text.split(' ').map(|word| read(word).unwrap_or_else(|| word.to_owned())).collect::<Vec<_>>().join(" ")
}
