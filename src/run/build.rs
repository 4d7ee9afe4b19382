//! `bilag build` and `bilag check`: profiles in, documents out.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Case, Format, Workshop, output};
use crate::catalog::read_text;
use crate::cli::{Console, Outcome};
use crate::complaint::{Complaint, Complaints, Fault};
use crate::document::{Asked, DocumentKind};
use crate::profile::{ProfileFile, ThemeFile};
use crate::render::{Assets, Press};
use crate::source::Place;

/// What is to be built.
pub struct Order {
    /// Profiles, and folders of profiles
    pub paths: Vec<PathBuf>,
    pub output: PathBuf,
    pub targets: Vec<(DocumentKind, Format)>,
    /// Refuse drafts
    pub no_drafts: bool,
    pub jobs: Option<NonZeroUsize>,
    /// The house style of profiles without one
    pub theme: Option<ThemeFile>,
    /// Without it everything is done but the writing
    pub write: bool,
}

/// A profile to build.
struct Job {
    path: PathBuf,
    /// Where its documents go, without their ending: `bilag-ud/social/omsorg`
    stem: PathBuf,
}

/// What became of a profile.
#[derive(Default)]
struct Report {
    complaints: Complaints,
    draft: bool,
    files: usize,
}

/// From how many profiles on a progress bar is worth its place.
const LONG: usize = 4;

/// Builds every profile; one that fails never stops the others.
pub fn build(workshop: &Workshop, order: Order, console: &mut Console) -> Result<Outcome, Complaints> {
    let (jobs, notes) = find(&order)?;
    console.complain(&notes);
    let workers =
        order.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get).min(jobs.len());
    let progress = progress(jobs.len(), order.write, console);
    let turns = turns(&jobs);
    let next = AtomicUsize::new(0);
    let (sender, reports) = mpsc::channel();
    let mut tally = Tally::default();
    let mut outcome = Outcome::Done;
    thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next, turns, jobs, order) = (sender.clone(), &next, &turns, &jobs, &order);
            scope.spawn(move || {
                crate::render::on_typesetting_thread(|| {
                    while let Some(&at) = turns.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let report = build_one(workshop, order, &jobs[at]);
                        Press::rest();
                        if sender.send((at, report)).is_err() {
                            return;
                        }
                    }
                });
            });
        }
        drop(sender);
        // Reports come as they are ready and are told in the order of the inputs.
        let mut waiting: BTreeMap<usize, Report> = BTreeMap::new();
        let mut told = 0;
        for (at, report) in reports {
            waiting.insert(at, report);
            progress.inc(1);
            while let Some(report) = waiting.remove(&told) {
                let became = progress.suspend(|| console.complain(&report.complaints));
                tally.count(&report, &became);
                outcome = worse(std::mem::replace(&mut outcome, Outcome::Done), became);
                told += 1;
            }
        }
    });
    progress.finish_and_clear();
    console.say(&tally.summary(&order));
    Ok(outcome)
}

/// The order in which profiles are built: those that resemble one another in a row, since Typst remembers the layout of what it
/// has just seen.
fn turns(jobs: &[Job]) -> Vec<usize> {
    // What cannot be read is complained of when its turn comes.
    let likeness = |at: &usize| ProfileFile::open(&jobs[*at].path).map(|file| file.likeness()).ok();
    let mut turns: Vec<usize> = (0..jobs.len()).collect();
    turns.sort_by_cached_key(likeness);
    turns
}

fn worse(one: Outcome, other: Outcome) -> Outcome {
    match (one, other) {
        (Outcome::Failed, _) | (_, Outcome::Failed) => Outcome::Failed,
        (Outcome::Refused, _) | (_, Outcome::Refused) => Outcome::Refused,
        (Outcome::Done, Outcome::Done) => Outcome::Done,
    }
}

fn progress(profiles: usize, write: bool, console: &Console) -> ProgressBar {
    if profiles < LONG || !console.is_watched() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}  {eta}").expect("the template is well formed");
    let bar = ProgressBar::new(profiles as u64).with_style(style.progress_chars("=> "));
    bar.set_message(if write { "building" } else { "checking" });
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Counts what became of the profiles.
#[derive(Default)]
struct Tally {
    done: usize,
    drafts: usize,
    failed: usize,
    files: usize,
    warnings: usize,
}

impl Tally {
    fn count(&mut self, report: &Report, outcome: &Outcome) {
        match outcome {
            Outcome::Done => self.done += 1,
            Outcome::Refused | Outcome::Failed => self.failed += 1,
        }
        self.drafts += usize::from(report.draft && matches!(outcome, Outcome::Done));
        self.files += report.files;
        self.warnings += report.complaints.iter().filter(|c| c.severity == crate::complaint::Severity::Warning).count();
    }

    /// »8 profiles built (3 drafts), 1 failed: 16 files in bilag-ud, 5 warnings«
    fn summary(&self, order: &Order) -> String {
        let plural =
            |number: usize, noun: &str| if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") };
        let drafts = if self.drafts > 0 { format!(" ({})", plural(self.drafts, "draft")) } else { String::new() };
        let verb = if order.write { "built" } else { "checked" };
        let mut parts = vec![format!("{} {verb}{drafts}", plural(self.done, "profile"))];
        if self.failed > 0 {
            parts.push(format!("{} failed", self.failed));
        }
        if order.write {
            parts.push(format!("{} in {}", plural(self.files, "file"), order.output.display()));
        }
        if self.warnings > 0 {
            parts.push(plural(self.warnings, "warning"));
        }
        parts.join(", ")
    }
}

/// Finds the profiles and where their documents go; complains where two would be written to one place.
fn find(order: &Order) -> Result<(Vec<Job>, Complaints), Complaints> {
    let mut notes = Complaints::new();
    let mut complaints = Complaints::new();
    let mut jobs: Vec<Job> = Vec::new();
    for path in &order.paths {
        if path.is_dir() {
            let before = jobs.len();
            find_in(path, order, &mut jobs, &mut notes);
            if jobs.len() == before {
                complaints.error(Fault::NoProfiles { path: path.display().to_string() }, None);
            }
        } else {
            let name = path.file_stem().map(PathBuf::from).unwrap_or_default();
            jobs.push(Job { path: path.clone(), stem: order.output.join(name) });
        }
    }
    let mut outputs: BTreeMap<&Path, &Path> = BTreeMap::new();
    for job in &jobs {
        if let Some(first) = outputs.insert(&job.stem, &job.path) {
            let (output, first, second) =
                (job.stem.display().to_string(), first.display().to_string(), job.path.display().to_string());
            complaints.error(Fault::SameOutput { output, first, second }, None);
        }
    }
    if complaints.has_errors() { Err(complaints) } else { Ok((jobs, notes)) }
}

/// Finds the profiles of a folder, the output folder left out, in the order of their paths.
fn find_in(folder: &Path, order: &Order, jobs: &mut Vec<Job>, notes: &mut Complaints) {
    let output = order.output.canonicalize().ok();
    let is_output = |path: &Path| output.is_some() && path.canonicalize().ok() == output;
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| !(entry.file_type().is_dir() && is_output(entry.path()))) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                notes.error(Fault::Unreadable { path, why: error.to_string() }, None);
                continue;
            }
        };
        let path = entry.path();
        if !path.is_file() || path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        // What cannot be read is built, so that its complaint is told with the others.
        if read_text(path).is_ok_and(|source| !ProfileFile::is_profile(&source)) {
            notes.push(Complaint::note(Fault::NotAProfile { path: path.display().to_string() }, None));
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(path).with_extension("");
        jobs.push(Job { path: path.to_owned(), stem: order.output.join(below) });
    }
}

/// Builds the documents of one profile.
fn build_one(workshop: &Workshop, order: &Order, job: &Job) -> Report {
    let mut report = Report::default();
    if let Err(complaints) = try_build(workshop, order, job, &mut report) {
        report.complaints.append(complaints);
    }
    report
}

fn try_build(workshop: &Workshop, order: &Order, job: &Job, report: &mut Report) -> Result<(), Complaints> {
    let file = ProfileFile::open(&job.path)?.in_house_style(order.theme.as_ref());
    let case = Case::read(&file, &workshop.catalog)?;
    report.complaints.append(case.warnings.clone());
    report.draft = case.resolution.draft;
    let mut assets = Assets::new();
    let unprintable = case.check_print(&file, workshop, &mut assets);
    case.attach_data(&file, &mut assets);
    let mut refused = unprintable;
    if order.no_drafts && case.resolution.draft {
        let open = case.resolution.questions.iter().filter(|question| question.asked_of == Asked::Buyer);
        let questions = open.map(|question| question.fact.clone()).collect();
        let fault = Fault::NotFinal { profile: case.profile.name.clone(), questions };
        let facts = file.table.fields.get("facts").map(|field| field.key.clone());
        refused.error(fault, facts.or_else(|| Some(Place::start(&file.source))));
    }
    if refused.has_errors() {
        return Err(refused);
    }
    // Everything is printed before anything is written: a profile's documents belong together.
    let mut printed = Vec::new();
    for (kind, format) in &order.targets {
        let (bytes, warnings) = case.print(workshop, *kind, *format, &assets)?;
        report.complaints.append(warnings);
        printed.push((path_of(&job.stem, *kind, *format), bytes));
    }
    if order.write {
        for (path, bytes) in printed {
            output::write_product(&path, &bytes)?;
            report.files += 1;
        }
    }
    Ok(())
}

/// `bilag-ud/omsorg-kravbilag.pdf`
fn path_of(stem: &Path, kind: DocumentKind, format: Format) -> PathBuf {
    let mut name = stem.as_os_str().to_owned();
    name.push(format!("-{}.{}", kind.file_name(), format.extension()));
    PathBuf::from(name)
}
