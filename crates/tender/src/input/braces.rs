//! Placeholders in texts: `{{titel}}`.

use std::ops::Range;

use super::fault::InputFault;
use crate::complaint::Complaints;
use crate::text::nearest::nearest;
use crate::text::source::Place;

/// The placeholders of a text: where each stands, braces and all, and its name.
pub fn placeholders(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let open = at + text[at..].find("{{")?;
        let close = open + text[open..].find("}}")?;
        at = close + 2;
        Some((open..at, text[open + 2..close].trim()))
    })
}

/// What is like a placeholder, with a brace too few: `{titel}`, `{{titel}`, `{titel}}`.
fn short_of_braces(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let open = at + text[at..].find('{')?;
            if text[open..].starts_with("{{")
                && let Some(close) = text[open..].find('}')
                && text[open + close..].starts_with("}}")
            {
                at = open + close + 2;
                continue;
            }
            let close = open + text[open..].find('}')?;
            at = close + if text[close..].starts_with("}}") { 2 } else { 1 };
            return Some((open..at, text[open..close].trim_start_matches('{').trim()));
        }
    })
}

/// The first word with a brace that is part of no placeholder, and of nothing like one with a known name.
fn stray<'t>(text: &'t str, known: &[&str]) -> Option<(Range<usize>, &'t str)> {
    let short = short_of_braces(text).filter(|(_, name)| known.contains(name));
    let told: Vec<Range<usize>> = placeholders(text).chain(short).map(|(at, _)| at).collect();
    let (at, _) = text
        .char_indices()
        .find(|(at, letter)| matches!(letter, '{' | '}') && !told.iter().any(|told| told.contains(at)))?;
    let begun = text[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |blank| at + blank);
    Some((begun..end, text[begun..end].trim_matches(['{', '}'])))
}

/// Complains as [`check`] does, and of any other brace: a name has none.
pub fn check_name(text: &str, known: &[&str], place: impl Fn(Range<usize>) -> Place, complaints: &mut Complaints) {
    check(text, known, &place, complaints);
    if let Some((at, name)) = stray(text, known) {
        let meant = nearest(name, known.iter().copied()).or_else(|| known.first().map(|&first| first.to_owned()));
        let name = meant.unwrap_or_default();
        complaints.error(InputFault::ShortOfBraces { written: text[at.clone()].to_owned(), name }, place(at));
    }
}

/// Complains of placeholders that nobody fills in, and of known ones that would be printed as they are written, since
/// they lack a brace. `place` tells where a part of the text stands.
pub fn check(text: &str, known: &[&str], place: impl Fn(Range<usize>) -> Place, complaints: &mut Complaints) {
    for (at, name) in placeholders(text).filter(|(_, name)| !known.contains(name)) {
        let fault = InputFault::UnknownPlaceholder {
            name: name.to_owned(),
            known: known.iter().map(|known| (*known).to_owned()).collect(),
            nearest: nearest(name, known.iter().copied()),
        };
        complaints.error(fault, place(at));
    }
    for (at, name) in short_of_braces(text).filter(|(_, name)| known.contains(name)) {
        let fault = InputFault::ShortOfBraces { written: text[at.clone()].to_owned(), name: name.to_owned() };
        complaints.error(fault, place(at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_has_two_braces_on_either_side_and_with_fewer_it_is_none() {
        let all = |text: &'static str| {
            let names = |found: Vec<(Range<usize>, &'static str)>| -> Vec<(&str, &str)> {
                found.into_iter().map(|(at, name)| (&text[at], name)).collect()
            };
            (names(placeholders(text).collect()), names(short_of_braces(text).collect()))
        };
        assert_eq!(all("{{ bilag }} og {{titel}}").0, [("{{ bilag }}", "bilag"), ("{{titel}}", "titel")]);
        assert_eq!(all("{{ bilag }} og {{titel}}").1, []);
        let halves = [("{bilag}", "bilag"), ("{{sag}", "sag"), ("{dato}}", "dato")];
        assert_eq!(all("{bilag} {{sag} {dato}} {{titel}}").1, halves);
        let stray_in = |text: &'static str| stray(text, &["bilag", "dokument"]).map(|(at, name)| (&text[at], name));
        assert_eq!(stray_in("{{bilag}} {dokument}"), None);
        for (text, word, name) in [
            ("Bilag {{dokument", "{{dokument", "dokument"),
            ("{Bilag} x", "{Bilag}", "Bilag"),
            ("{{bilag}}} x", "{{bilag}}}", "bilag"),
            ("a } b", "}", ""),
        ] {
            assert_eq!(stray_in(text), Some((word, name)), "{text}");
        }
        for none in ["", "{", "}}", "{{", "et {"] {
            assert_eq!(all(none), (Vec::new(), Vec::new()), "{none}");
        }
    }
}
