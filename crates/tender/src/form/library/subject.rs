//! Which earlier answer was given to what a line asks, where its words alone do not tell.
//!
//! A buyer's own requirements are known by their words. But one form may ask the same of two lines, say of two packages,
//! and be answered otherwise to each. Then the line is told by what it is beside its words: in the same tender its
//! number, in any its title, else its package. What none of these tells is nobody's to guess.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::learn::About;
use super::{Ages, Known, Library, Past, is_of_catalog};
use crate::catalog::id::LineId;
use crate::text::line::one_line;

/// The line that an answer was given to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Its number, which says something in the same tender alone
    pub line: String,
    /// Empty where it has none
    pub title: String,
}

/// What was asked in the same words.
pub(super) enum Asked {
    Never,
    Before(Known),
    /// Of several lines of one form, and nothing tells which of them this is: the newest answer to each
    OfSeveral(Vec<Past>),
}

impl Known {
    /// Whether some form asked it of several lines.
    pub(super) fn is_of_several(&self) -> bool {
        are_of_several(&self.answers)
    }
}

fn are_of_several(answers: &[Past]) -> bool {
    let mut lines: BTreeMap<u32, &str> = BTreeMap::new();
    answers.iter().any(|past| {
        let Some(subject) = &past.subject else { return false };
        lines.insert(past.form, &subject.line).is_some_and(|other| other != subject.line)
    })
}

/// What was asked before in the words of a line.
pub(super) fn same(library: &Library, line: &LineId, asked: &Known, about: &About<'_>) -> Asked {
    let known = || library.lines.iter().filter(|known| known.words == asked.words);
    if let Some(own) = known().find(|known| known.id == line.as_str()).filter(|_| is_of_catalog(line)) {
        return Asked::Before(own.clone());
    }
    let ages = Ages::of(library);
    let newest = |known: &&Known| known.newest().next().map(|past| ages.of_form(past.form));
    let Some(last) = known().max_by_key(newest) else { return Asked::Never };
    let mut answers: Vec<Past> = known().flat_map(|known| &known.answers).cloned().collect();
    answers.sort_by_key(|past| ages.of_form(past.form));
    let before = |answers: Vec<Past>| Asked::Before(Known { answers, ..last.clone() });
    if !are_of_several(&answers) {
        return before(answers);
    }
    let package = |id: &str| id.split_once('.').map(|(package, _)| package.to_owned());
    let is_of_tender = |past: &Past| {
        library.form(past.form).is_some_and(|form| (&form.buyer, &form.title) == (&about.buyer, &about.title))
    };
    let subject = |past: &Past| past.subject.clone();
    let by_number = |past: &Past| is_of_tender(past) && subject(past).is_some_and(|it| it.line == line.as_str());
    let title = one_line(&asked.title);
    let by_title = |past: &Past| !title.is_empty() && subject(past).is_some_and(|it| it.title == title);
    let by_package = |past: &Past| {
        let own = package(line.as_str());
        own.is_some() && subject(past).is_some_and(|it| package(&it.line) == own)
    };
    let ways: [&dyn Fn(&Past) -> bool; 3] = [&by_number, &by_title, &by_package];
    for is_it in ways {
        let told: Vec<Past> = answers.iter().filter(|past| is_it(past)).cloned().collect();
        if !told.is_empty() && !are_of_several(&told) {
            return before(told);
        }
    }
    let mut rivals: Vec<Past> = Vec::new();
    for past in answers.iter().rev() {
        if !rivals.iter().any(|other| other.subject == past.subject) {
            rivals.push(past.clone());
        }
    }
    match rivals.iter().all(|past| past.says_as(&rivals[0])) {
        true => before(answers),
        false => Asked::OfSeveral(rivals),
    }
}
