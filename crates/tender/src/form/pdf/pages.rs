//! The pages of a PDF, as far as a form is concerned: which annotations each shows, and a hash of what it draws.
//!
//! Some programs save the fields on the pages and not the form's own list of them; and a list may hold fields that no
//! page shows.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::binding::resolved;
use super::resources::Resources;
use crate::text::seal::Seal;

/// The most annotations that are looked at, and the most bytes of pages.
const MOST_ANNOTATIONS: usize = 100_000;
const MOST_BYTES: usize = 64 << 20;

/// The most bytes of one page: one of ours has some ten thousand, one with drawings pasted in may have many millions.
const MOST_OF_PAGE: usize = 4 << 20;

/// An annotation where it is seen.
pub(super) struct OnPage<'d> {
    /// Counted from one
    pub page: u32,
    /// Absent where it stands in the page itself
    pub id: Option<ObjectId>,
    pub annotation: &'d Dictionary,
}

pub(super) struct Pages<'d> {
    pages: BTreeMap<u32, ObjectId>,
    pub annotations: Vec<OnPage<'d>>,
    by_id: BTreeMap<ObjectId, u32>,
}

pub(super) fn read(pdf: &Document) -> Pages<'_> {
    let pages = pdf.get_pages();
    let mut annotations = Vec::new();
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    for (number, id) in &pages {
        let Ok(page) = pdf.get_dictionary(*id) else { continue };
        let list = resolved(pdf, page.get(b"Annots").ok()).and_then(|list| list.as_array().ok());
        for object in list.into_iter().flatten() {
            let id = object.as_reference().ok();
            if annotations.len() >= MOST_ANNOTATIONS || id.is_some_and(|id| !seen.insert(id)) {
                continue;
            }
            if let Some(annotation) = resolved(pdf, Some(object)).and_then(|object| object.as_dict().ok()) {
                annotations.push(OnPage { page: *number, id, annotation });
            }
        }
    }
    let by_id = annotations.iter().filter_map(|shown| Some((shown.id?, shown.page))).collect();
    Pages { pages, annotations, by_id }
}

impl<'d> Pages<'d> {
    /// The page that shows an annotation.
    pub fn page_of(&self, id: ObjectId) -> Option<u32> {
        self.by_id.get(&id).copied()
    }

    /// The widgets of fields, page by page.
    pub fn widgets(&self) -> impl Iterator<Item = &OnPage<'d>> {
        self.annotations.iter().filter(|shown| {
            let is_widget =
                shown.annotation.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Widget");
            // Some programs leave the kind of annotation out of what has a field's name and kind.
            is_widget || (!shown.annotation.has(b"Subtype") && shown.annotation.has(b"FT"))
        })
    }

    /// A hash of what each page draws and of what it draws with, its fields and notes apart. A page that cannot be
    /// unpacked, or draws more than any of ours, has a hash of nothing.
    pub fn contents(&self, pdf: &Document) -> Vec<String> {
        let (mut room, mut resources) = (MOST_BYTES, Resources::new(pdf));
        let hashes = self.pages.values().map(|id| {
            let content = drawn(pdf, *id, room.min(MOST_OF_PAGE)).unwrap_or_default();
            room = room.saturating_sub(content.len());
            // Programs part the content in pieces of their own, and put blanks between them.
            let mut words = Vec::with_capacity(content.len());
            for word in content.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()) {
                words.extend_from_slice(word);
                words.push(b' ');
            }
            Seal::new().with(&words).with(resources.seal(*id)).hex()
        });
        hashes.collect()
    }
}

/// What a page draws, piece by piece; nothing where it is more than there is room for.
fn drawn(pdf: &Document, page: ObjectId, room: usize) -> Option<Vec<u8>> {
    let mut drawn = Vec::new();
    for piece in pdf.get_page_contents(page) {
        let stream = pdf.get_object(piece).and_then(Object::as_stream).ok()?;
        match stream.dict.has(b"Filter") {
            true => drawn.extend(stream.decompressed_content_with_limit(room).ok()?),
            false => drawn.extend_from_slice(&stream.content),
        }
        drawn.push(b'\n');
        if drawn.len() > room {
            return None;
        }
    }
    Some(drawn)
}
