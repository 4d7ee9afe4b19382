//! `bilag build` and `bilag check`: profiles in, documents out.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::jobs::{Job, find};
use super::report::{Fate, Output, Report};
use super::{Case, Format, Workshop, output};
use crate::cli::{Console, Outcome};
use crate::complaint::{Complaints, Fault};
use crate::document::{Asked, DocumentKind};
use crate::profile::ThemeFile;
use crate::render::Assets;
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

/// From how many profiles on a progress bar is worth its place.
const LONG: usize = 4;

/// Builds every profile; one that fails never stops the others.
pub fn build(workshop: &Workshop, order: Order, console: &mut Console) -> Result<Outcome, Complaints> {
    let (jobs, notes) = find(&order.paths, &order.output)?;
    let mut outcome = console.complain(&notes);
    let workers =
        order.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get).min(jobs.len());
    let progress = progress(jobs.len(), order.write, console);
    let next = AtomicUsize::new(0);
    let (sender, reports) = mpsc::channel();
    let mut tally = Tally::default();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next, jobs, order) = (sender.clone(), &next, &jobs, &order);
            scope.spawn(move || {
                crate::render::on_typesetting_thread(|| {
                    while let Some((at, job)) =
                        Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, jobs.get(at)?)))
                    {
                        if sender.send((at, build_one(workshop, order, job))).is_err() {
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
        self.files += report.count(Fate::Written);
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

/// Builds the documents of one profile.
fn build_one(workshop: &Workshop, order: &Order, job: &Job) -> Report {
    let mut report = Report::default();
    if let Err(complaints) = try_build(workshop, order, job, &mut report) {
        report.complaints.append(complaints);
    }
    report
}

fn try_build(workshop: &Workshop, order: &Order, job: &Job, report: &mut Report) -> Result<(), Complaints> {
    let file = job.open()?.in_house_style(order.theme.as_ref());
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
            output::write(&path, &bytes)?;
            report.outputs.push(Output { path, fate: Fate::Written });
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
