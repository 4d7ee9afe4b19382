//! `bilag watch`: what a run has read, and whether any of it is another than it was.
//!
//! It looks at the files themselves, many times a second: folders on shared drives do not tell of changes, and that is
//! where tenders lie. The longer a look takes, the longer it rests, so that watching costs a twentieth of one core at
//! most.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use std::{fs, thread};

/// How long it rests between two looks: so many times as long as the last one took, within these bounds. What looks alike
/// twice was saved whole; where a program saves in slow pieces, as on a shared drive, looks take longer too.
const RESTS: u32 = 20;
const SHORTEST: Duration = Duration::from_millis(4);
const LONGEST: Duration = Duration::from_millis(400);

/// How long an emptied file is taken for one that is being saved: a busy disk lets a program wait for seconds between the
/// two, and nobody means to build nothing.
const SAVING: Duration = Duration::from_secs(15);

/// What files are like that somebody may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State(BTreeMap<PathBuf, Option<(SystemTime, u64)>>);

impl State {
    /// Of files, and of all that lies in folders and could be meant for a profile.
    pub fn of(paths: &[PathBuf], read: &[PathBuf], output: &Path) -> Self {
        let mut files: Vec<PathBuf> = read.to_vec();
        for path in paths {
            if path.is_dir() {
                let walk = walkdir::WalkDir::new(path).into_iter();
                let inside = walk.filter_entry(|entry| entry.path() != output).filter_map(Result::ok);
                let inside = inside.map(walkdir::DirEntry::into_path);
                files
                    .extend(inside.filter(|path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"))));
            } else {
                files.push(path.clone());
            }
        }
        let state = |path: PathBuf| {
            let known = fs::metadata(&path).ok().and_then(|file| Some((file.modified().ok()?, file.len())));
            (path, known)
        };
        Self(files.into_iter().map(state).collect())
    }

    /// Whether a file has nothing in it that had something before.
    fn is_emptied(&self, before: &Self) -> bool {
        let length =
            |state: &Self, path: &PathBuf| state.0.get(path).and_then(|known| *known).map(|(_, length)| length);
        self.0.keys().any(|path| length(self, path) == Some(0) && length(before, path) != Some(0))
    }

    /// Waits until something is another than it was when a build began, and as long as it goes on changing: a program
    /// that saves writes more than once. Whoever saved while it was built is not kept waiting.
    pub fn wait(&self, now: impl Fn() -> Self) {
        let (mut last, mut since) = (now(), Instant::now());
        let built_of = self.with_what_was_found(&last);
        loop {
            let began = Instant::now();
            let seen = now();
            if seen != last {
                since = began;
            }
            // Most programs empty a file before they write it anew, and may do so before the build is over.
            let is_whole = !seen.is_emptied(&built_of) || since.elapsed() > SAVING;
            if seen != built_of && seen == last && is_whole {
                return;
            }
            last = seen;
            thread::sleep((began.elapsed() * RESTS).clamp(SHORTEST, LONGEST));
        }
    }

    /// With the files that nobody knew of before a build read them, as they are now.
    fn with_what_was_found(&self, now: &Self) -> Self {
        let mut files = now.0.clone();
        files.extend(self.0.clone());
        Self(files)
    }
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
        let state = || State::of(&[folder.path().to_owned()], &[path("logo.svg")], &path("ud"));
        let before = state();
        fs::write(path("ud/b.toml"), "1").unwrap();
        assert_eq!(state(), before);
        fs::write(path("a.toml"), "12").unwrap();
        let changed = state();
        assert_ne!(changed, before);
        fs::write(path("logo.svg"), "<svg/>").unwrap();
        assert_ne!(state(), changed);
        fs::write(path("ny.toml"), "1").unwrap();
        let of_one = State::of(&[path("a.toml")], &[], &path("ud"));
        assert_eq!(of_one.with_what_was_found(&state()), state(), "what a build found is no change");
        assert_ne!(before.with_what_was_found(&state()), state(), "what changed while it was built is one");
        fs::write(path("a.toml"), "").unwrap();
        assert!(state().is_emptied(&changed) && !state().is_emptied(&state()));
        fs::remove_file(path("a.toml")).unwrap();
        assert_ne!(state(), changed);
    }

    #[test]
    fn a_file_that_is_emptied_before_a_build_ends_is_awaited_until_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        let state = || State::of(std::slice::from_ref(&path), &[], Path::new("ud"));
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
        begun.wait(state);
        assert_eq!(fs::read_to_string(&path).unwrap(), "title = 12");
        writing.join().unwrap();
    }
}
