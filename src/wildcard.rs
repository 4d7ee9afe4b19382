//! Paths with wildcards, for the shells that leave them to the program.

use std::path::{Component, Path, PathBuf};

use crate::complaint::{Complaint, Fault};
use crate::fault::{NoPattern, Thing};

/// Whether a path below a folder is to be read as a pattern: it has a wildcard in it, and nothing of that very name exists.
pub fn is_pattern(folder: &Path, path: &Path) -> bool {
    path.components().any(has_wildcard) && !folder.join(path).exists()
}

fn has_wildcard(part: Component<'_>) -> bool {
    part.as_os_str().to_string_lossy().contains(['*', '?', '['])
}

/// What a pattern matches below a folder, files and folders, in the order of their paths; a complaint that no such thing is there.
pub fn expand(folder: &Path, pattern: &Path, what: Thing) -> Result<Vec<PathBuf>, Complaint> {
    let shown = pattern.display().to_string();
    let malformed = |why| Complaint::error(Fault::MalformedPattern { pattern: shown.clone(), why }, None);
    let unicode = |path: &Path| path.to_str().map(str::to_owned).ok_or_else(|| malformed(NoPattern::NotUnicode));
    // The folder's own name is no pattern, whatever stands in it.
    let text = unicode(&Path::new(&glob::Pattern::escape(&unicode(folder)?)).join(pattern))?;
    // As in a shell: what begins with a period is found only by name.
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
    let found = glob::glob_with(&text, options).map_err(|error| malformed(NoPattern::Malformed(error.msg)))?;
    let mut paths = Vec::new();
    for path in found {
        let unreadable = |error: glob::GlobError| {
            let path = error.path().display().to_string();
            Complaint::error(Fault::Unreadable { path, why: std::io::Error::from(error).into() }, None)
        };
        paths.push(path.map_err(unreadable)?);
    }
    paths.sort();
    if paths.is_empty() { Err(Complaint::error(Fault::NoMatch { what, pattern: shown }, None)) } else { Ok(paths) }
}

/// The folders of a pattern before its first wildcard: what is found keeps its path below them.
pub fn fixed_part(pattern: &Path) -> PathBuf {
    pattern.components().take_while(|part| !has_wildcard(*part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fixed_part_ends_before_the_first_wildcard() {
        for (pattern, fixed) in
            [("udbud/*.toml", "udbud"), ("udbud/**/y26.toml", "udbud"), ("*.toml", ""), ("a/b?/c/[de].toml", "a")]
        {
            assert_eq!(fixed_part(Path::new(pattern)), Path::new(fixed), "{pattern}");
        }
    }

    #[test]
    fn a_path_that_exists_is_no_pattern() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("udbud [2026].toml");
        assert!(is_pattern(folder.path(), Path::new("udbud [2026].toml")));
        std::fs::write(&path, "").expect("it can be written");
        assert!(!is_pattern(folder.path(), Path::new("udbud [2026].toml")));
    }
}
