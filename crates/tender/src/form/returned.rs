//! What stands in a returned form, read without believing any of it.
//!
//! [`Reading::of`] runs in the child process. What it gives is plain data that crosses to the parent as JSON.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Supplier;
use super::remark::Remark;
use super::way::Way;

use crate::document::FieldName;
use crate::document::name::{Part, SupplierField};
use crate::form::refusal::Refusal;
use crate::text::source::composed;

/// The largest file that is read. A filled form has some hundred kilobytes; a scan of one is no form.
pub const LARGEST: u64 = 32 << 20;

/// The most of one answer, in units of UTF-16: what a cell of a workbook holds, so that the comparison can hold it
/// whole.
pub const LONGEST: usize = 32_767;

/// The most fields of one form.
pub(super) const MOST_FIELDS: usize = 20_000;

/// The largest binding, in bytes.
pub(super) const LARGEST_BINDING: usize = 8 << 20;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    Form(Box<Returned>),
    /// A package of files, as a portal hands it out
    Archive(Vec<Member>),
    Refused(Refusal),
}

/// A file in a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub at: usize,
    /// Its path in the package
    pub name: String,
}

/// The formats of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Pdf,
    Xlsx,
    Docx,
}

impl Kind {
    /// Whether a file of this kind has the ending of another that the same program writes: with macros, or a template.
    pub fn is_relative(self, name: &str) -> bool {
        let ending = ending(name).unwrap_or_default();
        let relatives: &[&str] = match self {
            Kind::Pdf => &[],
            Kind::Xlsx => &["xlsm", "xltx", "xltm"],
            Kind::Docx => &["docm", "dotx", "dotm"],
        };
        relatives.contains(&ending.as_str())
    }

    /// The ending of its files' names.
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Xlsx => "xlsx",
            Kind::Docx => "docx",
        }
    }
}

/// How a file's name ends, in small letters.
pub(super) fn ending(file: &str) -> Option<String> {
    file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())
}

/// The formats of a workbook that are read, though a form is sent out in none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Book {
    /// .ods
    OpenDocument,
    /// .xls
    Old,
}

/// A returned form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    pub kind: Kind,
    /// The binding as it stands in the file, unread
    pub binding: Option<String>,
    /// What stands in each field, by its name; nothing where it was left blank
    pub values: BTreeMap<String, Option<String>>,
    /// The visible wording of each line, by the name of its answer's field; of workbooks only
    pub wordings: BTreeMap<String, String>,
    pub oddities: BTreeSet<Oddity>,
    /// The fields that were not read in the plain way, by the way in which they were
    #[serde(default)]
    pub ways: BTreeMap<Way, BTreeSet<String>>,
    /// What stands in the file outside its fields and was put there
    #[serde(default)]
    pub remarks: BTreeSet<Remark>,
    /// How the fields are made; of workbooks those that offer answers
    #[serde(default)]
    pub shapes: BTreeMap<String, Shape>,
    /// A hash of what each page draws, in the order of the pages; of PDFs only
    #[serde(default)]
    pub pages: Vec<String>,
    /// What stands in cells that are no fields; of workbooks only
    #[serde(default)]
    pub cells: Vec<Fixed>,
    /// What stands outside the fields, paragraph by paragraph; of Word papers only
    #[serde(default)]
    pub passages: Vec<Passage>,
    /// How many pictures and figures stand outside the fields; of Word papers only
    #[serde(default)]
    pub drawings: usize,
    /// The rows with fields that are called by words, and what stands in them; of Word papers only
    #[serde(default)]
    pub rows: BTreeMap<String, Row>,
    /// The fingerprint, where it is all that is left of the binding
    #[serde(default)]
    pub fingerprint: Option<String>,
}

/// A paragraph outside the fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub text: String,
    /// The name of the answer's field in its row
    pub field: Option<String>,
    /// A program writes it anew: a page's number, a table of contents
    pub generated: bool,
}

/// A row that asks one thing and is called by its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The name of its field; absent where a program dropped it
    pub field: Option<String>,
    pub value: Option<String>,
}

/// How a field is made: what can be compared with the field that was asked without drawing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    pub made: Made,
    /// The answers that it offers, in their order
    pub offers: Vec<String>,
    pub places: Vec<Spot>,
}

/// What kind of field it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Made {
    Text,
    Choice,
    Radio,
    Check,
    Signature,
    /// A push button, or nothing that is known
    Other,
}

/// Where a field, or one of its answers, stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Counted from one; absent where it stands on no page
    pub page: Option<u32>,
    /// Left, bottom, right, top in points
    pub rect: [i32; 4],
    /// The answer of a button
    pub answer: Option<String>,
}

/// What stands in a cell that is no field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fixed {
    pub sheet: String,
    /// `E14`
    pub cell: String,
    pub column: u16,
    /// The name of the first field in its row
    pub field: Option<String>,
    /// That of the closest row above, where the row has none
    pub below: Option<String>,
    pub text: String,
    pub formula: bool,
    /// Something of it is struck through or out of sight, or its format shows other words
    pub altered: bool,
    /// It is shown while a cell is being filled in
    #[serde(default)]
    pub hint: bool,
}

/// What no form of ours has in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Oddity {
    /// Something that would act if the file were opened in another program
    Active(Active),
    /// The answer is a formula; what it showed last is taken, if it was ever computed
    Formula { field: String, computed: bool },
    /// The marks and the value of one field say different things
    Ambiguous { field: String, said: Vec<String> },
    /// Two fields of one name: what was taken, and what the other says if it says something else
    Twice { field: String, taken: Option<String>, other: Option<String> },
    /// The answer was cut
    Cut { field: String },
    /// What is drawn in the field is not what is stored in it
    Drawn { field: String, stored: String, drawn: String },
    /// Something is drawn in the field besides its words, or lies over them
    Painted { field: String },
    /// A mark that is set cannot be seen, or one can be seen that is not set
    Marks { field: String },
    /// The field is hidden, or stands on no page, no row or no sheet that is seen
    Unseen { field: String },
    /// The format of the cell shows other words than those that stand in it
    Disguised { field: String, shown: String },
    /// What was answered is struck through
    Struck { field: String },
    /// The field stands in a row that is called otherwise than it was asked in
    OtherRow { field: String, row: String },
    /// A program keeps the workbook in another format than the one that was sent out
    OtherBook(Book),
    /// There are more fields than any form has; the rest was not read
    TooManyFields,
}

/// What acts when a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Active {
    Script,
    Launch,
    Submit,
    OtherFile,
    Xfa,
    Media,
    Macro,
    ExternalLink,
    Embedded,
}

impl Returned {
    /// One in which nothing stands.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            binding: None,
            values: BTreeMap::new(),
            wordings: BTreeMap::new(),
            oddities: BTreeSet::new(),
            ways: BTreeMap::new(),
            remarks: BTreeSet::new(),
            shapes: BTreeMap::new(),
            pages: Vec::new(),
            cells: Vec::new(),
            passages: Vec::new(),
            drawings: 0,
            rows: BTreeMap::new(),
            fingerprint: None,
        }
    }

    /// A form that holds just these answers.
    pub(super) fn of_answers(supplier: &Supplier) -> Self {
        // A workbook has nothing beside its fields that could be missed.
        let mut returned = Self::new(Kind::Xlsx);
        let mut keep = |name: FieldName, value: Option<&String>| returned.keep(name.to_string(), value.cloned());
        keep(FieldName::Supplier(SupplierField::Name), supplier.name.as_ref());
        keep(FieldName::Supplier(SupplierField::Cvr), supplier.cvr.as_ref());
        for (fact, answer) in &supplier.facts {
            keep(FieldName::Fact(fact.clone()), Some(answer));
        }
        for (line, answer) in &supplier.answers {
            keep(FieldName::Line(line.clone(), Part::Answer), answer.svar.as_ref());
            keep(FieldName::Line(line.clone(), Part::Description), answer.begrundelse.as_ref());
        }
        returned
    }

    /// What stands in a field.
    pub(super) fn value(&self, field: &FieldName) -> Option<String> {
        self.values.get(&field.to_string()).cloned().flatten()
    }

    /// Keeps what stands in a field. Of two fields of one name the first that says something counts.
    pub(super) fn keep(&mut self, field: String, value: Option<String>) {
        let field = composed(&field).into_owned();
        if self.values.len() >= MOST_FIELDS && !self.values.contains_key(&field) {
            self.oddities.insert(Oddity::TooManyFields);
            return;
        }
        // Some systems write letters in pieces: an answer must be found among those that were offered all the same.
        let plain = |value: String| composed(&value.replace("\r\n", "\n").replace('\r', "\n")).into_owned();
        let value = value.map(plain).map(|value| match cut(&value, LONGEST) {
            Some(short) => {
                self.oddities.insert(Oddity::Cut { field: field.clone() });
                short.to_owned()
            }
            None => value,
        });
        let value = value.filter(|value| !value.is_empty());
        match self.values.entry(field) {
            Entry::Occupied(mut twice) => {
                let (field, first) = (twice.key().clone(), twice.get().clone());
                let says = |value: &Option<String>| value.as_deref().is_some_and(|value| !value.trim().is_empty());
                let (taken, other) = if says(&first) || !says(&value) { (first, value) } else { (value, first) };
                twice.insert(taken.clone());
                let other = other.filter(|other| !other.trim().is_empty() && taken.as_ref() != Some(other));
                self.oddities.insert(Oddity::Twice { field, taken, other });
            }
            Entry::Vacant(place) => drop(place.insert(value)),
        }
    }

    /// Notes that a field was not read in the plain way.
    pub(super) fn read_by(&mut self, way: Way, field: &str) {
        self.ways.entry(way).or_default().insert(composed(field).into_owned());
    }
}

/// As much of a text as fits into so many units of UTF-16; nothing where all of it does.
pub(super) fn cut(text: &str, room: usize) -> Option<&str> {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used > room
    });
    end.map(|(at, _)| &text[..at])
}
