//! What the rettelsesblad and the ændringsnotat say of the two versions that they compare.

use toml::value::Date;

use super::front::front;
use super::texts::Texts;
use crate::catalog::id::PackageId;
use crate::change::{Change, Changes, Kind, Weight};
use crate::document::words::Word;
use crate::document::{DocumentKind, Front, FrontEntry, FrontKey};
use crate::profile::{About, Profile, Settled, Tender};
use crate::text::danish;

/// The version of a tender that was published, and that is corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Was {
    pub version: Option<String>,
    pub published: Option<Date>,
    pub deadline: Option<Date>,
}

impl Was {
    /// »version 1.0 (offentliggjort den 24. november 2026)«
    pub(super) fn words(&self, tender: &Tender) -> String {
        let sent = tender.went_out();
        let published = self.published.map(danish::date);
        match (&self.version, published) {
            (Some(version), Some(date)) => format!("version {version} ({sent} den {date})"),
            (Some(version), None) => format!("version {version}"),
            (None, Some(date)) => format!("den version, der blev {sent} den {date}"),
            (None, None) => "den hidtidige version".to_owned(),
        }
    }
}

/// »version 1.1 af 30. november 2026«
pub(super) fn is_now(tender: &Tender) -> String {
    let date = tender.date.map(danish::date);
    match (&tender.version, date) {
        (Some(version), Some(date)) => format!("version {version} af {date}"),
        (Some(version), None) => format!("version {version}"),
        (None, Some(date)) => format!("den nye version af {date}"),
        (None, None) => "den nye version".to_owned(),
    }
}

/// What is corrected: a version, and what changed since it.
#[derive(Debug, Clone)]
pub struct Correcting<'a> {
    pub was: Was,
    /// The number of the rettelsesblad, where it is known
    pub number: Option<u32>,
    pub changes: &'a Changes,
}

/// The front, with both versions in the place of one.
pub(super) fn corrected_front(
    kind: DocumentKind,
    profile: &Profile,
    draft: bool,
    correcting: &Correcting<'_>,
    texts: &Texts,
) -> Front {
    let was = &correcting.was;
    let mut front = front(kind, profile, draft, texts);
    if let Some(number) = correcting.number {
        // The note tells of the sheet that has the number.
        let numbered = match kind {
            DocumentKind::Rettelsesblad => format!("{} nr. {number}", kind.name()),
            _ => format!("{} til rettelsesblad nr. {number}", kind.name()),
        };
        front.pdf_title = front.pdf_title.replacen(kind.name(), &numbered, 1);
        front.running = front.running.replacen(kind.name(), &numbered, 1);
        front.name = front.name.replacen(kind.name(), &numbered, 1);
        front.kind_name = numbered;
    }
    let sent = profile.tender.went_out();
    let published = was.published.map(|date| format!("{sent} den {}", danish::date(date)));
    let old: Vec<String> = was.version.clone().into_iter().chain(published).collect();
    let mut versions = Vec::new();
    if !old.is_empty() {
        let key = FrontKey::OldVersion;
        versions.push(FrontEntry { key, label: texts.word(key.word()), value: old.join(", ") });
    }
    // The day of the corrected version still stands there until the new one has a day of its own.
    let now = profile.tender.published.filter(|date| Some(*date) != was.published);
    let mut entries = Vec::new();
    for mut given in front.entries {
        match given.key {
            FrontKey::Version => {
                entries.append(&mut versions);
                given.label = texts.word(Word::CoverNewVersion);
                if let Some(date) = now {
                    given.value = format!("{}, {sent} den {}", given.value, danish::date(date));
                }
                entries.push(given);
            }
            // It stands beside the version.
            FrontKey::Published => {}
            // What the catalog is is said where requirements are.
            FrontKey::Catalog if kind == DocumentKind::Rettelsesblad => {}
            FrontKey::Date | FrontKey::Deadline | FrontKey::Catalog => {
                entries.append(&mut versions);
                entries.push(given);
            }
            FrontKey::Buyer
            | FrontKey::Organisation
            | FrontKey::Cvr
            | FrontKey::JoinedBy
            | FrontKey::Contact
            | FrontKey::Reference
            | FrontKey::Area
            | FrontKey::Procedure
            | FrontKey::OldVersion
            | FrontKey::CatalogDate => entries.push(given),
        }
    }
    front.entries = entries;
    front
}

/// A package's title, also of one that the tender no longer has.
pub(super) fn package_title(profile: &Profile, changes: &Changes, id: &str) -> Option<String> {
    let known = profile.edition.packages.get(&PackageId::new(id)).map(|package| package.title.clone());
    known.or_else(|| {
        let package = changes.iter().find(|change| change.subject.kind == Kind::Package && change.subject.id == id);
        package.map(|change| change.title.clone())
    })
}

/// Whether a change is one of what is named: of a line, also of what was chosen or left out of it, of a package, also of
/// what was chosen in it, and of whatever else has a name.
pub fn is_of(change: &Change, about: &About) -> bool {
    let (kind, id) = (change.subject.kind, change.subject.id.as_str());
    let is_line = matches!(kind, Kind::Integration | Kind::Requirement | Kind::Deviation);
    // `I-14/SF1606`
    let of_package = id.split_once('/').filter(|_| matches!(kind, Kind::Choice | Kind::Consequence));
    match about {
        About::Line(line) => {
            (is_line && id == line.as_str()) || of_package.is_some_and(|(_, chosen)| chosen == line.as_str())
        }
        About::Tender(key) => kind == Kind::Tender && id == *key,
        About::Package(package) => {
            (kind == Kind::Package && id == package.as_str())
                || of_package.is_some_and(|(of, _)| of == package.as_str())
        }
        About::Choice(..) => of_package.is_some() && id == about.to_string(),
        About::Fact(fact, _) => kind == Kind::Fact && id == fact,
    }
}

impl Profile {
    /// What the buyer settled of a change to the version that the profile is in.
    pub fn settled_of(&self, change: &Change) -> Option<&Settled> {
        let of_this = self.corrections.iter().filter(|it| Some(&it.version) == self.tender.version.as_ref());
        of_this.into_iter().find(|it| it.lines.iter().any(|line| is_of(change, line)))
    }

    /// What a change weighs: what the buyer settled, or else what the machine guesses.
    pub fn weight_of(&self, change: &Change) -> Weight {
        self.settled_of(change).and_then(|settled| settled.weight).unwrap_or(change.weight)
    }

    /// The questions that led to a change to the version that the profile is in, by their numbers.
    pub(super) fn asked_for(&self, change: &Change) -> Vec<u32> {
        let answered = self.questions.iter().filter(|it| it.answered.is_some());
        let led = answered.filter(|it| it.version.is_some() && it.version == self.tender.version);
        led.filter(|it| it.lines.iter().any(|line| is_of(change, line))).map(|it| it.number).collect()
    }
}
