//! How the words of a run look, by its properties.

use super::hiding::{Hiding, filling, is_on, is_out_of_shape, is_transparent, length, named_colour, palest};
use crate::form::sight::{Colour, alike, colour, draws_signs};
use crate::input::raised::Stands;
use crate::input::xml::Element;

/// The markings that dark letters cannot be read on.
const DARK: [&str; 7] = ["black", "darkBlue", "darkRed", "darkGreen", "darkMagenta", "darkCyan", "darkGray"];

/// How the words of a run look.
#[derive(Default)]
pub(super) struct Look {
    pub(super) struck: bool,
    pub(super) hidden: bool,
    /// Hidden where Word shows pages as a browser would: what stands on paper is seen
    pub(super) only_on_paper: bool,
    letters: Option<Colour>,
    /// What newer programs fill the letters with, whatever their colour
    filling: Option<Colour>,
    pub(super) ground: Option<Colour>,
    pub(super) stands: Stands,
}

impl Look {
    /// Whether its letters are lost on a ground; `pale` where letters have the colour of the paper by themselves.
    pub(super) fn is_lost_on(&self, ground: Colour, pale: bool) -> bool {
        match (self.letters, self.filling) {
            // Letters are dark where nothing else is said.
            (None, None) => pale || ground.iter().all(|part| *part < 0x60),
            // Not every program knows of fillings.
            (letters, filling) => letters.into_iter().chain(filling).any(|colour| alike(colour, ground)),
        }
    }

    /// Takes a property over; `above` are the elements that it stands in, the outermost first.
    pub(super) fn take(&mut self, name: &str, element: &Element<'_>, above: &[String], hiding: &Hiding) {
        let value = || element.attribute("val");
        match name {
            "strike" | "dstrike" => self.struck = is_on(element),
            "vanish" | "specVanish" => self.hidden |= is_on(element),
            "webHidden" => self.only_on_paper |= is_on(element),
            "rStyle" => {
                let style = value().unwrap_or_default();
                self.hidden |= hiding.styles.contains(&style);
                self.stands = hiding.stands.get(&style).copied().unwrap_or(self.stands);
            }
            "vertAlign" => self.stands = value().map_or(self.stands, |value| Stands::aligned(&value)),
            "color" => self.letters = named_colour(element),
            "rFonts" => {
                let fonts = ["ascii", "hAnsi"].into_iter().filter_map(|name| element.attribute(name));
                self.hidden |= fonts.into_iter().any(|font| draws_signs(&font));
            }
            "sz" | "w" | "position" | "spacing" => {
                self.hidden |= is_out_of_shape(element);
                if name == "position" {
                    self.stands = length(element, "val").map_or(self.stands, Stands::moved);
                }
            }
            "highlight" => self.ground = value().filter(|it| DARK.contains(&&**it)).map(|_| [0; 3]).or(self.ground),
            "shd" => self.ground = element.attribute("fill").as_deref().and_then(colour).or(self.ground),
            _ if above.iter().rev().take(6).any(|name| name == "textFill") => self.fill(name, element, above),
            _ => {}
        }
    }

    /// What tells what the letters are filled with.
    fn fill(&mut self, name: &str, element: &Element<'_>, above: &[String]) {
        match name {
            "noFill" if above.last().is_some_and(|it| it == "textFill") => self.hidden = true,
            "srgbClr" | "schemeClr" => self.filling = palest(self.filling, filling(element)),
            "alpha" => self.hidden |= is_transparent(element),
            _ => {}
        }
    }
}
