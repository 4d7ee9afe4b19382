//! »Leverandør«: who answers, and the facts that decide which conditional lines hold.

use rust_xlsxwriter::{ConditionalFormatBlank, Worksheet, XlsxError, utility::row_col_to_cell};

use super::hidden::Lists;
use super::instructions::lines;
use super::look::Look;
use super::{footer, height, title};
use crate::document::words::{Word, Words};
use crate::document::{Field, Section, Svarskema};
use crate::form::workbook::layout::{FIELD, FIELD_NAME, NOTE, QUESTION, cell};
use crate::input::markdown::words as plain;

const QUESTION_WIDTH: u16 = 62;
const NOTE_WIDTH: u16 = 44;

/// A field is never lower than two lines.
const LOWEST: f64 = 32.0;

pub(super) fn write(
    sheet: &mut Worksheet,
    form: &Svarskema,
    words: &Words,
    look: &Look,
    lists: &Lists,
) -> Result<(), XlsxError> {
    for (column, width) in [(QUESTION, QUESTION_WIDTH), (FIELD, 46), (NOTE, NOTE_WIDTH)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_column_hidden(FIELD_NAME)?;
    sheet.set_landscape().set_footer(footer(&form.front, words));
    let mut page = Page { sheet, words, look, lists, must: Vec::new(), row: 0 };
    page.row = title(page.sheet, &form.front, words, look, QUESTION)?;
    page.head()?;
    page.section(&form.supplier_intro)?;
    for field in &form.supplier {
        page.field(&field.label, field, &field.tip)?;
    }
    if let Some(facts) = &form.facts {
        page.row += 1;
        page.section(&facts.intro)?;
        for row in &facts.rows {
            let question = if row.help.is_empty() {
                format!("{} {}", row.number, row.question)
            } else {
                format!("{} {}\n{}", row.number, row.question, row.help)
            };
            page.field(&question, &row.answer, &row.decides.as_deref().map(plain).unwrap_or_default())?;
        }
    }
    if let Some(signature) = &form.signature {
        page.row += 1;
        page.section(&signature.intro)?;
        for field in &signature.fields {
            page.field(&field.label, field, &field.tip)?;
        }
    }
    page.mark_waiting()?;
    let last = page.row.saturating_sub(1);
    page.sheet.set_print_area(0, QUESTION, last, NOTE)?;
    super::answers::protect(page.sheet);
    Ok(())
}

struct Page<'a> {
    sheet: &'a mut Worksheet,
    words: &'a Words,
    look: &'a Look,
    lists: &'a Lists,
    /// The rows that must be filled in
    must: Vec<u32>,
    row: u32,
}

impl Page<'_> {
    /// The head over the columns, which stays in sight and is repeated in print.
    fn head(&mut self) -> Result<(), XlsxError> {
        for (column, key) in [(QUESTION, Word::Fact), (FIELD, Word::Answer), (NOTE, Word::Finding)] {
            self.sheet.write_string_with_format(self.row, column, self.words.get(key), &self.look.head)?;
        }
        self.sheet.set_freeze_panes(self.row + 1, QUESTION + 1)?.set_repeat_rows(self.row, self.row)?;
        self.row += 1;
        Ok(())
    }

    /// Lets the fields that must be filled in stand out until they are.
    fn mark_waiting(&mut self) -> Result<(), XlsxError> {
        let Some(first) = self.must.first().copied() else { return Ok(()) };
        let cells: Vec<String> = self.must.iter().map(|row| row_col_to_cell(*row, FIELD)).collect();
        let waiting = ConditionalFormatBlank::new().set_format(&self.look.waiting).set_multi_range(cells.join(" "));
        self.sheet.add_conditional_format(first, FIELD, first, FIELD, &waiting)?;
        Ok(())
    }

    fn section(&mut self, section: &Section) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, QUESTION, cell(&plain(&section.title)), &self.look.group)?;
        self.row += 1;
        for text in lines(&section.blocks) {
            self.sheet.write_string_with_format(self.row, QUESTION, cell(&text), &self.look.quiet)?;
            self.sheet.set_row_height(self.row, height([(text.as_str(), QUESTION_WIDTH)]))?;
            self.row += 1;
        }
        Ok(())
    }

    /// A question, the cell to answer it in, and what is to be known of it.
    fn field(&mut self, question: &str, field: &Field, note: &str) -> Result<(), XlsxError> {
        let must = self.words.get(if field.required { Word::MustFill } else { Word::MayFill });
        self.sheet.write_string(self.row, FIELD_NAME, field.name.to_string())?;
        self.sheet.write_string_with_format(self.row, QUESTION, cell(question), &self.look.cell_strong)?;
        self.sheet.write_blank(self.row, FIELD, &self.look.answer)?;
        let note = format!("{must}. {note}");
        self.sheet.write_string_with_format(self.row, NOTE, cell(&note), &self.look.cell_quiet)?;
        self.sheet
            .set_row_height(self.row, height([(question, QUESTION_WIDTH), (note.as_str(), NOTE_WIDTH)]).max(LOWEST))?;
        if !field.options.is_empty() {
            let refusal = format!("{}: {}", self.words.get(Word::ChooseOf), field.options.join(" · "));
            let list = self.lists.validation(field, self.words.get(Word::Answer), &refusal)?;
            self.sheet.add_data_validation(self.row, FIELD, self.row, FIELD, &list)?;
        }
        if field.required {
            self.must.push(self.row);
        }
        self.row += 1;
        Ok(())
    }
}
