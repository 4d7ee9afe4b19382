//! Word files that mean harm: they are refused or told, and never take long.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use tender::form::refusal::Refusal;
use tender::form::returned::{Active, Oddity};
use tender::form::{Reading, word};
use zip::write::SimpleFileOptions;

use crate::word_forms::{DOCUMENT, changed, form, omsorg, read, refused};

/// The longest that a hostile file may take, unoptimised and on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn acts(bytes: &[u8]) -> Vec<Active> {
    let oddities = read(bytes).oddities.into_iter();
    let acts = oddities.filter_map(|oddity| if let Oddity::Active(active) = oddity { Some(active) } else { None });
    acts.collect()
}

/// The form with another file in it.
pub fn holding(form: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new_append(Cursor::new(form.to_vec())).unwrap();
    archive.start_file(name, SimpleFileOptions::default()).unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

fn related(form: &[u8], kind: &str, target: &str, mode: &str) -> Vec<u8> {
    let kind = format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
    let relation = format!(r#"<Relationship Id="r99" Type="{kind}" Target="{target}" {mode}/></Relationships>"#);
    changed(form, "word/_rels/document.xml.rels", |text| text.replacen("</Relationships>", &relation, 1))
}

fn put_in(form: &[u8], new: &str) -> Vec<u8> {
    changed(form, DOCUMENT, |text| text.replacen("<w:sectPr>", &format!("{new}<w:sectPr>"), 1))
}

#[test]
fn what_is_no_form_is_refused() {
    let form = form(&omsorg()).bytes;
    let empty = changed(&form, DOCUMENT, |_| {
        r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Kære kommune</w:t></w:r></w:p></w:body></w:document>"#
            .to_owned()
    });
    assert_eq!(refused(&empty), Refusal::NoFields);
    let presentation = changed(&form, DOCUMENT, |_| "<p:presentation xmlns:p=\"p\"/>".to_owned());
    assert_eq!(refused(&presentation), Refusal::NotAForm);
}

#[test]
fn whatever_would_fetch_or_run_something_is_told_and_never_done() {
    let form = form(&omsorg()).bytes;
    let outside = r#"TargetMode="External""#;
    for (kind, target) in [
        ("attachedTemplate", "http://eksempel.dk/skabelon.dotm"),
        ("image", "http://eksempel.dk/sporing.png"),
        ("frame", "file://server/deling/ramme.htm"),
        ("subDocument", "http://eksempel.dk/del.docx"),
        ("hyperlink", "javascript:alert(1)"),
        ("hyperlink", "file:///c:/windows/system32/calc.exe"),
        ("hyperlink", "ms-msdt:/id PCWDiagnostic"),
        ("oleObject", "http://eksempel.dk/objekt.bin"),
        ("customXml", "http://eksempel.dk/data.xml"),
        ("settings", "http://eksempel.dk/indstillinger.xml"),
    ] {
        assert!(!acts(&related(&form, kind, target, outside)).is_empty(), "{kind} {target}");
    }
    assert!(acts(&related(&form, "hyperlink", "https://eksempel.dk", outside)).is_empty(), "a plain link does no harm");
    for (kind, target) in [("vbaProject", "vbaProject.bin"), ("oleObject", "embeddings/o.bin"), ("aFChunk", "a.html")] {
        assert!(!acts(&related(&form, kind, target, "")).is_empty(), "{kind}");
    }
    for name in
        ["word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/activeX/activeX1.bin", "customUI/customUI.xml"]
    {
        assert!(!acts(&holding(&form, name, b"x")).is_empty(), "{name}");
    }
    let field = |code: &str| {
        format!(
            r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        )
    };
    let code = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    for text in [
        field(&code(r" DDEAUTO c:\\windows\\system32\\cmd.exe ")),
        // In pieces, in small letters, and within another field.
        field(&[" d", "de", "auto c:\\\\x "].map(&code).concat()),
        field(&format!(
            "{}{}{}",
            code(" QUOTE "),
            field(&code(" INCLUDETEXT http://eksempel.dk/a ")).replace("<w:p>", "").replace("</w:p>", ""),
            code(" ")
        )),
        r#"<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://eksempel.dk/a.png&quot; \d "/></w:p>"#.to_owned(),
        r#"<w:altChunk r:id="r99"/>"#.to_owned(),
        r#"<w:p><w:r><w:object><o:OLEObject Type="Link"/></w:object></w:r></w:p>"#.to_owned(),
    ] {
        assert!(!acts(&put_in(&form, &text)).is_empty(), "{text}");
    }
}

#[test]
fn entities_of_a_files_own_say_nothing_and_grow_to_nothing() {
    let form = form(&omsorg()).bytes;
    let laughs: String = (1..30).map(|at| format!("<!ENTITY a{at} \"&a{0};&a{0};&a{0};&a{0};\">", at - 1)).collect();
    let started = Instant::now();
    for entities in [
        format!("<!ENTITY a0 \"ha\">{laughs}<!ENTITY x \"&a29;\">"),
        "<!ENTITY x SYSTEM \"file:///etc/passwd\">".to_owned(),
        "<!ENTITY x SYSTEM \"http://eksempel.dk/x\">".to_owned(),
        "<!ENTITY % p SYSTEM \"http://eksempel.dk/p.dtd\"> %p; <!ENTITY x \"x\">".to_owned(),
    ] {
        let entity = changed(&form, DOCUMENT, |text| {
            let text = text.replacen("<w:document", &format!("<!DOCTYPE d [{entities}]><w:document"), 1);
            text.replacen("Oplysninger om leverandøren", "&x;", 1)
        });
        let length = |bytes: &[u8]| read(bytes).passages.iter().map(|passage| passage.text.len()).sum::<usize>();
        assert!(length(&entity) <= length(&form), "{entities}");
        let returned = read(&entity);
        assert!(returned.passages.iter().all(|passage| !passage.text.contains("root:")), "{entities}");
    }
    assert!(started.elapsed() < PATIENCE);
}

#[test]
fn files_that_grow_or_never_end_are_refused_in_time() {
    let form = form(&omsorg()).bytes;
    let started = Instant::now();
    let bombs = [
        // Blanks that take no room while they are packed, in one part or in many.
        changed(&form, DOCUMENT, |text| text.replace("<w:sectPr>", &format!("{}<w:sectPr>", " ".repeat(80 << 20)))),
        (0..5).fold(form.clone(), |form, at| holding(&form, &format!("word/media/{at}.png"), &vec![0; 16 << 20])),
        (0..1_000).fold(form.clone(), |form, at| if at % 100 == 0 { many(&form, at) } else { form }),
    ];
    for bomb in bombs {
        assert_eq!(refused(&bomb), Refusal::Bomb);
    }
    let document = |inside: String| {
        changed(&form, DOCUMENT, |_| format!(r#"<w:document xmlns:w="w"><w:body>{inside}</w:body></w:document>"#))
    };
    for demanding in [
        "<w:p>".repeat(200_000),
        "<w:tbl><w:tr><w:tc>".repeat(50_000),
        "<w:p/>".repeat(200_000),
        "<w:p><w:sdt><w:sdtPr/></w:sdt></w:p>".repeat(110_000),
    ] {
        assert!(matches!(refused(&document(demanding)), Refusal::TooDemanding | Refusal::NoFields));
    }
    assert!(started.elapsed() < 4 * PATIENCE, "{:?}", started.elapsed());
}

/// A hundred more small files.
fn many(form: &[u8], from: usize) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new_append(Cursor::new(form.to_vec())).unwrap();
    for at in from..from + 100 {
        archive.start_file(format!("word/media/{at}.txt"), SimpleFileOptions::default()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn one_paragraph_or_one_answer_without_end_is_cut_and_read_in_time() {
    let form = form(&omsorg());
    let started = Instant::now();
    let long = "Vi leverer. ".repeat(500_000);
    let answers = [("SF1461.begrundelse".to_owned(), long.clone())].into();
    let returned = read(&word::fill(&form.bytes, &answers).unwrap().bytes);
    assert!(returned.values["SF1461.begrundelse"].as_ref().unwrap().len() < long.len());
    assert!(returned.oddities.iter().any(|oddity| matches!(oddity, Oddity::Cut { .. })), "{:?}", returned.oddities);
    let told = put_in(&form.bytes, &format!("<w:p><w:r><w:t>{long}</w:t></w:r></w:p>"));
    assert!(read(&told).passages.iter().all(|passage| passage.text.len() < long.len()));
    let many = put_in(&form.bytes, &"<w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(60_000));
    assert!(read(&many).passages.len() <= 20_000);
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

#[test]
fn a_file_that_is_damaged_anywhere_never_breaks_the_reader() {
    let form = form(&omsorg()).bytes;
    // Bits that turn, and files that end too early.
    let mut seed = 7_u64;
    for _ in 0..60 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (seed >> 20) as usize % form.len();
        let mut turned = form.clone();
        turned[at] ^= 1 << (seed % 8);
        let _ = Reading::of(&turned);
        let _ = Reading::of(&form[..at]);
    }
    for (old, new) in
        [("<w:tbl>", "<w:tr>"), ("</w:tc>", ""), ("<w:p>", "</w:p>"), ("</w:sdt>", "</w:p>"), ("<w:r>", "<")]
    {
        let _ = Reading::of(&changed(&form, DOCUMENT, |text| text.replace(old, new)));
    }
}
