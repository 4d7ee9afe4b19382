//! What a profile that can be built makes one wonder about.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::catalog::fault::replaced;
use crate::catalog::id::{FactId, IntegrationId, LineId, PackageId, ReadingId, TypeId};
use crate::complaint::words::names;
use crate::complaint::{Fault, Saying};
use crate::resolve::Pending;
use crate::say;
use crate::text::language::Both;

/// What follows from a profile, and may not be meant.
///
/// The name of a variant is its code: `FactNotAsked` is printed as `fact-not-asked`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ResolveFault {
    /// Suppliers are asked what the buyer must know
    BuyerKnows {
        fact: FactId,
        /// What suppliers could switch off by their answer
        moves: Vec<LineId>,
    },
    /// Something is left to settle before the tender can be published
    Unfinished {
        pending: Pending,
    },
    /// A minimum requirement that can be met in part
    PartlyMinimum {
        kind: TypeId,
        answers: Vec<String>,
    },
    /// A minimum requirement needs an integration that the buyer made less than one
    NeededAnyway {
        integration: IntegrationId,
        /// The needs and the buyer's own requirements that rest on it
        lines: Vec<LineId>,
    },
    /// What the framework agreement asks for is asked for less, or more is made a condition
    Relaxed {
        lines: Vec<LineId>,
        own: Vec<LineId>,
    },
    FactNotAsked {
        fact: FactId,
        packages: Vec<PackageId>,
    },
    UnsettledReading {
        reading: ReadingId,
        subject: String,
    },
    ExpectedPackage {
        package: PackageId,
        title: String,
        area: String,
    },
    NotInOperation {
        id: IntegrationId,
        /// In the catalog's Danish: »under udvikling (9. januar 2024)«
        why: String,
        successors: Vec<String>,
    },
    UsedNotChosen {
        package: PackageId,
        title: String,
        integrations: Vec<String>,
        requirements: usize,
    },
}

/// The codes of these faults.
pub const CODES: &[&str] = ResolveFault::VARIANTS;

impl Fault for ResolveFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::BuyerKnows { fact, moves } => {
                let lines = names(moves);
                let said = if moves.is_empty() {
                    say!(
                        "the fact `{fact}` is left to suppliers, who are not asked for it: no need that hangs on it is \
                         asked for",
                        "oplysningen `{fact}` er overladt til leverandørerne, som ikke bliver spurgt om den: Det behov, \
                         der hænger på den, bliver ikke stillet som krav"
                    )
                } else {
                    say!(
                        "the fact `{fact}` is left to suppliers, who could switch {lines} off by their answer",
                        "oplysningen `{fact}` er overladt til leverandørerne, som med deres svar kan få {lines} til at \
                         bortfalde"
                    )
                };
                said.hint(both!(
                    "answer `true` or `false`: the buyer must know what is needed",
                    "svar `true` eller `false`: Det er ordregiver, der ved, hvad der er behov for"
                ))
            }
            Self::Unfinished { pending } => {
                let Both { en, da } = pending.words();
                say!("not final yet: {en}", "endnu ikke færdig: {da}").hints(pending.way_out())
            }
            Self::PartlyMinimum { kind, answers } => {
                let between = names(answers);
                say!(
                    "the type `{kind}` is a minimum requirement, and {between} would meet it in part",
                    "typen `{kind}` er et mindstekrav, men {between} ville opfylde det delvist"
                )
                .hint(both!(
                    "a minimum requirement is met or not: leave two answers, or give the type another `kind`",
                    "et mindstekrav er opfyldt eller ikke opfyldt: Lad to svar stå, eller giv typen en anden `kind`"
                ))
            }
            Self::NeededAnyway { integration, lines } => {
                let is_one = lines.len() == 1;
                let still = if is_one { "still is one" } else { "still are" };
                let lines = names(lines);
                say!(
                    "`{integration}` is no longer a minimum requirement, but {lines}, not to be met without it, {still}",
                    "`{integration}` er ikke længere et mindstekrav, men {lines}, der ikke kan opfyldes uden den, er det \
                     stadig"
                )
                .hint(match is_one {
                    true => both!(
                        "a supplier that does without it must answer that a minimum requirement is not met: change that one's type too",
                        "en leverandør, der ikke anvender den, må svare, at et mindstekrav ikke er opfyldt: Giv også det krav en anden type"
                    ),
                    false => both!(
                        "a supplier that does without it must answer that minimum requirements are not met: change their type too",
                        "en leverandør, der ikke anvender den, må svare, at mindstekrav ikke er opfyldt: Giv også de krav en anden type"
                    ),
                })
            }
            Self::Relaxed { lines, own } => {
                let mut parts = Vec::new();
                if !lines.is_empty() {
                    let lines = names(lines);
                    parts.push(both!(
                        "less than the catalog is asked for by {lines}",
                        "der stilles lempeligere krav end i kataloget ved {lines}"
                    ));
                }
                if !own.is_empty() {
                    let (one, own) = (own.len() == 1, names(own));
                    parts.push(match one {
                        true => both!("{own} adds a minimum requirement", "{own} tilføjer et mindstekrav"),
                        false => both!("{own} add minimum requirements", "{own} tilføjer mindstekrav"),
                    });
                }
                let Both { en, da } = Both::joined(&parts, "; ");
                say!(
                    "the framework agreement may not allow it: {en}",
                    "rammeaftalen giver måske ikke adgang til det: {da}"
                )
                .hint(both!(
                    "check that the framework agreement's terms allow it",
                    "kontrollér, at rammeaftalens vilkår giver adgang til det"
                ))
            }
            Self::FactNotAsked { fact, packages } => say!(
                "no chosen package asks for the fact `{fact}`",
                "ingen valgt pakke spørger om oplysningen `{fact}`"
            )
            .hints((!packages.is_empty()).then(|| {
                let asking = names(packages);
                both!("it is asked by {asking}, which is not chosen", "{asking} spørger om den, men er ikke valgt")
            })),
            Self::UnsettledReading { reading, subject } => say!(
                "the profile rests on the unsettled reading `{reading}` ({subject})",
                "profilen hviler på fortolkningen `{reading}`, som er uafklaret ({subject})"
            )
            .hint(both!(
                "ask KOMBIT, and write the answer under `[readings]`: `{reading} = \"Bekræftet af …\"`",
                "spørg KOMBIT, og skriv svaret under `[readings]`: `{reading} = \"Bekræftet af …\"`"
            )),
            Self::ExpectedPackage { package, title, area } => say!(
                "package `{package}` {title} is not chosen, though the area is {area}",
                "pakke `{package}` {title} er ikke valgt, selv om ydelsesområdet er {area}"
            )
            .hint(both!(
                "choose `{package}` if the system is case-bearing; otherwise nothing is missing",
                "vælg `{package}`, hvis systemet er sagsbærende; ellers mangler der ikke noget"
            )),
            Self::NotInOperation { id, why, successors } => {
                say!("`{id}` is not in operation: {why}", "`{id}` er ikke i drift: {why}")
                    .hints((!successors.is_empty()).then(|| replaced(successors)))
            }
            Self::UsedNotChosen { package, title, integrations, requirements } => {
                let used = names(integrations);
                let hint = match requirements {
                    0 => None,
                    1 => Some(both!(
                        "choose `{package}` too if its requirement should come along",
                        "vælg også `{package}`, hvis pakkens krav skal med"
                    )),
                    more => Some(both!(
                        "choose `{package}` too if its {more} requirements should come along",
                        "vælg også `{package}`, hvis pakkens {more} krav skal med"
                    )),
                };
                say!(
                    "package `{package}` {title} is used through {used} and not chosen",
                    "pakken `{package}` {title} bruges gennem {used}, men er ikke valgt"
                )
                .hints(hint)
            }
        }
    }
}
