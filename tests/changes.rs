//! What changed is told: all of it, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};
use std::thread;

use press::{Assets, Fonts, Press};
use tender::catalog::Catalog;
use tender::catalog::id::EditionId;
use tender::change::{Cause, Change, Changes, Kind, Record, Weight, What, compare};
use tender::compose::{Correcting, Texts, Was, aendringsnotat, kravbilag, svarskema};
use tender::document::Document;
use tender::print::{Templates, markdown};
use tender::profile::Profile;
use tender::resolve::resolve;

use crate::desk::Desk;
use crate::mutation::{Copy, Mutation};
use crate::paper;
use crate::support::{CATALOG, profile_text, read_profile};

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);
static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    Texts::read(|name| Some(TEMPLATES.text(name)), TEMPLATES.words()).expect("the embedded texts are sound")
});

const EDITION: &str = "2023-04";

/// A tender that uses everything: all packages whole, and the supplier answers every fact.
fn everything() -> String {
    let edition = &CATALOG.editions[&EditionId::new(EDITION)];
    let packages: String = edition.packages.keys().map(|id| format!("{id} = \"all\"\n")).collect();
    let facts: String = edition.facts.keys().map(|id| format!("{id} = \"supplier\"\n")).collect();
    profile_text(EDITION, &format!("area = \"Y05\"\n[packages]\n{packages}[facts]\n{facts}"))
}

/// A tender that uses little.
fn little() -> String {
    profile_text(
        EDITION,
        "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n",
    )
}

/// A tender, what is printed of it, and its record.
struct Told {
    profile: Profile,
    printed: String,
    record: Record,
}

fn told(text: &str, catalog: &Catalog) -> Told {
    let profile = read_profile(text, catalog).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let resolution = resolve(&profile);
    let (kravbilag, svarskema) = (kravbilag(&profile, &resolution, &TEXTS), svarskema(&profile, &resolution, &TEXTS));
    let record = Record::of_tender(&profile, &kravbilag, &svarskema);
    let documents = [Document::Kravbilag(Box::new(kravbilag)), Document::Svarskema(Box::new(svarskema))];
    let printed = documents.iter().map(|document| markdown(document, &TEMPLATES)).collect();
    Told { profile, printed, record }
}

fn sheet_of(profile: &Profile, changes: &Changes) -> Document {
    let was = Was { version: Some("1.0".to_owned()), ..Was::default() };
    let correcting = Correcting { was, number: Some(1), changes };
    Document::Aendringsnotat(Box::new(aendringsnotat(profile, false, &correcting, &TEXTS)))
}

/// What a reader of the ændringsnotat knows a change by: its number, or its name.
fn identity(change: &Change) -> String {
    let id = change.subject.id.rsplit('/').next().unwrap_or_default().to_owned();
    match change.subject.kind {
        Kind::Tender | Kind::Fact | Kind::Text => change.title.clone(),
        Kind::Source => change.subject.id.clone(),
        Kind::Package
        | Kind::Choice
        | Kind::Integration
        | Kind::Rule
        | Kind::Consequence
        | Kind::Requirement
        | Kind::Alternative
        | Kind::Deviation
        | Kind::Type
        | Kind::Reading
        | Kind::Advice
        | Kind::Note
        | Kind::Area => id,
    }
}

/// A text without marks and breaks, so that changed words compare to their text.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '~' | '\\')).collect()
}

/// Asserts that the ændringsnotat prints every change: its heading, and each aspect before and after.
fn assert_printed(sheet: &Document, changes: &Changes, about: &str) {
    let text = markdown(sheet, &TEMPLATES);
    let headings: BTreeSet<&str> = text.lines().filter(|line| line.starts_with("####")).collect();
    let all = bare(&text);
    for change in changes.iter() {
        let identity = identity(change);
        assert!(headings.iter().any(|heading| heading.contains(&identity)), "{about}: no {identity} in {headings:#?}");
        let texts: Vec<&String> = match &change.what {
            What::Added { aspects } | What::Dropped { aspects, .. } => aspects.values().collect(),
            What::Renamed { aspects, .. } | What::Changed { aspects } => {
                aspects.iter().flat_map(|aspect| aspect.old.iter().chain(&aspect.new)).collect()
            }
        };
        for text in texts {
            assert!(all.contains(&bare(text)), "{about}: »{text}« of {identity} is not printed");
        }
    }
}

fn listed(changes: &Changes) -> Vec<(Kind, String)> {
    changes.iter().map(|change| (change.subject.kind, change.subject.id.clone())).collect()
}

#[test]
fn every_single_change_of_a_catalog_is_listed_of_editions_and_of_just_those_tenders_that_print_it() {
    let copy = Copy::of_edition(EDITION);
    let catalog = copy.read().expect("the copy reads");
    let edition = |catalog: &Catalog| Record::of_edition(&catalog.editions[&EditionId::new(EDITION)]);
    let was = edition(&catalog);
    let tenders = [everything(), little()].map(|text| (told(&text, &catalog), text));
    let mutations = copy.mutations();
    // Two at a time: each reads a catalog and resolves two tenders.
    let (missed, of_tenders) = thread::scope(|scope| {
        let judge = |part: &[Mutation]| {
            let (mut missed, mut of_tenders) = (Vec::new(), [0, 0]);
            for mutation in part {
                let about = format!("{} {} {}", mutation.deed, mutation.kind.key(), mutation.id);
                let mutated = mutation.copy.read().unwrap_or_else(|complaints| panic!("{about}: {complaints:#?}"));
                let found = listed(&compare(&was, &edition(&mutated)));
                // A package that offers less carries its rules with less.
                let along =
                    |kind: Kind| mutation.deed == "offer less" && matches!(kind, Kind::Rule | Kind::Requirement);
                let found: Vec<_> = found.into_iter().filter(|(kind, _)| !along(*kind)).collect();
                if found != [(mutation.kind, mutation.id.clone())] {
                    missed.push(format!("{about} of the edition: {found:?}"));
                }
                for (at, (before, text)) in tenders.iter().enumerate() {
                    let after = told(text, &mutated);
                    let changes = compare(&before.record, &after.record);
                    if changes.is_empty() != (before.printed == after.printed) {
                        let lines = before.printed.lines().zip(after.printed.lines()).find(|(old, new)| old != new);
                        missed.push(format!("{about} of tender {at}: {:?}, {lines:#?}", listed(&changes)));
                    }
                    if !changes.is_empty() {
                        of_tenders[at] += 1;
                        assert_printed(&sheet_of(&after.profile, &changes), &changes, &about);
                    }
                }
            }
            (missed, of_tenders)
        };
        let parts = mutations.chunks(mutations.len().div_ceil(2)).map(|part| scope.spawn(move || judge(part)));
        let parts: Vec<_> = parts.collect();
        parts.into_iter().map(|part| part.join().expect("a part is judged")).fold(
            (Vec::new(), [0, 0]),
            |(mut missed, sum), (more, of_tenders)| {
                missed.extend(more);
                (missed, [sum[0] + of_tenders[0], sum[1] + of_tenders[1]])
            },
        )
    });
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    let mut by_deed = BTreeMap::<&str, usize>::new();
    mutations.iter().for_each(|mutation| *by_deed.entry(mutation.deed).or_default() += 1);
    println!("{} mutations: {by_deed:?}; printed by the tenders: {of_tenders:?}", mutations.len());
    // Readings, sources and notes are told to the buyer alone.
    assert!(mutations.len() > 900 && of_tenders[0] > 450, "{} {of_tenders:?}", mutations.len());
    assert!((20..of_tenders[0] / 4).contains(&of_tenders[1]), "{of_tenders:?}");
}

/// A way of writing the same, and what it makes of a text.
type Way = (&'static str, fn(&str) -> String);

#[test]
fn how_a_catalog_is_written_is_no_change() {
    let copy = Copy::of_edition(EDITION);
    let catalog = copy.read().expect("the copy reads");
    let id = EditionId::new(EDITION);
    let was = (Record::of_edition(&catalog.editions[&id]), told(&everything(), &catalog).record);
    let ways: [Way; 4] = [
        ("keys sorted, comments gone, other quotes", |toml| {
            let table: toml::Table = toml.parse().expect("it is TOML");
            toml::to_string_pretty(&table).expect("it can be written")
        }),
        ("comments and blank lines", |toml| {
            let mut document: toml_edit::DocumentMut = toml.parse().expect("it is TOML");
            document.sort_values();
            for (_, item) in document.iter_mut() {
                for table in item.as_array_of_tables_mut().into_iter().flat_map(|tables| tables.iter_mut()) {
                    table.decor_mut().set_prefix("\n# En kommentar: id = \"SF9999\"\n\n");
                    table.iter_mut().for_each(|(mut key, _)| key.leaf_decor_mut().set_suffix("  "));
                }
            }
            document.to_string()
        }),
        ("literal strings", |toml| {
            let line = |line: &str| match line.split_once(" = \"") {
                Some((key, text)) if text.ends_with('"') && !text.contains('\'') && text.matches('"').count() == 1 => {
                    format!("{key} = '''{}'''\n", text.trim_end_matches('"'))
                }
                _ => format!("{line}\n"),
            };
            toml.lines().map(line).collect()
        }),
        ("escaped letters", |toml| {
            let escaped = |c: char| if c.is_ascii() { c.to_string() } else { format!("\\u{:04X}", u32::from(c)) };
            let line = |line: &str| match line.split_once(" = \"") {
                Some((key, text)) => format!("{key} = \"{}\n", text.chars().map(escaped).collect::<String>()),
                None => format!("{line}\n"),
            };
            toml.lines().map(line).collect()
        }),
    ];
    for (way, rewrite) in ways {
        let rewritten = copy.rewritten(rewrite);
        assert_ne!(rewritten.texts(), copy.texts(), "{way}");
        let catalog = rewritten.read().unwrap_or_else(|complaints| panic!("{way}: {complaints:#?}"));
        let is = (Record::of_edition(&catalog.editions[&id]), told(&everything(), &catalog).record);
        assert!(compare(&was.0, &is.0).is_empty(), "{way}");
        assert!(compare(&was.1, &is.1).is_empty(), "{way}");
    }
}

/// The shipped edition with a newer one over it, `2030-01`, made of one package's file and others.
fn overlaid(package: &str, files: &[(&str, &str)]) -> Copy {
    let mut copy = Copy::of_edition(EDITION);
    let edition = format!("id = \"2030-01\"\nbase = \"{EDITION}\"\ntitle = \"Ny udgave\"\ndate = 2030-01-01\n");
    copy.put("2030-01/edition.toml", edition, None);
    copy.put("2030-01/packages/en.md", package, Some(String::new()));
    files.iter().for_each(|(path, text)| copy.put(&format!("2030-01/{path}"), *text, None));
    copy
}

fn overlay_changes(copy: &Copy) -> (Changes, Changes, Profile) {
    let catalog = copy.read().unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let edition = |id: &str| Record::of_edition(&catalog.editions[&EditionId::new(id)]);
    let (was, is) = (told(&everything(), &catalog), told(&everything().replacen(EDITION, "2030-01", 1), &catalog));
    (compare(&edition(EDITION), &edition("2030-01")), compare(&was.record, &is.record), is.profile)
}

#[test]
fn what_a_newer_edition_drops_is_told_with_its_old_words_and_its_number_is_not_used_again() {
    let edition = &CATALOG.editions[&EditionId::new(EDITION)];
    let mut count = 0;
    for package in edition.packages.values() {
        let head = format!("id = \"{}\"\n", package.id);
        let numbers =
            package.requirements.iter().map(|line| line.id.as_str().rsplit('.').next().expect("it has a number"));
        let drops: String = numbers.map(|id| format!("[[requirement]]\nid = \"{id}\"\ndropped = true\n")).collect();
        if drops.is_empty() {
            continue;
        }
        let (editions, tender, profile) = overlay_changes(&overlaid(&(head + &drops), &[]));
        let sheet = sheet_of(&profile, &tender);
        let text = markdown(&sheet, &TEMPLATES);
        for line in &package.requirements {
            for changes in [&editions, &tender] {
                let change = changes
                    .iter()
                    .find(|change| change.subject.kind == Kind::Requirement && change.subject.id == line.id.as_str());
                assert!(matches!(change.expect("it is listed").what, What::Dropped { .. }));
            }
            let heading = format!(
                "#### {} \\[UDGÅET\\] {}\n\nKrav · Udgået\n\nNummeret bruges ikke igen om et andet krav.",
                line.id, line.title
            );
            assert!(text.contains(&heading), "{heading}\n{text}");
            count += 1;
        }
        assert_printed(&sheet, &tender, package.id.as_str());
    }
    println!("{count} requirements dropped");
    assert!(count > 15);
}

#[test]
fn an_integration_that_was_replaced_is_told_as_renamed() {
    let package = "id = \"I-14\"\n[[rule]]\nid = \"SF1461\"\ntarget = \"SF1463\"\n";
    let integrations = "[[integration]]\nid = \"SF1463\"\nname = \"Beskedfordeler – ny\"\nmeaning = \"Modtager beskeder.\"\nsource = \"overblik\"\n\n[[integration]]\nid = \"SF1461\"\nstatus = \"retired\"\nsuccessors = [\"SF1463\"]\n";
    let copy = overlaid(package, &[("integrations.toml", integrations)]);
    let catalog = copy.read().unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let post = |edition: &str| {
        told(&profile_text(edition, "[packages]\nI-14 = \"all\"\n[facts]\nsender-fjernprint = true\n"), &catalog)
    };
    let (was, is) = (post(EDITION), post("2030-01"));
    let changes = compare(&was.record, &is.record);
    let renamed: Vec<(Kind, &str)> = changes
        .iter()
        .filter(|change| matches!(change.what, What::Renamed { .. }))
        .map(|change| (change.subject.kind, change.subject.id.as_str()))
        .collect();
    assert_eq!(renamed, [(Kind::Integration, "SF1463"), (Kind::Consequence, "I-14/SF1463")]);
    let sheet = sheet_of(&is.profile, &changes);
    let text = markdown(&sheet, &TEMPLATES);
    assert!(text.contains("#### SF1461 \\[UDGÅET\\] afløst af SF1463 Beskedfordeler – ny\n"), "{text}");
    assert!(text.contains("Kravkataloget er ændret fra udgave 2023-04 til udgave 2030-01."), "{text}");
}

#[test]
fn a_change_is_put_down_to_what_led_to_it() {
    let because = |old: &str, new: &str, id: &str| {
        let [old, new] = [old, new].map(|text| told(&profile_text(EDITION, text), &CATALOG).record);
        let changes = compare(&old, &new);
        let change = changes.iter().find(|change| change.subject.id == id).unwrap_or_else(|| panic!("{changes:#?}"));
        serde_json::to_value(&change.because).expect("causes are plain data")
    };
    let post = "[packages]\nI-14 = [\"SF1606\"]\n[facts]\nsender-fjernprint = ";
    let answered = serde_json::json!([{
        "cause": "answered", "fact": "sender-fjernprint", "label": "Post til fjernprint", "old": "Nej", "new": "Ja"
    }]);
    assert_eq!(because(&format!("{post}false\n"), &format!("{post}true\n"), "SF1601"), answered);
    let (one, two) = ("[packages]\nI-02 = [\"SF1525\"]\n", "[packages]\nI-02 = [\"SF1320_A\", \"SF1525\"]\n");
    let rest = "[facts]\nfolger-personaendringer = false\n";
    let chosen = serde_json::json!([{ "cause": "chosen", "id": "SF1320_A" }]);
    assert_eq!(because(&format!("{one}{rest}"), &format!("{two}{rest}"), "SF1461"), chosen);
    let unchosen = serde_json::json!([{ "cause": "unchosen", "id": "SF1320_A" }]);
    assert_eq!(because(&format!("{two}{rest}"), &format!("{one}{rest}"), "SF1461"), unchosen);
    // What follows from what follows names its carrier.
    let (less, more) = ("[packages]\nI-15 = \"all\"\n", "[packages]\nI-12 = \"all\"\nI-15 = \"all\"\n");
    let follows = serde_json::json!([{ "cause": "follows", "id": "SF1590_B_01" }]);
    assert_eq!(because(less, more, "SF1461"), follows);
    assert_eq!(because(less, more, "SF1590_B_01"), serde_json::json!([{ "cause": "chosen", "id": "SF1590_E" }]));
    let left_out = format!("{two}{rest}[[leave-out]]\nrequirement = \"I-02.02\"\nreason = \"Uden betydning.\"\n");
    let because_left_out = serde_json::json!([{ "cause": "left-out", "id": "I-02.02" }]);
    assert_eq!(because(&format!("{two}{rest}"), &left_out, "I-02.02"), because_left_out);
    // A line that is still there was not left out: the buyer made it another type, or gave it another date.
    let buyers = serde_json::json!([{ "cause": "buyer" }]);
    let relaxed =
        format!("{two}{rest}[[line]]\nid = \"I-02.02\"\ntype = \"O\"\ndue = 2028-01-01\nreason = \"Senere.\"\n");
    assert_eq!(because(&format!("{two}{rest}"), &relaxed, "I-02.02"), buyers);
    assert_eq!(because(&relaxed, &format!("{two}{rest}"), "I-02.02"), buyers);
    let taken_back = serde_json::json!([{ "cause": "taken-back", "id": "I-02.02" }]);
    assert_eq!(because(&left_out, &relaxed, "I-02.02"), taken_back);
    assert_eq!(because(&relaxed, &left_out, "I-02.02"), because_left_out);
    // A line with another time that no longer follows was not left out either.
    let access = "[packages]\nI-06 = \"all\"\nI-08 = \"all\"\n[facts]\nskriver-til-organisation = false\nhenter-organisationsdata = ";
    let later = "[[line]]\nid = \"SF1500\"\ndue = \"senest ved fase 2\"\nreason = \"Senere.\"\n";
    let causes = because(&format!("{access}true\n"), &format!("{access}false\n{later}"), "I-08/SF1500");
    assert!(causes.as_array().is_some_and(|all| all.iter().all(|it| it["cause"] == "answered")), "{causes}");
    // The catalog's words have places for what the buyer says: that another stands there is the buyer's doing.
    let named = |more: &str| format!("procedure = \"own-tender\"\n{more}{access}false\n");
    let (seven, eight) = ("security-appendix = \"Bilag 7\"\n", "security-appendix = \"Bilag 8\"\n");
    assert_eq!(because(&named(seven), &named(eight), "I-08.02"), buyers);
    assert_eq!(because(&named(""), &named("").replace("own-tender", "direct-award"), "I-06.01"), buyers);
    // Where nothing points at it suppliers read nothing of it.
    let unread = [seven, eight].map(|appendix| named(appendix).replace("I-08 = \"all\"\n", ""));
    let [old, new] = unread.map(|text| told(&profile_text(EDITION, &text), &CATALOG).record);
    assert!(compare(&old, &new).is_empty());
    assert_eq!(because(&format!("{one}{rest}"), &format!("{two}{rest}"), "I-02.01"), chosen);
    let told = because(&format!("{one}{rest}"), &format!("{one}{}", rest.replace("false", "true")), "I-02.01");
    assert!(told.as_array().is_some_and(|all| all.iter().all(|it| it["cause"] == "answered")), "{told}");
    let both = |package: &str, appendix: &str| {
        let access =
            access.replace("[packages]\n", package).replace("[facts]\n", "[facts]\nfolger-personaendringer = false\n");
        format!("procedure = \"own-tender\"\n{appendix}{access}false\n")
    };
    assert_eq!(because(&both(one, seven), &both(two, eight), "I-02.01"), chosen);
    assert_eq!(because(&both(one, seven), &both(two, eight), "I-08.02"), buyers);
    // An answer makes a line hold, and that a package was dropped beside it does not.
    let both = "[packages]\nI-09 = \"all\"\nI-11 = \"all\"\n[facts]\ntoken-services = true\nstraksleverancer = false\nopbygger-sortiment = ";
    let (before, after) = (format!("{both}\"supplier\"\n"), format!("{both}true\n").replace("I-11 = \"all\"\n", ""));
    let answered = serde_json::json!([{
        "cause": "answered", "fact": "opbygger-sortiment", "label": "Opbygning af sortimenter", "old": "Leverandøren svarer i svarskemaet", "new": "Ja"
    }]);
    assert_eq!(because(&before, &after, "SF7002"), answered);
    assert_eq!(because(&before, &after, "opbygger-sortiment"), buyers);
    let own = |text: &str| format!("{two}{rest}[[requirement]]\npackage = \"I-02\"\ntype = \"K\"\ntext = \"{text}\"\n");
    assert_eq!(because(&own("Det ene."), &own("Det andet."), "I-02.E1"), buyers);
}

/// The figure of what is left still draws what the package brought along.
#[test]
fn a_package_that_is_dropped_is_not_put_down_to_the_catalog() {
    let packages = "[packages]\nI-02 = [\"SF1320_A\"]\nI-04 = \"all\"\nI-06 = \"all\"\nI-08 = \"all\"\nI-14 = [\"SF1601\"]\n\
                    [facts]\nfolger-personaendringer = true\noverdrager-sager = false\nskriver-til-sagsindeks = true\nhenter-organisationsdata = true\n\
                    jobfunktionsroller = \"supplier\"\nsender-fjernprint = true\n";
    let record = |text: &str| told(&profile_text(EDITION, text), &CATALOG).record;
    let skriver = format!("{packages}skriver-til-organisation = false\n");
    for change in compare(&record(&skriver), &record(&packages.replace("I-06 = \"all\"\n", ""))).iter() {
        assert!(!change.because.iter().any(|cause| matches!(cause, Cause::Catalog { .. })), "{change:#?}");
    }
}

/// What suppliers are told of a later deadline has its cause beside it.
#[test]
fn a_correction_is_about_whatever_can_change_and_an_answer_calls_it_by_its_name() {
    let first = "version = \"1.0\"\ndate = 2026-11-24\npublished = 2026-11-24\ndeadline = 2027-01-15\n[packages]\nI-14 = \"all\"\n\
                 [facts]\nsender-fjernprint = false\n";
    let desk = Desk::new().file("p.toml", profile_text("2024-01", first));
    let build = ["build", "p.toml", "--format", "md"];
    assert_eq!(desk.run(&build).code, 0);
    let second = first.replace("1.0", "1.1").replace("2026-11-24", "2026-12-01").replace("2027-01-15", "2027-02-01")
        + "[[correction]]\nversion = \"1.1\"\nlines = [\"deadline\"]\ncause = \"Tilbudsgiverne har bedt om mere tid\"\n\
           [[question]]\nnumber = 1\nreceived = 2026-11-30\nanswered = 2026-12-01\nquestion = \"Kan fristen forlænges?\"\nanswer = \"Ja.\"\n\
           version = \"1.1\"\nlines = [\"deadline\"]\n";
    let desk = desk.file("p.toml", profile_text("2024-01", &second));
    let ran = desk.run(&build);
    assert!(ran.code == 0 && !ran.stderr.contains("no-such-line"), "{}", ran.stderr);
    let read = |name: &str| String::from_utf8(desk.read(name)).expect("it is text");
    let sheet = read("bilag-ud/p-rettelsesblad.md");
    assert!(sheet.contains("Tilbudsgiverne har bedt om mere tid."), "{sheet}");
    assert!(sheet.contains("Ændringen følger af svaret på spørgsmål 1."), "{sheet}");
    let answers = read("bilag-ud/p-spoergsmaal-og-svar.md");
    assert!(answers.contains("Svaret har ført til en ændring af tilbudsfristen i version 1.1."), "{answers}");
}

#[test]
fn an_answer_that_changed_is_not_put_down_to_the_catalog() {
    let answered = |answer: &str| {
        let text = format!("[packages]\nI-02 = [\"SF1320_A\"]\n[facts]\nfolger-personaendringer = {answer}\n");
        told(&profile_text(EDITION, &text), &CATALOG).record
    };
    for answer in ["true", "false"] {
        for change in compare(&answered("\"supplier\""), &answered(answer)).iter() {
            assert!(!change.because.iter().any(|cause| matches!(cause, Cause::Catalog { .. })), "{change:#?}");
        }
    }
}

#[test]
fn a_change_weighs_what_it_may_come_to() {
    let weight = |old: &str, new: &str, id: &str| {
        let [old, new] = [old, new].map(|text| told(text, &CATALOG).record);
        let changes = compare(&old, &new);
        let change = changes.iter().find(|change| change.subject.id == id).unwrap_or_else(|| panic!("{changes:#?}"));
        change.weight
    };
    // A slip in the title is a slip wherever the title stands.
    let (title, slip) = (little(), little().replacen("title = \"", "title = \"Nyt ", 1));
    assert_eq!(weight(&title, &slip, "title"), Weight::Clarifying);
    assert_eq!(weight(&title, &slip, "kravbilag/instruktion"), Weight::Clarifying);
    // What minimum requirements are called and mean holds for each of them.
    let kind = "[[type]]\nid = \"MK\"\nname = \"Mindstekrav\"\nmeaning = \"Kravet kan fraviges.\"\nanswers = [\"Ja\", \"Nej\"]\n";
    assert_eq!(weight(&little(), &format!("{}{kind}", little()), "MK"), Weight::Basic);
    let own =
        |text: &str| format!("{}[[requirement]]\npackage = \"I-15\"\ntype = \"MK\"\ntext = \"{text}\"\n", little());
    assert_eq!(weight(&own("Svar inden ≤ 5 sek."), &own("Svar inden ≥ 5 sek."), "I-15.E1"), Weight::Basic);
    assert_eq!(weight(&own("Svar  inden 5 sek"), &own("Svar inden 5 sek."), "I-15.E1"), Weight::Editorial);
}

#[test]
fn which_type_goes_with_which_strength_is_part_of_an_edition() {
    let edition = |catalog: &Catalog| Record::of_edition(&catalog.editions[&EditionId::new(EDITION)]);
    let mut copy = Copy::of_edition(EDITION);
    let name = format!("{EDITION}/edition.toml");
    let text = copy.texts()[&name].replace("must = \"MK\"", "must = \"K\"");
    copy.put(&name, text, None);
    let changes = compare(&edition(&CATALOG), &edition(&copy.read().unwrap_or_else(|faults| panic!("{faults:#?}"))));
    assert_eq!(listed(&changes), [(Kind::Tender, "modality".to_owned())]);
}

const OWN: &str = "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n[[requirement]]\nid = \"E1\"\npackage = \"I-15\"\ntype = \"K\"\nweight = 1\ntext = ";

/// A published tender with a requirement of its own, locked, and its next version with another wording.
fn published(desk: Desk, old: &str, new: &str) -> Desk {
    let tender = |version: &str, text: &str| {
        let head =
            format!("procedure = \"mini-tender\"\nversion = \"{version}\"\ndate = 2028-02-20\ndeadline = 2028-03-06\n");
        profile_text("2024-01", &format!("{head}{OWN}\"{text}\"\n"))
    };
    let first = tender("1.0", old).replace("deadline", "published = 2028-02-21\ndeadline");
    let desk = desk.file("omsorg.toml", first);
    let ran = desk.run(&["build", "omsorg.toml", "--format", "md"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    desk.file("omsorg.toml", tender("1.1", new).replace("2028-02-20", "2028-02-29"))
}

#[test]
fn diff_of_editions_tells_each_change_and_counts_them() {
    let desk = Desk::new();
    let ran = desk.run(&["diff", "2023-04", "2024-01"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout.starts_with("2023-04 → 2024-01\n\nI-01 Sundhedsoplysninger\n  + advice I-01/medcom (clarifying)\n"),
        "{}",
        ran.stdout
    );
    let rule = "  ~ rule I-09/SFTP Fælleskommunal Filudveksling (may change a basic element)\n      condition: [-straksleverancer-]{+masseleverancer+}\n";
    assert!(ran.stdout.contains(rule), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("\n13 added, 1 dropped, 21 changed\n"), "{}", ran.stdout);
    let profile = crate::support::profile_text("2024-01", "[packages]\nI-15 = \"all\"\n");
    let desk = desk.file("GL.TOML", profile.as_str()).file("ny.toml", profile);
    assert_eq!(desk.run(&["diff", "GL.TOML", "ny.toml"]).code, 0, "an ending may have large letters");
    let ran = desk.run(&["diff", "2024-01", "2024-01"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "no differences\n"));
    let ran = desk.run(&["diff", "2023-04", "2024-01", "--format", "md"]);
    assert!(
        ran.stdout.starts_with("# Ændringer fra udgave 2023-04 til udgave 2024-01\n\n## Udbuddet\n"),
        "{}",
        ran.stdout
    );
    let ran = desk.run(&["diff", "2024-01", "2024-01", "--format", "md"]);
    assert_eq!(ran.stdout, "# Ændringer fra udgave 2024-01 til udgave 2024-01\n\nIngen ændringer\n");
}

#[test]
fn an_editions_folder_stands_for_the_edition_in_it() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["catalog", "export", "mit"]).code, 0);
    assert_eq!(desk.run(&["diff", "2024-01", "mit/catalog/2024-01"]).stdout, "no differences\n");
    let path = "mit/catalog/2023-04/packages/I-02-personoplysninger.md";
    let text = String::from_utf8(desk.read(path)).expect("it is UTF-8");
    let desk = desk.file(path, text.replace("skal kunne sættes op til at frasortere", "skal frasortere"));
    let ran = desk.run(&["diff", "2024-01", "mit/catalog/2024-01"]);
    let words = "text: Løsningen skal {-kunne sættes op til at -}frasortere".replace("{-", "[-").replace("-}", "-]");
    assert!(ran.stdout.contains(&words) && ran.stdout.ends_with("\n1 changed\n"), "{}", ran.stdout);
    let ran = desk.run(&["diff", "2024-01", "mit/catalog"]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            1,
            "error[not-an-edition]: the folder `mit/catalog` holds no edition\n = hint: name the folder that its `edition.toml` lies in\n\n"
        )
    );
}

#[test]
fn what_cannot_be_compared_is_complained_of() {
    let desk = Desk::new().profile("omsorg.toml");
    let complaint = |arguments: &[&str]| {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
        ran.stderr
    };
    assert_eq!(
        complaint(&["diff", "2023-04", "omsorg.toml"]),
        "error[unlike-sides]: `2023-04` is an edition and `omsorg.toml` a tender, which cannot be compared\n = hint: name two editions, or two of profiles and locks\n\n"
    );
    assert_eq!(
        complaint(&["diff", "2023-40", "omsorg"]),
        "error[unknown-side]: `2023-40` is neither an edition nor a file\n = hint: did you mean `2023-04`?\n\nerror[unknown-side]: `omsorg` is neither an edition nor a file\n = hint: name an edition (`2023-04`, `2024-01`), an edition's folder, a profile (`.toml`) or a lock (`.bilag-lock`)\n\n"
    );
    assert_eq!(
        complaint(&["diff", "2023-04", "2024-01", "-o", "r.pdf"]),
        "error[no-new-profile]: a rettelsesblad is made of a profile, and `2024-01` is none\n = hint: name the new version's profile (`.toml`) as the second; `--format md` lists the changes of editions and locks\n\n"
    );
    let ran = desk.run(&["diff", "omsorg.toml", "omsorg.toml", "--format", "pdf"]);
    assert!(ran.code == 2 && ran.stderr.contains("--output <FILE>"), "{}", ran.stderr);
}

#[test]
fn a_lock_and_the_next_version_make_a_rettelsesblad_with_the_changed_words_and_the_days_left() {
    let desk = published(Desk::new(), "Løsningen skal vise ti sager.", "Løsningen skal vise fem sager.");
    // The page on changes shows just this.
    let page = include_str!("../docs/changes.md").replace("\r\n", "\n");
    let shown = |language: &str| {
        let begun = page.split(&format!("```{language}\n")).nth(1).expect("the page shows it");
        begun.split("```").next().unwrap_or_default().to_owned()
    };
    let ran = desk.run(&["diff", "omsorg.bilag-lock", "omsorg.toml"]);
    assert_eq!((ran.code, ran.stdout), (0, shown("text")));
    let ran = desk.run(&["diff", "omsorg.bilag-lock", "omsorg.toml", "--format", "json"]);
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("it is JSON");
    assert_eq!(json(&ran.stdout), json(&shown("json")));
    let ran = desk.run(&["diff", "omsorg.bilag-lock", "omsorg.toml", "-o", "omsorg-rettelsesblad.pdf"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", "wrote omsorg-rettelsesblad.pdf\n"));
    let text = paper::text(&desk.read("omsorg-rettelsesblad.pdf"));
    // Struck and underlined words stand in runs of their own.
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect::<String>();
    let text = squeezed(&text);
    for said in [
        "Rettelsesblad nr. 1",
        "1.0, udsendt den 21. februar 2028",
        "I-15.E1",
        "Hidtil: Løsningen skal vise ti sager.",
        "Nu: Løsningen skal vise fem sager.",
    ] {
        assert!(text.contains(&squeezed(said)), "»{said}« is not in {text}");
    }
    // What a change may weigh is the buyer's to judge, and not told to suppliers.
    for internal in ["annulleres", "jurist", "væsentlig", "seksdage"] {
        assert!(!text.contains(internal), "»{internal}« is in {text}");
    }
    let paper = ["--document", "aendringsnotat", "-o", "notat.md"];
    let ran = desk.run(&[&["diff", "omsorg.bilag-lock", "omsorg.toml"], &paper[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let note = String::from_utf8(desk.read("notat.md")).unwrap();
    for said in
        ["**Internt**", "Sendes senest: 28. februar 2028", "5 hele dage", "De seks dage er ikke overholdt.", "målestok"]
    {
        assert!(note.contains(said), "»{said}« is not in {note}");
    }
}

#[test]
fn a_direct_award_has_no_days_and_two_drafts_have_no_rettelsesblad() {
    let tender = |procedure: &str| profile_text("2024-01", &format!("procedure = \"{procedure}\"\n{OWN}\"Nyt.\"\n"));
    let desk = Desk::new()
        .file("a.toml", tender("direct-award"))
        .file("b.toml", tender("direct-award").replace("Nyt.", "Andet."));
    let text = desk.run(&["diff", "a.toml", "b.toml", "--format", "md"]).stdout;
    assert!(text.contains("I-15.E1") && !text.contains("udbudsloven") && !text.contains("Rettelsesblad"), "{text}");
    let note = ["--document", "aendringsnotat", "--format", "md"];
    let text = desk.run(&[&["diff", "a.toml", "b.toml"], &note[..]].concat()).stdout;
    assert!(text.contains("I-15.E1") && !text.contains("kalenderdage"), "{text}");
    let text = desk.run(&[&["diff", "a.toml", "a.toml"], &note[..]].concat()).stdout;
    let same =
        "Ingen ændringer\n\nKravbilaget og svarskemaet siger det samme i den nye version som i den hidtidige version.";
    assert!(text.contains(same), "{text}");
    let ran = desk.run(&["diff", "a.toml", "b.toml", "--document", "rettelsesblad", "--format", "md"]);
    assert!(ran.code == 1 && ran.stderr.starts_with("error[nothing-published]"), "{}", ran.stderr);
}

#[test]
fn text_that_would_turn_the_terminal_round_is_named_instead() {
    // A mark that a profile may hold; those that turn the text round are refused in it.
    let desk = Desk::new()
        .file("a.toml", profile_text("2024-01", &format!("{OWN}\"Nyt.\"\n")))
        .file("b.toml", profile_text("2024-01", &format!("{OWN}\"Nyt \u{200f}.\"\n")));
    let ran = desk.run(&["diff", "a.toml", "b.toml"]);
    assert!(ran.code == 0 && ran.stdout.contains("\\u{200f}") && !ran.stdout.contains('\u{200f}'), "{}", ran.stdout);
}

#[test]
fn a_template_that_loses_a_correction_is_refused() {
    let template = TEMPLATES.files().find(|(name, _)| *name == "rettelser.typ").expect("it is there").1;
    let template = String::from_utf8(template.to_vec()).expect("it is UTF-8");
    let losing = template.replace("[#metadata(it.mark)<line>]", "");
    assert_ne!(losing, template);
    let desk = published(Desk::new(), "Det ene.", "Det andet.").file("t/rettelser.typ", losing);
    let ran = desk.run(&["diff", "omsorg.bilag-lock", "omsorg.toml", "-o", "r.pdf", "--templates", "t"]);
    assert!(ran.code == 1 && ran.stderr.contains("does not print `requirement I-15.E1`"), "{}", ran.stderr);
}

#[test]
fn the_longest_rettelsesblad_is_printed_with_every_correction() {
    let copy = Copy::of_edition(EDITION);
    let catalog = copy.read().expect("the copy reads");
    // Every text of every file changed at once.
    let reworded = copy.rewritten(|toml| {
        let line = |line: &str| match ["text", "purpose", "name", "meaning", "title", "choice"]
            .iter()
            .find(|key| line.starts_with(&format!("{key} = ")))
        {
            Some(_) => format!("{} efter ændringen\"\n", line.trim_end_matches(".\"").trim_end_matches('"')),
            None => format!("{line}\n"),
        };
        toml.lines().map(line).collect()
    });
    let reworded = reworded.read().unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let (was, is) = (told(&everything(), &catalog), told(&everything(), &reworded));
    let changes = compare(&was.record, &is.record);
    assert!(changes.iter().count() > 100, "{}", changes.iter().count());
    let sheet = sheet_of(&is.profile, &changes);
    assert_printed(&sheet, &changes, "all at once");
    let press = Press::new(&TEMPLATES, Arc::new(Fonts::embedded()));
    let pdf = press.pdf(&sheet, &Assets::new()).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    println!("{} corrections on {} pages", changes.iter().count(), pdf.pages);
    if let Some(folder) = std::env::var_os("RETTELSESBLAD") {
        std::fs::write(folder, &pdf.bytes).expect("it can be kept");
    }
}

/// What a line deviated from counts again: its number is not gone.
#[test]
fn a_deviation_that_is_taken_back_does_not_mark_its_line_as_gone() {
    let out = "edition = \"2024-01\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\nversion = \"1.0\"\n\
               date = 2026-11-24\npublished = 2026-11-24\ndeadline = 2027-01-15\nprocedure = \"own-tender\"\n[packages]\nI-01 = [\"SF0810\"]\n";
    let later = "[[line]]\nid = \"SF0810\"\ndue = \"senest ved fase 2\"\nreason = \"Senere.\"\n";
    let desk = Desk::new().file("p.toml", format!("{out}{later}"));
    let build = || {
        let ran = desk.run(&["build", "p.toml", "--format", "md", "-o", "."]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    };
    build();
    let next = out.replace("1.0", "1.1").replace("2026-11-24", "2026-11-27");
    std::fs::write(desk.path("p.toml"), next).expect("it is written");
    build();
    let text = String::from_utf8(desk.read("p-rettelsesblad.md")).expect("it is text");
    assert!(text.contains("Afvigelse · Udgået") && !text.contains("SF0810 \\[UDGÅET"), "{text}");
}
