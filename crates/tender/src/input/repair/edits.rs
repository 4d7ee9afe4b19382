//! Replacements in a text, and where each of its places was in the text as it was written.

use std::ops::Range;

/// Replacements in a text, in the order of their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits(Vec<Edit>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    /// In the text as it was written
    written: Range<usize>,
    /// In the text as it is meant
    meant: Range<usize>,
}

impl Edits {
    /// Replaces a part of the text.
    pub fn replace(&mut self, text: &mut String, part: Range<usize>, by: &str) {
        // What was replaced before and touches the part becomes one with it.
        let touches = |edit: &&Edit| edit.meant.start <= part.end && part.start <= edit.meant.end;
        let touched: Vec<Edit> = self.0.iter().filter(touches).cloned().collect();
        let start = touched.first().map_or(part.start, |edit| edit.meant.start.min(part.start));
        let end = touched.last().map_or(part.end, |edit| edit.meant.end.max(part.end));
        let written_start = touched.first().filter(|edit| edit.meant.start == start).map(|edit| edit.written.start);
        let written_end = touched.last().filter(|edit| edit.meant.end == end).map(|edit| edit.written.end);
        let written = written_start.unwrap_or_else(|| self.start(start))..written_end.unwrap_or_else(|| self.end(end));
        self.0.retain(|edit| !touched.contains(edit));
        let length = end - start + by.len() - part.len();
        for edit in self.0.iter_mut().filter(|edit| edit.meant.start >= end) {
            edit.meant = edit.meant.start + by.len() - part.len()..edit.meant.end + by.len() - part.len();
        }
        let at = self.0.partition_point(|edit| edit.meant.start < start);
        self.0.insert(at, Edit { written, meant: start..start + length });
        text.replace_range(part, by);
    }

    /// Where a part of the text stands as it was written.
    pub fn written(&self, part: &Range<usize>) -> Range<usize> {
        let start = self.start(part.start);
        start..self.end(part.end).max(start)
    }

    /// Where what begins at a place began.
    fn start(&self, at: usize) -> usize {
        match self.0.iter().rev().find(|edit| edit.meant.start <= at) {
            None => at,
            // What was taken out stood before it.
            Some(edit) if edit.meant.end <= at => edit.written.end + (at - edit.meant.end),
            Some(edit) => edit.written.start,
        }
    }

    /// Where what ends at a place ended.
    fn end(&self, at: usize) -> usize {
        match self.0.iter().rev().find(|edit| edit.meant.start < at) {
            None => at,
            Some(edit) if edit.meant.end < at => edit.written.end + (at - edit.meant.end),
            Some(edit) => edit.written.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again_whatever_was_replaced_before_it() {
        let written = "a: ja, b: nej, c";
        let (mut text, mut edits) = (written.to_owned(), Edits::default());
        for (from, by) in [("nej", "false"), ("ja", "true"), ("b:", "b ="), ("true", "sand")] {
            let at = text.find(from).expect("it is there");
            edits.replace(&mut text, at..at + from.len(), by);
        }
        assert_eq!(text, "a: sand, b = false, c");
        for (meant, there) in [("a", "a"), ("sand", "ja"), ("b =", "b:"), ("false", "nej"), (", c", ", c")] {
            let at = text.find(meant).expect("it is there");
            assert_eq!(&written[edits.written(&(at..at + meant.len()))], there, "{meant}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_not_replaced_is_found_where_it_was(cuts in proptest::collection::vec((0usize..40, 0usize..4, 0usize..6), 0..8)) {
            let written: String = ('a'..='z').chain('A'..='N').collect();
            let (mut text, mut edits) = (written.clone(), Edits::default());
            for (at, length, by) in cuts {
                let start = at.min(text.len());
                let end = (start + length).min(text.len());
                edits.replace(&mut text, start..end, &"-".repeat(by));
            }
            for (at, letter) in text.char_indices().filter(|(_, letter)| *letter != '-') {
                proptest::prop_assert_eq!(&written[edits.written(&(at..at + 1))], letter.to_string());
            }
            let whole = edits.written(&(0..text.len()));
            proptest::prop_assert!(whole.end <= written.len());
        }
    }
}
