//! What is found in a returned form. The code is for machines, the sentence for the buyer, in Danish.
//!
//! A finding is data; its sentence is made in one place, here. `docs/collect.md` lists the codes with cause and remedy.

use std::fmt;

use serde::{Serialize, Serializer};

use super::returned::{Active, Kind};
use crate::catalog::answer::OTHERWISE;
use crate::catalog::id::LineId;
use crate::form::refusal::Refusal;
use crate::profile::cvr::CvrError;
use crate::text::danish;

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
    WrongType { kind: Kind, name: String },
    Active(Active),
    Formula,
    Ambiguous { said: Vec<String> },
    Twice { field: String },
    Cut,
    // The form against its reference
    Draft,
    FingerprintMissing,
    FingerprintWrong,
    ProfileUnreadable,
    TextChanged,
    FieldMissing { field: String },
    FieldAdded { field: String },
    // The supplier
    NameMissing,
    CvrMissing,
    CvrInvalid { number: String, error: CvrError },
    SameSupplier { file: String },
    // The facts
    FactUnanswered { question: String, moves: Vec<String> },
    Applies { because: Vec<String> },
    FallsAway { because: Vec<String> },
    // The answers
    InvalidAnswer { answer: String, options: Vec<String> },
    Unanswered,
    MinimumUnanswered,
    MinimumNotMet { answer: String },
    MinimumUndecided { answer: String, questions: Vec<String> },
    AlternativeUnexplained,
    Contradiction { used: Vec<String>, answer: String },
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
                Refusal::NotAForm => "not-a-form",
                Refusal::NoFields => "no-fields",
                Refusal::TooSlow => "too-slow",
                Refusal::TooDemanding => "too-demanding",
            },
            What::Unverified => "unverified",
            What::WrongType { .. } => "wrong-type",
            What::Active(_) => "active-content",
            What::Formula => "formula",
            What::Ambiguous { .. } => "ambiguous-answer",
            What::Twice { .. } => "field-twice",
            What::Cut => "cut",
            What::Draft => "draft",
            What::FingerprintMissing => "fingerprint-missing",
            What::FingerprintWrong => "fingerprint-wrong",
            What::ProfileUnreadable => "profile-unreadable",
            What::TextChanged => "text-changed",
            What::FieldMissing { .. } => "field-missing",
            What::FieldAdded { .. } => "field-added",
            What::NameMissing => "name-missing",
            What::CvrMissing => "cvr-missing",
            What::CvrInvalid { .. } => "cvr-invalid",
            What::SameSupplier { .. } => "same-supplier",
            What::FactUnanswered { .. } => "fact-unanswered",
            What::Applies { .. } => "applies",
            What::FallsAway { .. } => "falls-away",
            What::InvalidAnswer { .. } => "invalid-answer",
            What::Unanswered => "unanswered",
            What::MinimumUnanswered => "minimum-unanswered",
            What::MinimumNotMet { .. } => "minimum-not-met",
            What::MinimumUndecided { .. } => "minimum-undecided",
            What::AlternativeUnexplained => "alternative-unexplained",
            What::Contradiction { .. } => "contradiction",
        }
    }

    pub fn weight(&self) -> Weight {
        match self {
            What::Refused(_)
            | What::Active(_)
            | What::Ambiguous { .. }
            | What::FingerprintMissing
            | What::FingerprintWrong
            | What::ProfileUnreadable
            | What::TextChanged
            | What::FieldMissing { .. }
            | What::InvalidAnswer { .. }
            | What::MinimumUnanswered
            | What::MinimumNotMet { .. }
            | What::AlternativeUnexplained
            | What::Contradiction { .. } => Weight::Serious,
            What::Unverified
            | What::WrongType { .. }
            | What::Formula
            | What::Twice { .. }
            | What::Cut
            | What::Draft
            | What::FieldAdded { .. }
            | What::NameMissing
            | What::CvrMissing
            | What::CvrInvalid { .. }
            | What::SameSupplier { .. }
            | What::FactUnanswered { .. }
            | What::Unanswered
            | What::MinimumUndecided { .. } => Weight::Notable,
            What::Applies { .. } | What::FallsAway { .. } => Weight::Information,
        }
    }
}

/// »Ja« og »Nej«
fn quoted(words: &[String], last: &str) -> String {
    danish::list(words.iter().map(|word| format!("»{word}«")), last)
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            What::Refused(refusal) => write!(f, "Filen er ikke læst: {}.", reason(refusal)),
            What::Unverified => f.write_str(
                "Svarene er kun holdt op mod den profil, som svarskemaet selv medbringer, og som kan være ændret. Angiv ordregivers profil for at få dem kontrolleret.",
            ),
            What::WrongType { kind, name } => {
                let kind = match kind {
                    Kind::Pdf => "en PDF-fil",
                    Kind::Xlsx => "en Excel-fil",
                };
                write!(f, "Filen hedder »{name}«, men er {kind}. Den er læst som det, den er.")
            }
            What::Active(active) => write!(f, "Filen indeholder {}. Indholdet er ikke kørt. Vær varsom med at åbne filen.", active_words(*active)),
            What::Formula => f.write_str("Svaret er en formel. Det, som cellen sidst viste, er taget som svar."),
            What::Ambiguous { said } => match said.as_slice() {
                [only] => write!(f, "Feltets afkrydsning og den gemte værdi stemmer ikke overens: Kun det ene siger »{only}«."),
                said => write!(f, "Feltet giver flere svar: {}. Det første er taget som svar.", quoted(said, "og")),
            },
            What::Twice { field } => write!(f, "Feltet »{field}« forekommer mere end én gang. Det første er læst."),
            What::Cut => f.write_str("Teksten er længere, end et svar kan være, og er afkortet."),
            What::Draft => f.write_str("Svarskemaet er dannet af et udkast: Der er oplysninger, som ordregiver endnu ikke har afklaret."),
            What::FingerprintMissing => {
                f.write_str("Svarskemaets fingeraftryk mangler. Det kan ikke ses, hvilken version af udbuddet svarene gælder.")
            }
            What::FingerprintWrong => {
                f.write_str("Svarskemaets fingeraftryk er et andet end profilens. Svarene gælder en anden version af udbuddet.")
            }
            What::ProfileUnreadable => {
                f.write_str("Den profil, som svarskemaet medbringer, kan ikke læses. Svarene er gengivet, men ikke vurderet.")
            }
            What::TextChanged => f.write_str("Kravets tekst er en anden i det returnerede svarskema end i udbuddet."),
            What::FieldMissing { field } => write!(f, "Feltet »{field}« mangler i det returnerede svarskema."),
            What::FieldAdded { field } => write!(f, "Feltet »{field}« er ikke ordregivers. Der er set bort fra det."),
            What::NameMissing => f.write_str("Leverandørens navn er ikke angivet."),
            What::CvrMissing => f.write_str("Leverandørens CVR-nummer er ikke angivet."),
            What::CvrInvalid { number, error } => {
                let why = match error {
                    CvrError::Digits => "Et CVR-nummer har otte cifre.",
                    CvrError::CheckDigit => "Kontrolcifferet passer ikke.",
                };
                write!(f, "»{number}« er ikke et gyldigt CVR-nummer. {why}")
            }
            What::SameSupplier { file } => write!(f, "CVR-nummeret er det samme som i »{file}«."),
            What::FactUnanswered { question, moves } => {
                write!(f, "Leverandøren har ikke besvaret »{question}«. Svaret afgør {}.", danish::list(moves, "og"))
            }
            What::Applies { because } => write!(f, "Kravet gælder for leverandøren{}.", since(because)),
            What::FallsAway { because } => write!(f, "Kravet bortfalder for leverandøren{}.", since(because)),
            What::InvalidAnswer { answer, options } => {
                write!(f, "Svaret »{answer}« er ikke et af de mulige: {}.", quoted(options, "eller"))
            }
            What::Unanswered => f.write_str("Kravet er ikke besvaret."),
            What::MinimumUnanswered => f.write_str("Mindstekravet er ikke besvaret."),
            What::MinimumNotMet { answer } => write!(f, "Mindstekravet er besvaret »{answer}« og dermed ikke opfyldt."),
            What::MinimumUndecided { answer, questions } => write!(
                f,
                "Mindstekravet er besvaret »{answer}«. Om det gælder, afhænger af et svar, som mangler: {}.",
                quoted(questions, "og")
            ),
            What::AlternativeUnexplained => {
                write!(f, "Kravet er besvaret »{OTHERWISE}«, men det er ikke beskrevet, hvordan det opfyldes.")
            }
            What::Contradiction { used, answer } => write!(
                f,
                "Svaret »{answer}« strider mod, at {} anvendes: Integrationen skal da være opfyldt.",
                danish::list(used, "og")
            ),
        }
    }
}

/// », fordi …«
fn since(because: &[String]) -> String {
    if because.is_empty() { String::new() } else { format!(", fordi {}", danish::list(because, "og")) }
}

/// Why a file was refused, in Danish.
fn reason(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Unreadable(_) => "den kan ikke åbnes",
        Refusal::TooLarge(_) => "den er større, end et svarskema kan være",
        Refusal::Bomb => "den er pakket, så den fylder urimeligt meget, når den pakkes ud",
        Refusal::Encrypted => "den er beskyttet med en adgangskode",
        Refusal::Damaged(_) => "den er beskadiget eller ikke fuldstændig",
        Refusal::NotAForm => "den er hverken en PDF-fil eller en Excel-fil (.xlsx)",
        Refusal::NoFields => "den har ingen af svarskemaets felter; måske er skemaet udskrevet og scannet",
        Refusal::TooSlow => "det tager for lang tid at læse den",
        Refusal::TooDemanding => "den kræver for meget hukommelse, eller den kan ikke læses sikkert",
    }
}

fn active_words(active: Active) -> &'static str {
    match active {
        Active::Script => "JavaScript",
        Active::Launch => "en handling, der starter et program",
        Active::Submit => "en handling, der sender eller henter formularens indhold",
        Active::OtherFile => "en handling, der åbner en anden fil",
        Active::Xfa => "en XFA-formular",
        Active::Media => "lyd, video eller andet, der afspilles",
        Active::Macro => "makroer",
        Active::ExternalLink => "henvisninger til data uden for filen",
        Active::Embedded => "indlejrede filer",
    }
}
