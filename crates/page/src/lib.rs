//! The page's engine: what the page asks, answered by the same crates that the program is made of.
//!
//! The page holds the profile as a text and nothing else. Each question hands that text over and gets data back: what is wrong
//! with it, what follows, what is asked next, how it reads. A change is a question too, whose answer is the changed text; so
//! taking it back is having the text of before.
#![forbid(unsafe_code)]

mod answers;
mod change;
mod consequence;
mod desk;
mod edit;
mod guide;
mod legible;
mod outputs;
mod question;
mod reading;
#[cfg(test)]
mod tests;
mod why;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::answers::Forms;
use crate::desk::Desk;
use crate::question::Question;

/// Everything that answers are made with, set up once.
#[wasm_bindgen]
pub struct Engine {
    desk: Desk,
    forms: Forms,
}

#[wasm_bindgen]
impl Engine {
    /// Sets up catalog, texts and words; `house` is a package of those that take the place of ours, and may be empty. What is wrong
    /// with them is told in Danish.
    #[wasm_bindgen(constructor)]
    pub fn new(house: &[u8]) -> Result<Engine, String> {
        Ok(Self { desk: Desk::of_house(house)?, forms: Forms::default() })
    }

    /// Answers a question; both are JSON.
    pub fn ask(&self, question: &str) -> String {
        match serde_json::from_str::<Question>(question) {
            Ok(question) => question.answer(&self.desk).to_string(),
            Err(error) => serde_json::json!({ "failed": error.to_string() }).to_string(),
        }
    }

    /// Takes the name of the profile's file.
    pub fn call_it(&mut self, name: &str) {
        self.desk.call_it(name);
    }

    /// Puts a file beside the profile: a logo, a profile that it extends.
    pub fn lay_beside(&mut self, name: &str, bytes: &[u8]) {
        self.desk.lay_beside(name, bytes);
    }

    /// Prints a document in a format; nothing if it has none such, and the complaints as JSON where it cannot be printed.
    pub fn print(&self, text: &str, kind: &str, format: &str) -> Result<Option<Vec<u8>>, String> {
        outputs::print(&self.desk, text, kind, format)
    }

    /// Prints the documents' pages as pictures: SVG, from `page`, counted from one.
    #[cfg(feature = "press")]
    pub fn picture(&self, text: &str, kind: &str, page: usize) -> Result<String, String> {
        outputs::picture(&self.desk, text, kind, page)
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
    pub fn comparison(&self, text: Option<String>, format: &str) -> Result<Vec<u8>, String> {
        match format {
            #[cfg(feature = "press")]
            "pdf" => self.forms.pdf(&self.desk, text.as_deref()),
            _ => self.forms.workbook(&self.desk, text.as_deref()),
        }
    }

    /// The profile that a document of ours carries.
    pub fn profile_in(bytes: &[u8]) -> Result<String, String> {
        answers::profile_in(bytes)
    }
}
