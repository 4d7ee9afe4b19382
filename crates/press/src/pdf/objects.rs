//! The objects of a PDF: taken from the file that Typst wrote, and put into a tighter one.
//!
//! Most of them are streams, and tags of text. Nothing is done to those, so they go from one file into the other as
//! they stand; what becomes a form field is written anew, object by object. Of the rest only the catalog is read, and
//! what the document says of itself. Reading all would take many times as long.

mod catalog;
mod compress;
mod file;
mod pack;

use std::borrow::Cow;
use std::collections::BTreeMap;

use hayro_syntax::object::{Dict, FromBytes, ObjRef};
use pdf_writer::{Chunk, Ref, Settings};

pub use self::compress::compressed;
use self::file::{File, body};
pub use crate::fault::Missing;

/// The objects of a PDF.
pub struct Objects<'p> {
    /// What stands before the first object
    head: &'p [u8],
    /// What stands between `obj` and `endobj`, sorted by the objects' numbers
    bodies: Vec<(Ref, Cow<'p, [u8]>)>,
    trailer: Dict<'p>,
    /// The last of their numbers
    last: Ref,
    /// The form, if there is one
    form: Option<Ref>,
    /// The files that the PDF carries along, by their names
    files: BTreeMap<Vec<u8>, Ref>,
}

impl<'p> Objects<'p> {
    /// Takes a file of Typst's apart.
    pub fn read(pdf: &'p [u8]) -> Result<Self, Missing> {
        let File { head, bodies, trailer } = File::read(pdf)?;
        let last = bodies.last().map(|(id, _)| *id).ok_or(Missing::Objects)?;
        let bodies = bodies.into_iter().map(|(id, body)| (id, Cow::Borrowed(body))).collect();
        let mut objects = Self { head, bodies, trailer, last, form: None, files: BTreeMap::new() };
        objects.files = catalog::attached(&objects.dictionary(objects.named("Root")?)?)?;
        Ok(objects)
    }

    /// The links that lead out of the document, into the web or to where a field shall be.
    pub fn links(&self) -> impl Iterator<Item = (Ref, &[u8])> {
        self.of_type(b"Annot").filter(|(_, body)| contains(body, b"/URI"))
    }

    /// The tags around annotations. There may be others among them, whose text only looks alike.
    pub fn tags_of_annotations(&self) -> impl Iterator<Item = (Ref, &[u8])> {
        self.of_type(b"StructElem").filter(|(_, body)| contains(body, b"/OBJR"))
    }

    /// The dictionaries of a type, which Typst names before all else.
    fn of_type(&self, name: &[u8]) -> impl Iterator<Item = (Ref, &[u8])> {
        self.bodies().filter(move |(_, body)| {
            let kind = body.strip_prefix(b"<</Type/").and_then(|kind| kind.strip_prefix(name));
            kind.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphabetic)) && !is_stream(body)
        })
    }

    fn bodies(&self) -> impl Iterator<Item = (Ref, &[u8])> {
        self.bodies.iter().map(|(id, body)| (*id, &**body))
    }

    /// What stands between an object's `obj` and `endobj`.
    pub fn body(&self, id: Ref) -> Result<&[u8], Missing> {
        self.place(id).map(|at| &*self.bodies[at].1).map_err(|_| Missing::NumberedObject)
    }

    /// Where an object is, or where it would be.
    fn place(&self, id: Ref) -> Result<usize, usize> {
        self.bodies.binary_search_by_key(&id, |(id, _)| *id)
    }

    /// A number for a new object.
    pub fn new_id(&mut self) -> Ref {
        self.last = Ref::new(self.last.get() + 1);
        self.last
    }

    /// Writes an object, in the place of what stood there or where nothing did.
    pub fn put(&mut self, id: Ref, write: impl FnOnce(&mut Chunk)) {
        let mut chunk = chunk();
        write(&mut chunk);
        self.rewrite(id, body(chunk.as_bytes()).expect("an object was written").to_vec());
    }

    /// Puts an object's bytes in the place of what stood there, or where nothing did.
    pub fn rewrite(&mut self, id: Ref, body: Vec<u8>) {
        match self.place(id) {
            Ok(at) => self.bodies[at].1 = Cow::Owned(body),
            Err(at) => self.bodies.insert(at, (id, Cow::Owned(body))),
        }
    }

    /// Makes an object the document's form.
    pub fn set_form(&mut self, form: Ref) {
        self.form = Some(form);
    }

    /// Whether the PDF carries a file of that name along.
    pub fn has_file(&self, name: &str) -> bool {
        self.files.contains_key(name.as_bytes())
    }

    /// Adds a file that the PDF carries along.
    pub fn add_file(&mut self, name: &str, file: Ref) {
        self.files.insert(name.as_bytes().to_vec(), file);
    }

    /// What the document says of itself.
    pub fn info(&self) -> Result<Dict<'_>, Missing> {
        self.dictionary(self.named("Info")?)
    }

    /// Writes all objects into one file.
    pub fn write(mut self) -> Result<Vec<u8>, Missing> {
        let id = self.named("Root")?;
        let anew = catalog::catalog(id, &self.dictionary(id)?, self.form, &self.files)?;
        self.rewrite(id, anew);
        self.pack()
    }

    /// The number of an object that the trailer names.
    fn named(&self, key: &str) -> Result<Ref, Missing> {
        self.trailer.get_ref(key).and_then(reference).ok_or(Missing::TrailerNames)
    }

    fn dictionary(&self, id: Ref) -> Result<Dict<'_>, Missing> {
        Dict::from_bytes(self.body(id)?).ok_or(Missing::Dictionary)
    }
}

/// An object's number, if it is one that Typst gives.
pub fn reference(read: ObjRef) -> Option<Ref> {
    (read.obj_number > 0 && read.gen_number == 0).then(|| Ref::new(read.obj_number))
}

fn is_stream(body: &[u8]) -> bool {
    body.ends_with(b"endstream")
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(text, word).is_some()
}

/// Room for an object that is written as tight as Typst's are.
fn chunk() -> Chunk {
    Chunk::with_settings(Settings { pretty: false })
}
