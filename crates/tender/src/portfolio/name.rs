//! Names of profiles that no file holds: paths below the output folder that every system can have.

use super::pattern::Pattern;
use super::sheet::{Row, Sheet};
use crate::complaint::{Complaint, Fault};
use crate::input::table::Table;
use crate::text::source::Place;

/// The longest part of a path, in bytes: the documents' own endings come behind it.
const LONGEST: usize = 200;

/// What Windows keeps for devices, with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Why a name cannot be the path of a file.
enum Unsafe {
    Empty,
    Climbing,
    Character(char),
    Ending,
    Device(String),
    Long,
}

/// The name that a row and a base give.
pub fn of(pattern: &Pattern, sheet: &Sheet, row: &Row, base: &str) -> Result<String, Complaint> {
    let nothing = Table { place: row.place.clone(), fields: Default::default() };
    let name = pattern.fill(sheet, row, base, &nothing)?;
    // A cell never makes folders: only the pattern does.
    let folders = |column: &usize| row.cells[*column].value.contains('/');
    let fault = match pattern.columns().find(folders) {
        Some(_) => Some(Unsafe::Character('/')),
        None => name.split('/').find_map(fault),
    };
    match fault {
        None => Ok(name),
        Some(fault) => {
            let place = culprit(&fault, pattern, row);
            Err(Complaint::error(Fault::UnsafeName { name, why: why(&fault) }, place))
        }
    }
}

/// The cell that a fault comes from, as far as it can be told; the pattern where no cell has part in it.
fn culprit(fault: &Unsafe, pattern: &Pattern, row: &Row) -> Place {
    let holds = |column: &usize| match fault {
        Unsafe::Character(character) => row.cells[*column].value.contains(*character),
        Unsafe::Empty | Unsafe::Climbing | Unsafe::Ending | Unsafe::Device(_) | Unsafe::Long => true,
    };
    let cell = pattern.columns().find(holds).map(|column| row.cells[column].place.clone());
    cell.unwrap_or_else(|| pattern.place.clone())
}

fn fault(part: &str) -> Option<Unsafe> {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = |kind| stem.strip_prefix(kind).is_some_and(|number: &str| matches!(number.as_bytes(), [b'1'..=b'9']));
    if part.is_empty() {
        Some(Unsafe::Empty)
    } else if matches!(part, "." | "..") {
        Some(Unsafe::Climbing)
    } else if let Some(character) = part.chars().find(|c| c.is_control() || "<>:\"\\|?*".contains(*c)) {
        Some(Unsafe::Character(character))
    } else if part.starts_with(' ') || part.ends_with([' ', '.']) {
        Some(Unsafe::Ending)
    } else if DEVICES.contains(&stem.as_str()) || port("com") || port("lpt") {
        Some(Unsafe::Device(stem.to_uppercase()))
    } else if part.len() > LONGEST {
        Some(Unsafe::Long)
    } else {
        None
    }
}

fn why(fault: &Unsafe) -> String {
    match fault {
        Unsafe::Empty => "a part of it is empty".to_owned(),
        Unsafe::Climbing => "`.` and `..` lead elsewhere".to_owned(),
        Unsafe::Character(character) if character.is_control() => "it holds a control character".to_owned(),
        Unsafe::Character(character) => format!("`{character}` cannot stand in a file name"),
        Unsafe::Ending => "a part of it begins with a blank, or ends with a blank or a period".to_owned(),
        Unsafe::Device(device) => format!("Windows keeps `{device}` for itself"),
        Unsafe::Long => format!("a part of it has more than {LONGEST} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_path_is_one_that_every_system_can_have() {
        for part in ["Høje-Taastrup Kommune", "y26", "I-02.v1", "console", "com10", "Ærø"] {
            assert!(fault(part).is_none(), "{part}");
        }
        let long = "å".repeat(101);
        for part in ["", ".", "..", "a:b", "a\\b", "a\u{7}b", "a.", "a ", " a", "con", "NUL.txt", "Com1", "a?", &long] {
            assert!(fault(part).is_some(), "{part}");
        }
    }
}
