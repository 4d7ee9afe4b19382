//! Imports between the rooms of this crate run one way.

use std::fs;
use std::path::Path;

/// The rooms, each after those that it may import.
const ROOMS: [&str; 15] = [
    "text",
    "complaint",
    "input",
    "change",
    "catalog",
    "profile",
    "portfolio",
    "resolve",
    "lint",
    "document",
    "compose",
    "print",
    "case",
    "publication",
    "form",
];

/// What a source names of the crate, in `use` and in passing, with its line. What is compiled for tests only may look
/// anywhere.
fn named(source: &str) -> Vec<(usize, &str)> {
    let mut testing = false;
    let mut named = Vec::new();
    for (at, line) in source.lines().enumerate() {
        testing |= line == "#[cfg(test)]";
        let code = if testing { "" } else { line.split("//").next().unwrap_or_default() };
        testing &= !(line == "}" || line.starts_with("mod ") && line.ends_with(';'));
        named.extend(code.split("crate::").skip(1).map(|path| {
            let end = path.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(path.len());
            (at + 1, &path[..end])
        }));
    }
    named
}

#[test]
fn imports_between_rooms_run_one_way() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut against, mut imports) = (Vec::new(), 0);
    for entry in walkdir::WalkDir::new(&sources).into_iter().filter_map(Result::ok) {
        let below = entry.path().strip_prefix(&sources).unwrap();
        let room = below.iter().next().unwrap_or_default().to_string_lossy();
        let room = room.trim_end_matches(".rs");
        let is_rust = entry.path().extension().is_some_and(|extension| extension == "rs");
        if !entry.file_type().is_file() || !is_rust || room == "lib" {
            continue;
        }
        let own = ROOMS.iter().position(|known| *known == room);
        for (line, other) in named(&fs::read_to_string(entry.path()).unwrap()) {
            imports += 1;
            let macros = ["both", "say"].contains(&other);
            let earlier = ROOMS.iter().position(|known| *known == other).is_some_and(|other| Some(other) <= own);
            if own.is_none() || !(macros || earlier) {
                against.push(format!("{}:{line}: `{room}` names `{other}`", below.display()));
            }
        }
    }
    assert!(imports > 300, "only {imports} imports were found");
    assert!(against.is_empty(), "{}", against.join("\n"));
}

#[test]
fn what_stands_in_passing_and_behind_tests_is_named_too() {
    let source =
        "use crate::text::x;\n#[cfg(test)]\nmod tests {\n    use crate::form::y;\n}\nfn z(a: crate::case::A) {}\n";
    assert_eq!(named(source), [(1, "text"), (6, "case")]);
}
