//! What a logo would take to print, measured before it is decoded: a picture of a kilobyte can claim gigabytes, and an
//! effect of two hundred letters can draw for hours.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use imagesize::ImageSize;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The most pixels of a picture: more than a page of A4 has at 600 dots an inch in both directions is seen by nobody.
pub const MOST_PIXELS: usize = 35_000_000;

/// The most that an SVG draws, what is drawn by name counted each time, and the most letters in it.
const MOST_DRAWN: u64 = 100_000;
const MOST_LETTERS: usize = 20_000;

/// Why a picture is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TooMuch {
    /// In pixels
    Size { width: usize, height: usize },
    /// An SVG that is blurred, lit or made of noise is drawn pixel by pixel, as many as it likes; one that draws itself
    /// by name, over and over, as often
    Effects,
}

/// Measures a picture, and those that an SVG holds. What cannot be read is left to whoever prints it.
pub fn measure(picture: &[u8]) -> Result<(), TooMuch> {
    match std::str::from_utf8(picture) {
        Ok(text) if text.contains("<svg") => measure_svg(text),
        Ok(_) | Err(_) => measure_pixels(picture),
    }
}

fn measure_pixels(picture: &[u8]) -> Result<(), TooMuch> {
    let Ok(ImageSize { width, height }) = imagesize::blob_size(picture) else { return Ok(()) };
    let fits = width.checked_mul(height).is_some_and(|pixels| pixels <= MOST_PIXELS);
    if fits { Ok(()) } else { Err(TooMuch::Size { width, height }) }
}

fn measure_svg(svg: &str) -> Result<(), TooMuch> {
    let mut reader = Reader::from_str(svg);
    let mut weight = Weight::default();
    let (mut in_style, mut letters) = (false, 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                in_style = element.local_name().as_ref() == "style";
                measure_element(&element)?;
                weight.enter(&element);
            }
            Ok(Event::Empty(element)) => {
                measure_element(&element)?;
                weight.enter(&element);
                weight.leave();
            }
            Ok(Event::End(_)) => {
                in_style = false;
                weight.leave();
            }
            Ok(Event::Text(text)) => {
                letters += text.trim().len();
                if in_style {
                    has_effect(&text)?
                }
            }
            Ok(Event::CData(text)) => {
                letters += text.trim().len();
                if in_style {
                    has_effect(&text)?
                }
            }
            // What a name of the file's own stands for may be as long as it likes, and say what it likes.
            Ok(Event::GeneralRef(name)) if !is_plain(&name) => return Err(TooMuch::Effects),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let is_light = letters <= MOST_LETTERS && weight.total() <= MOST_DRAWN;
    if is_light { Ok(()) } else { Err(TooMuch::Effects) }
}

fn measure_element(element: &BytesStart<'_>) -> Result<(), TooMuch> {
    for attribute in element.attributes().flatten() {
        let value = &attribute.value;
        match attribute.key.local_name().as_ref() {
            "filter" if value.trim() != "none" => return Err(TooMuch::Effects),
            "style" => has_effect(value)?,
            "href" => {
                let Some((_, encoded)) = value.split_once(";base64,") else { continue };
                let letters: String = encoded.chars().filter(|letter| !letter.is_whitespace()).collect();
                BASE64.decode(letters).map_or(Ok(()), |picture| measure(&picture))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether `&name;` is a sign that XML itself knows.
fn is_plain(name: &str) -> bool {
    name.starts_with('#') || ["amp", "lt", "gt", "apos", "quot"].contains(&name)
}

/// Looks for the property `filter` among declarations of a style, however it is written.
fn has_effect(style: &str) -> Result<(), TooMuch> {
    // A name of the file's own could stand for it.
    let Ok(plain) = quick_xml::escape::unescape(style) else { return Err(TooMuch::Effects) };
    let plain = without_comments(&plain);
    let declarations = plain.split(['{', '}', ';']).filter_map(|declaration| declaration.split_once(':'));
    let mut effects = declarations.filter(|(name, value)| {
        // Letters may be written as their numbers: `f\69lter`.
        name.contains('\\') || name.trim().eq_ignore_ascii_case("filter") && value.trim() != "none"
    });
    if effects.next().is_some() { Err(TooMuch::Effects) } else { Ok(()) }
}

fn without_comments(style: &str) -> String {
    let mut plain = String::new();
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    plain + rest
}

/// How much an SVG draws, where what is drawn by name counts each time: a mask of two masks of two masks … has a few
/// lines, and is drawn a million times.
#[derive(Default)]
struct Weight {
    /// By name: how many elements it holds, and the names that are drawn in it; the whole has no name
    parts: BTreeMap<String, (u64, Vec<String>)>,
    /// The names that stand around
    open: Vec<Option<String>>,
}

impl Weight {
    fn enter(&mut self, element: &BytesStart<'_>) {
        let around = self.open.iter().rev().flatten().next().cloned().unwrap_or_default();
        let (mut own, mut drawn) = (None, Vec::new());
        for attribute in element.attributes().flatten() {
            match attribute.key.local_name().as_ref() {
                "id" => own = Some(attribute.value.to_string()),
                "href" => drawn.extend(attribute.value.trim().strip_prefix('#').map(str::to_owned)),
                _ => drawn.extend(named(&attribute.value)),
            }
        }
        let (count, names) = self.parts.entry(around).or_default();
        *count += 1;
        names.extend(own.clone());
        match &own {
            Some(own) => self.parts.entry(own.clone()).or_default().1.extend(drawn),
            None => names.extend(drawn),
        }
        self.open.push(own);
    }

    fn leave(&mut self) {
        self.open.pop();
    }

    fn total(&self) -> u64 {
        self.of("", &mut BTreeMap::new(), 0)
    }

    /// The weight of a part with all that is drawn in it. One that leads back to itself is drawn by nobody.
    fn of<'w>(&'w self, name: &'w str, known: &mut BTreeMap<&'w str, u64>, depth: usize) -> u64 {
        /// Deeper than any drawing of a person's
        const DEEPEST: usize = 200;
        if let Some(weight) = known.get(name) {
            return *weight;
        }
        if depth > DEEPEST {
            return u64::MAX;
        }
        let Some((count, names)) = self.parts.get(name) else { return 0 };
        known.insert(name, 0);
        let drawn = names.iter().fold(*count, |sum, name| sum.saturating_add(self.of(name, known, depth + 1)));
        known.insert(name, drawn);
        drawn
    }
}

/// The names in `url(#name)`, of which a style may have several.
fn named(value: &str) -> impl Iterator<Item = String> {
    let after = value.split("url(").skip(1);
    after.filter_map(|rest| {
        let name = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
        name.strip_prefix('#').map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of a PNG, which is all that says how large it is.
    fn png(width: u32, height: u32) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x02\0\0\0"]
            .concat()
    }

    #[test]
    fn a_picture_is_measured_by_what_it_claims() {
        assert_eq!(measure(&png(7_000, 5_000)), Ok(()));
        assert_eq!(measure(&png(60_000, 60_000)), Err(TooMuch::Size { width: 60_000, height: 60_000 }));
        assert_eq!(measure(b"\x89PNG\r\n\x1a\n"), Ok(()), "what cannot be read is complained of by who prints it");
    }

    #[test]
    fn an_svg_with_effects_is_refused_and_one_with_harmless_styles_is_not() {
        let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
        for effect in [
            "<rect filter=\"url(#f)\"/>",
            "<rect style=\"fill:red; filter : blur(99px)\"/>",
            "<style>rect { filter: url(#f) }</style>",
            "<style><![CDATA[.a{fill:red;filter:url(#f)}]]></style>",
            "<rect style=\"&#102;ilter:blur(9px)\"/>",
            "<rect style=\"f\\69lter:blur(9px)\"/>",
            "<rect style=\"/* … */FILTER:blur(9px)\"/>",
            "<rect style=\"&egen;\"/>",
            "<text>&egen;</text>",
        ] {
            assert_eq!(measure(svg(effect).as_bytes()), Err(TooMuch::Effects), "{effect}");
        }
        for harmless in [
            "<filter id=\"f\"/><rect filter=\"none\" style=\"color-interpolation-filters:linearRGB;filter:none\"/>",
            "<text>filter: blur</text>",
            "<rect style=\"/* filter: blur(9px) */fill:red\"/>",
            "<text>A &amp; B &#230;</text>",
        ] {
            assert_eq!(measure(svg(harmless).as_bytes()), Ok(()), "{harmless}");
        }
    }

    #[test]
    fn an_svg_that_is_drawn_over_and_over_is_refused() {
        let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
        let nested = |depth: u32, draw: &dyn Fn(u32) -> String| -> String {
            let parts: String = (1..=depth).map(draw).collect();
            svg(&format!("<defs><mask id=\"m0\"><rect/></mask>{parts}</defs><rect mask=\"url(#m{depth})\"/>"))
        };
        let twice = |at: u32| {
            let before = at - 1;
            format!("<mask id=\"m{at}\"><g mask=\"url(#m{before})\"/><g style=\"mask:url('#m{before}')\"/></mask>")
        };
        assert_eq!(measure(nested(8, &twice).as_bytes()), Ok(()));
        assert_eq!(measure(nested(22, &twice).as_bytes()), Err(TooMuch::Effects));
        let uses = |at: u32| format!("<g id=\"m{at}\">{}</g>", format!("<use href=\"#m{}\"/>", at - 1).repeat(10));
        assert_eq!(measure(nested(6, &uses).as_bytes()), Err(TooMuch::Effects));
        let loops = "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>";
        assert_eq!(measure(svg(loops).as_bytes()), Ok(()), "one that leads back to itself is drawn by nobody");
        assert_eq!(measure(svg(&"<path/>".repeat(20_000)).as_bytes()), Ok(()));
        let text = |letters: usize| svg(&format!("<text>{}</text>", "æ".repeat(letters)));
        assert_eq!(measure(text(500).as_bytes()), Ok(()));
        assert_eq!(measure(text(20_000).as_bytes()), Err(TooMuch::Effects));
    }

    #[test]
    fn a_picture_inside_an_svg_is_measured_too() {
        let held =
            format!("<svg><image xlink:href=\"data:image/png;base64,{}\"/></svg>", BASE64.encode(png(60_000, 60_000)));
        assert_eq!(measure(held.as_bytes()), Err(TooMuch::Size { width: 60_000, height: 60_000 }));
    }
}
