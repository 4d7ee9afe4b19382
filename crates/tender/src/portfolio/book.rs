//! A workbook as the table of a portfolio: its first sheet that is shown, as the same text that a spreadsheet would
//! save of it.

use calamine::Data;

use crate::input::book::Book;
use crate::portfolio::fault::UNCOMPUTED;

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

/// The first sheet, a line for each of its rows, so that complaints count them as the sheet does; nothing of what is no
/// workbook, or larger than a table can be.
pub fn as_text(bytes: &[u8]) -> Option<String> {
    let mut book = Book::open(bytes)?;
    let name = book.first_shown()?;
    let range = book.sheet(&name)?;
    let (above, left) = range.start().unwrap_or_default();
    // What is merged downwards says the same of each of its rows.
    let merged = book.merged_downwards(&name);
    let uncomputed = book.uncomputed(&name);
    let mut text = "\n".repeat(above as usize);
    for (row, cells) in (above..).zip(range.rows()) {
        let cells = (left..).zip(cells).map(|(column, cell)| {
            let first = merged.first_row(row, column);
            let cell = if first == row { Some(cell) } else { range.get_value((first, column)) };
            if uncomputed.contains(&(first, column)) {
                return UNCOMPUTED.to_owned();
            }
            quoted(&cell.map(shown).unwrap_or_default())
        });
        text.push_str(&cells.collect::<Vec<_>>().join(";"));
        text.push('\n');
    }
    Some(text)
}

/// What a cell says. A date is its day, with the hour if there is one.
fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
        Data::Bool(true) => "ja".to_owned(),
        Data::Bool(false) => "nej".to_owned(),
        cell => cell.to_string(),
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ';', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
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
        assert_eq!(
            as_text(&bytes).as_deref(),
            Some("\nKommune;CVR;Frist;Fjernprint\n\"Ærø; Kommune\";12345674;2027-01-15;ja\n")
        );
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
        assert_eq!(
            as_text(&bytes).as_deref(),
            Some("Kommune;Frist;Fjernprint\nNordby;15-01-2027;ja\nSydby;15-01-2027;nej\n")
        );
    }

    #[test]
    fn what_only_begins_as_a_workbook_is_none() {
        assert_eq!(as_text(b"PK\x03\x04\0\0\0\0"), None);
        assert_eq!(Kind::of(b"Kommune;CVR"), Kind::Text);
    }
}
