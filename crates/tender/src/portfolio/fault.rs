//! What is wrong with a portfolio and its table.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::complaint::words::{again, count, meant, one_of};
use crate::complaint::{Fault, Saying};
use crate::portfolio::Unsafe;
use crate::say;
use crate::text::language::Both;

pub use self::cell::CellForm;

mod cell;

/// What stands for a formula that was never computed in the text of a workbook.
pub const UNCOMPUTED: &str = "#UBEREGNET!";

/// What is wrong with a portfolio.
///
/// The name of a variant is its code: `NameWithoutBase` is printed as `name-without-base`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PortfolioFault {
    #[strum(serialize = "portfolio-heading")]
    UnknownHeading { heading: String, known: Vec<String>, nearest: Option<String> },
    /// No column can set such a key
    #[strum(serialize = "portfolio-key")]
    UnknownProfileKey { key: String, nearest: Option<String> },
    #[strum(serialize = "portfolio-row")]
    RowLength { fields: usize, headings: usize },
    #[strum(serialize = "portfolio-quote")]
    OpenQuote,
    /// A cell holds an error of the spreadsheet, or a formula that was never computed
    #[strum(serialize = "portfolio-value")]
    NoValue {
        text: String,
        /// The cell is part of a name or a text: no other value can stand in its place
        needed: bool,
    },
    #[strum(serialize = "portfolio-empty")]
    NoRows,
    /// The table is a workbook that cannot be read
    #[strum(serialize = "portfolio-workbook")]
    Workbook { path: String, old: bool },
    #[strum(serialize = "portfolio-cell")]
    Cell { key: String, expected: CellForm, found: String },
    #[strum(serialize = "portfolio-brace")]
    LooseBrace,
    #[strum(serialize = "portfolio-name")]
    UnsafeName { name: String, why: Unsafe },
    #[strum(serialize = "portfolio-name-twice")]
    SameName { name: String },
    /// Several base profiles, and a name in which the base does not stand
    #[strum(serialize = "portfolio-name-without-base")]
    NameWithoutBase,
}

/// The codes of these faults.
pub const CODES: &[&str] = PortfolioFault::VARIANTS;

impl Fault for PortfolioFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::UnknownHeading { heading, known, nearest } => {
                say!("the table has no column `{heading}`", "tabellen har ingen kolonne `{heading}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::UnknownProfileKey { key, nearest } => {
                say!("a table cannot set `{key}`", "en tabel kan ikke udfylde `{key}`")
                    .label(both!("no key that a table can set", "ikke en nøgle, som en tabel kan udfylde"))
                    .hints(meant(nearest))
            }
            Self::RowLength { fields, headings } => {
                let (en_fields, en_headings) = (count(*fields, "field"), count(*headings, "heading"));
                let da_fields = if *fields == 1 { "1 felt".to_owned() } else { format!("{fields} felter") };
                let da_headings =
                    if *headings == 1 { "1 overskrift".to_owned() } else { format!("{headings} overskrifter") };
                say!(
                    "the row has {en_fields}, and there are {en_headings}",
                    "rækken har {da_fields}, men der er {da_headings}"
                )
                .hints((fields > headings).then(|| {
                    both!(
                        "put a text in which the separator stands between quotes",
                        "sæt en tekst, som skilletegnet står i, i anførselstegn"
                    )
                }))
            }
            Self::OpenQuote => say!("the quote is not closed", "anførselstegnet er ikke afsluttet")
                .label(both!("begins here", "begynder her"))
                .hint(both!(
                    "a quote inside a quoted text is written twice",
                    "et anførselstegn inde i en tekst i anførselstegn skrives to gange"
                )),
            Self::NoValue { text, .. } if text == UNCOMPUTED => say!(
                "the cell holds a formula that was never computed",
                "cellen indeholder en formel, der ikke er beregnet"
            )
            .hint(both!("open the table in a spreadsheet and save it", "åbn tabellen i et regneark, og gem den")),
            Self::NoValue { text, needed } => {
                let way_out = if *needed {
                    both!("mend the formula, or write the value", "ret formlen, eller skriv værdien")
                } else {
                    both!(
                        "mend the formula, or empty the cell: the base's value then stands",
                        "ret formlen, eller tøm cellen: Så gælder grundprofilens værdi"
                    )
                };
                say!("the cell holds the error `{text}`", "cellen indeholder fejlen »{text}«").hint(way_out)
            }
            Self::NoRows => say!("the table has no rows", "tabellen har ingen rækker").hint(both!(
                "the first row holds the headings; below it stands a row for each buyer",
                "første række er overskrifter; under den står en række for hver ordregiver"
            )),
            Self::Workbook { path, old } => {
                say!("`{path}` is a workbook that cannot be read", "`{path}` er en projektmappe, som ikke kan læses")
                    .hint(if *old {
                        both!("save it as `.xlsx` in Excel", "gem den som `.xlsx` i Excel")
                    } else {
                        both!(
                            "open it in Excel and save it anew, or save the sheet as `CSV UTF-8`",
                            "åbn den i Excel, og gem den igen, eller gem arket som `CSV UTF-8`"
                        )
                    })
            }
            Self::Cell { key, expected, found } => {
                let Both { en, da } = expected.words();
                say!("expected {en}, found `{found}`", "her skal stå {da}, men der står `{found}`")
                    .label(both!("for `{key}`", "til `{key}`"))
                    .hints(meant_by_spreadsheet(*expected, found))
            }
            Self::LooseBrace => {
                say!("the brace belongs to no placeholder", "tuborgklammen hører ikke til en pladsholder").hint(both!(
                    "double a brace that is meant as one",
                    "skriv tuborgklammen to gange, hvis den skal stå, som den er"
                ))
            }
            Self::UnsafeName { name, why } => {
                let (name, Both { en, da }) = (name.escape_debug(), why.words());
                say!("documents cannot be named `{name}`: {en}", "dokumenterne kan ikke hedde `{name}`: {da}").hint(
                    both!(
                        "name them by another column, such as one with short names or the CVR number",
                        "navngiv dem efter en anden kolonne, for eksempel en med korte navne eller CVR-nummeret"
                    ),
                )
            }
            Self::SameName { name } => say!("the name `{name}` is given twice", "navnet `{name}` er brugt to gange")
                .label(again())
                .hint(both!(
                    "name the documents by a column in which every row differs",
                    "navngiv dokumenterne efter en kolonne, hvor ingen rækker er ens"
                )),
            Self::NameWithoutBase => say!(
                "the base profiles of a row would have the same name",
                "en rækkes grundprofiler ville få det samme navn"
            )
            .hint(both!(
                "write `{{profil}}` where the name of the base belongs",
                "skriv `{{profil}}` dér, hvor grundprofilens navn hører til"
            )),
        }
    }
}

/// What a spreadsheet makes of a cell, and how it is told otherwise.
fn meant_by_spreadsheet(expected: CellForm, found: &str) -> Option<Both> {
    let number = !found.is_empty() && found.bytes().all(|byte| byte.is_ascii_digit());
    if found.starts_with('#') {
        let hashes = found.bytes().all(|byte| byte == b'#');
        return Some(if hashes {
            both!(
                "the column was too narrow when the file was saved: widen it and save anew",
                "kolonnen var for smal, da filen blev gemt: Gør den bredere, og gem igen"
            )
        } else {
            both!(
                "the spreadsheet has an error in this cell: mend it there",
                "regnearket har en fejl i cellen: Ret den dér"
            )
        });
    }
    match expected {
        CellForm::Text => Some(both!(
            "the spreadsheet has made a date of what was typed: give the column the format »Text«, and type it again",
            "regnearket har gjort det, der er skrevet, til en dato: Giv kolonnen formatet »Tekst«, og skriv det igen"
        )),
        CellForm::Date if number => Some(both!(
            "give the column the format of a date in the spreadsheet, and save anew",
            "giv kolonnen datoformat i regnearket, og gem igen"
        )),
        CellForm::Date => Some(both!(
            "write the day before the month, and the year with four digits",
            "skriv dagen før måneden og årstallet med fire cifre"
        )),
        CellForm::YesNo => None,
        CellForm::Choice => Some(both!(
            "leave the cell empty for the base's choice, or write which ones",
            "lad cellen være tom, hvis grundprofilens valg gælder, eller skriv hvilke"
        )),
        CellForm::Answer => Some(both!(
            "leave the cell empty for the base's answer, or write `ved ikke`",
            "lad cellen være tom, hvis grundprofilens svar gælder, eller skriv `ved ikke`"
        )),
    }
}
