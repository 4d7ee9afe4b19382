//! The comparison: what the answers come to, requirements down and suppliers across, a table to evaluate in, and what
//! was found. A colour repeats what the word in the cell says.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::look::Look;
use super::{footer, height, run, sheet, title, write};
use crate::complaint::Complaints;
use crate::document::words::{Word, Words};
use crate::document::{Compared, ComparedCell, ComparedRow, FindingRow, Front, Sammenligning, Tone};
use crate::form::evaluation::Basis;
use crate::form::workbook::layout::{self, cell};
use crate::input::markdown::words as plain;
use crate::text::danish;

mod evaluation;
mod result;

const ID: u16 = 0;
const KIND: u16 = 1;
const TEXT: u16 = 2;
/// The first supplier's column
const FIRST: u16 = 3;

const TEXT_WIDTH: u16 = 60;
const SUPPLIER_WIDTH: u16 = 40;
const MESSAGE_WIDTH: u16 = 90;

/// Makes the comparison's workbook: results, answers, the table that is evaluated in by so many evaluators, and what
/// was found. A name that is empty is written by the evaluator.
pub fn comparison(
    it: &Sammenligning,
    basis: &Basis,
    evaluators: &[String],
    words: &Words,
) -> Result<Vec<u8>, Complaints> {
    let unnamed = [String::new()];
    let evaluators = if evaluators.is_empty() { &unnamed } else { evaluators };
    write(&it.front, |book, look| {
        result::write(sheet(book, words.get(Word::SheetResult))?, it, evaluators, words, look)?;
        answers(sheet(book, words.get(Word::SheetAnswers))?, it, words, look)?;
        evaluation::write(sheet(book, words.get(Word::SheetEvaluation))?, it, evaluators, words, look)?;
        findings(sheet(book, words.get(Word::SheetFindings))?, it, words, look)?;
        let hidden = sheet(book, layout::BINDING)?;
        for (row, piece) in (0u32..).zip(layout::pieces(&basis.to_json())) {
            hidden.write_string(row, layout::PIECES, piece)?;
        }
        hidden.set_very_hidden(true);
        Ok(())
    })
}

/// A page of the buyer's own: it says so above every page.
fn internal(sheet: &mut Worksheet, front: &Front, words: &Words) {
    sheet.set_landscape().set_footer(footer(front, words));
    sheet.set_header(format!("&R&8{}", words.get(Word::Internal)));
}

/// Who a row is about: a name alone could be another's.
fn who(supplier: &Compared) -> String {
    match &supplier.cvr {
        Some(cvr) => format!("{}\nCVR {cvr}", supplier.name),
        None => supplier.name.clone(),
    }
}

/// The same with the file, where that is not all that is known of the supplier.
fn named(supplier: &Compared) -> String {
    let who = who(supplier);
    if who == supplier.file { who } else { format!("{who}\n{}", supplier.file) }
}

/// What an answer comes to: the answer, its verdict, the description, and what is odd about it.
fn answered(it: &ComparedCell, words: &Words) -> String {
    let points = it.points.map(|points| format!("{}: {}", words.get(Word::EvaluatedPoints), danish::number(points)));
    let marks = it.marks.iter().map(|mark| format!("{}: {mark}", words.get(Word::Notice)));
    let parts = [it.answer.clone(), it.word.clone()].into_iter().chain(points);
    let parts = parts.chain([plain(&it.description)]).chain(marks);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn answers(sheet: &mut Worksheet, it: &Sammenligning, words: &Words, look: &Look) -> Result<(), XlsxError> {
    internal(sheet, &it.front, words);
    sheet.set_column_width(ID, 13)?.set_column_width(KIND, 8)?.set_column_width(TEXT, TEXT_WIDTH)?;
    let head = title(sheet, &it.front, words, look, ID)? + 1;
    for (column, key) in [(ID, Word::Number), (KIND, Word::Type), (TEXT, Word::Requirement)] {
        sheet.write_string_with_format(head, column, words.get(key), &look.head)?;
    }
    for (column, supplier) in (FIRST..).zip(&it.suppliers) {
        sheet.set_column_width(column, SUPPLIER_WIDTH)?;
        sheet.write_string_with_format(head, column, cell(&who(supplier)), &look.head_foreign)?;
    }
    let names = it.suppliers.iter().map(|supplier| (supplier.name.as_str(), SUPPLIER_WIDTH));
    sheet.set_row_height(head, height(names) + 14.0)?;
    sheet.set_freeze_panes(head + 1, FIRST)?.set_repeat_rows(head, head)?;
    let mut row = head + 1;
    if !it.facts.is_empty() {
        row = group(sheet, row, words.get(Word::ComparedFacts), &it.facts, words, look)?;
    }
    for lines in &it.groups {
        row = group(sheet, row, &plain(&lines.title), &lines.rows, words, look)?;
    }
    let last = FIRST + u16::try_from(it.suppliers.len()).unwrap_or(1).saturating_sub(1);
    sheet.autofilter(head, ID, row.saturating_sub(1).max(head + 1), last)?;
    Ok(())
}

fn group(
    sheet: &mut Worksheet,
    mut row: u32,
    name: &str,
    rows: &[ComparedRow],
    words: &Words,
    look: &Look,
) -> Result<u32, XlsxError> {
    sheet.set_row_height(row, 26)?;
    sheet.write_string_with_format(row, ID, cell(name), &look.group)?;
    for line in rows {
        row += 1;
        let id = line.id.as_ref().map(ToString::to_string).or_else(|| line.fact.clone()).unwrap_or_default();
        sheet.write_string_with_format(row, ID, cell(&id), &look.cell_strong)?;
        let weight =
            line.weight.map(|weight| format!("\n{} {}", words.get(Word::RequirementWeight), danish::number(weight)));
        let kind = format!("{}{}", line.kind, weight.unwrap_or_default());
        sheet.write_string_with_format(row, KIND, cell(&kind), &look.cell_quiet)?;
        let whole = asked(sheet, row, TEXT, line, look)?;
        let mut texts = vec![(whole, TEXT_WIDTH)];
        for (column, answer) in (FIRST..).zip(&line.cells) {
            let shown = answered(answer, words);
            sheet.write_string_with_format(row, column, cell(&shown), tone(look, answer.tone))?;
            texts.push((shown, SUPPLIER_WIDTH));
        }
        sheet.set_row_height(row, height(texts.iter().map(|(text, width)| (text.as_str(), *width))))?;
    }
    Ok(row + 1)
}

/// Writes a line's title and whole wording into a cell, and hands the text on.
fn asked(sheet: &mut Worksheet, row: u32, column: u16, line: &ComparedRow, look: &Look) -> Result<String, XlsxError> {
    let text = plain(&line.text);
    let parts = [line.title.as_str(), text.as_str()].into_iter().filter(|part| !part.is_empty());
    let whole = cell(&parts.collect::<Vec<_>>().join("\n"));
    match whole.strip_prefix(line.title.as_str()).filter(|rest| !line.title.is_empty() && !rest.is_empty()) {
        Some(rest) => {
            let (strong, light) = (run(&line.title), run(rest));
            let runs = [(&look.run_strong, strong.as_str()), (&look.run, light.as_str())];
            sheet.write_rich_string_with_format(row, column, &runs, &look.cell)?;
        }
        None => drop(sheet.write_string_with_format(row, column, &whole, &look.cell)?),
    }
    Ok(whole)
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

/// What was found, a row each, so that it can be sorted and filtered; the most serious first.
fn findings(sheet: &mut Worksheet, it: &Sammenligning, words: &Words, look: &Look) -> Result<(), XlsxError> {
    internal(sheet, &it.front, words);
    let widths = [32, 34, 14, MESSAGE_WIDTH];
    for (column, width) in (0u16..).zip(widths) {
        sheet.set_column_width(column, width)?;
    }
    let head = title(sheet, &it.front, words, look, 0)? + 1;
    for (column, key) in (0u16..).zip([Word::Weight, Word::Supplier, Word::Number, Word::Finding]) {
        sheet.write_string_with_format(head, column, words.get(key), &look.head)?;
    }
    sheet.set_freeze_panes(head + 1, 0)?.set_repeat_rows(head, head)?;
    let mut row = head;
    for group in &it.found {
        for part in &group.parts {
            let supplier = it.suppliers.get(part.supplier);
            let who = supplier.map(named).unwrap_or_default();
            for FindingRow { requirement, message } in &part.rows {
                row += 1;
                let about = match requirement {
                    Some(line) => line.to_string(),
                    None => words.get(Word::WholeForm).to_owned(),
                };
                let texts = [group.title.clone(), who.clone(), about, message.clone()];
                sheet.set_row_height(row, height(texts.iter().map(String::as_str).zip(widths)))?;
                for (column, text) in (0u16..).zip(&texts) {
                    sheet.write_string_with_format(row, column, cell(text), &look.foreign)?;
                }
            }
        }
    }
    sheet.autofilter(head, 0, row.max(head + 1), 3)?;
    Ok(())
}
