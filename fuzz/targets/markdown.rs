//! Markdown is reduced to what can be printed, or refused at places inside it; a plain text loses nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tender::complaint::Complaints;
use tender::input::markdown::{Block, Inline, parse, plain, words};
use tender::text::source::Source;

mod told;

fn links(rich: &[Inline]) {
    for inline in rich {
        match inline {
            Inline::Link { url, c } => {
                assert!(["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)), "{url}");
                links(c);
            }
            Inline::Strong { c } | Inline::Emph { c } => links(c),
            Inline::Text { .. } | Inline::Id { .. } | Inline::Break => {}
        }
    }
}

fn all_links(blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph { c } | Block::Heading { c, .. } => links(c),
            Block::List { items, .. } => items.iter().for_each(|item| all_links(item)),
            Block::Quote { blocks } => all_links(blocks),
        }
    }
}

fuzz_target!(|text: &str| {
    let mut complaints = Complaints::new();
    let blocks = parse(&Source::new("tekst.md", text), &mut complaints);
    told::all(&complaints);
    all_links(&blocks);
    let lines: Vec<&str> = text.trim().lines().collect();
    assert_eq!(words(&plain(text)), lines.join("\n"));
});
