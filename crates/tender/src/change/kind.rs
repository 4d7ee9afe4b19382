//! The kinds of entries and their aspects: what each is called, and what else of a kind is known, in one table.

use serde::{Deserialize, Serialize};

/// Declares an enum whose variants have a key, as JSON shows it, a name in Danish and one in English.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $key:literal $danish:literal $english:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $(#[serde(rename = $key)] $variant),* }

        impl $name {
            /// The key, as in `supplier-question`.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key),* }
            }

            /// In Danish.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $danish),* }
            }

            /// In English, as messages and the terminal have it.
            pub fn english(self) -> &'static str {
                match self { $($name::$variant => $english),* }
            }
        }
    };
}

named! {
    /// The kinds of entries, in the order in which changes are told.
    Kind {
        Tender = "tender" "Udbud" "tender",
        Package = "package" "Pakke" "package",
        Choice = "choice" "Valgt integration" "choice",
        Integration = "integration" "Integration" "integration",
        Rule = "rule" "Regel" "rule",
        Consequence = "consequence" "Følger af valget" "consequence",
        Requirement = "requirement" "Krav" "requirement",
        Alternative = "alternative" "Alternativ" "alternative",
        Deviation = "deviation" "Afvigelse" "leave-out",
        Fact = "fact" "Oplysning" "fact",
        Type = "type" "Kravtype" "requirement type",
        Reading = "reading" "Fortolkning" "reading",
        Note = "note" "Set uden for kravkataloget" "note",
        Advice = "advice" "Gode råd" "advice",
        Source = "source" "Kilde" "source",
        Area = "area" "Ydelsesområde" "area",
        Text = "text" "Fast tekst" "fixed text",
    }
}

named! {
    /// The aspects of entries, in the order in which they are told.
    Aspect {
        Title = "title" "Titel" "title",
        Value = "value" "Værdi" "value",
        Text = "text" "Tekst" "text",
        Status = "status" "Status" "status",
        Type = "type" "Kravtype" "type",
        Weight = "weight" "Vægt" "weight",
        Modality = "modality" "Styrke" "modality",
        Target = "target" "Integration" "target",
        Carriers = "carriers" "Gælder for" "carriers",
        Packages = "packages" "Pakker" "packages",
        Condition = "condition" "Betingelse" "condition",
        Alternative = "alternative" "Alternativ" "alternative",
        Deferred = "deferred" "Frist" "deferral",
        Answers = "answers" "Svarmuligheder" "answers",
        Answer = "answer" "Svar" "answer",
        Description = "description" "Beskrivelse" "description",
        Question = "question" "Spørgsmål" "question",
        SupplierQuestion = "supplier-question" "Spørgsmål til leverandøren" "the supplier's question",
        Help = "help" "Hjælp" "help",
        SupplierHelp = "supplier-help" "Forklaring til leverandøren" "what the supplier's question means",
        Decides = "decides" "Afgør" "what it decides",
        Holds = "holds" "Når det er tilfældet" "clause when it holds",
        Fails = "fails" "Når det ikke er tilfældet" "clause when it fails",
        BuyerHolds = "buyer-holds" "Når ordregiver kræver det" "clause when the buyer asks for it",
        BuyerFails = "buyer-fails" "Når ordregiver ikke kræver det" "clause when the buyer does not",
        AnsweredBy = "answered-by" "Kan besvares af" "who can answer it",
        Number = "number" "Nummer" "number",
        Need = "need" "Behov" "need",
        Label = "label" "Kort betegnelse" "label",
        Meaning = "meaning" "Betydning" "meaning",
        Purpose = "purpose" "Formål" "purpose",
        Guidance = "guidance" "Vejledning" "guidance",
        Business = "business" "Forretningsbærende integrationer" "business integrations",
        Expected = "expected" "Forventes i" "areas that expect it",
        Version = "version" "Version" "version",
        Since = "since" "Dato for version" "date",
        Operation = "operation" "Driftsstatus" "operation",
        Successors = "successors" "Afløst af" "successors",
        Page = "page" "Side" "page",
        Home = "home" "Hører til" "home",
        Matrix = "matrix" "Overblikket" "matrix",
        Slide = "slide" "Pakkesiden" "slide",
        Choice = "choice" "Valg" "choice",
        Why = "why" "Begrundelse" "reason",
        Confidence = "confidence" "Vished" "confidence",
        Settled = "settled" "Afklaret" "settlement",
        Source = "source" "Kilde" "source",
        Reading = "reading" "Fortolkning" "reading",
    }
}

/// What is known of a kind of entry.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// A heading over its entries at the terminal
    pub many: &'static str,
    pub number: Number,
    pub package: InId,
    /// Where a rettelsesblad tells of it, unless it belongs to a package
    pub chapter: Chapter,
    pub gone: Gone,
    /// What is said besides of one that is gone
    pub gone_for_good: Option<&'static str>,
    /// Its id, or what stands behind the slash in it, is an integration's: the integration's successors are its own
    pub is_of_integration: bool,
    /// Whatever of it differs weighs as much as that it comes or goes
    pub weighs_whole: bool,
    /// The aspect in which other entries name it
    pub cited_in: Option<Aspect>,
}

/// What it means that an entry is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    Dropped,
    /// It is no longer chosen
    Unchosen,
    /// It no longer follows
    Idle,
}

/// The number that something goes by among readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// It has only a name, as a fact has
    Unnumbered,
    /// Its id
    Whole,
    /// What stands behind the slash: of `I-02/SF1461` it is `SF1461`
    Last,
}

/// Where in an id the package stands that something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InId {
    Nowhere,
    Whole,
    /// `I-02.01`
    BeforePeriod,
    /// `I-02/SF1461`
    BeforeSlash,
    /// `svarskema/krav/I-02`
    AfterSlash,
}

/// What changes are put together by in a rettelsesblad, in the order of printing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    Tender,
    Packages,
    Integrations,
    /// Requirements of the buyer's that belong to no package
    Others,
    Facts,
    Types,
    Readings,
    Texts,
}

impl Kind {
    /// What is known of the kind.
    pub const fn about(self) -> &'static About {
        /// An entry whose id is its number and that belongs to no package. What follows through a package that was not
        /// chosen belongs to no chapter of its own, and so to that of the integrations.
        const NUMBERED: About = About {
            many: "",
            number: Number::Whole,
            package: InId::Nowhere,
            chapter: Chapter::Integrations,
            gone: Gone::Dropped,
            gone_for_good: None,
            is_of_integration: false,
            weighs_whole: false,
            cited_in: None,
        };
        const NAMED: About = About { number: Number::Unnumbered, ..NUMBERED };
        /// An entry of a package's: `I-02/SF1461`.
        const OF_PACKAGE: About = About { number: Number::Last, package: InId::BeforeSlash, ..NUMBERED };
        match self {
            Kind::Tender => &About { many: "cover", chapter: Chapter::Tender, weighs_whole: true, ..NAMED },
            Kind::Package => &About { many: "packages", package: InId::Whole, ..NUMBERED },
            Kind::Choice => &About { many: "choices", gone: Gone::Unchosen, is_of_integration: true, ..OF_PACKAGE },
            Kind::Integration => &About {
                many: "integrations",
                gone_for_good: Some("Nummeret bruges ikke igen om noget andet."),
                is_of_integration: true,
                ..NUMBERED
            },
            Kind::Rule => &About { many: "rules", is_of_integration: true, ..OF_PACKAGE },
            Kind::Consequence => &About {
                many: "consequences of packages that are not chosen",
                gone: Gone::Idle,
                is_of_integration: true,
                ..OF_PACKAGE
            },
            Kind::Requirement => &About {
                many: "requirements",
                package: InId::BeforePeriod,
                gone_for_good: Some("Nummeret bruges ikke igen om et andet krav."),
                ..NUMBERED
            },
            Kind::Alternative => &About { many: "alternatives", ..OF_PACKAGE },
            Kind::Deviation => &About { many: "leave-outs", package: InId::BeforePeriod, ..NUMBERED },
            Kind::Fact => &About { many: "facts", chapter: Chapter::Facts, ..NAMED },
            Kind::Type => &About {
                many: "requirement types",
                chapter: Chapter::Types,
                // What a type is called, means and asks for an answer holds for every requirement of it.
                weighs_whole: true,
                ..NUMBERED
            },
            Kind::Reading => {
                &About { many: "readings", chapter: Chapter::Readings, cited_in: Some(Aspect::Reading), ..NUMBERED }
            }
            Kind::Note => &About { many: "notes", chapter: Chapter::Readings, ..NUMBERED },
            Kind::Advice => &About { many: "advice", ..OF_PACKAGE },
            Kind::Source => &About {
                many: "sources",
                chapter: Chapter::Readings,
                weighs_whole: true,
                cited_in: Some(Aspect::Source),
                ..NAMED
            },
            Kind::Area => &About { many: "ydelsesområder", chapter: Chapter::Tender, weighs_whole: true, ..NUMBERED },
            Kind::Text => &About {
                many: "fixed texts",
                package: InId::AfterSlash,
                chapter: Chapter::Texts,
                weighs_whole: true,
                ..NAMED
            },
        }
    }
}

impl Number {
    /// The number in an id.
    pub fn of(self, id: &str) -> Option<&str> {
        match self {
            Number::Unnumbered => None,
            Number::Whole => Some(id),
            Number::Last => id.rsplit('/').next(),
        }
    }
}

impl InId {
    /// The package in an id. The rest of it is another's: an integration's, a number.
    pub fn package(self, id: &str) -> Option<&str> {
        let package = match self {
            InId::Nowhere => None,
            InId::Whole => Some(id),
            InId::BeforePeriod => id.split('.').next(),
            InId::BeforeSlash => id.split('/').next(),
            InId::AfterSlash => id.rsplit('/').next(),
        };
        package.filter(|package| package.starts_with("I-"))
    }
}
