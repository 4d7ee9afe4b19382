//! Which of its versions a tender is in, and what of it went out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::version::raised;
use crate::change::Record;
use crate::compose::Was;
use crate::profile::Profile;

/// Which of its versions a tender is in; dates as `2026-11-24`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    pub version: Option<String>,
    pub date: Option<String>,
    pub published: Option<String>,
    pub deadline: Option<String>,
}

impl Release {
    pub fn of(profile: &Profile) -> Self {
        let tender = &profile.tender;
        let date = |date: Option<toml::value::Date>| date.map(|date| date.to_string());
        Self {
            version: tender.version.clone(),
            date: date(tender.date),
            published: date(tender.published),
            deadline: date(tender.deadline),
        }
    }

    /// Whether its version comes after another's.
    pub fn is_raised_from(&self, earlier: &Self) -> bool {
        raised(earlier.version.as_deref(), self.version.as_deref())
    }

    /// The version as a rettelsesblad names it.
    pub fn was(&self) -> Was {
        let date = |date: &Option<String>| date.as_deref()?.parse::<toml::value::Datetime>().ok()?.date;
        Was { version: self.version.clone(), published: date(&self.published), deadline: date(&self.deadline) }
    }
}

/// A version that suppliers have read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    #[serde(flatten)]
    pub release: Release,
    /// What it said
    pub record: Record,
    /// SHA-256 of what went out, in hexadecimal, by file name
    pub outputs: BTreeMap<String, String>,
}
