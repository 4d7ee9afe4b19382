//! The verdict on a line, by what it requires of this supplier and what is answered to it.

use std::collections::BTreeSet;

use super::view::View;
use super::{Judge, Verdict, plain, verdict};
use crate::catalog::answer::{NOT_RELEVANT, OTHERWISE};
use crate::catalog::id::{IntegrationId, LineId, TypeId};
use crate::catalog::{Met, Modality, TypeKind};
use crate::document::words::Word;
use crate::document::{FormLine, Tone};
use crate::form::Reference;
use crate::form::finding::{Applying, What};
use crate::form::limits::Within;
use crate::form::remark::words;
use crate::form::spelling::is_seen;
use crate::form::workbook::layout::{Labels, wording};
use crate::resolve::{ChosenOr, Interval, Level, Resolution};

/// How a line holds for the supplier, and what is said of it.
struct Holding<'a> {
    line: &'a FormLine,
    minimum: bool,
    /// The supplier need not offer it, and it counts for nothing in the evaluation
    optional: bool,
    required: bool,
    /// What comes along with what is used is binding, whoever was free to use it
    bound: bool,
    /// It would hold no more if the alternatives that are claimed were accepted
    lapses: bool,
    described: bool,
}

impl Holding<'_> {
    fn id(&self) -> &LineId {
        &self.line.line.id
    }

    /// Whether it holds, by itself or by what is used.
    fn is_binding(&self) -> bool {
        self.required || self.bound
    }

    /// Whether an answer needs a description that is not there.
    fn lacks_description(&self, answer: &str) -> bool {
        !self.described && self.line.description.as_ref().is_some_and(|field| field.is_needed_with(answer))
    }
}

impl Judge<'_> {
    /// Judges a line: it may hold no more, or only now, or have been answered to other words.
    pub(super) fn line(&mut self, line: &FormLine, view: &View) {
        let id = &line.line.id;
        let (Some(asked), Some(now)) = (self.reference.case.resolution.interval(id), view.own.interval(id)) else {
            return;
        };
        if now.at_most == Level::Excluded {
            let because = self.because(id, view);
            let given = self.supplier.answers.get(id).and_then(|answer| answer.svar.clone());
            if let Some(answer) = given.filter(|given| self.claims(line, given)) {
                self.tell_line(id, What::AnsweredThoughNot { answer, because });
            } else {
                self.tell_line(id, What::FallsAway { because });
            }
            self.verdicts.insert(id.clone(), verdict(Word::VerdictFallsAway, Tone::Away));
            return;
        }
        if asked.at_least < Level::Required && now.at_least == Level::Required {
            let because = self.because(id, view);
            self.tell_line(id, What::Applies { because });
        }
        let answered = self.supplier.answers.get(id).is_some_and(|answer| answer.given().is_some());
        if answered && self.earlier.as_ref().is_some_and(|(since, _)| since.changed.contains(id)) {
            // It answers what was asked then, and is told of with the others that do.
            self.verdicts.insert(id.clone(), verdict(Word::VerdictEarlierWording, Tone::Bad));
            return;
        }
        let verdict = if answered && self.supplier.is_reworded(id) {
            // What was answered to other words is no answer to these, whatever it says.
            verdict(Word::VerdictOtherWording, Tone::Bad)
        } else if answered && self.supplier.is_doubtful(id) {
            // What the form says in two ways is somebody's to settle, whichever of them was read.
            verdict(Word::VerdictToAssess, Tone::Notable)
        } else {
            self.answer(line, now, view)
        };
        self.verdicts.insert(id.clone(), verdict);
    }

    /// What was answered to earlier words is no answer to those that hold now.
    pub(super) fn earlier_wordings(&mut self, labels: &Labels<'_>) {
        let Some((since, earlier)) = self.earlier.take() else { return };
        let said = |reference: &Reference, id: &LineId| {
            let line = reference.binding.line(id)?;
            Some(words(&format!("{}\n{}", line.title, wording(line, labels))))
        };
        for id in &since.changed {
            let answered = self.supplier.answers.get(id).is_some_and(|answer| answer.given().is_some());
            let falls_away = |verdict: &Verdict| verdict.word == Some(Word::VerdictFallsAway);
            if !answered || self.verdicts.get(id).is_none_or(falls_away) {
                continue;
            }
            if let Some((asked, was)) = said(self.reference, id).zip(said(earlier.reference, id)) {
                let version = earlier.version.version.clone();
                self.tell_line(id, What::EarlierWording { version, asked, was });
                self.verdicts.insert(id.clone(), verdict(Word::VerdictEarlierWording, Tone::Bad));
            }
        }
        self.earlier = Some((since, earlier));
    }

    /// Whether an answer says that a line is met, be it in part or otherwise.
    fn claims(&self, line: &FormLine, answer: &str) -> bool {
        let kind = self.reference.case.profile.requirement_type(&TypeId::new(&line.line.type_id));
        let is_met = kind.met(answer).map_or(answer == OTHERWISE, |met| met > Met::Not);
        is_met && line.answer.options.iter().any(|option| option == answer)
    }

    /// Judges the answer to a line that holds for the supplier, or may hold.
    fn answer(&mut self, line: &FormLine, now: Interval, view: &View) -> Verdict {
        let id = &line.line.id;
        let kind = self.reference.case.profile.requirement_type(&TypeId::new(&line.line.type_id)).kind;
        let given = self.supplier.answers.get(id).cloned().unwrap_or_default();
        let holding = Holding {
            line,
            minimum: kind == TypeKind::Minimum,
            optional: kind == TypeKind::Optional,
            required: now.at_least == Level::Required,
            bound: view.bound.interval(id).is_some_and(|interval| interval.at_least == Level::Required),
            lapses: view.accepted.interval(id).is_some_and(|interval| interval.at_most == Level::Excluded),
            described: given.begrundelse.as_deref().is_some_and(is_seen),
        };
        match given.given() {
            None => self.unanswered(&holding, view),
            // What is answered in words, with a number or a date is the buyer's to judge.
            Some(answer) if line.answer.options.is_empty() => self.written(&holding, answer),
            Some(answer) if !line.answer.options.iter().any(|option| option == answer) => {
                let options = line.answer.options.clone();
                self.tell_line(id, What::InvalidAnswer { answer: answer.to_owned(), options });
                verdict(Word::VerdictInvalid, Tone::Bad)
            }
            Some(OTHERWISE) if line.line.alternative.is_some() => self.otherwise(&holding, view),
            // The line holds for the supplier, or may: that it does not is no answer to it.
            Some(NOT_RELEVANT) if line.line.condition.is_some() => self.not_relevant(&holding, view),
            Some(answer) => self.one_of(&holding, answer, view),
        }
    }

    /// A line without an answer.
    fn unanswered(&mut self, holding: &Holding<'_>, view: &View) -> Verdict {
        if holding.lapses {
            return self.lapses(holding, "", view);
        }
        // What is optional and has no word for that is not offered, unless somebody describes it.
        if !holding.line.answer.required && !holding.described {
            return plain(Tone::Plain);
        }
        let is_failed = holding.minimum && holding.is_binding();
        if self.supplier.is_unread(holding.id()) {
            return verdict(Word::VerdictUnread, if is_failed { Tone::Bad } else { Tone::Notable });
        }
        self.tell_line(holding.id(), if is_failed { What::MinimumUnanswered } else { What::Unanswered });
        // What binds only where something is used lacks nothing where nobody says that it is.
        let waits = !holding.minimum || !self.open_questions(holding.id(), &view.own).is_empty();
        let tone = match (is_failed, waits) {
            (true, _) => Tone::Bad,
            (false, true) => Tone::Notable,
            (false, false) => Tone::Plain,
        };
        verdict(Word::VerdictUnanswered, tone)
    }

    /// An alternative, which the buyer has decided or is to assess.
    fn otherwise(&mut self, holding: &Holding<'_>, view: &View) -> Verdict {
        let id = holding.id();
        let answer = OTHERWISE.to_owned();
        match self.decided.get(id) {
            Some(true) => verdict(Word::VerdictAccepted, Tone::Fine),
            Some(false) if holding.minimum && holding.required => {
                self.tell_line(id, What::MinimumNotMet { answer });
                verdict(Word::VerdictNotMet, Tone::Bad)
            }
            // What is used needs it.
            Some(false) if holding.minimum && holding.bound => self.contradicts(id, OTHERWISE, view),
            Some(false) => plain(Tone::Plain),
            None if !holding.described => {
                self.tell_line(id, What::AlternativeUnexplained { minimum: holding.minimum });
                verdict(Word::VerdictUnexplained, Tone::Bad)
            }
            None => {
                self.tell_line(id, What::AlternativeClaimed { minimum: holding.minimum });
                verdict(Word::VerdictToAssess, Tone::Notable)
            }
        }
    }

    /// A line of which it is said that it does not apply, though it does or may.
    fn not_relevant(&mut self, holding: &Holding<'_>, view: &View) -> Verdict {
        let questions = self.open_questions(holding.id(), &view.own);
        let holds = match (holding.is_binding(), questions.is_empty()) {
            (true, _) => Applying::Certain,
            (false, false) => Applying::Waits { questions },
            (false, true) => Applying::WhereUsed,
        };
        let minimum = holding.minimum && holding.is_binding();
        let tone = match holds {
            _ if minimum => Tone::Bad,
            Applying::WhereUsed if holding.minimum => Tone::Plain,
            Applying::Certain | Applying::Waits { .. } | Applying::WhereUsed => Tone::Notable,
        };
        self.tell_line(holding.id(), What::NotIrrelevant { minimum, holds });
        verdict(Word::VerdictNotIrrelevant, tone)
    }

    /// One of the answers of the line's type.
    fn one_of(&mut self, holding: &Holding<'_>, answer: &str, view: &View) -> Verdict {
        let affirmed = holding.line.answer.options.first().is_some_and(|first| first == answer);
        if holding.minimum && affirmed && holding.described {
            self.tell_line(holding.id(), What::Described { answer: answer.to_owned() });
        }
        if holding.lacks_description(answer) {
            self.tell_line(holding.id(), What::NotDescribed { answer: answer.to_owned() });
        }
        match (holding.minimum, affirmed) {
            (true, true) => verdict(Word::VerdictMet, Tone::Fine),
            (true, false) => self.denied(holding, answer, view),
            (false, true) if holding.required => plain(Tone::Fine),
            (false, false) if holding.required => plain(Tone::Notable),
            (false, _) => plain(Tone::Plain),
        }
    }

    /// A minimum requirement that is not met, or not wholly.
    fn denied(&mut self, holding: &Holding<'_>, answer: &str, view: &View) -> Verdict {
        let id = holding.id();
        let may_hold = |resolution: &Resolution| {
            resolution.interval(id).is_some_and(|interval| interval.at_most == Level::Required)
        };
        if holding.bound && !holding.required {
            return self.contradicts(id, answer, view);
        }
        if holding.lapses && may_hold(&view.own) {
            return self.lapses(holding, answer, view);
        }
        // With an alternative that is claimed it would hold by a fact that is not known.
        let by_alternative = self.open_questions(id, &view.accepted);
        if holding.required && !view.claimed.is_empty() && !by_alternative.is_empty() {
            let alternatives = view.eased_by(id).iter().map(ToString::to_string).collect();
            let answer = answer.to_owned();
            self.tell_line(id, What::MinimumUndecided { answer, questions: by_alternative, alternatives });
            return verdict(Word::VerdictUndecided, Tone::Notable);
        }
        if holding.required {
            self.tell_line(id, What::MinimumNotMet { answer: answer.to_owned() });
            return verdict(Word::VerdictNotMet, Tone::Bad);
        }
        let questions = if may_hold(&view.own) {
            self.open_questions(id, &view.own)
        } else if may_hold(&view.possible) {
            // It would hold if something were used of which nothing is said, or by an answer that is missing.
            let mut questions = self.open_questions(id, &view.possible);
            if !may_hold(&view.bound) {
                questions.extend(carriers(&view.possible, id, &view.silent));
            }
            questions
        } else {
            return plain(Tone::Plain);
        };
        let (answer, alternatives) = (answer.to_owned(), Vec::new());
        self.tell_line(id, What::MinimumUndecided { answer, questions, alternatives });
        verdict(Word::VerdictUndecided, Tone::Notable)
    }

    /// Judges an answer in words, with a number or with a date. Within limits that the buyer set it is judged; else the
    /// buyer does.
    fn written(&mut self, holding: &Holding<'_>, answer: &str) -> Verdict {
        let (id, minimum) = (holding.id(), holding.minimum);
        if holding.lacks_description(answer) {
            self.tell_line(id, What::NotDescribed { answer: answer.to_owned() });
        }
        let own = self.reference.case.profile.own.iter().find(|own| own.id.as_str() == id.as_str());
        if let Some((read, meant)) = own.and_then(|own| own.answer.ambiguous(answer)) {
            self.tell_line(id, What::AmbiguousNumber { answer: answer.to_owned(), read, meant, minimum });
        }
        match own.map_or(Within::Unlimited, |own| own.answer.judge(answer)) {
            Within::Unreadable { expected } => {
                self.tell_line(id, What::UnreadableAnswer { answer: answer.to_owned(), expected, minimum });
                verdict(Word::VerdictInvalid, Tone::Bad)
            }
            Within::Unlimited if holding.optional => plain(Tone::Plain),
            Within::Unlimited => verdict(Word::VerdictToAssess, Tone::Notable),
            Within::Met => verdict(Word::VerdictMet, Tone::Fine),
            Within::NotMet { limits } => {
                self.tell_line(id, What::OutsideLimits { answer: answer.to_owned(), limits, minimum });
                verdict(Word::VerdictNotMet, if minimum { Tone::Bad } else { Tone::Notable })
            }
        }
    }

    /// What must come along with something that is used, and does not.
    fn contradicts(&mut self, id: &LineId, answer: &str, view: &View) -> Verdict {
        let used = carriers(&view.bound, id, &view.carrying.in_use);
        let integration = matches!(id, LineId::Integration(_));
        self.tell_line(id, What::Contradiction { used, answer: answer.to_owned(), integration });
        verdict(Word::VerdictContradiction, Tone::Bad)
    }

    /// A line that is not met and would lapse if alternatives that are claimed were accepted.
    fn lapses(&mut self, holding: &Holding<'_>, answer: &str, view: &View) -> Verdict {
        let (answer, minimum) = (answer.to_owned(), holding.minimum);
        let (alternatives, any) = view.lapses_with(holding.id());
        let alternatives = alternatives.iter().map(ToString::to_string).collect();
        self.tell_line(holding.id(), What::LapsesIfAccepted { alternatives, any, answer, minimum });
        verdict(Word::VerdictLapses, Tone::Notable)
    }
}

/// Those of some integrations that bind a line; what binds through a third is told by all of them.
fn carriers(bound: &Resolution, id: &LineId, among: &BTreeSet<IntegrationId>) -> Vec<String> {
    let binding = bound.because(id).iter().filter(|reason| reason.modality == ChosenOr::from(Modality::Must));
    let binding = binding.filter(|reason| reason.level == Level::Required).filter_map(|reason| reason.carrier.as_ref());
    let used: BTreeSet<&IntegrationId> = binding.filter(|carrier| among.contains(*carrier)).collect();
    if used.is_empty() { among.iter().collect() } else { used }.into_iter().map(ToString::to_string).collect()
}
