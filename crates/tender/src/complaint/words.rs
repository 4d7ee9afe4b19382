//! Words that the sentences of several stages share.

use std::fmt;

use crate::both;
use crate::text::danish;
use crate::text::language::Both;

/// Lists names as code: `a`, `b`, `c`.
pub fn names<T: fmt::Display>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A label: what would have been one of these.
pub fn one_of<T: fmt::Display>(known: &[T]) -> Both {
    let known = names(known);
    both!("not one of {known}", "ikke blandt {known}")
}

/// A label: what would have been right here.
pub fn wanted(Both { en, da }: Both) -> Both {
    both!("expected {en}", "her skal stå {da}")
}

/// A label: what is written twice.
pub fn again() -> Both {
    both!("and again here", "og igen her")
}

/// A hint: the nearest name.
pub fn meant(nearest: &Option<String>) -> Option<Both> {
    nearest.as_ref().map(|name| both!("did you mean `{name}`?", "mente du `{name}`?"))
}

/// A hint: the names that may be meant.
pub fn meant_among(nearest: &[String]) -> Option<Both> {
    let quoted: Vec<String> = nearest.iter().map(|name| format!("`{name}`")).collect();
    let (en, da) = (quoted.join(" or "), danish::list(&quoted, "eller"));
    (!quoted.is_empty()).then(|| both!("did you mean {en}?", "mente du {da}?"))
}

/// An English count with its noun: "1 package", "2 packages".
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// What others said in English, for a Danish sentence.
pub fn quoted(words: &str) -> String {
    format!("»{words}«")
}
