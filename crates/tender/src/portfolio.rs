//! A portfolio: a table with a row for each municipality, and the base profiles that each row is laid over.
//!
//! Every row gives a profile for every base. What the row says goes over the base key by key, as a profile goes over
//! the one it [extends](crate::profile::ProfileFile), and every value keeps the place where it was written: a cell, or
//! a line of the base. So a complaint about a profile that no file holds still points into a file. What decides which
//! profiles there are (the headings, the names) is complained of when the portfolio is opened; what is wrong with one
//! row is complained of when its profiles are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::complaint::Complaints;
use crate::input::files::Files;
use crate::input::table::{Field, Kind, Table, Value};
use crate::profile::ProfileFile;
use crate::text::source::Place;

mod book;
pub mod fault;
mod key;
mod name;
mod pattern;
mod read;
pub mod schema;
mod sheet;

use key::Key;
pub use name::Unsafe;
use pattern::Pattern;
use read::read;
use sheet::{Sheet, no_value};

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
    /// Its own texts that every row fills
    filled: Vec<Filled>,
}

/// A text in an array of tables of a base, such as the wording of its second requirement.
#[derive(Debug)]
struct Filled {
    array: &'static str,
    at: usize,
    key: &'static str,
    pattern: Pattern,
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
    /// Whether a file is a portfolio, and not a profile.
    pub fn is_portfolio(file: &Table) -> bool {
        file.fields.contains_key("portfolio")
    }

    /// Reads a portfolio, its table and its base profiles.
    pub fn open(path: &Path, files: &dyn Files) -> Result<Self, Complaints> {
        let source = files.read_text(path)?;
        let mut complaints = Complaints::new();
        let table = Table::parse(&source, &mut complaints);
        if complaints.has_errors() {
            return Err(complaints);
        }
        match read(path, &table, files, &mut complaints) {
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
        let (mut written, mut unknown) = (Filling::default(), Vec::new());
        for column in &self.columns {
            let cell = &row.cells[column.at];
            // An empty cell leaves the base's value.
            if cell.value.is_empty() {
                continue;
            }
            if let Some(complaint) = no_value(cell, false) {
                complaints.push(complaint);
                continue;
            }
            match column.key.read(cell, self.sheet.is_day(cell)) {
                Ok(Some(value)) => written.set(&column.key, column.place.clone(), value),
                Ok(None) => unknown.push(column.key.name().to_owned()),
                Err(complaint) => complaints.push(complaint),
            }
        }
        for text in &self.texts {
            match text.pattern.fill(&self.sheet, row, &base.stem, &base.file.table) {
                Ok(filled) => {
                    let value = Value { place: text.pattern.place.clone(), kind: Kind::Text(filled) };
                    written.set(&text.key, text.place.clone(), value);
                }
                Err(complaint) => complaints.push(complaint),
            }
        }
        let mut filled = Vec::new();
        for text in &base.filled {
            match text.pattern.fill(&self.sheet, row, &base.stem, &base.file.table) {
                Ok(words) => filled.push((text, words)),
                Err(complaint) => complaints.push(complaint),
            }
        }
        if complaints.has_errors() {
            return Err(complaints);
        }
        let last = entry.name.rsplit('/').next().unwrap_or_default();
        let path = self.path.with_file_name(format!("{last}.toml"));
        let mut file =
            base.file.in_row(path, written.table(row.place.clone()), [self.path.clone(), self.table.clone()]);
        if let Some(Kind::Table(facts)) = file.table.fields.get_mut("facts").map(|field| &mut field.value.kind) {
            facts.fields.retain(|fact, _| !unknown.contains(fact));
        }
        // A row sets no entry of an array, so that each is where it was.
        for (text, words) in filled {
            if let Some(value) = entry_value(&mut file.table, text.array, text.at, text.key) {
                value.kind = Kind::Text(words);
            }
        }
        Ok(file)
    }
}

/// What a row sets of a profile: keys outside every table, and keys of tables.
#[derive(Default)]
struct Filling {
    keys: BTreeMap<String, Field>,
    /// Each with the place of the heading that named it first
    tables: BTreeMap<String, (Place, Table)>,
}

impl Filling {
    /// Sets a key, in the table that it belongs to.
    fn set(&mut self, key: &Key, place: Place, value: Value) {
        let fields = match key.table() {
            Some(table) => {
                let empty = || Table { place: value.place.clone(), fields: BTreeMap::new() };
                let (_, table) = self.tables.entry(table.to_owned()).or_insert_with(|| (place.clone(), empty()));
                &mut table.fields
            }
            None => &mut self.keys,
        };
        fields.insert(key.name().to_owned(), Field { key: place, value });
    }

    /// What was set, as a table that can be laid over a base.
    fn table(self, place: Place) -> Table {
        let tables = self.tables.into_iter().map(|(name, (key, table))| {
            let value = Value { place: table.place.clone(), kind: Kind::Table(table) };
            (name, Field { key, value })
        });
        Table { place, fields: self.keys.into_iter().chain(tables).collect() }
    }
}

/// The value of a key in an entry of an array of tables.
fn entry_value<'t>(profile: &'t mut Table, array: &str, at: usize, key: &str) -> Option<&'t mut Value> {
    let Kind::List(entries) = &mut profile.fields.get_mut(array)?.value.kind else { return None };
    let Kind::Table(entry) = &mut entries.get_mut(at)?.kind else { return None };
    Some(&mut entry.fields.get_mut(key)?.value)
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use super::*;
    use crate::input::files::Memory;

    const PORTFOLIO: &str = "[portfolio]\ntable = \"kommuner.xlsx\"\nprofiles = [\"esdh.toml\"]\nname = \"{Kommune}\"\n\n[columns]\n\"Kommune\" = \"tender.buyer\"\n\"Journal\" = \"tender.reference\"\n\"Frist\" = \"tender.deadline\"\n\"Version\" = \"tender.version\"\n\n[texts]\n\"tender.contact\" = \"Tilbud senest {Frist}\"\n";

    /// A workbook in which the version was typed as »1.2« or, in the second row, as a text.
    fn workbook() -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let format = |code: &str| Format::new().set_num_format(code);
        for (column, heading) in (0u16..).zip(["Kommune", "Journal", "Frist", "Version"]) {
            sheet.write(0, column, heading).unwrap();
        }
        for (row, buyer) in [(1, "Nordlyng"), (2, "Bakkedal")] {
            sheet.write(row, 0, buyer).unwrap();
            sheet.write_with_format(row, 1, 123, &format("00000")).unwrap();
            sheet.write_with_format(row, 2, 46_402, &format("d. mmmm yyyy")).unwrap();
        }
        sheet.write_with_format(1, 3, 46_054, &format("dd-mmm")).unwrap();
        sheet.write(2, 3, "1.2").unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn cells_of_a_workbook_say_what_is_seen_and_a_day_is_no_version() {
        let base = "edition = \"2024-01\"\n[tender]\ntitle = \"Omsorg\"\n";
        let files: Memory = [
            ("portfolio.toml", PORTFOLIO.as_bytes().to_vec()),
            ("esdh.toml", base.as_bytes().to_vec()),
            ("kommuner.xlsx", workbook()),
        ]
        .into_iter()
        .collect();
        let portfolio = Portfolio::open(Path::new("portfolio.toml"), &files).expect("it can be read");
        let complaints = portfolio.profile(&portfolio.entries[0]).expect_err("01-feb is no version");
        let told: Vec<String> = complaints.iter().map(|complaint| complaint.fault.saying().message.da).collect();
        assert_eq!(told, ["her skal stå en tekst, men der står `01-02-2026`"]);
        let profile = portfolio.profile(&portfolio.entries[1]).expect("1.2 is a version").normalised();
        for said in [
            "reference = \"00123\"",
            "version = \"1.2\"",
            "deadline = 2027-01-15",
            "contact = \"Tilbud senest 15. januar 2027\"",
        ] {
            assert!(profile.contains(said), "{profile}");
        }
    }
}
