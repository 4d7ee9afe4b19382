//! The buyer's checklist: of a profile, or of packages as such.

use std::sync::Arc;

use super::front::{front, front_of_edition};
use super::kravbilag::{follows, number_of, rule_status, values};
use super::matrix::alternative_text;
use super::sentences::Sentences;
use super::texts::{Texts, Values};
use crate::catalog::answer::{NO, YES};
use crate::catalog::id::{FactId, IntegrationId, PackageId};
use crate::catalog::{Edition, Modality, Note, Package, Rule, Subject};
use crate::document::name::{ChecklistField, FieldName};
use crate::document::words::Word;
use crate::document::{
    Asked, ChecklistFact, ChecklistPage, DocumentKind, Field, FieldKind, Follow, Line, Matrix, Others, SeenOutside,
    Tick, Tjekliste,
};
use crate::input::markdown::{Inline, plain};
use crate::profile::{Answer, OPERATION, Profile, Theme};
use crate::resolve::{Level, Resolution, resolve};
use crate::text::danish;
use crate::text::source::{Place, Source};

/// The lines of the field for notes.
const NOTES: u8 = 4;

/// The checklist of a profile: its choices and answers are ticked.
pub fn tjekliste(profile: &Profile, resolution: &Resolution, texts: &Texts) -> Tjekliste {
    let sentences = Sentences::new(profile, resolution);
    let values = values(profile);
    let requirements: Vec<Line> = sentences.other_lines().into_iter().map(timed).collect();
    Tjekliste {
        front: front(DocumentKind::Tjekliste, profile, resolution.draft, texts),
        memory: format!("{}/{}/{}", profile.edition.id, profile.name, profile.tender.title),
        intro: texts.section("tjekliste/indledning.md", &values),
        overview: texts.section("tjekliste/overblik.md", &values),
        matrix: sentences.matrix(),
        pages: pages(&sentences, texts, true),
        others: (!requirements.is_empty())
            .then(|| Others { intro: texts.section("kravbilag/oevrige-krav.md", &values), requirements }),
    }
}

/// The checklist of packages, before anything was chosen.
pub fn tjekliste_of_packages(
    edition: &Arc<Edition>,
    packages: &[PackageId],
    theme: &Theme,
    texts: &Texts,
) -> Tjekliste {
    let profile = profile_of_packages(edition, packages, theme);
    let resolution = resolve(&profile);
    let sentences = Sentences::new(&profile, &resolution);
    let values = values_of_edition(edition);
    Tjekliste {
        front: front_of_edition(DocumentKind::Tjekliste, edition, &profile, texts),
        memory: edition.id.to_string(),
        intro: texts.section("tjekliste/indledning.md", &values),
        overview: texts.section("tjekliste/overblik.md", &values),
        matrix: matrix_of_packages(&sentences),
        pages: pages(&sentences, texts, false),
        others: None,
    }
}

/// A profile that chooses everything of some packages, in a house style.
pub(super) fn profile_of_packages(edition: &Arc<Edition>, packages: &[PackageId], theme: &Theme) -> Profile {
    let place = Place::start(&Source::new("", ""));
    Profile { theme: theme.clone(), ..Profile::of_packages(edition, packages, &place) }
}

/// What the fixed texts may name where there is no tender.
pub(super) fn values_of_edition(edition: &Edition) -> Values<'_> {
    Values::from([
        ("titel", "KOMBITs integrationspakker"),
        ("ordregiver", "ordregiver"),
        ("udgave", edition.title.as_str()),
        ("opfyldelse", OPERATION),
    ])
}

/// A matrix in which nothing is marked as chosen, because nobody has chosen yet, and what follows of some choices only
/// is conditional.
pub(super) fn matrix_of_packages(sentences: &Sentences<'_>) -> Matrix {
    let mut matrix = sentences.matrix_of_all();
    matrix.columns.iter_mut().flat_map(|column| &mut column.business).for_each(|business| business.chosen = false);
    let packages: Vec<&Package> = sentences.profile.packages.keys().map(|id| &sentences.edition.packages[id]).collect();
    for row in &mut matrix.rows {
        for (cell, package) in row.cells.iter_mut().zip(&packages) {
            let Some(cell) = cell else { continue };
            let mut own = package.rules.iter().filter(|rule| rule.target.as_str() == row.id).peekable();
            if own.peek().is_some() {
                cell.conditional = !own
                    .any(|rule| rule.modality == Modality::Must && rule.when.is_none() && !is_partial(package, rule));
            }
        }
    }
    let has_conditional = matrix.rows.iter().flat_map(|row| row.cells.iter().flatten()).any(|cell| cell.conditional);
    let mut matrix = Matrix { has_unchosen: false, has_conditional, ..matrix };
    matrix.alt = alternative_text(&matrix.columns, &matrix.rows);
    matrix
}

/// Whether only some of its package's business integrations carry a rule.
fn is_partial(package: &Package, rule: &Rule) -> bool {
    rule.carriers.len() < package.business.iter().filter(|id| **id != rule.target).count()
}

/// The pages of the profile's packages. `of_profile` tells whether a buyer chose and answered anything yet.
fn pages(sentences: &Sentences<'_>, texts: &Texts, of_profile: bool) -> Vec<ChecklistPage> {
    let (profile, edition) = (sentences.profile, sentences.edition);
    let packages: Vec<&Package> = profile.packages.keys().map(|id| &edition.packages[id]).collect();
    let mut pages: Vec<ChecklistPage> =
        packages.iter().map(|package| page(sentences, texts, package, of_profile)).collect();
    for note in &edition.notes {
        let Some(at) = place_of(sentences, &packages, note) else { continue };
        let intro = || texts.section("tjekliste/noter.md", &values(profile));
        let seen = pages[at].seen.get_or_insert_with(|| SeenOutside { intro: intro(), rows: Vec::new() });
        seen.rows.push(super::baggrundsnotat::note(note));
    }
    pages
}

/// The page that a note belongs on: of a package that it is about or one of whose integrations is chosen, else the
/// first whose rules bring in what it is about. Nothing where the tender has nothing of it.
fn place_of(sentences: &Sentences<'_>, packages: &[&Package], note: &Note) -> Option<usize> {
    let in_use = |id: &IntegrationId| {
        sentences.resolution.integration(id).is_some_and(|it| it.interval.at_most > Level::Excluded)
    };
    let offers = |package: &&Package| {
        note.about.iter().any(|subject| match subject {
            Subject::Package(id) => *id == package.id,
            Subject::Integration(id) => package.business.contains(id) && in_use(id),
        })
    };
    let brings = |package: &&Package| {
        note.about.iter().any(|subject| match subject {
            Subject::Package(_) => false,
            Subject::Integration(id) => in_use(id) && package.rules.iter().any(|rule| rule.target == *id),
        })
    };
    packages.iter().position(offers).or_else(|| packages.iter().position(brings))
}

/// A package's page. `of_profile` tells whether a buyer chose and answered anything yet.
pub(super) fn page(sentences: &Sentences<'_>, texts: &Texts, package: &Package, of_profile: bool) -> ChecklistPage {
    let name = |field| FieldName::Checklist(package.id.clone(), field);
    let choices = package.business.iter().map(|id| {
        let integration = &sentences.edition.integrations[id];
        let ticked = of_profile && sentences.profile.packages[&package.id].integrations.contains(id);
        let title = format!("{id} {}", integration.name);
        let name = name(ChecklistField::Choice(id.clone()));
        Tick { field: tick(name, &title, ticked), title: plain(&title), text: plain(&integration.meaning) }
    });
    let advice = package.advice.iter().map(|advice| Tick {
        title: plain(&advice.question),
        text: plain(&advice.text),
        field: tick(name(ChecklistField::Advice(advice.id.clone())), &advice.question, false),
    });
    let facts = package.facts();
    let mut facts: Vec<&FactId> = facts.iter().collect();
    facts.sort_by_key(|fact| sentences.edition.facts[*fact].number);
    ChecklistPage {
        package: package.id.to_string(),
        title: package.title.clone(),
        purpose: package.purpose.clone(),
        guidance: package.guidance.clone(),
        choices: choices.collect(),
        facts: facts.into_iter().map(|fact| checklist_fact(sentences, texts, package, fact, of_profile)).collect(),
        follows: if of_profile { follows(sentences, package) } else { rules(sentences, package) },
        requirements: requirements(sentences, package),
        advice: advice.collect(),
        seen: None,
        notes: Field {
            lines: NOTES,
            kind: FieldKind::Multiline,
            label: texts.word(Word::ChecklistNotes),
            ..tick(name(ChecklistField::Notes), &format!("Noter til {} {}", package.id, package.title), false)
        },
    }
}

fn tick(name: FieldName, tip: &str, ticked: bool) -> Field {
    Field {
        name,
        label: String::new(),
        kind: FieldKind::Check,
        options: Vec::new(),
        tip: tip.to_owned(),
        hint: None,
        characters: None,
        is_date: false,
        required: false,
        required_with: Vec::new(),
        required_unless: Vec::new(),
        lines: 1,
        ticked,
        chosen: None,
    }
}

fn checklist_fact(
    sentences: &Sentences<'_>,
    texts: &Texts,
    package: &Package,
    id: &FactId,
    of_profile: bool,
) -> ChecklistFact {
    let fact = &sentences.edition.facts[id];
    let answer = sentences.profile.facts.get(id).map(|answer| answer.value).filter(|_| of_profile);
    let rules = package.rules.iter().filter(|rule| rule.when.as_ref().is_some_and(|when| when.asks_for(id)));
    let requirements = package
        .requirements
        .iter()
        .filter(|requirement| requirement.when.as_ref().is_some_and(|when| when.asks_for(id)));
    let need = fact.need.iter().filter(|need| need.package == package.id).map(|need| need.id.to_string());
    let decides: Vec<String> = rules
        .map(|rule| rule.target.to_string())
        .chain(need)
        .chain(requirements.map(|requirement| requirement.id.to_string()))
        .collect();
    let undecided = texts.word(Word::ChecklistUndecided);
    let by_supplier = texts.word(Word::ChecklistSupplierAnswers);
    let name = FieldName::Checklist(package.id.clone(), ChecklistField::Fact(id.clone()));
    // Before a buyer has answered anything nothing is chosen: also »Uafklaret« is a choice.
    let chosen = answer.map(|answer| match answer {
        Answer::Yes => YES.to_owned(),
        Answer::No => NO.to_owned(),
        Answer::Supplier => by_supplier.clone(),
    });
    let question = sentences.resolution.questions.iter().find(|question| question.fact == *id);
    ChecklistFact {
        open: of_profile && question.is_some() && answer.is_none(),
        number: number_of(fact),
        question: fact.question.clone(),
        help: fact.help.clone(),
        decides: (!decides.is_empty()).then(|| plain(&format!("Svaret afgør {}.", danish::list(decides, "og")))),
        asked_of: match (answer, question.map(|question| question.asked_of)) {
            (Some(Answer::Supplier), _) | (None, Some(Asked::Supplier)) => texts.word(Word::ChecklistBySupplier),
            // Where nobody has chosen yet, as the help beside it says.
            (None, _) if !of_profile && fact.supplier_knows => texts.word(Word::ChecklistBySupplier),
            _ => texts.word(Word::ChecklistByBuyer),
        },
        answer: Field {
            kind: FieldKind::Radio,
            options: vec![YES.to_owned(), NO.to_owned(), by_supplier, undecided],
            chosen,
            ..tick(name, &format!("{} {}", number_of(fact), fact.question), false)
        },
    }
}

/// The package's rules as they read before anything was chosen.
fn rules(sentences: &Sentences<'_>, package: &Package) -> Vec<Follow> {
    let follow = |rule: &Rule| {
        let name = &sentences.edition.integrations[&rule.target].name;
        let partial = is_partial(package, rule);
        Follow {
            id: rule.target.to_string(),
            status: rule_status(rule.modality, rule.when.is_some() || partial),
            sentence: plain(&format!("{} {name}: {}.", rule.target, sentences.rule(rule))),
            purpose: Some(plain(&rule.purpose)),
        }
    };
    package.rules.iter().map(follow).collect()
}

/// A line with its time: it is told in one breath.
fn timed(mut line: Line) -> Line {
    if let Some(deferred) = line.deferred.take() {
        line.text.push(Inline::Text { s: " ".to_owned() });
        line.text.extend(deferred);
    }
    line
}

fn requirements(sentences: &Sentences<'_>, package: &Package) -> Vec<Line> {
    sentences.lines_of(&package.id).into_iter().map(timed).collect()
}
