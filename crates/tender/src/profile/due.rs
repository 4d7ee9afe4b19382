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
    /// The earliest of several, as each stands in a sentence: of words nobody can tell which that is
    EarliestOf(Vec<String>),
}

impl Due {
    /// As it stands in a sentence: »senest den 1. juni 2027«.
    pub fn clause(&self) -> String {
        match self {
            Due::Words(words) => inside(words.trim().trim_end_matches(['.', ','])),
            Due::Date(date) => format!("senest den {}", danish::date(*date)),
            Due::EarliestOf(times) => format!("på det tidligste af disse tidspunkter: {}", times.join("; ")),
        }
    }

    /// The times of which it is the earliest; its own where it is just one.
    pub fn times(&self) -> Vec<String> {
        match self {
            Due::EarliestOf(times) => times.clone(),
            Due::Words(_) | Due::Date(_) => vec![self.clause()],
        }
    }
}

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
            Due::EarliestOf(_) => f.write_str(&self.clause()),
        }
    }
}

crate::text::as_text::as_text!(Due);
