//! When something must be met.

use std::fmt;

use toml::value::Date;

use crate::text::danish;

/// When lines must be met that say nothing else, where the tender says nothing of it either.
pub const OPERATION: &str = "ved idriftsættelsen";

/// A time of fulfilment, in the buyer's words or as a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// »senest 12 måneder efter idriftsættelse«
    Words(String),
    Date(Date),
}

impl Due {
    /// As it stands in a sentence: »senest den 1. juni 2027«.
    pub fn clause(&self) -> String {
        match self {
            Due::Words(words) => inside(words.trim().trim_end_matches(['.', ','])),
            Due::Date(date) => format!("senest den {}", danish::date(*date)),
        }
    }

    /// The earliest of several, of which nobody can tell which that is.
    pub fn earliest_of(clauses: &[String]) -> Self {
        Due::Words(format!("{EARLIEST}{}", clauses.join("; ")))
    }

    /// The times of which it is the earliest; its own where it is just one.
    pub fn times(&self) -> impl Iterator<Item = String> {
        let clause = self.clause();
        let times: Vec<String> = match clause.strip_prefix(EARLIEST) {
            Some(several) => several.split("; ").map(str::to_owned).collect(),
            None => vec![clause],
        };
        times.into_iter()
    }
}

/// What stands before several times.
const EARLIEST: &str = "på det tidligste af disse tidspunkter: ";

/// Words that began a sentence of their own, as they stand inside another: »Senest ved overtagelsen«.
fn inside(words: &str) -> String {
    const FIRST: [&str; 14] = [
        "Senest", "Ved", "Inden", "Når", "Før", "Efter", "Tidligst", "Fra", "I", "På", "Samtidig", "Hvis", "Den",
        "Straks",
    ];
    match words.split_once(' ') {
        Some((first, rest)) if FIRST.contains(&first) => format!("{} {rest}", first.to_lowercase()),
        Some(_) | None => words.to_owned(),
    }
}

/// As the profile writes it.
impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Due::Words(words) => f.write_str(words),
            Due::Date(date) => date.fmt(f),
        }
    }
}

crate::text::as_text::as_text!(Due);
