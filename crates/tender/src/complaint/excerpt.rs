//! The lines of a source that a complaint shows, with nothing in them that would steer a terminal.

use std::ops::Range;
use std::sync::Arc;

use codespan_reporting::files::{Error, Files, line_starts};

use crate::text::source::{Place, Source};
use crate::text::terminal;

/// The sources of complaints that are printed together, each read once.
#[derive(Default)]
pub struct Excerpts<'a>(Vec<(&'a Arc<Source>, Excerpt)>);

/// A source as it is shown.
struct Excerpt {
    name: String,
    text: String,
    line_starts: Vec<usize>,
    escapes: Vec<Escape>,
}

/// The longest line that is shown whole, in characters. What a person wrote is shorter; a longer one would fill the
/// screen with what nobody reads.
const LONGEST_LINE: usize = 4_000;

/// Of a line that is longer, so many characters are shown at its beginning, and so many at its end.
const ENDS: [usize; 2] = [3_000, 500];

/// What stands for what is left out.
const GAP: &str = "[...]";

/// A part of a source that is shown by something else: a character by several, the middle of an endless line by a sign.
struct Escape {
    /// Where it was written
    at: usize,
    /// What was written, in bytes
    written: usize,
    /// The same in characters
    characters: usize,
    /// Where it is shown
    shown_at: usize,
    /// What it is shown by, in characters, which are bytes
    length: usize,
}

impl Excerpt {
    fn new(source: &Source) -> Self {
        let mut shown = Self {
            name: terminal::line(&source.name).into_owned(),
            text: String::new(),
            line_starts: Vec::new(),
            escapes: Vec::new(),
        };
        shown.text.reserve(source.text.len().min(LONGEST_LINE));
        let mut start = 0;
        for line in source.text.split_inclusive('\n') {
            match gap(line) {
                None => shown.add(start, line),
                Some(gap) => {
                    shown.add(start, &line[..gap.start]);
                    shown.escape(start + gap.start, &line[gap.clone()], GAP);
                    shown.add(start + gap.end, &line[gap.end..]);
                }
            }
            start += line.len();
        }
        shown.line_starts = line_starts(&shown.text).collect();
        shown
    }

    /// Adds what was written at a place, with nothing in it that would steer a terminal.
    fn add(&mut self, start: usize, written: &str) {
        let mut characters = written.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            // Lines of Windows end in two characters.
            let ends_line = c == '\r' && characters.peek().is_some_and(|(_, next)| *next == '\n');
            if terminal::shows(c) || matches!(c, '\n' | '\t') || ends_line {
                self.text.push(c);
            } else {
                self.escape(start + at, &written[at..at + c.len_utf8()], &c.escape_default().to_string());
            }
        }
    }

    /// Shows one thing for another.
    fn escape(&mut self, at: usize, written: &str, shown: &str) {
        let (shown_at, length) = (self.text.len(), shown.len());
        let characters = written.chars().count();
        self.escapes.push(Escape { at, written: written.len(), characters, shown_at, length });
        self.text.push_str(shown);
    }

    /// Where a byte of the source is shown.
    fn shown(&self, at: usize) -> usize {
        let before = self.escapes.partition_point(|escape| escape.at < at);
        let Some(last) = before.checked_sub(1).map(|last| &self.escapes[last]) else {
            return self.text.floor_char_boundary(at);
        };
        let behind = at - last.at;
        let within = if behind < last.written { behind.min(last.length) } else { behind - last.written + last.length };
        self.text.floor_char_boundary(last.shown_at + within)
    }
}

/// What is left out of a line that is too long, as bytes of it.
fn gap(line: &str) -> Option<Range<usize>> {
    if line.len() <= LONGEST_LINE {
        return None;
    }
    let length = line.chars().count();
    let end = length.checked_sub(ENDS[1]).filter(|_| length > LONGEST_LINE)?;
    let byte = |character: usize| line.char_indices().nth(character).map(|(at, _)| at);
    Some(byte(ENDS[0])?..byte(end)?)
}

impl<'s> Excerpts<'s> {
    /// Adds the source of a place, once. Returns its number and the span as it is shown.
    pub fn add(&mut self, place: &'s Place) -> (usize, Range<usize>) {
        let number = self.0.iter().position(|(source, _)| **source == place.source).unwrap_or_else(|| {
            self.0.push((&place.source, Excerpt::new(&place.source)));
            self.0.len() - 1
        });
        let excerpt = &self.0[number].1;
        (number, excerpt.shown(place.span.start)..excerpt.shown(place.span.end))
    }

    fn excerpt(&self, number: usize) -> Result<&Excerpt, Error> {
        self.0.get(number).map(|(_, excerpt)| excerpt).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Excerpts<'_> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, number: usize) -> Result<&'a str, Error> {
        Ok(&self.excerpt(number)?.name)
    }

    fn source(&'a self, number: usize) -> Result<&'a str, Error> {
        Ok(&self.excerpt(number)?.text)
    }

    fn line_index(&'a self, number: usize, at: usize) -> Result<usize, Error> {
        Ok(self.excerpt(number)?.line_starts.partition_point(|start| *start <= at) - 1)
    }

    fn line_range(&'a self, number: usize, line: usize) -> Result<Range<usize>, Error> {
        let excerpt = self.excerpt(number)?;
        let max = excerpt.line_starts.len() - 1;
        let start = *excerpt.line_starts.get(line).ok_or(Error::LineTooLarge { given: line, max })?;
        Ok(start..excerpt.line_starts.get(line + 1).copied().unwrap_or(excerpt.text.len()))
    }

    /// The column in what was written, where what is shown by something else counts as what it is.
    fn column_number(&'a self, number: usize, line: usize, at: usize) -> Result<usize, Error> {
        let excerpt = self.excerpt(number)?;
        let start = self.line_range(number, line)?.start;
        let shown = excerpt.text.get(start..at).unwrap_or_default().chars().count();
        let first = excerpt.escapes.partition_point(|escape| escape.shown_at < start);
        let before = excerpt.escapes[first..].iter().take_while(|escape| escape.shown_at < at);
        let (length, characters) =
            before.fold((0, 0), |(length, characters), it| (length + it.length, characters + it.characters));
        Ok(shown + characters - length + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_endless_line_both_ends_are_shown_and_the_columns_are_those_that_were_written() {
        let text = format!("a = 1\nb = \"{}æ\u{8}\" # til sidst\nc = 3\n", "æ".repeat(1_000_000));
        let source = Source::new("p.toml".to_owned(), text.as_str());
        let excerpt = Excerpt::new(&source);
        assert!(excerpt.text.len() < 8_000, "{}", excerpt.text.len());
        assert!(excerpt.text.contains(GAP) && excerpt.text.ends_with("æ\\u{8}\" # til sidst\nc = 3\n"));
        let place = |what: &str| {
            let at = text.find(what).unwrap();
            Place { source: Arc::clone(&source), span: at..at + what.len() }
        };
        let (last, third) = (place("# til sidst"), place("c = 3"));
        let mut excerpts = Excerpts::default();
        let (number, shown) = excerpts.add(&last);
        assert_eq!(&excerpts.source(number).unwrap()[shown.clone()], "# til sidst");
        assert_eq!(excerpts.column_number(number, 1, shown.start).unwrap(), 5 + 1_000_000 + 4 + 1);
        let (_, shown) = excerpts.add(&third);
        assert_eq!(excerpts.line_index(number, shown.start).unwrap(), 2);
        assert_eq!(&excerpts.source(number).unwrap()[shown], "c = 3");
    }
}
