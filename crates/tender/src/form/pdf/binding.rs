//! The binding among a PDF's attachments.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use super::text::text;
use crate::form::binding::ATTACHMENT;
use crate::form::remark::{MOST, Place, Remark, words};
use crate::form::returned::LARGEST_BINDING;

/// How many nodes of the tree of names are looked at.
const NODES: usize = 1_000;

/// The files that a form of ours carries.
const OURS: [&str; 3] = [ATTACHMENT, "profil.toml", "resolution.json"];

/// Finds the attachment by its name, in the tree of embedded files or among the associated ones.
pub(super) fn find(pdf: &Document) -> Option<String> {
    files(pdf).into_iter().find_map(|file| content(pdf, file))
}

/// Tells of files that a form of ours does not carry.
pub(super) fn others(pdf: &Document, remarks: &mut BTreeSet<Remark>) {
    for file in files(pdf) {
        let name = [b"UF".as_slice(), b"F"].iter().find_map(|key| text(resolved(pdf, file.get(key).ok())?));
        let name = name.unwrap_or_default();
        if !OURS.contains(&name.as_str()) && remarks.len() < MOST {
            remarks.insert(Remark {
                place: Place::Attachment { name: words(&name) },
                field: None,
                text: String::new(),
            });
        }
    }
}

/// Whether other files are carried along.
pub(super) fn has_files(pdf: &Document) -> bool {
    !files(pdf).is_empty()
}

/// The specifications of all files that are carried along.
fn files(pdf: &Document) -> Vec<&Dictionary> {
    let Ok(catalog) = pdf.catalog() else { return Vec::new() };
    let associated = resolved(pdf, catalog.get(b"AF").ok()).and_then(|files| files.as_array().ok());
    let named = resolved(pdf, catalog.get(b"Names").ok())
        .and_then(|names| names.as_dict().ok())
        .and_then(|names| resolved(pdf, names.get(b"EmbeddedFiles").ok()));
    let mut files: Vec<&Object> = associated.into_iter().flatten().collect();
    let mut open: Vec<&Object> = named.into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(node) = open.pop() {
        let Some(node) = resolved(pdf, Some(node)).and_then(|node| node.as_dict().ok()) else { continue };
        // A tree that bites its own tail is looked at once.
        if seen.len() >= NODES || !seen.insert(std::ptr::from_ref(node)) {
            continue;
        }
        let list =
            |key: &[u8]| resolved(pdf, node.get(key).ok()).and_then(|list| list.as_array().ok()).into_iter().flatten();
        files.extend(list(b"Names").skip(1).step_by(2));
        open.extend(list(b"Kids"));
    }
    files.into_iter().filter_map(|file| resolved(pdf, Some(file))?.as_dict().ok()).collect()
}

/// The text of a file specification's file, if it is the binding.
fn content(pdf: &Document, file: &Dictionary) -> Option<String> {
    let named = [b"UF".as_slice(), b"F"].iter().any(|key| {
        let name = resolved(pdf, file.get(key).ok()).and_then(|name| lopdf::decode_text_string(name).ok());
        name.as_deref() == Some(ATTACHMENT)
    });
    let embedded = resolved(pdf, file.get(b"EF").ok()).filter(|_| named)?.as_dict().ok()?;
    let stream =
        [b"UF".as_slice(), b"F"].iter().find_map(|key| resolved(pdf, embedded.get(key).ok())?.as_stream().ok())?;
    let bytes = match stream.dict.has(b"Filter") {
        true => stream.decompressed_content_with_limit(LARGEST_BINDING).ok()?,
        false => stream.content.clone(),
    };
    if bytes.len() > LARGEST_BINDING {
        return None;
    }
    String::from_utf8(bytes).ok()
}

/// An object, or the one that it refers to.
pub(super) fn resolved<'d>(pdf: &'d Document, object: Option<&'d Object>) -> Option<&'d Object> {
    pdf.dereference(object?).ok().map(|(_, object)| object)
}
