//! What an answer was given under besides the words that it was given to: a »Ja« to »senest 36 måneder efter
//! idriftsættelsen« promises another thing than one that must hold from the first day.

use serde::{Deserialize, Serialize};

use crate::catalog::TypeKind;
use crate::catalog::answer::{NOT_RELEVANT, OTHERWISE};
use crate::catalog::id::TypeId;
use crate::form::asked::{BoundLine, form_lines};
use crate::form::binding::Binding;
use crate::form::reference::Reference;
use crate::profile::{AnswerKind, OPERATION};

/// What a line asks for besides its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The type's id
    #[serde(rename = "type")]
    pub kind: String,
    /// The type's name and how it is judged, where the tender is known
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged: Option<String>,
    /// What the type means, where the tender is known
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
    /// When it must be met
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The answers that can be given, in their order
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// The number or the date that is asked for: »tal i timer, højst 24«
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<String>,
}

/// One of the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    Type,
    Meaning,
    Due,
    Answers,
    Asks,
    Description,
}

impl Term {
    /// »Fristen«
    pub fn words(self) -> &'static str {
        match self {
            Term::Type => "Kravtypen",
            Term::Meaning => "Kravtypens betydning",
            Term::Description => "Beskrivelsen",
            Term::Due => "Fristen",
            Term::Answers => "Svarmulighederne",
            Term::Asks => "Det, der skal oplyses,",
        }
    }
}

/// A term that is another now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    pub term: Term,
    pub before: String,
    pub now: String,
}

/// What an answer says of its line, by its place among those that were offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Met,
    Partly,
    NotMet,
    Otherwise,
    Irrelevant,
}

impl Terms {
    /// The terms of a line as far as the form itself says.
    pub(super) fn bound(line: &BoundLine, bound: &Binding) -> Self {
        let answer = bound.fields.iter().find(|field| field.line.as_ref() == Some(&line.id));
        Self {
            kind: line.kind.clone(),
            judged: None,
            meaning: None,
            due: Some(line.deferred.clone().unwrap_or_else(|| OPERATION.to_owned())),
            answers: answer.map(|field| field.options.clone()).unwrap_or_default(),
            asks: None,
        }
    }

    /// With what the tender says of the line.
    pub(super) fn of(line: &BoundLine, reference: &Reference) -> Self {
        let tender = &reference.case.profile;
        let kind = tender.types.iter().find(|kind| kind.id == TypeId::new(&line.kind));
        let judged = kind.map(|kind| {
            let judged = match kind.kind {
                TypeKind::Minimum => "skal opfyldes",
                TypeKind::Evaluated => "vurderes",
                TypeKind::Optional => "kan anvendes",
            };
            format!("{}, {judged}", kind.name)
        });
        let mut terms = Self::bound(line, &reference.binding);
        let in_part = form_lines(&reference.form).any(|asked| asked.line.id == line.id && asked.line.deferred_in_part);
        let due = match (&line.deferred, &tender.tender.due) {
            (Some(own), Some(general)) if in_part => Some(format!("{}. {own}", general.trim_end_matches('.'))),
            (own, general) => own.as_ref().or(general.as_ref()).cloned(),
        };
        terms.judged = judged;
        terms.meaning = kind.and_then(|kind| kind.meaning.clone());
        terms.due = Some(due.unwrap_or_else(|| OPERATION.to_owned()));
        terms.asks = reference.kind_of(&line.id).and_then(AnswerKind::asks);
        terms
    }

    /// What differs now.
    pub fn differing(&self, now: &Terms) -> Vec<Differs> {
        let maybe = |it: &Option<String>| it.clone().unwrap_or_default();
        let known = |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some();
        // What only one of the two forms says of the type says nothing of a difference.
        let types = if known(&self.judged, &now.judged) {
            (format!("{} ({})", self.kind, maybe(&self.judged)), format!("{} ({})", now.kind, maybe(&now.judged)))
        } else {
            (self.kind.clone(), now.kind.clone())
        };
        let both = |one: &Option<String>, other: &Option<String>| {
            if known(one, other) { (maybe(one), maybe(other)) } else { Default::default() }
        };
        let (meaning, due) = (both(&self.meaning, &now.meaning), both(&self.due, &now.due));
        let pairs = [
            (Term::Type, types),
            (Term::Meaning, meaning),
            (Term::Due, due),
            (Term::Answers, (self.answers.join(", "), now.answers.join(", "))),
            (Term::Asks, (maybe(&self.asks), maybe(&now.asks))),
        ];
        let same = |one: &str, other: &str| one.split_whitespace().eq(other.split_whitespace());
        pairs
            .into_iter()
            .filter(|(_, (before, now))| !same(before, now))
            .map(|(term, (before, now))| Differs { term, before, now })
            .collect()
    }

    /// Whether an answer that was given under these terms would say something else under others.
    pub fn turns(&self, now: &Terms, answer: &str) -> bool {
        let other_type = self.differing(now).iter().any(|differs| differs.term == Term::Type);
        other_type || self.says(answer).is_some_and(|before| now.says(answer).is_some_and(|now| now != before))
    }

    /// Whether what is asked for is of the same kind and unit, whatever its limits: words, hours, a date.
    pub fn asks_alike(&self, other: &Terms) -> bool {
        let kind =
            |terms: &Terms| terms.asks.as_ref().map(|asks| asks.split(", ").next().unwrap_or_default().to_owned());
        kind(self) == kind(other)
    }

    fn says(&self, answer: &str) -> Option<Says> {
        match answer {
            OTHERWISE => return Some(Says::Otherwise),
            NOT_RELEVANT => return Some(Says::Irrelevant),
            _ => {}
        }
        let own = self.answers.iter().filter(|offered| ![OTHERWISE, NOT_RELEVANT].contains(&offered.as_str()));
        let last = own.clone().count().checked_sub(1)?;
        let at = own.clone().position(|offered| offered == answer)?;
        Some(match at {
            0 => Says::Met,
            at if at == last => Says::NotMet,
            _ => Says::Partly,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(answers: &[&str]) -> Terms {
        let answers = answers.iter().map(|&answer| answer.to_owned()).collect();
        Terms { kind: "K".to_owned(), due: Some("senest den 1. juni 2027".to_owned()), answers, ..Terms::default() }
    }

    #[test]
    fn an_answer_turns_with_its_place_and_its_type_and_with_nothing_else() {
        let before = terms(&["Ja", "Delvist", "Nej", "På anden vis"]);
        for (now, answer, turns) in [
            (terms(&["Ja", "Nej"]), "Ja", false),
            (terms(&["Ja", "Nej", "Ikke relevant"]), "Nej", false),
            (terms(&["Nej", "Ja"]), "Ja", true),
            (terms(&["Nej", "Ja", "På anden vis"]), "På anden vis", false),
            (terms(&["Ja", "Nej", "Delvist"]), "Delvist", true),
            (Terms { kind: "MK".to_owned(), ..before.clone() }, "Ja", true),
            (Terms { due: Some("ved idriftsættelsen".to_owned()), ..before.clone() }, "Ja", false),
        ] {
            assert_eq!(before.turns(&now, answer), turns, "{now:?} {answer}");
        }
        let later = Terms { due: Some("ved idriftsættelsen".to_owned()), ..before.clone() };
        let [differs] = before.differing(&later).try_into().expect("one thing differs");
        assert_eq!((differs.term, differs.now.as_str()), (Term::Due, "ved idriftsættelsen"));
    }
}
