//! Forms as suppliers' programs save them: every answer is read, or it is told which could not be, and what was said
//! beside them.

use std::sync::LazyLock;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};
use serde_json::Value;

use crate::answers::{change_pdf, fill_pdf, fill_workbook, packed, pdf_fields, unpacked};
use crate::collect::{FORMS, PROFILE, but, collected, forms, found, good};
use crate::desk::Desk;
use crate::paper;

/// The good answers, with a description to one of them, as a filled form has them.
pub static PDF: LazyLock<Vec<u8>> = LazyLock::new(|| fill_pdf(&FORMS.pdf, &described()));
pub static XLSX: LazyLock<Vec<u8>> = LazyLock::new(|| fill_workbook(&FORMS.xlsx, &described()));
static ANSWERS: LazyLock<Value> = LazyLock::new(|| supplier("svar.pdf", PDF.clone())["answers"].clone());

fn described() -> crate::answers::Answers<'static> {
    but(&[
        ("SF1320_A.svar", "På anden vis"),
        ("SF1320_A.begrundelse", "Hændelser hentes direkte."),
        ("I-02-02.begrundelse", "Se bilag 4."),
    ])
}

pub fn supplier(name: &str, bytes: Vec<u8>) -> Value {
    collected(&[(name, bytes)]).1["suppliers"][0].clone()
}

/// The sentences that are found.
pub fn messages(supplier: &Value) -> String {
    let findings = supplier["findings"].as_array().expect("a supplier has findings").iter();
    findings.map(|finding| finding["message"].as_str().expect("it is a text")).collect::<Vec<_>>().join("\n")
}

/// What is found in a form besides what is found in the plain one; its answers must be those of the plain one.
pub fn besides(name: &str, bytes: Vec<u8>) -> (Vec<String>, String) {
    let supplier = supplier(name, bytes);
    assert_eq!(supplier["answers"], *ANSWERS, "{}", messages(&supplier));
    let mut plain = found(&self::supplier("svar.pdf", PDF.clone()));
    let mut more = found(&supplier);
    more.retain(|code| match plain.iter().position(|other| other == code) {
        Some(at) => {
            plain.remove(at);
            false
        }
        None => true,
    });
    assert_eq!(plain, Vec::<String>::new(), "what is found in the plain form is found in this one too");
    (more, messages(&supplier))
}

fn form_mut(pdf: &mut Document) -> &mut Dictionary {
    let form = pdf.catalog().and_then(|catalog| catalog.get(b"AcroForm")).and_then(Object::as_reference);
    pdf.get_dictionary_mut(form.expect("the form is an object")).expect("it is a dictionary")
}

/// Each field with its widgets.
fn widgets(pdf: &Document) -> Vec<(String, ObjectId, Vec<ObjectId>)> {
    let with_widgets = pdf_fields(pdf).into_iter().map(|(name, id)| {
        let field = pdf.get_dictionary(id).expect("a field is a dictionary");
        let kids = field.get(b"Kids").and_then(Object::as_array).into_iter().flatten();
        let kids: Vec<ObjectId> = kids.map(|kid| kid.as_reference().expect("kids are objects")).collect();
        (name, id, if kids.is_empty() { vec![id] } else { kids })
    });
    with_widgets.collect()
}

fn without_widgets(pdf: &mut Document) {
    for page in pdf.get_pages().into_values() {
        pdf.get_dictionary_mut(page).expect("a page is a dictionary").remove(b"Annots");
    }
    pdf.catalog_mut().expect("there is a catalog").remove(b"AcroForm");
}

/// The states of a button's widget, Off left out.
fn state(pdf: &Document, widget: ObjectId) -> String {
    let states = pdf.get_dictionary(widget).and_then(|it| it.get(b"AP")).and_then(Object::as_dict);
    let states = states.and_then(|it| it.get(b"N")).and_then(Object::as_dict).expect("a button has states");
    let on = states.iter().map(|(name, _)| name).find(|name| name.as_slice() != b"Off").expect("it can be on");
    String::from_utf8(on.clone()).expect("states are UTF-8")
}

/// Renames the state of a button's widget.
fn rename_state(pdf: &mut Document, widget: ObjectId, to: &[u8]) {
    let from = state(pdf, widget);
    let widget = pdf.get_dictionary_mut(widget).expect("it is a dictionary");
    let is_on = widget.get(b"AS").and_then(Object::as_name).is_ok_and(|on| on == from.as_bytes());
    let states = widget.get_mut(b"AP").and_then(Object::as_dict_mut).and_then(|it| it.get_mut(b"N"));
    let states = states.and_then(Object::as_dict_mut).expect("a button has states");
    let look = states.remove(from.as_bytes()).expect("it has that state");
    states.set(to, look);
    if is_on {
        widget.set("AS", Object::Name(to.to_vec()));
    }
}

#[test]
fn fields_that_only_the_pages_have_are_read_from_there() {
    for without_form in [false, true] {
        let loose = change_pdf(&PDF, |pdf| {
            if without_form {
                pdf.catalog_mut().expect("there is a catalog").remove(b"AcroForm");
            } else {
                form_mut(pdf).set("Fields", Vec::<Object>::new());
            }
        });
        let (codes, said) = besides("svar.pdf", loose);
        assert_eq!(codes, ["read-otherwise"]);
        assert!(said.contains("SF1470") && said.contains("I-04.04"), "{said}");
    }
}

#[test]
fn of_two_copies_the_one_on_the_page_counts() {
    let twice = change_pdf(&PDF, |pdf| {
        let mut copies = Vec::new();
        for (name, id, widgets) in widgets(pdf) {
            let field = pdf.get_dictionary(id).expect("it is a dictionary").clone();
            for widget in widgets {
                let widget = pdf.get_dictionary_mut(widget).expect("it is a dictionary");
                widget.remove(b"Parent");
                widget.set("T", text_string(&name));
                for key in [b"FT".as_slice(), b"V", b"Ff", b"Opt"] {
                    if let Ok(value) = field.get(key) {
                        widget.set(key, value.clone());
                    }
                }
            }
            let kind = field.get(b"FT").expect("a field has a kind").clone();
            copies.push(Object::from(pdf.add_object(dictionary! { "T" => text_string(&name), "FT" => kind })));
        }
        form_mut(pdf).set("Fields", copies);
    });
    assert_eq!(besides("svar.pdf", twice).0, ["read-otherwise"]);
}

#[test]
fn a_flattened_form_is_refused_and_never_a_blank_offer() {
    let supplier = supplier("svar.pdf", change_pdf(&PDF, without_widgets));
    assert_eq!(found(&supplier), ["no-fields"]);
    let said = messages(&supplier);
    assert!(said.starts_with("Filen er ikke læst: Formularen er udskrevet eller fladgjort; dens "), "{said}");
    assert!(said.ends_with(" felter er væk."), "{said}");
    // A field for signing that somebody put in does not bring the others back.
    let signed = change_pdf(&PDF, |pdf| {
        without_widgets(pdf);
        let field = dictionary! { "FT" => "Tx", "T" => text_string("signatur 1"), "V" => text_string("Åse Ørsted") };
        let id = pdf.add_object(field);
        let form = dictionary! { "Fields" => vec![Object::from(id)] };
        pdf.catalog_mut().expect("there is a catalog").set("AcroForm", form);
    });
    assert_eq!(found(&self::supplier("svar.pdf", signed)), ["no-fields"]);
}

#[test]
fn numbered_states_are_looked_up_in_the_fields_list() {
    let numbered = change_pdf(&PDF, |pdf| {
        for (_, id, widgets) in widgets(pdf).into_iter().filter(|(_, _, widgets)| widgets.len() > 1) {
            let answers: Vec<String> = widgets.iter().map(|widget| state(pdf, *widget)).collect();
            let value = pdf.get_dictionary(id).and_then(|field| field.get(b"V")).and_then(Object::as_name);
            let value = String::from_utf8(value.unwrap_or_default().to_vec()).expect("it is UTF-8");
            for (at, widget) in widgets.iter().enumerate() {
                rename_state(pdf, *widget, at.to_string().as_bytes());
            }
            let field = pdf.get_dictionary_mut(id).expect("it is a dictionary");
            if let Some(at) = answers.iter().position(|answer| *answer == value) {
                field.set("V", Object::Name(at.to_string().into_bytes()));
            }
            field.set("Opt", answers.iter().map(|answer| text_string(answer)).collect::<Vec<_>>());
        }
    });
    assert_eq!(besides("svar.pdf", numbered).0, ["read-otherwise"]);
}

#[test]
fn letters_that_became_other_signs_are_known() {
    let garbled: String = "På anden vis".bytes().map(char::from).collect();
    let changed = change_pdf(&PDF, |pdf| {
        let (_, id, widgets) =
            widgets(pdf).into_iter().find(|(name, ..)| name == "SF1320_A.svar").expect("it is there");
        for widget in widgets {
            if state(pdf, widget) == "På anden vis" {
                rename_state(pdf, widget, garbled.as_bytes());
            }
        }
        pdf.get_dictionary_mut(id).expect("it is a field").set("V", Object::Name(garbled.clone().into_bytes()));
    });
    let (codes, said) = besides("svar.pdf", changed);
    assert_eq!(codes, ["read-otherwise SF1320_A"]);
    assert!(said.contains("andre tegn"), "{said}");
}

#[test]
fn values_without_marks_are_told_once_and_so_are_marks_without_values() {
    let unmarked = change_pdf(&PDF, |pdf| {
        for (_, _, widgets) in widgets(pdf).into_iter().filter(|(_, _, widgets)| widgets.len() > 1) {
            for widget in widgets {
                pdf.get_dictionary_mut(widget).expect("it is a dictionary").set("AS", Object::Name(b"Off".to_vec()));
            }
        }
    });
    assert_eq!(besides("svar.pdf", unmarked).0, ["read-otherwise"]);
    let unvalued = change_pdf(&PDF, |pdf| {
        for (_, id, _) in widgets(pdf).into_iter().filter(|(_, _, widgets)| widgets.len() > 1) {
            pdf.get_dictionary_mut(id).expect("it is a dictionary").remove(b"V");
        }
    });
    assert_eq!(besides("svar.pdf", unvalued).0, ["read-otherwise"]);
}

#[test]
fn fields_are_known_by_what_is_left_of_their_names() {
    let fronted = change_pdf(&PDF, |pdf| {
        let fields = form_mut(pdf).get(b"Fields").cloned().expect("a form has fields");
        let top = pdf.add_object(dictionary! { "T" => text_string("form1[0]"), "Kids" => fields });
        form_mut(pdf).set("Fields", vec![Object::from(top)]);
    });
    assert_eq!(besides("svar.pdf", fronted).0, ["read-otherwise"]);
}

#[test]
fn widgets_that_lost_their_fields_are_known_by_what_is_read_out_of_them() {
    let cut_off = change_pdf(&PDF, |pdf| {
        let widgets = widgets(pdf);
        pdf.catalog_mut().expect("there is a catalog").remove(b"AcroForm");
        for id in widgets.into_iter().flat_map(|(_, _, widgets)| widgets) {
            pdf.get_dictionary_mut(id).expect("it is a widget").remove(b"Parent");
        }
    });
    let (codes, said) = besides("svar.pdf", cut_off);
    assert_eq!(codes, ["read-otherwise"], "{said}");
    assert!(said.contains("genkendt på deres spørgsmål") && said.contains("SF1470"), "{said}");
}

#[test]
fn what_is_said_on_the_pages_is_told_with_its_words() {
    let noted = change_pdf(&PDF, |pdf| {
        let note = |kind: &str, text: &str| {
            dictionary! { "Type" => "Annot", "Subtype" => kind, "Contents" => text_string(text),
            "Rect" => vec![Object::from(100), 100.into(), 200.into(), 200.into()] }
        };
        let notes = [
            note("FreeText", "Forbehold: kun i dagtimerne"),
            note("Text", "Gælder ikke SF1461"),
            note("StrikeOut", ""),
        ];
        let notes: Vec<Object> = notes.map(|note| Object::from(pdf.add_object(note))).into();
        let page = pdf.get_pages()[&1];
        pdf.get_dictionary_mut(page).expect("a page is a dictionary").set("Annots", notes);
        let file = pdf.add_object(dictionary! { "Type" => "Filespec", "UF" => text_string("forbehold.docx") });
        let files = pdf.catalog().and_then(|catalog| catalog.get(b"AF")).expect("files are carried along").clone();
        let mut files = pdf.dereference(&files).expect("it is there").1.as_array().expect("it is a list").clone();
        files.push(file.into());
        pdf.catalog_mut().expect("there is a catalog").set("AF", files);
    });
    let said = messages(&supplier("svar.pdf", noted));
    for wanted in [
        "skrevet tekst på side 1: »Forbehold: kun i dagtimerne«",
        "note på side 1: »Gælder ikke SF1461«",
        "Tekst på side 1 er streget over.",
        "»forbehold.docx« er vedhæftet",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
}

#[test]
fn a_field_that_shows_something_else_than_it_holds_is_told() {
    let id = |pdf: &Document, name: &str| pdf_fields(pdf)[name];
    // A description with nothing in it, and a reservation drawn over it.
    let drawn = |stored: Option<&'static str>| {
        change_pdf(&PDF, move |pdf| {
            let field = id(pdf, "I-02-01.begrundelse");
            let look = lopdf::Stream::new(
                dictionary! { "Subtype" => "Form" },
                b"/Tx BMC BT (Kun mod vederlag) Tj ET EMC".to_vec(),
            );
            let look = pdf.add_object(look);
            let field = pdf.get_dictionary_mut(field).expect("it is a field");
            field.set("AP", dictionary! { "N" => look });
            if let Some(stored) = stored {
                field.set("V", text_string(stored));
            }
        })
    };
    let blank = supplier("svar.pdf", drawn(None));
    assert_eq!(blank["answers"]["I-02.01"]["begrundelse"], "Kun mod vederlag");
    assert!(found(&blank).contains(&"read-otherwise I-02.01".to_owned()));
    let other = found(&supplier("svar.pdf", drawn(Some("Se bilag 1."))));
    assert!(other.contains(&"drawn-otherwise I-02.01".to_owned()), "{other:?}");
    // The looks of on and off exchanged.
    let exchanged = change_pdf(&PDF, |pdf| {
        let (_, _, widgets) = widgets(pdf).into_iter().find(|(name, ..)| name == "SF1470.svar").expect("it is there");
        for widget in widgets {
            let on = state(pdf, widget);
            let widget = pdf.get_dictionary_mut(widget).expect("it is a dictionary");
            let states = widget.get_mut(b"AP").and_then(Object::as_dict_mut).and_then(|it| it.get_mut(b"N"));
            let states = states.and_then(Object::as_dict_mut).expect("a button has states");
            let (one, other) = (states.remove(on.as_bytes()), states.remove(b"Off"));
            states.set(on.as_bytes(), other.expect("it can be off"));
            states.set("Off", one.expect("it can be on"));
        }
    });
    assert!(found(&supplier("svar.pdf", exchanged)).contains(&"mark-unseen SF1470".to_owned()));
    // The places of the two answers exchanged.
    let turned = change_pdf(&PDF, |pdf| {
        let (_, _, widgets) = widgets(pdf).into_iter().find(|(name, ..)| name == "SF1470.svar").expect("it is there");
        let rect = |pdf: &Document, at: usize| {
            pdf.get_dictionary(widgets[at]).and_then(|it| it.get(b"Rect")).expect("it has a place").clone()
        };
        let (one, other) = (rect(pdf, 0), rect(pdf, 1));
        pdf.get_dictionary_mut(widgets[0]).expect("it is there").set("Rect", other);
        pdf.get_dictionary_mut(widgets[1]).expect("it is there").set("Rect", one);
    });
    assert!(found(&supplier("svar.pdf", turned)).contains(&"field-moved SF1470".to_owned()));
    // Another kind of field.
    let text = change_pdf(&PDF, |pdf| {
        let field = id(pdf, "SF1470.svar");
        let field = pdf.get_dictionary_mut(field).expect("it is a field");
        field.set("FT", "Tx");
        field.set("V", text_string("Ja"));
    });
    assert!(found(&supplier("svar.pdf", text)).contains(&"field-changed SF1470".to_owned()));
    // Hidden from the page.
    let hidden = change_pdf(&PDF, |pdf| {
        let (_, _, widgets) = widgets(pdf).into_iter().find(|(name, ..)| name == "SF1470.svar").expect("it is there");
        for widget in widgets {
            pdf.get_dictionary_mut(widget).expect("it is there").set("F", 2);
        }
    });
    assert!(messages(&supplier("svar.pdf", hidden)).contains("skjult eller står ikke på nogen side: SF1470."));
}

#[test]
fn a_page_that_was_redrawn_is_told_and_pages_put_around_the_form_are_counted() {
    let redrawn = change_pdf(&PDF, |pdf| {
        let page = pdf.get_pages()[&2];
        pdf.add_page_contents(page, b"BT (kun hverdage) Tj ET".to_vec()).expect("it can be drawn on");
    });
    let (codes, said) = besides("svar.pdf", redrawn);
    assert_eq!(codes, ["page-changed"]);
    assert!(said.contains("Side 2 er ikke, som ordregivers skema viser den."), "{said}");
}

/// The content of a page is not touched: another font makes other words of it, another state makes them invisible, and
/// a smaller sheet leaves some out.
#[test]
fn a_page_that_is_drawn_with_something_else_is_told_and_one_that_was_only_saved_anew_is_not() {
    let font = change_pdf(&PDF, |pdf| {
        let files = pdf.objects.values().filter_map(|object| object.as_dict().ok());
        let key = |it: &Dictionary| {
            [b"FontFile2".as_slice(), b"FontFile3"].into_iter().find_map(|key| it.get(key).ok().cloned())
        };
        let file = files.filter_map(key).find_map(|file| file.as_reference().ok()).expect("a font is embedded");
        let Ok(Object::Stream(stream)) = pdf.get_object_mut(file) else { panic!("a font is a stream") };
        stream.set_plain_content(b"another font".to_vec());
    });
    let cropped = change_pdf(&PDF, |pdf| {
        let page = pdf.get_pages()[&2];
        let page = pdf.get_object_mut(page).and_then(Object::as_dict_mut).expect("it is a page");
        page.set("CropBox", vec![Object::from(0), Object::from(300), Object::from(595), Object::from(842)]);
    });
    let (codes, said) = besides("svar.pdf", cropped);
    assert_eq!(codes, ["page-changed"], "{said}");
    let (codes, said) = besides("svar.pdf", font);
    assert!(codes == ["page-changed"] || codes == ["pages-rewritten"], "{said}");
    let saved = change_pdf(&PDF, |pdf| {
        pdf.renumber_objects_with(10_000);
        pdf.decompress();
        for page in pdf.get_pages().into_values() {
            let page = pdf.get_object_mut(page).and_then(Object::as_dict_mut).expect("it is a page");
            page.set("Rotate", 0);
            let sheet = page.get(b"MediaBox").expect("it has a size").clone();
            page.set("CropBox", sheet);
        }
    });
    assert_eq!(besides("svar.pdf", saved).0, [""; 0]);
}

/// A profile with an answer that is chosen from a list.
pub fn with_a_list() -> String {
    format!(
        "{PROFILE}[[requirement]]\nid = \"E1\"\npackage = \"I-04\"\ntype = \"S\"\ntext = \"Løsningen skal svare inden for to sekunder.\"\n\
         [[type]]\nid = \"S\"\nname = \"Skala\"\nanswers = [\"Opfyldt\", \"Overvejende opfyldt\", \"Delvist opfyldt\", \
         \"I ringe grad opfyldt\", \"Næsten ikke opfyldt\", \"Ikke opfyldt\"]\n"
    )
}

#[test]
fn a_choice_is_read_by_its_place_or_by_what_its_list_shows() {
    let profile = with_a_list();
    let mut answers = good();
    answers.insert("I-04-E1.svar", "Delvist opfyldt");
    let filled = fill_pdf(&forms(&profile).pdf, &answers);
    let run = |bytes: Vec<u8>| {
        let desk = Desk::new().file("udbud.toml", &profile).file("svar.pdf", bytes);
        let ran = desk.run(&["collect", "--profile", "udbud.toml", "svar.pdf"]);
        let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
        json["suppliers"][0].clone()
    };
    let change = |change: &dyn Fn(&mut Dictionary)| {
        change_pdf(&filled, |pdf| {
            let id = pdf_fields(pdf)["I-04-E1.svar"];
            change(pdf.get_dictionary_mut(id).expect("it is a field"));
        })
    };
    let options = |field: &Dictionary| {
        let options = field.get(b"Opt").and_then(Object::as_array).expect("a choice has a list").clone();
        options.iter().map(|option| lopdf::decode_text_string(option).expect("it is a text")).collect::<Vec<_>>()
    };
    let by_place = run(change(&|field| {
        let at = options(field).iter().position(|option| option == "Delvist opfyldt").expect("it is offered");
        field.remove(b"V");
        field.set("I", vec![Object::from(i64::try_from(at).expect("lists are short"))]);
    }));
    let numbered = run(change(&|field| {
        let options = options(field);
        let at = options.iter().position(|option| option == "Delvist opfyldt").expect("it is offered");
        let pair =
            |(at, option): (usize, &String)| Object::from(vec![text_string(&at.to_string()), text_string(option)]);
        field.set("Opt", options.iter().enumerate().map(pair).collect::<Vec<_>>());
        field.set("V", text_string(&at.to_string()));
    }));
    for supplier in [by_place, numbered] {
        assert_eq!(supplier["answers"]["I-04.E1"]["svar"], "Delvist opfyldt", "{}", messages(&supplier));
        assert!(found(&supplier).contains(&"read-otherwise I-04.E1".to_owned()));
    }
    // A list that shows another answer than it stores says two things, and so do two values.
    let two_faced = run(change(&|field| {
        let pair = vec![text_string("Delvist opfyldt"), text_string("Ikke opfyldt")];
        field.set("Opt", vec![Object::from(pair)]);
    }));
    let several = run(change(&|field| {
        field.set("V", vec![text_string("Delvist opfyldt"), text_string("Ikke opfyldt")]);
    }));
    for supplier in [two_faced, several] {
        assert!(found(&supplier).contains(&"ambiguous-answer I-04.E1".to_owned()), "{:?}", found(&supplier));
    }
}

/// Changes the text of a part of a workbook; it must stand there.
pub fn change_part(bytes: &[u8], part: &str, change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut files = unpacked(bytes);
    let file = files.iter_mut().find(|(name, _)| name == part).expect("the part is there");
    let text = String::from_utf8(file.1.clone()).expect("XML is UTF-8");
    let changed = change(text.clone());
    assert_ne!(changed, text, "{part} was to be changed");
    file.1 = changed.into_bytes();
    packed(&files)
}

pub const SVAR: &str = "xl/worksheets/sheet3.xml";

/// The number of the row in which a line stands.
pub fn row_of(line: &str) -> usize {
    use calamine::{Data, Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(XLSX.as_slice())).expect("it is a workbook");
    let range = book.worksheet_range("Svar").expect("the sheet is there");
    let end = range.end().expect("it has rows").0;
    let is = |row: &u32| matches!(range.get_value((*row, 2)), Some(Data::String(id)) if id == line);
    usize::try_from((0..=end).find(is).expect("the line is there")).expect("sheets are short") + 1
}

/// Puts a cell of its own in the place of another, with its style if it has none.
pub fn replace_cell(sheet: String, cell: &str, new: &str) -> String {
    let begin = sheet.find(&format!(r#"<c r="{cell}""#)).unwrap_or_else(|| panic!("there is no {cell}"));
    let tag = begin + sheet[begin..].find('>').expect("a tag ends") + 1;
    let end =
        if sheet[..tag].ends_with("/>") { tag } else { tag + sheet[tag..].find("</c>").expect("a cell ends") + 4 };
    format!("{}{new}{}", &sheet[..begin], &sheet[end..])
}

pub fn text_cell(cell: &str, text: &str) -> String {
    format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn a_sheet_is_known_by_the_fields_in_it() {
    for name in ["Svar (2)", "svar", "Besvarelse"] {
        let renamed =
            change_part(&XLSX, "xl/workbook.xml", |book| book.replace(r#"name="Svar""#, &format!(r#"name="{name}""#)));
        assert_eq!(besides("svar.xlsx", renamed).0, ["read-otherwise"], "{name}");
    }
}

#[test]
fn a_title_that_is_called_like_a_field_is_none() {
    let profile = PROFILE.replace("Fælles omsorgssystem", "SF1461.svar").replace("Eksempel Kommune", "fakta.kommune");
    let form = crate::answers::fill_workbook(&crate::collect::forms(&profile).xlsx, &crate::collect::good());
    let desk = Desk::new().file("udbud.toml", &profile).file("svar.xlsx", form);
    let ran = desk.run(&["collect", "--profile", "udbud.toml", "svar.xlsx"]);
    let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    let told = found(&json["suppliers"][0]);
    assert!(told.iter().all(|code| code.starts_with("applies")), "{told:?}");
}

#[test]
fn answers_in_other_letters_are_those_that_were_offered() {
    let lower = described().into_iter().map(|(name, answer)| {
        let answer = if name.ends_with(".svar") { &*answer.to_lowercase().leak() } else { answer };
        (name, answer)
    });
    let (codes, said) = besides("svar.xlsx", fill_workbook(&FORMS.xlsx, &lower.collect()));
    assert_eq!(codes, ["read-otherwise"]);
    assert!(said.contains("SF1470"), "{said}");
}

#[test]
fn a_size_that_cannot_be_is_passed_over() {
    let odd = change_part(&XLSX, SVAR, |sheet| {
        let begin = sheet.find("<dimension").expect("a sheet tells its size");
        let end = begin + sheet[begin..].find("/>").expect("it is one tag") + 2;
        format!(r#"{}<dimension ref="A0:AZ48943"/>{}"#, &sheet[..begin], &sheet[end..])
    });
    assert_eq!(besides("svar.xlsx", odd).0, Vec::<String>::new());
}

#[test]
fn a_date_is_read_as_its_cell_shows_it() {
    let cell = format!("G{}", row_of("I-02.01"));
    let dated = change_part(&XLSX, SVAR, |sheet| {
        replace_cell(sheet, &cell, &format!(r#"<c r="{cell}" s="DATE"><v>46447</v></c>"#))
    });
    // A style of its own for the date.
    let mut count = 0;
    let styled = change_part(&dated, "xl/styles.xml", |styles| {
        let end = styles.find("</cellXfs>").expect("there are formats");
        let begin = styles.find("<cellXfs").expect("there are formats");
        count = styles[begin..end].matches("<xf ").count();
        format!(
            r#"{}<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>{}"#,
            &styles[..end],
            &styles[end..]
        )
    });
    let dated = change_part(&styled, SVAR, |sheet| sheet.replace(r#"s="DATE""#, &format!(r#"s="{count}""#)));
    let supplier = supplier("svar.xlsx", dated);
    assert_eq!(supplier["answers"]["I-02.01"]["begrundelse"], "01-03-2027");
    assert!(found(&supplier).contains(&"read-otherwise I-02.01".to_owned()));
}

#[test]
fn what_is_said_beside_the_fields_of_a_workbook_is_told_with_its_words() {
    let row = row_of("I-02.01");
    let beside = change_part(&XLSX, SVAR, |sheet| {
        let begin = sheet.find(&format!(r#"<row r="{row}""#)).expect("the row is there");
        let end = begin + sheet[begin..].find("</row>").expect("a row ends");
        format!("{}{}{}", &sheet[..end], text_cell(&format!("J{row}"), "Vi tager forbehold."), &sheet[end..])
    });
    let (codes, said) = besides("svar.xlsx", beside);
    assert_eq!(codes, ["remark I-02.01"]);
    assert!(said.contains(&format!("i celle J{row} på arket »Svar«: »Vi tager forbehold.«")), "{said}");
    let below = change_part(&XLSX, SVAR, |sheet| {
        let end = sheet.find("</sheetData>").expect("there are cells");
        let cell = text_cell("G900", "Beskrivelsen fortsætter her");
        format!(r#"{}<row r="900">{cell}</row>{}"#, &sheet[..end], &sheet[end..])
    });
    assert!(besides("svar.xlsx", below).1.contains("i celle G900 på arket »Svar«: »Beskrivelsen fortsætter her«"));
    // A comment.
    let mut files = unpacked(&XLSX);
    let comment = format!(
        r#"<comments><commentList><comment ref="F{row}" authorId="0"><text><r><t>Kun i release 2</t></r></text></comment></commentList></comments>"#
    );
    files.push(("xl/comments1.xml".to_owned(), comment.into_bytes()));
    let relation = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>"#;
    files.push(("xl/worksheets/_rels/sheet3.xml.rels".to_owned(), relation.as_bytes().to_vec()));
    let (codes, said) = besides("svar.xlsx", packed(&files));
    assert_eq!(codes, ["remark I-02.01"]);
    assert!(said.contains(&format!("en kommentar til celle F{row} på arket »Svar«: »Kun i release 2«")), "{said}");
    // A sheet.
    let mut files = unpacked(&XLSX);
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{}</row></sheetData></worksheet>"#,
        text_cell("A1", "Forbehold for SF1461")
    );
    files.push(("xl/worksheets/sheet9.xml".to_owned(), sheet.into_bytes()));
    for (name, content) in &mut files {
        let text = String::from_utf8_lossy(content).into_owned();
        match name.as_str() {
            "xl/workbook.xml" => *content = text.replace("</sheets>", r#"<sheet name="Forbehold" sheetId="9" r:id="rId99"/></sheets>"#).into_bytes(),
            "xl/_rels/workbook.xml.rels" => *content = text.replace("</Relationships>", r#"<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet9.xml"/></Relationships>"#).into_bytes(),
            "[Content_Types].xml" => *content = text.replace("</Types>", r#"<Override PartName="/xl/worksheets/sheet9.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#).into_bytes(),
            _ => {}
        }
    }
    let (codes, said) = besides("svar.xlsx", packed(&files));
    assert_eq!(codes, ["remark"]);
    assert!(said.contains("Arket »Forbehold« er ikke ordregivers: »Forbehold for SF1461«"), "{said}");
}

#[test]
fn a_workbook_that_shows_something_else_than_it_holds_is_told() {
    let row = row_of("I-02.01");
    let codes = |change: &dyn Fn(String) -> String| besides("svar.xlsx", change_part(&XLSX, SVAR, change)).0;
    // What was asked: emptied, reworded, or a formula that last showed it.
    for new in
        [String::new(), text_cell(&format!("E{row}"), "Løsningen kan …"), text_cell(&format!("D{row}"), "O · Valgfrit")]
    {
        let cell = if new.contains(&format!("\"D{row}\"")) { format!("D{row}") } else { format!("E{row}") };
        let codes = codes(&|sheet| replace_cell(sheet, &cell, &new));
        assert!(codes.contains(&"text-changed I-02.01".to_owned()), "{new}: {codes:?}");
    }
    // The row that is read is hidden.
    let hidden = codes(&|sheet| sheet.replace(&format!(r#"<row r="{row}""#), &format!(r#"<row r="{row}" hidden="1""#)));
    assert_eq!(hidden, ["unseen"]);
    // The answer's format shows other words.
    let begin = |styles: &str| styles.find("<cellXfs").expect("there are formats");
    let mut count = 0;
    let styled = change_part(&XLSX, "xl/styles.xml", |styles| {
        let end = styles.find("</cellXfs>").expect("there are formats");
        count = styles[begin(&styles)..end].matches("<xf ").count();
        let formats = r#"<numFmts count="1"><numFmt numFmtId="177" formatCode=";;;&quot;Nej. Kun mod vederlag&quot;"/></numFmts>"#;
        let styles = format!(
            r#"{}<xf numFmtId="177" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>{}"#,
            &styles[..end],
            &styles[end..]
        );
        let fonts = styles.find("<fonts").expect("there are fonts");
        let before = styles[..fonts].find("<numFmts").unwrap_or(fonts);
        format!("{}{formats}{}", &styles[..before], &styles[fonts..])
    });
    let cell = format!("F{row}");
    let disguised = change_part(&styled, SVAR, |sheet| {
        replace_cell(sheet, &cell, &format!(r#"<c r="{cell}" s="{count}" t="inlineStr"><is><t>Ja</t></is></c>"#))
    });
    let (codes, said) = besides("svar.xlsx", disguised);
    assert_eq!(codes, ["disguised I-02.01"], "{said}");
}

/// The cell holds »Ja«, and nobody who opens the workbook sees it.
#[test]
fn an_answer_that_is_covered_or_taken_out_of_sight_is_told() {
    let row = row_of("I-02.01");
    let cell = format!("F{row}");
    let after = |sheet: String, more: &str| sheet.replacen("</sheetData>", &format!("</sheetData>{more}"), 1);
    let merged = |area: &str| {
        let merges = format!(r#"<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>"#);
        besides("svar.xlsx", change_part(&XLSX, SVAR, |sheet| after(sheet, &merges))).0
    };
    assert_eq!(merged(&format!("E{row}:F{row}")), ["unseen"]);
    assert!(merged(&format!("D{row}:E{row}")).contains(&"text-changed I-02.01".to_owned()), "what is asked is covered");
    assert_eq!(merged(&format!("F{row}:G{row}")), [""; 0], "the first of the merged cells is seen");
    // A format that is laid on whatever the cell holds.
    let laid = |format: &str| {
        let mut number = 0;
        let styled = change_part(&XLSX, "xl/styles.xml", |styles| {
            let end = styles.find("</dxfs>").expect("there is a conditional format");
            number = styles[..end].matches("<dxf>").count();
            format!("{}<dxf>{format}</dxf>{}", &styles[..end], &styles[end..])
        });
        let rule = format!(
            r#"<conditionalFormatting sqref="{cell}"><cfRule type="expression" dxfId="{number}" priority="9"><formula>TRUE</formula></cfRule></conditionalFormatting>"#
        );
        besides("svar.xlsx", change_part(&styled, SVAR, |sheet| after(sheet, &rule)))
    };
    let (codes, said) = laid(r#"<numFmt numFmtId="190" formatCode=";;;&quot;Nej. Kun mod vederlag&quot;"/>"#);
    assert_eq!(codes, ["disguised I-02.01"], "{said}");
    assert_eq!(laid(r#"<font><color rgb="FFFFFFFF"/></font>"#).0, ["struck-out I-02.01"]);
    assert_eq!(laid(r#"<font><color rgb="FF006100"/></font>"#).0, [""; 0]);
    // A white answer, or one too small to be read.
    for font in [r#"<font><sz val="11"/><color rgb="FFFFFFFF"/></font>"#, r#"<font><sz val="1"/></font>"#] {
        let (mut fonts, mut formats) = (0, 0);
        let styled = change_part(&XLSX, "xl/styles.xml", |styles| {
            fonts = styles.matches("<font>").count() - styles.matches("<dxf><font>").count();
            let end = styles.find("</fonts>").expect("there are fonts");
            let styles = format!("{}{font}{}", &styles[..end], &styles[end..]);
            let (begin, end) = (styles.find("<cellXfs").unwrap(), styles.find("</cellXfs>").unwrap());
            formats = styles[begin..end].matches("<xf ").count();
            let format =
                format!(r#"<xf numFmtId="49" fontId="{fonts}" fillId="0" borderId="0" xfId="0" applyFont="1"/>"#);
            format!("{}{format}{}", &styles[..end], &styles[end..])
        });
        let hidden = change_part(&styled, SVAR, |sheet| {
            let new = format!(r#"<c r="{cell}" s="{formats}" t="inlineStr"><is><t>Ja</t></is></c>"#);
            replace_cell(sheet, &cell, &new)
        });
        assert_eq!(besides("svar.xlsx", hidden).0, ["struck-out I-02.01"], "{font}");
    }
}

#[test]
fn active_content_is_known_by_what_refers_to_it() {
    let mut files = unpacked(&XLSX);
    let relation = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://example.com/pixel.png" TargetMode="External"/></Relationships>"#;
    files.push(("xl/worksheets/_rels/sheet3.xml.rels".to_owned(), relation.as_bytes().to_vec()));
    assert_eq!(besides("svar.xlsx", packed(&files)).0, ["active-content"]);
}

#[test]
fn folders_wildcards_and_the_portals_package_are_read_and_leftovers_passed_over() {
    let other = fill_pdf(&FORMS.pdf, &but(&[("leverandoer.navn", "Bjerg ApS"), ("leverandoer.cvr", "DK-87 65 44 35")]));
    let package = packed(&[
        ("alfa/svarskema.pdf".to_owned(), PDF.clone()),
        ("beta/svarskema.pdf".to_owned(), other.clone()),
        ("__MACOSX/alfa/._svarskema.pdf".to_owned(), b"\0\x05".to_vec()),
    ]);
    let desk = Desk::new()
        .file("udbud.toml", PROFILE)
        .file("svar/alfa/svarskema.pdf", &*PDF)
        .file("svar/beta/svarskema.pdf", &other)
        .file("svar/alfa/~$svarskema.xlsx", "Åse")
        .file("svar/beta/brev.docx", "brev")
        .file(
            "svar/beta/brev.pdf",
            change_pdf(&PDF, |pdf| {
                without_widgets(pdf);
                let catalog = pdf.catalog_mut().expect("there is a catalog");
                catalog.remove(b"AF");
                catalog.remove(b"Names");
            }),
        )
        .file("pakke/tilbud.zip", package);
    for (forms, notes) in [(vec!["svar"], 3), (vec!["svar/*/svarskema.*"], 0), (vec!["pakke/tilbud.zip"], 1)] {
        let ran = desk.run(&[&["collect", "--profile", "udbud.toml"], forms.as_slice()].concat());
        assert_eq!(ran.code, 0, "{forms:?}: {}", ran.stderr);
        assert_eq!(ran.stderr.matches("note[passed-over]").count(), notes, "{}", ran.stderr);
        let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
        let suppliers = json["suppliers"].as_array().expect("there are suppliers");
        let told: Vec<_> = suppliers.iter().map(|it| (it["file"].as_str(), it["cvr"].as_str())).collect();
        let wanted = [(Some("alfa/svarskema.pdf"), Some("12345674")), (Some("beta/svarskema.pdf"), Some("87654435"))];
        assert_eq!(told, wanted, "{forms:?}");
    }
    let ran = desk.run(&["collect", "--profile", "udbud.toml", "intet/*.pdf"]);
    assert!(ran.code == 1 && ran.stderr.contains("error[no-match]: no form matches `intet/*.pdf`"), "{}", ran.stderr);
}

#[test]
fn suppliers_that_look_alike_are_told_apart() {
    let one = fill_pdf(&FORMS.pdf, &but(&[("leverandoer.navn", "Bjerg ApS")]));
    let other = but(&[("leverandoer.navn", "Вjеrg ApS\u{200b}"), ("leverandoer.cvr", "87654325")]);
    let unseen = but(&[("leverandoer.navn", "\u{3164}\u{200b}"), ("leverandoer.cvr", "50000028")]);
    let files = [("a.pdf", one), ("b.pdf", fill_pdf(&FORMS.pdf, &other)), ("c.pdf", fill_pdf(&FORMS.pdf, &unseen))];
    let (_, json) = collected(&files);
    let has = |at: usize, code: &str| found(&json["suppliers"][at]).contains(&code.to_owned());
    assert!(has(0, "same-name") && has(1, "same-name"));
    assert!(has(2, "name-missing"));
}

#[test]
fn without_the_buyers_profile_an_answer_is_never_put_beside_words_it_was_not_given_to() {
    let profile = |hours: &str| {
        format!(
            "{PROFILE}[[requirement]]\nid = \"E1\"\npackage = \"I-04\"\ntype = \"K\"\ntext = \"Løsningen skal svare inden for {hours} timer.\"\n"
        )
    };
    let filled = |profile: &str| {
        let mut answers = good();
        answers.insert("I-04-E1.svar", "Opfyldt");
        fill_pdf(&forms(profile).pdf, &answers)
    };
    let desk = Desk::new().file("a.pdf", filled(&profile("240"))).file("b.pdf", filled(&profile("24")));
    let ran = desk.run(&["collect", "a.pdf", "b.pdf", "-o", "s.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let strings = unpacked(&desk.read("s.xlsx")).into_iter().find(|(name, _)| name == "xl/sharedStrings.xml");
    assert!(String::from_utf8_lossy(&strings.expect("texts are shared").1).contains("Anden ordlyd"));
    let json: Value = serde_json::from_str(&desk.run(&["collect", "a.pdf", "b.pdf"]).stdout).expect("it is JSON");
    assert!(found(&json["suppliers"][1]).contains(&"other-form".to_owned()));
}

#[test]
fn the_comparison_has_the_buyers_logo_and_no_strangers() {
    let logo = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>"#;
    let profile = format!("{PROFILE}[theme]\nlogo = \"logo.svg\"\n");
    let desk = Desk::new().file("udbud.toml", &profile).file("logo.svg", logo);
    let ran = desk.run(&["build", "udbud.toml", "-o", "."]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let filled = fill_pdf(&desk.read("udbud-svarskema.pdf"), &good());
    let desk = desk.file("svar.pdf", filled);
    for arguments in [vec!["--profile", "udbud.toml"], vec![]] {
        let ran =
            desk.run(&[&["collect", "svar.pdf", "--format", "pdf", "-o", "s.pdf"], arguments.as_slice()].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(desk.read("s.pdf").starts_with(b"%PDF"));
    }
}

#[test]
fn what_is_too_much_to_print_is_cut_and_told() {
    let flood: &str = "a\n".repeat(12_000).leak();
    let mut answers = good();
    for line in ["SF1461", "SF1470", "SF1500", "SF1510", "SF1514"] {
        answers.insert(format!("{line}.begrundelse").leak(), flood);
    }
    let desk = Desk::new().file("udbud.toml", PROFILE).file("svar.pdf", fill_pdf(&FORMS.pdf, &answers));
    let started = std::time::Instant::now();
    let ran = desk.run(&["collect", "--profile", "udbud.toml", "svar.pdf", "-o", "s.pdf"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(started.elapsed() < std::time::Duration::from_secs(240), "{:?}", started.elapsed());
    let text = paper::text(&desk.read("s.pdf"));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("afkortet her"), "it is told that not all is printed");
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_told_whichever_way_it_came() {
    let long: &str = "x".repeat(40_000).leak();
    let supplier = supplier("svar.pdf", fill_pdf(&FORMS.pdf, &but(&[("SF1470.begrundelse", long)])));
    assert!(found(&supplier).contains(&"cut SF1470".to_owned()));
    assert_eq!(supplier["answers"]["SF1470"]["begrundelse"].as_str().map(str::len), Some(32_767));
}

#[test]
fn a_form_of_another_tender_or_version_is_told_with_what_differs() {
    let types = "[[type]]\nid = \"MK\"\nname = \"Mindstekrav\"\nkind = \"minimum\"\nanswers = [\"Ja\", \"Nej\"]\nmeaning = \"»Ja« koster en bod.\"\n";
    let changed = [
        (PROFILE.replace("Fælles omsorgssystem", "Andet omsorgssystem"), "ordregiver eller titel"),
        (PROFILE.replace("Eksempel Kommune", "Nordlyng Kommune"), "ordregiver eller titel"),
        (PROFILE.replace("\"1.0\"", "\"1.1\""), "versionen"),
        (format!("{PROFILE}{types}"), "kravtyperne"),
    ];
    for (profile, differs) in changed {
        let supplier = supplier("svar.xlsx", fill_workbook(&forms(&profile).xlsx, &good()));
        assert!(found(&supplier).contains(&"fingerprint-wrong".to_owned()), "{differs}: {:?}", found(&supplier));
        assert!(messages(&supplier).contains(differs), "{differs}: {}", messages(&supplier));
    }
}

#[test]
fn a_reworded_requirement_is_told_with_both_wordings_and_is_not_met() {
    let reworded = change_part(&XLSX, "xl/sharedStrings.xml", |strings| {
        strings.replace("anvende SF2900.", "anvende SF2900 mod vederlag.")
    });
    let desk = Desk::new().file("udbud.toml", PROFILE).file("svar.xlsx", reworded);
    let ran = desk.run(&["collect", "--profile", "udbud.toml", "svar.xlsx"]);
    let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    let supplier = &json["suppliers"][0];
    assert!(found(supplier).contains(&"text-changed SF2900".to_owned()), "{:?}", found(supplier));
    let said = messages(supplier);
    assert!(said.contains("mod vederlag") && said.contains("anvende SF2900.«"), "{said}");
    assert_eq!(supplier["verdicts"]["SF2900"], "unsettled");
    assert!(supplier["result"]["unsettled"].as_u64() >= Some(1), "{}", supplier["result"]);
}

#[test]
fn what_an_answer_comes_to_is_told_of_every_kind_of_line() {
    let own = |number: u8, kind: &str| {
        format!(
            "[[requirement]]\nid = \"E{number}\"\npackage = \"I-02\"\ntype = \"{kind}\"\ntext = \"Løsningen skal svare.\"\n"
        )
    };
    let lines: String = (1..=4).map(|number| own(number, "K")).collect();
    let profile = format!("{PROFILE}{lines}{}{}{}", own(5, "MK"), own(6, "O"), own(7, "O"));
    let mut answers = crate::collect::good();
    answers.extend([
        ("I-02-E1.svar", "Opfyldt"),
        ("I-02-E2.svar", "Delvist opfyldt"),
        ("I-02-E3.svar", "Ikke opfyldt"),
        ("I-02-E5.svar", "Nej"),
        ("I-02-E6.svar", "Anvendes"),
        ("I-02-E7.svar", "Anvendes ikke"),
    ]);
    let form = crate::answers::fill_workbook(&crate::collect::forms(&profile).xlsx, &answers);
    let reworded = change_part(&form, "xl/sharedStrings.xml", |strings| {
        strings.replace("Løsningen skal svare.", "Løsningen skal svare en gang.")
    });
    let verdicts = |form: Vec<u8>| {
        let desk = Desk::new().file("udbud.toml", &profile).file("svar.xlsx", form);
        let ran = desk.run(&["collect", "--profile", "udbud.toml", "svar.xlsx"]);
        let json: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
        let supplier = &json["suppliers"][0];
        let verdicts =
            ["E1", "E2", "E3", "E4", "E5", "E6", "E7"].map(|id| supplier["verdicts"][format!("I-02.{id}")].clone());
        (verdicts, found(supplier))
    };
    let (came, told) = verdicts(form);
    assert_eq!(came, ["met", "partly", "not-met", "unanswered", "not-met", "met", "away"]);
    assert!(told.contains(&"minimum-not-met I-02.E5".to_owned()), "{told:?}");
    // What was answered to other words is no answer to these.
    let (came, told) = verdicts(reworded);
    assert_eq!(came, ["unsettled", "unsettled", "unsettled", "unanswered", "unsettled", "unsettled", "unsettled"]);
    assert!(!told.contains(&"minimum-not-met I-02.E5".to_owned()), "{told:?}");
}
