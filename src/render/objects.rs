//! The objects of a PDF: taken from the file that Typst wrote, and put into a tighter one.
//!
//! Most of them are streams, and tags of text. Nothing is done to those, so they go from one file into the other as they stand; what
//! becomes a form field is written anew, object by object. Only the catalog is read, and what the document says of itself. Reading all
//! would take many times as long.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Error, Object, ParseError, Stream, Writer, dictionary};

/// How many objects share a stream at most: tags are small and alike. A reader unpacks all of a stream for one of its objects.
const TOGETHER: usize = 4096;

/// The level of compression, of nine: the sixth takes twice as long for files two per cent smaller.
const COMPRESSION: u32 = 3;

/// An entry of the table of objects that Typst writes: »0000000016 00000 n\r\n«. The letter says whether it is in use.
const ENTRY: usize = 20;
const LETTER: usize = 17;

/// Before the number that says where the table begins
const START: &[u8] = b"startxref";

/// An entry of the table that is written here: its kind, then a place in the file or a stream's number, then the place in that stream.
const ROW: usize = 7;

/// The objects of a PDF.
pub struct Objects<'p> {
    /// What stands before the first object
    head: &'p [u8],
    /// Those that are not read, sorted by their numbers: what stands between `obj` and `endobj`
    kept: Vec<(u32, Cow<'p, [u8]>)>,
    /// The others, to change and to add to
    pub read: Document,
}

impl<'p> Objects<'p> {
    /// Takes a file of Typst's apart.
    pub fn read(pdf: &'p [u8]) -> lopdf::Result<Self> {
        let Table { start, entries, trailer } = table(pdf)?;
        let mut offsets: Vec<(usize, u32)> = Vec::new();
        for (number, entry) in entries.chunks_exact(ENTRY).enumerate() {
            if entry[LETTER] == b'n' {
                offsets.push((digits(&entry[..10])?, number as u32));
            }
        }
        offsets.sort_unstable();
        let head = &pdf[..offsets.first().map_or(0, |(offset, _)| *offset)];
        let ends = offsets.iter().skip(1).map(|(offset, _)| *offset).chain([start]);
        // What the document says of itself has no type.
        let info = after(trailer, b"/Info").map(|at| digits(trailer[at..].trim_ascii_start())).transpose()?;
        let mut objects: Vec<(u32, &[u8])> = Vec::with_capacity(offsets.len());
        for ((offset, number), end) in offsets.iter().zip(ends) {
            objects.push((*number, pdf.get(*offset..end).and_then(body).ok_or(malformed())?));
        }
        let (needed, mut kept): (Vec<_>, Vec<_>) =
            objects.into_iter().partition(|(number, object)| is(object, b"Catalog") || info == Some(*number as usize));
        kept.sort_unstable_by_key(|(number, _)| *number);
        let mut read = Document::load_mem(&extract(head, &needed, trailer)?)?;
        // New objects are numbered after all, not after the last that was needed.
        read.max_id = offsets.iter().map(|(_, number)| *number).max().unwrap_or_default();
        let kept = kept.into_iter().map(|(number, body)| (number, Cow::Borrowed(body))).collect();
        Ok(Self { head, kept, read })
    }

    /// The links that lead out of the document, into the web or to where a field shall be, with their numbers.
    pub fn links(&self) -> impl Iterator<Item = (u32, &[u8])> {
        self.kept().filter(|(_, body)| is(body, b"Annot") && after(body, b"/URI").is_some())
    }

    /// The tags around annotations, with their numbers. There may be others among them, whose text only looks alike.
    pub fn tags_of_annotations(&self) -> impl Iterator<Item = (u32, &[u8])> {
        self.kept().filter(|(_, body)| is(body, b"StructElem") && after(body, b"/OBJR").is_some())
    }

    fn kept(&self) -> impl Iterator<Item = (u32, &[u8])> {
        self.kept.iter().map(|(number, body)| (*number, &**body))
    }

    /// An object that is not read.
    pub fn body(&self, number: u32) -> lopdf::Result<&[u8]> {
        self.place(number).map(|at| &*self.kept[at].1)
    }

    /// Puts other bytes in the place of an object that is not read.
    pub fn rewrite(&mut self, number: u32, body: Vec<u8>) -> lopdf::Result<()> {
        let at = self.place(number)?;
        self.kept[at].1 = Cow::Owned(body);
        Ok(())
    }

    fn place(&self, number: u32) -> lopdf::Result<usize> {
        let at = self.kept.binary_search_by_key(&number, |(number, _)| *number);
        at.map_err(|_| Error::ObjectNotFound((number, 0)))
    }

    /// Writes all objects into one file: streams by themselves, the others many to a stream.
    pub fn write(&self) -> lopdf::Result<Vec<u8>> {
        let kept = self.kept().map(|(number, body)| (number, Body::Kept(body)));
        let read = self.read.objects.iter().map(|((number, _), object)| (*number, Body::Read(object)));
        let mut bodies: Vec<(u32, Body)> = kept.chain(read).collect();
        bodies.sort_unstable_by_key(|(number, _)| *number);
        let (streams, plain): (Vec<_>, Vec<_>) = bodies.into_iter().partition(|(_, body)| body.is_stream());

        let first = self.read.max_id + 1;
        let packs = plain.chunks(TOGETHER);
        let last = first + packs.len() as u32;
        let mut rows = vec![[0; ROW]; last as usize + 1];
        let mut file = self.head.to_vec();
        for (number, body) in &streams {
            rows[*number as usize] = row(1, file.len(), 0);
            put(&mut file, *number, body)?;
        }
        for (pack, pack_number) in packs.zip(first..) {
            for (at, (number, _)) in pack.iter().enumerate() {
                rows[*number as usize] = row(2, pack_number as usize, at as u16);
            }
            rows[pack_number as usize] = row(1, file.len(), 0);
            put(&mut file, pack_number, &Body::Read(&packed(pack)?.into()))?;
        }
        let start = file.len();
        rows[last as usize] = row(1, start, 0);
        put(&mut file, last, &Body::Read(&self.rows(&rows)?.into()))?;
        file.extend(START);
        write!(file, "\n{start}\n%%EOF\n")?;
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
        entries.set("W", [1, 4, 2].map(Object::Integer).to_vec());
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

/// The table of all objects. It is the last thing in the file, but for the trailer.
struct Table<'p> {
    /// Where it begins
    start: usize,
    entries: &'p [u8],
    /// What stands between it and the number of its place
    trailer: &'p [u8],
}

fn table(pdf: &[u8]) -> lopdf::Result<Table<'_>> {
    let end = pdf.len().saturating_sub(64);
    let last = end + after(&pdf[end..], START).ok_or(malformed())?;
    let start = digits(pdf[last..].trim_ascii_start())?;
    let head = pdf.get(start..last - START.len()).and_then(|table| table.strip_prefix(b"xref\n0 "));
    let head = head.ok_or(malformed())?;
    let body = &head[after(head, b"\n").ok_or(malformed())?..];
    let (entries, trailer) = body.split_at_checked(digits(head)?.saturating_mul(ENTRY)).ok_or(malformed())?;
    Ok(Table { start, entries, trailer })
}

/// A file of some of the objects, as far as they are from making a document.
fn extract(head: &[u8], objects: &[(u32, &[u8])], trailer: &[u8]) -> lopdf::Result<Vec<u8>> {
    let mut file = head.to_vec();
    let mut table = b"xref\n0 1\n0000000000 65535 f\r\n".to_vec();
    for (number, body) in objects {
        write!(table, "{number} 1\n{:010} 00000 n\r\n", file.len())?;
        put(&mut file, *number, &Body::Kept(body))?;
    }
    let start = file.len();
    file.extend([&table, trailer, START].concat());
    write!(file, "\n{start}\n%%EOF\n")?;
    Ok(file)
}

/// Where a text goes on after a word.
fn after(text: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, word).map(|at| at + word.len())
}

/// The number that a text begins with.
fn digits(text: &[u8]) -> lopdf::Result<usize> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    std::str::from_utf8(&text[..end]).ok().and_then(|digits| digits.parse().ok()).ok_or(malformed())
}

/// What stands between `obj` and `endobj`.
fn body(object: &[u8]) -> Option<&[u8]> {
    let number = object.iter().position(|byte| *byte == b' ')?;
    let body = object[number..].strip_prefix(b" 0 obj")?;
    Some(body.trim_ascii().strip_suffix(b"endobj")?.trim_ascii())
}

fn is_stream(body: &[u8]) -> bool {
    body.ends_with(b"endstream")
}

/// Whether an object is of a type.
fn is(object: &[u8], name: &[u8]) -> bool {
    let kind = object.strip_prefix(b"<</Type/").and_then(|kind| kind.strip_prefix(name));
    kind.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphabetic)) && !is_stream(object)
}

fn malformed() -> Error {
    Error::Parse(ParseError::InvalidXref)
}

fn row(kind: u8, place: usize, at: u16) -> [u8; ROW] {
    let [.., a, b, c, d] = place.to_be_bytes();
    let [e, f] = at.to_be_bytes();
    [kind, a, b, c, d, e, f]
}

/// What stands between `obj` and `endobj`.
enum Body<'a> {
    Kept(&'a [u8]),
    Read(&'a Object),
}

impl Body<'_> {
    fn is_stream(&self) -> bool {
        match self {
            Self::Kept(body) => is_stream(body),
            Self::Read(object) => matches!(object, Object::Stream(_)),
        }
    }

    fn write(&self, file: &mut Vec<u8>) -> lopdf::Result<()> {
        match self {
            Self::Kept(body) => file.extend_from_slice(body),
            Self::Read(object) => Writer::write_object(file, object)?,
        }
        Ok(())
    }
}

fn put(file: &mut Vec<u8>, number: u32, body: &Body) -> lopdf::Result<()> {
    writeln!(file, "{number} 0 obj")?;
    body.write(file)?;
    file.extend_from_slice(b"\nendobj\n");
    Ok(())
}

/// A stream of objects: their numbers and places, then the objects.
fn packed(pack: &[(u32, Body)]) -> lopdf::Result<Stream> {
    let (mut places, mut bodies) = (Vec::new(), Vec::new());
    for (number, body) in pack {
        write!(places, "{number} {} ", bodies.len())?;
        body.write(&mut bodies)?;
        bodies.push(b'\n');
    }
    let entries = dictionary! { "Type" => "ObjStm", "N" => pack.len() as i64, "First" => places.len() as i64 };
    places.append(&mut bodies);
    compressed(entries, &places)
}

thread_local! {
    /// Setting a compressor up takes as long as compressing a small stream, so every thread keeps its own.
    static ENCODER: RefCell<ZlibEncoder<Vec<u8>>> = RefCell::new(ZlibEncoder::new(Vec::new(), Compression::new(COMPRESSION)));
}

/// A stream of compressed content.
pub fn compressed(mut entries: Dictionary, content: &[u8]) -> lopdf::Result<Stream> {
    entries.set("Filter", "FlateDecode");
    let content = ENCODER.with_borrow_mut(|encoder| {
        encoder.write_all(content)?;
        encoder.reset(Vec::new())
    })?;
    Ok(Stream::new(entries, content))
}
