//! Forms that came back: read one by one, each in a worker of its own, and compared here.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::rc::Rc;

use serde_json::{Value, json};
use tender::document::Sammenligning;
use tender::form::binding::Binding;
use tender::form::evaluation::Basis;
use tender::form::finding::{Finding, What};
use tender::form::published::{Earlier, Former};
use tender::form::report::{Room, labels, report};
use tender::form::returned::{Kind, Member};
use tender::form::seals::Version;
use tender::form::spelling::visible;
use tender::form::word;
use tender::form::workbook::layout::cell;
use tender::form::workbook::{comparison, workbook};
use tender::form::{
    Judged, Reading, Reference, Returned, Supplier, archive, judge, judge_earlier, tell_alike, tell_other_form,
    unjudged,
};
use tender::print::Furnishing;

use crate::desk::{Desk, in_words};
use crate::said;

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
    /// Earlier versions that forms answer, by their fingerprints
    earlier: RefCell<BTreeMap<String, Option<Rc<Before>>>>,
}

/// A version that was published before.
struct Before {
    /// How its form looked
    ground: Ground,
    version: Version,
    /// It looked just so
    is_whole: bool,
}

impl Ground {
    pub fn new(reference: Reference) -> Self {
        Self {
            reference,
            xlsx: OnceCell::new(),
            pdf: OnceCell::new(),
            docx: OnceCell::new(),
            earlier: RefCell::default(),
        }
    }

    /// The buyer's tender as it is now, with what its lock knows of the versions before.
    fn of_tender(desk: &Desk, text: &str) -> Result<Self, String> {
        let case = desk.read(text).map_err(|complaints| said::all(desk, &complaints))?;
        let mut reference = Reference::new(case, &desk.texts);
        reference.published = desk.lock.as_ref().map(Version::all_of).unwrap_or_default();
        Ok(Self::new(reference))
    }

    /// The version that a form is of, if it is an earlier one.
    fn before(&self, bound: &Binding, desk: &Desk) -> Option<Rc<Before>> {
        let mut known = self.earlier.borrow_mut();
        let made = known.entry(bound.fingerprint.clone()).or_insert_with(|| {
            let Former { reference, version, is_whole } = self.reference.earlier(bound, &desk.catalog, &desk.texts)?;
            Some(Rc::new(Before { ground: Self::new(reference), version, is_whole }))
        });
        made.clone()
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
        let buyers = text.map(|text| Ground::of_tender(desk, text)).transpose()?;
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
                let mut shown =
                    report(&judged, &ground.reference, &desk.texts, desk.templates.words(), Room::PAGE, &show);
                self.tell_versions(&mut shown, &judged, &ground.reference);
                once(&mut shown, &judged);
                json!({ "report": shown })
            }
        }
    }

    /// Says of each form that is of another version which one it says it is of. What it says could be anything: what
    /// was published stands in the lock, and is told as such.
    fn tell_versions(&self, shown: &mut Sammenligning, judged: &[Judged], reference: &Reference) {
        let named = |version: Option<&str>| match version {
            Some(version) => format!("version {version}"),
            None => "uden versionsnummer".to_owned(),
        };
        let own = reference.case.profile.tender.version.as_deref();
        for (supplier, judged) in shown.suppliers.iter_mut().zip(judged) {
            let is_known = |it: &Finding| matches!(it.what, What::OlderVersion { .. });
            let form = self.0.iter().find(|(file, _)| *file == judged.supplier.file).map(|(_, reading)| reading);
            let Some(Reading::Form(form)) = form else { continue };
            let Some(bound) = bound(form).filter(|_| !judged.supplier.findings.iter().any(is_known)) else { continue };
            let told = version_of(&bound.profile);
            if told.as_deref() != own {
                let (told, own) = (visible(&named(told.as_deref())), named(own));
                supplier.notes.insert(0, format!("Skemaet er efter sit eget udsagn {told}; udbuddet er {own}."));
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

/// What a form carries of its tender.
fn bound(returned: &Returned) -> Option<Binding> {
    serde_json::from_str(returned.binding.as_deref()?).ok()
}

/// The version that a profile says it is of.
fn version_of(profile: &str) -> Option<String> {
    let read: toml_edit::DocumentMut = profile.parse().ok()?;
    let version = read.get("tender")?.get("version")?.as_str()?;
    Some(version.chars().take(LONGEST_VERSION).collect())
}

/// How much is told of a version that a stranger's form names.
const LONGEST_VERSION: usize = 40;

/// Takes what is said of a whole form on top out of the findings below: it is told once. Of a form that was not filled
/// in that holds of every field.
fn once(shown: &mut Sammenligning, judged: &[Judged]) {
    let is_on_top = |judged: &Judged, finding: &Finding| {
        let of_a_blank = matches!(
            finding.what,
            What::Unanswered
                | What::MinimumUnanswered
                | What::FactUnanswered { .. }
                | What::NameMissing
                | What::CvrMissing
                | What::Blank { .. }
                | What::Unsigned
        );
        (of_a_blank && judged.supplier.is_blank())
            || (finding.requirement.is_none() && finding.what.of_the_form().is_some())
    };
    let on_top = judged.iter().map(|judged| {
        let told = judged.supplier.findings.iter().filter(|finding| is_on_top(judged, finding));
        told.map(|finding| (finding.requirement.clone(), visible(&finding.what.to_string()))).collect()
    });
    let on_top: Vec<BTreeSet<_>> = on_top.collect();
    for group in &mut shown.found {
        for part in &mut group.parts {
            let told = &on_top[part.supplier];
            part.rows.retain(|row| !told.contains(&(row.requirement.clone(), row.message.clone())));
        }
        group.parts.retain(|part| !part.rows.is_empty());
    }
    shown.found.retain(|group| !group.parts.is_empty());
}

fn one(
    desk: &Desk,
    file: &str,
    returned: &Returned,
    buyers: Option<&Ground>,
    first: &mut Option<(String, Ground)>,
) -> Judged {
    let labels = labels(desk.templates.words());
    let bound = bound(returned);
    if let Some(ground) = buyers {
        if let Some((bound, before)) = bound.as_ref().and_then(|bound| Some((bound, ground.before(bound, desk)?))) {
            let Before { ground: then, version, is_whole } = &*before;
            let earlier = Earlier { reference: &then.reference, version, is_whole: *is_whole };
            let original = then.original(returned.kind, desk).filter(|_| *is_whole);
            return judge_earlier(file, returned, &ground.reference, earlier, bound, &labels, original);
        }
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
