//! Whether a version was raised.

use std::cmp::Ordering;

/// Whether a version comes after another: `1.10` after `1.9`, `B` after `A`, any after none.
pub fn raised(from: Option<&str>, to: Option<&str>) -> bool {
    match (from, to) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(from), Some(to)) => parts(to).cmp(&parts(from)) == Ordering::Greater,
    }
}

/// A run of digits, or of letters.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Letters(String),
    /// Its digits without leading zeros: of two, the longer is the greater
    Number(usize, String),
}

/// The numbers and words of a version; what stands between them only separates.
fn parts(version: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = version;
    while let Some(first) = rest.chars().next() {
        let of_kind =
            |c: char| c.is_ascii_digit() == first.is_ascii_digit() && c.is_alphanumeric() == first.is_alphanumeric();
        let end = rest.find(|c| !of_kind(c)).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        if first.is_ascii_digit() {
            let digits = part.trim_start_matches('0');
            parts.push(Part::Number(digits.len(), digits.to_owned()));
        } else if first.is_alphanumeric() {
            parts.push(Part::Letters(part.to_lowercase()));
        }
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_raised_by_its_numbers_and_letters_not_by_its_spelling() {
        for (from, to) in [
            ("1.0", "1.1"),
            ("1.9", "1.10"),
            ("1", "1.0.1"),
            ("v1", "v2"),
            ("A", "B"),
            ("1.0", "1.0a"),
            ("1a", "2"),
            ("9", "10"),
        ] {
            assert!(raised(Some(from), Some(to)), "{from} → {to}");
            assert!(!raised(Some(to), Some(from)), "{to} → {from}");
        }
        for (from, to) in [("1.0", "1.0"), ("1.0", "1,0"), ("1.01", "1.1"), ("V2", "v2")] {
            assert!(!raised(Some(from), Some(to)), "{from} → {to}");
        }
        assert!(raised(None, Some("1.0")));
        assert!(!raised(Some("1.0"), None));
        assert!(!raised(None, None));
    }
}
