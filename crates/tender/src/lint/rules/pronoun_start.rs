//! K16: a requirement that begins with a word for something said elsewhere.

use super::super::page::{Example, Page};
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, no_actor_at, quote};
use crate::both;

pub static RULE: Rule = Rule {
    name: "pronoun-start",
    id: "K16",
    level: Level::Advice,
    scope: Scope::Requirements,
    look: Look::Each(look),
    page: Page {
        title: "Krav, der begynder med et stedord",
        what: "Et krav, hvis første ord er »den«, »det«, »de«, »dette« eller »disse« om noget, der er nævnt et andet \
sted. »Den dataansvarlige skal …« \
og »Det skal fremgå, at …« er i orden.",
        why: "Kravet trykkes med sit eget nummer, flyttes, besvares og evalueres alene. Så står stedordet uden det, \
som det peger på.",
        bad: &[Example::minimum("Den skal kunne vise borgerens netværk."), Example::minimum("Dette skal logges.")],
        good: &[
            Example::minimum("Borgeroverblikket skal kunne vise borgerens netværk."),
            Example::minimum("De pårørende skal kunne se borgerens kalender."),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning): et krav kan stå alene.",
    },
};

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let Some(first) = text.tokens.first() else { return Vec::new() };
    let Some(second) = text.near(0, 1) else { return Vec::new() };
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        "skal", "må", "bør", "kan", "har", "vil", "viser", "gælder", "omfatter", "indeholder", "logges", "sker",
        "anvendes", "bruges", "er", "leveres",
    ];
    let points = first
        .one_of(&["denne", "dette", "disse", "han", "hun", "dermed", "herved", "hermed", "sådanne", "sådan"])
        || first.one_of(&["den", "de"]) && second.one_of(VERBS)
        || first.one_of(&["det", "den", "de"])
            && second.is("samme")
            && text.near(0, 2).is_some_and(|third| third.one_of(VERBS))
        || first.is("det") && second.one_of(VERBS) && !expletive(reading);
    // »Herudover skal den …«
    let goes_on = first.one_of(&["herudover", "derudover", "desuden", "endvidere", "ligeledes", "ydermere"])
        && text.near(0, 2).is_some_and(|third| third.one_of(&["den", "det", "de", "denne", "disse"]))
        && text.near(0, 3).is_none_or(|fourth| !fourth.is("være"));
    if !points && !goes_on {
        return Vec::new();
    }
    let said = quote(first);
    let message = both!("{said} points at something outside the requirement", "{said} peger på noget uden for kravet");
    let finding = Finding::new(first.span.clone(), message, both!("what?", "hvad?"));
    vec![
        finding.hint(both!(
            "write what it is: »Borgeroverblikket skal …«",
            "skriv, hvad det er: »Borgeroverblikket skal …«"
        )),
    ]
}

/// »Det skal være muligt«, »Det skal fremgå, hvem …«, »Det er et krav, at …«: »det« stands for what follows.
fn expletive(reading: &Reading) -> bool {
    let text = &reading.text;
    let clause = text
        .after(0)
        .zip(text.after(0).skip(1))
        .any(|(comma, word)| comma.raw == "," && (word.is("at") || word.lower.starts_with("hv") || word.is("om")));
    // »Det skal i løsningen være muligt for lederen …«
    let possible = text
        .after(0)
        .take(9)
        .any(|word| word.one_of(&["muligt", "umuligt", "sikres", "fremgå", "undgås", "tilstræbes"]));
    clause || possible || no_actor_at(text, 0) || text.near(0, 1).is_some_and(|second| second.is("er"))
}
