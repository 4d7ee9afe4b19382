//! What a workbook's reader of values leaves out: what is hidden, what is struck through, comments and shapes.

use std::collections::{BTreeMap, BTreeSet};

use super::choices::{self, Choice};
use super::covers::Covers;
use super::looks::{self, Letters, Look};
use super::palette::Palette;
use crate::form::package::{Package, Relation};
use crate::form::remark::words;
use crate::form::sight::{Colour, alike};
use crate::input::xml::{Node, each};

impl Marks {
    fn shape(&mut self, text: &str) {
        if self.shapes.len() < MOST_SHAPES {
            self.shapes.push(words(text));
        }
    }

    /// How a cell looks.
    pub fn look(&self, row: u32, column: u16) -> Look {
        self.looks.get(&(row, column)).copied().unwrap_or_default()
    }

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
    /// Cells that are there more than once, or say two things, of which one is shown
    pub doubled: BTreeSet<(u32, u16)>,
    /// How cells look, where they do not look plain
    pub looks: BTreeMap<(u32, u16), Look>,
    /// What lies over its cells
    pub covers: Covers,
    /// The answers that cells offer to choose from
    pub choices: Vec<Choice>,
    /// What is said of a cell while it is being filled in: by the cell's name
    pub prompts: Vec<(String, String)>,
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
    let styles = looks::styles(package);
    let palette = Palette::of(package, styles);
    let seen = Seen { runs: runs(package, &palette), looks: looks::of_cells(styles, &palette), palette };
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
        let mut marks = Marks { hidden, covers: Covers::of(sheet, &seen.palette), ..Marks::default() };
        of_cells(sheet, &seen, &mut marks);
        choices::find(sheet, &mut marks);
        for relation in package.relations(part) {
            beside(package, &relation, &mut marks);
        }
        marks.comments.extend(comments(package, part));
        Some((name, marks))
    });
    marks.collect()
}

/// What a workbook says of how its cells look.
struct Seen {
    palette: Palette,
    looks: Vec<Look>,
    /// The runs of the shared texts that say how they look
    runs: BTreeMap<usize, Vec<Letters>>,
}

/// The cell that is being read.
#[derive(Default)]
struct Here {
    row: u32,
    column: u16,
    look: Look,
    shared: bool,
    /// It says something: by a value, and by a text of its own
    value: bool,
    text: bool,
}

/// The most cells of a sheet that say something and are looked at.
const MOST_CELLS: usize = 200_000;

/// What is hidden among the cells, and what of their texts is not seen as it was made.
fn of_cells(sheet: &str, seen: &Seen, marks: &mut Marks) {
    let mut here = Here::default();
    let (mut in_value, mut letters) = (false, None::<Letters>);
    let mut said: BTreeSet<(u32, u16)> = BTreeSet::new();
    let mut rows_are_low = false;
    // Only a format that is laid over them asks how cells look by themselves.
    let has_conditions = sheet.contains("cfRule");
    each(sheet, |node| match node {
        Node::Open(element) => match element.name().as_str() {
            // Rows and columns that say nothing of themselves.
            "sheetFormatPr" => {
                rows_are_low = element.is_set("zeroHeight") || is_low(element.attribute("defaultRowHeight"));
            }
            "col" if element.is_set("hidden") || is_narrow(element.attribute("width")) => {
                let number = |name: &str| element.attribute(name).and_then(|it| it.parse::<u16>().ok());
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    // A sheet has more columns than anything of ours could stand in.
                    marks.hidden_columns.extend((first..=last.min(64)).map(|column| column.saturating_sub(1)));
                }
            }
            "row" => {
                here.row = element.attribute("r").and_then(|it| it.parse().ok()).unwrap_or(here.row + 1);
                here.column = 0;
                let height = element.attribute("ht");
                if element.is_set("hidden") || height.is_none() && rows_are_low || is_low(height) {
                    marks.hidden_rows.insert(here.row.saturating_sub(1));
                }
            }
            "c" => {
                let (mut column, mut look, mut shared, mut shows_else) = (here.column, Look::default(), false, false);
                for (name, value) in element.attributes() {
                    match name.as_str() {
                        "r" => column = column_of(&value).unwrap_or(column),
                        "s" => {
                            let style = value.parse().ok().and_then(|style: usize| seen.looks.get(style));
                            look = style.copied().unwrap_or_default();
                        }
                        "t" => shared = value == "s",
                        // Some cells show a picture or a card in the place of their words.
                        "vm" => shows_else = value != "0",
                        _ => {}
                    }
                }
                here = Here { column, look, shared, row: here.row, ..Here::default() };
                if look != Look::default() && has_conditions && marks.looks.len() < MOST_CELLS {
                    marks.looks.insert(here.place(), look);
                }
                if look.hides() || shows_else {
                    marks.altered.insert(here.place());
                }
            }
            "mergeCell" => marks.merged.extend(
                element.attribute("ref").and_then(|it| over_rows(&it)).filter(|_| marks.merged.len() < MOST_MERGED),
            ),
            "v" => in_value = true,
            "is" => here.text = true,
            "rPr" => letters = Some(Letters::default()),
            "picture" => marks.pictures += 1,
            "hyperlink" => {
                let tip = element.attribute("tooltip").map(|tip| words(&tip)).filter(|tip| !tip.is_empty());
                if let (Some(cell), Some(tip)) = (element.attribute("ref"), tip) {
                    marks.comments.insert(cell, tip);
                }
            }
            _ => letters.iter_mut().for_each(|letters| letters.take(&element, &seen.palette)),
        },
        Node::Close(name) => match name.as_str() {
            "c" => {
                let says = here.value || here.text;
                let again = says && said.len() < MOST_CELLS && !said.insert(here.place());
                if again || here.value && here.text {
                    marks.doubled.insert(here.place());
                }
                here.column = here.column.saturating_add(1);
            }
            "v" => in_value = false,
            "rPr" if letters.take().is_some_and(|run| here.hides(run)) => {
                marks.altered.insert(here.place());
            }
            _ => {}
        },
        Node::Text(text) if in_value => {
            here.value |= !text.trim().is_empty();
            let runs = if here.shared { text.trim().parse().ok().and_then(|at| seen.runs.get(&at)) } else { None };
            if runs.into_iter().flatten().any(|run| here.hides(*run)) {
                marks.altered.insert(here.place());
            }
        }
        Node::Text(_) => {}
    });
}

impl Here {
    fn place(&self) -> (u32, u16) {
        (self.row.saturating_sub(1), self.column)
    }

    /// Whether a run of its words is out of sight.
    fn hides(&self, run: Letters) -> bool {
        run.hides || run.colour.is_some_and(|colour: Colour| alike(colour, self.look.ground))
    }
}

/// The most shapes of a sheet that are told.
const MOST_SHAPES: usize = 200;

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

/// Whether no line of words stands within so many points of height.
fn is_low(height: Option<String>) -> bool {
    height.and_then(|height| height.parse::<f64>().ok()).is_some_and(|height| height < 6.0)
}

/// Whether no word stands within so many digits of width.
fn is_narrow(width: Option<String>) -> bool {
    width.and_then(|width| width.parse::<f64>().ok()).is_some_and(|width| width < 1.5)
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

/// The shared texts with runs that say how they look, by their numbers.
fn runs(package: &Package, palette: &Palette) -> BTreeMap<usize, Vec<Letters>> {
    let mut runs: BTreeMap<usize, Vec<Letters>> = BTreeMap::new();
    let (mut at, mut letters) = (0, None::<Letters>);
    let list = package.relations("xl/workbook.xml").into_iter().find(|relation| relation.kind == "sharedStrings");
    let list = list.map_or_else(|| "xl/sharedstrings.xml".to_owned(), |relation| relation.target);
    each(package.part(&list).unwrap_or_default(), |node| match node {
        Node::Open(element) => match element.name().as_str() {
            "rPr" => letters = Some(Letters::default()),
            _ => letters.iter_mut().for_each(|letters| letters.take(&element, palette)),
        },
        Node::Close(name) => match name.as_str() {
            "rPr" => {
                let run = letters.take().filter(|run| run.hides || run.colour.is_some());
                if let Some(run) = run {
                    runs.entry(at).or_default().push(run);
                }
            }
            "si" => at += 1,
            _ => {}
        },
        Node::Text(_) => {}
    });
    runs
}

/// What is drawn beside a sheet.
fn beside(package: &Package, relation: &Relation, marks: &mut Marks) {
    let part = package.part(&relation.target).unwrap_or_default();
    match relation.kind.as_str() {
        "drawing" => drawn(part, marks),
        "vmlDrawing" => {
            // What older programs draw: comments, which are told by themselves, and whatever else.
            let mut text = String::new();
            let (mut is_comment, mut in_box) = (false, false);
            each(part, |node| match node {
                Node::Open(element) => match element.name().as_str() {
                    "ClientData" => is_comment = element.attribute("ObjectType").is_some_and(|kind| kind == "Note"),
                    "textbox" => in_box = true,
                    "textpath" => text.push_str(&element.attribute("string").unwrap_or_default()),
                    _ => {}
                },
                Node::Close(name) => match name.as_str() {
                    "textbox" => in_box = false,
                    "shape" | "rect" | "roundrect" | "oval" | "line" | "polyline" => {
                        if !is_comment {
                            marks.shape(&text);
                        }
                        (is_comment, text) = (false, String::new());
                    }
                    _ => {}
                },
                Node::Text(piece) if in_box => text.push_str(&piece),
                Node::Text(_) => {}
            });
        }
        _ => {}
    }
}

/// What is drawn over a sheet: one without words may cover some.
fn drawn(part: &str, marks: &mut Marks) {
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
            "sp" | "cxnSp" | "graphicFrame" => {
                marks.shape(&text);
                text.clear();
            }
            _ => {}
        },
        Node::Text(piece) if in_text => text.push_str(&piece),
        Node::Text(_) => {}
    });
}

/// The comments of a sheet's cells, by the cell's name.
pub(super) fn comments(package: &Package, sheet: &str) -> BTreeMap<String, String> {
    let (mut comments, mut threads) = (BTreeMap::new(), BTreeMap::new());
    for relation in package.relations(sheet) {
        let part = package.part(&relation.target).unwrap_or_default();
        match relation.kind.as_str() {
            "comments" => comments.extend(remarks(part, "comment")),
            "threadedComment" => threads.extend(remarks(part, "threadedComment")),
            _ => {}
        }
    }
    // A thread is kept a second time as a comment for older programs, with a notice before it.
    comments.extend(threads);
    comments
}

/// The remarks of a part by the cell that they are on; several on one cell are told one after the other.
fn remarks(part: &str, element: &str) -> BTreeMap<String, String> {
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
