//! The package that a document of an office program is: parts, what kind each is, and what each refers to.
//!
//! The same parts give the same bytes: they stand in the order in which they were added, and no clock is asked.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;
use crate::input::package::of_any_system;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// What a part refers to: in the order of the list, `rId1` and on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Relations(Vec<Relation>);

#[derive(Debug, Clone)]
struct Relation {
    id: String,
    kind: String,
    target: String,
    outside: bool,
}

impl Relations {
    /// Refers to another part, and says by which id.
    pub fn to(&mut self, kind: &str, target: &str) -> String {
        self.add(kind, target, false)
    }

    /// Refers to an address. The same address has one id.
    pub fn outside(&mut self, kind: &str, address: &str) -> String {
        match self.0.iter().position(|it| it.outside && it.target == address) {
            Some(at) => self.0[at].id.clone(),
            None => self.add(kind, address, true),
        }
    }

    fn add(&mut self, kind: &str, target: &str, outside: bool) -> String {
        // A word that is no address yet is one of the common relations.
        let kind = match kind.contains(':') {
            true => kind.to_owned(),
            false => format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"),
        };
        let id = format!("rId{}", self.0.len() + 1);
        self.named(&id, &kind, target, outside);
        id
    }

    /// Refers to something by an id that is used already.
    pub fn named(&mut self, id: &str, kind: &str, target: &str, outside: bool) {
        let (id, kind, target) = (id.to_owned(), kind.to_owned(), target.to_owned());
        self.0.push(Relation { id, kind, target, outside });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn written(&self) -> Vec<u8> {
        let mut xml = Xml::part();
        xml.within("Relationships", &[("xmlns", RELATIONSHIPS)], |xml| {
            for it in &self.0 {
                let mut attributes = vec![("Id", it.id.as_str()), ("Type", &it.kind), ("Target", &it.target)];
                attributes.extend(it.outside.then_some(("TargetMode", "External")));
                xml.leaf("Relationship", &attributes);
            }
        });
        xml.into_bytes()
    }
}

/// The parts of a document.
#[derive(Default)]
pub(crate) struct Package {
    /// The path of each part, its media type and its bytes
    parts: Vec<(String, String, Vec<u8>)>,
    /// What the document as a whole refers to
    pub relations: Relations,
}

impl Package {
    /// Adds a part of a type of the office formats: `wordprocessingml.styles`.
    pub fn add(&mut self, path: &str, kind: &str, bytes: Vec<u8>) {
        // A word without a slash is a type of the office formats.
        let kind = match kind.contains('/') {
            true => kind.to_owned(),
            false => format!("application/vnd.openxmlformats-officedocument.{kind}+xml"),
        };
        self.parts.push((path.to_owned(), kind, bytes));
    }

    /// Adds what a part refers to.
    pub fn relate(&mut self, path: &str, relations: &Relations) {
        if !relations.is_empty() {
            self.parts.push((list_of(path), String::new(), relations.written()));
        }
    }

    /// The whole as one file.
    pub fn into_bytes(self) -> Vec<u8> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let types = self.types();
        let relations = self.relations.written();
        let first = [("[Content_Types].xml", &types), ("_rels/.rels", &relations)];
        let rest = self.parts.iter().map(|(path, _, bytes)| (path.as_str(), bytes));
        for (path, bytes) in first.into_iter().chain(rest) {
            zip.start_file(path, options).expect("the paths of parts are proper names");
            zip.write_all(bytes).expect("writing to memory never fails");
        }
        of_any_system(zip.finish().expect("writing to memory never fails").into_inner())
    }

    fn types(&self) -> Vec<u8> {
        let mut xml = Xml::part();
        xml.within("Types", &[("xmlns", TYPES)], |xml| {
            for (ending, kind) in
                [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")]
            {
                xml.leaf("Default", &[("Extension", ending), ("ContentType", kind)]);
            }
            for (path, kind, _) in self.parts.iter().filter(|(_, kind, _)| !kind.is_empty()) {
                xml.leaf("Override", &[("PartName", &format!("/{path}")), ("ContentType", kind)]);
            }
        });
        xml.into_bytes()
    }
}

/// Where it stands what a part refers to.
fn list_of(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    format!("{folder}_rels/{name}.rels")
}
