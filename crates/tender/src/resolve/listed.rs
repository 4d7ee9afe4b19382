//! The lines of a resolution as a list for the terminal: each with its type, its name and what is particular about it.

use super::{Clause, Interval, Level, Resolution, Status};
use crate::both;
use crate::catalog::id::{LineId, PackageId, TypeId};
use crate::profile::{Due, LineChange, Profile};
use crate::text::language::{Both, Language};

/// A line as it stands in a list.
pub struct Listed<'a> {
    pub id: LineId,
    pub kind: &'a TypeId,
    pub interval: Interval,
    /// Absent for one of the buyer's own that has no title
    name: Option<&'a str>,
    due: Option<&'a Due>,
    binding: Option<&'a [Clause]>,
    package: Option<&'a PackageId>,
}

impl Listed<'_> {
    /// Whether it belongs to a package, as its needs and its requirements do.
    pub fn is_of(&self, package: &PackageId) -> bool {
        self.package == Some(package)
    }

    /// »I-02.02      MK  Start og stop af abonnement (senest den 1. juni 2027)«
    pub fn row(&self, language: Language) -> String {
        let untitled = both!("the buyer's own requirement", "ordregivers eget krav");
        let mut row = format!("{:<12} {:<3} ", self.id.as_str(), self.kind.as_str());
        row.push_str(self.name.unwrap_or(untitled.of(language)));
        let notes: Vec<Both> = self.binds().into_iter().chain(self.due.map(when_due)).collect();
        if !notes.is_empty() {
            row.push_str(&format!(" ({})", Both::joined(&notes, "; ").of(language)));
        }
        row
    }

    /// Whose answer decides it, of what is not certain.
    pub fn decider(&self) -> Option<Both> {
        match self.interval.status {
            Status::Required | Status::Optional | Status::Excluded => None,
            Status::Open => Some(both!("the buyer's answer decides", "ordregivers svar afgør det")),
            Status::Supplier => Some(both!("the supplier's answer decides", "leverandørens svar afgør det")),
        }
    }

    /// Of what only may be used, but binds where it is: »gælder, hvis SF0810 anvendes«.
    fn binds(&self) -> Option<Both> {
        let clauses = self.binding.filter(|_| self.interval.status == Status::Optional)?;
        let clauses = clauses.iter().map(|clause| {
            let used = clause.carrier.as_ref().map(|id| both!("{id} is used", "{id} anvendes"));
            let holds = clause.when.as_ref().map(|when| both!("`{when}` holds", "`{when}` er sandt"));
            match (used, holds) {
                (Some(Both { en, da }), Some(Both { en: en_when, da: da_when })) => {
                    both!("{en} and {en_when}", "{da}, og {da_when}")
                }
                (used, holds) => used.or(holds).unwrap_or_else(|| both!("it is used", "det anvendes")),
            }
        });
        let clauses: Vec<Both> = clauses.collect();
        let (en, da) = (join(&clauses, Language::English, " or "), join(&clauses, Language::Danish, ", eller hvis "));
        Some(both!("applies if {en}", "gælder, hvis {da}"))
    }
}

fn join(clauses: &[Both], language: Language, between: &str) -> String {
    clauses.iter().map(|clause| clause.of(language)).collect::<Vec<_>>().join(between)
}

/// »frist: senest den 1. juni 2027«. A time of fulfilment is the tender's, and so Danish.
pub fn when_due(due: &Due) -> Both {
    let clause = due.clause();
    both!("due: {clause}", "frist: {clause}")
}

/// What the buyer changed of a line of the catalog, change by change: »typen er K i stedet for MK«, »frist: …«.
pub fn changes(profile: &Profile, resolution: &Resolution, line: &LineId, change: &LineChange) -> Vec<Both> {
    let kind = change.kind.as_ref().map(|now| {
        let before = resolution.catalog_type(profile, line);
        both!("the type is {now} instead of {before}", "typen er {now} i stedet for {before}")
    });
    let weight = change.weight.map(|weight| {
        let danish = crate::text::danish::number(weight);
        both!("the weight is {weight}", "vægten er {danish}")
    });
    kind.into_iter().chain(weight).chain(change.due.as_ref().map(when_due)).collect()
}

impl Resolution {
    /// Every line, integrations first, then needs, then requirements, in their order.
    pub fn listed<'a>(&'a self, profile: &'a Profile) -> Vec<Listed<'a>> {
        let edition = profile.edition.as_ref();
        let integrations = self.integrations.iter().map(|line| Listed {
            id: LineId::Integration(line.id.clone()),
            kind: &line.kind,
            interval: line.interval,
            name: edition.integrations.get(&line.id).map(|integration| integration.name.as_str()),
            due: line.due.as_ref(),
            binding: line.condition.as_deref(),
            package: None,
        });
        let needs = self.needs.iter().map(|line| Listed {
            id: LineId::Requirement(line.id.clone()),
            kind: &line.kind,
            interval: line.interval,
            name: edition.facts.get(&line.fact).map(|fact| fact.label.as_str()),
            due: line.due.as_ref(),
            binding: None,
            package: Some(&line.package),
        });
        let requirements = self.requirements.iter().map(|line| {
            let own = || profile.own.iter().find(|own| own.id == line.id)?.title.as_deref();
            Listed {
                id: LineId::Requirement(line.id.clone()),
                kind: &line.kind,
                interval: line.interval,
                name: edition.requirement(&line.id).map(|requirement| requirement.title.as_str()).or_else(own),
                due: line.due.as_ref(),
                binding: line.condition.as_deref(),
                package: line.package.as_ref(),
            }
        });
        let lines = integrations.chain(needs).chain(requirements);
        lines.filter(|line| line.interval.at_most > Level::Excluded).collect()
    }
}
