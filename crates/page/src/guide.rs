//! What there is to choose from: the packages and words of an edition.

use serde_json::{Value, json};
use tender::catalog::{Edition, Subject};
use tender::profile::Procedure;

use crate::desk::Desk;
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
    let types = edition.types.iter().map(
        |kind| json!({ "id": kind.id.as_str(), "name": kind.name, "kind": kind.kind.key(), "answers": kind.answers }),
    );
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
        "types": types.collect::<Vec<_>>(),
        "packages": packages(edition),
        "version": env!("CARGO_PKG_VERSION"),
    })
}

fn packages(edition: &Edition) -> Vec<Value> {
    let packages = edition.packages.values().map(|package| {
        let integrations = package.business.iter().filter_map(|id| edition.integrations.get(id)).map(|integration| {
            let notes = edition.notes_about(&Subject::Integration(integration.id.clone())).count();
            json!({
                "id": integration.id.as_str(),
                "name": integration.name,
                "meaning": integration.meaning.trim(),
                "status": integration.status.map(|status| status.word()),
                "notes": notes,
            })
        });
        json!({
            "id": package.id.as_str(),
            "title": package.title,
            "purpose": blocks(&package.purpose),
            "guidance": blocks(&package.guidance),
            "integrations": integrations.collect::<Vec<_>>(),
            "expected_in": package.expected_in.iter().map(|area| area.as_str()).collect::<Vec<_>>(),
            "requirements": package.requirements.iter()
                .map(|requirement| json!({ "id": requirement.id.as_str(), "title": requirement.title }))
                .collect::<Vec<_>>(),
        })
    });
    packages.collect()
}
