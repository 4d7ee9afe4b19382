//! The command `bilag`: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    bilag::cli::run()
}
