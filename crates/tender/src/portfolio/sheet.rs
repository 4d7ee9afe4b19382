//! The table of a portfolio: a CSV file in which every cell knows its place.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use csv_core::{ReadFieldResult, ReaderBuilder};

use crate::complaint::{Complaint, Complaints, Second};
use crate::input::fault::{InputFault, Thing};
use crate::portfolio::fault::{PortfolioFault, UNCOMPUTED};
use crate::text::calendar::is_short_day;
use crate::text::source::{Place, Source, Written};

/// Headings and rows.
#[derive(Debug)]
pub struct Sheet {
    headings: Vec<Written<String>>,
    pub rows: Vec<Row>,
    /// Where a cell begins that is a day to the spreadsheet which it comes from
    days: BTreeSet<usize>,
}

/// A row of the table: as many cells as there are headings.
#[derive(Debug)]
pub struct Row {
    pub cells: Vec<Written<String>>,
    pub place: Place,
}

impl Sheet {
    /// Reads a table with a row of headings; without a separator it is told from that row. Rows in which nothing stands
    /// are left out.
    pub fn read(source: &Arc<Source>, separator: Option<u8>, complaints: &mut Complaints) -> Option<Self> {
        let start = start(&source.text);
        let separator = separator.or(start.separator).unwrap_or_else(|| likely(&source.text[start.at..]));
        let (records, closed) = records(source, start.at, separator, complaints);
        let mut records = below_titles(records).into_iter().peekable();
        let Some(headings) = records.next() else {
            complaints.error(PortfolioFault::NoRows, Place::start(source));
            return None;
        };
        check_headings(&headings, complaints);
        let (mut rows, mut filled) = (Vec::new(), false);
        for mut cells in records {
            if cells.iter().all(|cell| cell.value.is_empty()) {
                continue;
            }
            filled = true;
            let place = Place::new(source, extent(&cells));
            fit(&mut cells, headings.len(), source);
            if cells.len() == headings.len() {
                rows.push(Row { cells, place });
            // What a quote takes in that is not closed is no row.
            } else if closed {
                let fault = PortfolioFault::RowLength { fields: cells.len(), headings: headings.len() };
                let surplus = cells.get(headings.len()..).filter(|surplus| !surplus.is_empty());
                complaints.error(fault, surplus.map_or(place, |surplus| Place::new(source, extent(surplus))));
            }
        }
        if !filled {
            complaints.error(PortfolioFault::NoRows, Place::start(source));
        }
        Some(Self { headings, rows, days: BTreeSet::new() })
    }

    /// The table of a workbook, which says where its days begin.
    pub fn with_days(self, days: BTreeSet<usize>) -> Self {
        Self { days, ..self }
    }

    /// The headings that can be named.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.headings.iter().map(|heading| heading.value.as_str()).filter(|heading| !heading.is_empty())
    }

    /// The column below a heading; upper and lower case count the same.
    pub fn column(&self, heading: &str) -> Option<usize> {
        let heading = bare(heading);
        self.headings.iter().position(|other| !heading.is_empty() && bare(&other.value) == heading)
    }

    /// Whether a spreadsheet has made a day of what was typed into a cell.
    pub fn is_day(&self, cell: &Written<String>) -> bool {
        self.days.contains(&cell.place.span.start) || is_short_day(&cell.value)
    }

    /// What stands above a column.
    pub fn heading(&self, column: usize) -> &str {
        &self.headings[column].value
    }
}

/// A heading as it is named: »Kommune:« is the heading Kommune.
fn bare(heading: &str) -> String {
    heading.trim().trim_end_matches(':').trim_end().to_lowercase()
}

/// A complaint of a cell that holds an error of a spreadsheet in the place of a value.
pub fn no_value(cell: &Written<String>, needed: bool) -> Option<Complaint> {
    let fault = || PortfolioFault::NoValue { text: cell.value.clone(), needed };
    is_error(&cell.value).then(|| Complaint::error(fault(), cell.place.clone()))
}

/// Whether a text is an error of a spreadsheet, in English or in Danish.
fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 17] = [
        UNCOMPUTED,
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#I/T",
        "#REFERENCE!",
        "#VÆRDI!",
        "#DIVISION/0!",
        "#NAVN?",
        "#NUMMER!",
        "#NUL!",
    ];
    // Of a column that is too narrow for its number a spreadsheet may save the hashes.
    let hashes = text.len() > 2 && text.bytes().all(|byte| byte == b'#');
    hashes || ERRORS.iter().any(|error| error.eq_ignore_ascii_case(text))
}

/// The records from the headings on: what stands above them is empty, or a title in a single cell.
fn below_titles(mut records: Vec<Vec<Written<String>>>) -> Vec<Vec<Written<String>>> {
    let filled = |record: &[Written<String>]| record.iter().filter(|cell| !cell.value.is_empty()).count();
    let wide = records.iter().take(MOST_TITLES).position(|record| filled(record) > 1);
    let first = records.iter().position(|record| filled(record) > 0);
    let titled = wide.filter(|wide| records[..*wide].iter().all(|record| filled(record) <= 1));
    let Some(at) = titled.or(first) else { return records };
    records.split_off(at)
}

/// How many rows are looked at for headings below a title.
const MOST_TITLES: usize = 10;

/// Spreadsheets leave the separators of empty cells at the end of a row out, or write more of them than there are
/// columns.
fn fit(cells: &mut Vec<Written<String>>, headings: usize, source: &Arc<Source>) {
    while cells.len() > headings && cells.last().is_some_and(|cell| cell.value.is_empty()) {
        cells.pop();
    }
    let end = cells.last().map_or(0, |cell| cell.place.span.end);
    while cells.len() < headings {
        cells.push(Written::new(String::new(), Place::new(source, end..end)));
    }
}

fn check_headings(headings: &[Written<String>], complaints: &mut Complaints) {
    for (at, heading) in headings.iter().enumerate() {
        let same = |other: &&Written<String>| bare(&other.value) == bare(&heading.value);
        if let Some(first) = headings[..at].iter().find(same).filter(|first| !bare(&first.value).is_empty()) {
            let fault = InputFault::DuplicateId { what: Thing::Heading, id: heading.value.clone() };
            let complaint = Complaint::error(fault, heading.place.clone());
            complaints.push(complaint.also(first.place.clone(), Second::First));
        }
    }
}

/// Where the table begins, and the separator if the file names it.
struct Start {
    at: usize,
    separator: Option<u8>,
}

/// Passes over a byte order mark, and over the line `sep=;` with which spreadsheets name the separator.
fn start(text: &str) -> Start {
    let at = text.len() - text.trim_start_matches('\u{feff}').len();
    let line = text[at..].lines().next().unwrap_or_default();
    match line.strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => Start { at: at + line.len(), separator: Some(*separator) },
        _ => Start { at, separator: None },
    }
}

/// The separator that stands most often in the first line, outside quotes; a Danish spreadsheet writes semicolons.
fn likely(text: &str) -> u8 {
    // A quote inside quotes is doubled, and so ends nothing.
    let outside = |line: &str| line.split('"').step_by(2).flat_map(str::bytes).collect::<Vec<u8>>();
    let count = |line: &str, separator: u8| outside(line).iter().filter(|byte| **byte == separator).count();
    let most = |line: &str| {
        let counted = [b'\t', b',', b';'].map(|separator| (count(line, separator), separator));
        counted.into_iter().max_by_key(|(count, _)| *count).unwrap_or_default()
    };
    // A title above the headings has no separator.
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(MOST_TITLES);
    lines.map(most).find(|(count, _)| *count > 0).map_or(b';', |(_, separator)| separator)
}

/// The bytes that most fields need at the most; a longer one gets more.
const ROOM: usize = 1 << 12;

/// The cells of every record, trimmed, each with the place of its text; and whether every quote is closed.
fn records(
    source: &Arc<Source>,
    start: usize,
    separator: u8,
    complaints: &mut Complaints,
) -> (Vec<Vec<Written<String>>>, bool) {
    let bytes = source.text.as_bytes();
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let mut field = vec![0; ROOM];
    let (mut records, mut record) = (Vec::new(), Vec::new());
    let (mut at, mut begun, mut length, mut closed) = (start, start, 0, true);
    loop {
        let (result, read, written) = reader.read_field(&bytes[at..], &mut field[length..]);
        at += read;
        length += written;
        match result {
            // Asked again with nothing left, it ends the last field.
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::OutputFull => field.resize(field.len() * 2, 0),
            ReadFieldResult::Field { record_end } => {
                let text = of_formula(String::from_utf8_lossy(&field[..length]).trim()).to_owned();
                let raw = raw(&source.text, begun..at, separator);
                closed &= check_quotes(source, &raw, complaints);
                record.push(Written::new(text.clone(), Place::new(source, inner(&source.text, raw, &text))));
                if record_end {
                    records.push(std::mem::take(&mut record));
                }
                (begun, length) = (at, 0);
            }
            ReadFieldResult::End => return (records, closed),
        }
    }
}

/// What is written as a formula so that a spreadsheet leaves it as it is: `="0012"`.
fn of_formula(written: &str) -> &str {
    let inside = written.strip_prefix("=\"").and_then(|inside| inside.strip_suffix('"'));
    inside.filter(|inside| !inside.contains('"')).unwrap_or(written)
}

/// A field as it stands in the text: without the separator behind it and the line breaks around it.
fn raw(text: &str, mut span: Range<usize>, separator: u8) -> Range<usize> {
    let bytes = text.as_bytes();
    let is_break = |byte: u8| matches!(byte, b'\r' | b'\n');
    // From behind first: an empty last cell stands on its own line and not on the next.
    if span.start < span.end && bytes[span.end - 1] == separator {
        span.end -= 1;
    } else {
        while span.start < span.end && is_break(bytes[span.end - 1]) {
            span.end -= 1;
        }
    }
    while span.start < span.end && is_break(bytes[span.start]) {
        span.start += 1;
    }
    span
}

/// A quote that is never closed takes in all that follows.
fn check_quotes(source: &Arc<Source>, raw: &Range<usize>, complaints: &mut Complaints) -> bool {
    let text = source.text[raw.clone()].trim_end();
    let closed = text.len() > 1 && text.ends_with('"') && text.matches('"').count().is_multiple_of(2);
    let sound = closed || !text.starts_with('"');
    if !sound {
        let line = text.lines().next().unwrap_or_default().len();
        complaints.error(PortfolioFault::OpenQuote, Place::new(source, raw.start..raw.start + line));
    }
    sound
}

/// Where a cell's text stands in its field, inside quotes and blanks.
fn inner(text: &str, raw: Range<usize>, cell: &str) -> Range<usize> {
    match text[raw.clone()].find(cell) {
        Some(at) if !cell.is_empty() => raw.start + at..raw.start + at + cell.len(),
        _ => raw,
    }
}

/// From the first cell to the last.
fn extent(cells: &[Written<String>]) -> Range<usize> {
    let first = cells.first().map_or(0, |cell| cell.place.span.start);
    first..cells.last().map_or(first, |cell| cell.place.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cell and what stands at its place.
    type Cell = (String, String);

    /// The cells of each row, and the codes of the complaints.
    fn read(text: &str) -> (Vec<Vec<Cell>>, Vec<&'static str>) {
        let source = Source::new("t.csv", text);
        let mut complaints = Complaints::new();
        let sheet = Sheet::read(&source, None, &mut complaints);
        let cell = |cell: &Written<String>| (cell.value.clone(), source.text[cell.place.span.clone()].to_owned());
        let rows = sheet.map(|sheet| sheet.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect());
        (rows.unwrap_or_default(), complaints.iter().map(|complaint| complaint.fault.code()).collect())
    }

    fn values(text: &str) -> Vec<Vec<String>> {
        let (rows, complaints) = read(text);
        assert_eq!(complaints, Vec::<&str>::new(), "{text}");
        for (value, place) in rows.iter().flatten() {
            assert!(value == place || place.contains('"'), "{value:?} stands at {place:?}");
        }
        rows.into_iter().map(|row| row.into_iter().map(|(value, _)| value).collect()).collect()
    }

    #[test]
    fn separators_inside_quotes_do_not_tell_which_one_separates() {
        for (line, separator) in [("\"a, b, c, d\";x;y", b';'), ("\"Øster\"\";lund\",x,y", b','), ("a\tb;c\td", b'\t')]
        {
            assert_eq!(likely(line), separator, "{line}");
        }
    }

    #[test]
    fn a_row_ends_on_its_own_line_and_one_heading_is_not_another_with_a_colon() {
        for line_end in ["\n", "\r\n"] {
            let text = ["a;b", "x;", ";y", "z;w"].join(line_end);
            let source = Source::new("t.csv", &text);
            let sheet = Sheet::read(&source, None, &mut Complaints::new()).expect("it is a table");
            let rows: Vec<&str> = sheet.rows.iter().map(|row| &source.text[row.place.span.clone()]).collect();
            assert_eq!(rows, ["x;", ";y", "z;w"]);
        }
        assert_eq!(read("Kommune:;Frist;kommune\nA;1;B\n").1, ["duplicate-id"]);
        assert_eq!(read(":;Frist;:\nA;1;B\n").1, Vec::<&str>::new());
    }

    #[test]
    fn separators_quotes_marks_and_line_ends_are_read() {
        let expected = [["Nordby", "1;2"], ["Ærø", "\"x\""]];
        assert_eq!(values("a;b\nNordby;\"1;2\"\nÆrø;\"\"\"x\"\"\"\n"), expected);
        assert_eq!(values("\u{feff}a;b\r\nNordby ;\"1;2\"\r\n\r\n;\r\nÆrø;\"\"\"x\"\"\""), expected);
        assert_eq!(values("sep=;\r\na;b\r\nNordby;\"1;2\"\r\nÆrø;\"\"\"x\"\"\"\r\n"), expected);
        assert_eq!(values("a,b\nNordby,1;2\nÆrø,\"\"\"x\"\"\"\n"), expected);
        assert_eq!(values("a\tb\nNordby\t1;2\nÆrø\t\"\"\"x\"\"\"\n"), expected);
        assert_eq!(values("a;b\n\"Nord\nby\";2\n"), [["Nord\nby", "2"]]);
        assert_eq!(values("a\nNordby\n"), [["Nordby"]]);
    }

    #[test]
    fn cells_that_a_spreadsheet_leaves_out_are_empty_and_a_title_is_no_heading() {
        assert_eq!(values("a;b;c\n1\n1;2;;;\n"), [["1", "", ""], ["1", "2", ""]]);
        assert_eq!(values("a;b;;\n1;2\n"), [["1", "2", "", ""]]);
        assert_eq!(values(";;\na;b\n1;2\n"), [["1", "2"]]);
        assert_eq!(values("Oversigt over kommuner\n\na,b\n1,2\n"), [["1", "2"]]);
        assert_eq!(values("a\nNordby\nSyd\n"), [["Nordby"], ["Syd"]]);
        assert_eq!(values("a;b\n=\"0012\";\"=\"\"15-01-2027\"\"\"\n"), [["0012", "15-01-2027"]]);
    }

    #[test]
    fn a_table_that_cannot_be_read_right_is_complained_of() {
        assert_eq!(read("a;b\n1;2;3\n1;2\n").1, ["portfolio-row"]);
        assert_eq!(read("a;b\n1;\"2\n3;4\n").1, ["portfolio-quote"]);
        for error in ["#N/A", "#REF!", "#REFERENCE!", "#I/T", "########"] {
            assert_eq!(read(&format!("a;b\n1;{error}\n")).1, [""; 0], "nobody may need it");
            let source = Source::new("t.csv", error);
            let cell = Written::new(error.to_owned(), Place::start(&source));
            assert_eq!(no_value(&cell, false).expect(error).fault.code(), "portfolio-value");
        }
        assert_eq!(values("a;b\n1;# 4\n"), [["1", "# 4"]]);
        assert_eq!(read("a;A\n1;2\n").1, ["duplicate-id"]);
        assert_eq!(read("a;b\n;\n").1, ["portfolio-empty"]);
        assert_eq!(read("").1, ["portfolio-empty"]);
    }

    proptest::proptest! {
        /// Whatever a file holds, it is read or complained of, and every cell lies in the text.
        #[test]
        fn any_text_is_read_without_panic(text in "[a;,\"\r\n\tæ ]{0,60}") {
            read(&text);
        }
    }
}
