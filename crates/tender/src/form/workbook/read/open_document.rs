//! Workbooks that LibreOffice and others keep in their own format, OpenDocument (.ods).
//!
//! What a cell shows is written beside what it holds, so a date or a number needs no format here.

use std::collections::{BTreeMap, BTreeSet};

use super::MOST_CELLS;
use super::marks::Marks;
use super::sheet::{Cell, Row, Sheet, name as cell_name};
use crate::form::package::{CONTENT, Package};
use crate::form::remark::words;
use crate::form::returned::{Active, Oddity};
use crate::form::sight::is_pale;
use crate::input::raised::Stands;
use crate::input::shown;
use crate::input::xml::{Element, Node, each};
use crate::text::calendar::read_date;
use crate::text::danish;
use crate::text::number::number;

/// The part with the formats that have names.
const STYLES: &str = "styles.xml";

/// The last columns and rows that are looked at: as many as a sheet of Excel's has.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u16 = 16_384;

/// The most times that a cell which says something is taken for as many as it stands for.
const MOST_REPEATED: u32 = 1_000;

/// What a format does to the cells, rows, columns or sheets that have it.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    /// The name of the format of a number or a text
    data: Option<String>,
    /// It takes words out of sight
    hides: bool,
    struck: bool,
    /// It shows no sheet
    closed: bool,
    stands: Stands,
}

/// The formats of a workbook by their names.
#[derive(Default)]
struct Styles {
    styles: BTreeMap<String, Style>,
    /// What the formats of texts say in place of the text, or beside it
    said: BTreeMap<String, String>,
}

/// What acts when the file is opened in an office program.
pub(super) fn acts(package: &Package, oddities: &mut BTreeSet<Oddity>) {
    let below = |folder: &str| package.names.iter().any(|name| name.starts_with(folder));
    if below("basic/") || below("scripts/") {
        oddities.insert(Oddity::Active(Active::Macro));
    }
    if below("object ") {
        oddities.insert(Oddity::Active(Active::Embedded));
    }
    let mut linked = false;
    each(package.part(CONTENT).unwrap_or_default(), |node| {
        if let Node::Open(element) = node {
            linked |= matches!(element.name().as_str(), "table-source" | "cell-range-source" | "dde-source");
        }
    });
    if linked {
        oddities.insert(Oddity::Active(Active::ExternalLink));
    }
}

/// Every sheet with its cells, and the marks of each by its name; nothing where one has too many cells.
pub(super) fn sheets(package: &Package) -> Option<(Vec<Sheet>, BTreeMap<String, Marks>)> {
    let content = package.part(CONTENT).unwrap_or_default();
    let mut styles = Styles::default();
    styles.add(package.part(STYLES).unwrap_or_default());
    styles.add(content);
    let mut reader = Tables { styles, ..Tables::default() };
    each(content, |node| match node {
        Node::Open(element) => reader.open(&element),
        Node::Close(name) => reader.close(&name),
        Node::Text(text) => reader.text(&text),
    });
    (reader.room < MOST_CELLS).then_some((reader.sheets, reader.marks))
}

impl Styles {
    fn add(&mut self, part: &str) {
        let (mut name, mut of_text): (Option<String>, Option<String>) = (None, None);
        let (mut in_words, mut said) = (false, String::new());
        each(part, |node| match node {
            Node::Open(element) => match element.name().as_str() {
                "style" | "default-style" => {
                    name = element.attribute("name");
                    if let Some(name) = &name {
                        let (parent, data) =
                            (element.attribute("parent-style-name"), element.attribute("data-style-name"));
                        self.styles.insert(name.clone(), Style { parent, data, ..Style::default() });
                    }
                }
                "text-style" => of_text = element.attribute("name"),
                "text" if of_text.is_some() => in_words = true,
                "text-properties" | "table-properties" => {
                    if let Some(style) = name.as_ref().and_then(|name| self.styles.get_mut(name)) {
                        style.take(&element);
                    }
                }
                _ => {}
            },
            Node::Close(closed) => match closed.as_str() {
                "style" | "default-style" => name = None,
                "text" => in_words = false,
                "text-style" => {
                    if let Some(name) = of_text.take()
                        && said.chars().any(char::is_alphanumeric)
                    {
                        self.said.insert(name, said.clone());
                    }
                    said.clear();
                }
                _ => {}
            },
            Node::Text(text) if in_words => said.push_str(&text),
            Node::Text(_) => {}
        });
    }

    /// A format with what it has from those that it is made of.
    fn of(&self, name: Option<&str>) -> Style {
        /// How many formats may lie under one another.
        const DEEPEST: usize = 8;
        let mut found = Style::default();
        let mut next = name;
        for _ in 0..DEEPEST {
            let Some(style) = next.and_then(|name| self.styles.get(name)) else { break };
            found.hides |= style.hides;
            found.struck |= style.struck;
            found.closed |= style.closed;
            if found.stands == Stands::OnTheLine {
                found.stands = style.stands;
            }
            found.data = found.data.or_else(|| style.data.clone());
            next = style.parent.as_deref();
        }
        found
    }
}

impl Style {
    fn take(&mut self, properties: &Element<'_>) {
        let says = |name: &str, what: &str| properties.attribute(name).is_some_and(|value| value == what);
        self.closed |= says("display", "false");
        self.hides |= says("display", "none") || properties.attribute("color").is_some_and(|colour| is_pale(&colour));
        let size = properties.attribute("font-size");
        self.hides |= size.and_then(|size| size.strip_suffix("pt")?.parse::<f64>().ok()).is_some_and(|size| size < 4.0);
        self.stands = properties.attribute("text-position").map_or(self.stands, |it| Stands::positioned(&it));
        let line = properties.attribute("text-line-through-style").or(properties.attribute("text-line-through-type"));
        self.struck |= line.is_some_and(|line| line != "none");
    }
}

/// The sheets as far as they were read.
#[derive(Default)]
struct Tables {
    styles: Styles,
    sheets: Vec<Sheet>,
    marks: BTreeMap<String, Marks>,
    /// How many cells were kept
    room: usize,
    sheet: Option<(Sheet, Marks)>,
    row: u32,
    column: u16,
    rows_repeated: u32,
    cells: Row,
    comments: BTreeMap<u16, String>,
    cell: Option<Open>,
    /// What lies over a cell: what it is, and its words
    over: Option<(Over, String)>,
    /// Only paragraphs are words: who wrote a comment, and when, stands beside them
    in_paragraph: bool,
    /// The spans that are open, and where the words in each stand
    spans: Vec<Stands>,
}

/// The cell that is being read.
#[derive(Default)]
struct Open {
    cell: Cell,
    /// What it holds, where that is no text
    value: Option<String>,
    paragraphs: usize,
    repeated: u16,
    altered: bool,
    down: u32,
    across: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Comment,
    Shape,
}

fn count(element: &Element<'_>, name: &str) -> u32 {
    element.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

fn columns(element: &Element<'_>, name: &str) -> u16 {
    u16::try_from(count(element, name)).unwrap_or(MOST_COLUMNS).min(MOST_COLUMNS)
}

fn is_hidden(element: &Element<'_>) -> bool {
    element.attribute("visibility").is_some_and(|value| matches!(value.as_str(), "collapse" | "filter"))
}

impl Tables {
    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        match name.as_str() {
            "table" if self.sheet.is_none() => {
                let hidden = self.styles.of(element.attribute("style-name").as_deref()).closed;
                let sheet = Sheet { name: element.attribute("name").unwrap_or_default(), rows: BTreeMap::new() };
                self.sheet = Some((sheet, Marks { hidden, ..Marks::default() }));
                (self.row, self.column) = (0, 0);
            }
            "table-column" if self.sheet.is_some() => {
                let last = self.column.saturating_add(columns(element, "number-columns-repeated"));
                if let (true, Some((_, marks))) = (is_hidden(element), &mut self.sheet) {
                    // A sheet has more columns than anything of ours could stand in.
                    marks.hidden_columns.extend(self.column..last.min(64));
                }
                self.column = last;
            }
            "table-row" => {
                self.column = 0;
                self.rows_repeated = count(element, "number-rows-repeated");
                let last = self.row.saturating_add(self.rows_repeated.min(MOST_REPEATED));
                if let (true, Some((_, marks))) = (is_hidden(element), &mut self.sheet) {
                    marks.hidden_rows.extend(self.row..last);
                }
            }
            "table-cell" | "covered-table-cell" if self.cell.is_none() => {
                let style = self.styles.of(element.attribute("style-name").as_deref());
                let said = style.data.as_ref().and_then(|data| self.styles.said.get(data)).cloned();
                let of_text = element.attribute("value-type").is_none_or(|kind| kind == "string");
                let value = ["value", "date-value", "time-value", "boolean-value"];
                self.cell = Some(Open {
                    value: value.into_iter().find_map(|name| element.attribute(name)).filter(|_| !of_text),
                    cell: Cell {
                        formula: element.attribute("formula").is_some(),
                        struck: style.struck,
                        disguise: said.filter(|_| of_text),
                        ..Cell::default()
                    },
                    repeated: columns(element, "number-columns-repeated"),
                    altered: style.hides,
                    down: count(element, "number-rows-spanned"),
                    across: columns(element, "number-columns-spanned"),
                    ..Open::default()
                });
            }
            "annotation" => self.over = Some((Over::Comment, String::new())),
            "image" => {
                if let Some((_, marks)) = &mut self.sheet {
                    marks.pictures += 1;
                }
            }
            "custom-shape" | "frame" | "rect" | "line" | "ellipse" | "caption" if self.over.is_none() => {
                self.over = Some((Over::Shape, String::new()));
            }
            _ => self.open_text(element, &name),
        }
    }

    /// What stands in a paragraph.
    fn open_text(&mut self, element: &Element<'_>, name: &str) {
        let blank = match name {
            "s" => " ".repeat(usize::from(columns(element, "c"))),
            "tab" => "\t".to_owned(),
            "line-break" => "\n".to_owned(),
            "p" => {
                self.in_paragraph = true;
                if let (None, Some(open)) = (&self.over, &mut self.cell) {
                    if open.paragraphs > 0 {
                        open.cell.text.push('\n');
                    }
                    open.paragraphs += 1;
                }
                String::new()
            }
            "span" => {
                let style = self.styles.of(element.attribute("style-name").as_deref());
                if let (None, Some(open)) = (&self.over, &mut self.cell) {
                    open.altered |= style.hides || style.struck;
                }
                self.spans.push(style.stands);
                String::new()
            }
            _ => String::new(),
        };
        self.text(&blank);
    }

    fn text(&mut self, text: &str) {
        match (&mut self.over, &mut self.cell) {
            (Some((_, said)), _) if self.in_paragraph => said.push_str(text),
            (None, Some(open)) if self.in_paragraph => {
                let stands = self.spans.last().copied().unwrap_or_default();
                open.cell.text.push_str(&stands.written(text));
            }
            (Some(_) | None, _) => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" => {
                if let Some((sheet, marks)) = self.sheet.take_if(|_| self.cell.is_none()) {
                    self.marks.insert(sheet.name.clone(), marks);
                    self.sheets.push(sheet);
                }
            }
            "table-row" => self.close_row(),
            "table-cell" | "covered-table-cell" => self.close_cell(),
            "annotation" => {
                if let Some((Over::Comment, said)) = self.over.take() {
                    self.comments.insert(self.column, words(&said));
                }
            }
            "custom-shape" | "frame" | "rect" | "line" | "ellipse" | "caption" => {
                if let Some((_, said)) = self.over.take_if(|(over, _)| *over == Over::Shape)
                    && let (said, Some((_, marks))) = (words(&said), &mut self.sheet)
                    && !said.is_empty()
                {
                    marks.shapes.push(said);
                }
            }
            "span" => drop(self.spans.pop()),
            "p" => {
                self.in_paragraph = false;
                if let Some((_, said)) = &mut self.over {
                    said.push('\n');
                }
            }
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        let Some(Open { mut cell, value, repeated, altered, down, across, paragraphs: _ }) = self.cell.take() else {
            return;
        };
        if let Some(value) = value {
            if cell.text.is_empty() {
                cell.text = value;
            } else {
                cell.as_shown = cell.text != value.replace('.', ",") && cell.text != value;
                told_by_value(&mut cell, &value);
            }
        }
        let Some((_, marks)) = &mut self.sheet else { return };
        let (row, column) = (self.row, self.column);
        if down > 1 || across > 1 {
            let (bottom, right) = (row.saturating_add(down - 1), column.saturating_add(across - 1));
            marks.covers.lay((row, column), (bottom, right));
            if down > 1 && across == 1 {
                marks.merged.push((row, bottom, column));
            }
        }
        if !cell.text.is_empty() || cell.formula {
            let many = u16::try_from(MOST_REPEATED).unwrap_or(MOST_COLUMNS).min(repeated);
            for at in 0..many {
                let column = column.saturating_add(at);
                if altered {
                    marks.altered.insert((row, column));
                }
                self.cells.insert(column, cell.clone());
            }
        }
        self.column = column.saturating_add(repeated).min(MOST_COLUMNS);
    }

    /// Puts a row where it stands, as often as it stands there.
    fn close_row(&mut self) {
        let Some((sheet, marks)) = &mut self.sheet else { return };
        let (cells, comments) = (std::mem::take(&mut self.cells), std::mem::take(&mut self.comments));
        for (column, said) in comments {
            marks.comments.insert(cell_name(self.row, column), said);
        }
        let altered: Vec<u16> =
            cells.keys().copied().filter(|column| marks.altered.contains(&(self.row, *column))).collect();
        for at in 0..self.rows_repeated.min(MOST_REPEATED) {
            if cells.is_empty() || self.room >= MOST_CELLS {
                break;
            }
            self.room += cells.len();
            let row = self.row.saturating_add(at);
            marks.altered.extend(altered.iter().map(|column| (row, *column)));
            sheet.rows.insert(row, cells.clone());
        }
        self.row = self.row.saturating_add(self.rows_repeated).min(MOST_ROWS);
    }
}

/// Reads a number or a date by its value where the cell shows another, and says what it shows.
fn told_by_value(cell: &mut Cell, value: &str) {
    let day = value.split('T').next().and_then(read_date).filter(|_| value.parse::<f64>().is_err());
    let shown = cell.text.trim();
    let (read, same) = if let Some(day) = day {
        let without_time = shown.rsplit_once(' ').filter(|(_, time)| time.contains(':')).map_or(shown, |it| it.0);
        (danish::date(day), shown::names(without_time, &danish::date(day)))
    } else if let Ok(held) = value.parse::<f64>() {
        let digits = shown.chars().filter(char::is_ascii_digit).count();
        let is_share = shown.ends_with('%');
        let exponent = || shown.replace(',', ".").parse::<f64>().ok().filter(|_| shown.contains(['E', 'e']));
        let dash = || (held == 0.0 && matches!(shown, "-" | "–")).then_some(0.0);
        let plain = number(shown.trim_end_matches('%'), None);
        let seen = plain.or_else(exponent).or_else(dash);
        let meant = if is_share { held * 100.0 } else { held };
        let read = if is_share { format!("{}%", shown::general(meant)) } else { value.replace('.', ",") };
        // A date, a time or a truth has another kind of value.
        let is_same = seen.is_some_and(|seen| (seen - meant).abs() <= 1e-9 * meant.abs().max(1.0));
        if is_same && plain.is_none() {
            // Nobody reads an exponent or a dash as anything else, but it is no number as people write one.
            cell.text = read;
            return;
        }
        (read, digits > 0 && is_same)
    } else {
        return;
    };
    if !same {
        let shown = std::mem::replace(&mut cell.text, read);
        cell.disguise.get_or_insert(shown);
    }
}
