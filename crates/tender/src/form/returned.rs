//! What stands in a returned form, read without believing any of it.
//!
//! [`Reading::of`] runs in the child process. What it gives is plain data that crosses to the parent as JSON.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{pdf, workbook};
use crate::document::FieldName;
use crate::form::refusal::Refusal;
use crate::text::source::composed;

/// The largest file that is read. A filled form has some hundred kilobytes; a scan of one is no form.
pub const LARGEST: u64 = 32 << 20;

/// The most characters of one answer. A form that suppliers fill in by hand stays far below.
const LONGEST: usize = 50_000;

/// The most fields of one form.
pub(super) const MOST_FIELDS: usize = 20_000;

/// The largest binding, in bytes.
pub(super) const LARGEST_BINDING: usize = 8 << 20;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    Form(Returned),
    Refused(Refusal),
}

/// The two formats of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Pdf,
    Xlsx,
}

impl Kind {
    /// The ending of its files' names.
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Xlsx => "xlsx",
        }
    }
}

/// A returned form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    pub kind: Kind,
    /// The binding as it stands in the file, unread
    pub binding: Option<String>,
    /// What stands in each field, by its name; nothing where it was left blank
    pub values: BTreeMap<String, Option<String>>,
    /// The visible wording of each line, by the name of its answer's field; of workbooks only
    pub wordings: BTreeMap<String, String>,
    pub oddities: BTreeSet<Oddity>,
}

/// What no form of ours has in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Oddity {
    /// Something that would act if the file were opened in another program
    Active(Active),
    /// The answer is a formula; what it showed last is taken
    Formula { field: String },
    /// The marks and the value of one field say different things
    Ambiguous { field: String, said: Vec<String> },
    /// Two fields of one name
    Twice { field: String },
    /// The answer was cut
    Cut { field: String },
}

/// What acts when a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Active {
    Script,
    Launch,
    Submit,
    OtherFile,
    Xfa,
    Media,
    Macro,
    ExternalLink,
    Embedded,
}

impl Returned {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, binding: None, values: BTreeMap::new(), wordings: BTreeMap::new(), oddities: BTreeSet::new() }
    }

    /// What stands in a field.
    pub(super) fn value(&self, field: &FieldName) -> Option<String> {
        self.values.get(&field.to_string()).cloned().flatten()
    }

    /// Keeps what stands in a field.
    pub(super) fn keep(&mut self, field: String, value: Option<String>) {
        let field = composed(&field).into_owned();
        if self.values.len() >= MOST_FIELDS {
            return;
        }
        // Some systems write letters in pieces: an answer must be found among those that were offered all the same.
        let plain = |value: String| composed(&value.replace("\r\n", "\n").replace('\r', "\n")).into_owned();
        let mut value = value.map(plain);
        if let Some((at, _)) = value.as_deref().and_then(|value| value.char_indices().nth(LONGEST)) {
            value.as_mut().expect("it was just looked into").truncate(at);
            self.oddities.insert(Oddity::Cut { field: field.clone() });
        }
        let value = value.filter(|value| !value.is_empty());
        match self.values.entry(field) {
            Entry::Occupied(twice) => drop(self.oddities.insert(Oddity::Twice { field: twice.key().clone() })),
            Entry::Vacant(place) => drop(place.insert(value)),
        }
    }
}

impl Reading {
    /// Reads a returned file whose bytes are at hand.
    pub fn of(bytes: &[u8]) -> Self {
        match by_magic(bytes) {
            Ok(returned) => Reading::Form(returned),
            Err(refusal) => Reading::Refused(refusal),
        }
    }
}

/// A file is what it begins as.
fn by_magic(bytes: &[u8]) -> Result<Returned, Refusal> {
    /// Readers of PDF look for the header this far into the file.
    const HEADER: usize = 1024;
    /// The older binary format of Office, in which a workbook with a password is wrapped too.
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let start = &bytes[..bytes.len().min(HEADER)];
    if start.windows(5).any(|window| window == b"%PDF-") {
        pdf::read(bytes)
    } else if bytes.starts_with(b"PK\x03\x04") {
        workbook::read::read(bytes)
    } else if bytes.starts_with(COMPOUND) {
        Err(if contains(bytes, &utf16("EncryptedPackage")) { Refusal::Encrypted } else { Refusal::NotAForm })
    } else {
        Err(Refusal::NotAForm)
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
