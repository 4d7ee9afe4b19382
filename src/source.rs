//! Texts that were read, and places in them.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A file as it was read, under the name that complaints print.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The path as the user gave it
    pub name: String,
    pub text: String,
}

impl Source {
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into() })
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// A span of bytes in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub source: Arc<Source>,
    pub span: Range<usize>,
}

impl Place {
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        Self { source: Arc::clone(source), span }
    }

    /// The very start of a file: for what a file lacks.
    pub fn start(source: &Arc<Source>) -> Self {
        Self::new(source, 0..0)
    }

    /// A part of this place, in bytes from its start.
    pub fn part(&self, part: Range<usize>) -> Self {
        let start = (self.span.start + part.start).min(self.span.end);
        let end = (self.span.start + part.end).min(self.span.end);
        Self::new(&self.source, start..end)
    }

    /// Line and column of the start, counted from one, columns in characters.
    pub fn line_column(&self) -> (usize, usize) {
        self.line_column_of(self.span.start)
    }

    /// Line and column of what follows the end.
    pub fn end_line_column(&self) -> (usize, usize) {
        self.line_column_of(self.span.end)
    }

    fn line_column_of(&self, at: usize) -> (usize, usize) {
        let before = &self.source.text[..self.source.text.floor_char_boundary(at)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}

/// A value and the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<T> {
    pub value: T,
    pub place: Place,
}

impl<T> Written<T> {
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Written<U> {
        Written { value: change(self.value), place: self.place }
    }
}
