//! What is to be done about a profile's files, and why: only what would say or look otherwise is made again.
//!
//! Everything is judged by content. A file is *up to date* when the seal of all that decides its bytes is the one that
//! was noted when it was built, and its own hash too. A file that is neither what was noted nor what a run that was cut
//! short left behind was edited by hand, or was never ours, and is not overwritten unless that is asked for. What
//! suppliers have read is only ever made again as they have it. Whether a tender may be built at all is not asked here:
//! [`tender::publication`] says so.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::original::Original;
use super::output::{Outputs, hash_of, own};
use super::report::{Fate, Output};
use super::workers::side_by_side;
use crate::fault::RunFault;
use crate::house::House;
use press::Assets;
use tender::case::Case;
use tender::change::Record;
use tender::complaint::{Complaint, Complaints};
use tender::document::{DocumentKind, Format};
use tender::publication::fault::{Because, PublicationFault};
use tender::publication::lock::Lock;
use tender::publication::seals::Seals;
use tender::publication::{Locked, NAMED, Parts, Publication, Published, Release, Shelf, WentOut, document_of};
use tender::text::seal::sha256;
use tender::text::source::Place;

/// What a build of a profile comes to.
pub struct Plan<'d> {
    case: &'d Case,
    publication: &'d Publication,
    folder: PathBuf,
    lock_path: PathBuf,
    /// The lock that lies there
    lock: Option<Lock>,
    built_path: PathBuf,
    /// What is known to have been built
    built: Option<Shelf>,
    /// What will be, but for the outputs
    next: Shelf,
    /// What the version asks, sealed
    seals: Seals,
    files: Vec<OutputFile<'d>>,
    /// Why anything is made again, for a person
    why: Vec<Because>,
    /// Files of ours that say what is no longer true
    untrue: Vec<PathBuf>,
    /// Where what went out of this version is kept
    archive: Archive,
    /// What went out of it, is made no more, and is put back
    restored: Vec<(String, Vec<u8>)>,
    /// What went out of it, is made no more, and was edited by hand
    edited: Vec<PathBuf>,
    /// The documents stand where they belong
    stands: bool,
}

/// A file of the tender's as it would be made now.
struct OutputFile<'d> {
    /// Below the folder of the outputs
    name: String,
    path: PathBuf,
    kind: DocumentKind,
    original: &'d Original<'d>,
    format: Format,
    /// The seal of everything that decides its bytes
    made_of: String,
    /// What suppliers have, if they have it: what it was called, and SHA-256 of it
    published: Option<(String, String)>,
    /// The hash of what lies there
    there: Option<String>,
    decision: Decision,
    /// It was written before, and is gone
    missing: bool,
    /// When it was printed
    bytes: Option<Vec<u8>>,
}

/// What is to be done about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decision {
    Write,
    /// It is up to date
    Keep,
    /// It is what suppliers have, and would now look otherwise
    KeepPublished,
    /// Somebody changed it; it is up to date otherwise
    LeaveEdited,
    /// Somebody changed it, and it would have to be made anew
    RefuseEdited,
    /// A file lies in its place that is not known as ours: it is made only to see whether it is the same
    Adopt,
}

/// Where the bytes of a file come from.
enum Made {
    Archived(Vec<u8>),
    /// With what there is to warn of
    Printed(Vec<u8>, Complaints),
}

/// What a plan is made from.
pub struct Tender<'d> {
    pub case: &'d Case,
    pub assets: &'d Assets,
    /// What it says now
    pub record: Record,
    pub publication: &'d Publication,
    pub seals: Seals,
    pub lock: Option<Lock>,
    pub lock_path: PathBuf,
    pub built: Option<Shelf>,
    pub built_path: PathBuf,
    /// Which profile it is, as it is noted beside its outputs
    pub of: Option<String>,
    pub archive: Archive,
    /// The folder of its outputs
    pub folder: PathBuf,
    /// Its documents in their formats, and what each is called below the folder
    pub outputs: Vec<(String, DocumentKind, &'d Original<'d>, Format)>,
}

/// What is known of a file before it is made.
struct Known<'k> {
    /// The hash of the file that lies there
    there: Option<String>,
    locked: Option<&'k Locked>,
    /// What a run that was cut short was replacing
    replaced: Option<&'k Option<String>>,
    published: Option<&'k String>,
    /// It would be made of just what it was made of
    current: bool,
}

impl Known<'_> {
    fn decision(&self, force: bool) -> Decision {
        match (&self.there, self.locked) {
            (Some(hash), _) if self.published == Some(hash) && self.current => Decision::Keep,
            (Some(hash), _) if self.published == Some(hash) => Decision::KeepPublished,
            (Some(hash), Some(locked)) if *hash == locked.sha256 && self.current => Decision::Keep,
            (Some(hash), Some(locked)) if *hash == locked.sha256 => Decision::Write,
            // A run that was cut short left the old file, or none.
            (hash, _) if self.replaced == Some(hash) => Decision::Write,
            (None, _) => Decision::Write,
            (Some(_), _) if force => Decision::Write,
            (Some(_), Some(_)) if self.current => Decision::LeaveEdited,
            (Some(_), Some(_)) => Decision::RefuseEdited,
            (Some(_), None) => Decision::Adopt,
        }
    }
}

impl<'d> Plan<'d> {
    /// Decides what is to be done about each file, `force` also about those that were edited by hand.
    pub fn of(house: &House, tender: Tender<'d>, force: bool) -> Result<Self, Complaints> {
        let Tender { case, assets, record, publication, seals, lock, lock_path, built, built_path, archive, .. } =
            tender;
        let (folder, outputs, of) = (tender.folder, tender.outputs, tender.of);
        let mut files = Vec::new();
        for (name, kind, original, format) in outputs {
            let path = folder.join(&name);
            let made_of = original.seal(house, format);
            let locked = built.as_ref().and_then(|built| built.outputs.get(&name));
            // It may have gone out under another name.
            let published = publication.bound().and_then(|published| {
                published.outputs.get_key_value(&name).or_else(|| published.output_of(kind, format))
            });
            let hash = published.map(|(_, hash)| hash);
            let known = Known {
                there: hash_of(&path)?,
                locked,
                replaced: built.as_ref().and_then(|built| built.replacing.as_ref()?.get(&name)),
                published: hash,
                current: locked.is_some_and(|locked| {
                    let put_back = locked.made_of == UNKNOWN && hash == Some(&locked.sha256);
                    locked.made_of == made_of || put_back
                }),
            };
            let decision = known.decision(force);
            let missing = known.there.is_none() && locked.is_some();
            let published = published.map(|(name, hash)| (name.clone(), hash.clone()));
            let there = known.there;
            files.push(OutputFile {
                name,
                path,
                kind,
                original,
                format,
                made_of,
                published,
                there,
                decision,
                missing,
                bytes: None,
            });
        }
        let parts = house.seals().parts(case, assets);
        let to_explain = |file: &OutputFile<'_>| matches!(file.decision, Decision::Write | Decision::KeepPublished);
        let why = if files.iter().any(to_explain) {
            why(built.as_ref(), case, publication, &parts, &record)
        } else {
            Vec::new()
        };
        let mut next = Shelf::new(case.profile.edition.id.to_string(), publication.now().clone(), parts, record);
        next.of = of;
        next.outputs = built.as_ref().map(|built| built.outputs.clone()).unwrap_or_default();
        let (untrue, restored, edited) = (Vec::new(), Vec::new(), Vec::new());
        let mut plan = Self {
            case,
            publication,
            folder,
            lock_path,
            lock,
            built_path,
            built,
            next,
            seals,
            files,
            why,
            untrue,
            archive,
            restored,
            edited,
            stands: false,
        };
        if let Some(published) = publication.bound() {
            plan.find_lost(published, force)?;
        }
        plan.find_untrue()?;
        plan.refuse_edited()?;
        Ok(plan)
    }

    /// Finds what suppliers have and no document is made for any more, such as the rettelsesblad of the version itself.
    /// It is put back where it is gone, or what we wrote since lies in its place; one that somebody edited only if that
    /// is asked for.
    fn find_lost(&mut self, published: &Published, force: bool) -> Result<(), Complaint> {
        for (name, hash) in &published.outputs {
            let path = self.folder.join(name);
            // Under another name than it would have now it is made all the same.
            let of_it = |file: &OutputFile<'_>| file.published.as_ref().is_some_and(|(_, made)| made == hash);
            let planned = self.files.iter().any(|file| file.path == path || of_it(file));
            let there = hash_of(&path)?;
            if planned || there.as_ref() == Some(hash) {
                continue;
            }
            let Some(bytes) = self.archive.find(name, hash) else { continue };
            let known = Known {
                there,
                locked: self.built.as_ref().and_then(|built| built.outputs.get(name)),
                replaced: self.built.as_ref().and_then(|built| built.replacing.as_ref()?.get(name)),
                published: Some(hash),
                current: false,
            };
            if known.decision(force) == Decision::Write {
                self.restored.push((name.clone(), bytes));
            } else {
                self.edited.push(path);
            }
        }
        Ok(())
    }

    fn refuse_edited(&self) -> Result<(), Complaints> {
        let mut complaints = Complaints::new();
        for file in self.files.iter().filter(|file| file.decision == Decision::RefuseEdited) {
            complaints.error(RunFault::EditedOutput { path: file.path.display().to_string() }, None);
        }
        if complaints.has_errors() { Err(complaints) } else { Ok(()) }
    }

    /// Prints whatever is to be written, or to be held up against what lies in its place, by so many hands. All of it is
    /// printed before anything is written: a tender's documents belong together. Returns what there is to warn of.
    pub fn print(&mut self, house: &House, outputs: Outputs<'_>, hands: usize) -> Result<Complaints, Complaints> {
        let (mut warnings, mut complaints) = (Complaints::new(), Complaints::new());
        let version = self.case.version_place();
        for (name, _) in &self.restored {
            if let Err(complaint) = outputs.spares_inputs(&self.folder.join(name), "-o") {
                complaints.push(complaint);
            }
        }
        // Not even who overwrites what was edited means what the documents are made of.
        let over_input = |file: &OutputFile<'_>| outputs.spares_inputs(&file.path, "-o").err();
        let due: Vec<&OutputFile<'_>> =
            self.files.iter().filter(|file| file.is_due() && over_input(file).is_none()).collect();
        let mut made = side_by_side(due.len(), hands, |at| self.make(house, due[at])).into_iter();
        for file in &mut self.files {
            match file.decision {
                Decision::Write | Decision::Adopt => {
                    if let Some(complaint) = over_input(file) {
                        complaints.push(complaint);
                        continue;
                    }
                    let bytes = match made.next().expect("each file that is due was made") {
                        Ok(Made::Archived(bytes)) => {
                            file.made_of =
                                self.built.as_ref().map_or_else(|| UNKNOWN.to_owned(), |built| made_of(built, file));
                            bytes
                        }
                        Ok(Made::Printed(bytes, told)) => {
                            warnings.append(told);
                            bytes
                        }
                        Err(faults) => {
                            complaints.append_new(faults);
                            continue;
                        }
                    };
                    match file.refused(&bytes, &self.why, version.as_ref()) {
                        Ok(Some(complaint)) | Err(complaint) => complaints.push(complaint),
                        Ok(None) => file.bytes = Some(bytes),
                    }
                }
                Decision::LeaveEdited => {
                    warnings.warn(RunFault::EditedOutput { path: file.path.display().to_string() }, None);
                }
                Decision::Keep | Decision::KeepPublished | Decision::RefuseEdited => {}
            }
        }
        for path in &self.edited {
            warnings.warn(RunFault::EditedOutput { path: path.display().to_string() }, None);
        }
        complaints.append(self.refuse_archived());
        complaints.append(self.refuse_other_words());
        if complaints.has_errors() {
            return Err(complaints);
        }
        if self.files.iter().any(|file| file.decision == Decision::KeepPublished) {
            let fault =
                PublicationFault::PublishedKept { version: self.next.release.version.clone(), why: reasons(&self.why) };
            warnings.warn(fault, version);
        }
        Ok(warnings)
    }

    /// A rettelsesblad that went out is not made in another format with other words: causes are no part of what a version
    /// says, so that nothing else would stand in the way.
    fn refuse_other_words(&self) -> Complaints {
        let mut complaints = Complaints::new();
        let sheets = || self.files.iter().filter(|file| file.kind == DocumentKind::Rettelsesblad);
        let sent = sheets().find(|file| file.decision == Decision::KeepPublished);
        let is_new = |file: &&OutputFile<'_>| file.published.is_none() && file.is_due();
        if let Some(sent) = sent.filter(|_| self.why.contains(&Because::Profile)) {
            for new in sheets().filter(is_new) {
                let [sent, new] = [sent, new].map(|file| file.path.display().to_string());
                complaints.error(PublicationFault::SentOtherwise { sent, new }, self.case.version_place());
            }
        }
        complaints
    }

    /// What is kept as it went out stays so: nothing takes its place, whoever put it there.
    fn refuse_archived(&self) -> Complaints {
        let mut complaints = Complaints::new();
        let to_keep = self.next.release.published.is_some().then(|| self.all_that_went_out());
        for (name, hash) in to_keep.iter().flat_map(|outputs| &outputs.outputs) {
            if self.archive.holds_another(name, hash) {
                let path = self.archive.0.join(name).display().to_string();
                complaints.error(RunFault::ArchiveTaken { path }, self.case.version_place());
            }
        }
        complaints
    }

    /// Makes a file: what suppliers have is taken from the archive, whatever else is printed.
    fn make(&self, house: &House, file: &OutputFile<'_>) -> Result<Made, Complaints> {
        let before = |(name, hash): &(String, String)| {
            let in_place = || own(&self.folder.join(name)).filter(|bytes| sha256(bytes) == *hash);
            self.archive.find(name, hash).or_else(in_place)
        };
        match file.published.as_ref().and_then(before) {
            Some(bytes) => Ok(Made::Archived(bytes)),
            None => file.original.print(house, file.format).map(|(bytes, told)| Made::Printed(bytes, told)),
        }
    }

    /// A rettelsesblad that no change is left for would mislead its readers. One that somebody edited is theirs.
    fn find_untrue(&mut self) -> Result<(), Complaint> {
        let Some(built) = &self.built else { return Ok(()) };
        let sheets = [DocumentKind::Rettelsesblad, DocumentKind::Aendringsnotat].map(DocumentKind::file_name);
        let publications = self.lock.iter().flat_map(|lock| &lock.publications);
        let went_out: Vec<&String> = publications.flat_map(|issued| issued.outputs.values()).collect();
        for (name, locked) in &built.outputs {
            let path = self.folder.join(name);
            let is_sheet = sheets.contains(&locked.document.as_str());
            let due = self.files.iter().any(|file| file.path == path);
            let still_true = self.next.release == built.release && self.next.record == built.record;
            let restored = self.restored.iter().any(|(restored, _)| restored == name);
            // One that suppliers have of an earlier version is still true of that, unless its name is that of all
            // versions.
            let went_out = went_out.contains(&&locked.sha256) && !self.is_of_all_versions(name);
            if is_sheet
                && !due
                && !restored
                && !still_true
                && !went_out
                && hash_of(&path)?.as_ref() == Some(&locked.sha256)
            {
                self.untrue.push(path);
            }
        }
        Ok(())
    }

    /// Whether the version before was called the same, so that one file stands for the sheet of whatever version is
    /// built.
    fn is_of_all_versions(&self, name: &str) -> bool {
        let earlier = self.lock.iter().flat_map(|lock| &lock.publications);
        earlier.filter(|issued| issued.outputs.contains_key(name)).count() != 1
            || self.files.iter().any(|file| file.name == name)
    }

    /// Whether what is to be written still lies as it lay when that was decided.
    pub fn is_free(&self) -> Result<(), Complaint> {
        for file in self.files.iter().filter(|file| file.decision == Decision::Write && file.bytes.is_some()) {
            if hash_of(&file.path)? != file.there {
                let path = file.path.display().to_string();
                return Err(Complaint::error(RunFault::ForeignOutput { path }, None));
            }
        }
        Ok(())
    }

    /// Where this tender's files would be written over what it did not put there.
    pub fn over_others(&self) -> impl Iterator<Item = &Path> {
        let written = self.files.iter().filter(|file| file.decision == Decision::Write && file.bytes.is_some());
        let own = |file: &OutputFile<'_>| Some(&self.built.as_ref()?.outputs.get(&file.name)?.sha256);
        let over = written.filter(move |file| file.there.is_some() && own(file) != file.there.as_ref());
        over.map(|file| file.path.as_path())
    }

    /// Writes what was printed. What is built is noted first, so that a run which is cut short leaves nothing that the
    /// next takes for another's. Then all documents are written beside their places; only when that has succeeded comes
    /// the lock, and they take their places: the lock tells of nothing that could not be written, and nothing goes out
    /// that it does not tell of. Where documents took the place of others, what is built is noted again, when all is
    /// done.
    pub fn write(&mut self, outputs: Outputs<'_>) -> Result<(), Complaint> {
        let mut replacing = self.built.as_ref().and_then(|built| built.replacing.clone()).unwrap_or_default();
        for file in &self.files {
            let Some(bytes) = &file.bytes else { continue };
            if file.decision == Decision::Write {
                replacing.insert(file.name.clone(), hash_of(&file.path)?);
            }
            let (made_of, document) = (file.made_of.clone(), file.kind.file_name().to_owned());
            let locked = Locked { made_of, sha256: sha256(bytes), bytes: bytes.len() as u64, document };
            self.next.outputs.insert(file.name.clone(), locked);
        }
        for (name, bytes) in &self.restored {
            replacing.insert(name.clone(), hash_of(&self.folder.join(name))?);
            let document = self.built.as_ref().and_then(|built| built.outputs.get(name)).map(|it| it.document.clone());
            let (made_of, document) = (UNKNOWN.to_owned(), document.unwrap_or_default());
            let locked = Locked { made_of, sha256: sha256(bytes), bytes: bytes.len() as u64, document };
            self.next.outputs.insert(name.clone(), locked);
        }
        let writing = !self.restored.is_empty() || self.files.iter().any(|file| file.decision == Decision::Write);
        // Where nothing lay, a document is missing or is what is noted, so it need not be noted what it was. Writing
        // each file of a large batch once matters: file systems are slow to give out anew what was just deleted.
        let first = writing && self.built.is_none() && replacing.values().all(Option::is_none);
        if writing {
            let before = if first {
                self.next.to_json()
            } else {
                Shelf { replacing: Some(replacing), ..self.next.clone() }.to_json()
            };
            outputs.write(&self.built_path, &before)?;
        }
        let went_out = self.went_out();
        let lock = self.publication.next(
            self.lock.as_ref(),
            self.case,
            &self.next.record,
            self.seals.clone(),
            went_out.clone(),
        );
        let printed = self.files.iter().filter(|file| file.decision == Decision::Write);
        let printed = printed.filter_map(|file| Some((file.path.clone(), file.bytes.as_deref()?)));
        let restored = self.restored.iter().map(|(name, bytes)| (self.folder.join(name), bytes.as_slice()));
        let lasting = lock.as_ref().map(|lock| (self.lock_path.as_path(), lock.to_json().into_bytes()));
        outputs.told_by(lasting, &printed.chain(restored).collect::<Vec<_>>())?;
        self.stands = true;
        for path in &self.untrue {
            outputs.remove(path)?;
        }
        let folder = &self.folder;
        self.next.outputs.retain(|name, _| folder.join(name).exists());
        if self.next.release.published.is_some() {
            self.archive.keep(folder, &self.all_that_went_out().outputs, outputs)?;
        }
        // Answers and a withdrawal go out while a correction is prepared too.
        if self.next.release.published.is_some() || self.publication.standing.published().is_some() {
            self.keep_series(outputs)?;
        }
        if first || !writing && self.built.as_ref() == Some(&self.next) {
            return Ok(());
        }
        outputs.write(&self.built_path, &self.next.to_json())
    }

    /// Keeps what went out beside the versions: questions and answers, and a withdrawal, each by its day.
    fn keep_series(&self, outputs: Outputs<'_>) -> Result<(), Complaint> {
        for file in self.files.iter().filter(|file| file.kind.is_beside_versions()) {
            let Some(locked) = self.next.outputs.get(&file.name) else { continue };
            let (year, month, day) = file.original.date();
            let folder = format!("{}-{year:04}-{month:02}-{day:02}", file.kind.file_name());
            self.archive.beside(&folder).keep_each(&file.path, &file.name, &locked.sha256, outputs)?;
        }
        Ok(())
    }

    /// Whether the documents were written, whatever could not be noted of them.
    pub fn stands(&self) -> bool {
        self.stands
    }

    /// What suppliers get of the version.
    fn went_out(&self) -> WentOut {
        let mut went_out = WentOut::default();
        for file in self.files.iter().filter(|file| file.kind.is_of_a_version()) {
            let printed = || file.bytes.as_ref().map(|bytes| sha256(bytes));
            let built = || self.next.outputs.get(&file.name).map(|locked| locked.sha256.clone());
            if let Some(hash) = file.published.clone().map(|(_, hash)| hash).or_else(printed).or_else(built) {
                went_out.outputs.insert(file.name.clone(), hash);
                went_out.documents.insert(document_of(file.kind, file.format));
            }
        }
        went_out
    }

    /// What suppliers get of the version, with what they have of it already.
    fn all_that_went_out(&self) -> WentOut {
        let mut went_out = self.went_out();
        if let Some(published) = self.publication.bound() {
            let known = published.outputs.iter().map(|(name, hash)| (name.clone(), hash.clone()));
            went_out.outputs.extend(known);
            went_out.documents.extend(published.documents.iter().cloned());
        }
        went_out
    }

    /// Whether every output is now what it should be: nobody's hand and no publication stands in the way.
    pub fn is_settled(&self) -> bool {
        self.edited.is_empty()
            && self.files.iter().all(|file| matches!(file.decision, Decision::Write | Decision::Keep | Decision::Adopt))
    }

    /// Why something was made again, for a person.
    pub fn told(&self) -> Vec<Because> {
        let missing = self.files.iter().filter(|file| file.missing);
        let missing = missing.map(|file| Because::Gone { name: file.name.clone() });
        self.why.iter().cloned().chain(missing).collect()
    }

    /// What became of each output.
    pub fn fates(&self) -> Vec<Output> {
        let fate = |file: &OutputFile<'_>| match file.decision {
            Decision::Write => Fate::Written,
            Decision::Keep | Decision::KeepPublished | Decision::Adopt => Fate::Kept,
            Decision::LeaveEdited | Decision::RefuseEdited => Fate::Edited,
        };
        let output = |file: &OutputFile<'_>| Output {
            path: file.path.clone(),
            kind: Some(file.kind),
            fate: fate(file),
            sha256: match fate(file) {
                Fate::Edited => file.there.clone(),
                Fate::Written | Fate::Kept => self.next.outputs.get(&file.name).map(|locked| locked.sha256.clone()),
            },
        };
        let beside = |path: PathBuf, fate: Fate, sha256: Option<String>| Output { path, kind: None, fate, sha256 };
        let restored = self
            .restored
            .iter()
            .map(|(name, bytes)| beside(self.folder.join(name), Fate::Written, Some(sha256(bytes))));
        let edited = self.edited.iter().map(|path| beside(path.clone(), Fate::Edited, hash_of(path).ok().flatten()));
        self.files.iter().map(output).chain(restored).chain(edited).collect()
    }
}

impl OutputFile<'_> {
    /// Whether it is to be made now.
    fn is_due(&self) -> bool {
        match self.decision {
            Decision::Write | Decision::Adopt => true,
            Decision::Keep | Decision::KeepPublished | Decision::LeaveEdited | Decision::RefuseEdited => false,
        }
    }

    /// Why it must not be written as it was printed: suppliers have another, or it would overwrite a file that is not
    /// known as ours and says something else.
    fn refused(&self, bytes: &[u8], why: &[Because], version: Option<&Place>) -> Result<Option<Complaint>, Complaint> {
        let hash = sha256(bytes);
        let path = || self.path.display().to_string();
        if self.published.as_ref().is_some_and(|(_, published)| *published != hash) {
            let fault = PublicationFault::PublishedLost { path: path(), why: reasons(why) };
            return Ok(Some(Complaint::error(fault, version.cloned())));
        }
        let foreign = self.decision == Decision::Adopt && hash_of(&self.path)? != Some(hash);
        Ok(foreign.then(|| Complaint::error(RunFault::ForeignOutput { path: path() }, None)))
    }
}

/// What a file was made of that was put back from the archive after another had taken its place: nobody knows any more,
/// nor need it be known, since it stays as it is.
const UNKNOWN: &str = "";

/// What a file that is put back from the archive was made of, if that is known.
fn made_of(built: &Shelf, file: &OutputFile<'_>) -> String {
    let locked = built.outputs.get(&file.name);
    let same = locked.filter(|locked| file.published.as_ref().is_some_and(|(_, hash)| *hash == locked.sha256));
    same.map_or(UNKNOWN, |locked| locked.made_of.as_str()).to_owned()
}

/// Why anything would be made again.
fn why(built: Option<&Shelf>, case: &Case, publication: &Publication, parts: &Parts, record: &Record) -> Vec<Because> {
    let Some(built) = built else { return vec![Because::NotKnown] };
    let tool = env!("CARGO_PKG_VERSION");
    let edition = case.profile.edition.id.as_str();
    let was = &built.made_of;
    let reasons = [
        (built.tool != tool, Because::Program { is: tool, was: built.tool.clone() }),
        (built.edition != edition, Because::Edition { is: edition.to_owned(), was: built.edition.clone() }),
        (was.profile != parts.profile, Because::Profile),
        // Another profile uses another part of it.
        (built.edition == edition && was.profile == parts.profile && was.catalog != parts.catalog, Because::Catalog),
        (was.templates != parts.templates, Because::Templates),
        (was.fonts != parts.fonts, Because::Fonts),
        (was.logo != parts.logo, Because::Logo),
        (built.release != *publication.now(), Because::Version),
        (built.replacing.is_some(), Because::CutShort),
    ];
    let reasons = reasons.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason);
    let changes = publication.since_built(built, record);
    reasons.chain(changes.told(NAMED).into_iter().map(Because::Said)).collect()
}

/// Reasons to be told: there is always one.
fn reasons(why: &[Because]) -> Vec<Because> {
    if why.is_empty() { vec![Because::Otherwise] } else { why.to_vec() }
}

/// Where the files that went out of a version are kept as they were: `bilag-ud/arkiv/omsorg/1.0`.
pub struct Archive(PathBuf);

impl Archive {
    /// The archive of a version, for a tender whose outputs begin with `stem`.
    pub fn of(output: &Path, stem: &Path, release: &Release) -> Self {
        let below = stem.strip_prefix(output).unwrap_or(stem);
        Self(output.join("arkiv").join(below).join(release.folder()))
    }

    /// Another folder of the same tender's archive.
    fn beside(&self, folder: &str) -> Self {
        Self(self.0.with_file_name(folder))
    }

    /// Keeps a file as it went out, beside what else went out on the same day under its name.
    fn keep_each(&self, path: &Path, name: &str, hash: &str, outputs: Outputs<'_>) -> Result<(), Complaint> {
        let Some(bytes) = own(path).filter(|bytes| sha256(bytes) == hash) else { return Ok(()) };
        let mut folder = self.0.clone();
        for number in 2.. {
            match own(&folder.join(name)) {
                Some(kept) if sha256(&kept) == hash => return Ok(()),
                Some(_) => {
                    let day = self.0.file_name().unwrap_or_default().to_string_lossy();
                    folder = self.0.with_file_name(format!("{day}-{number}"));
                }
                None => break,
            }
        }
        outputs.write(&folder.join(name), &bytes)
    }

    /// A file as it went out; one that is not kept, or was changed since, is none.
    fn find(&self, name: &str, hash: &str) -> Option<Vec<u8>> {
        own(&self.0.join(name)).filter(|bytes| sha256(bytes) == hash)
    }

    /// Whether something else lies where a file is to be kept.
    fn holds_another(&self, name: &str, hash: &str) -> bool {
        own(&self.0.join(name)).is_some_and(|bytes| sha256(&bytes) != hash)
    }

    /// Keeps what lies in a folder and is as it went out. Where something lies already, it stays.
    fn keep(&self, folder: &Path, issued: &BTreeMap<String, String>, outputs: Outputs<'_>) -> Result<(), Complaint> {
        for (name, hash) in issued {
            if self.0.join(name).exists() {
                continue;
            }
            let went_out = own(&folder.join(name)).filter(|bytes| sha256(bytes) == *hash);
            if let Some(bytes) = went_out {
                outputs.write(&self.0.join(name), &bytes)?;
            }
        }
        Ok(())
    }
}
