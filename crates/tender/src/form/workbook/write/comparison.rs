//! The comparison: requirements down, suppliers across. A colour repeats what the word in the cell says.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::look::Look;
use super::{footer, height, run, sheet, title, write};
use crate::complaint::Complaints;
use crate::document::words::{Word, Words};
use crate::document::{Compared, ComparedRow, Sammenligning, Tone};
use crate::form::workbook::layout::cell;
use crate::input::markdown::words as plain;

const ID: u16 = 0;
const KIND: u16 = 1;
const TEXT: u16 = 2;
/// The first supplier's column
const FIRST: u16 = 3;

const TEXT_WIDTH: u16 = 60;
const SUPPLIER_WIDTH: u16 = 24;
const MESSAGE_WIDTH: u16 = 90;

/// Makes the comparison's workbook: the answers, what was found, and what was written beside the answers.
pub fn comparison(it: &Sammenligning, words: &Words) -> Result<Vec<u8>, Complaints> {
    write(&it.front, |book, look| {
        answers(sheet(book, words.get(Word::SheetAnswers))?, it, words, look)?;
        findings(sheet(book, words.get(Word::SheetFindings))?, it, words, look)?;
        descriptions(sheet(book, words.get(Word::SheetDescriptions))?, it, words, look)
    })
}

fn answers(sheet: &mut Worksheet, it: &Sammenligning, words: &Words, look: &Look) -> Result<(), XlsxError> {
    sheet.set_landscape().set_footer(footer(&it.front, words));
    sheet.set_column_width(ID, 13)?.set_column_width(KIND, 8)?.set_column_width(TEXT, TEXT_WIDTH)?;
    let head = title(sheet, &it.front, words, look, ID)? + 1;
    for (column, key) in [(ID, Word::Number), (KIND, Word::Type), (TEXT, Word::Requirement)] {
        sheet.write_string_with_format(head, column, words.get(key), &look.head)?;
    }
    for (column, supplier) in (FIRST..).zip(&it.suppliers) {
        sheet.set_column_width(column, SUPPLIER_WIDTH)?;
        let name = match &supplier.cvr {
            Some(cvr) => format!("{}\nCVR {cvr}", supplier.name),
            None => supplier.name.clone(),
        };
        sheet.write_string_with_format(head, column, cell(&name), &look.head_foreign)?;
    }
    let names = it.suppliers.iter().map(|supplier| (supplier.name.as_str(), SUPPLIER_WIDTH));
    sheet.set_row_height(head, height(names) + 14.0)?;
    sheet.set_freeze_panes(head + 1, FIRST)?.set_repeat_rows(head, head)?;
    let mut row = head + 1;
    if !it.facts.is_empty() {
        row = group(sheet, row, words.get(Word::ComparedFacts), &it.facts, look)?;
    }
    for lines in &it.groups {
        row = group(sheet, row, &plain(&lines.title), &lines.rows, look)?;
    }
    Ok(())
}

fn group(sheet: &mut Worksheet, mut row: u32, name: &str, rows: &[ComparedRow], look: &Look) -> Result<u32, XlsxError> {
    sheet.set_row_height(row, 26)?;
    sheet.write_string_with_format(row, ID, cell(name), &look.group)?;
    for line in rows {
        row += 1;
        sheet.write_string_with_format(row, ID, cell(&line.id), &look.cell_strong)?;
        sheet.write_string_with_format(row, KIND, cell(&line.kind), &look.cell_quiet)?;
        let (name, text) = (cell(&line.title), cell(&format!("\n{}", line.text)));
        if line.text.is_empty() {
            sheet.write_string_with_format(row, TEXT, &name, &look.cell)?;
        } else if line.title.is_empty() {
            sheet.write_string_with_format(row, TEXT, cell(&line.text), &look.cell)?;
        } else {
            let (strong, light) = (run(&name), run(&text));
            let runs = [(&look.run_strong, strong.as_str()), (&look.run, light.as_str())];
            sheet.write_rich_string_with_format(row, TEXT, &runs, &look.cell)?;
        }
        let whole = format!("{name}{text}");
        let mut texts = vec![(whole.clone(), TEXT_WIDTH)];
        for (column, answer) in (FIRST..).zip(&line.cells) {
            let shown: Vec<&str> =
                [answer.answer.as_str(), answer.word.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
            let shown = shown.join("\n");
            sheet.write_string_with_format(row, column, cell(&shown), tone(look, answer.tone))?;
            texts.push((shown, SUPPLIER_WIDTH));
        }
        sheet.set_row_height(row, height(texts.iter().map(|(text, width)| (text.as_str(), *width))))?;
    }
    Ok(row + 1)
}

fn tone(look: &Look, tone: Tone) -> &Format {
    match tone {
        Tone::Plain => &look.foreign,
        Tone::Fine => &look.fine,
        Tone::Notable => &look.notable,
        Tone::Bad => &look.bad,
        Tone::Away => &look.away,
    }
}

/// A table of texts, the last of them long.
fn table(
    sheet: &mut Worksheet,
    it: &Sammenligning,
    words: &Words,
    look: &Look,
    head: [Word; 4],
    rows: impl Iterator<Item = [String; 4]>,
) -> Result<(), XlsxError> {
    sheet.set_landscape().set_footer(footer(&it.front, words));
    for (column, width) in (0u16..).zip([30, 22, 18, MESSAGE_WIDTH]) {
        sheet.set_column_width(column, width)?;
    }
    let mut row = title(sheet, &it.front, words, look, 0)? + 1;
    for (column, key) in (0u16..).zip(head) {
        sheet.write_string_with_format(row, column, words.get(key), &look.head)?;
    }
    sheet.set_freeze_panes(row + 1, 0)?.set_repeat_rows(row, row)?;
    for texts in rows {
        row += 1;
        sheet.set_row_height(
            row,
            height([(texts[0].as_str(), 30), (texts[1].as_str(), 22), (texts[3].as_str(), MESSAGE_WIDTH)]),
        )?;
        for (column, text) in (0u16..).zip(&texts) {
            sheet.write_string_with_format(row, column, cell(text), &look.foreign)?;
        }
    }
    Ok(())
}

/// Who a row is about, so that it can be sorted away from the others of its supplier: a name alone could be another's.
fn who(supplier: &Compared) -> String {
    let number = supplier.cvr.iter().map(|cvr| format!("CVR {cvr}"));
    let parts = [supplier.name.clone()].into_iter().chain(number).chain([supplier.file.clone()]);
    parts.collect::<Vec<_>>().join("\n")
}

fn findings(sheet: &mut Worksheet, it: &Sammenligning, words: &Words, look: &Look) -> Result<(), XlsxError> {
    let rows = it.suppliers.iter().flat_map(|supplier| {
        supplier.findings.iter().flat_map(|group| {
            let told = |row: &crate::document::FindingRow| {
                [
                    who(supplier),
                    group.title.clone(),
                    row.requirement.as_ref().map(ToString::to_string).unwrap_or_default(),
                    row.message.clone(),
                ]
            };
            group.rows.iter().map(told)
        })
    });
    table(sheet, it, words, look, [Word::Supplier, Word::Weight, Word::Number, Word::Finding], rows)
}

fn descriptions(sheet: &mut Worksheet, it: &Sammenligning, words: &Words, look: &Look) -> Result<(), XlsxError> {
    let rows = it.suppliers.iter().flat_map(|supplier| {
        let told = |row: &crate::document::Description| {
            [who(supplier), row.answer.clone(), row.id.to_string(), plain(&row.text)]
        };
        supplier.descriptions.iter().map(told)
    });
    table(sheet, it, words, look, [Word::Supplier, Word::Answer, Word::Number, Word::DescriptionField], rows)
}
