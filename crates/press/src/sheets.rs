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
    let cleaned: Vec<Option<Frame>> = paged.pages().iter().map(|page| cleaned(&page.frame)).collect();
    if cleaned.iter().all(Option::is_none) {
        return paged;
    }
    let mut paged = paged;
    let info = paged.info_mut().clone();
    let pages = paged.pages().iter().zip(cleaned).map(|(page, cleaned)| {
        let frame = cleaned.unwrap_or_else(|| page.frame.clone());
        Page { frame, ..page.clone() }
    });
    PagedDocument::new(pages.collect(), info)
}

/// A frame without the marks; nothing if there are none in it. Most frames have none, and belong to Typst's memory of
/// earlier results as well: what is not changed is not copied.
fn cleaned(frame: &Frame) -> Option<Frame> {
    let mut changed: Vec<(usize, FrameItem)> = Vec::new();
    for (at, (_, item)) in frame.items().enumerate() {
        let item = match item {
            FrameItem::Group(group) => cleaned(&group.frame).map(|frame| {
                let mut group = group.clone();
                group.frame = frame;
                FrameItem::Group(group)
            }),
            FrameItem::Text(text) => cleaned_text(text).map(FrameItem::Text),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => None,
        };
        changed.extend(item.map(|item| (at, item)));
    }
    if changed.is_empty() {
        return None;
    }
    let mut frame = frame.clone();
    let (mut changed, mut at) = (changed.into_iter().peekable(), 0);
    frame.retain(|item| {
        if let Some((_, new)) = changed.next_if(|(place, _)| *place == at) {
            *item = new;
        }
        at += 1;
        !matches!(item, FrameItem::Text(text) if text.glyphs.is_empty())
    });
    Some(frame)
}

/// A run without the marks in its words and its glyphs; nothing if there are none. A glyph that stands for a mark and
/// takes room is a hyphen to see.
fn cleaned_text(text: &TextItem) -> Option<TextItem> {
    if !text.text.contains(UNSEEN) {
        return None;
    }
    let mut text = text.clone();
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
    Some(text)
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
