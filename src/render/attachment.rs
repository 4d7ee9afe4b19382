//! Files that a PDF carries along: what it was made from, for machines.

use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, Stream, dictionary, text_string};

use crate::render::objects::compressed;

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
    stream: Arc<Stream>,
}

impl Enclosure {
    pub fn new(attachment: Attachment) -> Self {
        let entries = dictionary! { "Type" => "EmbeddedFile", "Subtype" => attachment.mime };
        let stream = compressed(entries, &attachment.bytes).expect("writing to memory never fails");
        Self { attachment: Arc::new(attachment), stream: Arc::new(stream) }
    }

    /// The file as the PDF embeds it.
    fn embedded(&self, date: Object) -> Stream {
        let mut stream = Stream::clone(&self.stream);
        stream.dict.set("Params", dictionary! { "Size" => self.attachment.bytes.len() as i64, "ModDate" => date });
        stream
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

/// Attaches files. They are listed by their names, which must differ.
pub fn attach(pdf: &mut Document, attachments: &[Enclosure]) -> lopdf::Result<()> {
    if attachments.is_empty() {
        return Ok(());
    }
    // A file has the document's date: nothing here knows another.
    let info = pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).and_then(|(_, info)| info.as_dict());
    let date = info.and_then(|info| info.get(b"ModDate")).cloned()?;
    let mut attachments: Vec<&Enclosure> = attachments.iter().collect();
    attachments.sort_by(|one, other| one.attachment.name.cmp(&other.attachment.name));
    let (mut names, mut files) = (Vec::new(), Vec::new());
    for enclosure in attachments {
        let attachment = &enclosure.attachment;
        let file = pdf.add_object(enclosure.embedded(date.clone()));
        let file = pdf.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => text_string(&attachment.name),
            "UF" => text_string(&attachment.name),
            "Desc" => text_string(&attachment.description),
            "AFRelationship" => match attachment.relationship {
                Relationship::Source => "Source",
                Relationship::Data => "Data",
            },
            "EF" => dictionary! { "F" => file, "UF" => file },
        });
        names.extend([text_string(&attachment.name), file.into()]);
        files.push(Object::from(file));
    }
    let mut catalog = pdf.catalog()?.clone();
    let mut all = match catalog.get(b"Names") {
        Ok(names) => pdf.dereference(names)?.1.as_dict()?.clone(),
        Err(_) => Dictionary::new(),
    };
    all.set("EmbeddedFiles", dictionary! { "Names" => names });
    catalog.set("Names", all);
    catalog.set("AF", files);
    *pdf.catalog_mut()? = catalog;
    Ok(())
}
