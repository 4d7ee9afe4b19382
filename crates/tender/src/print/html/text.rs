//! Text as HTML: nothing that was written can end the place it stands in.

use crate::document::{Block, Inline};
use crate::text::link::is_harmless;

/// Text between tags.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // No HTML may hold them; a profile with them is refused before.
            c if c.is_control() && c != '\n' && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Text between the quotation marks of an attribute.
pub fn attribute(text: &str) -> String {
    escaped(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// A run of text.
pub fn rich(nodes: &[Inline]) -> String {
    nodes
        .iter()
        .map(|node| match node {
            Inline::Text { s } => escaped(s),
            Inline::Id { s } => format!("<span class=\"id\">{}</span>", escaped(s)),
            Inline::Strong { c } => format!("<strong>{}</strong>", rich(c)),
            Inline::Emph { c } => format!("<em>{}</em>", rich(c)),
            Inline::Link { url, c } if is_harmless(url) => {
                format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", attribute(url), rich(c))
            }
            Inline::Link { c, .. } => rich(c),
            Inline::Break => "<br>".to_owned(),
        })
        .collect()
}

/// Paragraphs, lists and headings; `level` is that of the highest heading among them.
pub fn blocks(nodes: &[Block], level: u8) -> String {
    let mut out = String::new();
    for node in nodes {
        out += &match node {
            Block::Paragraph { c } => format!("<p>{}</p>\n", rich(c)),
            Block::Heading { level: own, c } => {
                let level = (level + own.saturating_sub(2)).min(6);
                format!("<h{level}>{}</h{level}>\n", rich(c))
            }
            Block::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                let items: String =
                    items.iter().map(|item| format!("<li>{}</li>\n", item_blocks(item, level))).collect();
                format!("<{tag}>\n{items}</{tag}>\n")
            }
            Block::Quote { blocks: inner } => format!("<blockquote>\n{}</blockquote>\n", blocks(inner, level)),
        };
    }
    out
}

/// An item of one paragraph stands tight.
fn item_blocks(item: &[Block], level: u8) -> String {
    match item {
        [Block::Paragraph { c }] => rich(c),
        several => blocks(several, level),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::markdown::plain;

    #[test]
    fn no_text_ends_its_place() {
        let hostile = "</style><script>alert(1)</script>\" onload='x' & \u{8}";
        let shown = escaped(hostile);
        assert!(!shown.contains(['<', '>', '"', '\'', '\u{8}']), "{shown}");
        assert_eq!(rich(&plain("1 < 2 & \"3\"")), "1 &lt; 2 &amp; &quot;3&quot;");
        let link = Inline::Link { url: "javascript:alert(1)".into(), c: plain("her") };
        assert_eq!(rich(&[link]), "her");
    }
}
