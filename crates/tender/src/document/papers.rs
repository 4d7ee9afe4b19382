//! The papers that come with a tender and after it: what it rests on, what changed in it, what was asked, that it is
//! withdrawn.

use serde::Serialize;

use super::{Deviations, Front, Rich, Section};
use crate::change::Weight;

/// What the requirements rest on, for the buyer alone.
#[derive(Debug, Clone, Serialize)]
pub struct Baggrundsnotat {
    pub front: Front,
    pub about: Section,
    pub reasons: Section,
    /// Every printed line with all that leads to it
    pub lines: Vec<Grounds>,
    /// What the buyer left out or changed of the catalog, with weights that suppliers read elsewhere; absent where it did
    /// neither
    pub deviations: Option<Deviations>,
    pub sources: Section,
    pub source_rows: Vec<SourceEntry>,
    /// Absent where the lines rest on no disagreement between the sources
    pub readings: Option<Readings>,
    /// What was seen outside the catalog; absent where nothing was
    pub notes: Option<SeenOutside>,
    /// What the buyer has weighed of the remarks about its own texts; absent where it has weighed none
    pub remarks: Option<Weighed>,
}

/// A line with all that leads to it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    pub id: String,
    pub title: String,
    /// »MK Mindstekrav · Gælder«
    pub standing: String,
    pub reasons: Vec<Ground>,
    /// It follows from nothing that KOMBIT's material on a package says itself
    pub derived: Option<String>,
}

/// One reason of a line, in full.
#[derive(Debug, Clone, Serialize)]
pub struct Ground {
    pub sentence: Rich,
    pub purpose: Option<Rich>,
    /// »slide I-02, fortolkning R18«
    pub source: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct SourceEntry {
    pub id: String,
    pub title: String,
}

/// How disagreements between the sources were read.
#[derive(Debug, Clone, Serialize)]
pub struct Readings {
    pub intro: Section,
    pub rows: Vec<ReadingEntry>,
}

/// How a disagreement between the sources was read.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingEntry {
    pub id: String,
    pub subject: String,
    pub matrix: String,
    pub slide: String,
    pub choice: Rich,
    pub why: Rich,
    /// »sikker«, »sandsynlig«, »uafklaret«
    pub confidence: String,
    /// How the buyer settled it
    pub settled: Option<String>,
}

/// What was seen outside the catalog.
#[derive(Debug, Clone, Serialize)]
pub struct SeenOutside {
    pub intro: Section,
    pub rows: Vec<SeenNote>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SeenNote {
    /// What it concerns: »SF1511«, »I-02«
    pub about: Vec<String>,
    /// »13. maj 2026«
    pub seen: String,
    pub text: Rich,
    /// Where it can be read
    pub pages: Rich,
}

/// Remarks about the buyer's own texts that the buyer has weighed.
#[derive(Debug, Clone, Serialize)]
pub struct Weighed {
    pub intro: Section,
    pub rows: Vec<WeighedRemark>,
}

#[derive(Debug, Clone, Serialize)]
pub struct WeighedRemark {
    /// The line, or »Spørgsmål 7«
    pub about: String,
    /// The rule of the remark: `vague-word`
    pub remark: String,
    pub because: String,
}

/// What changed in a tender since it was published, for suppliers.
#[derive(Debug, Clone, Serialize)]
pub struct Rettelsesblad {
    pub front: Front,
    pub changes: Section,
    /// By package and number, without regard to what they weigh
    pub parts: Vec<CorrectionPart>,
    /// What is said in their place when nothing changed
    pub nothing: Option<Section>,
    pub about: Section,
    pub reading_guide: Section,
}

/// What the changes of a published tender may weigh, and what they oblige to, for the buyer alone.
#[derive(Debug, Clone, Serialize)]
pub struct Aendringsnotat {
    pub front: Front,
    pub about: Section,
    pub summary: Section,
    /// One for each weight, the heaviest first
    pub counts: Vec<WeightCount>,
    /// The minimum requirements that came, went or changed; absent where none did
    pub minimum: Option<Loud>,
    /// Absent for a direct award, which has no deadline for tenders
    pub notice: Option<Notice>,
    /// The changes by weight, the heaviest first; without the empty ones
    pub groups: Vec<CorrectionGroup>,
    /// What is said in their place when nothing changed
    pub nothing: Option<Section>,
}

/// What must not be passed over: a fixed text, and what it is about.
#[derive(Debug, Clone, Serialize)]
pub struct Loud {
    pub intro: Section,
    pub rows: Vec<String>,
}

/// How many changes weigh that much.
#[derive(Debug, Clone, Serialize)]
pub struct WeightCount {
    pub weight: Weight,
    /// »Mulige væsentlige ændringer«
    pub title: Rich,
    pub count: usize,
}

/// Whether suppliers are told in time.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    pub intro: Section,
    pub rows: Vec<NoticeRow>,
    /// What the rows come to, sentence by sentence
    pub sentences: Vec<String>,
}

/// What the days are counted from: »Tilbudsfrist« – »15. januar 2027«.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeRow {
    pub label: String,
    pub value: String,
}

/// Changes of one weight.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionGroup {
    pub weight: Weight,
    pub intro: Section,
    pub parts: Vec<CorrectionPart>,
}

/// Changes of one package, or of what belongs to none.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionPart {
    /// `I-02`; absent where it is about no package
    pub package: Option<String>,
    pub title: String,
    pub corrections: Vec<Correction>,
}

/// A change as it is printed.
#[derive(Debug, Clone, Serialize)]
pub struct Correction {
    /// Its kind and id, which no other has: `requirement I-02.01`
    pub mark: String,
    /// `I-02.01`; absent for what has no number, such as the deadline
    pub id: Option<String>,
    /// »Ændringer i persondata«, »`[UDGÅET]` afløst af SF1461«
    pub title: String,
    /// »Krav«
    pub kind: String,
    /// »Ændret«
    pub what: String,
    /// What follows for its number
    pub note: Option<String>,
    pub aspects: Vec<CorrectedAspect>,
    /// Why, one sentence for each cause
    pub because: Vec<String>,
    /// What was settled of its weight, for the buyer alone
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<String>,
}

/// An aspect before and after, each whole; empty where it was or is not stated.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectedAspect {
    pub name: String,
    /// Absent for what is new
    pub old: Option<Vec<Wording>>,
    /// Absent for what is gone
    pub new: Option<Vec<Wording>>,
}

/// A run of words, told apart by what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", content = "s", rename_all = "kebab-case")]
pub enum Wording {
    Same(String),
    Gone(String),
    Came(String),
    Break,
}

/// The suppliers' questions with the buyer's answers.
#[derive(Debug, Clone, Serialize)]
pub struct SpoergsmaalOgSvar {
    pub front: Front,
    pub about: Section,
    /// The answered ones, by number
    pub rows: Vec<Answered>,
}

/// A question and its answer. Who asked is nowhere said.
#[derive(Debug, Clone, Serialize)]
pub struct Answered {
    pub number: u32,
    /// »Besvaret den 3. december 2026«
    pub answered: String,
    pub question: Rich,
    pub answer: Rich,
    /// The change that it led to
    pub led_to: Option<Rich>,
}

/// That a tender is withdrawn.
#[derive(Debug, Clone, Serialize)]
pub struct Aflysning {
    pub front: Front,
    pub about: Section,
}
