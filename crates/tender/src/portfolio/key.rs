//! The keys of a profile that a table can set, and how the cells below a heading are read for each.

use std::fmt;
use std::ops::Range;

use toml::value::Datetime;

use crate::catalog::id::{FactId, PackageId, ReadingId};
use crate::complaint::Complaint;
use crate::input::table::{Kind, Value};
use crate::portfolio::fault::{CellForm, PortfolioFault};
use crate::profile::{NOT_KNOWN, goes_on};
use crate::text::calendar::read_moment;
use crate::text::invisible::is_invisible;
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
            ("facts", id) if !id.is_empty() => key(Some("facts"), FactId::parse(id).as_str(), CellKind::Answer),
            ("readings", id) if !id.is_empty() => key(Some("readings"), ReadingId::parse(id).as_str(), CellKind::Text),
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

    /// Reads a cell that is not empty as the key's value; none of a fact that nobody knows yet. Of many a text (an
    /// edition, »2024-01«, or a version, »1.2«) a spreadsheet makes a day, which is none any more.
    pub fn read(&self, cell: &Written<String>, is_day: bool) -> Result<Option<Value>, Complaint> {
        let word = word(&cell.value);
        let wrong = |expected| {
            let fault = PortfolioFault::Cell { key: self.to_string(), expected, found: cell.value.clone() };
            Complaint::error(fault, cell.place.clone())
        };
        let kind = match self.kind {
            CellKind::Text if is_day => return Err(wrong(CellForm::Text)),
            CellKind::Text => Kind::Text(cell.value.clone()),
            CellKind::Date => {
                let (date, time) = read_moment(&cell.value).ok_or_else(|| wrong(CellForm::Date))?;
                // What a spreadsheet shows of a day without an hour, in the format of both.
                let time = time.filter(|time| (time.hour, time.minute) != (0, 0));
                Kind::Date(Datetime { date: Some(date), time, offset: None })
            }
            CellKind::YesNo => Kind::Bool(yes_or_no(&word).ok_or_else(|| wrong(CellForm::YesNo))?),
            CellKind::Answer => match word.as_str() {
                "leverandør" | "leverandøren" | "leverandoer" | "leverandoeren" | "lev" | "supplier" => {
                    Kind::Text("supplier".to_owned())
                }
                // It is as if the base had no answer either.
                NOT_KNOWN | "ved-ikke" | "uafklaret" | "unknown" => return Ok(None),
                word => Kind::Bool(yes_or_no(word).ok_or_else(|| wrong(CellForm::Answer))?),
            },
            CellKind::Choice => match word.as_str() {
                "alle" | "all" => Kind::Text("all".to_owned()),
                // The row leaves the package out, whatever the base chooses.
                "ingen" | "nej" | "none" => Kind::Bool(false),
                // Of some integrations it does not say which, of all it could mean those of the base.
                word if yes_or_no(word).is_some() => return Err(wrong(CellForm::Choice)),
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

/// A cell as words are compared: small letters, without the full stop of a sentence and without what nobody sees.
fn word(written: &str) -> String {
    let seen: String = written.chars().filter(|c| !is_invisible(*c)).collect();
    seen.trim().trim_end_matches('.').to_lowercase()
}

/// Spreadsheets write their own booleans as SAND and FALSK, or TRUE and FALSE.
fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "ja" | "j" | "yes" | "true" | "sand" | "sandt" => Some(true),
        "nej" | "n" | "no" | "false" | "falsk" => Some(false),
        _ => None,
    }
}

/// Integrations, separated by commas, semicolons, slashes, blanks or »og«; each has its place in the cell. »SF 1520« is
/// one of them.
fn ids(cell: &Written<String>) -> Vec<Value> {
    // A quote that is doubled inside a quoted cell moves what comes after it.
    let verbatim = cell.place.span.len() == cell.value.len();
    let mut ids: Vec<(String, Range<usize>)> = Vec::new();
    let mut at = 0;
    for part in cell.value.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '+' | '&')) {
        let span = at..at + part.len();
        at = span.end + cell.value[span.end..].chars().next().map_or(0, char::len_utf8);
        let word = word(part);
        if word.is_empty() || matches!(word.as_str(), "og" | "samt" | "and") {
            continue;
        }
        match ids.last_mut().filter(|(before, _)| goes_on(before, &word)) {
            Some((before, whole)) => {
                before.push(' ');
                before.push_str(part.trim_end_matches('.'));
                whole.end = span.end;
            }
            None => ids.push((part.trim_end_matches('.').to_owned(), span)),
        }
    }
    let place = |span: Range<usize>| if verbatim { cell.place.part(span) } else { cell.place.clone() };
    ids.into_iter().map(|(id, span)| Value { place: place(span), kind: Kind::Text(id) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::calendar::is_short_day;
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
        let value = Key::parse(key).expect("a key").read(&cell, is_short_day(&cell.value))?;
        Ok(value.map_or_else(|| "nothing".to_owned(), shown))
    }

    #[test]
    fn cells_are_read_by_the_kind_of_their_key() {
        for (key, cell, value) in [
            ("tender.cvr", "12345674", "Text(\"12345674\")"),
            ("tender.version", "2026-11-23", "Text(\"2026-11-23\")"),
            ("tender.date", "2026-11-23", "2026-11-23"),
            ("tender.date", "23-11-2026", "2026-11-23"),
            ("tender.date", "1.2.2024", "2024-02-01"),
            ("tender.date", "29/02/2024", "2024-02-29"),
            ("tender.deadline", "15-01-2027 kl. 12.00", "2027-01-15T12:00:00"),
            ("tender.deadline", "15. januar 2027", "2027-01-15"),
            ("facts.x", "Ja.", "Bool(true)"),
            ("facts.x", "Lev.", "Text(\"supplier\")"),
            ("packages.I-02", "SF1520 og SF1525", "SF1520+SF1525"),
            ("packages.I-02", "SF 1520, SF 1525.", "SF 1520+SF 1525."),
            ("packages.I-02", "SF1320 A og SF1525", "SF1320 A+SF1525"),
            ("packages.I-02", "SF1520/SF1525", "SF1520+SF1525"),
            ("packages.I-02", "Ingen", "Bool(false)"),
            ("tender.signature", "SAND", "Bool(true)"),
            ("facts.x", "Ja", "Bool(true)"),
            ("facts.x", "NEJ", "Bool(false)"),
            ("facts.x", "Leverandør", "Text(\"supplier\")"),
            ("facts.x", "Ved ikke", "nothing"),
            // A day without an hour, in a format of both
            ("tender.deadline", "15-01-2027 00:00", "2027-01-15"),
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
            ("tender.version", "01-feb"),
            ("edition", "jan-24"),
            ("facts.x", "måske"),
            ("packages.I-02", "ja"),
            ("packages.I-02", "SAND"),
        ] {
            let complaint = read(key, cell).expect_err(cell);
            assert_eq!(complaint.fault.code(), "portfolio-cell", "{key} {cell}");
        }
    }

    #[test]
    fn a_fact_and_a_reading_have_one_name_however_they_are_written() {
        for (written, name) in [
            ("facts.Sender_Fjernprint", "sender-fjernprint"),
            ("facts.følger-personændringer", "foelger-personaendringer"),
            ("readings.r 14", "R14"),
        ] {
            assert_eq!(Key::parse(written).expect("a key").name(), name);
        }
    }

    #[test]
    fn a_column_sets_single_values_only() {
        for key in ["tender", "tender.titel", "packages.X", "facts.", "requirement.text", "extends", "type.id"] {
            assert_eq!(Key::parse(key), None, "{key}");
        }
    }
}
