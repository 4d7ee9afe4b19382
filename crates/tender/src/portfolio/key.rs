//! The keys of a profile that a table can set, and how the cells below a heading are read for each.

use std::fmt;

use toml::value::{Date, Datetime};

use crate::catalog::id::PackageId;
use crate::complaint::Complaint;
use crate::input::table::{Kind, Value};
use crate::portfolio::fault::{CellForm, PortfolioFault};
use crate::text::calendar::day_of;
use crate::text::source::Written;

/// A key of a profile: `tender.buyer`, `facts.sender-fjernprint`, `packages.I-02`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Nothing for a key outside every table, such as `edition`
    table: Option<String>,
    name: String,
    kind: CellKind,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellKind {
    Text,
    Date,
    YesNo,
    /// Of a fact: yes, no, or the supplier's
    Answer,
    /// Of a package: all, or some integrations
    Choice,
}

/// The keys that every profile has.
const FIXED: [(&str, CellKind); 25] = [
    ("edition", CellKind::Text),
    ("tender.title", CellKind::Text),
    ("tender.buyer", CellKind::Text),
    ("tender.cvr", CellKind::Text),
    ("tender.contact", CellKind::Text),
    ("tender.reference", CellKind::Text),
    ("tender.area", CellKind::Text),
    ("tender.procedure", CellKind::Text),
    ("tender.appendix", CellKind::Text),
    ("tender.version", CellKind::Text),
    ("tender.date", CellKind::Date),
    ("tender.published", CellKind::Date),
    ("tender.deadline", CellKind::Date),
    ("tender.signature", CellKind::YesNo),
    ("tender.security-appendix", CellKind::Text),
    ("tender.due", CellKind::Text),
    ("tender.late-because", CellKind::Text),
    ("tender.cancelled", CellKind::Date),
    ("theme.logo", CellKind::Text),
    ("theme.accent", CellKind::Text),
    ("theme.font", CellKind::Text),
    ("theme.organisation", CellKind::Text),
    ("theme.word", CellKind::Text),
    ("evaluation.described-in", CellKind::Text),
    ("output.name", CellKind::Text),
];

impl Key {
    /// Reads `tender.buyer`; `None` for what no column can set.
    pub fn parse(written: &str) -> Option<Self> {
        let key = |table: Option<&str>, name: &str, kind| {
            Some(Self { table: table.map(str::to_owned), name: name.to_owned(), kind })
        };
        if let Some((name, kind)) = FIXED.iter().find(|(name, _)| *name == written) {
            return match name.split_once('.') {
                Some((table, name)) => key(Some(table), name, *kind),
                None => key(None, name, *kind),
            };
        }
        match written.split_once('.')? {
            ("packages", id) => key(Some("packages"), PackageId::parse(id)?.as_str(), CellKind::Choice),
            ("facts", id) if !id.is_empty() => key(Some("facts"), id, CellKind::Answer),
            ("readings", id) if !id.is_empty() => key(Some("readings"), id, CellKind::Text),
            _ => None,
        }
    }

    /// The keys that every profile has, for suggestions.
    pub fn fixed() -> impl Iterator<Item = &'static str> {
        FIXED.iter().map(|(name, _)| *name)
    }

    /// Whether its value is a text.
    pub fn is_text(&self) -> bool {
        self.kind == CellKind::Text
    }

    /// The table that it lies in, if it lies in one.
    pub fn table(&self) -> Option<&str> {
        self.table.as_deref()
    }

    /// Its own name in its table.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads a cell that is not empty as the key's value; none of a fact that nobody knows yet.
    pub fn read(&self, cell: &Written<String>) -> Result<Option<Value>, Complaint> {
        let word = cell.value.to_lowercase();
        let wrong = |expected| {
            let fault = PortfolioFault::Cell { key: self.to_string(), expected, found: cell.value.clone() };
            Complaint::error(fault, cell.place.clone())
        };
        let kind = match self.kind {
            CellKind::Text => Kind::Text(cell.value.clone()),
            CellKind::Date => {
                let date = date(&cell.value).ok_or_else(|| wrong(CellForm::Date))?;
                Kind::Date(Datetime { date: Some(date), time: None, offset: None })
            }
            CellKind::YesNo => Kind::Bool(yes_or_no(&word).ok_or_else(|| wrong(CellForm::YesNo))?),
            CellKind::Answer => match word.as_str() {
                "leverandør" | "leverandøren" | "supplier" => Kind::Text("supplier".to_owned()),
                // It is as if the base had no answer either.
                "ved ikke" | "ved-ikke" | "uafklaret" | "unknown" => return Ok(None),
                word => Kind::Bool(yes_or_no(word).ok_or_else(|| wrong(CellForm::Answer))?),
            },
            CellKind::Choice => match word.as_str() {
                "alle" | "all" => Kind::Text("all".to_owned()),
                _ => Kind::List(ids(cell)),
            },
        };
        Ok(Some(Value { place: cell.place.clone(), kind }))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.table {
            Some(table) => write!(f, "{table}.{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// Spreadsheets write their own booleans as SAND and FALSK, or TRUE and FALSE.
fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "ja" | "true" | "sand" | "sandt" => Some(true),
        "nej" | "false" | "falsk" => Some(false),
        _ => None,
    }
}

/// Integrations, separated by commas, semicolons or blanks; each has its place in the cell.
fn ids(cell: &Written<String>) -> Vec<Value> {
    // A quote that is doubled inside a quoted cell moves what comes after it.
    let verbatim = cell.place.span.len() == cell.value.len();
    let mut ids = Vec::new();
    let mut at = 0;
    for id in cell.value.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')) {
        if !id.is_empty() {
            let place = if verbatim { cell.place.part(at..at + id.len()) } else { cell.place.clone() };
            ids.push(Value { place, kind: Kind::Text(id.to_owned()) });
        }
        at += id.len() + cell.value[at + id.len()..].chars().next().map_or(0, char::len_utf8);
    }
    ids
}

/// `2026-11-23`, or as Danes and their spreadsheets write it: `23-11-2026`, `23.11.2026`, `23/11/2026`.
fn date(written: &str) -> Option<Date> {
    let separator = written.chars().find(|c| matches!(c, '-' | '.' | '/'))?;
    let parts: Vec<&str> = written.split(separator).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let number = |part: &str, most: usize| -> Option<u16> {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        (digits && (1..=most).contains(&part.len())).then(|| part.parse().ok()).flatten()
    };
    let (year, month, day) = (number(year, 4).filter(|_| year.len() == 4)?, number(month, 2)?, number(day, 2)?);
    let date = Date { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
    day_of(date).map(|_| date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::{Place, Source};

    fn read(key: &str, cell: &str) -> Result<String, Complaint> {
        let source = Source::new("t.csv", cell);
        let cell = Written::new(cell.to_owned(), Place::new(&source, 0..cell.len()));
        let shown = |value: Value| match value.kind {
            Kind::List(ids) => {
                let text = |value: &Value| source.text[value.place.span.clone()].to_owned();
                ids.iter().map(text).collect::<Vec<_>>().join("+")
            }
            Kind::Date(date) => date.to_string(),
            kind => format!("{kind:?}"),
        };
        let value = Key::parse(key).expect("a key").read(&cell)?;
        Ok(value.map_or_else(|| "nothing".to_owned(), shown))
    }

    #[test]
    fn cells_are_read_by_the_kind_of_their_key() {
        for (key, cell, value) in [
            ("tender.cvr", "12345674", "Text(\"12345674\")"),
            ("tender.date", "2026-11-23", "2026-11-23"),
            ("tender.date", "23-11-2026", "2026-11-23"),
            ("tender.date", "1.2.2024", "2024-02-01"),
            ("tender.date", "29/02/2024", "2024-02-29"),
            ("tender.signature", "SAND", "Bool(true)"),
            ("facts.x", "Ja", "Bool(true)"),
            ("facts.x", "NEJ", "Bool(false)"),
            ("facts.x", "Leverandør", "Text(\"supplier\")"),
            ("facts.x", "Ved ikke", "nothing"),
            ("packages.i-2", "Alle", "Text(\"all\")"),
            ("packages.I-02", "SF1320_A,  SF1525 SF1520", "SF1320_A+SF1525+SF1520"),
        ] {
            assert_eq!(read(key, cell).ok().as_deref(), Some(value), "{key} {cell}");
        }
    }

    #[test]
    fn a_cell_that_is_not_of_its_kind_is_refused() {
        for (key, cell) in [
            ("tender.date", "31-04-2026"),
            ("tender.date", "29-02-2100"),
            ("tender.date", "1-2-24"),
            ("tender.date", "2026-11"),
            ("tender.date", "00-11-2026"),
            ("tender.date", "+1-11-2026"),
            ("tender.signature", "leverandør"),
            ("facts.x", "måske"),
        ] {
            let complaint = read(key, cell).expect_err(cell);
            assert_eq!(complaint.fault.code(), "portfolio-cell", "{key} {cell}");
        }
    }

    #[test]
    fn a_column_sets_single_values_only() {
        for key in ["tender", "tender.titel", "packages.X", "facts.", "requirement.text", "extends", "type.id"] {
            assert_eq!(Key::parse(key), None, "{key}");
        }
    }
}
