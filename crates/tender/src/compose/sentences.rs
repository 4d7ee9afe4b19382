//! Reasons as Danish sentences. The data is the resolver's; here it only gets its words.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::condition::{Condition, Truth};
use crate::catalog::id::{FactId, IntegrationId, LineId, PackageId};
use crate::catalog::{Edition, Rule, TypeKind};
use crate::document::{Asked, Rich, Status, StatusWord};
use crate::input::markdown::plain;
use crate::profile::{Answer, Profile};
use crate::resolve;
use crate::resolve::{ChosenOr, IntegrationLine, Interval, Level, Reason, Resolution, unknown_facts};
use crate::text::danish;

/// The five printed statuses with their words.
pub fn status(key: StatusWord) -> Status {
    Status { key, word: key.word().to_owned() }
}

impl From<resolve::Status> for StatusWord {
    fn from(status: resolve::Status) -> Self {
        match status {
            resolve::Status::Required => StatusWord::Required,
            resolve::Status::Optional => StatusWord::Optional,
            resolve::Status::Excluded => StatusWord::Excluded,
            resolve::Status::Open => StatusWord::Open,
            resolve::Status::Supplier => StatusWord::Supplier,
        }
    }
}

/// What a status means, for the legend.
pub fn status_meaning(key: StatusWord, profile: &Profile) -> &'static str {
    match key {
        StatusWord::Optional if profile.is_direct_award() => "Leverandøren kan anvende det beskrevne.",
        StatusWord::Required => {
            "Kravet er stillet uden betingelser. Kravtypen siger, hvad det betyder, at det ikke er opfyldt."
        }
        StatusWord::Optional => "Leverandøren kan anvende det beskrevne. Det indgår ikke i evalueringen.",
        StatusWord::Open => "Ordregiver har endnu ikke afgjort, om kravet gælder.",
        StatusWord::Supplier => {
            "Leverandørens egne oplysninger og svar i svarskemaet afgør, om kravet gælder, eller om det beskrevne kan anvendes."
        }
        StatusWord::Excluded => "Kravet gælder ikke.",
    }
}

/// How clauses are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Or,
}

/// A condition as a clause after »hvis« or »fordi«: »løsningen sender post til fjernprint«.
/// What the buyer said of a solution that nobody has offered yet is something it shall do.
pub fn condition(profile: &Profile, condition: &Condition) -> String {
    clause(profile, condition, true, None)
}

/// The same behind another clause and »og«.
fn condition_beside(profile: &Profile, condition: &Condition) -> String {
    clause(profile, condition, true, Some(Joint::And))
}

/// Negation goes down to the facts, each of which knows its own negated clause. What is joined otherwise than what it
/// stands in has parentheses: »(a, eller b), og c« and »a, eller (b, og c)« bind in different cases.
fn clause(profile: &Profile, condition: &Condition, holds: bool, within: Option<Joint>) -> String {
    let (left, right, joint) = match (condition, holds) {
        (Condition::Fact(id), holds) => {
            let fact = &profile.edition.facts[id];
            let answer = profile.facts.get(id).map(|answer| answer.value);
            let buyer = matches!(answer, Some(Answer::Yes | Answer::No));
            let clause = match (buyer, holds) {
                (true, true) => &fact.buyer_holds,
                (true, false) => &fact.buyer_fails,
                (false, true) => &fact.holds,
                (false, false) => &fact.fails,
            };
            return clause.clone();
        }
        (Condition::Not(inner), holds) => return clause(profile, inner, !holds, within),
        (Condition::And(left, right), true) | (Condition::Or(left, right), false) => (left, right, Joint::And),
        (Condition::Or(left, right), true) | (Condition::And(left, right), false) => (left, right, Joint::Or),
    };
    let [left, right] = [left, right].map(|side| clause(profile, side, holds, Some(joint)));
    let joined = match joint {
        Joint::And => format!("{left}, og {right}"),
        Joint::Or => format!("{left}, eller {right}"),
    };
    if within.is_none_or(|within| within == joint) { joined } else { format!("({joined})") }
}

/// How a line holds the supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bond {
    /// As the rules that lead to it say
    AsRuled,
    /// Not at all: some rule says »must«, and the buyer made the line optional
    MadeOptional,
}

impl Bond {
    /// What a reason says of its line: »kræves«, »kan anvendes«; nothing of a choice.
    fn verb(self, modality: ChosenOr) -> Option<&'static str> {
        match (modality, self) {
            (ChosenOr::Chosen, _) => None,
            (ChosenOr::Must, Bond::AsRuled) => Some("kræves"),
            (ChosenOr::Must, Bond::MadeOptional) | (ChosenOr::May, _) => Some("kan anvendes"),
        }
    }

    /// What is said beside the reasons.
    pub fn remark(self) -> Option<&'static str> {
        match self {
            Bond::AsRuled => None,
            Bond::MadeOptional => Some("Ordregiver har gjort kravet valgfrit."),
        }
    }

    /// Reasons with what is said beside them: a single one goes on, of several it is one more.
    pub fn beside(self, mut reasons: Vec<String>) -> Vec<Rich> {
        if let Some(remark) = self.remark() {
            match reasons.as_mut_slice() {
                [] => {}
                [one] => *one = format!("{one} {remark}"),
                [_, _, ..] => reasons.push(remark.to_owned()),
            }
        }
        reasons.iter().map(|reason| plain(reason)).collect()
    }
}

/// Clauses after »hvis«, one or the other
fn either(clauses: &[String]) -> String {
    clauses.join(", eller hvis ")
}

/// The sentences of one profile's resolution.
pub struct Sentences<'a> {
    pub profile: &'a Profile,
    pub edition: &'a Edition,
    pub resolution: &'a Resolution,
    unknown: BTreeMap<&'a FactId, Asked>,
}

/// Reasons of one rule that say the same but for their carriers.
pub struct Group<'a> {
    reasons: Vec<&'a Reason>,
}

impl<'a> Group<'a> {
    /// Whose rule it is, and what its target is needed for.
    pub fn package_and_purpose(&self) -> (&'a PackageId, Option<&'a str>) {
        (&self.reasons[0].package, self.reasons[0].purpose.as_deref())
    }

    /// What is put together in it.
    pub fn reasons(&self) -> &[&'a Reason] {
        &self.reasons
    }
}

/// How sure it is that a carrier is in use.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Footing {
    Chosen,
    Required,
    /// Required in certain cases
    Conditional,
    /// Never more than optional
    Optional,
}

impl Footing {
    /// »hvis SF1590_A kræves«, »hvis SF1500 anvendes«
    fn verb(self) -> &'static str {
        match self {
            Footing::Chosen => "er valgt",
            Footing::Required | Footing::Conditional => "kræves",
            Footing::Optional => "anvendes",
        }
    }

    fn is_certain(self) -> bool {
        matches!(self, Footing::Chosen | Footing::Required)
    }
}

impl<'a> Sentences<'a> {
    pub fn new(profile: &'a Profile, resolution: &'a Resolution) -> Self {
        Self { profile, edition: &profile.edition, resolution, unknown: unknown_facts(profile) }
    }

    /// Whether a reason of a line is told. One that another makes idle is not where its condition hangs on a fact that is
    /// neither settled nor asked for: nobody could tell whether it holds.
    pub fn tells(&self, line: &IntegrationLine, reason: &Reason) -> bool {
        let is_asked = |fact: &FactId| self.resolution.questions.iter().any(|question| question.fact == *fact);
        let facts = reason.when.iter().filter(|_| reason.truth == Truth::Unknown).flat_map(|when| when.facts());
        let mut unsettled = facts.filter(|fact| self.unknown.contains_key(fact));
        !line.makes_idle(reason) || unsettled.all(|fact| is_asked(&fact))
    }

    /// How a line of the catalog holds the supplier. What only may be used anyway was not made so by the buyer.
    pub fn bond(&self, line: &LineId) -> Bond {
        let change = self.profile.changed.get(line).and_then(|change| change.kind.as_ref());
        let is_optional = change.is_some_and(|kind| self.profile.requirement_type(kind).kind == TypeKind::Optional);
        match is_optional && !self.is_only_free(self.resolution.because(line)) {
            true => Bond::MadeOptional,
            false => Bond::AsRuled,
        }
    }

    /// Whether the buyer made an integration optional that binds by the catalog.
    pub fn is_made_optional(&self, id: &IntegrationId) -> bool {
        self.bond(&LineId::Integration(id.clone())) == Bond::MadeOptional
    }

    fn footing(&self, carrier: &IntegrationId) -> Footing {
        let interval = self.resolution.integration(carrier).map(|line| line.interval);
        match interval.map(|interval| (interval.at_least, interval.at_most)) {
            // The buyer may have made it less than a minimum requirement.
            _ if self.profile.weakened().any(|id| id == carrier) => Footing::Optional,
            _ if self.profile.chose(carrier) => Footing::Chosen,
            Some((Level::Required, _)) => Footing::Required,
            Some((_, Level::Required)) => Footing::Conditional,
            Some((_, Level::Optional | Level::Excluded)) | None => Footing::Optional,
        }
    }

    /// Puts reasons together that differ by their carrier only, in their order. Of a rule's carriers those speak that
    /// the profile chose; the others only where none was.
    pub fn groups(&self, reasons: impl IntoIterator<Item = &'a Reason>) -> Vec<Group<'a>> {
        let reasons: Vec<&Reason> = reasons.into_iter().collect();
        let outspoken = |reason: &Reason| {
            let same_rule = |other: &&&Reason| (&other.rule, &other.package) == (&reason.rule, &reason.package);
            let firmest = reasons.iter().filter(same_rule).filter_map(|other| self.group_footing(other)).min();
            firmest == Some(Footing::Chosen) && self.group_footing(reason) != firmest
        };
        let mut groups: Vec<Group<'a>> = Vec::new();
        for reason in reasons.iter().copied().filter(|reason| !outspoken(reason)) {
            let same = groups.iter_mut().find(|group| {
                let first = group.reasons[0];
                let alike =
                    (&first.rule, &first.package, first.modality) == (&reason.rule, &reason.package, reason.modality);
                alike && self.group_footing(first) == self.group_footing(reason)
            });
            match same {
                Some(group) => group.reasons.push(reason),
                None => groups.push(Group { reasons: vec![reason] }),
            }
        }
        groups
    }

    fn group_footing(&self, reason: &Reason) -> Option<Footing> {
        reason.carrier.as_ref().map(|carrier| self.footing(carrier))
    }

    /// Why something is asked for: »kræves, fordi SF1320_A er valgt«. Without its final period.
    pub fn because(&self, group: &Group<'_>, bond: Bond) -> String {
        self.because_by(group, bond, "")
    }

    /// The same as a sentence that says which package asks: »Kræves i pakken I-02, fordi SF1320_A er valgt.«
    pub fn because_of_package(&self, group: &Group<'_>, bond: Bond) -> String {
        let package = format!(" i pakken {}", group.reasons[0].package);
        format!("{}.", danish::capitalised(&self.because_by(group, bond, &package)))
    }

    fn because_by(&self, group: &Group<'_>, bond: Bond, package: &str) -> String {
        let reason = group.reasons[0];
        let Some(verb) = bond.verb(reason.modality) else { return format!("valgt af ordregiver{package}") };
        let verb = format!("{verb}{package}");
        let carriers = danish::list(group.reasons.iter().filter_map(|reason| reason.carrier.as_ref()), "og");
        let either = danish::list(group.reasons.iter().filter_map(|reason| reason.carrier.as_ref()), "eller");
        let [condition, beside] =
            [condition, condition_beside].map(|say| reason.when.as_ref().map(|when| say(self.profile, when)));
        let beside = beside.unwrap_or_default();
        let Some(footing) = self.group_footing(reason) else { return verb };
        let used = footing.verb();
        match (footing.is_certain(), condition, reason.truth) {
            (true, None, _) => format!("{verb}, fordi {carriers} {used}"),
            (true, Some(condition), Truth::Unknown) => format!("{verb} sammen med {carriers}, hvis {condition}"),
            (true, Some(_), Truth::True | Truth::False) => format!("{verb}, fordi {carriers} {used}, og {beside}"),
            (false, None, _) => format!("{verb}, hvis {either} {used}"),
            (false, Some(_), Truth::Unknown) => format!("{verb}, hvis {either} {used}, og {beside}"),
            (false, Some(condition), Truth::True | Truth::False) => {
                format!("{verb}, hvis {either} {used}; det skyldes, at {condition}")
            }
        }
    }

    /// Why something is asked for, beside what was chosen of its package: where all of that leads to it, it is not
    /// named again. »kræves«, »kræves, hvis løsningen opbygger sortimenter«.
    pub fn because_of_choice(&self, group: &Group<'_>, chosen: &[IntegrationId], bond: Bond) -> String {
        let reason = group.reasons[0];
        let carriers: BTreeSet<&IntegrationId> =
            group.reasons.iter().filter_map(|reason| reason.carrier.as_ref()).collect();
        let all = self.group_footing(reason) == Some(Footing::Chosen) && chosen.iter().all(|id| carriers.contains(id));
        let Some(verb) = bond.verb(reason.modality) else { return self.because(group, bond) };
        match (all, reason.when.as_ref().map(|when| condition(self.profile, when)), reason.truth) {
            (false, _, _) => self.because(group, bond),
            (true, None, _) => verb.to_owned(),
            (true, Some(condition), Truth::Unknown) => format!("{verb}, hvis {condition}"),
            (true, Some(condition), Truth::True | Truth::False) => format!("{verb}, fordi {condition}"),
        }
    }

    /// What is still uncertain about a group, as a clause after »hvis«; nothing when it holds for certain.
    fn uncertainty(&self, group: &Group<'_>) -> Option<String> {
        let reason = group.reasons[0];
        let carriers = danish::list(group.reasons.iter().filter_map(|reason| reason.carrier.as_ref()), "eller");
        let footing = self.group_footing(reason).filter(|footing| !footing.is_certain());
        let used = footing.map(|footing| format!("{carriers} {}", footing.verb()));
        let when = reason.when.as_ref().filter(|_| reason.truth == Truth::Unknown);
        match (used, when) {
            (Some(used), Some(when)) => Some(format!("{used}, og {}", condition_beside(self.profile, when))),
            (used, when) => used.or_else(|| when.map(|when| condition(self.profile, when))),
        }
    }

    /// When a line holds, in words: »Kravet gælder, hvis løsningen …«. Nothing when that is certain, or said by the
    /// text itself.
    pub fn condition(&self, because: &'a [Reason], interval: Interval, bond: Bond) -> Option<Rich> {
        let Interval { at_least, at_most, .. } = interval;
        if bond == Bond::MadeOptional {
            return self.condition_of_use(because, at_least);
        }
        let mut sentences = Vec::new();
        let mut binding = Vec::new();
        if at_most == Level::Required && at_least < Level::Required {
            let required = because.iter().filter(|reason| reason.level == Level::Required);
            binding = self.clauses(required);
            sentences.push(format!("Kravet gælder, hvis {}.", either(&binding)));
            // It binds as well wherever something optional that needs it is used.
            sentences.extend(self.binding(because).map(|clause| format!("Det gælder også, hvis {clause}.")));
        } else if at_most == Level::Optional {
            sentences.extend(self.binding(because).map(|clause| format!("Kravet gælder, hvis {clause}.")));
        }
        if (at_least < at_most || !sentences.is_empty()) && self.is_free(because) {
            let free = |reason: &&Reason| reason.modality == ChosenOr::May && reason.level == Level::Optional;
            let clauses = self.clauses(because.iter().filter(free));
            // What binds in a case is not said to be free in the same case.
            let other: Vec<String> = clauses.iter().filter(|clause| !binding.contains(clause)).cloned().collect();
            let otherwise = if sentences.is_empty() { "" } else { "i øvrigt " };
            match at_least {
                Level::Excluded if !other.is_empty() => {
                    sentences.push(format!("Kan {otherwise}anvendes, hvis {}.", either(&other)));
                }
                Level::Excluded if !clauses.is_empty() => {}
                Level::Excluded | Level::Optional | Level::Required => {
                    sentences.push(format!("Kan {otherwise}anvendes."));
                }
            }
        }
        (!sentences.is_empty()).then(|| plain(&sentences.join(" ")))
    }

    /// When a line may be used that the buyer made optional: »Kan anvendes, hvis løsningen …«. Nothing when it may in
    /// any case.
    fn condition_of_use(&self, because: &'a [Reason], at_least: Level) -> Option<Rich> {
        if at_least > Level::Excluded {
            return None;
        }
        let at = |level: Level| because.iter().filter(move |reason| reason.level == level);
        let free = self.clauses(at(Level::Optional).filter(|reason| reason.modality == ChosenOr::May));
        let mut clauses: Vec<String> = Vec::new();
        for clause in self.clauses(at(Level::Required)).into_iter().chain(self.binding(because)).chain(free) {
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        (!clauses.is_empty()).then(|| plain(&format!("Kan anvendes, hvis {}.", either(&clauses))))
    }

    /// What is uncertain about some reasons, as clauses after »hvis«, without those that another one covers.
    pub(super) fn clauses(&self, reasons: impl Iterator<Item = &'a Reason>) -> Vec<String> {
        let mut clauses: Vec<String> = Vec::new();
        for clause in self.groups(reasons).iter().filter_map(|group| self.uncertainty(group)) {
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        let covered = |clause: &String| {
            let narrower = |other: &String| {
                clause.ends_with(&format!(", og {other}")) || clause.starts_with(&format!("{other}, og "))
            };
            clauses.iter().any(narrower)
        };
        clauses.iter().filter(|clause| !covered(clause)).cloned().collect()
    }

    /// Whether the supplier is free to use an optional integration: some rule says that it may.
    pub fn is_free(&self, because: &[Reason]) -> bool {
        because.iter().any(|reason| reason.modality == ChosenOr::May && reason.level == Level::Optional)
    }

    /// Whether nothing but rules that say »may« reach a line.
    pub fn is_only_free(&self, because: &[Reason]) -> bool {
        let mut reaching = because.iter().filter(|reason| reason.level > Level::Excluded).peekable();
        reaching.peek().is_some() && reaching.all(|reason| reason.modality == ChosenOr::May)
    }

    /// What binds though it is optional, as a clause after »hvis«: »løsningen anvender SF1500«. Nothing when nothing
    /// binds.
    pub fn binding(&self, because: impl IntoIterator<Item = &'a Reason>) -> Option<String> {
        let binding =
            because.into_iter().filter(|reason| reason.modality == ChosenOr::Must && reason.level == Level::Optional);
        // The carriers that say the same are told together.
        let mut clauses: Vec<(Option<String>, Footing, Vec<&IntegrationId>)> = Vec::new();
        for reason in binding {
            let (Some(carrier), Some(footing)) = (&reason.carrier, self.group_footing(reason)) else { continue };
            let when = reason.when.as_ref().filter(|_| reason.truth == Truth::Unknown);
            let when = when.map(|when| condition_beside(self.profile, when));
            match clauses.iter_mut().find(|(other, how, _)| *other == when && *how == footing) {
                Some((_, _, carriers)) if carriers.contains(&carrier) => {}
                Some((_, _, carriers)) => carriers.push(carrier),
                None => clauses.push((when, footing, vec![carrier])),
            }
        }
        let said = clauses.into_iter().map(|(when, footing, carriers)| {
            let carriers = danish::list(carriers, "eller");
            let used = match footing {
                Footing::Optional => format!("løsningen anvender {carriers}"),
                Footing::Chosen | Footing::Required | Footing::Conditional => format!("{carriers} {}", footing.verb()),
            };
            when.map_or_else(|| used.clone(), |when| format!("{used}, og {when}"))
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| said.join(", eller hvis "))
    }

    /// The status that a group gives by itself.
    pub fn group_status(&self, group: &Group<'_>) -> Status {
        let (least, most) = group.reasons.iter().fold((Level::Excluded, Level::Excluded), |(least, most), reason| {
            (least.max(reason.at_least), most.max(reason.level))
        });
        if least == most {
            return status(match most {
                Level::Required => StatusWord::Required,
                // What must be used together with something that may be used depends on the supplier.
                Level::Optional if group.reasons[0].modality == ChosenOr::Must => StatusWord::Supplier,
                Level::Optional => StatusWord::Optional,
                Level::Excluded => StatusWord::Excluded,
            });
        }
        let facts = group.reasons.iter().filter_map(|reason| reason.when.as_deref()).flat_map(Condition::facts);
        let buyer = facts.into_iter().any(|fact| self.unknown.get(&fact) == Some(&Asked::Buyer));
        let carriers = group.reasons.iter().filter_map(|reason| reason.carrier.as_ref());
        let open = carriers
            .filter_map(|carrier| self.resolution.integration(carrier))
            .any(|line| line.interval.status == resolve::Status::Open);
        status(if buyer || open { StatusWord::Open } else { StatusWord::Supplier })
    }

    /// The reasons worth printing for a line. An uncertain line needs all that may hold; a certain one those that
    /// suffice, and of these those of chosen packages, where they say the same.
    pub fn telling(&self, because: &'a [Reason], at_least: Level, at_most: Level) -> Vec<&'a Reason> {
        // That the buyer chose it says it all.
        let chosen: Vec<&Reason> = because.iter().filter(|reason| reason.modality == ChosenOr::Chosen).collect();
        if !chosen.is_empty() {
            return chosen;
        }
        let holding: Vec<&Reason> = because.iter().filter(|reason| reason.level > Level::Excluded).collect();
        if at_least < at_most {
            return holding;
        }
        let telling: Vec<&Reason> = holding.iter().copied().filter(|reason| reason.at_least == at_least).collect();
        // A certainty may arise of uncertain reasons together, when they cover every case.
        let telling = if telling.is_empty() { holding.clone() } else { telling };
        // What holds for certain can wait: whatever else may ask for it at once decides when.
        if telling.iter().all(|reason| reason.deferred.is_some()) {
            return holding;
        }
        let chosen = |reason: &&Reason| self.profile.packages.contains_key(&reason.package);
        let direct: Vec<&Reason> = telling.iter().copied().filter(chosen).collect();
        // What takes an alternative or a deferral away is worth telling, wherever it comes from.
        let same = |text: fn(&Reason) -> bool| direct.iter().all(|r| text(r)) == telling.iter().all(|r| text(r));
        let alike = same(|reason| reason.alternative.is_some()) && same(|reason| reason.deferred.is_some());
        if !direct.is_empty() && alike { direct } else { telling }
    }

    /// Why a line is there, a sentence for each group, rules of several packages that say the same put together.
    pub fn why(&self, telling: &[&'a Reason], bond: Bond) -> Vec<Rich> {
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        for group in self.groups(telling.iter().copied()) {
            let reason = group.reasons[0];
            // The same rule in many packages makes one sentence and not a page.
            let sentence = if reason.modality == ChosenOr::Must
                && reason.when.is_none()
                && self.group_footing(reason) == Some(Footing::Chosen)
            {
                let carriers = group.reasons.iter().filter_map(|reason| reason.carrier.as_ref());
                (String::new(), carriers.map(ToString::to_string).collect())
            } else {
                (self.because_of_package(&group, bond), Vec::new())
            };
            match said.iter_mut().find(|(text, _)| *text == sentence.0) {
                Some((_, carriers)) => carriers.extend(sentence.1),
                None => said.push(sentence),
            }
        }
        let required = danish::capitalised(bond.verb(ChosenOr::Must).unwrap_or_default());
        let said = said.into_iter().map(|(text, carriers)| match text.is_empty() {
            true => format!("{required}, fordi {} er valgt.", danish::list(carriers, "og")),
            false => text,
        });
        bond.beside(said.collect())
    }

    /// Why a line is there, beside its condition: what the condition says of every reason is not said again. What the
    /// integration is needed for stands in the package's chapter.
    pub fn why_beside(&self, telling: &[&'a Reason], conditional: bool, bond: Bond) -> Vec<Rich> {
        let groups = self.groups(telling.iter().copied());
        let clauses: BTreeSet<Option<String>> = groups.iter().map(|group| self.uncertainty(group)).collect();
        let certain = |group: &Group<'_>| self.group_footing(group.reasons[0]).is_some_and(Footing::is_certain);
        let one_clause = clauses.len() == 1 && clauses.first().is_some_and(Option::is_some);
        if !conditional || !one_clause || !groups.iter().all(certain) {
            return self.why(telling, bond);
        }
        let mut said: Vec<(&str, Vec<&IntegrationId>)> = Vec::new();
        for modality in [ChosenOr::Must, ChosenOr::May] {
            let reasons = groups.iter().flat_map(Group::reasons).filter(|reason| reason.modality == modality);
            for carrier in reasons.filter_map(|reason| reason.carrier.as_ref()) {
                let verb = bond.verb(modality).unwrap_or_default();
                match said.iter_mut().find(|(other, _)| *other == verb) {
                    Some((_, carriers)) if carriers.contains(&carrier) => {}
                    Some((_, carriers)) => carriers.push(carrier),
                    None => said.push((verb, vec![carrier])),
                }
            }
        }
        let said = said.into_iter().map(|(verb, carriers)| {
            format!("{} sammen med {}.", danish::capitalised(verb), danish::list(carriers, "og"))
        });
        bond.beside(said.collect())
    }

    /// »slide I-02, fortolkning R18; slide I-07«
    pub fn sources(&self, telling: &[&Reason]) -> String {
        let mut sources: Vec<String> = Vec::new();
        for reason in telling {
            let Some(source) = &reason.source else { continue };
            let text = match &reason.reading {
                Some(reading) => format!("{source}, fortolkning {reading}"),
                None => source.to_string(),
            };
            if !sources.contains(&text) {
                sources.push(text);
            }
        }
        sources.join("; ")
    }

    /// How a rule reads before anything was chosen: »kræves, hvis SF0810 vælges«.
    pub fn rule(&self, rule: &Rule) -> String {
        let verb = match rule.modality {
            crate::catalog::Modality::Must => "kræves",
            crate::catalog::Modality::May => "kan anvendes",
        };
        let business = &self.edition.packages[&rule.package].business;
        let others: Vec<&IntegrationId> = business.iter().filter(|id| **id != rule.target).collect();
        let some =
            (rule.carriers.len() < others.len()).then(|| format!("{} vælges", danish::list(&rule.carriers, "eller")));
        match (some, rule.when.as_ref()) {
            (None, None) => format!("{verb} altid"),
            (Some(some), None) => format!("{verb}, hvis {some}"),
            (None, Some(when)) => format!("{verb}, hvis {}", condition(self.profile, when)),
            (Some(some), Some(when)) => {
                format!("{verb}, hvis {some}, og {}", condition_beside(self.profile, when))
            }
        }
    }
}
