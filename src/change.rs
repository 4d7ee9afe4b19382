//! What changed between two editions, or between two versions of a tender.
//!
//! What is compared is first set down as a [`Record`]: entry by entry, each with its aspects in plain words. Two records are then
//! compared entry by entry and word by word. How a catalog's files are laid out, ordered or commented never reaches a record, so
//! that only what they say counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::weight::Weight;
pub use self::words::{Piece, pieces};

mod edition;
mod prose;
mod tender;
pub mod told;
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
}

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

/// Declares an enum with its key in JSON and its Danish name.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $danish:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($variant),* }

        impl $name {
            /// In Danish.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $danish),* }
            }
        }
    };
}

named! {
    /// The kinds of entries, in the order in which changes are told.
    Kind {
        Tender = "Udbud",
        Package = "Pakke",
        Choice = "Valgt integration",
        Integration = "Integration",
        Rule = "Regel",
        Requirement = "Krav",
        Alternative = "Alternativ",
        Deviation = "Afvigelse",
        Fact = "Oplysning",
        Type = "Kravtype",
        Reading = "Læsning",
        Advice = "Opmærksomhedspunkt",
        Source = "Kilde",
        Area = "Ydelsesområde",
        Text = "Fast tekst",
    }
}

named! {
    /// The aspects of entries, in the order in which they are told.
    Aspect {
        Title = "Titel",
        Value = "Værdi",
        Text = "Tekst",
        Status = "Status",
        Type = "Kravtype",
        Modality = "Styrke",
        Target = "Integration",
        Carriers = "Gælder for",
        Condition = "Betingelse",
        Alternative = "Alternativ",
        Deferred = "Udskudt opfyldelse",
        Answers = "Svarmuligheder",
        Answer = "Svar",
        Question = "Spørgsmål",
        SupplierQuestion = "Spørgsmål til leverandøren",
        Help = "Hjælp",
        Holds = "Når det er tilfældet",
        Fails = "Når det ikke er tilfældet",
        Label = "Kort betegnelse",
        Meaning = "Betydning",
        Purpose = "Formål",
        Guidance = "Vejledning",
        Business = "Forretningsbærende integrationer",
        Expected = "Forventes i",
        Version = "Version",
        Since = "Dato for version",
        Operation = "Driftsstatus",
        Successors = "Afløst af",
        Page = "Side",
        Home = "Hører til",
        Matrix = "Matrix",
        Slide = "Slide",
        Choice = "Valg",
        Why = "Begrundelse",
        Confidence = "Sikkerhed",
        Settled = "Afklaret",
        Source = "Kilde",
        Reading = "Læsning",
    }
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
    #[serde(flatten)]
    pub what: What,
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
    fn new(edition: String, mut entries: Vec<Entry>, successors: BTreeMap<String, Vec<String>>) -> Self {
        entries.sort_by(|a, b| a.subject.cmp(&b.subject));
        Self { edition, entries, successors }
    }

    pub fn entry(&self, subject: &Subject) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.subject == *subject)
    }
}

impl Entry {
    /// An entry without aspects yet.
    fn new(kind: Kind, id: impl Into<String>, title: impl Into<String>, weight: Weight) -> Self {
        let subject = Subject { kind, id: id.into() };
        Self { subject, title: title.into(), weight, aspects: BTreeMap::new() }
    }

    /// Adds an aspect, if there is one.
    fn with(mut self, aspect: Aspect, text: impl Into<Option<String>>) -> Self {
        if let Some(text) = text.into().filter(|text| !text.is_empty()) {
            self.aspects.insert(aspect, text);
        }
        self
    }
}

/// Compares two records.
pub fn compare(old: &Record, new: &Record) -> Changes {
    let before: BTreeMap<&Subject, &Entry> = old.entries.iter().map(|entry| (&entry.subject, entry)).collect();
    let after: BTreeMap<&Subject, &Entry> = new.entries.iter().map(|entry| (&entry.subject, entry)).collect();
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
                let aspects = aspects(was, entry);
                let weight = aspects.iter().map(|aspect| aspect.weight).max();
                weight.map(|weight| Change::new(entry, weight, What::Changed { aspects }))
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
    Changes(changes)
}

/// What replaced an id. Only integrations have successors; a choice is `I-02/SF1320_A`, and its package stays.
fn successors(subject: &Subject, new: &Record) -> Vec<String> {
    let heirs = |id: &str| new.successors.get(id).cloned().unwrap_or_default();
    match subject.kind {
        Kind::Integration => heirs(&subject.id),
        Kind::Choice | Kind::Rule => match subject.id.split_once('/') {
            Some((package, id)) => heirs(id).into_iter().map(|heir| format!("{package}/{heir}")).collect(),
            None => Vec::new(),
        },
        Kind::Tender
        | Kind::Package
        | Kind::Requirement
        | Kind::Alternative
        | Kind::Deviation
        | Kind::Fact
        | Kind::Type
        | Kind::Reading
        | Kind::Advice
        | Kind::Source
        | Kind::Area
        | Kind::Text => Vec::new(),
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
        Self { subject: entry.subject.clone(), title: entry.title.clone(), weight, what }
    }
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.0.iter()
    }

    /// The heaviest change's weight.
    pub fn weight(&self) -> Option<Weight> {
        self.0.iter().map(|change| change.weight).max()
    }
}
