//! The package that a workbook is: measured before it is unpacked for good.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;

use crate::form::refusal::Refusal;
use crate::form::returned::{Active, Oddity};

/// The most files in a package, and the most bytes that they all unpack to.
const MOST_FILES: usize = 1_000;
const UNPACKED: u64 = 64 << 20;

/// Refuses what is no workbook or unpacks to too much, and notes what would act in Excel.
pub(super) fn check(bytes: &[u8], oddities: &mut BTreeSet<Oddity>) -> Result<(), Refusal> {
    let damaged = |error: &dyn std::fmt::Display| Refusal::Damaged(error.to_string());
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if package.len() > MOST_FILES {
        return Err(Refusal::Bomb);
    }
    let mut room = UNPACKED;
    let mut is_workbook = false;
    for at in 0..package.len() {
        let file = package.by_index_raw(at).map_err(|error| damaged(&error))?;
        if file.encrypted() {
            return Err(Refusal::Encrypted);
        }
        let name = file.name().map_err(|error| damaged(&error))?.replace('\\', "/").to_lowercase();
        drop(file);
        is_workbook |= name == "xl/workbook.xml";
        oddities.extend(acts(&name).map(Oddity::Active));
        // What a package says of its sizes is its own word, so it is unpacked into nothing and counted.
        let file = package.by_index(at).map_err(|error| damaged(&error))?;
        let unpacked = copy(&mut file.take(room + 1), &mut sink()).map_err(|error| damaged(&error))?;
        room = room.checked_sub(unpacked).ok_or(Refusal::Bomb)?;
    }
    if is_workbook { Ok(()) } else { Err(Refusal::NotAForm) }
}

/// What a file of a package does in Excel.
fn acts(name: &str) -> Option<Active> {
    let below = |folder: &str| name.starts_with(folder);
    if name.ends_with("vbaproject.bin") || below("xl/macrosheets/") || below("xl/activex/") || below("customui/") {
        Some(Active::Macro)
    } else if below("xl/externallinks/") || below("xl/querytables/") || name == "xl/connections.xml" {
        Some(Active::ExternalLink)
    } else if below("xl/embeddings/") {
        Some(Active::Embedded)
    } else {
        None
    }
}
