//! What stands on every page of a Word paper, and how Word is to treat it.

use super::style::{Sheet, Style};
use super::{R, W, paper};
use crate::document::Front;
use crate::document::words::Word;
use crate::print::office::picture::Furnishing;
use crate::print::office::xml::{Xml, printable};

/// A field of Word's with what it says until it is worked out.
fn field(xml: &mut Xml, code: &str, says: &str) {
    let mark = |xml: &mut Xml, kind: &str| {
        xml.within("w:r", &[], |xml| xml.leaf("w:fldChar", &[("w:fldCharType", kind)]));
    };
    mark(xml, "begin");
    xml.within("w:r", &[], |xml| {
        xml.within("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(&format!(" {code} ")));
    });
    mark(xml, "separate");
    words(xml, says, false);
    mark(xml, "end");
}

fn words(xml: &mut Xml, text: &str, strong: bool) {
    xml.within("w:r", &[], |xml| {
        if strong {
            xml.within("w:rPr", &[], |xml| {
                xml.leaf("w:b", &[]);
                xml.leaf("w:bCs", &[]);
            });
        }
        xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(&printable(text)));
    });
}

fn paragraph(xml: &mut Xml, sheet: &Sheet, style: Style, inside: impl FnOnce(&mut Xml)) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| xml.value("w:pStyle", sheet.id(style)));
        inside(xml);
    });
}

/// At the left what must be known of the paper, at the right the running chapter.
pub(super) fn header(front: &Front, furnishing: &Furnishing<'_>, sheet: &Sheet) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.within("w:hdr", &paper::spaces(), |xml| {
        paragraph(xml, sheet, Style::Header, |xml| {
            let mut said = Vec::new();
            said.extend(front.draft.then(|| furnishing.words.get(Word::Draft)));
            said.extend(front.internal.then(|| furnishing.words.get(Word::Internal)));
            words(xml, &said.join(" · "), true);
            xml.within("w:r", &[], |xml| xml.leaf("w:tab", &[]));
            // The first level of headings, whatever it is called in the language of who opens it.
            field(xml, "STYLEREF 1", &front.kind_name);
        });
    });
    xml.into_bytes()
}

/// At the left what paper it is, at the right the page.
pub(super) fn footer(front: &Front, furnishing: &Furnishing<'_>, sheet: &Sheet) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.within("w:ftr", &paper::spaces(), |xml| {
        paragraph(xml, sheet, Style::Footer, |xml| {
            words(xml, &front.running, false);
            xml.within("w:r", &[], |xml| xml.leaf("w:tab", &[]));
            words(xml, &format!("{} ", furnishing.words.get(Word::Page)), false);
            field(xml, "PAGE", "1");
            words(xml, &format!(" {} ", furnishing.words.get(Word::Of)), false);
            field(xml, "NUMPAGES", "1");
        });
    });
    xml.into_bytes()
}

/// The paper's only section: A4, with its header and its footer.
pub(super) fn section(header: &str, footer: &str) -> Vec<u8> {
    let mut xml = Xml::piece();
    xml.within("w:sectPr", &[], |xml| {
        xml.leaf("w:headerReference", &[("w:type", "default"), ("r:id", header)]);
        xml.leaf("w:footerReference", &[("w:type", "default"), ("r:id", footer)]);
        xml.leaf("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        xml.leaf(
            "w:pgMar",
            &[
                ("w:top", "1417"),
                ("w:right", "1134"),
                ("w:bottom", "1247"),
                ("w:left", "1417"),
                ("w:header", "624"),
                ("w:footer", "510"),
                ("w:gutter", "0"),
            ],
        );
    });
    xml.into_bytes()
}

/// How Word is to treat the paper. It is never asked to bring fields up to date: then it would ask its user whether it
/// may.
pub(super) fn settings(furnishing: &Furnishing<'_>) -> Vec<u8> {
    const COMPATIBILITY: &str = "http://schemas.microsoft.com/office/word";
    let mut xml = Xml::part();
    xml.within("w:settings", &[("xmlns:w", W), ("xmlns:r", R)], |xml| {
        if furnishing.protect {
            xml.leaf("w:documentProtection", &[("w:edit", "forms"), ("w:enforcement", "1")]);
        }
        xml.value("w:defaultTabStop", "567");
        // Word knows where Danish words are joined; names and headings stay whole.
        xml.leaf("w:autoHyphenation", &[]);
        xml.value("w:consecutiveHyphenLimit", "2");
        xml.leaf("w:doNotHyphenateCaps", &[]);
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.within("w:compat", &[], |xml| {
            let mode = [("w:name", "compatibilityMode"), ("w:uri", COMPATIBILITY), ("w:val", "15")];
            xml.leaf("w:compatSetting", &mode);
        });
        xml.leaf("w:themeFontLang", &[("w:val", "da-DK")]);
        xml.value("w:decimalSymbol", ",");
        xml.value("w:listSeparator", ";");
    });
    xml.into_bytes()
}

/// The paper's fonts, and what may stand in for the first where a machine lacks it.
pub(super) fn fonts(front: &Front) -> Vec<u8> {
    let mut xml = Xml::part();
    let font = |xml: &mut Xml, name: &str, other: Option<&str>| {
        xml.within("w:font", &[("w:name", name)], |xml| {
            other.into_iter().for_each(|other| xml.value("w:altName", other));
            xml.value("w:charset", "00");
            xml.value("w:family", "swiss");
            xml.value("w:pitch", "variable");
        });
    };
    xml.within("w:fonts", &[("xmlns:w", W)], |xml| {
        font(xml, &printable(&front.theme.font), Some("Calibri"));
        font(xml, "MS Gothic", Some("Segoe UI Symbol"));
    });
    xml.into_bytes()
}
