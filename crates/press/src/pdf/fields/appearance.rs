//! How fields look: empty where one writes, and a mark for a button that is on. The frame is part of the page.

use std::collections::BTreeMap;

use pdf_writer::{Name, Rect, Ref};

use super::font;
use super::spots::Spot;
use crate::pdf::objects::Objects;

/// What a button that is on shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    Dot,
    Tick,
}

/// The appearances of one document. Buttons of one size share theirs.
pub struct Appearances {
    font: Ref,
    /// By mark (none when off), width and height in hundredths of a point
    buttons: BTreeMap<(Option<Mark>, i64, i64), Ref>,
}

impl Appearances {
    pub fn new(font: Ref) -> Self {
        Self { font, buttons: BTreeMap::new() }
    }

    /// The appearance of a field to write in. Each field has its own, since some tools write the text into it.
    pub fn blank(&self, objects: &mut Objects<'_>, spot: &Spot) -> Ref {
        drawing(objects, spot, Some(self.font), "/Tx BMC\nEMC\n")
    }

    /// The appearance of a button that shows a mark, or is off.
    pub fn button(&mut self, objects: &mut Objects<'_>, spot: &Spot, mark: Option<Mark>) -> Ref {
        let (width, height) = (spot.width(), spot.height());
        let hundredths = |length: f32| (length * 100.0).round() as i64;
        let id = self.buttons.entry((mark, hundredths(width), hundredths(height)));
        *id.or_insert_with(|| {
            let content = mark.map(|mark| strokes(mark, width, height)).unwrap_or_default();
            drawing(objects, spot, None, &content)
        })
    }
}

fn drawing(objects: &mut Objects<'_>, spot: &Spot, font: Option<Ref>, content: &str) -> Ref {
    let id = objects.new_id();
    objects.put(id, |chunk| {
        let mut drawing = chunk.form_xobject(id, content.as_bytes());
        drawing.bbox(Rect::new(0.0, 0.0, spot.width(), spot.height()));
        let mut resources = drawing.resources();
        if let Some(font) = font {
            resources.fonts().pair(Name(font::NAME.as_bytes()), font);
        }
    });
    id
}

/// A mark in the middle of a button.
fn strokes(mark: Mark, width: f32, height: f32) -> String {
    let (x, y, size) = (width / 2.0, height / 2.0, width.min(height));
    let at = |dx: f32, dy: f32| format!("{:.3} {:.3}", x + dx * size, y + dy * size);
    match mark {
        Mark::Dot => {
            // A circle as four curves: this much of its radius brings their middles onto it.
            let (r, bend) = (0.27, 0.27 * 0.5523);
            let quarter = |a: (f32, f32), b: (f32, f32), to: (f32, f32)| {
                format!("{} {} {} c\n", at(a.0, a.1), at(b.0, b.1), at(to.0, to.1))
            };
            let mut path = format!("0 g\n{} m\n", at(r, 0.0));
            path += &quarter((r, bend), (bend, r), (0.0, r));
            path += &quarter((-bend, r), (-r, bend), (-r, 0.0));
            path += &quarter((-r, -bend), (-bend, -r), (0.0, -r));
            path += &quarter((bend, -r), (r, -bend), (r, 0.0));
            path + "f\n"
        }
        Mark::Tick => {
            let pen = format!("0 G\n{:.3} w\n1 J\n1 j\n", size * 0.11);
            format!("{pen}{} m\n{} l\n{} l\nS\n", at(-0.27, -0.02), at(-0.08, -0.23), at(0.28, 0.26))
        }
    }
}
