//! The webinar's slides for PowerPoint: real titles, the overview as a real table, and what is said to each slide in
//! its notes, so that a speaker can put a case of the own in between.

use crate::document::Slides;
use crate::print::office::Furnishing;
use crate::print::office::package::{Package, Relations};
use crate::print::word::paper::{app, core};

mod frame;
mod notes;
mod slide;

use frame::Frame;
use slide::{Deck, Slide};

const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const P: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";

/// The size of a slide, in the unit of drawings.
const WIDTH: u64 = 12_192_000;
const HEIGHT: u64 = 6_858_000;

/// The namespaces of a part.
fn spaces() -> [(&'static str, &'static str); 3] {
    [("xmlns:a", A), ("xmlns:r", R), ("xmlns:p", P)]
}

/// Makes the presentation.
pub fn pptx(slides: &Slides, furnishing: &Furnishing<'_>) -> Vec<u8> {
    let deck = Deck::of(slides, furnishing);
    let mut package = Package::default();
    package.relations.to("officeDocument", "ppt/presentation.xml");
    package.relations.to(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    );
    package.relations.to("extended-properties", "docProps/app.xml");
    let frame = Frame { theme: &slides.front.theme };
    let mut relations = Relations::default();
    let master = relations.to("slideMaster", "slideMasters/slideMaster1.xml");
    let notes_master = relations.to("notesMaster", "notesMasters/notesMaster1.xml");
    relations.to("theme", "theme/theme1.xml");
    let ids: Vec<String> =
        (1..=deck.slides.len()).map(|at| relations.to("slide", &format!("slides/slide{at}.xml"))).collect();
    package.add(
        "ppt/presentation.xml",
        "presentationml.presentation.main",
        frame.presentation(&master, &notes_master, &ids),
    );
    package.relate("ppt/presentation.xml", &relations);
    frame.add(&mut package);
    for (at, slide) in deck.slides.iter().enumerate() {
        add(slide, at + 1, furnishing, &mut package);
    }
    if let Some(logo) = furnishing.logo {
        package.add(&format!("ppt/media/logo.{}", logo.ending()), logo.media_type(), logo.bytes.clone());
    }
    package.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core(&slides.front));
    package.add("docProps/app.xml", "extended-properties", app());
    package.into_bytes()
}

/// Adds a slide with its notes.
fn add(slide: &Slide, number: usize, furnishing: &Furnishing<'_>, package: &mut Package) {
    let mut relations = Relations::default();
    relations.to("slideLayout", &format!("../slideLayouts/slideLayout{}.xml", slide.layout.number()));
    relations.to("notesSlide", &format!("../notesSlides/notesSlide{number}.xml"));
    let logo = furnishing.logo.filter(|_| slide.has_logo);
    let logo = logo.map(|logo| (logo, relations.to("image", &format!("../media/logo.{}", logo.ending()))));
    let path = format!("ppt/slides/slide{number}.xml");
    package.add(&path, "presentationml.slide", slide.written(logo));
    package.relate(&path, &relations);
    let mut relations = Relations::default();
    relations.to("notesMaster", "../notesMasters/notesMaster1.xml");
    relations.to("slide", &format!("../slides/slide{number}.xml"));
    let path = format!("ppt/notesSlides/notesSlide{number}.xml");
    package.add(&path, "presentationml.notesSlide", notes::written(&slide.notes));
    package.relate(&path, &relations);
}
