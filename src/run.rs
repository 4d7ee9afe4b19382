//! The commands: files are read at their beginning and written at their end.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use self::seals::Seals;
use crate::binding::Binding;
use crate::catalog::{Catalog, read_bytes};
use crate::change::Record;
use crate::complaint::{Complaint, Complaints, Fault};
use crate::document::{Document, DocumentKind, Svarskema, Texts, kravbilag, slides, svarskema, tjekliste};
use crate::profile::{Profile, ProfileFile, Theme};
use crate::render::{Assets, Fonts, Manuscript, Press, Templates, markdown};
use crate::resolve::{Resolution, resolve as resolve_profile, warnings::warnings};
use crate::source::Place;
use crate::table::{Kind, Table, nearest};

pub mod attachments;
pub mod build;
pub mod catalog;
pub mod checklist;
pub mod collect;
pub mod complaints;
pub mod diff;
mod index;
pub mod init;
pub mod jobs;
pub mod merge;
pub mod original;
pub mod output;
mod plan;
pub mod report;
pub mod resolve;
pub mod seals;
pub mod shard;
pub mod update;
mod workers;

/// Everything that printing needs; shared by all workers.
pub struct Workshop {
    pub catalog: Catalog,
    pub templates: Templates,
    pub texts: Texts,
    pub fonts: Arc<Fonts>,
    pub press: Press,
    /// Taken when a build first asks for them
    seals: OnceLock<Seals>,
    words: OnceLock<Arc<BTreeMap<String, String>>>,
}

impl Workshop {
    pub fn new(catalog: Catalog, templates: Templates, texts: Texts, fonts: Arc<Fonts>) -> Self {
        let press = Press::new(&templates, Arc::clone(&fonts));
        Self { catalog, templates, texts, fonts, press, seals: OnceLock::new(), words: OnceLock::new() }
    }

    /// The small words that suppliers read, by their keys.
    fn words(&self) -> Arc<BTreeMap<String, String>> {
        let words = || Arc::new(self.templates.words_of(&[DocumentKind::Kravbilag, DocumentKind::Svarskema]));
        Arc::clone(self.words.get_or_init(words))
    }

    /// The seals of what all profiles share.
    pub fn seals(&self) -> &Seals {
        self.seals.get_or_init(|| Seals::new(&self.catalog, &self.templates, &self.fonts))
    }
}

/// A format to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Format {
    Pdf,
    Md,
    Json,
    /// The svarskema only
    Xlsx,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Md => "md",
            Format::Json => "json",
            Format::Xlsx => "xlsx",
        }
    }
}

/// What is to be made of each profile: documents and their formats, each once. A format that only the svarskema has is passed over
/// for other documents, unless nothing would be left of what was asked for.
pub fn targets(documents: &[DocumentKind], formats: &[Format]) -> Result<Vec<(DocumentKind, Format)>, Complaints> {
    let documents = if documents.is_empty() { &[DocumentKind::Kravbilag, DocumentKind::Svarskema] } else { documents };
    let formats = if formats.is_empty() { &[Format::Pdf, Format::Xlsx] } else { formats };
    let mut targets: Vec<_> =
        documents.iter().flat_map(|document| formats.iter().map(|format| (*document, *format))).collect();
    targets.sort();
    targets.dedup();
    targets.retain(|(document, format)| *format != Format::Xlsx || *document == DocumentKind::Svarskema);
    if targets.is_empty() {
        let fault = Fault::NoSuchFormat { format: Format::Xlsx.extension(), document: documents[0].file_name() };
        return Err(Complaint::error(fault, None).into());
    }
    Ok(targets)
}

/// A profile with what follows from it.
pub struct Case {
    pub profile: Profile,
    /// The profile as TOML that stands alone
    pub normalised: String,
    pub resolution: Resolution,
    /// What of the resolution concerns the tender
    pub at_work: Resolution,
    pub warnings: Complaints,
    /// Where the profile writes its version
    version: Option<Place>,
}

impl Case {
    /// Reads, checks and resolves a profile.
    pub fn open(path: &Path, catalog: &Catalog) -> Result<Self, Complaints> {
        Self::read(&ProfileFile::open(path)?, catalog)
    }

    /// Checks and resolves a profile that was read.
    pub fn read(file: &ProfileFile, catalog: &Catalog) -> Result<Self, Complaints> {
        let profile = Profile::check(file, catalog)?;
        let resolution = resolve_profile(&profile);
        let at_work = resolution.at_work(&profile);
        let warnings = warnings(&profile, &resolution);
        let tender = file.table.fields.get("tender").map(|field| &field.value.kind);
        let version = match tender {
            Some(Kind::Table(tender)) => tender.fields.get("version").map(|field| field.value.place.clone()),
            Some(Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) | Kind::List(_)) | None => None,
        };
        Ok(Self { profile, normalised: file.normalised(), resolution, at_work, warnings, version })
    }

    /// Complains of what cannot be printed: a font or a character that no font has, a logo that is no picture.
    fn check_print(&self, file: &ProfileFile, workshop: &Workshop, assets: &mut Assets) -> Complaints {
        let mut complaints = Complaints::new();
        check_characters(&file.table, &workshop.fonts, &mut complaints);
        complaints.append(check_theme(&self.profile.theme, workshop, assets));
        complaints
    }

    /// What ties the response form to this profile.
    pub fn binding(&self, form: &Svarskema) -> Binding {
        Binding::new(self.normalised.clone(), &self.at_work, form)
    }

    /// Says what the profile's documents of some kinds say, and always what its kravbilag and its svarskema do.
    pub fn documents(
        &self,
        kinds: impl Iterator<Item = DocumentKind>,
        texts: &Texts,
    ) -> BTreeMap<DocumentKind, Document> {
        let kinds: BTreeSet<_> = kinds.chain([DocumentKind::Kravbilag, DocumentKind::Svarskema]).collect();
        kinds.into_iter().map(|kind| (kind, self.document(kind, texts))).collect()
    }

    /// What the tender says, set down to be compared.
    pub fn record(&self, documents: &BTreeMap<DocumentKind, Document>, workshop: &Workshop) -> Record {
        match (&documents[&DocumentKind::Kravbilag], &documents[&DocumentKind::Svarskema]) {
            (Document::Kravbilag(kravbilag), Document::Svarskema(svarskema)) => {
                Record::of_tender(&self.profile, kravbilag, svarskema).in_words(workshop.words())
            }
            _ => unreachable!("each kind has its own document"),
        }
    }

    /// Says what the profile's document of a kind says.
    pub fn document(&self, kind: DocumentKind, texts: &Texts) -> Document {
        let (profile, resolution) = (&self.profile, &self.resolution);
        match kind {
            DocumentKind::Kravbilag => Document::Kravbilag(Box::new(kravbilag(profile, resolution, texts))),
            DocumentKind::Svarskema => Document::Svarskema(Box::new(svarskema(profile, resolution, texts))),
            DocumentKind::Tjekliste => Document::Tjekliste(Box::new(tjekliste(profile, resolution, texts))),
            DocumentKind::Sammenligning => unreachable!("a comparison is made of answers, not of a profile alone"),
            DocumentKind::Rettelsesblad => unreachable!("a rettelsesblad is made of two versions of a profile"),
            DocumentKind::Slides => Document::Slides(Box::new(slides(profile, resolution, texts))),
        }
    }
}

/// Complains of a house style that cannot be printed, and puts its logo among what is needed.
fn check_theme(theme: &Theme, workshop: &Workshop, assets: &mut Assets) -> Complaints {
    let mut complaints = Complaints::new();
    if let Some(font) = theme.font.as_ref().filter(|font| !workshop.fonts.has(&font.value)) {
        let known: Vec<String> = workshop.fonts.families().into_iter().map(str::to_owned).collect();
        let nearest = nearest(&font.value, known.iter().map(String::as_str));
        complaints.error(Fault::UnknownFont { family: font.value.clone(), known, nearest }, font.place.clone());
    }
    if let Some(logo) = &theme.logo {
        match read_bytes(&logo.value) {
            Ok(bytes) => {
                let path = logo.value.display().to_string();
                let tried = if is_picture(&bytes) { workshop.press.try_logo(&bytes).map_err(Some) } else { Err(None) };
                match tried {
                    Ok(()) => assets.insert(crate::document::front::LOGO, bytes),
                    Err(why) => complaints.error(Fault::UnreadableImage { path, why }, logo.place.clone()),
                }
            }
            Err(complaint) => complaints.push(complaint.named_at(logo.place.clone())),
        }
    }
    complaints
}

/// Every text of a profile is printed somewhere.
fn check_characters(table: &Table, fonts: &Fonts, complaints: &mut Complaints) {
    for field in table.fields.values() {
        check_value(&field.value, fonts, complaints);
    }
}

fn check_value(value: &crate::table::Value, fonts: &Fonts, complaints: &mut Complaints) {
    match &value.kind {
        Kind::Text(text) => {
            let missing = fonts.missing(text);
            if !missing.is_empty() {
                complaints.push(Complaint::error(Fault::NoGlyph { characters: missing }, value.place.clone()));
            }
        }
        Kind::List(values) => values.iter().for_each(|value| check_value(value, fonts, complaints)),
        Kind::Table(table) => check_characters(table, fonts, complaints),
        Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) => {}
    }
}

/// SVG, PNG or JPEG, by their beginnings.
fn is_picture(bytes: &[u8]) -> bool {
    let svg = std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg"));
    svg || bytes.starts_with(b"\x89PNG\r\n") || bytes.starts_with(&[0xff, 0xd8, 0xff])
}

/// Prints a document in a format.
pub fn print<'d>(
    workshop: &Workshop,
    manuscript: impl Into<Manuscript<'d>>,
    format: Format,
    assets: &Assets,
) -> Result<(Vec<u8>, Complaints), Complaints> {
    let manuscript = manuscript.into();
    let document = manuscript.document();
    match format {
        Format::Pdf => {
            let pdf = workshop.press.pdf(manuscript, assets)?;
            Ok((pdf.bytes, pdf.warnings))
        }
        Format::Md => Ok((markdown(document, &workshop.templates).into_bytes(), Complaints::new())),
        Format::Json => {
            let mut json = serde_json::to_vec_pretty(document).expect("a document is plain data");
            json.push(b'\n');
            Ok((json, Complaints::new()))
        }
        Format::Xlsx => {
            let fault = Fault::NoSuchFormat { format: format.extension(), document: document.front().kind.file_name() };
            Err(Complaint::error(fault, None).into())
        }
    }
}
