//! The baggrundsnotat: what the requirements rest on, with all that suppliers are not told.

use std::collections::BTreeSet;

use super::front::front;
use super::kravbilag::{deviations, values};
use super::sentences::Sentences;
use super::texts::Texts;
use crate::catalog::id::{LineId, ReadingId, SourceId};
use crate::catalog::{Note, Reading, Subject};
use crate::document::{
    Audience, Baggrundsnotat, Deviations, DocumentKind, Ground, Grounds, Inline, Line, ReadingEntry, Readings, Rich,
    SeenNote, SeenOutside, SourceEntry, Weighed, WeighedRemark,
};
use crate::input::markdown::plain;
use crate::profile::{Allowed, Profile};
use crate::resolve::{Level, Reason, Resolution};

/// What is said of a line that only follows from what prerequisites need.
const DERIVED: &str = "Linjen følger ikke direkte af KOMBITs materiale om pakken.";

/// Makes the note on what a tender's requirements rest on.
pub fn baggrundsnotat(profile: &Profile, resolution: &Resolution, texts: &Texts) -> Baggrundsnotat {
    let sentences = Sentences::new(profile, resolution);
    let values = values(profile);
    let section = |name: &str| texts.section(&format!("baggrundsnotat/{name}.md"), &values);
    let deviations = deviations(&sentences, Audience::Buyer);
    let (readings, notes, remarks) = (readings(&sentences), notes(&sentences), remarks(profile));
    Baggrundsnotat {
        front: front(DocumentKind::Baggrundsnotat, profile, resolution.draft, texts),
        about: section("om"),
        reasons: section("begrundelser"),
        lines: lines(&sentences),
        deviations: deviations.map(|rows| Deviations { intro: section("afvigelser"), rows }),
        sources: section("kilder"),
        source_rows: sources(&sentences),
        readings: (!readings.is_empty()).then(|| Readings { intro: section("fortolkninger"), rows: readings }),
        notes: (!notes.is_empty()).then(|| SeenOutside { intro: section("noter"), rows: notes }),
        remarks: (!remarks.is_empty()).then(|| Weighed { intro: section("bemaerkninger"), rows: remarks }),
    }
}

/// Every printed line in the order of the kravbilag, with each reason that can hold.
fn lines(sentences: &Sentences<'_>) -> Vec<Grounds> {
    let resolution = sentences.resolution;
    let mut lines = Vec::new();
    for id in sentences.profile.packages.keys() {
        lines.extend(sentences.lines_of(id).iter().map(|line| grounds(sentences, line)));
    }
    let integrations = resolution.integrations.iter().filter_map(|line| sentences.integration_line(line));
    lines.extend(integrations.map(|line| grounds(sentences, &line)));
    lines.extend(sentences.other_lines().iter().map(|line| grounds(sentences, line)));
    lines
}

fn grounds(sentences: &Sentences<'_>, line: &Line) -> Grounds {
    let because = sentences.resolution.because(&line.id);
    let holding = because.iter().filter(|reason| reason.level > Level::Excluded);
    let mut reasons: Vec<Ground> = Vec::new();
    let bond = sentences.bond(&line.id);
    for group in sentences.groups(holding) {
        let (_, purpose) = group.package_and_purpose();
        reasons.push(Ground {
            sentence: plain(&sentences.because_of_package(&group, bond)),
            purpose: purpose.map(plain),
            source: sentences.sources(group.reasons()),
        });
    }
    let remark = bond.remark().filter(|_| !reasons.is_empty());
    reasons.extend(remark.map(|remark| Ground { sentence: plain(remark), purpose: None, source: String::new() }));
    if reasons.is_empty() {
        reasons.extend(line.why.iter().map(|why| Ground {
            sentence: why.clone(),
            purpose: None,
            source: String::new(),
        }));
    }
    let own = sentences.profile.own.iter().any(|own| own.id.as_str() == line.id.as_str());
    if own {
        reasons.clear();
    }
    if reasons.is_empty() {
        let sentence = plain("Kravet er ordregivers eget.");
        reasons.push(Ground { sentence, purpose: None, source: String::new() });
    }
    let derived = match &line.id {
        LineId::Integration(id) => sentences.resolution.integration(id).is_some_and(|line| line.derived),
        LineId::Requirement(_) => false,
    };
    Grounds {
        id: line.id.to_string(),
        title: line.title.clone(),
        standing: format!("{} {} · {}", line.type_id, line.type_shown, line.status.word),
        reasons,
        derived: derived.then(|| match &sentences.edition.derived_reading {
            Some(reading) => format!("{DERIVED} Se fortolkning {reading}."),
            None => DERIVED.to_owned(),
        }),
    }
}

/// The sources of the chosen packages and of every reason that can hold.
fn sources(sentences: &Sentences<'_>) -> Vec<SourceEntry> {
    let (profile, edition) = (sentences.profile, sentences.edition);
    let chosen = profile.packages.keys().map(|id| edition.packages[id].basis.source.clone());
    let reasons = holding(sentences.resolution);
    let sources: BTreeSet<SourceId> = chosen.chain(reasons.filter_map(|reason| reason.source.clone())).collect();
    let entry = |id: SourceId| SourceEntry { title: edition.sources[&id].title.clone(), id: id.to_string() };
    sources.into_iter().map(entry).collect()
}

fn holding(resolution: &Resolution) -> impl Iterator<Item = &Reason> {
    let integrations = resolution.integrations.iter().flat_map(|line| &line.because);
    let requirements = resolution.requirements.iter().flat_map(|line| &line.because);
    integrations.chain(requirements).filter(|reason| reason.level > Level::Excluded)
}

/// The readings that the lines rest on, and those that the profile settles.
fn readings(sentences: &Sentences<'_>) -> Vec<ReadingEntry> {
    let (profile, edition) = (sentences.profile, sentences.edition);
    let packages = profile.packages.keys().filter_map(|id| edition.packages[id].basis.reading.clone());
    let reasons = holding(sentences.resolution).filter_map(|reason| reason.reading.clone());
    // That prerequisites have prerequisites is a reading too.
    let is_derived = sentences.resolution.integrations.iter().any(|line| line.derived);
    let derived = edition.derived_reading.clone().filter(|_| is_derived);
    let cited: BTreeSet<ReadingId> = packages.chain(reasons).chain(derived).collect();
    let readings = edition.readings.iter();
    let readings = readings.filter(|reading| cited.contains(&reading.id) || profile.settled.contains_key(&reading.id));
    let entry = |reading: &Reading| ReadingEntry {
        id: reading.id.to_string(),
        subject: reading.subject.clone(),
        matrix: reading.matrix.clone(),
        slide: reading.slide.clone(),
        choice: plain(&reading.choice),
        why: plain(&reading.why),
        confidence: reading.confidence.word().to_owned(),
        settled: profile.settled.get(&reading.id).cloned(),
    };
    readings.map(entry).collect()
}

/// What was seen outside the catalog, of the chosen packages and of the integrations in use.
fn notes(sentences: &Sentences<'_>) -> Vec<SeenNote> {
    let in_use = |subject: &Subject| match subject {
        Subject::Package(id) => sentences.profile.packages.contains_key(id),
        Subject::Integration(id) => {
            sentences.resolution.integration(id).is_some_and(|line| line.interval.at_most > Level::Excluded)
        }
    };
    let notes = sentences.edition.notes.iter().filter(|note| note.about.iter().any(in_use));
    notes.map(note).collect()
}

/// A note as it is printed.
pub(super) fn note(note: &Note) -> SeenNote {
    SeenNote {
        about: note.about.iter().map(ToString::to_string).collect(),
        seen: note.seen.words(),
        text: plain(&note.text),
        pages: pages(&note.pages),
    }
}

/// Addresses as links, one after the other.
fn pages(pages: &[String]) -> Rich {
    let mut rich = Rich::new();
    for page in pages {
        if !rich.is_empty() {
            rich.push(Inline::Text { s: ", ".to_owned() });
        }
        rich.push(Inline::Link { url: format!("https://{page}"), c: vec![Inline::Text { s: page.clone() }] });
    }
    rich
}

/// The remarks about the buyer's own texts that it has weighed, in the order of the kravbilag.
fn remarks(profile: &Profile) -> Vec<WeighedRemark> {
    let rows = |about: String, allow: &[Allowed]| -> Vec<WeighedRemark> {
        let row = |allowed: &Allowed| WeighedRemark {
            about: about.clone(),
            remark: allowed.remark.clone(),
            because: allowed.because.clone(),
        };
        allow.iter().map(row).collect()
    };
    let own = profile.own.iter().flat_map(|own| rows(own.id.to_string(), &own.allow));
    let changed = profile.changed.iter().flat_map(|(id, change)| rows(id.to_string(), &change.allow));
    let left_out = profile.left_out.iter().flat_map(|(id, left_out)| rows(id.to_string(), &left_out.allow));
    let asked = profile.questions.iter().flat_map(|it| rows(format!("Spørgsmål {}", it.number), &it.allow));
    own.chain(changed).chain(left_out).chain(asked).collect()
}
