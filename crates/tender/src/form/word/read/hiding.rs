//! What takes words of a Word paper out of sight or off their line: properties of letters, paragraphs and tables, and
//! the styles that have them.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::sight::{Colour, PAPER, alike, colour, draws_signs};
use crate::input::raised::Stands;
use crate::input::xml::{Element, Node, each};

/// How many styles a style is followed back through.
const DEEPEST: usize = 300;

/// The styles of a paper that take words out of sight or off their line.
#[derive(Debug, Default)]
pub(super) struct Hiding {
    pub(super) styles: BTreeSet<String>,
    /// Where the words of styles stand that do not stand on their line
    pub(super) stands: BTreeMap<String, Stands>,
    /// What names no style is out of sight
    pub(super) plain: bool,
    /// What names no colour has that of the paper
    pub(super) pale: bool,
}

/// Whether a property is on: it is where it says nothing else.
pub(super) fn is_on(element: &Element<'_>) -> bool {
    element.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

/// The lowest row and the narrowest column in which a word can be read, in twentieths of a point.
pub(super) const LOWEST: f64 = 120.0;
pub(super) const NARROWEST: f64 = 200.0;

/// The colour of letters; nothing where the program chooses.
pub(super) fn named_colour(element: &Element<'_>) -> Option<Colour> {
    let of_paper = |name: &String| matches!(name.as_str(), "background1" | "light1");
    match element.attribute("themeColor") {
        Some(name) if of_paper(&name) => Some(PAPER),
        // The lighter, the less is left of it.
        Some(_) => {
            let left = element.attribute("themeTint").and_then(|it| u8::from_str_radix(&it, 16).ok());
            left.filter(|left| *left < 0x12).map(|_| PAPER)
        }
        None => element.attribute("val").as_deref().and_then(colour),
    }
}

/// What letters are filled with.
pub(super) fn filling(element: &Element<'_>) -> Option<Colour> {
    let value = element.attribute("val")?;
    match element.name().as_str() {
        "srgbClr" => colour(&value),
        _ => matches!(value.as_str(), "bg1" | "lt1" | "background1" | "light1").then_some(PAPER),
    }
}

/// The lighter of two colours that run into each other.
pub(super) fn palest(one: Option<Colour>, other: Option<Colour>) -> Option<Colour> {
    let light = |colour: &Colour| colour.iter().map(|part| u32::from(*part)).sum::<u32>();
    one.into_iter().chain(other).max_by_key(light)
}

/// Whether next to nothing is left of a filling. Its value is how much is seen through it, in thousandths of a per cent.
pub(super) fn is_transparent(element: &Element<'_>) -> bool {
    length(element, "val").is_some_and(|through| through > 85_000.0)
}

/// The furthest that a paragraph or a cell's text is moved in, and the furthest out, in twentieths of a point.
pub(super) const INDENTED: f64 = 5_000.0;
const OUTDENTED: f64 = -1_500.0;

/// How far from its place a table stands on no page any more, in twentieths of a point.
const OFF_THE_PAGE: f64 = 9_000.0;

pub(super) fn length(element: &Element<'_>, name: &str) -> Option<f64> {
    element.attribute(name)?.parse().ok()
}

/// Whether a paragraph is moved off its column, or its lines are too low to be read.
pub(super) fn is_out_of_place(element: &Element<'_>) -> bool {
    if element.name() == "ind" {
        let sides = ["left", "start", "right", "end", "firstLine", "hanging"];
        return sides
            .into_iter()
            .filter_map(|side| length(element, side))
            .any(|it| !(OUTDENTED..=INDENTED).contains(&it));
    }
    element.attribute("lineRule").is_some_and(|rule| rule == "exact")
        && length(element, "line").is_some_and(|line| line < LOWEST)
}

/// Whether a table is moved off the page.
pub(super) fn is_off_the_page(element: &Element<'_>) -> bool {
    let places: &[&str] = if element.name() == "tblInd" { &["w"] } else { &["tblpX", "tblpY"] };
    places.iter().filter_map(|name| length(element, name)).any(|it| it.abs() > OFF_THE_PAGE)
}

/// Whether letters are too small, too narrow, too close or too far from their line to be read.
pub(super) fn is_out_of_shape(element: &Element<'_>) -> bool {
    let Some(value) = element.attribute("val").and_then(|it| it.trim_end_matches('%').parse::<f64>().ok()) else {
        return false;
    };
    match element.name().as_str() {
        "sz" => value < 8.0,
        "w" => value < 20.0,
        "position" => value.abs() > 100.0,
        "spacing" => value < -60.0,
        _ => false,
    }
}

/// The styles that take words out of sight, by themselves or by those that they go back to.
pub(super) fn hiding(styles: &str) -> Hiding {
    let mut based: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut hiding = Hiding::default();
    let (mut style, mut in_run, mut plain) = (None::<String>, false, None::<String>);
    let (mut in_paragraph, mut in_filling) = (false, false);
    each(styles, |node| match node {
        Node::Open(element) => match element.name().as_str() {
            "style" => {
                style = element.attribute("styleId");
                based.extend(style.clone().map(|style| (style, None)));
                let is_plain = element.is_set("default") && element.attribute("type").as_deref() == Some("paragraph");
                plain = style.clone().filter(|_| is_plain).or(plain.take());
            }
            "basedOn" => {
                let entry = style.as_ref().and_then(|style| based.get_mut(style));
                entry.into_iter().for_each(|it| *it = element.attribute("val"));
            }
            "rPr" => in_run = true,
            "pPr" => in_paragraph = true,
            "textFill" => in_filling = true,
            "ind" | "spacing" if in_paragraph && !in_run => match &style {
                Some(style) if is_out_of_place(&element) => drop(hiding.styles.insert(style.clone())),
                Some(_) => {}
                None => hiding.plain |= is_out_of_place(&element),
            },
            "vertAlign" if in_run => {
                let stands = element.attribute("val").map_or(Stands::OnTheLine, |value| Stands::aligned(&value));
                hiding.stands.extend(style.clone().map(|style| (style, stands)));
            }
            name if in_run => {
                let hides = match name {
                    "vanish" | "specVanish" | "strike" | "dstrike" => is_on(&element),
                    "color" | "srgbClr" | "schemeClr" if name == "color" || in_filling => {
                        let letters = if in_filling { filling(&element) } else { named_colour(&element) };
                        let is_pale = letters.is_some_and(|letters| alike(letters, PAPER));
                        hiding.pale |= is_pale && style.is_none();
                        is_pale && style.is_some()
                    }
                    "noFill" => in_filling,
                    "alpha" => in_filling && is_transparent(&element),
                    "rFonts" => element.attribute("ascii").is_some_and(|font| draws_signs(&font)),
                    _ => is_out_of_shape(&element),
                };
                match &style {
                    Some(style) if hides => drop(hiding.styles.insert(style.clone())),
                    Some(_) => {}
                    // What holds for every style.
                    None => hiding.plain |= hides,
                }
            }
            _ => {}
        },
        Node::Close(name) => match name.as_str() {
            "style" => style = None,
            "rPr" => in_run = false,
            "pPr" => in_paragraph = false,
            "textFill" => in_filling = false,
            _ => {}
        },
        Node::Text(_) => {}
    });
    let goes_back = |style: &String| {
        let mut at = based.get(style).and_then(Option::as_ref);
        for _ in 0..DEEPEST {
            match at {
                Some(above) if hiding.styles.contains(above) => return true,
                Some(above) => at = based.get(above).and_then(Option::as_ref),
                None => return false,
            }
        }
        false
    };
    let more: Vec<String> = based.keys().filter(|style| goes_back(style)).cloned().collect();
    hiding.styles.extend(more);
    hiding.plain |= plain.is_some_and(|plain| hiding.styles.contains(&plain));
    hiding
}
