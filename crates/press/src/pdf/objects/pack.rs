//! The tighter file: streams by themselves, other objects many to a stream, and a compressed table of where each is.

use std::fmt;
use std::io::Write;

use hayro_syntax::object::{Array, String as Text};
use pdf_writer::types::Predictor;
use pdf_writer::{Chunk, Filter, Finish, Name, Ref, Str};

use super::{Missing, Objects, chunk, compressed, is_stream};

/// How many objects share a stream at most: tags are small and alike. A reader unpacks all of a stream for one of its
/// objects.
const TOGETHER: usize = 4096;

/// An entry of the table: its kind, then a place in the file or a stream's number, then the place in that stream.
const ROW: usize = 7;

impl Objects<'_> {
    /// Writes all objects into one file.
    pub(crate) fn pack(&self) -> Result<Vec<u8>, Missing> {
        let (streams, plain): (Vec<_>, Vec<_>) = self.bodies().partition(|(_, body)| is_stream(body));
        let packs = plain.chunks(TOGETHER);
        let first = self.last.get() + 1;
        let last = first + packs.len() as i32;
        let mut rows = vec![[0; ROW]; last as usize + 1];
        let mut file = Vec::with_capacity(self.bodies().map(|(_, body)| body.len()).sum());
        file.extend(self.head);
        for (id, body) in streams {
            rows[id.get() as usize] = row(1, file.len(), 0);
            print(&mut file, format_args!("{} 0 obj\n", id.get()));
            file.extend(body);
            file.extend(b"\nendobj\n");
        }
        for (pack, number) in packs.zip(first..) {
            for (place, (id, _)) in (0..).zip(pack) {
                rows[id.get() as usize] = row(2, number as usize, place);
            }
            rows[number as usize] = row(1, file.len(), 0);
            file.extend(packed(Ref::new(number), pack).as_bytes());
        }
        let start = file.len();
        rows[last as usize] = row(1, start, 0);
        file.extend(self.table(Ref::new(last), &rows)?.as_bytes());
        print(&mut file, format_args!("startxref\n{start}\n%%EOF\n"));
        Ok(file)
    }

    /// The table of all objects, with what Typst's trailer says.
    fn table(&self, id: Ref, rows: &[[u8; ROW]]) -> Result<Chunk, Missing> {
        let mut content = Vec::with_capacity(rows.len() * (ROW + 1));
        let mut above = [0; ROW];
        for row in rows {
            content.push(2);
            content.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = *row;
        }
        let content = compressed(&content);
        let mut chunk = chunk();
        let mut table = chunk.stream(id, &content);
        table.filter(Filter::FlateDecode);
        // Each row as its difference to the one above, which is nearly always the same.
        table.decode_parms().predictor(Predictor::PngUp).columns(ROW as i32);
        table.pair(Name(b"Type"), Name(b"XRef")).pair(Name(b"Size"), rows.len() as i32);
        table.insert(Name(b"W")).array().items([1, 4, 2]);
        table.pair(Name(b"Root"), self.named("Root")?).pair(Name(b"Info"), self.named("Info")?);
        let halves: Array<'_> = self.trailer.get("ID").ok_or(Missing::Id)?;
        let mut permanent = table.insert(Name(b"ID")).array();
        halves.iter::<Text<'_>>().for_each(|half| {
            permanent.item(Str(&half));
        });
        permanent.finish();
        table.finish();
        Ok(chunk)
    }
}

fn row(kind: u8, place: usize, at: u16) -> [u8; ROW] {
    let [.., a, b, c, d] = place.to_be_bytes();
    let [e, f] = at.to_be_bytes();
    [kind, a, b, c, d, e, f]
}

/// A stream of objects: their numbers and places, then the objects.
fn packed(id: Ref, pack: &[(Ref, &[u8])]) -> Chunk {
    let mut content = Vec::with_capacity(pack.iter().map(|(_, body)| body.len() + 16).sum());
    let mut place = 0;
    for (id, body) in pack {
        print(&mut content, format_args!("{} {place} ", id.get()));
        place += body.len() + 1;
    }
    let first = content.len();
    for (_, body) in pack {
        content.extend(*body);
        content.push(b'\n');
    }
    let content = compressed(&content);
    let mut chunk = chunk();
    let mut stream = chunk.stream(id, &content);
    stream.filter(Filter::FlateDecode);
    stream.pair(Name(b"Type"), Name(b"ObjStm")).pair(Name(b"N"), pack.len() as i32).pair(Name(b"First"), first as i32);
    stream.finish();
    chunk
}

fn print(file: &mut Vec<u8>, text: fmt::Arguments<'_>) {
    file.write_fmt(text).expect("writing to memory never fails");
}
