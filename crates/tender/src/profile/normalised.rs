//! A profile in one normal form: merged with those it extends, its keys in order, without comments.
//!
//! Comments may be internal, and so may be the folders that a path names: this is the form that leaves the house,
//! inside the documents. Read again it says the same.

use toml::Value as Plain;

use super::ProfileFile;
use crate::input::table::{Kind, Table, Value};

impl ProfileFile {
    /// The profile as TOML: the same text for the same content, however it was written.
    pub fn normalised(&self) -> String {
        toml::to_string(&self.normal()).expect("a table that was read from TOML can be written as TOML")
    }

    /// The normal form as data.
    pub(super) fn normal(&self) -> toml::Table {
        let mut table = plain_table(&self.table);
        // What it extends is merged into it already.
        table.remove("extends");
        for key in ["logo", "word"] {
            if let Some(Plain::String(file)) = table.get_mut("theme").and_then(|theme| theme.get_mut(key)) {
                *file = file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            }
        }
        table
    }

    /// What decides most of what the documents say and how they look. Sorted by it, profiles that resemble one another
    /// are neighbours.
    pub fn likeness(&self) -> String {
        let parts = ["theme", "edition", "packages", "facts", "line"].map(|key| {
            let part = self.table.fields.get(key).map(|field| plain(&field.value));
            part.map(|part| part.to_string()).unwrap_or_default()
        });
        parts.join("\n")
    }
}

fn plain_table(table: &Table) -> toml::Table {
    table.fields.iter().map(|(key, field)| (key.clone(), plain(&field.value))).collect()
}

fn plain(value: &Value) -> Plain {
    match &value.kind {
        Kind::Text(text) => Plain::String(text.clone()),
        Kind::Bool(known) => Plain::Boolean(*known),
        Kind::Date(date) => Plain::Datetime(*date),
        Kind::Number(number) => match (number.parse(), number.parse()) {
            (Ok(whole), _) => Plain::Integer(whole),
            (_, Ok(decimal)) => Plain::Float(decimal),
            // A checked profile has none that is neither.
            _ => Plain::String(number.clone()),
        },
        Kind::List(values) => Plain::Array(values.iter().map(plain).collect()),
        Kind::Table(table) => Plain::Table(plain_table(table)),
    }
}

#[cfg(test)]
mod tests {
    use crate::input::files::Memory;
    use std::path::Path;

    use super::*;
    use crate::text::source::Source;

    fn read(text: &str) -> ProfileFile {
        ProfileFile::read(Path::new("prøve.toml"), Source::new("prøve.toml", text), &Memory::empty()).unwrap()
    }

    const WRITTEN: &str = r##"
# Internt: hold øje med prisen
packages.I-04 = "all" # også internt
edition = "2024-01"
[tender]
title = "Fælles »omsorg«\nlinje 2"
date = 2026-11-23
buyer = 'Eksempel Kommune'
signature = true
[[requirement]]
package = "I-04"
text = "Løsningen skal …"
[theme]
logo = "../internt/logo.svg"
accent = "#003865"
"##;

    #[test]
    fn a_normalised_profile_has_ordered_keys_and_neither_comments_nor_folders() {
        let expected = r##"edition = "2024-01"

[packages]
I-04 = "all"

[[requirement]]
package = "I-04"
text = "Løsningen skal …"

[tender]
buyer = "Eksempel Kommune"
date = 2026-11-23
signature = true
title = """
Fælles »omsorg«
linje 2"""

[theme]
accent = "#003865"
logo = "logo.svg"
"##;
        assert_eq!(read(WRITTEN).normalised(), expected);
    }

    #[test]
    fn normalising_twice_changes_nothing() {
        let once = read(WRITTEN).normalised();
        assert_eq!(read(&once).normalised(), once);
    }

    #[test]
    fn profiles_that_choose_and_answer_the_same_are_alike_whoever_the_buyer_is() {
        let of = |buyer: &str, package: &str, accent: &str| {
            let text = format!(
                "edition = \"2024-01\"\n[tender]\nbuyer = \"{buyer}\"\n[packages]\n{package} = \"all\"\n[theme]\naccent = \"{accent}\"\n"
            );
            read(&text).likeness()
        };
        assert_eq!(of("Østby", "I-04", "#003865"), of("Vestby", "I-04", "#003865"));
        assert_ne!(of("Østby", "I-04", "#003865"), of("Østby", "I-05", "#003865"));
        assert_ne!(of("Østby", "I-04", "#003865"), of("Østby", "I-04", "#005f56"));
    }

    #[test]
    fn a_profile_is_merged_with_the_one_it_extends() {
        let base = "edition = \"2024-01\"\n[tender]\nbuyer = \"Eksempel Kommune\"\ntitle = \"\"\n";
        let over = "extends = \"base.toml\" # fælles\n[tender]\ntitle = \"Omsorg\"\n";
        let files: Memory = [("udbud/base.toml", base), ("udbud/over.toml", over)].into_iter().collect();
        let path = Path::new("udbud/over.toml");
        let expected = "edition = \"2024-01\"\n\n[tender]\nbuyer = \"Eksempel Kommune\"\ntitle = \"Omsorg\"\n";
        assert_eq!(ProfileFile::open(path, &files).unwrap().normalised(), expected);
    }
}
