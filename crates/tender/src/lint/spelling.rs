//! A Danish dictionary, given as the text of its two files.

use std::fmt;
use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Knows how words are spelt.
pub struct Dictionary {
    words: spellbook::Dictionary,
    runs: Runs,
}

/// The dictionary's text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DictionaryError(String);

impl fmt::Display for DictionaryError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DictionaryError {}

impl Dictionary {
    /// Reads the texts of a Hunspell dictionary, `.aff` and `.dic`.
    pub fn new(aff: &str, dic: &str) -> Result<Self, DictionaryError> {
        let words = spellbook::Dictionary::new(aff, dic).map_err(|error| DictionaryError(error.to_string()))?;
        let mut runs = Runs::default();
        runs.learn(dic);
        // A rule that adds an ending names it in its fourth column: `SFX 6 0 ernes .`
        let rules = aff.lines().filter(|line| line.starts_with("SFX"));
        rules.filter_map(|line| line.split_whitespace().nth(3)).for_each(|ending| runs.learn(ending));
        Ok(Self { words, runs })
    }

    /// Reads a dictionary from an archive that holds its `index.aff` and `index.dic`.
    pub fn of_archive(archive: &[u8]) -> Result<Self, DictionaryError> {
        let said = |error: &dyn fmt::Display| DictionaryError(error.to_string());
        let mut archive = ZipArchive::new(Cursor::new(archive)).map_err(|error| said(&error))?;
        let mut text = |name: &str| {
            let mut text = String::new();
            let mut file = archive.by_name(name).map_err(|error| said(&error))?;
            file.read_to_string(&mut text).map_err(|error| said(&error))?;
            Ok(text)
        };
        let (aff, dic) = (text("index.aff")?, text("index.dic")?);
        // Three entries are quoted in a way that only Hunspell's own reader takes.
        let dic: String = dic.lines().filter(|line| !line.starts_with('"')).flat_map(|line| [line, "\n"]).collect();
        Self::new(&aff, &dic)
    }

    /// The word is in it or made of its words. One with more letters than anybody writes is not: it could be divided in
    /// so many ways that to try them takes seconds.
    pub fn knows(&self, word: &str) -> bool {
        word.chars().nth(LONGEST_WORD).is_none() && self.words.check(word)
    }

    /// A word that is one slip away: first one that is said elsewhere, else the first that the dictionary knows.
    ///
    /// The dictionary's own suggestions compare with all its words and take a second each: too long while someone
    /// types. To look one word up takes milliseconds where it is long, since it may be made of others; most slips need
    /// no looking up, for no word has the letters that then stand beside each other.
    pub fn nearest(&self, word: &str, is_said: impl Fn(&str) -> bool) -> Option<String> {
        if word.chars().nth(LONGEST_MENDED).is_some() {
            return None;
        }
        let near: Vec<(String, Slip)> = slips(word).into_iter().map(|slip| (slip.word(), slip)).collect();
        let said = near.iter().find(|(word, _)| is_said(word));
        let known = || near.iter().find(|(word, slip)| self.runs.hold(slip) && self.knows(word));
        said.or_else(known).map(|(word, _)| word.clone())
    }
}

/// How many letters a word has at most that may be right: twice as many as any in the dictionary.
const LONGEST_WORD: usize = 64;

/// How many letters a word has at most to which another is proposed. A longer one has thousands of slips, each of which
/// may be made of a hundred words.
const LONGEST_MENDED: usize = 40;

/// How many letters in a row are looked at: nearly any three stand so in some word, of four one in twelve.
const RUN: usize = 4;

/// Letters that stand in a row in some word.
struct Runs {
    /// A bit for each, by its letters
    bits: Vec<u64>,
}

impl Default for Runs {
    fn default() -> Self {
        Self { bits: vec![0; (1 << (5 * RUN)) / 64] }
    }
}

impl Runs {
    /// Of words on lines of their own, each with its rules after a slash: `brev/70`
    fn learn(&mut self, words: &str) {
        let (mut run, mut letters, mut is_word) = (0, 0, true);
        for letter in words.chars() {
            match letter {
                '\n' => (letters, is_word) = (0, true),
                '/' | '\t' => is_word = false,
                _ if is_word => {
                    run = followed(run, letter);
                    letters += 1;
                    if letters >= RUN {
                        self.bits[run / 64] |= 1 << (run % 64);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether the letters where a slip was made good stand in a row in some word.
    fn hold(&self, slip: &Slip) -> bool {
        let runs = slip.letters.iter().scan(0, |run, letter| {
            *run = followed(*run, *letter);
            Some(*run)
        });
        let mut around = runs.skip(RUN - 1).enumerate().filter(|(at, _)| at + RUN > slip.from && *at <= slip.to);
        around.all(|(_, run)| self.bits[run / 64] >> (run % 64) & 1 == 1)
    }
}

/// A run with a letter after it, as a number of five bits for each of its last letters.
fn followed(run: usize, letter: char) -> usize {
    let number = match letter {
        'a'..='z' => letter as usize - 'a' as usize + 1,
        'A'..='Z' => letter as usize - 'A' as usize + 1,
        'æ' | 'Æ' => 27,
        'ø' | 'Ø' => 28,
        'å' | 'Å' => 29,
        'é' | 'É' => 30,
        _ => 31,
    };
    (run << 5 | number) & ((1 << (5 * RUN)) - 1)
}

/// A word with a slip made good.
struct Slip {
    letters: Vec<char>,
    /// The first and the last letter that stand where they did not; of a letter left out, the one after and the one
    /// before
    from: usize,
    to: usize,
}

impl Slip {
    fn word(&self) -> String {
        String::from_iter(&self.letters)
    }
}

/// Danish letters, the frequent ones first.
const LETTERS: &str = "enrtdislagofkmvubpøhjåyæc";

/// The words one slip of the finger away, the likeliest first: two letters swapped, one left out, one too many, one for
/// another. The first letter is nearly always right.
fn slips(word: &str) -> Vec<Slip> {
    let letters: Vec<char> = word.chars().collect();
    let with = |from, to, change: &dyn Fn(&mut Vec<char>)| {
        let mut changed = letters.clone();
        change(&mut changed);
        Slip { letters: changed, from, to }
    };
    let inside = 1..letters.len();
    let mut near: Vec<Slip> =
        inside.clone().skip(1).map(|at| with(at - 1, at, &|word| word.swap(at - 1, at))).collect();
    let places = || (1..=letters.len()).flat_map(|at| LETTERS.chars().map(move |letter| (at, letter)));
    near.extend(places().map(|(at, letter)| with(at, at, &|word| word.insert(at, letter))));
    near.extend(inside.map(|at| with(at, at - 1, &|word| _ = word.remove(at))));
    let others = places().filter(|(at, _)| *at < letters.len());
    near.extend(others.map(|(at, letter)| with(at, at, &|word| word[at] = letter)));
    near.retain(|slip| slip.letters != letters);
    near
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Dictionary")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary() -> Dictionary {
        let aff = "SET UTF-8\nSFX A Y 1\nSFX A 0 erne .\n";
        Dictionary::new(aff, "4\npåmindelse/A\nbrev/A\nEksempel\nkø\n").expect("it is well formed")
    }

    #[test]
    fn a_word_one_slip_away_is_found_whatever_the_slip() {
        let dictionary = dictionary();
        for (written, meant) in [
            ("påmidnelse", "påmindelse"),
            ("påmidelse", "påmindelse"),
            ("påmindlelse", "påmindelse"),
            ("påmimdelse", "påmindelse"),
            ("påmindels", "påmindelse"),
            ("EKsempel", "Eksempel"),
            ("kqø", "kø"),
        ] {
            assert_eq!(dictionary.nearest(written, |_| false).as_deref(), Some(meant), "{written}");
        }
        assert_eq!(dictionary.nearest("pimindelser", |_| false), None);
        assert_eq!(dictionary.nearest(&format!("påmidnelse{}", "e".repeat(31)), |_| true), None);
        assert_eq!(dictionary.nearest("udbuqd", |word| word == "udbud").as_deref(), Some("udbud"));
    }

    /// A long word has some two thousand slips.
    #[test]
    fn few_slips_of_a_long_word_are_looked_up() {
        let slips = slips("klassifikationsopdaterimgsprocedurernes");
        let dictionary = dictionary();
        assert!(slips.len() > 1_900);
        assert!(slips.iter().filter(|slip| dictionary.runs.hold(slip)).count() < 100);
    }
}
