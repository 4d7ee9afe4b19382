//! K24: a word that the dictionary does not know.

use std::collections::{HashMap, HashSet};

use super::super::page::{Example, Page};
use super::super::text::{Kind, Text};
use super::super::words::is_function_word;
use super::{Desk, Finding, Level, Look, Rule, Scope, quote};
use crate::both;
use crate::text::invisible::is_invisible;

pub static RULE: Rule = Rule {
    name: "spelling",
    id: "K24",
    level: Level::Advice,
    scope: Scope::Everything,
    look: Look::All(look),
    page: Page {
        title: "Stavning",
        what: "Ord, som ordbogen ikke kender. Id’er, navne på produkter, forkortelser, tal, engelske nøgler i `…` og \
ord, der står i kataloget, læses ikke. \
Forslag gives kun, når de er ét bogstav fra det skrevne.",
        why: "En stavefejl er sjældent farlig, men den får læseren til at tvivle på resten. Nogle ændrer meningen: \
»må ikke« og »må ikek«.",
        bad: &[Example::minimum("Løsningen skal kunne sende påmindleser til borgeren.")],
        good: &[Example::minimum("Løsningen skal kunne sende påmindelser til borgeren.")],
        ground: "Retskrivningsordbogen, som Stavekontrolden gengiver den.",
    },
};

/// How many different words get suggestions: they take time, and a text with more is in another language.
const SUGGESTED: usize = 20;

fn look(desk: &Desk) -> Vec<(usize, Finding)> {
    let Some(dictionary) = desk.dictionary else { return Vec::new() };
    let said: HashSet<&str> =
        desk.readings.iter().flat_map(|reading| &reading.text.tokens).map(|token| token.raw).collect();
    let said = |word: &str| said.contains(word) && dictionary.knows(word) || desk.grounds.says(word);
    let mut known: HashMap<&str, bool> = HashMap::new();
    let mut suggested: HashMap<&str, Option<String>> = HashMap::new();
    let mut found = Vec::new();
    for (number, reading) in desk.readings.iter().enumerate() {
        let text = &reading.text;
        for (at, token) in text.said() {
            if !is_prose(text, at) {
                continue;
            }
            let right =
                *known.entry(token.raw).or_insert_with(|| spelt(desk, token.raw, |word| dictionary.knows(word)));
            if right {
                continue;
            }
            let room = suggested.len() < SUGGESTED;
            let near = suggested
                .entry(token.raw)
                .or_insert_with(|| if room { dictionary.nearest(token.raw, said) } else { None });
            let word = quote(token);
            let message = both!("{word} is not in the dictionary", "{word} står ikke i ordbogen");
            let label = both!("spelt right?", "stavet rigtigt?");
            let finding = Finding::new(token.span.clone(), message, label);
            found.push((
                number,
                match near {
                    Some(near) => finding.hint(both!("did you mean »{near}«?", "mente du »{near}«?")),
                    None => finding,
                },
            ));
        }
    }
    found
}

/// The token is a Danish word, and no name, key or abbreviation.
fn is_prose(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    let letters = token.raw.chars().count();
    let inner_capital = token.raw.chars().skip(1).any(char::is_uppercase);
    let opens = text.near(at, -1).is_none_or(|before| before.raw == ":");
    let name = token.capital() && !opens;
    let key = text.near(at, -1).is_some_and(|before| before.raw == "`") || token.raw.contains(['.', '_', '@', '&']);
    token.kind == Kind::Word
        && !in_address(text, at)
        && letters > 2
        && !inner_capital
        && !name
        && !key
        && !token.raw.contains(|c: char| c.is_ascii_digit())
}

/// The token stands in an address or a path: what is written there is no prose.
fn in_address(text: &Text, at: usize) -> bool {
    let span = &text.tokens[at].span;
    let before = text.source[..span.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = text.source[span.start..].split(char::is_whitespace).next().unwrap_or_default();
    let run = format!("{before}{after}");
    run.contains("://") || run.contains("www.") || run.contains('@') || run.matches('/').count() > 1
}

/// The word, or each part of it around its hyphens, is right.
fn spelt(desk: &Desk, word: &str, knows: impl Fn(&str) -> bool) -> bool {
    // A soft hyphen is where a word may break, and no letter of it.
    let seen: String = word.chars().filter(|c| !is_invisible(*c)).collect();
    let word = seen.as_str();
    let base = word.split(['\'', '’']).next().unwrap_or(word);
    let right = |part: &str| {
        let part = part.trim_matches('-');
        part.chars().count() <= 2
            || knows(part)
            || desk.grounds.says(part)
            || knows(&part.to_lowercase())
            || part.chars().all(char::is_uppercase)
            // »sags- og dokumentoverblik« leaves a joint behind.
            || part.strip_suffix('s').is_some_and(&knows)
            || part.contains(char::is_uppercase) && !part.starts_with(char::is_uppercase)
    };
    right(base)
        || word.contains('-') && base.split('-').all(right)
        || is_compound(base, &knows)
        || is_doer(base, &knows)
        || of_field(&base.to_lowercase())
}

/// The word begins as one of the field’s.
fn of_field(word: &str) -> bool {
    FIELD.iter().any(|known| word.starts_with(known))
}

/// What the field puts before other words, and dictionaries of the common language do not. Any two words would be too
/// many:
/// »løsnnigen« is a slip, though it falls into two.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "adgangs", "advis", "app", "arkiv", "bevillings", "borger", "bruger", "compliance", "data", "drifts", "fag",
    "format", "genvejs", "hurtig", "integrations", "journal", "journaliserings", "kvitterings", "log", "migrerings",
    "opslags", "release", "push", "sags", "service", "sms", "svartids", "system", "test", "token", "totrins",
    "udbuds", "visitations", "ydelses",
];

/// Words of the field that no dictionary of the common language has, by their beginnings.
const FIELD: &[&str] = &[
    "responsiv",
    "max",
    "odt",
    "xlsx",
    "godkender",
    "ukonditionsmæssig",
    "konfigurerbar",
    "parametriser",
    "token",
    "dashboard",
    "servicedesk",
    "helpdesk",
    "fritvalg",
    "workflow",
    "webservice",
    "endpoint",
    "failover",
    "rollback",
    "fallback",
    "onboarding",
    "roadmap",
    "hotfix",
    "cloud",
    "changelog",
    "restore",
    "sortérbar",
    "excel",
];

/// Who does it, named by what is done: »pladsanviseren« anviser pladser. Dictionaries have the verb, and not each of
/// these.
fn is_doer(word: &str, knows: &impl Fn(&str) -> bool) -> bool {
    let word = word.to_lowercase();
    ["er", "eren", "ere", "erne", "erens", "ernes", "eres"].iter().filter_map(|end| word.strip_suffix(end)).any(
        |stem| {
            let heads = stem.char_indices().map(|(at, _)| stem.split_at(at));
            let mut long = heads.filter(|(head, tail)| head.chars().count() >= 4 && tail.chars().count() >= 4);
            long.any(|(head, tail)| {
                let head = head.strip_suffix('s').filter(|bare| knows(bare)).unwrap_or(head);
                knows(head) && knows(&format!("{tail}e")) && knows(&format!("{tail}er"))
            })
        },
    )
}

/// The word begins with one of the field's and goes on with one of the dictionary's: »logposter«, »adviskø«.
fn is_compound(word: &str, knows: &impl Fn(&str) -> bool) -> bool {
    let word = word.to_lowercase();
    let after_head = HEADS
        .iter()
        .filter_map(|head| word.strip_prefix(head))
        .any(|tail| tail.chars().count() >= 2 && !is_function_word(tail) && (knows(tail) || of_field(tail)));
    // Two long words make a third: »ombordkørsel«. A slip seldom leaves two of six letters and more.
    let long = |(head, tail): &(&str, &str)| head.chars().count() >= 6 && tail.chars().count() >= 6;
    after_head
        || word
            .char_indices()
            .map(|(at, _)| word.split_at(at))
            .filter(long)
            .any(|(head, tail)| knows(tail) && (knows(head) || head.strip_suffix('s').is_some_and(knows)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_no_prose() {
        let text = Text::read("Følg https://eksempel.dk/vejldning/aaa, og skriv til udbd@eksempel.dk om vejldning.");
        let said: Vec<&str> =
            (0..text.tokens.len()).filter(|at| is_prose(&text, *at)).map(|at| text.tokens[at].raw).collect();
        assert_eq!(said, ["Følg", "skriv", "til", "vejldning"]);
    }
}
