//! What is done with laid-out pages before they are written: marks that only say where a line may break are taken out
//! of the text, and what a page cannot hold is found.
//!
//! A soft hyphen inside a word, or a space without width inside an address, would hide the word from who searches for
//! it or listens to it. Once the lines are made they have done their work.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::text::TextItem;
use typst_layout::{Page, PagedDocument};

/// A soft hyphen, and a space without width.
const UNSEEN: [char; 2] = ['\u{ad}', '\u{200b}'];

/// How far a letter may reach over the edge of its page before it is lost.
const EDGE: Abs = Abs::raw(0.5);

/// The pages without the marks. A soft hyphen at which a line was broken is a hyphen to see, and stays.
pub(crate) fn without_marks(paged: PagedDocument) -> PagedDocument {
    if !paged.pages().iter().any(|page| has_marks(&page.frame)) {
        return paged;
    }
    let mut paged = paged;
    let info = paged.info_mut().clone();
    let pages = paged.pages().iter().map(|page| {
        let mut page: Page = page.clone();
        clean(&mut page.frame);
        page
    });
    PagedDocument::new(pages.collect(), info)
}

fn has_marks(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_marks(&group.frame),
        FrameItem::Text(text) => text.text.contains(UNSEEN),
        FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => false,
    })
}

fn clean(frame: &mut Frame) {
    if !has_marks(frame) {
        return;
    }
    frame.retain(|item| match item {
        FrameItem::Group(group) => {
            clean(&mut group.frame);
            true
        }
        FrameItem::Text(text) => {
            clean_text(text);
            !text.glyphs.is_empty()
        }
        FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => true,
    });
}

/// Takes a run's marks out of its words and its glyphs. A glyph that stands for a mark and takes room is a hyphen to
/// see.
fn clean_text(text: &mut TextItem) {
    if !text.text.contains(UNSEEN) {
        return;
    }
    let is_mark = |at: usize| text.text[at..].starts_with(UNSEEN);
    let seen: Vec<usize> = text
        .glyphs
        .iter()
        .filter(|glyph| glyph.x_advance.get() > 0.0 && text.text[glyph.range()].chars().all(|c| UNSEEN.contains(&c)))
        .map(|glyph| glyph.range().start)
        .collect();
    let mut words = String::with_capacity(text.text.len());
    // Where each byte of the old text stands in the new one
    let mut place = vec![0; text.text.len() + 1];
    for (at, c) in text.text.char_indices() {
        place[at..at + c.len_utf8()].fill(words.len());
        if !is_mark(at) || seen.contains(&at) {
            words.push(c);
        }
    }
    place[text.text.len()] = words.len();
    let fits = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    for glyph in &mut text.glyphs {
        let range = glyph.range();
        glyph.range = fits(place[range.start])..fits(place[range.end]);
    }
    text.glyphs.retain(|glyph| !glyph.range.is_empty());
    text.text = words.into();
}

/// The first words that a page cannot hold: its number, and what would be cut off.
pub(crate) fn cut_off(paged: &PagedDocument) -> Option<(usize, String)> {
    paged.pages().iter().enumerate().find_map(|(at, page)| {
        let (width, height) = (page.frame.width(), page.frame.height());
        let words = outside(&page.frame, Transform::identity(), width, height)?;
        Some((at + 1, words))
    })
}

fn outside(frame: &Frame, to_page: Transform, width: Abs, height: Abs) -> Option<String> {
    frame.items().find_map(|(place, item)| match item {
        FrameItem::Group(group) => {
            let to_page = to_page.pre_concat(Transform::translate(place.x, place.y)).pre_concat(group.transform);
            outside(&group.frame, to_page, width, height)
        }
        FrameItem::Text(text) => {
            let ends = [*place, Point::new(place.x + text.width(), place.y)].map(|end| end.transform(to_page));
            let inside = |end: &Point| {
                let across = -EDGE <= end.x && end.x <= width + EDGE;
                across && -EDGE <= end.y && end.y <= height + EDGE
            };
            (!ends.iter().all(inside)).then(|| text.text.trim().to_owned())
        }
        FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => None,
    })
}
