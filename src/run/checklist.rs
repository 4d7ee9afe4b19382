//! `bilag checklist`: for packages as such, or for a profile.

use std::path::PathBuf;
use std::sync::Arc;

use super::output::Outputs;
use crate::house::House;
use press::Assets;
use tender::case::Case;
use tender::catalog::id::PackageId;
use tender::catalog::{Catalog, Edition};
use tender::complaint::Complaints;
use tender::compose::front::LOGO;
use tender::compose::{slides, slides_of_packages, tjekliste, tjekliste_of_packages};
use tender::document::Format;
use tender::document::{Audience, Document};
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
    /// A chapter for each package, to be filled in in Word
    Docx,
    /// The slides with what the speaker says, to be changed in PowerPoint
    Pptx,
}

/// A file of the checklist.
enum Sheet {
    Checklist(Format),
    Slides(Format),
    Page,
}

impl ChecklistFormat {
    const ALL: &[Self] = &[Self::Pdf, Self::Slides, Self::Md, Self::Html, Self::Docx, Self::Pptx];

    fn files(self) -> &'static [(&'static str, Sheet)] {
        match self {
            ChecklistFormat::Pdf => &[("tjekliste.pdf", Sheet::Checklist(Format::Pdf))],
            ChecklistFormat::Slides => &[
                ("tjekliste-slides.pdf", Sheet::Slides(Format::Pdf)),
                ("tjekliste-noter.md", Sheet::Slides(Format::Md)),
            ],
            ChecklistFormat::Md => &[("tjekliste.md", Sheet::Checklist(Format::Md))],
            ChecklistFormat::Html => &[("tjekliste.html", Sheet::Page)],
            ChecklistFormat::Docx => &[("tjekliste.docx", Sheet::Checklist(Format::Docx))],
            ChecklistFormat::Pptx => &[("tjekliste-slides.pptx", Sheet::Slides(Format::Pptx))],
        }
    }
}

/// What is to be made.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Order {
    /// Packages such as I-02 [default: all]
    #[arg(conflicts_with = "profile")]
    pub packages: Vec<String>,
    /// A profile whose choices and answers are ticked
    #[arg(long)]
    pub profile: Option<PathBuf>,
    /// The edition of the catalog [default: the newest]
    #[arg(long, conflicts_with = "profile")]
    pub edition: Option<String>,
    /// The folder to write to
    #[arg(short, long, default_value = "bilag-ud", value_name = "DIR")]
    pub output: PathBuf,
    /// A house style: a file with the keys of `[theme]`; a profile's own goes over it
    #[arg(long, value_name = "FILE")]
    pub theme: Option<PathBuf>,
    /// A format to write; may be repeated [default: all]
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    pub formats: Vec<ChecklistFormat>,
    /// Overwrite checklists that were filled in or edited
    #[arg(long)]
    pub force: bool,
}

/// A checklist that was made.
#[derive(Debug)]
pub struct Made {
    pub written: Vec<PathBuf>,
    pub warnings: Complaints,
}

/// Makes the checklist in every format that was asked for.
pub fn checklist(house: &House, order: &Order) -> Result<Made, Complaints> {
    let mut warnings = Complaints::new();
    match try_checklist(house, order, &mut warnings) {
        Ok(written) => Ok(Made { written, warnings }),
        Err(errors) => {
            warnings.append(errors);
            Err(warnings)
        }
    }
}

fn try_checklist(house: &House, order: &Order, warnings: &mut Complaints) -> Result<Vec<PathBuf>, Complaints> {
    let style = order.theme.as_deref().map(|path| ThemeFile::open(path, &house.inputs)).transpose()?;
    let mut assets = Assets::new();
    let (checklist, slides) = match &order.profile {
        Some(path) => {
            let file = ProfileFile::open(path, &house.inputs)?.in_house_style(style.as_ref());
            let case = Case::read(&file, &house.catalog)?;
            warnings.append(case.warnings.clone());
            let unprintable = house.press.proof(&file.table, &case.profile.theme, &house.inputs, &mut assets);
            if unprintable.has_errors() {
                return Err(unprintable);
            }
            assets.attach_all(case.attachments(Audience::Webinar));
            let (profile, resolution) = (&case.profile, &case.resolution);
            (tjekliste(profile, resolution, &house.texts), slides(profile, resolution, &house.texts))
        }
        None => {
            let edition = edition(&house.catalog, order.edition.as_deref())?;
            let packages = packages(&edition, &order.packages)?;
            let theme = theme(house, style.as_ref(), &mut assets)?;
            (
                tjekliste_of_packages(&edition, &packages, &theme, &house.texts),
                slides_of_packages(&edition, &packages, &theme, &house.texts),
            )
        }
    };
    let page = || html(&checklist, &house.templates, assets.picture(LOGO)).into_bytes();
    let (checklist, slides) = (Document::Tjekliste(Box::new(checklist.clone())), Document::Slides(Box::new(slides)));
    let mut formats = if order.formats.is_empty() { ChecklistFormat::ALL.to_vec() } else { order.formats.clone() };
    formats.sort();
    formats.dedup();
    // Everything is printed before anything is written: the files belong together.
    let mut printed = Vec::new();
    for (name, sheet) in formats.into_iter().flat_map(ChecklistFormat::files) {
        let (bytes, told) = match sheet {
            Sheet::Checklist(format) => house.print(&checklist, *format, &assets)?,
            Sheet::Slides(format) => house.print(&slides, *format, &assets)?,
            Sheet::Page => (page(), Complaints::new()),
        };
        warnings.append(told);
        printed.push((order.output.join(name), bytes));
    }
    Outputs::over(&house.inputs).loose(&printed, order.force)?;
    Ok(printed.into_iter().map(|(path, _)| path).collect())
}

/// The house style of a checklist that belongs to no profile.
fn theme(house: &House, file: Option<&ThemeFile>, assets: &mut Assets) -> Result<Theme, Complaints> {
    let Some(file) = file else { return Ok(Theme::default()) };
    let complaints = house.press.proof(&file.table, &file.theme, &house.inputs, assets);
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
        // »2« and »I02« are I-02.
        let said = PackageId::parse(id).or_else(|| PackageId::parse(&format!("I-{}", id.trim())));
        match said.filter(|id| edition.packages.contains_key(id)) {
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
