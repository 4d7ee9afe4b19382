//! Suppliers who fill forms in, in both formats, and forms that were tampered with.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};
use lopdf::{Document, Object, ObjectId, text_string};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What is written into fields, by their names.
pub type Answers<'a> = BTreeMap<&'a str, &'a str>;

/// The files of a package by name, in their order.
pub fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a package");
    let mut files = Vec::new();
    for at in 0..package.len() {
        let mut file = package.by_index(at).expect("it can be read");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("it can be unpacked");
        files.push((file.name().expect("its name is text").into_owned(), content));
    }
    files
}

pub fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        package.start_file(name.as_str(), SimpleFileOptions::default()).expect("it can be added");
        package.write_all(content).expect("it can be written");
    }
    package.finish().expect("it can be closed").into_inner()
}

/// Fills a workbook as a spreadsheet program would: the cell beside a field's hidden name gets a string.
pub fn fill_workbook(bytes: &[u8], answers: &Answers<'_>) -> Vec<u8> {
    fill_cells(bytes, answers, |cell, style, text| {
        // What reads like an escape is escaped.
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace("_x", "_x005F_x");
        format!(r#"<c r="{cell}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
    })
}

/// Fills a workbook with formulas, which last showed the answers.
pub fn fill_workbook_with_formulas(bytes: &[u8], answers: &Answers<'_>) -> Vec<u8> {
    fill_cells(bytes, answers, |cell, style, text| {
        format!(r#"<c r="{cell}" s="{style}" t="str"><f>1+1</f><v>{text}</v></c>"#)
    })
}

fn fill_cells(bytes: &[u8], answers: &Answers<'_>, written: impl Fn(&str, &str, &str) -> String) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    let mut files = unpacked(bytes);
    // Sheet, the columns of names, the columns of answers.
    for (sheet, number, columns) in [("Leverandør", 2, vec![(0, "C")]), ("Svar", 3, vec![(0, "F"), (1, "G")])] {
        let range = book.worksheet_range(sheet).expect("the sheet is there");
        let path = format!("xl/worksheets/sheet{number}.xml");
        let xml = files.iter_mut().find(|(name, _)| *name == path).expect("the sheet is in the package");
        let mut text = String::from_utf8(xml.1.clone()).expect("XML is UTF-8");
        for (name_column, column) in columns {
            for row in 0..range.end().expect("the sheet has rows").0 + 1 {
                let Some(Data::String(name)) = range.get_value((row, name_column)) else { continue };
                let Some(answer) = answers.get(name.as_str()) else { continue };
                let cell = format!("{column}{}", row + 1);
                let begin = text.find(&format!(r#"<c r="{cell}""#)).unwrap_or_else(|| panic!("there is no {cell}"));
                let end = begin + text[begin..].find("/>").expect("a blank cell is one tag") + 2;
                let style = text[begin..end].split('"').nth(3).expect("a field has a style").to_owned();
                text.replace_range(begin..end, &written(&cell, &style, answer));
            }
        }
        xml.1 = text.into_bytes();
    }
    packed(&files)
}

/// Writes into an evaluator's workbook: texts into cells, each by its row's hidden key and its column's hidden name.
/// What can be read as a number is one.
pub fn write_evaluation(bytes: &[u8], cells: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    let mut files = unpacked(bytes);
    let range = book.worksheet_range("Vurdering").expect("the sheet is there");
    let is = |cell: &Data, text: &str| matches!(cell, Data::String(held) if held == text);
    let (top, left) = range.start().expect("the sheet has cells");
    let head = range.rows().position(|row| row.iter().any(|cell| is(cell, "bilag.key"))).expect("columns are named");
    let xml =
        files.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet3.xml").expect("the sheet is in the package");
    let mut text = String::from_utf8(xml.1.clone()).expect("XML is UTF-8");
    for (key, column, written) in cells {
        let names = range.rows().nth(head).expect("as before");
        let column = left + u32::try_from(names.iter().position(|cell| is(cell, column)).expect(column)).unwrap();
        let row = match *key {
            // The evaluator's own name stands below the columns' names.
            "" => head + 1,
            key => range.rows().position(|row| row.iter().any(|cell| is(cell, key))).expect(key),
        };
        let row = top + u32::try_from(row).unwrap() + 1;
        let letters = match column {
            0..26 => char::from(b'A' + u8::try_from(column).unwrap()).to_string(),
            _ => format!("A{}", char::from(b'A' + u8::try_from(column - 26).unwrap())),
        };
        let cell = format!("{letters}{row}");
        let begin = format!(r#"<c r="{cell}""#);
        let value = match written.parse::<f64>() {
            Ok(number) => format!(r#"{begin}><v>{number}</v></c>"#),
            Err(_) => format!(r#"{begin} t="inlineStr"><is><t>{written}</t></is></c>"#),
        };
        match text.find(&begin) {
            Some(at) => {
                let empty = at + text[at..].find("/>").expect("a tag ends");
                let full = text[at..].find("</c>").map_or(usize::MAX, |end| at + end);
                let open = at + text[at..].find('>').expect("a tag ends");
                let end = if open == empty + 1 { empty + 2 } else { full + 4 };
                text.replace_range(at..end, &value);
            }
            None => {
                let row_tag = text.find(&format!(r#"<row r="{row}""#)).expect("the row is there");
                let end = row_tag + text[row_tag..].find("</row>").expect("it has cells");
                text.insert_str(end, &value);
            }
        }
    }
    xml.1 = text.into_bytes();
    packed(&files)
}

/// The names of the fields in a PDF, each with the object that holds it.
pub fn pdf_fields(pdf: &Document) -> BTreeMap<String, ObjectId> {
    let mut fields = BTreeMap::new();
    for (id, object) in &pdf.objects {
        let Ok(field) = object.as_dict() else { continue };
        if !field.has(b"FT") {
            continue;
        }
        let mut names = Vec::new();
        let mut at = Some(field);
        while let Some(node) = at {
            names.extend(node.get(b"T").ok().map(|name| lopdf::decode_text_string(name).expect("names are text")));
            at = node.get(b"Parent").ok().and_then(|parent| pdf.dereference(parent).ok()?.1.as_dict().ok());
        }
        names.reverse();
        fields.insert(names.join("."), *id);
    }
    fields
}

/// Fills a PDF as a form program would.
pub fn fill_pdf(bytes: &[u8], answers: &Answers<'_>) -> Vec<u8> {
    change_pdf(bytes, |pdf| {
        let fields = pdf_fields(pdf);
        for (name, answer) in answers {
            let id = fields[*name];
            let field = pdf.get_dictionary(id).expect("a field is a dictionary").clone();
            let is_button = field.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Btn");
            let state = Object::Name(answer.as_bytes().to_vec());
            let value = if is_button { state.clone() } else { text_string(answer) };
            pdf.get_dictionary_mut(id).expect("as before").set("V", value);
            for kid in field.get(b"Kids").and_then(Object::as_array).into_iter().flatten() {
                mark(pdf, kid.as_reference().expect("kids are objects"), answer);
            }
        }
    })
}

/// Marks a widget if it has the answer's state, else clears it.
pub fn mark(pdf: &mut Document, widget: ObjectId, answer: &str) {
    let kid = pdf.get_dictionary_mut(widget).expect("a widget is a dictionary");
    let states = kid.get(b"AP").and_then(Object::as_dict).and_then(|all| all.get(b"N")).and_then(Object::as_dict);
    let has = states.is_ok_and(|states| states.has(answer.as_bytes()));
    kid.set("AS", Object::Name(if has { answer.as_bytes().to_vec() } else { b"Off".to_vec() }));
}

/// Changes a PDF and writes it anew.
pub fn change_pdf(bytes: &[u8], change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut pdf = Document::load_mem(bytes).expect("it is a PDF");
    change(&mut pdf);
    let mut changed = Vec::new();
    pdf.save_to(&mut changed).expect("it can be written");
    changed
}
