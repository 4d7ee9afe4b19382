//! The library as a workbook: the same content, to be read and mended in Excel.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Form, Known, Library, Own, Past, SCHEMA, Subject, Terms, is_of_catalog};
use crate::form::seals::of_words;
use crate::form::workbook::layout::cell;
use crate::input::book::Book;
use crate::input::package::of_any_system;

const FORMS: &str = "Skemaer";
const SUPPLIER: &str = "Leverandør";
const FACTS: &str = "Oplysninger";
const LINES: &str = "Krav";

const OF_FORMS: [(&str, u16); 7] = [
    ("Nr.", 6),
    ("Fil", 34),
    ("Ordregiver", 30),
    ("Udbud", 40),
    ("Version", 9),
    ("Fingeraftryk", 12),
    ("Tilbudsfrist", 13),
];
const OF_SUPPLIER: [(&str, u16); 3] = [("Felt", 26), ("Værdi", 50), ("Fra skema nr.", 12)];
const OF_ANSWERS: [(&str, u16); 14] = [
    ("Nr.", 12),
    ("Titel", 30),
    ("Ordlyd", 60),
    ("Betingelse", 30),
    ("Alternativ", 30),
    ("Svar", 18),
    ("Beskrivelse", 60),
    ("Fra skema nr.", 12),
    ("Kravtype", 9),
    ("Bedømmes", 24),
    ("Frist", 30),
    ("Svarmuligheder", 30),
    ("Oplyses som", 24),
    ("Kravtypens betydning", 40),
];

/// The last columns that a library may lack: of answers those of what they were given under, of forms the deadline.
fn optional(columns: &[(&str, u16)]) -> usize {
    match columns {
        columns if columns == OF_ANSWERS => 6,
        columns if columns == OF_FORMS => 1,
        _ => 0,
    }
}

/// What stands between the answers that were offered.
const BETWEEN: &str = " | ";

/// The library as a workbook.
pub fn to_workbook(library: &Library) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let answers = |all: &[Known]| -> Vec<Vec<String>> {
        let rows = all.iter().flat_map(|known| {
            known.answers.iter().map(|past| {
                let terms = past.terms.clone().unwrap_or_default();
                let subject = past.subject.clone();
                let (id, title) =
                    subject.map_or_else(|| (known.id.clone(), known.title.clone()), |it| (it.line, it.title));
                vec![
                    id,
                    title,
                    known.text.clone(),
                    text(&known.condition),
                    text(&known.alternative),
                    text(&past.svar),
                    text(&past.begrundelse),
                    past.form.to_string(),
                    terms.kind,
                    text(&terms.judged),
                    text(&terms.due),
                    terms.answers.join(BETWEEN),
                    text(&terms.asks),
                    text(&terms.meaning),
                ]
            })
        });
        rows.collect()
    };
    table(&mut book, LINES, &OF_ANSWERS, &answers(&library.lines))?;
    table(&mut book, FACTS, &OF_ANSWERS, &answers(&library.facts))?;
    let own = library.supplier.iter().map(|(field, own)| vec![field.clone(), own.value.clone(), own.form.to_string()]);
    table(&mut book, SUPPLIER, &OF_SUPPLIER, &own.collect::<Vec<_>>())?;
    let forms = library.forms.iter().map(|form| {
        let Form { number, file, buyer, title, version, deadline, seal } = form;
        let [version, deadline] = [version, deadline].map(text);
        vec![number.to_string(), file.clone(), buyer.clone(), title.clone(), version, seal.clone(), deadline]
    });
    table(&mut book, FORMS, &OF_FORMS, &forms.collect::<Vec<_>>())?;
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_title("Svarbibliotek")
        .set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 1)?);
    book.set_properties(&properties);
    book.save_to_buffer().map(of_any_system)
}

fn table(book: &mut Workbook, name: &str, columns: &[(&str, u16)], rows: &[Vec<String>]) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@").set_quote_prefix();
    let sheet: &mut Worksheet = book.add_worksheet();
    sheet.set_name(name)?;
    for (at, (name, width)) in (0u16..).zip(columns) {
        sheet.set_column_width(at, *width)?;
        sheet.write_string_with_format(0, at, *name, &head)?;
    }
    for (row, texts) in (1u32..).zip(rows) {
        for (column, it) in (0u16..).zip(texts) {
            if !it.is_empty() {
                sheet.write_string_with_format(row, column, cell(it), &text)?;
            }
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(1).max(1);
    sheet.autofilter(0, 0, last, u16::try_from(columns.len()).unwrap_or(1) - 1)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Reads a workbook back; nothing where it is no library.
pub fn from_workbook(bytes: &[u8]) -> Option<Library> {
    let mut book = Book::open(bytes)?;
    let mut rows = |name: &str, columns: &[(&str, u16)]| -> Option<Vec<Vec<String>>> {
        let range = book.sheet(name)?;
        let mut rows = range.rows().map(|row| row.iter().map(|cell| cell.shown().to_owned()).collect::<Vec<String>>());
        let head = rows.next()?;
        // Columns are known by their headings: they may have been moved.
        let wanted = columns.len() - optional(columns);
        let places: Vec<Option<usize>> =
            columns.iter().map(|(wanted, _)| head.iter().position(|name| name.trim() == *wanted)).collect();
        if places.iter().take(wanted).any(Option::is_none) {
            return None;
        }
        let text = |row: &[String], at: &Option<usize>| at.and_then(|at| row.get(at).cloned()).unwrap_or_default();
        let row = |row: Vec<String>| places.iter().map(|at| text(&row, at)).collect();
        Some(rows.map(row).filter(|row: &Vec<String>| row.iter().any(|it| !it.trim().is_empty())).collect())
    };
    let number = |text: &str| text.trim().parse::<u32>().unwrap_or_default();
    let maybe = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let forms = rows(FORMS, &OF_FORMS)?.into_iter().map(|row| Form {
        number: number(&row[0]),
        file: row[1].clone(),
        buyer: row[2].clone(),
        title: row[3].clone(),
        version: maybe(&row[4]),
        seal: row[5].clone(),
        deadline: maybe(row[6].trim()),
    });
    let forms = forms.collect();
    let own = rows(SUPPLIER, &OF_SUPPLIER)?;
    let supplier: BTreeMap<String, Own> = own
        .into_iter()
        .map(|row| (row[0].trim().to_owned(), Own { value: row[1].clone(), form: number(&row[2]) }))
        .collect();
    let mut known = |name: &str, are_lines: bool| -> Option<Vec<Known>> {
        let mut all: Vec<Known> = Vec::new();
        let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
        for row in rows(name, &OF_ANSWERS)? {
            let asked = Known {
                id: row[0].trim().to_owned(),
                words: of_words(&row[2], maybe(&row[3]).as_deref(), maybe(&row[4]).as_deref()),
                title: row[1].clone(),
                text: row[2].clone(),
                condition: maybe(&row[3]),
                alternative: maybe(&row[4]),
                answers: Vec::new(),
            };
            let terms = Terms {
                kind: row[8].trim().to_owned(),
                judged: maybe(&row[9]),
                due: maybe(&row[10]),
                answers: row[11].split(BETWEEN).map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect(),
                asks: maybe(&row[12]),
                meaning: maybe(&row[13]),
            };
            let past = Past {
                svar: maybe(&row[5]),
                begrundelse: maybe(&row[6]),
                subject: are_lines.then(|| Subject { line: asked.id.clone(), title: asked.title.clone() }),
                terms: (terms != Terms::default()).then_some(terms),
                form: number(&row[7]),
            };
            // The buyers' own are told by their words alone, and are called as the newest is.
            let is_own = are_lines && asked.id.parse().is_ok_and(|id| !is_of_catalog(&id));
            let number = if is_own { String::new() } else { asked.id.clone() };
            let at = *places.entry((asked.words.clone(), number)).or_insert(all.len());
            match all.get_mut(at) {
                Some(known) => {
                    known.id = asked.id;
                    known.title = asked.title;
                    known.answers.push(past);
                }
                None => all.push(Known { answers: vec![past], ..asked }),
            }
        }
        Some(all)
    };
    let (lines, facts) = (known(LINES, true)?, known(FACTS, false)?);
    let mut library = Library { schema: SCHEMA, forms, supplier, facts, lines };
    library.put_in_order();
    Some(library)
}
