//! The lists of a Word paper: the numbers of its sections, bullets, and numbered lists that each begin with one.

use super::body::{BULLETS, SECTIONS};
use super::style::{COLUMN, Sheet, Style};
use crate::print::office::xml::Xml;

/// The number of the list that numbered lists are made after.
const NUMBERS: u32 = 3;

/// The deepest level that Word knows.
const LEVELS: u32 = 9;

/// How far each level of a list stands from the one above, and its sign from its text.
const STEP: u32 = 340;

/// Our lists, so many numbered ones among them, with numbers that begin behind those that are taken.
pub(super) struct Lists<'s> {
    pub sheet: &'s Sheet,
    pub numbered: u32,
}

impl Lists<'_> {
    /// What lists look like.
    pub fn abstracts(&self, taken: u32, xml: &mut Xml) {
        let sections = |xml: &mut Xml, level: u32| {
            xml.value("w:start", "1");
            xml.value("w:numFmt", "decimal");
            if level == 0 && !self.sheet.numbered {
                xml.value("w:pStyle", self.sheet.id(Style::Heading(1)));
            }
            let text: Vec<String> = (0..=level).map(|at| format!("%{}", at + 1)).collect();
            xml.value("w:lvlText", &text.join("."));
            (COLUMN, COLUMN)
        };
        let bullets = |xml: &mut Xml, level: u32| {
            xml.value("w:start", "1");
            xml.value("w:numFmt", "bullet");
            xml.value("w:lvlText", if level.is_multiple_of(2) { "•" } else { "–" });
            (COLUMN + STEP * (level + 1), STEP)
        };
        let numbers = |xml: &mut Xml, level: u32| {
            xml.value("w:start", "1");
            xml.value("w:numFmt", if level.is_multiple_of(2) { "decimal" } else { "lowerLetter" });
            xml.value("w:lvlText", &format!("%{}.", level + 1));
            (COLUMN + STEP * (level + 1), STEP)
        };
        type Level<'l> = &'l dyn Fn(&mut Xml, u32) -> (u32, u32);
        let lists: [(u32, Level<'_>); 3] = [(SECTIONS, &sections), (BULLETS, &bullets), (NUMBERS, &numbers)];
        for (number, level_of) in lists {
            xml.within("w:abstractNum", &[("w:abstractNumId", &(taken + number).to_string())], |xml| {
                xml.value("w:multiLevelType", "multilevel");
                for level in 0..LEVELS {
                    xml.within("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
                        let (left, hanging) = level_of(xml, level);
                        xml.value("w:lvlJc", "left");
                        xml.within("w:pPr", &[], |xml| {
                            let (left, hanging) = (left.to_string(), hanging.to_string());
                            xml.leaf("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
                        });
                    });
                }
            });
        }
    }

    /// The lists themselves.
    pub fn nums(&self, taken: u32, xml: &mut Xml) {
        let num = |xml: &mut Xml, number: u32, like: u32, anew: bool| {
            let id = (self.sheet.lists_from + number).to_string();
            xml.within("w:num", &[("w:numId", &id)], |xml| {
                xml.value("w:abstractNumId", &(taken + like).to_string());
                if anew {
                    xml.within("w:lvlOverride", &[("w:ilvl", "0")], |xml| xml.value("w:startOverride", "1"));
                }
            });
        };
        num(xml, SECTIONS, SECTIONS, false);
        num(xml, BULLETS, BULLETS, false);
        for list in 1..=self.numbered {
            num(xml, BULLETS + list, NUMBERS, true);
        }
    }

    /// All lists of a paper that has no others.
    pub fn written(&self) -> Vec<u8> {
        let mut xml = Xml::part();
        xml.within("w:numbering", &[("xmlns:w", super::W)], |xml| {
            self.abstracts(0, xml);
            self.nums(0, xml);
        });
        xml.into_bytes()
    }
}
