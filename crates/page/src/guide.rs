//! What there is to choose from: the packages and words of an edition.

use serde_json::{Value, json};
use tender::catalog::{Edition, Package, RequirementType, Subject, TypeKind};
use tender::profile::Procedure;
use tender::text::danish;

use crate::desk::Desk;
use crate::fields;
use crate::legible::blocks;

/// An empty profile of the newest edition. What must be filled in is there and empty.
pub fn start(desk: &Desk) -> String {
    let edition = desk.newest().map(|edition| edition.id.to_string()).unwrap_or_default();
    format!("edition = \"{edition}\"\n\n[tender]\ntitle = \"\"\nbuyer = \"\"\n\n[packages]\n\n[facts]\n")
}

/// The guide to an edition; to the newest without one.
pub fn guide(desk: &Desk, edition: Option<&str>) -> Value {
    let Ok(edition) = desk.catalog.edition_or_newest(edition) else { return Value::Null };
    let editions = desk.catalog.editions.values();
    let procedures = Procedure::ALL.map(|(key, procedure)| json!({ "id": key, "name": procedure.word() }));
    let areas = edition.areas.iter().map(|(id, name)| json!({ "id": id.as_str(), "name": name }));
    json!({
        "edition": edition.id.as_str(),
        "title": edition.title,
        "note": edition.note,
        "editions": editions
            .map(|edition| json!({
                "id": edition.id.as_str(), "title": edition.title, "date": edition.date.to_string(),
            }))
            .collect::<Vec<_>>(),
        "procedures": procedures,
        "areas": areas.collect::<Vec<_>>(),
        "types": types(&edition.types),
        "packages": packages(edition),
        "fields": fields::told(),
        "version": env!("CARGO_PKG_VERSION"),
    })
}

/// The requirement types, each with what it means for tenderers.
pub fn types(types: &[RequirementType]) -> Value {
    let told = types.iter().map(|kind| {
        let means = match kind.kind {
            TypeKind::Minimum => "skal opfyldes",
            TypeKind::Evaluated => "indgår i evalueringen",
            TypeKind::Optional => "kan tilbydes",
        };
        json!({ "id": kind.id.as_str(), "name": format!("{} ({means})", kind.name) })
    });
    told.collect()
}

/// What should be known before a package or one of its integrations is chosen: what was seen outside the catalog, and the
/// advice to the buyer.
fn cautions(edition: &Edition, package: &Package) -> Vec<Value> {
    let of_package = std::iter::once(Subject::Package(package.id.clone()));
    let subjects: Vec<Subject> = of_package.chain(package.business.iter().cloned().map(Subject::Integration)).collect();
    let mut notes: Vec<(Vec<String>, &str)> = Vec::new();
    for subject in &subjects {
        for note in edition.notes_about(subject) {
            match notes.iter_mut().find(|(_, text)| *text == note.text) {
                Some((about, _)) => about.push(subject.to_string()),
                None => notes.push((vec![subject.to_string()], &note.text)),
            }
        }
    }
    let notes = notes.into_iter().map(|(about, text)| json!({ "id": danish::list(about, "og"), "text": text }));
    let advice = package.advice.iter().map(|advice| {
        let label = advice.label.as_deref().unwrap_or("Godt råd");
        json!({ "id": label, "text": advice.text.trim() })
    });
    notes.chain(advice).collect()
}

fn packages(edition: &Edition) -> Vec<Value> {
    let packages = edition.packages.values().map(|package| {
        let integrations = package.business.iter().filter_map(|id| edition.integrations.get(id)).map(|integration| {
            json!({
                "id": integration.id.as_str(),
                "name": integration.name,
                "meaning": integration.meaning.trim(),
                "status": integration.status.map(|status| status.word()),
            })
        });
        json!({
            "id": package.id.as_str(),
            "title": package.title,
            "purpose": blocks(&package.purpose),
            "guidance": blocks(&package.guidance),
            "cautions": cautions(edition, package),
            "integrations": integrations.collect::<Vec<_>>(),
            "expected_in": package.expected_in.iter().map(|area| area.as_str()).collect::<Vec<_>>(),
            "requirements": package.requirements.iter()
                .map(|requirement| json!({ "id": requirement.id.as_str(), "title": requirement.title }))
                .collect::<Vec<_>>(),
        })
    });
    packages.collect()
}
