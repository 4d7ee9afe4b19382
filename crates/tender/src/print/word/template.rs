//! A buyer's own Word template: its styles, its head and foot, its paper.
//!
//! Of the template's file only that is taken. What it could do when opened (macros, linked templates, embedded objects)
//! stays behind.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::numbering::Lists;
use super::style::{Sheet, WIDTH};

use crate::document::Theme;
use crate::input::xml::{Element, Node, each};
use crate::print::fault::TemplateFlaw;
use crate::print::office::package::{Package, Relations};
use crate::print::office::xml::Xml;
use crate::text::link::is_harmless;

/// The most files of a template, and the most bytes that one of them may unpack to, and all that is taken of them. One
/// part can be named any number of times.
const MOST_FILES: usize = 1_000;
const LARGEST: u64 = 16 << 20;
const UNPACKED: u64 = 48 << 20;

/// What of a section's properties is taken over with its attributes, in the order in which Word wants them.
const OF_SECTION: [&str; 5] = ["pgSz", "pgMar", "cols", "titlePg", "docGrid"];

/// A template that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    styles: String,
    sheet: Sheet,
    numbering: Option<(String, u32)>,
    theme: Option<Vec<u8>>,
    running: Vec<Running>,
    /// The section's properties, each with its attributes
    section: BTreeMap<String, Vec<(String, String)>>,
}

/// A head or foot of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Running {
    is_header: bool,
    /// `default`, `first`, `even`
    on: String,
    xml: Vec<u8>,
    related: Vec<Related>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Related {
    id: String,
    kind: String,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Picture { ending: String, bytes: Vec<u8> },
    Address(String),
}

impl Template {
    /// Reads a template: `.dotx`, `.docx`, or one with macros, which are left where they are.
    pub fn read(bytes: &[u8]) -> Result<Self, TemplateFlaw> {
        let mut file = File::open(bytes)?;
        let document = file
            .related("")?
            .into_iter()
            .find(|it| it.kind.ends_with("/officeDocument"))
            .map(|it| it.target)
            .ok_or(TemplateFlaw::NotWord)?;
        let related = file.related(&document)?;
        let target = |kind: &str| related.iter().find(|it| it.kind.ends_with(kind)).map(|it| it.target.clone());
        let styles = file.text(&target("/styles").ok_or(TemplateFlaw::NoStyles)?)?;
        let numbering = match target("/numbering") {
            Some(part) => Some(file.text(&part)?),
            None => None,
        };
        let theme = match target("/theme") {
            Some(part) => Some(file.bytes(&part)?),
            None => None,
        };
        let (mut sheet, lists) = (sheet_of(&styles)?, numbering.as_deref().map(taken));
        sheet.lists_from = lists.map_or(0, |(_, lists)| lists);
        let numbering =
            numbering.map(|text| if text.contains("</w:numbering>") { Ok(text) } else { Err(TemplateFlaw::NotWord) });
        let numbering = numbering.transpose()?.zip(lists.map(|(abstracts, _)| abstracts));
        let body = file.text(&document)?;
        let (references, section) = section_of(&body);
        let mut running = Vec::new();
        for (is_header, on, id) in references {
            // A section has one head and one foot for each kind of page.
            if running.iter().any(|it: &Running| it.is_header == is_header && it.on == on) {
                continue;
            }
            let Some(part) = related.iter().find(|it| it.id == id).map(|it| it.target.clone()) else { continue };
            running.push(Running { is_header, on, xml: file.bytes(&part)?, related: file.carried(&part)? });
        }
        sheet.width = width_of(&section).unwrap_or(WIDTH);
        Ok(Self { styles, sheet, numbering, theme, running, section })
    }

    /// The ids of its styles, and how it counts.
    pub(crate) fn sheet(&self) -> Sheet {
        self.sheet.clone()
    }

    pub(super) fn has_running(&self) -> bool {
        !self.running.is_empty()
    }

    /// Its styles, and those of ours that it lacks.
    pub(super) fn styles(&self, sheet: &Sheet, theme: &Theme) -> Vec<u8> {
        const END: &str = "</w:styles>";
        let mut missing = Xml::piece();
        sheet.write_missing(theme, &mut missing);
        let at = self.styles.rfind(END).unwrap_or(self.styles.len());
        [&self.styles.as_bytes()[..at], &missing.into_bytes(), &self.styles.as_bytes()[at..]].concat()
    }

    /// Its lists, and ours behind them.
    pub(super) fn numbering(&self, lists: &Lists<'_>) -> Option<Vec<u8>> {
        let (text, taken) = self.numbering.as_ref()?;
        let (mut abstracts, mut nums) = (Xml::piece(), Xml::piece());
        lists.abstracts(*taken, &mut abstracts);
        lists.nums(*taken, &mut nums);
        let end = text.rfind("</w:numbering>")?;
        let first = text.find("<w:num ").unwrap_or(end);
        // What may stand behind the lists, such as the number of the last that was cleaned up.
        let behind = text[first..end].rfind("</w:num>").map_or(first, |at| first + at + "</w:num>".len());
        let parts = [
            &text.as_bytes()[..first],
            &abstracts.into_bytes(),
            &text.as_bytes()[first..behind],
            &nums.into_bytes(),
            &text.as_bytes()[behind..],
        ];
        Some(parts.concat())
    }

    pub(super) fn theme(&self, package: &mut Package, relations: &mut Relations) {
        if let Some(theme) = &self.theme {
            relations.to("theme", "theme/theme1.xml");
            package.add("word/theme/theme1.xml", "theme", theme.clone());
        }
    }

    /// Adds its heads and feet to the package, and gives the section that uses them.
    pub(super) fn running(&self, package: &mut Package, relations: &mut Relations) -> Vec<u8> {
        let mut xml = Xml::piece();
        xml.open("w:sectPr", &[]);
        for (at, it) in self.running.iter().enumerate() {
            let (kind, reference) =
                if it.is_header { ("header", "w:headerReference") } else { ("footer", "w:footerReference") };
            let name = format!("{kind}{}.xml", at + 1);
            let id = relations.to(kind, &name);
            xml.leaf(reference, &[("w:type", &it.on), ("r:id", &id)]);
            package.add(&format!("word/{name}"), &format!("wordprocessingml.{kind}"), it.xml.clone());
            let mut own = Relations::default();
            for (nth, related) in it.related.iter().enumerate() {
                match &related.what {
                    What::Picture { ending, bytes } => {
                        let target = format!("media/skabelon{}-{}.{ending}", at + 1, nth + 1);
                        own.named(&related.id, &related.kind, &target, false);
                        package.add(&format!("word/{target}"), media_type(ending), bytes.clone());
                    }
                    What::Address(address) => own.named(&related.id, &related.kind, address, true),
                }
            }
            package.relate(&format!("word/{name}"), &own);
        }
        for name in OF_SECTION {
            if let Some(attributes) = self.section.get(name) {
                let attributes: Vec<(&str, &str)> =
                    attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                xml.leaf(&format!("w:{name}"), &attributes);
            }
        }
        xml.close("w:sectPr");
        xml.into_bytes()
    }
}

fn media_type(ending: &str) -> &'static str {
    match ending {
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "emf" => "image/x-emf",
        "wmf" => "image/x-wmf",
        "svg" => "image/svg+xml",
        "tif" | "tiff" => "image/tiff",
        _ => "image/png",
    }
}

/// The styles of a sheet by their names, and whether its first heading has a number.
fn sheet_of(styles: &str) -> Result<Sheet, TemplateFlaw> {
    if !styles.contains("</w:styles>") {
        return Err(TemplateFlaw::NoStyles);
    }
    let mut known = Vec::new();
    let (mut id, mut name, mut numbered) = (String::new(), String::new(), false);
    each(styles, |node| match node {
        Node::Open(element) => match element.name().as_str() {
            "style" => (id, name) = (element.attribute("styleId").unwrap_or_default(), String::new()),
            "name" if name.is_empty() => {
                name = element.attribute("val").unwrap_or_default();
                if !id.is_empty() && !name.is_empty() {
                    known.push((name.clone(), id.clone()));
                }
            }
            "numPr" if name.eq_ignore_ascii_case("heading 1") => numbered = true,
            _ => {}
        },
        Node::Close(_) | Node::Text(_) => {}
    });
    Ok(Sheet::with(known, numbered))
}

/// The numbers of lists that are taken: behind the last of what lists look like, and the last list.
fn taken(numbering: &str) -> (u32, u32) {
    let (mut abstracts, mut lists) = (0, 0);
    each(numbering, |node| {
        let Node::Open(element) = node else { return };
        let number = |name: &str| element.attribute(name).and_then(|it| it.parse::<u32>().ok());
        match element.name().as_str() {
            "abstractNum" => abstracts = abstracts.max(number("abstractNumId").map_or(0, |it| it + 1)),
            "num" => lists = lists.max(number("numId").unwrap_or(0)),
            _ => {}
        }
    });
    (abstracts, lists)
}

/// The heads and feet of the last section, each with where it stands and what it is called, and the section's
/// properties.
#[allow(clippy::type_complexity)]
fn section_of(document: &str) -> (Vec<(bool, String, String)>, BTreeMap<String, Vec<(String, String)>>) {
    let (mut references, mut section, mut inside) = (Vec::new(), BTreeMap::new(), false);
    each(document, |node| match node {
        Node::Open(element) => match element.name().as_str() {
            "sectPr" => {
                inside = true;
                references.clear();
                section.clear();
            }
            name @ ("headerReference" | "footerReference") if inside => {
                let attribute = |name: &str| element.attribute(name).unwrap_or_default();
                references.push((name == "headerReference", attribute("type"), attribute("id")));
            }
            name if inside && OF_SECTION.contains(&name) => {
                section.insert(name.to_owned(), attributes_of(&element));
            }
            _ => {}
        },
        Node::Close(name) if name == "sectPr" => inside = false,
        Node::Close(_) | Node::Text(_) => {}
    });
    (references, section)
}

fn attributes_of(element: &Element<'_>) -> Vec<(String, String)> {
    element.attributes().into_iter().map(|(name, value)| (format!("w:{name}"), value)).collect()
}

/// How wide text may be on the template's paper.
fn width_of(section: &BTreeMap<String, Vec<(String, String)>>) -> Option<u32> {
    let number = |element: &str, name: &str| -> Option<u32> {
        section.get(element)?.iter().find(|(it, _)| it == name)?.1.parse().ok()
    };
    let margins = number("pgMar", "w:left")?.checked_add(number("pgMar", "w:right")?)?;
    // Narrower than that nothing of ours could be read.
    number("pgSz", "w:w")?.checked_sub(margins).filter(|width| *width >= WIDTH / 2)
}

/// The template's file.
struct File<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How much more may be unpacked
    room: u64,
}

/// What a part of it refers to.
struct Reference {
    id: String,
    kind: String,
    target: String,
    outside: bool,
}

impl<'b> File<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, TemplateFlaw> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TemplateFlaw::NotWord)?;
        if archive.len() > MOST_FILES { Err(TemplateFlaw::TooLarge) } else { Ok(Self { archive, room: UNPACKED }) }
    }

    fn bytes(&mut self, path: &str) -> Result<Vec<u8>, TemplateFlaw> {
        let file = self.archive.by_name(path).map_err(|_| TemplateFlaw::PartMissing(path.to_owned()))?;
        let most = LARGEST.min(self.room);
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| TemplateFlaw::NotWord)?;
        let unpacked = bytes.len() as u64;
        if unpacked > most {
            return Err(TemplateFlaw::TooLarge);
        }
        self.room -= unpacked;
        Ok(bytes)
    }

    fn text(&mut self, path: &str) -> Result<String, TemplateFlaw> {
        String::from_utf8(self.bytes(path)?).map_err(|_| TemplateFlaw::NotWord)
    }

    /// What a part refers to; the whole file where it is named by nothing.
    fn related(&mut self, part: &str) -> Result<Vec<Reference>, TemplateFlaw> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let list = format!("{folder}{}_rels/{name}.rels", if folder.is_empty() { "" } else { "/" });
        if self.archive.index_for_name(&list).is_none() {
            return Ok(Vec::new());
        }
        let mut related = Vec::new();
        each(&self.text(&list)?, |node| {
            let Node::Open(element) = node else { return };
            if element.name() != "Relationship" {
                return;
            }
            let attribute = |name: &str| element.attribute(name).unwrap_or_default();
            let outside = attribute("TargetMode").eq_ignore_ascii_case("external");
            let target = attribute("Target");
            let target = if outside { target } else { joined(folder, &target) };
            related.push(Reference { id: attribute("Id"), kind: attribute("Type"), target, outside });
        });
        Ok(related)
    }

    /// What a head or a foot needs: its pictures, and addresses that do no harm.
    fn carried(&mut self, part: &str) -> Result<Vec<Related>, TemplateFlaw> {
        let mut carried = Vec::new();
        for it in self.related(part)? {
            let what = match it.outside {
                true if it.kind.ends_with("/hyperlink") && is_harmless(&it.target) => What::Address(it.target),
                false if it.kind.ends_with("/image") => {
                    let ending = it.target.rsplit_once('.').map_or("png", |(_, ending)| ending).to_lowercase();
                    What::Picture { ending, bytes: self.bytes(&it.target)? }
                }
                _ => return Err(TemplateFlaw::Carries(it.kind.rsplit('/').next().unwrap_or_default().to_owned())),
            };
            carried.push(Related { id: it.id, kind: it.kind, what });
        }
        Ok(carried)
    }
}

/// A path as seen from a folder of the file.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').filter(|part| !part.is_empty()).collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// A template whose section names one head so many times, each time for another kind of page.
    fn template(heads: usize, letters: usize) -> Vec<u8> {
        let all = |each: &dyn Fn(usize) -> String| (0..heads).map(each).collect::<String>();
        let references = all(&|at| format!(r#"<w:headerReference w:type="{at}" r:id="h{at}"/>"#));
        let section = format!(
            r#"<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:sectPr>{references}</w:sectPr></w:body></w:document>"#
        );
        let relations = all(&|at| format!(r#"<Relationship Id="h{at}" Type="{R}/header" Target="header1.xml"/>"#));
        let styles = format!(r#"<Relationship Id="s" Type="{R}/styles" Target="styles.xml"/>"#);
        let main = format!(r#"<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/>"#);
        let list = |inner: &str| format!("<Relationships>{inner}</Relationships>");
        let style =
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#;
        let head = format!("<w:hdr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:hdr>", "a".repeat(letters));
        let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            ("_rels/.rels", list(&main)),
            ("word/document.xml", section),
            ("word/_rels/document.xml.rels", list(&(styles + &relations))),
            ("word/styles.xml", format!(r#"<w:styles xmlns:w="{W}">{style}</w:styles>"#)),
            ("word/header1.xml", head),
        ] {
            package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            package.write_all(text.as_bytes()).unwrap();
        }
        package.finish().unwrap().into_inner()
    }

    #[test]
    fn a_part_that_is_named_over_and_over_does_not_fill_the_memory() {
        assert!(Template::read(&template(3, 1 << 20)).is_ok());
        assert_eq!(Template::read(&template(60, 1 << 20)).unwrap_err(), TemplateFlaw::TooLarge);
        assert_eq!(Template::read(&template(1, 17 << 20)).unwrap_err(), TemplateFlaw::TooLarge);
    }
}
