//! What may reach a terminal.
//!
//! A file, a path or an argument may hold characters that move the cursor, change colours, turn the direction of the
//! text or cannot be seen. A reader who is shown such a character raw is shown something else than what was written, so
//! each is shown escaped: `\u{1b}`.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Whether a character shows as itself: no control character, none that only steers its neighbours, no separator of
/// lines.
pub fn shows(c: char) -> bool {
    // Nearly all that is ever shown
    if matches!(c, ' '..='~') {
        return true;
    }
    !matches!(
        c.general_category(),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

/// A text that stands on one line: everything that does not show is escaped, line breaks and tabs too.
pub fn line(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// A text of several lines: line breaks and tabs stay.
pub fn lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| matches!(c, '\n' | '\t'))
}

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(|c| shows(c) || stays(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if shows(c) || stays(c) { shown.push(c) } else { shown.extend(c.escape_default()) }
    }
    Cow::Owned(shown)
}

/// The same JSON, in which nothing is left that does not show. Outside its strings JSON has no such character but line
/// breaks.
pub fn json(json: &str) -> Cow<'_, str> {
    if json.chars().all(|c| shows(c) || c == '\n') {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if shows(c) || c == '\n' {
            shown.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(shown, "\\u{unit:04x}").expect("writing to a string never fails");
            }
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_or_cannot_be_seen_is_escaped_and_danish_is_not() {
        assert_eq!(
            line("\u{1b}[31m\u{7}\u{9b}\u{202e}\u{200b}\u{2028}"),
            r"\u{1b}[31m\u{7}\u{9b}\u{202e}\u{200b}\u{2028}"
        );
        assert_eq!(line("a\nb\tc\r"), r"a\nb\tc\r");
        assert_eq!(lines("a\nb\tc\r"), "a\nb\tc\\r");
        // Letters of Danish, also as macOS writes them in names of files, a no-break space and pictures
        let plain = "»Æblegrød« a\u{30a} § 5\u{a0}a – 漢 🚀";
        assert!(matches!(lines(plain), Cow::Borrowed(_)) && line(plain) == plain);
    }

    #[test]
    fn json_stays_the_same_json() {
        let text = "\u{7f}\u{9b}\u{202e}\u{feff}\u{e0041}\u{1b} æ\n";
        let written = serde_json::to_string_pretty(&[text]).unwrap();
        let shown = json(&written);
        assert!(shown.chars().all(|c| shows(c) || c == '\n'), "{shown}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&shown).unwrap(), [text]);
    }
}
