//! A sheet and the places of the fields in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::spelling::fold;
use crate::form::way::Way;
use crate::form::workbook::layout;

/// A cell that holds something.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub text: String,
    pub formula: bool,
    /// The formula comes to nothing because nobody ever computed it
    pub uncomputed: bool,
    pub struck: bool,
    /// A number that is written as its format shows it
    pub as_shown: bool,
    /// Other words, which the cell's format shows
    pub disguise: Option<String>,
    /// What stands in a second cell of the same place
    pub other: Option<String>,
}

impl Cell {
    /// All that is written in the place: of two cells both.
    pub fn whole(&self) -> String {
        [Some(&self.text), self.other.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" / ")
    }
}

pub(super) type Row = BTreeMap<u16, Cell>;

pub(super) struct Sheet {
    pub name: String,
    pub rows: BTreeMap<u32, Row>,
}

/// A field in a row.
pub(super) struct Field {
    pub name: String,
    /// Where its name stands; absent where it was told by the row's number
    pub name_column: Option<u16>,
    pub column: u16,
    /// Where its line's wording stands, for the answer to a line
    pub text: Option<u16>,
    pub way: Option<Way>,
}

/// Where fields stand in a sheet.
pub(super) struct Columns {
    /// Of the answers' names and the descriptions'; absent where names are gone
    names: Option<(u16, u16)>,
    pub id: u16,
    pub text: u16,
    /// Absent where the whole column is gone
    answer: Option<u16>,
    description: Option<u16>,
    /// The field of the supplier's own data
    field: u16,
    way: Option<Way>,
}

/// What a field of ours may be called, as far as its name tells.
fn is_name(text: &str) -> bool {
    /// Longer than any field's name of ours.
    const LONGEST: usize = 300;
    text.len() <= LONGEST && !text.contains(char::is_whitespace) && (is_line(text) || is_of_supplier(text))
}

fn is_line(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.ends_with(".svar") || lower.ends_with(".begrundelse")
}

fn is_of_supplier(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["leverandoer.", "fakta.", "underskrift."].iter().any(|front| lower.starts_with(front))
}

impl Sheet {
    pub fn is_own_name(name: &str) -> bool {
        [layout::INSTRUCTIONS, layout::SUPPLIER, layout::ANSWERS, layout::BINDING].contains(&name)
    }

    pub fn has_own_name(&self) -> bool {
        Self::is_own_name(&self.name)
    }

    pub fn has_names(&self) -> bool {
        self.columns().is_some()
    }

    /// Where the fields stand, by the names that are hidden in the rows.
    pub fn columns(&self) -> Option<Columns> {
        /// The guidance has no fields, but the names of the tender and the buyer, which may look like those of some.
        const NAMED: usize = 3;
        let names = || self.rows.values().flatten().filter(|(_, cell)| is_name(&cell.text));
        if self.name == layout::INSTRUCTIONS && names().take(NAMED).count() < NAMED {
            return None;
        }
        let column_of = |of_answers: bool| {
            let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
            for (column, cell) in self.rows.values().flatten() {
                let is_description = cell.text.to_lowercase().ends_with(".begrundelse");
                if is_name(&cell.text) && is_description != of_answers {
                    *counts.entry(*column).or_default() += 1;
                }
            }
            counts
                .into_iter()
                .max_by_key(|(column, count)| (*count, std::cmp::Reverse(*column)))
                .map(|(column, _)| column)
        };
        let (answers, descriptions) = (column_of(true), column_of(false));
        let first = answers.or(descriptions.map(|column| column.saturating_sub(1)))?;
        // Whole columns may have been put before ours.
        let shift = first - layout::ANSWER_NAME;
        let names = (first, descriptions.unwrap_or(first + layout::DESCRIPTION_NAME));
        let mut columns = Columns {
            names: Some(names),
            id: layout::ID + shift,
            text: layout::TEXT + shift,
            answer: Some(layout::ANSWER + shift),
            description: Some(layout::DESCRIPTION + shift),
            field: layout::FIELD + shift,
            way: (shift > 0).then_some(Way::Column),
        };
        if let Some(headings) = self.headings() {
            // A program that writes cells without their places moves the headings, and not the rows below them.
            let moved = |column: u16| match (headings.id, self.ids()) {
                (Some(heading), Some(below)) if below != heading => (column + below).saturating_sub(heading),
                _ => column,
            };
            // A column that has lost its heading alone is where it was; one that holds nothing besides is gone.
            let kept = |place: u16| {
                let taken = [headings.answer, headings.description].into_iter().flatten().any(|at| moved(at) == place);
                let mut below =
                    self.rows.values().filter(|row| row.get(&first).is_some_and(|cell| is_name(&cell.text)));
                !taken && below.any(|row| row.get(&place).is_some_and(|cell| !cell.text.trim().is_empty()))
            };
            let find = |heading: Option<u16>, place: Option<u16>| match heading {
                Some(heading) => Some(moved(heading)),
                None => place.filter(|place| kept(*place)),
            };
            let found = (find(headings.answer, columns.answer), find(headings.description, columns.description));
            if found != (columns.answer, columns.description) {
                (columns.answer, columns.description) = found;
                columns.way = Some(Way::Column);
            }
        }
        Some(columns)
    }

    /// Where the fields stand, by the headings over the columns: for sheets that have lost the names.
    pub fn columns_by_heading(&self) -> Option<Columns> {
        let Headings { answer: Some(answer), description, .. } = self.headings()? else { return None };
        let id = self.ids().or(answer.checked_sub(layout::ANSWER - layout::ID))?;
        let text = id + (layout::TEXT - layout::ID);
        Some(Columns {
            names: None,
            id,
            text: text.min(answer.saturating_sub(1)),
            answer: Some(answer),
            description,
            field: answer,
            way: Some(Way::Numbers),
        })
    }

    /// The column in which the numbers of lines stand.
    fn ids(&self) -> Option<u16> {
        let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
        for (column, cell) in self.rows.values().flatten() {
            let text = cell.text.trim();
            if is_number(text) && !is_name(text) {
                *counts.entry(*column).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(column, count)| (*count, std::cmp::Reverse(*column)));
        most.map(|(column, _)| column)
    }

    /// The columns with the headings of the answer and of the description, where a row has both, or one of them beside
    /// the numbers'.
    fn headings(&self) -> Option<Headings> {
        /// The head of the table stands near the top.
        const FIRST_ROWS: usize = 40;
        self.rows.values().take(FIRST_ROWS).find_map(|row| {
            let headed = |heading: &str| row.iter().find(|(_, cell)| fold(&cell.text) == heading).map(|(at, _)| *at);
            let (id, answer) = (headed("nr"), headed("svar"));
            let mut behind = row.iter().filter(|(column, _)| answer.or(id).is_some_and(|before| **column > before));
            let description =
                behind.find(|(_, cell)| fold(&cell.text).starts_with("beskrivelse")).map(|(column, _)| *column);
            let is_head = [id, answer, description].into_iter().flatten().count() > 1;
            is_head.then_some(Headings { id, answer, description })
        })
    }
}

/// The columns that a head of a table names.
struct Headings {
    id: Option<u16>,
    answer: Option<u16>,
    description: Option<u16>,
}

impl Columns {
    /// The fields of a row.
    pub fn fields(&self, row: &Row) -> Vec<Field> {
        let Some((answers, descriptions)) = self.names else { return self.by_number(row) };
        let found = [answers, descriptions].into_iter().collect::<BTreeSet<u16>>().into_iter().filter_map(|column| {
            let name = row.get(&column).map(|cell| cell.text.trim()).filter(|name| is_name(name))?;
            let way = self.way;
            let (place, text) = if is_of_supplier(name) && !is_line(name) {
                // Only what was put before moves it: its heading is a question.
                (Some(self.field), None)
            } else if name.to_lowercase().ends_with(".begrundelse") {
                (self.description, None)
            } else {
                (self.answer, Some(self.text))
            };
            Some(Field { name: name.to_owned(), name_column: Some(column), column: place?, text, way })
        });
        found.collect()
    }

    /// The fields of a row that is known by the number of its line.
    fn by_number(&self, row: &Row) -> Vec<Field> {
        let Some(id) = row.get(&self.id).map(|cell| cell.text.trim()).filter(|id| is_number(id)) else {
            return Vec::new();
        };
        let line = id.replace('.', "-");
        let field = |part: &str, column: u16, text: Option<u16>| Field {
            name: format!("{line}.{part}"),
            name_column: None,
            column,
            text,
            way: self.way,
        };
        let answer = self.answer.map(|column| field("svar", column, Some(self.text)));
        let description = self.description.map(|column| field("begrundelse", column, None));
        answer.into_iter().chain(description).collect()
    }

    /// Whether a column is hidden that a person needs to see a field with what it answers.
    pub fn any_hidden(&self, hidden: &BTreeSet<u16>, column: u16) -> bool {
        let question =
            if column == self.field && self.names.is_some() { self.field.saturating_sub(1) } else { self.text };
        hidden.contains(&column) || hidden.contains(&question)
    }
}

/// Whether a text looks like the number of a line: `SF1461`, `I-02.01`, `E1`, and `SFTP`, which has no digit.
fn is_number(text: &str) -> bool {
    let is_id = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    is_id
        && text.len() <= 32
        && text.chars().any(|c| c.is_ascii_uppercase())
        && (text.chars().any(|c| c.is_ascii_digit())
            || (text.len() > 3 && text.chars().all(|c| c.is_ascii_uppercase())))
}

/// The name of a cell: `F12`.
pub(in crate::form) fn name(row: u32, column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row.saturating_add(1))
}
