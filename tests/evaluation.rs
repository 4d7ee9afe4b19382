//! The comparison as the place where the evaluation is written, and what comes of it.

use std::io::Cursor;
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::answers::{Answers, change_pdf, fill_pdf, fill_workbook, packed, pdf_fields, unpacked, write_evaluation};
use crate::collect::{Forms, forms};
use crate::desk::Desk;
use crate::paper;

const PROFILE: &str = r#"edition = "2024-01"
[tender]
title = "Fælles omsorgssystem"
buyer = "Eksempel Kommune"
version = "1.0"
[packages]
I-02 = ["SF1320_A"]
I-15 = "all"
[facts]
folger-personaendringer = true
udveksler-sagsdokumenter = false
afleverer-via-fordeling = false
modtager-via-fordeling = false
[[requirement]]
id = "E1"
package = "I-02"
type = "K"
weight = 10
text = "Løsningen bør vise, hvornår en oplysning sidst er hentet."
[[requirement]]
id = "E2"
package = "I-15"
type = "K"
weight = 20
text = "Løsningen bør kunne vise, hvem der har modtaget en sag."
[evaluation]
described-in = "Bilag 5"
points.K = { "Opfyldt" = 1.0, "Delvist opfyldt" = 0.5, "Ikke opfyldt" = 0.0 }
"#;

static FORMS: LazyLock<Forms> = LazyLock::new(|| forms(PROFILE));

/// A supplier's answers: everything is met, but for what is said.
fn answers<'a>(name: &'a str, cvr: &'a str, but: &[(&'a str, &'a str)]) -> Answers<'a> {
    let lines = ["SF1320_A", "SF1461", "SF1514", "SF2900", "I-02-B1", "I-02-01", "I-02-02"];
    let mut answers: Answers<'a> = lines.iter().map(|line| (&*format!("{line}.svar").leak(), "Ja")).collect();
    answers.extend([("leverandoer.navn", name), ("leverandoer.cvr", cvr), ("leverandoer.kontakt", "Åse")]);
    answers.extend([
        ("leverandoer.dato", "1. december 2026"),
        ("I-02-E1.svar", "Opfyldt"),
        ("I-15-E2.svar", "Opfyldt"),
    ]);
    answers.extend(but.iter().copied());
    answers
}

/// A desk with the forms of three suppliers on it.
fn desk() -> Desk {
    let alfa = answers("Alfa A/S", "12345674", &[("I-02-E1.begrundelse", "Vises i listen.")]);
    let beta = answers(
        "Beta ApS",
        "10150817",
        &[
            ("I-02-E1.svar", "Delvist opfyldt"),
            ("I-02-E1.begrundelse", "Fra 2027."),
            ("SF2900.svar", "Nej"),
            ("I-02-01.begrundelse", "Forbehold for KOMBIT."),
        ],
    );
    let gamma = answers(
        "Gamma A/S",
        "25313763",
        &[
            ("SF1320_A.svar", "På anden vis"),
            ("SF1320_A.begrundelse", "Datafordeleren."),
            ("SF1461.svar", "Nej"),
            ("I-02-02.svar", "Nej"),
        ],
    );
    Desk::new()
        .file("udbud.toml", PROFILE)
        .file("svar/alfa.xlsx", fill_workbook(&FORMS.xlsx, &alfa))
        .file("svar/beta.pdf", fill_pdf(&FORMS.pdf, &beta))
        .file("svar/gamma.pdf", fill_pdf(&FORMS.pdf, &gamma))
}

fn collect(desk: &Desk, more: &[&str]) {
    let arguments: Vec<&str> = ["collect", "--profile", "udbud.toml", "svar"].iter().chain(more).copied().collect();
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

fn evaluated(desk: &Desk, workbooks: &[&str]) -> (Value, String) {
    let ran = desk.run(&["evaluate"].iter().chain(workbooks).copied().collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    (serde_json::from_str(&ran.stdout).expect("the summary is JSON"), ran.stderr)
}

pub fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    let range = book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    let shown = |cell: &Data| if let Data::Float(number) = cell { number.to_string() } else { cell.to_string() };
    range.rows().map(|row| row.iter().map(shown).collect()).collect()
}

/// A description such as suppliers write: a page of prose, or a list of short lines.
fn at_length() -> [String; 2] {
    let prose =
        |at: usize| format!("Løsningen viser alle breve, og brugeren kan se, hvornår brev{at:03} er afleveret.");
    let lines = (0..50).map(|at| format!("punkt{at:03}"));
    [(0..18).map(prose).collect::<Vec<_>>().join(" "), lines.collect::<Vec<_>>().join("\n")]
}

#[test]
fn long_descriptions_of_some_suppliers_are_printed_whole_beside_short_ones_of_others() {
    let cvr = ["12345674", "10150817", "25313763", "50000028"];
    for description in at_length() {
        for suppliers in 1..=4 {
            let mut desk = Desk::new().file("udbud.toml", PROFILE);
            for (at, cvr) in cvr[..suppliers].iter().enumerate() {
                let said = if at == 0 { description.as_str() } else { "Kort." };
                let name = ["Alfa A/S", "Beta ApS", "Gamma A/S", "Delta A/S"][at];
                let form = answers(name, cvr, &[("I-02-E1.begrundelse", said)]);
                desk = desk.file(&format!("svar/{at}.xlsx"), fill_workbook(&FORMS.xlsx, &form));
            }
            collect(&desk, &["-o", "s.pdf"]);
            let text = paper::text(&desk.read("s.pdf"));
            let lost = description.split([' ', '\n']).filter(|word| word.contains('0') && !text.contains(word));
            assert_eq!(lost.collect::<Vec<_>>(), [""; 0], "of {suppliers} suppliers");
        }
    }
}

#[test]
fn a_workbook_that_is_named_twice_is_one_evaluators() {
    let desk = desk();
    collect(&desk, &["-o", "a.xlsx"]);
    let book = write_evaluation(&desk.read("a.xlsx"), &[("I-02.E1 2", "bilag.points.1", "4")]);
    let desk = Desk::new().file("a.xlsx", book);
    let once = evaluated(&desk, &["a.xlsx"]).0;
    for again in [["a.xlsx", "./a.xlsx"], ["a.xlsx", "*.xlsx"]] {
        assert_eq!(evaluated(&desk, &again).0, once, "{again:?}");
    }
}

#[test]
fn a_long_reason_of_an_evaluator_is_printed_whole() {
    let desk = desk();
    collect(&desk, &["-o", "a.xlsx"]);
    for reason in at_length() {
        let book = write_evaluation(&desk.read("a.xlsx"), &[("I-02.E1 2", "bilag.reason.1", &reason)]);
        let desk = Desk::new().file("a.xlsx", book);
        let ran = desk.run(&["evaluate", "a.xlsx", "-o", "e.pdf"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let text = paper::text(&desk.read("e.pdf"));
        let lost = reason.split([' ', '\n']).filter(|word| word.contains('0') && !text.contains(word));
        assert_eq!(lost.collect::<Vec<_>>(), [""; 0]);
    }
}

#[test]
fn the_comparison_says_what_each_suppliers_answers_come_to() {
    let desk = desk();
    collect(&desk, &["-o", "s.json"]);
    let json: Value = serde_json::from_slice(&desk.read("s.json")).expect("it is JSON");
    let result = |at: usize| &json["suppliers"][at]["result"];
    let counts = |at: usize| {
        ["met", "not_met", "unanswered", "otherwise", "unsettled"].map(|key| result(at)[key].as_u64().expect(key))
    };
    assert_eq!(counts(0), [7, 0, 0, 0, 0]);
    assert_eq!(counts(1), [6, 1, 0, 0, 0]);
    assert_eq!(result(1)["failing"], serde_json::json!(["SF2900"]));
    // What lapses only if the alternative is accepted is neither met nor not met yet.
    assert_eq!(counts(2)[3], 1);
    assert_eq!(counts(2)[1], 0);
    assert_eq!(result(0)["points"], serde_json::json!({ "got": 30.0, "of": 30.0, "open": 0 }));
    assert_eq!(result(1)["points"]["got"], 25.0);
    assert_eq!(json["suppliers"][1]["verdicts"]["SF2900"], "not-met");
    let asked = json["requirements"].as_array().expect("requirements are listed");
    let e1 = asked.iter().find(|line| line["id"] == "I-02.E1").expect("E1 is asked");
    assert_eq!((&e1["weight"], &e1["kind_of_type"]), (&Value::from(10.0), &Value::from("evaluated")));
    assert!(e1["text"].as_str().is_some_and(|text| text.contains("sidst er hentet")));
}

#[test]
fn the_paper_begins_with_the_results_and_says_on_each_page_that_it_is_internal() {
    let desk = desk();
    collect(&desk, &["-o", "s.pdf"]);
    let pages = paper::pages(&desk.read("s.pdf"));
    assert!(pages.len() > 3);
    assert!(pages.iter().all(|page| page.contains("Internt")), "{pages:?}");
    let result = pages.iter().position(|page| page.contains("Resultat")).expect("there are results");
    let lines = pages.iter().position(|page| page.contains("Krav for krav")).expect("there are lines");
    let found = pages.iter().position(|page| page.contains("Kan medføre")).expect("there are findings");
    // What leads into the answers may stand under the results.
    let place = |text: &str| pages[1..].concat().find(text);
    assert!(result == 1 && place("Resultat") < place("Krav for krav") && lines < found, "{result} {lines} {found}");
    let all = pages.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [
        "sidst er hentet",
        "Vises i listen.",
        "Fra 2027.",
        "Forbehold for KOMBIT.",
        "Ikke opfyldt eller ubesvaret: SF2900",
    ] {
        assert!(all.contains(text), "{text} is not in {all}");
    }
}

#[test]
fn the_workbook_marks_deviations_in_words_and_sums_by_formula() {
    let desk = desk();
    collect(&desk, &["--evaluator", "Anne", "--evaluator", "Bo", "-o", "s.xlsx"]);
    let bytes = desk.read("s.xlsx");
    let evaluation = sheet(&bytes, "Vurdering");
    let row = evaluation.iter().find(|row| row[0] == "I-02.01 2").expect("a row a line and supplier");
    assert!(row.iter().any(|cell| cell.contains("forbehold")), "{row:?}");
    assert!(
        evaluation.iter().flatten().any(|cell| cell == "Anne") && evaluation.iter().flatten().any(|cell| cell == "Bo")
    );
    let result = sheet(&bytes, "Resultat");
    let beta = result.iter().find(|row| row[0].starts_with("Beta")).expect("a row a supplier");
    assert_eq!(beta[8..11], ["30", "25", "0"]);
    let xml = crate::answers::unpacked(&bytes);
    let text =
        |name: &str| String::from_utf8_lossy(&xml.iter().find(|(path, _)| path == name).expect(name).1).into_owned();
    assert!(text("xl/worksheets/sheet1.xml").contains("<f>SUMIFS("));
    for sheet in 1..=4 {
        let sheet = text(&format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(sheet.contains("<autoFilter ") && sheet.contains("Internt"), "{sheet:.200}");
    }
    assert_eq!(sheet(&bytes, "Svar").iter().flatten().filter(|cell| cell.contains("Bemærk: ")).count(), 1);
}

#[test]
fn what_evaluators_write_comes_back_with_consensus_spread_and_reasons() {
    let desk = desk();
    collect(&desk, &["-o", "s.xlsx"]);
    let blank = desk.read("s.xlsx");
    let anne = [
        ("", "bilag.points.1", "Anne"),
        ("I-02.E1 1", "bilag.points.1", "8"),
        ("I-02.E1 1", "bilag.reason.1", "Klar beskrivelse."),
        ("I-02.E1 2", "bilag.points.1", "4"),
        ("I-02.E1 3", "bilag.points.1", "11"),
        ("SF1514 1", "bilag.note.1", "Set."),
    ];
    let bo = [("", "bilag.points.1", "Bo"), ("I-02.E1 1", "bilag.points.1", "8"), ("I-02.E1 2", "bilag.points.1", "1")];
    let desk = desk.file("anne.xlsx", write_evaluation(&blank, &anne)).file("bo.xlsx", write_evaluation(&blank, &bo));
    let (summary, told) = evaluated(&desk, &["anne.xlsx", "bo.xlsx"]);
    assert_eq!(summary["evaluators"], serde_json::json!(["Anne", "Bo"]));
    assert!(told.contains("evaluation-cell") && told.contains("11"), "{told}");
    let line = |id: &str| {
        let lines = summary["lines"].as_array().expect("lines are listed");
        lines.iter().find(|line| line["id"] == id).unwrap_or_else(|| panic!("{id} is missing")).clone()
    };
    let e1 = line("I-02.E1");
    let at = |supplier: usize| e1["answers"][supplier].clone();
    assert_eq!((&at(0)["points"], &at(0)["agreed"], &at(0)["spread"]), (&8.0.into(), &true.into(), &0.0.into()));
    assert_eq!((&at(1)["points"], &at(1)["agreed"], &at(1)["spread"]), (&2.5.into(), &false.into(), &3.0.into()));
    // More than it weighs does not count; then the model's points do.
    assert_eq!((&at(2)["points"], &at(2)["model"]), (&10.0.into(), &10.0.into()));
    assert_eq!(at(0)["said"][0]["reason"], "Klar beskrivelse.");
    assert_eq!(line("SF1514")["answers"][0]["said"][0]["note"], "Set.");
    // E2 has the model's points.
    assert_eq!(summary["suppliers"][0]["points"], serde_json::json!({ "got": 28.0, "of": 30.0, "open": 0 }));
    assert_eq!(summary["suppliers"][1]["points"]["got"], 22.5);
    assert_eq!(summary["suppliers"][1]["by_evaluator"], serde_json::json!([24.0, 21.0]));
    for format in ["pdf", "md", "xlsx"] {
        let name = format!("evaluering.{format}");
        let ran = desk.run(&["evaluate", "anne.xlsx", "bo.xlsx", "-o", &name]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let text = String::from_utf8(desk.read("evaluering.md")).expect("it is text");
    assert!(text.contains("Klar beskrivelse.") && text.contains("Gennemsnit; spredning 3"), "{text}");
    let pages = paper::pages(&desk.read("evaluering.pdf"));
    assert!(pages.iter().all(|page| page.contains("Internt")));
    assert!(sheet(&desk.read("evaluering.xlsx"), "Vurdering").iter().flatten().any(|cell| cell == "Klar beskrivelse."));
}

#[test]
fn an_alternative_that_all_accept_makes_what_came_with_it_lapse() {
    let desk = desk();
    collect(&desk, &["-o", "s.xlsx"]);
    let blank = desk.read("s.xlsx");
    let says = |word: &'static str| {
        write_evaluation(&blank, &[("SF1320_A 3", "bilag.accepted", word), ("SF1514 1", "bilag.note.1", "Set.")])
    };
    let desk = desk.file("ja.xlsx", says("ja")).file("nej.xlsx", says("Nej"));
    let (yes, _) = evaluated(&desk, &["ja.xlsx"]);
    let alternative = &yes["alternatives"][0];
    assert_eq!((&alternative["line"], &alternative["accepted"]), (&"SF1320_A".into(), &true.into()));
    let lapses = alternative["lapses"].as_array().expect("what lapses is listed");
    assert!(lapses.contains(&"SF1461".into()), "{lapses:?}");
    assert_eq!(yes["suppliers"][2]["result"]["not_met"], 0);
    let (no, _) = evaluated(&desk, &["nej.xlsx"]);
    assert_eq!(no["alternatives"][0]["accepted"], false);
    let (apart, _) = evaluated(&desk, &["ja.xlsx", "nej.xlsx"]);
    assert_eq!(
        (&apart["alternatives"][0]["accepted"], &apart["alternatives"][0]["apart"]),
        (&Value::Null, &true.into())
    );
}

#[test]
fn an_alternative_that_is_refused_leaves_what_is_not_met_not_met() {
    let desk = desk();
    collect(&desk, &["-o", "s.xlsx"]);
    let refused = write_evaluation(&desk.read("s.xlsx"), &[("SF1320_A 3", "bilag.accepted", "Nej")]);
    let desk = desk.file("nej.xlsx", refused);
    let (no, _) = evaluated(&desk, &["nej.xlsx"]);
    let failing = no["suppliers"][2]["result"]["failing"].as_array().expect("they are listed").clone();
    assert!(failing.contains(&"SF1320_A".into()) && failing.contains(&"SF1461".into()), "{failing:?}");
}

/// A workbook with something of the sheet to evaluate in written otherwise.
fn rewritten(bytes: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut files = unpacked(bytes);
    let sheet = files.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet3.xml").expect("the sheet is there");
    sheet.1 = change(std::str::from_utf8(&sheet.1).expect("XML is UTF-8")).into_bytes();
    packed(&files)
}

#[test]
fn a_row_whose_cells_were_sorted_apart_is_told() {
    let desk = desk();
    collect(&desk, &["-o", "s.xlsx"]);
    let blank = desk.read("s.xlsx");
    // The filter takes the hidden keys along.
    let sheet = unpacked(&blank).into_iter().find(|(name, _)| name == "xl/worksheets/sheet3.xml").expect("it is there");
    let sheet = String::from_utf8(sheet.1).expect("XML is UTF-8");
    assert!(sheet.contains("<autoFilter ref=\"A6:"), "{sheet}");
    for (column, written, told) in [
        ("bilag.id", "I-15.E2", "viser »I-15.E2«, men rækkens skjulte nøgle er I-02.E1 og Alfa A/S"),
        ("bilag.supplier-name", "Beta ApS", "viser »Beta ApS«"),
        ("bilag.supplier", "2", "viser »2«"),
    ] {
        let torn = write_evaluation(&blank, &[("I-02.E1 1", column, written)]);
        std::fs::write(desk.path("revet.xlsx"), torn).expect("the desk can hold files");
        let ran = desk.run(&["evaluate", "revet.xlsx", "--language", "da"]);
        assert!(ran.stderr.contains("evaluation-cell") && ran.stderr.contains(told), "{column}: {}", ran.stderr);
    }
    // A row that was sorted above the names of the columns.
    let above = rewritten(&blank, |sheet| {
        let key = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>I-02.E1 1</t></is></c>"#;
        let at = sheet.find("<row r=\"1\"").expect("it has rows");
        let end = at + sheet[at..].find('>').expect("a tag ends") + 1;
        format!("{}{key}{}", &sheet[..at], &sheet[end..])
    });
    let ran = desk.file("over.xlsx", above).run(&["evaluate", "over.xlsx", "--language", "da"]);
    assert!(ran.stderr.contains("står over den skjulte række"), "{}", ran.stderr);
}

#[test]
fn a_formula_that_was_never_computed_is_told() {
    let desk = desk();
    collect(&desk, &["-o", "s.xlsx"]);
    let written = write_evaluation(&desk.read("s.xlsx"), &[("I-02.E1 1", "bilag.points.1", "7.25")]);
    let formula = rewritten(&written, |sheet| sheet.replace("<v>7.25</v>", "<f>3+4</f>"));
    let ran = desk.file("formel.xlsx", formula).run(&["evaluate", "formel.xlsx", "--language", "da"]);
    assert!(ran.stderr.contains("en formel, der ikke er beregnet"), "{}", ran.stderr);
}

#[test]
fn what_stands_in_the_place_of_a_sum_is_told_and_a_sum_that_was_pasted_as_a_value_is_none() {
    let desk = desk();
    collect(&desk, &["-o", "s.xlsx"]);
    let blank = desk.read("s.xlsx");
    let over = write_evaluation(&blank, &[("I-02.E1 1", "bilag.counts.1", "9")]);
    let values = rewritten(&blank, |sheet| {
        let mut rest = sheet;
        let mut without = String::new();
        while let Some((before, after)) = rest.split_once("<f>") {
            without.push_str(before);
            rest = after.split_once("</f>").map_or("", |(_, after)| after);
        }
        without + rest
    });
    let desk = desk.file("over.xlsx", over).file("values.xlsx", values);
    let ran = desk.run(&["evaluate", "over.xlsx", "--language", "da"]);
    let told = "står, hvor projektmappen selv tæller pointene til I-02.E1, og er ikke regnet med";
    assert!(ran.stderr.contains("»9« i ") && ran.stderr.contains(told), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("evaluation-cell").count(), 1, "{}", ran.stderr);
    let ran = desk.run(&["evaluate", "values.xlsx"]);
    assert!(!ran.stderr.contains("evaluation-cell"), "{}", ran.stderr);
}

/// What could not be read was not left blank, whoever judges it again.
#[test]
fn a_line_that_could_not_be_read_is_none_that_fails_when_it_is_evaluated() {
    let changed = change_pdf(&fill_pdf(&crate::collect::FORMS.pdf, &crate::collect::good()), |pdf| {
        let id = pdf_fields(pdf)["SF1470.svar"];
        pdf.get_dictionary_mut(id).expect("it is a field").remove(b"FT");
        pdf.get_dictionary_mut(id).expect("it is a field").set("T", lopdf::text_string("gone"));
    });
    let desk = Desk::new().file("udbud.toml", crate::collect::PROFILE).file("svar.pdf", changed);
    let made = desk.run(&["collect", "--profile", "udbud.toml", "svar.pdf", "-o", "s.xlsx"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let (summary, _) = evaluated(&desk, &["s.xlsx"]);
    let result = &summary["suppliers"][0]["result"];
    assert_eq!((&result["unsettled"], &result["unanswered"]), (&1.into(), &0.into()), "{result}");
}

#[test]
fn a_copy_of_a_workbook_under_another_name_is_told() {
    let desk = desk();
    collect(&desk, &["-o", "s.xlsx"]);
    let of = |name: &str| {
        let marks = [("", "bilag.points.1", name), ("I-02.E1 1", "bilag.points.1", "4")];
        write_evaluation(&desk.read("s.xlsx"), &marks)
    };
    let (anne, bo) = (of("Anne"), of("Bo"));
    let desk = Desk::new().file("a.xlsx", &anne).file("kopi.xlsx", &anne).file("b.xlsx", bo);
    let told = |names: &[&str]| desk.run(&[&["evaluate", "--language", "da"], names].concat()).stderr;
    let copied = told(&["a.xlsx", "b.xlsx", "kopi.xlsx"]);
    assert!(copied.contains("`kopi.xlsx`: Anne har skrevet det samme i `a.xlsx`"), "{copied}");
    assert!(!told(&["a.xlsx", "b.xlsx"]).contains("det samme"));
}

#[test]
fn a_comment_on_a_cell_is_told_for_it_is_not_read() {
    let desk = desk();
    collect(&desk, &["-o", "s.xlsx"]);
    let mut files = unpacked(&desk.read("s.xlsx"));
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId9\" \
                     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" \
                     Target=\"../comments1.xml\"/></Relationships>";
    let comments = "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors><author/></authors>\
                    <commentList><comment ref=\"N8\" authorId=\"0\"><text><t>Spørg til driften.</t></text></comment>\
                    </commentList></comments>";
    let beside = "xl/worksheets/_rels/sheet3.xml.rels";
    assert!(files.iter().all(|(name, _)| name != beside), "the sheet has nothing beside it");
    files.push((beside.to_owned(), relations.into()));
    files.push(("xl/comments1.xml".to_owned(), comments.into()));
    let ran = desk.file("k.xlsx", packed(&files)).run(&["evaluate", "k.xlsx", "--language", "da"]);
    let told = "kommentaren til N8 er ikke læst: Skriv den under Begrundelse eller Note (»Spørg til driften.«)";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
}

#[test]
fn what_a_second_person_writes_into_copies_counts_and_a_row_that_is_gone_is_told() {
    let desk = desk();
    collect(&desk, &["--evaluator", "Anne", "--evaluator", "Bo", "-o", "s.xlsx"]);
    let marks = [("I-02.E1 1", "bilag.points.1", "8"), ("I-02.E1 1", "bilag.points.2", "6")];
    let written = write_evaluation(&desk.read("s.xlsx"), &marks);
    // Who copies an evaluator's columns for another copies their hidden names too.
    let mut files = unpacked(&written);
    for (_, content) in files.iter_mut().filter(|(name, _)| name.ends_with(".xml")) {
        let text = String::from_utf8(std::mem::take(content)).expect("XML is UTF-8");
        let columns = ["points", "reason", "note", "counts"];
        let copied = columns
            .iter()
            .fold(text, |text, column| text.replace(&format!("bilag.{column}.2<"), &format!("bilag.{column}.1<")));
        *content = copied.into_bytes();
    }
    let desk = desk.file("kopi.xlsx", packed(&files));
    let (summary, _) = evaluated(&desk, &["kopi.xlsx"]);
    assert_eq!(summary["evaluators"], serde_json::json!(["Anne", "Bo"]));
    let lines = summary["lines"].as_array().expect("lines are listed");
    let e1 = lines.iter().find(|line| line["id"] == "I-02.E1").expect("it is there");
    assert_eq!((&e1["answers"][0]["points"], &e1["answers"][0]["spread"]), (&7.0.into(), &2.0.into()));
    // Three of one name are three.
    for name in ["a.xlsx", "b.xlsx", "c.xlsx"] {
        let points = if name == "a.xlsx" { "1" } else { "9" };
        let marks = [("", "bilag.points.1", "Anne"), ("I-02.E1 1", "bilag.points.1", points)];
        std::fs::write(desk.path(name), write_evaluation(&desk.read("s.xlsx"), &marks)).expect("it can be written");
    }
    let (summary, _) = evaluated(&desk, &["a.xlsx", "b.xlsx", "c.xlsx"]);
    assert_eq!(summary["evaluators"], serde_json::json!(["Anne", "Anne (2)", "Anne (3)"]));
    let by = summary["suppliers"][0]["by_evaluator"].as_array().expect("each has a sum");
    assert!(by[1] == by[2] && by[0] != by[1], "{by:?}");
    let gone = write_evaluation(&written, &[("I-02.E1 1", "bilag.key", "-")]);
    let ran = desk.file("vaek.xlsx", gone).run(&["evaluate", "vaek.xlsx", "--language", "da"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// Who copies the sheet for a second person has two, and both may say whether an alternative is accepted.
#[test]
fn two_sheets_of_one_workbook_may_disagree_on_an_alternative() {
    let desk = desk();
    collect(&desk, &["--evaluator", "Anne", "-o", "s.xlsx"]);
    let sheet =
        |word: &str| unpacked(&write_evaluation(&desk.read("s.xlsx"), &[("SF1320_A 3", "bilag.accepted", word)]));
    for (copied, accepted, apart) in [("Nej", Value::Null, true), ("Ja", Value::Bool(true), false)] {
        let mut files = sheet("Ja");
        let name = "xl/worksheets/sheet3.xml";
        let copy = sheet(copied).into_iter().find(|(path, _)| path == name).expect("it is there").1;
        files.push(("xl/worksheets/sheet9.xml".to_owned(), copy));
        for (path, content) in &mut files {
            let (before, more) = match path.as_str() {
                "xl/workbook.xml" => ("</sheets>", r#"<sheet name="Kopi" sheetId="99" r:id="rId99"/>"#),
                "xl/_rels/workbook.xml.rels" => (
                    "</Relationships>",
                    r#"<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet9.xml"/>"#,
                ),
                _ => continue,
            };
            *content = String::from_utf8_lossy(content).replace(before, &format!("{more}{before}")).into_bytes();
        }
        let desk = Desk::new().file("to.xlsx", packed(&files));
        let (summary, _) = evaluated(&desk, &["to.xlsx"]);
        let alternative = &summary["alternatives"][0];
        assert_eq!((&alternative["accepted"], &alternative["apart"]), (&accepted, &apart.into()), "{summary}");
    }
}

#[test]
fn the_heading_of_an_evaluators_sum_is_a_formula_that_names_a_cell() {
    let desk = desk();
    collect(&desk, &["--evaluator", "Anne", "--evaluator", "Bo", "-o", "s.xlsx"]);
    let files = unpacked(&desk.read("s.xlsx"));
    let sheet = &files.iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").expect("it is there").1;
    let sheet = String::from_utf8_lossy(sheet);
    assert_eq!(sheet.matches("IF('Vurdering'!$").count(), 2, "{sheet}");
    assert!(!sheet.contains("IF(Point"), "{sheet}");
}
