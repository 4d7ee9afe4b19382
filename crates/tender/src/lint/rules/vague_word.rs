//! K04: a word that nobody can measure.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::measure;
use super::super::page::{Example, Page};
use super::super::text::Text;
use super::super::words::{Phrases, adjective, is_function_word};
use super::{
    Desk, Finding, Kind, Level, Look, Reading, Rule, Scope, asks_for_words, escape_clause, informs, quote, said,
    says_why, unmeasured,
};
use crate::both;

pub static RULE: Rule = Rule {
    name: "vague-word",
    id: "K04",
    level: Level::Advice,
    scope: Scope::Demands,
    look: Look::Each(look),
    page: Page {
        title: "Ord, der ikke kan måles",
        what: "»Brugervenlig«, »hurtig«, »nem«, »fleksibel«, »tilstrækkelig«, »moderne« og lignende, uden at kravet \
selv siger, hvad der skal til. \
Et mål i samme eller næste sætning er nok, og det, der kun fortæller, hvad kravet er godt for, læses ikke.",
        why: "To læsere har hver sin grænse i hovedet. Tilbudsgiver kan ikke prissætte den anden, og ordregiver kan \
ikke \
afprøve sin egen.",
        bad: &[
            Example::minimum("Fremsøgning af en borger skal ske hurtigt."),
            Example::minimum("Løsningen skal være brugervenlig."),
        ],
        good: &[
            Example::minimum("Fremsøgning af en borger skal ske hurtigt, dvs. inden 2 sekunder i 95 % af søgningerne."),
            Example::minimum("Medarbejderen skal kunne starte guiden »Hurtig visitation«."),
            Example::minimum("Løsningen skal vise en statuslinje, så borgeren hurtigt kan se, hvor langt sagen er."),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning, ISO/IEC/IEEE 29148): et krav skal kunne \
efterprøves. Kravets ordlyd læses, som en \
almindeligt påpasselig tilbudsgiver læser den.",
    },
};

/// What these are about is how people fare with the solution, which no response time measures.
const OF_USE: &[&str] = &[
    "bruger",
    "nem",
    "intuitiv",
    "overskuelig",
    "uoverskuelig",
    "let",
    "gennemskuelig",
    "selvforklarende",
    "ubesværet",
    "ukompliceret",
    "tydelig",
    "logisk",
    "kundevenlig",
    "indbydende",
    "tiltalende",
    "besværlig",
    "omstændelig",
];

/// Vague wherever they stand.
#[rustfmt::skip]
const STEMS: &[&str] = &[
    "brugervenlig", "hurtig", "tilstrækkelig", "nem", "intuitiv", "moderne", "fleksibel", "effektiv", "robust",
    "tidssvarende", "overskuelig", "fremtidssikret", "fremtidssikrede", "skalerbar", "optimal", "smidig",
    "gnidningsfri", "gnidningsløs", "gennemskuelig", "letforståelig", "letanvendelig", "letlæselig", "lettilgængelig",
    "letbetjent", "professionel", "hensigtsmæssig", "problemfri", "velfungerende", "tidsbesparende", "driftssikker",
    "pålidelig", "driftsstabil", "state-of-the-art", "tilpas", "brugbar", "selvforklarende", "ubesværet", "ukompliceret", "ukomplicerede", "gennemarbejdet", "gennemarbejdede", "rettidig",
    "uproblematisk", "omkostningseffektiv", "logisk-opbygget", "ordentlig", "lynhurtig", "superhurtig",
    "fyldestgørende", "grundig", "omfattende", "tydelig", "solid", "avanceret", "avancerede", "innovativ", "attraktiv",
    "indbydende", "tiltalende", "strømlinet", "strømlinede", "agil", "velegnet", "velegnede", "gennemtænkt",
    "gennemtænkte", "velstruktureret", "velstrukturerede", "veltilrettelagt", "veltilrettelagte", "brugerorienteret",
    "brugerorienterede", "serviceminded", "sømløs", "elegant", "nutidig", "højtydende", "miljøvenlig", "energieffektiv",
    "ressourcebesparende", "arbejdsbesparende", "problemløs", "dybdegående", "nuanceret", "nuancerede", "kundevenlig",
    "letgenkendelig", "letforståelig", "uhensigtsmæssig", "besværlig", "langsom", "langsommelig", "uoverskuelig",
    "omstændelig", "tidskrævende", "træg", "sløv",
];

const NOUNS: &[&str] = &[
    "brugervenlighed",
    "fleksibilitet",
    "robusthed",
    "overskuelighed",
    "skalerbarhed",
    "driftssikkerhed",
    "brugeroplevelse",
    "brugervenligheden",
    "fleksibiliteten",
];

static WORDS: LazyLock<HashMap<String, ()>> = LazyLock::new(|| {
    let forms = STEMS.iter().flat_map(|stem| adjective(stem)).chain(NOUNS.iter().map(|noun| (*noun).to_owned()));
    forms.map(|form| (form, ())).collect()
});

/// Vague in these words only: »let« and »enkelt« are much else too.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "let|enkelt|enkel (og) (~overskuelig|~hurtig|~nem) at",
        "lettere|enklere at",
        "let|enkelt kunne",
        "let|letter tilgængelig|tilgængeligt|tilgængelige|forståelig|forståeligt|genkendelig|overskuelig|\
overskueligt|anvendelig",
        "enkel|enkle|simpel|simple (og) (~overskuelig|~intuitiv) *",
        "på en enkel|let|god|simpel|logisk måde",
        "logisk opbygget|struktureret|placeret|opbygning",
        "snarest (muligt)",
        "god|gode brugervenlighed|brugeroplevelse|overblik|søgemuligheder|muligheder|funktionalitet",
        "i rette tid",
        "god|gode|godt *",
        "relevant|relevante *",
        "nødvendige|fornødne *",
        "kvalificerede|kompetente|erfarne *",
        "let|nemt|enkelt for * at",
        "være|er stabil|stabilt|sikker|sikkert|kompetent (og) (sikker|stabil)",
        "skal være høj|højt|god|godt|stor|stort|lille|lav|lavt",
        "gængs|gængse|almindeligt *",
        "tilpas ~hurtig",
        "state of the art",
        "på markedsniveau",
        "optimeret|optimerede",
    ])
});

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    if reading.subject.kind == Kind::Evaluated && asks_for_words(text) {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = Vec::new();
    for (at, token) in text.said() {
        let phrase = PHRASES.at(text, at);
        let word = WORDS.contains_key(&*token.lower);
        if !word && phrase.is_none() {
            continue;
        }
        // What is told of it comes after the cheap question whether it is there at all.
        let covered = findings.last().is_some_and(|last| last.span.end >= token.span.end);
        let forgiven = covered
            || idiom(text, at)
            || escape_clause::holds(text, at)
            || informs(text, token.sentence)
            || says_why(text, at)
            || measure::measured_near(text, token.sentence)
            || unmeasured::qualifies(text, at)
            || phrase.as_ref().is_some_and(|hit| unmeasured::qualifies(text, hit.tokens.end - 1))
            || defined(text, at);
        if forgiven {
            continue;
        }
        let span = match phrase {
            Some(hit) if !word => hit.span(text),
            Some(_) | None => token.span.clone(),
        };
        let said = if word { quote(token) } else { format!("»{}«", said(text, &span)) };
        let message = both!(
            "{said} can be read in several ways and not be measured",
            "{said} kan læses på flere måder og ikke måles"
        );
        // One remark for »brugervenlig, nem og intuitiv«.
        if let Some(last) = findings.last_mut()
            && text.source[last.span.end..span.start].chars().count() <= 5
        {
            last.span.end = span.end;
            continue;
        }
        let finding = Finding::new(span, message, both!("where is the bound?", "hvor går grænsen?"));
        let measure = if OF_USE.iter().any(|stem| token.lower.starts_with(stem)) {
            "9 af 10 sagsbehandlere kan oprette en sag uden vejledning"
        } else {
            "inden 2 sekunder i 95 % af opslagene"
        };
        findings.push(finding.hint(both!(
            "write what is measured and how much it takes, such as »{measure}«",
            "skriv, hvad der måles, og hvor meget der skal til, fx »{measure}«"
        )));
    }
    findings
}

/// The word is part of a term that means something else, or says what it is relevant or necessary for.
fn idiom(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    // »det hurtigt skiftende humør« tells of a thing, and asks for none.
    let told = token.lower.ends_with('t') && text.near(at, 1).is_some_and(|next| next.lower.ends_with("ende"));
    // »Det ville være hensigtsmæssigt, hvis …« is a wish, which is the nearer fault.
    let wished = text.near(at, -1).is_some_and(|word| word.is("være"))
        && text.near(at, -2).is_some_and(|word| word.one_of(&["ville", "vil"]));
    if told || wished {
        return true;
    }
    let next =
        |words: &[&str]| text.near(at, 1).is_some_and(|next| words.iter().any(|word| next.lower.starts_with(word)));
    if token.one_of(&["relevant", "relevante", "nødvendige", "fornødne"]) {
        let near: Vec<_> = text.after(at).take(5).collect();
        let said_for_what = near.iter().any(|next| next.one_of(&["for", "efter", "jf.", "ifølge"]))
            || near.windows(2).any(|pair| pair[0].is("til") && pair[1].is("at"));
        return said_for_what || text.near(at, 1).is_none_or(|next| !next.is_word() || is_function_word(&next.lower));
    }
    if token.one_of(&["god", "gode", "godt"]) {
        // »god kvalitet« is a matter of judgement, and these are ways of speaking.
        const OTHER: &[&str] = &["kvalitet", "standard", "sprog", "stand", "tid", "skik", "tro", "grund", "nok", "og"];
        let next = text.near(at, 1);
        return next.is_none_or(|next| {
            !next.is_word()
                || (!next.lower.ends_with("it-skik") && OTHER.iter().any(|word| next.lower.ends_with(word)))
                || is_function_word(&next.lower)
        });
    }
    if token.one_of(&["simpel", "simple", "enkel", "enkle"]) {
        return next(&["søgning", "citationstegn", "betaling", "login"]);
    }
    // »et struktureret, almindeligt anvendt og maskinlæsbart format« is the law's own.
    if token.is("almindeligt") && text.of(token.sentence).iter().any(|word| word.lower.starts_with("struktureret")) {
        return true;
    }
    if token.is("almindeligt") || token.is("gængs") || token.is("gængse") {
        return !next(&[
            "anvendt",
            "anvendte",
            "brugt",
            "kendt",
            "filformat",
            "format",
            "browser",
            "standard",
            "udstyr",
        ]);
    }
    let effective = token.lower.starts_with("effektiv")
        && next(&["rente", "årlig", "dato", "startdato", "tid", "arbejdstid", "virkningsdato", "retsmidler", "areal"]);
    let tray = token.lower.starts_with("hurtig")
        && next(&["søgning", "menu", "valg", "guide", "tast"])
        && text.tokens[at].capital();
    effective || tray
}

/// The next sentence says what the word means: »Hurtigt betyder …«.
fn defined(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    text.of(token.sentence + 1).iter().take(6).any(|next| next.one_of(&["betyder", "menes", "forstås"]))
}
