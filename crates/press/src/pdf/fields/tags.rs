//! The tags around the fields: what Typst wrote as `Link` is a `Form`.

use std::collections::BTreeMap;

use hayro_syntax::object::{Array, Dict, FromBytes, MaybeRef, Object};
use pdf_writer::Ref;

use crate::pdf::objects::{Missing, Objects, reference};

/// How Typst begins the tag around a link, and how it shall begin.
const LINK: &[u8] = b"<</Type/StructElem/S/Link";
const FORM: &[u8] = b"<</Type/StructElem/S/Form";

/// The tag around an annotation.
pub struct Tag {
    pub id: Ref,
    /// The page that the annotation is on
    pub page: Ref,
}

/// The tags around annotations, by the annotations.
pub fn tags(objects: &Objects<'_>) -> BTreeMap<Ref, Tag> {
    let mut tags = BTreeMap::new();
    for (own, tag) in objects.tags_of_annotations() {
        let kids = Dict::from_bytes(tag).and_then(|tag: Dict<'_>| tag.get::<Array<'_>>("K")).unwrap_or_default();
        for kid in kids.raw_iter() {
            let MaybeRef::NotRef(Object::Dict(kid)) = kid else { continue };
            if let (Some(annotation), Some(page)) =
                (kid.get_ref("Obj").and_then(reference), kid.get_ref("Pg").and_then(reference))
            {
                tags.insert(annotation, Tag { id: own, page });
            }
        }
    }
    tags
}

/// Makes the tag around an annotation a `Form`.
pub fn make_form(objects: &mut Objects<'_>, tag: Ref) -> Result<(), Missing> {
    let rest = objects.body(tag)?.strip_prefix(LINK).ok_or(Missing::LinkTagInside)?;
    let form = [FORM, rest].concat();
    objects.rewrite(tag, form);
    Ok(())
}
