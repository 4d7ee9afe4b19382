//! K08: something shall be possible, for nobody.

use std::sync::LazyLock;

use super::super::page::{Example, Page};
use super::super::text::Text;
use super::super::words::Phrases;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, said};
use crate::both;

pub static RULE: Rule = Rule {
    name: "no-actor",
    id: "K08",
    level: Level::Advice,
    scope: Scope::Demands,
    look: Look::Each(look),
    page: Page {
        title: "Krav uden aktør",
        what: "»Det skal være muligt at …«, »Der skal være mulighed for at …« og »Der skal kunne …«, uden at det \
siges, for hvem.",
        why: "Rettigheder, brugergrænseflade og test afhænger af, hvem der skal kunne det. En leverandørkonsulent med \
adgang til databasen kan næsten alt.",
        bad: &[
            Example::minimum("Det skal være muligt at eksportere en sag."),
            Example::minimum("Der skal kunne søges på tværs af sager."),
        ],
        good: &[
            Example::minimum("Sagsbehandleren skal kunne eksportere en sag."),
            Example::minimum("Det skal være muligt for arkivaren at søge på tværs af sager."),
        ],
        ground: "Praksis for kravskrivning (EARS, INCOSE’s vejledning): kravet nævner den, der handler.",
    },
};

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "det skal (også|desuden|ligeledes|endvidere|altid) være muligt|nemt|let|enkelt",
        "skal det (også|desuden|ligeledes|endvidere) være muligt|nemt|let",
        "der skal (også|desuden) være|gives|findes mulighed",
        "skal der (også|desuden) være|gives mulighed",
        "der skal (også|desuden) være|gives adgang|funktionalitet til at",
        "der skal (også|desuden) være en funktion|facilitet til at|for|der",
        "der skal (også|desuden|altid|nemt|let) kunne",
        "skal der (også|desuden) kunne",
        "det skal (også|desuden) kunne",
        "det skal (i|på|fra|via) * være muligt",
        "man skal (også|desuden|let|nemt) kunne",
        "skal man (også|desuden|let|nemt) kunne",
        "skal kunne lade sig gøre",
    ])
});

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let mut findings = Vec::new();
    for hit in PHRASES.find(text) {
        if named(text, hit.tokens.end) {
            continue;
        }
        let span = hit.span(text);
        let said = said(text, &span);
        let message =
            both!("»{said}« does not say who must be able to", "»{said}« siger ikke, hvem der skal kunne det");
        findings.push(Finding::new(span, message, both!("who?", "hvem?")).hint(both!(
            "begin with the actor: »Sagsbehandleren skal kunne …«",
            "begynd med aktøren: »Sagsbehandleren skal kunne …«"
        )));
    }
    findings
}

/// The actor is named after all: »muligt for sagsbehandleren at«, »mulighed for, at borgeren kan«, »sendes af lederen«.
fn named(text: &Text, end: usize) -> bool {
    let last = end - 1;
    let rest: Vec<_> = text.after(last).take(14).collect();
    // »muligt for lederen at …«; »mulighed for flettefelter« names a thing.
    let for_whom = rest.first().is_some_and(|word| word.is("for"))
        && rest.get(1).is_some_and(|word| word.is_word() && !word.is("at"))
        && rest.iter().skip(2).any(|word| word.is("at"));
    let possible = text.tokens[last].one_of(&["muligt", "mulighed", "nemt", "let", "enkelt"]);
    let clause = possible
        && rest.iter().take(3).position(|word| word.is("at")).is_some_and(|at| {
            // »at« opens a clause with a subject of its own if a comma stands before it.
            at > 0 && rest[at - 1].raw == ","
        });
    #[rustfmt::skip]
    const PERSONS: &[&str] = &[
        "bruger", "borger", "sagsbehandler", "medarbejder", "leder", "administrator", "leverandør", "ordregiver",
        "visitator", "arkivar", "planlægger", "konsulent", "pårørende", "sygeplejerske", "kommune", "virksomhed",
        "ansøger", "løsning",
    ];
    let by =
        rest.windows(2).any(|pair| pair[0].is("af") && PERSONS.iter().any(|person| pair[1].lower.contains(person)))
            || rest.windows(3).any(|three| {
                three[0].is("af") && PERSONS.iter().any(|person| three[2].lower.contains(person)) && three[1].is_word()
            });
    for_whom || clause || by
}

/// Such a phrase begins here, whether or not the actor is named.
pub(super) fn opens_at(text: &Text, at: usize) -> bool {
    PHRASES.at(text, at).is_some()
}
