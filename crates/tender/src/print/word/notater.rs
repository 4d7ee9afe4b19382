//! What stays with the buyer: what a tender rests on, and what a change of it may weigh.

use super::body::{Body, Table};
use super::style::Style;
use crate::document::words::Word;
use crate::document::{Aendringsnotat, Baggrundsnotat, Grounds, ReadingEntry, SeenNote};
use crate::input::markdown::words;
use crate::print::office::picture::Furnishing;

impl Body<'_> {
    pub(super) fn aendringsnotat(&mut self, it: &Aendringsnotat, furnishing: &Furnishing<'_>) {
        self.front(&it.front, furnishing);
        self.section(&it.about);
        self.section(&it.summary);
        let title = self.word(Word::Changes);
        let table = Table::on_edge(&title, &[6295, 1500]);
        let total: usize = it.counts.iter().map(|row| row.count).sum();
        let rows = it.counts.iter().map(|row| (Some(&row.title), row.count)).chain([(None, total)]);
        let in_all = self.word(Word::Total);
        self.texts(&table, &[Word::Changes, Word::Count], rows, |it, (title, count), at| match (at, title) {
            (0, Some(title)) => it.rich(title),
            (0, None) => it.strong(&in_all),
            (_, Some(_)) => it.plain(&count.to_string()),
            (_, None) => it.strong(&count.to_string()),
        });
        if let Some(minimum) = &it.minimum {
            self.section(&minimum.intro);
            self.bullets(&minimum.rows, |it, row| it.plain(row));
        }
        if let Some(notice) = &it.notice {
            self.section(&notice.intro);
            for row in &notice.rows {
                self.labelled(Style::Labelled, &row.label, |it| it.plain(&row.value));
            }
            notice.sentences.iter().for_each(|sentence| self.words(sentence));
        }
        for group in &it.groups {
            self.section(&group.intro);
            self.corrections(2, &group.parts);
        }
        if let Some(nothing) = &it.nothing {
            self.section(nothing);
        }
    }

    pub(super) fn baggrundsnotat(&mut self, it: &Baggrundsnotat, furnishing: &Furnishing<'_>) {
        self.front(&it.front, furnishing);
        self.section(&it.about);
        self.section(&it.reasons);
        it.lines.iter().for_each(|line| self.grounds(line));
        it.deviations.iter().for_each(|deviations| self.deviations(deviations));
        self.section(&it.sources);
        let title = self.word(Word::Source);
        let table = Table::on_edge(&title, &[1800, 5995]);
        self.texts(&table, &[Word::Source, Word::Title], &it.source_rows, |it, source, at| match at {
            0 => it.plain(&source.id),
            _ => it.plain(&source.title),
        });
        if let Some(readings) = &it.readings {
            self.section(&readings.intro);
            readings.rows.iter().for_each(|reading| self.reading(reading));
        }
        if let Some(notes) = &it.notes {
            self.section(&notes.intro);
            self.seen(2, &notes.rows);
        }
        if let Some(remarks) = &it.remarks {
            self.section(&remarks.intro);
            let title = words(&remarks.intro.title);
            let table = Table::on_edge(&title, &[1500, 2200, 4095]);
            self.texts(&table, &[Word::Number, Word::Remark, Word::Reason], &remarks.rows, |it, row, at| match at {
                0 => it.plain(&row.about),
                1 => it.plain(&row.remark),
                _ => it.plain(&row.because),
            });
        }
    }

    /// A line with all that leads to it.
    fn grounds(&mut self, line: &Grounds) {
        self.line_heading(2, &line.id, &line.title);
        self.together(|it| it.paragraph(Style::Small, |it| it.plain(&line.standing)));
        self.bullets(&line.reasons, |it, reason| {
            it.rich(&reason.sentence);
            if let Some(purpose) = &reason.purpose {
                let label = it.word(Word::Purpose);
                it.plain(&format!("\n{label}: "));
                it.rich(purpose);
            }
            if !reason.source.is_empty() {
                let label = it.word(Word::Source);
                it.plain(&format!("\n{label}: {}", reason.source));
            }
        });
        if let Some(derived) = &line.derived {
            self.words(derived);
        }
    }

    /// What was seen outside the catalog, each note under what it is about.
    pub(super) fn seen(&mut self, level: u8, notes: &[SeenNote]) {
        for note in notes {
            self.heading(level, None, &format!("{}, {}", note.about.join(", "), note.seen));
            self.text(&note.text);
            self.text(&note.pages);
        }
    }

    fn reading(&mut self, reading: &ReadingEntry) {
        self.line_heading(2, &reading.id, &reading.subject);
        self.text(&reading.choice);
        self.fine(Word::Matrix, |it| it.plain(&reading.matrix));
        self.fine(Word::Slide, |it| it.plain(&reading.slide));
        self.fine(Word::Why, |it| it.rich(&reading.why));
        self.fine(Word::Confidence, |it| it.plain(&reading.confidence));
        if let Some(settled) = &reading.settled {
            self.fine(Word::Settled, |it| it.plain(settled));
        }
    }
}
