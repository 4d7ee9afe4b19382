//! Boolean functions of the facts that are still unknown.
//!
//! A *completion* gives every unknown fact a value. What a condition, a target or a requirement comes to under each completion is a
//! Boolean function, held exactly as a binary decision diagram: it is constant, or it depends on just the facts in its support.
//! So minimum, maximum and "which fact can move this" are read off, by their definitions, without enumerating anything.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet};

use crate::catalog::condition::{Condition, Truth};
use crate::catalog::id::FactId;

/// The completions under which something holds. Most of what is asked holds always or never; that takes no diagram.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    Always,
    Never,
    /// A function that is not constant
    Depends(Arc<Bdd>),
}

impl When {
    pub fn is_true(&self) -> bool {
        matches!(self, Self::Always)
    }

    pub fn is_false(&self) -> bool {
        matches!(self, Self::Never)
    }

    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::Always, rest) | (rest, Self::Always) => rest.clone(),
            (Self::Depends(one), Self::Depends(other)) => one.and(other).into(),
        }
    }

    pub fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Always, _) | (_, Self::Always) => Self::Always,
            (Self::Never, rest) | (rest, Self::Never) => rest.clone(),
            (Self::Depends(one), Self::Depends(other)) => one.or(other).into(),
        }
    }

    pub fn not(&self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Depends(function) => function.not().into(),
        }
    }
}

impl From<Bdd> for When {
    fn from(function: Bdd) -> Self {
        match (function.is_true(), function.is_false()) {
            (true, _) => Self::Always,
            (_, true) => Self::Never,
            (false, false) => Self::Depends(Arc::new(function)),
        }
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

    /// The completions under which a condition holds.
    pub fn of(&self, condition: &Condition) -> When {
        match condition {
            Condition::Fact(fact) => match self.known.get(fact) {
                Some(true) => When::Always,
                Some(false) => When::Never,
                None => self.set.mk_var(self.variables[fact]).into(),
            },
            Condition::Not(inner) => self.of(inner).not(),
            Condition::And(left, right) => self.of(left).and(&self.of(right)),
            Condition::Or(left, right) => self.of(left).or(&self.of(right)),
        }
    }

    /// The facts that decide whether a function holds: under some completion of the others, their two values differ.
    pub fn deciding(&self, when: &When) -> BTreeSet<&'a FactId> {
        match when {
            When::Always | When::Never => BTreeSet::new(),
            When::Depends(function) => {
                function.support_set().into_iter().map(|variable| self.facts[&variable]).collect()
            }
        }
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
