//! What LibreOffice 7.4 writes more than once.
//!
//! Where the letters of an answer of one line change from one script to another, it writes the whole control first, and
//! then once more for each piece, with the whole answer behind the piece.

use super::page::{Control, Page};

/// Takes the copies out of a page, the words of their paragraphs among them.
pub(super) fn leave_out(page: &mut Page) {
    let mut first: Option<&Control> = None;
    let mut copies: Vec<usize> = Vec::new();
    for (at, control) in page.controls.iter().enumerate() {
        match first {
            Some(first) if is_copy(control, first) => copies.push(at),
            Some(_) | None => first = Some(control),
        }
    }
    for at in copies.into_iter().rev() {
        let copy = page.controls.remove(at);
        let Some(para) = page.paras.get_mut(copy.para) else { continue };
        if let Some(begin) = para.text.rfind(&copy.text) {
            para.text.replace_range(begin..begin + copy.text.len(), "");
        }
    }
}

fn is_copy(control: &Control, first: &Control) -> bool {
    let piece = control.text.strip_suffix(first.text.trim()).map(str::trim);
    control.tag.is_none()
        && control.title.is_some()
        && (first.para, &first.title) == (control.para, &control.title)
        && piece.is_some_and(|piece| first.text.contains(piece))
}
