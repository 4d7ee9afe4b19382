//! What a library learns from a form that was filled in.

use std::collections::BTreeMap;

use super::{Ages, Form, Known, Library, Own, Past, Subject, Terms};
use crate::catalog::id::{FactId, LineId};
use crate::document::name::{FieldName, Part, SupplierField};
use crate::form::asked::BoundLine;
use crate::form::binding::Binding;
use crate::form::names::settled_by;
use crate::form::reference::Reference;
use crate::form::returned::Returned;
use crate::form::seals::of_words;
use crate::form::spelling::{is_seen, meant};
use crate::form::word;
use crate::text::line::one_line;
use crate::text::seal::Seal;

/// What is known of the tender that a form belongs to.
#[derive(Clone, Default)]
pub struct About<'r> {
    pub buyer: String,
    pub title: String,
    pub version: Option<String>,
    pub deadline: Option<String>,
    /// The questions about the solution, as the form asks them
    pub questions: Vec<(FactId, String)>,
    /// What each line asks for besides its words
    pub terms: BTreeMap<LineId, Terms>,
    /// The tender itself, where the form says which it is
    pub reference: Option<&'r Reference>,
}

impl<'r> About<'r> {
    /// What the tender that a form carries says of itself.
    pub fn of(reference: &'r Reference) -> Self {
        let rows = reference.form.facts.iter().flat_map(|facts| &facts.rows);
        let questions = rows.filter_map(|row| Some((row.answer.name.fact()?.clone(), row.question.clone())));
        Self {
            buyer: reference.form.front.buyer.clone(),
            title: reference.form.front.title.clone(),
            version: reference.case.profile.tender.version.clone(),
            deadline: reference.case.profile.tender.deadline.map(|deadline| deadline.to_string()),
            questions: questions.collect(),
            terms: reference.binding.lines.iter().map(|line| (line.id.clone(), Terms::of(line, reference))).collect(),
            reference: Some(reference),
        }
    }

    /// Whether a field for a description must be filled in beside an answer of its line.
    pub(super) fn asks_to_describe(&self, name: &FieldName, svar: &str) -> bool {
        let lines = self.reference.into_iter().flat_map(|reference| &reference.form.groups).flat_map(|it| &it.lines);
        let mut fields = lines.filter_map(|line| line.description.as_ref());
        fields.any(|field| field.name == *name && field.is_needed_with(svar))
    }

    /// What a line asks for besides its words, as far as it is known.
    pub(super) fn terms(&self, line: &BoundLine, bound: &Binding) -> Terms {
        self.terms.get(&line.id).cloned().unwrap_or_else(|| Terms::bound(line, bound))
    }
}

/// Learns the answers of a form; says how many there were, and nothing if it was learned from before. `original` is the
/// form as it is made, for papers whose fields have lost their names.
pub fn learn(
    library: &mut Library,
    file: &str,
    returned: &Returned,
    original: Option<&Returned>,
    bound: &Binding,
    about: &About<'_>,
) -> Option<usize> {
    let returned = &settled_by(&word::settled(returned, original), bound);
    let values = returned.values.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let seal = values.fold(Seal::new().with(&bound.fingerprint), |seal, (name, value)| seal.with(name).with(value));
    let seal = seal.hex();
    if library.forms.iter().any(|form| form.seal == seal) {
        return None;
    }
    let number = library.forms.iter().map(|form| form.number).max().unwrap_or_default().saturating_add(1);
    library.forms.push(Form {
        number,
        file: file.to_owned(),
        buyer: about.buyer.clone(),
        title: about.title.clone(),
        version: about.version.clone(),
        deadline: about.deadline.clone(),
        seal,
    });
    let ages = Ages::of(library);
    let value = |name: &FieldName| returned.value(name).filter(|value| is_seen(value));
    for field in [SupplierField::Name, SupplierField::Cvr, SupplierField::Contact] {
        let name = FieldName::Supplier(field);
        let is_newest =
            library.supplier.get(&name.to_string()).is_none_or(|own| ages.of_form(own.form) <= ages.of_form(number));
        if let Some(value) = value(&name).filter(|_| is_newest) {
            library.supplier.insert(name.to_string(), Own { value: value.trim().to_owned(), form: number });
        }
    }
    let mut learned = 0;
    for (fact, question) in &about.questions {
        let name = FieldName::Fact(fact.clone());
        let Some(svar) = value(&name).map(|svar| offered(svar, bound, &name)) else { continue };
        let known = Known {
            id: fact.to_string(),
            words: of_words(question, None, None),
            title: String::new(),
            text: question.clone(),
            condition: None,
            alternative: None,
            answers: Vec::new(),
        };
        let past = Past { svar: Some(svar), begrundelse: None, subject: None, terms: None, form: number };
        remember(&mut library.facts, known, past, &ages, false);
        learned += 1;
    }
    let all: Vec<Known> = bound.lines.iter().map(Known::of).collect();
    for (line, known) in bound.lines.iter().zip(&all) {
        let name = |part| FieldName::Line(line.id.clone(), part);
        let svar = value(&name(Part::Answer)).map(|svar| offered(svar, bound, &name(Part::Answer)));
        let begrundelse = value(&name(Part::Description));
        if svar.is_none() && begrundelse.is_none() {
            continue;
        }
        let terms = Some(about.terms(line, bound));
        let subject = Some(Subject { line: line.id.to_string(), title: one_line(&line.title) });
        let past = Past { svar, begrundelse, subject, terms, form: number };
        let asked = all.iter().filter(|other| other.words == known.words && same_subject(other, known)).count();
        remember(&mut library.lines, known.clone(), past, &ages, asked > 1);
        learned += 1;
    }
    library.put_in_order();
    Some(learned)
}

/// The answer that was offered and is meant; what was written where it is none of them.
fn offered(written: String, bound: &Binding, name: &FieldName) -> String {
    let options = bound.field(name).map(|field| field.options.as_slice()).unwrap_or_default();
    match meant(&written, options) {
        Some((offered, _)) => offered.clone(),
        None => written.trim().to_owned(),
    }
}

/// Keeps an answer with what was asked. The same answer again is of the newer of both forms; where a form asks the same
/// of several lines, each keeps every answer of its own.
fn remember(all: &mut Vec<Known>, asked: Known, past: Past, ages: &Ages, is_of_several: bool) {
    let at = match all.iter().position(|known| known.words == asked.words && same_subject(known, &asked)) {
        Some(at) => at,
        None => {
            all.push(asked.clone());
            all.len() - 1
        }
    };
    let known = &mut all[at];
    let keeps_all = is_of_several || known.is_of_several();
    let is_same = |other: &Past| !keeps_all && other.says_as(&past) && other.terms == past.terms;
    let is_older = |other: &Past| ages.of_form(other.form) <= ages.of_form(past.form);
    if known.answers.iter().any(|other| is_same(other) && !is_older(other)) {
        return;
    }
    if known.answers.iter().all(is_older) {
        known.id = asked.id;
        known.title = one_line(&asked.title);
    }
    known.answers.retain(|other| !is_same(other));
    known.answers.push(past);
}

/// Lines of the catalog may have the same words, and are told apart by their numbers; those of the buyers' own have none
/// but their words.
fn same_subject(known: &Known, asked: &Known) -> bool {
    let of_catalog = |id: &str| id.parse().is_ok_and(|id| super::is_of_catalog(&id));
    known.id == asked.id || !(of_catalog(&known.id) || of_catalog(&asked.id))
}
