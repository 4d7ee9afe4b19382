//! What stands on a returned Word form beside its answers: none of it is lost, and none of it counts as an answer.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use tender::form::word;

use crate::word_forms::{DOCUMENT, changed, findings, form, omsorg, read};

type Told = Vec<(Option<String>, &'static str, String)>;

/// What is told of the filled form after a change of its text.
fn told(change: impl Fn(String) -> String) -> Told {
    told_of(DOCUMENT, change)
}

fn told_of(part: &str, change: impl Fn(String) -> String) -> Told {
    let form = form(&omsorg());
    let answers = BTreeMap::from([("SF1461.svar".to_owned(), "Ja".to_owned())]);
    let filled = word::fill(&form.bytes, &answers).unwrap().bytes;
    let after = changed(&filled, part, |text| {
        let changed = change(text.clone());
        assert!(changed != text, "nothing was changed");
        changed
    });
    let returned = read(&after);
    assert_eq!(returned.values["SF1461.svar"].as_deref(), Some("Ja"), "the answer stays what it is");
    findings(&returned, omsorg(), &form)
}

/// Whether something is told at a line, or of the whole form.
fn has(told: &Told, line: Option<&str>, code: &str, words: &str) {
    let found = told.iter().any(|(at, its, text)| at.as_deref() == line && *its == code && text.contains(words));
    assert!(found, "{line:?} {code} »{words}«: {told:#?}");
}

/// The text with something put behind the first place of another after a mark.
fn behind(text: &str, mark: &str, place: &str, new: &str) -> String {
    let from = text.find(mark).unwrap();
    let at = from + text[from..].find(place).unwrap() + place.len();
    format!("{}{new}{}", &text[..at], &text[at..])
}

fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

const ANSWER: &str = r#"<w:tag w:val="SF1461.svar"/>"#;

#[test]
fn words_beside_an_answer_are_told_at_its_line() {
    let told = told(|text| behind(&text, ANSWER, "</w:sdt>", &run(" men kun i dagtimerne")));
    has(&told, Some("SF1461"), "remark", "men kun i dagtimerne");
}

#[test]
fn a_paragraph_below_an_answer_is_told_at_its_line() {
    let told = told(|text| behind(&text, ANSWER, "</w:sdt></w:p>", &format!("<w:p>{}</w:p>", run("Forbehold: pris"))));
    has(&told, Some("SF1461"), "remark", "Forbehold: pris");
}

#[test]
fn a_control_of_the_suppliers_own_is_told_wherever_it_stands() {
    let own = |tag: &str| {
        format!(
            "<w:sdt><w:sdtPr>{tag}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            run("Vi tager forbehold for drift")
        )
    };
    for tag in ["", r#"<w:alias w:val="Bemærkning"/>"#, r#"<w:tag w:val="goog_rdk_0"/>"#] {
        let in_body = told(|text| behind(&text, "Besvar kravet for hver integration", "</w:r>", &own(tag)));
        has(&in_body, None, "remark", "Vi tager forbehold for drift");
        let beside = told(|text| behind(&text, ANSWER, "</w:sdt></w:p>", &format!("<w:p>{}</w:p>", own(tag))));
        has(&beside, Some("SF1461"), "remark", "Vi tager forbehold for drift");
    }
    let in_foot = told_of("word/footer1.xml", |text| text.replace("</w:p>", &format!("{}</w:p>", own(""))));
    has(&in_foot, None, "remark", "Vi tager forbehold for drift");
}

#[test]
fn an_answer_in_a_control_within_its_control_is_read() {
    let form = form(&omsorg());
    let answers = BTreeMap::from([("SF1461.begrundelse".to_owned(), "Se bilag 4".to_owned())]);
    let filled = word::fill(&form.bytes, &answers).unwrap().bytes;
    let nested = changed(&filled, DOCUMENT, |text| {
        let run = r#"<w:r><w:t xml:space="preserve">Se bilag 4</w:t></w:r>"#;
        assert!(text.contains(run));
        text.replace(
            run,
            &format!(
                r#"<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>{}"#,
                self::run(", afsnit 2")
            ),
        )
    });
    assert_eq!(read(&nested).values["SF1461.begrundelse"].as_deref(), Some("Se bilag 4, afsnit 2"));
}

#[test]
fn a_row_that_was_put_in_is_told() {
    let row = |cells: [&str; 2]| {
        let cells = cells.map(|text| format!("<w:tc><w:p>{}</w:p></w:tc>", run(text)));
        format!("<w:tr>{}</w:tr>", cells.concat())
    };
    let told = told(|text| {
        behind(&text, r#"<w:tag w:val="leverandoer.dato"/>"#, "</w:tr>", &row(["Forbehold", "Prisen reguleres årligt"]))
    });
    has(&told, None, "remark", "Forbehold");
    has(&told, None, "remark", "Prisen reguleres årligt");
}

#[test]
fn what_an_explanation_says_otherwise_is_told() {
    // The last column of the table that explains the types of requirements.
    let told = told(|text| text.replacen("Ja · Nej", "Ja · Nej · Måske", 1));
    has(&told, None, "remark", "Måske");
}

#[test]
fn a_row_that_was_deleted_is_told() {
    let told = told(|text| {
        let at = text.find(r#"<w:tag w:val="SF1514.svar"/>"#).unwrap();
        let begin = text[..at].rfind("<w:tr>").unwrap();
        let end = at + text[at..].find("</w:tr>").unwrap() + "</w:tr>".len();
        format!("{}{}", &text[..begin], &text[end..])
    });
    has(&told, Some("SF1514"), "field-missing", "");
}

#[test]
fn what_word_counts_is_not_told_and_what_else_stands_at_the_foot_is() {
    let counted = told_of("word/footer1.xml", |text| text.replace(">1</w:t>", ">12</w:t>"));
    assert!(counted.iter().all(|(_, code, _)| *code != "remark" && *code != "passage-gone"), "{counted:#?}");
    let said =
        told_of("word/footer1.xml", |text| text.replace("</w:p>", &format!("{}</w:p>", run("Tilbud uden binding"))));
    has(&said, None, "remark", "Tilbud uden binding");
    // A field of Word's that says what somebody typed over it is generated anew; a text beside it is not.
    let head =
        told_of("word/header1.xml", |text| text.replace("</w:p>", &format!("{}</w:p>", run("Fortroligt forbehold"))));
    has(&head, None, "remark", "Fortroligt forbehold");
}

#[test]
fn tracked_changes_count_as_they_are_meant_and_are_told() {
    let told = told(|text| {
        let deleted = r#"<w:del w:id="5" w:author="Bo"><w:r><w:delText>mellem</w:delText></w:r></w:del>"#;
        let inserted = format!(r#"<w:ins w:id="6" w:author="Bo">{}</w:ins>"#, run("gratis"));
        behind(&text, r#"<w:tag w:val="SF1514.svar"/>"#, "<w:sdtContent>", &format!("{deleted}{inserted}"))
    });
    has(&told, Some("SF1514"), "remark", "mellem");
    has(&told, Some("SF1514"), "remark", "gratis");
}

#[test]
fn a_note_below_the_page_and_a_box_on_it_are_told_once() {
    let form = form(&omsorg());
    let boxed = changed(&form.bytes, DOCUMENT, |text| {
        let inside = format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run("Boks med forbehold"));
        let drawn = format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{inside}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        );
        text.replacen("<w:sectPr>", &format!("{drawn}<w:sectPr>"), 1)
    });
    let noted = changed(&boxed, "word/_rels/document.xml.rels", |text| {
        let relation = r#"<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>"#;
        text.replace("</Relationships>", &format!("{relation}</Relationships>"))
    });
    let mut archive = zip::ZipWriter::new_append(Cursor::new(noted)).unwrap();
    archive.start_file("word/footnotes.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let notes = format!(
        r#"<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p>{}</w:p></w:footnote></w:footnotes>"#,
        run("Gælder ikke weekender")
    );
    archive.write_all(notes.as_bytes()).unwrap();
    let told = findings(&read(&archive.finish().unwrap().into_inner()), omsorg(), &form);
    has(&told, None, "remark", "Boks med forbehold");
    has(&told, None, "remark", "Gælder ikke weekender");
    let boxes = told.iter().filter(|(_, _, text)| text.contains("Boks med forbehold")).count();
    assert_eq!(boxes, 1, "{told:#?}");
}
