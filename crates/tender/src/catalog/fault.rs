//! What is wrong with a catalog, and with what names something of it.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::catalog::id::{EditionId, FactId, IntegrationId, RequirementId, TypeId};
use crate::complaint::words::{meant, meant_among, names, one_of, wanted};
use crate::complaint::{Fault, Saying};
use crate::input::fault::Thing;
use crate::say;
use crate::text::language::Both;

pub use self::awaited::Awaited;

mod awaited;

/// What is wrong with a catalog.
///
/// The name of a variant is its code: `WrongHome` is printed as `wrong-home`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum CatalogFault {
    NoFrontMatter,
    MissingSection {
        heading: &'static str,
    },
    Condition {
        expected: Awaited,
    },
    TooFewAnswers {
        id: String,
    },
    /// The kind of a type that the edition itself uses cannot be another
    FixedKind {
        id: TypeId,
        kind: &'static str,
    },
    ReservedAnswer {
        answer: String,
    },
    NoEdition,
    UnknownEdition {
        id: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    UnknownPackage {
        id: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    UnknownLine {
        id: String,
        edition: EditionId,
        /// The lines that may be meant
        nearest: Vec<String>,
    },
    EditionFolder {
        id: EditionId,
        folder: String,
    },
    BaseCycle {
        path: Vec<String>,
    },
    NothingToChange {
        id: String,
    },
    ReusedRequirement {
        id: RequirementId,
    },
    NeverHolds {
        id: String,
    },
    AlwaysHolds {
        id: String,
    },
    FactDecidesNothing {
        id: FactId,
    },
    NeverCited {
        what: Thing,
        id: String,
    },
    WrongHome {
        id: IntegrationId,
        packages: Vec<String>,
    },
}

/// The codes of these faults.
pub const CODES: &[&str] = CatalogFault::VARIANTS;

impl Fault for CatalogFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::NoFrontMatter => say!(
                "the file does not begin with TOML between two lines `+++`",
                "filen begynder ikke med TOML mellem to linjer med `+++`"
            )
            .hint(both!(
                "begin the file with `+++`, and end its TOML with a line `+++`",
                "begynd filen med `+++`, og afslut dens TOML med en linje med `+++`"
            )),
            Self::MissingSection { heading } => {
                say!("the section `## {heading}` is missing or empty", "afsnittet `## {heading}` mangler eller er tomt")
            }
            Self::Condition { expected } => {
                let Both { en, da } = expected.words();
                say!("the condition cannot be read: expected {en}", "betingelsen kan ikke læses: der skal stå {da}")
                    .label(wanted(expected.words()))
            }
            Self::TooFewAnswers { id } => say!(
                "the requirement type `{id}` needs at least two different answers",
                "kravtypen `{id}` skal have mindst to forskellige svar"
            ),
            Self::FixedKind { id, kind } => {
                say!("the type `{id}` is always of the kind `{kind}`", "kravtypen `{id}` er altid af slagsen `{kind}`")
                    .hint(both!(
                        "remove `kind`, or give a type of another kind an `id` of its own",
                        "fjern `kind`, eller giv en kravtype af en anden slags sit eget `id`"
                    ))
            }
            Self::ReservedAnswer { answer } => {
                say!("the answer `{answer}` is reserved", "svaret `{answer}` er forbeholdt programmet")
            }
            Self::NoEdition => say!(
                "the catalog has no edition: no folder with an `edition.toml`",
                "kravkataloget har ingen udgave: ingen af dets mapper indeholder en `edition.toml`"
            ),
            Self::UnknownEdition { id, known, nearest } => {
                say!("there is no edition `{id}`", "der er ingen udgave `{id}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::UnknownPackage { id, known, nearest } => {
                say!("there is no package `{id}`", "der er ingen pakke `{id}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::UnknownLine { id, edition, nearest } => say!(
                "edition `{edition}` has no integration, requirement, need, package or fact `{id}`",
                "udgave `{edition}` har ingen integration, intet krav, intet behov, ingen pakke og ingen oplysning `{id}`"
            )
            .hints(meant_among(nearest)),
            Self::EditionFolder { id, folder } => {
                say!("the edition `{id}` lies in the folder `{folder}`", "udgaven `{id}` ligger i mappen `{folder}`")
            }
            Self::BaseCycle { path } => match path.as_slice() {
                [_, _] => say!("the edition is its own base", "udgaven bygger på sig selv"),
                path => {
                    let path = path.join(" → ");
                    say!("the editions are each other's base: {path}", "udgaverne bygger på hinanden: {path}")
                }
            },
            Self::NothingToChange { id } => say!(
                "there is no `{id}` here that could be changed or dropped",
                "her er ingen `{id}`, som kan ændres eller udgå"
            ),
            Self::ReusedRequirement { id } => say!(
                "the requirement `{id}` was dropped earlier, and its number may not be reused",
                "kravet `{id}` er udgået tidligere, og dets nummer må ikke bruges igen"
            )
            .label(both!("reused here", "brugt igen her")),
            Self::NeverHolds { id } => say!("`{id}` can never hold", "`{id}` kan aldrig gælde"),
            Self::AlwaysHolds { id } => {
                say!("the condition of `{id}` always holds", "betingelsen for `{id}` er altid opfyldt")
            }
            Self::FactDecidesNothing { id } => {
                say!("the fact `{id}` decides nothing", "oplysningen `{id}` afgør ikke noget")
            }
            Self::NeverCited { what, id } => {
                let noun = what.noun();
                let (en, da) = (noun.en, noun.the);
                say!("the {en} `{id}` is never cited", "ingen henviser til {da} `{id}`")
            }
            Self::WrongHome { id, packages } => match packages.as_slice() {
                [] => say!(
                    "no package offers `{id}`, but it names a home",
                    "ingen pakke omfatter `{id}`, men den har et `home`"
                ),
                packages => {
                    let packages = names(packages);
                    say!(
                        "`{id}` is offered by {packages}, and its home says otherwise",
                        "`{id}` er omfattet af {packages}, men dens `home` siger noget andet"
                    )
                }
            },
        }
    }
}

/// A hint: what came in the place of an integration.
pub(crate) fn replaced(successors: &[String]) -> Both {
    let successors = names(successors);
    both!("it was replaced by {successors}", "den er afløst af {successors}")
}
