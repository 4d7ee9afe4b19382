//! What a workbook's reader of values leaves out: what is hidden, what is struck through, comments and shapes.

use std::collections::{BTreeMap, BTreeSet};

use super::covers::{self, Covers};
use crate::form::package::{Package, Relation};
use crate::form::remark::words;
use crate::form::sight::is_pale;
use crate::input::xml::{Element, Node, each};

impl Marks {
    /// The row whose cell is shown in a row below it, because they were merged.
    pub fn shown_in(&self, row: u32, column: u16) -> Option<u32> {
        let over = |(first, last, of): &&(u32, u32, u16)| *of == column && *first < row && row <= *last;
        self.merged.iter().find(over).map(|(first, _, _)| *first)
    }
}

/// What is known of a sheet besides its values.
#[derive(Default)]
pub(super) struct Marks {
    pub hidden: bool,
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_columns: BTreeSet<u16>,
    /// Cells that have text in them that is struck through, white or too small to be read
    pub altered: BTreeSet<(u32, u16)>,
    /// What lies over its cells
    pub covers: Covers,
    /// Cells that are one over several rows: the first and the last row, and the column
    pub merged: Vec<(u32, u32, u16)>,
    /// By the cell's name: `F12`
    pub comments: BTreeMap<String, String>,
    /// The words in shapes that lie over the sheet, and how many pictures do
    pub shapes: Vec<String>,
    pub pictures: usize,
}

/// The part that each sheet is, by the sheet's name.
pub(super) fn parts(package: &Package) -> BTreeMap<String, String> {
    let relations = package.relations("xl/workbook.xml");
    let mut parts = BTreeMap::new();
    each(package.part("xl/workbook.xml").unwrap_or_default(), |node| {
        let Node::Open(element) = node else { return };
        let attribute = |name: &str| element.attribute(name).unwrap_or_default();
        if element.name() == "sheet"
            && let Some(relation) = relations.iter().find(|relation| relation.id == attribute("id"))
        {
            parts.insert(attribute("name"), relation.target.clone());
        }
    });
    parts
}

/// The marks of each sheet, by its name.
pub(super) fn find(package: &Package) -> BTreeMap<String, Marks> {
    let (altered, styles) = (altered_strings(package), covers::out_of_sight(package));
    let relations = package.relations("xl/workbook.xml");
    let mut sheets: Vec<(String, String, bool)> = Vec::new();
    each(package.part("xl/workbook.xml").unwrap_or_default(), |node| {
        let Node::Open(element) = node else { return };
        if element.name() == "sheet" {
            let attribute = |name: &str| element.attribute(name).unwrap_or_default();
            let hidden = matches!(attribute("state").as_str(), "hidden" | "veryHidden");
            sheets.push((attribute("name"), attribute("id"), hidden));
        }
    });
    let marks = sheets.into_iter().filter_map(|(name, id, hidden)| {
        let part = &relations.iter().find(|relation| relation.id == id)?.target;
        let sheet = package.part(part).unwrap_or_default();
        let mut marks = Marks { hidden, covers: Covers::of(sheet), ..Marks::default() };
        of_cells(sheet, &altered, &styles, &mut marks);
        let mut threaded = BTreeMap::new();
        for relation in package.relations(part) {
            beside(package, &relation, &mut marks, &mut threaded);
        }
        // A thread is kept a second time as a comment for older programs, with a notice before it.
        marks.comments.extend(threaded);
        Some((name, marks))
    });
    marks.collect()
}

/// What is hidden among the cells, and what of their texts is not seen as it was made.
fn of_cells(sheet: &str, altered: &BTreeSet<usize>, styles: &BTreeSet<usize>, marks: &mut Marks) {
    let (mut row, mut column) = (0u32, 0u16);
    let (mut shared, mut in_value, mut in_run) = (false, false, false);
    each(sheet, |node| match node {
        Node::Open(element) => match element.name().as_str() {
            "col" if element.is_set("hidden") || is_nothing(element.attribute("width")) => {
                let number = |name: &str| element.attribute(name).and_then(|it| it.parse::<u16>().ok());
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    // A sheet has more columns than anything of ours could stand in.
                    marks.hidden_columns.extend((first..=last.min(64)).map(|column| column - 1));
                }
            }
            "row" => {
                row = element.attribute("r").and_then(|it| it.parse().ok()).unwrap_or(row + 1);
                column = 0;
                if element.is_set("hidden") || is_nothing(element.attribute("ht")) {
                    marks.hidden_rows.insert(row - 1);
                }
            }
            "c" => {
                column = element.attribute("r").and_then(|it| column_of(&it)).unwrap_or(column);
                shared = element.attribute("t").as_deref() == Some("s");
                if element.attribute("s").and_then(|style| style.parse().ok()).is_some_and(|it| styles.contains(&it)) {
                    marks.altered.insert((row.saturating_sub(1), column));
                }
            }
            "mergeCell" => marks.merged.extend(
                element.attribute("ref").and_then(|it| over_rows(&it)).filter(|_| marks.merged.len() < MOST_MERGED),
            ),
            "v" => in_value = true,
            "rPr" => in_run = true,
            _ if in_run && hides(&element) => {
                marks.altered.insert((row.saturating_sub(1), column));
            }
            _ => {}
        },
        Node::Close(name) => match name.as_str() {
            "c" => column = column.saturating_add(1),
            "v" => in_value = false,
            "rPr" => in_run = false,
            _ => {}
        },
        Node::Text(text) if shared && in_value => {
            if text.trim().parse().is_ok_and(|at| altered.contains(&at)) {
                marks.altered.insert((row.saturating_sub(1), column));
            }
        }
        Node::Text(_) => {}
    });
}

/// The most merged cells that are looked at.
const MOST_MERGED: usize = 10_000;

/// The rows and the column of cells that were merged in one column: `G8:G9`.
fn over_rows(range: &str) -> Option<(u32, u32, u16)> {
    let (first, last) = range.split_once(':')?;
    let row =
        |cell: &str| cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok()?.checked_sub(1);
    let (column, top, bottom) = (column_of(first)?, row(first)?, row(last)?);
    (column_of(last)? == column && top < bottom).then_some((top, bottom, column))
}

fn is_nothing(length: Option<String>) -> bool {
    length.and_then(|length| length.parse::<f64>().ok()).is_some_and(|length| length < 0.5)
}

/// The column of a cell's name: 5 of `F12`.
pub(super) fn column_of(cell: &str) -> Option<u16> {
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0u32, |number, letter| {
        let letter = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        number.saturating_mul(26).saturating_add(letter)
    });
    u16::try_from(number.checked_sub(1)?).ok()
}

/// Whether a property of a run takes its words out of sight.
pub(super) fn hides(element: &Element<'_>) -> bool {
    let value = element.attribute("val");
    match element.name().as_str() {
        "strike" => value.is_none_or(|value| !matches!(value.as_str(), "0" | "false")),
        "sz" => value.and_then(|size| size.parse::<f64>().ok()).is_some_and(|size| size < 4.0),
        // The first colour of a theme is that of the paper.
        "color" if element.attribute("theme").is_some_and(|theme| theme == "0") => element.attribute("tint").is_none(),
        "color" => element.attribute("rgb").is_some_and(|colour| is_pale(&colour)),
        _ => false,
    }
}

/// The shared texts with a run that is not seen as it was made.
fn altered_strings(package: &Package) -> BTreeSet<usize> {
    let mut altered = BTreeSet::new();
    let (mut at, mut in_run) = (0, false);
    let list = package.relations("xl/workbook.xml").into_iter().find(|relation| relation.kind == "sharedStrings");
    let list = list.map_or_else(|| "xl/sharedstrings.xml".to_owned(), |relation| relation.target);
    each(package.part(&list).unwrap_or_default(), |node| match node {
        Node::Open(element) => match element.name().as_str() {
            "rPr" => in_run = true,
            _ if in_run && hides(&element) => {
                altered.insert(at);
            }
            _ => {}
        },
        Node::Close(name) => match name.as_str() {
            "rPr" => in_run = false,
            "si" => at += 1,
            _ => {}
        },
        Node::Text(_) => {}
    });
    altered
}

/// What lies beside a sheet: comments, threads of comments, drawings.
fn beside(package: &Package, relation: &Relation, marks: &mut Marks, threaded: &mut BTreeMap<String, String>) {
    let part = package.part(&relation.target).unwrap_or_default();
    match relation.kind.as_str() {
        "comments" => marks.comments.extend(comments(part, "comment")),
        "threadedComment" => threaded.extend(comments(part, "threadedComment")),
        "drawing" => {
            let mut text = String::new();
            let mut in_text = false;
            each(part, |node| match node {
                Node::Open(element) => match element.name().as_str() {
                    "t" => in_text = true,
                    "pic" => marks.pictures += 1,
                    _ => {}
                },
                Node::Close(name) => match name.as_str() {
                    "t" => in_text = false,
                    "p" => text.push('\n'),
                    "sp" => {
                        let words = words(&text);
                        if !words.is_empty() {
                            marks.shapes.push(words);
                        }
                        text.clear();
                    }
                    _ => {}
                },
                Node::Text(piece) if in_text => text.push_str(&piece),
                Node::Text(_) => {}
            });
        }
        _ => {}
    }
}

/// Comments by the cell that they are on; several on one cell are told one after the other.
fn comments(part: &str, element: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let (mut cell, mut text, mut inside) = (None, String::new(), false);
    each(part, |node| match node {
        Node::Open(opened) if opened.name() == element => cell = opened.attribute("ref"),
        Node::Open(opened) => inside |= opened.name() == "t" || opened.name() == "text",
        Node::Close(name) if name == element => {
            if let Some(cell) = cell.take() {
                let said = found.entry(cell).or_default();
                *said = words(&format!("{said} {text}"));
            }
            text.clear();
            inside = false;
        }
        Node::Close(name) => inside &= name != "text" && name != "t",
        Node::Text(piece) if inside => text.push_str(&piece),
        Node::Text(_) => {}
    });
    found
}
