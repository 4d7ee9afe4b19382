//! The fields of a PDF and what stands in them.
//!
//! A text or a choice stands in /V. The answer of a button is the state of its mark, the kid whose /AS is not Off, because that
//! is what a person sees; only without a mark is it /V. Where the two disagree, both are told.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::binding::resolved;
use crate::catalog::answer::UNPRESSED;
use crate::form::returned::{MOST_FIELDS, Oddity, Returned};

/// How deep the tree of fields may go.
const DEEPEST: usize = 16;

/// The most that a rich text may unpack to.
const UNPACKED: usize = 1 << 20;

/// A node of the tree that is still to be read.
struct Node<'d> {
    object: &'d Object,
    /// The names above it
    path: String,
    kind: Option<&'d [u8]>,
    value: Option<&'d Object>,
    depth: usize,
}

pub(super) fn read(pdf: &Document, returned: &mut Returned) {
    let form = pdf.catalog().ok().and_then(|catalog| resolved(pdf, catalog.get(b"AcroForm").ok())?.as_dict().ok());
    let roots = form.and_then(|form| resolved(pdf, form.get(b"Fields").ok())?.as_array().ok());
    let mut open: Vec<Node<'_>> = Vec::new();
    let roots = roots.into_iter().flatten().rev();
    open.extend(roots.map(|object| Node { object, path: String::new(), kind: None, value: None, depth: 0 }));
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    let mut nodes = 0;
    while let Some(node) = open.pop() {
        nodes += 1;
        let known = node.object.as_reference().is_ok_and(|id| !seen.insert(id));
        if known || nodes > MOST_FIELDS || node.depth > DEEPEST {
            continue;
        }
        let Some(dictionary) = resolved(pdf, Some(node.object)).and_then(|object| object.as_dict().ok()) else {
            continue;
        };
        let get = |key: &[u8]| resolved(pdf, dictionary.get(key).ok());
        let kind = get(b"FT").and_then(|kind| kind.as_name().ok()).or(node.kind);
        let value = get(b"V").or(node.value);
        let path = match get(b"T").and_then(|name| lopdf::decode_text_string(name).ok()) {
            Some(name) if node.path.is_empty() => name,
            Some(name) => format!("{}.{name}", node.path),
            None => node.path,
        };
        let kids: Vec<&Object> = get(b"Kids").and_then(|kids| kids.as_array().ok()).into_iter().flatten().collect();
        // Kids with a name are fields; those without are the field's widgets.
        let (fields, widgets): (Vec<&Object>, Vec<&Object>) = kids.into_iter().partition(|kid| {
            resolved(pdf, Some(kid)).and_then(|kid| kid.as_dict().ok()).is_some_and(|kid| kid.has(b"T"))
        });
        if fields.is_empty() {
            let widgets = widgets.into_iter().filter_map(|kid| resolved(pdf, Some(kid))?.as_dict().ok());
            field(pdf, returned, path, kind, value, dictionary, widgets);
        } else {
            let below = fields.into_iter().rev();
            open.extend(below.map(|object| Node { object, path: path.clone(), kind, value, depth: node.depth + 1 }));
        }
    }
}

fn field<'d>(
    pdf: &'d Document,
    returned: &mut Returned,
    name: String,
    kind: Option<&[u8]>,
    value: Option<&'d Object>,
    dictionary: &'d Dictionary,
    widgets: impl Iterator<Item = &'d Dictionary>,
) {
    let value = match kind {
        Some(b"Btn") => button(pdf, returned, &name, value, dictionary, widgets),
        Some(b"Tx") => value.and_then(text),
        Some(b"Ch") => match value {
            Some(Object::Array(several)) => several.first().and_then(|first| resolved(pdf, Some(first))).and_then(text),
            value => value.and_then(text),
        },
        // A signature holds nothing to read, and what has no kind is no field.
        _ => None,
    };
    if kind.is_some() {
        returned.keep(name, value);
    }
}

/// The answer of a button.
fn button<'d>(
    pdf: &'d Document,
    returned: &mut Returned,
    name: &str,
    value: Option<&Object>,
    own: &'d Dictionary,
    widgets: impl Iterator<Item = &'d Dictionary>,
) -> Option<String> {
    let mut marked: Vec<String> = Vec::new();
    for widget in std::iter::once(own).chain(widgets) {
        let state = resolved(pdf, widget.get(b"AS").ok()).and_then(text).and_then(answer);
        if let Some(state) = state.filter(|state| shows(pdf, widget, state) && !marked.contains(state)) {
            marked.push(state);
        }
    }
    let written = value.and_then(text).and_then(answer);
    let agree = match (marked.as_slice(), &written) {
        ([], None) => true,
        ([only], Some(written)) => only == written,
        _ => false,
    };
    if !agree {
        let said = marked.iter().chain(written.iter().filter(|written| !marked.contains(written))).cloned().collect();
        returned.oddities.insert(Oddity::Ambiguous { field: name.to_owned(), said });
    }
    marked.into_iter().next().or(written)
}

/// Whether a widget has an appearance for a state: without one it shows nothing, whatever its state is called.
fn shows(pdf: &Document, widget: &Dictionary, state: &str) -> bool {
    let appearances = resolved(pdf, widget.get(b"AP").ok()).and_then(|appearances| appearances.as_dict().ok());
    match appearances.and_then(|appearances| resolved(pdf, appearances.get(b"N").ok())) {
        Some(Object::Dictionary(states)) => states.iter().any(|(name, _)| name_text(name) == state),
        _ => true,
    }
}

/// A state as an answer: some tools write the slash of a name into it, and Off is none.
fn answer(state: String) -> Option<String> {
    let bare = state.strip_prefix('/').unwrap_or(&state);
    (!bare.is_empty() && bare != UNPRESSED).then(|| bare.to_owned())
}

/// A text, whichever way it was written.
fn text(value: &Object) -> Option<String> {
    match value {
        Object::Name(name) => Some(name_text(name)),
        Object::String(bytes, _) => Some(string_text(bytes)),
        Object::Stream(stream) => {
            let unpacked = match stream.dict.has(b"Filter") {
                true => stream.decompressed_content_with_limit(UNPACKED).ok()?,
                false => stream.content.clone(),
            };
            Some(string_text(&unpacked))
        }
        _ => None,
    }
}

/// A text string: UTF-16 or UTF-8 by its mark, else PDFDocEncoding.
fn string_text(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => lopdf::decode_text_string(&Object::string_literal(bytes))
            .unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// A name is UTF-8; an older tool may have written it in the encoding of text strings.
fn name_text(name: &[u8]) -> String {
    String::from_utf8(name.to_vec()).unwrap_or_else(|_| string_text(name))
}
