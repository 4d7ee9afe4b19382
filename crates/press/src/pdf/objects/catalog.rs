//! The catalog: where a reader of the PDF begins.

use std::collections::BTreeMap;

use hayro_syntax::object::{Array, Dict, MaybeRef, Object};
use pdf_writer::{Dict as To, Name, Null, Obj, Ref, Str};

use super::file::body;
use super::{Missing, chunk, reference};

/// Writes Typst's catalog anew, with a form and with all files that the PDF carries along.
pub fn catalog(
    own: Ref,
    old: &Dict<'_>,
    form: Option<Ref>,
    files: &BTreeMap<Vec<u8>, Ref>,
) -> Result<Vec<u8>, Missing> {
    let names = names(old)?;
    let mut chunk = chunk();
    let mut catalog = chunk.indirect(own).dict();
    copy_all(old, &["AcroForm", "AF", "Names"], &mut catalog);
    if let Some(form) = form {
        catalog.pair(Name(b"AcroForm"), form);
    }
    if !files.is_empty() {
        catalog.insert(Name(b"AF")).array().items(files.values().copied());
    }
    if !names.is_empty() || !files.is_empty() {
        let mut to = catalog.insert(Name(b"Names")).dict();
        copy_all(&names, &["EmbeddedFiles"], &mut to);
        if !files.is_empty() {
            let mut tree = to.insert(Name(b"EmbeddedFiles")).dict();
            let mut listed = tree.insert(Name(b"Names")).array();
            for (name, file) in files {
                listed.item(Str(name)).item(*file);
            }
        }
    }
    drop(catalog);
    Ok(body(chunk.as_bytes()).expect("a catalog was written").to_vec())
}

/// What a catalog lists by names.
fn names<'d>(catalog: &Dict<'d>) -> Result<Dict<'d>, Missing> {
    match catalog.contains_key("Names") {
        true => catalog.get("Names").ok_or(Missing::CatalogNames),
        false => Ok(Dict::empty()),
    }
}

/// The files that Typst attached, by their names.
pub fn attached(catalog: &Dict<'_>) -> Result<BTreeMap<Vec<u8>, Ref>, Missing> {
    let tree = names(catalog)?.get::<Dict<'_>>("EmbeddedFiles");
    let listed = tree.and_then(|tree| tree.get::<Array<'_>>("Names")).unwrap_or_default();
    let mut files = BTreeMap::new();
    let mut listed = listed.raw_iter();
    while let (Some(MaybeRef::NotRef(Object::String(name))), Some(MaybeRef::Ref(file))) = (listed.next(), listed.next())
    {
        files.insert(name.to_vec(), reference(file).ok_or(Missing::CatalogFile)?);
    }
    Ok(files)
}

/// Copies all entries of a dictionary but some.
fn copy_all(from: &Dict<'_>, without: &[&str], to: &mut To<'_>) {
    for (key, value) in from.entries().filter(|(key, _)| !without.contains(&key.as_str())) {
        copy(&value, to.insert(Name(&key)));
    }
}

fn copy(object: &MaybeRef<Object<'_>>, to: Obj<'_>) {
    match object {
        MaybeRef::Ref(named) => match reference(*named) {
            Some(id) => to.primitive(id),
            None => to.primitive(Null),
        },
        MaybeRef::NotRef(Object::Null(_)) => to.primitive(Null),
        MaybeRef::NotRef(Object::Boolean(value)) => to.primitive(*value),
        MaybeRef::NotRef(Object::Number(number)) => match i32::try_from(number.as_i64()) {
            Ok(whole) if f64::from(whole) == number.as_f64() => to.primitive(whole),
            _ => to.primitive(number.as_f32()),
        },
        MaybeRef::NotRef(Object::String(bytes)) => to.primitive(Str(bytes)),
        MaybeRef::NotRef(Object::Name(name)) => to.primitive(Name(name)),
        MaybeRef::NotRef(Object::Dict(dictionary)) => copy_all(dictionary, &[], &mut to.dict()),
        MaybeRef::NotRef(Object::Array(array)) => {
            let mut to = to.array();
            array.raw_iter().for_each(|item| copy(&item, to.push()));
        }
        // A stream is always an object by itself and only named here: what stands inside another object holds nothing.
        MaybeRef::NotRef(Object::Stream(_)) => to.primitive(Null),
    }
}
