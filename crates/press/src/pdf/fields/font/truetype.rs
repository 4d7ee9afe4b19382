//! A TrueType file that holds only some letters.
//!
//! The subsetter drops the table that says which letter is which glyph, since a PDF's composite fonts need none. A
//! simple font does need it, so it is put back in.

use std::collections::BTreeMap;

use subsetter::GlyphRemapper;

/// The size of a file's head and of each entry in its directory.
const HEAD: usize = 12;
const ENTRY: usize = 16;

/// What the sum of a whole file's words comes to, once the difference is written into its `head` table at this offset.
const WHOLE: u32 = 0xB1B0_AFBA;
const ADJUSTMENT: usize = 8;

/// A font file with the given letters, each with its glyph in `font`.
pub fn subset(font: &[u8], letters: impl Iterator<Item = (char, u16)>) -> Vec<u8> {
    let mut glyphs = GlyphRemapper::new();
    let letters: BTreeMap<u16, u16> = letters
        .filter_map(|(letter, glyph)| Some((u16::try_from(u32::from(letter)).ok()?, glyphs.remap(glyph))))
        .collect();
    let small = subsetter::subset(font, 0, &glyphs).expect("the embedded font is a proper TrueType font");
    let mut tables = tables(&small);
    tables.insert(*b"cmap", letter_table(&letters));
    if let Some(adjustment) = tables.get_mut(b"head").and_then(|head| head.get_mut(ADJUSTMENT..ADJUSTMENT + 4)) {
        adjustment.fill(0);
    }
    file(&tables)
}

/// The tables of a font file by their tags.
fn tables(file: &[u8]) -> BTreeMap<[u8; 4], Vec<u8>> {
    let word = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().expect("four bytes")) as usize;
    let count = usize::from(u16::from_be_bytes([file[4], file[5]]));
    let entries = (0..count).map(|at| HEAD + at * ENTRY);
    entries
        .map(|entry| {
            let (offset, length) = (word(entry + 8), word(entry + 12));
            (file[entry..entry + 4].try_into().expect("a tag has four bytes"), file[offset..offset + length].to_vec())
        })
        .collect()
}

/// A font file of tables.
fn file(tables: &BTreeMap<[u8; 4], Vec<u8>>) -> Vec<u8> {
    let count = tables.len() as u16;
    // The largest power of two that is not above the count, and its exponent.
    let exponent = count.ilog2() as u16;
    let range = (1 << exponent) * ENTRY as u16;
    let mut file = vec![0, 1, 0, 0];
    for number in [count, range, exponent, count * ENTRY as u16 - range] {
        file.extend(number.to_be_bytes());
    }
    let mut offset = HEAD + tables.len() * ENTRY;
    let mut head = None;
    for (tag, table) in tables {
        if tag == b"head" {
            head = Some(offset);
        }
        file.extend(tag);
        for number in [sum(table), offset as u32, table.len() as u32] {
            file.extend(number.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    if let Some(head) = head {
        let adjustment = WHOLE.wrapping_sub(sum(&file));
        file[head + ADJUSTMENT..head + ADJUSTMENT + 4].copy_from_slice(&adjustment.to_be_bytes());
    }
    file
}

/// The sum of a table's words.
fn sum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// Letters in a row whose glyphs stand in a row too.
struct Run {
    first: u16,
    last: u16,
    glyph: u16,
}

/// The `cmap` table: Unicode to glyphs, in format 4.
fn letter_table(letters: &BTreeMap<u16, u16>) -> Vec<u8> {
    let mut runs: Vec<Run> = Vec::new();
    for (&letter, &glyph) in letters {
        match runs.last_mut() {
            Some(run) if run.last + 1 == letter && run.glyph + (letter - run.first) == glyph => run.last = letter,
            _ => runs.push(Run { first: letter, last: letter, glyph }),
        }
    }
    // The format wants a last run that stands for nothing.
    runs.push(Run { first: 0xFFFF, last: 0xFFFF, glyph: 0 });
    let count = runs.len() as u16;
    let exponent = count.ilog2() as u16;
    let range = 2 << exponent;
    let mut map: Vec<u16> = vec![count * 2, range, exponent, count * 2 - range];
    map.extend(runs.iter().map(|run| run.last));
    map.push(0);
    map.extend(runs.iter().map(|run| run.first));
    map.extend(runs.iter().map(|run| run.glyph.wrapping_sub(run.first)));
    map.extend(runs.iter().map(|_| 0));
    let length = 6 + map.len() as u16 * 2;
    // One subtable: for Windows (3), Unicode (1), twelve bytes in.
    let table = [0, 1, 3, 1, 0, 12, 4, length, 0].into_iter().chain(map);
    table.flat_map(u16::to_be_bytes).collect()
}
