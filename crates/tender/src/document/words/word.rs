//! Every fixed word by its name. In `ord.toml` its key is the same name in small letters: [`Word::MustFill`] is
//! `must-fill`.

use strum::{IntoStaticStr, VariantArray};

/// A fixed word of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Word {
    /// »UDKAST«
    Draft,
    /// »Internt«
    Internal,
    /// »Side«
    Page,
    /// »af«
    Of,
    /// »Indhold«
    Contents,
    /// »fortsat«
    Continued,
    /// »Logo:«
    LogoOf,
    // Et krav
    /// »Nr. og type«
    IdAndType,
    /// »Krav«
    Requirement,
    /// »Betingelse«
    Condition,
    /// »Begrundelse«
    Why,
    /// »Alternativ«
    Alternative,
    /// »Frist«
    Deferred,
    /// »Kilde«
    Source,
    // Læsevejledningen
    /// »Kravtyper«
    Types,
    /// »Status«
    Statuses,
    /// »Type«
    Type,
    /// »Betydning«
    Meaning,
    /// »Svar«
    Answers,
    // Overblikket
    /// »Pakke«
    Package,
    /// »Forretningsbærende integrationer«
    Business,
    /// »●«
    SignChosen,
    /// »*«
    SignDerived,
    /// »valgt af ordregiver«
    LegendChosen,
    /// »tilbudt i pakken, men ikke valgt«
    LegendNotChosen,
    /// »kræves altid«
    LegendAlways,
    /// »i parentes: kun i visse tilfælde«
    LegendConditional,
    /// »med stjerne: følger af en anden pakke«
    LegendDerived,
    /// »Forudsætningsintegrationer«
    Prerequisites,
    /// »kræves altid«
    FigureAlways,
    /// »kun i visse tilfælde«
    FigureConditional,
    /// »kræves i visse tilfælde eller kan anvendes«
    FigureOpen,
    /// »kan anvendes«
    FigureMay,
    /// »fra en integration, som ikke selv er valgt«
    FigureDerived,
    // Versionerne
    /// »Version«
    Version,
    /// »Dato«
    VersionDate,
    /// »Ændringer«
    VersionChanges,
    // Spørgsmål og oplysninger
    /// »Nr.«
    Number,
    /// »Spørgsmål«
    Question,
    /// »Oplysning«
    Fact,
    /// »Svar«
    Answer,
    /// »Afgør«
    Decides,
    /// »Pakker«
    Packages,
    /// »I profilen«
    InProfile,
    // En pakke
    /// »Valgt«
    Chosen,
    /// »Følger af valget«
    Follows,
    /// »Krav«
    Requirements,
    /// »Formål«
    Purpose,
    // Afvigelser, kilder og læsninger
    /// »Begrundelse«
    Reason,
    /// »Fortolkning«
    Reading,
    /// »Valg«
    Choice,
    /// »Titel«
    Title,
    /// »Overblikket«
    Matrix,
    /// »Detailsiden«
    Slide,
    /// »Vished«
    Confidence,
    /// »Afklaret«
    Settled,
    /// »Bemærkning, der er afvejet«
    Remark,
    // Svarskemaet
    /// »Skal udfyldes«
    MustFill,
    /// »Kan udfyldes«
    MayFill,
    /// »Skal udfyldes ved«
    MustFillWith,
    /// »Skal udfyldes, medmindre svaret er«
    MustFillUnless,
    /// »eller«, before the last of several
    OrElse,
    /// »Vælg mellem«
    ChooseOf,
    // Felter i Word
    /// »Skriv her«
    WriteHere,
    /// »Vælg svar«
    ChooseAnswer,
    /// »Vælg dato«
    ChooseDate,
    /// »Kontrolnummer«
    ControlNumber,
    /// »Oplysning«
    AboutSupplier,
    // Svarskemaet i regneark
    /// »Beskrivelse«
    DescriptionField,
    /// »Leverandørens navn og oplysningerne om løsningen udfyldes i arket »Leverandør«, svarene på kravene i arket
    /// »Svar«. Kun felterne med ramme kan udfyldes.«
    WorkbookWhere,
    /// »Felter med gul skravering hører til krav, der endnu mangler svar.«
    WorkbookWaiting,
    // Sammenligningen
    /// »Leverandør«
    Supplier,
    /// »CVR-nummer«
    Cvr,
    /// »Fil«
    File,
    /// »Betydning«
    Weight,
    /// »Bemærkning«
    Finding,
    /// »Oplysninger om løsningen«
    ComparedFacts,
    /// »Svar«
    SheetAnswers,
    /// »Bemærkninger«
    SheetFindings,
    /// »Resultat«
    SheetResult,
    /// »Vurdering«
    SheetEvaluation,
    /// »Hele skemaet«
    WholeForm,
    /// »Mindstekrav«
    TallyMinimum,
    /// »Opfyldt«
    TallyMet,
    /// »Ikke opfyldt«
    TallyNotMet,
    /// »Ubesvaret«
    TallyUnanswered,
    /// »På anden vis«
    TallyOtherwise,
    /// »Skal afklares«
    TallyUnsettled,
    /// »Ikke opfyldt eller ubesvaret«
    TallyFailing,
    /// »Point efter modellen«
    TallyPoints,
    /// »Uden point«
    TallyOpen,
    /// »Vægt«
    RequirementWeight,
    /// »Bemærk«
    Notice,
    // Vurderingen
    /// »Vurderet af«
    EvaluatedBy,
    /// »Point«
    EvaluatedPoints,
    /// »Begrundelse«
    EvaluatedReason,
    /// »Note«
    EvaluatedNote,
    /// »Alternativ godtages«
    EvaluatedAccepted,
    /// »Tæller«
    EvaluatedCounts,
    /// »Point i alt«
    EvaluatedTotal,
    /// »Mangler vurdering«
    EvaluatedOpen,
    /// »Enighed«
    EvaluatedConsensus,
    /// »Spredning«
    EvaluatedSpread,
    /// »Gennemsnit«
    EvaluatedMean,
    /// »Ingen bemærkninger«
    NoFindings,
    // Rettelsesbladet
    /// »Ændringer«
    Changes,
    /// »Ændringer fra«
    ChangesOf,
    /// »til«
    ChangesTo,
    /// »Ingen ændringer«
    NoChanges,
    /// »Antal«
    Count,
    /// »I alt«
    Total,
    /// »Hidtil«
    OldWording,
    /// »Nu«
    NewWording,
    /// »Ikke angivet«
    NotStated,
    /// »Baggrund«
    Background,
    // Tjeklisten
    /// »Vejledning«
    Guidance,
    /// »Vælg integrationer«
    Choices,
    /// »Afklar«
    Facts,
    /// »Gode råd«
    Advice,
    /// »Svares af«
    AskedOf,
    /// »Åbent«
    Open,
    // Præsentationen og dens noter
    /// »Åbne punkter«
    OpenPoints,
    /// »På skærmen«
    OnScreen,
    /// »Forside«
    Cover,
    // Tjeklisten i en browser
    /// »Gå til indholdet«
    HtmlSkip,
    /// »Tabel over pakker og integrationer«
    HtmlTable,
    /// »Udskriv«
    HtmlPrint,
    /// »Gem udfyldt«
    HtmlSave,
    /// »Til oversigten«
    HtmlBack,
    /// »Ryd«
    HtmlClear,
    /// »Vil du fjerne dine egne krydser og noter på denne side?«
    HtmlSure,
    /// »Dine krydser og noter er fjernet.«
    HtmlCleared,
    /// »Krydser og noter gemmes i denne browser.«
    HtmlRemembered,
    /// »Browseren kan ikke gemme krydser og noter. Udskriv siden, før du lukker den.«
    HtmlForgetful,
    // Forsiden
    /// »Ordregiver«
    CoverBuyer,
    /// »Enhed«
    CoverOrganisation,
    /// »Organisation«
    CoverHouse,
    /// »CVR-nummer«
    CoverCvr,
    /// »Øvrige ordregivere«
    CoverJoinedBy,
    /// »Anden ordregiver«
    CoverJoinedByOne,
    /// »Kontakt«
    CoverContact,
    /// »Journalnummer«
    CoverReference,
    /// »Ydelsesområde«
    CoverArea,
    /// »Fremgangsmåde«
    CoverProcedure,
    /// »Version«
    CoverVersion,
    /// »Hidtidig version«
    CoverOldVersion,
    /// »Ny version«
    CoverNewVersion,
    /// »Dato«
    CoverDate,
    /// »Udsendt«: of what is not published
    CoverSent,
    /// »Offentliggjort«
    CoverPublished,
    /// »Tilbudsfrist«
    CoverDeadline,
    /// »Svarfrist«: in a direct award no tenders are given
    CoverAnswerDeadline,
    /// »Aflyst«
    CoverCancelled,
    /// »Kravkatalog«
    CoverCatalog,
    /// »Kataloget er fra«
    CoverCatalogDate,
    // Felter i svarskemaet
    /// »Leverandørens navn«
    FieldSupplier,
    /// »CVR-nummer«
    FieldCvr,
    /// »Kontaktperson«
    FieldContact,
    /// »Dato«
    FieldDate,
    /// »Svar«
    FieldAnswer,
    /// »Beskrivelse«
    FieldDescription,
    /// »Navn og titel«
    FieldSignatory,
    /// »Underskrift«
    FieldSignature,
    // Felter i tjeklisten
    /// »Noter«
    ChecklistNotes,
    /// »Leverandøren«
    ChecklistSupplierAnswers,
    /// »Uafklaret«
    ChecklistUndecided,
    /// »Ordregiver«
    ChecklistByBuyer,
    /// »Leverandøren«
    ChecklistBySupplier,
    // Vurderingen af et svar
    /// »Opfyldt ifølge leverandøren«
    VerdictMet,
    /// »Ikke opfyldt ifølge leverandøren«
    VerdictNotMet,
    /// »Skal vurderes«
    VerdictToAssess,
    /// »Mangler beskrivelse«
    VerdictUnexplained,
    /// »Modsigelse«
    VerdictContradiction,
    /// »Uafklaret«
    VerdictUndecided,
    /// »Alternativ godtaget«
    VerdictAccepted,
    /// »Bortfalder«
    VerdictFallsAway,
    /// »Bortfalder, hvis alternativet godtages«
    VerdictLapses,
    /// »Ubesvaret«
    VerdictUnanswered,
    /// »Regnes som ubesvaret«
    VerdictNotIrrelevant,
    /// »Ugyldigt svar«
    VerdictInvalid,
    /// »Ikke læst«
    VerdictUnread,
    /// »Ikke vurderet«
    VerdictUnjudged,
    /// »Skemaet er ikke udfyldt.«
    FormBlank,
    /// »Anden ordlyd«
    VerdictOtherWording,
    /// »Besvaret i den tidligere ordlyd«
    VerdictEarlierWording,
    /// »Kan medføre, at tilbuddet ikke kan tages i betragtning«
    FindingsSerious,
    /// »Bør undersøges«
    FindingsNotable,
    /// »Følger af leverandørens svar«
    FindingsInformation,
    // Afsnit og ord i rettelsesbladet
    /// »Udbuddet«
    ChapterTender,
    /// »Anskaffelsen«: a direct award is no tender
    ChapterPurchase,
    /// »Pakker«
    ChapterPackages,
    /// »Integrationer«
    ChapterIntegrations,
    /// »Oplysninger om løsningen«
    ChapterFacts,
    /// »Øvrige krav«
    ChapterOthers,
    /// »Kravtyper«
    ChapterTypes,
    /// »Kilder og læsninger«
    ChapterReadings,
    /// »Faste tekster«
    ChapterTexts,
    /// »Ny«
    BecameNew,
    /// »Ændret«
    BecameChanged,
    /// »Afløst«
    BecameReplaced,
    /// »Udgået«
    BecameDropped,
    /// »Ikke længere valgt«
    BecameUnchosen,
    /// »Følger ikke længere«
    BecameIdle,
    /// »`[UDGÅET]`«
    MarkDropped,
    /// »Tilbudsfrist«
    NoticeDeadline,
    /// »Sendes senest«
    NoticeLastDay,
    /// »Rettelsesbladets dato«
    NoticeDate,
    /// »Offentliggøres«
    NoticePublished,
    /// »Sendes ud«
    NoticeSent,
    /// »Dage til fristen«
    NoticeDays,
}

impl Word {
    /// All words.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The key in `ord.toml`.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Whether it is a label, a heading or a verdict that a document says, and not one that its layout adds.
    pub fn is_said(self) -> bool {
        let beginnings =
            ["cover-", "field-", "checklist-", "verdict-", "findings-", "chapter-", "became-", "mark-", "notice-"];
        beginnings.iter().any(|beginning| self.key().starts_with(beginning))
    }
}
