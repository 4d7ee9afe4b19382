//! A desk: a folder of its own, with profiles in it, where the program is run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder of its own, removed at the end.
pub struct Desk {
    folder: TempDir,
}

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("there is a folder for temporary files") }
    }

    /// Puts a file on the desk.
    pub fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("the desk is a folder")).expect("the desk can hold folders");
        fs::write(path, text).expect("the desk can hold files");
        self
    }

    /// Puts a copy of a folder of the project on the desk.
    pub fn folder(mut self, of_project: &str, name: &str) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(of_project);
        for entry in walkdir::WalkDir::new(&from) {
            let path = entry.expect("the folder can be listed").into_path();
            if path.is_file() {
                let below = path.strip_prefix(&from).expect("it lies below").to_string_lossy().replace('\\', "/");
                self = self.file(&format!("{name}/{below}"), fs::read(&path).expect("it can be read"));
            }
        }
        self
    }

    /// Puts a small profile that builds on the desk.
    pub fn profile(self, name: &str) -> Self {
        let text = crate::support::profile_text(
            "2024-01",
            "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n",
        );
        self.file(name, text)
    }

    /// Changes a text in a file on the desk; it must stand there.
    pub fn change(&self, name: &str, from: &str, to: &str) {
        let text = String::from_utf8(self.read(name)).expect("it is a text");
        assert!(text.contains(from), "{name} does not hold {from:?}");
        fs::write(self.path(name), text.replace(from, to)).expect("the desk can hold files");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The files on the desk, by their paths, sorted. What an output folder keeps for itself, which tells of the clock,
    /// is left out.
    pub fn files(&self) -> Vec<String> {
        let walk = walkdir::WalkDir::new(self.folder.path()).sort_by_file_name().into_iter();
        let walk = walk.filter_entry(|entry| entry.file_name() != ".bilag").filter_map(Result::ok);
        let files = walk.filter(|entry| entry.file_type().is_file());
        let below = files.map(|entry| entry.path().strip_prefix(self.folder.path()).expect("it lies below").to_owned());
        below.map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    }

    /// The program, about to be run on the desk.
    pub fn program(&self, arguments: &[&str]) -> Command {
        let mut program = self.command(env!("CARGO_BIN_EXE_bilag"));
        program.args(arguments);
        program
    }

    /// Runs the program on the desk.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_in(&[], arguments)
    }

    /// Runs the program on the desk as a scheduler would: with these variables, and no other scheduler's.
    pub fn run_in(&self, environment: &[(&str, &str)], arguments: &[&str]) -> Ran {
        ran(self.program(arguments).envs(environment.iter().copied()))
    }

    /// Runs a script of the shell on the desk; the program is `bilag`.
    #[cfg(unix)]
    pub fn shell(&self, script: &str) -> Ran {
        let script = format!("set -o pipefail\nbilag() {{ \"$BILAG\" \"$@\"; }}\n{script}");
        ran(self.command("bash").args(["-c", &script]))
    }

    /// A program that is to be started on the desk.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for (variable, _) in std::env::vars_os() {
            let name = variable.to_string_lossy();
            // No scheduler's but what a test sets.
            if ["JOB_", "SLURM_", "AWS_", "SGE_", "PBS_", "CLOUD_", "CI_", "BILAG_"]
                .iter()
                .any(|of| name.starts_with(of))
            {
                command.env_remove(&variable);
            }
        }
        // The language is English, whatever the machine's is, but where a test asks for another.
        command.current_dir(self.folder.path()).env("COLUMNS", "100").env("LC_ALL", "C");
        command.env("BILAG", env!("CARGO_BIN_EXE_bilag"));
        command
    }
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("the program starts");
    let text = |bytes| as_elsewhere(&String::from_utf8(bytes).expect("the program speaks UTF-8").replace("\r\n", "\n"));
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// What was told, with the paths in it as they are written elsewhere than on Windows: names with one separator between.
pub fn as_elsewhere(text: &str) -> String {
    if cfg!(not(windows)) {
        return text.to_owned();
    }
    // JSON writes a separator twice.
    let (written, sign) = if text.starts_with(['{', '[']) { ("\\\\", '\0') } else { ("\\", '\\') };
    let text = text.replace(written, &sign.to_string());
    let named = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || ".*-_".contains(*c));
    let letters: Vec<char> = text.chars().collect();
    let separates = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        // `\u{202e}` is how a character is told that is not seen, `\u202e` how TOML writes it.
        let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_hexdigit);
        let is_code = letters.get(at + 2) == Some(&'{') || (at + 2..at + 6).all(digit);
        let is_escape = letters.get(at + 1) == Some(&'u') && is_code;
        named(before) && named(letters.get(at + 1)) && !is_escape
    };
    let letter = |(at, c): (usize, &char)| if *c == sign && separates(at) { '/' } else { *c };
    letters.iter().enumerate().map(letter).collect::<String>().replace(sign, written)
}
