//! `bilag watch`: what a run has read, and whether any of it is another than it was.
//!
//! It looks at the files themselves, many times a second: folders on shared drives do not tell of changes, and that is
//! where tenders lie. The longer a look takes, the longer it rests, so that watching costs a twentieth of one core at
//! most.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use std::{fs, thread};

use super::jobs::is_toml;
use super::output::UNFINISHED;
use crate::disk::Disk;
use tender::input::files::Files;
use tender::publication::lock::{ENDING, FOLDER};

/// How long it rests between two looks: so many times as long as the last one took, within these bounds. What looks
/// alike twice is built; whether it was saved whole is asked again before anything is written.
const RESTS: u32 = 20;
const SHORTEST: Duration = Duration::from_millis(4);
const LONGEST: Duration = Duration::from_millis(400);

/// How long an emptied file is taken for one that is being saved: a busy disk lets a program wait for seconds between the
/// two, and nobody means to build nothing.
const SAVING: Duration = Duration::from_secs(15);

/// How long nothing may change before suppliers are given what was made of it: a lock is not taken back.
pub const BEFORE_PUBLISHING: Duration = Duration::from_secs(1);

/// How long nothing may change before a mistake is told: half of what is being saved is full of them.
pub const BEFORE_COMPLAINING: Duration = Duration::from_millis(100);

/// What files are like that somebody may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State(BTreeMap<PathBuf, Option<(SystemTime, u64)>>);

impl State {
    /// Of files, of all that lies in folders and could be meant for a profile, and of all that lies in the house's own.
    pub fn of(paths: &[PathBuf], house: &[PathBuf], read: &[PathBuf], output: &Path) -> Self {
        let profiles =
            paths.iter().flat_map(|path| inside(path, output)).filter(|path| is_toml(path) || paths.contains(path));
        let house = house.iter().flat_map(|folder| inside(folder, output)).filter(|path| !is_written(path));
        let state = |path: PathBuf| {
            let known = fs::metadata(&path).ok().and_then(|file| Some((file.modified().ok()?, file.len())));
            (path, known)
        };
        Self(profiles.chain(house).chain(read.iter().cloned()).map(state).collect())
    }

    /// Whether a file has nothing in it that had something before.
    fn is_emptied(&self, before: &Self) -> bool {
        let length =
            |state: &Self, path: &PathBuf| state.0.get(path).and_then(|known| *known).map(|(_, length)| length);
        self.0.keys().any(|path| length(self, path) == Some(0) && length(before, path) != Some(0))
    }

    /// Waits until something is another than it was when a build began, and as long as it goes on changing: a program
    /// that saves writes more than once. Whoever saved while it was built is not kept waiting. `read` is what the build
    /// has read; where it was overtaken, something has changed already.
    pub fn wait(&self, read: &[PathBuf], is_overtaken: bool, now: impl Fn() -> Self) {
        let (mut last, mut since) = (now(), Instant::now());
        let built_of = self.with_what_was_read(read, &last);
        loop {
            let began = Instant::now();
            let seen = now();
            if seen != last {
                since = began;
            }
            // Most programs empty a file before they write it anew, and may do so before the build is over.
            let is_whole = !seen.is_emptied(&built_of) || since.elapsed() > SAVING;
            if (is_overtaken || seen != built_of) && seen == last && is_whole {
                return;
            }
            last = seen;
            thread::sleep((began.elapsed() * RESTS).clamp(SHORTEST, LONGEST));
        }
    }

    /// With the files that nobody knew of before a build read them, as they are now. What lies in a folder since then
    /// and was not read is a change.
    fn with_what_was_read(&self, read: &[PathBuf], now: &Self) -> Self {
        let read = read.iter().filter_map(|path| Some((path.clone(), *now.0.get(path)?)));
        let mut files: BTreeMap<_, _> = read.collect();
        files.extend(self.0.clone());
        Self(files)
    }
}

/// What the files were like when a build began, and whether one of them was changed since.
#[derive(Debug)]
pub struct Begun {
    state: State,
    at: Instant,
    looked: Mutex<Option<Look>>,
}

/// A look at the files.
#[derive(Debug, Clone, Copy)]
struct Look {
    at: Instant,
    took: Duration,
    found_changes: bool,
}

impl Begun {
    pub fn of(state: State) -> Self {
        Self { state, at: Instant::now(), looked: Mutex::new(None) }
    }

    /// Whether any is another now, or one came to be among the profiles. Asked for each of many profiles it does not
    /// look each time.
    pub fn is_overtaken(&self, paths: &[PathBuf], output: &Path) -> bool {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let is_enough = |look: &Look| look.found_changes || look.at.elapsed() < look.took * RESTS;
        match looked.filter(is_enough) {
            Some(look) => look.found_changes,
            None => self.look(paths, output, &mut looked),
        }
    }

    /// Whether any was changed before all had stood for so long, or is another now. Most of that time has often passed.
    pub fn is_overtaken_within(&self, quiet: Duration, paths: &[PathBuf], output: &Path) -> bool {
        thread::sleep(quiet.saturating_sub(self.at.elapsed()));
        self.look(paths, output, &mut self.looked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn look(&self, paths: &[PathBuf], output: &Path, looked: &mut Option<Look>) -> bool {
        let at = Instant::now();
        let files: Vec<PathBuf> = self.state.0.keys().cloned().collect();
        let found_changes = State::of(paths, &[], &files, output) != self.state;
        *looked = Some(Look { at, took: at.elapsed(), found_changes });
        found_changes
    }
}

/// The files in a folder, but for those of the outputs; what is none stands for itself.
fn inside(path: &Path, output: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    // Either may have been named in another way than the other.
    let output = Disk.whole(output);
    let walk = walkdir::WalkDir::new(path).into_iter();
    let walk = walk.filter_entry(|entry| !entry.file_type().is_dir() || Disk.whole(entry.path()) != output);
    walk.filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir()).map(walkdir::DirEntry::into_path).collect()
}

/// Whether a file is one that a build may write beside a profile: its lock, or what will be one.
fn is_written(path: &Path) -> bool {
    path.iter()
        .map(|name| name.to_string_lossy())
        .any(|name| name.starts_with(UNFINISHED) || [ENDING, FOLDER].iter().any(|ending| name.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_a_new_profile_and_one_that_is_gone_are_seen_and_what_is_written_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("ud")).unwrap();
        fs::write(path("a.toml"), "1").unwrap();
        let state = || State::of(&[folder.path().to_owned()], &[], &[path("logo.svg")], &path("ud"));
        let before = state();
        fs::write(path("ud/b.toml"), "1").unwrap();
        assert_eq!(state(), before);
        fs::write(path("a.toml"), "12").unwrap();
        let changed = state();
        assert_ne!(changed, before);
        fs::write(path("logo.svg"), "<svg/>").unwrap();
        assert_ne!(state(), changed);
        fs::write(path("ny.toml"), "1").unwrap();
        let of_one = State::of(&[path("a.toml")], &[], &[], &path("ud"));
        let with = |then: &State, read: &[&str]| {
            then.with_what_was_read(&read.iter().map(|name| path(name)).collect::<Vec<_>>(), &state())
        };
        assert_eq!(with(&of_one, &["ny.toml", "logo.svg"]), state(), "what a build read is no change");
        assert_ne!(with(&of_one, &["logo.svg"]), state(), "what came to be and was not read is one");
        assert_ne!(with(&before, &["ny.toml"]), state(), "what changed while it was built is one");
        // Of the house every file is looked at, but for those that a build writes.
        let of_house = |output: &str| State::of(&[], &[folder.path().to_owned()], &[], &path(output));
        assert_eq!(of_house("ud").0.keys().collect::<Vec<_>>(), ["a.toml", "logo.svg", "ny.toml"].map(path).each_ref());
        fs::create_dir(path("b.bilag-locks")).unwrap();
        for written in ["a.bilag-lock", "b.bilag-locks/c", ".bilag-a.bilag-lock.x7Gq2a"] {
            fs::write(path(written), "{}").unwrap();
        }
        assert_eq!(of_house("ud/../ud").0.len(), 3, "however the folder is named");
        fs::write(path("a.toml"), "").unwrap();
        assert!(state().is_emptied(&changed) && !state().is_emptied(&state()));
        fs::remove_file(path("a.toml")).unwrap();
        assert_ne!(state(), changed);
    }

    #[test]
    fn a_file_that_is_emptied_before_a_build_ends_is_awaited_until_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        let state = || State::of(std::slice::from_ref(&path), &[], &[], Path::new("ud"));
        fs::write(&path, "title = 1").unwrap();
        let begun = state();
        fs::write(&path, "").unwrap();
        let writing = thread::spawn({
            let path = path.clone();
            move || {
                thread::sleep(Duration::from_millis(200));
                fs::write(path, "title = 12").unwrap();
            }
        });
        begun.wait(&[], false, state);
        assert_eq!(fs::read_to_string(&path).unwrap(), "title = 12");
        writing.join().unwrap();
    }
}
