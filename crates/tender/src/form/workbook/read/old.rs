//! Workbooks in the old format of Excel (.xls).
//!
//! Their values are read, and no more: what is hidden, struck through or said beside the cells is not seen, which is
//! told of the whole file.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use calamine::{Data, Reader, SheetVisible, Xls, XlsError};

use super::MOST_CELLS;
use super::marks::Marks;
use super::sheet::{Cell, Row, Sheet};
use crate::form::refusal::Refusal;
use crate::input::shown;

/// The sheets of a workbook, and what is known of each besides its values.
type Sheets = (Vec<Sheet>, BTreeMap<String, Marks>);

/// The sheets of an old workbook (.xls).
pub(super) fn read(file: impl Read + Seek + Clone) -> Result<Sheets, Refusal> {
    let mut book = Xls::new(file).map_err(|error| match error {
        XlsError::Password => Refusal::Encrypted,
        error => Refusal::Damaged(error.to_string()),
    })?;
    sheets(&mut book)
}

fn sheets<F: Read + Seek, R: Reader<F>>(book: &mut R) -> Result<Sheets, Refusal>
where
    R::Error: std::fmt::Display,
{
    let (mut sheets, mut marks) = (Vec::new(), BTreeMap::new());
    for about in book.sheets_metadata().to_vec() {
        let damaged = |error: R::Error| Refusal::Damaged(error.to_string());
        let (values, formulas) = match (book.worksheet_range(&about.name), book.worksheet_formula(&about.name)) {
            (Ok(values), Ok(formulas)) => (values, formulas),
            // A sheet of charts has no cells, and none of ours is one.
            (Err(_), _) | (_, Err(_)) if !Sheet::is_own_name(&about.name) => continue,
            (Err(error), _) | (_, Err(error)) => return Err(damaged(error)),
        };
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        let (top, left) = values.start().unwrap_or_default();
        for (count, (row, column, value)) in values.used_cells().enumerate() {
            if count > MOST_CELLS {
                return Err(Refusal::TooDemanding);
            }
            let place = (top.saturating_add(index(row)), left.saturating_add(index(column)));
            let formula = formulas.get_value(place).is_some_and(|formula| !formula.is_empty());
            let cell = Cell { formula, ..cell(value) };
            if let (Ok(column), true) = (u16::try_from(place.1), formula || !cell.text.is_empty()) {
                rows.entry(place.0).or_default().insert(column, cell);
            }
        }
        let hidden = about.visible != SheetVisible::Visible;
        marks.insert(about.name.clone(), Marks { hidden, ..Marks::default() });
        sheets.push(Sheet { name: about.name, rows });
    }
    Ok((sheets, marks))
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What a person sees in a cell, as far as its value tells.
fn cell(value: &Data) -> Cell {
    let text = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
    let number = |number: f64, format: &str| Cell {
        text: shown::number(number, format, false),
        as_shown: format != "General",
        ..Cell::default()
    };
    match value {
        Data::String(value) | Data::DateTimeIso(value) | Data::DurationIso(value) => text(value),
        Data::Int(value) => text(&value.to_string()),
        Data::Float(value) => number(*value, "General"),
        Data::DateTime(value) => {
            // It knows which day its days are counted from.
            let (year, month, day, hour, minute, ..) = value.to_ymd_hms_milli();
            let hour = if value.as_f64().fract() == 0.0 { String::new() } else { format!(" {hour:02}:{minute:02}") };
            Cell { as_shown: true, ..text(&format!("{day:02}-{month:02}-{year:04}{hour}")) }
        }
        Data::Bool(value) => text(if *value { "TRUE" } else { "FALSE" }),
        Data::Error(error) => text(&error.to_string()),
        Data::Empty => Cell::default(),
    }
}
