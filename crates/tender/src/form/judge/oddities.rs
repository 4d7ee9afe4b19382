//! What is odd about a form: how its fields and its answers were made, and not what they say.

use std::collections::BTreeSet;

use super::Judge;
use crate::catalog::id::FactId;
use crate::document::name::FieldName;
use crate::form::Reference;
use crate::form::finding::{Finding, Holds, What};
use crate::form::remark::words;
use crate::form::returned::{Oddity, Returned, ending};
use crate::text::line::one_line;

impl Judge<'_> {
    pub(super) fn oddities(&mut self) {
        let extension = ending(&self.supplier.file);
        // Of another format is told what it is, whatever the name says.
        let told = self.returned.oddities.iter().any(|oddity| matches!(oddity, Oddity::OtherBook(_)));
        if extension.as_deref() != Some(self.returned.kind.extension()) && !told {
            self.tell(What::WrongType { kind: self.returned.kind, name: self.supplier.file.clone() });
        }
        let (findings, unclear) = oddities(self.returned, Some(self.made_of));
        self.supplier.findings.extend(findings);
        self.supplier.unclear_facts.extend(unclear);
    }
}

/// What is told of what is odd: of some things at each field, of others once for the form. With it come the facts of
/// which it is in doubt what was answered.
pub(super) fn oddities(returned: &Returned, reference: Option<&Reference>) -> (Vec<Finding>, BTreeSet<FactId>) {
    // Only of a field that was asked is it known which line it answers.
    let about = |field: &str| {
        let name: FieldName = field.parse().ok()?;
        let asked = reference.is_none_or(|reference| reference.binding.field(&name).is_some());
        name.line().filter(|_| asked).cloned()
    };
    let named = |field: &str| about(field).map_or_else(|| field.to_owned(), |line| line.to_string());
    let mut findings = Vec::new();
    let (mut unseen, mut alike): (BTreeSet<String>, BTreeSet<String>) = (BTreeSet::new(), BTreeSet::new());
    let mut unclear = BTreeSet::new();
    for oddity in &returned.oddities {
        let (field, what) = match oddity {
            Oddity::Active(active) => (None, What::Active(*active)),
            Oddity::OtherBook(book) => (None, What::OtherBook(*book)),
            Oddity::TooManyFields => (None, What::TooManyFields),
            Oddity::Formula { field, computed: false } => (Some(field), What::FormulaBlank(Holds::of(field))),
            Oddity::Formula { field, .. } => (Some(field), What::Formula(Holds::of(field))),
            Oddity::Ambiguous { field, said } => (Some(field), What::Ambiguous { said: said.clone() }),
            Oddity::Twice { field, taken, other: Some(other) } => {
                let taken = taken.clone().unwrap_or_default();
                (Some(field), What::Twice { field: field.clone(), taken, other: other.clone() })
            }
            Oddity::Twice { field, other: None, .. } => {
                alike.insert(named(field));
                continue;
            }
            Oddity::Unseen { field } => {
                unseen.insert(named(field));
                continue;
            }
            Oddity::Cut { field } => (Some(field), What::Cut),
            Oddity::Drawn { field, stored, drawn } => {
                let (stored, drawn) = (stored.clone(), drawn.clone());
                (Some(field), What::Drawn { holds: Holds::of(field), stored, drawn })
            }
            Oddity::Painted { field } => (Some(field), What::Painted),
            Oddity::Marks { field } => (Some(field), What::Marks),
            Oddity::Disguised { field, shown } => {
                let held = returned.values.get(field).cloned().flatten().unwrap_or_default();
                let Some(matters) = disguise(field, shown, &held, reference) else { continue };
                (Some(field), What::Disguised { shown: shown.clone(), held: words(&held), matters })
            }
            Oddity::OtherRow { field, row } => {
                (Some(field), What::OtherRow { holds: Holds::of(field), row: row.clone() })
            }
            Oddity::Struck { field } => (Some(field), What::Struck(Holds::of(field))),
        };
        if let Some(Ok(FieldName::Fact(fact))) =
            field.filter(|_| what.leaves_in_doubt() || what.hides_the_answer()).map(|field| field.parse())
        {
            unclear.insert(fact);
        }
        let requirement = field.and_then(|field| about(field));
        // A field of no line is named, for nothing else tells which it is.
        let what = match field.filter(|_| requirement.is_none() && !matches!(what, What::Twice { .. })) {
            Some(field) => What::OfField { subject: subject(field, reference), what: Box::new(what) },
            None => what,
        };
        findings.push(Finding { requirement, what });
    }
    if !alike.is_empty() {
        findings.push(Finding::form(What::TwiceAlike { lines: alike.into_iter().collect() }));
    }
    if !unseen.is_empty() {
        findings.push(Finding::form(What::Unseen { lines: unseen.into_iter().collect() }));
    }
    (findings, unclear)
}

/// Whether what a cell shows would be judged otherwise than what it holds; nothing where both are one number or one
/// day, as of »4 timer« in a cell that holds 4.
fn disguise(field: &str, shown: &str, held: &str, reference: Option<&Reference>) -> Option<bool> {
    let of_answer = Holds::of(field) == Holds::Answer;
    let name = field.parse::<FieldName>().ok().filter(|_| of_answer);
    let kind = reference.zip(name.as_ref().and_then(FieldName::line)).and_then(|(it, line)| it.kind_of(line));
    let Some(kind) = kind else { return Some(of_answer) };
    match (kind.value(held), kind.value(shown)) {
        (Some(held), Some(shown)) if held == shown => None,
        _ => Some(kind.judge(held) != kind.judge(shown)),
    }
}

/// What a field of no line is called: by its number, by its label, else by its name.
pub(super) fn subject(field: &str, reference: Option<&Reference>) -> String {
    let known = reference.and_then(|reference| {
        let name: FieldName = field.parse().ok()?;
        if let Some(fact) = name.fact() {
            return Some(format!("Oplysning O-{}", reference.case.profile.edition.facts.get(fact)?.number));
        }
        let form = &reference.form;
        let signing = form.signature.iter().flat_map(|signature| &signature.fields);
        let asked = form.supplier.iter().chain(signing).find(|asked| asked.name == name)?;
        Some(format!("Feltet »{}«", one_line(&asked.label)))
    });
    known.unwrap_or_else(|| format!("Feltet »{field}«"))
}

/// The same in a list: »O-4«, »CVR-nummer«.
pub(super) fn shown(field: &str, reference: &Reference) -> String {
    let subject = subject(field, Some(reference));
    subject.strip_prefix("Oplysning ").or(subject.strip_prefix("Feltet ")).unwrap_or(&subject).to_owned()
}
