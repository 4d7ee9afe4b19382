//! »Resultat«: suppliers down, what their answers come to across, and the points that are summed as they are written.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::super::look::Look;
use super::super::{height, title};
use super::{evaluation, internal, who};
use crate::document::words::{Word, Words};
use crate::document::{Sammenligning, Tally};
use crate::form::evaluation::layout::{Column, MODEL, SUPPLIER_NUMBER, WEIGHT};
use crate::form::workbook::layout::cell;

const SUPPLIER: u16 = 0;
const FILE: u16 = 1;
const FIRST_COUNT: u16 = 2;
const FAILING: u16 = 7;
/// Weights, the model's points, how many have none; then two for each evaluator
const POINTS: u16 = 8;

pub(super) fn write(
    sheet: &mut Worksheet,
    it: &Sammenligning,
    evaluators: &[String],
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    internal(sheet, &it.front, words);
    for (column, width) in [(SUPPLIER, 36), (FILE, 26), (FAILING, 34)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_column_range_width(FIRST_COUNT, FAILING - 1, 13)?;
    let head = title(sheet, &it.front, words, look, SUPPLIER)? + 1;
    let counts = [
        Word::TallyMet,
        Word::TallyNotMet,
        Word::TallyUnanswered,
        Word::TallyOtherwise,
        Word::TallyUnsettled,
        Word::TallyFailing,
    ];
    sheet.write_string_with_format(head - 1, FIRST_COUNT, words.get(Word::TallyMinimum), &look.subtitle)?;
    sheet.write_string_with_format(head, SUPPLIER, words.get(Word::Supplier), &look.head)?;
    sheet.write_string_with_format(head, FILE, words.get(Word::File), &look.head)?;
    for (column, key) in (FIRST_COUNT..).zip(counts) {
        sheet.write_string_with_format(head, column, words.get(key), &look.head)?;
    }
    let mut last = FAILING;
    if it.weighed {
        let fixed = [Word::RequirementWeight, Word::TallyPoints, Word::TallyOpen];
        for (column, key) in (POINTS..).zip(fixed) {
            sheet.set_column_width(column, 13)?;
            sheet.write_string_with_format(head, column, words.get(key), &look.head)?;
        }
        for (at, evaluator) in evaluators.iter().enumerate() {
            let [total, open] = own(at);
            last = open;
            sheet.set_column_width(total, 18)?.set_column_width(open, 13)?;
            // The name is written where the evaluation is.
            let name = format!(
                "{}!${}${}",
                evaluation::sheet(words),
                column_number_to_name(Column::Points.place(at)),
                evaluation::NAMES + 1
            );
            let title = words.get(Word::EvaluatedTotal).replace('"', "\"\"");
            let formula = format!("=\"{title}\"&IF({name}=\"\",\"\",\" – \"&{name})");
            let result = match evaluator.as_str() {
                "" => words.get(Word::EvaluatedTotal).to_owned(),
                name => format!("{} – {name}", words.get(Word::EvaluatedTotal)),
            };
            sheet.write_formula_with_format(
                head,
                total,
                Formula::new(formula).set_result(cell(&result)),
                &look.head,
            )?;
            sheet.write_string_with_format(head, open, words.get(Word::EvaluatedOpen), &look.head)?;
        }
    }
    sheet.set_row_height(head, 46)?.set_freeze_panes(head + 1, 1)?.set_repeat_rows(head, head)?;
    for (number, (row, supplier)) in (head + 1..).zip(&it.suppliers).enumerate() {
        let who = [who(supplier)].into_iter().chain(supplier.notes.iter().cloned()).collect::<Vec<_>>().join("\n");
        let format = if supplier.notes.is_empty() { &look.foreign } else { &look.notable };
        sheet.write_string_with_format(row, SUPPLIER, cell(&who), format)?;
        sheet.write_string_with_format(row, FILE, cell(&supplier.file), &look.foreign)?;
        let failing = match &supplier.tally {
            Some(tally) => counted(sheet, row, tally, look)?,
            None => {
                let unread = words.get(Word::VerdictUnjudged);
                (FIRST_COUNT..=FAILING)
                    .try_for_each(|column| sheet.write_string_with_format(row, column, unread, &look.away).map(drop))?;
                String::new()
            }
        };
        sheet
            .set_row_height(row, height([(who.as_str(), 36), (supplier.file.as_str(), 26), (failing.as_str(), 34)]))?;
        if it.weighed {
            sums(sheet, row, number, it, evaluators, words, look)?;
        }
    }
    let end = head + u32::try_from(it.suppliers.len()).unwrap_or(1);
    sheet.autofilter(head, SUPPLIER, end.max(head + 1), last)?;
    let note = plain_of(it);
    sheet.write_string_with_format(end + 2, SUPPLIER, cell(&note), &look.subtitle)?;
    Ok(())
}

/// The paragraph that leads into the results, on one line below them.
fn plain_of(it: &Sammenligning) -> String {
    super::super::instructions::lines(&it.result.blocks).join(" ")
}

/// An evaluator's total, and how many are missing.
fn own(evaluator: usize) -> [u16; 2] {
    let first = POINTS + 3 + u16::try_from(evaluator * 2).unwrap_or(u16::MAX / 2);
    [first, first + 1]
}

fn counted(sheet: &mut Worksheet, row: u32, tally: &Tally, look: &Look) -> Result<String, XlsxError> {
    let counts = [
        (tally.met, &look.number),
        (tally.not_met, if tally.not_met > 0 { &look.number_bad } else { &look.number }),
        (tally.unanswered, if tally.unanswered > 0 { &look.number_bad } else { &look.number }),
        (tally.otherwise, if tally.otherwise > 0 { &look.number_notable } else { &look.number }),
        (tally.unsettled, if tally.unsettled > 0 { &look.number_notable } else { &look.number }),
    ];
    for (column, (count, format)) in (FIRST_COUNT..).zip(counts) {
        sheet.write_number_with_format(row, column, u32::try_from(count).unwrap_or(u32::MAX), format)?;
    }
    let failing = tally.failing.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    sheet.write_string_with_format(row, FAILING, cell(&failing), &look.foreign)?;
    Ok(failing)
}

/// What is summed of a supplier's rows of the evaluation, as formulas that hold the sums of today.
fn sums(
    sheet: &mut Worksheet,
    row: u32,
    number: usize,
    it: &Sammenligning,
    evaluators: &[String],
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    let rows = evaluation::rows(it);
    let range = |column: u16| {
        let letter = column_number_to_name(column);
        format!("{}!${letter}${}:${letter}${}", evaluation::sheet(words), rows.start + 1, rows.end)
    };
    let (numbers, own_number) = (range(SUPPLIER_NUMBER), number + 1);
    let sum = |column: u16| format!("=SUMIFS({},{numbers},{own_number})", range(column));
    // Weighed, and nothing counts: an empty string is no number.
    let open = |column: u16| {
        let (weights, points) = (range(WEIGHT), range(column));
        format!("=SUMPRODUCT(({numbers}={own_number})*ISNUMBER({weights})*(1-ISNUMBER({points})))")
    };
    let cells = it.groups.iter().flat_map(|group| &group.rows).filter_map(|line| Some((line, line.cells.get(number)?)));
    let weighed: Vec<_> =
        cells.filter_map(|(line, cell)| Some((evaluation::weight(line, cell)?, cell.points))).collect();
    let weights: f64 = weighed.iter().map(|(weight, _)| weight).sum();
    let points: f64 = weighed.iter().filter_map(|(_, points)| *points).sum();
    let missing = weighed.iter().filter(|(_, points)| points.is_none()).count();
    let mut formula = |column: u16, formula: String, result: String| {
        sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(result), &look.number).map(drop)
    };
    let number = |number: f64| crate::form::outcome::rounded(number).to_string();
    formula(POINTS, sum(WEIGHT), number(weights))?;
    formula(POINTS + 1, sum(MODEL), number(points))?;
    formula(POINTS + 2, open(MODEL), missing.to_string())?;
    for at in 0..evaluators.len() {
        let counts = Column::Counts.place(at);
        let [total, left] = own(at);
        formula(total, sum(counts), number(points))?;
        formula(left, open(counts), missing.to_string())?;
    }
    Ok(())
}
