//! A profile is refused with complaints at places inside it, or gives documents; what travels with them says the same
//! again.
#![no_main]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use tender::case::Case;
use tender::catalog::{Catalog, CatalogFiles};
use tender::complaint::Complaints;
use tender::compose::Texts;
use tender::input::files::Memory;
use tender::print::{Templates, markdown};
use tender::profile::ProfileFile;
use tender::text::source::Source;

mod told;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::read(&CatalogFiles::embedded()).expect("it is sound"));
static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);
static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| Texts::read(|name| Some(TEMPLATES.text(name)), TEMPLATES.words()).expect("they can be read"));

fn read(text: &str) -> Result<Case, Complaints> {
    // A profile that extends another finds no file here.
    let file = ProfileFile::read(Path::new("profil.toml"), Source::new("profil.toml", text), &Memory::empty())?;
    Case::read(&file, &CATALOG)
}

fuzz_target!(|text: &str| {
    let case = match read(text) {
        Ok(case) => case,
        Err(complaints) => return told::all(&complaints),
    };
    told::all(&case.warnings);
    let again = &case.normalised;
    let second = read(again).unwrap_or_else(|complaints| panic!("{again}\n{complaints:#?}"));
    assert_eq!(serde_json::to_string(&second.resolution).unwrap(), serde_json::to_string(&case.resolution).unwrap());
    for document in case.say([], &TEXTS, Arc::default()).documents.values() {
        markdown(document, &TEMPLATES);
    }
});
