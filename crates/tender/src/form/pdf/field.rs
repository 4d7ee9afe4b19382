//! One field of a PDF, as the list of the form and the pages have it.

use lopdf::{Dictionary, Object};

/// Flags of an annotation that nobody sees: hidden, and not on the screen.
const UNSEEN: i64 = (1 << 1) | (1 << 5);

/// A field with its widgets.
pub(super) struct Field<'d> {
    pub name: String,
    pub kind: Option<&'d [u8]>,
    pub flags: i64,
    pub value: Option<&'d Object>,
    /// The list of its answers
    pub list: Option<&'d Object>,
    /// The places of the chosen ones in that list
    pub index: Option<&'d Object>,
    pub formatted: Option<&'d Object>,
    pub widgets: Vec<Widget<'d>>,
}

/// A place where a field is shown.
#[derive(Clone, Copy)]
pub(super) struct Widget<'d> {
    pub dictionary: &'d Dictionary,
    /// Counted from one; absent where no page shows it
    pub page: Option<u32>,
}

impl Widget<'_> {
    fn is_seen(&self) -> bool {
        // What belongs to a layer is seen while that is; no field of ours does.
        let hidden = self.dictionary.has(b"OC")
            || self.dictionary.get(b"F").and_then(Object::as_i64).is_ok_and(|flags| flags & UNSEEN != 0);
        self.page.is_some() && !hidden
    }
}

impl Field<'_> {
    pub(super) fn is_seen(&self) -> bool {
        self.widgets.iter().any(Widget::is_seen)
    }

    /// Whether a part of it is out of sight, such as one answer of several.
    pub(super) fn is_partly_unseen(&self) -> bool {
        !self.widgets.iter().all(Widget::is_seen)
    }
}
