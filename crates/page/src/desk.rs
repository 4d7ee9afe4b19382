//! What answers are made with, and a profile as it lies there.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use tender::case::Case;
use tender::catalog::{Catalog, CatalogFiles, Edition};
use tender::complaint::Complaints;
use tender::compose::Texts;
use tender::input::files::{Files as _, Memory};
use tender::input::table::Table;
use tender::print::Templates;
use tender::profile::{ProfileFile, ThemeFile};
use tender::publication::Names;
use tender::publication::lock::Lock;
use tender::text::language::Language;
use tender::text::source::Source;

/// What a profile is called that has no file yet.
pub const NAME: &str = "profil.toml";

/// The house style of a page's own.
const THEME: &str = "theme.toml";

/// The largest file of a house, in bytes: fonts of Chinese have some tens of millions.
const LARGEST: u64 = 64 << 20;

/// The language of the page.
pub const DANISH: Language = Language::Danish;

/// Catalog, templates and texts, and the files that were laid beside the profile.
///
/// A page can carry a house of its own: a package with the folders `catalog`, `templates` and `fonts`, each in the
/// place of ours, and a house style `theme.toml` for profiles without one.
pub struct Desk {
    pub catalog: Catalog,
    pub templates: Templates,
    pub texts: Texts,
    #[cfg(feature = "press")]
    pub press: press::Press,
    /// What the profile's file is called: documents say which one they were made of
    pub name: String,
    /// What suppliers have read of the tender, once it was published
    pub lock: Option<Lock>,
    theme: Option<ThemeFile>,
    /// Taken when a published tender is first looked at
    words: OnceCell<Arc<BTreeMap<String, String>>>,
    beside: BTreeMap<PathBuf, Vec<u8>>,
    /// The tenders that were asked about last: one is asked about many times, and after a change the one before it too
    known: RefCell<Vec<(String, Rc<Case>)>>,
}

/// How many tenders are kept.
const KNOWN: usize = 3;

impl Desk {
    /// With what travels in the module, and what a house of its own puts in the place of that.
    pub fn of_house(house: &[u8]) -> Result<Self, String> {
        let given = unpacked(house)?;
        let files: Memory = given.iter().map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        let has = |folder: &str| files.exists(Path::new(folder));
        let catalog = match has("catalog") {
            true => CatalogFiles::open(Path::new("catalog"), &files).map_err(in_words)?,
            false => CatalogFiles::embedded(),
        };
        let catalog = Catalog::read(&catalog).map_err(in_words)?;
        let templates = match has("templates") {
            true => Templates::open(Path::new("templates"), &files).map_err(in_words)?,
            false => Templates::embedded(),
        };
        let texts = Texts::read(|name| Some(templates.text(name)), templates.words()).map_err(in_words)?;
        let theme = match has(THEME) {
            true => Some(ThemeFile::open(Path::new(THEME), &files).map_err(in_words)?),
            false => None,
        };
        #[cfg(feature = "press")]
        let press = {
            let fonts = match has("fonts") {
                true => press::Fonts::open(Path::new("fonts"), &files).map_err(in_words)?,
                false => press::Fonts::embedded(),
            };
            press::Press::new(&templates, Arc::new(fonts))
        };
        let of_folders = |path: &Path| ["catalog", "templates", "fonts"].iter().any(|folder| path.starts_with(folder));
        let beside = given.into_iter().filter(|(path, _)| !of_folders(path)).collect();
        Ok(Self {
            catalog,
            templates,
            texts,
            #[cfg(feature = "press")]
            press,
            name: NAME.to_owned(),
            lock: None,
            theme,
            words: OnceCell::new(),
            beside,
            known: RefCell::default(),
        })
    }

    /// Puts a file beside the profile.
    pub fn lay_beside(&mut self, name: &str, bytes: &[u8]) {
        self.beside.insert(PathBuf::from(name), bytes.to_owned());
        self.known.get_mut().clear();
    }

    /// Takes the name of the profile's file.
    pub fn call_it(&mut self, name: &str) {
        self.name = name.to_owned();
        self.known.get_mut().clear();
    }

    /// Takes away a file that was laid beside the profile.
    pub fn take_away(&mut self, name: &str) {
        self.beside.remove(Path::new(name));
        self.known.get_mut().clear();
    }

    /// What the lock of the profile is called.
    pub fn lock_name(&self) -> String {
        Lock::path(Path::new(&self.name)).display().to_string()
    }

    /// What the files of a profile are called.
    pub fn names(&self, text: &str) -> Names {
        let stem = self.name.strip_suffix(".toml").unwrap_or(&self.name);
        Names::of(&Table::parse(&Source::new(NAME, text), &mut Complaints::new()), stem)
    }

    /// The small words that suppliers read. Only who prints with the templates knows which of them are theirs; without
    /// them nothing of what was published is taken to have changed.
    pub fn words(&self) -> Arc<BTreeMap<String, String>> {
        #[cfg(feature = "press")]
        let words = || Arc::new(press::uses::words_of(&self.templates, &tender::document::DocumentKind::USUAL));
        #[cfg(not(feature = "press"))]
        let words = Arc::default;
        Arc::clone(self.words.get_or_init(words))
    }

    /// The files that lie beside the profile.
    pub fn files(&self) -> Memory {
        self.beside.iter().map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
    }

    /// Reads a profile's text.
    pub fn file(&self, text: &str) -> Result<ProfileFile, Complaints> {
        let file = ProfileFile::read(Path::new(&self.name), Source::new(self.name.as_str(), text), &self.files())?;
        Ok(file.in_house_style(self.theme.as_ref()))
    }

    /// Reads, checks and resolves a profile.
    pub fn read(&self, text: &str) -> Result<Case, Complaints> {
        Case::read(&self.file(text)?, &self.catalog)
    }

    /// A profile that was read, checked and resolved, now or before.
    pub fn case(&self, text: &str) -> Result<Rc<Case>, Complaints> {
        if let Some((_, case)) = self.known.borrow().iter().find(|(known, _)| known == text) {
            return Ok(Rc::clone(case));
        }
        let case = Rc::new(self.read(text)?);
        let mut known = self.known.borrow_mut();
        if known.len() == KNOWN {
            known.remove(0);
        }
        known.push((text.to_owned(), Rc::clone(&case)));
        Ok(case)
    }

    /// The newest edition, which a new tender begins with.
    pub fn newest(&self) -> Option<&Arc<Edition>> {
        self.catalog.newest()
    }
}

/// The files of a house, by their paths; none of an empty one.
fn unpacked(house: &[u8]) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    let mut files = BTreeMap::new();
    if house.is_empty() {
        return Ok(files);
    }
    let mut package = zip::ZipArchive::new(Cursor::new(house)).map_err(|error| error.to_string())?;
    for at in 0..package.len() {
        let file = package.by_index(at).map_err(|error| error.to_string())?;
        let Some(path) = file.enclosed_name().filter(|_| file.is_file()) else { continue };
        let mut bytes = Vec::new();
        file.take(LARGEST).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        files.insert(path, bytes);
    }
    Ok(files)
}

/// Complaints as one text, for what no place in a profile can be given.
pub fn in_words(complaints: Complaints) -> String {
    let said = complaints.iter().map(|complaint| complaint.fault.saying().message.of(DANISH).to_owned());
    said.collect::<Vec<_>>().join("\n")
}
