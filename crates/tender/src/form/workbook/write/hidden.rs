//! The sheet that Excel never shows: the binding, and the answers of the drop-down lists.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError, utility::column_number_to_name,
};

use crate::document::Field;
use crate::form::binding::Binding;
use crate::form::workbook::layout;
use crate::form::workbook::layout::{LISTS, PIECES};

/// The different lists of answers, each in a column of its own. A list written into the cell itself could hold neither
/// a comma nor more than 255 characters.
pub(super) struct Lists(BTreeMap<Vec<String>, u16>);

/// The most characters that are shown of a title and of a message; Excel takes no more.
const LONGEST_TITLE: usize = 32;
const LONGEST_MESSAGE: usize = 220;

/// What is shown beside a cell while it is being filled in, whatever is written there.
pub(super) fn told(title: &str, message: &str) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_any_value()
        .set_input_title(title.chars().take(LONGEST_TITLE).collect::<String>())?
        .set_input_message(message.chars().take(LONGEST_MESSAGE).collect::<String>())
}

impl Lists {
    pub fn of(binding: &Binding) -> Self {
        let mut lists = BTreeMap::new();
        for field in binding.fields.iter().filter(|field| !field.options.is_empty()) {
            let next = LISTS + u16::try_from(lists.len()).expect("a form has few kinds of answers");
            lists.entry(field.options.clone()).or_insert(next);
        }
        Self(lists)
    }

    /// The drop-down list of a field: nothing but its options can be typed.
    pub fn validation(&self, field: &Field, title: &str, refusal: &str) -> Result<DataValidation, XlsxError> {
        let column = column_number_to_name(self.0[&field.options]);
        let range = format!("={}!${column}$1:${column}${}", layout::BINDING, field.options.len());
        DataValidation::new()
            .allow_list_formula(Formula::new(range))
            .ignore_blank(true)
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title(title.chars().take(LONGEST_TITLE).collect::<String>())?
            .set_error_message(refusal.chars().take(LONGEST_MESSAGE).collect::<String>())?
            .set_input_title(title.chars().take(LONGEST_TITLE).collect::<String>())?
            .set_input_message(refusal.chars().take(LONGEST_MESSAGE).collect::<String>())
    }
}

pub(super) fn write(sheet: &mut Worksheet, binding: &Binding, lists: &Lists) -> Result<(), XlsxError> {
    for (row, piece) in layout::pieces(&binding.to_json()).iter().enumerate() {
        sheet.write_string(u32::try_from(row).unwrap_or(u32::MAX), PIECES, piece)?;
    }
    for (options, column) in &lists.0 {
        for (row, option) in (0u32..).zip(options) {
            sheet.write_string(row, *column, layout::cell(option))?;
        }
    }
    sheet.set_very_hidden(true);
    sheet.protect();
    Ok(())
}
