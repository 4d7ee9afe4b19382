//! What LibreOffice writes in the place of some texts: workbooks have escapes of the kind `_x0041_`, and it writes what
//! looks like one with an escape in Word papers too, where there are none.
//!
//! Its `_x005F_x0041_` was `_x0041_`; what is written by anybody else is what Word shows.

use std::borrow::Cow;

/// The escape of an underscore, as it begins what is escaped.
const ESCAPE: &str = "_x005F_";

/// The programs that do so, by what they call themselves in a file.
const PROGRAMS: [&str; 2] = ["libreoffice", "collabora"];

/// Whether a program of this name escapes what needs no escape.
pub(super) fn does(program: &str) -> bool {
    let program = program.trim().to_lowercase();
    PROGRAMS.into_iter().any(|name| program.starts_with(name))
}

/// A text as it was before the program escaped it.
pub(super) fn undone(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(ESCAPE) {
        let behind = at + ESCAPE.len();
        let end = if looks_like_one(&rest[behind - 1..]) { at + 1 } else { behind };
        out.push_str(&rest[..end]);
        rest = &rest[behind..];
    }
    if out.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(out + rest) }
}

/// Whether a text begins as an escape does: `_x0041_`.
fn looks_like_one(text: &str) -> bool {
    let Some([b'_', b'x' | b'X', digits @ .., b'_']) = text.as_bytes().get(..ESCAPE.len()) else { return false };
    digits.iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_of_what_looks_like_one_is_undone_and_nothing_else() {
        for (written, meant) in [
            ("_x005F_x0041_", "_x0041_"),
            ("a_x005F_X00e6_b", "a_X00e6_b"),
            ("_x005F_x0041_x0042_", "_x0041_x0042_"),
            ("__x005F_x000D__", "__x000D__"),
            ("_x005F_x005F_", "_x005F_"),
            ("_x005F_", "_x005F_"),
            ("_x005F_x41_", "_x005F_x41_"),
            ("_x005F_x00zz_", "_x005F_x00zz_"),
            ("_x0041_ og 5", "_x0041_ og 5"),
            ("_x005F_x0041_ og _x005F_x0042_ æ", "_x0041_ og _x0042_ æ"),
            ("_x005F_xæøå_", "_x005F_xæøå_"),
        ] {
            assert_eq!(undone(written), meant, "{written}");
        }
        assert!(does("LibreOffice/7.4.7.2$Linux_X86_64") && does("Collabora_Office/24.04"));
        assert!(!does("Microsoft Office Word") && !does("bilag 0.1.0"));
    }
}
