//! The summary of an evaluation: totals, then a row for each line, supplier and evaluator.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::Look;
use super::{footer, height, sheet, title, write};
use crate::complaint::Complaints;
use crate::document::words::{Word, Words};
use crate::document::{EvaluatedCell, EvaluatedLine, EvaluatedSupplier, Evaluering};
use crate::form::workbook::layout::cell;
use crate::input::markdown::words as plain;
use crate::text::danish;

/// Makes the summary's workbook.
pub fn summary(it: &Evaluering, words: &Words) -> Result<Vec<u8>, Complaints> {
    write(&it.front, |book, look| {
        totals(sheet(book, words.get(Word::SheetResult))?, it, words, look)?;
        lines(sheet(book, words.get(Word::SheetEvaluation))?, it, words, look)
    })
}

fn internal(sheet: &mut Worksheet, it: &Evaluering, words: &Words) {
    sheet.set_landscape().set_footer(footer(&it.front, words));
    sheet.set_header(format!("&R&8{}", words.get(Word::Internal)));
}

/// Points as a number, or as the words that stand in their place.
fn points(sheet: &mut Worksheet, row: u32, column: u16, written: &str, look: &Look) -> Result<(), XlsxError> {
    match written.replace(',', ".").parse::<f64>() {
        Ok(number) => sheet.write_number_with_format(row, column, number, &look.number).map(drop),
        Err(_) => sheet.write_string_with_format(row, column, written, &look.number).map(drop),
    }
}

fn totals(sheet: &mut Worksheet, it: &Evaluering, words: &Words, look: &Look) -> Result<(), XlsxError> {
    internal(sheet, it, words);
    let head = title(sheet, &it.front, words, look, 0)? + 1;
    let fixed = [
        Word::Supplier,
        Word::TallyMet,
        Word::TallyNotMet,
        Word::TallyUnanswered,
        Word::TallyOtherwise,
        Word::TallyUnsettled,
        Word::TallyFailing,
        Word::EvaluatedTotal,
        Word::RequirementWeight,
        Word::EvaluatedOpen,
        Word::EvaluatedSpread,
    ];
    sheet.set_column_width(0, 36)?.set_column_range_width(1, 30, 13)?.set_column_width(6, 30)?;
    let names = fixed.map(|key| words.get(key).to_owned()).into_iter().chain(it.evaluators.iter().cloned());
    for (column, name) in (0u16..).zip(names) {
        sheet.write_string_with_format(head, column, cell(&name), &look.head_foreign)?;
    }
    sheet.set_row_height(head, 46)?.set_freeze_panes(head + 1, 1)?;
    for (row, supplier) in (head + 1..).zip(&it.suppliers) {
        let EvaluatedSupplier { name, cvr, tally, total, of, by_evaluator, open, apart } = supplier;
        let who = cvr.as_ref().map_or_else(|| name.clone(), |cvr| format!("{name}\nCVR {cvr}"));
        sheet.write_string_with_format(row, 0, cell(&who), &look.foreign)?;
        sheet.set_row_height(row, 34)?;
        let tally = tally.clone().unwrap_or_default();
        let counts = [tally.met, tally.not_met, tally.unanswered, tally.otherwise, tally.unsettled];
        for (column, count) in (1u16..).zip(counts) {
            sheet.write_number_with_format(row, column, u32::try_from(count).unwrap_or(u32::MAX), &look.number)?;
        }
        let failing = danish::list(&tally.failing, "og");
        sheet.write_string_with_format(row, 6, cell(&failing), &look.foreign)?;
        points(sheet, row, 7, total, look)?;
        points(sheet, row, 8, of, look)?;
        points(sheet, row, 9, &open.to_string(), look)?;
        points(sheet, row, 10, &apart.to_string(), look)?;
        for (column, own) in (11u16..).zip(by_evaluator) {
            points(sheet, row, column, own, look)?;
        }
    }
    Ok(())
}

fn lines(sheet: &mut Worksheet, it: &Evaluering, words: &Words, look: &Look) -> Result<(), XlsxError> {
    internal(sheet, it, words);
    let widths: [u16; 11] = [12, 40, 8, 26, 20, 9, 28, 20, 9, 50, 36];
    for (column, width) in (0u16..).zip(widths) {
        sheet.set_column_width(column, width)?;
    }
    let head = title(sheet, &it.front, words, look, 0)? + 1;
    let keys = [
        Word::Number,
        Word::Requirement,
        Word::RequirementWeight,
        Word::Supplier,
        Word::Answer,
        Word::EvaluatedPoints,
        Word::EvaluatedConsensus,
        Word::EvaluatedBy,
        Word::EvaluatedPoints,
        Word::EvaluatedReason,
        Word::EvaluatedNote,
    ];
    for (column, key) in (0u16..).zip(keys) {
        sheet.write_string_with_format(head, column, words.get(key), &look.head)?;
    }
    sheet.set_freeze_panes(head + 1, 2)?.set_repeat_rows(head, head)?;
    let mut row = head;
    for line in &it.lines {
        for answer in &line.cells {
            // An answer that nobody wrote of has a row all the same.
            let none = vec![Default::default()];
            let said: Vec<[String; 4]> = answer
                .sayings
                .iter()
                .map(|said| [said.evaluator.clone(), said.points.clone(), plain(&said.reason), plain(&said.note)])
                .collect();
            for said in if said.is_empty() { &none } else { &said } {
                row += 1;
                saying(sheet, row, line, answer, said, look)?;
            }
        }
    }
    sheet.autofilter(head, 0, row.max(head + 1), 10)?;
    Ok(())
}

fn saying(
    sheet: &mut Worksheet,
    row: u32,
    line: &EvaluatedLine,
    answer: &EvaluatedCell,
    [evaluator, own, reason, note]: &[String; 4],
    look: &Look,
) -> Result<(), XlsxError> {
    let text = |sheet: &mut Worksheet, column: u16, text: &str| {
        sheet.write_string_with_format(row, column, cell(text), &look.foreign).map(drop)
    };
    sheet.write_string_with_format(row, 0, cell(line.id.as_str()), &look.cell_strong)?;
    text(sheet, 1, &line.title)?;
    points(sheet, row, 2, &line.weight, look)?;
    text(sheet, 3, &answer.supplier)?;
    text(sheet, 4, &answer.answer)?;
    points(sheet, row, 5, &answer.points, look)?;
    let agreement = if answer.apart { &look.notable } else { &look.foreign };
    sheet.write_string_with_format(row, 6, cell(&answer.agreement), agreement)?;
    text(sheet, 7, evaluator)?;
    points(sheet, row, 8, own, look)?;
    text(sheet, 9, reason)?;
    text(sheet, 10, note)?;
    let texts = [(line.title.as_str(), 40), (answer.supplier.as_str(), 26), (reason.as_str(), 50), (note.as_str(), 36)];
    sheet.set_row_height(row, height(texts))?;
    Ok(())
}
