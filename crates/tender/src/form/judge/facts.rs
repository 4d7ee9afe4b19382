//! What a supplier knows of its solution: what it leaves open, what it contradicts, and why a line holds by it.

use std::collections::{BTreeMap, BTreeSet};

use super::Judge;
use super::view::View;
use crate::catalog::answer::{NO, YES};
use crate::catalog::id::{FactId, IntegrationId, LineId};
use crate::form::finding::{Unknown, What};
use crate::profile::Answer as Fact;
use crate::resolve::{Level, Resolution, resolve_carrying};
use crate::text::source::Written;

impl Judge<'_> {
    /// The facts that the supplier was asked and answered.
    pub(super) fn facts(&mut self) -> BTreeMap<FactId, Fact> {
        let mut known = BTreeMap::new();
        let mut invalid = Vec::new();
        for row in self.reference.form.facts.iter().flat_map(|facts| &facts.rows) {
            let Some(fact) = row.answer.name.fact() else { continue };
            if self.supplier.unclear_facts.contains(fact) {
                continue;
            }
            match self.supplier.facts.get(fact).map(String::as_str) {
                Some(YES) => drop(known.insert(fact.clone(), Fact::Yes)),
                Some(NO) => drop(known.insert(fact.clone(), Fact::No)),
                None | Some("") => {}
                Some(answer) => {
                    let what = What::InvalidAnswer { answer: answer.to_owned(), options: row.answer.options.clone() };
                    invalid.push(What::OfField { subject: format!("Oplysning {}", row.number), what: Box::new(what) });
                }
            }
        }
        invalid.into_iter().for_each(|what| self.tell(what));
        known
    }

    /// Tells of the facts that were asked, not answered, and would still move something for this supplier.
    pub(super) fn open_facts(&mut self, view: &View) {
        for row in self.reference.form.facts.iter().flat_map(|facts| &facts.rows) {
            let Some(fact) = row.answer.name.fact().filter(|fact| !view.known.contains_key(*fact)) else { continue };
            let moves = view.own.questions.iter().find(|question| question.fact == *fact);
            if let Some(question) = moves {
                let moves = question.moves.iter().map(ToString::to_string).collect();
                let number = row.number.clone();
                let unknown = match self.supplier.facts.get(fact) {
                    Some(answer) if !answer.trim().is_empty() => Unknown::Unclear,
                    _ if self.supplier.unclear_facts.contains(fact) => Unknown::Unclear,
                    _ if self.returned.values.contains_key(&row.answer.name.to_string()) => Unknown::Blank,
                    _ => Unknown::NotAsked,
                };
                self.tell(What::FactUnanswered { number, question: row.question.clone(), moves, unknown });
            }
        }
    }

    /// Tells of facts that say what the solution does through integrations which it does not use.
    pub(super) fn contradicted_facts(&mut self, view: &View) {
        let facts = &self.reference.case.profile.edition.facts;
        let mut told = Vec::new();
        for (fact, _) in view.known.iter().filter(|(_, answer)| **answer == Fact::Yes) {
            let resolution = &self.reference.case.resolution;
            let reasons = resolution.integrations.iter().flat_map(|line| &line.because);
            let reasons = reasons.chain(resolution.requirements.iter().flat_map(|line| &line.because));
            let of_fact = reasons.filter(|reason| {
                reason.level > Level::Excluded && reason.when.as_ref().is_some_and(|when| when.facts().contains(fact))
            });
            let carriers: BTreeSet<Option<&IntegrationId>> = of_fact.map(|reason| reason.carrier.as_ref()).collect();
            let unused =
                carriers.iter().map(|carrier| carrier.filter(|carrier| view.carrying.nothing.contains(*carrier)));
            let unused: Option<Vec<String>> = unused.map(|carrier| carrier.map(ToString::to_string)).collect();
            if let Some(unused) = unused.filter(|unused| !unused.is_empty()) {
                told.push(What::FactContradicted { holds: facts[fact].holds.clone(), unused });
            }
        }
        told.into_iter().for_each(|what| self.tell(what));
    }

    /// The questions about a line that nobody has answered.
    pub(super) fn open_questions(&self, id: &LineId, own: &Resolution) -> Vec<String> {
        let facts = &self.reference.case.profile.edition.facts;
        let open = own.questions.iter().filter(|question| question.moves.contains(id));
        open.map(|question| facts[&question.fact].supplier_question.clone()).collect()
    }

    /// Why a line came to hold, or not to, for the supplier: the facts without which it would not, and what is not
    /// used.
    pub(super) fn because(&self, id: &LineId, view: &View) -> Vec<String> {
        let facts = &self.reference.case.profile.edition.facts;
        let resolution = &self.reference.case.resolution;
        let moving = resolution.questions.iter().filter(|question| question.moves.contains(id));
        let now = view.own.interval(id);
        let answered = moving.filter_map(|question| {
            let (clause, other) = match view.known.get(&question.fact)? {
                Fact::Yes => (&facts[&question.fact].holds, Fact::No),
                Fact::No => (&facts[&question.fact].fails, Fact::Yes),
                Fact::Supplier => return None,
            };
            // A fact is no reason for what would be the same with its other answer.
            let mut profile = view.profile.clone();
            profile.facts.insert(question.fact.clone(), Written::new(other, self.place()));
            let otherwise = resolve_carrying(&profile, &view.carrying).interval(id);
            (otherwise != now).then(|| clause.clone())
        });
        let reasons = resolution.because(id).iter().filter(|reason| reason.level > Level::Excluded);
        let without: BTreeSet<&IntegrationId> = reasons
            .filter_map(|reason| reason.carrier.as_ref())
            .filter(|carrier| view.carrying.nothing.contains(*carrier))
            .collect();
        let without = without.into_iter().map(|carrier| format!("{carrier} ikke anvendes"));
        answered.chain(without).collect()
    }
}
