//! The index of an output folder: what every output looked like from outside when it was last known to be up to date.
//!
//! A file whose size and time stamp are the ones that were noted need not be read again, as in git's index. It only
//! ever spares reading: whatever does not match is judged by content. A file that was changed within the same tick of
//! the clock as the index was written would go unnoticed, so what is not older than the index is read too. The index
//! can be deleted at any time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::output::{Outputs, own, remove_unfinished};
use super::report::{Fate, Output};
use super::shard::Shard;
use super::turn::{Turn, kept_in};
use crate::platform;
use tender::complaint::Complaint;

/// The version of the format.
const SCHEMA: u32 = 3;

/// What is known of the outputs of a folder.
pub struct Index {
    path: PathBuf,
    /// The profiles of which something was noted
    noted: BTreeSet<String>,
    folder: PathBuf,
    /// When it was written; what is not older is not trusted
    written: Option<SystemTime>,
    known: Written,
}

/// The index as it is written.
#[derive(Clone, Serialize, Deserialize, PartialEq)]
struct Written {
    schema: u32,
    /// By the path of the profile's outputs below the folder, without their ending
    profiles: BTreeMap<String, Entry>,
}

impl Written {
    /// What stands in an index. One that is missing or cannot be read knows nothing.
    fn read(path: &Path) -> Self {
        let known = own(path).and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        let known = known.filter(|known| known.schema == SCHEMA);
        known.unwrap_or(Self { schema: SCHEMA, profiles: BTreeMap::new() })
    }
}

/// The outputs of a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The seal of all that they are made of
    seal: String,
    lock: Stamp,
    outputs: Vec<Known>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Known {
    name: String,
    sha256: String,
    stamp: Stamp,
}

/// A file from outside: its size in bytes, when it was last written, in nanoseconds since 1970, and what the system
/// alone can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    bytes: u64,
    written: u64,
    identity: platform::Identity,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Option<Self> {
        let written = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let written = u64::try_from(written.as_nanos()).ok()?;
        Some(Self { bytes: metadata.len(), written, identity: platform::identity(metadata) })
    }

    fn of_file(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().filter(Metadata::is_file).as_ref().and_then(Self::of)
    }
}

impl Index {
    /// The index of an output folder; each part of a run has its own. One that is missing or cannot be read knows
    /// nothing.
    pub fn open(folder: &Path, shard: Option<Shard>) -> Self {
        let part = shard.map(|shard| format!("-{}-of-{}", shard.part, shard.of)).unwrap_or_default();
        let path = kept_in(folder).join(format!("index{part}.json"));
        let written = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
        let known = Written::read(&path);
        Self { path, noted: BTreeSet::new(), folder: folder.to_owned(), written, known }
    }

    /// The outputs of a profile if they were made of just this and nobody touched them since: all that are `asked` for,
    /// and of the `others` those that there are.
    pub fn up_to_date(
        &self,
        stem: &Path,
        lock: &Path,
        seal: &str,
        asked: &[PathBuf],
        others: &[PathBuf],
    ) -> Option<Vec<Output>> {
        let entry = self.known.profiles.get(&self.key(stem)?)?;
        if entry.seal != seal || !self.trusts(lock, entry.lock) {
            return None;
        }
        let known = entry.outputs.iter().map(|known| (stem.with_file_name(&known.name), known));
        let wanted = known.filter(|(path, _)| asked.contains(path) || others.contains(path));
        let outputs = wanted.map(|(path, known)| {
            let trusted = self.trusts(&path, known.stamp);
            trusted.then(|| Output { path, kind: None, fate: Fate::Kept, sha256: Some(known.sha256.clone()) })
        });
        let outputs: Vec<Output> = outputs.collect::<Option<_>>()?;
        let all = asked.iter().all(|path| outputs.iter().any(|output| output.path == *path));
        all.then_some(outputs)
    }

    fn trusts(&self, path: &Path, stamp: Stamp) -> bool {
        let older = |metadata: &Metadata| {
            metadata.modified().is_ok_and(|modified| self.written.is_some_and(|written| modified < written))
        };
        fs::metadata(path)
            .is_ok_and(|metadata| metadata.is_file() && older(&metadata) && Stamp::of(&metadata) == Some(stamp))
    }

    /// Notes what the outputs of a profile look like now, or that nothing is known of them.
    pub fn note(&mut self, stem: &Path, lock: &Path, seal: Option<String>, outputs: &[Output]) {
        let Some(key) = self.key(stem) else { return };
        let entry = seal.and_then(|seal| Entry::of(seal, stem, lock, outputs));
        self.noted.insert(key.clone());
        match entry {
            Some(entry) => self.known.profiles.insert(key, entry),
            None => self.known.profiles.remove(&key),
        };
    }

    /// Writes the index, unless it says nothing new. What runs beside this one noted of other profiles since it was
    /// read stays.
    pub fn write(&self, outputs: Outputs<'_>) -> Result<(), Complaint> {
        if self.renewed().is_none() {
            return Ok(());
        }
        let _turn = Turn::at_index(&self.folder)?;
        remove_unfinished(&self.path, Duration::ZERO);
        match self.renewed() {
            Some(index) => outputs.write(&self.path, &serde_json::to_vec(&index).expect("an index is plain data")),
            None => Ok(()),
        }
    }

    /// The index that lies there with what was noted, if that is anything new.
    fn renewed(&self) -> Option<Written> {
        let there = Written::read(&self.path);
        let mut next = there.clone();
        for key in &self.noted {
            match self.known.profiles.get(key) {
                Some(entry) => next.profiles.insert(key.clone(), entry.clone()),
                None => next.profiles.remove(key),
            };
        }
        (next != there).then_some(next)
    }

    fn key(&self, stem: &Path) -> Option<String> {
        stem.strip_prefix(&self.folder).ok()?.to_str().map(str::to_owned)
    }
}

impl Entry {
    fn of(seal: String, stem: &Path, lock: &Path, outputs: &[Output]) -> Option<Self> {
        // What stays with the buyer lies in a folder below.
        let folder = stem.parent()?;
        let known = |output: &Output| {
            Some(Known {
                name: output.path.strip_prefix(folder).ok()?.to_str()?.to_owned(),
                sha256: output.sha256.clone()?,
                stamp: Stamp::of_file(&output.path)?,
            })
        };
        Some(Self { seal, lock: Stamp::of_file(lock)?, outputs: outputs.iter().map(known).collect::<Option<_>>()? })
    }
}
