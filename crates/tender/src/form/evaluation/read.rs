//! Evaluators' workbooks read back.

use std::collections::{BTreeMap, BTreeSet};

use calamine::Range;

use super::basis::{self, Basis};
use super::layout::{ACCEPTED_NAME, Column, ID_NAME, KEY_NAME, Key, MODEL_NAME, NUMBER_NAME, SUPPLIER_NAME};
use crate::catalog::answer::{NO, YES};
use crate::form::package;
use crate::form::spelling::{fold, visible};
use crate::form::workbook::layout;
use crate::form::workbook::read::comments;
use crate::input::book::{Book, Formulas, Merged, Said};
use crate::text::number::number;

/// What is lost where points are shown with two decimals.
const ROUNDED: f64 = 0.006;

/// What stands in one workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub basis: Basis,
    /// Only those who wrote something
    pub evaluators: Vec<Evaluator>,
    /// Whether an alternative is accepted, where it is said; who copies the sheet may say both
    pub accepted: BTreeMap<Key, BTreeSet<bool>>,
    /// The rows that are there
    pub rows: BTreeSet<Key>,
    pub slips: Vec<Slip>,
}

impl Sheet {
    fn blank(basis: Basis) -> Self {
        let (evaluators, accepted, rows, slips) = (Vec::new(), BTreeMap::new(), BTreeSet::new(), Vec::new());
        Self { basis, evaluators, accepted, rows, slips }
    }
}

/// What one evaluator wrote.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evaluator {
    /// Absent where the name was not written
    pub name: Option<String>,
    pub marks: BTreeMap<Key, Marks>,
}

/// What an evaluator wrote about an answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    pub points: Option<f64>,
    pub reason: Option<String>,
    pub note: Option<String>,
}

/// Something in a cell that cannot be what is meant.
#[derive(Debug, Clone, PartialEq)]
pub enum Slip {
    /// Points that are no number, or less than none
    NoPoints { cell: String, key: Key, text: String },
    /// Neither yes nor no
    NoAnswer { cell: String, key: Key, text: String },
    /// Two rows of one line and supplier; the first counts
    Twice { cell: String, key: Key },
    /// The row shows another line or another supplier than its hidden key names: its cells were sorted apart
    Torn { cell: String, key: Key, text: String },
    /// The rows that name columns and evaluators are not above the table
    Misplaced { cell: String, key: Key },
    /// A formula that no program has computed
    NoValue { cell: String, key: Key },
    /// Something else in the place of the formula that counts points
    Overwritten { cell: String, key: Key, text: String },
    /// A comment on a cell: nobody evaluates in those
    Commented { cell: String, text: String },
}

/// Why a workbook is none of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// It cannot be read as a workbook
    Unreadable,
    /// It does not carry what it was made of
    NoBasis,
    /// It has no sheet with the hidden names
    NoSheet,
}

/// Reads a workbook.
pub fn read(bytes: &[u8]) -> Result<Sheet, Unfit> {
    let mut book = Book::open(bytes).ok_or(Unfit::Unreadable)?;
    let basis = book.sheet(layout::BINDING).and_then(|range| basis_of(&range)).ok_or(Unfit::NoBasis)?;
    let names = book.names();
    let mut comments = package::check(bytes, &mut BTreeSet::new()).map_or_else(|_| BTreeMap::new(), |it| comments(&it));
    let mut read = Sheet::blank(basis);
    let mut found = false;
    // Who copies the sheet for a second person has two.
    for name in &names {
        let Some((range, head)) = book.sheet(name).and_then(|range| head_of(&range).map(|head| (range, head))) else {
            continue;
        };
        let (formulas, merged) = (book.formulas(name), book.merged_downwards(name));
        let mut own = Sheet::blank(read.basis.clone());
        rows(&range, &head, &formulas, &merged, &mut own);
        // A sheet that was only copied says nothing more.
        own.evaluators.retain(|evaluator| !read.evaluators.contains(evaluator));
        read.evaluators.extend(own.evaluators);
        for (key, accepted) in own.accepted {
            read.accepted.entry(key).or_default().extend(accepted);
        }
        read.slips.extend(own.slips);
        let remarks = comments.remove(name).unwrap_or_default();
        read.slips.extend(remarks.into_iter().map(|(cell, text)| Slip::Commented { cell, text }));
        read.rows.extend(own.rows);
        found = true;
    }
    // Beside other sheets nobody looks for them either.
    for (name, remarks) in comments {
        let told = remarks.into_iter().map(|(cell, text)| Slip::Commented { cell: format!("{name}!{cell}"), text });
        read.slips.extend(told);
    }
    if found { Ok(read) } else { Err(Unfit::NoSheet) }
}

fn basis_of(range: &Range<Said>) -> Option<Basis> {
    let pieces = range.rows().filter_map(|row| row.first()).filter_map(|cell| match cell {
        Said::Text(piece) => Some(piece.as_str()),
        _ => None,
    });
    let basis: Basis = serde_json::from_str(&pieces.collect::<String>()).ok()?;
    (basis.schema == basis::SCHEMA).then_some(basis)
}

/// Where the columns stand that are read.
struct Head {
    /// The hidden row's number within the range
    row: usize,
    key: usize,
    accepted: Option<usize>,
    /// The model's points
    model: Option<usize>,
    /// The supplier's hidden number, the line's number and the supplier's name as they are seen
    number: Option<usize>,
    id: Option<usize>,
    supplier: Option<usize>,
    /// By the evaluator's number
    own: BTreeMap<usize, Vec<(Column, usize)>>,
}

fn head_of(range: &Range<Said>) -> Option<Head> {
    let is = |cell: &Said, name: &str| matches!(cell, Said::Text(text) if text.trim() == name);
    let (row, cells) = range.rows().enumerate().find(|(_, row)| row.iter().any(|cell| is(cell, KEY_NAME)))?;
    let at = |name: &str| cells.iter().position(|cell| is(cell, name));
    let mut own: BTreeMap<usize, Vec<(Column, usize)>> = BTreeMap::new();
    let named = |cell: &Said| match cell {
        Said::Text(name) => Column::named(name.trim()),
        _ => None,
    };
    let most = cells.iter().filter_map(named).map(|(_, evaluator)| evaluator).max().unwrap_or_default();
    let mut copies: BTreeMap<(Column, usize), usize> = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        let Some((column, evaluator)) = named(cell) else { continue };
        // Who copies the columns of one evaluator for another copies their hidden names too.
        let copy = copies.entry((column, evaluator)).or_default();
        own.entry(evaluator + *copy * (most + 1)).or_default().push((column, at));
        *copy += 1;
    }
    Some(Head {
        row,
        key: at(KEY_NAME)?,
        accepted: at(ACCEPTED_NAME),
        model: at(MODEL_NAME),
        number: at(NUMBER_NAME),
        id: at(ID_NAME),
        supplier: at(SUPPLIER_NAME),
        own,
    })
}

/// The key of a row.
fn key_of(row: &[Said], head: &Head) -> Option<Key> {
    row.get(head.key).and_then(words).and_then(|text| Key::read(&text))
}

/// What a row shows that is not its key's: a column, and the words in it.
fn torn(row: &[Said], key: &Key, head: &Head, basis: &Basis) -> Option<(usize, String)> {
    let seen = |column: Option<usize>| column.map(|at| (at, row.get(at).and_then(words).unwrap_or_default()));
    let name = basis.suppliers.get(key.supplier.checked_sub(1)?).and_then(|given| given.name.as_deref());
    let id = seen(head.id).filter(|(_, text)| fold(text) != fold(key.line.as_str()));
    let number = seen(head.number).filter(|(_, text)| *text != key.supplier.to_string());
    // Two of one name are told apart by more words, so the name need only be among them.
    let shows = |text: &str, name: &str| [name, &visible(name)].iter().any(|name| fold(text).contains(&fold(name)));
    let supplier = seen(head.supplier).filter(|(_, text)| name.is_some_and(|name| !shows(text, name)));
    id.or(supplier).or(number)
}

fn rows(range: &Range<Said>, head: &Head, formulas: &Formulas, merged: &Merged, sheet: &mut Sheet) {
    let (top, left) = range.start().unwrap_or_default();
    let place = |row: usize, column: usize| {
        let number = |start: u32, at: usize| start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        let column = u16::try_from(number(left, column)).unwrap_or(u16::MAX);
        super::cell_name(number(top, row), column)
    };
    let mut evaluators: BTreeMap<usize, Evaluator> = BTreeMap::new();
    for (number, columns) in &head.own {
        // The name stands in the row below the hidden one, over any of the evaluator's columns.
        let names = range
            .rows()
            .nth(head.row + 1)
            .into_iter()
            .flat_map(|row| columns.iter().filter_map(|(_, at)| row.get(*at)).filter_map(words));
        evaluators.insert(*number, Evaluator { name: names.into_iter().next(), marks: BTreeMap::new() });
    }
    let whole = |row: usize, column: usize| {
        let number = |start: u32, at: usize| start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        (number(top, row), number(left, column))
    };
    let is_uncomputed = |row: usize, column: usize| formulas.lack_value_of(whole(row, column));
    // Below the row that names the columns stand the evaluators' names; above it stands no row of the table.
    for (at, row) in range.rows().enumerate().take(head.row + 2) {
        if let Some(key) = key_of(row, head) {
            sheet.slips.push(Slip::Misplaced { cell: place(at, head.key), key });
        }
    }
    let mut seen: BTreeMap<Key, ()> = BTreeMap::new();
    for (at, row) in range.rows().enumerate().skip(head.row + 1) {
        let Some(key) = key_of(row, head) else { continue };
        if let Some((column, text)) = torn(row, &key, head, &sheet.basis) {
            sheet.slips.push(Slip::Torn { cell: place(at, column), key: key.clone(), text });
        }
        if seen.insert(key.clone(), ()).is_some() {
            sheet.slips.push(Slip::Twice { cell: place(at, head.key), key });
            continue;
        }
        sheet.rows.insert(key.clone());
        if let Some(column) = head.accepted.filter(|column| is_uncomputed(at, *column)) {
            sheet.slips.push(Slip::NoValue { cell: place(at, column), key: key.clone() });
        }
        if let Some((column, text)) = head.accepted.and_then(|column| Some((column, row.get(column).and_then(words)?)))
        {
            match fold(&text) {
                yes if yes == fold(YES) => drop(sheet.accepted.entry(key.clone()).or_default().insert(true)),
                no if no == fold(NO) => drop(sheet.accepted.entry(key.clone()).or_default().insert(false)),
                _ => sheet.slips.push(Slip::NoAnswer { cell: place(at, column), key: key.clone(), text }),
            }
        }
        for (number, columns) in &head.own {
            let mut marks = Marks::default();
            let mut counts = Vec::new();
            for (column, column_at) in columns {
                // A cell that is merged with those below it says the same of each of its rows.
                let (whole_row, whole_column) = whole(at, *column_at);
                let first = merged.first_row(whole_row, whole_column);
                let spoken =
                    if first == whole_row { row.get(*column_at) } else { range.get_value((first, whole_column)) };
                let cell = spoken.unwrap_or(&Said::Nothing);
                if *column != Column::Counts && is_uncomputed(at, *column_at) {
                    sheet.slips.push(Slip::NoValue { cell: place(at, *column_at), key: key.clone() });
                }
                match column {
                    Column::Points => match points(cell) {
                        Ok(points) => marks.points = points,
                        Err(text) => {
                            let cell = place(at, *column_at);
                            sheet.slips.push(Slip::NoPoints { cell, key: key.clone(), text });
                        }
                    },
                    Column::Reason => marks.reason = words(cell),
                    Column::Note => marks.note = words(cell),
                    Column::Counts => counts.push(*column_at),
                }
            }
            // What was counted there, and pasted as values, is the same number.
            let model = || head.model.and_then(|at| row.get(at)).and_then(|cell| points(cell).ok().flatten());
            let counted = marks.points.or_else(model);
            for column_at in counts.into_iter().filter(|column_at| !formulas.hold(whole(at, *column_at))) {
                let Some(text) = row.get(column_at).and_then(words) else { continue };
                let is_counted = points(&row[column_at])
                    .ok()
                    .flatten()
                    .zip(counted)
                    .is_some_and(|(is, was)| (is - was).abs() < ROUNDED);
                if !is_counted {
                    sheet.slips.push(Slip::Overwritten { cell: place(at, column_at), key: key.clone(), text });
                }
            }
            if marks != Marks::default() {
                evaluators.entry(*number).or_default().marks.insert(key.clone(), marks);
            }
        }
    }
    sheet.evaluators = evaluators.into_values().filter(|evaluator| !evaluator.marks.is_empty()).collect();
}

/// What is written in a cell; nothing where only blanks are.
fn words(cell: &Said) -> Option<String> {
    let text = cell.shown().trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The points in a cell, as a number or as Danes write one; what is shown where it is none. Of »2.5« a Danish
/// spreadsheet makes the second of May, and of »5 %« a twentieth.
fn points(cell: &Said) -> Result<Option<f64>, String> {
    let points = match cell {
        Said::Number { held, shown } => (!shown.ends_with('%')).then_some(*held),
        Said::Moment { .. } => None,
        other => match words(other) {
            None => return Ok(None),
            Some(text) => number(&text, None).filter(|_| !text.ends_with('%')),
        },
    };
    let points = points.filter(|points| points.is_finite() && *points >= 0.0);
    points.map(Some).ok_or_else(|| words(cell).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_numbers_and_what_a_spreadsheet_made_of_other_words_is_told() {
        let number = |held, shown: &str| Said::Number { held, shown: shown.to_owned() };
        let day = Said::Moment { held: "02-05-2027".to_owned(), shown: "02.05".to_owned() };
        for (cell, read) in [
            (Said::Nothing, Ok(None)),
            (number(2.5, "2,5"), Ok(Some(2.5))),
            (Said::Text(" 2,5 ".to_owned()), Ok(Some(2.5))),
            (Said::Text("1.000".to_owned()), Ok(Some(1000.0))),
            (Said::Text("5 %".to_owned()), Err("5 %".to_owned())),
            (Said::Text("4¹".to_owned()), Err("4¹".to_owned())),
            (Said::Text("1e2".to_owned()), Err("1e2".to_owned())),
            (number(-1.0, "-1"), Err("-1".to_owned())),
            (number(0.05, "5%"), Err("5%".to_owned())),
            (day, Err("02.05".to_owned())),
            (Said::Truth(true), Err("SAND".to_owned())),
        ] {
            assert_eq!(points(&cell), read, "{cell:?}");
        }
    }
}
