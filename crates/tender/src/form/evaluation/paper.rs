//! The summary as a document.

use super::basis::Basis;
use super::summary::{Counted, Evaluated, Line, Said};
use crate::catalog::id::LineId;
use crate::compose::{Texts, text_values};
use crate::document::words::{Word, Words};
use crate::document::{
    DocumentKind, EvaluatedAlternative, EvaluatedCell, EvaluatedLine, EvaluatedSupplier, Evaluering, Rich, Saying,
};
use crate::form::Reference;
use crate::form::report::{Room, internal_front, labels};
use crate::form::workbook::layout::wording;
use crate::input::markdown::plain;
use crate::text::danish;

/// Makes the summary's document. `show` makes what suppliers and evaluators wrote printable.
pub fn paper(
    evaluated: &Evaluated,
    basis: &Basis,
    reference: &Reference,
    texts: &Texts,
    words: &Words,
    show: &dyn Fn(&str) -> String,
) -> Evaluering {
    let values = text_values(&reference.case.profile);
    let section = |name: &str| texts.section(name, &values);
    // A page has room for some lines of a name.
    let named = |name: &str| Room::SHORT.of(&show(name)).0;
    let name = |at: usize| basis.suppliers.get(at).map(|given| named(given.shown())).unwrap_or_default();
    let title = |id: &LineId| reference.binding.line(id).map(|line| line.title.clone()).unwrap_or_default();
    let points = |points: Option<f64>| points.map(danish::number).unwrap_or_default();
    let rich = |text: Option<&String>| text.map_or_else(Rich::new, |text| plain(&show(text)));
    let suppliers = evaluated.suppliers.iter().enumerate().map(|(at, standing)| EvaluatedSupplier {
        name: name(at),
        cvr: standing.cvr.as_deref().map(show),
        tally: standing.result.clone(),
        total: danish::number(standing.points.got),
        of: danish::number(standing.points.of),
        by_evaluator: standing.by_evaluator.iter().map(|given| points(*given)).collect(),
        open: standing.points.open,
        apart: standing.apart,
    });
    let description = |at: usize, line: &LineId| {
        let answer = basis.suppliers.get(at).and_then(|given| given.answers.get(line));
        rich(answer.and_then(|answer| answer.begrundelse.as_ref()))
    };
    let alternatives: Vec<EvaluatedAlternative> = evaluated
        .alternatives
        .iter()
        .map(|it| EvaluatedAlternative {
            line: it.line.clone(),
            title: title(&it.line),
            supplier: name(it.supplier),
            description: description(it.supplier, &it.line),
            verdict: match it.accepted {
                Some(true) => "Godtages",
                Some(false) => "Godtages ikke",
                None if it.apart => "Der er ikke enighed",
                None => "Mangler vurdering",
            }
            .to_owned(),
            lapses: it.lapses.clone(),
        })
        .collect();
    let cell = |at: usize, line: &LineId, weighs: bool, counted: &Counted| EvaluatedCell {
        supplier: name(at),
        answer: counted.answer.as_deref().map(show).unwrap_or_default(),
        description: description(at, line),
        points: points(counted.points),
        agreement: agreement(counted, weighs, words),
        apart: !counted.agreed,
        sayings: counted
            .said
            .iter()
            .map(|Said { evaluator, points: given, reason, note }| Saying {
                evaluator: named(evaluator),
                points: points(*given),
                reason: rich(reason.as_ref()),
                note: rich(note.as_ref()),
            })
            .collect(),
    };
    let lines = evaluated.lines.iter().map(|Line { id, weight, answers }| EvaluatedLine {
        id: id.clone(),
        title: title(id),
        text: reference.binding.line(id).map(|line| plain(&wording(line, &labels(words)))).unwrap_or_default(),
        weight: points(*weight),
        cells: answers.iter().enumerate().map(|(at, counted)| cell(at, id, weight.is_some(), counted)).collect(),
    });
    Evaluering {
        front: internal_front(DocumentKind::Evaluering, reference, texts),
        result: section("evaluering/resultat.md"),
        evaluators: evaluated.evaluators.iter().map(|name| named(name)).collect(),
        suppliers: suppliers.collect(),
        alternatives_intro: (!alternatives.is_empty()).then(|| section("evaluering/alternativer.md")),
        alternatives,
        lines_intro: section("evaluering/krav.md"),
        lines: lines.collect(),
    }
}

/// How the points came about. What weighs nothing is given none, and lacks none.
fn agreement(counted: &Counted, weighs: bool, words: &Words) -> String {
    let given = counted.said.iter().filter(|said| said.points.is_some()).count();
    match (given, counted.points) {
        (0, Some(_)) => words.get(Word::TallyPoints).to_owned(),
        (_, None) if weighs => words.get(Word::EvaluatedOpen).to_owned(),
        (_, None) => String::new(),
        (1, Some(_)) => String::new(),
        (_, Some(_)) if counted.agreed => words.get(Word::EvaluatedConsensus).to_owned(),
        (_, Some(_)) => {
            let spread = counted.spread.map(danish::number).unwrap_or_default();
            let (mean, apart) = (words.get(Word::EvaluatedMean), words.get(Word::EvaluatedSpread));
            format!("{mean}; {} {spread}", apart.to_lowercase())
        }
    }
}
