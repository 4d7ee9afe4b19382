//! Texts of the catalog and documents as HTML that the page can show as it is.

use comrak::Options;
use tender::document::{Block, Rich};
use tender::print::html::text;

/// Paragraphs and lists, below a heading of the third level.
pub fn blocks(nodes: &[Block]) -> String {
    text::blocks(nodes, 4).into_string()
}

/// A run of text without its markup.
pub fn words(rich: &Rich) -> String {
    tender::input::markdown::words(rich)
}

/// A document's Markdown as HTML. What a user wrote is text in it and stays text: no markup is let through, and no address but of
/// the harmless kinds.
pub fn page(markdown: &str) -> String {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    comrak::markdown_to_html(markdown, &options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_written_becomes_markup() {
        for hostile in ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))"] {
            let page = page(&format!("# Udbud\n\n{hostile}\n\n- {hostile}\n\n| a |\n| --- |\n| {hostile} |\n"));
            assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("javascript:"), "{page}");
        }
    }
}
