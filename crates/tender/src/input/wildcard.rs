//! Paths with wildcards, for the shells that leave them to the program.

use std::path::{Component, Path, PathBuf};

use crate::input::files::Files;

/// Whether a path below a folder is to be read as a pattern: it has a wildcard in it, and nothing of that very name
/// exists.
pub fn is_pattern(folder: &Path, path: &Path, files: &dyn Files) -> bool {
    path.components().any(has_wildcard) && !files.exists(&folder.join(path))
}

fn has_wildcard(part: Component<'_>) -> bool {
    part.as_os_str().to_string_lossy().contains(['*', '?', '['])
}

/// The folders of a pattern before its first wildcard: what is found keeps its path below them.
pub fn fixed_part(pattern: &Path) -> PathBuf {
    pattern.components().take_while(|part| !has_wildcard(*part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::files::Memory;

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
        let path = Path::new("udbud [2026].toml");
        assert!(is_pattern(Path::new("a"), path, &Memory::empty()));
        let files: Memory = [("a/udbud [2026].toml", "")].into_iter().collect();
        assert!(!is_pattern(Path::new("a"), path, &files));
    }
}
