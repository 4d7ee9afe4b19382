//! Where the fields are: the links that a template drew.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::complaint::{Complaints, Fault};
use crate::render::finish::unreadable;

/// The scheme of a field's link.
const SCHEME: &str = "x-form:";

/// Where a link may lead otherwise. Anything else could run something.
const HARMLESS: [&str; 3] = ["https://", "http://", "mailto:"];

/// A field's place on a page, or the place of one of its answers.
#[derive(Debug, Clone)]
pub struct Spot {
    pub annotation: ObjectId,
    pub page: ObjectId,
    /// Left, bottom, right, top
    pub rect: [f32; 4],
    pub struct_parent: i64,
    pub name: String,
    /// The answer, if the field has one spot for each
    pub option: Option<String>,
}

impl Spot {
    /// The same place, smaller by this much on each side.
    pub fn inset(&self, (across, up): (f32, f32)) -> Self {
        let [left, bottom, right, top] = self.rect;
        Self { rect: [left + across, bottom + up, right - across, top - up], ..self.clone() }
    }

    pub fn width(&self) -> f32 {
        self.rect[2] - self.rect[0]
    }

    pub fn height(&self) -> f32 {
        self.rect[3] - self.rect[1]
    }
}

/// All spots of a document, page after page. Links that lead elsewhere than to a web page are complained of.
pub fn spots(pdf: &Document) -> Result<Vec<Spot>, Complaints> {
    let mut spots = Vec::new();
    let mut complaints = Complaints::new();
    for page in pdf.get_pages().into_values() {
        for annotation in annotations(pdf, page).map_err(unreadable)? {
            let target = target(pdf, annotation).map_err(unreadable)?;
            match target.as_deref().map(|target| (target, target.strip_prefix(SCHEME))) {
                // A link inside the document
                None => {}
                Some((_, Some(field))) => spots.push(spot(pdf, page, annotation, field).map_err(unreadable)?),
                Some((target, None)) if HARMLESS.iter().any(|scheme| target.starts_with(scheme)) => {}
                Some((target, None)) => complaints.error(Fault::ForeignLink { target: target.to_owned() }, None),
            }
        }
    }
    if complaints.has_errors() { Err(complaints) } else { Ok(spots) }
}

fn annotations(pdf: &Document, page: ObjectId) -> lopdf::Result<Vec<ObjectId>> {
    let page = pdf.get_dictionary(page)?;
    match page.get(b"Annots") {
        Ok(annotations) => resolved(pdf, annotations)?.as_array()?.iter().map(Object::as_reference).collect(),
        Err(_) => Ok(Vec::new()),
    }
}

/// Where a link annotation leads, if it leads out of the document.
fn target(pdf: &Document, annotation: ObjectId) -> lopdf::Result<Option<String>> {
    let Ok(action) = pdf.get_dictionary(annotation)?.get(b"A") else { return Ok(None) };
    let Ok(uri) = resolved(pdf, action)?.as_dict()?.get(b"URI") else { return Ok(None) };
    Ok(Some(String::from_utf8_lossy(uri.as_str()?).into_owned()))
}

fn spot(pdf: &Document, page: ObjectId, annotation: ObjectId, field: &str) -> lopdf::Result<Spot> {
    let link: &Dictionary = pdf.get_dictionary(annotation)?;
    let mut rect = [0.0; 4];
    for (side, number) in rect.iter_mut().zip(resolved(pdf, link.get(b"Rect")?)?.as_array()?) {
        *side = number.as_float()?;
    }
    // A name holds no equals sign, an answer may.
    let (name, option) = match field.split_once('=') {
        Some((name, option)) => (name, Some(option.to_owned())),
        None => (field, None),
    };
    let struct_parent = link.get(b"StructParent")?.as_i64()?;
    Ok(Spot { annotation, page, rect, struct_parent, name: name.to_owned(), option })
}

/// What an object is, or what it refers to.
fn resolved<'a>(pdf: &'a Document, object: &'a Object) -> lopdf::Result<&'a Object> {
    Ok(pdf.dereference(object)?.1)
}
