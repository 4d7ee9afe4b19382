//! What a page draws with: its fonts, pictures and states, and the part of the sheet that is seen. The same content in
//! another font is other words, and on a smaller sheet it is less of them.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::binding::resolved;
use crate::text::seal::Seal;

/// The deepest nesting, and the most bytes of streams.
const DEEPEST: usize = 32;
const MOST_BYTES: usize = 64 << 20;

/// What changes nothing that is seen, and what programs write in ways of their own.
const PASSED_OVER: [&[u8]; 13] = [
    b"Parent",
    b"StructParent",
    b"StructParents",
    b"ToUnicode",
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"ProcSet",
    b"Length",
    b"Filter",
    b"DecodeParms",
    b"DL",
    b"Name",
];

/// Seals what pages draw with.
pub(super) struct Resources<'d> {
    pdf: &'d Document,
    /// What many pages share is looked at once
    known: BTreeMap<ObjectId, String>,
    room: usize,
}

impl<'d> Resources<'d> {
    pub fn new(pdf: &'d Document) -> Self {
        Self { pdf, known: BTreeMap::new(), room: MOST_BYTES }
    }

    /// The seal of what a page draws with, and of what is seen of it.
    pub fn seal(&mut self, page: ObjectId) -> String {
        let Ok(page) = self.pdf.get_dictionary(page) else { return String::new() };
        let resources = self.inherited(page, b"Resources").map(|it| self.of(it, 0)).unwrap_or_default();
        let seen = self.inherited(page, b"CropBox").or_else(|| self.inherited(page, b"MediaBox"));
        let seen = seen.map(|it| self.of(it, 0)).unwrap_or_default();
        let number = |key: &[u8], plain: f64| {
            self.inherited(page, key).and_then(|it| it.as_float().ok()).map_or(plain, f64::from).to_string()
        };
        let turned = number(b"Rotate", 0.0);
        Seal::new().with(resources).with(seen).with(turned).with(number(b"UserUnit", 1.0)).hex()
    }

    /// What a page says of itself, or one of the nodes above it.
    fn inherited(&self, page: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
        let mut node = page;
        for _ in 0..DEEPEST {
            if let Some(object) = resolved(self.pdf, node.get(key).ok()) {
                return Some(object);
            }
            node = resolved(self.pdf, node.get(b"Parent").ok())?.as_dict().ok()?;
        }
        None
    }

    /// The seal of an object with all that it leads to, however it is written and numbered.
    fn of(&mut self, object: &Object, depth: usize) -> String {
        if depth > DEEPEST {
            return String::new();
        }
        match object {
            Object::Reference(id) => {
                if let Some(seal) = self.known.get(id) {
                    return seal.clone();
                }
                // One that leads back to itself is known by then.
                self.known.insert(*id, String::new());
                let seal = match self.pdf.get_object(*id) {
                    Ok(Object::Reference(_)) | Err(_) => String::new(),
                    Ok(object) => self.of(object, depth + 1),
                };
                self.known.insert(*id, seal.clone());
                seal
            }
            Object::Null => "null".to_owned(),
            Object::Boolean(is) => is.to_string(),
            // Written with or without its decimals
            Object::Integer(number) => format!("{:.3}", *number as f64),
            Object::Real(number) => format!("{:.3}", f64::from(*number)),
            Object::Name(name) => Seal::new().with("name").with(name).hex(),
            Object::String(text, _) => Seal::new().with("text").with(text).hex(),
            Object::Array(all) => all.iter().fold(Seal::new(), |seal, it| seal.with(self.of(it, depth + 1))).hex(),
            Object::Dictionary(entries) => self.entries(entries, depth).hex(),
            Object::Stream(stream) => {
                let content = match stream.dict.has(b"Filter") {
                    // A picture is as it was packed, which nobody packs anew.
                    true => {
                        stream.decompressed_content_with_limit(self.room).unwrap_or_else(|_| stream.content.clone())
                    }
                    false => stream.content.clone(),
                };
                self.room = self.room.saturating_sub(content.len());
                self.entries(&stream.dict, depth).with(content).hex()
            }
        }
    }

    fn entries(&mut self, entries: &Dictionary, depth: usize) -> Seal {
        let told = entries
            .iter()
            .filter(|(key, value)| !PASSED_OVER.contains(&key.as_slice()) && !matches!(value, Object::Null));
        let told: BTreeMap<&[u8], &Object> = told.map(|(key, value)| (key.as_slice(), value)).collect();
        told.into_iter().fold(Seal::new(), |seal, (key, value)| seal.with(key).with(self.of(value, depth + 1)))
    }
}
