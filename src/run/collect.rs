//! `bilag collect`: filled forms in, one comparison out.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::output::Outputs;
use crate::house::House;
use crate::run::workers::on_threads;
use crate::run::{answered, apart};
use press::Assets;
use tender::complaint::{Complaint, Complaints};
use tender::document::{Attachment, Audience, Document, DocumentKind, Format, Relationship};
use tender::form::binding::Binding;
use tender::form::evaluation::Basis;
use tender::form::fault::{FormFault, Passed};
use tender::form::finding::{Finding, What};
use tender::form::foreign::Foreign;
use tender::form::refusal::Refusal;
use tender::form::report::{OfRow, Room, data, data_of_rows, labels, report};
use tender::form::returned::Kind;
use tender::form::spelling::visible;
use tender::form::workbook::comparison;
use tender::form::workbook::layout::cell;
use tender::form::{Judged, Reading, Reference, Returned, Supplier, judge, tell_alike, tell_other_form, unjudged};

use self::forms::{Asked, Form};
use self::ground::{Ground, Grounds, Row};

mod asked;
pub mod forms;
pub mod ground;

/// What is to be collected.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Order {
    /// Filled forms, PDF, XLSX or DOCX: files, folders, wildcards, or a ZIP of them
    #[arg(required = true, value_name = "FORM")]
    pub forms: Vec<PathBuf>,
    /// The buyer's profile, to hold the forms up against, its lock, or a portfolio, of which each form finds its row;
    /// without it, the profile that each form carries
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
pub fn read_form(form: &Path, members: &[usize]) -> Reading {
    apart::limit();
    apart::read(form, members)
}

/// The forms of one tender, judged.
struct Comparison<'g> {
    /// The row of a portfolio
    row: Option<&'g str>,
    ground: Option<&'g Ground>,
    judged: Vec<Judged>,
}

/// What became of the forms, tender by tender.
struct Sorted<'g> {
    comparisons: Vec<Comparison<'g>>,
    /// Forms that belong to no tender of several, and those that were refused
    unplaced: Vec<Judged>,
    refused: Complaints,
    notes: Complaints,
}

/// Reads every form, judges each, and writes the comparison, of a portfolio one for each row. A form that is refused
/// never stops the others.
pub fn collect(house: &House, order: &Order) -> Result<Collected, Complaints> {
    let targets = answered::targets(DocumentKind::Sammenligning, &order.formats, order.output.as_deref())?;
    let mut passed_over = Complaints::new();
    let grounds = match &order.profile {
        Some(path) => Grounds::open(path, house, &mut passed_over)?,
        None => Grounds::None,
    };
    let (found, notes) = forms::find(&order.forms)?;
    passed_over.append(notes);
    found.iter().for_each(|form| house.inputs.note(&form.path));
    let readings = read_found(&order.program, found, &mut passed_over);
    let paths: Vec<PathBuf> = readings.iter().map(|(form, _)| form.shown()).collect();
    let readings = forms::names(&paths).into_iter().zip(paths).zip(readings.into_iter().map(|(_, reading)| reading));
    let carried = OnceCell::new();
    let sorted = sorted(house, &grounds, readings, &carried, order.profile.as_deref());
    let Sorted { comparisons, unplaced, refused, notes } = sorted;
    passed_over.append(notes);
    let mut warnings = Complaints::new();
    if order.profile.is_some() {
        for comparison in &comparisons {
            let profile = comparison.ground.map(|ground| &ground.reference.case.profile);
            profile.into_iter().for_each(|profile| asked::tell(profile, &comparison.judged, &mut warnings));
        }
    }
    let made = made_all(house, &targets, &comparisons, &unplaced, &order.evaluators, &mut warnings);
    match made.and_then(|made| written(made, house, order.force)) {
        Ok((json, written)) => {
            let judged = comparisons.into_iter().flat_map(|comparison| comparison.judged).chain(unplaced);
            let suppliers = judged.map(|judged| judged.supplier).collect();
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

/// Judges every form, and puts each with the others of its tender.
fn sorted<'g>(
    house: &House,
    grounds: &'g Grounds,
    readings: impl Iterator<Item = ((String, PathBuf), Reading)>,
    carried: &'g OnceCell<(String, Ground)>,
    profile: Option<&Path>,
) -> Sorted<'g> {
    let (mut refused, mut notes) = (Complaints::new(), Complaints::new());
    let mut unplaced = Vec::new();
    let mut comparisons: Vec<Comparison<'g>> = match grounds {
        Grounds::None => vec![Comparison { row: None, ground: None, judged: Vec::new() }],
        Grounds::One(ground) => vec![Comparison { row: None, ground: Some(ground.as_ref()), judged: Vec::new() }],
        Grounds::Rows(rows) => {
            let row = |row: &'g Row| Comparison { row: Some(&row.name), ground: Some(&row.ground), judged: Vec::new() };
            rows.iter().map(row).collect()
        }
    };
    for ((file, path), reading) in readings {
        let returned = match reading {
            Reading::Form(returned) => returned,
            Reading::Archive(_) => continue,
            Reading::Refused(refusal) => {
                let fault = FormFault::RefusedForm { path: path.display().to_string(), refusal: refusal.clone() };
                refused.error(fault, None);
                let findings = vec![Finding::form(What::Refused(refusal))];
                let supplier = Supplier { file, findings, ..Supplier::default() };
                let judged = Judged { supplier, verdicts: Default::default(), apart: Default::default() };
                // Which of several tenders it is of cannot be seen.
                match comparisons.as_mut_slice() {
                    [only] if only.row.is_none() => only.judged.push(judged),
                    _ => unplaced.push(judged),
                }
                continue;
            }
        };
        let bound: Option<Binding> = returned.binding.as_deref().and_then(|json| serde_json::from_str(json).ok());
        let (at, judged) = match grounds {
            Grounds::None => (0, judged_by_itself(house, &file, &returned, bound.as_ref(), carried)),
            Grounds::One(ground) => (0, ground.judge(&file, &returned, bound.as_ref(), house)),
            Grounds::Rows(rows) => match ground::row_of(rows, &returned, bound.as_ref()) {
                Some(at) => (at, rows[at].ground.judge(&file, &returned, bound.as_ref(), house)),
                None => {
                    let portfolio = profile.map(|path| path.display().to_string()).unwrap_or_default();
                    let fault = FormFault::FormOfNoRow { path: path.display().to_string(), portfolio };
                    refused.error(fault, None);
                    unplaced.push(unjudged(&file, &returned, What::OfNoRow));
                    continue;
                }
            },
        };
        comparisons[at].judged.push(judged);
    }
    for comparison in &mut comparisons {
        tell_alike(&mut comparison.judged);
        comparison.ground = comparison.ground.or(carried.get().map(|(_, ground)| ground));
    }
    let without = |it: &Comparison<'g>| it.row.filter(|_| it.judged.is_empty()).map(str::to_owned);
    let without: Vec<String> = comparisons.iter().filter_map(without).collect();
    if !without.is_empty() {
        notes.push(Complaint::note(FormFault::RowsWithoutForm { rows: without }, None));
    }
    comparisons.retain(|comparison| comparison.row.is_none() || !comparison.judged.is_empty());
    Sorted { comparisons, unplaced, refused, notes }
}

/// What is to be written, each with its place; without one it is handed over.
type Made = Vec<(Option<PathBuf>, Vec<u8>)>;

/// Makes every comparison in every format. The data of several rows is handed over in one.
fn made_all(
    house: &House,
    targets: &[(Format, Option<PathBuf>)],
    comparisons: &[Comparison<'_>],
    unplaced: &[Judged],
    evaluators: &[String],
    warnings: &mut Complaints,
) -> Result<Made, Complaints> {
    let mut all = Vec::new();
    let of_rows = comparisons.iter().any(|comparison| comparison.row.is_some()) || !unplaced.is_empty();
    for (format, path) in targets {
        let Some(path) = path else {
            all.push((None, data_handed_over(comparisons, unplaced, of_rows)));
            continue;
        };
        for comparison in comparisons {
            let place = comparison.row.map_or_else(|| path.clone(), |row| in_row(path, row));
            let made = made(house, *format, &comparison.judged, comparison.ground, evaluators, warnings)?;
            all.push((Some(place), made));
        }
    }
    Ok(all)
}

/// The data of one comparison, or of all rows.
fn data_handed_over(comparisons: &[Comparison<'_>], unplaced: &[Judged], of_rows: bool) -> Vec<u8> {
    match comparisons {
        [only] if !of_rows => data(&only.judged, only.ground.map(|ground| &ground.reference)),
        several => {
            let rows = several.iter().map(|it| OfRow {
                row: it.row.unwrap_or_default(),
                judged: &it.judged,
                reference: it.ground.map(|ground| &ground.reference),
            });
            data_of_rows(&rows.collect::<Vec<_>>(), unplaced)
        }
    }
}

/// `ud/sammenligning.xlsx` of the row `Nordby/omsorg` is `ud/Nordby/omsorg-sammenligning.xlsx`.
fn in_row(path: &Path, row: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (folder, last) = row.rsplit_once('/').map_or((None, row), |(folder, last)| (Some(folder), last));
    let folder = folder.into_iter().fold(path.with_file_name(""), |path, folder| path.join(folder));
    folder.join(format!("{last}-{name}"))
}

/// Writes what has a place, and hands the rest over. Where anything stands in the way in one folder, nothing is written
/// in any.
fn written(made: Made, house: &House, force: bool) -> Result<(Option<String>, Vec<PathBuf>), Complaints> {
    let (files, data): (Vec<_>, Vec<_>) = made.into_iter().partition(|(path, _)| path.is_some());
    let mut folders: BTreeMap<PathBuf, Vec<(PathBuf, Vec<u8>)>> = BTreeMap::new();
    let mut paths = Vec::new();
    for (path, bytes) in files.into_iter().filter_map(|(path, bytes)| Some((path?, bytes))) {
        paths.push(path.clone());
        folders.entry(path.parent().map(Path::to_owned).unwrap_or_default()).or_default().push((path, bytes));
    }
    let outputs = Outputs::over(&house.inputs);
    let mut complaints = Complaints::new();
    folders.values().for_each(|files| complaints.append(outputs.in_the_way(files, force)));
    if complaints.has_errors() {
        return Err(complaints);
    }
    for files in folders.into_values() {
        outputs.loose(&files, force)?;
    }
    let json = data.into_iter().next().map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
    Ok((json, paths))
}

/// Reads what was found, and what lies in the packages among it. A file without fields that a supplier put beside the
/// form, and that nobody named, is a part of the offer and is passed over.
pub fn read_found(program: &Path, found: Vec<Form>, notes: &mut Complaints) -> Vec<(Form, Reading)> {
    let mut read = unpacked(program, found, notes);
    let folder = |form: &Form| form.shown().parent().map(Path::to_owned);
    let with_form: BTreeSet<Option<PathBuf>> =
        read.iter().filter(|(_, reading)| matches!(reading, Reading::Form(_))).map(|(form, _)| folder(form)).collect();
    read.retain(|(form, reading)| {
        let no_form = matches!(reading, Reading::Refused(Refusal::NoFields | Refusal::NotAForm | Refusal::Foreign(_)));
        let why = match reading {
            Reading::Refused(Refusal::Foreign(Foreign::Comparison)) if form.asked != Asked::Itself => {
                Some(Passed::Comparison)
            }
            _ if no_form && form.asked == Asked::Beside && with_form.contains(&folder(form)) => Some(Passed::NoForm),
            _ => None,
        };
        why.into_iter().for_each(|why| notes.push(forms::passed_over(&form.shown(), why)));
        why.is_none()
    });
    read
}

/// Reads files, and in place of each package what lies in it.
fn unpacked(program: &Path, found: Vec<Form>, notes: &mut Complaints) -> Vec<(Form, Reading)> {
    /// How deep packages may lie in one another: a portal's of the suppliers' own.
    const DEEPEST: usize = 3;
    let readings = read_all(program, &found);
    let mut read: Vec<(Form, Reading)> = Vec::new();
    for (form, reading) in found.into_iter().zip(readings) {
        match reading {
            Reading::Archive(_) if form.inside.len() >= DEEPEST => {
                read.push((form, Reading::Refused(Refusal::Bomb)));
            }
            Reading::Archive(members) => {
                let inside = forms::of_package(&form, members, notes);
                if inside.is_empty() {
                    read.push((form, Reading::Refused(Refusal::NotAForm)));
                } else {
                    read.extend(unpacked(program, inside, notes));
                }
            }
            reading @ (Reading::Form(_) | Reading::Refused(_)) => read.push((form, reading)),
        }
    }
    read
}

/// Reads the forms, some at a time, in their order.
fn read_all(program: &Path, forms: &[Form]) -> Vec<Reading> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(forms.len());
    let next = AtomicUsize::new(0);
    let readings = Mutex::new(Vec::new());
    thread::scope(|scope| {
        on_threads(scope, workers, || {
            while let Some((at, form)) =
                Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, forms.get(at)?)))
            {
                let reading = apart::read_apart(program, &form.path, &form.members());
                readings.lock().unwrap_or_else(PoisonError::into_inner).push((at, reading));
            }
        });
    });
    let mut readings = readings.into_inner().unwrap_or_else(PoisonError::into_inner);
    readings.sort_by_key(|(at, _)| *at);
    readings.into_iter().map(|(_, reading)| reading).collect()
}

/// Judges a form against the profile that it carries. The first form's own becomes the comparison's.
fn judged_by_itself(
    house: &House,
    file: &str,
    returned: &Returned,
    bound: Option<&Binding>,
    first: &OnceCell<(String, Ground)>,
) -> Judged {
    let labels = labels(house.templates.words());
    let Some(bound) = bound else { return unjudged(file, returned, What::FingerprintMissing) };
    let ground = match Reference::carried(bound, &house.catalog, &house.texts) {
        Ok(reference) => Ground::new(reference, Assets::new()),
        Err(what) => return unjudged(file, returned, what),
    };
    // A page drawn from a stranger's profile proves nothing; its cells at least tell what was typed beside the fields.
    let original = (returned.kind != Kind::Pdf).then(|| ground.original(returned.kind, house)).flatten();
    let mut judged = judge(file, returned, &ground.reference, Some(bound), false, &labels, original);
    let binding = ground.reference.binding.clone();
    let (other, compared) = first.get_or_init(|| (file.to_owned(), ground));
    tell_other_form(&mut judged, &binding, other, &compared.reference.binding);
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
