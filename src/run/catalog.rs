//! `bilag catalog`: list, show, check, export.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::checklist::edition;
use super::output;
use crate::fault::RunFault;
use press::font_files;
use tender::catalog::id::{AreaId, FactId, IntegrationId, PackageId, ReadingId, RequirementId, TypeId};
use tender::catalog::{
    Catalog, CatalogFiles, Edition, Fact, Integration, Need, Package, Reading, Requirement, RequirementType,
    check as check_edition,
};
use tender::complaint::{Complaint, Complaints};
use tender::print::Templates;
use tender::text::nearest::nearest;

/// An entry of an edition.
pub enum Entry<'e> {
    Package(&'e Package),
    Requirement(&'e Requirement),
    Need(&'e Fact, &'e Need),
    Integration(&'e Integration),
    Fact(&'e Fact),
    Reading(&'e Reading),
    Type(&'e RequirementType),
    Area(&'e AreaId, &'e str),
}

impl<'e> Entry<'e> {
    /// The entry that an id stands for.
    pub fn of(edition: &'e Edition, id: &str) -> Option<Self> {
        let package = PackageId::parse(id).and_then(|id| edition.packages.get(&id)).map(Self::Package);
        let requirement = || RequirementId::parse(id).and_then(|id| edition.requirement(&id)).map(Self::Requirement);
        let need = || {
            let fact = edition.fact_of_need(&RequirementId::parse(id)?)?;
            Some(Self::Need(fact, fact.need.as_ref()?))
        };
        let integration = || edition.integrations.get(&IntegrationId::parse(id)).map(Self::Integration);
        let fact = || edition.fact_of(id).map(Self::Fact);
        let reading = || edition.reading(&ReadingId::parse(id)).map(Self::Reading);
        let kind = || edition.types.iter().find(|kind| kind.id.as_str().eq_ignore_ascii_case(id)).map(Self::Type);
        let area = || edition.areas.get_key_value(&AreaId::parse(id)).map(|(id, name)| Self::Area(id, name));
        let lines = package.or_else(requirement).or_else(need).or_else(integration);
        let found = lines.or_else(fact).or_else(reading).or_else(kind).or_else(area);
        found.or_else(|| Self::named(edition, id))
    }

    /// The entry that is called so, by its whole name.
    fn named(edition: &'e Edition, name: &str) -> Option<Self> {
        let same = |known: &str| known.to_lowercase() == name.trim().to_lowercase();
        let package = edition.packages.values().find(|package| same(&package.title)).map(Self::Package);
        let integration = || {
            let mut named = edition.integrations.values().filter(|integration| same(&integration.name));
            named.next().filter(|_| named.next().is_none()).map(Self::Integration)
        };
        let area = || edition.areas.iter().find(|(_, known)| same(known)).map(|(id, name)| Self::Area(id, name));
        package.or_else(integration).or_else(area)
    }
}

/// The edition whose packages are listed.
pub fn list(catalog: &Catalog, id: Option<&str>) -> Result<Arc<Edition>, Complaints> {
    edition(catalog, id)
}

/// The edition that an entry is shown of; a complaint where it has no such entry.
pub fn show(catalog: &Catalog, id: &str, of: Option<&str>) -> Result<Arc<Edition>, Complaints> {
    let edition = edition(catalog, of)?;
    if Entry::of(&edition, id).is_some() {
        return Ok(edition);
    }
    let packages = edition.packages.keys().map(PackageId::as_str);
    let integrations = edition.integrations.keys().map(IntegrationId::as_str);
    let facts = edition.facts.keys().map(FactId::as_str);
    let readings = edition.readings.iter().map(|reading| reading.id.as_str());
    let types = edition.types.iter().map(|kind| TypeId::as_str(&kind.id));
    let areas = edition.areas.keys().map(AreaId::as_str);
    let known = packages.chain(integrations).chain(facts).chain(readings).chain(types).chain(areas);
    // »omsorg« is a part of one name alone.
    let part = id.trim().to_lowercase();
    let titles = edition.packages.values().map(|package| (package.id.as_str(), package.title.as_str()));
    let names = edition.areas.iter().map(|(id, name)| (id.as_str(), name.as_str()));
    let mut holding =
        titles.chain(names).filter(|(_, name)| part.chars().count() > 3 && name.to_lowercase().contains(&part));
    let only = holding.next().filter(|_| holding.next().is_none()).map(|(id, _)| id.to_owned());
    let nearest = nearest(id, known).or(only);
    Err(Complaint::error(RunFault::UnknownEntry { id: id.to_owned(), edition: edition.id.clone(), nearest }, None)
        .into())
}

/// Proves that every edition is sound. Reading it has proved its references already.
pub fn check(catalog: &Catalog) -> Result<(), Complaints> {
    let mut complaints = Complaints::new();
    for edition in catalog.editions.values() {
        complaints.append(check_edition(edition));
    }
    if complaints.has_errors() { Err(complaints) } else { Ok(()) }
}

/// What was written out.
pub struct Exported {
    pub folder: PathBuf,
    pub written: usize,
    /// Of what lay there already, and what could not be written
    pub complaints: Complaints,
}

/// Writes catalog, templates and fonts out. What lies there already is left as it is.
pub fn export(catalog: &CatalogFiles, templates: &Templates, folder: &Path) -> Exported {
    let mut exported = Exported { folder: folder.to_owned(), written: 0, complaints: Complaints::new() };
    let catalog = catalog.files.iter().map(|(path, source)| (format!("catalog/{path}"), source.text.as_bytes()));
    let templates = templates.files().map(|(path, bytes)| (format!("templates/{path}"), bytes));
    let fonts = font_files().into_iter().map(|(path, bytes)| (format!("fonts/{path}"), bytes));
    for (path, bytes) in catalog.chain(templates).chain(fonts) {
        match output::write_new(&folder.join(path), bytes) {
            Ok(()) => exported.written += 1,
            Err(complaint) => exported.complaints.push(complaint),
        }
    }
    exported
}
