//! `bilag watch`: what is saved is built.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::desk::Desk;
use crate::support::profile_text;

const REST: &str = "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n";

/// How long a busy machine is given.
const PATIENCE: Duration = Duration::from_secs(600);

/// A run that watches, and what it says line by line.
struct Watching {
    run: Child,
    said: Receiver<String>,
}

impl Watching {
    fn over(desk: &Desk, arguments: &[&str]) -> Self {
        let mut run = desk.program(&[&["watch"], arguments].concat()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(run.stderr.take().unwrap()).lines();
        let (tell, said) = channel();
        thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(tell.send(line))));
        Self { run, said }
    }

    /// What is said until it waits for the next change.
    fn until_it_waits(&self) -> Vec<String> {
        let mut said = Vec::new();
        loop {
            let line = self.said.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{said:?}"));
            if line.starts_with("waiting for a change") {
                return said;
            }
            said.push(line);
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.run.kill();
        let _ = self.run.wait();
    }
}

#[test]
fn what_is_saved_is_built_whichever_of_the_files_it_is() {
    let desk = Desk::new()
        .file("faelles.toml", profile_text("2024-01", REST))
        .file("p.toml", "extends = \"faelles.toml\"\n[tender]\ntitle = \"Omsorg\"\n")
        .file("skabeloner/ord.toml", "must-fill = \"Skal udfyldes\"\n");
    let watching = Watching::over(&desk, &["p.toml", "--templates", "skabeloner", "-o", "ud"]);
    let said = watching.until_it_waits();
    assert!(said.iter().any(|line| line.starts_with("1 profile built")), "{said:?}");
    let changes = [
        ("p.toml", "Omsorg", "Omsorg 2"),
        ("faelles.toml", "Eksempel Kommune", "Nordlyng Kommune"),
        ("skabeloner/ord.toml", "Skal", "Skal altid"),
        ("p.toml", "Omsorg 2", "Omsorg 3"),
    ];
    for (file, from, to) in changes {
        let read = || ["ud/p-kravbilag.pdf", "ud/p-svarskema.pdf", "ud/p-svarskema.xlsx"].map(|path| desk.read(path));
        let before = read();
        desk.change(file, from, to);
        let saved = Instant::now();
        let said = watching.until_it_waits();
        println!("{file}: {} ms from save to files", saved.elapsed().as_millis());
        assert!(said.iter().any(|line| line.starts_with("1 profile built")), "{file}: {said:?}");
        assert!(read() != before, "{file}");
    }
    // A mistake is told, and mended it is built again.
    desk.change("p.toml", "title", "titel");
    let said = watching.until_it_waits();
    assert!(said.iter().any(|line| line.contains("unknown-key")), "{said:?}");
    desk.change("p.toml", "titel = \"Omsorg 3\"", "title = \"Omsorg 4\"");
    let said = watching.until_it_waits();
    assert!(said.iter().any(|line| line.starts_with("1 profile built")), "{said:?}");
}

#[test]
fn what_is_saved_while_it_is_built_is_not_missed() {
    let desk = Desk::new().file("p.toml", profile_text("2024-01", REST));
    let watching = Watching::over(&desk, &["p.toml", "--format", "md", "-o", "ud"]);
    watching.until_it_waits();
    // A save a moment after another falls into the build, sooner or later.
    for number in 0..40 {
        fs::write(desk.path("p.toml"), profile_text("2024-01", REST).replace("Prøve", &format!("A{number}"))).unwrap();
        thread::sleep(Duration::from_millis(7 * (number % 6)));
    }
    let (last, began) = ("A39", Instant::now());
    while !String::from_utf8(desk.read("ud/p-kravbilag.md")).unwrap().contains(last) {
        assert!(began.elapsed() < PATIENCE, "the last save was never built");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn half_a_profile_is_neither_built_nor_published() {
    let requirement = |id: &str, what: &str| {
        let text = format!("Løsningen skal vise alle {what}.");
        format!("[[requirement]]\nid = \"{id}\"\npackage = \"I-15\"\ntype = \"MK\"\ntext = \"{text}\"\n")
    };
    let (first, last) = (requirement("E1", "sager"), requirement("E2", "parter"));
    let draft = profile_text("2024-01", &format!("{REST}{first}"));
    // What a program has saved of it after a moment is a profile too, and could be published.
    let published = draft.replace("\"mini-tender\"", "\"direct-award\"\npublished = 2026-11-24\nversion = \"1.0\"");
    let saved_within_a_second = || {
        let desk = Desk::new().file("p.toml", &draft);
        let watching = Watching::over(&desk, &["p.toml", "--format", "md", "-o", "ud"]);
        watching.until_it_waits();
        let began = Instant::now();
        fs::write(desk.path("p.toml"), &published).unwrap();
        thread::sleep(Duration::from_millis(200));
        fs::write(desk.path("p.toml"), format!("{published}{last}")).unwrap();
        // On a machine that is too busy for that it was saved twice.
        if began.elapsed() > Duration::from_millis(900) {
            return false;
        }
        let said = watching.until_it_waits();
        assert!(said.iter().any(|line| line.starts_with("1 profile built")), "{said:?}");
        assert!(!said.iter().any(|line| line.starts_with("error")), "{said:?}");
        let kravbilag = String::from_utf8(desk.read("ud/p-kravbilag.md")).unwrap();
        assert!(kravbilag.contains("alle parter"), "what was saved last went out");
        true
    };
    assert!((0..20).any(|_| saved_within_a_second()), "the machine is too busy to try it");
}

#[test]
fn a_folder_of_the_house_that_is_away_for_a_while_is_found_again() {
    let desk = Desk::new()
        .file("p.toml", profile_text("2024-01", REST))
        .file("skabeloner/ord.toml", "must-fill = \"Skal udfyldes\"\n");
    let watching = Watching::over(&desk, &["p.toml", "--templates", "skabeloner", "--format", "md", "-o", "ud"]);
    watching.until_it_waits();
    fs::rename(desk.path("skabeloner"), desk.path("andre")).unwrap();
    let said = watching.until_it_waits();
    assert!(said.iter().any(|line| line.contains("skabeloner")), "{said:?}");
    fs::rename(desk.path("andre"), desk.path("skabeloner")).unwrap();
    let said = watching.until_it_waits();
    assert!(said.iter().any(|line| line.contains("1 up to date")), "{said:?}");
    // What comes into it takes the place of ours.
    fs::create_dir_all(desk.path("skabeloner/tekster/kravbilag")).unwrap();
    fs::write(desk.path("skabeloner/tekster/kravbilag/pakker.md"), "# Pakker\n\nHer er pakkerne.\n").unwrap();
    let said = watching.until_it_waits();
    assert!(said.iter().any(|line| line.starts_with("1 profile built")), "{said:?}");
}

#[test]
fn what_a_build_writes_beside_its_templates_is_no_change() {
    let published = profile_text("2024-01", REST)
        .replace("\"mini-tender\"", "\"direct-award\"\npublished = 2026-11-24\nversion = \"1.0\"");
    let desk = Desk::new().file("mit/p.toml", &published).file("mit/ord.toml", "must-fill = \"Udfyldes\"\n");
    let watching = Watching::over(&desk, &["mit/p.toml", "--templates", "mit", "--format", "md", "-o", "ud"]);
    let said = watching.until_it_waits();
    assert!(said.iter().any(|line| line.starts_with("1 profile built")), "{said:?}");
    assert!(desk.path("mit/p.bilag-lock").exists());
    let more = watching.said.recv_timeout(Duration::from_secs(1));
    assert!(more.is_err(), "{more:?}");
}
