//! Boolean functions of the facts that are still unknown.
//!
//! A *completion* gives every unknown fact a value. What a condition, a target or a requirement comes to under each completion is a
//! Boolean function, held exactly as a binary decision diagram: it is constant, or it depends on just the facts in its support.
//! So minimum, maximum and "which fact can move this" are read off, by their definitions, without enumerating anything.

use std::collections::{BTreeMap, BTreeSet};

use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet};

use crate::condition::{Condition, Truth};
use crate::id::FactId;

/// The completions under which something holds.
#[derive(Debug, Clone, PartialEq)]
pub struct When(Bdd);

/// Most of what is asked holds always or never; that is joined at once, without walking any diagram.
impl When {
    pub fn is_true(&self) -> bool {
        self.0.is_true()
    }

    pub fn is_false(&self) -> bool {
        self.0.is_false()
    }

    pub fn and(&self, other: &Self) -> Self {
        if self.is_false() || other.is_true() {
            self.clone()
        } else if self.is_true() || other.is_false() {
            other.clone()
        } else {
            Self(self.0.and(&other.0))
        }
    }

    pub fn or(&self, other: &Self) -> Self {
        if self.is_true() || other.is_false() {
            self.clone()
        } else if self.is_false() || other.is_true() {
            other.clone()
        } else {
            Self(self.0.or(&other.0))
        }
    }

    pub fn not(&self) -> Self {
        Self(self.0.not())
    }
}

/// All completions of the unknown facts.
pub struct Completions<'a> {
    set: BddVariableSet,
    known: BTreeMap<&'a FactId, bool>,
    variables: BTreeMap<&'a FactId, BddVariable>,
    facts: BTreeMap<BddVariable, &'a FactId>,
}

impl<'a> Completions<'a> {
    /// Takes every fact with what is known of it.
    pub fn new(facts: impl IntoIterator<Item = (&'a FactId, Truth)>) -> Self {
        let mut known = BTreeMap::new();
        let mut unknown = Vec::new();
        for (fact, truth) in facts {
            match truth {
                Truth::True => drop(known.insert(fact, true)),
                Truth::False => drop(known.insert(fact, false)),
                Truth::Unknown => unknown.push(fact),
            }
        }
        let set = BddVariableSet::new_anonymous(u16::try_from(unknown.len()).expect("a catalog has few facts"));
        let variables: BTreeMap<_, _> = unknown.into_iter().zip(set.variables()).collect();
        let facts = variables.iter().map(|(fact, variable)| (*variable, *fact)).collect();
        Self { set, known, variables, facts }
    }

    pub fn always(&self) -> When {
        When(self.set.mk_true())
    }

    pub fn never(&self) -> When {
        When(self.set.mk_false())
    }

    /// The completions under which a condition holds.
    pub fn of(&self, condition: &Condition) -> When {
        match condition {
            Condition::Fact(fact) => match self.known.get(fact) {
                Some(true) => self.always(),
                Some(false) => self.never(),
                None => When(self.set.mk_var(self.variables[fact])),
            },
            Condition::Not(inner) => self.of(inner).not(),
            Condition::And(left, right) => self.of(left).and(&self.of(right)),
            Condition::Or(left, right) => self.of(left).or(&self.of(right)),
        }
    }

    /// The facts that decide whether a function holds: under some completion of the others, their two values differ.
    pub fn deciding(&self, when: &When) -> BTreeSet<&'a FactId> {
        when.0.support_set().into_iter().map(|variable| self.facts[&variable]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_depends_on_just_the_facts_that_can_change_it() {
        let facts = ["a", "b", "c"].map(FactId::new);
        let completions = Completions::new(facts.iter().zip([Truth::Unknown, Truth::Unknown, Truth::True]));
        let deciding = |written: &str| -> Vec<String> {
            let condition = Condition::parse(written).expect(written);
            completions.deciding(&completions.of(&condition)).iter().map(ToString::to_string).collect()
        };
        assert_eq!(deciding("a and c"), ["a"]);
        assert_eq!(deciding("a or c"), Vec::<String>::new());
        assert_eq!(deciding("a or not a"), Vec::<String>::new());
        assert_eq!(deciding("(a and b) or (a and not b)"), ["a"]);
    }
}
