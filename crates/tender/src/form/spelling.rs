//! Answers as people and programs write them, held against those that were offered.

use unicode_normalization::UnicodeNormalization;

use super::way::Way;
use crate::text::invisible::is_invisible;

/// The answer that was offered and is meant, and the way in which it was read if it is not written as it was offered.
///
/// Only one may be meant: »ja«, »JA« and »Ja.« are »Ja«; »Ja, men« is none.
pub fn meant<'o>(written: &str, offered: &'o [String]) -> Option<(&'o String, Option<Way>)> {
    let trimmed = written.trim();
    if let Some(exact) = offered.iter().find(|offer| offer.as_str() == trimmed) {
        return Some((exact, None));
    }
    let only = |same: &dyn Fn(&str) -> bool| {
        let mut found = offered.iter().filter(|offer| same(offer));
        found.next().filter(|_| found.next().is_none())
    };
    let folded = fold(written);
    if let Some(offer) = only(&|offer| fold(offer) == folded) {
        return Some((offer, Some(Way::Spelling)));
    }
    let whole = ungarbled(trimmed)?;
    only(&|offer| fold(offer) == fold(&whole)).map(|offer| (offer, Some(Way::Garbled)))
}

/// A text by what a person reads of it: without what cannot be seen, in small letters, blanks alike, no mark at its
/// end.
pub fn fold(text: &str) -> String {
    let seen: String =
        text.nfkc().filter(|c| !is_invisible(*c)).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let words = seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let bare = words
        .trim_matches(|c: char| matches!(c, '.' | '!' | ',' | ';' | ':' | '"' | '\'' | '»' | '«' | '”' | '“' | '’'));
    bare.trim().to_lowercase()
}

/// A name by what a person takes it for: letters of other scripts that look like ours are ours.
pub fn looks(name: &str) -> String {
    let alike = |c: char| match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'н' | 'η' => 'h',
        'о' | 'ο' | '0' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ս' => 'u',
        'ν' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ӕ' => 'æ',
        'ө' => 'ø',
        '1' | 'l' | '|' => 'i',
        c => c,
    };
    fold(name).chars().map(alike).filter(|c| c.is_alphanumeric()).collect()
}

/// Whether anything of a text can be seen: signs and pictures can, though they are no letters.
pub fn is_seen(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !is_invisible(c))
}

/// A text with what cannot be seen named by its number; so it is told in a workbook as in a PDF.
pub fn visible(text: &str) -> String {
    let named = |c: char| if is_invisible(c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() };
    text.chars().map(named).collect()
}

/// A text whose UTF-8 was read as Latin-1 or Windows-1252 and written again: »PÃ¥ anden vis«.
fn ungarbled(text: &str) -> Option<String> {
    let byte = |c: char| match c {
        '\u{0}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        '€' => Some(0x80),
        '‚' => Some(0x82),
        'ƒ' => Some(0x83),
        '„' => Some(0x84),
        '…' => Some(0x85),
        '†' => Some(0x86),
        '‡' => Some(0x87),
        'ˆ' => Some(0x88),
        '‰' => Some(0x89),
        'Š' => Some(0x8a),
        '‹' => Some(0x8b),
        'Œ' => Some(0x8c),
        'Ž' => Some(0x8e),
        '‘' => Some(0x91),
        '’' => Some(0x92),
        '“' => Some(0x93),
        '”' => Some(0x94),
        '•' => Some(0x95),
        '–' => Some(0x96),
        '—' => Some(0x97),
        '˜' => Some(0x98),
        '™' => Some(0x99),
        'š' => Some(0x9a),
        '›' => Some(0x9b),
        'œ' => Some(0x9c),
        'ž' => Some(0x9e),
        'Ÿ' => Some(0x9f),
        _ => None,
    };
    let mut text = text.to_owned();
    // Some programs do it more than once.
    for _ in 0..3 {
        let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
        let Some(whole) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).filter(|whole| *whole != text) else {
            break;
        };
        text = whole;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_known_however_it_is_written() {
        let offered = ["Ja", "Nej", "På anden vis"].map(str::to_owned);
        let meant = |written: &str| meant(written, &offered).map(|(offer, way)| (offer.as_str(), way));
        assert_eq!(meant(" Ja\u{a0}"), Some(("Ja", None)));
        for written in ["ja", "JA", "Ja.", "Ja\u{200b}"] {
            assert_eq!(meant(written), Some(("Ja", Some(Way::Spelling))), "{written}");
        }
        assert_eq!(meant("PÃ¥ anden vis"), Some(("På anden vis", Some(Way::Garbled))));
        assert_eq!(meant("PÃƒÂ¥ anden vis"), Some(("På anden vis", Some(Way::Garbled))));
        for written in ["Ja, men", "x", "", "Ja Nej"] {
            assert_eq!(meant(written), None, "{written}");
        }
    }

    #[test]
    fn answers_that_differ_in_case_alone_are_not_taken_for_one_another() {
        let offered = ["ja", "JA"].map(str::to_owned);
        assert_eq!(meant("Ja", &offered), None);
        assert_eq!(meant("JA", &offered).map(|(offer, _)| offer.as_str()), Some("JA"));
    }

    #[test]
    fn names_that_look_alike_are_one() {
        assert_eq!(looks("Bjerg ApS"), looks("ВJЕRG\u{200b}  aps."));
        assert_eq!(looks("\u{3164}\u{200b} "), "");
        assert_ne!(looks("Bjerg ApS"), looks("Berg ApS"));
        assert!(is_seen("😀 👩\u{200d}💻") && is_seen("–") && !is_seen("\u{3164}\u{200b} "));
    }
}
