//! K26: two requirements, one subject, two numbers.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::super::measure;
use super::super::page::{Example, Page};
use super::super::text::{Clause, Kind, Text};
use super::super::words::{is_function_word, stem};
use super::{Desk, Finding, Level, Look, Rule, Scope, said};
use crate::both;

pub static RULE: Rule = Rule {
    name: "numbers-disagree",
    id: "K26",
    level: Level::Advice,
    scope: Scope::Binding,
    look: Look::All(look),
    page: Page {
        title: "To krav med hvert sit tal",
        what: "To af jeres krav eller svar, der siger det samme med de samme ord, men med hver sin frist eller hver \
sin mængde.",
        why: "Det ene er glemt. Tilbudsgiver ved ikke hvilket, og ingen af dem kan håndhæves.",
        bad: &[Example::minimum("Løsningen skal slette loggen efter 24 måneder.")
            .beside("Løsningen skal slette loggen efter 12 måneder.")],
        good: &[Example::minimum("Leverandøren skal besvare øvrige henvendelser inden 8 timer.")
            .beside("Leverandøren skal besvare kritiske fejlmeldinger inden 1 time.")],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning om sæt af krav). Modstrid i udbudsmaterialet går ud \
over ordregiver.",
    },
};

/// What one sentence says of one quantity.
struct Quantity<'t> {
    subject: usize,
    /// The stems of everything but the number itself
    about: BTreeSet<&'t str>,
    unit: &'t str,
    values: Vec<&'t str>,
    span: std::ops::Range<usize>,
}

fn look(desk: &Desk) -> Vec<(usize, Finding)> {
    // A sentence is filed under its words, and under its words but for each one, so that two that differ by a word
    // meet.
    let mut filed: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut quantities: Vec<Quantity> = Vec::new();
    let mut found = Vec::new();
    for (subject, reading) in desk.readings.iter().enumerate() {
        for sentence in 0..reading.text.sentences.len() {
            let Some(quantity) = quantity(&reading.text, sentence, subject) else { continue };
            let keys = keys(&quantity);
            let earlier: BTreeSet<usize> = keys.iter().filter_map(|key| filed.get(key)).flatten().copied().collect();
            let other = earlier
                .into_iter()
                .map(|at| &quantities[at])
                .find(|other| other.subject != subject && disagree(other, &quantity));
            if let Some(other) = other {
                let first = &desk.readings[other.subject];
                let (here, there) = (said(&reading.text, &quantity.span), said(&first.text, &other.span));
                let other = &first.subject.id;
                let message = both!("»{here}« here and »{there}« in {other}", "»{here}« her og »{there}« i {other}");
                let label = both!("{other} says »{there}«", "{other} siger »{there}«");
                let finding = Finding::new(quantity.span.clone(), message, label);
                found.push((
                    subject,
                    finding.hint(both!(
                        "mend one of the numbers, or write what sets the two apart",
                        "ret det ene tal, eller skriv, hvad der skiller de to krav"
                    )),
                ));
            }
            for key in keys {
                let same = filed.entry(key).or_default();
                // Enough to meet; a list of the same sentence repeated needs no more.
                if same.len() < 8 {
                    same.push(quantities.len());
                }
            }
            quantities.push(quantity);
        }
    }
    found
}

fn quantity<'t>(text: &'t Text, sentence: usize, subject: usize) -> Option<Quantity<'t>> {
    let range = text.sentences.get(sentence)?.tokens.clone();
    let numbers: Vec<usize> = range.clone().filter(|&at| is_quantity(text, at)).collect();
    let first = *numbers.first()?;
    let unit = text.near(first, 1)?;
    let about: BTreeSet<&str> = range
        .filter(|&at| !is_quantity(text, at))
        .map(|at| &text.tokens[at])
        .filter(|token| token.is_word() && !is_function_word(&token.lower))
        .map(|token| stem(&token.lower))
        .collect();
    let span = text.tokens[first].span.start..unit.span.end;
    let values = numbers.iter().map(|&at| text.tokens[at].raw).collect();
    (about.len() >= 2).then(|| Quantity { subject, about, unit: stem(&unit.lower), values, span })
}

/// A number of something, and no number of a paragraph, a category or a year.
fn is_quantity(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    token.kind == Kind::Number
        && !token.quoted
        && !measure::is_year(token)
        && text.near(at, 1).is_some_and(|next| {
            next.raw == "%" || next.is_word() && !is_function_word(&next.lower) && !measure::is_month(&next.lower)
        })
        && !text.near(at, -1).is_some_and(|before| {
            before.one_of(&[
                "kategori",
                "niveau",
                "bilag",
                "prioritet",
                "nr.",
                "stk.",
                "§",
                "punkt",
                "afsnit",
                "tabel",
                "version",
                "type",
                "artikel",
            ])
        })
        || token.kind == Kind::Number
            && token.clause == Clause::Subordinate
            && text.near(at, 1).is_some_and(|next| next.raw == "%")
}

/// What a quantity is filed under; two that meet by chance are told apart by their words.
fn keys(quantity: &Quantity) -> Vec<u64> {
    let key = |left_out: Option<&str>| {
        let mut hasher = DefaultHasher::new();
        quantity.unit.hash(&mut hasher);
        quantity.about.iter().filter(|word| left_out != Some(**word)).for_each(|word| word.hash(&mut hasher));
        hasher.finish()
    };
    let mut keys = vec![key(None)];
    // A long sentence that differs by a word is no likelier the same; and the work stays linear.
    if (3..=16).contains(&quantity.about.len()) {
        keys.extend(quantity.about.iter().map(|word| key(Some(word))));
    }
    keys
}

/// The same is said of both, but for one word on one side that tells little, and the numbers differ.
fn disagree(one: &Quantity, other: &Quantity) -> bool {
    let (few, many) = if one.about.len() <= other.about.len() { (one, other) } else { (other, one) };
    let extra: Vec<&str> = many.about.difference(&few.about).copied().collect();
    let general = |word: &&str| {
        ["løsning", "leverandør", "system", "bruger", "ordregiv"].iter().any(|stem| word.starts_with(stem))
    };
    let same_subject = few.about.is_subset(&many.about)
        && (extra.is_empty() || extra.len() == 1 && (few.about.len() >= 4 || extra.iter().all(general)));
    one.unit == other.unit && one.values.len() == other.values.len() && one.values != other.values && same_subject
}
