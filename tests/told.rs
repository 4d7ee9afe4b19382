//! What a command tells at the terminal, and that it can be asked without one.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use bilag::house::House;
use bilag::inputs::Inputs;
use bilag::outcome::Outcome;
use bilag::run::build::{Event, Order, build};
use press::Fonts;
use tender::catalog::{Catalog, CatalogFiles};
use tender::compose::Texts;
use tender::document::Format;
use tender::print::Templates;

use crate::desk::Desk;

fn house() -> House {
    let templates = Templates::embedded();
    let texts = Texts::read(|name| Some(templates.text(name))).unwrap();
    let catalog = Catalog::read(&CatalogFiles::embedded()).unwrap();
    House::new(catalog, templates, texts, Arc::new(Fonts::embedded()), Inputs::default())
}

#[test]
fn a_build_tells_whoever_asks_and_reads_each_profile_once() {
    let desk = Desk::new().profile("p/a.toml").profile("p/b.toml");
    let order =
        Order { paths: vec![desk.path("p")], output: desk.path("ud"), formats: vec![Format::Md], ..Order::default() };
    let (mut found, mut done, mut reports) = (0, 0, Vec::new());
    let built = build(&house(), &order, &mut |event| match event {
        Event::Found { profiles, .. } => {
            found = profiles;
            // What becomes of the files from here on is the next run's.
            fs::write(desk.path("p/a.toml"), "ikke en profil").unwrap();
        }
        Event::Done => done += 1,
        Event::Report { job, report, new } => {
            reports.push((job.stem.file_name().unwrap().to_owned(), report.outputs.len(), new.is_empty()));
        }
    })
    .unwrap();
    assert_eq!((found, done, built.outcome, built.tally.files), (2, 2, Outcome::Done, 4));
    assert_eq!(reports, [("a".into(), 2, true), ("b".into(), 2, true)]);
    assert_eq!(desk.run(&["check", "p/a.toml"]).code, 1);
}

#[test]
fn no_command_knows_of_a_terminal() {
    let commands = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/run");
    let mut read = 0;
    for entry in walkdir::WalkDir::new(commands) {
        let path = entry.unwrap().into_path();
        if path.is_file() {
            let text = fs::read_to_string(&path).unwrap();
            for teller in ["crate::console", "crate::told", "Console"] {
                assert!(!text.contains(teller), "{} knows {teller}", path.display());
            }
            read += 1;
        }
    }
    assert!(read > 15);
}

#[test]
fn what_came_of_a_command_is_told_in_danish_with_counts_that_agree() {
    let desk = Desk::new().profile("p/a.toml").profile("p/b.toml").profile("q.toml");
    let told = |arguments: &[&str]| desk.run(&[arguments, &["--language", "da"]].concat()).stderr;
    let build = ["build", "p", "-o", "ud", "--document", "kravbilag", "--format", "md"];
    assert_eq!(told(&build), "2 profiler bygget, 2 filer i ud\n");
    desk.change("p/a.toml", "Eksempel Kommune", "Nordlyng Kommune");
    let why = told(&[&build[..], &["--explain"]].concat());
    assert!(why.ends_with("\n1 profil bygget, 1 uændret, 1 fil i ud\n"), "{why}");
    assert!(why.starts_with("p/a.toml: a-kravbilag.md\n  profilen er ændret\n"), "{why}");
    assert_eq!(told(&build), "0 profiler bygget, 2 uændrede, 0 filer i ud\n");
    assert_eq!(told(&["check", "p"]), "2 profiler kontrolleret\n");
    let ran = told(&["check", "p", "--shard", "1/2", "--report", "1.json"]);
    assert_eq!(ran, "del 1 af 2: 1 profil kontrolleret\n");
    told(&["check", "p", "--shard", "2/2", "--report", "2.json"]);
    let merged = told(&["report", "merge", "1.json", "2.json", "-o", "hele.json"]);
    assert!(merged.starts_with("2 dele samlet: 2 profiler færdige, "), "{merged}");
    assert_eq!(told(&["checklist", "I-02", "--format", "md"]), "bilag-ud/tjekliste.md er skrevet\n");
    assert_eq!(
        told(&["init", "ny.toml"]),
        "ny.toml er skrevet\n\
         næste skridt: Udfyld den, og kør derefter `bilag check ny.toml` og `bilag build ny.toml`\n"
    );
    assert_eq!(desk.run(&["build", "q.toml", "-o", "ud", "--document", "svarskema", "--format", "xlsx"]).code, 0);
    let collected = told(&["collect", "ud/q-svarskema.xlsx"]);
    assert!(collected.starts_with("1 svarskema læst: "), "{collected}");
    let updated = told(&["update", "q.toml", "--to", "2024-01"]);
    assert!(updated.ends_with("0 profiler er rettet til udgave 2024-01\n"), "{updated}");
    let sound = told(&["catalog", "check"]);
    assert!(sound.starts_with("2023-04: 15 pakker, ") && sound.ends_with("noter: uden fejl\n"), "{sound}");
}
