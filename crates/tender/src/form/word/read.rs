//! Filled Word papers.
//!
//! A field is known by its tag; where a program dropped that, by its title; where that is gone too, by the row that it
//! stands in. Whatever stands outside the fields is kept: it is no answer, but may be a reservation.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use self::hiding::hiding;
use self::page::{Control, Page, Para, Spot};
use self::walk::{labels, walk, walk_in};
use super::layout;
use crate::document::FieldName;
use crate::document::name::Part;
use crate::form::package::Package;
use crate::form::refusal::Refusal;
use crate::form::remark::{MOST, Place, Remark, words};
use crate::form::returned::{Active, Kind, LARGEST_BINDING, Made, Oddity, Passage, Returned, Row, Shape};
use crate::form::spelling::fold;
use crate::form::way::Way;
use crate::input::xml::{Node, each};
use crate::print::word::control::docpart;
use crate::print::word::paper::{FINGERPRINT, TIE_ELEMENT};

mod copies;
mod field;
mod hiding;
mod look;
pub(crate) mod page;
pub(crate) mod walk;

/// The most paragraphs that are kept of what stands outside the fields.
const MOST_PASSAGES: usize = 20_000;

/// What our fields, and those that Word rebuilds, show until they are filled in.
const PLACEHOLDERS: [&str; 15] = [
    "skriv her",
    "vælg svar",
    "vælg dato",
    "klik eller tryk her for at skrive tekst",
    "klik her for at angive tekst",
    "klik her for at skrive tekst",
    "klik eller tryk for at angive en dato",
    "klik her for at angive en dato",
    "vælg et element",
    "click or tap here to enter text",
    "click or tap to enter a date",
    "click here to enter text",
    "click here to enter a date",
    "choose an item",
    "choose a building block",
];

/// Of these, what our own fields show: programs that leave it where somebody writes before or behind it leave it so.
const OURS: [&str; 3] = ["Skriv her", "Vælg svar", "Vælg dato"];

/// Reads a Word paper.
pub(in crate::form) fn read(package: &Package, oddities: BTreeSet<Oddity>) -> Result<Returned, Refusal> {
    let main = package.main().ok_or(Refusal::NotAForm)?;
    let text = package.part(&main).ok_or_else(|| Refusal::Damaged(format!("»{main}« mangler")))?;
    if !is_document(text) {
        return Err(Refusal::NotAForm);
    }
    let mut returned = Returned::new(Kind::Docx);
    returned.oddities = oddities;
    let styles = package.relations(&main).into_iter().find(|relation| relation.kind == "styles");
    let styles = styles.and_then(|relation| package.part(&relation.target)).unwrap_or_default();
    let mut page = walk_in(text, hiding(styles)).map_err(|()| Refusal::TooDemanding)?;
    copies::leave_out(&mut page);
    if page.acts {
        returned.oddities.insert(Oddity::Active(Active::ExternalLink));
    }
    tie(package, &main, &page, &mut returned);
    let rows = Rows::of(&page);
    let (named, nameless) = by_name(&page, &rows, &mut returned);
    let answered = rows.read(&page, &named, &mut returned);
    for control in nameless.into_iter().filter(|control| !answered.contains(&control.para)) {
        foreign(control, rows.field(&page, control.spot), &mut returned);
    }
    passages(&page, &rows, &answered, &mut returned);
    beside(package, &main, &page, &rows, &mut returned);
    if returned.values.is_empty() && returned.rows.values().all(|row| row.field.is_none()) {
        return Err(Refusal::NoFields);
    }
    Ok(returned)
}

fn is_document(part: &str) -> bool {
    let mut first = None;
    each(part, |node| {
        if let Node::Open(element) = node
            && first.is_none()
        {
            first = Some(element.name());
        }
    });
    first.as_deref() == Some("document")
}

/// Finds what ties the form to its tender: the part that carries the binding, else the property or the text with the
/// fingerprint.
fn tie(package: &Package, main: &str, page: &Page, returned: &mut Returned) {
    let items =
        package.relations(main).into_iter().filter(|relation| relation.kind == "customXml" && !relation.outside);
    for item in items {
        let Some(part) = package.part(&item.target) else { continue };
        let (mut first, mut ours, mut json) = (true, false, String::new());
        each(part, |node| match node {
            Node::Open(element) => {
                ours |= first && element.name() == TIE_ELEMENT;
                first = false;
            }
            Node::Text(text) if ours => json.push_str(&text),
            Node::Text(_) | Node::Close(_) => {}
        });
        if ours && !json.is_empty() && json.len() <= LARGEST_BINDING {
            returned.binding = Some(json);
            return;
        }
    }
    returned.fingerprint = property(package).or_else(|| page.paras.iter().find_map(|para| fingerprint(&para.text)));
}

/// The fingerprint that the file's properties tell.
fn property(package: &Package) -> Option<String> {
    let (mut ours, mut value) = (false, None);
    each(package.part("docprops/custom.xml")?, |node| match node {
        Node::Open(element) if element.name() == "property" => {
            ours = element.attribute("name").as_deref() == Some(FINGERPRINT);
        }
        Node::Text(text) if ours && value.is_none() => value = fingerprint(&text),
        Node::Open(_) | Node::Close(_) | Node::Text(_) => {}
    });
    value
}

/// The fingerprint at the end of a text.
fn fingerprint(text: &str) -> Option<String> {
    const LENGTH: usize = 64;
    let last = text.split_whitespace().next_back()?;
    (last.len() == LENGTH && last.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| last.to_lowercase())
}

/// The rows of the paper's tables, cell by cell.
struct Rows(BTreeMap<(usize, usize), BTreeMap<usize, Vec<usize>>>);

impl Rows {
    fn of(page: &Page) -> Self {
        let mut rows: BTreeMap<(usize, usize), BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
        for (at, para) in page.paras.iter().enumerate() {
            if let Some(Spot { table, row, cell }) = para.spot {
                rows.entry((table, row)).or_default().entry(cell).or_default().push(at);
            }
        }
        Self(rows)
    }

    /// What a row is called: the first words of its first cell, or where that has none, of its second.
    fn called<'p>(&self, page: &'p Page, row: (usize, usize)) -> Option<&'p str> {
        let cells = self.0.get(&row)?;
        let first = |cell: usize| {
            let paras = cells.get(&cell)?.iter().map(|at| page.paras[*at].text.trim());
            paras.into_iter().find(|text| !text.is_empty())
        };
        first(layout::ID).or_else(|| first(layout::TEXT))
    }

    /// The line that a row asks for.
    fn line(&self, page: &Page, row: (usize, usize)) -> Option<String> {
        let called = self.called(page, row)?;
        let is_id = called.len() <= 32
            && called.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))
            && called.chars().any(|c| c.is_ascii_uppercase())
            && !called.chars().any(|c| c.is_ascii_lowercase())
            // A fact has a number of its own: »O-6«.
            && !called.strip_prefix("O-").is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()));
        is_id.then(|| called.replace('.', "-"))
    }

    /// The name of the answer's field in the row of a paragraph.
    fn field(&self, page: &Page, spot: Option<Spot>) -> Option<String> {
        let Spot { table, row, .. } = spot?;
        self.line(page, (table, row)).map(|line| format!("{line}.svar"))
    }

    /// Reads the rows whose fields were not found by their names, and tells which paragraphs are their answers.
    fn read(&self, page: &Page, named: &Named, returned: &mut Returned) -> BTreeSet<usize> {
        let nothing = BTreeSet::new();
        let mut taken = BTreeSet::new();
        for (row, cells) in &self.0 {
            let found = named.get(row).unwrap_or(&nothing);
            if let Some(line) = self.line(page, *row) {
                let mut answered = answers(page, cells);
                let mut any = false;
                for (part, word) in [(Part::Answer, "svar"), (Part::Description, "begrundelse")] {
                    let name = format!("{line}.{word}");
                    let Some(paras) = answered.remove(&part) else { continue };
                    any = true;
                    if !found.contains(&name) && !returned.values.contains_key(&name) {
                        let texts: Vec<&str> = paras.iter().map(|at| page.paras[*at].text.trim_end()).collect();
                        returned.keep(name.clone(), filled(&texts.join("\n")));
                        returned.read_by(Way::Row, &name);
                        taken.extend(paras);
                    }
                }
                if any && let Some(asked) = cells.get(&layout::TEXT) {
                    let asked: Vec<&str> = asked.iter().map(|at| page.paras[*at].text.as_str()).collect();
                    returned.wordings.entry(format!("{line}.svar")).or_insert_with(|| asked.join("\n"));
                }
                continue;
            }
            // The supplier's own data and the facts are called by words, which the original knows.
            let Some(called) = self.called(page, *row) else { continue };
            let Some(last) = cells.keys().next_back().filter(|last| **last > layout::ID) else { continue };
            let field = found.iter().next().cloned();
            let value = cells[last].iter().filter(|at| label(&page.paras[**at].text).is_none());
            let paras: Vec<usize> = value.copied().collect();
            let value: Vec<&str> = paras.iter().map(|at| page.paras[*at].text.trim()).collect();
            // A row that is there twice answers once.
            if let Entry::Vacant(place) = returned.rows.entry(fold(called)) {
                let value = filled(&value.join("\n"));
                if field.is_none() {
                    taken.extend(paras);
                }
                place.insert(Row { field, value });
            }
        }
        taken
    }
}

/// The paragraphs that stand in a row's last cell below each label.
fn answers(page: &Page, cells: &BTreeMap<usize, Vec<usize>>) -> BTreeMap<Part, Vec<usize>> {
    let mut answers: BTreeMap<Part, Vec<usize>> = BTreeMap::new();
    let Some(last) = cells.keys().next_back().filter(|last| **last > layout::ID) else { return answers };
    let mut part = None;
    for at in &cells[last] {
        // A label stands outside the fields; the same word in one is an answer.
        match label(&page.paras[*at].outside) {
            Some(found) => {
                part = Some(found);
                answers.entry(found).or_default();
            }
            None => {
                if let Some(part) = part {
                    answers.entry(part).or_default().push(*at);
                }
            }
        }
    }
    answers
}

/// Which field a label stands over: »Svar (Skal udfyldes)«, »Beskrivelse«.
fn label(text: &str) -> Option<Part> {
    let (word, rest) = match text.find('(') {
        Some(at) if text.trim_end().ends_with(')') => text.split_at(at),
        Some(_) => return None,
        None => (text, ""),
    };
    match (fold(word).as_str(), rest) {
        ("svar", _) => Some(Part::Answer),
        ("beskrivelse", _) => Some(Part::Description),
        _ => None,
    }
}

/// What was filled in: nothing where only blanks, or what a field shows until then, stand.
fn filled(text: &str) -> Option<String> {
    let bare = text.trim();
    if bare.is_empty() || PLACEHOLDERS.contains(&fold(bare).as_str()) {
        return None;
    }
    let behind = OURS.iter().find_map(|words| bare.strip_suffix(words)).map(str::trim_end);
    // »Skriv herunder« goes on, and »Skriv her, hvis« is said.
    let goes_on = |rest: &&str| !rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '\n');
    let before = OURS.iter().find_map(|words| bare.strip_prefix(words)).filter(|rest| !goes_on(rest));
    let meant = behind.or(before.map(str::trim_start)).unwrap_or(text);
    Some(meant.trim_matches('\n').to_owned())
}

/// The names of the fields that stand in each row.
type Named = BTreeMap<(usize, usize), BTreeSet<String>>;

/// Keeps the fields that have a name or a title, and tells which rows they stand in, and which controls have neither.
fn by_name<'p>(page: &'p Page, rows: &Rows, returned: &mut Returned) -> (Named, Vec<&'p Control>) {
    let bound: Option<crate::form::binding::Binding> =
        returned.binding.as_deref().and_then(|json| serde_json::from_str(json).ok());
    let whole = |tag: &str| -> String {
        // A name that is too long for Word is told by its hash.
        let names = bound.iter().flat_map(|bound| &bound.fields).map(|field| &field.name);
        let meant = names.into_iter().find(|name| layout::tag(name) == tag);
        meant.map_or_else(|| tag.to_owned(), ToString::to_string)
    };
    let mut found = Named::new();
    let mut nameless = Vec::new();
    for control in page.controls.iter().filter(|control| !control.is_generated) {
        let row = control.spot.map(|spot| (spot.table, spot.row));
        let tagged = control.tag.as_deref().map(str::trim).filter(|tag| !tag.is_empty());
        let (name, way) = match tagged.map(whole) {
            Some(name) => (name, None),
            None => match row.and_then(|row| titled(control, rows.line(page, row)?)) {
                Some(name) => (name, Some(Way::Title)),
                None => {
                    nameless.push(control);
                    continue;
                }
            },
        };
        // What no field of ours could be called is a control of the supplier's own.
        if name.parse::<FieldName>().is_err() && !name.contains('.') {
            nameless.push(control);
            continue;
        }
        let value = value(control);
        keep_oddities(control, &name, returned);
        let way = way.or((control.is_waiting && value.is_some()).then_some(Way::Waiting));
        if let Some(way) = way {
            returned.read_by(way, &name);
        }
        if let Some(made) = made(control) {
            let shape = Shape { made, offers: control.offers.clone(), places: Vec::new() };
            returned.shapes.entry(name.clone()).or_insert(shape);
        }
        // A field that was moved to the row of another line answers either.
        let asks = row.and_then(|row| Some((rows.line(page, row)?, rows.called(page, row)?)));
        if let Some((line, called)) = asks
            && name.parse().is_ok_and(|name| is_of_another(&name, &line))
        {
            returned.oddities.insert(Oddity::OtherRow { field: name.clone(), row: called.to_owned() });
        }
        returned.keep(name.clone(), value);
        if let Some(row) = row {
            found.entry(row).or_default().insert(name);
        }
    }
    (found, nameless)
}

/// Whether a field was made for another row than one that asks for a line.
fn is_of_another(name: &FieldName, line: &str) -> bool {
    match name {
        FieldName::Line(own, _) => own.to_string().replace('.', "-") != line,
        FieldName::Fact(_) | FieldName::Supplier(_) => true,
        // A checklist has rows of its own.
        FieldName::Signature(_) | FieldName::Checklist(..) => false,
    }
}

/// Keeps what stands in a control that is none of ours: it is no answer, and may be a reservation.
fn foreign(control: &Control, field: Option<String>, returned: &mut Returned) {
    if let Some(text) = filled(&control.text).filter(|_| !is_prompt(control)) {
        returned.passages.push(Passage { text, field, generated: false });
    }
}

/// The field that a title is of, in the row of a line: »SF1461 Svar«.
fn titled(control: &Control, line: String) -> Option<String> {
    let (of, word) = control.title.as_deref()?.trim().split_once(' ')?;
    let part = match label(word)? {
        Part::Answer => "svar",
        Part::Description => "begrundelse",
    };
    (of.replace('.', "-") == line).then(|| format!("{line}.{part}"))
}

fn value(control: &Control) -> Option<String> {
    match control.ticked {
        Some(true) => Some("Ja".to_owned()),
        Some(false) => None,
        None if is_prompt(control) => None,
        None if control.pictures > 0 && control.text.trim().is_empty() => Some("[billede]".to_owned()),
        None => filled(&control.text),
    }
}

/// Whether a control shows nothing but what it shows until it is filled in. A program that writes an answer into it may
/// leave it saying so.
fn is_prompt(control: &Control) -> bool {
    /// What Word calls its own, in every language
    const OF_WORD: &str = "DefaultPlaceholder";
    let is_named = |name: &str| name.starts_with(OF_WORD) || name == docpart(control.text.trim());
    control.is_waiting && (filled(&control.text).is_none() || control.prompt.as_deref().is_some_and(is_named))
}

fn made(control: &Control) -> Option<Made> {
    match control.kind.as_deref()? {
        "dropDownList" | "comboBox" => Some(Made::Choice),
        "checkbox" => Some(Made::Check),
        "text" | "date" | "richText" => Some(Made::Text),
        _ => None,
    }
}

fn keep_oddities(control: &Control, name: &str, returned: &mut Returned) {
    let field = || name.to_owned();
    if control.struck {
        returned.oddities.insert(Oddity::Struck { field: field() });
    }
    if control.hidden {
        returned.oddities.insert(Oddity::Unseen { field: field() });
    }
    // What Word shows of it is kept in another part, which nobody answers in.
    if control.bound {
        let (stored, drawn) = (words(control.text.trim()), "indhold fra en anden del af filen".to_owned());
        returned.oddities.insert(Oddity::Drawn { field: field(), stored, drawn });
    }
}

/// Keeps what stands outside the fields, and what was put there while Word kept track.
///
/// A row whose controls are gone keeps its answers in plain text; those were read.
fn passages(page: &Page, rows: &Rows, answered: &BTreeSet<usize>, returned: &mut Returned) {
    for (at, para) in page.paras.iter().enumerate().take(MOST_PASSAGES) {
        let field = rows.field(page, para.spot);
        tracked(para, field.as_ref(), returned);
        // What Word works out is known again by all of its words.
        let text = if para.generated { para.text.trim() } else { para.outside.trim() };
        if text.is_empty() || answered.contains(&at) {
            continue;
        }
        returned.passages.push(Passage { text: text.to_owned(), field, generated: para.generated });
    }
    // Word shows what a control is called over it.
    let titles = page.controls.iter().filter_map(|control| Some((control.title.as_deref()?.trim(), control.spot)));
    for (title, spot) in titles.filter(|(title, _)| !title.is_empty()).take(MOST_PASSAGES) {
        returned.passages.push(Passage { text: title.to_owned(), field: rows.field(page, spot), generated: true });
    }
}

fn tracked(para: &Para, field: Option<&String>, returned: &mut Returned) {
    for (author, gone, text) in &para.tracked {
        let place = Place::Tracked { author: author.clone(), gone: *gone };
        remark(Remark { place, field: field.cloned(), text: words(text) }, returned);
    }
}

fn remark(remark: Remark, returned: &mut Returned) {
    let says = !remark.text.is_empty() || matches!(remark.place, Place::Box);
    if returned.remarks.len() < MOST && says {
        returned.remarks.insert(remark);
    }
}

/// Comments, boxes, and what stands at the pages' heads and feet and below them.
fn beside(package: &Package, main: &str, page: &Page, rows: &Rows, returned: &mut Returned) {
    let boxes = |page: &Page, returned: &mut Returned| {
        returned.drawings += page.drawings;
        for text in &page.boxes {
            remark(Remark { place: Place::Box, field: None, text: words(text) }, returned);
        }
    };
    boxes(page, returned);
    for relation in package.relations(main) {
        let Some(part) = package.part(&relation.target) else { continue };
        match relation.kind.as_str() {
            "comments" => {
                for (id, author, text) in comments(part) {
                    let spot = page.comments.get(&id).copied().flatten();
                    let place = Place::Margin { author };
                    remark(Remark { place, field: rows.field(page, spot), text: words(&text) }, returned);
                }
            }
            "numbering" => {
                let labels = labels(part).into_iter();
                returned.passages.extend(labels.map(|text| Passage { text, field: None, generated: true }));
            }
            "header" | "footer" | "footnotes" | "endnotes" => {
                let Ok(other) = walk(part) else { continue };
                boxes(&other, returned);
                returned.oddities.extend(other.acts.then_some(Oddity::Active(Active::ExternalLink)));
                for para in &other.paras {
                    tracked(para, None, returned);
                    // A head says what each page is; what Word works out there differs with the page.
                    for text in para.outside.split('\t').map(str::trim).filter(|text| !text.is_empty()) {
                        if returned.passages.len() < MOST_PASSAGES {
                            let text = text.to_owned();
                            returned.passages.push(Passage { text, field: None, generated: false });
                        }
                    }
                }
                other.controls.iter().for_each(|control| foreign(control, None, returned));
            }
            _ => {}
        }
    }
}

/// Every comment by its number, with who wrote it and what.
pub(super) fn comments(part: &str) -> Vec<(String, String, String)> {
    let mut comments: Vec<(String, String, String)> = Vec::new();
    let mut inside = false;
    each(part, |node| match node {
        Node::Open(element) => match element.name().as_str() {
            "comment" => {
                let attribute = |name: &str| element.attribute(name).unwrap_or_default();
                comments.push((attribute("id"), attribute("author"), String::new()));
            }
            "t" => inside = true,
            _ => {}
        },
        Node::Close(name) => match name.as_str() {
            "t" => inside = false,
            "p" => comments.iter_mut().next_back().into_iter().for_each(|(_, _, text)| text.push(' ')),
            _ => {}
        },
        Node::Text(piece) if inside => {
            comments.iter_mut().next_back().into_iter().for_each(|(_, _, text)| text.push_str(&piece));
        }
        Node::Text(_) => {}
    });
    comments
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn what_a_field_shows_until_it_is_filled_in_is_no_part_of_the_answer() {
        for (shown, meant) in [
            ("Skriv her", None),
            (" vælg svar\n", None),
            ("JaVælg svar", Some("Ja")),
            ("Vi leverer.\nSkriv her", Some("Vi leverer.")),
            ("Skriv herVi leverer.", Some("Vi leverer.")),
            ("Skriv her\nvi leverer", Some("vi leverer")),
            ("Vælg dato30. november 2026", Some("30. november 2026")),
            ("Skriv herunder er ikke muligt", Some("Skriv herunder er ikke muligt")),
            ("Skriv her, hvis det ønskes", Some("Skriv her, hvis det ønskes")),
            ("  indrykket", Some("  indrykket")),
        ] {
            assert_eq!(filled(shown).as_deref(), meant, "{shown}");
        }
    }
}
