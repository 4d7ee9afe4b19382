//! A Danish dictionary, given as the text of its two files.

use std::fmt;
use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Knows how words are spelt.
pub struct Dictionary(spellbook::Dictionary);

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
        spellbook::Dictionary::new(aff, dic).map(Self).map_err(|error| DictionaryError(error.to_string()))
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

    pub fn knows(&self, word: &str) -> bool {
        self.0.check(word)
    }

    /// A word that is one slip away: first one that is said elsewhere, else the first that the dictionary knows.
    ///
    /// The dictionary's own suggestions compare with all its words and take a second each: too long while someone
    /// types.
    pub fn nearest(&self, word: &str, is_said: impl Fn(&str) -> bool) -> Option<String> {
        let near = slips(word);
        let said = near.iter().find(|known| is_said(known));
        said.or_else(|| near.iter().find(|known| self.knows(known))).cloned()
    }
}

/// Danish letters, the frequent ones first.
const LETTERS: &str = "enrtdislagofkmvubpøhjåyæc";

/// The words one slip of the finger away, the likeliest first: two letters swapped, one left out, one too many, one for
/// another. The first letter is nearly always right.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let with = |change: &dyn Fn(&mut Vec<char>)| {
        let mut changed = letters.clone();
        change(&mut changed);
        String::from_iter(changed)
    };
    let inside = 1..letters.len();
    let mut near: Vec<String> = inside.clone().skip(1).map(|at| with(&|word| word.swap(at - 1, at))).collect();
    let places = || (1..=letters.len()).flat_map(|at| LETTERS.chars().map(move |letter| (at, letter)));
    near.extend(places().map(|(at, letter)| with(&|word| word.insert(at, letter))));
    near.extend(inside.map(|at| with(&|word| _ = word.remove(at))));
    near.extend(places().filter(|(at, _)| *at < letters.len()).map(|(at, letter)| with(&|word| word[at] = letter)));
    near.retain(|known| known != word);
    near
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Dictionary")
    }
}
