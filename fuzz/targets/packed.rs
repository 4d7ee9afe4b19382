//! Packages of office programs: as they are, or their parts one after another under lines such as
//! `=== word/document.xml`, so that a changed letter is not just a wrong checksum.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The package that is meant.
pub fn package(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Some(text) = str::from_utf8(bytes).ok().filter(|text| text.starts_with("=== ")) else { return bytes.into() };
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in text.split("=== ").skip(1) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        // A name that stands twice or cannot stand is passed over.
        if package.start_file(name, options).is_ok() {
            package.write_all(content.as_bytes()).expect("memory can be written to");
        }
    }
    package.finish().map_or_else(|_| bytes.into(), |package| package.into_inner().into())
}
