//! What is put into a file as it lies on the disk, in one pass, with every other byte left as it is.
//!
//! Reading makes one of the ways in which line ends and letters are written, and that is not ours to change: a place is
//! found again by its line.

use std::iter;
use std::ops::Range;

use tender::catalog::id::EditionId;
use tender::text::source::Place;

use super::rewrite::{Edit, behind_table};

/// A text that comes in the place of another; of none, where the range is empty.
struct Splice {
    /// In bytes of the file
    range: Range<usize>,
    text: String,
}

/// A file with the bytes at which its lines begin, however they end: with `\n`, `\r\n` or `\r`.
struct Lines<'f> {
    file: &'f str,
    starts: Vec<usize>,
}

/// The file with all edits made, which come in the order of their places; nothing if it has changed meanwhile.
pub fn spliced(file: &str, edits: &[(Place, Edit)], to: &EditionId) -> Option<String> {
    let lines = Lines::of(file);
    let mut splices = Vec::new();
    for (place, edit) in edits {
        match edit {
            Edit::Edition => splices.push(lines.edition(place, to)?),
            Edit::Comment { last } => splices.extend(lines.commented_out(place, *last)?),
            Edit::Add(new) => splices.push(lines.added(place, new)?),
        }
    }
    splices.sort_by_key(|splice| splice.range.start);
    let mut anew = String::with_capacity(file.len());
    let mut from = 0;
    for Splice { range, text } in splices {
        anew.extend([file.get(from..range.start)?, &text]);
        from = range.end;
    }
    Some(anew + &file[from..])
}

impl<'f> Lines<'f> {
    fn of(file: &'f str) -> Self {
        let bytes = file.as_bytes();
        let ends = |at: &usize| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        let starts = iter::once(0).chain((0..bytes.len()).filter(ends).map(|end| end + 1)).collect();
        Self { file, starts }
    }

    /// Where a line begins, counted from one.
    fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line.saturating_sub(1)).copied()
    }

    /// The line of a place, the end of the line not among it.
    fn line_of(&self, place: &Place) -> Option<Range<usize>> {
        let (line, _) = place.line_column();
        let begun = self.start(line)?;
        let end = self.start(line + 1).unwrap_or(self.file.len());
        Some(begun..begun + self.file[begun..end].trim_end_matches(['\r', '\n']).len())
    }

    /// The lines of an answer made comments, down to its last. One that shares a line with others stays: the table that
    /// it stands in is the buyer's to change.
    fn commented_out(&self, place: &Place, last: usize) -> Option<Vec<Splice>> {
        let range = self.line_of(place)?;
        let line = &self.file[range.clone()];
        let bare = line.trim_start_matches(['\u{feff}', ' ', '\t']);
        let written = &place.source.text[place.span.clone()];
        let alone = [Some(bare), behind_table(bare, "facts"), behind_table(bare, "readings")];
        let alone = alone.into_iter().flatten().any(|line| line.trim_start_matches(['"', '\'']).starts_with(written));
        if !alone {
            return Some(Vec::new());
        }
        let (first, _) = place.line_column();
        let starts = (first + 1..=last).filter_map(|line| self.start(line));
        let starts = iter::once(range.start + line.len() - bare.len()).chain(starts);
        Some(starts.map(|at| Splice { range: at..at, text: "# ".to_owned() }).collect())
    }

    /// Lines behind that of a place.
    fn added(&self, place: &Place, new: &[String]) -> Option<Splice> {
        let Range { end, .. } = self.line_of(place)?;
        let line_end = ["\r\n", "\n", "\r"].into_iter().find(|end| self.file.contains(end)).unwrap_or("\n");
        let mut text: String = new.iter().map(|line| format!("{line_end}{line}")).collect();
        // A file that ends in the middle of a line has its end behind what is added.
        if end == self.file.len() && !self.file.is_empty() {
            text = if self.file.ends_with(['\r', '\n']) {
                text.trim_start_matches(['\r', '\n']).to_owned() + line_end
            } else {
                text + line_end
            };
        }
        Some(Splice { range: end..end, text })
    }

    /// The edition's id in place of the one that stands there, in the same quotes; a cell of a table needs none.
    fn edition(&self, place: &Place, to: &EditionId) -> Option<Splice> {
        let text = &place.source.text;
        let written = &text[place.span.clone()];
        // What stands before on its line is the same on the disk, whichever way it is written.
        let (line, _) = place.line_column();
        let before = &text[..place.span.start];
        let before = before[before.rfind('\n').map_or(0, |end| end + 1)..].matches(written).count();
        let begun = self.start(line)?;
        let (at, _) = self.file[begun..].match_indices(written).nth(before)?;
        let quote = written.chars().next().filter(|first| ['"', '\''].contains(first));
        let quote = quote.map(String::from).unwrap_or_default();
        let start = begun + at;
        Some(Splice { range: start..start + written.len(), text: format!("{quote}{to}{quote}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tender::text::source::Source;

    /// The places at which a text stands in a source.
    fn places(name: &str, text: &str, written: &str) -> Vec<Place> {
        let source = Source::new(name, text);
        source.text.match_indices(written).map(|(at, _)| Place::new(&source, at..at + written.len())).collect()
    }

    #[test]
    fn a_table_of_many_rows_is_rewritten_in_one_pass() {
        let row = "Kommune;2023-04;xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n";
        let file = row.repeat(60_000);
        let edits: Vec<_> = places("t.csv", &file, "2023-04").into_iter().map(|place| (place, Edit::Edition)).collect();
        let anew = spliced(&file, &edits, &EditionId::new("2024-01")).unwrap();
        assert_eq!(edits.len(), 60_000);
        assert!(anew == row.replace("2023-04", "2024-01").repeat(60_000));
    }

    #[test]
    fn line_ends_and_what_stands_beside_are_left_as_they_are() {
        for end in ["\n", "\r\n", "\r"] {
            let file = ["edition = '2023-04'", "[facts]", "\ta = [", "1 ]", "b = true", ""].join(end);
            let place = |written: &str| places("t.toml", &file, written).swap_remove(0);
            let edits = [
                (place("'2023-04'"), Edit::Edition),
                (place("a ="), Edit::Comment { last: 4 }),
                (place("b"), Edit::Add(vec!["# c = false".into(), "# d = true".into()])),
            ];
            let lines =
                ["edition = '2024-01'", "[facts]", "\t# a = [", "# 1 ]", "b = true", "# c = false", "# d = true", ""];
            assert_eq!(spliced(&file, &edits, &EditionId::new("2024-01")).unwrap(), lines.join(end), "{end:?}");
        }
    }
}
