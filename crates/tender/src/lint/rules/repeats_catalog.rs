//! K25: what the catalog demands already.

use std::collections::BTreeSet;

use super::super::page::{Example, Page};
use super::super::text::Text;
use super::super::words::subject_stems;
use super::{Desk, Finding, Level, Look, Rule, Scope};
use crate::both;

pub static RULE: Rule = Rule {
    name: "repeats-catalog",
    id: "K25",
    level: Level::Advice,
    scope: Scope::Requirements,
    look: Look::All(look),
    page: Page {
        title: "Gentager et krav fra kataloget",
        what: "Et krav, der for det meste har de samme ord som et af katalogets krav, der allerede er med i udbuddet, \
eller som kun siger, at en af de valgte \
integrationer skal anvendes.",
        why: "To krav om det samme med hver sin ordlyd giver anledning til spørgsmål om, hvad forskellen er, og to \
svar, der kan \
være forskellige.",
        bad: &[Example::minimum(
            "Løsningen skal kunne starte og stoppe abonnementet på personhændelser fra CPR via SF1320_A.",
        )],
        good: &[Example::minimum(
            "Løsningen skal vise tidspunktet for den seneste personhændelse på borgerens forside.",
        )],
        ground: "Ordregivers egne krav supplerer kataloget; de skal ikke sige det om igen.",
    },
};

/// How large a part of the words of both must be common.
const COMMON: f64 = 0.6;

/// How many words a text may have that says what one line of the catalog says.
const LONGEST: usize = 120;

fn look(desk: &Desk) -> Vec<(usize, Finding)> {
    let printed: Vec<(&str, Text)> = desk
        .grounds
        .lines
        .iter()
        .filter(|line| line.printed)
        .map(|line| (line.id.as_str(), Text::read(&line.text)))
        .collect();
    let lines: Vec<(&str, BTreeSet<&str>)> =
        printed.iter().map(|(id, text)| (*id, subject_stems(&text.tokens).collect())).collect();
    let readings =
        desk.readings.iter().enumerate().filter(|(_, reading)| (2..=LONGEST).contains(&reading.text.tokens.len()));
    readings.filter_map(|(at, reading)| Some((at, repeats(desk, &lines, &reading.text)?))).collect()
}

fn repeats(desk: &Desk, lines: &[(&str, BTreeSet<&str>)], text: &Text) -> Option<Finding> {
    if let Some(id) = only_uses(desk, text) {
        let finding = Finding::new(
            text.place(0),
            both!(
                "the requirement says the same as the line {id}, which is there already",
                "kravet siger det samme som linjen {id}, der allerede er med"
            ),
            both!("the same as {id}", "svarer til {id}"),
        );
        return Some(finding.hint(both!(
            "delete it, or write what {id} does not say",
            "slet kravet, eller skriv det, som {id} ikke siger"
        )));
    }
    let own: BTreeSet<&str> = subject_stems(&text.tokens).collect();
    let mut best: Option<(f64, &str)> = None;
    for (id, theirs) in lines {
        let common = own.intersection(theirs).count();
        let all = own.union(theirs).count();
        #[expect(clippy::cast_precision_loss, reason = "a requirement has fewer words than that")]
        let share = common as f64 / all as f64;
        if common >= 4 && share >= COMMON && best.is_none_or(|(most, _)| share > most) {
            best = Some((share, id));
        }
    }
    best.map(|(_, id)| {
        let finding = Finding::new(
            text.place(0),
            both!(
                "the requirement says almost the same as {id}, which is there already",
                "kravet siger næsten det samme som {id}, der allerede er med"
            ),
            both!("much like {id}", "ligner {id}"),
        );
        finding.hint(both!(
            "point at {id}, and write only what it does not say",
            "henvis til {id}, og skriv kun det, som det ikke siger"
        ))
    })
}

/// »Løsningen skal anvende SF1500 Organisation«: nothing is said but that a printed integration is used.
fn only_uses(desk: &Desk, text: &Text) -> Option<String> {
    const USES: &[&str] = &[
        "løsning",
        "anvend",
        "benyt",
        "brug",
        "understøt",
        "integrer",
        "integration",
        "implementer",
        "system",
        "leverandør",
        "mod",
        "der",
    ];
    let printed = |id: &str| {
        desk.grounds.printed.contains(id) && desk.grounds.integration(id).is_none_or(|known| known.retired.is_none())
    };
    let id = text.tokens.iter().find_map(|token| printed(token.raw).then(|| token.raw.to_owned()))?;
    let title = desk.grounds.integration(&id).map(|known| known.title.to_lowercase()).unwrap_or_default();
    let rest = subject_stems(&text.tokens).filter(|stem| {
        *stem != id.to_lowercase() && !USES.iter().any(|word| stem.starts_with(word)) && !title.contains(stem)
    });
    (rest.count() == 0 && text.sentences.len() == 1).then_some(id)
}
