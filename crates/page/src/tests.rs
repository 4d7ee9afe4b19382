//! The engine as the page asks it: from an empty profile to documents.

use serde_json::{Value, json};

use crate::Engine;

fn engine() -> Engine {
    Engine::new(&[]).unwrap()
}

fn ask(engine: &Engine, question: &Value) -> Value {
    serde_json::from_str(&engine.ask(&question.to_string())).unwrap()
}

fn edited(engine: &Engine, text: &str, edits: Value) -> Value {
    let answer = ask(engine, &json!({ "ask": "edit", "text": text, "edits": edits }));
    assert_eq!(answer["refused"], Value::Null, "{answer}");
    answer
}

/// A tender that chose I-14 and has not said whether letters are printed.
fn undecided(engine: &Engine) -> String {
    let start = ask(engine, &json!({ "ask": "start" }));
    let edits = json!([
        { "do": "set", "path": ["tender", "title"], "value": "Post" },
        { "do": "set", "path": ["tender", "buyer"], "value": "Eksempel Kommune" },
        { "do": "set", "path": ["packages", "I-14"], "value": ["SF1606"] },
    ]);
    edited(engine, start["text"].as_str().unwrap(), edits)["text"].as_str().unwrap().to_owned()
}

fn line<'a>(reading: &'a Value, id: &str) -> &'a Value {
    let lines = reading["follows"]["lines"].as_array().unwrap();
    lines.iter().find(|line| line["id"] == id).unwrap()
}

#[test]
fn questions_are_asked_before_the_tender_has_a_name() {
    let engine = engine();
    let text = "edition = \"2024-01\"\n[tender]\ntitle = \"\"\nbuyer = \"\"\n[packages]\nI-14 = [\"SF1606\"]\n";
    let reading = ask(&engine, &json!({ "ask": "read", "text": text }));
    assert!(reading["errors"].as_u64().unwrap() > 0, "{reading}");
    let facts = reading["follows"]["facts"].as_array().unwrap();
    assert!(facts.iter().any(|fact| fact["id"] == "sender-fjernprint" && fact["buyer"] == true), "{facts:?}");
}

#[test]
fn what_an_answer_brings_is_what_then_comes_of_it() {
    let engine = engine();
    let text = undecided(&engine);
    let prospects = ask(&engine, &json!({ "ask": "prospects", "text": text, "facts": ["sender-fjernprint"] }));
    for (word, value) in [("yes", json!(true)), ("no", json!(false)), ("supplier", json!("supplier"))] {
        let edits = json!([{ "do": "set", "path": ["facts", "sender-fjernprint"], "value": value }]);
        let came = edited(&engine, &text, edits);
        assert_eq!(came["changes"], prospects["sender-fjernprint"][word]);
        assert!(!came["changes"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_change_is_told_with_its_reason() {
    let engine = engine();
    let text = undecided(&engine);
    let set = |value: bool| json!([{ "do": "set", "path": ["facts", "sender-fjernprint"], "value": value }]);
    let texts = |answer: &Value| -> Vec<String> {
        let changes = answer["changes"].as_array().unwrap().iter();
        changes.map(|change| change["text"].as_str().unwrap().to_owned()).collect()
    };
    let yes = edited(&engine, &text, set(true));
    let no = edited(&engine, &text, set(false));
    assert_eq!(line(&yes["reading"], "SF1601")["status"], "required");
    assert_eq!(line(&no["reading"], "SF1601")["status"], "excluded");
    let of = |answer: &Value| texts(answer).into_iter().find(|text| text.starts_with("SF1601")).unwrap();
    assert_eq!(
        of(&yes),
        "SF1601 Afsend post kræves, fordi SF1606 er valgt, og løsningen skal sende post til fjernprint."
    );
    assert_eq!(of(&no), "SF1601 Afsend post gælder ikke, fordi løsningen ikke skal sende post til fjernprint.");
}

#[test]
fn every_complaint_of_a_field_leads_to_the_field() {
    let engine = engine();
    let text = "edition = \"2024-01\"\n[tender]\ntitle = \"A\"\nbuyer = \"B\"\ncvr = \"1234\"\n[packages]\nI-14 = [\"SF1606\"]\n\n\
                [[requirement]]\nid = \"E1\"\ntype = \"XX\"\ntext = \"Løsningen skal …\"\n";
    let reading = ask(&engine, &json!({ "ask": "read", "text": text }));
    let paths: Vec<&Value> =
        reading["complaints"].as_array().unwrap().iter().map(|complaint| &complaint["path"]).collect();
    assert!(paths.contains(&&json!(["tender", "cvr"])), "{paths:?}");
    assert!(paths.contains(&&json!(["requirement", "0", "type"])), "{paths:?}");
}

#[test]
fn a_line_says_why_it_is_out_and_what_would_bring_it_in() {
    let engine = engine();
    let text = undecided(&engine);
    for id in ["SF1601", "SF1514", "SF0810", "I-14", "I-02.01"] {
        let why = ask(&engine, &json!({ "ask": "why", "text": text, "id": id }));
        assert_eq!(why["id"], id, "{why}");
        assert!(why["kind"] == "package" || !why["why"].as_array().unwrap().is_empty(), "{why}");
    }
    assert_eq!(ask(&engine, &json!({ "ask": "why", "text": text, "id": "SF9999" })), Value::Null);
}

#[test]
fn what_a_buyer_writes_is_never_markup() {
    let engine = engine();
    let hostile = "</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) <b>";
    let edits = json!([{ "do": "set", "path": ["tender", "title"], "value": hostile }]);
    let text = edited(&engine, &undecided(&engine), edits)["text"].clone();
    for kind in ["kravbilag", "svarskema", "tjekliste"] {
        let page = ask(&engine, &json!({ "ask": "legible", "text": text, "kind": kind }));
        let html = page["html"].as_str().unwrap();
        assert!(!html.contains("<img") && !html.contains("<b>") && !html.contains("href=\"javascript"), "{html}");
    }
}

#[test]
fn forms_are_read_judged_and_compared() {
    let mut engine = engine();
    let text = undecided(&engine);
    let form = engine.print(&text, "svarskema", "xlsx").unwrap().unwrap();
    assert!(Engine::profile_in(&form).unwrap().contains("title = \"Post\""));
    engine.take_form("a.xlsx", &Engine::read_form(&form)).unwrap();
    engine.take_form("b.pdf", &Engine::read_form(b"no form")).unwrap();
    for ground in [None, Some(text.clone())] {
        let compared: Value = serde_json::from_str(&engine.compare(ground.clone())).unwrap();
        assert_eq!(compared["report"]["suppliers"].as_array().unwrap().len(), 2, "{compared}");
        assert!(engine.comparison(ground, "xlsx").unwrap().starts_with(b"PK"));
    }
}

#[test]
fn a_house_of_its_own_takes_the_place_of_ours() {
    let ours = engine();
    let files = ["templates/ord.toml", "theme.toml"];
    let words = include_str!("../../../templates/ord.toml").replace("\"Tilbudsfrist\"", "\"Frist for tilbud\"");
    let theme = "accent = \"#7a0019\"\norganisation = \"Indkøb\"\n";
    let lengths = [words.len() as u32, theme.len() as u32];
    let names = serde_json::to_string(&files).unwrap();
    let house = ours.pack(&names, &lengths, format!("{words}{theme}").as_bytes()).unwrap();
    let theirs = Engine::new(&house).unwrap();
    let edits = json!([{ "do": "set", "path": ["tender", "deadline"], "value": { "date": "2027-01-15T12:00:00" } }]);
    let text = edited(&ours, &undecided(&ours), edits)["text"].clone();
    let page = |engine: &Engine| {
        let page = ask(engine, &json!({ "ask": "legible", "text": text, "kind": "kravbilag" }));
        page["html"].as_str().unwrap().to_owned()
    };
    assert!(page(&theirs).contains("Frist for tilbud") && page(&theirs).contains("Indkøb"), "{}", page(&theirs));
    assert!(!page(&ours).contains("Frist for tilbud") && !page(&ours).contains("Indkøb"));
    assert!(Engine::new(b"no package").is_err());
}

#[test]
fn the_same_files_are_packed_alike() {
    let engine = engine();
    let pack = || engine.pack(r#"["a.toml","b.pdf"]"#, &[3, 2], b"abcde").unwrap();
    assert_eq!(pack(), pack());
    assert!(engine.pack(r#"["a"]"#, &[9], b"abc").is_err());
}

#[test]
fn a_profile_of_mistakes_is_told_in_bounds() {
    let engine = engine();
    let text = format!(
        "edition = \"2024-01\"\n[tender]\ntitle = \"A\"\nbuyer = \"B\"\n{}",
        "x = 1\n".repeat(3) + &(0..20_000).map(|n| format!("fejl-{n} = 1\n")).collect::<String>()
    );
    let reading = ask(&engine, &json!({ "ask": "read", "text": text.replace("x = 1\nx = 1\n", "") }));
    assert!(reading["count"].as_u64().unwrap() >= 20_000, "{}", reading["count"]);
    assert!(reading["complaints"].as_array().unwrap().len() <= 200);
}
