//! A small tender that other things are held up against.

use std::path::Path;
use std::sync::LazyLock;

use tender::case::Case;
use tender::catalog::{Catalog, CatalogFiles};
use tender::compose::Texts;
use tender::input::files::Memory;
use tender::print::Templates;
use tender::profile::ProfileFile;
use tender::text::source::Source;

// Not each target that holds this module needs all of it.
#[allow(dead_code)]
pub const PROFILE: &str = include_str!("profil.toml");

pub static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::read(&CatalogFiles::embedded()).expect("it is sound"));
pub static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    let templates = Templates::embedded();
    Texts::read(|name| Some(templates.text(name)), templates.words()).expect("they can be read")
});

/// Reads a profile that must be sound.
#[allow(dead_code)]
pub fn case(text: &str) -> Case {
    let source = Source::new("profil.toml", text);
    let file = ProfileFile::read(Path::new("profil.toml"), source, &Memory::empty());
    let case = file.and_then(|file| Case::read(&file, &CATALOG));
    case.unwrap_or_else(|complaints| panic!("{complaints:#?}"))
}
