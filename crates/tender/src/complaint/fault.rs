//! Every fault that `bilag` complains of: its code, its message, its label and its way out.
//!
//! A variant carries data; the sentences live here and nowhere else. The message is the fact, the label is the place, a hint is
//! the way out and exists only when it is probably right.

use std::fmt;

use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

use crate::catalog::id::{EditionId, FactId, IntegrationId, PackageId, ReadingId, RequirementId};
use crate::form::refusal::Refusal;
use crate::profile::cvr::CvrError;

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
        message: String,
        hints: Vec<String>,
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
        why: String,
    },
    Unwritable {
        path: String,
        why: String,
    },
    NoFolder {
        path: String,
    },
    NoFrontMatter,
    MissingSection {
        heading: &'static str,
    },
    Unprintable {
        what: &'static str,
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
        expected: &'static str,
        found: &'static str,
    },
    ControlCharacter {
        code: u32,
    },
    DuplicateId {
        what: &'static str,
        id: String,
    },
    MalformedId {
        expected: &'static str,
        id: String,
    },
    UnknownReference {
        what: &'static str,
        id: String,
        nearest: Option<String>,
    },
    Condition {
        expected: &'static str,
    },
    TooFewAnswers {
        id: String,
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
        what: &'static str,
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
        why: String,
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
        why: String,
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
        changes: Vec<String>,
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
        why: Vec<String>,
    },
    /// An output of a published tender is gone, and it would not be made the same again
    PublishedLost {
        path: String,
        why: Vec<String>,
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
        expected: &'static str,
        found: String,
    },
    #[strum_discriminants(strum(serialize = "portfolio-brace"))]
    LooseBrace,
    #[strum_discriminants(strum(serialize = "portfolio-name"))]
    UnsafeName {
        name: String,
        why: String,
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
        why: String,
    },
    NoMatch {
        what: &'static str,
        pattern: String,
    },
    // Reports of runs
    NotAReport {
        path: String,
        why: String,
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

/// What a fact can be answered with.
pub const ANSWERS: &str = "`true`, `false` or \"supplier\"";

/// Lists names as code: `a`, `b`, `c`.
fn names<T: fmt::Display>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// "did you mean" the nearest name.
fn meant(nearest: &Option<String>) -> Vec<String> {
    nearest.iter().map(|name| format!("did you mean `{name}`?")).collect()
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

    /// What stands beside the place.
    pub fn label(&self) -> String {
        match self {
            Fault::UnknownKey { known, .. } => format!("not one of {}", names(known)),
            Fault::MissingKey { key } => format!("`{key}` belongs here"),
            Fault::WrongKind { expected, .. } => format!("expected {expected}"),
            Fault::MalformedId { expected, .. } => format!("expected {expected}"),
            Fault::DuplicateId { .. } => "and again here".to_owned(),
            Fault::Condition { expected } => format!("expected {expected}"),
            Fault::UnknownEdition { known, .. }
            | Fault::UnknownFact { known, .. }
            | Fault::UnknownPackage { known, .. }
            | Fault::UnknownType { known, .. }
            | Fault::UnknownArea { known, .. } => format!("not one of {}", names(known)),
            Fault::UnknownAnswer { .. } => format!("expected {ANSWERS}"),
            Fault::UnknownProcedure { .. } => "not one of `direct-award`, `mini-tender`, `own-tender`".to_owned(),
            Fault::UnknownIntegration { known, .. } => format!("not one of {}", names(known)),
            Fault::NothingChosen { .. } => "empty".to_owned(),
            Fault::Cvr { error: CvrError::Digits, .. } => "expected eight digits".to_owned(),
            Fault::Cvr { error: CvrError::CheckDigit, .. } => "the check digit does not fit".to_owned(),
            Fault::TooLong { most, .. } => format!("at most {most} characters"),
            Fault::DatesReversed { earlier, .. } => format!("before `{earlier}`"),
            Fault::UnknownFont { known, .. } => format!("not one of {}", names(known)),
            Fault::UnknownPlaceholder { known, .. } | Fault::UnknownHeading { known, .. } => {
                format!("not one of {}", names(known))
            }
            Fault::UnknownProfileKey { .. } => "no key that a table can set".to_owned(),
            Fault::Cell { key, .. } => format!("for `{key}`"),
            Fault::OpenQuote => "begins here".to_owned(),
            Fault::SameName { .. } => "and again here".to_owned(),
            Fault::NotUtf8 { .. } => "here stand other bytes".to_owned(),
            Fault::ReusedRequirement { .. } => "reused here".to_owned(),
            Fault::LowContrast { .. } => "at least 4.5 : 1 is needed".to_owned(),
            _ => String::new(),
        }
    }

    /// The way out; empty when none is probably right.
    pub fn hints(&self) -> Vec<String> {
        match self {
            Fault::UnknownKey { nearest, .. }
            | Fault::UnknownReference { nearest, .. }
            | Fault::UnknownEdition { nearest, .. }
            | Fault::UnknownProcedure { nearest, .. }
            | Fault::UnknownFact { nearest, .. }
            | Fault::UnknownPackage { nearest, .. }
            | Fault::UnknownArea { nearest, .. }
            | Fault::UnknownType { nearest, .. }
            | Fault::UnknownFont { nearest, .. }
            | Fault::UnknownPlaceholder { nearest, .. }
            | Fault::UnknownEntry { nearest, .. }
            | Fault::UnknownHeading { nearest, .. }
            | Fault::UnknownProfileKey { nearest, .. }
            | Fault::UnknownLine { nearest, .. } => meant(nearest),
            Fault::UnknownCode { nearest: Some(code), .. } => vec![format!("did you mean `{code}`?")],
            Fault::UnknownCode { nearest: None, .. } => vec!["`bilag explain --code` lists them all".to_owned()],
            Fault::NoGlyph { .. } => vec!["replace them, or give fonts that have them with `--fonts`".to_owned()],
            Fault::FieldsMissing { .. } | Fault::FieldsRepeated { .. } => {
                vec!["the template must show each field of the document once, with `field` or `blank`".to_owned()]
            }
            Fault::DroppedLine { .. } => {
                vec!["print every line with `wording`, or mark where it stands with `printed`".to_owned()]
            }
            Fault::AttachmentTaken { .. } => vec!["attach it under another name".to_owned()],
            Fault::ForeignLink { .. } => vec!["a link leads to `https:`, `http:` or `mailto:`".to_owned()],
            Fault::UnknownRequirement { dropped: true, .. } => {
                vec!["the requirement was dropped; remove this entry".to_owned()]
            }
            Fault::UnknownRequirement { integration: true, .. } => vec![
                "an integration follows from the choice of packages; only requirements such as `I-02.01` can be left out".to_owned(),
            ],
            Fault::UnknownRequirement { nearest, .. } => meant(nearest),
            Fault::UnknownIntegration { successors, .. } if !successors.is_empty() => {
                vec![format!("it was replaced by {}", names(successors))]
            }
            Fault::UnknownIntegration { home: Some(home), id, .. } => {
                vec![format!("`{id}` is chosen in package `{home}`")]
            }
            Fault::UnknownIntegration { prerequisite: true, id, .. } => {
                vec![format!("`{id}` follows from what is chosen and is not chosen itself; remove it")]
            }
            Fault::UnknownIntegration { nearest, .. } => meant(nearest),
            Fault::NothingChosen { known, .. } => {
                vec![format!("choose among {}, write \"all\", or remove the line", names(known))]
            }
            Fault::NoPackage => vec!["write which packages the tender chooses, such as `I-02 = \"all\"`, under `[packages]`".to_owned()],
            Fault::PackageNotChosen { package } => {
                vec![format!("choose the package under `[packages]`, such as `{package} = \"all\"`, or remove this entry")]
            }
            Fault::PublishedWithoutId => {
                vec!["give it the number it was published with, such as `id = \"E1\"`, so that it never moves".to_owned()]
            }
            Fault::MalformedColour { .. } => vec!["write a colour as `#003865`".to_owned()],
            Fault::LowContrast { .. } => vec!["choose a darker colour".to_owned()],
            Fault::FactNotAsked { packages, .. } if !packages.is_empty() => {
                vec![format!("it is asked by {}, which is not chosen", names(packages))]
            }
            Fault::UnsettledReading { reading, .. } => {
                vec![format!("ask KOMBIT, and write the answer under `[readings]`: `{reading} = \"Bekræftet af …\"`")]
            }
            Fault::NotInOperation { successors, .. } if !successors.is_empty() => {
                vec![format!("it was replaced by {}", names(successors))]
            }
            Fault::UsedNotChosen { package, requirements, .. } if *requirements > 0 => {
                let number = if *requirements == 1 { "its requirement".to_owned() } else { format!("its {requirements} requirements") };
                vec![format!("choose `{package}` too if {number} should come along")]
            }
            Fault::ExpectedPackage { package, .. } => {
                vec![format!("choose `{package}` if the system is case-bearing; otherwise nothing is missing")]
            }
            Fault::Typst { hints, .. } | Fault::Toml { hints, .. } => hints.clone(),
            Fault::WrongKind { expected: "a string", found: "a number" } => vec!["put it in quotes".to_owned()],
            Fault::WrongKind { expected: "an array of tables", found: "a table" } => {
                vec!["write the heading with two brackets: `[[…]]`".to_owned()]
            }
            Fault::WrongKind { expected: "`true` or `false`", found: "a string" } => vec!["leave the quotes out".to_owned()],
            Fault::UnknownAnswer { written } => match written.to_lowercase().as_str() {
                "true" | "ja" | "yes" => vec!["write `true`, without quotes".to_owned()],
                "false" | "nej" | "no" => vec!["write `false`, without quotes".to_owned()],
                _ => vec!["write \"supplier\" if the supplier is to answer it".to_owned()],
            },
            Fault::MissingTitle => vec!["begin the text with a line such as `# Vejledning`".to_owned()],
            Fault::MissingPlaceholder { name } => vec![format!("write `{{{{{name}}}}}` where it belongs")],
            Fault::NotUtf8 { path, .. } if path.to_lowercase().ends_with(".csv") => {
                vec!["save the file as UTF-8: in Excel, the file type is `CSV UTF-8`".to_owned()]
            }
            Fault::NotUtf8 { .. } => vec!["save the file as UTF-8".to_owned()],
            Fault::ControlCharacter { code: 0x2028 | 0x2029 | 0x202a..=0x202e | 0x2066..=0x2069 } => {
                vec!["it is not seen and can make the text read otherwise than it is written; delete it".to_owned()]
            }
            Fault::NoFrontMatter => vec!["begin the file with `+++`, and end its TOML with a line `+++`".to_owned()],
            Fault::NoProfiles { .. } => vec!["a profile is a `.toml` file with a `[tender]` table; `bilag init` writes one".to_owned()],
            Fault::NotFinal { .. } => {
                vec!["answer under `[facts]` with `true`, `false` or \"supplier\", or build without `--final` for a draft".to_owned()]
            }
            Fault::SameOutput { .. } => vec!["name the folder they lie in, or give them different names".to_owned()],
            Fault::HiddenOutput { .. } => vec!["name the file, such as `omsorg.toml`".to_owned()],
            Fault::NothingToCompare => vec!["name the buyer's profile with `--profile`".to_owned()],
            Fault::NoSuchFormat { format: "xlsx", .. } => vec!["only `svarskema` can; name it with `--document svarskema`".to_owned()],
            Fault::RowLength { fields, headings } if fields > headings => vec!["put a text in which the separator stands between quotes".to_owned()],
            Fault::NotOneProfile => vec!["`bilag build` and `bilag check` take portfolios; here one profile is needed".to_owned()],
            Fault::UnknownSide { nearest: nearest @ Some(_), .. } => meant(nearest),
            Fault::UnknownSide { editions, .. } => {
                vec![format!("name an edition ({}), an edition's folder, a profile (`.toml`) or a lock (`.bilag-lock.json`)", names(editions))]
            }
            Fault::NotAnEdition { .. } => vec!["name the folder that its `edition.toml` lies in".to_owned()],
            Fault::UnlikeSides { .. } => vec!["name two editions, or two of profiles and locks".to_owned()],
            Fault::NoNewProfile { .. } => vec!["name the new version's profile (`.toml`) as the second; `--format md` lists the changes of editions and locks".to_owned()],
            Fault::UnreadableLock { .. } => vec!["put it back as it was; if nothing was published yet, it can be deleted".to_owned()],
            Fault::LockOfAnotherTime { .. } => {
                vec!["build with the version of bilag that wrote it; if nothing was published yet, it can be deleted".to_owned()]
            }
            Fault::PublishedChanged { lock, .. } => vec![
                "raise `version` to publish the change; build then writes a rettelsesblad too".to_owned(),
                format!("`bilag diff {lock} PROFILE` shows every word that changed"),
            ],
            Fault::DatedBack { .. } => {
                vec!["write the new version's own `date` and the day on which it is published".to_owned()]
            }
            Fault::PublishedKept { .. } => vec!["raise `version` to print it anew".to_owned()],
            Fault::PublishedLost { .. } => vec!["put the published file back, or raise `version`".to_owned()],
            Fault::InheritedEdition { path } => vec![format!("name `{path}` too, or the folder it lies in")],
            Fault::EditedOutput { .. } | Fault::ForeignOutput { .. } => {
                vec!["move it away, or build with `--force` to overwrite it".to_owned()]
            }
            Fault::OpenQuote => vec!["a quote inside a quoted text is written twice".to_owned()],
            Fault::NoRows => vec!["the first row holds the headings; below it stands a row for each buyer".to_owned()],
            Fault::LooseBrace => vec!["double a brace that is meant as one".to_owned()],
            Fault::SameName { .. } => vec!["name the documents by a column in which every row differs".to_owned()],
            Fault::NameWithoutBase => vec!["write `{profil}` where the name of the base belongs".to_owned()],
            Fault::NotAPart { .. } => vec!["only a run with `--shard` writes a part".to_owned()],
            Fault::AnotherRun { .. } => {
                vec!["the parts of one run have the same paths, options and number of parts, and the same program".to_owned()]
            }
            Fault::LeadsOut { .. } => vec!["put a copy of the file into the folder".to_owned()],
            _ => Vec::new(),
        }
    }
}

/// A count with its noun: "1 package", "2 packages".
fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// »was published as version `1.0`«
fn published(version: &Option<String>) -> String {
    match version {
        Some(version) => format!("was published as version `{version}`"),
        None => "was published".to_owned(),
    }
}

/// Why a returned form was refused.
fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unreadable(why) => why.clone(),
        Refusal::TooLarge(bytes) => format!("it has {bytes} bytes, more than a form can have"),
        Refusal::Bomb => "it unpacks to more than a form can be".to_owned(),
        Refusal::Encrypted => "it is protected by a password".to_owned(),
        Refusal::Damaged(why) => format!("it is damaged or cut short: {why}"),
        Refusal::NotAForm => "it is neither a PDF nor a workbook (.xlsx)".to_owned(),
        Refusal::NoFields => "it has none of the form's fields".to_owned(),
        Refusal::TooSlow => "it takes too long to read".to_owned(),
        Refusal::TooDemanding => "it takes too much memory, or breaks its reader".to_owned(),
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Toml { message, .. } => write!(f, "not valid TOML: {message}"),
            Fault::NotUtf8 { path } => write!(f, "`{path}` is not UTF-8 text"),
            Fault::TooLarge { path, bytes, most } => {
                write!(f, "`{path}` has {bytes} bytes, and at most {most} are read")
            }
            Fault::Unreadable { path, why } => write!(f, "`{path}` cannot be read: {why}"),
            Fault::Unwritable { path, why } => write!(f, "`{path}` cannot be written: {why}"),
            Fault::NoFolder { path } => write!(f, "`{path}` is not a folder"),
            Fault::NoFrontMatter => write!(f, "the file does not begin with TOML between two lines `+++`"),
            Fault::MissingSection { heading } => write!(f, "the section `## {heading}` is missing or empty"),
            Fault::Unprintable { what } => write!(f, "{what} cannot be printed"),
            Fault::UnknownKey { key, .. } => write!(f, "unknown key `{key}`"),
            Fault::MissingKey { key } => write!(f, "the key `{key}` is missing"),
            Fault::EmptyText { key } => write!(f, "`{key}` is empty"),
            Fault::WrongKind { expected, found } => write!(f, "expected {expected}, found {found}"),
            Fault::ControlCharacter { code } => write!(f, "the text holds the control character U+{code:04X}"),
            Fault::DuplicateId { what, id } => write!(f, "the {what} `{id}` is written twice"),
            Fault::MalformedId { expected, id } => write!(f, "`{id}` is no valid id: expected {expected}"),
            Fault::UnknownReference { what, id, .. } => write!(f, "there is no {what} `{id}`"),
            Fault::Condition { expected } => write!(f, "the condition cannot be read: expected {expected}"),
            Fault::TooFewAnswers { id } => {
                write!(f, "the requirement type `{id}` needs at least two different answers")
            }
            Fault::ReservedAnswer { answer } => write!(f, "the answer `{answer}` is reserved"),
            Fault::NotAFile { path } => write!(f, "`{path}` is not a file"),
            Fault::DateOutOfRange => write!(f, "the year is not between 1900 and 9999"),
            Fault::NoEdition => write!(f, "the catalog has no edition: no folder with an `edition.toml`"),
            Fault::EditionFolder { id, folder } => write!(f, "the edition `{id}` lies in the folder `{folder}`"),
            Fault::BaseCycle { path } => match path.as_slice() {
                [_, _] => write!(f, "the edition is its own base"),
                path => write!(f, "the editions are each other's base: {}", path.join(" → ")),
            },
            Fault::NothingToChange { id } => write!(f, "there is no `{id}` here that could be changed or dropped"),
            Fault::ReusedRequirement { id } => {
                write!(f, "the requirement `{id}` was dropped earlier, and its number may not be reused")
            }
            Fault::NeverHolds { id } => write!(f, "`{id}` can never hold"),
            Fault::AlwaysHolds { id } => write!(f, "the condition of `{id}` always holds"),
            Fault::FactDecidesNothing { id } => write!(f, "the fact `{id}` decides nothing"),
            Fault::NeverCited { what, id } => write!(f, "the {what} `{id}` is never cited"),
            Fault::WrongHome { id, packages } => match packages.as_slice() {
                [] => write!(f, "no package offers `{id}`, but it names a home"),
                packages => write!(f, "`{id}` is offered by {}, and its home says otherwise", names(packages)),
            },
            Fault::UnknownEdition { id, .. } => write!(f, "there is no edition `{id}`"),
            Fault::ExtendsCycle { path } => match path.as_slice() {
                [_, _] => write!(f, "the profile extends itself"),
                path => write!(f, "the profiles extend each other: {}", path.join(" → ")),
            },
            Fault::ExtendsTooLong { most } => write!(f, "more than {most} profiles extend one another"),
            Fault::TooLong { length, .. } => write!(f, "the text has {length} characters"),
            Fault::Cvr { number, .. } => write!(f, "`{number}` is not a CVR number"),
            Fault::UnknownArea { id, .. } => write!(f, "there is no ydelsesområde `{id}`"),
            Fault::UnknownType { id, .. } => write!(f, "there is no requirement type `{id}`"),
            Fault::UnknownProcedure { word, .. } => write!(f, "there is no procedure `{word}`"),
            Fault::DatesReversed { earlier, later } => write!(f, "`{later}` is before `{earlier}`"),
            Fault::NoPackage => write!(f, "the profile chooses no package"),
            Fault::UnknownPackage { id, .. } => write!(f, "there is no package `{id}`"),
            Fault::NothingChosen { package, .. } => write!(f, "nothing is chosen of package `{package}`"),
            Fault::UnknownIntegration { package, id, .. } => {
                write!(f, "package `{package}` has no integration `{id}` to choose")
            }
            Fault::UnknownFact { id, edition, .. } => write!(f, "edition `{edition}` has no fact `{id}`"),
            Fault::UnknownAnswer { written } => write!(f, "`{written}` does not answer a fact"),
            Fault::UnknownRequirement { id, edition, .. } => write!(f, "edition `{edition}` has no requirement `{id}`"),
            Fault::PackageNotChosen { package } => write!(f, "package `{package}` is not chosen"),
            Fault::PublishedWithoutId => write!(f, "the requirement of a published tender has no `id`"),
            Fault::MalformedColour { written } => write!(f, "`{written}` is no colour"),
            Fault::LowContrast { hundredths } => {
                write!(
                    f,
                    "the contrast of the accent colour with white is {}.{:02} : 1",
                    hundredths / 100,
                    hundredths % 100
                )
            }
            Fault::UnknownFont { family, .. } => write!(f, "there is no font family `{family}`"),
            Fault::FactNotAsked { fact, .. } => write!(f, "no chosen package asks for the fact `{fact}`"),
            Fault::UnsettledReading { reading, subject } => {
                write!(f, "the profile rests on the unsettled reading `{reading}` ({subject})")
            }
            Fault::ExpectedPackage { package, title, area } => {
                write!(f, "package `{package}` {title} is not chosen, though the area is {area}")
            }
            Fault::NotInOperation { id, why, .. } => write!(f, "`{id}` is not in operation: {why}"),
            Fault::UsedNotChosen { package, title, integrations, .. } => {
                write!(f, "package `{package}` {title} is used through {} and not chosen", names(integrations))
            }
            Fault::Typst { message, .. } => f.write_str(message),
            Fault::MissingTitle => write!(f, "the text has no heading"),
            Fault::UnknownPlaceholder { name, .. } => write!(f, "unknown placeholder `{name}`"),
            Fault::MissingPlaceholder { name } => write!(f, "the placeholder `{name}` is missing from this text"),
            Fault::UnreadableImage { path, why: None } => write!(f, "`{path}` is not an SVG, PNG or JPEG image"),
            Fault::UnreadableImage { path, why: Some(why) } => write!(f, "`{path}` cannot be printed: {why}"),
            Fault::NoProfiles { path } => write!(f, "the folder `{path}` holds no profile"),
            Fault::NotOneProfile => write!(f, "the file is a portfolio and no profile"),
            Fault::PortfolioBases { portfolio, bases } => {
                let (verb, itself) =
                    if bases.len() == 1 { ("is a base", "itself") } else { ("are bases", "themselves") };
                write!(f, "{} {verb} of `{portfolio}` and not built by {itself}", names(bases))
            }
            Fault::UnknownHeading { heading, .. } => write!(f, "the table has no column `{heading}`"),
            Fault::UnknownProfileKey { key, .. } => write!(f, "a table cannot set `{key}`"),
            Fault::RowLength { fields, headings } => {
                write!(f, "the row has {}, and there are {}", count(*fields, "field"), count(*headings, "heading"))
            }
            Fault::OpenQuote => write!(f, "the quote is not closed"),
            Fault::NoRows => write!(f, "the table has no rows"),
            Fault::Cell { expected, found, .. } => write!(f, "expected {expected}, found `{found}`"),
            Fault::LooseBrace => write!(f, "the brace belongs to no placeholder"),
            Fault::UnsafeName { name, why } => write!(f, "documents cannot be named `{}`: {why}", name.escape_debug()),
            Fault::SameName { name } => write!(f, "the name `{name}` is given twice"),
            Fault::NameWithoutBase => write!(f, "the base profiles of a row would have the same name"),
            Fault::MalformedPattern { pattern, why } => write!(f, "`{pattern}` cannot be read as a pattern: {why}"),
            Fault::NoMatch { what, pattern } => write!(f, "no {what} matches `{pattern}`"),
            Fault::NotAReport { path, why } => write!(f, "`{path}` is not the report of a run: {why}"),
            Fault::NotAPart { path } => write!(f, "`{path}` is the report of a whole run and no part of one"),
            Fault::AnotherRun { path, first } => write!(f, "`{path}` is of another run than `{first}`"),
            Fault::PartTwice { part, of, first, second } => {
                write!(f, "`{first}` and `{second}` are both part {part} of {of}")
            }
            Fault::PartsMissing { parts, of } => {
                let shown: Vec<String> = parts.iter().map(usize::to_string).collect();
                let noun = if parts.len() == 1 { "part" } else { "parts" };
                write!(f, "{noun} {} of {of} {} missing", shown.join(", "), if parts.len() == 1 { "is" } else { "are" })
            }
            Fault::NotAProfile { path } => write!(f, "`{path}` has no `[tender]` table and was passed over"),
            Fault::SameOutput { output, first, second } => {
                write!(f, "`{first}` and `{second}` would both be written to `{output}`")
            }
            Fault::NotFinal { profile, questions } => {
                let number = count(questions.len(), "question");
                write!(f, "`{profile}` is a draft: {number} to settle first ({})", names(questions))
            }
            Fault::UnknownLine { id, edition, .. } => {
                write!(f, "edition `{edition}` has no integration or requirement `{id}`")
            }
            Fault::UnknownEntry { id, edition, .. } => write!(f, "edition `{edition}` has no entry `{id}`"),
            Fault::NoGlyph { characters } => {
                let shown: Vec<String> =
                    characters.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
                write!(f, "no font has the character{} {}", if shown.len() == 1 { "" } else { "s" }, shown.join(", "))
            }
            Fault::DroppedLine { ids, template } => write!(f, "`{template}` does not print {}", names(ids)),
            Fault::FieldsMissing { names: fields } => write!(f, "the template leaves out {}", names(fields)),
            Fault::FieldsRepeated { names: fields } => write!(f, "the template repeats {}", names(fields)),
            Fault::FieldsUnknown { names: fields } => write!(f, "the document has no {}", names(fields)),
            Fault::ForeignLink { target } => write!(f, "the link `{target}` leads out of the web"),
            Fault::AttachmentTaken { name } => {
                write!(f, "the template attaches `{name}`, which every such PDF carries by itself")
            }
            Fault::UnexpectedPdf { why } => write!(f, "the printed PDF cannot be finished: {why}"),
            Fault::UnknownCode { code, .. } => write!(f, "there is no complaint `{code}`"),
            Fault::FileExists { path } => write!(f, "`{path}` exists already and was left as it is"),
            Fault::LeadsOut { path, folder } => write!(f, "`{path}` leads out of the folder `{folder}`"),
            Fault::NameNotUnicode { path } => write!(f, "the name of `{path}` is not Unicode"),
            Fault::NotAFont { path } => write!(f, "`{path}` holds no font"),
            Fault::NoFonts { folder } => write!(f, "no fonts in `{folder}`"),
            Fault::HiddenOutput { path } => {
                write!(f, "the documents of `{path}` would be hidden: their names would begin with a period")
            }
            Fault::RefusedForm { path, refusal } => write!(f, "`{path}` was not read: {}", refused(refusal)),
            Fault::NothingToCompare => write!(f, "there is nothing to compare: no form could be judged"),
            Fault::Workbook { message } => write!(f, "the workbook cannot be written: {message}"),
            Fault::UnknownSide { name, .. } => write!(f, "`{name}` is neither an edition nor a file"),
            Fault::NotAnEdition { path } => write!(f, "the folder `{path}` holds no edition"),
            Fault::UnlikeSides { edition, tender } => {
                write!(f, "`{edition}` is an edition and `{tender}` a tender, which cannot be compared")
            }
            Fault::NoNewProfile { name } => write!(f, "a rettelsesblad is made of a profile, and `{name}` is none"),
            Fault::UnreadableLock { path, why } => write!(f, "the lock `{path}` cannot be read: {why}"),
            Fault::LockOfAnotherTime { path, schema } => {
                write!(f, "the lock `{path}` is in format {schema}, which this version does not write")
            }
            Fault::PublishedChanged { version, changes, .. } => {
                write!(f, "the tender {}, and what it prints would change: {}", published(version), changes.join("; "))
            }
            Fault::DatedBack { key, date, before } => {
                write!(f, "`{key}` is {date}, before the version that this one corrects was published, {before}")
            }
            Fault::PublishedKept { version, why } => {
                write!(f, "the tender {} and is kept as it was printed, though {}", published(version), why.join("; "))
            }
            Fault::PublishedLost { path, why } => {
                write!(f, "`{path}` was published and is gone, and it would not be the same again: {}", why.join("; "))
            }
            Fault::InheritedEdition { path } => {
                write!(f, "a profile takes its edition from `{path}`, which was not named and is left as it is")
            }
            Fault::EditedOutput { path } => {
                write!(f, "`{path}` was changed after it was written, and is left as it is")
            }
            Fault::ForeignOutput { path } => {
                write!(f, "`{path}` is there already, and no lock says that it was built; it is left as it is")
            }
            Fault::NoSuchFormat { format, document } => write!(f, "`{document}` cannot be written as `{format}`"),
        }
    }
}
