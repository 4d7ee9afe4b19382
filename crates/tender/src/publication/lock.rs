//! The lock of a built profile: what its outputs were made of, what they say, and their hashes.
//!
//! It lies beside the outputs and tells the next run what need not be made again, what somebody edited by hand, and, once the tender is
//! published, what suppliers have read. It holds nothing of the machine or the day, so that it can be kept under version control.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::ser::Formatter;

use crate::change::Record;
use crate::complaint::Complaint;
use crate::publication::fault::PublicationFault;
use crate::publication::release::{Published, Release};
use crate::text::source::{Place, Source};

/// The version of the format.
pub const SCHEMA: u32 = 1;

/// How the name of a lock ends.
pub const ENDING: &str = ".bilag-lock.json";

/// What a profile's outputs were made of and what they say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    pub schema: u32,
    /// The version of `bilag`
    pub tool: String,
    /// The profile's bare file name
    pub profile: String,
    pub edition: String,
    #[serde(flatten)]
    pub release: Release,
    pub made_of: Parts,
    /// By file name
    pub outputs: BTreeMap<String, Locked>,
    /// While outputs are being replaced: what each was before, `null` where there was none. A run that was cut short leaves it behind, and
    /// the next one then knows both the old and the new file as its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacing: Option<BTreeMap<String, Option<String>>>,
    /// The published version that this one replaces
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Published>,
    /// The buyer's own requirements that a publication dropped: their numbers are not used again
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub retired: BTreeSet<String>,
    pub record: Record,
}

/// SHA-256, in hexadecimal, of all that outputs are made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// What the catalog says of the packages at work
    pub catalog: String,
    /// The profile laid over those it extends, without comments
    pub profile: String,
    pub templates: String,
    pub fonts: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

/// An output as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locked {
    /// SHA-256 of everything that decides its bytes
    pub made_of: String,
    /// SHA-256 of its bytes
    pub sha256: String,
    pub bytes: u64,
}

/// What of a lock is read to know which format it is in.
#[derive(Deserialize)]
struct Schema {
    schema: u32,
}

impl Lock {
    /// Where the lock of a profile lies, whose outputs begin with `stem`: `bilag-ud/omsorg.bilag-lock.json`.
    pub fn path(stem: &Path) -> PathBuf {
        let mut name = stem.as_os_str().to_owned();
        name.push(ENDING);
        PathBuf::from(name)
    }

    /// The version that suppliers have read last, with what went out of it.
    pub fn published(&self) -> Option<Published> {
        if self.release.published.is_none() {
            return self.before.clone();
        }
        let outputs = self.outputs.iter().map(|(name, locked)| (name.clone(), locked.sha256.clone()));
        Some(Published { release: self.release.clone(), record: self.record.clone(), outputs: outputs.collect() })
    }

    /// Reads a lock.
    pub fn read(source: &Arc<Source>) -> Result<Self, Complaint> {
        let path = || source.name.clone();
        let complain = |error: &serde_json::Error| {
            let at = offset(&source.text, error.line(), error.column());
            let fault = PublicationFault::UnreadableLock { path: path(), why: error.into() };
            Complaint::error(fault, Place::new(source, at..at))
        };
        let Schema { schema } = serde_json::from_str(&source.text).map_err(|error| complain(&error))?;
        if schema != SCHEMA {
            return Err(Complaint::error(PublicationFault::LockOfAnotherTime { path: path(), schema }, None));
        }
        serde_json::from_str(&source.text).map_err(|error| complain(&error))
    }

    /// The lock as it is written: the same text for the same content.
    pub fn to_json(&self) -> String {
        let mut json = Vec::new();
        let mut writer = serde_json::Serializer::with_formatter(&mut json, Lines::default());
        self.serialize(&mut writer).expect("a lock is plain data");
        json.push(b'\n');
        String::from_utf8(json).expect("JSON is text")
    }
}

/// Lays JSON out so that every element of a list stands on one line: half as long as usual, and version control shows
/// what changed.
#[derive(Default)]
struct Lines {
    /// How many objects are open that stand in no list
    objects: usize,
    /// How many lists are open
    lists: usize,
}

impl Lines {
    fn new_line<W: ?Sized + io::Write>(&self, writer: &mut W) -> io::Result<()> {
        write!(writer, "\n{:1$}", "", self.objects)
    }

    /// Stands between what is of a list or an object.
    fn next<W: ?Sized + io::Write>(&self, writer: &mut W, first: bool, on_a_line: bool) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        if on_a_line { self.new_line(writer) } else { Ok(()) }
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.lists += 1;
        writer.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first, self.lists == 1)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.lists -= 1;
        writer.write_all(b"]")
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.objects += usize::from(self.lists == 0);
        writer.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first, self.lists == 0)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.lists == 0 {
            self.objects -= 1;
            self.new_line(writer)?;
        }
        writer.write_all(b"}")
    }
}

/// The byte at which a line and column stand, both counted from one as JSON's errors do.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let begun: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((begun + column.saturating_sub(1)).min(text.len()))
}
