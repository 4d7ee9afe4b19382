//! What a template can see: the template folder, the document as data, the buyer's logo. No file system, no packages,
//! no clock.
//!
//! Typst keeps the id of a path for ever, in sixteen bits. So every document stands under the same path `/data.json`
//! and every logo under `/logo`, and a batch of any size uses no more ids than its templates have files.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use typst::diag::{FileError, FileResult, Severity as Weight, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source as Parsed, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World, WorldExt};

use crate::fault::PressFault;
use crate::fault::typst::words;
use crate::fonts::Fonts;
use tender::complaint::{Complaint, Complaints, Second};
use tender::print::templates::{File, Templates, WORDS};
use tender::text::line::one_line;
use tender::text::source::{Place, Source};

/// The template folder as Typst reads it, each file under its id.
pub(crate) struct Shelf {
    sheets: HashMap<FileId, Sheet>,
    data: FileId,
    logo: FileId,
    /// Shows the logo and nothing else
    trial: FileId,
}

/// The template that tries whether a logo can be printed; its data are the fonts for the words in it.
const TRIAL: &str = r#"#set document(title: "Logo", date: datetime(year: 2024, month: 1, day: 1))
#set page(width: auto, height: auto)
#set text(font: json("/data.json"))
#image("/logo", alt: "Logo")"#;

/// A template as Typst understands it. Remembered: to parse one takes as long as to lay out some pages, and it is asked
/// for what it leads to before anything is printed with it.
#[comemo::memoize]
pub(crate) fn parsed(template: FileId, text: &str) -> Parsed {
    Parsed::new(template, text.to_owned())
}

/// A file on the shelf.
struct Sheet {
    bytes: Bytes,
    /// Of a template what it says, parsed when something is first printed with it
    parsed: Option<OnceLock<Parsed>>,
    /// For complaints
    source: Option<Arc<Source>>,
}

impl Shelf {
    pub fn new(templates: &Templates) -> Self {
        let mut sheets = HashMap::new();
        for (name, file) in templates.entries() {
            let Some(id) = id(name) else { continue };
            let sheet = match file {
                // The words of a user's file are laid over ours.
                File::Text(_) if name == WORDS => {
                    Sheet { bytes: Bytes::from_string(templates.words().to_toml()), parsed: None, source: None }
                }
                File::Text(source) => Sheet {
                    bytes: Bytes::from_string(source.text.clone()),
                    parsed: name.ends_with(".typ").then(OnceLock::new),
                    source: Some(Arc::clone(source)),
                },
                File::Bytes(bytes) => Sheet { bytes: Bytes::new(Arc::clone(bytes)), parsed: None, source: None },
            };
            sheets.insert(id, sheet);
        }
        let trial = fixed(".bilag/logo.typ");
        let parsed = Some(OnceLock::new());
        sheets.insert(trial, Sheet { bytes: Bytes::from_string(TRIAL), parsed, source: None });
        Self { sheets, data: fixed("data.json"), logo: fixed("logo"), trial }
    }
}

impl Shelf {
    /// The template that tries whether a logo can be printed.
    pub fn trial(&self) -> FileId {
        self.trial
    }

    /// The source of a template.
    pub fn source(&self, template: FileId) -> &Arc<Source> {
        let sheet = self.sheets.get(&template).and_then(|sheet| sheet.source.as_ref());
        sheet.expect("the template that was printed is on the shelf")
    }
}

/// One document before its template.
pub(crate) struct Desk<'a> {
    pub library: &'a LazyHash<Library>,
    pub fonts: &'a Fonts,
    pub shelf: &'a Shelf,
    pub template: FileId,
    pub data: Bytes,
    pub logo: Option<Bytes>,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.template
    }

    fn source(&self, id: FileId) -> FileResult<Parsed> {
        let sheet = self.shelf.sheets.get(&id).ok_or_else(|| not_found(id))?;
        let template = sheet.parsed.as_ref().ok_or(FileError::NotSource)?;
        let text = sheet.bytes.as_str()?;
        Ok(template.get_or_init(|| parsed(id, text)).clone())
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shelf.data {
            return Ok(self.data.clone());
        }
        if id == self.shelf.logo {
            return self.logo.clone().ok_or_else(|| not_found(id));
        }
        self.shelf.sheets.get(&id).map(|sheet| sheet.bytes.clone()).ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

impl Desk<'_> {
    /// Typst's diagnostics as complaints, each at its place in the template.
    pub fn complaints<'d>(&self, diagnostics: impl IntoIterator<Item = &'d SourceDiagnostic>) -> Complaints {
        let mut complaints = Complaints::new();
        for diagnostic in diagnostics {
            let mut also = Vec::new();
            let mut hints = Vec::new();
            for hint in &diagnostic.hints {
                match self.place(hint.span) {
                    Some(place) => also.push((place, Second::Said(words(&one_line(&hint.v))))),
                    None => hints.push(one_line(&hint.v)),
                }
            }
            // Where the blame falls inside Typst, the nearest call in a template stands for it.
            let place =
                self.place(diagnostic.span).or_else(|| diagnostic.trace.iter().find_map(|call| self.place(call.span)));
            let fault = PressFault::Typst { message: one_line(&diagnostic.message), hints };
            let mut complaint = match diagnostic.severity {
                Weight::Error => Complaint::error(fault, place),
                Weight::Warning => Complaint::warning(fault, place),
            };
            complaint.also = also;
            complaints.push(complaint);
        }
        complaints
    }

    fn place(&self, span: impl Into<typst::syntax::DiagSpan>) -> Option<Place> {
        let span = span.into();
        let source = self.shelf.sheets.get(&span.id()?)?.source.as_ref()?;
        Some(Place::new(source, self.range(span)?))
    }
}

/// The id of a file of the template folder; `None` for a name that Typst's paths cannot hold.
pub(crate) fn id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn fixed(name: &'static str) -> FileId {
    id(name).expect("the fixed names are proper paths")
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
