//! The page's engine: what the page asks, answered by the same crates that the program is made of.
//!
//! The page holds the profile as a text and nothing else. Each question hands that text over and gets data back: what
//! is wrong with it, what follows, what is asked next, how it reads. A change is a question too, whose answer is the
//! changed text; so taking it back is having the text of before.
#![forbid(unsafe_code)]

mod answers;
mod change;
mod consequence;
mod desk;
mod edit;
mod fields;
mod guide;
mod issue;
mod legible;
mod outputs;
mod question;
mod reading;
mod review;
mod said;
mod supply;
#[cfg(test)]
mod tests;
mod ticks;
mod why;

use serde_json::json;
use tender::form::checklist::Mark;
use tender::form::library::Library;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answers::Forms;
use crate::desk::Desk;
use crate::question::Question;
use crate::ticks::{Begun, Tick};

/// Everything that answers are made with, set up once.
#[wasm_bindgen]
pub struct Engine {
    desk: Desk,
    forms: Forms,
    library: Library,
}

/// A page of a document.
#[wasm_bindgen(getter_with_clone)]
pub struct Sheet {
    pub page: usize,
    pub pages: usize,
    /// Where its lines stand, as JSON
    pub marks: String,
    /// The picture
    pub svg: Vec<u8>,
}

/// A form that was answered from a library.
#[cfg_attr(not(feature = "press"), wasm_bindgen(getter_with_clone))]
pub struct Answered {
    pub form: Vec<u8>,
    /// A page for whoever reads it before it is sent
    pub review: String,
    /// What became of its questions, as JSON
    pub told: String,
}

/// What the page shows before its engine is there: what there is to choose from, and an empty profile with what is
/// said of it, as JSON. Written into the page when it is made.
pub fn greeting() -> Result<String, String> {
    let desk = Desk::of_house(&[])?;
    let text = guide::start(&desk);
    let reading = reading::read(&desk, &text);
    Ok(serde_json::json!({ "guide": guide::guide(&desk, None), "text": text, "reading": reading }).to_string())
}

/// What is asked of either module.
#[wasm_bindgen]
impl Engine {
    /// Sets up catalog, texts and words; `house` is a package of those that take the place of ours, and may be empty.
    /// What is wrong with them is told in Danish.
    #[wasm_bindgen(constructor)]
    pub fn new(house: &[u8]) -> Result<Engine, String> {
        Ok(Self { desk: Desk::of_house(house)?, forms: Forms::default(), library: Library::default() })
    }

    /// Takes the name of the profile's file.
    pub fn call_it(&mut self, name: &str) {
        self.desk.call_it(name);
    }

    /// Puts a file beside the profile: a logo, a profile that it extends.
    pub fn lay_beside(&mut self, name: &str, bytes: &[u8]) {
        self.desk.lay_beside(name, bytes);
    }

    /// Takes a file away that was laid beside the profile.
    pub fn take_away(&mut self, name: &str) {
        self.desk.take_away(name);
    }

    /// Lays the tender's lock beside it: what suppliers have read. Without one nothing was published.
    pub fn lay_lock(&mut self, lock: Option<String>) -> Result<(), String> {
        self.desk.lock = lock.map(|json| issue::read(&json)).transpose()?;
        Ok(())
    }

    /// The lock once the tender went out as it is, with these files; nothing where the lock says so already.
    pub fn publish(&self, text: &str, names: &str, lengths: &[u32], bytes: &[u8]) -> Result<Option<String>, String> {
        issue::lock(&self.desk, text, &outputs::files(names, lengths, bytes)?)
    }

    /// Prints a document in a format; nothing if it has none such, and the complaints as JSON where it cannot be
    /// printed.
    pub fn print(&self, text: &str, kind: &str, format: &str) -> Result<Option<Vec<u8>>, String> {
        outputs::print(&self.desk, text, kind, format)
    }

    /// Prints a document's page as a picture, counted from one.
    #[cfg(feature = "press")]
    pub fn picture(&self, text: &str, kind: &str, page: usize) -> Result<Sheet, String> {
        let outputs::Picture { page, pages, marks, svg } = outputs::picture(&self.desk, text, kind, page)?;
        Ok(Sheet { page, pages, marks: serde_json::json!(marks).to_string(), svg: svg.into_bytes() })
    }

    /// Forgets what was remembered of documents that were printed.
    #[cfg(feature = "press")]
    pub fn forget(&self) {
        press::Press::forget();
    }

    /// Forgets the forms that were read.
    pub fn clear_forms(&mut self) {
        self.forms = Forms::default();
    }

    /// Takes a form that was read in a worker of its own.
    pub fn take_form(&mut self, file: &str, reading: &str) -> Result<(), String> {
        self.forms.take(file, reading)
    }

    /// Judges the forms against a profile, or against what they carry, and compares them.
    pub fn compare(&self, text: Option<String>) -> String {
        self.forms.compare(&self.desk, text.as_deref()).to_string()
    }

    /// The comparison as a workbook, or with the press as a PDF.
    pub fn comparison(&self, text: Option<String>, format: &str, evaluators: Vec<String>) -> Result<Vec<u8>, String> {
        match format {
            #[cfg(feature = "press")]
            "pdf" => self.forms.pdf(&self.desk, text.as_deref()),
            "json" => self.forms.data(&self.desk, text.as_deref()),
            _ => self.forms.workbook(&self.desk, text.as_deref(), &evaluators),
        }
    }
}

/// The press is never asked these, so its module does not carry them along.
#[cfg_attr(not(feature = "press"), wasm_bindgen)]
impl Engine {
    /// Answers a question; both are JSON.
    pub fn ask(&self, question: &str) -> String {
        match serde_json::from_str::<Question>(question) {
            Ok(question) => question.answer(&self.desk).to_string(),
            Err(error) => serde_json::json!({ "failed": error.to_string() }).to_string(),
        }
    }

    /// What a lock tells whoever opens it, as JSON.
    pub fn lock_in(bytes: &[u8]) -> Result<String, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "Filen er ikke en låsefil fra bilag.".to_owned())?;
        issue::of_lock(text).map(|told| told.to_string())
    }

    /// Packs files into one: their names as JSON, and their bytes behind one another with the length of each.
    pub fn pack(&self, names: &str, lengths: &[u32], bytes: &[u8]) -> Result<Vec<u8>, String> {
        outputs::pack(names, lengths, bytes)
    }

    /// Reads a returned form, and gives what was read as JSON. To be asked in a worker of its own.
    pub fn read_form(bytes: &[u8]) -> String {
        answers::read(bytes)
    }

    /// Takes a form's bytes out of a package of forms.
    pub fn member(bytes: &[u8], at: usize) -> Result<Vec<u8>, String> {
        answers::member(bytes, at)
    }

    /// Opens a supplier's library of answers; without one it is empty. What it holds, as JSON.
    pub fn open_library(&mut self, bytes: &[u8]) -> Result<String, String> {
        self.library = supply::open(bytes)?;
        Ok(supply::told(&self.library).to_string())
    }

    /// Learns from a form that was filled in: how many answers, nothing of one that was learned from before.
    pub fn learn(&mut self, file: &str, bytes: &[u8]) -> Result<Option<usize>, String> {
        supply::learned(&self.desk, &mut self.library, file, bytes)
    }

    /// The library as it is now.
    pub fn library(&self, format: &str) -> Result<Vec<u8>, String> {
        supply::written(&self.library, format)
    }

    /// Fills a form in from the library. To be asked in a worker of its own.
    pub fn answer(&self, file: &str, bytes: &[u8], changed: bool) -> Result<Answered, String> {
        let supply::Filled { bytes: form, review, told } =
            supply::filled(&self.desk, &self.library, file, bytes, changed)?;
        Ok(Answered { form, review, told: told.to_string() })
    }

    /// A profile from a checklist that was filled in, and what was not taken along, as JSON: its fields as JSON, or the
    /// PDF that holds them. It is laid over the profile that the checklist carries, or over an empty one; nothing where
    /// the file is no checklist.
    pub fn of_checklist(&self, fields: Option<String>, bytes: &[u8]) -> Option<String> {
        let marks: Vec<Mark> = match fields {
            Some(fields) => serde_json::from_str::<Vec<Tick>>(&fields).ok()?.into_iter().map(Mark::from).collect(),
            None => ticks::of_pdf(bytes),
        };
        let profile = answers::profile_in(bytes).unwrap_or_else(|_| guide::start(&self.desk));
        let Begun { profile, left } = ticks::into(&profile, &marks, self.desk.newest()?)?;
        Some(json!({ "profile": profile, "left": left }).to_string())
    }

    /// The profile that a document of ours carries.
    pub fn profile_in(bytes: &[u8]) -> Result<String, String> {
        answers::profile_in(bytes)
    }
}
