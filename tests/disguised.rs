//! Forms that show another thing than they hold, each in its own way: every one is told.

use lopdf::{Document, Object, Stream, dictionary, text_string};

use crate::answers::{change_pdf, packed, pdf_fields, unpacked};
use crate::collect::found;
use crate::returned::{PDF, SVAR, XLSX, besides, change_part, messages, replace_cell, row_of, supplier, text_cell};

const STYLES: &str = "xl/styles.xml";
const LINE: &str = "I-02.01";

/// The cell of an answer, and the text of the cell with what it holds.
fn cell() -> String {
    format!("F{}", row_of(LINE))
}

/// The filled workbook with another font or fill, given as XML, and the answer's cell in a format that uses it.
fn formatted(font: Option<&str>, fill: Option<&str>, more: &str) -> Vec<u8> {
    let mut number = 0;
    let styled = change_part(&XLSX, STYLES, |styles| {
        let put = |styles: String, list: &str, item: Option<&str>| {
            let end = styles.find(&format!("</{list}>")).expect("there is such a list");
            let begin = styles.find(&format!("<{list} ")).expect("there is such a list");
            let count = styles[begin..end].matches(&format!("<{}>", list.trim_end_matches('s'))).count();
            (format!("{}{}{}", &styles[..end], item.unwrap_or_default(), &styles[end..]), count)
        };
        let (styles, fonts) = put(styles, "fonts", font);
        let (styles, fills) = put(styles, "fills", fill);
        let (begin, end) = (styles.find("<cellXfs").unwrap(), styles.find("</cellXfs>").unwrap());
        number = styles[begin..end].matches("<xf ").count();
        let (font, fill) = (font.map_or(3, |_| fonts), fill.map_or(0, |_| fills));
        let format = format!(r#"<xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="0" xfId="0"/>"#);
        format!("{}{format}{}", &styles[..end], &styles[end..])
            .replace("</styleSheet>", &format!("{more}</styleSheet>"))
    });
    change_part(&styled, SVAR, |sheet| {
        let cell = cell();
        replace_cell(sheet, &cell, &format!(r#"<c r="{cell}" s="{number}" t="inlineStr"><is><t>Ja</t></is></c>"#))
    })
}

fn codes(book: Vec<u8>) -> Vec<String> {
    besides("svar.xlsx", book).0
}

fn changed(change: impl FnOnce(String) -> String) -> Vec<String> {
    codes(change_part(&XLSX, SVAR, change))
}

#[test]
fn letters_of_the_colour_of_their_ground_are_told_however_the_colour_is_named() {
    let font = |colour: &str| format!(r#"<font><sz val="11"/>{colour}<name val="Calibri"/></font>"#);
    let list =
        format!("<colors><indexedColors>{}</indexedColors></colors>", r#"<rgbColor rgb="00FFFFFF"/>"#.repeat(64));
    let dark = r#"<fill><patternFill patternType="solid"><fgColor rgb="FF1A1A1A"/></patternFill></fill>"#;
    let slope = r#"<fill><gradientFill><stop position="0"><color rgb="FF101010"/></stop><stop position="1"><color rgb="FF0A0A0A"/></stop></gradientFill></fill>"#;
    for (colour, fill, more) in [
        (r#"<color theme="0"/>"#, None, ""),
        (r#"<color theme="1" tint="1"/>"#, None, ""),
        (r#"<color indexed="9"/>"#, None, ""),
        (r#"<color indexed="65"/>"#, None, ""),
        (r#"<color indexed="8"/>"#, None, list.as_str()),
        (r#"<color rgb="FF1A1A1A"/>"#, Some(dark), ""),
        (r#"<color rgb="FF0F0F0F"/>"#, Some(slope), ""),
    ] {
        assert_eq!(codes(formatted(Some(&font(colour)), fill, more)), ["struck-out I-02.01"], "{colour} {fill:?}");
    }
    let signs = r#"<font><sz val="11"/><name val="Wingdings 2"/></font>"#;
    assert_eq!(codes(formatted(Some(signs), None, "")), ["struck-out I-02.01"]);
    // White on a dark ground is seen, and so is a colour that is only light.
    for (colour, fill) in [
        (r#"<color rgb="FFFFFFFF"/>"#, Some(dark)),
        (r#"<color indexed="13"/>"#, None),
        (r#"<color theme="1"/>"#, None),
    ] {
        assert_eq!(codes(formatted(Some(&font(colour)), fill, "")), [""; 0], "{colour}");
    }
}

#[test]
fn a_theme_that_makes_letters_white_is_told() {
    let plain = formatted(Some(r#"<font><sz val="11"/><color theme="1"/></font>"#), None, "");
    let white = change_part(&plain, "xl/theme/theme1.xml", |theme| {
        let (begin, end) = (theme.find("<a:dk1>").unwrap(), theme.find("</a:dk1>").unwrap());
        format!(r#"{}<a:dk1><a:srgbClr val="FFFFFF"/>{}"#, &theme[..begin], &theme[end..])
    });
    assert_eq!(codes(white), ["struck-out I-02.01"]);
}

#[test]
fn rows_and_columns_too_low_or_narrow_to_be_read_are_hidden() {
    let row = format!(r#"<row r="{}""#, row_of(LINE));
    let height = |sheet: String, new: &str| {
        let begin = sheet.find(&row).expect("the row is there");
        let end = begin + sheet[begin..].find('>').expect("a tag ends");
        let tag = sheet[begin..end].split(" ht=").next().unwrap_or_default().to_owned();
        format!("{}{tag}{new}{}", &sheet[..begin], &sheet[end..])
    };
    assert_eq!(changed(|sheet| height(sheet, r#" ht="2" customHeight="1""#)), ["unseen"]);
    // A row that says nothing of itself is as high as the sheet says.
    let hidden = |sheet: String| height(sheet, "").replacen("<sheetFormatPr ", r#"<sheetFormatPr zeroHeight="1" "#, 1);
    assert_eq!(changed(hidden), ["unseen"]);
    assert_eq!(changed(|sheet| height(sheet, r#" ht="12" customHeight="1""#)), [""; 0]);
}

#[test]
fn a_format_that_stands_with_its_condition_is_told() {
    let cell = cell();
    let with = |format: &str| {
        let rule = format!(
            r#"<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression" priority="9"><xm:f>TRUE</xm:f><x14:dxf>{format}</x14:dxf></x14:cfRule><xm:sqref>A1 {cell}</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"#
        );
        changed(|sheet| sheet.replace("</worksheet>", &rule))
    };
    assert_eq!(with(r#"<numFmt numFmtId="191" formatCode=";;;&quot;Nej&quot;"/>"#), ["disguised I-02.01"]);
    let shown = messages(&supplier("svar.xlsx", worded("", "0;0;0;\"Nej\"")));
    assert!(shown.contains("Cellens format viser »Nej«, men der står ikke noget i cellen."), "{shown}");
    assert_eq!(with(r#"<font><color rgb="FFFDFDFD"/></font>"#), ["struck-out I-02.01"]);
    let black = r#"<fill><patternFill patternType="solid"><bgColor rgb="FF000000"/></patternFill></fill>"#;
    assert_eq!(with(&format!(r#"<font><color rgb="FF080808"/></font>{black}"#)), ["struck-out I-02.01"]);
    assert_eq!(with(r#"<font><color rgb="FF9C0006"/></font>"#), [""; 0]);
}

#[test]
fn a_cell_that_says_two_things_is_told() {
    let cell = cell();
    let two = |new: String| changed(|sheet| replace_cell(sheet, &cell, &new));
    let ja = text_cell(&cell, "Ja");
    assert_eq!(two(format!(r#"<c r="{cell}" t="str"><v>Nej</v><is><t>Ja</t></is></c>"#)), ["field-twice"]);
    assert_eq!(two(format!("{}{ja}", text_cell(&cell, "Nej"))), ["field-twice I-02.01"]);
    let ways = format!(
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{ja}</mc:Fallback></mc:AlternateContent>",
        text_cell(&cell, "Nej")
    );
    assert_eq!(two(ways), ["field-twice I-02.01"]);
    let picture = format!(r#"<c r="{cell}" vm="1" t="inlineStr"><is><t>Ja</t></is></c>"#);
    assert_eq!(two(picture), ["struck-out I-02.01"]);
}

#[test]
fn two_parts_of_one_name_are_refused() {
    let part = unpacked(&XLSX).into_iter().find(|(name, _)| name == SVAR).expect("the sheet is there").1;
    let other = String::from_utf8(part).expect("XML is UTF-8").replace(">Ja<", ">Nej<");
    let mut files = unpacked(&XLSX);
    files.push(("XL/Worksheets/sheet3.xml".to_owned(), other.clone().into_bytes()));
    assert_eq!(found(&supplier("svar.xlsx", packed(&files))), ["damaged"]);
    // Of the same name letter for letter, which no writer of ours would make: a name of the same length is overwritten.
    let mut files = unpacked(&XLSX);
    files.push((SVAR.replace("sheet3", "sheet9"), other.into_bytes()));
    let bytes = packed(&files);
    let (from, to) = (b"sheet9.xml".as_slice(), b"sheet3.xml".as_slice());
    let twice: Vec<u8> = {
        let mut bytes = bytes;
        while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
        bytes
    };
    assert_eq!(found(&supplier("svar.xlsx", twice)), ["damaged"]);
}

#[test]
fn what_lies_over_a_sheet_without_words_is_told() {
    let before = |sheet: String, new: &str| sheet.replace("</worksheet>", &format!("{new}</worksheet>"));
    assert_eq!(changed(|sheet| before(sheet, r#"<picture r:id="rId9"/>"#)), ["remark"]);
    let over = |kind: &str, target: &str, content: &str| {
        let mut files = unpacked(&XLSX);
        let relation = format!(
            r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="../{target}"/></Relationships>"#
        );
        files.push(("xl/worksheets/_rels/sheet3.xml.rels".to_owned(), relation.into_bytes()));
        files.push((format!("xl/{target}"), content.as_bytes().to_vec()));
        codes(packed(&files))
    };
    assert_eq!(over("drawing", "drawings/d.xml", "<xdr:wsDr><xdr:sp><xdr:spPr/></xdr:sp></xdr:wsDr>"), ["remark"]);
    assert_eq!(over("drawing", "drawings/d.xml", "<xdr:wsDr><xdr:cxnSp/></xdr:wsDr>"), ["remark"]);
    let note = |kind: &str| format!(r#"<xml><v:shape><x:ClientData ObjectType="{kind}"/></v:shape></xml>"#);
    assert_eq!(over("vmlDrawing", "drawings/v.vml.xml", &note("Rect")), ["remark"]);
    assert_eq!(over("vmlDrawing", "drawings/v.vml.xml", &note("Note")), [""; 0], "a comment is told by its words");
}

#[test]
fn what_a_cell_says_while_it_is_filled_in_or_pointed_at_is_told() {
    let cell = cell();
    let tip = format!(
        r#"<hyperlinks><hyperlink ref="{cell}" location="Svar!A1" tooltip="Kun mod vederlag"/></hyperlinks></worksheet>"#
    );
    let (codes, said) = besides("svar.xlsx", change_part(&XLSX, SVAR, |it| it.replace("</worksheet>", &tip)));
    assert_eq!(codes, ["remark I-02.01"]);
    assert!(said.contains("Kun mod vederlag"), "{said}");
    let prompt = r#"promptTitle="I-02.01" prompt=""#;
    let (codes, said) = besides(
        "svar.xlsx",
        change_part(&XLSX, SVAR, |sheet| sheet.replace(prompt, &format!("{prompt}Ja betyder mod vederlag. "))),
    );
    assert_eq!(codes, ["remark I-02.01"]);
    assert!(said.contains("Ja betyder mod vederlag."), "{said}");
}

#[test]
fn a_list_that_offers_other_answers_is_told() {
    let cell = cell();
    let list = |formula: &str| {
        changed(|sheet| {
            let rule = sheet.find(&format!(r#"sqref="{cell}"><formula1>"#)).expect("the cell has a list");
            let begin = rule + sheet[rule..].find("<formula1>").unwrap();
            let end = begin + sheet[begin..].find("</formula1>").unwrap();
            format!("{}<formula1>{formula}{}", &sheet[..begin], &sheet[end..])
        })
    };
    assert_eq!(list(r#""Ja,Ja mod vederlag""#), ["field-changed I-02.01"]);
    assert_eq!(list("Svar!$C$1:$C$2"), ["field-changed I-02.01"], "cells of the sheet itself");
    assert_eq!(list(r#""Ja, Nej""#), [""; 0], "as other programs keep it");
    assert_eq!(list("EtNavn"), [""; 0], "what cannot be looked up is not compared");
}

#[test]
fn a_sheet_of_guidance_that_is_gone_hidden_or_renamed_is_told() {
    const WORKBOOK: &str = "xl/workbook.xml";
    let workbook = |change: &dyn Fn(String) -> String| besides("svar.xlsx", change_part(&XLSX, WORKBOOK, change));
    let (codes, said) =
        workbook(&|text| text.replace(r#"<sheet name="Vejledning""#, r#"<sheet state="hidden" name="Vejledning""#));
    assert_eq!(codes, ["passage-gone"], "{said}");
    assert!(said.contains("Arket »Vejledning«"), "{said}");
    let (codes, said) = workbook(&|text| text.replace(r#"name="Vejledning""#, r#"name="Med forbehold""#));
    assert!(codes.contains(&"remark".to_owned()) && said.contains("Arket »Med forbehold«"), "{codes:?} {said}");
    let gone = change_part(&XLSX, "xl/worksheets/sheet1.xml", |sheet| {
        let begin = sheet.rfind("<row ").expect("there are rows");
        let end = begin + sheet[begin..].find("</row>").unwrap() + "</row>".len();
        format!("{}{}", &sheet[..begin], &sheet[end..])
    });
    assert!(self::codes(gone).contains(&"passage-gone".to_owned()));
}

fn told_of_pdf(change: impl FnOnce(&mut Document)) -> Vec<String> {
    let supplier = supplier("svar.pdf", change_pdf(&PDF, change));
    let mut told = found(&supplier);
    let plain = found(&self::supplier("svar.pdf", PDF.clone()));
    plain.iter().for_each(|code| told.retain(|other| other != code));
    assert!(!messages(&supplier).is_empty());
    told
}

#[test]
fn words_of_a_field_that_cannot_be_seen_are_told() {
    let field = "SF1320_A.begrundelse";
    let looks = |look: &str| {
        told_of_pdf(|pdf| {
            let field = pdf_fields(pdf)[field];
            let field = pdf.get_dictionary_mut(field).expect("it is a field");
            field.remove(b"AP");
            field.set("DA", Object::string_literal(look));
        })
    };
    for unseen in ["/Helv 10 Tf 1 g", "/Helv 0.1 Tf 0 g", "/Helv 10 Tf 0.98 1 1 rg", "/Helv 9 Tf 0 0 0 0.01 k", "3 Tr"]
    {
        assert_eq!(looks(unseen), ["struck-out SF1320_A"], "{unseen}");
    }
    for seen in ["/Helv 0 Tf 0 g", "/Helv 10 Tf 1 0 0 rg", "0 Tr"] {
        assert_eq!(looks(seen), [""; 0], "{seen}");
    }
    let drawn = |content: &str| {
        told_of_pdf(|pdf| {
            let field = pdf_fields(pdf)[field];
            let look = pdf.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, content.as_bytes().to_vec()));
            pdf.get_dictionary_mut(field).expect("it is a field").set("AP", dictionary! { "N" => look });
        })
    };
    assert_eq!(drawn("BT 1 g /F 9 Tf (hentes direkte.) Tj ET"), ["struck-out SF1320_A"]);
    assert_eq!(drawn("BT 0 g /F 9 Tf (hentes direkte.) Tj ET"), [""; 0]);
    let dots = told_of_pdf(|pdf| {
        let field = pdf_fields(pdf)[field];
        let field = pdf.get_dictionary_mut(field).expect("it is a field");
        let flags = field.get(b"Ff").and_then(Object::as_i64).unwrap_or_default();
        field.set("Ff", flags | 1 << 13);
    });
    assert!(dots.contains(&"struck-out SF1320_A".to_owned()), "{dots:?}");
}

#[test]
fn a_mark_outside_its_frame_is_told() {
    let framed = |frame: [i64; 4]| {
        told_of_pdf(|pdf| {
            let field = pdf_fields(pdf)["I-02-01.svar"];
            let kids = pdf.get_dictionary(field).and_then(|it| it.get(b"Kids")).and_then(Object::as_array).unwrap();
            for kid in kids.clone() {
                let kid = pdf.get_dictionary(kid.as_reference().unwrap()).unwrap();
                let states = kid.get(b"AP").and_then(Object::as_dict).and_then(|looks| looks.get(b"N")).unwrap();
                let Some(look) = states.as_dict().unwrap().get(b"Ja").ok().map(|look| look.as_reference().unwrap())
                else {
                    continue;
                };
                let sides: Vec<Object> = frame.into_iter().map(Object::from).collect();
                pdf.get_object_mut(look).and_then(Object::as_stream_mut).unwrap().dict.set("BBox", sides);
                return;
            }
            panic!("there is a widget for the answer");
        })
    };
    // Marks share what they are drawn with.
    for frame in [[0, 0, 0, 0], [500, 500, 520, 520]] {
        let told = framed(frame);
        assert!(told.contains(&"mark-unseen I-02.01".to_owned()), "{frame:?}: {told:?}");
    }
    assert_eq!(framed([0, 0, 30, 30]), [""; 0]);
}

#[test]
fn a_window_or_a_printers_mark_over_a_page_is_told() {
    let over = |kind: &str, words: &str| {
        told_of_pdf(|pdf| {
            let look = Stream::new(dictionary! { "Subtype" => "Form" }, b"1 g 0 0 500 500 re f".to_vec());
            let look = pdf.add_object(look);
            let note = pdf.add_object(dictionary! {
                "Type" => "Annot", "Subtype" => kind, "Rect" => vec![0.into(), 0.into(), 500.into(), 500.into()],
                "Contents" => text_string(words), "AP" => dictionary! { "N" => look },
            });
            let page = pdf.get_pages()[&1];
            let list = pdf.get_dictionary(page).and_then(|page| page.get(b"Annots")).and_then(Object::as_array);
            let mut list = list.cloned().unwrap_or_default();
            list.push(note.into());
            pdf.get_dictionary_mut(page).unwrap().set("Annots", list);
        })
    };
    for kind in ["Popup", "PrinterMark", "TrapNet"] {
        assert_eq!(over(kind, "Med forbehold"), ["remark"], "{kind}");
    }
}

/// The filled workbook with a number in the answer's cell, in a format of its own.
fn numbered(value: &str, format: &str) -> Vec<u8> {
    holding("n", value, format)
}

/// The same with a text, which may be empty.
fn worded(value: &str, format: &str) -> Vec<u8> {
    holding("str", value, format)
}

/// The same with a value of the type that the workbook calls `kind`.
fn holding(kind: &str, value: &str, format: &str) -> Vec<u8> {
    let mut number = 0;
    let styled = change_part(&XLSX, STYLES, |styles| {
        let code = format.replace('"', "&quot;");
        let own = format!(r#"<numFmt numFmtId="250" formatCode="{code}"/></numFmts>"#);
        let styles = match styles.contains("</numFmts>") {
            true => styles.replacen("</numFmts>", &own, 1),
            false => styles.replacen("<fonts", &format!("<numFmts>{own}<fonts"), 1),
        };
        let (begin, end) = (styles.find("<cellXfs").unwrap(), styles.find("</cellXfs>").unwrap());
        number = styles[begin..end].matches("<xf ").count();
        let format = r#"<xf numFmtId="250" fontId="3" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#;
        format!("{}{format}{}", &styles[..end], &styles[end..])
    });
    change_part(&styled, SVAR, |sheet| {
        let cell = cell();
        replace_cell(sheet, &cell, &format!(r#"<c r="{cell}" s="{number}" t="{kind}"><v>{value}</v></c>"#))
    })
}

#[test]
fn a_number_that_is_shown_as_another_is_told() {
    for (value, format, shown) in [
        ("20", "0\" (dog 72)\"", "»20 (dog 72)«"),
        ("20", "0\"00\"", "»2000«"),
        ("20", "\\2\\0\\00", "»20020«"),
        ("20", "0,", "»0«"),
        ("20", "#,##0\" dage\"", "»20 dage«"),
        ("46419", "mm/dd/yyyy", "»02-01-2027«"),
        ("46419", "d. mmmm \"2031\"", "»1. februar 2031«"),
    ] {
        let told = messages(&supplier("svar.xlsx", numbered(value, format)));
        let held = if value == "20" { "20" } else { "01-02-2027" };
        let sentence = format!("Cellens format viser {shown}, men i cellen står »{held}«.");
        assert!(told.contains(&sentence), "{format}: {told:?}");
    }
    for (value, format) in [("20", "0"), ("20", "#,##0.00"), ("46419", "dd-mm-yyyy"), ("46419", "d. mmmm yyyy")] {
        let told = messages(&supplier("svar.xlsx", numbered(value, format)));
        assert!(!told.contains("Cellens format viser"), "{format}: {told:?}");
    }
}

/// The mark of a note is no part of a figure: »4¹« is not 41.
#[test]
fn what_stands_above_its_line_is_read_as_that() {
    let answer = |book| supplier("svar.xlsx", book)["answers"][LINE]["svar"].clone();
    let run = |how: &str, words: &str| format!("<r><rPr>{how}</rPr><t>{words}</t></r>");
    for (place, read) in [("superscript", "4¹"), ("subscript", "4₁"), ("baseline", "41")] {
        let runs = run("<b/>", "4") + &run(&format!("<vertAlign val=\"{place}\"/>"), "1");
        let cell = cell();
        let inline = format!(r#"<c r="{cell}" t="inlineStr"><is>{runs}</is></c>"#);
        assert_eq!(answer(change_part(&XLSX, SVAR, |sheet| replace_cell(sheet, &cell, &inline))), read);
        // Excel keeps its texts in a list.
        let mut number = 0;
        let listed = change_part(&XLSX, "xl/sharedStrings.xml", |strings| {
            number = strings.matches("<si>").count();
            strings.replace("</sst>", &format!("<si>{runs}</si></sst>"))
        });
        let shared = format!(r#"<c r="{cell}" t="s"><v>{number}</v></c>"#);
        assert_eq!(answer(change_part(&listed, SVAR, |sheet| replace_cell(sheet, &cell, &shared))), read);
    }
}

#[test]
fn two_cells_of_one_place_are_told_with_what_both_say() {
    let cell = cell();
    let second = text_cell(&cell, "Nej");
    let doubled =
        change_part(&XLSX, SVAR, |sheet| replace_cell(sheet, &cell, &format!("{}{second}", text_cell(&cell, "Ja"))));
    assert!(found(&supplier("svar.xlsx", doubled.clone())).contains(&"field-twice I-02.01".to_owned()));
    let told = messages(&supplier("svar.xlsx", doubled));
    assert!(told.contains("»Nej« er læst, og det andet siger »Ja«"), "{told:?}");
    // A question that is asked twice is told with both wordings.
    let question = format!("E{}", row_of(LINE));
    let doubled = change_part(&XLSX, SVAR, |sheet| {
        let at = sheet.find(&format!("<c r=\"{question}\"")).expect("it is there");
        format!("{}{}{}", &sheet[..at], text_cell(&question, "Løsningen kan frasortere."), &sheet[at..])
    });
    let told = messages(&supplier("svar.xlsx", doubled));
    assert!(told.contains(" / ") && told.contains("Løsningen kan frasortere."), "{told:?}");
}

#[test]
fn what_a_field_draws_besides_its_words_is_told() {
    let field = "SF1320_A.begrundelse";
    let drawn = |content: &str, more: &dyn Fn(&mut Stream)| {
        told_of_pdf(|pdf| {
            let field = pdf_fields(pdf)[field];
            let state = dictionary! { "ExtGState" => dictionary! { "G" => dictionary! { "ca" => 0 } } };
            let look = dictionary! { "Subtype" => "Form", "Resources" => state };
            let mut look = Stream::new(look, content.as_bytes().to_vec());
            more(&mut look);
            let look = pdf.add_object(look);
            pdf.get_dictionary_mut(field).expect("it is a field").set("AP", dictionary! { "N" => look });
        })
    };
    let words = "q 0 0 300 40 re W n BT 0 g /F 9 Tf (hentes direkte.) Tj ET Q";
    let plain = format!("0.9 g 0 0 300 40 re f 0 G 0 0 300 40 re s {words}");
    assert_eq!(drawn(&plain, &|_| {}), [""; 0]);
    for content in [
        format!("{words} 1 g 0 0 300 40 re f"),
        format!("{words} q 0 0 1 RG 10 10 m 30 30 l S Q"),
        format!("10 10 m 30 30 l S {words}"),
        format!("{words} q 500 0 0 100 0 0 cm /Im Do Q"),
        format!("{words} /S sh"),
        format!("/G gs {words}"),
        format!("0 0 0 0 re W n {words}"),
    ] {
        assert_eq!(drawn(&content, &|_| {}), ["drawn-otherwise SF1320_A"], "{content}");
    }
    let frame = |look: &mut Stream| look.dict.set("BBox", vec![0.into(), 0.into(), 1.into(), 1.into()]);
    assert_eq!(drawn(words, &frame), ["drawn-otherwise SF1320_A"]);
    let matrix = |look: &mut Stream| {
        look.dict
            .set("Matrix", ["0.001", "0", "0", "0.001", "0", "0"].map(|it| Object::Real(it.parse().unwrap())).to_vec())
    };
    assert_eq!(drawn(words, &matrix), ["drawn-otherwise SF1320_A"]);
}

#[test]
fn what_is_laid_over_marks_is_told() {
    // The widgets of an answer, each with the look of its mark.
    let kids = |pdf: &Document| {
        let field = pdf_fields(pdf)["I-02-01.svar"];
        let kids = pdf.get_dictionary(field).and_then(|it| it.get(b"Kids")).and_then(Object::as_array).unwrap();
        kids.iter().map(|kid| kid.as_reference().unwrap()).collect::<Vec<_>>()
    };
    let look_of = |pdf: &Document, kid| {
        let looks = pdf.get_dictionary(kid).unwrap().get(b"AP").and_then(Object::as_dict).unwrap().clone();
        let states = looks.get(b"N").and_then(Object::as_dict).unwrap().clone();
        let state = states.iter().find(|(name, _)| *name != b"Off").map(|(_, look)| look.as_reference().unwrap());
        state.expect("a widget has a mark")
    };
    let covered = told_of_pdf(|pdf| {
        let kid = kids(pdf)[0];
        let look = look_of(pdf, kid);
        let look = pdf.get_object_mut(look).and_then(Object::as_stream_mut).unwrap();
        let mut content = look.decompressed_content().unwrap_or(look.content.clone());
        content.extend(b" q 1 g 2.5 2.5 9 9 re f Q");
        look.dict.remove(b"Filter");
        look.set_content(content);
    });
    assert!(covered.contains(&"mark-unseen I-02.01".to_owned()), "{covered:?}");
    let hidden = told_of_pdf(|pdf| {
        let kid = kids(pdf)[0];
        pdf.get_dictionary_mut(kid).unwrap().set("F", 2);
    });
    assert!(hidden.contains(&"unseen".to_owned()), "{hidden:?}");
    for annotation in [
        dictionary! { "Type" => "Annot", "Subtype" => "Link" },
        dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Btn" },
    ] {
        let told = told_of_pdf(|pdf| {
            let look = Object::Reference(look_of(pdf, kids(pdf)[1]));
            let mut annotation = annotation.clone();
            annotation.set("Rect", vec![100.into(), 100.into(), 120.into(), 120.into()]);
            annotation.set("AP", dictionary! { "N" => look });
            let annotation = pdf.add_object(annotation);
            let page = *pdf.get_pages().values().next().expect("it has pages");
            let list = pdf.get_dictionary(page).unwrap().get(b"Annots").cloned().unwrap_or(Object::Array(Vec::new()));
            let mut list = match list {
                Object::Reference(id) => pdf.get_object(id).and_then(Object::as_array).unwrap().clone(),
                Object::Array(list) => list,
                _ => Vec::new(),
            };
            list.push(Object::Reference(annotation));
            pdf.get_dictionary_mut(page).unwrap().set("Annots", list);
        });
        assert_eq!(told, ["remark"], "{annotation:?}");
    }
}
