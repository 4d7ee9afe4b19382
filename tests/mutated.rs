//! Forms whose structure was changed at random: whatever is moved, renamed, dropped or doubled, an answer is read, or a
//! finding names its line. It is never lost in silence.
//!
//! The seed is fixed; `PROPTEST_RNG_SEED` gives another, which a failure tells.

use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};
use tender::catalog::{Catalog, CatalogFiles};
use tender::compose::Texts;
use tender::form::binding::Binding;
use tender::form::report::labels;
use tender::form::returned::Kind;
use tender::form::{Judged, Reading, Reference, Returned, judge};
use tender::print::Templates;

use crate::answers::{Answers, change_pdf, fill_pdf, fill_workbook, packed, pdf_fields};
use crate::collect::{FORMS, PROFILE, but};

/// How many forms are changed in a test that everybody runs, and in the long one.
const FEW: u64 = 150;
const MANY: u64 = 10_000;

/// Numbers that look random and are the same for the same seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn new(case: u64) -> Self {
        let seed =
            std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse::<u64>().ok()).unwrap_or(20_261_126);
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(case.wrapping_mul(0xd1b5_4a32_d192_ed03)))
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(most.max(1)).unwrap()).unwrap()
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

/// The tender, and its forms as they are made and as a supplier filled them in.
struct Stage {
    reference: Reference,
    templates: Templates,
    blank: [Returned; 2],
    plain: [Judged; 2],
}

static STAGE: LazyLock<Stage> = LazyLock::new(|| {
    let catalog = Catalog::read(&CatalogFiles::embedded()).unwrap_or_else(|_| panic!("the catalog is sound"));
    let templates = Templates::embedded();
    let texts = Texts::read(|name| Some(templates.text(name)), templates.words())
        .unwrap_or_else(|_| panic!("the texts are sound"));
    let reference = Reference::of_profile(PROFILE, &catalog, &texts).unwrap_or_else(|_| panic!("the profile is sound"));
    let blank = [read(&FORMS.pdf).expect("it is a form"), read(&FORMS.xlsx).expect("it is a form")];
    let mut stage = Stage { reference, templates, blank, plain: [judged_nothing(), judged_nothing()] };
    stage.plain = [
        stage.judged("svar.pdf", &read(&FILLED.0).expect("it is a form")),
        stage.judged("svar.xlsx", &read(&FILLED.1).expect("it is a form")),
    ];
    stage
});

fn judged_nothing() -> Judged {
    Judged { supplier: Default::default(), verdicts: Default::default(), apart: Default::default() }
}

static FILLED: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let answers: Answers<'_> = but(&[
        ("SF1320_A.svar", "På anden vis"),
        ("SF1320_A.begrundelse", "Hændelser hentes direkte."),
        ("I-02-02.begrundelse", "Se bilag 4."),
        ("I-04-01.svar", "Nej"),
        ("SF1470.begrundelse", "Indekset opdateres hvert minut."),
    ]);
    (fill_pdf(&FORMS.pdf, &answers), fill_workbook(&FORMS.xlsx, &answers))
});

fn read(bytes: &[u8]) -> Option<Returned> {
    match Reading::of(bytes) {
        Reading::Form(returned) => Some(*returned),
        Reading::Archive(_) | Reading::Refused(_) => None,
    }
}

impl Stage {
    fn judged(&self, file: &str, returned: &Returned) -> Judged {
        let bound: Option<Binding> = returned.binding.as_deref().and_then(|json| serde_json::from_str(json).ok());
        let original = &self.blank[usize::from(returned.kind == Kind::Xlsx)];
        let labels = labels(self.templates.words());
        judge(file, returned, &self.reference, bound.as_ref(), true, &labels, Some(original))
    }

    /// What of the answers is lost in silence: neither read nor told of.
    fn lost(&self, file: &str, bytes: &[u8]) -> Vec<String> {
        // A file that is refused is told of as a whole.
        let Some(returned) = read(bytes) else { return Vec::new() };
        let plain = &self.plain[usize::from(file.ends_with("xlsx"))].supplier;
        let now = self.judged(file, &returned).supplier;
        let told = |id: &str, field: &str| {
            now.findings.iter().any(|finding| {
                let about = finding.requirement.as_ref().is_some_and(|line| line.as_str() == id);
                let message = finding.what.to_string();
                about || message.contains(id) || message.contains(field)
            })
        };
        let mut lost = Vec::new();
        for (line, answer) in &plain.answers {
            let read = now.answers.get(line).cloned().unwrap_or_default();
            let field = line.as_str().replace('.', "-");
            if read.svar != answer.svar && !told(line.as_str(), &format!("{field}.svar")) {
                lost.push(format!("{line}: {:?} became {:?}", answer.svar, read.svar));
            }
            if read.begrundelse != answer.begrundelse && !told(line.as_str(), &format!("{field}.begrundelse")) {
                lost.push(format!("{line}: {:?} became {:?}", answer.begrundelse, read.begrundelse));
            }
        }
        for (fact, answer) in &plain.facts {
            let asked = &self.reference.case.profile.edition.facts[fact];
            let (field, number) = (format!("fakta.{fact}"), format!("plysning O-{}", asked.number));
            let question = &asked.supplier_question;
            if now.facts.get(fact) != Some(answer) && !told(&field, &number) && !told(question, question) {
                lost.push(format!("{fact}: {answer:?} became {:?}", now.facts.get(fact)));
            }
        }
        let codes: Vec<&str> = now.findings.iter().map(|finding| finding.what.code()).collect();
        for (value, was, code, field) in [
            (&now.name, &plain.name, "name-missing", "leverandoer.navn"),
            (&now.cvr, &plain.cvr, "cvr-missing", "leverandoer.cvr"),
        ] {
            if value != was && !codes.contains(&code) && !codes.contains(&"cvr-invalid") && !told(field, field) {
                lost.push(format!("{field}: {was:?} became {value:?}"));
            }
        }
        lost
    }
}

// -----------------------------------------------------------------------------------------------------------------
// PDF

fn widgets(pdf: &Document) -> Vec<ObjectId> {
    let mut found = Vec::new();
    for (id, object) in &pdf.objects {
        let Ok(dictionary) = object.as_dict() else { continue };
        if dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Widget") {
            found.push(*id);
        }
    }
    found
}

fn nodes(pdf: &Document) -> Vec<ObjectId> {
    let named = |object: &Object| object.as_dict().is_ok_and(|it| it.has(b"T"));
    pdf.objects.iter().filter(|(_, object)| named(object)).map(|(id, _)| *id).collect()
}

fn node(pdf: &mut Document, id: ObjectId) -> &mut Dictionary {
    pdf.get_dictionary_mut(id).expect("it is a dictionary")
}

/// Does one thing to the structure of a PDF form, and says what.
fn change(pdf: &mut Document, dice: &mut Dice) -> String {
    let fields: Vec<(String, ObjectId)> = pdf_fields(pdf).into_iter().collect();
    let (widgets, nodes) = (widgets(pdf), nodes(pdf));
    if fields.is_empty() || widgets.is_empty() || nodes.is_empty() {
        return "nothing is left".to_owned();
    }
    let (name, field) = dice.one(&fields).clone();
    let (widget, named) = (*dice.one(&widgets), *dice.one(&nodes));
    match dice.below(16) {
        0 => {
            let old = node(pdf, named).get(b"T").ok().and_then(|name| lopdf::decode_text_string(name).ok());
            let old = old.unwrap_or_default();
            let new =
                [format!("{old}_2"), format!("form1.{old}"), old.to_uppercase(), format!("{old}[0]"), "x".to_owned()];
            let new = dice.one(&new).clone();
            node(pdf, named).set("T", text_string(&new));
            format!("rename {old} to {new}")
        }
        1 => {
            // A button keeps its mark; of a text nothing would be left to be found.
            let is_button = node(pdf, field).get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Btn");
            if is_button {
                node(pdf, field).remove(b"V");
            }
            format!("drop the value of {name}")
        }
        2 => {
            node(pdf, widget).remove(b"AS");
            "drop a mark".to_owned()
        }
        3 => {
            node(pdf, widget).remove(b"Parent");
            "drop a parent".to_owned()
        }
        4 => {
            node(pdf, widget).remove(b"AP");
            "drop an appearance".to_owned()
        }
        5 => {
            node(pdf, field).remove(b"FT");
            format!("drop the kind of {name}")
        }
        6 => {
            let kind = dice.one(&["Tx", "Ch", "Btn", "Sig"]).as_bytes().to_vec();
            node(pdf, field).set("FT", Object::Name(kind));
            format!("change the kind of {name}")
        }
        7 => {
            let page = *dice.one(&pdf.get_pages().into_values().collect::<Vec<_>>());
            node(pdf, page).remove(b"Annots");
            "drop the fields of a page".to_owned()
        }
        8 => {
            let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
            let (from, to) = (*dice.one(&pages), *dice.one(&pages));
            let annotations = node(pdf, from).remove(b"Annots");
            if let Some(annotations) = annotations {
                node(pdf, to).set("Annots", annotations);
            }
            "move the fields of a page to another".to_owned()
        }
        9 => {
            let other = *dice.one(&widgets);
            let (one, two) =
                (node(pdf, widget).get(b"Rect").ok().cloned(), node(pdf, other).get(b"Rect").ok().cloned());
            if let (Some(one), Some(two)) = (one, two) {
                node(pdf, widget).set("Rect", two);
                node(pdf, other).set("Rect", one);
            }
            "exchange the places of two".to_owned()
        }
        10 => {
            let form = form(pdf);
            let mut fields = form.1;
            if !fields.is_empty() {
                let at = dice.below(fields.len());
                fields.remove(at);
            }
            node(pdf, form.0).set("Fields", fields);
            "drop a field of the list".to_owned()
        }
        11 => {
            let form = form(pdf);
            node(pdf, form.0).set("Fields", Vec::<Object>::new());
            "drop the list".to_owned()
        }
        12 => {
            let copy = node(pdf, field).clone();
            let copy = pdf.add_object(Object::Dictionary(copy));
            node(pdf, copy).set("T", text_string(&name));
            node(pdf, copy).remove(b"Parent");
            if dice.below(2) == 0 {
                node(pdf, copy).set("V", text_string("Noget andet"));
            }
            let form = form(pdf);
            let mut fields = form.1;
            fields.push(copy.into());
            node(pdf, form.0).set("Fields", fields);
            format!("double {name}")
        }
        13 => {
            node(pdf, widget).set("F", 2);
            "hide a widget".to_owned()
        }
        14 => {
            let blank = pdf.add_object(
                dictionary! { "FT" => "Tx", "T" => text_string("Bemærkninger"), "V" => text_string("Forbehold") },
            );
            let form = form(pdf);
            let mut fields = form.1;
            fields.push(blank.into());
            node(pdf, form.0).set("Fields", fields);
            "add a field".to_owned()
        }
        _ => {
            let kids = node(pdf, named).remove(b"Kids");
            if let Some(Ok(mut kids)) = kids.map(|kids| kids.as_array().cloned()) {
                if !kids.is_empty() {
                    let at = dice.below(kids.len());
                    kids.remove(at);
                }
                node(pdf, named).set("Kids", kids);
            }
            "drop a kid".to_owned()
        }
    }
}

fn form(pdf: &Document) -> (ObjectId, Vec<Object>) {
    let form = pdf.catalog().and_then(|catalog| catalog.get(b"AcroForm")).and_then(Object::as_reference);
    let form = form.expect("the form is an object");
    let fields = pdf.get_dictionary(form).and_then(|form| form.get(b"Fields")).and_then(Object::as_array);
    (form, fields.cloned().unwrap_or_default())
}

fn mutated_pdf(case: u64) {
    let mut dice = Dice::new(case);
    let mut deeds = Vec::new();
    let bytes = change_pdf(&FILLED.0, |pdf| {
        for _ in 0..=dice.below(3) {
            deeds.push(change(pdf, &mut dice));
        }
    });
    let lost = STAGE.lost("svar.pdf", &bytes);
    assert!(lost.is_empty(), "case {case}, {deeds:?}: {lost:#?}");
}

// -----------------------------------------------------------------------------------------------------------------
// Workbooks

type Grid = Vec<Vec<String>>;

/// The sheets of a workbook as plain texts, as a program keeps them that knows no more.
fn grids(bytes: &[u8]) -> Vec<(String, Grid)> {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("it is a workbook");
    let names = book.sheet_names();
    let grid = |name: String| {
        let range = book.worksheet_range(&name).expect("the sheet is there");
        let (rows, columns) = range.end().unwrap_or_default();
        let cell = |row: u32, column: u32| range.get_value((row, column)).map(Data::to_string).unwrap_or_default();
        let rows = (0..=rows).map(|row| (0..=columns).map(|column| cell(row, column)).collect());
        let grid: Grid = rows.collect();
        (name, grid)
    };
    names.into_iter().map(grid).collect()
}

/// A workbook of plain texts.
fn workbook(sheets: &[(String, Grid)]) -> Vec<u8> {
    let escape =
        |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace("_x", "_x005F_x");
    let mut files = Vec::new();
    let (mut list, mut relations, mut types) = (String::new(), String::new(), String::new());
    for (at, (name, grid)) in (1..).zip(sheets) {
        list += &format!(r#"<sheet name="{}" sheetId="{at}" r:id="rId{at}"/>"#, escape(name));
        relations += &format!(
            r#"<Relationship Id="rId{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{at}.xml"/>"#
        );
        types += &format!(
            r#"<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        );
        let mut rows = String::new();
        for (row, cells) in (1..).zip(grid) {
            rows += &format!(r#"<row r="{row}">"#);
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let letter = char::from(b'A' + u8::try_from(column.min(25)).unwrap());
                rows += &format!(
                    r#"<c r="{letter}{row}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
                    escape(text)
                );
            }
            rows += "</row>";
        }
        let sheet = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
        );
        files.push((format!("xl/worksheets/sheet{at}.xml"), sheet.into_bytes()));
    }
    let book = format!(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{list}</sheets></workbook>"#
    );
    let front = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
    files.push(("xl/workbook.xml".to_owned(), book.into_bytes()));
    files.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("{front}{relations}</Relationships>").into_bytes()));
    let root = format!(
        r#"{front}<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    files.push(("_rels/.rels".to_owned(), root.into_bytes()));
    let types = format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>"#
    );
    files.insert(0, ("[Content_Types].xml".to_owned(), types.into_bytes()));
    packed(&files)
}

/// Does one thing to the structure of a workbook, and says what.
fn rearrange(sheets: &mut Vec<(String, Grid)>, dice: &mut Dice) -> String {
    let with_fields: Vec<usize> = (0..sheets.len())
        .filter(|at| ["Svar", "Leverandør"].iter().any(|own| sheets[*at].0.starts_with(own)))
        .collect();
    if with_fields.is_empty() {
        return "nothing is left".to_owned();
    }
    let at = *dice.one(&with_fields);
    let deed = dice.below(12);
    let (name, grid) = &mut sheets[at];
    let (rows, columns) = (grid.len(), grid.iter().map(Vec::len).max().unwrap_or_default());
    let (row, other) = (dice.below(rows), dice.below(rows));
    let column = dice.below(columns + 1);
    match deed {
        0 => {
            grid.remove(row);
            format!("drop row {} of {name}", row + 1)
        }
        1 => {
            let copy = grid[row].clone();
            grid.insert(other, copy);
            format!("double row {} of {name}", row + 1)
        }
        2 => {
            grid.swap(row, other);
            format!("exchange rows {} and {} of {name}", row + 1, other + 1)
        }
        3 => {
            grid.insert(row, vec![String::new(); columns]);
            format!("put a row into {name}")
        }
        4 => {
            for cells in grid.iter_mut().filter(|cells| column < cells.len()) {
                cells.remove(column);
            }
            format!("drop column {} of {name}", column + 1)
        }
        5 => {
            for cells in grid.iter_mut() {
                let column = column.min(cells.len());
                cells.insert(column, String::new());
            }
            format!("put a column before {} of {name}", column + 1)
        }
        6 => {
            let new = dice.below(columns);
            for cells in grid.iter_mut().filter(|cells| column.max(new) < cells.len()) {
                let cell = cells.remove(column);
                cells.insert(new, cell);
            }
            format!("move column {} of {name} to {}", column + 1, new + 1)
        }
        7 => {
            *name = format!("{name} (2)");
            format!("rename a sheet to {name}")
        }
        8 => {
            let (mut copy, at) = (sheets[at].clone(), dice.below(sheets.len()));
            copy.0.push_str(" kopi");
            let told = format!("double a sheet as {}", copy.0);
            sheets.insert(at, copy);
            told
        }
        9 => {
            let name = name.clone();
            sheets.remove(at);
            format!("drop the sheet {name}")
        }
        10 => {
            let old = grid[row].first().cloned().unwrap_or_default();
            if let Some(cell) = grid[row].first_mut() {
                *cell = dice.one(&[String::new(), old.to_uppercase(), format!("{old}_2"), "x".to_owned()]).clone();
            }
            format!("rename {old}")
        }
        _ => {
            sheets.retain(|(name, _)| name != "bilag");
            "drop the hidden sheet".to_owned()
        }
    }
}

fn mutated_workbook(case: u64) {
    let mut dice = Dice::new(case);
    let mut sheets = grids(&FILLED.1);
    let deeds: Vec<String> = (0..=dice.below(3)).map(|_| rearrange(&mut sheets, &mut dice)).collect();
    let lost = STAGE.lost("svar.xlsx", &workbook(&sheets));
    assert!(lost.is_empty(), "case {case}, {deeds:?}: {lost:#?}");
}

/// Runs every case and tells of all that fail.
fn all(cases: u64, one: fn(u64)) {
    let failed: Vec<String> = (0..cases)
        .filter_map(|case| std::panic::catch_unwind(|| one(case)).err())
        .map(|panic| panic.downcast_ref::<String>().cloned().unwrap_or_else(|| "it broke".to_owned()))
        .collect();
    assert!(
        failed.is_empty(),
        "{} of {cases} lose an answer in silence:\n{}",
        failed.len(),
        failed.iter().take(12).cloned().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn a_plain_form_loses_nothing_however_it_is_rewritten() {
    assert_eq!(STAGE.lost("svar.pdf", &FILLED.0), Vec::<String>::new());
    assert_eq!(STAGE.lost("svar.xlsx", &workbook(&grids(&FILLED.1))), Vec::<String>::new());
}

#[test]
fn a_workbook_without_its_hidden_columns_is_read_by_numbers_and_questions() {
    let mut sheets = grids(&FILLED.1);
    sheets.retain(|(name, _)| name != "bilag");
    for (name, grid) in &mut sheets {
        let hidden = match name.as_str() {
            "Svar" => 2,
            "Leverandør" => 1,
            _ => 0,
        };
        grid.iter_mut().for_each(|cells| drop(cells.drain(..hidden.min(cells.len()))));
    }
    let read = STAGE.judged("svar.xlsx", &read(&workbook(&sheets)).expect("it is a form")).supplier;
    let plain = &STAGE.plain[1].supplier;
    assert_eq!((&read.name, &read.cvr, &read.facts), (&plain.name, &plain.cvr, &plain.facts));
    assert_eq!(read.answers, plain.answers);
}

#[test]
fn an_answer_is_not_lost_in_silence_with_its_whole_column() {
    for sheet in ["Leverandør", "Svar"] {
        for column in 0..8 {
            let mut sheets = grids(&FILLED.1);
            let (_, grid) = sheets.iter_mut().find(|(name, _)| name == sheet).expect("the form has the sheet");
            for cells in grid.iter_mut().filter(|cells| column < cells.len()) {
                cells.remove(column);
            }
            let lost = STAGE.lost("svar.xlsx", &workbook(&sheets));
            assert!(lost.is_empty(), "column {} of {sheet}: {lost:#?}", column + 1);
        }
    }
}

#[test]
fn the_words_of_the_form_are_nobodys_name() {
    let mut sheets = grids(&FILLED.1);
    let (_, grid) = sheets.iter_mut().find(|(name, _)| name == "Leverandør").expect("the form has the sheet");
    for cells in grid.iter_mut().filter(|cells| cells.len() > 2) {
        cells.insert(1, String::new());
    }
    let returned = read(&workbook(&sheets)).expect("it is a form");
    let name = STAGE.judged("svar.xlsx", &returned).supplier.name;
    assert!(name.as_deref().is_none_or(|name| name == "Æblesystemer A/S"), "{name:?}");
    // The one of ten thousand that was read so.
    mutated_workbook(3441);
}

#[test]
fn a_lost_answer_would_be_found() {
    let mut sheets = grids(&FILLED.1);
    let cells = sheets.iter_mut().flat_map(|(_, grid)| grid.iter_mut().flatten());
    cells.filter(|cell| cell.as_str() == "Se bilag 4.").for_each(String::clear);
    let lost = STAGE.lost("svar.xlsx", &workbook(&sheets));
    assert!(lost.len() == 1 && lost[0].contains("Se bilag 4."), "{lost:?}");
}

#[test]
fn no_answer_of_a_mutated_pdf_is_lost_in_silence() {
    all(FEW, mutated_pdf);
}

#[test]
fn no_answer_of_a_mutated_workbook_is_lost_in_silence() {
    all(FEW, mutated_workbook);
}

#[test]
#[ignore = "ten thousand forms take minutes"]
fn no_answer_of_ten_thousand_mutated_forms_is_lost_in_silence() {
    all(MANY / 2, mutated_pdf);
    all(MANY / 2, mutated_workbook);
    println!("{MANY} mutated forms: no answer lost in silence");
}
