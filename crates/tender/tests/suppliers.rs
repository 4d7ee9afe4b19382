//! What suppliers get: nothing in it doubts, advises or weighs, and nothing in it is the buyer's own.

use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use tender::case::Case;
use tender::change::{Record, compare};
use tender::compose::{Correcting, Texts, Was, aendringsnotat, rettelsesblad};
use tender::document::{Audience, Document, DocumentKind};
use tender::form::workbook::workbook;
use tender::input::files::Memory;
use tender::print::{Templates, markdown};
use tender::profile::ProfileFile;
use tender::text::source::Source;

use crate::support::{CATALOG, DOUBTING};

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);
static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    Texts::read(|name| Some(TEMPLATES.text(name)), TEMPLATES.words()).expect("the embedded texts are sound")
});

/// A tender with everything of a catalog in it, in which whatever is the buyer's own says so.
fn everything(edition: &str, facts: &str) -> String {
    let of = &CATALOG.editions[&tender::catalog::id::EditionId::new(edition)];
    let packages: String = of.packages.keys().map(|id| format!("{id} = \"all\"\n")).collect();
    let facts: String = of.facts.keys().map(|id| format!("{id} = {facts}\n")).collect();
    let readings: String = of.readings.iter().map(|it| format!("{} = \"HEMMELIGT bekræftet\"\n", it.id)).collect();
    format!(
        "edition = \"{edition}\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\nprocedure = \"own-tender\"\nversion = \"1.1\"\n\
         date = 2026-12-01\ndeadline = 2027-01-15\nsecurity-appendix = \"Bilag 7\"\nlate-because = \"HEMMELIGT\"\n\
         [packages]\n{packages}[facts]\n{facts}[readings]\n{readings}\
         [evaluation]\ndescribed-in = \"Bilag 5\"\npoints.K = {{ \"Opfyldt\" = 0.987654 }}\n[output]\nname = \"HEMMELIGT {{{{dokument}}}}\"\n\
         [[line]]\nid = \"SF1514\"\nweight = 987654\ntype = \"K\"\nreason = \"Aftalt.\"\nallow = [\"vague-word: HEMMELIGT\"]\n\
         [[line]]\nid = \"SF1461\"\nweight = 987654\ntype = \"K\"\nreason = \"Aftalt.\"\n\
         [[requirement]]\nid = \"E1\"\ntype = \"K\"\ntext = \"Løsningen skal vise ti sager.\"\nweight = 987654\nallow = [\"vague-word: HEMMELIGT\"]\n\
         [[question]]\nnumber = 1\nanswered = 2026-12-02\nquestion = \"Hvornår?\"\nanswer = \"Nu.\"\nallow = [\"vague-word: HEMMELIGT\"]\n\
         [[question]]\nnumber = 2\nquestion = \"HEMMELIGT endnu\"\n\
         [[correction]]\nversion = \"1.1\"\nlines = [\"E1\"]\ncause = \"Efter spørgsmål\"\nweight = \"basic\"\nreason = \"HEMMELIGT\"\n"
    )
}

fn case(text: &str) -> Case {
    ProfileFile::read(Path::new("p.toml"), Source::new("p.toml", text), &Memory::empty())
        .and_then(|file| Case::read(&file, &CATALOG))
        .unwrap_or_else(|complaints| panic!("{text}\n{complaints:#?}"))
}

/// Every document that suppliers get of a tender, with the changes since it said nothing.
fn papers(case: &Case) -> Vec<Document> {
    let now = case.say([], &TEXTS, Arc::default()).record;
    let nothing = Record { entries: Vec::new(), ..now.clone() };
    let changes = compare(&nothing, &now);
    let correcting = Correcting { was: Was::default(), number: Some(2), changes: &changes };
    let sheet = rettelsesblad(&case.profile, false, &correcting, &TEXTS);
    let kinds = DocumentKind::ALL.iter().filter(|kind| kind.about().audience == Audience::Suppliers);
    let made = kinds.filter_map(|kind| case.document(*kind, &TEXTS));
    made.chain([Document::Rettelsesblad(Box::new(sheet))]).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect()
}

#[test]
fn no_text_that_suppliers_get_holds_a_word_that_doubts_advises_or_weighs() {
    for edition in ["2023-04", "2024-01"] {
        for facts in ["true", "false", "\"supplier\""] {
            let case =
                case(&everything(edition, facts).replace("procedure = \"own-tender\"", "procedure = \"mini-tender\""));
            let papers = papers(&case);
            assert_eq!(papers.len(), 4, "kravbilag, svarskema, spørgsmål og svar, rettelsesblad");
            for paper in &papers {
                let name = paper.front().kind.name();
                let said = words(&markdown(paper, &TEMPLATES));
                for word in DOUBTING {
                    assert!(!said.contains(&word.to_owned()), "»{word}« stands in {name} of {edition} with {facts}");
                }
            }
        }
    }
}

#[test]
fn what_is_printed_is_what_the_carried_profile_prints() {
    let case_of = case(&everything("2024-01", "true"));
    let carried = case(&case_of.for_suppliers);
    let kravbilag = |case: &Case| match case.document(DocumentKind::Kravbilag, &TEXTS) {
        Some(document) => markdown(&document, &TEMPLATES),
        None => panic!("every tender has one"),
    };
    assert!(kravbilag(&case_of) == kravbilag(&carried), "the kravbilag says more than the supplier's view");
}

#[test]
fn a_cause_that_only_names_the_question_again_is_not_said_twice() {
    let told = |cause: &str| {
        let text = everything("2024-01", "true")
            .replace("answer = \"Nu.\"\n", "answer = \"Nu.\"\nversion = \"1.1\"\nlines = [\"E1\"]\n")
            .replace("Efter spørgsmål", cause);
        let sheet = papers(&case(&text)).pop().expect("the last is the rettelsesblad");
        let sheet = markdown(&sheet, &TEMPLATES);
        let own = sheet.split("#### E1").nth(1).expect("it tells of E1");
        let own = own.split("\n#").next().unwrap_or_default();
        own.lines().filter_map(|line| line.strip_prefix("- Baggrund: ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let asked = "Ændringen følger af svaret på spørgsmål 1.";
    assert_eq!(told("Efter spørgsmål nr. 1"), [asked]);
    assert_eq!(told("Efter spørgsmål 2"), [asked, "Efter spørgsmål 2."], "it is another question");
    assert_eq!(told("Spørgsmål 1 og markedsdialogen"), [asked, "Spørgsmål 1 og markedsdialogen."]);
}

#[test]
fn the_withdrawal_of_a_tender_says_no_more_than_that() {
    let text = everything("2024-01", "true").replace("late-because", "cancelled = 2027-01-04\nlate-because");
    let said = markdown(&case(&text).document(DocumentKind::Aflysning, &TEXTS).expect("it is withdrawn"), &TEMPLATES);
    assert!(said.contains("4. januar 2027") && !said.contains("Tilbudsfrist"), "{said}");
    assert!(case(&everything("2024-01", "true")).document(DocumentKind::Aflysning, &TEXTS).is_none());
}

/// The parts of a workbook, one after the other.
fn parts(workbook: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("a workbook is a package");
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut bytes = Vec::new();
        archive.by_index(at).and_then(|mut part| Ok(part.read_to_end(&mut bytes)?)).expect("its parts can be read");
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

#[test]
fn every_carrier_that_goes_out_holds_the_suppliers_view_and_nothing_of_the_buyers_own() {
    let case = case(&everything("2024-01", "\"supplier\""));
    let form = case.form(&TEXTS);
    let binding = case.binding(&form);
    let mut carriers: Vec<(String, String)> = vec![
        ("the binding".to_owned(), binding.to_json()),
        ("the workbook".to_owned(), parts(&workbook(&form, &binding, TEMPLATES.words()).expect("it can be made"))),
    ];
    let attached = case.attachments(Audience::Suppliers).into_iter();
    carriers.extend(attached.map(|it| (it.name, String::from_utf8(it.bytes).expect("it is text"))));
    for paper in papers(&case) {
        let json = serde_json::to_string(&paper).expect("a document is plain data");
        carriers.push((format!("{} as JSON", paper.front().kind.name()), json));
        carriers.push((format!("{} as Markdown", paper.front().kind.name()), markdown(&paper, &TEMPLATES)));
    }
    for (name, text) in &carriers {
        for own in ["HEMMELIGT", "987654", "vague-word", "slide I-", "late-because"] {
            assert!(!text.contains(own), "»{own}« stands in {name}");
        }
    }
    // The buyer's own papers carry the whole.
    let whole: String =
        case.attachments(Audience::Buyer).iter().map(|it| String::from_utf8_lossy(&it.bytes).into_owned()).collect();
    assert!(whole.contains("HEMMELIGT") && whole.contains("987654") && whole.contains("slide I-"));
    // What a form carries is read again, and asks for the same.
    let carried = tender::form::reference::Reference::carried(&binding, &CATALOG, &TEXTS).expect("it can be read");
    assert_eq!(carried.binding.fingerprint, binding.fingerprint);
}

#[test]
fn what_stays_with_the_buyer_is_marked_and_has_no_annex_number() {
    let text = everything("2024-01", "true").replacen("version =", "appendix = \"3.2\"\nversion =", 1);
    let case = case(&text);
    let now = case.say([], &TEXTS, Arc::default()).record;
    let changes = compare(&Record { entries: Vec::new(), ..now.clone() }, &now);
    let correcting = Correcting { was: Was::default(), number: None, changes: &changes };
    let note = Document::Aendringsnotat(Box::new(aendringsnotat(&case.profile, false, &correcting, &TEXTS)));
    let kinds = [DocumentKind::Tjekliste, DocumentKind::Baggrundsnotat];
    let made = kinds.into_iter().filter_map(|kind| case.document(kind, &TEXTS));
    for paper in made.chain([note]) {
        let front = paper.front();
        assert!(front.internal && front.appendix.is_none() && !front.running.contains("3.2"), "{}", front.running);
        assert!(markdown(&paper, &TEMPLATES).contains("**Internt**"));
    }
    for paper in papers(&case) {
        assert!(!paper.front().internal && paper.front().appendix.is_some());
    }
}

#[test]
fn a_baggrundsnotat_has_every_reason_with_its_source_the_readings_the_notes_and_what_was_weighed() {
    let case = case(&everything("2024-01", "true"));
    let Some(Document::Baggrundsnotat(notat)) = case.document(DocumentKind::Baggrundsnotat, &TEXTS) else {
        panic!("every tender has one")
    };
    let said = case.say([], &TEXTS, Arc::default());
    let Document::Kravbilag(kravbilag) = &said.documents[&DocumentKind::Kravbilag] else { panic!("it is one") };
    let ids = |ids: Vec<String>| ids.into_iter().collect::<std::collections::BTreeSet<_>>();
    let told = ids(notat.lines.iter().map(|line| line.id.clone()).collect());
    assert_eq!(told, ids(kravbilag.lines().map(|line| line.id.to_string()).collect()));
    assert!(notat.lines.iter().all(|line| !line.reasons.is_empty()));
    let settled = notat.readings.as_ref().expect("there are readings").rows.iter().all(|it| it.settled.is_some());
    assert!(settled && notat.notes.is_some() && !notat.source_rows.is_empty());
    assert_eq!(notat.remarks.as_ref().map(|remarks| remarks.rows.len()), Some(3));
}
