//! What a returned file is, whatever its name says, and which reader it goes to.

use std::collections::BTreeSet;

use super::foreign::Foreign;
use super::refusal::Refusal;
use super::returned::{Active, Book, Oddity, Reading, Returned};
use super::{foreign, package, pdf, word, workbook};
use crate::input::package::BEGINNING;

impl Reading {
    /// Reads a returned file whose bytes are at hand.
    pub fn of(bytes: &[u8]) -> Self {
        match by_magic(bytes) {
            Ok(returned) => Reading::Form(Box::new(returned)),
            Err(refusal) => Reading::Refused(refusal),
        }
    }
}

/// A file is what it begins as.
fn by_magic(bytes: &[u8]) -> Result<Returned, Refusal> {
    /// Readers of PDF look for the header this far into the file.
    const HEADER: usize = 1024;
    /// The older binary format of Office, in which a workbook with a password is wrapped too.
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let start = &bytes[..bytes.len().min(HEADER)];
    // A mail or a web server may put lines in front. And a package may hold a PDF so near to its beginning that it looks
    // like one.
    let (of_package, of_pdf) = (at(start, BEGINNING), at(start, b"%PDF-"));
    if let Some(at) = of_package.filter(|at| of_pdf.is_none_or(|pdf| *at < pdf)) {
        let bytes = &bytes[at..];
        let mut oddities = BTreeSet::new();
        let package = package::check(bytes, &mut oddities)?;
        if package.is_workbook() {
            workbook::read::read(bytes, &package, oddities)
        } else if package.is_open_workbook() {
            workbook::read::read_other(Book::OpenDocument, bytes, &package, oddities)
        } else if let Some(foreign) = foreign::of_package(&package) {
            Err(Refusal::Foreign(foreign))
        } else {
            word::read::read(&package, oddities)
        }
    } else if of_pdf.is_some() {
        pdf::read(bytes)
    } else if let Some(package) = package::flat(bytes) {
        workbook::read::read_other(Book::OpenDocument, bytes, &package, BTreeSet::new())
    } else if bytes.starts_with(COMPOUND) {
        compound(bytes)
    } else {
        Err(foreign::of_bytes(bytes).map_or(Refusal::NotAForm, Refusal::Foreign))
    }
}

/// A file of the older binary format: a workbook, one with a password, a Word paper, a mail.
fn compound(bytes: &[u8]) -> Result<Returned, Refusal> {
    let has = |part: &str| contains(bytes, &utf16(part));
    if has("EncryptedPackage") {
        Err(Refusal::Encrypted)
    } else if has("WordDocument") {
        Err(Refusal::Foreign(Foreign::OldWord))
    } else if has("__substg1.0_") {
        Err(Refusal::Foreign(Foreign::Mail))
    } else if has("Workbook") || has("Book") {
        let macros = has("_VBA_PROJECT").then_some(Oddity::Active(Active::Macro));
        let oddities = macros.into_iter().collect();
        workbook::read::read_other(Book::Old, bytes, &package::Package::default(), oddities)
    } else {
        Err(Refusal::NotAForm)
    }
}

fn at(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    at(bytes, part).is_some()
}
