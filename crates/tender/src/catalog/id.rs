//! The names of things: what a profile, a catalog and a printed line call them.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::text::as_text::{as_text, from_text};

/// Makes a type for the ids of one kind of thing, so that they cannot be mixed up.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn new(id: &str) -> Self {
                Self(id.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        as_text!($name);
    )*};
}

ids! {
    /// An integration: `SF1461`, `SF1590_B_01`, `SFTP`
    IntegrationId,
    /// A package: `I-02`
    PackageId,
    /// A requirement: `I-02.01` from the catalog, `I-02.E1` the buyer's own
    RequirementId,
    /// A rule: `I-02/SF1461`
    RuleId,
    /// A fact: `sender-fjernprint`
    FactId,
    /// A reading: `R14`
    ReadingId,
    /// A source: `slide I-02`
    SourceId,
    /// An edition: `2024-01`
    EditionId,
    /// A ydelsesområde: `Y26`
    AreaId,
    /// A requirement type: `MK`
    TypeId,
}

impl PackageId {
    /// Reads `I-02`, `I-2` and `i-2` as the same package.
    pub fn parse(written: &str) -> Option<Self> {
        let number = written.strip_prefix("I-").or_else(|| written.strip_prefix("i-"))?;
        if number.is_empty() || number.len() > 2 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number: u8 = number.parse().ok()?;
        Some(Self::new(&format!("I-{number:02}")))
    }
}

impl RequirementId {
    /// The requirement `number` of a package: `I-02` and `01` make `I-02.01`.
    pub fn of(package: &PackageId, number: &str) -> Self {
        Self::new(&format!("{package}.{number}"))
    }

    /// Reads `I-02.01`, and `i-2.01` as the same.
    pub fn parse(written: &str) -> Option<Self> {
        let (package, number) = written.split_once('.')?;
        let valid = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        valid.then_some(())?;
        Some(Self::of(&PackageId::parse(package)?, number))
    }

    /// The package it belongs to.
    pub fn package(&self) -> PackageId {
        let (package, _) = self.as_str().split_once('.').expect("a requirement id is a package, a period and a number");
        PackageId::new(package)
    }

    /// What stands after the package: `01`, `E1`.
    pub fn number(&self) -> &str {
        self.as_str().split_once('.').expect("a requirement id is a package, a period and a number").1
    }
}

/// An integration or a requirement: whatever a supplier answers in a line of its own.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum LineId {
    Integration(IntegrationId),
    Requirement(RequirementId),
}

impl LineId {
    pub fn as_str(&self) -> &str {
        match self {
            LineId::Integration(id) => id.as_str(),
            LineId::Requirement(id) => id.as_str(),
        }
    }

    /// The package that asks for it; an integration may follow from several.
    pub fn package(&self) -> Option<PackageId> {
        match self {
            LineId::Integration(_) => None,
            LineId::Requirement(id) => Some(id.package()),
        }
    }
}

impl fmt::Display for LineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// By what is read, whatever it names.
impl Ord for LineId {
    fn cmp(&self, other: &Self) -> Ordering {
        let is_requirement = |id: &Self| matches!(id, LineId::Requirement(_));
        self.as_str().cmp(other.as_str()).then(is_requirement(self).cmp(&is_requirement(other)))
    }
}

impl PartialOrd for LineId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<IntegrationId> for LineId {
    fn from(id: IntegrationId) -> Self {
        LineId::Integration(id)
    }
}

impl From<RequirementId> for LineId {
    fn from(id: RequirementId) -> Self {
        LineId::Requirement(id)
    }
}

impl FromStr for LineId {
    type Err = std::convert::Infallible;

    /// Reads a requirement's id where the text has the form of one, else an integration's.
    fn from_str(written: &str) -> Result<Self, Self::Err> {
        Ok(match RequirementId::parse(written) {
            Some(id) => LineId::Requirement(id),
            None => LineId::Integration(IntegrationId::new(written)),
        })
    }
}

as_text!(LineId);
from_text!(LineId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_read_with_and_without_its_zero() {
        for written in ["I-1", "I-01", "i-1", "i-01"] {
            assert_eq!(PackageId::parse(written), Some(PackageId::new("I-01")), "{written}");
        }
        for written in ["", "I", "I-", "I-001", "I-1a", "1", "I-æ"] {
            assert_eq!(PackageId::parse(written), None, "{written}");
        }
    }

    #[test]
    fn a_requirement_is_its_package_and_its_number() {
        let id = RequirementId::parse("i-2.01").expect("well formed");
        assert_eq!((id.as_str(), id.package().as_str(), id.number()), ("I-02.01", "I-02", "01"));
        assert_eq!(RequirementId::parse("SF1461"), None);
        assert_eq!(RequirementId::parse("I-02."), None);
    }
}
