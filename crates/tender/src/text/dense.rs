//! Bytes as text that a page can carry in little room.
//!
//! A page in UTF-16 spends two bytes on each letter, and a letter can stand for fifteen bits: seven per cent more than
//! the bytes themselves, where Base64 in UTF-8 takes a third. The letters run from `㐀` on without a gap; none of them
//! ends a script, is read as another, or belongs to a pair.

/// The letter of fifteen zeros.
pub const FIRST: u32 = 0x3400;

/// How many bits a letter stands for.
pub const BITS: u32 = 15;

/// The bytes as letters. How many bytes they are must be told beside: the last letter may hold more bits than there
/// are.
pub fn dense(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    let (mut held, mut bits) = (0u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        if bits >= BITS {
            bits -= BITS;
            text.extend(letter(held >> bits));
            held &= (1 << bits) - 1;
        }
    }
    if bits > 0 {
        text.extend(letter(held << (BITS - bits)));
    }
    text
}

fn letter(value: u32) -> Option<char> {
    char::from_u32(FIRST + value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the page reads it.
    fn read(text: &str, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let (mut held, mut bits) = (0u32, 0);
        for letter in text.encode_utf16() {
            held = held << BITS | (u32::from(letter) - FIRST);
            bits += BITS;
            while bits >= 8 {
                bits -= 8;
                bytes.push((held >> bits) as u8);
                held &= (1 << bits) - 1;
            }
        }
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn bytes_of_every_length_come_back_from_their_letters() {
        for length in 0..200_usize {
            for fill in [0u8, 0xff, 0x5a] {
                let bytes: Vec<u8> = (0..length).map(|at| fill.wrapping_add(at as u8 * 37)).collect();
                let text = dense(&bytes);
                assert!(text.chars().all(|letter| ('\u{3400}'..='\u{b3ff}').contains(&letter)));
                assert_eq!(text.chars().count(), (length * 8).div_ceil(15));
                assert_eq!(read(&text, length), bytes);
            }
        }
    }
}
