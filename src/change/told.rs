//! A change in a few words, for a person at the terminal.

use super::{Aspect, AspectChange, Change, Changes, Kind, What};
use crate::both;
use crate::language::Both;

impl Change {
    /// »requirement I-07.01: text«
    pub fn told(&self) -> Both {
        let named = |aspects: &[AspectChange]| {
            Both::joined(&aspects.iter().map(|change| aspect_words(change.aspect)).collect::<Vec<_>>(), ", ")
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
        let (Both { en, da }, id) = (kind_words(self.subject.kind), &self.subject.id);
        let (en_became, da_became) = (became.en, became.da);
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

/// The kind's word in messages.
fn kind_words(kind: Kind) -> Both {
    match kind {
        Kind::Tender => both!("tender", "udbud"),
        Kind::Package => both!("package", "pakke"),
        Kind::Choice => both!("choice", "valg"),
        Kind::Integration => both!("integration", "integration"),
        Kind::Rule => both!("rule", "regel"),
        Kind::Consequence => both!("consequence", "følge"),
        Kind::Requirement => both!("requirement", "krav"),
        Kind::Alternative => both!("alternative", "alternativ"),
        Kind::Deviation => both!("leave-out", "udeladelse"),
        Kind::Fact => both!("fact", "oplysning"),
        Kind::Type => both!("requirement type", "kravtype"),
        Kind::Reading => both!("reading", "fortolkning"),
        Kind::Advice => both!("advice", "opmærksomhedspunkt"),
        Kind::Source => both!("source", "kilde"),
        Kind::Area => both!("area", "ydelsesområde"),
        Kind::Text => both!("fixed text", "fast tekst"),
    }
}

/// The kind's word in English.
pub fn kind(kind: Kind) -> String {
    kind_words(kind).en
}

/// The aspect's word in messages.
fn aspect_words(aspect: Aspect) -> Both {
    match aspect {
        Aspect::Title => both!("title", "titel"),
        Aspect::Value => both!("value", "værdi"),
        Aspect::Text => both!("text", "tekst"),
        Aspect::Status => both!("status", "status"),
        Aspect::Type => both!("type", "type"),
        Aspect::Modality => both!("modality", "modalitet"),
        Aspect::Target => both!("target", "mål"),
        Aspect::Carriers => both!("carriers", "forudsættende integrationer"),
        Aspect::Condition => both!("condition", "betingelse"),
        Aspect::Alternative => both!("alternative", "alternativ"),
        Aspect::Deferred => both!("deferral", "udskydelse"),
        Aspect::Answers => both!("answers", "svarmuligheder"),
        Aspect::Answer => both!("answer", "svar"),
        Aspect::Question => both!("question", "spørgsmål"),
        Aspect::SupplierQuestion => both!("the supplier's question", "spørgsmålet til leverandøren"),
        Aspect::Packages => both!("packages", "pakker"),
        Aspect::Help => both!("help", "hjælp"),
        Aspect::Decides => both!("what it decides", "hvad den afgør"),
        Aspect::Holds => both!("clause when it holds", "ordlyd, når den er opfyldt"),
        Aspect::Fails => both!("clause when it fails", "ordlyd, når den ikke er opfyldt"),
        Aspect::Label => both!("label", "betegnelse"),
        Aspect::Meaning => both!("meaning", "betydning"),
        Aspect::Purpose => both!("purpose", "formål"),
        Aspect::Guidance => both!("guidance", "vejledning"),
        Aspect::Business => both!("business integrations", "forretningsbærende integrationer"),
        Aspect::Expected => both!("areas that expect it", "ydelsesområder, hvor den forventes"),
        Aspect::Version => both!("version", "version"),
        Aspect::Since => both!("date", "dato"),
        Aspect::Operation => both!("operation", "driftsstatus"),
        Aspect::Successors => both!("successors", "afløsere"),
        Aspect::Page => both!("page", "side"),
        Aspect::Home => both!("home", "pakke, den hører til"),
        Aspect::Matrix => both!("matrix", "matrix"),
        Aspect::Slide => both!("slide", "slide"),
        Aspect::Choice => both!("choice", "valg"),
        Aspect::Why => both!("reason", "begrundelse"),
        Aspect::Confidence => both!("confidence", "sikkerhed"),
        Aspect::Settled => both!("settlement", "afklaring"),
        Aspect::Source => both!("source", "kilde"),
        Aspect::Reading => both!("reading", "fortolkning"),
    }
}

/// The aspect's word in English.
pub fn aspect(aspect: Aspect) -> String {
    aspect_words(aspect).en
}
