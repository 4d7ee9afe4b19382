//! Words and phrases to look for, in all their forms.

use std::collections::HashMap;
use std::ops::Range;

use super::text::{Kind, Text, Token};

/// Phrases by their first word. A phrase is words with blanks between; `a|b` is either, `(a)` may be missing, `*` is
/// any one
/// word, `~stem` an adjective in any form. Commas between the words of a text do not part a phrase.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: HashMap<String, Vec<Phrase>>,
    /// The beginnings of all first words: almost every word of a text is passed over by looking here alone
    beginnings: [u64; 8],
}

#[derive(Debug)]
struct Phrase {
    steps: Vec<Step>,
    /// Its number in the list that was given
    number: usize,
}

#[derive(Debug, Clone)]
struct Step {
    words: Vec<String>,
    any: bool,
    optional: bool,
}

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Of the tokens
    pub tokens: Range<usize>,
    /// Which phrase of the list
    pub number: usize,
}

impl Hit {
    pub fn span(&self, text: &Text) -> Range<usize> {
        text.tokens[self.tokens.start].span.start..text.tokens[self.tokens.end - 1].span.end
    }
}

impl Phrases {
    pub fn new(list: &[&str]) -> Self {
        let mut phrases = Self::default();
        for (number, phrase) in list.iter().enumerate() {
            let steps: Vec<Step> = phrase.split_whitespace().map(step).collect();
            // A phrase whose first step may be missing is filed under its second step too.
            let mut from = 0;
            while let Some(first) = steps.get(from) {
                for word in &first.words {
                    let filed = Phrase { steps: steps[from..].to_vec(), number };
                    let (part, bit) = beginning(word);
                    phrases.beginnings[part] |= bit;
                    phrases.by_first.entry(word.clone()).or_default().push(filed);
                }
                if !first.optional {
                    break;
                }
                from += 1;
            }
        }
        phrases
    }

    /// The longest phrase that begins at a token.
    pub fn at(&self, text: &Text, at: usize) -> Option<Hit> {
        let word = &*text.tokens[at].lower;
        let (part, bit) = beginning(word);
        if self.beginnings[part] & bit == 0 {
            return None;
        }
        let longest = self.by_first.get(word)?.iter().filter_map(|phrase| {
            let end = follow(&phrase.steps, text, at, text.tokens[at].sentence)?;
            Some(Hit { tokens: at..end, number: phrase.number })
        });
        longest.max_by_key(|hit| hit.tokens.end)
    }

    /// All phrases that the text itself says, none inside another.
    pub fn find(&self, text: &Text) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < text.tokens.len() {
            match if text.tokens[at].quoted { None } else { self.at(text, at) } {
                Some(hit) => {
                    at = hit.tokens.end;
                    hits.push(hit);
                }
                None => at += 1,
            }
        }
        hits
    }
}

/// Where the beginning of a word is kept.
fn beginning(word: &str) -> (usize, u64) {
    let bytes = word.as_bytes();
    let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or(0));
    let place = (byte(0) * 31 + byte(1) * 7 + byte(2) + bytes.len() * 59) % 512;
    (place / 64, 1 << (place % 64))
}

fn step(written: &str) -> Step {
    debug_assert_eq!(written.starts_with('('), written.ends_with(')'), "parentheses hold one step: {written}");
    let bare = written.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let words = bare.unwrap_or(written);
    let forms = words.split('|').flat_map(|word| match word.strip_prefix('~') {
        Some(stem) => adjective(stem),
        None => vec![word.to_owned()],
    });
    Step { any: words == "*", optional: bare.is_some(), words: forms.collect() }
}

/// Where the phrase ends, if the tokens follow it.
fn follow(steps: &[Step], text: &Text, at: usize, sentence: usize) -> Option<usize> {
    let Some((first, rest)) = steps.split_first() else { return Some(at) };
    let mut here = at;
    while text.tokens.get(here).is_some_and(|token| token.raw == ",") {
        here += 1;
    }
    let fits = text.tokens.get(here).is_some_and(|token| {
        token.sentence == sentence && token.is_word() && (first.any || first.words.iter().any(|word| token.is(word)))
    });
    let taken = if fits { follow(rest, text, here + 1, sentence) } else { None };
    taken.or_else(|| if first.optional { follow(rest, text, at, sentence) } else { None })
}

/// All forms of an adjective: nem, nemt, nemme, nemmere, nemmest; enkel, enkle; effektiv.
pub fn adjective(stem: &str) -> Vec<String> {
    let mut forms: Vec<String> =
        ["", "t", "e", "ere", "est", "este"].iter().map(|end| format!("{stem}{end}")).collect();
    let letters: Vec<char> = stem.chars().collect();
    if let [.., before, last] = letters[..] {
        // nem → nemme
        if "bdfgklmnprst".contains(last) && "aeiouyæøå".contains(before) {
            forms.extend(["e", "ere", "est", "este"].iter().map(|end| format!("{stem}{last}{end}")));
        }
        // enkel → enkle, fleksibel → fleksible, sikker → sikre, simpel → simple
        if before == 'e' && "lnr".contains(last) {
            let mut short: Vec<char> = letters[..letters.len() - 2].to_vec();
            if let [.., one, two] = short[..]
                && one == two
            {
                short.pop();
            }
            let short: String = short.into_iter().collect();
            forms.extend(["e", "ere", "est", "este"].iter().map(|end| format!("{short}{last}{end}")));
        }
    }
    forms
}

/// The word is this noun, or a compound that ends with it, in any form: svartid, svartiderne, opslagssvartider.
pub fn is_noun(word: &str, noun: &str) -> bool {
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        "", "en", "et", "n", "t", "er", "e", "r", "erne", "ene", "rne", "s", "ens", "ets", "ns", "ts", "ers", "es",
        "ernes",
    ];
    word.rfind(noun).is_some_and(|at| ENDS.contains(&&word[at + noun.len()..]))
}

/// A stem that inflections of one word share; enough to compare two requirements.
pub fn stem(word: &str) -> &str {
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        "ernes", "erne", "enes", "ende", "erens", "eren", "ens", "ets", "ers", "ere", "ede", "ene", "en", "et", "er",
        "es", "te", "e", "s", "t", "r",
    ];
    let base = word.split(['\'', '’']).next().unwrap_or(word);
    for end in ENDS {
        if let Some(head) = base.strip_suffix(end)
            && head.chars().count() >= 4
        {
            return head;
        }
    }
    base
}

/// Carries no subject of its own.
pub fn is_function_word(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "ad", "af", "alle", "altid", "at", "blive", "bliver", "bør", "da", "de", "dem", "den", "denne", "der",
        "deres", "dermed", "desuden", "det", "dets", "dette", "disse", "dog", "efter", "eller", "en", "end", "enten",
        "er", "et", "for", "fra", "få", "følgende", "før", "gennem", "have", "har", "hver", "hvert", "hvilke",
        "hvilken", "hvis", "hvor", "hvordan", "højst", "i", "ikke", "inden", "ind", "jf.", "kan", "kun", "kunne",
        "man", "med", "mellem", "men", "mens", "mindst", "mod", "må", "ned", "når", "og", "også", "om", "op", "over",
        "pr.", "på", "samt", "senest", "sig", "sin", "sine", "sit", "skal", "skulle", "som", "så", "samme", "til",
        "ud", "under", "uden", "ved", "via", "vil", "være",
    ];
    WORDS.contains(&word)
}

/// The stems of the words that carry the subject, without the numbers.
pub fn subject_stems<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = &'t str> {
    tokens
        .iter()
        .filter(|token| matches!(token.kind, Kind::Word | Kind::Id) && !is_function_word(&token.lower))
        .map(|token| stem(&token.lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adjective_is_known_in_all_its_forms() {
        for (stem, form) in [
            ("hurtig", "hurtigere"),
            ("nem", "nemmest"),
            ("enkel", "enkle"),
            ("fleksibel", "fleksible"),
            ("let", "lettere"),
            ("sikker", "sikre"),
            ("effektiv", "effektivt"),
        ] {
            assert!(adjective(stem).iter().any(|known| known == form), "{form}");
        }
    }

    #[test]
    fn a_noun_is_known_in_compounds_and_in_all_its_forms() {
        for word in ["svartid", "svartiden", "svartiderne", "opslagssvartider", "svartidens"] {
            assert!(is_noun(word, "svartid"), "{word}");
        }
        assert!(!is_noun("svartidsmåling", "svartid"));
    }

    #[test]
    fn a_phrase_may_leave_words_out_and_stand_across_a_comma() {
        let phrases = Phrases::new(&["så vidt (det) (er) (teknisk) muligt", "i det omfang (det) er muligt"]);
        for said in ["så vidt muligt", "så vidt det er teknisk muligt", "i det omfang, det er muligt"] {
            let text = Text::read(said);
            assert_eq!(phrases.find(&text).len(), 1, "{said}");
        }
        assert!(phrases.find(&Text::read("Muligt er det, så vidt vi ved.")).is_empty());
        assert!(phrases.find(&Text::read("feltet »så vidt muligt« vises")).is_empty());
    }
}
