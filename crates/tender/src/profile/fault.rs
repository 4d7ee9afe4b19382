//! What is wrong with a profile.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::catalog::fault::replaced;
use crate::catalog::id::{EditionId, PackageId};
use crate::complaint::words::{meant, names, one_of};
use crate::complaint::{Fault, Saying};
use crate::input::fault::Expected;
use crate::profile::cvr::CvrError;
use crate::say;
use crate::text::language::Both;

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
                }),
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
            Self::UnknownProcedure { word, nearest } => {
                say!("there is no procedure `{word}`", "der er ingen procedure `{word}`")
                    .label(one_of(&["direct-award", "mini-tender", "own-tender"]))
                    .hints(meant(nearest))
            }
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
            Self::UnknownAnswer { written } => {
                say!("`{written}` does not answer a fact", "`{written}` kan ikke være svar på en oplysning")
                    .label(Expected::Answer.label())
                    .hint(answered(written))
            }
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

/// A hint: how what was written answers a fact.
fn answered(written: &str) -> Both {
    match written.to_lowercase().as_str() {
        "true" | "ja" | "yes" => both!("write `true`, without quotes", "skriv `true`, uden anførselstegn"),
        "false" | "nej" | "no" => both!("write `false`, without quotes", "skriv `false`, uden anførselstegn"),
        _ => both!(
            "write \"supplier\" if the supplier is to answer it",
            "skriv \"supplier\", hvis leverandøren skal svare på den"
        ),
    }
}
