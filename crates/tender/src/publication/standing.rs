//! What a published version allows of the tender as it is written now.
//!
//! Suppliers answer what they have read. So a version that is published stays as they have it until a higher one
//! corrects it; the higher one can be prepared as long as it takes, and given up. All that is known of what they have
//! read is the lock's.

use std::collections::{BTreeMap, BTreeSet};

use toml::value::Datetime;

use super::lock::{Issued, Lock, SCHEMA};
use super::release::{Published, Release, document_of};
use super::reweighed::Reweighed;
use super::seals::{Seals, of_tender};
use super::shelf::Shelf;
use crate::case::Case;
use crate::change::{Changes, Kind, Record, compare, is_own};
use crate::compose::history::{History, VersionLine, log};
use crate::compose::rettelsesblad;
use crate::compose::{Correcting, Texts, aendringsnotat, aflysning, spoergsmaal_og_svar};
use crate::document::{Document, DocumentKind, Format};
use crate::profile::Asking;
use crate::text::danish;
use crate::text::nearest::nearest;
use crate::text::seal::sha256;
use crate::text::source::Place;

mod complaints;

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
    /// The last deadline that suppliers have read in an earlier version
    deadline: Option<Datetime>,
    /// The numbers that may stand for nothing else any more
    retired: BTreeSet<String>,
    /// The answers that were sent, sealed
    answers: BTreeMap<u32, String>,
    /// When the lock says that the tender was withdrawn
    cancelled: Option<String>,
    /// The profile that the lock was written for, where name and tender are other ones
    of_another: Option<String>,
    /// The lines that a question or a correction names and that nobody can have read, each with the one that may be meant
    unknown: Vec<(String, Option<String>, Place)>,
    /// What weighs otherwise where suppliers read of it elsewhere
    reweighed: Reweighed,
    /// The number of the rettelsesblad
    notice: Option<u32>,
    /// The versions that were published, for the change log
    versions: Vec<VersionLine>,
}

impl Publication {
    /// Holds what the lock knows, if there is one, up against what the tender says now.
    pub fn of(lock: Option<&Lock>, case: &Case, record: &Record) -> Self {
        let now = Release::of(&case.profile);
        let standing = Standing::of(lock.and_then(Lock::published), &now);
        let publications = lock.map(|lock| lock.publications.as_slice()).unwrap_or_default();
        let mut earlier_ones = publications.iter().rev().filter(|issued| issued.release.version != now.version);
        let mut publication = Self {
            deadline: earlier_ones.find_map(|issued| issued.release.last_moment()),
            earlier: lock.and_then(Lock::published_before),
            notice: notice(&standing, publications, case.profile.tender.first_notice),
            versions: publications.iter().map(version_line).collect(),
            standing,
            now,
            corrections: Changes::default(),
            violations: Changes::default(),
            retired: lock.map(|lock| lock.retired.clone()).unwrap_or_default(),
            answers: lock.map(|lock| lock.answers.clone()).unwrap_or_default(),
            cancelled: lock.and_then(|lock| lock.cancelled.clone()),
            unknown: unknown_lines(lock, case, record),
            reweighed: Reweighed::of(lock, &case.profile),
            of_another: lock.filter(|lock| lock.is_of_another(case)).map(|lock| lock.profile.clone()),
        };
        if let Standing::Bound(published) = &publication.standing {
            publication.violations = since(published, record).without_words();
        }
        if let Some(corrected) = publication.corrected() {
            publication.corrections = since(corrected, record);
        }
        // A sheet that is not made has no number.
        if matches!(publication.standing, Standing::Correcting(_)) && publication.corrections.is_empty() {
            publication.notice = None;
        }
        publication
    }

    /// Which version the tender is in now.
    pub fn now(&self) -> &Release {
        &self.now
    }

    /// The number of the rettelsesblad that the version comes with.
    pub fn notice(&self) -> Option<u32> {
        self.notice
    }

    /// What is corrected, for the papers that tell of it; nothing where nothing is, or nothing changed.
    pub fn correcting(&self) -> Option<Correcting<'_>> {
        let corrected = self.corrected().filter(|_| !self.corrections.is_empty())?;
        Some(Correcting { was: corrected.release.was(), number: self.notice, changes: &self.corrections })
    }

    /// The rettelsesblad and the ændringsnotat; nothing where nothing is corrected, nor of a tender that is withdrawn.
    pub fn papers(&self, case: &Case, texts: &Texts) -> Option<[Document; 2]> {
        let correcting = self.correcting().filter(|_| case.profile.tender.cancelled.is_none())?;
        let (profile, draft) = (&case.profile, case.resolution.draft);
        let sheet = rettelsesblad(profile, draft, &correcting, texts);
        let note = aendringsnotat(profile, draft, &correcting, texts);
        Some([Document::Rettelsesblad(Box::new(sheet)), Document::Aendringsnotat(Box::new(note))])
    }

    /// A paper that stands beside the versions, as suppliers can read it: an answer goes out with the version that it
    /// led to, and what is withdrawn is the version that they have.
    pub fn beside(&self, kind: DocumentKind, case: &Case, texts: &Texts) -> Option<Document> {
        let mut profile = case.profile.clone();
        match kind {
            DocumentKind::SpoergsmaalOgSvar => {
                // One that was sent before it was known what it would lead to stays as it was sent.
                for asking in profile.questions.iter_mut().filter(|asking| self.waits(asking)) {
                    asking.version = None;
                }
                let waits = |number: u32| self.waiting(case).any(|asking| asking.number == number);
                profile.questions.retain(|asking| !waits(asking.number));
                spoergsmaal_og_svar(&profile, false, texts).map(|paper| Document::SpoergsmaalOgSvar(Box::new(paper)))
            }
            DocumentKind::Aflysning => {
                if let Some(published) = self.standing.published() {
                    let was = published.release.was();
                    (profile.tender.version, profile.tender.published) = (was.version, was.published);
                }
                aflysning(&profile, texts).map(|paper| Document::Aflysning(Box::new(paper)))
            }
            other => case.document(other, texts),
        }
    }

    /// A document as suppliers read it: with what it says of earlier versions.
    pub fn document(&self, kind: DocumentKind, case: &Case, texts: &Texts) -> Option<Document> {
        let is_of_changes = [DocumentKind::Rettelsesblad, DocumentKind::Aendringsnotat].contains(&kind);
        if is_of_changes && let Some(papers) = self.papers(case, texts) {
            return papers.into_iter().find(|paper| paper.front().kind == kind);
        }
        let mut document = self.beside(kind, case, texts)?;
        self.tell_history(&mut document, case, texts);
        Some(document)
    }

    /// Puts what a document says of earlier versions into it: the kravbilag has the change log.
    pub fn tell_history(&self, document: &mut Document, case: &Case, texts: &Texts) {
        if let (Document::Kravbilag(kravbilag), Some(history)) = (document, self.history(case)) {
            history.write(kravbilag, &case.profile, texts);
        }
    }

    /// Whether anything goes out, or went out: until then all that is prepared is shown.
    fn is_out(&self) -> bool {
        self.now.published.is_some() || self.standing != Standing::Open
    }

    /// Whether a version is being prepared that suppliers cannot read yet, beside the one that they have.
    pub fn is_prepared(&self) -> bool {
        matches!(self.standing, Standing::Correcting(_)) && self.now.published.is_none()
    }

    /// Whether an answer led to a version that suppliers do not have.
    fn waits(&self, asking: &Asking) -> bool {
        let Some(version) = asking.version.as_ref().filter(|_| self.is_out()) else { return false };
        let goes_out = self.now.published.is_some() && self.now.version.as_ref() == Some(version);
        !goes_out && !self.versions.iter().any(|line| line.version.as_ref() == Some(version))
    }

    /// The answers that are left out until the version goes out that they led to.
    fn waiting<'c>(&'c self, case: &'c Case) -> impl Iterator<Item = &'c Asking> {
        let unsent = case.profile.questions.iter().filter(|asking| asking.answered.is_some());
        unsent.filter(|asking| self.waits(asking) && !self.answers.contains_key(&asking.number))
    }

    /// The change log of the kravbilag, and which lines are new or changed; nothing of a first version.
    pub fn history(&self, case: &Case) -> Option<History> {
        self.corrected()?;
        let mut versions = self.versions.clone();
        if matches!(self.standing, Standing::Correcting(_)) {
            versions.push(VersionLine {
                version: self.now.version.clone(),
                date: self.now.published.clone().or_else(|| self.now.date.clone()),
                what: self.logged(case),
                notice: self.notice,
            });
        }
        Some(History::new(&case.profile, versions, &self.corrections))
    }

    /// The version's line of the change log.
    fn logged(&self, case: &Case) -> String {
        match (self.correcting(), &self.standing) {
            (Some(correcting), _) => log(&case.profile, correcting.changes),
            (None, Standing::Correcting(_)) => "Uden ændringer.".to_owned(),
            (None, _) => format!("{}.", danish::capitalised(case.profile.tender.went_out())),
        }
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

    /// The documents of the version, in their formats, that are built along though nobody asks for them: what suppliers
    /// have read belongs together, and nothing of it is left behind at another version. The rettelsesblad is made when
    /// it is due.
    pub fn built_along(&self, shelf: Option<&Shelf>) -> Vec<(DocumentKind, Format)> {
        if self.now.published.is_none() {
            return Vec::new();
        }
        let ours = shelf.map(Shelf::documents).unwrap_or_default();
        let published = self.standing.published().map(|published| published.documents.clone()).unwrap_or_default();
        let known = |kind, format| {
            let document = document_of(kind, format);
            ours.contains(&document) || published.contains(&document)
        };
        let all = DocumentKind::USUAL.into_iter();
        let all = all.flat_map(|kind| kind.about().formats.iter().map(move |format| (kind, *format)));
        all.filter(|(kind, format)| known(*kind, *format)).collect()
    }

    /// What changed since it was built, but for words that are part of how documents look.
    pub fn since_built(&self, built: &Shelf, record: &Record) -> Changes {
        if built.record == *record {
            return Changes::default();
        }
        compare(&built.record, record).without_words()
    }

    /// The lock once the tender went out as it is now, with what went out of it. Nothing of a tender that does not go
    /// out, nor where the lock says all of it already.
    pub fn next(
        &self,
        lock: Option<&Lock>,
        case: &Case,
        record: &Record,
        seals: Seals,
        went_out: WentOut,
    ) -> Option<Lock> {
        // What an answer led to goes out with its version, and the answer with it.
        let answered = case.profile.questions.iter().filter(|asking| !self.waits(asking));
        let sent = answered.filter_map(|asking| Some((asking.number, sealed_answer(asking)?)));
        let answers =
            |before: &BTreeMap<u32, String>| before.iter().map(|(k, v)| (*k, v.clone())).chain(sent).collect();
        let cancelled = case.profile.tender.cancelled.map(|date| date.to_string());
        let next = match (&self.standing, lock) {
            // It goes on to be prepared, or nothing but its withdrawal goes out: what suppliers have read stays what it
            // is, and what they were answered is kept.
            (Standing::Correcting(_), Some(lock)) if self.now.published.is_none() || cancelled.is_some() => {
                Lock { answers: answers(&lock.answers), cancelled, ..lock.clone() }
            }
            (Standing::Bound(_), Some(lock)) => {
                let mut next = Lock { answers: answers(&lock.answers), cancelled, ..lock.clone() };
                if let Some(last) = next.publications.last_mut() {
                    last.outputs.extend(went_out.outputs);
                    last.documents.extend(went_out.documents);
                }
                next
            }
            (Standing::Open, _) if self.now.published.is_none() => return None,
            (Standing::Open | Standing::Correcting(_) | Standing::Bound(_), _) => Lock {
                schema: SCHEMA,
                tool: env!("CARGO_PKG_VERSION").to_owned(),
                profile: case.profile.name.clone(),
                publications: lock.map(|lock| lock.publications.clone()).unwrap_or_default(),
                retired: self.retired(record),
                answers: answers(&self.answers),
                cancelled,
                normalised: case.normalised.lines().map(str::to_owned).collect(),
                before: self.standing.published().map(|published| published.record.clone()),
                record: record.clone(),
            }
            .with(Issued {
                release: self.now.clone(),
                edition: case.profile.edition.id.to_string(),
                notice: self.notice,
                log: self.logged(case),
                outputs: went_out.outputs,
                documents: went_out.documents,
                seals,
            }),
        };
        (lock != Some(&next)).then_some(next)
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

/// What goes out of a version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WentOut {
    /// SHA-256, in hexadecimal, by file name
    pub outputs: BTreeMap<String, String>,
    /// `svarskema.xlsx`
    pub documents: BTreeSet<String>,
}

impl Lock {
    /// Whether it tells of another tender: a profile was copied with its lock. One that only got another name has the
    /// tender that it had.
    fn is_of_another(&self, case: &Case) -> bool {
        let tender = self.publications.last().map(|last| last.seals.tender.as_str());
        self.profile != case.profile.name && tender.is_some_and(|tender| tender != of_tender(&case.profile))
    }

    fn with(mut self, issued: Issued) -> Self {
        self.publications.push(issued);
        self
    }
}

/// The number of the rettelsesblad: the next one, or the one that the version went out with.
fn notice(standing: &Standing, publications: &[Issued], first: Option<u32>) -> Option<u32> {
    match standing {
        Standing::Open => None,
        Standing::Bound(_) => publications.last().and_then(|last| last.notice),
        Standing::Correcting(_) => {
            let last = publications.iter().filter_map(|issued| issued.notice).max();
            Some(last.map_or(first.unwrap_or(1), |last| last + 1))
        }
    }
}

fn version_line(issued: &Issued) -> VersionLine {
    VersionLine {
        version: issued.release.version.clone(),
        date: issued.release.published.clone(),
        what: issued.log.clone(),
        notice: issued.notice,
    }
}

/// Ends the seal of a question that could tell who asked: it may still be put in other words. What follows seals the
/// answer alone, which may not.
const TELLING: char = '*';

/// An answered question, sealed.
fn sealed_answer(asking: &Asking) -> Option<String> {
    let (answered, answer) = (asking.answered?, asking.answer.as_ref()?);
    let sealed = sha256(format!("{answered}\n{}\n\0\n{answer}{}", asking.question, led_to(asking)).as_bytes());
    let sealed: String = sealed.chars().take(16).collect();
    let telling = asking.question_tells().then(|| sealed_alone(asking)).flatten();
    Some(telling.map(|alone| format!("{sealed}{TELLING}{alone}")).unwrap_or(sealed))
}

/// An answer without its question, sealed.
fn sealed_alone(asking: &Asking) -> Option<String> {
    let (answered, answer) = (asking.answered?, asking.answer.as_ref()?);
    Some(sha256(format!("{answered}\n{answer}{}", led_to(asking)).as_bytes()).chars().take(16).collect())
}

/// What is printed of the change that an answer led to.
fn led_to(asking: &Asking) -> String {
    let lines = || asking.lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    asking.version.as_ref().map(|version| format!("\n\0\n{version}\n{}", lines())).unwrap_or_default()
}

/// What changed since a version was published. Most often nothing did, and then nothing need be compared.
fn since(published: &Published, now: &Record) -> Changes {
    if published.record == *now { Changes::default() } else { compare(&published.record, now) }
}

/// The lines that questions and corrections name and that are none, nor were: what is said of them would be printed
/// nowhere. One that the tender has dropped can be meant.
fn unknown_lines(lock: Option<&Lock>, case: &Case, now: &Record) -> Vec<(String, Option<String>, Place)> {
    let asked = case.profile.questions.iter().map(|asking| (&asking.lines, &asking.place));
    let settled = case.profile.corrections.iter().map(|settled| (&settled.lines, &settled.place));
    let named: Vec<(String, &Place)> = asked
        .chain(settled)
        .flat_map(|(lines, place)| lines.iter().map(move |line| (line.to_string(), place)))
        .collect();
    if named.is_empty() {
        return Vec::new();
    }
    let known = known_lines(lock, case, now);
    let meant = |line: &str| {
        // The number of an own requirement stands behind that of its package.
        let of_package = known.iter().find(|known| known.ends_with(&format!(".{line}")));
        of_package.cloned().or_else(|| nearest(line, known.iter().map(String::as_str)))
    };
    let unknown = named.into_iter().filter(|(line, _)| !known.contains(line));
    unknown.map(|(line, place)| (line.clone(), meant(&line), place.clone())).collect()
}

/// Every line that the tender and its edition have, and those that suppliers have read.
fn known_lines(lock: Option<&Lock>, case: &Case, now: &Record) -> BTreeSet<String> {
    let before = lock.and_then(|lock| lock.before.as_ref());
    let records = lock.map(|lock| &lock.record).into_iter().chain(before).chain([now]);
    let read = records.flat_map(|record| record.entries.iter().map(|entry| entry.subject.id.clone()));
    let retired = lock.into_iter().flat_map(|lock| lock.retired.iter().cloned());
    let own = case.profile.own.iter().map(|own| own.id.to_string());
    read.chain(retired).chain(own).chain(case.profile.edition.line_ids()).collect()
}

/// The buyer's own requirements that a record holds.
fn own_numbers(record: &Record) -> impl Iterator<Item = &String> {
    let requirements = record.entries.iter().filter(|entry| entry.subject.kind == Kind::Requirement);
    requirements.map(|entry| &entry.subject.id).filter(|id| is_own(id))
}
