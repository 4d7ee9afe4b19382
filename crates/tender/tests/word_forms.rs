//! Response forms that come back from Word, and from programs that treat them worse.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use tender::case::Case;
use tender::document::name::{Part, SupplierField};
use tender::document::{Document, DocumentKind, Field, FieldKind, FieldName};
use tender::form::binding::Binding;
use tender::form::refusal::Refusal;
use tender::form::remark::Place;
use tender::form::returned::{Oddity, Returned};
use tender::form::way::Way;
use tender::form::workbook::layout::Labels;
use tender::form::{Reading, Reference, judge, word};
use tender::print::Furnishing;
use tender::text::seal::sha256;

use crate::word::{TEMPLATES, TEXTS, cases};

/// A form as it goes out, with what ties it to its tender.
pub struct Form {
    pub bytes: Vec<u8>,
    pub fields: Vec<Field>,
    pub binding: Binding,
}

pub fn form(case: &Case) -> Form {
    let Some(Document::Svarskema(form)) = case.document(DocumentKind::Svarskema, &TEXTS) else {
        panic!("a profile has a response form");
    };
    let binding = case.binding(&form);
    let bytes = word::docx(&form, &binding, &Furnishing::plain(TEMPLATES.words()));
    let fields = Document::Svarskema(form).fields().into_iter().cloned().collect();
    Form { bytes, fields, binding }
}

pub fn omsorg() -> Case {
    let (_, case) = cases().into_iter().find(|(name, _)| name == "omsorg.toml").expect("the example is there");
    case
}

pub fn read(bytes: &[u8]) -> Returned {
    match Reading::of(bytes) {
        Reading::Form(returned) => *returned,
        other => panic!("{other:?}"),
    }
}

pub fn refused(bytes: &[u8]) -> Refusal {
    match Reading::of(bytes) {
        Reading::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Another answer for each seed, some with several lines and signs of markup.
pub fn answers(fields: &[Field], seed: usize) -> BTreeMap<String, String> {
    const TEXTS: [&str; 5] =
        ["Bjerg & Søn ApS", "Linje 1\nLinje 2 <b>", "»Ja«, men …", "æøå ÆØÅ é 😀", "  =1+1\t(indrykket)"];
    let mut answers = BTreeMap::new();
    for (at, field) in fields.iter().enumerate() {
        let turn = seed * 31 + at * 7;
        if turn.is_multiple_of(11) {
            continue;
        }
        let answer = match field.options.as_slice() {
            [] => TEXTS[turn % TEXTS.len()].to_owned(),
            options => options[turn % options.len()].clone(),
        };
        let answer = if field.kind == FieldKind::Multiline { answer } else { answer.replace('\n', " ") };
        answers.insert(field.name.to_string(), answer.trim().to_owned());
    }
    answers
}

/// The form with one of its parts changed.
pub fn changed(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    with(bytes, |name, content| {
        let text = String::from_utf8(content).unwrap();
        if name == part { change(text).into_bytes() } else { text.into_bytes() }
    })
}

pub fn with(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let (name, mut content) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut content).unwrap();
        out.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&change(&name, content)).unwrap();
    }
    out.finish().unwrap().into_inner()
}

pub const DOCUMENT: &str = "word/document.xml";

/// The text without the elements that a pattern begins and ends.
pub fn without(text: &str, begin: &str, end: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(begin) {
        out.push_str(&rest[..at]);
        let after = &rest[at..];
        rest = &after[after.find(end).unwrap() + end.len()..];
    }
    out + rest
}

pub fn expected(form: &Form, answers: &BTreeMap<String, String>) -> BTreeMap<String, Option<String>> {
    form.fields.iter().map(|field| (field.name.to_string(), answers.get(&field.name.to_string()).cloned())).collect()
}

#[test]
fn whatever_is_filled_in_is_read_back() {
    let mut read_back = 0;
    for (name, case) in cases() {
        let form = form(&case);
        for seed in 0..12 {
            let answers = answers(&form.fields, seed);
            let filled = word::fill(&form.bytes, &answers).unwrap().bytes;
            let returned = read(&filled);
            assert_eq!(returned.values, expected(&form, &answers), "{name} {seed}");
            assert!(returned.ways.is_empty() && returned.oddities.is_empty() && returned.remarks.is_empty());
            let bound: Binding = serde_json::from_str(returned.binding.as_deref().unwrap()).unwrap();
            assert_eq!(bound, form.binding);
            read_back += answers.len();
        }
    }
    assert!(read_back > 5_000, "only {read_back} answers were read back");
}

#[test]
fn a_form_that_nobody_filled_in_has_no_answers() {
    let form = form(&omsorg());
    assert!(read(&form.bytes).values.values().all(Option::is_none));
}

/// Programs that write into a field may leave it saying that it waits for an answer.
#[test]
fn what_a_field_shows_is_an_answer_though_it_is_marked_as_waiting() {
    let form = form(&omsorg());
    let answers = answers(&form.fields, 6);
    let filled = word::fill(&form.bytes, &answers).unwrap().bytes;
    let waiting = changed(&filled, DOCUMENT, |text| {
        let text = without(&text, "<w:showingPlcHdr", "/>");
        text.replace("</w:placeholder>", "</w:placeholder><w:showingPlcHdr/>")
    });
    let returned = read(&waiting);
    assert_eq!(returned.values, expected(&form, &answers));
    let read_so = &returned.ways[&Way::Waiting];
    assert!(read_so.len() > 20 && read_so.iter().all(|name| answers.contains_key(name)), "{read_so:?}");
}

/// What fields show until then may be other words in a buyer's own templates.
#[test]
fn a_prompt_of_the_buyers_own_is_no_answer() {
    let form = form(&omsorg());
    let part = |text: &str| format!("Bilag{}", &sha256(text.as_bytes())[..12]);
    let prompted = |text: String, prompt: &str| text.replace(">Vælg svar<", &format!(">{prompt}<"));
    let own = changed(&form.bytes, DOCUMENT, |text| {
        prompted(text, "Vælg ét svar").replace(&part("Vælg svar"), &part("Vælg ét svar"))
    });
    let returned = read(&own);
    assert!(returned.values.values().all(Option::is_none) && returned.ways.is_empty(), "{:?}", returned.values);
    // The same words in a field that waits with others were written there.
    let written = read(&changed(&form.bytes, DOCUMENT, |text| prompted(text, "Vælg ét svar")));
    assert_eq!(written.values["SF1461.svar"].as_deref(), Some("Vælg ét svar"));
}

/// A reader sees the answer beside the number of its row, whichever field that was.
#[test]
fn a_field_in_the_row_of_another_is_told() {
    let form = form(&omsorg());
    let swapped = |one: &str, other: &str| {
        let tag = |name: &str| format!("<w:tag w:val=\"{name}\"/>");
        let bytes = changed(&form.bytes, DOCUMENT, |text| {
            assert!(text.contains(&tag(one)) && text.contains(&tag(other)));
            let text = text.replace(&tag(one), "<w:tag/>").replace(&tag(other), &tag(one));
            text.replace("<w:tag/>", &tag(other))
        });
        word::settled(&read(&bytes), Some(&read(&form.bytes))).oddities
    };
    let moved = |field: &str, row: &str| Oddity::OtherRow { field: field.to_owned(), row: row.to_owned() };
    let lines = swapped("SF1461.svar", "SF1470.svar");
    assert_eq!(lines, [moved("SF1461.svar", "SF1470"), moved("SF1470.svar", "SF1461")].into());
    let suppliers = swapped("leverandoer.navn", "leverandoer.cvr");
    assert_eq!(suppliers.len(), 2, "{suppliers:?}");
    assert!(swapped("SF1461.svar", "SF1461.svar").is_empty());
}

#[test]
fn without_tags_a_field_is_known_by_its_title_and_without_titles_by_its_row() {
    let form = form(&omsorg());
    let answers = answers(&form.fields, 3);
    let filled = word::fill(&form.bytes, &answers).unwrap().bytes;
    let original = read(&form.bytes);
    let untagged = changed(&filled, DOCUMENT, |text| without(&without(&text, "<w:tag ", "/>"), "<w:lock ", "/>"));
    let returned = word::settled(&read(&untagged), Some(&original));
    assert_eq!(returned.values, expected(&form, &answers));
    assert!(returned.ways[&Way::Title].len() > 20, "{:?}", returned.ways);
    let nameless = changed(&untagged, DOCUMENT, |text| without(&text, "<w:alias ", "/>"));
    let returned = word::settled(&read(&nameless), Some(&original));
    assert_eq!(returned.values, expected(&form, &answers));
    assert_eq!(returned.ways[&Way::Row].len(), form.fields.len());
}

#[test]
fn a_form_whose_controls_became_plain_text_is_read_row_by_row() {
    let form = form(&omsorg());
    let answers = answers(&form.fields, 4);
    let filled = word::fill(&form.bytes, &answers).unwrap().bytes;
    let flat = changed(&filled, DOCUMENT, |text| {
        let text = without(&text, "<w:sdtPr>", "</w:sdtPr>");
        ["<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>"].iter().fold(text, |text, it| text.replace(it, ""))
    });
    let gone = with(&flat, |name, content| match name.starts_with("customXml/item1.xml") {
        true => b"<gone/>".to_vec(),
        false => content,
    });
    let returned = read(&gone);
    assert_eq!(returned.binding, None);
    assert_eq!(returned.fingerprint.as_deref(), Some(form.binding.fingerprint.as_str()));
    let returned = word::settled(&returned, Some(&read(&form.bytes)));
    assert_eq!(returned.values, expected(&form, &answers));
    // The number is also there to be read.
    let bare = with(&gone, |name, content| if name == "docProps/custom.xml" { b"<gone/>".to_vec() } else { content });
    assert_eq!(read(&bare).fingerprint.as_deref(), Some(form.binding.fingerprint.as_str()));
}

pub fn findings(returned: &Returned, case: Case, original: &Form) -> Vec<(Option<String>, &'static str, String)> {
    let reference = Reference::new(case, &TEXTS);
    let bound: Option<Binding> = returned.binding.as_deref().and_then(|json| serde_json::from_str(json).ok());
    let labels = Labels { condition: "Betingelse", deferred: "Frist", alternative: "Alternativ" };
    let original = read(&original.bytes);
    let judged = judge("a.docx", returned, &reference, bound.as_ref(), true, &labels, Some(&original));
    let told = judged.supplier.findings.iter().map(|finding| {
        let line = finding.requirement.as_ref().map(ToString::to_string);
        (line, finding.what.code(), finding.what.to_string())
    });
    told.collect()
}

#[test]
fn a_form_that_was_only_filled_in_is_told_nothing_about() {
    let (case, form) = (omsorg(), form(&omsorg()));
    let filled = word::fill(&form.bytes, &answers(&form.fields, 5)).unwrap().bytes;
    let told = findings(&read(&filled), case, &form);
    let codes: Vec<&str> = told.iter().map(|(_, code, _)| *code).collect();
    for code in
        ["remark", "passage-gone", "text-changed", "field-changed", "field-missing", "field-added", "unverified"]
    {
        assert!(!codes.contains(&code), "{told:?}");
    }
}

#[test]
fn without_its_binding_a_form_is_known_by_its_number() {
    let form = form(&omsorg());
    let filled = word::fill(&form.bytes, &answers(&form.fields, 7)).unwrap().bytes;
    let number = form.binding.fingerprint.as_str();
    // The form without its binding, and with another number, or none, in the place of its own.
    let told = |in_its_place: &str| {
        let bare = with(&filled, |name, content| match name.starts_with("customXml/item1.xml") {
            true => b"<gone/>".to_vec(),
            false => String::from_utf8(content).unwrap().replace(number, in_its_place).into_bytes(),
        });
        let codes = findings(&read(&bare), omsorg(), &form).into_iter().map(|(_, code, _)| code);
        codes.filter(|code| code.starts_with("fingerprint")).collect::<Vec<_>>()
    };
    assert_eq!(told(number), [""; 0]);
    assert_eq!(told(&"0".repeat(number.len())), ["fingerprint-wrong"]);
    assert_eq!(told(""), ["fingerprint-missing"]);
}

#[test]
fn what_was_changed_beside_the_answers_is_told() {
    let (case, form) = (omsorg(), form(&omsorg()));
    let filled = word::fill(&form.bytes, &answers(&form.fields, 6)).unwrap().bytes;
    let changed_form = changed(&filled, DOCUMENT, |text| {
        let text = text.replacen("senest 15 minutter", "senest 15 timer", 1);
        let text = text.replacen("Skemaets tekst må ikke ændres.", "Skemaets tekst må gerne ændres.", 1);
        let text = text.replacen(
            "<w:sectPr>",
            "<w:p><w:r><w:t>Tilbuddet er betinget af prisregulering.</w:t></w:r></w:p><w:sectPr>",
            1,
        );
        let inserted =
            r#"<w:ins w:id="900" w:author="Bo"><w:r><w:t xml:space="preserve"> uden ansvar</w:t></w:r></w:ins>"#;
        let deleted = r#"<w:del w:id="901" w:author="Bo"><w:r><w:delText>altid</w:delText></w:r></w:del>"#;
        let at = text.find("Besvar kravet for hver integration").unwrap();
        let end = at + text[at..].find("</w:p>").unwrap();
        format!("{}{inserted}{deleted}{}", &text[..end], &text[end..])
    });
    let told = findings(&read(&changed_form), case, &form);
    let has = |line: Option<&str>, code: &str, words: &str| {
        let found = told.iter().any(|(at, its, text)| at.as_deref() == line && *its == code && text.contains(words));
        assert!(found, "{line:?} {code} {words}: {told:#?}");
    };
    has(Some("I-02.E1"), "text-changed", "");
    has(Some("I-02.E1"), "remark", "senest 15 timer");
    has(None, "remark", "Skemaets tekst må gerne ændres");
    has(None, "passage-gone", "Skemaets tekst må ikke ændres");
    has(None, "remark", "betinget af prisregulering");
    has(None, "remark", "uden ansvar");
    has(None, "remark", "altid");
}

#[test]
fn comments_are_told_at_the_line_that_they_stand_at() {
    let form = form(&omsorg());
    let comments = r#"<w:comments xmlns:w="w"><w:comment w:id="7" w:author="Ida"><w:p><w:r><w:t>Gælder ikke drift</w:t></w:r></w:p></w:comment></w:comments>"#;
    let commented = changed(&form.bytes, DOCUMENT, |text| {
        let at = text.find(">SF1461</w:t></w:r>").unwrap() + ">SF1461</w:t></w:r>".len();
        format!(r#"{}<w:r><w:commentReference w:id="7"/></w:r>{}"#, &text[..at], &text[at..])
    });
    let commented = changed(&commented, "word/_rels/document.xml.rels", |text| {
        let relation = r#"<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>"#;
        text.replace("</Relationships>", &format!("{relation}</Relationships>"))
    });
    let mut archive = zip::ZipWriter::new_append(Cursor::new(commented)).unwrap();
    archive.start_file("word/comments.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(comments.as_bytes()).unwrap();
    let returned = read(&archive.finish().unwrap().into_inner());
    let remark = returned.remarks.iter().next().unwrap();
    assert_eq!(remark.place, Place::Margin { author: "Ida".to_owned() });
    assert_eq!(remark.text, "Gælder ikke drift");
}

#[test]
fn an_answer_that_is_struck_through_or_hidden_is_told() {
    let form = form(&omsorg());
    let name = FieldName::Supplier(SupplierField::Name);
    let filled = word::fill(&form.bytes, &BTreeMap::from([(name.to_string(), "Bjerg".to_owned())])).unwrap().bytes;
    let looking = |look: &str| {
        let form = changed(&filled, DOCUMENT, |text| {
            text.replacen(
                r#"<w:r><w:t xml:space="preserve">Bjerg"#,
                &format!(r#"<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">Bjerg"#),
                1,
            )
        });
        read(&form).oddities
    };
    let field = || name.to_string();
    assert!(looking("<w:strike/>").contains(&Oddity::Struck { field: field() }));
    assert!(looking("<w:vanish/>").contains(&Oddity::Unseen { field: field() }));
    assert!(looking("<w:b/>").is_empty());
    for look in [r#"<w:color w:val="FEFEFE"/>"#, r#"<w:sz w:val="2"/>"#, r#"<w:rStyle w:val="Skjult"/>"#] {
        let hidden = changed(&filled, "word/styles.xml", |text| {
            let style = |id: &str, based: &str, look: &str| {
                format!(r#"<w:style w:type="character" w:styleId="{id}">{based}<w:rPr>{look}</w:rPr></w:style>"#)
            };
            let styles = style("Over", "", "<w:vanish/>") + &style("Skjult", r#"<w:basedOn w:val="Over"/>"#, "<w:b/>");
            text.replace("</w:styles>", &format!("{styles}</w:styles>"))
        });
        let hidden = changed(&hidden, DOCUMENT, |text| {
            let run = r#"<w:r><w:t xml:space="preserve">Bjerg"#;
            text.replacen(run, &format!(r#"<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">Bjerg"#), 1)
        });
        assert!(read(&hidden).oddities.contains(&Oddity::Unseen { field: field() }), "{look}");
    }
}

/// The mark of a note is no part of a figure: »4¹« is not 41.
#[test]
fn what_stands_above_its_line_is_read_as_that() {
    let form = form(&omsorg());
    let name = FieldName::Supplier(SupplierField::Name).to_string();
    let filled = word::fill(&form.bytes, &BTreeMap::from([(name.clone(), "Bjerg 4".to_owned())])).unwrap().bytes;
    let styled = changed(&filled, "word/styles.xml", |text| {
        let style = r#"<w:style w:type="character" w:styleId="Hævet"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>"#;
        text.replace("</w:styles>", &format!("{style}</w:styles>"))
    });
    for (look, answer) in [
        (r#"<w:vertAlign w:val="superscript"/>"#, "Bjerg 4¹"),
        (r#"<w:vertAlign w:val="subscript"/>"#, "Bjerg 4₁"),
        (r#"<w:rStyle w:val="Hævet"/>"#, "Bjerg 4¹"),
        (r#"<w:position w:val="8"/>"#, "Bjerg 4¹"),
        (r#"<w:rStyle w:val="Hævet"/><w:vertAlign w:val="baseline"/>"#, "Bjerg 41"),
        ("<w:b/>", "Bjerg 41"),
    ] {
        let noted = changed(&styled, DOCUMENT, |text| {
            let run = r#"<w:r><w:t xml:space="preserve">Bjerg 4</w:t></w:r>"#;
            text.replacen(run, &format!("{run}<w:r><w:rPr>{look}</w:rPr><w:t>1</w:t></w:r>"), 1)
        });
        assert_eq!(read(&noted).values[&name].as_deref(), Some(answer), "{look}");
    }
}

/// Word shows what the answer is tied to, and of two ways to show something the one that it understands.
#[test]
fn an_answer_that_word_shows_otherwise_is_told() {
    let form = form(&omsorg());
    let name = FieldName::Supplier(SupplierField::Name);
    let filled = word::fill(&form.bytes, &BTreeMap::from([(name.to_string(), "Bjerg".to_owned())])).unwrap().bytes;
    let tied = changed(&filled, DOCUMENT, |text| {
        let tag = format!(r#"<w:tag w:val="{name}"/>"#);
        assert!(text.contains(&tag));
        text.replacen(&tag, &format!(r#"{tag}<w:dataBinding w:xpath="/a" w:storeItemID="{{1}}"/>"#), 1)
    });
    let drawn = |odd: &Oddity| matches!(odd, Oddity::Drawn { field, stored, .. } if *field == name.to_string() && stored == "Bjerg");
    assert!(read(&tied).oddities.iter().any(drawn));
    let two_ways = |older: &str| {
        let form = changed(&filled, DOCUMENT, |text| {
            let run = r#"<w:r><w:t xml:space="preserve">Bjerg</w:t></w:r>"#;
            assert!(text.contains(run));
            let ways = format!(
                r#"<mc:AlternateContent><mc:Choice Requires="ny">{run}</mc:Choice><mc:Fallback><w:r><w:t>{older}</w:t></w:r></mc:Fallback></mc:AlternateContent>"#
            );
            text.replacen(run, &ways, 1)
        });
        let returned = read(&form);
        assert_eq!(returned.values[&name.to_string()].as_deref(), Some("Bjerg"));
        returned.remarks.into_iter().map(|remark| (remark.place, remark.text)).collect::<Vec<_>>()
    };
    assert_eq!(two_ways("Fjeld ApS"), [(Place::Box, "Fjeld ApS".to_owned())]);
    assert_eq!(two_ways("Bjerg"), []);
}

#[test]
fn an_answer_that_was_offered_by_somebody_else_is_told() {
    let (case, form) = (omsorg(), form(&omsorg()));
    let other = changed(&form.bytes, DOCUMENT, |text| {
        let at = text.find(r#"<w:tag w:val="SF1461.svar"/>"#).unwrap();
        let list = at + text[at..].find("<w:dropDownList>").unwrap() + "<w:dropDownList>".len();
        let item = r#"<w:listItem w:displayText="Ja, med forbehold" w:value="f"/>"#;
        format!("{}{item}{}", &text[..list], &text[list..])
    });
    let told = findings(&read(&other), case, &form);
    let found = told.iter().any(|(line, code, text)| {
        line.as_deref() == Some("SF1461") && *code == "field-changed" && text.contains("Ja, med forbehold")
    });
    assert!(found, "{told:#?}");
}

#[test]
fn a_long_name_is_told_by_its_hash() {
    let name: FieldName = format!("fakta.{}", "a-long-fact".repeat(12)).parse().unwrap();
    let tag = word::layout::tag(&name);
    assert_eq!(tag.chars().count(), 64);
    assert_ne!(tag, word::layout::tag(&format!("fakta.{}b", "a-long-fact".repeat(12)).parse().unwrap()));
    let line: FieldName = "SF1461.svar".parse().unwrap();
    assert_eq!(word::layout::tag(&line), "SF1461.svar");
    assert_eq!(word::layout::title(&line, "SF1461", "Svar"), "SF1461 Svar");
    assert!(matches!(line, FieldName::Line(_, Part::Answer)));
}
