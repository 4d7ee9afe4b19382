//! What the evaluators wrote, put together.
//!
//! Where all give the same points, they agree; where they differ, their mean counts for the moment and is told as such,
//! with how far they are apart, so that it can be talked over. What nobody gave points for counts as the profile's
//! model has it, if it has anything. An alternative is accepted where everybody who says something says so, and then
//! what lapses with it lapses; where all refuse it, the line is not met.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::basis::Given;
use super::layout::Key;
use super::read::{Evaluator, Marks, Sheet};
use crate::catalog::id::LineId;
use crate::document::words::Word;
use crate::document::{Points, Tally};
use crate::form::judge::{Judged, judge_again};
use crate::form::outcome::{self, Outcome, Weighed, rounded, weighed};
use crate::form::workbook::layout::Labels;
use crate::form::{Answer, Reference};

/// The evaluation as data: the format of `evaluate --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct Evaluated {
    /// The version of this format
    pub schema: u32,
    /// By the names they gave, or by their files
    pub evaluators: Vec<String>,
    pub suppliers: Vec<Standing>,
    pub alternatives: Vec<Alternative>,
    /// In the order of the form: what is weighed, and what something was written of
    pub lines: Vec<Line>,
}

/// How a supplier stands.
#[derive(Debug, Clone, Serialize)]
pub struct Standing {
    pub file: String,
    pub name: Option<String>,
    pub cvr: Option<String>,
    /// With the alternatives that are accepted; absent where the form was not judged
    pub result: Option<Tally>,
    pub points: Points,
    /// What each evaluator's points come to; null where one gave none
    pub by_evaluator: Vec<Option<f64>>,
    /// Of how many lines the evaluators differ
    pub apart: usize,
}

/// An alternative that a supplier claims.
#[derive(Debug, Clone, Serialize)]
pub struct Alternative {
    pub line: LineId,
    /// The supplier's place, counted from zero
    pub supplier: usize,
    /// Absent where nobody said anything, or they do not agree
    pub accepted: Option<bool>,
    /// They do not agree
    pub apart: bool,
    /// What lapses with it
    pub lapses: Vec<LineId>,
}

/// A line, and each supplier's answer to it.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub id: LineId,
    pub weight: Option<f64>,
    /// In the order of the suppliers
    pub answers: Vec<Counted>,
}

/// What an answer counts.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Counted {
    pub answer: Option<String>,
    /// What counts: agreed, else the mean, else the model's
    pub points: Option<f64>,
    /// All who gave points gave the same
    pub agreed: bool,
    /// Between the least and the most that was given
    pub spread: Option<f64>,
    /// What the profile's model gives
    pub model: Option<f64>,
    pub said: Vec<Said>,
}

/// What one evaluator wrote.
#[derive(Debug, Clone, Serialize)]
pub struct Said {
    pub evaluator: String,
    pub points: Option<f64>,
    pub reason: Option<String>,
    pub note: Option<String>,
}

/// Points that were given and are more than the requirement weighs: they do not count.
#[derive(Debug, Clone, PartialEq)]
pub struct TooMany {
    pub file: String,
    pub evaluator: String,
    pub key: Key,
    pub points: f64,
    pub weight: f64,
}

/// Rows of a workbook that count in the sums and are not there any more, so that what an evaluator wrote in them is lost.
pub struct Gone {
    pub file: String,
    pub rows: Vec<Key>,
}

/// Puts together what stands in workbooks of one comparison. `sheets` come with the names of their files.
pub fn evaluate(
    sheets: &[(String, Sheet)],
    reference: &Reference,
    labels: &Labels<'_>,
) -> (Evaluated, Vec<TooMany>, Vec<Gone>) {
    let given: &[Given] = sheets.first().map(|(_, sheet)| sheet.basis.suppliers.as_slice()).unwrap_or_default();
    let mut evaluators: Vec<Named<'_>> = Vec::new();
    for (file, sheet) in sheets {
        for evaluator in &sheet.evaluators {
            let name = evaluator.name.clone().unwrap_or_else(|| file.clone());
            let taken = |name: &str| evaluators.iter().any(|other| other.name == name);
            let numbered = (2..).map(|number| format!("{name} ({number})"));
            let own = std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name));
            evaluators.push(Named { name: own.unwrap_or(name), file, evaluator });
        }
    }
    let judged: Vec<Judging> =
        given.iter().enumerate().map(|(at, given)| Judging::of(at, given, sheets, reference, labels)).collect();
    let mut too_many = Vec::new();
    let lines: Vec<Line> = weighed(reference)
        .map(|line| {
            let answers = judged
                .iter()
                .enumerate()
                .map(|(at, judging)| counted(&line, at, judging, &evaluators, reference, &mut too_many));
            Line { id: line.id().clone(), weight: line.weight, answers: answers.collect() }
        })
        .collect();
    let suppliers = given
        .iter()
        .zip(&judged)
        .enumerate()
        .map(|(at, (given, judging))| standing(at, given, judging, &lines, &evaluators, reference));
    let suppliers = suppliers.collect();
    let alternatives = judged.iter().flat_map(|judging| judging.alternatives.iter().cloned()).collect();
    let weighing: Vec<&Line> = lines.iter().filter(|line| line.weight.is_some()).collect();
    let mut gone = Vec::new();
    for (file, sheet) in sheets.iter().filter(|(_, sheet)| !sheet.evaluators.is_empty()) {
        let key = |line: &LineId, at: usize| Key { line: line.clone(), supplier: at + 1 };
        let all = weighing.iter().flat_map(|line| (0..given.len()).map(|at| key(&line.id, at)));
        let rows: Vec<Key> = all.filter(|key| !sheet.rows.contains(key)).collect();
        if !rows.is_empty() {
            gone.push(Gone { file: file.clone(), rows });
        }
    }
    let told = |line: &Line| line.weight.is_some() || line.answers.iter().any(|answer| !answer.said.is_empty());
    let evaluated = Evaluated {
        schema: 1,
        evaluators: evaluators.into_iter().map(|it| it.name).collect(),
        suppliers,
        alternatives,
        lines: lines.into_iter().filter(told).collect(),
    };
    (evaluated, too_many, gone)
}

/// An evaluator under a name that no other has.
struct Named<'s> {
    name: String,
    file: &'s str,
    evaluator: &'s Evaluator,
}

/// A supplier's answers, judged with what is accepted.
struct Judging<'a> {
    given: &'a Given,
    judged: Judged,
    alternatives: Vec<Alternative>,
}

impl<'a> Judging<'a> {
    fn of(at: usize, given: &'a Given, sheets: &[(String, Sheet)], reference: &Reference, labels: &Labels<'_>) -> Self {
        let supplier = given.supplier();
        let plain = judge_again(&supplier, reference, labels, &BTreeMap::new());
        let claimed = weighed(reference)
            .filter(|line| line.outcome(&plain) == Some(Outcome::Otherwise))
            .map(|line| line.id().clone());
        let mut alternatives: Vec<Alternative> = claimed
            .map(|line| {
                let key = Key { line: line.clone(), supplier: at + 1 };
                let said: BTreeSet<bool> =
                    sheets.iter().filter_map(|(_, sheet)| sheet.accepted.get(&key)).flatten().copied().collect();
                let apart = said.len() > 1;
                let accepted = said.into_iter().next().filter(|_| !apart);
                Alternative { line, supplier: at, accepted, apart, lapses: Vec::new() }
            })
            .collect();
        let decided: BTreeMap<LineId, bool> =
            alternatives.iter().filter_map(|it| Some((it.line.clone(), it.accepted?))).collect();
        let mut judged = judge_again(&supplier, reference, labels, &decided);
        judged.apart.clone_from(&given.unclear);
        // What could not be read was not left blank.
        for (_, verdict) in judged.verdicts.iter_mut().filter(|(line, _)| given.unread.contains(line)) {
            verdict.word =
                verdict.word.map(|word| if word == Word::VerdictUnanswered { Word::VerdictUnread } else { word });
        }
        for alternative in alternatives.iter_mut().filter(|it| it.accepted == Some(true)) {
            // What lapses with this one among those that are accepted.
            let mut others = decided.clone();
            others.remove(&alternative.line);
            let without = judge_again(&supplier, reference, labels, &others);
            let away = |judged: &Judged, line: &LineId| {
                judged.verdicts.get(line).is_some_and(|verdict| verdict.word == Some(Word::VerdictFallsAway))
            };
            let lines = weighed(reference).map(|line| line.id().clone());
            alternative.lapses = lines.filter(|line| away(&judged, line) && !away(&without, line)).collect();
        }
        Self { given, judged, alternatives }
    }
}

fn counted(
    line: &Weighed<'_>,
    at: usize,
    judging: &Judging<'_>,
    evaluators: &[Named<'_>],
    reference: &Reference,
    too_many: &mut Vec<TooMany>,
) -> Counted {
    let key = Key { line: line.id().clone(), supplier: at + 1 };
    let answer = judging.given.answers.get(line.id()).and_then(Answer::given).map(str::to_owned);
    let model = line.points(&judging.judged, reference).map(rounded);
    let mut said = Vec::new();
    for Named { name, file, evaluator } in evaluators {
        let Some(Marks { points, reason, note }) = evaluator.marks.get(&key).cloned() else { continue };
        let points = match (points, line.weight) {
            // What weighs nothing counts in no sum.
            (Some(points), weight) if points > weight.unwrap_or_default() => {
                let weight = weight.unwrap_or_default();
                let (file, evaluator) = ((*file).to_owned(), name.clone());
                too_many.push(TooMany { file, evaluator, key: key.clone(), points, weight });
                None
            }
            (points, _) => points,
        };
        // Points that cannot be given are told of by themselves.
        if points.is_some() || reason.is_some() || note.is_some() {
            said.push(Said { evaluator: name.clone(), points, reason, note });
        }
    }
    let points: Vec<f64> = said.iter().filter_map(|said| said.points).collect();
    let least = points.iter().copied().reduce(f64::min);
    let most = points.iter().copied().reduce(f64::max);
    let spread = least.zip(most).map(|(least, most)| rounded(most - least));
    #[expect(clippy::cast_precision_loss, reason = "evaluators are few")]
    let mean = (!points.is_empty()).then(|| rounded(points.iter().sum::<f64>() / points.len() as f64));
    Counted { answer, points: mean.or(model), agreed: spread.is_none_or(|spread| spread == 0.0), spread, model, said }
}

fn standing(
    at: usize,
    given: &Given,
    judging: &Judging<'_>,
    lines: &[Line],
    evaluators: &[Named<'_>],
    reference: &Reference,
) -> Standing {
    // The points that count are the evaluators'.
    let result = given.judged.then(|| outcome::tally(&judging.judged, reference)).flatten();
    let result = result.map(|tally| Tally { points: None, ..tally });
    let counts = |line: &&Line| {
        let falls_away =
            judging.judged.verdicts.get(&line.id).is_some_and(|verdict| verdict.word == Some(Word::VerdictFallsAway));
        line.weight.is_some() && !falls_away
    };
    let counting: Vec<&Line> = lines.iter().filter(counts).collect();
    let mut points = Points::default();
    for line in &counting {
        points.of += line.weight.unwrap_or_default();
        match line.answers[at].points {
            Some(got) => points.got += got,
            None => points.open += 1,
        }
    }
    let by_evaluator = evaluators.iter().map(|Named { name, .. }| {
        let own =
            |line: &&&Line| line.answers[at].said.iter().any(|said| said.evaluator == *name && said.points.is_some());
        counting.iter().any(|line| own(&line)).then(|| {
            let given = counting.iter().filter_map(|line| {
                let answer = &line.answers[at];
                let own = answer.said.iter().find(|said| said.evaluator == *name).and_then(|said| said.points);
                own.or(answer.model)
            });
            rounded(given.sum())
        })
    });
    Standing {
        file: given.file.clone(),
        name: given.name.clone(),
        cvr: given.cvr.clone(),
        result,
        points: Points { got: rounded(points.got), of: rounded(points.of), ..points },
        by_evaluator: by_evaluator.collect(),
        apart: counting.iter().filter(|line| !line.answers[at].agreed).count(),
    }
}
