//! The change log of a kravbilag, and which of its lines are new or changed.

use std::collections::BTreeMap;

use super::corrections::{Reader, fact_number};
use super::kravbilag::values;
use super::texts::Texts;
use crate::change::{Change, Changes, Kind, What};
use crate::document::{Kravbilag, Line, VersionRow, Versions};
use crate::profile::Profile;
use crate::text::danish;

/// A version in the change log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    pub version: Option<String>,
    /// `2026-11-24`
    pub date: Option<String>,
    /// What changed in it, in a few words
    pub what: String,
    /// The number of the rettelsesblad that tells of it
    pub notice: Option<u32>,
}

/// What became of a tender since it was first published.
#[derive(Debug, Clone)]
pub struct History {
    versions: Vec<VersionLine>,
    /// What is said at a line: »Ændret i version 1.1«
    marks: BTreeMap<String, String>,
}

impl History {
    /// The versions so far, and what changed in the last of them.
    pub fn new(profile: &Profile, versions: Vec<VersionLine>, changes: &Changes) -> Self {
        let version = profile.tender.version.as_ref();
        let of = version.map_or_else(|| "denne version".to_owned(), |version| format!("version {version}"));
        let lines = told(profile, changes).filter(|change| is_line(change));
        let marks = lines.filter_map(|change| {
            let became = match &change.what {
                What::Added { .. } => "Nyt",
                What::Changed { .. } | What::Renamed { .. } => "Ændret",
                What::Dropped { .. } => return None,
            };
            Some((change.subject.id.clone(), format!("{became} i {of}")))
        });
        Self { marks: marks.collect(), versions }
    }

    /// Puts the log and the marks into a kravbilag.
    pub fn write(&self, kravbilag: &mut Kravbilag, profile: &Profile, texts: &Texts) {
        let row = |line: &VersionLine| VersionRow {
            version: line.version.clone().unwrap_or_default(),
            date: line.date.as_deref().and_then(day).map(danish::date).unwrap_or_default(),
            what: line.what.clone(),
            notice: line.notice.map(|number| format!("Rettelsesblad nr. {number}")),
        };
        let intro = texts.section("kravbilag/versioner.md", &values(profile));
        kravbilag.versions = Some(Versions { intro, rows: self.versions.iter().map(row).collect() });
        let chapters = kravbilag.chapters.iter_mut().flat_map(|chapter| &mut chapter.requirements);
        let others = kravbilag.others.iter_mut().flat_map(|others| &mut others.requirements);
        let lines: Vec<&mut Line> = kravbilag.integrations.iter_mut().chain(chapters).chain(others).collect();
        for line in lines {
            line.changed = self.marks.get(line.id.as_str()).cloned();
        }
    }
}

fn day(date: &str) -> Option<toml::value::Date> {
    date.parse::<toml::value::Datetime>().ok()?.date
}

/// The changes that suppliers are told of.
fn told<'c>(profile: &Profile, changes: &'c Changes) -> impl Iterator<Item = &'c Change> {
    changes.iter().filter(|change| Reader::Supplier(profile).tells(change))
}

/// A name as it stands inside a sentence; »CVR-nummer« stays as it is.
fn inside(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.as_str().chars().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        (_, _) => name.to_owned(),
    }
}

fn is_line(change: &Change) -> bool {
    matches!(change.subject.kind, Kind::Integration | Kind::Requirement)
}

/// What is told of a version, in the order of telling: of one, and of more.
const TOLD: [(&str, &str); 12] = [
    (NEW, NEW),
    (CHANGED, CHANGED),
    (GONE, GONE),
    ("Ny pakke", "Nye pakker"),
    ("Udgået pakke", "Udgåede pakker"),
    ("Ny oplysning", "Nye oplysninger"),
    ("Udgået oplysning", "Udgåede oplysninger"),
    ("Ny afvigelse", "Nye afvigelser"),
    ("Ophævet afvigelse", "Ophævede afvigelser"),
    ("Ny kravtype", "Nye kravtyper"),
    ("Udgået kravtype", "Udgåede kravtyper"),
    (BESIDES, BESIDES),
];
const NEW: &str = "Nye krav";
const CHANGED: &str = "Ændrede krav";
const GONE: &str = "Udgåede krav";
const BESIDES: &str = "Desuden ændret";

/// What changed, as a line of the change log: »Nye krav: SF2900. Ændrede krav: I-15.E1. Ny pakke: I-05. Desuden ændret:
/// tilbudsfrist.«
pub fn log(profile: &Profile, changes: &Changes) -> String {
    let said: Vec<(&str, String)> = told(profile, changes).filter_map(|change| of_log(profile, change)).collect();
    let sentences = TOLD.into_iter().filter_map(|(one, more)| {
        let mut names: Vec<&String> = said.iter().filter(|(what, _)| *what == one).map(|(_, name)| name).collect();
        // »faste tekster« stands for all of them.
        names.dedup();
        let what = if names.len() == 1 { one } else { more };
        (!names.is_empty()).then(|| format!("{what}: {}.", danish::list(names, "og")))
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// What the change log says of a change: under which of [`TOLD`], and its name.
fn of_log(profile: &Profile, change: &Change) -> Option<(&'static str, String)> {
    let id = change.subject.id.clone();
    let number = || fact_number(profile, change).unwrap_or_else(|| format!("»{}«", change.title));
    let besides = |name: String| (BESIDES, name);
    Some(match (&change.what, change.subject.kind) {
        (What::Added { .. }, Kind::Integration | Kind::Requirement) => (NEW, id),
        (What::Dropped { .. }, Kind::Integration | Kind::Requirement) => (GONE, id),
        (What::Changed { .. } | What::Renamed { .. }, Kind::Integration | Kind::Requirement) => (CHANGED, id),
        (What::Added { .. }, Kind::Package) => ("Ny pakke", id),
        (What::Dropped { .. }, Kind::Package) => ("Udgået pakke", id),
        (What::Added { .. }, Kind::Fact) => ("Ny oplysning", number()),
        (What::Dropped { .. }, Kind::Fact) => ("Udgået oplysning", number()),
        (What::Added { .. }, Kind::Deviation) => ("Ny afvigelse", id),
        (What::Dropped { .. }, Kind::Deviation) => ("Ophævet afvigelse", id),
        (What::Added { .. }, Kind::Type) => ("Ny kravtype", id),
        (What::Dropped { .. }, Kind::Type) => ("Udgået kravtype", id),
        (_, Kind::Tender) => besides(inside(&change.title)),
        (What::Changed { .. }, Kind::Choice) => {
            besides(format!("oplysninger om {}", id.rsplit('/').next().unwrap_or_default()))
        }
        (_, Kind::Package) => besides(format!("pakke {id}")),
        (_, Kind::Fact) => besides(format!("oplysning {}", number())),
        (_, Kind::Type) => besides(format!("kravtype {id}")),
        (_, Kind::Deviation) => besides(format!("afvigelse fra {id}")),
        (_, Kind::Text) => besides("faste tekster".to_owned()),
        (
            _,
            Kind::Choice
            | Kind::Rule
            | Kind::Consequence
            | Kind::Alternative
            | Kind::Reading
            | Kind::Note
            | Kind::Advice
            | Kind::Source
            | Kind::Area,
        ) => return None,
    })
}
