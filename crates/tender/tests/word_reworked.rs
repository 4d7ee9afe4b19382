//! A kravbilag that a lawyer worked on in Word: what became of each line, and nothing else.

use tender::change::Piece;
use tender::document::DocumentKind;
use tender::form::word::{Reworked, kind_of, reworked};
use tender::print::Furnishing;

use crate::word::{TEMPLATES, TEXTS, printed};
use crate::word_forms::{DOCUMENT, changed, omsorg};
use crate::word_hostile::holding;

fn paper() -> Vec<u8> {
    let case = omsorg();
    let document = case.document(DocumentKind::Kravbilag, &TEXTS).unwrap();
    printed(&case, &document, &Furnishing::plain(TEMPLATES.words()))
}

/// What became of the paper's lines.
fn found(change: impl Fn(String) -> String) -> Vec<Reworked> {
    let original = paper();
    let after = changed(&original, DOCUMENT, |text| {
        let changed = change(text.clone());
        assert!(changed != text, "nothing was changed");
        changed
    });
    reworked(&after, &original).unwrap()
}

/// The only line that something became of.
fn one(change: impl Fn(String) -> String) -> Reworked {
    let mut found = found(change);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

/// Where a line stands in the text: from its heading to the next.
fn place(text: &str, id: &str) -> (usize, usize) {
    let heading = |at: usize| text[..at].rfind("<w:p>").unwrap();
    let mut from = 0;
    loop {
        let at = from + text[from..].find(&format!(r#"<w:t xml:space="preserve">{id}</w:t>"#)).unwrap();
        let begin = heading(at);
        let is_heading = text[begin..at].contains("BilagKrav");
        if is_heading {
            let rest = at + text[at..].find("</w:p>").unwrap();
            let styles = ["BilagKrav", "Heading"].map(|style| format!(r#"<w:pStyle w:val="{style}"#));
            let next = styles.iter().filter_map(|style| text[rest..].find(style)).min().unwrap();
            return (begin, heading(rest + next));
        }
        from = at + 1;
    }
}

fn words(line: &Reworked, came: bool) -> String {
    let pieces = line.changes.iter().flatten();
    let words = pieces.filter_map(|piece| match piece {
        Piece::Same(_) => None,
        Piece::Gone(text) => (!came).then_some(text.as_str()),
        Piece::Came(text) => came.then_some(text.as_str()),
    });
    words.collect()
}

fn paragraph(style: &str, text: &str) -> String {
    let text = text.replace('\t', "</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>");
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

#[test]
fn a_paper_that_nobody_changed_has_no_differences() {
    let original = paper();
    assert_eq!(reworked(&original, &original).unwrap(), []);
    assert_eq!(kind_of(&original).unwrap().as_deref(), Some("Kravbilag"));
    // Word saves text in pieces and counts pages anew.
    let saved = changed(&original, DOCUMENT, |text| {
        text.replace(
            "senest 15 minutter",
            "senest </w:t></w:r><w:r><w:t>15</w:t></w:r><w:r><w:t xml:space=\"preserve\"> minutter",
        )
    });
    assert!(saved != original);
    assert_eq!(reworked(&saved, &original).unwrap(), []);
}

#[test]
fn changed_words_are_told_at_their_line_whether_they_were_accepted_or_not() {
    let accepted = one(|text| text.replace("senest 15 minutter", "senest 10 minutter"));
    assert_eq!((words(&accepted, false).as_str(), words(&accepted, true).as_str()), ("15", "10"));
    assert_eq!(accepted.id.as_deref(), Some("I-02.E1"));
    assert!(accepted.authors.is_empty());
    let tracked = one(|text| {
        let new = concat!(
            r#"senest </w:t></w:r><w:del w:id="901" w:author="Jurist"><w:r><w:delText>15</w:delText></w:r></w:del>"#,
            r#"<w:ins w:id="902" w:author="Jurist"><w:r><w:t>10</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> minutter"#
        );
        text.replace("senest 15 minutter", new)
    });
    assert_eq!(tracked.changes, accepted.changes);
    assert_eq!(tracked.authors.into_iter().collect::<Vec<_>>(), ["Jurist"]);
}

#[test]
fn a_text_and_a_line_that_were_put_in_are_told() {
    let own = one(|text| {
        let (_, end) = place(&text, "I-02.E1");
        format!("{}{}{}", &text[..end], paragraph("BilagTekst", "Leverandøren rapporterer månedligt."), &text[end..])
    });
    assert_eq!(
        (own.id.as_deref(), words(&own, true).as_str()),
        (Some("I-02.E1"), "Leverandøren rapporterer månedligt.")
    );
    let line = one(|text| {
        let (_, end) = place(&text, "I-02.E1");
        let (heading, body) =
            (paragraph("BilagKrav4", "I-02.E9\tDriftsrapport"), paragraph("BilagTekst", "Løsningen skal rapportere."));
        format!("{}{heading}{body}{}", &text[..end], &text[end..])
    });
    assert_eq!((line.id.as_deref(), line.title.as_str()), (Some("I-02.E9"), "Driftsrapport"));
    assert!(words(&line, true).contains("Løsningen skal rapportere."), "{line:#?}");
}

#[test]
fn a_line_that_was_deleted_or_struck_out_is_gone() {
    let cut = |text: &str| {
        let (begin, end) = place(text, "I-02.02");
        (text[..begin].to_owned(), text[begin..end].to_owned(), text[end..].to_owned())
    };
    let deleted = one(|text| {
        let (before, _, after) = cut(&text);
        before + &after
    });
    assert_eq!((deleted.id.as_deref(), deleted.gone), (Some("I-02.02"), true));
    let struck = one(|text| {
        let (before, line, after) = cut(&text);
        let line = line
            .replace("<w:r>", r#"<w:del w:id="9" w:author="Jurist"><w:r>"#)
            .replace("</w:r>", "</w:r></w:del>")
            .replace("<w:t ", "<w:delText ")
            .replace("</w:t>", "</w:delText>");
        before + &line + &after
    });
    assert_eq!((struck.id.as_deref(), struck.gone), (Some("I-02.02"), true));
    assert_eq!(struck.authors.into_iter().collect::<Vec<_>>(), ["Jurist"]);
}

#[test]
fn a_line_that_was_moved_is_told_with_where_it_stands_now() {
    let moved = one(|text| {
        let (begin, end) = place(&text, "I-02.01");
        let line = text[begin..end].to_owned();
        let rest = format!("{}{}", &text[..begin], &text[end..]);
        let (_, behind) = place(&rest, "I-02.E1");
        format!("{}{line}{}", &rest[..behind], &rest[behind..])
    });
    assert_eq!((moved.id.as_deref(), moved.gone), (Some("I-02.01"), false));
    assert!(moved.moved_behind.as_deref().is_some_and(|behind| behind.starts_with("I-02.E1")), "{moved:#?}");
    assert!(moved.changes.is_empty());
}

#[test]
fn a_line_that_was_moved_while_word_kept_track_is_told_once() {
    let tracked = |line: &str, what: &str, text: &str| {
        line.replace("<w:r>", &format!(r#"<w:{what} w:id="9" w:author="Jurist"><w:r>"#))
            .replace("</w:r>", &format!("</w:r></w:{what}>"))
            .replace("<w:t ", &format!("<w:{text} "))
            .replace("</w:t>", &format!("</w:{text}>"))
    };
    for (from, to) in [("del", "ins"), ("moveFrom", "moveTo")] {
        let moved = one(|text| {
            let (begin, end) = place(&text, "I-02.01");
            let line = &text[begin..end];
            let (_, behind) = place(&text, "I-02.E1");
            let (gone, there) = (tracked(line, from, "delText"), tracked(line, to, "t"));
            format!("{}{gone}{}{there}{}", &text[..begin], &text[end..behind], &text[behind..])
        });
        assert_eq!((moved.id.as_deref(), moved.gone), (Some("I-02.01"), false), "{from}: {moved:#?}");
        assert!(moved.moved_behind.as_deref().is_some_and(|it| it.starts_with("I-02.E1")), "{from}: {moved:#?}");
        assert!(moved.changes.is_empty(), "{from}: {moved:#?}");
        assert_eq!(moved.authors.into_iter().collect::<Vec<_>>(), ["Jurist"]);
    }
}

#[test]
fn what_stands_at_the_foot_and_in_notes_and_boxes_is_told() {
    let original = paper();
    let foot = changed(&original, "word/footer1.xml", |text| text.replace("version 1.0", "version 1.0 (rettet)"));
    let box_ = changed(&original, DOCUMENT, |text| {
        let words = paragraph("Normal", "Se dog bilag 7.");
        let drawn = format!("<w:p><w:r><w:pict><w:txbxContent>{words}</w:txbxContent></w:pict></w:r></w:p><w:sectPr>");
        text.replacen("<w:sectPr>", &drawn, 1)
    });
    let notes = changed(&original, "word/_rels/document.xml.rels", |text| {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes";
        let note = format!(r#"<Relationship Id="r98" Type="{kind}" Target="footnotes.xml"/></Relationships>"#);
        text.replacen("</Relationships>", &note, 1)
    });
    let words = paragraph("Normal", "Gælder ikke ved force majeure.");
    let part = format!(r#"<w:footnotes xmlns:w="w"><w:footnote w:id="1">{words}</w:footnote></w:footnotes>"#);
    let notes = holding(&notes, "word/footnotes.xml", part.as_bytes());
    for (changed, said) in [(foot, "(rettet)"), (box_, "Se dog bilag 7."), (notes, "force majeure")] {
        let found = reworked(&changed, &original).unwrap();
        assert_eq!(found.len(), 1, "{said}: {found:#?}");
        assert!(found[0].beside && self::words(&found[0], true).contains(said), "{said}: {found:#?}");
    }
}

#[test]
fn a_cell_a_title_and_a_comment_are_told_at_their_line() {
    let title = one(|text| text.replace(">Frasortering af data<", ">Frasortering af uvedkommende data<"));
    assert_eq!((title.id.as_deref(), words(&title, true).trim()), (Some("I-02.01"), "uvedkommende"));
    let cell = one(|text| text.replacen(">Ja · Nej<", ">Ja · Nej · Delvist<", 1));
    assert!(words(&cell, true).contains("Delvist"), "{cell:#?}");
}
