//! K02: a minimum requirement in words that do not bind.

use super::super::page::{Example, Page};
use super::super::text::{Clause, Text};
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, quote};
use crate::both;

pub static RULE: Rule = Rule {
    name: "weak-modal",
    id: "K02",
    level: Level::Warning,
    scope: Scope::Minimum,
    look: Look::Each(look),
    page: Page {
        title: "Svagt udsagnsord i et mindstekrav",
        what: "»Bør«, »kan«, »gerne«, »ønskes« eller »forventes« i det, som et mindstekrav kræver. »Skal kunne« er i \
orden, og det er »kan« i \
en bisætning eller i en forklaring ved siden af et »skal«.",
        why: "Den ene tilbudsgiver læser »bør« som et krav og regner det med i prisen, den anden læser det som et \
ønske. \
Så er tilbuddene ikke \
sammenlignelige, og det er ikke til at sige, om kravet er opfyldt.",
        bad: &[
            Example::minimum("Løsningen bør kunne eksportere listen til regneark."),
            Example::minimum("Det forventes, at leverandøren deltager i statusmøder."),
        ],
        good: &[
            Example::minimum("Løsningen skal kunne eksportere listen til regneark."),
            Example::evaluated("Løsningen bør kunne foreslå et emne ud fra dokumentets indhold."),
        ],
        ground: "Praksis for kravskrivning (ISO/IEC/IEEE 29148). Udbudsretligt skal det stå klart, hvilke krav der \
er mindstekrav, jf. \
Klagenævnets kendelse af 8. april 2019, Mediq mod Sydjysk Kommuneindkøb.",
    },
};

pub(super) fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let binds = text.has(&["skal", "må", "forpligtet", "forpligter"]);
    let mut findings = Vec::new();
    for (at, token) in text.said() {
        if token.clause == Clause::Main && is_weak(text, at, binds) {
            let label = if token.one_of(&["kan", "kunne"]) {
                both!("a possibility or a demand?", "en mulighed eller et krav?")
            } else {
                both!("does not bind", "binder ikke")
            };
            let finding = Finding::new(
                token.span.clone(),
                {
                    let said = quote(token);
                    both!("{said} makes a wish of the minimum requirement", "{said} gør mindstekravet til et ønske")
                },
                label,
            );
            findings.push(finding.hint(both!(
                "write »skal«, or give it a type that is evaluated",
                "skriv »skal«, eller giv kravet en type, der evalueres"
            )));
            // The first says it.
            break;
        }
    }
    findings
}

/// »Ordregiver kan opsige …«: a right of the buyer's binds the supplier.
pub(super) fn is_right(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    let buyer = ["ordregiver", "kommunen", "kunden", "regionen", "styrelsen", "ordregiveren"];
    let near = |step| text.near(at, step).is_some_and(|word: &super::Token| word.one_of(&buyer));
    // What the buyer's people can do in the solution is a function of it.
    const RIGHTS: &[&str] = &[
        "opsige",
        "ophæve",
        "forlænge",
        "kræve",
        "forlange",
        "afvise",
        "vælge",
        "udskyde",
        "standse",
        "påbyde",
        "tilbageholde",
        "overdrage",
        "udnytte",
        "bestille",
        "afbestille",
        "nægte",
        "indkalde",
        "udpege",
    ];
    let right = text.after(at).take(8).any(|word| word.one_of(RIGHTS));
    token.is("kan") && (near(-1) || near(1)) && right
}

fn is_weak(text: &Text, at: usize, binds: bool) -> bool {
    let token = &text.tokens[at];
    let buyer = ["ordregiver", "kommunen", "der", "det", "vi", "regionen"];
    let around = |words: &[&str]| {
        text.before(at).take(3).any(|near| near.one_of(words)) || text.after(at).take(2).any(|near| near.one_of(words))
    };
    match &*token.lower {
        "bør" | "burde" | "helst" | "ønskeligt" | "opfordres" | "anbefales" | "foretrækkes" => true,
        "fordel" | "foretrække" | "hensigten" => {
            text.before(at).take(3).any(|near| near.one_of(&["en", "at", "er"])) && !binds
        }
        "ville" => text.near(at, 1).is_some_and(|next| next.is("være")),
        "gerne" => !text.before(at).any(|near| near.lower.starts_with("borger")),
        "ønskes" => !text.before(at).any(|near| near.is("som")),
        "ønsker" | "ønskede" => token.is("ønsker") && around(&buyer),
        "forventes" => !around(&["der"]),
        "forventer" => text.after(at).take(5).any(|near| {
            ["leverandør", "tilbudsgiver", "løsning", "system"].iter().any(|stem| near.lower.starts_with(stem))
        }),
        // »kan ikke« tells how it is, and wishes nothing.
        "kan" | "kunne" => !binds && !is_right(text, at) && text.near(at, 1).is_none_or(|next| !next.is("ikke")),
        other => other == "bedes" && !super::asks_for_words(text),
    }
}
