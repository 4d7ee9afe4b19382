//! Boolean functions of the facts that are still unknown.
//!
//! A *completion* gives every unknown fact a value. What a condition, a target or a requirement comes to under each
//! completion is a Boolean function, held exactly as a binary decision diagram: it is constant, or it depends on just
//! the facts in its support. So minimum, maximum and "which fact can move this" are read off, by their definitions,
//! without enumerating anything.

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

    /// The same function where some variables have a value.
    fn fixed(&self, values: &[(BddVariable, bool)]) -> Self {
        match self {
            Self::Always | Self::Never => self.clone(),
            Self::Depends(function) => function.restrict(values).into(),
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
///
/// Beside the facts there may be *claims*: variables of their own, each of which says whether a supplier meets a line
/// otherwise.
pub struct Completions<'a> {
    set: BddVariableSet,
    known: BTreeMap<&'a FactId, bool>,
    variables: BTreeMap<&'a FactId, BddVariable>,
    facts: BTreeMap<BddVariable, &'a FactId>,
    claims: Vec<BddVariable>,
    /// Facts that hold only while something else does
    guarded: BTreeMap<&'a FactId, When>,
}

impl<'a> Completions<'a> {
    /// Takes every fact with what is known of it.
    pub fn new(facts: impl IntoIterator<Item = (&'a FactId, Truth)>) -> Self {
        Self::with_claims(facts, 0)
    }

    /// Takes every fact with what is known of it, and so many claims.
    pub fn with_claims(facts: impl IntoIterator<Item = (&'a FactId, Truth)>, claims: usize) -> Self {
        let mut known = BTreeMap::new();
        let mut unknown = Vec::new();
        for (fact, truth) in facts {
            match truth {
                Truth::True => drop(known.insert(fact, true)),
                Truth::False => drop(known.insert(fact, false)),
                Truth::Unknown => unknown.push(fact),
            }
        }
        let number = u16::try_from(unknown.len() + claims).expect("a catalog has few facts and few alternatives");
        let set = BddVariableSet::new_anonymous(number);
        let mut free = set.variables();
        let claims = free.split_off(unknown.len());
        let variables: BTreeMap<_, _> = unknown.into_iter().zip(free).collect();
        let facts = variables.iter().map(|(fact, variable)| (*variable, *fact)).collect();
        Self { set, known, variables, facts, claims, guarded: BTreeMap::new() }
    }

    /// That a claim is made.
    pub fn claimed(&self, claim: usize) -> When {
        self.set.mk_var(self.claims[claim]).into()
    }

    /// What a function comes to where just some of the claims are made.
    pub fn where_claimed(&self, when: &When, claimed: &dyn Fn(usize) -> bool) -> When {
        let values: Vec<_> = self.claims.iter().enumerate().map(|(at, claim)| (*claim, claimed(at))).collect();
        when.fixed(&values)
    }

    /// What a function comes to where one claim is not made.
    pub fn unclaimed(&self, when: &When, claim: usize) -> When {
        when.fixed(&[(self.claims[claim], false)])
    }

    /// Lets a fact hold only while something else does.
    pub fn guard(&mut self, fact: &'a FactId, guard: When) {
        self.guarded.insert(fact, guard);
    }

    /// Whether every fact is known.
    pub fn is_one(&self) -> bool {
        self.variables.is_empty()
    }

    fn holds(&self, fact: &FactId) -> When {
        match self.known.get(fact) {
            Some(true) => When::Always,
            Some(false) => When::Never,
            None => self.set.mk_var(self.variables[fact]).into(),
        }
    }

    /// The completions under which a condition holds.
    pub fn of(&self, condition: &Condition) -> When {
        match condition {
            Condition::Fact(fact) => match self.guarded.get(fact) {
                Some(guard) => self.holds(fact).and(guard),
                None => self.holds(fact),
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
                let facts = function.support_set().into_iter();
                facts.filter_map(|variable| self.facts.get(&variable).copied()).collect()
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

    #[test]
    fn a_claim_takes_away_what_a_guarded_fact_brings_and_is_no_fact() {
        let facts = ["a", "b"].map(FactId::new);
        let mut completions = Completions::with_claims(facts.iter().zip([Truth::True, Truth::Unknown]), 1);
        let unclaimed = completions.claimed(0).not();
        completions.guard(&facts[0], unclaimed);
        let function = completions.of(&Condition::parse("a or b").expect("it is a condition"));
        assert_eq!(completions.deciding(&function), [&facts[1]].into());
        assert!(completions.where_claimed(&function, &|_| false).is_true());
        assert!(completions.unclaimed(&function, 0).is_true());
        let claimed = completions.where_claimed(&function, &|_| true);
        assert!(!claimed.is_true() && !claimed.is_false(), "it depends on b alone");
    }
}
