//! The small fixed words of the documents: »Valgt«, »Betingelse«, »Skal udfyldes«.
//!
//! They stand in `ord.toml` of the template folder, and every printer reads them there: a word that is changed is
//! changed in the PDF, in the Markdown and in the spreadsheet alike. A user's file need only hold the words it changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use strum::VariantArray;

use crate::complaint::Complaints;
use crate::input::fault::InputFault;
use crate::input::table::{Reader, Table};
use crate::text::source::{Place, Source};

pub use self::word::Word;

mod word;

/// The fixed words by their key.
#[derive(Debug, Clone, Default)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// Reads the file of words. It may hold words of a user's own templates besides.
    pub(crate) fn read(source: &Arc<Source>) -> Result<Self, Complaints> {
        let mut complaints = Complaints::new();
        let table = Table::parse(source, &mut complaints);
        let mut reader = Reader::new(&table, &mut complaints);
        let words =
            table.fields.iter().filter_map(|(key, field)| Some((key.clone(), reader.as_text(&field.value)?.value)));
        let words = Self(words.collect());
        drop(reader);
        for (key, field) in &table.fields {
            // A label without a word leaves a hole in what goes out.
            if words.0.get(key).is_some_and(|word| word.trim().is_empty()) {
                complaints.error(InputFault::EmptyText { key: key.clone() }, field.value.place.clone());
            }
        }
        if complaints.has_errors() { Err(complaints) } else { Ok(words) }
    }

    /// The keys of a file of words that are none of ours, each at its place.
    pub(crate) fn unknown(source: &Arc<Source>) -> Vec<(String, Place)> {
        let table = Table::parse(source, &mut Complaints::new());
        let known = |key: &str| Word::VARIANTS.iter().any(|word| word.key() == key);
        table.fields.into_iter().filter(|(key, _)| !known(key)).map(|(key, field)| (key, field.key)).collect()
    }

    /// Puts a user's words in the place of these.
    pub(crate) fn overlay(&mut self, other: Words) {
        self.0.extend(other.0);
    }

    /// A word. Every one stands in the embedded file.
    pub fn get(&self, word: Word) -> &str {
        self.0.get(word.key()).map_or(word.key(), String::as_str)
    }

    /// Every word with its key.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &String)> {
        self.0.iter()
    }

    /// The words as the templates read them.
    pub fn to_toml(&self) -> String {
        toml::to_string(&self.0).expect("words are strings")
    }
}

/// The keys of the words that a template asks for, as in `words.draft`.
pub fn asked(template: &str) -> Vec<String> {
    let key = |part: &str| part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
    template.split("words.").skip(1).map(key).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::VariantArray;

    use super::Word;
    use crate::print::Templates;

    #[test]
    fn the_file_of_words_holds_just_the_words_that_there_are() {
        let templates = Templates::embedded();
        let held: BTreeSet<&str> = templates.words().iter().map(|(key, _)| key.as_str()).collect();
        let known: BTreeSet<&str> = Word::VARIANTS.iter().map(|word| word.key()).collect();
        assert_eq!(held, known);
    }

    #[test]
    fn every_word_that_a_template_asks_for_is_there_and_every_word_is_asked_for() {
        let templates = Templates::embedded();
        let mut asked: BTreeSet<String> = BTreeSet::new();
        for (_, bytes) in templates.files().filter(|(name, _)| name.ends_with(".typ")) {
            asked.extend(super::asked(&String::from_utf8_lossy(bytes)));
        }
        asked.remove("");
        for key in &asked {
            assert!(Word::VARIANTS.iter().any(|word| word.key() == key), "no word for `{key}`");
        }
        // What is made in Rust asks by the variant.
        let house = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let sources = ["crates", "src"].into_iter().flat_map(|folder| walkdir::WalkDir::new(house.join(folder)));
        let sources = sources.filter_map(Result::ok);
        let sources = sources.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
        let rust: String = sources.map(|source| std::fs::read_to_string(source.path()).unwrap()).collect();
        let names: BTreeSet<&str> =
            rust.split("Word::").skip(1).filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next()).collect();
        for word in Word::VARIANTS {
            assert!(
                asked.contains(word.key()) || names.contains(format!("{word:?}").as_str()),
                "`{}` is not used",
                word.key()
            );
        }
    }
}
