//! The lines of a resolution: their types, when they bind and when they are due, and whether the buyer's changes fit them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use toml::value::Date;

use super::{
    ChosenOr, IntegrationLine, Interval, Level, NeedLine, Reason, RequirementLine, Resolution, Resolver, Role, Status,
};
use crate::catalog::condition::{Condition, Truth};
use crate::catalog::id::{IntegrationId, LineId, PackageId, TypeId};
use crate::catalog::{Fact, Modality, Need, Requirement, TypeKind};
use crate::complaint::Complaints;
use crate::profile::fault::{NoChange, ProfileFault};
use crate::profile::{Due, Profile};
use crate::text::danish;

/// A case in which a line binds: while the carrier is used and the condition holds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Clause {
    /// Absent when it is certain that it is used
    pub carrier: Option<IntegrationId>,
    /// Absent when it is certain that it holds
    #[serde(rename = "condition")]
    pub when: Option<Arc<Condition>>,
}

impl Resolution {
    /// The words of a requirement of the catalog as they read in a tender.
    pub fn wording(&self, profile: &Profile, requirement: &Requirement) -> String {
        let in_use = |id: &&IntegrationId| self.integration(id).is_some_and(|it| it.interval.at_most > Level::Excluded);
        let used: Vec<&IntegrationId> = requirement.carriers.iter().filter(in_use).collect();
        let carriers = if used.is_empty() { requirement.carriers.iter().collect() } else { used };
        let is_certain = |id: &IntegrationId| {
            let required = self.integration(id).is_some_and(|it| it.interval.at_least == Level::Required);
            required && !profile.weakened().any(|weakened| weakened == id)
        };
        let named = danish::list(&carriers, "og");
        // What the supplier may leave unused is not asked for through the back door.
        let named = match carriers.as_slice() {
            [_, _, ..] if !carriers.iter().all(|id| is_certain(id)) => {
                format!("de af integrationerne {named}, som løsningen anvender")
            }
            _ => named,
        };
        profile.wording(requirement, &named)
    }
}

impl<'a> Resolver<'a> {
    /// Whether a reason comes only of what prerequisites need: its carrier was not chosen, nor was its package.
    fn is_remote(&self, reason: &Reason) -> bool {
        reason.derived && !self.profile.packages.contains_key(&reason.package)
    }

    pub(super) fn integration_line(&self, id: &IntegrationId, interval: Interval) -> IntegrationLine {
        let because = self.integration_reasons(id);
        let line = LineId::Integration(id.clone());
        let kind = self.line_type(&line, &because);
        let alternative = self.shared_text(&because, interval.at_most, |reason| reason.alternative.as_ref());
        let due = self.due(&line);
        let deferred = self.shared_text(&because, interval.at_most, |reason| reason.deferred.as_ref());
        let mut holding = because.iter().filter(|reason| reason.level > Level::Excluded);
        IntegrationLine {
            id: id.clone(),
            role: if self.profile.chose(id) { Role::Business } else { Role::Prerequisite },
            condition: self.clauses(interval, &because),
            kind,
            interval,
            derived: interval.at_most > Level::Excluded && holding.all(|reason| self.is_remote(reason)),
            alternative,
            if_accepted: None,
            // What the buyer says of the time stands in the place of what the catalog does.
            deferred: deferred.filter(|_| due.is_none()),
            due,
            changed_by_buyer: self.profile.changed.contains_key(&line),
            because,
        }
    }

    pub(super) fn requirement_line(
        &self,
        requirement: &Requirement,
        package: &PackageId,
        interval: Interval,
    ) -> RequirementLine {
        let because = self.requirement_reasons(requirement);
        let line = LineId::Requirement(requirement.id.clone());
        RequirementLine {
            id: requirement.id.clone(),
            package: Some(package.clone()),
            modality: requirement.modality,
            kind: self.line_type(&line, &because),
            condition: self.clauses(interval, &because),
            interval,
            due: self.due(&line),
            changed_by_buyer: self.profile.changed.contains_key(&line),
            left_out: self.profile.left_out.get(&requirement.id).map(|left_out| left_out.reason.clone()),
            because,
        }
    }

    pub(super) fn need_line(&self, fact: &Fact, need: &Need, interval: Interval) -> NeedLine {
        let line = LineId::Requirement(need.id.clone());
        let (changed, due) = (self.profile.changed.get(&line), self.due(&line));
        NeedLine {
            id: need.id.clone(),
            package: need.package.clone(),
            fact: fact.id.clone(),
            kind: changed.and_then(|change| change.kind.clone()).unwrap_or_else(|| self.edition.must.clone()),
            interval,
            condition: None,
            alternative: need.alternative.clone().filter(|_| interval.at_most > Level::Excluded),
            if_accepted: None,
            deferred: need.deferred.clone().filter(|_| interval.at_most > Level::Excluded && due.is_none()),
            due,
            changed_by_buyer: changed.is_some(),
        }
    }

    /// The buyer's own requirements of a package, or of none: they hold because the buyer wrote them.
    pub(super) fn own_lines(&self, package: Option<&'a PackageId>) -> impl Iterator<Item = RequirementLine> {
        self.profile.own.iter().filter(move |own| own.package.as_ref() == package).map(|own| {
            let optional = self.profile.requirement_type(&own.kind).kind == TypeKind::Optional;
            let modality = if optional { Modality::May } else { Modality::Must };
            let level = Level::from(modality);
            let status = if level == Level::Required { Status::Required } else { Status::Optional };
            RequirementLine {
                id: own.id.clone(),
                package: own.package.clone(),
                modality,
                kind: own.kind.clone(),
                interval: Interval { status, at_least: level, at_most: level },
                condition: None,
                due: own.due.clone(),
                changed_by_buyer: false,
                left_out: None,
                // A choice is always a package's.
                because: own.package.iter().map(|package| Reason::chosen(package, level)).collect(),
            }
        })
    }

    fn due(&self, line: &LineId) -> Option<Due> {
        self.profile.changed.get(line).and_then(|change| change.due.clone())
    }

    /// The type of a line: the buyer's, or that of what reaches it. Any `must` makes it a minimum requirement, which binds at least
    /// where its carrier is used.
    fn line_type(&self, line: &LineId, because: &[Reason]) -> TypeId {
        if let Some(kind) = self.profile.changed.get(line).and_then(|change| change.kind.clone()) {
            return kind;
        }
        own_type(self.profile, because)
    }

    /// When a line binds: the cases of all that asks for it, unless one of them is certain.
    fn clauses(&self, interval: Interval, because: &[Reason]) -> Option<Vec<Clause>> {
        if interval.at_least == interval.at_most && interval.at_most != Level::Optional {
            return None;
        }
        let asks = |reason: &&Reason| reason.modality != ChosenOr::May && reason.level > Level::Excluded;
        let mut clauses: Vec<Clause> = Vec::new();
        for reason in because.iter().filter(asks) {
            let certain = |carrier: &IntegrationId| self.carries(carrier).required.is_true();
            let carrier = reason.carrier.clone().filter(|carrier| !certain(carrier));
            let clause = Clause { carrier, when: reason.when.clone().filter(|_| reason.truth == Truth::Unknown) };
            if clause == (Clause { carrier: None, when: None }) {
                return None;
            }
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        (!clauses.is_empty()).then_some(clauses)
    }
}

/// The type of what reaches a line; of what could, where nothing does.
pub(super) fn own_type(profile: &Profile, because: &[Reason]) -> TypeId {
    let reaching = because.iter().filter(|reason| reason.level > Level::Excluded);
    let mut reaching: Vec<&Reason> = reaching.collect();
    if reaching.is_empty() {
        reaching = because.iter().collect();
    }
    let only_may = !reaching.is_empty() && reaching.iter().all(|reason| reason.modality == ChosenOr::May);
    if only_may { profile.edition.may.clone() } else { profile.edition.must.clone() }
}

/// What follows only from lines that are due at another time is due with them, and so are the needs of a package of
/// whose chosen integrations all are.
pub(super) fn inherit_due(
    profile: &Profile,
    integrations: &mut [IntegrationLine],
    needs: &mut [NeedLine],
    requirements: &mut [RequirementLine],
) {
    let own: BTreeMap<IntegrationId, Due> =
        integrations.iter().filter_map(|line| Some((line.id.clone(), line.due.clone()?))).collect();
    if own.is_empty() {
        return;
    }
    // From the widest guess inwards: what something that is due at the start brings along is due at the start too.
    // That something may be used asks for nothing, and so for nothing at the start.
    let carriers = |because: &[Reason]| -> Vec<Option<IntegrationId>> {
        let holding = || because.iter().filter(|reason| reason.level > Level::Excluded);
        let asking = holding().filter(|reason| reason.modality != ChosenOr::May);
        let asking: Vec<_> = asking.map(|reason| reason.carrier.clone()).collect();
        if asking.is_empty() { holding().map(|reason| reason.carrier.clone()).collect() } else { asking }
    };
    let brought: BTreeMap<IntegrationId, Vec<Option<IntegrationId>>> =
        integrations.iter().map(|line| (line.id.clone(), carriers(&line.because))).collect();
    let mut later: BTreeSet<IntegrationId> = brought.keys().cloned().collect();
    let all_later = |later: &BTreeSet<IntegrationId>, carriers: &[Option<IntegrationId>]| {
        let is_later = |carrier: &Option<IntegrationId>| carrier.as_ref().is_some_and(|id| later.contains(id));
        !carriers.is_empty() && carriers.iter().all(is_later)
    };
    loop {
        let kept: BTreeSet<IntegrationId> =
            later.iter().filter(|id| own.contains_key(*id) || all_later(&later, &brought[*id])).cloned().collect();
        if kept.len() == later.len() {
            break;
        }
        later = kept;
    }
    let roots = |carriers: &[Option<IntegrationId>]| -> Vec<Due> {
        let (mut dues, mut seen) = (Vec::new(), BTreeSet::new());
        let mut waiting: Vec<IntegrationId> = carriers.iter().flatten().cloned().collect();
        while let Some(id) = waiting.pop() {
            match own.get(&id) {
                Some(due) if !dues.contains(due) => dues.push(due.clone()),
                Some(_) => {}
                None if seen.insert(id.clone()) => waiting.extend(brought[&id].iter().flatten().cloned()),
                None => {}
            }
        }
        dues
    };
    for line in integrations.iter_mut().filter(|line| line.due.is_none() && later.contains(&line.id)) {
        line.due = earliest(roots(&carriers(&line.because)));
        line.deferred = line.deferred.take().filter(|_| line.due.is_none());
    }
    for line in requirements.iter_mut().filter(|line| line.due.is_none() && !line.id.is_own()) {
        let carriers = carriers(&line.because);
        if all_later(&later, &carriers) && profile.edition.requirement(&line.id).is_some() {
            line.due = earliest(roots(&carriers));
        }
    }
    for line in needs.iter_mut().filter(|line| line.due.is_none()) {
        let Some(choice) = profile.packages.get(&line.package) else { continue };
        let chosen: Vec<_> = choice.integrations.iter().cloned().map(Some).collect();
        if all_later(&later, &chosen) {
            line.due = earliest(roots(&chosen));
            line.deferred = line.deferred.take().filter(|_| line.due.is_none());
        }
    }
}

/// The earliest of several times; of words nobody can tell which that is.
fn earliest(dues: Vec<Due>) -> Option<Due> {
    let dates: Option<Vec<Date>> = dues
        .iter()
        .map(|due| match due {
            Due::Date(date) => Some(*date),
            Due::Words(_) | Due::EarliestOf(_) => None,
        })
        .collect();
    if let Some(date) = dates.and_then(|dates| dates.into_iter().min()) {
        return Some(Due::Date(date));
    }
    let mut clauses: Vec<String> = dues.iter().map(Due::clause).collect();
    clauses.sort();
    match clauses.as_slice() {
        [] => None,
        [only] => Some(Due::Words(only.clone())),
        several => Some(Due::EarliestOf(several.to_vec())),
    }
}

/// Complains of changes to lines that do not follow from the profile, or that cannot be made.
pub fn check_changes(profile: &Profile, resolution: &Resolution) -> Complaints {
    let mut complaints = Complaints::new();
    for (id, change) in &profile.changed {
        let printed = resolution.interval(id).is_some_and(|interval| interval.at_most > Level::Excluded);
        let kind = |id: &TypeId| profile.requirement_type(id).kind;
        let own = match id {
            LineId::Integration(id) => resolution.integration(id).map(|line| own_type(profile, &line.because)),
            LineId::Requirement(id) => resolution.requirement(id).map(|line| own_type(profile, &line.because)),
        };
        let raised = change.kind.as_ref().filter(|to| {
            kind(to) == TypeKind::Minimum && own.as_ref().is_some_and(|own| kind(own) == TypeKind::Optional)
        });
        let now = resolution.type_of(id).filter(|now| change.weight.is_some() && kind(now) != TypeKind::Evaluated);
        let (why, place) = match (printed, raised, now) {
            (false, _, _) => (NoChange::NotPrinted, &change.place),
            (true, Some(to), _) => {
                (NoChange::Raised { to: to.clone() }, change.kind_place.as_ref().unwrap_or(&change.place))
            }
            (true, None, Some(kind)) => (NoChange::NoWeight { kind: kind.clone() }, &change.place),
            (true, None, None) => continue,
        };
        complaints.error(ProfileFault::LineChange { id: id.clone(), why }, place.clone());
    }
    complaints
}
