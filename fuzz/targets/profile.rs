//! A profile is refused with complaints at places inside it, or gives documents; what travels with them says the same again.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use tender::catalog::{Catalog, CatalogFiles};
use tender::complaint::Complaints;
use tender::compose::{Texts, kravbilag, svarskema};
use tender::document::Document;
use tender::profile::{Profile, ProfileFile};
use tender::print::{Templates, markdown};
use tender::resolve::{Resolution, resolve};
use tender::resolve::warnings::warnings;
use tender::text::source::Source;
use tender::input::table::Table;
use libfuzzer_sys::fuzz_target;

mod told;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::read(&CatalogFiles::embedded()).expect("it is sound"));
static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);
static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| Texts::read(|name| Some(TEMPLATES.text(name)), TEMPLATES.words()).expect("they can be read"));

fn read(text: &str) -> Result<(ProfileFile, Profile, Resolution), Complaints> {
    let file = ProfileFile::read(Path::new("profil.toml"), Source::new("profil.toml", text))?;
    let profile = Profile::check(&file, &CATALOG)?;
    let resolution = resolve(&profile);
    Ok((file, profile, resolution))
}

fuzz_target!(|text: &str| {
    // A profile that extends another reads files, and those are not of this run.
    if Table::parse(&Source::new("profil.toml", text), &mut Complaints::new()).fields.contains_key("extends") {
        return;
    }
    let (file, profile, resolution) = match read(text) {
        Ok(read) => read,
        Err(complaints) => return told::all(&complaints),
    };
    told::all(&warnings(&profile, &resolution));
    let again = file.normalised();
    let (_, _, second) = read(&again).unwrap_or_else(|complaints| panic!("{again}\n{complaints:#?}"));
    assert_eq!(serde_json::to_string(&second).unwrap(), serde_json::to_string(&resolution).unwrap());
    markdown(&Document::Kravbilag(Box::new(kravbilag(&profile, &resolution, &TEXTS))), &TEMPLATES);
    markdown(&Document::Svarskema(Box::new(svarskema(&profile, &resolution, &TEXTS))), &TEMPLATES);
});
