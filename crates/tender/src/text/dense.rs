//! Bytes as text that a page can carry in little room.
//!
//! A page in UTF-16 spends two bytes on each letter, so a letter may as well stand for two bytes. The few letters that
//! cannot stand in a page as they are, halves of pairs above all, are written as two: three per cent more than the
//! bytes themselves, where Base64 in UTF-8 takes a third.

/// Stands before a letter that could not be written as it is.
pub const ESCAPE: u16 = 0xe000;

/// What tells such a letter from the one that is written for it.
pub const TURNED: u16 = 0x8000;

/// The bytes as letters. How many bytes they are must be told beside: the last letter may hold one more.
pub fn dense(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    for pair in bytes.chunks(2) {
        let unit = u16::from_le_bytes([pair[0], pair.get(1).copied().unwrap_or_default()]);
        if stands(unit) {
            text.extend(char::from_u32(unit.into()));
        } else {
            text.extend([ESCAPE, unit ^ TURNED].into_iter().filter_map(|unit| char::from_u32(unit.into())));
        }
    }
    text
}

/// Whether a letter is read as it is written: half a pair is none, and a page makes another of a zero and of the end of
/// a line, and may see markup in `<`.
fn stands(unit: u16) -> bool {
    let is_half = (0xd800..=0xdfff).contains(&unit);
    !is_half && ![0, 0x0d, 0x3c, ESCAPE].contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the page reads it.
    fn read(text: &str, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut letters = text.encode_utf16();
        while let Some(letter) = letters.next() {
            let unit = if letter == ESCAPE { letters.next().unwrap() ^ TURNED } else { letter };
            bytes.extend(unit.to_le_bytes());
        }
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn any_two_bytes_come_back_from_their_letters() {
        let bytes: Vec<u8> = (0..=u16::MAX).flat_map(u16::to_le_bytes).collect();
        let text = dense(&bytes);
        assert!(!text.contains(['\0', '\r', '<']));
        assert!(text.encode_utf16().count() < bytes.len() * 52 / 100);
        assert_eq!(read(&text, bytes.len()), bytes);
    }

    #[test]
    fn an_odd_byte_and_none_come_back_too() {
        for bytes in [&b""[..], b"\0", b"<", b"\x0d\0\x3c", b"\xff\xdf\xd8"] {
            assert_eq!(read(&dense(bytes), bytes.len()), bytes);
        }
    }
}
