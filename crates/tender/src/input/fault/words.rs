//! What faults are about, as types: what was expected and found, and the things that have ids.
//!
//! Their words stand here in both languages, so that a sentence never has a word of the other in it.

use strum::VariantArray;

use crate::both;
use crate::complaint::words::wanted;
use crate::text::language::Both;

/// What would have been right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Expected {
    // Values of TOML
    Text,
    Texts,
    Keys,
    Table,
    Tables,
    TrueOrFalse,
    True,
    Date,
    /// A number that is not negative
    Number,
    /// 1, 2, 3 …
    Count,
    /// From 0 to 1
    Share,
    /// An answer to a fact
    Answer,
    /// What is chosen of a package
    Choice,
    IntegrationId,
    ProfileKey,
    Separator,
    // Ids
    Slug,
    TwoDigits,
    PackageId,
    OwnNumber,
    NeedNumber,
    /// A fact that only the solution can answer states no need of the buyer's
    NoNeed,
    FactNumber,
    /// When something was seen
    Seen,
    Address,
}

impl Expected {
    /// A label: what would have been right here.
    pub fn label(self) -> Both {
        wanted(self.words())
    }

    pub fn words(self) -> Both {
        match self {
            Self::Text => both!("a string", "en tekst i anførselstegn"),
            Self::Texts => both!("an array of strings", "en liste af tekster"),
            Self::Keys => both!("an array of keys", "en liste af nøgler"),
            Self::Table => both!("a table", "en tabel"),
            Self::Tables => both!("an array of tables", "en liste af tabeller"),
            Self::TrueOrFalse => both!("`true` or `false`", "`true` eller `false`"),
            Self::True => Both::same("`true`"),
            Self::Date => both!("a date such as 2026-11-23", "en dato som 2026-11-23"),
            Self::Number => {
                both!("a number of zero or more, such as 10 or 0.5", "et tal, der ikke er under nul, som 10 eller 0.5")
            }
            Self::Share => both!("a share from 0.0 to 1.0", "en andel fra 0.0 til 1.0"),
            Self::Count => both!("a whole number from 1 to 9999", "et helt tal fra 1 til 9999"),
            Self::Answer => both!("`true`, `false` or \"supplier\"", "`true`, `false` eller \"supplier\""),
            Self::Choice => {
                both!("\"all\" or an array such as [\"SF1320_A\"]", "\"all\" eller en liste som [\"SF1320_A\"]")
            }
            Self::IntegrationId => both!("an integration's id", "en integrations id"),
            Self::ProfileKey => both!("a key such as \"tender.buyer\"", "en nøgle som \"tender.buyer\""),
            Self::Separator => both!("\";\", \",\" or \"\\t\"", "\";\", \",\" eller \"\\t\""),
            Self::Slug => both!("small letters, digits and hyphens", "små bogstaver, cifre og bindestreger"),
            Self::TwoDigits => both!("two digits such as `01`", "to cifre som `01`"),
            Self::PackageId => both!("a package such as `I-02`", "en pakke som `I-02`"),
            Self::OwnNumber => both!("`E` and a number, such as `E1`", "`E` og et tal, for eksempel `E1`"),
            Self::NeedNumber => both!("a need such as `B1`", "et behov som `B1`"),
            Self::NoNeed => both!("no `need` beside `supplier-knows`", "ingen `need` sammen med `supplier-knows`"),
            Self::FactNumber => both!("a number from 1 to 999", "et tal fra 1 til 999"),
            Self::Seen => both!(
                "a day, month or year such as `2026-05-13`, `2026-05` or `2026`",
                "en dag, en måned eller et år som `2026-05-13`, `2026-05` eller `2026`"
            ),
            Self::Address => {
                both!("an address without scheme such as `kombit.dk`", "en adresse uden https:// som `kombit.dk`")
            }
        }
    }
}

/// What stands there instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Found {
    Text,
    /// A text, where only certain texts fit
    OtherText,
    Boolean,
    Date,
    TimeOfDay,
    Number,
    /// A number, where only certain numbers fit
    OtherNumber,
    Array,
    Table,
}

impl Found {
    /// The same beside what was expected: of its kind, and yet another.
    pub fn beside(self, expected: Expected) -> Self {
        let numbers = [Expected::Number, Expected::Share, Expected::Count, Expected::FactNumber];
        if self == Self::Number && numbers.contains(&expected) { Self::OtherNumber } else { self }
    }

    pub fn words(self) -> Both {
        match self {
            Self::Text => both!("a string", "en tekst"),
            Self::OtherText => both!("another text", "en anden tekst"),
            Self::Boolean => both!("a boolean", "`true` eller `false`"),
            Self::Date => both!("a date", "en dato"),
            Self::TimeOfDay => both!("a time of day", "et klokkeslæt"),
            Self::Number => both!("a number", "et tal"),
            Self::OtherNumber => both!("another number", "et andet tal"),
            Self::Array => both!("an array", "en liste"),
            Self::Table => both!("a table", "en tabel"),
        }
    }
}

/// What is known by an id or a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Thing {
    Package,
    Integration,
    BusinessIntegration,
    Rule,
    Alternative,
    Requirement,
    RequirementType,
    /// A `[[type]]` where it is written
    Type,
    Advice,
    LeaveOut,
    /// A `[[line]]`
    LineChange,
    Buyer,
    Question,
    Correction,
    Fact,
    /// A number that two facts have
    FactNumber,
    /// A fact that has two numbers
    NumberOfFact,
    Need,
    NeedOfFact,
    Note,
    IntegrationOrPackage,
    Placeholder,
    Reading,
    Source,
    Area,
    Status,
    Confidence,
    Modality,
    Profile,
    BaseProfile,
    Key,
    Heading,
    FilledText,
    /// The report of a part of a run
    Part,
    /// A form that came back
    Form,
}

/// A noun: Danish tells »der er ingen pakke« from »der er intet krav«, and puts the article behind the word.
pub struct Noun {
    pub en: &'static str,
    /// »ingen pakke«
    pub none: &'static str,
    /// »pakken«
    pub the: &'static str,
}

impl Thing {
    pub fn noun(self) -> Noun {
        let (en, none, the) = match self {
            Self::Package => ("package", "ingen pakke", "pakken"),
            Self::Integration => ("integration", "ingen integration", "integrationen"),
            Self::BusinessIntegration => (
                "business integration of the package",
                "ingen forretningsbærende integration i pakken",
                "den forretningsbærende integration",
            ),
            Self::Rule => ("rule", "ingen regel", "reglen"),
            Self::Alternative => ("alternative", "intet alternativ", "alternativet"),
            Self::Requirement => ("requirement", "intet krav", "kravet"),
            Self::RequirementType => ("requirement type", "ingen kravtype", "kravtypen"),
            Self::Type => ("type", "ingen kravtype", "kravtypen"),
            Self::Advice => ("advice", "intet opmærksomhedspunkt", "opmærksomhedspunktet"),
            Self::LeaveOut => ("leave-out", "ingen udeladelse", "udeladelsen"),
            Self::LineChange => ("change of the line", "ingen ændring af kravet", "ændringen af kravet"),
            Self::Buyer => ("buyer's key", "ingen ordregiver", "ordregiverens nøgle"),
            Self::Question => ("question", "intet spørgsmål", "spørgsmålet"),
            Self::Correction => ("correction of the line", "ingen rettelse af kravet", "rettelsen af kravet"),
            Self::Fact => ("fact", "ingen oplysning", "oplysningen"),
            Self::FactNumber => ("fact number", "intet oplysningsnummer", "oplysningsnummeret"),
            Self::NumberOfFact => ("number of the fact", "intet nummer til oplysningen", "nummeret til oplysningen"),
            Self::Need => ("need", "intet behov", "behovet"),
            Self::NeedOfFact => ("need of the fact", "intet behov til oplysningen", "behovet til oplysningen"),
            Self::Note => ("note", "ingen note", "noten"),
            Self::IntegrationOrPackage => {
                ("integration or package", "ingen integration eller pakke", "integrationen eller pakken")
            }
            Self::Placeholder => ("placeholder", "ingen pladsholder", "pladsholderen"),
            Self::Reading => ("reading", "ingen fortolkning", "fortolkningen"),
            Self::Source => ("source", "ingen kilde", "kilden"),
            Self::Area => ("area", "intet ydelsesområde", "ydelsesområdet"),
            Self::Status => ("status", "ingen driftsstatus", "driftsstatussen"),
            Self::Confidence => ("confidence", "ingen grad af vished", "graden af vished"),
            Self::Modality => ("modality", "ingen modalitet", "modaliteten"),
            Self::Profile => ("profile", "ingen profil", "profilen"),
            Self::BaseProfile => ("base profile", "ingen grundprofil", "grundprofilen"),
            Self::Key => ("key", "ingen nøgle", "nøglen"),
            Self::Heading => ("heading", "ingen overskrift", "overskriften"),
            Self::FilledText => ("text to fill", "ingen tekst til udfyldning", "teksten til udfyldning"),
            Self::Part => ("part", "ingen del", "delen"),
            Self::Form => ("form", "intet svarskema", "svarskemaet"),
        };
        Noun { en, none, the }
    }
}

/// What of a Markdown text no document can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Unprintable {
    BeforeFirstSection,
    DeepNesting,
    Html,
    CodeBlock,
    Code,
    Line,
    ForeignLink,
    Image,
    Other,
}

impl Unprintable {
    pub fn words(self) -> Both {
        match self {
            Self::BeforeFirstSection => both!("text before the first section", "tekst før det første afsnit"),
            Self::DeepNesting => both!("nesting as deep as this", "så mange niveauer inden i hinanden"),
            Self::Html => both!("raw HTML", "rå HTML"),
            Self::CodeBlock => both!("a code block", "en kodeblok"),
            Self::Code => both!("code", "kode"),
            Self::Line => both!("a horizontal rule", "en vandret streg"),
            Self::ForeignLink => both!(
                "a link to other than https:, http: or mailto:",
                "et link til andet end https:, http: eller mailto:"
            ),
            Self::Image => both!("an image", "et billede"),
            Self::Other => both!("this Markdown", "denne Markdown"),
        }
    }
}
