//! The pieces of a JSON Schema of TOML: tables with their keys, and what keys take.

use serde_json::{Map, Value, json};

/// A key, what it is for, and what it takes.
pub type Key<'k> = (&'k str, &'k str, Value);

/// A table with its keys, and no others.
pub fn object(title: &str, keys: &[Key<'_>]) -> Value {
    let mut properties = Map::new();
    for (key, description, value) in keys {
        let mut value = value.clone();
        if let Some(map) = value.as_object_mut() {
            map.insert("description".to_owned(), json!(description));
        }
        properties.insert((*key).to_owned(), value);
    }
    json!({ "title": title, "type": "object", "properties": properties, "additionalProperties": false })
}

/// The schema of a whole file.
pub fn whole(mut schema: Value) -> Value {
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    }
    schema
}

pub fn text() -> Value {
    json!({ "type": "string" })
}

pub fn texts() -> Value {
    list(text())
}

pub fn list(entry: Value) -> Value {
    json!({ "type": "array", "items": entry })
}

pub fn truth() -> Value {
    json!({ "type": "boolean" })
}

/// A number that is not negative.
pub fn number() -> Value {
    json!({ "type": "number", "minimum": 0 })
}

/// 1, 2, 3 …
pub fn count() -> Value {
    json!({ "type": "integer", "minimum": 1 })
}

/// A date stands without quotes, and is no JSON: what completes TOML takes it for a text.
pub fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}
