//! »Vejledning«: what the tender is, how the form is filled in, and what types and statuses mean.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::Look;
use super::{footer, height, title};
use crate::document::words::{Word, Words};
use crate::document::{Block, Svarskema};
use crate::form::workbook::layout::cell;
use crate::input::markdown::{mark, words as plain};

/// The columns' widths.
const WIDTHS: [u16; 3] = [30, 76, 34];

pub(super) fn write(sheet: &mut Worksheet, form: &Svarskema, words: &Words, look: &Look) -> Result<(), XlsxError> {
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_footer(footer(&form.front, words));
    let mut row = title(sheet, &form.front, words, look, 0)? + 1;
    for entry in &form.front.entries {
        sheet.write_string_with_format(row, 0, cell(&entry.label), &look.quiet)?;
        sheet.write_string_with_format(row, 1, cell(&entry.value), &look.text)?;
        sheet.set_row_height(row, height([(entry.value.as_str(), WIDTHS[1])]))?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, cell(&plain(&form.instruction.title)), &look.group)?;
    row += 1;
    let own = [Word::WorkbookWhere, Word::WorkbookWaiting].map(|key| words.get(key).to_owned());
    for text in lines(&form.instruction.blocks).into_iter().chain(own) {
        sheet.write_string_with_format(row, 1, cell(&text), &look.text)?;
        sheet.set_row_height(row, height([(text.as_str(), WIDTHS[1])]))?;
        row += 1;
    }
    row += 1;
    let legend = &form.legend;
    row = table(
        sheet,
        row,
        look,
        [Word::Types, Word::Meaning, Word::Answers].map(|key| words.get(key)),
        legend
            .types
            .iter()
            .map(|kind| [format!("{} {}", kind.id, kind.name), kind.meaning.clone(), kind.answers.join(" · ")]),
    )?;
    table(
        sheet,
        row,
        look,
        [words.get(Word::Statuses), words.get(Word::Meaning), ""],
        legend.statuses.iter().map(|entry| [entry.status.word.clone(), entry.meaning.clone(), String::new()]),
    )?;
    sheet.protect();
    Ok(())
}

fn table(
    sheet: &mut Worksheet,
    mut row: u32,
    look: &Look,
    head: [&str; 3],
    rows: impl Iterator<Item = [String; 3]>,
) -> Result<u32, XlsxError> {
    for (column, word) in (0u16..).zip(head) {
        sheet.write_string_with_format(row, column, word, &look.head)?;
    }
    for texts in rows {
        row += 1;
        sheet.set_row_height(row, height(texts.iter().map(String::as_str).zip(WIDTHS)))?;
        for (column, text) in (0u16..).zip(texts) {
            let format = if column == 0 { &look.cell_strong } else { &look.cell };
            sheet.write_string_with_format(row, column, cell(&text), format)?;
        }
    }
    Ok(row + 2)
}

/// The paragraphs of a text, an item of a list with a dash or its number before it.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { c } | Block::Heading { c, .. } => all.push(plain(c)),
            Block::List { ordered, items } => all.extend(
                items
                    .iter()
                    .enumerate()
                    .map(|(at, item)| format!("{} {}", mark(*ordered, at), lines(item).join("\n  "))),
            ),
            Block::Quote { blocks } => all.extend(lines(blocks)),
        }
    }
    all
}
