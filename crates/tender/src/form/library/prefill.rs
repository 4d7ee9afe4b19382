//! What a library knows of a new form's questions, and what is filled in of it.

use similar::TextDiff;

use super::learn::About;
use super::{Known, Library, Past, is_of_catalog};
use crate::catalog::id::LineId;
use crate::document::name::{FieldName, Part, SupplierField};
use crate::form::binding::Binding;
use crate::form::filling::Filling;
use crate::form::seals::of_words;
use crate::form::spelling::fold;

/// How alike two texts of a buyer's own must be to be shown beside each other.
const ALIKE: f32 = 0.6;

/// What became of a new form.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    pub filling: Filling,
    /// Question by question, in the order of the form
    pub taken: Vec<Taken>,
}

/// A question of the new form, and what is known of it.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its number; empty for a question about the solution
    pub id: String,
    /// As it is asked now
    pub asked: Known,
    pub earlier: Earlier,
}

/// What was answered before.
#[derive(Debug, Clone)]
pub enum Earlier {
    /// To the same words: filled in. The other answers that were given to them, the newest first
    Same { past: Past, others: Vec<Past>, mentions: Vec<String> },
    /// To the same words, with an answer that this form does not offer: left empty
    NotOffered { past: Past, options: Vec<String> },
    /// To other words: left empty, unless changes are accepted
    Changed { known: Box<Known>, filled: bool },
    /// Never
    Nothing,
}

/// Fills a new form in from what is known. With `accept_changed` a line whose words changed gets its earlier answer
/// too.
pub fn prefill(library: &Library, bound: &Binding, about: &About, accept_changed: bool) -> Filled {
    let mut filled = Filled::default();
    for field in [SupplierField::Name, SupplierField::Cvr, SupplierField::Contact] {
        let name = FieldName::Supplier(field).to_string();
        if let Some(own) = library.supplier.get(&name) {
            filled.filling.insert(name, own.value.clone());
        }
    }
    for (fact, question) in &about.questions {
        let asked = Known {
            id: fact.to_string(),
            words: of_words(question, None, None),
            title: String::new(),
            text: question.clone(),
            condition: None,
            alternative: None,
            answers: Vec::new(),
        };
        let name = FieldName::Fact(fact.clone());
        let known = library.facts.iter().find(|known| known.words == asked.words);
        let changed = library.facts.iter().find(|known| known.id == asked.id);
        filled.take(library, bound, String::new(), asked, [&name, &name], (known, changed), accept_changed, about);
    }
    for line in &bound.lines {
        let asked = Known::of(line);
        let names = [Part::Answer, Part::Description].map(|part| FieldName::Line(line.id.clone(), part));
        let (same, near) = (same(library, &line.id, &asked), near(library, &line.id, &asked));
        let id = line.id.to_string();
        filled.take(library, bound, id, asked, [&names[0], &names[1]], (same, near), accept_changed, about);
    }
    filled
}

/// What was asked in the same words: of those the one with the same number, else any.
fn same<'l>(library: &'l Library, id: &LineId, asked: &Known) -> Option<&'l Known> {
    let mut same = library.lines.iter().filter(|known| known.words == asked.words);
    let own = same.clone().find(|known| known.id == id.as_str());
    own.or_else(|| same.next())
}

/// What was asked in other words: under the catalog's number, or in nearly the words of a buyer's own requirement.
fn near<'l>(library: &'l Library, id: &LineId, asked: &Known) -> Option<&'l Known> {
    if is_of_catalog(id) {
        let newest = |known: &&Known| known.answers.iter().map(|past| past.form).max();
        return library.lines.iter().filter(|known| known.id == id.as_str()).max_by_key(newest);
    }
    let own = |known: &&Known| known.id.parse::<LineId>().is_ok_and(|id| !is_of_catalog(&id));
    let alike = library
        .lines
        .iter()
        .filter(own)
        .map(|known| (TextDiff::from_words(known.text.as_str(), asked.text.as_str()).ratio(), known));
    let best = alike.filter(|(ratio, _)| *ratio >= ALIKE).max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.map(|(_, known)| known)
}

impl Filled {
    #[expect(clippy::too_many_arguments, reason = "a question is taken with all that is known of it")]
    fn take(
        &mut self,
        library: &Library,
        bound: &Binding,
        id: String,
        asked: Known,
        [answer, description]: [&FieldName; 2],
        (same, near): (Option<&Known>, Option<&Known>),
        accept_changed: bool,
        about: &About,
    ) {
        let options = bound.field(answer).map(|field| field.options.clone()).unwrap_or_default();
        let fits = |past: &Past| past.svar.as_ref().is_none_or(|svar| options.is_empty() || options.contains(svar));
        let mut put = |past: &Past| {
            self.filling.extend(past.svar.clone().map(|svar| (answer.to_string(), svar)));
            // A fact has no field for a description.
            if answer != description {
                self.filling.extend(past.begrundelse.clone().map(|text| (description.to_string(), text)));
            }
        };
        let earlier = match (same, near) {
            (Some(known), _) => match known.newest().find(|past| fits(past)) {
                Some(past) => {
                    put(past);
                    let others = known.newest().filter(|other| *other != past).cloned().collect();
                    Earlier::Same { past: past.clone(), others, mentions: mentions(library, past, about) }
                }
                None => match known.newest().next() {
                    Some(past) => Earlier::NotOffered { past: past.clone(), options },
                    None => Earlier::Nothing,
                },
            },
            (None, Some(known)) => {
                let past = known.newest().find(|past| fits(past)).filter(|_| accept_changed);
                past.into_iter().for_each(&mut put);
                Earlier::Changed { known: Box::new(known.clone()), filled: past.is_some() }
            }
            (None, None) => Earlier::Nothing,
        };
        self.taken.push(Taken { id, asked, earlier });
    }
}

/// The names of other buyers and tenders that a description mentions: it was written for them.
fn mentions(library: &Library, past: &Past, about: &About) -> Vec<String> {
    /// Shorter names stand in too many sentences.
    const SHORTEST: usize = 6;
    let Some(text) = past.begrundelse.as_deref().map(fold) else { return Vec::new() };
    let foreign = |name: &&String| name.chars().count() >= SHORTEST && ![&about.buyer, &about.title].contains(name);
    let names = library.forms.iter().flat_map(|form| [&form.buyer, &form.title]).filter(foreign);
    let mut found: Vec<String> = names.filter(|name| text.contains(&fold(name))).cloned().collect();
    found.sort();
    found.dedup();
    found
}
