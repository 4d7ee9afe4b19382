//! What a document says can be seen on its pages, can be found in them, and stands together. That no word runs over the
//! edge of its page the program itself sees to (`cut-off`); so what stands in the text of a page is on it.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use lopdf::{Document, Object, ObjectId};

use crate::desk::Desk;
use crate::paper;

const TENDER: &str = "edition = \"2024-01\"\n\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\n";

/// So many words that none stands twice: »led0001 led0002 …«
fn words(front: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("{front}{number:04}")).collect()
}

/// A desk on which a profile was built.
fn built(profile: &str, formats: &[&str]) -> Desk {
    let desk = Desk::new().file("p.toml", profile);
    let formats: Vec<&str> = formats.iter().flat_map(|format| ["--format", format]).collect();
    let ran = desk.run(&[&["build", "p.toml", "-o", "ud"], &formats[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    desk
}

/// The text of a document without blanks and hyphens at the ends of lines.
fn text(desk: &Desk, document: &str) -> String {
    paper::text(&desk.read(&format!("ud/p-{document}.pdf"))).chars().filter(|c| !c.is_whitespace()).collect()
}

fn holds_all(text: &str, words: &[String], document: &str) {
    let lost: Vec<&String> = words.iter().filter(|word| !text.contains(word.as_str())).collect();
    assert!(lost.is_empty(), "{document} lost {} words, from {}", lost.len(), lost[0]);
}

#[test]
fn no_word_of_long_texts_and_many_answers_is_lost_on_paper() {
    let (meaning, reason, asked) = (words("mening", 700), words("grund", 800), words("krav", 900));
    let answers: Vec<String> = words("svar", 100);
    let quoted: Vec<String> = answers.iter().map(|answer| format!("{answer:?}")).collect();
    let profile = format!(
        "{TENDER}\n[packages]\nI-02 = [\"SF1525\"]\nI-04 = \"all\"\n\n[[type]]\nid = \"S\"\nname = \"Skala\"\nmeaning = {:?}\n\
         answers = [{}]\n\n[[leave-out]]\nrequirement = \"I-02.01\"\nreason = {:?}\n\n\
         [[requirement]]\nid = \"E1\"\npackage = \"I-02\"\ntype = \"S\"\ntext = {:?}\n",
        meaning.join(" "),
        quoted.join(", "),
        reason.join(" "),
        asked.join(" "),
    );
    let desk = built(&profile, &["pdf"]);
    let (kravbilag, svarskema) = (text(&desk, "kravbilag"), text(&desk, "svarskema"));
    holds_all(&kravbilag, &[meaning.clone(), answers.clone(), reason, asked.clone()].concat(), "the kravbilag");
    holds_all(&svarskema, &[meaning, answers, asked].concat(), "the svarskema");
}

/// Sixty requirements of some two thousand letters, of which each page holds one and a half.
fn long_tender() -> String {
    let mut profile = format!("{TENDER}\n[packages]\nI-01 = \"all\"\n");
    for number in 1..=60 {
        let asked = words("krav", 180 + number % 7 * 30).join(" ");
        let kind = ["K", "MK"][number % 2];
        profile += &format!("\n[[requirement]]\nid = \"E{number}\"\npackage = \"I-01\"\ntype = \"{kind}\"\n");
        profile += &format!("text = \"{asked}\"\n");
    }
    profile
}

#[test]
fn a_long_document_comes_to_rest_and_says_on_each_page_what_runs_on() {
    let desk = Desk::new().file("p.toml", long_tender());
    let ran = desk.run(&["build", "p.toml", "-o", "ud", "--format", "pdf"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("[typst]"), "{}", ran.stderr);
    for document in ["kravbilag", "svarskema"] {
        let pages = paper::pages(&desk.read(&format!("ud/p-{document}.pdf")));
        let words = |page: &String| page.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
        let pages: Vec<String> = pages.iter().map(words).collect();
        // The page on which a requirement begins, and those on which it goes on
        let all = pages.len();
        assert!(all > 30, "{document} has {all} pages");
        for (at, page) in pages.iter().enumerate() {
            assert!(page.contains(&format!("Side {} af {all}", at + 1)), "{document}: {page}");
        }
        let runs_on = pages.iter().filter(|page| page.contains(", fortsat")).count();
        assert!(runs_on > 15, "{document}: only {runs_on} pages say what runs on");
    }
}

#[test]
fn no_line_of_a_text_of_many_short_lines_is_lost_on_paper() {
    let lines = |front: &str| words(front, 70).join("\n");
    let profile = |version: &str, front: &str| {
        let text = format!(
            "{TENDER}version = \"{version}\"\ndate = 2026-11-24\npublished = 2026-11-24\nprocedure = \"direct-award\"\n"
        );
        format!(
            "{text}[packages]\nI-02 = [\"SF1525\"]\nI-04 = \"all\"\n[facts]\nskriver-til-sagsindeks = true\nfolger-personaendringer = true\n\
             overdrager-sager = false\n[[line]]\nid = \"I-04.01\"\ndue = \"om et år\"\nreason = {:?}\n\
             [[leave-out]]\nrequirement = \"I-02.01\"\nreason = {:?}\n[[requirement]]\nid = \"E1\"\npackage = \"I-02\"\ntype = \"MK\"\n\
             text = {:?}\n[[correction]]\nversion = \"1.1\"\nlines = [\"I-02.E1\"]\ncause = {:?}\nweight = \"clarifying\"\nreason = {:?}\n",
            lines("linje"),
            lines("udelad"),
            lines(front),
            lines("fordi"),
            lines("vejer"),
        )
    };
    let first = profile("1.0", "krav").split("[[correction]]").next().expect("it begins").to_owned();
    let desk = Desk::new().file("p.toml", first);
    let build = |desk: &Desk| {
        let ran = desk.run(&["build", "p.toml", "-o", "ud", "--format", "pdf"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    };
    build(&desk);
    let desk = desk.file("p.toml", profile("1.1", "nyt"));
    build(&desk);
    let kravbilag = text(&desk, "kravbilag");
    holds_all(&kravbilag, &[words("linje", 70), words("udelad", 70), words("nyt", 70)].concat(), "the kravbilag");
    let sheet = text(&desk, "rettelsesblad");
    holds_all(&sheet, &[words("krav", 70), words("nyt", 70), words("fordi", 70)].concat(), "the rettelsesblad");
    let note = paper::text(&desk.read("ud/internt/p-aendringsnotat.pdf"));
    holds_all(&note, &words("vejer", 70), "the ændringsnotat");
}

#[test]
fn names_and_addresses_are_found_as_they_are_written() {
    let address = "https://www.ethics.dk/eksempel/udbud-2026/dokumenter/kravspecifikation_bilag?version=1&sprog=dansk";
    let profile = format!(
        "{}contact = \"{address}\"\n\n[packages]\nI-02 = \"all\"\nI-04 = \"all\"\nI-06 = \"all\"\nI-07 = \"all\"\n",
        TENDER
    );
    let desk = built(&profile, &["pdf"]);
    for document in ["kravbilag", "svarskema"] {
        let pdf = desk.read(&format!("ud/p-{document}.pdf"));
        let whole = paper::text(&pdf);
        assert!(!whole.contains('\u{200b}'), "{document} holds a space without width");
        // A soft hyphen is there only where it is a hyphen to see, at the end of a line.
        for (at, _) in whole.match_indices('\u{ad}') {
            let after = &whole[at + '\u{ad}'.len_utf8()..];
            assert!(after.starts_with('\n'), "{document}: …{}…", after.chars().take(30).collect::<String>());
        }
        for name in ["Dokumentindeks", "Organisationsdata", "Compliancetest"] {
            assert!(whole.contains(name), "{document} lacks {name}");
        }
        assert!(text(&desk, document).contains(address), "{document} lacks the address");
    }
}

/// The pages of each field, by its full name.
fn pages_of_fields(pdf: &[u8]) -> BTreeMap<String, usize> {
    let file = Document::load_mem(pdf).expect("it is a PDF");
    let mut found = BTreeMap::new();
    for (number, page) in file.get_pages() {
        let annotations = file.get_dictionary(page).and_then(|page| page.get_deref(b"Annots", &file));
        let Ok(annotations) = annotations.and_then(Object::as_array) else { continue };
        for id in annotations.iter().filter_map(|annotation| annotation.as_reference().ok()) {
            found.entry(name_of(&file, id)).or_insert(number as usize);
        }
    }
    found
}

fn name_of(file: &Document, id: ObjectId) -> String {
    let Ok(field) = file.get_dictionary(id) else { return String::new() };
    let own = field.get(b"T").ok().and_then(|name| lopdf::decode_text_string(name).ok());
    let above = field.get(b"Parent").and_then(Object::as_reference).map(|id| name_of(file, id)).unwrap_or_default();
    match own {
        Some(own) if above.is_empty() => own,
        Some(own) => format!("{above}.{own}"),
        None => above,
    }
}

#[test]
fn a_signature_stands_with_what_is_signed_whatever_went_before() {
    for packages in 1..=5 {
        let chosen: String =
            ["I-02", "I-04", "I-06", "I-08", "I-14"][..packages].iter().map(|id| format!("{id} = \"all\"\n")).collect();
        let profile = format!("{}signature = true\n\n[packages]\n{chosen}", TENDER);
        let desk = built(&profile, &["pdf"]);
        let pdf = desk.read("ud/p-svarskema.pdf");
        let pages = paper::pages(&pdf);
        let fields = pages_of_fields(&pdf);
        let at = fields["underskrift.underskrift"];
        assert_eq!(at, fields["underskrift.navn"]);
        let page: String = pages[at - 1].split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            page.contains("Leverandøren bekræfter"),
            "{packages} packages: the signature stands alone on page {at}"
        );
    }
}

#[test]
fn a_question_stands_on_the_page_of_the_list_that_answers_it() {
    let kind = "[[type]]\nid = \"G\"\nname = \"Graderet krav\"\nkind = \"evaluated\"\nanswers = [\"Opfyldes fuldt ud i den løsning, som tilbydes\", \"Opfyldes med en tilpasning af løsningen\", \"Opfyldes ikke af den tilbudte løsning\"]\n";
    for above in 0..6 {
        let mut profile = format!("{TENDER}\n[packages]\nI-02 = [\"SF1320_A\"]\nI-04 = \"all\"\n{kind}");
        for number in 1..=12 {
            let room = if number == 1 { "Mere tekst i det første krav. ".repeat(above) } else { String::new() };
            let text = format!("{room}Løsningen skal svare på kvittering nummer{number} fra borgeren.");
            profile +=
                &format!("[[requirement]]\nid = \"E{number}\"\npackage = \"I-02\"\ntype = \"G\"\ntext = \"{text}\"\n");
        }
        let pdf = built(&profile, &["pdf"]).read("ud/p-svarskema.pdf");
        let (pages, fields) = (paper::pages(&pdf), pages_of_fields(&pdf));
        for number in 1..=12 {
            let asked = pages.iter().position(|page| page.contains(&format!("nummer{number} "))).expect("it is asked");
            assert_eq!(fields[&format!("I-02-E{number}.svar")], asked + 1, "E{number}, {above} sentences more");
        }
    }
}

#[test]
fn a_long_requirement_says_on_every_page_which_it_is() {
    let asked = words("krav", 1100);
    let profile = format!(
        "{TENDER}\n[packages]\nI-02 = [\"SF1525\"]\n\n[[requirement]]\nid = \"E1\"\npackage = \"I-02\"\ntype = \"MK\"\ntext = {:?}\n",
        asked.join(" ")
    );
    let desk = built(&profile, &["pdf"]);
    for document in ["kravbilag", "svarskema"] {
        let pdf = desk.read(&format!("ud/p-{document}.pdf"));
        let mut number = 0;
        for page in paper::pages(&pdf).iter().filter(|page| asked.iter().any(|word| page.contains(word.as_str()))) {
            assert!(page.contains("I-02.E1"), "{document}: a page of the requirement does not say so");
            // What stands above it on the page may go on from the page before, too.
            let squeezed: String = page.split_whitespace().collect();
            assert_eq!(squeezed.contains("I-02.E1,fortsat"), number > 0, "{document}: {page}");
            number += 1;
        }
        assert!(number > 1, "{document}: the requirement is not long enough to try this");
    }
    let pdf = desk.read("ud/p-svarskema.pdf");
    let answer = pages_of_fields(&pdf)["I-02-E1.svar"];
    assert!(paper::pages(&pdf)[answer - 1].contains("I-02.E1"));
}

#[test]
fn a_workbook_shows_a_long_requirement_in_rows_that_can_be_seen_whole() {
    let asked = words("krav", 1000);
    let profile = format!(
        "{TENDER}\n[packages]\nI-02 = [\"SF1525\"]\n\n[[requirement]]\nid = \"E1\"\npackage = \"I-02\"\ntype = \"MK\"\ntext = {:?}\n",
        asked.join(" ")
    );
    let desk = built(&profile, &["xlsx"]);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(desk.read("ud/p-svarskema.xlsx"))).expect("the workbook can be read");
    let sheet = book.worksheet_range("Svar").expect("it has a sheet to answer in");
    let cells: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    holds_all(&cells.join("\n"), &asked, "the workbook");
    let longest = cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(0);
    assert!(longest <= 1_700, "a row of {longest} characters is higher than Excel can show");
    assert!(cells.iter().any(|cell| cell == "I-02.E1, fortsat"));
}

#[test]
fn the_overview_of_all_packages_stands_on_one_page_with_every_id() {
    let all: String = (1..=15).map(|number| format!("I-{number:02} = \"all\"\n")).collect();
    let desk = built(&format!("{TENDER}\n[packages]\n{all}"), &["pdf", "json"]);
    let kravbilag: serde_json::Value = serde_json::from_slice(&desk.read("ud/p-kravbilag.json")).expect("it is JSON");
    let matrix = &kravbilag["matrix"];
    let ids: Vec<String> = [&matrix["rows"], &matrix["columns"]]
        .iter()
        .flat_map(|list| list.as_array().expect("it is a list"))
        .map(|it| it.get("id").or(it.get("package")).and_then(|id| id.as_str()).expect("it has an id").to_owned())
        .collect();
    let pages = paper::pages(&desk.read("ud/p-kravbilag.pdf"));
    let overview: Vec<&String> = pages.iter().filter(|page| page.contains("Forretningsbærende")).collect();
    assert_eq!(overview.len(), 1, "the overview stands on one page");
    holds_all(&overview[0].replace('\n', " "), &ids, "the overview");
}

#[test]
fn a_long_list_of_changes_has_its_contents() {
    let desk = Desk::new().file("ny.toml", std::fs::read("examples/alle-pakker.toml").expect("the example is there"));
    let old = std::fs::read_to_string("examples/alle-pakker.toml").expect("the example is there");
    let old = old.replace("\"2024-01\"", "\"2023-04\"");
    let desk = desk.file("gammel.toml", old);
    let ran =
        desk.run(&["diff", "gammel.toml", "ny.toml", "--document", "aendringsnotat", "--format", "pdf", "-o", "r.pdf"]);
    assert!(ran.code <= 1, "{}", ran.stderr);
    let pages = paper::pages(&desk.read("r.pdf"));
    assert!(!pages.concat().contains("contents"));
    assert_eq!(pages.len() >= 8, pages[1].contains("Indhold"), "{} pages", pages.len());
}

#[test]
fn many_questions_have_a_list_of_contents_and_few_have_none() {
    let asked = |count: usize| {
        let mut profile = format!("{TENDER}\n[packages]\nI-06 = \"all\"\n");
        for number in 1..=count {
            let said = words(&format!("s{number}x"), 60).join(" ");
            profile += &format!(
                "\n[[question]]\nnumber = {number}\nreceived = 2026-11-20\nanswered = 2026-11-24\nquestion = \"Skal {said}?\"\n\
                 answer = \"Ja.\"\n"
            );
        }
        let desk = Desk::new().file("p.toml", &profile);
        let ran = desk.run(&["build", "p.toml", "-o", "ud", "--format", "pdf", "--document", "spoergsmaal-og-svar"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        paper::pages(&desk.read("ud/p-spoergsmaal-og-svar.pdf"))
    };
    let long = asked(40);
    assert!(long.len() >= 8, "{} pages", long.len());
    assert!(long[1].contains("Indhold"), "{}", long[1]);
    // Each question stands on the page that the list says.
    for number in [1, 20, 40] {
        let listed = long[1..3].join("\n");
        let entry = listed.split(&format!("s{number}x0001")).nth(1).unwrap_or_else(|| panic!("{number}: {listed}"));
        let after = entry.split('…').nth(1).expect("a question of sixty words is cut");
        let page: usize = after.split_whitespace().next().and_then(|page| page.parse().ok()).expect(after);
        assert!(long[page - 1].contains(&format!("s{number}x0060")), "question {number} is not on page {page}");
    }
    let short = asked(3);
    assert!(short.len() < 8 && !short.concat().contains("Indhold"));
}

/// Whether an element of a structure tree is a span that stands as a block: words that a screen reader does not know to
/// be a paragraph.
fn is_loose(file: &Document, element: &lopdf::Dictionary) -> bool {
    let is_span = element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Span");
    let attributes = element.get(b"A").ok().map(|it| file.dereference(it).map_or(it, |(_, it)| it));
    let of = |it: &Object| {
        let it = file.dereference(it).map_or(it, |(_, it)| it);
        it.as_dict().and_then(|it| it.get(b"Placement")).and_then(Object::as_name).is_ok_and(|name| name == b"Block")
    };
    let stands = attributes.is_some_and(|it| it.as_array().map_or_else(|_| of(it), |all| all.iter().any(of)));
    is_span && stands
}

/// What a structure tree holds of loose words beside requirements: below the document itself, not in a table's cell.
fn loose(pdf: &[u8]) -> usize {
    let file = Document::load_mem(pdf).expect("it is a PDF");
    let root = file.catalog().and_then(|it| it.get_deref(b"StructTreeRoot", &file)).and_then(Object::as_dict);
    let document = root.expect("it has a structure").get_deref(b"K", &file).expect("it holds something");
    let document = match document {
        Object::Array(all) => file.dereference(&all[0]).expect("it is there").1,
        it => it,
    };
    let kids = document.as_dict().and_then(|it| it.get_deref(b"K", &file)).and_then(Object::as_array);
    let kids = kids.expect("the document has parts").iter();
    let elements = kids.filter_map(|it| file.dereference(it).ok()?.1.as_dict().ok());
    elements.filter(|element| is_loose(&file, element)).count()
}

#[test]
fn the_words_of_a_requirement_are_paragraphs_to_those_who_hear_them() {
    let desk = built(&format!("{TENDER}signature = true\n\n[packages]\nI-02 = \"all\"\nI-14 = \"all\"\n"), &["pdf"]);
    for document in ["kravbilag", "svarskema"] {
        assert_eq!(loose(&desk.read(&format!("ud/p-{document}.pdf"))), 0, "{document}");
    }
}
