//! What the tests share: the catalog, and profiles from a few lines of TOML.

use std::path::Path;
use std::sync::LazyLock;

use bilag::catalog::{Catalog, CatalogFiles};
use bilag::complaint::Complaints;
use bilag::id::{IntegrationId, RequirementId};
use bilag::profile::{Profile, ProfileFile};
use bilag::resolve::{Interval, Resolution, resolve};
use bilag::source::Source;

pub static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::read(&CatalogFiles::embedded()).expect("the shipped catalog reads without complaint"));

/// A profile of an edition from the lines below `[tender]`'s own.
pub fn profile_text(edition: &str, rest: &str) -> String {
    format!("edition = \"{edition}\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n{rest}")
}

pub fn read_profile(text: &str) -> Result<Profile, Complaints> {
    let path = Path::new("prøve.toml");
    let file = ProfileFile::read(path, Source::new("prøve.toml", text))?;
    Profile::check(&file, &CATALOG)
}

pub fn profile(edition: &str, rest: &str) -> Profile {
    read_profile(&profile_text(edition, rest)).unwrap_or_else(|complaints| panic!("{complaints:#?}"))
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
