//! Word forms that show another thing than they hold, each in its own way: every one is told.

use std::collections::BTreeMap;

use tender::form::word;

use crate::word_forms::{DOCUMENT, changed, findings, form, omsorg, read};

type Told = Vec<(Option<String>, &'static str, String)>;

/// What is told of a form with one answer after changes of its parts, besides what is told without them.
fn told(changes: &[(&str, &dyn Fn(String) -> String)]) -> Told {
    let form = form(&omsorg());
    let answers = BTreeMap::from([("SF1461.svar".to_owned(), "Ja".to_owned())]);
    let filled = word::fill(&form.bytes, &answers).unwrap().bytes;
    let plain = findings(&read(&filled), omsorg(), &form);
    let after = changes.iter().fold(filled, |bytes, (part, change)| {
        changed(&bytes, part, |text| {
            let new = change(text.clone());
            assert!(new != text, "nothing was changed");
            new
        })
    });
    let told = findings(&read(&after), omsorg(), &form);
    told.into_iter().filter(|finding| !plain.contains(finding)).collect()
}

fn codes(told: &Told) -> Vec<&'static str> {
    let mut codes: Vec<&str> = told.iter().map(|(_, code, _)| *code).collect();
    codes.dedup();
    codes
}

/// The form with the answer's run given other properties.
fn looking(look: &str) -> Vec<&'static str> {
    codes(&told(&[(DOCUMENT, &|text| answered(text, look))]))
}

fn answered(text: String, look: &str) -> String {
    let from = text.find(r#"<w:tag w:val="SF1461.svar"/>"#).unwrap();
    let run = from + text[from..].find("<w:r>").unwrap();
    let end = run + text[run..].find("</w:r>").unwrap();
    format!(r#"{}<w:r><w:rPr>{look}</w:rPr><w:t>Ja</w:t>{}"#, &text[..run], &text[end..])
}

#[test]
fn an_answer_out_of_sight_is_told_however_it_was_taken_there() {
    for look in [
        r#"<w:color w:themeColor="background1"/>"#,
        r#"<w:color w:themeColor="text1" w:themeTint="05"/>"#,
        r#"<w:color w:val="000000"/><w:shd w:val="clear" w:fill="080808"/>"#,
        r#"<w:shd w:val="clear" w:fill="1A1A1A"/>"#,
        r#"<w:highlight w:val="black"/>"#,
        r#"<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>"#,
        r#"<w:w w:val="1"/>"#,
        r#"<w:position w:val="2000"/>"#,
        r#"<w:spacing w:val="-400"/>"#,
        "<w:specVanish/>",
        "<w14:textFill><w14:noFill/></w14:textFill>",
        r#"<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>"#,
        r#"<w14:textFill><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>"#,
        r#"<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>"#,
        r#"<w:color w:val="000000"/><w14:textFill><w14:gradFill><w14:gsLst><w14:gs w14:pos="0"><w14:srgbClr w14:val="FFFFFF"/></w14:gs><w14:gs w14:pos="9"><w14:srgbClr w14:val="FEFEFE"/></w14:gs></w14:gsLst></w14:gradFill></w14:textFill>"#,
    ] {
        assert_eq!(looking(look), ["unseen"], "{look}");
    }
    for look in [
        r#"<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003865"/>"#,
        r#"<w:color w:themeColor="accent1"/>"#,
        r#"<w:highlight w:val="yellow"/>"#,
        r#"<w:rFonts w:ascii="Arial"/><w:spacing w:val="-4"/><w:position w:val="6"/>"#,
        r#"<w14:textOutline w14:w="9525"><w14:noFill/></w14:textOutline>"#,
        r#"<w14:textFill><w14:solidFill><w14:srgbClr w14:val="C00000"><w14:alpha w14:val="20000"/></w14:srgbClr></w14:solidFill></w14:textFill>"#,
    ] {
        assert_eq!(looking(look), [""; 0], "{look}");
    }
}

#[test]
fn a_paragraph_or_a_table_off_its_place_is_told() {
    let in_paragraph = |property: &str| {
        codes(&told(&[(DOCUMENT, &|text| {
            let text = answered(text, "");
            let run = text.find("<w:r><w:rPr></w:rPr><w:t>Ja").unwrap();
            let paragraph = text[..run].rfind("<w:p>").expect("an answer stands in a paragraph") + "<w:p>".len();
            let (before, after) = text.split_at(paragraph);
            match after.strip_prefix("<w:pPr>") {
                Some(after) => format!("{before}<w:pPr>{property}{after}"),
                None => format!("{before}<w:pPr>{property}</w:pPr>{after}"),
            }
        })]))
    };
    for property in [
        r#"<w:ind w:left="20000"/>"#,
        r#"<w:ind w:start="-9000"/>"#,
        r#"<w:ind w:firstLine="12000"/>"#,
        r#"<w:spacing w:line="20" w:lineRule="exact"/>"#,
    ] {
        assert_eq!(in_paragraph(property), ["unseen"], "{property}");
    }
    for property in [
        r#"<w:ind w:left="720" w:hanging="360"/>"#,
        r#"<w:spacing w:line="20" w:lineRule="auto"/>"#,
        r#"<w:spacing w:before="20" w:line="240" w:lineRule="exact"/>"#,
    ] {
        assert_eq!(in_paragraph(property), [""; 0], "{property}");
    }
    let in_table = |property: &str| {
        codes(&told(&[(DOCUMENT, &|text| {
            let at = text[..row(&text)].rfind("<w:tblPr>").unwrap() + "<w:tblPr>".len();
            format!("{}{property}{}", &text[..at], &text[at..])
        })]))
    };
    assert!(in_table(r#"<w:tblpPr w:tblpX="30000" w:tblpY="1"/>"#).contains(&"unseen"));
    assert!(in_table(r#"<w:tblInd w:w="-20000" w:type="dxa"/>"#).contains(&"unseen"));
    assert_eq!(in_table(r#"<w:tblpPr w:tblpX="300" w:tblpY="1"/>"#), [""; 0]);
}

#[test]
fn words_that_every_paragraph_takes_out_of_sight_are_told_whatever_their_own_colour() {
    for (at, property) in
        [("<w:rPrDefault><w:rPr>", "<w:vanish/>"), ("<w:pPrDefault><w:pPr>", r#"<w:ind w:left="20000"/>"#)]
    {
        let style = |text: String| {
            let begin = text.find(at).unwrap_or_else(|| panic!("{at}")) + at.len();
            format!("{}{property}{}", &text[..begin], &text[begin..])
        };
        let look = |text: String| answered(text, r#"<w:color w:val="000000"/>"#);
        let told = told(&[(DOCUMENT, &look), ("word/styles.xml", &style)]);
        assert!(codes(&told).contains(&"unseen"), "{property}: {told:#?}");
    }
}

/// The row of the answer, from its beginning.
fn row(text: &str) -> usize {
    let at = text.find(r#"<w:tag w:val="SF1461.svar"/>"#).unwrap();
    text[..at].rfind("<w:tr>").unwrap()
}

#[test]
fn a_row_or_a_cell_out_of_sight_is_told() {
    let in_row = |property: &str| {
        let told = told(&[(DOCUMENT, &|text| {
            let at = row(&text) + "<w:tr><w:trPr>".len();
            assert!(text[..at].ends_with("<w:trPr>"));
            format!("{}{property}{}", &text[..at], &text[at..])
        })]);
        codes(&told)
    };
    assert!(in_row("<w:hidden/>").contains(&"unseen"));
    assert!(in_row(r#"<w:trHeight w:val="1" w:hRule="exact"/>"#).contains(&"unseen"));
    assert_eq!(in_row(r#"<w:trHeight w:val="1" w:hRule="atLeast"/>"#), [""; 0]);
    let in_cell = |property: &str| {
        let told = told(&[(DOCUMENT, &|text| {
            let answer = text.find(r#"<w:tag w:val="SF1461.svar"/>"#).unwrap();
            let at = text[..answer].rfind("<w:tcPr>").unwrap() + "<w:tcPr>".len();
            format!("{}{property}{}", &text[..at], &text[at..])
        })]);
        codes(&told)
    };
    assert!(in_cell(r#"<w:shd w:val="clear" w:fill="101010"/>"#).contains(&"unseen"));
    assert_eq!(in_cell(r#"<w:shd w:val="clear" w:fill="F2F2F2"/>"#), [""; 0]);
    let narrow = told(&[(DOCUMENT, &|text| text.replace(r#"w:w="3495""#, r#"w:w="1""#))]);
    assert!(codes(&narrow).contains(&"unseen"), "{narrow:#?}");
}

/// Where the first run of what SF1461 asks begins and ends.
fn asking(text: &str) -> (usize, usize) {
    let cell = text[row(text)..].match_indices("<w:tc>").nth(1).expect("the row has cells").0 + row(text);
    let run = cell + text[cell..].find("<w:r>").expect("it asks something");
    (run, run + text[run..].find("</w:r>").expect("a run ends") + "</w:r>".len())
}

/// Puts properties on that run.
fn asked(text: String, look: &str) -> String {
    let at = asking(&text).0 + "<w:r>".len();
    format!("{}<w:rPr>{look}</w:rPr>{}", &text[..at], &text[at..])
}

#[test]
fn what_was_asked_counts_as_changed_where_it_cannot_be_seen() {
    for look in [r#"<w:color w:val="FFFFFF"/>"#, "<w:vanish/>", "<w:strike/>", r#"<w:sz w:val="2"/>"#] {
        let told = told(&[(DOCUMENT, &|text| asked(text, look))]);
        assert!(
            told.iter().any(|(at, code, _)| at.as_deref() == Some("SF1461") && *code == "text-changed"),
            "{told:#?}"
        );
    }
    assert_eq!(codes(&told(&[(DOCUMENT, &|text| asked(text, "<w:i/>"))])), [""; 0]);
    let turned = told(&[(DOCUMENT, &|text| {
        let (run, end) = asking(&text);
        format!(r#"{}<w:bdo w:val="rtl">{}</w:bdo>{}"#, &text[..run], &text[run..end], &text[end..])
    })]);
    assert!(codes(&turned).contains(&"text-changed"), "{turned:#?}");
    // A style of everything, and the ground of the page.
    let white = told(&[("word/styles.xml", &|text| {
        let at = text.find("<w:rPrDefault><w:rPr>").unwrap() + "<w:rPrDefault><w:rPr>".len();
        format!(r#"{}<w:color w:val="FFFFFF"/>{}"#, &text[..at], &text[at..])
    })]);
    assert!(codes(&white).contains(&"unseen"), "{white:#?}");
    let black = told(&[(DOCUMENT, &|text| text.replace("<w:body>", r#"<w:background w:color="000000"/><w:body>"#))]);
    assert!(codes(&black).contains(&"unseen"), "{black:#?}");
}

#[test]
fn words_that_word_writes_by_itself_are_told() {
    let with = |mark: &str| {
        told(&[("word/numbering.xml", &|text| {
            let at = text.find(r#"<w:lvlText w:val=""#).unwrap() + r#"<w:lvlText w:val=""#.len();
            let end = at + text[at..].find('"').unwrap();
            format!("{}{mark}{}", &text[..at], &text[end..])
        })])
    };
    let told_mark = with("Ikke %1");
    assert_eq!(codes(&told_mark), ["remark"]);
    assert!(told_mark[0].2.contains("Ikke %1"), "{told_mark:#?}");
    assert_eq!(codes(&with("%1.%2)")), [""; 0]);
    let field = |code: &str| {
        let run = format!(r#"<w:p><w:fldSimple w:instr=" {code} "/></w:p><w:sectPr>"#);
        codes(&told(&[(DOCUMENT, &|text| text.replacen("<w:sectPr>", &run, 1))]))
    };
    assert_eq!(field("IF 1=1 &quot;Nej&quot;"), ["remark"]);
    assert_eq!(field("quote 78"), ["remark"]);
    assert_eq!(field("PAGE"), [""; 0]);
    assert_eq!(field("REF krav_SF1461"), [""; 0]);
}

#[test]
fn another_title_over_an_answer_is_told() {
    let titled = |title: &str| {
        told(&[(DOCUMENT, &|text| {
            let tag = text.find(r#"<w:tag w:val="SF1461.svar"/>"#).unwrap();
            let begin = text[..tag].rfind("<w:alias").expect("a control has a title");
            let end = begin + text[begin..].find("/>").unwrap() + "/>".len();
            format!(r#"{}<w:alias w:val="{title}"/>{}"#, &text[..begin], &text[end..])
        })])
    };
    let other = titled("Svar: Nej");
    assert_eq!(codes(&other), ["remark"]);
    assert!(other[0].2.contains("Svar: Nej"), "{other:#?}");
    assert_eq!(codes(&titled("")), [""; 0]);
}

#[test]
fn a_figure_without_words_is_told() {
    let with = |new: &str| {
        let new = format!("<w:p>{new}</w:p><w:sectPr>");
        codes(&told(&[(DOCUMENT, &|text| text.replacen("<w:sectPr>", &new, 1))]))
    };
    assert_eq!(with(r#"<w:r><w:pict><v:rect fillcolor="white"/></w:pict></w:r>"#), ["remark"]);
    assert_eq!(with("<w:r><w:drawing/></w:r>"), ["remark"]);
    assert_eq!(with(r#"<w:pPr><w:framePr w:w="9000" w:h="9000"/></w:pPr>"#), ["remark"]);
    let words = with("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Nej</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>");
    assert_eq!(words, ["remark"], "it is told once, with its words");
    let head = told(&[("word/header1.xml", &|text| {
        let mark =
            r#"<w:p><w:r><w:pict><v:shape><v:textpath string="Forbehold"/></v:shape></w:pict></w:r></w:p></w:hdr>"#;
        text.replace("</w:hdr>", mark)
    })]);
    assert!(head.iter().any(|(_, _, text)| text.contains("Forbehold")), "{head:#?}");
}
