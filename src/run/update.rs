//! `bilag update`: what a new edition changes in each tender, and the profiles rewritten to it.

mod rewrite;
mod splice;

use self::rewrite::{Edit, Going, Granted, Named, State, Wanted, edits_of, granted, rewrite};
use super::build::built_path;
use super::jobs::{Job, Origin, Sketch, bases, find};
use super::output;
use super::workers::{Progress, in_order, workers};
use crate::disk::{Disk, lock_if_there};
use crate::house::House;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use tender::case::Case;
use tender::catalog::Edition;
use tender::catalog::id::EditionId;
use tender::change::{Changes, Weight, compare};
use tender::complaint::{Complaint, Complaints, Severity};
use tender::document::Asked;
use tender::input::files::Files;
use tender::input::table::{Field, Kind, Table};
use tender::profile::ProfileFile;
use tender::publication::Shelf;
use tender::publication::lock::Lock;
use tender::text::language::Both;
use tender::text::source::Place;

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
    /// The folder that they are built to
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
    state: State,
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
    /// Those that share what would be rewritten with one of them, or with one that cannot be judged
    pub held: Vec<String>,
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
    let named = Named::of(order, &jobs);
    let mut wanted = Vec::new();
    in_order(
        &Vec::from_iter(0..jobs.len()),
        workers(None, jobs.len()),
        |at| {
            let judged = judge(house, order, &jobs[at], to.as_ref(), &named);
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
                wanted.push(Wanted { job: &jobs[at], edits: judged.edits, state: judged.state });
            }
        },
    );
    let rewritten = to.filter(|_| !order.dry_run).map(|to| {
        let Granted { edits, left, held } = granted(order.published, wanted, &named);
        let (files, complaints) = rewrite(edits, &named, &to);
        Rewritten { files, left, held, to: to.id.clone(), complaints }
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

fn judge(house: &House, order: &Order, job: &Job, to: Option<&Arc<Edition>>, named: &Named) -> Judged {
    let mut complaints = Complaints::new();
    match try_judge(house, order, job, to, named, &mut complaints) {
        Ok((touched, edits, published)) => {
            let state = if published { State::Published } else { State::Draft };
            Judged { complaints, touched, edits, state }
        }
        Err(errors) => {
            complaints.append(errors);
            // Others may take their edition from where it does: under its answers it stays what it is.
            let edition = job.open(&house.inputs).ok().and_then(|file| edition_place(&file, to));
            let edits = edition.map(|place| (place, Edit::Edition)).into_iter().collect();
            Judged { complaints, touched: None, edits, state: State::Wrong }
        }
    }
}

/// Where a profile says its edition; nothing where that is the one to go to already.
fn edition_place(file: &ProfileFile, to: Option<&Arc<Edition>>) -> Option<Place> {
    let is_another = |field: &&Field| {
        let written = if let Kind::Text(id) = &field.value.kind { Some(id.as_str()) } else { None };
        to.is_none_or(|to| written != Some(to.id.as_str()))
    };
    file.table.fields.get("edition").filter(is_another).map(|field| field.value.place.clone())
}

/// What an edition does to a tender, how its profile is to be rewritten, and whether suppliers have read it.
type Verdict = (Option<Touched>, Vec<(Place, Edit)>, bool);

/// What the tender said, and what it would say.
fn try_judge(
    house: &House,
    order: &Order,
    job: &Job,
    to: Option<&Arc<Edition>>,
    named: &Named,
    warnings: &mut Complaints,
) -> Result<Verdict, Complaints> {
    let file = job.open(&house.inputs)?;
    let lock = lock_if_there(&job.lock)?;
    let built = output::own(&built_path(&order.output, &job.stem)).and_then(|bytes| Shelf::read(&bytes));
    let written = edition_place(&file, to);
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
            let edits =
                edits_of(&file, written, Going { facts: &gone, readings: &readings }, &questions, named, &house.inputs);
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
    let edits = edits_of(&file, written, Going { facts: &gone, readings: &readings }, &questions, named, &house.inputs);
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
