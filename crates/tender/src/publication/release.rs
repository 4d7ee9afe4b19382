//! Which of its versions a tender is in, and what of it went out.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use toml::value::Datetime;

use super::lock::Issued;
use super::version::raised;
use crate::change::Record;
use crate::compose::Was;
use crate::document::{DocumentKind, Format};
use crate::profile::Profile;

/// Which of its versions a tender is in; dates as `2026-11-24`, the deadline with its hour as `2027-01-15T12:00:00`.
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
            deadline: tender.last_moment().map(|moment| moment.to_string()),
        }
    }

    /// Whether its version comes after another's.
    pub fn is_raised_from(&self, earlier: &Self) -> bool {
        raised(earlier.version.as_deref(), self.version.as_deref())
    }

    /// What the folder is called that keeps what went out of it. Versions of which one is raised from the other differ
    /// in letters or digits, and so do their folders.
    pub fn folder(&self) -> String {
        let name = self.version.as_ref().or(self.published.as_ref()).map_or("", String::as_str);
        let kept = |c: char| if c.is_alphanumeric() || c == '.' || c == '_' { c } else { '-' };
        let name: String = name.chars().map(kept).collect();
        match name.trim_matches('.') {
            "" => "uden-version".to_owned(),
            name => name.to_owned(),
        }
    }

    /// The version as a rettelsesblad names it.
    pub fn was(&self) -> Was {
        let date = |date: &Option<String>| date.as_deref()?.parse::<Datetime>().ok()?.date;
        Was { version: self.version.clone(), published: date(&self.published), deadline: date(&self.deadline) }
    }

    /// Until when tenders were due.
    pub fn last_moment(&self) -> Option<Datetime> {
        self.deadline.as_deref()?.parse().ok()
    }
}

/// A version that suppliers have read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub release: Release,
    /// What it said
    pub record: Record,
    /// SHA-256 of what went out, in hexadecimal, by file name
    pub outputs: BTreeMap<String, String>,
    /// In which formats each document went out: `svarskema.xlsx`
    pub documents: BTreeSet<String>,
}

impl Published {
    /// The file in which a document went out in a format, by its name and its hash, whatever it would be called now.
    /// Names hold their document's name; where several are in one, what is told by itself is told first.
    pub fn output_of(&self, kind: DocumentKind, format: Format) -> Option<(&String, &String)> {
        let sent = |kind: &DocumentKind| self.documents.contains(&document_of(*kind, format));
        let ending = format!(".{}", format.extension());
        let mut files: Vec<(&String, Vec<DocumentKind>)> = self
            .outputs
            .keys()
            .filter_map(|name| Some((name, name.strip_suffix(&ending)?.to_lowercase())))
            .map(|(name, bare)| {
                let is_in = |kind: &DocumentKind| {
                    [kind.name(), kind.file_name()].iter().any(|called| bare.contains(&called.to_lowercase()))
                };
                (name, DocumentKind::ALL.iter().copied().filter(|kind| sent(kind) && is_in(kind)).collect())
            })
            .collect();
        loop {
            let at = files.iter().position(|(_, kinds)| kinds.len() == 1)?;
            let (name, kinds) = files.swap_remove(at);
            if kinds[0] == kind {
                return self.outputs.get_key_value(name);
            }
            files.iter_mut().for_each(|(_, others)| others.retain(|other| *other != kinds[0]));
        }
    }

    pub(super) fn of(issued: &Issued, record: Record) -> Self {
        let Issued { release, outputs, documents, .. } = issued.clone();
        Self { release, record, outputs, documents }
    }
}

/// A document in a format, whatever its file is called: `svarskema.xlsx`.
pub fn document_of(kind: DocumentKind, format: Format) -> String {
    format!("{}.{}", kind.file_name(), format.extension())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn what_went_out_is_found_whatever_it_would_be_called_now() {
        let outputs = ["Svarskema til Kravbilag.pdf", "Kravbilag.pdf", "Svarskema.xlsx"];
        let published = Published {
            release: Release::default(),
            record: Record {
                edition: String::new(),
                entries: Vec::new(),
                successors: BTreeMap::new(),
                words: Arc::default(),
            },
            outputs: outputs.map(|name| (name.to_owned(), format!("hash of {name}"))).into(),
            documents: ["kravbilag.pdf", "svarskema.pdf", "svarskema.xlsx"].map(str::to_owned).into(),
        };
        let found = |kind, format| published.output_of(kind, format).map(|(name, _)| name.as_str());
        assert_eq!(found(DocumentKind::Kravbilag, Format::Pdf), Some("Kravbilag.pdf"));
        assert_eq!(found(DocumentKind::Svarskema, Format::Pdf), Some("Svarskema til Kravbilag.pdf"));
        assert_eq!(found(DocumentKind::Svarskema, Format::Xlsx), Some("Svarskema.xlsx"));
        assert_eq!(found(DocumentKind::Kravbilag, Format::Docx), None);
        assert_eq!(found(DocumentKind::Rettelsesblad, Format::Pdf), None);
    }

    #[test]
    fn every_version_has_a_folder_that_every_system_can_have() {
        let of = |version: Option<&str>, published: Option<&str>| {
            let text = |text: Option<&str>| text.map(str::to_owned);
            Release { version: text(version), published: text(published), ..Release::default() }.folder()
        };
        for (version, folder) in [
            ("1.0", "1.0"),
            ("1/0", "1-0"),
            ("..", "uden-version"),
            ("../../1", "-..-1"),
            ("2 (rettet).", "2--rettet-"),
        ] {
            assert_eq!(of(Some(version), Some("2026-11-24")), folder);
        }
        assert_eq!(of(None, Some("2026-11-24")), "2026-11-24");
    }
}
