//! What changed since a tender was published.

use super::body::Body;
use super::style::Style;
use crate::document::words::Word;
use crate::document::{Correction, CorrectionPart, Rettelsesblad, Wording};
use crate::print::office::picture::Furnishing;

impl Body<'_> {
    pub(super) fn rettelsesblad(&mut self, it: &Rettelsesblad, furnishing: &Furnishing<'_>) {
        self.front(&it.front, furnishing);
        self.section(it.nothing.as_ref().unwrap_or(&it.changes));
        self.corrections(2, &it.parts);
        self.section(&it.about);
        self.section(&it.reading_guide);
    }

    /// Changes part by part, under headings of a level.
    pub fn corrections(&mut self, level: u8, parts: &[CorrectionPart]) {
        for part in parts {
            self.heading(level, part.package.as_deref(), &part.title);
            part.corrections.iter().for_each(|correction| self.correction(level + 1, correction));
        }
    }

    fn correction(&mut self, level: u8, it: &Correction) {
        match &it.id {
            Some(id) => self.line_heading(level, id, &it.title),
            None => self.heading(level, None, &it.title),
        }
        let what = format!("{} · {}", it.kind, it.what);
        let more = it.note.is_some() || !it.aspects.is_empty() || !it.because.is_empty() || it.settled.is_some();
        let said = |body: &mut Self| body.paragraph(Style::Small, |body| body.plain(&what));
        // It stays with what comes next of the same correction, and not with the next correction.
        if more {
            self.together(said)
        } else {
            said(self)
        }
        if let Some(note) = &it.note {
            self.words(note);
        }
        for aspect in &it.aspects {
            self.together(|body| body.paragraph(Style::Text, |body| body.strong(&aspect.name)));
            for (key, side) in [(Word::OldWording, &aspect.old), (Word::NewWording, &aspect.new)] {
                let Some(runs) = side else { continue };
                let label = self.word(key);
                let nothing = self.word(Word::NotStated);
                self.labelled(Style::Labelled, &label, |body| match runs.is_empty() {
                    true => body.emphatic(&nothing),
                    false => runs.iter().for_each(|run| match run {
                        Wording::Same(same) => body.plain(same),
                        Wording::Gone(gone) => body.struck(gone),
                        Wording::Came(came) => body.strong(came),
                        Wording::Break => body.plain("\n"),
                    }),
                });
            }
        }
        for cause in &it.because {
            self.fine(Word::Background, |body| body.plain(cause));
        }
        if let Some(settled) = &it.settled {
            self.words(settled);
        }
    }
}
