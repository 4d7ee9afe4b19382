//! What suppliers get after publication: answers to their questions, and that a tender is withdrawn.

use super::body::Body;
use crate::document::words::Word;
use crate::document::{Aflysning, Answered, SpoergsmaalOgSvar};
use crate::print::office::picture::Furnishing;

impl Body<'_> {
    pub(super) fn spoergsmaal_og_svar(&mut self, it: &SpoergsmaalOgSvar, furnishing: &Furnishing<'_>) {
        self.front(&it.front, furnishing);
        self.section(&it.about);
        it.rows.iter().for_each(|row| self.answered(row));
    }

    fn answered(&mut self, row: &Answered) {
        let question = self.word(Word::Question);
        self.heading(2, None, &format!("{question} {}", row.number));
        self.words(&row.answered);
        self.fine(Word::Question, |it| it.rich(&row.question));
        self.fine(Word::Answer, |it| it.rich(&row.answer));
        if let Some(led_to) = &row.led_to {
            self.text(led_to);
        }
    }

    pub(super) fn aflysning(&mut self, it: &Aflysning, furnishing: &Furnishing<'_>) {
        self.front(&it.front, furnishing);
        self.section(&it.about);
    }
}
