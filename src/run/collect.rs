//! `bilag collect`: filled forms in, one comparison out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use super::output::Outputs;
use crate::house::House;
use crate::run::{answered, apart};
use press::Assets;
use tender::case::Case;
use tender::complaint::{Complaint, Complaints};
use tender::document::{Attachment, Audience, Document, DocumentKind, Format, Relationship};
use tender::form::asked::BoundLine;
use tender::form::binding::Binding;
use tender::form::evaluation::Basis;
use tender::form::fault::{FormFault, Passed};
use tender::form::finding::{Finding, What};
use tender::form::refusal::Refusal;
use tender::form::report::{Room, data, labels, report};
use tender::form::returned::Kind;
use tender::form::spelling::visible;
use tender::form::word;
use tender::form::workbook::layout::cell;
use tender::form::workbook::{comparison, workbook};
use tender::form::{Judged, Reading, Reference, Returned, Supplier, judge, unjudged};
use tender::print::Furnishing;
use tender::profile::ProfileFile;

use self::forms::Form;

pub mod forms;
mod same;

/// What is to be collected.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Order {
    /// Filled forms, PDF, XLSX or DOCX: files, folders, wildcards, or a ZIP of them
    #[arg(required = true, value_name = "FORM")]
    pub forms: Vec<PathBuf>,
    /// The buyer's profile, to hold the forms up against; without it, the one that each form carries
    #[arg(long)]
    pub profile: Option<PathBuf>,
    /// A format to write; may be repeated [default: the ending of FILE, or json]
    #[arg(long = "format", value_parser = crate::named::formats_of(DocumentKind::Sammenligning), value_name = "FORMAT")]
    pub formats: Vec<Format>,
    /// The file to write; of several formats each gets its own ending [default: json to stdout, others to
    /// sammenligning.*]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Who evaluates, each with columns of their own in the workbook; may be repeated [default: one, who writes the
    /// name there]
    #[arg(long = "evaluator", value_name = "NAME")]
    pub evaluators: Vec<String>,
    /// Overwrite comparisons that were edited
    #[arg(long)]
    pub force: bool,
    /// This program, which reads each form in a process of its own
    #[arg(skip)]
    pub program: PathBuf,
}

/// What the forms came to.
pub struct Collected {
    /// How many forms were read, and what came of each in their order
    pub suppliers: Vec<Supplier>,
    /// Of forms that were refused
    pub refused: Complaints,
    /// What lay among the forms and is none
    pub passed_over: Complaints,
    pub warnings: Complaints,
    /// The comparison as JSON, where it was asked for and is to be written nowhere
    pub json: Option<String>,
    pub written: Vec<PathBuf>,
}

/// Reads one form, or one in a package, within bounds of memory and time: what the child process does.
pub fn read_form(form: &Path, member: Option<usize>) -> Reading {
    apart::limit();
    apart::read(form, member)
}

/// What the forms are held up against, and how it looks when it comes straight from the press.
struct Ground {
    reference: Reference,
    /// The logo of the buyer's own theme
    assets: Assets,
    xlsx: OnceLock<Option<Box<Returned>>>,
    pdf: OnceLock<Option<Box<Returned>>>,
    docx: OnceLock<Option<Box<Returned>>>,
}

impl Ground {
    fn new(reference: Reference, assets: Assets) -> Self {
        Self { reference, assets, xlsx: OnceLock::new(), pdf: OnceLock::new(), docx: OnceLock::new() }
    }

    fn buyers(path: &Path, house: &House) -> Result<Self, Complaints> {
        let file = ProfileFile::open(path, &house.inputs)?;
        let case = Case::read(&file, &house.catalog)?;
        let mut assets = Assets::new();
        let unprintable = house.press.proof(&file.table, &case.profile.theme, &house.inputs, &mut assets);
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
            Kind::Docx => self.docx.get_or_init(|| {
                let Reference { form, binding, .. } = &self.reference;
                let document = Document::Svarskema(Box::new(form.clone()));
                let print = |furnishing: &Furnishing<'_>| word::docx(form, binding, furnishing);
                read_back(house.furnished(&document, &self.assets, print))
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
pub fn collect(house: &House, order: &Order) -> Result<Collected, Complaints> {
    let targets = answered::targets(DocumentKind::Sammenligning, &order.formats, order.output.as_deref())?;
    let buyers = order.profile.as_deref().map(|path| Ground::buyers(path, house)).transpose()?;
    let (found, mut passed_over) = forms::find(&order.forms)?;
    found.iter().for_each(|form| house.inputs.note(&form.path));
    let readings = read_found(&order.program, found, &mut passed_over);
    let paths: Vec<PathBuf> = readings.iter().map(|(form, _)| form.shown()).collect();
    let mut refused = Complaints::new();
    let mut carried = None;
    let mut judged: Vec<Judged> = Vec::new();
    for ((file, path), (_, reading)) in forms::names(&paths).into_iter().zip(&paths).zip(readings) {
        judged.push(match reading {
            Reading::Form(returned) => judged_form(house, &file, &returned, buyers.as_ref(), &mut carried),
            Reading::Archive(_) => continue,
            Reading::Refused(refusal) => {
                let fault = FormFault::RefusedForm { path: path.display().to_string(), refusal: refusal.clone() };
                refused.error(fault, None);
                let findings = vec![Finding::form(What::Refused(refusal))];
                let supplier = Supplier { file, findings, ..Supplier::default() };
                Judged { supplier, verdicts: Default::default(), apart: Default::default() }
            }
        });
    }
    same::tell(&mut judged);
    let ground = buyers.or(carried.map(|(_, ground)| ground));
    let mut warnings = Complaints::new();
    let made = targets.into_iter().map(|(format, path)| {
        Ok((path, made(house, format, &judged, ground.as_ref(), &order.evaluators, &mut warnings)?))
    });
    let write = |made: Vec<(Option<PathBuf>, Vec<u8>)>| {
        let (files, data): (Vec<_>, Vec<_>) = made.into_iter().partition(|(path, _)| path.is_some());
        let files: Vec<_> = files.into_iter().filter_map(|(path, bytes)| Some((path?, bytes))).collect();
        Outputs::over(&house.inputs).loose(&files, order.force)?;
        let json = data.into_iter().next().map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
        Ok((json, files.into_iter().map(|(path, _)| path).collect()))
    };
    match made.collect::<Result<Vec<_>, Complaints>>().and_then(write) {
        Ok((json, written)) => {
            let suppliers = judged.into_iter().map(|judged| judged.supplier).collect();
            Ok(Collected { suppliers, refused, passed_over, warnings, json, written })
        }
        Err(errors) => {
            passed_over.append(refused);
            passed_over.append(warnings);
            passed_over.append(errors);
            Err(passed_over)
        }
    }
}

/// Reads what was found, and what lies in the packages among it. A file without fields that a supplier put beside the
/// form, and that nobody named, is a part of the offer and is passed over.
pub fn read_found(program: &Path, found: Vec<Form>, notes: &mut Complaints) -> Vec<(Form, Reading)> {
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

/// Judges a form against the buyer's profile or, without one, against its own. The first form's own becomes the
/// comparison's.
fn judged_form(
    house: &House,
    file: &str,
    returned: &Returned,
    buyers: Option<&Ground>,
    first: &mut Option<(String, Ground)>,
) -> Judged {
    let labels = labels(house.templates.words());
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
    let original = (returned.kind != Kind::Pdf).then(|| ground.original(returned.kind, house)).flatten();
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

/// The comparison in a format.
fn made(
    house: &House,
    format: Format,
    judged: &[Judged],
    ground: Option<&Ground>,
    evaluators: &[String],
    warnings: &mut Complaints,
) -> Result<Vec<u8>, Complaints> {
    match format {
        Format::Json => Ok(data(judged, ground.map(|ground| &ground.reference))),
        Format::Xlsx => {
            let Ground { reference, .. } = ground.ok_or_else(nothing)?;
            let show = |text: &str| cell(&visible(text));
            let words = house.templates.words();
            let report = report(judged, reference, &house.texts, words, Room::SHEET, &show);
            let evaluators: Vec<String> = evaluators.iter().map(|name| show(name)).collect();
            comparison(&report, &Basis::of(judged, reference), &evaluators, words)
        }
        Format::Pdf | Format::Md | Format::Html | Format::Docx | Format::Pptx => {
            let Ground { reference, assets, .. } = ground.ok_or_else(nothing)?;
            let show = |text: &str| printable(&visible(text), house);
            let report = report(judged, reference, &house.texts, house.templates.words(), Room::PAGE, &show);
            let document = Document::Sammenligning(Box::new(report));
            let mut assets = assets.clone();
            assets.attach_all(reference.case.attachments(Audience::Buyer));
            assets.attach(Attachment {
                name: "sammenligning.json".to_owned(),
                bytes: data(judged, Some(reference)),
                mime: "application/json",
                relationship: Relationship::Data,
                description: "Leverandørernes svar og bemærkningerne til dem".to_owned(),
            });
            let (bytes, told) = house.print(&document, format, &assets)?;
            warnings.append(told);
            Ok(bytes)
        }
    }
}

fn nothing() -> Complaints {
    Complaint::error(FormFault::NothingToCompare, None).into()
}

/// What suppliers wrote, as our fonts can print it: a character that they lack is named, because a PDF for all may
/// leave none out.
pub fn printable(text: &str, house: &House) -> String {
    let text = cell(text);
    let missing = house.fonts.missing(&text);
    if missing.is_empty() {
        return text;
    }
    let named = |c: char| if missing.contains(&c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() };
    text.chars().map(named).collect()
}
