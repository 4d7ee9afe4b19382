//! `bilag build` and `bilag check`: profiles in, documents out.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::index::Index;
use super::jobs::{Job, bases, find};
use super::original::Original;
use super::output::{self, Outputs};
use super::plan::{Archive, Plan, Tender};
use super::report::{self, Fate, Report, RunReport, Told};
use super::shard::Shard;
use super::targets;
use super::turn::Turn;
use super::workers::{Progress, in_order, workers};
use crate::disk::{Disk, lock_if_there};
use crate::fault::RunFault;
use crate::house::House;
use crate::outcome::Outcome;
use press::{Assets, Press};
use tender::case::{Case, Said};
use tender::complaint::{Complaint, Complaints, Severity};
use tender::compose::rettelsesblad;
use tender::document::Format;
use tender::document::{Document, DocumentKind};
use tender::input::files::Files;
use tender::profile::ThemeFile;
use tender::publication::lock;
use tender::publication::lock::Lock;
use tender::publication::{Publication, Release, output_name};
use tender::resolve::Asked;
use tender::resolve::Standing;
use tender::text::source::Place;

/// What is to be built.
#[derive(Debug, Clone)]
pub struct Order {
    /// Profiles, and folders of profiles
    pub paths: Vec<PathBuf>,
    pub output: PathBuf,
    /// The usual ones when empty
    pub documents: Vec<DocumentKind>,
    /// PDF, and of a response form a workbook too, when empty
    pub formats: Vec<Format>,
    /// Refuse drafts
    pub no_drafts: bool,
    /// Overwrite what somebody edited by hand
    pub force: bool,
    pub jobs: Option<NonZeroUsize>,
    /// The house style of profiles without one
    pub theme: Option<PathBuf>,
    /// Without it everything is done but the writing
    pub write: bool,
    /// The part of the profiles that is built; all without it
    pub shard: Option<Shard>,
    /// Where the report of the run is written
    pub report: Option<PathBuf>,
}

/// Writes the usual documents, of no profile yet.
impl Default for Order {
    fn default() -> Self {
        Self {
            paths: Vec::new(),
            output: PathBuf::from("bilag-ud"),
            documents: Vec::new(),
            formats: Vec::new(),
            no_drafts: false,
            force: false,
            jobs: None,
            theme: None,
            write: true,
            shard: None,
            report: None,
        }
    }
}

impl Order {
    /// The report goes where it was asked for. A part of a run that writes always leaves one, so that the parts can be joined.
    fn report_path(&self) -> Option<PathBuf> {
        let beside = |shard: Shard| self.output.join(format!("bilag-report-{}-of-{}.json", shard.part, shard.of));
        self.report.clone().or_else(|| self.shard.filter(|_| self.write).map(beside))
    }
}

/// An order with all that it names looked up.
struct Work<'a> {
    order: &'a Order,
    house: &'a House,
    targets: Vec<(DocumentKind, Format)>,
    theme: Option<ThemeFile>,
}

impl Work<'_> {
    fn outputs(&self) -> Outputs<'_> {
        Outputs::over(&self.house.inputs)
    }

    fn begin_report(&self, jobs: &[Job], notes: &Complaints) -> RunReport {
        let command = if self.order.write { report::Command::Build } else { report::Command::Check };
        let asked = format!("{:?}, no drafts: {}", self.targets, self.order.no_drafts);
        let report = RunReport::begin(command, &asked, jobs, &self.order.output, notes);
        match self.order.shard {
            Some(shard) => report.of_part(shard),
            None => report,
        }
    }

    /// Complains of a place that the report cannot be written to, before anything is.
    fn check_report(&self, jobs: &[Job]) -> Result<(), Complaint> {
        let Some(path) = self.order.report_path() else { return Ok(()) };
        if let Some(job) = jobs.iter().find(|job| goes_to(job, &path)) {
            let fault = RunFault::OverDocument { path: path.display().to_string(), profile: job.to_string() };
            return Err(Complaint::error(fault, None));
        }
        self.outputs().takes_report(&path, "--report")
    }
}

/// Whether a document of a profile, or its lock, would go to a place.
fn goes_to(job: &Job, place: &Path) -> bool {
    let kinds = DocumentKind::ALL.iter().copied();
    let targets = kinds.flat_map(|kind| kind.about().formats.iter().map(move |format| (kind, *format)));
    let folder = |path: &Path| {
        Disk.whole(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))
    };
    let paths = targets.map(|(kind, format)| path_of(&job.stem, kind, format));
    let mut paths = paths.chain([Lock::path(&job.stem)]);
    paths.any(|path| path.file_name() == place.file_name() && folder(&path) == folder(place))
}

/// How long nobody has written to an unfinished report that a run was killed at.
const LEFT: Duration = Duration::from_secs(3600);

/// What is told while a run goes on.
pub enum Event<'a> {
    /// So many profiles were found; the notes are of what was passed over
    Found { profiles: usize, notes: &'a Complaints },
    /// One more is done, whichever
    Done,
    /// What became of the next, in the order of the run; those of its complaints are new that no profile before it told
    Report { job: &'a Job, report: &'a Report, new: &'a Complaints },
}

/// What a run came to.
#[derive(Debug)]
pub struct Built {
    pub outcome: Outcome,
    pub tally: Tally,
}

/// Builds every profile; one that fails never stops the others. `on` is told of each as the run goes on.
pub fn build(house: &House, order: &Order, on: &mut dyn FnMut(Event<'_>)) -> Result<Built, Complaints> {
    let theme = order.theme.as_deref().map(|path| ThemeFile::open(path, &house.inputs)).transpose()?;
    let work = Work { order, house, targets: targets(&order.documents, &order.formats)?, theme };
    let (jobs, notes) = find(&order.paths, &order.output, &house.inputs)?;
    if let Err(complaint) = work.check_report(&jobs) {
        let mut complaints = notes;
        complaints.push(complaint);
        return Err(complaints);
    }
    let mut whole = work.begin_report(&jobs, &notes);
    let range = order.shard.map_or(0..jobs.len(), |shard| shard.range(jobs.len()));
    let bases = bases(&jobs);
    jobs[..range.start].iter().chain(&jobs[range.end..]).for_each(|job| job.release(&house.inputs, &bases));
    let jobs = &jobs[range];
    on(Event::Found { profiles: jobs.len(), notes: &notes });
    let mut outcome = Outcome::of(&notes);
    let mut told_already = Told::default();
    let workers = workers(order.jobs, jobs.len());
    let mut index = Index::open(&order.output, order.shard);
    let unfinished = if order.write { Unfinished::find(jobs) } else { Unfinished::default() };
    let mut noted = Vec::new();
    let turns = turns(jobs);
    let mut tally = Tally::default();
    in_order(
        &turns.order,
        workers,
        |at| {
            let report = build_one(&work, &index, &unfinished, &jobs[at]);
            jobs[at].release(&house.inputs, &bases);
            Press::rest(turns.begins_kind[at]);
            report
        },
        |progress: Progress<Report>| match progress {
            Progress::Done => on(Event::Done),
            Progress::Next(at, report) => {
                let new = told_already.new_among(&report.complaints);
                on(Event::Report { job: &jobs[at], report: &report, new: &new });
                let became = Outcome::of(&report.complaints);
                tally.count(&report, &new, became);
                whole.add(&jobs[at], &order.output, &report, became);
                outcome = outcome.max(became);
                noted.push((at, report.settled, report.outputs));
            }
        },
    );
    if order.write {
        for (at, settled, outputs) in noted {
            index.note(&jobs[at].stem, &Lock::path(&jobs[at].stem), settled, &outputs);
        }
        index.write(work.outputs())?;
    }
    if let Some(path) = order.report_path() {
        output::remove_unfinished(&path, LEFT);
        work.outputs().report(&path, &whole, "--report")?;
    }
    Ok(Built { outcome, tally })
}

/// The order in which profiles are built: those that resemble one another in a row, since Typst remembers the layout of what it
/// has just seen.
struct Turns {
    order: Vec<usize>,
    /// Of each profile whether it resembles none of those before it
    begins_kind: Vec<bool>,
}

fn turns(jobs: &[Job]) -> Turns {
    let kinds: Vec<Option<String>> = jobs.iter().map(|job| job.sketch().map(|sketch| sketch.likeness)).collect();
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|at| &kinds[*at]);
    let mut begins_kind = vec![true; jobs.len()];
    for pair in order.windows(2) {
        begins_kind[pair[1]] = kinds[pair[0]] != kinds[pair[1]];
    }
    Turns { order, begins_kind }
}

/// What earlier runs left unfinished, by the profile whose it is.
#[derive(Default)]
struct Unfinished(HashMap<PathBuf, Vec<PathBuf>>);

impl Unfinished {
    fn find(jobs: &[Job]) -> Self {
        let folders: BTreeSet<&Path> = jobs.iter().filter_map(|job| job.stem.parent()).collect();
        let stems: HashSet<&Path> = jobs.iter().map(|job| job.stem.as_path()).collect();
        let mut of: HashMap<PathBuf, Vec<PathBuf>> = HashMap::new();
        for (left, output) in output::unfinished(folders) {
            // `bilag-ud/omsorg-kravbilag.pdf` and `bilag-ud/omsorg.bilag-lock.json` are of `bilag-ud/omsorg`.
            let Some(name) = output.file_name().and_then(|name| name.to_str()) else { continue };
            let stem = name.strip_suffix(lock::ENDING).or_else(|| Some(name.rsplit_once('-')?.0));
            if let Some(stem) =
                stem.map(|stem| output.with_file_name(stem)).filter(|stem| stems.contains(stem.as_path()))
            {
                of.entry(stem).or_default().push(left);
            }
        }
        Self(of)
    }

    /// Removes what was left of a profile. It lay there before this run had its turn: whoever wrote it is done, or is
    /// no more.
    fn remove(&self, stem: &Path, _turn: &Turn) {
        for path in self.0.get(stem).into_iter().flatten() {
            let _ = output::remove(path);
        }
    }
}

/// Counts what became of the profiles.
#[derive(Debug, Default)]
pub struct Tally {
    pub done: usize,
    /// Of those, the ones of which nothing had to be made again
    pub up_to_date: usize,
    pub drafts: usize,
    pub failed: usize,
    pub files: usize,
    pub warnings: usize,
    /// Warnings that had not been told before
    pub different: usize,
}

impl Tally {
    fn count(&mut self, report: &Report, new: &Complaints, outcome: Outcome) {
        match outcome {
            Outcome::Done => self.done += 1,
            Outcome::Refused | Outcome::Failed => self.failed += 1,
        }
        self.drafts += usize::from(report.draft && outcome == Outcome::Done);
        let files = report.count(Fate::Written);
        self.up_to_date += usize::from(outcome == Outcome::Done && files == 0);
        self.files += files;
        self.warnings += report.complaints.count(Severity::Warning);
        self.different += new.count(Severity::Warning);
    }
}

/// Builds the documents of one profile.
fn build_one(work: &Work<'_>, index: &Index, unfinished: &Unfinished, job: &Job) -> Report {
    let mut report = Report::default();
    if let Err(complaints) = try_build(work, index, unfinished, job, &mut report) {
        report.complaints.append(complaints);
    }
    report.complaints = job.locate(std::mem::take(&mut report.complaints));
    report
}

fn try_build(
    work: &Work<'_>,
    index: &Index,
    unfinished: &Unfinished,
    job: &Job,
    report: &mut Report,
) -> Result<(), Complaints> {
    let Work { order, house, targets: ordered, .. } = work;
    let Opened { case, mut assets } = open(work, job, report)?;
    // From here on no other run changes what is known of this profile.
    let turn = order.write.then(|| Turn::at(&order.output, &job.stem)).transpose()?;
    if let Some(turn) = &turn {
        unfinished.remove(&job.stem, turn);
    }
    let lock_path = Lock::path(&job.stem);
    let seal = house.seals().whole(&case, &assets);
    let paths = |targets: &[Target]| -> Vec<PathBuf> {
        targets.iter().map(|(kind, format)| path_of(&job.stem, *kind, *format)).collect()
    };
    let (asked, others) = (paths(ordered), paths(&correction(ordered)));
    if let Some(outputs) = index.up_to_date(&job.stem, &lock_path, &seal, &asked, &others) {
        (report.outputs, report.settled) = (outputs, Some(seal));
        return Ok(());
    }
    assets.attach_all(case.attachments());
    let lock = lock_if_there(&lock_path)?;
    let mut said = house.say(&case, ordered.iter().map(|(kind, _)| *kind));
    let publication = Publication::of(lock.as_ref(), Release::of(&case.profile), &said.record);
    let refused = publication.complaints(&case, &lock_path.display().to_string());
    if refused.has_errors() {
        return Err(refused);
    }
    let targets = belonging_together(work, job, &case, lock.as_ref(), &publication, &mut said);
    let originals = said.documents.iter().filter(|(kind, _)| targets.iter().any(|(target, _)| target == *kind));
    let originals: BTreeMap<DocumentKind, Original<'_>> =
        originals.map(|(kind, document)| (*kind, Original::new(&case, document, &assets))).collect();
    let output = |(kind, format): &Target| (path_of(&job.stem, *kind, *format), &originals[kind], *format);
    let outputs = targets.iter().map(output).collect();
    let (record, publication) = (said.record, &publication);
    let archive = Archive::of(&order.output, &job.stem, publication.now());
    let tender = Tender { case: &case, assets: &assets, record, publication, lock, lock_path, archive, outputs };
    let mut plan = Plan::of(house, tender, order.force)?;
    report.complaints.append(plan.print(house, work.outputs())?);
    if order.write {
        plan.write(work.outputs())?;
    }
    report.why = plan.told();
    report.outputs = plan.fates();
    report.settled = plan.is_settled().then_some(seal);
    Ok(())
}

/// A kind of document in one of its formats.
type Target = (DocumentKind, Format);

/// A tender whose profile was read and whose looks were proofed.
struct Opened {
    case: Case,
    assets: Assets,
}

/// Reads a profile, and refuses what cannot be printed or is not wanted as a draft.
fn open(work: &Work<'_>, job: &Job, report: &mut Report) -> Result<Opened, Complaints> {
    let Work { order, house, theme, .. } = work;
    let file = job.open(&house.inputs)?.in_house_style(theme.as_ref());
    let case = Case::read(&file, &house.catalog)?;
    report.complaints.append(case.warnings.clone());
    if !order.write {
        report.complaints.append(case.remarks(|| house.dictionary()));
    }
    report.draft = case.resolution.draft;
    let open = case.resolution.questions.iter().filter(|question| question.asked_of == Asked::Buyer);
    report.questions = open.map(|question| question.fact.clone()).collect();
    let mut assets = Assets::new();
    let mut refused = house.press.proof(&file.table, &case.profile.theme, &house.inputs, &mut assets);
    // What is published is final, whether that was asked for or not.
    let standing = Standing::of(&case.profile, &case.resolution);
    let published = case.profile.tender.published.is_some();
    if (order.no_drafts || published) && !standing.is_final() {
        let Standing { questions, pending, .. } = standing;
        let at = if questions.is_empty() { "tender" } else { "facts" };
        let place = file.table.fields.get(at).map(|field| field.key.clone());
        let fault = RunFault::NotFinal { profile: job.to_string(), published, questions, pending };
        refused.error(fault, place.or_else(|| Some(Place::start(&file.source))));
    }
    if refused.has_errors() { Err(refused) } else { Ok(Opened { case, assets }) }
}

/// What is to be made: what was asked for, what suppliers have read beside it, and, for those who have read a published
/// version, what is new. Says the documents among it that were not asked for.
fn belonging_together(
    work: &Work<'_>,
    job: &Job,
    case: &Case,
    lock: Option<&Lock>,
    publication: &Publication,
    said: &mut Said,
) -> Vec<Target> {
    let stem = job.stem.file_name().unwrap_or_default().to_string_lossy();
    let mut targets = work.targets.clone();
    targets.extend(publication.built_along(lock, &stem));
    targets.sort();
    targets.dedup();
    for (kind, _) in &targets {
        if let Entry::Vacant(missing) = said.documents.entry(*kind)
            && let Some(document) = case.document(*kind, &work.house.texts)
        {
            missing.insert(document);
        }
    }
    if let Some(corrected) = publication.corrected()
        && !publication.corrections().is_empty()
    {
        let (draft, was) = (case.resolution.draft, corrected.release.was());
        let sheet = rettelsesblad(&case.profile, draft, &was, publication.corrections(), &work.house.texts);
        said.documents.insert(DocumentKind::Rettelsesblad, Document::Rettelsesblad(Box::new(sheet)));
        targets.extend(correction(&targets));
    }
    targets
}

/// The rettelsesblad in the formats of the other documents. A workbook has no such sheet: beside that alone it is a PDF.
fn correction(targets: &[(DocumentKind, Format)]) -> Vec<(DocumentKind, Format)> {
    let formats: BTreeSet<Format> =
        targets.iter().map(|(_, format)| *format).filter(|format| *format != Format::Xlsx).collect();
    let formats = if formats.is_empty() { BTreeSet::from([Format::Pdf]) } else { formats };
    formats.into_iter().map(|format| (DocumentKind::Rettelsesblad, format)).collect()
}

/// `bilag-ud/omsorg-kravbilag.pdf`
fn path_of(stem: &Path, kind: DocumentKind, format: Format) -> PathBuf {
    let mut name = stem.as_os_str().to_owned();
    name.push(output_name("", kind, format));
    PathBuf::from(name)
}
