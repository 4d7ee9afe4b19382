//! A portfolio: a table with a row for each municipality, and the base profiles that each row is laid over.
//!
//! Every row gives a profile for every base. What the row says goes over the base key by key, as a profile goes over the one it
//! [extends](crate::profile::ProfileFile), and every value keeps the place where it was written: a cell, or a line of the base. So a complaint about
//! a profile that no file holds still points into a file. What decides which profiles there are (the headings, the names) is
//! complained of when the portfolio is opened; what is wrong with one row is complained of when its profiles are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::read_text;
use crate::complaint::{Complaint, Complaints, Fault};
use crate::profile::ProfileFile;
use crate::source::{Place, Source, Written};
use crate::table::{Field, Kind, Reader, Table, Value, nearest};
use crate::wildcard;

mod key;
mod name;
mod pattern;
mod sheet;

use key::Key;
use pattern::{Pattern, Placeholders};
use sheet::{Row, Sheet};

/// A table and the base profiles that its rows are laid over.
#[derive(Debug)]
pub struct Portfolio {
    pub path: PathBuf,
    table: PathBuf,
    sheet: Sheet,
    bases: Vec<Base>,
    columns: Vec<Column>,
    texts: Vec<Text>,
    pub entries: Vec<Entry>,
}

/// A profile that rows are laid over.
#[derive(Debug)]
struct Base {
    /// Its file name without the ending: `{profil}`
    stem: String,
    path: PathBuf,
    file: ProfileFile,
}

/// A column that sets a key.
#[derive(Debug)]
struct Column {
    at: usize,
    key: Key,
    place: Place,
}

/// A key that is set to a pattern filled from the row.
#[derive(Debug)]
struct Text {
    key: Key,
    place: Place,
    pattern: Pattern,
}

/// A profile of the portfolio: a row over a base.
#[derive(Debug)]
pub struct Entry {
    row: usize,
    base: usize,
    /// Where its documents go, below the output folder and with `/` between the parts: `Nordby/omsorg`
    pub name: String,
}

impl Portfolio {
    /// Whether the file is a portfolio, and not a profile.
    pub fn is_portfolio(source: &Arc<Source>) -> bool {
        Table::parse(source, &mut Complaints::new()).fields.contains_key("portfolio")
    }

    /// Reads a portfolio, its table and its base profiles.
    pub fn open(path: &Path) -> Result<Self, Complaints> {
        let source = read_text(path)?;
        let mut complaints = Complaints::new();
        let table = Table::parse(&source, &mut complaints);
        if complaints.has_errors() {
            return Err(complaints);
        }
        match read(path, &table, &mut complaints) {
            Some(portfolio) if !complaints.has_errors() => Ok(portfolio),
            _ => {
                complaints.sort();
                Err(complaints)
            }
        }
    }

    /// The files of the base profiles.
    pub fn bases(&self) -> impl Iterator<Item = &Path> {
        self.bases.iter().map(|base| base.path.as_path())
    }

    /// The files that an entry is made from.
    pub fn files(&self, entry: &Entry) -> Vec<&Path> {
        vec![&self.path, &self.table, &self.bases[entry.base].path]
    }

    /// The row of an entry, as it stands in the table.
    pub fn row(&self, entry: &Entry) -> &Place {
        &self.sheet.rows[entry.row].place
    }

    /// The profile of an entry. All that is wrong with its cells is complained of.
    pub fn profile(&self, entry: &Entry) -> Result<ProfileFile, Complaints> {
        let (row, base) = (&self.sheet.rows[entry.row], &self.bases[entry.base]);
        let mut complaints = Complaints::new();
        let mut written = Table { place: row.place.clone(), fields: BTreeMap::new() };
        for column in &self.columns {
            let cell = &row.cells[column.at];
            // An empty cell leaves the base's value.
            if cell.value.is_empty() {
                continue;
            }
            match column.key.read(cell) {
                Ok(value) => set(&mut written, &column.key, column.place.clone(), value),
                Err(fault) => complaints.error(fault, cell.place.clone()),
            }
        }
        for text in &self.texts {
            match text.pattern.fill(&self.sheet, row, &base.stem, &base.file.table) {
                Ok(filled) => {
                    let value = Value { place: text.pattern.place.clone(), kind: Kind::Text(filled) };
                    set(&mut written, &text.key, text.place.clone(), value);
                }
                Err(complaint) => complaints.push(complaint),
            }
        }
        if complaints.has_errors() {
            return Err(complaints);
        }
        let last = entry.name.rsplit('/').next().unwrap_or_default();
        let path = self.path.with_file_name(format!("{last}.toml"));
        Ok(base.file.in_row(path, written, [self.path.clone(), self.table.clone()]))
    }
}

/// Sets a key of a profile, in the table that it belongs to.
fn set(profile: &mut Table, key: &Key, place: Place, value: Value) {
    let mut table = profile;
    for part in key.tables() {
        let empty = || {
            let inner = Table { place: value.place.clone(), fields: BTreeMap::new() };
            Field { key: place.clone(), value: Value { place: value.place.clone(), kind: Kind::Table(inner) } }
        };
        let field = table.fields.entry(part.to_owned()).or_insert_with(empty);
        let Kind::Table(inner) = &mut field.value.kind else { unreachable!("only tables are put there") };
        table = inner;
    }
    table.fields.insert(key.name().to_owned(), Field { key: place, value });
}

fn read(path: &Path, root: &Table, complaints: &mut Complaints) -> Option<Portfolio> {
    let mut reader = Reader::new(root, complaints);
    let (portfolio, columns, texts) = (reader.table("portfolio"), reader.table("columns"), reader.table("texts"));
    reader.finish();
    let mut reader = Reader::new(portfolio?, complaints);
    let (table, separator) = (reader.required_text("table"), reader.text("separator"));
    let (profiles, name) = (reader.texts("profiles"), reader.required_text("name"));
    if profiles.is_none() && reader.key_place("profiles").is_none() {
        reader.missing("profiles");
    }
    reader.finish();
    let folder = path.parent().unwrap_or(Path::new(""));
    let separator = separator.and_then(|written| read_separator(written, complaints));
    let bases = read_bases(folder, profiles.as_deref().unwrap_or_default(), complaints);
    let (table, sheet) = table.and_then(|written| {
        let table = folder.join(&written.value);
        match read_text(&table) {
            Ok(source) => Some((table, Sheet::read(&source, separator, complaints)?)),
            Err(complaint) => {
                complaints.push(Complaint { place: Some(written.place), ..complaint });
                None
            }
        }
    })?;
    let columns = columns.map(|table| read_columns(table, &sheet, complaints)).unwrap_or_default();
    let texts = texts.map(|table| read_texts(table, &columns, &sheet, complaints)).unwrap_or_default();
    let entries = name.and_then(|name| read_entries(name, &sheet, &bases, complaints)).unwrap_or_default();
    Some(Portfolio { path: path.to_owned(), table, sheet, bases, columns, texts, entries })
}

fn read_separator(written: Written<String>, complaints: &mut Complaints) -> Option<u8> {
    match written.value.as_str() {
        ";" => Some(b';'),
        "," => Some(b','),
        "\t" => Some(b'\t'),
        _ => {
            let expected = "\";\", \",\" or \"\\t\"";
            complaints.error(Fault::WrongKind { expected, found: "another text" }, written.place);
            None
        }
    }
}

/// Reads the base profiles, in the order of writing; those of a pattern in the order of their paths.
fn read_bases(folder: &Path, written: &[Written<String>], complaints: &mut Complaints) -> Vec<Base> {
    let mut bases: Vec<Base> = Vec::new();
    for written in written {
        let path = folder.join(&written.value);
        let found = if wildcard::is_pattern(&path) {
            match wildcard::expand(&path, "profile") {
                // The portfolio itself may lie among them.
                Ok(found) => found.into_iter().filter(|path| !is_portfolio_file(path)).collect(),
                Err(complaint) => {
                    complaints.push(Complaint { place: Some(written.place.clone()), ..complaint });
                    continue;
                }
            }
        } else {
            vec![path]
        };
        for path in found {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if bases.iter().any(|base| base.path == path) {
                continue;
            }
            if bases.iter().any(|base| base.stem == stem) {
                complaints.error(Fault::DuplicateId { what: "base profile", id: stem }, written.place.clone());
                continue;
            }
            match ProfileFile::open(&path) {
                Ok(file) => bases.push(Base { stem, path, file }),
                Err(faults) => {
                    let placed = faults.into_iter().map(|complaint| match complaint.place {
                        None => Complaint { place: Some(written.place.clone()), ..complaint },
                        Some(_) => complaint,
                    });
                    placed.for_each(|complaint| complaints.push(complaint));
                }
            }
        }
    }
    bases
}

fn is_portfolio_file(path: &Path) -> bool {
    read_text(path).is_ok_and(|source| Portfolio::is_portfolio(&source))
}

/// Reads which column sets which key.
fn read_columns(table: &Table, sheet: &Sheet, complaints: &mut Complaints) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (heading, field) in in_order_of_writing(table) {
        let at = sheet.column(heading);
        if at.is_none() {
            let known: Vec<String> = sheet.headings().map(str::to_owned).collect();
            let nearest = nearest(heading, known.iter().map(String::as_str));
            complaints.error(Fault::UnknownHeading { heading: heading.to_owned(), known, nearest }, field.key.clone());
        }
        let Some(key) = read_key(&field.value, complaints) else { continue };
        let place = field.value.place.clone();
        if let Some(first) = columns.iter().find(|column| column.key == key) {
            let complaint = Complaint::error(Fault::DuplicateId { what: "key", id: key.to_string() }, place);
            complaints.push(complaint.also(first.place.clone(), "first here"));
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
        let fault = Fault::WrongKind { expected: "a key such as \"tender.buyer\"", found: value.kind.name() };
        complaints.error(fault, value.place.clone());
        return None;
    };
    let key = Key::parse(written);
    if key.is_none() {
        complaints.error(unknown_key(written), value.place.clone());
    }
    key
}

fn unknown_key(written: &str) -> Fault {
    Fault::UnknownProfileKey { key: written.to_owned(), nearest: nearest(written, Key::fixed()) }
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
                Complaint::error(Fault::DuplicateId { what: "key", id: key.to_string() }, field.key.clone());
            complaints.push(complaint.also(column.place.clone(), "first here"));
            continue;
        }
        let Some(text) = Reader::new(table, complaints).as_text(&field.value) else { continue };
        if let Some(pattern) = Pattern::parse(text, sheet, Placeholders::OfTexts, complaints) {
            texts.push(Text { key, place: field.key.clone(), pattern });
        }
    }
    texts
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
        complaints.error(Fault::NameWithoutBase, pattern.place.clone());
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
                        let complaint = Complaint::error(Fault::SameName { name }, pattern.cell(row));
                        complaints.push(complaint.also(pattern.cell(first), "first here"));
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
    // Those of one base resemble each other, and neighbours share their layout: in this order a batch takes a quarter less work.
    entries.sort_by_key(|entry| entry.base);
    Some(entries)
}
