//! The examples: complete, covering, and printed as they were resolved.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use bilag::disk::Disk;
use press::{Assets, Fonts, Press};
use tender::case::Case;
use tender::compose::Texts;
use tender::document::{Document, DocumentKind};
use tender::print::{Templates, markdown};
use tender::profile::ProfileFile;
use tender::resolve::Level;

use crate::paper;
use crate::support::CATALOG;

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("there are examples")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    paths
}

fn case(path: &Path) -> Case {
    let read = || Case::read(&ProfileFile::open(path, &Disk)?, &CATALOG);
    read().unwrap_or_else(|complaints| panic!("{}: {complaints:#?}", path.display()))
}

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);
static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    Texts::read(|name| Some(TEMPLATES.text(name)), TEMPLATES.words()).expect("the embedded texts are sound")
});
static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(&TEMPLATES, Arc::new(Fonts::embedded())));

/// The text of a PDF without blanks, soft hyphens and line breaks: hyphenation and columns do not matter for what is in
/// it.
fn text_of(pdf: &[u8]) -> String {
    squeezed(&paper::text(pdf))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{ad}' | '-' | '\u{2010}' | '\u{2011}')).collect()
}

#[test]
fn the_examples_cover_every_package_and_every_fact_in_every_state() {
    let mut packages = BTreeSet::new();
    let mut states: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut facts = BTreeSet::new();
    let paths = examples();
    assert!(paths.len() >= 8);
    for path in &paths {
        let case = case(path);
        packages.extend(case.profile.packages.keys().map(ToString::to_string));
        facts.extend(case.profile.edition.facts.keys().map(ToString::to_string));
        for (fact, answer) in &case.profile.facts {
            states.entry(fact.to_string()).or_default().insert(format!("{:?}", answer.value));
        }
        let asked = case.profile.packages.keys().flat_map(|id| case.profile.edition.packages[id].facts());
        for fact in asked.filter(|fact| !case.profile.facts.contains_key(fact)) {
            states.entry(fact.to_string()).or_default().insert("undecided".to_owned());
        }
    }
    assert_eq!(packages.len(), 15);
    for fact in facts {
        let states = states.get(&fact).cloned().unwrap_or_default();
        assert_eq!(states.len(), 4, "{fact} occurs only as {states:?}");
    }
}

#[test]
fn pdf_markdown_and_json_hold_what_was_resolved_and_nothing_that_is_excluded() {
    let (mut lines, mut excluded) = (0, 0);
    for path in examples() {
        let case = case(&path);
        for kind in [DocumentKind::Kravbilag, DocumentKind::Svarskema] {
            let document = case.document(kind, &TEXTS).expect("it is made of a profile");
            let pdf = PRESS
                .pdf(&document, &Assets::new())
                .unwrap_or_else(|complaints| panic!("{}: {complaints:#?}", path.display()));
            assert!(pdf.warnings.is_empty(), "{}: {:#?}", path.display(), pdf.warnings);
            let (pdf, markdown) = (text_of(&pdf.bytes), squeezed(&markdown(&document, &TEMPLATES)).replace('\\', ""));
            let printed = lines_of(&document);
            let mut expected = BTreeSet::new();
            let statuses = case.resolution.integrations.iter().map(|line| (line.id.to_string(), line.interval.at_most));
            let statuses = statuses
                .chain(case.resolution.requirements.iter().map(|line| (line.id.to_string(), line.interval.at_most)))
                .chain(case.resolution.needs.iter().map(|line| (line.id.to_string(), line.interval.at_most)));
            for (id, at_most) in statuses {
                if at_most > Level::Excluded {
                    expected.insert(id);
                } else {
                    excluded += 1;
                    assert!(!printed.contains_key(&id), "{}: {id} is excluded", path.display());
                }
            }
            assert_eq!(printed.keys().cloned().collect::<BTreeSet<_>>(), expected, "{}", path.display());
            for (id, text) in printed {
                let text = squeezed(&text);
                assert!(pdf.contains(&text), "{} {kind:?}: the PDF lacks {id}: {text}", path.display());
                assert!(markdown.contains(&text), "{} {kind:?}: the Markdown lacks {id}: {text}", path.display());
                lines += 1;
            }
        }
    }
    println!("{lines} lines found in PDF and Markdown, {excluded} excluded");
    assert!(lines > 300);
}

/// The lines of a document, by id, each with its text.
fn lines_of(document: &Document) -> BTreeMap<String, String> {
    let lines: Vec<_> = match document {
        Document::Kravbilag(kravbilag) => kravbilag
            .integrations
            .iter()
            .chain(kravbilag.chapters.iter().flat_map(|chapter| &chapter.requirements))
            .chain(kravbilag.others.iter().flat_map(|others| &others.requirements))
            .collect(),
        Document::Svarskema(svarskema) => {
            svarskema.groups.iter().flat_map(|group| &group.lines).map(|line| &line.line).collect()
        }
        Document::Tjekliste(_)
        | Document::Slides(_)
        | Document::Sammenligning(_)
        | Document::Evaluering(_)
        | Document::Rettelsesblad(_)
        | Document::SpoergsmaalOgSvar(_)
        | Document::Aflysning(_)
        | Document::Baggrundsnotat(_)
        | Document::Aendringsnotat(_) => Vec::new(),
    };
    lines.iter().map(|line| (line.id.to_string(), tender::input::markdown::words(&line.text))).collect()
}

#[test]
fn the_same_input_gives_the_same_bytes_first_and_last_cold_and_warm() {
    let paths = examples();
    let print = |path: &Path, kind| {
        let pdf = PRESS.pdf(&case(path).document(kind, &TEXTS).expect("it is made of a profile"), &Assets::new());
        pdf.unwrap_or_else(|complaints| panic!("{complaints:#?}")).bytes
    };
    let [first, .., last] = paths.as_slice() else { panic!("there are several examples") };
    let before = print(first, DocumentKind::Kravbilag);
    print(last, DocumentKind::Svarskema);
    assert!(before == print(first, DocumentKind::Kravbilag), "another document in between changed the bytes");
    Press::rest(true);
    assert!(before == print(first, DocumentKind::Kravbilag), "a colder cache changed the bytes");
}

#[test]
fn a_draft_says_so_on_every_page_and_a_final_document_nowhere() {
    for (name, draft) in [("bogfoering", true), ("esdh", false)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}.toml"));
        let pdf = PRESS
            .pdf(&case(&path).document(DocumentKind::Kravbilag, &TEXTS).expect("it is one"), &Assets::new())
            .expect("it prints");
        let pages = paper::pages(&pdf.bytes);
        assert_eq!(pages.len(), pdf.pages);
        for (at, page) in pages.iter().enumerate() {
            assert_eq!(page.contains("UDKAST"), draft, "{name}, page {}", at + 1);
            let footer = squeezed(&format!("Side {} af {}", at + 1, pages.len()));
            assert!(squeezed(page).contains(&footer), "{name}, page {}", at + 1);
        }
    }
}

#[test]
fn every_id_in_the_text_of_a_pdf_exists_and_every_line_has_its_reason() {
    let mut walked = 0;
    for path in examples() {
        let case = case(&path);
        let edition = &case.profile.edition;
        // What the sources wrote wrongly is quoted where their disagreement is told.
        let quoted: String = edition
            .readings
            .iter()
            .map(|reading| format!("{} {} {}", reading.matrix, reading.slide, reading.why))
            .collect();
        for kind in [DocumentKind::Kravbilag, DocumentKind::Svarskema, DocumentKind::Tjekliste] {
            let pdf = PRESS
                .pdf(&case.document(kind, &TEXTS).expect("it is made of a profile"), &Assets::new())
                .expect("it prints");
            // Neighbouring cells may be joined as well: a number begins where »SF« stands.
            let text = paper::text(&pdf.bytes).replace("SF", " SF").replace("I-", " I-");
            for id in tender::input::markdown::plain(&text).into_iter().filter_map(|inline| match inline {
                tender::input::markdown::Inline::Id { s } => Some(s),
                _ => None,
            }) {
                // A type stands close under its number, and the extracted text may join them: »I-01.01MK«.
                let bare = ["MK", "K", "O"].iter().find_map(|kind| id.strip_suffix(kind)).unwrap_or(&id);
                let is = |known: &str| known == id || known == bare;
                let integration = case.resolution.integrations.iter().find(|line| is(line.id.as_str()));
                let requirement = case.resolution.requirements.iter().find(|line| is(line.id.as_str()));
                let need = case.resolution.needs.iter().find(|line| is(line.id.as_str()));
                let package = edition.packages.keys().any(|package| package.as_str() == id);
                let known = integration.is_some() || requirement.is_some() || need.is_some() || package;
                assert!(known || quoted.contains(&id), "{} {kind:?}: {id} is no id of the edition", path.display());
                walked += 1;
            }
        }
        let holding = |because: &[tender::resolve::Reason]| because.iter().any(|reason| reason.level > Level::Excluded);
        let integrations =
            case.resolution.integrations.iter().map(|line| (line.id.as_str(), line.interval, &line.because));
        let requirements = case.resolution.requirements.iter().filter(|line| line.left_out.is_none());
        let requirements = requirements.map(|line| (line.id.as_str(), line.interval, &line.because));
        for (id, interval, because) in integrations.chain(requirements) {
            assert_eq!(interval.at_most > Level::Excluded, holding(because), "{}: {id}", path.display());
        }
    }
    println!("{walked} ids walked in the text of the PDFs");
    assert!(walked > 5_000);
}
