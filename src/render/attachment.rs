//! Files that a PDF carries along: what it was made from, for machines.

use lopdf::{Dictionary, Document, Object, Stream, dictionary, text_string};

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

/// What an attachment is to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// The document was made from it
    Source,
    /// What the document says, for machines
    Data,
}

/// Attaches files. They are listed by their names, which must differ.
pub fn attach(pdf: &mut Document, attachments: &[Attachment]) -> lopdf::Result<()> {
    if attachments.is_empty() {
        return Ok(());
    }
    // A file has the document's date: nothing here knows another.
    let info = pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).and_then(|(_, info)| info.as_dict());
    let date = info.and_then(|info| info.get(b"ModDate")).cloned()?;
    let mut attachments: Vec<&Attachment> = attachments.iter().collect();
    attachments.sort_by(|one, other| one.name.cmp(&other.name));
    let (mut names, mut files) = (Vec::new(), Vec::new());
    for attachment in attachments {
        let file = pdf.add_object(embedded(attachment, date.clone()));
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

fn embedded(attachment: &Attachment, date: Object) -> Stream {
    let entries = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => attachment.mime,
        "Params" => dictionary! { "Size" => attachment.bytes.len() as i64, "ModDate" => date },
    };
    let mut stream = Stream::new(entries, attachment.bytes.clone());
    // What cannot be compressed stays as it is.
    let _ = stream.compress();
    stream
}
