//! K07: »og/eller«.

use super::super::page::{Example, Page};
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope};
use crate::both;

pub static RULE: Rule = Rule {
    name: "and-or",
    id: "K07",
    level: Level::Advice,
    scope: Scope::Everything,
    look: Look::Each(look),
    page: Page {
        title: "»og/eller«",
        what: "»og/eller« i teksten. Står det i »…«, er det et navn eller et citat og læses ikke.",
        why: "Skal løsningen kunne begge dele, eller er én nok, og hvem vælger? De tre læsninger har hver sin pris.",
        bad: &[Example::minimum("Løsningen skal kunne sende breve som Digital Post og/eller fysisk post.")],
        good: &[
            Example::minimum("Løsningen skal kunne sende breve både som Digital Post og som fysisk post."),
            Example::minimum(
                "Løsningen skal kunne sende breve som Digital Post eller som fysisk post efter medarbejderens valg.",
            ),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning).",
    },
};

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let tokens = &reading.text.tokens;
    let triples = tokens.windows(3).filter(|three| {
        let words = three[0].is("og") && three[2].is("eller") || three[0].is("eller") && three[2].is("og");
        words && three[1].raw == "/" && !three[0].quoted
    });
    let findings = triples.map(|three| {
        let span = three[0].span.start..three[2].span.end;
        let finding = Finding::new(
            span,
            both!(
                "»og/eller« does not say whether one of them is enough",
                "»og/eller« siger ikke, om én af delene er nok"
            ),
            both!("both, or whose choice?", "begge, eller efter hvis valg?"),
        );
        finding.hint(both!("write »både … og …«, or who chooses", "skriv »både … og …«, eller skriv, hvem der vælger"))
    });
    findings.collect()
}
