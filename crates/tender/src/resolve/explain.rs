//! Why an integration or a requirement is in, out or open, as a tree for the terminal.

use std::fmt::Write as _;

use super::listed::{changes, when_due};
use super::{Asked, ChosenOr, Due, Interval, Level, Reason, Resolution, Status};
use crate::both;
use crate::catalog::TypeKind;
use crate::catalog::condition::Truth;
use crate::catalog::fault::CatalogFault;
use crate::catalog::id::{FactId, IntegrationId, LineId, PackageId, RequirementId, TypeId};
use crate::complaint::Complaint;
use crate::input::markdown::as_text;
use crate::profile::{Answer, Profile};
use crate::text::language::{Both, Language};
use crate::text::nearest::nearest;

/// Explains one line of a resolution, or complains that there is no such line.
pub fn explain(
    profile: &Profile,
    resolution: &Resolution,
    written: &str,
    language: Language,
) -> Result<String, Complaint> {
    let mut explainer = Explainer { profile, resolution, language, text: String::new() };
    let Ok(id) = written.parse::<LineId>();
    let known = match &id {
        LineId::Integration(id) => explainer.integration(id),
        LineId::Requirement(id) => explainer.requirement(id) || explainer.need(id),
    };
    // What is no line may be what lines follow from.
    let package = || PackageId::parse(written).filter(|id| profile.edition.packages.contains_key(id));
    let fact = || profile.edition.fact_of(written).map(|fact| fact.id.clone());
    let known =
        known || package().is_some_and(|id| explainer.package(&id)) || fact().is_some_and(|id| explainer.fact(&id));
    if known {
        return Ok(explainer.text);
    }
    let nearest = nearest_line(profile, resolution, written, &id);
    Err(Complaint::error(
        CatalogFault::UnknownLine { id: written.trim().to_owned(), edition: resolution.edition.clone(), nearest },
        None,
    ))
}

/// The lines that may be meant: those whose number was written without their package, else the one that is most alike.
fn nearest_line(profile: &Profile, resolution: &Resolution, written: &str, id: &LineId) -> Vec<String> {
    let requirements = resolution.requirements.iter().map(|line| &line.id);
    let numbered: Vec<&RequirementId> = requirements.chain(resolution.needs.iter().map(|line| &line.id)).collect();
    let number = RequirementId::own_number(written).unwrap_or_else(|| written.trim().to_uppercase());
    let chosen = |id: &RequirementId| id.package().is_some_and(|package| profile.packages.contains_key(&package));
    let same = numbered.iter().filter(|id| id.number() == number && chosen(id));
    let same: Vec<String> = same.map(ToString::to_string).collect();
    if !same.is_empty() {
        return same;
    }
    let integrations = resolution.integrations.iter().map(|line| line.id.as_str());
    let lines = integrations.chain(numbered.iter().map(|id| id.as_str()));
    nearest(&id.to_string(), lines).into_iter().collect()
}

/// A reason of several lines, each under the first.
fn under(reason: &str, indent: usize) -> String {
    reason.trim().replace('\n', &format!("\n{:indent$}", ""))
}

struct Explainer<'a> {
    profile: &'a Profile,
    resolution: &'a Resolution,
    language: Language,
    text: String,
}

impl Explainer<'_> {
    fn line(&mut self, depth: usize, line: impl AsRef<str>) {
        writeln!(self.text, "{:indent$}{}", "", line.as_ref(), indent = depth * 2)
            .expect("writing to a string never fails");
    }

    fn say(&mut self, depth: usize, line: &Both) {
        let line = line.of(self.language).to_owned();
        self.line(depth, line);
    }

    fn integration(&mut self, id: &IntegrationId) -> bool {
        let (Some(line), Some(integration)) =
            (self.resolution.integration(id), self.profile.edition.integrations.get(id))
        else {
            return false;
        };
        let kind = (line.interval.at_most > Level::Excluded).then_some(&line.kind);
        self.heading(id, &integration.name, kind);
        self.line(0, integration.meaning.trim());
        if !integration.successors.is_empty() {
            let successors: Vec<&str> = integration.successors.iter().map(IntegrationId::as_str).collect();
            let successors = successors.join(", ");
            self.say(0, &both!("replaced by {successors}", "afløst af {successors}"));
        }
        self.verdict(line.interval, &line.kind, &line.because);
        if let Some(home) = integration.home.as_ref().filter(|_| line.interval.status == Status::Excluded) {
            let package = format!("{home} {}", self.profile.edition.packages[home].title);
            let chosen = self.profile.packages.contains_key(home);
            self.say(
                1,
                &if chosen {
                    both!(
                        "it is chosen in package {package}, which is chosen without it",
                        "den vælges i pakken {package}, som er valgt uden den"
                    )
                } else {
                    both!(
                        "it is chosen in package {package}, which is not chosen",
                        "den vælges i pakken {package}, som ikke er valgt"
                    )
                },
            );
        }
        self.reasons(&line.because, std::slice::from_ref(id));
        if let Some(text) = &line.alternative {
            self.say(0, &both!("\nalternative: {text}", "\nalternativ: {text}"));
        }
        if let Some(text) = &line.deferred {
            self.say(0, &both!("\ndeferred: {text}", "\nudskudt: {text}"));
        }
        self.changed(&id.clone().into(), line.due.as_ref());
        self.questions(&LineId::Integration(id.clone()));
        if let Some(home) = &integration.home {
            self.advice(home);
        }
        true
    }

    fn requirement(&mut self, id: &RequirementId) -> bool {
        let Some(line) = self.resolution.requirement(id) else { return false };
        let own = self.profile.own.iter().find(|own| own.id == *id);
        match (self.profile.edition.requirement(id), own) {
            (Some(requirement), _) => {
                self.heading(id, &requirement.title, Some(&line.kind));
                self.line(0, self.resolution.wording(self.profile, requirement).trim());
            }
            (None, Some(own)) => {
                self.heading(id, own.title.as_deref().unwrap_or_default(), Some(&line.kind));
                self.line(0, own.text.trim());
            }
            (None, None) => return false,
        }
        self.verdict(line.interval, &line.kind, &line.because);
        if let Some(reason) = &line.left_out {
            let reason = under(reason, 2);
            self.say(1, &both!("the buyer left it out: {reason}", "ordregiver har udeladt det: {reason}"));
        } else if own.is_some() {
            self.say(1, &both!("it is the buyer's own requirement", "det er ordregivers eget krav"));
        } else if let Some(package) = line.package.as_ref().filter(|id| !self.profile.packages.contains_key(id)) {
            self.say(1, &both!("package {package} is not chosen", "pakken {package} er ikke valgt"));
        }
        if own.is_none() {
            self.reasons(&line.because, &[]);
        }
        self.changed(&id.clone().into(), line.due.as_ref());
        self.questions(&LineId::Requirement(id.clone()));
        line.package.iter().for_each(|package| self.advice(package));
        true
    }

    fn need(&mut self, id: &RequirementId) -> bool {
        let Some(line) = self.resolution.need(id) else { return false };
        let fact = &self.profile.edition.facts[&line.fact];
        let Some(need) = &fact.need else { return false };
        self.heading(id, &fact.label, Some(&line.kind));
        self.line(0, self.profile.filled(&need.text).trim());
        self.verdict(line.interval, &line.kind, &[]);
        let answer = self.profile.facts.get(&line.fact).map(|answer| answer.value);
        let package = &line.package;
        let fact = &line.fact;
        let why = match answer {
            _ if !self.profile.packages.contains_key(package) => {
                both!("package {package} is not chosen", "pakken {package} er ikke valgt")
            }
            Some(Answer::Yes) => both!("the buyer answered `{fact} = true`", "ordregiver har svaret `{fact} = true`"),
            Some(Answer::No) => both!("the buyer answered `{fact} = false`", "ordregiver har svaret `{fact} = false`"),
            Some(Answer::Supplier) => both!(
                "`{fact}` is left to the supplier: it is no need of the buyer's",
                "`{fact}` er overladt til leverandøren: Det er ikke et behov hos ordregiver"
            ),
            None => both!("the buyer has not answered `{fact}`", "ordregiver har ikke svaret på `{fact}`"),
        };
        self.say(1, &why);
        if let Some(alternative) = &line.alternative {
            self.say(0, &both!("\nalternative: {alternative}", "\nalternativ: {alternative}"));
        }
        if let Some(text) = &line.deferred {
            self.say(0, &both!("\ndeferred: {text}", "\nudskudt: {text}"));
        }
        self.changed(&id.clone().into(), line.due.as_ref());
        self.questions(&LineId::Requirement(id.clone()));
        self.advice(package);
        true
    }

    /// What is chosen of a package, what it brings along and what it asks.
    fn package(&mut self, id: &PackageId) -> bool {
        let Some(package) = self.profile.edition.packages.get(id) else { return false };
        self.line(0, format!("{id} {}", package.title));
        self.line(0, as_text(&package.purpose).trim());
        self.text.push('\n');
        match self.profile.packages.get(id) {
            Some(choice) => {
                let chosen = choice.integrations.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                self.say(0, &both!("in: the profile chooses {chosen}", "med: profilen vælger {chosen}"));
                self.brought(id);
            }
            None => {
                self.say(0, &both!("out: the profile does not choose it", "ikke med: profilen vælger den ikke"));
                self.line(1, as_text(&package.guidance).trim());
            }
        }
        let asking: Vec<FactId> = package.facts().into_iter().collect();
        if !asking.is_empty() {
            self.say(0, &both!("\nit asks", "\nden spørger"));
        }
        for fact in asking {
            let answer = self.answer(&fact);
            let question = self.profile.edition.facts[&fact].question.clone();
            let answer = answer.of(self.language);
            self.line(1, format!("{fact}: {question} {answer}"));
        }
        self.advice(id);
        true
    }

    /// All that a chosen package brings along: integrations, needs, its own requirements and the buyer's.
    fn brought(&mut self, package: &PackageId) {
        let ours = |reason: &Reason| reason.package == *package && reason.carrier.is_some();
        let lines = self.resolution.listed(self.profile);
        let lines = lines.iter().filter(|line| match &line.id {
            LineId::Requirement(_) => line.is_of(package),
            LineId::Integration(_) => {
                let because = self.resolution.because(&line.id);
                because.iter().any(|reason| ours(reason) && reason.level > Level::Excluded)
            }
        });
        let rows: Vec<String> = lines
            .map(|line| match line.decider() {
                Some(decider) => format!("{}: {}", line.row(self.language), decider.of(self.language)),
                None => line.row(self.language),
            })
            .collect();
        if !rows.is_empty() {
            self.say(0, &both!("\nit brings along", "\nden fører med sig"));
            rows.iter().for_each(|row| self.line(1, row));
        }
        let left_out = self.profile.left_out.iter().filter(|(id, _)| id.package().as_ref() == Some(package));
        let left_out = left_out.map(|(id, it)| format!("{:<12} {}", id.as_str(), under(&it.reason, 15)));
        let left_out: Vec<String> = left_out.collect();
        if !left_out.is_empty() {
            self.say(0, &both!("\nthe buyer left out", "\nordregiver har udeladt"));
            left_out.iter().for_each(|row| self.line(1, row));
        }
    }

    /// »I-06.01 Rettigheder (K Krav)«
    fn heading(&mut self, id: &impl ToString, title: &str, kind: Option<&TypeId>) {
        let kind = kind.map(|kind| format!("({kind} {})", self.profile.requirement_type(kind).name));
        let parts = [id.to_string(), title.trim().to_owned(), kind.unwrap_or_default()];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        self.line(0, parts.join(" "));
    }

    /// What the buyer changed of a line, and when it has to be met.
    fn changed(&mut self, id: &LineId, due: Option<&Due>) {
        let Some(change) = self.profile.changed.get(id) else {
            let printed = self.resolution.interval(id).is_some_and(|interval| interval.at_most > Level::Excluded);
            let Some(due) = due.filter(|_| printed).map(when_due) else { return };
            self.text.push('\n');
            self.say(0, &due);
            let own = self.profile.own.iter().any(|own| own.id.as_str() == id.as_str());
            if !own {
                self.say(
                    1,
                    &both!("the same as the lines that it follows from", "den samme som for de linjer, den følger af"),
                );
            }
            return;
        };
        self.say(0, &both!("\nchanged by the buyer", "\nændret af ordregiver"));
        for change in changes(self.profile, self.resolution, id, change) {
            self.say(1, &change);
        }
        let reason = under(&change.reason, 2);
        self.say(1, &both!("reason: {reason}", "begrundelse: {reason}"));
    }

    /// What was answered to a fact, and what it decides.
    fn fact(&mut self, id: &FactId) -> bool {
        let Some(fact) = self.profile.edition.facts.get(id) else { return false };
        self.line(0, format!("{id} {}", fact.label));
        self.line(0, fact.question.trim());
        self.line(0, fact.help.trim());
        self.text.push('\n');
        let answer = self.answer(id);
        self.say(0, &answer);
        let asking = self.profile.edition.packages.values().filter(|package| package.asks_for(id));
        let asking = asking.map(|package| package.id.to_string()).collect::<Vec<_>>().join(", ");
        if !asking.is_empty() {
            self.say(1, &both!("asked by {asking}", "{asking} spørger om den"));
        }
        match self.resolution.questions.iter().find(|question| question.fact == *id) {
            Some(question) => {
                let moves = question.moves.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                self.say(1, &both!("it decides {moves}", "den afgør {moves}"));
            }
            None => self.say(1, &both!("nothing waits for its answer", "der er ikke noget, som venter på svaret")),
        }
        true
    }

    /// »true«, the supplier's, or that nobody has answered yet.
    fn answer(&self, id: &FactId) -> Both {
        match self.profile.facts.get(id).map(|answer| answer.value) {
            Some(Answer::Yes) => both!("the buyer answered `true`", "ordregiver har svaret `true`"),
            Some(Answer::No) => both!("the buyer answered `false`", "ordregiver har svaret `false`"),
            Some(Answer::Supplier) => both!("the supplier is to answer", "leverandøren skal svare"),
            None => both!("nobody has answered yet", "ingen har svaret endnu"),
        }
    }

    fn verdict(&mut self, interval: Interval, kind: &TypeId, because: &[Reason]) {
        let level = |level: Level| match level {
            Level::Excluded => both!("excluded", "ikke med"),
            Level::Optional => both!("optional", "kan anvendes"),
            Level::Required => both!("required", "kræves"),
        };
        self.text.push('\n');
        let (Both { en: en_least, da: da_least }, Both { en: en_most, da: da_most }) =
            (level(interval.at_least), level(interval.at_most));
        let binds = |reason: &Reason| reason.modality != ChosenOr::May && reason.level > Level::Excluded;
        let is_minimum = self.profile.requirement_type(kind).kind == TypeKind::Minimum;
        let verdict = match interval.status {
            Status::Required if is_minimum => both!("in: required, because", "med: kræves, fordi"),
            Status::Required => both!("in: asked for as {kind}, because", "med: stilles som {kind}, fordi"),
            Status::Optional if because.iter().any(binds) => both!(
                "in: it applies where the solution uses what it follows from, because",
                "med: gælder, hvor løsningen anvender det, som den følger af, fordi"
            ),
            Status::Optional => both!("in: optional, because", "med: kan anvendes, fordi"),
            Status::Excluded => both!("out, because", "ikke med, fordi"),
            Status::Open => both!(
                "open: at least {en_least}, at most {en_most}; a fact that the buyer settles decides",
                "åbent: mindst {da_least}, højst {da_most}; en oplysning, som ordregiver afklarer, afgør det"
            ),
            Status::Supplier => both!(
                "at least {en_least}, at most {en_most}; what the supplier answers decides",
                "mindst {da_least}, højst {da_most}; leverandørens svar afgør det"
            ),
        };
        self.say(0, &verdict);
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
            self.say(
                0,
                &both!(
                    "\nand in certain cases, which changes nothing, because",
                    "\nog i visse tilfælde, hvad der ikke ændrer noget, fordi"
                ),
            );
        }
        for reason in &possible {
            self.reason(1, reason, path);
        }
        let others = because.iter().filter(|reason| reason.level == Level::Excluded);
        let (in_use, idle): (Vec<&Reason>, Vec<&Reason>) =
            others.partition(|reason| self.is_in_use(reason.carrier.as_ref()));
        if !holding.is_empty() && holding.len() < because.len() {
            self.say(0, &both!("\nnot because", "\nikke fordi"));
        }
        for reason in in_use {
            self.reason(1, reason, path);
        }
        // What is not in use needs no purpose and no source: it is one line each.
        for reason in idle {
            let sentence = self.rule_sentence(reason);
            self.say(1, &both!("{sentence}, which is not in use", "{sentence}, som ikke er i brug"));
        }
        if because.is_empty() && path.len() == 1 {
            self.say(1, &both!("no rule of the edition leads to it", "ingen regel i udgaven fører til den"));
        }
    }

    /// A reason, and below it how its carrier came into use.
    fn reason(&mut self, depth: usize, reason: &Reason, path: &[IntegrationId]) {
        let Some(carrier) = &reason.carrier else {
            let package = &reason.package;
            self.say(depth, &both!("{package}: chosen by the profile", "{package}: valgt i profilen"));
            return;
        };
        let sentence = self.rule_sentence(reason);
        self.line(depth, sentence);
        if let Some(purpose) = &reason.purpose {
            self.line(depth + 1, purpose.trim());
        }
        if let Some(source) = &reason.source {
            let Both { en, da } = match &reason.reading {
                Some(reading) => both!(", reading {reading}", ", fortolkning {reading}"),
                None => Both::same(""),
            };
            self.say(depth + 1, &both!("source: {source}{en}", "kilde: {source}{da}"));
        }
        self.carrier(depth + 1, carrier, path);
    }

    /// »I-10/SF1462: is required when afsender-beskeder (unknown) with SF1590_B_01«
    fn rule_sentence(&self, reason: &Reason) -> String {
        let rule = reason.rule.as_ref().map_or_else(|| reason.package.to_string(), ToString::to_string);
        let verb = match reason.modality {
            ChosenOr::May => both!("may be used", "kan anvendes"),
            ChosenOr::Must | ChosenOr::Chosen => both!("is required", "kræves"),
        };
        let condition = reason.when.as_ref().map(|condition| {
            let Both { en, da } = match reason.truth {
                Truth::True => both!("true", "sandt"),
                Truth::Unknown => both!("unknown", "ikke afklaret"),
                Truth::False => both!("false", "falsk"),
            };
            both!(" when {condition} ({en})", ", når {condition} ({da})")
        });
        let carrier = reason.carrier.as_ref().map(|carrier| both!(" with {carrier}", " med {carrier}"));
        let parts = [
            Some(Both::same(format!("{rule}: "))),
            Some(verb),
            Some(Both::joined(&[condition, carrier].into_iter().flatten().collect::<Vec<_>>(), "")),
        ];
        let parts: Vec<Both> = parts.into_iter().flatten().collect();
        Both::joined(&parts, "").of(self.language).to_owned()
    }

    fn is_in_use(&self, carrier: Option<&IntegrationId>) -> bool {
        let line = carrier.and_then(|carrier| self.resolution.integration(carrier));
        line.is_none_or(|line| line.interval.at_most > Level::Excluded)
    }

    fn carrier(&mut self, depth: usize, carrier: &IntegrationId, path: &[IntegrationId]) {
        let Some(line) = self.resolution.integration(carrier) else { return };
        if self.profile.chose(carrier) {
            self.say(depth, &both!("{carrier} is chosen by the profile", "{carrier} er valgt i profilen"));
        } else if path.contains(carrier) || path.len() > 8 {
            self.say(depth, &both!("{carrier} was explained above", "{carrier} er forklaret ovenfor"));
        } else {
            let certain = line.interval.at_least > Level::Excluded;
            self.say(
                depth,
                &if certain {
                    both!("{carrier} is not chosen but follows:", "{carrier} er ikke valgt, men følger med:")
                } else {
                    both!("{carrier} is not chosen but may follow:", "{carrier} er ikke valgt, men kan følge med:")
                },
            );
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
        self.say(0, &both!("\ndecided by", "\nafgøres af"));
        for question in deciding {
            let fact = &self.profile.edition.facts[&question.fact];
            let (Both { en, da }, asked) = match question.asked_of {
                Asked::Buyer => (both!("the buyer", "ordregiver"), &fact.question),
                Asked::Supplier => (both!("the supplier", "leverandøren"), &fact.supplier_question),
            };
            let id = &question.fact;
            self.say(1, &both!("{id} ({en}): {asked}", "{id} ({da}): {asked}"));
            if question.asked_of == Asked::Buyer {
                self.line(2, fact.help.trim());
            }
        }
    }

    fn advice(&mut self, package: &PackageId) {
        if !self.profile.packages.contains_key(package) {
            return;
        }
        let advice = &self.profile.edition.packages[package].advice;
        if !advice.is_empty() {
            self.say(0, &both!("\nadvice to the buyer on {package}", "\ngode råd til ordregiver om {package}"));
        }
        for advice in advice {
            self.line(1, format!("{} {}", advice.question.trim(), advice.text.trim()));
        }
    }
}
