//! What Danes write for the words and keys of a profile, which are English.

use crate::text::nearest::nearest;

/// A key whose value is one of some words, and for each of them what else says it. All are in small letters, with
/// hyphens for blanks.
type Words = (&'static str, &'static [(&'static str, &'static [&'static str])]);

const WORDS: &[Words] = &[
    (
        "procedure",
        &[
            ("direct-award", &["direkte-tildeling", "direkte-tildeling-under-rammeaftalen", "tildeling", "direkte"]),
            (
                "mini-tender",
                &[
                    "mini",
                    "miniudbud",
                    "miniudbud-under-rammeaftalen",
                    "mini-udbud",
                    "minitender",
                    "genåbnet-konkurrence",
                    "genåbning-af-konkurrencen",
                    "fornyet-konkurrence",
                ],
            ),
            (
                "own-tender",
                &[
                    "eget",
                    "eget-udbud",
                    "udbud-efter-udbudsloven",
                    "offentligt-udbud",
                    "begrænset-udbud",
                    "udbud-med-forhandling",
                    "konkurrencepræget-dialog",
                    "eu-udbud",
                    "åbent-udbud",
                    "åbent",
                    "offentligt",
                    "begrænset",
                    "udbud-efter-forhandling",
                    "innovationspartnerskab",
                    "open",
                    "open-procedure",
                    "restricted-procedure",
                ],
            ),
        ],
    ),
    ("forms", &[("pdf", &[]), ("xlsx", &["excel", "regneark"]), ("docx", &["word"])]),
    (
        "describe",
        &[
            ("required", &["påkrævet", "krævet", "kræves", "obligatorisk", "skal", "ja", "skal-udfyldes"]),
            ("optional", &["valgfri", "valgfrit", "frivillig", "kan", "kan-udfyldes"]),
            ("none", &["ingen", "nej", "uden"]),
        ],
    ),
    (
        "answer",
        &[
            ("choice", &["valg", "afkrydsning"]),
            ("text", &["tekst", "fritekst"]),
            ("number", &["tal", "antal"]),
            ("date", &["dato"]),
        ],
    ),
    (
        "kind",
        &[
            ("minimum", &["mindstekrav", "minimumskrav", "skal-krav", "skalkrav", "ufravigeligt-krav", "absolut-krav"]),
            (
                "evaluated",
                &[
                    "evalueret",
                    "evalueres",
                    "evaluering",
                    "evalueringskrav",
                    "konkurrencekrav",
                    "tildelingskrav",
                    "vurderingskrav",
                ],
            ),
            ("optional", &["option", "valgfri", "valgfrit", "valgfrit-krav", "kan-krav", "frivilligt"]),
        ],
    ),
    (
        "weight",
        &[
            ("editorial", &["redaktionel", "redaktionelt"]),
            ("clarifying", &["præciserende", "præcisering"]),
            ("material", &["væsentlig", "væsentligt"]),
            ("basic", &["grundlæggende", "grundlæggende-element"]),
        ],
    ),
];

/// A word as it is compared: in small letters, joined by hyphens, without the full stop of a sentence.
pub fn folded(written: &str) -> String {
    let word = written.trim().trim_end_matches('.').to_lowercase();
    word.split([' ', '_', '-', '\u{a0}', '–']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

fn words(key: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let words = WORDS.iter().find(|(of, _)| *of == key).map_or(&[][..], |(_, words)| *words);
    words.iter().flat_map(|(own, others)| others.iter().chain([own]).map(|word| (*word, *own)))
}

/// The word of a key that was written, in its one form.
pub fn own(key: &str, written: &str) -> Option<&'static str> {
    let word = folded(written);
    words(key).find(|(known, _)| *known == word).map(|(_, own)| own)
}

/// The word of a key that was most likely meant: misspelt, or said in more words.
pub fn meant(key: &str, written: &str) -> Option<String> {
    let word = folded(written);
    let likely = nearest(&word, words(key).map(|(known, _)| known));
    // »udbud (miniudbud)« and »et tal« say it among other words; the longest that they say is meant.
    let says = |known: &&str| word.split('-').any(|part| part == *known) || known.len() > 3 && word.contains(*known);
    let within = || words(key).map(|(known, _)| known).filter(says).max_by_key(|known| known.len());
    let said = likely.or_else(|| within().map(str::to_owned))?;
    words(key).find(|(known, _)| *known == said).map(|(_, own)| own.to_owned())
}

/// What Danes call a key or a heading of a profile. Where several keys go by one word, the table decides which it has.
#[rustfmt::skip]
const KEYS: &[(&str, &[&str])] = &[
    ("udgave", &["edition"]), ("version", &["version"]), ("bygger-på", &["extends"]),
    ("udbud", &["tender"]), ("pakke", &["packages", "package"]), ("pakker", &["packages"]), ("package", &["packages"]),
    ("fakta", &["facts"]), ("oplysning", &["facts"]), ("oplysninger", &["facts"]), ("fact", &["facts"]),
    ("fortolkninger", &["readings"]), ("læsninger", &["readings"]), ("aflæsninger", &["readings"]),
    ("krav", &["requirement"]), ("egne-krav", &["requirement"]), ("requirements", &["requirement"]),
    ("linje", &["line", "lines"]), ("linjer", &["lines", "line"]), ("lines", &["line"]), ("line", &["lines"]),
    ("udelad", &["leave-out"]), ("udeladt", &["leave-out"]), ("udgår", &["leave-out"]), ("fravalg", &["leave-out"]),
    ("kravtype", &["type"]), ("typer", &["type"]), ("types", &["type"]), ("slags", &["kind"]),
    ("evaluering", &["evaluation"]), ("point", &["points"]), ("tema", &["theme"]), ("udseende", &["theme"]),
    ("spørgsmål", &["question"]), ("questions", &["question"]), ("svar", &["answers", "answer"]),
    ("rettelse", &["correction"]), ("rettelser", &["correction"]), ("corrections", &["correction"]),
    ("output", &["output"]), ("filer", &["output"]), ("filnavn", &["name"]),
    ("titel", &["title"]), ("overskrift", &["title"]), ("navn", &["name", "title"]),
    ("ordregiver", &["buyer"]), ("ordregivere", &["buyers"]), ("kommune", &["buyer"]), ("køber", &["buyer"]),
    ("cvr-nr", &["cvr"]), ("cvr-nummer", &["cvr"]), ("cvrnr", &["cvr"]),
    ("kontakt", &["contact"]), ("kontaktperson", &["contact"]), ("email", &["contact"]), ("mail", &["contact"]),
    ("journalnummer", &["reference"]), ("journalnr", &["reference"]), ("sagsnummer", &["reference"]), ("sagsnr", &["reference"]),
    ("område", &["area"]), ("ydelsesområde", &["area"]), ("udbudsform", &["procedure"]), ("procedureform", &["procedure"]),
    ("bilag", &["appendix"]), ("bilagsnummer", &["appendix"]), ("sikkerhedsbilag", &["security-appendix"]),
    ("dato", &["date"]), ("offentliggjort", &["published"]), ("offentliggørelse", &["published"]),
    ("frist", &["due", "deadline"]), ("tilbudsfrist", &["deadline"]), ("aflyst", &["cancelled"]),
    ("underskrift", &["signature"]), ("formater", &["forms"]), ("svarskema", &["forms"]), ("format", &["forms"]),
    ("begrundelse", &["reason"]), ("grund", &["reason"]), ("årsag", &["cause", "reason"]), ("baggrund", &["cause"]),
    ("tekst", &["text"]), ("type-af-krav", &["type"]), ("vægt", &["weight"]), ("vægtning", &["weight"]),
    ("beskriv", &["describe"]), ("beskrivelse", &["describe"]), ("enhed", &["unit"]), ("tillad", &["allow"]),
    ("mindst", &["at-least"]), ("højst", &["at-most"]), ("nummer", &["number", "id"]), ("nr", &["number", "id"]),
    ("modtaget", &["received"]), ("besvaret", &["answered"]), ("spørgsmålet", &["question"]), ("svaret", &["answer"]),
    ("beskrevet-i", &["described-in"]), ("skrift", &["font"]), ("skrifttype", &["font"]), ("farve", &["accent"]), ("color", &["accent"]), ("colour", &["accent"]),
    ("accentfarve", &["accent"]), ("temafarve", &["accent"]), ("font-family", &["font"]), ("typografi", &["font"]),
    ("organisation", &["organisation"]), ("organization", &["organisation"]), ("afdeling", &["organisation"]),
    ("skabelon", &["word"]), ("tabel", &["table"]), ("kolonner", &["columns"]), ("profiler", &["profiles"]), ("tekster", &["texts"]),
];

/// The key of a table that is meant by what was written, of those that the table has.
pub fn key<'k>(written: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    let word = folded(written);
    let same = known.clone().find(|known| *known == word);
    same.or_else(|| keys(&word).iter().find_map(|key| known.clone().find(|known| known == key)))
}

/// The keys that a word is said for, whatever table has them.
pub fn keys(written: &str) -> &'static [&'static str] {
    let word = folded(written);
    KEYS.iter().find(|(danish, _)| *danish == word).map_or(&[][..], |(_, keys)| *keys)
}

/// Whether there may be several tables of a heading, each under two brackets.
pub fn is_of_several(heading: &str) -> bool {
    matches!(heading, "requirement" | "line" | "leave-out" | "type" | "question" | "correction")
}

/// Whether a word is a heading of a profile.
pub fn is_heading(word: &str) -> bool {
    is_of_several(word)
        || matches!(word, "tender" | "packages" | "facts" | "readings" | "evaluation" | "theme" | "output")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_danish_word_is_its_own_and_a_misspelt_one_is_told_what_it_may_mean() {
        for (key, written, word) in [
            ("procedure", "Miniudbud", "mini-tender"),
            ("procedure", "Direkte tildeling.", "direct-award"),
            ("procedure", "EU-udbud", "own-tender"),
            ("forms", "Excel", "xlsx"),
            ("describe", "Påkrævet", "required"),
            ("answer", "tal", "number"),
            ("kind", "evalueres", "evaluated"),
            ("weight", "præciserende", "clarifying"),
        ] {
            assert_eq!(own(key, written), Some(word), "{key} {written}");
        }
        assert_eq!(own("procedure", "miniudbudd"), None);
        assert_eq!(meant("procedure", "miniudbudd").as_deref(), Some("mini-tender"));
        assert_eq!(meant("procedure", "offentligt EU-udbud").as_deref(), Some("own-tender"));
        assert_eq!(meant("answer", "et tal").as_deref(), Some("number"));
        assert_eq!(meant("procedure", "kvæg"), None);
    }

    #[test]
    fn a_danish_key_is_that_of_the_table() {
        assert_eq!(key("Frist", ["title", "deadline"].into_iter()), Some("deadline"));
        assert_eq!(key("frist", ["reason", "due"].into_iter()), Some("due"));
        assert_eq!(key("leave_out", ["leave-out"].into_iter()), Some("leave-out"));
        assert_eq!(key("frist", ["reason"].into_iter()), None);
    }
}
