//! The objects of a PDF: taken from the file that Typst wrote, and put into a tighter one.
//!
//! Most of them are streams, and tags of text. Nothing is done to those, so they go from one file into the other as they stand.
//! Only the few others are read, such as pages, links and their tags. That takes a fifth of the time that reading them all takes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Error, Object, ParseError, Stream, Writer, dictionary};

/// How many objects share a stream: tags are small and alike. A reader unpacks all of a stream for one of its objects.
const TOGETHER: usize = 200;

/// The level of compression, of nine: more takes longer than it saves.
const COMPRESSION: u32 = 6;

/// An entry of the table of objects that Typst writes: »0000000016 00000 n\r\n«. The letter says whether it is in use.
const ENTRY: usize = 20;
const LETTER: usize = 17;

/// An entry of the table that is written here: its kind, then a place in the file or a stream's number, then the place in that stream.
const ROW: usize = 6;

/// The objects of a PDF.
pub struct Objects<'p> {
    /// What stands before the first object
    head: &'p [u8],
    /// Those that nothing is done to, by their numbers
    kept: BTreeMap<u32, &'p [u8]>,
    /// The others, to change and to add to
    pub read: Document,
}

impl<'p> Objects<'p> {
    /// Takes a file of Typst's apart.
    pub fn read(pdf: &'p [u8]) -> lopdf::Result<Self> {
        let (end, table) = table(pdf)?;
        let mut offsets: Vec<(usize, u32, usize)> = Vec::new();
        for (number, entry) in pdf[table.clone()].chunks_exact(ENTRY).enumerate() {
            if entry[LETTER] == b'n' {
                offsets.push((digits(&entry[..10])?, number as u32, table.start + number * ENTRY + LETTER));
            }
        }
        offsets.sort_unstable();
        let ends = offsets.iter().skip(1).map(|(offset, ..)| *offset).chain([end]);
        let mut kept = BTreeMap::new();
        let mut others = pdf.to_vec();
        for ((offset, number, letter), end) in offsets.iter().zip(ends) {
            let object = pdf.get(*offset..end).and_then(|object| body(object, *number)).ok_or(malformed())?;
            if is_left_alone(object) {
                kept.insert(*number, object);
                // The table says that it is not there, so that it is not read.
                others[*letter] = b'f';
            }
        }
        let head = &pdf[..offsets.first().map_or(0, |(offset, ..)| *offset)];
        Ok(Self { head, kept, read: Document::load_mem(&others)? })
    }

    /// Writes all objects into one file: streams by themselves, the others many to a stream.
    pub fn write(&self) -> lopdf::Result<Vec<u8>> {
        let mut streams: Vec<(u32, Cow<[u8]>)> = Vec::new();
        let mut plain: Vec<(u32, Cow<[u8]>)> = Vec::new();
        for (number, body) in &self.kept {
            let sort = if is_stream(body) { &mut streams } else { &mut plain };
            sort.push((*number, Cow::Borrowed(body)));
        }
        for ((number, _), object) in &self.read.objects {
            let sort = if matches!(object, Object::Stream(_)) { &mut streams } else { &mut plain };
            sort.push((*number, Cow::Owned(written(object)?)));
        }
        streams.sort_unstable_by_key(|(number, _)| *number);
        plain.sort_unstable_by_key(|(number, _)| *number);

        let first = self.read.max_id + 1;
        let packs = plain.chunks(TOGETHER);
        let last = first + packs.len() as u32;
        let mut rows = vec![[0; ROW]; last as usize + 1];
        let mut file = self.head.to_vec();
        for (number, body) in &streams {
            rows[*number as usize] = row(1, file.len(), 0);
            put(&mut file, *number, body);
        }
        for (pack, pack_number) in packs.zip(first..) {
            for (at, (number, _)) in pack.iter().enumerate() {
                rows[*number as usize] = row(2, pack_number as usize, at as u8);
            }
            rows[pack_number as usize] = row(1, file.len(), 0);
            put(&mut file, pack_number, &written(&packed(pack)?.into())?);
        }
        let start = file.len();
        rows[last as usize] = row(1, start, 0);
        put(&mut file, last, &written(&self.rows(&rows)?.into())?);
        write!(file, "startxref\n{start}\n%%EOF\n")?;
        Ok(file)
    }

    /// The table of all objects, with what Typst's trailer says.
    fn rows(&self, rows: &[[u8; ROW]]) -> lopdf::Result<Stream> {
        let mut entries = Dictionary::new();
        for key in [b"Root".as_slice(), b"Info", b"ID"] {
            entries.set(key, self.read.trailer.get(key)?.clone());
        }
        entries.set("Type", "XRef");
        entries.set("Size", rows.len() as i64);
        entries.set("W", [1, 4, 1].map(Object::Integer).to_vec());
        // Each row as its difference to the one above, which is nearly always the same.
        entries.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => ROW as i64 });
        let mut content = Vec::with_capacity(rows.len() * (ROW + 1));
        let mut above = [0; ROW];
        for row in rows {
            content.push(2);
            content.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = *row;
        }
        compressed(entries, &content)
    }
}

/// Where the table of objects begins, and where its entries stand. It is the last thing in the file, but for the trailer.
fn table(pdf: &[u8]) -> lopdf::Result<(usize, Range<usize>)> {
    let end = pdf.len().saturating_sub(64);
    let start = after(&pdf[end..], b"startxref").ok_or(malformed())?;
    let table = digits(pdf[end + start..].trim_ascii_start())?;
    let head = pdf.get(table..).and_then(|table| table.strip_prefix(b"xref\n0 ")).ok_or(malformed())?;
    let count = digits(head)?;
    let entries = pdf.len() - head.len() + after(head, b"\n").ok_or(malformed())?;
    let entries = entries..entries.saturating_add(count.saturating_mul(ENTRY));
    if entries.end > pdf.len() { Err(malformed()) } else { Ok((table, entries)) }
}

/// Where a text goes on after a word.
fn after(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word).map(|at| at + word.len())
}

/// The number that a text begins with.
fn digits(text: &[u8]) -> lopdf::Result<usize> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    std::str::from_utf8(&text[..end]).ok().and_then(|digits| digits.parse().ok()).ok_or(malformed())
}

/// What stands between `obj` and `endobj`.
fn body(object: &[u8], number: u32) -> Option<&[u8]> {
    let body = object.strip_prefix(format!("{number} 0 obj").as_bytes())?;
    Some(body.trim_ascii().strip_suffix(b"endobj")?.trim_ascii())
}

fn is_stream(body: &[u8]) -> bool {
    body.ends_with(b"endstream")
}

/// Streams are left alone, and tags that hold no annotation.
fn is_left_alone(body: &[u8]) -> bool {
    is_stream(body) || body.starts_with(b"<</Type/StructElem") && after(body, b"/OBJR").is_none()
}

fn malformed() -> Error {
    Error::Parse(ParseError::InvalidXref)
}

fn row(kind: u8, place: usize, at: u8) -> [u8; ROW] {
    let [.., a, b, c, d] = place.to_be_bytes();
    [kind, a, b, c, d, at]
}

fn put(file: &mut Vec<u8>, number: u32, body: &[u8]) {
    file.extend(format!("{number} 0 obj\n").as_bytes());
    file.extend(body);
    file.extend(b"\nendobj\n");
}

fn written(object: &Object) -> lopdf::Result<Vec<u8>> {
    let mut body = Vec::new();
    Writer::write_object(&mut body, object)?;
    Ok(body)
}

/// A stream of objects: their numbers and places, then the objects.
fn packed(pack: &[(u32, Cow<[u8]>)]) -> lopdf::Result<Stream> {
    let (mut places, mut bodies) = (String::new(), Vec::new());
    for (number, body) in pack {
        places += &format!("{number} {} ", bodies.len());
        bodies.extend(body.as_ref());
        bodies.push(b'\n');
    }
    let entries = dictionary! { "Type" => "ObjStm", "N" => pack.len() as i64, "First" => places.len() as i64 };
    compressed(entries, &[places.as_bytes(), &bodies].concat())
}

/// A stream of compressed content.
pub fn compressed(mut entries: Dictionary, content: &[u8]) -> lopdf::Result<Stream> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(COMPRESSION));
    encoder.write_all(content)?;
    entries.set("Filter", "FlateDecode");
    Ok(Stream::new(entries, encoder.finish()?))
}
