//! The overview: packages as rows, prerequisites as columns with upright ids.

use super::body::{Body, Cell, Table};
use super::style::{Style, WIDTH};
use crate::document::Matrix;
use crate::document::words::Word;
use crate::print::office::{ALWAYS, CONDITIONAL};

/// The height of the head, in which the ids stand upright.
const HEAD: u32 = 1_500;

/// The widest that a prerequisite's column is, and the narrowest that the packages' is.
const COLUMN: u32 = 900;
const PACKAGES: u32 = 2_900;

/// The tint of cells that hold something.
const TINT: &str = "EEF2F6";

impl Body<'_> {
    /// The overview as a table, with what its signs mean.
    pub fn matrix(&mut self, it: &Matrix) {
        let (chosen, derived) = (self.word(Word::SignChosen), self.word(Word::SignDerived));
        let count = u32::try_from(it.rows.len().max(1)).unwrap_or(u32::MAX);
        let column = ((WIDTH - PACKAGES) / count).min(COLUMN);
        let mut widths = vec![WIDTH - column * count];
        widths.extend(it.rows.iter().map(|_| column));
        let table =
            Table { caption: &self.word(Word::Prerequisites), description: &it.alt, widths: &widths, indent: 0 };
        let heads = [self.word(Word::Package), self.word(Word::Business)];
        let rows = |body: &mut Self| {
            body.head_row(HEAD, |body| {
                body.cell(Cell { width: widths[0], ..Cell::default() }, |body| {
                    body.paragraph(Style::CellHead, |body| body.plain(&heads[0]));
                    body.paragraph(Style::CellSmall, |body| body.plain(&heads[1]));
                });
                for row in &it.rows {
                    body.cell(Cell { width: column, upright: true, ..Cell::default() }, |body| {
                        body.paragraph(Style::CellHead, |body| body.named(&row.id));
                    });
                }
            });
            for (at, package) in it.columns.iter().enumerate() {
                body.row(true, |body| {
                    body.cell(Cell { width: widths[0], ..Cell::default() }, |body| {
                        body.paragraph(Style::Overview, |body| {
                            body.strong(&package.package);
                            body.plain(&format!(" {}", package.title));
                        });
                        body.paragraph(Style::CellSmall, |body| {
                            for (at, entry) in package.business.iter().enumerate() {
                                body.plain(if at > 0 { ", " } else { "" });
                                if entry.chosen {
                                    body.plain(&format!("{chosen} "));
                                }
                                body.named(&entry.id);
                            }
                        });
                    });
                    for row in &it.rows {
                        let entry = row.cells.get(at).and_then(Option::as_ref);
                        let tint = entry.map(|_| TINT);
                        body.cell(Cell { width: column, tint, ..Cell::default() }, |body| {
                            body.paragraph(Style::Sign, |body| {
                                if let Some(entry) = entry {
                                    let mark = if entry.derived { derived.as_str() } else { "" };
                                    let sign = if entry.conditional { CONDITIONAL } else { ALWAYS };
                                    body.plain(&format!("{sign}{mark}"));
                                }
                            });
                        });
                    }
                });
            }
        };
        // An overview that is divided between pages is none, and one without its signs neither.
        self.together(|body| body.table(&table, rows));
        let mut signs = vec![format!("{chosen} SF…: {}", self.word(Word::LegendChosen))];
        if it.has_unchosen {
            signs.push(format!("SF…: {}", self.word(Word::LegendNotChosen)));
        }
        signs.push(format!("{ALWAYS}: {}", self.word(Word::LegendAlways)));
        if it.has_conditional {
            signs.push(format!("{CONDITIONAL}: {}", self.word(Word::LegendConditional)));
        }
        if it.has_derived {
            signs.push(format!("{derived}: {}", self.word(Word::LegendDerived)));
        }
        self.paragraph(Style::CellSmall, |body| body.plain(&signs.join(" · ")));
        let names: Vec<String> = it.rows_by_id().into_iter().map(|row| format!("{} {}", row.id, row.name)).collect();
        self.paragraph(Style::CellSmall, |body| body.plain(&names.join(" · ")));
    }
}
