//! Papers for Word: what no validator catches, and that they say what the Markdown says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::LazyLock;

use tender::case::Case;
use tender::compose::Texts;
use tender::document::{Document, DocumentKind, Format};
use tender::form::word;
use tender::input::files::Memory;
use tender::input::xml::{Node, each};
use tender::print::{Furnishing, Templates, docx, markdown};
use tender::profile::ProfileFile;
use tender::text::source::Source;

use crate::support::CATALOG;

pub static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);
pub static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    Texts::read(|name| Some(TEMPLATES.text(name)), TEMPLATES.words()).expect("the shipped texts read without complaint")
});

/// The examples that stand alone.
pub fn cases() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut cases = Vec::new();
    for entry in walkdir::WalkDir::new(folder).max_depth(1).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        if !name.ends_with(".toml") || text.contains("extends") || !text.contains("[packages]") {
            continue;
        }
        let file = ProfileFile::read(Path::new(&name), Source::new(&name, text), &Memory::empty()).unwrap();
        cases.push((name, Case::read(&file, &CATALOG).unwrap()));
    }
    assert!(cases.len() > 8, "only {} examples were found", cases.len());
    cases
}

pub fn documents(case: &Case) -> Vec<Document> {
    let kinds = DocumentKind::ALL.iter().copied().filter(|kind| kind.has(Format::Docx));
    kinds.filter_map(|kind| case.document(kind, &TEXTS)).collect()
}

pub fn printed(case: &Case, document: &Document, furnishing: &Furnishing<'_>) -> Vec<u8> {
    match document {
        Document::Svarskema(form) => word::docx(form, &case.binding(form), furnishing),
        document => docx(document, furnishing).expect("the kind has a paper for Word"),
    }
}

pub type Parts = BTreeMap<String, String>;

pub fn parts(bytes: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Parts::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), String::from_utf8(content).unwrap_or_default());
    }
    parts
}

/// The values of an attribute of each element of a name.
pub fn values(part: &str, element: &str, attribute: &str) -> Vec<String> {
    let mut found = Vec::new();
    each(part, |node| {
        let Node::Open(it) = node else { return };
        if it.name() == element {
            found.extend(it.attribute(attribute));
        }
    });
    found
}

fn twice(values: &[String]) -> Vec<&String> {
    let mut seen = BTreeSet::new();
    values.iter().filter(|value| !seen.insert(*value)).collect()
}

/// What is wrong with a paper that Word would repair, or a screen reader stumble over.
fn faults(parts: &Parts) -> Vec<String> {
    let mut faults = Vec::new();
    let document = &parts["word/document.xml"];
    let mut fault = |what: &str, which: &dyn std::fmt::Debug| faults.push(format!("{what}: {which:?}"));

    // References
    let styles: BTreeSet<String> = values(&parts["word/styles.xml"], "style", "styleId").into_iter().collect();
    let lists: BTreeSet<String> = values(&parts["word/numbering.xml"], "num", "numId").into_iter().collect();
    for (name, part) in parts.iter().filter(|(name, _)| name.starts_with("word/") && name.ends_with(".xml")) {
        for element in ["pStyle", "rStyle", "tblStyle", "basedOn", "next"] {
            for style in values(part, element, "val").iter().filter(|style| !styles.contains(*style)) {
                fault("a style is missing", &(name, style));
            }
        }
        for list in values(part, "numId", "val") {
            if name != "word/styles.xml" && list != "0" && !lists.contains(&list) {
                fault("a list is missing", &(name, list));
            }
        }
        let (folder, file) = name.rsplit_once('/').unwrap();
        let empty = String::new();
        let related = parts.get(&format!("{folder}/_rels/{file}.rels")).unwrap_or(&empty);
        let ids = values(related, "Relationship", "Id");
        for (element, attribute) in
            [("hyperlink", "id"), ("blip", "embed"), ("headerReference", "id"), ("footerReference", "id")]
        {
            for id in values(part, element, attribute).iter().filter(|id| !ids.contains(id)) {
                fault("a relation is missing", &(name, element, id));
            }
        }
        each(related, |node| {
            let Node::Open(it) = node else { return };
            let target = it.attribute("Target").unwrap_or_default();
            if it.name() != "Relationship" || it.attribute("TargetMode").is_some() {
                return;
            }
            let path = match target.strip_prefix("../") {
                Some(rest) => rest.to_owned(),
                None => format!("{folder}/{target}"),
            };
            if !parts.contains_key(&path) {
                fault("a part is missing", &path);
            }
        });
    }

    // What must be there once
    for (what, element, attribute) in [
        ("two controls have one id", "id", "val"),
        ("two fields have one name", "tag", "val"),
        ("two bookmarks have one id", "bookmarkStart", "id"),
        ("two bookmarks have one name", "bookmarkStart", "name"),
        ("two pictures have one id", "docPr", "id"),
    ] {
        for value in twice(&values(document, element, attribute)) {
            fault(what, value);
        }
    }
    let starts: BTreeSet<String> = values(document, "bookmarkStart", "id").into_iter().collect();
    let ends: BTreeSet<String> = values(document, "bookmarkEnd", "id").into_iter().collect();
    if starts != ends {
        fault("a bookmark does not end", &starts.symmetric_difference(&ends).collect::<Vec<_>>());
    }
    let names: BTreeSet<String> = values(document, "bookmarkStart", "name").into_iter().collect();
    for anchor in values(document, "hyperlink", "anchor").iter().filter(|anchor| !names.contains(*anchor)) {
        fault("a link leads nowhere", anchor);
    }
    if names.iter().any(|name| name.len() > 40) {
        fault("a bookmark's name is too long", &names);
    }

    // What stands in what
    let mut stack: Vec<String> = Vec::new();
    let (mut last_in_cell, mut field) = (String::new(), Vec::new());
    let (mut first_row, mut has_head, mut captions) = (Vec::new(), Vec::new(), 0);
    let mut controls: Vec<(BTreeSet<String>, Vec<String>)> = Vec::new();
    each(document, |node| match node {
        Node::Open(it) => {
            let name = it.name();
            match name.as_str() {
                "tbl" => (first_row.push(true), has_head.push(false)).0,
                "tblHeader" => *has_head.last_mut().unwrap() |= *first_row.last().unwrap(),
                "tblCaption" => captions += 1,
                "gridSpan" | "vMerge" => fault("cells are merged", &name),
                "updateFields" => fault("Word would ask before it opens the paper", &name),
                "docPr" if it.attribute("descr").is_none_or(|alt| alt.trim().is_empty()) => {
                    fault("a picture has no words", &it.attribute("name"));
                }
                "fldChar" => field.push(it.attribute("fldCharType").unwrap_or_default()),
                "sdt" => controls.push(Default::default()),
                "listItem" => {
                    controls.last_mut().unwrap().1.push(it.attribute("value").unwrap_or_default());
                }
                "alias" | "tag" => {
                    let value = it.attribute("val").unwrap_or_default();
                    if value.trim().is_empty() || value.chars().count() > 64 {
                        fault("Word cannot call a control so", &value);
                    }
                    controls.last_mut().unwrap().0.insert(name.clone());
                }
                "lock" | "docPartObj" => {
                    controls.last_mut().unwrap().0.insert(name.clone());
                }
                _ => {}
            }
            if stack.last().is_some_and(|parent| parent == "tc") {
                last_in_cell.clone_from(&name);
            }
            stack.push(name);
        }
        Node::Close(name) => {
            stack.pop();
            match name.as_str() {
                "tc" if last_in_cell != "p" => fault("a cell ends otherwise than in a paragraph", &last_in_cell),
                "tr" => *first_row.last_mut().unwrap() = false,
                "tbl" => {
                    first_row.pop();
                    if has_head.pop() != Some(true) {
                        fault("a table has no head", &name);
                    }
                }
                _ => {}
            }
        }
        Node::Text(text) if text.contains('\n') && stack.last().is_some_and(|it| it == "t") => {
            fault("a line breaks in a text", &text);
        }
        Node::Text(_) => {}
    });
    let kinds: Vec<&str> = field.iter().map(String::as_str).collect();
    if kinds.chunks(3).any(|chunk| chunk != ["begin", "separate", "end"]) {
        fault("a field is not closed", &kinds);
    }
    if captions != values(document, "tblStyle", "val").len() {
        fault("a table has no words", &captions);
    }
    for (has, items) in &controls {
        let wanted: &[&str] = if has.contains("docPartObj") { &["alias"] } else { &["alias", "tag", "lock"] };
        if wanted.iter().any(|name| !has.contains(*name)) {
            fault("a control lacks something", has);
        }
        if !twice(items).is_empty() {
            fault("a list has an answer twice", items);
        }
    }

    // Headings, language, title
    let mut levels = BTreeMap::new();
    let mut of = String::new();
    each(&parts["word/styles.xml"], |node| {
        let Node::Open(it) = node else { return };
        match it.name().as_str() {
            "style" => of = it.attribute("styleId").unwrap_or_default(),
            "outlineLvl" => {
                levels.insert(of.clone(), it.attribute("val").unwrap().parse::<usize>().unwrap());
            }
            _ => {}
        }
    });
    let mut before = 0;
    for style in values(document, "pStyle", "val") {
        let Some(level) = levels.get(&style).map(|level| level + 1) else { continue };
        if level > before + 1 {
            fault("a level of headings is skipped", &(before, level));
        }
        before = level;
    }
    if before == 0 {
        fault("there are no headings", &before);
    }
    if values(&parts["word/styles.xml"], "lang", "val") != ["da-DK"] {
        fault("the language is not Danish", &());
    }
    let mut title = String::new();
    let mut inside = false;
    each(&parts["docProps/core.xml"], |node| match node {
        Node::Open(it) => inside = it.name() == "title",
        Node::Text(text) if inside => title.push_str(&text),
        Node::Text(_) | Node::Close(_) => {}
    });
    if title.trim().is_empty() {
        fault("the paper has no title", &title);
    }
    faults
}

#[test]
fn every_paper_is_one_that_word_opens_and_a_screen_reader_reads() {
    let furnishing = Furnishing::plain(TEMPLATES.words());
    let mut controls = 0;
    for (name, case) in cases() {
        for document in documents(&case) {
            let parts = parts(&printed(&case, &document, &furnishing));
            let kind = document.front().kind;
            assert_eq!(faults(&parts), Vec::<String>::new(), "{name} {kind:?}");
            let tags: BTreeSet<String> = values(&parts["word/document.xml"], "tag", "val").into_iter().collect();
            let fields: BTreeSet<String> = document.fields().iter().map(|field| field.name.to_string()).collect();
            assert_eq!(tags, fields, "{name} {kind:?}");
            controls += tags.len();
        }
    }
    assert!(controls > 500, "only {controls} fields were found");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let furnishing = Furnishing::plain(TEMPLATES.words());
    let (_, case) = cases().remove(0);
    for document in documents(&case) {
        assert!(printed(&case, &document, &furnishing) == printed(&case, &document, &furnishing));
    }
}

#[test]
fn what_is_wrong_with_a_paper_is_found() {
    let furnishing = Furnishing::plain(TEMPLATES.words());
    let (_, case) = cases().into_iter().find(|(name, _)| name == "omsorg.toml").unwrap();
    let form = case.document(DocumentKind::Svarskema, &TEXTS).unwrap();
    let whole = parts(&printed(&case, &form, &furnishing));
    assert_eq!(faults(&whole), Vec::<String>::new());
    let changes: &[(&str, &str, &str)] = &[
        ("word/document.xml", r#"<w:tag w:val="SF1461.svar"/>"#, r#"<w:tag w:val="SF1500.svar"/>"#),
        ("word/document.xml", r#"<w:alias w:val="SF1461 Svar"/>"#, ""),
        ("word/document.xml", r#"<w:lock w:val="sdtLocked"/>"#, ""),
        ("word/document.xml", r#"<w:fldChar w:fldCharType="end"/>"#, ""),
        ("word/document.xml", "<w:tblHeader/>", ""),
        ("word/document.xml", r#"w:displayText="Nej" w:value="Nej""#, r#"w:displayText="Nej" w:value="Ja""#),
        ("word/document.xml", r#"<w:bookmarkEnd w:id="1"/>"#, ""),
        ("word/document.xml", r#"w:name="krav_SF1461""#, r#"w:name="krav_SF1500""#),
        ("word/document.xml", r#"<w:pStyle w:val="Heading1"/>"#, r#"<w:pStyle w:val="Heading3"/>"#),
        ("word/document.xml", r#"<w:pStyle w:val="BilagCelle"/>"#, r#"<w:pStyle w:val="Celle"/>"#),
        ("word/document.xml", "</w:p></w:tc>", "</w:p><w:tbl></w:tbl></w:tc>"),
        ("word/document.xml", r#"<w:tcW "#, r#"<w:gridSpan w:val="2"/><w:tcW "#),
        ("word/styles.xml", r#"w:val="da-DK""#, r#"w:val="en-US""#),
        ("word/numbering.xml", r#"<w:num w:numId="2">"#, r#"<w:num w:numId="99">"#),
        ("docProps/core.xml", "Svarskema – Fælles omsorgssystem", ""),
        ("word/_rels/document.xml.rels", "glossary/document.xml", "glossary/gone.xml"),
    ];
    for (part, old, new) in changes {
        let mut broken = whole.clone();
        let text = broken.get_mut(*part).unwrap();
        assert!(text.contains(old), "{part} has no {old}");
        *text = text.replacen(old, new, 1);
        assert!(!faults(&broken).is_empty(), "{part}: {old}");
    }
}

/// What a paper says, paragraph by paragraph, without what Word counts itself and without what is laid out otherwise.
fn said(parts: &Parts) -> Vec<String> {
    let mut lines = vec![String::new()];
    let (mut inside, mut contents, mut depth) = (false, false, 0);
    each(&parts["word/document.xml"], |node| match node {
        Node::Open(it) => match it.name().as_str() {
            "docPartObj" => (contents, depth) = (true, 1),
            "sdt" if contents => depth += 1,
            "t" => inside = true,
            "tab" | "br" if !contents => lines.last_mut().unwrap().push(' '),
            _ => {}
        },
        Node::Close(name) => match name.as_str() {
            "t" => inside = false,
            "p" => lines.push(String::new()),
            "sdt" if contents => {
                depth -= 1;
                contents = depth > 0;
            }
            _ => {}
        },
        Node::Text(text) if inside && !contents => lines.last_mut().unwrap().push_str(&text),
        Node::Text(_) => {}
    });
    lines
}

/// A text by its letters and digits alone: the formats differ in signs.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The lines of a Markdown text, without its tables of signs.
fn lines_of(markdown: &str) -> Vec<String> {
    let numbered = |line: &str| {
        let heading = line.trim_start_matches('#').trim_start();
        let rest = heading.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_counted = line.starts_with("## ") || rest.starts_with(". ");
        if is_counted && rest.len() < heading.len() { rest.to_owned() } else { line.to_owned() }
    };
    let lines = markdown.lines().filter(|line| !line.starts_with("| ") && !line.contains("[ ]"));
    lines.map(|line| numbered(&line.replace("[x] ", ""))).map(|line| without_addresses(&line)).collect()
}

/// A paper holds the addresses of its links apart from its text.
fn without_addresses(line: &str) -> String {
    let mut parts = line.split("](<");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(">)").map_or(part, |(_, rest)| rest))
}

#[test]
fn a_paper_says_line_by_line_what_the_markdown_says() {
    let furnishing = Furnishing::plain(TEMPLATES.words());
    let mut compared = 0;
    for (name, case) in cases() {
        for document in documents(&case) {
            let parts = parts(&printed(&case, &document, &furnishing));
            let paper: String = said(&parts).iter().map(|line| bare(line)).collect();
            for line in lines_of(&markdown(&document, &TEMPLATES)) {
                // What explains the signs of the overview, which each format draws in its own way.
                if line.contains("SF…") {
                    continue;
                }
                // A label and what it labels, a tick and what is ticked, are two in one of the formats.
                // A line's number stands in a cell of its own.
                let heading = line.trim_start_matches('#').trim_start().split_once(' ');
                let heading = heading.filter(|_| line.starts_with('#')).map(|(id, title)| [id, title]);
                let in_cells = heading.is_some_and(|parts| parts.iter().all(|part| paper.contains(&bare(part))));
                let mut parts = line.split(": ").flat_map(|part| part.split(" · ")).map(bare);
                assert!(
                    paper.contains(&bare(&line)) || in_cells || parts.all(|part| paper.contains(&part)),
                    "{name} {:?} lacks {line:?}",
                    document.front().kind
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 3_000, "only {compared} lines were compared");
}

#[test]
fn what_a_user_wrote_stays_text() {
    let hostile = "</w:t></w:r><w:r>&amp;<![CDATA[ ]]> {{ }} \u{202e}\u{1}";
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/omsorg.toml")).unwrap();
    let text = text.replace("Løsningen skal vise ændringer", &hostile.replace(['\u{1}', '\u{202e}'], ""));
    let file = ProfileFile::read(Path::new("a.toml"), Source::new("a.toml", text), &Memory::empty()).unwrap();
    let case = Case::read(&file, &CATALOG).unwrap();
    let furnishing = Furnishing::plain(TEMPLATES.words());
    let prints_requirements = |document: &Document| {
        !matches!(document.front().kind, DocumentKind::Baggrundsnotat | DocumentKind::SpoergsmaalOgSvar)
    };
    for document in documents(&case).into_iter().filter(prints_requirements) {
        let parts = parts(&printed(&case, &document, &furnishing));
        assert_eq!(faults(&parts), Vec::<String>::new());
        let paper: String = said(&parts).join("\n");
        let asks = markdown(&document, &TEMPLATES).contains("CDATA");
        let says = paper.contains("</w:t></w:r><w:r>&amp;<![CDATA[ ]]> {{ }}");
        assert_eq!(says, asks, "{:?}", document.front().kind);
    }
}

#[test]
fn a_form_can_be_protected_so_that_only_answers_are_changed() {
    let (_, case) = cases().remove(0);
    let form = case.document(DocumentKind::Svarskema, &TEXTS).unwrap();
    let settings = |protect: bool| {
        let furnishing = Furnishing { protect, ..Furnishing::plain(TEMPLATES.words()) };
        parts(&printed(&case, &form, &furnishing))["word/settings.xml"].clone()
    };
    assert_eq!(values(&settings(true), "documentProtection", "edit"), ["forms"]);
    assert_eq!(values(&settings(false), "documentProtection", "edit"), Vec::<String>::new());
}
