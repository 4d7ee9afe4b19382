//! A checklist that was filled in, as the beginning of a tender: its boxes and notes by the names of their fields.

use serde::Deserialize;
use serde_json::Value;
use tender::catalog::Edition;
use tender::catalog::id::{FactId, IntegrationId, PackageId};
use tender::form::Reading;

use crate::edit::{self, Edit, Written};

/// A field of a checklist: `I-02.valg.SF1525`, `I-02.fakta.folger-personaendringer.ja`, `I-02.noter`.
#[derive(Debug, Clone, Deserialize)]
pub struct Tick {
    pub name: String,
    /// A box that is ticked
    #[serde(default)]
    pub ticked: bool,
    /// What stands in it
    #[serde(default)]
    pub text: String,
}

/// The fields of a checklist in a PDF; nothing of another file.
pub fn of_pdf(bytes: &[u8]) -> Vec<Tick> {
    let Reading::Form(form) = Reading::of(bytes) else { return Vec::new() };
    let ticks = form.values.iter().map(|(name, value)| Tick {
        name: name.clone(),
        ticked: value.as_deref().is_some_and(|value| !matches!(value, "" | "Off" | "Nej")),
        text: value.clone().unwrap_or_default(),
    });
    ticks.filter(|tick| tick.name.contains(".valg.") || tick.name.contains(".fakta.")).collect()
}

/// A profile with what was ticked; nothing where none of the fields is of a checklist.
pub fn into(profile: &str, ticks: &[Tick], edition: &Edition) -> Option<String> {
    let mut found = false;
    let mut edits = Vec::new();
    let mut chosen: Vec<(PackageId, Vec<Value>)> = Vec::new();
    for tick in ticks {
        let mut parts = tick.name.split('.');
        let package = parts.next().and_then(PackageId::parse).and_then(|id| edition.packages.get(&id));
        let (Some(package), Some(kind)) = (package, parts.next()) else { continue };
        match (kind, parts.next(), parts.next()) {
            ("valg", Some(integration), None) => {
                let integration = IntegrationId::parse(integration);
                found |= package.business.contains(&integration);
                if !tick.ticked || !package.business.contains(&integration) {
                    continue;
                }
                let id = Value::from(integration.as_str());
                match chosen.iter_mut().find(|(known, _)| *known == package.id) {
                    Some((_, ids)) => ids.push(id),
                    None => chosen.push((package.id.clone(), vec![id])),
                }
            }
            ("fakta", Some(fact), answer) => {
                let fact = FactId::parse(fact);
                if !edition.facts.contains_key(&fact) {
                    continue;
                }
                found = true;
                // One box for each answer, or one field with the answer in words.
                let said = answer.filter(|_| tick.ticked).unwrap_or(&tick.text);
                let value = match said.to_lowercase().as_str() {
                    "ja" => Value::Bool(true),
                    "nej" => Value::Bool(false),
                    "leverandoer" | "leverandøren" => Value::from("supplier"),
                    _ => continue,
                };
                let path = vec!["facts".to_owned(), fact.to_string()];
                edits.push(Edit::Set { path, value: Written::Plain(value) });
            }
            _ => {}
        }
    }
    edits.extend(chosen.into_iter().map(|(package, ids)| {
        let path = vec!["packages".to_owned(), package.to_string()];
        Edit::Set { path, value: Written::Plain(Value::Array(ids)) }
    }));
    found.then(|| edit::apply(profile, &edits).ok()).flatten()
}
