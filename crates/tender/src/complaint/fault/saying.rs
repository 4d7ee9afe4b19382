//! What every fault says: message, label and hints, each in English and in Danish, in one place.
//!
//! The message is the fact, the label is the place, a hint is the way out and exists only when it is probably right. A fault
//! that lacks a language does not compile.

use std::fmt;

use super::{Expected, Fault, Found, Limits, NoChange, because, toml, typst};
use crate::both;
use crate::form::refusal::Refusal;
use crate::profile::cvr::CvrError;
use crate::resolve::Pending;
use crate::text::language::Both;

/// What a fault says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    pub message: Both,
    /// What stands beside the place
    pub label: Option<Both>,
    /// The ways out; empty when none is probably right
    pub hints: Vec<Both>,
}

impl Saying {
    fn label(self, label: Both) -> Self {
        Self { label: Some(label), ..self }
    }

    fn hint(self, hint: Both) -> Self {
        self.hints([hint])
    }

    fn hints(mut self, hints: impl IntoIterator<Item = Both>) -> Self {
        self.hints.extend(hints);
        self
    }
}

/// A message without label and hint.
macro_rules! say {
    ($en:literal, $da:literal $(,)?) => {
        Saying { message: both!($en, $da), label: None, hints: Vec::new() }
    };
}

impl Fault {
    /// What the fault says.
    pub fn saying(&self) -> Saying {
        match self {
            // Files and their form
            Self::Toml { message, hints } => {
                let da = toml::danish(message);
                say!("not valid TOML: {message}", "ugyldig TOML: {da}").hints(hints.iter().map(|slip| slip.hint()))
            }
            Self::NotUtf8 { path } => {
                let hint = if path.to_lowercase().ends_with(".csv") {
                    both!(
                        "save the file as UTF-8: in Excel, the file type is `CSV UTF-8`",
                        "gem filen som UTF-8: i Excel hedder filtypen `CSV UTF-8`"
                    )
                } else {
                    both!("save the file as UTF-8", "gem filen som UTF-8")
                };
                say!("`{path}` is not UTF-8 text", "`{path}` er ikke gemt som UTF-8")
                    .label(both!("here stand other bytes", "her står noget, der ikke er UTF-8"))
                    .hint(hint)
            }
            Self::TooLarge { path, bytes, most } => say!(
                "`{path}` has {bytes} bytes, and at most {most} are read",
                "`{path}` fylder {bytes} byte, og der læses højst {most}"
            ),
            Self::Unreadable { path, why } => {
                let Both { en, da } = why.words();
                say!("`{path}` cannot be read: {en}", "`{path}` kan ikke læses: {da}")
            }
            Self::Unwritable { path, why } => {
                let Both { en, da } = why.words();
                say!("`{path}` cannot be written: {en}", "`{path}` kan ikke skrives: {da}")
            }
            Self::NoFolder { path } => say!("`{path}` is not a folder", "`{path}` er ikke en mappe"),
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
            Self::Unprintable { what } => {
                let Both { en, da } = what.words();
                say!("{en} cannot be printed", "{da} kan ikke gengives")
            }
            // Keys and values
            Self::UnknownKey { key, known, nearest } => {
                say!("unknown key `{key}`", "ukendt nøgle `{key}`").label(one_of(known)).hints(meant(nearest))
            }
            Self::MissingKey { key } => say!("the key `{key}` is missing", "nøglen `{key}` mangler")
                .label(both!("`{key}` belongs here", "her skal `{key}` stå")),
            Self::EmptyText { key } => say!("`{key}` is empty", "`{key}` er tom"),
            Self::WrongKind { expected, found } => {
                let (Both { en, da }, there) = (expected.words(), found.words());
                let (en_there, da_there) = (there.en, there.da);
                say!("expected {en}, found {en_there}", "her skal stå {da}, men der står {da_there}")
                    .label(right(*expected))
                    .hints(mended(*expected, *found))
            }
            Self::ControlCharacter { code } => say!(
                "the text holds the control character U+{code:04X}",
                "teksten indeholder styretegnet U+{code:04X}"
            )
            .hints(turns_text(*code).then(|| {
                both!(
                    "it is not seen and can make the text read otherwise than it is written; delete it",
                    "det kan ikke ses, og det kan få teksten til at læses anderledes, end den er skrevet; slet det"
                )
            })),
            Self::DuplicateId { what, id } => {
                let noun = what.noun();
                let (en, da) = (noun.en, noun.the);
                say!("the {en} `{id}` is written twice", "{da} `{id}` er skrevet to gange").label(again())
            }
            Self::MalformedId { expected, id } => {
                let Both { en, da } = expected.words();
                say!("`{id}` is no valid id: expected {en}", "`{id}` er ikke et gyldigt id: der skal stå {da}")
                    .label(right(*expected))
            }
            Self::UnknownReference { what, id, nearest } => {
                let noun = what.noun();
                let (en, da) = (noun.en, noun.none);
                say!("there is no {en} `{id}`", "der er {da} `{id}`").hints(meant(nearest))
            }
            Self::Condition { expected } => {
                let Both { en, da } = expected.words();
                say!("the condition cannot be read: expected {en}", "betingelsen kan ikke læses: der skal stå {da}")
                    .label(right(*expected))
            }
            Self::TooFewAnswers { id } => say!(
                "the requirement type `{id}` needs at least two different answers",
                "kravtypen `{id}` skal have mindst to forskellige svar"
            ),
            Self::UnknownWord { key, word, known, nearest } => {
                say!("`{key}` cannot be `{word}`", "`{key}` kan ikke være `{word}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::FixedKind { id, kind } => {
                say!("the type `{id}` is always of the kind `{kind}`", "kravtypen `{id}` er altid af slagsen `{kind}`")
                    .hint(both!(
                        "remove `kind`, or give a type of another kind an `id` of its own",
                        "fjern `kind`, eller giv en kravtype af en anden slags sit eget `id`"
                    ))
            }
            // The catalog
            Self::ReservedAnswer { answer } => {
                say!("the answer `{answer}` is reserved", "svaret `{answer}` er forbeholdt programmet")
            }
            Self::NotAFile { path } => say!("`{path}` is not a file", "`{path}` er ikke en fil"),
            Self::DateOutOfRange => {
                say!("the year is not between 1900 and 9999", "årstallet ligger ikke mellem 1900 og 9999")
            }
            Self::NoEdition => say!(
                "the catalog has no edition: no folder with an `edition.toml`",
                "kravkataloget har ingen udgave: ingen af dets mapper indeholder en `edition.toml`"
            ),
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
            // The profile
            Self::UnknownEdition { id, known, nearest } => {
                say!("there is no edition `{id}`", "der er ingen udgave `{id}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
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
            Self::TooLong { length, most } => say!("the text has {length} characters", "teksten har {length} tegn")
                .label(both!("at most {most} characters", "højst {most} tegn")),
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
            Self::UnknownPackage { id, known, nearest } => {
                say!("there is no package `{id}`", "der er ingen pakke `{id}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
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
                    .label(right(Expected::Answer))
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
            Self::UnknownFont { family, known, nearest } => {
                say!("there is no font family `{family}`", "der er ingen skrifttype `{family}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            // Warnings about a profile that can be built
            Self::BuyerKnows { fact, moves } => {
                let lines = names(moves);
                say!(
                    "the fact `{fact}` is left to suppliers, who could switch {lines} off by their answer",
                    "oplysningen `{fact}` er overladt til leverandørerne, som med deres svar kan få {lines} til at \
                     bortfalde"
                )
                .hint(both!(
                    "answer `true` or `false`: the buyer must know what is needed",
                    "svar `true` eller `false`: Det er ordregiver, der ved, hvad der er behov for"
                ))
            }
            Self::Unfinished { pending } => {
                let Both { en, da } = pending.words();
                say!("not final yet: {en}", "endnu ikke færdig: {da}").hints(pending.way_out())
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
                    "pakke `{package}` {title} bruges gennem {used}, men er ikke valgt"
                )
                .hints(hint)
            }
            // Templates and printing
            Self::Typst { message, hints } => {
                let Both { en, da } = typst::words(message);
                say!("{en}", "Typst melder: {da}").hints(hints.iter().map(|hint| typst::words(hint)))
            }
            Self::MissingTitle => say!("the text has no heading", "teksten har ingen overskrift").hint(both!(
                "begin the text with a line such as `# Vejledning`",
                "begynd teksten med en linje som `# Vejledning`"
            )),
            Self::UnknownPlaceholder { name, known, nearest } => {
                say!("unknown placeholder `{name}`", "ukendt pladsholder `{name}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::MissingPlaceholder { name } => say!(
                "the placeholder `{name}` is missing from this text",
                "pladsholderen `{name}` mangler i denne tekst"
            )
            .hint(both!("write `{{{{{name}}}}}` where it belongs", "skriv `{{{{{name}}}}}` dér, hvor den hører til")),
            Self::UnreadableImage { path, why: None } => say!(
                "`{path}` is not an SVG, PNG or JPEG image",
                "`{path}` er ikke et billede i formatet SVG, PNG eller JPEG"
            ),
            Self::UnreadableImage { path, why: Some(why) } => {
                let Both { en, da } = typst::picture(why);
                say!("`{path}` cannot be printed: {en}", "`{path}` kan ikke gengives: {da}")
            }
            Self::NoGlyph { characters } => {
                let shown: Vec<String> =
                    characters.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
                let list = shown.join(", ");
                let en_hint = "replace them, or give fonts that have them with `--fonts`";
                match shown.len() {
                    1 => say!("no font has the character {list}", "ingen skrifttype har tegnet {list}")
                        .hint(both!("{en_hint}", "erstat det, eller angiv en skrifttype, der har det, med `--fonts`")),
                    _ => say!("no font has the characters {list}", "ingen skrifttype har tegnene {list}")
                        .hint(both!("{en_hint}", "erstat dem, eller angiv skrifttyper, der har dem, med `--fonts`")),
                }
            }
            Self::FieldsMissing { names: fields } => {
                let fields = names(fields);
                say!("the template leaves out {fields}", "skabelonen udelader {fields}").hint(each_once())
            }
            Self::DroppedLine { ids, template } => {
                let ids = names(ids);
                say!("`{template}` does not print {ids}", "`{template}` gengiver ikke {ids}").hint(both!(
                    "print every line with `wording`, or mark where it stands with `printed`",
                    "gengiv hver linje med `wording`, eller markér med `printed`, hvor den står"
                ))
            }
            Self::FieldsRepeated { names: fields } => {
                let fields = names(fields);
                say!("the template repeats {fields}", "skabelonen viser {fields} mere end én gang").hint(each_once())
            }
            Self::FieldsUnknown { names: fields } => {
                let list = names(fields);
                match fields.len() {
                    1 => say!("the document has no {list}", "dokumentet har intet felt {list}"),
                    _ => say!("the document has no {list}", "dokumentet har ikke felterne {list}"),
                }
            }
            Self::ForeignLink { target } => say!(
                "the link `{target}` leads out of the web",
                "linket `{target}` fører hverken til en webside eller en mailadresse"
            )
            .hint(both!(
                "a link leads to `https:`, `http:` or `mailto:`",
                "et link skal føre til `https:`, `http:` eller `mailto:`"
            )),
            Self::AttachmentTaken { name } => say!(
                "the template attaches `{name}`, which every such PDF carries by itself",
                "skabelonen vedhæfter `{name}`, som alle disse PDF-filer har med i forvejen"
            )
            .hint(both!("attach it under another name", "vedhæft den under et andet navn")),
            Self::UnexpectedPdf { missing } => {
                let Both { en, da } = missing.words();
                say!("the printed PDF cannot be finished: {en}", "PDF-filen kan ikke gøres færdig: {da}")
            }
            // Running
            Self::NoProfiles { path } => {
                say!("the folder `{path}` holds no profile", "mappen `{path}` indeholder ingen profil").hint(both!(
                    "a profile is a `.toml` file with a `[tender]` table; `bilag init` writes one",
                    "en profil er en `.toml`-fil med en `[tender]`-tabel; `bilag init` skriver en"
                ))
            }
            Self::NotAProfile { path } => say!(
                "`{path}` has no `[tender]` table and was passed over",
                "`{path}` har ingen `[tender]`-tabel og er sprunget over"
            ),
            Self::SameOutput { output, first, second } => say!(
                "`{first}` and `{second}` would both be written to `{output}`",
                "`{first}` og `{second}` ville begge blive skrevet til `{output}`"
            )
            .hint(both!(
                "name the folder they lie in, or give them different names",
                "angiv den mappe, de ligger i, eller giv dem forskellige navne"
            )),
            Self::NotFinal { profile, questions, pending } => {
                let mut parts: Vec<Both> = Vec::new();
                if !questions.is_empty() {
                    let (en, da) = (count(questions.len(), "question"), questions.len());
                    let list = names(questions);
                    parts.push(both!("{en} to settle first ({list})", "{da} spørgsmål skal afklares først ({list})"));
                }
                parts.extend(pending.iter().map(Pending::words));
                let Both { en, da } = Both::joined(&parts, "; ");
                let said = if questions.is_empty() {
                    say!("`{profile}` is not final: {en}", "`{profile}` er ikke færdig: {da}")
                } else {
                    say!("`{profile}` is a draft: {en}", "`{profile}` er et udkast: {da}").hint(both!(
                        "answer under `[facts]` with `true`, `false` or \"supplier\", or build without `--final` for \
                         a draft",
                        "svar under `[facts]` med `true`, `false` eller \"supplier\", eller byg et udkast uden `--final`"
                    ))
                };
                said.hints(pending.iter().filter_map(Pending::way_out))
            }
            Self::UnknownLine { id, edition, nearest } => say!(
                "edition `{edition}` has no integration, requirement or need `{id}`",
                "der er hverken en integration, et krav eller et behov `{id}` i udgave `{edition}`"
            )
            .hints(meant(nearest)),
            Self::UnknownEntry { id, edition, nearest } => {
                say!("edition `{edition}` has no entry `{id}`", "`{id}` findes ikke i udgave `{edition}`")
                    .hints(meant(nearest))
            }
            Self::UnknownCode { code, nearest } => {
                let list = || both!("`bilag explain --code` lists them all", "`bilag explain --code` viser dem alle");
                say!("there is no complaint `{code}`", "der er ingen meddelelse `{code}`")
                    .hint(meant(nearest).unwrap_or_else(list))
            }
            Self::FileExists { path } => {
                say!("`{path}` exists already and was left as it is", "`{path}` findes allerede og er ikke overskrevet")
            }
            Self::LeadsOut { path, folder } => {
                say!("`{path}` leads out of the folder `{folder}`", "`{path}` fører ud af mappen `{folder}`")
                    .hint(both!("put a copy of the file into the folder", "læg en kopi af filen i mappen"))
            }
            Self::NameNotUnicode { path } => {
                say!("the name of `{path}` is not Unicode", "navnet på `{path}` er ikke Unicode")
            }
            Self::NotAFont { path } => say!("`{path}` holds no font", "`{path}` indeholder ingen skrifttype"),
            Self::NoFonts { folder } => say!("no fonts in `{folder}`", "der er ingen skrifttyper i `{folder}`"),
            Self::HiddenOutput { path } => say!(
                "the documents of `{path}` would be hidden: their names would begin with a period",
                "dokumenterne til `{path}` ville blive skjult, da deres navne ville begynde med et punktum"
            )
            .hint(both!("name the file, such as `omsorg.toml`", "giv filen et navn, for eksempel `omsorg.toml`")),
            Self::RefusedForm { path, refusal } => {
                let Both { en, da } = refused(refusal);
                say!("`{path}` was not read: {en}", "`{path}` er ikke læst: {da}")
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
            Self::UnknownSide { name, editions, nearest } => {
                let list = || {
                    let editions = names(editions);
                    both!(
                        "name an edition ({editions}), an edition's folder, a profile (`.toml`) or a lock \
                         (`.bilag-lock.json`)",
                        "angiv en udgave ({editions}), en udgaves mappe, en profil (`.toml`) eller en låsefil \
                         (`.bilag-lock.json`)"
                    )
                };
                say!("`{name}` is neither an edition nor a file", "`{name}` er hverken en udgave eller en fil")
                    .hint(meant(nearest).unwrap_or_else(list))
            }
            Self::NotAnEdition { path } => {
                say!("the folder `{path}` holds no edition", "mappen `{path}` indeholder ingen udgave").hint(both!(
                    "name the folder that its `edition.toml` lies in",
                    "angiv den mappe, hvor udgavens `edition.toml` ligger"
                ))
            }
            Self::UnlikeSides { edition, tender } => say!(
                "`{edition}` is an edition and `{tender}` a tender, which cannot be compared",
                "`{edition}` er en udgave og `{tender}` et udbud, og de kan ikke sammenlignes"
            )
            .hint(both!(
                "name two editions, or two of profiles and locks",
                "angiv to udgaver eller to udbud, det vil sige profiler eller låsefiler"
            )),
            Self::NoNewProfile { name } => say!(
                "a rettelsesblad is made of a profile, and `{name}` is none",
                "et rettelsesblad laves ud fra en profil, og det er `{name}` ikke"
            )
            .hint(both!(
                "name the new version's profile (`.toml`) as the second; `--format md` lists the changes of \
                 editions and locks",
                "angiv den nye versions profil (`.toml`) som nummer to; `--format md` viser ændringerne mellem \
                 udgaver eller låsefiler"
            )),
            Self::UnreadableLock { path, why } => {
                let Both { en, da } = why.words();
                say!("the lock `{path}` cannot be read: {en}", "låsefilen `{path}` kan ikke læses: {da}").hint(both!(
                    "put it back as it was; if nothing was published yet, it can be deleted",
                    "læg den tilbage, som den var; er udbuddet ikke offentliggjort endnu, kan den slettes"
                ))
            }
            Self::LockOfAnotherTime { path, schema } => say!(
                "the lock `{path}` is in format {schema}, which this version does not write",
                "låsefilen `{path}` er i format {schema}, som denne version ikke skriver"
            )
            .hint(both!(
                "build with the version of bilag that wrote it; if nothing was published yet, it can be deleted",
                "byg med den version af bilag, som skrev den; er udbuddet ikke offentliggjort endnu, kan den slettes"
            )),
            Self::PublishedChanged { version, lock, changes } => {
                let (Both { en, da }, changes) = (published(version), Both::joined(changes, "; "));
                let (en_changes, da_changes) = (changes.en, changes.da);
                say!(
                    "the tender {en}, and what it prints would change: {en_changes}",
                    "udbuddet {da}, og dokumenterne ville blive ændret: {da_changes}"
                )
                .hint(both!(
                    "raise `version` to publish the change; build then writes a rettelsesblad too",
                    "hæv `version` for at offentliggøre ændringen; så bliver der også skrevet et rettelsesblad"
                ))
                .hint(both!(
                    "`bilag diff {lock} PROFILE` shows every word that changed",
                    "`bilag diff {lock} PROFIL` viser hvert ord, der er ændret"
                ))
            }
            Self::DatedBack { key, date, before } => say!(
                "`{key}` is {date}, before the version that this one corrects was published, {before}",
                "`{key}` er {date}, men den version, som denne retter, blev offentliggjort {before}"
            )
            .hint(both!(
                "write the new version's own `date` and the day on which it is published",
                "skriv den nye versions egen dato under `date` og den dag, hvor den offentliggøres, under `published`"
            )),
            Self::PublishedKept { version, why } => {
                let (Both { en, da }, why) = (published(version), because::all(why));
                let (en_why, da_why) = (why.en, why.da);
                say!(
                    "the tender {en} and is kept as it was printed, though {en_why}",
                    "udbuddet {da} og bevares, som det er, selv om noget er anderledes: {da_why}"
                )
                .hint(both!("raise `version` to print it anew", "hæv `version` for at få dokumenterne dannet på ny"))
            }
            Self::PublishedLost { path, why } => {
                let Both { en, da } = because::all(why);
                say!(
                    "`{path}` was published and is gone, and it would not be the same again: {en}",
                    "`{path}` er offentliggjort, men findes ikke længere og ville ikke blive den samme igen: {da}"
                )
                .hint(both!(
                    "put the published file back, or raise `version`",
                    "læg den offentliggjorte fil tilbage, eller hæv `version`"
                ))
            }
            Self::InheritedEdition { path } => say!(
                "a profile takes its edition from `{path}`, which was not named and is left as it is",
                "en profil har sin udgave fra `{path}`, som ikke er angivet og derfor ikke er ændret"
            )
            .hint(both!(
                "name `{path}` too, or the folder it lies in",
                "angiv også `{path}` eller den mappe, den ligger i"
            )),
            Self::EditedOutput { path } => say!(
                "`{path}` was changed after it was written, and is left as it is",
                "`{path}` er ændret, efter at den blev skrevet, og er ikke overskrevet"
            )
            .hint(out_of_the_way()),
            Self::ForeignOutput { path } => say!(
                "`{path}` is there already, and no lock says that it was built; it is left as it is",
                "`{path}` findes i forvejen, og ingen låsefil siger, at programmet har skrevet den; den er ikke \
                 overskrevet"
            )
            .hint(out_of_the_way()),
            Self::NoSuchFormat { format, document } => {
                say!("`{document}` cannot be written as `{format}`", "`{document}` kan ikke skrives som `{format}`")
                    .hints((*format == "xlsx").then(|| {
                        both!(
                            "only `svarskema` can; name it with `--document svarskema`",
                            "det kan kun `svarskema`; angiv det med `--document svarskema`"
                        )
                    }))
            }
            // Portfolios
            Self::NotOneProfile => {
                say!("the file is a portfolio and no profile", "filen er en portefølje og ikke en profil").hint(both!(
                    "`bilag build` and `bilag check` take portfolios; here one profile is needed",
                    "`bilag build` og `bilag check` tager porteføljer; her skal der bruges én profil"
                ))
            }
            Self::PortfolioBases { portfolio, bases } => {
                let list = names(bases);
                match bases.len() {
                    1 => say!(
                        "{list} is a base of `{portfolio}` and not built by itself",
                        "{list} er grundprofil i `{portfolio}` og bygges ikke for sig selv"
                    ),
                    _ => say!(
                        "{list} are bases of `{portfolio}` and not built by themselves",
                        "{list} er grundprofiler i `{portfolio}` og bygges ikke for sig selv"
                    ),
                }
            }
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
            Self::NoRows => say!("the table has no rows", "tabellen har ingen rækker").hint(both!(
                "the first row holds the headings; below it stands a row for each buyer",
                "første række er overskrifter; under den står en række for hver ordregiver"
            )),
            Self::Cell { key, expected, found } => {
                let Both { en, da } = expected.words();
                say!("expected {en}, found `{found}`", "her skal stå {da}, men der står `{found}`")
                    .label(both!("for `{key}`", "til `{key}`"))
            }
            Self::LooseBrace => {
                say!("the brace belongs to no placeholder", "tuborgklammen hører ikke til en pladsholder").hint(both!(
                    "double a brace that is meant as one",
                    "skriv tuborgklammen to gange, hvis den skal stå, som den er"
                ))
            }
            Self::UnsafeName { name, why } => {
                let (name, Both { en, da }) = (name.escape_debug(), why.words());
                say!("documents cannot be named `{name}`: {en}", "dokumenterne kan ikke hedde `{name}`: {da}")
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
            // Paths with wildcards
            Self::MalformedPattern { pattern, why } => {
                let Both { en, da } = why.words();
                say!("`{pattern}` cannot be read as a pattern: {en}", "`{pattern}` kan ikke læses som et mønster: {da}")
            }
            Self::NoMatch { what, pattern } => {
                let noun = what.noun();
                let (en, da) = (noun.en, noun.none);
                say!("no {en} matches `{pattern}`", "{da} passer på `{pattern}`")
            }
            // Reports of runs
            Self::NotAReport { path, why } => {
                let Both { en, da } = why.words();
                say!("`{path}` is not the report of a run: {en}", "`{path}` er ikke en rapport fra en kørsel: {da}")
            }
            Self::NotAPart { path } => say!(
                "`{path}` is the report of a whole run and no part of one",
                "`{path}` er rapporten fra en hel kørsel og ikke en del af en"
            )
            .hint(both!("only a run with `--shard` writes a part", "kun en kørsel med `--shard` skriver en del")),
            Self::AnotherRun { path, first } => {
                say!("`{path}` is of another run than `{first}`", "`{path}` er fra en anden kørsel end `{first}`").hint(
                    both!(
                        "the parts of one run have the same paths, options and number of parts, and the same program",
                        "delene af én kørsel har samme stier, samme tilvalg og samme antal dele og er lavet med \
                     samme program"
                    ),
                )
            }
            Self::PartTwice { part, of, first, second } => say!(
                "`{first}` and `{second}` are both part {part} of {of}",
                "`{first}` og `{second}` er begge del {part} af {of}"
            ),
            Self::PartsMissing { parts, of } => {
                let list = parts.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
                match parts.len() {
                    1 => say!("part {list} of {of} is missing", "del {list} af {of} mangler"),
                    _ => say!("parts {list} of {of} are missing", "delene {list} af {of} mangler"),
                }
            }
        }
    }
}

/// Lists names as code: `a`, `b`, `c`.
fn names<T: fmt::Display>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A label: what would have been one of these.
fn one_of<T: fmt::Display>(known: &[T]) -> Both {
    let known = names(known);
    both!("not one of {known}", "ikke blandt {known}")
}

/// A label: what would have been right here.
fn right(expected: Expected) -> Both {
    let Both { en, da } = expected.words();
    both!("expected {en}", "her skal stå {da}")
}

/// A label: what is written twice.
fn again() -> Both {
    both!("and again here", "og igen her")
}

/// A hint: the nearest name.
fn meant(nearest: &Option<String>) -> Option<Both> {
    nearest.as_ref().map(|name| both!("did you mean `{name}`?", "mente du `{name}`?"))
}

/// A hint: what came in the place of an integration.
fn replaced(successors: &[String]) -> Both {
    let successors = names(successors);
    both!("it was replaced by {successors}", "den er afløst af {successors}")
}

/// A hint: how a value becomes one of the right kind, where that is plain.
fn mended(expected: Expected, found: Found) -> Option<Both> {
    if (expected, found) == (Expected::Text, Found::Number) {
        Some(both!("put it in quotes", "sæt tallet i anførselstegn"))
    } else if (expected, found) == (Expected::Tables, Found::Table) {
        Some(both!(
            "write the heading with two brackets: `[[…]]`",
            "skriv overskriften med dobbelte kantede parenteser: `[[…]]`"
        ))
    } else if (expected, found) == (Expected::TrueOrFalse, Found::Text) {
        Some(both!("leave the quotes out", "udelad anførselstegnene"))
    } else {
        None
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

/// A hint: a form shows every field.
fn each_once() -> Both {
    both!(
        "the template must show each field of the document once, with `field` or `blank`",
        "skabelonen skal vise hvert af dokumentets felter netop én gang, med `field` eller `blank`"
    )
}

/// A hint: what to do with a file that is not overwritten.
fn out_of_the_way() -> Both {
    both!(
        "move it away, or build with `--force` to overwrite it",
        "flyt den, eller byg med `--force` for at overskrive den"
    )
}

/// Whether a character turns the direction of a text or ends its line without being seen.
fn turns_text(code: u32) -> bool {
    matches!(code, 0x2028 | 0x2029 | 0x202a..=0x202e | 0x2066..=0x2069)
}

/// An English count with its noun: "1 package", "2 packages".
fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// What became of a tender: »was published as version `1.0`«
fn published(version: &Option<String>) -> Both {
    match version {
        Some(version) => {
            both!("was published as version `{version}`", "er offentliggjort som version `{version}`")
        }
        None => both!("was published", "er offentliggjort"),
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
            both!("it is neither a PDF nor a workbook (.xlsx)", "den er hverken en PDF-fil eller en Excel-fil (.xlsx)")
        }
        Refusal::NoFields => both!("it has none of the form's fields", "den har ingen af svarskemaets felter"),
        Refusal::TooSlow => both!("it takes too long to read", "det tager for lang tid at læse den"),
        Refusal::TooDemanding => both!(
            "it takes too much memory, or breaks its reader",
            "den kræver for meget hukommelse, eller den kan ikke læses sikkert"
        ),
    }
}
