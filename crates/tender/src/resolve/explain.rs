//! Why an integration or a requirement is in, out or open, as a tree for the terminal.

use std::fmt::Write as _;

use super::{Asked, ChosenOr, Level, Reason, Resolution, Status};
use crate::catalog::condition::Truth;
use crate::catalog::fault::CatalogFault;
use crate::catalog::id::{IntegrationId, LineId};
use crate::complaint::Complaint;
use crate::profile::{Answer, Profile};
use crate::text::nearest::nearest;

/// Explains one line of a resolution, or complains that there is no such line.
pub fn explain(profile: &Profile, resolution: &Resolution, id: &LineId) -> Result<String, Complaint> {
    let mut explainer = Explainer { profile, resolution, text: String::new() };
    let known = match id {
        LineId::Integration(id) => explainer.integration(id),
        LineId::Requirement(id) => explainer.requirement(id) || explainer.need(id),
    };
    if known {
        return Ok(explainer.text);
    }
    let integrations = resolution.integrations.iter().map(|line| line.id.as_str());
    let lines = integrations.chain(resolution.requirements.iter().map(|line| line.id.as_str()));
    let lines = lines.chain(resolution.needs.iter().map(|line| line.id.as_str()));
    let nearest = nearest(&id.to_string(), lines);
    Err(Complaint::error(
        CatalogFault::UnknownLine { id: id.to_string(), edition: resolution.edition.clone(), nearest },
        None,
    ))
}

struct Explainer<'a> {
    profile: &'a Profile,
    resolution: &'a Resolution,
    text: String,
}

impl Explainer<'_> {
    fn line(&mut self, depth: usize, line: impl AsRef<str>) {
        writeln!(self.text, "{:indent$}{}", "", line.as_ref(), indent = depth * 2)
            .expect("writing to a string never fails");
    }

    fn integration(&mut self, id: &IntegrationId) -> bool {
        let (Some(line), Some(integration)) =
            (self.resolution.integration(id), self.profile.edition.integrations.get(id))
        else {
            return false;
        };
        self.line(0, format!("{id} {}", integration.name));
        self.line(0, integration.meaning.trim());
        if !integration.successors.is_empty() {
            let successors: Vec<&str> = integration.successors.iter().map(IntegrationId::as_str).collect();
            self.line(0, format!("replaced by {}", successors.join(", ")));
        }
        self.verdict(line.interval.status, line.interval.at_least, line.interval.at_most);
        if let Some(home) = integration.home.as_ref().filter(|_| line.interval.status == Status::Excluded) {
            let package = format!("{home} {}", self.profile.edition.packages[home].title);
            let chosen = self.profile.packages.contains_key(home);
            let how = if chosen { "which is chosen without it" } else { "which is not chosen" };
            self.line(1, format!("it is chosen in package {package}, {how}"));
        }
        self.reasons(&line.because, std::slice::from_ref(id));
        for (word, text) in [("alternative", &line.alternative), ("deferred", &line.deferred)] {
            if let Some(text) = text {
                self.line(0, format!("\n{word}: {text}"));
            }
        }
        self.questions(&LineId::Integration(id.clone()));
        if let Some(home) = &integration.home {
            self.advice(home);
        }
        true
    }

    fn requirement(&mut self, id: &crate::catalog::id::RequirementId) -> bool {
        let Some(line) = self.resolution.requirement(id) else { return false };
        let own = self.profile.own.iter().find(|own| own.id == *id);
        match (self.profile.edition.requirement(id), own) {
            (Some(requirement), _) => {
                self.line(0, format!("{id} {} ({})", requirement.title, line.kind));
                self.line(0, self.profile.filled(&requirement.text).trim());
            }
            (None, Some(own)) => {
                self.line(0, format!("{id} ({})", line.kind));
                self.line(0, own.text.trim());
            }
            (None, None) => return false,
        }
        self.verdict(line.interval.status, line.interval.at_least, line.interval.at_most);
        if let Some(reason) = &line.left_out {
            self.line(1, format!("left out by the profile: {reason}"));
        } else if own.is_some() {
            self.line(1, "written by the profile itself");
        } else if let Some(package) = line.package.as_ref().filter(|id| !self.profile.packages.contains_key(id)) {
            self.line(1, format!("package {package} is not chosen"));
        }
        if own.is_none() {
            self.reasons(&line.because, &[]);
        }
        self.questions(&LineId::Requirement(id.clone()));
        line.package.iter().for_each(|package| self.advice(package));
        true
    }

    fn need(&mut self, id: &crate::catalog::id::RequirementId) -> bool {
        let Some(line) = self.resolution.need(id) else { return false };
        let fact = &self.profile.edition.facts[&line.fact];
        let Some(need) = &fact.need else { return false };
        self.line(0, format!("{id} {} ({})", fact.label, line.kind));
        self.line(0, self.profile.filled(&need.text).trim());
        self.verdict(line.interval.status, line.interval.at_least, line.interval.at_most);
        let answer = self.profile.facts.get(&line.fact).map(|answer| answer.value);
        let package = &line.package;
        let why = match answer {
            _ if !self.profile.packages.contains_key(package) => format!("package {package} is not chosen"),
            Some(Answer::Yes) => format!("the buyer answered `{} = true`", line.fact),
            Some(Answer::No) => format!("the buyer answered `{} = false`", line.fact),
            Some(Answer::Supplier) => format!("`{}` is left to the supplier: it is no need of the buyer's", line.fact),
            None => format!("the buyer has not answered `{}`", line.fact),
        };
        self.line(1, why);
        if let Some(alternative) = &line.alternative {
            self.line(0, format!("\nalternative: {alternative}"));
        }
        self.questions(&LineId::Requirement(id.clone()));
        self.advice(package);
        true
    }

    fn verdict(&mut self, status: Status, at_least: Level, at_most: Level) {
        let level = |level: Level| match level {
            Level::Excluded => "excluded",
            Level::Optional => "optional",
            Level::Required => "required",
        };
        self.text.push('\n');
        self.line(
            0,
            match status {
                Status::Required => "in: required, because".to_owned(),
                Status::Optional => "in: optional, because".to_owned(),
                Status::Excluded => "out, because".to_owned(),
                Status::Open => format!(
                    "open: at least {}, at most {}; a fact that the buyer settles decides",
                    level(at_least),
                    level(at_most)
                ),
                Status::Supplier => format!(
                    "at least {}, at most {}; what the supplier answers decides",
                    level(at_least),
                    level(at_most)
                ),
            },
        );
    }

    fn reasons(&mut self, because: &[Reason], path: &[IntegrationId]) {
        let mut holding: Vec<&Reason> = because.iter().filter(|reason| reason.level > Level::Excluded).collect();
        // What is certain stands first.
        holding.sort_by_key(|reason| std::cmp::Reverse((reason.at_least, reason.level)));
        let (certain, possible): (Vec<&Reason>, Vec<&Reason>) =
            holding.iter().copied().partition(|reason| reason.at_least == holding[0].level);
        for reason in &certain {
            self.reason(1, reason, path);
        }
        if !certain.is_empty() && !possible.is_empty() {
            self.line(0, "\nand in certain cases, which changes nothing, because");
        }
        for reason in &possible {
            self.reason(1, reason, path);
        }
        let others = because.iter().filter(|reason| reason.level == Level::Excluded);
        let (in_use, idle): (Vec<&Reason>, Vec<&Reason>) =
            others.partition(|reason| self.is_in_use(reason.carrier.as_ref()));
        if !holding.is_empty() && holding.len() < because.len() {
            self.line(0, "\nnot because");
        }
        for reason in in_use {
            self.reason(1, reason, path);
        }
        // What is not in use needs no purpose and no source: it is one line each.
        for reason in idle {
            let sentence = self.rule_sentence(reason);
            self.line(1, format!("{sentence}, which is not in use"));
        }
        if because.is_empty() && path.len() == 1 {
            self.line(1, "no rule of the edition leads to it");
        }
    }

    /// A reason, and below it how its carrier came into use.
    fn reason(&mut self, depth: usize, reason: &Reason, path: &[IntegrationId]) {
        let Some(carrier) = &reason.carrier else {
            self.line(depth, format!("{}: chosen by the profile", reason.package));
            return;
        };
        let sentence = self.rule_sentence(reason);
        self.line(depth, sentence);
        if let Some(purpose) = &reason.purpose {
            self.line(depth + 1, purpose.trim());
        }
        if let Some(source) = &reason.source {
            let reading = reason.reading.as_ref().map(|reading| format!(", reading {reading}")).unwrap_or_default();
            self.line(depth + 1, format!("source: {source}{reading}"));
        }
        self.carrier(depth + 1, carrier, path);
    }

    /// »I-10/SF1462: is required when afsender-beskeder (unknown) with SF1590_B_01«
    fn rule_sentence(&self, reason: &Reason) -> String {
        let rule = reason.rule.as_ref().map_or_else(|| reason.package.to_string(), ToString::to_string);
        let verb = match reason.modality {
            ChosenOr::May => "may be used",
            ChosenOr::Must | ChosenOr::Chosen => "is required",
        };
        let condition = reason.when.as_ref().map(|condition| {
            let truth = match reason.truth {
                Truth::True => "true",
                Truth::Unknown => "unknown",
                Truth::False => "false",
            };
            format!(" when {condition} ({truth})")
        });
        let carrier = reason.carrier.as_ref().map(|carrier| format!(" with {carrier}"));
        format!("{rule}: {verb}{}{}", condition.unwrap_or_default(), carrier.unwrap_or_default())
    }

    fn is_in_use(&self, carrier: Option<&IntegrationId>) -> bool {
        let line = carrier.and_then(|carrier| self.resolution.integration(carrier));
        line.is_none_or(|line| line.interval.at_most > Level::Excluded)
    }

    fn carrier(&mut self, depth: usize, carrier: &IntegrationId, path: &[IntegrationId]) {
        let Some(line) = self.resolution.integration(carrier) else { return };
        if self.profile.chose(carrier) {
            self.line(depth, format!("{carrier} is chosen by the profile"));
        } else if path.contains(carrier) || path.len() > 8 {
            self.line(depth, format!("{carrier} was explained above"));
        } else {
            let certain = line.interval.at_least > Level::Excluded;
            let follows = if certain { "is not chosen but follows" } else { "is not chosen but may follow" };
            self.line(depth, format!("{carrier} {follows}:"));
            let path: Vec<IntegrationId> = path.iter().chain([carrier]).cloned().collect();
            for reason in line.because.iter().filter(|reason| reason.level > Level::Excluded) {
                self.reason(depth + 1, reason, &path);
            }
        }
    }

    fn questions(&mut self, id: &LineId) {
        let deciding: Vec<_> =
            self.resolution.questions.iter().filter(|question| question.moves.contains(id)).collect();
        if deciding.is_empty() {
            return;
        }
        self.line(0, "\ndecided by");
        for question in deciding {
            let fact = &self.profile.edition.facts[&question.fact];
            let (who, asked) = match question.asked_of {
                Asked::Buyer => ("the buyer", &fact.question),
                Asked::Supplier => ("the supplier", &fact.supplier_question),
            };
            self.line(1, format!("{} ({who}): {asked}", question.fact));
            if question.asked_of == Asked::Buyer {
                self.line(2, fact.help.trim());
            }
        }
    }

    fn advice(&mut self, package: &crate::catalog::id::PackageId) {
        if !self.profile.packages.contains_key(package) {
            return;
        }
        let advice = &self.profile.edition.packages[package].advice;
        if !advice.is_empty() {
            self.line(0, format!("\nadvice to the buyer on {package}"));
        }
        for advice in advice {
            self.line(1, format!("{} {}", advice.question.trim(), advice.text.trim()));
        }
    }
}
