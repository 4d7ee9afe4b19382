//! The font that is typed with: the letters of Windows-1252, embedded, so that typed text is archivable too.
//!
//! Tools that fill in forms know simple fonts with one byte a letter and nothing else, so this is a simple TrueType
//! font with `WinAnsiEncoding`.

mod letters;
mod truetype;

use pdf_writer::types::FontFlags;
use pdf_writer::{Filter, Name, Rect, Ref};
use ttf_parser::Face;

use self::letters::{FIRST, LAST, letters};
use crate::fonts::typing_face;
use crate::pdf::objects::{Objects, compressed};

/// The name of the font among the form's resources.
///
/// The name is for PDFium, and so for Chrome and Edge: it types quotation marks, dashes and dots with a font of its
/// own, which it does not embed, unless it takes the form's font for a symbolic one, and that it decides by this name.
/// Other tools go by what the name stands for. The conformance tests fill in every letter with PDFium.
pub const NAME: &str = "Wingdings";

/// A tag before the name says that the font holds only some of its letters.
const FONT_NAME: &[u8] = b"BILAGA+SourceSans3-Regular";

/// How text is typed: black, and in points; none lets the tool choose the size.
pub fn typing(size: u8) -> String {
    format!("/{NAME} {size} Tf 0 g")
}

/// The font, ready to be written into any document.
pub struct TypingFont {
    /// The program's length, and the program compressed
    program: (usize, Vec<u8>),
    /// Compressed
    to_unicode: Vec<u8>,
    /// Left, bottom, right, top, and all that follow, in thousandths of the font's size
    bounds: [i32; 4],
    ascender: i32,
    descender: i32,
    capital_height: i32,
    /// From the first letter to the last
    widths: Vec<i32>,
}

impl Default for TypingFont {
    /// Always the embedded Source Sans: a folder of fonts may lack it, and a house font may lack letters.
    fn default() -> Self {
        Self::of(typing_face())
    }
}

impl TypingFont {
    fn of(font: &[u8]) -> Self {
        let face = Face::parse(font, 0).expect("the embedded font is a proper TrueType font");
        let per_mille = |units: i32| units * 1000 / i32::from(face.units_per_em());
        let widths = (FIRST..=LAST).map(|code| {
            let glyph = letters().find(|letter| letter.0 == code).and_then(|letter| face.glyph_index(letter.1));
            let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or_default();
            per_mille(i32::from(advance))
        });
        let bounds = face.global_bounding_box();
        let sides = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
        let program =
            truetype::subset(font, letters().filter_map(|(_, letter)| Some((letter, face.glyph_index(letter)?.0))));
        Self {
            program: (program.len(), compressed(&program)),
            to_unicode: compressed(letters::to_unicode().as_bytes()),
            bounds: sides.map(|side| per_mille(i32::from(side))),
            ascender: per_mille(i32::from(face.ascender())),
            descender: per_mille(i32::from(face.descender())),
            capital_height: face.capital_height().map_or(0, |height| per_mille(i32::from(height))),
            widths: widths.collect(),
        }
    }

    /// Writes the font into a document.
    pub fn write(&self, objects: &mut Objects<'_>) -> Ref {
        let [program, to_unicode, descriptor, font] = std::array::from_fn(|_| objects.new_id());
        objects.put(program, |chunk| {
            let (length, packed) = &self.program;
            chunk.stream(program, packed).filter(Filter::FlateDecode).pair(Name(b"Length1"), *length as i32);
        });
        objects.put(to_unicode, |chunk| {
            chunk.stream(to_unicode, &self.to_unicode).filter(Filter::FlateDecode);
        });
        objects.put(descriptor, |chunk| {
            let [left, bottom, right, top] = self.bounds.map(|side| side as f32);
            chunk
                .font_descriptor(descriptor)
                .name(Name(FONT_NAME))
                // Not symbolic: the letters are those of the encoding.
                .flags(FontFlags::NON_SYMBOLIC)
                .bbox(Rect::new(left, bottom, right, top))
                .italic_angle(0.0)
                .ascent(self.ascender as f32)
                .descent(self.descender as f32)
                .cap_height(self.capital_height as f32)
                .stem_v(84.0)
                .font_file2(program);
        });
        objects.put(font, |chunk| {
            let mut entry = chunk.indirect(font).dict();
            entry.pair(Name(b"Type"), Name(b"Font"));
            entry.pair(Name(b"Subtype"), Name(b"TrueType"));
            entry.pair(Name(b"BaseFont"), Name(FONT_NAME));
            entry.pair(Name(b"Encoding"), Name(b"WinAnsiEncoding"));
            entry.pair(Name(b"FirstChar"), i32::from(FIRST));
            entry.pair(Name(b"LastChar"), i32::from(LAST));
            entry.insert(Name(b"Widths")).array().items(self.widths.iter().copied());
            entry.pair(Name(b"FontDescriptor"), descriptor);
            entry.pair(Name(b"ToUnicode"), to_unicode);
        });
        font
    }
}
