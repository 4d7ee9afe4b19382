//! What takes a cell out of sight or shows other words in its place, though the cell itself holds what it should: cells
//! that were merged over it, and formats that are laid on under a condition.

use super::looks::{Laid, Look, Overlays};
use super::marks::column_of;
use super::palette::Palette;
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
    conditional: Vec<(Area, Format)>,
}

/// A format that is laid on under a condition.
enum Format {
    /// One of the workbook's list
    Listed(usize),
    /// It stands with its condition
    Own(Laid),
}

impl Area {
    /// Reads `B2:D7`, or `B2` alone.
    pub fn read(written: &str) -> Option<Self> {
        let (first, last) = written.split_once(':').unwrap_or((written, written));
        let (one, other) = (cell(first)?, cell(last)?);
        Some(Self {
            top: one.0.min(other.0),
            left: one.1.min(other.1),
            bottom: one.0.max(other.0),
            right: one.1.max(other.1),
        })
    }

    pub fn holds(&self, row: u32, column: u16) -> bool {
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
    pub fn of(sheet: &str, palette: &Palette) -> Self {
        let mut covers = Self::default();
        let mut areas: Vec<Area> = Vec::new();
        // Newer programs put formats where their conditions stand, and name the cells behind them.
        let (mut overlays, mut own, mut in_cells) = (Overlays::default(), Vec::new(), false);
        let read = |written: &str| written.split_whitespace().filter_map(Area::read).take(MOST).collect::<Vec<_>>();
        // They stand behind the cells, of which there may be millions.
        let first = ["mergeCell ", "conditionalFormatting"].into_iter().filter_map(|name| sheet.find(name)).min();
        let Some(begin) = first.and_then(|at| sheet[..at].rfind('<')) else { return covers };
        each(&sheet[begin..], |node| match node {
            Node::Open(element) => match element.name().as_str() {
                "mergeCell" if covers.merged.len() < MOST => {
                    covers.merged.extend(element.attribute("ref").and_then(|area| Area::read(&area)));
                }
                "conditionalFormatting" => areas = read(&element.attribute("sqref").unwrap_or_default()),
                "cfRule" if covers.conditional.len() < MOST => {
                    let format = element.attribute("dxfId").and_then(|number| number.parse().ok());
                    let laid = format
                        .into_iter()
                        .flat_map(|format| areas.iter().map(move |area| (*area, Format::Listed(format))));
                    covers.conditional.extend(laid);
                }
                "sqref" => in_cells = true,
                _ => overlays.enter(&element, palette),
            },
            Node::Text(text) if in_cells => areas = read(&text),
            Node::Text(_) => {}
            Node::Close(name) => match name.as_str() {
                "sqref" => in_cells = false,
                "conditionalFormatting" => {
                    for laid in own.drain(..).take(MOST.saturating_sub(covers.conditional.len())) {
                        let laid: Laid = laid;
                        covers.conditional.extend(areas.iter().map(|area| (*area, Format::Own(laid.clone()))));
                    }
                }
                name => own.extend(overlays.leave(name)),
            },
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
    pub fn disguise<'l>(&'l self, row: u32, column: u16, laid: &'l [Laid]) -> Option<&'l str> {
        self.laid(row, column, laid).find_map(|laid| laid.disguise.as_deref())
    }

    /// Whether a conditional format takes the words of a cell that looks so out of sight.
    pub fn take_away(&self, row: u32, column: u16, look: Look, laid: &[Laid]) -> bool {
        self.laid(row, column, laid).any(|laid| laid.hides(look))
    }

    fn laid<'l>(&'l self, row: u32, column: u16, laid: &'l [Laid]) -> impl Iterator<Item = &'l Laid> {
        let over = self.conditional.iter().filter(move |(area, _)| area.holds(row, column));
        over.filter_map(|(_, format)| match format {
            Format::Listed(number) => laid.get(*number),
            Format::Own(laid) => Some(laid),
        })
    }
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
