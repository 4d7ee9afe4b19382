//! The documents of a tender: to be read on the page, and as files.

use std::io::{Cursor, Write as _};

use serde_json::{Value, json};
use tender::case::Case;
use tender::complaint::Complaints;
use tender::compose::sentences::Sentences;
use tender::document::{Audience, Document, DocumentKind, Format, MadeOf};
use tender::form::workbook::workbook;
use tender::input::files::Files as _;
use tender::print::{html, markdown, svg};
use tender::publication::names::INTERNAL;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::desk::Desk;
use crate::{issue, legible, reading};

/// For how many documents the press remembers what it has laid out: enough for a keystroke to find most of a page
/// ready.
#[cfg(feature = "press")]
const REMEMBERED: usize = 4;

/// The formats that this module writes; with the press, PDFs too.
const fn writes(format: Format) -> bool {
    match format {
        // Pictures in office papers are drawn by the press.
        Format::Pdf | Format::Docx | Format::Pptx => cfg!(feature = "press"),
        Format::Md | Format::Json | Format::Xlsx | Format::Html => true,
    }
}

/// Which documents there are: their names, their readers, and the files of each.
pub fn outputs(desk: &Desk, text: &str) -> Value {
    let case = desk.case(text).ok();
    let names = desk.names(text).numbered(case.as_ref().and_then(|case| issue::notice(desk, case)));
    let usual = case.as_ref().map(|case| issue::usual(desk, case)).unwrap_or_default();
    // Some papers are there only when there is something to say, such as questions and answers.
    let said = |kind: DocumentKind| match &case {
        Some(case) => issue::document(desk, case, kind).is_some(),
        None => DocumentKind::USUAL.contains(&kind),
    };
    let drafted = case.as_ref().is_none_or(|case| case.resolution.draft);
    let kinds = DocumentKind::ALL.iter().copied().filter(|kind| made(*kind) && said(*kind)).map(|kind| {
        let about = kind.about();
        let files = about.formats.iter().map(|format| {
            let name = names.file(kind, *format);
            json!({
                "format": format.extension(),
                // The folder of what stays is not a part of what a file is called when it is fetched alone.
                "name": name.strip_prefix(INTERNAL).map_or(name.as_str(), |name| name.trim_start_matches('/')),
                "path": name,
                "usual": usual.contains(&(kind, *format)),
            })
        });
        json!({
            "kind": about.file_name,
            "name": about.name,
            "suppliers": about.audience == Audience::Suppliers,
            "files": files.collect::<Vec<_>>(),
        })
    });
    json!({ "draft": drafted, "documents": kinds.collect::<Vec<_>>() })
}

/// Whether a kind is made of a profile, and of what was published of it.
fn made(kind: DocumentKind) -> bool {
    match kind.about().made_of {
        MadeOf::Profile | MadeOf::Versions => true,
        MadeOf::Answers => false,
    }
}

fn kind_of(name: &str) -> Option<DocumentKind> {
    DocumentKind::ALL.iter().copied().find(|kind| kind.file_name() == name)
}

fn format_of(name: &str) -> Option<Format> {
    Format::ALL.iter().copied().find(|format| format.extension() == name)
}

/// A document as HTML; the complaints where it cannot be said.
pub fn legible(desk: &Desk, text: &str, kind: &str) -> Value {
    let said = desk.case(text).ok().and_then(|case| issue::document(desk, &case, kind_of(kind)?));
    match said {
        Some(document) => json!({ "html": legible::page(&markdown(&document, &desk.templates)) }),
        None => Value::Null,
    }
}

/// What requires what, as a figure; nothing where it would be empty.
pub fn figure(desk: &Desk, text: &str) -> Value {
    let Some(case) = reading::legible_case(desk, text) else { return Value::Null };
    let figure = Sentences::new(&case.profile, &case.resolution).dependencies();
    let title = format!("Afhængigheder – {}", case.profile.tender.title);
    let sentences = &figure.sentences;
    json!({
        "svg": svg(&figure, &title, &case.profile.theme.accent.to_string(), desk.templates.words()),
        "sentences": sentences,
    })
}

/// Prints a document in a format.
pub fn print(desk: &Desk, text: &str, kind: &str, format: &str) -> Result<Option<Vec<u8>>, String> {
    let (Some(kind), Some(format)) = (kind_of(kind), format_of(format)) else { return Ok(None) };
    if !kind.has(format) || !writes(format) {
        return Ok(None);
    }
    let case = desk.case(text).map_err(|complaints| as_json(desk, text, &complaints))?;
    issue::refused(desk, &case).map_err(|complaints| as_json(desk, text, &complaints))?;
    let Some(document) = issue::document(desk, &case, kind) else { return Ok(None) };
    printed(desk, text, &case, &document, format).map_err(|complaints| as_json(desk, text, &complaints))
}

fn printed(
    desk: &Desk,
    text: &str,
    case: &Case,
    document: &Document,
    format: Format,
) -> Result<Option<Vec<u8>>, Complaints> {
    match (format, document) {
        (Format::Md, _) => Ok(Some(markdown(document, &desk.templates).into_bytes())),
        (Format::Json, _) => {
            let mut json = serde_json::to_vec_pretty(document).expect("a document is plain data");
            json.push(b'\n');
            Ok(Some(json))
        }
        (Format::Html, Document::Tjekliste(checklist)) => {
            let logo = case.profile.theme.logo.as_ref().and_then(|logo| desk.files().read(&logo.value).ok());
            let page = html(checklist, &desk.templates, logo.as_deref());
            Ok(Some(page.into_bytes()))
        }
        (Format::Xlsx, Document::Svarskema(form)) => {
            Ok(Some(workbook(form, &case.binding(form), desk.templates.words())?))
        }
        (Format::Pdf | Format::Docx | Format::Pptx, _) => pressed(desk, text, case, document, format),
        (Format::Html | Format::Xlsx, _) => Ok(None),
    }
}

#[cfg(not(feature = "press"))]
fn pressed(_: &Desk, _: &str, _: &Case, _: &Document, _: Format) -> Result<Option<Vec<u8>>, Complaints> {
    Ok(None)
}

/// What a document needs beside its data, as the program gathers it.
#[cfg(feature = "press")]
fn assets(desk: &Desk, text: &str, case: &Case, document: &Document) -> Result<press::Assets, Complaints> {
    let mut assets = press::Assets::new();
    let file = desk.file(text)?;
    let unprintable = desk.press.proof(&file.table, &case.profile.theme, &desk.files(), &mut assets);
    if unprintable.has_errors() {
        return Err(unprintable);
    }
    assets.attach_all(case.carried(document, || issue::corrections(desk, case)).0);
    Ok(assets)
}

#[cfg(feature = "press")]
fn pressed(
    desk: &Desk,
    text: &str,
    case: &Case,
    document: &Document,
    format: Format,
) -> Result<Option<Vec<u8>>, Complaints> {
    use tender::form::word;
    let assets = assets(desk, text, case, document)?;
    if format == Format::Docx {
        let docx = |furnishing: &tender::print::Furnishing<'_>| match document {
            Document::Svarskema(form) => Some(word::docx(form, &case.binding(form), furnishing)),
            Document::Kravbilag(_)
            | Document::Tjekliste(_)
            | Document::Sammenligning(_)
            | Document::Evaluering(_)
            | Document::Rettelsesblad(_)
            | Document::SpoergsmaalOgSvar(_)
            | Document::Aflysning(_)
            | Document::Baggrundsnotat(_)
            | Document::Aendringsnotat(_)
            | Document::Slides(_) => tender::print::docx(document, furnishing),
        };
        return Ok(desk.press.furnished(document, &assets, &desk.templates, docx));
    }
    if format == Format::Pptx {
        let Document::Slides(slides) = document else { return Ok(None) };
        let pptx = |furnishing: &tender::print::Furnishing<'_>| tender::print::pptx(slides, furnishing);
        return Ok(Some(desk.press.furnished(document, &assets, &desk.templates, pptx)));
    }
    let printed = desk.press.pdf(document, &assets)?;
    press::Press::forget_unused(REMEMBERED);
    Ok(Some(printed.bytes))
}

/// One page of a document, as a picture.
#[cfg(feature = "press")]
pub struct Picture {
    pub page: usize,
    pub pages: usize,
    /// Where its lines stand: the id of each, and how far down
    pub marks: Vec<(String, f64)>,
    pub svg: String,
}

/// Prints a page of a document as a picture.
#[cfg(feature = "press")]
pub fn picture(desk: &Desk, text: &str, kind: &str, page: usize) -> Result<Picture, String> {
    let complain = |complaints: Complaints| as_json(desk, text, &complaints);
    let case = desk.case(text).map_err(complain)?;
    let Some(document) = kind_of(kind).and_then(|kind| issue::document(desk, &case, kind)) else {
        return Err("[]".to_owned());
    };
    // A picture carries nothing along.
    let mut assets = press::Assets::new();
    let file = desk.file(text).map_err(complain)?;
    let unprintable = desk.press.proof(&file.table, &case.profile.theme, &desk.files(), &mut assets);
    if unprintable.has_errors() {
        return Err(complain(unprintable));
    }
    let sheets = desk.press.lay_out(&document, &assets).map_err(complain)?;
    let pages = sheets.pages();
    let page = page.clamp(1, pages.max(1));
    let shown = Picture { page, pages, marks: sheets.marks(page), svg: sheets.picture(page).unwrap_or_default() };
    drop(sheets);
    press::Press::forget_unused(REMEMBERED);
    Ok(shown)
}

/// Files that were handed over as one: their names as JSON, and their bytes behind one another with the length of each.
pub fn files<'b>(names: &str, lengths: &[u32], bytes: &'b [u8]) -> Result<Vec<(String, &'b [u8])>, String> {
    let names: Vec<String> = serde_json::from_str(names).map_err(|error| error.to_string())?;
    let mut rest = bytes;
    let mut files = Vec::new();
    for (name, length) in names.into_iter().zip(lengths) {
        let (file, others) = rest.split_at_checked(*length as usize).ok_or("the lengths are not those of the bytes")?;
        rest = others;
        files.push((name, file));
    }
    Ok(files)
}

/// Packs files into a ZIP. The same files give the same bytes: there is no clock in it.
pub fn pack(names: &str, lengths: &[u32], bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, file) in files(names, lengths, bytes)? {
        // PDFs and workbooks are compressed already.
        let stored = [".pdf", ".xlsx", ".docx", ".pptx"].iter().any(|ending| name.ends_with(ending));
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::DEFAULT.compression_method(method);
        zip.start_file(name.as_str(), options).map_err(|error| error.to_string())?;
        zip.write_all(file).map_err(|error| error.to_string())?;
    }
    Ok(zip.finish().map_err(|error| error.to_string())?.into_inner())
}

/// Complaints as a list of JSON, as the page tells them.
fn as_json(desk: &Desk, text: &str, complaints: &Complaints) -> String {
    reading::told(desk, complaints, text).to_string()
}
