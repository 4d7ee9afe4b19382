//! `bilag answer`: the supplier's side. Forms that were filled in are learned from; new ones are filled in from what
//! was learned.

use std::path::{Path, PathBuf};

use super::apart;
use super::collect::ground::Ground;
use super::collect::{self, forms};
use super::output::{self, Outputs};
use super::turn::Turn;
use crate::house::House;
use press::Assets;
use tender::complaint::{Complaint, Complaints};
use tender::form::binding::Binding;
use tender::form::fault::FormFault;
use tender::form::fill::fill;
use tender::form::filling::Unfillable;
use tender::form::library::{About, Counted, Library, from_workbook, learn, prefill, review, to_workbook};
use tender::form::refusal::Refusal;
use tender::form::returned::Kind;
use tender::form::{Reading, Reference, Returned};
use tender::input::files::Files;
use tender::text::file_name::possible;

/// The largest library.
const LARGEST: u64 = 64 << 20;

/// What is to be answered, or learned from.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Order {
    /// Forms, PDF, XLSX or DOCX: files, folders, wildcards, or a ZIP of them
    #[arg(required = true, value_name = "FORM")]
    pub forms: Vec<PathBuf>,
    /// The library of earlier answers, JSON or its twin in Excel; each is written beside the other
    #[arg(long, value_name = "FILE", default_value = "svarbibliotek.json")]
    pub library: PathBuf,
    /// Learn from forms that were filled in, and fill nothing in
    #[arg(long)]
    pub learn: bool,
    /// Fill in earlier answers also where the words have changed since
    #[arg(long)]
    pub accept_changed: bool,
    /// The folder for the filled forms and their reviews
    #[arg(short, long, default_value = "bilag-svar", value_name = "DIR")]
    pub output: PathBuf,
    /// Overwrite forms and reviews that were edited
    #[arg(long)]
    pub force: bool,
    /// This program, which reads each form in a process of its own
    #[arg(skip)]
    pub program: PathBuf,
}

/// What came of it.
pub struct Answered {
    pub forms: Vec<One>,
    /// Of forms that were refused or cannot be filled in
    pub refused: Complaints,
    /// What lay among the forms and is none
    pub passed_over: Complaints,
    pub written: Vec<PathBuf>,
}

/// What came of one form.
pub struct One {
    pub file: String,
    pub what: Deed,
}

/// What was done with a form.
pub enum Deed {
    /// So many answers were learned
    Learned(usize),
    /// It was learned from before
    KnownAlready,
    /// How many questions were filled in, left as they stood, changed, and never asked before
    FilledIn(Counted),
}

/// Learns from forms, or fills them in.
pub fn answer(house: &House, order: &Order) -> Result<Answered, Complaints> {
    let shelf = Shelf::at(&order.library);
    // What another run learns meanwhile is not to be lost.
    let _turn = order.learn.then(|| Turn::at_file(&shelf.json));
    let mut library = shelf.open(house, order.learn)?;
    let (found, mut passed_over) = forms::find(&order.forms)?;
    found.iter().for_each(|form| house.inputs.note(&form.path));
    let readings = collect::read_found(&order.program, found, &mut passed_over);
    let paths: Vec<PathBuf> = readings.iter().map(|(form, _)| form.shown()).collect();
    let names = forms::names(&paths);
    let mut answered = Answered { forms: Vec::new(), refused: Complaints::new(), passed_over, written: Vec::new() };
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for (file, (form, reading)) in names.into_iter().zip(readings) {
        let path = form.shown().display().to_string();
        let done = match reading {
            Reading::Archive(_) => continue,
            Reading::Refused(refusal) => Err(FormFault::RefusedForm { path, refusal }),
            Reading::Form(returned) => match bound(&returned) {
                None => Err(FormFault::NotFillable { path, why: Unfillable::NoBinding }),
                Some(bound) => {
                    let ground = ground(house, &bound);
                    let about = ground.as_ref().map(|ground| About::of(&ground.reference)).unwrap_or_default();
                    // On a Word paper a field that has lost its name is told by its row.
                    let original = ground.as_ref().filter(|_| returned.kind == Kind::Docx);
                    let original = original.and_then(|ground| ground.original(returned.kind, house));
                    if order.learn {
                        let learned = learn(&mut library, &file, &returned, original, &bound, &about);
                        Ok(learned.map_or(Deed::KnownAlready, Deed::Learned))
                    } else {
                        let filled = prefill(&library, &returned, original, &bound, &about, order.accept_changed);
                        bytes_of(&form)
                            .map_err(|refusal| FormFault::RefusedForm { path: path.clone(), refusal })
                            .and_then(|bytes| {
                                let made = fill(returned.kind, &bytes, &filled.filling);
                                made.map_err(|why| FormFault::NotFillable { path, why })
                            })
                            .map(|bytes| {
                                let name = own_name(&file, &files);
                                let page = review(&name, &about.buyer, &about.title, &library, &filled);
                                let stem =
                                    Path::new(&name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
                                files.push((order.output.join(&name), bytes));
                                let review = format!("{stem}-gennemgang.html");
                                // Two formats of one form have a review each.
                                let review = if is_taken(&review, &files) {
                                    own_name(&format!("{name}-gennemgang.html"), &files)
                                } else {
                                    review
                                };
                                files.push((order.output.join(review), page.into_bytes()));
                                Deed::FilledIn(filled.counted())
                            })
                    }
                }
            },
        };
        match done {
            Ok(what) => answered.forms.push(One { file, what }),
            Err(fault) => answered.refused.error(fault, None),
        }
    }
    if order.learn && answered.forms.iter().all(|one| matches!(one.what, Deed::KnownAlready)) {
        // Nothing is new.
    } else if order.learn {
        answered.written = shelf.put(&library)?;
    } else {
        Outputs::over(&house.inputs).loose(&files, order.force)?;
        answered.written = files.into_iter().map(|(path, _)| path).collect();
    }
    Ok(answered)
}

/// What a form's file is called when it is filled in: no name of a stranger's leads out of the folder, and none is that
/// of another form on systems that see no difference in case.
fn own_name(file: &str, files: &[(PathBuf, Vec<u8>)]) -> String {
    let name = possible(file);
    let numbered = (2..).map(|number| format!("{number} {name}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !is_taken(name, files)).unwrap_or(name)
}

/// Whether a file is called so already, in letters of whatever case.
fn is_taken(name: &str, files: &[(PathBuf, Vec<u8>)]) -> bool {
    files.iter().any(|(path, _)| output::name_of(path).to_lowercase() == name.to_lowercase())
}

fn bound(returned: &Returned) -> Option<Binding> {
    serde_json::from_str(returned.binding.as_deref()?).ok()
}

/// The tender that a form says it belongs to; nothing where its profile cannot be read, which costs no answer to a
/// line.
fn ground(house: &House, bound: &Binding) -> Option<Ground> {
    let reference = Reference::carried(bound, &house.catalog, &house.texts).ok()?;
    Some(Ground::new(reference, Assets::new()))
}

/// The bytes of a form, or of one in a package. It was read in a process of its own before.
fn bytes_of(form: &forms::Form) -> Result<Vec<u8>, Refusal> {
    if form.inside.is_empty() {
        return std::fs::read(&form.path).map_err(|error| Refusal::Unreadable(error.into()));
    }
    apart::inside(&form.path, &form.members())
}

/// Where a library lies: as JSON, and beside it as a workbook.
struct Shelf {
    json: PathBuf,
    twin: PathBuf,
    /// The workbook was named: it is the one that counts
    twin_counts: bool,
}

impl Shelf {
    fn at(named: &Path) -> Self {
        let twin_counts = named.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
        if twin_counts {
            return Self { json: named.with_extension("json"), twin: named.to_owned(), twin_counts };
        }
        Self { json: named.to_owned(), twin: named.with_extension("xlsx"), twin_counts }
    }

    /// Opens the library. One that is to learn may be missing.
    fn open(&self, house: &House, may_be_missing: bool) -> Result<Library, Complaints> {
        let (counts, other) = if self.twin_counts { (&self.twin, &self.json) } else { (&self.json, &self.twin) };
        if may_be_missing && !counts.exists() && !other.exists() {
            return Ok(Library::default());
        }
        let not_a_library = |missing| FormFault::NotALibrary {
            path: counts.display().to_string(),
            missing,
            other: Some(other).filter(|other| missing && other.exists()).map(|other| other.display().to_string()),
        };
        if !counts.exists() {
            return Err(Complaint::error(not_a_library(true), None).into());
        }
        let bytes = house.inputs.read_up_to(counts, LARGEST)?;
        let library = if self.twin_counts { from_workbook(&bytes) } else { from_json(&bytes) };
        let Some(library) = library else {
            return Err(Complaint::error(not_a_library(false), None).into());
        };
        if !self.twin_counts && self.twin.exists() {
            let bytes = house.inputs.read_up_to(&self.twin, LARGEST)?;
            let written = to_workbook(&library).ok().and_then(|bytes| from_workbook(&bytes));
            if from_workbook(&bytes) != written {
                let fault = FormFault::LibraryTwin {
                    library: self.json.display().to_string(),
                    twin: self.twin.display().to_string(),
                };
                return Err(Complaint::error(fault, None).into());
            }
        }
        Ok(library)
    }

    /// Writes the library, and its twin beside it. The twin comes first: a program that has it open keeps it on Windows,
    /// and then nothing has changed.
    fn put(&self, library: &Library) -> Result<Vec<PathBuf>, Complaints> {
        let workbook = to_workbook(library).map_err(|error| {
            let fault = FormFault::Workbook { misfit: tender::form::fault::Misfit::Other, message: error.to_string() };
            Complaints::from(Complaint::error(fault, None))
        })?;
        for (path, bytes) in [(&self.twin, workbook.as_slice()), (&self.json, library.to_json().as_bytes())] {
            // Nothing could make it again.
            if path.exists() { output::rewrite(path, bytes)? } else { output::write_new(path, bytes)? }
        }
        Ok(vec![self.json.clone(), self.twin.clone()])
    }
}

fn from_json(bytes: &[u8]) -> Option<Library> {
    Library::from_json(std::str::from_utf8(bytes).ok()?)
}
