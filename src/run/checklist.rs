//! `bilag checklist`: for packages as such, or for a profile.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Case, Format, Workshop, output, print};
use crate::catalog::{Catalog, Edition};
use crate::cli::{Console, Outcome};
use crate::complaint::{Complaints, Fault};
use crate::document::{Document, DocumentKind, tjekliste_of_packages};
use crate::id::{EditionId, PackageId};
use crate::profile::ProfileFile;
use crate::render::Assets;
use crate::table::nearest;

/// The formats of a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ChecklistFormat {
    Pdf,
    Md,
}

/// What is to be made.
pub struct Order {
    /// All when empty
    pub packages: Vec<String>,
    pub profile: Option<PathBuf>,
    /// The newest when absent
    pub edition: Option<String>,
    pub output: PathBuf,
    /// All when empty
    pub formats: Vec<ChecklistFormat>,
}

/// Makes the checklist in every format that was asked for.
pub fn checklist(workshop: &Workshop, order: Order, console: &mut Console) -> Result<Outcome, Complaints> {
    let mut assets = Assets::new();
    let document = match &order.profile {
        Some(path) => {
            let file = ProfileFile::open(path)?;
            let case = Case::read(&file, &workshop.catalog)?;
            console.complain(&case.warnings);
            let unprintable = case.check_print(&file, workshop, &mut assets);
            if unprintable.has_errors() {
                return Err(unprintable);
            }
            case.attach_data(&file, &mut assets);
            case.document(DocumentKind::Tjekliste, &workshop.texts)
        }
        None => {
            let edition = edition(&workshop.catalog, order.edition.as_deref())?;
            let packages = packages(&edition, &order.packages)?;
            Document::Tjekliste(Box::new(tjekliste_of_packages(&edition, &packages, &workshop.texts)))
        }
    };
    let formats: &[ChecklistFormat] =
        if order.formats.is_empty() { &[ChecklistFormat::Pdf, ChecklistFormat::Md] } else { &order.formats };
    for format in formats {
        let (name, format) = match format {
            ChecklistFormat::Pdf => ("tjekliste.pdf", Format::Pdf),
            ChecklistFormat::Md => ("tjekliste.md", Format::Md),
        };
        let (bytes, warnings) = print(workshop, &document, format, &assets)?;
        console.complain(&warnings);
        let path = order.output.join(name);
        output::write(&path, &bytes)?;
        console.say(&format!("wrote {}", path.display()));
    }
    Ok(Outcome::Done)
}

/// The edition that was asked for, or the newest.
pub fn edition(catalog: &Catalog, id: Option<&str>) -> Result<Arc<Edition>, Complaints> {
    let found = match id {
        Some(id) => catalog.editions.get(&EditionId::new(id)),
        None => catalog.newest(),
    };
    found.cloned().ok_or_else(|| {
        let known: Vec<String> = catalog.editions.keys().map(ToString::to_string).collect();
        let id = id.unwrap_or_default().to_owned();
        let nearest = nearest(&id, known.iter().map(String::as_str));
        let mut complaints = Complaints::new();
        complaints.error(Fault::UnknownEdition { id, known, nearest }, None);
        complaints
    })
}

/// The packages that were named, each once and in order, or all.
fn packages(edition: &Edition, written: &[String]) -> Result<Vec<PackageId>, Complaints> {
    let mut complaints = Complaints::new();
    let mut packages = Vec::new();
    for id in written {
        match PackageId::parse(id).filter(|id| edition.packages.contains_key(id)) {
            Some(id) => packages.push(id),
            None => {
                let known =
                    edition.packages.values().map(|package| format!("{} {}", package.id, package.title)).collect();
                complaints.error(Fault::UnknownPackage { id: id.clone(), known }, None);
            }
        }
    }
    if complaints.has_errors() {
        return Err(complaints);
    }
    if written.is_empty() {
        packages.extend(edition.packages.keys().cloned());
    }
    packages.sort();
    packages.dedup();
    Ok(packages)
}
