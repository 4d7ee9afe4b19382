//! The JSON Schema of a portfolio.

use serde_json::{Map, Value, json};

use super::key::Key;
use crate::catalog::Edition;
use crate::input::schema::{object, text, texts, whole};

/// The schema of portfolios whose base profiles are on an edition.
pub fn schema(edition: &Edition) -> Value {
    let fixed = Key::fixed().map(|key| (key.to_owned(), String::new()));
    let packages = edition.packages.values().map(|package| (format!("packages.{}", package.id), package.title.clone()));
    let facts = edition.facts.values().map(|fact| (format!("facts.{}", fact.id), fact.question.clone()));
    let keys: Vec<Value> =
        fixed
            .chain(packages)
            .chain(facts)
            .map(|(key, meaning)| {
                if meaning.is_empty() {
                    json!({ "const": key })
                } else {
                    json!({ "const": key, "description": meaning })
                }
            })
            .collect();
    let columns = json!({ "type": "object", "title": "Kolonner", "additionalProperties": { "anyOf": keys } });
    let mut patterns = Map::new();
    patterns.insert("type".to_owned(), json!("object"));
    patterns.insert("title".to_owned(), json!("Tekster"));
    patterns.insert("additionalProperties".to_owned(), text());
    let portfolio = object(
        "Porteføljen",
        &[
            ("table", "Tabellen med en række for hver ordregiver: CSV eller en projektmappe (.xlsx)", text()),
            (
                "separator",
                "Skilletegnet i tabellen, hvis det ikke kan ses af den",
                json!({ "type": "string", "enum": [";", ",", "\t"] }),
            ),
            ("profiles", "Grundprofilerne, eller et mønster som udbud/*.toml", texts()),
            ("name", "Hvad dokumenterne hedder, for eksempel {Kommune}/{profil}", text()),
            ("fill", "De tekster i grundprofilerne, hvor {Kommune} og andre overskrifter udfyldes", texts()),
        ],
    );
    whole(object(
        "Portefølje til bilag",
        &[
            ("portfolio", "Tabellen og grundprofilerne", portfolio),
            ("columns", "Hvilken nøgle hver kolonne udfylder: overskriften i anførselstegn, og nøglen", columns),
            (
                "texts",
                "Nøgler, der udfyldes med en tekst, hvor overskrifterne står i tuborgklammer",
                Value::Object(patterns),
            ),
        ],
    ))
}
