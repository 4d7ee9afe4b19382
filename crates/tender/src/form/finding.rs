//! What is found in a returned form. The code is for machines, the sentence for the buyer, in Danish.
//!
//! A finding is data; its sentence is made in one place, in `words`. `docs/collect.md` lists the codes with cause and remedy.

use serde::{Serialize, Serializer};

use super::foreign::Foreign;
use super::published::Since;
use super::remark::Remark;
use super::returned::{Active, Book, Kind};
use super::seals::Part;
use super::way::Way;
use crate::catalog::id::LineId;
use crate::form::refusal::Refusal;
use crate::profile::cvr::CvrError;

mod holds;
mod outside;
mod words;

pub use holds::Holds;

/// Something that the buyer should know of a returned form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line that it is about; absent when it is about the form
    pub requirement: Option<LineId>,
    pub what: What,
}

impl Finding {
    /// A finding about the whole form.
    pub fn form(what: What) -> Self {
        Self { requirement: None, what }
    }

    /// A finding about a line.
    pub fn line(id: &LineId, what: What) -> Self {
        Self { requirement: Some(id.clone()), what }
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'a> {
            code: &'a str,
            requirement: Option<&'a LineId>,
            message: String,
        }
        let written =
            Written { code: self.what.code(), requirement: self.requirement.as_ref(), message: self.what.to_string() };
        written.serialize(serializer)
    }
}

/// How much a finding asks of the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// The offer may be void, or the form cannot be trusted
    Serious,
    /// To be looked at
    Notable,
    /// For information
    Information,
}

/// What is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    // The file
    Refused(Refusal),
    Unverified,
    WrongType {
        kind: Kind,
        name: String,
    },
    /// A program keeps the workbook in another format than the one that was sent out
    OtherBook(Book),
    Active(Active),
    Formula(Holds),
    /// It was never computed, so that nothing is shown
    FormulaBlank(Holds),
    /// A sheet of the workbook is gone, or nothing of it is left
    SheetGone {
        sheet: String,
    },
    /// What is found in a field of no line: the supplier's own data, and facts
    OfField {
        /// »Feltet »CVR-nummer««, »Oplysning O-4«
        subject: String,
        what: Box<What>,
    },
    Ambiguous {
        said: Vec<String>,
    },
    Twice {
        field: String,
        taken: String,
        other: String,
    },
    TwiceAlike {
        lines: Vec<String>,
    },
    Cut,
    CutInPrint {
        lines: Vec<String>,
    },
    TooManyFields,
    // How it was read, and what stands around the answers
    ReadBy {
        way: Way,
        lines: Vec<String>,
    },
    Remark(Remark),
    MoreRemarks {
        more: usize,
    },
    Drawn {
        holds: Holds,
        stored: String,
        drawn: String,
    },
    /// Something is drawn in a field besides its words
    Painted,
    Marks,
    Unseen {
        lines: Vec<String>,
    },
    Disguised {
        shown: String,
        held: String,
        /// What is shown would be judged otherwise than what is held
        matters: bool,
    },
    Struck(Holds),
    FieldChanged {
        field: String,
        offers: Vec<String>,
    },
    FieldMoved {
        field: String,
    },
    /// A field stands in a row that is called otherwise
    OtherRow {
        holds: Holds,
        row: String,
    },
    PagesChanged {
        pages: Vec<String>,
    },
    PagesAdded {
        pages: usize,
    },
    PagesRewritten,
    PassageGone {
        text: String,
    },
    // The form against its reference
    Draft,
    FingerprintMissing,
    /// The parts of the tender that differ
    FingerprintWrong {
        parts: Vec<Part>,
    },
    ProfileUnreadable,
    /// It belongs to none of several tenders
    OfNoRow,
    /// It answers a version that was published before
    OlderVersion {
        version: Option<String>,
        published: Option<String>,
        compared: Option<String>,
        since: Box<Since>,
    },
    /// What a line asks now, and what it asked in the version that was answered
    EarlierWording {
        version: Option<String>,
        asked: String,
        was: String,
    },
    /// What was asked, and what the form asks in its place, as far as it can be told
    TextChanged {
        asked: String,
        shown: Option<String>,
    },
    /// What it holds where it is of a line; else what it is called: »CVR-nummer«
    FieldMissing {
        holds: Holds,
        called: String,
    },
    FieldAdded {
        field: String,
    },
    FieldsAdded {
        more: usize,
    },
    OtherForm {
        file: String,
    },
    // The supplier
    NameMissing,
    CvrMissing,
    CvrInvalid {
        number: String,
        error: CvrError,
    },
    SameSupplier {
        file: String,
        /// The lines that the two answer otherwise
        differing: Vec<String>,
        /// One is a PDF, say, and the other a workbook
        of_two_formats: bool,
    },
    SameName {
        name: String,
        file: String,
        /// Both gave a number, and each another
        numbers_differ: bool,
    },
    Blank {
        label: String,
    },
    Unsigned,
    // The facts
    FactUnanswered {
        /// »O-4«
        number: String,
        question: String,
        moves: Vec<String>,
        unknown: Unknown,
    },
    Applies {
        because: Vec<String>,
    },
    FallsAway {
        because: Vec<String>,
    },
    LapsesIfAccepted {
        alternatives: Vec<String>,
        /// Any of them suffices; else it takes all of them
        any: bool,
        /// Empty where there is none
        answer: String,
        minimum: bool,
    },
    AnsweredThoughNot {
        answer: String,
        because: Vec<String>,
    },
    FactContradicted {
        holds: String,
        unused: Vec<String>,
    },
    // The answers
    InvalidAnswer {
        answer: String,
        options: Vec<String>,
    },
    Unanswered,
    MinimumUnanswered,
    MinimumNotMet {
        answer: String,
    },
    MinimumUndecided {
        answer: String,
        questions: Vec<String>,
        /// It holds in any case as long as none of these alternatives is accepted
        alternatives: Vec<String>,
    },
    AlternativeClaimed {
        minimum: bool,
    },
    AlternativeUnexplained {
        minimum: bool,
    },
    Described {
        answer: String,
    },
    NotDescribed {
        answer: String,
    },
    /// »Ikke relevant« to a line that holds, or may hold
    NotIrrelevant {
        minimum: bool,
        holds: Applying,
    },
    /// It should be a number or a date, and is none
    UnreadableAnswer {
        answer: String,
        expected: &'static str,
        minimum: bool,
    },
    /// A number that may be another, by which it would be judged otherwise
    AmbiguousNumber {
        answer: String,
        read: String,
        meant: String,
        minimum: bool,
    },
    OutsideLimits {
        answer: String,
        limits: String,
        minimum: bool,
    },
    Contradiction {
        used: Vec<String>,
        answer: String,
        /// Whether it is an integration that must come along
        integration: bool,
    },
}

/// Why it is not known what the supplier says of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    Blank,
    /// It is answered with another word than those offered, or in two ways
    Unclear,
    /// The form has no field for it
    NotAsked,
}

/// How sure it is that a line holds for the supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applying {
    Certain,
    /// These questions are not answered yet
    Waits {
        questions: Vec<String>,
    },
    /// It binds where something is used
    WhereUsed,
}

impl What {
    /// The stable name, as the JSON has it.
    pub fn code(&self) -> &'static str {
        match self {
            What::Refused(refusal) => match refusal {
                Refusal::Unreadable(_) => "unreadable",
                Refusal::TooLarge(_) => "too-large",
                Refusal::Bomb => "bomb",
                Refusal::Encrypted => "encrypted",
                Refusal::Damaged(_) => "damaged",
                Refusal::Foreign(Foreign::Wrapped) => "no-fields",
                Refusal::NotAForm | Refusal::Foreign(_) => "not-a-form",
                Refusal::NoFields | Refusal::Flattened(_) => "no-fields",
                Refusal::TooSlow => "too-slow",
                Refusal::TooDemanding => "too-demanding",
            },
            What::Unverified => "unverified",
            What::WrongType { .. } => "wrong-type",
            What::OtherBook(_) => "other-format",
            What::OfField { what, .. } => what.code(),
            What::Active(_) => "active-content",
            What::Formula(_) | What::FormulaBlank(_) => "formula",
            What::Ambiguous { .. } => "ambiguous-answer",
            What::Twice { .. } | What::TwiceAlike { .. } => "field-twice",
            What::TooManyFields => "too-many-fields",
            What::ReadBy { .. } => "read-otherwise",
            What::Remark(_) | What::MoreRemarks { .. } => "remark",
            What::Drawn { .. } => "drawn-otherwise",
            What::Painted => "drawn-otherwise",
            What::Marks => "mark-unseen",
            What::Unseen { .. } => "unseen",
            What::Disguised { .. } => "disguised",
            What::Struck(_) => "struck-out",
            What::FieldChanged { .. } => "field-changed",
            What::FieldMoved { .. } | What::OtherRow { .. } => "field-moved",
            What::PagesChanged { .. } => "page-changed",
            What::PagesAdded { .. } => "page-added",
            What::PagesRewritten => "pages-rewritten",
            What::PassageGone { .. } | What::SheetGone { .. } => "passage-gone",
            What::Cut | What::CutInPrint { .. } => "cut",
            What::Draft => "draft",
            What::FingerprintMissing => "fingerprint-missing",
            What::FingerprintWrong { .. } => "fingerprint-wrong",
            What::ProfileUnreadable => "profile-unreadable",
            What::OfNoRow => "of-no-row",
            What::OlderVersion { .. } => "older-version",
            What::EarlierWording { .. } => "earlier-wording",
            What::TextChanged { .. } => "text-changed",
            What::FieldMissing { .. } => "field-missing",
            What::FieldAdded { .. } | What::FieldsAdded { .. } => "field-added",
            What::OtherForm { .. } => "other-form",
            What::NameMissing => "name-missing",
            What::CvrMissing => "cvr-missing",
            What::CvrInvalid { .. } => "cvr-invalid",
            What::SameSupplier { .. } => "same-supplier",
            What::SameName { .. } => "same-name",
            What::Blank { .. } => "field-blank",
            What::Unsigned => "unsigned",
            What::FactUnanswered { .. } => "fact-unanswered",
            What::Applies { .. } => "applies",
            What::FallsAway { .. } => "falls-away",
            What::LapsesIfAccepted { .. } => "lapses-if-accepted",
            What::AnsweredThoughNot { .. } => "answered-though-not",
            What::FactContradicted { .. } => "fact-contradicted",
            What::InvalidAnswer { .. } => "invalid-answer",
            What::Unanswered => "unanswered",
            What::MinimumUnanswered => "minimum-unanswered",
            What::MinimumNotMet { .. } => "minimum-not-met",
            What::MinimumUndecided { .. } => "minimum-undecided",
            What::AlternativeClaimed { .. } => "alternative-claimed",
            What::AlternativeUnexplained { .. } => "alternative-unexplained",
            What::Described { .. } => "described",
            What::NotDescribed { .. } => "not-described",
            What::NotIrrelevant { .. } => "not-irrelevant",
            What::UnreadableAnswer { .. } => "invalid-answer",
            What::AmbiguousNumber { .. } => "ambiguous-number",
            What::OutsideLimits { .. } => "outside-limits",
            What::Contradiction { .. } => "contradiction",
        }
    }

    pub fn weight(&self) -> Weight {
        match self {
            What::OfField { what, .. } => what.weight(),
            What::Refused(_)
            | What::Active(_)
            | What::Ambiguous { .. }
            | What::Twice { .. }
            | What::TooManyFields
            | What::Drawn { .. }
            | What::Painted
            | What::Marks
            | What::Disguised { .. }
            | What::Struck(_)
            | What::FieldChanged { .. }
            | What::OtherRow { .. }
            | What::PagesChanged { .. }
            | What::OtherForm { .. }
            | What::AlternativeClaimed { minimum: true }
            | What::LapsesIfAccepted { minimum: true, .. }
            | What::Unsigned
            | What::FingerprintMissing
            | What::FingerprintWrong { .. }
            | What::ProfileUnreadable
            | What::OfNoRow
            | What::OlderVersion { .. }
            | What::EarlierWording { .. }
            | What::TextChanged { .. }
            | What::FieldMissing { .. }
            | What::InvalidAnswer { .. }
            | What::UnreadableAnswer { minimum: true, .. }
            | What::MinimumUnanswered
            | What::NotIrrelevant { minimum: true, .. }
            | What::AmbiguousNumber { minimum: true, .. }
            | What::OutsideLimits { minimum: true, .. }
            | What::MinimumNotMet { .. }
            | What::AlternativeUnexplained { minimum: true }
            | What::Contradiction { .. } => Weight::Serious,
            What::Unverified
            | What::WrongType { .. }
            | What::OtherBook(_)
            | What::Formula(_)
            | What::FormulaBlank(_)
            | What::TwiceAlike { .. }
            | What::Cut
            | What::CutInPrint { .. }
            | What::Remark(_)
            | What::MoreRemarks { .. }
            | What::Unseen { .. }
            | What::FieldMoved { .. }
            | What::PagesAdded { .. }
            | What::PagesRewritten
            | What::PassageGone { .. }
            | What::SheetGone { .. }
            | What::Draft
            | What::FieldAdded { .. }
            | What::FieldsAdded { .. }
            | What::SameName { .. }
            | What::Blank { .. }
            | What::AnsweredThoughNot { .. }
            | What::FactContradicted { .. }
            | What::Described { .. }
            | What::NotDescribed { .. }
            | What::UnreadableAnswer { minimum: false, .. }
            | What::NotIrrelevant { minimum: false, .. }
            | What::AmbiguousNumber { minimum: false, .. }
            | What::OutsideLimits { minimum: false, .. }
            | What::AlternativeClaimed { minimum: false }
            | What::LapsesIfAccepted { minimum: false, .. }
            | What::AlternativeUnexplained { minimum: false }
            | What::NameMissing
            | What::CvrMissing
            | What::CvrInvalid { .. }
            | What::SameSupplier { .. }
            | What::FactUnanswered { .. }
            | What::Unanswered
            | What::MinimumUndecided { .. } => Weight::Notable,
            What::ReadBy { way, .. } => match way {
                Way::Page
                | Way::ValueOnly
                | Way::MarkOnly
                | Way::Numbered
                | Way::Shown
                | Way::Drawn
                | Way::Renamed
                | Way::Column
                | Way::Merged
                | Way::Numbers
                | Way::Row
                | Way::Labels
                | Way::Waiting => Weight::Notable,
                Way::Title | Way::Index | Way::Formatted | Way::Sheet | Way::AsShown | Way::Spelling | Way::Garbled => {
                    Weight::Information
                }
            },
            What::Applies { .. } | What::FallsAway { .. } => Weight::Information,
        }
    }
}

impl What {
    /// Whether it says that a line was answered to other words than those that are compared.
    pub fn is_of_other_words(&self) -> bool {
        matches!(self, What::TextChanged { .. } | What::EarlierWording { .. })
    }

    /// Whether it says that what is read of an answer may not be what was meant.
    pub fn leaves_in_doubt(&self) -> bool {
        match self {
            What::Ambiguous { .. } | What::Marks | What::Disguised { matters: true, .. } => true,
            What::Twice { field, .. } => Holds::of(field) == Holds::Answer,
            What::Drawn { holds, .. } | What::Struck(holds) | What::OtherRow { holds, .. } => *holds == Holds::Answer,
            _ => false,
        }
    }

    /// Whether it says that an answer may be there and cannot be read.
    pub fn hides_the_answer(&self) -> bool {
        matches!(self, What::FormulaBlank(Holds::Answer) | What::FieldMissing { holds: Holds::Answer, .. })
    }
}
