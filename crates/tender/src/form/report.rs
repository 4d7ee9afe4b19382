//! The comparison as a document: what the workbook and the PDF show.

use super::finding::{Weight, What};
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

/// Makes the comparison of judged forms. The lines are the reference's; what a form of another version answers besides is in the JSON.
/// `show` makes what suppliers wrote printable.
pub fn report(judged: &[Judged], reference: &Reference, texts: &Texts, show: &dyn Fn(&str) -> String) -> Sammenligning {
    let cell = |answer: &str, word: Option<Word>, tone: Tone| {
        let word = word.map(|word| texts.word(word)).unwrap_or_default();
        ComparedCell { answer: show(answer), word, tone }
    };
    let values = text_values(&reference.case.profile);
    let section = |name: &str| texts.section(name, &values);
    let suppliers: Vec<Compared> = judged.iter().map(|judged| compared(judged, reference, texts, show)).collect();
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
fn compared(judged: &Judged, reference: &Reference, texts: &Texts, show: &dyn Fn(&str) -> String) -> Compared {
    let supplier = &judged.supplier;
    let groups = [
        (Weight::Serious, Word::FindingsSerious),
        (Weight::Notable, Word::FindingsNotable),
        (Weight::Information, Word::FindingsInformation),
    ];
    let findings = groups.map(|(weight, title)| FindingGroup {
        title: texts.word(title),
        rows: supplier
            .findings
            .iter()
            .filter(|finding| finding.what.weight() == weight)
            .map(|finding| FindingRow {
                requirement: finding.requirement.clone(),
                message: show(&finding.what.to_string()),
            })
            .collect(),
    });
    let descriptions = reference.binding.lines.iter().filter_map(|line| {
        let Answer { svar, begrundelse } = supplier.answers.get(&line.id)?;
        let text = begrundelse.as_deref().filter(|text| !text.trim().is_empty())?;
        Some(Description {
            id: line.id.clone(),
            title: line.title.clone(),
            answer: show(svar.as_deref().unwrap_or_default()),
            text: plain(&show(text)),
        })
    });
    Compared {
        name: show(supplier.shown()),
        cvr: supplier.cvr.as_deref().map(show),
        file: show(&supplier.file),
        findings: findings.into_iter().filter(|group| !group.rows.is_empty()).collect(),
        descriptions: descriptions.collect(),
    }
}
