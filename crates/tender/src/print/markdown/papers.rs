//! The papers that come with a tender and after it.

use super::text::{item_of, one_line, opening, plain, rich, wording};
use super::{Page, list};
use crate::document::words::Word;
use crate::document::*;

impl Page<'_> {
    pub(super) fn rettelsesblad(&mut self, it: &Rettelsesblad) {
        self.front(&it.front);
        self.section(it.nothing.as_ref().unwrap_or(&it.changes));
        self.corrections(3, &it.parts);
        self.section(&it.about);
        self.section(&it.reading_guide);
    }

    pub(super) fn aendringsnotat(&mut self, it: &Aendringsnotat) {
        self.front(&it.front);
        self.section(&it.about);
        self.section(&it.summary);
        let head = [Word::Changes, Word::Count].map(|key| self.word(key));
        let total = it.counts.iter().map(|row| row.count).sum::<usize>();
        let rows = it.counts.iter().map(|row| vec![one_line(&row.title), row.count.to_string()]);
        let total = vec![format!("**{}**", self.word(Word::Total)), format!("**{total}**")];
        self.table(&head, rows.chain([total]));
        if let Some(minimum) = &it.minimum {
            self.section(&minimum.intro);
            self.block(minimum.rows.iter().map(|row| item_of("- ", &plain(row))).collect::<Vec<_>>().join("\n"));
        }
        if let Some(notice) = &it.notice {
            self.section(&notice.intro);
            let rows = notice.rows.iter().map(|row| format!("- {}: {}", opening(&row.label), plain(&row.value)));
            self.block(rows.collect::<Vec<_>>().join("\n"));
            for sentence in &notice.sentences {
                self.block(opening(sentence));
            }
        }
        for group in &it.groups {
            self.section(&group.intro);
            self.corrections(3, &group.parts);
        }
        if let Some(nothing) = &it.nothing {
            self.section(nothing);
        }
    }

    pub(super) fn baggrundsnotat(&mut self, it: &Baggrundsnotat) {
        self.front(&it.front);
        self.section(&it.about);
        self.section(&it.reasons);
        for line in &it.lines {
            self.heading(3, format!("{} {}", plain(&line.id), plain(&line.title)).trim_end());
            self.block(plain(&line.standing));
            for reason in &line.reasons {
                let mut text = rich(&reason.sentence);
                if let Some(purpose) = &reason.purpose {
                    text.push_str(&format!("\\\n{}: {}", self.word(Word::Purpose), rich(purpose)));
                }
                if !reason.source.is_empty() {
                    text.push_str(&format!("\\\n{}: {}", self.word(Word::Source), plain(&reason.source)));
                }
                self.block(item_of("- ", &text));
            }
            if let Some(derived) = &line.derived {
                self.block(opening(derived));
            }
        }
        it.deviations.iter().for_each(|deviations| self.deviations(deviations));
        self.section(&it.sources);
        let head = [Word::Source, Word::Title].map(|key| self.word(key));
        self.table(&head, it.source_rows.iter().map(|source| vec![plain(&source.id), plain(&source.title)]));
        if let Some(readings) = &it.readings {
            self.section(&readings.intro);
            for reading in &readings.rows {
                self.reading(reading);
            }
        }
        if let Some(notes) = &it.notes {
            self.section(&notes.intro);
            self.seen(3, &notes.rows);
        }
        if let Some(remarks) = &it.remarks {
            self.section(&remarks.intro);
            let head = [Word::Number, Word::Remark, Word::Reason].map(|key| self.word(key));
            let rows = remarks.rows.iter().map(|row| vec![plain(&row.about), plain(&row.remark), plain(&row.because)]);
            self.table(&head, rows);
        }
    }

    /// What was seen outside the catalog, each note under what it is about.
    pub(super) fn seen(&mut self, level: usize, notes: &[SeenNote]) {
        for note in notes {
            self.heading(level, &format!("{}, {}", list(&note.about, ", "), plain(&note.seen)));
            self.block(rich(&note.text));
            self.block(rich(&note.pages));
        }
    }

    fn reading(&mut self, reading: &ReadingEntry) {
        self.heading(3, &format!("{} {}", plain(&reading.id), plain(&reading.subject)));
        self.block(rich(&reading.choice));
        let mut fine = vec![
            self.fine(Word::Matrix, &plain(&reading.matrix)),
            self.fine(Word::Slide, &plain(&reading.slide)),
            self.fine(Word::Why, &rich(&reading.why)),
            self.fine(Word::Confidence, &plain(&reading.confidence)),
        ];
        fine.extend(reading.settled.as_ref().map(|settled| self.fine(Word::Settled, &plain(settled))));
        self.lines(&fine);
    }

    pub(super) fn spoergsmaal_og_svar(&mut self, it: &SpoergsmaalOgSvar) {
        self.front(&it.front);
        self.section(&it.about);
        for row in &it.rows {
            self.heading(3, &format!("{} {}", self.word(Word::Question), row.number));
            self.block(opening(&row.answered));
            self.block(format!("**{}:** {}", self.word(Word::Question), rich(&row.question)));
            self.block(format!("**{}:** {}", self.word(Word::Answer), rich(&row.answer)));
            if let Some(led_to) = &row.led_to {
                self.block(rich(led_to));
            }
        }
    }

    pub(super) fn aflysning(&mut self, it: &Aflysning) {
        self.front(&it.front);
        self.section(&it.about);
    }
}

impl Page<'_> {
    /// Changes part by part, under headings of a level.
    pub(super) fn corrections(&mut self, level: usize, parts: &[CorrectionPart]) {
        for part in parts {
            let named = part.package.iter().chain([&part.title]).map(|name| plain(name));
            self.heading(level, &named.collect::<Vec<_>>().join(" "));
            for correction in &part.corrections {
                self.correction(level + 1, correction);
            }
        }
    }

    fn correction(&mut self, level: usize, it: &Correction) {
        let named = it.id.iter().chain([&it.title]).filter(|name| !name.is_empty()).map(|name| plain(name));
        self.heading(level, &named.collect::<Vec<_>>().join(" "));
        self.block(format!("{} · {}", plain(&it.kind), plain(&it.what)));
        if let Some(note) = &it.note {
            self.block(opening(note));
        }
        for aspect in &it.aspects {
            let sides = [(Word::OldWording, &aspect.old), (Word::NewWording, &aspect.new)];
            let sides = sides.into_iter().filter_map(|(key, side)| {
                let text = self.wording(side.as_ref()?);
                Some(item_of("- ", &format!("{}: {text}", self.word(key))))
            });
            let sides = sides.collect::<Vec<_>>().join("\n");
            self.block(format!("**{}**\n\n{sides}", plain(&aspect.name)));
        }
        let because = it.because.iter().map(|cause| self.fine(Word::Background, &plain(cause)));
        let because: Vec<String> = because.collect();
        self.lines(&because);
        if let Some(settled) = &it.settled {
            self.block(opening(settled));
        }
    }

    fn wording(&self, runs: &[Wording]) -> String {
        if runs.is_empty() {
            return format!("*{}*", self.word(Word::NotStated));
        }
        wording(runs)
    }
}
