//! Changes as they are printed: by package and id, each aspect before and after.

use std::collections::BTreeMap;

use super::kravbilag::number_of;
use super::texts::Texts;
use crate::catalog::id::FactId;
use crate::change::{Aspect, AspectChange, Cause, Change, Chapter, Gone, Kind, Piece, What};
use crate::document::words::Word;
use crate::document::{CorrectedAspect, Correction, CorrectionPart, Wording};
use crate::profile::Profile;
use crate::text::danish;

/// Who reads of changes.
#[derive(Clone, Copy)]
pub enum Reader<'a> {
    /// What is asked for, and never what only follows from it or explains it; causes that are certain
    Supplier(&'a Profile),
    /// Everything, and what the tender's profile settles of it, if there is one
    Buyer(Option<&'a Profile>),
}

impl Reader<'_> {
    /// The tender that is read of.
    fn profile(&self) -> Option<&Profile> {
        match self {
            Reader::Supplier(profile) | Reader::Buyer(Some(profile)) => Some(profile),
            Reader::Buyer(None) => None,
        }
    }

    /// Whether changes of a kind are told.
    fn reads(self, kind: Kind) -> bool {
        let asked = match kind {
            Kind::Tender
            | Kind::Package
            | Kind::Choice
            | Kind::Integration
            | Kind::Requirement
            | Kind::Deviation
            | Kind::Fact
            | Kind::Type
            | Kind::Text => true,
            Kind::Rule
            | Kind::Consequence
            | Kind::Alternative
            | Kind::Reading
            | Kind::Note
            | Kind::Advice
            | Kind::Source
            | Kind::Area => false,
        };
        matches!(self, Reader::Buyer(_)) || asked
    }

    /// Whether an aspect is told. Why a line is there guides its reader, and what a package is for explains it.
    fn sees(self, kind: Kind, aspect: Aspect) -> bool {
        let explains = match kind {
            Kind::Integration | Kind::Requirement => aspect == Aspect::Why,
            Kind::Package => aspect == Aspect::Purpose,
            Kind::Choice => aspect == Aspect::Meaning,
            Kind::Fact => aspect == Aspect::Packages,
            Kind::Tender
            | Kind::Rule
            | Kind::Consequence
            | Kind::Alternative
            | Kind::Deviation
            | Kind::Type
            | Kind::Reading
            | Kind::Note
            | Kind::Advice
            | Kind::Source
            | Kind::Area
            | Kind::Text => false,
        };
        matches!(self, Reader::Buyer(_)) || !explains
    }

    /// Whether a change is told.
    pub(super) fn tells(self, change: &Change) -> bool {
        let kind = change.subject.kind;
        let seen = match &change.what {
            What::Changed { aspects } => aspects.iter().any(|it| self.sees(kind, it.aspect)),
            What::Added { .. } | What::Dropped { .. } | What::Renamed { .. } => true,
        };
        seen && self.reads(kind)
    }

    /// The causes of a change, one sentence each.
    fn causes(self, change: &Change) -> Vec<String> {
        match self {
            Reader::Supplier(profile) => known_causes(profile, change),
            Reader::Buyer(profile) => {
                let known = profile.map(|profile| stated(profile, change)).unwrap_or_default();
                // Where it is said what led to it, that the buyer changed it says no more.
                let more = change.because.iter().filter(|cause| known.is_empty() || **cause != Cause::Buyer);
                let more: Vec<String> = more.map(because).collect();
                known.into_iter().chain(more).collect()
            }
        }
    }
}

/// The words by which a cause does no more than name a question.
const NAMING: &[&str] = &["efter", "jf", "som", "følge", "af", "svar", "svaret", "på", "spørgsmål", "nr", "og"];

/// What the buyer states as the cause: the question that led to it, and its own words.
fn stated(profile: &Profile, change: &Change) -> Vec<String> {
    let questions = profile.asked_for(change);
    let asked = (!questions.is_empty()).then(|| {
        let (answer, numbers) =
            (if questions.len() == 1 { "svaret" } else { "svarene" }, danish::list(&questions, "og"));
        format!("Ændringen følger af {answer} på spørgsmål {numbers}.")
    });
    let cause = profile.settled_of(change).and_then(|settled| settled.cause.as_deref());
    let cause = cause.filter(|cause| !names_only(cause, &questions));
    let cause = cause.map(|cause| format!("{}.", cause.trim().trim_end_matches('.')));
    asked.into_iter().chain(cause).collect()
}

/// Whether a cause does no more than name one of the questions again: »Efter spørgsmål 1«.
fn names_only(cause: &str, questions: &[u32]) -> bool {
    let mut words = cause.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    !questions.is_empty()
        && words.all(|word| {
            let number = word.parse().ok();
            NAMING.contains(&word.to_lowercase().as_str()) || number.is_some_and(|it| questions.contains(&it))
        })
}

/// What is certain of the causes: what the buyer states, chose or answered. What is only worked out, and that the buyer
/// changed it, says nothing to suppliers.
fn known_causes(profile: &Profile, change: &Change) -> Vec<String> {
    let certain = change.because.iter().filter(|cause| match cause {
        Cause::Chosen { id } | Cause::Unchosen { id } => *id != change.subject.id,
        Cause::Answered { .. } | Cause::LeftOut { .. } | Cause::TakenBack { .. } => true,
        Cause::Edition { .. } | Cause::Catalog { .. } | Cause::Type { .. } | Cause::Follows { .. } | Cause::Buyer => {
            false
        }
    });
    stated(profile, change).into_iter().chain(certain.map(because)).collect()
}

/// What the buyer settled of a change's weight: »Betydningen er fastsat af ordregiver: præciserende. …«
fn settled(profile: &Profile, change: &Change) -> Option<String> {
    let settled = profile.settled_of(change)?;
    let weight = settled.weight?;
    let reason = settled.reason.as_deref().map(|reason| format!(" {}", reason.trim())).unwrap_or_default();
    Some(format!("Ordregiver har fastsat betydningen: {}.{reason}", weight.settled_word()))
}

/// Says changes part by part. `title` knows the packages' titles.
pub fn corrections<'c>(
    changes: impl IntoIterator<Item = &'c Change>,
    reader: &Reader<'_>,
    texts: &Texts,
    title: &dyn Fn(&str) -> Option<String>,
) -> Vec<CorrectionPart> {
    let mut parts: BTreeMap<(Chapter, Option<&str>), Vec<Correction>> = BTreeMap::new();
    for change in changes.into_iter().filter(|change| reader.tells(change)) {
        let part = match change.package() {
            Some(package) => (Chapter::Packages, Some(package)),
            None if change.subject.kind == Kind::Requirement => (Chapter::Others, None),
            None => (change.subject.kind.about().chapter, None),
        };
        parts.entry(part).or_default().push(correction(change, *reader, texts));
    }
    let titled = |((chapter, package), corrections): ((Chapter, Option<&str>), Vec<Correction>)| CorrectionPart {
        package: package.map(str::to_owned),
        title: match package {
            Some(package) => title(package).unwrap_or_default(),
            None => texts.word(heading(chapter, reader)),
        },
        corrections,
    };
    parts.into_iter().map(titled).collect()
}

fn heading(chapter: Chapter, reader: &Reader<'_>) -> Word {
    match chapter {
        Chapter::Tender if reader.profile().is_some_and(Profile::is_direct_award) => Word::ChapterPurchase,
        Chapter::Tender => Word::ChapterTender,
        Chapter::Packages => Word::ChapterPackages,
        Chapter::Integrations => Word::ChapterIntegrations,
        Chapter::Others => Word::ChapterOthers,
        Chapter::Facts => Word::ChapterFacts,
        Chapter::Types => Word::ChapterTypes,
        Chapter::Readings => Word::ChapterReadings,
        Chapter::Texts => Word::ChapterTexts,
    }
}

/// What a change is called with which something goes.
fn gone(gone: Gone) -> Word {
    match gone {
        Gone::Dropped => Word::BecameDropped,
        Gone::Unchosen => Word::BecameUnchosen,
        Gone::Idle => Word::BecameIdle,
    }
}

/// »O-4«: the number of a fact that the tender's edition has.
pub(super) fn fact_number(profile: &Profile, change: &Change) -> Option<String> {
    let id = (change.subject.kind == Kind::Fact).then(|| FactId::new(&change.subject.id))?;
    profile.edition.facts.get(&id).map(number_of)
}

/// A change as its reader is told of it.
fn correction(change: &Change, reader: Reader<'_>, texts: &Texts) -> Correction {
    let subject = &change.subject;
    let about = subject.kind.about();
    let number = |id: &str| about.number.of(id).map(str::to_owned);
    let id = number(&subject.id);
    let name = if id.is_none() && change.title.is_empty() { subject.id.clone() } else { change.title.clone() };
    // The kravbilag and the svarskema know a fact by its number.
    let fact = reader.profile().and_then(|profile| fact_number(profile, change));
    let name = fact.map_or_else(|| name.clone(), |number| format!("{number} {name}"));
    let mark = texts.word(Word::MarkDropped);
    let (id, title, what) = match &change.what {
        What::Added { .. } => (id, name, Word::BecameNew),
        What::Dropped { replaced_by, .. } => {
            let lives_on = matches!(subject.kind, Kind::Choice | Kind::Consequence | Kind::Deviation);
            let heirs: Vec<String> = replaced_by.iter().filter_map(|heir| number(heir)).collect();
            let title = match (&id, heirs.is_empty()) {
                // What went is that it was chosen, followed or deviated; whether its number still counts is told of its
                // line.
                (Some(_), _) if lives_on => name,
                (Some(_), true) => format!("{mark} {name}"),
                (Some(_), false) => format!("{mark} afløst af {}", danish::list(heirs, "og")),
                // A fact's number stands with its name, and it is a line all the same.
                (None, _) if subject.kind == Kind::Fact => format!("{mark} {name}"),
                (None, _) => name,
            };
            (id, title, gone(about.gone))
        }
        What::Renamed { from, .. } => {
            let heir = id.unwrap_or_default();
            let title = format!("{mark} afløst af {heir} {name}");
            (number(from), title, Word::BecameReplaced)
        }
        What::Changed { .. } => (id, name, Word::BecameChanged),
    };
    let settled = match reader {
        Reader::Supplier(_) | Reader::Buyer(None) => None,
        Reader::Buyer(Some(profile)) => settled(profile, change),
    };
    Correction {
        mark: format!("{} {}", subject.kind.key(), subject.id),
        note: note(change).map(str::to_owned),
        id,
        title: title.trim().to_owned(),
        kind: kind_of(subject.kind, &reader).to_owned(),
        what: texts.word(what),
        aspects: aspects(change, reader),
        because: reader.causes(change),
        settled,
    }
}

/// What kind of entry it is, in a word; a direct award is no tender.
fn kind_of(kind: Kind, reader: &Reader<'_>) -> &'static str {
    let is_direct_award = reader.profile().is_some_and(Profile::is_direct_award);
    if kind == Kind::Tender && is_direct_award { "Anskaffelse" } else { kind.word() }
}

/// What becomes of a number that is gone.
fn note(change: &Change) -> Option<&'static str> {
    match &change.what {
        // What has only a name, as file exchange has, has no number that could be used again.
        What::Dropped { .. } | What::Renamed { .. } if !change.subject.id.contains(|c: char| c.is_ascii_digit()) => {
            None
        }
        What::Dropped { .. } | What::Renamed { .. } => change.subject.kind.about().gone_for_good,
        What::Added { .. } | What::Changed { .. } => None,
    }
}

fn aspects(change: &Change, reader: Reader<'_>) -> Vec<CorrectedAspect> {
    let seen = |aspect: Aspect| reader.sees(change.subject.kind, aspect);
    // A title that stands above need not stand below again.
    let told =
        |(aspect, text): &(&Aspect, &String)| seen(**aspect) && (**aspect != Aspect::Title || **text != change.title);
    let whole = |text: &str| wording(&[Piece::Same(text.to_owned())]);
    match &change.what {
        What::Added { aspects } => {
            let new = |(aspect, text): (&Aspect, &String)| CorrectedAspect {
                name: aspect.word().to_owned(),
                old: None,
                new: Some(whole(text)),
            };
            aspects.iter().filter(told).map(new).collect()
        }
        What::Dropped { aspects, .. } => {
            let old = |(aspect, text): (&Aspect, &String)| CorrectedAspect {
                name: aspect.word().to_owned(),
                old: Some(whole(text)),
                new: None,
            };
            aspects.iter().filter(told).map(old).collect()
        }
        What::Renamed { aspects, .. } | What::Changed { aspects } => {
            aspects.iter().filter(|change| seen(change.aspect)).map(both).collect()
        }
    }
}

fn both(change: &AspectChange) -> CorrectedAspect {
    let of = |keep: fn(&Piece) -> bool| {
        wording(&change.words.iter().filter(|piece| keep(piece)).cloned().collect::<Vec<_>>())
    };
    CorrectedAspect {
        name: change.aspect.word().to_owned(),
        old: Some(of(|piece| !matches!(piece, Piece::Came(_)))),
        new: Some(of(|piece| !matches!(piece, Piece::Gone(_)))),
    }
}

/// Pieces with their line breaks told apart, and no mark on the blanks beside words.
fn wording(pieces: &[Piece]) -> Vec<Wording> {
    let mut runs: Vec<Wording> = Vec::new();
    let mut push = |run: Wording| match (runs.last_mut(), run) {
        (_, Wording::Same(text) | Wording::Gone(text) | Wording::Came(text)) if text.is_empty() => {}
        (Some(Wording::Same(before)), Wording::Same(text)) => before.push_str(&text),
        (_, run) => runs.push(run),
    };
    for piece in pieces {
        let (Piece::Same(text) | Piece::Gone(text) | Piece::Came(text)) = piece;
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                push(Wording::Break);
            }
            let bare = line.trim();
            let (before, after) = line.split_once(bare).unwrap_or((line, ""));
            push(Wording::Same(before.to_owned()));
            push(match piece {
                Piece::Same(_) => Wording::Same(bare.to_owned()),
                Piece::Gone(_) => Wording::Gone(bare.to_owned()),
                Piece::Came(_) => Wording::Came(bare.to_owned()),
            });
            push(Wording::Same(after.to_owned()));
        }
    }
    runs
}

/// A cause as a sentence.
fn because(cause: &Cause) -> String {
    match cause {
        Cause::Edition { old, new } => format!("Kravkataloget er ændret fra udgave {old} til udgave {new}."),
        Cause::Catalog { edition } => format!("Teksten i kravkatalogets udgave {edition} er ændret."),
        Cause::Chosen { id } => format!("{id} er valgt til."),
        Cause::Unchosen { id } => format!("{id} er valgt fra."),
        Cause::Answered { label, old: Some(old), new: Some(new), .. } => {
            format!("Oplysningen »{label}« er ændret fra »{old}« til »{new}«.")
        }
        Cause::Answered { label, old: None, new, .. } => {
            format!("Oplysningen »{label}« er kommet til: »{}«.", new.as_deref().unwrap_or_default())
        }
        Cause::Answered { label, old: Some(old), new: None, .. } => {
            format!("Oplysningen »{label}« er udgået. Den var »{old}«.")
        }
        Cause::LeftOut { .. } => "Ordregiver har udeladt kravet. Grunden står under afvigelsen.".to_owned(),
        Cause::TakenBack { .. } => "Ordregiver stiller nu kravet, som hidtil var udeladt.".to_owned(),
        Cause::Type { id } => format!("Kravtypen {id} er ændret."),
        Cause::Follows { id } => format!("Det følger af ændringen af {id}."),
        Cause::Buyer => "Ordregiver har selv ændret profilen.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_on_words_and_never_over_a_line() {
        let pieces = [Piece::Same("skal ".into()), Piece::Came("kunne \nsende ".into()), Piece::Same("breve".into())];
        assert_eq!(
            wording(&pieces),
            [
                Wording::Same("skal ".into()),
                Wording::Came("kunne".into()),
                Wording::Same(" ".into()),
                Wording::Break,
                Wording::Came("sende".into()),
                Wording::Same(" breve".into()),
            ]
        );
    }
}
