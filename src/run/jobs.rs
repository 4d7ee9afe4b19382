//! The profiles that a run is about, and where the documents of each go.
//!
//! Every file is read once: finding out what it is and what it resembles leaves its text with the run's [`Inputs`]
//! until the profile's turn comes. The tables that are parsed from it take many times the memory, and are made again.

use crate::disk::Disk;
use crate::inputs::Inputs;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tender::input::files::Files;

use crate::disk::why;
use crate::fault::{OtherFile, RunFault};
use tender::complaint::{Complaint, Complaints, Second};
use tender::input::fault::{InputFault, Thing};
use tender::input::table::Table;
use tender::input::wildcard;
use tender::portfolio::{Entry, Portfolio};
use tender::profile::ProfileFile;
use tender::publication::Names;
use tender::publication::lock::Lock;
use tender::text::source::composed;

/// The longest name of a profile, in bytes: systems allow 255, and those of its documents, while they are written, are
/// longer.
const LONGEST: usize = 200;

/// A profile to build.
pub struct Job {
    pub origin: Origin,
    /// Where its documents go, without their ending: `bilag-ud/social/omsorg`
    pub stem: PathBuf,
    /// Where its lock lies once it was published
    pub lock: PathBuf,
    /// Of a file that could be read
    sketch: Option<Sketch>,
}

/// What must be known of a profile before its turn.
#[derive(Debug, Clone)]
pub struct Sketch {
    /// What decides most of what its documents say
    pub likeness: String,
    /// The files that it extends
    pub bases: Vec<PathBuf>,
    /// Whether it chooses packages, so that it is a tender and not only something to extend
    pub chooses: bool,
    /// What its files are called where the buyer says so
    pub names: Option<Names>,
}

impl Sketch {
    fn of(file: &ProfileFile) -> Self {
        Self {
            likeness: file.likeness(),
            bases: file.layers[1..].to_vec(),
            chooses: file.table.fields.contains_key("packages"),
            names: Some(Names::of(&file.table, "")).filter(Names::are_asked_for),
        }
    }
}

/// Where a profile is written.
pub enum Origin {
    File(PathBuf),
    /// A row of a portfolio, by the number of its entry
    Row(Arc<Portfolio>, usize),
}

impl Job {
    /// It is the same profile, by whichever path.
    fn is(&self, other: &Self) -> bool {
        match (&self.origin, &other.origin) {
            (Origin::File(one), Origin::File(another)) => one == another || Disk.whole(one) == Disk.whole(another),
            (Origin::Row(one, at), Origin::Row(another, other_at)) => {
                at == other_at && (one.path == another.path || Disk.whole(&one.path) == Disk.whole(&another.path))
            }
            (Origin::File(_), Origin::Row(..)) | (Origin::Row(..), Origin::File(_)) => false,
        }
    }

    fn of_file(path: PathBuf, stem: PathBuf, sketch: Option<Sketch>) -> Self {
        let lock = composed_path(&Lock::path(&path));
        Self { origin: Origin::File(path), stem, lock, sketch }
    }

    /// What its outputs begin with, without their folder.
    pub fn name(&self) -> String {
        self.stem.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The folder of its outputs.
    pub fn folder(&self) -> &Path {
        self.stem.parent().unwrap_or(Path::new(""))
    }

    /// Reads the profile as it was written.
    pub fn open(&self, files: &dyn Files) -> Result<ProfileFile, Complaints> {
        match &self.origin {
            Origin::File(path) => ProfileFile::open(path, files),
            Origin::Row(portfolio, entry) => portfolio.profile(&portfolio.entries[*entry]),
        }
    }

    /// What is known of the profile before its turn; nothing of one that cannot be read, which is complained of when it
    /// comes.
    pub fn sketch(&self) -> Option<Sketch> {
        match &self.origin {
            Origin::File(_) => self.sketch.clone(),
            Origin::Row(portfolio, entry) => {
                portfolio.profile(&portfolio.entries[*entry]).ok().map(|file| Sketch::of(&file))
            }
        }
    }

    /// Gives up what was kept of the profile for its turn, unless it is among the `bases` that others extend.
    pub fn release(&self, inputs: &Inputs, bases: &BTreeSet<PathBuf>) {
        match &self.origin {
            Origin::File(path) if bases.contains(path) => {}
            Origin::File(path) => inputs.release(path),
            // A portfolio is in memory whole, once for all its rows.
            Origin::Row(..) => {}
        }
    }

    /// The files that were named or found for it, without those that it extends.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        match &self.origin {
            Origin::File(path) => vec![path.as_path()].into_iter(),
            Origin::Row(portfolio, entry) => portfolio.files(&portfolio.entries[*entry]).into_iter(),
        }
    }

    /// Says of every complaint which row it came up with, unless it points into the table itself.
    pub fn locate(&self, complaints: Complaints) -> Complaints {
        let Origin::Row(portfolio, entry) = &self.origin else { return complaints };
        let row = portfolio.row(&portfolio.entries[*entry]);
        let mut located = Complaints::new();
        for complaint in complaints {
            located.push(match &complaint.place {
                None => Complaint { place: Some(row.clone()), ..complaint },
                Some(place) if place.source == row.source => complaint,
                Some(_) => complaint.also(row.clone(), Second::Row),
            });
        }
        located
    }
}

/// What the profile is called in messages and reports: `udbud/omsorg.toml`, `portfolio.toml: Nordby/omsorg`.
impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            Origin::File(path) => write!(f, "{}", path.display()),
            Origin::Row(portfolio, entry) => {
                write!(f, "{}: {}", portfolio.path.display(), portfolio.entries[*entry].name)
            }
        }
    }
}

/// Finds the profiles and where their documents go, in the order of the paths that were named, and below a folder or a
/// pattern in the order of their own. Complains where two would be written to one place.
pub fn find(paths: &[PathBuf], output: &Path, inputs: &Inputs) -> Result<(Vec<Job>, Complaints), Complaints> {
    let mut search = Search {
        inputs,
        output,
        written_to: output.canonicalize().ok(),
        jobs: Vec::new(),
        notes: Complaints::new(),
        complaints: Complaints::new(),
    };
    for path in paths {
        search.find(path);
    }
    let Search { jobs, mut notes, mut complaints, .. } = search;
    for job in &jobs {
        if let Origin::File(path) = &job.origin
            && is_hidden(path)
        {
            complaints.error(RunFault::HiddenOutput { path: path.display().to_string() }, None);
        }
        // A row of a portfolio is told at its cell.
        if let Origin::File(path) = &job.origin {
            let bytes = job.name().len();
            if bytes > LONGEST {
                let path = path.display().to_string();
                complaints.error(RunFault::NameTooLong { path, bytes, most: LONGEST }, None);
            }
        }
    }
    let jobs = once_each(jobs, &mut complaints);
    if complaints.has_errors() {
        notes.append(complaints);
        return Err(notes);
    }
    Ok((jobs, notes))
}

/// The files that some of the profiles extend, as they are named there.
pub fn bases(jobs: &[Job]) -> BTreeSet<PathBuf> {
    jobs.iter().filter_map(|job| job.sketch.as_ref()).flat_map(|sketch| sketch.bases.iter().cloned()).collect()
}

/// Whether a file's name begins with a period, and with it those of its documents.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Leaves one of each profile that was named twice, and complains of different ones that would be written to one place.
fn once_each(jobs: Vec<Job>, complaints: &mut Complaints) -> Vec<Job> {
    let mut kept: Vec<Job> = Vec::new();
    let mut outputs: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for job in jobs {
        // Where only case differs, some systems see no difference.
        let place = job.stem.to_str().map_or_else(|| job.stem.clone(), |stem| stem.to_lowercase().into());
        match outputs.get(&place).map(|first| &kept[*first]) {
            Some(first) if first.is(&job) => {}
            Some(first) => {
                let (output, first, second) = (job.stem.display().to_string(), first.to_string(), job.to_string());
                complaints.error(RunFault::SameOutput { output, first, second }, None);
            }
            None => {
                outputs.insert(place, kept.len());
                kept.push(job);
            }
        }
    }
    kept
}

/// What has been found so far.
struct Search<'a> {
    inputs: &'a Inputs,
    output: &'a Path,
    /// The output folder, if it exists: nothing is searched there
    written_to: Option<PathBuf>,
    jobs: Vec<Job>,
    /// What was passed over
    notes: Complaints,
    complaints: Complaints,
}

/// A file that was found, its path below the folder or pattern that was named, and what it is.
struct Found {
    path: PathBuf,
    below: PathBuf,
    content: Content,
    sketch: Option<Sketch>,
}

impl Found {
    fn new(path: PathBuf, below: PathBuf, inputs: &Inputs) -> Self {
        let (content, sketch) = Content::of(&path, inputs);
        Self { path, below, content, sketch }
    }
}

/// What a TOML file is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Portfolio,
    Profile,
    Other,
}

impl Content {
    /// What cannot be read is taken for a profile and built, so that its complaint is told with the others. But editors
    /// leave hidden links that lead nowhere.
    fn of(path: &Path, inputs: &Inputs) -> (Self, Option<Sketch>) {
        let Ok(source) = inputs.read_text(path) else {
            return (if is_hidden(path) { Self::Other } else { Self::Profile }, None);
        };
        let mut complaints = Complaints::new();
        let file = Table::parse(&source, &mut complaints);
        if Portfolio::is_portfolio(&file) {
            (Self::Portfolio, None)
        } else {
            let is_profile = complaints.has_errors() || ProfileFile::is_profile(&file);
            let content = if is_profile { Self::Profile } else { Self::Other };
            let file = ProfileFile::of_table(path, source, file, complaints, inputs);
            (content, file.ok().map(|file| Sketch::of(&file)))
        }
    }
}

impl Search<'_> {
    fn find(&mut self, path: &Path) {
        if wildcard::is_pattern(Path::new(""), path, &Disk) {
            self.find_matches(path);
        } else if path.is_dir() {
            let mut found = Vec::new();
            self.walk(path, path, &mut found);
            if self.add(found) == 0 {
                let hidden = with_hidden_ending(path);
                self.complaints.error(RunFault::NoProfiles { path: path.display().to_string(), hidden }, None);
            }
        } else if let Some(what) = OtherFile::of(path) {
            self.complaints.error(RunFault::NotForBuild { path: path.display().to_string(), what }, None);
        } else {
            let (content, sketch) = Content::of(path, self.inputs);
            if content == Content::Portfolio {
                if let Some(portfolio) = self.open(path) {
                    self.add_rows(&portfolio, Path::new(""));
                }
                return;
            }
            let name = path.file_stem().map(PathBuf::from).unwrap_or_default();
            let stem = self.output.join(composed_path(&name));
            self.jobs.push(Job::of_file(path.to_owned(), stem, sketch));
        }
    }

    /// What a pattern finds keeps its path below the pattern's fixed part, as below a folder.
    fn find_matches(&mut self, pattern: &Path) {
        // At the end, `**` alone stands for folders only.
        let pattern = &if pattern.ends_with("**") { pattern.join("*.toml") } else { pattern.to_owned() };
        let matches = match Disk.expand(Path::new(""), pattern, Thing::Profile) {
            Ok(matches) => matches,
            Err(complaint) => return self.complaints.push(complaint),
        };
        let root = wildcard::fixed_part(pattern);
        // Who writes beside the profiles means them all the same.
        let beside = self.is_written_to(if root.as_os_str().is_empty() { Path::new(".") } else { &root });
        let mut found = Vec::new();
        for path in matches {
            if path.is_dir() {
                self.walk(&path, &root, &mut found);
            } else if is_toml(&path) && (beside || !self.is_written_to(&path)) {
                let below = path.strip_prefix(&root).unwrap_or(&path).to_owned();
                found.push(Found::new(path, below, self.inputs));
            }
        }
        // `**` matches a folder and then what lies in it.
        found.sort_by(|one, other| one.path.cmp(&other.path));
        found.dedup_by(|one, other| one.path == other.path);
        if self.add(found) == 0 {
            self.complaints
                .error(InputFault::NoMatch { what: Thing::Profile, pattern: pattern.display().to_string() }, None);
        }
    }

    /// Whether a folder is the output folder.
    fn is_output(&self, folder: &Path) -> bool {
        self.written_to.is_some() && folder.canonicalize().ok() == self.written_to
    }

    /// Whether a path lies in the output folder.
    fn is_written_to(&self, path: &Path) -> bool {
        let Some(written_to) = &self.written_to else { return false };
        path.canonicalize().is_ok_and(|path| path.starts_with(written_to))
    }

    /// Finds the TOML files of a folder, the output folder left out, in the order of their paths.
    fn walk(&mut self, folder: &Path, root: &Path, found: &mut Vec<Found>) {
        let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
        let mut unreadable = Complaints::new();
        for entry in walk
            .filter_entry(|entry| !(entry.depth() > 0 && entry.file_type().is_dir() && self.is_output(entry.path())))
        {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).display().to_string();
                    unreadable.error(InputFault::Unreadable { path, why: why(error) }, None);
                    continue;
                }
            };
            let path = entry.path();
            // A file that is called just `.toml` has no ending, but is meant for a profile.
            if !(is_toml(path) || entry.file_name() == ".toml") || path.is_dir() {
                continue;
            }
            if path.exists() && !path.is_file() {
                unreadable.error(InputFault::NotAFile { path: path.display().to_string() }, None);
            } else {
                let below = path.strip_prefix(root).unwrap_or(path).to_owned();
                found.push(Found::new(path.to_owned(), below, self.inputs));
            }
        }
        self.notes.append(unreadable);
    }

    /// Adds what was found: profiles, and the rows of portfolios, whose base profiles are not built by themselves.
    /// Returns how many.
    fn add(&mut self, found: Vec<Found>) -> usize {
        let before = self.jobs.len();
        let mut portfolios = BTreeMap::new();
        for found in found.iter().filter(|found| found.content == Content::Portfolio) {
            portfolios.insert(found.path.clone(), self.open(&found.path));
        }
        let bases = portfolios.values().flatten().flat_map(|portfolio| portfolio.bases()).map(|path| Disk.whole(path));
        let bases: BTreeSet<PathBuf> = bases.collect();
        let is_base = |found: &&Found| !bases.is_empty() && bases.contains(&Disk.whole(&found.path));
        let passed_over: BTreeSet<PathBuf> = found.iter().filter(is_base).map(|found| found.path.clone()).collect();
        for Found { path, below, content, sketch } in found {
            if let Some(portfolio) = portfolios.get(&path) {
                let Some(portfolio) = portfolio else { continue };
                let of_this = |path: &&PathBuf| portfolio.bases().any(|base| Disk.whole(base) == Disk.whole(path));
                let bases: Vec<String> =
                    passed_over.iter().filter(of_this).map(|path| path.display().to_string()).collect();
                if !bases.is_empty() {
                    let fault = RunFault::PortfolioBases { portfolio: path.display().to_string(), bases };
                    self.notes.push(Complaint::note(fault, None));
                }
                self.add_rows(portfolio, below.parent().unwrap_or(Path::new("")));
            } else if passed_over.contains(&path) {
                continue;
            } else if content == Content::Other {
                self.inputs.release(&path);
                self.notes.push(Complaint::note(RunFault::NotAProfile { path: path.display().to_string() }, None));
            } else {
                let stem = self.output.join(composed_path(&below.with_extension("")));
                self.jobs.push(Job::of_file(path, stem, sketch));
            }
        }
        // A portfolio that cannot be read is not the same as nothing found.
        self.jobs.len() - before + portfolios.values().filter(|portfolio| portfolio.is_none()).count()
    }

    fn open(&mut self, path: &Path) -> Option<Arc<Portfolio>> {
        match Portfolio::open(path, self.inputs) {
            Ok(portfolio) => Some(Arc::new(portfolio)),
            Err(complaints) => {
                self.complaints.append(complaints);
                None
            }
        }
    }

    fn add_rows(&mut self, portfolio: &Arc<Portfolio>, below: &Path) {
        let folder = self.output.join(composed_path(below));
        let stem = |entry: &Entry| entry.name.split('/').fold(folder.clone(), |path, part| path.join(part));
        let jobs = portfolio.entries.iter().enumerate();
        self.jobs.extend(jobs.map(|(at, entry)| Job {
            origin: Origin::Row(Arc::clone(portfolio), at),
            stem: stem(entry),
            lock: composed_path(&Lock::path_of_row(&portfolio.path, &entry.name)),
            sketch: None,
        }));
    }
}

/// A path with composed letters: a profile keeps its documents and its lock when a system gives its name back in other
/// characters.
pub fn composed_path(path: &Path) -> PathBuf {
    let compose =
        |part: &OsStr| part.to_str().map_or_else(|| part.to_owned(), |part| composed(part).into_owned().into());
    path.iter().map(compose).collect()
}

/// A file that looks like a profile to who sees it: Windows hides the `.txt` of `omsorg.toml.txt`.
fn with_hidden_ending(folder: &Path) -> Option<String> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let mut names = walk.map(|entry| entry.path().display().to_string());
    names.find(|name| name.to_lowercase().ends_with(".toml.txt"))
}

/// Whether a file could be a profile, by its name.
pub(super) fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}
