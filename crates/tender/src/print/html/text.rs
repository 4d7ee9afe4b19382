//! Text as HTML. That nothing which was written ends the place it stands in is the markup's own doing.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::document::{Block, Inline};
use crate::text::link::is_harmless;

/// Text as a page may hold it: HTML and XML know no control characters but newline and tab. A profile with them is
/// refused before.
pub fn shown(text: &str) -> Cow<'_, str> {
    let is_foreign = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.contains(is_foreign) { text.replace(is_foreign, "\u{fffd}").into() } else { text.into() }
}

/// A run of text.
pub fn rich(nodes: &[Inline]) -> Markup {
    html! { @for node in nodes { (inline(node)) } }
}

fn inline(node: &Inline) -> Markup {
    match node {
        Inline::Text { s } => html! { (shown(s)) },
        Inline::Id { s } => html! { span class="id" { (shown(s)) } },
        Inline::Strong { c } => html! { strong { (rich(c)) } },
        Inline::Emph { c } => html! { em { (rich(c)) } },
        Inline::Link { url, c } if is_harmless(url) => html! { a href=(shown(url)) rel="noreferrer" { (rich(c)) } },
        Inline::Link { c, .. } => rich(c),
        Inline::Break => html! { br; },
    }
}

/// Paragraphs, lists and headings; `level` is that of the highest heading among them.
pub fn blocks(nodes: &[Block], level: u8) -> Markup {
    html! { @for node in nodes { (block(node, level)) } }
}

fn block(node: &Block, level: u8) -> Markup {
    match node {
        Block::Paragraph { c } => html! { p { (rich(c)) } },
        Block::Heading { level: own, c } => match level + own.saturating_sub(2) {
            ..=3 => html! { h3 { (rich(c)) } },
            4 => html! { h4 { (rich(c)) } },
            5 => html! { h5 { (rich(c)) } },
            6.. => html! { h6 { (rich(c)) } },
        },
        Block::List { ordered: true, items } => html! { ol { (list(items, level)) } },
        Block::List { ordered: false, items } => html! { ul { (list(items, level)) } },
        Block::Quote { blocks: inner } => html! { blockquote { (blocks(inner, level)) } },
    }
}

/// An item of one paragraph stands tight.
fn list(items: &[Vec<Block>], level: u8) -> Markup {
    html! {
        @for item in items {
            li { @if let [Block::Paragraph { c }] = &item[..] { (rich(c)) } @else { (blocks(item, level)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::markdown::plain;

    #[test]
    fn no_text_ends_its_place() {
        let hostile = "</style><script>alert(1)</script>\" onload='x' & \u{8}";
        let page = html! { p title=(shown(hostile)) { (shown(hostile)) } }.into_string();
        assert_eq!(page.matches(['<', '>']).count(), 4, "{page}");
        assert_eq!(page.matches('"').count(), 2, "{page}");
        assert!(!page.contains('\u{8}'), "{page}");
        assert_eq!(rich(&plain("1 < 2 & \"3\"")).into_string(), "1 &lt; 2 &amp; &quot;3&quot;");
        let link = Inline::Link { url: "javascript:alert(1)".into(), c: plain("her") };
        assert_eq!(rich(&[link]).into_string(), "her");
    }
}
