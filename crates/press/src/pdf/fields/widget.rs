//! Fields and their widgets: a field has one, but for a radio group, which has one for each answer.

use pdf_writer::types::{AnnotationFlags, AnnotationType, FieldFlags, FieldType};
use pdf_writer::writers::{Annotation, Field as Entry};
use pdf_writer::{Chunk, Name, Rect, Ref, Str, TextStr};

use super::TICKED;
use super::appearance::{Appearances, Mark};
use super::font::typing;
use super::spots::{Spot, Spots};
use crate::pdf::objects::Objects;
use tender::catalog::answer::UNPRESSED;
use tender::document::{Field, FieldKind};

/// The size of typed text in points.
const TYPED: u8 = 10;

/// The room in points between a field's frame and what is typed, across and up: not every tool leaves some.
const INSET: (f32, f32) = (3.0, 1.0);

/// The state of a button that is not on.
const OFF: &str = UNPRESSED;

/// A field's place in the tree of names.
#[derive(Clone, Copy)]
pub struct Leaf<'n> {
    /// The last part of its name
    pub partial: &'n str,
    pub parent: Option<Ref>,
}

/// Writes the fields of one document.
pub struct Widgets {
    appearances: Appearances,
}

impl Widgets {
    pub fn new(font: Ref) -> Self {
        Self { appearances: Appearances::new(font) }
    }

    /// Writes a field over its spots and returns the id that its parent knows it by.
    pub fn write(&mut self, objects: &mut Objects<'_>, field: &Field, spots: &Spots<'_>, leaf: Leaf<'_>) -> Ref {
        match (spots, field.kind) {
            (Spots::One(spot), FieldKind::Text | FieldKind::Multiline | FieldKind::Choice) => {
                self.blank(objects, field, &spot.inset(INSET), leaf)
            }
            (Spots::One(spot), FieldKind::Signature) => self.blank(objects, field, spot, leaf),
            (Spots::One(spot), FieldKind::Check) => self.check(objects, field, spot, leaf),
            (Spots::One(_), FieldKind::Radio) | (Spots::Buttons(_), _) => self.group(objects, field, spots.all(), leaf),
        }
    }

    /// Writes a field to write in, or to sign. The field and its only widget are one object.
    fn blank(&mut self, objects: &mut Objects<'_>, field: &Field, spot: &Spot, leaf: Leaf<'_>) -> Ref {
        let blank = self.appearances.blank(objects, spot);
        objects.put(spot.annotation, |chunk| {
            let mut entry = entry(chunk, spot.annotation, field, leaf);
            if field.kind != FieldKind::Signature {
                entry.vartext_default_appearance(Str(typing(TYPED).as_bytes()));
            }
            if field.kind == FieldKind::Choice {
                // Plain strings: of a pair, tools disagree which half is the value.
                entry.choice_options().options(field.options.iter().map(|option| TextStr(option)));
            }
            let mut widget = entry.into_annotation();
            place(&mut widget, spot);
            widget.appearance().normal().stream(blank);
        });
        spot.annotation
    }

    /// Writes a box to tick.
    fn check(&mut self, objects: &mut Objects<'_>, field: &Field, spot: &Spot, leaf: Leaf<'_>) -> Ref {
        let looks = self.button(objects, spot, Mark::Tick);
        objects.put(spot.annotation, |chunk| {
            let state = if field.ticked { TICKED } else { OFF };
            let mut entry = entry(chunk, spot.annotation, field, leaf);
            entry.pair(Name(b"V"), Name(state.as_bytes()));
            let mut widget = entry.into_annotation();
            place(&mut widget, spot);
            show(&mut widget, state, TICKED, looks);
        });
        spot.annotation
    }

    /// Writes a radio group: the field, and below it a widget for each answer.
    fn group(&mut self, objects: &mut Objects<'_>, field: &Field, spots: &[&Spot], leaf: Leaf<'_>) -> Ref {
        let group = objects.new_id();
        objects.put(group, |chunk| {
            let mut entry = entry(chunk, group, field, leaf);
            let state = field.chosen.as_deref().unwrap_or(OFF);
            entry.radio_value(Name(state.as_bytes())).children(spots.iter().map(|spot| spot.annotation));
        });
        for spot in spots {
            let looks = self.button(objects, spot, Mark::Dot);
            objects.put(spot.annotation, |chunk| {
                let answer = spot.option.as_deref().unwrap_or_default();
                let mut widget = chunk.annotation(spot.annotation);
                widget.subtype(AnnotationType::Widget).parent(group);
                widget.pair(Name(b"TU"), TextStr(&format!("{}: {answer}", field.tip)));
                place(&mut widget, spot);
                let state = if field.chosen.as_deref() == Some(answer) { answer } else { OFF };
                show(&mut widget, state, answer, looks);
            });
        }
        group
    }

    /// How a button looks on and off.
    fn button(&mut self, objects: &mut Objects<'_>, spot: &Spot, mark: Mark) -> [Ref; 2] {
        [Some(mark), None].map(|mark| self.appearances.button(objects, spot, mark))
    }
}

/// Begins a field with what it says of itself.
fn entry<'c>(chunk: &'c mut Chunk, id: Ref, field: &Field, leaf: Leaf<'_>) -> Entry<'c> {
    let (kind, mut flags) = match field.kind {
        FieldKind::Text => (FieldType::Text, FieldFlags::empty()),
        FieldKind::Multiline => (FieldType::Text, FieldFlags::MULTILINE),
        FieldKind::Choice => (FieldType::Choice, FieldFlags::COMBO),
        FieldKind::Check => (FieldType::Button, FieldFlags::empty()),
        FieldKind::Radio => (FieldType::Button, FieldFlags::RADIO),
        FieldKind::Signature => (FieldType::Signature, FieldFlags::empty()),
    };
    flags.set(FieldFlags::REQUIRED, field.required);
    let mut entry = chunk.form_field(id);
    entry.partial_name(TextStr(leaf.partial)).alternate_name(TextStr(&field.tip));
    entry.field_type(kind).field_flags(flags);
    if let Some(parent) = leaf.parent {
        entry.parent(parent);
    }
    entry
}

/// Puts a widget on its spot.
fn place(widget: &mut Annotation<'_>, spot: &Spot) {
    let [left, bottom, right, top] = spot.rect;
    widget.rect(Rect::new(left, bottom, right, top)).page(spot.page);
    widget.flags(AnnotationFlags::PRINT).struct_parent(spot.struct_parent);
}

/// Shows a button in one of its states: on, which is named after what it answers, or off.
fn show(widget: &mut Annotation<'_>, state: &str, answer: &str, [on, off]: [Ref; 2]) {
    widget.appearance_state(Name(state.as_bytes()));
    widget.appearance().normal().streams().pairs([(Name(answer.as_bytes()), on), (Name(OFF.as_bytes()), off)]);
}
