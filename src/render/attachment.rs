//! Files that a PDF carries along: what it was made from, for machines.

use std::sync::Arc;

use hayro_syntax::object::String as Text;
use pdf_writer::types::AssociationKind;
use pdf_writer::{Filter, Name, Str, TextStr};

use crate::complaint::{Complaints, Fault};
use crate::render::finish::unfinished;
use crate::render::objects::{Missing, Objects, compressed};

/// A file inside a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name: `profil.toml`
    pub name: String,
    pub bytes: Vec<u8>,
    /// `application/json`
    pub mime: &'static str,
    pub relationship: Relationship,
    /// What it is, in the document's language
    pub description: String,
}

/// An attachment, compressed once for all documents that carry it.
#[derive(Debug, Clone)]
pub struct Enclosure {
    pub attachment: Arc<Attachment>,
    packed: Arc<[u8]>,
}

impl Enclosure {
    pub fn new(attachment: Attachment) -> Self {
        let packed = compressed(&attachment.bytes).into();
        Self { attachment: Arc::new(attachment), packed }
    }
}

/// What an attachment is to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// The document was made from it
    Source,
    /// What the document says, for machines
    Data,
}

/// Attaches files. They are listed by their names, which the template must have left to them.
pub fn attach(objects: &mut Objects<'_>, attachments: &[Enclosure]) -> Result<(), Complaints> {
    if attachments.is_empty() {
        return Ok(());
    }
    let mut complaints = Complaints::new();
    for Enclosure { attachment, .. } in attachments {
        if objects.has_file(&attachment.name) {
            complaints.error(Fault::AttachmentTaken { name: attachment.name.clone() }, None);
        }
    }
    if complaints.has_errors() { Err(complaints) } else { write(objects, attachments).map_err(unfinished) }
}

fn write(objects: &mut Objects<'_>, attachments: &[Enclosure]) -> Result<(), Missing> {
    // A file has the document's date: nothing here knows another.
    let date = objects.info()?.get::<Text<'_>>("ModDate").ok_or(Missing::Date)?.to_vec();
    for Enclosure { attachment, packed } in attachments {
        let (file, specification) = (objects.new_id(), objects.new_id());
        objects.put(file, |chunk| {
            let mut file = chunk.embedded_file(file, packed);
            file.filter(Filter::FlateDecode);
            file.subtype(Name(attachment.mime.as_bytes()));
            file.params().size(attachment.bytes.len() as i32).pair(Name(b"ModDate"), Str(&date));
        });
        objects.put(specification, |chunk| {
            let mut specification = chunk.file_spec(specification);
            specification.path(Str(attachment.name.as_bytes())).unic_file(TextStr(&attachment.name));
            specification.description(TextStr(&attachment.description));
            specification.association_kind(match attachment.relationship {
                Relationship::Source => AssociationKind::Source,
                Relationship::Data => AssociationKind::Data,
            });
            specification.embedded_file_with_unicode(file);
        });
        objects.add_file(&attachment.name, specification);
    }
    Ok(())
}
