//! A returned form, judged against its reference.
//!
//! The facts come first, because they decide what is asked: the profile is resolved again with the supplier's own
//! answers, and an integration that is met »På anden vis«, or not used where it need not be, brings nothing along. Only
//! what then is required of *this* supplier is judged as a minimum requirement.

mod facts;
mod given;
mod line;
mod oddities;
mod structure;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use self::oddities::oddities;
use self::view::View;
use super::finding::{Finding, What};
use super::published::{Earlier, Since};
use super::returned::Returned;
use super::way::Way;
use super::{Reference, Supplier, names, surroundings, word};
use crate::catalog::id::LineId;
use crate::document::Tone;
use crate::document::name::{FieldName, Part, SupplierField};
use crate::document::words::Word;
use crate::form::asked::form_lines;
use crate::form::binding::Binding;
use crate::form::workbook::layout::Labels;
use crate::text::line::one_line;
use crate::text::source::{Place, Source};

/// A supplier's form with a verdict on each line.
pub struct Judged {
    pub supplier: Supplier,
    /// Empty when there was nothing to judge against
    pub verdicts: BTreeMap<LineId, Verdict>,
    /// The lines that the form words otherwise than the one that the comparison is made of
    pub apart: BTreeSet<LineId>,
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

/// Judges a returned form. `original` is the same form as it is made today, read as this one was; `bound` is the
/// binding that it carries, `verified` says that the reference is the buyer's own.
pub fn judge(
    file: &str,
    returned: &Returned,
    reference: &Reference,
    bound: Option<&Binding>,
    verified: bool,
    labels: &Labels<'_>,
    original: Option<&Returned>,
) -> Judged {
    let against = Against { reference, earlier: None, bound, verified, original };
    against.judge(file, returned, labels, &BTreeMap::new())
}

/// Judges a form of a version that was published before the buyer's. `original` is the form as it was made then, read
/// as this one was.
pub fn judge_earlier(
    file: &str,
    returned: &Returned,
    reference: &Reference,
    earlier: Earlier<'_>,
    bound: &Binding,
    labels: &Labels<'_>,
    original: Option<&Returned>,
) -> Judged {
    let against = Against { reference, earlier: Some(earlier), bound: Some(bound), verified: true, original };
    against.judge(file, returned, labels, &BTreeMap::new())
}

/// Judges answers again that were judged before, with the alternatives that the buyer has accepted or refused.
pub fn judge_again(
    supplier: &Supplier,
    reference: &Reference,
    labels: &Labels<'_>,
    decided: &BTreeMap<LineId, bool>,
) -> Judged {
    let returned = Returned::of_answers(supplier);
    let bound = Some(&reference.binding);
    let against = Against { reference, earlier: None, bound, verified: true, original: None };
    against.judge(&supplier.file, &returned, labels, decided)
}

/// What a form is held up against.
struct Against<'a> {
    reference: &'a Reference,
    /// The version that it was made of, where that is an earlier one
    earlier: Option<Earlier<'a>>,
    /// The binding that it carries
    bound: Option<&'a Binding>,
    verified: bool,
    original: Option<&'a Returned>,
}

impl Against<'_> {
    fn judge(self, file: &str, returned: &Returned, labels: &Labels<'_>, decided: &BTreeMap<LineId, bool>) -> Judged {
        let Self { reference, earlier, bound, verified, original } = self;
        // What the form shows is what was asked when it was made.
        let made_of = earlier.map_or(reference, |earlier| earlier.reference);
        let returned = &names::settled(&word::settled(returned, original), made_of);
        let mut judge = Judge {
            returned,
            reference,
            made_of,
            earlier: earlier.map(|earlier| (earlier.since(reference), earlier)),
            decided,
            ways: returned.ways.clone(),
            supplier: Supplier { file: file.to_owned(), ..Supplier::default() },
            verdicts: BTreeMap::new(),
        };
        if !verified {
            judge.tell(What::Unverified);
        }
        if reference.case.resolution.draft {
            judge.tell(What::Draft);
        }
        judge.version(bound);
        judge.oddities();
        judge.texts(bound, labels, original.is_some_and(|original| !original.cells.is_empty()));
        // Pages are drawn anew for another version, and then differ everywhere.
        let same = bound.is_some_and(|bound| bound.profile == made_of.binding.profile);
        let original = original.filter(|original| same || original.pages.is_empty());
        let around = surroundings::told(returned, original, &made_of.binding, same);
        judge.around(around);
        judge.fields();
        judge.supplier();
        judge.blanks();
        judge.answers();
        judge.ways();
        judge.lines(labels);
        Judged { supplier: judge.supplier, verdicts: judge.verdicts, apart: BTreeSet::new() }
    }
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
    supplier.findings.extend(oddities(returned, None).0);
    Judged { supplier, verdicts: BTreeMap::new(), apart: BTreeSet::new() }
}

struct Judge<'a> {
    returned: &'a Returned,
    reference: &'a Reference,
    /// What the form was made of: another version, or the same
    made_of: &'a Reference,
    /// The version that it answers, and what changed since
    earlier: Option<(Since, Earlier<'a>)>,
    /// Whether the buyer has accepted the alternative of a line, where it has decided
    decided: &'a BTreeMap<LineId, bool>,
    ways: BTreeMap<Way, BTreeSet<String>>,
    supplier: Supplier,
    verdicts: BTreeMap<LineId, Verdict>,
}

impl Judge<'_> {
    fn tell(&mut self, what: What) {
        self.supplier.findings.push(Finding::form(what));
    }

    fn tell_line(&mut self, id: &LineId, what: What) {
        self.supplier.findings.push(Finding::line(id, what));
    }
    /// Where what the supplier says is written, for what asks for a place.
    fn place(&self) -> Place {
        Place::start(&Source::new(self.supplier.file.clone(), String::new()))
    }

    /// Judges each line by what follows from all answers.
    fn lines(&mut self, labels: &Labels<'_>) {
        let known = self.facts();
        let view = View::new(self, known);
        self.open_facts(&view);
        self.contradicted_facts(&view);
        for line in form_lines(&self.reference.form) {
            self.line(line, &view);
        }
        self.earlier_wordings(labels);
    }
}
