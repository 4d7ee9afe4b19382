//! `bilag checklist`: for packages as such, or for a profile.

use crate::disk::Disk;
use std::path::PathBuf;
use std::sync::Arc;

use super::output;
use crate::console::Console;
use crate::house::House;
use crate::outcome::Outcome;
use press::Assets;
use tender::case::Case;
use tender::catalog::id::PackageId;
use tender::catalog::{Catalog, Edition};
use tender::complaint::Complaints;
use tender::compose::front::LOGO;
use tender::compose::{slides, slides_of_packages, tjekliste, tjekliste_of_packages};
use tender::document::Document;
use tender::document::Format;
use tender::print::html;
use tender::profile::{ProfileFile, Theme, ThemeFile};

/// The formats of a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum ChecklistFormat {
    /// A page for each package, to be filled in
    Pdf,
    /// A slide for each package, and what the speaker says
    Slides,
    Md,
    /// A page for a browser
    Html,
}

/// A file of the checklist.
enum Sheet {
    Checklist(Format),
    Slides(Format),
    Page,
}

impl ChecklistFormat {
    const ALL: &[Self] = &[Self::Pdf, Self::Slides, Self::Md, Self::Html];

    fn files(self) -> &'static [(&'static str, Sheet)] {
        match self {
            ChecklistFormat::Pdf => &[("tjekliste.pdf", Sheet::Checklist(Format::Pdf))],
            ChecklistFormat::Slides => &[
                ("tjekliste-slides.pdf", Sheet::Slides(Format::Pdf)),
                ("tjekliste-noter.md", Sheet::Slides(Format::Md)),
            ],
            ChecklistFormat::Md => &[("tjekliste.md", Sheet::Checklist(Format::Md))],
            ChecklistFormat::Html => &[("tjekliste.html", Sheet::Page)],
        }
    }
}

/// What is to be made.
pub struct Order {
    /// All when empty
    pub packages: Vec<String>,
    pub profile: Option<PathBuf>,
    /// The newest when absent
    pub edition: Option<String>,
    pub output: PathBuf,
    pub theme: Option<ThemeFile>,
    /// All when empty
    pub formats: Vec<ChecklistFormat>,
}

/// Makes the checklist in every format that was asked for.
pub fn checklist(house: &House, order: Order, console: &mut Console) -> Result<Outcome, Complaints> {
    let mut assets = Assets::new();
    let (checklist, slides) = match &order.profile {
        Some(path) => {
            let file = ProfileFile::open(path, &Disk)?.in_house_style(order.theme.as_ref());
            let case = Case::read(&file, &house.catalog)?;
            console.complain(&case.warnings);
            let unprintable = house.press.proof(&file.table, &case.profile.theme, &Disk, &mut assets);
            if unprintable.has_errors() {
                return Err(unprintable);
            }
            assets.attach_all(case.attachments());
            let (profile, resolution) = (&case.profile, &case.resolution);
            (tjekliste(profile, resolution, &house.texts), slides(profile, resolution, &house.texts))
        }
        None => {
            let edition = edition(&house.catalog, order.edition.as_deref())?;
            let packages = packages(&edition, &order.packages)?;
            let theme = theme(house, order.theme.as_ref(), &mut assets)?;
            (
                tjekliste_of_packages(&edition, &packages, &theme, &house.texts),
                slides_of_packages(&edition, &packages, &theme, &house.texts),
            )
        }
    };
    let page = || html(&checklist, &house.templates, assets.picture(LOGO)).into_bytes();
    let (checklist, slides) = (Document::Tjekliste(Box::new(checklist.clone())), Document::Slides(Box::new(slides)));
    let mut formats = if order.formats.is_empty() { ChecklistFormat::ALL.to_vec() } else { order.formats };
    formats.sort();
    formats.dedup();
    // Everything is printed before anything is written: the files belong together.
    let mut printed = Vec::new();
    for (name, sheet) in formats.into_iter().flat_map(ChecklistFormat::files) {
        let (bytes, warnings) = match sheet {
            Sheet::Checklist(format) => house.print(&checklist, *format, &assets)?,
            Sheet::Slides(format) => house.print(&slides, *format, &assets)?,
            Sheet::Page => (page(), Complaints::new()),
        };
        console.complain(&warnings);
        printed.push((order.output.join(name), bytes));
    }
    for (path, bytes) in printed {
        output::write(&path, &bytes)?;
        console.say(&format!("wrote {}", path.display()));
    }
    Ok(Outcome::Done)
}

/// The house style of a checklist that belongs to no profile.
fn theme(house: &House, file: Option<&ThemeFile>, assets: &mut Assets) -> Result<Theme, Complaints> {
    let Some(file) = file else { return Ok(Theme::default()) };
    let complaints = house.press.proof(&file.table, &file.theme, &Disk, assets);
    if complaints.has_errors() { Err(complaints) } else { Ok(file.theme.clone()) }
}

/// The edition that was asked for, or the newest.
pub fn edition(catalog: &Catalog, id: Option<&str>) -> Result<Arc<Edition>, Complaints> {
    let found = catalog.edition_or_newest(id);
    found.cloned().map_err(Complaints::from)
}

/// The packages that were named, each once and in order, or all.
fn packages(edition: &Edition, written: &[String]) -> Result<Vec<PackageId>, Complaints> {
    let mut complaints = Complaints::new();
    let mut packages = Vec::new();
    for id in written {
        match PackageId::parse(id).filter(|id| edition.packages.contains_key(id)) {
            Some(id) => packages.push(id),
            None => complaints.error(edition.unknown_package(id), None),
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
