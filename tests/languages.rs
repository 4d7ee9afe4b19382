//! The program talks English and Danish: the flag decides, then the system.

use std::io;

use press::fault::Missing;
use strum::VariantArray;
use tender::catalog::fault::Awaited;
use tender::input::fault::{Expected, Found, Obstacle, System, Thing, Unprintable};
use tender::portfolio::fault::CellForm;
use tender::text::language::Both;

use crate::desk::Desk;
use crate::english;

#[test]
fn the_flag_decides_the_language_and_without_it_the_system() {
    let desk = Desk::new().file("p.toml", "edition = \"2024-10\"\n[tender]\ntitle = \"Prøve\"\n");
    let is_danish = |environment: &[(&str, &str)], flag: &[&str]| {
        let ran = desk.run_in(environment, &[&["check", "p.toml"], flag].concat());
        let (da, en) =
            (ran.stderr.contains("fejl[unknown-edition]: der er"), ran.stderr.contains("error[unknown-edition]"));
        assert!(da != en, "{}", ran.stderr);
        da
    };
    assert!(!is_danish(&[], &[]));
    assert!(is_danish(&[], &["--language", "da"]));
    assert!(is_danish(&[("LC_ALL", "da_DK.UTF-8")], &[]));
    assert!(!is_danish(&[("LC_ALL", "da_DK.UTF-8")], &["--language", "en"]));
    assert!(is_danish(&[("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", "da_DK.UTF-8")], &[]));
    assert!(!is_danish(&[("LC_ALL", ""), ("LC_MESSAGES", "en_DK.UTF-8"), ("LANG", "da_DK.UTF-8")], &[]));
    assert_eq!(desk.run(&["check", "p.toml", "--language", "sv"]).code, 2);
}

#[test]
fn codes_and_places_are_the_same_in_both_languages_for_programs() {
    let desk = Desk::new().file("p.toml", "edition = \"2024-10\"\n[tender]\ntitle = 7\n");
    let told = |language: &str| {
        let ran = desk.run(&["check", "p.toml", "--message-format", "json", "--language", language]);
        ran.stderr
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("it is JSON"))
            .filter(|message| !message["code"].is_null())
            .collect::<Vec<_>>()
    };
    let (da, en) = (told("da"), told("en"));
    assert!(!en.is_empty() && da.len() == en.len());
    for (da, en) in da.iter().zip(&en) {
        for key in
            ["schema", "severity", "code", "file", "line", "column", "end_line", "end_column", "byte_start", "byte_end"]
        {
            assert_eq!(da[key], en[key], "{key}");
        }
        assert_ne!(da["message"], en["message"]);
        assert_eq!(da["hints"].as_array().map(Vec::len), en["hints"].as_array().map(Vec::len));
    }
}

#[test]
fn what_faults_are_about_has_danish_words_without_english_in_them() {
    let mut all: Vec<Both> = Vec::new();
    all.extend(Expected::VARIANTS.iter().map(|expected| expected.words()));
    all.extend(Awaited::VARIANTS.iter().map(|awaited| awaited.words()));
    all.extend(CellForm::VARIANTS.iter().map(|form| form.words()));
    all.extend(Found::VARIANTS.iter().map(|found| found.words()));
    all.extend(Unprintable::VARIANTS.iter().map(|what| what.words()));
    all.extend(Missing::VARIANTS.iter().map(|missing| missing.words()));
    for thing in Thing::VARIANTS {
        let noun = thing.noun();
        assert!(noun.none.starts_with("ingen ") || noun.none.starts_with("intet "), "{}", noun.none);
        all.push(Both { en: format!("no {}", noun.en), da: noun.none.to_owned() });
        all.push(Both { en: format!("the {}", noun.en), da: noun.the.to_owned() });
    }
    for Both { en, da } in all {
        let code = en.starts_with('`') && en.ends_with('`') && en.matches('`').count() == 2;
        assert!(code || en != da, "{en}");
        assert!(english::words(&da).is_empty(), "{da}: {:?}", english::words(&da));
    }
}

#[test]
fn what_the_system_says_is_told_in_danish_where_it_is_frequent_and_quoted_where_not() {
    let said = |kind: io::ErrorKind| System::from(&io::Error::from(kind)).words().da;
    assert_eq!(said(io::ErrorKind::NotFound), "den findes ikke");
    assert_eq!(said(io::ErrorKind::PermissionDenied), "adgang nægtet");
    assert_eq!(said(io::ErrorKind::StorageFull), "der er ikke plads på drevet");
    assert_eq!(said(io::ErrorKind::WouldBlock), "systemet melder »operation would block«");
    for obstacle in Obstacle::VARIANTS {
        let Both { en, da } = System { obstacle: *obstacle, words: "no such thing".to_owned() }.words();
        assert_eq!(en, "no such thing");
        assert!(!da.is_empty() && english::words(&da).is_empty(), "{da}");
    }
}
