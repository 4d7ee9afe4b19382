//! What would act in a reader of PDF: looked for in every object, never run.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use crate::form::returned::{Active, Oddity};
use crate::text::link::is_harmless;

pub(super) fn find(pdf: &Document, oddities: &mut BTreeSet<Oddity>) {
    // A stack of our own: objects may be nested deeper than the program's.
    let mut open: Vec<&Object> = pdf.objects.values().collect();
    while let Some(object) = open.pop() {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            Object::Array(objects) => {
                open.extend(objects);
                continue;
            }
            _ => continue,
        };
        oddities.extend(acts(dictionary).map(Oddity::Active));
        open.extend(dictionary.iter().map(|(_, value)| value));
    }
}

/// What a dictionary does when it is looked at.
fn acts(dictionary: &Dictionary) -> Option<Active> {
    let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
    if dictionary.has(b"JS") {
        return Some(Active::Script);
    }
    if dictionary.has(b"XFA") {
        return Some(Active::Xfa);
    }
    match name(b"S") {
        b"JavaScript" => Some(Active::Script),
        b"Launch" => Some(Active::Launch),
        b"SubmitForm" | b"ImportData" => Some(Active::Submit),
        b"GoToR" | b"GoToE" => Some(Active::OtherFile),
        b"Rendition" | b"Movie" | b"Sound" | b"RichMediaExecute" | b"GoTo3DView" => Some(Active::Media),
        b"URI" => {
            let address = dictionary.get(b"URI").and_then(Object::as_str).unwrap_or_default();
            (!is_harmless(&String::from_utf8_lossy(address))).then_some(Active::ExternalLink)
        }
        _ => match name(b"Subtype") {
            b"RichMedia" | b"Movie" | b"Sound" | b"Screen" | b"3D" => Some(Active::Media),
            _ => None,
        },
    }
}
