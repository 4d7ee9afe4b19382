//! What answers are made with, and a profile as it lies there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tender::case::Case;
use tender::catalog::{Catalog, CatalogFiles, Edition};
use tender::complaint::Complaints;
use tender::compose::Texts;
use tender::input::files::Memory;
use tender::print::Templates;
use tender::profile::ProfileFile;
use tender::text::language::Language;
use tender::text::source::Source;

/// What a profile is called that has no file yet.
pub const NAME: &str = "profil.toml";

/// The language of the page.
pub const DANISH: Language = Language::Danish;

/// Catalog, templates and texts, and the files that were laid beside the profile.
pub struct Desk {
    pub catalog: Catalog,
    pub templates: Templates,
    pub texts: Texts,
    #[cfg(feature = "press")]
    pub press: press::Press,
    beside: BTreeMap<PathBuf, Vec<u8>>,
}

impl Desk {
    /// With what travels in the module.
    pub fn embedded() -> Result<Self, String> {
        let catalog = Catalog::read(&CatalogFiles::embedded()).map_err(in_words)?;
        let templates = Templates::embedded();
        let texts = Texts::read(|name| Some(templates.text(name)), templates.words()).map_err(in_words)?;
        #[cfg(feature = "press")]
        let press = press::Press::new(&templates, Arc::new(press::Fonts::embedded()));
        Ok(Self {
            catalog,
            templates,
            texts,
            #[cfg(feature = "press")]
            press,
            beside: BTreeMap::new(),
        })
    }

    /// Puts a file beside the profile.
    pub fn lay_beside(&mut self, name: &str, bytes: &[u8]) {
        self.beside.insert(PathBuf::from(name), bytes.to_owned());
    }

    /// The files that lie beside the profile.
    pub fn files(&self) -> Memory {
        self.beside.iter().map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
    }

    /// Reads a profile's text.
    pub fn file(&self, text: &str) -> Result<ProfileFile, Complaints> {
        ProfileFile::read(Path::new(NAME), Source::new(NAME, text), &self.files())
    }

    /// Reads, checks and resolves a profile.
    pub fn case(&self, text: &str) -> Result<Case, Complaints> {
        Case::read(&self.file(text)?, &self.catalog)
    }

    /// The newest edition, which a new tender begins with.
    pub fn newest(&self) -> Option<&Arc<Edition>> {
        self.catalog.newest()
    }
}

/// Complaints as one text, for what no place in a profile can be given.
pub fn in_words(complaints: Complaints) -> String {
    let said = complaints.iter().map(|complaint| complaint.fault.saying().message.of(DANISH).to_owned());
    said.collect::<Vec<_>>().join("\n")
}
