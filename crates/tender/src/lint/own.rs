//! What the buyer of a tender wrote itself, as the linter reads it, and its remarks at their places.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fault::LintFault;
use super::{Dictionary, Grounds, Integration, Kind, Level, Line, Review, Rule, Subject, What, review};
use crate::catalog::id::LineId;
use crate::catalog::{Edition, IntegrationStatus, TypeKind};
use crate::complaint::{Complaint, Complaints, Severity};
use crate::profile::{Allowed, Profile};
use crate::resolve::{Level as Standing, Resolution};
use crate::text::source::Place;

/// A remark that the buyer has weighed: which, of what, and why it lets the text stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// As it is printed: `I-02.E1`, `SF0810`, »Svar 7«
    pub subject: String,
    pub rule: &'static Rule,
    /// The buyer's reason
    pub because: String,
}

/// A text of the buyer's, and where it is written.
struct Own<'p> {
    subject: Subject,
    place: &'p Place,
    allow: &'p [Allowed],
}

impl<'p> Own<'p> {
    fn new(subject: Subject, place: &'p Place, allow: &'p [Allowed]) -> Self {
        let written = allow.iter().map(|Allowed { remark, because, .. }| format!("{remark}: {because}")).collect();
        Self { subject: Subject { allow: written, ..subject }, place, allow }
    }
}

/// The buyer's own texts: requirements, reasons of deviations, and answers to questions.
fn own(profile: &Profile) -> Vec<Own<'_>> {
    let requirements = profile.own.iter().map(|own| {
        let kind = profile.requirement_type(&own.kind).kind;
        let subject = Subject {
            id: own.id.to_string(),
            type_name: own.kind.to_string(),
            kind: kind_of(kind),
            what: What::Requirement,
            title: own.title.clone(),
            text: own.text.clone(),
            allow: Vec::new(),
        };
        Own::new(subject, &own.text_place, &own.allow)
    });
    let reason = |id: String, text: &str| Subject {
        id,
        type_name: String::new(),
        kind: Kind::Optional,
        what: What::Deviation,
        title: None,
        text: text.to_owned(),
        allow: Vec::new(),
    };
    let changed = profile.changed.iter().map(move |(line, change)| {
        Own::new(reason(line.to_string(), &change.reason), &change.reason_place, &change.allow)
    });
    let left_out = profile.left_out.iter().map(move |(id, left_out)| {
        Own::new(reason(id.to_string(), &left_out.reason), &left_out.reason_place, &left_out.allow)
    });
    let answers = profile.questions.iter().filter_map(|asking| {
        let (text, place) = (asking.answer.as_ref()?, asking.answer_place.as_ref()?);
        let subject = Subject { what: What::Answer, ..reason(format!("Svar {}", asking.number), text) };
        Some(Own::new(subject, place, &asking.allow))
    });
    requirements.chain(changed).chain(left_out).chain(answers).collect()
}

fn kind_of(kind: TypeKind) -> Kind {
    match kind {
        TypeKind::Minimum => Kind::Minimum,
        TypeKind::Evaluated => Kind::Evaluated,
        TypeKind::Optional => Kind::Optional,
    }
}

/// The remarks that the buyer lets stand, in the order of its texts.
pub fn weighed(profile: &Profile) -> Vec<Weighed> {
    let mut weighed = Vec::new();
    for Own { subject, allow, .. } in own(profile) {
        for Allowed { remark, because, .. } in allow {
            let Some(rule) = Rule::named(remark) else { continue };
            weighed.push(Weighed { subject: subject.id.clone(), rule, because: because.clone() });
        }
    }
    weighed
}

/// Complains of what is allowed under a name that no rule has.
pub fn check_allowed(profile: &Profile) -> Complaints {
    let mut complaints = Complaints::new();
    for allowed in own(profile).iter().flat_map(|own| own.allow) {
        if Rule::named(&allowed.remark).is_none() {
            let nearest = Rule::nearest(&allowed.remark).map(|rule| rule.name);
            let fault = LintFault::UnknownRule { name: allowed.remark.clone(), nearest };
            complaints.error(fault, allowed.place.clone());
        }
    }
    complaints
}

/// What is to be said of the buyer's own texts: rules that warn as warnings, the rest as notes. Nothing of it fails a
/// run. The dictionary is asked for only where there is something to spell.
pub fn remarks<'d>(
    profile: &Profile,
    resolution: &Resolution,
    dictionary: impl FnOnce() -> Option<&'d Dictionary>,
) -> Complaints {
    let own = own(profile);
    let mut complaints = Complaints::new();
    if own.is_empty() {
        return complaints;
    }
    let subjects: Vec<Subject> = own.iter().map(|own| own.subject.clone()).collect();
    let Review { remarks, idle } = review(&subjects, &Grounds::of(profile, resolution), dictionary());
    for remark in remarks.into_iter().filter(|remark| remark.allowed.is_none()) {
        let severity = match remark.level() {
            Level::Warning => Severity::Warning,
            Level::Advice => Severity::Note,
        };
        let Own { subject, place, .. } = &own[remark.subject];
        let place = within(place, &subject.text, &remark.span);
        complaints.push(Complaint { severity, ..Complaint::error(remark, place) });
    }
    for idle in idle {
        let Some(allowed) = own[idle.subject].allow.get(idle.entry) else { continue };
        // What no rule is called was complained of before.
        if let Some(rule) = Rule::named(&allowed.remark) {
            complaints.push(Complaint::note(LintFault::NothingToAllow { rule: rule.name }, allowed.place.clone()));
        }
    }
    complaints.sort();
    complaints
}

/// The place of a part of a text. Where the text is not written as it is read – an escape, a line that goes on – the
/// whole place.
fn within(place: &Place, text: &str, span: &Range<usize>) -> Place {
    let written = &place.source.text[place.span.clone()];
    let mut at = written.bytes().take_while(|byte| matches!(byte, b'"' | b'\'' | b'\n')).count();
    let (mut start, mut end) = (None, None);
    for (read, letter) in text.char_indices() {
        if read == span.start {
            start = Some(at);
        }
        if read == span.end {
            end = Some(at);
        }
        if !written[at..].starts_with(letter) {
            break;
        }
        at += letter.len_utf8();
    }
    if span.end == text.len() && start.is_some() {
        end = end.or(Some(at));
    }
    match (start, end) {
        (Some(start), Some(end)) if start < end => place.part(start..end),
        (Some(_) | None, _) => place.clone(),
    }
}

impl Grounds {
    /// What the edition of a profile says, and what of it is printed.
    pub fn of(profile: &Profile, resolution: &Resolution) -> Self {
        let edition = profile.edition.as_ref();
        let in_use =
            |line: &LineId| resolution.interval(line).is_some_and(|interval| interval.at_most > Standing::Excluded);
        let integrations = edition.integrations.values();
        let printed = integrations.clone().map(|known| LineId::Integration(known.id.clone()));
        let mut grounds = Self {
            edition: edition.id.to_string(),
            integrations: integrations.map(|known| integration(known, edition)).collect(),
            packages: edition.packages.values().map(|known| (known.id.to_string(), known.title.clone())).collect(),
            lines: lines(profile, edition, &in_use),
            printed: printed.filter(in_use).map(|line| line.to_string()).collect(),
            words: BTreeSet::new(),
        };
        grounds.learn();
        let tender = &profile.tender;
        let joined_by = tender.joined_by.iter().map(|buyer| buyer.name.as_str());
        for said in joined_by.chain([tender.buyer.as_str(), tender.title.as_str()]) {
            grounds.words.extend(said.split_whitespace().map(str::to_owned));
        }
        grounds
    }
}

fn integration(known: &crate::catalog::Integration, edition: &Edition) -> Integration {
    let retired = known.status == Some(IntegrationStatus::Retired);
    Integration {
        id: known.id.to_string(),
        title: known.name.clone(),
        version: known.version.clone(),
        retired: retired.then(|| {
            let successors = known.successors.iter().filter(|id| edition.integrations.contains_key(*id));
            successors.map(ToString::to_string).collect()
        }),
    }
}

/// Requirements and needs of the edition with their texts.
fn lines(profile: &Profile, edition: &Edition, in_use: &dyn Fn(&LineId) -> bool) -> Vec<Line> {
    let requirements = edition.packages.values().flat_map(|package| &package.requirements);
    let requirements = requirements.map(|known| (&known.id, known.text.as_str()));
    let needs = edition.facts.values().filter_map(|fact| fact.need.as_ref());
    let needs = needs.map(|need| (&need.id, need.text.as_ref()));
    requirements
        .chain(needs)
        .map(|(id, text)| Line {
            id: id.to_string(),
            text: profile.filled(text).into_owned(),
            printed: in_use(&LineId::Requirement(id.clone())),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn part_of(written: &str, text: &str, part: &str) -> String {
        let source = Source::new("p.toml", format!("text = {written}\n"));
        let place = Place::new(&source, 7..7 + written.len());
        let start = text.find(part).unwrap();
        let found = within(&place, text, &(start..start + part.len()));
        source.text[found.span].to_owned()
    }

    #[test]
    fn a_remark_stands_at_its_words_however_the_text_is_quoted() {
        for quotes in ["\"", "'", "\"\"\"", "\"\"\"\n"] {
            let written = format!("{quotes}Løsningen skal være nem.{}", quotes.trim());
            assert_eq!(part_of(&written, "Løsningen skal være nem.", "nem"), "nem", "{written}");
            assert_eq!(
                part_of(&written, "Løsningen skal være nem.", "Løsningen skal være nem."),
                "Løsningen skal være nem."
            );
        }
    }

    #[test]
    fn where_the_words_are_written_otherwise_than_they_are_read_the_whole_text_is_shown() {
        let written = "\"Løsningen skal vise \\\"Mit overblik\\\" nemt.\"";
        assert_eq!(part_of(written, "Løsningen skal vise \"Mit overblik\" nemt.", "nemt"), written);
    }
}
