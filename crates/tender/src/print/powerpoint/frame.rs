//! What all slides share: the presentation, its master with three layouts, the master of its notes, its colours and its
//! font.

use super::{HEIGHT, WIDTH, spaces};
use crate::document::Theme;
use crate::print::office::package::{Package, Relations};
use crate::print::office::xml::{Xml, printable};

/// The number of the first layout, above those of masters.
const FIRST_LAYOUT: u64 = 2_147_483_649;

/// The layouts of a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// The cover
    Cover,
    /// A title over text
    Text,
    /// A title over a table
    Table,
}

impl Layout {
    const ALL: [Self; 3] = [Self::Cover, Self::Text, Self::Table];

    pub fn number(self) -> usize {
        match self {
            Self::Cover => 1,
            Self::Text => 2,
            Self::Table => 3,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Cover => "Forside",
            Self::Text => "Titel og tekst",
            Self::Table => "Titel og tabel",
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Cover => "title",
            Self::Text => "obj",
            Self::Table => "titleOnly",
        }
    }
}

/// Left, top, width and height of a place.
type Place = (u64, u64, u64, u64);

pub(super) const MARGIN: u64 = 610_000;
const TITLE: Place = (MARGIN, 380_000, WIDTH - 2 * MARGIN, 900_000);
const BODY: Place = (MARGIN, 1_480_000, WIDTH - 2 * MARGIN, 4_700_000);
const COVER_TITLE: Place = (MARGIN, 2_000_000, WIDTH - 2 * MARGIN, 1_500_000);
const COVER_TEXT: Place = (MARGIN, 3_600_000, WIDTH - 2 * MARGIN, 2_500_000);
const NUMBER: Place = (WIDTH - MARGIN - 1_200_000, 6_350_000, 1_200_000, 340_000);

pub(super) struct Frame<'a> {
    pub theme: &'a Theme,
}

impl Frame<'_> {
    pub fn presentation(&self, master: &str, notes_master: &str, slides: &[String]) -> Vec<u8> {
        let mut xml = Xml::part();
        xml.within("p:presentation", &spaces(), |xml| {
            xml.within("p:sldMasterIdLst", &[], |xml| {
                xml.leaf("p:sldMasterId", &[("id", &(FIRST_LAYOUT - 1).to_string()), ("r:id", master)]);
            });
            xml.within("p:notesMasterIdLst", &[], |xml| xml.leaf("p:notesMasterId", &[("r:id", notes_master)]));
            xml.within("p:sldIdLst", &[], |xml| {
                for (at, id) in slides.iter().enumerate() {
                    xml.leaf("p:sldId", &[("id", &(256 + at).to_string()), ("r:id", id)]);
                }
            });
            xml.leaf("p:sldSz", &[("cx", &WIDTH.to_string()), ("cy", &HEIGHT.to_string())]);
            xml.leaf("p:notesSz", &[("cx", "6858000"), ("cy", "9144000")]);
        });
        xml.into_bytes()
    }

    pub fn add(&self, package: &mut Package) {
        let mut relations = Relations::default();
        let layouts: Vec<String> = Layout::ALL
            .iter()
            .map(|it| relations.to("slideLayout", &format!("../slideLayouts/slideLayout{}.xml", it.number())))
            .collect();
        relations.to("theme", "../theme/theme1.xml");
        package.add("ppt/slideMasters/slideMaster1.xml", "presentationml.slideMaster", master(&layouts));
        package.relate("ppt/slideMasters/slideMaster1.xml", &relations);
        for it in Layout::ALL {
            let path = format!("ppt/slideLayouts/slideLayout{}.xml", it.number());
            package.add(&path, "presentationml.slideLayout", layout(it));
            let mut relations = Relations::default();
            relations.to("slideMaster", "../slideMasters/slideMaster1.xml");
            package.relate(&path, &relations);
        }
        package.add("ppt/notesMasters/notesMaster1.xml", "presentationml.notesMaster", notes_master());
        let mut relations = Relations::default();
        relations.to("theme", "../theme/theme2.xml");
        package.relate("ppt/notesMasters/notesMaster1.xml", &relations);
        package.add("ppt/theme/theme1.xml", "theme", self.colours());
        package.add("ppt/theme/theme2.xml", "theme", self.colours());
    }

    /// The buyer's colour and font in a theme that is plain otherwise.
    fn colours(&self) -> Vec<u8> {
        let mut xml = Xml::part();
        let accent = self.theme.accent.trim_start_matches('#').to_uppercase();
        let font = printable(&self.theme.font);
        xml.within("a:theme", &[("xmlns:a", super::A), ("name", "bilag")], |xml| {
            xml.within("a:themeElements", &[], |xml| {
                xml.within("a:clrScheme", &[("name", "bilag")], |xml| {
                    let colours: [(&str, &str); 12] = [
                        ("a:dk1", "000000"),
                        ("a:lt1", "FFFFFF"),
                        ("a:dk2", "1A1A1A"),
                        ("a:lt2", "EEF2F6"),
                        ("a:accent1", &accent),
                        ("a:accent2", "404040"),
                        ("a:accent3", "595959"),
                        ("a:accent4", "7F7F7F"),
                        ("a:accent5", "A6A6A6"),
                        ("a:accent6", "BFBFBF"),
                        ("a:hlink", &accent),
                        ("a:folHlink", &accent),
                    ];
                    for (name, colour) in colours {
                        xml.within(name, &[], |xml| xml.leaf("a:srgbClr", &[("val", colour)]));
                    }
                });
                xml.within("a:fontScheme", &[("name", "bilag")], |xml| {
                    for name in ["a:majorFont", "a:minorFont"] {
                        xml.within(name, &[], |xml| {
                            xml.leaf("a:latin", &[("typeface", &font)]);
                            xml.leaf("a:ea", &[("typeface", "")]);
                            xml.leaf("a:cs", &[("typeface", "")]);
                        });
                    }
                });
                xml.take(FORMATS.as_bytes());
            });
        });
        xml.into_bytes()
    }
}

/// Fills, lines and effects: every theme has three of each.
const FORMATS: &str = concat!(
    r#"<a:fmtScheme name="bilag"><a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst>"#,
    r#"<a:lnStyleLst><a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"#,
    r#"<a:ln w="12700"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"#,
    r#"<a:ln w="19050"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln></a:lnStyleLst>"#,
    r#"<a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle>"#,
    r#"<a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst>"#,
    r#"<a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme>"#,
);

/// How text looks on each level: of titles, of text, and of all else.
const TEXT_STYLES: &str = concat!(
    r#"<p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>"#,
    r#"<a:buNone/><a:defRPr lang="da-DK" sz="3200" b="1"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>"#,
    r#"<a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle>"#,
    r#"<p:bodyStyle><a:lvl1pPr marL="285750" indent="-285750" algn="l"><a:spcBef><a:spcPts val="1000"/></a:spcBef>"#,
    r#"<a:buFont typeface="Arial"/><a:buChar char="&#8226;"/><a:defRPr lang="da-DK" sz="2400"><a:solidFill><a:schemeClr val="tx1"/>"#,
    r#"</a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:bodyStyle>"#,
    r#"<p:otherStyle><a:lvl1pPr algn="l"><a:defRPr lang="da-DK" sz="1800"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>"#,
    r#"<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:otherStyle></p:txStyles>"#,
);

/// The buyer's colour along the upper edge.
const BAR: &str = concat!(
    r#"<p:sp><p:nvSpPr><p:cNvPr id="9" name="Farve"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>"#,
    r#"<a:ext cx="12192000" cy="110000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>"#,
    r#"<a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"#,
);

const COLOUR_MAP: [(&str, &str); 12] = [
    ("bg1", "lt1"),
    ("tx1", "dk1"),
    ("bg2", "lt2"),
    ("tx2", "dk2"),
    ("accent1", "accent1"),
    ("accent2", "accent2"),
    ("accent3", "accent3"),
    ("accent4", "accent4"),
    ("accent5", "accent5"),
    ("accent6", "accent6"),
    ("hlink", "hlink"),
    ("folHlink", "folHlink"),
];

/// The group that all shapes of a slide stand in.
pub(super) fn group(xml: &mut Xml) {
    xml.within("p:nvGrpSpPr", &[], |xml| {
        xml.leaf("p:cNvPr", &[("id", "1"), ("name", "")]);
        xml.leaf("p:cNvGrpSpPr", &[]);
        xml.leaf("p:nvPr", &[]);
    });
    xml.leaf("p:grpSpPr", &[]);
}

/// A place for text, named by what stands there.
fn placeholder(xml: &mut Xml, id: u32, name: &str, kind: &str, index: Option<&str>, place: Option<Place>, says: &str) {
    xml.within("p:sp", &[], |xml| {
        xml.within("p:nvSpPr", &[], |xml| {
            xml.leaf("p:cNvPr", &[("id", &id.to_string()), ("name", name)]);
            xml.within("p:cNvSpPr", &[], |xml| xml.leaf("a:spLocks", &[("noGrp", "1")]));
            xml.within("p:nvPr", &[], |xml| {
                let mut attributes = vec![("type", kind)];
                attributes.extend(index.map(|index| ("idx", index)));
                xml.leaf("p:ph", &attributes);
            });
        });
        xml.within("p:spPr", &[], |xml| {
            if let Some((left, top, width, height)) = place {
                xml.within("a:xfrm", &[], |xml| {
                    xml.leaf("a:off", &[("x", &left.to_string()), ("y", &top.to_string())]);
                    xml.leaf("a:ext", &[("cx", &width.to_string()), ("cy", &height.to_string())]);
                });
                xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.leaf("a:avLst", &[]));
            }
        });
        xml.within("p:txBody", &[], |xml| {
            xml.within("a:bodyPr", &[("lIns", "0"), ("rIns", "0")], |xml| xml.leaf("a:normAutofit", &[]));
            match kind {
                // A cover's lines are no list, and its title is larger than all others.
                "subTitle" => xml.take(
                    br#"<a:lstStyle><a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="2000"/></a:lvl1pPr></a:lstStyle>"#,
                ),
                "ctrTitle" => xml.take(br#"<a:lstStyle><a:lvl1pPr><a:defRPr sz="4400"/></a:lvl1pPr></a:lstStyle>"#),
                _ => xml.leaf("a:lstStyle", &[]),
            }
            xml.within("a:p", &[], |xml| match kind {
                "sldNum" => {
                    xml.leaf("a:pPr", &[("algn", "r")]);
                    xml.within(
                        "a:fld",
                        &[("id", "{B11A6000-0000-4000-8000-000000000001}"), ("type", "slidenum")],
                        |xml| {
                            xml.leaf("a:rPr", &[("lang", "da-DK"), ("sz", "1200")]);
                            xml.within("a:t", &[], |xml| xml.text("‹nr.›"));
                        },
                    );
                }
                _ => xml.within("a:r", &[], |xml| {
                    xml.leaf("a:rPr", &[("lang", "da-DK")]);
                    xml.within("a:t", &[], |xml| xml.text(says));
                }),
            });
        });
    });
}

fn master(layouts: &[String]) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.within("p:sldMaster", &spaces(), |xml| {
        xml.within("p:cSld", &[], |xml| {
            xml.take(
                br#"<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>"#,
            );
            xml.within("p:spTree", &[], |xml| {
                group(xml);
                xml.take(BAR.as_bytes());
                placeholder(xml, 2, "Titel", "title", None, Some(TITLE), "Titel");
                placeholder(xml, 3, "Tekst", "body", Some("1"), Some(BODY), "Tekst");
                placeholder(xml, 4, "Nummer", "sldNum", Some("2"), Some(NUMBER), "");
            });
        });
        xml.leaf("p:clrMap", &COLOUR_MAP);
        xml.within("p:sldLayoutIdLst", &[], |xml| {
            for (id, relation) in (FIRST_LAYOUT..).zip(layouts) {
                xml.leaf("p:sldLayoutId", &[("id", &id.to_string()), ("r:id", relation)]);
            }
        });
        xml.take(TEXT_STYLES.as_bytes());
    });
    xml.into_bytes()
}

fn layout(layout: Layout) -> Vec<u8> {
    let mut xml = Xml::part();
    let mut attributes = spaces().to_vec();
    attributes.extend([("type", layout.kind()), ("preserve", "1")]);
    xml.within("p:sldLayout", &attributes, |xml| {
        xml.within("p:cSld", &[("name", layout.name())], |xml| {
            xml.within("p:spTree", &[], |xml| {
                group(xml);
                match layout {
                    Layout::Cover => {
                        placeholder(xml, 2, "Titel", "ctrTitle", None, Some(COVER_TITLE), "Titel");
                        placeholder(xml, 3, "Undertitel", "subTitle", Some("1"), Some(COVER_TEXT), "Undertitel");
                    }
                    Layout::Text => {
                        placeholder(xml, 2, "Titel", "title", None, None, "Titel");
                        placeholder(xml, 3, "Tekst", "body", Some("1"), None, "Tekst");
                        placeholder(xml, 4, "Nummer", "sldNum", Some("2"), None, "");
                    }
                    Layout::Table => {
                        placeholder(xml, 2, "Titel", "title", None, None, "Titel");
                        placeholder(xml, 4, "Nummer", "sldNum", Some("2"), None, "");
                    }
                }
            });
        });
        xml.within("p:clrMapOvr", &[], |xml| xml.leaf("a:masterClrMapping", &[]));
    });
    xml.into_bytes()
}

fn notes_master() -> Vec<u8> {
    const PICTURE: Place = (685_800, 685_800, 5_486_400, 3_086_100);
    const NOTES: Place = (685_800, 4_000_000, 5_486_400, 4_500_000);
    let mut xml = Xml::part();
    xml.within("p:notesMaster", &spaces(), |xml| {
        xml.within("p:cSld", &[], |xml| {
            xml.take(
                br#"<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>"#,
            );
            xml.within("p:spTree", &[], |xml| {
                group(xml);
                picture_of_slide(xml, Some(PICTURE));
                placeholder(xml, 3, "Noter", "body", Some("1"), Some(NOTES), "Noter");
            });
        });
        xml.leaf("p:clrMap", &COLOUR_MAP);
    });
    xml.into_bytes()
}

/// The picture of the slide over its notes.
pub(super) fn picture_of_slide(xml: &mut Xml, place: Option<Place>) {
    xml.within("p:sp", &[], |xml| {
        xml.within("p:nvSpPr", &[], |xml| {
            xml.leaf("p:cNvPr", &[("id", "2"), ("name", "Slide")]);
            xml.within("p:cNvSpPr", &[], |xml| {
                xml.leaf("a:spLocks", &[("noGrp", "1"), ("noRot", "1"), ("noChangeAspect", "1")]);
            });
            xml.within("p:nvPr", &[], |xml| xml.leaf("p:ph", &[("type", "sldImg")]));
        });
        xml.within("p:spPr", &[], |xml| {
            if let Some((left, top, width, height)) = place {
                xml.within("a:xfrm", &[], |xml| {
                    xml.leaf("a:off", &[("x", &left.to_string()), ("y", &top.to_string())]);
                    xml.leaf("a:ext", &[("cx", &width.to_string()), ("cy", &height.to_string())]);
                });
                xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.leaf("a:avLst", &[]));
            }
        });
    });
}
