//! What a published tender does not allow, and what is wrong with its lock.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::complaint::{Fault, Saying};
use crate::input::fault::BadJson;
use crate::say;
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
    /// What a published tender prints would change without its version being raised
    PublishedChanged {
        version: Option<String>,
        lock: String,
        /// Each in a few words
        changes: Vec<Both>,
    },
    /// A corrected version is dated before the version that it corrects was published
    DatedBack { key: &'static str, date: String, before: String },
    /// What a published tender says is the same, but it would look otherwise
    PublishedKept { version: Option<String>, why: Vec<Because> },
    /// An output of a published tender is gone, and it would not be made the same again
    PublishedLost { path: String, why: Vec<Because> },
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
