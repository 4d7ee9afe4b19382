//! `bilag collect`: filled forms in, one comparison out.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::output::Outputs;
use crate::house::{House, no_such_format};
use crate::run::apart;
use press::Assets;
use tender::case::Case;
use tender::complaint::{Complaint, Complaints};
use tender::document::{Attachment, Document, DocumentKind, Format, Relationship};
use tender::form::binding::Binding;
use tender::form::fault::FormFault;
use tender::form::finding::{Finding, What};
use tender::form::report::report;
use tender::form::workbook::comparison;
use tender::form::workbook::layout::{Labels, cell};
use tender::form::{Comparison, Judged, Reading, Reference, Returned, Supplier, judge, unjudged};
use tender::print::Word;
use tender::profile::ProfileFile;

/// What is to be collected.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Order {
    /// Filled forms, PDF or XLSX
    #[arg(required = true, value_name = "FORM")]
    pub forms: Vec<PathBuf>,
    /// The buyer's profile, to hold the forms up against; without it, the one that each form carries
    #[arg(long)]
    pub profile: Option<PathBuf>,
    /// A format to write; may be repeated [default: the ending of FILE, or json]
    #[arg(long = "format", value_parser = crate::cli::formats_of(DocumentKind::Sammenligning), value_name = "FORMAT")]
    pub formats: Vec<Format>,
    /// The file to write; of several formats each gets its own ending [default: json to stdout, others to sammenligning.*]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite comparisons that were edited
    #[arg(long)]
    pub force: bool,
    /// This program, which reads each form in a process of its own
    #[arg(skip)]
    pub program: PathBuf,
}

impl Order {
    /// What is to be written and where: each format once; data without a place is handed over.
    fn targets(&self) -> Result<Vec<(Format, Option<PathBuf>)>, Complaints> {
        let kind = DocumentKind::Sammenligning;
        if let Some(format) = self.formats.iter().find(|format| !kind.has(**format)) {
            return Err(no_such_format(kind, *format));
        }
        let mut formats = self.formats.clone();
        // The data first, then what is made of it.
        formats.sort_by_key(|format| (*format != Format::Json, Reverse(*format)));
        formats.dedup();
        if formats.is_empty() {
            formats.push(self.output.as_deref().and_then(asked_by).unwrap_or(Format::Json));
        }
        let several = formats.len() > 1;
        let place = |format: Format| match &self.output {
            None if format == Format::Json => None,
            None => Some(PathBuf::from(kind.file_name()).with_extension(format.extension())),
            Some(path) if several => Some(ending(path, format)),
            Some(path) => Some(path.clone()),
        };
        Ok(formats.into_iter().map(|format| (format, place(format))).collect())
    }
}

/// The format that a file's name asks for.
fn asked_by(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    DocumentKind::Sammenligning.about().formats.iter().copied().find(|format| format.extension() == ending)
}

/// The name with a format's ending in place of another format's, or behind it: `udbud.2026` becomes `udbud.2026.pdf`.
fn ending(path: &Path, format: Format) -> PathBuf {
    if asked_by(path).is_some() {
        return path.with_extension(format.extension());
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", format.extension()));
    PathBuf::from(name)
}

/// What the forms came to.
pub struct Collected {
    /// How many forms were read, and what came of each in their order
    pub suppliers: Vec<Supplier>,
    /// Of forms that were refused
    pub refused: Complaints,
    pub warnings: Complaints,
    /// The comparison as JSON, where it was asked for and is to be written nowhere
    pub json: Option<String>,
    pub written: Vec<PathBuf>,
}

/// Reads one form within bounds of memory and time: what the child process does.
pub fn read_form(form: &Path) -> Reading {
    apart::limit();
    apart::read(form)
}

/// Reads every form, judges each, and writes the comparison. A form that is refused never stops the others.
pub fn collect(house: &House, order: &Order) -> Result<Collected, Complaints> {
    let targets = order.targets()?;
    order.forms.iter().for_each(|form| house.inputs.note(form));
    let buyers = order.profile.as_deref().map(|path| buyers(path, house)).transpose()?;
    let readings = read_all(order);
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
    let mut warnings = Complaints::new();
    let made = targets.into_iter().map(|(format, path)| {
        Ok((path, made(house, format, &judged, buyers.as_ref().or(carried.as_ref()), &mut warnings)?))
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
            Ok(Collected { suppliers, refused, warnings, json, written })
        }
        Err(errors) => {
            refused.append(warnings);
            refused.append(errors);
            Err(refused)
        }
    }
}

fn buyers(path: &Path, house: &House) -> Result<Reference, Complaints> {
    let file = ProfileFile::open(path, &house.inputs)?;
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

/// The comparison in a format.
fn made(
    house: &House,
    format: Format,
    judged: &[Judged],
    reference: Option<&Reference>,
    warnings: &mut Complaints,
) -> Result<Vec<u8>, Complaints> {
    match format {
        Format::Json => Ok(json(judged)),
        Format::Xlsx => {
            let reference = reference.ok_or_else(nothing)?;
            comparison(&report(judged, reference, &house.texts, &cell), house.templates.words())
        }
        Format::Pdf | Format::Md | Format::Html => {
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
            let (bytes, told) = house.print(&document, format, &assets)?;
            warnings.append(told);
            Ok(bytes)
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_formats_each_gets_its_ending_and_a_name_keeps_what_is_none() {
        let order = |output: &str, formats: &[Format]| Order {
            output: Some(PathBuf::from(output)),
            formats: formats.to_vec(),
            ..Order::default()
        };
        let names = |order: Order| -> Vec<String> {
            let targets = order.targets().unwrap().into_iter();
            targets.map(|(_, path)| path.unwrap().display().to_string()).collect()
        };
        let both = [Format::Xlsx, Format::Pdf, Format::Xlsx];
        assert_eq!(names(order("udbud.2026", &both)), ["udbud.2026.xlsx", "udbud.2026.pdf"]);
        assert_eq!(names(order("udbud.pdf", &both)), ["udbud.xlsx", "udbud.pdf"]);
        assert_eq!(names(order("udbud.2026", &[Format::Pdf])), ["udbud.2026"]);
        assert_eq!(order("svar.XLSX", &[]).targets().unwrap()[0].0, Format::Xlsx);
    }
}
