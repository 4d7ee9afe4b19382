//! What a published version allows of the tender as it is written now.
//!
//! Suppliers answer what they have read. So a version that is published stays as they have it until a higher one
//! corrects it; the higher one can be prepared as long as it takes, and given up. All that is known of what they have
//! read is the lock's.

use std::collections::BTreeSet;

use super::fault::PublicationFault;
use super::lock::{Lock, Parts, SCHEMA};
use super::release::{Published, Release};
use crate::both;
use crate::case::Case;
use crate::catalog::fault::CatalogFault;
use crate::change::{Changes, Kind, Record, compare};
use crate::complaint::Complaints;
use crate::document::{DocumentKind, Format};
use crate::text::language::Both;

/// How many changes are named before the rest is only counted.
pub const NAMED: usize = 8;

/// How a tender stands to what suppliers have read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// They have read nothing of it
    Open,
    /// Its version is the one that they have read, or no higher: it stays as they have it
    Bound(Published),
    /// Its version was raised: it corrects the one that they have read
    Correcting(Published),
}

impl Standing {
    fn of(published: Option<Published>, now: &Release) -> Self {
        match published {
            None => Self::Open,
            Some(published) if now.is_raised_from(&published.release) => Self::Correcting(published),
            Some(published) => Self::Bound(published),
        }
    }

    /// The version that suppliers have read last.
    pub fn published(&self) -> Option<&Published> {
        match self {
            Self::Open => None,
            Self::Bound(published) | Self::Correcting(published) => Some(published),
        }
    }
}

/// What was published of a tender, held up against what it says now.
#[derive(Debug)]
pub struct Publication {
    pub standing: Standing,
    now: Release,
    /// The version that a published correction corrected
    earlier: Option<Published>,
    /// What changed since the version that is corrected
    corrections: Changes,
    /// What would change in a version that must not
    violations: Changes,
    /// The numbers that may stand for nothing else any more
    retired: BTreeSet<String>,
}

impl Publication {
    /// Holds what the lock knows, if there is one, up against what the tender says now.
    pub fn of(lock: Option<&Lock>, now: Release, record: &Record) -> Self {
        let standing = Standing::of(lock.and_then(Lock::published), &now);
        // A lock that went on to prepare a correction has forgotten what the published version itself corrected.
        let earlier = lock.filter(|lock| lock.release.published.is_some()).and_then(|lock| lock.before.clone());
        let mut publication = Self {
            standing,
            now,
            earlier,
            corrections: Changes::default(),
            violations: Changes::default(),
            retired: lock.map(|lock| lock.retired.clone()).unwrap_or_default(),
        };
        if let Standing::Bound(published) = &publication.standing {
            publication.violations = since(published, record).without_words();
        }
        if let Some(corrected) = publication.corrected() {
            publication.corrections = since(corrected, record);
        }
        publication
    }

    /// Which version the tender is in now.
    pub fn now(&self) -> &Release {
        &self.now
    }

    /// The published version that the tender's documents correct.
    pub fn corrected(&self) -> Option<&Published> {
        match &self.standing {
            Standing::Open => None,
            Standing::Bound(_) => self.earlier.as_ref(),
            Standing::Correcting(published) => Some(published),
        }
    }

    /// What changed since the version that is corrected.
    pub fn corrections(&self) -> &Changes {
        &self.corrections
    }

    /// The version that suppliers have read and that the tender still is in.
    pub fn bound(&self) -> Option<&Published> {
        match &self.standing {
            Standing::Bound(published) => Some(published),
            Standing::Open | Standing::Correcting(_) => None,
        }
    }

    /// Complains of all that must not be. `lock` is what the lock is called.
    pub fn complaints(&self, case: &Case, lock: &str) -> Complaints {
        let mut complaints = Complaints::new();
        let version = case.version_place();
        for fault in self.changed(lock).into_iter().chain(self.dated_back()) {
            complaints.error(fault, version.clone());
        }
        for own in case.profile.own.iter().filter(|own| self.retired.contains(own.id.as_str())) {
            complaints.error(CatalogFault::ReusedRequirement { id: own.id.clone() }, own.place.clone());
        }
        complaints
    }

    /// What suppliers have read would change.
    fn changed(&self, lock: &str) -> Option<PublicationFault> {
        let was = &self.bound()?.release;
        let fields = [
            ("version", &was.version, &self.now.version),
            ("date", &was.date, &self.now.date),
            ("published", &was.published, &self.now.published),
        ];
        let shown = |value: &Option<String>| value.clone().map_or_else(|| both!("none", "ingen"), Both::same);
        let fields = fields.into_iter().filter(|(_, old, new)| old != new).map(|(key, old, new)| {
            let (old, new) = (shown(old), shown(new));
            Both { en: format!("{key}: {} → {}", old.en, new.en), da: format!("`{key}`: {} → {}", old.da, new.da) }
        });
        let changes: Vec<Both> = fields.chain(self.violations.told(NAMED)).collect();
        if changes.is_empty() {
            return None;
        }
        Some(PublicationFault::PublishedChanged { version: was.version.clone(), lock: lock.to_owned(), changes })
    }

    /// A correction would be dated before the version that it corrects was published.
    fn dated_back(&self) -> Vec<PublicationFault> {
        let Standing::Correcting(Published { release: Release { published: Some(before), .. }, .. }) = &self.standing
        else {
            return Vec::new();
        };
        let dates = [("date", &self.now.date), ("published", &self.now.published)];
        // Dates are written so that they sort.
        let back = dates.into_iter().filter_map(|(key, date)| Some((key, date.clone().filter(|date| date < before)?)));
        back.map(|(key, date)| PublicationFault::DatedBack { key, date, before: before.clone() }).collect()
    }

    /// The documents, in their formats, that are built along though nobody asks for them, of a tender whose outputs
    /// begin with `stem`: what suppliers have read belongs together, and nothing of it is left behind at another
    /// version. The rettelsesblad is made when it is due.
    pub fn built_along(&self, lock: Option<&Lock>, stem: &str) -> Vec<(DocumentKind, Format)> {
        if self.now.published.is_none() {
            return Vec::new();
        }
        let known = |name: &String| {
            lock.is_some_and(|lock| lock.outputs.contains_key(name))
                || self.standing.published().is_some_and(|published| published.outputs.contains_key(name))
        };
        let all = DocumentKind::built().flat_map(|kind| kind.about().formats.iter().map(move |format| (kind, *format)));
        all.filter(|(kind, format)| known(&output_name(stem, *kind, *format))).collect()
    }

    /// What changed since the lock was written, but for words that are part of how documents look.
    pub fn since_built(&self, lock: &Lock, record: &Record) -> Changes {
        if lock.record == *record {
            return Changes::default();
        }
        // A version that is published is what was built last.
        let changes = match (&self.standing, &lock.release.published) {
            (Standing::Bound(_), Some(_)) => self.violations.clone(),
            (Standing::Correcting(_), Some(_)) => self.corrections.clone(),
            (Standing::Open | Standing::Bound(_) | Standing::Correcting(_), _) => compare(&lock.record, record),
        };
        changes.without_words()
    }

    /// The lock once the tender is built as it is now, but for what it knows of the outputs.
    pub fn next(&self, lock: Option<&Lock>, case: &Case, made_of: Parts, record: Record) -> Lock {
        let (release, record, before) = match (&self.standing, lock) {
            // What was published stays what the lock says it is.
            (Standing::Bound(_), Some(lock)) if lock.release.published.is_some() => {
                return Lock { replacing: None, ..lock.clone() };
            }
            // It says again what suppliers have read, and corrects nothing.
            (Standing::Bound(published), _) => (published.release.clone(), published.record.clone(), None),
            (Standing::Open | Standing::Correcting(_), _) => (self.now.clone(), record, self.corrected().cloned()),
        };
        Lock {
            schema: SCHEMA,
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            profile: case.profile.name.clone(),
            edition: case.profile.edition.id.to_string(),
            retired: self.retired(&record),
            release,
            made_of,
            outputs: lock.map(|lock| lock.outputs.clone()).unwrap_or_default(),
            replacing: None,
            before,
            record,
        }
    }

    /// The numbers of the buyer's own requirements that may not be used again once the tender is as it is now. Only a
    /// publication retires a number: what a draft dropped can come back.
    fn retired(&self, now: &Record) -> BTreeSet<String> {
        let mut retired = self.retired.clone();
        if let (Standing::Correcting(published), Some(_)) = (&self.standing, &self.now.published) {
            let kept: BTreeSet<&String> = own_numbers(now).collect();
            retired.extend(own_numbers(&published.record).filter(|id| !kept.contains(id)).cloned());
        }
        retired
    }
}

/// `omsorg-kravbilag.pdf`
pub fn output_name(stem: &str, kind: DocumentKind, format: Format) -> String {
    format!("{stem}-{}.{}", kind.file_name(), format.extension())
}

/// What changed since a version was published. Most often nothing did, and then nothing need be compared.
fn since(published: &Published, now: &Record) -> Changes {
    if published.record == *now { Changes::default() } else { compare(&published.record, now) }
}

/// The buyer's own requirements that a record holds.
fn own_numbers(record: &Record) -> impl Iterator<Item = &String> {
    let requirements = record.entries.iter().filter(|entry| entry.subject.kind == Kind::Requirement);
    let own = |id: &&String| id.split_once('.').is_some_and(|(_, number)| number.starts_with('E'));
    requirements.map(|entry| &entry.subject.id).filter(own)
}
