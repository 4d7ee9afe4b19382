//! Texts that were read, and places in them.

use std::borrow::Cow;
use std::fmt;
use std::iter;
use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A file as it was read, under the name that complaints print.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The path as the user gave it
    pub name: String,
    pub text: String,
    /// The bytes at which lines begin
    lines: Vec<usize>,
}

impl Source {
    /// A text says the same whatever system it was written on: a byte order mark is left out, lines end plainly,
    /// letters are composed, and bullets are those that every font has.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let mut text: String = text.into();
        if text.starts_with(BYTE_ORDER_MARK) {
            text.remove(0);
        }
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        if text.contains(is_of_symbols) {
            text = text.chars().map(|c| if is_of_symbols(c) { of_symbols(c) } else { c }).collect();
        }
        let text = composed(&text).into_owned();
        let lines = iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1)).collect();
        Arc::new(Self { name: name.into(), text, lines })
    }
}

/// Word writes the bullets of its lists in a font of symbols, where they have codes that no other font knows.
fn is_of_symbols(c: char) -> bool {
    of_symbols(c) != c
}

fn of_symbols(c: char) -> char {
    match c {
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0a8}' | '\u{f076}' | '\u{f0d8}' | '\u{f06e}' => '•',
        '\u{f0fc}' => '✓',
        '\u{f02d}' => '–',
        '\u{f0e0}' => '→',
        c => c,
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A text with composed letters (NFC): `å` is one character, not `a` and a ring, as some systems write it.
pub fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// A text with letters in pieces (NFD), as some systems name files.
pub fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

/// The first character of a text that is not seen and makes it read otherwise than it is written: a control character,
/// a separator of lines or paragraphs, or one that turns the direction of what follows.
pub fn unseen(text: &str) -> Option<char> {
    text.chars().find(|c| match c {
        '\n' | '\t' => false,
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    })
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// A span of bytes in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub source: Arc<Source>,
    pub span: Range<usize>,
}

impl Place {
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        Self { source: Arc::clone(source), span }
    }

    /// The very start of a file: for what a file lacks.
    pub fn start(source: &Arc<Source>) -> Self {
        Self::new(source, 0..0)
    }

    /// A part of this place, in bytes from its start.
    pub fn part(&self, part: Range<usize>) -> Self {
        let start = (self.span.start + part.start).min(self.span.end);
        let end = (self.span.start + part.end).min(self.span.end);
        Self::new(&self.source, start..end)
    }

    /// Line and column of the start, counted from one, columns in characters.
    pub fn line_column(&self) -> (usize, usize) {
        self.line_column_of(self.span.start)
    }

    /// Line and column of what follows the end.
    pub fn end_line_column(&self) -> (usize, usize) {
        self.line_column_of(self.span.end)
    }

    fn line_column_of(&self, at: usize) -> (usize, usize) {
        let Source { text, lines, .. } = self.source.as_ref();
        let at = text.floor_char_boundary(at);
        let line = lines.partition_point(|start| *start <= at);
        (line, text[lines[line - 1]..at].chars().count() + 1)
    }
}

/// A value and the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<T> {
    pub value: T,
    pub place: Place,
}

impl<T> Written<T> {
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Written<U> {
        Written { value: change(self.value), place: self.place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_whatever_system_wrote_it() {
        let plain = "title = \"Ærø, Fårup og Göteborg\"\n# æøå\n";
        let marked = format!("\u{feff}{}", decomposed(plain).replace('\n', "\r\n"));
        assert_ne!(marked, plain);
        assert_eq!(Source::new("t.toml", marked).text, plain);
        assert_eq!(Source::new("t.toml", plain.replace('\n', "\r")).text, plain);
        assert_eq!(Source::new("t.toml", "\u{f0b7}\tvise status").text, "•\tvise status");
    }

    #[test]
    fn what_is_not_seen_is_found() {
        assert_eq!(unseen("Løsningen skal\n\tkunne »det«\u{a0}– og\u{ad}så"), None);
        for hidden in ['\0', '\r', '\u{7f}', '\u{85}', '\u{2028}', '\u{202e}', '\u{2066}', '\u{2069}'] {
            assert_eq!(unseen(&format!("a{hidden}b")), Some(hidden));
        }
    }
}
