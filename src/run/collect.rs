//! `bilag collect`: filled forms in, one comparison out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use super::output;
use crate::console::Console;
use crate::disk::Disk;
use crate::house::House;
use crate::outcome::Outcome;
use crate::run::apart;
use press::Assets;
use tender::case::Case;
use tender::complaint::fault::Passed;
use tender::complaint::{Complaint, Complaints, Fault};
use tender::document::Document;
use tender::document::Format;
use tender::document::{Attachment, Relationship};
use tender::form::binding::{Binding, BoundLine};
use tender::form::finding::{Finding, What};
use tender::form::refusal::Refusal;
use tender::form::report::{Room, report};
use tender::form::returned::Kind;
use tender::form::spelling::visible;
use tender::form::workbook::{comparison, workbook};
use tender::form::workbook::layout::{Labels, cell};
use tender::form::{Comparison, Judged, Reading, Reference, Returned, Supplier, judge, unjudged};
use tender::profile::ProfileFile;
use tender::text::terminal;

use self::forms::Form;

mod forms;
mod same;

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
pub fn read_form(form: &Path, member: Option<usize>, console: &mut Console) -> Outcome {
    apart::limit();
    console.print(&serde_json::to_string(&apart::read(form, member)).expect("a reading is plain data"))
}

/// What the forms are held up against, and how it looks when it comes straight from the press.
struct Ground {
    reference: Reference,
    /// The logo of the buyer's own theme
    assets: Assets,
    xlsx: OnceLock<Option<Box<Returned>>>,
    pdf: OnceLock<Option<Box<Returned>>>,
}

impl Ground {
    fn new(reference: Reference, assets: Assets) -> Self {
        Self { reference, assets, xlsx: OnceLock::new(), pdf: OnceLock::new() }
    }

    fn buyers(path: &Path, house: &House) -> Result<Self, Complaints> {
        let file = ProfileFile::open(path, &Disk)?;
        let case = Case::read(&file, &house.catalog)?;
        let mut assets = Assets::new();
        let unprintable = house.press.proof(&file.table, &case.profile.theme, &Disk, &mut assets);
        if unprintable.has_errors() {
            return Err(unprintable);
        }
        Ok(Self::new(Reference::new(case, &house.texts), assets))
    }

    /// The form as it is made today, read as those are that came back.
    fn original(&self, kind: Kind, house: &House) -> Option<&Returned> {
        let made = match kind {
            Kind::Xlsx => self.xlsx.get_or_init(|| {
                let Reference { form, binding, .. } = &self.reference;
                read_back(workbook(form, binding, house.templates.words()).ok()?)
            }),
            Kind::Pdf => self.pdf.get_or_init(|| {
                let form = Document::Svarskema(Box::new(self.reference.form.clone()));
                read_back(house.print(&form, Format::Pdf, &self.assets).ok()?.0)
            }),
        };
        made.as_deref()
    }
}

fn read_back(bytes: Vec<u8>) -> Option<Box<Returned>> {
    match Reading::of(&bytes) {
        Reading::Form(returned) => Some(returned),
        Reading::Archive(_) | Reading::Refused(_) => None,
    }
}

/// Reads every form, judges each, and writes the comparison. A form that is refused never stops the others.
pub fn collect(house: &House, order: Order, console: &mut Console) -> Result<Outcome, Complaints> {
    let buyers = order.profile.as_deref().map(|path| Ground::buyers(path, house)).transpose()?;
    let (found, mut notes) = forms::find(&order.forms)?;
    let readings = read_found(&order.program, found, &mut notes);
    console.complain(&notes);
    let paths: Vec<PathBuf> = readings.iter().map(|(form, _)| form.shown()).collect();
    let mut refused = Complaints::new();
    let mut carried = None;
    let mut judged: Vec<Judged> = Vec::new();
    for ((file, path), (_, reading)) in forms::names(&paths).into_iter().zip(&paths).zip(readings) {
        judged.push(match reading {
            Reading::Form(returned) => judged_form(house, &file, &returned, buyers.as_ref(), &mut carried),
            Reading::Archive(_) => continue,
            Reading::Refused(refusal) => {
                let fault = Fault::RefusedForm { path: path.display().to_string(), refusal: refusal.clone() };
                refused.error(fault, None);
                let findings = vec![Finding::form(What::Refused(refusal))];
                let supplier = Supplier { file, findings, ..Supplier::default() };
                Judged { supplier, verdicts: Default::default(), apart: Default::default() }
            }
        });
    }
    same::tell(&mut judged);
    let refusals = console.complain(&refused);
    let ground = buyers.or(carried.map(|(_, ground)| ground));
    let outcome = refusals.max(write(house, &order, &judged, ground.as_ref(), console)?);
    let findings: usize = judged.iter().map(|judged| judged.supplier.findings.len()).sum();
    let plural =
        |number: usize, noun: &str| if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") };
    let failed = refused.iter().count();
    let refused = if failed > 0 { format!(", {failed} refused") } else { String::new() };
    console.say(&format!("{} read{refused}: {}", plural(judged.len() - failed, "form"), plural(findings, "finding")));
    Ok(outcome)
}

/// Reads what was found, and what lies in the packages among it. A file without fields that a supplier put beside the form, and that
/// nobody named, is a part of the offer and is passed over.
fn read_found(program: &Path, found: Vec<Form>, notes: &mut Complaints) -> Vec<(Form, Reading)> {
    let readings = read_all(program, &found);
    let mut read: Vec<(Form, Reading)> = Vec::new();
    for (form, reading) in found.into_iter().zip(readings) {
        match reading {
            Reading::Archive(members) => {
                let inside = forms::of_package(&form, members, notes);
                if inside.is_empty() {
                    read.push((form, Reading::Refused(Refusal::NotAForm)));
                    continue;
                }
                let readings = read_all(program, &inside);
                read.extend(inside.into_iter().zip(readings));
            }
            reading @ (Reading::Form(_) | Reading::Refused(_)) => read.push((form, reading)),
        }
    }
    let folder = |form: &Form| form.shown().parent().map(Path::to_owned);
    let with_form: BTreeSet<Option<PathBuf>> =
        read.iter().filter(|(_, reading)| matches!(reading, Reading::Form(_))).map(|(form, _)| folder(form)).collect();
    read.retain(|(form, reading)| {
        let no_form = matches!(reading, Reading::Refused(Refusal::NoFields | Refusal::NotAForm));
        let passed = no_form && !form.asked_for && with_form.contains(&folder(form));
        if passed {
            notes.push(forms::passed_over(&form.shown(), Passed::NoForm));
        }
        !passed
    });
    read
}

/// Reads the forms, some at a time, in their order.
fn read_all(program: &Path, forms: &[Form]) -> Vec<Reading> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(forms.len());
    let next = AtomicUsize::new(0);
    let readings = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((at, form)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, forms.get(at)?)))
                {
                    let member = form.member.as_ref().map(|member| member.at);
                    let reading = apart::read_apart(program, &form.path, member);
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
    buyers: Option<&Ground>,
    first: &mut Option<(String, Ground)>,
) -> Judged {
    let words = house.templates.words();
    let labels = Labels {
        condition: words.get("condition"),
        deferred: words.get("deferred"),
        alternative: words.get("alternative"),
    };
    let bound: Option<Binding> = returned.binding.as_deref().and_then(|json| serde_json::from_str(json).ok());
    if let Some(ground) = buyers {
        let original = ground.original(returned.kind, house);
        return judge(file, returned, &ground.reference, bound.as_ref(), true, &labels, original);
    }
    let Some(bound) = bound else { return unjudged(file, returned, What::FingerprintMissing) };
    let ground = match Reference::carried(&bound, &house.catalog, &house.texts) {
        Ok(reference) => Ground::new(reference, Assets::new()),
        Err(what) => return unjudged(file, returned, what),
    };
    // A page drawn from a stranger's profile proves nothing; its cells at least tell what was typed beside the fields.
    let original = (returned.kind == Kind::Xlsx).then(|| ground.original(Kind::Xlsx, house)).flatten();
    let mut judged = judge(file, returned, &ground.reference, Some(&bound), false, &labels, original);
    match first {
        None => *first = Some((file.to_owned(), ground)),
        Some((other, first)) if first.reference.binding.fingerprint != ground.reference.binding.fingerprint => {
            judged.supplier.findings.insert(1, Finding::form(What::OtherForm { file: other.clone() }));
            let asked = &first.reference.binding.lines;
            let differs = |line: &&BoundLine| ground.reference.binding.line(&line.id) != Some(*line);
            judged.apart = asked.iter().filter(differs).map(|line| line.id.clone()).collect();
        }
        Some(_) => {}
    }
    judged
}

fn write(
    house: &House,
    order: &Order,
    judged: &[Judged],
    ground: Option<&Ground>,
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
                let ground = ground.ok_or_else(nothing)?;
                let show = |text: &str| cell(&visible(text));
                comparison(&report(judged, &ground.reference, &house.texts, Room::SHEET, &show), house.templates.words())?
            }
            CollectFormat::Pdf => {
                let Ground { reference, assets, .. } = ground.ok_or_else(nothing)?;
                let show = |text: &str| printable(&visible(text), house);
                let report = report(judged, reference, &house.texts, Room::PAGE, &show);
                let document = Document::Sammenligning(Box::new(report));
                let mut assets = assets.clone();
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
    Complaint::error(Fault::NothingToCompare, None).into()
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
