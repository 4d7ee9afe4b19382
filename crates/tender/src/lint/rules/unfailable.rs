//! K20: a minimum requirement that any text fulfils.

use super::super::page::{Example, Page};
use super::super::text::Text;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope};
use crate::both;

pub static RULE: Rule = Rule {
    name: "unfailable",
    id: "K20",
    level: Level::Warning,
    scope: Scope::Minimum,
    look: Look::Each(look),
    page: Page {
        title: "Mindstekrav om at beskrive",
        what: "Et mindstekrav, der beder tilbudsgiver beskrive, redegøre eller forklare. En beskrivelse, som \
leverandøren skal aflevere under kontrakten \
(i en releasenote, inden en frist), er noget andet.",
        why: "Enhver beskrivelse opfylder kravet, også den dårlige. Er det indholdet, der tæller, så skriv det som \
krav; er det beskrivelsen, der skal \
vurderes, så gør det til et krav, der evalueres.",
        bad: &[Example::minimum("Leverandøren skal beskrive, hvordan løsningen understøtter rehabilitering.")],
        good: &[
            Example::evaluated("Leverandøren skal beskrive, hvordan løsningen understøtter rehabilitering."),
            Example::minimum(
                "Leverandøren skal beskrive hver ændring i en releasenote senest 10 arbejdsdage før idriftsættelsen.",
            ),
        ],
        ground: "Et mindstekrav er det, som et tilbud kan falde på. Det skal stå klart, hvilke krav der er \
mindstekrav, jf. Klagenævnets kendelse af \
8. april 2019, Mediq mod Sydjysk Kommuneindkøb.",
    },
};

pub(super) fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let mut findings = Vec::new();
    for (at, token) in text.said() {
        if asks(text, at) && !delivers(text, at) {
            let infinitive = infinitive(&token.lower);
            let message = both!(
                "any answer meets a minimum requirement to »{infinitive}«",
                "ethvert svar opfylder et mindstekrav om at {infinitive}"
            );
            let finding = Finding::new(
                token.span.clone(),
                message,
                both!("which answer would not do?", "hvilket svar ville ikke være godt nok?"),
            );
            findings.push(finding.hint(both!(
                "write what the solution must do, or give it a type that is evaluated",
                "skriv, hvad løsningen skal, eller giv kravet en type, der evalueres"
            )));
            break;
        }
    }
    findings
}

fn infinitive(word: &str) -> String {
    let stems = [
        ("beskriv", "beskrive"),
        ("redegør", "redegøre"),
        ("skitser", "skitsere"),
        ("forklar", "forklare"),
        ("uddyb", "uddybe"),
        ("redegørelse", "redegøre"),
    ];
    let known = stems.iter().find(|(stem, _)| word.starts_with(stem));
    known.map_or_else(|| word.to_owned(), |(_, infinitive)| (*infinitive).to_owned())
}

/// The tenderer is asked for words.
fn asks(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    let tells = ["beskriv", "redegør", "skitser", "forklar", "uddyb"];
    let opens = text.near(at, -1).is_none();
    let imperative = opens
        && (tells.iter().any(|word| token.is(word)) || token.is("skitsér") || token.is("angiv") || token.is("oplys"));
    let verb = tells
        .iter()
        .any(|stem| token.lower.strip_prefix(stem).is_some_and(|end| matches!(end, "e" | "es" | "re" | "res")));
    let how = token.one_of(&["oplyse", "angive", "dokumentere", "vise", "demonstrere"])
        && text
            .after(at)
            .filter(|next| next.is_word())
            .take(3)
            .any(|next| next.one_of(&["hvordan", "hvorledes", "tilbuddet"]));
    let attaches = (token.lower.ends_with("beskrivelse") || token.lower.ends_with("redegørelse"))
        && text
            .before(at)
            .take(3)
            .any(|word| word.one_of(&["vedlægge", "vedlægges", "fremlægge", "indsende", "indeholde"]));
    // What a plan or a report must contain is delivered under the contract.
    let part = text.before(at).take(3).any(|word| word.is("indeholde"))
        && !text.of(token.sentence).iter().any(|word| {
            ["tilbud", "besvarelse", "løsningsbeskrivelse", "svarskema"].iter().any(|stem| word.lower.starts_with(stem))
        });
    let how = how || attaches && !part;
    if imperative || !verb && !how {
        return imperative;
    }
    let supplier = text.of(token.sentence).iter().take_while(|word| word.span.start < token.span.start).any(|word| {
        ["leverandør", "tilbudsgiver", "tilbud", "der", "svarskema"].iter().any(|stem| word.lower.starts_with(stem))
    });
    let passive = token.lower.ends_with("es") && text.before(at).any(|word| word.is("skal"));
    (verb && (supplier || passive) || how && supplier)
        && text.before(at).any(|word| word.one_of(&["skal", "bedes", "bør", "at", "og", "kan", "ønskes"]))
}

/// The description is something that is delivered under the contract.
fn delivers(text: &Text, at: usize) -> bool {
    const DELIVERED: &[&str] = &[
        "releasenote",
        "rapport",
        "håndbog",
        "vejledning",
        "manual",
        "log",
        "dokumentation",
        "plan",
        "notat",
        "referat",
        "protokol",
        "brugerhjælp",
    ];
    text.of(text.tokens[at].sentence).iter().any(|word| {
        word.one_of(&[
            "senest",
            "inden",
            "hver",
            "hvert",
            "månedligt",
            "løbende",
            "årligt",
            "kvartalsvis",
            "kvartalsvist",
            "kontraktperioden",
        ])
    }) || text.after(at).zip(text.after(at).skip(1)).zip(text.after(at).skip(2)).any(|((first, second), third)| {
        let inside = first.one_of(&["i", "af"]) && !second.is("tilbuddet");
        inside
            && [second, third]
                .iter()
                .any(|word| DELIVERED.iter().any(|thing| super::super::words::is_noun(&word.lower, thing)))
    })
}
