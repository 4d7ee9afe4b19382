//! Pictures as office programs take them: PNG or JPEG, with its size.
//!
//! What is drawn as SVG is turned into dots by who can; here nothing is drawn.

use crate::document::words::Words;
use crate::print::word::template::Template;

/// What a paper needs beside its document.
#[derive(Clone, Copy)]
pub struct Furnishing<'a> {
    pub words: &'a Words,
    pub logo: Option<&'a Picture>,
    /// The kravbilag's dependency figure as a picture; without it its sentences stand alone
    pub figure: Option<&'a Picture>,
    /// The buyer's own styles, head and foot
    pub template: Option<&'a Template>,
    /// Only the answers can be changed in Word
    pub protect: bool,
}

impl<'a> Furnishing<'a> {
    /// With nothing of the buyer's own.
    pub fn plain(words: &'a Words) -> Self {
        Self { words, logo: None, figure: None, template: None, protect: false }
    }
}

/// A picture with its size in dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub bytes: Vec<u8>,
    format: Dots,
    width: u32,
    height: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dots {
    Png,
    Jpeg,
}

impl Picture {
    /// A picture of dots, if it is one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (format, (width, height)) = match () {
            () if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => (Dots::Png, png_size(bytes)?),
            () if bytes.starts_with(&[0xff, 0xd8, 0xff]) => (Dots::Jpeg, jpeg_size(bytes)?),
            () => return None,
        };
        (width > 0 && height > 0).then(|| Self { bytes: bytes.to_vec(), format, width, height })
    }

    /// The ending of a file that holds it.
    pub(crate) fn ending(&self) -> &'static str {
        match self.format {
            Dots::Png => "png",
            Dots::Jpeg => "jpeg",
        }
    }

    pub(crate) fn media_type(&self) -> &'static str {
        match self.format {
            Dots::Png => "image/png",
            Dots::Jpeg => "image/jpeg",
        }
    }

    /// Its width and height as large as they fit into a box, whatever its unit.
    pub fn fit(&self, width: u64, height: u64) -> (u64, u64) {
        let (own_width, own_height) = (u64::from(self.width), u64::from(self.height));
        let as_wide = (width, width * own_height / own_width);
        let (width, height) = if as_wide.1 <= height { as_wide } else { (height * own_width / own_height, height) };
        (width.max(1), height.max(1))
    }
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some((number(16)?, number(20)?))
}

/// Goes from mark to mark until the one that tells the size.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let mut at = 2;
    loop {
        let (lead, mark) = (*bytes.get(at)?, *bytes.get(at + 1)?);
        match (lead, mark) {
            (0xff, 0xff) => at += 1,
            (0xff, 0xc4 | 0xc8 | 0xcc) => at += 2 + usize::try_from(number(at + 2)?).ok()?,
            (0xff, 0xc0..=0xcf) => return Some((number(at + 7)?, number(at + 5)?)),
            (0xff, _) => at += 2 + usize::try_from(number(at + 2)?).ok()?,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_beginning_and_keeps_its_shape() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 1, 0, 0, 0, 0, 128]);
        let picture = Picture::read(&png).unwrap();
        assert_eq!((picture.fit(512, 512), picture.fit(512, 64)), ((512, 256), (128, 64)));
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 10, 0, 20, 3];
        assert_eq!(Picture::read(&jpeg).unwrap().fit(40, 40), (40, 20));
        assert_eq!(Picture::read(b"<svg/>"), None);
        assert_eq!(Picture::read(&[0xff, 0xd8, 0xff]), None);
    }
}
