//! The command `bilag`: arguments in, exit code out.

#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Typst allocates much and briefly, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    bilag::cli::run()
}
