//! A returned form, judged against its reference.
//!
//! The facts come first, because they decide what is asked: the profile is resolved again with the supplier's own answers, and an
//! integration that is met »På anden vis«, or not used where it need not be, brings nothing along. Only what then is required of *this*
//! supplier is judged as a minimum requirement.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, What};
use super::returned::{Oddity, Returned};
use super::{Answer, Reference, Supplier};
use crate::catalog::answer::{NO, OTHERWISE, YES};
use crate::catalog::id::{FactId, IntegrationId, LineId, TypeId};
use crate::catalog::{Modality, TypeKind};
use crate::document::name::{FieldName, Part, SupplierField};
use crate::document::words::Word;
use crate::document::{FieldKind, FormLine, Tone};
use crate::form::binding::{Binding, BoundField, BoundLine, form_lines};
use crate::form::workbook::layout::{Labels, cell, wording};
use crate::profile::Answer as Fact;
use crate::profile::cvr;
use crate::resolve::{Carrying, ChosenOr, Interval, Level, Reason, Resolution, resolve_carrying};
use crate::text::line::one_line;
use crate::text::source::{Place, Source, Written};

/// A supplier's form with a verdict on each line.
pub struct Judged {
    pub supplier: Supplier,
    /// Empty when there was nothing to judge against
    pub verdicts: BTreeMap<LineId, Verdict>,
}

/// What an answer comes to, in a word and a tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Nothing when the answer says it all
    pub word: Option<Word>,
    pub tone: Tone,
}

/// A verdict in a word.
const fn verdict(word: Word, tone: Tone) -> Verdict {
    Verdict { word: Some(word), tone }
}

/// A verdict that the answer says itself.
const fn plain(tone: Tone) -> Verdict {
    Verdict { word: None, tone }
}

/// Judges a returned form. `bound` is the binding that it carries, `verified` says that the reference is the buyer's own.
pub fn judge(
    file: &str,
    returned: &Returned,
    reference: &Reference,
    bound: Option<&Binding>,
    verified: bool,
    labels: &Labels<'_>,
) -> Judged {
    let mut judge = Judge {
        returned,
        reference,
        supplier: Supplier { file: file.to_owned(), ..Supplier::default() },
        verdicts: BTreeMap::new(),
    };
    if !verified {
        judge.tell(What::Unverified);
    }
    if reference.case.resolution.draft {
        judge.tell(What::Draft);
    }
    match bound {
        None => judge.tell(What::FingerprintMissing),
        Some(bound) if bound.fingerprint != reference.binding.fingerprint => judge.tell(What::FingerprintWrong),
        Some(_) => {}
    }
    judge.oddities();
    judge.texts(bound, labels);
    judge.fields();
    judge.supplier();
    judge.answers();
    judge.lines();
    Judged { supplier: judge.supplier, verdicts: judge.verdicts }
}

/// What a form says where there is nothing to judge it against.
pub fn unjudged(file: &str, returned: &Returned, what: What) -> Judged {
    let mut supplier = Supplier { file: file.to_owned(), ..Supplier::default() };
    supplier.findings = vec![Finding::form(what)];
    for (name, held) in &returned.values {
        let Ok(name) = name.parse() else { continue };
        let held = held.clone();
        match name {
            FieldName::Supplier(SupplierField::Name) => supplier.name = held.map(|name| one_line(&name)),
            FieldName::Supplier(SupplierField::Cvr) => supplier.cvr = held,
            FieldName::Supplier(SupplierField::Contact | SupplierField::Date) => {}
            FieldName::Fact(fact) => supplier.facts.extend(held.map(|answer| (fact, answer))),
            FieldName::Line(line, Part::Answer) => supplier.answers.entry(line).or_default().svar = held,
            FieldName::Line(line, Part::Description) => supplier.answers.entry(line).or_default().begrundelse = held,
            FieldName::Signature(_) | FieldName::Checklist(..) => {}
        }
    }
    supplier.findings.extend(oddities(returned, None));
    Judged { supplier, verdicts: BTreeMap::new() }
}

fn oddities(returned: &Returned, binding: Option<&Binding>) -> Vec<Finding> {
    // Only of a field that was asked is it known which line it answers.
    let about = |field: &str| {
        let name: FieldName = field.parse().ok()?;
        let asked = binding.is_none_or(|binding| binding.field(&name).is_some());
        name.line().filter(|_| asked).cloned()
    };
    let finding = |oddity: &Oddity| match oddity {
        Oddity::Active(active) => Finding::form(What::Active(*active)),
        Oddity::Formula { field } => Finding { requirement: about(field), what: What::Formula },
        Oddity::Ambiguous { field, said } => {
            Finding { requirement: about(field), what: What::Ambiguous { said: said.clone() } }
        }
        Oddity::Twice { field } => Finding { requirement: about(field), what: What::Twice { field: field.clone() } },
        Oddity::Cut { field } => Finding { requirement: about(field), what: What::Cut },
    };
    returned.oddities.iter().map(finding).collect()
}

struct Judge<'a> {
    returned: &'a Returned,
    reference: &'a Reference,
    supplier: Supplier,
    verdicts: BTreeMap<LineId, Verdict>,
}

impl<'a> Judge<'a> {
    fn tell(&mut self, what: What) {
        self.supplier.findings.push(Finding::form(what));
    }

    fn tell_line(&mut self, id: &LineId, what: What) {
        self.supplier.findings.push(Finding::line(id, what));
    }

    fn oddities(&mut self) {
        let extension = self.supplier.file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        if extension.as_deref() != Some(self.returned.kind.extension()) {
            self.tell(What::WrongType { kind: self.returned.kind, name: self.supplier.file.clone() });
        }
        self.supplier.findings.extend(oddities(self.returned, Some(&self.reference.binding)));
    }

    /// Compares what was asked with what the form says was asked, and with what it shows.
    fn texts(&mut self, bound: Option<&Binding>, labels: &Labels<'_>) {
        let asked = |line: &BoundLine| (line.kind.clone(), line.title.clone(), wording(line, labels));
        for line in &self.reference.binding.lines {
            let answered = FieldName::Line(line.id.clone(), Part::Answer);
            let shown = self.returned.wordings.get(&answered.to_string());
            let shows_another =
                shown.is_some_and(|shown| !same(shown, &cell(&format!("{}\n{}", line.title, wording(line, labels)))));
            let was_another =
                bound.and_then(|bound| bound.line(&line.id)).is_some_and(|other| asked(other) != asked(line));
            if shows_another || was_another {
                self.tell_line(&line.id, What::TextChanged);
            }
        }
    }

    /// Tells of fields that are missing and of fields that nobody asked for. A signature is no answer.
    fn fields(&mut self) {
        let asked: Vec<(&BoundField, String)> =
            self.reference.binding.fields.iter().map(|field| (field, field.name.to_string())).collect();
        let missing = asked
            .iter()
            .filter(|(field, name)| field.kind != FieldKind::Signature && !self.returned.values.contains_key(name));
        let missing = missing.map(|(field, name)| Finding {
            requirement: field.line.clone(),
            what: What::FieldMissing { field: name.clone() },
        });
        let names: BTreeSet<&str> = asked.iter().map(|(_, name)| name.as_str()).collect();
        let added = self.returned.values.keys().filter(|name| !names.contains(name.as_str()));
        let added = added.map(|name| Finding::form(What::FieldAdded { field: name.clone() }));
        self.supplier.findings.extend(missing.chain(added));
    }

    fn supplier(&mut self) {
        let said = |field| self.returned.value(&FieldName::Supplier(field)).map(|said| one_line(&said));
        let said = |field| said(field).filter(|said| !said.is_empty());
        let (name, number) = (said(SupplierField::Name), said(SupplierField::Cvr));
        self.supplier.name = name;
        if self.supplier.name.is_none() {
            self.tell(What::NameMissing);
        }
        match number {
            None => self.tell(What::CvrMissing),
            Some(number) => match cvr::check(&number) {
                Ok(bare) => self.supplier.cvr = Some(bare),
                Err(error) => {
                    self.tell(What::CvrInvalid { number: number.clone(), error });
                    self.supplier.cvr = Some(number);
                }
            },
        }
    }

    /// Collects the answers to the fields that were asked, as they were given.
    fn answers(&mut self) {
        let value = |name: &FieldName| self.returned.value(name);
        for line in form_lines(&self.reference.form) {
            let answer = Answer { svar: value(&line.answer.name), begrundelse: value(&line.description.name) };
            self.supplier.answers.insert(line.line.id.clone(), answer);
        }
        let rows = self.reference.form.facts.iter().flat_map(|facts| &facts.rows);
        for row in rows {
            let answer = value(&row.answer.name);
            let answered = row.answer.name.fact().zip(answer);
            self.supplier.facts.extend(answered.map(|(fact, answer)| (fact.clone(), answer.trim().to_owned())));
        }
    }

    /// The answer to a line, if it is one of its options.
    fn chosen(&self, line: &FormLine) -> Option<String> {
        let answer = self.supplier.answers.get(&line.line.id)?.given()?;
        line.answer.options.iter().find(|option| option.as_str() == answer).cloned()
    }

    fn lines(&mut self) {
        let known = self.facts();
        let mut profile = self.reference.case.profile.clone();
        let place = Place::start(&Source::new(self.supplier.file.clone(), String::new()));
        profile.facts.extend(known.iter().map(|(fact, answer)| (fact.clone(), Written::new(*answer, place.clone()))));
        let mut carrying =
            Carrying { nothing: self.integrations(|chosen, _| chosen == OTHERWISE), ..Carrying::default() };
        let first = resolve_carrying(&profile, &carrying);
        // What need not be used and is not used brings nothing along either.
        let optional = |id: &LineId| interval(&first, id).is_some_and(|interval| interval.at_most == Level::Optional);
        let not_used = self.integrations(|chosen, line| {
            optional(&line.line.id) && line.answer.options.first().is_some_and(|used| used != chosen)
        });
        carrying.nothing.extend(not_used);
        let own = resolve_carrying(&profile, &carrying);
        // What need not be used and is used binds in what must come along with it.
        let optional = |id: &LineId| interval(&own, id).is_some_and(|interval| interval.at_most == Level::Optional);
        carrying.in_use = self.integrations(|chosen, line| {
            optional(&line.line.id) && line.answer.options.first().is_some_and(|used| used == chosen)
        });
        let bound = resolve_carrying(&profile, &carrying);
        self.open_facts(&known, &own);
        for line in form_lines(&self.reference.form) {
            self.line(line, &known, &carrying, &own, &bound);
        }
    }

    /// The integrations whose line was answered in a certain way.
    fn integrations(&self, when: impl Fn(&str, &FormLine) -> bool) -> BTreeSet<IntegrationId> {
        let lines =
            form_lines(&self.reference.form).filter(|line| self.chosen(line).is_some_and(|chosen| when(&chosen, line)));
        let integration = |line: &FormLine| match &line.line.id {
            LineId::Integration(id) => Some(id.clone()),
            LineId::Requirement(_) => None,
        };
        lines.filter_map(integration).collect()
    }

    /// The facts that the supplier was asked and answered.
    fn facts(&mut self) -> BTreeMap<FactId, Fact> {
        let mut known = BTreeMap::new();
        let mut invalid = Vec::new();
        for row in self.reference.form.facts.iter().flat_map(|facts| &facts.rows) {
            let Some(fact) = row.answer.name.fact() else { continue };
            match self.supplier.facts.get(fact).map(String::as_str) {
                Some(YES) => drop(known.insert(fact.clone(), Fact::Yes)),
                Some(NO) => drop(known.insert(fact.clone(), Fact::No)),
                None | Some("") => {}
                Some(answer) => {
                    invalid
                        .push(What::InvalidAnswer { answer: answer.to_owned(), options: row.answer.options.clone() });
                }
            }
        }
        invalid.into_iter().for_each(|what| self.tell(what));
        known
    }

    /// Tells of the facts that were asked, not answered, and would still move something for this supplier.
    fn open_facts(&mut self, known: &BTreeMap<FactId, Fact>, own: &Resolution) {
        for row in self.reference.form.facts.iter().flat_map(|facts| &facts.rows) {
            let Some(fact) = row.answer.name.fact().filter(|fact| !known.contains_key(*fact)) else { continue };
            let moves = own.questions.iter().find(|question| question.fact == *fact);
            if let Some(question) = moves {
                let moves = question.moves.iter().map(ToString::to_string).collect();
                self.tell(What::FactUnanswered { question: row.question.clone(), moves });
            }
        }
    }

    fn line(
        &mut self,
        line: &FormLine,
        known: &BTreeMap<FactId, Fact>,
        carrying: &Carrying,
        own: &Resolution,
        bound: &Resolution,
    ) {
        let id = &line.line.id;
        let (Some(asked), Some(now)) = (interval(&self.reference.case.resolution, id), interval(own, id)) else {
            return;
        };
        if now.at_most == Level::Excluded {
            let because = self.because(id, known, carrying);
            self.tell_line(id, What::FallsAway { because });
            self.verdicts.insert(id.clone(), verdict(Word::VerdictFallsAway, Tone::Away));
            return;
        }
        if asked.at_least < Level::Required && now.at_least == Level::Required {
            let because = self.because(id, known, carrying);
            self.tell_line(id, What::Applies { because });
        }
        let verdict = self.answer(line, now, own, bound, carrying);
        self.verdicts.insert(id.clone(), verdict);
    }

    /// Judges the answer to a line that holds for the supplier, or may hold.
    fn answer(
        &mut self,
        line: &FormLine,
        now: Interval,
        own: &Resolution,
        bound: &Resolution,
        carrying: &Carrying,
    ) -> Verdict {
        let id = &line.line.id;
        let kind = self.reference.case.profile.requirement_type(&TypeId::new(&line.line.type_id)).kind;
        let minimum = kind == TypeKind::Minimum;
        let required = now.at_least == Level::Required;
        let given = self.supplier.answers.get(id).cloned().unwrap_or_default();
        let Some(answer) = given.given() else {
            let unanswered = if minimum && required { What::MinimumUnanswered } else { What::Unanswered };
            self.tell_line(id, unanswered);
            return verdict(Word::VerdictUnanswered, if minimum && required { Tone::Bad } else { Tone::Notable });
        };
        // What is answered in words, with a number or a date is the buyer's to judge.
        if line.answer.options.is_empty() {
            return verdict(Word::VerdictToAssess, Tone::Notable);
        }
        if !line.answer.options.iter().any(|option| option == answer) {
            self.tell_line(id, What::InvalidAnswer { answer: answer.to_owned(), options: line.answer.options.clone() });
            return verdict(Word::VerdictInvalid, Tone::Bad);
        }
        if answer == OTHERWISE && line.line.alternative.is_some() {
            if given.begrundelse.as_deref().is_none_or(|text| text.trim().is_empty()) {
                self.tell_line(id, What::AlternativeUnexplained);
                return verdict(Word::VerdictUnexplained, Tone::Bad);
            }
            return verdict(Word::VerdictToAssess, Tone::Notable);
        }
        let affirmed = line.answer.options.first().is_some_and(|first| first == answer);
        if !affirmed && !required && interval(bound, id).is_some_and(|interval| interval.at_least == Level::Required) {
            let used = carriers(bound, id, carrying);
            self.tell_line(id, What::Contradiction { used, answer: answer.to_owned() });
            return verdict(Word::VerdictContradiction, Tone::Bad);
        }
        match (minimum, affirmed) {
            (true, true) => verdict(Word::VerdictMet, Tone::Fine),
            (true, false) if required => {
                self.tell_line(id, What::MinimumNotMet { answer: answer.to_owned() });
                verdict(Word::VerdictNotMet, Tone::Bad)
            }
            (true, false) if now.at_most == Level::Required => {
                let questions = self.open_questions(id, own);
                self.tell_line(id, What::MinimumUndecided { answer: answer.to_owned(), questions });
                verdict(Word::VerdictUndecided, Tone::Notable)
            }
            (true, false) => plain(Tone::Plain),
            (false, true) if required => plain(Tone::Fine),
            (false, false) if required => plain(Tone::Notable),
            (false, _) => plain(Tone::Plain),
        }
    }

    /// The questions about a line that nobody has answered.
    fn open_questions(&self, id: &LineId, own: &Resolution) -> Vec<String> {
        let facts = &self.reference.case.profile.edition.facts;
        let open = own.questions.iter().filter(|question| question.moves.contains(id));
        open.map(|question| facts[&question.fact].supplier_question.clone()).collect()
    }

    /// Why a line came to hold, or not to, for the supplier: the facts that could move it, and what is met otherwise.
    fn because(&self, id: &LineId, known: &BTreeMap<FactId, Fact>, carrying: &Carrying) -> Vec<String> {
        let facts = &self.reference.case.profile.edition.facts;
        let moving = self.reference.case.resolution.questions.iter().filter(|question| question.moves.contains(id));
        let answered = moving.filter_map(|question| {
            let answer = match known.get(&question.fact)? {
                Fact::Yes => &facts[&question.fact].holds,
                Fact::No => &facts[&question.fact].fails,
                Fact::Supplier => return None,
            };
            Some(answer.clone())
        });
        let reasons =
            reasons(&self.reference.case.resolution, id).iter().filter(|reason| reason.level > Level::Excluded);
        let without: BTreeSet<&IntegrationId> = reasons
            .filter_map(|reason| reason.carrier.as_ref())
            .filter(|carrier| carrying.nothing.contains(*carrier))
            .collect();
        let without = without.into_iter().map(|carrier| {
            let answer = self.supplier.answers.get(&LineId::Integration(carrier.clone())).and_then(Answer::given);
            if answer == Some(OTHERWISE) {
                format!("{carrier} opfyldes på anden vis")
            } else {
                format!("{carrier} ikke anvendes")
            }
        });
        answered.chain(without).collect()
    }
}

fn interval(resolution: &Resolution, id: &LineId) -> Option<Interval> {
    resolution.interval(id)
}

fn reasons<'r>(resolution: &'r Resolution, id: &LineId) -> &'r [Reason] {
    resolution.because(id)
}

/// The integrations in use that bind a line.
fn carriers(bound: &Resolution, id: &LineId, carrying: &Carrying) -> Vec<String> {
    let binding = reasons(bound, id).iter().filter(|reason| reason.modality == ChosenOr::from(Modality::Must));
    let binding = binding.filter(|reason| reason.level == Level::Required).filter_map(|reason| reason.carrier.as_ref());
    let used: BTreeSet<&IntegrationId> = binding.filter(|carrier| carrying.in_use.contains(*carrier)).collect();
    // What binds through a third is told by what was taken into use.
    if used.is_empty() {
        return carrying.in_use.iter().map(ToString::to_string).collect();
    }
    used.into_iter().map(ToString::to_string).collect()
}

/// Whether two texts say the same: programs differ in how they keep blanks and line breaks.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
