//! Where the fields are: the links that a template drew.

use hayro_syntax::object::{Dict, FromBytes, String as Text};
use pdf_writer::Ref;

use super::tags::{Tag, tags};
use crate::fault::PressFault;
use crate::pdf::objects::{Missing, Objects};
use tender::complaint::{Complaint, Complaints};
use tender::text::link::is_harmless;

/// The scheme of a field's link.
const SCHEME: &str = "x-form:";

/// A field's place on a page, or the place of one of its answers.
#[derive(Debug, Clone)]
pub struct Spot {
    pub annotation: Ref,
    /// The tag around its annotation
    pub tag: Ref,
    pub page: Ref,
    /// Left, bottom, right, top
    pub rect: [f32; 4],
    pub struct_parent: i32,
    pub name: String,
    /// The answer, if the field has one spot for each
    pub option: Option<String>,
}

/// Where a field is.
#[derive(Debug, Clone)]
pub enum Spots<'s> {
    One(&'s Spot),
    /// A button for each answer
    Buttons(Vec<&'s Spot>),
}

impl<'s> Spots<'s> {
    pub fn all(&self) -> &[&'s Spot] {
        match self {
            Spots::One(spot) => std::slice::from_ref(spot),
            Spots::Buttons(spots) => spots,
        }
    }
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

/// All spots of a document. Links that lead elsewhere than to a web page are complained of.
pub fn spots(objects: &Objects<'_>) -> Result<Vec<Spot>, Complaints> {
    let mut links = Vec::new();
    let mut complaints = Complaints::new();
    for (annotation, link) in objects.links() {
        let link: Dict<'_> = Dict::from_bytes(link).ok_or(Missing::Annotation)?;
        // A link inside the document does nothing but lead there.
        if !link.contains_key("A") {
            continue;
        }
        let target = link.get::<Dict<'_>>("A").and_then(|action| action.get::<Text<'_>>("URI"));
        let target = target.ok_or(Missing::LinkTarget)?;
        match field(&String::from_utf8_lossy(&target)) {
            Ok(Some(field)) => links.push((annotation, link, field.to_owned())),
            Ok(None) => {}
            Err(complaint) => complaints.push(complaint),
        }
    }
    if complaints.has_errors() {
        return Err(complaints);
    }
    if links.is_empty() {
        return Ok(Vec::new());
    }
    let tags = tags(objects);
    let spots = links.iter().map(|(annotation, link, field)| {
        let tag = tags.get(annotation).ok_or(Missing::LinkTag)?;
        spot(*annotation, link, tag, field)
    });
    Ok(spots.collect::<Result<_, Missing>>()?)
}

/// The field, or its answer, that a link stands for, if it does not lead to the web.
pub fn field(target: &str) -> Result<Option<&str>, Complaint> {
    match target.strip_prefix(SCHEME) {
        Some(field) => Ok(Some(field)),
        None if is_harmless(target) => Ok(None),
        None => Err(Complaint::error(PressFault::ForeignLink { target: target.to_owned() }, None)),
    }
}

fn spot(annotation: Ref, link: &Dict<'_>, tag: &Tag, field: &str) -> Result<Spot, Missing> {
    let rect = link.get("Rect").ok_or(Missing::LinkRectangle)?;
    let struct_parent = link.get("StructParent").ok_or(Missing::LinkNumber)?;
    // A name holds no equals sign, an answer may.
    let (name, option) = match field.split_once('=') {
        Some((name, option)) => (name, Some(option.to_owned())),
        None => (field, None),
    };
    Ok(Spot { annotation, tag: tag.id, page: tag.page, rect, struct_parent, name: name.to_owned(), option })
}
