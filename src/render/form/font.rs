//! The font that is typed with: the letters of Windows-1252, embedded, so that typed text is archivable too.
//!
//! Tools that fill in forms know simple fonts with one byte a letter and nothing else, so this is a simple TrueType font with
//! `WinAnsiEncoding`.

mod letters;
mod truetype;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use ttf_parser::Face;

use self::letters::{FIRST, LAST, letters};
use crate::render::fonts::typing_face;
use crate::render::objects::compressed;

/// The name of the font among the form's resources.
///
/// The name is for PDFium, and so for Chrome and Edge: it types quotation marks, dashes and dots with a font of its own, which it
/// does not embed, unless it takes the form's font for a symbolic one, and that it decides by this name. Other tools go by what
/// the name stands for. The conformance tests fill in every letter with PDFium.
pub const NAME: &str = "Wingdings";

/// A tag before the name says that the font holds only some of its letters.
const FONT_NAME: &str = "BILAGA+SourceSans3-Regular";

/// How text is typed: black, and in points; none lets the tool choose the size.
pub fn typing(size: u8) -> String {
    format!("/{NAME} {size} Tf 0 g")
}

/// The font, ready to be written into any document.
pub struct TypingFont {
    file: Stream,
    to_unicode: Stream,
    descriptor: Dictionary,
    widths: Vec<Object>,
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
        let per_mille = |units: i64| units * 1000 / i64::from(face.units_per_em());
        let widths = (FIRST..=LAST).map(|code| {
            let glyph = letters().find(|letter| letter.0 == code).and_then(|letter| face.glyph_index(letter.1));
            let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or_default();
            Object::Integer(per_mille(i64::from(advance)))
        });
        let bounds = face.global_bounding_box();
        let sides = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
        let program =
            truetype::subset(font, letters().filter_map(|(_, letter)| Some((letter, face.glyph_index(letter)?.0))));
        let length = program.len() as i64;
        let packed = |entries, content: &[u8]| compressed(entries, content).expect("writing to memory never fails");
        let descriptor = dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => FONT_NAME,
            // Not symbolic: the letters are those of the encoding.
            "Flags" => 32,
            "FontBBox" => sides.map(|side| Object::Integer(per_mille(i64::from(side)))).to_vec(),
            "ItalicAngle" => 0,
            "Ascent" => per_mille(i64::from(face.ascender())),
            "Descent" => per_mille(i64::from(face.descender())),
            "CapHeight" => per_mille(face.capital_height().map_or(0, i64::from)),
            "StemV" => 84,
        };
        Self {
            file: packed(dictionary! { "Length1" => length }, &program),
            to_unicode: packed(Dictionary::new(), letters::to_unicode().as_bytes()),
            descriptor,
            widths: widths.collect(),
        }
    }

    /// Writes the font into a document.
    pub fn write(&self, pdf: &mut Document) -> ObjectId {
        let file = pdf.add_object(self.file.clone());
        let to_unicode = pdf.add_object(self.to_unicode.clone());
        let mut descriptor = self.descriptor.clone();
        descriptor.set("FontFile2", file);
        let descriptor = pdf.add_object(descriptor);
        pdf.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "TrueType",
            "BaseFont" => FONT_NAME,
            "Encoding" => "WinAnsiEncoding",
            "FirstChar" => i64::from(FIRST),
            "LastChar" => i64::from(LAST),
            "Widths" => self.widths.clone(),
            "FontDescriptor" => descriptor,
            "ToUnicode" => to_unicode,
        })
    }
}
