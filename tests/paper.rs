//! The text of a printed document, as a reader of the PDF gets it.

use lopdf::Document;

/// The text of each page.
pub fn pages(pdf: &[u8]) -> Vec<String> {
    let file = Document::load_mem(pdf).expect("it is a PDF");
    let text = |page: &u32| file.extract_text(&[*page]).expect("its text can be read");
    file.get_pages().keys().map(text).collect()
}

/// The text of all pages.
pub fn text(pdf: &[u8]) -> String {
    pages(pdf).concat()
}
