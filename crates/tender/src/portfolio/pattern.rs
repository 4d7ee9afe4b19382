//! Texts with placeholders in braces that a row fills: `{Kommune}/{profil}`.

use super::key::Key;
use super::sheet::{Row, Sheet, no_value};
use crate::complaint::{Complaint, Complaints, Second};
use crate::input::fault::InputFault;
use crate::input::table::{Kind, Table};
use crate::portfolio::fault::PortfolioFault;
use crate::text::nearest::nearest;
use crate::text::source::{Place, Written};

/// The placeholder for the base's file name without its ending.
const BASE: &str = "profil";

/// A text with placeholders.
#[derive(Debug)]
pub struct Pattern {
    pub place: Place,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Column(usize),
    Base,
    /// What the base says under a key: `{tender.title}`
    Key(Key),
}

/// Which placeholders a pattern may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholders {
    /// Columns, and the base's name
    OfNames,
    /// Also the base's own texts
    OfTexts,
}

impl Pattern {
    /// Reads a pattern; a brace that is meant as one is doubled.
    pub fn parse(
        written: Written<String>,
        sheet: &Sheet,
        placeholders: Placeholders,
        complaints: &mut Complaints,
    ) -> Option<Self> {
        let (text, place) = (written.value, written.place);
        // Where nothing is escaped, a part of the text is a part of the place, after its quote.
        let part = |start: usize, end: usize| match place.span.len() == text.len() + 2 {
            true => place.part(start + 1..end + 1),
            false => place.clone(),
        };
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut sound = true;
        let mut at = 0;
        while let Some(found) = text[at..].find(['{', '}']) {
            let brace = at + found;
            plain.push_str(&text[at..brace]);
            let rest = &text[brace..];
            if rest.starts_with("{{") || rest.starts_with("}}") {
                plain.push_str(&rest[..1]);
                at = brace + 2;
                continue;
            }
            let Some(end) = rest.find('}').filter(|end| *end > 0) else {
                complaints.error(PortfolioFault::LooseBrace, part(brace, brace + 1));
                return None;
            };
            let name = rest[1..end].trim();
            match placeholder(name, sheet, placeholders) {
                Some(piece) => pieces.extend([Piece::Text(std::mem::take(&mut plain)), piece]),
                None => {
                    complaints.error(unknown(name, sheet), part(brace, brace + end + 1));
                    sound = false;
                }
            }
            at = brace + end + 1;
        }
        plain.push_str(&text[at..]);
        pieces.push(Piece::Text(plain));
        sound.then_some(Self { place, pieces })
    }

    /// Whether the base's name stands in it.
    pub fn names_base(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Base))
    }

    /// The columns that fill it.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Column(column) => Some(*column),
            Piece::Text(_) | Piece::Base | Piece::Key(_) => None,
        })
    }

    /// The first cell of a row that fills it; the row where none does.
    pub fn cell(&self, row: &Row) -> Place {
        self.columns().next().map_or(&row.place, |column| &row.cells[column].place).clone()
    }

    /// Fills every placeholder. An empty one is complained of: a text with a hole in it is no text.
    pub fn fill(&self, sheet: &Sheet, row: &Row, base: &str, profile: &Table) -> Result<String, Complaint> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Base => text.push_str(base),
                Piece::Column(column) => {
                    let cell = &row.cells[*column];
                    if cell.value.is_empty() {
                        let fault = InputFault::EmptyText { key: sheet.heading(*column).to_owned() };
                        let complaint = Complaint::error(fault, cell.place.clone());
                        return Err(complaint.also(self.place.clone(), Second::Needed));
                    }
                    if let Some(complaint) = no_value(cell, true) {
                        return Err(complaint);
                    }
                    text.push_str(&cell.value);
                }
                Piece::Key(key) => match written(profile, key) {
                    Some(written) => text.push_str(written),
                    None => {
                        let fault = InputFault::EmptyText { key: key.to_string() };
                        return Err(Complaint::error(fault, self.place.clone()));
                    }
                },
            }
        }
        Ok(text)
    }
}

fn placeholder(name: &str, sheet: &Sheet, placeholders: Placeholders) -> Option<Piece> {
    if name == BASE {
        return Some(Piece::Base);
    }
    let key = || match placeholders {
        Placeholders::OfNames => None,
        Placeholders::OfTexts => Key::parse(name).filter(Key::is_text).map(Piece::Key),
    };
    sheet.column(name).map(Piece::Column).or_else(key)
}

fn unknown(name: &str, sheet: &Sheet) -> InputFault {
    let known: Vec<String> = sheet.headings().chain([BASE]).map(str::to_owned).collect();
    let nearest = nearest(name, known.iter().map(String::as_str));
    InputFault::UnknownPlaceholder { name: name.to_owned(), known, nearest }
}

/// What a profile says under a key, if it says something.
fn written<'t>(profile: &'t Table, key: &Key) -> Option<&'t str> {
    let mut table = profile;
    if let Some(part) = key.table() {
        let Kind::Table(inner) = &table.fields.get(part)?.value.kind else { return None };
        table = inner;
    }
    match &table.fields.get(key.name())?.value.kind {
        Kind::Text(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}
