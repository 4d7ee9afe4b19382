//! »Svar«: every line in full wording, the answer beside it, and the description.

use rust_xlsxwriter::{ConditionalFormatBlank, ProtectionOptions, Worksheet, XlsxError, utility::row_col_to_cell};

use super::hidden::{Lists, told};
use super::instructions::lines;
use super::look::Look;
use super::{footer, height, run, title};
use crate::document::words::{Word, Words};
use crate::document::{FormGroup, FormLine, Svarskema};
use crate::form::binding::Binding;
use crate::form::workbook::layout::{
    ANSWER, ANSWER_NAME, DESCRIPTION, DESCRIPTION_NAME, ID, KIND, Labels, TEXT, cell, parts, wording,
};
use crate::input::markdown::words as plain;

const KIND_WIDTH: u16 = 26;
const TEXT_WIDTH: u16 = 66;

/// A row is never lower than four lines: there is room to describe.
const LOWEST: f64 = 60.0;

pub(super) fn write(
    sheet: &mut Worksheet,
    form: &Svarskema,
    binding: &Binding,
    words: &Words,
    look: &Look,
    lists: &Lists,
) -> Result<(), XlsxError> {
    for (column, width) in [(ID, 13), (KIND, KIND_WIDTH), (TEXT, TEXT_WIDTH), (ANSWER, 18), (DESCRIPTION, 52)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_column_hidden(ANSWER_NAME)?.set_column_hidden(DESCRIPTION_NAME)?;
    sheet.set_landscape().set_footer(footer(&form.front, words));
    let head = title(sheet, &form.front, words, look, ID)?;
    sheet.write_string_with_format(head, ID, words.get(Word::WorkbookWaiting), &look.subtitle)?;
    let head = head + 1;
    for (column, key) in [
        (ID, Word::Number),
        (KIND, Word::Type),
        (TEXT, Word::Requirement),
        (ANSWER, Word::Answer),
        (DESCRIPTION, Word::DescriptionField),
    ] {
        sheet.write_string_with_format(head, column, words.get(key), &look.head)?;
    }
    sheet.set_freeze_panes(head + 1, ID + 1)?.set_repeat_rows(head, head)?;
    let mut page = Page { sheet, binding, words, look, lists, must: Vec::new(), row: head + 1 };
    form.groups.iter().try_for_each(|group| page.group(group))?;
    page.mark_waiting()?;
    let last = page.row.saturating_sub(1).max(head);
    page.sheet.set_print_area(0, ID, last, DESCRIPTION)?.autofilter(head, ID, last, DESCRIPTION)?;
    protect(page.sheet);
    Ok(())
}

/// Locks everything but the answers. Rows may be made higher, columns wider, and lines filtered.
pub(super) fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
}

struct Page<'a> {
    sheet: &'a mut Worksheet,
    binding: &'a Binding,
    words: &'a Words,
    look: &'a Look,
    lists: &'a Lists,
    /// The rows of lines that must be met
    must: Vec<u32>,
    row: u32,
}

impl Page<'_> {
    fn group(&mut self, group: &FormGroup) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, 26)?;
        self.sheet.write_string_with_format(self.row, ID, cell(&plain(&group.intro.title)), &self.look.group)?;
        self.row += 1;
        for text in lines(&group.intro.blocks) {
            self.sheet.write_string_with_format(self.row, TEXT, cell(&text), &self.look.quiet)?;
            self.sheet.set_row_height(self.row, height([(text.as_str(), TEXT_WIDTH)]))?;
            self.row += 1;
        }
        group.lines.iter().try_for_each(|line| self.line(line))
    }

    /// The cell for the description, which says when it must be filled in; none where the buyer wants none.
    fn description(&mut self, row: u32, form_line: &FormLine) -> Result<(), XlsxError> {
        let Some(field) = &form_line.description else {
            self.sheet.write_blank(row, DESCRIPTION, &self.look.cell)?;
            return Ok(());
        };
        self.sheet.write_blank(row, DESCRIPTION, &self.look.answer)?;
        let duty = match field.duty() {
            Some((lead, answers)) => format!("{} {answers}", self.words.get(lead)),
            None if field.required => self.words.get(Word::MustFill).to_owned(),
            None => return Ok(()),
        };
        self.sheet.add_data_validation(
            row,
            DESCRIPTION,
            row,
            DESCRIPTION,
            &told(form_line.line.id.as_str(), &duty)?,
        )?;
        Ok(())
    }

    fn line(&mut self, form_line: &FormLine) -> Result<(), XlsxError> {
        let (row, line, look) = (self.row, &form_line.line, self.look);
        let labels = Labels {
            condition: self.words.get(Word::Condition),
            deferred: self.words.get(Word::Deferred),
            alternative: self.words.get(Word::Alternative),
        };
        let bound = self.binding.line(&line.id).expect("the binding is made of the same form");
        self.sheet.write_string(row, ANSWER_NAME, form_line.answer.name.to_string())?;
        if let Some(description) = &form_line.description {
            self.sheet.write_string(row, DESCRIPTION_NAME, description.name.to_string())?;
        }
        self.sheet.write_string_with_format(row, ID, cell(line.id.as_str()), &look.cell_strong)?;
        let kind = format!("{} · {}\n{}", line.type_id, line.type_shown, line.status.word);
        self.sheet.write_string_with_format(row, KIND, cell(&kind), &look.cell_quiet)?;
        let mut rest = parts(&cell(&wording(bound, &labels)));
        let text = rest.remove(0);
        let name = cell(&format!("{}\n", line.title));
        let (strong, light) = (run(&name), run(&text));
        let runs = [(&look.run_strong, strong.as_str()), (&look.run, light.as_str())];
        let whole = format!("{name}{text}");
        self.sheet
            .set_row_height(row, height([(kind.as_str(), KIND_WIDTH), (whole.as_str(), TEXT_WIDTH)]).max(LOWEST))?;
        if line.title.is_empty() {
            self.sheet.write_string_with_format(row, TEXT, text, &look.cell)?;
        } else {
            self.sheet.write_rich_string_with_format(row, TEXT, &runs, &look.cell)?;
        }
        self.sheet.write_blank(row, ANSWER, &look.answer)?;
        self.description(row, form_line)?;
        // What is answered in words, with a number or a date has no list.
        if !form_line.answer.options.is_empty() {
            let refusal = format!("{}: {}", self.words.get(Word::ChooseOf), form_line.answer.options.join(" · "));
            let list = self.lists.validation(&form_line.answer, line.id.as_str(), &refusal)?;
            self.sheet.add_data_validation(row, ANSWER, row, ANSWER, &list)?;
        }
        if bound.at_most == crate::resolve::Level::Required {
            self.must.push(row);
        }
        self.row += 1;
        rest.iter().try_for_each(|part| self.goes_on(line.id.as_str(), part))
    }

    /// The rest of a text that is too long for one row.
    fn goes_on(&mut self, id: &str, text: &str) -> Result<(), XlsxError> {
        let number = format!("{id}, {}", self.words.get(Word::Continued));
        self.sheet.write_string_with_format(self.row, ID, cell(&number), &self.look.cell_quiet)?;
        for column in [KIND, ANSWER, DESCRIPTION] {
            self.sheet.write_blank(self.row, column, &self.look.cell)?;
        }
        self.sheet.write_string_with_format(self.row, TEXT, text, &self.look.cell)?;
        self.sheet.set_row_height(self.row, height([(text, TEXT_WIDTH)]))?;
        self.row += 1;
        Ok(())
    }

    /// Lets the cells of lines that must be met stand out until they are answered.
    fn mark_waiting(&mut self) -> Result<(), XlsxError> {
        let Some(first) = self.must.first().copied() else { return Ok(()) };
        let cells: Vec<String> = self.must.iter().map(|row| row_col_to_cell(*row, ANSWER)).collect();
        let waiting = ConditionalFormatBlank::new().set_format(&self.look.waiting).set_multi_range(cells.join(" "));
        self.sheet.add_conditional_format(first, ANSWER, first, ANSWER, &waiting)?;
        Ok(())
    }
}
