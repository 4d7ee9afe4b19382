//! A desk: a folder of its own, with profiles in it, where the program is run.

use std::fs;
use std::path::PathBuf;
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

    /// Puts a small profile that builds on the desk.
    pub fn profile(self, name: &str) -> Self {
        let text =
            super::profile_text("2024-01", "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\n");
        self.file(name, text)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The files on the desk, by their paths, sorted.
    pub fn files(&self) -> Vec<String> {
        let walk = walkdir::WalkDir::new(self.folder.path()).sort_by_file_name();
        let files = walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        let below = files.map(|entry| entry.path().strip_prefix(self.folder.path()).expect("it lies below").to_owned());
        below.map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    }

    /// Runs the program on the desk.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        ran(self.command(env!("CARGO_BIN_EXE_bilag")).args(arguments))
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
        command.current_dir(self.folder.path()).env("COLUMNS", "100").env("BILAG", env!("CARGO_BIN_EXE_bilag"));
        command
    }
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program speaks UTF-8").replace("\r\n", "\n");
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}
