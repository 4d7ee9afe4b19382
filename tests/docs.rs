//! What the documentation shows is true.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tender::catalog::{Catalog, CatalogFiles, check};
use tender::resolve::{Resolution, resolve};
use tender::text::source::Source;

use crate::desk::Desk;
use crate::golden::assert_golden;
use crate::support::{CATALOG, read_profile};

fn read(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).replace("\r\n", "\n")
}

/// The fenced blocks of a page in a language, each with the line before it.
fn blocks(page: &str, language: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut before = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line == format!("```{language}") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((before.clone(), block.join("\n") + "\n"));
        }
        before = line.to_owned();
    }
    blocks
}

#[test]
fn the_small_edition_of_the_catalog_format_reads_and_is_sound() {
    let page = read("docs/catalog-format.md");
    let mut files = BTreeMap::new();
    for (before, text) in blocks(&page, "toml").into_iter().chain(blocks(&page, "markdown")) {
        let path =
            before.trim_matches('`').strip_prefix("catalog/").expect("each block stands below its path").to_owned();
        files.insert(path.clone(), Source::new(path, text));
    }
    let catalog = Catalog::read(&CatalogFiles { files }).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let edition = catalog.newest().expect("the page shows an edition");
    let complaints = check(edition);
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn every_page_begins_with_a_profile_that_resolves() {
    for page in ["docs/profile-format.md", "docs/architecture.md", "docs/resolution.md", "README.md"] {
        let (_, profile) =
            blocks(&read(page), "toml").into_iter().next().unwrap_or_else(|| panic!("{page} shows no profile"));
        let profile = read_profile(&profile, &CATALOG).unwrap_or_else(|complaints| panic!("{page}: {complaints:#?}"));
        assert!(!resolve(&profile).integrations.is_empty());
    }
}

#[test]
fn the_page_on_resolving_shows_what_its_profile_resolves_to() {
    let page = read("docs/resolution.md");
    let profile = read_profile(&blocks(&page, "toml")[0].1, &CATALOG).expect("the profile is sound");
    let resolution = resolve(&profile);
    let (_, shown) = &blocks(&page, "text")[0];
    for line in shown.lines() {
        let mut words = line.split_whitespace();
        let (id, status) = (words.next().expect("an id"), words.next().expect("a status"));
        let integration = resolution.integrations.iter().find(|line| line.id.as_str() == id).map(|line| line.interval);
        let requirement = resolution.requirements.iter().find(|line| line.id.as_str() == id).map(|line| line.interval);
        let need = resolution.needs.iter().find(|line| line.id.as_str() == id).map(|line| line.interval);
        let interval = integration.or(requirement).or(need).unwrap_or_else(|| panic!("there is no {id}"));
        assert_eq!(format!("{:?}", interval.status).to_lowercase(), status, "{id}");
    }
}

/// Whether all that is shown stands in what there is, which may hold more.
fn holds(there: &Value, shown: &Value) -> bool {
    match (there, shown) {
        (Value::Object(there), Value::Object(shown)) => {
            shown.iter().all(|(key, shown)| there.get(key).is_some_and(|there| holds(there, shown)))
        }
        (there, shown) => there == shown,
    }
}

#[test]
fn the_page_on_the_architecture_shows_what_the_program_says() {
    let page = read("docs/architecture.md");
    let (profile, shown, json) = (&blocks(&page, "toml")[0].1, blocks(&page, "text"), &blocks(&page, "json")[0].1);
    let desk = Desk::new().file("post.toml", profile);
    assert_eq!(desk.run(&["resolve", "post.toml"]).stdout, shown[0].1);

    let ran = desk.run(&["build", "post.toml", "--document", "svarskema", "--format", "json", "--format", "md"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let form: Value = serde_json::from_slice(&desk.read("bilag-ud/post-svarskema.json")).expect("it is JSON");
    let line: Value = serde_json::from_str(json).expect("the page shows JSON");
    let mut lines =
        form["groups"].as_array().into_iter().flatten().flat_map(|group| group["lines"].as_array()).flatten();
    assert!(lines.any(|there| holds(there, &line)), "the response form has no such line: {line}");

    let printed = String::from_utf8(desk.read("bilag-ud/post-svarskema.md")).expect("it is text");
    let mut printed = printed.lines();
    for line in shown[1].1.lines() {
        assert!(printed.any(|printed| printed == line), "»{line}« is not printed, or not in this order");
    }
}

#[test]
fn every_numbered_rule_of_resolving_has_the_test_that_it_names() {
    let page = read("docs/resolution.md");
    let tests = read("crates/tender/tests/resolution.rs") + &read("crates/tender/tests/suppliers.rs");
    let lines = page.lines().filter_map(|line| line.strip_prefix("(`")?.strip_suffix("`)"));
    let names: BTreeSet<&str> = lines.flat_map(|names| names.split("`, `")).collect();
    assert_eq!(names.len(), 27, "28 rules, some of which share a test, and two of which have two");
    for name in names {
        assert!(tests.contains(&format!("fn {name}(")), "there is no test {name}");
    }
}

#[test]
fn the_json_schema_is_that_of_the_types() {
    let schema = serde_json::to_string_pretty(&Resolution::json_schema()).expect("a schema is JSON");
    assert_golden("docs/resolution.schema.json", &(schema + "\n"));
}
