//! Every fault that `bilag` complains of.
//!
//! A variant carries data, and its name is its code. What it says stands in one place and in two languages, in
//! [`Fault::saying`].

use std::fmt;

use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

use crate::catalog::id::{EditionId, FactId, IntegrationId, LineId, PackageId, ReadingId, RequirementId, TypeId};
use crate::form::refusal::Refusal;
use crate::portfolio::Unsafe;
use crate::profile::cvr::CvrError;
use crate::resolve::Pending;
use crate::text::language::Both;

pub use self::because::Because;
pub use self::missing::Missing;
pub use self::profile::{Limits, NoChange};
pub use self::saying::Saying;
pub use self::toml::Slip;
pub use self::why::{BadJson, Misfit, NoPattern, NoReport, Obstacle, System, Why};
pub use self::words::{Expected, Found, Noun, Second, Thing, Unprintable};

mod because;
mod missing;
mod profile;
mod saying;
mod toml;
mod typst;
mod why;
mod words;

/// What is wrong, as data. The name of a variant is its code: `UnknownKey` is printed as `unknown-key`, and [`Code`] lists them all.
#[derive(Debug, Clone, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(Code),
    doc = "The stable name of a fault, without its data.",
    derive(IntoStaticStr, VariantArray),
    strum(serialize_all = "kebab-case")
)]
pub enum Fault {
    // Files and their form
    Toml {
        /// What the parser says
        message: String,
        hints: Vec<Slip>,
    },
    #[strum_discriminants(strum(serialize = "not-utf-8"))]
    NotUtf8 {
        path: String,
    },
    TooLarge {
        path: String,
        bytes: u64,
        most: u64,
    },
    Unreadable {
        path: String,
        why: Why,
    },
    Unwritable {
        path: String,
        why: System,
    },
    NoFolder {
        path: String,
    },
    NoFrontMatter,
    MissingSection {
        heading: &'static str,
    },
    Unprintable {
        what: Unprintable,
    },
    // Keys and values
    UnknownKey {
        key: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    MissingKey {
        key: String,
    },
    EmptyText {
        key: String,
    },
    WrongKind {
        expected: Expected,
        found: Found,
    },
    ControlCharacter {
        code: u32,
    },
    DuplicateId {
        what: Thing,
        id: String,
    },
    MalformedId {
        expected: Expected,
        id: String,
    },
    UnknownReference {
        what: Thing,
        id: String,
        nearest: Option<String>,
    },
    Condition {
        expected: Expected,
    },
    TooFewAnswers {
        id: String,
    },
    /// A key takes one of some words, and this is none of them
    UnknownWord {
        key: String,
        word: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    /// The kind of a type that the edition itself uses cannot be another
    FixedKind {
        id: TypeId,
        kind: &'static str,
    },
    // The catalog
    ReservedAnswer {
        answer: String,
    },
    NotAFile {
        path: String,
    },
    DateOutOfRange,
    NoEdition,
    EditionFolder {
        id: EditionId,
        folder: String,
    },
    BaseCycle {
        path: Vec<String>,
    },
    NothingToChange {
        id: String,
    },
    ReusedRequirement {
        id: RequirementId,
    },
    NeverHolds {
        id: String,
    },
    AlwaysHolds {
        id: String,
    },
    FactDecidesNothing {
        id: FactId,
    },
    NeverCited {
        what: Thing,
        id: String,
    },
    WrongHome {
        id: IntegrationId,
        packages: Vec<String>,
    },
    // The profile
    UnknownEdition {
        id: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    ExtendsCycle {
        path: Vec<String>,
    },
    ExtendsTooLong {
        most: usize,
    },
    TooLong {
        length: usize,
        most: usize,
    },
    Cvr {
        number: String,
        error: CvrError,
    },
    UnknownArea {
        id: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    UnknownType {
        id: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    UnknownProcedure {
        word: String,
        nearest: Option<String>,
    },
    DatesReversed {
        earlier: &'static str,
        later: &'static str,
    },
    NoPackage,
    UnknownPackage {
        id: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    NothingChosen {
        package: PackageId,
        known: Vec<String>,
    },
    UnknownIntegration {
        package: PackageId,
        id: String,
        known: Vec<String>,
        nearest: Option<String>,
        /// The package that offers it
        home: Option<PackageId>,
        successors: Vec<String>,
        /// It exists, but nobody chooses it here
        prerequisite: bool,
    },
    UnknownFact {
        id: String,
        edition: EditionId,
        known: Vec<String>,
        nearest: Option<String>,
    },
    /// What answers a fact is none of the three answers
    UnknownAnswer {
        written: String,
    },
    UnknownRequirement {
        id: String,
        edition: EditionId,
        dropped: bool,
        integration: bool,
        nearest: Option<String>,
    },
    PackageNotChosen {
        package: PackageId,
    },
    /// A need is no requirement that can be left out: it was stated by an answer
    NeedLeftOut {
        id: RequirementId,
        fact: FactId,
    },
    /// A line of the catalog cannot be changed so
    LineChange {
        id: LineId,
        why: NoChange,
    },
    /// What limits an answer does not fit it
    AnswerLimits {
        key: &'static str,
        why: Limits,
    },
    /// A weight beside a type that is not evaluated
    WeightNotEvaluated {
        kind: TypeId,
    },
    /// A remark of the linter is allowed, and nothing says why
    AllowWithoutReason {
        written: String,
    },
    PublishedWithoutId,
    MalformedColour {
        written: String,
    },
    LowContrast {
        hundredths: u32,
    },
    UnknownFont {
        family: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    // Warnings about a profile that can be built
    /// Suppliers are asked what the buyer must know
    BuyerKnows {
        fact: FactId,
        /// What suppliers could switch off by their answer
        moves: Vec<LineId>,
    },
    /// Something is left to settle before the tender can be published
    Unfinished {
        pending: Pending,
    },
    FactNotAsked {
        fact: FactId,
        packages: Vec<PackageId>,
    },
    UnsettledReading {
        reading: ReadingId,
        subject: String,
    },
    ExpectedPackage {
        package: PackageId,
        title: String,
        area: String,
    },
    NotInOperation {
        id: IntegrationId,
        /// In the catalog's Danish: »under udvikling (9. januar 2024)«
        why: String,
        successors: Vec<String>,
    },
    UsedNotChosen {
        package: PackageId,
        title: String,
        integrations: Vec<String>,
        requirements: usize,
    },
    // Templates and printing
    Typst {
        /// What Typst says
        message: String,
        hints: Vec<String>,
    },
    MissingTitle,
    UnknownPlaceholder {
        name: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    MissingPlaceholder {
        name: String,
    },
    UnreadableImage {
        path: String,
        /// What Typst says of it
        why: Option<String>,
    },
    NoGlyph {
        characters: Vec<char>,
    },
    /// Fields of the data that a template does not show
    FieldsMissing {
        names: Vec<String>,
    },
    /// Lines of the data that a template prints nowhere
    DroppedLine {
        ids: Vec<String>,
        template: String,
    },
    FieldsRepeated {
        names: Vec<String>,
    },
    /// Links to fields that the data does not have
    FieldsUnknown {
        names: Vec<String>,
    },
    ForeignLink {
        target: String,
    },
    AttachmentTaken {
        name: String,
    },
    UnexpectedPdf {
        missing: Missing,
    },
    // Running
    NoProfiles {
        path: String,
    },
    NotAProfile {
        path: String,
    },
    SameOutput {
        output: String,
        first: String,
        second: String,
    },
    NotFinal {
        profile: String,
        questions: Vec<FactId>,
        /// What else is left to settle
        pending: Vec<Pending>,
    },
    UnknownLine {
        id: String,
        edition: EditionId,
        nearest: Option<String>,
    },
    UnknownEntry {
        id: String,
        edition: EditionId,
        nearest: Option<String>,
    },
    /// `explain --code` was asked for a complaint that there is not
    UnknownCode {
        code: String,
        nearest: Option<String>,
    },
    FileExists {
        path: String,
    },
    /// A link in a folder of the user's leads out of it
    LeadsOut {
        path: String,
        folder: String,
    },
    /// A file in a folder of templates has a name that templates cannot write
    NameNotUnicode {
        path: String,
    },
    /// A file among the fonts holds none
    NotAFont {
        path: String,
    },
    /// A folder of fonts holds none
    NoFonts {
        folder: String,
    },
    /// The documents of a profile would be hidden files
    HiddenOutput {
        path: String,
    },
    /// A returned form was not read
    RefusedForm {
        path: String,
        refusal: Refusal,
    },
    /// No form could be read, and there is no profile either
    NothingToCompare,
    /// The writer of workbooks refused
    Workbook {
        misfit: Misfit,
        /// What the writer says
        message: String,
    },
    /// A side of a comparison is neither an edition nor a file
    UnknownSide {
        name: String,
        editions: Vec<String>,
        nearest: Option<String>,
    },
    /// A folder that is to be compared holds no edition
    NotAnEdition {
        path: String,
    },
    /// An edition and a tender were to be compared
    UnlikeSides {
        edition: String,
        tender: String,
    },
    /// A rettelsesblad is made of the new profile
    NoNewProfile {
        name: String,
    },
    /// The lock beside the outputs is damaged
    UnreadableLock {
        path: String,
        why: BadJson,
    },
    /// The lock was written by a version that writes it otherwise
    LockOfAnotherTime {
        path: String,
        schema: u32,
    },
    /// What a published tender prints would change without its version being raised
    PublishedChanged {
        version: Option<String>,
        lock: String,
        /// Each in a few words
        changes: Vec<Both>,
    },
    /// A corrected version is dated before the version that it corrects was published
    DatedBack {
        key: &'static str,
        date: String,
        before: String,
    },
    /// What a published tender says is the same, but it would look otherwise
    PublishedKept {
        version: Option<String>,
        why: Vec<Because>,
    },
    /// An output of a published tender is gone, and it would not be made the same again
    PublishedLost {
        path: String,
        why: Vec<Because>,
    },
    /// A profile takes its edition from a file that was not named
    InheritedEdition {
        path: String,
    },
    /// An output is not as it was written
    EditedOutput {
        path: String,
    },
    /// An output would have to be overwritten that was not written by us
    ForeignOutput {
        path: String,
    },
    /// Only the svarskema can be written in this format
    NoSuchFormat {
        format: &'static str,
        document: &'static str,
    },
    // Portfolios
    /// A portfolio stands where a profile must
    #[strum_discriminants(strum(serialize = "portfolio-for-profile"))]
    NotOneProfile,
    /// The base profiles of a portfolio lie in a folder that is built
    PortfolioBases {
        portfolio: String,
        bases: Vec<String>,
    },
    #[strum_discriminants(strum(serialize = "portfolio-heading"))]
    UnknownHeading {
        heading: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    /// No column can set such a key
    #[strum_discriminants(strum(serialize = "portfolio-key"))]
    UnknownProfileKey {
        key: String,
        nearest: Option<String>,
    },
    #[strum_discriminants(strum(serialize = "portfolio-row"))]
    RowLength {
        fields: usize,
        headings: usize,
    },
    #[strum_discriminants(strum(serialize = "portfolio-quote"))]
    OpenQuote,
    #[strum_discriminants(strum(serialize = "portfolio-empty"))]
    NoRows,
    #[strum_discriminants(strum(serialize = "portfolio-cell"))]
    Cell {
        key: String,
        expected: Expected,
        found: String,
    },
    #[strum_discriminants(strum(serialize = "portfolio-brace"))]
    LooseBrace,
    #[strum_discriminants(strum(serialize = "portfolio-name"))]
    UnsafeName {
        name: String,
        why: Unsafe,
    },
    #[strum_discriminants(strum(serialize = "portfolio-name-twice"))]
    SameName {
        name: String,
    },
    /// Several base profiles, and a name in which the base does not stand
    #[strum_discriminants(strum(serialize = "portfolio-name-without-base"))]
    NameWithoutBase,
    // Paths with wildcards
    MalformedPattern {
        pattern: String,
        why: NoPattern,
    },
    NoMatch {
        what: Thing,
        pattern: String,
    },
    // Reports of runs
    NotAReport {
        path: String,
        why: NoReport,
    },
    /// A report, but of a whole run
    NotAPart {
        path: String,
    },
    AnotherRun {
        path: String,
        first: String,
    },
    PartTwice {
        part: usize,
        of: usize,
        first: String,
        second: String,
    },
    #[strum_discriminants(strum(serialize = "part-missing"))]
    PartsMissing {
        parts: Vec<usize>,
        of: usize,
    },
}

impl Code {
    /// Every code, in the order of the faults.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// As complaints print it.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl Fault {
    /// The stable name of the fault, as complaints print it.
    pub fn code(&self) -> &'static str {
        Code::from(self).name()
    }

    /// Whether it lies with the machine and not with what the user wrote.
    pub fn is_environment(&self) -> bool {
        matches!(self, Fault::Unwritable { .. })
    }
}

/// The message in English, as logs and reports of runs hold it.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.saying().message.en)
    }
}
