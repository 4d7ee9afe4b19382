//! `bilag build` and `bilag check`: profiles in, documents out.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::index::Index;
use super::jobs::{Job, bases, find};
use super::original::Original;
use super::output::{self, Outputs};
use super::plan::Ground;
use super::report::{self, Fate, Report, RunReport, Told};
use super::shard::Shard;
use super::targets;
use super::workers::{Turn, in_order, workers};
use crate::disk::{Disk, lock_if_there};
use crate::fault::RunFault;
use crate::house::House;
use crate::outcome::Outcome;
use press::{Assets, Press};
use tender::case::{Case, Said};
use tender::change::compare;
use tender::complaint::{Complaint, Complaints, Severity};
use tender::compose::rettelsesblad;
use tender::document::Format;
use tender::document::{Document, DocumentKind};
use tender::input::files::Files;
use tender::profile::ThemeFile;
use tender::publication::lock;
use tender::publication::lock::Lock;
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
    if order.write {
        let report = order.report_path();
        sweep(jobs, &[Some(index.path()), report.as_deref()]);
    }
    let mut noted = Vec::new();
    let turns = turns(jobs);
    let mut tally = Tally::default();
    in_order(
        &turns.order,
        workers,
        |at| {
            let report = build_one(&work, &index, &jobs[at]);
            jobs[at].release(&house.inputs, &bases);
            Press::rest(turns.begins_kind[at]);
            report
        },
        |turn: Turn<Report>| match turn {
            Turn::Done => on(Event::Done),
            Turn::Next(at, report) => {
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

/// Removes what runs of these profiles left unfinished, `others` among it.
fn sweep(jobs: &[Job], others: &[Option<&Path>]) {
    let others: Vec<&Path> = others.iter().copied().flatten().collect();
    let stems = jobs.iter().map(|job| job.stem.as_path());
    let folders: BTreeSet<&Path> = stems.chain(others.iter().copied()).filter_map(Path::parent).collect();
    let stems: HashSet<&Path> = jobs.iter().map(|job| job.stem.as_path()).collect();
    let is_ours = |output: &Path| {
        // `bilag-ud/omsorg-kravbilag.pdf` and `bilag-ud/omsorg.bilag-lock.json` are of `bilag-ud/omsorg`.
        let Some(name) = output.file_name().and_then(|name| name.to_str()) else { return false };
        let stem = name.strip_suffix(lock::ENDING).or_else(|| Some(name.rsplit_once('-')?.0));
        others.contains(&output) || stem.is_some_and(|stem| stems.contains(output.with_file_name(stem).as_path()))
    };
    output::sweep(folders, is_ours);
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
fn build_one(work: &Work<'_>, index: &Index, job: &Job) -> Report {
    let mut report = Report::default();
    if let Err(complaints) = try_build(work, index, job, &mut report) {
        report.complaints.append(complaints);
    }
    report.complaints = job.locate(std::mem::take(&mut report.complaints));
    report
}

fn try_build(work: &Work<'_>, index: &Index, job: &Job, report: &mut Report) -> Result<(), Complaints> {
    let Work { order, house, .. } = work;
    let file = job.open(&house.inputs)?.in_house_style(work.theme.as_ref());
    let case = Case::read(&file, &house.catalog)?;
    report.complaints.append(case.warnings.clone());
    report.draft = case.resolution.draft;
    let mut assets = Assets::new();
    let mut refused = house.press.proof(&file.table, &case.profile.theme, &house.inputs, &mut assets);
    // What is published is final, whether that was asked for or not.
    let standing = Standing::of(&case.profile, &case.resolution);
    if (order.no_drafts || case.profile.tender.published.is_some()) && !standing.is_final() {
        let Standing { questions, pending, .. } = standing;
        let at = if questions.is_empty() { "tender" } else { "facts" };
        let place = file.table.fields.get(at).map(|field| field.key.clone());
        let fault = RunFault::NotFinal { profile: job.to_string(), questions, pending };
        refused.error(fault, place.or_else(|| Some(Place::start(&file.source))));
    }
    let lock_path = Lock::path(&job.stem);
    let seal = house.seals().whole(&case, &assets);
    let names = |targets: &[(DocumentKind, Format)]| -> Vec<PathBuf> {
        targets.iter().map(|(kind, format)| path_of(&job.stem, *kind, *format)).collect()
    };
    if !refused.has_errors()
        && let Some(outputs) =
            index.up_to_date(&job.stem, &lock_path, &seal, &names(&work.targets), &names(&correction(&work.targets)))
    {
        (report.outputs, report.settled) = (outputs, Some(seal));
        return Ok(());
    }
    assets.attach_all(case.attachments());
    let lock = match lock_if_there(&lock_path) {
        Ok(lock) => lock,
        // Who overwrites what was edited does without the lock too; but what was published is told by the lock alone.
        Err(_) if order.force && case.profile.tender.published.is_none() => None,
        Err(complaint) => {
            refused.push(complaint);
            None
        }
    };
    if refused.has_errors() {
        return Err(refused);
    }
    let Said { mut documents, record } = house.say(&case, work.targets.iter().map(|(kind, _)| *kind));
    let ground = Ground { house, case: &case, assets: &assets, record, lock, lock_path, force: order.force };
    let mut targets = work.targets.clone();
    if case.profile.tender.published.is_some() {
        // What is published belongs together: what was built before is not left behind at another version.
        targets.extend(ground.built_before(&job.stem));
        targets.sort();
        targets.dedup();
        for (kind, _) in &targets {
            if let Entry::Vacant(missing) = documents.entry(*kind)
                && let Some(document) = case.document(*kind, &house.texts)
            {
                missing.insert(document);
            }
        }
    }
    // Suppliers who have read the published version are told what is new.
    if let Some(before) = ground.before() {
        let changes = compare(&before.record, &ground.record);
        if !changes.is_empty() {
            let draft = case.resolution.draft;
            let sheet = rettelsesblad(&case.profile, draft, &before.release.was(), &changes, &house.texts);
            documents.insert(DocumentKind::Rettelsesblad, Document::Rettelsesblad(Box::new(sheet)));
            targets.extend(correction(&targets));
        }
    }
    let originals = documents.iter().filter(|(kind, _)| targets.iter().any(|(target, _)| target == *kind));
    let originals: BTreeMap<DocumentKind, Original<'_>> =
        originals.map(|(kind, document)| (*kind, Original::new(&case, document, &assets))).collect();
    let outputs = targets.iter().map(|(kind, format)| (path_of(&job.stem, *kind, *format), &originals[kind], *format));
    let mut plan = ground.plan(outputs.collect(), &mut report.complaints)?;
    // Everything is printed before anything is written: a profile's documents belong together.
    let mut complaints = Complaints::new();
    for sheet in plan.unprinted() {
        // Not even who overwrites what was edited means what the documents are made of.
        if let Err(complaint) = work.outputs().spares_inputs(&sheet.path, "-o") {
            complaints.push(complaint);
            continue;
        }
        let (bytes, warnings) = sheet.original.print(house, sheet.format)?;
        report.complaints.append(warnings);
        if let Err(complaint) = sheet.printed(bytes) {
            complaints.push(complaint);
        }
    }
    if complaints.has_errors() {
        return Err(complaints);
    }
    if order.write {
        plan.write(work.outputs())?;
    }
    report.why = plan.told();
    report.outputs = plan.fates();
    report.settled = plan.is_settled().then_some(seal);
    Ok(())
}

/// The rettelsesblad in the formats of the other documents. A workbook has no such sheet: beside that alone it is a PDF.
fn correction(targets: &[(DocumentKind, Format)]) -> Vec<(DocumentKind, Format)> {
    let formats: BTreeSet<Format> =
        targets.iter().map(|(_, format)| *format).filter(|format| *format != Format::Xlsx).collect();
    let formats = if formats.is_empty() { BTreeSet::from([Format::Pdf]) } else { formats };
    formats.into_iter().map(|format| (DocumentKind::Rettelsesblad, format)).collect()
}

/// `bilag-ud/omsorg-kravbilag.pdf`
pub(super) fn path_of(stem: &Path, kind: DocumentKind, format: Format) -> PathBuf {
    let mut name = stem.as_os_str().to_owned();
    name.push(format!("-{}.{}", kind.file_name(), format.extension()));
    PathBuf::from(name)
}
