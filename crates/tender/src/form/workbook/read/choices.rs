//! The answers that a cell offers to choose from, and what is said of it while it is being filled in.

use super::covers::Area;
use super::marks::Marks;
use super::sheet::Sheet;
use crate::input::xml::{Node, each};

/// The most rules of a sheet that are read, and the most answers of one.
const MOST: usize = 20_000;
const MOST_OFFERS: usize = 100;

/// A list to choose from.
pub(super) struct Choice {
    areas: Vec<Area>,
    /// `"Ja,Nej"`, or the cells where the answers stand
    list: String,
}

/// A rule for what may be filled in.
#[derive(Default)]
struct Rule {
    is_list: bool,
    cells: String,
    list: String,
    prompts: Vec<String>,
}

/// Finds the lists of a sheet and what is said with them.
pub(super) fn find(sheet: &str, marks: &mut Marks) {
    let (mut rule, mut in_list, mut in_cells) = (None::<Rule>, false, false);
    // Rules stand behind the cells, of which there may be millions.
    let Some(begin) = sheet.find("dataValidation ").and_then(|at| sheet[..at].rfind('<')) else { return };
    each(&sheet[begin..], |node| match node {
        Node::Open(element) => match element.name().as_str() {
            "dataValidation" => {
                let said = ["promptTitle", "prompt"].into_iter().filter_map(|name| element.attribute(name));
                rule = Some(Rule {
                    is_list: element.attribute("type").as_deref() == Some("list"),
                    cells: element.attribute("sqref").unwrap_or_default(),
                    prompts: said.filter(|said| !said.trim().is_empty()).collect(),
                    ..Rule::default()
                });
            }
            "formula1" => in_list = true,
            // Where lists of other sheets stand, the cells are named behind them.
            "sqref" => in_cells = true,
            _ => {}
        },
        Node::Text(text) => {
            let open = rule.as_mut();
            if in_list {
                open.into_iter().for_each(|rule| rule.list.push_str(&text));
            } else if in_cells {
                open.into_iter().for_each(|rule| rule.cells.push_str(&text));
            }
        }
        Node::Close(name) => match name.as_str() {
            "formula1" => in_list = false,
            "sqref" => in_cells = false,
            "dataValidation" => rule.take().into_iter().for_each(|rule| keep(rule, marks)),
            _ => {}
        },
    });
}

fn keep(rule: Rule, marks: &mut Marks) {
    let first = rule.cells.split([' ', ':']).next().unwrap_or_default().replace('$', "");
    if marks.prompts.len() < MOST {
        marks.prompts.extend(rule.prompts.into_iter().map(|said| (first.clone(), said)));
    }
    if rule.is_list && marks.choices.len() < MOST {
        let areas = rule.cells.split_whitespace().filter_map(Area::read).take(MOST).collect();
        marks.choices.push(Choice { areas, list: rule.list });
    }
}

/// The answers that a cell offers; nothing where it offers none, or where they stand cannot be told.
pub(super) fn offers(
    choices: &[Choice],
    (row, column): (u32, u16),
    own: &Sheet,
    sheets: &[Sheet],
) -> Option<Vec<String>> {
    let choice = choices.iter().rfind(|choice| choice.areas.iter().any(|area| area.holds(row, column)))?;
    let list = choice.list.trim().trim_start_matches('=');
    if let Some(quoted) = list.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        let answers = quoted.replace("\"\"", "\"");
        return Some(answers.split([',', ';']).map(|answer| answer.trim().to_owned()).take(MOST_OFFERS).collect());
    }
    let (sheet, cells) = list.rsplit_once(['!', '.']).map_or((None, list), |(sheet, cells)| (Some(sheet), cells));
    let named = |name: &str| name.trim_matches(['$', '\'']).replace("''", "'");
    let sheet = match sheet.map(named) {
        None => own,
        Some(name) => sheets.iter().find(|sheet| sheet.name == name)?,
    };
    let area = Area::read(cells)?;
    let answers: Vec<String> = sheet
        .rows
        .iter()
        .flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (*row, *column, cell)))
        .filter(|(row, column, cell)| area.holds(*row, *column) && !cell.text.trim().is_empty())
        .map(|(_, _, cell)| cell.text.trim().to_owned())
        .take(MOST_OFFERS)
        .collect();
    (!answers.is_empty()).then_some(answers)
}
