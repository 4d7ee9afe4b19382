use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Dictionary, Document as File, Object, ObjectId, decode_text_string};
use pdf_writer::Ref;

use super::*;
use crate::fault::PressFault;
use crate::specimen::{Specimen, templates_with};
use crate::{Assets, Fonts, Press};
use tender::complaint::Fault;
use tender::document::{Attachment, Relationship};
use tender::document::{Document, Svarskema};
use tender::print::Templates;

fn print(document: &Document, assets: &Assets) -> File {
    let press = Press::new(&Templates::embedded(), Arc::new(Fonts::embedded()));
    let pdf = press.pdf(document, assets).unwrap_or_else(|complaints| panic!("{complaints:?}"));
    File::load_mem(&pdf.bytes).unwrap()
}

fn svarskema(change: impl FnOnce(&mut Svarskema)) -> Document {
    let Document::Svarskema(mut svarskema) = Specimen::of(&[2]).svarskema() else { panic!("a svarskema") };
    change(&mut svarskema);
    Document::Svarskema(svarskema)
}

fn text_of(entry: &Dictionary, key: &[u8]) -> String {
    decode_text_string(entry.get(key).unwrap_or_else(|_| panic!("{} in {entry:?}", String::from_utf8_lossy(key))))
        .unwrap()
}

fn references(entry: &Dictionary, key: &[u8]) -> Vec<ObjectId> {
    entry.get(key).and_then(Object::as_array).unwrap().iter().map(|id| id.as_reference().unwrap()).collect()
}

fn form(file: &File) -> Option<&Dictionary> {
    let form = file.catalog().unwrap().get(b"AcroForm").ok()?;
    Some(file.dereference(form).unwrap().1.as_dict().unwrap())
}

/// The fields of a file by their full names, and those names in order.
fn written(file: &File) -> (Vec<String>, BTreeMap<String, Dictionary>) {
    fn below(
        file: &File,
        ids: Vec<ObjectId>,
        path: &str,
        names: &mut Vec<String>,
        fields: &mut BTreeMap<String, Dictionary>,
    ) {
        for id in ids {
            let entry = file.get_dictionary(id).unwrap();
            let name = format!("{path}{}", text_of(entry, b"T"));
            if entry.has(b"FT") {
                names.push(name.clone());
                fields.insert(name, entry.clone());
            } else {
                below(file, references(entry, b"Kids"), &format!("{name}."), names, fields);
            }
        }
    }
    let (mut names, mut fields) = (Vec::new(), BTreeMap::new());
    if let Some(form) = form(file) {
        below(file, references(form, b"Fields"), "", &mut names, &mut fields);
    }
    (names, fields)
}

/// The widgets of a field.
fn widgets(file: &File, field: &Dictionary) -> Vec<Dictionary> {
    if !field.has(b"Kids") {
        return vec![field.clone()];
    }
    references(field, b"Kids").into_iter().map(|id| file.get_dictionary(id).unwrap().clone()).collect()
}

/// The states of a button's widget, but for Off.
fn states(widget: &Dictionary) -> Vec<String> {
    let normal = widget.get(b"AP").unwrap().as_dict().unwrap().get(b"N").unwrap().as_dict().unwrap();
    let states = normal.iter().map(|(state, _)| String::from_utf8(state.clone()).unwrap());
    states.filter(|state| state != "Off").collect()
}

fn flags(field: &Dictionary) -> i64 {
    field.get(b"Ff").unwrap().as_i64().unwrap()
}

#[test]
fn every_field_of_the_data_stands_in_the_pdf_in_the_same_order() {
    for document in [Specimen::of(&[2, 12]).svarskema(), Specimen::of(&[2, 12]).tjekliste()] {
        let (names, fields) = written(&print(&document, &Assets::new()));
        let wanted: Vec<String> = document.fields().iter().map(|field| field.name.to_string()).collect();
        assert_eq!(names, wanted);
        for field in document.fields() {
            assert_eq!(text_of(&fields[&field.name.to_string()], b"TU"), field.tip);
        }
    }
    assert!(form(&print(&Specimen::of(&[2]).kravbilag(), &Assets::new())).is_none());
}

#[test]
fn a_button_stores_the_answer_itself() {
    let document = svarskema(|svarskema| {
        svarskema.groups[0].lines[0].answer.options = ["Ja", "Nej", "På anden vis"].map(str::to_owned).to_vec();
    });
    let name = document.fields().iter().find(|field| field.options.len() == 3).unwrap().name.to_string();
    let file = print(&document, &Assets::new());
    let (_, fields) = written(&file);
    let widgets = widgets(&file, &fields[&name]);
    assert_eq!(widgets.iter().map(states).collect::<Vec<_>>(), [["Ja"], ["Nej"], ["På anden vis"]]);
    for widget in &widgets {
        assert_eq!(widget.get(b"AS").unwrap().as_name().unwrap(), b"Off");
        assert!(text_of(widget, b"TU").ends_with(&states(widget)[0]));
    }
    assert!(!fields[&name].has(b"Opt"));
}

#[test]
fn a_choice_is_a_drop_down_of_plain_strings() {
    let scale = ["Opfyldt", "Delvist opfyldt", "Ikke opfyldt"];
    let document = svarskema(|svarskema| {
        let answer = &mut svarskema.groups[0].lines[0].answer;
        answer.kind = FieldKind::Choice;
        answer.options = scale.map(str::to_owned).to_vec();
    });
    let (_, fields) = written(&print(&document, &Assets::new()));
    let choice = fields.values().find(|field| field.get(b"FT").unwrap().as_name().unwrap() == b"Ch").unwrap();
    let options = choice.get(b"Opt").unwrap().as_array().unwrap();
    assert_eq!(options.iter().map(|option| decode_text_string(option).unwrap()).collect::<Vec<_>>(), scale);
    assert_eq!(flags(choice) & 1 << 17, 1 << 17);
    assert!(!choice.has(b"V"));
}

#[test]
fn what_must_be_filled_in_is_marked_and_long_text_wraps() {
    let document = Specimen::of(&[2]).svarskema();
    let (_, fields) = written(&print(&document, &Assets::new()));
    for field in document.fields() {
        let flags = flags(&fields[&field.name.to_string()]);
        assert_eq!(flags & 1 << 1 != 0, field.required, "{}", field.name);
        assert_eq!(flags & 1 << 12 != 0, field.kind == FieldKind::Multiline, "{}", field.name);
        assert_eq!(flags & 1 << 23, 0, "{} scrolls", field.name);
    }
}

#[test]
fn a_box_can_be_ticked_from_the_start() {
    let document = Specimen::of(&[2]).tjekliste();
    let (_, fields) = written(&print(&document, &Assets::new()));
    let boxes: Vec<_> = document.fields().into_iter().filter(|field| field.kind == FieldKind::Check).collect();
    assert!(boxes.iter().any(|field| field.ticked) && boxes.iter().any(|field| !field.ticked));
    for field in boxes {
        let entry = &fields[&field.name.to_string()];
        let state: &[u8] = if field.ticked { b"Ja" } else { b"Off" };
        assert_eq!(entry.get(b"AS").unwrap().as_name().unwrap(), state);
        assert_eq!(entry.get(b"V").unwrap().as_name().unwrap(), state);
        assert_eq!(states(entry), [TICKED]);
    }
}

/// The structure element of each annotation, by the annotation's `StructParent`. Typst writes the parent tree as one
/// list of numbers and elements: lists for pages, and elements for annotations.
fn elements(file: &File) -> BTreeMap<i64, ObjectId> {
    let root = file.catalog().unwrap().get(b"StructTreeRoot").and_then(|root| file.dereference(root)).unwrap().1;
    let tree = root.as_dict().unwrap().get(b"ParentTree").and_then(|tree| file.dereference(tree)).unwrap().1;
    let numbers = tree.as_dict().unwrap().get(b"Nums").and_then(Object::as_array).unwrap().chunks_exact(2);
    numbers.filter_map(|pair| Some((pair[0].as_i64().ok()?, pair[1].as_reference().ok()?))).collect()
}

#[test]
fn every_widget_is_a_form_element_on_its_page_and_nothing_is_left_of_the_link() {
    let file = print(&Specimen::of(&[2]).svarskema(), &Assets::new());
    let elements = elements(&file);
    let (_, fields) = written(&file);
    let mut count = 0;
    for (name, field) in &fields {
        for widget in widgets(&file, field) {
            let element = elements[&widget.get(b"StructParent").unwrap().as_i64().unwrap()];
            let element = file.get_dictionary(element).unwrap();
            assert_eq!(element.get(b"S").unwrap().as_name().unwrap(), b"Form", "{name}");
            assert!(!element.has(b"Alt"));
            let page = file.get_dictionary(widget.get(b"P").unwrap().as_reference().unwrap()).unwrap();
            assert_eq!(page.get(b"Type").unwrap().as_name().unwrap(), b"Page");
            let annotations = file.dereference(page.get(b"Annots").unwrap()).unwrap().1.as_array().unwrap();
            let rects = annotations.iter().map(|annotation| file.dereference(annotation).unwrap().1.as_dict().unwrap());
            assert!(rects.map(|other| other.get(b"Rect").unwrap()).any(|rect| rect == widget.get(b"Rect").unwrap()));
            assert_eq!(widget.get(b"F").unwrap().as_i64().unwrap(), 4);
            assert!(widget.has(b"AP") && widget.has(b"TU"), "{name}");
            for key in [&b"A"[..], b"Border", b"QuadPoints", b"Contents"] {
                assert!(!widget.has(key), "{name}");
            }
            count += 1;
        }
    }
    assert!(count > fields.len());
    assert!(!form(&file).unwrap().has(b"NeedAppearances"));
}

#[test]
fn the_typing_font_is_embedded_and_has_the_letters_of_windows_1252() {
    let file = print(&Specimen::of(&[2]).svarskema(), &Assets::new());
    let resources =
        form(&file).unwrap().get(b"DR").unwrap().as_dict().unwrap().get(b"Font").unwrap().as_dict().unwrap();
    let font = file.get_dictionary(resources.get(font::NAME.as_bytes()).unwrap().as_reference().unwrap()).unwrap();
    let descriptor = file.get_dictionary(font.get(b"FontDescriptor").unwrap().as_reference().unwrap()).unwrap();
    let program =
        file.get_object(descriptor.get(b"FontFile2").unwrap().as_reference().unwrap()).unwrap().as_stream().unwrap();
    let program = program.decompressed_content().unwrap();
    let face = ttf_parser::Face::parse(&program, 0).unwrap();
    let whole = ttf_parser::Face::parse(crate::fonts::typing_face(), 0).unwrap();
    let widths = font.get(b"Widths").unwrap().as_array().unwrap();
    for (code, letter) in (32..127).map(|code: usize| (code, char::from(code as u8))).chain([
        (0xE6, 'æ'),
        (0xC5, 'Å'),
        (0x80, '€'),
        (0x96, '–'),
        (0x85, '…'),
    ]) {
        let glyph = face.glyph_index(letter).unwrap_or_else(|| panic!("{letter}"));
        let advance = whole.glyph_hor_advance(whole.glyph_index(letter).unwrap()).unwrap();
        assert_eq!(face.glyph_hor_advance(glyph), Some(advance), "{letter}");
        assert_eq!(
            widths[code - 32].as_i64().unwrap(),
            i64::from(advance) * 1000 / i64::from(face.units_per_em()),
            "{letter}"
        );
    }
    assert!(face.glyph_index('漢').is_none());
}

fn spot(name: &str, option: Option<&str>) -> Spot {
    Spot {
        annotation: Ref::new(1),
        tag: Ref::new(3),
        page: Ref::new(2),
        rect: [0.0; 4],
        struct_parent: 0,
        name: name.into(),
        option: option.map(str::to_owned),
    }
}

#[test]
fn a_template_must_show_each_field_once_and_no_other() {
    let document = svarskema(|svarskema| {
        svarskema.groups.clear();
        svarskema.facts = None;
        svarskema.signature = None;
    });
    let names =
        ["leverandoer.navn", "leverandoer.cvr", "leverandoer.cvr", "leverandoer.kontakt", "leverandoer.hemmeligt"];
    let spots: Vec<Spot> =
        names.iter().map(|name| spot(name, None)).chain([spot("leverandoer.kontakt", Some("Ja"))]).collect();
    let complaints = matched(&document.fields(), &spots).unwrap_err();
    let said = |fault: &dyn Fault| (fault.code(), fault.saying().message);
    let faults: Vec<_> = complaints.iter().map(|complaint| said(&*complaint.fault)).collect();
    assert_eq!(
        faults,
        [
            said(&PressFault::FieldsMissing { names: vec!["leverandoer.dato".into()] }),
            said(&PressFault::FieldsRepeated { names: vec!["leverandoer.cvr".into()] }),
            said(&PressFault::FieldsUnknown {
                names: vec!["leverandoer.hemmeligt".into(), "leverandoer.kontakt=Ja".into()]
            }),
        ]
    );
}

#[test]
fn a_link_that_leads_elsewhere_than_to_the_web_is_refused() {
    let foreign = |target: &str| Err(PressFault::ForeignLink { target: target.to_owned() }.saying());
    for (target, leads) in [
        ("https://example.dk", Ok(None)),
        ("mailto:udbud@example.dk", Ok(None)),
        ("x-form:SF1461.svar=På anden vis", Ok(Some("SF1461.svar=På anden vis"))),
        ("javascript:alert(1)", foreign("javascript:alert(1)")),
        ("file:///etc/passwd", foreign("file:///etc/passwd")),
    ] {
        assert_eq!(spots::field(target).map_err(|complaint| complaint.fault.saying()), leads);
    }
}

#[test]
fn a_foreign_link_is_found_in_a_document_without_fields_too() {
    let ours = include_str!("../../../../../templates/kravbilag.typ");
    let printed = |link: &str| {
        let template = format!("{ours}\n#link(\"{link}\")[her]\n");
        let press = Press::new(&templates_with(&[("kravbilag.typ", template)]), Arc::new(Fonts::embedded()));
        let printed = press.pdf(&Specimen::of(&[2]).kravbilag(), &Assets::new());
        printed.map(drop).map_err(|complaints| complaints.iter().map(|complaint| complaint.fault.code()).collect())
    };
    assert_eq!(printed("https://example.dk"), Ok(()));
    assert_eq!(printed("javascript:alert(1)"), Err(vec!["foreign-link"]));
    assert_eq!(printed("x-form:SF1461.svar"), Err(vec!["fields-unknown"]));
}

#[test]
fn what_a_template_attaches_and_names_stays_beside_what_is_attached_here() {
    let ours = include_str!("../../../../../templates/kravbilag.typ");
    let theirs = r#"
#pdf.attach("/b.txt", bytes("hej"), relationship: "supplement", mime-type: "text/plain", description: "Hilsen")
#heading(level: 1)[Her] <her>
#link(<her>)[Se her]
"#;
    let template = format!("{ours}{theirs}");
    let press = Press::new(&templates_with(&[("kravbilag.typ", template)]), Arc::new(Fonts::embedded()));
    let mut assets = Assets::new();
    for name in ["a.json", "c.json"] {
        assets.attach(Attachment {
            name: name.into(),
            bytes: b"{}".to_vec(),
            mime: "application/json",
            relationship: Relationship::Data,
            description: "Prøve".into(),
        });
    }
    let pdf = press.pdf(&Specimen::of(&[2]).kravbilag(), &assets).unwrap_or_else(|complaints| panic!("{complaints:?}"));
    let file = File::load_mem(&pdf.bytes).unwrap();
    let catalog = file.catalog().unwrap();
    assert_eq!(references(catalog, b"AF").len(), 3);
    let names = catalog.get(b"Names").unwrap().as_dict().unwrap();
    let listed = names.get(b"EmbeddedFiles").unwrap().as_dict().unwrap().get(b"Names").unwrap().as_array().unwrap();
    let listed: Vec<String> = listed.chunks(2).map(|pair| decode_text_string(&pair[0]).unwrap()).collect();
    assert_eq!(listed, ["a.json", "b.txt", "c.json"]);
    let destinations = names.get(b"Dests").unwrap().as_dict().unwrap().get(b"Names").unwrap().as_array().unwrap();
    assert_eq!(decode_text_string(&destinations[0]).unwrap(), "her");
}

#[test]
fn attachments_are_listed_by_name_and_come_back_whole() {
    let mut assets = Assets::new();
    let attachment = |name: &str, bytes: &[u8]| Attachment {
        name: name.into(),
        bytes: bytes.to_vec(),
        mime: "application/json",
        relationship: Relationship::Data,
        description: "Prøve".into(),
    };
    assets.attach(attachment("b.json", b"old"));
    assets.attach(attachment("b.json", b"{\"b\": \"\xc3\xa6\"}"));
    assets.attach(attachment("a.json", &[b'a'; 5000]));
    let file = print(&Specimen::of(&[2]).kravbilag(), &assets);
    let catalog = file.catalog().unwrap();
    let names = catalog.get(b"Names").unwrap().as_dict().unwrap().get(b"EmbeddedFiles").unwrap().as_dict().unwrap();
    let names: Vec<String> = names
        .get(b"Names")
        .unwrap()
        .as_array()
        .unwrap()
        .chunks(2)
        .map(|pair| decode_text_string(&pair[0]).unwrap())
        .collect();
    assert_eq!(names, ["a.json", "b.json"]);
    let contents = references(catalog, b"AF").into_iter().map(|id| {
        let specification = file.get_dictionary(id).unwrap();
        assert_eq!(specification.get(b"AFRelationship").unwrap().as_name().unwrap(), b"Data");
        assert_eq!(text_of(specification, b"Desc"), "Prøve");
        let embedded = specification.get(b"EF").unwrap().as_dict().unwrap().get(b"F").unwrap().as_reference().unwrap();
        file.get_object(embedded).unwrap().as_stream().unwrap().get_plain_content().unwrap()
    });
    assert_eq!(contents.collect::<Vec<_>>(), [vec![b'a'; 5000], b"{\"b\": \"\xc3\xa6\"}".to_vec()]);
}
