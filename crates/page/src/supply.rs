//! The supplier's side: a form is answered from what was answered before, and a library learns from forms that were
//! filled in.

use serde_json::{Value, json};
use tender::form::binding::Binding;
use tender::form::fill::fill;
use tender::form::filling::Unfillable;
use tender::form::library::{About, Library, from_workbook, learn, prefill, review, to_workbook};
use tender::form::returned::Kind;
use tender::form::{Finding, Reading, Reference, Returned, What};

use crate::answers::Ground;
use crate::desk::Desk;

/// A form that was answered.
pub struct Filled {
    /// The form, with the answers in its fields
    pub bytes: Vec<u8>,
    /// A page for whoever reads it before it is sent
    pub review: String,
    /// How many questions were answered, changed, and new
    pub told: Value,
}

/// Opens a library: JSON, or its twin in Excel. A supplier without one begins with none.
pub fn open(bytes: &[u8]) -> Result<Library, String> {
    if bytes.is_empty() {
        return Ok(Library::default());
    }
    let read = if bytes.starts_with(b"PK") {
        from_workbook(bytes)
    } else {
        std::str::from_utf8(bytes).ok().and_then(Library::from_json)
    };
    read.ok_or_else(|| "Filen er ikke et svarbibliotek fra bilag.".to_owned())
}

/// The library in a format.
pub fn written(library: &Library, format: &str) -> Result<Vec<u8>, String> {
    match format {
        "xlsx" => to_workbook(library).map_err(|error| error.to_string()),
        _ => Ok(library.to_json().into_bytes()),
    }
}

/// What a library holds, in numbers.
pub fn told(library: &Library) -> Value {
    json!({ "forms": library.forms.len(), "lines": library.lines.len(), "facts": library.facts.len() })
}

/// Learns from a form that was filled in: how many answers, and nothing of one that was learned from before.
pub fn learned(desk: &Desk, library: &mut Library, file: &str, bytes: &[u8]) -> Result<Option<usize>, String> {
    let (returned, bound) = read(bytes)?;
    let ground = ground(desk, &bound);
    // On a Word paper a field that has lost its name is told by its row.
    let original = ground.as_ref().filter(|_| returned.kind == Kind::Docx);
    let original = original.and_then(|ground| ground.original(returned.kind, desk));
    let about = ground.as_ref().map(|ground| About::of(&ground.reference)).unwrap_or_default();
    Ok(learn(library, file, &returned, original, &bound, &about))
}

/// Fills a form in from what is known.
pub fn filled(desk: &Desk, library: &Library, file: &str, bytes: &[u8], changed: bool) -> Result<Filled, String> {
    let (returned, bound) = read(bytes)?;
    let ground = ground(desk, &bound);
    let original = ground.as_ref().filter(|_| returned.kind == Kind::Docx);
    let original = original.and_then(|ground| ground.original(returned.kind, desk));
    let about = ground.as_ref().map(|ground| About::of(&ground.reference)).unwrap_or_default();
    let filled = prefill(library, &returned, original, &bound, &about, changed);
    let bytes = fill(returned.kind, bytes, &filled.filling).map_err(|why| match why {
        Unfillable::NoBinding => no_form(),
        Unfillable::OtherFormat => {
            "Skemaet er gemt i et andet format end .xlsx. Gem en kopi som .xlsx, og åbn den.".to_owned()
        }
        Unfillable::Nameless { .. } => "Felterne kan ikke findes, fordi et andet program har skrevet filen. \
            Åbn svarskemaet, som ordregiver har offentliggjort det."
            .to_owned(),
        Unfillable::Broken(_) => "Filen er ikke lavet, som svarskemaer er.".to_owned(),
    })?;
    let counted = filled.counted();
    let told = json!({
        "buyer": about.buyer,
        "title": about.title,
        "same": counted.filled,
        "changed": counted.changed,
        "standing": counted.standing,
        "unknown": counted.unknown,
    });
    let review = review(file, &about.buyer, &about.title, library, &filled);
    Ok(Filled { bytes, review, told })
}

/// A form, read without believing any of it.
fn read(bytes: &[u8]) -> Result<(Box<Returned>, Binding), String> {
    match Reading::of(bytes) {
        Reading::Form(returned) => {
            let bound = returned.binding.as_deref().and_then(|json| serde_json::from_str(json).ok());
            Ok((returned, bound.ok_or_else(no_form)?))
        }
        Reading::Refused(refusal) => Err(Finding::form(What::Refused(refusal)).what.to_string()),
        Reading::Archive(_) => Err(no_form()),
    }
}

fn no_form() -> String {
    "Filen er ikke et svarskema fra bilag: Det, der binder den til et udbud, ligger ikke i den.".to_owned()
}

/// The tender that a form belongs to; nothing where its profile cannot be read, which costs no answer to a line.
fn ground(desk: &Desk, bound: &Binding) -> Option<Ground> {
    Reference::carried(bound, &desk.catalog, &desk.texts).ok().map(Ground::new)
}
