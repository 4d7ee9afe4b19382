//! Reads facts and their needs.

use crate::input::fault::{Expected, Found, InputFault, Thing};
use std::collections::BTreeMap;

use super::EditionReader;
use crate::catalog::condition::Condition;
use crate::catalog::id::{FactId, PackageId, RequirementId};
use crate::catalog::{Fact, Need};
use crate::input::table::{Kind, Reader, Table};

impl<'a> EditionReader<'a> {
    pub(super) fn facts(&mut self) -> BTreeMap<FactId, Fact> {
        let facts = self.written.facts.0.iter().filter_map(|(id, table)| self.fact(id, table));
        facts.map(|fact| (fact.id.clone(), fact)).collect()
    }

    fn fact(&mut self, id: &str, table: &'a Table) -> Option<Fact> {
        let mut reader = self.reader(table);
        reader.value("id");
        let number = number(&mut reader);
        let mut text = |key| reader.required_text(key).map(|text| text.value);
        let (label, question, supplier_question) = (text("label"), text("question"), text("supplier-question"));
        let (help, supplier_help) = (text("help"), text("supplier-help"));
        let (holds, fails) = (text("holds"), text("fails"));
        let (buyer_holds, buyer_fails) = (text("buyer-holds"), text("buyer-fails"));
        let supplier_knows = reader.boolean("supplier-knows").is_some_and(|known| known.value);
        let need = reader.table("need");
        let source = reader.required_text("source");
        reader.finish();
        self.reference(Thing::Source, source, |known| &known.sources);
        let well_formed = Condition::parse(id) == Ok(Condition::Fact(FactId::new(id)));
        if !well_formed {
            let fault = InputFault::MalformedId { expected: Expected::Slug, id: id.to_owned() };
            self.complaints.error(fault, table.fields["id"].value.place.clone());
        }
        if let Some(need) = need.filter(|_| supplier_knows) {
            // What the buyer needs, the buyer knows.
            let fault = InputFault::WrongKind { expected: Expected::NoNeed, found: Found::Table };
            self.complaints.error(fault, need.place.clone());
        }
        let has_need = need.is_some();
        let need = need.and_then(|need| self.need(need));
        (!has_need || need.is_some()).then_some(())?;
        Some(Fact {
            id: FactId::new(id),
            number: number?,
            label: label?,
            question: question?,
            supplier_question: supplier_question?,
            help: help?,
            supplier_help: supplier_help?,
            holds: holds?,
            fails: fails?,
            buyer_holds: buyer_holds?,
            buyer_fails: buyer_fails?,
            supplier_knows,
            need,
            place: table.place.clone(),
        })
    }

    fn need(&mut self, table: &'a Table) -> Option<Need> {
        let mut reader = self.reader(table);
        let (id, package, text) =
            (reader.required_text("id"), reader.required_text("package"), reader.required_text("text"));
        let (alternative, deferred) = (reader.text("alternative"), reader.text("deferred"));
        reader.finish();
        let id = id.filter(|id| {
            let number = id.value.strip_prefix('B').unwrap_or_default();
            let numbered = number.parse::<u8>().is_ok_and(|number| number > 0) && !number.starts_with(['0', '+']);
            if !numbered {
                let fault = InputFault::MalformedId { expected: Expected::NeedNumber, id: id.value.clone() };
                self.complaints.error(fault, id.place.clone());
            }
            numbered
        });
        let package = package.and_then(|written| {
            let package = PackageId::parse(&written.value).filter(|id| self.written.packages.contains_key(id));
            if package.is_none() {
                self.unknown(Thing::Package, &written, self.written.packages.keys().map(PackageId::as_str));
            }
            package
        })?;
        Some(Need {
            id: RequirementId::of(&package, &id?.value),
            package,
            text: text?.value.into(),
            alternative: alternative.map(|text| text.value.into()),
            deferred: deferred.map(|text| text.value.into()),
            place: table.place.clone(),
        })
    }
}

/// The number that stands in print for a fact.
fn number(reader: &mut Reader<'_, '_>) -> Option<u16> {
    let Some(value) = reader.value("number") else {
        reader.missing("number");
        return None;
    };
    let number = match &value.kind {
        Kind::Number(written) => written.parse().ok().filter(|number| (1..=999).contains(number)),
        Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::List(_) | Kind::Table(_) => None,
    };
    if number.is_none() {
        let found = value.kind.name();
        reader.complaints.error(InputFault::WrongKind { expected: Expected::FactNumber, found }, value.place.clone());
    }
    number
}
