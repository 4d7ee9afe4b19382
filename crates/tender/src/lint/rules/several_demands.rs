//! K06: more than one demand under one number.

use super::super::page::{Example, Page};
use super::super::text::{Clause, Text};
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, obliges};
use crate::both;

pub static RULE: Rule = Rule {
    name: "several-demands",
    id: "K06",
    level: Level::Advice,
    scope: Scope::Demands,
    look: Look::Each(look),
    page: Page {
        title: "Flere krav i ét",
        what: "To eller flere »skal« i hovedsætninger. Et »skal« i en bisætning tæller ikke, og det gør en sætning \
om, hvordan kravet måles eller \
dokumenteres, heller ikke.",
        why: "Tilbudsgiver skal svare med ét ord. Er det ene opfyldt og det andet ikke, findes der intet rigtigt \
svar, og det kan ikke ses af \
svarskemaet, hvad der mangler.",
        bad: &[Example::minimum("Løsningen skal kunne sende adviser, og løsningen skal kunne vise en fælles adviskø.")],
        good: &[
            Example::minimum("Løsningen skal kunne sende adviser til sagsbehandleren."),
            Example::minimum("Løsningen skal give besked, når en borger skal til samtale inden for 5 arbejdsdage."),
        ],
        ground: "Praksis for kravskrivning (ISO/IEC/IEEE 29148: ét krav ad gangen).",
    },
};

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let demands: Vec<usize> = (0..text.tokens.len())
        .filter(|&at| text.tokens[at].clause == Clause::Main && obliges(text, at) && counts(text, at))
        .collect();
    let Some(&second) = demands.get(1) else { return Vec::new() };
    let (many, da) = (demands.len(), number(demands.len()));
    let message =
        both!("the requirement makes {many} demands under one number", "kravet stiller {da} krav under ét nummer");
    let finding = Finding::new(
        text.tokens[second].span.clone(),
        message,
        both!("here the second begins", "her begynder det andet krav"),
    );
    vec![finding.hint(both!(
        "number each, so that each can be answered by itself",
        "giv hvert krav sit nummer, så der kan svares på dem hver for sig"
    ))]
}

/// The demand stands for itself: it does not say how another is measured, shown or judged.
fn counts(text: &Text, at: usize) -> bool {
    const ABOUT: &[&str] = &[
        "måling",
        "opgørelse",
        "beregning",
        "optælling",
        "krav",
        "målepunkt",
        "svartid",
        "tilgængelighed",
        "opfyldelse",
        "frist",
        "tallet",
        "perioden",
        "dokumentation for",
    ];
    const COUNTED: &[&str] = &[
        "måles",
        "opgøres",
        "beregnes",
        "regnes",
        "dokumenteres",
        "forstås",
        "tælles",
        "afrundes",
        "opfyldt",
        "opfyldes",
    ];
    let sentence = text.tokens[at].sentence;
    if sentence == 0 {
        return true;
    }
    let measured = |words: usize| text.after(at).take(words).any(|word| word.one_of(COUNTED));
    let opening = |words: usize| text.of(sentence).iter().take(words);
    let about_measure = opening(3).any(|word| ABOUT.iter().any(|stem| word.lower.starts_with(stem)));
    let of_measuring =
        opening(2).any(|word| word.one_of(&["målingen", "opgørelsen", "beregningen", "kravet", "kravene"]));
    !(of_measuring || measured(3) || about_measure && measured(6))
}

fn number(count: usize) -> String {
    match count {
        2 => "to".to_owned(),
        3 => "tre".to_owned(),
        4 => "fire".to_owned(),
        more => more.to_string(),
    }
}
