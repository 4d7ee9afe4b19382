//! Seals: what suppliers were asked, part by part, each in a few signs.
//!
//! Two seals are the same just when what they seal is. So an answer to an earlier version still counts where its line
//! is the same, and what differs between a form and the tender can be named.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::case::Said;
use crate::catalog::id::TypeId;
use crate::change::{Kind, Record};
use crate::compose::WEIGHT_MEANING;
use crate::document::{Document, DocumentKind, Field, FormLine, Svarskema, TypeEntry};
use crate::input::markdown::words;
use crate::profile::Profile;
use crate::text::seal::sha256;

/// How many signs of a hash tell one wording from another.
const LENGTH: usize = 16;

/// The seals of a version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seals {
    /// Buyers and title
    pub tender: String,
    pub version: String,
    /// The fixed texts
    pub texts: String,
    /// The types: name, kind, answers, meaning
    pub types: String,
    /// The facts that are asked
    pub facts: String,
    /// By the line's id: its words, when it holds and is due, what may stand for it, and how it is answered
    pub lines: BTreeMap<String, String>,
}

/// A part of a tender that has a seal of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sealed {
    Tender,
    Version,
    Texts,
    Types,
    Facts,
    Line(String),
}

impl Said {
    /// The seals of what the tender asks.
    pub fn seals(&self, profile: &Profile) -> Seals {
        match self.documents.get(&DocumentKind::Svarskema) {
            Some(Document::Svarskema(form)) => Seals::of(profile, form, &self.record),
            Some(_) | None => Seals::default(),
        }
    }
}

impl Seals {
    /// Seals what a form asks. Nothing of it is the buyer's own, or only how it looks.
    pub fn of(profile: &Profile, form: &Svarskema, record: &Record) -> Self {
        let texts = record.entries.iter().filter(|entry| entry.subject.kind == Kind::Text);
        let texts: Vec<_> = texts.map(|entry| (&entry.subject.id, &entry.aspects)).collect();
        let lines = form.groups.iter().flat_map(|group| &group.lines);
        Self {
            tender: of_tender(profile),
            version: of_version(profile),
            texts: seal(&texts),
            types: of_types(profile, form),
            facts: of_facts(form),
            lines: lines.map(|line| (line.line.id.to_string(), of_line(line, profile))).collect(),
        }
    }

    /// The hash of all of them.
    pub fn fingerprint(&self) -> String {
        sha256(&serde_json::to_vec(self).expect("seals are plain data"))
    }

    /// The parts in which another version differs, lines that only one of them has among them.
    pub fn differing(&self, other: &Self) -> Vec<Sealed> {
        let parts = [
            (Sealed::Tender, self.tender != other.tender),
            (Sealed::Version, self.version != other.version),
            (Sealed::Texts, self.texts != other.texts),
            (Sealed::Types, self.types != other.types),
            (Sealed::Facts, self.facts != other.facts),
        ];
        let mut lines: Vec<&String> = self.lines.keys().chain(other.lines.keys()).collect();
        lines.sort();
        lines.dedup();
        let lines = lines.into_iter().filter(|id| self.lines.get(*id) != other.lines.get(*id));
        let lines = lines.map(|id| Sealed::Line(id.clone()));
        parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).chain(lines).collect()
    }
}

/// The seal of whose tender it is, and what it is called.
pub fn of_tender(profile: &Profile) -> String {
    let tender = &profile.tender;
    let joined = tender.joined_by.iter().map(|buyer| buyer.name.as_str());
    let buyers: Vec<&str> = std::iter::once(tender.buyer.as_str()).chain(joined).collect();
    seal(&(&tender.title, buyers))
}

/// The seal of the tender's version.
pub fn of_version(profile: &Profile) -> String {
    seal(&profile.tender.version)
}

/// The seal of what the types are called, mean and offer.
pub fn of_types(profile: &Profile, form: &Svarskema) -> String {
    let types: Vec<_> = form.legend.types.iter().map(|kind| said_of_type(profile, kind)).collect();
    seal(&types)
}

/// The seal of one type.
pub fn of_type(profile: &Profile, kind: &TypeEntry) -> String {
    seal(&said_of_type(profile, kind))
}

fn said_of_type<'a>(profile: &Profile, kind: &'a TypeEntry) -> impl Serialize + use<'a> {
    let of = profile.requirement_type(&TypeId::new(&kind.id)).kind;
    // That some line has a weight gives no answer another meaning.
    let meaning = kind.meaning.trim_end_matches(WEIGHT_MEANING).trim_end();
    (&kind.id, &kind.name, format!("{of:?}"), &kind.answers, meaning)
}

/// The seal of the questions about the solution.
pub fn of_facts(form: &Svarskema) -> String {
    let facts = form.facts.iter().flat_map(|facts| &facts.rows);
    let facts: Vec<_> = facts.map(|row| (row.answer.name.to_string(), &row.question, &row.help)).collect();
    seal(&facts)
}

/// The seal of a line: its words, when it holds and is due, what may stand for it, and how it is answered.
///
/// Where the buyer says when all lines have to be met, that is said of each that says nothing else, or something
/// else only in part.
pub fn of_line(it: &FormLine, profile: &Profile) -> String {
    let line = &it.line;
    let general = profile.tender.due.as_ref().filter(|_| line.deferred.is_none() || line.deferred_in_part);
    let said = |rich: &Option<_>| rich.as_deref().map(words);
    let field =
        |field: &Field| (format!("{:?}", field.kind), field.label.clone(), field.options.clone(), field.required);
    let words = (&line.title, words(&line.text), said(&line.condition), said(&line.alternative), said(&line.deferred));
    let answered = (
        &line.type_id,
        &line.type_name,
        field(&it.answer),
        it.description.as_ref().map(|it| (field(it), &it.required_with)),
    );
    match general {
        None => seal(&(words, answered)),
        Some(general) => seal(&(words, answered, general)),
    }
}

/// A short seal of a value, by its JSON.
pub fn seal(of: &impl Serialize) -> String {
    let json = serde_json::to_vec(of).expect("what is sealed is plain data");
    sha256(&json).chars().take(LENGTH).collect()
}
