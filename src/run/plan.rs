//! What is to be done about a profile's outputs, and why: only what would say or look otherwise is made again.
//!
//! Everything is judged by content. An output is *up to date* when the seal of all that decides its bytes is the one in the lock, and the file's
//! own hash too. A file that is neither what the lock says nor what a run that was cut short left behind was edited by hand, or was never
//! ours, and is not overwritten unless that is asked for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::build::path_of;
use super::original::Original;
use super::output::{self, Outputs, hash_of, name_of};
use super::report::{Fate, Output};
use crate::fault::RunFault;
use crate::house::House;
use press::Assets;
use tender::both;
use tender::case::Case;
use tender::catalog::fault::CatalogFault;
use tender::change::{Changes, Kind, Record, compare};
use tender::complaint::{Complaint, Complaints};
use tender::document::{DocumentKind, Format};
use tender::publication::fault::{Because, PublicationFault};
use tender::publication::lock::{Before, Lock, Locked, Parts, Release, SCHEMA};
use tender::publication::raised;
use tender::text::language::Both;
use tender::text::seal::sha256;

/// How many changes are named before the rest is only counted.
const NAMED: usize = 8;

/// An output as it would be made now.
pub struct Sheet<'d> {
    pub path: PathBuf,
    pub original: &'d Original<'d>,
    pub format: Format,
    /// The seal of everything that decides its bytes
    made_of: String,
    pub step: Step,
    /// It was written before, and is gone
    missing: bool,
    /// When it was printed
    bytes: Option<Vec<u8>>,
}

/// What is to be done about an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Write,
    /// It is up to date
    Keep,
    /// Somebody changed it, or the tender is published and it must not look otherwise
    LeaveAlone,
    /// A file lies in its place that is not known as ours: it is made only to see whether it is the same
    Adopt,
}

/// What a build of a profile comes to.
pub struct Plan<'d> {
    lock_path: PathBuf,
    /// The lock that lies there
    lock: Option<Lock>,
    /// What the next lock says, but for its outputs
    next: Lock,
    pub sheets: Vec<Sheet<'d>>,
    /// Why anything is made again, for a person
    why: Vec<Because>,
    /// Outputs of ours that say what is no longer true
    untrue: Vec<PathBuf>,
}

/// What a plan is made from.
pub struct Ground<'a> {
    pub house: &'a House,
    pub case: &'a Case,
    pub assets: &'a Assets,
    /// What the tender says now
    pub record: Record,
    /// The lock that lies beside the outputs
    pub lock: Option<Lock>,
    pub lock_path: PathBuf,
    /// Overwrite what was edited by hand
    pub force: bool,
}

impl<'a> Ground<'a> {
    /// What has changed since the lock was written, but for words that are part of how it looks.
    fn changes(&self) -> Changes {
        let lock = self.lock.as_ref();
        lock.map_or_else(Changes::default, |lock| compare(&lock.record, &self.record).without_words())
    }

    /// The published version that the documents replace, if the profile raised its version after publication.
    pub fn before(&self) -> Option<Before> {
        let lock = self.lock.as_ref()?;
        if lock.release.published.is_some() && is_raised(&lock.release, &self.release()) {
            return Some(Before { release: lock.release.clone(), record: lock.record.clone() });
        }
        lock.before.clone()
    }

    /// The published version that a correction was prepared for, if the profile went back behind that correction.
    fn gone_back_to(&self) -> Option<&Before> {
        let lock = self.lock.as_ref().filter(|lock| lock.release.published.is_none())?;
        lock.before.as_ref().filter(|before| !is_raised(&before.release, &self.release()))
    }

    /// What the lock says was built before, but for the rettelsesblad, which is made when it is due.
    pub fn built_before(&self, stem: &Path) -> Vec<(DocumentKind, Format)> {
        let Some(lock) = &self.lock else { return Vec::new() };
        let all = DocumentKind::built().flat_map(|kind| kind.about().formats.iter().map(move |format| (kind, *format)));
        all.filter(|(kind, format)| lock.outputs.contains_key(&name_of(&path_of(stem, *kind, *format)))).collect()
    }

    fn release(&self) -> Release {
        Release::of(&self.case.profile)
    }

    /// Decides what is to be done about each output. Complaints are those that forbid it, warnings go to `warnings`.
    pub fn plan<'d>(
        self,
        outputs: Vec<(PathBuf, &'d Original<'d>, Format)>,
        warnings: &mut Complaints,
    ) -> Result<Plan<'d>, Complaints> {
        let parts = self.house.seals().parts(self.case, self.assets);
        let (changes, release, mut before) = (self.changes(), self.release(), self.before());
        let why = self.why(&parts, &changes, &release);
        let published = self.lock.as_ref().filter(|lock| lock.release.published.is_some());
        let published = published.filter(|lock| !is_raised(&lock.release, &release));
        let protected = published.is_some();
        let mut complaints = Complaints::new();
        if let Some(lock) = published {
            complaints.append(self.published_changes(&lock.release, &changes, &release));
        }
        if let Some(published) = self.gone_back_to() {
            let changes = compare(&published.record, &self.record).without_words();
            complaints.append(self.published_changes(&published.release, &changes, &release));
            // It says again what suppliers have read, and corrects nothing.
            before = None;
        }
        complaints.append(self.reused());
        if !protected {
            complaints.append(self.dated_back(before.as_ref(), &release));
        }
        let retired = self.retired();
        let Self { house, case, assets: _, record, lock, lock_path, force } = self;
        let mut sheets = Vec::new();
        let mut kept_as_published = false;
        for (path, original, format) in outputs {
            let made_of = original.seal(house, format);
            let known = lock.as_ref().and_then(|lock| lock.outputs.get(&name_of(&path)));
            let current = known.is_some_and(|known| known.made_of == made_of);
            let there = hash_of(&path).map_err(Complaints::from)?;
            let replaced = lock.as_ref().and_then(|lock| lock.replacing.as_ref()?.get(&name_of(&path)));
            let path_shown = || path.display().to_string();
            let step = match (&there, known) {
                (Some(hash), Some(known)) if *hash == known.sha256 => {
                    if current {
                        Step::Keep
                    } else if protected {
                        kept_as_published = true;
                        Step::LeaveAlone
                    } else {
                        Step::Write
                    }
                }
                // A run that was cut short left the old file, or none.
                (hash, _) if replaced == Some(hash) => Step::Write,
                (None, Some(_)) if protected && !current => {
                    let fault = PublicationFault::PublishedLost { path: path_shown(), why: why.clone() };
                    complaints.error(fault, case.version_place());
                    Step::LeaveAlone
                }
                (None, _) => Step::Write,
                (Some(_), _) if force => Step::Write,
                (Some(_), Some(_)) if current => {
                    warnings.warn(RunFault::EditedOutput { path: path_shown() }, None);
                    Step::LeaveAlone
                }
                (Some(_), Some(_)) => {
                    complaints.error(RunFault::EditedOutput { path: path_shown() }, None);
                    Step::LeaveAlone
                }
                (Some(_), None) => Step::Adopt,
            };
            sheets.push(Sheet {
                path,
                original,
                format,
                made_of,
                step,
                missing: there.is_none() && known.is_some(),
                bytes: None,
            });
        }
        if kept_as_published && !complaints.has_errors() {
            let why = if why.is_empty() { vec![Because::Otherwise] } else { why.clone() };
            warnings.warn(
                PublicationFault::PublishedKept { version: release.version.clone(), why: why.clone() },
                case.version_place(),
            );
        }
        if complaints.has_errors() {
            return Err(complaints);
        }
        let resolution = Some(case.at_work.clone());
        let next = match &lock {
            // What was published stays what the lock says it is.
            Some(lock) if protected => Lock { replacing: None, resolution, ..lock.clone() },
            lock => Lock {
                schema: SCHEMA,
                tool: env!("CARGO_PKG_VERSION").to_owned(),
                profile: case.profile.name.clone(),
                edition: case.profile.edition.id.to_string(),
                release,
                made_of: parts,
                outputs: lock.as_ref().map(|lock| lock.outputs.clone()).unwrap_or_default(),
                replacing: None,
                before,
                retired,
                record,
                resolution,
            },
        };
        let mut plan = Plan { lock_path, lock, next, sheets, why, untrue: Vec::new() };
        plan.find_untrue()?;
        Ok(plan)
    }

    /// Complains of everything that would change in what suppliers have read.
    fn published_changes(&self, was: &Release, changes: &Changes, release: &Release) -> Complaints {
        let mut complaints = Complaints::new();
        let mut told = Vec::new();
        let fields = [
            ("version", &was.version, &release.version),
            ("date", &was.date, &release.date),
            ("published", &was.published, &release.published),
        ];
        for (key, old, new) in fields {
            if old != new {
                let shown = |value: &Option<String>| value.clone().map_or_else(|| both!("none", "ingen"), Both::same);
                let (old, new) = (shown(old), shown(new));
                told.push(Both {
                    en: format!("{key}: {} → {}", old.en, new.en),
                    da: format!("`{key}`: {} → {}", old.da, new.da),
                });
            }
        }
        told.extend(changes.told(NAMED));
        if !told.is_empty() {
            let lock = self.lock_path.display().to_string();
            let fault = PublicationFault::PublishedChanged { version: was.version.clone(), lock, changes: told };
            complaints.error(fault, self.case.version_place());
        }
        complaints
    }

    /// The buyer's own requirements that a record holds.
    fn own(record: &Record) -> impl Iterator<Item = &String> {
        let requirements = record.entries.iter().filter(|entry| entry.subject.kind == Kind::Requirement);
        let own = |id: &&String| id.split_once('.').is_some_and(|(_, number)| number.starts_with('E'));
        requirements.map(|entry| &entry.subject.id).filter(own)
    }

    /// The numbers of own requirements that were published once and are there no more.
    fn retired(&self) -> BTreeSet<String> {
        let Some(lock) = &self.lock else { return BTreeSet::new() };
        let published = lock.release.published.as_ref().map(|_| Self::own(&lock.record));
        let now: BTreeSet<&String> = Self::own(&self.record).collect();
        let gone = published.into_iter().flatten().filter(|id| !now.contains(id));
        lock.retired.iter().chain(gone).cloned().collect()
    }

    /// Complains of numbers that stood for another requirement before.
    fn reused(&self) -> Complaints {
        let mut complaints = Complaints::new();
        let Some(lock) = &self.lock else { return complaints };
        for own in self.case.profile.own.iter().filter(|own| lock.retired.contains(own.id.as_str())) {
            complaints.error(CatalogFault::ReusedRequirement { id: own.id.clone() }, own.place.clone());
        }
        complaints
    }

    /// Complains of a corrected version that is dated before the one it corrects was published.
    fn dated_back(&self, before: Option<&Before>, release: &Release) -> Complaints {
        let mut complaints = Complaints::new();
        let Some(before) = before.and_then(|before| before.release.published.as_ref()) else { return complaints };
        for (key, date) in [("date", &release.date), ("published", &release.published)] {
            // Dates are written so that they sort.
            if let Some(date) = date.as_ref().filter(|date| *date < before) {
                let fault = PublicationFault::DatedBack { key, date: date.clone(), before: before.clone() };
                complaints.error(fault, self.case.version_place());
            }
        }
        complaints
    }

    /// Why anything would be made again.
    fn why(&self, parts: &Parts, changes: &Changes, release: &Release) -> Vec<Because> {
        let Some(lock) = &self.lock else { return vec![Because::NoLock] };
        let tool = env!("CARGO_PKG_VERSION");
        let edition = self.case.profile.edition.id.as_str();
        let was = &lock.made_of;
        let reasons = [
            (lock.tool != tool, Because::Program { is: tool, was: lock.tool.clone() }),
            (lock.edition != edition, Because::Edition { is: edition.to_owned(), was: lock.edition.clone() }),
            (was.profile != parts.profile, Because::Profile),
            // Another profile uses another part of it.
            (lock.edition == edition && was.profile == parts.profile && was.catalog != parts.catalog, Because::Catalog),
            (was.templates != parts.templates, Because::Templates),
            (was.fonts != parts.fonts, Because::Fonts),
            (was.logo != parts.logo, Because::Logo),
            (lock.release != *release, Because::Version),
            (lock.replacing.is_some(), Because::CutShort),
        ];
        let reasons = reasons.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason);
        reasons.chain(changes.told(NAMED).into_iter().map(Because::Said)).collect()
    }
}

/// Whether the version was raised from one release to another.
fn is_raised(from: &Release, to: &Release) -> bool {
    raised(from.version.as_deref(), to.version.as_deref())
}

impl<'d> Plan<'d> {
    /// The outputs that have to be made, to be written or to be held up against what lies in their place.
    pub fn unprinted(&mut self) -> impl Iterator<Item = &mut Sheet<'d>> {
        self.sheets.iter_mut().filter(|sheet| matches!(sheet.step, Step::Write | Step::Adopt))
    }

    /// A rettelsesblad that no change is left for would mislead its readers. One that somebody edited is theirs.
    fn find_untrue(&mut self) -> Result<(), Complaint> {
        let Some(lock) = &self.lock else { return Ok(()) };
        for (name, locked) in &lock.outputs {
            let path = self.lock_path.with_file_name(name);
            let is_sheet = name.contains(&format!("-{}.", DocumentKind::Rettelsesblad.file_name()));
            let due = self.sheets.iter().any(|sheet| sheet.path == path);
            let still_true = self.next.release == lock.release && self.next.record == lock.record;
            if is_sheet && !due && !still_true && hash_of(&path)?.as_ref() == Some(&locked.sha256) {
                self.untrue.push(path);
            }
        }
        Ok(())
    }

    /// Writes what was printed. The lock goes first, so that a run which is cut short leaves nothing that the next takes for another's; and,
    /// where documents took the place of others, it goes last, when all is done.
    pub fn write(&mut self, outputs: Outputs<'_>) -> Result<(), Complaint> {
        let mut replacing = self.lock.as_ref().and_then(|lock| lock.replacing.clone()).unwrap_or_default();
        for sheet in &self.sheets {
            let Some(bytes) = &sheet.bytes else { continue };
            let name = name_of(&sheet.path);
            if sheet.step == Step::Write {
                replacing.insert(name.clone(), hash_of(&sheet.path)?);
            }
            let locked = Locked { made_of: sheet.made_of.clone(), sha256: sha256(bytes), bytes: bytes.len() as u64 };
            self.next.outputs.insert(name, locked);
        }
        let writing = self.sheets.iter().any(|sheet| sheet.step == Step::Write);
        // Where nothing lay, a document is missing or is what the lock says, so the lock need not say what it was. Writing each file of a large
        // batch once matters: file systems are slow to give out anew what was just deleted.
        let first = writing && self.lock.is_none() && replacing.values().all(Option::is_none);
        if writing {
            let before = if first {
                self.next.to_json()
            } else {
                Lock { replacing: Some(replacing), resolution: None, ..self.next.clone() }.to_json()
            };
            outputs.write(&self.lock_path, before.as_bytes())?;
            let printed = self.sheets.iter().filter(|sheet| sheet.step == Step::Write);
            let printed = printed.filter_map(|sheet| Some((sheet.path.clone(), sheet.bytes.as_deref()?)));
            outputs.together(&printed.collect::<Vec<_>>())?;
        }
        for path in &self.untrue {
            output::remove(path)?;
        }
        let folder = self.lock_path.parent().unwrap_or(Path::new(""));
        self.next.outputs.retain(|name, _| folder.join(name).exists());
        if first || !writing && self.lock.as_ref().is_some_and(|lock| lock.says_the_same(&self.next)) {
            return Ok(());
        }
        outputs.write(&self.lock_path, self.next.to_json().as_bytes())
    }

    /// Whether every output is now what it should be: nobody's hand and no publication stands in the way.
    pub fn is_settled(&self) -> bool {
        self.sheets.iter().all(|sheet| sheet.step != Step::LeaveAlone)
    }

    /// Why something was made again, for a person.
    pub fn told(&self) -> Vec<Because> {
        let missing = self.sheets.iter().filter(|sheet| sheet.missing);
        let missing = missing.map(|sheet| Because::Gone { name: name_of(&sheet.path) });
        self.why.iter().cloned().chain(missing).collect()
    }

    /// What became of each output.
    pub fn fates(&self) -> Vec<Output> {
        let fate = |sheet: &Sheet<'_>| match sheet.step {
            Step::Write => Fate::Written,
            Step::Keep | Step::LeaveAlone | Step::Adopt => Fate::Kept,
        };
        let output = |sheet: &Sheet<'_>| Output {
            path: sheet.path.clone(),
            fate: fate(sheet),
            sha256: self.next.outputs.get(&name_of(&sheet.path)).map(|locked| locked.sha256.clone()),
        };
        self.sheets.iter().map(output).collect()
    }
}

impl Sheet<'_> {
    /// Takes what was printed. Complains if it would overwrite a file that is not known as ours and says something else.
    pub fn printed(&mut self, bytes: Vec<u8>) -> Result<(), Complaint> {
        match self.step {
            Step::Adopt if hash_of(&self.path)? != Some(sha256(&bytes)) => {
                Err(Complaint::error(RunFault::ForeignOutput { path: self.path.display().to_string() }, None))
            }
            Step::Write | Step::Adopt | Step::Keep | Step::LeaveAlone => {
                self.bytes = Some(bytes);
                Ok(())
            }
        }
    }
}
