//! What the tests share: the catalog, profiles from a few lines of TOML, and a desk to run the program at.

use std::path::Path;
use std::sync::LazyLock;

use bilag::catalog::{Catalog, CatalogFiles};
use bilag::complaint::Complaints;
use bilag::id::{IntegrationId, RequirementId};
use bilag::profile::{Profile, ProfileFile};
use bilag::resolve::{Interval, Resolution, resolve};
use bilag::source::Source;

pub mod answers;
pub mod desk;
pub mod english;
pub mod made_up;
pub mod mutation;
pub mod second;

pub static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::read(&CatalogFiles::embedded()).expect("the shipped catalog reads without complaint"));

/// A profile of an edition from the lines below `[tender]`'s own.
pub fn profile_text(edition: &str, rest: &str) -> String {
    format!("edition = \"{edition}\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n{rest}")
}

pub fn read_profile(text: &str, catalog: &Catalog) -> Result<Profile, Complaints> {
    let path = Path::new("prøve.toml");
    let file = ProfileFile::read(path, Source::new("prøve.toml", text))?;
    Profile::check(&file, catalog)
}

pub fn profile(edition: &str, rest: &str) -> Profile {
    read_profile(&profile_text(edition, rest), &CATALOG).unwrap_or_else(|complaints| panic!("{complaints:#?}"))
}

pub fn resolved(edition: &str, rest: &str) -> Resolution {
    resolve(&profile(edition, rest))
}

pub fn integration(resolution: &Resolution, id: &str) -> Interval {
    resolution.integration(&IntegrationId::new(id)).unwrap_or_else(|| panic!("there is no {id}")).interval
}

pub fn requirement(resolution: &Resolution, id: &str) -> Interval {
    resolution.requirement(&RequirementId::new(id)).unwrap_or_else(|| panic!("there is no {id}")).interval
}

/// Compares with a file of the project, or writes the file when `BLESS` is set.
pub fn assert_golden(path: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a golden file lies in a folder"))
            .expect("the folder can be made");
        std::fs::write(&path, actual).expect("the golden file can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        expected == actual,
        "{} differs (BLESS=1 writes it anew):\n{}",
        path.display(),
        first_difference(&expected, actual)
    );
}

fn first_difference(expected: &str, actual: &str) -> String {
    let mut lines = expected.lines().zip(actual.lines()).enumerate();
    match lines.find(|(_, (expected, actual))| expected != actual) {
        Some((at, (expected, actual))) => format!("line {}:\n- {expected}\n+ {actual}", at + 1),
        None => format!("{} lines expected, {} found", expected.lines().count(), actual.lines().count()),
    }
}
