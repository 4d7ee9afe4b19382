//! Forms that programs keep in other formats than the ones that were sent out: what can be read is, and of the rest is
//! told what to do.

use std::fmt::Write;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::answers::packed;
use crate::collect::{PROFILE, found};
use crate::desk::Desk;
use crate::returned::{XLSX, besides, messages, row_of, supplier};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">"#;
const STYLES: &str = r##"<office:automatic-styles><style:style style:name="gone" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style><style:style style:name="pale" style:family="text"><style:text-properties fo:color="#fefefe"/></style:style><style:style style:name="above" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="shut" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>"##;

/// The filled workbook as LibreOffice keeps it, with each cell put through a change.
fn open_document(change: impl Fn(&str, &str, String) -> String) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(XLSX.as_slice())).expect("it is a workbook");
    let mut content = format!("{HEAD}{STYLES}<office:body><office:spreadsheet>");
    for sheet in book.sheet_names() {
        let cells = book.worksheet_range(&sheet).expect("it is a sheet");
        let shut = if sheet == "bilag" { r#" table:style-name="shut""# } else { "" };
        write!(content, r#"<table:table table:name="{sheet}"{shut}>"#).expect("it is written");
        let (bottom, right) = cells.end().expect("there are cells");
        for row in 0..=bottom {
            content.push_str("<table:table-row>");
            for column in 0..=right {
                let text = match cells.get_value((row, column)) {
                    None | Some(Data::Empty) => String::new(),
                    Some(value) => value.to_string(),
                };
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "</text:p><text:p>");
                let paragraphs = if text.is_empty() { String::new() } else { format!("<text:p>{text}</text:p>") };
                let cell = format!(r#"<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>"#);
                let letter = char::from(b'A' + u8::try_from(column).expect("there are few columns"));
                content.push_str(&change(&sheet, &format!("{letter}{}", row + 1), cell));
            }
            content.push_str("</table:table-row>");
        }
        content.push_str(r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#);
    }
    content + "</office:spreadsheet></office:body></office:document-content>"
}

fn package(content: String) -> Vec<u8> {
    packed(&[
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml".to_owned(), content.into_bytes()),
    ])
}

#[test]
fn a_workbook_of_libreoffice_is_read_and_told() {
    let content = open_document(|_, _, cell| cell);
    for (name, bytes) in [("svar.ods", package(content.clone())), ("svar.fods", content.into_bytes())] {
        let (codes, said) = besides(name, bytes);
        assert_eq!(codes, ["other-format"], "{said}");
        assert!(said.contains("OpenDocument-regneark (.ods)"), "{said}");
    }
}

#[test]
fn what_such_a_workbook_hides_strikes_out_and_says_beside_its_cells_is_told() {
    let row = row_of("SF1470");
    let answer = format!("F{row}");
    let changed = |change: &dyn Fn(String) -> String| {
        let content =
            open_document(|sheet, cell, it| if (sheet, cell) == ("Svar", answer.as_str()) { change(it) } else { it });
        supplier("svar.ods", package(content))
    };
    let commented = changed(&|cell| {
        let note =
            "<office:annotation><dc:creator>Bo</dc:creator><text:p>Dog ikke i weekender</text:p></office:annotation>";
        cell.replacen('>', &format!(">{note}"), 1)
    });
    assert!(messages(&commented).contains(&format!("celle {answer} på arket »Svar«: »Dog ikke i weekender«")));
    assert_eq!(commented["answers"]["SF1470"]["svar"], "Ja", "the comment is no part of the answer");
    let struck = changed(&|cell| cell.replacen("<table:table-cell", r#"<table:table-cell table:style-name="gone""#, 1));
    let pale = changed(&|cell| {
        cell.replacen("<text:p>", r#"<text:p><text:span text:style-name="pale">"#, 1).replacen(
            "</text:p>",
            "</text:span></text:p>",
            1,
        )
    });
    for told in [struck, pale] {
        assert!(found(&told).contains(&"struck-out SF1470".to_owned()), "{:?}", found(&told));
        assert_eq!(told["answers"]["SF1470"]["svar"], "Ja");
    }
    let noted = changed(&|cell| {
        let note = r#"<text:span text:style-name="above">1</text:span></text:p>"#;
        cell.replacen("</text:p>", note, 1)
    });
    assert_eq!(noted["answers"]["SF1470"]["svar"], "Ja¹", "the mark of a note is no part of the answer");
    let dated = changed(&|_| {
        r#"<table:table-cell office:value-type="date" office:date-value="2027-03-01"><text:p>01-03-2027</text:p></table:table-cell>"#.to_owned()
    });
    assert_eq!(dated["answers"]["SF1470"]["svar"], "01-03-2027", "a date is read as the cell shows it");
    let computed = changed(&|cell| {
        cell.replacen("<table:table-cell", r#"<table:table-cell table:formula="of:=&quot;Ja&quot;""#, 1)
    });
    assert!(found(&computed).contains(&"formula SF1470".to_owned()), "{:?}", found(&computed));
    let content = open_document(|_, _, cell| cell);
    let at = content.find("SF1470.svar").and_then(|at| content[..at].rfind("<table:table-row>")).expect("it is there");
    let hidden = format!("{}<table:table-row table:visibility=\"filter\">{}", &content[..at], &content[at + 17..]);
    let hidden = supplier("svar.ods", package(hidden));
    assert!(found(&hidden).contains(&"unseen".to_owned()), "{:?}", found(&hidden));
    let macros = packed(&[
        ("content.xml".to_owned(), open_document(|_, _, cell| cell).into_bytes()),
        ("Basic/Standard/Module1.xml".to_owned(), b"<x/>".to_vec()),
    ]);
    assert!(found(&supplier("svar.ods", macros)).contains(&"active-content".to_owned()));
}

#[test]
fn a_workbook_that_repeats_its_cells_without_end_is_refused_and_stops_nobody() {
    let endless = format!(
        r#"{HEAD}<office:body><office:spreadsheet><table:table table:name="Svar">{}</table:table></office:spreadsheet></office:body></office:document-content>"#,
        r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>SF1470.svar</text:p></table:table-cell></table:table-row>"#
            .repeat(100)
    );
    let codes = found(&supplier("svar.ods", package(endless)));
    assert!(["too-demanding", "too-slow"].contains(&codes[0].as_str()), "{codes:?}");
}

#[test]
fn what_is_read_in_no_way_is_named_with_the_way_out() {
    let zipped = |name: &str| packed(&[(name.to_owned(), b"x".to_vec())]);
    let text = packed(&[(
        "content.xml".to_owned(),
        HEAD.to_owned().into_bytes().into_iter().chain(*b"<office:body><office:text/></office:body>").collect(),
    )]);
    let compound = |part: &str| {
        let name = part.encode_utf16().flat_map(u16::to_le_bytes);
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".iter().copied().chain(name).collect::<Vec<u8>>()
    };
    for (name, bytes, said, way_out) in [
        ("svar.numbers", zipped("Index/Document.iwa"), "Numbers eller Pages", "eksportér en kopi"),
        ("svar.xlsb", zipped("xl/workbook.bin"), "(.xlsb)", "gem en kopi som .xlsx"),
        ("svar.odt", text, "(.odt)", "gem en kopi som .docx"),
        ("svar.doc", compound("WordDocument"), "(.doc)", "gem en kopi som .docx"),
        ("svar.msg", compound("__substg1.0_0037001F"), "en e-mail", "gem det skema, der er vedhæftet"),
        ("svar.rtf", b"{\\rtf1 Ja}".to_vec(), "(.rtf)", "gem en kopi som .docx"),
        ("svar.fdf", b"%FDF-1.2".to_vec(), "FDF eller XFDF", "importér den"),
        ("svar.xfdf", b"<?xml version=\"1.0\"?><xfdf/>".to_vec(), "FDF eller XFDF", "importér den"),
        ("svar.jpg", b"\xff\xd8\xff\xe0".to_vec(), "et billede", "læses i hånden"),
        ("svar.heic", b"\0\0\0\x18ftypheic".to_vec(), "et billede", "læses i hånden"),
        ("svar.7z", b"7z\xbc\xaf\x27\x1c".to_vec(), "en pakket fil", "pak den ud"),
        ("svar.pdf", b"\r\n<!DOCTYPE html><title>Log ind</title>".to_vec(), "en webside", "hent filen på ny"),
        ("svar.eml", b"Received: from x\r\nSubject: Tilbud".to_vec(), "en e-mail", "gem det skema, der er vedhæftet"),
    ] {
        let desk = Desk::new().file("udbud.toml", PROFILE).file(name, bytes);
        let ran = desk.run(&["collect", "--language", "da", "--profile", "udbud.toml", name]);
        assert_eq!(ran.code, 1, "{name}: {}", ran.stderr);
        assert!(ran.stdout.contains("\"not-a-form\"") && ran.stdout.contains(said), "{name}: {}", ran.stdout);
        assert!(ran.stderr.contains(said) && ran.stderr.contains(way_out), "{name}: {}", ran.stderr);
        assert!(!ran.stdout.contains("blank"), "no file is a blank offer");
    }
}

#[test]
fn a_folder_is_searched_for_all_that_a_program_may_keep_a_form_as() {
    let desk = Desk::new()
        .file("udbud.toml", PROFILE)
        .file("svar/alfa/svar.ods", package(open_document(|_, _, cell| cell)))
        .file("svar/alfa/priser.ods", package(format!("{HEAD}<office:body><office:spreadsheet><table:table table:name=\"Priser\"/></office:spreadsheet></office:body></office:document-content>")))
        .file("svar/beta/svar.numbers", packed(&[("Index/Document.iwa".to_owned(), b"x".to_vec())]));
    let ran = desk.run(&["collect", "--profile", "udbud.toml", "svar"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert_eq!(
        ran.stderr.matches("note[passed-over]").count(),
        1,
        "the prices are a part of the offer: {}",
        ran.stderr
    );
    assert!(ran.stderr.contains("error[refused-form]: `svar/beta/svar.numbers`"), "{}", ran.stderr);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    assert_eq!(json["suppliers"].as_array().map(Vec::len), Some(2), "no offer is left out in silence");
}
