//! What a published tender may and may not do: the rules of `docs/editions.md`, each without a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use tender::case::Case;
use tender::change::{Kind, Record};
use tender::complaint::{Complaint, Severity};
use tender::compose::Texts;
use tender::document::{Document, DocumentKind, Format};
use tender::input::files::Memory;
use tender::print::Templates;
use tender::profile::ProfileFile;
use tender::publication::lock::Lock;
use tender::publication::seals::{Sealed, Seals, of_type};
use tender::publication::targets::usual;
use tender::publication::{Locked, Parts, Publication, Release, Shelf, Standing, WentOut, document_of};
use tender::text::source::Source;

use crate::support::CATALOG;

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    let templates = Templates::embedded();
    Texts::read(|name| Some(templates.text(name)), templates.words()).expect("the embedded texts are sound")
});

/// Version 1.0 as suppliers have read it.
const FIRST: &str = "edition = \"2024-01\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\nversion = \"1.0\"\n\
                     date = 2026-11-24\npublished = 2026-11-24\ndeadline = 2027-01-15\n[packages]\nI-07 = \"all\"\n[facts]\n\
                     abonnerer-paa-klassifikation = true\n";

/// The same with two requirements of the buyer's own.
fn with_own(ids: &[&str]) -> String {
    let own = |id: &&str| {
        format!("[[requirement]]\nid = \"{id}\"\npackage = \"I-07\"\ntype = \"K\"\ntext = \"Løsningen skal {id}.\"\n")
    };
    FIRST.to_owned() + &ids.iter().map(own).collect::<String>()
}

/// As another version, on another day.
fn version(text: &str, version: &str, published: &str) -> String {
    let published = if published.is_empty() { String::new() } else { format!("published = {published}\n") };
    text.replace("\"1.0\"", &format!("\"{version}\"")).replace("published = 2026-11-24\n", &published)
}

fn tender(text: &str) -> (Case, Record) {
    let source = Source::new("prøve.toml", text);
    let file = ProfileFile::read(Path::new("prøve.toml"), source, &Memory::empty()).expect("it is a profile");
    let case = Case::read(&file, &CATALOG).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let record = case.say([], &TEXTS, Arc::default()).record;
    (case, record)
}

/// What is wrong with building a profile where the lock says this.
fn complaints(lock: Option<&Lock>, text: &str) -> Vec<Complaint> {
    let (case, record) = tender(text);
    let publication = Publication::of(lock, &case, &record);
    publication.complaints(&case, "lock", false).iter().cloned().collect()
}

/// What is said of it.
fn said(lock: Option<&Lock>, text: &str) -> Vec<String> {
    complaints(lock, text).iter().map(|complaint| complaint.fault.to_string()).collect()
}

/// Those of them that stand in the way.
fn errors(lock: Option<&Lock>, text: &str) -> Vec<&'static str> {
    let complaints = complaints(lock, text);
    let errors = complaints.iter().filter(|complaint| complaint.severity == Severity::Error);
    errors.map(|complaint| complaint.fault.code()).collect()
}

fn publication(lock: Option<&Lock>, text: &str) -> Publication {
    let (case, record) = tender(text);
    Publication::of(lock, &case, &record)
}

/// The lock after a profile was built, with two outputs; a draft that was never published has none.
fn built(lock: Option<&Lock>, text: &str) -> Option<Lock> {
    assert_eq!(errors(lock, text), [""; 0], "{text}");
    let (case, record) = tender(text);
    let publication = Publication::of(lock, &case, &record);
    let hash = record.entries.iter().map(|entry| format!("{entry:?}").len()).sum::<usize>().to_string();
    let mut went_out = WentOut::default();
    for (name, kind, format) in [
        ("prøve-kravbilag.pdf", DocumentKind::Kravbilag, Format::Pdf),
        ("prøve-svarskema.xlsx", DocumentKind::Svarskema, Format::Xlsx),
    ] {
        went_out.outputs.insert(name.to_owned(), hash.clone());
        went_out.documents.insert(document_of(kind, format));
    }
    let said = case.say([], &TEXTS, Arc::default());
    publication.next(lock, &case, &record, said.seals(&case.profile), went_out).or_else(|| lock.cloned())
}

/// A lock of a tender that was published.
fn locked(lock: Option<&Lock>, text: &str) -> Lock {
    built(lock, text).expect("it was published")
}

#[test]
fn nothing_is_forbidden_of_a_tender_that_nobody_has_read() {
    let draft = version(FIRST, "1.0", "");
    assert_eq!(built(None, &draft), None, "nothing went out, and nothing is locked");
    assert_eq!(publication(None, &draft).standing, Standing::Open);
    for text in [
        draft.replace("Prøve", "Andet"),
        version(&draft, "0.1", ""),
        draft.replace("date = 2026-11-24", "date = 2020-01-01"),
    ] {
        assert_eq!(errors(None, &text), [""; 0], "{text}");
    }
}

#[test]
fn what_is_published_does_not_change_by_an_edit_a_date_a_lower_version_or_taking_the_publication_out() {
    let lock = locked(None, FIRST);
    assert_eq!(errors(Some(&lock), FIRST), [""; 0]);
    for text in [
        FIRST.replace("klassifikation = true", "klassifikation = false"),
        FIRST.replace("Prøve", "Prøven"),
        FIRST.replace("date = 2026-11-24", "date = 2026-11-22"),
        FIRST.replace("2027-01-15", "2027-01-16"),
        version(FIRST, "0.9", "2026-11-24"),
        version(FIRST, "1.0", ""),
        version(FIRST, "1.0", "2026-11-25"),
        FIRST.replace("version = \"1.0\"\n", ""),
    ] {
        assert_eq!(errors(Some(&lock), &text), ["published-changed"], "{text}");
    }
    // What changed is named.
    let said = said(Some(&lock), &FIRST.replace("Prøve", "Prøven").replace("date = 2026-11-24", "date = 2026-11-22"));
    let named = "the tender was published as version `1.0`, and what it prints would change: \
                 date: 2026-11-24 → 2026-11-22; tender title: value";
    assert!(said.len() == 1 && said[0].starts_with(named), "{said:?}");
}

/// What was built when a lock was written.
fn shelf(lock: &Lock) -> Shelf {
    Shelf::new("2024-01".to_owned(), Release::default(), Parts::default(), lock.record.clone())
}

#[test]
fn the_small_words_do_not_change_what_was_published_but_are_told_by_a_correction() {
    let lock = locked(None, FIRST);
    let words = |word: &str| Arc::new([("must-fill".to_owned(), word.to_owned())].into());
    let lock = Lock { record: lock.record.clone().in_words(words("Skal udfyldes")), ..lock };
    let (case, record) = tender(FIRST);
    let record = record.in_words(words("Kan udfyldes"));
    let bound = Publication::of(Some(&lock), &case, &record);
    assert!(!bound.complaints(&case, "lock", false).has_errors());
    let (raised, _) = tender(&version(FIRST, "1.1", ""));
    let correcting = Publication::of(Some(&lock), &raised, &record);
    assert_eq!(correcting.corrections().iter().count(), 1);
    assert!(correcting.since_built(&shelf(&lock), &record).is_empty());
}

#[test]
fn a_raised_version_corrects_the_published_one_as_often_as_it_is_prepared() {
    let first = locked(None, FIRST);
    let other = FIRST.replace("klassifikation = true", "klassifikation = false");
    let prepared = locked(Some(&first), &version(&other, "1.1", ""));
    for lock in [&first, &prepared] {
        let publication = publication(Some(lock), &version(&other, "1.1", ""));
        let corrected = publication.corrected().expect("it corrects");
        assert_eq!(corrected.release.version.as_deref(), Some("1.0"));
        assert!(publication.corrections().iter().any(|change| change.subject.id == "abonnerer-paa-klassifikation"));
        assert!(publication.bound().is_none());
    }
    // Nothing is left to correct, though the version is another.
    assert!(publication(Some(&prepared), &version(FIRST, "1.1", "")).corrections().is_empty());
    // Published itself, it keeps what it corrected, and may change no more.
    let second = locked(Some(&prepared), &version(&other, "1.1", "2026-12-01"));
    let again = publication(Some(&second), &version(&other, "1.1", "2026-12-01"));
    assert_eq!(again.corrected().and_then(|was| was.release.version.as_deref()), Some("1.0"));
    assert!(!again.corrections().is_empty() && again.bound().is_some());
    assert_eq!(errors(Some(&second), &version(FIRST, "1.1", "2026-12-01")), ["published-changed"]);
    assert_eq!(errors(Some(&second), FIRST), ["published-changed"], "an earlier version is no way back");
}

#[test]
fn a_correction_that_is_given_up_leaves_what_suppliers_have_and_does_not_open_it() {
    let first = locked(None, FIRST);
    let other = FIRST.replace("klassifikation = true", "klassifikation = false");
    let prepared = locked(Some(&first), &version(&other, "1.1", ""));
    for text in [other, version(FIRST, "0.9", ""), version(FIRST, "1.0", "")] {
        assert_eq!(errors(Some(&prepared), &text), ["published-changed"], "{text}");
    }
    let back = publication(Some(&prepared), FIRST);
    let hashes = |lock: &Lock| lock.publications[0].outputs.values().cloned().collect::<Vec<_>>();
    let published: Vec<String> = back.bound().expect("it is published").outputs.values().cloned().collect();
    assert_eq!(published, hashes(&first), "what went out is known, though other files lie in their place");
    assert_eq!(prepared.publications.len(), 1, "a draft publishes nothing");
    assert!(back.corrected().is_none() && back.corrections().is_empty());
    let back = locked(Some(&prepared), FIRST);
    assert_eq!(back, first);
}

#[test]
fn a_correction_is_not_dated_before_what_it_corrects_was_published() {
    let lock = locked(None, FIRST);
    let dated = |date: &str, published: &str| {
        version(FIRST, "1.1", published)
            .replace("date = 2026-11-24", &format!("date = {date}"))
            .replace("2027-01-15", "2027-02-15")
    };
    assert_eq!(errors(Some(&lock), &dated("2026-11-24", "2026-11-24")), [""; 0], "on the same day it may be");
    let told = |date: &str, published: &str| {
        complaints(Some(&lock), &dated(date, published)).iter().any(|complaint| complaint.fault.code() == "same-day")
    };
    assert!(told("2026-11-24", "2026-11-24"), "both days are the first version's");
    assert!(!told("2026-11-25", "2026-11-25") && !told("2026-11-24", ""), "it has a day of its own, or none yet");
    assert_eq!(errors(Some(&lock), &dated("2026-11-23", "")), ["dated-back"]);
    let before = |key: &str, date: &str| {
        format!("`{key}` is {date}, before the version that this one corrects was published, 2026-11-24")
    };
    assert_eq!(
        said(Some(&lock), &dated("2026-11-20", "2026-11-22")),
        [before("date", "2026-11-20"), before("published", "2026-11-22")]
    );
    // A draft of it is held up against what was published too.
    let prepared = locked(Some(&lock), &dated("2026-11-30", ""));
    assert_eq!(errors(Some(&prepared), &dated("2026-11-20", "")), ["dated-back"]);
}

#[test]
fn a_number_is_retired_by_a_publication_and_by_no_draft() {
    let on = |text: &str| text.replace("date = 2026-11-24", "date = 2026-12-01");
    let first = locked(None, &with_own(&["E1", "E2"]));
    // Dropped in a draft: it may come back, in the draft and in the version that was published.
    let draft = locked(Some(&first), &on(&version(&with_own(&["E1"]), "1.1", "")));
    assert!(draft.retired.is_empty());
    assert_eq!(errors(Some(&draft), &on(&version(&with_own(&["E1", "E2"]), "1.1", ""))), [""; 0]);
    assert_eq!(errors(Some(&draft), &with_own(&["E1", "E2"])), [""; 0]);
    // A number that only a draft had was read by nobody.
    let more = locked(Some(&first), &on(&version(&with_own(&["E1", "E2", "E3"]), "1.1", "")));
    let fewer = locked(Some(&more), &on(&version(&with_own(&["E1", "E2"]), "1.1", "2026-12-01")));
    assert!(fewer.retired.is_empty());
    // Dropped in a publication: never again, in any version after it, however often it is built in between.
    let second = locked(Some(&draft), &on(&version(&with_own(&["E1"]), "1.1", "2026-12-01")));
    assert_eq!(second.retired.iter().collect::<Vec<_>>(), ["I-07.E2"]);
    let third = locked(Some(&second), &on(&version(&with_own(&["E1"]), "1.2", "")));
    for lock in [&second, &third] {
        for published in ["", "2026-12-02"] {
            let again = on(&version(&with_own(&["E1", "E2"]), "1.2", published));
            assert_eq!(errors(Some(lock), &again), ["reused-requirement"]);
        }
    }
}

#[test]
fn what_suppliers_have_read_is_built_along_with_whatever_is_asked_for() {
    let both = [(DocumentKind::Kravbilag, Format::Pdf), (DocumentKind::Svarskema, Format::Xlsx)];
    let first = locked(None, FIRST);
    let along = |lock: Option<&Lock>, text: &str| publication(lock, text).built_along(None);
    assert_eq!(along(None, FIRST), []);
    assert_eq!(along(Some(&first), FIRST), both);
    let raised = version(FIRST, "1.1", "2026-12-01");
    assert_eq!(along(Some(&first), &raised), both);
    // What went out is known though a draft was built in between in other formats; a draft itself is built as it is
    // asked for.
    let draft = locked(Some(&first), &version(FIRST, "1.1", ""));
    assert_eq!(along(Some(&draft), &version(FIRST, "1.1", "")), []);
    assert_eq!(along(Some(&draft), &raised), both);
    assert_eq!(along(Some(&draft), FIRST), both);
    // What lies in the folder belongs to the version too, though it never went out.
    let mut shelf = shelf(&first);
    let locked = Locked { made_of: String::new(), sha256: String::new(), bytes: 0, document: "kravbilag".to_owned() };
    shelf.outputs.insert("prøve-kravbilag.docx".to_owned(), locked);
    let with_word = publication(Some(&first), FIRST).built_along(Some(&shelf));
    assert_eq!(with_word, [both[0], (DocumentKind::Kravbilag, Format::Docx), both[1]]);
    assert_eq!(publication(Some(&draft), &version(FIRST, "1.1", "")).built_along(Some(&shelf)), []);
}

#[test]
fn a_lock_is_read_as_it_was_written_and_keeps_every_word_in_little_room() {
    let first = locked(None, &with_own(&["E1"]));
    let next = version(&with_own(&["E1", "E2"]), "1.1", "2026-12-01").replace("date = 2026-11-24", "date = 2026-12-01");
    let second = locked(Some(&first), &next);
    for lock in [&first, &second] {
        let text = lock.to_json();
        assert_eq!(Lock::read(&Source::new("lock", text.as_str())).expect("it was written by us"), *lock);
        let told = serde_json::to_string(&lock.record).expect("a record is plain data");
        assert!(text.len() * 2 < told.len() * lock.publications.len(), "{} of {} bytes", text.len(), told.len());
    }
    let of =
        |lock: &Lock| lock.publications.iter().map(|issued| (issued.notice, issued.log.clone())).collect::<Vec<_>>();
    assert_eq!(of(&second), [(None, "Offentliggjort.".to_owned()), (Some(1), "Nye krav: I-07.E2.".to_owned())]);
    // What came is new, and not changed.
    let more = next.replace("[packages]\n", "[packages]\nI-05 = \"all\"\n");
    let more = more.replace("[facts]\n", "[facts]\nskriver-til-ydelsesindeks = true\n");
    let log = of(&locked(Some(&first), &more)).pop().expect("it was published").1;
    assert!(log.contains(". Ny pakke: I-05. Ny oplysning: O-") && !log.contains("pakke I-05"), "{log}");
    assert_eq!(second.profile_text(), tender(&next).0.normalised);
    assert_eq!(second.published_before().map(|before| before.record), Some(first.record));
}

#[test]
fn an_answer_that_was_sent_stays_as_it_is_and_others_may_be_added() {
    let asked = |number: u32, answer: &str| {
        format!(
            "[[question]]\nnumber = {number}\nanswered = 2026-12-03\nquestion = \"Hvornår?\"\nanswer = \"{answer}\"\n"
        )
    };
    let first = locked(None, &format!("{FIRST}{}", asked(1, "Nu.")));
    let of = |questions: &str| errors(Some(&first), &format!("{FIRST}{questions}"));
    assert_eq!(of(&asked(1, "Nu.")), [""; 0]);
    assert_eq!(of(&(asked(1, "Nu.") + &asked(2, "Senere."))), [""; 0], "the series is outside the version");
    assert_eq!(of(&asked(1, "Snart.")), ["answer-changed"]);
    assert_eq!(of(&asked(2, "Nu.")), ["answer-changed"]);
    // An answer that could tell who asked is read by all: it is corrected by a new one, as any other.
    let telling = locked(None, &format!("{FIRST}{}", asked(1, "Spørg ole@alfa-it.dk.")));
    assert_eq!(errors(Some(&telling), &format!("{FIRST}{}", asked(1, "Spørg os."))), ["answer-changed"]);
    assert_eq!(errors(Some(&telling), FIRST), ["answer-changed"], "it does not go");
    // Not answered yet, it was not sent.
    let waiting = "[[question]]\nnumber = 2\nquestion = \"Hvor?\"\n";
    let second = locked(Some(&first), &format!("{FIRST}{}{waiting}", asked(1, "Nu.")));
    assert_eq!(second.answers.keys().collect::<Vec<_>>(), [&1]);
}

#[test]
fn an_answer_that_led_to_a_version_goes_out_with_it_and_may_be_put_otherwise_until_then() {
    let first = locked(None, FIRST);
    let text = |answer: &str, published: &str| {
        let other = FIRST.replace("klassifikation = true", "klassifikation = false");
        let asked = format!(
            "[[question]]\nnumber = 1\nanswered = 2026-12-01\nquestion = \"Hvornår?\"\nanswer = \"{answer}\"\nversion = \"1.1\"\nlines = [\"I-07.01\"]\n"
        );
        version(&other, "1.1", published) + &asked
    };
    let prepared = locked(Some(&first), &text("Nu.", ""));
    assert_eq!(errors(Some(&prepared), &text("Snart.", "")), [""; 0]);
    let sent = locked(Some(&prepared), &text("Snart.", "2026-12-01"));
    assert_eq!(errors(Some(&sent), &text("Nu.", "2026-12-01")), ["answer-changed"]);
}

#[test]
fn six_whole_days_are_a_duty_in_a_tender_of_ones_own_a_yardstick_in_a_mini_tender_and_nothing_in_a_direct_award() {
    let first = |procedure: &str| FIRST.replace("version =", &format!("procedure = \"{procedure}\"\nversion ="));
    let told = |procedure: &str, sent: &str, more: &str, last: bool| -> Vec<(Severity, &'static str)> {
        let lock = locked(None, &first(procedure));
        let text = first(procedure).replace("Prøve", "Prøven").replace("2026-11-24", sent);
        let text = text
            .replace("\"1.0\"", "\"1.1\"")
            .replace("deadline = 2027-01-15", &format!("deadline = 2027-01-15{more}"));
        let (case, record) = tender(&text);
        let publication = Publication::of(Some(&lock), &case, &record);
        let told = publication.complaints(&case, "lock", last);
        told.iter().map(|complaint| (complaint.severity, complaint.fault.code())).collect()
    };
    let late = "told-late";
    assert_eq!(told("own-tender", "2027-01-08", "", true), [], "six whole days lie between");
    let shortened = (Severity::Warning, "deadline-shortened");
    assert_eq!(told("own-tender", "2027-01-08", "T12:00:00", true), [shortened], "the hour does not count");
    assert_eq!(told("own-tender", "2027-01-09", "", true), [(Severity::Error, late)]);
    assert_eq!(told("own-tender", "2027-01-09", "", false), [(Severity::Warning, late)]);
    assert_eq!(told("own-tender", "2027-01-09", "\nlate-because = \"Kun en henvisning\"", true), []);
    assert_eq!(told("mini-tender", "2027-01-09", "", true), [(Severity::Warning, late)]);
    assert_eq!(told("direct-award", "2027-01-09", "", true), []);
}

#[test]
fn a_deadline_before_the_one_that_suppliers_have_read_last_is_told_be_it_by_an_hour() {
    let at = |text: &str, deadline: &str| text.replace("deadline = 2027-01-15\n", deadline);
    let noon = locked(None, &at(FIRST, "deadline = 2027-01-15T12:00:00\n"));
    let told = |lock: &Lock, number: &str, deadline: &str| {
        let said = said(Some(lock), &at(&version(FIRST, number, "2026-12-01"), deadline));
        said.iter().any(|it| it.starts_with("the deadline that suppliers have read"))
    };
    assert!(told(&noon, "1.1", "deadline = 2027-01-15T10:00:00\n"), "two hours less");
    assert!(!told(&noon, "1.1", "deadline = 2027-01-15T12:00:00\n"));
    assert!(!told(&noon, "1.1", "deadline = 2027-01-15T14:00:00\n"));
    assert!(!told(&noon, "1.1", "deadline = 2027-01-15\n"), "to the end of the day");
    assert!(told(&locked(None, FIRST), "1.1", "deadline = 2027-01-15T12:00:00\n"), "the day had no hour");
    let without = locked(Some(&noon), &at(&version(FIRST, "1.1", "2026-12-01"), ""));
    assert!(told(&without, "1.2", "deadline = 2027-01-14\n"), "the version between had none");
    assert!(!told(&without, "1.2", "deadline = 2027-01-16\n"));
}

/// What a form asks, part by part.
fn seals(text: &str) -> Seals {
    let (case, _) = tender(text);
    case.say([DocumentKind::Svarskema], &TEXTS, Arc::default()).seals(&case.profile)
}

#[test]
fn each_part_of_a_tender_has_a_seal_of_its_own_and_no_two_tenders_one_fingerprint() {
    let base = with_own(&["E1", "E2"]);
    let kind = |meaning: &str| {
        format!("[[type]]\nid = \"K\"\nname = \"Krav\"\nanswers = [\"Opfyldt\", \"Ikke opfyldt\"]\n{meaning}")
    };
    let line = |id: &str| Sealed::Line(id.to_owned());
    let plain = seals(&base);
    let mut fingerprints = BTreeSet::from([plain.fingerprint()]);
    for (change, other, differs) in [
        ("title", base.replace("Prøve", "Forsøg"), vec![Sealed::Tender]),
        ("version", base.replace("\"1.0\"", "\"1.1\""), vec![Sealed::Version]),
        ("words of a line", base.replace("skal E2", "skal kunne E2"), vec![line("I-07.E2")]),
        ("a line is gone", with_own(&["E1"]), vec![line("I-07.E2")]),
        ("a line is new", with_own(&["E1", "E2", "E3"]), vec![line("I-07.E3")]),
        ("meaning of a type", base.clone() + &kind("meaning = \"Svaret binder.\"\n"), vec![Sealed::Types]),
        (
            "a fact is asked",
            base.replace("abonnerer-paa-klassifikation = true", "abonnerer-paa-klassifikation = \"supplier\""),
            vec![Sealed::Facts],
        ),
    ] {
        let other = seals(&other);
        let found = plain.differing(&other);
        for part in differs {
            assert!(found.contains(&part), "{change}: {part:?} of {found:?}");
        }
        // A part that is named differs, seen from either side, and no other does.
        assert_eq!(other.differing(&plain), found, "{change}");
        let is_same = |part: &Sealed| match part {
            Sealed::Tender => plain.tender == other.tender,
            Sealed::Version => plain.version == other.version,
            Sealed::Texts => plain.texts == other.texts,
            Sealed::Types => plain.types == other.types,
            Sealed::Facts => plain.facts == other.facts,
            Sealed::Line(id) => plain.lines.get(id) == other.lines.get(id),
        };
        let own = [Sealed::Tender, Sealed::Version, Sealed::Texts, Sealed::Types, Sealed::Facts];
        for part in own {
            assert_eq!(found.contains(&part), !is_same(&part), "{change}: {part:?}");
        }
        assert!(fingerprints.insert(other.fingerprint()), "{change}: another fingerprint");
    }
    assert_eq!(plain.differing(&seals(&base)), []);
    // An answer says the same whatever it weighs.
    let weighing = |weight: u32| {
        let own = "id = \"E9\"\ntype = \"K\"\ntext = \"Løsningen skal vise sagen.\"\nweight";
        seals(&format!("{base}[[requirement]]\npackage = \"I-07\"\n{own} = {weight}\n"))
    };
    assert_eq!(weighing(60).differing(&weighing(50)), []);
    // The title changes neither version nor lines.
    let titled = plain.differing(&seals(&base.replace("Prøve", "Forsøg")));
    assert!(titled.iter().all(|part| matches!(part, Sealed::Tender | Sealed::Texts)), "{titled:?}");
}

#[test]
fn a_lock_stands_line_by_line_for_version_control_and_lies_beside_its_profile() {
    let lock = locked(None, &with_own(&["E1", "E2"]));
    let text = lock.to_json();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines.first(), lines.last()), (Some(&"{"), Some(&"}")));
    let written: Vec<&str> = lines.iter().filter(|line| line.starts_with(' ')).copied().collect();
    assert!(written.contains(&" \"schema\":2,"), "{text}");
    // Every line of the profile, and every publication, stands on one of its own.
    for line in &lock.normalised {
        let quoted = serde_json::to_string(line).expect("a line is text");
        assert!(lines.iter().any(|it| it.trim().trim_end_matches([',', ']']) == quoted), "{quoted} in {text}");
    }
    let issued = lines.iter().filter(|line| line.contains("\"outputs\"")).count();
    assert_eq!(issued, lock.publications.len(), "{text}");
    assert!(lines.len() < lock.normalised.len() + 20, "{text}");
    assert_eq!(Lock::path(Path::new("udbud/omsorg.toml")), Path::new("udbud/omsorg.bilag-lock"));
    let row = Lock::path_of_row(Path::new("udbud/kommuner.toml"), "Nordlyng/omsorg");
    assert_eq!(row, Path::new("udbud/kommuner.bilag-locks/Nordlyng/omsorg"));
}

#[test]
fn a_lock_that_is_broken_is_refused_at_its_place() {
    let text = locked(None, FIRST).to_json();
    let broken = text.replacen("\"profile\":", "\"profile\" ", 1);
    let complaint = Lock::read(&Source::new("lock", broken.as_str())).expect_err("it is broken");
    let place = complaint.place.clone().expect("it has a place");
    let (line, _) = broken[..place.span.start].bytes().fold((1, 0), |(line, column), byte| match byte {
        b'\n' => (line + 1, 0),
        _ => (line, column + 1),
    });
    let wrong = broken.lines().position(|line| line.contains("\"profile\" ")).expect("it is there") + 1;
    assert_eq!(line, wrong, "{complaint:?}");
    assert!(broken[..=place.span.start].ends_with("\"profile\" \""), "{}", &broken[..=place.span.start]);
}

/// The changes that a correction tells of minimum requirements.
fn minimum_changed(was: &str, is: &str) -> Vec<String> {
    let lock = locked(None, was);
    let is = version(is, "1.1", "2026-11-26").replace("date = 2026-11-24", "date = 2026-11-26");
    let told = complaints(Some(&lock), &is);
    let told = told.iter().filter(|complaint| complaint.fault.code() == "minimum-changed");
    told.map(|complaint| complaint.fault.to_string()).collect()
}

/// Version 1.0 with a requirement of the buyer's own, asked for so.
fn asking(kind: &str, more: &str) -> String {
    format!(
        "{FIRST}[[requirement]]\nid = \"E1\"\npackage = \"I-07\"\ntype = \"{kind}\"\ntext = \"Løsningen skal svare.\"\n{more}\n"
    )
}

#[test]
fn all_that_the_form_asks_is_part_of_what_was_published() {
    let limits = "answer = \"number\"\nunit = \"timer\"\nat-most = 24";
    for (was, is) in [
        ("describe = \"required\"", "describe = \"none\""),
        ("describe = \"none\"", ""),
        ("", "describe = \"optional\""),
        ("", limits),
        (limits, "answer = \"number\"\nunit = \"dage\"\nat-most = 24"),
        (limits, "answer = \"number\"\nunit = \"timer\"\nat-most = 25"),
        ("answer = \"text\"", "answer = \"date\""),
    ] {
        let (was, is) = (asking("K", was), asking("K", is));
        let lock = locked(None, &was);
        assert_eq!(errors(Some(&lock), &is), ["published-changed"], "{is}");
        let (_, record) = tender(&is);
        assert!(!tender::change::compare(&lock.record, &record).is_empty(), "{is}");
    }
    let joint = |cvr: &str| {
        let buyers = format!("buyers = [{{ name = \"A\", cvr = \"12345674\" }}, {{ name = \"B\"{cvr} }}]");
        FIRST.replace("buyer = \"Eksempel Kommune\"", &buyers)
    };
    let lock = locked(None, &joint(", cvr = \"50000028\""));
    assert_eq!(errors(Some(&lock), &joint("")), ["published-changed"]);
    let kind = |kind: &str| {
        let types = "[[type]]\nid = \"K\"\nname = \"Krav\"\nanswers = [\"Ja\", \"Nej\"]\n";
        asking("K", types) + &format!("kind = \"{kind}\"\n")
    };
    let lock = locked(None, &kind("evaluated"));
    assert_eq!(errors(Some(&lock), &kind("optional")), ["published-changed"]);
}

#[test]
fn a_lock_that_tells_nothing_of_descriptions_says_nothing_of_a_change_of_them() {
    let text = asking("K", "describe = \"required\"");
    let mut lock = locked(None, &text);
    for entry in &mut lock.record.entries {
        entry.aspects.retain(|aspect, _| !matches!(aspect.key(), "description" | "modality"));
    }
    assert_eq!(errors(Some(&lock), &text), [""; 0]);
}

#[test]
fn what_all_minimum_requirements_rest_on_is_told_as_loudly_as_one_of_them() {
    let due = |text: &str| text.replace("deadline", "due = \"ved kontraktens indgåelse\"\ndeadline");
    let text = asking("MK", "");
    assert!(minimum_changed(&text, &due(&text))[0].contains("all without a time of their own"));
    assert!(minimum_changed(&due(&text), &text)[0].contains("all without a time of their own"));
    let types = |answers: &str| {
        asking("MK", &format!("[[type]]\nid = \"MK\"\nname = \"Mindstekrav\"\nkind = \"minimum\"\nanswers = {answers}"))
    };
    let told = minimum_changed(&types("[\"Ja\", \"Nej\"]"), &types("[\"Opfyldt\", \"Ikke opfyldt\"]"));
    assert!(told[0].contains("all of type `MK`"), "{told:?}");
    let described = minimum_changed(&asking("MK", "describe = \"none\""), &asking("MK", "describe = \"required\""));
    assert!(described[0].contains("I-07.E1"), "{described:?}");
    let other = minimum_changed(&asking("K", "describe = \"none\""), &asking("K", "describe = \"required\""));
    assert_eq!(other, [""; 0]);
}

#[test]
fn an_answer_that_was_sent_stays_though_its_question_may_be_put_otherwise() {
    let asked = |question: &str, answer: &str| {
        format!(
            "{FIRST}[[question]]\nnumber = 1\nreceived = 2026-11-25\nanswered = 2026-11-26\nquestion = \"{question}\"\nanswer = \"{answer}\"\n"
        )
    };
    let told = "Vi i Ministra A/S spørger: skal brevet sendes?";
    let lock = locked(None, &asked(told, "Nej."));
    assert_eq!(errors(Some(&lock), &asked("Skal brevet sendes?", "Nej.")), [""; 0]);
    assert_eq!(errors(Some(&lock), &asked(told, "Ja.")), ["answer-changed"]);
    assert_eq!(errors(Some(&lock), &asked("Skal brevet sendes?", "Ja.")), ["answer-changed"]);
    let lock = locked(Some(&lock), &asked("Skal brevet sendes?", "Nej."));
    assert_eq!(errors(Some(&lock), &asked("Skal et brev sendes?", "Nej.")), ["answer-changed"]);
    let telling = locked(None, &asked("Hvem?", "Skriv til ole@alfa-it.dk."));
    assert_eq!(errors(Some(&telling), &asked("Hvem?", "Skriv til os.")), ["answer-changed"]);
}

#[test]
fn a_version_that_is_raised_and_withdrawn_at_once_did_not_go_out() {
    let lock = locked(None, FIRST);
    let raised = version(FIRST, "1.1", "2026-11-26").replace("date = 2026-11-24", "date = 2026-11-26");
    let withdrawn = raised.replace("deadline", "cancelled = 2026-12-01\ndeadline");
    let next = locked(Some(&lock), &withdrawn);
    assert_eq!(next.publications.len(), 1);
    assert_eq!(next.publications[0].release.version.as_deref(), Some("1.0"));
    assert_eq!(next.cancelled.as_deref(), Some("2026-12-01"));
}

#[test]
fn a_withdrawal_names_what_suppliers_have_read() {
    let lock = locked(None, FIRST);
    let raised = version(FIRST, "1.1", "2026-12-03").replace("date = 2026-11-24", "date = 2026-12-03");
    let withdrawn = raised.replace("deadline", "cancelled = 2026-12-04\ndeadline");
    for (from, to) in [("Eksempel Kommune", "Anden Kommune"), ("Prøve", "Andet")] {
        assert_eq!(errors(Some(&lock), &withdrawn.replace(from, to)), ["withdrawn-otherwise"]);
    }
    let (case, record) = tender(&withdrawn);
    let publication = Publication::of(Some(&lock), &case, &record);
    let Some(Document::Aflysning(paper)) = publication.beside(DocumentKind::Aflysning, &case, &TEXTS) else {
        panic!("there is a withdrawal");
    };
    let values: Vec<&str> = paper.front.entries.iter().map(|entry| entry.value.as_str()).collect();
    assert!(values.contains(&"1.0") && values.contains(&"24. november 2026"), "{values:?}");
    assert!(!values.contains(&"1.1") && !paper.front.running.contains("1.1"), "{values:?}");
}

#[test]
fn a_version_in_which_nothing_changed_takes_no_number_of_a_rettelsesblad() {
    let lock = locked(None, FIRST);
    let same = version(FIRST, "1.1", "2026-12-01").replace("date = 2026-11-24", "date = 2026-12-01");
    let second = locked(Some(&lock), &same);
    assert_eq!((second.publications.len(), second.publications[1].notice), (2, None));
    let changed = version(FIRST, "1.2", "2026-12-02").replace("date = 2026-11-24", "date = 2026-12-02");
    let changed = changed.replace("abonnerer-paa-klassifikation = true", "abonnerer-paa-klassifikation = false");
    assert_eq!(publication(Some(&second), &changed).notice(), Some(1));
}

#[test]
fn what_an_answer_led_to_goes_out_with_its_version_and_stays_as_it_was_sent() {
    let asked = |text: &str, led_to: &str| {
        format!(
            "{text}[[question]]\nnumber = 1\nreceived = 2026-11-25\nanswered = 2026-11-26\nquestion = \"Hvad?\"\nanswer = \"Ja.\"\n{led_to}"
        )
    };
    let shown = |lock: &Lock, text: &str| {
        let (case, record) = tender(text);
        let publication = Publication::of(Some(lock), &case, &record);
        match publication.beside(DocumentKind::SpoergsmaalOgSvar, &case, &TEXTS) {
            Some(Document::SpoergsmaalOgSvar(paper)) => paper.rows.iter().map(|row| row.led_to.is_some()).collect(),
            _ => Vec::new(),
        }
    };
    let codes = |lock: &Lock, text: &str| -> Vec<&str> {
        complaints(Some(lock), text).iter().map(|complaint| complaint.fault.code()).collect()
    };
    let lock = locked(None, FIRST);
    let led_to = "version = \"1.1\"\nlines = [\"I-07.01\"]\n";
    // Nobody has version 1.1.
    let early = asked(FIRST, led_to);
    assert_eq!((shown(&lock, &early), codes(&lock, &early).contains(&"answer-waits")), (Vec::new(), true));
    assert!(locked(Some(&lock), &early).answers.is_empty());
    // One that was sent before that was known stays as it was sent until then.
    let plain = asked(FIRST, "");
    let sent = locked(Some(&lock), &plain);
    assert_eq!((shown(&sent, &plain), errors(Some(&sent), &early)), (vec![false], vec![]));
    assert_eq!((shown(&sent, &early), codes(&sent, &early).contains(&"answer-waits")), (vec![false], false));
    // It goes out with its version, and is changed no more.
    let next = version(FIRST, "1.1", "2026-12-01").replace("date = 2026-11-24", "date = 2026-12-01");
    let next = next.replace("abonnerer-paa-klassifikation = true", "abonnerer-paa-klassifikation = false");
    let out = locked(Some(&sent), &asked(&next, led_to));
    assert_eq!(shown(&out, &asked(&next, led_to)), [true]);
    for other in ["", "version = \"1.1\"\nlines = [\"SF1510\"]\n", "version = \"1.0\"\nlines = [\"I-07.01\"]\n"] {
        assert_eq!(errors(Some(&out), &asked(&next, other)), ["answer-changed"], "{other}");
    }
}

#[test]
fn who_built_a_later_version_and_sent_nothing_is_told_to_put_the_lock_back() {
    let hints = |lock: &Lock, text: &str| -> String {
        let told = complaints(Some(lock), text);
        let told = told.iter().find(|complaint| complaint.fault.code() == "published-changed").expect("it is told");
        told.fault.saying().hints.iter().map(|hint| hint.en.clone()).collect::<Vec<_>>().join("\n")
    };
    let lock = locked(None, FIRST);
    let other = FIRST.replace("abonnerer-paa-klassifikation = true", "abonnerer-paa-klassifikation = false");
    assert!(hints(&lock, &other).contains("delete `lock`"), "{}", hints(&lock, &other));
    let next = version(&other, "1.1", "2026-12-01").replace("date = 2026-11-24", "date = 2026-12-01");
    let second = locked(Some(&lock), &next);
    let back = next.replace("abonnerer-paa-klassifikation = false", "abonnerer-paa-klassifikation = true");
    let told = hints(&second, &back);
    assert!(told.contains("as it was when version `1.0` was published") && !told.contains("delete"), "{told}");
}

#[test]
fn a_lock_that_was_emptied_cannot_be_read() {
    let lock = locked(None, FIRST);
    let emptied = |change: fn(&mut Lock)| {
        let mut lock = lock.clone();
        change(&mut lock);
        Lock::read(&Source::new("a.bilag-lock", lock.to_json())).err().map(|complaint| complaint.fault.code())
    };
    assert_eq!(emptied(|_| ()), None);
    let changes: [fn(&mut Lock); 3] =
        [|lock| lock.publications.clear(), |lock| lock.normalised.clear(), |lock| lock.record.entries.clear()];
    for change in changes {
        assert_eq!(emptied(change), Some("unreadable-lock"));
    }
}

#[test]
fn the_fixed_texts_have_a_seal_apart_from_all_else_that_is_said() {
    let (case, _) = tender(&with_own(&["E1"]));
    let said = case.say([DocumentKind::Svarskema], &TEXTS, Arc::default());
    let Some(Document::Svarskema(form)) = said.documents.get(&DocumentKind::Svarskema) else {
        panic!("a tender has a response form");
    };
    let of_those = |keeps: &dyn Fn(Kind) -> bool| {
        let mut record = said.record.clone();
        record.entries.retain(|entry| keeps(entry.subject.kind));
        Seals::of(&case.profile, form, &record)
    };
    let whole = said.seals(&case.profile);
    assert_eq!(whole.differing(&of_those(&|kind| kind == Kind::Text)), []);
    assert_eq!(whole.differing(&of_those(&|kind| kind != Kind::Text)), [Sealed::Texts]);
}

#[test]
fn each_type_has_a_seal_of_all_that_is_said_of_it() {
    let types = |more: &str| {
        let (case, _) = tender(&(with_own(&["E1"]) + more));
        let types = case.form(&TEXTS).legend.types;
        types.iter().map(|kind| (kind.id.clone(), of_type(&case.profile, kind))).collect::<BTreeMap<_, _>>()
    };
    let plain = types("");
    assert_eq!(plain.values().collect::<BTreeSet<_>>().len(), plain.len(), "{plain:?}");
    assert_eq!(plain, types(""));
    let of = "[[type]]\nid = \"K\"\nname = \"Krav\"\nanswers = [\"Opfyldt\", \"Ikke opfyldt\"]\n";
    let others = [of.to_owned(), of.replace("\"Krav\"", "\"Ønske\""), format!("{of}meaning = \"Svaret binder.\"\n")];
    let others: BTreeSet<String> =
        others.iter().map(|more| types(more)["K"].clone()).chain([plain["K"].clone()]).collect();
    assert_eq!(others.len(), 4);
}

#[test]
fn each_correction_has_the_next_number_and_a_history_and_keeps_both() {
    let other = FIRST.replace("klassifikation = true", "klassifikation = false");
    let told = |lock: Option<&Lock>, text: &str| {
        let (case, record) = tender(text);
        let publication = Publication::of(lock, &case, &record);
        let has_history = publication.history(&case).is_some();
        (publication.notice(), publication.now().version.clone().unwrap_or_default(), has_history)
    };
    let said = |number, version: &str, has_history| (number, version.to_owned(), has_history);
    assert_eq!(told(None, FIRST), said(None, "1.0", false));
    let first = locked(None, FIRST);
    assert_eq!(told(Some(&first), FIRST), said(None, "1.0", false));
    let text = version(&other, "1.1", "2026-12-01");
    assert_eq!(told(Some(&first), &text), said(Some(1), "1.1", true));
    let second = locked(Some(&first), &text);
    assert_eq!(told(Some(&second), &text), said(Some(1), "1.1", true));
    assert_eq!(told(Some(&second), &version(FIRST, "1.2", "2026-12-02")), said(Some(2), "1.2", true));
}

#[test]
fn a_line_that_never_was_is_told_and_one_that_suppliers_have_read_is_not() {
    let asked = |line: &str| {
        format!(
            "[[question]]\nnumber = 1\nanswered = 2026-12-01\nquestion = \"Hvornår?\"\nanswer = \"Nu.\"\nversion = \"1.1\"\nlines = [\"{line}\"]\n"
        )
    };
    let first = locked(None, &with_own(&["E1", "E2"]));
    let told = |line: &str| {
        let text = version(&with_own(&["E1"]), "1.1", "") + &asked(line);
        let said = said(Some(&first), &text).into_iter().filter(|said| said.contains(&format!("has a line `{line}`")));
        said.collect::<Vec<_>>()
    };
    // One of the catalog, one of the buyer's own, and one that is gone
    for line in ["I-07.01", "I-07.E1", "I-07.E2"] {
        assert_eq!(told(line), [""; 0]);
    }
    assert_eq!(told("I-07.E9").len(), 1);
    assert_eq!(told("E1").len(), 1, "its number stands behind that of its package");
}

#[test]
fn a_lock_that_was_copied_with_its_profile_is_told_and_a_new_name_or_title_alone_is_none() {
    let lock = locked(None, FIRST);
    let of = |profile: &str, text: &str| {
        let lock = Lock { profile: profile.to_owned(), ..lock.clone() };
        let complaints = complaints(Some(&lock), text);
        complaints.iter().any(|complaint| complaint.fault.code() == "lock-of-another")
    };
    let another = version(FIRST, "1.1", "").replace("Prøve", "Andet");
    assert!(of("gammel.toml", &another));
    assert!(!of("gammel.toml", FIRST));
    assert!(!of(&lock.profile, &another));
}

#[test]
fn which_minimum_requirements_came_changed_or_went_is_told() {
    let of_type = |ids: &[&str]| with_own(ids).replace("type = \"K\"", "type = \"MK\"");
    let first = locked(None, &of_type(&["E1", "E2"]));
    let now = version(&of_type(&["E2", "E3"]), "1.1", "").replace("skal E2", "skal kunne E2");
    let said = said(Some(&first), &now);
    let told = said.iter().find(|said| said.contains("I-07.E3")).expect("it is told");
    let at = |id: &str| told.find(id).unwrap_or_else(|| panic!("{id}: {told}"));
    assert!(at("I-07.E3") < at("I-07.E2") && at("I-07.E2") < at("I-07.E1"), "new, changed, gone: {told}");
}

#[test]
fn what_changed_since_it_was_built_is_nothing_or_just_that() {
    let lock = locked(None, FIRST);
    let since = |text: &str| {
        let (case, record) = tender(text);
        let changes = Publication::of(Some(&lock), &case, &record).since_built(&shelf(&lock), &record);
        changes.iter().map(|change| change.subject.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(since(FIRST), [""; 0]);
    let other = version(&FIRST.replace("klassifikation = true", "klassifikation = false"), "1.1", "");
    assert!(since(&other).contains(&"abonnerer-paa-klassifikation".to_owned()));
}

#[test]
fn an_answer_that_comes_late_is_told_at_its_question_and_only_while_it_can_come_earlier() {
    let asked = |number: u32, day: &str| {
        format!("[[question]]\nnumber = {number}\nanswered = {day}\nquestion = \"Hvornår?\"\nanswer = \"Nu.\"\n")
    };
    let early = asked(1, "2026-12-01");
    let text = format!("{FIRST}{early}{}", asked(2, "2027-01-12"));
    let late = |lock: Option<&Lock>, text: &str| {
        let complaints = complaints(lock, text).into_iter().filter(|it| it.fault.code() == "told-late");
        complaints.map(|it| it.place.map(|place| place.span.start)).collect::<Vec<_>>()
    };
    // At the second question, which begins where the first ends
    let told = late(None, &text);
    assert!(told.len() == 1 && told[0] >= Some(FIRST.len() + early.len()), "{told:?}");
    // Neither of a draft that nobody has read, nor once it was sent
    assert_eq!(late(None, &version(&text, "1.0", "")), []);
    assert_eq!(late(Some(&locked(None, &text)), &text), []);
    // A version that changes nothing tells nobody anything.
    let first = locked(None, FIRST);
    let that_day = |text: String| text.replace("date = 2026-11-24", "date = 2027-01-12");
    assert_eq!(late(Some(&first), &that_day(version(FIRST, "1.1", ""))), []);
    assert_eq!(late(Some(&first), &that_day(version(&FIRST.replace("Prøve", "Prøven"), "1.1", ""))).len(), 1);
    // Only the duty says that it is one.
    let of = |procedure: &str| {
        let text = text.replace("version =", &format!("procedure = \"{procedure}\"\nversion ="));
        let late = complaints(None, &text).into_iter().find(|it| it.fault.code() == "told-late");
        format!("{:?}", late.expect("it is late in both").fault)
    };
    assert!(of("own-tender").contains("yardstick: false"), "{}", of("own-tender"));
    assert!(of("mini-tender").contains("yardstick: true"), "{}", of("mini-tender"));
}

#[test]
fn a_question_that_tells_who_asked_is_told_and_another_is_not() {
    let asked = |question: &str| {
        format!("{FIRST}[[question]]\nnumber = 1\nanswered = 2026-12-01\nquestion = \"{question}\"\nanswer = \"Nu.\"\n")
    };
    let told = |lock: Option<&Lock>, question: &str| {
        let complaints = complaints(lock, &asked(question));
        complaints.iter().filter(|it| it.fault.code() == "asker-told").count()
    };
    let telling = "Kan ole@alfa-it.dk få svar?";
    assert_eq!(told(None, telling), 1);
    assert_eq!(told(None, "Hvornår kommer svaret?"), 0);
    // Sent, it can still be put in other words.
    assert_eq!(told(Some(&locked(None, &asked(telling))), telling), 1);
}

#[test]
fn a_tender_has_the_forms_that_it_asks_for_and_else_those_that_most_can_fill_in() {
    let forms = |asked: &str| {
        let (case, _) = tender(&FIRST.replace("version =", &format!("{asked}version =")));
        let forms = usual(&case.profile).into_iter().filter(|(kind, _)| *kind == DocumentKind::Svarskema);
        forms.map(|(_, format)| format.extension()).collect::<BTreeSet<_>>()
    };
    assert_eq!(forms(""), BTreeSet::from(["pdf", "xlsx"]));
    assert_eq!(forms("forms = [\"docx\"]\n"), BTreeSet::from(["docx"]));
}
