//! Where a response form's fields stand in its workbook: the one place that its writer and its reader share.
//!
//! A row of a sheet to answer in carries the names of its fields in columns that are hidden; so rows may be moved, sorted or inserted
//! and an answer still belongs to its question. The binding stands in a sheet that Excel never shows, cut into pieces because a
//! cell holds no more than 32,767 characters.

use crate::form::binding::BoundLine;

/// The sheets, by name.
pub const INSTRUCTIONS: &str = "Vejledning";
pub const SUPPLIER: &str = "Leverandør";
pub const ANSWERS: &str = "Svar";
pub const BINDING: &str = "bilag";

/// In »Svar«, from the left: the names of the two fields (hidden), what is asked, and the two fields.
pub const ANSWER_NAME: u16 = 0;
pub const DESCRIPTION_NAME: u16 = 1;
pub const ID: u16 = 2;
pub const KIND: u16 = 3;
pub const TEXT: u16 = 4;
pub const ANSWER: u16 = 5;
pub const DESCRIPTION: u16 = 6;

/// In »Leverandør«: the name of the field (hidden), the question, the field, what is to be known of it.
pub const FIELD_NAME: u16 = 0;
pub const QUESTION: u16 = 1;
pub const FIELD: u16 = 2;
pub const NOTE: u16 = 3;

/// In the hidden sheet: the binding's pieces, one below the other, and the answers of the drop-down lists, a column for each.
pub const PIECES: u16 = 0;
pub const LISTS: u16 = 1;

/// The most characters of a piece. Far below what a cell holds, because some are escaped.
pub const PIECE: usize = 8_000;

/// The most that is written to a cell, in units of UTF-16: as much as an answer may have.
pub const CELL: usize = crate::form::returned::LONGEST;

/// The small words before a condition, a date to meet and an alternative.
pub struct Labels<'a> {
    pub condition: &'a str,
    pub deferred: &'a str,
    pub alternative: &'a str,
}

/// What stands in the column of the text, below the title: the wording and what bears on it.
pub fn wording(line: &BoundLine, labels: &Labels<'_>) -> String {
    let mut wording = line.text.clone();
    let parts = [
        (labels.condition, &line.condition),
        (labels.deferred, &line.deferred),
        (labels.alternative, &line.alternative),
    ];
    for (label, part) in parts {
        if let Some(part) = part {
            wording.push_str(&format!("\n{label}: {part}"));
        }
    }
    wording
}

/// A text as a cell can hold it: without control characters, and not too long.
pub fn cell(text: &str) -> String {
    let printable =
        text.chars().filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')));
    let mut room = CELL;
    let fits = printable.take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    fits.collect()
}

/// The binding in pieces.
pub fn pieces(json: &str) -> Vec<String> {
    let letters: Vec<char> = json.chars().collect();
    letters.chunks(PIECE).map(|piece| piece.iter().collect()).collect()
}
