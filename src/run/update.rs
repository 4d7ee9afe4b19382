//! `bilag update`: what a new edition changes in each tender, and the profiles rewritten to it.

use super::build::built_path;
use super::jobs::{Job, Origin, Sketch, bases, find};
use super::output;
use super::workers::{Progress, in_order, workers};
use crate::disk::{Disk, lock_if_there};
use crate::fault::RunFault;
use crate::house::House;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tender::case::Case;
use tender::catalog::Edition;
use tender::catalog::id::EditionId;
use tender::change::{Changes, Weight, compare};
use tender::complaint::{Complaint, Complaints, Severity};
use tender::document::Asked;
use tender::input::encoding::Encoding;
use tender::input::fault::{InputFault, Why};
use tender::input::files::Files;
use tender::input::package;
use tender::input::table::{Field, Kind, Table};
use tender::profile::ProfileFile;
use tender::publication::Shelf;
use tender::publication::lock::Lock;
use tender::text::language::Both;
use tender::text::source::{Place, Source};

use serde::{Serialize, Serializer};

/// What is to be updated.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Order {
    /// Profiles, portfolios, or folders of them
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The edition to go to; without it, `--dry-run` tells what the next build would change
    #[arg(long, value_name = "EDITION", required_unless_present = "dry_run")]
    pub to: Option<String>,
    /// Tell what would change, and rewrite nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Rewrite published tenders too; without it they are told of and left as they are
    #[arg(long)]
    pub published: bool,
    /// The folder that they are built to, where their locks lie
    #[arg(short, long, default_value = "bilag-ud", value_name = "DIR")]
    pub output: PathBuf,
}

/// What an update comes to.
#[derive(Serialize)]
pub struct Impact {
    /// The version of this format
    schema: u32,
    /// The edition that is updated to
    pub to: Option<EditionId>,
    /// Those that change or must answer something anew, in the order of the inputs
    pub tenders: Vec<Touched>,
    pub profiles: usize,
    pub changed: usize,
    pub published: usize,
}

/// What changes in a tender.
#[derive(Serialize)]
pub struct Touched {
    pub profile: String,
    /// The version that was published, if it was
    pub published: Option<Published>,
    pub edition: Option<EditionId>,
    /// Why: the edition, the catalog, the profile
    pub because: Vec<&'static str>,
    pub weight: Option<Weight>,
    pub changes: Changes,
    /// Why the new edition refuses the profile as it stands; then what else changes cannot be told
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "in_english")]
    pub refused: Vec<Both>,
    pub answer: ToAnswer,
}

/// Data says it in English.
fn in_english<S: Serializer>(said: &[Both], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(said.iter().map(|said| &said.en))
}

/// What was published.
#[derive(Serialize)]
pub struct Published {
    pub version: Option<String>,
}

/// What the profile must answer anew.
#[derive(Serialize, Default)]
pub struct ToAnswer {
    /// Facts that the new edition asks the buyer for
    pub new: Vec<String>,
    /// Facts that the profile answers and the new edition does not have
    pub gone: Vec<String>,
    /// Readings that the profile settles and that the new edition takes otherwise, or not at all
    pub readings: Vec<String>,
}

/// What became of one profile.
struct Judged {
    complaints: Complaints,
    touched: Option<Touched>,
    /// What is to be rewritten, each at its place
    edits: Vec<(Place, Edit)>,
    /// Suppliers have read it
    published: bool,
}

/// What is rewritten at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Edit {
    /// The edition's id
    Edition,
    /// An answer that the edition does not ask for becomes a comment, down to the line on which its value ends
    Comment { last: usize },
    /// Facts that the edition asks for come in behind the line, as comments with their questions
    Add(Vec<String>),
}

/// What was found, and what was rewritten.
pub struct Updated {
    /// Of the profiles, in their order
    pub complaints: Complaints,
    pub impact: Impact,
    pub rewritten: Option<Rewritten>,
}

/// Files that were rewritten to an edition.
pub struct Rewritten {
    pub files: usize,
    /// The published tenders that were left as they are
    pub left: Vec<String>,
    pub to: EditionId,
    /// Of files that were not
    pub complaints: Complaints,
}

/// Finds what changes in each tender, and rewrites the profiles unless it is only to be told.
pub fn update(house: &House, order: &Order) -> Result<Updated, Complaints> {
    let to = order.to.as_deref().map(|id| edition(house, id)).transpose()?;
    let (jobs, mut complaints) = find(&order.paths, &order.output, &house.inputs)?;
    let jobs = tenders(jobs);
    let bases = bases(&jobs);
    let mut impact = Impact {
        schema: 1,
        to: to.as_ref().map(|edition| edition.id.clone()),
        tenders: Vec::new(),
        profiles: jobs.len(),
        changed: 0,
        published: 0,
    };
    // By their files, whichever way leads there.
    let mut edits: BTreeMap<PathBuf, Vec<(Place, Edit)>> = BTreeMap::new();
    let file_of = |place: &Place| Disk.whole(Path::new(&place.source.name));
    let (mut left, mut kept) = (Vec::new(), BTreeSet::new());
    in_order(
        &Vec::from_iter(0..jobs.len()),
        workers(None, jobs.len()),
        |at| {
            let judged = judge(house, order, &jobs[at], to.as_ref());
            jobs[at].release(&house.inputs, &bases);
            judged
        },
        |progress: Progress<Judged>| match progress {
            Progress::Done => {}
            Progress::Next(at, judged) => {
                complaints.append(jobs[at].locate(judged.complaints));
                if let Some(touched) = judged.touched {
                    impact.changed += usize::from(touched.is_changed());
                    impact.published += usize::from(touched.is_changed() && touched.published.is_some());
                    impact.tenders.push(touched);
                }
                // Where the edition stands in a file of somebody else's, an answer under it is not taken away either: what is
                // inherited in its place could be another.
                let foreign = judged.edits.iter().find(|(place, edit)| {
                    *edit == Edit::Edition && !order.covers(Path::new(&place.source.name), &jobs)
                });
                if let Some((place, edit)) = foreign {
                    edits.entry(file_of(place)).or_default().push((place.clone(), edit.clone()));
                    return;
                }
                // Nobody rewrites what suppliers have read without being asked to, nor what a published tender extends.
                if judged.published && !order.published {
                    left.push(jobs[at].to_string());
                    kept.extend(judged.edits.iter().map(|(place, _)| (file_of(place), place.span.start)));
                    return;
                }
                for (place, edit) in judged.edits {
                    edits.entry(file_of(&place)).or_default().push((place, edit));
                }
            }
        },
    );
    let rewritten = to.filter(|_| !order.dry_run).map(|to| {
        edits.values_mut().for_each(|edits| {
            edits.retain(|(place, _)| !kept.contains(&(file_of(place), place.span.start)));
        });
        let (files, complaints) = rewrite(order, &jobs, edits, &to);
        Rewritten { files, left, to: to.id.clone(), complaints }
    });
    Ok(Updated { complaints, impact, rewritten })
}

/// Leaves out what others extend and what chooses no package itself: it is named to have its edition rewritten, and is
/// no tender.
fn tenders(jobs: Vec<Job>) -> Vec<Job> {
    let sketches: Vec<Option<Sketch>> = jobs.iter().map(Job::sketch).collect();
    let bases = sketches.iter().flatten().flat_map(|sketch| &sketch.bases).map(|path| Disk.whole(path));
    let bases: BTreeSet<PathBuf> = bases.collect();
    let is_base = |job: &Job| match &job.origin {
        Origin::File(path) => bases.contains(&Disk.whole(path)),
        Origin::Row(..) => false,
    };
    let is_tender = |job: &Job, sketch: &Sketch| sketch.chooses || !is_base(job);
    // What cannot be read is complained of.
    let kept = jobs.into_iter().zip(&sketches);
    let kept = kept.filter(|(job, sketch)| sketch.as_ref().is_none_or(|sketch| is_tender(job, sketch)));
    kept.map(|(job, _)| job).collect()
}

fn edition(house: &House, id: &str) -> Result<Arc<Edition>, Complaints> {
    house.catalog.edition(id, None).cloned().map_err(Complaints::from)
}

fn judge(house: &House, order: &Order, job: &Job, to: Option<&Arc<Edition>>) -> Judged {
    let mut complaints = Complaints::new();
    match try_judge(house, order, job, to, &mut complaints) {
        Ok((touched, edits, published)) => Judged { complaints, touched, edits, published },
        Err(errors) => {
            complaints.append(errors);
            Judged { complaints, touched: None, edits: Vec::new(), published: false }
        }
    }
}

/// What an edition does to a tender, how its profile is to be rewritten, and whether suppliers have read it.
type Verdict = (Option<Touched>, Vec<(Place, Edit)>, bool);

/// What the tender said, and what it would say.
fn try_judge(
    house: &House,
    order: &Order,
    job: &Job,
    to: Option<&Arc<Edition>>,
    warnings: &mut Complaints,
) -> Result<Verdict, Complaints> {
    let file = job.open(&house.inputs)?;
    let lock = lock_if_there(&job.lock)?;
    let built = output::own(&built_path(&order.output, &job.stem)).and_then(|bytes| Shelf::read(&bytes));
    let written = file.table.fields.get("edition").map(|field| field.value.place.clone());
    let before = Case::read(&file, &house.catalog);
    let was = before.as_ref().ok().map(|before| &before.profile.edition);
    let (updated, gone, readings) = match to {
        Some(edition) => updated(&file, was.map(Arc::as_ref), edition),
        None => (file.clone(), Vec::new(), Vec::new()),
    };
    let after = match Case::read(&updated, &house.catalog) {
        Ok(after) => after,
        // What is wrong already is wrong; what only the new edition refuses is for the buyer to mend after the update.
        Err(errors) if before.is_ok() => {
            let new = to.zip(was).map_or_else(Vec::new, |(to, was)| newly_asked(&file, was, to));
            let questions: Vec<String> =
                to.map_or_else(Vec::new, |to| new.iter().map(|fact| commented_question(to, fact)).collect());
            let edits = edits_of(&file, written, &gone, &readings, &questions);
            let answer = ToAnswer { new, gone, readings };
            let touched = Touched::refused(job, lock.as_ref(), before.as_ref().ok(), answer, &errors);
            for complaint in errors {
                warnings.push(Complaint { severity: Severity::Warning, ..complaint });
            }
            let published = touched.published.is_some();
            return Ok((Some(touched), edits, published));
        }
        Err(errors) => return Err(errors),
    };
    let record = |case: &Case| house.say(case, []).record;
    let now = record(&after);
    let built = built.map(|built| (built.record, Some(built.made_of.profile)));
    let published_record = || lock.as_ref().map(|lock| (lock.record.clone(), Some(lock_seal(lock))));
    let (was, made_of) = match (built.or_else(published_record), &before) {
        (Some(known), _) => known,
        (None, Ok(before)) => (record(before), None),
        (None, Err(errors)) => return Err(errors.clone()),
    };
    let changes = compare(&was, &now);
    let asked = |case: &Case| -> BTreeSet<String> {
        let open = case.resolution.questions.iter().filter(|question| question.asked_of == Asked::Buyer);
        open.map(|question| question.fact.to_string()).collect()
    };
    let known = before.as_ref().map(asked).unwrap_or_default();
    let new: Vec<String> = asked(&after).into_iter().filter(|fact| !known.contains(fact)).collect();
    let questions: Vec<String> = new.iter().map(|fact| commented_question(&after.profile.edition, fact)).collect();
    let edits = edits_of(&file, written, &gone, &readings, &questions);
    let answer = ToAnswer { new, gone, readings };
    let touched = !changes.is_empty() || !answer.is_empty();
    let same_profile = made_of.is_none_or(|made_of| made_of == sealed(&before));
    let because = [
        (was.edition != now.edition, "the edition changes"),
        (was.edition == now.edition && same_profile, "the catalog or the templates changed"),
        (!same_profile, "the profile changed since it was built"),
    ];
    let touched = touched.then(|| Touched {
        profile: job.to_string(),
        published: published(lock.as_ref(), &after),
        edition: before.as_ref().ok().map(|before| before.profile.edition.id.clone()),
        because: because.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect(),
        weight: changes.weight(),
        changes,
        refused: Vec::new(),
        answer,
    });
    let is_published = published(lock.as_ref(), &after).is_some();
    Ok((touched, edits, is_published))
}

/// `# masseleverancer =    # Skal løsningen …?`
fn commented_question(edition: &Edition, fact: &str) -> String {
    let asked = edition.facts.values().find(|known| known.id.as_str() == fact);
    let question = asked.map(|fact| fact.question.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    format!("# {fact} =    # {question}")
}

/// The facts that the packages of a profile ask for in an edition, and did not in the one before, as far as it does not
/// answer them already.
fn newly_asked(file: &ProfileFile, was: &Edition, to: &Edition) -> Vec<String> {
    let table = |key: &str| match file.table.fields.get(key).map(|field| &field.value.kind) {
        Some(Kind::Table(table)) => Some(table),
        Some(_) | None => None,
    };
    let holds = |key: &str, name: &str| table(key).is_some_and(|table| table.fields.contains_key(name));
    let chosen = |edition: &Edition| -> BTreeSet<String> {
        let packages = edition.packages.values().filter(|package| holds("packages", package.id.as_str()));
        packages.flat_map(|package| package.facts()).map(|fact| fact.to_string()).collect()
    };
    let before = chosen(was);
    chosen(to).into_iter().filter(|fact| !before.contains(fact) && !holds("facts", fact)).collect()
}

/// What is to be rewritten of a profile: its edition, the answers and settled readings that go, and the facts that come. What stands in a
/// table of a portfolio is no line of its own, and is left to the buyer.
fn edits_of(
    file: &ProfileFile,
    edition: Option<Place>,
    gone: &[String],
    readings: &[String],
    new: &[String],
) -> Vec<(Place, Edit)> {
    let mut edits: Vec<(Place, Edit)> = edition.map(|place| (place, Edit::Edition)).into_iter().collect();
    let table = |key: &str| match file.table.fields.get(key).map(|field| (&field.key, &field.value.kind)) {
        Some((key, Kind::Table(table))) => Some((key, table)),
        Some(_) | None => None,
    };
    let facts = table("facts");
    let is_profile = |place: &Place| place.source.name.to_lowercase().ends_with(".toml");
    let lines = facts.iter().flat_map(|(_, facts)| facts.fields.iter());
    let lines: Vec<(&String, &Field)> = lines.filter(|(_, field)| is_profile(&field.key)).collect();
    let comment = |field: &Field| {
        let (last, _) = field.value.place.end_line_column();
        (field.key.clone(), Edit::Comment { last })
    };
    edits.extend(lines.iter().filter(|(fact, _)| gone.contains(fact)).map(|(_, field)| comment(field)));
    let settled = table("readings").into_iter().flat_map(|(_, table)| table.fields.iter());
    let settled = settled.filter(|(id, field)| readings.contains(id) && is_profile(&field.key));
    edits.extend(settled.map(|(_, field)| comment(field)));
    if !new.is_empty() {
        // Beside the answer that goes, else behind the last one.
        let beside = lines.iter().filter(|(fact, _)| gone.contains(fact)).map(|(_, field)| &field.key).next_back();
        let last = || lines.iter().map(|(_, field)| &field.key).max_by_key(|place| place.span.start);
        let heading = || facts.map(|(key, _)| key).filter(|place| is_profile(place));
        match beside.or_else(last).or_else(heading) {
            Some(place) => edits.push((place.clone(), Edit::Add(new.to_vec()))),
            None => {
                let end = file.source.text.len();
                let lines = ["".to_owned(), "[facts]".to_owned()].into_iter().chain(new.iter().cloned());
                edits.push((Place::new(&file.source, end..end), Edit::Add(lines.collect())));
            }
        }
    }
    edits
}

/// The version that suppliers have read: of a tender that was built its lock tells.
fn published(lock: Option<&Lock>, case: &Case) -> Option<Published> {
    match lock {
        Some(lock) => lock.published().map(|published| Published { version: published.release.version }),
        None => case.profile.tender.published.map(|_| Published { version: case.profile.tender.version.clone() }),
    }
}

/// The seal of the profile that a lock keeps.
fn lock_seal(lock: &Lock) -> String {
    tender::text::seal::sha256(lock.profile_text().as_bytes())
}

/// The seal of a profile as it is noted of what was built.
fn sealed(case: &Result<Case, Complaints>) -> String {
    case.as_ref().map(|case| tender::text::seal::sha256(case.normalised.as_bytes())).unwrap_or_default()
}

/// The profile under another edition, without the answers that it does not ask for and without the readings that it takes
/// otherwise than the edition before, and both by their keys: who settled a reading settled what it said then.
fn updated(file: &ProfileFile, was: Option<&Edition>, edition: &Edition) -> (ProfileFile, Vec<String>, Vec<String>) {
    let mut file = file.clone();
    if let Some(field) = file.table.fields.get_mut("edition") {
        field.value.kind = Kind::Text(edition.id.to_string());
    }
    let mut taken = |key: &str, going: &dyn Fn(&Table) -> Vec<String>| {
        let Some(Kind::Table(table)) = file.table.fields.get_mut(key).map(|field| &mut field.value.kind) else {
            return Vec::new();
        };
        let going = going(table);
        table.fields.retain(|key, _| !going.contains(key));
        going
    };
    let gone = taken("facts", &|facts| unknown(facts, edition));
    let readings = taken("readings", &|settled| {
        let choice = |edition: &Edition, id: &str| {
            edition.readings.iter().find(|reading| reading.id.as_str() == id).map(|reading| reading.choice.clone())
        };
        let same = |id: &String| was.is_none_or(|was| choice(was, id) == choice(edition, id));
        settled.fields.keys().filter(|id| !same(id)).cloned().collect()
    });
    (file, gone, readings)
}

fn unknown(facts: &Table, edition: &Edition) -> Vec<String> {
    let known = |fact: &str| edition.facts.keys().any(|known| known.as_str() == fact);
    facts.fields.keys().filter(|fact| !known(fact)).cloned().collect()
}

/// Rewrites the edition where it is written, and no other byte. A file that the paths do not cover is somebody else's:
/// it is complained of.
fn rewrite(
    order: &Order,
    jobs: &[Job],
    edits: BTreeMap<PathBuf, Vec<(Place, Edit)>>,
    to: &Edition,
) -> (usize, Complaints) {
    let mut complaints = Complaints::new();
    let mut rewritten = 0;
    for mut edits in edits.into_values() {
        let Some(name) = edits.first().map(|(place, _)| place.source.name.clone()) else { continue };
        // Profiles share what they extend, and a table has an edition for each row. From the last on, none moves what
        // is yet to be rewritten; what comes in behind a line comes before the line itself.
        edits.sort_by_key(|(place, edit)| (Reverse(place.span.start), !matches!(edit, Edit::Add(_))));
        edits.dedup_by(|(one, edit), (other, before)| one.span.start == other.span.start && edit == before);
        let path = PathBuf::from(&name);
        if !order.covers(&path, jobs) {
            let edition = edits.into_iter().find(|(_, edit)| *edit == Edit::Edition).map(|(place, _)| place);
            // Of a base that is somebody else's only the edition is asked for.
            if edition.is_some() {
                complaints.error(RunFault::InheritedEdition { path: name }, edition);
            }
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
        // A workbook is the buyer's own: what else stands in it would not come through.
        if bytes.starts_with(package::BEGINNING) {
            let cells = edits.into_iter().filter(|(_, edit)| *edit == Edit::Edition).map(|(place, _)| place);
            let cells: Vec<Place> = cells.collect();
            let fault = RunFault::EditionInWorkbook { path: name, cells: cells.len(), to: to.id.clone() };
            // The edits come from the last to the first.
            if let Some(first) = cells.into_iter().next_back() {
                complaints.error(fault, first);
            }
            continue;
        }
        // It stays in the encoding that it was saved in.
        let Ok((file, encoding)) = Encoding::decode(&bytes) else {
            complaints.push(unreadable(Why::ChangedMeanwhile));
            continue;
        };
        let anew = edits.iter().try_fold(file.clone(), |file, (place, edit)| match edit {
            Edit::Edition => with_edition(&file, place, to),
            Edit::Comment { last } => commented_out(&file, place, *last),
            Edit::Add(lines) => with_lines(&file, place, lines),
        });
        match anew.and_then(|text| encoding.encode(&text)) {
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

/// Where the line of a place begins and ends on the disk, the end of the line not among it.
fn line_of(file: &str, place: &Place) -> Option<(usize, usize)> {
    let (line, _) = place.line_column();
    let begun: usize = file.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = file.get(begun..)?;
    let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
    Some((begun, begun + end))
}

/// The file with the lines of an answer made comments, down to its last. One that shares a line with others stays: the
/// table that it stands in is the buyer's to change.
fn commented_out(file: &str, place: &Place, last: usize) -> Option<String> {
    let (begun, end) = line_of(file, place)?;
    let line = &file[begun..end];
    let bare = line.trim_start_matches(['\u{feff}', ' ', '\t']);
    let written = &place.source.text[place.span.clone()];
    let behind_table = ["facts", "readings"].iter().find_map(|table| bare.strip_prefix(table)).unwrap_or(bare);
    let alone = bare.starts_with(written) || behind_table.trim_start_matches([' ', '.']).starts_with(written);
    if !alone {
        return Some(file.to_owned());
    }
    let (first, _) = place.line_column();
    let at = begun + line.len() - bare.len();
    let value: Vec<&str> = file[at..].split_inclusive('\n').take(last.saturating_sub(first) + 1).collect();
    let rest = at + value.iter().map(|line| line.len()).sum::<usize>();
    let commented: String = value.iter().map(|line| format!("# {line}")).collect();
    Some(format!("{}{commented}{}", &file[..at], &file[rest..]))
}

/// The file with lines behind that of a place.
fn with_lines(file: &str, place: &Place, lines: &[String]) -> Option<String> {
    let (_, end) = line_of(file, place)?;
    let line_end = if file.contains("\r\n") { "\r\n" } else { "\n" };
    let mut added: String = lines.iter().map(|line| format!("{line_end}{line}")).collect();
    // A file that ends in the middle of a line has its end behind what is added.
    if end == file.len() && !file.is_empty() {
        added = if file.ends_with('\n') {
            added.trim_start_matches(['\r', '\n']).to_owned() + line_end
        } else {
            added + line_end
        };
    }
    Some(format!("{}{added}{}", &file[..end], &file[end..]))
}

/// The file with the edition's id in place of the one that stands there, in the same quotes; a cell of a table needs
/// none. `file` is as it lies on the disk: reading makes one of the ways in which line ends and letters are written,
/// and that is not ours to change.
fn with_edition(file: &str, place: &Place, to: &Edition) -> Option<String> {
    let Source { text, .. } = place.source.as_ref();
    let written = &text[place.span.clone()];
    // The line and what stands before on it are the same on the disk, however they are written.
    let (line, _) = place.line_column();
    let begun = text[..place.span.start].rfind('\n').map_or(0, |end| end + 1);
    let before = text[begun..place.span.start].matches(written).count();
    let begun = line_start(file, line)?;
    let (at, _) = file[begun..].match_indices(written).nth(before)?;
    let quote = written.chars().next().filter(|first| ['"', '\''].contains(first));
    let quote = quote.map(String::from).unwrap_or_default();
    let (start, end) = (begun + at, begun + at + written.len());
    Some(format!("{}{quote}{}{quote}{}", &file[..start], to.id, &file[end..]))
}

/// Where a line begins, however lines end: with `\n`, `\r\n` or `\r`.
fn line_start(file: &str, line: usize) -> Option<usize> {
    let bytes = file.as_bytes();
    let ends = |at: &usize| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    if line <= 1 { Some(0) } else { (0..bytes.len()).filter(ends).nth(line - 2).map(|end| end + 1) }
}

impl Order {
    /// Whether a file was named, lies in a folder that was, or belongs to a profile or a portfolio that was found.
    fn covers(&self, path: &Path, jobs: &[Job]) -> bool {
        let path = Disk.whole(path);
        let named = self.paths.iter().any(|named| path.starts_with(Disk.whole(named)));
        named || jobs.iter().any(|job| job.files().any(|own| Disk.whole(own) == path))
    }
}

impl ToAnswer {
    fn is_empty(&self) -> bool {
        [&self.new, &self.gone, &self.readings].iter().all(|facts| facts.is_empty())
    }
}

impl Touched {
    /// A tender that the new edition refuses.
    fn refused(job: &Job, lock: Option<&Lock>, before: Option<&Case>, answer: ToAnswer, errors: &Complaints) -> Self {
        Self {
            profile: job.to_string(),
            published: before.and_then(|case| published(lock, case)),
            edition: before.map(|case| case.profile.edition.id.clone()),
            because: vec!["the edition changes"],
            weight: None,
            changes: Changes::default(),
            refused: errors.iter().map(|complaint| complaint.fault.saying().message).collect(),
            answer,
        }
    }

    /// Whether the tender changes, or is refused.
    pub fn is_changed(&self) -> bool {
        !self.changes.is_empty() || !self.refused.is_empty()
    }
}
