//! Why a line is in, out or open: reasons as data.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Level, Reach, Resolver, known};
use crate::catalog::condition::{Condition, Truth};
use crate::catalog::id::{FactId, IntegrationId, PackageId, ReadingId, RuleId, SourceId};
use crate::catalog::{Modality, Requirement, Rule};

/// The modality of a rule, or that the buyer chose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChosenOr {
    Chosen,
    May,
    Must,
}

impl From<Modality> for ChosenOr {
    fn from(modality: Modality) -> Self {
        match modality {
            Modality::May => ChosenOr::May,
            Modality::Must => ChosenOr::Must,
        }
    }
}

/// One rule with one of its carriers, or the buyer's choice. Those that do not hold are listed too: they answer "why not".
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Reason {
    /// Absent for a choice and for a requirement, which is its own rule
    pub rule: Option<RuleId>,
    pub package: PackageId,
    /// The integration that brings it along; absent for a choice
    pub carrier: Option<IntegrationId>,
    pub modality: ChosenOr,
    /// As the catalog writes it; absent when it always holds
    #[serde(rename = "condition")]
    pub when: Option<Arc<Condition>>,
    /// The condition's truth
    pub truth: Truth,
    /// The most it can give: `excluded` when its condition is false or its carrier cannot come into use
    pub level: Level,
    /// The carrier was not chosen by the profile
    pub derived: bool,
    pub purpose: Option<Arc<str>>,
    pub alternative: Option<Arc<str>>,
    pub deferred: Option<Arc<str>>,
    pub source: Option<SourceId>,
    pub reading: Option<ReadingId>,
    /// The least it gives
    #[serde(skip)]
    pub at_least: Level,
}

impl Reason {
    /// The profile says so itself: it chose an integration, or wrote a requirement of its own.
    pub(super) fn chosen(package: &PackageId, level: Level) -> Self {
        Self {
            rule: None,
            package: package.clone(),
            carrier: None,
            modality: ChosenOr::Chosen,
            when: None,
            truth: Truth::True,
            level,
            derived: false,
            purpose: None,
            alternative: None,
            deferred: None,
            source: None,
            reading: None,
            at_least: level,
        }
    }
}

impl Resolver<'_> {
    /// The choice, then every rule and carrier that could bring an integration along, in the order of packages.
    pub(super) fn integration_reasons(&self, id: &IntegrationId) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for (package, choice) in &self.profile.packages {
            if choice.integrations.contains(id) {
                reasons.push(self.choice(package, id));
            }
        }
        for rule in self.edition.rules().filter(|rule| rule.target == *id) {
            reasons.extend(rule.carriers.iter().map(|carrier| self.rule_reason(rule, carrier)));
        }
        reasons
    }

    fn choice(&self, package: &PackageId, id: &IntegrationId) -> Reason {
        let package = &self.edition.packages[package];
        let alternative = package.alternatives.iter().find(|alternative| alternative.integrations.contains(id));
        let basis = alternative.map_or(&package.basis, |alternative| &alternative.basis);
        Reason {
            alternative: alternative.map(|alternative| alternative.text.clone()),
            source: Some(basis.source.clone()),
            reading: basis.reading.clone().or_else(|| package.basis.reading.clone()),
            ..Reason::chosen(&package.id, Level::Required)
        }
    }

    fn rule_reason(&self, rule: &Rule, carrier: &IntegrationId) -> Reason {
        let package = &self.edition.packages[&rule.package];
        // Where the need itself has an alternative, a second one beside it would say the same of less.
        let alternative =
            rule.alternative.clone().filter(|_| !rule.when.as_ref().is_some_and(|when| self.has_need(when)));
        let chosen_alternative = package
            .alternatives
            .iter()
            .find(|alternative| alternative.integrations.contains(&rule.target))
            .map(|alternative| alternative.text.clone());
        Reason {
            rule: Some(rule.id.clone()),
            purpose: Some(rule.purpose.clone()),
            alternative: alternative.or(chosen_alternative),
            deferred: rule.deferred.clone(),
            source: Some(rule.basis.source.clone()),
            reading: rule.basis.reading.clone(),
            ..self.carried(&rule.package, carrier, rule.modality, &rule.when)
        }
    }

    /// Whether a condition asks for a fact whose need is printed with an alternative.
    fn has_need(&self, when: &Condition) -> bool {
        let stated = |fact: &FactId| {
            let fact = self.edition.facts.get(fact)?;
            let need = fact.need.as_ref().filter(|need| need.alternative.is_some())?;
            Some(self.need_reach(&fact.id, need).at_most() > Level::Excluded)
        };
        when.facts().iter().any(|fact| stated(fact) == Some(true))
    }

    /// One reason for each carrier of a requirement; a requirement of a package that was not chosen has them too, all excluded.
    pub(super) fn requirement_reasons(&self, requirement: &Requirement) -> Vec<Reason> {
        let Some(package) = requirement.id.package() else { return Vec::new() };
        let chosen = self.profile.packages.contains_key(&package);
        let carried = requirement.carriers.iter().map(|carrier| {
            let reason = Reason {
                source: Some(requirement.basis.source.clone()),
                reading: requirement.basis.reading.clone(),
                ..self.carried(&package, carrier, requirement.modality, &requirement.when)
            };
            if chosen { reason } else { Reason { level: Level::Excluded, at_least: Level::Excluded, ..reason } }
        });
        carried.collect()
    }

    /// What a carrier brings along, under a condition.
    fn carried(
        &self,
        package: &PackageId,
        carrier: &IntegrationId,
        modality: Modality,
        when: &Option<Arc<Condition>>,
    ) -> Reason {
        let reach = self.carries(carrier);
        let gives = Reach::through(std::iter::once(reach), modality, &self.when(when));
        let truth = when.as_ref().map_or(Truth::True, |condition| condition.judge(&|fact| known(self.profile, fact)));
        Reason {
            rule: None,
            package: package.clone(),
            carrier: Some(carrier.clone()),
            modality: modality.into(),
            when: when.clone(),
            truth,
            level: gives.at_most(),
            derived: !self.profile.chose(carrier),
            purpose: None,
            alternative: None,
            deferred: None,
            source: None,
            reading: None,
            at_least: gives.at_least(),
        }
    }
}
