//! `bilag diff`: what changed between two editions, or between two versions of a tender.

use crate::disk::{Disk, read_lock};
use std::path::{Path, PathBuf};

use codespan_reporting::term::termcolor::Buffer;
use serde::Serialize;

use super::output;
use crate::console::Console;
use crate::house::House;
use crate::outcome::Outcome;
use press::Assets;
use tender::case::Case;
use tender::catalog::id::EditionId;
use tender::catalog::{Catalog, CatalogFiles};
use tender::change::{Changes, Counts, Kind, Record, Weight, compare};
use tender::complaint::{Complaint, Complaints, Fault};
use tender::compose::{corrections, rettelsesblad};
use tender::document::Document;
use tender::document::Format;
use tender::input::table::nearest;
use tender::print::markdown_of_changes;
use tender::profile::ProfileFile;
use tender::publication::Release;

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
pub struct Order {
    pub old: PathBuf,
    pub new: PathBuf,
    /// Told by the output's ending when absent
    pub format: Option<DiffFormat>,
    pub output: Option<PathBuf>,
}

/// One of the two that are compared.
struct Side {
    /// As it was named
    name: String,
    record: Record,
    release: Release,
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
            return Self::of_folder(path);
        }
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("toml") => Self::of_profile(path, house),
            Some("json") => {
                let lock = read_lock(path)?;
                Ok(Self { release: lock.release, ..Self::of_record(name, lock.record) })
            }
            Some(_) | None => {
                let known: Vec<String> = editions.keys().map(ToString::to_string).collect();
                let nearest = nearest(&name, known.iter().map(String::as_str));
                Err(Complaint::error(Fault::UnknownSide { name, editions: known, nearest }, None).into())
            }
        }
    }

    fn of_record(name: String, record: Record) -> Self {
        Self { name, record, release: Release::default(), profile: None }
    }

    /// The folder of an edition; the catalog is the folder that it lies in.
    fn of_folder(path: &Path) -> Result<Self, Complaints> {
        let name = path.display().to_string();
        let nothing = || Complaints::from(Complaint::error(Fault::NotAnEdition { path: name.clone() }, None));
        let folder = path.canonicalize().map_err(|_| nothing())?;
        let (Some(parent), Some(id)) = (folder.parent(), folder.file_name().and_then(|id| id.to_str())) else {
            return Err(nothing());
        };
        if !folder.join("edition.toml").is_file() {
            return Err(nothing());
        }
        // As it was named, so that complaints name it so too.
        let named = path.parent().filter(|named| !named.as_os_str().is_empty() && path.ends_with(id));
        let catalog = Catalog::read(&CatalogFiles::open(named.unwrap_or(parent), &Disk)?)?;
        let edition = catalog.editions.get(&EditionId::new(id)).ok_or_else(nothing)?;
        Ok(Self::of_record(name.clone(), Record::of_edition(edition)))
    }

    fn of_profile(path: &Path, house: &House) -> Result<Self, Complaints> {
        let file = ProfileFile::open(path, &Disk)?;
        let case = Case::read(&file, &house.catalog)?;
        let record = house.say(&case, []).record;
        let release = Release::of(&case.profile);
        Ok(Self { name: path.display().to_string(), record, release, profile: Some((case, file)) })
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

/// Compares, and writes what changed.
pub fn diff(house: &House, order: Order, console: &mut Console) -> Result<Outcome, Complaints> {
    let (old, new) = open(house, &order)?;
    let changes = compare(&old.record, &new.record);
    let format = order.format.or_else(|| DiffFormat::of(order.output.as_deref()?)).unwrap_or(DiffFormat::Text);
    let bytes = match format {
        DiffFormat::Text => {
            let colours = order.output.is_none() && console.prints_colours();
            let mut out = if colours { Buffer::ansi() } else { Buffer::no_color() };
            let title = |id: &str| package_title(&old, &new, id);
            text::write(&mut out, (&old.name, &new.name), &changes, &title).expect("writing to memory never fails");
            out.into_inner()
        }
        DiffFormat::Json => json(&old, &new, &changes),
        DiffFormat::Md => match &new.profile {
            Some((case, _)) => {
                let sheet = sheet(case, &old, &changes, house);
                house.print(&sheet, Format::Md, &Assets::new())?.0
            }
            None => {
                let parts = corrections(changes.iter(), &|id| package_title(&old, &new, id));
                markdown_of_changes(&old.in_words(), &new.in_words(), &parts, &house.templates).into_bytes()
            }
        },
        DiffFormat::Pdf => {
            let Some((case, file)) = &new.profile else {
                return Err(Complaint::error(Fault::NoNewProfile { name: new.name }, None).into());
            };
            let sheet = sheet(case, &old, &changes, house);
            let mut assets = Assets::new();
            let complaints = house.press.proof(&file.table, &case.profile.theme, &Disk, &mut assets);
            if complaints.has_errors() {
                return Err(complaints);
            }
            console.complain(&complaints);
            assets.attach_all(case.attachments());
            let (bytes, warnings) = house.print(&sheet, Format::Pdf, &assets)?;
            console.complain(&warnings);
            bytes
        }
    };
    match &order.output {
        Some(path) => {
            output::write(path, &bytes)?;
            console.say(&format!("wrote {}", path.display()));
            Ok(Outcome::Done)
        }
        None => Ok(console.print(&String::from_utf8_lossy(&bytes))),
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
    Complaint::error(Fault::UnlikeSides { edition: edition.name, tender: tender.name }, None).into()
}

/// The rettelsesblad from the old side to the new one's profile.
fn sheet(case: &Case, old: &Side, changes: &Changes, house: &House) -> Document {
    let (was, draft) = (old.release.was(), case.resolution.draft);
    Document::Rettelsesblad(Box::new(rettelsesblad(&case.profile, draft, &was, changes, &house.texts)))
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
