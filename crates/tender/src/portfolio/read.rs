//! From a portfolio as it was written to one in which every column, base and name exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::book::AsText;
use super::key::Key;
use super::pattern::{Pattern, Placeholders};
use super::sheet::{Row, Sheet};
use super::{Base, Column, Entry, Filled, Portfolio, Text, book, name};
use crate::complaint::{Complaint, Complaints, Second};
use crate::input::fault::{Expected, Found, InputFault, Thing};
use crate::input::files::{self as paths, Files, beside};
use crate::input::table::{Field, Kind, Reader, Table, Value};
use crate::input::wildcard;
use crate::portfolio::fault::PortfolioFault;
use crate::profile::ProfileFile;
use crate::text::nearest::nearest;
use crate::text::source::{Source, Written};

/// The texts of a base that can be filled.
const FILLABLE: [(&str, &str, &str); 2] =
    [("requirement.text", "requirement", "text"), ("leave-out.reason", "leave-out", "reason")];

/// Reads a portfolio, with its table and its bases; complains of everything at once.
pub(super) fn read(path: &Path, root: &Table, files: &dyn Files, complaints: &mut Complaints) -> Option<Portfolio> {
    let mut reader = Reader::new(root, complaints);
    let (portfolio, columns, texts) = (reader.table("portfolio"), reader.table("columns"), reader.table("texts"));
    reader.finish();
    let mut reader = Reader::new(portfolio?, complaints);
    let (table, separator) = (reader.required_text("table"), reader.text("separator"));
    let (profiles, name, fill) = (reader.texts("profiles"), reader.required_text("name"), reader.texts("fill"));
    if profiles.is_none() && reader.key_place("profiles").is_none() {
        reader.missing("profiles");
    }
    reader.finish();
    let folder = path.parent().unwrap_or(Path::new(""));
    let separator = separator.and_then(|written| read_separator(written, complaints));
    let mut bases = read_bases(folder, profiles.as_deref().unwrap_or_default(), files, complaints);
    let (table, sheet) = table.and_then(|written| {
        let table = beside(path, &written.value);
        match read_table(&table, files) {
            Ok(Read { source, days: None }) => Some((table, Sheet::read(&source, separator, complaints)?)),
            // What was a workbook is separated as we wrote it.
            Ok(Read { source, days: Some(days) }) => {
                Some((table, Sheet::read(&source, Some(b';'), complaints)?.with_days(days)))
            }
            Err(complaint) => {
                complaints.push(complaint.named_at(written.place));
                None
            }
        }
    })?;
    for fill in fill.unwrap_or_default() {
        read_filled(fill, &mut bases, &sheet, complaints);
    }
    let columns = columns.map(|table| read_columns(table, &sheet, complaints)).unwrap_or_default();
    let texts = texts.map(|table| read_texts(table, &columns, &sheet, complaints)).unwrap_or_default();
    let entries = name.and_then(|name| read_entries(name, &sheet, &bases, complaints)).unwrap_or_default();
    Some(Portfolio { path: path.to_owned(), table, sheet, bases, columns, texts, entries })
}

/// The text of a table.
struct Read {
    source: Arc<Source>,
    /// Of a workbook, where its days are
    days: Option<BTreeSet<usize>>,
}

/// The text of a table: a CSV file, or the first sheet of a workbook.
fn read_table(path: &Path, files: &dyn Files) -> Result<Read, Complaint> {
    // The ending does not tell: who renames a workbook has a workbook.
    let bytes = files.read(path)?;
    let kind = book::Kind::of(&bytes);
    let shown = path.display().to_string();
    let broken = |old| Complaint::error(PortfolioFault::Workbook { path: shown.clone(), old }, None);
    match kind {
        book::Kind::Text => files.read_text(path).map(|source| Read { source, days: None }),
        book::Kind::Workbook => {
            let AsText { text, days } = book::as_text(&bytes).ok_or_else(|| broken(false))?;
            Ok(Read { source: Source::new(shown, text), days: Some(days) })
        }
        book::Kind::OldWorkbook => Err(broken(true)),
    }
}

fn read_separator(written: Written<String>, complaints: &mut Complaints) -> Option<u8> {
    match written.value.as_str() {
        ";" => Some(b';'),
        "," => Some(b','),
        "\t" => Some(b'\t'),
        _ => {
            let fault = InputFault::WrongKind { expected: Expected::Separator, found: Found::OtherText };
            complaints.error(fault, written.place);
            None
        }
    }
}

/// Reads the base profiles, in the order of writing; those of a pattern in the order of their paths.
fn read_bases(folder: &Path, written: &[Written<String>], files: &dyn Files, complaints: &mut Complaints) -> Vec<Base> {
    let mut bases: Vec<Base> = Vec::new();
    for written in written {
        let path = &paths::written(&written.value);
        let found = if wildcard::is_pattern(folder, path, files) {
            match files.expand(folder, path, Thing::Profile) {
                // The portfolio itself may lie among them.
                Ok(found) => found.into_iter().filter(|path| !is_portfolio_file(path, files)).collect(),
                Err(complaint) => {
                    complaints.push(Complaint { place: Some(written.place.clone()), ..complaint });
                    continue;
                }
            }
        } else {
            vec![folder.join(path)]
        };
        for path in found {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if bases.iter().any(|base| base.path == path) {
                continue;
            }
            if bases.iter().any(|base| base.stem == stem) {
                complaints.error(InputFault::DuplicateId { what: Thing::BaseProfile, id: stem }, written.place.clone());
                continue;
            }
            match ProfileFile::open(&path, files) {
                Ok(file) => bases.push(Base { stem, path, file, filled: Vec::new() }),
                Err(faults) => complaints.append(faults.placed(&written.place)),
            }
        }
    }
    bases
}

fn is_portfolio_file(path: &Path, files: &dyn Files) -> bool {
    files.read_text(path).is_ok_and(|source| Portfolio::is_portfolio(&Table::parse(&source, &mut Complaints::new())))
}

/// Reads which column sets which key.
fn read_columns(table: &Table, sheet: &Sheet, complaints: &mut Complaints) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (heading, field) in in_order_of_writing(table) {
        let at = sheet.column(heading);
        if at.is_none() {
            let known: Vec<String> = sheet.headings().map(str::to_owned).collect();
            let nearest = nearest(heading, known.iter().map(String::as_str));
            complaints.error(
                PortfolioFault::UnknownHeading { heading: heading.to_owned(), known, nearest },
                field.key.clone(),
            );
        }
        let Some(key) = read_key(&field.value, complaints) else { continue };
        let place = field.value.place.clone();
        if let Some(first) = columns.iter().find(|column| column.key == key) {
            let complaint = Complaint::error(InputFault::DuplicateId { what: Thing::Key, id: key.to_string() }, place);
            complaints.push(complaint.also(first.place.clone(), Second::First));
        } else if let Some(at) = at {
            columns.push(Column { at, key, place });
        }
    }
    columns
}

fn in_order_of_writing(table: &Table) -> Vec<(&String, &Field)> {
    let mut fields: Vec<(&String, &Field)> = table.fields.iter().collect();
    fields.sort_by_key(|(_, field)| field.key.span.start);
    fields
}

fn read_key(value: &Value, complaints: &mut Complaints) -> Option<Key> {
    let Kind::Text(written) = &value.kind else {
        let fault = InputFault::WrongKind { expected: Expected::ProfileKey, found: value.kind.name() };
        complaints.error(fault, value.place.clone());
        return None;
    };
    let key = Key::parse(written);
    if key.is_none() {
        complaints.error(unknown_key(written), value.place.clone());
    }
    key
}

fn unknown_key(written: &str) -> PortfolioFault {
    PortfolioFault::UnknownProfileKey { key: written.to_owned(), nearest: nearest(written, Key::fixed()) }
}

/// Reads which keys are set to a pattern.
fn read_texts(table: &Table, columns: &[Column], sheet: &Sheet, complaints: &mut Complaints) -> Vec<Text> {
    let mut texts = Vec::new();
    for (written, field) in in_order_of_writing(table) {
        let Some(key) = Key::parse(written).filter(Key::is_text) else {
            complaints.error(unknown_key(written), field.key.clone());
            continue;
        };
        if let Some(column) = columns.iter().find(|column| column.key == key) {
            let complaint =
                Complaint::error(InputFault::DuplicateId { what: Thing::Key, id: key.to_string() }, field.key.clone());
            complaints.push(complaint.also(column.place.clone(), Second::First));
            continue;
        }
        let Some(text) = Reader::new(table, complaints).as_text(&field.value) else { continue };
        if let Some(pattern) = Pattern::parse(text, sheet, Placeholders::OfTexts, complaints) {
            texts.push(Text { key, place: field.key.clone(), pattern });
        }
    }
    texts
}

/// Reads texts of the bases as patterns.
fn read_filled(fill: Written<String>, bases: &mut [Base], sheet: &Sheet, complaints: &mut Complaints) {
    let Some((_, array, key)) = FILLABLE.iter().find(|(name, ..)| *name == fill.value) else {
        let nearest = nearest(&fill.value, FILLABLE.iter().map(|(name, ..)| *name));
        complaints.error(InputFault::UnknownReference { what: Thing::FilledText, id: fill.value, nearest }, fill.place);
        return;
    };
    for base in bases {
        let entries = match base.file.table.fields.get(*array).map(|field| &field.value.kind) {
            Some(Kind::List(entries)) => entries.as_slice(),
            // What is no array is complained of when the profile is checked.
            Some(_) | None => &[],
        };
        for (at, entry) in entries.iter().enumerate() {
            let Kind::Table(entry) = &entry.kind else { continue };
            let Some(Value { kind: Kind::Text(text), place }) = entry.fields.get(*key).map(|field| &field.value) else {
                continue;
            };
            let written = Written::new(text.clone(), place.clone());
            let pattern = Pattern::parse(written, sheet, Placeholders::OfTexts, complaints);
            base.filled.extend(pattern.map(|pattern| Filled { array, at, key, pattern }));
        }
    }
}

/// Names every profile, base by base and for each base row by row.
fn read_entries(
    name: Written<String>,
    sheet: &Sheet,
    bases: &[Base],
    complaints: &mut Complaints,
) -> Option<Vec<Entry>> {
    let pattern = Pattern::parse(name, sheet, Placeholders::OfNames, complaints)?;
    if bases.len() > 1 && !pattern.names_base() {
        complaints.error(PortfolioFault::NameWithoutBase, pattern.place.clone());
        return None;
    }
    let mut entries = Vec::new();
    let mut taken: BTreeMap<String, &Row> = BTreeMap::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        for (base_at, base) in bases.iter().enumerate() {
            match name::of(&pattern, sheet, row, &base.stem) {
                Ok(name) => {
                    // Windows does not tell upper from lower case.
                    if let Some(first) = taken.insert(name.to_lowercase(), row) {
                        let complaint = Complaint::error(PortfolioFault::SameName { name }, pattern.cell(row));
                        complaints.push(complaint.also(pattern.cell(first), Second::First));
                        break;
                    }
                    entries.push(Entry { row: at, base: base_at, name });
                }
                Err(complaint) => {
                    let of_every_row = complaint.place.as_ref() == Some(&pattern.place);
                    complaints.push(complaint);
                    if of_every_row {
                        return None;
                    }
                    break;
                }
            }
        }
    }
    // Those of one base resemble each other, and neighbours share their layout: in this order a batch takes a quarter
    // less work.
    entries.sort_by_key(|entry| entry.base);
    Some(entries)
}
