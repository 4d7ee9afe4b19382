//! What stands around the answers, held against the form as it is made: wording, locked cells, the fields' own making,
//! pages.
//!
//! An answer counts for what was asked. So whatever a form shows that it was not made with is told, with its place and
//! its words.

use std::collections::{BTreeMap, BTreeSet};

use super::binding::Binding;
use super::finding::{Finding, What};
use super::remark::{Place, Remark, words};
use super::returned::{Fixed, Kind, Made, Returned, Shape};
use super::spelling::meant;
use super::workbook::layout;
use crate::catalog::id::LineId;
use crate::document::FieldKind;
use crate::text::danish::MONTHS;

/// The most findings of one kind about what stands around the answers.
const MOST: usize = 100;

/// Tells what a form shows that it was not made with. `original` is the same form as it is made today, or that of
/// another version where `same` is false.
pub(super) fn told(returned: &Returned, original: Option<&Returned>, asked: &Binding, same: bool) -> Vec<Finding> {
    let mut findings = remarks(returned, asked);
    findings.extend(shapes(returned, asked));
    if let Some(original) = original {
        findings.extend(cells(returned, original, asked, same));
        findings.extend(passages(returned, original, asked));
        findings.extend(drawings(returned, original));
        findings.extend(places(returned, original, asked));
        findings.extend(pages(returned, original));
    }
    findings
}

fn line_of(asked: &Binding, field: Option<&String>) -> Option<LineId> {
    field.and_then(|field| asked.named(field)).and_then(|field| field.line.clone())
}

fn remarks(returned: &Returned, asked: &Binding) -> Vec<Finding> {
    let finding = |remark: &Remark| Finding {
        requirement: line_of(asked, remark.field.as_ref()),
        what: What::Remark(remark.clone()),
    };
    returned.remarks.iter().map(finding).collect()
}

/// Fields that are made otherwise than ours: of another kind, or with other answers to choose from.
fn shapes(returned: &Returned, asked: &Binding) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Where rows of a workbook were sorted or taken out, lists stay where they were: they are of other lines then.
    let offered: Vec<String> = asked.fields.iter().flat_map(|field| field.options.iter().cloned()).collect();
    for field in &asked.fields {
        let Some(shape) = returned.shapes.get(&field.name.to_string()) else { continue };
        let same_kind = match field.kind {
            _ if returned.kind == Kind::Xlsx => true,
            FieldKind::Text | FieldKind::Multiline => shape.made == Made::Text,
            // Programs that rebuild a form forget that its buttons are a group.
            // On a Word paper whatever offers words is a list.
            FieldKind::Radio if returned.kind == Kind::Docx => shape.made == Made::Choice,
            FieldKind::Radio | FieldKind::Check => matches!(shape.made, Made::Radio | Made::Check),
            FieldKind::Choice => shape.made == Made::Choice,
            // On a Word paper it is signed in a text.
            FieldKind::Signature if returned.kind == Kind::Docx => shape.made == Made::Text,
            FieldKind::Signature => shape.made == Made::Signature,
        };
        let foreign: Vec<String> = match field.kind {
            _ if returned.kind == Kind::Xlsx => {
                shape.offers.iter().filter(|offer| meant(offer, &offered).is_none()).cloned().collect()
            }
            FieldKind::Radio | FieldKind::Choice if same_kind => {
                shape.offers.iter().filter(|offer| meant(offer, &field.options).is_none()).cloned().collect()
            }
            _ => Vec::new(),
        };
        let widgets = match field.kind {
            FieldKind::Radio => field.options.len(),
            _ => 1,
        };
        if !same_kind || !foreign.is_empty() || shape.places.len() > widgets {
            let what = What::FieldChanged { field: field.name.to_string(), offers: foreign };
            findings.push(Finding { requirement: field.line.clone(), what });
        }
    }
    findings
}

/// Blanks apart: programs differ in how they keep them.
fn bare(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a word is part of a version or a date: »1.1«, »23. november 2026«, »15. januar 2027 kl. 12.00«.
fn is_date(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit()) || word == "kl." || MONTHS.contains(&word)
}

/// Whether a cell holds a version or a date and nothing else.
fn is_dated(text: &str) -> bool {
    /// »15. september 2027 kl. 12.00«
    const LONGEST: usize = 29;
    let text = text.to_lowercase();
    text.chars().count() <= LONGEST
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.split_whitespace().all(is_date)
}

/// The line below a sheet's title says version, date and deadline, which may change without another form being made.
fn without_dates(text: &str) -> String {
    const CHANGING: [&str; 4] = ["version ", "dato ", "tilbudsfrist ", "svarfrist "];
    // Nothing else may stand there unseen.
    let changes = |part: &str| {
        let part = part.to_lowercase();
        let rest = CHANGING.iter().find_map(|front| part.strip_prefix(front));
        rest.is_some_and(|rest| rest.split_whitespace().all(is_date) || !rest.contains(' '))
    };
    bare(text).split(" · ").filter(|part| !changes(part)).collect::<Vec<_>>().join(" · ")
}

/// Cells that are no fields: the wording of each line, and whatever the form did not have.
fn cells(returned: &Returned, original: &Returned, asked: &Binding, same: bool) -> Vec<Finding> {
    let known: BTreeSet<String> = original.cells.iter().map(|cell| without_dates(&cell.text)).collect();
    let mut rows: BTreeMap<&str, Vec<&Fixed>> = BTreeMap::new();
    for cell in &returned.cells {
        if let Some(field) = &cell.field {
            rows.entry(field).or_default().push(cell);
        }
    }
    let mut findings = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    // What stands in the place of a wording is told with it.
    let mut shown_for: BTreeSet<(&str, &str)> = BTreeSet::new();
    // What is asked says more than its number and its type.
    let asking = [layout::TEXT, layout::ID, layout::KIND];
    let asking = asking.iter().flat_map(|column| original.cells.iter().filter(move |cell| cell.column == *column));
    for cell in asking {
        let Some(field) = &cell.field else { continue };
        let Some(row) = rows.get(field.as_str()) else {
            // A field that is there has lost all that was asked.
            if returned.values.contains_key(field) && told.insert(field) {
                findings.push(text_changed(asked, field, cell, None));
            }
            continue;
        };
        let stands = row.iter().any(|other| !other.formula && !other.altered && bare(&other.text) == bare(&cell.text));
        if !stands && told.insert(field) {
            let shown = row.iter().find(|other| other.column == cell.column).or_else(|| {
                // In a column that was moved it is the cell that is most alike: the longest that the form did not have.
                let foreign = row.iter().filter(|other| !known.contains(&without_dates(&other.text)));
                foreign.max_by_key(|other| other.text.len())
            });
            shown_for.extend(shown.map(|other| (other.sheet.as_str(), other.cell.as_str())));
            findings.push(text_changed(asked, field, cell, shown.map(|other| other.text.as_str())));
        }
    }
    // The version and the dates of another version stand where ours do, and are nobody's remark.
    let dated: BTreeSet<(&str, u16)> = original
        .cells
        .iter()
        .filter(|cell| !same && is_dated(&cell.text))
        .map(|cell| (cell.sheet.as_str(), cell.column))
        .collect();
    let stands_for_ours = |cell: &Fixed| is_dated(&cell.text) && dated.contains(&(cell.sheet.as_str(), cell.column));
    findings.extend(foreign_cells(returned, original, asked, &known, &|cell| {
        stands_for_ours(cell) || shown_for.contains(&(cell.sheet.as_str(), cell.cell.as_str()))
    }));
    findings.extend(gone_cells(returned, original));
    findings
}

/// Sentences of the guidance that are gone from their sheets, or out of sight; a whole sheet is told once.
fn gone_cells(returned: &Returned, original: &Returned) -> Vec<Finding> {
    /// What is shorter is a heading, or a version, which may change without another form being made.
    const SENTENCE: usize = 40;
    let there: BTreeSet<String> =
        returned.cells.iter().filter(|cell| !cell.altered && !cell.hint).map(|it| without_dates(&it.text)).collect();
    let mut sheets: BTreeMap<&str, Vec<(&Fixed, bool)>> = BTreeMap::new();
    let sentences = original.cells.iter().filter(|cell| cell.field.is_none() && !cell.hint);
    for cell in sentences.filter(|cell| cell.text.chars().count() > SENTENCE) {
        let is_there = there.contains(&without_dates(&cell.text));
        sheets.entry(&cell.sheet).or_default().push((cell, is_there));
    }
    let mut findings = Vec::new();
    for (sheet, cells) in sheets {
        let is_gone = returned.cells.iter().all(|cell| cell.sheet != sheet || cell.altered);
        if is_gone && cells.iter().any(|(_, is_there)| !is_there) {
            findings.push(Finding::form(What::SheetGone { sheet: sheet.to_owned() }));
            continue;
        }
        let gone = cells.into_iter().filter(|(_, is_there)| !is_there).take(MOST);
        findings.extend(gone.map(|(cell, _)| Finding::form(What::PassageGone { text: words(&cell.text) })));
    }
    findings
}

fn text_changed(asked: &Binding, field: &str, cell: &Fixed, shown: Option<&str>) -> Finding {
    let asked_for = words(&cell.text);
    // Where the same words stand, they are struck out, out of sight, or shown otherwise.
    let shown = shown.map(words).filter(|shown| *shown != asked_for);
    let what = What::TextChanged { asked: asked_for, shown };
    match line_of(asked, Some(&field.to_owned())) {
        Some(line) => Finding { requirement: Some(line), what },
        // Which question that is, whoever judges the form knows.
        None => Finding::form(What::OfField { subject: field.to_owned(), what: Box::new(what) }),
    }
}

/// Cells and sheets that the form did not have.
fn foreign_cells(
    returned: &Returned,
    original: &Returned,
    asked: &Binding,
    known: &BTreeSet<String>,
    is_told: &dyn Fn(&Fixed) -> bool,
) -> Vec<Finding> {
    let own_sheets: BTreeSet<&str> = original.cells.iter().map(|cell| cell.sheet.as_str()).collect();
    let sheets_with_fields: BTreeSet<&str> =
        returned.cells.iter().filter(|cell| cell.field.is_some()).map(|cell| cell.sheet.as_str()).collect();
    let mut findings = Vec::new();
    let mut foreign_sheets: BTreeMap<&str, String> = BTreeMap::new();
    // One of ours under another name says something too.
    let renamed = |sheet: &&str| !own_sheets.contains(sheet) && !sheets_with_fields.contains(sheet);
    let sheets: BTreeSet<&str> = returned.cells.iter().map(|cell| cell.sheet.as_str()).collect();
    foreign_sheets.extend(sheets.into_iter().filter(renamed).map(|sheet| (sheet, String::new())));
    let mut more = 0;
    let foreign = |cell: &&Fixed| !known.contains(&without_dates(&cell.text)) && !is_told(cell);
    for cell in returned.cells.iter().filter(foreign) {
        let sheet = cell.sheet.as_str();
        if !own_sheets.contains(sheet) && !sheets_with_fields.contains(sheet) {
            let text = foreign_sheets.entry(sheet).or_default();
            *text = words(&format!("{text} {}", cell.text));
            continue;
        }
        if findings.len() >= MOST {
            more += 1;
            continue;
        }
        let remark = Remark {
            place: Place::Cell { sheet: cell.sheet.clone(), cell: cell.cell.clone() },
            field: None,
            text: words(&cell.text),
        };
        let requirement = line_of(asked, cell.field.as_ref().or(cell.below.as_ref()));
        findings.push(Finding { requirement, what: What::Remark(remark) });
    }
    for (sheet, text) in foreign_sheets {
        let place = Place::Sheet { sheet: sheet.to_owned() };
        findings.push(Finding::form(What::Remark(Remark { place, field: None, text })));
    }
    if more > 0 {
        findings.push(Finding::form(What::MoreRemarks { more }));
    }
    findings
}

/// Paragraphs of a Word paper that the form did not have, and those that are gone from it.
fn passages(returned: &Returned, original: &Returned, asked: &Binding) -> Vec<Finding> {
    if original.passages.is_empty() {
        return Vec::new();
    }
    let plain = |text: &str| without_dates(&text.replace('\t', " "));
    let known: BTreeSet<String> = original.passages.iter().map(|it| plain(&it.text)).collect();
    let there: BTreeSet<String> = returned.passages.iter().map(|it| plain(&it.text)).collect();
    let mut findings = Vec::new();
    let mut more = 0;
    for passage in &returned.passages {
        let text = plain(&passage.text);
        // A table of contents that was brought up to date has pages behind its headings.
        let counted = |text: &str| known.contains(text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end());
        if text.is_empty() || known.contains(&text) || (passage.generated && counted(&text)) {
            continue;
        }
        if findings.len() >= MOST {
            more += 1;
            continue;
        }
        let remark = Remark { place: Place::Paragraph, field: None, text: words(&passage.text) };
        findings.push(Finding { requirement: line_of(asked, passage.field.as_ref()), what: What::Remark(remark) });
    }
    // What a line asks is told as its wording; here it is the rest.
    let rest = original.passages.iter().filter(|it| it.field.is_none() && !it.generated);
    let gone = rest.map(|it| (plain(&it.text), it)).filter(|(text, _)| !text.is_empty() && !there.contains(text));
    let mut told: BTreeSet<String> = BTreeSet::new();
    for (text, passage) in gone {
        if told.len() < MOST && told.insert(text) {
            findings.push(Finding::form(What::PassageGone { text: words(&passage.text) }));
        }
    }
    if more > 0 {
        findings.push(Finding::form(What::MoreRemarks { more }));
    }
    findings
}

/// Pictures and figures that a Word paper did not have, but for those that are told by their words.
fn drawings(returned: &Returned, original: &Returned) -> Option<Finding> {
    let told = returned.remarks.iter().filter(|remark| matches!(remark.place, Place::Box)).count();
    let remark = || Remark { place: Place::Box, field: None, text: String::new() };
    (returned.drawings > original.drawings + told).then(|| Finding::form(What::Remark(remark())))
}

/// Fields that stand elsewhere than they were made, one on the place of another. A form that was put into a larger
/// file, or scaled, moves as a whole: then only the order of a group's answers counts.
fn places(returned: &Returned, original: &Returned, asked: &Binding) -> Vec<Finding> {
    /// How much a program may move a field without meaning it, in points.
    const NEAR: i32 = 4;
    let near = |one: &[i32; 4], other: &[i32; 4]| one.iter().zip(other).all(|(one, other)| (one - other).abs() <= NEAR);
    let mut moved: Vec<&str> = Vec::new();
    let mut turned: Vec<&str> = Vec::new();
    let mut compared = 0;
    for (name, own) in &original.shapes {
        let Some(shape) = returned.shapes.get(name) else { continue };
        let pairs: Vec<_> =
            own.places.iter().filter_map(|spot| Some((spot, place_of(shape, spot.answer.as_ref())?))).collect();
        compared += 1;
        if pairs.iter().any(|(own, other)| !near(&own.rect, &other.rect)) {
            moved.push(name);
        }
        let order = |shape: &mut Vec<(&[i32; 4], usize)>| {
            shape.sort_by_key(|(rect, _)| (-rect[3] / (2 * NEAR), rect[0]));
            shape.iter().map(|(_, at)| *at).collect::<Vec<_>>()
        };
        let mut before: Vec<_> = pairs.iter().enumerate().map(|(at, (own, _))| (&own.rect, at)).collect();
        let mut after: Vec<_> = pairs.iter().enumerate().map(|(at, (_, other))| (&other.rect, at)).collect();
        if order(&mut before) != order(&mut after) {
            turned.push(name);
        }
    }
    let as_a_whole = moved.len() * 2 > compared;
    let told: BTreeSet<&str> =
        if as_a_whole { turned } else { moved.into_iter().chain(turned).collect() }.into_iter().collect();
    let told = told.into_iter().filter_map(|name| asked.named(name)).map(|field| Finding {
        requirement: field.line.clone(),
        what: What::FieldMoved { field: field.name.to_string() },
    });
    told.collect()
}

/// The place of an answer, or of the only widget.
fn place_of<'s>(shape: &'s Shape, answer: Option<&String>) -> Option<&'s super::returned::Spot> {
    shape.places.iter().find(|spot| spot.answer.as_ref() == answer).or(match answer {
        None => shape.places.first(),
        Some(_) => None,
    })
}

/// Pages that draw something else than they were made with. A program that writes all pages anew cannot be told from
/// one that changes them all, so then it is told once.
fn pages(returned: &Returned, original: &Returned) -> Vec<Finding> {
    if original.pages.is_empty() {
        return Vec::new();
    }
    let own: BTreeSet<&String> = original.pages.iter().collect();
    let there: BTreeSet<&String> = returned.pages.iter().collect();
    let kept = original.pages.iter().filter(|page| there.contains(page)).count();
    if kept == 0 {
        return vec![Finding::form(What::PagesRewritten)];
    }
    let mut findings = Vec::new();
    let gone: Vec<String> = original
        .pages
        .iter()
        .zip(1..)
        .filter(|(page, _)| !there.contains(page))
        .map(|(_, number): (_, usize)| number.to_string())
        .collect();
    if !gone.is_empty() {
        findings.push(Finding::form(What::PagesChanged { pages: gone }));
    }
    let added = returned.pages.iter().filter(|page| !own.contains(page)).count();
    let more = added.saturating_sub(original.pages.len() - kept);
    if more > 0 {
        findings.push(Finding::form(What::PagesAdded { pages: more }));
    }
    findings
}
