//! `bilag completions` and `bilag man`: what shells and readers of manuals take, made from the commands themselves.

use std::path::{Path, PathBuf};

use clap_mangen::Man;
use tender::complaint::Complaints;

use super::output;
use crate::fault::unwritable;

/// A script that completes the commands in a shell.
pub fn completions(shell: clap_complete::Shell, command: &mut clap::Command) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, command, "bilag", &mut script);
    String::from_utf8(script).expect("a script is text")
}

/// Writes a page for the program and for each of its commands.
pub fn man(mut command: clap::Command, folder: &Path) -> Result<Vec<PathBuf>, Complaints> {
    command.build();
    let mut written = Vec::new();
    for (name, command) in pages("bilag", &command) {
        let mut page = Vec::new();
        let path = folder.join(format!("{name}.1"));
        let man = Man::new(command.clone().name(name.clone()).display_name(name));
        man.render(&mut page).map_err(|error| unwritable(&path, &error))?;
        output::write_made(&path, &page)?;
        written.push(path);
    }
    Ok(written)
}

/// Every command that is shown, with the name of its page: `bilag`, `bilag-build`, `bilag-catalog-show`.
fn pages<'c>(name: &str, command: &'c clap::Command) -> Vec<(String, &'c clap::Command)> {
    let mut pages = vec![(name.to_owned(), command)];
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help") {
        pages.extend(self::pages(&format!("{name}-{}", inner.get_name()), inner));
    }
    pages
}
