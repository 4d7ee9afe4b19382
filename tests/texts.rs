//! No text gets out of its place: whatever a profile, a catalog or a supplier wrote is printed as it stands, in every
//! format.
//!
//! A document with hostile texts is compared with the same document with harmless ones of the same shape: it must have
//! the same structure, and the hostile texts must be read out of it again. Between words, a run of white space counts
//! as one blank.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use calamine::{Data, Reader, Xlsx};
use comrak::nodes::NodeValue;
use proptest::prelude::*;
use tender::case::Case;
use tender::catalog::{Catalog, CatalogFiles};
use tender::change::{Record, compare};
use tender::compose::{Correcting, Texts, Was};
use tender::document::{Document, DocumentKind};
use tender::form::Reading;
use tender::form::spelling::visible;
use tender::form::workbook::workbook;
use tender::input::files::Memory;
use tender::input::markdown::{Inline, plain};
use tender::print::{Templates, html, markdown};
use tender::profile::ProfileFile;
use tender::text::source::{Source, composed};

use crate::answers::{Answers, fill_pdf, fill_workbook, unpacked};
use crate::desk::Desk;
use crate::paper;
use crate::support::CATALOG;

/// Texts that mean something to one of the formats, or to a program that opens one.
const HOSTILE: &[&str] = &[
    // Typst
    "#panic(\"x\")",
    "#read(\"/etc/passwd\")",
    "#import \"@preview/x:1.0.0\": *",
    "$ x^2 $",
    "$",
    "@SF1461",
    "<label>",
    "<SF1461>",
    "= Overskrift",
    "== Overskrift",
    "/ Term: forklaring",
    "*fed*",
    "_skrå_",
    "`kode`",
    "```kode```",
    "\\",
    "\\#",
    "\\u{41}",
    "~",
    "---",
    "//kommentar",
    "/* kommentar */",
    "#[",
    "]",
    "#{",
    "}",
    "#let x = 1;",
    "#sys.version",
    "//",
    "https://eksempel.dk/#x",
    "x-form:SF1461.svar",
    // Markdown
    "# Overskrift",
    "## Overskrift",
    "- punkt",
    "+ punkt",
    "* punkt",
    "1. punkt",
    "1) punkt",
    "> citat",
    "| a | b |",
    "|---|---|",
    "a | b",
    "---",
    "***",
    "===",
    "    indrykket",
    "\tindrykket",
    "[a](javascript:alert(1))",
    "[a]: https://eksempel.dk",
    "![a](https://eksempel.dk/x.png)",
    "[^1]",
    "[^1]: fodnote",
    "<https://eksempel.dk>",
    "<b>fed</b>",
    "<!-- skjult -->",
    "<![CDATA[x]]>",
    "<?php ?>",
    "~~slettet~~",
    "- [x] krydset",
    "**",
    "**fed",
    "__",
    "a_b_c",
    "_a_",
    "&amp;",
    "&lt;b&gt;",
    "&#35;",
    "&",
    "R&D",
    "!",
    "![",
    "linje\nlinje",
    "linje\n# Overskrift",
    "linje\n---",
    "linje\n===",
    "linje\n- punkt",
    "linje  \nlinje",
    "linje\\\nlinje",
    "linje\n\nlinje",
    ": definition",
    "a\n: definition",
    ":smile:",
    "$$x$$",
    "{{ordregiver}}",
    "{{",
    "{%",
    "+++",
    "+++\nid = 1",
    // HTML
    "</script><script>alert(1)</script>",
    "</title>",
    "</style>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onload='x",
    "<svg/onload=alert(1)>",
    "</textarea>",
    "javascript:alert(1)",
    "<iframe src=//x>",
    "<base href=//x>",
    "<meta http-equiv=refresh content=0>",
    "\u{a0}<\u{a0}b>",
    "<\u{ad}b>",
    // Workbooks, and what would read them
    "=1+1",
    "=HYPERLINK(\"https://eksempel.dk\";\"her\")",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "=1+1\n=2+2",
    "'=1+1",
    "{=1+1}",
    "_x0041_",
    "!\\_x0041_",
    "_x005F_x0041_",
    "_x000D_",
    "&P&D",
    "&\"Arial\"",
    "[Bog1.xlsx]Ark1!A1",
    "1,5",
    "1.5",
    "01-02-2026",
    "TRUE",
    "#REF!",
    "00123",
    "1e5",
    "https://eksempel.dk",
    "mailto:a@eksempel.dk",
    // PDF
    "(",
    ")",
    "(()",
    "\\)",
    "<<",
    ">>",
    "<</JS (x)>>",
    "endstream",
    "endobj",
    "%%EOF",
    "/Names",
    "1 0 R",
    "stream\nx",
    "þÿ",
    "\u{2010}",
    "x\u{ad}y",
    // JSON, TOML, XML
    "\"",
    "\\\"",
    "\"\"\"",
    "'''",
    "{\"t\":\"link\"}",
    "\\u0000",
    "]]>",
    "<a:b xmlns:a='x'/>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
    "&b;",
    "%s %n",
    "${x}",
    "$(x)",
    "../../etc/passwd",
    "C:\\x",
    "NUL",
    // Ids and letters
    "SF1461",
    "I-02.01",
    "SF1590_B_01_",
    "æøåÆØÅ",
    "a\u{30a}",
    "é",
    "€",
    "»citat«",
    "–",
    "…",
    "½",
    "²",
];

/// Texts of hostile pieces, put together in ways that nobody thought of.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        2 => "[ -~]{1,12}",
        1 => "[ -~æøåÆØÅ»«–…\u{a0}\n\t]{1,30}",
        1 => prop::sample::select(vec![" ", "\n", "x", "  ", "\n\n"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..6)
        .prop_map(|pieces| pieces.concat())
        .prop_filter("a text says something", |text| !text.trim().is_empty())
}

/// A text of the same shape that means nothing: the same lines, and ids, which are marked, in the same places.
fn harmless(text: &str) -> String {
    let mut shape = String::new();
    // A file is read with its letters composed: with its ring, an `a` after an id is another letter.
    for inline in plain(&composed(text)) {
        match inline {
            Inline::Text { s } if s.trim().is_empty() => shape.push_str(&s),
            Inline::Text { s } => {
                let blank = |at: Option<char>| if at.is_some_and(char::is_whitespace) { " " } else { "" };
                // A sign at both ends, so that an id beside it is one still.
                shape += &format!("{}–x–{}", blank(s.chars().next()), blank(s.chars().next_back()));
            }
            Inline::Id { s } => shape.push_str(&s),
            Inline::Break => shape.push('\n'),
            Inline::Strong { .. } | Inline::Emph { .. } | Inline::Link { .. } => unreachable!("a plain text has none"),
        }
    }
    shape
}

/// A text with single blanks between its words, its letters composed.
fn spaced(text: &str) -> String {
    composed(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A profile in which the texts stand wherever a text may, each as `shown` makes it: short ones in the tender, the
/// others as requirements and reasons.
fn profile_of(texts: &[String], shown: fn(&str) -> String) -> String {
    let toml = |text: String| toml::Value::String(text).to_string();
    let quoted = |text: &str| toml(shown(text));
    let cut = |at: usize| texts[at % texts.len()].trim().chars().take(250).collect::<String>();
    let short = |at: usize| quoted(&cut(at));
    // An answer has its own word.
    let title = |at: usize| toml(format!("x {}", shown(&cut(at))));
    // And no more of them than a form can name: it is cut where neither shape of it is too long, so that both lose the
    // same.
    let answer = |at: usize| {
        let mut text = cut(at);
        while text.len().max(harmless(&text).len()) > 120 {
            text.pop();
        }
        toml(format!("x {}", shown(&text)))
    };
    let mut profile = format!(
        "edition = \"2024-01\"\n[tender]\ntitle = {}\nbuyer = {}\ncontact = {}\nreference = {}\nappendix = {}\nversion = {}\n",
        title(0),
        title(1),
        short(2),
        short(3),
        short(4),
        short(5),
    );
    profile += "[packages]\nI-02 = [\"SF1525\"]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n";
    profile += &format!("[readings]\nR1 = {}\n[theme]\norganisation = {}\n", short(6), short(7));
    profile += &format!("[[leave-out]]\nrequirement = \"I-02.01\"\nreason = {}\n", quoted(&texts[8 % texts.len()]));
    profile += &format!("[[type]]\nid = \"T\"\nname = {}\nanswers = [\"Ja\", {}]\n", title(9), answer(10));
    for text in texts {
        profile += &format!("[[requirement]]\npackage = \"I-15\"\ntype = \"T\"\ntext = {}\n", quoted(text));
    }
    profile
}

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);
static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    Texts::read(|name| Some(TEMPLATES.text(name)), TEMPLATES.words()).expect("the embedded texts are sound")
});

fn case(text: &str, catalog: &Catalog) -> Case {
    ProfileFile::read(Path::new("p.toml"), Source::new("p.toml", text), &Memory::empty())
        .and_then(|file| Case::read(&file, catalog))
        .unwrap_or_else(|complaints| panic!("{text}\n{complaints:#?}"))
}

fn document(case: &Case, kind: DocumentKind) -> Document {
    if matches!(kind, DocumentKind::Rettelsesblad | DocumentKind::Aendringsnotat) {
        // Against a version that said nothing, everything is new and is printed.
        let now = case.say([], &TEXTS, Arc::default()).record;
        let nothing = Record { entries: Vec::new(), ..now.clone() };
        let changes = compare(&nothing, &now);
        let correcting = Correcting { was: Was::default(), number: Some(2), changes: &changes };
        if kind == DocumentKind::Aendringsnotat {
            let note = tender::compose::aendringsnotat(&case.profile, false, &correcting, &TEXTS);
            return Document::Aendringsnotat(Box::new(note));
        }
        let sheet = tender::compose::rettelsesblad(&case.profile, false, &correcting, &TEXTS);
        return Document::Rettelsesblad(Box::new(sheet));
    }
    case.document(kind, &TEXTS).expect("it is made of a profile")
}

const KINDS: [DocumentKind; 7] = [
    DocumentKind::Kravbilag,
    DocumentKind::Svarskema,
    DocumentKind::Tjekliste,
    DocumentKind::Slides,
    DocumentKind::Rettelsesblad,
    DocumentKind::Aendringsnotat,
    DocumentKind::Baggrundsnotat,
];

/// Markdown as a reader of it sees it: the kinds of its nodes, and the words of each block.
fn read_markdown(text: &str) -> (Vec<String>, Vec<String>) {
    let arena = comrak::Arena::new();
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    let root = comrak::parse_document(&arena, text, &options);
    let (mut kinds, mut blocks) = (Vec::new(), vec![String::new()]);
    for node in root.descendants() {
        let value = &node.data.borrow().value;
        match value {
            NodeValue::Text(text) => blocks.last_mut().expect("there is one").push_str(text),
            NodeValue::SoftBreak | NodeValue::LineBreak => blocks.last_mut().expect("there is one").push('\n'),
            other => {
                let name = format!("{other:?}");
                kinds.push(name.split(['(', ' ']).next().unwrap_or_default().to_owned());
                if other.block() || matches!(other, NodeValue::TableCell) {
                    blocks.push(String::new());
                }
            }
        }
        if matches!(value, NodeValue::LineBreak) {
            kinds.push("LineBreak".to_owned());
        }
    }
    (kinds, blocks.iter().map(|block| spaced(block)).filter(|block| !block.is_empty()).collect())
}

fn assert_same_structure(one: &[String], other: &[String], what: &str) {
    if let Some(at) = one.iter().zip(other).position(|(one, other)| one != other) {
        let before = |kinds: &[String]| kinds[at.saturating_sub(12)..at.min(kinds.len())].join(" ");
        panic!("{what}: node {at} is {} and should be {} after {}", one[at], other[at], before(other));
    }
    assert_eq!(one.len(), other.len(), "{what}");
}

fn check_markdown(hostile: &Case, harmless: &Case, texts: &[String]) {
    for kind in KINDS {
        let print = |case: &Case| markdown(&document(case, kind), &TEMPLATES);
        let (text, other) = (print(hostile), print(harmless));
        let ((kinds, blocks), (expected, _)) = (read_markdown(&text), read_markdown(&other));
        assert_same_structure(&kinds, &expected, &format!("{kind:?}\n{text}"));
        if matches!(kind, DocumentKind::Kravbilag | DocumentKind::Svarskema) {
            for text in texts {
                assert!(blocks.contains(&spaced(text)), "{kind:?} lacks {text:?}\n{blocks:#?}");
            }
        }
    }
}

/// A page as a browser sees it: its elements with the names of their attributes, and its text.
fn read_html(page: &str) -> (Vec<String>, String) {
    let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("a page is UTF-8");
    let mut elements = Vec::new();
    let mut text = String::new();
    for token in html5gum::Tokenizer::new(page) {
        match token.expect("a text cannot fail to be read") {
            html5gum::Token::StartTag(tag) => {
                let names: Vec<String> = tag.attributes.keys().map(|name| utf8(name)).collect();
                elements.push(format!("<{} {names:?}>", utf8(&tag.name)));
            }
            html5gum::Token::EndTag(tag) => elements.push(format!("</{}>", utf8(&tag.name))),
            html5gum::Token::String(words) => text += &utf8(&words),
            html5gum::Token::Doctype(_) => {}
            html5gum::Token::Comment(comment) => panic!("there is a comment: {comment:?}"),
            html5gum::Token::Error(error) => panic!("the page is not well formed: {error:?}"),
        }
    }
    (elements, text)
}

fn check_html(hostile: &Case, harmless: &Case) {
    let print = |case: &Case| match document(case, DocumentKind::Tjekliste) {
        Document::Tjekliste(tjekliste) => html(&tjekliste, &TEMPLATES, None),
        _ => unreachable!("a tjekliste was asked for"),
    };
    let ((elements, text), (expected, _)) = (read_html(&print(hostile)), read_html(&print(harmless)));
    assert_same_structure(&elements, &expected, "the page");
    let tender = &hostile.profile.tender;
    for shown in [&tender.title, &tender.buyer] {
        assert!(spaced(&text).contains(&spaced(shown)), "the page lacks {shown:?}");
    }
}

fn check_workbook(case: &Case, texts: &[String]) {
    let form = case.form(&TEXTS);
    let binding = case.binding(&form);
    let bytes = workbook(&form, &binding, TEMPLATES.words()).expect("it can be written");
    assert_no_formulas(&bytes);
    let cells = cells(&bytes);
    for text in texts {
        let text = spaced(text);
        assert!(cells.iter().any(|cell| cell.contains(&text)), "the workbook lacks {text:?}");
    }
    let Reading::Form(returned) = Reading::of(&bytes) else { panic!("it is a form") };
    assert_eq!(returned.binding.as_deref(), Some(binding.to_json().as_str()), "what travels along is whole");
    assert!(returned.oddities.is_empty(), "{:?}", returned.oddities);
}

/// The texts of all cells that are seen.
fn cells(workbook: &[u8]) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).expect("it is a workbook");
    let mut cells = Vec::new();
    for (_, range) in book.worksheets().into_iter().filter(|(name, _)| name != "bilag") {
        cells.extend(range.used_cells().filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(spaced(text)),
            _ => None,
        }));
    }
    cells
}

/// Nothing in a workbook is computed, fetched or followed.
fn assert_no_formulas(workbook: &[u8]) {
    for (name, content) in unpacked(workbook) {
        let xml = String::from_utf8_lossy(&content);
        if name.starts_with("xl/worksheets/sheet") {
            assert!(
                !xml.contains("<f>") && !xml.contains("<f ") && !xml.contains("<hyperlink"),
                "{name} computes or leads away"
            );
        }
        assert!(
            !name.contains("externalLink") && !name.contains("vbaProject") && !xml.contains("TargetMode=\"External\""),
            "{name}"
        );
    }
}

fn check(texts: &[String]) {
    let case = |shown| case(&profile_of(texts, shown), &CATALOG);
    let (hostile, harmless) = (case(str::to_owned), case(harmless));
    check_markdown(&hostile, &harmless, texts);
    check_html(&hostile, &harmless);
    check_workbook(&hostile, texts);
}

#[test]
fn no_text_of_a_profile_gets_out_of_markdown_html_or_workbook() {
    let texts: Vec<String> =
        HOSTILE.iter().map(|text| (*text).to_owned()).filter(|text| !text.trim().is_empty()).collect();
    // Each text stands once in every place that a profile has.
    for first in 0..texts.len() {
        let turned: Vec<String> = texts.iter().cycle().skip(first).take(11).cloned().collect();
        check(&turned);
    }
    println!("{} hostile strings, each in every place of a profile, in Markdown, HTML and workbook", texts.len());
}

#[test]
fn an_answer_that_is_cut_for_its_length_loses_the_same_in_both_shapes() {
    let long = "0Aåaå\t–Å0a0 A…««– 0 åAåAA00»a»  0\u{a0} aøå0aÅAA\t øA\tø     / Term: forklaring#import \"@preview/x:1.0.0\": *0 \nø";
    check(&[vec![long.to_owned()], vec!["#panic(\"x\")".to_owned(); 9]].concat());
}

/// How many random texts were tried.
static TRIED: AtomicUsize = AtomicUsize::new(0);

#[test]
fn no_random_text_of_a_profile_gets_out_either() {
    random_texts();
    println!("{} random hostile texts, in Markdown, HTML and workbook", TRIED.load(Ordering::Relaxed));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    fn random_texts(texts in prop::collection::vec(hostile(), 1..12)) {
        TRIED.fetch_add(texts.len(), Ordering::Relaxed);
        check(&texts);
    }
}

/// The text of a PDF without blanks, soft hyphens and line breaks: hyphenation and columns do not matter for what is in
/// it.
fn squeezed(text: &str) -> String {
    let seen = |c: &char| !c.is_whitespace() && !matches!(c, '\u{ad}' | '-' | '\u{2010}' | '\u{2011}');
    composed(text).chars().filter(seen).collect()
}

/// Where the links of a PDF lead, and the names of its fields with what they are called.
fn ties(pdf: &[u8]) -> (Vec<String>, BTreeMap<String, String>) {
    let pdf = lopdf::Document::load_mem(pdf).expect("it is a PDF");
    let mut links = Vec::new();
    let mut fields = BTreeMap::new();
    for object in pdf.objects.values() {
        let Ok(dictionary) = object.as_dict() else { continue };
        let text = |key: &[u8]| dictionary.get(key).ok().and_then(|text| lopdf::decode_text_string(text).ok());
        links.extend(text(b"URI"));
        if let (Some(name), Some(called)) = (text(b"T"), text(b"TU")) {
            fields.insert(format!("{name} {called}"), called);
        }
    }
    (links, fields)
}

#[test]
fn no_text_of_a_profile_gets_out_of_a_pdf() {
    let texts: Vec<String> =
        HOSTILE.iter().map(|text| (*text).to_owned()).filter(|text| !text.trim().is_empty()).collect();
    let profile = profile_of(&texts, str::to_owned);
    let desk = Desk::new().file("ond.toml", &profile).file("god.toml", profile_of(&texts, harmless));
    let ran = desk.run(&["build", "ond.toml", "god.toml", "-o", ".", "--format", "pdf"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let case = case(&profile, &CATALOG);
    for document in ["kravbilag", "svarskema"] {
        let bytes = desk.read(&format!("ond-{document}.pdf"));
        let text = squeezed(&paper::text(&bytes));
        for hostile in &texts {
            assert!(text.contains(&squeezed(hostile)), "{document} lacks {hostile:?}");
        }
        let ((links, fields), (expected, others)) = (ties(&bytes), ties(&desk.read(&format!("god-{document}.pdf"))));
        assert_eq!(
            (links, fields.len()),
            (expected, others.len()),
            "{document}: what leads away and what can be filled in"
        );
        let pdf = lopdf::Document::load_mem(&bytes).expect("it is a PDF");
        let information = pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).expect("it has a title").1;
        let title = information.as_dict().and_then(|info| info.get(b"Title")).expect("it has a title");
        let title = lopdf::decode_text_string(title).expect("a title is text");
        assert!(spaced(&title).contains(&spaced(&case.profile.tender.title)), "{title}");
        let attached = pdf.objects.values().filter_map(|object| object.as_stream().ok()).filter_map(|stream| {
            String::from_utf8(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())).ok()
        });
        assert!(
            attached.into_iter().any(|text| text == case.normalised || text == case.for_suppliers),
            "{document}: the profile travels along as it is"
        );
    }
    let Reading::Form(returned) = Reading::of(&desk.read("ond-svarskema.pdf")) else { panic!("it is a form") };
    assert!(returned.oddities.is_empty(), "{:?}", returned.oddities);
    println!("{} hostile strings in the PDFs", texts.len());
}

#[test]
fn no_answer_of_a_supplier_gets_out_of_the_comparison() {
    let facts = "[packages]\nI-04 = \"all\"\nI-02 = \"all\"\nI-15 = \"all\"\n[facts]\n";
    let desk = Desk::new().file("p.toml", crate::support::profile_text("2024-01", facts));
    assert_eq!(desk.run(&["build", "p.toml", "-o", "."]).code, 0);
    let (pdf, xlsx) = (desk.read("p-svarskema.pdf"), desk.read("p-svarskema.xlsx"));
    let Reading::Form(form) = Reading::of(&xlsx) else { panic!("it is a form") };
    let places: Vec<&str> =
        form.values.keys().map(String::as_str).filter(|name| name.ends_with(".begrundelse")).collect();
    let texts: Vec<&str> = HOSTILE.iter().copied().filter(|text| !text.trim().is_empty()).collect();
    let mut told = 0;
    for part in texts.chunks(places.len()) {
        let mut answers: Answers<'_> = places.iter().copied().zip(part.iter().copied()).collect();
        answers.extend([("leverandoer.navn", part[0]), ("leverandoer.kontakt", part[part.len() - 1])]);
        let desk = Desk::new().file("a.pdf", fill_pdf(&pdf, &answers)).file("b.xlsx", fill_workbook(&xlsx, &answers));
        let ran = desk.run(&[
            "collect", "a.pdf", "b.xlsx", "--format", "json", "--format", "xlsx", "--format", "pdf", "-o", "s.pdf",
        ]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let json: serde_json::Value = serde_json::from_slice(&desk.read("s.json")).expect("it is JSON");
        let (workbook, report) = (desk.read("s.xlsx"), desk.read("s.pdf"));
        assert_no_formulas(&workbook);
        let (cells, printed) = (cells(&workbook), squeezed(&paper::text(&report)));
        let (links, fields) = ties(&report);
        assert!(
            fields.is_empty() && links.iter().all(|link| link.starts_with("https://") || link.starts_with("mailto:")),
            "{links:?}"
        );
        for (place, text) in places.iter().zip(part) {
            let line = place
                .trim_end_matches(".begrundelse")
                .replace("I-02-", "I-02.")
                .replace("I-04-", "I-04.")
                .replace("I-15-", "I-15.");
            for supplier in json["suppliers"].as_array().expect("a list") {
                let answer = supplier["answers"][&line]["begrundelse"].as_str().unwrap_or_default();
                assert_eq!(answer.trim(), composed(text).trim(), "{line} of {}", supplier["file"]);
            }
            let text = &visible(text);
            assert!(cells.iter().any(|cell| cell.contains(&spaced(text))), "the workbook lacks {text:?}");
            assert!(printed.contains(&squeezed(text)), "the report lacks {text:?}");
            told += 1;
        }
    }
    println!("{told} hostile answers in JSON, workbook and PDF");
}

/// The texts of the catalog, one after the other, as `shown` makes of hostile ones.
fn catalog_of(shown: fn(&str) -> String) -> Catalog {
    const KEYS: [&str; 15] = [
        "name",
        "meaning",
        "title",
        "text",
        "purpose",
        "question",
        "supplier-question",
        "help",
        "holds",
        "fails",
        "supplier-help",
        "buyer-holds",
        "buyer-fails",
        "label",
        "alternative",
    ];
    let mut at = 0;
    let mut files = CatalogFiles::embedded().files;
    for source in files.values_mut() {
        let lines = source.text.lines().map(|line| match line.split_once(" = \"") {
            Some((key, _)) if KEYS.contains(&key) && line.ends_with('"') => {
                at += 1;
                // Its first word is its own, so that ids and names stay apart.
                // Placeholders are refused where nobody fills them in.
                let text = format!("x{at} {}", shown(&HOSTILE[at % HOSTILE.len()].replace("{{", "{")));
                format!("{key} = {}", toml::Value::String(text.replace('\n', " ")).to_string().replace('\n', " "))
            }
            _ => line.to_owned(),
        });
        *source = Source::new(source.name.clone(), lines.collect::<Vec<_>>().join("\n"));
    }
    Catalog::read(&CatalogFiles { files }).unwrap_or_else(|complaints| panic!("{complaints:#?}"))
}

#[test]
fn no_text_of_a_catalog_gets_out_of_markdown_html_or_workbook() {
    let packages: String = (1..=15).map(|at| format!("I-{at:02} = \"all\"\n")).collect();
    let profile = crate::support::profile_text("2024-01", &format!("[packages]\n{packages}"));
    let (hostile, harmless) = (case(&profile, &catalog_of(str::to_owned)), case(&profile, &catalog_of(harmless)));
    check_markdown(&hostile, &harmless, &[]);
    check_html(&hostile, &harmless);
    check_workbook(&hostile, &[]);
    let printed: String = KINDS.map(|kind| markdown(&document(&hostile, kind), &TEMPLATES)).concat();
    let printed = read_markdown(&printed).1.join("\n");
    let mut told = 0;
    for integration in hostile.profile.edition.integrations.values() {
        told += usize::from(printed.contains(&spaced(&integration.name)));
    }
    assert!(told > 30, "only {told} names were printed");
}
