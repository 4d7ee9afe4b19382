//! `bilag update`: what a new edition changes in each tender, and the profiles rewritten to it.

use crate::desk::Desk;
use crate::support::profile_text;

const I07: &str = "mit/catalog/2023-04/packages/I-07-klassifikation.md";

/// A profile of the old edition, in a hand that shall not change.
const ODD: &str = "\u{feff}# Vores udbud\r\n'edition'   =  '2023-04'   # kataloget\r\n\r\n[tender]\r\ntitle = \"Bogføring\"\r\n\
                   buyer = \"Eksempel Kommune\"\r\nversion = \"2.0\"\r\npublished = 2026-11-24\r\n[packages]\r\nI-09 = \"all\"\r\n\
                   [facts]\r\nstraksleverancer = true\r\nopbygger-sortiment = false\r\n";

#[test]
fn update_rewrites_the_edition_and_the_answers_that_go_and_says_what_to_answer_anew() {
    let desk = Desk::new().file("p/bogføring.toml", ODD);
    // What suppliers have read is not rewritten unasked.
    let ran = desk.run(&["update", "p", "--to", "2024-01"]);
    let left = "0 profiles rewritten to edition 2024-01\npublished, and left as it is (`--published` rewrites it too): p/bogføring.toml\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (0, left));
    assert_eq!(desk.read("p/bogføring.toml"), ODD.as_bytes());
    let ran = desk.run(&["update", "p", "--to", "2024-01", "--published"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(
        ran.stdout,
        "p/bogføring.toml (published as version 2.0): the edition changes\n  \
         tender edition: title, value (clarifying)\n  \
         choice I-09/SF1590_A: version (clarifying)\n  \
         integration SFTP: status, condition, reason (may change a basic element)\n  \
         consequence I-09/SFTP: purpose, reason (clarifying)\n  \
         requirement I-09.B1: dropped (may change a basic element)\n  \
         requirement I-09.B2: added (may change a basic element)\n  \
         fact straksleverancer: dropped (may be material)\n  \
         fixed text kravbilag/afklaring: added (clarifying)\n  \
         remove the answer `straksleverancer`: the edition does not ask for it\n  \
         answer `masseleverancer`: the edition asks for it\n\n\
         1 of 1 tender changes, 1 of them published\n"
    );
    assert_eq!(ran.stderr, "1 profile rewritten to edition 2024-01\n");
    let rewritten = String::from_utf8(desk.read("p/bogføring.toml")).unwrap();
    let wanted = ODD
        .replace("'2023-04'", "'2024-01'")
        .replace("straksleverancer = true\r\n", "# straksleverancer = true\r\n# masseleverancer =");
    let (before, after) = wanted.split_once("# masseleverancer =").unwrap();
    assert!(rewritten.starts_with(before) && rewritten.ends_with(after), "{rewritten}");
    assert!(
        rewritten.contains("\r\n# masseleverancer =    # Skal") && rewritten.contains("?\r\nopbygger-sortiment"),
        "{rewritten}"
    );
    // The profile is one that `check` accepts, but for what keeps it from being final.
    let unpublished = rewritten.replace("published = 2026-11-24\r\n", "");
    let desk = desk.file("p/bogføring.toml", unpublished);
    let again = desk.run(&["check", "p"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    let again = desk.run(&["update", "p", "--to", "2024-01"]);
    assert_eq!(again.stderr, "0 profiles rewritten to edition 2024-01\n");
}

#[test]
fn a_dry_run_rewrites_nothing_and_tells_the_same_as_json() {
    let desk = Desk::new().file("p/bogføring.toml", ODD).profile("p/fordeling.toml");
    let files = desk.files();
    let ran = desk.run(&["update", "p", "--to", "2024-01", "--dry-run", "--format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!((desk.files(), desk.read("p/bogføring.toml")), (files, ODD.as_bytes().to_vec()));
    let impact: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&impact["schema"], &impact["to"], &impact["profiles"], &impact["changed"], &impact["published"]),
        (&1.into(), &"2024-01".into(), &2.into(), &1.into(), &1.into())
    );
    let tender = &impact["tenders"][0];
    assert_eq!(
        tender["answer"],
        serde_json::json!({ "new": ["masseleverancer"], "gone": ["straksleverancer"], "readings": [] })
    );
    assert_eq!(tender["weight"], "basic");
    let sftp = tender["changes"].as_array().unwrap().iter().find(|change| change["id"] == "SFTP").unwrap();
    assert_eq!(sftp["aspects"][0]["old"], "Gælder");
}

#[test]
fn without_an_edition_a_dry_run_tells_what_the_next_build_would_change() {
    let with = "[packages]\nI-07 = \"all\"\n[facts]\nabonnerer-paa-klassifikation = true\n";
    let desk = Desk::new().file("p/med.toml", profile_text("2024-01", with)).profile("p/uden.toml");
    assert_eq!(desk.run(&["catalog", "export", "mit"]).code, 0);
    let house = ["--catalog", "mit/catalog"];
    assert_eq!(desk.run(&[&["build", "p", "--format", "md"], &house[..]].concat()).code, 0);
    let impact = || desk.run(&[&["update", "p", "--dry-run"], &house[..]].concat()).stdout;
    assert_eq!(impact(), "0 of 2 tenders change\n");
    desk.change(I07, "skal løsningen medsende de UUID’er", "skal løsningen altid medsende de UUID’er");
    assert_eq!(
        impact(),
        "p/med.toml: the catalog or the templates changed\n  requirement I-07.01: text (may change a basic element)\n\n1 of 2 tenders changes\n"
    );
}

#[test]
fn an_edition_that_a_profile_inherits_is_rewritten_where_it_stands_if_that_was_named() {
    let base = "edition = \"2023-04\"\n[theme]\naccent = \"#003865\"\n";
    let child = "extends = \"../fælles.toml\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n[packages]\nI-15 = \"all\"\n\
                 [facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n";
    let desk = Desk::new().file("fælles.toml", base).file("p/a.toml", child).file("p/b.toml", child);
    let ran = desk.run(&["update", "p", "--to", "2024-01"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("error[inherited-edition]: a profile takes its edition from `p/../fælles.toml`"),
        "{}",
        ran.stderr
    );
    assert_eq!(desk.read("fælles.toml"), base.as_bytes());
    let ran = desk.run(&["update", "p", "fælles.toml", "--to", "2024-01"]);
    assert_eq!(desk.read("fælles.toml"), base.replace("2023-04", "2024-01").as_bytes(), "{}", ran.stderr);
    assert!(ran.code == 0 && ran.stdout.ends_with("2 of 2 tenders change\n"), "{}{}", ran.stdout, ran.stderr);
    assert_eq!(desk.read("p/a.toml"), child.as_bytes());
}

/// The base's own answer would count in the place of one that is taken away.
#[test]
fn nothing_of_a_profile_is_rewritten_whose_edition_stands_in_a_file_that_was_not_named() {
    let base = "edition = \"2023-04\"\n[facts]\nstraksleverancer = true\n";
    let child = "extends = \"../fælles.toml\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n[packages]\nI-09 = \"all\"\n\
                 [facts]\nstraksleverancer = false\nopbygger-sortiment = false\n";
    let desk = Desk::new().file("fælles.toml", base).file("p/a.toml", child);
    let ran = desk.run(&["update", "p", "--to", "2024-01"]);
    assert!(ran.code == 1 && ran.stderr.contains("[inherited-edition]"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("0 profiles rewritten to edition 2024-01\n"), "{}", ran.stderr);
    assert_eq!((desk.read("p/a.toml"), desk.read("fælles.toml")), (child.into(), base.into()));
}

#[test]
fn a_settled_reading_that_the_edition_takes_otherwise_is_to_be_settled_again() {
    let profile = "edition = \"2023-04\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n[packages]\nI-09 = \"all\"\n\
                   [facts]\nopbygger-sortiment = false\nstraksleverancer = false\n\
                   [readings]\nR9 = \"Bekræftet 2024\"\nR10 = \"Bekræftet 2024\"\n";
    let desk = Desk::new().file("a.toml", profile);
    let ran = desk.run(&["update", "a.toml", "--to", "2024-01"]);
    assert!(ran.stdout.contains("\n  settle `R9` again: the edition reads the sources otherwise\n"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("`R10`"), "{}", ran.stdout);
    let text = String::from_utf8(desk.read("a.toml")).unwrap();
    assert!(text.contains("\n# R9 = \"Bekræftet 2024\"\nR10 = "), "{text}");
    // One that stands on several lines goes with all of them.
    let several = profile.replace("\"Bekræftet 2024\"\nR10", "\"\"\"\nBekræftet\n2024\"\"\"\nR10");
    let desk = Desk::new().file("a.toml", several);
    assert_eq!(desk.run(&["update", "a.toml", "--to", "2024-01"]).code, 0);
    let text = String::from_utf8(desk.read("a.toml")).unwrap();
    assert!(text.contains("\n# R9 = \"\"\"\n# Bekræftet\n# 2024\"\"\"\nR10 = "), "{text}");
    assert_eq!(desk.run(&["check", "a.toml"]).code, 0);
}

#[test]
fn a_base_that_is_reached_by_two_ways_is_rewritten_once() {
    let base = "edition = \"2023-04\"\n";
    let child = "extends = \"../base/fælles.toml\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n[packages]\nI-11 = \"all\"\n\
                 [facts]\nopbygger-sortiment = false\ntoken-services = false\n";
    let desk = Desk::new().file("base/fælles.toml", base).file("udbud/a.toml", child).file("udbud/b.toml", child);
    let ran = desk.run(&["update", "udbud", "base/fælles.toml", "--to", "2024-01"]);
    assert!(ran.code == 0 && ran.stderr.ends_with("1 profile rewritten to edition 2024-01\n"), "{}", ran.stderr);
    assert_eq!(desk.read("base/fælles.toml"), base.replace("2023-04", "2024-01").as_bytes());
}

#[test]
fn a_tender_that_the_new_edition_refuses_gets_its_new_questions_too() {
    let profile = "edition = \"2023-04\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n[packages]\nI-09 = \"all\"\n\
                   [facts]\nopbygger-sortiment = false\nstraksleverancer = true\n\
                   [[line]]\nid = \"I-09.B1\"\ndue = 2028-01-01\nreason = \"Senere.\"\n";
    let desk = Desk::new().file("a.toml", profile);
    let ran = desk.run(&["update", "a.toml", "--to", "2024-01"]);
    assert!(
        ran.stdout.contains("\n  mend the profile: ") && ran.stdout.contains("\n  answer `masseleverancer`"),
        "{}",
        ran.stdout
    );
    let text = String::from_utf8(desk.read("a.toml")).unwrap();
    assert!(text.contains("\n# straksleverancer = true\n# masseleverancer =    # Skal "), "{text}");
    let hint = desk.run(&["check", "a.toml"]).stderr;
    assert!(hint.contains("did you mean `I-09.B2`?"), "{hint}");
}

#[test]
fn a_portfolio_is_updated_in_its_bases() {
    let base = "edition = \"2023-04\"\n[tender]\ntitle = \"Prøve\"\n[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n";
    let desk = Desk::new()
        .file("p/base.toml", base)
        .file("p/kommuner.csv", "Kommune\nNordlyng Kommune\nBakkedal Kommune\n")
        .file(
            "p/portfolio.toml",
            "[portfolio]\ntable = \"kommuner.csv\"\nprofiles = [\"base.toml\"]\nname = \"{Kommune}\"\n[columns]\nKommune = \"tender.buyer\"\n",
        );
    let ran = desk.run(&["update", "p/portfolio.toml", "--to", "2024-01"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.ends_with("2 of 2 tenders change\n"), "{}", ran.stdout);
    assert!(ran.stdout.starts_with("p/portfolio.toml: Nordlyng Kommune: the edition changes\n"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "1 profile rewritten to edition 2024-01\n");
    assert_eq!(desk.read("p/base.toml"), base.replace("2023-04", "2024-01").as_bytes());
}

/// Where rows answer it in the table and others in the base, what takes its place comes into the base once.
#[test]
fn a_new_fact_is_asked_once_of_a_base_whatever_its_rows_answer() {
    let base = "edition = \"2023-04\"\n[tender]\ntitle = \"Prøve\"\n[packages]\nI-09 = \"all\"\n[facts]\n\
                straksleverancer = false\nopbygger-sortiment = \"supplier\"\n";
    let desk = Desk::new()
        .file("p/base.toml", base)
        .file("p/kommuner.csv", "Kommune,Straks\nNordlyng Kommune,ja\nBakkedal Kommune,\n")
        .file(
            "p/portfolio.toml",
            "[portfolio]\ntable = \"kommuner.csv\"\nprofiles = [\"base.toml\"]\nname = \"{Kommune}\"\n[columns]\n\
             Kommune = \"tender.buyer\"\nStraks = \"facts.straksleverancer\"\n",
        );
    let ran = desk.run(&["update", "p/portfolio.toml", "--to", "2024-01"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = String::from_utf8(desk.read("p/base.toml")).unwrap();
    assert_eq!(text.matches("# masseleverancer").count(), 1, "{text}");
}

#[test]
fn every_row_of_a_table_that_names_its_edition_is_rewritten() {
    let base = "edition = \"2023-04\"\n[tender]\ntitle = \"Prøve\"\n[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n";
    let table = "Kommune;Udgave;Note\r\nNordlyng;2023-04;fra 2023-04\r\nBakkedal;\"2023-04\";\r\nEgeskov;;\r\nMosebæk;2024-01;2023-04\r\n";
    let desk = Desk::new().file("p/base.toml", base).file("p/kommuner.csv", table).file(
        "p/portfolio.toml",
        "[portfolio]\ntable = \"kommuner.csv\"\nprofiles = [\"base.toml\"]\nname = \"{Kommune}\"\n[columns]\nKommune = \"tender.buyer\"\nUdgave = \"edition\"\n",
    );
    let ran = desk.run(&["update", "p", "--to", "2024-01"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.ends_with("3 of 4 tenders change\n"), "{}", ran.stdout);
    let wanted = table.replace(";2023-04;fra", ";2024-01;fra").replace("\"2023-04\"", "\"2024-01\"");
    assert_eq!(String::from_utf8(desk.read("p/kommuner.csv")).unwrap(), wanted);
    assert_eq!(desk.read("p/base.toml"), base.replace("2023-04", "2024-01").as_bytes());
    assert_eq!(desk.run(&["update", "p", "--to", "2024-01", "--dry-run"]).stdout, "0 of 4 tenders change\n");
}

#[test]
fn a_tender_that_the_new_edition_refuses_is_told_with_what_to_mend() {
    let profile = "edition = \"2024-01\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\nversion = \"1.0\"\npublished = 2026-11-24\n\
                   [packages]\nI-02 = [\"SF1525\"]\n";
    let desk = Desk::new().file("p/a.toml", profile).profile("p/b.toml");
    assert_eq!(desk.run(&["catalog", "export", "mit"]).code, 0);
    let edition = "id = \"2025-01\"\nbase = \"2024-01\"\ntitle = \"Prøveudgave 2025\"\ndate = 2025-01-15\n";
    let package = "+++\nid = \"I-02\"\nbusiness = [\"SF1320_A\", \"SF1520\"]\n[[requirement]]\nid = \"02\"\ndropped = true\n\
                   [[alternative]]\nid = \"datafordeler\"\nintegrations = [\"SF1320_A\", \"SF1520\"]\n+++\n";
    let integrations = "[[integration]]\nid = \"SF1525\"\nwithout = [\"home\"]\nstatus = \"retired\"\n";
    let desk = desk
        .file("mit/catalog/2025-01/edition.toml", edition)
        .file("mit/catalog/2025-01/packages/I-02-personoplysninger.md", package)
        .file("mit/catalog/2025-01/integrations.toml", integrations);
    let update = ["update", "p", "--to", "2025-01", "--dry-run", "--catalog", "mit/catalog"];
    let ran = desk.run(&update);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let told = "p/a.toml (published as version 1.0): the edition changes\n  \
                mend the profile: package `I-02` has no integration `SF1525` to choose\n\n";
    assert!(ran.stdout.starts_with(told), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("2 of 2 tenders change, 1 of them published\n"), "{}", ran.stdout);
    let json = desk.run(&[&update[..], &["--format", "json"]].concat()).stdout;
    let impact: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(impact["tenders"][0]["refused"].as_array().map(Vec::len), Some(1));
}

/// A draft that takes its edition from a file of a published tender keeps its answers with it.
#[test]
fn a_draft_that_shares_its_edition_with_a_published_tender_is_left_whole() {
    let base = "edition = \"2023-04\"\n[packages]\nI-09 = \"all\"\n";
    let child = "extends = \"fælles.toml\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n\
                 [facts]\nopbygger-sortiment = false\nstraksleverancer = true\n";
    let published = child.replace("[facts]", "version = \"1.0\"\npublished = 2026-11-24\n[facts]");
    let desk = Desk::new().file("p/fælles.toml", base).file("p/a.toml", published.as_str()).file("p/b.toml", child);
    let ran = desk.run(&["update", "p", "--to", "2024-01"]);
    let left = "0 profiles rewritten to edition 2024-01\n\
                published, and left as it is (`--published` rewrites it too): p/a.toml\n\
                left as it is, since its edition or an answer stands in a file of a tender that is published or has errors: p/b.toml\n";
    assert!(ran.code == 0 && ran.stderr.ends_with(left), "{}", ran.stderr);
    assert_eq!((desk.read("p/b.toml"), desk.read("p/fælles.toml")), (child.into(), base.into()));
}

/// So does one whose answer stands there, and one that shares it with a tender that cannot be judged.
#[test]
fn a_draft_that_shares_an_answer_or_a_tender_with_errors_is_left_whole() {
    let head = "[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n";
    let answering = "[packages]\nI-09 = \"all\"\n[facts]\nopbygger-sortiment = false\nstraksleverancer = true\n";
    let child = format!("edition = \"2023-04\"\nextends = \"fælles.toml\"\n{head}");
    let published = format!("{child}version = \"1.0\"\npublished = 2026-11-24\n");
    let desk =
        Desk::new().file("p/fælles.toml", answering).file("p/a.toml", published).file("p/b.toml", child.as_str());
    let ran = desk.run(&["update", "p", "--to", "2024-01"]);
    assert!(ran.code == 0 && ran.stderr.ends_with("has errors: p/b.toml\n"), "{}", ran.stderr);
    assert_eq!((desk.read("p/b.toml"), desk.read("p/fælles.toml")), (child.into(), answering.into()));

    let base = format!("edition = \"2023-04\"\n{answering}");
    let child = format!("extends = \"fælles.toml\"\n{head}");
    let wrong = format!("{child}procedure = \"udbudt\"\n");
    let desk = Desk::new().file("p/fælles.toml", base.as_str()).file("p/a.toml", wrong).file("p/b.toml", child);
    let ran = desk.run(&["update", "p", "--to", "2024-01"]);
    assert!(ran.code == 1 && ran.stderr.ends_with("has errors: p/b.toml\n"), "{}", ran.stderr);
    assert_eq!(desk.read("p/fælles.toml"), base.as_bytes());
}

/// What lies under an answer that goes would stand in its place.
#[test]
fn an_answer_that_goes_goes_in_each_layer() {
    let base = "[packages]\nI-09 = \"all\"\n[facts]\nopbygger-sortiment = false\nstraksleverancer = true\n\
                [readings]\nR9 = \"Bekræftet for alle.\"\n";
    let child = "edition = \"2023-04\"\nEXTENDS = \"fælles.toml\"\n[tender]\ntitle = \"Prøve\"\n\
                 buyer = \"Eksempel Kommune\"\n[facts]\nstraksleverancer = false\n[readings]\nR9 = \"Bekræftet her.\"\n";
    let desk = Desk::new().file("p/fælles.toml", base).file("p/a.toml", child);
    let ran = desk.run(&["update", "p", "--to", "2024-01"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let [base, child] = ["p/fælles.toml", "p/a.toml"].map(|name| String::from_utf8(desk.read(name)).unwrap());
    for (text, lines) in [
        (base, ["\n# straksleverancer = true\n", "\n# R9 = \"Bekræftet for alle.\"\n"]),
        (child, ["\n# straksleverancer = false\n", "\n# R9 = \"Bekræftet her.\"\n"]),
    ] {
        assert!(lines.iter().all(|line| text.contains(line)), "{text}");
    }
    let ran = desk.run(&["check", "p/a.toml"]);
    assert!(!ran.stderr.contains("unknown-fact"), "{}", ran.stderr);
}

#[test]
fn what_an_uncovered_base_answers_is_complained_of_and_nothing_is_written_into_it() {
    let base = "[facts]\nstraksleverancer = true\nopbygger-sortiment = false\n";
    let child = "edition = \"2023-04\"\nextends = \"fælles.toml\"\n[tender]\ntitle = \"Prøve\"\n\
                 buyer = \"Eksempel Kommune\"\n[packages]\nI-09 = \"all\"\n";
    let desk = Desk::new().file("p/fælles.toml", base).file("p/a.toml", child);
    let ran = desk.run(&["update", "p/a.toml", "--to", "2024-01"]);
    assert!(
        ran.code == 1 && ran.stderr.contains("[inherited-edition]") && ran.stderr.contains("an answer"),
        "{}",
        ran.stderr
    );
    assert_eq!((desk.read("p/a.toml"), desk.read("p/fælles.toml")), (child.into(), base.into()));
    // A wildcard names it too; the base that has the edition already is no complaint.
    let ran = desk.run(&["update", "p/*.toml", "--to", "2024-01"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = String::from_utf8(desk.read("p/fælles.toml")).unwrap();
    assert!(text.starts_with("[facts]\n# straksleverancer = true\n# masseleverancer = "), "{text}");
    let here = child.replace("2023-04", "2024-01");
    assert_eq!(desk.read("p/a.toml"), here.as_bytes());
    let base = "edition = \"2024-01\"\n";
    let child = here.replace("edition = \"2024-01\"\n", "") + "[facts]\nstraksleverancer = true\n";
    let desk = Desk::new().file("fælles.toml", base).file("p/a.toml", child.replace("fælles", "../fælles"));
    let ran = desk.run(&["update", "p", "--to", "2024-01"]);
    assert!(!ran.stderr.contains("[inherited-edition]"), "{}", ran.stderr);
}

#[test]
fn a_question_comes_in_where_its_answer_counts() {
    let head = "edition = \"2023-04\"\n";
    let rest = "[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n[packages]\nI-09 = \"all\"\n";
    let facts = ["straksleverancer = true", "opbygger-sortiment = false"];
    let dotted = format!("{head}facts.{}\nfacts.{}\n{rest}", facts[0], facts[1]);
    let inline = format!("{head}facts = {{ {}, {} }}\n{rest}", facts[0], facts[1]);
    let old = format!("{head}{rest}[facts]\n{}\n{}\n", facts[0], facts[1]).replace('\n', "\r");
    let spelt = dotted.replace("facts.straks", "\"Facts\" . straks").replace("facts.opbygger", "Facts.opbygger");
    let none = format!("{head}facts = {{}}\n{rest}");
    let desk = Desk::new().file("a.toml", dotted).file("b.toml", inline).file("c.toml", old);
    let desk = desk.file("d.toml", spelt).file("e.toml", none);
    let names = ["a.toml", "b.toml", "c.toml", "d.toml", "e.toml"];
    assert_eq!(desk.run(&[&["update"][..], &names, &["--to", "2024-01"]].concat()).code, 0);
    let text = |name: &str| String::from_utf8(desk.read(name)).unwrap();
    assert!(
        text("a.toml").contains("\n# facts.straksleverancer = true\n# facts.masseleverancer = "),
        "{}",
        text("a.toml")
    );
    assert!(!text("b.toml").contains("masseleverancer"), "{}", text("b.toml"));
    assert!(!text("e.toml").contains("masseleverancer"), "{}", text("e.toml"));
    assert!(
        text("d.toml").contains("\n# \"Facts\" . straksleverancer = true\n# facts.masseleverancer = "),
        "{}",
        text("d.toml")
    );
    assert!(text("c.toml").contains("\r# straksleverancer = true\r# masseleverancer = "), "{:?}", text("c.toml"));
    // A column's key is no place for an answer.
    let base = format!("{head}{rest}[facts]\nopbygger-sortiment = false\n");
    let portfolio = "[portfolio]\ntable = \"t.csv\"\nprofiles = [\"base.toml\"]\nname = \"{Kommune}\"\n[columns]\n\
                     Kommune = \"tender.buyer\"\nStraks = \"facts.straksleverancer\"\n";
    let desk = Desk::new()
        .file("p/base.toml", base)
        .file("p/t.csv", "Kommune;Straks\nNordlyng Kommune;ja\n")
        .file("p/portfolio.toml", portfolio);
    desk.run(&["update", "p", "--to", "2024-01"]);
    assert_eq!(desk.read("p/portfolio.toml"), portfolio.as_bytes());
    let base = String::from_utf8(desk.read("p/base.toml")).unwrap();
    assert!(base.contains("opbygger-sortiment = false\n# masseleverancer = "), "{base}");
}

#[test]
fn an_unknown_edition_and_a_missing_one_are_refused() {
    let desk = Desk::new().profile("a.toml");
    let ran = desk.run(&["update", "a.toml", "--to", "2024-10"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("error[unknown-edition]: there is no edition `2024-10`"), "{}", ran.stderr);
    assert_eq!(desk.run(&["update", "a.toml"]).code, 2);
}
