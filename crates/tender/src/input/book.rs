//! Workbooks that tables are read from: what stands in a sheet, as far as a table can reach.
//!
//! They come by mail from others. What a package says of its sizes, and a sheet of its own, is nothing but their word:
//! two cells in opposite corners of a sheet would take half a terabyte as a table, and one long text may stand in every
//! cell.

use std::io::Cursor;

use calamine::{Cell, Data, DataRef, Range, Reader, Xlsx};
use zip::ZipArchive;

/// The most files in a package, and the most bytes that they all unpack to.
const MOST_FILES: usize = 1_000;
const UNPACKED: u64 = 256 << 20;

/// The most cells of a table, empty ones among it: a hundred thousand rows with forty columns.
const MOST_CELLS: u64 = 4_000_000;

/// The most bytes of text in a table.
const LONGEST: usize = 64 << 20;

/// A workbook.
pub struct Book<'b>(Xlsx<Cursor<&'b [u8]>>);

impl<'b> Book<'b> {
    /// Opens a workbook; nothing of what is none, or unpacks to too much.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        is_bounded(bytes).then(|| Xlsx::new(Cursor::new(bytes)).ok().map(Self)).flatten()
    }

    /// The names of its sheets, in their order.
    pub fn names(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// What stands in a sheet, from the first cell that says something to the last; nothing of a sheet that there is
    /// not, that is damaged, or that is larger than a table can be.
    pub fn sheet(&mut self, name: &str) -> Option<Range<Data>> {
        let mut reader = self.0.worksheet_cells_reader(name).ok()?;
        let mut cells = Vec::new();
        let (mut top, mut left, mut bottom, mut right) = (u32::MAX, u32::MAX, 0, 0);
        let mut room = LONGEST;
        while let Some(cell) = reader.next_cell().ok()? {
            let ((row, column), value) = (cell.get_position(), cell.get_value());
            if *value == DataRef::Empty {
                continue;
            }
            room = room.checked_sub(length(value))?;
            (top, bottom) = (top.min(row), bottom.max(row));
            (left, right) = (left.min(column), right.max(column));
            let (rows, columns) = (u64::from(bottom - top) + 1, u64::from(right - left) + 1);
            (rows * columns <= MOST_CELLS).then_some(())?;
            cells.push(Cell::new((row, column), Data::from(value.clone())));
        }
        // They may stand in any order, and twice.
        cells.sort_by_key(|cell| cell.get_position());
        Some(Range::from_sparse(cells))
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

/// Whether a package unpacks to no more than a workbook can be. It is unpacked and counted, and nothing of it is kept.
fn is_bounded(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut room = UNPACKED;
    archive.len() <= MOST_FILES
        && (0..archive.len()).all(|at| {
            let unpacked = archive.by_index(at).ok().and_then(|file| {
                use std::io::Read;
                std::io::copy(&mut file.take(room + 1), &mut std::io::sink()).ok()
            });
            let left = unpacked.and_then(|unpacked| room.checked_sub(unpacked));
            room = left.unwrap_or_default();
            left.is_some()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    fn sheet(write: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Option<Range<Data>> {
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
        assert_eq!(range.get_value((3, 3)), Some(&Data::Float(4.5)));
        assert_eq!(range.get_value((3, 2)), Some(&Data::Empty));
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
        use std::io::Write;
        let packed = |megabytes: usize| {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            zip.start_file("xl/media/a.png", zip::write::SimpleFileOptions::default()).unwrap();
            (0..megabytes).for_each(|_| zip.write_all(&[0; 1 << 20]).unwrap());
            zip.finish().unwrap().into_inner()
        };
        assert!(is_bounded(&packed(1)) && !is_bounded(&packed(257)) && !is_bounded(b"PK"));
    }
}
