//! The specification of the complaints: `tests/invalid/<name>/` holds the smallest bad input beside what the program
//! says of it.
//!
//! `portfolio.toml` is checked, or `profil.toml` where there is none, and the run refuses it; `run.toml` says so when
//! other arguments are given or it ends otherwise, and which runs went before. A folder `catalog`, `templates` or
//! `fonts` is given to the program. What a folder of the project cannot hold, [`made`] puts on the desk. `stderr.txt`
//! is what is said in English, `stderr.da.txt` in Danish. `BLESS=1` writes the expected output anew: read it before you
//! keep it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::answers::{change_pdf, write_evaluation};
use crate::desk::{Desk, Ran, as_elsewhere};
use crate::english;
use crate::golden::assert_golden;
use bilag::fault;
use press::fault::{Missing, PressFault};
use serde::Deserialize;
use serde_json::Value;
use tender::complaint::{Complaint, Excerpts, Guide};
use tender::text::language::Language;

/// How the program is called, and what it ends with.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    /// Earlier runs, which do what they should
    #[serde(default)]
    before: Vec<Vec<String>>,
    arguments: Option<Vec<String>>,
    exit: Option<i32>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid")
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the folder of bad inputs exists")
        .map(|entry| entry.expect("it can be listed").file_name().into_string().expect("its names are Unicode"))
        .collect();
    names.sort();
    assert!(names.len() > 100, "only {} bad inputs were found", names.len());
    names
}

/// What only a Unix lets a program make (see [`made`]), or tells in these words.
const OF_UNIX: [&str; 7] = [
    "logo-name-too-long",
    "output-folder-is-a-file",
    "templates-with-a-link-out",
    "templates-with-a-socket",
    "fonts-with-a-socket",
    "catalog-with-a-socket",
    "template-name-of-other-bytes",
];

/// The bad inputs that can be made here.
fn laid_here() -> impl Iterator<Item = String> {
    names().into_iter().filter(|name| cfg!(unix) || !OF_UNIX.contains(&name.as_str()))
}

/// Lays a bad input on a desk, and says how the program is called.
fn laid(name: &str) -> (Desk, Run) {
    let mut desk = Desk::new();
    let mut run = Run::default();
    for entry in walkdir::WalkDir::new(folder().join(name)).into_iter().filter_map(Result::ok) {
        let below = entry.path().strip_prefix(folder().join(name)).expect("it lies below").to_owned();
        if !entry.file_type().is_file()
            || [Path::new("stderr.txt"), Path::new("stderr.da.txt")].contains(&below.as_path())
        {
            continue;
        }
        let bytes = fs::read(entry.path()).expect("it can be read");
        if below == Path::new("run.toml") {
            run = toml::from_str(&String::from_utf8_lossy(&bytes)).unwrap_or_else(|error| panic!("{name}: {error}"));
        } else {
            desk = desk.file(&below.to_string_lossy(), bytes);
        }
    }
    // The profile as it was at first stands in a folder of its own; its lock lies beside the profile that it becomes.
    let profile = |arguments: &Vec<String>| arguments.iter().find(|it| it.ends_with("/profil.toml")).cloned();
    for (at, arguments) in run.before.iter().enumerate() {
        let ran = desk.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let lock = |profile: String| desk.path(&profile.replace(".toml", ".bilag-lock"));
        let next = run.before.get(at + 1).and_then(profile).unwrap_or_else(|| "profil.toml".to_owned());
        // It became another: an earlier state of a tender is no tender beside it.
        if let Some(was) = profile(arguments).filter(|was| was.starts_with("foer")) {
            fs::remove_file(desk.path(&was)).expect("it lies on the desk");
        }
        if let Some(was) = profile(arguments).map(lock).filter(|lock| lock.is_file()) {
            fs::rename(was, lock(next)).expect("they are on one desk");
        }
    }
    (made(name, desk), run)
}

fn ran(desk: &Desk, run: &Run, format: &str, language: &str) -> Ran {
    let checked = if desk.path("portfolio.toml").is_file() { "portfolio.toml" } else { "profil.toml" };
    let mut arguments = run.arguments.clone().unwrap_or_else(|| vec!["check".to_owned(), checked.to_owned()]);
    if run.arguments.is_none() {
        for house in ["catalog", "templates", "fonts"].into_iter().filter(|house| desk.path(house).is_dir()) {
            arguments.extend([format!("--{house}"), house.to_owned()]);
        }
    }
    arguments.extend(["--message-format", format, "--language", language].map(str::to_owned));
    desk.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Adds what is too large, too many or too odd to be kept among the project's files, and does what happened between two
/// runs.
fn made(name: &str, desk: Desk) -> Desk {
    match name {
        "output-edited" | "warning-output-edited" => {
            desk.change("bilag-ud/profil-kravbilag.md", "Eksempel Kommune", "Nordlyng Kommune");
            desk
        }
        "evaluate-with-slips" => {
            let cells = [("I-15.E1 1", "bilag.points.1", "11"), ("I-15.E1 1", "bilag.accepted", "måske")];
            let slips = write_evaluation(&desk.read("a.xlsx"), &cells);
            desk.file("a.xlsx", slips)
        }
        "answer-without-binding" => {
            let bare = change_pdf(&desk.read("bilag-ud/profil-svarskema.pdf"), |pdf| {
                let catalog = pdf.catalog_mut().expect("there is a catalog");
                catalog.remove(b"Names");
                catalog.remove(b"AF");
            });
            desk.file("bilag-ud/profil-svarskema.pdf", bare)
        }
        "answer-from-a-library-of-two-minds" => {
            desk.change("svarbibliotek.json", "Eksempel Kommune", "Nordlyng Kommune");
            desk
        }
        "checklist-that-was-filled-in" => {
            desk.change("bilag-ud/tjekliste.md", "I-02", "I-02 (afklaret)");
            desk
        }
        "published-and-lost" => {
            fs::remove_file(desk.path("bilag-ud/profil-kravbilag.md")).expect("the run before has written it");
            fs::remove_dir_all(desk.path("bilag-ud/arkiv")).expect("and has kept it");
            desk
        }
        "file-too-large" => desk.file("profil.toml", "#".repeat((4 << 20) + 1)),
        "bases-too-many" => (0..17).fold(desk, |desk, at| {
            let name = if at == 0 { "profil.toml".to_owned() } else { format!("p{at}.toml") };
            desk.file(&name, format!("extends = \"p{}.toml\"\n", at + 1))
        }),
        #[cfg(unix)]
        "templates-with-a-link-out" => {
            let desk = desk.file("andet/theme.typ", "").file("templates/laes-mig.txt", "");
            std::os::unix::fs::symlink(desk.path("andet/theme.typ"), desk.path("templates/theme.typ"))
                .expect("a link can be made");
            desk
        }
        #[cfg(unix)]
        "templates-with-a-socket" | "fonts-with-a-socket" | "catalog-with-a-socket" => {
            let house = name.split('-').next().expect("the name begins with the folder's");
            fs::create_dir(desk.path(house)).expect("the desk can hold folders");
            std::os::unix::net::UnixListener::bind(desk.path(house).join("a.toml")).expect("a socket can be made");
            desk
        }
        #[cfg(unix)]
        "template-name-of-other-bytes" => {
            use std::os::unix::ffi::OsStrExt;
            fs::create_dir(desk.path("templates")).expect("the desk can hold folders");
            let name = std::ffi::OsStr::from_bytes(b"bl\xe5.typ");
            fs::write(desk.path("templates").join(name), "").expect("the system takes names of any bytes");
            desk
        }
        _ => desk,
    }
}

/// What a complaint is in any format: severity, code, message, and file, line and column.
type Told = (String, String, String, Option<String>);

fn told_as_text(stderr: &str) -> (Vec<Told>, Vec<String>) {
    let (mut told, mut said): (Vec<Told>, Vec<String>) = Default::default();
    let mut lines = stderr.lines().peekable();
    while let Some(line) = lines.next() {
        let words = [
            ("error", "error"),
            ("warning", "warning"),
            ("note", "note"),
            ("fejl", "error"),
            ("advarsel", "warning"),
            ("bemærkning", "note"),
        ];
        let head = words.into_iter().find_map(|(word, severity)| {
            let (code, message) = line.strip_prefix(word)?.strip_prefix('[')?.split_once("]: ")?;
            Some((severity.to_owned(), code.to_owned(), message.to_owned()))
        });
        match head {
            Some((severity, code, message)) => {
                let place = lines.peek().and_then(|line| line.trim_start().strip_prefix("┌─ ")).map(str::to_owned);
                // The excerpt and the hints go on to the next empty line.
                while lines.next_if(|line| !line.is_empty()).is_some() {}
                told.push((severity, code, message, place));
            }
            None if line.is_empty() => {}
            None => said.push(line.to_owned()),
        }
    }
    (told, said)
}

/// Names and messages are compared as text shows them.
fn told_as_json(stderr: &str) -> (Vec<Told>, Vec<String>) {
    let (mut told, mut said): (Vec<Told>, Vec<String>) = Default::default();
    for line in stderr.lines() {
        let message: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let keys: Vec<&str> = message.as_object().expect("a message is an object").keys().map(String::as_str).collect();
        let known = [
            "also",
            "byte_end",
            "byte_start",
            "code",
            "column",
            "end_column",
            "end_line",
            "file",
            "hints",
            "label",
            "line",
            "message",
            "schema",
            "severity",
        ];
        assert_eq!(BTreeSet::from_iter(keys), BTreeSet::from(known), "{line}");
        let text = |key: &str| message[key].as_str().map(|text| tender::text::terminal::line(text).into_owned());
        let words = text("message").expect("every line says something");
        if message["severity"] == "info" {
            assert!(message["code"].is_null() && message["file"].is_null(), "{line}");
            said.push(words);
            continue;
        }
        let place = text("file").map(|file| format!("{file}:{}:{}", message["line"], message["column"]));
        told.push((text("severity").expect("a word"), text("code").expect("a code"), words, place));
    }
    (told, said)
}

#[test]
fn every_complaint_is_as_specified_and_told_alike_in_every_format() {
    let names: Vec<String> = laid_here().collect();
    for name in &names {
        let (desk, run) = laid(name);
        let text = ran(&desk, &run, "text", "en");
        assert_eq!(text.code, run.exit.unwrap_or(1), "{name}: {}", text.stderr);
        assert!(text.stdout.is_empty() || run.arguments.is_some(), "{name}: {}", text.stdout);
        assert!(
            text.stderr.chars().all(|c| tender::text::terminal::shows(c) || c == '\n'),
            "{name}: {:?}",
            text.stderr
        );
        assert_golden(&format!("tests/invalid/{name}/stderr.txt"), &text.stderr);

        let (desk, run) = laid(name);
        let json = ran(&desk, &run, "json", "en");
        assert_eq!((json.code, json.stdout), (text.code, text.stdout), "{name}");
        assert_eq!(told_as_json(&json.stderr), told_as_text(&text.stderr), "{name}");
    }
    println!("{} bad inputs", names.len());
}

#[test]
fn every_complaint_is_told_in_danish_too_with_the_same_code_at_the_same_place() {
    let mut foreign = Vec::new();
    for name in laid_here() {
        let (desk, run) = laid(&name);
        let text = ran(&desk, &run, "text", "da");
        assert_eq!(text.code, run.exit.unwrap_or(1), "{name}: {}", text.stderr);
        assert_golden(&format!("tests/invalid/{name}/stderr.da.txt"), &text.stderr);
        let english = fs::read_to_string(folder().join(&name).join("stderr.txt")).unwrap_or_default();
        let english = as_elsewhere(&english.replace("\r\n", "\n"));
        let (danish, english) = (told_as_text(&text.stderr).0, told_as_text(&english).0);
        assert_eq!(danish.len(), english.len(), "{name}");
        for ((severity, code, da, place), (en_severity, en_code, en, en_place)) in danish.iter().zip(&english) {
            assert_eq!((severity, code, place), (en_severity, en_code, en_place), "{name}");
            assert_ne!(da, en, "{name}: `{code}` is not told in Danish");
        }

        let (desk, run) = laid(&name);
        let json = ran(&desk, &run, "json", "da");
        assert_eq!(told_as_json(&json.stderr), told_as_text(&text.stderr), "{name}");
        for line in json.stderr.lines() {
            let message: Value = serde_json::from_str(line).expect("every line is an object");
            if message["code"].is_null() {
                continue;
            }
            let also = message["also"].as_array().into_iter().flatten().map(|also| &also["label"]);
            let hints = message["hints"].as_array().into_iter().flatten();
            for text in [&message["message"], &message["label"]].into_iter().chain(hints).chain(also) {
                let text = text.as_str().unwrap_or_default();
                let words = english::words(text);
                if !words.is_empty() {
                    foreign.push(format!("{name}: {text}: {words:?}"));
                }
            }
        }
    }
    assert!(foreign.is_empty(), "English in Danish complaints:\n{}", foreign.join("\n"));
}

/// The codes that are shown by what stands beside a bad input.
fn shown() -> BTreeMap<String, Vec<String>> {
    let mut shown: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names() {
        let stderr = fs::read_to_string(folder().join(&name).join("stderr.txt")).unwrap_or_default();
        for (_, code, ..) in told_as_text(&stderr).0 {
            shown.entry(code).or_default().push(name.clone());
        }
    }
    shown
}

#[test]
fn every_code_is_shown_by_a_bad_input_and_described_with_just_what_is_shown() {
    let shown = shown();
    let codes: BTreeSet<&str> = fault::codes().collect();
    assert_eq!(codes.len(), fault::codes().count(), "two faults have one code");
    // No input is known that brings `unexpected-pdf` about: the test below shows it.
    for code in codes.iter().filter(|code| **code != "unexpected-pdf") {
        assert!(shown.contains_key(*code), "no bad input in tests/invalid shows `{code}`");
    }
    let mut goldens: Vec<String> = names()
        .iter()
        .map(|name| fs::read_to_string(folder().join(name).join("stderr.txt")).unwrap_or_default())
        .collect();
    goldens.push(UNEXPECTED.to_owned());
    let described: Vec<&str> = Guide::all(Language::English).map(|guide| guide.code).collect();
    assert_eq!(
        BTreeSet::from_iter(described.iter().copied()),
        codes,
        "docs/complaints.md has one section for each code"
    );
    assert_eq!(described.len(), codes.len(), "docs/complaints.md describes a code twice");
    let in_danish: BTreeSet<&str> = Guide::all(Language::Danish).map(|guide| guide.code).collect();
    assert_eq!(in_danish, codes, "docs/da/meddelelser.md has one section for each code");
    for guide in Guide::all(Language::Danish) {
        let foreign = [english::words(guide.cause), english::words(guide.remedy)].concat();
        assert!(foreign.is_empty(), "{}: {foreign:?}", guide.code);
    }
    for guide in Guide::all(Language::English) {
        let code = guide.code;
        assert!(!guide.cause.is_empty() && !guide.remedy.is_empty(), "{code}");
        let head = guide.example.lines().next().unwrap_or_default();
        assert!(head.contains(&format!("[{code}]: ")), "the example of `{code}` shows another: {head}");
        assert!(
            goldens.iter().any(|golden| golden.contains(guide.example)),
            "no bad input shows the example of `{code}`"
        );
    }
}

const UNEXPECTED: &str =
    "error[unexpected-pdf]: the printed PDF cannot be finished: it has no table of its objects\n\n";

#[test]
fn a_pdf_that_cannot_be_finished_is_told() {
    let told = |language| {
        let mut told = codespan_reporting::term::termcolor::NoColor::new(Vec::new());
        Complaint::error(PressFault::UnexpectedPdf { missing: Missing::ObjectTable }, None)
            .emit(language, &mut Excerpts::default(), &mut told)
            .expect("a vector takes all");
        String::from_utf8(told.into_inner()).expect("it is text")
    };
    assert_eq!(told(Language::English), UNEXPECTED);
    assert_eq!(
        told(Language::Danish),
        "fejl[unexpected-pdf]: PDF-filen kan ikke gøres færdig: den har ingen tabel over sine objekter\n\n"
    );
}

#[test]
fn explain_tells_cause_remedy_and_example_of_every_code_and_lists_them() {
    let desk = Desk::new();
    let list = desk.run(&["explain", "--code"]);
    assert_eq!(
        (list.code, list.stdout.lines().count()),
        (0, fault::codes().count() + tender::lint::RULES.len()),
        "{}",
        list.stderr
    );
    let Guide { cause, remedy, example, .. } = Guide::of("cvr", Language::English).expect("the code is described");
    let ran = desk.run(&["explain", "--code", "cvr"]);
    assert_eq!(ran.stdout, format!("cvr\n\nCause: {cause}\n\nRemedy: {remedy}\n\n{example}"));
    for wrong in [&["explain", "--code", "cvr", "p.toml"][..], &["explain", "p.toml", "--code"], &["explain"]] {
        assert_eq!(desk.run(wrong).code, 2);
    }
}
