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

/// A character that is shown by several.
struct Escape {
    /// Where it was written
    at: usize,
    /// Where it is shown
    shown_at: usize,
    /// The bytes by which it is longer than it was
    growth: usize,
    /// What it is shown by, in characters, which are bytes
    length: usize,
}

impl Excerpt {
    fn new(source: &Source) -> Self {
        let mut text = String::with_capacity(source.text.len());
        let mut escapes = Vec::new();
        let mut characters = source.text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            // Lines of Windows end in two characters.
            let ends_line = c == '\r' && characters.peek().is_some_and(|(_, next)| *next == '\n');
            if terminal::shows(c) || matches!(c, '\n' | '\t') || ends_line {
                text.push(c);
                continue;
            }
            let shown = c.escape_default();
            let length = shown.len();
            escapes.push(Escape { at, shown_at: text.len(), growth: length - c.len_utf8(), length });
            text.extend(shown);
        }
        Self {
            name: terminal::line(&source.name).into_owned(),
            line_starts: line_starts(&text).collect(),
            text,
            escapes,
        }
    }

    /// Where a byte of the source is shown.
    fn shown(&self, at: usize) -> usize {
        let before = self.escapes.partition_point(|escape| escape.at < at);
        let last = before.checked_sub(1).map(|last| &self.escapes[last]);
        let grown = last.map_or(0, |escape| escape.shown_at - escape.at + escape.growth);
        self.text.floor_char_boundary(at + grown)
    }
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

    /// The column in what was written, where an escaped character counts as the one that it is.
    fn column_number(&'a self, number: usize, line: usize, at: usize) -> Result<usize, Error> {
        let excerpt = self.excerpt(number)?;
        let start = self.line_range(number, line)?.start;
        let shown = excerpt.text.get(start..at).unwrap_or_default().chars().count();
        let first = excerpt.escapes.partition_point(|escape| escape.shown_at < start);
        let before = excerpt.escapes[first..].iter().take_while(|escape| escape.shown_at < at);
        Ok(shown - before.map(|escape| escape.length - 1).sum::<usize>() + 1)
    }
}
