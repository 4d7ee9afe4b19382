//! Forms that came back: what is read out of them, what is found, and what is never let in.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use lopdf::{Object, dictionary, text_string};
use serde_json::Value;

use crate::answers::{
    Answers, change_pdf, fill_pdf, fill_workbook, fill_workbook_with_formulas, mark, packed, pdf_fields, unpacked,
};
use crate::desk::{Desk, Ran};
use crate::evaluation::sheet;
use crate::paper;

pub const PROFILE: &str = r#"edition = "2024-01"
[tender]
title = "Fælles omsorgssystem"
buyer = "Eksempel Kommune"
version = "1.0"
[packages]
I-02 = ["SF1320_A"]
I-04 = "all"
I-15 = "all"
[facts]
folger-personaendringer = true
overdrager-sager = true
skriver-til-sagsindeks = "supplier"
udveksler-sagsdokumenter = "supplier"
afleverer-via-fordeling = false
modtager-via-fordeling = false
"#;

/// The forms of the profile, built once.
pub struct Forms {
    pub pdf: Vec<u8>,
    pub xlsx: Vec<u8>,
}

pub static FORMS: LazyLock<Forms> = LazyLock::new(|| forms(PROFILE));

pub fn forms(profile: &str) -> Forms {
    let desk = Desk::new().file("udbud.toml", profile);
    let ran = desk.run(&["build", "udbud.toml", "-o", "."]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    Forms { pdf: desk.read("udbud-svarskema.pdf"), xlsx: desk.read("udbud-svarskema.xlsx") }
}

/// The answers of a supplier who meets everything.
pub fn good() -> Answers<'static> {
    let lines = ["SF1320_A", "SF1461", "SF1470", "SF1500", "SF1510", "SF1514", "SF2900", "SFTP"];
    let names = lines.iter().map(|line| format!("{line}.svar"));
    let requirements = ["I-02-B1", "I-02-01", "I-02-02", "I-04-B2", "I-04-01", "I-04-02", "I-04-03", "I-04-04"];
    let names = names.chain(requirements.iter().map(|line| format!("{line}.svar")));
    let mut answers: Answers = names.map(|name| (&*name.leak(), "Ja")).collect();
    answers.extend([
        ("leverandoer.navn", "Æblesystemer A/S"),
        ("leverandoer.cvr", "12 34 56 74"),
        ("leverandoer.kontakt", "Åse Ørsted"),
        ("leverandoer.dato", "1. december 2026"),
        ("fakta.skriver-til-sagsindeks", "Ja"),
        ("fakta.udveksler-sagsdokumenter", "Ja"),
        // Asked because SF1461 may depend on it where the alternative to SF1320_A is accepted.
        ("fakta.abonnerer-paa-klassifikation", "Nej"),
    ]);
    answers
}

pub fn but(changes: &[(&'static str, &'static str)]) -> Answers<'static> {
    let mut answers = good();
    for (name, answer) in changes {
        if answer.is_empty() {
            answers.remove(name);
        } else {
            answers.insert(name, answer);
        }
    }
    answers
}

pub fn collected(files: &[(&str, Vec<u8>)]) -> (Ran, Value) {
    let mut desk = Desk::new().file("udbud.toml", PROFILE);
    for (name, bytes) in files {
        desk = desk.file(name, bytes);
    }
    let names = files.iter().map(|(name, _)| *name);
    let arguments: Vec<&str> = ["collect", "--profile", "udbud.toml"].into_iter().chain(names).collect();
    let ran = desk.run(&arguments);
    let json = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    (ran, json)
}

/// The codes that are found in one form, each with its line.
pub fn found(supplier: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let findings = supplier["findings"].as_array().expect("a supplier has findings").iter();
    findings
        .map(|finding| match text(&finding["requirement"]) {
            Some(line) => format!("{} {line}", finding["code"].as_str().expect("a finding has a code")),
            None => text(&finding["code"]).expect("a finding has a code"),
        })
        .collect()
}

pub fn findings_of(name: &str, bytes: Vec<u8>) -> Vec<String> {
    found(&collected(&[(name, bytes)]).1["suppliers"][0])
}

/// What both formats find in the same answers.
fn findings(answers: &Answers<'_>) -> Vec<String> {
    let xlsx = findings_of("svar.xlsx", fill_workbook(&FORMS.xlsx, answers));
    let pdf = findings_of("svar.pdf", fill_pdf(&FORMS.pdf, answers));
    assert_eq!(xlsx, pdf, "both formats say the same");
    pdf
}

/// The facts say Ja, so these lines come to hold.
const APPLIES: [&str; 4] = ["applies SFTP", "applies I-04.01", "applies I-04.02", "applies I-04.04"];

pub fn with_applies(more: &[&str]) -> Vec<String> {
    more.iter().chain(&APPLIES).map(|code| (*code).to_owned()).collect()
}

#[test]
fn both_formats_give_the_same_answers_letter_for_letter() {
    let text = "Linje 1\nLinje 2 – »æøå« \"citat\" 😀 <b>&amp;";
    let answers = but(&[("I-02-01.begrundelse", text), ("SF1461.begrundelse", "=HYPERLINK(\"http://example.dk\")")]);
    let forms = [("a.xlsx", fill_workbook(&FORMS.xlsx, &answers)), ("b.pdf", fill_pdf(&FORMS.pdf, &answers))];
    let (ran, json) = collected(&forms);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(json["schema"], 1);
    for supplier in json["suppliers"].as_array().expect("there are suppliers") {
        assert_eq!(supplier["name"], "Æblesystemer A/S");
        assert_eq!(supplier["cvr"], "12345674");
        assert_eq!(supplier["facts"]["skriver-til-sagsindeks"], "Ja");
        assert_eq!(supplier["answers"]["I-02.01"]["svar"], "Ja");
        assert_eq!(supplier["answers"]["I-02.01"]["begrundelse"], text);
        assert_eq!(supplier["answers"]["SF1461"]["begrundelse"], "=HYPERLINK(\"http://example.dk\")");
        assert_eq!(supplier["answers"]["SF1470"]["begrundelse"], Value::Null);
    }
    assert_eq!(json["suppliers"][0]["answers"], json["suppliers"][1]["answers"]);
    assert_eq!(
        found(&json["suppliers"][1]),
        [
            "described SF1461",
            "applies SFTP",
            "described I-02.01",
            "applies I-04.01",
            "applies I-04.02",
            "applies I-04.04",
            "same-supplier"
        ]
    );
}

#[test]
fn a_form_without_fault_has_only_what_follows_from_its_facts() {
    assert_eq!(findings(&good()), APPLIES);
}

#[test]
fn a_minimum_requirement_answered_no_or_not_at_all_is_told() {
    let answers = but(&[("SF1470.svar", "Nej"), ("I-04-01.svar", "")]);
    assert_eq!(
        findings(&answers),
        [
            "minimum-not-met SF1470",
            "applies SFTP",
            "applies I-04.01",
            "minimum-unanswered I-04.01",
            "applies I-04.02",
            "applies I-04.04"
        ]
    );
}

#[test]
fn a_fact_answered_no_makes_its_lines_fall_away_whatever_their_answers() {
    let answers = but(&[
        ("fakta.skriver-til-sagsindeks", "Nej"),
        ("I-04-04.svar", "Nej"),
        ("fakta.udveksler-sagsdokumenter", "Nej"),
        ("SFTP.svar", ""),
    ]);
    assert_eq!(
        findings(&answers),
        ["falls-away SFTP", "answered-though-not I-04.01", "answered-though-not I-04.02", "falls-away I-04.04"]
    );
}

#[test]
fn a_fact_without_answer_leaves_a_no_undecided() {
    let answers = but(&[("fakta.skriver-til-sagsindeks", ""), ("I-04-04.svar", "Nej")]);
    assert_eq!(findings(&answers), ["fact-unanswered", "applies SFTP", "minimum-undecided I-04.04"]);
}

#[test]
fn what_is_met_otherwise_makes_nothing_lapse_by_itself_and_must_be_explained() {
    let otherwise = ("SF1320_A.svar", "På anden vis");
    let answers = but(&[otherwise, ("SF1461.svar", "Nej"), ("I-02-02.svar", "")]);
    assert_eq!(
        findings(&answers),
        [
            "alternative-unexplained SF1320_A",
            // Nothing lapses as long as the buyer has not accepted the alternative.
            "lapses-if-accepted SF1461",
            "applies SFTP",
            "lapses-if-accepted I-02.02",
            "applies I-04.01",
            "applies I-04.02",
            "applies I-04.04",
        ]
    );
    let answers = but(&[otherwise, ("SF1320_A.begrundelse", "Datafordeleren."), ("I-02-01.svar", "Nej")]);
    assert_eq!(
        findings(&answers),
        [
            "alternative-claimed SF1320_A",
            "applies SFTP",
            "lapses-if-accepted I-02.01",
            "applies I-04.01",
            "applies I-04.02",
            "applies I-04.04"
        ]
    );
}

#[test]
fn what_is_used_without_need_binds_what_comes_along_with_it() {
    let profile = "edition = \"2023-04\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n[packages]\nI-11 = \"all\"\n\
                   [facts]\nopbygger-sortiment = true\ntoken-services = false\n";
    let forms = forms(profile);
    let answers: Answers = [
        ("leverandoer.navn", "Prøve"),
        ("leverandoer.cvr", "12345674"),
        ("SF1590_D.svar", "Ja"),
        ("SF1500.svar", "Anvendes"),
        ("SF1510.svar", "Anvendes ikke"),
        ("SF7002.svar", "Anvendes ikke"),
        ("SF1514.svar", "Nej"),
        ("I-11-01.svar", "Ja"),
    ]
    .into();
    let desk = Desk::new().file("udbud.toml", profile).file("svar.xlsx", fill_workbook(&forms.xlsx, &answers));
    let ran = desk.run(&["collect", "--profile", "udbud.toml", "svar.xlsx"]);
    let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    assert_eq!(
        found(&json["suppliers"][0]),
        ["field-blank", "field-blank", "falls-away SF1461", "contradiction SF1514"]
    );
    let message = json["suppliers"][0]["findings"][3]["message"].as_str().expect("a finding has a message");
    assert!(message.contains("SF1500"), "{message}");
}

#[test]
fn an_answer_that_was_not_offered_is_invalid() {
    let answers =
        but(&[("SF1470.svar", "Ja, men"), ("leverandoer.cvr", "12345678"), ("fakta.skriver-til-sagsindeks", "Måske")]);
    let xlsx = fill_workbook(&FORMS.xlsx, &answers);
    assert_eq!(
        findings_of("svar.xlsx", xlsx),
        ["cvr-invalid", "invalid-answer", "fact-unanswered", "invalid-answer SF1470", "applies SFTP"]
    );
}

#[test]
fn without_the_buyers_profile_every_form_is_unverified() {
    let desk = Desk::new()
        .file("a.xlsx", fill_workbook(&FORMS.xlsx, &good()))
        .file("b.pdf", fill_pdf(&FORMS.pdf, &but(&[("leverandoer.cvr", "87654325")])));
    let ran = desk.run(&["collect", "a.xlsx", "b.pdf"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    assert_eq!(found(&json["suppliers"][0]), [with_applies(&["unverified"]), vec!["same-name".to_owned()]].concat());
    assert_eq!(found(&json["suppliers"][1])[0], "unverified");
}

#[test]
fn a_form_of_another_version_has_another_fingerprint_and_other_fields() {
    let other = forms(&PROFILE.replace("I-15 = \"all\"", "I-14 = [\"SF1606\"]"));
    let codes = findings_of("svar.xlsx", fill_workbook(&other.xlsx, &good()));
    assert_eq!(codes[0], "fingerprint-wrong");
    assert!(codes.contains(&"field-added".to_owned()), "{codes:?}");
}

#[test]
fn a_wording_that_was_changed_is_seen_in_the_sheet_and_in_the_binding() {
    let filled = fill_workbook(&FORMS.xlsx, &good());
    let mut files = unpacked(&filled);
    let strings = files.iter_mut().find(|(name, _)| name == "xl/sharedStrings.xml").expect("texts are shared");
    let text = String::from_utf8(strings.1.clone()).expect("XML is UTF-8");
    let wording = "Løsningen skal anvende SF1470.";
    let visible = text.find(wording).expect("the wording is shown");
    let changed = format!("{}Leverandøren kan{}", &text[..visible], &text[visible + "Løsningen skal".len()..]);
    strings.1 = changed.into_bytes();
    // What stands in its place is told with it, and not once more beside it.
    assert_eq!(findings_of("svar.xlsx", packed(&files)), with_applies(&["text-changed SF1470"]));
}

#[test]
fn a_field_that_is_gone_is_missing() {
    let filled = fill_pdf(&FORMS.pdf, &good());
    let changed = change_pdf(&filled, |pdf| {
        let id = pdf_fields(pdf)["SF1470.svar"];
        pdf.get_dictionary_mut(id).expect("it is a field").remove(b"FT");
        pdf.get_dictionary_mut(id).expect("it is a field").set("T", text_string("gone"));
    });
    let (_, json) = collected(&[("svar.pdf", changed)]);
    let codes = found(&json["suppliers"][0]);
    assert!(codes.contains(&"field-missing SF1470".to_owned()), "{codes:?}");
    // Whether it was answered nobody knows.
    assert!(!codes.contains(&"minimum-unanswered SF1470".to_owned()), "{codes:?}");
    let supplier = &json["suppliers"][0];
    assert_eq!((&supplier["verdicts"]["SF1470"], &supplier["result"]["unsettled"]), (&"unsettled".into(), &1.into()));
}

#[test]
fn a_form_without_binding_has_no_fingerprint() {
    let filled = fill_pdf(&FORMS.pdf, &good());
    let bare = change_pdf(&filled, |pdf| {
        let catalog = pdf.catalog_mut().expect("there is a catalog");
        catalog.remove(b"AF");
        catalog.remove(b"Names");
    });
    assert_eq!(findings_of("svar.pdf", bare), with_applies(&["fingerprint-missing"]));
}

#[test]
fn two_marks_in_one_group_are_told_and_the_mark_outweighs_the_value() {
    let filled = fill_pdf(&FORMS.pdf, &good());
    let two = change_pdf(&filled, |pdf| {
        let field = pdf.get_dictionary(pdf_fields(pdf)["SF1470.svar"]).expect("it is a field").clone();
        let kids = field.get(b"Kids").and_then(Object::as_array).expect("a group has widgets");
        for (kid, state) in kids.iter().zip(["Ja", "Nej"]) {
            mark(pdf, kid.as_reference().expect("kids are objects"), state);
        }
    });
    let (_, json) = collected(&[("svar.pdf", two)]);
    assert_eq!(found(&json["suppliers"][0]), with_applies(&["ambiguous-answer SF1470"]));
    // Nobody but a person can say which is meant.
    assert_eq!(json["suppliers"][0]["verdicts"]["SF1470"], "unsettled");
    let value = change_pdf(&filled, |pdf| {
        let id = pdf_fields(pdf)["SF1470.svar"];
        pdf.get_dictionary_mut(id).expect("it is a field").set("V", text_string("/Nej"));
    });
    let (_, json) = collected(&[("svar.pdf", value)]);
    assert_eq!(json["suppliers"][0]["answers"]["SF1470"]["svar"], "Ja");
    assert_eq!(found(&json["suppliers"][0])[0], "ambiguous-answer SF1470");
    assert_eq!(json["suppliers"][0]["verdicts"]["SF1470"], "unsettled");
}

/// Who collects a folder again meets what was made of it.
#[test]
fn a_comparison_among_the_forms_is_passed_over_and_is_no_form_where_it_is_named() {
    let desk = Desk::new().file("udbud.toml", PROFILE).file("f/svar.xlsx", fill_workbook(&FORMS.xlsx, &good()));
    let collect = ["collect", "--profile", "udbud.toml"];
    let made =
        desk.run(&[&collect[..], &["f", "--format", "xlsx", "--format", "pdf", "-o", "f/sammenligning.pdf"]].concat());
    assert_eq!(made.code, 0, "{}", made.stderr);
    let again = desk.run(&[&collect[..], &["f"]].concat());
    let json: Value = serde_json::from_str(&again.stdout).expect("it is JSON");
    assert_eq!((again.code, json["suppliers"].as_array().map(Vec::len)), (0, Some(1)), "{}", again.stderr);
    for name in ["f/sammenligning.pdf", "f/sammenligning.xlsx"] {
        assert!(again.stderr.contains(&format!("`{name}` was passed over")), "{}", again.stderr);
        let named = desk.run(&[&collect[..], &[name]].concat());
        assert!(named.code == 1 && named.stderr.contains("it is a comparison of forms"), "{}", named.stderr);
    }
}

/// What fell away earns nothing, whatever was answered to it.
#[test]
fn a_line_that_fell_away_earns_no_points() {
    let profile = "edition = \"2024-01\"\n[tender]\ntitle = \"T\"\nbuyer = \"B\"\nprocedure = \"own-tender\"\n[packages]\n\
                   I-02 = [\"SF1525\"]\n[facts]\nfolger-personaendringer = false\n[evaluation]\n\
                   points.K = { \"Opfyldt\" = 1.0, \"Delvist opfyldt\" = 0.5, \"Ikke opfyldt\" = 0.0 }\n\
                   [[line]]\nid = \"SF1525\"\ntype = \"K\"\nweight = 10\nreason = \"r\"\n\
                   [[line]]\nid = \"I-02.01\"\ntype = \"K\"\nweight = 4\nreason = \"r\"\n\
                   [[requirement]]\nid = \"E1\"\ntype = \"K\"\nweight = 20\ntext = \"Løsningen skal vise sagen.\"\n";
    let form = forms(profile).xlsx;
    let answers = [("SF1525.svar", "Ikke opfyldt"), ("I-02-01.svar", "Opfyldt"), ("E1.svar", "Opfyldt")].into();
    let desk = Desk::new().file("udbud.toml", profile).file("svar.xlsx", fill_workbook(&form, &answers));
    let ran = desk.run(&["collect", "--profile", "udbud.toml", "svar.xlsx"]);
    let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    let supplier = &json["suppliers"][0];
    assert_eq!((&supplier["verdicts"]["I-02.01"], &supplier["points"]["I-02.01"]), (&"away".into(), &Value::Null));
    assert_eq!(supplier["points"]["E1"], 20.0);
}

#[test]
fn a_formula_is_told_and_not_computed() {
    let filled = fill_workbook(&FORMS.xlsx, &but(&[("SF1470.svar", "")]));
    let formula = fill_workbook_with_formulas(&filled, &[("SF1470.svar", "Ja")].into());
    assert_eq!(findings_of("svar.xlsx", formula), with_applies(&["formula SF1470"]));
}

#[test]
fn a_finding_names_what_it_is_about_the_answer_the_description_the_question_or_the_field() {
    let written = [
        ("SF1470.svar", "Ja"),
        ("I-02-01.begrundelse", "Se bilag 1"),
        ("leverandoer.kontakt", "Åse Ørsted"),
        ("fakta.udveksler-sagsdokumenter", "måske"),
    ];
    let blank: Vec<_> = written.iter().map(|(name, _)| (*name, "")).collect();
    let book = fill_workbook_with_formulas(&fill_workbook(&FORMS.xlsx, &but(&blank)), &written.into());
    let (_, json) = collected(&[("svar.xlsx", book)]);
    let findings = json["suppliers"][0]["findings"].as_array().expect("a supplier has findings");
    let said = |line: Value, begin: &str| {
        let is_it = |finding: &&Value| {
            finding["requirement"] == line && finding["message"].as_str().is_some_and(|it| it.starts_with(begin))
        };
        assert_eq!(findings.iter().filter(is_it).count(), 1, "{begin}: {findings:#?}");
    };
    said("SF1470".into(), "Svaret er en formel. Det, som cellen sidst viste, er taget som svar.");
    said("I-02.01".into(), "Beskrivelsen er en formel. Det, som cellen sidst viste, er læst.");
    said(Value::Null, "Feltet »Kontaktperson«: Det udfyldte er en formel.");
    said(Value::Null, "Oplysning O-16: Svaret er en formel.");
    said(Value::Null, "Oplysning O-16: Svaret »måske« er ikke et af de mulige: »Ja« eller »Nej«.");
    said(Value::Null, "Svaret på oplysning O-16, »Udveksler løsningen sagsdokumenter");
}

#[test]
fn how_an_answer_was_read_is_told_at_its_line_and_once_where_it_is_many() {
    let lower = |lines: &[&'static str]| {
        let changes: Vec<_> = lines.iter().map(|line| (*line, "ja")).collect();
        let found = findings_of("svar.xlsx", fill_workbook(&FORMS.xlsx, &but(&changes)));
        found.into_iter().filter(|code| code.starts_with("read-otherwise")).collect::<Vec<_>>()
    };
    assert_eq!(lower(&["SF1500.svar", "I-04-01.svar"]), ["read-otherwise I-04.01", "read-otherwise SF1500"]);
    let many = ["SF1461.svar", "SF1470.svar", "SF1500.svar", "SF1510.svar", "SF1514.svar", "I-04-01.svar"];
    assert_eq!(lower(&many), ["read-otherwise"]);
    assert_eq!(lower(&many[..5]).len(), 5);
    // What stands at no line is told by what the form calls it.
    let fact = fill_workbook(&FORMS.xlsx, &but(&[("fakta.udveksler-sagsdokumenter", "nej")]));
    let (_, json) = collected(&[("svar.xlsx", fact)]);
    let findings = json["suppliers"][0]["findings"].as_array().expect("a supplier has findings");
    let told = findings.iter().find(|finding| finding["code"] == "read-otherwise").expect("it is told");
    let message = told["message"].as_str().expect("a finding says something");
    assert!(message.ends_with("og er læst som det: O-16."), "{message}");
}

#[test]
fn an_answer_of_not_relevant_counts_as_unanswered_and_says_why() {
    let answered = |changes: &[(&'static str, &'static str)]| {
        let (_, json) = collected(&[("svar.xlsx", fill_workbook(&FORMS.xlsx, &but(changes)))]);
        let findings = json["suppliers"][0]["findings"].as_array().expect("a supplier has findings").clone();
        let found = findings.into_iter().find(|finding| finding["code"] == "not-irrelevant");
        let found = found.expect("it is told");
        found["message"].as_str().expect("it is a text").to_owned()
    };
    let certain = answered(&[("SFTP.svar", "Ikke relevant")]);
    assert!(certain.ends_with("men det gælder for leverandøren. Det regnes derfor som ubesvaret."), "{certain}");
    let waits = answered(&[("SFTP.svar", "Ikke relevant"), ("fakta.udveksler-sagsdokumenter", "")]);
    assert!(waits.contains("afhænger af et svar, som mangler: »Udveksler løsningen sagsdokumenter"), "{waits}");
    assert!(waits.ends_with("Indtil det er givet, regnes kravet som ubesvaret."), "{waits}");
}

#[test]
fn the_comparison_tells_the_verdict_of_not_relevant_the_numbers_of_facts_and_forms_of_one_name_apart() {
    let form = fill_workbook(&FORMS.xlsx, &but(&[("SFTP.svar", "Ikke relevant"), ("leverandoer.navn", "")]));
    let desk = Desk::new().file("udbud.toml", PROFILE).file("svar/A/x.xlsx", &form).file("svar/B/x.xlsx", &form);
    let ran = desk.run(&["collect", "svar", "--profile", "udbud.toml", "-o", "s.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let bytes = desk.read("s.xlsx");
    let answers = sheet(&bytes, "Svar");
    let row =
        |first: &str| answers.iter().find(|row| row[0] == first).unwrap_or_else(|| panic!("{first}: {answers:?}"));
    assert!(row("O-16")[2].starts_with("Udveksler løsningen sagsdokumenter"));
    assert!(row("SFTP")[3].starts_with("Ikke relevant\nRegnes som ubesvaret"), "{:?}", row("SFTP"));
    assert_eq!(row("Nr.")[3..], ["A/x.xlsx\nCVR 12345674", "B/x.xlsx\nCVR 12345674"]);
    assert!(sheet(&bytes, "Bemærkninger").iter().any(|row| row[0] == "Betydning"));
}

#[test]
fn a_file_is_what_it_begins_as() {
    let xlsx = fill_workbook(&FORMS.xlsx, &good());
    assert_eq!(findings_of("svar.pdf", xlsx), with_applies(&["wrong-type"]));
}

#[test]
fn what_would_act_is_told_and_never_run() {
    let filled = fill_pdf(&FORMS.pdf, &good());
    for action in [
        dictionary! { "S" => "JavaScript", "JS" => text_string("app.alert(1)") },
        dictionary! { "S" => "Launch", "F" => text_string("cmd.exe") },
        dictionary! { "S" => "SubmitForm", "F" => text_string("https://example.dk") },
        dictionary! { "S" => "GoToR", "F" => text_string("other.pdf") },
        dictionary! { "S" => "URI", "URI" => text_string("file:///etc/passwd") },
    ] {
        let active =
            change_pdf(&filled, |pdf| pdf.catalog_mut().expect("there is a catalog").set("OpenAction", action));
        assert_eq!(findings_of("svar.pdf", active), with_applies(&["active-content"]));
    }
    let xfa = change_pdf(&filled, |pdf| {
        let form = pdf.catalog().and_then(|catalog| catalog.get(b"AcroForm")).and_then(Object::as_reference);
        let form = pdf.get_dictionary_mut(form.expect("the form is an object")).expect("it is a dictionary");
        form.set("XFA", text_string("<xdp/>"));
    });
    assert_eq!(findings_of("svar.pdf", xfa), with_applies(&["active-content"]));
    let mut files = unpacked(&fill_workbook(&FORMS.xlsx, &good()));
    files.push(("xl/vbaProject.bin".to_owned(), b"macro".to_vec()));
    files.push(("xl/externalLinks/externalLink1.xml".to_owned(), b"<externalLink/>".to_vec()));
    assert_eq!(
        findings_of("svar.xlsm", packed(&files)),
        with_applies(&["wrong-type", "active-content", "active-content"])
    );
}

/// What is refused, under the name it came with and the code it gets.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let (pdf, xlsx) = (&FORMS.pdf, &FORMS.xlsx);
    let mut bomb = unpacked(xlsx);
    bomb.push(("xl/media/image1.png".to_owned(), vec![0; 80 << 20]));
    let many = (0..2_000).map(|at| (format!("xl/{at}.xml"), Vec::new())).collect::<Vec<_>>();
    let nested = format!(
        "%PDF-1.7\n1 0 obj\n{}{}\nendobj\ntrailer\n<</Root 1 0 R>>\n",
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    let mut huge_sheet = unpacked(xlsx);
    let sheet = huge_sheet.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet3.xml").expect("it is there");
    let cells = r#"<row r="9"><c r="A9"><v>1</v></c></row>"#.repeat(300_000);
    sheet.1 = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>").into_bytes();
    let mut broken = unpacked(xlsx);
    broken.iter_mut().find(|(name, _)| name == "xl/workbook.xml").expect("it is there").1 = b"<workbook".to_vec();
    let compound = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &utf16("EncryptedPackage")].concat();
    let encrypted = change_pdf(pdf, |pdf| {
        let id = pdf.add_object(dictionary! { "Filter" => "Standard", "V" => 2, "R" => 3, "Length" => 128, "P" => -4,
        "O" => Object::string_literal(vec![1; 32]), "U" => Object::string_literal(vec![2; 32]) });
        pdf.trailer.set("Encrypt", id);
        pdf.trailer.set("ID", vec![Object::string_literal("a"), Object::string_literal("a")]);
    });
    let stripped = change_pdf(pdf, |pdf| {
        let catalog = pdf.catalog_mut().expect("there is a catalog");
        for key in ["AcroForm", "AF", "Names"] {
            catalog.remove(key.as_bytes());
        }
        for page in pdf.get_pages().into_values() {
            pdf.get_dictionary_mut(page).expect("a page is a dictionary").remove(b"Annots");
        }
    });
    vec![
        ("empty.pdf", Vec::new(), "not-a-form"),
        ("text.pdf", b"Vi opfylder alt.".to_vec(), "not-a-form"),
        ("program.xlsx", b"MZ\x90\x00".to_vec(), "not-a-form"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old".to_vec(), "not-a-form"),
        ("locked.xlsx", compound, "encrypted"),
        ("locked.pdf", encrypted, "encrypted"),
        ("cut.xlsx", xlsx[..xlsx.len() / 2].to_vec(), "damaged"),
        ("cut.pdf", pdf[..200].to_vec(), "damaged"),
        ("broken.xlsx", packed(&broken), "damaged"),
        ("bomb.xlsx", packed(&bomb), "bomb"),
        ("many.xlsx", packed(&many), "bomb"),
        ("other.docx", packed(&[("word/document.xml".to_owned(), Vec::new())]), "not-a-form"),
        // Which of the bounds stops it first is up to the machine.
        ("cells.xlsx", packed(&huge_sheet), "too-demanding or too-slow"),
        ("nested.pdf", nested.into_bytes(), "no-fields"),
        ("scan.pdf", stripped, "no-fields"),
        ("huge.pdf", vec![b' '; (32 << 20) + 1], "too-large"),
    ]
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn hostile_files_are_refused_and_never_stop_the_rest() {
    let mut files: Vec<(&str, Vec<u8>)> = Vec::new();
    let hostile = hostile();
    files.extend(hostile.iter().map(|(name, bytes, _)| (*name, bytes.clone())));
    files.push(("good.pdf", fill_pdf(&FORMS.pdf, &good())));
    let started = Instant::now();
    let (ran, json) = collected(&files);
    assert!(started.elapsed() < Duration::from_secs(240), "{:?}", started.elapsed());
    assert_eq!(ran.code, 1, "a file was refused");
    let suppliers = json["suppliers"].as_array().expect("there are suppliers");
    assert_eq!(suppliers.len(), files.len());
    for ((name, _, code), supplier) in hostile.iter().zip(suppliers) {
        let [told] = found(supplier).try_into().expect("a refused file has one finding");
        assert!(code.split(" or ").any(|code| code == told), "{name}: {told}\n{}", ran.stderr);
        assert!(ran.stderr.contains(&format!("`{name}` was not read")), "{name}");
    }
    assert_eq!(found(&suppliers[hostile.len()]), APPLIES);
}

#[test]
fn a_form_cut_anywhere_is_refused_or_read_but_never_a_panic() {
    let (pdf, xlsx) = (fill_pdf(&FORMS.pdf, &good()), fill_workbook(&FORMS.xlsx, &good()));
    let cut = |bytes: &[u8], part: usize| bytes[..bytes.len() * part / 12].to_vec();
    let names: Vec<(String, Vec<u8>)> = (1..12)
        .flat_map(|part| [(format!("{part}.pdf"), cut(&pdf, part)), (format!("{part}.xlsx"), cut(&xlsx, part))])
        .collect();
    let files: Vec<(&str, Vec<u8>)> = names.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let (ran, json) = collected(&files);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    for supplier in json["suppliers"].as_array().expect("there are suppliers") {
        assert_ne!(found(supplier), ["too-demanding"], "{supplier}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_is_no_file_is_not_waited_for() {
    let desk = Desk::new().file("udbud.toml", PROFILE);
    let ran = desk.run(&["collect", "--profile", "udbud.toml", "/dev/zero"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("not-a-form"), "{}", ran.stdout);
}

#[test]
fn an_embedded_profile_opens_no_other_file() {
    let filled = fill_workbook(&FORMS.xlsx, &good());
    let mut files = unpacked(&filled);
    let strings = files.iter_mut().find(|(name, _)| name == "xl/sharedStrings.xml").expect("texts are shared");
    let text = String::from_utf8(strings.1.clone()).expect("XML is UTF-8");
    let edition = r#"edition = \"2024-01\""#;
    assert!(text.contains(edition), "the profile is embedded");
    strings.1 = text.replacen(edition, &format!(r#"extends = \"../hemmeligt.toml\"\n{edition}"#), 1).into_bytes();
    let desk = Desk::new().file("svar.xlsx", packed(&files));
    let ran = desk.run(&["collect", "svar.xlsx"]);
    let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    assert_eq!(found(&json["suppliers"][0]), ["profile-unreadable"]);
    assert_eq!(json["suppliers"][0]["answers"]["SF1470"]["svar"], "Ja", "what was answered is told all the same");
}

#[test]
fn the_comparison_is_written_as_workbook_and_pdf_with_nothing_run() {
    let answers =
        but(&[("leverandoer.navn", "=cmd|' /C calc'!A0"), ("SF1470.begrundelse", "+1 😀"), ("SF1470.svar", "Nej")]);
    let desk = Desk::new()
        .file("udbud.toml", PROFILE)
        .file("a.xlsx", fill_workbook(&FORMS.xlsx, &answers))
        .file("b.txt", "nothing");
    let arguments = [
        "collect",
        "--profile",
        "udbud.toml",
        "a.xlsx",
        "b.txt",
        "--format",
        "xlsx",
        "--format",
        "pdf",
        "-o",
        "ud.pdf",
    ];
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(desk.files().contains(&"ud.pdf".to_owned()), "{}", ran.stderr);
    let sheets = unpacked(&desk.read("ud.xlsx"));
    for (name, content) in &sheets {
        let text = String::from_utf8_lossy(content);
        assert!(!name.starts_with("xl/worksheets/sheet") || !text.contains("<f>"), "{name} has no formula");
    }
    let strings = sheets.iter().find(|(name, _)| name == "xl/sharedStrings.xml").expect("texts are shared");
    assert!(String::from_utf8_lossy(&strings.1).contains("Ikke opfyldt"));
    let text = paper::text(&desk.read("ud.pdf"));
    for wanted in ["Ikke opfyldt", "Ikke læst", "[U+1F600]"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

#[test]
fn the_same_profile_gives_the_same_workbook() {
    assert!(forms(PROFILE).xlsx == FORMS.xlsx);
}

#[test]
fn only_the_response_form_is_a_workbook() {
    let desk = Desk::new().file("udbud.toml", PROFILE);
    let ran = desk.run(&["build", "udbud.toml", "--document", "kravbilag", "--format", "xlsx"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("error[no-such-format]: `kravbilag` cannot be written as `xlsx`"), "{}", ran.stderr);
}

#[test]
fn every_finding_is_explained() {
    let read = |path: &str| {
        std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
            .expect("it is in the project")
    };
    let (source, page) = (read("crates/tender/src/form/finding.rs"), read("docs/collect.md"));
    let codes = source
        .lines()
        .filter_map(|line| line.trim().split_once("=> \""))
        .filter_map(|(_, code)| code.strip_suffix("\","));
    let codes: Vec<&str> = codes.filter(|code| !code.contains(' ')).collect();
    assert!(codes.len() > 30, "{codes:?}");
    for code in codes.into_iter().filter(|code| code.contains('-') || page.contains(&format!("`{code}`"))) {
        assert!(page.contains(&format!("`{code}`")), "{code} is not in docs/collect.md");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_takes_too_long_is_given_up_after_its_time() {
    use bilag::run::apart::{PATIENCE, read_apart};

    let asleep = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/asleep.sh");
    let started = std::time::Instant::now();
    let reading = read_apart(&asleep, &asleep, &[]);
    assert!(format!("{reading:?}").contains("TooSlow"), "{reading:?}");
    assert!(started.elapsed() >= PATIENCE && started.elapsed() < PATIENCE * 3, "{:?}", started.elapsed());
}
