//! What is wrong with the forms that come back, and with a workbook that goes out.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::complaint::{Fault, Saying};
use crate::form::evaluation::Unfit;
use crate::form::filling::Unfillable;
use crate::form::foreign::Foreign;
use crate::form::refusal::Refusal;
use crate::say;
use crate::text::language::Both;

pub use self::evaluation::EvaluationSlip;
pub use self::misfit::Misfit;
pub use self::passed::Passed;

mod evaluation;
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
    /// A returned form belongs to none of several tenders
    FormOfNoRow { path: String, portfolio: String },
    /// Of some tenders no form came back
    RowsWithoutForm { rows: Vec<String> },
    /// A file among the forms is none, and was not asked for by itself
    PassedOver { path: String, why: Passed },
    /// A form cannot be filled in
    NotFillable { path: String, why: Unfillable },
    /// A file is no library of answers
    NotALibrary { path: String, missing: bool },
    /// The library and its workbook say different things
    LibraryTwin { library: String, twin: String },
    /// A workbook is none that was made to evaluate in
    NotAnEvaluation { path: String, why: Unfit },
    /// A workbook was made of other answers than the first
    OtherComparison { path: String, first: String },
    /// What stands in a cell of an evaluator's workbook does not count
    EvaluationCell { path: String, slip: EvaluationSlip },
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
                say!("`{path}` was not read: {en}", "`{path}` er ikke læst: {da}").hint(way_out(refusal))
            }
            Self::FormOfNoRow { path, portfolio } => say!(
                "`{path}` belongs to no tender of `{portfolio}`",
                "`{path}` hører ikke til noget udbud i `{portfolio}`"
            )
            .hint(both!(
                "collect it by itself, with the profile or the lock that it was made of",
                "saml det ind for sig med den profil eller låsefil, som det er lavet af"
            )),
            Self::RowsWithoutForm { rows } => {
                let (count, named) = (rows.len(), few(rows));
                say!(
                    "no form came back of {count} of the tenders: {named}",
                    "{count} af udbuddene har intet svarskema: {named}"
                )
            }
            Self::PassedOver { path, why } => {
                let Both { en, da } = why.words();
                say!("`{path}` was passed over: {en}", "`{path}` er sprunget over: {da}")
            }
            Self::NotFillable { path, why } => {
                let Both { en, da } = why.words();
                say!("`{path}` cannot be filled in: {en}", "`{path}` kan ikke udfyldes: {da}").hint(both!(
                    "take the form as the buyer published it",
                    "tag svarskemaet, som ordregiver har offentliggjort det"
                ))
            }
            Self::NotALibrary { path, missing } => {
                let said = if *missing {
                    say!("there is no library of answers `{path}` yet", "der er endnu intet svarbibliotek `{path}`")
                } else {
                    say!("`{path}` is no library of answers", "`{path}` er intet svarbibliotek")
                };
                said.hint(both!(
                    "`--learn` makes one of forms that were filled in",
                    "`--learn` laver et ud fra udfyldte svarskemaer"
                ))
            }
            Self::LibraryTwin { library, twin } => {
                say!("`{twin}` does not say the same as `{library}`", "`{twin}` siger ikke det samme som `{library}`")
                    .hint(both!(
                        "name the one that is right with `--library`, and move the other away",
                        "angiv den rigtige med `--library`, og flyt den anden"
                    ))
            }
            Self::NotAnEvaluation { path, why } => {
                let Both { en, da } = why.words();
                say!(
                    "`{path}` is no workbook to evaluate in: {en}",
                    "`{path}` er ikke en projektmappe til evaluering: {da}"
                )
                .hint(both!(
                    "name a workbook that `bilag collect --format xlsx` made",
                    "angiv en projektmappe, som `bilag collect --format xlsx` har lavet"
                ))
            }
            Self::OtherComparison { path, first } => {
                say!("`{path}` compares other answers than `{first}`", "`{path}` sammenligner andre svar end `{first}`")
                    .hint(both!(
                        "evaluate workbooks of one and the same comparison together",
                        "evaluer projektmapper fra én og samme sammenligning sammen"
                    ))
            }
            Self::EvaluationCell { path, slip } => {
                let Both { en, da } = slip.words();
                say!("`{path}`: {en}", "`{path}`: {da}")
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

/// The first of many names.
fn few(names: &[String]) -> String {
    const FEW: usize = 8;
    let named = names.iter().take(FEW).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > FEW { format!("{named}, …") } else { named }
}

impl Unfillable {
    fn words(&self) -> Both {
        match self {
            Self::NoBinding => both!(
                "it does not carry what its lines ask",
                "den har ikke det med, som fortæller, hvad felterne spørger om"
            ),
            Self::OtherFormat => both!(
                "it is kept in another format than .xlsx: save a copy as .xlsx, and name that",
                "den er gemt i et andet format end .xlsx: gem en kopi som .xlsx, og angiv den"
            ),
            Self::Broken(why) => {
                both!("it is not made as forms are: {why}", "den er ikke lavet, som svarskemaer er (»{why}«)")
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
        Refusal::Foreign(foreign) => match foreign {
            Foreign::Apple => both!(
                "it is kept in Apple's own format (Numbers or Pages)",
                "den er gemt i Apples eget format (Numbers eller Pages)"
            ),
            Foreign::Binary => {
                both!("it is kept in Excel's binary format (.xlsb)", "den er gemt i Excels binære format (.xlsb)")
            }
            Foreign::OpenText => {
                both!("it is an OpenDocument text (.odt)", "den er et OpenDocument-dokument (.odt)")
            }
            Foreign::OldWord => {
                both!("it is kept in Word's old format (.doc)", "den er gemt i Words gamle format (.doc)")
            }
            Foreign::RichText => both!("it is kept as Rich Text (.rtf)", "den er gemt som Rich Text (.rtf)"),
            Foreign::Mail => both!("it is an e-mail", "den er en e-mail"),
            Foreign::FormData => both!(
                "it holds what stood in the form's fields (FDF or XFDF), and not the form",
                "den rummer kun det, der stod i skemaets felter (FDF eller XFDF), og ikke selve skemaet"
            ),
            Foreign::Picture => both!("it is a picture", "den er et billede"),
            Foreign::Packed => {
                both!("it is packed (7z, RAR or gzip)", "den er en pakket fil (7z, RAR eller gzip)")
            }
            Foreign::WebPage => both!("it is a page for a browser", "den er en webside"),
        },
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

/// What to do about a form that was refused, whether a buyer or a supplier named it. Nobody is told to ask a tenderer:
/// whether that may be done is the buyer's to judge.
fn way_out(refusal: &Refusal) -> Both {
    match refusal {
        Refusal::Unreadable(_) => both!(
            "look whether its path is right, and whether another program has it open",
            "se efter, om stien er rigtig, og om et andet program har filen åben"
        ),
        Refusal::NotAForm | Refusal::NoFields => {
            both!(
                "name the response form itself, as it was made or handed in",
                "angiv selve svarskemaet, som det er lavet eller afleveret"
            )
        }
        Refusal::Foreign(foreign) => match foreign {
            Foreign::Apple => both!(
                "export a copy to Excel or Word on a Mac or on icloud.com, and name that; keep what was handed in",
                "eksportér en kopi til Excel eller Word på en Mac eller på icloud.com, og angiv den; gem det afleverede"
            ),
            Foreign::OpenText | Foreign::OldWord | Foreign::RichText => both!(
                "save a copy as .docx in Word or LibreOffice, and name that; keep what was handed in",
                "gem en kopi som .docx i Word eller LibreOffice, og angiv den; gem det afleverede"
            ),
            Foreign::Binary => both!(
                "save a copy as .xlsx in Excel or LibreOffice, and name that; keep what was handed in",
                "gem en kopi som .xlsx i Excel eller LibreOffice, og angiv den; gem det afleverede"
            ),
            Foreign::Mail => both!(
                "save the form that is attached to it, and name that",
                "gem det skema, der er vedhæftet, og angiv det"
            ),
            Foreign::FormData => both!(
                "import it into a copy of the blank form in Acrobat, and name that; keep what was handed in",
                "importér den i en kopi af det tomme skema i Acrobat, og angiv kopien; gem det afleverede"
            ),
            Foreign::Picture => both!("its answers are to be read by hand", "svarene skal læses i hånden"),
            Foreign::Packed => both!("unpack it, and name the folder", "pak den ud, og angiv mappen"),
            Foreign::WebPage => {
                both!("fetch the file anew from where it came", "hent filen på ny dér, hvor den kom fra")
            }
        },
        Refusal::Encrypted => both!(
            "save a copy without the password, if you have it, and name that",
            "gem en kopi uden adgangskode, hvis I har den, og angiv kopien"
        ),
        Refusal::Damaged(_) => {
            both!("fetch the file anew from where it came", "hent filen på ny dér, hvor den kom fra")
        }
        Refusal::Flattened(_) => both!(
            "look whether there is a copy with its fields; else its answers are to be read by hand",
            "se efter, om der er en kopi med felter; ellers skal svarene læses i hånden"
        ),
        Refusal::TooLarge(_) | Refusal::Bomb | Refusal::TooSlow | Refusal::TooDemanding => {
            both!("do not open it: no response form is made so", "åbn den ikke: sådan er intet svarskema lavet")
        }
    }
}
