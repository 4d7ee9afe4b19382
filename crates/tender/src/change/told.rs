//! A change in a few words, for a person at the terminal.

use super::{Aspect, AspectChange, Change, Changes, Kind, What};
use crate::both;
use crate::text::language::Both;

impl Change {
    /// »requirement I-07.01: text«
    pub fn told(&self) -> Both {
        let named = |aspects: &[AspectChange]| {
            let words = |change: &AspectChange| Both {
                en: aspect(change.aspect).to_owned(),
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
        let (en, da, id) = (kind(self.subject.kind), in_a_sentence(self.subject.kind.word()), &self.subject.id);
        let Both { en: en_became, da: da_became } = became;
        both!("{en} {id}: {en_became}", "{da} `{id}`: {da_became}")
    }
}

impl Changes {
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

/// The kind's word in messages.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Tender => "tender",
        Kind::Package => "package",
        Kind::Choice => "choice",
        Kind::Integration => "integration",
        Kind::Rule => "rule",
        Kind::Consequence => "consequence",
        Kind::Requirement => "requirement",
        Kind::Alternative => "alternative",
        Kind::Deviation => "leave-out",
        Kind::Fact => "fact",
        Kind::Type => "requirement type",
        Kind::Reading => "reading",
        Kind::Note => "note",
        Kind::Advice => "advice",
        Kind::Source => "source",
        Kind::Area => "area",
        Kind::Text => "fixed text",
    }
}

/// The aspect's word in messages.
pub fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Title => "title",
        Aspect::Value => "value",
        Aspect::Text => "text",
        Aspect::Status => "status",
        Aspect::Type => "type",
        Aspect::Modality => "modality",
        Aspect::Target => "target",
        Aspect::Carriers => "carriers",
        Aspect::Condition => "condition",
        Aspect::Alternative => "alternative",
        Aspect::Deferred => "deferral",
        Aspect::Answers => "answers",
        Aspect::Answer => "answer",
        Aspect::Question => "question",
        Aspect::SupplierQuestion => "the supplier's question",
        Aspect::Packages => "packages",
        Aspect::Help => "help",
        Aspect::Decides => "what it decides",
        Aspect::Holds => "clause when it holds",
        Aspect::Fails => "clause when it fails",
        Aspect::BuyerHolds => "clause when the buyer asks for it",
        Aspect::BuyerFails => "clause when the buyer does not",
        Aspect::SupplierHelp => "what the supplier's question means",
        Aspect::AnsweredBy => "who can answer it",
        Aspect::Number => "number",
        Aspect::Need => "need",
        Aspect::Label => "label",
        Aspect::Meaning => "meaning",
        Aspect::Purpose => "purpose",
        Aspect::Guidance => "guidance",
        Aspect::Business => "business integrations",
        Aspect::Expected => "areas that expect it",
        Aspect::Version => "version",
        Aspect::Since => "date",
        Aspect::Operation => "operation",
        Aspect::Successors => "successors",
        Aspect::Page => "page",
        Aspect::Home => "home",
        Aspect::Matrix => "matrix",
        Aspect::Slide => "slide",
        Aspect::Choice => "choice",
        Aspect::Why => "reason",
        Aspect::Confidence => "confidence",
        Aspect::Settled => "settlement",
        Aspect::Source => "source",
        Aspect::Reading => "reading",
    }
}
