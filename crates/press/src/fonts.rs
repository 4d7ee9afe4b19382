//! The fonts that documents are set in.

use std::path::Path;
use std::sync::LazyLock;

use libdeflater::Decompressor;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::fault::PressFault;
use tender::complaint::Complaints;
use tender::input::files::{Files, Links};

/// The files of the folder of fonts as they are packed: path, size and bytes.
static PACKED: &[(&str, usize, &[u8])] = include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// The same, unpacked when the first is asked for.
static EMBEDDED: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    let mut unpacker = Decompressor::new();
    let unpack = |&(path, size, packed): &(&'static str, usize, &[u8])| {
        let mut bytes = vec![0; size];
        unpacker.deflate_decompress(packed, &mut bytes).expect("the build packed it");
        (path, bytes)
    };
    PACKED.iter().map(unpack).collect()
});

/// The largest font that is read, in bytes: those of Chinese have some tens of millions.
const LARGEST: u64 = 64 << 20;

/// Fonts, read once and shared by all presses.
pub struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

impl Fonts {
    /// The fonts inside the binary.
    pub fn embedded() -> Self {
        let files = EMBEDDED.iter().filter(|(path, _)| is_font(Path::new(path)));
        Self::new(files.flat_map(|(_, bytes)| Font::iter(Bytes::new(bytes.as_slice()))).collect())
    }

    /// The fonts of a folder and of the folders below it, in the order of their paths.
    pub fn open(folder: &Path, disk: &dyn Files) -> Result<Self, Complaints> {
        let (paths, mut complaints) = disk.folder(folder, Links::Anywhere);
        let mut fonts = Vec::new();
        for path in paths.into_iter().filter(|path| is_font(path)) {
            match disk.read_up_to(&path, LARGEST) {
                Ok(bytes) => {
                    let before = fonts.len();
                    fonts.extend(Font::iter(Bytes::new(bytes)));
                    if fonts.len() == before {
                        complaints.error(PressFault::NotAFont { path: path.display().to_string() }, None);
                    }
                }
                Err(complaint) => complaints.push(complaint),
            }
        }
        if fonts.is_empty() && complaints.is_empty() {
            complaints.error(PressFault::NoFonts { folder: folder.display().to_string() }, None);
        }
        if complaints.has_errors() { Err(complaints) } else { Ok(Self::new(fonts)) }
    }

    fn new(fonts: Vec<Font>) -> Self {
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// The names by which a theme can ask for a font, sorted.
    pub fn families(&self) -> Vec<&str> {
        self.book.families().map(|(name, _)| name).collect()
    }

    /// The bytes of each face, in the order of reading.
    pub fn files(&self) -> impl Iterator<Item = &[u8]> {
        self.fonts.iter().map(|font| font.data().as_slice())
    }

    /// Whether a theme's font is among them; upper and lower case count the same.
    pub fn has(&self, family: &str) -> bool {
        self.book.contains_family(&family.to_lowercase())
    }

    /// The characters of a text that no font can show, each once. PDF/UA refuses a document with such a character.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for character in text.chars() {
            let shown = character.is_whitespace()
                || self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)));
            if !shown && !missing.contains(&character) {
                missing.push(character);
            }
        }
        missing
    }
}

/// The embedded files with their paths in the folder, licences included: what an export writes.
pub fn font_files() -> Vec<(String, &'static [u8])> {
    EMBEDDED.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.as_slice())).collect()
}

/// The face that forms are filled in with.
pub(crate) fn typing_face() -> &'static [u8] {
    let regular = EMBEDDED.iter().find(|(path, _)| *path == "source-sans-3/SourceSans3_400Regular.ttf");
    regular.map(|(_, bytes)| bytes.as_slice()).expect("the regular face is embedded")
}

fn is_font(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use tender::input::files::Memory;

    use super::*;

    #[test]
    fn the_embedded_fonts_hold_the_default_family_and_the_signs_of_the_documents() {
        let fonts = Fonts::embedded();
        assert_eq!(fonts.families(), ["Source Sans 3"]);
        assert!(fonts.has("source sans 3"));
        assert!(fonts.missing("»æøåÆØÅéü«–…·●†→ \n\t").is_empty());
        assert_eq!(fonts.missing("a漢b漢"), ['漢']);
    }

    #[test]
    fn a_folder_without_fonts_is_complained_of() {
        let opened = |files: &[(&str, &str)]| Fonts::open(Path::new("s"), &files.iter().copied().collect::<Memory>());
        let complaints = opened(&[("s/læsmig.txt", "")]).err().unwrap();
        assert_eq!(complaints.iter().next().unwrap().fault.code(), "no-fonts");
        let complaints = opened(&[("s/a.ttf", "not a font")]).err().unwrap();
        assert_eq!(complaints.iter().next().unwrap().fault.code(), "not-a-font");
    }
}
