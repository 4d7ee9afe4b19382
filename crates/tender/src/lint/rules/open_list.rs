//! K05: a list that does not say where it ends.

use std::sync::LazyLock;

use super::super::page::{Example, Page};
use super::super::text::{Kind, Text};
use super::super::words::Phrases;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, informs, said};
use crate::both;

pub static RULE: Rule = Rule {
    name: "open-list",
    id: "K05",
    level: Level::Advice,
    scope: Scope::Minimum,
    look: Look::Each(look),
    page: Page {
        title: "Åben liste i et mindstekrav",
        what: "»fx«, »bl.a.«, »herunder«, »såsom«, »m.v.« og »osv.« i det, som et mindstekrav kræver. Navne på love, \
der ender på »m.v.«, og \
»herunder som minimum« er i orden.",
        why: "Tilbudsgiver ved, hvad listen begynder med, men ikke, hvad den indeholder. Er det kun de nævnte, så \
skriv det; er det flere, \
så nævn dem eller sig, hvad der afgør, om noget hører til.",
        bad: &[Example::minimum("Løsningen skal kunne eksportere til regneark, tekstfiler m.v.")],
        good: &[
            Example::minimum("Løsningen skal kunne eksportere til kommaseparerede filer og til regneark."),
            Example::minimum("Løsningen skal logge hvert opslag, herunder som minimum tidspunkt, bruger og sag."),
        ],
        ground: "En åben liste er ikke uklar i sig selv; det afgøres af, hvordan en almindeligt påpasselig \
tilbudsgiver læser den, jf. \
Klagenævnets kendelse af 22. september 2023, EG Danmark mod Frederikshavn Kommune. Derfor er dette et råd.",
    },
};

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "fx|f.eks.|feks|eksempelvis|bl.a.|herunder|såsom|blandt-andet|osv.|osv|m.v.|mv.|mv|m.m.|mm.|etc.|etc|m.fl.|\
mfl.|o.l.|o.lign.|o.a.|e.l.",
        "for|til eksempel",
        "som fx|eksempelvis",
        "blandt andet|andre",
        "og|eller lignende",
        "og så videre",
        "med videre|mere",
    ])
});

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let mut findings = Vec::new();
    for hit in PHRASES.find(text) {
        let at = hit.tokens.start;
        if informs(text, text.tokens[at].sentence) || closed(text, at, hit.tokens.end) {
            continue;
        }
        let span = hit.span(text);
        let said = said(text, &span);
        let message = both!("»{said}« leaves the list open", "»{said}« lader listen stå åben");
        let finding = Finding::new(span, message, both!("and what more?", "og hvad mere?"));
        findings.push(finding.hint(both!(
            "name all that belongs to it, or write what decides it",
            "nævn alt, der skal med, eller skriv, hvad der afgør det"
        )));
    }
    findings
}

/// The list is closed after all, or is part of a name.
fn closed(text: &Text, at: usize, end: usize) -> bool {
    let token = &text.tokens[at];
    let next = text.tokens.get(end).filter(|next| next.sentence == token.sentence);
    let minimum = next.is_some_and(|next| next.one_of(&["som", "mindst", "minimum", "alene", "kun", "altid", ":"]))
        && !text.tokens.get(end + 1).is_some_and(|after| after.one_of(&["fx", "eksempelvis"]));
    let below = token.is("herunder") && next.is_none_or(|next| next.raw == ":" || next.raw == ".");
    let millimetres = token.is("mm.") && text.near(at, -1).is_some_and(|before| before.kind == Kind::Number);
    let name = (token.lower.starts_with("m.") || token.lower.starts_with("mv"))
        && text.tokens[..at].iter().rev().take_while(|word| word.sentence == token.sentence).take(9).any(|word| {
            ["lov", "bekendtgørelse", "cirkulære", "forordning", "vejledning"]
                .iter()
                .any(|stem| word.lower.starts_with(stem))
                || word.lower.ends_with("lov")
                || word.lower.ends_with("loven")
                || word.lower.ends_with("bekendtgørelsen")
        });
    let more_than = next.is_some_and(|next| next.is("end"));
    more_than || token.is("herunder") && minimum || below || millimetres || name
}
