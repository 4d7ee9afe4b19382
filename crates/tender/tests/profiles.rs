//! Profiles: what is read from them, and what is warned of.

use tender::complaint::{Complaints, Severity};
use tender::profile::{Answer, AnswerKind, Describe, FormFormat, Profile, ProfileFile};
use tender::resolve::warnings::warnings;
use tender::resolve::{check_changes, resolve};
use tender::text::source::Source;

use std::path::Path;

use crate::support::{CATALOG, bare_profile_text, profile, profile_text, read_profile};
use tender::input::files::Memory;

fn codes(complaints: &Complaints) -> Vec<&'static str> {
    complaints.iter().map(|complaint| complaint.fault.code()).collect()
}

/// The warnings of a profile, by code, without those about what is left to settle before it is final.
fn warned(edition: &str, rest: &str) -> Vec<&'static str> {
    let profile = profile(edition, rest);
    let warnings = warnings(&profile, &resolve(&profile));
    assert!(warnings.iter().all(|warning| warning.severity == Severity::Warning && warning.place.is_some()));
    codes(&warnings).into_iter().filter(|code| *code != "unfinished").collect()
}

/// The complaints that a profile is refused with, by code.
fn refused(rest: &str) -> Vec<&'static str> {
    match read_profile(&profile_text("2024-01", rest), &CATALOG) {
        Ok(profile) => codes(&check_changes(&profile, &resolve(&profile))),
        Err(complaints) => codes(&complaints),
    }
}

#[test]
fn a_requirement_that_is_named_with_its_package_belongs_to_it() {
    let own = |entry: &str| {
        let rest = format!(
            "[packages]\nI-02 = \"all\"\nI-15 = \"all\"\n[[requirement]]\n{entry}\ntype = \"K\"\ntext = \"x\"\n"
        );
        read_profile(&profile_text("2024-01", &rest), &CATALOG)
            .map(|profile| profile.own[0].id.to_string())
            .map_err(|complaints| complaints.iter().map(|it| it.fault.code()).collect::<Vec<_>>())
    };
    assert_eq!(own("id = \"I-15.E1\""), Ok("I-15.E1".to_owned()));
    assert_eq!(own("id = \"i-2.e3\"\npackage = \"\""), Ok("I-02.E3".to_owned()));
    assert_eq!(own("id = \"I-15.E1\"\npackage = \"I-15\""), Ok("I-15.E1".to_owned()));
    assert_eq!(own("id = \"I-02.E2\"\npackage = \"I-15\""), Err(vec!["malformed-id"]));
    assert_eq!(own("id = \"E1\""), Ok("E1".to_owned()));
}

#[test]
fn what_keeps_a_tender_from_being_final_is_a_warning_before() {
    let left = |rest: &str| {
        let profile = read_profile(&bare_profile_text("2024-01", rest), &CATALOG).expect("it is sound");
        codes(&warnings(&profile, &resolve(&profile)))
    };
    assert_eq!(left("[packages]\nI-15 = \"all\"\n"), ["unfinished", "unfinished"]);
    assert_eq!(left("procedure = \"Direkte tildeling\"\n[packages]\nI-15 = \"all\"\n"), Vec::<&str>::new());
}

#[test]
fn leaving_to_suppliers_what_the_buyer_must_know_is_warned_of_only_where_it_is_written() {
    let fact = |answer: &str| format!("[packages]\nI-06 = \"all\"\n[facts]\nskriver-til-organisation = {answer}\n");
    assert_eq!(warned("2024-01", &fact("\"supplier\"")), ["buyer-knows"]);
    assert_eq!(warned("2024-01", &fact("true")), Vec::<&str>::new());
    assert_eq!(warned("2024-01", "[packages]\nI-06 = \"all\"\n"), Vec::<&str>::new());
    let solution =
        "[packages]\nI-11 = \"all\"\n[facts]\nopbygger-sortiment = \"supplier\"\ntoken-services = \"supplier\"\n";
    assert!(!warned("2024-01", solution).contains(&"buyer-knows"), "only the solution can answer these");
}

#[test]
fn ids_and_words_are_taken_in_the_usual_slips_and_printed_in_their_one_form() {
    let slips = "area = \"y 26\"\nprocedure = \"Miniudbud\"\ncvr = \"DK 12.34.56.74\"\n[packages]\ni2 = [\"sf 1320-a\", \"SF1525\"]\n\"I 4\" = \"Alle\"\n\
                 [facts]\nfolger_personaendringer = true\nskriver-til-sagsindeks = \"Leverandøren\"\n[readings]\nr9 = \"x\"\n\
                 [[leave-out]]\nrequirement = \"i-2.1\"\nreason = \"r\"\n[[line]]\nid = \"sf-1461\"\ntype = \"k\"\nreason = \"r\"\n\
                 [[requirement]]\nid = \"e1\"\npackage = \"i-04\"\ntype = \"mk\"\ntext = \"x\"\n";
    let form = "area = \"Y26\"\nprocedure = \"mini-tender\"\ncvr = \"12345674\"\n[packages]\nI-02 = [\"SF1320_A\", \"SF1525\"]\nI-04 = \"all\"\n\
                [facts]\nfolger-personaendringer = true\nskriver-til-sagsindeks = \"supplier\"\n[readings]\nR9 = \"x\"\n\
                [[leave-out]]\nrequirement = \"I-02.01\"\nreason = \"r\"\n[[line]]\nid = \"SF1461\"\ntype = \"k\"\nreason = \"r\"\n\
                [[requirement]]\nid = \"E1\"\npackage = \"I-04\"\ntype = \"mk\"\ntext = \"x\"\n";
    let file = |rest: &str| {
        let source = Source::new("prøve.toml", profile_text("2024-01", rest));
        ProfileFile::read(Path::new("prøve.toml"), source, &Memory::empty()).expect("it reads")
    };
    assert_eq!(file(slips).normalised(), file(form).normalised());
    let profile = profile("2024-01", slips);
    assert_eq!(profile.tender.cvr.as_deref(), Some("12345674"));
    assert_eq!((profile.own[0].id.as_str(), profile.own[0].kind.as_str()), ("I-04.E1", "MK"));
    assert_eq!(
        profile.changed.values().next().and_then(|change| change.kind.clone()).map(|kind| kind.to_string()).as_deref(),
        Some("K")
    );
}

#[test]
fn every_key_of_the_contract_is_read() {
    let rest = "cvr = \"12345674\"\nappendix = { kravbilag = \"3.2\", svarskema = \"3.3\" }\ndeadline = 2027-01-15T12:00:00\n\
                security-appendix = \"Bilag 7\"\ndue = \"ved overtagelsen\"\nforms = [\"PDF\", \"Word\", \"xlsx\"]\nfirst-notice = 3\n\
                late-because = \"r\"\npublished = 2026-11-24\ncancelled = 2027-01-04\n\
                [packages]\nI-15 = \"all\"\n[output]\nname = \"Bilag {{bilag}} {{dokument}}\"\n\
                [theme]\nword = \"skabelon.dotx\"\n\
                [evaluation]\ndescribed-in = \"Bilag 5\"\nshow-weights = true\npoints.K = { \"Opfyldt\" = 1.0, \"Delvist opfyldt\" = 0.5, \"Ikke opfyldt\" = 0 }\n\
                [[requirement]]\nid = \"E2\"\ntype = \"MK\"\ntitle = \"Svartid\"\ntext = \"x\"\nanswer = \"number\"\nunit = \"timer\"\nat-most = 4\n\
                describe = \"required\"\ndue = 2027-06-01\nallow = [\"vague-word: målt i bilag 2\"]\n\
                [[question]]\nnumber = 7\nreceived = 2026-12-01\nanswered = 2026-12-03\npointer = true\nquestion = \"?\"\nanswer = \"!\"\nlines = [\"e2\"]\n\
                [[correction]]\nversion = \"1.1\"\nlines = [\"E2\"]\ncause = \"c\"\nweight = \"material\"\nreason = \"r\"\n";
    let profile = profile("2024-01", rest);
    let tender = &profile.tender;
    assert_eq!((tender.appendix.kravbilag(), tender.appendix.numbers.len()), (Some("3.2"), 2));
    assert_eq!(tender.hour.map(|hour| hour.hour), Some(12));
    assert_eq!(tender.forms, [FormFormat::Pdf, FormFormat::Docx, FormFormat::Xlsx]);
    assert_eq!(
        (tender.first_notice, tender.cancelled.is_some(), tender.due.as_deref()),
        (Some(3), true, Some("ved overtagelsen"))
    );
    let own = &profile.own[0];
    assert_eq!((own.id.as_str(), own.title.as_deref(), own.describe), ("E2", Some("Svartid"), Describe::Required));
    let AnswerKind::Number(numbers) = &own.answer else { panic!("{:?}", own.answer) };
    assert_eq!((numbers.unit.as_deref(), numbers.at_least, numbers.at_most), (Some("timer"), None, Some(4.0)));
    assert_eq!((own.allow[0].remark.as_str(), own.allow[0].because.as_str()), ("vague-word", "målt i bilag 2"));
    assert_eq!(profile.evaluation.points.values().next().map(|shares| shares["Delvist opfyldt"]), Some(0.5));
    assert!(profile.evaluation.prints_weights());
    assert_eq!((profile.questions[0].pointer, profile.questions[0].lines[0].to_string().as_str()), (true, "E2"));
    assert_eq!(profile.corrections[0].weight, Some(tender::change::Weight::Substantial));
    assert_eq!(profile.output_name.as_deref(), Some("Bilag {{bilag}} {{dokument}}"));
}

#[test]
fn a_cause_that_was_left_empty_is_none_and_a_weight_must_have_its_reason() {
    let corrected = |more: &str| {
        format!("[packages]\nI-15 = \"all\"\n[[correction]]\nversion = \"1.1\"\nlines = [\"SF2900\"]\n{more}\n")
    };
    let left_empty = profile("2024-01", &corrected("cause = \" \"\nreason = \"\""));
    assert_eq!((&left_empty.corrections[0].cause, &left_empty.corrections[0].reason), (&None, &None));
    let codes = refused(&corrected("weight = \"material\"\nreason = \" \""));
    assert_eq!(codes, ["empty-text"]);
}

#[test]
fn what_does_not_fit_is_refused() {
    let packages = "[packages]\nI-11 = \"all\"\n[facts]\nopbygger-sortiment = true\ntoken-services = true\n";
    let line = |more: &str| format!("{packages}[[line]]\nreason = \"r\"\n{more}\n");
    for (more, code) in [
        ("id = \"SF1606\"\ntype = \"K\"", "line-change"),
        ("id = \"SF7002\"\ntype = \"MK\"", "line-change"),
        ("id = \"I-11.E1\"\ntype = \"K\"", "line-change"),
        ("id = \"SF1514\"", "line-change"),
        ("id = \"SF1514\"\nweight = 10", "line-change"),
        ("id = \"SF1514\"\ntype = \"O\"\nweight = 10", "weight-not-evaluated"),
        ("id = \"SF9999\"\ntype = \"K\"", "unknown-line"),
        ("id = \"SF1514\"\ntype = \"K\"\nallow = [\"vague-word\"]", "allow-without-reason"),
        ("id = \"I-11.01\"\ntype = \"K\"\n[[leave-out]]\nrequirement = \"I-11.01\"\nreason = \"r\"", "line-change"),
    ] {
        assert_eq!(refused(&line(more)), [code], "{more}");
    }
    assert_eq!(refused(&line("id = \"SF1514\"\ntype = \"K\"\nweight = 10")), Vec::<&str>::new());
    let need = "[packages]\nI-06 = \"all\"\n[[leave-out]]\nrequirement = \"i-6.b1\"\nreason = \"r\"\n";
    assert_eq!(refused(need), ["need-left-out"]);
    let own = |more: &str| format!("{packages}[[requirement]]\ntext = \"x\"\n{more}\n");
    for (more, code) in [
        ("type = \"MK\"\nanswer = \"number\"", "answer-limits"),
        ("type = \"K\"\nanswer = \"number\"\nat-least = 5\nat-most = 4", "answer-limits"),
        ("type = \"K\"\nunit = \"timer\"", "answer-limits"),
        ("type = \"K\"\nanswer = \"number\"\nat-least = \"fem\"", "wrong-kind"),
        ("type = \"K\"\nanswer = \"kryds\"", "unknown-word"),
        ("type = \"MK\"\nweight = 5", "weight-not-evaluated"),
        ("type = \"K\"\nweight = -5", "wrong-kind"),
    ] {
        assert_eq!(refused(&own(more)), [code], "{more}");
    }
    for (rest, code) in [
        ("[[type]]\nid = \"MK\"\nname = \"x\"\nkind = \"evaluated\"\nanswers = [\"a\", \"b\"]\n", "fixed-kind"),
        ("[evaluation]\npoints.K = { \"Måske\" = 1.0 }\n", "unknown-word"),
        ("[evaluation]\npoints.K = { \"Opfyldt\" = 2.0 }\n", "wrong-kind"),
        ("[output]\nname = \"{{bilga}}\"\n", "unknown-placeholder"),
        ("[[question]]\nnumber = 1\nquestion = \"?\"\n[[question]]\nnumber = 1\nquestion = \"?\"\n", "duplicate-id"),
        (
            "[[question]]\nnumber = 1\nquestion = \"?\"\nanswer = \"!\"\nreceived = 2026-12-03\nanswered = 2026-12-01\n",
            "dates-reversed",
        ),
        ("[[correction]]\nversion = \"1.1\"\nlines = [\"E1\"]\nweight = \"basic\"\n", "missing-key"),
    ] {
        assert_eq!(refused(&format!("{packages}{rest}")), [code], "{rest}");
    }
}

#[test]
fn layers_are_joined_by_what_identifies_an_entry() {
    let base = profile_text(
        "2024-01",
        "appendix = { kravbilag = \"1\", svarskema = \"2\" }\n[packages]\nI-01 = [\"SF0810\"]\n\
         [[line]]\nid = \"sf0810\"\ntype = \"K\"\nreason = \"a\"\n[[requirement]]\nid = \"E1\"\ntype = \"K\"\ntext = \"a\"\n\
         [[question]]\nnumber = 1\nquestion = \"a\"\n[evaluation]\ndescribed-in = \"Bilag 5\"\n\
         points.K = { \"Opfyldt\" = 1.0, \"Ikke opfyldt\" = 0.0 }\n",
    );
    let child = "extends = \"base.toml\"\n[tender]\nbuyers = [{ name = \"Ø\", cvr = \"12345674\" }, { name = \"V\" }]\nappendix = \"9\"\n\
                 [[line]]\nid = \"SF0810\"\ntype = \"O\"\nreason = \"b\"\n[[requirement]]\nid = \"e1\"\ntype = \"K\"\ntext = \"b\"\n\
                 [[question]]\nnumber = 1\nquestion = \"b\"\n[evaluation]\nshow-weights = true\npoints.K = { \"Opfyldt\" = 0.5 }\n";
    let files: Memory = [("base.toml", base.as_str()), ("barn.toml", child)].into_iter().collect();
    let file = ProfileFile::open(Path::new("barn.toml"), &files).expect("it reads");
    let profile = Profile::check(&file, &CATALOG).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    assert_eq!((profile.tender.buyer.as_str(), profile.tender.joined_by.len()), ("Ø", 1), "several replace one");
    assert_eq!(profile.tender.appendix.numbers.len(), 1, "as a whole");
    assert_eq!(profile.changed.values().map(|change| change.reason.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(profile.own.iter().map(|own| own.text.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(profile.questions.iter().map(|asked| asked.question.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(
        (profile.evaluation.described_in.as_deref(), profile.evaluation.show_weights),
        (Some("Bilag 5"), Some(true))
    );
    assert_eq!(
        profile.evaluation.points.values().map(|shares| shares.len()).collect::<Vec<_>>(),
        [1],
        "by type, as a whole"
    );
}

#[test]
fn a_package_is_read_in_any_spelling_and_all_means_all() {
    let profile = profile("2024-01", "[packages]\ni-1 = [\"SF0830\"]\nI-02 = \"all\"\n");
    let packages: Vec<(String, usize)> =
        profile.packages.iter().map(|(id, choice)| (id.to_string(), choice.integrations.len())).collect();
    assert_eq!(packages, [("I-01".to_owned(), 1), ("I-02".to_owned(), 3)]);
}

#[test]
fn own_requirements_without_an_id_get_the_next_free_one() {
    let own =
        |id: &str| format!("[[requirement]]\n{id}package = \"I-15\"\ntype = \"K\"\ntext = \"Løsningen skal svare.\"\n");
    let rest = format!("[packages]\nI-15 = \"all\"\n{}{}{}", own(""), own("id = \"E1\"\n"), own(""));
    let ids: Vec<String> = profile("2024-01", &rest).own.iter().map(|own| own.id.to_string()).collect();
    assert_eq!(ids, ["I-15.E1", "I-15.E2", "I-15.E3"]);
}

#[test]
fn a_published_tender_numbers_its_own_requirements_itself() {
    let text = profile_text(
        "2024-01",
        "published = 2026-01-01\n[packages]\nI-15 = \"all\"\n[[requirement]]\npackage = \"I-15\"\ntype = \"K\"\ntext = \"x\"\n",
    );
    assert_eq!(codes(&read_profile(&text, &CATALOG).expect_err("it has no id")), ["published-without-id"]);
}

#[test]
fn a_type_of_the_profile_replaces_the_editions_and_keeps_its_meaning() {
    let rest = "[packages]\nI-15 = \"all\"\n[[type]]\nid = \"MK\"\nname = \"Minimumskrav\"\nanswers = [\"Opfyldt\", \"Ikke opfyldt\"]\n";
    let profile = profile("2024-01", rest);
    let kind = profile.requirement_type(&profile.edition.must);
    assert_eq!((kind.name.as_str(), kind.answers.len(), kind.meaning.is_some()), ("Minimumskrav", 2, true));
}

#[test]
fn warnings_fail_nothing_and_say_what_a_buyer_should_know() {
    assert_eq!(
        warned(
            "2024-01",
            "[packages]\nI-15 = \"all\"\n[facts]\nsagsbaerende = true\nudveksler-sagsdokumenter = true\n"
        ),
        ["fact-not-asked"]
    );
    assert_eq!(
        warned("2023-04", "[packages]\nI-09 = \"all\"\n[facts]\nopbygger-sortiment = false\n"),
        ["unsettled-reading"]
    );
    assert_eq!(
        warned(
            "2023-04",
            "[packages]\nI-09 = \"all\"\n[facts]\nopbygger-sortiment = false\n[readings]\nR9 = \"Bekræftet\"\n"
        ),
        Vec::<&str>::new()
    );
    assert_eq!(warned("2024-01", "area = \"Y14\"\n[packages]\nI-15 = \"all\"\n"), ["expected-package"]);
    assert_eq!(warned("2024-01", "area = \"Y14\"\n[packages]\nI-13 = \"all\"\n"), Vec::<&str>::new());
    // A later version may be under development; the integration itself is in operation.
    assert_eq!(warned("2024-01", "[packages]\nI-01 = [\"SF0810\"]\n"), Vec::<&str>::new());
    let early = "date = 2023-09-07\n[packages]\nI-02 = [\"SF1320_A\"]\n[facts]\nfolger-personaendringer = true\n";
    assert_eq!(warned("2024-01", early), ["not-in-operation"]);
    assert_eq!(
        warned("2024-01", "[packages]\nI-04 = \"all\"\n[facts]\noverdrager-sager = false\n"),
        ["used-not-chosen", "used-not-chosen"]
    );
    assert_eq!(
        warned(
            "2024-01",
            "date = 2023-01-01\n[packages]\nI-04 = \"all\"\nI-06 = \"all\"\nI-07 = \"all\"\n[facts]\noverdrager-sager = false\nabonnerer-paa-klassifikation = false\n"
        ),
        ["not-in-operation"],
        "SF1470 is in operation since May 2023"
    );
}

#[test]
fn a_fact_that_only_a_used_package_asks_for_is_not_idle() {
    let rest = "[packages]\nI-12 = \"all\"\n[facts]\nafsender-beskeder = true\n";
    assert!(!warned("2024-01", rest).contains(&"fact-not-asked"), "I-10's rules are at work");
}

#[test]
fn what_the_child_writes_wins() {
    let base = profile_text(
        "2023-04",
        "cvr = \"12345674\"\n[packages]\nI-14 = \"all\"\n[facts]\nsender-fjernprint = false\n[[type]]\nid = \"K\"\nname = \"Krav\"\nanswers = [\"Ja\", \"Nej\"]\n",
    );
    let child = "extends = \"faelles/base.toml\"\nedition = \"2024-01\"\n[tender]\ntitle = \"Barnet\"\n[packages]\nI-15 = \"all\"\n[facts]\nsender-fjernprint = true\n";
    let files: Memory = [("faelles/base.toml", base.as_str()), ("barn.toml", child)].into_iter().collect();
    let file = tender::profile::ProfileFile::open(Path::new("barn.toml"), &files)
        .unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let profile =
        tender::profile::Profile::check(&file, &CATALOG).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    assert_eq!(profile.edition.id.as_str(), "2024-01");
    assert_eq!((profile.tender.title.as_str(), profile.tender.buyer.as_str()), ("Barnet", "Eksempel Kommune"));
    assert_eq!(profile.packages.keys().map(ToString::to_string).collect::<Vec<_>>(), ["I-14", "I-15"]);
    assert_eq!(profile.facts.values().map(|answer| answer.value).collect::<Vec<_>>(), [Answer::Yes]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let text = profile_text("2024-01", "[packages]\nI-15 = \"all\"\n").replace('\n', "\r\n");
    assert_eq!(read_profile(&format!("\u{feff}{text}"), &CATALOG).expect("it is sound").tender.title, "Prøve");
}
