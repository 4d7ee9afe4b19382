//! What a published tender does not allow, and what is wrong with its lock.

use strum::{IntoStaticStr, VariantNames};
use toml::value::Datetime;

use crate::both;
use crate::complaint::{Fault, Saying};
use crate::input::fault::BadJson;
use crate::profile::days::{Late, Told};
use crate::profile::discreet::{Clue, ClueKind};
use crate::say;
use crate::text::calendar::read_moment;
use crate::text::danish;
use crate::text::language::Both;

pub use self::because::Because;

mod because;

/// What a published tender does not allow.
///
/// The name of a variant is its code: `PublishedLost` is printed as `published-lost`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PublicationFault {
    /// The lock beside the outputs is damaged
    UnreadableLock { path: String, why: BadJson },
    /// The lock was written by a version that writes it otherwise
    LockOfAnotherTime { path: String, schema: u32 },
    /// The lock was written for a profile of another name, and its tender has another title or buyer
    LockOfAnother { lock: String, profile: String },
    /// What a published tender prints would change without its version being raised
    PublishedChanged {
        version: Option<String>,
        lock: String,
        /// The version before, where there is one: its lock is worth more than none
        before: Option<Option<String>>,
        /// The profile that lies beside the lock; a portfolio's row has none of its own
        profile: Option<String>,
        /// Each in a few words
        changes: Vec<Both>,
    },
    /// It corrects a published version, and the lock that knows that version is not there
    LockMissing { lock: String },
    /// A corrected version is dated before the version that it corrects was published
    DatedBack { key: &'static str, date: String, before: String },
    /// A corrected version is published with the dates of the version that it corrects, as if they were forgotten
    SameDay { version: Option<String>, before: Option<String>, date: String },
    /// A correction has an earlier deadline than suppliers have read
    DeadlineShortened { now: Datetime, before: Datetime },
    /// What a published tender says is the same, but it would look otherwise
    PublishedKept { version: Option<String>, why: Vec<Because> },
    /// A question or a correction is about a line that there is not and was not
    NoSuchLine { line: String, nearest: Option<String> },
    /// A question or a correction is about a line that the version changes nothing of
    UnchangedLine { line: String, version: String, question: Option<u32> },
    /// An answer that suppliers have read says something else, or is gone
    AnswerChanged { number: u32, gone: bool },
    /// An answer that led to a version which is not published yet is left out of what goes out
    AnswerWaits { number: u32, version: String },
    /// A tender is withdrawn under another title or for another buyer than suppliers have read
    WithdrawnOtherwise { changes: Vec<Both> },
    /// A tender is withdrawn of which no version is known to have gone out
    WithdrawnUnpublished,
    /// A tender was withdrawn, and its profile no longer says so
    TakenBack { cancelled: String },
    /// Minimum requirements are others than suppliers have read
    MinimumChanged {
        new: Vec<String>,
        changed: Vec<String>,
        removed: Vec<String>,
        /// Which have changed as a whole, in a few words
        all: Vec<Both>,
    },
    /// Requirements weigh otherwise in the evaluation than suppliers have read
    WeightsChanged { lines: Vec<String> },
    /// What suppliers read of in another document weighs otherwise, and nothing that is printed here tells of it
    WeightsElsewhere {
        lines: Vec<String>,
        /// Those whose answers earn other points
        types: Vec<String>,
    },
    /// Something in a question or its answer could tell who asked
    AskerTold { number: u32, clues: Vec<Clue> },
    /// Something is told later than six whole days before the deadline
    ToldLate { late: Late, yardstick: bool },
    /// An output of a published tender is gone, and it would not be made the same again
    PublishedLost { path: String, why: Vec<Because> },
    /// A paper that went out would be made in another format with other words
    SentOtherwise { sent: String, new: String },
}

/// The codes of these faults.
pub const CODES: &[&str] = PublicationFault::VARIANTS;

impl Fault for PublicationFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
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
            Self::LockOfAnother { lock, profile } => say!(
                "the lock `{lock}` was written for another profile, `{profile}`, whose tender has another title or buyer",
                "låsefilen `{lock}` er skrevet for en anden profil, `{profile}`, hvis udbud har en anden titel eller ordregiver"
            )
            .hint(both!(
                "if this tender was made from a copy of that one, delete `{lock}`: nobody has read anything of it yet",
                "er dette udbud lavet ud fra en kopi af det andet, så slet `{lock}`; af dette udbud har ingen læst noget endnu"
            ))
            .hint(both!(
                "if it is the same tender under another name, go on: what changed stands in the rettelsesblad",
                "er det samme udbud under et andet navn, så fortsæt; det, der er ændret, står i rettelsesbladet"
            )),
            Self::PublishedChanged { version, lock, before, profile, changes } => {
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
                .hint(match before {
                    None => both!(
                        "if nothing was sent yet, delete `{lock}` and what `arkiv` keeps of this version, and build again",
                        "er intet sendt endnu, så slet `{lock}` og det, som `arkiv` har af versionen, og byg igen"
                    ),
                    Some(before) => {
                        let before = before.as_ref().map_or_else(
                            || both!("the version before", "versionen før"),
                            |before| both!("version `{before}`", "version `{before}`"),
                        );
                        let Both { en, da } = before;
                        both!(
                            "if this version was not sent yet, put `{lock}` back as it was when {en} was published, from version control or a backup, and build again",
                            "er denne version ikke sendt endnu, så læg `{lock}` tilbage, som den var, da {da} blev offentliggjort, fra versionsstyring eller en sikkerhedskopi, og byg igen"
                        )
                    }
                })
                .hints(profile.as_ref().map(|profile| {
                    both!(
                        "`bilag diff {lock} {profile}` shows every word that changed",
                        "`bilag diff {lock} {profile}` viser hvert ord, der er ændret"
                    )
                }))
            }
            Self::LockMissing { lock } => say!(
                "the tender corrects a version that was published, and its lock `{lock}` is not there",
                "udbuddet retter en version, der er offentliggjort, men låsefilen `{lock}` mangler"
            )
            .hint(both!(
                "put the lock beside the profile: only it knows what suppliers have read, and without it there is no rettelsesblad",
                "læg låsefilen ved siden af profilen: kun den ved, hvad leverandørerne har læst, og uden den bliver der intet rettelsesblad"
            ))
            .hint(both!(
                "if nothing was published yet, take `[[correction]]` away, and `version` under `[[question]]`",
                "er intet offentliggjort endnu, så fjern `[[correction]]` og `version` under `[[question]]`"
            )),
            Self::UnchangedLine { line, version, question } => {
                let said = match question {
                    Some(number) => say!(
                        "the answer to question {number} says that it changed `{line}` in version {version}, and nothing of \
                         that is changed",
                        "svaret på spørgsmål {number} siger, at det har ændret `{line}` i version {version}, men der er intet \
                         ændret ved det"
                    ),
                    None => say!(
                        "nothing of `{line}` is changed in version {version}, so what is settled of it is told nowhere",
                        "der er intet ændret ved `{line}` i version {version}, så det, der er fastsat om ændringen, bliver \
                         ikke vist"
                    ),
                };
                said.hint(both!(
                    "take it out of `lines`, or change what it is about",
                    "fjern det fra `lines`, eller ret det, som det handler om"
                ))
            }
            Self::NoSuchLine { line, nearest } => say!(
                "neither the tender nor what suppliers have read of it has a line `{line}`",
                "hverken udbuddet eller det, som leverandørerne har læst af det, har en linje `{line}`"
            )
            .hints(nearest.as_ref().map(|nearest| both!("did you mean `{nearest}`?", "mente du `{nearest}`?")))
            .hint(both!(
                "write the number as the kravbilag has it, or take it out of `lines`",
                "skriv nummeret, som det står i kravbilaget, eller fjern det fra `lines`"
            )),
            Self::AnswerChanged { number, gone: true } => say!(
                "the answer to question {number} was sent, and is gone",
                "svaret på spørgsmål {number} er sendt, men står der ikke længere"
            )
            .hint(both!(
                "put it back; what was sent is only corrected by a new question with a new answer",
                "sæt det ind igen; et svar, der er sendt, rettes kun ved et nyt spørgsmål med et nyt svar"
            )),
            Self::AnswerWaits { number, version } => say!(
                "the answer to question {number} goes out with version {version}, and is left out until then",
                "svaret på spørgsmål {number} sendes med version {version} og er udeladt indtil da"
            )
            .hint(both!(
                "take `version` away if the answer is to be sent now",
                "fjern `version`, hvis svaret skal sendes nu"
            )),
            Self::WithdrawnOtherwise { changes } => {
                let Both { en, da } = Both::joined(changes, "; ");
                say!(
                    "the withdrawal would be of another tender than suppliers have read: {en}",
                    "aflysningen ville gælde et andet udbud end det, leverandørerne har læst: {da}"
                )
                .hint(both!(
                    "put title and buyer back as they were published",
                    "skriv titel og ordregiver, som de blev offentliggjort"
                ))
            }
            Self::SentOtherwise { sent, new } => say!(
                "`{new}` would say something else than `{sent}`, which went out: the profile was changed since",
                "`{new}` ville sige noget andet end `{sent}`, som er sendt ud: Profilen er ændret siden"
            )
            .hint(both!(
                "put the profile back as it was, or raise `version` and tell of it in the next rettelsesblad",
                "stil profilen tilbage, som den var, eller hæv `version`, og fortæl det i næste rettelsesblad"
            )),
            Self::WithdrawnUnpublished => say!(
                "the tender is withdrawn, and no version of it is known to have been published",
                "udbuddet er aflyst, men ingen version af det står som offentliggjort"
            )
            .hint(both!(
                "put its lock back beside the profile, if it went out; else there is nothing to withdraw",
                "læg låsefilen tilbage ved siden af profilen, hvis udbuddet er sendt ud; ellers er der intet at aflyse"
            )),
            Self::AnswerChanged { number, gone: false } => say!(
                "question {number} was sent with its answer, and one of them, or what it led to, is changed",
                "spørgsmål {number} er sendt med sit svar, og spørgsmålet, svaret eller det, svaret har ført til, er ændret"
            )
            .hint(both!(
                "put it back as it was, and add a new question with a new answer",
                "sæt det tilbage, som det var, og tilføj et nyt spørgsmål med et nyt svar"
            )),
            Self::TakenBack { cancelled } => {
                let day = read_moment(cancelled).map_or_else(|| cancelled.clone(), |(day, _)| danish::date(day));
                say!(
                    "the tender was withdrawn on {cancelled}, and `cancelled` no longer says so",
                    "udbuddet blev aflyst den {day}, men det fremgår ikke længere af `cancelled`"
                )
                .hint(both!(
                    "put `cancelled` back; a new tender has a profile of its own",
                    "sæt `cancelled` ind igen; et nyt udbud får sin egen profil"
                ))
            }
            Self::MinimumChanged { new, changed, removed, all } => {
                let told = |parts: [(&str, &Vec<String>); 3]| -> String {
                    let parts = parts.into_iter().filter(|(_, ids)| !ids.is_empty());
                    parts.map(|(word, ids)| format!("{word} {}", ids.join(", "))).collect::<Vec<_>>().join("; ")
                };
                let en = told([("new", new), ("changed", changed), ("removed", removed)]);
                let da = told([("nye:", new), ("ændrede:", changed), ("udgåede:", removed)]);
                let told = |ids: String, all: String| {
                    [ids, all].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("; ")
                };
                let all = Both::joined(all, "; ");
                let (en, da) = (told(en, all.en), told(da, all.da));
                say!(
                    "minimum requirements are others than suppliers have read: {en}",
                    "mindstekrav er ændret efter offentliggørelsen ({da})"
                )
                .hint(both!(
                    "it may change a basic element of the tender; have it assessed before it is sent (the ændringsnotat says more)",
                    "det kan være en ændring af et grundlæggende element; få det vurderet, før det sendes (ændringsnotatet siger mere)"
                ))
            }
            Self::WeightsElsewhere { lines, types } => {
                let (en, da) = (danish::list(lines, "and"), danish::list(lines, "og"));
                let weights = both!("the weights of {en}", "vægten af {da}");
                let (en, da) = (danish::list(types, "and"), danish::list(types, "og"));
                let points = both!("the points for answers of type {en}", "pointene for svar af typen {da}");
                let parts = [(lines, weights), (types, points)].into_iter().filter(|(of, _)| !of.is_empty());
                let parts: Vec<Both> = parts.map(|(_, said)| said).collect();
                let (en, da) = (Both::joined(&parts, "; ").en, Both::joined(&parts, "; ").da);
                say!(
                    "it weighs otherwise than when it was published, and no document says so: {en}",
                    "der vægtes anderledes end ved offentliggørelsen, og intet dokument siger det: {da}"
                )
                .hint(both!(
                    "correct what tells suppliers how tenders are evaluated too; it may decide who wins, so have it assessed",
                    "ret også det, der fortæller leverandørerne, hvordan tilbud evalueres; det kan afgøre, hvem der vinder, så få det vurderet"
                ))
            }
            Self::WeightsChanged { lines } => {
                let (en, da) = (danish::list(lines, "and"), danish::list(lines, "og"));
                say!(
                    "the weights of {en} are others than suppliers have read",
                    "vægten af {da} er ændret efter offentliggørelsen"
                )
                .hint(both!(
                    "it may decide who wins and change a basic element; have it assessed before it is sent",
                    "det kan afgøre, hvem der vinder, og være en ændring af et grundlæggende element; få det vurderet, før det sendes"
                ))
            }
            Self::AskerTold { number, clues } => {
                let named = |word: fn(ClueKind) -> &'static str| {
                    clues
                        .iter()
                        .map(|clue| format!("{} »{}«", word(clue.kind), clue.found))
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                let (en, da) = (named(clue_in_english), named(clue_in_danish));
                say!(
                    "question {number} could tell who asked: {en}",
                    "spørgsmål {number} kan røbe, hvem der har spurgt: {da}"
                )
                .hint(both!(
                    "all suppliers read it: put it in other words",
                    "alle leverandører læser det: skriv det om"
                ))
            }
            Self::ToldLate { late, yardstick } => {
                let (sent, last, days) = (late.sent, late.last, late.days.max(0));
                let (da_sent, da_last) = (danish::date(sent), danish::date(last));
                let en_days = if days == 1 { "1 whole day lies".to_owned() } else { format!("{days} whole days lie") };
                let da_days = if days == 1 { "1 hel dag".to_owned() } else { format!("{days} hele dage") };
                let said = match &late.what {
                    Told::Correction => say!(
                        "the rettelsesblad is sent on {sent}, and {en_days} between that and the deadline, not six",
                        "rettelsesbladet sendes den {da_sent}, og der er kun {da_days} til tilbudsfristen, ikke seks"
                    ),
                    Told::Answer { number } => say!(
                        "question {number} is answered on {sent}, and {en_days} between that and the deadline, not six",
                        "spørgsmål {number} besvares den {da_sent}, og der er kun {da_days} til tilbudsfristen, ikke seks"
                    ),
                };
                let said = said.hint(both!(
                    "send it on {last} at the latest, extend `deadline`, or say under `late-because` why it is not needed",
                    "send det senest den {da_last}, forlæng `deadline`, eller skriv under `late-because`, hvorfor det ikke er nødvendigt"
                ));
                let said = if *yardstick {
                    said.hint(both!(
                        "for a mini-tender the six days are a yardstick; the framework agreement may say more",
                        "for et miniudbud er de seks dage en målestok; rammeaftalen kan sige andet"
                    ))
                } else {
                    said
                };
                if matches!(late.what, Told::Answer { .. }) {
                    said.hint(both!(
                        "if the answer only points to where the material says it already, write `pointer = true`",
                        "viser svaret kun, hvor materialet allerede siger det, så skriv `pointer = true`"
                    ))
                } else {
                    said
                }
            }
            Self::DatedBack { key, date, before } => say!(
                "`{key}` is {date}, before the version that this one corrects was published, {before}",
                "`{key}` er {date}, men den version, som denne retter, blev offentliggjort {before}"
            )
            .hint(both!(
                "write the new version's own `date` and the day on which it is published",
                "skriv den nye versions egen dato under `date` og den dag, hvor den offentliggøres, under `published`"
            )),
            Self::SameDay { version, before, date } => {
                let named = |version: &Option<String>| version.as_ref().map_or_else(String::new, |it| format!(" {it}"));
                let (version, before) = (named(version), named(before));
                say!(
                    "version{version} is published on the day of version{before}, {date}, and its papers are dated so",
                    "version{version} er offentliggjort samme dag som version{before}, {date}, og det står i dokumenterne"
                )
                .hint(both!(
                    "write the day on which the correction is sent under `date` and `published`, before it is built: afterwards they are locked",
                    "skriv den dag, rettelsen sendes, under `date` og `published`, inden der bygges; bagefter er de låst"
                ))
            }
            Self::DeadlineShortened { now, before } => {
                let (da_now, da_before) = (danish::moment(now), danish::moment(before));
                say!(
                    "the deadline that suppliers have read, {before}, is shortened to {now}",
                    "den frist, som leverandørerne har læst, er afkortet fra den {da_before} til den {da_now}"
                )
                .hint(both!(
                    "correct `deadline`; if it is meant, have a lawyer say whether it can be done",
                    "ret `deadline`; er det meningen, så få en jurist til at vurdere, om fristen kan afkortes"
                ))
            }
            Self::PublishedKept { version, why } => {
                let (Both { en, da }, why) = (published(version), Because::all(why));
                let (en_why, da_why) = (why.en, why.da);
                say!(
                    "the tender {en} and is kept as it was printed, though {en_why}",
                    "udbuddet {da} og bevares, som det er, selv om noget er anderledes: {da_why}"
                )
                .hint(both!("raise `version` to print it anew", "hæv `version` for at få dokumenterne dannet på ny"))
            }
            Self::PublishedLost { path, why } => {
                let Both { en, da } = Because::all(why);
                say!(
                    "`{path}` was published and is gone, and it would not be the same again: {en}",
                    "`{path}` er offentliggjort, men findes ikke længere og ville ikke blive den samme igen: {da}"
                )
                .hint(both!(
                    "put the published file back, or raise `version`",
                    "læg den offentliggjorte fil tilbage, eller hæv `version`"
                ))
            }
        }
    }
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

fn clue_in_english(kind: ClueKind) -> &'static str {
    match kind {
        ClueKind::Email => "an e-mail address",
        ClueKind::Telephone => "a telephone number",
        ClueKind::Cvr => "a CVR number",
        ClueKind::CompanyForm => "a company's name",
        ClueKind::Supplier => "the name of a supplier whose form came in",
    }
}

fn clue_in_danish(kind: ClueKind) -> &'static str {
    match kind {
        ClueKind::Email => "en e-mailadresse",
        ClueKind::Telephone => "et telefonnummer",
        ClueKind::Cvr => "et CVR-nummer",
        ClueKind::CompanyForm => "et firmanavn",
        ClueKind::Supplier => "navnet på en leverandør, hvis svarskema er modtaget",
    }
}
