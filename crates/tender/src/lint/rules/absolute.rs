//! K15: always, all, one hundred per cent.

use std::sync::LazyLock;

use super::super::page::{Example, Page};
use super::super::text::{Clause, Kind, Text};
use super::super::words::Phrases;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, informs, said, says_why};
use crate::both;

pub static RULE: Rule = Rule {
    name: "absolute",
    id: "K15",
    level: Level::Advice,
    scope: Scope::Demands,
    look: Look::Each(look),
    page: Page {
        title: "Altid, alle, 100 %",
        what: "»Altid«, »aldrig«, »100 %«, »fejlfri« og »alle« eller »enhver« om en mængde, der ikke er afgrænset. \
»Alle sager i teamet« og »alle opslag, \
som en bruger foretager« er afgrænset og i orden.",
        why: "Et krav uden undtagelser kan sjældent opfyldes og aldrig efterprøves. Den ærlige tilbudsgiver tager \
forbehold, den anden svarer ja.",
        bad: &[
            Example::minimum("Løsningen skal altid være tilgængelig."),
            Example::minimum("Løsningen skal have en oppetid på 100 %."),
        ],
        good: &[
            Example::minimum("Teamlederen skal kunne se alle sager i sit team."),
            Example::minimum("Nødkald skal kunne modtages 24 timer i døgnet alle årets dage."),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning). Et krav, som ingen kan opfylde, kan ikke håndhæves \
ens over for alle.",
    },
};

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "altid|aldrig|fejlfri|fejlfrit|fejlfrie|~upåklagelig|perfekt|perfekte",
        "under ingen omstændigheder",
        "uden (nogen) fejl|nedetid|undtagelse|undtagelser",
        "ingen nedetid",
        "på intet tidspunkt",
        "til enhver|hver (en) tid",
        "hundrede procent",
    ])
});

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let mut findings: Vec<Finding> = Vec::new();
    for (at, token) in text.said() {
        let span = if token.one_of(&["alle", "enhver", "ethvert", "samtlige"]) {
            if bounded(text, at) || inside_phrase(text, at) || conditional(text, at) {
                None
            } else {
                Some(token.span.clone())
            }
        } else if token.kind == Kind::Number && token.raw == "100" {
            let percent = text.near(at, 1).filter(|next| next.one_of(&["%", "procent", "pct."]));
            let scale =
                text.near(at, -1).is_some_and(|before| before.one_of(&["fra", "til", "ved", "end", "og", "-", "over"]));
            percent.filter(|_| !scale).map(|percent| token.span.start..percent.span.end)
        } else {
            // »til enhver tid gældende« is a moving reference, and »altid« in a clause beside the demand is told, not
            // demanded.
            PHRASES
                .at(text, at)
                .filter(|hit| {
                    let any_time = text.tokens[hit.tokens.end - 1].is("tid");
                    demanded(text, at) && !(any_time && moves(text, hit.tokens.end))
                })
                .map(|hit| hit.span(text))
        };
        let Some(span) = span else { continue };
        if informs(text, token.sentence)
            || findings.last().is_some_and(|last| last.span.end > token.span.start)
            || says_why(text, at)
        {
            continue;
        }
        let said = said(text, &span);
        let message = both!("»{said}« allows no exception", "»{said}« har ingen undtagelser");
        let finding = Finding::new(span, message, both!("even when …?", "også når …?"));
        findings.push(finding.hint(both!(
            "write a bound that can be measured, or what the requirement holds for",
            "skriv den grænse, der kan måles, eller den mængde, som kravet gælder for"
        )));
    }
    findings
}

/// In the main clause, or in the clause that says what is to be seen to: »skal sikre, at data aldrig går tabt«.
fn demanded(text: &Text, at: usize) -> bool {
    text.tokens[at].clause == Clause::Main || text.before(at).last().is_some_and(|first| first.is("at"))
}

/// In a clause that says when: »når alle delopgaver er afsluttet«.
fn conditional(text: &Text, at: usize) -> bool {
    let first = text.before(at).last();
    first.is_some_and(|first| first.one_of(&["når", "hvis", "såfremt", "medmindre", "før", "indtil", "efter", "inden"]))
        && text.tokens[at].clause == Clause::Subordinate
}

fn moves(text: &Text, end: usize) -> bool {
    // »til enhver tid opfylde gældende lovgivning«
    if text.tokens[end..].iter().take(3).any(|next| next.is("gældende")) {
        return true;
    }
    text.tokens.get(end).is_some_and(|next| {
        // »til enhver tid udmeldte praksis«
        let participle = ["ede", "dte", "tte", "gte", "ste", "lte", "nde"].iter().any(|end| next.lower.ends_with(end));
        participle || next.one_of(&["gældende", "aktuelle", "gælder", "er", "offentliggjorte", "vedtagne", "givne"])
    })
}

/// »til enhver tid« is one word in three.
fn inside_phrase(text: &Text, at: usize) -> bool {
    text.near(at, 1).is_some_and(|next| next.is("tid"))
}

/// The set that »alle« speaks of has an edge.
fn bounded(text: &Text, at: usize) -> bool {
    #[rustfmt::skip]
    const PLACES: &[&str] = &[
        "i", "på", "fra", "til", "med", "for", "af", "under", "hos", "mellem", "vedrørende", "om", "som", "der",
        "hvor", "via", "inden", "uden", "omfattet", "nævnt", "angivet", "markeret", "tilknyttet", "jf.", "ad",
    ];
    #[rustfmt::skip]
    const OWNED: &[&str] = &[
        "de", "sine", "sin", "sit", "disse", "dens", "dets", "deres", "vores", "tre", "to", "fire", "fem", "seks",
        "øvrige", "andre",
    ];
    let Some(next) = text.near(at, 1) else { return true };
    let before = text.near(at, -1);
    // »skal alle kunne«, »… alle.«: who is meant was said before.
    if !next.is_word() && next.raw != "»"
        || next.one_of(&["skal", "kunne", "være", "have", "kan", "er"])
            && before.is_some_and(|word| word.one_of(&["skal", "kan", "er", "må"]))
    {
        return true;
    }
    let owned = next.kind == Kind::Number
        || next.one_of(OWNED)
        || next.raw == "»"
        || next.capital()
        || next.lower.ends_with('s')
            && next.lower.chars().count() > 4
            && text.near(at, 2).is_some_and(|word| word.is_word() && !word.one_of(&["skal", "må", "kan"]))
        || next.lower.ends_with("dage")
        || next.is("hverdage")
        || next.is("tider")
        || next.is("timer");
    // A clause, a place or an owner right after the thing.
    // »alle typer af sager« has no edge by »af« yet.
    let kinds = next.one_of(&["typer", "slags", "former", "arter", "varianter", "grader"])
        && text.near(at, 2).is_some_and(|word| word.one_of(&["af", "for"]));
    let skipped: usize = if kinds { 3 } else { 1 };
    let place = text
        .after(at)
        .skip(skipped)
        .take(4)
        .enumerate()
        .take_while(|(_, word)| !word.one_of(&["skal", "må", "kan", "kunne", "og"]))
        .any(|(steps, word)| {
            let clause = word.raw == "," && {
                let after = text.near(at, isize::try_from(steps + skipped).unwrap_or(0) + 2);
                after.is_some_and(|after| after.one_of(&["der", "som", "hvor", "jf.", "hvis", "i", "på"]))
            };
            // »alle brugere på én gang« says how, and not which.
            let manner = word.one_of(&["på", "i"])
                && text
                    .near(at, isize::try_from(steps + skipped).unwrap_or(0) + 2)
                    .is_some_and(|after| after.one_of(&["én", "en", "samme"]))
                && text
                    .near(at, isize::try_from(steps + skipped).unwrap_or(0) + 3)
                    .is_some_and(|after| after.one_of(&["gang", "tid", "arbejdsgang"]));
            clause || word.one_of(PLACES) && !manner || word.raw == ":"
        });
    owned || place
}
