//! A change in a few words, for a person at the terminal.

use super::{Aspect, AspectChange, Change, Changes, Kind, What};

impl Change {
    /// »requirement I-07.01: text«
    pub fn told(&self) -> String {
        let (kind, id) = (kind(self.subject.kind), &self.subject.id);
        let named = |aspects: &[AspectChange]| {
            aspects.iter().map(|change| aspect(change.aspect)).collect::<Vec<_>>().join(", ")
        };
        match &self.what {
            What::Added { .. } => format!("{kind} {id}: added"),
            What::Dropped { replaced_by, .. } if !replaced_by.is_empty() => {
                format!("{kind} {id}: dropped, replaced by {}", replaced_by.join(", "))
            }
            What::Dropped { .. } => format!("{kind} {id}: dropped"),
            What::Renamed { from, aspects } if aspects.is_empty() => format!("{kind} {id}: renamed from {from}"),
            What::Renamed { from, aspects } => format!("{kind} {id}: renamed from {from}; {}", named(aspects)),
            What::Changed { aspects } => format!("{kind} {id}: {}", named(aspects)),
        }
    }
}

impl Changes {
    /// Each change in a few words; of very many the first and how many more.
    pub fn told(&self, most: usize) -> Vec<String> {
        let mut told: Vec<String> = self.0.iter().take(most).map(Change::told).collect();
        let more = self.0.len().saturating_sub(most);
        if more > 0 {
            told.push(format!("{more} more"));
        }
        told
    }
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
