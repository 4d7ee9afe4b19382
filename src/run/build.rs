//! `bilag build` and `bilag check`: profiles in, documents out.

use crate::disk::{Disk, lock_if_there};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::index::Index;
use super::jobs::{Job, find};
use super::original::Original;
use super::output;
use super::plan::Ground;
use super::report::{self, Fate, Report, RunReport, Told};
use super::shard::Shard;
use super::workers::{in_order, workers};
use crate::console::Console;
use crate::house::House;
use crate::outcome::Outcome;
use press::{Assets, Press};
use tender::case::{Case, Said};
use tender::change::compare;
use tender::complaint::{Complaints, Fault, Severity};
use tender::compose::rettelsesblad;
use tender::document::Format;
use tender::document::{Document, DocumentKind};
use tender::profile::ThemeFile;
use tender::publication::lock;
use tender::publication::lock::Lock;
use tender::resolve::Standing;
use tender::text::source::Place;

/// What is to be built.
pub struct Order {
    /// Profiles, and folders of profiles
    pub paths: Vec<PathBuf>,
    pub output: PathBuf,
    pub targets: Vec<(DocumentKind, Format)>,
    /// Refuse drafts
    pub no_drafts: bool,
    /// Overwrite what somebody edited by hand
    pub force: bool,
    /// Tell why each profile was built anew
    pub explain: bool,
    pub jobs: Option<NonZeroUsize>,
    /// The house style of profiles without one
    pub theme: Option<ThemeFile>,
    /// Without it everything is done but the writing
    pub write: bool,
    /// The part of the profiles that is built; all without it
    pub shard: Option<Shard>,
    /// Where the report of the run is written
    pub report: Option<PathBuf>,
}

impl Order {
    /// The report goes where it was asked for. A part of a run that writes always leaves one, so that the parts can be joined.
    fn report_path(&self) -> Option<PathBuf> {
        let beside = |shard: Shard| self.output.join(format!("bilag-report-{}-of-{}.json", shard.part, shard.of));
        self.report.clone().or_else(|| self.shard.filter(|_| self.write).map(beside))
    }

    fn begin_report(&self, jobs: &[Job], notes: &Complaints) -> RunReport {
        let command = if self.write { report::Command::Build } else { report::Command::Check };
        let asked = format!("{:?}, no drafts: {}", self.targets, self.no_drafts);
        let report = RunReport::begin(command, &asked, jobs, &self.output, notes);
        match self.shard {
            Some(shard) => report.of_part(shard),
            None => report,
        }
    }
}

/// From how many profiles on a progress bar is worth its place.
const LONG: usize = 4;

/// Builds every profile; one that fails never stops the others.
pub fn build(house: &House, order: Order, console: &mut Console) -> Result<Outcome, Complaints> {
    let (jobs, notes) = find(&order.paths, &order.output)?;
    let mut whole = order.begin_report(&jobs, &notes);
    let range = order.shard.map_or(0..jobs.len(), |shard| shard.range(jobs.len()));
    let jobs = &jobs[range];
    let mut outcome = console.complain(&notes);
    let mut told_already = Told::default();
    let workers = workers(order.jobs, jobs.len());
    let mut index = Index::open(&order.output, order.shard);
    if order.write {
        let report = order.report_path();
        sweep(jobs, &[Some(index.path()), report.as_deref()]);
    }
    let mut noted = Vec::new();
    let progress = progress(jobs.len(), order.write, console);
    let turns = turns(jobs);
    let mut tally = Tally::default();
    in_order(
        &turns.order,
        workers,
        |at| {
            let report = build_one(house, &order, &index, &jobs[at]);
            Press::rest(turns.begins_kind[at]);
            report
        },
        || progress.inc(1),
        |at, report: Report| {
            let new = told_already.new_among(&report.complaints);
            progress.suspend(|| {
                if order.explain {
                    explain(&jobs[at], &report, console);
                }
                console.complain(&new);
            });
            let became = Outcome::of(&report.complaints);
            tally.count(&report, &new, became);
            whole.add(&jobs[at], &order.output, &report, became);
            outcome = outcome.max(became);
            noted.push((at, report.settled, report.outputs));
        },
    );
    progress.finish_and_clear();
    if order.write {
        for (at, settled, outputs) in noted {
            index.note(&jobs[at].stem, &Lock::path(&jobs[at].stem), settled, &outputs);
        }
        index.write()?;
    }
    if let Some(path) = order.report_path() {
        output::write(&path, whole.to_json().as_bytes())?;
    }
    console.say(&tally.summary(&order));
    Ok(outcome)
}

/// The order in which profiles are built: those that resemble one another in a row, since Typst remembers the layout of what it
/// has just seen.
struct Turns {
    order: Vec<usize>,
    /// Of each profile whether it resembles none of those before it
    begins_kind: Vec<bool>,
}

fn turns(jobs: &[Job]) -> Turns {
    // What cannot be read is complained of when its turn comes.
    let kinds: Vec<Option<String>> = jobs.iter().map(|job| job.open().map(|file| file.likeness()).ok()).collect();
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|at| &kinds[*at]);
    let mut begins_kind = vec![true; jobs.len()];
    for pair in order.windows(2) {
        begins_kind[pair[1]] = kinds[pair[0]] != kinds[pair[1]];
    }
    Turns { order, begins_kind }
}

/// Tells what was made of a profile and why.
fn explain(job: &Job, report: &Report, console: &mut Console) {
    let written: Vec<String> = report
        .outputs
        .iter()
        .filter(|output| output.fate == Fate::Written)
        .map(|output| output.path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    if written.is_empty() {
        return;
    }
    console.say(&format!("{job}: {}", written.join(", ")));
    for reason in &report.why {
        console.say(&format!("  {}", reason.words().of(console.language())));
    }
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
    /// Of those, the ones of which nothing had to be made again
    up_to_date: usize,
    drafts: usize,
    failed: usize,
    files: usize,
    warnings: usize,
    /// Warnings that had not been told before
    different: usize,
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

    /// »8 profiles built (3 drafts), 1 failed: 16 files in bilag-ud, 5 warnings«
    fn summary(&self, order: &Order) -> String {
        let plural =
            |number: usize, noun: &str| if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") };
        let drafts = if self.drafts > 0 { format!(" ({})", plural(self.drafts, "draft")) } else { String::new() };
        let verb = if order.write { "built" } else { "checked" };
        let (now, before) = if order.write { (self.done - self.up_to_date, self.up_to_date) } else { (self.done, 0) };
        let mut parts = vec![format!("{} {verb}{drafts}", plural(now, "profile"))];
        if before > 0 {
            parts.push(format!("{before} up to date"));
        }
        if self.failed > 0 {
            parts.push(format!("{} failed", self.failed));
        }
        if order.write {
            parts.push(format!("{} in {}", plural(self.files, "file"), order.output.display()));
        }
        if self.warnings > 0 {
            let different =
                if self.different < self.warnings { format!(" ({} different)", self.different) } else { String::new() };
            parts.push(plural(self.warnings, "warning") + &different);
        }
        let part = order.shard.map(|shard| format!("part {} of {}: ", shard.part, shard.of)).unwrap_or_default();
        part + &parts.join(", ")
    }
}

/// Builds the documents of one profile.
fn build_one(house: &House, order: &Order, index: &Index, job: &Job) -> Report {
    let mut report = Report::default();
    if let Err(complaints) = try_build(house, order, index, job, &mut report) {
        report.complaints.append(complaints);
    }
    report.complaints = job.locate(std::mem::take(&mut report.complaints));
    report
}

fn try_build(house: &House, order: &Order, index: &Index, job: &Job, report: &mut Report) -> Result<(), Complaints> {
    let file = job.open()?.in_house_style(order.theme.as_ref());
    let case = Case::read(&file, &house.catalog)?;
    report.complaints.append(case.warnings.clone());
    report.draft = case.resolution.draft;
    let mut assets = Assets::new();
    let mut refused = house.press.proof(&file.table, &case.profile.theme, &Disk, &mut assets);
    // What is published is final, whether that was asked for or not.
    let standing = Standing::of(&case.profile, &case.resolution);
    if (order.no_drafts || case.profile.tender.published.is_some()) && !standing.is_final() {
        let Standing { questions, pending, .. } = standing;
        let at = if questions.is_empty() { "tender" } else { "facts" };
        let place = file.table.fields.get(at).map(|field| field.key.clone());
        let fault = Fault::NotFinal { profile: job.to_string(), questions, pending };
        refused.error(fault, place.or_else(|| Some(Place::start(&file.source))));
    }
    let lock_path = Lock::path(&job.stem);
    let seal = house.seals().whole(&case, &assets);
    let names = |targets: &[(DocumentKind, Format)]| -> Vec<PathBuf> {
        targets.iter().map(|(kind, format)| path_of(&job.stem, *kind, *format)).collect()
    };
    if !refused.has_errors()
        && let Some(outputs) =
            index.up_to_date(&job.stem, &lock_path, &seal, &names(&order.targets), &names(&correction(&order.targets)))
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
    let Said { mut documents, record } = house.say(&case, order.targets.iter().map(|(kind, _)| *kind));
    let ground = Ground { house, case: &case, assets: &assets, record, lock, lock_path, force: order.force };
    let mut targets = order.targets.clone();
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
        plan.write()?;
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
