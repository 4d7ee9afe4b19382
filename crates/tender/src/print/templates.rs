//! The template folder: Typst templates, the fixed Danish texts and the words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use strum::VariantArray;

use crate::complaint::{Complaint, Complaints};
use crate::document::words::{Word, Words, asked};
use crate::input::files::{Files, Links, decoded};
use crate::print::fault::PrintFault;
use crate::text::nearest::nearest;
use crate::text::source::Source;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../templates");

/// Below it stand the fixed texts.
pub const TEXTS: &str = "tekster";

/// The file of the fixed words.
pub const WORDS: &str = "ord.toml";

/// The template folder in memory. A user's folder replaces the embedded one file by file: what it lacks is taken from
/// the binary, and what it has besides can be used by its own templates.
pub struct Templates {
    files: BTreeMap<String, File>,
    words: Words,
    /// What is odd about a user's folder
    warnings: Complaints,
}

/// A file of the template folder.
pub enum File {
    /// What Typst, Markdown and TOML are
    Text(Arc<Source>),
    /// A picture that a user's template shows
    Bytes(Arc<[u8]>),
}

impl Templates {
    /// The templates inside the binary.
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        collect(&EMBEDDED, &mut files);
        let words = match files.get(WORDS) {
            Some(File::Text(source)) => Words::read(source).expect("the embedded words can be read"),
            Some(File::Bytes(_)) | None => Words::default(),
        };
        Self { files, words, warnings: Complaints::new() }
    }

    /// The embedded templates with a user's folder laid over them.
    pub fn open(folder: &Path, disk: &dyn Files) -> Result<Self, Complaints> {
        let mut templates = Self::embedded();
        let ours: BTreeSet<String> = templates.files.keys().cloned().collect();
        let mut theirs = BTreeMap::new();
        let (paths, mut complaints) = disk.folder(folder, Links::Inside);
        for path in paths {
            let shown = path.display().to_string();
            let Some(name) = path.strip_prefix(folder).ok().and_then(virtual_name) else {
                complaints.error(PrintFault::NameNotUnicode { path: shown }, None);
                continue;
            };
            match disk.read(&path) {
                Ok(bytes) => match file(&name, shown, bytes) {
                    Ok(file) => {
                        theirs.insert(name.clone(), path);
                        templates.files.insert(name, file);
                    }
                    Err(complaint) => complaints.push(complaint),
                },
                Err(complaint) => complaints.push(complaint),
            }
        }
        if let Some(File::Text(source)) = templates.files.get(WORDS) {
            let source = Arc::clone(source);
            match Words::read(&source) {
                Ok(words) => templates.words.overlay(words),
                Err(faults) => complaints.append(faults),
            }
            templates.warn_of_unused_words(&source);
        }
        if !complaints.has_errors() && !theirs.keys().any(|name| ours.contains(name)) {
            complaints.push(nothing_replaced(folder, &theirs, &ours));
        }
        templates.warn_of_unused(&theirs, &ours);
        if complaints.has_errors() { Err(complaints) } else { Ok(templates) }
    }

    /// A text that was put into the folder under a name that nothing has would be missed in the documents and nowhere
    /// else.
    fn warn_of_unused(&mut self, theirs: &BTreeMap<String, PathBuf>, ours: &BTreeSet<String>) {
        for (name, path) in theirs.iter().filter(|(name, _)| !ours.contains(*name)) {
            let base = name.rsplit_once('/').map_or(name.as_str(), |(_, base)| base);
            let names_it = |(other, file): (&String, &File)| matches!(file, File::Text(source) if other != name && source.text.contains(base));
            if !self.files.iter().any(names_it) {
                let nearest = nearest(name, ours.iter().map(String::as_str));
                let fault = PrintFault::UnusedTemplate { path: path.display().to_string(), nearest };
                self.warnings.push(Complaint::warning(fault, None));
            }
        }
    }

    /// A word under a key that no template asks for is missed where another was meant to be replaced.
    fn warn_of_unused_words(&mut self, words: &Arc<Source>) {
        let asks = |key: &str| {
            let mut texts = self.files.values().filter_map(|file| match file {
                File::Text(source) => Some(source),
                File::Bytes(_) => None,
            });
            texts.any(|source| asked(&source.text).iter().any(|asked| asked == key))
        };
        let unused: Vec<_> = Words::unknown(words).into_iter().filter(|(key, _)| !asks(key)).collect();
        for (key, place) in unused {
            let nearest = nearest(&key, Word::VARIANTS.iter().map(|word| word.key()));
            self.warnings.warn(PrintFault::UnusedWord { key, nearest }, place);
        }
    }

    /// What is odd about a user's folder, though it can be printed with.
    pub fn warnings(&self) -> &Complaints {
        &self.warnings
    }

    /// A fixed text by its path below `tekster/`: `kravbilag/instruktion.md`. A name that no folder has gives an empty
    /// text.
    pub fn text(&self, name: &str) -> Arc<Source> {
        let path = format!("{TEXTS}/{name}");
        match self.files.get(&path) {
            Some(File::Text(source)) => Arc::clone(source),
            Some(File::Bytes(_)) | None => Source::new(format!("templates/{path}"), ""),
        }
    }

    /// The fixed words.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Every file with its path in the folder, sorted: what an export writes.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, file)| (name.as_str(), file.bytes()))
    }

    /// Every file as it is, with its path in the folder, sorted.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(name, file)| (name.as_str(), file))
    }
}

impl File {
    fn bytes(&self) -> &[u8] {
        match self {
            File::Text(source) => source.text.as_bytes(),
            File::Bytes(bytes) => bytes,
        }
    }
}

/// Complains of a folder that takes the place of no template, and names the one below it that would.
fn nothing_replaced(folder: &Path, theirs: &BTreeMap<String, PathBuf>, ours: &BTreeSet<String>) -> Complaint {
    let inner = theirs.keys().find_map(|name| {
        let (above, below) = name.split_once('/')?;
        ours.contains(below).then(|| folder.join(above).display().to_string())
    });
    Complaint::error(PrintFault::NoTemplates { folder: folder.display().to_string(), there: inner }, None)
}

/// The embedded files of a folder and of the folders below it.
fn collect(folder: &Dir, files: &mut BTreeMap<String, File>) {
    for embedded in folder.files() {
        let name = virtual_name(embedded.path()).expect("embedded paths are Unicode");
        let file = file(&name, format!("templates/{name}"), embedded.contents().to_vec());
        files.insert(name, file.expect("embedded texts are UTF-8"));
    }
    for folder in folder.dirs() {
        collect(folder, files);
    }
}

/// A file by the ending of its name; a complaint about a text that is not UTF-8.
fn file(name: &str, shown: String, bytes: Vec<u8>) -> Result<File, Complaint> {
    let is_text = [".typ", ".md", ".toml", ".json"].iter().any(|ending| name.ends_with(ending));
    if is_text { decoded(shown, bytes).map(File::Text) } else { Ok(File::Bytes(bytes.into())) }
}

/// A path below the folder with `/` between its parts; `None` if it is not Unicode.
fn virtual_name(path: &Path) -> Option<String> {
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_str()?),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::ParentDir => return None,
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::files::Memory;

    fn opened<const N: usize>(files: [(&str, &[u8]); N]) -> Result<Templates, Complaints> {
        let files: Memory = files.into_iter().map(|(name, bytes)| (format!("vores/{name}"), bytes)).collect();
        Templates::open(Path::new("vores"), &files)
    }

    #[test]
    fn a_folder_replaces_file_by_file_and_may_hold_more() {
        let ours: &[u8] = b"# Vores pakker";
        let templates = opened([("tekster/kravbilag/pakker.md", ours), ("byvåben.png", &[0x89, 0xff])]).ok().unwrap();
        let ours = templates.text("kravbilag/pakker.md");
        assert_eq!(ours.text, "# Vores pakker");
        assert!(ours.name.ends_with("pakker.md") && !ours.name.starts_with("templates/"));
        let embedded = templates.text("kravbilag/overblik.md");
        assert_eq!(embedded.name, "templates/tekster/kravbilag/overblik.md");
        assert!(templates.files().any(|(name, _)| name == "byvåben.png"));
        assert_eq!(templates.text("findes/ikke.md").text, "");
    }

    #[test]
    fn a_folder_that_replaces_nothing_is_refused_and_a_file_that_nothing_uses_is_told() {
        let told = |templates: &Templates| -> Vec<String> {
            templates.warnings().iter().map(|complaint| complaint.fault.saying().message.en).collect()
        };
        let wrong = opened([("templates/ord.toml", b"chosen = \"Udvalgt\""), ("catalog/a.md", b"")]).err().unwrap();
        let said = wrong.iter().next().unwrap().fault.saying();
        let there = format!("the templates lie in `{}`", Path::new("vores").join("templates").display());
        assert_eq!((wrong.iter().count(), said.hints[0].en.as_str()), (1, there.as_str()));
        assert_eq!(opened([("a.png", &[0])]).err().unwrap().iter().next().unwrap().fault.code(), "no-templates");
        let odd = opened([
            (WORDS, b"chosen = \"Udvalgt\"".as_slice()),
            ("kravbilag.typ", b"#import \"eget.typ\": side"),
            ("eget.typ", b"#image(\"byv\xc3\xa5ben.png\")"),
            ("byvåben.png", &[0x89]),
            ("tekster/kravbilag/instruktioner.md", b"# Vejledning"),
            ("Ord.toml", b""),
        ]);
        let odd = told(&odd.ok().unwrap());
        assert_eq!(odd, ["nothing uses `vores/Ord.toml`", "nothing uses `vores/tekster/kravbilag/instruktioner.md`"]);
    }

    #[test]
    fn a_file_of_words_need_only_hold_what_it_changes() {
        let templates = opened([(WORDS, b"chosen = \"Udvalgt\"")]).ok().unwrap();
        assert_eq!(templates.words().get(Word::Chosen), "Udvalgt");
        assert_eq!(templates.words().get(Word::Follows), "Følger af valget");
        let complaints = opened([(WORDS, b"chosen = 3")]).err().unwrap();
        assert_eq!(complaints.iter().next().unwrap().fault.code(), "wrong-kind");
        assert!(complaints.iter().next().unwrap().place.is_some());
    }

    #[test]
    fn a_text_that_is_not_unicode_is_complained_of() {
        let complaints = opened([("theme.typ", &[b'#', 0x81])]).err().unwrap();
        assert_eq!(complaints.iter().next().unwrap().fault.code(), "not-utf-8");
    }

    #[test]
    fn every_fixed_text_begins_with_its_heading() {
        let templates = Templates::embedded();
        for (name, bytes) in templates.files().filter(|(name, _)| name.starts_with(TEXTS)) {
            assert!(bytes.starts_with(b"# "), "{name}");
        }
    }
}
