//! The ændringsnotat: what the changes of a published tender may weigh, and what they oblige the buyer to.

use super::corrections::{Reader, corrections};
use super::kravbilag::values;
use super::notice::notice;
use super::record::DUE;
use super::texts::{Texts, of_procedure};
use super::versions::{Correcting, corrected_front, is_now, package_title};
use crate::both;
use crate::change::{Aspect, AspectChange, Change, Changes, Kind, Weight, What};
use crate::document::{Aendringsnotat, CorrectionGroup, DocumentKind, Loud, WeightCount};
use crate::profile::{Procedure, Profile};
use crate::text::danish;
use crate::text::language::Both;

/// Makes the note on the changes from a published version to the profile's.
pub fn aendringsnotat(profile: &Profile, draft: bool, correcting: &Correcting<'_>, texts: &Texts) -> Aendringsnotat {
    let changes = correcting.changes;
    let (hidtil, nu) = (correcting.was.words(&profile.tender), is_now(&profile.tender));
    let mut values = values(profile);
    values.extend([("hidtil", hidtil.as_str()), ("nu", nu.as_str())]);
    let section = |name: &str| {
        texts.section(of_procedure(&format!("aendringsnotat/{name}.md"), profile.tender.procedure), &values)
    };
    let weighing = |weight: Weight| changes.iter().filter(move |change| profile.weight_of(change) == weight);
    let groups = Weight::ALL.map(|weight| CorrectionGroup {
        weight,
        intro: section(name(weight)),
        parts: corrections(weighing(weight), &Reader::Buyer(Some(profile)), texts, &|id| {
            package_title(profile, changes, id)
        }),
    });
    let counts = groups.iter().map(|group| WeightCount {
        weight: group.weight,
        title: group.intro.title.clone(),
        count: weighing(group.weight).count(),
    });
    let days = match profile.tender.procedure {
        Some(Procedure::MiniTender) => "frist-miniudbud",
        Some(Procedure::OwnTender | Procedure::DirectAward) | None => "frist-udbud",
    };
    let of_all = of_all_minimum_requirements(changes).into_iter().map(|all| danish::capitalised(&all.da));
    let minimum: Vec<String> =
        minimum_requirements(changes).iter().map(|(change, became)| told(change, *became)).chain(of_all).collect();
    Aendringsnotat {
        front: corrected_front(DocumentKind::Aendringsnotat, profile, draft, correcting, texts),
        about: section("om"),
        summary: section("sammenfatning"),
        counts: counts.collect(),
        minimum: (!minimum.is_empty()).then(|| Loud { intro: section("mindstekrav"), rows: minimum }),
        notice: notice(profile, correcting.was.deadline, texts, section(days)),
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

/// What became of a minimum requirement after publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    New,
    Changed,
    Removed,
}

impl Became {
    /// »nyt«, »ændret«, »udgået«
    pub fn word(self) -> &'static str {
        match self {
            Became::New => "nyt",
            Became::Changed => "ændret",
            Became::Removed => "udgået",
        }
    }
}

/// The minimum requirements among the changes, with what became of each. One of which only the reason differs asks for
/// the same.
pub fn minimum_requirements(changes: &Changes) -> Vec<(&Change, Became)> {
    let lines = changes.iter().filter(|change| matches!(change.subject.kind, Kind::Integration | Kind::Requirement));
    let strictest = lines.filter(|change| change.heaviest == Weight::Basic);
    let became = strictest.filter_map(|change| match &change.what {
        What::Added { .. } => Some((change, Became::New)),
        What::Dropped { .. } => Some((change, Became::Removed)),
        What::Renamed { .. } | What::Changed { .. } => asks_otherwise(change).then_some((change, Became::Changed)),
    });
    became.collect()
}

/// Whether a line asks for something else, or at another time.
fn asks_otherwise(change: &Change) -> bool {
    let asked = [
        Aspect::Text,
        Aspect::Condition,
        Aspect::Alternative,
        Aspect::Deferred,
        Aspect::Status,
        Aspect::Type,
        Aspect::Description,
    ];
    let differs = |it: &AspectChange| asked.contains(&it.aspect) && it.weight > Weight::Editorial;
    change.aspects().iter().any(differs)
}

/// What all minimum requirements rest on and is changed: a type of theirs, or when they must be met.
pub fn of_all_minimum_requirements(changes: &Changes) -> Vec<Both> {
    let told = changes.iter().filter_map(|change| {
        let (kind, id) = (change.subject.kind, &change.subject.id);
        if kind == Kind::Tender && id == DUE {
            return Some(both!(
                "all without a time of their own (`due` is changed)",
                "alle uden egen frist (tidspunktet for opfyldelse er ændret)"
            ));
        }
        let is_minimum = kind == Kind::Type && change.heaviest == Weight::Basic && means_otherwise(change);
        is_minimum.then(|| both!("all of type `{id}`", "alle af typen {id} (typens betydning eller svar er ændret)"))
    });
    told.collect()
}

/// Whether the answers to a type are others or mean something else.
fn means_otherwise(change: &Change) -> bool {
    let asked = [Aspect::Meaning, Aspect::Modality, Aspect::Answers];
    change.aspects().iter().any(|it| asked.contains(&it.aspect) && it.weight > Weight::Editorial)
}

fn told(change: &Change, became: Became) -> String {
    format!("{} ({})", format!("{} {}", change.subject.id, change.title).trim_end(), became.word())
}
