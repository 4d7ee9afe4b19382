//! `bilag collect`: filled forms in, one comparison out.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::output;
use crate::console::Console;
use crate::disk::Disk;
use crate::house::House;
use crate::outcome::Outcome;
use crate::run::apart;
use press::Assets;
use tender::case::Case;
use tender::complaint::{Complaint, Complaints};
use tender::document::Document;
use tender::document::Format;
use tender::document::{Attachment, Relationship};
use tender::form::binding::Binding;
use tender::form::fault::FormFault;
use tender::form::finding::{Finding, What};
use tender::form::report::report;
use tender::form::workbook::comparison;
use tender::form::workbook::layout::{Labels, cell};
use tender::form::{Comparison, Judged, Reading, Reference, Returned, Supplier, judge, unjudged};
use tender::print::Word;
use tender::profile::ProfileFile;
use tender::text::count::counted;
use tender::text::terminal;

/// The formats of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum CollectFormat {
    Json,
    Xlsx,
    Pdf,
}

impl CollectFormat {
    fn extension(self) -> &'static str {
        match self {
            CollectFormat::Json => "json",
            CollectFormat::Xlsx => "xlsx",
            CollectFormat::Pdf => "pdf",
        }
    }

    /// The format that a file's name asks for.
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        [CollectFormat::Json, CollectFormat::Xlsx, CollectFormat::Pdf]
            .into_iter()
            .find(|format| format.extension() == ending)
    }
}

/// What is to be collected.
pub struct Order {
    pub forms: Vec<PathBuf>,
    pub profile: Option<PathBuf>,
    /// Told by the output's ending when empty
    pub formats: Vec<CollectFormat>,
    pub output: Option<PathBuf>,
    /// This program, which reads each form in a process of its own
    pub program: PathBuf,
}

/// Reads one form and prints what stands in it: what the child process does.
pub fn read_form(form: &Path, console: &mut Console) -> Outcome {
    apart::limit();
    console.print(&serde_json::to_string(&apart::read(form)).expect("a reading is plain data"))
}

/// Reads every form, judges each, and writes the comparison. A form that is refused never stops the others.
pub fn collect(house: &House, order: Order, console: &mut Console) -> Result<Outcome, Complaints> {
    let buyers = order.profile.as_deref().map(|path| buyers(path, house)).transpose()?;
    let readings = read_all(&order);
    let mut refused = Complaints::new();
    let mut carried = None;
    let mut judged: Vec<Judged> = Vec::new();
    for (path, reading) in order.forms.iter().zip(readings) {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        judged.push(match reading {
            Reading::Form(returned) => judged_form(house, &file, &returned, buyers.as_ref(), &mut carried),
            Reading::Refused(refusal) => {
                let fault = FormFault::RefusedForm { path: path.display().to_string(), refusal: refusal.clone() };
                refused.error(fault, None);
                let findings = vec![Finding::form(What::Refused(refusal))];
                Judged { supplier: Supplier { file, findings, ..Supplier::default() }, verdicts: Default::default() }
            }
        });
    }
    tell_same_suppliers(&mut judged);
    let refusals = console.complain(&refused);
    let outcome = refusals.max(write(house, &order, &judged, buyers.or(carried).as_ref(), console)?);
    let findings: usize = judged.iter().map(|judged| judged.supplier.findings.len()).sum();
    let failed = refused.iter().count();
    let refused = if failed > 0 { format!(", {failed} refused") } else { String::new() };
    console.say(&format!("{} read{refused}: {}", counted(judged.len() - failed, "form"), counted(findings, "finding")));
    Ok(outcome)
}

fn buyers(path: &Path, house: &House) -> Result<Reference, Complaints> {
    let file = ProfileFile::open(path, &Disk)?;
    Ok(Reference::new(Case::read(&file, &house.catalog)?, &house.texts))
}

/// Reads the forms, some at a time, in their order.
fn read_all(order: &Order) -> Vec<Reading> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(order.forms.len());
    let next = AtomicUsize::new(0);
    let readings = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((at, form)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, order.forms.get(at)?)))
                {
                    let reading = apart::read_apart(&order.program, form);
                    readings.lock().unwrap_or_else(PoisonError::into_inner).push((at, reading));
                }
            });
        }
    });
    let mut readings = readings.into_inner().unwrap_or_else(PoisonError::into_inner);
    readings.sort_by_key(|(at, _)| *at);
    readings.into_iter().map(|(_, reading)| reading).collect()
}

/// Judges a form against the buyer's profile or, without one, against its own. The first form's own becomes the comparison's.
fn judged_form(
    house: &House,
    file: &str,
    returned: &Returned,
    buyers: Option<&Reference>,
    first: &mut Option<Reference>,
) -> Judged {
    let words = house.templates.words();
    let labels = Labels {
        condition: words.get(Word::Condition),
        deferred: words.get(Word::Deferred),
        alternative: words.get(Word::Alternative),
    };
    let bound: Option<Binding> = returned.binding.as_deref().and_then(|json| serde_json::from_str(json).ok());
    if let Some(reference) = buyers {
        return judge(file, returned, reference, bound.as_ref(), true, &labels);
    }
    let Some(bound) = bound else { return unjudged(file, returned, What::FingerprintMissing) };
    match Reference::carried(&bound, &house.catalog, &house.texts) {
        Ok(reference) => {
            let judged = judge(file, returned, &reference, Some(&bound), false, &labels);
            first.get_or_insert(reference);
            judged
        }
        Err(what) => unjudged(file, returned, what),
    }
}

/// Two forms with one CVR number may be an offer and its correction, or a slip.
fn tell_same_suppliers(judged: &mut [Judged]) {
    for at in 1..judged.len() {
        let (before, rest) = judged.split_at_mut(at);
        let supplier = &mut rest[0].supplier;
        let same = before.iter().find(|other| supplier.cvr.is_some() && other.supplier.cvr == supplier.cvr);
        if let Some(other) = same {
            let file = other.supplier.file.clone();
            supplier.findings.push(Finding::form(What::SameSupplier { file }));
        }
    }
}

fn write(
    house: &House,
    order: &Order,
    judged: &[Judged],
    reference: Option<&Reference>,
    console: &mut Console,
) -> Result<Outcome, Complaints> {
    let mut outcome = Outcome::Done;
    let mut formats = order.formats.clone();
    formats.sort();
    formats.dedup();
    if formats.is_empty() {
        formats.push(order.output.as_deref().and_then(CollectFormat::of).unwrap_or(CollectFormat::Json));
    }
    for format in &formats {
        let bytes = match format {
            CollectFormat::Json => json(judged),
            CollectFormat::Xlsx => {
                let reference = reference.ok_or_else(nothing)?;
                comparison(&report(judged, reference, &house.texts, &cell), house.templates.words())?
            }
            CollectFormat::Pdf => {
                let reference = reference.ok_or_else(nothing)?;
                let show = |text: &str| printable(text, house);
                let document = Document::Sammenligning(Box::new(report(judged, reference, &house.texts, &show)));
                let mut assets = Assets::new();
                assets.attach_all(reference.case.attachments());
                assets.attach(Attachment {
                    name: "sammenligning.json".to_owned(),
                    bytes: json(judged),
                    mime: "application/json",
                    relationship: Relationship::Data,
                    description: "Leverandørernes svar og bemærkningerne til dem".to_owned(),
                });
                let (bytes, warnings) = house.print(&document, Format::Pdf, &assets)?;
                console.complain(&warnings);
                bytes
            }
        };
        let path = match (&order.output, format, formats.len()) {
            (None, CollectFormat::Json, _) => {
                outcome = outcome.max(console.print(&terminal::json(&String::from_utf8_lossy(&bytes))));
                continue;
            }
            (None, ..) => PathBuf::from("sammenligning").with_extension(format.extension()),
            (Some(path), _, 1) => path.clone(),
            (Some(path), ..) => path.with_extension(format.extension()),
        };
        output::write(&path, &bytes)?;
        console.say(&format!("wrote {}", path.display()));
    }
    Ok(outcome)
}

fn nothing() -> Complaints {
    Complaint::error(FormFault::NothingToCompare, None).into()
}

fn json(judged: &[Judged]) -> Vec<u8> {
    let comparison = Comparison { schema: 1, suppliers: judged.iter().map(|judged| judged.supplier.clone()).collect() };
    let mut json = serde_json::to_vec_pretty(&comparison).expect("a comparison is plain data");
    json.push(b'\n');
    json
}

/// What suppliers wrote, as our fonts can print it: a character that they lack is named, because a PDF for all may leave none out.
fn printable(text: &str, house: &House) -> String {
    let text = cell(text);
    let missing = house.fonts.missing(&text);
    if missing.is_empty() {
        return text;
    }
    let named = |c: char| if missing.contains(&c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() };
    text.chars().map(named).collect()
}
