//! What a correction or an answer is about, of what suppliers read.

use std::fmt;

use crate::catalog::Edition;
use crate::catalog::id::{FactId, IntegrationId, LineId, PackageId, is_joint};

/// A line, or something else that can change: what the cover says, a package, a choice, a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    Line(LineId),
    /// What of the tender itself, by its key: `deadline`
    Tender(&'static str),
    Package(PackageId),
    /// `I-14/SF1606`
    Choice(PackageId, IntegrationId),
    /// A fact by its id, and its number
    Fact(String, u16),
}

/// What of a tender can change, by its key, and how an answer calls it.
const OF_TENDER: [(&str, &str); 15] = [
    ("title", "titlen"),
    ("buyer", "ordregiver"),
    ("organisation", "ordregivers enhed"),
    ("joined-by", "de øvrige ordregivere"),
    ("joined-by-cvr", "de øvrige ordregiveres CVR-numre"),
    ("due", "tidspunktet for opfyldelse"),
    ("cvr", "CVR-nummeret"),
    ("contact", "kontaktoplysningerne"),
    ("reference", "journalnummeret"),
    ("area", "ydelsesområdet"),
    ("procedure", "fremgangsmåden"),
    ("appendix", "bilagsnumrene"),
    ("security-appendix", "bilaget om sikkerhed"),
    ("deadline", "tilbudsfristen"),
    ("signature", "kravet om underskrift"),
];

/// What is named in its one form, as far as no edition is needed to tell what it is: the number of a line, a package or a
/// choice.
pub(super) fn tidied(written: &str) -> String {
    let written = written.trim();
    if let Some(number) = fact_number(written) {
        return format!("O-{number}");
    }
    if let Some(key) = key_of_tender(written) {
        return key.to_owned();
    }
    if is_word(written) { written.to_owned() } else { About::numbered(written).to_string() }
}

/// The number of a fact: `O-15`, `o15`, `O 15`.
fn fact_number(written: &str) -> Option<u16> {
    let number = written.strip_prefix(['O', 'o'])?.trim_start_matches(is_joint);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| is_number)
}

/// The key of something of the tender, in any case and with `_` for `-`.
fn key_of_tender(written: &str) -> Option<&'static str> {
    let meant = written.to_lowercase().replace(is_joint, "-");
    OF_TENDER.iter().find(|(key, _)| *key == meant).map(|(key, _)| *key)
}

/// Facts and keys are words, and have no digit but in `O-15`.
fn is_word(written: &str) -> bool {
    /// »SFTP« is a number
    const SHORTEST: usize = 5;
    let has_digit = written.contains(|letter: char| letter.is_ascii_digit());
    key_of_tender(written).is_some() || fact_number(written).is_some() || (!has_digit && written.len() >= SHORTEST)
}

impl About {
    /// Reads what is named, with the usual slips. What is none of the others is taken for a line: one that the tender no
    /// longer asks for may be named too.
    pub fn read(written: &str, edition: &Edition) -> Self {
        let written = written.trim();
        let (number, id) = (fact_number(written), FactId::parse(written));
        let fact = edition.facts.values().find(|fact| fact.id == id || Some(fact.number) == number);
        if let Some(fact) = fact {
            return Self::Fact(fact.id.to_string(), fact.number);
        }
        if let Some(key) = key_of_tender(written) {
            return Self::Tender(key);
        }
        // A word that is neither a fact nor a key is told as it was written.
        if is_word(written) {
            Self::Line(LineId::Integration(IntegrationId::new(written)))
        } else {
            Self::numbered(written)
        }
    }

    /// What has a number: a choice, a package, and else a line.
    fn numbered(written: &str) -> Self {
        if let Some((package, integration)) = written.split_once('/')
            && let Some(package) = PackageId::parse(package.trim())
        {
            return Self::Choice(package, IntegrationId::parse(integration.trim()));
        }
        if let Some(package) = PackageId::parse(written) {
            return Self::Package(package);
        }
        let Ok(line) = written.parse::<LineId>();
        Self::Line(line)
    }

    /// As it stands in a sentence of an answer: »tilbudsfristen«, »valget af SF1606«, »I-14.E1«.
    pub fn in_words(&self, is_direct_award: bool) -> String {
        match self {
            Self::Line(line) => line.to_string(),
            Self::Tender("deadline") if is_direct_award => "svarfristen".to_owned(),
            Self::Tender(key) => {
                OF_TENDER.iter().find(|(known, _)| known == key).map_or(*key, |(_, words)| *words).to_owned()
            }
            Self::Package(package) => format!("pakken {package}"),
            Self::Choice(_, integration) => format!("valget af {integration}"),
            Self::Fact(_, number) => format!("oplysning O-{number}"),
        }
    }
}

impl fmt::Display for About {
    /// As changes are called by.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "{line}"),
            Self::Tender(key) => f.write_str(key),
            Self::Package(package) => write!(f, "{package}"),
            Self::Choice(package, integration) => write!(f, "{package}/{integration}"),
            Self::Fact(fact, _) => f.write_str(fact),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, CatalogFiles};

    #[test]
    fn whatever_can_change_is_named_as_it_is_printed_or_as_its_change_is_called() {
        let catalog = Catalog::read(&CatalogFiles::embedded()).unwrap();
        let edition = catalog.newest().unwrap();
        for (written, called, words) in [
            ("SF1514", "SF1514", "SF1514"),
            ("sf1411-b", "SF1411_B", "SF1411_B"),
            ("I-14.E1", "I-14.E1", "I-14.E1"),
            ("E1", "E1", "E1"),
            ("deadline", "deadline", "tilbudsfristen"),
            ("fejl-stavet", "fejl-stavet", "fejl-stavet"),
            ("I-14", "I-14", "pakken I-14"),
            ("I-14/SF1606", "I-14/SF1606", "valget af SF1606"),
            ("O-15", "sender-fjernprint", "oplysning O-15"),
            ("o15", "sender-fjernprint", "oplysning O-15"),
            ("sender-fjernprint", "sender-fjernprint", "oplysning O-15"),
            ("Sender_Fjernprint", "sender-fjernprint", "oplysning O-15"),
            ("Deadline", "deadline", "tilbudsfristen"),
            ("security_appendix", "security-appendix", "bilaget om sikkerhed"),
        ] {
            let about = About::read(written, edition);
            assert_eq!((about.to_string().as_str(), about.in_words(false).as_str()), (called, words), "{written}");
        }
        assert_eq!(About::read("deadline", edition).in_words(true), "svarfristen");
        for (written, tidy) in [
            ("sf1411-b", "SF1411_B"),
            ("sftp", "SFTP"),
            (" e1", "E1"),
            ("I-14/sf1606", "I-14/SF1606"),
            ("I-14", "I-14"),
            ("O-15", "O-15"),
            ("o 15", "O-15"),
            ("due", "due"),
            ("deadline", "deadline"),
            ("sender-fjernprint", "sender-fjernprint"),
        ] {
            assert_eq!(tidied(written), tidy);
        }
    }
}
