//! The file that Typst wrote: objects one after the other, then the table of their places, then the trailer.

use hayro_syntax::object::{Dict, FromBytes};
use pdf_writer::Ref;

use super::Missing;

/// An entry of the table: »0000000016 00000 n\r\n«, a place and whether it is in use.
const ENTRY: usize = 20;
const PLACE: usize = 10;
const LETTER: usize = 17;

/// Before the number that says where the table begins
const START: &[u8] = b"startxref";

/// How far from the file's end that number is at most
const END: usize = 64;

/// Where the table should be is none.
const NO_TABLE: Missing = Missing::ObjectTable;

/// A file of Typst's, taken apart.
pub struct File<'p> {
    /// What stands before the first object
    pub head: &'p [u8],
    /// What stands between `obj` and `endobj`, sorted by the objects' numbers
    pub bodies: Vec<(Ref, &'p [u8])>,
    pub trailer: Dict<'p>,
}

impl<'p> File<'p> {
    pub fn read(pdf: &'p [u8]) -> Result<Self, Missing> {
        let end = pdf.len().saturating_sub(END);
        let last = end + memchr::memmem::find(&pdf[end..], START).ok_or(NO_TABLE)?;
        let start = number(pdf[last + START.len()..].trim_ascii_start())?;
        let table = pdf.get(start..last).and_then(|table| table.strip_prefix(b"xref\n0 ")).ok_or(NO_TABLE)?;
        let line = memchr::memchr(b'\n', table).ok_or(NO_TABLE)?;
        let length = number(table)?.saturating_mul(ENTRY);
        let (entries, trailer) = table[line + 1..].split_at_checked(length).ok_or(NO_TABLE)?;
        let trailer = trailer.strip_prefix(b"trailer").map(<[u8]>::trim_ascii_start).and_then(Dict::from_bytes);

        // The first number stands for no object.
        let in_use = (0..).zip(entries.chunks_exact(ENTRY)).skip(1).filter(|(_, entry)| entry[LETTER] == b'n');
        let places = in_use.map(|(id, entry)| Ok((number(&entry[..PLACE])?, Ref::new(id))));
        let mut places: Vec<(usize, Ref)> = places.collect::<Result<_, Missing>>()?;
        places.sort_unstable();
        let head = pdf.get(..places.first().map_or(0, |(place, _)| *place)).ok_or(NO_TABLE)?;
        let ends = places.iter().skip(1).map(|(place, _)| *place).chain([start]);
        let bodies = places.iter().zip(ends).map(|((place, id), end)| {
            let body = pdf.get(*place..end).and_then(body).ok_or(Missing::ObjectInItsPlace)?;
            Ok((*id, body))
        });
        let mut bodies: Vec<(Ref, &[u8])> = bodies.collect::<Result<_, Missing>>()?;
        bodies.sort_unstable_by_key(|(id, _)| *id);
        Ok(Self { head, bodies, trailer: trailer.ok_or(Missing::Trailer)? })
    }
}

/// The number that a text begins with.
fn number(text: &[u8]) -> Result<usize, Missing> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    std::str::from_utf8(&text[..end]).ok().and_then(|digits| digits.parse().ok()).ok_or(NO_TABLE)
}

/// What stands between an object's `obj` and `endobj`.
pub fn body(object: &[u8]) -> Option<&[u8]> {
    let number = memchr::memchr(b' ', object)?;
    let body = object[number..].strip_prefix(b" 0 obj")?;
    Some(body.trim_ascii().strip_suffix(b"endobj")?.trim_ascii())
}
