//! K18: above, below, the said.

use super::super::page::{Example, Page};
use super::super::text::{Kind, Text};
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, quote};
use crate::both;

pub static RULE: Rule = Rule {
    name: "loose-pointer",
    id: "K18",
    level: Level::Advice,
    scope: Scope::Everything,
    look: Look::Each(look),
    page: Page {
        title: "»Ovenfor«, »nedenfor«, »nævnte«",
        what: "»Ovenfor«, »nedenstående«, »førnævnte« og »de nævnte« uden et nummer, der kan slås op. En liste, der \
følger med det samme, er i orden, og \
det er »nævnt i bilag 3« også.",
        why: "Kravene trykkes i pakkernes rækkefølge og i svarskemaet hver for sig. Det, der stod ovenfor, da I skrev, \
står et andet sted, når det læses.",
        bad: &[Example::minimum("Løsningen skal opfylde de ovenfor nævnte grænser.")],
        good: &[
            Example::minimum("Løsningen skal opfylde grænserne i bilag 6, tabel 2."),
            Example::minimum("Løsningen skal vise nedenstående oplysninger:\n- navn\n- adresse"),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning): henvis til det, der har et nummer.",
    },
};

const POINTERS: &[&str] = &[
    "ovenfor",
    "nedenfor",
    "ovenstående",
    "nedenstående",
    "førnævnte",
    "ovennævnte",
    "nedennævnte",
    "ovenanførte",
    "foranstående",
    "førstnævnte",
    "sidstnævnte",
    "føromtalte",
    "ovenomtalte",
    "ovenover",
];

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let mut findings: Vec<Finding> = Vec::new();
    let mut last = None;
    for (at, token) in text.said() {
        let article = text.near(at, -1).is_some_and(|before| before.one_of(&["de", "den", "det", "disse", "samme"]));
        let points = token.one_of(POINTERS)
            || token.one_of(&["nævnte", "omtalte", "anførte"]) && article
            || token.is("tidligere")
                && [-1, 1].iter().any(|&step| {
                    text.near(at, step).is_some_and(|other| {
                        other.one_of(&[
                            "nævnt",
                            "omtalt",
                            "anført",
                            "beskrevet",
                            "nævnte",
                            "omtalte",
                            "anførte",
                            "beskrevne",
                        ])
                    })
                })
            || token.one_of(&["foregående", "forrige", "tidligere"])
                && text.near(at, 1).is_some_and(|next| {
                    ["krav", "afsnit", "punkt", "bestemmelse", "kapitel", "side"]
                        .iter()
                        .any(|stem| next.lower.starts_with(stem))
                });
        let below = token.lower.starts_with("neden") && list_follows(text, at);
        if !points || below || pinned(text, at) || last.is_some_and(|last| at - last <= 2) {
            continue;
        }
        last = Some(at);
        let said = quote(token);
        let message = both!("{said} cannot be looked up", "{said} kan ikke slås op");
        let finding = Finding::new(token.span.clone(), message, both!("which requirement?", "hvilket krav?"));
        findings.push(finding.hint(both!(
            "write the requirement’s number, such as »krav I-02.E1«, or the appendix’ section",
            "skriv kravets nummer, fx »krav I-02.E1«, eller bilagets afsnit"
        )));
    }
    findings
}

/// The list comes right here.
fn list_follows(text: &Text, at: usize) -> bool {
    let sentence = text.tokens[at].sentence;
    text.sentences.get(sentence + 1).is_some_and(|next| next.item) || text.after(at).any(|next| next.raw == ":")
}

/// »E1«: a requirement of the buyer's own.
fn is_own_number(raw: &str) -> bool {
    raw.strip_prefix(['E', 'B']).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A number stands beside the word.
fn pinned(text: &Text, at: usize) -> bool {
    const PLACES: &[&str] = &["bilag", "§", "§§", "krav", "afsnit", "punkt", "tabel", "stk.", "artikel", "pkt.", "nr."];
    let is_place =
        |word: &super::Token| PLACES.iter().any(|place| word.lower.ends_with(place)) || word.kind == Kind::Id;
    let numbered = |at: usize| {
        text.near(at, 1).is_some_and(|next| {
            // »bilag X« is yet to get its number.
            let blank = next.lower.chars().all(|letter| letter == 'x');
            next.kind == Kind::Number || next.kind == Kind::Id || next.raw.len() <= 3 && next.capital() && !blank
        })
    };
    let range = at.saturating_sub(5)..(at + 8).min(text.tokens.len());
    range.into_iter().any(|other| {
        let word = &text.tokens[other];
        let is_pin = is_place(word) && (word.kind == Kind::Id || numbered(other)) || is_own_number(word.raw);
        word.sentence == text.tokens[at].sentence && is_pin
    })
}
