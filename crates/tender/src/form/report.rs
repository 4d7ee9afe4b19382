//! The comparison as a document: what the workbook and the PDF show.

use super::finding::{Finding, Weight, What};
use super::judge::{Judged, Verdict};
use super::reference::Reference;
use super::{Answer, Supplier};
use crate::catalog::id::LineId;
use crate::compose::front::front;
use crate::compose::{Texts, text_values};
use crate::document::words::Word;
use crate::document::{
    Compared, ComparedCell, ComparedGroup, ComparedRow, Description, DocumentKind, FindingGroup, FindingRow,
    Sammenligning, Tone,
};
use crate::form::binding::BoundLine;
use crate::input::markdown::plain;
use crate::profile::Appendices;

/// How much of what one supplier wrote is printed. The rest stands in the JSON, and that it does is told.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Of one text
    letters: usize,
    lines: usize,
    /// Of all descriptions of one supplier
    all_letters: usize,
    all_lines: usize,
}

impl Room {
    /// A cell holds a whole text, and a sheet all of them.
    pub const SHEET: Self = Self { letters: usize::MAX, lines: 250, all_letters: usize::MAX, all_lines: usize::MAX };
    /// Pages are laid out letter by letter.
    pub const PAGE: Self = Self { letters: 8_000, lines: 120, all_letters: 150_000, all_lines: 3_000 };
    /// An answer, a name or a finding.
    const SHORT: Self = Self { letters: 600, lines: 8, all_letters: usize::MAX, all_lines: usize::MAX };

    /// As much of a text as there is room for, and whether that is not all.
    fn of(self, text: &str) -> (String, bool) {
        let mut kept = String::new();
        let mut lines = 0;
        for (at, c) in text.chars().enumerate() {
            lines += usize::from(c == '\n');
            if at >= self.letters || lines >= self.lines {
                return (format!("{} […]", kept.trim_end()), true);
            }
            kept.push(c);
        }
        (kept, false)
    }

    /// What is left after a text.
    fn after(self, text: &str) -> Self {
        let all_letters = self.all_letters.saturating_sub(text.chars().count());
        let all_lines = self.all_lines.saturating_sub(text.lines().count());
        Self { letters: self.letters.min(all_letters), lines: self.lines.min(all_lines), all_letters, all_lines }
    }
}

/// A text in a line of its own, such as an answer or a name.
fn short(text: &str) -> String {
    Room::SHORT.of(text).0
}

/// Makes the comparison of judged forms. The lines are the reference's; what a form of another version answers besides is in the JSON.
/// `show` makes what suppliers wrote printable.
pub fn report(
    judged: &[Judged],
    reference: &Reference,
    texts: &Texts,
    room: Room,
    show: &dyn Fn(&str) -> String,
) -> Sammenligning {
    let cell = |answer: &str, word: Option<Word>, tone: Tone| {
        let word = word.map(|word| texts.word(word)).unwrap_or_default();
        ComparedCell { answer: show(&short(answer)), word, tone }
    };
    let values = text_values(&reference.case.profile);
    let section = |name: &str| texts.section(name, &values);
    let suppliers: Vec<Compared> = judged.iter().map(|judged| compared(judged, reference, texts, room, show)).collect();
    let rows = reference.form.facts.iter().flat_map(|facts| &facts.rows);
    let facts = rows.filter_map(|row| {
        let fact = row.answer.name.fact()?;
        let cells = judged.iter().map(|judged| match judged.supplier.facts.get(fact) {
            Some(answer) if row.answer.options.contains(answer) => cell(answer, None, Tone::Plain),
            Some(answer) => cell(answer, Some(Word::VerdictInvalid), Tone::Bad),
            None if is_refused(&judged.supplier) => cell("", Some(Word::VerdictUnread), Tone::Away),
            None => cell("", Some(Word::VerdictUnanswered), Tone::Notable),
        });
        Some(ComparedRow {
            id: String::new(),
            title: row.question.clone(),
            kind: String::new(),
            text: String::new(),
            cells: cells.collect(),
        })
    });
    let groups = reference.form.groups.iter().map(|group| ComparedGroup {
        title: group.intro.title.clone(),
        rows: group.lines.iter().map(|line| row(&line.line.id, reference, judged, &cell)).collect(),
    });
    let resolution = &reference.case.resolution;
    // The comparison is the buyer's own paper and no appendix of the tender.
    let mut profile = reference.case.profile.clone();
    profile.tender.appendix = Appendices::default();
    Sammenligning {
        front: front(DocumentKind::Sammenligning, &profile, resolution.draft, texts),
        intro: section("sammenligning/indledning.md"),
        answers: section("sammenligning/svar.md"),
        findings: section("sammenligning/fund.md"),
        facts: facts.collect(),
        groups: groups.collect(),
        suppliers,
    }
}

fn is_refused(supplier: &Supplier) -> bool {
    supplier.findings.iter().any(|finding| matches!(finding.what, What::Refused(_)))
}

fn row(
    id: &LineId,
    reference: &Reference,
    judged: &[Judged],
    cell: &dyn Fn(&str, Option<Word>, Tone) -> ComparedCell,
) -> ComparedRow {
    let line: &BoundLine = reference.binding.line(id).expect("the binding is made of the same form");
    let cells = judged.iter().map(|judged| {
        let answer = judged.supplier.answers.get(id).and_then(Answer::given).unwrap_or_default();
        match judged.verdicts.get(id) {
            _ if judged.apart.contains(id) => cell("", Some(Word::VerdictOtherWording), Tone::Notable),
            Some(Verdict { word, tone }) => cell(answer, *word, *tone),
            None if is_refused(&judged.supplier) => cell("", Some(Word::VerdictUnread), Tone::Away),
            None => cell(answer, Some(Word::VerdictUnjudged), Tone::Notable),
        }
    });
    ComparedRow {
        id: id.to_string(),
        title: line.title.clone(),
        kind: line.kind.clone(),
        text: line.text.clone(),
        cells: cells.collect(),
    }
}

/// A supplier with what was found, the most serious first, and what was written.
fn compared(
    judged: &Judged,
    reference: &Reference,
    texts: &Texts,
    room: Room,
    show: &dyn Fn(&str) -> String,
) -> Compared {
    let supplier = &judged.supplier;
    let groups = [
        (Weight::Serious, Word::FindingsSerious),
        (Weight::Notable, Word::FindingsNotable),
        (Weight::Information, Word::FindingsInformation),
    ];
    let mut room = room;
    let mut cut: Vec<String> = Vec::new();
    let descriptions = reference.binding.lines.iter().filter_map(|line| {
        let Answer { svar, begrundelse } = supplier.answers.get(&line.id)?;
        let text = begrundelse.as_deref().filter(|text| !text.trim().is_empty())?;
        let (text, is_cut) = room.of(text);
        room = room.after(&text);
        if is_cut {
            cut.push(line.id.to_string());
        }
        Some(Description {
            id: line.id.clone(),
            title: line.title.clone(),
            answer: show(&short(svar.as_deref().unwrap_or_default())),
            text: plain(&show(&text)),
        })
    });
    let descriptions: Vec<Description> = descriptions.collect();
    let cut = (!cut.is_empty()).then(|| Finding::form(What::CutInPrint { lines: cut }));
    let findings = groups.map(|(weight, title)| FindingGroup {
        title: texts.word(title),
        rows: supplier
            .findings
            .iter()
            .chain(&cut)
            .filter(|finding| finding.what.weight() == weight)
            .map(|finding| FindingRow {
                requirement: finding.requirement.clone(),
                message: show(&Room { letters: 1_500, ..Room::SHORT }.of(&finding.what.to_string()).0),
            })
            .collect(),
    });
    Compared {
        name: show(&short(supplier.shown())),
        cvr: supplier.cvr.as_deref().map(|cvr| show(&short(cvr))),
        file: show(&supplier.file),
        findings: findings.into_iter().filter(|group| !group.rows.is_empty()).collect(),
        descriptions,
    }
}
