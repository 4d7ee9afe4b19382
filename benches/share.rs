//! Which share of a batch is Typst's: `cargo bench --bench share -- FOLDER`, with a folder of profiles.
//!
//! It runs `bilag build --jobs 1`, once for each document, with Typst's own clock on. All that is neither in Typst's layout nor in its
//! export counts as ours: start and end, reading, resolving, saying, form fields, packing, locks, writing, forgetting memos. Since each
//! document is built alone, each bears all that the two would share.

use std::env;
use std::io::{Write, stdout};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use serde::Deserialize;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Set, to the number of its documents, for the process that builds
const MEASURED: &str = "BILAG_SHARE_OF";

/// Typst's scopes that hold all others: layout and export
const SCOPES: [&str; 2] = ["compile", "pdf"];

fn main() -> ExitCode {
    if let Some(documents) = env::var(MEASURED).ok().and_then(|documents| documents.parse().ok()) {
        return measured(documents);
    }
    let Some(folder) = env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("share: no folder of profiles was named, so nothing is measured");
        return ExitCode::SUCCESS;
    };
    let entries = walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok);
    let profiles = entries.filter(|entry| entry.path().extension().is_some_and(|end| end == "toml")).count();
    println!("| ms each, of {profiles} | whole | layout | export | outside Typst | share |");
    println!("|---|---:|---:|---:|---:|---:|");
    let built = ["kravbilag", "svarskema"].map(|document| build(&folder, document, profiles));
    if built == [true, true] { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Builds one document of each profile, in a process that begins with nothing remembered.
fn build(folder: &str, document: &str, profiles: usize) -> bool {
    print!("| {document} ");
    stdout().flush().expect("standard output takes a line");
    let scratch = tempfile::tempdir().expect("there is a folder for scratch");
    let status = Command::new(env::current_exe().expect("a process knows its program"))
        .args(["build", folder, "--document", document, "--format", "pdf", "--jobs", "1", "-o"])
        .arg(scratch.path())
        .env(MEASURED, profiles.to_string())
        .stderr(Stdio::null())
        .status();
    status.expect("the program starts").success()
}

/// Does what `bilag` does with the arguments, and prints the rest of the line.
fn measured(documents: u32) -> ExitCode {
    typst_timing::enable();
    let start = Instant::now();
    let outcome = bilag::cli::run();
    let whole = start.elapsed().as_secs_f64() * 1e3;
    typst_timing::disable();
    let mut trace = Vec::new();
    typst_timing::export_json(&mut trace, |_| (String::new(), 0)).expect("memory takes the trace");
    let events: Vec<Event> = serde_json::from_slice(&trace).expect("the trace is a list of events");
    let [layout, export] = SCOPES.map(|scope| milliseconds_in(&events, scope));
    let outside = whole - layout - export;
    for time in [whole, layout, export, outside] {
        print!("| {:.2} ", time / f64::from(documents));
    }
    println!("| {:.1} % |", outside / whole * 100.0);
    outcome
}

/// The beginning or the end of a scope.
#[derive(Deserialize)]
struct Event {
    name: String,
    #[serde(rename = "ph")]
    phase: Phase,
    /// In microseconds
    #[serde(rename = "ts")]
    time: f64,
}

#[derive(Deserialize, PartialEq)]
enum Phase {
    #[serde(rename = "B")]
    Begin,
    #[serde(rename = "E")]
    End,
}

/// How long a scope lasted, each time that it was entered together. It never holds itself.
fn milliseconds_in(events: &[Event], scope: &str) -> f64 {
    let own = events.iter().filter(|event| event.name == scope);
    own.map(|event| if event.phase == Phase::Begin { -event.time } else { event.time }).sum::<f64>() / 1e3
}
