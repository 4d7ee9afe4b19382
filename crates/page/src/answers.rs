//! Forms that came back: read one by one, each in a worker of its own, and compared here.

use std::cell::OnceCell;
use std::io::Cursor;

use serde_json::{Value, json};
use tender::form::binding::Binding;
use tender::form::evaluation::Basis;
use tender::form::finding::{Finding, What};
use tender::form::report::{Room, labels, report};
use tender::form::returned::{Kind, Member};
use tender::form::spelling::visible;
use tender::form::word;
use tender::form::workbook::layout::cell;
use tender::form::workbook::{comparison, workbook};
use tender::form::{
    Judged, Reading, Reference, Returned, Supplier, archive, judge, tell_alike, tell_other_form, unjudged,
};
use tender::print::Furnishing;

use crate::desk::{Desk, in_words};

/// The largest profile that is taken out of a document, in bytes.
const LARGEST_PROFILE: usize = 1 << 20;

/// Reads a returned file; a package of forms gives what it holds.
pub fn read(bytes: &[u8]) -> String {
    let reading = if archive::is_archive(Cursor::new(bytes)) {
        match archive::members(Cursor::new(bytes)) {
            Ok(members) => Reading::Archive(wanted(members)),
            Err(refusal) => Reading::Refused(refusal),
        }
    } else {
        Reading::of(bytes)
    };
    serde_json::to_string(&reading).unwrap_or_default()
}

/// The files of a package that may be forms.
fn wanted(members: Vec<Member>) -> Vec<Member> {
    let is_form = |member: &Member| {
        let name = member.name.to_lowercase();
        !archive::is_leftover(&member.name) && [".pdf", ".xlsx", ".docx"].iter().any(|ending| name.ends_with(ending))
    };
    members.into_iter().filter(is_form).collect()
}

/// The bytes of a file in a package.
pub fn member(bytes: &[u8], at: usize) -> Result<Vec<u8>, String> {
    archive::member(Cursor::new(bytes), at).map_err(|refusal| What::Refused(refusal).to_string())
}

/// The profile that a document of ours carries.
pub fn profile_in(bytes: &[u8]) -> Result<String, String> {
    let none = || "Filen er ikke et dokument fra bilag: Der ligger ingen udbudsprofil i den.".to_owned();
    if let Reading::Form(returned) = Reading::of(bytes)
        && let Some(bound) = returned.binding.as_deref().and_then(|json| serde_json::from_str::<Binding>(json).ok())
    {
        return Ok(bound.profile);
    }
    attached(bytes).ok_or_else(none)
}

/// The text of the attachment that is called as profiles are.
fn attached(bytes: &[u8]) -> Option<String> {
    let options = lopdf::LoadOptions { max_decompressed_size: Some(LARGEST_PROFILE * 16), ..Default::default() };
    let pdf = lopdf::Document::load_mem_with_options(bytes, options).ok()?;
    let is_profile = |spec: &lopdf::Dictionary| {
        let name = spec.get(b"F").and_then(lopdf::Object::as_str);
        name.is_ok_and(|name| name == b"profil.toml") && spec.has(b"EF")
    };
    let specs = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    for spec in specs.filter(|spec| is_profile(spec)) {
        let file = spec.get(b"EF").and_then(lopdf::Object::as_dict).and_then(|file| file.get(b"F")).ok()?;
        let stream = pdf.get_object(file.as_reference().ok()?).and_then(lopdf::Object::as_stream).ok()?;
        let text = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        if text.len() <= LARGEST_PROFILE {
            return String::from_utf8(text).ok();
        }
    }
    None
}

/// The forms that were read so far.
#[derive(Default)]
pub struct Forms(Vec<(String, Reading)>);

/// What forms are held up against, and how it looks when it comes straight from us, once somebody asks.
pub struct Ground {
    pub reference: Reference,
    xlsx: OnceCell<Option<Box<Returned>>>,
    pdf: OnceCell<Option<Box<Returned>>>,
    docx: OnceCell<Option<Box<Returned>>>,
}

impl Ground {
    pub fn new(reference: Reference) -> Self {
        Self { reference, xlsx: OnceCell::new(), pdf: OnceCell::new(), docx: OnceCell::new() }
    }

    /// The form as it is made today, read as those are that came back. Without the press there is no PDF of it.
    pub fn original(&self, kind: Kind, desk: &Desk) -> Option<&Returned> {
        let made = match kind {
            Kind::Xlsx => self.xlsx.get_or_init(|| {
                let Reference { form, binding, .. } = &self.reference;
                read_back(&workbook(form, binding, desk.templates.words()).ok()?)
            }),
            Kind::Docx => self.docx.get_or_init(|| {
                let Reference { form, binding, .. } = &self.reference;
                read_back(&word::docx(form, binding, &Furnishing::plain(desk.templates.words())))
            }),
            Kind::Pdf => self.pdf.get_or_init(|| read_back(&printed(&self.reference, desk)?)),
        };
        made.as_deref()
    }
}

fn read_back(bytes: &[u8]) -> Option<Box<Returned>> {
    match Reading::of(bytes) {
        Reading::Form(returned) => Some(returned),
        Reading::Archive(_) | Reading::Refused(_) => None,
    }
}

#[cfg(not(feature = "press"))]
fn printed(_: &Reference, _: &Desk) -> Option<Vec<u8>> {
    None
}

#[cfg(feature = "press")]
fn printed(reference: &Reference, desk: &Desk) -> Option<Vec<u8>> {
    let form = tender::document::Document::Svarskema(Box::new(reference.form.clone()));
    Some(desk.press.pdf(&form, &press::Assets::new()).ok()?.bytes)
}

/// Judged forms and what they were held up against.
struct Compared {
    judged: Vec<Judged>,
    ground: Option<Ground>,
}

impl Forms {
    /// Takes a form that was read.
    pub fn take(&mut self, file: &str, reading: &str) -> Result<(), String> {
        let reading: Reading = serde_json::from_str(reading).map_err(|error| error.to_string())?;
        self.0.push((file.to_owned(), reading));
        Ok(())
    }

    /// Judges every form: against the buyer's profile, or without one against what it carries.
    fn judged(&self, desk: &Desk, text: Option<&str>) -> Result<Compared, String> {
        let buyers = match text {
            Some(text) => Some(Ground::new(Reference::new(desk.read(text).map_err(in_words)?, &desk.texts))),
            None => None,
        };
        let mut carried = None;
        let mut judged = Vec::new();
        for (file, reading) in &self.0 {
            match reading {
                Reading::Form(returned) => judged.push(one(desk, file, returned, buyers.as_ref(), &mut carried)),
                Reading::Archive(_) => {}
                Reading::Refused(refusal) => {
                    let findings = vec![Finding::form(What::Refused(refusal.clone()))];
                    let supplier = Supplier { file: file.clone(), findings, ..Supplier::default() };
                    judged.push(Judged { supplier, verdicts: Default::default(), apart: Default::default() });
                }
            }
        }
        tell_alike(&mut judged);
        Ok(Compared { judged, ground: buyers.or(carried.map(|(_, ground)| ground)) })
    }

    /// The comparison as the page shows it.
    pub fn compare(&self, desk: &Desk, text: Option<&str>) -> Value {
        match self.judged(desk, text) {
            Err(why) => json!({ "refused": why }),
            Ok(Compared { judged, ground: None }) => {
                json!({ "suppliers": judged.iter().map(|one| &one.supplier).collect::<Vec<_>>() })
            }
            Ok(Compared { judged, ground: Some(ground) }) => {
                let show = |text: &str| visible(text);
                let shown = report(&judged, &ground.reference, &desk.texts, desk.templates.words(), Room::PAGE, &show);
                json!({ "report": shown })
            }
        }
    }

    /// The comparison as data.
    pub fn data(&self, desk: &Desk, text: Option<&str>) -> Result<Vec<u8>, String> {
        let Compared { judged, ground } = self.judged(desk, text)?;
        Ok(tender::form::report::data(&judged, ground.as_ref().map(|ground| &ground.reference)))
    }

    /// The comparison as a workbook, in which each evaluator has columns of their own.
    pub fn workbook(&self, desk: &Desk, text: Option<&str>, evaluators: &[String]) -> Result<Vec<u8>, String> {
        let Compared { judged, ground } = self.judged(desk, text)?;
        let ground = ground.ok_or("Ingen af filerne er et svarskema fra bilag.")?;
        let show = |text: &str| cell(&visible(text));
        let words = desk.templates.words();
        let shown = report(&judged, &ground.reference, &desk.texts, words, Room::SHEET, &show);
        let evaluators: Vec<String> = evaluators.iter().map(|name| show(name)).collect();
        comparison(&shown, &Basis::of(&judged, &ground.reference), &evaluators, words).map_err(in_words)
    }
}

/// The comparison as PDF, with the data beside it.
#[cfg(feature = "press")]
impl Forms {
    pub fn pdf(&self, desk: &Desk, text: Option<&str>) -> Result<Vec<u8>, String> {
        use tender::document::{Attachment, Audience, Document, Relationship};
        let Compared { judged, ground } = self.judged(desk, text)?;
        let ground = ground.ok_or("Ingen af filerne er et svarskema fra bilag.")?;
        let show = |text: &str| {
            let text = cell(&visible(text));
            let missing = desk.press.fonts().missing(&text);
            // A PDF for all may leave no character out: one that no font has is named.
            let named =
                |c: char| if missing.contains(&c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() };
            text.chars().map(named).collect::<String>()
        };
        let shown = report(&judged, &ground.reference, &desk.texts, desk.templates.words(), Room::PAGE, &show);
        let mut assets = press::Assets::new();
        assets.attach_all(ground.reference.case.attachments(Audience::Buyer));
        assets.attach(Attachment {
            name: "sammenligning.json".to_owned(),
            bytes: tender::form::report::data(&judged, Some(&ground.reference)),
            mime: "application/json",
            relationship: Relationship::Data,
            description: "Leverandørernes svar og bemærkningerne til dem".to_owned(),
        });
        let document = Document::Sammenligning(Box::new(shown));
        Ok(desk.press.pdf(&document, &assets).map_err(in_words)?.bytes)
    }
}

fn one(
    desk: &Desk,
    file: &str,
    returned: &Returned,
    buyers: Option<&Ground>,
    first: &mut Option<(String, Ground)>,
) -> Judged {
    let labels = labels(desk.templates.words());
    let bound: Option<Binding> = returned.binding.as_deref().and_then(|json| serde_json::from_str(json).ok());
    if let Some(ground) = buyers {
        let original = ground.original(returned.kind, desk);
        return judge(file, returned, &ground.reference, bound.as_ref(), true, &labels, original);
    }
    let Some(bound) = bound else { return unjudged(file, returned, What::FingerprintMissing) };
    let ground = match Reference::carried(&bound, &desk.catalog, &desk.texts) {
        Ok(reference) => Ground::new(reference),
        Err(what) => return unjudged(file, returned, what),
    };
    // A page drawn from a stranger's profile proves nothing; its cells at least tell what was typed beside the fields.
    let original = (returned.kind == Kind::Xlsx).then(|| ground.original(Kind::Xlsx, desk)).flatten();
    let mut judged = judge(file, returned, &ground.reference, Some(&bound), false, &labels, original);
    match first {
        None => *first = Some((file.to_owned(), ground)),
        Some((other, first)) => {
            tell_other_form(&mut judged, &ground.reference.binding, other, &first.reference.binding);
        }
    }
    judged
}
