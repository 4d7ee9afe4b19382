//! K23: the type says one thing and the text another.

use std::sync::LazyLock;

use super::super::page::{Example, Page};
use super::super::words::Phrases;
use super::{Desk, Finding, Kind, Level, Look, Reading, Rule, Scope, said};
use crate::both;
use crate::text::language::Both;

pub static RULE: Rule = Rule {
    name: "type-against-text",
    id: "K23",
    level: Level::Warning,
    scope: Scope::Requirements,
    look: Look::Each(look),
    page: Page {
        title: "Typen passer ikke til teksten",
        what: "Et mindstekrav, der kalder sig et ønske, en option eller noget, der vægtes, og et krav af en anden \
type, der kalder sig et mindstekrav.",
        why: "Så siger bilaget to ting om, hvad der sker med et tilbud, der ikke opfylder kravet.",
        bad: &[
            Example::minimum("Det er et ønske, at løsningen skal kunne vise borgerens placering."),
            Example::evaluated("Løsningen skal understøtte tofaktorlogin. Kravet er et mindstekrav."),
        ],
        good: &[
            Example::minimum("Løsningen skal kunne vise borgerens ønsker til tidspunkt for besøg."),
            Example::evaluated(
                "Løsningen bør kunne vise borgerens placering. Det vægtes positivt, at visningen sker på kort.",
            ),
        ],
        ground: "Det skal stå klart, hvilke krav der er mindstekrav, jf. Klagenævnets kendelse af 8. april 2019, \
Mediq mod Sydjysk Kommuneindkøb.",
    },
};

static WISHED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "(det) er et (stort|klart) ønske",
        "ønskekrav|ønskekravet|kan-krav|kan-kravet|bør-krav|bør-kravet|evalueringskrav|konkurrencekrav",
        "som (en) option",
        "er (en) option",
        "(option|optionen) kan tilbydes",
        "option|optionen",
        "tillægges|lægger|lægges (positiv|stor|høj|betydelig|særlig) vægt",
        "(vil) vægtes|vægter positivt|højt|højere",
        "vil blive vægtet|evalueret|pointgivet",
        "indgår|indgå (positivt) i (den) (kvalitative) \
evalueringen|evaluering|tilbudsevalueringen|bedømmelsen|vurderingen",
        "evalueres|vurderes positivt|kvalitativt|højere|bedre",
        "tildeles|giver|gives (ekstra|flere|højere) point",
        "underkriteriet|delkriteriet|underkriterium|delkriterium kvalitet",
        "vægt i evalueringen",
    ])
});

static BINDING: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "er (et) (ufravigeligt) mindstekrav|minimumskrav",
        "som (et) mindstekrav|minimumskrav",
        "ufravigelig|ufravigeligt|ufravigelige",
        "skal-krav|skal-kravet",
        "ukonditionsmæssig|ukonditionsmæssigt",
        "ikke (være) konditionsmæssigt",
        "afvises|afvist tilbuddet",
        "tilbuddet afvises|forkastes",
        "mindstekrav|minimumskrav :",
    ])
});

pub(super) fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let kind = reading.subject.kind;
    let type_name = &reading.subject.type_name;
    let (phrases, message, hint) = match kind {
        Kind::Minimum => (
            &WISHED,
            both!("are no words of a minimum requirement", "er ikke ord om et mindstekrav"),
            both!("mend the type, or delete the words", "ret typen, eller slet ordene"),
        ),
        Kind::Evaluated | Kind::Optional => (
            &BINDING,
            both!("are words of a minimum requirement", "er ord om et mindstekrav"),
            both!(
                "make it a minimum requirement, or delete the words",
                "gør kravet til et mindstekrav, eller slet ordene"
            ),
        ),
    };
    let opens = kind != Kind::Minimum
        && text.tokens.first().is_some_and(|first| first.one_of(&["mindstekrav", "minimumskrav"]));
    let mut spans: Vec<_> = phrases.find(text).iter().map(|hit| hit.span(text)).collect();
    if opens && let Some(first) = text.tokens.first() {
        spans.insert(0, first.span.clone());
    }
    let first = spans.into_iter().next();
    let finding = first.map(|span| {
        let said = said(text, &span).to_owned();
        let Both { en, da } = &message;
        Finding::new(
            span,
            both!("»{said}« {en}, but its type is {type_name}", "»{said}« {da}, men kravet har typen {type_name}"),
            both!("the type is {type_name}", "typen er {type_name}"),
        )
        .hint(hint)
    });
    finding.into_iter().collect()
}
