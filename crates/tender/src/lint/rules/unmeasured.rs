//! K09: performance without a number.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::super::measure;
use super::super::page::{Example, Page};
use super::super::text::{Clause, Text, Token};
use super::super::words::{Phrases, adjective, is_noun};
use super::{Desk, Finding, Kind, Level, Look, Reading, Rule, Scope, asks_for_words, informs, quote, said, says_why};
use crate::both;

pub static RULE: Rule = Rule {
    name: "unmeasured",
    id: "K09",
    level: Level::Advice,
    scope: Scope::Demands,
    look: Look::Each(look),
    page: Page {
        title: "Ydelse uden tal",
        what: "Svartid, oppetid, kapacitet, reaktionstid og lignende, der skal være »kort«, »høj« eller »god«, uden \
et tal eller en henvisning til det \
sted, hvor tallet står. Også »straks«, »i realtid« og »jævnligt«.",
        why: "Uden tal kan kravet hverken prissættes eller afprøves, og bod kan ikke beregnes.",
        bad: &[Example::minimum("Svartiden skal være kort."), Example::minimum("Løsningen skal have en høj oppetid.")],
        good: &[
            Example::minimum("Svartiden skal være højst 2 sekunder i 95 % af opslagene."),
            Example::minimum("Leverandøren skal hver måned rapportere svartid og oppetid."),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning). Et mål består af tal, enhed, målepunkt og periode.",
    },
};

#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "svartid", "responstid", "reaktionstid", "oppetid", "nedetid", "ydeevne", "performance", "kapacitet",
    "gennemløbstid", "genetableringstid", "løsningstid", "ventetid", "indlæsningstid", "tilgængelighed",
    "tilgængeligheden", "driftstid", "afhjælpningstid", "gendannelsestid", "hastighed", "ydelsesniveau", "opetid",
];

static QUALITIES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    #[rustfmt::skip]
    let stems = [
        "kort", "lav", "høj", "god", "minimal", "tilstrækkelig", "acceptabel", "hurtig", "rimelig", "fornuftig",
        "optimal", "stabil", "maksimal", "tilfredsstillende", "passende", "ubetydelig", "fremragende", "lille",
        "lang", "nødvendig", "stor", "konkurrencedygtig",
    ];
    let mut forms: HashSet<String> = stems.iter().flat_map(|stem| adjective(stem)).collect();
    forms.extend(
        [
            "bedre",
            "bedst",
            "bedste",
            "små",
            "forringes",
            "forringe",
            "påvirkes",
            "mærkbart",
            "nedsættes",
            "længst",
            "generende",
            "opleves",
            "forstyrrende",
        ]
        .map(str::to_owned),
    );
    forms
});

static ADVERBS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "straks|øjeblikkeligt|øjeblikkelig|omgående|jævnligt|regelmæssigt|prompte",
        "i realtid",
        "med det samme",
        "uden (unødig|nævneværdig|mærkbar) forsinkelse",
        "uden unødigt ophold",
        "med jævne|passende|regelmæssige mellemrum",
        "hurtigst muligt",
        "stort|højt antal",
        "store (mængder) data|datamængder|filer",
        "store mængder",
        "mange (samtidige) brugere|sager|dokumenter|opslag",
    ])
});

fn is_performance(token: &Token) -> bool {
    // Almost no word holds one of these, so that few are compared with all nouns.
    ["tid", "ydel", "ydee", "perf", "kapa", "tilg", "hast"].iter().any(|part| token.lower.contains(part))
        && NOUNS.iter().any(|noun| is_noun(&token.lower, noun))
}

/// The adjective at this place judges a performance that is not measured: the nearer fault than a vague word.
pub(super) fn qualifies(text: &Text, at: usize) -> bool {
    let (segment, quality) = (text.tokens[at].segment, QUALITIES.contains(&*text.tokens[at].lower));
    let hasty = ADVERBS.at(text, at).is_some();
    hasty
        || quality
            && (text.before(at).any(is_performance)
                || text.after(at).take_while(|token| token.segment == segment).any(is_performance))
}

/// »skal kunne skalere«, and nothing says how far. What is drawn on a screen is scaled in another sense.
fn grows(text: &Text, at: usize) -> Option<std::ops::Range<usize>> {
    const DRAWN: &[&str] =
        &["skærm", "billed", "skrift", "tekst", "vindue", "logo", "grafik", "kort", "visning", "ikon"];
    let token = &text.tokens[at];
    let drawn = || text.of(token.sentence).iter().any(|word| DRAWN.iter().any(|stem| word.lower.starts_with(stem)));
    (token.one_of(&["skalere", "skaleres", "opskaleres"]) && token.clause == Clause::Main && !drawn())
        .then(|| token.span.clone())
}

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let words = reading.subject.kind == Kind::Evaluated && asks_for_words(text);
    if words || measure::measured(text) || measure::points_elsewhere(text) {
        return Vec::new();
    }
    let way_out = || {
        both!(
            "write number, unit and where it is measured, or point at the appendix that says so",
            "skriv tal, enhed og målepunkt, eller henvis til det bilag, hvor de står"
        )
    };
    let mut findings = Vec::new();
    for (at, token) in text.said() {
        if informs(text, token.sentence) || says_why(text, at) {
            continue;
        }
        if let Some(span) = ADVERBS.at(text, at).map(|hit| hit.span(text)).or_else(|| grows(text, at)) {
            let said = said(text, &span);
            let message =
                both!("»{said}« does not say how much or when", "»{said}« siger ikke, hvor meget eller hvornår");
            findings.push(
                Finding::new(
                    span,
                    message,
                    both!("how many, or within how long?", "hvor mange, eller inden hvor længe?"),
                )
                .hint(way_out()),
            );
        } else if is_performance(token) {
            let judges = |word: &Token| !word.quoted && QUALITIES.contains(&*word.lower);
            let judged = text.before(at).any(judges)
                || text.after(at).take_while(|word| word.segment == token.segment).any(judges);
            if judged {
                let said = quote(token);
                let message = both!("what is asked of {said} has no number", "kravet til {said} har intet tal");
                findings.push(
                    Finding::new(
                        token.span.clone(),
                        message,
                        both!("how much, and measured where?", "hvor meget, og hvor måles det?"),
                    )
                    .hint(way_out()),
                );
            }
        }
    }
    findings
}
