//! What was put onto the pages beside the fields: notes, typed text, marks, stamps, files.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use super::binding::resolved;
use super::pages::Pages;
use super::text::{text, untagged};
use crate::form::remark::{MOST, Marking, Place, Remark, words};

/// Finds them. A link is no remark unless it draws something.
pub(super) fn find(pdf: &Document, pages: &Pages<'_>, remarks: &mut BTreeSet<Remark>) {
    for shown in &pages.annotations {
        if remarks.len() >= MOST {
            return;
        }
        let page = shown.page;
        let kind = shown.annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let place = match kind {
            b"Link" if !shown.annotation.has(b"AP") => continue,
            b"Widget" if !is_nameless(pdf, shown.annotation) => continue,
            // A window belongs to its note, and marks of a printer say nothing; but either could be put over the page.
            b"Popup" if !shown.annotation.has(b"AP") && shown.annotation.has(b"Parent") => continue,
            b"Popup" if said(pdf, shown.annotation).is_empty() && !shown.annotation.has(b"AP") => continue,
            b"" if shown.annotation.has(b"FT") => continue,
            b"FreeText" => Place::Typed { page },
            b"StrikeOut" | b"Redact" => Place::Marked { page, how: Marking::StruckOut },
            b"Underline" | b"Squiggly" => Place::Marked { page, how: Marking::Underlined },
            b"Highlight" => Place::Marked { page, how: Marking::Highlighted },
            b"Text" | b"Caret" => Place::Note { page },
            b"FileAttachment" => Place::Attachment { name: file_name(pdf, shown.annotation) },
            _ => Place::Drawn { page },
        };
        remarks.insert(Remark { place, field: None, text: said(pdf, shown.annotation) });
    }
}

/// Whether a widget draws something and is of no field: it has no name, nor words that tell which field it was cut off
/// from.
fn is_nameless(pdf: &Document, widget: &Dictionary) -> bool {
    /// The most steps from a widget up to its field
    const DEEPEST: usize = 16;
    let mut at = Some(widget).filter(|widget| widget.has(b"AP"));
    for _ in 0..DEEPEST {
        let Some(node) = at else { break };
        if node.has(b"T") || node.has(b"TU") {
            return false;
        }
        at = resolved(pdf, node.get(b"Parent").ok()).and_then(|parent| parent.as_dict().ok());
    }
    widget.has(b"AP")
}

/// What a note says: its text, plain or formatted.
fn said(pdf: &Document, note: &Dictionary) -> String {
    let plain = resolved(pdf, note.get(b"Contents").ok()).and_then(text).filter(|text| !text.trim().is_empty());
    let formatted = || resolved(pdf, note.get(b"RC").ok()).and_then(text).map(|text| untagged(&text));
    words(&plain.or_else(formatted).unwrap_or_default())
}

fn file_name(pdf: &Document, note: &Dictionary) -> String {
    let file = resolved(pdf, note.get(b"FS").ok()).and_then(|file| file.as_dict().ok());
    let name = |key: &[u8]| file.and_then(|file| resolved(pdf, file.get(key).ok())).and_then(text);
    words(&name(b"UF").or_else(|| name(b"F")).unwrap_or_default())
}
