//! The lock of a published tender: each version that suppliers have read, and what it said.
//!
//! It lies beside the profile, so that it is kept with it under version control and is not lost with the outputs. It
//! holds nothing of the machine or the day. A tender that was never published has none.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize, de};
use serde_json::ser::Formatter;

use super::seals::Seals;
use super::{names, packed};
use crate::change::Record;
use crate::complaint::Complaint;
use crate::publication::fault::PublicationFault;
use crate::publication::release::{Published, Release};
use crate::text::source::{Place, Source};

/// The version of the format.
pub const SCHEMA: u32 = 2;

/// How the name of a lock ends: `udbud/omsorg.bilag-lock`.
pub const ENDING: &str = ".bilag-lock";

/// How the name of the folder ends that holds the locks of a portfolio: `udbud/kommuner.bilag-locks/Nordlyng`.
pub const FOLDER: &str = ".bilag-locks";

/// What suppliers have read of a tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    pub schema: u32,
    /// The version of `bilag` that wrote it
    pub tool: String,
    /// The profile's bare file name
    pub profile: String,
    /// Every version that was published, in their order
    pub publications: Vec<Issued>,
    /// The buyer's own requirements that a publication dropped: their numbers are not used again
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub retired: BTreeSet<String>,
    /// The answers that were sent, by the numbers of their questions, sealed: what was sent stays as it is
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<u32, String>,
    /// When the tender was withdrawn
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<String>,
    /// The profile that was published last, in its normal form, line by line
    pub normalised: Vec<String>,
    /// What the version before the last said
    #[serde(default, skip_serializing_if = "Option::is_none", with = "packed::optional")]
    pub before: Option<Record>,
    /// What the last version said
    #[serde(with = "packed")]
    pub record: Record,
}

/// A version as it went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    #[serde(flatten)]
    pub release: Release,
    pub edition: String,
    /// The number of the rettelsesblad that it went out with; none of the first version
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<u32>,
    /// Its line of the change log
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub log: String,
    /// SHA-256 of what went out, in hexadecimal, by file name
    #[serde(deserialize_with = "names::by_name")]
    pub outputs: BTreeMap<String, String>,
    /// In which formats each document went out: `svarskema.xlsx`, whatever its file is called
    pub documents: BTreeSet<String>,
    pub seals: Seals,
}

/// What of a lock is read to know which format it is in.
#[derive(Deserialize)]
struct Schema {
    schema: u32,
}

impl Lock {
    /// Where the lock of a profile lies: beside it.
    pub fn path(profile: &Path) -> PathBuf {
        let mut name = profile.with_extension("").into_os_string();
        name.push(ENDING);
        PathBuf::from(name)
    }

    /// Where the lock of a portfolio's row lies: in a folder beside the portfolio.
    pub fn path_of_row(portfolio: &Path, row: &str) -> PathBuf {
        let mut folder = portfolio.with_extension("").into_os_string();
        folder.push(FOLDER);
        row.split('/').fold(PathBuf::from(folder), |path, part| path.join(part))
    }

    /// The version that suppliers have read last, with what went out of it.
    pub fn published(&self) -> Option<Published> {
        let last = self.publications.last()?;
        Some(Published::of(last, self.record.clone()))
    }

    /// The version before that, as far as what it said is still known.
    pub fn published_before(&self) -> Option<Published> {
        let [.., before, _] = self.publications.as_slice() else { return None };
        Some(Published::of(before, self.before.clone()?))
    }

    /// The profile that was published last, as TOML that stands alone.
    pub fn profile_text(&self) -> String {
        self.normalised.iter().map(|line| format!("{line}\n")).collect()
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
        let lock: Self = serde_json::from_str(&source.text).map_err(|error| complain(&error))?;
        // A lock is written when a version goes out: one without any, or without what it said, was not left so.
        let emptied = [
            ("publications", lock.publications.is_empty()),
            ("normalised", lock.normalised.iter().all(|line| line.trim().is_empty())),
            ("record", lock.record.entries.is_empty()),
        ];
        match emptied.into_iter().find(|(_, is_empty)| *is_empty) {
            Some((field, _)) => Err(complain(&<serde_json::Error as de::Error>::missing_field(field))),
            None => Ok(lock),
        }
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
