//! Every fault that `bilag` complains of: its code, its message, its label and its way out.
//!
//! A variant carries data; the sentences live here and nowhere else. The message is the fact, the label is the place, a hint is
//! the way out and exists only when it is probably right.

use std::fmt;

use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

use crate::cvr::CvrError;
use crate::id::{EditionId, FactId, IntegrationId, PackageId, ReadingId, RequirementId};
use crate::refusal::Refusal;

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
    /// A link in a folder of templates leads out of it
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
    /// Only the svarskema can be written in this format
    NoSuchFormat {
        format: &'static str,
        document: &'static str,
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
            Fault::UnknownPlaceholder { known, .. } => format!("not one of {}", names(known)),
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
            Fault::NotUtf8 { .. } => vec!["save the file as UTF-8".to_owned()],
            Fault::NoFrontMatter => vec!["begin the file with `+++`, and end its TOML with a line `+++`".to_owned()],
            Fault::NoProfiles { .. } => vec!["a profile is a `.toml` file with a `[tender]` table; `bilag init` writes one".to_owned()],
            Fault::NotFinal { .. } => {
                vec!["answer under `[facts]` with `true`, `false` or \"supplier\", or build without `--final` for a draft".to_owned()]
            }
            Fault::SameOutput { .. } => vec!["name the folder they lie in, or give them different names".to_owned()],
            Fault::HiddenOutput { .. } => vec!["name the file, such as `omsorg.toml`".to_owned()],
            Fault::NothingToCompare => vec!["name the buyer's profile with `--profile`".to_owned()],
            Fault::NoSuchFormat { format: "xlsx", .. } => vec!["only `svarskema` can; name it with `--document svarskema`".to_owned()],
            Fault::LeadsOut { .. } => vec!["put a copy of the file into the folder".to_owned()],
            _ => Vec::new(),
        }
    }
}

/// A count with its noun: "1 package", "2 packages".
fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
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
                write!(f, "`{path}` has {bytes} bytes, and a text may have {most} at most")
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
                write!(f, "the requirement `{id}` was dropped in an earlier edition, and its number may not be reused")
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
            Fault::NoSuchFormat { format, document } => write!(f, "`{document}` cannot be written as `{format}`"),
        }
    }
}
