//! Profiles rewritten to an edition: which places of which files, and how.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tender::catalog::Edition;
use tender::complaint::{Complaint, Complaints};
use tender::input::encoding::Encoding;
use tender::input::fault::{InputFault, Thing, Why};
use tender::input::files::Files;
use tender::input::heading::section_at;
use tender::input::package;
use tender::input::table::{Field, Kind};
use tender::input::wildcard;
use tender::profile::ProfileFile;
use tender::text::source::{Place, Source};

use super::Order;
use super::splice::spliced;
use crate::disk::Disk;
use crate::fault::RunFault;
use crate::run::jobs::Job;
use crate::run::output;

/// What is rewritten at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The edition's id
    Edition,
    /// An answer that the edition does not ask for becomes a comment, down to the line on which its value ends
    Comment { last: usize },
    /// Facts that the edition asks for come in behind the line, as comments with their questions
    Add(Vec<String>),
}

impl Edit {
    /// Whether another edit at the same place comes to the same, or can be made one with this.
    fn takes(&mut self, other: &Edit) -> bool {
        if let (Self::Add(lines), Self::Add(more)) = (&mut *self, other) {
            let new: Vec<String> = more.iter().filter(|line| !lines.contains(line)).cloned().collect();
            lines.extend(new);
            return true;
        }
        self == other
    }
}

/// What an edition takes from a profile, by id.
#[derive(Clone, Copy)]
pub struct Going<'g> {
    /// Answered, and not asked for any more
    pub facts: &'g [String],
    /// Settled, and taken otherwise
    pub readings: &'g [String],
}

/// What is to be rewritten of a profile: its edition, the answers and settled readings that go, and the facts that come.
/// What stands in a table of a portfolio is no line of its own, and is left to the buyer. Nothing comes into a file that
/// was not named; that something there would have to go is for [`granted`] to see.
pub fn edits_of(
    file: &ProfileFile,
    edition: Option<Place>,
    going: Going<'_>,
    new: &[String],
    named: &Named,
    files: &dyn Files,
) -> Vec<(Place, Edit)> {
    let mut edits: Vec<(Place, Edit)> = edition.map(|place| (place, Edit::Edition)).into_iter().collect();
    let table = |key: &str| match file.table.fields.get(key).map(|field| (&field.key, &field.value.kind)) {
        Some((key, Kind::Table(table))) => Some((key, table)),
        Some(_) | None => None,
    };
    let facts = table("facts");
    // What a column of a portfolio sets stands in its table.
    let is_line = |place: &Place| {
        let Source { name, text, .. } = place.source.as_ref();
        name.to_lowercase().ends_with(".toml") && section_at(text, place.span.start) != Some("columns")
    };
    let lines = facts.iter().flat_map(|(_, facts)| facts.fields.iter());
    let lines: Vec<(&String, &Field)> = lines.filter(|(_, field)| is_line(&field.key)).collect();
    let comment = |field: &Field| {
        let (last, _) = field.value.place.end_line_column();
        (field.key.clone(), Edit::Comment { last })
    };
    // Where one that lies over another goes, the other would stand in its place: it goes in each layer.
    let none_goes = going.facts.is_empty() && going.readings.is_empty();
    let layers = if none_goes { Vec::new() } else { file.each_layer(files) };
    let mut told = BTreeSet::new();
    for layer in [&file.table].into_iter().chain(&layers) {
        for (key, going) in [("facts", going.facts), ("readings", going.readings)] {
            let Some(Kind::Table(answers)) = layer.fields.get(key).map(|field| &field.value.kind) else { continue };
            let fields = answers.fields.iter().filter(|(id, field)| going.contains(id) && is_line(&field.key));
            let fields = fields.map(|(_, field)| field);
            let fields = fields.filter(|field| told.insert((field.key.source.name.clone(), field.key.span.start)));
            edits.extend(fields.map(comment));
        }
    }
    if !new.is_empty() {
        // Beside the answer that goes, else behind the last one, of the profile itself if it has any.
        let is_own = |place: &Place| Arc::ptr_eq(&place.source, &file.source);
        let lines: Vec<(&String, &Field)> = lines.into_iter().filter(|(_, field)| named.covers(&field.key)).collect();
        let beside =
            lines.iter().filter(|(fact, _)| going.facts.contains(fact)).map(|(_, field)| &field.key).next_back();
        let last = || lines.iter().map(|(_, field)| &field.key).max_by_key(|place| (is_own(place), place.span.start));
        let heading = || facts.map(|(key, _)| key).filter(|place| is_line(place) && named.covers(place));
        let end = file.source.text.len();
        let place = beside.or_else(last).or_else(heading);
        edits.extend(match place.map(|place| (place, line_before(place))) {
            None => {
                let lines = ["".to_owned(), "[facts]".to_owned()].into_iter().chain(new.iter().cloned());
                Some((Place::new(&file.source, end..end), Edit::Add(lines.collect())))
            }
            // `facts.sender-fjernprint = true`, below no heading
            Some((place, before))
                if behind_table(before, "facts").is_some() || before.is_empty() && is_dotted(place) =>
            {
                let lines = new.iter().map(|line| line.replacen("# ", "# facts.", 1));
                Some((place.clone(), Edit::Add(lines.collect())))
            }
            // `facts = { … }` has no room for remarks.
            Some((place, before)) if before.contains('{') || is_inline(place) => None,
            Some((place, _)) => Some((place.clone(), Edit::Add(new.to_vec()))),
        });
    }
    edits
}

/// What stands before a place on its line.
fn line_before(place: &Place) -> &str {
    let before = &place.source.text[..place.span.start];
    before[before.rfind('\n').map_or(0, |end| end + 1)..].trim_start()
}

/// Whether a key is the first part of several: `facts` in `facts.sender-fjernprint`.
fn is_dotted(place: &Place) -> bool {
    place.source.text[place.span.end..].trim_start_matches(['"', '\'', ' ', '\t']).starts_with('.')
}

/// What stands behind `facts.`, however that is written: `Facts . x`, `"facts".x`.
pub(super) fn behind_table<'l>(line: &'l str, table: &str) -> Option<&'l str> {
    let (first, rest) = line.split_once('.')?;
    let first = first.trim().trim_matches(['"', '\'']);
    first.eq_ignore_ascii_case(table).then(|| rest.trim_start())
}

/// Whether a key has its table behind it on its line: `facts = { … }`.
fn is_inline(place: &Place) -> bool {
    let behind = place.source.text[place.span.end..].trim_start_matches(['"', '\'', ' ', '\t']);
    behind.strip_prefix('=').is_some_and(|value| value.trim_start().starts_with('{'))
}

/// What a tender asks to have rewritten.
pub struct Wanted<'j> {
    pub job: &'j Job,
    pub edits: Vec<(Place, Edit)>,
    pub state: State,
}

/// How far a tender is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Draft,
    /// Suppliers have read it
    Published,
    /// It cannot be judged as long as it is not mended: it is complained of
    Wrong,
}

/// What is rewritten of all that was asked.
#[derive(Default)]
pub struct Granted {
    /// By their files, whichever way leads there
    pub edits: BTreeMap<PathBuf, Vec<(Place, Edit)>>,
    /// The published tenders that are left as they are
    pub left: Vec<String>,
    /// Those that share what is to be rewritten with one of them, or with one that cannot be judged
    pub held: Vec<String>,
}

/// Nobody rewrites what suppliers have read without being asked to, nor what a published tender extends. And nothing of
/// a tender is rewritten whose edition stays what it is: under that its answers are asked for, and what is inherited in
/// the place of one that is taken away could be another.
pub fn granted(also_published: bool, wanted: Vec<Wanted<'_>>, named: &Named) -> Granted {
    let file_of = |place: &Place| Disk.whole(Path::new(&place.source.name));
    let stays = |state: State| state == State::Wrong || state == State::Published && !also_published;
    let staying = wanted.iter().filter(|wanted| stays(wanted.state));
    let kept = staying.flat_map(|wanted| &wanted.edits).map(|(place, _)| (file_of(place), place.span.start));
    let kept: BTreeSet<(PathBuf, usize)> = kept.collect();
    let is_kept = |place: &Place| kept.contains(&(file_of(place), place.span.start));
    let mut workbooks: BTreeMap<String, bool> = BTreeMap::new();
    let mut granted = Granted::default();
    for Wanted { job, mut edits, state } in wanted {
        if stays(state) {
            granted.left.extend((state == State::Published && !edits.is_empty()).then(|| job.to_string()));
            continue;
        }
        let edition = edits.iter().find(|(_, edit)| *edit == Edit::Edition).map(|(place, _)| place.clone());
        // With another edition an answer that stays would be one that nobody asks for.
        if edits.iter().any(|(place, edit)| !matches!(edit, Edit::Add(_)) && is_kept(place)) {
            granted.held.push(job.to_string());
            continue;
        }
        // There it is complained of.
        let in_workbook = edition.is_some_and(|place| {
            let name = &place.source.name;
            *workbooks.entry(name.clone()).or_insert_with(|| is_workbook(Path::new(name)))
        });
        let is_foreign = edits.iter().any(|(place, _)| !named.covers(place));
        edits.retain(|(place, edit)| match (is_foreign, in_workbook) {
            (true, _) => !named.covers(place),
            (false, true) => *edit == Edit::Edition,
            (false, false) => !is_kept(place),
        });
        for (place, edit) in edits {
            granted.edits.entry(file_of(&place)).or_default().push((place, edit));
        }
    }
    granted
}

/// Whether a file is one of the buyer's own programs: what else stands in it would not come through.
fn is_workbook(path: &Path) -> bool {
    let mut begins = vec![0; package::BEGINNING.len()];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut begins));
    read.is_ok() && begins == package::BEGINNING
}

/// Rewrites what was granted, and no other byte. A file that was not named is somebody else's: it is complained of.
pub fn rewrite(edits: BTreeMap<PathBuf, Vec<(Place, Edit)>>, named: &Named, to: &Edition) -> (usize, Complaints) {
    let mut complaints = Complaints::new();
    let mut rewritten = 0;
    for (path, mut edits) in edits {
        let Some(name) = edits.first().map(|(place, _)| place.source.name.clone()) else { continue };
        // Profiles share what they extend, and a table has an edition for each row.
        edits.sort_by_key(|(place, edit)| (place.span.start, matches!(edit, Edit::Add(_))));
        edits.dedup_by(|(one, edit), (other, before)| one.span.start == other.span.start && before.takes(edit));
        once_each(&mut edits);
        let is_edition = |(place, edit): (Place, Edit)| (edit == Edit::Edition).then_some(place);
        if let Some((first, _)) = edits.first().filter(|(place, _)| !named.covers(place)) {
            let first = first.clone();
            let edition = edits.into_iter().find_map(is_edition);
            let fault = RunFault::InheritedEdition { path: name, answer: edition.is_none() };
            complaints.error(fault, edition.unwrap_or(first));
            continue;
        }
        // A link stays a link: what it leads to is rewritten.
        let path = fs::canonicalize(&path).unwrap_or(path);
        let unreadable = |why: Why| Complaint::error(InputFault::Unreadable { path: name.clone(), why }, None);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                complaints.push(unreadable(error.into()));
                continue;
            }
        };
        if bytes.starts_with(package::BEGINNING) {
            let cells: Vec<Place> = edits.into_iter().filter_map(is_edition).collect();
            let fault = RunFault::EditionInWorkbook { path: name, cells: cells.len(), to: to.id.clone() };
            if let Some(first) = cells.into_iter().next() {
                complaints.error(fault, first);
            }
            continue;
        }
        // It stays in the encoding that it was saved in.
        let Ok((file, encoding)) = Encoding::decode(&bytes) else {
            complaints.push(unreadable(Why::ChangedMeanwhile));
            continue;
        };
        match spliced(&file, &edits, &to.id).and_then(|text| encoding.encode(&text)) {
            Some(anew) if anew == bytes => {}
            Some(anew) => match output::rewrite(&path, &anew) {
                Ok(()) => rewritten += 1,
                Err(complaint) => complaints.push(complaint),
            },
            None => complaints.push(unreadable(Why::ChangedMeanwhile)),
        }
    }
    (rewritten, complaints)
}

/// Asks each fact once of a file. Of those that share it one may find the answer that goes there, and another not.
fn once_each(edits: &mut Vec<(Place, Edit)>) {
    let mut asked = BTreeSet::new();
    edits.retain_mut(|(_, edit)| match edit {
        Edit::Add(lines) => {
            lines.retain(|line| !line.starts_with('#') || asked.insert(line.clone()));
            lines.iter().any(|line| line.starts_with('#'))
        }
        Edit::Edition | Edit::Comment { .. } => true,
    });
}

/// The files that may be rewritten: those that were named, be it with a wildcard, that lie in a folder that was, or that
/// belong to a profile or a portfolio that was found.
pub struct Named {
    paths: Vec<PathBuf>,
    files: BTreeSet<PathBuf>,
}

impl Named {
    pub fn of(order: &Order, jobs: &[Job]) -> Self {
        let here = Path::new("");
        let matched = |path: &PathBuf| {
            let is_pattern = wildcard::is_pattern(here, path, &Disk);
            let matches = if is_pattern { Disk.expand(here, path, Thing::Profile).ok() } else { None };
            matches.unwrap_or_else(|| vec![path.clone()])
        };
        Self {
            paths: order.paths.iter().flat_map(matched).map(|path| Disk.whole(&path)).collect(),
            files: jobs.iter().flat_map(Job::files).map(|file| Disk.whole(file)).collect(),
        }
    }

    /// Whether the file of a place is among them.
    fn covers(&self, place: &Place) -> bool {
        let path = Disk.whole(Path::new(&place.source.name));
        self.files.contains(&path) || self.paths.iter().any(|named| path.starts_with(named))
    }
}
