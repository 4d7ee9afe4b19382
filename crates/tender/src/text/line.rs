//! Texts on one line: a title, a name, a message.

/// A text without line breaks and tabs, each run of blanks as one.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
