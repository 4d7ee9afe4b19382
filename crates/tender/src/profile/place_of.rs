//! Which heading of a profile a key belongs under: for who wrote it under another.

use crate::catalog::Edition;
use crate::catalog::id::{FactId, PackageId, ReadingId};
use crate::input::fault::{Home, InputFault};
use crate::input::words;

/// The keys that stand under one heading only.
const KEYS: [(Home, &[&str]); 6] = [
    (Home::Top, &["edition", "extends"]),
    (
        Home::Under(&["[tender]"]),
        &[
            "buyer",
            "buyers",
            "cvr",
            "contact",
            "reference",
            "area",
            "procedure",
            "appendix",
            "date",
            "published",
            "deadline",
            "signature",
            "security-appendix",
            "forms",
            "first-notice",
            "late-because",
            "cancelled",
        ],
    ),
    (Home::Under(&["[theme]"]), &["logo", "accent", "font", "organisation"]),
    (Home::Under(&["[evaluation]"]), &["described-in", "points", "show-weights"]),
    (Home::Under(&["[[question]]"]), &["received", "answered", "pointer", "question"]),
    (Home::Under(&["[[requirement]]"]), &["describe", "at-least", "at-most", "unit"]),
];

/// The keys that stand under several headings: where they are meant that were written under one of which there is one.
const SHARED: [(&[&str], &[&str]); 7] = [
    (&["[tender]"], &["title", "version"]),
    (&["[tender]", "[[line]]", "[[requirement]]"], &["due"]),
    (&["[[line]]", "[[requirement]]"], &["weight"]),
    (&["[[requirement]]"], &["text", "package"]),
    (&["[[leave-out]]", "[[line]]"], &["reason"]),
    (&["[[type]]"], &["kind", "answers"]),
    (&["[[line]]", "[[requirement]]", "[[leave-out]]"], &["allow"]),
];

/// Where a key belongs; nothing of one that no heading knows, or that several do.
pub fn home(key: &str, edition: Option<&Edition>) -> Option<Home> {
    let key = key.trim().to_lowercase();
    if let Some((home, _)) = KEYS.iter().find(|(_, keys)| keys.contains(&key.as_str())) {
        return Some(*home);
    }
    let edition = edition?;
    if edition.facts.contains_key(&FactId::parse(&key)) {
        Some(Home::Under(&["[facts]"]))
    } else if PackageId::parse(&key).is_some_and(|id| edition.packages.contains_key(&id)) {
        Some(Home::Under(&["[packages]"]))
    } else if edition.reading(&ReadingId::parse(&key)).is_some() {
        Some(Home::Under(&["[readings]"]))
    } else {
        None
    }
}

/// Where a key belongs that stands under a heading of which there is one, such as `[theme]`: what several headings know
/// cannot be meant for this one.
pub fn home_of_misplaced(key: &str, edition: Option<&Edition>) -> Option<Home> {
    let shared = || {
        let key = key.trim().to_lowercase();
        let (headings, _) = SHARED.iter().find(|(_, keys)| keys.contains(&key.as_str()))?;
        Some(Home::Under(headings))
    };
    home(key, edition).or_else(shared)
}

/// Complains of a key under a heading whose keys are ids, where it is plainly one of another heading.
pub fn misplaced(key: &str, edition: &Edition) -> Option<InputFault> {
    let key = key.to_lowercase();
    let fault = |key: &str, meant: Option<&str>, home| InputFault::UnknownKey {
        key: key.to_owned(),
        known: Vec::new(),
        nearest: meant.map(str::to_owned),
        belongs: Some(home),
    };
    let danish = || words::keys(&key).iter().find_map(|own| Some((*own, home_of_misplaced(own, Some(edition))?)));
    match home_of_misplaced(&key, Some(edition)) {
        Some(home) => Some(fault(&key, None, home)),
        None => danish().map(|(own, home)| fault(&key, Some(own), home)),
    }
}
