//! The process in which a returned file is read.
//!
//! A file that hangs, eats memory or breaks the reader takes its own process down and nothing else: the parent waits
//! for its word, and kills it when the time is up.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use process_control::{ChildExt, Control};

use crate::platform;
use tender::form::archive::{LARGEST_ARCHIVE, is_archive, member, members};
use tender::form::refusal::Refusal;
use tender::form::returned::{LARGEST, Reading};
use tender::input::package::BEGINNING;

/// The name of the command that reads one file; it is in no help text.
pub const COMMAND: &str = "read-form";

/// The computing that a file gets, in seconds.
const COMPUTING: u64 = 5;

/// How long a file is waited for. On a busy machine a sound one takes its time to get its computing, so the clock ends
/// only what waits; where the system does not bound the computing, the clock is all there is.
pub const PATIENCE: Duration = Duration::from_secs(if cfg!(unix) { 20 } else { 10 });

/// The memory that a file gets, in bytes: all that the process maps beside the program itself.
const MEMORY: u64 = 256 << 20;

/// The most that a child may say, in bytes.
const WORD: u64 = 64 << 20;

/// Reads a file, or one in a package, in a process of its own. `program` is this program, however it is called; a
/// package may lie in a package.
pub fn read_apart(program: &Path, file: &Path, in_package: &[usize]) -> Reading {
    match std::fs::metadata(file) {
        Err(error) => return Reading::Refused(Refusal::Unreadable(error.into())),
        // A pipe or a device could go on for ever.
        Ok(about) if !about.is_file() => return Reading::Refused(Refusal::NotAForm),
        Ok(about) if about.len() > LARGEST && !(about.len() <= LARGEST_ARCHIVE && begins_as_package(file)) => {
            return Reading::Refused(Refusal::TooLarge(about.len()));
        }
        Ok(_) => {}
    }
    let mut command = Command::new(program);
    // The allocator would set a whole gibibyte aside before it is asked, which is more than the child may map.
    command.env("MIMALLOC_ARENA_RESERVE", "0");
    command.arg(COMMAND);
    for at in in_package {
        command.arg("--member").arg(at.to_string());
    }
    command.arg("--").arg(file).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return Reading::Refused(Refusal::Unreadable(error.into())),
    };
    listen(&mut child).unwrap_or_else(Reading::Refused)
}

/// What the child says until its time is up. It is gone afterwards.
fn listen(child: &mut Child) -> Result<Reading, Refusal> {
    let Some(stdout) = child.stdout.take() else { return Err(Refusal::TooDemanding) };
    // The thread ends with the child: a killed process closes its end.
    let listening = thread::spawn(move || {
        let mut word = Vec::new();
        stdout.take(WORD).read_to_end(&mut word).map(|_| word)
    });
    let control = platform::bounded(child.controlled(), MEMORY);
    let ended = control.time_limit(PATIENCE).terminate_for_timeout().wait();
    let status = match ended {
        Ok(Some(status)) if platform::computed_too_long(status) => return Err(Refusal::TooSlow),
        Ok(Some(status)) => status,
        Ok(None) => return Err(Refusal::TooSlow),
        Err(error) => {
            // Whatever went wrong, the child does not outlive it.
            let _ = child.kill();
            return Err(Refusal::Unreadable(error.into()));
        }
    };
    let word = listening.join().ok().and_then(Result::ok).filter(|_| status.success());
    word.and_then(|word| serde_json::from_slice(&word).ok()).ok_or(Refusal::TooDemanding)
}

/// Whether a file begins as a package does.
fn begins_as_package(file: &Path) -> bool {
    let mut start = [0; BEGINNING.len()];
    File::open(file).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *BEGINNING
}

/// The bytes of a file in a package, or of one in a package in that.
pub fn inside(path: &Path, members: &[usize]) -> Result<Vec<u8>, Refusal> {
    let unreadable = |error: std::io::Error| Refusal::Unreadable(error.into());
    let (first, rest) = members.split_first().ok_or(Refusal::NotAForm)?;
    let outermost = member(File::open(path).map_err(unreadable)?, *first)?;
    rest.iter().try_fold(outermost, |bytes, at| member(Cursor::new(bytes), *at))
}

/// Reads a file, or one in a package, whatever its name says it is.
pub fn read(path: &Path, in_package: &[usize]) -> Reading {
    let unreadable = |error: std::io::Error| Refusal::Unreadable(error.into());
    if !in_package.is_empty() {
        return inside(path, in_package).map_or_else(Reading::Refused, |bytes| {
            if bytes.starts_with(BEGINNING) && is_archive(Cursor::new(&bytes)) {
                return members(Cursor::new(&bytes)).map_or_else(Reading::Refused, Reading::Archive);
            }
            Reading::of(&bytes)
        });
    }
    if begins_as_package(path)
        && let Ok(file) = File::open(path)
        && is_archive(&file)
    {
        return members(&file).map_or_else(Reading::Refused, Reading::Archive);
    }
    let bytes = || {
        let mut bytes = Vec::new();
        // The size that the system tells may be of a file that grows.
        File::open(path).map_err(unreadable)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        let length = bytes.len() as u64;
        if length > LARGEST { Err(Refusal::TooLarge(length)) } else { Ok(bytes) }
    };
    bytes().map_or_else(Reading::Refused, |bytes| Reading::of(&bytes))
}

/// Bounds this process: to be called in the child before it opens the file.
pub fn limit() {
    let program = std::env::current_exe().and_then(std::fs::metadata).map_or(0, |program| program.len());
    platform::limit(MEMORY + program, COMPUTING);
}
