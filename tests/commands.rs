//! The program as it is run: what it writes, says and exits with.

use crate::desk::Desk;
use crate::support::profile_text;

const DRAFT: &str = "[packages]\nI-13 = [\"SF1690\"]\n";

#[test]
fn build_writes_the_documents_of_a_profile_and_says_how_many() {
    let desk = Desk::new().profile("omsorg.toml");
    let ran = desk.run(&["build", "omsorg.toml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    let named = "wrote bilag-ud/omsorg-kravbilag.pdf\nwrote bilag-ud/omsorg-svarskema.pdf\nwrote bilag-ud/omsorg-svarskema.xlsx\n";
    assert_eq!(ran.stderr, format!("{named}1 profile built, 3 files in bilag-ud\n"));
    assert_eq!(
        desk.files(),
        [
            "bilag-ud/omsorg-kravbilag.pdf",
            "bilag-ud/omsorg-svarskema.pdf",
            "bilag-ud/omsorg-svarskema.xlsx",
            "omsorg.toml"
        ]
    );
    assert!(desk.read("bilag-ud/omsorg-kravbilag.pdf").starts_with(b"%PDF-"));
}

#[test]
fn a_profile_is_found_in_a_folder_however_its_headings_are_written() {
    let text = profile_text("2024-01", "[packages]\nI-15 = \"all\"\n").replace("[tender]", "[Tender]");
    let desk = Desk::new().file("p/a.toml", text);
    let ran = desk.run(&["check", "p"]);
    assert!(ran.stderr.contains("1 profile checked"), "{}", ran.stderr);
}

#[test]
fn a_profile_found_in_a_folder_keeps_its_path_and_the_output_folder_is_left_out() {
    let desk = Desk::new()
        .profile("ind/social/omsorg.toml")
        .profile("ind/ud/gammel.toml")
        .file("ind/rust.toml", "[toolchain]\n");
    let ran =
        desk.run(&["build", "ind", "-o", "ind/ud", "--document", "kravbilag", "--format", "md", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("note[not-a-profile]: `ind/rust.toml` has no `[tender]` table"), "{}", ran.stderr);
    let written: Vec<String> = desk.files().into_iter().filter(|path| path.starts_with("ind/ud/social")).collect();
    assert_eq!(written, ["ind/ud/social/omsorg-kravbilag.json", "ind/ud/social/omsorg-kravbilag.md"]);
}

#[test]
fn a_profile_gives_the_same_bytes_alone_and_in_a_batch_whatever_its_place_there() {
    let alike = |buyer: &str| profile_text("2024-01", "[packages]\nI-15 = \"all\"\n").replace("Eksempel", buyer);
    let desk = Desk::new()
        .file("p/a.toml", alike("Østby"))
        .file("p/b.toml", profile_text("2024-01", "[packages]\nI-07 = \"all\"\n"))
        .file("p/c.toml", alike("Vestby"))
        .file("p/d.toml", alike("Nørreby"));
    for (output, profiles, jobs) in [("one", "p", "1"), ("many", "p", "4"), ("alone", "p/c.toml", "1")] {
        let ran = desk.run(&["build", profiles, "-o", output, "--jobs", jobs]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    for name in ["a", "b", "c", "d"] {
        for file in ["kravbilag.pdf", "svarskema.pdf", "svarskema.xlsx"] {
            let of = |output: &str| desk.read(&format!("{output}/{name}-{file}"));
            assert!(of("one") == of("many"), "{name}-{file}");
            assert!(name != "c" || of("one") == of("alone"), "{name}-{file}");
        }
    }
}

#[test]
fn one_failing_profile_does_not_stop_the_others_and_loses_nothing() {
    let desk = Desk::new().profile("p/a.toml").profile("p/c.toml").file("p/b.toml", "[tender]\n");
    let desk = desk.file("ud/b-kravbilag.md", "the old one");
    let ran = desk.run(&["build", "p", "-o", "ud", "--format", "md"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.ends_with("2 profiles built, 1 failed, 4 files in ud\n"), "{}", ran.stderr);
    assert_eq!(desk.read("ud/b-kravbilag.md"), b"the old one");
}

#[test]
fn two_profiles_with_one_output_are_refused_before_anything_is_written() {
    let desk = Desk::new().profile("a/omsorg.toml").profile("b/omsorg.toml");
    let ran = desk.run(&["build", "a/omsorg.toml", "b/omsorg.toml"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("error[same-output]: `a/omsorg.toml` and `b/omsorg.toml` would both be written to"),
        "{}",
        ran.stderr
    );
    assert_eq!(desk.files().len(), 2);
}

#[test]
fn final_refuses_a_draft_and_names_its_questions() {
    let desk = Desk::new().file("udkast.toml", profile_text("2024-01", DRAFT));
    let ran = desk.run(&["build", "udkast.toml", "--final"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("error[not-final]: `udkast.toml` is a draft: 1 question to settle first (`sagsbaerende`)"),
        "{}",
        ran.stderr
    );
    assert_eq!(desk.files().len(), 1);
    let ran = desk.run(&["build", "udkast.toml", "--format", "md"]);
    assert!(ran.code == 0 && ran.stderr.contains("1 profile built (1 draft)"), "{}", ran.stderr);
}

#[test]
fn check_writes_nothing() {
    let desk = Desk::new().profile("omsorg.toml");
    let ran = desk.run(&["check", "omsorg.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.ends_with("1 profile checked\n"), "{}", ran.stderr);
    assert_eq!(desk.files(), ["omsorg.toml"]);
}

#[test]
fn a_folder_without_profiles_and_a_file_that_is_not_there_are_complaints() {
    let desk = Desk::new().file("tom/laesmig.txt", "");
    let ran = desk.run(&["build", "tom"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("error[no-profiles]: the folder `tom` holds no profile"), "{}", ran.stderr);
    let ran = desk.run(&["resolve", "mangler.toml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("error[no-such-file]: there is no file `mangler.toml`"), "{}", ran.stderr);
}

#[test]
fn wrong_usage_exits_with_two_and_a_failing_machine_with_three() {
    let desk = Desk::new().profile("omsorg.toml").file("optaget", "en fil, ingen mappe");
    assert_eq!(desk.run(&["build"]).code, 2);
    assert_eq!(desk.run(&["build", "omsorg.toml", "--format", "odt"]).code, 2);
    let ran = desk.run(&["build", "omsorg.toml", "-o", "optaget", "--format", "md"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(ran.stderr.starts_with("error[unwritable]: `optaget` cannot be written"), "{}", ran.stderr);
}

#[test]
fn resolve_prints_json_that_is_the_resolution() {
    let desk = Desk::new().file("i/omsorg.toml", profile_text("2024-01", DRAFT));
    let ran = desk.run(&["resolve", "i/omsorg.toml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).expect("stdout is JSON");
    assert_eq!(
        (&json["schema"], &json["edition"], &json["profile"], &json["draft"]),
        (&2.into(), &"2024-01".into(), &"omsorg.toml".into(), &true.into())
    );
    let integration = json["integrations"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|line| line["id"] == "SF1690")
        .expect("it is listed");
    let expected = [
        "id",
        "role",
        "type",
        "status",
        "at_least",
        "at_most",
        "condition",
        "alternative",
        "deferred",
        "due",
        "changed_by_buyer",
        "because",
    ];
    assert!(expected.iter().all(|key| integration.get(key).is_some()), "{integration}");
    assert_eq!(
        (&integration["role"], &integration["because"][0]["modality"], &integration["because"][0]["carrier"]),
        (&"business".into(), &"chosen".into(), &serde_json::Value::Null)
    );
    let requirement = &json["requirements"][0];
    let expected = [
        "id",
        "package",
        "modality",
        "type",
        "status",
        "at_least",
        "at_most",
        "condition",
        "due",
        "changed_by_buyer",
        "left_out",
        "because",
    ];
    assert!(expected.iter().all(|key| requirement.get(key).is_some()), "{requirement}");
    assert_eq!(
        json["questions"],
        serde_json::json!([{ "fact": "sagsbaerende", "asked_of": "buyer", "moves": ["SF1780", "SF2090", "SF2093", "SF2095", "SF2096"], "moves_if_accepted": [] }])
    );
}

#[test]
fn explain_says_in_out_and_open_and_what_would_decide_it() {
    let desk = Desk::new().file("p.toml", profile_text("2024-01", "[packages]\nI-12 = \"all\"\n"));
    let explain = |id: &str| desk.run(&["explain", "p.toml", id]).stdout;
    let text = explain("SF1461");
    assert!(text.contains("in: required, because\n  I-10/SF1461: is required with SF1590_B_01\n"), "{text}");
    assert!(
        text.contains("SF1590_B_01 is not chosen but follows:\n      I-12/SF1590_B_01: is required with SF1590_E\n"),
        "{text}"
    );
    let text = explain("SF1590_A");
    assert!(text.contains("open: at least excluded, at most required"), "{text}");
    assert!(text.contains("decided by\n  bogfoerer-betalinger (the buyer): Skal løsningen bogføre"), "{text}");
    let text = explain("I-02.01");
    assert!(text.contains("out, because\n  package I-02 is not chosen\n"), "{text}");
    let text = explain("SF1460");
    assert!(
        text.contains("replaced by SF1461, SF1462") && text.contains("no rule of the edition leads to it"),
        "{text}"
    );
    assert!(explain("O-1").starts_with(explain("folger-personaendringer").lines().next().expect("it has a name")));
    let ran = desk.run(&["explain", "p.toml", "SF1416"]);
    assert!(ran.code == 1 && ran.stderr.contains("did you mean `SF1461`?"), "{}", ran.stderr);
}

/// A tender with a requirement left out, two lines changed and two of the buyer's own.
const CHANGED: &str = r#"
[packages]
I-14 = ["SF1606"]
I-02 = "all"
I-04 = "all"
[facts]
folger-personaendringer = true
skriver-til-sagsindeks = true
sender-fjernprint = false
[evaluation]
described-in = "Bilag 5"
[[type]]
id = "K"
name = "Krav"
answers = ["Opfyldt", "Ikke opfyldt"]
[[leave-out]]
requirement = "I-02.02"
reason = "Abonnementer styres af\nden fælles platform."
[[line]]
id = "I-02.01"
type = "K"
weight = 2.5
reason = "Markedet er ikke klar."
[[line]]
id = "SF1320_A"
due = 2027-06-01
reason = "Udrulles senere."
[[line]]
id = "SF1606"
type = "K"
reason = "Bruges af få."
[[requirement]]
id = "E1"
package = "I-02"
type = "K"
title = "Svartid"
text = "Løsningen skal svare inden for 2 sekunder."
due = "senest 3 måneder efter idriftsættelse"
"#;

#[test]
fn explain_and_resolve_tell_what_the_buyer_changed_left_out_and_wrote() {
    let desk = Desk::new().file("p.toml", profile_text("2024-01", CHANGED));
    let told = |arguments: &[&str]| desk.run(&[arguments, &["--language", "da"]].concat()).stdout;
    let resolved = told(&["resolve", "p.toml"]);
    for row in [
        "  I-02.01      K   Frasortering af data\n",
        "  SF1320_A     MK  CPR – Hændelser (frist: senest den 1. juni 2027)\n",
        "  I-02.E1      K   Svartid (frist: senest 3 måneder efter idriftsættelse)\n",
        // What follows only from what is no minimum requirement binds where that is used.
        "kan anvendes\n  SF1516       MK  Sikkerhed – SAML-token (gælder, hvis SF1606 anvendes)\n",
        "ændret af ordregiver\n  I-02.01      typen er K i stedet for MK; vægten er 2,5\n               begrundelse: \
         Markedet er ikke klar.\n",
        "udeladt\n  I-02.02      Abonnementer styres af\n               den fælles platform.\n",
    ] {
        assert!(resolved.contains(row), "{row}\n{resolved}");
    }
    let lines: [(&str, &[&str]); 5] = [
        (
            "I-02.01",
            &[
                "I-02.01 Frasortering af data (K Krav)\n",
                "med: stilles som K, fordi\n",
                "ændret af ordregiver\n  typen er K i stedet for MK\n  vægten er 2,5\n  begrundelse: Markedet er ikke klar.\n",
            ],
        ),
        ("SF1320_A", &["med: kræves, fordi\n", "  frist: senest den 1. juni 2027\n  begrundelse: Udrulles senere.\n"]),
        ("I-02.02", &["  ordregiver har udeladt det: Abonnementer styres af\n  den fælles platform.\n"]),
        ("I-02.E1", &["  det er ordregivers eget krav\n", "frist: senest 3 måneder efter idriftsættelse\n"]),
        (
            "I-02",
            &[
                "den fører med sig\n  SF1320_A     MK  CPR",
                "  I-02.B1      MK  Registrering af personændringer\n  I-02.01      K   Frasortering af data\n",
                "  I-02.E1      K   Svartid (frist",
                "ordregiver har udeladt\n  I-02.02      Abonnementer styres af\n               den fælles platform.\n",
            ],
        ),
    ];
    for (id, said) in lines {
        let told = told(&["explain", "p.toml", id]);
        said.iter().for_each(|said| assert!(told.contains(said), "{id}: {said}\n{told}"));
    }
    assert!(!told(&["explain", "p.toml", "I-02.02"]).contains("frist"), "nothing is due of what was left out");
    for (number, meant) in [("E1", "mente du `I-02.E1`?"), ("b2", "mente du `I-04.B2`?")] {
        let ran = desk.run(&["explain", "p.toml", number, "--language", "da"]);
        assert!(ran.code == 1 && ran.stderr.contains(meant), "{number}: {}", ran.stderr);
    }
    let written = ["build", "p.toml", "-o", "ud", "--document", "baggrundsnotat", "--format", "md"];
    assert_eq!(desk.run(&written).code, 0);
    let note = String::from_utf8(desk.read("ud/internt/p-baggrundsnotat.md")).expect("it is UTF-8");
    let weight = "Kravet er af typen K Krav. Kravet har vægten 2,5.";
    for said in [weight, "- Begrundelse: Udrulles senere.", "Udeladt: Løsningen skal give ordregiver mulighed"] {
        assert!(note.contains(said), "{said}\n{note}");
    }
}

#[test]
fn the_profile_that_init_writes_asks_for_just_what_must_be_filled_in_and_is_never_overwritten() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["init"]).code, 0);
    let ran = desk.run(&["check", "udbud.toml"]);
    let complaints: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with("error")).collect();
    assert_eq!(
        complaints,
        [
            "error[empty-text]: `title` is empty",
            "error[empty-text]: `buyer` is empty",
            "error[no-package]: the profile chooses no package"
        ]
    );
    let filled = String::from_utf8(desk.read("udbud.toml")).expect("it is UTF-8");
    let filled = filled.replace("title = \"\"", "title = \"Omsorg\"").replace("buyer = \"\"", "buyer = \"Os\"");
    let desk = desk.file("udbud.toml", filled.replace("# I-15 = ", "I-15 = "));
    assert_eq!(desk.run(&["check", "udbud.toml"]).code, 0);
    let uncommented: String = String::from_utf8(desk.read("udbud.toml"))
        .expect("it is UTF-8")
        .lines()
        .map(|line| {
            line.strip_prefix("# ")
                .filter(|rest| rest.contains(" = ") && !rest.starts_with("edition"))
                .unwrap_or(line)
                .to_owned()
                + "\n"
        })
        .collect();
    assert!(uncommented.contains("\nsagsbaerende = true"), "{uncommented}");
    let ran = desk.run(&["init"]);
    assert!(ran.code == 1 && ran.stderr.starts_with("error[file-exists]"), "{}", ran.stderr);
}

#[test]
fn a_catalog_that_was_exported_gives_the_same_documents() {
    let desk = Desk::new().profile("p.toml");
    let ran = desk.run(&["catalog", "export", "hus"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let own = [
        "build",
        "p.toml",
        "-o",
        "eget",
        "--catalog",
        "hus/catalog",
        "--templates",
        "hus/templates",
        "--fonts",
        "hus/fonts",
    ];
    assert_eq!(desk.run(&own).code, 0);
    assert_eq!(desk.run(&["build", "p.toml", "-o", "vores"]).code, 0);
    assert!(desk.read("eget/p-kravbilag.pdf") == desk.read("vores/p-kravbilag.pdf"));
    let ran = desk.run(&["catalog", "export", "hus"]);
    assert!(ran.code == 1 && ran.stderr.contains("error[file-exists]"), "nothing is overwritten");
}

#[test]
fn the_catalog_can_be_listed_shown_and_checked() {
    let desk = Desk::new();
    let list = desk.run(&["catalog", "list"]).stdout;
    assert!(
        list.contains("2023-04") && list.contains("I-15 Fordelingskomponent") && list.contains("Y14 Arbejdsmarked"),
        "{list}"
    );
    for (id, found) in [
        ("I-2", "Personoplysninger"),
        ("SF1460", "replaced by: SF1461, SF1462"),
        ("I-04.04", "bestået KOMBITs compliancetest"),
        ("I-04.03", "gældende ved tilbudsfristen"),
        ("I-04", "I-04.B1 when skriver-til-sagsindeks"),
        ("SF2900", "seen outside the catalog"),
        ("sagsbaerende", "asked by: I-13"),
        ("R14", "SF1590_B_01"),
    ] {
        let ran = desk.run(&["catalog", "show", id]);
        assert!(ran.code == 0 && ran.stdout.contains(found), "{id}: {}{}", ran.stdout, ran.stderr);
    }
    assert_eq!(desk.run(&["catalog", "show", "I-99"]).code, 1);
    let ran = desk.run(&["catalog", "check"]);
    assert!(ran.code == 0 && ran.stderr.lines().count() == 2, "{}", ran.stderr);
}

#[test]
fn checklists_are_made_of_all_packages_of_some_and_of_a_profile() {
    let desk = Desk::new().profile("p.toml");
    assert_eq!(desk.run(&["checklist", "-o", "alle"]).code, 0);
    assert_eq!(
        desk.files(),
        [
            "alle/tjekliste-noter.md",
            "alle/tjekliste-slides.pdf",
            "alle/tjekliste-slides.pptx",
            "alle/tjekliste.docx",
            "alle/tjekliste.html",
            "alle/tjekliste.md",
            "alle/tjekliste.pdf",
            "p.toml"
        ]
    );
    assert_eq!(desk.run(&["checklist", "I-2", "I-14", "-o", "to", "--format", "md", "--edition", "2023-04"]).code, 0);
    let two = String::from_utf8(desk.read("to/tjekliste.md")).expect("it is UTF-8");
    assert!(
        two.contains("I-02")
            && two.contains("I-14")
            && !two.contains("I-15 Fordelingskomponent")
            && !two.contains("[x]"),
        "{two}"
    );
    assert_eq!(desk.run(&["checklist", "--profile", "p.toml", "-o", "profil", "--format", "md"]).code, 0);
    let own = String::from_utf8(desk.read("profil/tjekliste.md")).expect("it is UTF-8");
    assert!(own.contains("[x]") && own.contains("Eksempel Kommune"), "{own}");
}

#[test]
fn paths_with_blanks_and_danish_letters_are_paths_like_others() {
    let desk = Desk::new().profile("Mine udbud/Ældre og sundhed på Fyn.toml");
    let ran = desk.run(&["build", "Mine udbud", "-o", "Færdige bilag", "--format", "md"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(desk.files().contains(&"Færdige bilag/Ældre og sundhed på Fyn-kravbilag.md".to_owned()));
}

#[test]
fn a_need_that_is_left_to_suppliers_is_warned_of_though_nobody_asks_them() {
    let profile = "edition = \"2024-01\"\n[tender]\ntitle = \"T\"\nbuyer = \"B\"\nprocedure = \"own-tender\"\ndeadline = 2027-01-15\n[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = false\nafleverer-via-fordeling = \"supplier\"\nmodtager-via-fordeling = true\n";
    let desk = Desk::new().file("p.toml", profile);
    let ran = desk.run(&["check", "p.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("warning[buyer-knows]").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("`afleverer-via-fordeling`"), "{}", ran.stderr);
}
