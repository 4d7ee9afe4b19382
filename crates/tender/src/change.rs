//! What changed between two editions, or between two versions of a tender.
//!
//! What is compared is first set down as a [`Record`]: entry by entry, each with its aspects in plain words. Two
//! records are then compared entry by entry and word by word. How a catalog's files are laid out, ordered or commented
//! never reaches a record, so that only what they say counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(crate) use self::cause::is_own;
pub use self::cause::{Cause, HOLDS, LEFT_OUT};
pub use self::kind::{Aspect, Chapter, Gone, Kind};
pub use self::weight::{Weight, weighed_otherwise};
pub use self::words::{Piece, pieces};

mod cause;
mod kind;
pub(crate) mod prose;
mod told;
mod weight;
mod words;

/// An edition or a tender set down to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub edition: String,
    /// By kind and id
    pub entries: Vec<Entry>,
    /// What replaced an integration that its edition says is retired
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub successors: BTreeMap<String, Vec<String>>,
    /// The small words of a tender's documents, by their keys. They are part of how it looks: one that changed is told,
    /// but does not by itself change what was published.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: Arc<BTreeMap<String, String>>,
}

/// The entry that every tender has, and no edition.
pub(crate) const TITLE: &str = "title";

/// The entry that says which edition a tender rests on.
pub(crate) const EDITION: &str = "edition";

/// How the id of a small word begins among the fixed texts.
const WORD: &str = "ord/";

/// Something with an id that can come, go or change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    #[serde(flatten)]
    pub subject: Subject,
    /// What it is called beside its id
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What it weighs that it comes or goes
    pub weight: Weight,
    pub aspects: BTreeMap<Aspect, String>,
}

/// What an entry is about: an integration, `SF1461`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    pub kind: Kind,
    pub id: String,
}

/// What changed, in the order of the entries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Changes(pub Vec<Change>);

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    #[serde(flatten)]
    pub subject: Subject,
    pub title: String,
    pub weight: Weight,
    /// What it would weigh that it came or went, before or after
    #[serde(skip)]
    pub heaviest: Weight,
    #[serde(flatten)]
    pub what: What,
    /// Why, as far as the two records tell; empty between editions
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Cause>,
}

/// The ways in which an entry changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum What {
    Added {
        aspects: BTreeMap<Aspect, String>,
    },
    /// It is gone; its id is never used again
    Dropped {
        aspects: BTreeMap<Aspect, String>,
        /// What its edition names in its place
        #[serde(skip_serializing_if = "Vec::is_empty")]
        replaced_by: Vec<String>,
    },
    /// The one successor of an id that is gone
    Renamed {
        from: String,
        aspects: Vec<AspectChange>,
    },
    Changed {
        aspects: Vec<AspectChange>,
    },
}

/// How many entries came, went, got another id and changed otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub added: usize,
    pub dropped: usize,
    pub renamed: usize,
    pub changed: usize,
}

/// An aspect before and after; absent is not the same as empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AspectChange {
    pub aspect: Aspect,
    pub weight: Weight,
    pub old: Option<String>,
    pub new: Option<String>,
    /// Both in one, word by word
    pub words: Vec<Piece>,
}

impl Record {
    /// Sorts the entries by kind and id, as comparing wants them.
    pub(crate) fn new(edition: String, mut entries: Vec<Entry>, successors: BTreeMap<String, Vec<String>>) -> Self {
        entries.sort_by(|a, b| a.subject.cmp(&b.subject));
        Self { edition, entries, successors, words: Arc::default() }
    }

    /// The record of a tender whose documents are printed with these words.
    pub fn in_words(self, words: Arc<BTreeMap<String, String>>) -> Self {
        Self { words, ..self }
    }

    /// Its words as entries, as far as another record has them too and otherwise.
    fn words_beside(&self, other: &Self) -> Vec<Entry> {
        let differs = |(key, word): &(&String, &String)| other.words.get(*key).is_some_and(|others| others != *word);
        let entry = |(key, word): (&String, &String)| {
            Entry::new(Kind::Text, format!("{WORD}{key}"), format!("Fast ord »{word}«"), Weight::Substantial)
                .with(Aspect::Text, word.clone())
        };
        self.words.iter().filter(differs).map(entry).collect()
    }

    pub fn entry(&self, subject: &Subject) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.subject == *subject)
    }

    /// Whether it was set down of a tender, and not of an edition.
    pub fn is_tender(&self) -> bool {
        self.title().is_some()
    }

    /// What the tender is called.
    fn title(&self) -> Option<&str> {
        let title = self.entry(&Subject { kind: Kind::Tender, id: TITLE.to_owned() })?;
        title.aspects.get(&Aspect::Value).map(String::as_str)
    }
}

impl Entry {
    /// An entry without aspects yet.
    pub(crate) fn new(kind: Kind, id: impl Into<String>, title: impl Into<String>, weight: Weight) -> Self {
        let subject = Subject { kind, id: id.into() };
        Self { subject, title: title.into(), weight, aspects: BTreeMap::new() }
    }

    /// Adds an aspect, if there is one.
    pub(crate) fn with(mut self, aspect: Aspect, text: impl Into<Option<String>>) -> Self {
        let Some(text) = text.into() else { return self };
        match text.trim() {
            "" => {}
            trimmed if trimmed.len() == text.len() => drop(self.aspects.insert(aspect, text)),
            trimmed => drop(self.aspects.insert(aspect, trimmed.to_owned())),
        }
        self
    }
}

/// What records tell that those of earlier locks do not: whether an answer is described, and what comes of it.
const LATER: [(Kind, Aspect); 2] = [(Kind::Requirement, Aspect::Description), (Kind::Type, Aspect::Modality)];

/// Compares two records. What an earlier lock does not tell of anything has not changed.
pub fn compare(old: &Record, new: &Record) -> Changes {
    let tells = |(kind, aspect): &(Kind, Aspect)| {
        let mut of_kind = old.entries.iter().filter(|entry| entry.subject.kind == *kind);
        of_kind.any(|entry| entry.aspects.contains_key(aspect))
    };
    let untold: Vec<_> = LATER.into_iter().filter(|later| old.is_tender() && !tells(later)).collect();
    if untold.is_empty() || !new.is_tender() {
        return compare_whole(old, new);
    }
    let mut new = new.clone();
    for (kind, aspect) in untold {
        let of_kind = new.entries.iter_mut().filter(|entry| entry.subject.kind == kind);
        of_kind.for_each(|entry| drop(entry.aspects.remove(&aspect)));
    }
    compare_whole(old, &new)
}

fn compare_whole(old: &Record, new: &Record) -> Changes {
    let (old_words, new_words) = (old.words_beside(new), new.words_beside(old));
    let before: BTreeMap<&Subject, &Entry> =
        old.entries.iter().chain(&old_words).map(|entry| (&entry.subject, entry)).collect();
    let after: BTreeMap<&Subject, &Entry> =
        new.entries.iter().chain(&new_words).map(|entry| (&entry.subject, entry)).collect();
    let titles = old.title().zip(new.title());
    // An id that is gone and whose one successor is new was renamed.
    let mut renamed: BTreeMap<&Subject, &Entry> = BTreeMap::new();
    let mut changes = Vec::new();
    for (subject, entry) in &before {
        if after.contains_key(subject) {
            continue;
        }
        let replaced_by = successors(subject, new);
        let heir = match replaced_by.as_slice() {
            [only] => after.get(&Subject { kind: subject.kind, id: only.clone() }).copied(),
            _ => None,
        };
        match heir.filter(|heir| !before.contains_key(&heir.subject) && !renamed.contains_key(&heir.subject)) {
            Some(heir) => {
                renamed.insert(&heir.subject, entry);
            }
            None => {
                let what = What::Dropped { aspects: entry.aspects.clone(), replaced_by };
                changes.push(Change::new(entry, entry.weight, what));
            }
        }
    }
    for (subject, entry) in &after {
        let change = match (before.get(subject), renamed.get(subject)) {
            (Some(was), _) => {
                let mut aspects = aspects(was, entry);
                if let (Kind::Text, Some(titles)) = (subject.kind, titles) {
                    // That the tender is called otherwise is told and weighed by itself.
                    for aspect in aspects.iter_mut().filter(|aspect| only_titles_differ(aspect, titles)) {
                        aspect.weight = aspect.weight.min(Weight::Clarifying);
                    }
                }
                let weight = aspects.iter().map(|aspect| aspect.weight).max();
                let change = |weight| Change::new(entry, weight, What::Changed { aspects });
                weight.map(change).map(|change| Change { heaviest: was.weight.max(entry.weight), ..change })
            }
            (None, Some(was)) => {
                let aspects = aspects(was, entry);
                let weight = aspects.iter().map(|aspect| aspect.weight).max().unwrap_or_default();
                let what = What::Renamed { from: was.subject.id.clone(), aspects };
                Some(Change::new(entry, weight.max(entry.weight), what))
            }
            (None, None) => Some(Change::new(entry, entry.weight, What::Added { aspects: entry.aspects.clone() })),
        };
        changes.extend(change);
    }
    changes.sort_by(|a, b| a.subject.cmp(&b.subject));
    if old.is_tender() && new.is_tender() {
        let because: Vec<Vec<Cause>> = changes.iter().map(|change| cause::causes(change, &changes, old, new)).collect();
        changes.iter_mut().zip(because).for_each(|(change, because)| change.because = because);
    }
    Changes(changes)
}

/// Whether an aspect differs in nothing but the tender's title, which stands in it.
fn only_titles_differ(aspect: &AspectChange, (was, is): (&str, &str)) -> bool {
    let without = |text: &Option<String>, title: &str| text.as_ref().map(|text| text.replace(title, "\0"));
    without(&aspect.old, was) == without(&aspect.new, is)
}

/// What replaced an id. Only integrations have successors; a choice is `I-02/SF1320_A`, and its package stays.
fn successors(subject: &Subject, new: &Record) -> Vec<String> {
    let heirs = |id: &str| new.successors.get(id).cloned().unwrap_or_default();
    if !subject.kind.about().is_of_integration {
        return Vec::new();
    }
    match subject.id.split_once('/') {
        Some((package, id)) => heirs(id).into_iter().map(|heir| format!("{package}/{heir}")).collect(),
        None => heirs(&subject.id),
    }
}

/// The aspects in which two entries differ.
fn aspects(was: &Entry, is: &Entry) -> Vec<AspectChange> {
    let mut all: Vec<Aspect> = was.aspects.keys().chain(is.aspects.keys()).copied().collect();
    all.sort();
    all.dedup();
    let changed = all.into_iter().filter(|aspect| was.aspects.get(aspect) != is.aspects.get(aspect));
    changed
        .map(|aspect| {
            let (old, new) = (was.aspects.get(&aspect).cloned(), is.aspects.get(&aspect).cloned());
            let words = pieces(old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default());
            let weight = weight::of_aspect(was, is, aspect);
            AspectChange { aspect, weight, old, new, words }
        })
        .collect()
}

impl Change {
    fn new(entry: &Entry, weight: Weight, what: What) -> Self {
        let (subject, title) = (entry.subject.clone(), entry.title.clone());
        Self { subject, title, weight, heaviest: entry.weight, what, because: Vec::new() }
    }

    /// The package it belongs to, if its id says so.
    pub fn package(&self) -> Option<&str> {
        self.subject.package()
    }

    /// The aspects that differ; none of what came or went.
    pub fn aspects(&self) -> &[AspectChange] {
        match &self.what {
            What::Changed { aspects } | What::Renamed { aspects, .. } => aspects,
            What::Added { .. } | What::Dropped { .. } => &[],
        }
    }
}

impl Subject {
    /// The package in its id: of `I-02.01`, `I-02/SF1461` and `svarskema/krav/I-02` it is `I-02`.
    pub fn package(&self) -> Option<&str> {
        self.kind.about().package.package(&self.id)
    }

    /// Whether it is what the tender is called, or whose it is.
    pub fn says_whose(&self) -> bool {
        self.kind == Kind::Tender && ["title", "buyer"].contains(&self.id.as_str())
    }
}

impl Changes {
    /// Without the small words.
    pub fn without_words(mut self) -> Self {
        self.0.retain(|change| !(change.subject.kind == Kind::Text && change.subject.id.starts_with(WORD)));
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.0.iter()
    }

    /// With what each change weighs for somebody who knows better than its entry.
    pub fn weighed(mut self, weigh: impl Fn(&Change) -> Weight) -> Self {
        for change in &mut self.0 {
            change.weight = weigh(change);
        }
        self
    }

    /// How many came, went, got another id and changed otherwise.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for change in &self.0 {
            match change.what {
                What::Added { .. } => counts.added += 1,
                What::Dropped { .. } => counts.dropped += 1,
                What::Renamed { .. } => counts.renamed += 1,
                What::Changed { .. } => counts.changed += 1,
            }
        }
        counts
    }

    /// The heaviest change's weight.
    pub fn weight(&self) -> Option<Weight> {
        self.0.iter().map(|change| change.weight).max()
    }
}
