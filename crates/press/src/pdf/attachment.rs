//! Files that a PDF carries along: what it was made from, for machines.

use std::sync::Arc;

use hayro_syntax::object::String as Text;
use pdf_writer::types::AssociationKind;
use pdf_writer::{Filter, Name, Str, TextStr};

use crate::fault::PressFault;
use crate::pdf::objects::{Missing, Objects, compressed};
use tender::complaint::Complaints;
use tender::document::{Attachment, Relationship};

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

/// Attaches files. They are listed by their names, which the template must have left to them.
pub fn attach(objects: &mut Objects<'_>, attachments: &[Enclosure]) -> Result<(), Complaints> {
    if attachments.is_empty() {
        return Ok(());
    }
    let mut complaints = Complaints::new();
    for Enclosure { attachment, .. } in attachments {
        if objects.has_file(&attachment.name) {
            complaints.error(PressFault::AttachmentTaken { name: attachment.name.clone() }, None);
        }
    }
    if complaints.has_errors() { Err(complaints) } else { Ok(write(objects, attachments)?) }
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
