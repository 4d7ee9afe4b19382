//! What the linter knows of the catalog and of the tender: given by whoever asks.

use std::collections::BTreeSet;

/// An integration of the edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Integration {
    pub id: String,
    pub title: String,
    /// Of the edition, where it says one
    pub version: Option<String>,
    /// The integrations that took over, if it is retired
    pub retired: Option<Vec<String>>,
}

/// A requirement or a need of the edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: String,
    pub text: String,
    /// Printed in this tender, so that an own requirement can repeat it
    pub printed: bool,
}

/// What requirements are held against.
#[derive(Debug, Clone, Default)]
pub struct Grounds {
    /// Of the edition, as messages name it
    pub edition: String,
    pub integrations: Vec<Integration>,
    /// Id and title
    pub packages: Vec<(String, String)>,
    pub lines: Vec<Line>,
    /// The integrations that are printed in this tender
    pub printed: BTreeSet<String>,
    /// Words that are right because the catalog, the buyer or an appendix says them: no spelling errors, no foreign
    /// products,
    /// no unexplained abbreviations
    pub words: BTreeSet<String>,
}

impl Grounds {
    pub fn integration(&self, id: &str) -> Option<&Integration> {
        self.integrations.iter().find(|integration| integration.id == id)
    }

    pub fn knows_package(&self, id: &str) -> bool {
        self.packages.iter().any(|(package, _)| package == id)
    }

    pub fn knows_line(&self, id: &str) -> bool {
        self.lines.iter().any(|line| line.id == id)
    }

    /// The word stands in the catalog or is the buyer's.
    pub fn says(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Adds the words of the texts and names that are given here.
    pub fn learn(&mut self) {
        let mut words = BTreeSet::new();
        let titles = self.integrations.iter().map(|integration| &integration.title);
        let packages = self.packages.iter().map(|(_, title)| title);
        for said in titles.chain(packages).chain(self.lines.iter().map(|line| &line.text)) {
            words.extend(
                said.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).map(str::to_owned),
            );
        }
        self.words.append(&mut words);
    }
}
