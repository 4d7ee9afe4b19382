//! The requirement appendix.

use std::collections::{BTreeMap, BTreeSet};

use super::front::front;
use super::lines::shall_be_met;
use super::sentences::{Bond, Sentences, status};
use super::standard::say_once;
use super::svarskema::answers_of;
use super::texts::{Texts, Values, of_procedure};
use crate::catalog::answer::{NO, YES};
use crate::catalog::id::{FactId, IntegrationId, LineId, PackageId};
use crate::catalog::{Fact, Package, RequirementType, TypeKind};
use crate::change::LEFT_OUT;
use crate::document::{
    Asked, Audience, Chapter, Derived, Deviation, Deviations, DocumentKind, FactRow, Follow, Kravbilag, Line, Others,
    QuestionRow, Questions, Section, StatusWord,
};
use crate::input::markdown::{Rich, plain};
use crate::profile::{Answer, AnswerKind, Due, LineChange, OPERATION, Procedure, Profile};
use crate::resolve::{Level, Question, Reason, Resolution};
use crate::text::danish;
use crate::text::line::one_line;

/// What the fixed texts may name.
pub fn values(profile: &Profile) -> Values<'_> {
    Values::from([
        ("titel", profile.tender.title.as_str()),
        ("ordregiver", profile.tender.buyer.as_str()),
        ("udgave", profile.edition.title.as_str()),
        ("opfyldelse", profile.tender.due.as_deref().unwrap_or(OPERATION)),
    ])
}

/// Makes the requirement appendix of a resolved profile.
pub fn kravbilag(profile: &Profile, resolution: &Resolution, texts: &Texts) -> Kravbilag {
    let sentences = Sentences::new(profile, resolution);
    let values = values(profile);
    let section = |name: &str| texts.section(name, &values);
    let joined = joined_by(profile);
    // What is still to be settled stands among the questions.
    let facts: Vec<FactRow> = facts(&sentences).into_iter().filter(|row| !is_open(resolution, row)).collect();
    let mut integrations: Vec<Line> =
        resolution.integrations.iter().filter_map(|line| sentences.integration_line(line)).collect();
    let mut chapters: Vec<Chapter> = profile.packages.keys().map(|id| chapter(&sentences, id)).collect();
    let mut others = sentences.other_lines();
    let of_packages = chapters.iter_mut().flat_map(|chapter| &mut chapter.requirements);
    let standard = say_once(integrations.iter_mut().chain(of_packages).chain(&mut others));
    let lines = integrations.iter().chain(chapters.iter().flat_map(|chapter| &chapter.requirements)).chain(&others);
    let legend = sentences.legend(lines);
    let of_minimum =
        |is_used: &dyn Fn(&str) -> bool| answers_of(profile, TypeKind::Minimum, is_used, |answers| answers.first());
    // Where there is no minimum requirement, all types of the kind speak.
    let met = Some(of_minimum(&|id| legend.types.iter().any(|entry| entry.id == id)));
    let met = met.filter(|met| !met.is_empty()).unwrap_or_else(|| of_minimum(&|_| true));
    Kravbilag {
        front: front(DocumentKind::Kravbilag, profile, resolution.draft, texts),
        instruction: texts.section(
            of_procedure("kravbilag/instruktion.md", profile.tender.procedure),
            &values_with(&values_with(&values, "oevrige", &joined), "ja", &met),
        ),
        versions: None,
        questions: questions(&sentences).map(|rows| Questions { intro: section("kravbilag/afklaring.md"), rows }),
        reading_guide: section("kravbilag/laesevejledning.md"),
        legend,
        standard,
        overview: section("kravbilag/overblik.md"),
        matrix: sentences.matrix(),
        dependencies_intro: section("kravbilag/afhaengigheder.md"),
        dependencies: Some(sentences.dependencies()).filter(|figure| !figure.edges.is_empty()),
        facts_intro: facts_intro(&facts, &|name| texts.section(name, &values_of_answers(profile))),
        facts,
        packages_intro: section("kravbilag/pakker.md"),
        derived: derived(&sentences, section("kravbilag/foelger.md")),
        integrations_intro: section("kravbilag/integrationer.md"),
        others: (!others.is_empty())
            .then(|| Others { intro: section("kravbilag/oevrige-krav.md"), requirements: others }),
        deviations: deviations(&sentences, Audience::Suppliers)
            .map(|rows| Deviations { intro: section("kravbilag/afvigelser.md"), rows }),
        register: section("kravbilag/numre.md"),
        chapters,
        integrations,
    }
}

/// The values of the texts on what suppliers tell of their solution: that it is not evaluated, as nothing is in a direct
/// award, and for how long it binds them.
pub(super) fn values_of_answers(profile: &Profile) -> Values<'_> {
    let mut values = values(profile);
    values.insert("evaluering", if profile.is_direct_award() { "" } else { "De indgår ikke i evalueringen." });
    values.insert(
        "aftalens",
        match profile.tender.procedure {
            Some(Procedure::DirectAward | Procedure::MiniTender) => "leveringsaftalens",
            Some(Procedure::OwnTender) => "kontraktens",
            None => "aftalens",
        },
    );
    values
}

/// Values with one more.
pub(super) fn values_with<'v>(values: &Values<'v>, name: &'static str, value: &'v str) -> Values<'v> {
    let mut values = values.clone();
    values.insert(name, value);
    values
}

/// Who else buys, as a sentence that follows the one on who runs the tender; nothing where nobody joins in.
fn joined_by(profile: &Profile) -> String {
    let others: Vec<String> = profile.tender.joined_by.iter().map(|buyer| one_line(&buyer.name)).collect();
    if others.is_empty() {
        return String::new();
    }
    let (others, runner) = (danish::list(others, "og"), one_line(&profile.tender.buyer));
    format!(
        "Ordregiver handler på egne vegne og på vegne af {others}. Kravene gælder over for hver af dem, og det, der står om ordregiver, gælder for hver af dem for sig; besvarelsen vurderes dog samlet af {runner}."
    )
}

/// What leads into the facts: of what no row is about nothing is said.
fn facts_intro(facts: &[FactRow], section: &dyn Fn(&str) -> Section) -> Section {
    let mut intro = section("kravbilag/oplysninger.md");
    if facts.iter().any(|row| row.asked_of == Asked::Supplier) {
        intro.blocks.extend(section("kravbilag/oplysninger-leverandoer.md").blocks);
    }
    let any_in_parentheses = |of: fn(&FactRow) -> &[String]| facts.iter().flat_map(of).any(|id| id.starts_with('('));
    if any_in_parentheses(|row| &row.packages) {
        intro.blocks.extend(section("kravbilag/oplysninger-andre-pakker.md").blocks);
    }
    if any_in_parentheses(|row| &row.moves) {
        intro.blocks.extend(section("kravbilag/oplysninger-bortfald.md").blocks);
    }
    intro
}

/// Whether a draft asks for the fact on a page of its own.
fn is_open(resolution: &Resolution, row: &FactRow) -> bool {
    let open = |question: &Question| question.asked_of == Asked::Buyer && question.fact.as_str() == row.fact;
    resolution.draft && resolution.questions.iter().any(open)
}

/// The questions to somebody, in the order of their numbers.
pub(super) fn asked_of<'a>(sentences: &Sentences<'a>, whom: Asked) -> Vec<&'a Question> {
    let asked = sentences.resolution.questions.iter().filter(|question| question.asked_of == whom);
    let mut asked: Vec<&Question> = asked.collect();
    asked.sort_by_key(|question| sentences.edition.facts[&question.fact].number);
    asked
}

/// The buyer's open questions, while the document is a draft.
fn questions(sentences: &Sentences<'_>) -> Option<Vec<QuestionRow>> {
    let rows = asked_of(sentences, Asked::Buyer).into_iter().map(|question| {
        let fact = &sentences.edition.facts[&question.fact];
        QuestionRow {
            fact: fact.id.to_string(),
            number: number_of(fact),
            question: fact.question.clone(),
            help: fact.help.clone(),
            moves: question.moves.iter().map(ToString::to_string).collect(),
        }
    });
    sentences.resolution.draft.then(|| rows.collect())
}

/// The facts that the chosen packages ask for and that matter, in the order of their numbers.
fn facts(sentences: &Sentences<'_>) -> Vec<FactRow> {
    let (profile, edition) = (sentences.profile, sentences.edition);
    let mut order: Vec<&FactId> = Vec::new();
    let mut packages: BTreeMap<&FactId, Vec<String>> = BTreeMap::new();
    for package in edition.packages.values() {
        for fact in package.facts() {
            let (fact, _) = edition.facts.get_key_value(&fact).expect("the facts of conditions were checked");
            if !order.contains(&fact) {
                order.push(fact);
            }
            let in_use =
                |id| sentences.resolution.integration(id).is_some_and(|line| line.interval.at_most > Level::Excluded);
            if profile.packages.contains_key(&package.id) {
                packages.entry(fact).or_default().push(package.id.to_string());
            } else if package.business.iter().any(in_use) {
                // It asks though it is not chosen: its rules are at work.
                packages.entry(fact).or_default().push(format!("({})", package.id));
            }
        }
    }
    order.sort_by_key(|fact| edition.facts[*fact].number);
    let mut rows = Vec::new();
    for id in order {
        let question = sentences.resolution.questions.iter().find(|question| question.fact == *id);
        let answer = profile.facts.get(id).map(|answer| answer.value);
        let (answer, asked_of) = match (answer, question.map(|question| question.asked_of)) {
            (Some(Answer::Yes), _) => (YES, Asked::Buyer),
            (Some(Answer::No), _) => (NO, Asked::Buyer),
            (_, Some(Asked::Buyer)) => ("Afklares af ordregiver", Asked::Buyer),
            (_, Some(Asked::Supplier)) => ("Leverandøren svarer i svarskemaet", Asked::Supplier),
            (_, None) => continue,
        };
        if question.is_none() && !packages.contains_key(id) {
            continue;
        }
        let fact = &edition.facts[id];
        rows.push(FactRow {
            fact: id.to_string(),
            number: number_of(fact),
            label: fact.label.clone(),
            question: match asked_of {
                Asked::Buyer => fact.question.clone(),
                Asked::Supplier => fact.supplier_question.clone(),
            },
            answer: answer.to_owned(),
            asked_of,
            packages: packages.get(id).cloned().unwrap_or_default(),
            moves: match question {
                Some(question) => question.moves_always().map(ToString::to_string).collect(),
                None => decided(sentences, id),
            },
            moves_if_accepted: question.map(|it| &it.moves_if_accepted).filter(|moves| !moves.is_empty()).map(
                |moves| {
                    let lines: Vec<String> = moves.iter().map(ToString::to_string).collect();
                    format!("hvis et alternativ godtages: {}", lines.join(", "))
                },
            ),
        });
    }
    rows
}

/// »O-4«
pub(super) fn number_of(fact: &Fact) -> String {
    format!("O-{}", fact.number)
}

/// What an answered fact decided: its need, the targets of its rules and the requirements of chosen packages, by id; in
/// parentheses what does not hold, so that nobody looks for it. What holds anyway it did not decide.
fn decided(sentences: &Sentences<'_>, fact: &FactId) -> Vec<String> {
    let mentions = |reason: &Reason| {
        let asks = reason.when.as_ref().is_some_and(|when| when.asks_for(fact));
        asks && sentences.profile.packages.contains_key(&reason.package)
    };
    let is_decided = |because: &[Reason], most: Level| {
        let suffices = |reason: &Reason| !mentions(reason) && most > Level::Excluded && reason.at_least == most;
        because.iter().any(mentions) && !because.iter().any(suffices)
    };
    let shown = |id: String, holds: bool| if holds { id } else { format!("({id})") };
    let resolution = sentences.resolution;
    let integrations = resolution.integrations.iter().filter(|line| !sentences.profile.chose(&line.id));
    let integrations = integrations.filter(|line| is_decided(&line.because, line.interval.at_most));
    let integrations = integrations.map(|line| shown(line.id.to_string(), line.interval.at_most > Level::Excluded));
    let requirements = resolution.requirements.iter().filter(|line| is_decided(&line.because, line.interval.at_most));
    let requirements = requirements.map(|line| {
        let holds = line.interval.at_most > Level::Excluded && line.left_out.is_none();
        shown(line.id.to_string(), holds)
    });
    let needs = resolution.needs.iter();
    let needs = needs.filter(|line| line.fact == *fact && line.interval.at_most > Level::Excluded);
    integrations.chain(needs.map(|line| line.id.to_string())).chain(requirements).collect()
}

fn chapter(sentences: &Sentences<'_>, id: &PackageId) -> Chapter {
    let package = &sentences.edition.packages[id];
    let chosen = &sentences.profile.packages[id].integrations;
    Chapter {
        package: id.to_string(),
        title: package.title.clone(),
        purpose: package.purpose.clone(),
        chosen: chosen.iter().map(|id| sentences.chosen(&sentences.edition.integrations[id])).collect(),
        follows: follows(sentences, package),
        requirements: sentences.lines_of(id),
    }
}

/// What follows from a chosen package, rule by rule, without what it chose itself.
pub fn follows(sentences: &Sentences<'_>, package: &Package) -> Vec<Follow> {
    let chosen = &sentences.profile.packages[&package.id].integrations;
    let mut follows = Vec::new();
    for rule in package.rules.iter().filter(|rule| !chosen.contains(&rule.target)) {
        let Some(line) = sentences.resolution.integration(&rule.target) else { continue };
        let holding = line
            .because
            .iter()
            .filter(|reason| reason.rule.as_ref() == Some(&rule.id) && reason.level > Level::Excluded)
            .filter(|reason| sentences.tells(line, reason));
        let bond = sentences.bond(&LineId::Integration(line.id.clone()));
        follows.extend(sentences.groups(holding).iter().map(|group| {
            let because = sentences.because_of_choice(group, chosen, bond);
            follow(sentences, (&line.id, bond), because, Some(&rule.purpose), sentences.group_status(group))
        }));
    }
    follows
}

fn follow(
    sentences: &Sentences<'_>,
    (id, bond): (&IntegrationId, Bond),
    because: String,
    purpose: Option<&str>,
    status: crate::document::Status,
) -> Follow {
    let name = &sentences.edition.integrations[id].name;
    let mut sentence = format!("{id} {name}: {because}.");
    // When it has to be met, unless something else asks for it at once or the buyer set another time.
    let line = sentences.resolution.integration(id).filter(|line| line.due.is_none());
    if let Some(clause) = line.and_then(|line| line.deferred.as_deref()) {
        sentence += &format!(" Kravet {}.", shall_be_met(clause));
    }
    Follow {
        id: id.to_string(),
        status: if bond == Bond::MadeOptional { self::status(StatusWord::Optional) } else { status },
        sentence: plain(&bond.remark().map_or_else(|| sentence.clone(), |remark| format!("{sentence} {remark}"))),
        purpose: purpose.map(plain),
    }
}

/// The integrations that only rules of other packages lead to, and whose requirements stay away.
fn derived(sentences: &Sentences<'_>, intro: crate::document::Section) -> Option<Derived> {
    let profile = sentences.profile;
    let mut items = Vec::new();
    for line in sentences.resolution.integrations.iter().filter(|line| line.interval.at_most > Level::Excluded) {
        let own = |reason: &&Reason| profile.packages.contains_key(&reason.package);
        let strongest = |reasons: &mut dyn Iterator<Item = &Reason>| {
            reasons.map(|reason| (reason.at_least, reason.level)).max().unwrap_or((Level::Excluded, Level::Excluded))
        };
        let direct = strongest(&mut line.because.iter().filter(own));
        let others: Vec<&Reason> =
            line.because.iter().filter(|reason| !own(reason) && reason.level > Level::Excluded).collect();
        if others.is_empty() || direct.0 == line.interval.at_most {
            continue;
        }
        // What suffices by itself makes the uncertain reasons idle.
        let certain = others.iter().any(|reason| reason.at_least == line.interval.at_most);
        let telling = others.into_iter().filter(|reason| !certain || reason.at_least == line.interval.at_most);
        let bond = sentences.bond(&LineId::Integration(line.id.clone()));
        for group in sentences.groups(telling) {
            let (package, purpose) = group.package_and_purpose();
            let because = format!("{} (pakke {package})", sentences.because(&group, bond));
            items.push(follow(sentences, (&line.id, bond), because, purpose, sentences.group_status(&group)));
        }
    }
    let notes: Vec<_> =
        sentences.edition.packages.values().filter_map(|package| used_note(sentences, package)).collect();
    (!items.is_empty() || !notes.is_empty()).then_some(Derived { intro, items, notes })
}

/// »SF1590_B_01 hører til pakken I-10 Debitorregistrering, som ikke er valgt. Pakkens øvrige krav indgår ikke.«
fn used_note(sentences: &Sentences<'_>, package: &Package) -> Option<Rich> {
    if sentences.profile.packages.contains_key(&package.id) {
        return None;
    }
    let in_use = |id| sentences.resolution.integration(id).is_some_and(|line| line.interval.at_most > Level::Excluded);
    let used = package.business.iter().filter(|id| in_use(id));
    let used: Vec<String> = used.map(ToString::to_string).collect();
    if used.is_empty() {
        return None;
    }
    let verb = match used.len() {
        1 => "hører",
        2 => "hører begge",
        _ => "hører alle",
    };
    let rest =
        if package.requirements.is_empty() { "" } else { " Pakkens øvrige krav indgår derfor ikke i bilaget." };
    let (id, title) = (&package.id, &package.title);
    Some(plain(&format!("{} {verb} til pakken {id} {title}, som ikke er valgt.{rest}", danish::list(used, "og"))))
}

/// What the buyer left out of the catalog, and what it changed of it, as far as it is told to its readers: of weights
/// that stand elsewhere suppliers are told nothing.
pub(super) fn deviations(sentences: &Sentences<'_>, readers: Audience) -> Option<Vec<Deviation>> {
    let profile = sentences.profile;
    let left_out = profile.left_out.iter().map(|(id, left_out)| {
        let requirement = profile.edition.requirement(id).expect("what is left out exists");
        let (title, text) = (
            requirement.title.clone(),
            plain(&format!("{LEFT_OUT} {}", sentences.resolution.wording(profile, requirement))),
        );
        Deviation { id: id.to_string(), title, text, reason: left_out.reason.clone() }
    });
    let told = |change: &LineChange| readers == Audience::Buyer || profile.evaluation.shows(change);
    let shown = profile.changed.iter().filter(|(_, change)| told(change));
    let changed = shown.filter_map(|(id, change)| {
        Some(Deviation {
            id: id.to_string(),
            title: title_of(profile, id),
            text: plain(&changes(sentences, id, change, readers)?),
            reason: change.reason.clone(),
        })
    });
    let rows: Vec<Deviation> = left_out.chain(changed).collect();
    (!rows.is_empty()).then_some(rows)
}

fn title_of(profile: &Profile, id: &LineId) -> String {
    let edition = &profile.edition;
    match id {
        LineId::Integration(id) => edition.integrations.get(id).map(|integration| integration.name.clone()),
        LineId::Requirement(id) => edition
            .requirement(id)
            .map(|requirement| requirement.title.clone())
            .or_else(|| edition.fact_of_need(id).map(|fact| fact.label.clone())),
    }
    .unwrap_or_default()
}

/// The lines whose time follows from that of changed ones, as a sentence for each time. Each is told with the first change
/// that gives it its time, or one of those of which the earliest is its.
fn due_with(sentences: &Sentences<'_>, changed: &LineId) -> Vec<String> {
    let (changes, resolution) = (&sentences.profile.changed, sentences.resolution);
    let time_of = |id: &LineId| changes.get(id).and_then(|change| change.due.as_ref());
    let gives = |root: &LineId, id: &LineId, due: &Due| {
        let is_among = |time: &Due| due.times().contains(&time.clause());
        let LineId::Integration(root) = root else { return false };
        time_of(&LineId::Integration(root.clone())).is_some_and(is_among) && rests_on(sentences, id).contains(root)
    };
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for id in resolution.lines() {
        let is_own = matches!(&id, LineId::Requirement(id) if id.is_own());
        let Some(due) = resolution.due(&id).filter(|_| time_of(&id).is_none() && !is_own) else { continue };
        if changes.keys().find(|root| gives(root, &id, due)) != Some(changed) {
            continue;
        }
        match told.iter_mut().find(|(clause, _)| *clause == due.clause()) {
            Some((_, ids)) => ids.push(id.to_string()),
            None => told.push((due.clause(), vec![id.to_string()])),
        }
    }
    let own = time_of(changed).map(Due::clause);
    let said = told.into_iter().map(|(clause, ids)| match danish::list(ids, "og") {
        ids if own.as_ref() == Some(&clause) => format!("Fristen gælder også for {ids}."),
        ids => format!("{ids} {}.", shall_be_met(&clause)),
    });
    said.collect()
}

/// The changed integrations that a line rests on, by way of others that were not changed.
fn rests_on(sentences: &Sentences<'_>, line: &LineId) -> BTreeSet<IntegrationId> {
    let (profile, resolution) = (sentences.profile, sentences.resolution);
    let carriers = |because: &[Reason]| -> Vec<IntegrationId> {
        let holding = because.iter().filter(|reason| reason.level > Level::Excluded);
        holding.filter_map(|reason| reason.carrier.clone()).collect()
    };
    let of_integration =
        |id: &IntegrationId| resolution.integration(id).map(|it| carriers(&it.because)).unwrap_or_default();
    let mut waiting = match line {
        LineId::Integration(id) => of_integration(id),
        LineId::Requirement(id) => match resolution.needs.iter().find(|need| need.id == *id) {
            Some(need) => profile.packages.get(&need.package).map_or_else(Vec::new, |it| it.integrations.clone()),
            None => resolution.requirement(id).map(|it| carriers(&it.because)).unwrap_or_default(),
        },
    };
    let (mut seen, mut roots) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = waiting.pop() {
        let change = profile.changed.get(&LineId::Integration(id.clone()));
        if change.is_some_and(|change| change.due.is_some()) {
            roots.insert(id);
        } else if seen.insert(id.clone()) {
            waiting.extend(of_integration(&id));
        }
    }
    roots
}

/// Which answer means that an integration is not used, where others apply only if it is, and the answers speak of how
/// well it is met.
fn not_used(sentences: &Sentences<'_>, id: &LineId, kind: &RequirementType) -> Option<String> {
    let LineId::Integration(id) = id else { return None };
    let brings = |because: &[Reason]| {
        because.iter().any(|reason| reason.carrier.as_ref() == Some(id) && reason.level > Level::Excluded)
    };
    let resolution = sentences.resolution;
    let integrations = resolution.integrations.iter().map(|line| &line.because);
    let mut because = integrations.chain(resolution.requirements.iter().map(|line| &line.because));
    let answer = kind.answers.last().filter(|_| kind.kind == TypeKind::Evaluated)?;
    because.any(|because| brings(because)).then(|| format!("Svares »{answer}«, anvendes {id} ikke."))
}

/// »Ordregivers tilpasning: Kravet er af typen K Krav. Kravet skal være opfyldt senest 12 måneder efter
/// idriftsættelse.«
/// Nothing of what only says what the catalog says.
fn changes(sentences: &Sentences<'_>, id: &LineId, change: &LineChange, readers: Audience) -> Option<String> {
    let profile = sentences.profile;
    let mut said = Vec::new();
    let catalogs = sentences.resolution.catalog_type(profile, id);
    if let Some(kind) = change.kind.as_ref().filter(|kind| **kind != catalogs) {
        let kind = profile.requirement_type(kind);
        said.push(format!("Kravet er af typen {} {}.", kind.id, kind.name));
        said.extend(not_used(sentences, id, kind));
    }
    if let Some(weight) = change.weight.filter(|_| readers == Audience::Buyer || profile.evaluation.prints_weights()) {
        said.push(format!("Kravet har vægten {}.", danish::number(weight)));
    }
    if let Some(due) = &change.due {
        said.extend(
            sentences
                .resolution
                .type_of(id)
                .map(|kind| sentences.must_be_met(kind, &AnswerKind::Choice, &due.clause())),
        );
        said.extend(due_with(sentences, id));
    }
    (!said.is_empty()).then(|| format!("Ordregivers tilpasning: {}", said.join(" ")))
}

/// The status of a rule before anything was chosen.
pub fn rule_status(modality: crate::catalog::Modality, conditional: bool) -> crate::document::Status {
    use crate::catalog::Modality::{May, Must};
    status(match (modality, conditional) {
        (Must, false) => StatusWord::Required,
        (Must, true) => StatusWord::Open,
        (May, _) => StatusWord::Optional,
    })
}
