//! The colours of a workbook: by themselves, by their place in its theme or in its list, lighter or darker by a share.

use crate::form::package::Package;
use crate::form::sight::{Colour, INK, PAPER, colour};
use crate::input::xml::{Element, Node, each};

/// What the numbers of colours mean.
pub(super) struct Palette {
    theme: Vec<Colour>,
    list: Vec<Colour>,
}

/// The colours of a theme in the order of its part; the numbers exchange each dark one with its light one.
const ORDER: [&str; 12] =
    ["lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];

/// The list where a workbook brings none, from its ninth colour on; the first eight are those of the next eight.
const LIST: [u32; 56] = [
    0x00_0000, 0xff_ffff, 0xff_0000, 0x00_ff00, 0x00_00ff, 0xff_ff00, 0xff_00ff, 0x00_ffff, 0x80_0000, 0x00_8000,
    0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xc0_c0c0, 0x80_8080, 0x99_99ff, 0x99_3366, 0xff_ffcc, 0xcc_ffff,
    0x66_0066, 0xff_8080, 0x00_66cc, 0xcc_ccff, 0x00_0080, 0xff_00ff, 0xff_ff00, 0x00_ffff, 0x80_0080, 0x80_0000,
    0x00_8080, 0x00_00ff, 0x00_ccff, 0xcc_ffff, 0xcc_ffcc, 0xff_ff99, 0x99_ccff, 0xff_99cc, 0xcc_99ff, 0xff_cc99,
    0x33_66ff, 0x33_cccc, 0x99_cc00, 0xff_cc00, 0xff_9900, 0xff_6600, 0x66_6699, 0x96_9696, 0x00_3366, 0x33_9966,
    0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366, 0x33_3399, 0x33_3333,
];

impl Palette {
    /// Reads the theme of a workbook, and the list that its styles bring.
    pub fn of(package: &Package, styles: &str) -> Self {
        let mut theme = vec![PAPER, INK];
        theme.resize(ORDER.len(), INK);
        let part = package.relations("xl/workbook.xml").into_iter().find(|relation| relation.kind == "theme");
        let part = part.and_then(|relation| package.part(&relation.target)).unwrap_or_default();
        let (mut inside, mut place) = (false, None);
        each(part, |node| match node {
            Node::Open(element) => match element.name().as_str() {
                "clrScheme" => inside = true,
                "srgbClr" | "sysClr" if inside => {
                    let written = element.attribute("lastClr").or_else(|| element.attribute("val"));
                    if let (Some(at), Some(read)) = (place, written.as_deref().and_then(colour)) {
                        theme[at] = read;
                    }
                }
                name if inside => place = ORDER.iter().position(|it| *it == name).or(place),
                _ => {}
            },
            Node::Close(name) => inside &= name != "clrScheme",
            Node::Text(_) => {}
        });
        let mut own: Vec<Colour> = Vec::new();
        each(styles, |node| {
            if let Node::Open(element) = node
                && element.name() == "rgbColor"
            {
                own.push(element.attribute("rgb").as_deref().and_then(colour).unwrap_or(INK));
            }
        });
        let listed = LIST[..8].iter().chain(&LIST).map(|colour| {
            let [_, red, green, blue] = colour.to_be_bytes();
            [red, green, blue]
        });
        let rest = listed.skip(own.len());
        let list = own.iter().copied().chain(rest).collect();
        Self { theme, list }
    }

    /// The colour that an element names; nothing where the program chooses.
    pub fn colour(&self, element: &Element<'_>) -> Option<Colour> {
        let number = |name: &str| element.attribute(name).and_then(|it| it.parse::<usize>().ok());
        let named = if let Some(written) = element.attribute("rgb") {
            colour(&written)
        } else if let Some(at) = number("theme") {
            self.theme.get(at).copied()
        } else {
            // 64 and 65 are the colours of the system.
            number("indexed").and_then(|at| match at {
                64 => Some(INK),
                65 => Some(PAPER),
                at => self.list.get(at).copied(),
            })
        };
        let tint = element.attribute("tint").and_then(|it| it.parse::<f64>().ok()).unwrap_or_default();
        named.map(|colour| colour.map(|part| tinted(part, tint)))
    }
}

/// A part of a colour, lighter by a share, or darker where it is negative.
fn tinted(part: u8, tint: f64) -> u8 {
    let (part, tint) = (f64::from(part), tint.clamp(-1.0, 1.0));
    let tinted = if tint < 0.0 { part * (1.0 + tint) } else { part + (255.0 - part) * tint };
    tinted.round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_one_is_white_and_of_minus_one_black() {
        assert_eq!([0, 26, 255].map(|part| tinted(part, 1.0)), [255; 3]);
        assert_eq!([0, 26, 255].map(|part| tinted(part, -1.0)), [0; 3]);
        assert_eq!([0, 26, 255].map(|part| tinted(part, 0.0)), [0, 26, 255]);
    }
}
