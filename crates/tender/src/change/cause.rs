//! Why something changed, as far as two records of a tender tell.
//!
//! A record holds what a tender says and not how it came to say so. But a choice, an answer or a reading that changed
//! too stands in the same records, and what rests on it names it: then that is told as the cause. What only the catalog
//! can have changed is put down to it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Aspect, Change, EDITION, Kind, Record, Subject, What};

/// The printed status of a line that holds in any case.
pub const HOLDS: &str = "Gælder";

/// How the deviation begins that tells of a requirement that was left out.
pub const LEFT_OUT: &str = "Udeladt:";

/// What of the tender stands in the words of requirements of the catalog, by its keys.
const IN_WORDS: [&str; 2] = [PROCEDURE, "security-appendix"];
const PROCEDURE: &str = "procedure";

/// What led to a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "cause", rename_all = "kebab-case")]
pub enum Cause {
    /// The tender rests on another edition
    Edition { old: String, new: String },
    /// The catalog says something else within the same edition
    Catalog { edition: String },
    /// The buyer chose a package or an integration
    Chosen { id: String },
    /// The buyer no longer chooses it
    Unchosen { id: String },
    /// A fact is answered otherwise; absent where it was not asked
    Answered { fact: String, label: String, old: Option<String>, new: Option<String> },
    /// The buyer left the requirement out
    LeftOut { id: String },
    /// The buyer had left it out, and no longer does
    TakenBack { id: String },
    /// The requirement type has another meaning or other answers
    Type { id: String },
    /// Another integration came, went or has another status, and this rests on it
    Follows { id: String },
    /// The buyer changed it in the tender's profile
    Buyer,
}

/// The causes of a change, among all changes of the same two records.
pub(super) fn causes(change: &Change, all: &[Change], old: &Record, new: &Record) -> Vec<Cause> {
    let sides = Sides::new(change, old, new);
    let subject = &change.subject;
    match subject.kind {
        Kind::Tender if subject.id == EDITION => Vec::new(),
        Kind::Tender | Kind::Deviation => vec![Cause::Buyer],
        Kind::Package | Kind::Choice => match change.what {
            What::Added { .. } | What::Dropped { .. } => vec![Cause::Buyer],
            What::Renamed { .. } | What::Changed { .. } => vec![sides.catalog()],
        },
        Kind::Requirement if is_own(&subject.id) => vec![Cause::Buyer],
        Kind::Requirement | Kind::Integration | Kind::Rule | Kind::Consequence | Kind::Alternative => {
            of_line(change, all, &sides)
        }
        Kind::Fact => {
            let mut causes = of_line(change, all, &sides);
            // One that comes or goes may do so for many reasons: what it decides is decided otherwise. An answer is the
            // buyer's own, whatever packages came or went beside it.
            if !change.aspects().is_empty() && sides.differ(Aspect::Answer) {
                causes.retain(|cause| !matches!(cause, Cause::Chosen { .. } | Cause::Unchosen { .. }));
                causes.push(Cause::Buyer);
            }
            causes
        }
        Kind::Reading | Kind::Note | Kind::Source | Kind::Area => sides.edition().into_iter().collect(),
        // The profile may lay its own types over the catalog's, and the texts are the templates'.
        Kind::Type | Kind::Advice | Kind::Text => Vec::new(),
    }
}

/// Whether a requirement is the buyer's own: `I-02.E1`, or `E1` where it belongs to no package.
pub(crate) fn is_own(id: &str) -> bool {
    id.rsplit('.').next().is_some_and(|number| number.starts_with('E'))
}

/// Whether it is the choice of an integration.
fn is_choice_of(change: &Change, integration: &str) -> bool {
    change.subject.kind == Kind::Choice && change.subject.id.rsplit('/').next() == Some(integration)
}

/// The causes of what follows from choices, answers and the catalog.
fn of_line(change: &Change, all: &[Change], sides: &Sides<'_>) -> Vec<Cause> {
    let mut causes = BTreeSet::new();
    let id = change.subject.id.rsplit('/').next().unwrap_or_default();
    // To choose more makes nothing weaker, and to choose less nothing stricter.
    let [was, is] = sides.statuses();
    let (stricter, weaker) = (was != HOLDS && is == HOLDS, was == HOLDS && is != HOLDS);
    let by_choice = |came: bool| if came { !weaker } else { !stricter };
    for other in all {
        let (kind, about) = (other.subject.kind, other.subject.id.as_str());
        let (came, went) = (matches!(other.what, What::Added { .. }), matches!(other.what, What::Dropped { .. }));
        match kind {
            Kind::Choice if (came || went) && by_choice(came) => {
                let chosen = about.rsplit('/').next().unwrap_or_default();
                let side = if came { sides.new } else { sides.old };
                let subject = if came { &change.subject } else { &sides.was };
                if chosen == id || mentions(text(side, subject, Aspect::Why), chosen) {
                    let id = chosen.to_owned();
                    causes.insert(if came { Cause::Chosen { id } } else { Cause::Unchosen { id } });
                }
            }
            Kind::Package if (came || went) && by_choice(came) => {
                let id = about.to_owned();
                let packages = [sides.old, sides.new].map(|side| text(side, &change.subject, Aspect::Packages));
                if change.package() == Some(about) || packages.into_iter().any(|packages| mentions(packages, about)) {
                    causes.insert(if came { Cause::Chosen { id } } else { Cause::Unchosen { id } });
                }
            }
            Kind::Fact if other.subject != change.subject => causes.extend(sides.answered(other, [id])),
            // What was chosen is told as that.
            Kind::Integration if about != id && !all.iter().any(|choice| is_choice_of(choice, about)) => {
                let moved = other.aspects().iter().any(|aspect| aspect.aspect == Aspect::Status);
                let why =
                    [(sides.old, &sides.was), (sides.new, &sides.is)].map(|(side, is)| text(side, is, Aspect::Why));
                if (came || went || moved) && why[0] != why[1] && why.into_iter().any(|why| mentions(why, about)) {
                    causes.insert(Cause::Follows { id: about.to_owned() });
                }
            }
            // A line that is left out is gone; one whose type or date the buyer changed is there. What comes or goes
            // with its package does so without the buyer's leaving it out.
            Kind::Deviation if about == id => match change.what {
                What::Dropped { .. } if !went && is_left_out(sides.new, &other.subject) => {
                    causes.insert(Cause::LeftOut { id: id.to_owned() });
                }
                What::Added { .. } if !came && is_left_out(sides.old, &other.subject) => {
                    causes.insert(Cause::TakenBack { id: id.to_owned() });
                }
                What::Dropped { .. } | What::Added { .. } => {}
                What::Changed { .. } | What::Renamed { .. } => drop(causes.insert(Cause::Buyer)),
            },
            // One that comes or goes with its lines is no cause.
            Kind::Type if sides.differ(Aspect::Type) && !came && !went => {
                if text(sides.new, &change.subject, Aspect::Type).split(' ').next() == Some(about) {
                    causes.insert(Cause::Type { id: about.to_owned() });
                }
            }
            Kind::Tender
            | Kind::Package
            | Kind::Choice
            | Kind::Integration
            | Kind::Rule
            | Kind::Consequence
            | Kind::Requirement
            | Kind::Alternative
            | Kind::Deviation
            | Kind::Fact
            | Kind::Type
            | Kind::Reading
            | Kind::Note
            | Kind::Advice
            | Kind::Source
            | Kind::Area
            | Kind::Text => {}
        }
    }
    // Words of its own come from the catalog alone. The rest does when the buyer changed nothing that could have led to
    // it; a requirement is printed with all that it rests on, so that there nothing else is left. An integration's line
    // is put together of all that leads to it, so that only its name is its own.
    let own: &[Aspect] = if change.subject.kind == Kind::Integration {
        &[Aspect::Title]
    // So is what is said to follow, with what it is for. And who is asked decides how it is put: a question to the
    // supplier has other words than one to the buyer.
    } else if change.subject.kind == Kind::Consequence
        || change.subject.kind == Kind::Fact && sides.differ(Aspect::Answer)
    {
        &[]
    } else {
        &[Aspect::Text, Aspect::Question, Aspect::Help, Aspect::Purpose]
    };
    let reworded = !change.aspects().is_empty() && own.iter().any(|aspect| sides.differ(*aspect));
    let acted = all.iter().any(|other| {
        matches!(other.subject.kind, Kind::Choice | Kind::Package | Kind::Fact | Kind::Deviation)
            && (other.aspects().is_empty() || other.aspects().iter().any(|aspect| aspect.aspect == Aspect::Answer))
    });
    let nothing_else = !acted || (change.subject.kind == Kind::Requirement && sides.edition().is_some());
    let by_buyer = if change.subject.kind == Kind::Requirement { said_in_it(all, sides) } else { BTreeSet::new() };
    if reworded && sides.edition().is_none() && !by_buyer.is_empty() {
        causes.extend(by_buyer);
    } else if reworded || (causes.is_empty() && nothing_else) {
        causes.insert(sides.catalog());
    }
    causes.into_iter().collect()
}

/// What of the tender changed the words of a requirement of the catalog: they have places for what the buyer says, and for
/// the integrations of the package that are used.
fn said_in_it(all: &[Change], sides: &Sides<'_>) -> BTreeSet<Cause> {
    let [was, is] = [text(sides.old, &sides.was, Aspect::Text), text(sides.new, &sides.is, Aspect::Text)];
    let integrations = [sides.old, sides.new].into_iter().flat_map(|record| &record.entries);
    let integrations = integrations.filter(|entry| entry.subject.kind == Kind::Integration);
    let in_one = integrations.map(|entry| entry.subject.id.as_str()).filter(|id| mentions(was, id) != mentions(is, id));
    let in_one: BTreeSet<&str> = in_one.collect();
    let mut causes = BTreeSet::new();
    for other in all {
        let id = other.subject.id.rsplit('/').next().unwrap_or_default();
        match (other.subject.kind, &other.what) {
            (Kind::Choice, What::Added { .. }) if in_one.contains(id) => {
                causes.insert(Cause::Chosen { id: id.to_owned() });
            }
            (Kind::Choice, What::Dropped { .. }) if in_one.contains(id) => {
                causes.insert(Cause::Unchosen { id: id.to_owned() });
            }
            (Kind::Fact, _) => causes.extend(sides.answered(other, in_one.iter().copied())),
            // That one of them need not be used stands in the words too.
            (Kind::Deviation, _) if mentions(was, id) && mentions(is, id) => drop(causes.insert(Cause::Buyer)),
            (Kind::Tender, _) if in_one.is_empty() && IN_WORDS.contains(&other.subject.id.as_str()) => {
                let [old, new] = [sides.old, sides.new].map(|record| text(record, &other.subject, Aspect::Value));
                // How the contract is awarded stands there in words of its own.
                if other.subject.id == PROCEDURE || was.contains(old) && is.contains(new) {
                    causes.insert(Cause::Buyer);
                }
            }
            _ => {}
        }
    }
    causes
}

/// Whether a record's deviation is a requirement that was left out, and not a line with another type or time.
fn is_left_out(record: &Record, deviation: &Subject) -> bool {
    text(record, deviation, Aspect::Text).starts_with(LEFT_OUT)
}

/// The two records, and what an entry was called in the old one.
struct Sides<'r> {
    old: &'r Record,
    new: &'r Record,
    was: Subject,
    is: Subject,
}

impl<'r> Sides<'r> {
    fn new(change: &Change, old: &'r Record, new: &'r Record) -> Self {
        let is = change.subject.clone();
        let was = match &change.what {
            What::Renamed { from, .. } => Subject { kind: is.kind, id: from.clone() },
            What::Added { .. } | What::Dropped { .. } | What::Changed { .. } => is.clone(),
        };
        Self { old, new, was, is }
    }

    fn differ(&self, aspect: Aspect) -> bool {
        text(self.old, &self.was, aspect) != text(self.new, &self.is, aspect)
    }

    /// The status of a line before and after; empty where it was not there.
    fn statuses(&self) -> [&'r str; 2] {
        [text(self.old, &self.was, Aspect::Status), text(self.new, &self.is, Aspect::Status)]
    }

    /// That a fact is answered otherwise, if it decides one of some lines.
    fn answered<'i>(&self, fact: &Change, lines: impl IntoIterator<Item = &'i str>) -> Option<Cause> {
        let of = |aspect| [self.old, self.new].map(|side| text(side, &fact.subject, aspect));
        let ([old, new], decides) = (of(Aspect::Answer), of(Aspect::Decides));
        let is_decided = |line: &str| decides.iter().any(|decides| mentions(decides, line));
        let given = |answer: &str| (!answer.is_empty()).then(|| answer.to_owned());
        (old != new && lines.into_iter().any(is_decided)).then(|| Cause::Answered {
            fact: fact.subject.id.clone(),
            label: fact.title.clone(),
            old: given(old),
            new: given(new),
        })
    }

    /// The change of edition, if there is one.
    fn edition(&self) -> Option<Cause> {
        let (old, new) = (self.old.edition.clone(), self.new.edition.clone());
        (old != new).then_some(Cause::Edition { old, new })
    }

    /// The catalog: another edition, or the same with other words.
    fn catalog(&self) -> Cause {
        self.edition().unwrap_or_else(|| Cause::Catalog { edition: self.new.edition.clone() })
    }
}

/// What a record says of an aspect; empty where it says nothing.
fn text<'r>(record: &'r Record, subject: &Subject, aspect: Aspect) -> &'r str {
    record.entry(subject).and_then(|entry| entry.aspects.get(&aspect)).map_or("", String::as_str)
}

/// Whether a text names an id: `SF1461`, `I-02.01`, `R9`.
fn mentions(text: &str, id: &str) -> bool {
    let part_of_id = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    text.split(|c| !part_of_id(c)).any(|word| word.trim_end_matches(['.', '-']) == id)
}
