//! A Danish dictionary, given as the text of its two files.

use std::fmt;

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

/// How many letters a suggestion may differ by.
const NEAR: usize = 2;

impl Dictionary {
    /// Reads the texts of a Hunspell dictionary, `.aff` and `.dic`.
    pub fn new(aff: &str, dic: &str) -> Result<Self, DictionaryError> {
        spellbook::Dictionary::new(aff, dic).map(Self).map_err(|error| DictionaryError(error.to_string()))
    }

    pub fn knows(&self, word: &str) -> bool {
        self.0.check(word)
    }

    /// The nearest word, if one is near.
    pub fn nearest(&self, word: &str) -> Option<String> {
        let mut suggestions = Vec::new();
        self.0.suggest(word, &mut suggestions);
        let near = suggestions.into_iter().map(|known| (super::rules::distance(word, &known), known));
        near.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance <= NEAR).map(|(_, known)| known)
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Dictionary")
    }
}
