//! The buyer's checklist, to be filled in on the screen: each box and each note is a place to fill in.

use super::body::Body;
use super::control::{Control, ControlKind};
use super::style::Style;
use crate::document::words::Word;
use crate::document::{ChecklistFact, ChecklistPage, Field, FieldKind, Line, Tick, Tjekliste};
use crate::print::office::picture::Furnishing;

impl Body<'_> {
    pub(super) fn tjekliste(&mut self, it: &Tjekliste, furnishing: &Furnishing<'_>) {
        self.contents_to(1);
        self.front(&it.front, furnishing);
        self.section(&it.intro);
        if it.matrix.drawn {
            self.section_of_table(&it.overview);
            self.matrix(&it.matrix);
        }
        it.pages.iter().for_each(|page| self.checklist(page));
        if let Some(others) = &it.others {
            self.section(&others.intro);
            self.short_lines(&others.requirements);
        }
    }

    fn checklist(&mut self, it: &ChecklistPage) {
        self.page_heading(&it.package, &it.title);
        self.blocks(&it.purpose, Style::Text, 2);
        if !it.guidance.is_empty() {
            let title = self.word(Word::Guidance);
            self.heading(2, None, &title);
            self.blocks(&it.guidance, Style::Text, 3);
        }
        self.ticks(Word::Choices, &it.choices);
        if !it.facts.is_empty() {
            let title = self.word(Word::Facts);
            self.heading(2, None, &title);
            it.facts.iter().for_each(|fact| self.question(fact));
        }
        if !it.follows.is_empty() {
            let title = self.word(Word::Follows);
            self.heading(2, None, &title);
            self.follows(&it.follows);
        }
        if !it.requirements.is_empty() {
            let title = self.word(Word::Requirements);
            self.heading(2, None, &title);
            self.short_lines(&it.requirements);
        }
        self.ticks(Word::Advice, &it.advice);
        if let Some(seen) = &it.seen {
            let title = crate::input::markdown::words(&seen.intro.title);
            self.heading(2, None, &title);
            self.blocks(&seen.intro.blocks, Style::Text, 3);
            self.seen(3, &seen.rows);
        }
        self.heading(2, None, &it.notes.label);
        self.paragraph(Style::Field, |body| body.field(&it.notes));
    }

    /// Requirements by id, title and text.
    fn short_lines(&mut self, lines: &[Line]) {
        for line in lines {
            self.paragraph(Style::Labelled, |it| {
                it.place(line.id.as_str(), |it| it.label(line.id.as_str()));
                it.tab();
                if !line.title.is_empty() {
                    it.strong(&line.title);
                    it.plain(": ");
                }
                it.rich(&line.text);
            });
        }
    }

    /// A field of the checklist.
    fn field(&mut self, field: &Field) {
        let (kind, waits) = match field.kind {
            FieldKind::Check => (ControlKind::Check { ticked: field.ticked }, Word::WriteHere),
            FieldKind::Text => (ControlKind::Text, Word::WriteHere),
            FieldKind::Multiline | FieldKind::Signature => (ControlKind::Multiline, Word::WriteHere),
            FieldKind::Radio | FieldKind::Choice => (ControlKind::List(&field.options), Word::ChooseAnswer),
        };
        let (tag, placeholder) = (field.name.to_string(), self.word(waits));
        self.control(&Control {
            tag: &tag,
            title: &field.tip,
            kind,
            placeholder: &placeholder,
            said: field.chosen.as_deref(),
        });
    }

    fn question(&mut self, fact: &ChecklistFact) {
        let (asked, open) = (self.word(Word::AskedOf), self.word(Word::Open));
        self.together(|it| {
            it.paragraph(Style::Text, |it| {
                it.strong(&format!("{} {}", fact.number, fact.question));
                it.plain(&format!(" ({asked}: {}", fact.asked_of));
                if fact.open {
                    it.plain(" · ");
                    it.strong(&open);
                }
                it.plain(")");
            })
        });
        self.paragraph(Style::Text, |it| it.field(&fact.answer));
        self.paragraph(Style::Small, |it| {
            it.plain(&fact.help);
            if let Some(decides) = &fact.decides {
                it.plain(" ");
                it.rich(decides);
            }
        });
    }

    fn ticks(&mut self, key: Word, ticks: &[Tick]) {
        if ticks.is_empty() {
            return;
        }
        let title = self.word(key);
        self.heading(2, None, &title);
        for tick in ticks {
            self.paragraph(Style::Text, |it| {
                it.field(&tick.field);
                it.plain(" ");
                it.rich(&tick.title);
                if !tick.text.is_empty() {
                    let words = crate::input::markdown::words(&tick.title);
                    it.plain(if words.ends_with(['?', '.', '!', ':']) { " " } else { ": " });
                    it.rich(&tick.text);
                }
            });
        }
    }
}
