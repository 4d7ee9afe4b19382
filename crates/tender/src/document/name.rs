//! The names of form fields: a contract with suppliers' tools, described in `docs/form-fields.md`.
//!
//! This is the one place where a name is put together and taken apart. A part of a name holds no period, because in a
//! PDF a period stands between a field and its parent; so the period of a requirement's number is a hyphen there:
//! `I-02.01` is answered in `I-02-01.svar`.

use std::fmt;
use std::str::FromStr;

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::catalog::id::{FactId, IntegrationId, LineId, PackageId, RequirementId};
use crate::text::as_text::{as_text, from_text};

/// What the names of the supplier's own fields begin with, those of facts, and those for signing.
const SUPPLIER: &str = "leverandoer";
const FACTS: &str = "fakta";
const SIGNATURE: &str = "underskrift";

/// What stands between a package and what is ticked on its page of the checklist.
const CHOICES: &str = "valg";
const ADVICE: &str = "raad";
const NOTES: &str = "noter";

/// The name of a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldName {
    /// `leverandoer.navn`
    Supplier(SupplierField),
    /// `fakta.sender-fjernprint`
    Fact(FactId),
    /// `I-02-01.svar`
    Line(LineId, Part),
    /// `underskrift.navn`
    Signature(SignatureField),
    /// `I-02.noter`
    Checklist(PackageId, ChecklistField),
}

/// What a supplier says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumString, VariantArray)]
pub enum SupplierField {
    #[strum(serialize = "navn")]
    Name,
    #[strum(serialize = "cvr")]
    Cvr,
    #[strum(serialize = "kontakt")]
    Contact,
    #[strum(serialize = "dato")]
    Date,
}

/// The two fields of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumString, VariantArray)]
pub enum Part {
    #[strum(serialize = "svar")]
    Answer,
    #[strum(serialize = "begrundelse")]
    Description,
}

/// What is signed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumString, VariantArray)]
pub enum SignatureField {
    #[strum(serialize = "navn")]
    Name,
    #[strum(serialize = "underskrift")]
    Signature,
}

/// What stands on a package's page of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChecklistField {
    /// `valg.SF1461`
    Choice(IntegrationId),
    /// `fakta.sender-fjernprint`
    Fact(FactId),
    /// `raad.datakvalitet`
    Advice(String),
    /// `noter`
    Notes,
}

impl FieldName {
    /// The line that the field answers, if it answers one.
    pub fn line(&self) -> Option<&LineId> {
        match self {
            FieldName::Line(line, _) => Some(line),
            FieldName::Supplier(_) | FieldName::Fact(_) | FieldName::Signature(_) | FieldName::Checklist(..) => None,
        }
    }

    /// The fact that the supplier answers in the field, if it is one.
    pub fn fact(&self) -> Option<&FactId> {
        match self {
            FieldName::Fact(fact) => Some(fact),
            FieldName::Supplier(_) | FieldName::Line(..) | FieldName::Signature(_) | FieldName::Checklist(..) => None,
        }
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldName::Supplier(field) => write!(f, "{SUPPLIER}.{}", word(*field)),
            FieldName::Fact(fact) => write!(f, "{FACTS}.{fact}"),
            FieldName::Line(line, part) => write!(f, "{}.{}", line.as_str().replace('.', "-"), word(*part)),
            FieldName::Signature(field) => write!(f, "{SIGNATURE}.{}", word(*field)),
            FieldName::Checklist(package, field) => match field {
                ChecklistField::Choice(integration) => write!(f, "{package}.{CHOICES}.{integration}"),
                ChecklistField::Fact(fact) => write!(f, "{package}.{FACTS}.{fact}"),
                ChecklistField::Advice(advice) => write!(f, "{package}.{ADVICE}.{advice}"),
                ChecklistField::Notes => write!(f, "{package}.{NOTES}"),
            },
        }
    }
}

fn word(part: impl Into<&'static str>) -> &'static str {
    part.into()
}

/// A text is the name of no field of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoName;

impl fmt::Display for NoName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is the name of no field")
    }
}

impl FromStr for FieldName {
    type Err = NoName;

    /// Reads a name as it is written by us, and no other way of writing it.
    fn from_str(written: &str) -> Result<Self, NoName> {
        let name = taken_apart(written).ok_or(NoName)?;
        if name.to_string() == written { Ok(name) } else { Err(NoName) }
    }
}

fn taken_apart(written: &str) -> Option<FieldName> {
    let (first, rest) = written.split_once('.').filter(|(first, rest)| !first.is_empty() && !rest.is_empty())?;
    match first {
        SUPPLIER => Some(FieldName::Supplier(rest.parse().ok()?)),
        FACTS => Some(FieldName::Fact(FactId::new(rest))),
        SIGNATURE => Some(FieldName::Signature(rest.parse().ok()?)),
        first => match PackageId::parse(first) {
            Some(package) => Some(FieldName::Checklist(package, of_checklist(rest)?)),
            None => Some(FieldName::Line(line(first), rest.parse().ok()?)),
        },
    }
}

fn of_checklist(written: &str) -> Option<ChecklistField> {
    if written == NOTES {
        return Some(ChecklistField::Notes);
    }
    match written.split_once('.')? {
        (CHOICES, id) => Some(ChecklistField::Choice(IntegrationId::new(id))),
        (ADVICE, id) => Some(ChecklistField::Advice(id.to_owned())),
        (FACTS, fact) => Some(ChecklistField::Fact(FactId::new(fact))),
        _ => None,
    }
}

/// The line of a part of a name: `I-02-01` is `I-02.01`, and `E1` is the buyer's own that belongs to no package.
fn line(part: &str) -> LineId {
    let of_package = part.rsplit_once('-').and_then(|(of, number)| RequirementId::parse(&format!("{of}.{number}")));
    let own = || RequirementId::own_number(part).map(|number| RequirementId::own(None, &number));
    match of_package.or_else(own) {
        Some(requirement) => LineId::Requirement(requirement),
        None => LineId::Integration(IntegrationId::new(part)),
    }
}

as_text!(FieldName);
from_text!(FieldName);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, CatalogFiles};

    fn all_of<T: VariantArray + Copy>(make: impl Fn(T) -> FieldName) -> Vec<FieldName> {
        T::VARIANTS.iter().map(|part| make(*part)).collect()
    }

    #[test]
    fn the_name_of_every_field_that_the_catalog_can_ask_for_is_read_back_as_it_was_written() {
        let catalog = Catalog::read(&CatalogFiles::embedded()).unwrap();
        let mut names = all_of(FieldName::Supplier);
        names.extend(all_of(FieldName::Signature));
        for edition in catalog.editions.values() {
            let integrations = edition.integrations.keys().cloned().map(LineId::Integration);
            let requirements = edition.packages.values().flat_map(|package| &package.requirements);
            let lines = integrations.chain(requirements.map(|line| LineId::Requirement(line.id.clone())));
            names.extend(lines.flat_map(|line| all_of(|part| FieldName::Line(line.clone(), part))));
            names.extend(edition.facts.keys().cloned().map(FieldName::Fact));
            for package in edition.packages.values() {
                let mut on_page = |field| names.push(FieldName::Checklist(package.id.clone(), field));
                package.business.iter().cloned().map(ChecklistField::Choice).for_each(&mut on_page);
                package.advice.iter().map(|advice| ChecklistField::Advice(advice.id.clone())).for_each(&mut on_page);
                for fact in package.facts() {
                    on_page(ChecklistField::Fact(fact.clone()));
                }
                on_page(ChecklistField::Notes);
            }
        }
        for name in names {
            assert_eq!(name.to_string().parse(), Ok(name.clone()), "{name}");
        }
    }

    #[test]
    fn the_names_are_those_that_suppliers_tools_know() {
        let requirement = |id| LineId::Requirement(RequirementId::new(id));
        let integration = |id| LineId::Integration(IntegrationId::new(id));
        let package = PackageId::new("I-02");
        for (written, name) in [
            ("leverandoer.navn", FieldName::Supplier(SupplierField::Name)),
            ("leverandoer.kontakt", FieldName::Supplier(SupplierField::Contact)),
            ("fakta.sender-fjernprint", FieldName::Fact(FactId::new("sender-fjernprint"))),
            ("SF1590_B_01.svar", FieldName::Line(integration("SF1590_B_01"), Part::Answer)),
            ("I-02-E1.begrundelse", FieldName::Line(requirement("I-02.E1"), Part::Description)),
            ("underskrift.underskrift", FieldName::Signature(SignatureField::Signature)),
            ("I-02.valg.SF1525", FieldName::Checklist(package, ChecklistField::Choice(IntegrationId::new("SF1525")))),
        ] {
            assert_eq!((name.to_string().as_str(), written.parse()), (written, Ok(name)));
        }
        for written in
            ["", ".svar", "SF1461", "SF1461.", "SF1461.Svar", "I-2-01.svar", "leverandoer.fax", "a.b.svar", "I-02.svar"]
        {
            assert_eq!(written.parse::<FieldName>(), Err(NoName), "{written}");
        }
    }
}
