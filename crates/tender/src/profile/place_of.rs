//! Which heading of a profile a key belongs under: for who wrote it under another.

use crate::catalog::Edition;
use crate::catalog::id::{FactId, PackageId, ReadingId};
use crate::input::fault::Home;

/// The keys that stand under one heading only.
const KEYS: [(Home, &[&str]); 6] = [
    (Home::Top, &["edition", "extends"]),
    (
        Home::Under("[tender]"),
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
    (Home::Under("[theme]"), &["logo", "accent", "font", "organisation"]),
    (Home::Under("[evaluation]"), &["described-in", "points", "show-weights"]),
    (Home::Under("[[question]]"), &["received", "answered", "pointer", "question"]),
    (Home::Under("[[requirement]]"), &["describe", "at-least", "at-most", "unit"]),
];

/// Where a key belongs; nothing of one that no heading knows, or that several do.
pub fn home(key: &str, edition: Option<&Edition>) -> Option<Home> {
    let key = key.trim().to_lowercase();
    if let Some((home, _)) = KEYS.iter().find(|(_, keys)| keys.contains(&key.as_str())) {
        return Some(*home);
    }
    let edition = edition?;
    if edition.facts.contains_key(&FactId::parse(&key)) {
        Some(Home::Under("[facts]"))
    } else if PackageId::parse(&key).is_some_and(|id| edition.packages.contains_key(&id)) {
        Some(Home::Under("[packages]"))
    } else if edition.reading(&ReadingId::parse(&key)).is_some() {
        Some(Home::Under("[readings]"))
    } else {
        None
    }
}
