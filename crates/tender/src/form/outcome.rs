//! What a supplier's answers come to: minimum requirements counted, points by the profile's own model.

use serde::Serialize;

use super::judge::{Judged, Verdict};
use super::reference::Reference;
use crate::catalog::answer::OTHERWISE;
use crate::catalog::id::{LineId, TypeId};
use crate::catalog::{Met, RequirementType, TypeKind};
use crate::document::words::Word;
use crate::document::{FormLine, Points, Tally, Tone};
use crate::form::asked::form_lines;

/// What an answer comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Met by the supplier's own word
    Met,
    /// An alternative that the buyer accepted
    Accepted,
    /// Met in part: an answer between the first and the last of its type
    Partly,
    NotMet,
    Unanswered,
    /// Claimed to be met »På anden vis«
    Otherwise,
    /// It cannot be said yet
    Unsettled,
    /// It does not hold for the supplier, or need not be met
    Away,
}

impl Outcome {
    /// Of a verdict and the answer that it is about.
    pub fn of(verdict: &Verdict, answer: Option<&str>, of_type: &RequirementType) -> Self {
        match verdict.word {
            Some(Word::VerdictMet) => Self::Met,
            Some(Word::VerdictAccepted) => Self::Accepted,
            Some(Word::VerdictNotMet) => Self::NotMet,
            Some(Word::VerdictUnanswered | Word::VerdictNotIrrelevant) => Self::Unanswered,
            Some(Word::VerdictUnexplained) => Self::Otherwise,
            Some(Word::VerdictToAssess) if answer == Some(OTHERWISE) => Self::Otherwise,
            Some(Word::VerdictFallsAway) => Self::Away,
            // Any other word says that somebody must look.
            Some(_) => Self::Unsettled,
            None => match answer.and_then(|answer| of_type.met(answer)) {
                Some(Met::Fully) => Self::Met,
                // What need not be met is nothing that is not met.
                _ if of_type.kind != TypeKind::Evaluated => Self::Away,
                Some(Met::Partly) => Self::Partly,
                // So is an alternative that the buyer refused.
                Some(Met::Not) | None => Self::NotMet,
            },
        }
    }
}

/// A line of the form, with what it weighs.
pub struct Weighed<'a> {
    pub line: &'a FormLine,
    pub of_type: &'a RequirementType,
    pub weight: Option<f64>,
}

impl Weighed<'_> {
    pub fn id(&self) -> &LineId {
        &self.line.line.id
    }

    pub fn is_minimum(&self) -> bool {
        self.of_type.kind == TypeKind::Minimum
    }

    /// What the supplier's answer comes to; nothing where it was not judged.
    pub fn outcome(&self, judged: &Judged) -> Option<Outcome> {
        let answer = judged.supplier.answers.get(self.id()).and_then(|answer| answer.given());
        Some(Outcome::of(judged.verdicts.get(self.id())?, answer, self.of_type))
    }

    /// What the model gives for an answer. It gives nothing for what a person must judge: an alternative, an answer in
    /// words, one to another wording, one that is said in two ways; and nothing for what fell away.
    pub fn points(&self, judged: &Judged, reference: &Reference) -> Option<f64> {
        let weight = self.weight.filter(|_| self.counts(judged))?;
        let answer = judged.supplier.answers.get(self.id())?.given()?;
        let is_doubtful = judged.supplier.is_doubtful(self.id());
        if answer == OTHERWISE || is_doubtful || is_reworded(self.id(), judged) {
            return None;
        }
        let kind = TypeId::new(&self.line.line.type_id);
        let share = reference.case.profile.evaluation.points.get(&kind)?.get(answer)?;
        Some(share * weight)
    }

    /// Whether the supplier can earn points for it.
    fn counts(&self, judged: &Judged) -> bool {
        let falls_away =
            judged.verdicts.get(self.id()).is_some_and(|verdict| verdict.word == Some(Word::VerdictFallsAway));
        self.weight.is_some() && !falls_away
    }
}

/// Whether a line was answered to other words than the buyer's.
pub fn is_reworded(id: &LineId, judged: &Judged) -> bool {
    judged.apart.contains(id) || judged.supplier.is_reworded(id)
}

/// The lines of a form with what each weighs.
pub fn weighed(reference: &Reference) -> impl Iterator<Item = Weighed<'_>> {
    let profile = &reference.case.profile;
    form_lines(&reference.form).map(move |line| {
        let of_type = profile.requirement_type(&TypeId::new(&line.line.type_id));
        let id = &line.line.id;
        let own = profile.own.iter().find(|own| own.id.as_str() == id.as_str()).and_then(|own| own.weight);
        let weight = own.or_else(|| profile.changed.get(id).and_then(|change| change.weight));
        Weighed { line, of_type, weight: weight.filter(|_| of_type.kind != TypeKind::Minimum) }
    })
}

/// What a supplier's answers come to; nothing where they were not judged.
pub fn tally(judged: &Judged, reference: &Reference) -> Option<Tally> {
    if judged.verdicts.is_empty() {
        return None;
    }
    let mut tally = Tally::default();
    for line in weighed(reference) {
        if line.counts(judged) {
            let points = tally.points.get_or_insert_default();
            points.of += line.weight.unwrap_or_default();
            match line.points(judged, reference) {
                Some(got) => points.got += got,
                None => points.open += 1,
            }
        }
        let Some(verdict) = judged.verdicts.get(line.id()).filter(|_| line.is_minimum()) else { continue };
        let answer = judged.supplier.answers.get(line.id()).and_then(|answer| answer.given());
        let reworded = is_reworded(line.id(), judged);
        match Outcome::of(verdict, answer, line.of_type) {
            Outcome::Away => {}
            _ if reworded => tally.unsettled += 1,
            Outcome::Met | Outcome::Accepted => tally.met += 1,
            Outcome::NotMet => {
                tally.not_met += 1;
                tally.failing.push(line.id().clone());
            }
            // Whether it has to be met hangs on a fact that is not known.
            Outcome::Unanswered if verdict.tone == Tone::Notable => tally.unsettled += 1,
            // Nobody need answer what need not be met.
            Outcome::Unanswered if verdict.tone != Tone::Bad => {}
            Outcome::Unanswered => {
                tally.unanswered += 1;
                tally.failing.push(line.id().clone());
            }
            Outcome::Otherwise => tally.otherwise += 1,
            // No minimum requirement is met in part.
            Outcome::Unsettled | Outcome::Partly => tally.unsettled += 1,
        }
    }
    Some(tally)
}

/// The points that a model gives, rounded as they are shown: a share of a weight may have no end.
pub fn rounded(points: f64) -> f64 {
    (points * 100.0).round() / 100.0
}

/// A tally with its points rounded.
pub fn shown(mut tally: Tally) -> Tally {
    tally.points = tally.points.map(|points| Points { got: rounded(points.got), of: rounded(points.of), ..points });
    tally
}
