//! What went out of a tender: nothing takes its place, nothing is told of it that is not so, and no run is silent of
//! what another has told.

use std::fs;

use tender::text::seal::sha256;

use crate::desk::{Desk, Ran};

/// Version 1.0 of a tender as it goes out.
const FIRST: &str = "edition = \"2024-01\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\nversion = \"1.0\"\n\
                     date = 2026-11-24\npublished = 2026-11-24\ndeadline = 2027-01-15\nprocedure = \"own-tender\"\n\
                     [packages]\nI-07 = \"all\"\n[facts]\nabonnerer-paa-klassifikation = true\n";

fn build(desk: &Desk, profile: &str, more: &[&str]) -> Ran {
    let arguments = ["build", profile, "--format", "md", "--document", "kravbilag"];
    desk.run(&[arguments.as_slice(), more].concat())
}

fn built(desk: &Desk, profile: &str) -> Ran {
    let ran = build(desk, profile, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran
}

/// Two tenders of one file name, in folders of their own.
fn of_one_name() -> Desk {
    let draft = FIRST.replace("published = 2026-11-24\n", "");
    let south = FIRST.replace("Eksempel", "Syd");
    Desk::new()
        .file("nord/udbud.toml", FIRST)
        .file("syd/udbud.toml", south)
        .file("nord/kladde.toml", &draft)
        .file("syd/kladde.toml", draft.replace("Eksempel", "Syd"))
}

#[test]
fn what_went_out_of_a_tender_is_not_written_over_by_another_of_the_same_file_name() {
    let desk = of_one_name();
    built(&desk, "nord/udbud.toml");
    let files = ["bilag-ud/udbud-kravbilag.md", "bilag-ud/arkiv/udbud/1.0/udbud-kravbilag.md"];
    let before = files.map(|file| desk.read(file));
    for more in [&[][..], &["--force"]] {
        let ran = build(&desk, "syd/udbud.toml", more);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert!(
            ran.stderr.contains("error[outputs-of-another]") && ran.stderr.contains("`nord/udbud.toml`"),
            "{}",
            ran.stderr
        );
        assert_eq!(files.map(|file| desk.read(file)), before);
        assert!(!desk.path("syd/udbud.bilag-lock").exists(), "nothing of it went out");
    }
    let checked = desk.run(&["check", "syd/udbud.toml"]);
    assert!(checked.code == 1 && checked.stderr.contains("outputs-of-another"), "{}", checked.stderr);
    assert_eq!(build(&desk, ".", &[]).code, 0, "below one folder each has its own");
    assert_eq!(build(&desk, "syd/udbud.toml", &["-o", "syd-ud"]).code, 0);
    assert_eq!(files.map(|file| desk.read(file)), before);
}

/// Two tenders whose buyers ask for one name.
#[test]
fn what_went_out_is_not_written_over_by_another_tender_that_asks_for_its_name_not_even_by_force() {
    let named = |tender: &str| format!("{tender}\n[output]\nname = \"Bilag 7 {{{{dokument}}}}\"\n");
    let south = named(&FIRST.replace("Eksempel", "Syd"));
    let desk = Desk::new().file("nord.toml", named(FIRST)).file("syd.toml", &south);
    built(&desk, "nord.toml");
    let went_out = "bilag-ud/Bilag 7 Kravbilag.md";
    let before = desk.read(went_out);
    for more in [&[][..], &["--force"]] {
        let ran = build(&desk, "syd.toml", more);
        assert_eq!((ran.code, desk.read(went_out) == before), (1, true), "{}", ran.stderr);
        assert!(!desk.path("syd.bilag-lock").exists(), "nothing of it went out");
    }
    let ran = build(&desk, "syd.toml", &["--force"]);
    assert!(ran.stderr.contains("error[outputs-of-another]") && ran.stderr.contains("`nord.toml`"), "{}", ran.stderr);
    // Nor where somebody wrote in it, nor after one's own lay there first.
    fs::write(desk.path(went_out), "Rettet i hånden.").expect("it is written");
    assert_eq!(build(&desk, "syd.toml", &["--force"]).code, 1);
    assert_eq!(desk.read(went_out), b"Rettet i h\xc3\xa5nden.");
    assert_eq!(build(&desk, "nord.toml", &["--force"]).code, 0, "one's own is put back");
    assert_eq!(desk.read(went_out), before);
    // The folder of a tender may be entered at another level.
    let desk =
        Desk::new().file("alle/nord/a.toml", named(FIRST)).file("alle/syd/b.toml", &south).file("c.toml", &south);
    built(&desk, "alle");
    let there = desk.read("bilag-ud/nord/Bilag 7 Kravbilag.md");
    let ran = build(&desk, "c.toml", &["--force", "-o", "bilag-ud/nord"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert_eq!(desk.read("bilag-ud/nord/Bilag 7 Kravbilag.md"), there);
    // A file of nobody's is given up by force, as is a draft.
    let draft = named(&FIRST.replace("published = 2026-11-24\n", ""));
    let desk = Desk::new().file("nord.toml", draft).file("syd.toml", &south);
    built(&desk, "nord.toml");
    assert_eq!(build(&desk, "syd.toml", &[]).code, 1);
    assert_eq!(build(&desk, "syd.toml", &["--force"]).code, 0);
    // What went out after one's own lay there first is no less another's.
    assert_eq!(build(&desk, "nord.toml", &["--force"]).code, 1);
}

#[test]
fn drafts_of_another_are_given_up_by_force_and_outputs_of_a_profile_that_moved_are_its_own() {
    let desk = of_one_name();
    built(&desk, "nord/kladde.toml");
    assert_eq!(build(&desk, "syd/kladde.toml", &[]).code, 1);
    assert_eq!(build(&desk, "syd/kladde.toml", &["--force"]).code, 0);
    assert!(String::from_utf8_lossy(&desk.read("bilag-ud/kladde-kravbilag.md")).contains("Syd Kommune"));
    fs::create_dir(desk.path("vest")).unwrap();
    fs::rename(desk.path("syd/kladde.toml"), desk.path("vest/kladde.toml")).unwrap();
    built(&desk, "vest/kladde.toml");
    // Another copy of a published tender, with its lock, is that tender.
    built(&desk, "nord/udbud.toml");
    fs::create_dir(desk.path("kopi")).unwrap();
    for file in ["udbud.toml", "udbud.bilag-lock"] {
        fs::copy(desk.path(&format!("nord/{file}")), desk.path(&format!("kopi/{file}"))).unwrap();
    }
    desk.change("kopi/udbud.toml", "\"1.0\"", "\"1.1\"");
    desk.change("kopi/udbud.toml", "2026-11-24", "2026-11-26");
    desk.change("kopi/udbud.toml", "klassifikation = true", "klassifikation = false");
    built(&desk, "kopi/udbud.toml");
}

/// What is sent cannot be put in other words any more: who prepares a version must know that an answer goes out.
#[test]
fn an_answer_that_goes_out_beside_a_prepared_version_is_said_to() {
    let desk = Desk::new().file("udbud.toml", FIRST);
    let built = || {
        let ran = desk.run(&["build", "udbud.toml", "--format", "md"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stderr
    };
    built();
    let second = FIRST.replace("1.0", "1.1").replace("published = 2026-11-24\n", "");
    let asked = "[[question]]\nnumber = 1\nreceived = 2026-11-26\nanswered = 2026-11-27\nquestion = \"Er det så?\"\nanswer = \"Ja.\"\n";
    fs::write(desk.path("udbud.toml"), &second).unwrap();
    let said = "goes out to suppliers, though the version does not yet:\n  bilag-ud/udbud-spoergsmaal-og-svar.md\n";
    assert!(!built().contains("goes out"));
    fs::write(desk.path("udbud.toml"), second + asked).unwrap();
    let told = built();
    assert!(told.contains(said), "{told}");
    assert!(!built().contains("goes out"), "it went out before");
}

/// Points of which nothing was said before are none that changed.
#[test]
fn points_that_come_after_the_publication_are_no_other_points() {
    let elsewhere = |points: &str| format!("{FIRST}[evaluation]\ndescribed-in = \"Bilag 5\"\n{points}");
    let of = |met: &str| {
        format!("points.K = {{ \"Opfyldt\" = {met}, \"Delvist opfyldt\" = 0.5, \"Ikke opfyldt\" = 0.0 }}\n")
    };
    let desk = Desk::new().file("udbud.toml", elsewhere(""));
    built(&desk, "udbud.toml");
    fs::write(desk.path("udbud.toml"), elsewhere(&of("1.0"))).unwrap();
    assert!(!built(&desk, "udbud.toml").stderr.contains("weights-elsewhere"));
    let desk = Desk::new().file("udbud.toml", elsewhere(&of("1.0")));
    built(&desk, "udbud.toml");
    fs::write(desk.path("udbud.toml"), elsewhere(&of("0.9"))).unwrap();
    assert!(built(&desk, "udbud.toml").stderr.contains("weights-elsewhere"));
}

/// The form says in which formats it is handed out: whoever names the documents gets it in those.
#[test]
fn a_form_is_made_in_the_formats_that_it_names_whichever_documents_are_asked_for() {
    let desk = Desk::new().file("udbud.toml", FIRST.replace("[tender]", "[tender]\nforms = [\"docx\", \"xlsx\"]"));
    let ran = desk.run(&["build", "udbud.toml", "--document", "kravbilag", "--document", "svarskema"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let there = |name: &str| desk.path(&format!("bilag-ud/udbud-{name}")).exists();
    assert!(there("kravbilag.pdf") && there("svarskema.docx") && there("svarskema.xlsx") && !there("svarskema.pdf"));
}

/// What the buyer settled of a change holds wherever the change is told, and a paper is made of a profile alone.
#[test]
fn a_comparison_tells_the_weight_that_the_buyer_settled() {
    let desk = Desk::new().file("udbud.toml", FIRST);
    built(&desk, "udbud.toml");
    let corrected = "[[correction]]\nversion = \"1.1\"\nlines = [\"deadline\"]\ncause = \"Mere tid\"\nweight = \"clarifying\"\nreason = \"r\"\n";
    let second =
        FIRST.replace("1.0", "1.1").replace("published = 2026-11-24\n", "").replace("2027-01-15", "2027-02-15");
    assert!(second.contains("2027-02-15"));
    fs::write(desk.path("udbud.toml"), second + corrected).unwrap();
    let ran = desk.run(&["diff", "udbud.bilag-lock", "udbud.toml", "--format", "json"]);
    let json: serde_json::Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    let weights: Vec<_> =
        json["changes"].as_array().unwrap().iter().map(|change| (&change["id"], &change["weight"])).collect();
    assert!(weights.contains(&(&"deadline".into(), &"clarifying".into())), "{weights:?}");
    let note = desk.run(&["diff", "udbud.bilag-lock", "udbud.toml", "--document", "aendringsnotat"]);
    assert!(note.code == 0 && note.stdout.starts_with("# "), "{}{}", note.stdout, note.stderr);
    let locks = desk.run(&["diff", "udbud.bilag-lock", "udbud.bilag-lock", "--document", "rettelsesblad"]);
    assert!(locks.code == 1 && locks.stderr.contains("no-new-profile"), "{}", locks.stderr);
}

#[test]
fn nothing_takes_the_place_of_what_is_kept_in_the_archive() {
    let kept = "bilag-ud/arkiv/udbud/1.0/udbud-kravbilag.md";
    let desk = Desk::new().file("udbud.toml", FIRST).file(kept, "Mit eget\n");
    let ran = build(&desk, "udbud.toml", &["--force"]);
    assert!(ran.code == 1 && ran.stderr.contains("error[archive-taken]"), "{}", ran.stderr);
    assert_eq!(desk.read(kept), b"Mit eget\n");
    assert!(!desk.path("udbud.bilag-lock").exists() && !desk.path("bilag-ud/udbud-kravbilag.md").exists());
    fs::remove_file(desk.path(kept)).unwrap();
    built(&desk, "udbud.toml");
    let went_out = desk.read(kept);
    // Who has lost the lock cannot make another version 1.0 in the place of the one that went out.
    fs::remove_file(desk.path("udbud.bilag-lock")).unwrap();
    desk.change("udbud.toml", "klassifikation = true", "klassifikation = false");
    assert_eq!(build(&desk, "udbud.toml", &[]).code, 1);
    assert_eq!(desk.read(kept), went_out);
}

#[test]
fn what_a_publication_complains_of_is_told_by_every_run_whatever_is_up_to_date() {
    let correction = "[[correction]]\nversion = \"1.1\"\nlines = [\"I-07.01\"]\ncause = \"x\"\n";
    let text = FIRST.replace("1.0", "1.1").replace("published = 2026-11-24\n", "") + correction;
    let desk = Desk::new().file("udbud.toml", text);
    for _ in 0..2 {
        let ran = built(&desk, "udbud.toml");
        assert!(ran.stderr.contains("warning[lock-missing]"), "{}", ran.stderr);
        let ran = desk.run(&["check", "udbud.toml"]);
        assert!(ran.stderr.contains("warning[lock-missing]"), "{}", ran.stderr);
    }
    let ran = build(&desk, "udbud.toml", &["--final"]);
    assert!(ran.code == 1 && ran.stderr.contains("error[lock-missing]"), "{}", ran.stderr);
}

#[test]
fn a_tender_that_could_not_be_written_did_not_go_out() {
    let desk = Desk::new().file("udbud.toml", FIRST).file("bilag-ud/udbud-kravbilag.md/i", "");
    assert_eq!(build(&desk, "udbud.toml", &[]).code, 3);
    assert!(!desk.path("udbud.bilag-lock").exists());
    fs::remove_dir_all(desk.path("bilag-ud/udbud-kravbilag.md")).unwrap();
    desk.change("udbud.toml", "klassifikation = true", "klassifikation = false");
    built(&desk, "udbud.toml");
    assert!(desk.path("udbud.bilag-lock").exists());
}

/// The attack of a disk that is full: the lock is small enough, the document is not.
#[cfg(unix)]
#[test]
fn a_first_version_that_is_too_large_for_the_disk_is_not_locked() {
    let desk = Desk::new().file("udbud.toml", FIRST);
    let ran = desk.shell("ulimit -f 30; bilag build udbud.toml --document svarskema --format pdf");
    assert_ne!(ran.code, 0, "{}", ran.stderr);
    assert!(!desk.path("udbud.bilag-lock").exists(), "{}", ran.stderr);
}

#[test]
fn what_suppliers_have_read_is_not_forgotten_in_silence_when_a_name_changes() {
    let desk = Desk::new().file("udbud.toml", FIRST);
    built(&desk, "udbud.toml");
    fs::rename(desk.path("udbud.toml"), desk.path("omsorg.toml")).unwrap();
    for command in ["check", "build"] {
        let ran = desk.run(&[command, "omsorg.toml", "--format", "md", "--document", "kravbilag", "-o", "nyt"]);
        let ran = if command == "check" { desk.run(&[command, "omsorg.toml"]) } else { ran };
        assert!(ran.stderr.contains("warning[lock-alone]: the lock `udbud.bilag-lock`"), "{}", ran.stderr);
    }
    let rows = "[portfolio]\ntable = \"t.csv\"\nprofiles = [\"skabelon.toml\"]\nname = \"{K}\"\n[columns]\n\"K\" = \"tender.buyer\"\n";
    let base = FIRST.replace("buyer = \"Eksempel Kommune\"\n", "");
    let desk =
        Desk::new().file("p/kommuner.toml", rows).file("p/skabelon.toml", base).file("p/t.csv", "K\nNord\nSyd\n");
    assert!(!built(&desk, "p").stderr.contains("lock-alone"));
    desk.change("p/t.csv", "Nord", "nord");
    let ran = build(&desk, "p", &["-o", "nyt"]);
    assert!(ran.stderr.contains("warning[lock-alone]: the lock `p/kommuner.bilag-locks/Nord"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_published_profile_is_told_to_have_no_lock() {
    let desk = Desk::new().file("udbud.toml", FIRST);
    built(&desk, "udbud.toml");
    std::os::unix::fs::symlink("udbud.toml", desk.path("andet.toml")).unwrap();
    let ran = desk.run(&["check", "andet.toml"]);
    assert!(ran.stderr.contains("`andet.toml` is a link to a profile that was published"), "{}", ran.stderr);
}

#[test]
fn what_went_out_is_the_same_under_another_name() {
    let desk = Desk::new().file("udbud.toml", FIRST).folder("templates", "andre");
    built(&desk, "udbud.toml");
    let went_out = desk.read("bilag-ud/udbud-kravbilag.md");
    desk.change("andre/ord.toml", "cover-buyer = \"Ordregiver\"", "cover-buyer = \"Den ordregivende myndighed\"");
    desk.change("udbud.toml", "[packages]", "[output]\nname = \"{{dokument}} v{{version}}\"\n[packages]");
    let ran = build(&desk, "udbud.toml", &["--templates", "andre"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(desk.read("bilag-ud/Kravbilag v1.0.md") == went_out, "another version 1.0 went out");
    let lock = String::from_utf8(desk.read("udbud.bilag-lock")).unwrap();
    assert!(lock.contains("Kravbilag v1.0.md") && lock.contains("udbud-kravbilag.md"), "{lock}");
    // And so it stays, also where nothing is left but the archive.
    fs::remove_file(desk.path("bilag-ud/Kravbilag v1.0.md")).unwrap();
    fs::remove_file(desk.path("bilag-ud/udbud-kravbilag.md")).unwrap();
    desk.change("udbud.toml", "{{dokument}} v{{version}}", "{{dokument}}");
    assert_eq!(build(&desk, "udbud.toml", &["--templates", "andre"]).code, 0);
    assert!(desk.read("bilag-ud/Kravbilag.md") == went_out);
}

#[test]
fn tenders_of_which_any_file_would_be_called_the_same_keep_apart_in_every_part_of_a_run() {
    let tender = |buyer: &str, number: &str| {
        FIRST.replace("Eksempel", buyer).replace("published = 2026-11-24\n", "").replace(
            "[packages]",
            &format!("appendix = {{ kravbilag = \"{number}\", svarskema = \"4\" }}\n[output]\nname = \"Bilag {{{{bilag}}}} {{{{dokument}}}}\"\n[packages]"),
        )
    };
    let whole = Desk::new().file("d/nord.toml", tender("Nord", "3.2")).file("d/syd.toml", tender("Syd", "3.3"));
    let build = |arguments: &[&str]| {
        let ran = whole.run(&[&["build", "d", "--format", "md"], arguments].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran
    };
    assert!(build(&["-o", "helt"]).stderr.contains("names-clash"));
    build(&["-o", "delt", "--shard", "1/2"]);
    build(&["-o", "delt", "--shard", "2/2"]);
    for folder in ["helt", "delt"] {
        for (name, buyer) in
            [("nord Bilag 4 Svarskema.md", "Nord Kommune"), ("syd Bilag 4 Svarskema.md", "Syd Kommune")]
        {
            let text = String::from_utf8(whole.read(&format!("{folder}/{name}"))).unwrap();
            assert!(text.contains(buyer), "{folder}/{name}");
        }
    }
}

#[test]
fn a_file_that_somebody_changed_is_not_told_to_go_out() {
    let desk = Desk::new().file("udbud.toml", FIRST);
    built(&desk, "udbud.toml");
    let name = "bilag-ud/udbud-kravbilag.md";
    let mut changed = desk.read(name);
    changed.extend(b"x");
    fs::write(desk.path(name), &changed).unwrap();
    let ran = build(&desk, "udbud.toml", &["--report", "r.json"]);
    assert!(ran.code == 0 && ran.stderr.contains("edited-output"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("goes out"), "{}", ran.stderr);
    let report: serde_json::Value = serde_json::from_slice(&desk.read("r.json")).unwrap();
    let output = &report["profiles"][0]["outputs"][0];
    assert_eq!((&output["fate"], output["sha256"].as_str()), (&"edited".into(), Some(sha256(&changed).as_str())));
}

#[test]
fn a_withdrawal_is_kept_as_it_went_out() {
    let desk = Desk::new().file("udbud.toml", FIRST);
    built(&desk, "udbud.toml");
    desk.change("udbud.toml", "version = \"1.0\"", "version = \"1.1\"");
    desk.change("udbud.toml", "published = 2026-11-24", "cancelled = 2026-12-04");
    let ran = desk.run(&["build", "udbud.toml", "--format", "md"]);
    assert!(ran.code == 0 && ran.stderr.contains("goes out to suppliers"), "{}", ran.stderr);
    let text = String::from_utf8(desk.read("bilag-ud/udbud-aflysning.md")).unwrap();
    assert!(text.contains("1.0") && !text.contains("1.1"), "{text}");
    assert!(desk.read("bilag-ud/arkiv/udbud/aflysning-2026-12-04/udbud-aflysning.md") == text.into_bytes());
    desk.change("udbud.toml", "Eksempel Kommune", "Tredje Kommune");
    let ran = desk.run(&["build", "udbud.toml", "--format", "md"]);
    assert!(ran.code == 1 && ran.stderr.contains("withdrawn-otherwise"), "{}", ran.stderr);
}

/// After a withdrawal no document is made of the version any more: what somebody wrote into its file is theirs.
#[test]
fn what_went_out_of_a_withdrawn_tender_and_was_edited_is_left_as_it_is() {
    let desk = Desk::new().file("udbud.toml", FIRST);
    built(&desk, "udbud.toml");
    let name = "bilag-ud/udbud-kravbilag.md";
    let went_out = desk.read(name);
    fs::write(desk.path(name), "Rettet i hånden").unwrap();
    desk.change("udbud.toml", "published = 2026-11-24", "published = 2026-11-24\ncancelled = 2026-12-04");
    let ran = desk.run(&["build", "udbud.toml", "--format", "md"]);
    assert!(ran.code == 0 && ran.stderr.contains("[edited-output]"), "{}", ran.stderr);
    assert_eq!(desk.read(name), "Rettet i hånden".as_bytes());
    let ran = desk.run(&["build", "udbud.toml", "--format", "md", "--force"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(desk.read(name), went_out);
    // One that is gone is put back.
    fs::remove_file(desk.path(name)).unwrap();
    assert_eq!(desk.run(&["build", "udbud.toml", "--format", "md"]).code, 0);
    assert_eq!(desk.read(name), went_out);
}

#[test]
fn answers_that_were_sent_are_no_left_behind_of_a_withdrawn_tender() {
    let asked = "[[question]]\nnumber = 1\nreceived = 2026-11-25\nanswered = 2026-11-26\nquestion = \"Hvornår?\"\nanswer = \"I marts.\"\n";
    let desk = Desk::new().file("udbud.toml", format!("{FIRST}{asked}"));
    assert_eq!(desk.run(&["build", "udbud.toml", "--format", "md"]).code, 0);
    assert!(desk.path("bilag-ud/udbud-spoergsmaal-og-svar.md").exists());
    desk.change("udbud.toml", "published = 2026-11-24", "published = 2026-11-24\ncancelled = 2026-12-04");
    let ran = desk.run(&["build", "udbud.toml", "--format", "md"]);
    assert!(ran.code == 0 && !ran.stderr.contains("[left-behind]"), "{}", ran.stderr);
}

#[test]
fn what_goes_out_while_a_version_is_prepared_carries_nothing_of_it() {
    let desk = Desk::new().file("udbud.toml", FIRST);
    built(&desk, "udbud.toml");
    desk.change("udbud.toml", "version = \"1.0\"", "version = \"1.1\"");
    desk.change("udbud.toml", "published = 2026-11-24", "cancelled = 2026-12-04");
    desk.change("udbud.toml", "klassifikation = true", "klassifikation = false");
    let ran = desk.run(&["build", "udbud.toml", "--format", "pdf"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let pdf = lopdf::Document::load_mem(&desk.read("bilag-ud/udbud-aflysning.pdf")).unwrap();
    let attached = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    assert_eq!(
        attached
            .filter(|it| it.get(b"Type").and_then(lopdf::Object::as_name).is_ok_and(|it| it == b"Filespec"))
            .count(),
        0
    );
}
