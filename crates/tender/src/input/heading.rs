//! The headings of a file in TOML, found in its text also where it cannot be parsed.

/// The heading that a place stands under: `facts`, `[requirement]`.
pub fn section_at(text: &str, at: usize) -> Option<&str> {
    let headings = text.get(..at)?.lines().rev().map(str::trim).filter(|line| line.starts_with('['));
    headings.filter_map(|line| line.strip_prefix('[')?.split(']').next()).map(str::trim).next()
}
