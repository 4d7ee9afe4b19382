//! The styles of a Word paper: few, with names that Word knows in every language where it has one of its own.
//!
//! Numbers, ids and labels stand in a narrow column at the left; all text begins on one edge beside it, as on the PDF's
//! pages.

use std::collections::BTreeMap;

use crate::document::Theme;
use crate::print::office::xml::{Xml, printable};

/// The width of the text with its left column, and of that column, in twentieths of a point.
pub(crate) const WIDTH: u32 = 9355;
pub(crate) const COLUMN: u32 = 1560;

/// How a paragraph looks, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    Normal,
    /// Running text on the text's edge
    Text,
    /// The same, with a label in the left column
    Labelled,
    /// Small type on the text's edge
    Small,
    /// The same, with a label in the left column
    SmallLabelled,
    Title,
    Subtitle,
    /// UDKAST, and what the paper is
    Kind,
    Heading(u8),
    /// A small heading of the second level that no table of contents lists
    Minor,
    /// A line's number and title: a heading of its level that looks the same on all
    Line(u8),
    Bullet,
    Number,
    Quote,
    ContentsHeading,
    Contents(u8),
    Header,
    Footer,
    Cell,
    CellSmall,
    /// What stands behind a table: hardly a line, and room below it, so that no page is begun for it alone
    Gap,
    CellHead,
    /// A package in the overview
    Overview,
    /// A sign in the middle of its cell
    Sign,
    /// A place to fill in
    Field,
    /// What ties a form to its tender, in the smallest type that can be read
    Tie,
}

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Letters {
    /// A label in the left column
    Label,
    /// An address or another place of the paper
    Link,
    /// What stands in a field until it is filled in
    Placeholder,
}

/// What is known of a style.
struct About {
    style: Style,
    id: &'static str,
    name: &'static str,
    based_on: Style,
    /// The style of the paragraph after it
    next: Style,
    paragraph: &'static str,
    letters: &'static str,
}

/// The text's edge, and the space below a text: a template may have none of its own.
const ON_EDGE: &str = r#"<w:spacing w:after="120" w:line="280" w:lineRule="atLeast"/><w:ind w:left="1560"/>"#;

const STYLES: &[About] = &[
    about(Style::Text, "BilagTekst", "Bilag tekst", Style::Normal, Style::Text, ON_EDGE, ""),
    About {
        paragraph: r#"<w:tabs><w:tab w:val="left" w:pos="1560"/></w:tabs><w:ind w:left="1560" w:hanging="1560"/>"#,
        ..about(Style::Labelled, "BilagMedEtiket", "Bilag tekst med etiket", Style::Text, Style::Text, "", "")
    },
    about(
        Style::Small,
        "BilagSmaat",
        "Bilag småt",
        Style::Text,
        Style::Text,
        r#"<w:spacing w:after="60" w:line="240" w:lineRule="atLeast"/>"#,
        r#"<w:color w:val="404040"/><w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ),
    About {
        paragraph: r#"<w:tabs><w:tab w:val="left" w:pos="1560"/></w:tabs><w:ind w:left="1560" w:hanging="1560"/>"#,
        ..about(
            Style::SmallLabelled,
            "BilagSmaatMedEtiket",
            "Bilag småt med etiket",
            Style::Small,
            Style::SmallLabelled,
            "",
            "",
        )
    },
    about(
        Style::Title,
        "Title",
        "Title",
        Style::Normal,
        Style::Subtitle,
        concat!(
            r#"<w:keepNext/><w:suppressAutoHyphens/>"#,
            r#"<w:spacing w:before="480" w:after="60" w:line="240" w:lineRule="auto"/><w:contextualSpacing/>"#
        ),
        r#"<w:b/><w:bCs/><w:color w:val="{accent}"/><w:sz w:val="48"/><w:szCs w:val="48"/>"#,
    ),
    about(
        Style::Subtitle,
        "Subtitle",
        "Subtitle",
        Style::Normal,
        Style::Text,
        r#"<w:suppressAutoHyphens/><w:spacing w:after="240" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="32"/><w:szCs w:val="32"/>"#,
    ),
    about(
        Style::Kind,
        "BilagForside",
        "Bilag forside",
        Style::Normal,
        Style::Text,
        "<w:keepNext/>",
        r#"<w:b/><w:bCs/><w:color w:val="{accent}"/>"#,
    ),
    about(
        Style::Heading(1),
        "Heading1",
        "heading 1",
        Style::Normal,
        Style::Text,
        concat!(
            r#"<w:keepNext/><w:keepLines/>{numbered}<w:pBdr><w:top w:val="single" w:sz="8" w:space="8" w:color="{accent}"/></w:pBdr>"#,
            r#"<w:tabs><w:tab w:val="left" w:pos="1560"/></w:tabs><w:suppressAutoHyphens/>"#,
            r#"<w:spacing w:before="480" w:after="140" w:line="240" w:lineRule="auto"/>"#,
            r#"<w:ind w:left="1560" w:hanging="1560"/><w:outlineLvl w:val="0"/>"#
        ),
        r#"<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/>"#,
    ),
    about(
        Style::Heading(2),
        "Heading2",
        "heading 2",
        Style::Normal,
        Style::Text,
        concat!(
            r#"<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val="left" w:pos="1560"/></w:tabs><w:suppressAutoHyphens/>"#,
            r#"<w:spacing w:before="360" w:after="100" w:line="240" w:lineRule="auto"/>"#,
            r#"<w:ind w:left="1560" w:hanging="1560"/><w:outlineLvl w:val="1"/>"#
        ),
        r#"<w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/>"#,
    ),
    about(
        Style::Heading(3),
        "Heading3",
        "heading 3",
        Style::Normal,
        Style::Text,
        concat!(
            r#"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"#,
            r#"<w:spacing w:before="240" w:after="60" w:line="240" w:lineRule="auto"/>"#,
            r#"<w:ind w:left="1560"/><w:outlineLvl w:val="2"/>"#
        ),
        r#"<w:b/><w:bCs/><w:sz w:val="23"/><w:szCs w:val="23"/>"#,
    ),
    about(
        Style::Heading(4),
        "Heading4",
        "heading 4",
        Style::Normal,
        Style::Text,
        concat!(
            r#"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before="200" w:after="40"/>"#,
            r#"<w:ind w:left="1560"/><w:outlineLvl w:val="3"/>"#
        ),
        r#"<w:b/><w:bCs/>"#,
    ),
    About {
        paragraph: r#"<w:outlineLvl w:val="1"/>"#,
        ..about(Style::Minor, "BilagMellemrubrik", "Bilag mellemrubrik", Style::Heading(3), Style::Text, "", "")
    },
    line(2, "BilagKrav2", "Bilag krav 2", r#"<w:outlineLvl w:val="1"/>"#),
    line(3, "BilagKrav3", "Bilag krav 3", r#"<w:outlineLvl w:val="2"/>"#),
    line(4, "BilagKrav4", "Bilag krav 4", r#"<w:outlineLvl w:val="3"/>"#),
    about(
        Style::Bullet,
        "ListBullet",
        "List Bullet",
        Style::Normal,
        Style::Bullet,
        r#"<w:spacing w:after="60"/><w:ind w:left="1900" w:hanging="340"/>"#,
        "",
    ),
    about(
        Style::Number,
        "ListNumber",
        "List Number",
        Style::Normal,
        Style::Number,
        r#"<w:spacing w:after="60"/><w:ind w:left="1900" w:hanging="340"/>"#,
        "",
    ),
    about(Style::Quote, "Quote", "Quote", Style::Normal, Style::Text, r#"<w:ind w:left="1900"/>"#, "<w:i/><w:iCs/>"),
    about(
        Style::ContentsHeading,
        "TOCHeading",
        "TOC Heading",
        Style::Normal,
        Style::Text,
        r#"<w:keepNext/><w:spacing w:before="480" w:after="100"/>"#,
        r#"<w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/>"#,
    ),
    about(
        Style::Contents(1),
        "TOC1",
        "toc 1",
        Style::Normal,
        Style::Normal,
        concat!(
            r#"<w:tabs><w:tab w:val="left" w:pos="1560"/></w:tabs><w:suppressAutoHyphens/>"#,
            r#"<w:spacing w:before="60" w:after="0"/>"#,
            r#"<w:ind w:left="1560" w:hanging="1560"/>"#
        ),
        "",
    ),
    about(
        Style::Contents(2),
        "TOC2",
        "toc 2",
        Style::Normal,
        Style::Normal,
        concat!(
            r#"<w:tabs><w:tab w:val="left" w:pos="2410"/></w:tabs><w:suppressAutoHyphens/><w:spacing w:after="0"/>"#,
            r#"<w:ind w:left="2410" w:hanging="850"/>"#
        ),
        "",
    ),
    about(
        Style::Header,
        "Header",
        "header",
        Style::Normal,
        Style::Header,
        r#"<w:tabs><w:tab w:val="right" w:pos="9355"/></w:tabs><w:spacing w:after="0"/>"#,
        r#"<w:color w:val="404040"/><w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    ),
    about(
        Style::Footer,
        "Footer",
        "footer",
        Style::Normal,
        Style::Footer,
        concat!(
            r#"<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="BFBFBF"/></w:pBdr>"#,
            r#"<w:tabs><w:tab w:val="right" w:pos="9355"/></w:tabs><w:spacing w:after="0"/>"#
        ),
        r#"<w:color w:val="404040"/><w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    ),
    about(
        Style::Cell,
        "BilagCelle",
        "Bilag celle",
        Style::Normal,
        Style::Cell,
        r#"<w:spacing w:before="40" w:after="40" w:line="252" w:lineRule="atLeast"/>"#,
        r#"<w:sz w:val="19"/><w:szCs w:val="19"/>"#,
    ),
    about(
        Style::CellSmall,
        "BilagCelleSmaat",
        "Bilag celle småt",
        Style::Cell,
        Style::Cell,
        r#"<w:spacing w:before="0" w:after="20" w:line="216" w:lineRule="atLeast"/>"#,
        r#"<w:color w:val="404040"/><w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    ),
    about(
        Style::Gap,
        "BilagLuft",
        "Bilag luft",
        Style::Cell,
        Style::Text,
        r#"<w:spacing w:before="0" w:after="216" w:line="20" w:lineRule="exact"/>"#,
        r#"<w:sz w:val="2"/><w:szCs w:val="2"/>"#,
    ),
    about(
        Style::CellHead,
        "BilagTabelhoved",
        "Bilag tabelhoved",
        Style::Cell,
        Style::Cell,
        "<w:keepNext/><w:suppressAutoHyphens/>",
        r#"<w:b/><w:bCs/>"#,
    ),
    about(
        Style::Overview,
        "BilagOverblik",
        "Bilag overblik",
        Style::Cell,
        Style::Overview,
        r#"<w:spacing w:before="0" w:after="0" w:line="228" w:lineRule="atLeast"/>"#,
        "",
    ),
    about(Style::Sign, "BilagTegn", "Bilag tegn", Style::Overview, Style::Sign, r#"<w:jc w:val="center"/>"#, ""),
    about(
        Style::Field,
        "BilagFelt",
        "Bilag felt",
        Style::Cell,
        Style::Field,
        concat!(
            r#"<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="2" w:color="7F7F7F"/></w:pBdr>"#,
            r#"<w:shd w:val="clear" w:color="auto" w:fill="F3F5F8"/><w:spacing w:before="20" w:after="100"/>"#
        ),
        "",
    ),
    about(
        Style::Tie,
        "BilagKontrol",
        "Bilag kontrolnummer",
        Style::Small,
        Style::Tie,
        r#"<w:spacing w:before="160" w:after="0"/>"#,
        r#"<w:sz w:val="15"/><w:szCs w:val="15"/>"#,
    ),
];

const fn about(
    style: Style,
    id: &'static str,
    name: &'static str,
    based_on: Style,
    next: Style,
    paragraph: &'static str,
    letters: &'static str,
) -> About {
    About { style, id, name, based_on, next, paragraph, letters }
}

const fn line(level: u8, id: &'static str, name: &'static str, outline: &'static str) -> About {
    let (style, based_on) = (Style::Line(level), if level == 2 { Style::Normal } else { Style::Line(2) });
    let paragraph = match level {
        2 => concat!(
            r#"<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val="left" w:pos="1560"/></w:tabs><w:suppressAutoHyphens/>"#,
            r#"<w:spacing w:before="280" w:after="40"/>"#,
            r#"<w:ind w:left="1560" w:hanging="1560"/><w:outlineLvl w:val="1"/>"#
        ),
        _ => outline,
    };
    about(style, id, name, based_on, Style::Text, paragraph, if level == 2 { "<w:b/><w:bCs/>" } else { "" })
}

impl Style {
    fn about(self) -> Option<&'static About> {
        STYLES.iter().find(|it| it.style == self)
    }

    /// The id that our own papers use.
    fn own_id(self) -> &'static str {
        self.about().map_or("Normal", |it| it.id)
    }

    fn name(self) -> &'static str {
        self.about().map_or("Normal", |it| it.name)
    }
}

impl Letters {
    const ALL: [Self; 3] = [Self::Label, Self::Link, Self::Placeholder];

    fn own_id(self) -> &'static str {
        match self {
            Self::Label => "BilagEtiket",
            Self::Link => "Hyperlink",
            Self::Placeholder => "PlaceholderText",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Label => "Bilag etiket",
            Self::Link => "Hyperlink",
            Self::Placeholder => "Placeholder Text",
        }
    }

    fn look(self) -> &'static str {
        match self {
            Self::Label => r#"<w:color w:val="404040"/><w:sz w:val="18"/><w:szCs w:val="18"/>"#,
            Self::Link => r#"<w:color w:val="{accent}"/>"#,
            Self::Placeholder => r#"<w:color w:val="595959"/>"#,
        }
    }
}

/// The table with hairlines and a head.
const TABLE: (&str, &str) = ("BilagTabel", "Bilag tabel");

/// The ids of the styles in a paper: ours, or those that the buyer's template gives to styles of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// By the style's name in small letters
    known: BTreeMap<String, String>,
    /// The template's first heading counts by itself
    pub numbered: bool,
    /// Our lists have numbers behind this one
    pub lists_from: u32,
    /// How wide text may be
    pub width: u32,
}

impl Default for Sheet {
    fn default() -> Self {
        Self { known: BTreeMap::new(), numbered: false, lists_from: 0, width: WIDTH }
    }
}

impl Sheet {
    /// A sheet that has some styles already, by name and id.
    pub fn with(known: impl IntoIterator<Item = (String, String)>, numbered: bool) -> Self {
        let known = known.into_iter().map(|(name, id)| (name.to_lowercase(), id)).collect();
        Self { known, numbered, ..Self::default() }
    }

    fn id_of(&self, name: &str, own: &'static str) -> &str {
        self.known.get(&name.to_lowercase()).map_or(own, String::as_str)
    }

    pub fn id(&self, style: Style) -> &str {
        self.id_of(style.name(), style.own_id())
    }

    pub fn letters(&self, letters: Letters) -> &str {
        self.id_of(letters.name(), letters.own_id())
    }

    pub fn table(&self) -> &str {
        self.id_of(TABLE.1, TABLE.0)
    }

    /// Writes the styles that the sheet lacks.
    pub fn write_missing(&self, theme: &Theme, xml: &mut Xml) {
        let dressed = |look: &str| {
            let numbered = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#;
            // A template's lists have numbers of their own; there headings are numbered one by one.
            let numbered = if self.known.is_empty() { numbered } else { "" };
            look.replace("{accent}", &accent(theme)).replace("{numbered}", numbered)
        };
        for it in STYLES.iter().filter(|it| !self.known.contains_key(&it.name.to_lowercase())) {
            let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", it.id)];
            attributes.extend((it.id.starts_with("Bilag")).then_some(("w:customStyle", "1")));
            xml.within("w:style", &attributes, |xml| {
                xml.value("w:name", it.name);
                xml.value("w:basedOn", self.id(it.based_on));
                xml.value("w:next", self.id(it.next));
                xml.leaf("w:qFormat", &[]);
                xml.within("w:pPr", &[], |xml| xml.take(dressed(it.paragraph).as_bytes()));
                xml.within("w:rPr", &[], |xml| xml.take(dressed(it.letters).as_bytes()));
            });
        }
        for letters in Letters::ALL.iter().filter(|it| !self.known.contains_key(&it.name().to_lowercase())) {
            let mut attributes = vec![("w:type", "character"), ("w:styleId", letters.own_id())];
            attributes.extend((letters.own_id().starts_with("Bilag")).then_some(("w:customStyle", "1")));
            xml.within("w:style", &attributes, |xml| {
                xml.value("w:name", letters.name());
                xml.value("w:uiPriority", "99");
                xml.within("w:rPr", &[], |xml| xml.take(dressed(letters.look()).as_bytes()));
            });
        }
        if !self.known.contains_key(&TABLE.1.to_lowercase()) {
            let attributes = [("w:type", "table"), ("w:styleId", TABLE.0), ("w:customStyle", "1")];
            xml.within("w:style", &attributes, |xml| {
                xml.value("w:name", TABLE.1);
                xml.take(dressed(TABLE_LOOK).as_bytes());
            });
        }
    }

    /// All styles of a paper that has no template.
    pub fn write_all(&self, theme: &Theme) -> Vec<u8> {
        let mut xml = Xml::part();
        xml.within("w:styles", &[("xmlns:w", super::W)], |xml| {
            let font = printable(&theme.font);
            xml.within("w:docDefaults", &[], |xml| {
                xml.within("w:rPrDefault", &[], |xml| {
                    xml.within("w:rPr", &[], |xml| {
                        let fonts: [(&str, &str); 4] =
                            [("w:ascii", &font), ("w:eastAsia", &font), ("w:hAnsi", &font), ("w:cs", &font)];
                        xml.leaf("w:rFonts", &fonts);
                        xml.value("w:sz", "21");
                        xml.value("w:szCs", "21");
                        xml.leaf("w:lang", &[("w:val", "da-DK"), ("w:eastAsia", "da-DK"), ("w:bidi", "ar-SA")]);
                    });
                });
                xml.within("w:pPrDefault", &[], |xml| {
                    xml.within("w:pPr", &[], |xml| {
                        xml.leaf("w:spacing", &[("w:after", "120"), ("w:line", "280"), ("w:lineRule", "atLeast")]);
                    });
                });
            });
            xml.take(ROOTS.as_bytes());
            self.write_missing(theme, xml);
        });
        xml.into_bytes()
    }
}

/// The accent as Word writes colours.
pub(crate) fn accent(theme: &Theme) -> String {
    theme.accent.trim_start_matches('#').to_uppercase()
}

/// What every sheet of styles begins with.
const ROOTS: &str = concat!(
    r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>"#,
    r#"<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>"#,
    r#"<w:uiPriority w:val="1"/><w:semiHidden/></w:style>"#,
    r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>"#,
    r#"<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>"#,
    r#"<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>"#,
    r#"</w:tblPr></w:style>"#,
    r#"<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>"#,
);

const TABLE_LOOK: &str = concat!(
    r#"<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>"#,
    r#"<w:bottom w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>"#,
    r#"<w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/></w:tblBorders>"#,
    r#"<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>"#,
    r#"<w:right w:w="142" w:type="dxa"/></w:tblCellMar></w:tblPr>"#,
    r#"<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>"#,
    r#"<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{accent}"/></w:tcBorders></w:tcPr></w:tblStylePr>"#,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_an_id_and_a_name_of_its_own() {
        for (at, it) in STYLES.iter().enumerate() {
            for other in &STYLES[at + 1..] {
                assert!(it.id != other.id && it.name != other.name && it.style != other.style, "{}", it.id);
            }
        }
    }
}
