//! Drawings as dots, for papers that cannot hold them as they are.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use crate::Fonts;

/// The most dots of a side: more than any page shows.
const MOST: f32 = 4_000.0;

/// So many drawings are remembered: profiles that are alike have the same figure.
const REMEMBERED: usize = 64;

/// What was drawn: each with the SVG that it was drawn of, by its hash.
type Drawn = BTreeMap<u64, (Vec<u8>, Arc<[u8]>)>;

/// Draws with one set of fonts.
#[derive(Default)]
pub(crate) struct Drawing {
    fonts: OnceLock<Arc<Database>>,
    drawn: Mutex<Drawn>,
}

impl Drawing {
    /// An SVG as PNG, so many dots to each of its own units; nothing where it cannot be drawn.
    pub fn png(&self, svg: &[u8], fonts: &Fonts, dots: f32) -> Option<Arc<[u8]>> {
        let mut hasher = DefaultHasher::new();
        (svg, dots.to_bits()).hash(&mut hasher);
        let key = hasher.finish();
        let drawn = || self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, png)) = drawn().get(&key).filter(|(of, _)| of == svg) {
            return Some(Arc::clone(png));
        }
        let png: Arc<[u8]> = self.draw(svg, fonts, dots)?.into();
        let mut drawn = drawn();
        if drawn.len() >= REMEMBERED {
            drawn.clear();
        }
        drawn.insert(key, (svg.to_vec(), Arc::clone(&png)));
        Some(png)
    }

    fn draw(&self, svg: &[u8], fonts: &Fonts, dots: f32) -> Option<Vec<u8>> {
        let fontdb = Arc::clone(self.fonts.get_or_init(|| {
            let mut database = Database::new();
            fonts.files().for_each(|font| database.load_font_data(font.to_vec()));
            Arc::new(database)
        }));
        let family = fonts.families().first().map_or_else(String::new, |family| (*family).to_owned());
        let options = Options { fontdb, font_family: family, ..Options::default() };
        let tree = Tree::from_data(svg, &options).ok()?;
        let size = tree.size();
        let dots = dots.min(MOST / size.width()).min(MOST / size.height());
        let side = |length: f32| (length * dots).ceil().max(1.0) as u32;
        let mut picture = Pixmap::new(side(size.width()), side(size.height()))?;
        resvg::render(&tree, Transform::from_scale(dots, dots), &mut picture.as_mut());
        picture.encode_png().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_as_many_dots_as_are_asked_for() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><text x="2" y="8">a</text></svg>"#;
        let png = Drawing::default().png(svg, &Fonts::embedded(), 3.0).unwrap();
        let picture = tender::print::Picture::read(&png).unwrap();
        assert_eq!(picture.fit(60, 60), (60, 30));
        let blank = br#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>"#;
        assert!(Drawing::default().png(blank, &Fonts::embedded(), 3.0).unwrap() != png, "letters are drawn");
        assert_eq!(Drawing::default().png(b"no drawing", &Fonts::embedded(), 3.0), None);
    }
}
