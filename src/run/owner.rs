//! Whose outputs lie in a folder: what one tender printed is not another's to write over.
//!
//! Tenders of several folders may be called the same, `nord/udbud.toml` and `syd/udbud.toml`, and what is built of them
//! by name lands in one place. Within a run that is noticed at once; from run to run what is noted beside the outputs
//! tells it.

use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::build::{Order, built_in};
use super::jobs::{Job, Origin};
use super::output::own;
use super::turn::resolved;
use crate::disk::Disk;
use tender::change::{Entry, Record};
use tender::input::files::Files;
use tender::publication::Shelf;
use tender::publication::lock::Lock;

/// Where a profile lies, seen from an output folder, so that both can be moved together: `../nord/udbud.toml`.
pub fn noted(job: &Job, output: &Path) -> Option<String> {
    let (folder, profile) = (output.canonicalize().ok()?, Disk.whole(written_in(job)));
    let shared = folder.components().zip(profile.components()).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return profile.to_str().map(str::to_owned);
    }
    let up = folder.components().skip(shared).map(|_| Component::ParentDir.as_os_str().to_owned());
    let down = profile.components().skip(shared).map(|part| part.as_os_str().to_owned());
    let parts: Option<Vec<String>> = up.chain(down).map(|part| part.into_string().ok()).collect();
    parts.map(|parts| parts.join("/"))
}

/// The other tender's profile whose outputs lie where those of a profile would go. One that is no more gave its outputs
/// up: most likely it was moved. One that says just the same has the same outputs, and so has another copy of a tender:
/// of the same buyer and title, or one whose lock knows what went out. Drafts of another are given up by `force`.
pub fn other(
    built: &Shelf,
    job: &Job,
    order: &Order,
    lock: Option<&Lock>,
    profile: &str,
    now: &Record,
) -> Option<PathBuf> {
    let of = built.of.as_ref()?;
    let there = order.output.canonicalize().ok()?.join(of).canonicalize().ok().filter(|there| there.is_file())?;
    let is_open = order.force && built.release.published.is_none();
    let is_copy = built.made_of.profile == profile || whose(&built.record) == whose(now) || knows(lock, built);
    let same = there == Disk.whole(written_in(job)) || is_copy;
    let named = (!same && !is_open).then(|| order.output.join(of))?;
    Some(if named.is_file() { tidied(&named) } else { there })
}

/// The profile of which something went out that has its place here, because its buyer asked for the same name; changed
/// since or not, not even who overwrites what is not ours means that. It may have been built into this folder or into
/// one above it. A profile that is no more gave its outputs up; `ours` is where it is kept what was built of this one.
pub fn who_published(place: &Path, ours: &Path) -> Option<PathBuf> {
    let (place, ours) = (resolved(place)?, resolved(ours));
    place.ancestors().skip(1).find_map(|output| {
        let kept = built_in(output);
        let known = WalkDir::new(&kept).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        let others = known.filter(|entry| resolved(entry.path()) != ours);
        let whose = others.filter_map(|entry| {
            let shelf = Shelf::read(&own(entry.path())?).filter(|shelf| shelf.release.published.is_some())?;
            let folder = output.join(entry.path().strip_prefix(&kept).ok()?.parent()?);
            let is_it = shelf.outputs.keys().any(|name| folder.join(name) == place);
            let whose = output.join(shelf.of?);
            (is_it && whose.is_file()).then(|| shown(&tidied(&whose)))
        });
        whose.into_iter().next()
    })
}

/// A path as it is seen from where the program runs.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok());
    here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned)).unwrap_or_else(|| path.to_owned())
}

/// Whose tender a record is of, and what it is called.
fn whose(record: &Record) -> Vec<&Entry> {
    record.entries.iter().filter(|entry| entry.subject.says_whose()).collect()
}

/// Whether a lock tells that just what lies there went out.
fn knows(lock: Option<&Lock>, built: &Shelf) -> bool {
    let publications = lock.iter().flat_map(|lock| &lock.publications);
    let mut same = publications.filter(|issued| built.release.published.is_some() && issued.release == built.release);
    same.any(|issued| {
        let is_known = |(name, hash): (&String, &String)| built.outputs.get(name).is_some_and(|it| it.sha256 == *hash);
        issued.outputs.is_empty() || issued.outputs.iter().any(is_known)
    })
}

/// The file in which a profile is written: a row of a portfolio in that of the portfolio.
fn written_in(job: &Job) -> &Path {
    match &job.origin {
        Origin::File(path) => path,
        Origin::Row(portfolio, _) => &portfolio.path,
    }
}

/// `bilag-ud/../nord/udbud.toml` as `nord/udbud.toml`.
fn tidied(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut tidied, part| {
        let up = part == Component::ParentDir;
        if up && matches!(tidied.components().next_back(), Some(Component::Normal(_))) {
            tidied.pop();
        } else {
            tidied.push(part);
        }
        tidied
    })
}
