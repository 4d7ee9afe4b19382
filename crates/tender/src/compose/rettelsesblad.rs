//! The rettelsesblad: what changed in a tender since it was published.

use toml::value::Date;

use super::corrections::corrections;
use super::front::front;
use super::kravbilag::values;
use super::notice::notice;
use super::texts::Texts;
use crate::catalog::id::PackageId;
use crate::change::{Changes, Kind, Weight};
use crate::document::words::Word;
use crate::document::{
    CorrectionGroup, DocumentKind, Front, FrontEntry, FrontKey, Rettelsesblad, Section, WeightCount,
};
use crate::profile::{Profile, Tender};
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
    fn words(&self) -> String {
        let published = self.published.map(danish::date);
        match (&self.version, published) {
            (Some(version), Some(date)) => format!("version {version} (offentliggjort den {date})"),
            (Some(version), None) => format!("version {version}"),
            (None, Some(date)) => format!("den version, der blev offentliggjort den {date}"),
            (None, None) => "den hidtidige version".to_owned(),
        }
    }
}

/// »version 1.1 af 30. november 2026«
fn is_now(tender: &Tender) -> String {
    let date = tender.date.map(danish::date);
    match (&tender.version, date) {
        (Some(version), Some(date)) => format!("version {version} af {date}"),
        (Some(version), None) => format!("version {version}"),
        (None, Some(date)) => format!("den nye version af {date}"),
        (None, None) => "den nye version".to_owned(),
    }
}

/// Makes the rettelsesblad that tells of the changes from a published version to the profile's.
pub fn rettelsesblad(profile: &Profile, draft: bool, was: &Was, changes: &Changes, texts: &Texts) -> Rettelsesblad {
    let (hidtil, nu) = (was.words(), is_now(&profile.tender));
    let mut values = values(profile);
    values.extend([("hidtil", hidtil.as_str()), ("nu", nu.as_str())]);
    let section = |name: &str| texts.section(&format!("rettelsesblad/{name}.md"), &values);
    let weighing = |weight: Weight| changes.iter().filter(move |change| change.weight == weight);
    let consequences = [(Weight::Basic, "annullation"), (Weight::Substantial, "forlaengelse")];
    let consequences = consequences.into_iter().filter(|(weight, _)| weighing(*weight).next().is_some());
    let consequences: Vec<Section> = consequences.map(|(_, name)| section(name)).collect();
    let groups = Weight::ALL.map(|weight| CorrectionGroup {
        weight,
        intro: section(name(weight)),
        parts: corrections(weighing(weight), texts, &|id| package_title(profile, changes, id)),
    });
    let counts = groups.iter().map(|group| WeightCount {
        weight: group.weight,
        title: group.intro.title.clone(),
        count: weighing(group.weight).count(),
    });
    Rettelsesblad {
        front: corrected_front(profile, draft, was, texts),
        about: section("om"),
        reading_guide: section("laesevejledning"),
        summary: section("sammenfatning"),
        counts: counts.collect(),
        notice: notice(&profile.tender, was.deadline, texts, section("frist"), consequences),
        nothing: changes.is_empty().then(|| section("uden-aendringer")),
        groups: groups.into_iter().filter(|group| !group.parts.is_empty()).collect(),
    }
}

/// The fixed text that stands before the changes of a weight.
fn name(weight: Weight) -> &'static str {
    match weight {
        Weight::Basic => "grundlaeggende",
        Weight::Substantial => "vaesentlige",
        Weight::Clarifying => "praeciserende",
        Weight::Editorial => "redaktionelle",
    }
}

/// The front, with both versions in the place of one.
fn corrected_front(profile: &Profile, draft: bool, was: &Was, texts: &Texts) -> Front {
    let mut front = front(DocumentKind::Rettelsesblad, profile, draft, texts);
    let published = was.published.map(|date| format!("offentliggjort den {}", danish::date(date)));
    let old: Vec<String> = was.version.clone().into_iter().chain(published).collect();
    let mut versions = Vec::new();
    if !old.is_empty() {
        let key = FrontKey::OldVersion;
        versions.push(FrontEntry { key, label: texts.word(key.word()), value: old.join(", ") });
    }
    let mut entries = Vec::new();
    for mut given in front.entries {
        match given.key {
            FrontKey::Version => {
                entries.append(&mut versions);
                given.label = texts.word(Word::CoverNewVersion);
                entries.push(given);
            }
            // When the sheet itself is published is not known yet.
            FrontKey::Published => {}
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
fn package_title(profile: &Profile, changes: &Changes, id: &str) -> Option<String> {
    let known = profile.edition.packages.get(&PackageId::new(id)).map(|package| package.title.clone());
    known.or_else(|| {
        let package = changes.iter().find(|change| change.subject.kind == Kind::Package && change.subject.id == id);
        package.map(|change| change.title.clone())
    })
}
