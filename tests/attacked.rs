//! What a supplier who wants to win might try: each trick is told in the buyer's report.

use lopdf::{Object, Stream, dictionary, text_string};
use serde_json::Value;

use crate::answers::{change_pdf, fill_pdf, fill_workbook, packed, pdf_fields, unpacked};
use crate::collect::{FORMS, PROFILE, but, collected, forms, found, good};
use crate::desk::Desk;
use crate::returned::{
    PDF, SVAR, XLSX, besides, change_part, messages, replace_cell, row_of, supplier, text_cell, with_a_list,
};

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

fn has(supplier: &Value, code: &str) -> bool {
    found(supplier).contains(&code.to_owned())
}

/// A workbook with a part more, which the workbook refers to as being of a kind.
fn with_part(bytes: &[u8], kind: &str, target: &str, content: &str) -> Vec<u8> {
    let relation = format!(
        r#"<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
    );
    let changed = change_part(bytes, RELATIONS, |list| list.replace("</Relationships>", &relation));
    let mut files = unpacked(&changed);
    files.push((format!("xl/{target}"), content.as_bytes().to_vec()));
    packed(&files)
}

#[test]
fn a_hidden_sheet_that_is_read_behind_one_that_is_seen_is_told() {
    let sheet = unpacked(&XLSX).into_iter().find(|(name, _)| name == SVAR).expect("the sheet is there").1;
    let seen = String::from_utf8(sheet).expect("XML is UTF-8");
    // Without the hidden names, and with another answer.
    let row = row_of("I-04.01");
    let seen = replace_cell(seen, &format!("A{row}"), "");
    let seen = replace_cell(seen, &format!("F{row}"), &text_cell(&format!("F{row}"), "Nej. Kun mod vederlag"));
    let book = with_part(&XLSX, "worksheet", "worksheets/sheet9.xml", &seen);
    let book = change_part(&book, WORKBOOK, |text| {
        let hidden = text.replace(r#"<sheet name="Svar""#, r#"<sheet state="hidden" name="Svar""#);
        hidden.replace("</sheets>", r#"<sheet name="Svar " sheetId="90" r:id="rId900"/></sheets>"#)
    });
    let supplier = supplier("svar.xlsx", book);
    let said = messages(&supplier);
    assert!(said.contains("Nej. Kun mod vederlag"), "{said}");
    assert!(has(&supplier, "unseen") || has(&supplier, "field-twice"), "{:?}", found(&supplier));
}

#[test]
fn names_that_were_moved_to_a_row_that_nobody_sees_are_told() {
    let row = row_of("I-04.01");
    let moved = change_part(&XLSX, SVAR, |sheet| {
        let sheet = replace_cell(sheet, &format!("A{row}"), "");
        replace_cell(sheet, &format!("F{row}"), &text_cell(&format!("F{row}"), "Nej"))
    });
    let moved = change_part(&moved, "xl/worksheets/sheet2.xml", |sheet| {
        let cells = format!("{}{}", text_cell("A200", "I-04-01.svar"), text_cell("F200", "Ja"));
        sheet.replace("</sheetData>", &format!(r#"<row r="200" hidden="1">{cells}</row></sheetData>"#))
    });
    let supplier = supplier("svar.xlsx", moved);
    assert!(messages(&supplier).contains("I-04.01"), "{}", messages(&supplier));
    assert!(has(&supplier, "unseen") || has(&supplier, "text-changed I-04.01"), "{:?}", found(&supplier));
}

#[test]
fn a_wording_that_is_a_formula_or_is_struck_through_in_part_is_told() {
    let row = row_of("SF2900");
    let formula = change_part(&XLSX, SVAR, |sheet| {
        let cell = format!("E{row}");
        let begin = sheet.find(&format!(r#"<c r="{cell}""#)).expect("the cell is there");
        let shared =
            sheet[begin..].split("<v>").nth(1).and_then(|rest| rest.split("</v>").next()).expect("it is shared");
        let strings = unpacked(&XLSX).into_iter().find(|(name, _)| name == "xl/sharedStrings.xml").expect("texts").1;
        let strings = String::from_utf8(strings).expect("XML is UTF-8");
        let item = strings.split("<si>").nth(shared.parse::<usize>().expect("a number") + 1).expect("it is there");
        let text: String =
            item.split("<t").skip(1).filter_map(|it| it.split_once('>')?.1.split("</t>").next()).collect();
        replace_cell(sheet, &cell, &format!(r#"<c r="{cell}" t="str"><f>"a"&amp;"b"</f><v>{text}</v></c>"#))
    });
    let struck = change_part(&XLSX, "xl/sharedStrings.xml", |strings| {
        let at = strings.find("anvende integrationen SF2900").or(strings.find("SF2900")).expect("the wording is there");
        let run = strings[..at].rfind("<rPr>").expect("the wording is formatted");
        format!("{}<rPr><strike/>{}", &strings[..run], &strings[run + "<rPr>".len()..])
    });
    for (how, book) in [("formula", formula), ("struck", struck)] {
        let supplier = supplier("svar.xlsx", book);
        let codes = found(&supplier);
        assert!(codes.iter().any(|code| code.starts_with("text-changed")), "{how}: {codes:?}");
    }
}

#[test]
fn a_list_that_shows_another_answer_and_a_text_that_is_formatted_otherwise_are_told() {
    let profile = with_a_list();
    let mut answers = good();
    answers.insert("I-04-E1.svar", "Opfyldt");
    answers.insert("I-04-E1.begrundelse", "Vi svarer inden for to sekunder.");
    let filled = fill_pdf(&forms(&profile).pdf, &answers);
    let run = |bytes: Vec<u8>| {
        let desk = Desk::new().file("udbud.toml", &profile).file("svar.pdf", bytes);
        let ran = desk.run(&["collect", "--profile", "udbud.toml", "svar.pdf"]);
        let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
        json["suppliers"][0].clone()
    };
    let drawn = run(change_pdf(&filled, |pdf| {
        let id = pdf_fields(pdf)["I-04-E1.svar"];
        let look = b"/Tx BMC BT (Ikke opfyldt) Tj ET EMC".to_vec();
        let look = pdf.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, look));
        pdf.get_dictionary_mut(id).expect("it is a field").set("AP", dictionary! { "N" => look });
    }));
    assert!(has(&drawn, "drawn-otherwise I-04.E1"), "{:?}", found(&drawn));
    let formatted = run(change_pdf(&filled, |pdf| {
        let id = pdf_fields(pdf)["I-04-E1.begrundelse"];
        let text = text_string("<body><p>Kun mod vederlag</p></body>");
        pdf.get_dictionary_mut(id).expect("it is a field").set("RV", text);
    }));
    assert!(has(&formatted, "ambiguous-answer I-04.E1"), "{:?}", found(&formatted));
}

#[test]
fn a_file_that_is_attached_to_the_form_is_told() {
    let attached = change_pdf(&PDF, |pdf| {
        let content = pdf.add_object(Stream::new(dictionary! {}, b"Vi tager forbehold.".to_vec()));
        let file = pdf.add_object(dictionary! {
            "Type" => "Filespec", "F" => text_string("forbehold.docx"), "UF" => text_string("forbehold.docx"),
            "EF" => dictionary! { "F" => content },
        });
        let catalog = pdf.catalog_mut().expect("there is a catalog");
        let mut files = catalog.get(b"AF").and_then(Object::as_array).cloned().unwrap_or_default();
        files.push(file.into());
        catalog.set("AF", files);
    });
    let (codes, said) = besides("svar.pdf", attached);
    assert_eq!(codes, ["remark"]);
    assert!(said.contains("Filen »forbehold.docx« er vedhæftet."), "{said}");
}

#[test]
fn a_flood_of_fields_is_counted_and_stops_nobody() {
    let flooded = change_pdf(&PDF, |pdf| {
        let form = pdf.catalog().and_then(|it| it.get(b"AcroForm")).and_then(Object::as_reference).expect("a form");
        let fields: Vec<Object> = (0..15_000)
            .map(|at| {
                let name = format!("{}{at}", "x".repeat(600));
                pdf.add_object(dictionary! { "FT" => "Tx", "T" => text_string(&name), "V" => text_string("y") }).into()
            })
            .collect();
        let form = pdf.get_dictionary_mut(form).expect("it is a dictionary");
        form.get_mut(b"Fields").and_then(Object::as_array_mut).expect("it has fields").extend(fields);
    });
    let supplier = supplier("svar.pdf", flooded);
    let codes = found(&supplier);
    let told = codes.iter().filter(|code| *code == "field-added").count();
    assert!((2..=21).contains(&told) || codes == ["too-slow"] || codes == ["too-demanding"], "{told} {codes:?}");
    let said = messages(&supplier);
    assert!(said.len() < 20_000, "{}: {}", said.len(), said.chars().take(3_000).collect::<String>());
}

#[test]
fn what_acts_is_known_whatever_its_part_is_called() {
    for (kind, target, content) in
        [("externalLink", "el/e1.xml", "<externalLink/>"), ("vbaProject", "vp.bin", "x"), ("oleObject", "o.bin", "x")]
    {
        assert_eq!(besides("svar.xlsx", with_part(&XLSX, kind, target, content)).0, ["active-content"], "{kind}");
    }
    let mut files = unpacked(&XLSX);
    let link = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="file://attacker/x" TargetMode="External"/></Relationships>"#;
    files.push(("xl/worksheets/_rels/sheet3.xml.rels".to_owned(), link.as_bytes().to_vec()));
    assert_eq!(besides("svar.xlsx", packed(&files)).0, ["active-content"]);
}

#[test]
fn what_turns_the_direction_of_a_text_is_named_in_every_comparison() {
    let turned = "Ja \u{202e}galredev dom nuK";
    let form = fill_workbook(&FORMS.xlsx, &but(&[("SF1470.begrundelse", turned), ("leverandoer.navn", "A\u{202e}B")]));
    let desk = Desk::new().file("udbud.toml", PROFILE).file("svar.xlsx", form);
    let ran = desk.run(&["collect", "--profile", "udbud.toml", "svar.xlsx", "--format", "xlsx", "-o", "s.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // What is carried along to be judged again is as it was written, and nobody's to read.
    let parts = unpacked(&desk.read("s.xlsx"));
    let strings = parts.iter().find(|(name, _)| name == "xl/sharedStrings.xml").expect("texts are shared");
    let strings = String::from_utf8_lossy(&strings.1).into_owned();
    let read = strings.split("<si>").filter(|item| !item.contains("&quot;schema") && !item.contains("\"schema"));
    let read: String = read.collect();
    assert!(read.contains("Ja [U+202E]galredev") && read.contains("A[U+202E]B"), "it is named");
    assert!(!read.contains("Ja \u{202e}"), "it turns nothing");
}

#[test]
fn one_undertaking_given_twice_by_one_supplier_is_told() {
    let one = fill_pdf(&FORMS.pdf, &good());
    let other = fill_workbook(&FORMS.xlsx, &but(&[("SF1470.svar", "Nej")]));
    let (_, json) = collected(&[("a.pdf", one), ("b.xlsx", other)]);
    assert!(found(&json["suppliers"][1]).contains(&"same-supplier".to_owned()));
}

#[test]
fn fields_in_a_layer_that_can_be_switched_off_are_told() {
    let layered = change_pdf(&PDF, |pdf| {
        let layer = pdf.add_object(dictionary! { "Type" => "OCG", "Name" => text_string("x") });
        let widgets: Vec<_> = pdf.objects.iter().filter(|(_, it)| is_widget(it)).map(|(id, _)| *id).collect();
        for id in widgets {
            pdf.get_dictionary_mut(id).expect("it is a widget").set("OC", layer);
        }
    });
    let (codes, said) = besides("svar.pdf", layered);
    assert_eq!(codes, ["unseen"], "{said}");
}

fn is_widget(object: &Object) -> bool {
    object.as_dict().is_ok_and(|it| it.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Widget"))
}

#[test]
fn a_field_of_no_line_is_named_where_something_is_wrong_with_it() {
    let formatted = change_pdf(&PDF, |pdf| {
        let id = pdf_fields(pdf)["leverandoer.kontakt"];
        pdf.get_dictionary_mut(id).expect("it is a field").set("RV", text_string("<body><p>Med forbehold</p></body>"));
    });
    let said = messages(&supplier("svar.pdf", formatted));
    assert!(said.contains("Feltet »Kontaktperson«: Feltet giver flere svar"), "{said}");
    assert!(said.contains("»Med forbehold«"), "{said}");
}
