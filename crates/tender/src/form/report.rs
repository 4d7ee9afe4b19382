//! The comparison as a document: what the workbook and the PDF show.

use super::finding::{Finding, Weight, What};
use super::judge::{Judged, Verdict};
use super::outcome::{self, Outcome, Weighed, weighed};
use super::reference::Reference;
use super::workbook::layout::{Labels, wording};
use super::{Answer, Supplier};
use crate::compose::front::front;
use crate::compose::{Texts, text_values};
use crate::document::words::{Word, Words};
use crate::document::{
    Compared, ComparedCell, ComparedGroup, ComparedRow, DocumentKind, FindingGroup, FindingPart, FindingRow, Front,
    Rich, Sammenligning, Tone,
};
use crate::input::markdown::plain;
use crate::profile::Appendices;

mod data;
mod room;

pub use data::{OfRow, data, data_of_rows};
pub use room::Room;

/// A text in a line of its own, such as an answer or a name.
fn short(text: &str) -> String {
    Room::SHORT.of(text).0
}

/// The small words before what bears on a line.
pub fn labels(words: &Words) -> Labels<'_> {
    Labels {
        condition: words.get(Word::Condition),
        deferred: words.get(Word::Deferred),
        alternative: words.get(Word::Alternative),
    }
}

/// The front of a paper that is made of the answers: the buyer's own, and no appendix of the tender.
pub fn internal_front(kind: DocumentKind, reference: &Reference, texts: &Texts) -> Front {
    let mut profile = reference.case.profile.clone();
    profile.tender.appendix = Appendices::default();
    front(kind, &profile, reference.case.resolution.draft, texts)
}

/// Makes the comparison of judged forms. The lines are the reference's; what a form of another version answers besides
/// is in the JSON. `show` makes what suppliers wrote printable.
pub fn report(
    judged: &[Judged],
    reference: &Reference,
    texts: &Texts,
    words: &Words,
    room: Room,
    show: &dyn Fn(&str) -> String,
) -> Sammenligning {
    let values = text_values(&reference.case.profile);
    let section = |name: &str| texts.section(name, &values);
    let mut printer = Printer {
        reference,
        texts,
        words,
        show,
        rooms: judged.iter().map(|_| room).collect(),
        cut: judged.iter().map(|_| Vec::new()).collect(),
    };
    let facts = printer.facts(judged);
    let lines: Vec<Weighed<'_>> = weighed(reference).collect();
    let mut lines = lines.iter();
    let groups = reference.form.groups.iter().map(|group| ComparedGroup {
        title: group.intro.title.clone(),
        rows: lines.by_ref().take(group.lines.len()).map(|line| printer.row(line, judged)).collect(),
    });
    let groups: Vec<ComparedGroup> = groups.collect();
    let suppliers = judged.iter().zip(names(judged)).map(|(judged, name)| Compared {
        name: show(&short(&name)),
        cvr: judged.supplier.cvr.as_deref().map(|cvr| show(&short(cvr))),
        file: show(&judged.supplier.file),
        tally: outcome::tally(judged, reference).map(outcome::shown),
        notes: notes(&judged.supplier, texts).iter().map(|note| show(&Room::MESSAGE.of(note).0)).collect(),
    });
    Sammenligning {
        front: internal_front(DocumentKind::Sammenligning, reference, texts),
        result: section("sammenligning/resultat.md"),
        suppliers: suppliers.collect(),
        weighed: weighed(reference).any(|line| line.weight.is_some()),
        intro: section("sammenligning/indledning.md"),
        answers: section("sammenligning/svar.md"),
        facts,
        groups,
        findings: section("sammenligning/fund.md"),
        found: printer.found(judged),
    }
}

/// What each supplier is called. Two that give the same name and number, or none and files of one name, are told apart.
fn names(judged: &[Judged]) -> Vec<String> {
    let known = |it: &Judged| (it.supplier.shown().to_owned(), it.supplier.cvr.clone());
    let name = |(at, it): (usize, &Judged)| {
        let shown = it.supplier.shown();
        let alike = || judged.iter().enumerate().filter(|(_, other)| known(other) == known(it));
        let one_file = alike().all(|(other, is)| other == at || is.supplier.file != it.supplier.file);
        if alike().count() == 1 {
            shown.to_owned()
        } else if it.supplier.name.is_some() && one_file {
            format!("{shown} ({})", it.supplier.file)
        } else {
            format!("{shown} ({})", 1 + alike().filter(|(other, _)| *other < at).count())
        }
    };
    judged.iter().enumerate().map(name).collect()
}

/// What must be known of a whole form before its counts are read.
fn notes(supplier: &Supplier, texts: &Texts) -> Vec<String> {
    let found = supplier.findings.iter().filter(|finding| finding.requirement.is_none());
    let found = found.filter_map(|finding| finding.what.of_the_form());
    let blank = (supplier.is_blank() && !is_refused(supplier)).then(|| texts.word(Word::FormBlank));
    blank.into_iter().chain(found).collect()
}

fn is_refused(supplier: &Supplier) -> bool {
    supplier.findings.iter().any(|finding| matches!(finding.what, What::Refused(_)))
}

struct Printer<'a> {
    reference: &'a Reference,
    texts: &'a Texts,
    words: &'a Words,
    show: &'a dyn Fn(&str) -> String,
    /// What room is left for what each supplier wrote
    rooms: Vec<Room>,
    /// The lines where there was none, supplier by supplier
    cut: Vec<Vec<String>>,
}

impl Printer<'_> {
    fn cell(&self, answer: &str, word: Option<Word>, tone: Tone) -> ComparedCell {
        let word = word.map(|word| self.texts.word(word)).unwrap_or_default();
        ComparedCell { answer: (self.show)(&short(answer)), word, tone, ..ComparedCell::default() }
    }

    fn facts(&self, judged: &[Judged]) -> Vec<ComparedRow> {
        let rows = self.reference.form.facts.iter().flat_map(|facts| &facts.rows);
        let facts = rows.filter_map(|row| {
            let fact = row.answer.name.fact()?;
            let cells = judged.iter().map(|judged| match judged.supplier.facts.get(fact) {
                Some(answer) if row.answer.options.contains(answer) => self.cell(answer, None, Tone::Plain),
                Some(answer) => self.cell(answer, Some(Word::VerdictInvalid), Tone::Bad),
                None if is_refused(&judged.supplier) => self.cell("", Some(Word::VerdictUnread), Tone::Away),
                None => self.cell("", Some(Word::VerdictUnanswered), Tone::Notable),
            });
            Some(ComparedRow {
                id: None,
                fact: Some(row.number.clone()),
                title: row.question.clone(),
                kind: String::new(),
                text: Rich::new(),
                minimum: false,
                weight: None,
                cells: cells.collect(),
            })
        });
        facts.collect()
    }

    fn row(&mut self, line: &Weighed<'_>, judged: &[Judged]) -> ComparedRow {
        let bound = self.reference.binding.line(line.id()).expect("the binding is made of the same form");
        let cells = judged.iter().enumerate().map(|(at, judged)| self.answered(line, at, judged)).collect();
        ComparedRow {
            id: Some(line.id().clone()),
            fact: None,
            title: bound.title.clone(),
            kind: bound.kind.clone(),
            text: plain(&wording(bound, &labels(self.words))),
            minimum: line.is_minimum(),
            weight: line.weight,
            cells,
        }
    }

    fn answered(&mut self, line: &Weighed<'_>, at: usize, judged: &Judged) -> ComparedCell {
        let id = line.id();
        let given = judged.supplier.answers.get(id);
        let answer = given.and_then(Answer::given).unwrap_or_default();
        let mut cell = match judged.verdicts.get(id) {
            // What was answered to other words is no answer to these.
            _ if judged.apart.contains(id) => return self.cell("", Some(Word::VerdictOtherWording), Tone::Notable),
            // Nothing that was answered to other words is met.
            Some(Verdict { tone: Tone::Fine | Tone::Plain, .. }) if outcome::is_reworded(id, judged) => {
                self.cell(answer, Some(Word::VerdictOtherWording), Tone::Bad)
            }
            Some(Verdict { word, tone }) => ComparedCell {
                otherwise: line.outcome(judged) == Some(Outcome::Otherwise),
                ..self.cell(answer, *word, *tone)
            },
            None if is_refused(&judged.supplier) => return self.cell("", Some(Word::VerdictUnread), Tone::Away),
            None => self.cell(answer, Some(Word::VerdictUnjudged), Tone::Notable),
        };
        let marks = judged.supplier.findings.iter().filter(|finding| finding.requirement.as_ref() == Some(id));
        cell.marks = marks.filter_map(|finding| finding.what.mark()).map(|mark| self.message(&mark)).collect();
        let read = self.reference.kind_of(id).and_then(|kind| kind.read_as(answer));
        cell.marks.extend(read.map(|read| self.message(&format!("Læst som {}.", read.trim_end_matches('.')))));
        let serious = |finding: &&Finding| finding.requirement.as_ref() == Some(id);
        let serious = judged.supplier.findings.iter().filter(serious).map(|finding| finding.what.weight()).min();
        if cell.tone == Tone::Fine
            && !cell.marks.is_empty()
            && serious.is_some_and(|weight| weight < Weight::Information)
        {
            cell.tone = Tone::Notable;
        }
        let text = given.and_then(|given| given.begrundelse.as_deref()).filter(|text| !text.trim().is_empty());
        if let Some(text) = text {
            let (text, is_cut) = self.rooms[at].of(text);
            self.rooms[at] = self.rooms[at].after(&text);
            if is_cut {
                self.cut[at].push(id.to_string());
            }
            cell.description = plain(&(self.show)(&text));
        }
        cell.points = line.points(judged, self.reference).map(outcome::rounded);
        cell
    }

    fn message(&self, message: &str) -> String {
        (self.show)(&Room::MESSAGE.of(message).0)
    }

    /// What was found, by its weight, the most serious first.
    fn found(&self, judged: &[Judged]) -> Vec<FindingGroup> {
        let groups = [
            (Weight::Serious, Word::FindingsSerious),
            (Weight::Notable, Word::FindingsNotable),
            (Weight::Information, Word::FindingsInformation),
        ];
        let groups = groups.map(|(weight, title)| {
            let parts = judged.iter().enumerate().map(|(supplier, judged)| {
                // What was cut when it was read is whole nowhere.
                let is_whole = |line: &&String| {
                    let mut cut = judged.supplier.findings.iter().filter(|finding| finding.what == What::Cut);
                    !cut.any(|finding| finding.requirement.as_ref().is_some_and(|id| id.as_str() == line.as_str()))
                };
                let lines: Vec<String> = self.cut[supplier].iter().filter(is_whole).cloned().collect();
                let cut = (!lines.is_empty()).then(|| Finding::form(What::CutInPrint { lines }));
                let found = judged.supplier.findings.iter().chain(&cut);
                let rows = found.filter(|finding| finding.what.weight() == weight).map(|finding| FindingRow {
                    requirement: finding.requirement.clone(),
                    message: self.message(&finding.what.to_string()),
                });
                FindingPart { supplier, rows: rows.collect() }
            });
            FindingGroup { title: self.texts.word(title), parts: parts.filter(|part| !part.rows.is_empty()).collect() }
        });
        groups.into_iter().filter(|group| !group.parts.is_empty()).collect()
    }
}
