//! Response forms as other programs save them: what was filled in is read, and nothing is told that nobody did.

use std::collections::BTreeMap;

use tender::form::returned::Returned;
use tender::form::word;
use tender::input::xml::{Node, each};

use crate::word::cases;
use crate::word_forms::{DOCUMENT, Form, answers, changed, expected, findings, form, read, with, without};

/// What a program makes of a filled form.
type Manner = fn(&[u8]) -> Vec<u8>;

/// The text with every control changed by its properties and its content.
fn controls(text: &str, change: impl Fn(usize, &str, &str) -> String) -> String {
    let (mut out, mut rest, mut count) = (String::new(), text, 0);
    while let Some(at) = rest.find("<w:sdt><w:sdtPr>") {
        out.push_str(&rest[..at]);
        let after = &rest[at + "<w:sdt>".len()..];
        let (properties, after) = after.split_once("</w:sdtPr>").unwrap();
        let (content, after) = after.split_once("</w:sdtContent></w:sdt>").unwrap();
        let content = content.strip_prefix("<w:sdtContent>").unwrap();
        out.push_str(&change(count, &format!("{properties}</w:sdtPr>"), content));
        count += 1;
        rest = after;
    }
    out + rest
}

/// Each text in runs of a few letters, as spelling, editing and typing leave it.
fn runs_split(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(r#"<w:t xml:space="preserve">"#) {
        let begin = at + r#"<w:t xml:space="preserve">"#.len();
        out.push_str(&rest[..begin]);
        let end = begin + rest[begin..].find("</w:t>").unwrap();
        let run = rest[..at].rfind("<w:r>").map(|run| &rest[run..at]).unwrap_or_default();
        let properties = run.find("<w:rPr>").zip(run.find("</w:rPr>")).map(|(one, other)| &run[one..other + 8]);
        let letters: Vec<char> = rest[begin..end].chars().collect();
        // What stands for a sign of markup stays in one piece.
        let pieces: Vec<String> = match letters.contains(&'&') {
            true => vec![letters.iter().collect()],
            false => letters.chunks(3).map(|piece| piece.iter().collect()).collect(),
        };
        let between = format!(
            r#"</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00AB12CD">{}<w:t xml:space="preserve">"#,
            properties.unwrap_or_default()
        );
        out.push_str(&pieces.join(&between));
        rest = &rest[end..];
    }
    out + rest
}

/// The parts that tie a form to its tender are gone.
fn untied(bytes: &[u8]) -> Vec<u8> {
    with(bytes, |name, content| match name.starts_with("customXml/") || name == "docProps/custom.xml" {
        true => b"<gone/>".to_vec(),
        false => content,
    })
}

/// Word itself: pieces of text, marks of who typed when, page numbers as they were last seen.
fn word_itself(form: &[u8]) -> Vec<u8> {
    let form = changed(form, DOCUMENT, |text| runs_split(&text).replace("<w:p>", r#"<w:p w:rsidR="00AB12CD">"#));
    changed(&form, "word/footer1.xml", |text| text.replace(">1</w:t>", ">17</w:t>"))
}

/// LibreOffice 7.4: no tags, no locks, titles for plain text alone, a control once more for each script.
fn libreoffice_7_4(form: &[u8]) -> Vec<u8> {
    changed(form, DOCUMENT, |text| {
        let text = without(&without(&text, "<w:tag ", "/>"), "<w:lock ", "/>");
        controls(&text, |_, properties, content| {
            let waits = properties.contains("<w:showingPlcHdr/>");
            let properties = properties.replace("<w:showingPlcHdr/>", "");
            if !properties.contains("<w:text/>") {
                let properties = without(&properties, "<w:alias ", "/>");
                return format!("<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>");
            }
            let whole = format!("<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>");
            let shown = shown(content);
            let Some((piece, _)) = shown.split_once(' ').filter(|_| !waits && !content.contains('&')) else {
                return whole;
            };
            let again = format!("<w:r><w:t>{piece} </w:t><w:t>{shown}</w:t></w:r>");
            format!("{whole}<w:sdt>{properties}<w:sdtContent>{again}</w:sdtContent></w:sdt>")
        })
    })
}

/// LibreOffice writes what looks like an escape of a workbook with one, and says that it was the one who saved.
fn saved_by_libreoffice(form: &[u8]) -> Vec<u8> {
    let form = changed(form, DOCUMENT, |text| text.replace("_x0041_", "_x005F_x0041_"));
    changed(&form, "docProps/app.xml", |text| text.replace(">bilag ", ">LibreOffice/7.4.7.2$Linux_X86_64 "))
}

/// The words of a piece of a paper.
fn shown(content: &str) -> String {
    let mut shown = String::new();
    each(content, |node| {
        if let Node::Text(text) = node {
            shown.push_str(&text);
        }
    });
    shown
}

/// LibreOffice from 7.5: tags stay, what waits to be filled in is marked otherwise.
fn libreoffice_7_5(form: &[u8]) -> Vec<u8> {
    changed(form, DOCUMENT, |text| {
        let text = without(&without(&text, "<w:lock ", "/>"), "<w:placeholder>", "</w:placeholder>");
        runs_split(&text.replace("<w:showingPlcHdr/>", r#"<w:showingPlcHdr w:val="true"/>"#))
    })
}

/// Google Docs: no controls at all, and none of the parts beside the paper.
fn google_docs(form: &[u8]) -> Vec<u8> {
    let flat = changed(form, DOCUMENT, |text| {
        let text = controls(&text, |_, _, content| content.to_owned());
        runs_split(&text).replace(r#"<w:tblHeader/>"#, r#"<w:tblHeader w:val="0"/>"#)
    });
    untied(&flat)
}

/// Pages: no controls, each line of an answer its own paragraph.
fn pages(form: &[u8]) -> Vec<u8> {
    let flat = changed(form, DOCUMENT, |text| {
        controls(&text, |_, _, content| {
            let paragraph = r#"</w:r></w:p><w:p><w:pPr><w:pStyle w:val="Felt"/></w:pPr><w:r>"#;
            content.replace("<w:br/>", paragraph)
        })
    });
    untied(&flat)
}

/// OnlyOffice: controls round whole paragraphs, tags and titles kept, a setting of its own beside them.
fn onlyoffice(form: &[u8]) -> Vec<u8> {
    changed(form, DOCUMENT, |text| {
        let text = text.replace("<w:sdtPr>", r#"<w:sdtPr><w15:appearance w15:val="boundingBox"/>"#);
        let mut out = String::new();
        let mut rest = text.as_str();
        let field = r#"<w:p><w:pPr><w:pStyle w:val="BilagFelt"/></w:pPr><w:sdt>"#;
        while let Some(at) = rest.find(field) {
            out.push_str(&rest[..at]);
            let after = &rest[at + field.len()..];
            let (properties, after) = after.split_once("<w:sdtContent>").unwrap();
            let (content, after) = after.split_once("</w:sdtContent></w:sdt></w:p>").unwrap();
            out.push_str(&format!(
                r#"<w:sdt>{properties}<w:sdtContent><w:p><w:pPr><w:pStyle w:val="BilagFelt"/></w:pPr>{content}</w:p></w:sdtContent></w:sdt>"#
            ));
            rest = after;
        }
        runs_split(&(out + rest))
    })
}

/// A program that keeps titles alone.
fn titles_alone(form: &[u8]) -> Vec<u8> {
    let form = changed(form, DOCUMENT, |text| {
        let text = without(&without(&text, "<w:tag ", "/>"), "<w:lock ", "/>");
        controls(&text, |_, properties, content| {
            if properties.contains("<w:docPartObj>") {
                return format!("<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>");
            }
            let title = properties.find("<w:alias ").map(|at| &properties[at..]);
            let title = title.map(|title| &title[..title.find("/>").unwrap() + 2]).unwrap_or_default();
            format!("<w:sdt><w:sdtPr>{title}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
        })
    });
    untied(&form)
}

const MANNERS: [(&str, Manner); 7] = [
    ("Word", word_itself),
    ("LibreOffice 7.4", libreoffice_7_4),
    ("LibreOffice 7.5", libreoffice_7_5),
    ("Google Docs", google_docs),
    ("Pages", pages),
    ("OnlyOffice", onlyoffice),
    ("titles alone", titles_alone),
];

/// What nobody did must not be told.
const LOUD: [&str; 10] = [
    "remark",
    "passage-gone",
    "text-changed",
    "field-changed",
    "field-missing",
    "field-added",
    "field-twice",
    "ambiguous-answer",
    "active-content",
    "cut",
];

fn settled(bytes: &[u8], original: &Form) -> Returned {
    word::settled(&read(bytes), Some(&read(&original.bytes)))
}

#[test]
fn whatever_program_saves_a_form_its_answers_are_read_and_nothing_else_is_told() {
    let mut compared = 0;
    for (at, (example, case)) in cases().into_iter().enumerate() {
        let form = form(&case);
        let answers = answers(&form.fields, at + 1);
        let filled = word::fill(&form.bytes, &answers).unwrap().bytes;
        for (program, manner) in MANNERS {
            let saved = manner(&filled);
            assert!(saved != filled, "{program} changes nothing");
            let returned = settled(&saved, &form);
            assert_eq!(returned.values, expected(&form, &answers), "{example}, {program}");
            compared += returned.values.len();
        }
    }
    println!("{compared} answers as seven programs save them");
    assert!(compared > 4_000, "only {compared} answers were compared");
}

#[test]
fn what_looks_like_an_escape_is_read_as_it_was_typed() {
    let form = form(&cases().remove(0).1);
    let answers: BTreeMap<_, _> =
        [("SF1514.begrundelse", "Koden _x0041_ og\n_x0041_"), ("leverandoer.navn", "A_x0041_S")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into();
    let answers = answers.into_iter().filter(|(name, _)| form.fields.iter().any(|it| it.name.to_string() == *name));
    let answers: BTreeMap<String, String> = answers.collect();
    assert!(!answers.is_empty());
    let filled = word::fill(&form.bytes, &answers).unwrap().bytes;
    for saved in [filled.clone(), saved_by_libreoffice(&filled)] {
        assert_eq!(settled(&saved, &form).values, expected(&form, &answers));
    }
    // Whoever else writes an escape means it.
    let meant = changed(&filled, DOCUMENT, |text| text.replace("_x0041_", "_x005F_x0041_"));
    assert!(settled(&meant, &form).values.values().flatten().all(|text| text.contains("_x005F_x0041_")));
}

#[test]
fn whatever_program_saves_a_form_nothing_is_told_that_nobody_did() {
    let case = || cases().into_iter().find(|(name, _)| name == "omsorg.toml").unwrap().1;
    let form = form(&case());
    let filled = word::fill(&form.bytes, &answers(&form.fields, 9)).unwrap().bytes;
    for (program, manner) in MANNERS {
        let told = findings(&read(&manner(&filled)), case(), &form);
        let loud: Vec<_> = told.iter().filter(|(_, code, _)| LOUD.contains(code)).collect();
        assert!(loud.is_empty(), "{program}: {loud:#?}");
    }
}
