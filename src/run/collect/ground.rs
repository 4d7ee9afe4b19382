//! What forms are held up against: the buyer's profile, what is kept of it in a lock, or the rows of a portfolio, of
//! which each form finds its own.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use crate::disk::{lock_if_there, read_lock};
use crate::house::House;
use crate::run::jobs;
use press::Assets;
use tender::case::Case;
use tender::complaint::Complaints;
use tender::document::{Document, Format};
use tender::form::binding::Binding;
use tender::form::published::{Earlier, Former};
use tender::form::report::labels;
use tender::form::returned::Kind;
use tender::form::seals::{Part, Version};
use tender::form::workbook::workbook;
use tender::form::{Judged, Reading, Reference, Returned, judge, judge_earlier, word};
use tender::input::files::Files;
use tender::input::table::Table;
use tender::portfolio::Portfolio;
use tender::print::Furnishing;
use tender::profile::ProfileFile;
use tender::publication::lock::Lock;
use tender::text::source::Source;

/// A version that was published before.
struct Before {
    /// How its form looked
    ground: Ground,
    version: Version,
    /// It looked just so
    is_whole: bool,
}

/// A tender, and how its form looks when it comes straight from the press.
pub struct Ground {
    pub reference: Reference,
    /// The logo of the buyer's own theme
    pub assets: Assets,
    /// How its pages look cannot be known: the logo is not at hand
    pages_unknown: bool,
    xlsx: OnceLock<Option<Box<Returned>>>,
    pdf: OnceLock<Option<Box<Returned>>>,
    docx: OnceLock<Option<Box<Returned>>>,
    /// The forms of earlier versions that came back, by their fingerprints
    earlier: RefCell<BTreeMap<String, Option<Rc<Before>>>>,
}

/// All that forms may be held up against.
pub enum Grounds {
    /// Nothing of the buyer's: each form is judged against what it carries
    None,
    One(Box<Ground>),
    /// Of a portfolio, or a folder of profiles
    Rows(Vec<Row>),
}

/// One tender among several.
pub struct Row {
    /// `Nordby/omsorg`
    pub name: String,
    pub ground: Ground,
}

impl Ground {
    pub fn new(reference: Reference, assets: Assets) -> Self {
        Self {
            reference,
            assets,
            pages_unknown: false,
            xlsx: OnceLock::new(),
            pdf: OnceLock::new(),
            docx: OnceLock::new(),
            earlier: RefCell::default(),
        }
    }

    fn of_file(file: &ProfileFile, lock: Option<&Lock>, house: &House) -> Result<Self, Complaints> {
        let case = Case::read(file, &house.catalog)?;
        let mut assets = Assets::new();
        let unprintable = house.press.proof(&file.table, &case.profile.theme, &house.inputs, &mut assets);
        if unprintable.has_errors() {
            return Err(unprintable);
        }
        Ok(Self::new(known(Reference::new(case, &house.texts), lock), assets))
    }

    /// The tender as it was published last. Its logo lies where the profile does; without it the form is judged all the
    /// same.
    fn of_lock(path: &Path, house: &House) -> Result<Self, Complaints> {
        let lock = read_lock(path, &house.inputs)?;
        let profile = path.with_extension("toml");
        let source = Source::new(path.display().to_string(), lock.profile_text());
        let with_looks = ProfileFile::read(&profile, source, &house.inputs)
            .and_then(|file| Self::of_file(&file, Some(&lock), house));
        with_looks.or_else(|_| {
            let reference = Reference::of_profile(&lock.profile_text(), &house.catalog, &house.texts)?;
            Ok(Self { pages_unknown: true, ..Self::new(known(reference, Some(&lock)), Assets::new()) })
        })
    }

    /// The form as it is made today, read as those are that came back.
    pub fn original(&self, kind: Kind, house: &House) -> Option<&Returned> {
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
                let mut made = read_back(house.print(&form, Format::Pdf, &self.assets).ok()?.0)?;
                if self.pages_unknown {
                    made.pages.clear();
                }
                Some(made)
            }),
        };
        made.as_deref()
    }

    /// Judges a form that came back. One that answers an earlier version is judged as such.
    pub fn judge(&self, file: &str, returned: &Returned, bound: Option<&Binding>, house: &House) -> Judged {
        let labels = labels(house.templates.words());
        if let Some((bound, earlier)) = bound.and_then(|bound| Some((bound, self.earlier(bound, house)?))) {
            let Before { ground, version, is_whole } = &*earlier;
            let original = ground.original(returned.kind, house).filter(|_| *is_whole);
            let earlier = Earlier { reference: &ground.reference, version, is_whole: *is_whole };
            return judge_earlier(file, returned, &self.reference, earlier, bound, &labels, original);
        }
        judge(file, returned, &self.reference, bound, true, &labels, self.original(returned.kind, house))
    }

    /// The version that a form is of, if it is an earlier one, and how its form looked.
    fn earlier(&self, bound: &Binding, house: &House) -> Option<Rc<Before>> {
        let mut known = self.earlier.borrow_mut();
        let made = known.entry(bound.fingerprint.clone()).or_insert_with(|| {
            let Former { reference, version, is_whole } =
                self.reference.earlier(bound, &house.catalog, &house.texts)?;
            let ground = Ground { pages_unknown: self.pages_unknown, ..Ground::new(reference, self.assets.clone()) };
            Some(Rc::new(Before { ground, version, is_whole }))
        });
        made.clone()
    }

    /// How surely a form is of this tender: its very version, an earlier one, or at least the same buyer and title.
    fn nearness(&self, returned: &Returned, bound: Option<&Binding>) -> Option<u8> {
        let own = &self.reference.binding;
        let fingerprint = bound.map(|bound| &bound.fingerprint).or(returned.fingerprint.as_ref())?;
        if *fingerprint == own.fingerprint {
            return Some(0);
        }
        let seals = &bound?.seals;
        if self.reference.published.iter().any(|version| version.seals.ask_the_same(seals)) {
            return Some(1);
        }
        let tender = |parts: &BTreeMap<Part, String>| parts.get(&Part::Tender).cloned();
        tender(&own.seals.parts).filter(|own| tender(&seals.parts).as_ref() == Some(own)).map(|_| 2)
    }
}

impl Grounds {
    /// Opens what `--profile` names: a profile, a lock, a portfolio, or a folder of profiles. A row that cannot be read
    /// is complained of and stops none of the others.
    pub fn open(path: &Path, house: &House, complaints: &mut Complaints) -> Result<Self, Complaints> {
        let of_file = |file: &ProfileFile, lock: &Path| Ground::of_file(file, lock_if_there(lock)?.as_ref(), house);
        if !path.is_dir() {
            if is_lock(path) {
                return Ok(Self::One(Box::new(Ground::of_lock(path, house)?)));
            }
            if !is_portfolio(&house.inputs.read_text(path)?) {
                let file = ProfileFile::open(path, &house.inputs)?;
                return Ok(Self::One(Box::new(of_file(&file, &jobs::composed_path(&Lock::path(path)))?)));
            }
        }
        let (jobs, notes) = jobs::find(&[path.to_owned()], Path::new(""), &house.inputs)?;
        complaints.append(notes);
        let ground = |job: &jobs::Job| of_file(&job.open(&house.inputs)?, &job.lock);
        let mut rows = Vec::new();
        for job in &jobs {
            match ground(job) {
                Ok(ground) => rows.push(Row { name: job.stem.display().to_string().replace('\\', "/"), ground }),
                Err(unread) => complaints.append(job.locate(unread)),
            }
        }
        Ok(Self::Rows(rows))
    }
}

/// The row that a form belongs to, by its place.
pub fn row_of(rows: &[Row], returned: &Returned, bound: Option<&Binding>) -> Option<usize> {
    let near = rows.iter().enumerate().filter_map(|(at, row)| Some((row.ground.nearness(returned, bound)?, at)));
    near.min().map(|(_, at)| at)
}

/// Whether a file is a lock, whatever it is called and however large: a profile does not begin with a brace.
fn is_lock(path: &Path) -> bool {
    // A pipe would be waited for.
    if !path.is_file() {
        return false;
    }
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut start));
    read.is_ok() && start.trim_ascii_start().starts_with(b"{")
}

fn is_portfolio(source: &Arc<Source>) -> bool {
    Portfolio::is_portfolio(&Table::parse(source, &mut Complaints::new()))
}

fn known(mut reference: Reference, lock: Option<&Lock>) -> Reference {
    reference.published = lock.map(Version::all_of).unwrap_or_default();
    reference
}

fn read_back(bytes: Vec<u8>) -> Option<Box<Returned>> {
    match Reading::of(&bytes) {
        Reading::Form(returned) => Some(returned),
        Reading::Archive(_) | Reading::Refused(_) => None,
    }
}
