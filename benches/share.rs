//! Which share of a batch is Typst's: `cargo bench --profile dist --bench share -- FOLDER`, with a folder of profiles.
//!
//! It runs `bilag build --jobs 1` with Typst's own clock on: for the kravbilag, for the svarskema, and for both. All that is neither in
//! Typst's layout nor in its export counts as ours: start and end, reading, resolving, saying, form fields, packing, locks, writing, forgetting
//! memos. What the two alone take more than both together is what they share when both are built, and each bears half of it.

use std::env;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use serde::{Deserialize, Serialize};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Set for the process that builds
const MEASURED: &str = "BILAG_SHARE";

const KINDS: [&str; 2] = ["kravbilag", "svarskema"];

/// Typst's scopes that hold all others: layout and export
const SCOPES: [&str; 2] = ["compile", "pdf"];

fn main() -> ExitCode {
    if env::var_os(MEASURED).is_some() {
        return measured();
    }
    let Some(folder) = env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("share: no folder of profiles was named, so nothing is measured");
        return ExitCode::SUCCESS;
    };
    let entries = walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok);
    let profiles = entries.filter(|entry| entry.path().extension().is_some_and(|end| end == "toml")).count();
    let runs = [&KINDS[..1], &KINDS[1..], &KINDS[..]].map(|kinds| build(&folder, kinds, profiles));
    let [Some(kravbilag), Some(svarskema), Some(both)] = runs else { return ExitCode::FAILURE };
    let shared = (kravbilag.outside() + svarskema.outside() - both.outside()) / 2.0;
    println!("| ms each, of {profiles} | whole | layout | export | outside Typst | share |");
    println!("|---|---:|---:|---:|---:|---:|");
    for (kind, alone) in KINDS.into_iter().zip([kravbilag, svarskema]) {
        let Times { layout, export, .. } = alone;
        let (whole, outside) = (alone.whole - shared, alone.outside() - shared);
        println!(
            "| {kind} | {whole:.2} | {layout:.2} | {export:.2} | {outside:.2} | {:.1} % |",
            outside / whole * 100.0
        );
    }
    println!("| of that, of what they share | {shared:.2} | | | {shared:.2} | |");
    ExitCode::SUCCESS
}

/// Builds some documents of each profile, in a process that begins with nothing remembered. Returns the times for each profile.
fn build(folder: &str, kinds: &[&str], profiles: usize) -> Option<Times> {
    let scratch = tempfile::tempdir().expect("there is a folder for scratch");
    let output = Command::new(env::current_exe().expect("a process knows its program"))
        .args(["build", folder, "--format", "pdf", "--jobs", "1", "-o"])
        .arg(scratch.path())
        .args(kinds.iter().flat_map(|kind| ["--document", kind]))
        .env(MEASURED, "")
        .stderr(Stdio::null())
        .output();
    let output = output.expect("the program starts");
    let times: Times = serde_json::from_slice(&output.stdout).ok().filter(|_| output.status.success())?;
    Some(times.each(profiles as f64))
}

/// How long something took, in milliseconds.
#[derive(Serialize, Deserialize)]
struct Times {
    whole: f64,
    layout: f64,
    export: f64,
}

impl Times {
    fn outside(&self) -> f64 {
        self.whole - self.layout - self.export
    }

    fn each(self, number: f64) -> Self {
        Self { whole: self.whole / number, layout: self.layout / number, export: self.export / number }
    }
}

/// Does what `bilag` does with the arguments, and prints the times.
fn measured() -> ExitCode {
    typst_timing::enable();
    let start = Instant::now();
    let outcome = bilag::cli::run();
    let whole = start.elapsed().as_secs_f64() * 1e3;
    typst_timing::disable();
    let mut trace = Vec::new();
    typst_timing::export_json(&mut trace, |_| (String::new(), 0)).expect("memory takes the trace");
    let events: Vec<Event> = serde_json::from_slice(&trace).expect("the trace is a list of events");
    let [layout, export] = SCOPES.map(|scope| milliseconds_in(&events, scope));
    println!("{}", serde_json::to_string(&Times { whole, layout, export }).expect("numbers are plain data"));
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
