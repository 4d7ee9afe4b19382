//! Filled workbooks.
//!
//! A sheet to answer in is known by the hidden names of the fields in it, whatever it is called and wherever it stands.
//! What is said in other cells, comments and shapes is kept too: it is no answer, but may be a reservation.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use self::looks::Laid;
use self::marks::Marks;
use self::palette::Palette;
use self::sheet::{Cell, Columns, Row, Sheet};
use crate::form::evaluation::Basis;
use crate::form::foreign::Foreign;
use crate::form::package::{self, Package};
use crate::form::refusal::Refusal;
use crate::form::remark::{MOST, Place, Remark, words};
use crate::form::returned::{Book, Fixed, Kind, LARGEST_BINDING, Made, Oddity, Returned, Shape};
use crate::form::way::Way;
use crate::form::workbook::layout;
use crate::input::shown::{self, Shown, format_of};
use crate::text::source::composed;

mod choices;
mod covers;
mod looks;
mod marks;
mod old;
mod open_document;
mod palette;
mod sheet;

pub(in crate::form) use self::sheet::name as cell_name;

/// The most cells of a sheet that are read, and the most that are looked at: of columns that were given a format, each
/// cell is there and says nothing.
const MOST_CELLS: usize = 200_000;
const MOST_LOOKED_AT: usize = 2_000_000;

/// The most cells that are no fields and are kept: of a sheet with fields, and of another.
const MOST_FIXED: usize = 20_000;
const MOST_FOREIGN: usize = 200;

/// Reads a workbook. No formula is computed: what a cell showed last is what it says.
pub(in crate::form) fn read(bytes: &[u8], package: &Package, oddities: BTreeSet<Oddity>) -> Result<Returned, Refusal> {
    let styles = looks::styles(package);
    let (marks, laid) = (marks::find(package), looks::overlays(styles, &Palette::of(package, styles)));
    let values_alone = || package::values_alone(bytes).map(|bare| sheets(&bare));
    let written_out = package.has_raised().then(values_alone).flatten();
    let sheets = match written_out.unwrap_or_else(|| sheets(bytes)) {
        Err(refusal @ Refusal::Damaged(_)) => values_alone().unwrap_or(Err(refusal)),
        read => read,
    }?;
    returned(&sheets, &marks, &laid, oddities)
}

/// The comments on the cells of each sheet, by the sheet's name and the cell's.
pub(in crate::form) fn comments(package: &Package) -> BTreeMap<String, BTreeMap<String, String>> {
    let parts = marks::parts(package).into_iter();
    parts.map(|(name, part)| (name, marks::comments(package, &part))).collect()
}

/// Reads a workbook that another program keeps in another format than the one that was sent out.
pub(in crate::form) fn read_other(
    book: Book,
    bytes: &[u8],
    package: &Package,
    mut oddities: BTreeSet<Oddity>,
) -> Result<Returned, Refusal> {
    let (sheets, marks) = match book {
        Book::OpenDocument => {
            open_document::acts(package, &mut oddities);
            open_document::sheets(package).ok_or(Refusal::TooDemanding)?
        }
        Book::Old => old::read(Cursor::new(bytes))?,
    };
    oddities.insert(Oddity::OtherBook(book));
    returned(&sheets, &marks, &[], oddities)
}

/// What stands in the sheets of a workbook.
fn returned(
    sheets: &[Sheet],
    marks: &BTreeMap<String, Marks>,
    laid: &[Laid],
    oddities: BTreeSet<Oddity>,
) -> Result<Returned, Refusal> {
    let mut returned = Returned::new(Kind::Xlsx);
    returned.oddities = oddities;
    let nothing = Marks::default();
    let marks_of = |sheet: &Sheet| marks.get(&sheet.name).unwrap_or(&nothing);
    // Of two sheets with the same fields the one counts that is seen, and then the one that has its own name.
    let mut order: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.name != layout::BINDING).collect();
    order.sort_by_key(|sheet| (marks_of(sheet).hidden, !sheet.has_own_name()));
    let named = order.iter().any(|sheet| sheet.has_names());
    for sheet in order {
        let columns = columns_of(sheet, named);
        let marks = marks_of(sheet);
        let offers = |place: (u32, u16)| choices::offers(&marks.choices, place, sheet, sheets);
        fields(sheet, columns.as_ref(), marks, laid, &offers, &mut returned);
    }
    for (sheet, marks) in marks {
        remarks(sheet, marks, &mut returned);
    }
    returned.binding = sheets.iter().find(|sheet| sheet.name == layout::BINDING).and_then(binding);
    if returned.binding.as_deref().is_some_and(|json| serde_json::from_str::<Basis>(json).is_ok()) {
        return Err(Refusal::Foreign(Foreign::Comparison));
    }
    if returned.values.is_empty() { Err(Refusal::NoFields) } else { Ok(returned) }
}

/// Where the fields of a sheet stand: by the names that are hidden in its rows, or by its headings where it has lost
/// them; `named` says that some sheet has any, so that another than the one with the answers is none to answer in.
fn columns_of(sheet: &Sheet, named: bool) -> Option<Columns> {
    let by_heading = || if named && sheet.name != layout::ANSWERS { None } else { sheet.columns_by_heading() };
    sheet.columns().or_else(by_heading)
}

/// Where each field of a workbook stands: the part that its sheet is, and the cell's row and column.
pub(super) fn places(bytes: &[u8]) -> Result<BTreeMap<String, (String, u32, u16)>, Refusal> {
    let package = package::check(bytes, &mut std::collections::BTreeSet::new())?;
    let parts = marks::parts(&package);
    let mut places = BTreeMap::new();
    let sheets = sheets(bytes)?;
    let named = sheets.iter().any(Sheet::has_names);
    for sheet in &sheets {
        let columns = columns_of(sheet, named);
        let (Some(columns), Some(part)) = (columns, parts.get(&sheet.name)) else { continue };
        for (number, row) in &sheet.rows {
            for field in columns.fields(row) {
                places.entry(field.name).or_insert_with(|| (part.clone(), *number, field.column));
            }
        }
    }
    Ok(places)
}

/// Every sheet with its cells.
fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let is_1904 = book.has_1904_epoch();
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        match sheet(&mut book, &name, is_1904) {
            // A sheet of the supplier's own may be as long as it likes; it is not read to its end.
            Ok(None) if Sheet::is_own_name(&name) => return Err(Refusal::TooDemanding),
            Ok(rows) => sheets.push(Sheet { rows: rows.unwrap_or_default(), name }),
            // A sheet of charts has no cells, and none of ours is one.
            Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) if !Sheet::is_own_name(&name) => {}
            Err(error) => return Err(refusal(error)),
        }
    }
    Ok(sheets)
}

/// The rows of a sheet; nothing where one of ours has too many cells. They are read cell by cell: a sheet may claim to
/// be as large as it likes.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, is_1904: bool) -> Result<Option<BTreeMap<u32, Row>>, XlsxError> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let mut styled = BTreeMap::new();
    let mut cells = book.worksheet_cells_reader(name)?;
    let styles = cells.styles().to_vec();
    let mut count = 0;
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        count += 1;
        if count > MOST_LOOKED_AT || styled.len() > MOST_CELLS {
            break;
        }
        if !matches!(cell.get_value(), DataRef::Empty) {
            styled.insert(cell.get_position(), style);
        }
    }
    drop(cells);
    let mut cells = book.worksheet_cells_reader(name)?;
    let (mut count, mut said) = (0, 0);
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        count += 1;
        said += usize::from(cell.formula.is_some() || !matches!(cell.value, DataRef::Empty));
        if count > MOST_LOOKED_AT || said > MOST_CELLS {
            return Ok(if Sheet::is_own_name(name) { None } else { Some(rows) });
        }
        let (row, column) = cell.pos;
        let style = styled.get(&cell.pos).and_then(|style| styles.get(*style));
        let struck = style.and_then(|style| style.font.as_ref()).is_some_and(|font| font.has_strikethrough());
        let formula = cell.formula.is_some();
        let Cell { text, as_shown, disguise, .. } = cell_of(&cell.value, format_of(style), is_1904);
        // An empty text may show words all the same.
        let says = formula || !text.is_empty() || disguise.is_some();
        if let (Ok(column), true) = (u16::try_from(column), says) {
            let cells = rows.entry(row).or_default();
            let second = cells.remove(&column);
            let other = second.filter(|second| second.text != text).map(|second| second.text);
            let uncomputed = formula && matches!(cell.value, DataRef::Empty);
            cells.insert(column, Cell { text, formula, uncomputed, struck, as_shown, disguise, other });
        }
    }
    Ok(Some(rows))
}

/// What a person sees in a cell.
fn cell_of(value: &DataRef<'_>, format: &str, is_1904: bool) -> Cell {
    let number = |number: f64| {
        let Shown { text, as_shown, disguise } = shown::shown(number, format, is_1904);
        Cell { text, as_shown, disguise, ..Cell::default() }
    };
    let text = |text: &str| Cell { text: text.to_owned(), disguise: shown::disguise(format), ..Cell::default() };
    match value {
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::Int(value) => number(*value as f64),
        DataRef::Float(value) => number(*value),
        DataRef::DateTime(value) => number(value.as_f64()),
        DataRef::Bool(value) => text(if *value { "TRUE" } else { "FALSE" }),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text(value),
        DataRef::Error(error) => text(&error.to_string()),
        DataRef::Empty => Cell::default(),
    }
}

/// Keeps the fields of a sheet, and what else stands in its cells.
fn fields(
    sheet: &Sheet,
    columns: Option<&Columns>,
    marks: &Marks,
    laid: &[Laid],
    offers: &dyn Fn((u32, u16)) -> Option<Vec<String>>,
    returned: &mut Returned,
) {
    let mut above: Option<String> = None;
    let mut number_above = "";
    let mut room = if columns.is_some() || sheet.has_own_name() { MOST_FIXED } else { MOST_FOREIGN };
    for (number, row) in &sheet.rows {
        let found = columns.map(|columns| columns.fields(row)).unwrap_or_default();
        let is_hidden = marks.hidden || marks.hidden_rows.contains(number);
        for field in &found {
            let name = &field.name;
            let own = row.get(&field.column);
            let merged = || sheet.rows.get(&marks.shown_in(*number, field.column)?)?.get(&field.column);
            let value = own.or_else(merged);
            if let Some(offers) = offers((*number, field.column)) {
                let shape = Shape { made: Made::Choice, offers, places: Vec::new() };
                returned.shapes.insert(composed(name).into_owned(), shape);
            }
            if own.is_none() && value.is_some() {
                returned.read_by(Way::Merged, name);
            }
            if let Some(cell) = value {
                let covers = &marks.covers;
                let away =
                    cell.struck || covers.take_away(*number, field.column, marks.look(*number, field.column), laid);
                // Of merged cells the first is seen, and was read for each.
                let covered = [own.map(|_| field.column), field.text].into_iter().flatten();
                let covered = covered.into_iter().any(|column| covers.hide(*number, column));
                let odd = [
                    (cell.formula, Oddity::Formula { field: name.clone(), computed: !cell.uncomputed }),
                    (away || marks.altered.contains(&(*number, field.column)), Oddity::Struck { field: name.clone() }),
                    (
                        is_hidden
                            || covered
                            || columns.is_some_and(|columns| columns.any_hidden(&marks.hidden_columns, field.column)),
                        Oddity::Unseen { field: name.clone() },
                    ),
                ];
                returned.oddities.extend(odd.into_iter().filter_map(|(is, oddity)| is.then_some(oddity)));
                let laid_on = covers.disguise(*number, field.column, laid);
                if let Some(shown) = cell.disguise.as_deref().or(laid_on) {
                    returned.oddities.insert(Oddity::Disguised { field: name.clone(), shown: shown.to_owned() });
                }
                if cell.as_shown && cell.disguise.is_none() {
                    returned.read_by(Way::AsShown, name);
                }
            }
            if let Some(way) = field.way {
                returned.read_by(way, name);
            }
            if !sheet.has_own_name() {
                returned.read_by(Way::Sheet, name);
            }
            if let Some(text) = field.text.and_then(|column| row.get(&column)) {
                returned.wordings.entry(name.clone()).or_insert_with(|| text.whole());
            }
            let text = value.map(|cell| cell.text.clone());
            if marks.doubled.contains(&(*number, field.column)) {
                let field = composed(name).into_owned();
                let other = value.and_then(|cell| cell.other.clone());
                returned.oddities.insert(Oddity::Twice { field, taken: text.clone(), other });
            }
            returned.keep(name.clone(), text);
        }
        let number_here = columns.and_then(|columns| row.get(&columns.id)).map_or("", |cell| cell.text.trim());
        // A long wording goes on in the rows below its own, which belong to the same line.
        let goes_on = found.is_empty() && layout::goes_on(number_here, number_above);
        let first = if goes_on { above.clone() } else { found.first().map(|field| field.name.clone()) };
        if let (true, Some(columns), Some(name)) = (goes_on, columns, &above)
            && let (Some(more), Some(wording)) = (row.get(&columns.text), returned.wordings.get_mut(name))
        {
            wording.push('\n');
            wording.push_str(&more.text);
        }
        if !found.is_empty() {
            number_above = number_here;
        }
        for (column, cell) in row {
            let is_field = found.iter().any(|field| field.column == *column || field.name_column == Some(*column));
            if is_field || room == 0 || cell.text.trim().is_empty() {
                continue;
            }
            room -= 1;
            returned.cells.push(Fixed {
                sheet: sheet.name.clone(),
                cell: sheet::name(*number, *column),
                column: *column,
                field: first.clone(),
                below: above.clone(),
                text: cell.whole(),
                formula: cell.formula,
                // A line that is out of sight is told as such; whatever else is, is gone.
                altered: (found.is_empty() && is_hidden)
                    || (columns.is_none() && marks.hidden_columns.contains(column))
                    || marks.doubled.contains(&(*number, *column))
                    || cell.struck
                    || cell.disguise.is_some()
                    || marks.altered.contains(&(*number, *column))
                    || marks.covers.hide(*number, *column)
                    || marks.covers.take_away(*number, *column, marks.look(*number, *column), laid)
                    || marks.covers.disguise(*number, *column, laid).is_some(),
                hint: false,
            });
        }
        above = first.or(above);
    }
    prompts(sheet, marks, returned);
}

/// What is said of a cell while it is being filled in stands beside the form's own words.
fn prompts(sheet: &Sheet, marks: &Marks, returned: &mut Returned) {
    let said = marks.prompts.iter().take(MOST_FIXED);
    let cells: Vec<Fixed> = said
        .map(|(cell, text)| Fixed {
            sheet: sheet.name.clone(),
            cell: cell.clone(),
            column: marks::column_of(cell).unwrap_or_default(),
            // It is nothing that a line asks.
            field: None,
            below: returned
                .cells
                .iter()
                .find(|fixed| fixed.sheet == sheet.name && same_row(&fixed.cell, cell))
                .and_then(|fixed| fixed.field.clone()),
            text: text.clone(),
            formula: false,
            altered: false,
            hint: true,
        })
        .collect();
    returned.cells.extend(cells);
}

/// Comments, shapes and pictures on a sheet.
fn remarks(sheet: &str, marks: &Marks, returned: &mut Returned) {
    let named = |cell: &String| {
        let field = returned.cells.iter().find(|fixed| fixed.sheet == sheet && same_row(&fixed.cell, cell));
        field.and_then(|fixed| fixed.field.clone())
    };
    let comments = marks.comments.iter().map(|(cell, text)| Remark {
        place: Place::Comment { sheet: sheet.to_owned(), cell: cell.clone() },
        field: named(cell),
        text: text.clone(),
    });
    let shape = |text: String| Remark { place: Place::Shape { sheet: sheet.to_owned() }, field: None, text };
    let pictures = (marks.pictures > 0).then(|| match marks.pictures {
        1 => "1 billede".to_owned(),
        many => format!("{many} billeder"),
    });
    let shapes = marks.shapes.iter().map(|text| words(text)).chain(pictures).map(shape);
    let found: Vec<Remark> = comments.chain(shapes).collect();
    let room = MOST.saturating_sub(returned.remarks.len());
    returned.remarks.extend(found.into_iter().take(room));
}

fn same_row(one: &str, other: &str) -> bool {
    let row = |cell: &str| cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
    row(one) == row(other)
}

/// The binding, put together of its pieces.
fn binding(sheet: &Sheet) -> Option<String> {
    let pieces = sheet.rows.values().filter_map(|row| row.get(&layout::PIECES)).map(|cell| cell.text.as_str());
    let json: String = pieces.collect();
    (!json.is_empty() && json.len() <= LARGEST_BINDING).then_some(json)
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted,
        error => Refusal::Damaged(error.to_string()),
    }
}
