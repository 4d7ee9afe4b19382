//! Files that are no form as they stand, but may hold one, or be made of one: what each is tells what to do about it.

use serde::{Deserialize, Serialize};

use super::package::{CONTENT, Package};

/// What a file is that is read in no way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Foreign {
    /// Numbers, Pages
    Apple,
    /// .xlsb
    Binary,
    /// .odt
    OpenText,
    /// .doc
    OldWord,
    /// .rtf
    RichText,
    /// .msg, .eml
    Mail,
    /// .fdf, .xfdf: what stood in a form's fields, without the form
    FormData,
    Picture,
    /// A PDF without fields that other files are attached to: one of them may be the form
    Wrapped,
    /// 7z, RAR, gzip: packages that are not opened
    Packed,
    /// A page for a browser, such as the one that asks to log in
    WebPage,
    /// What was made of forms: a comparison, or an evaluation of one
    Comparison,
}

/// What a package is that is neither a workbook nor a Word paper.
pub(super) fn of_package(package: &Package) -> Option<Foreign> {
    if package.names.iter().any(|name| name.ends_with(".iwa") || name == "index.zip" || name == "index.apxl") {
        Some(Foreign::Apple)
    } else if package.names.contains("xl/workbook.bin") {
        Some(Foreign::Binary)
    } else {
        package.part(CONTENT).filter(|content| content.contains("<office:text")).map(|_| Foreign::OpenText)
    }
}

/// What a file is that begins as no form.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<Foreign> {
    /// How far into a file its first words may stand.
    const START: usize = 1_024;
    let magics: [(&[u8], Foreign); 12] = [
        (b"{\\rtf", Foreign::RichText),
        (b"%FDF-", Foreign::FormData),
        (b"\x89PNG", Foreign::Picture),
        (b"\xff\xd8\xff", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"II*\0", Foreign::Picture),
        (b"MM\0*", Foreign::Picture),
        (b"BM", Foreign::Picture),
        (b"7z\xbc\xaf\x27\x1c", Foreign::Packed),
        (b"Rar!", Foreign::Packed),
        (b"\x1f\x8b", Foreign::Packed),
        (b"From: ", Foreign::Mail),
    ];
    if let Some((_, foreign)) = magics.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*foreign);
    }
    // The pictures of an iPhone.
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Foreign::Picture);
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(START)]).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.contains("<xfdf") {
        Some(Foreign::FormData)
    } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
        Some(Foreign::WebPage)
    } else if ["received: ", "return-path: ", "mime-version: ", "delivered-to: ", "x-sender: "]
        .iter()
        .any(|head| start.starts_with(head))
    {
        Some(Foreign::Mail)
    } else {
        None
    }
}
