//! A catalog, its files one after another under lines such as `=== 2024-01/edition.toml`, is refused with complaints,
//! or its editions can be checked and resolved.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use tender::catalog::id::PackageId;
use tender::catalog::{Catalog, CatalogFiles, check};
use tender::profile::Profile;
use tender::resolve::resolve;
use tender::text::source::{Place, Source};

mod told;

fuzz_target!(|text: &str| {
    let mut files = BTreeMap::new();
    for part in text.split("=== ").skip(1) {
        let (path, text) = part.split_once('\n').unwrap_or((part, ""));
        files.insert(path.to_owned(), Source::new(path, text));
    }
    let catalog = match Catalog::read(&CatalogFiles { files }) {
        Ok(catalog) => catalog,
        Err(complaints) => return told::all(&complaints),
    };
    for edition in catalog.editions.values() {
        told::all(&check(edition));
        let packages: Vec<PackageId> = edition.packages.keys().cloned().collect();
        let place = Place::start(&Source::new("profil.toml", ""));
        resolve(&Profile::of_packages(edition, &packages, &place));
    }
});
