//! A change in a few words, for a person at the terminal.

use super::{AspectChange, Change, Changes, What};
use crate::both;
use crate::text::language::Both;

impl Change {
    /// »requirement I-07.01: text«
    pub fn told(&self) -> Both {
        let named = |aspects: &[AspectChange]| {
            let words = |change: &AspectChange| Both {
                en: change.aspect.english().to_owned(),
                da: in_a_sentence(change.aspect.word()),
            };
            Both::joined(&aspects.iter().map(words).collect::<Vec<_>>(), ", ")
        };
        let became = match &self.what {
            What::Added { .. } => both!("added", "tilføjet"),
            What::Dropped { replaced_by, .. } if !replaced_by.is_empty() => {
                let successors = replaced_by.join(", ");
                both!("dropped, replaced by {successors}", "udgået, afløst af {successors}")
            }
            What::Dropped { .. } => both!("dropped", "udgået"),
            What::Renamed { from, aspects } if aspects.is_empty() => both!("renamed from {from}", "hed før {from}"),
            What::Renamed { from, aspects } => {
                let Both { en, da } = named(aspects);
                both!("renamed from {from}; {en}", "hed før {from}; {da}")
            }
            What::Changed { aspects } => named(aspects),
        };
        let (en, da, id) = (self.subject.kind.english(), in_a_sentence(self.subject.kind.word()), &self.subject.id);
        let Both { en: en_became, da: da_became } = became;
        both!("{en} {id}: {en_became}", "{da} `{id}`: {da_became}")
    }
}

impl Changes {
    /// Those of what the tender is called and whose it is, in a few words.
    pub fn of_whose(&self) -> Vec<Both> {
        self.0.iter().filter(|change| change.subject.says_whose()).map(Change::told).collect()
    }

    /// Each change in a few words; of very many the first and how many more.
    pub fn told(&self, most: usize) -> Vec<Both> {
        let mut told: Vec<Both> = self.0.iter().take(most).map(Change::told).collect();
        let more = self.0.len().saturating_sub(most);
        if more > 0 {
            told.push(both!("{more} more", "{more} til"));
        }
        told
    }
}

/// A Danish name as it stands inside a sentence: »Fast tekst« becomes »fast tekst«.
fn in_a_sentence(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
