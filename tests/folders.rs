//! What an output folder may hold: documents of earlier builds, notes that cannot be written, locks in another's hand.

use std::fs;

use serde_json::Value;

use crate::desk::{Desk, Ran};
use crate::support::profile_text;

const REST: &str = "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n";

const PUBLISHED: &str = "edition = \"2024-01\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\nversion = \"1.0\"\n\
                         published = 2026-11-24\nprocedure = \"direct-award\"\n[packages]\nI-07 = \"all\"\n\
                         [facts]\nabonnerer-paa-klassifikation = true\n";

fn build(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&["build", "p.toml", "-o", "ud"], more].concat())
}

/// The files that a run says are of earlier builds.
fn left_behind(ran: &Ran) -> Vec<String> {
    let told = ran.stderr.lines().find(|line| line.starts_with("warning[left-behind]: ")).unwrap_or_default();
    told.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn what_an_earlier_build_left_and_the_profile_no_longer_says_is_told_by_name_until_it_is_gone() {
    let question = "[[question]]\nnumber = 1\nquestion = \"Hvornår?\"\nanswered = 2026-11-24\nanswer = \"I januar.\"\n";
    let desk = Desk::new().file("p.toml", profile_text("2024-01", &format!("{REST}{question}")));
    let all = ["--format", "md", "--format", "xlsx", "--format", "docx"];
    let ran = build(&desk, &all);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(build(&desk, &["--document", "baggrundsnotat", "--format", "md"]).code, 0);
    // What is not asked for and still true is nobody's trouble.
    let ran = build(&desk, &["--format", "md"]);
    assert_eq!((ran.code, left_behind(&ran)), (0, vec![]));

    desk.change("p.toml", "Eksempel Kommune", "Nordlyng Kommune");
    let before = desk.read("ud/p-svarskema.xlsx");
    let names = ["p-kravbilag.docx", "p-svarskema.docx", "p-svarskema.xlsx", "p-spoergsmaal-og-svar.docx"];
    let mut names = Vec::from(names.map(|name| format!("ud/{name}")));
    names.push("ud/internt/p-baggrundsnotat.md".to_owned());
    names.sort();
    for _ in 0..2 {
        let ran = build(&desk, &["--format", "md"]);
        let mut told = left_behind(&ran);
        told.sort();
        assert_eq!((ran.code, &told), (0, &names), "{}", ran.stderr);
    }
    assert_eq!(desk.read("ud/p-svarskema.xlsx"), before, "nobody removes what may still be wanted");
    // Made anew or deleted, it is told no more; a document that the profile has nothing for any more is.
    assert_eq!(build(&desk, &[&all[..], &["--document", "baggrundsnotat"]].concat()).code, 0);
    assert_eq!(build(&desk, &all).code, 0);
    let ran = build(&desk, &["--format", "md"]);
    assert_eq!((ran.code, left_behind(&ran)), (0, vec![]), "{}", ran.stderr);
    desk.change("p.toml", question, "");
    let told = left_behind(&build(&desk, &all));
    assert!(told.contains(&"ud/p-spoergsmaal-og-svar.docx".to_owned()), "{told:?}");
    for name in told {
        fs::remove_file(desk.path(&name)).unwrap();
    }
    assert_eq!(left_behind(&build(&desk, &all)), [""; 0]);
}

#[test]
fn a_file_of_an_earlier_name_is_left_behind_unless_it_went_out() {
    let named = format!("{REST}[output]\nname = \"{{{{dokument}}}} v{{{{version}}}}\"\n");
    let desk = Desk::new().file("p.toml", profile_text("2024-01", &named));
    desk.change("p.toml", "[tender]", "[tender]\nversion = \"0.1\"");
    assert_eq!(build(&desk, &["--format", "md"]).code, 0);
    desk.change("p.toml", "version = \"0.1\"", "version = \"0.2\"");
    let ran = build(&desk, &["--format", "md"]);
    assert_eq!(left_behind(&ran), ["ud/Kravbilag v0.1.md", "ud/Svarskema v0.1.md"], "{}", ran.stderr);

    let published = format!("{PUBLISHED}[output]\nname = \"{{{{dokument}}}} v{{{{version}}}}\"\n");
    let desk = Desk::new().file("p.toml", published);
    assert_eq!(build(&desk, &["--format", "md"]).code, 0);
    desk.change("p.toml", "version = \"1.0\"", "version = \"1.1\"");
    desk.change("p.toml", "klassifikation = true", "klassifikation = false");
    let ran = build(&desk, &["--format", "md"]);
    assert_eq!((ran.code, left_behind(&ran)), (0, vec![]), "{}", ran.stderr);
    assert!(desk.path("ud/Kravbilag v1.0.md").exists(), "it is what suppliers had");
}

#[test]
fn a_report_tells_what_was_written_though_the_folders_own_notes_cannot_be() {
    let report = |desk: &Desk| -> Value { serde_json::from_slice(&desk.read("r.json")).unwrap() };
    // The index of the folder
    let desk = Desk::new().profile("p.toml").file("ud/.bilag/index.json/i", "");
    let ran = build(&desk, &["--format", "md", "--report", "r.json"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("error[unwritable]: `ud/.bilag/index.json` cannot be written"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("1 profile built, 2 files in ud\n"), "{}", ran.stderr);
    assert_eq!(report(&desk)["totals"]["written"], 2);
    // Where what went out is kept
    let desk = Desk::new().file("p.toml", PUBLISHED).file("ud/arkiv", "");
    let ran = build(&desk, &["--format", "md", "--report", "r.json"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let (report, profile) = (report(&desk), &report(&desk)["profiles"][0]);
    assert_eq!((&profile["outcome"], &report["totals"]["written"]), (&"failed".into(), &2.into()), "{report}");
    assert!(desk.path("ud/p-kravbilag.md").exists());
    // And where nothing was, nothing is told.
    let desk = Desk::new().profile("p.toml").file("ud/.bilag/built/p.json/i", "");
    let ran = build(&desk, &["--format", "md", "--report", "r.json"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let report: Value = serde_json::from_slice(&desk.read("r.json")).unwrap();
    assert_eq!(report["totals"]["written"], 0);
    assert!(!desk.path("ud/p-kravbilag.md").exists());
}

/// The attack of names that lead out: what was noted of a file outside is enough to have it removed or overwritten.
#[test]
fn neither_a_lock_nor_what_was_noted_reaches_a_file_outside_its_folder() {
    let victim = "Et andet udbuds rettelsesblad\n";
    let sha = tender::text::seal::sha256(victim.as_bytes());
    for place in ["../offer.md", "internt/../../offer.md", "/offer.md", "under/offer.md"] {
        let desk = Desk::new().file("p.toml", PUBLISHED).file("offer.md", victim).file("ud/under/offer.md", victim);
        let place = &place.replace(
            "/offer.md",
            &if place.starts_with('/') { desk.path("offer.md").display().to_string() } else { "/offer.md".to_owned() },
        );
        assert_eq!(build(&desk, &["--format", "md"]).code, 0);
        let before = desk.files();
        let mut built: Value = serde_json::from_slice(&desk.read("ud/.bilag/built/p.json")).unwrap();
        let outputs = built["outputs"].as_object_mut().unwrap();
        let mut sheet = outputs["p-kravbilag.md"].clone();
        (sheet["document"], sheet["sha256"]) = ("rettelsesblad".into(), sha.clone().into());
        outputs.insert(place.clone(), sheet);
        fs::write(desk.path("ud/.bilag/built/p.json"), built.to_string()).unwrap();
        desk.change("p.toml", "[packages]", "contact = \"udbud@eksempel.dk\"\n[packages]");
        desk.change("p.toml", "version = \"1.0\"", "version = \"1.1\"");
        desk.change("p.toml", "published = 2026-11-24\n", "");
        // What was noted is not believed, so that nothing is known of what lies there.
        let ran = build(&desk, &["--format", "md"]);
        assert!(ran.code == 1 && ran.stderr.contains("error[foreign-output]"), "{}", ran.stderr);
        let ran = build(&desk, &["--format", "md", "--force"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(desk.read("offer.md"), victim.as_bytes());
        assert_eq!(desk.read("ud/under/offer.md"), victim.as_bytes());
        assert!(before.iter().all(|path| desk.path(path).exists()), "{place}");

        let lock = String::from_utf8(desk.read("p.bilag-lock")).unwrap();
        let name = serde_json::to_string(place).unwrap();
        let lock = lock.replacen("\"p-kravbilag.md\":", &format!("{name}:\"{sha}\",\"p-kravbilag.md\":"), 1);
        assert!(lock.contains(&name), "{lock}");
        fs::write(desk.path("p.bilag-lock"), lock).unwrap();
        let (before, ran) = (desk.files(), build(&desk, &["--format", "md"]));
        assert!(
            ran.code == 1 && ran.stderr.contains("error[unreadable-lock]: the lock `p.bilag-lock`"),
            "{place}: {}",
            ran.stderr
        );
        assert_eq!(desk.files(), before);
    }
}

/// A profile that lies among its own outputs is never taken for one of them.
#[test]
fn what_a_run_reads_is_not_removed_as_an_old_rettelsesblad() {
    let desk = Desk::new().file("p.toml", PUBLISHED);
    let run = || desk.run(&["build", "p.toml", "-o", ".", "--format", "md"]);
    assert_eq!(run().code, 0);
    desk.change("p.toml", "version = \"1.0\"", "version = \"1.1\"");
    desk.change("p.toml", "published = 2026-11-24\n", "");
    let text = desk.read("p.toml");
    let mut built: Value = serde_json::from_slice(&desk.read(".bilag/built/p.json")).unwrap();
    let outputs = built["outputs"].as_object_mut().unwrap();
    let mut sheet = outputs["p-kravbilag.md"].clone();
    (sheet["document"], sheet["sha256"]) = ("rettelsesblad".into(), tender::text::seal::sha256(&text).into());
    outputs.insert("p.toml".into(), sheet);
    fs::write(desk.path(".bilag/built/p.json"), built.to_string()).unwrap();
    let ran = run();
    assert!(desk.read("p.toml") == text, "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn a_lock_that_is_a_link_stays_one_and_what_it_leads_to_is_kept() {
    let desk = Desk::new().file("p.toml", PUBLISHED).file("laase/andet", "");
    assert_eq!(build(&desk, &["--format", "md"]).code, 0);
    fs::rename(desk.path("p.bilag-lock"), desk.path("laase/p.bilag-lock")).unwrap();
    std::os::unix::fs::symlink("laase/p.bilag-lock", desk.path("p.bilag-lock")).unwrap();
    desk.change("p.toml", "version = \"1.0\"", "version = \"1.1\"");
    desk.change("p.toml", "klassifikation = true", "klassifikation = false");
    let ran = build(&desk, &["--format", "md"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(desk.path("p.bilag-lock").is_symlink());
    assert!(String::from_utf8(desk.read("laase/p.bilag-lock")).unwrap().contains("\"version\":\"1.1\""));
    // One that leads nowhere is no tender that was never published.
    fs::remove_file(desk.path("laase/p.bilag-lock")).unwrap();
    let ran = build(&desk, &["--format", "md"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn a_profile_with_two_names_is_updated_under_both() {
    let desk = Desk::new().file("p.toml", profile_text("2023-04", REST));
    fs::hard_link(desk.path("p.toml"), desk.path("q.toml")).unwrap();
    let ran = desk.run(&["update", "p.toml", "--to", "2024-01"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(String::from_utf8(desk.read("p.toml")).unwrap().contains("2024-01"));
    assert_eq!(desk.read("p.toml"), desk.read("q.toml"));
}

/// Whoever may write to the folder may put a pipe in the place of anything in it, and a run that opens one never ends.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_any_file_of_a_folder_is_not_waited_for() {
    let desk = Desk::new().file("p.toml", PUBLISHED);
    assert_eq!(build(&desk, &["--format", "md"]).code, 0);
    let all = desk.shell("find ud p.bilag-lock -type f | sort").stdout;
    assert!(all.contains("ud/.bilag/turns/") && all.contains("ud/arkiv/"), "{all}");
    for path in all.lines() {
        let script = format!(
            "cp -r ud u2; cp p.bilag-lock l2; rm {path}; mkfifo {path}; sed -i 's/\"1.0\"/\"1.1\"/' p.toml
             timeout 60 \"$BILAG\" build p.toml -o ud --format md; code=$?
             timeout 60 \"$BILAG\" checklist I-02 -o ud --format md >/dev/null 2>&1; [ $? != 124 ] || code=124
             sed -i 's/\"1.1\"/\"1.0\"/' p.toml; rm -rf ud p.bilag-lock; mv u2 ud; mv l2 p.bilag-lock; exit $code"
        );
        let ran = desk.shell(&script);
        assert!(ran.code != 124 && ran.code >= 0, "{path}: {}", ran.stderr);
    }
}
