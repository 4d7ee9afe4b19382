//! Which share of a batch is Typst's: `cargo bench -p bilag-benches --profile dist --bench share -- FOLDER`, with a
//! folder of profiles.
//!
//! It runs `bilag build --jobs 1`: for the kravbilag, for the svarskema, and for both. All that is neither in Typst's
//! layout nor in its export counts as ours: start and end, reading, resolving, saying, form fields, packing, locks,
//! writing, forgetting memos. What the two alone take more than both together is what they share when both are built,
//! and each bears half of it.

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use press::Press;
use serde::{Deserialize, Serialize};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Set for the process that builds
const MEASURED: &str = "BILAG_SHARE";

const KINDS: [&str; 2] = ["kravbilag", "svarskema"];

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
    // File systems are slow to give out anew what was just deleted, so all that is written stays until the end.
    let scratch = tempfile::tempdir().expect("there is a folder for scratch");
    let runs = [&KINDS[..1], &KINDS[1..], &KINDS[..]].map(|kinds| {
        build(&folder, kinds, &scratch.path().join(kinds.join("-"))).map(|times| times.each(profiles as f64))
    });
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

/// Builds some documents of each profile, in a process that begins with nothing remembered.
fn build(folder: &str, kinds: &[&str], output: &Path) -> Option<Times> {
    let ran = Command::new(env::current_exe().expect("a process knows its program"))
        .args(["build", folder, "--format", "pdf", "--jobs", "1", "-o"])
        .arg(output)
        .args(kinds.iter().flat_map(|kind| ["--document", kind]))
        .env(MEASURED, "")
        .stderr(Stdio::null())
        .output();
    let ran = ran.expect("the program starts");
    serde_json::from_slice(&ran.stdout).ok().filter(|_| ran.status.success())
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
    let start = Instant::now();
    let outcome = bilag::cli::run();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let whole = milliseconds(start.elapsed());
    let [layout, export] = Press::spent_in_typst().map(milliseconds);
    println!("{}", serde_json::to_string(&Times { whole, layout, export }).expect("numbers are plain data"));
    outcome
}
