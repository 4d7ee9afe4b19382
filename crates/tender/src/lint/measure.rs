//! Numbers, units, and what else pins a word that is loose in itself.

use super::text::{Kind, Text, Token};
use super::words::Phrases;
use crate::text::danish::MONTHS;
use std::sync::LazyLock;

/// The value of a number as it is written in Danish: points part thousands, a comma the decimals.
pub fn value(raw: &str) -> Option<f64> {
    raw.replace('.', "").replace(',', ".").parse().ok()
}

#[rustfmt::skip]
const NUMBER_WORDS: &[&str] = &[
    "en", "et", "én", "ét", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
    "fjorten", "femten", "tyve", "tredive", "fyrre", "tres", "halvfems", "hundrede", "tusind",
];

/// A number that is written out.
pub fn is_number_word(token: &Token) -> bool {
    token.one_of(NUMBER_WORDS)
}

#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "%", "procent", "procentpoint", "pct.", "promille", "sekund", "sekunder", "sek.", "millisekund", "millisekunder",
    "ms", "minut", "minutter", "min.", "time", "timer", "timers", "dag", "dage", "døgn", "arbejdsdag", "arbejdsdage",
    "hverdag", "hverdage", "kalenderdage", "bankdage", "uge", "uger", "måned", "måneder", "mdr.", "år", "klik",
    "trin", "skærmbilleder", "tastetryk", "gange", "gb", "mb", "tb", "kb", "mbit", "dpi", "kr.", "kroner", "lux",
    "db", "meter", "cm", "mm", "mm.", "kg", "°c", "grader", "pixels", "punkter", "brugere", "sager", "kald", "opslag",
    "dokumenter", "transaktioner", "point",
];

/// The number at this place says how much of something that can be measured.
pub fn measures(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    let number = token.kind == Kind::Number || is_number_word(token);
    number
        && (text.after(at).take(3).any(|next| next.one_of(MEASURES))
            || token.kind == Kind::Number && text.before(at).take(6).any(|word| counts(&word.lower)))
        || token.lower.strip_suffix("-timers").is_some()
}

/// The token is a unit, or what is counted.
pub fn is_measure(token: &Token) -> bool {
    token.one_of(MEASURES)
}

/// A word after which a bare number is right: lixtal, antal, score.
pub fn counts(word: &str) -> bool {
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        "tal", "tallet", "antal", "antallet", "score", "scoren", "faktor", "faktoren", "grad", "indeks", "indekset",
        "karakter", "karakteren", "port", "porten", "værdi", "værdien", "værdierne", "værdier", "skala", "skalaen",
        "alder", "alderen", "forholdet", "forhold", "nummer", "nummeret", "ratio", "kontrast",
    ];
    word.starts_with(char::is_alphabetic)
        && ENDS.iter().any(|end| word.ends_with(end))
        && word != "total"
        && word != "metal"
}

/// A measure stands in this sentence or in the next one.
pub fn measured_near(text: &Text, sentence: usize) -> bool {
    let judge = |at: usize| text.sentences[at].tokens.clone().any(|token| measures(text, token));
    text.measured(sentence, judge) || text.measured(sentence + 1, judge)
}

/// A measure stands anywhere in the text.
pub fn measured(text: &Text) -> bool {
    (0..text.tokens.len()).any(|at| measures(text, at))
}

/// The text points to a place where the measure stands: an appendix, a table, an article.
pub fn points_elsewhere(text: &Text) -> bool {
    text.said().any(|(at, token)| {
        let place = ["bilag", "underbilag", "tabel", "afsnit", "artikel", "art."]
            .iter()
            .any(|word| token.lower.ends_with(word))
            || token.one_of(&["bilagets", "§", "§§", "kravets", "bilaget", "tabellen"]);
        let named = text.near(at, 1).is_some_and(|next| {
            next.kind == Kind::Number
                || next.raw.len() <= 2 && next.capital()
                || next.kind == Kind::Id
                || next.raw == "»"
        });
        place && (named || token.one_of(&["bilaget", "tabellen"])) || token.kind == Kind::Id && token.raw.contains('.')
    })
}

pub fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// A year: four digits without a point.
pub fn is_year(token: &Token) -> bool {
    token.kind == Kind::Number
        && token.raw.len() == 4
        && token.raw.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// A day is named, a version with its number, or the day on which the price is given: what a moving reference needs.
pub fn dated(text: &Text) -> bool {
    static DAYS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new(&[
            "ved|på|inden|før kontraktens|aftalens indgåelse|underskrift|underskrivelse|ikrafttræden|ikrafttrædelse",
            "ved kontraktindgåelse|kontraktindgåelsen|aftaleindgåelse|aftaleindgåelsen|kontraktunderskrift",
            "ved indgåelse|indgåelsen|underskrivelse|underskrivelsen|underskrift af kontrakten|aftalen",
            "bestemmelser|bestemmelserne om ændringer|ændringshåndtering",
            "på tidspunktet for tilbudsafgivelse|tilbudsafgivelsen|tilbudsfristen",
            "ved tilbudsafgivelse|tilbudsafgivelsen|tilbudsfrist|tilbudsfristen",
        ])
    });
    text.said().any(|(at, token)| {
        let version = token.one_of(&["version", "udgave", "v"])
            && text.near(at, 1).is_some_and(|next| next.raw.starts_with(|c: char| c.is_ascii_digit()));
        version
            || is_year(token)
            || token.lower.starts_with("tilbudsfrist")
            || token.lower.starts_with("skæringsdag")
            || token.lower.starts_with("ændringshåndtering")
    }) || !DAYS.find(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_written_in_danish() {
        assert_eq!(value("5.000"), Some(5000.0));
        assert_eq!(value("99,5"), Some(99.5));
        assert_eq!(value("1.250.000,75"), Some(1_250_000.75));
    }

    #[test]
    fn only_a_number_with_a_measure_measures() {
        assert!(measured(&Text::read("inden 2 sekunder")));
        assert!(measured(&Text::read("mindst 99,5 procent af tiden")));
        assert!(measured(&Text::read("et lixtal på højst 35")));
        assert!(!measured(&Text::read("jf. bilag 2")));
    }

    #[test]
    fn a_date_a_version_or_the_deadline_pins() {
        for pin in ["ved tilbudsfristen", "version 4.2", "1. juni 2026", "ved kontraktens indgåelse"] {
            assert!(dated(&Text::read(pin)), "{pin}");
        }
        assert!(!dated(&Text::read("den nyeste version")));
    }
}
