//! What is wrong with a profile.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::catalog::fault::replaced;
use crate::catalog::id::{EditionId, FactId, LineId, PackageId, RequirementId, TypeId};
use crate::complaint::words::{meant, names, one_of};
use crate::complaint::{Fault, Saying};
use crate::input::fault::Expected;
use crate::profile::cvr::CvrError;
use crate::say;

pub use self::why::{Limits, NoChange};

mod why;

/// What is wrong with a profile.
///
/// The name of a variant is its code: `LowContrast` is printed as `low-contrast`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ProfileFault {
    /// A portfolio stands where a profile must
    #[strum(serialize = "portfolio-for-profile")]
    NotOneProfile,
    ExtendsCycle {
        path: Vec<String>,
    },
    ExtendsTooLong {
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
    /// A need is no requirement that can be left out: it was stated by an answer
    NeedLeftOut {
        id: RequirementId,
        fact: FactId,
    },
    /// A line of the catalog cannot be changed so
    LineChange {
        id: LineId,
        why: NoChange,
    },
    /// What limits an answer does not fit it
    AnswerLimits {
        key: &'static str,
        why: Limits,
    },
    /// A weight beside a type that is not evaluated
    WeightNotEvaluated {
        kind: TypeId,
    },
    /// A remark of the linter is allowed, and nothing says why
    AllowWithoutReason {
        written: String,
    },
    PublishedWithoutId,
    MalformedColour {
        written: String,
    },
    LowContrast {
        hundredths: u32,
    },
}

/// The codes of these faults.
pub const CODES: &[&str] = ProfileFault::VARIANTS;

impl Fault for ProfileFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::NotOneProfile => {
                say!("the file is a portfolio and no profile", "filen er en portefølje og ikke en profil").hint(both!(
                    "`bilag build` and `bilag check` take portfolios; here one profile is needed",
                    "`bilag build` og `bilag check` tager porteføljer; her skal der bruges én profil"
                ))
            }
            Self::ExtendsCycle { path } => match path.as_slice() {
                [_, _] => say!("the profile extends itself", "profilen bygger på sig selv"),
                path => {
                    let path = path.join(" → ");
                    say!("the profiles extend each other: {path}", "profilerne bygger på hinanden: {path}")
                }
            },
            Self::ExtendsTooLong { most } => {
                say!("more than {most} profiles extend one another", "mere end {most} profiler bygger på hinanden")
            }
            Self::Cvr { number, error } => say!("`{number}` is not a CVR number", "`{number}` er ikke et CVR-nummer")
                .label(match error {
                    CvrError::Digits => both!("expected eight digits", "her skal stå otte cifre"),
                    CvrError::CheckDigit => both!("the check digit does not fit", "kontrolcifferet passer ikke"),
                })
                .hints(number.to_uppercase().contains("E+").then(|| {
                    both!(
                        "the spreadsheet has shortened it: give the column the format of a text, and write it anew",
                        "regnearket har forkortet det: Giv kolonnen tekstformat, og skriv det igen"
                    )
                })),
            Self::UnknownArea { id, known, nearest } => {
                say!("there is no ydelsesområde `{id}`", "der er intet ydelsesområde `{id}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::UnknownType { id, known, nearest } => {
                say!("there is no requirement type `{id}`", "der er ingen kravtype `{id}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::UnknownProcedure { word, nearest } => say!(
                "there is no procedure `{word}`",
                "der er ingen udbudsform `{word}`"
            )
            .label(both!(
                "not one of `direct-award`, `mini-tender`, `own-tender`",
                "ikke en af `direct-award` (direkte tildeling), `mini-tender` (miniudbud), `own-tender` (udbud efter udbudsloven)"
            ))
            .hints(meant(nearest)),
            Self::DatesReversed { earlier, later } => {
                say!("`{later}` is before `{earlier}`", "`{later}` ligger før `{earlier}`")
                    .label(both!("before `{earlier}`", "før `{earlier}`"))
            }
            Self::NoPackage => {
                say!("the profile chooses no package", "der er ikke valgt nogen pakke i profilen").hint(both!(
                    "write which packages the tender chooses, such as `I-02 = \"all\"`, under `[packages]`",
                    "skriv under `[packages]`, hvilke pakker udbuddet omfatter, for eksempel `I-02 = \"all\"`"
                ))
            }
            Self::NothingChosen { package, known } => {
                let known = names(known);
                say!("nothing is chosen of package `{package}`", "der er ikke valgt noget i pakke `{package}`")
                    .label(both!("empty", "tom"))
                    .hint(both!(
                        "choose among {known}, write \"all\", or remove the line",
                        "vælg blandt {known}, skriv \"all\", eller fjern linjen"
                    ))
            }
            Self::UnknownIntegration { package, id, known, nearest, home, successors, prerequisite } => {
                let hint = if !successors.is_empty() {
                    Some(replaced(successors))
                } else if let Some(home) = home {
                    Some(both!("`{id}` is chosen in package `{home}`", "`{id}` vælges i pakke `{home}`"))
                } else if *prerequisite {
                    Some(both!(
                        "`{id}` follows from what is chosen and is not chosen itself; remove it",
                        "`{id}` følger af det, der er valgt, og vælges ikke selv; fjern den"
                    ))
                } else {
                    meant(nearest)
                };
                say!(
                    "package `{package}` has no integration `{id}` to choose",
                    "der er ingen integration `{id}` at vælge i pakke `{package}`"
                )
                .label(one_of(known))
                .hints(hint)
            }
            Self::UnknownFact { id, edition, known, nearest } => {
                say!("edition `{edition}` has no fact `{id}`", "der er ingen oplysning `{id}` i udgave `{edition}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::UnknownAnswer { written } => say!(
                "`{written}` does not answer a fact",
                "`{written}` kan ikke være svar på en oplysning"
            )
            .label(Expected::Answer.label())
            .hint(both!(
                "write \"supplier\" if the supplier is to answer it, and \"ved ikke\" where nobody knows yet",
                "skriv \"supplier\", hvis leverandøren skal svare på den, og \"ved ikke\", hvis ingen ved det endnu"
            )),
            Self::UnknownRequirement { id, edition, dropped, integration, nearest } => {
                let hint = if *dropped {
                    Some(both!(
                        "the requirement was dropped; remove this entry",
                        "kravet er udgået; fjern denne udeladelse"
                    ))
                } else if *integration {
                    Some(both!(
                        "an integration follows from the choice of packages; only requirements such as `I-02.01` \
                         can be left out",
                        "en integration følger af, hvad der er valgt; kun krav som `I-02.01` kan udelades"
                    ))
                } else {
                    meant(nearest)
                };
                say!("edition `{edition}` has no requirement `{id}`", "der er intet krav `{id}` i udgave `{edition}`")
                    .hints(hint)
            }
            Self::PackageNotChosen { package } => {
                say!("package `{package}` is not chosen", "pakke `{package}` er ikke valgt").hint(both!(
                    "choose the package under `[packages]`, such as `{package} = \"all\"`, or remove this entry",
                    "vælg pakken under `[packages]`, for eksempel `{package} = \"all\"`, eller fjern det, der står her"
                ))
            }
            Self::NeedLeftOut { id, fact } => say!(
                "`{id}` is a need, and a need is not left out",
                "`{id}` er et behov, og et behov kan ikke udelades"
            )
            .hint(both!(
                "answer `{fact} = false` under `[facts]`, and the need is gone",
                "svar `{fact} = false` under `[facts]`, så bortfalder behovet"
            )),
            Self::LineChange { id, why } => match why {
                NoChange::Own => say!(
                    "`{id}` is a requirement of the buyer's own, not a line of the catalog",
                    "`{id}` er ordregivers eget krav og ikke et krav fra kataloget"
                )
                .hint(both!(
                    "change it where it is written, under `[[requirement]]`",
                    "ret kravet, hvor det er skrevet, under `[[requirement]]`"
                )),
                NoChange::LeftOut => {
                    say!("`{id}` is left out, and cannot be changed too", "`{id}` er udeladt og kan ikke også ændres")
                        .hint(both!(
                            "remove either the `[[leave-out]]` or this `[[line]]`",
                            "fjern enten `[[leave-out]]` eller denne `[[line]]`"
                        ))
                }
                NoChange::NotPrinted => say!(
                    "`{id}` does not follow from the profile, so there is nothing to change",
                    "`{id}` følger ikke af profilen, så der er ikke noget at ændre"
                )
                .hint(both!(
                    "remove this entry; `bilag explain` tells why the line is out",
                    "fjern det, der står her; `bilag explain` viser, hvorfor kravet ikke er med"
                )),
                NoChange::Nothing => {
                    say!("nothing of `{id}` is changed", "der er ikke ændret noget ved `{id}`").hint(both!(
                        "write another `type`, a `weight` or a `due`, or remove this entry",
                        "skriv en anden `type`, en `weight` eller en `due`, eller fjern det, der står her"
                    ))
                }
                NoChange::Raised { to } => say!(
                    "`{id}` may be used, and cannot become a minimum requirement (`{to}`)",
                    "`{id}` kan anvendes og kan ikke gøres til et mindstekrav (`{to}`)"
                )
                .hint(both!(
                    "write a requirement of your own under `[[requirement]]`",
                    "skriv et eget krav under `[[requirement]]`"
                )),
                NoChange::NoWeight { kind } => say!(
                    "`{id}` has a weight, but its type `{kind}` is not evaluated",
                    "`{id}` har en vægt, men kravtypen `{kind}` evalueres ikke"
                )
                .hint(both!(
                    "remove the weight, or give the line a `type` that is evaluated, such as \"K\"",
                    "fjern vægten, eller giv kravet en `type`, der evalueres, for eksempel \"K\""
                )),
            },
            Self::AnswerLimits { key, why } => match why {
                Limits::NothingToLimit => say!(
                    "`{key}` does not fit this kind of answer",
                    "`{key}` passer ikke til denne slags svar"
                )
                .hint(both!(
                    "write `answer = \"number\"` (with `unit`, `at-least`, `at-most`) or `answer = \"date\"` (with \
                     `at-least`, `at-most`), or remove `{key}`",
                    "skriv `answer = \"number\"` (med `unit`, `at-least`, `at-most`) eller `answer = \"date\"` (med \
                     `at-least`, `at-most`), eller fjern `{key}`"
                )),
                Limits::Crossed => say!("`at-most` is less than `at-least`", "`at-most` er mindre end `at-least`")
                    .label(both!("no answer fits both", "intet svar passer til begge")),
                Limits::Unlimited => say!(
                    "nothing says which answer meets the minimum requirement",
                    "det fremgår ikke, hvilket svar der opfylder mindstekravet"
                )
                .hint(both!("add `at-least` or `at-most`", "tilføj `at-least` eller `at-most`")),
            },
            Self::WeightNotEvaluated { kind } => say!(
                "a requirement of the type `{kind}` is not evaluated and has no weight",
                "et krav af typen `{kind}` evalueres ikke og har ingen vægt"
            )
            .hint(both!(
                "remove the weight, or choose a type that is evaluated, such as \"K\"",
                "fjern vægten, eller vælg en kravtype, der evalueres, for eksempel \"K\""
            )),
            Self::AllowWithoutReason { written } => say!(
                "`{written}` allows a remark without saying why",
                "`{written}` tillader en bemærkning uden at sige hvorfor"
            )
            .label(both!(
                "expected the remark, a colon and the reason",
                "her skal stå bemærkningen, et kolon og begrundelsen"
            ))
            .hint(both!(
                "write it as \"vague-word: målt i kravets bilag 2\"",
                "skriv det som \"vague-word: målt i kravets bilag 2\""
            )),
            Self::PublishedWithoutId => say!(
                "the requirement of a published tender has no `id`",
                "udbuddet er offentliggjort, men kravet har intet `id`"
            )
            .hint(both!(
                "give it the number it was published with, such as `id = \"E1\"`, so that it never moves",
                "giv kravet det nummer, det er offentliggjort med, for eksempel `id = \"E1\"`, så det altid \
                 beholder det"
            )),
            Self::MalformedColour { written } => say!("`{written}` is no colour", "`{written}` er ikke en farve")
                .hint(both!("write a colour as `#003865`", "skriv en farve som `#003865`")),
            Self::LowContrast { hundredths } => {
                let (whole, part) = (hundredths / 100, hundredths % 100);
                say!(
                    "the contrast of the accent colour with white is {whole}.{part:02} : 1",
                    "accentfarvens kontrast til hvid er {whole},{part:02} : 1"
                )
                .label(both!("at least 4.5 : 1 is needed", "der kræves mindst 4,5 : 1"))
                .hint(both!("choose a darker colour", "vælg en mørkere farve"))
            }
        }
    }
}
