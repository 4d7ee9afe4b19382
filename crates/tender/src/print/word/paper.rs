//! A Word paper put together of its parts.

use super::body::Body;
use super::control::docpart;
use super::numbering::Lists;
use super::running;
use super::style::{Letters, Sheet, Style};
use super::template::Template;
use super::{MC, R, W, W14, WP};
use crate::document::Front;
use crate::document::words::Word;
use crate::print::office::package::{Package, Relations};
use crate::print::office::picture::Furnishing;
use crate::print::office::xml::{Xml, printable};

/// From so many headings on a paper has a table of contents.
const WITH_CONTENTS: usize = 8;

/// What ties a form to its tender.
pub(crate) struct Tie<'t> {
    /// The binding as JSON
    pub binding: &'t str,
    pub fingerprint: &'t str,
}

/// The namespace and the element that hold the binding, and the property that holds the fingerprint.
pub(crate) const TIE_SPACE: &str = "urn:bilag:svarskema";
pub(crate) const TIE_ELEMENT: &str = "svarskema";
pub(crate) const FINGERPRINT: &str = "bilag.svarskema";

/// The styles of a paper: the template's, and ours where it has none.
pub(crate) fn sheet(furnishing: &Furnishing<'_>) -> Sheet {
    furnishing.template.map(Template::sheet).unwrap_or_default()
}

/// Writes a paper with what stands on it.
pub(crate) fn paper(front: &Front, furnishing: &Furnishing<'_>, mut body: Body<'_>, tie: Option<&Tie<'_>>) -> Vec<u8> {
    let sheet = body.sheet;
    let mut package = Package::default();
    package.relations.to("officeDocument", "word/document.xml");
    package.relations.to(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    );
    package.relations.to("extended-properties", "docProps/app.xml");
    let mut relations = std::mem::take(&mut body.relations);
    relations.to("styles", "styles.xml");
    relations.to("settings", "settings.xml");
    relations.to("numbering", "numbering.xml");
    relations.to("fontTable", "fontTable.xml");
    let own = furnishing.template.filter(|template| template.has_running());
    let section = match own {
        Some(template) => template.running(&mut package, &mut relations),
        None => {
            package.add("word/header1.xml", "wordprocessingml.header", running::header(front, furnishing, sheet));
            package.add("word/footer1.xml", "wordprocessingml.footer", running::footer(front, furnishing, sheet));
            running::section(&relations.to("header", "header1.xml"), &relations.to("footer", "footer1.xml"))
        }
    };
    if !body.placeholders.is_empty() {
        relations.to("glossaryDocument", "glossary/document.xml");
        let mut of_glossary = Relations::default();
        of_glossary.to("styles", "styles.xml");
        package.add("word/glossary/document.xml", "wordprocessingml.document.glossary", glossary(&body));
        package.relate("word/glossary/document.xml", &of_glossary);
        package.add("word/glossary/styles.xml", "wordprocessingml.styles", styles(front, furnishing, sheet));
    }
    if let Some(tie) = tie {
        relations.to("customXml", "../customXml/item1.xml");
        package.add("customXml/item1.xml", "application/xml", item(tie));
        let mut of_item = Relations::default();
        of_item.to("customXmlProps", "itemProps1.xml");
        package.relate("customXml/item1.xml", &of_item);
        package.add("customXml/itemProps1.xml", "customXmlProperties", item_properties());
        package.relations.to("custom-properties", "docProps/custom.xml");
        package.add("docProps/custom.xml", "custom-properties", custom(tie));
    }
    let mut document = Xml::part();
    document.within("w:document", &spaces(), |xml| {
        xml.within("w:body", &[], |xml| {
            if let Some(before) = body.before_contents.take() {
                xml.take(&before);
                if body.contents.len() >= WITH_CONTENTS {
                    contents(&body, furnishing.words.get(Word::Contents), xml);
                }
            }
            let written = std::mem::replace(&mut body.xml, Xml::piece());
            xml.take(&written.into_bytes());
            xml.take(&section);
        });
    });
    package.add("word/document.xml", "wordprocessingml.document.main", document.into_bytes());
    for media in &body.media {
        package.add(&media.path, media.media_type, media.bytes.clone());
    }
    package.add("word/styles.xml", "wordprocessingml.styles", styles(front, furnishing, sheet));
    package.add("word/settings.xml", "wordprocessingml.settings", running::settings(furnishing));
    let lists = Lists { sheet, numbered: body.numbered };
    let numbering = furnishing.template.and_then(|it| it.numbering(&lists)).unwrap_or_else(|| lists.written());
    package.add("word/numbering.xml", "wordprocessingml.numbering", numbering);
    package.add("word/fontTable.xml", "wordprocessingml.fontTable", running::fonts(front));
    if let Some(template) = furnishing.template {
        template.theme(&mut package, &mut relations);
    }
    package.relate("word/document.xml", &relations);
    package.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core(front));
    package.add("docProps/app.xml", "extended-properties", app());
    package.into_bytes()
}

/// The namespaces of a part with text in it.
pub(super) fn spaces() -> [(&'static str, &'static str); 6] {
    [("xmlns:w", W), ("xmlns:r", R), ("xmlns:wp", WP), ("xmlns:mc", MC), ("xmlns:w14", W14), ("mc:Ignorable", "w14")]
}

fn styles(front: &Front, furnishing: &Furnishing<'_>, sheet: &Sheet) -> Vec<u8> {
    match furnishing.template {
        Some(template) => template.styles(sheet, &front.theme),
        None => sheet.write_all(&front.theme),
    }
}

/// The table of contents as Word keeps it: a field that can be brought up to date, with what it said last. Page numbers
/// would be guessed here, so it has none, and asks for none.
fn contents(body: &Body<'_>, title: &str, xml: &mut Xml) {
    let (entries, sheet) = (&body.contents, body.sheet);
    let code = format!(" TOC \\o \"1-{}\" \\n \\h ", body.deepest);
    let mark = |xml: &mut Xml, kind: &str| {
        xml.within("w:r", &[], |xml| xml.leaf("w:fldChar", &[("w:fldCharType", kind)]));
    };
    let words = |xml: &mut Xml, text: &str| {
        xml.within("w:r", &[], |xml| {
            xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
        });
    };
    let style = |xml: &mut Xml, style: Style| {
        xml.within("w:pPr", &[], |xml| xml.value("w:pStyle", sheet.id(style)));
    };
    xml.within("w:sdt", &[], |xml| {
        xml.within("w:sdtPr", &[], |xml| {
            xml.value("w:alias", title);
            xml.within("w:docPartObj", &[], |xml| {
                xml.value("w:docPartGallery", "Table of Contents");
                xml.leaf("w:docPartUnique", &[]);
            });
        });
        xml.within("w:sdtContent", &[], |xml| {
            xml.within("w:p", &[], |xml| {
                style(xml, Style::ContentsHeading);
                words(xml, title);
            });
            for (at, entry) in entries.iter().enumerate() {
                xml.within("w:p", &[], |xml| {
                    style(xml, Style::Contents(entry.level));
                    if at == 0 {
                        mark(xml, "begin");
                        xml.within("w:r", &[], |xml| {
                            xml.within("w:instrText", &[("xml:space", "preserve")], |xml| {
                                xml.text(&code);
                            });
                        });
                        mark(xml, "separate");
                    }
                    xml.within("w:hyperlink", &[("w:anchor", &entry.bookmark), ("w:history", "1")], |xml| {
                        if let Some(number) = &entry.number {
                            words(xml, number);
                            xml.within("w:r", &[], |xml| xml.leaf("w:tab", &[]));
                        }
                        words(xml, &printable(&entry.title).replace('\n', " "));
                    });
                    if at + 1 == entries.len() {
                        mark(xml, "end");
                    }
                });
            }
        });
    });
}

/// What fields show until they are filled in, where Word looks for it when they are emptied again.
fn glossary(body: &Body<'_>) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.within("w:glossaryDocument", &spaces(), |xml| {
        xml.within("w:docParts", &[], |xml| {
            for (at, text) in body.placeholders.iter().enumerate() {
                xml.within("w:docPart", &[], |xml| {
                    xml.within("w:docPartPr", &[], |xml| {
                        xml.value("w:name", &docpart(text));
                        xml.within("w:category", &[], |xml| {
                            xml.value("w:name", "General");
                            xml.value("w:gallery", "placeholder");
                        });
                        xml.within("w:types", &[], |xml| xml.value("w:type", "bbPlcHdr"));
                        xml.within("w:behaviors", &[], |xml| xml.value("w:behavior", "content"));
                        xml.value("w:guid", &format!("{{B11A6000-0000-4000-8000-{:012X}}}", at + 1));
                    });
                    xml.within("w:docPartBody", &[], |xml| {
                        xml.within("w:p", &[], |xml| {
                            xml.within("w:r", &[], |xml| {
                                xml.within("w:rPr", &[], |xml| {
                                    xml.value("w:rStyle", body.sheet.letters(Letters::Placeholder));
                                });
                                xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
                            });
                        });
                    });
                });
            }
        });
    });
    xml.into_bytes()
}

fn item(tie: &Tie<'_>) -> Vec<u8> {
    let mut xml = Xml::part();
    let attributes = [("xmlns", TIE_SPACE), ("kontrolnummer", tie.fingerprint)];
    xml.within(TIE_ELEMENT, &attributes, |xml| xml.text(tie.binding));
    xml.into_bytes()
}

fn item_properties() -> Vec<u8> {
    const SPACE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
    let mut xml = Xml::part();
    let id = "{B11A6000-0000-4000-8000-5BA25CE3A000}";
    xml.within("ds:datastoreItem", &[("ds:itemID", id), ("xmlns:ds", SPACE)], |xml| {
        xml.within("ds:schemaRefs", &[], |xml| xml.leaf("ds:schemaRef", &[("ds:uri", TIE_SPACE)]));
    });
    xml.into_bytes()
}

fn custom(tie: &Tie<'_>) -> Vec<u8> {
    let mut xml = Xml::part();
    let spaces = [
        ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
        ("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    ];
    xml.within("Properties", &spaces, |xml| {
        let property = [("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"), ("pid", "2"), ("name", FINGERPRINT)];
        xml.within("property", &property, |xml| xml.within("vt:lpwstr", &[], |xml| xml.text(tie.fingerprint)));
    });
    xml.into_bytes()
}

/// What an office file says of itself.
pub(crate) fn core(front: &Front) -> Vec<u8> {
    let mut xml = Xml::part();
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let line = |text: &str| printable(text).replace('\n', " ");
    let (year, month, day) = front.date;
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    xml.within("cp:coreProperties", &spaces, |xml| {
        xml.within("dc:title", &[], |xml| xml.text(&line(&front.pdf_title)));
        xml.within("dc:subject", &[], |xml| xml.text(&line(&front.kind_name)));
        xml.within("dc:creator", &[], |xml| xml.text(&line(&front.author)));
        xml.within("dc:language", &[], |xml| xml.text("da-DK"));
        xml.within("cp:lastModifiedBy", &[], |xml| xml.text(&line(&front.author)));
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.within(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&date));
        }
    });
    xml.into_bytes()
}

/// Which program made it.
pub(crate) fn app() -> Vec<u8> {
    let mut xml = Xml::part();
    let space = [("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")];
    xml.within("Properties", &space, |xml| {
        xml.within("Application", &[], |xml| xml.text(&format!("bilag {}", env!("CARGO_PKG_VERSION"))));
    });
    xml.into_bytes()
}
