//! A profile as it counts: laid over those it extends, in one order, without comments.

use crate::table::{Kind, Table, Value};

/// Writes a profile's table as TOML that stands alone.
pub fn normalised(table: &Table) -> String {
    let mut table = plain(table);
    // What it extends is in it already.
    table.remove("extends");
    toml::to_string(&table).expect("strings, booleans, dates, lists and tables can be written as TOML")
}

fn plain(table: &Table) -> toml::Table {
    table.fields.iter().map(|(key, field)| (key.clone(), value(&field.value))).collect()
}

fn value(written: &Value) -> toml::Value {
    match &written.kind {
        Kind::Text(text) | Kind::Number(text) => toml::Value::String(text.clone()),
        Kind::Bool(known) => toml::Value::Boolean(*known),
        Kind::Date(date) => toml::Value::Datetime(*date),
        Kind::List(values) => toml::Value::Array(values.iter().map(value).collect()),
        Kind::Table(table) => toml::Value::Table(plain(table)),
    }
}
