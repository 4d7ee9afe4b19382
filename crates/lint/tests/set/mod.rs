//! What the tests share: the catalog, the dictionary and the labelled items.

#![allow(dead_code, reason = "each test binary uses a part")]

pub mod catalog;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use bilag_lint::lint::{Dictionary, Kind, Subject, What};
use serde::Deserialize;

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
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled").join(file);
    let file: File =
        toml::from_str(&fs::read_to_string(path).expect("the labelled set")).expect("the labelled set is TOML");
    file.item
}

/// The Danish dictionary, read once.
pub fn dictionary() -> Option<&'static Dictionary> {
    static DICTIONARY: LazyLock<Option<Dictionary>> = LazyLock::new(read_dictionary);
    DICTIONARY.as_ref()
}

/// It lies with the tests of spelling, or where `DANISH_DICTIONARY` says.
fn read_dictionary() -> Option<Dictionary> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/spelling");
    let folders = std::env::var_os("DANISH_DICTIONARY").map(PathBuf::from).into_iter().chain([beside]);
    let names = [("da.aff", "da.dic"), ("index.aff", "index.dic"), ("da_DK.aff", "da_DK.dic")];
    let (aff, dic) = folders
        .flat_map(|folder| names.map(|(aff, dic)| (folder.join(aff), folder.join(dic))))
        .find(|(aff, dic)| aff.exists() && dic.exists())?;
    let read = |path: PathBuf| fs::read_to_string(path).expect("the dictionary is text");
    // Three entries are quoted in a way that only Hunspell's own reader takes.
    let dic: String = read(dic).lines().filter(|line| !line.starts_with('"')).flat_map(|line| [line, "\n"]).collect();
    Some(Dictionary::new(&read(aff), &dic).expect("the dictionary can be read"))
}
