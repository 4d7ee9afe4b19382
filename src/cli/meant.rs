//! Arguments as they are meant: what shells and explorers hand over along with a path.

use std::env;
use std::ffi::OsString;
use std::path::Path;

/// What the process was called with.
pub fn arguments() -> impl Iterator<Item = OsString> {
    env::args_os().enumerate().map(|(at, argument)| if at == 0 { argument } else { meant(argument, Path::exists) })
}

/// Quotes that stand around a path that was copied or dropped.
const QUOTES: [(char, char); 7] =
    [('"', '"'), ('\'', '\''), ('“', '”'), ('”', '”'), ('„', '“'), ('»', '«'), ('‘', '’')];

/// An argument without the quotes around it, without `file://`, and with the separators of this system where only so
/// it names something.
fn meant(argument: OsString, exists: impl Fn(&Path) -> bool) -> OsString {
    let Some(written) = argument.to_str() else { return argument };
    let trimmed = written.trim();
    let quoted = QUOTES.iter().find_map(|(open, close)| {
        let inside = trimmed.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.is_empty() && !inside.contains([*open, *close])).then_some(inside)
    });
    // `"C:\mappe\"`: to Windows `\"` is a quote of the text, and ends nothing.
    let half = || trimmed.strip_suffix('"').filter(|inside| inside.contains('\\') && !inside.contains('"'));
    let link = |said: &str| {
        let path = said.strip_prefix("file://")?;
        let drive = path.strip_prefix('/').filter(|path| path.get(1..2) == Some(":"));
        Some(drive.unwrap_or(path).replace("%20", " "))
    };
    let bare = quoted.or_else(half).unwrap_or(written);
    if let Some(path) = link(bare) {
        return path.into();
    }
    if quoted.is_some() || bare.len() < trimmed.len() || exists(Path::new(written)) {
        return bare.into();
    }
    let of_this_system = trimmed.replace('\\', "/");
    if of_this_system != written && exists(Path::new(&of_this_system)) { of_this_system.into() } else { argument }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_it_is_meant_however_it_was_dropped_or_copied() {
        let there = |path: &Path| path == Path::new("mit udbud/a.toml");
        for written in [
            "mit udbud/a.toml",
            "\"mit udbud/a.toml\"",
            "'mit udbud/a.toml'",
            "“mit udbud/a.toml”",
            "»mit udbud/a.toml«",
            "mit udbud/a.toml ",
            "mit udbud\\a.toml",
            "file://mit%20udbud/a.toml",
        ] {
            // To Windows both separators are its own.
            assert_eq!(Path::new(&meant(written.into(), there)), Path::new("mit udbud/a.toml"), "{written}");
        }
        assert_eq!(meant("C:\\mit udbud\\\"".into(), there), "C:\\mit udbud\\");
        assert_eq!(meant("file:///C:/udbud/a.toml".into(), there), "C:/udbud/a.toml");
    }

    #[test]
    fn what_is_no_path_stays_as_it_is() {
        for written in ["build", "--language", "I-02", "\"", "''", "a\\b", "", "Anne \"Ann\" Bo", "O'Brien"] {
            assert_eq!(meant(written.into(), |_| false), written);
        }
    }
}
