//! Whether what a field shows can be seen: letters of a colour and a size, marks within their frame.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream};

use super::binding::resolved;
use super::drawn;
use super::text::text;
use crate::form::sight::{Colour, INK, PAPER, alike};

/// The smallest letters that can be read, in points.
const SMALLEST: f64 = 4.0;

/// The most steps from a widget up to its field.
const DEEPEST: usize = 16;

/// How letters are drawn.
struct Pen {
    colour: Colour,
    /// In points before it is scaled; zero where the program chooses
    size: f64,
    /// How much the matrix of the text enlarges it
    scale: f64,
    /// Neither filled nor outlined
    empty: bool,
}

impl Pen {
    fn new() -> Self {
        Self { colour: INK, size: 0.0, scale: 1.0, empty: false }
    }

    fn take(&mut self, operation: &Operation) {
        let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
        let part = |share: f64| (share.clamp(0.0, 1.0) * 255.0).round() as u8;
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("g", [grey]) => self.colour = [part(*grey); 3],
            ("rg", [red, green, blue]) => self.colour = [part(*red), part(*green), part(*blue)],
            ("k", [cyan, magenta, yellow, black]) => {
                self.colour = [cyan, magenta, yellow].map(|ink| part((1.0 - ink) * (1.0 - black)));
            }
            ("Tf", [.., size]) => self.size = size.abs(),
            // Each matrix takes the place of the one before it, and a text begins without one.
            ("BT", _) => self.scale = 1.0,
            ("Tm", [_, _, _, height, ..]) if *height != 0.0 => self.scale = height.abs(),
            ("Tr", [mode]) => self.empty = *mode == 3.0 || *mode == 7.0,
            _ => {}
        }
    }

    fn is_unseen(&self, ground: Colour) -> bool {
        self.empty || alike(self.colour, ground) || self.size > 0.0 && self.size * self.scale < SMALLEST
    }
}

fn number(operand: &Object) -> Option<f64> {
    operand.as_float().ok().map(f64::from)
}

/// Whether the words of a text field are out of sight: as its appearance draws them, else as a program is told to.
pub(super) fn hides_words(pdf: &Document, widget: &Dictionary) -> bool {
    let ground = ground(pdf, widget);
    match drawn::stream(pdf, widget, None).and_then(drawn::content) {
        Some(content) if shows_text(&content) => {
            let mut pen = Pen::new();
            let mut shown = content.operations.iter().filter_map(|operation| {
                pen.take(operation);
                is_text(operation).then(|| pen.is_unseen(ground))
            });
            shown.all(|unseen| unseen)
        }
        Some(_) | None => told(pdf, widget).is_some_and(|pen| pen.is_unseen(ground)),
    }
}

fn is_text(operation: &Operation) -> bool {
    matches!(operation.operator.as_str(), "Tj" | "TJ" | "'" | "\"")
}

fn shows_text(content: &Content) -> bool {
    content.operations.iter().any(is_text)
}

/// How a program is told to draw the words of a field.
fn told(pdf: &Document, widget: &Dictionary) -> Option<Pen> {
    let mut at = Some(widget);
    let mut found = None;
    for _ in 0..DEEPEST {
        let Some(node) = at else { break };
        found = found.or_else(|| resolved(pdf, node.get(b"DA").ok()));
        at = resolved(pdf, node.get(b"Parent").ok()).and_then(|parent| parent.as_dict().ok());
    }
    let written = text(found?)?;
    let mut pen = Pen::new();
    Content::decode(written.as_bytes()).ok()?.operations.iter().for_each(|operation| pen.take(operation));
    Some(pen)
}

/// The ground of a widget.
fn ground(pdf: &Document, widget: &Dictionary) -> Colour {
    let looks = resolved(pdf, widget.get(b"MK").ok()).and_then(|looks| looks.as_dict().ok());
    let ground = looks.and_then(|looks| resolved(pdf, looks.get(b"BG").ok())).and_then(|it| it.as_array().ok());
    let Some(ground) = ground else { return PAPER };
    let operator = match ground.len() {
        1 => "g",
        3 => "rg",
        4 => "k",
        _ => return PAPER,
    };
    let mut pen = Pen::new();
    pen.take(&Operation::new(operator, ground.clone()));
    pen.colour
}

/// Whether the mark of a button lies outside the frame that is shown of it, or the frame shows nothing.
pub(super) fn is_framed_out(stream: &Stream) -> bool {
    let frame = stream.dict.get(b"BBox").and_then(Object::as_array).ok();
    let sides: Vec<f64> = frame.into_iter().flatten().filter_map(number).collect();
    let [one, two, three, four] = sides.as_slice() else { return false };
    let (left, right) = (one.min(*three), one.max(*three));
    let (low, high) = (two.min(*four), two.max(*four));
    let turned = stream.dict.get(b"Matrix").and_then(Object::as_array).ok();
    let turned: Vec<f64> = turned.into_iter().flatten().filter_map(number).collect();
    let flat = matches!(turned.as_slice(), [a, b, c, d, ..] if (a * d - b * c).abs() < 1e-3);
    if flat || right - left < 1.0 || high - low < 1.0 {
        return true;
    }
    let Some(content) = drawn::content(stream) else { return false };
    let mut points = content.operations.iter().filter_map(|operation| {
        let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("m" | "l" | "re" | "Td", [x, y, ..]) | ("Tm", [_, _, _, _, x, y]) => Some((*x, *y)),
            ("c", [.., x, y]) => Some((*x, *y)),
            _ => None,
        }
    });
    // What is moved as a whole is drawn where only a renderer knows.
    let moves = content.operations.iter().any(|operation| matches!(operation.operator.as_str(), "cm" | "Do"));
    let mut any = false;
    let within = points.any(|(x, y)| {
        any = true;
        (left..=right).contains(&x) && (low..=high).contains(&y)
    });
    any && !moves && !within
}
