//! What the tests share: the catalog, profiles from a few lines of TOML, and answers to forms.

use std::path::Path;
use std::sync::LazyLock;

use tender::catalog::{Catalog, CatalogFiles};
use tender::complaint::Complaints;
use tender::input::files::Memory;
use tender::profile::{Profile, ProfileFile};
use tender::text::source::Source;

pub static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::read(&CatalogFiles::embedded()).expect("the shipped catalog reads without complaint"));

/// A profile of an edition from the lines below `[tender]`'s own. What the lines do not say and a final tender must is
/// said for them.
pub fn profile_text(edition: &str, rest: &str) -> String {
    let known = [("procedure", "\"mini-tender\""), ("deadline", "2030-01-15")];
    let missing = known.iter().filter(|(key, _)| !rest.contains(&format!("{key} =")));
    let missing: String = missing.map(|(key, value)| format!("{key} = {value}\n")).collect();
    bare_profile_text(edition, &(missing + rest))
}

/// A profile of an edition that says no more than it must.
pub fn bare_profile_text(edition: &str, rest: &str) -> String {
    format!("edition = \"{edition}\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n{rest}")
}

pub fn read_profile(text: &str, catalog: &Catalog) -> Result<Profile, Complaints> {
    let path = Path::new("prøve.toml");
    let file = ProfileFile::read(path, Source::new("prøve.toml", text), &Memory::empty())?;
    Profile::check(&file, catalog)
}

pub fn profile(edition: &str, rest: &str) -> Profile {
    read_profile(&profile_text(edition, rest), &CATALOG).unwrap_or_else(|complaints| panic!("{complaints:#?}"))
}

/// Whole words that tell how sure a source is, weigh a change or advise the buyer. None stands in what suppliers get.
pub const DOUBTING: [&str; 23] = [
    "sandsynlig",
    "sandsynligt",
    "sandsynlige",
    "uafklaret",
    "uafklarede",
    "usikker",
    "usikkert",
    "overveje",
    "overvej",
    "overvejes",
    "annulleres",
    "annullation",
    "jurist",
    "juristen",
    "slide",
    "slides",
    "webinarmaterialet",
    "læsning",
    "læsninger",
    "fortolkning",
    "fortolkninger",
    "ulæseligt",
    "væsentlig",
];
