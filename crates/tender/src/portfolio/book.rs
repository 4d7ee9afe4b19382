//! A workbook as the table of a portfolio: its first sheet that is shown, as the same text that a spreadsheet would
//! save of it.

use std::collections::BTreeSet;

use crate::input::book::{Book, Said};
use crate::portfolio::fault::UNCOMPUTED;
use crate::text::calendar::read_moment;
use crate::text::source::Source;

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// `.xlsx`
    Workbook,
    /// `.xls`, which Excel wrote until 2007
    OldWorkbook,
}

impl Kind {
    pub fn of(bytes: &[u8]) -> Self {
        match bytes {
            [b'P', b'K', 3, 4, ..] => Self::Workbook,
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Self::OldWorkbook,
            _ => Self::Text,
        }
    }
}

/// A sheet as text.
#[derive(Debug, PartialEq)]
pub struct AsText {
    pub text: String,
    /// Where in the text a cell begins that is a day to the spreadsheet, whatever was typed
    pub days: BTreeSet<usize>,
}

/// The first sheet, a line for each of its rows, so that complaints count them as the sheet does; nothing of what is no
/// workbook, or larger than a table can be.
pub fn as_text(bytes: &[u8]) -> Option<AsText> {
    let mut book = Book::open(bytes)?;
    let name = book.first_shown()?;
    let range = book.sheet(&name)?;
    let (above, left) = range.start().unwrap_or_default();
    // What is merged downwards says the same of each of its rows.
    let merged = book.merged_downwards(&name);
    let formulas = book.formulas(&name);
    let mut text = "\n".repeat(above as usize);
    let mut days = BTreeSet::new();
    for (row, cells) in (above..).zip(range.rows()) {
        for (column, cell) in (left..).zip(cells) {
            if column > left {
                text.push(';');
            }
            let first = merged.first_row(row, column);
            let cell = if first == row { Some(cell) } else { range.get_value((first, column)) };
            if formulas.lack_value_of((first, column)) {
                text.push_str(UNCOMPUTED);
                continue;
            }
            // As the text will be read: what a letter is written with moves no day.
            let source = Source::new("", cell.map(words).unwrap_or_default());
            let words = quoted(source.text.clone());
            if let Some(Said::Moment { .. }) = cell {
                // The text of a cell begins after its quote.
                days.insert(text.len() + usize::from(words.starts_with('"')));
            }
            text.push_str(&words);
        }
        text.push('\n');
    }
    Some(AsText { text, days })
}

/// What a cell says: what it shows, unless it shows a day without all that it holds of it.
fn words(cell: &Said) -> String {
    match cell {
        Said::Moment { held, shown } => {
            let same = read_moment(shown).is_some_and(|moment| read_moment(held) == Some(moment));
            (if same { shown } else { held }).clone()
        }
        // A point parts thousands in it, and what is no amount has none.
        Said::Number { shown, .. } => shown.replace('.', ""),
        Said::Truth(true) => "ja".to_owned(),
        Said::Truth(false) => "nej".to_owned(),
        Said::Nothing | Said::Text(_) => cell.shown().to_owned(),
    }
}

fn quoted(cell: String) -> String {
    if cell.contains(['"', ';', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workbook() -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let date = rust_xlsxwriter::Format::new().set_num_format("dd-mm-yyyy");
        for (column, heading) in (0u16..).zip(["Kommune", "CVR", "Frist", "Fjernprint"]) {
            sheet.write(1, column, heading).unwrap();
        }
        sheet.write(2, 0, "Ærø; Kommune").unwrap();
        sheet.write(2, 1, 12_345_674).unwrap();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2027, 1, 15).unwrap();
        sheet.write_with_format(2, 2, &day, &date).unwrap();
        sheet.write(2, 3, true).unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn a_sheet_is_read_row_by_row_as_it_would_be_saved() {
        let bytes = workbook();
        assert_eq!(Kind::of(&bytes), Kind::Workbook);
        let read = as_text(&bytes).unwrap();
        assert_eq!(read.text, "\nKommune;CVR;Frist;Fjernprint\n\"Ærø; Kommune\";12345674;15-01-2027;ja\n");
        assert_eq!(read.days, BTreeSet::from([read.text.find("15-01").unwrap()]));
    }

    /// Of letters in pieces and of line ends the text keeps fewer bytes than the cells had.
    #[test]
    fn a_day_is_found_behind_whatever_letters() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let date = rust_xlsxwriter::Format::new().set_num_format("dd-mm-yyyy");
        sheet.write(0, 0, "A\u{30a}lborg \u{f0b7}\r\nKommune").unwrap();
        sheet.write_with_format(0, 1, 46_402, &date).unwrap();
        let read = as_text(&book.save_to_buffer().unwrap()).unwrap();
        let source = Source::new("t.xlsx", read.text.clone());
        assert_eq!(read.days, BTreeSet::from([source.text.find("15-01").unwrap()]), "{}", source.text);
    }

    #[test]
    fn a_cell_says_what_is_seen_in_it_and_all_of_a_day() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, (number, format)) in (0u16..).zip([
            (123.0, "00000"),
            (1.0, "0.0"),
            (12_345_674.0, "#,##0"),
            (46_402.0, "dd-mmm"),
            (46_402.0, "d. mmmm yyyy"),
            (46_402.5, "dd-mm-yyyy"),
            (0.5, "hh:mm"),
        ]) {
            let format = rust_xlsxwriter::Format::new().set_num_format(format);
            sheet.write_with_format(0, column, number, &format).unwrap();
        }
        let read = as_text(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(read.text, "00123;1,0;12345674;15-01-2027;15. januar 2027;15-01-2027 12:00:00;12:00\n");
        assert_eq!(read.days.len(), 4);
    }

    #[test]
    fn what_is_merged_downwards_says_the_same_of_each_row_and_a_hidden_sheet_is_passed_over() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().set_hidden(true).write(0, 0, "lister").unwrap();
        let sheet = book.add_worksheet();
        for (column, heading) in (0u16..).zip(["Kommune", "Frist", "Fjernprint"]) {
            sheet.write(0, column, heading).unwrap();
        }
        sheet.write(1, 0, "Nordby").unwrap();
        sheet.write(2, 0, "Sydby").unwrap();
        sheet.merge_range(1, 1, 2, 1, "15-01-2027", &rust_xlsxwriter::Format::new()).unwrap();
        sheet.write(1, 2, "ja").unwrap();
        sheet.write(2, 2, "nej").unwrap();
        sheet.set_active(true);
        let bytes = book.save_to_buffer().unwrap();
        let read = as_text(&bytes).unwrap();
        assert_eq!(read.text, "Kommune;Frist;Fjernprint\nNordby;15-01-2027;ja\nSydby;15-01-2027;nej\n");
    }

    #[test]
    fn what_only_begins_as_a_workbook_is_none() {
        assert_eq!(as_text(b"PK\x03\x04\0\0\0\0"), None);
        assert_eq!(Kind::of(b"Kommune;CVR"), Kind::Text);
    }
}
