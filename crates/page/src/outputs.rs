//! The documents of a tender: to be read on the page, and as files.

use std::io::{Cursor, Write as _};

use serde_json::{Value, json};
use tender::case::Case;
use tender::complaint::{Complaints, Message};
use tender::compose::sentences::Sentences;
use tender::document::{Audience, Document, DocumentKind, Format};
use tender::form::workbook::workbook;
use tender::input::files::Files as _;
use tender::input::table::Table;
use tender::print::{html, markdown, svg};
use tender::publication::names::Names;
use tender::text::source::Source;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::desk::{DANISH, Desk, in_words};
use crate::legible;

/// For how many documents the press remembers what it has laid out: enough for a keystroke to find most of a page ready.
#[cfg(feature = "press")]
const REMEMBERED: usize = 4;

/// The formats that this module writes; with the press, PDFs too.
const fn writes(format: Format) -> bool {
    match format {
        // Pictures in office papers are drawn by the press.
        Format::Pdf | Format::Docx => cfg!(feature = "press"),
        Format::Pptx => false,
        Format::Md | Format::Json | Format::Xlsx | Format::Html => true,
    }
}

/// What the files of a profile begin with.
fn stem(desk: &Desk) -> &str {
    desk.name.strip_suffix(".toml").unwrap_or(&desk.name)
}

/// Which documents there are: their names, their readers, and the files of each.
pub fn outputs(desk: &Desk, text: &str) -> Value {
    let table = Table::parse(&Source::new(crate::desk::NAME, text), &mut Complaints::new());
    let names = Names::of(&table, stem(desk));
    let drafted = desk.case(text).map(|case| case.resolution.draft).unwrap_or(true);
    let kinds = DocumentKind::ALL.iter().filter(|kind| made(**kind)).map(|kind| {
        let about = kind.about();
        let files = about
            .formats
            .iter()
            .map(|format| json!({ "format": format.extension(), "name": names.file(*kind, *format) }));
        json!({
            "kind": about.file_name,
            "name": about.name,
            "suppliers": about.audience == Audience::Suppliers,
            "usual": DocumentKind::USUAL.contains(kind),
            "files": files.collect::<Vec<_>>(),
        })
    });
    json!({ "draft": drafted, "documents": kinds.collect::<Vec<_>>() })
}

/// Whether a kind is made of a profile alone.
fn made(kind: DocumentKind) -> bool {
    kind.about().made_of == tender::document::MadeOf::Profile
}

fn kind_of(name: &str) -> Option<DocumentKind> {
    DocumentKind::ALL.iter().copied().find(|kind| kind.file_name() == name)
}

fn format_of(name: &str) -> Option<Format> {
    Format::ALL.iter().copied().find(|format| format.extension() == name)
}

/// A document as HTML; the complaints where it cannot be said.
pub fn legible(desk: &Desk, text: &str, kind: &str) -> Value {
    let said = desk.case(text).ok().and_then(|case| case.document(kind_of(kind)?, &desk.texts));
    match said {
        Some(document) => json!({ "html": legible::page(&markdown(&document, &desk.templates)) }),
        None => Value::Null,
    }
}

/// What requires what, as a figure; nothing where it would be empty.
pub fn figure(desk: &Desk, text: &str) -> Value {
    let Ok(case) = desk.case(text) else { return Value::Null };
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
    let case = desk.case(text).map_err(|complaints| as_json(&complaints))?;
    let Some(document) = case.document(kind, &desk.texts) else { return Ok(None) };
    printed(desk, text, &case, &document, format).map_err(|complaints| as_json(&complaints))
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
        (Format::Pdf | Format::Docx, _) => pressed(desk, text, case, document, format),
        (Format::Html | Format::Xlsx | Format::Pptx, _) => Ok(None),
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
    assets.attach_all(case.attachments());
    if let Document::Svarskema(form) = document {
        assets.attach(case.binding(form).attachment());
    }
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
            | Document::Slides(_) => tender::print::docx(document, furnishing),
        };
        return Ok(desk.press.furnished(document, &assets, &desk.templates, docx));
    }
    let printed = desk.press.pdf(document, &assets)?;
    press::Press::forget_unused(REMEMBERED);
    Ok(Some(printed.bytes))
}

/// One page of a document as SVG, and how many pages there are, as JSON.
#[cfg(feature = "press")]
pub fn picture(desk: &Desk, text: &str, kind: &str, page: usize) -> Result<String, String> {
    let complain = |complaints: Complaints| as_json(&complaints);
    let case = desk.case(text).map_err(complain)?;
    let Some(document) = kind_of(kind).and_then(|kind| case.document(kind, &desk.texts)) else {
        return Err("[]".to_owned());
    };
    let assets = assets(desk, text, &case, &document).map_err(complain)?;
    let sheets = desk.press.lay_out(&document, &assets).map_err(complain)?;
    let page = page.clamp(1, sheets.pages().max(1));
    let marks = sheets.marks(page);
    let shown = json!({ "pages": sheets.pages(), "page": page, "svg": sheets.picture(page), "marks": marks });
    drop(sheets);
    press::Press::forget_unused(REMEMBERED);
    Ok(shown.to_string())
}

/// Packs files into a ZIP. The same files give the same bytes: there is no clock in it.
pub fn pack(names: &str, lengths: &[u32], bytes: &[u8]) -> Result<Vec<u8>, String> {
    let names: Vec<String> = serde_json::from_str(names).map_err(|error| error.to_string())?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut rest = bytes;
    for (name, length) in names.iter().zip(lengths) {
        let (file, others) = rest.split_at_checked(*length as usize).ok_or("the lengths are not those of the bytes")?;
        rest = others;
        // PDFs and workbooks are compressed already.
        let stored = [".pdf", ".xlsx", ".docx", ".pptx"].iter().any(|ending| name.ends_with(ending));
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::DEFAULT.compression_method(method);
        zip.start_file(name.as_str(), options).map_err(|error| error.to_string())?;
        zip.write_all(file).map_err(|error| error.to_string())?;
    }
    Ok(zip.finish().map_err(|error| error.to_string())?.into_inner())
}

/// Complaints as a list of JSON, in Danish.
fn as_json(complaints: &Complaints) -> String {
    let messages: Vec<Message<'_>> = complaints.iter().map(|complaint| Message::of(complaint, DANISH)).collect();
    serde_json::to_string(&messages).unwrap_or_else(|_| in_words(complaints.clone()))
}
