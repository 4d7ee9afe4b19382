//! Notes: what was seen outside the catalog, for the buyer alone.
//!
//! An edition says what KOMBIT's packages ask for at its date. What has happened to an integration since changes no
//! requirement by itself, but a buyer should know it before the requirements are published.

use std::fmt;

use toml::value::Date;

use crate::catalog::id::{IntegrationId, PackageId};
use crate::text::danish;
use crate::text::source::Place;

/// Something seen outside the catalog.
#[derive(Debug, Clone)]
pub struct Note {
    pub id: String,
    pub seen: Seen,
    /// What it concerns, in the order of writing
    pub about: Vec<Subject>,
    /// Where it can be read: addresses without scheme
    pub pages: Vec<String>,
    /// To the buyer, in whole sentences
    pub text: String,
    pub place: Place,
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Integration(IntegrationId),
    Package(PackageId),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Integration(id) => id.fmt(f),
            Subject::Package(id) => id.fmt(f),
        }
    }
}

/// When something was seen, as exactly as is known: a day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Seen {
    /// Reads `2026-05-13`, `2026-05` and `2026`.
    pub fn parse(written: &str) -> Option<Self> {
        let mut parts = written.split('-');
        let mut part = |digits: usize| match parts.next() {
            None => Some(None),
            Some(part) if part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()) => {
                part.parse::<u16>().ok().map(Some)
            }
            Some(_) => None,
        };
        let (year, month, day) = (part(4)??, part(2)?, part(2)?);
        let small = |number: Option<u16>, most: u16| match number {
            None => Some(None),
            Some(number) if (1..=most).contains(&number) => u8::try_from(number).ok().map(Some),
            Some(_) => None,
        };
        let (month, day) = (small(month, 12)?, small(day, 31)?);
        // TOML knows how long a month is.
        let exists = day.is_none() || written.parse::<toml::value::Datetime>().is_ok();
        (parts.next().is_none() && exists).then_some(Self { year, month, day })
    }

    /// In Danish: »13. maj 2026«, »maj 2026«, »2026«.
    pub fn words(self) -> String {
        let date = |month, day| danish::date(Date { year: self.year, month, day });
        match (self.month, self.day) {
            (Some(month), Some(day)) => date(month, day),
            (Some(month), None) => date(month, 1).trim_start_matches("1. ").to_owned(),
            (None, _) => self.year.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_dated_as_exactly_as_is_known() {
        for (written, words) in [
            ("2026-05-13", "13. maj 2026"),
            ("2026-01", "januar 2026"),
            ("2025", "2025"),
            ("2024-02-29", "29. februar 2024"),
        ] {
            assert_eq!(Seen::parse(written).map(Seen::words).as_deref(), Some(words));
        }
        for written in
            ["", "25", "2025-", "2025-13", "2025-00", "2025-2", "2025-02-30", "2025-02-03-04", "2025-æ1", "maj 2025"]
        {
            assert_eq!(Seen::parse(written), None, "{written}");
        }
        assert!(Seen::parse("2025") < Seen::parse("2025-02") && Seen::parse("2025-02-03") < Seen::parse("2025-10"));
    }
}
