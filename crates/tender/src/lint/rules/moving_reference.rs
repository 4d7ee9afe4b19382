//! K13: a rule that may change tomorrow, and no day on which it is read.

use std::sync::LazyLock;

use super::super::measure;
use super::super::page::{Example, Page};
use super::super::text::Text;
use super::super::words::Phrases;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, said};
use crate::both;

pub static RULE: Rule = Rule {
    name: "moving-reference",
    id: "K13",
    level: Level::Warning,
    scope: Scope::Binding,
    look: Look::Each(look),
    page: Page {
        title: "Henvisning, der flytter sig",
        what: "»Til enhver tid gældende«, »nyeste version« og »gældende regler«, uden at kravet nævner en dato, en \
version, tilbudsfristen eller \
kontraktens ændringshåndtering. Den nyeste version af et dokument eller en sag i løsningen er noget andet og læses \
ikke.",
        why: "Tilbudsgiver kan ikke prissætte en regel, der ikke er skrevet endnu. Den ene lægger en stor risiko ind \
i prisen, den anden ingen.",
        bad: &[
            Example::minimum("Løsningen skal overholde de til enhver tid gældende regler om journalisering."),
            Example::minimum("Løsningen skal følge den nyeste version af rammearkitekturen."),
        ],
        good: &[
            Example::minimum(
                "Løsningen skal følge den vejledning om journalisering, der er offentliggjort ved tilbudsfristen; den til \
enhver tid gældende vejledning følges efter kontraktens ændringshåndtering.",
            ),
            Example::minimum("Løsningen skal vise den nyeste version af dokumentet øverst."),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning). Kravene skal kunne prissættes, når tilbuddet \
afgives; det følger af \
ligebehandling og gennemsigtighed, jf. udbudslovens § 2.",
    },
};

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "til enhver|hver (en) tid gældende|aktuelle|nyeste|seneste|offentliggjorte|vedtagne|udmeldte|\
fastsatte",
        "til enhver tid gælder|er",
        "nyeste|seneste|aktuelle (offentliggjorte|udgivne|officielle|stabile|gældende|tilgængelige) version|\
versioner|udgave|udgivelse|release",
        "senest offentliggjorte|udgivne|vedtagne *",
        "nyeste|seneste (offentliggjorte) vejledning|vejledninger|anvisning|anvisninger|retningslinje|retningslinjer|\
specifikation|standard|standarder|anbefalinger|lovgivning|regler",
        "som|der (den|det|de) løbende|senere|fremover|fremadrettet|jævnligt ændres|opdateres|revideres|justeres|\
tilpasses|udvides",
        "i|med (den|det|de) løbende|senere|fremtidige|efterfølgende ændringer|opdateringer|revisioner|tilføjelser|\
rettelser|form",
        "fremtidig|fremtidige|kommende (nationale|europæiske) \
krav|myndighedskrav|lovgivning|lovændringer|lovkrav|regler|standarder|retningslinjer|\
vejledninger|bekendtgørelser",
        "fremtidig|fremtidige|kommende (nye) \
system|systemer|fagsystemer|it-systemer|løsninger|it-løsninger|integrationer|\
snitflader|teknologier|platforme|forretningsbehov|behov",
        "som|der på|til ethvert|enhver|hvert|hver (givent|givet) tidspunkt|tid er|gælder|måtte",
    ])
});

/// What a law or an authority can change: »gældende« before one of these moves.
#[rustfmt::skip]
const RULES_OF_OTHERS: &[&str] = &[
    "lov", "love", "lovgivning", "lovgivningen", "regler", "regel", "regelsæt", "vejledning", "vejledninger",
    "retningslinje", "retningslinjer", "standard", "standarder", "praksis", "bekendtgørelse", "bekendtgørelser",
    "anvisning", "anvisninger", "anbefalinger", "forskrifter", "ret", "politik", "politikker", "specifikation",
    "specifikationer", "bestemmelser", "krav", "cirkulærer", "overenskomst", "overenskomster",
];

/// What the solution itself keeps versions of.
#[rustfmt::skip]
const CONTENT: &[&str] = &[
    "dokument", "skabelon", "udkast", "brev", "notat", "fil", "sag", "plan", "journal", "vurdering", "afgørelse",
    "opgave", "note", "skema", "besked", "liste", "besvarelse", "ansøgning", "tekst", "billede", "rapport",
    "bevilling", "indsats", "kontrakt", "data", "post",
];

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    if measure::dated(text) {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = Vec::new();
    for (at, token) in text.said() {
        if findings.last().is_some_and(|last| last.span.end > token.span.start) {
            continue;
        }
        let span = match PHRASES.at(text, at) {
            Some(hit) if !is_content(text, hit.tokens.start, hit.tokens.end) => hit.span(text),
            Some(_) => continue,
            None => match in_force(text, at) {
                Some(end) => token.span.start..text.tokens[end].span.end,
                None => continue,
            },
        };
        if measure::points_elsewhere(text) && !said(text, &span).contains("tid") {
            continue;
        }
        let said = said(text, &span);
        let message = both!(
            "what »{said}« points at can change after the offer was made",
            "det, som »{said}« peger på, kan ændre sig, efter at tilbuddet er afgivet"
        );
        let finding = Finding::new(span, message, both!("in force on which day?", "gældende hvilken dag?"));
        findings.push(finding.hint(both!(
            "write a date or a version, or »gældende ved tilbudsfristen; senere ændringer efter kontraktens \
ændringshåndtering«",
            "skriv dato eller version, eller »gældende ved tilbudsfristen; senere ændringer efter kontraktens \
ændringshåndtering«"
        )));
    }
    findings
}

/// The version meant is one that the solution keeps: »den nyeste version af dokumentet«, »dokumentets nyeste version«.
fn is_content(text: &Text, start: usize, end: usize) -> bool {
    let kept = |word: &str| {
        // »kontoplan« is no plan of the solution's.
        !word.starts_with("kontoplan") && CONTENT.iter().any(|noun| super::super::words::is_noun(word, noun))
    };
    let direct = text.tokens[start].is("til") && text.after(end - 1).take(1).any(|word| kept(&word.lower));
    let of = text
        .after(end - 1)
        .take(5)
        .skip_while(|word| !word.one_of(&["af", "på"]))
        .skip(1)
        .any(|word| kept(&word.lower));
    let owner = text.near(start, -1).is_some_and(|before| before.lower.ends_with('s') && kept(&before.lower));
    direct || of || owner
}

/// »gældende dansk lovgivning«: the last token of what is in force.
fn in_force(text: &Text, at: usize) -> Option<usize> {
    if !text.tokens[at].is("gældende") {
        return None;
    }
    (1..=3).find_map(|steps| {
        let next = text.near(at, steps)?;
        // »persondataret«, »forvaltningsretten«
        let law = |end: &str| next.lower.len() > 9 && next.lower.ends_with(end);
        let rule = law("ret")
            || law("retten")
            || RULES_OF_OTHERS.iter().any(|noun| {
                next.is(noun) || next.lower.ends_with(noun) && next.lower.len() > noun.len() + 3 && noun.len() > 4
            });
        rule.then(|| at + steps.unsigned_abs())
    })
}
