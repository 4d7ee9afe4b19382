//! The requirement appendix.

use super::body::{Body, Table};
use super::style::Style;
use crate::document::words::Word;
use crate::document::{Chapter, Deviations, Kravbilag, Versions};
use crate::print::office::picture::Furnishing;

/// The room for the dependency figure, in points: as wide as the paper's text, and half a page.
const FIGURE: (u64, u64) = (467, 420);

impl Body<'_> {
    pub(super) fn kravbilag(&mut self, it: &Kravbilag, furnishing: &Furnishing<'_>) {
        self.front(&it.front, furnishing);
        self.section(&it.instruction);
        if let Some(questions) = &it.questions {
            self.section(&questions.intro);
            let (profile, decides) = (self.word(Word::InProfile), self.word(Word::Decides));
            self.numbers(&questions.rows, |it, row| {
                it.strong(&format!("{} {}", row.number, row.question));
                if !row.help.trim().is_empty() {
                    it.plain(&format!("\n{}", row.help));
                }
                it.plain(&format!("\n{profile}: {}\n{decides}: ", row.fact));
                it.ids(&row.moves);
            });
        }
        self.section(&it.reading_guide);
        self.legend(&it.legend);
        self.standard(it.standard.as_deref());
        if it.matrix.drawn {
            self.section_of_table(&it.overview);
            self.matrix(&it.matrix);
        }
        if let Some(figure) = it.dependencies.as_ref().filter(|figure| figure.drawn) {
            let title = crate::input::markdown::words(&it.dependencies_intro.title);
            self.heading(2, None, &title);
            self.blocks(&it.dependencies_intro.blocks, Style::Text, 2);
            if let Some(picture) = furnishing.figure {
                self.picture(picture, Style::Normal, &title, &figure.alt, FIGURE);
            }
            self.bullets(&figure.sentences, |it, sentence| it.plain(sentence));
        }
        if !it.facts.is_empty() {
            self.section(&it.facts_intro);
            let title = crate::input::markdown::words(&it.facts_intro.title);
            let table = Table::whole(&title, &[1560, 3895, 1900, 2000]);
            let head = [Word::Packages, Word::Fact, Word::Answer, Word::Decides];
            self.texts(&table, &head, &it.facts, |it, row, at| match at {
                0 => it.ids(&row.packages),
                1 => it.plain(&format!("{} {}", row.number, row.question)),
                2 => it.plain(&row.answer),
                _ => {
                    it.ids(&row.moves);
                    if let Some(then) = &row.moves_if_accepted {
                        it.plain(&format!("{}{then}", if row.moves.is_empty() { "" } else { "; " }));
                    }
                }
            });
        }
        self.section(&it.packages_intro);
        for chapter in &it.chapters {
            self.chapter(chapter);
        }
        if let Some(derived) = &it.derived {
            self.section(&derived.intro);
            self.follows(&derived.items);
            derived.notes.iter().for_each(|note| self.text(note));
        }
        self.section(&it.integrations_intro);
        it.integrations.iter().for_each(|line| self.line(2, line));
        if let Some(others) = &it.others {
            self.section(&others.intro);
            others.requirements.iter().for_each(|line| self.line(2, line));
        }
        it.deviations.iter().for_each(|deviations| self.deviations(deviations));
        self.section(&it.register);
        let numbers: Vec<String> = it.lines().map(|line| line.id.to_string()).collect();
        self.paragraph(Style::Text, |body| body.ids(&numbers));
        // Last, so that every other chapter keeps its number from version to version.
        if let Some(versions) = &it.versions {
            self.versions(versions);
        }
    }

    /// What the buyer left out or changed, each with its reason.
    pub(super) fn deviations(&mut self, it: &Deviations) {
        self.section(&it.intro);
        for row in &it.rows {
            self.line_heading(2, &row.id, &row.title);
            self.text(&row.text);
            self.fine(Word::Reason, |it| it.plain(&row.reason));
        }
    }

    fn versions(&mut self, it: &Versions) {
        self.section(&it.intro);
        let title = crate::input::markdown::words(&it.intro.title);
        let table = Table::on_edge(&title, &[1300, 2300, 4195]);
        self.texts(
            &table,
            &[Word::Version, Word::VersionDate, Word::VersionChanges],
            &it.rows,
            |it, row, at| match at {
                0 => it.plain(&row.version),
                1 => it.plain(&row.date),
                _ => {
                    it.plain(&row.what);
                    if let Some(notice) = &row.notice {
                        it.plain(&format!(" {notice}."));
                    }
                }
            },
        );
    }

    fn chapter(&mut self, it: &Chapter) {
        self.heading(2, Some(&it.package), &it.title);
        self.blocks(&it.purpose, Style::Text, 3);
        if !it.chosen.is_empty() {
            let title = self.word(Word::Chosen);
            self.heading(3, None, &title);
            self.bullets(&it.chosen, |it, entry| {
                it.named(&entry.id);
                it.strong(&format!(" {}", entry.name));
                let version = entry.version.as_ref().map(|version| format!(" ({version})")).unwrap_or_default();
                it.plain(&version);
            });
        }
        if !it.follows.is_empty() {
            let title = self.word(Word::Follows);
            self.heading(3, None, &title);
            self.follows(&it.follows);
        }
        if !it.requirements.is_empty() {
            let title = self.word(Word::Requirements);
            self.heading(3, None, &title);
            it.requirements.iter().for_each(|line| self.line(4, line));
        }
    }
}
