//! The press: a document in, a PDF out.

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::foundations::{Bytes, Datetime, Smart};
use typst::syntax::FileId;
use typst::text::{Lang, Locale, Region};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::complaint::Complaints;
use crate::document::{Document, DocumentKind, Front};
use crate::render::fonts::Fonts;
use crate::render::templates::Templates;
use crate::render::thread::on_typesetting_thread;
use crate::render::world::{Desk, Shelf, id};

/// How many documents a memo may lie unused. None at all would lose what near-identical documents share; without bound a batch
/// would keep some 28 MB of each document.
const REST: usize = 3;

/// Pictures that a theme names, held in memory.
#[derive(Debug, Clone, Default)]
pub struct Assets(BTreeMap<String, Bytes>);

impl Assets {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a picture under the name by which the theme asks for it.
    pub fn insert(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        self.0.insert(name.into(), Bytes::new(bytes));
    }
}

/// A printed document.
#[derive(Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// What Typst warns of, such as a font that it does not have
    pub warnings: Complaints,
}

/// Prints documents with one set of templates and fonts. It can be shared by any number of threads.
pub struct Press {
    library: LazyHash<Library>,
    shelf: Shelf,
    fonts: Arc<Fonts>,
    standards: PdfStandards,
}

impl Press {
    pub fn new(templates: &Templates, fonts: Arc<Fonts>) -> Self {
        // Row headers and table summaries, which Typst still calls experimental.
        let features = Features::from_iter([Feature::A11yExtras]);
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            shelf: Shelf::new(templates),
            fonts,
            standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
                .expect("PDF/UA-1 goes together with PDF/A-3a"),
        }
    }

    /// Prints a document as PDF/UA-1 and PDF/A-3a. The same document gives the same bytes, whatever was printed before it.
    pub fn pdf(&self, document: &Document, assets: &Assets) -> Result<Pdf, Complaints> {
        on_typesetting_thread(|| self.set(document, assets))
    }

    /// Forgets what has not been of use for some documents. To be called after each document of a batch.
    pub fn rest() {
        comemo::evict(REST);
    }

    fn set(&self, document: &Document, assets: &Assets) -> Result<Pdf, Complaints> {
        let front = document.front();
        let data = serde_json::to_vec(document).expect("a document is plain data");
        let logo = front.theme.logo.as_ref().and_then(|name| assets.0.get(name)).cloned();
        let desk = Desk {
            library: &self.library,
            fonts: &self.fonts,
            shelf: &self.shelf,
            template: template(front.kind),
            data: Bytes::new(data),
            logo,
        };
        let compiled = typst::compile::<PagedDocument>(&desk);
        let mut warnings = desk.complaints(&compiled.warnings);
        let mut paged = match compiled.output {
            Ok(paged) => paged,
            Err(errors) => {
                warnings.append(desk.complaints(&errors));
                return Err(warnings);
            }
        };
        describe(&mut paged, document);
        let options = PdfOptions {
            ident: Smart::Custom(ident(front)),
            creator: Smart::Custom(Some(format!("bilag {}", env!("CARGO_PKG_VERSION")))),
            timestamp: timestamp(front),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        match typst_pdf::pdf(&paged, &options) {
            Ok(bytes) => Ok(Pdf { bytes, pages: paged.pages().len(), warnings }),
            Err(errors) => {
                warnings.append(desk.complaints(&errors));
                Err(warnings)
            }
        }
    }
}

/// Writes what the PDF says of itself. Not in the template: there it would be part of every style, and no two documents would
/// share a memo.
fn describe(paged: &mut PagedDocument, document: &Document) {
    let front = document.front();
    let info = paged.info_mut();
    info.title = Some(one_line(&front.pdf_title).into());
    info.author = vec![one_line(&front.author).into()];
    info.keywords = keywords(document).iter().map(|word| one_line(word).into()).collect();
    info.date = Smart::Auto;
    let danish: Lang = "da".parse().expect("`da` is a language");
    let denmark: Region = "DK".parse().expect("`DK` is a region");
    info.locale = Smart::Custom(Locale::new(danish, Some(denmark)));
}

/// The document's kind and number, and the packages it is about.
fn keywords(document: &Document) -> Vec<String> {
    let front = document.front();
    let mut words = vec![front.kind_name.clone()];
    words.extend(front.appendix.clone());
    match document {
        Document::Kravbilag(kravbilag) => words.extend(kravbilag.chapters.iter().map(|chapter| chapter.package.clone())),
        Document::Svarskema(_) => {}
        Document::Tjekliste(tjekliste) => words.extend(tjekliste.pages.iter().map(|page| page.package.clone())),
    }
    words
}

/// What stays the same in every version of a document: the PDF's permanent id is made of it.
fn ident(front: &Front) -> String {
    [&front.author, &front.pdf_title].map(|part| one_line(part)).join("\n")
}

fn timestamp(front: &Front) -> Option<Timestamp> {
    let (year, month, day) = front.date;
    Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0).map(Timestamp::new_utc)
}

fn template(kind: DocumentKind) -> FileId {
    let name = match kind {
        DocumentKind::Kravbilag => "kravbilag.typ",
        DocumentKind::Svarskema => "svarskema.typ",
        DocumentKind::Tjekliste => "tjekliste.typ",
    };
    id(name).expect("the names of the templates are proper paths")
}

/// Metadata holds no line breaks and tabs.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
