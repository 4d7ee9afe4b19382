//! The supplier's side: a library that learns from forms, and forms that are filled in from it.

use lopdf::{Object, ObjectId};
use serde_json::Value;

use crate::answers::{Answers, change_pdf, fill_pdf, fill_workbook, packed, pdf_fields, unpacked};
use crate::collect::{FORMS, PROFILE, but, forms, good};
use crate::desk::Desk;

/// A desk with a library that has learned one form.
fn learned(changes: &[(&'static str, &'static str)]) -> Desk {
    let desk = Desk::new().file("udfyldt.pdf", fill_pdf(&FORMS.pdf, &but(changes)));
    let ran = desk.run(&["answer", "udfyldt.pdf", "--learn", "--library", "svar.json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    desk
}

fn collected(desk: &Desk, profile: &str, forms: &[&str]) -> Value {
    let arguments: Vec<&str> = ["collect", "--profile", profile].iter().chain(forms).copied().collect();
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).expect("the comparison is JSON")
}

#[test]
fn what_was_answered_to_the_same_words_is_filled_in_and_valid() {
    let description = "Filteret sættes op pr. kommune – »æøå« (altid)\nog følges op.";
    let desk = learned(&[("I-02-01.begrundelse", description)]);
    let desk = desk.file("ny.pdf", &FORMS.pdf).file("ny.xlsx", &FORMS.xlsx).file("udbud.toml", PROFILE);
    let ran = desk.run(&["answer", "ny.pdf", "ny.xlsx", "--library", "svar.json", "-o", "ud"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let json = collected(&desk, "udbud.toml", &["udfyldt.pdf", "ud/ny.pdf", "ud/ny.xlsx"]);
    let [plain, pdf, xlsx] = [0, 1, 2].map(|at| &json["suppliers"][at]);
    assert_eq!(plain["answers"]["I-02.01"]["begrundelse"], description);
    for filled in [pdf, xlsx] {
        assert_eq!((&filled["answers"], &filled["facts"]), (&plain["answers"], &plain["facts"]));
        assert_eq!((&filled["name"], &filled["cvr"]), (&plain["name"], &plain["cvr"]));
        let codes = crate::collect::found(filled);
        // The date is the supplier's to write.
        assert_eq!(codes.iter().filter(|code| *code == "field-blank").count(), 1, "{codes:?}");
        let told = ["field-blank", "same-supplier", "described I-02.01"];
        assert!(codes.iter().all(|code| told.contains(&code.as_str()) || code.starts_with("applies")), "{codes:?}");
    }
    let review = String::from_utf8(desk.read("ud/ny-gennemgang.html")).expect("it is text");
    assert!(review.contains("Sat ind uændret") && review.contains("Filteret sættes op"), "{review}");
}

#[test]
fn changed_words_stay_empty_and_are_shown_with_the_difference_unless_changes_are_accepted() {
    let own = |number: &str, text: &str| {
        format!("{PROFILE}[[requirement]]\nid = \"{number}\"\npackage = \"I-02\"\ntype = \"MK\"\ntext = \"{text}\"\n")
    };
    let first = forms(&own("E1", "Løsningen skal svare inden 24 timer på alle dage."));
    let mut answers = good();
    answers.insert("I-02-E1.svar", "Ja");
    let new = own("E7", "Løsningen skal svare inden 240 timer på alle dage.");
    let moved = own("E7", "Løsningen skal svare inden 24 timer på alle dage.");
    let desk = Desk::new()
        .file("udfyldt.xlsx", fill_workbook(&first.xlsx, &answers))
        .file("ny.xlsx", forms(&new).xlsx)
        .file("flyttet.xlsx", forms(&moved).xlsx)
        .file("ny.toml", &new)
        .file("flyttet.toml", &moved);
    assert_eq!(desk.run(&["answer", "udfyldt.xlsx", "--learn"]).code, 0);
    let fill = |more: &[&str]| {
        let arguments: Vec<&str> =
            ["answer", "ny.xlsx", "flyttet.xlsx", "-o", "ud"].iter().chain(more).copied().collect();
        let ran = desk.run(&arguments);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        collected(&desk, "ny.toml", &["ud/ny.xlsx"])["suppliers"][0]["answers"]["I-02.E7"]["svar"].clone()
    };
    assert_eq!(fill(&[]), Value::Null);
    let review = String::from_utf8(desk.read("ud/ny-gennemgang.html")).expect("it is text");
    assert!(review.contains("<del>24</del><ins>240</ins>"), "{review}");
    // An own requirement is known by its words, whatever its number.
    let moved = collected(&desk, "flyttet.toml", &["ud/flyttet.xlsx"]);
    assert_eq!(moved["suppliers"][0]["answers"]["I-02.E7"]["svar"], "Ja");
    assert_eq!(fill(&["--accept-changed"]), "Ja");
}

#[test]
fn of_answers_that_disagree_the_newest_is_taken_and_the_others_are_shown() {
    let desk = learned(&[]);
    let later = fill_workbook(&FORMS.xlsx, &but(&[("SF1470.svar", "Nej"), ("SF1470.begrundelse", "Udgår i 2027.")]));
    let desk = desk.file("senere.xlsx", later).file("ny.xlsx", &FORMS.xlsx).file("udbud.toml", PROFILE);
    for _ in 0..2 {
        // Learning the same form again changes nothing.
        assert_eq!(desk.run(&["answer", "senere.xlsx", "--learn", "--library", "svar.json"]).code, 0);
    }
    let library: Value = serde_json::from_slice(&desk.read("svar.json")).expect("it is JSON");
    assert_eq!(library["forms"].as_array().map(Vec::len), Some(2));
    assert_eq!(desk.run(&["answer", "ny.xlsx", "--library", "svar.json", "-o", "ud"]).code, 0);
    let json = collected(&desk, "udbud.toml", &["ud/ny.xlsx"]);
    assert_eq!(json["suppliers"][0]["answers"]["SF1470"]["svar"], "Nej");
    let review = String::from_utf8(desk.read("ud/ny-gennemgang.html")).expect("it is text");
    assert!(review.contains("Besvaret forskelligt før (1)"), "{review}");
}

/// Old forms are often learned last: what is new goes by the tender's deadline, and not by the order.
#[test]
fn the_newest_answer_is_that_of_the_latest_deadline() {
    let due = |day: &str| PROFILE.replace("[packages]", &format!("deadline = {day}\n[packages]"));
    let answered = |day: &str, text: &'static str, name: &'static str| {
        let answers = but(&[("SF1470.begrundelse", text), ("leverandoer.kontakt", name)]);
        fill_workbook(&forms(&due(day)).xlsx, &answers)
    };
    let new = due("2027-06-01");
    let desk = Desk::new()
        .file("a-nyt.xlsx", answered("2026-12-01", "Fra 2026.", "Anna"))
        .file("b-gammelt.xlsx", answered("2024-05-01", "Fra 2024.", "Bo"))
        .file("ny.xlsx", forms(&new).xlsx)
        .file("ny.toml", &new);
    assert_eq!(desk.run(&["answer", "a-nyt.xlsx", "b-gammelt.xlsx", "--learn", "--library", "svar.json"]).code, 0);
    let filled = |library: &str| {
        let ran = desk.run(&["answer", "ny.xlsx", "--library", library, "-o", library.trim_end_matches(".json")]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let form = format!("{}/ny.xlsx", library.trim_end_matches(".json"));
        let json = collected(&desk, "ny.toml", &[&form]);
        json["suppliers"][0]["answers"]["SF1470"]["begrundelse"].clone()
    };
    assert_eq!(filled("svar.json"), "Fra 2026.");
    let library: Value = serde_json::from_slice(&desk.read("svar.json")).expect("it is JSON");
    assert_eq!(library["supplier"]["leverandoer.kontakt"]["value"], "Anna");
    assert_eq!(library["forms"][1]["deadline"], "2024-05-01");
    // One without a deadline is as new as the newest that was learned before it, and a day may be written as Danes do.
    let mut undated = library.clone();
    let forms = undated["forms"].as_array_mut().expect("there are forms");
    forms[1]["deadline"] = Value::from("1. maj 2028");
    std::fs::write(desk.path("senere.json"), undated.to_string()).expect("it is written");
    assert_eq!(filled("senere.json"), "Fra 2024.");
    let forms = undated["forms"].as_array_mut().expect("there are forms");
    (forms[0]["deadline"], forms[1]["deadline"]) = (Value::Null, Value::from("uge 3"));
    std::fs::write(desk.path("uden.json"), undated.to_string()).expect("it is written");
    assert_eq!(filled("uden.json"), "Fra 2024.", "it was learned last");
    // What a person wrote into it, of no form, is newer than any.
    let mut by_hand = library;
    let lines = by_hand["lines"].as_array_mut().expect("there are lines");
    let line = lines.iter_mut().find(|line| line["id"] == "SF1470").expect("it was answered");
    let answers = line["answers"].as_array_mut().expect("there are answers");
    let mut own = answers[0].clone();
    (own["begrundelse"], own["form"]) = ("Skrevet ind.".into(), 0.into());
    answers.insert(0, own);
    let desk = &desk;
    std::fs::write(desk.path("egen.json"), by_hand.to_string()).expect("it is written");
    assert_eq!(filled("egen.json"), "Skrevet ind.");
}

#[test]
fn the_twin_in_excel_says_the_same_and_serves_as_well() {
    let desk = learned(&[("I-02-01.begrundelse", "Linje 1\nLinje 2 = æøå")]);
    let desk = desk.file("ny.pdf", &FORMS.pdf);
    let fill = |library: &str, output: &str| {
        let ran = desk.run(&["answer", "ny.pdf", "--library", library, "-o", output]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        desk.read(&format!("{output}/ny.pdf"))
    };
    assert_eq!(fill("svar.json", "a"), fill("svar.xlsx", "b"));
}

/// A spreadsheet keeps the workbook that it has open.
#[test]
fn a_library_whose_twin_cannot_be_written_stays_as_it_was() {
    let desk = learned(&[]);
    let before = desk.read("svar.json");
    let writable = |is: bool| {
        let mut permissions = std::fs::metadata(desk.path("svar.xlsx")).unwrap().permissions();
        permissions.set_readonly(!is);
        std::fs::set_permissions(desk.path("svar.xlsx"), permissions).unwrap();
    };
    writable(false);
    let form = but(&[("SF1461.begrundelse", "Nyt.")]);
    std::fs::write(desk.path("anden.xlsx"), fill_workbook(&FORMS.xlsx, &form)).unwrap();
    let learn = ["answer", "--learn", "anden.xlsx", "--library", "svar.json"];
    let ran = desk.run(&learn);
    assert!(ran.code != 0 && ran.stderr.contains("[unwritable]"), "{}", ran.stderr);
    assert_eq!(desk.read("svar.json"), before);
    writable(true);
    assert_eq!(desk.run(&learn).code, 0);
}

#[test]
fn a_form_is_never_written_over_itself() {
    let desk = learned(&[]).file("ny.pdf", &FORMS.pdf);
    let ran = desk.run(&["answer", "ny.pdf", "--library", "svar.json", "-o", "."]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("over-input"), "{}", ran.stderr);
    assert_eq!(desk.read("ny.pdf"), FORMS.pdf);
}

#[test]
fn what_stands_in_a_form_already_is_left_and_listed() {
    let desk = learned(&[("SF1470.begrundelse", "Siden 2024.")]);
    let stands: crate::answers::Answers = [
        ("SF1461.svar", "Nej"),
        ("SF1461.begrundelse", "Vi kan ikke"),
        ("SF1470.begrundelse", "Afklares"),
        ("fakta.skriver-til-sagsindeks", "Nej"),
        ("leverandoer.navn", "Bjerg ApS"),
    ]
    .into_iter()
    .collect();
    let desk = desk
        .file("halv.xlsx", fill_workbook(&FORMS.xlsx, &stands))
        .file("halv.pdf", fill_pdf(&FORMS.pdf, &stands))
        .file("udbud.toml", PROFILE);
    let ran = desk.run(&["answer", "halv.xlsx", "halv.pdf", "--library", "svar.json", "-o", "ud"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // Two lines, a fact and a name.
    assert_eq!(ran.stderr.matches(" 4 left as they stood,").count(), 2, "{}", ran.stderr);
    let json = collected(&desk, "udbud.toml", &["ud/halv.xlsx", "ud/halv.pdf"]);
    for at in 0..2 {
        let supplier = &json["suppliers"][at];
        assert_eq!(supplier["answers"]["SF1461"]["svar"], "Nej");
        assert_eq!(supplier["answers"]["SF1461"]["begrundelse"], "Vi kan ikke");
        // A description and an answer belong together.
        assert_eq!(supplier["answers"]["SF1470"]["svar"], Value::Null);
        assert_eq!(supplier["answers"]["SF1470"]["begrundelse"], "Afklares");
        assert_eq!(supplier["facts"]["skriver-til-sagsindeks"], "Nej");
        assert_eq!(supplier["name"], "Bjerg ApS");
        assert_eq!(supplier["answers"]["SF1500"]["svar"], "Ja");
        assert_eq!(supplier["cvr"], "12345674");
    }
    let review = String::from_utf8(desk.read("ud/halv-gennemgang.html")).expect("it is text");
    let (_, standing) = review.split_once("<h2>Stod i skemaet i forvejen (4)</h2>").expect("they are listed");
    assert!(standing.contains("Vi kan ikke") && standing.contains("Siden 2024."), "{standing}");
}

#[test]
fn a_description_without_an_answer_is_no_answer() {
    let answers = but(&[("SF1470.svar", ""), ("SF1470.begrundelse", "Afklares senere")]);
    let desk = Desk::new()
        .file("udfyldt.xlsx", fill_workbook(&FORMS.xlsx, &answers))
        .file("ny.xlsx", &FORMS.xlsx)
        .file("udbud.toml", PROFILE);
    assert_eq!(desk.run(&["answer", "udfyldt.xlsx", "--learn"]).code, 0);
    let ran = desk.run(&["answer", "ny.xlsx", "-o", "ud"]);
    assert!(ran.stderr.contains(" 1 never answered before"), "{}", ran.stderr);
    let json = collected(&desk, "udbud.toml", &["ud/ny.xlsx"]);
    let answer = &json["suppliers"][0]["answers"]["SF1470"];
    assert_eq!((&answer["svar"], &answer["begrundelse"]), (&Value::Null, &Value::Null));
    let review = String::from_utf8(desk.read("ud/ny-gennemgang.html")).expect("it is text");
    assert!(review.contains("Kun beskrevet før (1)"), "{review}");
}

/// SF1461 may wait where only one package asks for it. Where another asks too, the time of all lines holds.
#[test]
fn the_time_of_all_lines_is_told_of_what_may_wait_in_part() {
    let (before, _) = PROFILE.split_once("[packages]").expect("it has packages");
    let tender = |due: &str| {
        let before = before.replace("version = \"1.0\"\n", &format!("version = \"1.0\"\ndue = \"{due}\"\n"));
        format!(
            "{before}[packages]\nI-07 = \"all\"\nI-14 = [\"SF1606\"]\n[facts]\nabonnerer-paa-klassifikation = true\n\
             sender-fjernprint = \"supplier\"\n"
        )
    };
    let first = forms(&tender("senest den 1. marts 2027"));
    let answers = Answers::from([("leverandoer.navn", "Æblesystemer A/S"), ("SF1461.svar", "Ja")]);
    let desk = Desk::new().file("udfyldt.xlsx", fill_workbook(&first.xlsx, &answers));
    assert_eq!(desk.run(&["answer", "udfyldt.xlsx", "--learn"]).code, 0);
    let desk = desk.file("ny.xlsx", forms(&tender("senest den 1. juni 2027")).xlsx);
    let ran = desk.run(&["answer", "ny.xlsx", "--library", "svarbibliotek.json", "-o", "ud"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let review = String::from_utf8(desk.read("ud/ny-gennemgang.html")).expect("it is text");
    assert!(review.contains("Fristen er nu »senest den 1. juni 2027. Følger kravet kun af pakken I-07, "), "{review}");
}

#[test]
fn what_else_than_the_words_differs_is_told_and_a_turned_answer_is_not_put_in() {
    let own = |types: &str, more: &str, tender: &str| {
        let text = "Løsningen skal vise breve for borgeren.";
        let profile = PROFILE.replace("version = \"1.0\"\n", &format!("version = \"1.0\"\n{tender}"));
        format!("{profile}{types}[[requirement]]\nid = \"E1\"\npackage = \"I-02\"\ntext = \"{text}\"\n{more}")
    };
    let kinds =
        |answers: &str| format!("[[type]]\nid = \"K\"\nname = \"Krav\"\nkind = \"evaluated\"\nanswers = [{answers}]\n");
    let plain = kinds("\"Ja\", \"Nej\"");
    let first = forms(&own(&plain, "type = \"K\"\ndue = \"senest 36 måneder efter idriftsættelsen\"\n", ""));
    let mut answers = good();
    answers.insert("I-02-E1.svar", "Ja");
    let desk = Desk::new().file("udfyldt.xlsx", fill_workbook(&first.xlsx, &answers));
    assert_eq!(desk.run(&["answer", "udfyldt.xlsx", "--learn"]).code, 0);
    let due = "due = \"senest 36 måneder efter idriftsættelsen\"\n";
    // What is asked now, whether the answer is put in, and what the review says.
    let cases = [
        (own(&plain, &format!("type = \"K\"\n{due}"), ""), true, "Sat ind uændret"),
        (
            own(&plain, "type = \"K\"\n", ""),
            true,
            "Fristen er nu »ved idriftsættelsen«. Før: »Kravet skal være opfyldt senest 36 måneder efter idriftsættelsen«.",
        ),
        (own(&plain, "type = \"K\"\n", "due = \"ved kontraktens indgåelse\"\n"), true, "»ved kontraktens indgåelse«"),
        (
            own(&kinds("\"Ja\", \"Delvist\", \"Nej\""), &format!("type = \"K\"\n{due}"), ""),
            true,
            "Svarmulighederne er nu",
        ),
        (
            own(&kinds("\"Nej\", \"Ja\""), &format!("type = \"K\"\n{due}"), ""),
            false,
            "Svaret siger noget andet her (1)",
        ),
        (own(&plain, &format!("type = \"MK\"\n{due}"), ""), false, "Kravtypen er nu »MK"),
    ];
    for library in ["svarbibliotek.json", "svarbibliotek.xlsx"] {
        for (profile, put_in, said) in &cases {
            let desk = Desk::new()
                .file("svarbibliotek.json", desk.read("svarbibliotek.json"))
                .file("svarbibliotek.xlsx", desk.read("svarbibliotek.xlsx"))
                .file("ny.xlsx", forms(profile).xlsx)
                .file("ny.toml", profile);
            let ran = desk.run(&["answer", "ny.xlsx", "--library", library, "-o", "ud"]);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            let json = collected(&desk, "ny.toml", &["ud/ny.xlsx"]);
            let expected = if *put_in { Value::from("Ja") } else { Value::Null };
            assert_eq!(json["suppliers"][0]["answers"]["I-02.E1"]["svar"], expected, "{profile}");
            let review = String::from_utf8(desk.read("ud/ny-gennemgang.html")).expect("it is text");
            assert!(review.contains(said), "{said}: {review}");
        }
    }
}

#[test]
fn a_form_whose_fields_have_lost_their_names_is_filled_in_by_its_rows_or_refused() {
    let desk = learned(&[]);
    // Another program left the hidden columns out.
    let mut files = unpacked(&FORMS.xlsx);
    for (_, content) in files.iter_mut().filter(|(name, _)| name.ends_with(".xml")) {
        let text = String::from_utf8(std::mem::take(content)).expect("XML is UTF-8");
        *content = text.replace(".svar<", "<").replace(".begrundelse<", "<").into_bytes();
    }
    let renamed = change_pdf(&FORMS.pdf, |pdf| {
        let fields: Vec<ObjectId> = pdf_fields(pdf).into_values().collect();
        for id in fields {
            let parent = pdf.get_dictionary(id).ok().and_then(|field| field.get(b"Parent").ok()?.as_reference().ok());
            let top = pdf.get_object_mut(parent.unwrap_or(id)).and_then(Object::as_dict_mut).expect("it is a field");
            let name = lopdf::decode_text_string(top.get(b"T").expect("it has a name")).expect("the name is text");
            top.set("T", lopdf::text_string(&name.to_lowercase()));
        }
    });
    let desk = desk.file("ny.xlsx", packed(&files)).file("ny.pdf", renamed).file("udbud.toml", PROFILE);
    let ran = desk.run(&["answer", "ny.xlsx", "--library", "svar.json", "-o", "ud"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answers = collected(&desk, "udbud.toml", &["ud/ny.xlsx"])["suppliers"][0]["answers"].clone();
    assert_eq!((&answers["SF1461"]["svar"], &answers["I-04.03"]["svar"]), (&"Ja".into(), &"Ja".into()));
    let ran = desk.run(&["answer", "ny.pdf", "--library", "svar.json", "-o", "ud"]);
    assert!(ran.code == 1 && ran.stderr.contains("cannot be found by name"), "{}", ran.stderr);
    assert!(!desk.path("ud/ny.pdf").exists());
}

/// A profile with requirements of the buyer's own under the given numbers.
fn with_own(own: &[(&str, &str)]) -> String {
    let own = own.iter().map(|(number, rest)| {
        let (package, id) = number.split_once('.').expect("it is a package's");
        format!("[[requirement]]\nid = \"{id}\"\npackage = \"{package}\"\n{rest}")
    });
    format!("{PROFILE}{}", own.collect::<String>())
}

/// A desk with a library that has learned one form of a profile, filled in well but for what is said here.
fn learned_of(profile: &str, more: &[(&'static str, &'static str)]) -> Desk {
    let mut answers = good();
    answers.extend(more.iter().copied());
    let desk = Desk::new().file("udfyldt.xlsx", fill_workbook(&forms(profile).xlsx, &answers));
    let ran = desk.run(&["answer", "udfyldt.xlsx", "--learn"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    desk
}

/// Fills a form of a profile in: the comparison's answers, and the review.
fn filled_in(desk: &Desk, profile: &str, more: &[&str]) -> (Value, String) {
    std::fs::write(desk.path("ny.xlsx"), forms(profile).xlsx).expect("it is written");
    std::fs::write(desk.path("ny.toml"), profile).expect("it is written");
    let arguments: Vec<&str> = ["answer", "ny.xlsx", "-o", "ud", "--force"].iter().chain(more).copied().collect();
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answers = collected(desk, "ny.toml", &["ud/ny.xlsx"])["suppliers"][0]["answers"].clone();
    (answers, String::from_utf8(desk.read("ud/ny-gennemgang.html")).expect("it is text"))
}

/// One form may ask the same of two packages: an answer to the one is none to the other.
#[test]
fn the_same_words_twice_in_one_form_are_answered_each_for_itself() {
    let asked = "type = \"MK\"\ntext = \"Løsningen skal svare inden for den angivne tid.\"\n";
    let profile = with_own(&[("I-02.E1", asked), ("I-04.E1", asked)]);
    let desk = learned_of(&profile, &[("I-02-E1.svar", "Ja"), ("I-04-E1.svar", "Nej")]);
    let (answers, _) = filled_in(&desk, &profile, &[]);
    assert_eq!((&answers["I-02.E1"]["svar"], &answers["I-04.E1"]["svar"]), (&"Ja".into(), &"Nej".into()));
    // Under another number the package tells, and without one nobody can.
    let (answers, review) = filled_in(&desk, &with_own(&[("I-04.E7", asked)]), &[]);
    assert_eq!(answers["I-04.E7"]["svar"], "Nej", "{review}");
    let own = format!("{PROFILE}[[requirement]]\nid = \"E9\"\n{asked}");
    let (answers, review) = filled_in(&desk, &own, &[]);
    assert_eq!(answers["E9"]["svar"], Value::Null);
    assert!(review.contains("Stillet flere gange før (1)"), "{review}");
}

/// A number says nothing in another tender: there the title tells, whichever form was learned first.
#[test]
fn the_same_words_are_told_apart_by_their_titles_in_another_tender_and_by_numbers_in_the_same() {
    let asked =
        |title: &str| format!("type = \"MK\"\ntitle = \"{title}\"\ntext = \"Løsningen skal have en ansvarlig.\"\n");
    let of = |title: &str, one: &str, other: &str| {
        let own = with_own(&[("I-02.E1", &asked(one)), ("I-02.E2", &asked(other))]);
        own.replace("Fælles omsorgssystem", title)
    };
    let alfa = of("Alfa", "Drift", "Support");
    let answers = [("I-02-E1.svar", "Ja"), ("I-02-E2.svar", "Nej")];
    let single = with_own(&[("I-02.E5", &asked("Salg"))]).replace("Fælles omsorgssystem", "Gamma");
    for first in [&alfa, &single] {
        let desk = learned_of(first, if *first == alfa { &answers } else { &[("I-02-E5.svar", "Nej")] });
        let then = if *first == alfa { &single } else { &alfa };
        let mut more = good();
        more.extend(if *then == alfa { &answers[..] } else { &[("I-02-E5.svar", "Nej")] }.iter().copied());
        std::fs::write(desk.path("mere.xlsx"), fill_workbook(&forms(then).xlsx, &more)).expect("it is written");
        assert_eq!(desk.run(&["answer", "mere.xlsx", "--learn"]).code, 0);
        for library in ["svarbibliotek.json", "svarbibliotek.xlsx"] {
            let put_in = |profile: &str, ids: [&str; 2]| {
                let (answers, _) = filled_in(&desk, profile, &["--library", library]);
                ids.map(|id| answers[id]["svar"].clone())
            };
            assert_eq!(put_in(&alfa, ["I-02.E1", "I-02.E2"]), ["Ja", "Nej"]);
            assert_eq!(put_in(&of("Beta", "Support", "Drift"), ["I-02.E1", "I-02.E2"]), ["Nej", "Ja"]);
            // Nothing tells which of them a third one is.
            let (_, review) = filled_in(&desk, &of("Beta", "Kantine", "Drift"), &["--library", library]);
            assert!(review.contains("Stillet flere gange før (1)"), "{review}");
        }
    }
}

/// That something is irrelevant goes with the answers by which it was.
#[test]
fn that_a_line_does_not_apply_is_not_put_in_beside_answers_by_which_it_does() {
    let profile = PROFILE.replace("[packages]\n", "[packages]\nI-06 = \"all\"\n");
    let profile = profile.replace("[facts]\n", "[facts]\nskriver-til-organisation = \"supplier\"\n");
    let fact = "fakta.skriver-til-organisation";
    let given = [
        (fact, "Nej"),
        ("I-06-02.svar", "Ikke relevant"),
        ("I-06-02.begrundelse", "Vi skriver ikke."),
        ("I-06-01.svar", "Ja"),
    ];
    let desk = learned_of(&profile, &given);
    let (answers, _) = filled_in(&desk, &profile, &[]);
    assert_eq!(answers["I-06.02"]["svar"], "Ikke relevant");
    // A newer form said that it writes after all.
    let mut newer = good();
    newer.extend([(fact, "Ja"), ("I-06-01.svar", "Ja")]);
    std::fs::write(desk.path("nyere.xlsx"), fill_workbook(&forms(&profile).xlsx, &newer)).expect("it is written");
    assert_eq!(desk.run(&["answer", "nyere.xlsx", "--learn"]).code, 0);
    let (answers, review) = filled_in(&desk, &profile, &[]);
    let answer = &answers["I-06.02"];
    assert_eq!((&answer["svar"], &answer["begrundelse"]), (&Value::Null, &Value::Null), "{review}");
    assert!(review.contains("»Ikke relevant« passer ikke til de andre svar (1)"), "{review}");
}

#[test]
fn what_was_asked_in_other_words_is_found_by_the_buyers_and_put_in_only_where_it_is_of_the_same_kind() {
    let when = "type = \"K\"\ntext = \"Leverandøren skal angive, hvornår løsningen kan idriftsættes.\"\n";
    let who = "type = \"K\"\ntext = \"Leverandøren skal beskrive sin driftsorganisation.\"\nanswer = \"text\"\n";
    let profile =
        with_own(&[("I-02.E1", &format!("{when}answer = \"date\"\nat-most = 2027-09-01\n")), ("I-02.E2", who)]);
    let desk = learned_of(&profile, &[("I-02-E1.svar", "1. juni 2027"), ("I-02-E2.svar", "Døgnåben helpdesk")]);
    let new = with_own(&[("I-02.E5", &format!("{when}answer = \"text\"\n"))]);
    let (answers, review) = filled_in(&desk, &new, &["--accept-changed"]);
    assert_eq!(answers["I-02.E5"]["svar"], Value::Null, "{review}");
    assert!(review.contains("1. juni 2027") && !review.contains("helpdesk"), "{review}");
}

#[test]
fn what_a_form_makes_of_a_description_and_of_a_type_is_told() {
    let text = "type = \"K\"\ntext = \"Løsningen skal vise breve for borgeren.\"\n";
    let profile = with_own(&[("I-02.E1", text)]);
    let desk =
        learned_of(&profile, &[("I-02-E1.svar", "Delvist opfyldt"), ("I-02-E1.begrundelse", "Kun store breve.")]);
    let none = with_own(&[("I-02.E1", &format!("{text}describe = \"none\"\n"))]);
    let (_, review) = filled_in(&desk, &none, &[]);
    assert!(review.contains("Beskrivelsen er nu »uden felt i skemaet«. Før: »Kun store breve«."), "{review}");
    let kind = "[[type]]\nid = \"K\"\nname = \"Krav\"\nkind = \"evaluated\"\nanswers = [\"Opfyldt\", \"Delvist opfyldt\", \"Ikke opfyldt\"]\nmeaning = \"Det leveres inden for fem år.\"\n";
    let (answers, review) = filled_in(&desk, &format!("{profile}{kind}"), &[]);
    assert_eq!(answers["I-02.E1"]["svar"], "Delvist opfyldt");
    assert!(review.contains("Kravtypens betydning er nu »Det leveres inden for fem år«."), "{review}");
    // A description that is asked for with an answer is told of where that answer is put in.
    let desk = learned_of(&none, &[("I-02-E1.svar", "Delvist opfyldt")]);
    let (_, review) = filled_in(&desk, &profile, &[]);
    assert!(review.contains("Beskrivelsen er nu »krævet«."), "{review}");
    let desk = learned_of(&profile, &[("I-02-E1.svar", "Opfyldt")]);
    let needed = with_own(&[("I-02.E1", &format!("{text}describe = \"required\"\n"))]);
    let (_, review) = filled_in(&desk, &needed, &[]);
    assert!(review.contains("Beskrivelsen er nu »krævet«."), "{review}");
}

/// A new library would be written over what its twin holds.
#[test]
fn a_library_of_which_only_the_twin_is_left_is_told_of() {
    let desk = learned(&[]);
    std::fs::remove_file(desk.path("svar.json")).expect("it is there");
    let ran = desk.run(&["answer", "udfyldt.pdf", "--learn", "--library", "svar.json"]);
    assert!(ran.code == 1 && ran.stderr.contains("`svar.xlsx` is there"), "{}", ran.stderr);
}
