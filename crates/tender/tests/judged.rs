//! Answers and what they come to: the verdict on each line, and what is told with it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tender::catalog::id::{FactId, LineId};
use tender::document::words::Word;
use tender::document::{FieldKind, Tone};
use tender::form::binding::Binding;
use tender::form::finding::Weight;
use tender::form::returned::{Made, Returned, Shape};
use tender::form::workbook::layout::Labels;
use tender::form::workbook::workbook;
use tender::form::{Answer, Reading, Reference, Supplier, judge, judge_again};

use crate::support::{CATALOG, profile_text};
use crate::word::{TEMPLATES, TEXTS};

/// A tender in which a supplier can meet a line otherwise, and answer in figures and in words.
const ASKING: &str = r#"[packages]
I-02 = ["SF1320_A"]
I-04 = "all"
I-15 = "all"
[facts]
folger-personaendringer = true
overdrager-sager = true
skriver-til-sagsindeks = "supplier"
udveksler-sagsdokumenter = "supplier"
afleverer-via-fordeling = false
modtager-via-fordeling = false
[[requirement]]
id = "E1"
type = "MK"
text = "Løsningen skal vise en sag inden for det antal sekunder, som leverandøren angiver."
answer = "number"
unit = "sekunder"
at-most = 5
[[requirement]]
id = "E2"
type = "K"
text = "Løsningen skal vise ti sager ad gangen."
[[requirement]]
id = "E3"
type = "K"
text = "Leverandøren skal beskrive, hvordan en sag vises."
answer = "text"
[[requirement]]
id = "E4"
type = "K"
text = "Løsningen skal vise en sag senest et antal sekunder efter, at den er valgt."
answer = "number"
unit = "sekunder"
at-most = 5
[[requirement]]
id = "E5"
type = "K"
text = "Leverandøren skal angive, hvordan en sag vises, og begrunde valget."
answer = "text"
describe = "required"
"#;

/// One in which it may offer what has no word for yes and no.
const FREE: &str = r#"[packages]
I-06 = "all"
[facts]
skriver-til-organisation = false
[[requirement]]
id = "E1"
type = "O"
text = "Leverandøren kan tilbyde undervisning."
answer = "number"
unit = "dage"
at-least = 2
"#;

/// One in which the buyer made an integration less than a minimum requirement, and others come along with it.
fn relaxed(kind: &str) -> Reference {
    let rest = format!(
        "[packages]\nI-14 = [\"SF1601\"]\n[facts]\nsender-fjernprint = false\n[[line]]\nid = \"SF1601\"\ntype = \"{kind}\"\nreason = \"Frit.\"\n"
    );
    reference("2024-01", &rest)
}

/// One in which it can use more than it need.
const OFFERING: &str = r#"[packages]
I-11 = "all"
[facts]
opbygger-sortiment = true
token-services = false
abonnerer-paa-klassifikation = "supplier"
"#;

/// One in which the buyer states a need that can be met otherwise.
const NEEDING: &str = r#"[packages]
I-14 = ["SF1606"]
[facts]
sender-fjernprint = true
"#;

fn reference(edition: &str, rest: &str) -> Reference {
    let read = Reference::of_profile(&profile_text(edition, rest), &CATALOG, &TEXTS);
    read.unwrap_or_else(|complaints| panic!("{complaints:#?}"))
}

/// What stands before the notes of a line.
const LABELS: Labels<'_> = Labels { condition: "Betingelse", deferred: "Frist", alternative: "Alternativ" };

static ASKED: LazyLock<Reference> = LazyLock::new(|| reference("2024-01", ASKING));
static OFFERED: LazyLock<Reference> = LazyLock::new(|| reference("2023-04", OFFERING));

/// What a supplier who meets everything answers, but for what is said here: lines by their ids, descriptions by the id
/// and a star, facts by their names. An empty answer is none.
fn supplier(reference: &Reference, but: &[(&str, &str)]) -> Supplier {
    let mut supplier = Supplier {
        file: "svar.xlsx".to_owned(),
        name: Some("Æblesystemer A/S".to_owned()),
        cvr: Some("12345674".to_owned()),
        ..Supplier::default()
    };
    for line in reference.form.groups.iter().flat_map(|group| &group.lines) {
        let svar = line.answer.options.first().cloned().unwrap_or_else(|| "5".to_owned());
        let needed = line.description.as_ref().is_some_and(|field| field.is_needed_with(&svar));
        let begrundelse = needed.then(|| "Se bilag.".to_owned());
        supplier.answers.insert(line.line.id.clone(), Answer { svar: Some(svar), begrundelse });
    }
    for row in reference.form.facts.iter().flat_map(|facts| &facts.rows) {
        supplier.facts.insert(row.answer.name.fact().expect("it asks for a fact").clone(), "Nej".to_owned());
    }
    for (name, said) in but {
        let said = Some((*said).to_owned()).filter(|said| !said.is_empty());
        let line = name.trim_end_matches('*').parse::<LineId>().ok();
        match line.and_then(|line| supplier.answers.get_mut(&line)) {
            Some(answer) if name.ends_with('*') => answer.begrundelse = said,
            Some(answer) => answer.svar = said,
            None => {
                let was = supplier.facts.insert(FactId::new(name), said.unwrap_or_default());
                assert!(was.is_some(), "nobody asks for {name}");
            }
        }
    }
    supplier
}

/// What is found, by its code, its line and its message, and what each line comes to.
struct Came {
    found: Vec<(&'static str, String, String)>,
    /// What of it is serious, by its code and its line
    serious: Vec<String>,
    verdicts: BTreeMap<String, (Option<Word>, Tone)>,
}

fn judged(reference: &Reference, but: &[(&str, &str)], decided: &[(&str, bool)]) -> Came {
    let decided = decided.iter().map(|(id, accepted)| (id.parse().expect("it is the id of a line"), *accepted));
    let judged = judge_again(&supplier(reference, but), reference, &LABELS, &decided.collect());
    // Whom to ask and when it was filled in are no answers.
    let findings = || judged.supplier.findings.iter().filter(|it| it.what.code() != "field-missing");
    let line = |id: &Option<LineId>| id.as_ref().map_or_else(String::new, ToString::to_string);
    let serious = findings().filter(|it| it.what.weight() == Weight::Serious);
    Came {
        serious: serious.map(|it| format!("{} {}", it.what.code(), line(&it.requirement))).collect(),
        found: findings().map(|it| (it.what.code(), line(&it.requirement), it.what.to_string())).collect(),
        verdicts: judged.verdicts.iter().map(|(id, it)| (id.to_string(), (it.word, it.tone))).collect(),
    }
}

impl Came {
    /// What is told, by code and line, but for what falls away because the supplier's facts say no.
    fn told(&self) -> Vec<String> {
        let told = self.found.iter().filter(|(code, ..)| *code != "answered-though-not");
        told.map(|(code, line, _)| format!("{code} {line}").trim_end().to_owned()).collect()
    }

    fn message(&self, code: &str, line: &str) -> &str {
        let found = self.found.iter().find(|(of, at, _)| (*of, at.as_str()) == (code, line));
        &found.unwrap_or_else(|| panic!("{code} {line} is not told: {:#?}", self.found)).2
    }
}

/// What one answer to a line comes to, and what is told of it.
fn of_line(id: &str, answer: &str, described: &str) -> (Option<Word>, Tone, Vec<String>) {
    let came = judged(&ASKED, &[(id, answer), (&format!("{id}*"), described)], &[]);
    let (word, tone) = came.verdicts[id];
    let told = came.told().into_iter().map(|told| told.replace(&format!(" {id}"), "")).collect();
    (word, tone, told)
}

/// Whether it holds once the alternative is accepted hangs on what nobody has said.
#[test]
fn what_an_alternative_would_leave_to_a_fact_that_is_not_known_is_undecided() {
    let claimed = [
        ("SF1320_A", "På anden vis"),
        ("SF1320_A*", "Datafordeleren."),
        ("abonnerer-paa-klassifikation", ""),
        ("SF1461", "Nej"),
    ];
    let of_both = reference(
        "2024-01",
        "[packages]\nI-02 = [\"SF1320_A\"]\nI-07 = \"all\"\n[facts]\nfolger-personaendringer = true\n\
         abonnerer-paa-klassifikation = \"supplier\"\n",
    );
    let came = judged(&of_both, &claimed, &[]);
    assert!(came.told().contains(&"minimum-undecided SF1461".to_owned()), "{:?}", came.told());
    let message = came.message("minimum-undecided", "SF1461");
    assert!(message.contains("hvis det godtages, at SF1320_A opfyldes på anden vis, afhænger"), "{message}");
    let answered = |answer: &'static str| {
        let mut said = claimed;
        said[2].1 = answer;
        judged(&of_both, &said, &[]).told()
    };
    assert!(answered("Nej").contains(&"lapses-if-accepted SF1461".to_owned()), "{:?}", answered("Nej"));
    assert!(answered("Ja").contains(&"minimum-not-met SF1461".to_owned()), "{:?}", answered("Ja"));
}

#[test]
fn an_answer_comes_to_what_its_type_and_its_limits_make_of_it() {
    use Word::{VerdictInvalid, VerdictMet, VerdictNotMet, VerdictToAssess, VerdictUnanswered};
    for (id, answer, described, word, tone, told) in [
        // A minimum requirement
        ("SF1470", "Ja", "", Some(VerdictMet), Tone::Fine, &[][..]),
        ("SF1470", "Ja", "Se bilag.", Some(VerdictMet), Tone::Fine, &["described"]),
        ("SF1470", "Nej", "", Some(VerdictNotMet), Tone::Bad, &["minimum-not-met"]),
        ("SF1470", "Nej", "Se bilag.", Some(VerdictNotMet), Tone::Bad, &["minimum-not-met"]),
        ("SF1470", "", "", Some(VerdictUnanswered), Tone::Bad, &["minimum-unanswered"]),
        ("SF1470", "Måske", "", Some(VerdictInvalid), Tone::Bad, &["invalid-answer"]),
        // One that is evaluated says all itself
        ("E2", "Opfyldt", "Se bilag.", None, Tone::Fine, &[]),
        ("E2", "Delvist opfyldt", "Se bilag.", None, Tone::Notable, &[]),
        ("E2", "Delvist opfyldt", "", None, Tone::Notable, &["not-described"]),
        ("E2", "Ikke opfyldt", "Se bilag.", None, Tone::Notable, &[]),
        ("E5", "I en liste.", "Se bilag.", Some(VerdictToAssess), Tone::Notable, &[]),
        ("E5", "I en liste.", "", Some(VerdictToAssess), Tone::Notable, &["not-described"]),
        ("E2", "", "", Some(VerdictUnanswered), Tone::Notable, &["unanswered"]),
        // Within limits or not
        ("E1", "5", "", Some(VerdictMet), Tone::Fine, &[]),
        ("E1", "6", "", Some(VerdictNotMet), Tone::Bad, &["outside-limits"]),
        ("E1", "1.500", "", Some(VerdictNotMet), Tone::Bad, &["ambiguous-number", "outside-limits"]),
        ("E1", "hurtigt", "", Some(VerdictInvalid), Tone::Bad, &["invalid-answer"]),
        ("E1", "", "", Some(VerdictUnanswered), Tone::Bad, &["minimum-unanswered"]),
        ("E4", "5", "", Some(VerdictMet), Tone::Fine, &[]),
        ("E4", "6", "", Some(VerdictNotMet), Tone::Notable, &["outside-limits"]),
        ("E4", "", "", Some(VerdictUnanswered), Tone::Notable, &["unanswered"]),
        // In words
        ("E3", "I en liste.", "", Some(VerdictToAssess), Tone::Notable, &[]),
    ] {
        let came = of_line(id, answer, described);
        assert_eq!(
            (came.0, came.1, came.2),
            (word, tone, told.iter().map(ToString::to_string).collect()),
            "{id} {answer}"
        );
    }
}

#[test]
fn who_claims_to_meet_what_does_not_hold_is_told_so_however_much_of_it() {
    let line = "[[line]]\nid = \"I-04.02\"\ntype = \"K\"\nreason = \"Ordregiver vægter det.\"\n";
    let evaluated = reference("2024-01", &format!("{ASKING}{line}"));
    for (answer, code) in [
        ("Opfyldt", "answered-though-not"),
        ("Delvist opfyldt", "answered-though-not"),
        ("Ikke opfyldt", "falls-away"),
        ("", "falls-away"),
        ("Måske", "falls-away"),
    ] {
        let came = judged(&evaluated, &[("I-04.02", answer)], &[]);
        assert!(came.message(code, "I-04.02").contains("Sags- og Dokumentindeks"), "{answer}");
    }
}

#[test]
fn what_depends_on_a_fact_is_judged_by_the_suppliers_answer_to_it() {
    let fact = "skriver-til-sagsindeks";
    let holds = "løsningen skriver til Sags- og Dokumentindeks";
    // It says yes.
    let came = judged(&ASKED, &[(fact, "Ja"), ("I-04.04", "Nej")], &[]);
    assert_eq!(came.told(), ["applies I-04.01", "applies I-04.02", "applies I-04.04", "minimum-not-met I-04.04"]);
    assert_eq!(came.message("applies", "I-04.04"), format!("Kravet gælder for leverandøren, fordi {holds}."));
    let came = judged(&ASKED, &[(fact, "Ja"), ("I-04.04", "Ikke relevant")], &[]);
    assert_eq!(came.verdicts["I-04.04"], (Some(Word::VerdictNotIrrelevant), Tone::Bad));
    assert_eq!(came.serious, ["not-irrelevant I-04.04"]);
    // It says no.
    let came = judged(&ASKED, &[("I-04.01", "Nej"), ("I-04.02", ""), ("I-04.04", "Ikke relevant")], &[]);
    assert_eq!(came.told(), ["falls-away I-04.01", "falls-away I-04.02", "falls-away I-04.04"]);
    assert!(
        came.message("falls-away", "I-04.02").ends_with("fordi løsningen ikke skriver til Sags- og Dokumentindeks.")
    );
    assert_eq!(came.verdicts["I-04.02"], (Some(Word::VerdictFallsAway), Tone::Away));
    assert!(came.message("answered-though-not", "SFTP").contains("»Ja«"));
    // It says nothing, or something that was not offered.
    for said in ["", " ", "Måske"] {
        let came =
            judged(&ASKED, &[(fact, said), ("I-04.04", "Nej"), ("I-04.02", "Ikke relevant"), ("I-04.01", "")], &[]);
        let told = ["fact-unanswered", "unanswered I-04.01", "not-irrelevant I-04.02", "minimum-undecided I-04.04"];
        let invalid: &[&str] = if said.trim().is_empty() { &[] } else { &["invalid-answer"] };
        assert_eq!(came.told(), [invalid, &told].concat());
        assert_eq!(came.verdicts["I-04.01"], (Some(Word::VerdictUnanswered), Tone::Notable));
        assert_eq!(came.verdicts["I-04.02"], (Some(Word::VerdictNotIrrelevant), Tone::Notable));
        assert_eq!(came.verdicts["I-04.04"], (Some(Word::VerdictUndecided), Tone::Notable));
        // It may hold or not: that is no more than notable.
        assert!(!came.serious.contains(&"not-irrelevant I-04.02".to_owned()), "{:?}", came.serious);
        assert!(
            came.message("minimum-undecided", "I-04.04").contains("»Skriver løsningen til Sags- og Dokumentindeks?«")
        );
        assert!(
            came.message("fact-unanswered", "").contains("O-3")
                && came.message("fact-unanswered", "").contains("I-04.04")
        );
    }
}

#[test]
fn an_alternative_is_the_buyers_to_decide_and_what_came_with_the_line_lapses_only_then() {
    let claimed = [("SF1320_A", "På anden vis"), ("SF1320_A*", "Datafordeleren."), ("SF1461", "Nej"), ("I-02.02", "")];
    let came = judged(&ASKED, &claimed, &[]);
    assert_eq!(
        came.told(),
        ["alternative-claimed SF1320_A", "lapses-if-accepted SF1461", "lapses-if-accepted I-02.02"]
    );
    assert_eq!(came.verdicts["SF1320_A"], (Some(Word::VerdictToAssess), Tone::Notable));
    assert!(came.message("lapses-if-accepted", "I-02.02").starts_with("Kravet er ikke besvaret. Det bortfalder, hvis"));
    assert_eq!(came.verdicts["SF1461"], (Some(Word::VerdictLapses), Tone::Notable));
    let bare = judged(&ASKED, &[("SF1320_A", "På anden vis")], &[]);
    assert_eq!(bare.told(), ["alternative-unexplained SF1320_A"]);
    assert_eq!(bare.verdicts["SF1320_A"], (Some(Word::VerdictUnexplained), Tone::Bad));
    let accepted = judged(&ASKED, &claimed, &[("SF1320_A", true)]);
    assert_eq!(accepted.told(), ["falls-away SF1461", "falls-away I-02.02"]);
    assert!(accepted.message("falls-away", "SF1461").contains("SF1320_A ikke anvendes"));
    assert_eq!(accepted.verdicts["SF1320_A"], (Some(Word::VerdictAccepted), Tone::Fine));
    let refused = judged(&ASKED, &claimed, &[("SF1320_A", false)]);
    assert_eq!(refused.told(), ["minimum-not-met SF1320_A", "minimum-not-met SF1461", "minimum-unanswered I-02.02"]);
    assert_eq!(refused.verdicts["SF1320_A"], (Some(Word::VerdictNotMet), Tone::Bad));
    // What is not met and not met otherwise is used for all that: it brings along what it did.
    let unmet = judged(&ASKED, &[("SF1320_A", "Nej"), ("SF1461", "Nej")], &[]);
    assert_eq!(unmet.told(), ["minimum-not-met SF1320_A", "minimum-not-met SF1461"]);
    // Of a line that is evaluated a refusal leaves the answer as it is.
    let of_type_k = format!("{ASKING}[[line]]\nid = \"SF1320_A\"\ntype = \"K\"\nreason = \"Aftalt.\"\n");
    let of_type_k = reference("2024-01", &of_type_k);
    let refused = judged(&of_type_k, &claimed[..2], &[("SF1320_A", false)]);
    assert_eq!((refused.told(), refused.verdicts["SF1320_A"]), (Vec::new(), (None, Tone::Plain)));
}

#[test]
fn what_need_not_be_used_brings_nothing_along_unless_it_is_used() {
    let fact = "abonnerer-paa-klassifikation";
    let unused = [("SF1500", "Anvendes ikke"), ("SF1510", "Anvendes ikke"), ("SF7002", "Anvendes ikke")];
    let with = |more: &[(&'static str, &'static str)]| judged(&OFFERED, &[&unused[..], more].concat(), &[]);
    let came = with(&[("SF1461", "Nej"), ("SF1514", "Nej")]);
    assert_eq!(came.told(), ["falls-away SF1461", "falls-away SF1514"]);
    assert!(came.message("falls-away", "SF1514").ends_with("fordi SF1500 ikke anvendes og SF1510 ikke anvendes."));
    assert_eq!(came.verdicts["SF1514"], (Some(Word::VerdictFallsAway), Tone::Away));
    assert_eq!(came.verdicts["SF1500"], (None, Tone::Plain));
    // What is done through something that is not used
    let came = with(&[(fact, "Ja"), ("SF1461", "Nej"), ("SF1514", "Nej")]);
    assert_eq!(came.told(), ["fact-contradicted", "falls-away SF1461", "falls-away SF1514"]);
    assert!(came.message("fact-contradicted", "").ends_with("svarer, at SF1510 ikke anvendes."));
    // Used without need
    let came = with(&[("SF1500", "Anvendes"), ("SF1461", "Nej"), ("SF1514", "Nej")]);
    assert_eq!(came.told(), ["falls-away SF1461", "contradiction SF1514"]);
    assert!(came.message("contradiction", "SF1514").contains("at SF1500 anvendes"));
    assert_eq!(came.verdicts["SF1514"], (Some(Word::VerdictContradiction), Tone::Bad));
    assert_eq!(came.verdicts["SF1500"], (None, Tone::Plain));
    let came = with(&[("SF1500", "Anvendes"), ("SF7002", "Anvendes"), ("SF1514", "Nej")]);
    assert!(came.message("contradiction", "SF1514").contains("at SF1500 anvendes"), "SF7002 does not need it");
    let came = with(&[("SF1510", "Anvendes"), (fact, "Ja"), ("SF1461", "Nej")]);
    assert_eq!(came.told(), ["contradiction SF1461"]);
    let came = with(&[("SF1510", "Anvendes"), (fact, "Nej"), ("SF1461", "Nej")]);
    assert_eq!(came.told(), ["falls-away SF1461"]);
    let came = with(&[("SF1510", "Anvendes"), (fact, "Ja")]);
    assert_eq!(came.told(), [""; 0]);
    assert_eq!(came.verdicts["SF1461"], (Some(Word::VerdictMet), Tone::Fine));
}

#[test]
fn a_need_that_is_met_otherwise_makes_what_serves_it_lapse_once_that_is_accepted() {
    let needing = reference("2023-04", NEEDING);
    let claimed = [("I-14.B1", "På anden vis"), ("I-14.B1*", "Vi printer selv."), ("SF1601", "Nej"), ("SF1461", "Nej")];
    let told = |decided: &[(&str, bool)]| judged(&needing, &claimed, decided).told();
    let lapsing = ["lapses-if-accepted SF1461", "lapses-if-accepted SF1601", "alternative-claimed I-14.B1"];
    assert_eq!(told(&[]), lapsing);
    assert_eq!(told(&[("I-14.B1", true)]), ["falls-away SF1461", "falls-away SF1601"]);
    let refused = ["minimum-not-met SF1461", "minimum-not-met SF1601", "minimum-not-met I-14.B1"];
    assert_eq!(told(&[("I-14.B1", false)]), refused);
    // Only what makes it lapse is named, be it a need.
    let beside = NEEDING.replace("I-14", "I-02 = [\"SF1525\"]\nI-14") + "folger-personaendringer = false\n";
    let beside = reference("2023-04", &beside);
    let both = [&claimed[..], &[("SF1525", "På anden vis"), ("SF1525*", "Fra Datafordeleren.")]].concat();
    for came in [judged(&needing, &claimed, &[]), judged(&beside, &both, &[])] {
        let message = came.message("lapses-if-accepted", "SF1601");
        assert!(message.contains("hvis det godtages, at I-14.B1 opfyldes på anden vis;"), "{message}");
    }
    let unmet = judged(&needing, &[("I-14.B1", "Nej"), ("SF1601", "Nej")], &[("I-14.B1", true)]);
    assert_eq!(unmet.told(), ["minimum-not-met SF1601", "minimum-not-met I-14.B1"]);
}

/// A workbook as it comes back, filled in by nobody, and the form that it is.
fn returned(reference: &Reference) -> Returned {
    let bytes = workbook(&reference.form, &reference.binding, TEMPLATES.words()).expect("a form has a workbook");
    match Reading::of(&bytes) {
        Reading::Form(returned) => *returned,
        other => panic!("{other:?}"),
    }
}

/// What is found in a workbook that was changed, by code and line.
fn found_in(reference: &Reference, bound: &Binding, original: bool, change: impl Fn(&mut Returned)) -> Vec<String> {
    let original = original.then(|| returned(reference));
    let mut returned = returned(reference);
    change(&mut returned);
    let judged = judge("svar.xlsx", &returned, reference, Some(bound), true, &LABELS, original.as_ref());
    let told = judged.supplier.findings.iter().map(|it| match &it.requirement {
        Some(line) => format!("{} {line}", it.what.code()),
        None => it.what.code().to_owned(),
    });
    told.filter(|told| !told.contains("unanswered") && !told.contains("missing")).collect()
}

#[test]
fn a_line_that_is_worded_otherwise_is_told_whether_it_shows_it_or_carries_it() {
    let asked = &*ASKED;
    let other = reference("2024-01", &ASKING.replace("vise ti sager", "vise to sager"));
    let shows = |returned: &mut Returned| {
        let wording = returned.wordings.get_mut("E2.svar").expect("it shows the wording");
        *wording = wording.replace("vise ti sager", "vise to sager");
    };
    let blank = ["field-blank"; 2].map(str::to_owned);
    for original in [true, false] {
        assert_eq!(found_in(asked, &asked.binding, original, |_| {}), blank);
    }
    // Where every cell is compared, the wording is one of them, and it is told once.
    let told = ["text-changed E2".to_owned()];
    assert_eq!(found_in(asked, &asked.binding, false, shows), [&told[..], &blank].concat());
    let wrong = ["fingerprint-wrong".to_owned()];
    assert_eq!(found_in(asked, &other.binding, true, |_| {}), [&wrong[..], &told, &blank].concat());
    // An answer to other words is none to these; where there is none, that is what the line comes to.
    for (answer, comes_to) in [(Some("Ja"), Word::VerdictOtherWording), (None, Word::VerdictUnanswered)] {
        let mut returned = returned(asked);
        shows(&mut returned);
        returned.values.insert("E2.svar".to_owned(), answer.map(str::to_owned));
        let judged = judge("svar.xlsx", &returned, asked, Some(&asked.binding), true, &LABELS, None);
        assert_eq!(judged.verdicts[&"E2".parse().expect("it is the id of a line")].word, Some(comes_to));
    }
}

#[test]
fn of_many_fields_that_nobody_asked_for_some_are_named_and_the_rest_is_counted() {
    for (added, told) in [(20, 20), (21, 20 + 1), (25, 20 + 1)] {
        let found = found_in(&ASKED, &ASKED.binding, true, |returned| {
            returned.values.extend((0..added).map(|at| (format!("fremmed-{at}"), None)));
        });
        assert_eq!(found.iter().filter(|code| *code == "field-added").count(), told, "{found:?}");
    }
}

#[test]
fn a_signature_that_is_blank_is_told_and_one_that_is_given_is_not() {
    let text = format!("signature = true\n{ASKING}");
    let signed = reference("2024-01", &text);
    let field = signed.form.signature.as_ref().expect("it is signed").fields.iter();
    let field = field.clone().find(|field| field.kind == FieldKind::Signature).expect("there is a place for it");
    for (value, told) in [(None, 1), (Some("underskrevet".to_owned()), 0)] {
        let found = found_in(&signed, &signed.binding, true, |returned| {
            returned.values.insert(field.name.to_string(), value.clone());
        });
        assert_eq!(found.iter().filter(|code| *code == "unsigned").count(), told, "{found:?}");
    }
}

#[test]
fn a_mark_whose_name_an_editor_changed_counts_by_its_place() {
    let answered = |offers: &[&str], value: &str, made: Made| {
        let found = found_in(&ASKED, &ASKED.binding, false, |returned| {
            let shape = Shape { made, offers: offers.iter().map(ToString::to_string).collect(), places: Vec::new() };
            returned.shapes.insert("E2.svar".to_owned(), shape);
            returned.values.insert("E2.svar".to_owned(), Some(value.to_owned()));
        });
        // That it is another kind of field is told too.
        let of_line = found.iter().filter_map(|it| it.strip_suffix(" E2")).filter(|code| *code != "field-changed");
        of_line.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(answered(&["a", "b", "c"], "a", Made::Radio), ["read-otherwise"]);
    assert_eq!(answered(&["a", "b", "c"], "b", Made::Check), ["read-otherwise", "not-described"]);
    // Not one of them, as many as are offered, some of them known, twice, or no marks at all
    assert_eq!(answered(&["a", "b", "c"], "d", Made::Radio), ["invalid-answer"]);
    assert_eq!(answered(&["a", "b"], "a", Made::Radio), ["invalid-answer"]);
    assert_eq!(answered(&["a", "b", "Opfyldt"], "a", Made::Radio), ["invalid-answer"]);
    assert_eq!(answered(&["a", "a", "c"], "a", Made::Radio), ["invalid-answer"]);
    assert_eq!(answered(&["a", "b", "c"], "a", Made::Choice), ["invalid-answer"]);
}

#[test]
fn what_is_optional_and_left_empty_is_not_offered() {
    let free = reference("2024-01", FREE);
    let field = free.form.groups.iter().flat_map(|group| &group.lines).find(|line| line.line.id.as_str() == "E1");
    assert!(!field.expect("it is asked").answer.required);
    let told = |answer: &str| {
        let came = judged(&free, &[("E1", answer)], &[]);
        let found: Vec<&str> = came.found.iter().filter(|(_, line, _)| line == "E1").map(|(code, ..)| *code).collect();
        (found, came.verdicts["E1"])
    };
    assert_eq!(told(""), (vec![], (None, Tone::Plain)));
    assert_eq!(told("3"), (vec![], (Some(Word::VerdictMet), Tone::Fine)));
    assert_eq!(told("1").0, ["outside-limits"]);
    // What is described is meant to be offered.
    let came = judged(&free, &[("E1", ""), ("E1*", "Vi tilbyder 4 dage.")], &[]);
    assert_eq!(came.verdicts["E1"], (Some(Word::VerdictUnanswered), Tone::Notable));
}

#[test]
fn what_comes_along_with_a_line_that_was_made_less_than_a_minimum_requirement_binds_where_that_is_used() {
    let follows = ["SF1461", "SF1514", "SF1516"];
    let told = |kind: &str, used: &str, answer: &str| -> Vec<&'static str> {
        let but = [("SF1601", used), ("SF1461", answer), ("SF1514", answer), ("SF1516", answer)];
        let came = judged(&relaxed(kind), &but, &[]);
        let told: Vec<Vec<&str>> = follows
            .iter()
            .map(|id| came.found.iter().filter(|(_, line, _)| line == id).map(|(code, ..)| *code).collect())
            .collect();
        assert!(told.iter().all(|codes| *codes == told[0]), "{told:?}");
        told[0].clone()
    };
    for (kind, used) in [("O", "Anvendes"), ("K", "Opfyldt"), ("K", "Delvist opfyldt")] {
        assert_eq!(told(kind, used, "Nej"), ["contradiction"], "{used}");
        assert_eq!(told(kind, used, ""), ["minimum-unanswered"], "{used}");
        assert_eq!(told(kind, used, "Ikke relevant"), ["not-irrelevant"], "{used}");
        assert_eq!(told(kind, used, "Ja"), Vec::<&str>::new(), "{used}");
    }
    for (kind, unused) in [("O", "Anvendes ikke"), ("K", "Ikke opfyldt")] {
        for answer in ["Nej", "Ikke relevant", ""] {
            assert_eq!(told(kind, unused, answer), ["falls-away"], "{unused} {answer}");
        }
    }
    // Nobody has said whether it is used: what is said to be irrelevant may be, and what is denied may have to be met.
    assert_eq!(told("O", "", "Ikke relevant"), ["not-irrelevant"]);
    assert_eq!(told("O", "", "Nej"), ["minimum-undecided"]);
    assert_eq!(told("O", "På anden vis", "Nej"), ["minimum-undecided"], "it is not offered there");
}

/// A supplier that denies what something it uses needs contradicts itself, and what hangs behind that stays open.
#[test]
fn what_hangs_behind_a_contradiction_does_not_fall_away() {
    let behind = reference(
        "2024-01",
        "[packages]\nI-02 = [\"SF1525\"]\n[facts]\nfolger-personaendringer = true\n[[line]]\nid = \"SF1525\"\ntype = \"K\"\nreason = \"Frit.\"\n",
    );
    let told = |but: &[(&str, &str)], id: &str| -> Vec<String> {
        let came = judged(&behind, but, &[]);
        came.found.iter().filter(|(_, line, _)| line == id).map(|(code, _, said)| format!("{code}: {said}")).collect()
    };
    let denied = [("SF1525", "Opfyldt"), ("SF1320_A", "Nej"), ("I-02.02", "Nej"), ("I-02.01", "Nej")];
    for (id, must) in
        [("SF1320_A", "Integrationen skal da også anvendes."), ("I-02.02", "Kravet skal da også opfyldes.")]
    {
        let [said] = &told(&denied, id)[..] else { panic!("{id}: {:?}", told(&denied, id)) };
        assert!(said.starts_with("contradiction: ") && said.ends_with(must), "{said}");
    }
    assert_eq!(told(&denied, "SF1461"), Vec::<String>::new(), "it is answered and binds");
    // Nothing is said of what decides.
    let silent = [("SF1525", ""), ("SF1320_A", "Nej"), ("I-02.01", "Nej")];
    for id in ["SF1320_A", "I-02.01"] {
        let [said] = &told(&silent, id)[..] else { panic!("{id}: {:?}", told(&silent, id)) };
        assert!(said.starts_with("minimum-undecided: ") && said.contains("»SF1525«"), "{said}");
    }
    // Met otherwise is not used, where it need not be.
    let otherwise = [("SF1525", "På anden vis"), ("SF1525*", "Se bilag."), ("SF1320_A", "Nej")];
    assert!(told(&otherwise, "SF1320_A")[0].starts_with("falls-away"), "{:?}", told(&otherwise, "SF1320_A"));
}

#[test]
fn a_refused_alternative_of_what_is_bound_contradicts_what_is_used() {
    let bound = reference(
        "2024-01",
        "[packages]\nI-14 = [\"SF1606\"]\n[facts]\nsender-fjernprint = \"supplier\"\n[[line]]\nid = \"SF1606\"\ntype = \"O\"\nreason = \"Frit.\"\n",
    );
    let but =
        [("SF1606", "Anvendes"), ("sender-fjernprint", "Ja"), ("SF1601", "På anden vis"), ("SF1601*", "Se bilag.")];
    assert_eq!(judged(&bound, &but, &[("SF1601", false)]).serious, ["contradiction SF1601"]);
    assert_eq!(judged(&bound, &but, &[]).serious, ["alternative-claimed SF1601"]);
    // What is used may need it, and nobody has said whether it does.
    let open = judged(&bound, &[("SF1606", "Anvendes"), ("sender-fjernprint", ""), ("SF1601", "Nej")], &[]);
    assert!(open.told().contains(&"minimum-undecided SF1601".to_owned()), "{:?}", open.told());
    assert!(open.message("minimum-undecided", "SF1601").contains("fjernprint"));
}

#[test]
fn what_rests_on_a_free_line_alone_falls_away_with_it_and_with_the_alternative_of_the_other() {
    let free = reference(
        "2024-01",
        "[packages]\nI-02 = [\"SF1320_A\", \"SF1525\"]\n[facts]\nfolger-personaendringer = false\n[[line]]\nid = \"SF1320_A\"\ntype = \"O\"\nreason = \"Frit.\"\n",
    );
    let came = |but: &[(&str, &str)], decided: &[(&str, bool)]| judged(&free, but, decided);
    let codes = |came: &Came, id: &str| -> Vec<&'static str> {
        came.found.iter().filter(|(_, line, _)| line == id).map(|(code, ..)| *code).collect()
    };
    let otherwise =
        [("SF1525", "På anden vis"), ("SF1525*", "Se bilag."), ("SF1320_A", "Anvendes ikke"), ("I-02.01", "Nej")];
    assert_eq!(codes(&came(&otherwise, &[]), "I-02.01"), ["lapses-if-accepted"]);
    assert_eq!(codes(&came(&otherwise, &[("SF1525", true)]), "I-02.01"), ["falls-away"]);
    assert_eq!(came(&otherwise, &[("SF1525", false)]).serious, ["minimum-not-met SF1525", "minimum-not-met I-02.01"]);
    // Nothing is lost by an alternative of what is free.
    let free_otherwise = [("SF1320_A", "På anden vis"), ("SF1320_A*", "Se bilag."), ("I-02.02", "Nej")];
    for decided in [&[][..], &[("SF1320_A", true)], &[("SF1320_A", false)]] {
        let came = came(&free_otherwise, decided);
        assert!(!came.serious.iter().any(|it| it.ends_with("I-02.02")), "{decided:?}: {:?}", came.serious);
    }
}
