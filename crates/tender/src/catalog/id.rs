//! The names of things: what a profile, a catalog and a printed line call them.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::text::as_text::{as_text, from_text};
use crate::text::invisible::is_invisible;

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

impl IntegrationId {
    /// Reads `SF1320_A`, and `sf 1320-a` as the same.
    pub fn parse(written: &str) -> Self {
        let upper = seen(written).to_uppercase();
        let id = match upper.strip_prefix("SF") {
            Some(number) => format!("SF{}", number.trim_start_matches(is_joint)),
            None => upper,
        };
        let parts: Vec<&str> = id.split(is_joint).filter(|part| !part.is_empty()).collect();
        Self::new(&parts.join("_"))
    }
}

/// What people put between the parts of an id.
pub(crate) fn is_joint(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// An id without what nobody sees, as it is copied from pages and papers.
fn seen(written: &str) -> String {
    written.chars().filter(|letter| !is_invisible(*letter)).collect::<String>().trim().to_owned()
}

impl PackageId {
    /// Reads `I-02`, and `I-2`, `i 2` and `i02` as the same.
    pub fn parse(written: &str) -> Option<Self> {
        let written = seen(written);
        let number = written.strip_prefix(['I', 'i'])?.trim_start_matches(is_joint);
        if number.is_empty() || number.len() > 2 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number: u8 = number.parse().ok()?;
        Some(Self::new(&format!("I-{number:02}")))
    }
}

impl FactId {
    /// Reads `sender-fjernprint`, and `Sender_Fjernprint` as the same.
    pub fn parse(written: &str) -> Self {
        let lower = seen(written).to_lowercase().replace(is_joint, "-");
        Self::new(&lower.replace('æ', "ae").replace('ø', "oe").replace('å', "aa"))
    }
}

impl ReadingId {
    /// Reads `R14`, and `r 14` as the same.
    pub fn parse(written: &str) -> Self {
        Self::new(&written.trim().to_uppercase().replace(is_joint, ""))
    }
}

impl AreaId {
    /// Reads `Y26`, and `y 26` as the same. What is more than a letter and a number stays as it is.
    pub fn parse(written: &str) -> Self {
        let bare = written.trim().to_uppercase().replace(is_joint, "");
        let number = bare.strip_prefix('Y').unwrap_or_default();
        let is_area = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        Self::new(if is_area { &bare } else { written })
    }
}

impl RequirementId {
    /// The requirement `number` of a package: `I-02` and `01` make `I-02.01`.
    pub fn of(package: &PackageId, number: &str) -> Self {
        Self::new(&format!("{package}.{number}"))
    }

    /// The buyer's own requirement `number` of a package, or of none: `I-02.E1`, `E1`.
    pub fn own(package: Option<&PackageId>, number: &str) -> Self {
        package.map_or_else(|| Self::new(number), |package| Self::of(package, number))
    }

    /// Reads `I-02.01`, and `i-2.1` as the same; `E1` is the buyer's own that belongs to no package.
    pub fn parse(written: &str) -> Option<Self> {
        let Some((package, number)) = written.trim().split_once('.') else {
            return Self::own_number(written).map(|number| Self::new(&number));
        };
        let valid = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        valid.then_some(())?;
        let number = if number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("0{number}")
        } else {
            number.to_uppercase()
        };
        Some(Self::of(&PackageId::parse(package)?, &number))
    }

    /// Reads the number of a requirement of the buyer's own: `E1`, and `e 1` as the same. It is never longer than four
    /// digits.
    pub fn own_number(written: &str) -> Option<String> {
        let digits = written.trim().strip_prefix(['E', 'e'])?.trim_start_matches(is_joint);
        let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        (is_number && !digits.starts_with('0')).then(|| format!("E{digits}"))
    }

    /// The package it belongs to; one of the buyer's own may belong to none.
    pub fn package(&self) -> Option<PackageId> {
        self.as_str().split_once('.').map(|(package, _)| PackageId::new(package))
    }

    /// What stands after the package: `01`, `E1`.
    pub fn number(&self) -> &str {
        self.as_str().split_once('.').map_or(self.as_str(), |(_, number)| number)
    }

    /// Whether the buyer wrote it, and not the catalog.
    pub fn is_own(&self) -> bool {
        self.number().starts_with('E')
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

    /// The package that asks for it; an integration may follow from several, and a requirement of the buyer's own
    /// belong to none.
    pub fn package(&self) -> Option<PackageId> {
        match self {
            LineId::Integration(_) => None,
            LineId::Requirement(id) => id.package(),
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

    /// Reads a requirement's id where the text has the form of one, else an integration's, with the usual slips.
    fn from_str(written: &str) -> Result<Self, Self::Err> {
        Ok(match RequirementId::parse(written) {
            Some(id) => LineId::Requirement(id),
            None => LineId::Integration(IntegrationId::parse(written)),
        })
    }
}

as_text!(LineId);
from_text!(LineId);

impl FromStr for FactId {
    type Err = std::convert::Infallible;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(written))
    }
}

from_text!(FactId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_read_with_the_usual_slips() {
        for written in ["I-1", "I-01", "i-1", "I–1", "i-01", "I 1", "I1", " i01 ", "I_1"] {
            assert_eq!(PackageId::parse(written), Some(PackageId::new("I-01")), "{written}");
        }
        for written in ["", "I", "I-", "I-001", "I-1a", "1", "I-æ"] {
            assert_eq!(PackageId::parse(written), None, "{written}");
        }
    }

    #[test]
    fn integrations_facts_readings_and_areas_are_read_with_the_usual_slips() {
        for (written, id) in [
            ("SF1320_A", "SF1320_A"),
            ("SF1320-A", "SF1320_A"),
            ("sf1320_a", "SF1320_A"),
            ("sf 1461", "SF1461"),
            ("SF-1461", "SF1461"),
            ("SF1590 B 01", "SF1590_B_01"),
            ("sftp", "SFTP"),
            ("SF1525\u{200b}", "SF1525"),
            ("SF1320–A", "SF1320_A"),
        ] {
            assert_eq!(IntegrationId::parse(written).as_str(), id, "{written}");
        }
        assert_eq!(FactId::parse("Følger_Personændringer").as_str(), "foelger-personaendringer");
        assert_eq!(["R14", "r14", "R 14", "R-14"].map(|written| ReadingId::parse(written).to_string()), ["R14"; 4]);
        assert_eq!(["Y26", "y26", "Y 26"].map(|written| AreaId::parse(written).to_string()), ["Y26"; 3]);
        assert_eq!(AreaId::parse("Social og omsorg").as_str(), "Social og omsorg");
    }

    #[test]
    fn a_requirement_is_its_package_and_its_number() {
        let id = RequirementId::parse("i-2.1").expect("well formed");
        assert_eq!((id.as_str(), id.number(), id.is_own()), ("I-02.01", "01", false));
        assert_eq!(id.package(), Some(PackageId::new("I-02")));
        let own = RequirementId::parse("e1").expect("well formed");
        assert_eq!((own.as_str(), own.package(), own.number(), own.is_own()), ("E1", None, "E1", true));
        assert_eq!(RequirementId::parse("i 4.b1"), Some(RequirementId::new("I-04.B1")));
        for written in ["SF1461", "I-02.", "E0", "E01", "E12345", "E"] {
            assert_eq!(RequirementId::parse(written), None, "{written}");
        }
    }
}
