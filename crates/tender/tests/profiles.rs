//! Profiles: what is read from them, and what is warned of.

use tender::complaint::{Complaints, Severity};
use tender::profile::Answer;
use tender::resolve::resolve;
use tender::resolve::warnings::warnings;

use std::path::Path;

use crate::support::{CATALOG, profile, profile_text, read_profile};
use tender::input::files::Memory;

fn codes(complaints: &Complaints) -> Vec<&'static str> {
    complaints.iter().map(|complaint| complaint.fault.code()).collect()
}

/// The warnings of a profile, by code.
fn warned(edition: &str, rest: &str) -> Vec<&'static str> {
    let profile = profile(edition, rest);
    let warnings = warnings(&profile, &resolve(&profile));
    assert!(warnings.iter().all(|warning| warning.severity == Severity::Warning && warning.place.is_some()));
    codes(&warnings)
}

#[test]
fn a_package_is_read_in_any_spelling_and_all_means_all() {
    let profile = profile("2024-01", "[packages]\ni-1 = [\"SF0830\"]\nI-02 = \"all\"\n");
    let packages: Vec<(String, usize)> =
        profile.packages.iter().map(|(id, choice)| (id.to_string(), choice.integrations.len())).collect();
    assert_eq!(packages, [("I-01".to_owned(), 1), ("I-02".to_owned(), 3)]);
}

#[test]
fn own_requirements_without_an_id_get_the_next_free_one() {
    let own =
        |id: &str| format!("[[requirement]]\n{id}package = \"I-15\"\ntype = \"K\"\ntext = \"Løsningen skal svare.\"\n");
    let rest = format!("[packages]\nI-15 = \"all\"\n{}{}{}", own(""), own("id = \"E1\"\n"), own(""));
    let ids: Vec<String> = profile("2024-01", &rest).own.iter().map(|own| own.id.to_string()).collect();
    assert_eq!(ids, ["I-15.E1", "I-15.E2", "I-15.E3"]);
}

#[test]
fn a_published_tender_numbers_its_own_requirements_itself() {
    let text = profile_text(
        "2024-01",
        "published = 2026-01-01\n[packages]\nI-15 = \"all\"\n[[requirement]]\npackage = \"I-15\"\ntype = \"K\"\ntext = \"x\"\n",
    );
    assert_eq!(codes(&read_profile(&text, &CATALOG).expect_err("it has no id")), ["published-without-id"]);
}

#[test]
fn a_type_of_the_profile_replaces_the_editions_and_keeps_its_meaning() {
    let rest = "[packages]\nI-15 = \"all\"\n[[type]]\nid = \"MK\"\nname = \"Minimumskrav\"\nanswers = [\"Opfyldt\", \"Ikke opfyldt\"]\n";
    let profile = profile("2024-01", rest);
    let kind = profile.requirement_type(&profile.edition.must);
    assert_eq!((kind.name.as_str(), kind.answers.len(), kind.meaning.is_some()), ("Minimumskrav", 2, true));
}

#[test]
fn warnings_fail_nothing_and_say_what_a_buyer_should_know() {
    assert_eq!(
        warned(
            "2024-01",
            "[packages]\nI-15 = \"all\"\n[facts]\nsagsbaerende = true\nudveksler-sagsdokumenter = true\n"
        ),
        ["fact-not-asked"]
    );
    assert_eq!(
        warned("2023-04", "[packages]\nI-09 = \"all\"\n[facts]\nopbygger-sortiment = false\n"),
        ["unsettled-reading"]
    );
    assert_eq!(
        warned(
            "2023-04",
            "[packages]\nI-09 = \"all\"\n[facts]\nopbygger-sortiment = false\n[readings]\nR9 = \"Bekræftet\"\n"
        ),
        Vec::<&str>::new()
    );
    assert_eq!(warned("2024-01", "area = \"Y14\"\n[packages]\nI-15 = \"all\"\n"), ["expected-package"]);
    assert_eq!(warned("2024-01", "area = \"Y14\"\n[packages]\nI-13 = \"all\"\n"), Vec::<&str>::new());
    // A later version may be under development; the integration itself is in operation.
    assert_eq!(warned("2024-01", "[packages]\nI-01 = [\"SF0810\"]\n"), Vec::<&str>::new());
    let early = "date = 2023-09-07\n[packages]\nI-02 = [\"SF1320_A\"]\n[facts]\nfolger-personaendringer = true\n";
    assert_eq!(warned("2024-01", early), ["not-in-operation"]);
    assert_eq!(
        warned("2024-01", "[packages]\nI-04 = \"all\"\n[facts]\noverdrager-sager = false\n"),
        ["used-not-chosen", "used-not-chosen"]
    );
    assert_eq!(
        warned(
            "2024-01",
            "date = 2023-01-01\n[packages]\nI-04 = \"all\"\nI-06 = \"all\"\nI-07 = \"all\"\n[facts]\noverdrager-sager = false\nabonnerer-paa-klassifikation = false\n"
        ),
        ["not-in-operation"],
        "SF1470 is in operation since May 2023"
    );
}

#[test]
fn a_fact_that_only_a_used_package_asks_for_is_not_idle() {
    let rest = "[packages]\nI-12 = \"all\"\n[facts]\nafsender-beskeder = true\n";
    assert!(!warned("2024-01", rest).contains(&"fact-not-asked"), "I-10's rules are at work");
}

#[test]
fn what_the_child_writes_wins() {
    let base = profile_text(
        "2023-04",
        "cvr = \"12345674\"\n[packages]\nI-14 = \"all\"\n[facts]\nsender-fjernprint = false\n[[type]]\nid = \"K\"\nname = \"Krav\"\nanswers = [\"Ja\", \"Nej\"]\n",
    );
    let child = "extends = \"faelles/base.toml\"\nedition = \"2024-01\"\n[tender]\ntitle = \"Barnet\"\n[packages]\nI-15 = \"all\"\n[facts]\nsender-fjernprint = true\n";
    let files: Memory = [("faelles/base.toml", base.as_str()), ("barn.toml", child)].into_iter().collect();
    let file = tender::profile::ProfileFile::open(Path::new("barn.toml"), &files)
        .unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let profile =
        tender::profile::Profile::check(&file, &CATALOG).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    assert_eq!(profile.edition.id.as_str(), "2024-01");
    assert_eq!((profile.tender.title.as_str(), profile.tender.buyer.as_str()), ("Barnet", "Eksempel Kommune"));
    assert_eq!(profile.packages.keys().map(ToString::to_string).collect::<Vec<_>>(), ["I-14", "I-15"]);
    assert_eq!(profile.facts.values().map(|answer| answer.value).collect::<Vec<_>>(), [Answer::Yes]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let text = profile_text("2024-01", "[packages]\nI-15 = \"all\"\n").replace('\n', "\r\n");
    assert_eq!(read_profile(&format!("\u{feff}{text}"), &CATALOG).expect("it is sound").tender.title, "Prøve");
}
