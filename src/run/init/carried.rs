//! An earlier tender's profile as the beginning of the next one: what was asked for stays, what happened does not.

use std::path::{Component, Path, PathBuf};

use tender::input::table::as_meant;
use toml_edit::{DocumentMut, Item, TableLike, Value};

use super::SCHEMA;

/// What of a tender is its own history.
const HISTORY: [&str; 8] =
    ["published", "date", "deadline", "cancelled", "first-notice", "late-because", "version", "reference"];

/// A profile that was carried over.
pub struct Carried {
    pub text: String,
    /// By their keys
    pub left_behind: Vec<&'static str>,
}

/// The profile without its publication, its questions and its corrections; comments and order stay. Paths lead from the
/// new place.
pub fn carried(text: &str, from: &Path, to: &Path) -> Carried {
    // Our reader understands blanks of Word and curly quotes; this one, and the editors of the next tender, do not.
    let text = as_meant(text);
    let Ok(mut profile) = text.parse::<DocumentMut>() else {
        return Carried { text: text.into_owned(), left_behind: Vec::new() };
    };
    let mut left_behind = Vec::new();
    if let Some(tender) = item(&mut profile, "tender").and_then(one_table) {
        for key in HISTORY {
            if let Some(written) = spelt(tender, key) {
                tender.remove(&written);
                left_behind.push(key);
            }
        }
    }
    for key in ["question", "correction"] {
        if let Some(written) = spelt(profile.as_table(), key) {
            profile.remove(&written);
            left_behind.push(key);
        }
    }
    let (from, to) = (folder(from), folder(to));
    if from != to {
        rebase(item(&mut profile, "extends"), &from, &to);
        if let Some(theme) = item(&mut profile, "theme").and_then(one_table) {
            for key in ["logo", "word"] {
                let written = spelt(theme, key);
                rebase(written.and_then(|written| theme.get_mut(&written)), &from, &to);
            }
        }
    }
    let text = profile.to_string();
    let schema = format!("#:schema {SCHEMA}\n");
    // An editor looks for it in the first line.
    let text = if text.starts_with("#:schema") { text } else { schema + &text };
    Carried { text, left_behind }
}

/// A key as it is written in a table: our reader takes it in any case, and `_` for `-`.
fn spelt(table: &dyn TableLike, key: &str) -> Option<String> {
    let is_it = |written: &&str| written.to_lowercase().replace('_', "-") == key;
    table.iter().map(|(written, _)| written).find(is_it).map(str::to_owned)
}

fn item<'p>(profile: &'p mut DocumentMut, key: &str) -> Option<&'p mut Item> {
    let written = spelt(profile.as_table(), key)?;
    profile.get_mut(&written)
}

/// A table of which there is one, also where it is written as one of several.
fn one_table(item: &mut Item) -> Option<&mut dyn TableLike> {
    if item.is_array_of_tables() {
        let tables = item.as_array_of_tables_mut().filter(|tables| tables.len() == 1)?;
        return tables.get_mut(0).map(|table| table as &mut dyn TableLike);
    }
    item.as_table_like_mut()
}

fn folder(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

/// A path that led from one folder leads from another.
fn rebase(item: Option<&mut Item>, from: &Path, to: &Path) {
    let Some(item) = item else { return };
    let Some(written) = item.as_str().map(|written| written.replace('\\', "/")) else { return };
    if Path::new(&written).is_absolute() || written.contains(':') {
        return;
    }
    let mut anew = Value::from(between(to, &from.join(written)));
    // What stands behind it on its line stays there.
    if let Some(was) = item.as_value() {
        anew.decor_mut().clone_from(was.decor());
    }
    *item = Item::Value(anew);
}

/// The way from a folder to a file, with `/` between its parts; the whole path where they lie on two drives.
fn between(folder: &Path, file: &Path) -> String {
    let plain = |path: &Path| {
        let mut parts: Vec<Component<'_>> = Vec::new();
        for part in path.components() {
            match part {
                Component::ParentDir if matches!(parts.last(), Some(Component::Normal(_))) => drop(parts.pop()),
                Component::CurDir => {}
                part => parts.push(part),
            }
        }
        parts.iter().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<String>>()
    };
    let (folder, file) = (plain(folder), plain(file));
    let shared = folder.iter().zip(&file).take_while(|(one, other)| one == other).count();
    let up = folder.len() - shared;
    let parts = std::iter::repeat_n("..".to_owned(), up).chain(file[shared..].iter().cloned());
    if shared > 0 {
        return parts.collect::<Vec<_>>().join("/");
    }
    // What Windows puts before the whole of a path is for programs that expect it.
    let plain = |part: &String| part.replace(r"\\?\UNC\", r"\\").replace(r"\\?\", "");
    file.iter().map(plain).filter(|part| part != r"\").collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_is_carried_over_and_what_happened_is_not() {
        let earlier = "edition = \"2024-01\"  # udgaven\nextends = \"faelles.toml\"\n\n[tender]\ntitle = \"Post\"\n\
            published = 2026-11-24\nversion = \"1.2\"\ndeadline = 2027-01-15\n\n[packages]\nI-14 = \"all\"\n\n[[question]]\nnumber = 1\n\
            question = \"?\"\n\n[[requirement]]\nid = \"E1\"\ntype = \"K\"\ntext = \"…\"\n";
        let Carried { text, left_behind } = carried(earlier, Path::new("gl/post.toml"), Path::new("gl/ny.toml"));
        assert_eq!(
            text,
            "#:schema .bilag/profil.schema.json\nedition = \"2024-01\"  # udgaven\nextends = \"faelles.toml\"\n\n[tender]\ntitle = \"Post\"\n\n[packages]\nI-14 = \"all\"\n\n\
             [[requirement]]\nid = \"E1\"\ntype = \"K\"\ntext = \"…\"\n"
        );
        assert_eq!(left_behind, ["published", "deadline", "version", "question"]);
    }

    #[test]
    fn what_happened_is_left_behind_however_its_keys_are_written() {
        let earlier = "Extends = \"../faelles.toml\"\n[[Tender]]\ntitle = \"Post\"\nPublished = 2026-11-24\n\
            FIRST_NOTICE = 2\n[[Question]]\nnumber = 1\n";
        let Carried { text, left_behind } = carried(earlier, Path::new("gl/a.toml"), Path::new("ny/b/a.toml"));
        assert_eq!(left_behind, ["published", "first-notice", "question"]);
        assert!(text.contains("title = \"Post\"") && !text.contains("\"../faelles.toml\""), "{text}");
    }

    #[test]
    fn a_path_that_is_led_anew_keeps_the_remark_behind_it() {
        let Carried { text, .. } =
            carried("extends = \"../faelles.toml\"  # fælles\n", Path::new("gl/a.toml"), Path::new("ny/b/a.toml"));
        assert!(text.contains("faelles.toml\"  # fælles\n"), "{text}");
    }

    #[test]
    fn what_word_left_in_an_earlier_profile_is_carried_over_as_it_is_meant() {
        let earlier = "\u{a0}edition: 2024-01\n[tender]\ntitle = ”Post”\npublished = 24-11-2026\n";
        let Carried { text, left_behind } = carried(earlier, Path::new("a.toml"), Path::new("b.toml"));
        assert!(text.contains("title = \"Post\"") && text.contains("edition = \"2024-01\""), "{text}");
        assert_eq!(left_behind, ["published"]);
    }

    #[test]
    fn a_path_leads_from_the_new_place_to_the_same_file() {
        for (folder, file, way) in [
            ("/udbud/2027", "/udbud/2026/../faelles.toml", "../faelles.toml"),
            ("/udbud", "/udbud/2026/logo.svg", "2026/logo.svg"),
            ("/a/b", "/c/d.toml", "../../c/d.toml"),
        ] {
            assert_eq!(between(Path::new(folder), Path::new(file)), way);
        }
    }
}
