//! One supplier's form as PDF, as workbook and as Word paper.

use std::collections::BTreeMap;

use serde_json::Value;
use tender::form::word;

use crate::answers::{Answers, fill_pdf, fill_workbook};
use crate::collect::{PROFILE, but};
use crate::desk::Desk;

/// The form filled in, in every format that it goes out in.
fn filled(answers: &Answers<'_>) -> [(&'static str, Vec<u8>); 3] {
    let desk = Desk::new().file("udbud.toml", PROFILE);
    let formats = ["pdf", "xlsx", "docx"].map(|format| ["--format", format]).concat();
    let ran = desk.run(&[&["build", "udbud.toml", "-o", ".", "--document", "svarskema"], &formats[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let form = |ending: &str| desk.read(&format!("udbud-svarskema.{ending}"));
    let owned: BTreeMap<String, String> =
        answers.iter().map(|(name, answer)| ((*name).to_owned(), (*answer).to_owned())).collect();
    [
        ("svar.pdf", fill_pdf(&form("pdf"), answers)),
        ("svar.xlsx", fill_workbook(&form("xlsx"), answers)),
        ("svar.docx", word::fill(&form("docx"), &owned).expect("the paper is a form").bytes),
    ]
}

/// What is said of a supplier but for the file's name.
fn of(file: &str, bytes: &[u8]) -> Value {
    let desk = Desk::new().file("udbud.toml", PROFILE).file(file, bytes);
    let ran = desk.run(&["collect", "--profile", "udbud.toml", file]);
    let mut json: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    let mut supplier = json["suppliers"][0].take();
    supplier.as_object_mut().expect("a supplier is an object").remove("file");
    supplier
}

#[test]
fn a_form_gives_one_comparison_whatever_its_format() {
    let cases = [
        but(&[]),
        but(&[("I-02-01.begrundelse", "Linje 1\nLinje 2 – »æøå« \"citat\" 😀 <b>&amp;"), ("SF1461.svar", "Nej")]),
        but(&[("SF1320_A.svar", "På anden vis"), ("SF1320_A.begrundelse", "=HYPERLINK(\"http://eksempel.dk\")")]),
        but(&[("SF1470.svar", ""), ("leverandoer.cvr", "1234"), ("fakta.skriver-til-sagsindeks", "Nej")]),
        but(&[("leverandoer.navn", ""), ("I-04-01.svar", ""), ("I-04-04.begrundelse", "  indrykket")]),
    ];
    for (at, answers) in cases.iter().enumerate() {
        let [pdf, others @ ..] = filled(answers).map(|(file, bytes)| (file, of(file, &bytes)));
        for (file, supplier) in others {
            assert_eq!(supplier, pdf.1, "case {at}, {file}");
        }
    }
}
