//! What the speaker says to a slide.

use super::frame::{group, picture_of_slide};
use super::slide::{Run, paragraph};
use super::spaces;
use crate::print::office::xml::Xml;

/// The notes of a slide, paragraph by paragraph.
pub(super) fn written(notes: &[Vec<Run>]) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.within("p:notes", &spaces(), |xml| {
        xml.within("p:cSld", &[], |xml| {
            xml.within("p:spTree", &[], |xml| {
                group(xml);
                picture_of_slide(xml, None);
                xml.within("p:sp", &[], |xml| {
                    xml.within("p:nvSpPr", &[], |xml| {
                        xml.leaf("p:cNvPr", &[("id", "3"), ("name", "Noter")]);
                        xml.within("p:cNvSpPr", &[], |xml| xml.leaf("a:spLocks", &[("noGrp", "1")]));
                        xml.within("p:nvPr", &[], |xml| xml.leaf("p:ph", &[("type", "body"), ("idx", "1")]));
                    });
                    xml.leaf("p:spPr", &[]);
                    xml.within("p:txBody", &[], |xml| {
                        xml.leaf("a:bodyPr", &[]);
                        xml.leaf("a:lstStyle", &[]);
                        match notes {
                            [] => paragraph(xml, &[], None),
                            notes => notes.iter().for_each(|runs| paragraph(xml, runs, None)),
                        }
                    });
                });
            });
        });
        xml.within("p:clrMapOvr", &[], |xml| xml.leaf("a:masterClrMapping", &[]));
    });
    xml.into_bytes()
}
