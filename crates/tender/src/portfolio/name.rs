//! Names of profiles that no file holds: paths below the output folder that every system can have.

use super::pattern::Pattern;
use super::sheet::{Row, Sheet};
use crate::both;
use crate::complaint::Complaint;
use crate::input::table::Table;
use crate::portfolio::fault::PortfolioFault;
use crate::text::file_name::{is_device, is_illegal};
use crate::text::invisible::is_invisible;
use crate::text::language::Both;
use crate::text::source::Place;

/// The longest part of a path, in bytes: the documents' own endings come behind it.
const LONGEST: usize = 200;

/// Why a name cannot be the path of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsafe {
    Empty,
    Climbing,
    Hidden,
    Character(char),
    Ending,
    Device(String),
    Long,
}

/// The name that a row and a base give.
pub fn of(pattern: &Pattern, sheet: &Sheet, row: &Row, base: &str) -> Result<String, Complaint> {
    let nothing = Table { place: row.place.clone(), fields: Default::default() };
    // A line break in a cell is a blank in a name.
    let name = pattern.fill(sheet, row, base, &nothing)?;
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
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
            Err(Complaint::error(PortfolioFault::UnsafeName { name, why: fault }, place))
        }
    }
}

/// The cell that a fault comes from, as far as it can be told; the pattern where no cell has part in it.
fn culprit(fault: &Unsafe, pattern: &Pattern, row: &Row) -> Place {
    let holds = |column: &usize| match fault {
        Unsafe::Character(character) => row.cells[*column].value.contains(*character),
        Unsafe::Hidden => row.cells[*column].value.trim_start().starts_with('.'),
        Unsafe::Empty | Unsafe::Climbing | Unsafe::Ending | Unsafe::Device(_) | Unsafe::Long => true,
    };
    let cell = pattern.columns().find(holds).map(|column| row.cells[column].place.clone());
    cell.unwrap_or_else(|| pattern.place.clone())
}

fn fault(part: &str) -> Option<Unsafe> {
    if part.chars().all(is_invisible) {
        Some(Unsafe::Empty)
    } else if matches!(part, "." | "..") {
        Some(Unsafe::Climbing)
    } else if part.starts_with('.') {
        Some(Unsafe::Hidden)
    } else if let Some(character) = part.chars().find(|c| is_illegal(*c) || is_invisible(*c)) {
        Some(Unsafe::Character(character))
    } else if part.starts_with(' ') || part.ends_with([' ', '.']) {
        Some(Unsafe::Ending)
    } else if is_device(part) {
        Some(Unsafe::Device(part.split('.').next().unwrap_or_default().trim_end().to_uppercase()))
    } else if part.len() > LONGEST {
        Some(Unsafe::Long)
    } else {
        None
    }
}

impl Unsafe {
    pub fn words(&self) -> Both {
        match self {
            Self::Empty => both!("a part of it is empty", "en del af navnet er tom"),
            Self::Climbing => both!("`.` and `..` lead elsewhere", "`.` og `..` fører et andet sted hen"),
            Self::Hidden => both!(
                "a part of it begins with a period, and what it names would be hidden",
                "en del af navnet begynder med et punktum, og filerne ville være skjult"
            ),
            Self::Character(character) if character.is_control() => {
                both!("it holds a control character", "navnet indeholder et styretegn")
            }
            Self::Character(character) if is_invisible(*character) => {
                both!("it holds a character that is not seen", "navnet indeholder et tegn, der ikke kan ses")
            }
            Self::Character(character) => {
                both!("`{character}` cannot stand in a file name", "`{character}` kan ikke stå i et filnavn")
            }
            Self::Ending => both!(
                "a part of it begins with a blank, or ends with a blank or a period",
                "en del af navnet begynder med et mellemrum eller slutter med et mellemrum eller punktum"
            ),
            Self::Device(device) => {
                both!("Windows keeps `{device}` for itself", "Windows bruger selv navnet `{device}`")
            }
            Self::Long => {
                both!("a part of it has more than {LONGEST} bytes", "en del af navnet fylder mere end {LONGEST} byte")
            }
        }
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
        for part in [
            "",
            "\u{200b}",
            "\u{3164}",
            ".",
            "..",
            ".skjult",
            "a:b",
            "a\\b",
            "a\u{7}b",
            "a.",
            "a ",
            " a",
            "con",
            "NUL.txt",
            "Com1",
            "a?",
            "Nord\u{200b}",
            &long,
        ] {
            assert!(fault(part).is_some(), "{part}");
        }
    }
}
