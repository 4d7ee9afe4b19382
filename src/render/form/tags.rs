//! The tags around the fields: what Typst wrote as `Link` is a `Form`.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

use super::spots::Spot;

/// The structure element of each annotation, by the annotation's `StructParent`.
pub type Elements = BTreeMap<i64, ObjectId>;

/// Reads the parent tree. Typst writes it as one list of numbers and elements.
pub fn elements(pdf: &Document) -> lopdf::Result<Elements> {
    let root = pdf.get_dictionary(pdf.catalog()?.get(b"StructTreeRoot")?.as_reference()?)?;
    let (_, tree) = pdf.dereference(root.get(b"ParentTree")?)?;
    let (_, numbers) = pdf.dereference(tree.as_dict()?.get(b"Nums")?)?;
    let mut elements = Elements::new();
    for pair in numbers.as_array()?.chunks_exact(2) {
        // The entries of pages are lists, those of annotations are elements.
        if let [number, Object::Reference(element)] = pair {
            elements.insert(number.as_i64()?, *element);
        }
    }
    Ok(elements)
}

/// Makes the element around a spot a `Form`.
pub fn make_form(pdf: &mut Document, elements: &Elements, spot: &Spot) -> lopdf::Result<()> {
    let element = *elements.get(&spot.struct_parent).ok_or(lopdf::Error::DictKey("StructParent".to_owned()))?;
    let element = pdf.get_dictionary_mut(element)?;
    element.set("S", "Form");
    // The link's: it names the address.
    element.remove(b"Alt");
    Ok(())
}
