//! Nodes of running text as one plain text, with everything in it that a reader sees or follows.

use crate::input::markdown::{Block, Inline};

/// A run of text.
pub(crate) fn line(rich: &[Inline]) -> String {
    rich.iter()
        .map(|inline| match inline {
            Inline::Text { s } | Inline::Id { s } => s.clone(),
            Inline::Strong { c } | Inline::Emph { c } => line(c),
            Inline::Link { url, c } => format!("{} <{url}>", line(c)),
            Inline::Break => "\n".to_owned(),
        })
        .collect()
}

/// Several runs of text, each on a line of its own.
pub(crate) fn lines<'r>(riches: impl IntoIterator<Item = &'r Vec<Inline>>) -> String {
    riches.into_iter().map(|rich| line(rich)).collect::<Vec<_>>().join("\n")
}

/// Paragraphs, lists and headings, each on lines of its own.
pub(crate) fn blocks(blocks_of: &[Block]) -> String {
    let block = |block: &Block| match block {
        Block::Paragraph { c } | Block::Heading { c, .. } => line(c),
        Block::List { items, .. } => {
            items.iter().map(|item| format!("• {}", blocks(item))).collect::<Vec<_>>().join("\n")
        }
        Block::Quote { blocks: inner } => blocks(inner),
    };
    blocks_of.iter().map(block).collect::<Vec<_>>().join("\n")
}
