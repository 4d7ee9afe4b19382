//! The tender that a profile belongs to.

use std::collections::BTreeMap;

use toml::value::{Date, Datetime, Time};

use crate::catalog::Placeholder;
use crate::catalog::id::AreaId;
use crate::text::source::Place;

/// The tender that the documents belong to.
#[derive(Debug, Clone, Default)]
pub struct Tender {
    pub title: String,
    /// Ordregiver; of a joint tender the one that runs it
    pub buyer: String,
    pub cvr: Option<String>,
    /// The other buyers of a joint tender
    pub joined_by: Vec<Buyer>,
    pub contact: Option<String>,
    /// Journalnummer
    pub reference: Option<String>,
    pub area: Option<AreaId>,
    pub procedure: Option<Procedure>,
    /// Bilagsnumre
    pub appendix: Appendices,
    pub version: Option<String>,
    pub date: Option<Date>,
    pub published: Option<Date>,
    /// Tilbudsfrist
    pub deadline: Option<Date>,
    /// The hour of the deadline: it is printed, and days are counted without it
    pub hour: Option<Time>,
    pub signature: bool,
    /// Where the buyer's demands on security stand: »Bilag 7«
    pub security_appendix: Option<String>,
    /// When lines must be met that say nothing else
    pub due: Option<String>,
    /// The forms that suppliers can choose among
    pub forms: Vec<FormFormat>,
    /// The number of the first rettelsesblad
    pub first_notice: Option<u32>,
    /// Why the days before the deadline are not kept; internal
    pub late_because: Option<String>,
    /// When the tender was withdrawn
    pub cancelled: Option<Date>,
    /// Where the tender's table begins
    pub place: Option<Place>,
}

/// A buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    pub name: String,
    pub cvr: Option<String>,
}

/// The numbers of the documents among the tender's appendices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appendices {
    /// By the document's name; where only one number was written it is the kravbilag's
    pub numbers: BTreeMap<&'static str, String>,
}

impl Appendices {
    /// The documents that may have a number.
    pub const DOCUMENTS: [&'static str; 4] = ["kravbilag", "svarskema", "rettelsesblad", "spoergsmaal-og-svar"];

    /// The number that a document has itself, by its name in file names.
    pub fn of(&self, document: &str) -> Option<&str> {
        self.numbers.get(document).map(String::as_str)
    }

    /// The number of the kravbilag, which the others belong to.
    pub fn kravbilag(&self) -> Option<&str> {
        self.of("kravbilag")
    }
}

/// A format in which suppliers get the response form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormFormat {
    Pdf,
    Xlsx,
    Docx,
}

impl FormFormat {
    /// Every format with its word in a profile.
    pub const ALL: [(&'static str, FormFormat); 3] =
        [("pdf", FormFormat::Pdf), ("xlsx", FormFormat::Xlsx), ("docx", FormFormat::Docx)];

    /// The name of the format in file names, and among the formats of documents.
    pub fn key(self) -> &'static str {
        match self {
            FormFormat::Pdf => "pdf",
            FormFormat::Xlsx => "xlsx",
            FormFormat::Docx => "docx",
        }
    }
}

/// How the contract is awarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Procedure {
    DirectAward,
    MiniTender,
    OwnTender,
}

impl Procedure {
    /// Every procedure with its key in a profile.
    pub const ALL: [(&'static str, Procedure); 3] = [
        ("direct-award", Procedure::DirectAward),
        ("mini-tender", Procedure::MiniTender),
        ("own-tender", Procedure::OwnTender),
    ];

    /// In Danish.
    pub fn word(self) -> &'static str {
        match self {
            Procedure::DirectAward => "Direkte tildeling under rammeaftalen",
            Procedure::MiniTender => "Miniudbud under rammeaftalen",
            Procedure::OwnTender => "Udbud efter udbudsloven",
        }
    }
}

impl Tender {
    /// Whether everybody can read it. Under the framework agreement it is sent to those who are part of that.
    pub fn is_public(&self) -> bool {
        match self.procedure {
            Some(Procedure::MiniTender | Procedure::DirectAward) => false,
            Some(Procedure::OwnTender) | None => true,
        }
    }

    /// Until when tenders are due: the day, with its hour where that was told.
    pub fn last_moment(&self) -> Option<Datetime> {
        let date = self.deadline?;
        Some(Datetime { date: Some(date), time: self.hour, offset: None })
    }

    /// How it came to suppliers.
    pub fn went_out(&self) -> &'static str {
        if self.is_public() { "offentliggjort" } else { "udsendt" }
    }

    /// What a placeholder of the catalog stands for; nothing while the tender does not say it.
    pub fn value_of(&self, placeholder: Placeholder) -> Option<&str> {
        match (placeholder, self.procedure) {
            (Placeholder::CutOff, Some(Procedure::DirectAward)) => Some("ved aftalens indgåelse"),
            (Placeholder::CutOff, Some(Procedure::MiniTender | Procedure::OwnTender)) => Some("ved tilbudsfristen"),
            (Placeholder::CutOff, None) => None,
            (Placeholder::SecurityAppendix, _) => self.security_appendix.as_deref(),
            // What is in use is resolved, and no fact of the tender's.
            (Placeholder::Integrations, _) => None,
        }
    }
}
