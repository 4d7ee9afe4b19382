//! Building again: only what would say or look otherwise is made anew, and what was published never changes by itself.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::{Desk, Ran};
use crate::support::profile_text;

const WITH_I07: &str = "[packages]\nI-07 = \"all\"\n[facts]\nabonnerer-paa-klassifikation = true\n";
const WITHOUT_I07: &str = "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n";

/// A desk with two tenders and an exported catalog.
fn two_tenders() -> Desk {
    let desk = Desk::new()
        .file("p/med.toml", profile_text("2024-01", WITH_I07))
        .file("p/uden.toml", profile_text("2024-01", WITHOUT_I07));
    assert_eq!(desk.run(&["catalog", "export", "mit"]).code, 0);
    desk
}

const BUILD: &[&str] = &["build", "p", "--catalog", "mit/catalog", "--format", "md", "--format", "xlsx", "--explain"];

fn build(desk: &Desk) -> Ran {
    desk.run(BUILD)
}

/// The contents of every output, by path.
fn outputs(desk: &Desk) -> BTreeMap<String, Vec<u8>> {
    let paths = desk.files().into_iter().filter(|path| path.starts_with("bilag-ud/"));
    paths.map(|path| (path.clone(), desk.read(&path))).collect()
}

/// The paths in which two sets of outputs differ.
fn differing(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let paths: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
    paths.into_iter().filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

/// A published tender, built.
fn published() -> Desk {
    let text = "edition = \"2024-01\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\nversion = \"1.0\"\n\
                date = 2026-11-24\npublished = 2026-11-24\ndeadline = 2027-01-15\nprocedure = \"mini-tender\"\n\
                [packages]\nI-07 = \"all\"\n[facts]\nabonnerer-paa-klassifikation = true\n";
    let desk = Desk::new().file("p/udbud.toml", text);
    assert_eq!(desk.run(&["catalog", "export", "mit"]).code, 0);
    assert_eq!(build(&desk).code, 0);
    desk
}

const I07: &str = "mit/catalog/2023-04/packages/I-07-klassifikation.md";

#[test]
fn regenerating_without_changes_writes_nothing() {
    let desk = two_tenders();
    let ran = build(&desk);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let before: Vec<_> =
        outputs(&desk).keys().map(|path| desk.path(path).metadata().unwrap().modified().unwrap()).collect();
    thread::sleep(Duration::from_millis(20));
    let ran = build(&desk);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "0 profiles built, 2 up to date, 0 files in bilag-ud\n"));
    let after: Vec<_> =
        outputs(&desk).keys().map(|path| desk.path(path).metadata().unwrap().modified().unwrap()).collect();
    assert_eq!(before, after);
}

#[test]
fn a_changed_sentence_rebuilds_just_the_tenders_that_print_it_and_says_why() {
    let desk = two_tenders();
    build(&desk);
    let before = outputs(&desk);
    desk.change(I07, "skal løsningen medsende de UUID’er", "skal løsningen altid medsende de UUID’er");
    let ran = build(&desk);
    assert_eq!(
        ran.stderr,
        "p/med.toml: med-kravbilag.md, med-svarskema.md, med-svarskema.xlsx\n  the catalog changed\n  requirement I-07.01: text\n\
         1 profile built, 1 up to date, 3 files in bilag-ud\n"
    );
    let changed: Vec<_> =
        outputs(&desk).into_iter().filter(|(path, bytes)| before[path] != *bytes).map(|(path, _)| path).collect();
    assert_eq!(changed, ["bilag-ud/med-kravbilag.md", "bilag-ud/med-svarskema.md", "bilag-ud/med-svarskema.xlsx",]);
}

#[test]
fn a_template_may_go_deep_and_name_its_places_as_it_likes() {
    let desk = Desk::new().file("p/uden.toml", profile_text("2024-01", WITHOUT_I07));
    assert_eq!(desk.run(&["catalog", "export", "mit"]).code, 0);
    let cover = "#cover(d.front)";
    let deep = format!("#let unused = () => 1{}\n{cover}", "+1".repeat(30_000));
    desk.change("mit/templates/svarskema.typ", cover, &deep);
    let places = ["spot", "top", "bottom"].map(|name| format!("#metadata(1)<{name}>\n#link(<{name}>)[Dertil]\n"));
    desk.change("mit/templates/kravbilag.typ", cover, &format!("{cover}\n{}", places.concat()));
    for command in ["check", "build"] {
        let ran = desk.run(&[command, "p", "--templates", "mit/templates"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
}

#[test]
fn a_changed_template_rebuilds_just_the_documents_that_are_printed_with_it() {
    let desk = Desk::new().file("p/uden.toml", profile_text("2024-01", WITHOUT_I07));
    assert_eq!(desk.run(&["catalog", "export", "mit"]).code, 0);
    let build = || {
        let command = ["build", "p", "--templates", "mit/templates", "--explain"];
        desk.run(&[&command[..], &["--format", "pdf", "--format", "md", "--format", "xlsx"]].concat())
    };
    assert_eq!(build().code, 0);
    for (file, from, to, rebuilt) in [
        ("svar.typ", "#let ", "// A remark\n#let ", "uden-svarskema.pdf"),
        ("krav.typ", "#let ", "// A remark\n#let ", "uden-kravbilag.pdf"),
        ("theme.typ", "#let ", "// A remark\n#let ", "uden-kravbilag.pdf, uden-svarskema.pdf"),
        (
            "ord.toml",
            "\"Følger af valget\"",
            "\"Det følger af valget\"",
            "uden-kravbilag.pdf, uden-kravbilag.md, uden-svarskema.pdf, uden-svarskema.md, uden-svarskema.xlsx",
        ),
    ] {
        desk.change(&format!("mit/templates/{file}"), from, to);
        let ran = build();
        let told = format!("p/uden.toml: {rebuilt}\n  the templates changed\n1 profile built");
        assert!(ran.stderr.starts_with(&told), "{file}: {}", ran.stderr);
        assert!(build().stderr.contains("0 profiles built, 1 up to date"), "{file}");
    }
    desk.change("mit/templates/tjekliste.typ", "#let ", "// A remark\n#let ");
    let again = build().stderr;
    assert!(again.ends_with("0 profiles built, 1 up to date, 0 files in bilag-ud\n"), "{again}");
}

#[test]
fn every_change_in_a_package_leaves_the_pdfs_of_a_tender_without_it_alone() {
    let desk = Desk::new().file("p/uden.toml", profile_text("2024-01", WITHOUT_I07));
    assert_eq!(desk.run(&["catalog", "export", "mit"]).code, 0);
    let build = || desk.run(&["build", "p", "--catalog", "mit/catalog"]);
    assert_eq!(build().code, 0);
    for (from, to) in [
        ("Beskeder om ændringer", "Alle beskeder om ændringer"),
        ("når den planlagte", "så snart den planlagte"),
        ("Gældende klassifikation", "Seneste klassifikation"),
        ("Pakken giver løsningen", "Pakken giver enhver løsning"),
        ("when = \"abonnerer-paa-klassifikation\"", "when = \"not abonnerer-paa-klassifikation\""),
    ] {
        desk.change(I07, from, to);
        let ran = build();
        assert!(
            ran.stderr.ends_with("0 profiles built, 1 up to date, 0 files in bilag-ud\n"),
            "{from}: {}",
            ran.stderr
        );
    }
}

#[test]
fn reformatting_the_catalog_rebuilds_nothing() {
    let desk = two_tenders();
    build(&desk);
    desk.change(I07, "id = \"I-07\"", "# Klassifikation\n\nid   =   'I-07'   # og ikke andet");
    desk.change("mit/catalog/2023-04/facts.toml", "\n", "\n\n");
    let ran = build(&desk);
    assert_eq!(ran.stderr, "0 profiles built, 2 up to date, 0 files in bilag-ud\n");
}

#[test]
fn an_output_that_is_gone_is_made_again() {
    let desk = two_tenders();
    build(&desk);
    let before = outputs(&desk);
    std::fs::remove_file(desk.path("bilag-ud/med-svarskema.xlsx")).unwrap();
    let ran = build(&desk);
    assert_eq!(
        ran.stderr,
        "p/med.toml: med-svarskema.xlsx\n  med-svarskema.xlsx is missing\n1 profile built, 1 up to date, 1 file in bilag-ud\n"
    );
    assert_eq!(differing(&outputs(&desk), &before), [""; 0]);
}

#[test]
fn an_output_that_was_edited_by_hand_is_noticed_and_only_overwritten_with_force() {
    let desk = two_tenders();
    build(&desk);
    let before = outputs(&desk);
    desk.change("bilag-ud/med-kravbilag.md", "Eksempel Kommune", "Prøve Kommune");
    let edited = desk.read("bilag-ud/med-kravbilag.md");
    let ran = build(&desk);
    assert_eq!(ran.code, 0);
    let noticed =
        "warning[edited-output]: `bilag-ud/med-kravbilag.md` was changed after it was written, and is left as it is";
    assert!(ran.stderr.starts_with(noticed), "{}", ran.stderr);
    assert_eq!(desk.read("bilag-ud/med-kravbilag.md"), edited);
    // When it would have to be made anew, that is an error, and none of the profile's outputs is touched.
    desk.change("p/med.toml", "Prøve", "Anden prøve");
    let ran = build(&desk);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("error[edited-output]: `bilag-ud/med-kravbilag.md`"), "{}", ran.stderr);
    assert_eq!(desk.read("bilag-ud/med-kravbilag.md"), edited);
    assert_eq!(desk.read("bilag-ud/med-svarskema.md"), before["bilag-ud/med-svarskema.md"]);
    let ran = desk.run(&[BUILD, &["--force"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = String::from_utf8(desk.read("bilag-ud/med-kravbilag.md")).unwrap();
    assert!(text.contains("Anden prøve") && !text.contains("Prøve Kommune"));
}

#[test]
#[cfg(unix)]
fn an_edit_of_the_same_size_and_time_stamp_is_noticed() {
    let desk = two_tenders();
    build(&desk);
    thread::sleep(Duration::from_millis(20));
    assert!(build(&desk).stderr.contains("0 profiles built, 2 up to date"));
    let path = desk.path("bilag-ud/med-kravbilag.md");
    let stamp = path.metadata().unwrap().modified().unwrap();
    desk.change("bilag-ud/med-kravbilag.md", "Prøve", "Prøva");
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(stamp).unwrap();
    let ran = build(&desk);
    assert!(ran.stderr.starts_with("warning[edited-output]: `bilag-ud/med-kravbilag.md`"), "{}", ran.stderr);
}

#[test]
fn a_file_that_no_lock_knows_is_never_overwritten_unless_it_is_the_same() {
    let desk = two_tenders();
    build(&desk);
    std::fs::remove_file(desk.path("bilag-ud/.bilag/built/med.json")).unwrap();
    let ran = build(&desk);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "0 profiles built, 2 up to date, 0 files in bilag-ud\n"));
    assert!(desk.path("bilag-ud/.bilag/built/med.json").exists());
    std::fs::remove_file(desk.path("bilag-ud/.bilag/built/med.json")).unwrap();
    std::fs::write(desk.path("bilag-ud/med-kravbilag.md"), "mine egne noter").unwrap();
    let ran = build(&desk);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("error[foreign-output]: `bilag-ud/med-kravbilag.md` is there already"),
        "{}",
        ran.stderr
    );
    assert_eq!(desk.read("bilag-ud/med-kravbilag.md"), b"mine egne noter");
}

#[test]
fn a_damaged_lock_is_a_complaint_at_its_place_and_one_of_another_time_is_named() {
    let desk = published();
    desk.change("p/udbud.bilag-lock", "\"tool\"", "tool\"");
    let ran = build(&desk);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("error[unreadable-lock]: the lock `p/udbud.bilag-lock`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("p/udbud.bilag-lock:3:"), "{}", ran.stderr);
    std::fs::write(desk.path("p/udbud.bilag-lock"), "{\"schema\": 7}").unwrap();
    let ran = build(&desk);
    assert!(ran.stderr.starts_with("error[lock-of-another-time]: the lock"), "{}", ran.stderr);
    // Nobody knows what was published: force passes over neither.
    let ran = desk.run(&[BUILD, &["--force"]].concat());
    assert!(ran.code == 1 && ran.stderr.starts_with("error[lock-of-another-time]"), "{}", ran.stderr);
}

#[test]
fn a_published_tender_does_not_change_until_its_version_is_raised() {
    let desk = published();
    let before = outputs(&desk);
    desk.change(I07, "skal løsningen medsende de UUID’er", "skal løsningen altid medsende de UUID’er");
    let ran = build(&desk);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr,
        "error[published-changed]: the tender was published as version `1.0`, and what it prints would change: requirement I-07.01: text\n  \
         ┌─ p/udbud.toml:5:11\n  │\n5 │ version = \"1.0\"\n  │           ^^^^^\n  │\n  \
         = hint: raise `version` to publish the change; build then writes a rettelsesblad too\n  \
         = hint: if nothing was sent yet, delete `p/udbud.bilag-lock` and what `arkiv` keeps of this version, and build again\n  \
         = hint: `bilag diff p/udbud.bilag-lock p/udbud.toml` shows every word that changed\n\n\
         0 profiles built, 1 failed, 0 files in bilag-ud\n"
    );
    assert_eq!(desk.run(&["check", "p", "--catalog", "mit/catalog"]).code, 1);
    assert_eq!(desk.run(&[BUILD, &["--force"]].concat()).code, 1, "force is for what was edited by hand");
    assert_eq!(differing(&outputs(&desk), &before), [""; 0]);
    // Neither a lower version, nor a date, nor taking the publication back is a way round it.
    for (from, to) in
        [("\"1.0\"", "\"0.9\""), ("date = 2026-11-24", "date = 2026-11-22"), ("published = 2026-11-24\n", "")]
    {
        desk.change("p/udbud.toml", from, to);
        assert!(build(&desk).stderr.starts_with("error[published-changed]"), "{from}");
        assert_eq!(differing(&outputs(&desk), &before), [""; 0]);
        if to.is_empty() {
            desk.change("p/udbud.toml", "deadline", "published = 2026-11-24\ndeadline");
        } else {
            desk.change("p/udbud.toml", to, from);
        }
    }
    desk.change("p/udbud.toml", "\"1.0\"", "\"1.1\"");
    let ran = build(&desk);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = String::from_utf8(desk.read("bilag-ud/udbud-kravbilag.md")).unwrap();
    assert!(text.contains("altid medsende"));
    let lock: serde_json::Value = serde_json::from_slice(&desk.read("p/udbud.bilag-lock")).unwrap();
    let versions =
        lock["publications"].as_array().unwrap().iter().map(|issued| (&issued["version"], issued.get("notice")));
    assert_eq!(versions.collect::<Vec<_>>(), [(&"1.0".into(), None), (&"1.1".into(), Some(&1.into()))]);
    let sheet = String::from_utf8(desk.read("bilag-ud/udbud-rettelsesblad.md")).unwrap();
    assert!(sheet.contains("I-07.01") && sheet.contains("altid") && sheet.contains("version 1.1"), "{sheet}");
    assert!(build(&desk).stderr.contains("0 profiles built, 1 up to date"));
}

#[test]
fn a_published_tender_keeps_its_looks_and_what_is_gone_comes_back_only_the_same() {
    let desk = published();
    let before = outputs(&desk);
    std::fs::remove_file(desk.path("bilag-ud/udbud-kravbilag.md")).unwrap();
    assert_eq!(build(&desk).code, 0);
    assert_eq!(differing(&outputs(&desk), &before), [""; 0]);
    // Other words of the layout, the same words of the tender.
    desk.change("mit/templates/ord.toml", "\"Følger af valget\"", "\"Det følger af valget\"");
    let build = || desk.run(&[BUILD, &["--templates", "mit/templates"]].concat());
    let ran = build();
    assert_eq!(ran.code, 0);
    assert!(
        ran.stderr.starts_with(
            "warning[published-kept]: the tender was published as version `1.0` and is kept as it was printed, though the templates changed"
        ),
        "{}",
        ran.stderr
    );
    assert_eq!(differing(&outputs(&desk), &before), [""; 0]);
    // What went out is kept, so it comes back whatever it would be made with now.
    std::fs::remove_file(desk.path("bilag-ud/udbud-kravbilag.md")).unwrap();
    assert_eq!(build().code, 0);
    assert_eq!(differing(&outputs(&desk), &before), [""; 0]);
    std::fs::remove_file(desk.path("bilag-ud/udbud-kravbilag.md")).unwrap();
    desk.change("bilag-ud/arkiv/udbud/1.0/udbud-kravbilag.md", "Eksempel Kommune", "En anden kommune");
    let ran = build();
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("error[published-lost]: `bilag-ud/udbud-kravbilag.md` was published and is gone"),
        "{}",
        ran.stderr
    );
    assert!(!desk.path("bilag-ud/udbud-kravbilag.md").exists());
}

#[test]
fn a_corrected_version_leaves_nothing_of_the_old_one_and_no_rettelsesblad_that_is_not_true() {
    let desk = published();
    // Only one document is asked for, but what suppliers have read belongs together.
    desk.change("p/udbud.toml", "\"1.0\"", "\"1.1\"");
    desk.change("p/udbud.toml", "published = 2026-11-24", "published = 2026-11-25");
    desk.change("p/udbud.toml", "abonnerer-paa-klassifikation = true", "abonnerer-paa-klassifikation = false");
    let ran = desk.run(&["build", "p", "--catalog", "mit/catalog", "--document", "kravbilag", "--format", "md"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // What goes out is named apart from what stays with the buyer, and that minimum requirements changed is told.
    assert!(ran.stderr.starts_with("warning[minimum-changed]"), "{}", ran.stderr);
    let told = "goes out to suppliers, carrying the supplier's view of the profile:\n  bilag-ud/udbud-kravbilag.md\n  \
                bilag-ud/udbud-svarskema.md\n  bilag-ud/udbud-svarskema.xlsx\n  bilag-ud/udbud-rettelsesblad.md\nstays with the buyer:\n  \
                bilag-ud/internt/udbud-aendringsnotat.md\n1 profile built, 5 files in bilag-ud, 1 warning\n";
    assert!(ran.stderr.ends_with(told), "{}", ran.stderr);
    let form = String::from_utf8(desk.read("bilag-ud/udbud-svarskema.md")).unwrap();
    assert!(form.contains("Version: 1.1"), "{form}");
    assert!(desk.path("bilag-ud/udbud-rettelsesblad.md").exists());
    // Taken back before it was published: nothing is left to correct.
    let desk = published();
    desk.change("p/udbud.toml", "\"1.0\"", "\"1.1\"");
    desk.change("p/udbud.toml", "published = 2026-11-24\n", "");
    desk.change("p/udbud.toml", "abonnerer-paa-klassifikation = true", "abonnerer-paa-klassifikation = false");
    build(&desk);
    assert!(desk.path("bilag-ud/udbud-rettelsesblad.md").exists());
    desk.change("p/udbud.toml", "abonnerer-paa-klassifikation = false", "abonnerer-paa-klassifikation = true");
    assert_eq!(build(&desk).code, 0);
    assert!(!desk.path("bilag-ud/udbud-rettelsesblad.md").exists());
    assert!(!desk.path("bilag-ud/internt/udbud-aendringsnotat.md").exists());
    let lock = String::from_utf8(desk.read("p/udbud.bilag-lock")).unwrap();
    assert!(!lock.contains("rettelsesblad.md"));
}

#[test]
fn a_correction_in_preparation_does_not_open_the_published_version() {
    let desk = published();
    let plain = String::from_utf8(desk.read("p/udbud.toml")).unwrap();
    let write = |text: &str| std::fs::write(desk.path("p/udbud.toml"), text).unwrap();
    let prepared = plain.replace("\"1.0\"", "\"1.1\"").replace("published = 2026-11-24\n", "");
    let answered =
        |text: &str| text.replace("abonnerer-paa-klassifikation = true", "abonnerer-paa-klassifikation = false");
    write(&answered(&prepared));
    assert_eq!(build(&desk).code, 0);
    // Another text under the version that suppliers have read, or under one before it
    for text in [answered(&plain), prepared.replace("\"1.1\"", "\"0.9\""), prepared.replace("\"1.1\"", "\"1.0\"")] {
        write(&text);
        let ran = build(&desk);
        assert_eq!(ran.code, 1, "{text}");
        assert!(
            ran.stderr.starts_with("error[published-changed]: the tender was published as version `1.0`"),
            "{}",
            ran.stderr
        );
    }
    // The very text that suppliers have read is no change, and leaves nothing to correct.
    write(&plain);
    let ran = build(&desk);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!desk.path("bilag-ud/udbud-rettelsesblad.md").exists());
    let lock: serde_json::Value = serde_json::from_slice(&desk.read("p/udbud.bilag-lock")).unwrap();
    assert_eq!((&lock["publications"][0]["version"], lock.get("before")), (&"1.0".into(), None));
    write(&answered(&plain));
    assert_eq!(build(&desk).code, 1);
}

#[test]
fn a_corrected_version_tells_the_small_words_that_changed_with_it() {
    let desk = published();
    desk.change("mit/templates/ord.toml", "must-fill = \"Skal udfyldes\"", "must-fill = \"Kan udfyldes\"");
    let lock = desk.path("p/udbud.bilag-lock").display().to_string();
    let diff = desk.run(&["diff", &lock, "p/udbud.toml", "--templates", "mit/templates"]);
    assert!(
        diff.stdout.contains("ord/must-fill") && diff.stdout.contains("[-Skal-]{+Kan+} udfyldes"),
        "{}",
        diff.stdout
    );
    desk.change("p/udbud.toml", "\"1.0\"", "\"1.1\"");
    desk.change("p/udbud.toml", "published = 2026-11-24\n", "");
    let ran = desk.run(&[BUILD, &["--templates", "mit/templates"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let sheet = String::from_utf8(desk.read("bilag-ud/udbud-rettelsesblad.md")).unwrap();
    assert!(sheet.contains("Fast ord »Kan udfyldes«") && sheet.contains("Skal"), "{sheet}");
}

#[test]
fn a_corrected_version_has_its_rettelsesblad_whatever_formats_are_asked_for() {
    let desk = published();
    desk.change("p/udbud.toml", "\"1.0\"", "\"1.1\"");
    desk.change("p/udbud.toml", "published = 2026-11-24\n", "");
    desk.change("p/udbud.toml", "abonnerer-paa-klassifikation = true", "abonnerer-paa-klassifikation = false");
    let ran = desk.run(&["build", "p", "--catalog", "mit/catalog", "--format", "xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(desk.path("bilag-ud/udbud-rettelsesblad.pdf").exists());
    let again = desk.run(&["build", "p", "--catalog", "mit/catalog", "--format", "xlsx"]);
    assert!(again.stderr.contains("0 profiles built, 1 up to date"), "{}", again.stderr);
}

#[test]
fn a_published_number_is_not_used_again_nor_a_correction_dated_back_nor_an_unreadable_lock_passed_over() {
    let own = |text: &str| {
        format!("[[requirement]]\nid = \"E1\"\npackage = \"I-07\"\ntype = \"K\"\nweight = 1\ntext = \"{text}\"\n")
    };
    let desk = published();
    let plain = String::from_utf8(desk.read("p/udbud.toml")).unwrap();
    let write = |text: String| std::fs::write(desk.path("p/udbud.toml"), text).unwrap();
    let version = |version: &str| plain.replace("\"1.0\"", &format!("\"{version}\""));
    write(version("1.1") + &own("Løsningen skal det ene."));
    assert_eq!(build(&desk).code, 0);
    write(version("1.2"));
    assert_eq!(build(&desk).code, 0);
    write(version("1.3") + &own("Løsningen skal noget andet."));
    let ran = build(&desk);
    assert!(
        ran.code == 1 && ran.stderr.starts_with("error[reused-requirement]: the requirement `I-07.E1`"),
        "{}",
        ran.stderr
    );
    write(version("1.3").replace("date = 2026-11-24", "date = 2026-11-20"));
    let ran = build(&desk);
    assert!(
        ran.code == 1 && ran.stderr.starts_with("error[dated-back]: `date` is 2026-11-20, before"),
        "{}",
        ran.stderr
    );
    write(version("1.2").replace("klassifikation = true", "klassifikation = false"));
    let lock = "p/udbud.bilag-lock";
    desk.change(lock, "\"tool\"", "<<<<<<< HEAD\n\"tool\"");
    let before = outputs(&desk);
    // Nor does it help to take `published` out.
    for published in ["published = 2026-11-24\n", ""] {
        desk.change("p/udbud.toml", "published = 2026-11-24\n", published);
        let ran = desk.run(&[BUILD, &["--force"]].concat());
        assert!(ran.code == 1 && ran.stderr.starts_with("error[unreadable-lock]"), "{}", ran.stderr);
        assert_eq!(differing(&outputs(&desk), &before), [""; 0]);
    }
}

#[test]
fn a_correction_that_is_given_up_brings_back_the_very_files_that_suppliers_have_or_none() {
    let desk = published();
    let before = outputs(&desk);
    let plain = String::from_utf8(desk.read("p/udbud.toml")).unwrap();
    let write = |text: &str| std::fs::write(desk.path("p/udbud.toml"), text).unwrap();
    let prepared = plain.replace("\"1.0\"", "\"1.1\"").replace("published = 2026-11-24\n", "");
    let prepared = prepared.replace("klassifikation = true", "klassifikation = false");
    let build = |more: &[&str]| desk.run(&[BUILD, &["--templates", "mit/templates"], more].concat());
    write(&prepared);
    assert_eq!(build(&[]).code, 0);
    write(&plain);
    assert_eq!(build(&[]).code, 0);
    let documents = |all: &BTreeMap<String, Vec<u8>>| -> BTreeMap<String, Vec<u8>> {
        all.iter()
            .filter(|(path, _)| path.starts_with("bilag-ud/udbud-"))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    assert_eq!(differing(&documents(&outputs(&desk)), &documents(&before)), [""; 0]);
    // The same, but the words of the layout are others by now.
    write(&prepared);
    assert_eq!(build(&[]).code, 0);
    desk.change("mit/templates/ord.toml", "must-fill = \"Skal udfyldes\"", "must-fill = \"Kan springes over\"");
    write(&plain);
    assert_eq!(build(&[]).code, 0);
    assert_eq!(differing(&documents(&outputs(&desk)), &documents(&before)), [""; 0], "they were kept as they went out");
    write(&prepared);
    assert_eq!(build(&[]).code, 0);
    std::fs::remove_dir_all(desk.path("bilag-ud/arkiv")).unwrap();
    write(&plain);
    let left = documents(&outputs(&desk));
    for more in [&[][..], &["--force"]] {
        let ran = build(more);
        assert_eq!(ran.code, 1);
        let lost = ran.stderr.matches("error[published-lost]: ").count();
        assert!(lost > 0 && ran.stderr.contains("udbud-svarskema.md` was published and is gone"), "{}", ran.stderr);
        assert_eq!(documents(&outputs(&desk)), left, "nothing is written under the version that suppliers have");
    }
    // Put back from where it was published, it is known again.
    for (path, bytes) in documents(&before) {
        std::fs::write(desk.path(&path), bytes).unwrap();
    }
    let ran = build(&[]);
    assert_eq!((ran.code, ran.stderr.starts_with("warning[published-kept]")), (0, true), "{}", ran.stderr);
    assert_eq!(differing(&documents(&outputs(&desk)), &documents(&before)), [""; 0]);
}

#[test]
fn every_published_version_is_kept_as_it_went_out_and_comes_back_with_its_rettelsesblad() {
    let desk = published();
    let plain = String::from_utf8(desk.read("p/udbud.toml")).unwrap();
    let write = |text: &str| std::fs::write(desk.path("p/udbud.toml"), text).unwrap();
    let first = outputs(&desk);
    let second = plain.replace("\"1.0\"", "\"1.1\"").replace("klassifikation = true", "klassifikation = false");
    write(&second);
    assert_eq!(build(&desk).code, 0);
    let both = outputs(&desk);
    for (version, all) in [("1.0", &first), ("1.1", &both)] {
        for (path, bytes) in all.iter().filter(|(path, _)| path.starts_with("bilag-ud/udbud-")) {
            let kept = path.replace("bilag-ud/", &format!("bilag-ud/arkiv/udbud/{version}/"));
            assert_eq!(both.get(&kept), Some(bytes), "{kept}");
        }
    }
    assert!(both.contains_key("bilag-ud/arkiv/udbud/1.1/udbud-rettelsesblad.md"));
    // A further correction is prepared and given up.
    let third = second.replace("\"1.1\"", "\"1.2\"").replace("published = 2026-11-24\n", "");
    write(&third.replace("title = \"Prøve\"", "title = \"Prøven\""));
    assert_eq!(build(&desk).code, 0);
    assert_ne!(desk.read("bilag-ud/udbud-rettelsesblad.md"), both["bilag-ud/udbud-rettelsesblad.md"]);
    assert!(!outputs(&desk).keys().any(|path| path.contains("arkiv/udbud/1.2")), "a draft goes out to nobody");
    write(&second);
    let ran = build(&desk);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let without_lock = |mut all: BTreeMap<String, Vec<u8>>| {
        all.retain(|path, _| !path.contains("/internt/"));
        all
    };
    assert_eq!(differing(&without_lock(outputs(&desk)), &without_lock(both)), [""; 0]);
}

#[test]
fn a_name_in_other_characters_is_the_same_tender() {
    let desk = published();
    let text = desk.read("p/udbud.toml");
    std::fs::remove_file(desk.path("p/udbud.toml")).unwrap();
    std::fs::remove_file(desk.path("p/udbud.bilag-lock")).unwrap();
    let [composed, pieces] = ["p/blå.toml", "p/bla\u{30a}.toml"].map(|name| desk.path(name));
    std::fs::write(&composed, &text).unwrap();
    assert_eq!(build(&desk).code, 0);
    let before = outputs(&desk);
    std::fs::remove_file(&composed).unwrap();
    let changed = String::from_utf8(text).unwrap().replace("klassifikation = true", "klassifikation = false");
    std::fs::write(&pieces, changed).unwrap();
    for paths in [&["p"][..], &["p/bla\u{30a}.toml"], &["p/*.toml"]] {
        let ran = desk.run(&[&["build"], paths, &BUILD[2..]].concat());
        assert!(ran.code == 1 && ran.stderr.starts_with("error[published-changed]"), "{paths:?}: {}", ran.stderr);
        assert_eq!(differing(&outputs(&desk), &before), [""; 0]);
    }
}

#[test]
fn a_lock_of_any_size_can_be_read_again() {
    let text = String::from_utf8(published().read("p/udbud.toml")).unwrap();
    let long = "Løsningen skal kunne mere. ".repeat(330);
    let own = |at: usize| {
        format!(
            "[[requirement]]\nid = \"E{at}\"\npackage = \"I-07\"\ntype = \"K\"\nweight = 1\ntext = \"{at}: {long}\"\n"
        )
    };
    let text = text + &(1..=300).map(own).collect::<String>();
    let desk = Desk::new().file("p/stor.toml", &text);
    let build = || desk.run(&["build", "p", "--document", "svarskema", "--format", "json"]);
    let ran = build();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let built = desk.path("bilag-ud/.bilag/built/stor.json");
    std::fs::write(desk.path("p/stor.toml"), text.replace("\"1.0\"", "\"1.1\"").replace("kunne mere", "kunne mest"))
        .unwrap();
    let ran = build();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // What was built is told word by word. The lock has the profile in plain text, and two versions of what it said in
    // little room beside it.
    let (told, locked) = (built.metadata().unwrap().len(), desk.path("p/stor.bilag-lock").metadata().unwrap().len());
    assert!(told > 2 << 20 && locked < told + told / 8, "{locked} of {told}");
    let ran = build();
    assert!(
        ran.code == 0 && ran.stderr.ends_with("0 profiles built, 1 up to date, 0 files in bilag-ud\n"),
        "{}",
        ran.stderr
    );
    let ran = desk.run(&["diff", "p/stor.bilag-lock", "p/stor.toml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "no differences\n"), "{}", ran.stderr);
}

/// How often two runs are started beside each other.
const PAIRS: usize = 30;

#[test]
fn two_runs_beside_each_other_know_each_others_outputs_and_disturb_none() {
    let text = |word: &str| profile_text("2024-01", WITHOUT_I07).replace("Prøve", word);
    let desk = (0..3).fold(Desk::new(), |desk, at| desk.file(&format!("p/{at}.toml"), text("Udgangspunkt")));
    let command = |format: &'static str| ["build", "p", "--format", format];
    for round in 0..PAIRS {
        let word = format!("Runde {round}");
        for at in 0..3 {
            std::fs::write(desk.path(&format!("p/{at}.toml")), text(&word)).unwrap();
        }
        let start = |format| {
            let mut program = desk.program(&command(format));
            program.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let runs = [start("md"), start("json")];
        for run in runs {
            let ran = run.wait_with_output().unwrap();
            assert!(ran.status.success(), "{word}: {}", String::from_utf8_lossy(&ran.stderr));
        }
        for at in 0..3 {
            let lock: serde_json::Value =
                serde_json::from_slice(&desk.read(&format!("bilag-ud/.bilag/built/{at}.json"))).unwrap();
            assert_eq!(lock["outputs"].as_object().unwrap().len(), 4, "{word}: neither forgot the other's");
            assert!(lock.get("replacing").is_none(), "{word}");
        }
        for (path, bytes) in outputs(&desk) {
            assert!(path.contains("/.bilag/") || String::from_utf8(bytes).unwrap().contains(&word), "{word}: {path}");
            assert!(!path.contains("/.bilag-"), "{word}: {path} is left over");
        }
    }
    // The index knows what both wrote.
    thread::sleep(Duration::from_millis(20));
    for format in ["md", "json"] {
        assert_eq!(desk.run(&command(format)).stderr, "0 profiles built, 3 up to date, 0 files in bilag-ud\n");
    }
}

/// How often the run is killed.
const KILLS: u64 = 200;

#[test]
fn a_run_that_is_killed_at_any_moment_leaves_whole_files_and_the_next_one_completes_it() {
    let desk = (0..6).fold(Desk::new(), |desk, at| {
        let rest = if at % 2 == 0 { WITH_I07 } else { WITHOUT_I07 };
        desk.file(&format!("p/{at}.toml"), profile_text("2024-01", rest).replace("Prøve", &format!("Prøve {at}")))
    });
    assert_eq!(desk.run(&["catalog", "export", "mit"]).code, 0);
    // Two states of the portfolio, and what each is built to from nothing.
    let text = String::from_utf8(desk.read("p/0.toml")).unwrap();
    let titled = |word: &str| {
        for at in 0..6 {
            let path = desk.path(&format!("p/{at}.toml"));
            let rest = if at % 2 == 0 { WITH_I07 } else { WITHOUT_I07 };
            std::fs::write(path, profile_text("2024-01", rest).replace("Prøve", &format!("{word} {at}"))).unwrap();
        }
    };
    assert!(text.contains("Prøve 0"));
    let clean = |word: &str| {
        titled(word);
        let begun = Instant::now();
        assert_eq!(build(&desk).code, 0);
        let (took, made) = (begun.elapsed(), outputs(&desk));
        std::fs::remove_dir_all(desk.path("bilag-ud")).unwrap();
        (took, made)
    };
    let (took, first) = clean("Første");
    let (_, second) = clean("Anden");
    let (mut killed, mut whole) = (0, 0);
    for round in 0..KILLS {
        titled(if round % 2 == 0 { "Første" } else { "Anden" });
        let mut run = desk.program(BUILD).stderr(Stdio::null()).spawn().unwrap();
        // Every moment of a run has its turn, in an order that jumps about.
        thread::sleep(took.mul_f64((round * 73 % KILLS) as f64 / KILLS as f64));
        let _ = run.kill();
        killed += u32::from(!run.wait().unwrap().success());
        for (path, bytes) in outputs(&desk) {
            if path.contains("/.bilag/built/") {
                let _: serde_json::Value =
                    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
            } else if !path.contains("/.bilag-") {
                assert!(first[&path] == bytes || second[&path] == bytes, "{path} is neither old nor new");
                whole += 1;
            }
        }
    }
    titled("Anden");
    let ran = build(&desk);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(differing(&outputs(&desk), &second), [""; 0], "the same files, and nothing left over");
    println!("{KILLS} rounds, {killed} killed before their end, {whole} files found whole");
    assert!(killed > 50, "only {killed} runs were killed before their end");
}

#[test]
fn documents_may_stand_beside_their_profiles() {
    let desk = Desk::new().profile("a.toml").profile("nord/b.toml");
    let build = || desk.run(&["build", ".", "-o", ".", "--format", "md", "--document", "kravbilag"]);
    assert_eq!(build().stderr, "2 profiles built, 2 files in .\n");
    assert_eq!(build().stderr, "0 profiles built, 2 up to date, 0 files in .\n");
    assert!(desk.path("nord/b-kravbilag.md").exists());
}
