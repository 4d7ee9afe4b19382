//! Forms side by side: suppliers that cannot be told apart, by their number or by a name that looks like another's, and
//! forms that do not ask the same.

use std::collections::BTreeSet;

use super::asked::BoundLine;
use super::binding::Binding;
use super::finding::{Finding, What};
use super::returned::ending;
use super::spelling::looks;
use super::{Answer, Judged, Supplier};
use crate::catalog::id::LineId;
use crate::text::calendar::read_date;
use crate::text::number::number;

/// Tells of suppliers that cannot be told apart. Two forms with one CVR number may be an offer and its correction, or a
/// slip. Two of one name and different numbers may be one that wants to be taken for the other: both are told.
pub fn tell_alike(judged: &mut [Judged]) {
    for at in 1..judged.len() {
        let (before, rest) = judged.split_at_mut(at);
        let supplier = &mut rest[0].supplier;
        let number = |supplier: &Supplier| supplier.cvr.as_deref().map(looks).filter(|number| !number.is_empty());
        let same_number =
            |other: &&mut Judged| number(supplier).is_some() && number(&other.supplier) == number(supplier);
        if let Some(other) = before.iter_mut().find(same_number) {
            let file = other.supplier.file.clone();
            let of_two_formats = ending(&file) != ending(&supplier.file);
            let differing = differing(&other.supplier, supplier);
            supplier.findings.push(Finding::form(What::SameSupplier { file, differing, of_two_formats }));
        } else if let Some(other) = before.iter_mut().find(|other| same_name(&other.supplier, supplier)) {
            let numbers_differ = number(&other.supplier).is_some() && number(supplier).is_some();
            let (one, two) = (told_of(&other.supplier, numbers_differ), told_of(supplier, numbers_differ));
            other.supplier.findings.push(two);
            supplier.findings.push(one);
        }
    }
}

/// Tells that a form asks otherwise than the one that the comparison is made of, and sets apart the lines in which it
/// does. Without the buyer's profile every form is judged against the one that it carries.
pub fn tell_other_form(judged: &mut Judged, asked: &Binding, first: &str, compared: &Binding) {
    if compared.fingerprint == asked.fingerprint {
        return;
    }
    let other = Finding::form(What::OtherForm { file: first.to_owned() });
    // Behind what is said of the profile that it carries.
    judged.supplier.findings.insert(judged.supplier.findings.len().min(1), other);
    let differs = |line: &&BoundLine| asked.line(&line.id) != Some(*line);
    judged.apart = compared.lines.iter().filter(differs).map(|line| line.id.clone()).collect();
}

/// The lines to which two forms give other answers.
fn differing(one: &Supplier, other: &Supplier) -> Vec<String> {
    let said = |supplier: &Supplier, id: &LineId| supplier.answers.get(id).cloned().unwrap_or_default();
    let is_same = |one: &Answer, other: &Answer| {
        means_the_same(&one.svar, &other.svar) && means_the_same(&one.begrundelse, &other.begrundelse)
    };
    let lines: BTreeSet<&LineId> = one.answers.keys().chain(other.answers.keys()).collect();
    let lines = lines.into_iter().filter(|id| !is_same(&said(one, id), &said(other, id))).map(ToString::to_string);
    let facts = (one.facts != other.facts).then(|| "oplysningerne om løsningen".to_owned());
    lines.chain(facts).collect()
}

/// Whether two texts say the same: as words, as a number or as a day, which programs write in their own ways.
fn means_the_same(one: &Option<String>, other: &Option<String>) -> bool {
    let text =
        |said: &Option<String>| said.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let (one, other) = (text(one), text(other));
    let same_number = || number(&one, None).is_some_and(|held| number(&other, None) == Some(held));
    let same_day = || read_date(&one).is_some_and(|day| read_date(&other) == Some(day));
    one == other || same_number() || same_day()
}

fn same_name(one: &Supplier, other: &Supplier) -> bool {
    let name = |supplier: &Supplier| supplier.name.as_deref().map(looks).filter(|name| !name.is_empty());
    name(one).is_some() && name(one) == name(other)
}

fn told_of(supplier: &Supplier, numbers_differ: bool) -> Finding {
    let name = supplier.name.clone().unwrap_or_default();
    Finding::form(What::SameName { name, file: supplier.file.clone(), numbers_differ })
}
