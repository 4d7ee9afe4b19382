//! `bilag build` and `bilag check`: profiles in, documents out.

use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use self::profile::build_one;
use super::index::Index;
use super::jobs::{Job, Sketch, bases, find};
use super::lone::lone_locks;
use super::output::{self, Outputs};
use super::report::{self, Fate, Report, RunReport, Told};
use super::shard::Shard;
use super::targets;
use super::turn::{Turn, kept_in};
use super::watch::Begun;
use super::workers::{Progress, in_order, workers};
use crate::disk::Disk;
use crate::fault::RunFault;
use crate::house::House;
use crate::outcome::Outcome;
use crate::platform;
use press::Press;
use tender::complaint::{Complaint, Complaints, Severity};
use tender::document::{DocumentKind, Format};
use tender::input::files::Files;
use tender::profile::ThemeFile;
use tender::publication::Names;
use tender::publication::names::INTERNAL;

mod profile;

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
    /// Word forms let nothing but the answers be changed
    pub protect: bool,
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
    /// What the files were like that a watching run began to build from
    pub begun: Option<Arc<Begun>>,
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
            protect: false,
            force: false,
            jobs: None,
            theme: None,
            write: true,
            shard: None,
            report: None,
            begun: None,
        }
    }
}

impl Order {
    /// Whether what a watching run began to build from was changed meanwhile. Then nothing more of it is written, and
    /// it is built again.
    pub fn is_overtaken(&self) -> bool {
        self.begun.as_ref().is_some_and(|begun| begun.is_overtaken(&self.paths, &self.output))
    }

    /// The same once it has stood for so long; where nobody watches nothing is waited for.
    pub fn is_overtaken_within(&self, quiet: Duration) -> bool {
        self.begun.as_ref().is_some_and(|begun| begun.is_overtaken_within(quiet, &self.paths, &self.output))
    }

    /// The report goes where it was asked for. A part of a run that writes always leaves one, so that the parts can be
    /// joined.
    fn report_path(&self) -> Option<PathBuf> {
        let beside = |shard: Shard| self.output.join(format!("bilag-report-{}-of-{}.json", shard.part, shard.of));
        self.report.clone().or_else(|| self.shard.filter(|_| self.write).map(beside))
    }
}

/// An order with all that it names looked up.
struct Work<'a> {
    order: &'a Order,
    house: &'a House,
    theme: Option<ThemeFile>,
    /// The profiles, by their place in the run, whose files would be called as another's are
    clashing: BTreeSet<usize>,
    /// By how many the files of one profile are printed: more than one where there are fewer profiles than workers
    hands: usize,
}

impl Work<'_> {
    fn outputs(&self) -> Outputs<'_> {
        Outputs::over(&self.house.inputs)
    }

    fn begin_report(&self, jobs: &[Job], notes: &Complaints) -> RunReport {
        let command = if self.order.write { report::Command::Build } else { report::Command::Check };
        let Order { documents, formats, no_drafts, .. } = self.order;
        let asked = format!("{documents:?} {formats:?}, no drafts: {no_drafts}");
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
    let folder = |path: &Path| {
        Disk.whole(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))
    };
    let mut paths = every_output(job).chain([job.lock.clone()]);
    paths.any(|path| path.file_name() == place.file_name() && folder(&path) == folder(place))
}

/// Every file that may be an output of a profile.
fn every_output(job: &Job) -> impl Iterator<Item = PathBuf> {
    let kinds = DocumentKind::ALL.iter().copied();
    let targets = kinds.flat_map(|kind| kind.about().formats.iter().map(move |format| (kind, *format)));
    let names = job.sketch().and_then(|sketch| sketch.names).unwrap_or_else(|| Names::plain(&job.name()));
    let names = names.beginning(&job.name());
    targets.map(move |(kind, format)| job.folder().join(names.file(kind, format)))
}

/// So many profiles are done before memory is given back and asked for again.
const FEW: usize = 4;

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
    /// Of what belongs to no profile, and came up when all were built
    pub complaints: Complaints,
}

/// Builds every profile; one that fails never stops the others. `on` is told of each as the run goes on.
pub fn build(house: &House, order: &Order, on: &mut dyn FnMut(Event<'_>)) -> Result<Built, Complaints> {
    // A core may be idle while profiles are found and read.
    thread::scope(|scope| {
        press::read_ahead(scope, || house.prepare());
        build_all(house, order, on)
    })
}

fn build_all(house: &House, order: &Order, on: &mut dyn FnMut(Event<'_>)) -> Result<Built, Complaints> {
    let theme = order.theme.as_deref().map(|path| ThemeFile::open(path, &house.inputs)).transpose()?;
    // What no document could be made of is told before anything is read.
    targets(&order.documents, &order.formats)?;
    let mut work = Work { order, house, theme, clashing: BTreeSet::new(), hands: 1 };
    let (jobs, mut notes) = find(&order.paths, &order.output, &house.inputs)?;
    notes.append(lone_locks(&jobs));
    if let Err(complaint) = work.check_report(&jobs) {
        let mut complaints = notes;
        complaints.push(complaint);
        return Err(complaints);
    }
    let mut whole = work.begin_report(&jobs, &notes);
    let range = order.shard.map_or(0..jobs.len(), |shard| shard.range(jobs.len()));
    let bases = bases(&jobs);
    let sketches: Vec<Option<Sketch>> = jobs.iter().map(Job::sketch).collect();
    // Every part of a run gives files the names that one machine would give them.
    let clashing = clashing(&jobs, &sketches);
    work.clashing = clashing.range(range.clone()).map(|at| at - range.start).collect();
    let turns = turns(&sketches[range.clone()]);
    jobs[..range.start].iter().chain(&jobs[range.end..]).for_each(|job| job.release(&house.inputs, &bases));
    let jobs = &jobs[range];
    on(Event::Found { profiles: jobs.len(), notes: &notes });
    // Whoever watches builds again and again.
    if jobs.len() > FEW || order.begun.is_some() {
        platform::take_small_pages();
    }
    let mut outcome = Outcome::of(&notes);
    let mut told_already = Told::default();
    let at_once = workers(order.jobs, usize::MAX);
    let workers = at_once.min(jobs.len());
    let mut index = Index::open(&order.output, order.shard);
    let unfinished = if order.write { Unfinished::find(jobs, &order.output) } else { Unfinished::default() };
    let mut noted = Vec::new();
    work.hands = at_once / workers.max(1);
    let work = &work;
    let (mut tally, mut complaints) = (Tally::default(), Complaints::new());
    in_order(
        &turns.order,
        workers,
        |at| {
            let report = build_one(work, &index, &unfinished, &jobs[at], at);
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
            let stem = &jobs[at].stem;
            index.note(stem, &built_path(&order.output, stem), settled, &outputs);
        }
        // Without its index the next run reads more than it would have to. Nobody's report is given up for that.
        index.write(work.outputs()).unwrap_or_else(|complaint| complaints.push(complaint));
    }
    if let Some(path) = order.report_path() {
        output::remove_unfinished(&path, LEFT);
        let reported = work.outputs().report(&path, &whole, "--report");
        reported.unwrap_or_else(|complaint| complaints.push(complaint));
    }
    outcome = outcome.max(Outcome::of(&complaints));
    Ok(Built { outcome, tally, complaints })
}

/// The order in which profiles are built: those that resemble one another in a row, since Typst remembers the layout of
/// what it has just seen.
struct Turns {
    order: Vec<usize>,
    /// Of each profile whether it resembles none of those before it
    begins_kind: Vec<bool>,
}

fn turns(sketches: &[Option<Sketch>]) -> Turns {
    let kinds: Vec<Option<&str>> =
        sketches.iter().map(|sketch| sketch.as_ref().map(|sketch| sketch.likeness.as_str())).collect();
    let mut order: Vec<usize> = (0..kinds.len()).collect();
    order.sort_by_key(|at| kinds[*at]);
    let mut begins_kind = vec![true; kinds.len()];
    for pair in order.windows(2) {
        begins_kind[pair[1]] = kinds[pair[0]] != kinds[pair[1]];
    }
    Turns { order, begins_kind }
}

/// The profiles of which any file would be called as one of another's is.
fn clashing(jobs: &[Job], sketches: &[Option<Sketch>]) -> BTreeSet<usize> {
    let names = |at: usize| sketches[at].as_ref().and_then(|sketch| sketch.names.clone());
    // Where nobody says how files are called, they are called after their profiles.
    if sketches.iter().all(|sketch| sketch.as_ref().is_none_or(|sketch| sketch.names.is_none())) {
        return BTreeSet::new();
    }
    let mut called: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (at, job) in jobs.iter().enumerate() {
        let names = names(at).unwrap_or_else(|| Names::plain("")).beginning(&job.name());
        for kind in DocumentKind::ALL {
            // Where only case differs, some systems see no difference.
            let path = job.folder().join(names.file(*kind, Format::Pdf));
            called.entry(path.to_string_lossy().to_lowercase()).or_default().insert(at);
        }
    }
    called.into_values().filter(|same| same.len() > 1).flatten().filter(|at| names(*at).is_some()).collect()
}

/// What earlier runs left unfinished, by the profile whose it is.
#[derive(Default)]
struct Unfinished(HashMap<PathBuf, Vec<PathBuf>>);

impl Unfinished {
    fn find(jobs: &[Job], output: &Path) -> Self {
        let parent = |path: &Path| path.parent().map(Path::to_owned);
        let folders = jobs.iter().flat_map(|job| {
            let (built, lock) = (parent(&built_path(output, &job.stem)), parent(&job.lock));
            [Some(job.folder().to_owned()), Some(job.folder().join(INTERNAL)), built, lock]
        });
        let folders: BTreeSet<PathBuf> = folders.flatten().collect();
        let left = output::unfinished(folders.iter().map(PathBuf::as_path));
        let mut of: HashMap<PathBuf, Vec<PathBuf>> = HashMap::new();
        if left.is_empty() {
            return Self(of);
        }
        let mut owners: HashMap<PathBuf, &Path> = HashMap::new();
        for job in jobs {
            let own = every_output(job).chain([built_path(output, &job.stem), job.lock.clone()]);
            owners.extend(own.map(|path| (path, job.stem.as_path())));
        }
        for (left, output) in left {
            if let Some(stem) = owners.get(&output) {
                of.entry(stem.to_path_buf()).or_default().push(left);
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

/// Where an output folder keeps what it knows of the outputs of each profile.
pub(super) fn built_in(output: &Path) -> PathBuf {
    kept_in(output).join("built")
}

/// Where it is kept, among the outputs, what was built of a profile.
pub(super) fn built_path(output: &Path, stem: &Path) -> PathBuf {
    let mut name = built_in(output).join(stem.strip_prefix(output).unwrap_or(stem)).into_os_string();
    name.push(".json");
    PathBuf::from(name)
}
