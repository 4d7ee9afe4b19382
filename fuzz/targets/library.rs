//! A library of answers, as JSON or as its twin in Excel, is read or refused; what was read is written so that it reads
//! the same, fills a form in, and is shown.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tender::form::library::{About, Library, from_workbook, prefill, review, to_workbook};
use tender::form::returned::Kind;
use tender::form::{Reference, Returned};

mod packed;
mod tender_in_hand;

use tender_in_hand::{CATALOG, PROFILE, TEXTS};

static REFERENCE: LazyLock<Reference> = LazyLock::new(|| {
    Reference::of_profile(PROFILE, &CATALOG, &TEXTS).unwrap_or_else(|complaints| panic!("{complaints:#?}"))
});

fuzz_target!(|bytes: &[u8]| {
    let json = str::from_utf8(bytes).ok().and_then(Library::from_json);
    let Some(library) = json.or_else(|| from_workbook(&packed::package(bytes))) else { return };
    assert_eq!(Library::from_json(&library.to_json()).as_ref(), Some(&library));
    if let Ok(workbook) = to_workbook(&library) {
        assert!(from_workbook(&workbook).is_some());
    }
    let rows = REFERENCE.form.facts.iter().flat_map(|facts| &facts.rows);
    let questions = rows.filter_map(|row| Some((row.answer.name.fact()?.clone(), row.question.clone()))).collect();
    let about = About { buyer: "Eksempel Kommune".to_owned(), questions, ..About::default() };
    for accept_changed in [false, true] {
        let filled = prefill(&library, &Returned::new(Kind::Xlsx), None, &REFERENCE.binding, &about, accept_changed);
        review("svarskema.pdf", &about.buyer, &about.title, &library, &filled);
    }
});
