//! `bilag diff`: what changed between two editions, or between two versions of a tender.

use std::path::{Path, PathBuf};

use codespan_reporting::term::termcolor::{Buffer, WriteColor};
use serde::Serialize;

use super::original::Original;
use super::output::Outputs;
use crate::disk::read_lock;
use crate::fault::RunFault;
use crate::house::House;
use press::Assets;
use tender::case::Case;
use tender::catalog::id::EditionId;
use tender::catalog::{Catalog, CatalogFiles};
use tender::change::{Changes, Counts, Kind, Record, Weight, compare};
use tender::complaint::{Complaint, Complaints};
use tender::compose::{Correcting, Reader, aendringsnotat, corrections, rettelsesblad};
use tender::document::Document;
use tender::document::Format;
use tender::input::files::Files;
use tender::print::markdown_of_changes;
use tender::profile::ProfileFile;
use tender::publication::{Release, lock};
use tender::text::language::Language;
use tender::text::nearest::nearest;

pub mod paper;
mod text;

/// The version of the JSON.
const SCHEMA: u32 = 1;

/// The formats of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum DiffFormat {
    /// For the terminal, with words that changed in it
    Text,
    Json,
    /// In Danish; of a tender whose new side is a profile it is the rettelsesblad
    Md,
    /// The rettelsesblad of a tender
    Pdf,
}

impl DiffFormat {
    /// The format that a file's name asks for.
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "txt" => Some(DiffFormat::Text),
            "json" => Some(DiffFormat::Json),
            "md" => Some(DiffFormat::Md),
            "pdf" => Some(DiffFormat::Pdf),
            _ => None,
        }
    }
}

/// What is to be compared.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Order {
    /// An edition such as 2023-04, an edition's folder, a profile (.toml), a lock (.bilag-lock), or a paper
    /// that was changed in Word (.docx)
    pub old: PathBuf,
    /// The same kind of thing, later; the profile that a Word paper was made of
    pub new: PathBuf,
    /// The format to write; a PDF is the rettelsesblad of a tender [default: the ending of FILE, or text]
    #[arg(long, value_enum, value_name = "FORMAT", requires_if("pdf", "output"))]
    pub format: Option<DiffFormat>,
    /// What to make of a tender's changes: the rettelsesblad for suppliers, the ændringsnotat for the buyer [default:
    /// the rettelsesblad of a published version]
    #[arg(long, value_enum, value_name = "DOCUMENT")]
    pub document: Option<Paper>,
    /// The file to write [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite a file that was edited
    #[arg(long)]
    pub force: bool,
}

/// A paper that tells of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Paper {
    /// What suppliers are told
    Rettelsesblad,
    /// What the buyer should know
    Aendringsnotat,
}

/// One of the two that are compared.
struct Side {
    /// As it was named
    name: String,
    record: Record,
    release: Release,
    /// The number of the last rettelsesblad, 0 where there was none yet; unknown of what is no lock
    notice: Option<u32>,
    /// The profile, when the side is one
    profile: Option<(Case, ProfileFile)>,
}

impl Side {
    /// Opens an edition of the catalog, a folder with an edition, a profile or a lock.
    fn open(path: &Path, house: &House) -> Result<Self, Complaints> {
        let name = path.display().to_string();
        let editions = &house.catalog.editions;
        if let Some(edition) = editions.get(&EditionId::new(&name)) {
            return Ok(Self::of_record(name, Record::of_edition(edition)));
        }
        if path.is_dir() {
            return Self::of_folder(path, &house.inputs);
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("toml") => Self::of_profile(path, house),
            Some("bilag-lock" | "json") => Self::of_lock(path, house),
            Some(_) | None if is_of_a_row(path) => Self::of_lock(path, house),
            Some(_) | None => {
                let known: Vec<String> = editions.keys().map(ToString::to_string).collect();
                let nearest = nearest(&name, known.iter().map(String::as_str));
                Err(Complaint::error(RunFault::UnknownSide { name, editions: known, nearest }, None).into())
            }
        }
    }

    fn of_record(name: String, record: Record) -> Self {
        Self { name, record, release: Release::default(), notice: None, profile: None }
    }

    /// The version that was published last.
    fn of_lock(path: &Path, house: &House) -> Result<Self, Complaints> {
        let lock = read_lock(path, &house.inputs)?;
        let notice = lock.publications.iter().filter_map(|issued| issued.notice).max();
        let release = lock.published().map(|published| published.release).unwrap_or_default();
        let name = path.display().to_string();
        Ok(Self { release, notice: Some(notice.unwrap_or_default()), ..Self::of_record(name, lock.record) })
    }

    /// The folder of an edition; the catalog is the folder that it lies in.
    fn of_folder(path: &Path, files: &dyn Files) -> Result<Self, Complaints> {
        let name = path.display().to_string();
        let nothing = || Complaints::from(Complaint::error(RunFault::NotAnEdition { path: name.clone() }, None));
        let folder = path.canonicalize().map_err(|_| nothing())?;
        let (Some(parent), Some(id)) = (folder.parent(), folder.file_name().and_then(|id| id.to_str())) else {
            return Err(nothing());
        };
        if !folder.join("edition.toml").is_file() {
            return Err(nothing());
        }
        // As it was named, so that complaints name it so too.
        let named = path.parent().filter(|named| !named.as_os_str().is_empty() && path.ends_with(id));
        let catalog = Catalog::read(&CatalogFiles::open(named.unwrap_or(parent), files)?)?;
        let edition = catalog.editions.get(&EditionId::new(id)).ok_or_else(nothing)?;
        Ok(Self::of_record(name.clone(), Record::of_edition(edition)))
    }

    fn of_profile(path: &Path, house: &House) -> Result<Self, Complaints> {
        let file = ProfileFile::open(path, &house.inputs)?;
        let case = Case::read(&file, &house.catalog)?;
        let record = house.say(&case, []).record;
        let release = Release::of(&case.profile);
        Ok(Self { name: path.display().to_string(), record, release, notice: None, profile: Some((case, file)) })
    }

    /// What a reader of the JSON needs to know of it.
    fn named(&self) -> Named<'_> {
        let kind = if self.record.is_tender() { "tender" } else { "edition" };
        let name = Path::new(&self.name).file_name().and_then(|name| name.to_str()).unwrap_or(&self.name);
        Named { name, kind, edition: &self.record.edition, release: &self.release }
    }

    /// »udgave 2023-04«, »version 1.0«
    fn in_words(&self) -> String {
        match (&self.release.version, self.record.is_tender()) {
            (_, false) => format!("udgave {}", self.record.edition),
            (Some(version), true) => format!("version {version}"),
            (None, true) => self.named().name.to_owned(),
        }
    }
}

/// A comparison as JSON.
#[derive(Serialize)]
struct Comparison<'c> {
    schema: u32,
    old: Named<'c>,
    new: Named<'c>,
    weight: Option<Weight>,
    counts: Counts,
    changes: &'c Changes,
}

#[derive(Serialize)]
struct Named<'s> {
    /// The bare file name, or the edition's id
    name: &'s str,
    kind: &'static str,
    edition: &'s str,
    #[serde(flatten)]
    release: &'s Release,
}

/// Two that were compared.
pub struct Compared {
    old: Side,
    new: Side,
    pub changes: Changes,
    pub warnings: Complaints,
    pub made: Made,
}

/// What was made of a comparison.
pub enum Made {
    /// A text for a person, who asked for no file: [`Compared::write_text`] writes it
    Text,
    /// Data for a program, that asked for no file
    Data(String),
    Written(PathBuf),
}

impl Compared {
    /// The paper that tells of the changes; none by itself where suppliers have read nothing that could be corrected.
    fn paper(&self, asked: Option<Paper>) -> Result<Option<Paper>, Complaints> {
        let published = self.old.release.published.is_some();
        match asked {
            Some(_) if self.new.profile.is_none() => {
                Err(Complaint::error(RunFault::NoNewProfile { name: self.new.name.clone() }, None).into())
            }
            Some(Paper::Rettelsesblad) if !published => {
                Err(Complaint::error(RunFault::NothingPublished { name: self.old.name.clone() }, None).into())
            }
            Some(paper) => Ok(Some(paper)),
            None => Ok(published.then_some(Paper::Rettelsesblad)),
        }
    }

    /// Writes what changed for a person to read, in colours where there are some.
    pub fn write_text(&self, out: &mut dyn WriteColor, language: Language) {
        let title = |id: &str| package_title(&self.old, &self.new, id);
        text::write(out, (&self.old.name, &self.new.name), &self.changes, &title, language)
            .expect("writing to memory never fails");
    }
}

/// Compares, and writes what changed if it is told where.
pub fn diff(house: &House, order: &Order, language: Language) -> Result<Compared, Complaints> {
    let (old, new) = open(house, order)?;
    let changes = compare(&old.record, &new.record);
    // What the buyer settled of a change replaces the guess.
    let changes = match &new.profile {
        Some((case, _)) => changes.weighed(|change| case.profile.weight_of(change)),
        None => changes,
    };
    let mut compared = Compared { old, new, changes, warnings: Complaints::new(), made: Made::Text };
    let format = order.format.or_else(|| DiffFormat::of(order.output.as_deref()?));
    // A paper is no list for the terminal.
    let format = format.unwrap_or(if order.document.is_some() { DiffFormat::Md } else { DiffFormat::Text });
    if format == DiffFormat::Text && order.output.is_none() && order.document.is_none() {
        return Ok(compared);
    }
    match made(house, &mut compared, format, order.document, language).and_then(|bytes| {
        let Some(path) = &order.output else { return Ok(Made::Data(String::from_utf8_lossy(&bytes).into_owned())) };
        Outputs::over(&house.inputs).loose(&[(path.clone(), bytes)], order.force)?;
        Ok(Made::Written(path.clone()))
    }) {
        Ok(made) => Ok(Compared { made, ..compared }),
        Err(errors) => {
            compared.warnings.append(errors);
            Err(compared.warnings)
        }
    }
}

/// A comparison in a format. Warnings are added to its own.
fn made(
    house: &House,
    compared: &mut Compared,
    format: DiffFormat,
    asked: Option<Paper>,
    language: Language,
) -> Result<Vec<u8>, Complaints> {
    let paper = compared.paper(asked)?;
    match format {
        DiffFormat::Text => {
            let mut out = Buffer::no_color();
            compared.write_text(&mut out, language);
            Ok(out.into_inner())
        }
        DiffFormat::Json => Ok(json(&compared.old, &compared.new, &compared.changes)),
        DiffFormat::Md => {
            let Compared { old, new, changes, .. } = compared;
            match (&new.profile, paper) {
                (Some((case, _)), Some(paper)) => {
                    let sheet = sheet(case, old, changes, house, paper);
                    Ok(house.print(&sheet, Format::Md, &Assets::new())?.0)
                }
                (Some(_) | None, _) => {
                    let reader = Reader::Buyer(new.profile.as_ref().map(|(case, _)| &case.profile));
                    let parts = corrections(changes.iter(), &reader, &house.texts, &|id| package_title(old, new, id));
                    Ok(markdown_of_changes(&old.in_words(), &new.in_words(), &parts, &house.templates).into_bytes())
                }
            }
        }
        DiffFormat::Pdf => {
            let Compared { old, new, changes, warnings, .. } = compared;
            let Some((case, file)) = &new.profile else {
                return Err(Complaint::error(RunFault::NoNewProfile { name: new.name.clone() }, None).into());
            };
            let Some(paper) = paper else {
                return Err(Complaint::error(RunFault::NothingPublished { name: old.name.clone() }, None).into());
            };
            let sheet = sheet(case, old, changes, house, paper);
            let mut assets = Assets::new();
            let complaints = house.press.proof(&file.table, &case.profile.theme, &house.inputs, &mut assets);
            if complaints.has_errors() {
                return Err(complaints);
            }
            warnings.append(complaints);
            let (bytes, told) = Original::new(case, &sheet, &assets, changes).print(house, Format::Pdf)?;
            warnings.append(told);
            Ok(bytes)
        }
    }
}

/// Opens both sides. What is wrong with either is told at once.
fn open(house: &House, order: &Order) -> Result<(Side, Side), Complaints> {
    let mut complaints = Complaints::new();
    let mut keep = |faults: Complaints| complaints.append(faults);
    let old = Side::open(&order.old, house).map_err(&mut keep).ok();
    let new = Side::open(&order.new, house).map_err(&mut keep).ok();
    let (Some(old), Some(new)) = (old, new) else { return Err(complaints) };
    match (old.record.is_tender(), new.record.is_tender()) {
        (true, true) | (false, false) => Ok((old, new)),
        (false, true) => Err(unlike(old, new)),
        (true, false) => Err(unlike(new, old)),
    }
}

fn unlike(edition: Side, tender: Side) -> Complaints {
    Complaint::error(RunFault::UnlikeSides { edition: edition.name, tender: tender.name }, None).into()
}

/// The paper on the changes from the old side to the new one's profile.
fn sheet(case: &Case, old: &Side, changes: &Changes, house: &House, paper: Paper) -> Document {
    // What was published is corrected by a higher version alone: of any other the paper cannot go out.
    let corrects = old.notice.is_none() || Release::of(&case.profile).is_raised_from(&old.release);
    let (was, draft) = (old.release.was(), case.resolution.draft || !corrects);
    let first = case.profile.tender.first_notice.unwrap_or(1);
    let number = old.notice.map(|last| if last == 0 { first } else { last + 1 });
    let correcting = Correcting { was, number, changes };
    match paper {
        Paper::Rettelsesblad => {
            Document::Rettelsesblad(Box::new(rettelsesblad(&case.profile, draft, &correcting, &house.texts)))
        }
        Paper::Aendringsnotat => {
            Document::Aendringsnotat(Box::new(aendringsnotat(&case.profile, draft, &correcting, &house.texts)))
        }
    }
}

/// Whether a file is the lock of a portfolio's row, by the folder that it lies in.
fn is_of_a_row(path: &Path) -> bool {
    let folders = path.parent().into_iter().flat_map(Path::iter);
    folders.filter_map(|folder| folder.to_str()).any(|folder| folder.ends_with(lock::FOLDER)) && path.is_file()
}

fn json(old: &Side, new: &Side, changes: &Changes) -> Vec<u8> {
    let (weight, counts) = (changes.weight(), changes.counts());
    let comparison = Comparison { schema: SCHEMA, old: old.named(), new: new.named(), weight, counts, changes };
    let mut json = serde_json::to_vec_pretty(&comparison).expect("a comparison is plain data");
    json.push(b'\n');
    json
}

/// A package's title, the new one first.
fn package_title(old: &Side, new: &Side, id: &str) -> Option<String> {
    let package = |side: &Side| {
        let mut packages = side.record.entries.iter().filter(|entry| entry.subject.kind == Kind::Package);
        packages.find(|entry| entry.subject.id == id).map(|entry| entry.title.clone())
    };
    package(new).or_else(|| package(old))
}
