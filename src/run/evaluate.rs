//! `bilag evaluate`: the evaluators' workbooks in, one summary out.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::collect::printable;
use super::output::Outputs;
use super::turn::resolved;
use crate::house::House;
use press::Assets;
use tender::both;
use tender::complaint::{Complaint, Complaints};
use tender::document::{Attachment, Document, DocumentKind, Format, Relationship};
use tender::form::Reference;
use tender::form::evaluation::layout::Key;
use tender::form::evaluation::{
    Evaluated, Evaluator, Gone, Sheet, Slip, TooMany, evaluate as put_together, paper, read,
};
use tender::form::fault::{EvaluationSlip, FormFault};
use tender::form::report::labels;
use tender::form::spelling::visible;
use tender::form::workbook::layout::cell;
use tender::form::workbook::summary;
use tender::input::fault::Thing;
use tender::input::files::Files;
use tender::input::wildcard;
use tender::text::danish;
use tender::text::language::Both;

/// The largest workbook that is read.
const LARGEST: u64 = 64 << 20;

/// What is to be put together.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Order {
    /// Workbooks that `collect` made and the evaluators wrote in; wildcards are understood
    #[arg(required = true, value_name = "WORKBOOK")]
    pub workbooks: Vec<PathBuf>,
    /// A format to write; may be repeated [default: the ending of FILE, or json]
    #[arg(long = "format", value_parser = crate::named::formats_of(DocumentKind::Evaluering), value_name = "FORMAT")]
    pub formats: Vec<Format>,
    /// The file to write; of several formats each gets its own ending [default: json to stdout, others to evaluering.*]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite summaries that were edited
    #[arg(long)]
    pub force: bool,
}

/// What the workbooks came to.
pub struct Summed {
    pub evaluated: Evaluated,
    pub warnings: Complaints,
    /// The summary as JSON, where it was asked for and is to be written nowhere
    pub json: Option<String>,
    pub written: Vec<PathBuf>,
}

/// Reads the workbooks, puts together what stands in them, and writes the summary.
pub fn evaluate(house: &House, order: &Order) -> Result<Summed, Complaints> {
    let targets = super::answered::targets(DocumentKind::Evaluering, &order.formats, order.output.as_deref())?;
    let (sheets, mut warnings) = sheets(house, &order.workbooks)?;
    let Some((_, first)) = sheets.first() else {
        return Err(Complaint::error(FormFault::NothingToCompare, None).into());
    };
    let basis = first.basis.clone();
    let reference = Reference::of_profile(&basis.profile, &house.catalog, &house.texts)?;
    let words = house.templates.words();
    let (evaluated, too_many, gone) = put_together(&sheets, &reference, &labels(words));
    let supplier = |key: &Key| basis.suppliers.get(key.supplier - 1).and_then(|given| given.name.clone());
    for Gone { file, rows } in gone {
        let named = |key: &Key| match supplier(key) {
            Some(name) => format!("{} ({})", key.line, visible(&name)),
            None => format!("{} (nr. {})", key.line, key.supplier),
        };
        let slip = EvaluationSlip::Gone { rows: rows.iter().map(named).collect() };
        warnings.push(Complaint::warning(FormFault::EvaluationCell { path: file, slip: slip.into() }, None));
    }
    for TooMany { file, evaluator, key, points, weight } in too_many {
        let slip = EvaluationSlip::TooMany {
            line: key.line.to_string(),
            supplier: match supplier(&key) {
                Some(name) => Both::same(visible(&name)),
                None => {
                    let number = key.supplier;
                    both!("supplier {number}", "leverandør {number}")
                }
            },
            evaluator: visible(&evaluator),
            points: danish::number(points),
            weight: danish::number(weight),
        };
        warnings.push(Complaint::warning(FormFault::EvaluationCell { path: file, slip: slip.into() }, None));
    }
    warnings.append(copies(&sheets));
    let made = targets.into_iter().map(|(format, path)| {
        let show = |text: &str| match format {
            Format::Xlsx => cell(&visible(text)),
            Format::Pdf | Format::Docx | Format::Pptx | Format::Md | Format::Json | Format::Html => {
                printable(&visible(text), house)
            }
        };
        let document = || paper(&evaluated, &basis, &reference, &house.texts, words, &show);
        let bytes = match format {
            Format::Json => json(&evaluated),
            Format::Xlsx => summary(&document(), words)?,
            Format::Pdf | Format::Docx | Format::Pptx | Format::Md | Format::Html => {
                let mut assets = Assets::new();
                assets.attach(Attachment {
                    name: "evaluering.json".to_owned(),
                    bytes: json(&evaluated),
                    mime: "application/json",
                    relationship: Relationship::Data,
                    description: "Evaluatorernes point, begrundelser og noter".to_owned(),
                });
                let (bytes, told) = house.print(&Document::Evaluering(Box::new(document())), format, &assets)?;
                warnings.append(told);
                bytes
            }
        };
        Ok((path, bytes))
    });
    let made: Vec<(Option<PathBuf>, Vec<u8>)> = made.collect::<Result<_, Complaints>>()?;
    let (files, data): (Vec<_>, Vec<_>) = made.into_iter().partition(|(path, _)| path.is_some());
    let files: Vec<_> = files.into_iter().filter_map(|(path, bytes)| Some((path?, bytes))).collect();
    Outputs::over(&house.inputs).loose(&files, order.force)?;
    let json = data.into_iter().next().map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
    Ok(Summed { evaluated, warnings, json, written: files.into_iter().map(|(path, _)| path).collect() })
}

/// Workbooks in which the same evaluator wrote the same.
fn copies(sheets: &[(String, Sheet)]) -> Complaints {
    let mut told = Complaints::new();
    let mut seen: Vec<(&str, &Evaluator)> = Vec::new();
    for (file, sheet) in sheets {
        for evaluator in sheet.evaluators.iter().filter(|it| it.name.is_some()) {
            if let Some((other, _)) = seen.iter().find(|(other, same)| *other != file && *same == evaluator) {
                let name = visible(evaluator.name.as_deref().unwrap_or_default());
                let slip = EvaluationSlip::Copied { evaluator: name, other: (*other).to_owned() };
                told.push(Complaint::warning(
                    FormFault::EvaluationCell { path: file.clone(), slip: slip.into() },
                    None,
                ));
            }
            seen.push((file, evaluator));
        }
    }
    told
}

fn json(evaluated: &Evaluated) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(evaluated).expect("a summary is plain data");
    json.push(b'\n');
    json
}

/// The workbooks, each with the name of its file. All that are none, or compare something else, are complained of.
fn sheets(house: &House, named: &[PathBuf]) -> Result<(Vec<(String, Sheet)>, Complaints), Complaints> {
    let (mut complaints, mut warnings) = (Complaints::new(), Complaints::new());
    let here = std::path::Path::new("");
    let mut paths: Vec<PathBuf> = Vec::new();
    for path in named {
        if wildcard::is_pattern(here, path, &house.inputs) {
            match house.inputs.expand(here, path, Thing::Form) {
                Ok(found) => paths.extend(found),
                Err(complaint) => complaints.push(complaint),
            }
        } else {
            paths.push(path.clone());
        }
    }
    // A workbook that is named twice, by itself and in a folder or a wildcard, is one evaluator's.
    let mut named = BTreeSet::new();
    paths.retain(|path| named.insert(resolved(path).unwrap_or_else(|| path.clone())));
    let mut sheets: Vec<(String, Sheet)> = Vec::new();
    for path in paths {
        let shown = path.display().to_string();
        let bytes = match house.inputs.read_up_to(&path, LARGEST) {
            Ok(bytes) => bytes,
            Err(complaint) => {
                complaints.push(complaint);
                continue;
            }
        };
        let sheet = match read::read(&bytes) {
            Ok(sheet) => sheet,
            Err(why) => {
                complaints.error(FormFault::NotAnEvaluation { path: shown, why }, None);
                continue;
            }
        };
        if let Some((first, _)) = sheets.first().filter(|(_, first)| first.basis != sheet.basis) {
            complaints.error(FormFault::OtherComparison { path: shown, first: first.clone() }, None);
            continue;
        }
        for slip in &sheet.slips {
            let slip = match slip.clone() {
                Slip::NoPoints { cell, key, text } => {
                    EvaluationSlip::NoPoints { cell, line: key.line.to_string(), text }
                }
                Slip::NoAnswer { cell, key, text } => {
                    EvaluationSlip::NoAnswer { cell, line: key.line.to_string(), text }
                }
                Slip::Twice { cell, key } => EvaluationSlip::Twice { cell, line: key.line.to_string() },
                Slip::Torn { cell, key, text } => {
                    let given = key.supplier.checked_sub(1).and_then(|at| sheet.basis.suppliers.get(at));
                    let supplier = given.map(|given| given.shown().to_owned()).unwrap_or_default();
                    EvaluationSlip::Torn { cell, line: key.line.to_string(), supplier, text }
                }
                Slip::Misplaced { cell, key } => EvaluationSlip::Misplaced { cell, line: key.line.to_string() },
                Slip::Overwritten { cell, key, text } => {
                    EvaluationSlip::Overwritten { cell, line: key.line.to_string(), text }
                }
                Slip::Commented { cell, text } => EvaluationSlip::Commented { cell, text },
                Slip::NoValue { cell, key } => EvaluationSlip::NoValue { cell, line: key.line.to_string() },
            };
            warnings
                .push(Complaint::warning(FormFault::EvaluationCell { path: shown.clone(), slip: slip.into() }, None));
        }
        sheets.push((shown, sheet));
    }
    if complaints.has_errors() { Err(complaints) } else { Ok((sheets, warnings)) }
}
