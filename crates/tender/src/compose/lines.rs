//! The lines that a supplier answers, made of a resolution's.

use super::sentences::{Sentences, status, status_meaning};
use crate::catalog::id::{LineId, PackageId, TypeId};
use crate::catalog::{Integration, IntegrationStatus, TypeKind};
use crate::document::{Chosen, Legend, Line, StatusEntry, StatusWord, TypeEntry};
use crate::input::markdown::{Rich, plain};
use crate::profile::{AnswerKind, Dates, Numbers, OwnRequirement};
use crate::resolve::{self, ChosenOr, IfAccepted, IntegrationLine, Level, NeedLine, Reason, RequirementLine};
use crate::text::danish;

impl<'a> Sentences<'a> {
    /// An integration as a line, unless it is excluded.
    pub fn integration_line(&self, line: &'a IntegrationLine) -> Option<Line> {
        let (least, most) = (line.interval.at_least, line.interval.at_most);
        let integration = &self.edition.integrations[&line.id];
        let text = match (most, self.profile.requirement_type(&line.kind).kind) {
            (Level::Excluded, _) => return None,
            // What only may be used stays so, whatever type the buyer gave it.
            _ if self.is_only_free(&line.because) => {
                format!("Leverandøren kan anvende {}. Anvendelsen indgår ikke i evalueringen.", line.id)
            }
            (_, TypeKind::Minimum | TypeKind::Evaluated) => format!("Løsningen skal anvende {}.", line.id),
            (_, TypeKind::Optional) => {
                format!("Leverandøren kan anvende {}. Anvendelsen indgår ikke i evalueringen.", line.id)
            }
        };
        let telling = self.telling(&line.because, least, most);
        let condition = self.condition(&line.because, least, most);
        Some(Line {
            title: integration.name.clone(),
            status: status(printed(line.interval.status, &line.because)),
            meaning: Some(integration.meaning.trim()).filter(|meaning| !meaning.is_empty()).map(str::to_owned),
            text: plain(&text),
            why: self.why_beside(&telling, condition.is_some()),
            condition,
            alternative: line.alternative.as_deref().map(|text| alternative(text, line.if_accepted.as_ref())),
            deferred: match &line.due {
                Some(due) => Some(deferral(&due.clause())),
                None => line.deferred.as_deref().map(deferral).or_else(|| self.deferral_of_some(line)),
            },
            ..self.typed(line.id.clone(), &line.kind, self.weight(&LineId::Integration(line.id.clone())))
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
                title: own.title.clone().unwrap_or_default(),
                status: status(line.interval.status.into()),
                text: plain(&own_text(own)),
                condition: None,
                why: Vec::new(),
                alternative: None,
                deferred: own.due.as_ref().map(|due| deferral(&due.clause())),
                ..self.typed(line.id.clone(), &own.kind, own.weight)
            });
        }
        let requirement =
            self.edition.requirement(&line.id).expect("a requirement is the catalog's or the profile's own");
        let telling = self.telling(&line.because, least, most);
        // That the package's integrations are chosen is the chapter's own heading; what else led here is worth a
        // sentence.
        let business = line.package.as_ref().map_or(0, |package| self.edition.packages[package].business.len());
        let worth_saying = requirement.when.is_some() || requirement.carriers.len() < business;
        Some(Line {
            title: requirement.title.clone(),
            status: status(printed(line.interval.status, &line.because)),
            text: plain(&self.profile.filled(&requirement.text)),
            condition: self.condition(&line.because, least, most),
            why: if worth_saying && least == most { self.requirement_why(&telling) } else { Vec::new() },
            alternative: None,
            deferred: line.due.as_ref().map(|due| deferral(&due.clause())),
            ..self.typed(line.id.clone(), &line.kind, self.weight(&LineId::Requirement(line.id.clone())))
        })
    }

    /// A need as a line, unless it is excluded.
    pub fn need_line(&self, line: &NeedLine) -> Option<Line> {
        if line.interval.at_most == Level::Excluded {
            return None;
        }
        let fact = self.edition.facts.get(&line.fact)?;
        let need = fact.need.as_ref()?;
        let said = self.profile.facts.contains_key(&line.fact);
        Some(Line {
            title: fact.label.clone(),
            status: status(line.interval.status.into()),
            text: plain(&self.profile.filled(&need.text)),
            condition: None,
            why: if said {
                vec![plain(&format!("Ordregiver har svaret »Ja« til oplysning O-{}.", fact.number))]
            } else {
                Vec::new()
            },
            alternative: line.alternative.as_deref().map(|text| alternative(text, line.if_accepted.as_ref())),
            deferred: line.due.as_ref().map(|due| deferral(&due.clause())),
            ..self.typed(line.id.clone(), &line.kind, self.weight(&LineId::Requirement(line.id.clone())))
        })
    }

    /// The lines of a package beside the integrations: what the buyer needs, then what the package and the buyer ask
    /// for.
    pub fn lines_of(&self, package: &PackageId) -> Vec<Line> {
        let needs = self.resolution.needs.iter().filter(|line| line.package == *package);
        let requirements = self.resolution.requirements.iter().filter(|line| line.package.as_ref() == Some(package));
        let needs = needs.filter_map(|line| self.need_line(line));
        needs.chain(requirements.filter_map(|line| self.requirement_line(line))).collect()
    }

    /// The buyer's own requirements that belong to no package.
    pub fn other_lines(&self) -> Vec<Line> {
        let own = self.resolution.requirements.iter().filter(|line| line.package.is_none());
        own.filter_map(|line| self.requirement_line(line)).collect()
    }

    /// The weight that the buyer gave a line of the catalog.
    fn weight(&self, line: &LineId) -> Option<f64> {
        self.profile.changed.get(line).and_then(|change| change.weight)
    }

    fn requirement_why(&self, telling: &[&'a Reason]) -> Vec<Rich> {
        let groups = self.groups(telling.iter().copied());
        groups.iter().map(|group| plain(&format!("{}.", danish::capitalised(&self.because(group))))).collect()
    }

    /// An empty line of a requirement type. Its weight stands with the type where suppliers read the weights here.
    fn typed(&self, id: impl Into<LineId>, kind: &TypeId, weight: Option<f64>) -> Line {
        let kind = self.profile.requirement_type(kind);
        let weight = weight.filter(|_| self.profile.evaluation.prints_weights());
        Line {
            id: id.into(),
            title: String::new(),
            type_id: kind.id.to_string(),
            type_name: match weight {
                Some(weight) => format!("{}, vægt {}", kind.name, danish::number(weight)),
                None => kind.name.clone(),
            },
            status: status(StatusWord::Required),
            // Until the document has said what holds of all lines, each says it itself.
            other_type: true,
            other_status: true,
            meaning: None,
            text: Vec::new(),
            condition: None,
            why: Vec::new(),
            alternative: None,
            deferred: None,
            changed: None,
        }
    }

    /// A chosen integration, for the box »Valgt«.
    pub fn chosen(&self, integration: &Integration) -> Chosen {
        Chosen { id: integration.id.to_string(), name: integration.name.clone(), version: version(integration) }
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

/// An alternative, and what lapses where it is accepted: for the line alone, and for all lines that have the same.
fn alternative(text: &str, if_accepted: Option<&IfAccepted>) -> Rich {
    let mut sentences = vec![text.trim().to_owned()];
    let lapses = if_accepted.map(|it| it.lapses.as_slice()).unwrap_or_default();
    if !lapses.is_empty() {
        sentences.push(format!("Godtages alternativet, bortfalder {}.", danish::list(lapses, "og")));
    }
    if let Some(together) = if_accepted.and_then(|it| it.together.as_ref()).filter(|it| it.lapses.as_slice() != lapses)
    {
        let (lines, gone) = (danish::list(&together.lines, "og"), danish::list(&together.lapses, "og"));
        sentences.push(format!("Godtages det for alle linjerne {lines}, bortfalder {gone}."));
    }
    plain(&sentences.join(" "))
}

/// The words of a requirement of the buyer's own, and how it is answered where that is not with its type's words.
fn own_text(own: &OwnRequirement) -> String {
    let limits = |least: Option<String>, most: Option<String>| match (least, most) {
        (Some(least), Some(most)) => format!(" på mindst {least} og højst {most}"),
        (Some(least), None) => format!(" på mindst {least}"),
        (None, Some(most)) => format!(" på højst {most}"),
        (None, None) => String::new(),
    };
    let asked = match &own.answer {
        AnswerKind::Choice => return own.text.clone(),
        AnswerKind::Text => "Svaret gives i ord.".to_owned(),
        AnswerKind::Number(Numbers { unit, at_least, at_most }) => {
            let unit = unit.as_ref().map(|unit| format!(" i {unit}")).unwrap_or_default();
            format!("Svaret er et tal{unit}{}.", limits(at_least.map(danish::number), at_most.map(danish::number)))
        }
        AnswerKind::Date(Dates { at_least, at_most }) => {
            match (at_least.map(danish::date), at_most.map(danish::date)) {
                (Some(least), Some(most)) => format!("Svaret er en dato fra {least} til {most}."),
                (Some(least), None) => format!("Svaret er en dato, tidligst {least}."),
                (None, Some(most)) => format!("Svaret er en dato, senest {most}."),
                (None, None) => "Svaret er en dato.".to_owned(),
            }
        }
    };
    format!("{}\n{asked}", own.text.trim_end())
}

/// The printed status of a line. What must be used together with something that may be used depends on the supplier.
fn printed(status: resolve::Status, because: &[Reason]) -> StatusWord {
    let binds = |reason: &Reason| reason.modality == ChosenOr::Must && reason.level > Level::Excluded;
    match status {
        resolve::Status::Optional if because.iter().any(binds) => StatusWord::Supplier,
        resolve::Status::Required
        | resolve::Status::Optional
        | resolve::Status::Excluded
        | resolve::Status::Open
        | resolve::Status::Supplier => status.into(),
    }
}

/// »Kravet skal være opfyldt, når den planlagte opdatering af SF1510 er taget i brug.«
fn deferral(clause: &str) -> Rich {
    let clause = clause.trim().trim_end_matches('.');
    // A subordinate clause has its comma; »senest 12 måneder efter idriftsættelsen« is none.
    let comma = if clause.starts_with("når ") || clause.starts_with("hvis ") { "," } else { "" };
    plain(&format!("Kravet skal være opfyldt{comma} {clause}."))
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
