//! The fields of a document, in the order in which they are read.

use super::{Document, Field, Svarskema, Tjekliste};

impl Document {
    /// Every place to write in, in reading order. A kravbilag and slides have none.
    pub fn fields(&self) -> Vec<&Field> {
        match self {
            Document::Kravbilag(_) | Document::Slides(_) | Document::Sammenligning(_) => Vec::new(),
            Document::Svarskema(svarskema) => svarskema.fields().collect(),
            Document::Tjekliste(tjekliste) => tjekliste.fields().collect(),
        }
    }
}

impl Svarskema {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        let facts = self.facts.iter().flat_map(|facts| &facts.rows).map(|row| &row.answer);
        let lines =
            self.groups.iter().flat_map(|group| &group.lines).flat_map(|line| [&line.answer, &line.description]);
        let signature = self.signature.iter().flat_map(|signature| &signature.fields);
        self.supplier.iter().chain(facts).chain(lines).chain(signature)
    }
}

impl Tjekliste {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.pages.iter().flat_map(|page| {
            let choices = page.choices.iter().map(|tick| &tick.field);
            let facts = page.facts.iter().flat_map(|fact| &fact.answers);
            let advice = page.advice.iter().map(|tick| &tick.field);
            choices.chain(facts).chain(advice).chain([&page.notes])
        })
    }
}
