//! What was built of a profile in an output folder: what its outputs were made of, what they say, and their hashes.
//!
//! It is kept out of sight among the outputs and tells the next run what need not be made again and what somebody
//! edited by hand. It can be lost with them: what suppliers have read is the [lock](super::lock)'s to know.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::names;
use super::release::Release;
use crate::change::Record;

/// The version of the format.
const SCHEMA: u32 = 1;

/// What a profile's outputs were made of and what they say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelf {
    pub schema: u32,
    /// The version of `bilag`
    pub tool: String,
    pub edition: String,
    #[serde(flatten)]
    pub release: Release,
    pub made_of: Parts,
    /// Of which profile: where that lies, seen from the output folder
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// By file name, those of the buyer's own with their folder
    #[serde(deserialize_with = "names::by_name")]
    pub outputs: BTreeMap<String, Locked>,
    /// While outputs are being replaced: what each was before, `null` where there was none. A run that was cut short
    /// leaves it behind, and the next one then knows both the old and the new file as its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacing: Option<BTreeMap<String, Option<String>>>,
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
    /// Which document it is, by its name in file names
    pub document: String,
}

impl Shelf {
    /// What is built of a tender in an edition, without outputs yet.
    pub fn new(edition: String, release: Release, made_of: Parts, record: Record) -> Self {
        let tool = env!("CARGO_PKG_VERSION").to_owned();
        let outputs = BTreeMap::new();
        Self { schema: SCHEMA, tool, edition, release, made_of, of: None, outputs, replacing: None, record }
    }

    /// Which documents lie there, in which formats: `svarskema.xlsx`.
    pub fn documents(&self) -> BTreeSet<String> {
        let ending = |name: &str| name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_owned());
        self.outputs.iter().map(|(name, locked)| format!("{}.{}", locked.document, ending(name))).collect()
    }

    /// Reads what was built. What cannot be read, or is of another time, tells nothing.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Self>(bytes).ok().filter(|built| built.schema == SCHEMA)
    }

    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("what was built is plain data")
    }
}
