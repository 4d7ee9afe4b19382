//! Forms of a tender that was published, in whichever version, and of a portfolio, in whichever row.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use serde_json::Value;

use crate::answers::{Answers, fill_pdf, fill_workbook, packed, unpacked};
use crate::collect::found;
use crate::desk::Desk;

const TENDER: &str = r#"edition = "2024-01"
[tender]
title = "Sagsoverblik"
buyer = "Eksempel Kommune"
procedure = "mini-tender"
version = "1.0"
date = 2026-11-01
published = 2026-11-02
deadline = 2027-01-15
[evaluation]
described-in = "Bilag 5"
[packages]
I-15 = "all"
[facts]
udveksler-sagsdokumenter = true
afleverer-via-fordeling = false
modtager-via-fordeling = false
[[requirement]]
id = "E1"
package = "I-15"
type = "K"
text = "Løsningen skal svare inden 2 sekunder."
[[requirement]]
id = "E2"
package = "I-15"
type = "MK"
text = "Løsningen skal vise sagens dokumenter."
[[requirement]]
id = "E3"
package = "I-15"
type = "K"
text = "Løsningen skal kunne betjenes med tastatur."
"#;

/// A tender that was published twice: E2 has other words in version 1.1, E3 went out and E4 came.
fn published_twice() -> Desk {
    let desk = Desk::new().file("udbud.toml", TENDER);
    built(&desk, "foerste");
    second_version(&desk);
    desk.change("udbud.toml", "vise sagens dokumenter", "vise og søge i sagens dokumenter");
    desk.change("udbud.toml", "id = \"E3\"", "id = \"E4\"");
    desk.change("udbud.toml", "betjenes med tastatur", "betjenes med stemmen");
    built(&desk, "anden");
    desk
}

/// Makes the profile version 1.1, published two weeks after 1.0.
fn second_version(desk: &Desk) {
    desk.change("udbud.toml", "\"1.0\"", "\"1.1\"");
    desk.change("udbud.toml", "published = 2026-11-02", "published = 2026-11-16");
    desk.change("udbud.toml", "date = 2026-11-01", "date = 2026-11-15");
}

fn built(desk: &Desk, folder: &str) {
    let ran = desk.run(&["build", "udbud.toml", "-o", folder]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

fn answers() -> Answers<'static> {
    let lines = ["SF2900", "SFTP", "SF1514", "I-15-B1", "I-15-B2", "I-15-B3"].map(|id| &*format!("{id}.svar").leak());
    let mut answers: Answers<'_> = lines.into_iter().map(|name| (name, "Ja")).collect();
    answers.extend([
        ("leverandoer.navn", "Æblesystemer A/S"),
        ("leverandoer.cvr", "12345674"),
        ("leverandoer.kontakt", "Åse Ørsted"),
        ("leverandoer.dato", "1. december 2026"),
        ("I-15-E1.svar", "Opfyldt"),
        ("I-15-E2.svar", "Ja"),
        ("I-15-E3.svar", "Opfyldt"),
    ]);
    answers
}

/// Those of the answers that a form has fields for.
fn fitting(form: &[u8]) -> Answers<'static> {
    let pdf = lopdf::Document::load_mem(form).expect("it is a PDF");
    let fields = crate::answers::pdf_fields(&pdf);
    let mut answers = answers();
    answers.retain(|name, _| fields.contains_key(*name));
    answers
}

fn collected(desk: &Desk, profile: &str, forms: &[&str]) -> Value {
    let arguments: Vec<&str> = ["collect", "--profile", profile].into_iter().chain(forms.iter().copied()).collect();
    let ran = desk.run(&arguments);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr))
}

fn verdict<'v>(supplier: &'v Value, line: &str) -> &'v str {
    supplier["verdicts"][line].as_str().unwrap_or("none")
}

/// What stands on the page of results, and in the first column of the sheet of results.
fn results(desk: &Desk, forms: &[&str]) -> (String, String) {
    let arguments: Vec<&str> =
        ["collect", "--profile", "udbud.toml", "--format", "pdf", "--format", "xlsx", "-o", "s.pdf"]
            .into_iter()
            .chain(forms.iter().copied())
            .collect();
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pages = crate::paper::pages(&desk.read("s.pdf"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(desk.read("s.xlsx"))).expect("it is a workbook");
    let sheet = book.worksheet_range("Resultat").expect("it has a sheet of results");
    let first: Vec<String> = sheet.rows().map(|row| row[0].to_string()).collect();
    (flat(&pages[1]), flat(&first.join("\n")))
}

#[test]
fn the_page_of_results_says_of_a_form_that_it_is_blank_or_of_an_older_version() {
    let desk = published_twice();
    let (old, new) = (desk.read("foerste/udbud-svarskema.pdf"), desk.read("anden/udbud-svarskema.pdf"));
    let (old_answers, new_answers) = (fitting(&old), fitting(&new));
    let desk = desk
        .file("gammel.pdf", fill_pdf(&old, &old_answers))
        .file("ny.pdf", fill_pdf(&new, &new_answers))
        .file("a/tom.pdf", new.clone())
        .file("b/tom.pdf", new);
    let older = "Skemaet er lavet af version 1.0 og ikke af version 1.1.";
    let blank = "Skemaet er ikke udfyldt.";
    let (page, sheet) = results(&desk, &["gammel.pdf", "ny.pdf", "a/tom.pdf", "b/tom.pdf"]);
    for shown in [&page, &sheet] {
        assert_eq!(shown.matches(older).count(), 1, "{shown}");
        assert_eq!(shown.matches(blank).count(), 2, "{shown}");
        // Forms without a name are told apart by where they lay.
        for name in ["a/tom.pdf", "b/tom.pdf"] {
            assert!(shown.replace(' ', "").contains(name), "{name}: {shown}");
        }
    }
    let (page, sheet) = results(&desk, &["ny.pdf"]);
    assert!(!page.contains(older) && !page.contains(blank) && !sheet.contains(older), "{page}");
}

#[test]
fn a_form_of_an_earlier_version_is_known_and_answers_to_unchanged_lines_count() {
    let desk = published_twice();
    let (pdf, xlsx) = (desk.read("foerste/udbud-svarskema.pdf"), desk.read("foerste/udbud-svarskema.xlsx"));
    let answers = fitting(&pdf);
    let desk = desk.file("a.pdf", fill_pdf(&pdf, &answers)).file("b.xlsx", fill_workbook(&xlsx, &answers));
    for profile in ["udbud.toml", "udbud.bilag-lock"] {
        let json = collected(&desk, profile, &["a.pdf", "b.xlsx"]);
        for supplier in json["suppliers"].as_array().expect("there are suppliers") {
            let codes = found(supplier);
            assert_eq!(
                codes.iter().filter(|code| !code.starts_with("same-supplier")).collect::<Vec<_>>(),
                ["older-version", "unanswered I-15.E4", "earlier-wording I-15.E2"],
                "{profile}"
            );
            let told = supplier["findings"][0]["message"].as_str().expect("a finding has a message");
            assert!(told.contains("version 1.0 (sendt ud den 2. november 2026)"), "{told}");
            assert!(told.contains("Ændret siden: I-15.E2. Kommet til: I-15.E4. Udgået: I-15.E3."), "{told}");
            assert_eq!(verdict(supplier, "I-15.E1"), "met");
            assert_eq!(verdict(supplier, "I-15.E2"), "unsettled");
            assert_eq!(supplier["answers"]["I-15.E2"]["svar"], "Ja");
            assert_eq!(supplier["result"]["not_met"], 0);
        }
    }
    // One came in two formats.
    let json = collected(&desk, "udbud.toml", &["a.pdf", "b.xlsx"]);
    let findings = json["suppliers"][1]["findings"].as_array().expect("a supplier has findings");
    let same = findings.iter().find(|finding| finding["code"] == "same-supplier").expect("its number is the same");
    let told = same["message"].as_str().expect("a finding has a message");
    assert!(told.contains("Svarene er de samme. Er skemaet afleveret i flere formater, gælder det"), "{told}");
    // What was not answered was not answered to earlier words either.
    let mut fewer = fitting(&pdf);
    fewer.remove("I-15-E2.svar").expect("it was answered");
    let desk = desk.file("c.pdf", fill_pdf(&pdf, &fewer));
    let codes = found(&collected(&desk, "udbud.toml", &["c.pdf"])["suppliers"][0]);
    assert_eq!(codes, ["older-version", "minimum-unanswered I-15.E2", "unanswered I-15.E4"]);
}

/// »Ja« was promised for the time that held then, also where no line says it.
#[test]
fn answers_given_before_the_time_of_all_lines_was_moved_do_not_count() {
    let desk = Desk::new().file("udbud.toml", TENDER);
    built(&desk, "foerste");
    let xlsx = desk.read("foerste/udbud-svarskema.xlsx");
    let desk = desk.file("a.xlsx", fill_workbook(&xlsx, &answers()));
    second_version(&desk);
    desk.change("udbud.toml", "date = 2026-11-15", "date = 2026-11-15\ndue = \"senest den 1. marts 2027\"");
    built(&desk, "anden");
    let json = collected(&desk, "udbud.toml", &["a.xlsx"]);
    let supplier = &json["suppliers"][0];
    assert!(found(supplier).contains(&"earlier-wording I-15.E2".to_owned()), "{:?}", found(supplier));
    assert_eq!((verdict(supplier, "I-15.E2"), &supplier["result"]["met"]), ("unsettled", &0.into()));
}

/// SF1461 may wait where only one package asks for it. Where another asks too, the time of all lines holds.
#[test]
fn answers_to_what_may_wait_in_part_do_not_count_either_once_the_time_of_all_lines_was_moved() {
    let (before, _) = TENDER.split_once("[packages]").expect("it has packages");
    let profile = format!(
        "{before}[packages]\nI-07 = \"all\"\nI-14 = [\"SF1606\"]\n[facts]\nabonnerer-paa-klassifikation = true\n\
         sender-fjernprint = \"supplier\"\n"
    );
    let desk = Desk::new().file("udbud.toml", profile);
    built(&desk, "foerste");
    let said = Answers::from([
        ("leverandoer.navn", "Æblesystemer A/S"),
        ("sender-fjernprint.svar", "Ja"),
        ("SF1461.svar", "Ja"),
        ("I-07-B1.svar", "Ja"),
    ]);
    let form = desk.read("foerste/udbud-svarskema.xlsx");
    let desk = desk.file("a.xlsx", fill_workbook(&form, &said));
    second_version(&desk);
    desk.change("udbud.toml", "date = 2026-11-15", "date = 2026-11-15\ndue = \"senest den 1. marts 2027\"");
    built(&desk, "anden");
    let json = collected(&desk, "udbud.toml", &["a.xlsx"]);
    let supplier = &json["suppliers"][0];
    assert!(found(supplier).contains(&"earlier-wording SF1461".to_owned()), "{:?}", found(supplier));
    // What may wait whatever else asks for it was asked as before.
    assert_eq!((verdict(supplier, "SF1461"), verdict(supplier, "I-07.B1")), ("unsettled", "met"));
}

/// Another catalog says other words today. What went out is known by its seals, and nobody is told to have changed it.
#[test]
fn a_form_that_went_out_is_known_though_the_catalog_says_something_else_today() {
    let desk = Desk::new().file("udbud.toml", TENDER);
    built(&desk, "foerste");
    let (pdf, xlsx) = (desk.read("foerste/udbud-svarskema.pdf"), desk.read("foerste/udbud-svarskema.xlsx"));
    let answers = fitting(&pdf);
    let desk = desk.file("a.pdf", fill_pdf(&pdf, &answers)).file("b.xlsx", fill_workbook(&xlsx, &answers));
    assert_eq!(desk.run(&["catalog", "export", "mit"]).code, 0);
    desk.change(
        "mit/catalog/2023-04/facts.toml",
        "udveksle sagsdokumenter via SF2900",
        "udveksle sagens dokumenter via SF2900",
    );
    let collect = ["collect", "--catalog", "mit/catalog", "--profile", "udbud.toml", "a.pdf", "b.xlsx"];
    let ran = desk.run(&collect);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    for supplier in json["suppliers"].as_array().expect("there are suppliers") {
        let codes = found(supplier);
        let codes: Vec<&String> = codes.iter().filter(|code| !code.starts_with("same-supplier")).collect();
        assert_eq!(codes, ["older-version", "earlier-wording I-15.B1"], "{}", ran.stdout);
        let told = supplier["findings"][0]["message"].as_str().expect("a finding has a message");
        assert!(told.contains("Kravkataloget er et andet nu end dengang"), "{told}");
        assert_eq!((verdict(supplier, "I-15.B1"), verdict(supplier, "I-15.E2")), ("unsettled", "met"));
    }
    // Whoever writes other words over a line that did not change is told of.
    let mut files = unpacked(&xlsx);
    let strings = files.iter_mut().find(|(name, _)| name == "xl/sharedStrings.xml").expect("it has texts");
    let text = String::from_utf8(strings.1.clone()).expect("it is text");
    assert!(text.contains("vise sagens dokumenter"));
    strings.1 = text.replace("vise sagens dokumenter", "vise sagens titel").into_bytes();
    let desk = desk.file("c.xlsx", fill_workbook(&packed(&files), &answers));
    let ran = desk.run(&[&collect[..5], &["c.xlsx"]].concat());
    let json: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    assert!(found(&json["suppliers"][0]).contains(&"text-changed I-15.E2".to_owned()), "{}", ran.stdout);
}

/// A version that changes nothing stands in the change log like any other.
#[test]
fn a_version_without_changes_keeps_the_change_log() {
    let desk = Desk::new().file("udbud.toml", TENDER);
    let log = || {
        let text = String::from_utf8(desk.read("udbud-kravbilag.md")).expect("it is text");
        text.lines().filter(|line| line.starts_with("| 1.")).map(str::to_owned).collect::<Vec<_>>()
    };
    let build = || {
        let ran = desk.run(&["build", "udbud.toml", "-o", ".", "--format", "md"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    };
    let raise = |from: (&str, u32), to: (&str, u32)| {
        desk.change("udbud.toml", &format!("\"{}\"", from.0), &format!("\"{}\"", to.0));
        let dates = |day: u32| format!("date = 2026-11-{day:02}\npublished = 2026-11-{day:02}");
        desk.change("udbud.toml", &dates(from.1), &dates(to.1));
    };
    desk.change("udbud.toml", "date = 2026-11-01", "date = 2026-11-02");
    build();
    assert!(log().is_empty(), "{:?}", log());
    raise(("1.0", 2), ("1.1", 9));
    desk.change("udbud.toml", "vise sagens dokumenter", "vise og søge i sagens dokumenter");
    build();
    raise(("1.1", 9), ("1.2", 10));
    build();
    let second = log();
    assert_eq!(second.len(), 3, "{second:?}");
    assert!(second[2].contains("Uden ændringer.") && second[1].contains("I-15.E2"), "{second:?}");
    raise(("1.2", 10), ("1.3", 11));
    desk.change("udbud.toml", "inden 2 sekunder", "inden 3 sekunder");
    build();
    assert_eq!((log().len(), &log()[..3]), (4, &second[..]));
}

#[test]
fn what_a_form_of_an_earlier_version_shows_is_held_up_against_that_version() {
    let desk = published_twice();
    let xlsx = desk.read("foerste/udbud-svarskema.xlsx");
    let answers = fitting(&desk.read("foerste/udbud-svarskema.pdf"));
    let filled = fill_workbook(&xlsx, &answers);
    let doctored = |from: &str, to: &str| {
        let mut files = unpacked(&filled);
        for (name, content) in &mut files {
            if name.ends_with(".xml") && !name.contains("sheet4") {
                let text = String::from_utf8(content.clone()).expect("XML is UTF-8");
                *content = text.replace(from, to).into_bytes();
            }
        }
        packed(&files)
    };
    let desk = desk.file(
        "ord.xlsx",
        doctored("Løsningen skal svare inden 2 sekunder.", "Løsningen skal svare inden 20 sekunder."),
    );
    let json = collected(&desk, "udbud.toml", &["ord.xlsx"]);
    let codes = found(&json["suppliers"][0]);
    assert!(codes.contains(&"text-changed I-15.E1".to_owned()), "{codes:?}");
}

#[test]
fn a_form_of_no_published_version_is_none_of_an_earlier_one() {
    let desk = published_twice();
    let answers = fitting(&desk.read("foerste/udbud-svarskema.pdf"));
    let other = Desk::new().file("udbud.toml", TENDER.replace("2 sekunder", "20 sekunder"));
    built(&other, "ud");
    let desk = desk.file("a.xlsx", fill_workbook(&other.read("ud/udbud-svarskema.xlsx"), &answers));
    let codes = found(&collected(&desk, "udbud.toml", &["a.xlsx"])["suppliers"][0]);
    assert!(codes.contains(&"fingerprint-wrong".to_owned()), "{codes:?}");
    assert!(codes.contains(&"text-changed I-15.E1".to_owned()), "{codes:?}");
    assert!(!codes.contains(&"older-version".to_owned()), "{codes:?}");
}

#[test]
fn of_a_portfolio_each_form_finds_its_row_and_one_of_none_is_told() {
    let base = TENDER.replace("buyer = \"Eksempel Kommune\"\n", "");
    let portfolio = "[portfolio]\ntable = \"k.csv\"\nprofiles = [\"b/sag.toml\"]\nname = \"{Kommune}/{profil}\"\n[columns]\nKommune = \"tender.buyer\"\n";
    let desk = Desk::new()
        .file("b/sag.toml", base)
        .file("kommuner.toml", portfolio)
        .file("k.csv", "Kommune\nNordlyng\nBakkedal\nVestkysten\n")
        .file("udbud.toml", TENDER);
    built(&desk, "andet");
    let ran = desk.run(&["build", "kommuner.toml", "-o", "ud"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answers = fitting(&desk.read("ud/Nordlyng/sag-svarskema.pdf"));
    let nordlyng = fill_pdf(&desk.read("ud/Nordlyng/sag-svarskema.pdf"), &answers);
    let bakkedal = fill_workbook(&desk.read("ud/Bakkedal/sag-svarskema.xlsx"), &answers);
    let foreign = fill_workbook(&desk.read("andet/udbud-svarskema.xlsx"), &answers);
    let desk = desk.file("svar/n.pdf", nordlyng).file("svar/b.xlsx", bakkedal).file("svar/x.xlsx", foreign);
    let ran = desk.run(&["collect", "--profile", "kommuner.toml", "svar"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("`svar/x.xlsx` belongs to no tender of `kommuner.toml`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("no form came back of 1 of the tenders: `Vestkysten/sag`"), "{}", ran.stderr);
    let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    let rows = json["rows"].as_array().expect("there are rows");
    let row = |at: usize| (rows[at]["row"].as_str().unwrap(), rows[at]["suppliers"][0]["file"].as_str().unwrap());
    assert_eq!((rows.len(), row(0), row(1)), (2, ("Nordlyng/sag", "n.pdf"), ("Bakkedal/sag", "b.xlsx")));
    for row in rows {
        assert_eq!(found(&row["suppliers"][0]), Vec::<String>::new());
        assert_eq!(verdict(&row["suppliers"][0], "I-15.E2"), "met");
    }
    assert_eq!(found(&json["unplaced"][0])[0], "of-no-row");
    let ran = desk.run(&["collect", "--profile", "kommuner.toml", "svar/n.pdf", "svar/b.xlsx", "-o", "ud2/svar.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let written: Vec<String> = desk.files().into_iter().filter(|path| path.starts_with("ud2/")).collect();
    assert_eq!(written, ["ud2/Bakkedal/sag-svar.xlsx", "ud2/Nordlyng/sag-svar.xlsx"]);
}
