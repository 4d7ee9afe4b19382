//! Where a response form's fields stand in its workbook: the one place that its writer and its reader share.
//!
//! A row of a sheet to answer in carries the names of its fields in columns that are hidden; so rows may be moved,
//! sorted or inserted and an answer still belongs to its question. The binding stands in a sheet that Excel never
//! shows, cut into pieces because a cell holds no more than 32,767 characters.

use crate::form::asked::BoundLine;

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

/// In the hidden sheet: the binding's pieces, one below the other, and the answers of the drop-down lists, a column for
/// each.
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
    let mut wording = line.meaning.as_ref().map_or(String::new(), |meaning| format!("{meaning}\n"));
    wording.push_str(&line.text);
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

/// The most characters of a row's text: what Excel's highest row shows. A longer text goes on in the rows below.
pub const ROW: usize = 1_500;

/// A text in parts that each fit a row, cut between words where there are any.
pub fn parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((end, _)) = rest.char_indices().nth(ROW) {
        let at = rest[..end].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(end);
        parts.push(rest[..at].trim_end().to_owned());
        rest = rest[at..].trim_start();
    }
    parts.push(rest.to_owned());
    parts
}

/// Whether a row's number says that it goes on with the line above: »I-02.E4, fortsat«.
pub fn goes_on(number: &str, above: &str) -> bool {
    !above.is_empty() && number.strip_prefix(above).is_some_and(|rest| rest.starts_with(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_goes_on_in_rows_that_each_can_be_seen() {
        let text = "Løsningen skal kunne det hele. ".repeat(300);
        let parts = parts(text.trim());
        assert!(parts.len() > 5 && parts.iter().all(|part| part.chars().count() <= ROW));
        assert_eq!(parts.join(" "), text.trim());
        let endless = "x".repeat(2 * ROW + 1);
        assert_eq!(super::parts(&endless).concat(), endless);
    }

    #[test]
    fn a_row_goes_on_only_with_the_line_above_it() {
        assert!(goes_on("I-02.E4, fortsat", "I-02.E4"));
        assert!(!goes_on("I-02.E41", "I-02.E4") && !goes_on("I-02.E4", "I-02.E4") && !goes_on(", fortsat", ""));
    }
}
