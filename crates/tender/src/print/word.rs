//! Documents for Word: the papers that a contract is written in.
//!
//! They say what the PDF says, in the same order and from the same model. `body` knows how a section, a line or a table
//! is written; a kind of document is a file that puts those one after the other, and `paper` makes a package of it.
//! Word's own things are used where it has them: headings, lists, repeated table heads, a table of contents, places to
//! fill in.

use crate::document::Document;
use crate::print::office::picture::Furnishing;

pub(crate) mod body;
pub(crate) mod control;
mod efter;
mod kravbilag;
pub(crate) mod lines;
mod matrix;
mod notater;
mod numbering;
pub(crate) mod paper;
mod rettelsesblad;
mod running;
pub(crate) mod style;
pub mod template;
mod tjekliste;

use body::Body;

/// The namespaces of Word's parts.
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WP: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PIC: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";

/// Prints a document for Word; nothing of a kind that has no such paper, or that is bound to its profile by who writes
/// it.
pub fn docx(document: &Document, furnishing: &Furnishing<'_>) -> Option<Vec<u8>> {
    let sheet = paper::sheet(furnishing);
    let write: &dyn Fn(&mut Body<'_>) = match document {
        Document::Kravbilag(it) => &|body| body.kravbilag(it, furnishing),
        Document::Tjekliste(it) => &|body| body.tjekliste(it, furnishing),
        Document::Rettelsesblad(it) => &|body| body.rettelsesblad(it, furnishing),
        Document::SpoergsmaalOgSvar(it) => &|body| body.spoergsmaal_og_svar(it, furnishing),
        Document::Aflysning(it) => &|body| body.aflysning(it, furnishing),
        Document::Baggrundsnotat(it) => &|body| body.baggrundsnotat(it, furnishing),
        Document::Aendringsnotat(it) => &|body| body.aendringsnotat(it, furnishing),
        Document::Svarskema(_) | Document::Sammenligning(_) | Document::Evaluering(_) | Document::Slides(_) => {
            return None;
        }
    };
    let body = Body::written(furnishing.words, &sheet, write);
    Some(paper::paper(document.front(), furnishing, body, None))
}
