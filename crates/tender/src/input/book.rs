//! Workbooks that tables are read from: what stands in a sheet, as far as a table can reach.
//!
//! They come by mail from others. What a package says of its sizes, and a sheet of its own, is nothing but their word:
//! two cells in opposite corners of a sheet would take half a terabyte as a table, and one long text may stand in every
//! cell.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use calamine::{Cell, CellType, DataRef, Range, Reader, SheetVisible, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::part::values;
use super::shown::{format_of, moment, number};
use crate::text::calendar::read_moment;

/// The most files in a package, and the most bytes that they all unpack to.
const MOST_FILES: usize = 1_000;
const UNPACKED: u64 = 256 << 20;

/// The most cells of a table, empty ones among it: a hundred thousand rows with forty columns.
const MOST_CELLS: u64 = 4_000_000;

/// The most bytes of text in a table.
const LONGEST: usize = 64 << 20;

/// What a cell says.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Said {
    #[default]
    Nothing,
    Text(String),
    Number {
        held: f64,
        /// In its format: »0,50«, »00123«
        shown: String,
    },
    /// A day, an hour, or both
    Moment {
        /// »15-01-2027 12:00:00«
        held: String,
        /// In its format, which may leave the year out: »15-jan«
        shown: String,
    },
    Truth(bool),
}

impl CellType for Said {}

impl Said {
    fn of(value: &DataRef<'_>, format: &str, is_1904: bool) -> Self {
        let text = |text: &str| Self::Text(text.to_owned());
        let of_number = |held: f64| Self::Number { held, shown: number(held, format, is_1904) };
        match value {
            DataRef::Empty => Self::Nothing,
            DataRef::String(value) | DataRef::DurationIso(value) => text(value),
            DataRef::SharedString(value) => text(value),
            DataRef::Error(error) => text(&error.to_string()),
            #[expect(clippy::cast_precision_loss, reason = "a workbook holds no other numbers")]
            DataRef::Int(value) => of_number(*value as f64),
            DataRef::Float(value) => of_number(*value),
            DataRef::Bool(value) => Self::Truth(*value),
            DataRef::DateTime(value) => {
                let value = value.as_f64();
                Self::Moment { held: moment(value, format, is_1904), shown: number(value, format, is_1904) }
            }
            DataRef::DateTimeIso(value) if read_moment(value).is_some() => {
                Self::Moment { held: value.clone(), shown: value.clone() }
            }
            DataRef::DateTimeIso(value) => text(value),
        }
    }

    /// What a person sees.
    pub fn shown(&self) -> &str {
        match self {
            Self::Nothing => "",
            Self::Text(text) => text,
            Self::Number { shown, .. } | Self::Moment { shown, .. } => shown,
            Self::Truth(true) => "SAND",
            Self::Truth(false) => "FALSK",
        }
    }
}

/// A workbook.
pub struct Book(Xlsx<Cursor<Vec<u8>>>);

impl Book {
    /// Opens a workbook; nothing of what is none, or unpacks to too much.
    pub fn open(bytes: &[u8]) -> Option<Self> {
        Xlsx::new(Cursor::new(bare(bytes)?)).ok().map(Self)
    }

    /// The names of its sheets, in their order.
    pub fn names(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// The first sheet that is not hidden.
    pub fn first_shown(&self) -> Option<String> {
        let shown = self.0.sheets_metadata().iter().find(|sheet| sheet.visible == SheetVisible::Visible);
        shown.map(|sheet| sheet.name.clone()).or_else(|| self.names().into_iter().next())
    }

    /// The cells of a sheet that are merged with those below them.
    pub fn merged_downwards(&mut self, name: &str) -> Merged {
        let mut merged = Merged::default();
        for area in self.0.merge_cells_by_sheet_name(name).unwrap_or_default() {
            if area.start.0 < area.end.0 {
                merged.0.entry(area.start.1).or_default().push((area.start.0, area.end.0));
            }
        }
        merged.0.values_mut().for_each(|areas| areas.sort_unstable());
        merged
    }

    /// What stands in a sheet, from the first cell that says something to the last; nothing of a sheet that there is
    /// not, that is damaged, or that is larger than a table can be.
    pub fn sheet(&mut self, name: &str) -> Option<Range<Said>> {
        let is_1904 = self.0.has_1904_epoch();
        let mut reader = self.0.worksheet_cells_reader(name).ok()?;
        let mut cells = Vec::new();
        let (mut top, mut left, mut bottom, mut right) = (u32::MAX, u32::MAX, 0, 0);
        let mut room = LONGEST;
        while let Some((cell, style)) = reader.next_cell_with_style_id().ok()? {
            let ((row, column), value) = (cell.get_position(), cell.get_value());
            if *value == DataRef::Empty {
                continue;
            }
            room = room.checked_sub(length(value))?;
            (top, bottom) = (top.min(row), bottom.max(row));
            (left, right) = (left.min(column), right.max(column));
            let (rows, columns) = (u64::from(bottom - top) + 1, u64::from(right - left) + 1);
            (rows * columns <= MOST_CELLS).then_some(())?;
            cells.push(Cell::new((row, column), Said::of(value, format_of(reader.styles().get(style)), is_1904)));
        }
        // They may stand in any order, and twice.
        cells.sort_by_key(|cell| cell.get_position());
        Some(Range::from_sparse(cells))
    }
}

impl Book {
    /// The cells of a sheet that hold a formula.
    pub fn formulas(&mut self, name: &str) -> Formulas {
        /// As many as a table can have
        const MOST: usize = 4_000_000;
        let mut found = Formulas::default();
        let Ok(mut reader) = self.0.worksheet_cells_reader(name) else { return found };
        for _ in 0..MOST {
            let Ok(Some(cell)) = reader.next_cell_with_formula_metadata() else { break };
            let says = |text: &str| !text.is_empty();
            let is_empty = match &cell.value {
                DataRef::Empty => true,
                DataRef::String(text) => !says(text),
                _ => false,
            };
            if cell.formula.is_some() {
                found.0.insert(cell.pos, !is_empty);
            }
        }
        found
    }
}

/// The cells of a sheet that hold a formula, by row and column, and whether a program has computed it.
#[derive(Debug, Default)]
pub struct Formulas(BTreeMap<(u32, u32), bool>);

impl Formulas {
    /// Whether a cell holds one.
    pub fn hold(&self, cell: (u32, u32)) -> bool {
        self.0.contains_key(&cell)
    }

    /// Whether a cell holds one that no program has computed: it looks empty, and is not.
    pub fn lack_value_of(&self, cell: (u32, u32)) -> bool {
        self.0.get(&cell) == Some(&false)
    }
}

/// Cells that are merged with those below them: by column, the first and the last row of each.
#[derive(Debug, Default)]
pub struct Merged(BTreeMap<u32, Vec<(u32, u32)>>);

impl Merged {
    /// The row whose cell speaks for this one.
    pub fn first_row(&self, row: u32, column: u32) -> u32 {
        let Some(areas) = self.0.get(&column) else { return row };
        let before = areas.partition_point(|(first, _)| *first <= row).checked_sub(1);
        before.map(|at| areas[at]).filter(|(_, last)| row <= *last).map_or(row, |(first, _)| first)
    }
}

/// How much text a cell holds, in bytes.
fn length(value: &DataRef<'_>) -> usize {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.len(),
        DataRef::SharedString(text) => text.len(),
        DataRef::Int(_)
        | DataRef::Float(_)
        | DataRef::Bool(_)
        | DataRef::DateTime(_)
        | DataRef::Error(_)
        | DataRef::Empty => 0,
    }
}

/// The parts of a package that its reader needs, unpacked; nothing where there is more of it than a workbook can have.
fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > MOST_FILES {
        return None;
    }
    let mut room = UNPACKED;
    let mut bare = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..archive.len() {
        let file = archive.by_index(at).ok()?;
        let name = file.name().ok()?.into_owned();
        let lower = name.to_lowercase();
        let is_read = [".xml", ".rels"].iter().any(|ending| lower.ends_with(ending));
        let mut content = Vec::new();
        let mut file = file.take(room + 1);
        let unpacked = match is_read {
            true => file.read_to_end(&mut content).ok()? as u64,
            false => std::io::copy(&mut file, &mut std::io::sink()).ok()?,
        };
        room = room.checked_sub(unpacked)?;
        if is_read {
            // Of two parts of one name a reader takes either.
            bare.start_file(name, options).ok()?;
            bare.write_all(&values(content)).ok()?;
        }
    }
    Some(bare.finish().ok()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    fn sheet(write: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Option<Range<Said>> {
        let mut book = Workbook::new();
        write(book.add_worksheet().set_name("Ark").unwrap());
        let bytes = book.save_to_buffer().unwrap();
        Book::open(&bytes).and_then(|mut book| book.sheet("Ark"))
    }

    #[test]
    fn a_sheet_is_a_table_from_its_first_cell_to_its_last() {
        let range = sheet(|sheet| {
            sheet.write(2, 1, "a").unwrap();
            sheet.write(3, 3, 4.5).unwrap();
        });
        let range = range.unwrap();
        assert_eq!((range.start(), range.end()), (Some((2, 1)), Some((3, 3))));
        assert_eq!(range.get_value((3, 3)).map(Said::shown), Some("4,5"));
        assert_eq!(range.get_value((3, 2)), Some(&Said::Nothing));
    }

    #[test]
    fn a_number_is_held_and_shown() {
        for (number, format, held, shown) in [
            (123.0, "00000", "123", "00123"),
            (1.0, "0.0", "1", "1,0"),
            (46_402.5, "dd-mm-yyyy hh:mm", "15-01-2027 12:00:00", "15-01-2027 12:00"),
            (46_402.0, "d. mmmm yyyy", "15-01-2027", "15. januar 2027"),
            (46_402.0, "dd-mmm", "15-01-2027", "15-jan"),
            (46_402.0, "mmm-yy", "15-01-2027", "jan-27"),
            (0.5, "hh:mm", "12:00", "12:00"),
        ] {
            let format = rust_xlsxwriter::Format::new().set_num_format(format);
            let written = sheet(|sheet| {
                sheet.write_with_format(0, 0, number, &format).unwrap();
            });
            let range = written.unwrap();
            let said = range.get_value((0, 0)).unwrap();
            let is = match said {
                Said::Number { held, .. } => held.to_string(),
                Said::Moment { held, .. } => held.clone(),
                other => panic!("{other:?}"),
            };
            assert_eq!((is.as_str(), said.shown()), (held, shown));
        }
    }

    #[test]
    fn two_cells_in_opposite_corners_are_no_table() {
        let corners = |column: u16| {
            sheet(|sheet| {
                sheet.write(0, 0, 1).unwrap();
                sheet.write(1_048_575, column, 1).unwrap();
            })
        };
        assert!(corners(16_383).is_none() && corners(2).is_some());
    }

    #[test]
    fn one_long_text_in_every_cell_is_no_table() {
        let long = "x".repeat(32_000);
        let rows = |number: u32| {
            sheet(|sheet| {
                for row in 0..number {
                    sheet.write(row, 0, &long).unwrap();
                }
            })
        };
        assert!(rows(2_000).is_some());
        assert!(rows(2_200).is_none());
    }

    #[test]
    fn a_package_that_unpacks_to_more_than_a_workbook_is_none() {
        let packed = |megabytes: usize| {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            zip.start_file("xl/media/a.png", zip::write::SimpleFileOptions::default()).unwrap();
            (0..megabytes).for_each(|_| zip.write_all(&[0; 1 << 20]).unwrap());
            zip.finish().unwrap().into_inner()
        };
        assert!(bare(&packed(1)).is_some() && bare(&packed(257)).is_none() && bare(b"PK").is_none());
    }
}
