//! What is found in a Word paper: its paragraphs, the controls among them, and what stands beside them.

use std::collections::BTreeMap;

/// A cell of a table, each number counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub table: usize,
    pub row: usize,
    pub cell: usize,
}

/// A paragraph.
#[derive(Debug, Default)]
pub(crate) struct Para {
    pub text: String,
    /// What of it stands in no control
    pub outside: String,
    pub spot: Option<Spot>,
    /// Who put something in, or took it out, while Word kept track
    pub tracked: Vec<(String, bool, String)>,
    /// All of it is worked out by Word
    pub generated: bool,
    /// Its style is one of headings, as far as its name tells
    pub is_heading: bool,
    /// The comments on it
    pub comments: Vec<String>,
    /// Its style takes its words out of sight
    pub(super) hides: bool,
}

/// A content control.
#[derive(Debug, Default)]
pub(crate) struct Control {
    pub tag: Option<String>,
    pub title: Option<String>,
    pub kind: Option<String>,
    pub offers: Vec<String>,
    pub text: String,
    /// It says of itself that it shows what it shows until it is filled in
    pub is_waiting: bool,
    /// The name of the words that it shows until then
    pub prompt: Option<String>,
    pub ticked: Option<bool>,
    pub spot: Option<Spot>,
    /// The paragraph that it begins in, counted from zero
    pub para: usize,
    pub struck: bool,
    pub hidden: bool,
    pub pictures: usize,
    /// It holds what Word works out by itself, such as the table of contents
    pub is_generated: bool,
    /// Word shows a part of the file in its place, and not the text in it
    pub bound: bool,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub paras: Vec<Para>,
    pub controls: Vec<Control>,
    /// The words in boxes
    pub boxes: Vec<String>,
    /// Where each comment stands
    pub comments: BTreeMap<String, Option<Spot>>,
    /// How many pictures and figures stand in no control, with words or without
    pub drawings: usize,
    /// Something in it would fetch or run something
    pub acts: bool,
}
