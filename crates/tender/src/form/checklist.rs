//! Checklists that were filled in: what was ticked, answered and noted in them.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Edition;
use crate::catalog::answer::{NO, YES};
use crate::catalog::id::{FactId, IntegrationId, PackageId};
use crate::document::FieldName;
use crate::document::name::ChecklistField;
use crate::form::fault::FormFault;
use crate::form::spelling::{fold, is_seen};
use crate::profile::Answer;

/// Who answers where the buyer does not, and what is not answered yet: the words of the boxes.
const SUPPLIER: &str = "Leverandøren";
const UNDECIDED: &str = "Uafklaret";

/// The answer that a text means: people write it in small letters, in bold, and with a full stop.
fn answer_in(text: &str) -> Option<&'static str> {
    let text = text.replace(['*', '_', '`', '\\'], "");
    [YES, NO, SUPPLIER, UNDECIDED].into_iter().find(|answer| fold(&text) == fold(answer))
}

/// Whether anything is said in a field: neither what a program keeps for a box without a tick, nor what stands in one
/// until something is chosen.
fn is_said(text: &str) -> bool {
    is_seen(text) && !matches!(text.trim(), "Off" | "Vælg svar")
}

/// A field of a checklist, or of whatever else was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// `I-02.valg.SF1525`, `I-02.fakta.folger-personaendringer`, `I-02.noter`
    pub name: String,
    /// A box that is ticked
    pub ticked: bool,
    /// What stands in it: an answer, a note
    pub text: String,
}

impl Mark {
    /// A field of a form with its value; boxes say in words of their own that they are not ticked.
    pub fn of_form(name: &str, value: Option<&str>) -> Self {
        let text = value.unwrap_or_default().to_owned();
        Self { name: name.to_owned(), ticked: !matches!(text.as_str(), "" | "Off" | NO), text }
    }
}

/// What a checklist says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checklist {
    /// What was ticked
    pub packages: BTreeMap<PackageId, Vec<IntegrationId>>,
    /// The packages that it offers
    pub offered: BTreeSet<PackageId>,
    pub facts: BTreeMap<FactId, Answer>,
    /// What it asks for and has no answer to
    pub open: BTreeSet<FactId>,
    pub notes: BTreeMap<PackageId, String>,
    /// What was filled in, and is not taken over
    pub left: Vec<FormFault>,
}

impl Checklist {
    /// Reads the fields; nothing where none of them is a checklist's.
    pub fn of(marks: &[Mark], edition: &Edition) -> Option<Self> {
        let mut read = Self::default();
        let mut said: BTreeMap<FactId, Vec<(PackageId, &str)>> = BTreeMap::new();
        // What was answered in words that nobody can take over stays a question, whatever stands beside it elsewhere.
        let mut unread: BTreeSet<FactId> = BTreeSet::new();
        let mut foreign: Vec<String> = Vec::new();
        for mark in marks {
            let Ok(FieldName::Checklist(package, field)) = mark.name.parse() else { continue };
            let known = edition.packages.get(&package);
            if known.is_some() {
                read.offered.insert(package.clone());
            }
            match field {
                ChecklistField::Choice(id) if mark.ticked => {
                    if known.is_some_and(|known| known.business.contains(&id)) {
                        let chosen = read.packages.entry(package).or_default();
                        if !chosen.contains(&id) {
                            chosen.push(id);
                        }
                    } else {
                        foreign.push(format!("{package} {id}"));
                    }
                }
                ChecklistField::Fact(fact) => {
                    let answer = answer_in(&mark.text);
                    if let (Some(known), None, true) = (edition.facts.get(&fact), answer, is_said(&mark.text)) {
                        let question = format!("O-{} {}", known.number, known.question);
                        let said = mark.text.trim().to_owned();
                        read.left.push(FormFault::ChecklistUnread { question, package: package.clone(), said });
                        unread.insert(fact.clone());
                    }
                    if known.is_some() && edition.facts.contains_key(&fact) {
                        said.entry(fact).or_default().extend(answer.map(|answer| (package, answer)));
                    } else if let Some(answer) = answer.filter(|answer| *answer != UNDECIDED) {
                        foreign.push(format!("{package} {fact} ({answer})"));
                    }
                }
                ChecklistField::Notes if !mark.text.trim().is_empty() => {
                    if known.is_some() {
                        read.notes.insert(package, mark.text.trim().to_owned());
                    } else {
                        foreign.push(format!("{package} (»{}«)", mark.text.trim()));
                    }
                }
                ChecklistField::Choice(_) | ChecklistField::Notes | ChecklistField::Advice(_) => {}
            }
        }
        for (fact, said) in said {
            let answers: BTreeSet<&str> = said.iter().map(|(_, answer)| *answer).collect();
            let mut answers = answers.into_iter();
            let answer = match (answers.next(), answers.next()) {
                (Some(YES), None) => Some(Answer::Yes),
                (Some(NO), None) => Some(Answer::No),
                (Some(SUPPLIER), None) => Some(Answer::Supplier),
                (_, None) => None,
                (_, Some(_)) => {
                    let question = format!("O-{} {}", edition.facts[&fact].number, edition.facts[&fact].question);
                    let said = said.into_iter().map(|(package, answer)| (package, answer.to_owned())).collect();
                    read.left.push(FormFault::ChecklistUnsure { question, said });
                    None
                }
            };
            match answer {
                Some(answer) if !unread.contains(&fact) => drop(read.facts.insert(fact, answer)),
                Some(_) | None => drop(read.open.insert(fact)),
            }
        }
        if !foreign.is_empty() {
            read.left.push(FormFault::ChecklistForeign { edition: edition.id.clone(), names: foreign });
        }
        (!read.offered.is_empty()).then_some(read)
    }

    /// Whether anything was ticked or answered.
    pub fn is_filled_in(&self) -> bool {
        !self.packages.is_empty() || !self.facts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, CatalogFiles};
    use crate::complaint::Fault;

    #[test]
    fn what_is_filled_in_twice_otherwise_or_unknown_is_told_and_never_taken_in_silence() {
        let catalog = Catalog::read(&CatalogFiles::embedded()).unwrap();
        let edition = catalog.newest().unwrap();
        let mark = |name: &str, ticked: bool, text: &str| Mark { name: name.into(), ticked, text: text.into() };
        let fact = "fakta.opbygger-sortiment";
        let read = |marks: &[Mark]| Checklist::of(marks, edition);
        assert_eq!(read(&[mark("leverandoer.navn", false, "x")]), None);

        let same = read(&[
            mark(&format!("I-09.{fact}"), true, "Ja"),
            mark(&format!("I-11.{fact}"), true, "Ja"),
            mark("I-09.valg.SF1590_A", true, "Ja"),
            mark("I-10.noter", false, " Spørg. "),
        ])
        .unwrap();
        assert_eq!(same.facts.values().collect::<Vec<_>>(), [&Answer::Yes]);
        assert_eq!((same.packages.len(), same.offered.len(), same.left.len()), (1, 3, 0));
        let unread =
            read(&[mark(&format!("I-09.{fact}"), true, "Ja\\"), mark(&format!("I-11.{fact}"), true, "Nej, i 2028")]);
        let unread = unread.unwrap();
        assert_eq!((unread.facts.len(), unread.open.len(), unread.left.len()), (0, 1, 1));
        assert_eq!(same.notes.values().collect::<Vec<_>>(), ["Spørg."]);

        for other in ["Nej", "Leverandøren", "Uafklaret"] {
            let read = read(&[
                mark(&format!("I-09.{fact}"), true, "Ja"),
                mark(&format!("I-11.{fact}"), true, other),
                mark(&format!("I-11.{fact}"), false, ""),
            ])
            .unwrap();
            assert_eq!((read.facts.len(), read.open.len()), (0, 1), "{other}");
            let [FormFault::ChecklistUnsure { said, .. }] = read.left.as_slice() else { panic!("{:?}", read.left) };
            assert_eq!(said.len(), 2);
        }

        let foreign = read(&[
            mark("I-09.valg.SF9999", true, "Ja"),
            mark("I-09.valg.SF9998", false, ""),
            mark("I-09.fakta.straksleverancer", true, "Nej"),
            mark("I-09.fakta.forgangen", true, "Uafklaret"),
            mark("I-19.noter", false, "Husk."),
        ])
        .unwrap();
        assert!(!foreign.is_filled_in());
        let [FormFault::ChecklistForeign { names, .. }] = foreign.left.as_slice() else { panic!("{:?}", foreign.left) };
        assert_eq!(*names, ["I-09 SF9999", "I-09 straksleverancer (Nej)", "I-19 (»Husk.«)"]);
        assert!(foreign.left[0].saying().message.en.contains("I-09 SF9999"));
        assert_eq!(foreign.left[0].code(), "checklist-foreign");
    }
}
