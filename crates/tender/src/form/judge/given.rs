//! What the supplier says: who it is, what it answers to each line, and what it knows of its solution.

use std::collections::{BTreeMap, BTreeSet};

use super::Judge;
use crate::document::name::{FieldName, SupplierField};
use crate::document::{Field, FormLine};
use crate::form::Answer;
use crate::form::asked::form_lines;
use crate::form::finding::What;
use crate::form::returned::{Made, Shape};
use crate::form::spelling::{is_seen, meant};
use crate::form::way::Way;
use crate::profile::cvr;
use crate::text::line::one_line;

impl Judge<'_> {
    /// Takes up who the supplier is.
    pub(super) fn supplier(&mut self) {
        let form = &self.reference.form;
        // Where columns were moved, a field's own label may stand in its place: the form's words are nobody's answer.
        let is_label = |said: &str| form.supplier.iter().any(|field| one_line(&field.label) == said);
        let said = |field| {
            let said = self.returned.value(&FieldName::Supplier(field)).map(|said| one_line(&said));
            said.filter(|said| !is_label(said))
        };
        let (name, number) = (said(SupplierField::Name), said(SupplierField::Cvr));
        let number = number.filter(|number| !number.is_empty());
        // A name that cannot be seen is none.
        self.supplier.name = name.filter(|name| is_seen(name));
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
    pub(super) fn answers(&mut self) {
        let value = |name: &FieldName| self.returned.value(name);
        for line in form_lines(&self.reference.form) {
            let shape = self.returned.shapes.get(&line.answer.name.to_string());
            let svar = value(&line.answer.name).map(|svar| as_offered(svar, &line.answer, shape, &mut self.ways));
            let answer = Answer { svar, begrundelse: line.description.as_ref().and_then(|field| value(&field.name)) };
            self.supplier.answers.insert(line.line.id.clone(), answer);
        }
        let rows = self.reference.form.facts.iter().flat_map(|facts| &facts.rows);
        for row in rows {
            let Some((fact, answer)) = row.answer.name.fact().zip(value(&row.answer.name)) else { continue };
            let shape = self.returned.shapes.get(&row.answer.name.to_string());
            let answer = as_offered(answer.trim().to_owned(), &row.answer, shape, &mut self.ways);
            self.supplier.facts.insert(fact.clone(), answer);
        }
    }

    /// The answer to a line, if it is one of its options.
    pub(super) fn chosen(&self, line: &FormLine) -> Option<String> {
        let answer = self.supplier.answers.get(&line.line.id)?.given()?;
        line.answer.options.iter().find(|option| option.as_str() == answer).cloned()
    }
}

/// The answer that was offered and is meant; what was written where it is none of them.
fn as_offered(
    written: String,
    field: &Field,
    shape: Option<&Shape>,
    ways: &mut BTreeMap<Way, BTreeSet<String>>,
) -> String {
    let (offered, way) = match meant(&written, &field.options) {
        Some((_, None)) => return written,
        Some((offered, Some(way))) => (offered, way),
        None => match shape.and_then(|shape| by_place(&written, field, shape)) {
            Some(offered) => (offered, Way::Index),
            None => return written,
        },
    };
    ways.entry(way).or_default().insert(field.name.to_string());
    offered.clone()
}

/// The answer in whose place a mark stands: editors of forms call the states of a group what they like.
fn by_place<'f>(written: &str, field: &'f Field, shape: &Shape) -> Option<&'f String> {
    let renamed = matches!(shape.made, Made::Radio | Made::Check)
        && shape.offers.len() == field.options.len()
        && shape.offers.iter().all(|offer| meant(offer, &field.options).is_none());
    let mut places = shape.offers.iter().zip(&field.options).filter(|(offer, _)| renamed && *offer == written);
    let (_, option) = places.next()?;
    places.next().is_none().then_some(option)
}
