//! Complaints as a person is told them.

use codespan_reporting::term::termcolor::NoColor;
use tender::complaint::{Complaints, Excerpts};
use tender::text::language::Language;

/// Prints every complaint: its place must lie in its source, and its excerpt must be drawn.
pub fn all(complaints: &Complaints) {
    for complaint in complaints.iter() {
        if let Some(place) = &complaint.place {
            assert!(place.source.text.get(place.span.clone()).is_some(), "{complaint:#?}");
        }
        for language in [Language::English, Language::Danish] {
            let mut out = NoColor::new(Vec::new());
            complaint.emit(language, &mut Excerpts::default(), &mut out).expect("it can be printed");
        }
    }
}
