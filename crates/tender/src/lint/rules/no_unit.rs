//! K10: a number of nothing.

use super::super::measure;
use super::super::page::{Example, Page};
use super::super::text::{Kind, Text};
use super::super::words::is_function_word;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, quote};
use crate::both;

pub static RULE: Rule = Rule {
    name: "no-unit",
    id: "K10",
    level: Level::Advice,
    scope: Scope::Demands,
    look: Look::Each(look),
    page: Page {
        title: "Tal uden enhed",
        what: "Et tal, som ingen enhed følger: »mindst 5.000.«, »op til 200 pr. døgn«. Datoer, årstal, klokkeslæt, \
paragraffer, versioner, bilag, andele (»8 af 10«), \
lixtal og skalaer har ingen enhed og skal ikke have den.",
        why: "5.000 brugere, sager eller opslag er tre forskellige løsninger.",
        bad: &[
            Example::minimum("Løsningen skal kunne håndtere mindst 5.000."),
            Example::minimum("Sessionen skal afbrydes efter 20, hvis brugeren er inaktiv."),
        ],
        good: &[
            Example::minimum("Løsningen skal kunne modtage mindst 5.000 sager pr. døgn."),
            Example::minimum("Sessionen skal afbrydes efter 20 minutter uden aktivitet."),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning): et tal har en enhed.",
    },
};

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let lone = (0..text.tokens.len()).filter(|&at| {
        let token = &text.tokens[at];
        token.kind == Kind::Number
            && !token.quoted
            && !continues(text, at)
            && !has_unit(text, at)
            && !needs_none(text, at)
    });
    let findings = lone.map(|at| {
        let token = &text.tokens[at];
        let finding = Finding::new(
            token.span.clone(),
            {
                let said = quote(token);
                both!("{said} has no unit", "{said} har ingen enhed")
            },
            both!("of what?", "af hvad?"),
        );
        finding.hint(both!(
            "write the unit after the number: »sager pr. døgn«, »sekunder«, »samtidige brugere«",
            "skriv enheden efter tallet: »sager pr. døgn«, »sekunder«, »samtidige brugere«"
        ))
    });
    findings.collect()
}

/// »EN 301 549«: the second half of a name; »[1]«: a reference.
fn continues(text: &Text, at: usize) -> bool {
    let refers = text.near(at, 1).is_some_and(|after| after.raw == "]");
    text.near(at, -1).is_some_and(|before| before.kind == Kind::Number || before.raw == "[" && refers)
}

/// A unit or a thing follows, perhaps after more numbers: »1, 2 og 3 dage«, »2,5 mio. sager«, »8-16 grader«.
fn has_unit(text: &Text, at: usize) -> bool {
    let mut rest = text.after(at).take(16).peekable();
    let mut of = false;
    while let Some(next) = rest.next() {
        match next.kind {
            Kind::Number => {}
            Kind::Id => return true,
            Kind::Abbreviation if next.one_of(&["mio.", "mia.", "ca.", "hhv.", "alm.", "adm.", "max.", "maks."]) => {}
            Kind::Abbreviation => return next.one_of(&["kr.", "pct.", "sek.", "min.", "mdr.", "stk.", "mm.", "kvt."]),
            Kind::Word
                if next.one_of(&["og", "eller", "til", "x", "mio", "millioner", "tusind", "hhv", "millarder"]) =>
            {
                // »5 og«: a number or a thing must still come.
                if !next.one_of(&["mio", "millioner", "tusind"])
                    && rest.peek().is_none_or(|more| more.kind != Kind::Number)
                {
                    return false;
                }
            }
            Kind::Word if next.is("gange") => return true,
            // »12 af de seneste målinger«, »3 på hinanden følgende uger«
            Kind::Word
                if next.one_of(&["af", "ud"])
                    || next.is("på") && rest.peek().is_some_and(|more| more.is("hinanden")) =>
            {
                of = true;
            }
            Kind::Word if of && (is_function_word(&next.lower) || next.one_of(&["hinanden", "følgende"])) => {}
            Kind::Word => return !is_function_word(&next.lower) && !next.one_of(&["sekundet"]),
            // »24 (fireogtyve) timer«, »5 (sager)«
            Kind::Mark if next.raw == "(" => {
                let Some(inside) = rest.next() else { return false };
                if inside.kind == Kind::Word && !is_number_word(&inside.lower) {
                    return !is_function_word(&inside.lower);
                }
                if rest.next().is_none_or(|closing| closing.raw != ")") {
                    return false;
                }
            }
            Kind::Mark if matches!(next.raw, "%" | "°" | "‰" | "€" | "$" | "»") => return true,
            Kind::Mark if matches!(next.raw, "-" | "–" | "/" | "," | ":" | "+" | "×" | ".") => {
                if rest.peek().is_none_or(|more| more.kind != Kind::Number) {
                    return false;
                }
            }
            Kind::Mark => return false,
        }
    }
    false
}

/// »fem«, »fireogtyve«, »hundrede«
fn is_number_word(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 30] = [
        "en", "et", "én", "ét", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
        "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tyve", "tredive", "fyrre",
        "halvtreds", "tres", "halvfjerds", "firs", "halvfems",
    ];
    let last = word.rsplit_once("og").map_or(word, |(_, last)| last);
    WORDS.contains(&last) || ["hundrede", "tusind", "tusinde"].iter().any(|end| word.ends_with(end))
}

/// The number names a place, a day or an hour, or counts by its own nature.
fn needs_none(text: &Text, at: usize) -> bool {
    #[rustfmt::skip]
    const NAMED: &[&str] = &[
        "nr.", "nr", "§", "§§", "art.", "kl.", "pkt.", "s.", "stk.", "kap.", "kr.", "tlf.", "v", "v.", "version",
        "versionen", "år", "uge", "uger", "side", "punkt", "litra", "niveau", "niveauet", "kategori", "kategorien",
        "kategorierne", "type", "trin", "fase", "klasse", "prioritet", "nummer", "kvartal", "dkk", "eur", "artikel",
        "artiklerne", "skala", "linje", "rubrik", "figur", "kapitel", "krav", "kravene", "release", "udgave",
        "rækkefølge", "værdien", "tallet", "bogstav", "områdetype", "port", "bilagene", "gruppe", "delaftale", "lbk.",
        "lov", "afs.", "tidsrummet", "åbningstiden", "mellem", "alvorlighed", "alvorlighedsgrad", "maj", "juni", "og",
    ];
    const PLACES: &[&str] = &["bilag", "tabel", "afsnit", "krav", "kategori", "niveau", "oplysning", "delkrav"];
    let token = &text.tokens[at];
    // A list of numbers is named by what stands before its first.
    let mut first = at;
    while first >= 2
        && at - first < 40
        && text.tokens[first - 2].kind == Kind::Number
        && text.tokens[first - 2].sentence == token.sentence
        && (text.tokens[first - 1].one_of(&["og", "eller", "til", "samt"])
            || matches!(text.tokens[first - 1].raw, "," | "-" | "–" | "/" | ":" | "."))
    {
        first -= 2;
    }
    let before = text.near(first, -1);
    let hours = |number: &str| measure::value(number).is_some_and(|hour| hour <= 24.0);
    let next = text.near(at, 1);
    let named = before.is_some_and(|before| {
        let between = before.one_of(&["mellem", "og", "tidsrummet", "åbningstiden"]);
        before.one_of(NAMED) && (!between || hours(token.raw) && in_hours(text, first))
            || PLACES.iter().any(|end| before.lower.ends_with(end))
            || before.kind == Kind::Id
            // »Windows 11«, »ISO 27001«, »Chrome 120«: a name.
            || before.is_word() && before.capital() && text.near(first, -2).is_some()
            || before.raw.len() >= 2 && before.raw.chars().all(char::is_uppercase)
            || before.raw == "/"
            || before.raw == "(" && next.is_some_and(|next| next.raw == ")")
    });
    let day = next.is_some_and(|next| next.raw == "." || measure::is_month(&next.lower))
        && text.after(at).take(2).any(|word| measure::is_month(&word.lower));
    // »den 15. i hver måned«, »2. sal«
    let ordinal = next.is_some_and(|next| next.raw == ".") && text.near(at, 2).is_some();
    let counted = text.before(at).take(10).any(|word| measure::counts(&word.lower));
    let week =
        token.raw == "24" && next.is_some_and(|next| next.raw == "/") || before.is_some_and(|before| before.raw == "/");
    let range_of_hours =
        next.is_some_and(|next| matches!(next.raw, "-" | "–")) && hours(token.raw) && in_hours(text, first);
    let version = token.raw.matches('.').count() > 1
        || token.raw.contains('.') && token.raw.rsplit('.').next().is_some_and(|part| part.len() != 3);
    let number = |steps| text.near(at, steps).is_some_and(|other| other.kind == Kind::Number);
    let colon = |steps| text.near(at, steps).is_some_and(|other| other.raw == ":");
    // »4,5:1«
    let ratio = colon(1) && number(2) || colon(-1) && number(-2);
    // »Af 100 opslag skal 95 være besvaret«
    let part_of = |(near, far): (&super::Token, &super::Token)| near.kind == Kind::Number && far.is("af");
    let share = text.before(at).zip(text.before(at).skip(1)).take(16).any(part_of);
    named
        || ratio
        || share
        || is_of_numbers(text, at)
        || day
        || ordinal
        || measure::is_year(token)
        || counted
        || week
        || range_of_hours
        || version
        || in_hours(text, first) && hours(token.raw)
}

/// A number of a number counts nothing but shares: »8 af 10«, »ni ud af 10«, »9 af de seneste 10«, »4/5«; and so does
/// a step of a scale: »8 på en skala fra 1 til 10«.
fn is_of_numbers(text: &Text, at: usize) -> bool {
    let scale = text.after(at).take(5).any(|word| word.one_of(&["skala", "skalaen"]));
    scale || leads_to_share(text.after(at)) || leads_to_share(text.before(at))
}

/// Whether the words lead over »af« to the other number of a share, past what may stand between them: »ud af de«.
fn leads_to_share<'t>(words: impl Iterator<Item = &'t super::Token<'t>>) -> bool {
    #[rustfmt::skip]
    const BETWEEN: &[&str] = &[
        "ud", "de", "hver", "hvert", "i", "alt", "seneste", "sidste", "første", "mulige", "samlede", "mindst", "højst",
    ];
    let mut of = false;
    for word in words.take(6) {
        let part = word.kind == Kind::Number || measure::is_number_word(word) && !word.one_of(&["en", "et"]);
        if part {
            return of;
        }
        of |= word.is("af") || word.raw == "/";
        if !(word.is("af") || word.raw == "/" || word.one_of(BETWEEN)) {
            return false;
        }
    }
    false
}

/// The sentence speaks of the hours of the day.
fn in_hours(text: &Text, at: usize) -> bool {
    let near = |word: &super::Token| {
        word.one_of(&["kl.", "tidsrummet", "klokken", "åbningstiden", "hverdage", "hverdag", "mandag", "driftstiden"])
    };
    text.before(at).take(4).any(near)
        || text.after(at).take(5).any(|word| word.one_of(&["hverdage", "hverdag", "daglig", "dagligt"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lone(text: &str) -> Vec<String> {
        let text = Text::read(text);
        let numbers = (0..text.tokens.len()).filter(|&at| text.tokens[at].kind == Kind::Number);
        let lone = numbers.filter(|&at| !continues(&text, at) && !has_unit(&text, at) && !needs_none(&text, at));
        lone.map(|at| text.tokens[at].raw.to_owned()).collect()
    }

    #[test]
    fn a_share_of_a_number_has_no_unit() {
        let shares = [
            "Mindst 8 af 10 skal lykkes.",
            "Brugeren skal i 3 ud af 4 finde svaret.",
            "Løsningen skal svare straks i 9 af 10 opslag.",
            "Løsningen skal lykkes i 8 af de seneste 10.",
            "Løsningen skal lykkes i ni ud af 10.",
            "Løsningen skal lykkes i otte ud af de 10.",
            "Løsningen skal opnå 8/10.",
            "Løsningen skal lykkes i 19 ud af hver 20.",
            "Brugerne skal give løsningen mindst 8 på en skala fra 1 til 10.",
        ];
        for text in shares {
            assert_eq!(lone(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_number_that_is_no_share_still_needs_its_unit() {
        let numbers = [
            ("Løsningen skal kunne håndtere mindst 5.000.", "5.000"),
            ("Løsningen skal kunne håndtere 10 i alt.", "10"),
            ("Af hensyn til driften skal løsningen klare 300.", "300"),
        ];
        for (text, number) in numbers {
            assert_eq!(lone(text), [number], "{text}");
        }
    }
}
