//! The fields and lines of a document, in the order in which they are read.

use super::{CorrectionPart, Document, Field, Kravbilag, Line, Svarskema, Tjekliste};

impl Document {
    /// Every place to write in, in reading order.
    pub fn fields(&self) -> Vec<&Field> {
        match self {
            Document::Kravbilag(_)
            | Document::Slides(_)
            | Document::Sammenligning(_)
            | Document::Evaluering(_)
            | Document::Rettelsesblad(_)
            | Document::SpoergsmaalOgSvar(_)
            | Document::Aflysning(_)
            | Document::Baggrundsnotat(_)
            | Document::Aendringsnotat(_) => Vec::new(),
            Document::Svarskema(svarskema) => svarskema.fields().collect(),
            Document::Tjekliste(tjekliste) => tjekliste.fields().collect(),
        }
    }
}

impl Document {
    /// What a printed document must hold, by id: its lines, the packages of a checklist or of slides, the corrections
    /// of a rettelsesblad.
    pub fn lines(&self) -> Vec<&str> {
        match self {
            Document::Kravbilag(kravbilag) => kravbilag.lines().map(|line| line.id.as_str()).collect(),
            Document::Svarskema(svarskema) => {
                let lines = svarskema.groups.iter().flat_map(|group| &group.lines);
                lines.map(|line| line.line.id.as_str()).collect()
            }
            Document::Tjekliste(tjekliste) => {
                let lines = tjekliste.pages.iter().flat_map(|page| {
                    let requirements = page.requirements.iter().map(|line| line.id.as_str());
                    std::iter::once(page.package.as_str()).chain(requirements)
                });
                lines.collect()
            }
            Document::Slides(slides) => slides.packages.iter().map(|slide| slide.package.as_str()).collect(),
            Document::Rettelsesblad(rettelsesblad) => marks(&rettelsesblad.parts).collect(),
            Document::Aendringsnotat(notat) => notat.groups.iter().flat_map(|group| marks(&group.parts)).collect(),
            Document::Baggrundsnotat(notat) => notat.lines.iter().map(|line| line.id.as_str()).collect(),
            // An answer has a number, and no id that a line could bear.
            Document::SpoergsmaalOgSvar(_) | Document::Aflysning(_) => Vec::new(),
            // Nothing is asked in a comparison: what it shows was answered elsewhere.
            Document::Sammenligning(_) | Document::Evaluering(_) => Vec::new(),
        }
    }
}

impl Kravbilag {
    /// Every line that a supplier answers, in the order of printing.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let requirements = self.chapters.iter().flat_map(|chapter| &chapter.requirements);
        let others = self.others.iter().flat_map(|others| &others.requirements);
        requirements.chain(&self.integrations).chain(others)
    }
}

/// The corrections of some parts.
fn marks(parts: &[CorrectionPart]) -> impl Iterator<Item = &str> {
    parts.iter().flat_map(|part| &part.corrections).map(|correction| correction.mark.as_str())
}

impl Svarskema {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        let facts = self.facts.iter().flat_map(|facts| &facts.rows).map(|row| &row.answer);
        let lines = self.groups.iter().flat_map(|group| &group.lines);
        let lines = lines.flat_map(|line| std::iter::once(&line.answer).chain(&line.description));
        let signature = self.signature.iter().flat_map(|signature| &signature.fields);
        self.supplier.iter().chain(facts).chain(lines).chain(signature)
    }
}

impl Tjekliste {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.pages.iter().flat_map(|page| {
            let choices = page.choices.iter().map(|tick| &tick.field);
            let facts = page.facts.iter().map(|fact| &fact.answer);
            let advice = page.advice.iter().map(|tick| &tick.field);
            choices.chain(facts).chain(advice).chain([&page.notes])
        })
    }
}
