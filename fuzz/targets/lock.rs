//! A lock is read or refused at a place inside it; what was read is written so that it reads the same, and a tender is
//! held up against it.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use tender::case::{Case, Said};
use tender::complaint::Complaints;
use tender::publication::lock::Lock;
use tender::publication::{Publication, Shelf, WentOut};
use tender::text::source::Source;

mod tender_in_hand;
mod told;

use tender_in_hand::{PROFILE, TEXTS, case};

thread_local! {
    static NOW: LazyLock<(Case, Said)> = LazyLock::new(|| {
        let case = case(PROFILE);
        let said = case.say([], &TEXTS, Arc::default());
        (case, said)
    });
}

fuzz_target!(|text: &str| {
    Shelf::read(text.as_bytes());
    let lock = match Lock::read(&Source::new("profil.bilag-lock", text)) {
        Ok(lock) => lock,
        Err(complaint) => return told::all(&Complaints::from(complaint)),
    };
    let again = Lock::read(&Source::new("profil.bilag-lock", lock.to_json())).expect("what is written can be read");
    assert_eq!(again, lock);
    NOW.with(|now| {
        let (case, said) = &**now;
        let publication = Publication::of(Some(&lock), case, &said.record);
        for last in [false, true] {
            told::all(&publication.complaints(case, "profil.bilag-lock", last));
        }
        let next = publication.next(Some(&lock), case, &said.record, said.seals(&case.profile), WentOut::default());
        if let Some(next) = next {
            let known = next.publications.len();
            assert!(known >= lock.publications.len(), "a publication is forgotten");
        }
    });
});
