//! What the documents say: golden at the level of text, `tests/cases/<name>/`.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Reader, Xlsx};

use crate::desk::Desk;
use crate::golden::assert_golden;
use crate::paper;

/// Each case is a profile; its kravbilag, svarskema, tjekliste and baggrundsnotat as Markdown stand beside it.
#[test]
fn every_case_says_what_stands_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("there are cases")
        .map(|entry| entry.expect("it can be listed").file_name().into_string().expect("its name is Unicode"))
        .collect();
    names.sort();
    assert!(names.len() >= 4);
    for name in names {
        let profile = fs::read(folder.join(&name).join("profil.toml")).expect("a case has a profile");
        let desk = Desk::new().file("profil.toml", profile);
        let documents = ["kravbilag", "svarskema", "tjekliste", "baggrundsnotat"].map(|it| ["--document", it]).concat();
        let ran = desk.run(&[&["build", "profil.toml", "-o", ".", "--format", "md"], &documents[..]].concat());
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        for (document, folder) in
            [("kravbilag", ""), ("svarskema", ""), ("tjekliste", "internt/"), ("baggrundsnotat", "internt/")]
        {
            let text =
                String::from_utf8(desk.read(&format!("{folder}profil-{document}.md"))).expect("Markdown is UTF-8");
            assert_golden(&format!("tests/cases/{name}/{document}.md"), &text);
        }
        assert_golden(&format!("tests/cases/{name}/warnings.txt"), &ran.stderr);
    }
}

/// The text of a format's file, as its readers see it, without what lays it out.
fn seen(path: &str, bytes: &[u8]) -> String {
    let text = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("pdf") => paper::text(bytes),
        Some("xlsx") => {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("the workbook can be read");
            let sheets = book.worksheets();
            let cells = sheets.iter().flat_map(|(_, sheet)| sheet.rows()).flatten().map(ToString::to_string);
            cells.collect::<Vec<_>>().join("\n")
        }
        Some("docx") => {
            let text = parts(bytes, "word/document.xml");
            text.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect()
        }
        Some("json") => words(&serde_json::from_slice(bytes).expect("it is JSON")),
        _ => String::from_utf8(bytes.to_vec()).expect("it is text").replace('\\', ""),
    };
    squeezed(&text)
}

/// The texts of a document as data. A run of a text has its words under `s`, and beside them only how they look.
fn words(value: &serde_json::Value) -> String {
    use serde_json::Value::{Array, Bool, Null, Number, Object, String};
    match value {
        String(text) => text.clone(),
        Array(items) => items.iter().map(words).collect(),
        Object(fields) => match fields.get("s") {
            Some(run) => words(run),
            None => fields.values().map(words).collect(),
        },
        Null | Bool(_) | Number(_) => std::string::String::new(),
    }
}

/// Without blanks, marks and hyphens: where a line ends does not matter.
fn squeezed(text: &str) -> String {
    let is_laid_out =
        |letter: char| letter.is_whitespace() || matches!(letter, '*' | '_' | '-' | '\u{ad}' | '\u{2010}' | '\u{2011}');
    text.chars().filter(|letter| !is_laid_out(*letter)).collect()
}

/// Needs, changed lines and the buyer's own requirements with and without a package: what one format says of them all
/// say.
#[test]
fn every_format_holds_each_need_and_each_changed_line_alike() {
    let profile = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/behov/profil.toml"));
    let desk = Desk::new().file("profil.toml", profile.expect("the case has a profile"));
    let formats = ["pdf", "md", "json", "xlsx"].map(|format| ["--format", format]).concat();
    let ran = desk.run(&[&["build", "profil.toml", "-o", "."], &formats[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let shown = |path: &str, words: &[&str]| {
        let text = seen(path, &desk.read(path));
        for word in words {
            assert!(text.contains(&squeezed(word)), "{path} lacks {word}");
        }
    };
    let lines = [
        "I-04.B1",
        "Løsningen skal registrere sine sager og dokumenter i SF1470 Sags- og Dokumentindeks.",
        "I-14.B1",
        "Løsningen skal anvende SF1411_B.",
        "Kravet skal være opfyldt senest 12 måneder efter idriftsættelsen.",
        "Kravet gælder, hvis løsningen anvender SF1411_B.",
        "I-04.E1",
        "Eftersyn",
        "Løsningen skal efterses uden afbrydelser.",
        "Kravet skal være opfyldt senest den 1. juni 2027.",
        "Krav, vægt 10",
        "Løsningen skal svare hurtigt.",
        "Svaret angives som et tal i timer og må højst være 4.",
    ];
    for path in ["profil-kravbilag.pdf", "profil-kravbilag.md", "profil-kravbilag.json"] {
        shown(path, &lines);
        shown(
            path,
            &[
                "Ordregivers tilpasning: Kravet er af typen K Krav.",
                "Modtagelsen af helbredsprocenter indføres trinvis.",
            ],
        );
    }
    let svarskema = ["profil-svarskema.pdf", "profil-svarskema.md", "profil-svarskema.json", "profil-svarskema.xlsx"];
    for path in svarskema {
        shown(path, &lines);
        shown(path, &["O-9", "Et sortiment er et udvalg af kontoværdier"]);
    }
}

/// What the buyer made optional is nowhere said to be required: not among what follows, not in its reason, not by its status.
#[test]
fn what_the_buyer_made_optional_is_said_to_be_optional_wherever_it_stands() {
    let text = crate::support::profile_text(
        "2024-01",
        "[packages]\nI-04 = \"all\"\nI-14 = [\"SF1601\"]\nI-15 = \"all\"\n[facts]\nsender-fjernprint = false\nskriver-til-sagsindeks = true\n\
         overdrager-sager = false\nudveksler-sagsdokumenter = false\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n\
         [[line]]\nid = \"SF1516\"\ntype = \"O\"\nreason = \"Anden løsning.\"\n\
         [[line]]\nid = \"I-04.02\"\ntype = \"O\"\nreason = \"Ikke nødvendigt.\"\n",
    );
    let desk = Desk::new().file("p.toml", text);
    let ran = desk.run(&[
        "build",
        "p.toml",
        "-o",
        ".",
        "--format",
        "md",
        "--document",
        "kravbilag",
        "--document",
        "tjekliste",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let paper = String::from_utf8(desk.read("p-kravbilag.md")).expect("Markdown is UTF-8");
    let tjekliste = String::from_utf8(desk.read("internt/p-tjekliste.md")).expect("Markdown is UTF-8");
    let follows = "SF1516 Sikkerhed – SAML-token: kan anvendes. Ordregiver har gjort kravet valgfrit.";
    assert!(paper.contains(follows) && tjekliste.contains(follows), "{paper}");
    assert!(!paper.contains("SAML-token: kræves"), "{paper}");
    let section = |id: &str| {
        let after = paper.split(&format!("### {id} ")).nth(1).unwrap_or_else(|| panic!("{id}: {paper}"));
        after.split("\n#").next().unwrap_or_default().to_owned()
    };
    for (id, why) in
        [("SF1516", "Kan anvendes, fordi SF1601 er valgt. Ordregiver har gjort kravet valgfrit."), ("I-04.02", "")]
    {
        let section = section(id);
        assert!(section.contains("Kan anvendes") && section.contains(why) && !section.contains("Kræves"), "{section}");
    }
    // Chosen itself, it keeps its full stop; and no alternative says that it applies.
    let text = crate::support::profile_text(
        "2024-01",
        "[packages]\nI-02 = [\"SF1320_A\"]\nI-06 = \"all\"\n[facts]\nfolger-personaendringer = true\nskriver-til-organisation = true\n\
         [[line]]\nid = \"SF1500\"\ntype = \"O\"\nreason = \"Anden løsning.\"\n\
         [[line]]\nid = \"SF1461\"\ntype = \"O\"\nreason = \"Anden løsning.\"\n",
    );
    let chosen = kravbilag(&text);
    let why = "Valgt af ordregiver i pakken I-06. Ordregiver har gjort kravet valgfrit.";
    assert!(chosen.contains(why) && !chosen.contains("SF1461 gælder"), "{chosen}");
    let row = paper.lines().find(|line| line.starts_with("| **I-14**")).expect("there is an overview");
    assert!(row.contains("(●)"), "{row}");
}

/// The buyer's checklist holds whatever is required, what belongs to no package too.
#[test]
fn every_format_of_the_checklist_holds_the_requirements_of_no_package() {
    let profile = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/behov/profil.toml"));
    let desk = Desk::new().file("profil.toml", profile.expect("the case has a profile"));
    let formats = ["pdf", "md", "html", "json", "docx"];
    let asked = formats.map(|format| ["--format", format]).concat();
    let ran = desk.run(&[&["build", "profil.toml", "--document", "tjekliste", "-o", "."], &asked[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for format in formats {
        let path = format!("internt/profil-tjekliste.{format}");
        let text = seen(&path, &desk.read(&path));
        for said in ["Øvrige krav", "Løsningen skal svare hurtigt.", "Løsningen skal efterses uden afbrydelser."] {
            assert!(text.contains(&squeezed(said)), "{path} lacks {said}");
        }
    }
}

/// The full names of a PDF's fields: a kid's is its parent's and its own.
fn fields(pdf: &[u8]) -> Vec<String> {
    let file = lopdf::Document::load_mem(pdf).expect("it is a PDF");
    let name = |dict: &lopdf::Dictionary| -> Option<String> {
        let name = dict.get(b"T").ok()?;
        lopdf::decode_text_string(name).ok()
    };
    let dicts = file.objects.values().filter_map(|object| object.as_dict().ok());
    let named = dicts.filter_map(|dict| {
        let own = name(dict)?;
        let parent = dict.get(b"Parent").ok().and_then(|parent| parent.as_reference().ok());
        let parent = parent.and_then(|id| file.get_dictionary(id).ok()).and_then(name);
        Some(parent.map_or(own.clone(), |parent| format!("{parent}.{own}")))
    });
    named.collect()
}

/// The parts of an office paper that are named by their end.
fn parts(package: &[u8], ending: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("an office paper is a package");
    let count = archive.len();
    let named = |at: usize| {
        let mut part = archive.by_index(at).ok()?;
        let mut text = String::new();
        let is_it = part.name().is_ok_and(|name| name.ends_with(ending));
        (is_it && std::io::Read::read_to_string(&mut part, &mut text).is_ok()).then_some(text)
    };
    let text: String = (0..count).filter_map(named).collect();
    assert!(!text.is_empty(), "it has no {ending}");
    text
}

/// The buyer wants no description of the first, one with every answer to the second, and of the third one where it is
/// met in part.
#[test]
fn a_description_is_asked_for_as_the_buyer_says_in_every_format() {
    let text = crate::support::profile_text(
        "2024-01",
        "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = false\nafleverer-via-fordeling = true\nmodtager-via-fordeling = false\n\
         [[requirement]]\nid = \"E1\"\ntype = \"MK\"\ntext = \"Løsningen skal svare inden tre sekunder.\"\nanswer = \"number\"\nat-most = 3\ndescribe = \"none\"\n\
         [[requirement]]\nid = \"E2\"\ntype = \"K\"\ntext = \"Løsningen skal vise en sag.\"\nweight = 5\ndescribe = \"required\"\n\
         [[requirement]]\nid = \"E3\"\ntype = \"K\"\ntext = \"Løsningen skal vise to sager.\"\nweight = 5\n",
    );
    let desk = Desk::new().file("p.toml", text);
    let formats = ["pdf", "md", "json", "xlsx", "docx"].map(|format| ["--format", format]).concat();
    let kinds = ["--document", "svarskema"];
    let ran = desk.run(&[&["build", "p.toml", "-o", "."], &kinds[..], &formats[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let pdf = fields(&desk.read("p-svarskema.pdf"));
    let (xlsx, docx) = (
        parts(&desk.read("p-svarskema.xlsx"), "sharedStrings.xml"),
        parts(&desk.read("p-svarskema.docx"), "word/document.xml"),
    );
    // When it must be given is said where it is: beside the field, and in the workbook where the cell is filled in.
    let printed = squeezed(&paper::text(&desk.read("p-svarskema.pdf")));
    let sheets = parts(&desk.read("p-svarskema.xlsx"), ".xml");
    for duty in ["Skal udfyldes", "Skal udfyldes ved »Delvist opfyldt«"] {
        assert!(printed.contains(&squeezed(&format!("Beskrivelse{duty}"))), "{duty}: {printed}");
        assert!(sheets.contains(&format!("prompt=\"{duty}\"")), "{duty} in the workbook");
    }
    let json: serde_json::Value = serde_json::from_slice(&desk.read("p-svarskema.json")).expect("it is JSON");
    let lines: Vec<&serde_json::Value> =
        json["groups"].as_array().into_iter().flatten().flat_map(|group| group["lines"].as_array()).flatten().collect();
    let markdown = String::from_utf8(desk.read("p-svarskema.md")).expect("Markdown is UTF-8");
    for (id, described, duty) in
        [("E1", false, ""), ("E2", true, "(Skal udfyldes):"), ("E3", true, "(Skal udfyldes ved »Delvist opfyldt«):")]
    {
        let (answer, description) = (format!("{id}.svar"), format!("{id}.begrundelse"));
        assert!(pdf.contains(&answer) && pdf.contains(&description) == described, "{id}: {pdf:?}");
        assert!(xlsx.contains(&answer) && xlsx.contains(&description) == described, "{id} in the workbook");
        assert!(docx.contains(&answer) && docx.contains(&description) == described, "{id} in the Word paper");
        let line = lines.iter().find(|line| line["id"] == id).expect("each requirement is a line");
        assert_eq!(!line["description"].is_null(), described, "{id} in JSON");
        let section = markdown.split(&format!("### {id}\n")).nth(1).expect("each requirement has a heading");
        let section = section.split("\n### ").next().unwrap_or_default();
        assert_eq!(section.contains("**Beskrivelse**"), described, "{section}");
        assert!(section.contains(&format!("**Beskrivelse** {duty}")) || !described, "{section}");
    }
}

/// The kravbilag of a profile as Markdown.
fn kravbilag(profile: &str) -> String {
    let desk = Desk::new().file("p.toml", profile);
    let ran = desk.run(&["build", "p.toml", "--document", "kravbilag", "--format", "md"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    String::from_utf8(desk.read("bilag-ud/p-kravbilag.md")).expect("it is text")
}

#[test]
fn a_time_is_said_to_be_that_of_just_the_lines_that_have_it() {
    let text = kravbilag(
        "edition = \"2024-01\"\n[tender]\ntitle = \"T\"\nbuyer = \"B\"\nprocedure = \"own-tender\"\ndeadline = 2027-01-15\n[packages]\nI-01 = [\"SF0810\"]\nI-14 = [\"SF1606\"]\n[facts]\nsender-fjernprint = false\n[[line]]\nid = \"SF0810\"\ndue = \"2 måneder efter idriftsættelsen\"\nreason = \"Trinvis.\"\n[[line]]\nid = \"SF1606\"\ndue = \"12 måneder efter idriftsættelsen\"\nreason = \"Trinvis.\"\n",
    );
    let with = |time: &str| {
        let (_, after) = text.split_once(&format!("Kravet skal være opfyldt {time}. Fristen gælder også ")).unwrap();
        after.split_once(".\n").unwrap().0.to_owned()
    };
    assert!(!with("2 måneder efter idriftsættelsen").contains("SF1516"), "{text}");
    assert!(with("12 måneder efter idriftsættelsen").contains("SF1516"), "{text}");
    // Of two that are due at the same time each is told with what rests on it.
    let same = kravbilag(
        "edition = \"2024-01\"\n[tender]\ntitle = \"T\"\nbuyer = \"B\"\nprocedure = \"own-tender\"\ndeadline = 2027-01-15\n[packages]\nI-06 = \"all\"\nI-14 = [\"SF1601\"]\n[facts]\nskriver-til-organisation = false\nsender-fjernprint = false\n[[line]]\nid = \"SF1500\"\ndue = \"12 måneder efter idriftsættelsen\"\nreason = \"Den ene.\"\n[[line]]\nid = \"SF1601\"\ndue = \"12 måneder efter idriftsættelsen\"\nreason = \"Den anden.\"\n",
    );
    let told: Vec<&str> = same.split("Ordregivers tilpasning:").skip(1).collect();
    assert!(told.len() == 2 && !told[0].contains("SF1516") && told[1].contains("SF1516"), "{same}");
    // What follows from both has the earliest of the two, and that is said with the deviations too.
    let both = "skal være opfyldt på det tidligste af disse tidspunkter: 12 måneder efter idriftsættelsen; 2 måneder efter idriftsættelsen.";
    let deviations = text.split("Ordregivers tilpasning:").skip(1);
    assert_eq!(deviations.filter(|it| it.contains("SF1514") && it.contains(both)).count(), 1, "{text}");
}

#[test]
fn no_condition_is_printed_whose_fact_is_neither_settled_nor_asked_for() {
    let text = kravbilag(
        "edition = \"2024-01\"\n[tender]\ntitle = \"T\"\nbuyer = \"B\"\nprocedure = \"own-tender\"\ndeadline = 2027-01-15\n[packages]\nI-02 = [\"SF1525\"]\nI-04 = \"all\"\nI-09 = \"all\"\nI-12 = \"all\"\nI-15 = \"all\"\n[facts]\nfolger-personaendringer = false\nskriver-til-sagsindeks = false\noverdrager-sager = \"supplier\"\nopbygger-sortiment = false\nmasseleverancer = false\nbogfoerer-betalinger = \"supplier\"\nudveksler-sagsdokumenter = false\nafleverer-via-fordeling = true\nmodtager-via-fordeling = false\n[readings]\nR14 = \"Bekræftet\"\n",
    );
    for condition in ["hvis løsningen overdrager", "hvis løsningen anvender tokenservices", "hvis løsningen bogfører"]
    {
        assert!(!text.contains(condition), "{condition}: {text}");
    }
    assert!(text.contains("Løsningen skal anvende SF2900"), "{text}");
}

#[test]
fn a_type_of_the_buyers_own_says_what_its_kind_means_and_a_sentence_ends_once() {
    let text = kravbilag(
        "edition = \"2024-01\"\n[tender]\ntitle = \"T\"\nbuyer = \"Eksempel Kommune m.fl.\"\nprocedure = \"own-tender\"\ndeadline = 2027-01-15\ndue = \"Senest ved overtagelsen.\"\n[packages]\nI-06 = \"all\"\n[facts]\nskriver-til-organisation = false\n[[type]]\nid = \"M\"\nname = \"Absolut krav\"\nkind = \"minimum\"\nanswers = [\"Ja\", \"Nej\"]\n[[requirement]]\ntype = \"M\"\ntext = \"Prisen skal angives.\"\nanswer = \"number\"\nunit = \"kr.\"\nat-most = 10000000\n[[requirement]]\ntype = \"K\"\nweight = 1\ntext = \"Løsningen skal vise kurser.\"\nanswer = \"number\"\nunit = \"kr.\"\ndue = \"1. juni 2027\"\n[[line]]\nid = \"SF1500\"\ntype = \"O\"\nreason = \"Valgfrit.\"\n",
    );
    let row = text.lines().find(|line| line.contains("Absolut krav")).expect("the type is explained");
    assert!(row.to_lowercase().contains("mindstekrav") || row.contains("tages i betragtning"), "{row}");
    for said in ["senest ved overtagelsen, ", "et tal i kr.\n", "senest den 1. juni 2027"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("kr..") && !text.contains("m.fl..") && !text.contains("Senest ved"), "{text}");
    let (_, line) = text.split_once("SF1500").expect("the line is there");
    assert!(line.contains("Kan anvendes"), "{line}");
}

/// No tenders are given, so that none is evaluated or left out of account.
#[test]
fn the_papers_of_a_direct_award_know_of_no_tender() {
    let profile = "edition = \"2024-01\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\nversion = \"1.0\"\n\
                   procedure = \"PROCEDURE\"\nsignature = true\n[packages]\nI-04 = \"all\"\nI-15 = \"all\"\n\
                   [[requirement]]\ntype = \"O\"\ntext = \"Leverandøren kan undervise.\"\n";
    let of = |procedure: &str| {
        let desk = Desk::new().file("p.toml", profile.replace("PROCEDURE", procedure));
        let ran = desk.run(&["build", "p.toml", "--format", "md", "-o", "."]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ["p-kravbilag.md", "p-svarskema.md"].map(|paper| String::from_utf8(desk.read(paper)).expect("it is text"))
    };
    let said =
        |paper: &str| ["evaluering", "tilbuddet", "tilbudte", "tages i betragtning"].map(|word| paper.contains(word));
    for paper in of("direct-award") {
        assert_eq!(said(&paper), [false; 4], "{paper}");
        assert!(paper.contains("leveringsaftalen ikke kan tildeles leverandøren"), "{paper}");
    }
    let [_, form] = of("mini-tender");
    assert_eq!(said(&form), [true; 4], "{form}");
    // What is met otherwise is documented where the supplier answers, and what is corrected or withdrawn is no tender.
    let other = profile.replace("PROCEDURE", "direct-award").replace("I-15", "I-14");
    let desk = Desk::new().file("p.toml", other);
    let build = || {
        let ran = desk.run(&["build", "p.toml", "--format", "md", "-o", "."]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    };
    let read = |paper: &str| String::from_utf8(desk.read(paper)).expect("it is text");
    build();
    let form = read("p-svarskema.md");
    assert!(form.contains("dokumenterer i besvarelsen, at") && !form.contains("i tilbuddet"), "{form}");
    let out = "edition = \"2024-01\"\n[tender]\ntitle = \"Prøve\"\nbuyer = \"Eksempel Kommune\"\nversion = \"1.0\"\n\
               date = 2026-11-24\npublished = 2026-11-24\nprocedure = \"direct-award\"\n[packages]\nI-07 = \"all\"\n\
               [facts]\nabonnerer-paa-klassifikation = true\n";
    let write = |profile: &str| std::fs::write(desk.path("p.toml"), profile).expect("it is written");
    write(out);
    build();
    let corrected = out.replace("1.0", "1.1").replace("2026-11-24", "2026-11-27").replace("Prøve", "Prøver");
    write(&corrected);
    build();
    write(&corrected.replace("procedure", "cancelled = 2026-12-01\nprocedure"));
    build();
    for paper in ["p-rettelsesblad.md", "p-aflysning.md"] {
        assert!(!read(paper).to_lowercase().contains("tilbud"), "{}", read(paper));
    }
}

/// What an integration brings along that may be used, and that the buyer made optional too, does not apply anywhere.
#[test]
fn what_follows_from_something_optional_and_was_made_optional_may_be_used() {
    let text = kravbilag(&crate::support::profile_text(
        "2024-01",
        "[packages]\nI-14 = [\"SF1601\"]\n[facts]\nsender-fjernprint = false\n\
         [[line]]\nid = \"SF1601\"\ntype = \"O\"\nreason = \"Kan undværes.\"\n\
         [[line]]\nid = \"SF1516\"\ntype = \"O\"\ndue = 2027-12-01\nreason = \"Kan undværes.\"\n",
    ));
    let (_, line) = text.split_once("### SF1516 ").expect("the line is there");
    let line = line.split("\n#").next().expect("it has an end");
    for said in [
        "Kan anvendes i pakken I-14, hvis SF1601 anvendes. Ordregiver har gjort kravet valgfrit.",
        "Frist: Svares »Anvendes«, skal kravet være opfyldt senest den 1. december 2027.",
    ] {
        assert!(line.contains(said), "{said}: {line}");
    }
    assert!(!["gælder", "Kræves", "Betingelse"].iter().any(|word| line.contains(word)), "{line}");
    let (_, deviations) = text.split_once("Afvigelser\n").expect("there are deviations");
    assert!(deviations.contains("Svares »Anvendes«, skal kravet være opfyldt senest"), "{deviations}");
}

/// A limit is a duty where the requirement is a minimum, and else what counts as met.
#[test]
fn only_a_minimum_requirement_shall_keep_within_its_limits() {
    let own = |kind: &str, answer: &str| {
        kravbilag(&crate::support::profile_text(
            "2024-01",
            &format!(
                "[packages]\nI-06 = \"all\"\n[facts]\nskriver-til-organisation = false\n[[requirement]]\nid = \"E1\"\ntype = \"{kind}\"\ntext = \"Løsningen skal svare.\"\n{answer}"
            ),
        ))
    };
    let number = "answer = \"number\"\nunit = \"sekunder\"\nat-most = 2\n";
    let date = "answer = \"date\"\nat-least = 2027-01-01\nat-most = 2027-06-01\n";
    for (kind, answer, said) in [
        ("MK", number, "Svaret angives som et tal i sekunder og må højst være 2."),
        ("K", number, "Svaret angives som et tal i sekunder. Kravet er opfyldt, når tallet er højst 2."),
        ("MK", date, "en dato, der skal være tidligst den 1. januar 2027 og senest den 1. juni 2027."),
        (
            "K",
            date,
            "en dato. Kravet er opfyldt, når datoen er tidligst den 1. januar 2027 og senest den 1. juni 2027.",
        ),
    ] {
        let text = own(kind, answer);
        assert!(text.contains(said), "{said}: {text}");
    }
}

/// The guide tells of what the form asks, and of nothing else.
#[test]
fn the_guide_has_no_point_about_what_the_form_does_not_ask() {
    let guide = |rest: &str| {
        let desk = Desk::new().file("p.toml", crate::support::profile_text("2024-01", rest));
        let ran = desk.run(&["build", "p.toml", "-o", ".", "--document", "svarskema", "--format", "md"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let text = String::from_utf8(desk.read("p-svarskema.md")).expect("Markdown is UTF-8");
        let (_, guide) = text.split_once("Vejledning\n").expect("there is a guide");
        guide.split("\n#").next().expect("it has an end").to_owned()
    };
    let points = [
        "Til et mindstekrav betyder »Ja«",
        "Til et krav, der indgår i evalueringen, betyder »Opfyldt«",
        "Besvares et krav med et tal, er kravet kun opfyldt",
        "Til et valgfrit krav betyder »Anvendes«",
        "Et valgfrit krav, der besvares med ord",
        "Beskrivelsen uddyber svaret.",
    ];
    let said = |text: &str| points.map(|point| text.contains(point));
    let plain = guide("[packages]\nI-06 = \"all\"\n[facts]\nskriver-til-organisation = false\n");
    assert_eq!(said(&plain), [true, false, false, false, false, true], "{plain}");
    let own = |kind: &str, answer: &str| {
        format!("[[requirement]]\ntype = \"{kind}\"\ntext = \"Løsningen skal svare.\"\nanswer = \"{answer}\"\n")
    };
    let rest = [
        "[packages]\nI-02 = [\"SF1320_A\"]\nI-06 = \"all\"\nI-11 = \"all\"\n[facts]\nfolger-personaendringer = false\nskriver-til-organisation = false\nopbygger-sortiment = \"supplier\"\n",
        &own("K", "choice"),
        &own("O", "choice"),
        &own("O", "text"),
        &own("K", "number"),
        "at-most = 2\n",
    ];
    let all = guide(&rest.concat());
    assert_eq!(said(&all), [true; 6], "{all}");
}

/// Of several integrations with one alternative nothing is said together that each does not say alone.
#[test]
fn what_is_accepted_together_is_told_only_where_more_comes_of_it() {
    let text = kravbilag(&crate::support::profile_text(
        "2024-01",
        "[packages]\nI-02 = [\"SF1525\"]\n[facts]\nfolger-personaendringer = true\n",
    ));
    let (_, line) = text.split_once("### SF1525 ").expect("the line is there");
    let line = line.split("\n#").next().expect("it has an end");
    assert!(line.contains("Godtages alternativet, bortfalder SF1320_A,") && !line.contains("for både"), "{line}");
    let (_, line) = text.split_once("### SF1320_A ").expect("the line is there");
    let line = line.split("\n#").next().expect("it has an end");
    assert!(line.contains("Godtages det for både SF1320_A og SF1525, bortfalder SF1461"), "{line}");
}

/// A need of the catalog's is due when the buyer says, and only then.
#[test]
fn a_need_has_one_time() {
    let time = |line: &str| {
        let text = kravbilag(&crate::support::profile_text(
            "2024-01",
            &format!("[packages]\nI-07 = \"all\"\n[facts]\nabonnerer-paa-klassifikation = true\n{line}"),
        ));
        let (_, need) = text.split_once("# I-07.B1 ").expect("the need is there");
        need.split("\n#").next().expect("it has an end").to_owned()
    };
    let planned = "Kravet skal være opfyldt, når den planlagte opdatering af SF1510 er taget i brug.";
    let plain = time("");
    assert!(plain.contains(planned) && plain.contains("Løsningen skal kunne abonnere"), "{plain}");
    let changed = time("[[line]]\nid = \"I-07.B1\"\ndue = 2028-01-01\nreason = \"Senere.\"\n");
    assert!(!changed.contains("planlagte") && changed.contains("senest den 1. januar 2028"), "{changed}");
}

/// What the catalog defers is due later wherever nothing else asks for it at once; that may depend on an alternative.
#[test]
fn a_deferral_is_told_where_an_alternative_can_bring_it_about() {
    let told = |packages: &str, facts: &str| {
        let text = kravbilag(&crate::support::profile_text(
            "2024-01",
            &format!("[packages]\nI-07 = \"all\"\n{packages}[facts]\nabonnerer-paa-klassifikation = true\n{facts}"),
        ));
        let follows = text.lines().find(|line| line.contains("SF1461 Modtag") && line.contains("klassifikationer."));
        let (_, line) = text.split_once("### SF1461 ").expect("it is a line");
        let line = line.split("\n#").next().expect("it has an end");
        (follows.expect("it follows from I-07").to_owned(), line.to_owned())
    };
    let planned = "når den planlagte opdatering af SF1510 er taget i brug.";
    let (always, later) =
        (format!("Kravet skal være opfyldt, {planned}"), format!("I-07, skal det først være opfyldt, {planned}"));
    let (follows, line) = told("", "");
    assert!(follows.contains(&always) && line.contains(&always), "{follows}{line}");
    // SF1320_A lapses where Datafordeler is accepted for SF1520.
    let (follows, line) = told("I-02 = [\"SF1520\"]\n", "folger-personaendringer = true\n");
    assert!(!follows.contains(planned) && line.contains(&later), "{follows}{line}");
    // Notices of hospital stays come through it whatever is accepted.
    let (_, line) = told("I-01 = [\"SF0810\"]\nI-02 = [\"SF1520\"]\n", "folger-personaendringer = true\n");
    assert!(!line.contains(planned), "{line}");
}

/// A deadline that is moved later was not known when questions were answered; and what a mini-tender leads to is a
/// leveringsaftale, in its withdrawal too.
#[test]
fn what_goes_out_of_a_mini_tender_speaks_of_its_agreement_and_answers_bear_no_deadline() {
    let first = "edition = \"2024-01\"\n[tender]\ntitle = \"Prøve\"\nbuyers = [{ name = \"Eksempel Kommune\" }, { name = \"Nordby Kommune\" }]\n\
                 version = \"1.0\"\ndate = 2026-11-24\npublished = 2026-11-24\ndeadline = 2027-01-15\nprocedure = \"mini-tender\"\n[packages]\nI-01 = [\"SF0810\"]\n\
                 [[question]]\nnumber = 1\nreceived = 2026-11-25\nanswered = 2026-11-26\nquestion = \"Må der leveres i 2028?\"\nanswer = \"Nej.\"\n";
    let desk = Desk::new().file("p.toml", first);
    let build = |profile: &str| {
        std::fs::write(desk.path("p.toml"), profile).expect("it is written");
        let ran = desk.run(&["build", "p.toml", "--format", "md", "-o", "."]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    };
    let read = |paper: &str| String::from_utf8(desk.read(paper)).expect("it is text");
    build(first);
    let answers = read("p-spoergsmaal-og-svar.md");
    assert!(answers.contains("Anden ordregiver: Nordby Kommune") && !answers.contains("frist"), "{answers}");
    let next =
        first.replace("\"1.0\"", "\"1.1\"").replace("2026-11-24", "2026-11-30").replace("2027-01-15", "2027-01-22");
    build(&next);
    // They are the same: nothing of them goes out once more.
    assert_eq!(read("p-spoergsmaal-og-svar.md"), answers);
    let notat = read("internt/p-aendringsnotat.md");
    assert!(
        notat.contains("§ 100, stk. 2. Er en ændring væsentlig, bør") && notat.contains("Rettelsesbladet sendes ud"),
        "{notat}"
    );
    build(&next.replace("procedure", "cancelled = 2026-12-04\nprocedure"));
    let withdrawal = read("p-aflysning.md");
    assert!(withdrawal.contains("Der indgås ikke leveringsaftale") && withdrawal.contains("tilbud"), "{withdrawal}");
}
