//! Changes to a profile as a person would make them: comments and order stay, and what is not touched keeps its letters.

use serde::Deserialize;
use serde_json::Value as Json;
use tender::catalog::id::{FactId, PackageId, ReadingId};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

/// A change to one place of a profile.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Edit {
    /// Writes a value, in place of the one that is there
    Set { path: Vec<String>, value: Written },
    /// Takes a key away
    Unset { path: Vec<String> },
    /// Adds an entry to a list such as `[[requirement]]`
    Add { list: String, entry: Vec<(String, Written)> },
    /// Writes a key of an entry, or takes it away
    Change { list: String, at: usize, key: String, value: Option<Written> },
    /// Takes an entry away
    Drop { list: String, at: usize },
}

/// A value as the page hands it over.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Written {
    /// A date, with or without the hour: `2027-01-15T12:00:00`
    Date {
        date: String,
    },
    Plain(Json),
}

/// Makes the changes in their order. What cannot be made is told in Danish, and then nothing is changed.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, String> {
    let mut profile: DocumentMut = text
        .parse()
        .map_err(|_| "Profilen kan ikke læses. Ret den under »Som tekst«, før du svarer på mere.".to_owned())?;
    for edit in edits {
        make(&mut profile, edit)?;
    }
    Ok(profile.to_string())
}

fn make(profile: &mut DocumentMut, edit: &Edit) -> Result<(), String> {
    match edit {
        Edit::Set { path, value } => {
            let Some((key, tables)) = path.split_last() else { return Ok(()) };
            let table = inner(profile.as_table_mut(), tables, true)?;
            if let Some(table) = table {
                let key = own_key(table, tables, key);
                write(table, &key, value.to_toml()?);
            }
        }
        Edit::Unset { path } => {
            let Some((key, tables)) = path.split_last() else { return Ok(()) };
            if let Some(table) = inner(profile.as_table_mut(), tables, false)? {
                let key = own_key(table, tables, key);
                table.remove(&key);
            }
        }
        Edit::Add { list, entry } => {
            let mut table = Table::new();
            for (key, value) in entry {
                table.insert(key, Item::Value(value.to_toml()?));
            }
            let item = profile.entry(list).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
            match item {
                Item::ArrayOfTables(tables) => tables.push(table),
                // `requirement = [{ … }]` is the same in one line.
                Item::Value(Value::Array(array)) => array.push(table.into_inline_table()),
                Item::None | Item::Value(_) | Item::Table(_) => return Err(not_a_list(list)),
            }
        }
        Edit::Change { list, at, key, value } => {
            let entry = entry(profile, list, *at)?;
            match value {
                Some(value) => write(entry, key, value.to_toml()?),
                None => drop(entry.remove(key)),
            }
        }
        Edit::Drop { list, at } => match profile.get_mut(list) {
            Some(Item::ArrayOfTables(tables)) if *at < tables.len() => {
                tables.remove(*at);
                if tables.is_empty() {
                    profile.remove(list);
                }
            }
            Some(Item::Value(Value::Array(array))) if *at < array.len() => drop(array.remove(*at)),
            Some(Item::None | Item::Value(_) | Item::Table(_) | Item::ArrayOfTables(_)) | None => {
                return Err(not_a_list(list));
            }
        },
    }
    Ok(())
}

fn not_a_list(list: &str) -> String {
    format!("Profilen har ingen sådan indgang under »{list}«.")
}

fn entry<'p>(profile: &'p mut DocumentMut, list: &str, at: usize) -> Result<&'p mut dyn TableLike, String> {
    let found = match profile.get_mut(list) {
        Some(Item::ArrayOfTables(tables)) => tables.get_mut(at).map(|table| table as &mut dyn TableLike),
        Some(Item::Value(Value::Array(array))) => {
            array.get_mut(at).and_then(Value::as_inline_table_mut).map(|table| table as &mut dyn TableLike)
        }
        Some(Item::None | Item::Value(_) | Item::Table(_)) | None => None,
    };
    found.ok_or_else(|| not_a_list(list))
}

/// The table at a path; made where it is missing and wanted.
fn inner<'p>(
    table: &'p mut dyn TableLike,
    path: &[String],
    wanted: bool,
) -> Result<Option<&'p mut dyn TableLike>, String> {
    let Some((first, rest)) = path.split_first() else { return Ok(Some(table)) };
    if !table.contains_key(first) {
        if !wanted {
            return Ok(None);
        }
        table.insert(first, Item::Table(Table::new()));
    }
    match table.get_mut(first).and_then(Item::as_table_like_mut) {
        Some(inside) => inner(inside, rest, wanted),
        None => Err(format!("»{first}« er skrevet som andet end en tabel i profilen.")),
    }
}

/// The key as this profile writes it: ids are taken in any case and with the usual slips, and one that is there is not written
/// a second time in another way.
fn own_key(table: &dyn TableLike, tables: &[String], key: &str) -> String {
    if table.contains_key(key) {
        return key.to_owned();
    }
    let same = |written: &str| match tables.first().map(String::as_str) {
        Some("packages") => PackageId::parse(written).is_some_and(|id| id.as_str() == key),
        Some("facts") => FactId::parse(written).as_str() == key,
        Some("readings") => ReadingId::parse(written).as_str() == key,
        Some(_) | None => false,
    };
    let known = table.iter().map(|(written, _)| written).find(|written| same(written));
    known.unwrap_or(key).to_owned()
}

/// Writes a value where the key's old one stands, with the comment behind it.
fn write(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        Some(item) => *item = Item::Value(value),
        None => drop(table.insert(key, Item::Value(value))),
    }
}

impl Written {
    fn to_toml(&self) -> Result<Value, String> {
        match self {
            Written::Date { date } => {
                let date: toml_edit::Datetime =
                    date.parse().map_err(|_| format!("»{date}« er ikke en dato. Skriv den som 2027-01-15."))?;
                Ok(date.into())
            }
            Written::Plain(json) => plain(json),
        }
    }
}

fn plain(json: &Json) -> Result<Value, String> {
    Ok(match json {
        Json::Bool(known) => (*known).into(),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => whole.into(),
            (None, Some(decimal)) => decimal.into(),
            (None, None) => return Err(format!("»{number}« er for stort et tal.")),
        },
        Json::String(text) => text.as_str().into(),
        Json::Array(values) => Value::Array(values.iter().map(plain).collect::<Result<Array, String>>()?),
        Json::Object(fields) => {
            let mut table = toml_edit::InlineTable::new();
            for (key, value) in fields {
                table.insert(key, plain(value)?);
            }
            Value::InlineTable(table)
        }
        Json::Null => return Err("Der mangler en værdi.".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, edits: &str) -> String {
        apply(text, &serde_json::from_str::<Vec<Edit>>(edits).unwrap()).unwrap()
    }

    #[test]
    fn what_is_not_touched_keeps_its_letters_and_its_comments() {
        let text = "# Vores udbud\nedition = \"2024-01\"\n\n[tender]\ntitle = \"Før\"   # aftalt med Hanne\nbuyer='Kommunen'\n\n\
                    [packages]\ni-2 = [ \"SF1525\" ] # kun opslag\n\n[[requirement]]\nid = \"E1\"\ntext = \"…\"\n";
        let edits = r#"[
            {"do": "set", "path": ["tender", "title"], "value": "Efter"},
            {"do": "set", "path": ["tender", "deadline"], "value": {"date": "2027-01-15T12:00:00"}},
            {"do": "set", "path": ["packages", "I-02"], "value": ["SF1525", "SF1320_A"]},
            {"do": "set", "path": ["facts", "folger-personaendringer"], "value": true},
            {"do": "change", "list": "requirement", "at": 0, "key": "type", "value": "K"}
        ]"#;
        let expected = "# Vores udbud\nedition = \"2024-01\"\n\n[tender]\ntitle = \"Efter\"   # aftalt med Hanne\nbuyer='Kommunen'\n\
                        deadline = 2027-01-15T12:00:00\n\n[packages]\ni-2 = [\"SF1525\", \"SF1320_A\"] # kun opslag\n\n\
                        [[requirement]]\nid = \"E1\"\ntext = \"…\"\ntype = \"K\"\n\n[facts]\nfolger-personaendringer = true\n";
        assert_eq!(edited(text, edits), expected);
    }

    #[test]
    fn a_change_and_its_opposite_leave_nothing() {
        let text = "edition = \"2024-01\"\n\n[facts]\na = true\n";
        let there = edited(text, r#"[{"do": "add", "list": "leave-out", "entry": [["requirement", "I-02.02"]]}]"#);
        assert!(there.contains("[[leave-out]]"), "{there}");
        assert_eq!(edited(&there, r#"[{"do": "drop", "list": "leave-out", "at": 0}]"#), text);
        let gone = edited(text, r#"[{"do": "unset", "path": ["facts", "a"]}]"#);
        assert_eq!(gone, "edition = \"2024-01\"\n\n[facts]\n");
    }

    #[test]
    fn what_a_user_types_stays_a_text() {
        let text = "[tender]\ntitle = \"\"\n";
        for typed in ["\"\"\"\n[facts]\n", "a\\nb", "' \" '''", "C:\\Users\\hanne", "linje\nlinje", "</script>"] {
            let edit =
                Edit::Set { path: vec!["tender".into(), "title".into()], value: Written::Plain(Json::from(typed)) };
            let read: toml_edit::DocumentMut = apply(text, &[edit]).unwrap().parse().unwrap();
            assert_eq!(read["tender"]["title"].as_str(), Some(typed));
        }
    }
}
