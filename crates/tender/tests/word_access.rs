//! Papers for Word for who cannot see them: the rules that office programs' own checkers have.

use std::collections::BTreeMap;

use tender::document::DocumentKind;
use tender::input::xml::{Node, each};
use tender::print::Furnishing;

use crate::word::{Parts, TEMPLATES, TEXTS, cases, documents, parts, printed, values};

const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";

/// The least contrast of text.
const LEAST: f64 = 4.5;

/// A rule: what is wrong where it is broken, and whether a paper breaks it.
type Rule = (&'static str, fn(&Parts) -> bool);

const RULES: [Rule; 12] = [
    ("the paper has no title", |parts| between(&parts["docProps/core.xml"], "title").trim().is_empty()),
    ("the language is not Danish", |parts| values(&parts[STYLES], "lang", "val") != ["da-DK"]),
    ("there are no headings", |parts| levels(parts).is_empty()),
    ("a level of headings is skipped", |parts| {
        let mut before = 0;
        levels(parts).into_iter().any(|level| level > std::mem::replace(&mut before, level) + 1)
    }),
    ("a table has no head that is marked as one", |parts| !heads_are_marked(&parts[DOCUMENT])),
    ("cells are merged, or a table stands in a table", |parts| is_merged(&parts[DOCUMENT])),
    ("a table has no words", |parts| {
        let tables = count(&parts[DOCUMENT], "tbl");
        ["tblCaption", "tblDescription"].iter().any(|name| {
            let said = values(&parts[DOCUMENT], name, "val");
            said.len() != tables || said.iter().any(|words| words.trim().is_empty())
        })
    }),
    ("a picture has no words", |parts| {
        let said = values(&parts[DOCUMENT], "docPr", "descr");
        said.len() != count(&parts[DOCUMENT], "docPr") || said.iter().any(|words| words.trim().is_empty())
    }),
    ("something floats over the text", |parts| {
        let names = ["anchor", "framePr", "tblpPr", "txbxContent", "pict"];
        parts.iter().any(|(name, part)| name.starts_with("word/") && names.iter().any(|it| count(part, it) > 0))
    }),
    ("blanks lay something out", |parts| has_blanks(&parts[DOCUMENT])),
    ("letters have too little contrast", |parts| !faint(parts).is_empty()),
    ("a place to fill in has no title, or the paper is protected", |parts| {
        let titles = values(&parts[DOCUMENT], "alias", "val");
        titles.len() != count(&parts[DOCUMENT], "sdt")
            || titles.iter().any(|title| title.trim().is_empty())
            || count(&parts["word/settings.xml"], "documentProtection") > 0
    }),
];

fn broken(parts: &Parts) -> Vec<&'static str> {
    RULES.iter().filter(|(_, is_broken)| is_broken(parts)).map(|(what, _)| *what).collect()
}

fn count(part: &str, element: &str) -> usize {
    let mut count = 0;
    each(part, |node| count += usize::from(matches!(node, Node::Open(it) if it.name() == element)));
    count
}

/// The text of the first element of a name.
fn between(part: &str, element: &str) -> String {
    let (mut inside, mut text) = (false, String::new());
    each(part, |node| match node {
        Node::Open(it) => inside = it.name() == element,
        Node::Text(piece) if inside => text.push_str(&piece),
        Node::Text(_) | Node::Close(_) => {}
    });
    text
}

/// The properties of each style that say something here, by its id.
#[derive(Default)]
struct Look {
    level: Option<usize>,
    colour: Option<String>,
    fill: Option<String>,
}

fn looks(parts: &Parts) -> BTreeMap<String, Look> {
    let mut looks: BTreeMap<String, Look> = BTreeMap::new();
    let mut of = String::new();
    each(&parts[STYLES], |node| {
        let Node::Open(it) = node else { return };
        if it.name() == "style" {
            of = it.attribute("styleId").unwrap_or_default();
        }
        let look = looks.entry(of.clone()).or_default();
        match it.name().as_str() {
            "outlineLvl" => look.level = it.attribute("val").and_then(|level| level.parse().ok()),
            "color" => look.colour = it.attribute("val"),
            "shd" => look.fill = it.attribute("fill"),
            _ => {}
        }
    });
    looks
}

/// The level of each heading, from one.
fn levels(parts: &Parts) -> Vec<usize> {
    let looks = looks(parts);
    let styles = values(&parts[DOCUMENT], "pStyle", "val");
    styles.iter().filter_map(|style| looks.get(style)?.level).map(|level| level + 1).collect()
}

fn heads_are_marked(document: &str) -> bool {
    let (mut marked, mut rows, mut looks, mut first) = (0, 0, 0, false);
    each(document, |node| {
        let Node::Open(it) = node else { return };
        match it.name().as_str() {
            "tbl" => (rows, first) = (rows + 1, true),
            "tblLook" => looks += usize::from(it.is_set("firstRow")),
            "tblHeader" => marked += usize::from(first),
            "p" => first = false,
            _ => {}
        }
    });
    marked == rows && looks == rows
}

fn is_merged(document: &str) -> bool {
    let (mut depth, mut nested) = (0, false);
    each(document, |node| match node {
        Node::Open(it) if it.name() == "tbl" => {
            depth += 1;
            nested |= depth > 1;
        }
        Node::Close(name) if name == "tbl" => depth -= 1,
        Node::Open(_) | Node::Close(_) | Node::Text(_) => {}
    });
    nested || ["gridSpan", "vMerge", "hMerge"].iter().any(|name| count(document, name) > 0)
}

/// Two blanks or empty paragraphs in a row, in place of a tab or of a style.
fn has_blanks(document: &str) -> bool {
    let (mut found, mut text, mut inside, mut empty) = (false, String::new(), false, 0);
    each(document, |node| match node {
        Node::Open(it) => match it.name().as_str() {
            "p" => text.clear(),
            "tbl" => empty = 0,
            "t" => inside = true,
            "drawing" | "sdt" => text.push('.'),
            _ => {}
        },
        Node::Text(piece) if inside => text.push_str(&piece),
        Node::Text(_) => {}
        Node::Close(name) => match name.as_str() {
            "t" => inside = false,
            "p" => {
                empty = if text.trim().is_empty() { empty + 1 } else { 0 };
                found |= text.contains("  ") || text.contains("\u{a0}\u{a0}") || empty > 1;
            }
            // What stands in a cell stands apart.
            "tc" | "tbl" => empty = 0,
            _ => {}
        },
    });
    found
}

/// The styles whose letters have too little contrast against the paper and against what they stand on.
fn faint(parts: &Parts) -> Vec<String> {
    let light = |colour: &str| -> f64 {
        let part = |at: usize| {
            let share = u8::from_str_radix(colour.get(at..at + 2).unwrap_or("00"), 16).unwrap_or(0);
            let share = f64::from(share) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    };
    let contrast = |one: &str, other: &str| {
        let (one, other) = (light(one) + 0.05, light(other) + 0.05);
        one.max(other) / one.min(other)
    };
    let looks = looks(parts);
    let fills: Vec<&str> = looks.values().filter_map(|look| look.fill.as_deref()).chain(["FFFFFF", "EEF2F6"]).collect();
    let is_faint = |colour: &str| fills.iter().any(|fill| contrast(colour, fill) < LEAST);
    let coloured = looks.iter().filter_map(|(id, look)| Some((id, look.colour.as_deref()?)));
    let faint = coloured.filter(|(_, colour)| *colour != "auto" && is_faint(colour)).map(|(id, _)| id.clone());
    let direct = values(&parts[DOCUMENT], "color", "val").into_iter().filter(|colour| is_faint(colour));
    faint.chain(direct).collect()
}

#[test]
fn every_paper_keeps_every_rule() {
    let furnishing = Furnishing::plain(TEMPLATES.words());
    let mut papers = 0;
    for (name, case) in cases() {
        for document in documents(&case) {
            let parts = parts(&printed(&case, &document, &furnishing));
            assert_eq!(broken(&parts), Vec::<&str>::new(), "{name} {:?}", document.front().kind);
            papers += 1;
        }
    }
    println!("{papers} papers keep {} rules", RULES.len());
    assert!(papers > 30, "only {papers} papers");
}

#[test]
fn every_rule_finds_what_breaks_it_and_no_other_does() {
    let furnishing = Furnishing::plain(TEMPLATES.words());
    let (_, case) = cases().into_iter().find(|(name, _)| name == "omsorg.toml").unwrap();
    let form = case.document(DocumentKind::Svarskema, &TEXTS).unwrap();
    let whole = parts(&printed(&case, &form, &furnishing));
    let heading = r#"<w:pStyle w:val="Heading1"/>"#;
    let picture = r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="99" name="b" descr=""/></wp:inline></w:drawing></w:r></w:p><w:sectPr>"#;
    let floating = r#"<w:p><w:r><w:drawing><wp:anchor><wp:docPr id="99" name="b" descr="Et kort"/></wp:anchor></w:drawing></w:r></w:p><w:sectPr>"#;
    let breaks: &[(&str, &str, &str, &str)] = &[
        ("the paper has no title", "docProps/core.xml", "Svarskema – Fælles omsorgssystem", ""),
        ("the language is not Danish", STYLES, r#"w:lang w:val="da-DK""#, r#"w:lang w:val="en-GB""#),
        ("there are no headings", STYLES, "<w:outlineLvl ", "<w:niveau "),
        ("a level of headings is skipped", DOCUMENT, heading, r#"<w:pStyle w:val="Heading3"/>"#),
        ("a table has no head that is marked as one", DOCUMENT, "<w:tblHeader/>", ""),
        ("a table has no head that is marked as one", DOCUMENT, r#"w:firstRow="1""#, r#"w:firstRow="0""#),
        ("cells are merged, or a table stands in a table", DOCUMENT, "<w:tcPr>", r#"<w:tcPr><w:gridSpan w:val="2"/>"#),
        ("a table has no words", DOCUMENT, "<w:tblCaption ", "<w:tblUden "),
        ("a picture has no words", DOCUMENT, "<w:sectPr>", picture),
        ("something floats over the text", DOCUMENT, "<w:sectPr>", floating),
        ("blanks lay something out", DOCUMENT, "Oplysninger om", "Oplysninger   om"),
        ("blanks lay something out", DOCUMENT, "<w:sectPr>", "<w:p></w:p><w:p></w:p><w:sectPr>"),
        ("letters have too little contrast", STYLES, r#"<w:color w:val="404040"/>"#, r#"<w:color w:val="9A9A9A"/>"#),
        (
            "a place to fill in has no title, or the paper is protected",
            DOCUMENT,
            r#"<w:alias w:val="SF1461 Svar"/>"#,
            "",
        ),
        (
            "a place to fill in has no title, or the paper is protected",
            "word/settings.xml",
            "<w:defaultTabStop",
            "<w:documentProtection/><w:defaultTabStop",
        ),
    ];
    for (rule, part, old, new) in breaks {
        let mut other = whole.clone();
        let text = other.get_mut(*part).unwrap();
        assert!(text.contains(old), "{part} has no {old}");
        // Without any level there is none left.
        *text = if *rule == "there are no headings" { text.replace(old, new) } else { text.replacen(old, new, 1) };
        assert_eq!(broken(&other), [*rule], "{part}: {old}");
    }
    let tried: Vec<&str> = breaks.iter().map(|(rule, ..)| *rule).collect();
    assert!(RULES.iter().all(|(rule, _)| tried.contains(rule)), "a rule was never broken");
}
