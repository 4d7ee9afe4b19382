//! K27: something that was to be filled in, and was not.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::measure;
use super::super::page::{Example, Page};
use super::super::text::{Kind, Text};
use super::super::words::Phrases;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, informs, said};
use crate::both;

pub static RULE: Rule = Rule {
    name: "left-open",
    id: "K27",
    level: Level::Warning,
    scope: Scope::Binding,
    look: Look::Each(look),
    page: Page {
        title: "Noget, der mangler at blive skrevet",
        what: "Pladsholdere såsom »[antal]«, »xx sekunder«, »bilag X« og »TBD«, og det, der først »aftales nærmere« \
eller »fastlægges senere«. Også »#« foran en linje, som er glemt, da et eksempel blev slået til. Et tal i parentes, \
links og navne i `…` læses ikke.",
        why: "Det, der ikke står i udbudsmaterialet, kan ingen prissætte. En pladsholder er næsten altid glemt, og \
når den er trykt, skal den rettes over for alle.",
        bad: &[
            Example::minimum("Løsningen skal kunne behandle [antal] sager om året."),
            Example::minimum("Leverandøren skal levere udtræk i et format, der fastlægges senere."),
        ],
        good: &[
            Example::minimum("Løsningen skal kunne behandle 40.000 sager om året."),
            Example::minimum("Leverandøren skal levere udtræk som CSV-filer med de felter, der står i bilag 4."),
        ],
        ground: "Kravene skal kunne prissættes, når tilbuddet afgives; det følger af ligebehandling og \
gennemsigtighed, jf. udbudslovens § 2.",
    },
};

static LATER: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "aftales|fastlægges|fastsættes|defineres|afklares|bestemmes|besluttes|specificeres|udarbejdes|beskrives|\
oplyses|angives (først) nærmere|senere|efterfølgende|løbende",
        "nærmere|senere|efterfølgende aftales|fastlægges|fastsættes|defineres|afklares|bestemmes|besluttes|\
specificeres",
        "nærmere|senere aftalt|aftalte|fastsat|fastsatte|fastlagt|fastlagte|defineret|definerede",
        "afventer afklaring|beslutning|svar",
        "skal|mangler (stadig) afklares|udfyldes senere|nærmere",
    ])
});

/// What a number or a letter of its own follows: »bilag X«.
const PLACES: &[&str] =
    &["bilag", "underbilag", "afsnit", "punkt", "pkt.", "krav", "tabel", "kapitel", "version", "nr."];

/// What a number follows: »højst X sekunder«.
const BOUNDS: &[&str] = &[
    "højst",
    "mindst",
    "minimum",
    "maksimalt",
    "maks.",
    "max.",
    "senest",
    "inden",
    "for",
    "til",
    "ca.",
    "over",
    "under",
    "på",
    "end",
    "pr.",
];

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let mut findings: Vec<Finding> = Vec::new();
    for (at, token) in text.said() {
        if findings.last().is_some_and(|last| last.span.end > token.span.start) {
            continue;
        }
        if let Some(finding) = switched_off(text, at) {
            findings.push(finding);
            continue;
        }
        let blank = blank(text, at);
        let later = LATER.at(text, at).filter(|_| {
            // A place or a limit says what is to be settled, or by when.
            !measure::points_elsewhere(text)
                && !measure::measured_near(text, token.sentence)
                && !informs(text, token.sentence)
        });
        let span = match (blank, later) {
            (Some(span), _) => span,
            (None, Some(hit)) => hit.span(text),
            (None, None) => continue,
        };
        let said = said(text, &span);
        let message = both!("»{said}« has yet to be written", "»{said}« mangler at blive skrevet");
        let finding = Finding::new(span, message, both!("what shall stand here?", "hvad skal der stå?"));
        findings.push(finding.hint(both!(
            "write it before the tender is published: afterwards it is a correction",
            "skriv det, før udbuddet offentliggøres; bagefter er det en rettelse"
        )));
    }
    findings
}

/// The sign of a comment that was left before a line: inside a text it is printed.
fn switched_off(text: &Text, at: usize) -> Option<Finding> {
    let token = &text.tokens[at];
    if token.raw != "#" {
        return None;
    }
    let before = text.source[..token.span.start].trim_end_matches([' ', '\t']);
    let after = text.source[token.span.end..].chars().next();
    let opens = (before.is_empty() || before.ends_with('\n')) && after.is_none_or(char::is_whitespace);
    opens.then(|| {
        let message = both!(
            "»#« stands before a line of the text, and would be printed",
            "»#« står foran en linje i teksten og kommer med på tryk"
        );
        let finding = Finding::new(token.span.clone(), message, both!("left over?", "glemt?"));
        finding.hint(both!("delete it at the beginning of each line", "slet det i begyndelsen af hver linje"))
    })
}

/// The blank that begins at a token.
fn blank(text: &Text, at: usize) -> Option<Range<usize>> {
    let token = &text.tokens[at];
    match token.raw {
        "[" | "<" => bracketed(text, at),
        "_" => {
            let line = text.source[token.span.start..].chars().take_while(|letter| *letter == '_').count();
            (line >= 3).then(|| token.span.start..token.span.start + line)
        }
        "…" => (text.tokens.len() == 1 || measured_by(text, at) || awaits(text, at)).then(|| token.span.clone()),
        "?" => {
            let marks = text.source[token.span.start..].chars().take_while(|letter| *letter == '?').count();
            (marks >= 2).then(|| token.span.start..token.span.start + marks)
        }
        _ if token.kind == Kind::Word && stands_for(text, at) => Some(token.span.clone()),
        _ => None,
    }
}

/// »[antal]«, »<navn>«: not a link, a reference such as »[3]« or a key in backticks.
fn bracketed(text: &Text, at: usize) -> Option<Range<usize>> {
    let start = text.tokens[at].span.start;
    let close = if text.tokens[at].raw == "[" { ']' } else { '>' };
    // No blank is longer.
    let length = text.source[start + 1..].char_indices().take(61).find(|(_, letter)| *letter == close)?.0;
    let inside = &text.source[start + 1..start + 1 + length];
    let end = start + 1 + length + 1;
    let after = &text.source[end..];
    let words = inside.chars().next().is_some_and(|letter| letter.is_alphabetic() || matches!(letter, '…' | '.' | '_'));
    let key = text.source[..start].ends_with('`');
    // »under < 5 og over > 2« compares, and »<https://…>« is an address.
    let plain = !inside.contains(['\n', '<', '/', '=']);
    let angled = close == '>' && inside.contains(' ');
    (words && plain && !key && !angled && !after.starts_with(['(', '['])).then_some(start..end)
}

/// »xx«, »NN«, »TBD«, and a lone »X« where a number goes.
pub(super) fn stands_for(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    if token.one_of(&["tbd", "tba", "tbc", "todo", "fixme", "lorem"]) {
        return true;
    }
    let same = |letter: char| token.lower.chars().all(|other| other == letter);
    let letters = token.lower.chars().count();
    let crosses = ['x', 'y', 'n'].into_iter().any(same);
    if letters >= 2 {
        // »NN« may be anybody’s initials, and »yyy« the letters of a date.
        return same('x') && token.raw != "Xx" || crosses && measured_by(text, at);
    }
    let place = text.near(at, -1).is_some_and(|before| before.one_of(PLACES));
    // »direktivets bilag X« is the tenth.
    let foreign = text.near(at, -2).is_some_and(|owner| {
        ["direktiv", "forordning", "lov", "konvention"].iter().any(|stem| owner.lower.contains(stem))
    });
    crosses && token.capital() && (place && !foreign || measured_by(text, at))
}

/// »Løsningen skal …«: the words that the dots follow ask for more.
fn awaits(text: &Text, at: usize) -> bool {
    text.near(at, -1).is_some_and(|before| before.one_of(&["skal", "må", "kan", "kunne", "at", "være", "have", "med"]))
}

/// A number belongs here: a unit follows it, and before dots, which may also leave something out, a bound.
fn measured_by(text: &Text, at: usize) -> bool {
    let unit = text.near(at, 1).is_some_and(|next| measure::is_measure(next));
    let bound = text.near(at, -1).is_some_and(|before| before.one_of(BOUNDS));
    unit && (bound || text.tokens[at].raw != "…")
}
