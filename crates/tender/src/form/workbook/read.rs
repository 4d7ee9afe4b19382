//! Filled workbooks.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use crate::form::refusal::Refusal;
use crate::form::returned::{Kind, LARGEST_BINDING, Oddity, Returned};
use crate::form::workbook::layout;

mod package;

/// The most cells of a sheet that are looked at.
const MOST_CELLS: usize = 200_000;

/// Reads a workbook. No formula is computed: what a cell showed last is what it says.
pub fn read(bytes: &[u8]) -> Result<Returned, Refusal> {
    let mut returned = Returned::new(Kind::Xlsx);
    package::check(bytes, &mut returned.oddities)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let has = |book: &Xlsx<_>, name: &str| book.sheet_names().iter().any(|sheet| sheet == name);
    if has(&book, layout::BINDING) {
        returned.binding = binding(&sheet(&mut book, layout::BINDING)?);
    }
    if has(&book, layout::SUPPLIER) {
        for row in sheet(&mut book, layout::SUPPLIER)?.values() {
            keep(&mut returned, row, layout::FIELD_NAME, layout::FIELD);
        }
    }
    if has(&book, layout::ANSWERS) {
        for row in sheet(&mut book, layout::ANSWERS)?.values() {
            if let (Some(name), Some(text)) = (row.get(&layout::ANSWER_NAME), row.get(&layout::TEXT)) {
                returned.wordings.insert(name.text.clone(), text.text.clone());
            }
            keep(&mut returned, row, layout::ANSWER_NAME, layout::ANSWER);
            keep(&mut returned, row, layout::DESCRIPTION_NAME, layout::DESCRIPTION);
        }
    }
    if returned.values.is_empty() && returned.binding.is_none() { Err(Refusal::NoFields) } else { Ok(returned) }
}

/// A cell that holds something.
struct Cell {
    text: String,
    formula: bool,
}

type Row = BTreeMap<u16, Cell>;

/// The rows of a sheet. They are read cell by cell: a sheet may claim to be as large as it likes.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<BTreeMap<u32, Row>, Refusal> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(refusal)?;
    let mut count = 0;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(refusal)? {
        count += 1;
        if count > MOST_CELLS {
            return Err(Refusal::TooDemanding);
        }
        let (row, column) = cell.pos;
        let formula = cell.formula.is_some();
        let text = text(&cell.value);
        if let (Ok(column), true) = (u16::try_from(column), formula || !text.is_empty()) {
            rows.entry(row).or_default().insert(column, Cell { text, formula });
        }
    }
    Ok(rows)
}

/// Keeps the value of the field whose name stands in the row, if one does.
fn keep(returned: &mut Returned, row: &Row, name: u16, value: u16) {
    /// Longer than any field's name of ours.
    const LONGEST: usize = 300;
    let Some(name) = row.get(&name).map(|cell| cell.text.clone()).filter(|name| name.len() <= LONGEST) else { return };
    let value = row.get(&value);
    if value.is_some_and(|cell| cell.formula) {
        returned.oddities.insert(Oddity::Formula { field: name.clone() });
    }
    returned.keep(name, value.map(|cell| cell.text.clone()));
}

/// The binding, put together of its pieces.
fn binding(rows: &BTreeMap<u32, Row>) -> Option<String> {
    let pieces = rows.values().filter_map(|row| row.get(&layout::PIECES)).map(|cell| cell.text.as_str());
    let json: String = pieces.collect();
    (!json.is_empty() && json.len() <= LARGEST_BINDING).then_some(json)
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        // A number that was typed into a text is shown as it was typed.
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(date) => date.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted,
        error => Refusal::Damaged(error.to_string()),
    }
}
