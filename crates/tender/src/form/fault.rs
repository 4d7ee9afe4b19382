//! What is wrong with the forms that come back, and with a workbook that goes out.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::catalog::id::{EditionId, PackageId};
use crate::complaint::{Fault, Saying};
use crate::form::evaluation::Unfit;
use crate::form::filling::Unfillable;
use crate::form::refusal::Refusal;
use crate::say;
use crate::text::danish;
use crate::text::language::Both;

pub use self::evaluation::EvaluationSlip;
pub use self::misfit::Misfit;
pub use self::passed::Passed;
use self::refused::{refused, way_out};

mod evaluation;
mod misfit;
mod passed;
mod refused;

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
    NotALibrary {
        path: String,
        missing: bool,
        /// What is there in its place: its twin, of which it is written anew
        other: Option<String>,
    },
    /// The library and its workbook say different things
    LibraryTwin { library: String, twin: String },
    /// A workbook is none that was made to evaluate in
    NotAnEvaluation { path: String, why: Unfit },
    /// A workbook was made of other answers than the first
    OtherComparison { path: String, first: String },
    /// What stands in a cell of an evaluator's workbook does not count
    EvaluationCell { path: String, slip: Box<EvaluationSlip> },
    /// A question of a checklist has more than one answer
    ChecklistUnsure { question: String, said: Vec<(PackageId, String)> },
    /// An answer in a checklist that is none of those it offers
    ChecklistUnread { question: String, package: PackageId, said: String },
    /// What was filled in in a checklist, and the edition has not
    ChecklistForeign { edition: EditionId, names: Vec<String> },
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
            Self::NotALibrary { path, missing, other } => {
                let said = if *missing {
                    say!("there is no library of answers `{path}` yet", "der er endnu intet svarbibliotek `{path}`")
                } else {
                    say!("`{path}` is no library of answers", "`{path}` er intet svarbibliotek")
                };
                match other {
                    // What the other file holds would be written over by a new one.
                    Some(other) => said.hint(both!(
                        "`{other}` is there: name it with `--library`, or move it away to begin anew",
                        "`{other}` findes: angiv den med `--library`, eller flyt den for at begynde forfra"
                    )),
                    None => said.hint(both!(
                        "`--learn` makes one of forms that were filled in",
                        "`--learn` laver et ud fra udfyldte svarskemaer"
                    )),
                }
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
            Self::ChecklistUnsure { question, said } => {
                let said: Vec<String> = said.iter().map(|(package, answer)| format!("{answer} ({package})")).collect();
                let (en, da) = (danish::list(&said, "and"), danish::list(&said, "og"));
                say!(
                    "the checklist has more than one answer to »{question}«: {en}",
                    "tjeklisten har mere end ét svar på »{question}«: {da}"
                )
                .hint(both!(
                    "settle which one is meant, and write it in the profile, where the question is left open",
                    "afklar, hvilket der er ment, og skriv det i profilen, hvor spørgsmålet er ladt åbent"
                ))
            }
            Self::ChecklistUnread { question, package, said } => say!(
                "the answer »{said}« to »{question}« ({package}) was not read",
                "svaret »{said}« på »{question}« ({package}) er ikke læst"
            )
            .hint(both!(
                "write the answer in the profile, where the question is left open: `true`, `false` or `\"supplier\"`",
                "skriv svaret i profilen, hvor spørgsmålet er ladt åbent: `true`, `false` eller `\"supplier\"`"
            )),
            Self::ChecklistForeign { edition, names } => {
                let (en, da) = (danish::list(names, "and"), danish::list(names, "og"));
                say!(
                    "edition {edition} has no place for what is filled in under {en}: it is not in the profile",
                    "udgave {edition} har ikke plads til det, der er udfyldt ved {da}: Det er ikke med i profilen"
                )
                .hint(both!(
                    "see what became of it with `bilag diff`, if the checklist is of an earlier edition",
                    "se med `bilag diff`, hvad der er blevet af det, hvis tjeklisten er fra en tidligere udgave"
                ))
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
            Self::Nameless { fields } => {
                let da = if *fields == 1 { "1 felt".to_owned() } else { format!("{fields} felter") };
                let en = crate::complaint::words::count(*fields, "field");
                both!(
                    "{en} in which an answer belongs cannot be found by name: another program has written the file",
                    "{da}, som der skal svar i, kan ikke findes ved navn: Et andet program har skrevet filen"
                )
            }
            Self::Broken(why) => {
                both!("it is not made as forms are: {why}", "den er ikke lavet, som svarskemaer er (»{why}«)")
            }
        }
    }
}
