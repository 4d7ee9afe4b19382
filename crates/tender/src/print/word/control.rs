//! Content controls: the places of a Word paper that are filled in.
//!
//! Each has a title that a screen reader says, our field's name as its tag, and a lock, so that its text can be changed
//! and it itself cannot be deleted. What it shows until it is filled in stands in the paper's glossary too, where Word
//! takes it from when it is emptied again.

use super::body::Body;
use super::style::Letters;
use crate::print::office::xml::printable;
use crate::text::seal::sha256;

/// A place to fill in.
pub(crate) struct Control<'c> {
    /// The name of the field
    pub tag: &'c str,
    pub title: &'c str,
    pub kind: ControlKind<'c>,
    /// What it shows until it is filled in
    pub placeholder: &'c str,
    /// What is filled in already
    pub said: Option<&'c str>,
}

/// What is filled in.
pub(crate) enum ControlKind<'c> {
    /// A line
    Text,
    /// Several lines
    Multiline,
    /// One of several words
    List(&'c [String]),
    Date,
    /// A box to tick
    Check {
        ticked: bool,
    },
    /// Whatever Word can hold, such as the picture of a signature
    Anything,
}

/// The longest tag and title that Word takes.
pub(crate) const LONGEST: usize = 64;

/// The boxes of the font that Word draws them with.
pub(crate) const TICKED: &str = "☒";
pub(crate) const EMPTY: &str = "☐";
const BOXES: &str = "MS Gothic";

/// The name of a text in the glossary.
pub(crate) fn docpart(text: &str) -> String {
    format!("Bilag{}", &sha256(text.as_bytes())[..12])
}

impl Body<'_> {
    /// Writes a control into the paragraph.
    pub fn control(&mut self, control: &Control<'_>) {
        let id = self.next_id();
        let cut = |text: &str| printable(text).replace('\n', " ").chars().take(LONGEST).collect::<String>();
        self.xml.open("w:sdt", &[]);
        self.xml.open("w:sdtPr", &[]);
        self.xml.value("w:alias", &cut(control.title));
        self.xml.value("w:tag", control.tag);
        self.xml.value("w:id", &id);
        self.xml.value("w:lock", "sdtLocked");
        let ticked = match control.kind {
            ControlKind::Check { ticked } => Some(ticked),
            ControlKind::Text
            | ControlKind::Multiline
            | ControlKind::List(_)
            | ControlKind::Date
            | ControlKind::Anything => {
                let part = docpart(control.placeholder);
                self.xml.within("w:placeholder", &[], |xml| xml.value("w:docPart", &part));
                if control.said.is_none() {
                    self.xml.leaf("w:showingPlcHdr", &[]);
                }
                self.placeholders.insert(control.placeholder.to_owned());
                None
            }
        };
        match &control.kind {
            ControlKind::Text => self.xml.leaf("w:text", &[]),
            // As plain text LibreOffice 7.4 would lose where its lines end.
            ControlKind::Multiline | ControlKind::Anything => self.xml.leaf("w:richText", &[]),
            ControlKind::List(options) => self.xml.within("w:dropDownList", &[], |xml| {
                for option in *options {
                    let option = printable(option);
                    xml.leaf("w:listItem", &[("w:displayText", &option), ("w:value", &option)]);
                }
            }),
            ControlKind::Date => self.xml.within("w:date", &[], |xml| {
                xml.value("w:dateFormat", "d. MMMM yyyy");
                xml.value("w:lid", "da-DK");
                xml.value("w:storeMappedDataAs", "dateTime");
                xml.value("w:calendar", "gregorian");
            }),
            ControlKind::Check { ticked } => self.xml.within("w14:checkbox", &[], |xml| {
                xml.leaf("w14:checked", &[("w14:val", if *ticked { "1" } else { "0" })]);
                xml.leaf("w14:checkedState", &[("w14:val", "2612"), ("w14:font", BOXES)]);
                xml.leaf("w14:uncheckedState", &[("w14:val", "2610"), ("w14:font", BOXES)]);
            }),
        }
        self.xml.close("w:sdtPr");
        self.xml.open("w:sdtContent", &[]);
        match ticked {
            Some(ticked) => self.xml.within("w:r", &[], |xml| {
                xml.within("w:rPr", &[], |xml| {
                    xml.leaf("w:rFonts", &[("w:ascii", BOXES), ("w:eastAsia", BOXES), ("w:hAnsi", BOXES)]);
                });
                xml.within("w:t", &[], |xml| xml.text(if ticked { TICKED } else { EMPTY }));
            }),
            None => match control.said {
                Some(said) => self.plain(said),
                None => self.with_letters(Letters::Placeholder, |it| it.plain(control.placeholder)),
            },
        }
        self.xml.close("w:sdtContent");
        self.xml.close("w:sdt");
    }
}
