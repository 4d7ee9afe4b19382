//! The form itself: of which version it is, whether it asks what was asked, and which fields it has.

use std::collections::BTreeSet;

use super::Judge;
use super::oddities::{shown, subject};
use crate::catalog::id::LineId;
use crate::document::FieldKind;
use crate::document::name::{FieldName, Part, SupplierField};
use crate::form::asked::BoundLine;
use crate::form::binding::{Binding, BoundField};
use crate::form::finding::{Finding, Holds, What};
use crate::form::remark::words;
use crate::form::spelling::is_seen;
use crate::form::workbook::layout::{Labels, cell, wording};

/// How many fields that nobody asked for are told by name, and how much of a name.
const MOST_ADDED: usize = 20;
const LONGEST_NAME: usize = 100;

impl Judge<'_> {
    /// Tells which version of the tender the form was made of, if it is not the one in hand.
    pub(super) fn version(&mut self, bound: Option<&Binding>) {
        if let Some((since, earlier)) = self.earlier.clone() {
            let version = earlier.version;
            self.tell(What::OlderVersion {
                version: version.version.clone(),
                published: version.published.clone(),
                compared: self.reference.case.profile.tender.version.clone(),
                since: Box::new(since),
            });
        }
        let own = &self.made_of.binding;
        match bound {
            None => match &self.returned.fingerprint {
                Some(fingerprint) if *fingerprint == own.fingerprint => {}
                Some(_) => self.tell(What::FingerprintWrong { parts: Vec::new() }),
                None => self.tell(What::FingerprintMissing),
            },
            // Of an earlier version it is known, and how to fill it in may be said otherwise today.
            Some(bound) if bound.fingerprint != own.fingerprint && self.earlier.is_none() => {
                self.tell(What::FingerprintWrong { parts: own.seals.differing(&bound.seals) });
            }
            Some(_) => {}
        }
    }

    /// Compares what was asked with what the form says was asked, and with what it shows.
    pub(super) fn texts(&mut self, bound: Option<&Binding>, labels: &Labels<'_>, cells_compared: bool) {
        let asked = |line: &BoundLine| (line.kind.clone(), line.title.clone(), wording(line, labels));
        for line in &self.made_of.binding.lines {
            let answered = FieldName::Line(line.id.clone(), Part::Answer);
            let shown = self.returned.wordings.get(&answered.to_string());
            let shows_another =
                shown.is_some_and(|shown| !same(shown, &cell(&format!("{}\n{}", line.title, wording(line, labels)))));
            let was_another =
                bound.and_then(|bound| bound.line(&line.id)).is_some_and(|other| asked(other) != asked(line));
            // Where every cell is compared, the wording is one of them.
            if (shows_another && !cells_compared) || was_another {
                let was = bound.and_then(|bound| bound.line(&line.id)).filter(|_| was_another);
                let was = was.map(|other| format!("{}\n{}", other.title, wording(other, labels)));
                let shown = was.as_ref().or(shown).map(|text| words(text));
                let asked = words(&format!("{}\n{}", line.title, wording(line, labels)));
                self.tell_line(&line.id, What::TextChanged { asked, shown });
            }
        }
    }

    /// Takes up what the form shows around its answers, but for the words of a line that were told by what it carries.
    pub(super) fn around(&mut self, found: Vec<Finding>) {
        let told: BTreeSet<LineId> = self
            .supplier
            .findings
            .iter()
            .filter(|it| matches!(it.what, What::TextChanged { .. }))
            .filter_map(|it| it.requirement.clone())
            .collect();
        let is_told = |it: &Finding| {
            matches!(it.what, What::TextChanged { .. }) && it.requirement.as_ref().is_some_and(|id| told.contains(id))
        };
        for mut finding in found.into_iter().filter(|it| !is_told(it)) {
            if let What::OfField { subject: field, .. } = &mut finding.what {
                if let Ok(FieldName::Fact(fact)) = field.parse() {
                    // What was answered to another question is no answer to this one.
                    self.supplier.unclear_facts.insert(fact);
                }
                *field = subject(field, Some(self.made_of));
            }
            self.supplier.findings.push(finding);
        }
    }

    /// Tells of fields that are missing and of fields that nobody asked for.
    pub(super) fn fields(&mut self) {
        let asked: Vec<(&BoundField, String)> =
            self.made_of.binding.fields.iter().map(|field| (field, field.name.to_string())).collect();
        let missing = asked.iter().filter(|(_, name)| !self.returned.values.contains_key(name));
        let missing = missing.map(|(field, name)| Finding {
            requirement: field.line.clone(),
            what: What::FieldMissing {
                holds: Holds::of(name),
                // Of a line it is told at the line.
                called: if field.line.is_some() { String::new() } else { shown(name, self.reference) },
            },
        });
        let names: BTreeSet<&str> = asked.iter().map(|(_, name)| name.as_str()).collect();
        let added = self.returned.values.keys().filter(|name| !names.contains(name.as_str()));
        let told = added.clone().take(MOST_ADDED).map(|name| {
            let field = match name.char_indices().nth(LONGEST_NAME) {
                Some((at, _)) => format!("{} […]", &name[..at]),
                None => name.clone(),
            };
            Finding::form(What::FieldAdded { field })
        });
        let more = added.count().saturating_sub(MOST_ADDED);
        let more = (more > 0).then(|| Finding::form(What::FieldsAdded { more }));
        self.supplier.findings.extend(missing.chain(told).chain(more));
    }

    /// What had to be filled in and was not, but for the name, the number and the answers, which are told by
    /// themselves.
    pub(super) fn blanks(&mut self) {
        let told = [SupplierField::Name, SupplierField::Cvr].map(FieldName::Supplier);
        let own = self.reference.form.supplier.iter().filter(|field| !told.contains(&field.name));
        let signing = self.reference.form.signature.iter().flat_map(|signature| &signature.fields);
        let mut blank = Vec::new();
        for field in own.chain(signing).filter(|field| field.required) {
            // A field that is gone is missing, not blank.
            let Some(value) = self.returned.values.get(&field.name.to_string()) else { continue };
            if !value.as_deref().is_some_and(is_seen) {
                blank.push(match field.kind {
                    FieldKind::Signature => What::Unsigned,
                    _ => What::Blank { label: field.label.clone() },
                });
            }
        }
        blank.into_iter().for_each(|what| self.tell(what));
    }

    /// Tells which answers were not read in the plain way: of a few lines at each of them, of more once for the form.
    pub(super) fn ways(&mut self) {
        const FEW: usize = 5;
        for (way, fields) in std::mem::take(&mut self.ways) {
            let asked: Vec<&BoundField> = fields.iter().filter_map(|name| self.reference.binding.named(name)).collect();
            let mut lines: BTreeSet<LineId> = asked.iter().filter_map(|field| field.line.clone()).collect();
            let others = asked.iter().filter(|field| field.line.is_none()).map(|field| field.name.to_string());
            let mut others: BTreeSet<String> = others.map(|name| shown(&name, self.reference)).collect();
            if lines.len() > FEW {
                others.extend(std::mem::take(&mut lines).iter().map(ToString::to_string));
            }
            lines.iter().for_each(|line| self.tell_line(line, What::ReadBy { way, lines: Vec::new() }));
            if !others.is_empty() {
                self.tell(What::ReadBy { way, lines: others.into_iter().collect() });
            }
        }
    }
}

/// Whether two texts say the same: programs differ in how they keep blanks and line breaks.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
