//! The package that a workbook or a Word paper is: measured before it is unpacked for good.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::form::escaped;
use crate::form::refusal::Refusal;
use crate::form::returned::{Active, Oddity};
use crate::input::package::counted;
use crate::input::part;
use crate::input::xml::{Node, each};

/// The most files in a package, and the most bytes that they all unpack to.
const MOST_FILES: usize = 1_000;
const UNPACKED: u64 = 64 << 20;

/// The most bytes of parts that are looked into besides.
const KEPT: usize = 32 << 20;

/// The part of an OpenDocument file with what stands in it, and what that is of a workbook.
pub(in crate::form) const CONTENT: &str = "content.xml";
const SPREADSHEET: &str = "<office:spreadsheet";

/// The parts of a package that say something, by their paths in small letters.
#[derive(Default)]
pub(in crate::form) struct Package {
    parts: BTreeMap<String, String>,
    pub names: BTreeSet<String>,
}

/// What a part refers to.
pub(in crate::form) struct Relation {
    pub id: String,
    /// The last word of its type: `worksheet`, `comments`
    pub kind: String,
    /// The part's path, or an address outside the file
    pub target: String,
    pub outside: bool,
}

/// Refuses what is no package or unpacks to too much, and notes what would act in an office program.
pub(in crate::form) fn check(bytes: &[u8], oddities: &mut BTreeSet<Oddity>) -> Result<Package, Refusal> {
    let damaged = |error: &dyn std::fmt::Display| Refusal::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if counted(bytes).is_some_and(|counted| counted > archive.len() && counted < usize::from(u16::MAX)) {
        return Err(Refusal::Damaged("to filer i pakken har samme navn".to_owned()));
    }
    if archive.len() > MOST_FILES {
        return Err(Refusal::Bomb);
    }
    let mut room = UNPACKED;
    let mut kept = 0;
    let mut package = Package::default();
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(|error| damaged(&error))?;
        if file.encrypted() {
            return Err(Refusal::Encrypted);
        }
        let name = file.name().map_err(|error| damaged(&error))?.replace('\\', "/").to_lowercase();
        drop(file);
        // Programs differ in which of two parts of one name they show.
        if package.names.contains(&name) {
            return Err(Refusal::Damaged(format!("»{name}« står to gange i pakken")));
        }
        oddities.extend(acts(&name).map(Oddity::Active));
        // What a package says of its sizes is its own word, so it is unpacked and counted.
        let file = archive.by_index(at).map_err(|error| damaged(&error))?;
        let keeps = [".xml", ".rels"].iter().any(|ending| name.ends_with(ending)) && kept < KEPT;
        let mut content = Vec::new();
        let mut file = file.take(room + 1);
        let unpacked = if keeps {
            file.read_to_end(&mut content).map(|read| read as u64)
        } else {
            std::io::copy(&mut file, &mut std::io::sink())
        };
        room = room.checked_sub(unpacked.map_err(|error| damaged(&error))?).ok_or(Refusal::Bomb)?;
        kept += content.len();
        if let (true, Ok(text)) = (keeps, String::from_utf8(content)) {
            package.parts.insert(name.clone(), text);
        }
        package.names.insert(name);
    }
    // OpenDocument locks each part by itself.
    if package.part("meta-inf/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Refusal::Encrypted);
    }
    // What a part is goes by what refers to it, whatever it is called.
    let relations = package.parts.keys().filter(|name| name.ends_with(".rels")).flat_map(|name| package.listed(name));
    oddities.extend(relations.filter_map(|relation| does(&relation)).map(Oddity::Active));
    if package.parts.get("[content_types].xml").is_some_and(|types| types.contains("vnd.ms-office.vbaProject")) {
        oddities.insert(Oddity::Active(Active::Macro));
    }
    package.take_back_escapes();
    Ok(package)
}

/// An OpenDocument workbook that is one text and no package (.fods).
pub(in crate::form) fn flat(bytes: &[u8]) -> Option<Package> {
    let text = std::str::from_utf8(bytes).ok()?;
    let is_one = text.trim_start_matches('\u{feff}').starts_with("<?xml") && text.contains(SPREADSHEET);
    is_one.then(|| Package { parts: BTreeMap::from([(CONTENT.to_owned(), text.to_owned())]), names: BTreeSet::new() })
}

impl Package {
    /// The part that the whole is about, as the package says itself.
    pub fn main(&self) -> Option<String> {
        let mut relations = self.listed("_rels/.rels").into_iter();
        relations
            .find(|relation| relation.kind == "officeDocument" && !relation.outside)
            .map(|relation| relation.target)
    }

    /// Whether some words of it may stand above or below their line.
    pub fn has_raised(&self) -> bool {
        self.parts.iter().any(|(name, part)| name.starts_with("xl/") && part.contains("vertAlign"))
    }

    pub fn is_workbook(&self) -> bool {
        self.names.contains("xl/workbook.xml")
    }

    /// Whether it is a workbook in the format of LibreOffice.
    pub fn is_open_workbook(&self) -> bool {
        self.part(CONTENT).is_some_and(|content| content.contains(SPREADSHEET))
    }

    /// A part's text.
    pub fn part(&self, path: &str) -> Option<&str> {
        self.parts.get(path).map(String::as_str)
    }

    /// What a part refers to.
    pub fn relations(&self, part: &str) -> Vec<Relation> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        self.listed(&format!("{folder}/_rels/{name}.rels"))
    }

    /// Reads the texts of a Word paper as they were before the program that saved it escaped what needs no escape.
    fn take_back_escapes(&mut self) {
        let (mut inside, mut program) = (false, String::new());
        each(self.part("docprops/app.xml").unwrap_or_default(), |node| match node {
            Node::Open(element) => inside = element.name() == "Application",
            Node::Text(text) if inside => program.push_str(&text),
            Node::Text(_) | Node::Close(_) => {}
        });
        if !escaped::does(&program) {
            return;
        }
        for (_, part) in self.parts.iter_mut().filter(|(name, _)| name.starts_with("word/")) {
            if let Cow::Owned(undone) = escaped::undone(part) {
                *part = undone;
            }
        }
    }

    fn listed(&self, list: &str) -> Vec<Relation> {
        let folder = list.split("_rels/").next().unwrap_or_default().trim_end_matches('/').to_owned();
        let mut relations = Vec::new();
        each(self.part(list).unwrap_or_default(), |node| {
            let Node::Open(element) = node else { return };
            if element.name() != "Relationship" {
                return;
            }
            let attribute = |name: &str| element.attribute(name).unwrap_or_default();
            let outside = attribute("TargetMode").eq_ignore_ascii_case("external");
            let target = attribute("Target");
            relations.push(Relation {
                id: attribute("Id"),
                kind: attribute("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                target: if outside { target } else { joined(&folder, &target) },
                outside,
            });
        });
        relations
    }
}

/// A path as seen from a folder of the package.
fn joined(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/").to_lowercase();
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

/// What a file of a package does in an office program, by its name.
fn acts(name: &str) -> Option<Active> {
    let below = |folder: &str| name.starts_with(folder);
    let macros = ["xl/macrosheets/", "xl/activex/", "word/activex/", "customui/"];
    if name.ends_with("vbaproject.bin") || macros.into_iter().any(below) {
        Some(Active::Macro)
    } else if below("xl/externallinks/") || below("xl/querytables/") || name == "xl/connections.xml" {
        Some(Active::ExternalLink)
    } else if below("xl/embeddings/") || below("word/embeddings/") {
        Some(Active::Embedded)
    } else {
        None
    }
}

/// What a reference does in an office program, by its type.
fn does(relation: &Relation) -> Option<Active> {
    /// Where a link may lead.
    const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];
    match relation.kind.as_str() {
        "vbaProject" | "xlMacrosheet" | "xlIntlMacrosheet" | "activeXControlBinary" | "control" | "ui" => {
            Some(Active::Macro)
        }
        "externalLink" | "queryTable" | "connections" | "externalLinkPath" => Some(Active::ExternalLink),
        "oleObject" | "package" | "aFChunk" | "subDocument" => Some(Active::Embedded),
        // A link is followed by whoever clicks it; a picture from outside is fetched without asking.
        "hyperlink" => {
            let target = relation.target.to_lowercase();
            let harmless = !relation.outside || SCHEMES.iter().any(|scheme| target.starts_with(scheme));
            (!harmless).then_some(Active::ExternalLink)
        }
        _ => relation.outside.then_some(Active::ExternalLink),
    }
}

/// The same workbook for a reader of nothing but values, which is misled by some of what stands beside them.
pub(in crate::form) fn values_alone(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut bare = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).ok()?;
        let name = file.name().ok()?.into_owned();
        // Pictures and the like are not read.
        let lower = name.to_lowercase();
        if ![".xml", ".rels"].iter().any(|ending| lower.ends_with(ending)) {
            continue;
        }
        let mut content = Vec::new();
        file.read_to_end(&mut content).ok()?;
        bare.start_file(name, options).ok()?;
        bare.write_all(&part::values(content)).ok()?;
    }
    Some(bare.finish().ok()?.into_inner())
}
