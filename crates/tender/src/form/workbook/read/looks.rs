//! What a cell's format does to its words: the colours of letters and ground, what is struck through or too small.

use super::palette::Palette;
use crate::form::package::Package;
use crate::form::sight::{Colour, INK, PAPER, alike, draws_signs};
use crate::input::shown;
use crate::input::xml::{Element, Node, each};

/// How the words of a cell are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub text: Colour,
    pub ground: Colour,
    /// They are struck through, too small to be read, or signs in the place of letters
    hides: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { text: INK, ground: PAPER, hides: false }
    }
}

impl Look {
    /// Whether it takes the words out of sight.
    pub fn hides(self) -> bool {
        self.hides || alike(self.text, self.ground)
    }
}

/// A format that is laid over another, as far as it changes what is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Laid {
    /// It shows other words
    pub disguise: Option<String>,
    text: Option<Colour>,
    ground: Option<Colour>,
    hides: bool,
}

impl Laid {
    /// Whether it takes the words of a cell that looks so out of sight.
    pub fn hides(&self, look: Look) -> bool {
        let changes = self.text.is_some() || self.ground.is_some();
        let (text, ground) = (self.text.unwrap_or(look.text), self.ground.unwrap_or(look.ground));
        self.hides || changes && alike(text, ground)
    }
}

/// The letters of a run of words, or of a cell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters {
    pub colour: Option<Colour>,
    pub hides: bool,
}

impl Letters {
    /// Takes in what an element says of them.
    pub fn take(&mut self, element: &Element<'_>, palette: &Palette) {
        let value = element.attribute("val");
        match element.name().as_str() {
            "strike" => self.hides |= value.is_none_or(|value| !matches!(value.as_str(), "0" | "false")),
            "sz" => self.hides |= value.and_then(|size| size.parse::<f64>().ok()).is_some_and(|size| size < 4.0),
            "name" | "rFont" => self.hides |= value.is_some_and(|font| draws_signs(&font)),
            "color" => self.colour = palette.colour(element),
            _ => {}
        }
    }
}

/// What a cell is filled with, while it is being read.
#[derive(Default)]
struct Fill {
    pattern: Option<String>,
    front: Option<Colour>,
    back: Option<Colour>,
    stops: Vec<Colour>,
}

impl Fill {
    fn take(&mut self, element: &Element<'_>, palette: &Palette) {
        match element.name().as_str() {
            "patternFill" => self.pattern = element.attribute("patternType"),
            "fgColor" => self.front = palette.colour(element),
            "bgColor" => self.back = palette.colour(element),
            "color" => self.stops.extend(palette.colour(element)),
            _ => {}
        }
    }

    /// The colour of the ground; nothing where it has none of its own, or several.
    fn ground(&self, laid: bool) -> Option<Colour> {
        if let [first, rest @ ..] = self.stops.as_slice() {
            return rest.iter().all(|stop| alike(*first, *stop)).then_some(*first);
        }
        match self.pattern.as_deref() {
            Some("none") => None,
            // In a format that is laid over another it is the other colour that fills.
            Some("solid") | None if laid => self.back.or(self.front),
            None => None,
            Some("solid") => self.front,
            Some(_) => self.front.zip(self.back).filter(|(front, back)| alike(*front, *back)).map(|(front, _)| front),
        }
    }
}

/// Reads formats that are laid over others, wherever they stand.
#[derive(Default)]
pub(super) struct Overlays {
    open: Option<Laid>,
    letters: Option<Letters>,
    fill: Option<Fill>,
}

impl Overlays {
    pub fn enter(&mut self, element: &Element<'_>, palette: &Palette) {
        let name = element.name();
        let Some(laid) = &mut self.open else {
            if name == "dxf" {
                self.open = Some(Laid::default());
            }
            return;
        };
        match name.as_str() {
            "font" => self.letters = Some(Letters::default()),
            "fill" => self.fill = Some(Fill::default()),
            "numFmt" => {
                let code = element.attribute("formatCode").unwrap_or_default();
                laid.disguise = shown::disguise(&code).or_else(|| shown::disguise_of_number(&code));
            }
            _ => {
                self.letters.iter_mut().for_each(|letters| letters.take(element, palette));
                self.fill.iter_mut().for_each(|fill| fill.take(element, palette));
            }
        }
    }

    /// A format that ends here.
    pub fn leave(&mut self, name: &str) -> Option<Laid> {
        let laid = self.open.as_mut()?;
        match name {
            "font" => {
                if let Some(Letters { colour, hides }) = self.letters.take() {
                    (laid.text, laid.hides) = (colour, hides);
                }
            }
            "fill" => laid.ground = self.fill.take().and_then(|fill| fill.ground(true)),
            "dxf" => return self.open.take(),
            _ => {}
        }
        None
    }
}

/// The formats that can be laid over others under a condition, by their numbers.
pub(super) fn overlays(styles: &str, palette: &Palette) -> Vec<Laid> {
    let (mut formats, mut overlays) = (Vec::new(), Overlays::default());
    each(styles, |node| match node {
        Node::Open(element) => overlays.enter(&element, palette),
        Node::Close(name) => formats.extend(overlays.leave(&name)),
        Node::Text(_) => {}
    });
    formats
}

/// The formats of cells, by their numbers.
pub(super) fn of_cells(styles: &str, palette: &Palette) -> Vec<Look> {
    let (mut fonts, mut fills, mut looks) = (Vec::new(), Vec::new(), Vec::new());
    let mut inside = String::new();
    each(styles, |node| match node {
        Node::Open(element) => match element.name().as_str() {
            name @ ("fonts" | "fills" | "cellXfs") => name.clone_into(&mut inside),
            "font" if inside == "fonts" => fonts.push(Letters::default()),
            "fill" if inside == "fills" => fills.push(Fill::default()),
            "xf" if inside == "cellXfs" => {
                let number = |name: &str| element.attribute(name).and_then(|it| it.parse::<usize>().ok());
                let letters = number("fontId").and_then(|at| fonts.get(at).copied()).unwrap_or_default();
                let ground = number("fillId").and_then(|at| fills.get(at)).and_then(|fill: &Fill| fill.ground(false));
                looks.push(Look {
                    text: letters.colour.unwrap_or(INK),
                    ground: ground.unwrap_or(PAPER),
                    hides: letters.hides,
                });
            }
            _ if inside == "fonts" => {
                fonts.iter_mut().next_back().into_iter().for_each(|it| it.take(&element, palette))
            }
            _ if inside == "fills" => {
                fills.iter_mut().next_back().into_iter().for_each(|it| it.take(&element, palette))
            }
            _ => {}
        },
        Node::Close(name) if name == inside => inside.clear(),
        Node::Close(_) | Node::Text(_) => {}
    });
    looks
}

/// The part of a workbook with its formats.
pub(super) fn styles(package: &Package) -> &str {
    let styles = package.relations("xl/workbook.xml").into_iter().find(|relation| relation.kind == "styles");
    let styles = styles.map_or_else(|| "xl/styles.xml".to_owned(), |relation| relation.target);
    package.part(&styles).unwrap_or_default()
}
