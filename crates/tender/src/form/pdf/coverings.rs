//! What an appearance does besides showing a field's words or mark: what is laid over them, and what is drawn in their
//! place. A program that fills a form in paints a ground and a frame, and sets text; whatever else is there was put
//! there.

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, Stream};

use super::binding::resolved;
use super::drawn;
use crate::form::sight::{Colour, INK, PAPER, alike};

/// Operators that paint the path that was laid, and those among them that fill it.
const PAINTS: [&str; 10] = ["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"];
const FILLS: [&str; 8] = ["f", "F", "f*", "B", "B*", "b", "b*", "sh"];

/// The least part of its frame that an appearance may be cut down to.
const LEAST: f64 = 0.5;

/// Whether the appearance of a text does more than set it on its ground.
pub(super) fn beyond_text(pdf: &Document, widget: &Dictionary) -> bool {
    let Some(stream) = drawn::stream(pdf, widget, None) else { return false };
    let Some(content) = drawn::content(stream) else { return false };
    let shows = |operation: &Operation| matches!(operation.operator.as_str(), "Tj" | "TJ" | "'" | "\"");
    if !content.operations.iter().any(shows) {
        return false;
    }
    let (mut has_text, mut is_bent, mut area) = (false, false, None::<f64>);
    for operation in &content.operations {
        let numbers = numbers(operation);
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("Tj" | "TJ" | "'" | "\"", _) => has_text = true,
            // Letters can be made of lines; a frame is made of right angles.
            ("c" | "v" | "y", _) => is_bent = true,
            ("l", _) if !has_text => is_bent = true,
            ("re", [_, _, width, height]) => area = Some((width * height).abs()),
            ("W" | "W*", _) if area.is_some_and(|area| area < 1.0) => return true,
            ("n", _) => (is_bent, area) = (false, None),
            ("Do" | "BI" | "EI" | "sh", _) => return true,
            ("gs", _) if is_sheer(pdf, stream, operation) => return true,
            (painting, _) if PAINTS.contains(&painting) => {
                if has_text || is_bent {
                    return true;
                }
                area = None;
            }
            _ => {}
        }
    }
    is_cut_down(stream, widget)
}

/// Whether something of the colour of the ground lies over a mark.
pub(super) fn covers_mark(pdf: &Document, stream: &Stream) -> bool {
    let Some(content) = drawn::content(stream) else { return false };
    let (mut colour, mut outer) = (INK, Vec::new());
    let (mut marked, mut covered) = (false, false);
    for operation in &content.operations {
        match operation.operator.as_str() {
            "q" => outer.push(colour),
            "Q" => colour = outer.pop().unwrap_or(colour),
            "gs" if is_sheer(pdf, stream, operation) => return true,
            "Tj" | "TJ" => (marked, covered) = (true, false),
            "Do" | "EI" | "BI" => return true,
            fills if FILLS.contains(&fills) => {
                let is_ground = alike(colour, PAPER) || fills == "sh";
                covered = is_ground && (marked || covered);
                marked |= !is_ground;
            }
            // A mark may be made of strokes.
            "S" | "s" => (marked, covered) = (true, covered),
            _ => colour = coloured(operation).unwrap_or(colour),
        }
    }
    marked && covered
}

fn coloured(operation: &Operation) -> Option<Colour> {
    let part = |share: &f64| (share.clamp(0.0, 1.0) * 255.0).round() as u8;
    match (operation.operator.as_str(), numbers(operation).as_slice()) {
        ("g" | "sc" | "scn", [grey]) => Some([part(grey); 3]),
        ("rg" | "sc" | "scn", [red, green, blue]) => Some([part(red), part(green), part(blue)]),
        ("k" | "sc" | "scn", [cyan, magenta, yellow, black]) => {
            Some([cyan, magenta, yellow].map(|ink| part(&((1.0 - ink) * (1.0 - black)))))
        }
        _ => None,
    }
}

/// Whether a state lets the ground through, or blends with it.
fn is_sheer(pdf: &Document, stream: &Stream, operation: &Operation) -> bool {
    let name = operation.operands.first().and_then(|name| name.as_name().ok());
    let dictionary = |object: Option<&'_ Object>| -> Option<Dictionary> {
        resolved(pdf, object).and_then(|it| it.as_dict().ok()).cloned()
    };
    let states = dictionary(stream.dict.get(b"Resources").ok()).and_then(|it| dictionary(it.get(b"ExtGState").ok()));
    let Some(state) = states.zip(name).and_then(|(states, name)| dictionary(states.get(name).ok())) else {
        return false;
    };
    let share = |key: &[u8]| resolved(pdf, state.get(key).ok()).and_then(|it| it.as_float().ok());
    let named = |key: &[u8], plain: &[u8]| {
        resolved(pdf, state.get(key).ok()).is_some_and(|it| it.as_name().map_or(true, |name| name != plain))
    };
    [share(b"ca"), share(b"CA")].into_iter().flatten().any(|share| share < 0.5)
        || named(b"SMask", b"None")
        || named(b"BM", b"Normal")
}

/// Whether the frame of an appearance shows only a small part of it, or its matrix makes it small.
fn is_cut_down(stream: &Stream, widget: &Dictionary) -> bool {
    let list = |dictionary: &Dictionary, key: &[u8]| -> Vec<f64> {
        let list = dictionary.get(key).and_then(Object::as_array).ok().into_iter().flatten();
        list.filter_map(|it| it.as_float().ok().map(f64::from)).collect()
    };
    let size = |sides: &[f64]| match sides {
        [left, low, right, high] => Some(((right - left).abs(), (high - low).abs())),
        _ => None,
    };
    // What a frame and a matrix make smaller together, a program enlarges to the widget again; so each is looked at.
    let small = match (size(&list(&stream.dict, b"BBox")), size(&list(widget, b"Rect"))) {
        (Some((width, height)), Some((of_width, of_height))) => {
            // A widget may stand across its page.
            let upright = width >= LEAST * of_width && height >= LEAST * of_height;
            let across = width >= LEAST * of_height && height >= LEAST * of_width;
            !(upright || across)
        }
        _ => false,
    };
    let turned = list(&stream.dict, b"Matrix");
    small || matches!(turned.as_slice(), [a, b, c, d, ..] if (a * d - b * c).abs() < LEAST)
}

fn numbers(operation: &Operation) -> Vec<f64> {
    operation.operands.iter().filter_map(|operand| operand.as_float().ok().map(f64::from)).collect()
}
