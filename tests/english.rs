//! English in what should be Danish.

/// Words that an English sentence can hardly do without, and that are no Danish words.
const WORDS: &[&str] = &[
    "and",
    "are",
    "be",
    "been",
    "cannot",
    "character",
    "could",
    "edition",
    "expected",
    "fact",
    "file",
    "folder",
    "found",
    "has",
    "here",
    "is",
    "it",
    "missing",
    "must",
    "no",
    "not",
    "of",
    "or",
    "package",
    "profile",
    "reading",
    "requirement",
    "string",
    "than",
    "that",
    "the",
    "there",
    "this",
    "unknown",
    "was",
    "were",
    "which",
    "with",
    "would",
    "write",
];

/// The English words of a text, outside code and what others are quoted with.
pub fn words(text: &str) -> Vec<String> {
    let mut own = String::new();
    let mut closing = None;
    for c in text.chars() {
        match (closing, c) {
            (Some(mark), c) if c == mark => closing = None,
            (Some(_), _) => {}
            (None, '`') => closing = Some('`'),
            (None, '"') => closing = Some('"'),
            (None, '»') => closing = Some('«'),
            (None, c) => own.push(c),
        }
    }
    let words = own.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    words.filter(|word| WORDS.contains(&word.as_str())).collect()
}
