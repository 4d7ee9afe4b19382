//! The documents of one profile: read, resolved, said, printed and written.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use super::{Unfinished, Work, built_path};
use crate::disk::lock_if_there;
use crate::fault::RunFault;
use crate::run::index::Index;
use crate::run::jobs::Job;
use crate::run::left::{Left, left};
use crate::run::original::Original;
use crate::run::output;
use crate::run::owner;
use crate::run::plan::{Archive, Plan, Tender};
use crate::run::report::{GoesOut, Report};
use crate::run::targets_of;
use crate::run::turn::{Turn, resolved};
use crate::run::watch::BEFORE_PUBLISHING;
use press::Assets;
use tender::case::{Case, Said};
use tender::complaint::{Complaint, Complaints};
use tender::document::DocumentKind;
use tender::publication::lock::Lock;
use tender::publication::targets::{CORRECTING, Target, correction};
use tender::publication::{Names, Publication, Shelf};
use tender::resolve::{Asked, Standing};
use tender::text::seal::sha256;
use tender::text::source::Place;

/// Builds the documents of one profile, by its place in the run.
pub(super) fn build_one(work: &Work<'_>, index: &Index, unfinished: &Unfinished, job: &Job, at: usize) -> Report {
    let mut report = Report::default();
    if let Err(complaints) = try_build(work, index, unfinished, job, at, &mut report) {
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
    at: usize,
    report: &mut Report,
) -> Result<(), Complaints> {
    let Work { order, house, .. } = work;
    let Opened { case, assets, names } = open(work, job, at, report)?;
    // From here on no other run changes what is known of this profile.
    let turn = order.write.then(|| Turn::at(&order.output, &job.stem)).transpose()?;
    let has_lock = case.profile.tender.published.is_some() || job.lock.exists();
    let _of_lock = (order.write && has_lock).then(|| Turn::at_file(&job.lock));
    if let Some(turn) = &turn {
        unfinished.remove(&job.stem, turn);
    }
    let lock = lock_if_there(&job.lock)?;
    let built_path = built_path(&order.output, &job.stem);
    let seal = house.seals().whole(&case, &assets, lock.as_ref());
    let ordered = targets_of(&case.profile, &order.documents, &order.formats)?;
    let paths = |targets: &[Target], names: &Names| -> Vec<PathBuf> {
        targets.iter().map(|(kind, format)| job.folder().join(names.file(*kind, *format))).collect()
    };
    let (asked, others) = (paths(&ordered, &names), paths(&correction(&ordered), &names));
    // Of a withdrawn tender more went out than is made of it now: whether that still lies there the index does not know.
    if case.profile.tender.cancelled.is_none()
        && let Some(outputs) = index.up_to_date(&job.stem, &built_path, &seal, &asked, &others)
    {
        (report.outputs, report.settled) = (outputs, Some(seal));
        return Ok(());
    }
    let built = output::own(&built_path).and_then(|bytes| Shelf::read(&bytes));
    let mut said = house.say(&case, ordered.iter().map(|(kind, _)| *kind));
    let sealed = sha256(case.normalised.as_bytes());
    let others = |built| owner::other(built, job, order, lock.as_ref(), &sealed, &said.record);
    if let Some(other) = built.as_ref().and_then(others) {
        let force = built.as_ref().is_some_and(|built| built.release.published.is_none());
        return Err(of_another(format!("{}-…", job.stem.display()), &other, force));
    }
    let publication = Publication::of(lock.as_ref(), &case, &said.record);
    let told = publication.complaints(&case, &job.lock.display().to_string(), order.no_drafts);
    if told.has_errors() {
        return Err(told);
    }
    // What the publication complains of is told by every run, so nothing may spare the next one from asking.
    let untroubled = told.is_empty();
    report.complaints.append(told);
    let names = names.numbered(publication.notice());
    let targets = belonging_together(work, &case, &ordered, built.as_ref(), &publication, &mut said);
    report.complaints.append(nothing_to_say(work, &case, &targets));
    let seals = said.seals(&case.profile);
    let original = |document| Original::going_out(&case, document, &assets, &publication);
    let untrue = untrue(job, &names, &targets, built.as_ref(), lock.as_ref(), |left| {
        said.documents.get(&left.kind).map(|document| original(document).seal(house, left.format))
    })?;
    let is_target = |kind: DocumentKind| targets.iter().any(|(target, _)| *target == kind);
    let originals = said.documents.iter().filter(|(kind, _)| is_target(**kind));
    let originals: BTreeMap<DocumentKind, Original<'_>> =
        originals.map(|(kind, document)| (*kind, original(document))).collect();
    let output = |(kind, format): &Target| (names.file(*kind, *format), *kind, &originals[kind], *format);
    let tender = Tender {
        case: &case,
        assets: &assets,
        record: said.record,
        publication: &publication,
        seals,
        lock,
        // A link stays a link: the lock that it leads to is the one that is kept.
        lock_path: resolved(&job.lock).filter(|_| job.lock.is_symlink()).unwrap_or_else(|| job.lock.clone()),
        built,
        built_path: built_path.clone(),
        of: owner::noted(job, &order.output),
        archive: Archive::of(&order.output, &job.stem, publication.now()),
        folder: job.folder().to_owned(),
        outputs: targets.iter().map(output).collect(),
    };
    let mut plan = Plan::of(house, tender, order.force)?;
    report.complaints.append(plan.print(house, work.outputs(), work.hands)?);
    // Where the buyer says what files are called, another tender's can be called the same, and be built beside this one.
    let _of_names = (order.write && names.are_asked_for()).then(|| Turn::at_names(&order.output)).transpose()?;
    if order.force && names.are_asked_for() {
        let mut published =
            plan.over_others().filter_map(|place| Some((place, owner::who_published(place, &built_path)?)));
        if let Some((place, other)) = published.next() {
            return Err(of_another(place.display().to_string(), &other, false));
        }
    }
    // Half of a profile may be one too.
    let is_overtaken = match has_lock {
        true => order.is_overtaken_within(BEFORE_PUBLISHING),
        false => order.is_overtaken(),
    };
    if is_overtaken {
        return Ok(());
    }
    let written = if order.write { plan.is_free().and_then(|()| plan.write(work.outputs())) } else { Ok(()) };
    // What was written before something could not be is told all the same.
    if written.is_ok() || plan.stands() {
        let tender = &case.profile.tender;
        report.goes_out = match tender.published.is_some() || tender.cancelled.is_some() {
            true => GoesOut::All,
            false if publication.is_prepared() => GoesOut::Answers,
            false => GoesOut::Nothing,
        };
        report.why = plan.told();
        report.outputs = plan.fates();
    }
    written?;
    // The lock says more now than it did when the seal was made.
    let lock = lock_if_there(&job.lock)?;
    let settled = plan.is_settled() && untrue.is_empty() && untroubled;
    report.settled = settled.then(|| house.seals().whole(&case, &assets, lock.as_ref()));
    if !untrue.is_empty() {
        let paths = untrue.iter().map(|path| path.display().to_string()).collect();
        report.complaints.warn(RunFault::LeftBehind { paths }, None);
    }
    Ok(())
}

/// That what lies in the place of a profile's outputs is another's.
fn of_another(outputs: String, other: &Path, force: bool) -> Complaints {
    let other = other.display().to_string();
    Complaint::error(RunFault::OutputsOfAnother { outputs, other, force }, None).into()
}

/// The documents that were asked for and have nothing to say.
fn nothing_to_say(work: &Work<'_>, case: &Case, targets: &[Target]) -> Complaints {
    let withdrawn = case.profile.tender.cancelled.is_some();
    let mut notes = Complaints::new();
    for kind in work.order.documents.iter().filter(|kind| !targets.iter().any(|(target, _)| target == *kind)) {
        notes.push(Complaint::note(RunFault::NothingToSay { kind: *kind, withdrawn }, None));
    }
    notes
}

/// The files of earlier runs that are not made again, and say what is no longer true. `now` is the seal that one would
/// have today.
fn untrue(
    job: &Job,
    names: &Names,
    targets: &[Target],
    built: Option<&Shelf>,
    lock: Option<&Lock>,
    now: impl Fn(&Left) -> Option<String>,
) -> Result<Vec<PathBuf>, Complaints> {
    let is_made = |name: &str| targets.iter().any(|(kind, format)| names.file(*kind, *format) == name);
    let mut untrue = Vec::new();
    for left in left(built, is_made).into_iter().filter(|left| !CORRECTING.contains(&left.kind)) {
        let superseded = targets.contains(&(left.kind, left.format));
        untrue.extend(left.untrue(job.folder(), superseded, now(&left).as_deref(), lock)?);
    }
    Ok(untrue)
}

/// A tender whose profile was read and whose looks were proofed.
struct Opened {
    case: Case,
    assets: Assets,
    names: Names,
}

/// Reads a profile, and refuses what cannot be printed or is not wanted as a draft.
fn open(work: &Work<'_>, job: &Job, at: usize, report: &mut Report) -> Result<Opened, Complaints> {
    let Work { order, house, theme, clashing, .. } = work;
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
    assets.protect = order.protect;
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
    if refused.has_errors() {
        return Err(refused);
    }
    let mut names = Names::of(&file.table, &job.name());
    if clashing.contains(&at) {
        let place = file.table.fields.get("output").map(|field| field.key.clone());
        report.complaints.warn(RunFault::NamesClash { profile: job.name() }, place);
        names = names.apart();
    }
    Ok(Opened { case, assets, names })
}

/// What is to be made: what was asked for, what suppliers have read beside it, and, for those who have read a published
/// version, what is new, with what the buyer should know of that. Says the documents among it that were not asked for,
/// and leaves out those that have nothing to say.
fn belonging_together(
    work: &Work<'_>,
    case: &Case,
    ordered: &[Target],
    built: Option<&Shelf>,
    publication: &Publication,
    said: &mut Said,
) -> Vec<Target> {
    let texts = &work.house.texts;
    let mut targets = ordered.to_vec();
    if case.profile.tender.cancelled.is_none() {
        targets.extend(publication.built_along(built));
    }
    targets.sort();
    targets.dedup();
    // What was built earlier is said too: whether it is still true is asked of each.
    let earlier = left(built, |_| false).into_iter().map(|left| left.kind);
    for kind in targets.iter().map(|(kind, _)| *kind).chain(earlier) {
        if let Entry::Vacant(missing) = said.documents.entry(kind)
            && let Some(document) = case.document(kind, texts)
        {
            missing.insert(document);
        }
    }
    for kind in [DocumentKind::SpoergsmaalOgSvar, DocumentKind::Aflysning] {
        // What suppliers can read of it may be less than the profile says.
        if said.documents.remove(&kind).is_some()
            && let Some(document) = publication.beside(kind, case, texts)
        {
            said.documents.insert(kind, document);
        }
    }
    if let Some(papers) = publication.papers(case, texts) {
        said.documents.extend(papers.map(|paper| (paper.front().kind, paper)));
        targets.extend(correction(&targets));
    }
    said.documents.values_mut().for_each(|document| publication.tell_history(document, case, texts));
    targets.retain(|(kind, _)| said.documents.contains_key(kind));
    targets
}
