//! Workbooks: the response form as suppliers fill it in in Excel, and the comparison of their answers.
//!
//! Whatever text is written is written as a string, so that no `=`, `+`, `-` or `@` at its beginning makes it a
//! formula. The same document gives the same bytes: the only date is the document's own.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::complaint::{Complaint, Complaints};
use crate::document::words::{Word, Words};
use crate::document::{Front, FrontKey, Svarskema};
use crate::form::binding::Binding;
use crate::form::fault::{FormFault, Misfit};
use crate::form::workbook::layout;
use crate::input::package::of_any_system;

mod answers;
mod comparison;
mod hidden;
mod instructions;
mod look;
mod summary;
mod supplier;

pub use comparison::comparison;
use hidden::Lists;
use look::Look;
pub use summary::summary;

/// Makes the response form's workbook, bound to its profile.
pub fn workbook(form: &Svarskema, binding: &Binding, words: &Words) -> Result<Vec<u8>, Complaints> {
    let lists = Lists::of(binding);
    write(&form.front, |book, look| {
        instructions::write(sheet(book, layout::INSTRUCTIONS)?, form, words, look)?;
        supplier::write(sheet(book, layout::SUPPLIER)?, form, words, look, &lists)?;
        answers::write(sheet(book, layout::ANSWERS)?, form, binding, words, look, &lists)?;
        hidden::write(sheet(book, layout::BINDING)?, binding, &lists)
    })
}

/// A workbook with its properties and its sheets. What the writer refuses would be a slip of ours, but it is told, not
/// thrown.
fn write(
    front: &Front,
    sheets: impl FnOnce(&mut Workbook, &Look) -> Result<(), XlsxError>,
) -> Result<Vec<u8>, Complaints> {
    let mut book = Workbook::new();
    let made = || -> Result<Vec<u8>, XlsxError> {
        let (year, month, day) = front.date;
        let properties = DocProperties::new()
            .set_title(layout::cell(&front.pdf_title))
            .set_author(layout::cell(&front.author))
            .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
        book.set_properties(&properties);
        sheets(&mut book, &Look::new(&front.theme))?;
        book.save_to_buffer().map(of_any_system)
    };
    made().map_err(|error| {
        let fault = FormFault::Workbook { misfit: misfit(&error), message: error.to_string() };
        Complaints::from(Complaint::error(fault, None))
    })
}

/// What of the words the workbook cannot hold.
fn misfit(error: &XlsxError) -> Misfit {
    match error {
        XlsxError::SheetnameCannotBeBlank(_) => Misfit::SheetNameEmpty,
        XlsxError::SheetnameLengthExceeded(_) => Misfit::SheetNameTooLong,
        XlsxError::SheetnameReused(_) => Misfit::SheetNameTwice,
        XlsxError::SheetnameContainsInvalidCharacter(_) => Misfit::SheetNameCharacter,
        XlsxError::SheetnameStartsOrEndsWithApostrophe(_) => Misfit::SheetNameApostrophe,
        XlsxError::MaxStringLengthExceeded => Misfit::TextTooLong,
        // The writer's own errors are many, and words alone bring few of them about.
        _ => Misfit::Other,
    }
}

/// The height of a row whose texts stand in columns of these widths. Excel would find it by itself, other programs do
/// not.
fn height<'t>(texts: impl IntoIterator<Item = (&'t str, u16)>) -> f64 {
    const LINE: f64 = 14.0;
    const HIGHEST: f64 = 409.0;
    // A line holds about as many letters as its column is wide in digits; words that do not fit cost a little.
    let lines = |text: &str, width: u16| -> usize {
        let width = usize::from(width.max(4));
        text.split('\n').map(|line| line.chars().count().div_ceil(width).max(1)).sum()
    };
    let most = texts.into_iter().map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    (f64::from(u32::try_from(most).unwrap_or(u32::MAX)) * LINE + 4.0).min(HIGHEST)
}

/// A run of a text in several formats. Excel reads `_x0041_` as a letter, and there the writer leaves it as it stands:
/// an underscore that is escaped stands for itself.
fn run(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let escape = text.as_bytes()[at..].get(..7).is_some_and(|code| {
            code.starts_with(b"_x") && code[2..6].iter().all(u8::is_ascii_hexdigit) && code[6] == b'_'
        });
        out.push_str(if escape { "_x005F" } else { "" });
        out.push(character);
    }
    out
}

/// A new sheet that prints on A4, as wide as the paper, with the document's name and the page below.
fn sheet<'b>(book: &'b mut Workbook, name: &str) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?.set_paper_size(9).set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    Ok(sheet)
}

/// The running line below every page. `&` begins a command there and stands for itself when doubled.
fn footer(front: &Front, words: &Words) -> String {
    const LONGEST: usize = 150;
    let running: String = front.running.chars().take(LONGEST).collect::<String>().replace('&', "&&");
    format!("&L&8{running}&R&8{} &P {} &N", words.get(Word::Page), words.get(Word::Of))
}

/// The title over a sheet, the document it belongs to, and UDKAST where it is one. Returns the first free row.
fn title(sheet: &mut Worksheet, front: &Front, words: &Words, look: &Look, column: u16) -> Result<u32, XlsxError> {
    // A cell that is not wrapped runs over those beside it, but not over the paper's edge: a long title has several
    // rows.
    const LONGEST: usize = 80;
    let mut row = 0;
    for line in in_lines(&layout::cell(&format!("{} – {}", front.name, front.title)), LONGEST) {
        sheet.write_string_with_format(row, column, line, &look.title)?;
        row += 1;
    }
    let mut parts: Vec<String> = vec![front.buyer.clone()];
    for wanted in [FrontKey::Version, FrontKey::Date, FrontKey::Deadline] {
        let entries = front.entries.iter().filter(|entry| entry.key == wanted);
        parts.extend(entries.map(|entry| format!("{} {}", entry.label.to_lowercase(), entry.value)));
    }
    if front.draft {
        parts.push(words.get(Word::Draft).to_owned());
    }
    sheet.write_string_with_format(row, column, layout::cell(&parts.join(" · ")), &look.subtitle)?;
    Ok(row + 1)
}

/// A text in lines of so many characters, cut between words where there are any.
fn in_lines(text: &str, longest: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for piece in letters.chunks(longest) {
            let piece: String = piece.iter().collect();
            match lines.last_mut() {
                Some(line) if line.is_empty() => *line = piece,
                Some(line) if line.chars().count() + 1 + piece.chars().count() <= longest => {
                    line.push(' ');
                    line.push_str(&piece);
                }
                Some(_) | None => lines.push(piece),
            }
        }
    }
    lines
}
