//! The lines that a supplier answers, made of a resolution's.

use std::collections::BTreeSet;

use super::sentences::{Bond, Sentences, status, status_meaning};
use crate::catalog::id::{FactId, IntegrationId, LineId, PackageId, TypeId};
use crate::catalog::{Integration, IntegrationStatus, RequirementType, TypeKind};
use crate::document::{Chosen, Legend, Line, StatusEntry, StatusWord, TypeEntry};
use crate::input::markdown::{Rich, plain};
use crate::profile::{AnswerKind, Dates, Numbers, OwnRequirement};
use crate::resolve::{
    self, ChosenOr, IfAccepted, IntegrationLine, Interval, Level, NeedLine, Reason, RequirementLine, Together,
};
use crate::text::danish;

/// How a line still applies where an alternative was accepted.
#[derive(PartialEq, Eq)]
enum Remains {
    /// Only in the cases that a clause after »hvis« names
    If(String),
    /// It may be used
    Free,
    /// In fewer cases than before, which no clause tells
    Less,
}

impl<'a> Sentences<'a> {
    /// An integration as a line, unless it is excluded.
    pub fn integration_line(&self, line: &'a IntegrationLine) -> Option<Line> {
        let (least, most) = (line.interval.at_least, line.interval.at_most);
        let integration = &self.edition.integrations[&line.id];
        let bond = self.bond(&LineId::Integration(line.id.clone()));
        let text = match (most, self.profile.requirement_type(&line.kind).kind) {
            (Level::Excluded, _) => return None,
            // What only may be used stays so, whatever type the buyer gave it.
            _ if self.is_only_free(&line.because) => self.may_use(&line.id),
            (_, TypeKind::Minimum | TypeKind::Evaluated) => format!("Løsningen skal anvende {}.", line.id),
            (_, TypeKind::Optional) => self.may_use(&line.id),
        };
        let telling = self.telling(&line.because, least, most);
        let condition = self.condition(&line.because, line.interval, bond);
        let whole = match &line.due {
            Some(due) => Some(self.deferral(&line.kind, &due.clause())),
            None => line.deferred.as_deref().map(|clause| self.deferral(&line.kind, clause)),
        };
        let in_part = if whole.is_none() { self.deferral_of_some(line) } else { None };
        Some(Line {
            title: integration.name.clone(),
            status: status(self.may_be(&line.kind, line.interval, printed(line.interval.status, &line.because))),
            meaning: Some(integration.meaning.trim()).filter(|meaning| !meaning.is_empty()).map(str::to_owned),
            text: plain(&text),
            why: self.why_beside(&telling, condition.is_some(), bond),
            condition,
            alternative: self.alternative(line.alternative.as_deref(), line.if_accepted.as_ref(), &line.id),
            deferred_in_part: in_part.is_some(),
            deferred: whole.or(in_part),
            ..self.typed(line.id.clone(), &line.kind, self.weight(&LineId::Integration(line.id.clone())))
        })
    }

    /// That an integration may be used. In a direct award nothing is evaluated.
    fn may_use(&self, id: &IntegrationId) -> String {
        let free = format!("Leverandøren kan anvende {id}.");
        if self.profile.is_direct_award() { free } else { free + " Anvendelsen indgår ikke i evalueringen." }
    }

    /// The status of a line of a type: what the buyer made optional may be used, and does not apply.
    fn may_be(&self, kind: &TypeId, interval: Interval, status: StatusWord) -> StatusWord {
        match (self.profile.requirement_type(kind).kind, status) {
            (TypeKind::Optional, StatusWord::Required) => StatusWord::Optional,
            // Where it would apply depends on the supplier; it may be used anywhere.
            (TypeKind::Optional, StatusWord::Supplier) if interval.at_least > Level::Excluded => StatusWord::Optional,
            (TypeKind::Minimum | TypeKind::Evaluated | TypeKind::Optional, status) => status,
        }
    }

    /// When a line of the catalog has to be met.
    fn deferral(&self, kind: &TypeId, clause: &str) -> Rich {
        plain(&self.must_be_met(kind, &AnswerKind::Choice, clause))
    }

    /// When a line has to be met. What is optional has to be only where the supplier takes it on: »Svares »Anvendes«,
    /// skal kravet være opfyldt senest den 1. december 2027.«
    pub(super) fn must_be_met(&self, kind: &TypeId, answer: &AnswerKind, clause: &str) -> String {
        let kind = self.profile.requirement_type(kind);
        let shall = shall_be_met(clause);
        match (kind.kind, answer, kind.answers.first()) {
            (TypeKind::Minimum | TypeKind::Evaluated, _, _) => format!("Kravet {shall}."),
            (TypeKind::Optional, AnswerKind::Choice, Some(used)) => {
                format!("Svares »{used}«, {}.", shall.replacen("skal", "skal kravet", 1))
            }
            (TypeKind::Optional, _, _) => format!("Besvares kravet, {}.", shall.replacen("skal", "skal det", 1)),
        }
    }

    /// A deferral that holds only while nothing else asks for the integration at once, which is not yet known: it
    /// depends on an answer, or on whether an alternative is accepted.
    fn deferral_of_some(&self, line: &IntegrationLine) -> Option<Rich> {
        let lapsing = self.resolution.lapsing();
        let may_lapse = |reason: &Reason| {
            reason.carrier.clone().is_some_and(|carrier| lapsing.contains(&LineId::Integration(carrier)))
        };
        let certain = line.because.iter().filter(|reason| reason.at_least == Level::Required && !may_lapse(reason));
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
                status: status(self.may_be(&own.kind, line.interval, line.interval.status.into())),
                text: plain(&own_text(own, self.profile.requirement_type(&own.kind).kind)),
                condition: None,
                why: Vec::new(),
                alternative: None,
                deferred: own.due.as_ref().map(|due| plain(&self.must_be_met(&own.kind, &own.answer, &due.clause()))),
                ..self.typed(line.id.clone(), &own.kind, own.weight)
            });
        }
        let requirement =
            self.edition.requirement(&line.id).expect("a requirement is the catalog's or the profile's own");
        let telling = self.telling(&line.because, least, most);
        let bond = self.bond(&LineId::Requirement(line.id.clone()));
        // That the package's integrations are chosen is the chapter's own heading; what else led here is worth a
        // sentence.
        let business = line.package.as_ref().map_or(0, |package| self.edition.packages[package].business.len());
        let worth_saying = requirement.when.is_some() || requirement.carriers.len() < business;
        Some(Line {
            title: requirement.title.clone(),
            status: status(self.may_be(&line.kind, line.interval, printed(line.interval.status, &line.because))),
            text: plain(&self.resolution.wording(self.profile, requirement)),
            condition: self.condition(&line.because, line.interval, bond),
            why: if worth_saying && least == most { self.requirement_why(&telling, bond) } else { Vec::new() },
            alternative: None,
            deferred: line.due.as_ref().map(|due| self.deferral(&line.kind, &due.clause())),
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
            status: status(self.may_be(&line.kind, line.interval, line.interval.status.into())),
            text: plain(&self.profile.filled(&need.text)),
            condition: None,
            why: if said {
                vec![plain(&format!("Ordregiver har svaret »Ja« til oplysning O-{}.", fact.number))]
            } else {
                Vec::new()
            },
            alternative: self.alternative(line.alternative.as_deref(), line.if_accepted.as_ref(), &line.id),
            deferred: {
                let catalogs = || line.deferred.as_deref().map(|clause| self.deferral(&line.kind, clause));
                line.due.as_ref().map(|due| self.deferral(&line.kind, &due.clause())).or_else(catalogs)
            },
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

    /// An alternative, and what becomes of other lines where it is accepted: for the line alone, and for all lines that
    /// have the same.
    fn alternative(&self, text: Option<&str>, if_accepted: Option<&IfAccepted>, line: &impl ToString) -> Option<Rich> {
        let mut sentences = vec![text?.trim().to_owned()];
        if self.profile.is_direct_award() {
            // No tender is given in which anything could be documented, but a svarskema is answered.
            sentences[0] = sentences[0].replace("i tilbuddet", "i besvarelsen");
        }
        if let Some(accepted) = if_accepted {
            let (lapses, eases) = (accepted.lapses.as_slice(), accepted.eases.as_slice());
            let own = [line.to_string()];
            sentences.extend(self.becomes("Godtages alternativet", &own, lapses, eases));
            // What is accepted for all of them is worth saying where more comes of it.
            let adds = |all: &[LineId], alone: &[LineId]| all.iter().any(|line| !alone.contains(line));
            let more = |it: &&Together| adds(&it.lapses, lapses) || adds(&it.eases, eases);
            if let Some(together) = accepted.together.as_ref().filter(more) {
                let lines: Vec<String> = together.lines.iter().map(ToString::to_string).collect();
                let all = match lines.as_slice() {
                    [one, other] => format!("Godtages det for både {one} og {other}"),
                    _ => format!("Godtages det for alle kravene {}", danish::list(&lines, "og")),
                };
                sentences.extend(self.becomes(&all, &lines, &together.lapses, &together.eases));
            }
        }
        Some(plain(&sentences.join(" ")))
    }

    /// What becomes of other lines where some are met otherwise: »…, bortfalder SF1601. SF1461 gælder da kun, hvis …«
    fn becomes(&self, accepted: &str, otherwise: &[String], lapses: &[LineId], eases: &[LineId]) -> Vec<String> {
        let mut sentences = Vec::new();
        if !lapses.is_empty() {
            sentences.push(format!("{accepted}, bortfalder {}.", danish::list(lapses, "og")));
        }
        // Lines that still apply in the same cases are told together. What the buyer made optional is free in any case.
        let is_free = |line: &&LineId| matches!(line, LineId::Integration(id) if self.is_made_optional(id));
        let mut cases: Vec<(Remains, Vec<&LineId>)> = Vec::new();
        for line in eases.iter().filter(|line| !is_free(line)) {
            let case = self.remains(line, otherwise, lapses);
            match cases.iter_mut().find(|(known, _)| *known == case) {
                Some((_, lines)) => lines.push(line),
                None => cases.push((case, vec![line])),
            }
        }
        for (case, lines) in cases {
            let lines = danish::list(lines, "og");
            let (verb, rest) = match case {
                Remains::If(clause) => ("gælder", format!("kun, hvis {clause}")),
                Remains::Free => ("kan", "anvendes, men kræves ikke".to_owned()),
                Remains::Less => ("gælder", "i færre tilfælde".to_owned()),
            };
            sentences.push(match sentences.is_empty() {
                true => format!("{accepted}, {verb} {lines} {rest}."),
                false => format!("{lines} {verb} da {rest}."),
            });
        }
        sentences
    }

    /// How a line still applies where some lines are met otherwise and others lapse.
    fn remains(&self, line: &LineId, otherwise: &[String], lapses: &[LineId]) -> Remains {
        let gone = |id: &str| otherwise.iter().any(|it| it == id) || lapses.iter().any(|it| it.as_str() == id);
        let needed_otherwise = |fact: &FactId| {
            let need = self.edition.facts.get(fact).and_then(|fact| fact.need.as_ref());
            need.is_some_and(|need| gone(need.id.as_str()))
        };
        let stays = |reason: &&Reason| {
            let carried = reason.carrier.as_ref().is_none_or(|carrier| !gone(carrier.as_str()));
            let meant = reason.when.as_ref().is_some_and(|when| when.facts().iter().any(&needed_otherwise));
            carried && !meant && reason.level > Level::Excluded
        };
        let staying: Vec<&Reason> = self.resolution.because(line).iter().filter(stays).collect();
        let clauses = self.clauses(staying.iter().copied().filter(|reason| reason.level == Level::Required));
        let clauses: Vec<String> = clauses.into_iter().chain(self.binding(staying.iter().copied())).collect();
        match staying.iter().all(|reason| reason.modality == ChosenOr::May) {
            _ if !clauses.is_empty() => Remains::If(clauses.join(", eller hvis ")),
            true if !staying.is_empty() => Remains::Free,
            true | false => Remains::Less,
        }
    }

    /// The weight that the buyer gave a line of the catalog.
    fn weight(&self, line: &LineId) -> Option<f64> {
        self.profile.changed.get(line).and_then(|change| change.weight)
    }

    fn requirement_why(&self, telling: &[&'a Reason], bond: Bond) -> Vec<Rich> {
        let groups = self.groups(telling.iter().copied());
        let said = groups.iter().map(|group| format!("{}.", danish::capitalised(&self.because(group, bond))));
        bond.beside(said.collect())
    }

    /// An empty line of a requirement type. Its weight stands with the type where suppliers read the weights here.
    fn typed(&self, id: impl Into<LineId>, kind: &TypeId, weight: Option<f64>) -> Line {
        let kind = self.profile.requirement_type(kind);
        let weight = weight.filter(|_| self.profile.evaluation.prints_weights()).map(danish::number);
        Line {
            id: id.into(),
            title: String::new(),
            type_id: kind.id.to_string(),
            type_name: kind.name.clone(),
            type_shown: match &weight {
                Some(weight) => format!("{}, vægt {weight}", kind.name),
                None => kind.name.clone(),
            },
            weight,
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
            deferred_in_part: false,
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
        let mut weighted = BTreeSet::new();
        for line in lines {
            if line.weight.is_some() {
                weighted.insert(line.type_id.as_str());
            }
            types.push(line.type_id.clone());
            statuses.push(line.status.key);
        }
        // A type of the buyer's own that says nothing means what the catalog's of its kind does.
        let said = |kind: &RequirementType| {
            let direct = kind.meaning_in_direct_award.clone().filter(|_| self.profile.is_direct_award());
            direct.or_else(|| kind.meaning.clone())
        };
        let of_its_kind = |kind: &RequirementType| {
            let same = |other: &&RequirementType| other.kind == kind.kind && other.meaning.is_some();
            let meaning = self.profile.edition.types.iter().find(same).and_then(said)?;
            Some(about_answers_of(kind, &meaning))
        };
        let meaning = |kind: &RequirementType| {
            let own = said(kind).or_else(|| of_its_kind(kind)).unwrap_or_default();
            if weighted.contains(kind.id.as_str()) { format!("{own} {WEIGHT_MEANING}").trim().to_owned() } else { own }
        };
        statuses.sort();
        statuses.dedup();
        let entries = self.profile.types.iter().filter(|kind| types.iter().any(|id| id == kind.id.as_str()));
        Legend {
            types: entries
                .map(|kind| TypeEntry {
                    id: kind.id.to_string(),
                    name: kind.name.clone(),
                    meaning: meaning(kind),
                    answers: kind.answers.clone(),
                })
                .collect(),
            statuses: statuses
                .into_iter()
                .map(|key| StatusEntry { status: status(key), meaning: status_meaning(key, self.profile).to_owned() })
                .collect(),
        }
    }
}

/// A type's meaning without the sentences about answers that another type of its kind does not have.
fn about_answers_of(kind: &RequirementType, meaning: &str) -> String {
    let is_known = |sentence: &&str| {
        let mut named = sentence.split('»').skip(1).filter_map(|rest| rest.split('«').next());
        named.all(|answer| kind.answers.iter().any(|known| known == answer))
    };
    meaning.split_inclusive(". ").filter(is_known).collect::<String>().trim_end().to_owned()
}

/// What a weight says that stands with a line's type.
pub(crate) const WEIGHT_MEANING: &str =
    "Vægten angiver kravets betydning ved evalueringen i forhold til de øvrige krav, der har en vægt.";

/// The words of a requirement of the buyer's own, and how it is answered where that is not with its type's words. Only a
/// minimum requirement shall keep within its limits; any other is met within them.
fn own_text(own: &OwnRequirement, kind: TypeKind) -> String {
    let shall = kind == TypeKind::Minimum;
    let asked = match &own.answer {
        AnswerKind::Choice => return own.text.clone(),
        AnswerKind::Text => "Svaret gives i ord.".to_owned(),
        AnswerKind::Number(Numbers { unit, at_least, at_most }) => {
            let unit = unit.as_ref().map(|unit| format!(" i {unit}")).unwrap_or_default();
            let (limits, met) = match (at_least.map(danish::parted), at_most.map(danish::parted)) {
                (Some(least), Some(most)) => {
                    (format!(" og skal være mindst {least} og højst {most}"), format!("mindst {least} og højst {most}"))
                }
                (Some(least), None) => (format!(" og skal være mindst {least}"), format!("mindst {least}")),
                (None, Some(most)) => (format!(" og må højst være {most}"), format!("højst {most}")),
                (None, None) => Default::default(),
            };
            let asked = format!("Svaret angives som et tal{unit}");
            // A unit may end in a full stop of its own: »kr.«
            let ended = |asked: String| if asked.ends_with('.') { asked } else { asked + "." };
            match shall || met.is_empty() {
                true => ended(asked + &limits),
                false => format!("{} Kravet er opfyldt, når tallet er {met}.", ended(asked)),
            }
        }
        AnswerKind::Date(Dates { at_least, at_most }) => {
            let limits = match (at_least.map(danish::date), at_most.map(danish::date)) {
                (Some(least), Some(most)) => format!("tidligst den {least} og senest den {most}"),
                (Some(least), None) => format!("tidligst den {least}"),
                (None, Some(most)) => format!("senest den {most}"),
                (None, None) => String::new(),
            };
            match limits.as_str() {
                "" => "Svaret angives som en dato.".to_owned(),
                _ if shall => format!("Svaret angives som en dato, der skal være {limits}."),
                _ => format!("Svaret angives som en dato. Kravet er opfyldt, når datoen er {limits}."),
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

/// »skal være opfyldt, når den planlagte opdatering af SF1510 er taget i brug«
pub(super) fn shall_be_met(clause: &str) -> String {
    let clause = clause.trim().trim_end_matches('.');
    // A subordinate clause has its comma; »senest 12 måneder efter idriftsættelsen« is none.
    let comma = if clause.starts_with("når ") || clause.starts_with("hvis ") { "," } else { "" };
    format!("skal være opfyldt{comma} {clause}")
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
