//! What a library knows of a new form's questions, and what is filled in of it.

use std::collections::BTreeMap;

use similar::TextDiff;

use super::learn::About;
use super::subject::{Asked, same};
use super::{Ages, Differs, Known, Library, Past, Term, Terms, is_of_catalog};
use crate::catalog::answer::NOT_RELEVANT;
use crate::catalog::id::LineId;
use crate::document::name::{FieldName, Part, SupplierField};
use crate::form::binding::{Binding, BoundField};
use crate::form::filling::Filling;
use crate::form::finding::Applying;
use crate::form::names::settled_by;
use crate::form::returned::Returned;
use crate::form::seals::of_words;
use crate::form::spelling::{fold, is_seen, meant};
use crate::form::word;
use crate::form::workbook::layout::Labels;
use crate::form::{Answer, Finding, Reference, Supplier, What, judge_again};

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

/// What was answered before, and what became of it.
#[derive(Debug, Clone)]
pub enum Earlier {
    /// Something stood in the form already: left as it is. What would have been put in, where that says something else
    Standing { standing: Standing, past: Option<Past> },
    /// To the same words: filled in. The other answers that were given to them, the newest first
    Same { past: Past, others: Vec<Past>, mentions: Vec<String>, differs: Vec<Differs> },
    /// To the same words, with an answer that this form does not offer: left empty
    NotOffered { past: Past, options: Vec<String> },
    /// To the same words, with an answer that would say something else here: left empty
    Turned { past: Past, differs: Vec<Differs> },
    /// That it does not apply, beside answers by which it does: left empty
    Contradicted { past: Past },
    /// To the same words, which several lines of one form had, and otherwise to each: left empty
    Several { pasts: Vec<Past> },
    /// To other words: left empty, unless changes are accepted
    Changed { known: Box<Known>, filled: Option<Past> },
    /// Only described, which is no answer: left empty
    Described { past: Past },
    /// Never
    Nothing,
}

/// What stands in a form that is to be filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    pub svar: Option<String>,
    pub begrundelse: Option<String>,
}

/// How many questions the same became of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    pub filled: usize,
    /// Left empty because something changed
    pub changed: usize,
    /// Left as they stood
    pub standing: usize,
    pub unknown: usize,
}

impl Filled {
    /// The questions by what became of them.
    pub fn counted(&self) -> Counted {
        let mut counted = Counted::default();
        for taken in &self.taken {
            let heap = match &taken.earlier {
                Earlier::Standing { .. } => &mut counted.standing,
                Earlier::Same { .. } | Earlier::Changed { filled: Some(_), .. } => &mut counted.filled,
                Earlier::NotOffered { .. }
                | Earlier::Turned { .. }
                | Earlier::Contradicted { .. }
                | Earlier::Several { .. }
                | Earlier::Changed { filled: None, .. } => &mut counted.changed,
                Earlier::Described { .. } | Earlier::Nothing => &mut counted.unknown,
            };
            *heap += 1;
        }
        counted
    }
}

/// Fills a new form in from what is known, where nothing stands in it. With `accept_changed` a line whose words changed
/// gets its earlier answer too. `original` is the form as it is made, for papers whose fields have lost their names.
pub fn prefill(
    library: &Library,
    returned: &Returned,
    original: Option<&Returned>,
    bound: &Binding,
    about: &About<'_>,
    accept_changed: bool,
) -> Filled {
    let standing = &settled_by(&word::settled(returned, original), bound);
    let mut filled = Filled::default();
    for field in [SupplierField::Name, SupplierField::Cvr, SupplierField::Contact] {
        let name = FieldName::Supplier(field);
        let Some(own) = library.supplier.get(&name.to_string()) else { continue };
        match standing.value(&name).filter(|value| is_seen(value)) {
            None => drop(filled.filling.insert(name.to_string(), own.value.clone())),
            Some(value) if value.trim() == own.value.trim() => {}
            Some(value) => {
                let svar = Some(own.value.clone());
                let past = Past { svar, begrundelse: None, subject: None, terms: None, form: own.form };
                let standing = Standing { svar: Some(value), begrundelse: None };
                let earlier = Earlier::Standing { standing, past: Some(past) };
                filled.taken.push(Taken {
                    id: String::new(),
                    asked: Known::asked(String::new(), title(field)),
                    earlier,
                });
            }
        }
    }
    let mut taking = Taking { library, standing, bound, about, accept_changed, filled };
    for (fact, question) in &about.questions {
        let mut asked = Known::asked(fact.to_string(), "");
        asked.words = of_words(question, None, None);
        asked.text.clone_from(question);
        let name = FieldName::Fact(fact.clone());
        let known = library.facts.iter().find(|known| known.words == asked.words).cloned();
        let changed = library.facts.iter().find(|known| known.id == asked.id);
        taking.take(String::new(), asked, None, (&name, None), (known.map_or(Asked::Never, Asked::Before), changed));
    }
    for line in &bound.lines {
        let asked = Known::of(line);
        let [answer, description] =
            [Part::Answer, Part::Description].map(|part| FieldName::Line(line.id.clone(), part));
        let terms = about.terms(line, bound);
        let (same, near) = (same(library, &line.id, &asked, about), near(library, &line.id, &asked, &terms));
        taking.take(line.id.to_string(), asked, Some(terms), (&answer, Some(&description)), (same, near));
    }
    // A line that has no field for a description takes none.
    let mut filled = taking.filled;
    filled.filling.retain(|name, _| name.parse().is_ok_and(|name: FieldName| bound.field(&name).is_some()));
    // What was taken back may have been why something else did not apply.
    while about.reference.is_some_and(|reference| take_back(&mut filled, standing, reference)) {}
    filled
}

/// Takes back that a line does not apply where it does by what else stands in the form; says whether there was any.
fn take_back(filled: &mut Filled, standing: &Returned, reference: &Reference) -> bool {
    let value = |filled: &Filled, name: &FieldName| {
        filled.filling.get(&name.to_string()).cloned().or_else(|| standing.value(name).filter(|value| is_seen(value)))
    };
    if !filled.filling.values().any(|value| value == NOT_RELEVANT) {
        return false;
    }
    let mut supplier = Supplier::default();
    for row in reference.form.facts.iter().flat_map(|facts| &facts.rows) {
        let Some(fact) = row.answer.name.fact() else { continue };
        supplier.facts.extend(value(filled, &row.answer.name).map(|answer| (fact.clone(), answer)));
    }
    for line in reference.form.groups.iter().flat_map(|group| &group.lines) {
        let begrundelse = line.description.as_ref().and_then(|field| value(filled, &field.name));
        let answer = Answer { svar: value(filled, &line.answer.name), begrundelse };
        supplier.answers.insert(line.line.id.clone(), answer);
    }
    // What the words beside a line are called plays no part in what it comes to.
    let labels = Labels { condition: "", deferred: "", alternative: "" };
    let judged = judge_again(&supplier, reference, &labels, &BTreeMap::new());
    let applies = |finding: &Finding| matches!(finding.what, What::NotIrrelevant { holds: Applying::Certain, .. });
    let mut any = false;
    for line in judged.supplier.findings.iter().filter(|it| applies(it)).filter_map(|it| it.requirement.as_ref()) {
        let [answer, description] =
            [Part::Answer, Part::Description].map(|part| FieldName::Line(line.clone(), part).to_string());
        let Some(taken) = filled.taken.iter_mut().find(|taken| taken.id == line.as_str()) else { continue };
        if let Earlier::Same { past, .. } | Earlier::Changed { filled: Some(past), .. } = &taken.earlier
            && filled.filling.remove(&answer).is_some()
        {
            filled.filling.remove(&description);
            taken.earlier = Earlier::Contradicted { past: past.clone() };
            any = true;
        }
    }
    any
}

/// What the supplier's own data are called in the review.
fn title(field: SupplierField) -> &'static str {
    match field {
        SupplierField::Name => "Leverandørens navn",
        SupplierField::Cvr => "CVR-nummer",
        SupplierField::Contact => "Kontaktperson",
        SupplierField::Date => "Dato",
    }
}

/// The words of a requirement of the buyer's own without the sentence on how it is answered, which says nothing of what
/// is asked: a line has it where its terms say what is to be given.
fn own_words<'t>(text: &'t str, terms: Option<&Terms>) -> &'t str {
    let has_sentence = terms.is_some_and(|terms| terms.asks.is_some());
    text.rsplit_once('\n').filter(|_| has_sentence).map_or(text, |(own, _)| own)
}

/// What was asked in other words: under the catalog's number, or in nearly the words of a buyer's own requirement.
fn near<'l>(library: &'l Library, id: &LineId, asked: &Known, terms: &Terms) -> Option<&'l Known> {
    if is_of_catalog(id) {
        let ages = Ages::of(library);
        let newest = |known: &&Known| known.newest().next().map(|past| ages.of_form(past.form));
        return library.lines.iter().filter(|known| known.id == id.as_str()).max_by_key(newest);
    }
    let own = |known: &&Known| known.id.parse::<LineId>().is_ok_and(|id| !is_of_catalog(&id));
    let words = own_words(&asked.text, Some(terms));
    let alike = library.lines.iter().filter(own).map(|known| {
        let before = own_words(&known.text, known.newest().next().and_then(|past| past.terms.as_ref()));
        (TextDiff::from_words(before, words).ratio(), known)
    });
    let best = alike.filter(|(ratio, _)| *ratio >= ALIKE).max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.map(|(_, known)| known)
}

/// A form that is being filled in.
struct Taking<'a> {
    library: &'a Library,
    standing: &'a Returned,
    bound: &'a Binding,
    about: &'a About<'a>,
    accept_changed: bool,
    filled: Filled,
}

impl Taking<'_> {
    /// Takes one question: a fact has no field for a description, and no terms.
    fn take(
        &mut self,
        id: String,
        asked: Known,
        terms: Option<Terms>,
        (answer, description): (&FieldName, Option<&FieldName>),
        (same, near): (Asked, Option<&Known>),
    ) {
        let field = description.and_then(|name| self.bound.field(name));
        let asks_with = |svar: &str| description.is_some_and(|name| self.about.asks_to_describe(name, svar));
        let options = self.bound.field(answer).map(|field| field.options.clone()).unwrap_or_default();
        let fits = |past: &Past| match &past.svar {
            None => Fits::NoAnswer,
            Some(svar) if !(options.is_empty() || meant(svar, &options).is_some()) => Fits::NotOffered,
            Some(svar) => match (&past.terms, &terms) {
                (Some(before), Some(now)) if before.turns(now, svar) => Fits::Turned,
                _ => Fits::Well,
            },
        };
        let differing = |past: &Past| {
            let terms = match (&past.terms, &terms) {
                (Some(before), Some(now)) => before.differing(now),
                _ => Vec::new(),
            };
            terms.into_iter().chain(description.and_then(|_| described(past, field, asks_with))).collect::<Vec<_>>()
        };
        let alike = |past: &Past| match (&past.terms, &terms) {
            (Some(before), Some(now)) => before.asks_alike(now),
            _ => true,
        };
        let fitting = |known: &Known| -> Option<Past> {
            let newest = known.newest().find(|past| fits(past) == Fits::Well)?;
            // Of the same answer the one that was given under these terms says most.
            let same = |past: &&Past| past.says_as(newest) && differing(past).is_empty();
            Some(known.newest().find(same).unwrap_or(newest).clone())
        };
        let earlier = match (same, near) {
            (Asked::OfSeveral(pasts), _) => Earlier::Several { pasts },
            (Asked::Before(known), _) => match (fitting(&known), known.newest().next()) {
                (Some(past), _) => {
                    let others = known.newest().filter(|other| !other.says_as(&past)).cloned().collect();
                    let mentions = mentions(self.library, &past, self.about);
                    Earlier::Same { differs: differing(&past), past, others, mentions }
                }
                (None, Some(past)) => {
                    let answered = known.newest().find(|past| past.svar.is_some()).unwrap_or(past);
                    let past = answered.clone();
                    match fits(answered) {
                        Fits::NoAnswer => Earlier::Described { past },
                        Fits::Turned => Earlier::Turned { differs: differing(answered), past },
                        Fits::NotOffered | Fits::Well => Earlier::NotOffered { past, options: options.clone() },
                    }
                }
                (None, None) => Earlier::Nothing,
            },
            (Asked::Never, Some(known)) => {
                // Seconds are no minutes, and a day is no text.
                let filled = fitting(known).filter(|past| self.accept_changed && alike(past));
                Earlier::Changed { known: Box::new(known.clone()), filled }
            }
            (Asked::Never, None) => Earlier::Nothing,
        };
        let stands = |name: &FieldName| self.standing.value(name).filter(|value| is_seen(value));
        let standing = Standing { svar: stands(answer), begrundelse: description.and_then(stands) };
        let earlier = if standing == Standing::default() { earlier } else { kept(standing, earlier, &options) };
        if let Earlier::Same { past, .. } | Earlier::Changed { filled: Some(past), .. } = &earlier {
            let svar = past.svar.as_ref().map(|svar| meant(svar, &options).map_or(svar, |(offered, _)| offered));
            self.filled.filling.extend(svar.map(|svar| (answer.to_string(), svar.clone())));
            let text = description.zip(past.begrundelse.clone());
            self.filled.filling.extend(text.map(|(name, text)| (name.to_string(), text)));
        }
        self.filled.taken.push(Taken { id, asked, earlier });
    }
}

/// Whether an earlier answer can be given.
#[derive(PartialEq, Eq)]
enum Fits {
    Well,
    NoAnswer,
    NotOffered,
    Turned,
}

/// What stood in the form stays, beside what would have been put in where that says something else. An answer and a
/// description belong together: where one stands, the other is not put beside it.
fn kept(standing: Standing, earlier: Earlier, options: &[String]) -> Earlier {
    let past = match earlier {
        Earlier::Same { past, .. } | Earlier::Changed { filled: Some(past), .. } => Some(past),
        Earlier::Standing { .. }
        | Earlier::NotOffered { .. }
        | Earlier::Turned { .. }
        | Earlier::Contradicted { .. }
        | Earlier::Several { .. }
        | Earlier::Changed { filled: None, .. }
        | Earlier::Described { .. }
        | Earlier::Nothing => None,
    };
    let offered = |text: &String| meant(text, options).map_or_else(|| text.trim().to_owned(), |(it, _)| it.clone());
    let answers = |svar: &Option<String>| svar.as_ref().map(offered);
    let words = |text: &Option<String>| text.as_deref().map(str::trim).map(str::to_owned);
    let says_as = |past: &Past| {
        answers(&standing.svar) == answers(&past.svar) && words(&standing.begrundelse) == words(&past.begrundelse)
    };
    let past = past.filter(|past| !says_as(past));
    Earlier::Standing { standing, past }
}

/// What a form makes of an earlier description: it has no field for it, or now asks for one.
fn described(past: &Past, field: Option<&BoundField>, asks_with: impl Fn(&str) -> bool) -> Option<Differs> {
    let differs = |now: &str| {
        let (before, now) = (past.begrundelse.clone().unwrap_or_default(), now.to_owned());
        Some(Differs { term: Term::Description, before, now })
    };
    match (&past.begrundelse, field) {
        (Some(_), None) => differs("uden felt i skemaet"),
        (None, Some(field)) if field.required || past.svar.as_deref().is_some_and(asks_with) => differs("krævet"),
        (Some(_) | None, _) => None,
    }
}

/// The names of other buyers and tenders that a description mentions: it was written for them.
fn mentions(library: &Library, past: &Past, about: &About<'_>) -> Vec<String> {
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
