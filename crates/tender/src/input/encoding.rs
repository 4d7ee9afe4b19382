//! The ways in which programs save a text, told apart without asking.
//!
//! Notepad writes UTF-16, and a Danish Excel its CSV in Windows-1252. Both are understood where nothing else can be
//! meant; what could be two things is complained of where it is read.

use crate::text::danish_letters::is_usual;

/// How a file holds its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

impl Encoding {
    /// Reads a text in whichever way it was saved; otherwise the byte from which it cannot be told.
    pub fn decode(bytes: &[u8]) -> Result<(String, Self), usize> {
        if let Some((text, encoding)) = wide(bytes) {
            return Ok((text, encoding));
        }
        match str::from_utf8(bytes) {
            Ok(text) => Ok((text.to_owned(), Self::Utf8)),
            Err(error) => {
                let text = windows_1252(bytes).ok_or(error.valid_up_to())?;
                Ok((text, Self::Windows1252))
            }
        }
    }

    /// A text as bytes; nothing where the encoding lacks a letter of it.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 => Some(text.as_bytes().to_vec()),
            Self::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Windows1252 => text.chars().map(byte_of).collect(),
        }
    }
}

/// UTF-16: by its byte order mark, or because every other byte is nothing, as in no other text.
fn wide(bytes: &[u8]) -> Option<(String, Encoding)> {
    let encoding = match bytes {
        // UTF-32, which no program for texts writes by itself.
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        [0, second, 0, fourth, ..] if *second != 0 && *fourth != 0 => Encoding::Utf16Be,
        [first, 0, third, 0, ..] if *first != 0 && *third != 0 => Encoding::Utf16Le,
        _ => return None,
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let unit = |pair: &[u8; 2]| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes(*pair),
        Encoding::Utf16Le | Encoding::Utf8 | Encoding::Windows1252 => u16::from_le_bytes(*pair),
    };
    let text: String = char::decode_utf16(pairs.iter().map(unit)).collect::<Result<_, _>>().ok()?;
    rest.is_empty().then_some((text, encoding))
}

/// What Windows-1252 has for the bytes from 0x80 to 0x9f.
#[rustfmt::skip]
const UPPER: [Option<char>; 32] = [
    Some('€'), None, Some('‚'), Some('ƒ'), Some('„'), Some('…'), Some('†'), Some('‡'), Some('ˆ'), Some('‰'), Some('Š'), Some('‹'),
    Some('Œ'), None, Some('Ž'), None, None, Some('‘'), Some('’'), Some('“'), Some('”'), Some('•'), Some('–'), Some('—'), Some('˜'),
    Some('™'), Some('š'), Some('›'), Some('œ'), None, Some('ž'), Some('Ÿ'),
];

fn letter(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => UPPER[usize::from(byte - 0x80)],
        _ => Some(char::from(byte)),
    }
}

fn byte_of(letter: char) -> Option<u8> {
    let upper = UPPER.iter().position(|known| *known == Some(letter)).and_then(|at| u8::try_from(at + 0x80).ok());
    upper.or_else(|| u8::try_from(u32::from(letter)).ok().filter(|byte| !(0x80..=0x9f).contains(byte)))
}

/// A text in Windows-1252, where it can be nothing else: no part of it is UTF-8 beyond plain letters, and its signs are
/// those of a Danish text. In the encodings of DOS and of older Macs, æ, ø and å are signs that stand in no such text.
fn windows_1252(bytes: &[u8]) -> Option<String> {
    let mixed = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let text: String = bytes.iter().map(|byte| letter(*byte)).collect::<Option<_>>()?;
    let strange =
        text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || !c.is_ascii() && !is_usual(c));
    let letters: Vec<char> = text.chars().collect();
    // Between letters it is the æ of DOS.
    let inside = |around: &[char]| around[0].is_alphabetic() && around[1] == '‘' && around[2].is_alphabetic();
    (!mixed && !strange && !letters.windows(3).any(inside)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title = \"Ærø – »blåbærgrød« og UUID’er, 5 €\"\r\n";

    #[test]
    fn a_text_is_the_same_however_it_was_saved_and_is_saved_so_again() {
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252] {
            let bytes = encoding.encode(TEXT).unwrap();
            assert_eq!(Encoding::decode(&bytes), Ok((TEXT.to_owned(), encoding)));
            let marked = encoding.encode(&format!("\u{feff}{TEXT}"));
            if let Some(marked) = marked {
                assert_eq!(Encoding::decode(&marked), Ok((format!("\u{feff}{TEXT}"), encoding)));
            }
        }
        assert_eq!(Encoding::Windows1252.encode("≥"), None);
    }

    #[test]
    fn what_could_be_another_encoding_is_not_guessed() {
        let dos = b"K\x9bbenhavn og \x91r\x9b".as_slice();
        let mac = b"K\xbfbenhavn og \xaer\xbf".as_slice();
        let mixed = [b"r\xe6v ".as_slice(), "ræv".as_bytes()].concat();
        let odd = b"\xff\xfea\0b".as_slice();
        for (bytes, at) in [(dos, 1), (mac, 1), (mixed.as_slice(), 1), (odd, 0), (b"a\0\xff".as_slice(), 2)] {
            assert_eq!(Encoding::decode(bytes), Err(at), "{bytes:?}");
        }
    }
}
