//! The webinar's slides: a package on each, in at most five short lines made of the catalog's data, and what the
//! speaker says.

use std::sync::Arc;

use super::front::{front, front_of_edition};
use super::kravbilag::values;
use super::sentences::Sentences;
use super::texts::{Texts, Values};
use super::tjekliste::{matrix_of_packages, page, profile_of_packages, values_of_edition};
use crate::catalog::id::{IntegrationId, PackageId};
use crate::catalog::{Edition, Modality, Package};
use crate::document::{
    Asked, ColumnBusiness, ColumnEntry, DocumentKind, Matrix, MatrixColumn, MatrixRow, PackageColumn, PackageSlide,
    Prerequisite, Section, SlideLine, Slides,
};
use crate::input::markdown::{Inline, Rich, plain};
use crate::profile::{Profile, Theme};
use crate::resolve::{Resolution, resolve};
use crate::text::danish;

/// What is still to be settled, and what to think of: of these the picture says nothing.
const SETTLE: &str = "Afklar";
const REMEMBER: &str = "Husk";

/// The slides of a profile: what it chose and what is still open is marked.
pub fn slides(profile: &Profile, resolution: &Resolution, texts: &Texts) -> Slides {
    let sentences = Sentences::new(profile, resolution);
    let values = values(profile);
    let front = front(DocumentKind::Slides, profile, resolution.draft, texts);
    slides_of(&sentences, front, sentences.matrix(), true, texts, &values)
}

/// The slides of packages, before anything was chosen.
pub fn slides_of_packages(edition: &Arc<Edition>, packages: &[PackageId], theme: &Theme, texts: &Texts) -> Slides {
    let profile = profile_of_packages(edition, packages, theme);
    let resolution = resolve(&profile);
    let sentences = Sentences::new(&profile, &resolution);
    let values = values_of_edition(edition);
    let front = front_of_edition(DocumentKind::Slides, edition, &profile, texts);
    slides_of(&sentences, front, matrix_of_packages(&sentences), false, texts, &values)
}

fn slides_of(
    sentences: &Sentences<'_>,
    front: crate::document::Front,
    matrix: Matrix,
    of_profile: bool,
    texts: &Texts,
    values: &Values<'_>,
) -> Slides {
    let section = |name: &'static str| texts.section(name, values);
    let slide = |(at, id): (usize, &PackageId)| {
        let package = &sentences.edition.packages[id];
        let column = column(sentences, &matrix, at, of_profile);
        PackageSlide {
            package: id.to_string(),
            title: package.title.clone(),
            lines: lines(sentences, package, &column, of_profile),
            column,
            page: page(sentences, texts, package, of_profile),
        }
    };
    let packages = sentences.profile.packages.keys().enumerate().map(slide).collect();
    let prerequisites = matrix.rows.iter().map(|row| Prerequisite { id: row.id.clone(), name: row.name.clone() });
    Slides {
        front,
        welcome: section("slides/velkommen.md"),
        overview: Section {
            title: headline(&matrix, section("slides/overblik.md").title),
            ..section("slides/overblik.md")
        },
        legend: section("slides/tegn.md"),
        prerequisites: prerequisites.collect(),
        packages,
        open: if of_profile { open(sentences, sentences.edition.packages.values()) } else { Vec::new() },
        next: section("slides/naeste-skridt.md"),
        closing: section("slides/afslutning.md"),
        matrix,
    }
}

/// What the overview shows, in one sentence: »14 af 15 pakker bruger SF1514«. Its plain name where no two packages
/// share anything.
fn headline(matrix: &Matrix, name: Rich) -> Rich {
    let count = matrix.columns.len();
    let used = |row: &MatrixRow| row.cells.iter().flatten().count();
    match matrix.rows.iter().max_by_key(|row| (used(row), std::cmp::Reverse(row.id.clone()))) {
        Some(row) if used(row) == count && count > 1 => plain(&format!("Alle {count} pakker bruger {}", row.id)),
        Some(row) if used(row) > 1 => plain(&format!("{} af {count} pakker bruger {}", used(row), row.id)),
        Some(_) | None => name,
    }
}

/// A package's column of the overview, with names.
fn column(sentences: &Sentences<'_>, matrix: &Matrix, at: usize, of_profile: bool) -> PackageColumn {
    let column = &matrix.columns[at];
    let name = |id: &str| sentences.edition.integrations[&IntegrationId::new(id)].name.clone();
    let business = column.business.iter().map(|entry| ColumnBusiness {
        id: entry.id.clone(),
        name: name(&entry.id),
        chosen: entry.chosen,
    });
    let entries = matrix.rows.iter().filter_map(|row| {
        let cell = row.cells[at].as_ref()?;
        let (id, name) = (row.id.clone(), row.name.clone());
        Some(ColumnEntry { id, name, conditional: cell.conditional, derived: cell.derived })
    });
    let mut column =
        PackageColumn { business: business.collect(), prerequisites: entries.collect(), alt: String::new() };
    column.alt = alternative_text(&matrix.columns[at], &column, of_profile);
    column
}

/// The column in words, for who cannot see it.
fn alternative_text(package: &MatrixColumn, column: &PackageColumn, of_profile: bool) -> String {
    let named = |id: &str, name: &str| format!("{id} {name}");
    let business = |chosen: bool| {
        column.business.iter().filter(move |entry| entry.chosen == chosen).map(|entry| named(&entry.id, &entry.name))
    };
    let under = |conditional: bool| {
        let entries = column.prerequisites.iter().filter(move |entry| entry.conditional == conditional);
        danish::list(entries.map(|entry| named(&entry.id, &entry.name)), "og")
    };
    let mut text = format!("{} {}. ", package.package, package.title);
    if of_profile {
        text += &format!("Valgt: {}.", danish::list(business(true), "og"));
        let rest = danish::list(business(false), "og");
        if !rest.is_empty() {
            text += &format!(" Ikke valgt: {rest}.");
        }
    } else {
        text += &format!("Forretningsbærende integrationer: {}.", danish::list(business(false), "og"));
    }
    for (words, ids) in [("Kræves altid", under(false)), ("Kun i visse tilfælde", under(true))] {
        if !ids.is_empty() {
            text += &format!(" {words}: {ids}.");
        }
    }
    text
}

/// The lines of a package's slide: the choice, what always follows, what follows in certain cases, what to settle, what
/// to remember.
fn lines(sentences: &Sentences<'_>, package: &Package, column: &PackageColumn, of_profile: bool) -> Vec<SlideLine> {
    let mut lines = Vec::new();
    let mut line = |label: &str, text: Rich| {
        if !text.is_empty() {
            let pictured = !matches!(label, SETTLE | REMEMBER);
            lines.push(SlideLine { label: label.to_owned(), text, pictured });
        }
    };
    if of_profile {
        line("Valgt", plain(&chosen(column)));
    } else {
        line("Vælg", plain(&offered(column)));
    }
    let always = column.prerequisites.iter().filter(|entry| !entry.conditional).map(|entry| &entry.id);
    line("Altid", plain(&danish::list(always, "og")));
    let may = |id: &str| {
        let mut rules = package.rules.iter().filter(|rule| rule.target.as_str() == id).peekable();
        rules.peek().is_some() && rules.all(|rule| rule.modality == Modality::May)
    };
    let conditional = || column.prerequisites.iter().filter(|entry| entry.conditional).map(|entry| entry.id.as_str());
    let sometimes = danish::list(conditional().filter(|id| !may(id)), "og");
    let optional = danish::list(conditional().filter(|id| may(id)), "og");
    match (sometimes.is_empty(), optional.is_empty()) {
        (_, true) => line("I visse tilfælde", plain(&sometimes)),
        (true, false) => line("Kan anvendes", plain(&optional)),
        (false, false) => line("I visse tilfælde", plain(&format!("{sometimes}; {optional} kan anvendes"))),
    }
    let settle = if of_profile {
        open(sentences, std::iter::once(package))
    } else {
        package.facts().iter().map(|fact| sentences.edition.facts[fact].label.clone()).collect()
    };
    line(SETTLE, points(&settle));
    line(REMEMBER, points(&remember(sentences, package)));
    lines
}

/// »én eller flere af SF1320_A, SF1520 og SF1525«
fn offered(column: &PackageColumn) -> String {
    match column.business.as_slice() {
        [only] => format!("{} {}", only.id, only.name),
        [one, other] => format!("{}, {} eller begge", one.id, other.id),
        several => format!("én eller flere af {}", danish::list(several.iter().map(|entry| &entry.id), "og")),
    }
}

/// »SF1320_A og SF1525, ikke SF1520«
fn chosen(column: &PackageColumn) -> String {
    let ids = |chosen: bool| column.business.iter().filter(move |entry| entry.chosen == chosen).map(|entry| &entry.id);
    let (chosen, rest) = (danish::list(ids(true), "og"), danish::list(ids(false), "eller"));
    if rest.is_empty() { chosen } else { format!("{chosen}, ikke {rest}") }
}

/// What is still open in some packages, in a few words each, and who answers it.
fn open<'p>(sentences: &Sentences<'_>, packages: impl Iterator<Item = &'p Package>) -> Vec<String> {
    let asked: Vec<_> = packages.flat_map(Package::facts).collect();
    let questions = sentences.resolution.questions.iter().filter(|question| asked.contains(&question.fact));
    let labels = questions.map(|question| {
        let label = &sentences.edition.facts[&question.fact].label;
        match question.asked_of {
            Asked::Buyer => label.clone(),
            Asked::Supplier => format!("{label} (leverandøren svarer)"),
        }
    });
    labels.collect()
}

/// The titles of the requirements beside the integrations, and the points of attention.
fn remember(sentences: &Sentences<'_>, package: &Package) -> Vec<String> {
    let own = sentences
        .profile
        .own
        .iter()
        .filter(|own| own.package.as_ref() == Some(&package.id))
        .map(|own| format!("Eget krav {}", own.id));
    let requirements = package
        .requirements
        .iter()
        .filter(|requirement| !sentences.profile.left_out.contains_key(&requirement.id))
        .map(|requirement| requirement.title.clone());
    let advice = package.advice.iter().filter_map(|advice| advice.label.clone());
    requirements.chain(own).chain(advice).collect()
}

/// Points one after the other: »Verifikationstest · Detaljerede krav«
fn points(points: &[String]) -> Rich {
    let mut rich = Rich::new();
    for (at, point) in points.iter().enumerate() {
        if at > 0 {
            rich.push(Inline::Text { s: "\u{a0}· ".to_owned() });
        }
        rich.extend(plain(point));
    }
    rich
}
