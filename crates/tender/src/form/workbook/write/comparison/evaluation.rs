//! »Vurdering«: a row for each line and supplier, where the evaluators write points, reasons and notes.

use std::ops::Range;

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Worksheet, XlsxError};

use super::super::look::Look;
use super::super::{height, title};
use super::{asked, internal, tone, who};
use crate::catalog::answer::{NO, YES};
use crate::document::words::{Word, Words};
use crate::document::{ComparedCell, ComparedRow, Sammenligning};
use crate::form::evaluation::layout::*;
use crate::form::outcome::rounded;
use crate::form::workbook::layout::cell;
use crate::input::markdown::words as plain;
use crate::text::danish;

/// The hidden row that names the columns, the row with the evaluators' names, the table's head.
const COLUMNS: u32 = 3;
pub(super) const NAMES: u32 = COLUMNS + 1;
const HEAD: u32 = NAMES + 1;

/// The rows of the table below its head.
pub(super) fn rows(it: &Sammenligning) -> Range<u32> {
    let lines = it.groups.iter().map(|group| group.rows.len()).sum::<usize>() * it.suppliers.len();
    HEAD + 1..HEAD + 1 + u32::try_from(lines).unwrap_or(u32::MAX / 2).max(1)
}

/// The sheet's name as a formula has it.
pub(super) fn sheet(words: &Words) -> String {
    format!("'{}'", words.get(Word::SheetEvaluation).replace('\'', "''"))
}

/// What a supplier's answer can earn: nothing where the line does not hold for it, or was not read.
pub(super) fn weight(line: &ComparedRow, cell: &ComparedCell) -> Option<f64> {
    line.weight.filter(|_| cell.tone != crate::document::Tone::Away)
}

const TEXT_WIDTH: u16 = 50;
const DESCRIPTION_WIDTH: u16 = 44;
const ANSWER_WIDTH: u16 = 22;
const MARKS_WIDTH: u16 = 34;

pub(super) fn write(
    sheet: &mut Worksheet,
    it: &Sammenligning,
    evaluators: &[String],
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    internal(sheet, &it.front, words);
    let widths = [
        (ID, 12),
        (KIND, 7),
        (TEXT, TEXT_WIDTH),
        (SUPPLIER, 24),
        (ANSWER, ANSWER_WIDTH),
        (DESCRIPTION, DESCRIPTION_WIDTH),
        (MARKS, MARKS_WIDTH),
        (WEIGHT, 8),
        (MODEL, 11),
        (ACCEPTED, 13),
    ];
    for (column, width) in widths {
        sheet.set_column_width(column, width)?;
    }
    title(sheet, &it.front, words, look, ID)?;
    sheet.set_column_hidden(KEY)?.set_column_hidden(SUPPLIER_NUMBER)?.set_row_hidden(COLUMNS)?;
    sheet.write_string(COLUMNS, KEY, KEY_NAME)?.write_string(COLUMNS, ACCEPTED, ACCEPTED_NAME)?;
    for (column, name) in
        [(SUPPLIER_NUMBER, NUMBER_NAME), (ID, ID_NAME), (SUPPLIER, SUPPLIER_NAME), (MODEL, MODEL_NAME)]
    {
        sheet.write_string(COLUMNS, column, name)?;
    }
    for (column, key) in [
        (ID, Word::Number),
        (KIND, Word::Type),
        (TEXT, Word::Requirement),
        (SUPPLIER, Word::Supplier),
        (ANSWER, Word::Answer),
        (DESCRIPTION, Word::DescriptionField),
        (MARKS, Word::Finding),
        (WEIGHT, Word::RequirementWeight),
        (MODEL, Word::TallyPoints),
        (ACCEPTED, Word::EvaluatedAccepted),
    ] {
        sheet.write_string_with_format(HEAD, column, words.get(key), &look.head)?;
    }
    sheet.set_row_height(NAMES, 20)?.set_row_height(HEAD, 32)?;
    sheet.write_string_with_format(NAMES, ACCEPTED, words.get(Word::EvaluatedBy), &look.subtitle)?;
    for (at, name) in evaluators.iter().enumerate() {
        head(sheet, at, name, words, look)?;
    }
    let mut row = HEAD;
    for line in it.groups.iter().flat_map(|group| &group.rows) {
        for (number, answer) in line.cells.iter().enumerate() {
            row += 1;
            answered(sheet, row, it, line, number, answer, words, look)?;
            for at in 0..evaluators.len() {
                own(sheet, row, at, weight(line, answer), answer.points, words, look)?;
            }
        }
    }
    sheet.set_freeze_panes(HEAD + 1, TEXT)?.set_repeat_rows(HEAD, HEAD)?;
    let last = Column::Counts.place(evaluators.len().saturating_sub(1));
    // A row is sorted with the hidden cells that name it, or its marks would be another's.
    sheet.autofilter(HEAD, KEY, row.max(HEAD + 1), last)?;
    Ok(())
}

/// The heads of an evaluator's columns, and the place for the name over them.
fn head(sheet: &mut Worksheet, at: usize, name: &str, words: &Words, look: &Look) -> Result<(), XlsxError> {
    let heads = [
        (Column::Points, Word::EvaluatedPoints, 10),
        (Column::Reason, Word::EvaluatedReason, 44),
        (Column::Note, Word::EvaluatedNote, 30),
        (Column::Counts, Word::EvaluatedCounts, 10),
    ];
    for (column, key, width) in heads {
        let place = column.place(at);
        sheet.set_column_width(place, width)?;
        sheet.write_string(COLUMNS, place, column.name(at + 1))?;
        sheet.write_string_with_format(HEAD, place, words.get(key), &look.head)?;
    }
    sheet.write_string_with_format(NAMES, Column::Points.place(at), cell(name), &look.answer)?;
    Ok(())
}

/// What was asked and answered.
#[expect(clippy::too_many_arguments, reason = "a row is written of all that is known of it")]
fn answered(
    sheet: &mut Worksheet,
    row: u32,
    it: &Sammenligning,
    line: &ComparedRow,
    number: usize,
    answer: &ComparedCell,
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    let Some(id) = &line.id else { return Ok(()) };
    let key = Key { line: id.clone(), supplier: number + 1 };
    sheet.write_string(row, KEY, key.written())?;
    sheet.write_number(row, SUPPLIER_NUMBER, u32::try_from(number + 1).unwrap_or(u32::MAX))?;
    sheet.write_string_with_format(row, ID, cell(id.as_str()), &look.cell_strong)?;
    sheet.write_string_with_format(row, KIND, cell(&line.kind), &look.cell_quiet)?;
    let whole = asked(sheet, row, TEXT, line, look)?;
    let who = it.suppliers.get(number).map(who).unwrap_or_default();
    sheet.write_string_with_format(row, SUPPLIER, cell(&who), &look.foreign)?;
    let parts = [answer.answer.as_str(), answer.word.as_str()].into_iter().filter(|part| !part.is_empty());
    let said = parts.collect::<Vec<_>>().join("\n");
    sheet.write_string_with_format(row, ANSWER, cell(&said), tone(look, answer.tone))?;
    let description = plain(&answer.description);
    sheet.write_string_with_format(row, DESCRIPTION, cell(&description), &look.foreign)?;
    let marks = answer.marks.join("\n");
    let marked = if marks.is_empty() { &look.foreign } else { &look.notable };
    sheet.write_string_with_format(row, MARKS, cell(&marks), marked)?;
    match weight(line, answer) {
        Some(weight) => sheet.write_number_with_format(row, WEIGHT, weight, &look.number)?,
        None => sheet.write_blank(row, WEIGHT, &look.number)?,
    };
    match answer.points {
        Some(points) => sheet.write_number_with_format(row, MODEL, points, &look.number)?,
        None => sheet.write_blank(row, MODEL, &look.number)?,
    };
    if answer.otherwise {
        sheet.write_blank(row, ACCEPTED, &look.answer)?;
        let list = DataValidation::new()
            .allow_list_strings(&[YES, NO])?
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_message(format!("{}: {YES} · {NO}", words.get(Word::ChooseOf)))?;
        sheet.add_data_validation(row, ACCEPTED, row, ACCEPTED, &list)?;
    }
    let texts = [
        (whole.as_str(), TEXT_WIDTH),
        (who.as_str(), 24),
        (said.as_str(), ANSWER_WIDTH),
        (description.as_str(), DESCRIPTION_WIDTH),
        (marks.as_str(), MARKS_WIDTH),
    ];
    sheet.set_row_height(row, height(texts).max(32.0))?;
    Ok(())
}

/// Where an evaluator writes. Points are only asked of what weighs.
fn own(
    sheet: &mut Worksheet,
    row: u32,
    at: usize,
    weight: Option<f64>,
    model: Option<f64>,
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    let (points, counts) = (Column::Points.place(at), Column::Counts.place(at));
    for column in [Column::Reason, Column::Note] {
        sheet.write_blank(row, column.place(at), &look.answer)?;
    }
    let Some(weight) = weight else {
        sheet.write_blank(row, points, &look.away)?.write_blank(row, counts, &look.away)?;
        return Ok(());
    };
    sheet.write_blank(row, points, &look.number_answer)?;
    let between = DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(0.0, weight))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_message(format!("{}: 0–{}", words.get(Word::EvaluatedPoints), danish::number(weight)))?;
    sheet.add_data_validation(row, points, row, points, &between)?;
    let (given, of_model) = (row_col_to_cell(row, points), row_col_to_cell(row, MODEL));
    let formula = format!("=IF(ISNUMBER({given}),{given},IF(ISNUMBER({of_model}),{of_model},\"\"))");
    let result = model.map(|model| rounded(model).to_string()).unwrap_or_default();
    sheet.write_formula_with_format(row, counts, Formula::new(formula).set_result(result), &look.number)?;
    Ok(())
}
