//! What takes a cell out of sight or shows other words in its place, though the cell itself holds what it should: cells
//! that were merged over it, and formats that are laid on under a condition.

use std::collections::BTreeSet;

use super::marks::{column_of, hides};
use super::shown;
use crate::form::package::Package;
use crate::input::xml::{Node, each};

/// The most areas of a sheet that are looked at.
const MOST: usize = 10_000;

/// An area of cells: its first and last row and column, counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    top: u32,
    left: u16,
    bottom: u32,
    right: u16,
}

/// What lies over the cells of a sheet.
#[derive(Default)]
pub(super) struct Covers {
    merged: Vec<Area>,
    /// With the number of the format
    conditional: Vec<(Area, usize)>,
}

/// A format that is laid on under a condition, as far as it changes what is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Laid {
    /// It shows other words
    disguise: Option<String>,
    /// It takes the words out of sight
    hides: bool,
}

impl Area {
    /// Reads `B2:D7`, or `B2` alone.
    fn read(written: &str) -> Option<Self> {
        let (first, last) = written.split_once(':').unwrap_or((written, written));
        let (one, other) = (cell(first)?, cell(last)?);
        Some(Self {
            top: one.0.min(other.0),
            left: one.1.min(other.1),
            bottom: one.0.max(other.0),
            right: one.1.max(other.1),
        })
    }

    fn holds(&self, row: u32, column: u16) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

/// The row and the column of a cell's name.
fn cell(name: &str) -> Option<(u32, u16)> {
    let name = name.trim().replace('$', "");
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column_of(&name)?))
}

impl Covers {
    pub fn of(sheet: &str) -> Self {
        let mut covers = Self::default();
        let mut areas: Vec<Area> = Vec::new();
        each(sheet, |node| {
            let Node::Open(element) = node else { return };
            match element.name().as_str() {
                "mergeCell" if covers.merged.len() < MOST => {
                    covers.merged.extend(element.attribute("ref").and_then(|area| Area::read(&area)));
                }
                "conditionalFormatting" => {
                    let written = element.attribute("sqref").unwrap_or_default();
                    areas = written.split_whitespace().filter_map(Area::read).take(MOST).collect();
                }
                "cfRule" if covers.conditional.len() < MOST => {
                    let format = element.attribute("dxfId").and_then(|number| number.parse().ok());
                    covers
                        .conditional
                        .extend(format.into_iter().flat_map(|format| areas.iter().map(move |it| (*it, format))));
                }
                _ => {}
            }
        });
        covers
    }

    /// Merges the cells of an area, given by its first and last row and column.
    pub fn lay(&mut self, (top, left): (u32, u16), (bottom, right): (u32, u16)) {
        if self.merged.len() < MOST {
            self.merged.push(Area { top, left, bottom, right });
        }
    }

    /// Whether another cell was merged over it: of merged cells only the first is seen.
    pub fn hide(&self, row: u32, column: u16) -> bool {
        self.merged.iter().any(|area| area.holds(row, column) && (area.top, area.left) != (row, column))
    }

    /// The words that a conditional format shows in its place.
    pub fn disguise<'l>(&self, row: u32, column: u16, laid: &'l [Laid]) -> Option<&'l str> {
        self.laid(row, column, laid).find_map(|laid| laid.disguise.as_deref())
    }

    /// Whether a conditional format takes its words out of sight.
    pub fn take_away(&self, row: u32, column: u16, laid: &[Laid]) -> bool {
        self.laid(row, column, laid).any(|laid| laid.hides)
    }

    fn laid<'l>(&self, row: u32, column: u16, laid: &'l [Laid]) -> impl Iterator<Item = &'l Laid> {
        let over = self.conditional.iter().filter(move |(area, _)| area.holds(row, column));
        over.filter_map(|(_, format)| laid.get(*format))
    }
}

/// The formats of a workbook that can be laid on under a condition, by their numbers.
pub(super) fn formats(package: &Package) -> Vec<Laid> {
    let mut formats: Vec<Laid> = Vec::new();
    let (mut inside, mut in_font) = (false, false);
    each(styles(package), |node| match node {
        Node::Open(element) => match element.name().as_str() {
            "dxf" => {
                inside = true;
                formats.push(Laid::default());
            }
            "font" => in_font = inside,
            "numFmt" if inside => {
                let code = element.attribute("formatCode").unwrap_or_default();
                let shown = shown::disguise(&code).or_else(|| shown::disguise_of_number(&code));
                if let Some(laid) = formats.last_mut() {
                    laid.disguise = shown;
                }
            }
            _ if in_font && hides(&element) => {
                formats.iter_mut().next_back().into_iter().for_each(|it| it.hides = true)
            }
            _ => {}
        },
        Node::Close(name) => match name.as_str() {
            "dxf" => inside = false,
            "font" => in_font = false,
            _ => {}
        },
        Node::Text(_) => {}
    });
    formats
}

fn styles(package: &Package) -> &str {
    let styles = package.relations("xl/workbook.xml").into_iter().find(|relation| relation.kind == "styles");
    let styles = styles.map_or_else(|| "xl/styles.xml".to_owned(), |relation| relation.target);
    package.part(&styles).unwrap_or_default()
}

/// The formats of cells, by their numbers, whose font takes the words out of sight.
pub(super) fn out_of_sight(package: &Package) -> BTreeSet<usize> {
    let (mut fonts, mut formats): (Vec<bool>, BTreeSet<usize>) = (Vec::new(), BTreeSet::new());
    let (mut in_fonts, mut in_formats, mut at) = (false, false, 0);
    each(styles(package), |node| match node {
        Node::Open(element) => match element.name().as_str() {
            "fonts" => in_fonts = true,
            "cellXfs" => in_formats = true,
            "font" if in_fonts => fonts.push(false),
            "xf" if in_formats => {
                let font = element.attribute("fontId").and_then(|number| number.parse::<usize>().ok());
                if font.and_then(|font| fonts.get(font)).is_some_and(|hides| *hides) {
                    formats.insert(at);
                }
                at += 1;
            }
            _ if in_fonts && hides(&element) => fonts.iter_mut().next_back().into_iter().for_each(|it| *it = true),
            _ => {}
        },
        Node::Close(name) => match name.as_str() {
            "fonts" => in_fonts = false,
            "cellXfs" => in_formats = false,
            _ => {}
        },
        Node::Text(_) => {}
    });
    formats
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_whichever_way_it_is_written() {
        let area = |top, left, bottom, right| Some(Area { top, left, bottom, right });
        for (written, read) in [
            ("B2:D7", area(1, 1, 6, 3)),
            ("$D$7:B2", area(1, 1, 6, 3)),
            ("AA1", area(0, 26, 0, 26)),
            ("B0", None),
            ("2:7", None),
            ("ZZZZZZZZZZ1", None),
            ("", None),
        ] {
            assert_eq!(Area::read(written), read, "{written}");
        }
    }
}
