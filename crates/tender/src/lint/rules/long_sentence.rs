//! K17: a sentence that has to be read twice.

use super::super::page::{Example, Page};
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope};
use crate::both;

/// How many words a sentence may have.
const WORDS: usize = 35;

pub static RULE: Rule = Rule {
    name: "long-sentence",
    id: "K17",
    level: Level::Advice,
    scope: Scope::Requirements,
    look: Look::Each(look),
    page: Page {
        title: "Sætning over 35 ord",
        what: "En sætning med mere end 35 ord. Punkter i en liste tælles hver for sig.",
        why: "I en lang sætning bliver det uklart, hvad betingelsen hører til, og det er dér, spørgsmålene kommer.",
        bad: &[Example::minimum(
            "Løsningen skal, når en sygeplejerske har registreret en observation på en borger, der modtager \
sygepleje i hjemmet, og observationen \
afviger fra borgerens egne værdier, danne en opgave til den ansvarlige sygeplejerske, så observationen kan blive \
vurderet inden næste besøg.",
        )],
        good: &[Example::minimum(
            "Afviger en observation fra borgerens egne værdier, skal løsningen danne en opgave til den ansvarlige \
sygeplejerske.",
        )],
        ground: "Læsbarhed: lange sætninger læses forkert oftere end korte.",
    },
};

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let counted = (0..text.sentences.len()).map(|at| (at, text.of(at).iter().filter(|token| token.is_word()).count()));
    let long = counted.filter(|(_, words)| *words > WORDS);
    let findings = long.map(|(at, words)| {
        let finding = Finding::new(
            text.place(at),
            both!("the sentence has {words} words", "sætningen har {words} ord"),
            both!("where can it be divided?", "hvor kan den deles?"),
        );
        finding.hint(both!(
            "put the condition in a short sentence of its own, or make a list of it",
            "sæt betingelsen først i en kort sætning, eller stil punkterne op som en liste"
        ))
    });
    findings.collect()
}
