//! The letters of `WinAnsiEncoding`, which is Windows-1252.

use std::fmt::Write as _;

use encoding_rs::WINDOWS_1252;

/// The first and the last code of a letter.
pub const FIRST: u8 = 32;
pub const LAST: u8 = 255;

/// Every code that stands for a letter, with the letter.
pub fn letters() -> impl Iterator<Item = (u8, char)> {
    (FIRST..=LAST).filter_map(|code| {
        let bytes = [code];
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
        // Where Windows-1252 has no letter, a control character stands in its place.
        let letter = text.chars().next().filter(|letter| !letter.is_control())?;
        Some((code, letter))
    })
}

/// The letters as a table of a PDF font, for those who copy or search typed text.
pub fn to_unicode() -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<00> <FF>\nendcodespacerange\n",
    );
    let all: Vec<(u8, char)> = letters().collect();
    // A block holds at most a hundred entries.
    for block in all.chunks(100) {
        let entries = block.iter().map(|(code, letter)| format!("<{code:02X}> <{:04X}>\n", u32::from(*letter)));
        write!(map, "{} beginbfchar\n{}endbfchar\n", block.len(), entries.collect::<String>())
            .expect("writing to a string never fails");
    }
    map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
}
