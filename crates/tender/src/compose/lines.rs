//! The lines that a supplier answers, made of a resolution's.

use super::sentences::{Sentences, status, status_meaning};
use crate::catalog::id::{LineId, TypeId};
use crate::catalog::{Integration, IntegrationStatus, filled_in_general};
use crate::document::{Chosen, Legend, Line, StatusEntry, StatusWord, TypeEntry};
use crate::input::markdown::{Rich, plain};
use crate::resolve::{IntegrationLine, Level, Reason, RequirementLine};
use crate::text::danish;

impl<'a> Sentences<'a> {
    /// An integration as a line, unless it is excluded.
    pub fn integration_line(&self, line: &'a IntegrationLine) -> Option<Line> {
        let (least, most) = (line.interval.at_least, line.interval.at_most);
        let integration = &self.edition.integrations[&line.id];
        let named = format!("{} {}", line.id, integration.name);
        let binding = self.binding(&line.because);
        let (kind, text) = match (most, binding) {
            (Level::Excluded, _) => return None,
            (Level::Required, _) => (&self.edition.must, format!("Løsningen skal anvende integrationen {named}.")),
            (Level::Optional, Some(clause)) if !self.is_free(&line.because) => {
                (&self.edition.may, format!("Løsningen skal anvende integrationen {named}, hvis {clause}."))
            }
            (Level::Optional, binding) => {
                let binding = binding.map(|clause| format!(" Integrationen skal anvendes, hvis {clause}."));
                let text = format!(
                    "Leverandøren kan anvende integrationen {named}. Anvendelsen indgår ikke i evalueringen.{}",
                    binding.unwrap_or_default()
                );
                (&self.edition.may, text)
            }
        };
        let telling = self.telling(&line.because, least, most);
        let purposes = telling.iter().filter_map(|reason| reason.purpose.as_deref());
        let mut why = self.why(&telling);
        // One purpose explains a line; those of fifteen packages would bury it.
        let mut distinct: Vec<&str> = Vec::new();
        purposes.for_each(|purpose| {
            if !distinct.contains(&purpose) {
                distinct.push(purpose)
            }
        });
        if let [only] = distinct.as_slice() {
            why.push(plain(only));
        }
        Some(Line {
            title: integration.name.clone(),
            status: status(line.interval.status.into()),
            text: plain(&text),
            condition: self.condition(&line.because, least, most),
            why,
            alternative: line.alternative.as_deref().map(plain),
            deferred: line.deferred.as_deref().map(deferral).or_else(|| self.deferral_of_some(line)),
            source: self.sources(&telling),
            ..self.typed(line.id.clone(), kind)
        })
    }

    /// A deferral that holds only while nothing else asks for the integration at once, which is not yet known.
    fn deferral_of_some(&self, line: &IntegrationLine) -> Option<Rich> {
        let certain = line.because.iter().filter(|reason| reason.at_least == Level::Required);
        let mut deferred = Vec::new();
        for reason in certain {
            deferred.push((&reason.package, reason.deferred.as_deref()?));
        }
        let (package, clause) = deferred.first()?;
        let clause = clause.trim().trim_end_matches('.');
        Some(plain(&format!("Følger kravet kun af pakken {package}, skal det først være opfyldt, {clause}.")))
    }

    /// A requirement as a line, unless it is excluded.
    pub fn requirement_line(&self, line: &'a RequirementLine) -> Option<Line> {
        let (least, most) = (line.interval.at_least, line.interval.at_most);
        if most == Level::Excluded {
            return None;
        }
        let own = self.profile.own.iter().find(|own| own.id == line.id);
        if let Some(own) = own {
            return Some(Line {
                title: "Ordregivers eget krav".to_owned(),
                status: status(line.interval.status.into()),
                text: plain(&own.text),
                condition: None,
                why: Vec::new(),
                alternative: None,
                deferred: None,
                source: "ordregiver".to_owned(),
                ..self.typed(line.id.clone(), &own.kind)
            });
        }
        let requirement =
            self.edition.requirement(&line.id).expect("a requirement is the catalog's or the profile's own");
        let telling = self.telling(&line.because, least, most);
        // That the package's integrations are chosen is the chapter's own heading; what else led here is worth a sentence.
        let worth_saying = requirement.when.is_some()
            || requirement.carriers.len() < self.edition.packages[&line.package].business.len();
        Some(Line {
            title: requirement.title.clone(),
            status: status(line.interval.status.into()),
            text: plain(&filled_in_general(&requirement.text)),
            condition: self.condition(&line.because, least, most),
            why: if worth_saying && least == most { self.requirement_why(&telling) } else { Vec::new() },
            alternative: None,
            deferred: None,
            source: self.sources(&telling),
            ..self.typed(line.id.clone(), &line.kind)
        })
    }

    fn requirement_why(&self, telling: &[&'a Reason]) -> Vec<Rich> {
        let groups = self.groups(telling.iter().copied());
        groups.iter().map(|group| plain(&format!("{}.", danish::capitalised(&self.because(group))))).collect()
    }

    /// An empty line of a requirement type.
    fn typed(&self, id: impl Into<LineId>, kind: &TypeId) -> Line {
        let kind = self.profile.requirement_type(kind);
        Line {
            id: id.into(),
            title: String::new(),
            type_id: kind.id.to_string(),
            type_name: kind.name.clone(),
            status: status(StatusWord::Required),
            text: Vec::new(),
            condition: None,
            why: Vec::new(),
            alternative: None,
            deferred: None,
            source: String::new(),
        }
    }

    /// A chosen integration, for the box »Valgt«.
    pub fn chosen(&self, integration: &Integration) -> Chosen {
        Chosen {
            id: integration.id.to_string(),
            name: integration.name.clone(),
            meaning: integration.meaning.clone(),
            version: version(integration),
        }
    }

    /// The types and statuses that some lines use, explained.
    pub fn legend<'l>(&self, lines: impl Iterator<Item = &'l Line>) -> Legend {
        let (mut types, mut statuses) = (Vec::new(), Vec::new());
        for line in lines {
            types.push(line.type_id.clone());
            statuses.push(line.status.key);
        }
        statuses.sort();
        statuses.dedup();
        let entries = self.profile.types.iter().filter(|kind| types.iter().any(|id| id == kind.id.as_str()));
        Legend {
            types: entries
                .map(|kind| TypeEntry {
                    id: kind.id.to_string(),
                    name: kind.name.clone(),
                    meaning: kind.meaning.clone().unwrap_or_default(),
                    answers: kind.answers.clone(),
                })
                .collect(),
            statuses: statuses
                .into_iter()
                .map(|key| StatusEntry { status: status(key), meaning: status_meaning(key).to_owned() })
                .collect(),
        }
    }
}

/// »Kravet skal være opfyldt, når den planlagte opdatering af SF1510 er taget i brug.«
fn deferral(clause: &str) -> Rich {
    plain(&format!("Kravet skal være opfyldt, {}.", clause.trim().trim_end_matches('.')))
}

/// »version 2.0, i drift siden 8. september 2023«
fn version(integration: &Integration) -> Option<String> {
    let since = match (integration.status, integration.since) {
        (Some(IntegrationStatus::InOperation) | None, Some(since)) => {
            Some(format!("i drift siden {}", danish::date(since)))
        }
        (Some(status @ (IntegrationStatus::InDevelopment | IntegrationStatus::Retired)), Some(since)) => {
            Some(format!("{} pr. {}", status.word(), danish::date(since)))
        }
        (Some(status), None) => Some(status.word().to_owned()),
        (None, None) => None,
    };
    let parts: Vec<String> =
        integration.version.iter().map(|version| format!("version {version}")).chain(since).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
