//! Form fields: a printed box that can be filled in on screen.
//!
//! Typst has no form fields. A template therefore draws each field as a box with a link `x-form:NAME` or, for an answer
//! among several, `x-form:NAME=ANSWER`. That makes Typst write an annotation on the right spot, tagged, in reading
//! order. Here the annotations become widgets and the `Link` elements around them `Form` elements, so that the document
//! stays PDF/UA-1 and PDF/A-3a. Whatever a field says of itself comes from the document's data; the link only says
//! where it is.
//!
//! Each of these is needed, and the conformance tests break one after the other to prove it: the `Form` element, the
//! annotation's `StructParent`, its tooltip, an appearance for each of its states, an embedded font to type with, and
//! no `NeedAppearances`.
//!
//! Names and values are a contract with suppliers' tools: `docs/form-fields.md`.

mod appearance;
mod branches;
mod font;
mod spots;
mod tags;
mod widget;

use std::collections::BTreeMap;

use pdf_writer::writers::Form;
use pdf_writer::{Name, Str};

use self::branches::Branches;
pub use self::font::TypingFont;
use self::spots::{Spot, Spots, spots};
use self::widget::Widgets;
use crate::fault::PressFault;
use crate::pdf::objects::{Missing, Objects};
use tender::catalog::answer::YES;
use tender::complaint::Complaints;
use tender::document::{Field, FieldKind};

/// The export state of a check box that is ticked. It answers no question of its own, so any word would do.
pub const TICKED: &str = YES;

/// Puts the fields where their links are. Every field must have its place and every place its field.
pub(crate) fn place<'f>(
    objects: &mut Objects<'_>,
    fields: &[&Field],
    font: impl FnOnce() -> &'f TypingFont,
) -> Result<(), Complaints> {
    let spots = spots(objects)?;
    let found = matched(fields, &spots)?;
    if !found.is_empty() {
        write(objects, &found, font())?;
    }
    Ok(())
}

/// Finds the spots of each field, in the order of its answers, and complains of all that do not match.
fn matched<'a>(fields: &[&'a Field], spots: &'a [Spot]) -> Result<Vec<(&'a Field, Spots<'a>)>, Complaints> {
    let names: Vec<String> = fields.iter().map(|field| field.name.to_string()).collect();
    let mut places: BTreeMap<(&str, Option<&str>), Vec<&'a Spot>> = BTreeMap::new();
    for spot in spots {
        places.entry((&spot.name, spot.option.as_deref())).or_default().push(spot);
    }
    let (mut missing, mut repeated) = (Vec::new(), Vec::new());
    let mut found = Vec::new();
    for (&field, name) in fields.iter().zip(&names) {
        let mut only = |option| match places.remove(&(name.as_str(), option)).as_deref() {
            None => {
                missing.push(shown(name, option));
                None
            }
            Some([spot]) => Some(*spot),
            Some(_) => {
                repeated.push(shown(name, option));
                None
            }
        };
        let own = match field.kind {
            FieldKind::Radio => {
                let buttons = field.options.iter().filter_map(|option| only(Some(option)));
                Some(Spots::Buttons(buttons.collect()))
            }
            FieldKind::Text | FieldKind::Multiline | FieldKind::Choice | FieldKind::Check | FieldKind::Signature => {
                only(None).map(Spots::One)
            }
        };
        found.extend(own.map(|own| (field, own)));
    }
    let unknown: Vec<String> = places.keys().map(|(name, option)| shown(name, *option)).collect();
    let mut complaints = Complaints::new();
    for (names, fault) in [
        (missing, (|names| PressFault::FieldsMissing { names }) as fn(Vec<String>) -> PressFault),
        (repeated, |names| PressFault::FieldsRepeated { names }),
        (unknown, |names| PressFault::FieldsUnknown { names }),
    ] {
        if !names.is_empty() {
            complaints.error(fault(names), None);
        }
    }
    if complaints.has_errors() { Err(complaints) } else { Ok(found) }
}

/// `SF1461.svar=Ja`, as a link has it.
fn shown(name: &str, option: Option<&str>) -> String {
    option.map_or_else(|| name.to_owned(), |option| format!("{name}={option}"))
}

fn write(objects: &mut Objects<'_>, found: &[(&Field, Spots<'_>)], font: &TypingFont) -> Result<(), Missing> {
    let font = font.write(objects);
    let mut branches = Branches::default();
    let mut widgets = Widgets::new(font);
    for (field, spots) in found {
        let name = field.name.to_string();
        let leaf = branches.place(objects, &name);
        let id = widgets.write(objects, field, spots, leaf);
        branches.hang(leaf.parent, id);
        for spot in spots.all() {
            tags::make_form(objects, spot.tag)?;
        }
    }
    let roots = branches.write(objects);
    let form = objects.new_id();
    objects.put(form, |chunk| {
        let mut form = chunk.indirect(form).start::<Form<'_>>();
        form.fields(roots).default_appearance(Str(font::typing(0).as_bytes()));
        form.default_resources().fonts().pair(Name(font::NAME.as_bytes()), font);
    });
    objects.set_form(form);
    Ok(())
}

#[cfg(test)]
mod tests;
