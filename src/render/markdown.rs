use crate::document::Document;
use crate::render::Templates;

pub fn markdown(_document: &Document, _templates: &Templates) -> String {
    String::new()
}
