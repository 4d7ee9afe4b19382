//! A package of forms, as a tender portal hands it out: each file in it is read by itself.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::refusal::Refusal;
use super::returned::{LARGEST, Member};

/// The most files in a package.
const MOST: usize = 10_000;

/// The largest package that is opened, in bytes: the offers of a whole tender with all their appendices.
pub const LARGEST_ARCHIVE: u64 = 4 << 30;

/// The files in a package, in the order of their paths. Folders, and what systems leave behind, are none.
pub fn members(file: impl Read + Seek) -> Result<Vec<Member>, Refusal> {
    let mut archive = open(file)?;
    let mut members = Vec::new();
    for at in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(at) else { continue };
        if file.is_file() {
            let name = file.name().map_or_else(|_| format!("{at}"), |name| name.replace('\\', "/"));
            members.push(Member { at, name });
        }
    }
    members.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(members)
}

/// The bytes of a file in a package, if it is no larger than a form.
pub fn member(file: impl Read + Seek, at: usize) -> Result<Vec<u8>, Refusal> {
    let mut archive = open(file)?;
    let file = archive.by_index(at).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => Refusal::Encrypted,
        error => Refusal::Damaged(error.to_string()),
    })?;
    let mut bytes = Vec::new();
    // What a package says of a file's size is its own word.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| Refusal::Damaged(error.to_string()))?;
    let length = bytes.len() as u64;
    if length > LARGEST { Err(Refusal::TooLarge(length)) } else { Ok(bytes) }
}

/// Whether a package is one of files, and not a workbook or another document that is kept as one.
pub fn is_archive(file: impl Read + Seek) -> bool {
    ZipArchive::new(file)
        .is_ok_and(|archive| !archive.file_names().any(|name| name.is_ok_and(|name| is_document(&name.to_lowercase()))))
}

/// Parts that make a package a document of an office program.
fn is_document(name: &str) -> bool {
    const PARTS: [&str; 3] = ["[content_types].xml", "content.xml", "index/document.iwa"];
    const FOLDERS: [&str; 3] = ["xl/", "word/", "ppt/"];
    let name = name.replace('\\', "/");
    PARTS.contains(&name.as_str()) || FOLDERS.iter().any(|folder| name.starts_with(folder))
}

/// What systems and programs leave in folders: locks of open workbooks, what a Mac keeps beside a file, thumbnails.
pub fn is_leftover(path: &str) -> bool {
    let mut parts = path.rsplit(['/', '\\']);
    let name = parts.next().unwrap_or_default().to_lowercase();
    let known = [".ds_store", "thumbs.db", "desktop.ini"].contains(&name.as_str());
    known
        || name.starts_with("~$")
        || name.starts_with("._")
        || name.starts_with(".~lock.")
        || parts.any(|folder| folder == "__MACOSX")
}

fn open<R: Read + Seek>(file: R) -> Result<ZipArchive<R>, Refusal> {
    let archive = ZipArchive::new(file).map_err(|error| Refusal::Damaged(error.to_string()))?;
    if archive.len() > MOST { Err(Refusal::Bomb) } else { Ok(archive) }
}
