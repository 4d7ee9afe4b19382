//! How fields look: empty where one writes, and a mark for a button that is on. The frame is part of the page.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::font;
use super::spots::Spot;

/// What a button that is on shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    Dot,
    Tick,
}

/// The appearances of one document. Buttons of one size share theirs.
pub struct Appearances {
    font: ObjectId,
    /// By mark (none when off), width and height in hundredths of a point
    buttons: BTreeMap<(Option<Mark>, i64, i64), ObjectId>,
}

impl Appearances {
    pub fn new(font: ObjectId) -> Self {
        Self { font, buttons: BTreeMap::new() }
    }

    /// The appearance of a field to write in. Each field has its own, since some tools write the text into it.
    pub fn blank(&self, pdf: &mut Document, spot: &Spot) -> Dictionary {
        let resources = dictionary! { "Font" => dictionary! { font::NAME => self.font } };
        let normal = pdf.add_object(drawing(spot.width(), spot.height(), resources, "/Tx BMC\nEMC\n"));
        dictionary! { "N" => normal }
    }

    /// The appearances of a button, on and off.
    pub fn button(&mut self, pdf: &mut Document, spot: &Spot, mark: Mark, on: &str) -> Dictionary {
        let (width, height) = (spot.width(), spot.height());
        let mut drawn = |mark: Option<Mark>| {
            let hundredths = |length: f32| (length * 100.0).round() as i64;
            let id = self.buttons.entry((mark, hundredths(width), hundredths(height)));
            *id.or_insert_with(|| {
                let content = mark.map(|mark| strokes(mark, width, height)).unwrap_or_default();
                pdf.add_object(drawing(width, height, Dictionary::new(), &content))
            })
        };
        let mut states = Dictionary::new();
        states.set(on, drawn(Some(mark)));
        states.set("Off", drawn(None));
        dictionary! { "N" => states }
    }
}

fn drawing(width: f32, height: f32, resources: Dictionary, content: &str) -> Stream {
    let entries = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => [0.0, 0.0, width, height].map(Object::Real).to_vec(),
        "Resources" => resources,
    };
    Stream::new(entries, content.as_bytes().to_vec())
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
