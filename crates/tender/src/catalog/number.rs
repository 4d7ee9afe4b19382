//! The numbers of facts and needs over all editions: each is one thing's, for good.
//!
//! »Oplysning 4« and `I-04.B1` stand in documents that were published. A later edition may drop them, and must never
//! give their number to something else, nor another number to the same thing.

use crate::complaint::Second;
use crate::input::fault::{InputFault, Thing};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Edition;
use crate::catalog::id::EditionId;
use crate::complaint::{Complaint, Complaints};
use crate::text::source::Place;

/// Complains of numbers that change their meaning. Later editions repeat what their base says: the first that complains
/// is enough.
pub(super) fn check(editions: &BTreeMap<EditionId, Arc<Edition>>, complaints: &mut Complaints) {
    let (mut numbers, mut needs) = (Numbers::default(), Numbers::default());
    for edition in editions.values() {
        let before = complaints.iter().count();
        for fact in edition.facts.values() {
            let (id, number) = (fact.id.to_string(), fact.number.to_string());
            numbers.take(&id, number, &fact.place, [Thing::FactNumber, Thing::NumberOfFact], complaints);
            if let Some(need) = &fact.need {
                needs.take(&id, need.id.to_string(), &need.place, [Thing::Need, Thing::NeedOfFact], complaints);
            }
        }
        if complaints.iter().count() > before {
            return;
        }
    }
}

/// Which fact has which number, and where that was written first.
#[derive(Default)]
struct Numbers {
    of_facts: BTreeMap<String, (String, Place)>,
    facts: BTreeMap<String, (String, Place)>,
}

impl Numbers {
    /// Gives a fact its number. `what` names a number of two facts, and a fact of two numbers.
    fn take(&mut self, fact: &str, number: String, place: &Place, what: [Thing; 2], complaints: &mut Complaints) {
        let (other, first) = self.facts.entry(number.clone()).or_insert_with(|| (fact.to_owned(), place.clone()));
        if other != fact {
            let fault = InputFault::DuplicateId { what: what[0], id: number };
            complaints.push(Complaint::error(fault, place.clone()).also(first.clone(), Second::First));
            return;
        }
        let (other, first) = self.of_facts.entry(fact.to_owned()).or_insert_with(|| (number.clone(), place.clone()));
        if *other != number {
            let fault = InputFault::DuplicateId { what: what[1], id: fact.to_owned() };
            complaints.push(Complaint::error(fault, place.clone()).also(first.clone(), Second::First));
        }
    }
}
