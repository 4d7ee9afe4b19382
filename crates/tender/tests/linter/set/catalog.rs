//! Edition 2024-01 with every package chosen, read as simply as a test needs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tender::lint::{Grounds, Integration, Line};

pub struct Text {
    pub id: String,
    pub text: String,
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog")
}

fn toml(text: &str) -> toml::Table {
    text.parse().expect("the catalog is TOML")
}

fn tables<'t>(table: &'t toml::Table, key: &str) -> Vec<&'t toml::Table> {
    table.get(key).and_then(|list| list.as_array()).into_iter().flatten().filter_map(toml::Value::as_table).collect()
}

fn word(table: &toml::Table, key: &str) -> String {
    table.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
}

/// The packages of the edition: those of 2024-01, and those of 2023-04 that it leaves as they were.
fn packages() -> BTreeMap<String, toml::Table> {
    let mut packages = BTreeMap::new();
    for edition in ["2023-04", "2024-01"] {
        let mut files: Vec<_> =
            fs::read_dir(folder().join(edition).join("packages")).expect("packages").flatten().collect();
        files.sort_by_key(fs::DirEntry::path);
        for file in files {
            let written = fs::read_to_string(file.path()).expect("a package");
            let front = written.split("+++").nth(1).expect("front matter");
            let package = toml(front);
            packages
                .entry(word(&package, "id"))
                .and_modify(|known: &mut toml::Table| overlay(known, &package))
                .or_insert(package);
        }
    }
    packages
}

/// Lists grow, values are replaced: enough to hold every text of both.
fn overlay(known: &mut toml::Table, package: &toml::Table) {
    for (key, value) in package {
        match (known.get_mut(key).and_then(toml::Value::as_array_mut), value.as_array()) {
            (Some(list), Some(more)) => list.extend(more.iter().cloned()),
            _ => {
                known.insert(key.clone(), value.clone());
            }
        }
    }
}

/// The requirements' texts, with their ids.
pub fn requirements() -> Vec<Text> {
    let of = |(id, package): (&String, &toml::Table)| {
        let id = id.clone();
        let found: Vec<Text> = tables(package, "requirement")
            .into_iter()
            .filter(|requirement| requirement.contains_key("text"))
            .map(|requirement| Text {
                id: format!("{id}.{}", word(requirement, "id")),
                text: word(requirement, "text"),
            })
            .collect();
        found
    };
    packages().iter().flat_map(of).collect()
}

/// The texts of the needs, with their ids.
pub fn needs() -> Vec<Text> {
    let mut needs = Vec::new();
    for edition in ["2023-04", "2024-01"] {
        let facts = toml(&fs::read_to_string(folder().join(edition).join("facts.toml")).expect("facts"));
        for fact in tables(&facts, "fact") {
            if let Some(need) = fact.get("need").and_then(toml::Value::as_table) {
                needs.push(Text {
                    id: format!("{}.{}", word(need, "package"), word(need, "id")),
                    text: word(need, "text"),
                });
            }
        }
    }
    needs
}

pub fn grounds() -> Grounds {
    static GROUNDS: LazyLock<Grounds> = LazyLock::new(read_grounds);
    GROUNDS.clone()
}

fn read_grounds() -> Grounds {
    let mut integrations: BTreeMap<String, Integration> = BTreeMap::new();
    for edition in ["2023-04", "2024-01"] {
        let file = toml(&fs::read_to_string(folder().join(edition).join("integrations.toml")).expect("integrations"));
        for table in tables(&file, "integration") {
            let id = word(table, "id");
            let known = integrations.entry(id.clone()).or_insert_with(|| Integration {
                id,
                title: word(table, "name"),
                version: None,
                retired: None,
            });
            if let Some(version) = table.get("version").and_then(toml::Value::as_str) {
                known.version = Some(version.to_owned());
            }
            if word(table, "status") == "retired" {
                let successors = table.get("successors").and_then(toml::Value::as_array).into_iter().flatten();
                known.retired = Some(successors.filter_map(toml::Value::as_str).map(str::to_owned).collect());
            }
        }
    }
    let packages = packages();
    let lines = requirements().into_iter().chain(needs());
    let mut grounds = Grounds {
        edition: "2024-01".to_owned(),
        printed: integrations.keys().cloned().collect(),
        integrations: integrations.into_values().collect(),
        packages: packages.iter().map(|(id, package)| (id.clone(), word(package, "title"))).collect(),
        lines: lines.map(|Text { id, text }| Line { id, text, printed: true }).collect(),
        words: std::collections::BTreeSet::new(),
    };
    grounds.learn();
    grounds
}
