//! What is said: documents as plain data.
//!
//! A document holds every sentence that is printed, in the order of printing. The printers (Typst, Markdown, JSON) lay
//! it out and add nothing: what one of them shows, all of them show. Text is [`Inline`] nodes, never markup of a
//! printer's, so nothing a user wrote can break out of its place.

use serde::Serialize;

use crate::catalog::id::{LineId, PackageId};
use crate::change::HOLDS;
pub use crate::input::markdown::{Block, Inline, Rich};
pub use crate::resolve::Asked;
use crate::text::danish;

mod attachment;
mod compared;
mod evaluated;
mod fields;
pub mod kind;
pub mod name;
mod papers;
pub mod words;

pub use self::attachment::{Attachment, Relationship};
pub use self::compared::{
    Compared, ComparedCell, ComparedGroup, ComparedRow, FindingGroup, FindingPart, FindingRow, Points, Sammenligning,
    Tally, Tone,
};
pub use self::evaluated::{EvaluatedAlternative, EvaluatedCell, EvaluatedLine, EvaluatedSupplier, Evaluering, Saying};
pub use self::kind::{Audience, DocumentKind, Format, MadeOf};
pub use self::name::FieldName;
pub use self::papers::*;
use self::words::Word;

/// A document that can be printed.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Document {
    Kravbilag(Box<Kravbilag>),
    Svarskema(Box<Svarskema>),
    Tjekliste(Box<Tjekliste>),
    Sammenligning(Box<Sammenligning>),
    Evaluering(Box<Evaluering>),
    Rettelsesblad(Box<Rettelsesblad>),
    SpoergsmaalOgSvar(Box<SpoergsmaalOgSvar>),
    Aflysning(Box<Aflysning>),
    Baggrundsnotat(Box<Baggrundsnotat>),
    Aendringsnotat(Box<Aendringsnotat>),
    Slides(Box<Slides>),
}

impl Document {
    /// What the document says of itself.
    pub fn front(&self) -> &Front {
        match self {
            Document::Kravbilag(kravbilag) => &kravbilag.front,
            Document::Svarskema(svarskema) => &svarskema.front,
            Document::Tjekliste(tjekliste) => &tjekliste.front,
            Document::Sammenligning(sammenligning) => &sammenligning.front,
            Document::Evaluering(evaluering) => &evaluering.front,
            Document::Rettelsesblad(rettelsesblad) => &rettelsesblad.front,
            Document::SpoergsmaalOgSvar(questions) => &questions.front,
            Document::Aflysning(aflysning) => &aflysning.front,
            Document::Baggrundsnotat(notat) => &notat.front,
            Document::Aendringsnotat(notat) => &notat.front,
            Document::Slides(slides) => &slides.front,
        }
    }
}

/// What every document says of itself: on its cover, in its running header and in the PDF's metadata.
#[derive(Debug, Clone, Serialize)]
pub struct Front {
    pub kind: DocumentKind,
    /// »Kravbilag«, »Rettelsesblad nr. 2«
    pub kind_name: String,
    /// Which annex it is: »Bilag 3.2 Kravbilag«, »Svarskema til bilag 3.2«
    pub name: String,
    /// The tender's title
    pub title: String,
    /// »Bilag 3.2«
    pub appendix: Option<String>,
    pub buyer: String,
    /// The two-column list of the cover, in order, without what the profile leaves out
    pub entries: Vec<FrontEntry>,
    /// The running header: »Bilag 3.2 · Kravbilag · Fælles omsorgssystem · version 1.0«
    pub running: String,
    /// UDKAST on every page
    pub draft: bool,
    /// »Internt« on every page: it stays with the buyer
    pub internal: bool,
    /// The PDF's title: »Kravbilag – Fælles omsorgssystem«
    pub pdf_title: String,
    /// The PDF's author: the buyer
    pub author: String,
    /// The PDF's date, `(year, month, day)`
    pub date: (u16, u8, u8),
    pub theme: Theme,
}

/// A line of the cover's list: »Ordregiver« – »Eksempel Kommune«.
#[derive(Debug, Clone, Serialize)]
pub struct FrontEntry {
    /// What it tells; the printers show the label
    #[serde(skip)]
    pub key: FrontKey,
    pub label: String,
    pub value: String,
}

/// What a line of the cover tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontKey {
    Buyer,
    Organisation,
    Cvr,
    /// The other buyers of a joint tender
    JoinedBy,
    Contact,
    /// The buyer's own number of the matter
    Reference,
    Area,
    Procedure,
    /// The version that a rettelsesblad corrects
    OldVersion,
    Version,
    Date,
    Published,
    Deadline,
    Catalog,
    CatalogDate,
}

impl FrontKey {
    /// What it is called, unless something else is said of it.
    pub fn word(self) -> Word {
        match self {
            FrontKey::Buyer => Word::CoverBuyer,
            FrontKey::Organisation => Word::CoverOrganisation,
            FrontKey::Cvr => Word::CoverCvr,
            FrontKey::JoinedBy => Word::CoverJoinedBy,
            FrontKey::Contact => Word::CoverContact,
            FrontKey::Reference => Word::CoverReference,
            FrontKey::Area => Word::CoverArea,
            FrontKey::Procedure => Word::CoverProcedure,
            FrontKey::OldVersion => Word::CoverOldVersion,
            FrontKey::Version => Word::CoverVersion,
            FrontKey::Date => Word::CoverDate,
            FrontKey::Published => Word::CoverPublished,
            FrontKey::Deadline => Word::CoverDeadline,
            FrontKey::Catalog => Word::CoverCatalog,
            FrontKey::CatalogDate => Word::CoverCatalogDate,
        }
    }
}

/// The house style of the buyer.
#[derive(Debug, Clone, Serialize)]
pub struct Theme {
    /// `#003865`
    pub accent: String,
    pub font: String,
    /// The name under which the printer finds the logo
    pub logo: Option<String>,
    pub organisation: Option<String>,
}

/// A fixed text: a heading and what stands below it.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    pub title: Rich,
    pub blocks: Vec<Block>,
}

/// The printed status of a line; the same five words everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusWord {
    /// »Gælder«
    Required,
    /// »Kan anvendes«
    Optional,
    /// »Afklares af ordregiver«
    Open,
    /// »Afhænger af leverandørens svar«
    Supplier,
    /// »Gælder ikke«
    Excluded,
}

impl StatusWord {
    /// As it is printed.
    pub fn word(self) -> &'static str {
        match self {
            StatusWord::Required => HOLDS,
            StatusWord::Optional => "Kan anvendes",
            StatusWord::Open => "Afklares af ordregiver",
            StatusWord::Supplier => "Afhænger af leverandørens svar",
            StatusWord::Excluded => "Gælder ikke",
        }
    }
}

/// A status as printed.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    pub key: StatusWord,
    pub word: String,
}

/// Something that a supplier answers: an integration or a requirement.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub id: LineId,
    /// The name of an integration, the short title of a requirement
    pub title: String,
    /// The requirement type's id and name: `MK`, »Mindstekrav«
    pub type_id: String,
    pub type_name: String,
    /// The name as it stands by the line, with the weight: »Krav, vægt 2,5«
    pub type_shown: String,
    /// What it weighs in the evaluation, where suppliers read the weights here: `2,5`
    pub weight: Option<String>,
    pub status: Status,
    /// Whether its type is another than the document says of all its lines: it then stands by the line
    pub other_type: bool,
    /// Whether its status is another
    pub other_status: bool,
    /// What an integration does, in one sentence; a requirement's words say it themselves
    pub meaning: Option<String>,
    /// The requirement's wording
    pub text: Rich,
    /// »Gælder, hvis løsningen …«: absent when it always holds
    pub condition: Option<Rich>,
    /// Why the line is there, one sentence for each reason
    pub why: Vec<Rich>,
    /// What the supplier may show instead
    pub alternative: Option<Rich>,
    /// When it has to be met, if not at the start
    pub deferred: Option<Rich>,
    /// Whether that holds only while nothing else asks for the line: the tender's own time may then hold all the same
    #[serde(skip)]
    pub deferred_in_part: bool,
    /// »Ændret i version 1.1«
    pub changed: Option<String>,
}

/// The requirement appendix.
#[derive(Debug, Clone, Serialize)]
pub struct Kravbilag {
    pub front: Front,
    /// The instruction box on the cover's back or below its list
    pub instruction: Section,
    /// The change log; absent in a first version
    pub versions: Option<Versions>,
    /// A draft's questions to settle first; empty when it is final
    pub questions: Option<Questions>,
    pub reading_guide: Section,
    pub legend: Legend,
    /// What holds of all lines, unless they say otherwise
    pub standard: Option<String>,
    pub overview: Section,
    pub matrix: Matrix,
    pub dependencies_intro: Section,
    /// Absent when nothing requires anything
    pub dependencies: Option<Dependencies>,
    pub facts_intro: Section,
    /// Empty when no chosen package asks for a fact
    pub facts: Vec<FactRow>,
    pub packages_intro: Section,
    pub chapters: Vec<Chapter>,
    /// Integrations that came through other packages
    pub derived: Option<Derived>,
    pub integrations_intro: Section,
    /// Every integration that is not excluded, once
    pub integrations: Vec<Line>,
    /// The buyer's own requirements that belong to no package
    pub others: Option<Others>,
    pub deviations: Option<Deviations>,
    /// What leads into the list of all numbers with their pages
    pub register: Section,
}

/// The versions of a published tender.
#[derive(Debug, Clone, Serialize)]
pub struct Versions {
    pub intro: Section,
    /// The first version first
    pub rows: Vec<VersionRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct VersionRow {
    pub version: String,
    /// »24. november 2026«
    pub date: String,
    pub what: String,
    /// »Rettelsesblad nr. 1«
    pub notice: Option<String>,
}

/// What a draft must settle before it can be published.
#[derive(Debug, Clone, Serialize)]
pub struct Questions {
    pub intro: Section,
    pub rows: Vec<QuestionRow>,
}

/// An open question to the buyer.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionRow {
    /// The fact's id, as the profile writes it
    pub fact: String,
    /// »O-4«
    pub number: String,
    pub question: String,
    pub help: String,
    /// The ids of what the answer decides
    pub moves: Vec<String>,
}

/// The requirement types and status words that the document uses.
#[derive(Debug, Clone, Serialize)]
pub struct Legend {
    pub types: Vec<TypeEntry>,
    pub statuses: Vec<StatusEntry>,
}

#[derive(Debug, Clone, Serialize)]
pub struct TypeEntry {
    pub id: String,
    pub name: String,
    pub meaning: String,
    /// »Ja · Nej«
    pub answers: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct StatusEntry {
    pub status: Status,
    pub meaning: String,
}

/// Business integrations over prerequisites, a column for each package.
#[derive(Debug, Clone, Serialize)]
pub struct Matrix {
    pub columns: Vec<MatrixColumn>,
    /// A row for each prerequisite; its cells stand in the order of the columns
    pub rows: Vec<MatrixRow>,
    /// Which signs occur, so that only those are explained
    pub has_conditional: bool,
    pub has_derived: bool,
    pub has_unchosen: bool,
    /// Whether there are packages enough for an overview
    pub drawn: bool,
    /// The same in words, for who cannot see it
    pub alt: String,
}

impl Matrix {
    /// The prerequisites in the order of their ids, as they are looked up by name.
    pub fn rows_by_id(&self) -> Vec<&MatrixRow> {
        let mut rows: Vec<&MatrixRow> = self.rows.iter().collect();
        rows.sort_by(|one, other| one.id.cmp(&other.id));
        rows
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct MatrixColumn {
    pub package: String,
    pub title: String,
    pub business: Vec<MatrixBusiness>,
}

/// A business integration at the head of a column.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixBusiness {
    pub id: String,
    pub chosen: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    pub id: String,
    pub name: String,
    pub cells: Vec<Option<MatrixCell>>,
}

/// A prerequisite under a package: plain means always, in parentheses only in certain cases.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixCell {
    /// Only in certain cases: printed in parentheses
    pub conditional: bool,
    /// It came through another package: printed in italics with a mark
    pub derived: bool,
}

/// A fact, its answer and who gave or gives it.
#[derive(Debug, Clone, Serialize)]
pub struct FactRow {
    pub fact: String,
    /// »O-4«
    pub number: String,
    pub label: String,
    pub question: String,
    /// »Ja«, »Nej«, »Afklares af ordregiver«, »Leverandøren svarer i svarskemaet«
    pub answer: String,
    pub asked_of: Asked,
    /// The packages that ask
    pub packages: Vec<String>,
    /// What the answer decides, by id
    pub moves: Vec<String>,
    /// What it decides only where an alternative is accepted: »hvis et alternativ godtages: SF1461«
    pub moves_if_accepted: Option<String>,
}

/// A chosen package.
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// `I-02`
    pub package: String,
    pub title: String,
    pub purpose: Vec<Block>,
    /// The chosen integrations: the box »Valgt«
    pub chosen: Vec<Chosen>,
    /// »Følger af valget«
    pub follows: Vec<Follow>,
    pub requirements: Vec<Line>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Chosen {
    pub id: String,
    pub name: String,
    /// »version 2.0, i drift siden 8. september 2023«
    pub version: Option<String>,
}

/// What follows from a package's choice: »SF1461 Beskedfordeler – modtag beskeder: kræves, fordi SF1320_A er valgt.«
#[derive(Debug, Clone, Serialize)]
pub struct Follow {
    pub id: String,
    pub status: Status,
    pub sentence: Rich,
    /// What it is needed for
    pub purpose: Option<Rich>,
}

/// Integrations that came through packages that were not chosen.
#[derive(Debug, Clone, Serialize)]
pub struct Derived {
    pub intro: Section,
    pub items: Vec<Follow>,
    /// Which packages' requirements would come along if they were chosen too
    pub notes: Vec<Rich>,
}

/// »Øvrige krav«: the buyer's own requirements that belong to no package.
#[derive(Debug, Clone, Serialize)]
pub struct Others {
    pub intro: Section,
    pub requirements: Vec<Line>,
}

/// What the buyer left out of the catalog's requirements, and what it changed of them.
#[derive(Debug, Clone, Serialize)]
pub struct Deviations {
    pub intro: Section,
    pub rows: Vec<Deviation>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Deviation {
    pub id: String,
    pub title: String,
    pub text: Rich,
    pub reason: String,
}

/// The supplier's response form.
#[derive(Debug, Clone, Serialize)]
pub struct Svarskema {
    pub front: Front,
    pub supplier_intro: Section,
    /// Name, CVR number, contact, date
    pub supplier: Vec<Field>,
    pub instruction: Section,
    pub legend: Legend,
    /// What holds of all lines, unless they say otherwise
    pub standard: Option<String>,
    pub facts: Option<FactQuestions>,
    /// What leads into the packages' groups
    pub packages_intro: Section,
    pub groups: Vec<FormGroup>,
    pub signature: Option<Signature>,
}

/// The facts that the supplier answers.
#[derive(Debug, Clone, Serialize)]
pub struct FactQuestions {
    pub intro: Section,
    pub rows: Vec<FactQuestion>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FactQuestion {
    /// »O-4«
    pub number: String,
    pub question: String,
    pub help: String,
    /// »Afgør SF1461 og I-04.04«
    pub decides: Option<Rich>,
    pub answer: Field,
}

/// Lines under one heading: the integrations, or a package's requirements.
#[derive(Debug, Clone, Serialize)]
pub struct FormGroup {
    /// The package whose requirements they are
    pub package: Option<String>,
    pub intro: Section,
    pub lines: Vec<FormLine>,
}

/// A line with the fields that answer it.
#[derive(Debug, Clone, Serialize)]
pub struct FormLine {
    #[serde(flatten)]
    pub line: Line,
    pub answer: Field,
    /// Absent where the buyer wants none
    pub description: Option<Field>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Signature {
    pub intro: Section,
    pub fields: Vec<Field>,
}

/// A place to write in.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    pub name: FieldName,
    /// The visible label
    pub label: String,
    pub kind: FieldKind,
    /// The answers of a radio group or a choice; each is also the value that is stored
    pub options: Vec<String>,
    /// What a screen reader says, and what is shown under the pointer
    pub tip: String,
    /// The form of what is asked for, in small type beside the label: »otte cifre«
    pub hint: Option<String>,
    /// How many characters it is made for, where that is known
    pub characters: Option<u8>,
    /// A date is asked for
    #[serde(skip)]
    pub is_date: bool,
    /// Whether it must be filled in
    pub required: bool,
    /// The answers of its line with which it must be filled in, though it need not otherwise
    pub required_with: Vec<String>,
    /// The answers with which alone it need not be, where those are fewer to name
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required_unless: Vec<String>,
    /// The height in lines of text
    pub lines: u8,
    /// Ticked from the start
    pub ticked: bool,
    /// The answer among several that is chosen from the start
    pub chosen: Option<String>,
}

impl Field {
    /// The answers with which it must be filled in: »Delvist opfyldt« eller »På anden vis«
    pub fn answers_to_describe(&self) -> Option<String> {
        (!self.required_with.is_empty()).then(|| either(&self.required_with))
    }

    /// The same as it is asked for: the words that lead in the answers, and the answers with which it must be filled in,
    /// or alone need not.
    pub fn duty(&self) -> Option<(Word, String)> {
        let with = self.answers_to_describe()?;
        Some(match self.required_unless.as_slice() {
            [] => (Word::MustFillWith, with),
            unless => (Word::MustFillUnless, either(unless)),
        })
    }

    /// Whether it must be filled in beside an answer of its line.
    pub fn is_needed_with(&self, answer: &str) -> bool {
        self.required || self.required_with.iter().any(|other| other == answer)
    }
}

/// »Ja« eller »Nej«
fn either(answers: &[String]) -> String {
    danish::list(answers.iter().map(|answer| format!("»{answer}«")), "eller")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    Text,
    Multiline,
    Radio,
    Choice,
    Check,
    Signature,
}

/// The buyer's checklist: one page per package.
#[derive(Debug, Clone, Serialize)]
pub struct Tjekliste {
    pub front: Front,
    /// The name under which a browser remembers what was ticked: edition, profile and title
    pub memory: String,
    pub intro: Section,
    pub overview: Section,
    pub matrix: Matrix,
    pub pages: Vec<ChecklistPage>,
    /// The buyer's own requirements that belong to no package; absent where there are none
    pub others: Option<Others>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChecklistPage {
    pub package: String,
    pub title: String,
    pub purpose: Vec<Block>,
    pub guidance: Vec<Block>,
    /// The integrations to choose among
    pub choices: Vec<Tick>,
    /// The facts to settle
    pub facts: Vec<ChecklistFact>,
    /// What follows from the choice
    pub follows: Vec<Follow>,
    /// Requirements beside the integrations, by id
    pub requirements: Vec<Line>,
    pub advice: Vec<Tick>,
    /// What was seen outside the catalog, of what is chosen here, each note on one page
    pub seen: Option<SeenOutside>,
    pub notes: Field,
}

/// Something to tick: a heading, a sentence and the box.
#[derive(Debug, Clone, Serialize)]
pub struct Tick {
    pub title: Rich,
    pub text: Rich,
    pub field: Field,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChecklistFact {
    /// »O-4«
    pub number: String,
    pub question: String,
    /// The profile leaves it open, and it decides something
    pub open: bool,
    pub help: String,
    pub decides: Option<Rich>,
    /// Who answers it, in words: »Ordregiver«, »Leverandøren«
    pub asked_of: String,
    /// Ja / Nej / Leverandøren / Uafklaret: one of them
    pub answer: Field,
}

/// The webinar's slides, with what the speaker says to each.
#[derive(Debug, Clone, Serialize)]
pub struct Slides {
    pub front: Front,
    /// Said to the cover
    pub welcome: Section,
    /// The title of the overview, and what is said to it
    pub overview: Section,
    pub matrix: Matrix,
    /// The title of the explanation of signs, and what is said to it
    pub legend: Section,
    /// The prerequisites of the overview by name
    pub prerequisites: Vec<Prerequisite>,
    pub packages: Vec<PackageSlide>,
    /// What the profile leaves open, in a few words each
    pub open: Vec<String>,
    /// The closing slide: its title and its list
    pub next: Section,
    /// Said to the closing slide
    pub closing: Section,
}

#[derive(Debug, Clone, Serialize)]
pub struct Prerequisite {
    pub id: String,
    pub name: String,
}

/// A package's slide.
#[derive(Debug, Clone, Serialize)]
pub struct PackageSlide {
    pub package: String,
    pub title: String,
    /// At most five
    pub lines: Vec<SlideLine>,
    /// The picture
    pub column: PackageColumn,
    /// What the speaker says: purpose, guidance, questions, what follows, advice
    pub page: ChecklistPage,
}

/// »Altid«: »SF1514, SF1500 og SF1510«
#[derive(Debug, Clone, Serialize)]
pub struct SlideLine {
    pub label: String,
    pub text: Rich,
    /// The picture beside it says the same with names
    pub pictured: bool,
}

/// A package's column of the overview.
#[derive(Debug, Clone, Serialize)]
pub struct PackageColumn {
    pub business: Vec<ColumnBusiness>,
    pub prerequisites: Vec<ColumnEntry>,
    /// The same in words
    pub alt: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ColumnBusiness {
    pub id: String,
    pub name: String,
    pub chosen: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ColumnEntry {
    pub id: String,
    pub name: String,
    pub conditional: bool,
    pub derived: bool,
}

/// The dependency figure: boxes with places, edges with bends. Lengths are points.
#[derive(Debug, Clone, Serialize)]
pub struct Dependencies {
    pub width: f64,
    pub height: f64,
    /// The height of a box's row
    pub row: f64,
    /// Whether the kravbilag draws it
    pub drawn: bool,
    pub boxes: Vec<FigureBox>,
    /// One for each rule and carrier that holds
    pub edges: Vec<FigureEdge>,
    /// What is drawn of the edges, each piece once
    pub lines: Vec<FigureLine>,
    pub dots: Vec<FigureDot>,
    /// Where lines end
    pub arrows: Vec<[f64; 2]>,
    pub has_conditional: bool,
    pub has_derived: bool,
    /// The same in words, sentence by sentence
    pub sentences: Vec<String>,
    pub alt: String,
}

/// A chosen package, or an integration that follows.
#[derive(Debug, Clone, Serialize)]
pub struct FigureBox {
    /// `I-02`; absent for an integration that belongs to no chosen package
    pub package: Option<String>,
    pub title: String,
    /// The package's id and its title, or the integration's name, in the lines that fit the box
    pub lines: Vec<String>,
    pub rows: Vec<FigureRow>,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

#[derive(Debug, Clone, Serialize)]
pub struct FigureRow {
    pub id: String,
    pub name: String,
    /// Its middle
    pub y: f64,
    pub chosen: bool,
    pub conditional: bool,
    pub derived: bool,
}

/// `from` requires `to`, or may use it.
#[derive(Debug, Clone, Serialize)]
pub struct FigureEdge {
    pub rule: String,
    /// Whose rule it is
    #[serde(skip)]
    pub package: PackageId,
    pub from: String,
    pub to: String,
    /// Only in certain cases
    pub conditional: bool,
    /// It may be used
    pub optional: bool,
    /// `from` was not chosen itself
    pub derived: bool,
    pub points: Vec<[f64; 2]>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FigureLine {
    pub points: [[f64; 2]; 2],
    pub dashed: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct FigureDot {
    pub x: f64,
    pub y: f64,
    /// Only in certain cases
    pub open: bool,
}
