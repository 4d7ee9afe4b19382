//! The small fixed words of the documents: »Valgt«, »Betingelse«, »Skal udfyldes«.
//!
//! They stand in `ord.toml` of the template folder, and every printer reads them there: a word that is changed is changed in
//! the PDF, in the Markdown and in the spreadsheet alike. A user's file need only hold the words it changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::complaint::Complaints;
use crate::input::table::{Reader, Table};
use crate::text::source::Source;

/// The fixed words by their key.
#[derive(Debug, Clone, Default)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// Reads the file of words. It may hold words of a user's own templates besides.
    pub(super) fn read(source: &Arc<Source>) -> Result<Self, Complaints> {
        let mut complaints = Complaints::new();
        let table = Table::parse(source, &mut complaints);
        let mut reader = Reader::new(&table, &mut complaints);
        let words =
            table.fields.iter().filter_map(|(key, field)| Some((key.clone(), reader.as_text(&field.value)?.value)));
        let words = Self(words.collect());
        drop(reader);
        if complaints.has_errors() { Err(complaints) } else { Ok(words) }
    }

    /// Puts a user's words in the place of these.
    pub(super) fn overlay(&mut self, other: Words) {
        self.0.extend(other.0);
    }

    /// The word for a key. Every key that the printers use stands in the embedded file, so that an unknown one is a slip of
    /// theirs, and is printed as itself.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
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
    use crate::print::Templates;

    #[test]
    fn every_word_that_a_printer_asks_for_is_there_and_every_word_is_asked_for() {
        let templates = Templates::embedded();
        let mut asked: Vec<String> = Vec::new();
        for (_, bytes) in templates.files().filter(|(name, _)| name.ends_with(".typ")) {
            asked.extend(super::asked(&String::from_utf8_lossy(bytes)));
        }
        // The printers in Rust ask by literals.
        let house = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let sources = ["crates", "src"].into_iter().flat_map(|folder| walkdir::WalkDir::new(house.join(folder)));
        let sources = sources.filter_map(Result::ok);
        for source in sources.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs")) {
            let text = std::fs::read_to_string(source.path()).unwrap();
            let known = templates.words().0.keys().filter(|key| text.contains(&format!("\"{key}\"")));
            asked.extend(known.cloned());
        }
        asked.retain(|key| !key.is_empty());
        assert!(asked.len() > 30);
        for key in &asked {
            assert!(templates.words().0.contains_key(key), "no word for `{key}`");
        }
        for key in templates.words().0.keys() {
            assert!(asked.contains(key), "`{key}` is not used");
        }
    }
}
