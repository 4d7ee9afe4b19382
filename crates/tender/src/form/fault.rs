//! What is wrong with the forms that come back, and with a workbook that goes out.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::complaint::{Fault, Saying};
use crate::form::refusal::Refusal;
use crate::say;
use crate::text::language::Both;

pub use self::misfit::Misfit;
pub use self::passed::Passed;

mod misfit;
mod passed;

/// What is wrong with a form.
///
/// The name of a variant is its code: `Workbook` is printed as `workbook`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum FormFault {
    /// A returned form was not read
    RefusedForm { path: String, refusal: Refusal },
    /// A file among the forms is none, and was not asked for by itself
    PassedOver { path: String, why: Passed },
    /// No form could be read, and there is no profile either
    NothingToCompare,
    /// The writer of workbooks refused
    Workbook {
        misfit: Misfit,
        /// What the writer says
        message: String,
    },
}

/// The codes of these faults.
pub const CODES: &[&str] = FormFault::VARIANTS;

impl Fault for FormFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::RefusedForm { path, refusal } => {
                let Both { en, da } = refused(refusal);
                say!("`{path}` was not read: {en}", "`{path}` er ikke læst: {da}")
            }
            Self::PassedOver { path, why } => {
                let Both { en, da } = why.words();
                say!("`{path}` was passed over: {en}", "`{path}` er sprunget over: {da}")
            }
            Self::NothingToCompare => say!(
                "there is nothing to compare: no form could be judged",
                "der er ikke noget at sammenligne: intet svarskema kunne vurderes"
            )
            .hint(both!("name the buyer's profile with `--profile`", "angiv ordregivers profil med `--profile`")),
            Self::Workbook { misfit, message } => {
                let da = misfit.danish(message);
                say!("the workbook cannot be written: {message}", "Excel-filen kan ikke skrives: {da}")
            }
        }
    }
}

/// Why a returned form was refused.
fn refused(refusal: &Refusal) -> Both {
    match refusal {
        Refusal::Unreadable(system) => system.words(),
        Refusal::TooLarge(bytes) => both!(
            "it has {bytes} bytes, more than a form can have",
            "den fylder {bytes} byte, og det er mere, end et svarskema kan fylde"
        ),
        Refusal::Bomb => {
            both!("it unpacks to more than a form can be", "den fylder mere end et svarskema, når den pakkes ud")
        }
        Refusal::Encrypted => both!("it is protected by a password", "den er beskyttet med en adgangskode"),
        Refusal::Damaged(why) => {
            both!("it is damaged or cut short: {why}", "den er beskadiget eller ikke hel (»{why}«)")
        }
        Refusal::NotAForm => {
            both!(
                "it is neither a PDF, a workbook (.xlsx) nor a Word document (.docx)",
                "den er hverken en PDF-fil, en Excel-fil (.xlsx) eller en Word-fil (.docx)"
            )
        }
        Refusal::NoFields => both!("it has none of the form's fields", "den har ingen af svarskemaets felter"),
        Refusal::Flattened(fields) => both!(
            "the form was printed or flattened; its {fields} fields are gone",
            "formularen er udskrevet eller fladgjort; dens {fields} felter er væk"
        ),
        Refusal::TooSlow => both!("it takes too long to read", "det tager for lang tid at læse den"),
        Refusal::TooDemanding => both!(
            "it takes too much memory, or breaks its reader",
            "den kræver for meget hukommelse, eller den kan ikke læses sikkert"
        ),
    }
}
