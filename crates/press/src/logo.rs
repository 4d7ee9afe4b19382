//! What a logo would take to print, measured before it is decoded: a picture of a kilobyte can claim gigabytes, and an
//! effect of two hundred letters can draw for hours.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use imagesize::ImageSize;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The most pixels of a picture: more than a page of A4 has at 600 dots an inch in both directions is seen by nobody.
pub const MOST_PIXELS: usize = 35_000_000;

/// Why a picture is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TooMuch {
    /// In pixels
    Size { width: usize, height: usize },
    /// An SVG that is blurred, lit or made of noise is drawn pixel by pixel, as many as it likes
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
    let mut in_style = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                in_style = element.local_name().as_ref() == "style";
                measure_element(&element)?;
            }
            Ok(Event::Empty(element)) => measure_element(&element)?,
            Ok(Event::End(_)) => in_style = false,
            Ok(Event::Text(text)) if in_style => has_effect(&text)?,
            Ok(Event::CData(text)) if in_style => has_effect(&text)?,
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
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

/// Looks for the property `filter` among declarations of a style.
fn has_effect(style: &str) -> Result<(), TooMuch> {
    let declarations = style.split(['{', '}', ';']).filter_map(|declaration| declaration.split_once(':'));
    let mut effects = declarations.filter(|(name, value)| name.trim() == "filter" && value.trim() != "none");
    if effects.next().is_some() { Err(TooMuch::Effects) } else { Ok(()) }
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
        ] {
            assert_eq!(measure(svg(effect).as_bytes()), Err(TooMuch::Effects), "{effect}");
        }
        for harmless in [
            "<filter id=\"f\"/><rect filter=\"none\" style=\"color-interpolation-filters:linearRGB;filter:none\"/>",
            "<text>filter: blur</text>",
        ] {
            assert_eq!(measure(svg(harmless).as_bytes()), Ok(()), "{harmless}");
        }
    }

    #[test]
    fn a_picture_inside_an_svg_is_measured_too() {
        let held =
            format!("<svg><image xlink:href=\"data:image/png;base64,{}\"/></svg>", BASE64.encode(png(60_000, 60_000)));
        assert_eq!(measure(held.as_bytes()), Err(TooMuch::Size { width: 60_000, height: 60_000 }));
    }
}
