//! Fields and their widgets: a field has one, but for a radio group, which has one for each answer.

use lopdf::{Dictionary, Object, ObjectId, Writer, dictionary};

use super::appearance::{Appearances, Mark};
use super::font::typing;
use super::spots::Spot;
use super::{TICKED, text};
use crate::document::{Field, FieldKind};
use crate::render::objects::Objects;

/// The bits of a field's flags.
const REQUIRED: i64 = 1 << 1;
const MULTILINE: i64 = 1 << 12;
const RADIO: i64 = 1 << 15;
const COMBO: i64 = 1 << 17;

/// The size of typed text in points.
const TYPED: u8 = 10;

/// The room in points between a field's frame and what is typed, across and up: not every tool leaves some.
const INSET: (f32, f32) = (3.0, 1.0);

/// The annotation's flag that it is printed, and nothing else.
const PRINT: i64 = 4;

/// Writes the fields of one document.
pub struct Widgets {
    appearances: Appearances,
}

impl Widgets {
    pub fn new(font: ObjectId) -> Self {
        Self { appearances: Appearances::new(font) }
    }

    /// Writes a field over its spots and returns the id that its parent knows it by.
    pub fn write(
        &mut self,
        objects: &mut Objects<'_>,
        field: &Field,
        spots: &[&Spot],
        partial: &str,
        parent: Option<ObjectId>,
    ) -> lopdf::Result<ObjectId> {
        let inside = match (field.kind, spots) {
            (FieldKind::Text | FieldKind::Multiline | FieldKind::Choice, [spot]) => Some(spot.inset(INSET)),
            (FieldKind::Check | FieldKind::Signature, [spot]) => Some((*spot).clone()),
            (FieldKind::Radio, _) => None,
            _ => unreachable!("a field that is no radio group has one spot"),
        };
        // A field with one widget and that widget are one object.
        let mut entry = inside.as_ref().map(widget).unwrap_or_default();
        entry.set("T", text(partial));
        entry.set("TU", text(&field.tip));
        if let Some(parent) = parent {
            entry.set("Parent", parent);
        }
        let required = if field.required { REQUIRED } else { 0 };
        let flags = |flags: i64| Object::Integer(flags | required);
        match field.kind {
            FieldKind::Text | FieldKind::Multiline => {
                entry.set("FT", "Tx");
                entry.set("Ff", flags(if field.kind == FieldKind::Multiline { MULTILINE } else { 0 }));
                entry.set("DA", Object::string_literal(typing(TYPED)));
            }
            FieldKind::Choice => {
                entry.set("FT", "Ch");
                entry.set("Ff", flags(COMBO));
                entry.set("DA", Object::string_literal(typing(TYPED)));
                // Plain strings: of a pair, tools disagree which half is the value.
                entry.set("Opt", field.options.iter().map(|option| text(option)).collect::<Vec<_>>());
            }
            FieldKind::Check => {
                entry.set("FT", "Btn");
                entry.set("Ff", flags(0));
                entry.set("V", state(field.ticked.then_some(TICKED)));
            }
            FieldKind::Radio => return self.group(objects, field, spots, entry, flags(RADIO)),
            FieldKind::Signature => {
                entry.set("FT", "Sig");
                entry.set("Ff", flags(0));
            }
        }
        let Some(spot) = inside else { unreachable!("a radio group has been written") };
        let pdf = &mut objects.read;
        if field.kind == FieldKind::Check {
            entry.set("AS", state(field.ticked.then_some(TICKED)));
            entry.set("AP", self.appearances.button(pdf, &spot, Mark::Tick, TICKED));
        } else {
            entry.set("AP", self.appearances.blank(pdf, &spot));
        }
        objects.rewrite(spot.annotation, written(entry)?)?;
        Ok((spot.annotation, 0))
    }

    /// Writes a radio group: the field, and below it a widget for each answer.
    fn group(
        &mut self,
        objects: &mut Objects<'_>,
        field: &Field,
        spots: &[&Spot],
        mut entry: Dictionary,
        flags: Object,
    ) -> lopdf::Result<ObjectId> {
        let group = objects.read.new_object_id();
        entry.set("FT", "Btn");
        entry.set("Ff", flags);
        entry.set("V", state(None));
        entry.set("Kids", spots.iter().map(|spot| (spot.annotation, 0).into()).collect::<Vec<Object>>());
        objects.read.set_object(group, entry);
        for spot in spots {
            let option = spot.option.as_deref().unwrap_or_default();
            let mut widget = widget(spot);
            widget.set("Parent", group);
            widget.set("TU", text(&format!("{}: {option}", field.tip)));
            widget.set("AS", state(None));
            widget.set("AP", self.appearances.button(&mut objects.read, spot, Mark::Dot, option));
            objects.rewrite(spot.annotation, written(widget)?)?;
        }
        Ok(group)
    }
}

/// The widget of a spot, without what it says and shows.
fn widget(spot: &Spot) -> Dictionary {
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "Rect" => spot.rect.map(Object::Real).to_vec(),
        "P" => spot.page,
        "F" => PRINT,
        "StructParent" => i64::from(spot.struct_parent),
    }
}

fn written(entry: Dictionary) -> lopdf::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Writer::write_object(&mut bytes, &entry.into())?;
    Ok(bytes)
}

/// A button's state: the answer itself, or that there is none.
fn state(answer: Option<&str>) -> Object {
    Object::Name(answer.unwrap_or("Off").as_bytes().to_vec())
}
